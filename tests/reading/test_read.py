"""What phrases mean: figure phrases as pages print them, in words of our own."""

import csv
import re
import zipfile
from pathlib import Path

import pytest

from analysis.data import OBSERVATION_COLUMNS, Dataset
from analysis.letters import is_formula
from analysis.reading import Candidate, Vocabulary, read, rows_of, write_draft
from analysis.reading.wording import composed, spelling, words

PHRASES = [
    # text, indicator, category, then the cells that have to be right
    ("Năm 2023, Đảng bộ tỉnh kết nạp 209/150 đảng viên, đạt 139,33% kế hoạch.", "admissions", "members",
     {"count": "209", "of": "150", "of_basis": "plan", "percent": "139.33", "as_printed": "209/150; 139,33%"}),
    ("Toàn tỉnh phát triển được 1.234 đảng viên mới.", "admissions", "members", {"count": "1234"}),
    ("Đảng bộ đã kết nạp 55 quần chúng ưu tú vào Đảng.", "admissions", "members", {"count": "55"}),
    ("Năm 2024, phấn đấu kết nạp từ 180 - 200 đảng viên.", "admissions", "members",
     {"kind": "target", "count": "180", "count_to": "200", "comparator": "range", "year": "2024"}),
    ("Phấn đấu kết nạp ít nhất 150 đảng viên.", "admissions", "members", {"kind": "target", "comparator": "ge"}),
    ("Có 32 đảng viên mới được kết nạp trong doanh nghiệp tư nhân.", "admissions", "members_private_enterprises", {}),
    ("Nâng tổng số đảng viên toàn Đảng bộ lên 74.108 đồng chí.", "membership", "members", {"count": "74108"}),
    ("Đảng bộ Khối hiện có 128 tổ chức cơ sở đảng.", "membership", "orgs", {"count": "128"}),
    ("Có 17/86 tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ, chiếm 19,77%.", "org_rating", "excellent",
     {"of": "86", "as_printed": "17/86 (19,77%)"}),
    ("Có 100% tổ chức cơ sở đảng được đánh giá, xếp loại.", "org_rating", "rated", {"of_basis": "all_orgs"}),
    ("Có 451 TCCSĐ hoàn thành tốt nhiệm vụ.", "org_rating", "good", {"count": "451"}),
    ("Có trên 90% đảng viên được xếp loại “Hoàn thành tốt nhiệm vụ” trở lên.", "member_rating", "good_or_better",
     {"percent": "90", "qualifier": "over"}),
    ("Phấn đấu trên 90% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ.", "org_rating", "good_or_better",
     {"kind": "target", "comparator": "gt", "qualifier": "exact"}),
    ("Có 0,57% đảng viên không hoàn thành nhiệm vụ.", "member_rating", "failed", {"percent": "0.57"}),
    ("Không có tổ chức cơ sở đảng nào không hoàn thành nhiệm vụ.", "org_rating", "failed", {"count": "0"}),
    ("Cấp ủy các cấp đã kiểm tra 752 tổ chức đảng.", "inspections", "orgs_inspected", {"authority": "committees"}),
    ("UBKT các cấp kiểm tra khi có dấu hiệu vi phạm đối với 28 đảng viên.", "inspections", "members_violation_signs",
     {"authority": "commissions"}),
    ("Uỷ ban Kiểm tra các cấp giám sát chuyên đề đối với 447 tổ chức đảng.", "inspections", "orgs_supervised",
     {"authority": "commissions"}),
    ("Cấp ủy, ủy ban kiểm tra các cấp thi hành kỷ luật 25 đảng viên.", "discipline_members", "total", {"authority": "all"}),
    ("Đã kiểm tra, giám sát 239 lượt tổ chức đảng.", "inspections", "orgs_inspected_or_supervised",
     {"counted": "turns"}),
    ("Cấp ủy các cấp kỉ luật cảnh cáo 2 tổ chức đảng.", "discipline_orgs", "warning", {"authority": "committees"}),
    ("Ban Thường vụ Tỉnh ủy tặng Huy hiệu Đảng cho 197 đảng viên.", "badges", "members_awarded", {"count": "197"}),
    ("Đảng ủy Khối mở 4 lớp bồi dưỡng nhận thức về Đảng, đạt 100% kế hoạch.", "training", "party_awareness_classes",
     {"count": "4", "percent": "100", "of_basis": "plan", "as_printed": "4; 100%"}),
    ("Trao Huy hiệu Đảng trước thời hạn cho 18 đảng viên.", "badges", "badges_awarded_early", {"count": "18"}),
    ("Năm 2015 có 48/66 tổ chức cơ sở đảng đạt trong sạch vững mạnh.", "former_org_rating", "clean_and_strong",
     {"of": "66"}),
    ("Toàn Đảng bộ tỉnh có 50 TCCS Đảng.", "membership", "orgs", {"count": "50"}),
    ("Có 4.760 đảng viên phải đánh giá, phân loại, chiếm 84,32% tổng số đảng viên.", "member_rating", "rated",
     {"percent": "84.32", "of_basis": "all_members"}),
    ("Đảng viên hoàn thành xuất sắc nhiệm vụ chiếm 13% tổng số đảng viên được đánh giá và chiếm 16% so với tổng số "
     "đảng viên hoàn thành tốt.", "member_rating", "excellent", {"percent": "13", "of_basis": "rated"}),
    ("Đã giám sát 20 chi bộ trực thuộc.", "inspections", "orgs_supervised", {"count": "20"}),
    ("Tổ chức 592 lớp học tập, quán triệt (17 lớp của tỉnh, 325 lớp của xã) với hơn 45.000 cán bộ, đảng viên tham gia.",
     "study", "cadres_and_members_attended", {"count": "45000", "qualifier": "over"}),
    ("Hoàn thành vượt mức 13/15 chỉ tiêu.", "targets_met", "targets", {"count": "13", "of": "15"}),
    ("Đảng bộ đạt và vượt 09/10 chỉ tiêu đề ra.", "targets_met", "targets", {"count": "9", "of_basis": "targets_set"}),
]  # fmt: skip


