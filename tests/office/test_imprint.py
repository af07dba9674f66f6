"""An office's finished report, in every form that is handed on: of the program only the imprint."""

import re
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader

import broken_data
from analysis import load
from analysis.batch import index_html, make, report_jobs
from analysis.page import Words
from analysis.report import letterhead

IMPRINT = "Lập bằng phần mềm doichieu"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make a report of an office in all forms, and the index beside it."""
    folder = broken_data.copy(tmp_path_factory.mktemp("office"))
    (folder / "office.yml").write_text("name: Văn phòng Đảng ủy\ndata: Số liệu của tỉnh\n", encoding="utf-8")
    package = folder / "datapackage.json"
    package.write_text(
        package.read_text("utf-8").replace('"name": "doichieu"', '"name": "my-figures"'), "utf-8"
    )
    data, output = load(folder), tmp_path_factory.mktemp("reports")
    (job,) = report_jobs(data, 2023, province="hau-giang", body="bloc", formats=["all"])
    listed, files = output / "index.html", make(job, data, output)
    listed.write_text(index_html(output, data.catalog, letterhead=letterhead(data, Words("vi"))), "utf-8")
    return {**files, "index": listed}


def on_page(path: Path) -> str:
    """What is read on a page, and in its head; not what verifies it."""
    page = re.sub(r"<(script|style)\b.*?</\1>", "", path.read_text("utf-8"), flags=re.DOTALL)
    named = re.findall(r'\b(?:content|title|alt|aria-label)="([^"]*)"', page)
    return unescape("\n".join([re.sub(r"<[^>]+>", "\n", page), *named]))


def on_paper(path: Path) -> str:
    """What is read on the pages of a PDF, and its properties."""
    paper = PdfReader(path)
    return "\n".join(
        [*(page.extract_text() for page in paper.pages), *map(str, (paper.metadata or {}).values())]
    )


def in_parts(path: Path) -> str:
    """All texts of a document or of a workbook, its properties among them."""
    with zipfile.ZipFile(path) as parts:
        held = [
            parts.read(name).decode() for name in sorted(parts.namelist()) if name.endswith(("xml", "rels"))
        ]
    return "\n".join(re.sub(r"</(?:w:p|si|dc:\w+|cp:\w+)>", "\n", part) for part in held)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "read"),
    [("html", on_page), ("pdf", on_paper), ("docx", in_parts), ("xlsx", in_parts), ("index", on_page)],
)
def test_of_the_program_only_the_imprint_remains(
    made: dict[str, Path], form: str, read: Callable[[Path], str]
) -> None:
    """Text, properties, alternative texts, sheets and index: one line says what made it."""
    found = [line for line in read(made[form]).splitlines() if "doichieu" in line.casefold()]
    assert len(found) == 1
    assert IMPRINT in found[0]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["html", "index"])
def test_a_search_of_the_whole_file_finds_the_imprint_alone(made: dict[str, Path], form: str) -> None:
    """Nor does anything that verifies the page, or makes it look and work, name the program."""
    found = re.findall(".*doichieu.*", made[form].read_text("utf-8"), re.IGNORECASE)
    assert len(found) == 1
    assert IMPRINT in found[0]
