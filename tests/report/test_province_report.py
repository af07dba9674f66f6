"""The province report: what issue 2 asks for, in the right report and not in the wrong one."""

import re
from typing import Any

import pytest

from analysis import Dataset, ProvinceReport
from analysis.errors import RequestError
from analysis.page.language import LANGUAGES
from analysis.run.render import render_html
from real_reports import Reports, blocks, figures, readable, row_of, runs

Json = dict[str, Any]

HAU_GIANG = ("hau-giang", 2023, "bloc", "FY")
QUARTER = ("hau-giang", 2023, "province", "Q1")
TRA_VINH = ("tra-vinh", 2023, "bloc", "FY")
TARGETS = ("tra-vinh", 2024, "bloc", "FY")

# report -> figure -> what stands as its value
STATED = {
    (HAU_GIANG, "actual/org_rating/excellent"): "19,77%17/86",
    (HAU_GIANG, "actual/org_rating/good_or_better"): "91,49%",
    (HAU_GIANG, "actual/member_rating/excellent"): "16,40%675/4.115",
    (HAU_GIANG, "actual/member_rating/good_or_better"): "96,42%",
    (HAU_GIANG, "actual/admissions/members"): "140103,7% kế hoạch",
    (HAU_GIANG, "actual/inspections/members_inspected"): "523100% kế hoạch",
    (HAU_GIANG, "actual/targets_met/targets"): "7/7",
    (TRA_VINH, "actual/admissions/members"): "209139,33% kế hoạch",
    (TRA_VINH, "actual/study/cadres_and_members_attended"): "99,62%6.270/6.294",
    (TRA_VINH, "actual/targets_met/targets"): "9/10",
    (TRA_VINH, "actual/membership/members"): "6.102",
    (QUARTER, "actual/discipline_members/total/all"): "25",
    (QUARTER, "actual/discipline_members/reprimand/all"): "19",
    (QUARTER, "actual/discipline_members/warning/all"): "2",
    (QUARTER, "actual/discipline_members/removal/all"): "1",
    (QUARTER, "actual/discipline_members/expulsion/all"): "3",
}
BASES = {
    (HAU_GIANG, "actual/org_rating/excellent"): "trên số 86 ",
    (HAU_GIANG, "actual/member_rating/excellent"): "trên số 4.115 ",
    (TRA_VINH, "actual/study/cadres_and_members_attended"): "trên số 6.294 ",
}


def identity(key: tuple[str, int, str, str], rest: str) -> str:
    """Give a figure's id."""
    province, year, body, period = key
    return f"{province}/{body}/{year}/{period}/{rest}"


@pytest.mark.parametrize(("key", "figure"), STATED)
def test_the_figures_of_the_issue(reports: Reports, key: tuple[str, int, str, str], figure: str) -> None:
    """Every figure that the issue names stands in its report, on its base, with a source."""
    row = row_of(reports.sections(*key), identity(key, figure))
    assert row["value"] == STATED[key, figure]
    assert BASES.get((key, figure), "") in row["indicator"]
    cited = [run for run in runs(reports.sections(*key)) if run.get("cite")]
    assert cited


def test_they_stand_in_no_other_report(reports: Reports) -> None:
    """None of these figures stands in the table of another body, year or period as that report's own."""
    for key, figure in STATED:
        for other in (HAU_GIANG, QUARTER, TARGETS):
            if other[1:] == key[1:] or other == key:
                continue
            (table,) = [b for b in blocks(reports.sections(*other), "table") if b["id"] == "all-indicators"]
            stated = figures([group["rows"] for group in table["groups"]])
            own = {known for known in stated if known.startswith(identity(other, ""))}
            assert identity(key, figure) not in own


def test_the_disciplined_of_the_quarter(reports: Reports) -> None:
    """25 as 19/2/1/3 stands in the quarter's report, and nothing of it in the bloc's year."""
    text = reports.text(*QUARTER)
    assert re.search(r"kỷ luật .*: 25, gồm khiển trách 19, cảnh cáo 2, cách chức 1 và khai trừ 3\.", text)
    assert "kỷ luật 25" not in reports.text(*HAU_GIANG)
    assert not any("discipline" in figure for figure in figures(reports.sections(*HAU_GIANG)))
    (masthead,) = blocks(reports.sections(*QUARTER), "masthead")
    assert masthead["status"] == "part_year"
    assert "Số liệu chưa trọn năm" in masthead["meta"]
    (other,) = blocks(reports.sections(*HAU_GIANG), "masthead")
    assert other["status"] == "final"