def candidates(text: str, data: Dataset, known: Vocabulary) -> tuple[Candidate, ...]:
    """Read a phrase of Hải Dương 2023."""
    given = {"province": "hai-duong", "body": "province", "year": "2023"}
    return read(text, known, data.catalog, given).candidates


@pytest.mark.parametrize(("text", "indicator", "category", "cells"), PHRASES)
def test_a_phrase_means_what_it_says(
    text: str, indicator: str, category: str, cells: dict[str, str], data: Dataset, known: Vocabulary
) -> None:
    """A figure phrase gives one candidate: its indicator, its category, and the cells that it prints."""
    (one,) = candidates(text, data, known)
    assert (one.row["indicator"], one.row["category"]) == (indicator, category)
    assert {name: one.row[name] for name in cells} == cells


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Phấn đấu trên 90% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ.", "medium"),
        ("Phấn đấu trên 90% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên.", "high"),
        ("Đảng bộ đã kết nạp 55 quần chúng ưu tú vào Đảng.", "high"),
    ],
)
def test_what_is_read_beyond_the_print_is_less_certain(
    text: str, confidence: str, data: Dataset, known: Vocabulary
) -> None:
    """A class that is read with all above it, though the page names it alone, is of medium confidence."""
    (one,) = candidates(text, data, known)
    assert one.row["confidence"] == confidence


def test_a_split_is_tied_to_its_total(data: Dataset, known: Vocabulary) -> None:
    """The parts of a total count what it counts, by whom it counts, each under its own name."""
    text = "Cấp ủy các cấp thi hành kỷ luật 62 đảng viên (khiển trách 28, cảnh cáo 21, cách chức 1, khai trừ 12)."
    rows = [one.row for one in candidates(text, data, known)]
    assert [(row["category"], row["count"]) for row in rows] == [
        ("total", "62"), ("reprimand", "28"), ("warning", "21"), ("removal", "1"), ("expulsion", "12"),
    ]  # fmt: skip
    assert {row["authority"] for row in rows} == {"committees"}


def test_two_figures_of_one_verb_each_get_their_noun(data: Dataset, known: Vocabulary) -> None:
    """In "kiểm tra 12 tổ chức đảng và 34 đảng viên" the verb is said of both."""
    rows = [one.row for one in candidates("Đã giám sát 12 tổ chức đảng và 34 đảng viên.", data, known)]
    assert [row["category"] for row in rows] == ["orgs_supervised", "members_supervised"]


