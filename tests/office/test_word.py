"""The Word document of a report: real headings, tables, captions, pictures, references; the same bytes."""

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

import broken_data
import sample_document
from analysis import ComparisonReport, Dataset, ProvinceReport, load
from analysis.errors import RequestError
from analysis.office import check_installed, document
from analysis.office.archive import timeless
from analysis.page import plain

Json = dict[str, Any]

IDENTITY = """\
name: Văn phòng Đảng ủy
place_and_date: "…, ngày 10 tháng 01 năm 2024"
recipients: [Lưu Văn phòng]
signed_by: Người ký
"""


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Load a light copy of the real figures, with an office's name on it."""
    folder = broken_data.copy(tmp_path_factory.mktemp("office"))
    (folder / "office.yml").write_text(IDENTITY, encoding="utf-8")
    return load(folder)


@pytest.fixture(scope="module", params=["province", "comparison"])
def sections(request: pytest.FixtureRequest, few: Dataset) -> list[Json]:
    """Give the sections of one report of each kind."""
    report: ProvinceReport | ComparisonReport = (
        ProvinceReport(few, "hau-giang", 2023, "bloc")
        if request.param == "province"
        else ComparisonReport(few, 2020, "province", "TERM")
    )
    return [section.to_json() for section in report.sections()]


@pytest.fixture(scope="module")
def content(sections: list[Json]) -> bytes:
    """Make the document once."""
    return document(sections, masthead(sections))


@pytest.fixture
def word(content: bytes) -> Any:
    """Open the document."""
    return Document(io.BytesIO(content))


def masthead(sections: list[Json]) -> Json:
    """Find the head of a report."""
    return next(block for block in blocks(sections) if block["type"] == "masthead")


def blocks(sections: list[Json]) -> Iterator[Json]:
    """Give the blocks of all sections."""
    return (block for section in sections for block in section["blocks"])


def tables(sections: list[Json]) -> Iterator[Json]:
    """Give every table of the report, those of charts among them."""
    for block in blocks(sections):
        if block["type"] == "table":
            yield block
        elif block["type"] == "figure":
            yield block["data"]


def instructions(word: Any) -> list[str]:
    """Give the instruction of every field."""
    return [field.text.strip() for field in word.element.iter(qn("w:instrText"))]


def test_every_section_is_a_heading(word: Any, sections: list[Json]) -> None:
    """Headings are headings, so that navigation and contents know them."""
    found = [each.text for each in word.paragraphs if each.style.name == "Heading 1"]
    assert found == [section["title"] for section in sections if section.get("title")]


def test_every_table_holds_what_the_page_shows(word: Any, sections: list[Json]) -> None:
    """Cell by cell, figures as printed; the head is repeated on each page."""
    ruled = [table for table in word.tables if table.style.name == "Table Grid"]
    of_data = [table for table in ruled if table.cell(0, 0).text]
    for table, block in zip(of_data, tables(sections), strict=True):
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        rows = [row["cells"] for group in block["groups"] for row in group["rows"]]
        # Small lines over the years have no words: a document has no column for them.
        kept = [
            place
            for place in range(len(block["columns"]))
            if any(plain(cells[place]["runs"]) or "strip" in cells[place] for cells in rows)
        ]
        heads = [block["columns"][place]["label"] for place in kept]
        assert [cell.text for cell in table.rows[0].cells] == heads
        shown = [[cell.text for cell in row.cells] for row in table.rows]
        for cells in rows:
            wanted = [plain(cells[place]["runs"]) for place in kept]
            assert any(all(map(str.startswith, line, wanted)) for line in shown), wanted


def test_wide_tables_find_room() -> None:
    """Many columns stand on a sheet on its side; many years below a chart go on in a second table."""

    def table(columns: int) -> Json:
        names = ["place", *(f"c{n}" for n in range(1, columns))]
        return {
            "type": "table", "id": "t", "caption": [{"text": "T"}],
            "columns": [{"key": n, "label": n, "align": "left", "kind": "text"} for n in names],
            "groups": [{"rows": [{"cells": [{"runs": [{"text": n}]} for n in names]}]}],
        }  # fmt: skip

    head = masthead([section.to_json() for section in sample_document.sections()])
    picture = {"svg": _SVG, "alt": "một đường", "width": 216, "height": 90}
    figure = {"type": "figure", "id": "f", "title": [{"text": "F"}], "panels": [picture], "data": table(21)}
    wide = [{"id": "a", "title": "A", "blocks": [head, table(25), figure]}]
    word = Document(io.BytesIO(document(wide, head)))
    assert [page.orientation for page in word.sections] == [0, 1, 0]
    ruled: list[Any] = word.tables
    assert [len(each.columns) for each in ruled] == [25, 11, 11]


_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="216" height="90" viewBox="0 0 216 90"></svg>'


def test_captions_number_themselves(word: Any, sections: list[Json]) -> None:
    """Tables and figures have native captions, numbered from one in their order."""
    captions = [each.text for each in word.paragraphs if each.style.name == "Caption"]
    for label, kinds in (("Bảng", ("table", "grid", "figure")), ("Hình", ("figure",))):
        count = sum(block["type"] in kinds for block in blocks(sections))
        found = [text for text in captions if text.startswith(label)]
        assert [re.match(rf"{label} (\d+)\. ", text)[1] for text in found] == [  # type: ignore[index]
            str(number) for number in range(1, count + 1)
        ]
        assert sum(rf"SEQ {label} " in each for each in instructions(word)) == count