def test_the_targets_of_trà_vinh(reports: Reports) -> None:
    """The targets of 2024 are targets: each without a count, without a result, and said to be so."""
    sections = reports.sections(*TARGETS)
    row = row_of(sections, identity(TARGETS, "target/admissions/members"))
    assert row["target"].startswith("140–150")
    assert row["value"] == ""
    assert "chưa thu thập được kết quả" in row["target"]
    for figure in reports.scopes[TARGETS].rows:
        if figure["kind"] == "target":
            assert row_of(sections, figure["id"])["value"] == ""
    text = reports.text(*TARGETS)
    assert "Đảng viên mới kết nạp: chỉ tiêu đề ra là 140–150; chưa thu thập được kết quả." in text
    assert (
        "Kỳ này mới thu thập được chỉ tiêu đề ra (15 số liệu); chưa thu thập được kết quả thực hiện." in text
    )
    assert not re.search(r"kết nạp: 1\d\d", text)


ORDER = ("glance", "indicators", "structure", "time", "others", "coverage")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_parts_of_one_report(reports: Reports, lang: str) -> None:
    """Every report has its parts in order, none of them empty, all of one stamp, with one masthead."""
    for key in reports.scopes:
        sections = reports.sections(*key, lang=lang)
        ids = [section["id"] for section in sections]
        assert ids == [name for name in ORDER if name in ids]
        assert {"glance", "indicators", "coverage"} <= set(ids)
        assert {section["stamp"] for section in sections} == {reports.report(*key, lang).stamp}
        assert len(blocks(sections, "masthead")) == 1
        assert all(section["blocks"] for section in sections)


def test_what_others_say_is_marked_as_theirs(reports: Reports) -> None:
    """A Party report tells the scores of its province in a part of its own, with whose they are."""
    (section,) = [s for s in reports.sections(*TRA_VINH) if s["id"] == "others"]
    (table,) = section["blocks"]
    text = "\n".join(readable(table))
    assert "Số liệu của Chính quyền tỉnh, không phải của Đảng bộ Khối" in text
    assert "Điểm PAPI" in text
    assert "note" not in table  # a link would lead to what may not have been made
    assert not any("/government/" in figure for figure in figures(reports.sections(*TRA_VINH)[:2]))


def test_a_merged_unit_says_so(reports: Reports) -> None:
    """Under the title stands with whom a unit became one, and of one that ended whose part it is."""
    for key, said in (
        (("an-giang", 2025, "province", "FY"), "Từ ngày 01/07/2025 gồm cả Kiên Giang."),
        (HAU_GIANG, "Từ ngày 01/07/2025 thuộc Cần Thơ."),
    ):
        (masthead,) = blocks(reports.sections(*key), "masthead")
        assert masthead["subtitle"] == said


def test_every_figure_of_the_period_is_in_the_table(reports: Reports) -> None:
    """The table of all indicators states every figure that is held, and the download carries them."""
    for key, scope in reports.scopes.items():
        sections = reports.sections(*key)
        (table,) = [block for block in blocks(sections, "table") if block["id"] == "all-indicators"]
        rows = sum(len(group["rows"]) for group in table["groups"])
        # A target stands in the row of its result.
        assert rows >= sum(row["kind"] == "actual" for row in scope.rows)
        stated = set(figures(table))
        assert {row["id"] for row in scope.rows if row["qualifier"] != "withheld"} <= stated, key
        (download,) = blocks(sections, "download")
        assert download["content"].count("\r\n") == len(scope.rows) + 1


def test_every_mark_leads_to_a_note(reports: Reports) -> None:
    """Every footnote mark and every source number in a report leads to its note, and every note is marked."""
    for key in reports.scopes:
        sections = reports.sections(*key)
        notes = {
            block["kind"]: {item["mark"] for item in block["items"]} for block in blocks(sections, "notes")
        }
        found = list(runs(sections))
        assert {run["mark"] for run in found if "mark" in run and "runs" not in run} == notes.get(
            "footnotes", set()
        ), key
        assert {str(n) for run in found for n in run.get("cite", ())} <= notes["sources"]