def test_a_change_is_kept_with_its_figure(data: Dataset, known: Vocabulary) -> None:
    """What rose or fell is no figure of its own: "giảm 2 so với cùng kỳ"."""
    (one,) = candidates("Thi hành kỷ luật 25 đảng viên (giảm 2 đảng viên so với cùng kỳ).", data, known)
    assert (one.row["change_printed"], one.row["change_unit"], one.row["change_against"]) == (
        "-2",
        "count",
        "2022-FY",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Đồng chí Bí thư Tỉnh ủy tặng 20 triệu đồng cho Quỹ “Vì người nghèo”.",
        "Hỗ trợ mỗi hộ nghèo 5 triệu đồng.",
        "Đảng bộ huyện Ninh Phước kết nạp 52 đảng viên.",
        "Kết nạp 12 đoàn viên công đoàn tiêu biểu xem phim.",
        "Theo Quy định 1120-QĐ/TU ngày 1-6-2022 về kết nạp đảng viên.",
        "Liên hệ kết nạp đảng viên: ĐT 0293 3876 543.",
        "Hội nghị kết nạp đảng viên ngày 3-2-2023, từ 7 giờ 30 đến 11h.",
        "Đảng viên Lò Văn Mẫu, 52 tuổi, 30 năm tuổi Đảng, được kết nạp năm 1993.",
        "Danh sách đảng viên được kết nạp:\n1. Lò Văn Mẫu\n2. Lò Thị Mẫu\n(3) Lò Mẫu Danh",
        "Qua kiểm tra, kết luận có 23 tổ chức đảng và 73 đảng viên có vi phạm.",
        "Phải thi hành kỷ luật 28 tổ chức đảng; đã thi hành kỷ luật 21 tổ chức đảng.",
        "Đề nghị Ban Thường vụ Tỉnh ủy khai trừ 1 đảng viên.",
        "Chuyển đảng chính thức cho 56 đồng chí, phát thẻ Đảng cho 60 đồng chí.",
        "Chi bộ trực thuộc đảng ủy cơ sở hoàn thành tốt nhiệm vụ chiếm 6,7%.",
        "Tặng bằng khen cho 1 đảng bộ, 10 chi bộ, 170 đảng viên xuất sắc 5 năm liền.",
        "Mở lớp đối tượng kết nạp Đảng tại tỉnh; thi hành kỷ luật 6 cán bộ của xã Mẫu Một.",
        "Ông Lò Văn Mẫu ủng hộ quỹ 15 triệu đồng; mỗi đảng viên được tặng 500.000 đồng.",
    ],
)
def test_what_is_no_figure_of_the_body_is_no_candidate(text: str, data: Dataset, known: Vocabulary) -> None:
    """Dates, documents, telephones, ages, lists of names, money of persons, figures of bodies below are left out."""
    assert candidates(text, data, known) == ()


def test_a_text_says_where_and_when(data: Dataset, known: Vocabulary) -> None:
    """Without any hint the province, the body and the period come from the text."""
    text = ("Trà Vinh: tổng kết năm 2023\nĐảng bộ Khối các cơ quan và doanh nghiệp tỉnh Trà Vinh tổng kết năm 2023.\n"
            "Đảng ủy Khối đã kết nạp 209 đảng viên. Quý I năm 2024, Đảng ủy Khối kết nạp 30 đảng viên.")  # fmt: skip
    rows = [one.row for one in read(text, known, data.catalog).candidates]
    assert [(row["province"], row["body"], row["year"], row["period"]) for row in rows] == [
        ("tra-vinh", "bloc", "2023", "FY"), ("tra-vinh", "bloc", "2024", "Q1"),
    ]  # fmt: skip


def test_a_page_of_a_district_is_read_as_one(data: Dataset, known: Vocabulary) -> None:
    """Its own figures are proposed, under no body of the province; beside those of the province they are left out."""
    own = "Huyện ủy Mẫu Sơn tổng kết năm 2022. Đảng bộ huyện Mẫu Sơn kết nạp 52 đảng viên."
    (row,) = (one.row for one in read(own, known, data.catalog).candidates)
    assert (row["count"], row["body"]) == ("52", "")
    beside = "Toàn tỉnh kết nạp 310 đảng viên năm 2022. Đảng bộ huyện Mẫu Sơn kết nạp 52 đảng viên."
    (row,) = (one.row for one in read(beside, known, data.catalog).candidates)
    assert (row["count"], row["body"]) == ("310", "province")