def test_every_chart_is_a_picture_told_in_words(word: Any, sections: list[Json]) -> None:
    """Its alternative text is that of the page."""
    wanted = [
        panel["alt"] for block in blocks(sections) if block["type"] == "figure" for panel in block["panels"]
    ]
    pictures = [each.get("descr") for each in word.element.iter(qn("wp:docPr"))]
    assert pictures == wanted
    numbers = [each.get("id") for each in word.element.iter(qn("wp:docPr"))]
    assert len(set(numbers)) == len(numbers)


def test_a_strip_is_a_small_picture_told_in_words() -> None:
    """Where a figure stands among others is drawn, with its ends below; who they are, its words say."""
    parts = [section.to_json() for section in sample_document.sections()]
    strips = [
        cell["strip"]
        for block in tables(parts)
        for group in block["groups"]
        for row in group["rows"]
        for cell in row["cells"]
        if "strip" in cell
    ]
    for strip in strips:
        strip |= {"low_label": "0", "high_label": "9.000"}
    made = Document(io.BytesIO(document(parts, masthead(parts))))
    told = {each.get("descr") for each in made.element.iter(qn("wp:docPr"))}
    assert strips
    assert {strip["alt"] for strip in strips} <= told
    shown = "\n".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)
    assert shown.count("0 – 9.000") == len(strips)
    assert not any(strip["alt"] in shown for strip in strips)


def test_every_reference_leads_somewhere(word: Any, sections: list[Json]) -> None:
    """Marks lead to entries of lists that count by themselves, the contents to headings."""
    names = [each.get(qn("w:name")) for each in word.element.iter(qn("w:bookmarkStart"))]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40  # Word cuts longer ones
    goals = {each.split()[1] for each in instructions(word) if each.startswith("REF ")}
    goals |= {each.get(qn("w:anchor")) for each in word.element.iter(qn("w:hyperlink"))} - {None}
    assert goals <= set(names)
    assert any(goal.startswith("source_") for goal in goals)
    assert {"PAGE", "NUMPAGES"} <= {field.text.strip() for field in footer_fields(word)}
    assert any(each.startswith("TOC ") for each in instructions(word))


def footer_fields(word: Any) -> Iterator[Any]:
    """Give the fields at the foot of every page."""
    return word.sections[0].footer._element.iter(qn("w:instrText"))  # type: ignore[no-any-return]


def test_the_document_says_whose_and_in_which_language_it_is(word: Any, sections: list[Json]) -> None:
    """Properties and letterhead are the office's, the language Vietnamese, our name the imprint alone."""
    assert word.core_properties.author == "Văn phòng Đảng ủy"
    assert word.core_properties.title == masthead(sections)["document"]["title"]
    assert {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))} == {"vi-VN"}
    lines = [each.text for each in word.element.iter(qn("w:t")) if each.text]
    assert [line for line in lines if "doichieu" in line.lower()] == ["Lập bằng phần mềm doichieu"]
    assert {"Văn phòng Đảng ủy", "- Lưu Văn phòng", "Người ký"} <= set(lines)


def test_the_same_report_gives_the_same_document(content: bytes, sections: list[Json]) -> None:
    """Nothing in it is of the day or the computer on which it was made."""
    assert document(sections, masthead(sections)) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in archive.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")


def test_every_kind_of_block_has_a_place() -> None:
    """Whatever a report may hold is written, whatever it holds least."""
    sections = [section.to_json() for section in sample_document.sections()]
    word = Document(io.BytesIO(document(sections, masthead(sections))))
    words = "\n".join(each.text or "" for each in word.element.iter(qn("w:t")))
    for block in blocks(sections):
        for item in block.get("items", ()) if block["type"] in ("prose", "notes") else ():
            for run in item["runs"]:
                assert run["text"] in words


def test_an_archive_keeps_its_parts_and_loses_its_time() -> None:
    """Order and content stay; times and dates go."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("b.xml", (2024, 1, 2, 3, 4, 6)), "<b/>")
        core = '<c><dcterms:created xsi:type="x">2024-01-02</dcterms:created>t</c>'
        archive.writestr(zipfile.ZipInfo("docProps/core.xml", (2024, 1, 2, 3, 4, 6)), core)
    with zipfile.ZipFile(io.BytesIO(timeless(out.getvalue()))) as archive:
        assert archive.namelist() == ["b.xml", "docProps/core.xml"]
        assert archive.read("docProps/core.xml") == b"<c>t</c>"


def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is made the message says what to install."""
    monkeypatch.setattr("analysis.office.archive.find_spec", lambda name: None)
    with pytest.raises(RequestError, match=r"docx needs python-docx; run: pip install 'doichieu\[office\]'"):
        check_installed(["html", "docx"])
    check_installed(["html", "pdf"])


def test_a_drawing_may_be_the_logo() -> None:
    """A logo in SVG stands in the document as a picture."""
    sections = [section.to_json() for section in sample_document.sections()]
    head = masthead(sections)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    logo = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    head["letterhead"] = {"name": "Văn phòng", "imprint": "…", "logo": logo}
    word = Document(io.BytesIO(document(sections, head)))
    assert next(word.element.iter(qn("wp:docPr"))).get("descr") == "Văn phòng"