def test_every_stated_figure_has_its_source(reports: Reports) -> None:
    """The sources of all figures that a report shows are in its list of sources."""
    for key in reports.scopes:
        report = reports.report(*key)
        for figure in figures(reports.sections(*key)):
            assert report.scope.measured_by_id[figure]["source"] in report.numbers, (key, figure)


class TestShortReports:
    """A report of three figures is short and honest."""

    def few(self, reports: Reports) -> list[tuple[str, int, str, str]]:
        """Name the reports of three figures or fewer."""
        return [key for key, scope in reports.scopes.items() if len(scope.rows) <= 3]

    def test_there_are_some(self, reports: Reports) -> None:
        """Many reports have three figures or fewer."""
        assert len(self.few(reports)) > 30

    def test_no_empty_chart(self, reports: Reports) -> None:
        """Whatever a report draws has values: every chart has panels, words, and rows below it."""
        for key in reports.scopes:
            for figure in blocks(reports.sections(*key), "figure"):
                assert figure["panels"]
                rows = [row for group in figure["data"]["groups"] for row in group["rows"]]
                assert rows
                for panel in figure["panels"]:
                    assert panel["svg"].startswith("<")
                    assert re.search(r"\d", panel["alt"]), key
                said = " ".join(readable([row["cells"][1:] for row in rows]))
                assert re.search(r"\d", said), key

    def test_one_figure_of_a_kind_is_not_drawn(self, reports: Reports) -> None:
        """Where nothing can be drawn, no heading stands alone."""
        for key in self.few(reports):
            for section in reports.sections(*key)[2:-1]:
                assert {block["type"] for block in section["blocks"]} <= {"figure", "table"}
                assert any(list(readable(block)) for block in section["blocks"])

    def test_it_is_short(self, reports: Reports) -> None:
        """A report of three figures has no more than a few tiles and rows."""
        for key in self.few(reports):
            tiles = blocks(reports.sections(*key), "tiles")
            assert sum(len(block["items"]) for block in tiles) <= 3
            assert len(blocks(reports.sections(*key), "figure")) <= 3
            (table,) = [b for b in blocks(reports.sections(*key), "table") if b["id"] == "all-indicators"]
            assert sum(len(group["rows"]) for group in table["groups"]) <= 3


def tile(reports: Reports, key: tuple[str, int, str, str], label: str) -> tuple[str, list[str]]:
    """Give the value of a tile and the lines below it."""
    (found,) = blocks(reports.sections(*key), "tiles")
    (item,) = [item for item in found["items"] if item["label"] == label]
    value, *_ = readable(item["value"])
    return value, ["".join(run["text"] for run in line) for line in item["details"]]


class TestTiles:
    """A tile tells what its figure is of, and by whom."""

    @pytest.mark.parametrize(
        ("key", "label", "value", "line"),
        [
            (
                HAU_GIANG,
                "Tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên",
                "91,49%",
                "nguồn không nói rõ cơ sở tính",
            ),
            (
                TARGETS,
                "Tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên (chỉ tiêu)",
                "trên 90%",
                "tính trên số tổ chức trong toàn đảng bộ",
            ),
            (
                ("thai-nguyen", 2020, "province", "FY"),
                "Đảng viên mới kết nạp",
                "1,9%",
                "tính trên số đảng viên có đến đầu nhiệm kỳ",
            ),
        ],
        ids=["unknown", "target", "term-start"],
    )
    def test_a_percentage_says_of_what(
        self, reports: Reports, key: tuple[str, int, str, str], label: str, value: str, line: str
    ) -> None:
        """A percentage without a printed base names what it is of, or that nobody says."""
        shown, lines = tile(reports, key, label)
        assert shown == value
        assert line in lines

    def test_no_percentage_stands_alone(self, reports: Reports) -> None:
        """In no report, of whatever language, does a tile with a percentage lack its base."""
        seen = 0
        for key in reports.scopes:
            for lang in LANGUAGES:
                for found in blocks(reports.sections(*key, lang=lang), "tiles"):
                    for item in found["items"]:
                        if "%" in "".join(readable(item["value"])):
                            seen += 1
                            said = " ".join(readable(item["details"]))
                            assert re.search(
                                r"cơ sở tính|tính trên|so với số|/|of those|against those|the base", said
                            ), key
        assert seen > 10

    @pytest.mark.parametrize(
        ("key", "label", "line"),
        [
            (QUARTER, "Đảng viên bị thi hành kỷ luật", "cấp ủy và UBKT các cấp"),
            (HAU_GIANG, "Đảng viên được kiểm tra", "nguồn không nêu chủ thể"),
            (("hai-duong", 2022, "province", "FY"), "Đảng viên bị thi hành kỷ luật", "do cấp ủy"),
        ],
        ids=["all", "unsaid", "committees"],
    )
    def test_inspection_and_discipline_say_by_whom(
        self, reports: Reports, key: tuple[str, int, str, str], label: str, line: str
    ) -> None:
        """By all, by one of them, or by nobody whom the source names."""
        assert line in tile(reports, key, label)[1]

    def test_admissions_need_no_authority(self, reports: Reports) -> None:
        """Who admits members is no question."""
        assert "nguồn không nêu chủ thể" not in tile(reports, TRA_VINH, "Đảng viên mới kết nạp")[1]


