"""Whose report it is: an office's name, or else the data set's, and ours only on our own."""

import html as entities
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis import ComparisonReport, Dataset, ProvinceReport, load
from analysis.batch import index_html
from analysis.batch.fingerprint import Fingerprints, Subject
from analysis.page import Words
from analysis.report import letterhead
from analysis.run import paper_pictures, render_sections
from broken_data import copy

IDENTITY = """\
name: {vi: Văn phòng Đảng ủy, en: Office of the Party Committee}
above: ĐẢNG BỘ TỈNH
motto: ĐẢNG CỘNG SẢN VIỆT NAM
data: Số liệu của tỉnh
number: Số 01-BC/VP
place_and_date: "…, ngày 10 tháng 01 năm 2024"
logo: logo.svg
accent: "#a51c1c"
recipients: [Lưu Văn phòng]
signature: [T/M BAN THƯỜNG VỤ]
signed_by: Người ký
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a light copy of the real figures."""
    return copy(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def few(folder: Path) -> Dataset:
    """Load it without an office's name."""
    return load(folder)


@pytest.fixture(scope="module")
def own(few: Dataset, folder: Path) -> Dataset:
    """Load it with an office's name."""
    (folder / "office.yml").write_text(IDENTITY, encoding="utf-8")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    (folder / "logo.svg").write_text(svg, encoding="utf-8")
    return load(folder)


MAKERS: dict[str, Callable[[Dataset, str], ProvinceReport | ComparisonReport]] = {
    "province": lambda data, lang: ProvinceReport(data, "hau-giang", 2023, "bloc", lang=lang),
    "comparison": lambda data, lang: ComparisonReport(data, 2020, "province", "TERM", lang=lang),
}


def read(html: str) -> list[str]:
    """What is read on a page, line by line."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    return [line for line in entities.unescape(re.sub(r"<[^>]+>", "\n", bare)).splitlines() if line.strip()]


@pytest.mark.parametrize("kind", MAKERS)
def test_an_offices_report_names_the_office_and_us_in_one_line(own: Dataset, kind: str) -> None:
    """All that the file says stands on the page; of the program remains the imprint."""
    report = MAKERS[kind](own, "vi")
    sections = [section.to_json() for section in report.sections()]
    html = render_sections(sections, stamp=report.stamp)
    lines = read(html)
    said = {"Văn phòng Đảng ủy", "ĐẢNG BỘ TỈNH", "Số 01-BC/VP", "Nơi nhận:", "Lưu Văn phòng", "Người ký"}
    assert said <= set(lines)
    assert [line for line in lines if "doichieu" in line.lower()] == ["Lập bằng phần mềm doichieu"]
    assert not [line for line in lines if "duy trì" in line]
    assert '<meta name="author" content="Văn phòng Đảng ủy">' in html
    assert "--c-accent:#a51c1c" in html
    assert any("Số liệu của tỉnh, bản" in line for line in lines)
    assert paper_pictures(sections, stamp=report.stamp, ppi=20)


def test_an_english_report_names_it_in_english(own: Dataset) -> None:
    """Where a text is given in both languages, each report takes its own."""
    head = MAKERS["province"](own, "en").sections()[0].blocks[0].to_json()["letterhead"]
    assert (head["name"], head["above"]) == ("Office of the Party Committee", "ĐẢNG BỘ TỈNH")


def test_our_own_report_is_signed_by_us(few: Dataset) -> None:
    """Without an office there is no letterhead, and the maintainers are the author."""
    masthead = MAKERS["province"](few, "vi").sections()[0].blocks[0].to_json()
    assert "letterhead" not in masthead
    assert masthead["document"]["author"] == "Nhóm duy trì doichieu"


def test_the_index_bears_the_offices_name(own: Dataset, tmp_path: Path) -> None:
    """Name, colour and imprint are those of the reports."""
    html = index_html(tmp_path, own.catalog, letterhead=letterhead(own, Words("vi")))
    assert "Văn phòng Đảng ủy" in read(html)
    assert "--c-accent:#a51c1c" in html


def test_another_identity_makes_the_reports_anew(few: Dataset, own: Dataset) -> None:
    """Every report shows it, so none is up to date when it changes."""
    subject = Subject("hau-giang", "bloc", 2023, "FY")
    assert Fingerprints(few).digest(subject) != Fingerprints(own).digest(subject)