def test_a_title_that_rounds_gives_way(data: Dataset, known: Vocabulary) -> None:
    """Of a figure that stands in the title and below, the exact one is proposed."""
    text = "Tỉnh kết nạp gần 196 đảng viên\nNăm 2017, Đảng bộ tỉnh kết nạp 196 đảng viên."
    (one,) = candidates(text, data, known)
    assert (one.row["qualifier"], one.row["as_printed"]) == ("exact", "196")


def test_a_person_is_no_province(data: Dataset, known: Vocabulary) -> None:
    """A page that tells of following a person's example is not of the city that bears his name."""
    text = "Học tập phong cách Hồ Chí Minh. Theo gương đạo đức Hồ Chí Minh. Trà Vinh kết nạp 209 đảng viên."
    assert read(text, known, data.catalog).setting.province == "tra-vinh"


def test_the_same_text_gives_the_same_draft(data: Dataset, known: Vocabulary, tmp_path: Path) -> None:
    """A draft has no clock in it, and names no person."""
    text = "Đồng chí Nguyễn Văn Tám cho biết, Tỉnh ủy Hải Dương đã kết nạp 209 đảng viên năm 2023."
    reading = read(text, known, data.catalog)
    for name in ("draft.xlsx", "draft.csv"):
        assert (
            write_draft(reading, tmp_path / name).read_bytes()
            == write_draft(reading, tmp_path / name).read_bytes()
        )
    (row,) = csv.DictReader((tmp_path / "draft.csv").read_text("utf-8-sig").splitlines())
    assert "Tám" not in str(row)
    assert list(row)[: len(OBSERVATION_COLUMNS)] == list(OBSERVATION_COLUMNS)
    assert rows_of(reading)[0]["count"] == "209"


def test_a_reason_names_the_label_and_not_by_chance_the_category(data: Dataset, known: Vocabulary) -> None:
    """Where label and category differ in capitals alone, every run gives the same reason: the label."""
    synonyms = set(data.catalog.frames["synonyms"]["phrase"])
    alike = {
        entry.label_vi: entry.category_vi
        for entry in data.catalog.indicators.values()
        if entry.label_vi.lower() == entry.category_vi.lower() and entry.label_vi not in synonyms
    }
    told = {one.phrase for label in alike for one in known.find([*words(spelling(composed(label)))])}
    assert len(told & set(alike)) > 10
    assert not told & (set(alike.values()) - set(alike) - synonyms)


@pytest.mark.parametrize("sign", ["- ", "=", "+", "@", "-1+"])
def test_a_draft_holds_no_formula(sign: str, data: Dataset, known: Vocabulary, tmp_path: Path) -> None:
    """Whatever the words of a text begin with, a spreadsheet shows them."""
    text = f"{sign}Tỉnh ủy Hải Dương đã kết nạp 209 đảng viên năm 2023."
    reading = read(text, known, data.catalog)
    table = list(csv.reader(write_draft(reading, tmp_path / "draft.csv").read_text("utf-8-sig").splitlines()))
    assert len(table) == 2
    assert any(sign in cell for cell in table[1])
    assert not any(is_formula(cell) for row in table for cell in row)
    with zipfile.ZipFile(write_draft(reading, tmp_path / "draft.xlsx")) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_the_pages_that_were_measured_are_known_by_fingerprints_only(data: Dataset) -> None:
    """The curated figures of other pages: every code is known, and no cell holds a sentence."""
    with (Path(__file__).parent / "pages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["indicator"], row["category"]) for row in rows} <= set(data.catalog.indicators)
    assert all(len(row["as_printed"]) < 30 and len(row["text"]) == 16 for row in rows)
    phrases = [row for row in rows if row["phrase"]]
    assert all(len(row["phrase"].split()) <= 16 for row in phrases)
    printed = [
        (token, row["phrase"]) for row in phrases for token in re.findall(r"[\d.,/]+%?", row["as_printed"])
    ]
    assert [(token, phrase) for token, phrase in printed if token not in phrase] == []