class TestTerms:
    """Spans of years: what is whole, and what is not."""

    @pytest.mark.parametrize(
        ("key", "status"),
        [
            (("quang-ninh", 2023, "province", "TERM"), "part_year"),
            (("ho-chi-minh", 2018, "province", "TERM"), "part_year"),
            (("vinh-phuc", 2014, "province", "TERM"), "part_year"),
            (("bac-giang", 2020, "province", "TERM"), "final"),
            (("binh-duong", 2020, "province", "TERM"), "final"),
            (("vinh-long", 2018, "province", "TERM"), "final"),
        ],
        ids=["2020-2023", "2015-2018", "2010-2014", "2015-2020", "2016-2020", "2008-2018"],
    )
    def test_a_part_of_a_term_is_not_final(
        self, reports: Reports, key: tuple[str, int, str, str], status: str
    ) -> None:
        """A span that stops short of the end of a term is said to be a part, in both languages."""
        for lang, words in (("vi", "Chưa trọn nhiệm kỳ"), ("en", "Part of the term")):
            (masthead,) = blocks(reports.sections(*key, lang=lang), "masthead")
            assert masthead["status"] == status
            assert (masthead["meta"][0] == words) == (status == "part_year")

    def test_the_grid_names_spans(self, reports: Reports) -> None:
        """Over a column of the grid stand the spans that end in its year, and over others the year."""
        (grid,) = blocks(reports.sections("ho-chi-minh", 2020, "province", "TERM"), "grid")
        assert grid["columns"] == ["2015–2018", "2015–2020"]
        assert all("2015–2020" in row["cells"][1]["alt"] for row in grid["rows"])
        (grid,) = blocks(reports.sections(*HAU_GIANG), "grid")
        assert "2023" in grid["columns"]


@pytest.mark.parametrize("key", [HAU_GIANG, QUARTER, TARGETS, ("thai-nguyen", 2021, "province", "FY")])
def test_pages_of_reports(reports: Reports, key: tuple[str, int, str, str]) -> None:
    """A page holds every figure that its sections state."""
    html = render_html(reports.notebook(*key), stamp=reports.report(*key).stamp)
    for figure in figures(reports.sections(*key)):
        assert f'data-figure="{figure}"' in html


def test_a_body_is_chosen(data: Dataset) -> None:
    """Without a body, the first one that has figures is reported."""
    assert ProvinceReport(data, "84", 2023).stamp == "province/tra-vinh/2023-FY-bloc.vi"
    quarter = ProvinceReport(data, "Hậu Giang", 2023, period="Q1")
    assert quarter.stamp == "province/hau-giang/2023-Q1-province.vi"


@pytest.mark.parametrize(
    "wrong",
    [
        *(("atlantis", 2023), ("tra-vinh", 1999), ("tra-vinh", 2023, "block")),
        *(("tra-vinh", 2023, "", "Q7"), ("tra-vinh", 2023, "bloc", "FY", "fr")),
    ],
)
def test_what_cannot_be_reported(data: Dataset, wrong: tuple[Any, ...]) -> None:
    """A report of nothing is refused."""
    with pytest.raises(RequestError):
        ProvinceReport(data, *wrong)


def test_the_same_each_time(data: Dataset, reports: Reports) -> None:
    """A report made twice is the same to the letter."""
    again = ProvinceReport(data, *HAU_GIANG, "vi")
    assert [section.to_json() for section in again.sections()] == reports.sections(*HAU_GIANG)
