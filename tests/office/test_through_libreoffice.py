"""What an office opens: Word document and workbook in LibreOffice, saved again and read again."""

import io
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

import broken_data
from analysis import Dataset, ProvinceReport, load
from analysis.data import figures_csv
from analysis.office import document, workbook

Json = dict[str, Any]


@pytest.fixture
def soffice(tmp_path: Path) -> list[str]:
    """Give LibreOffice with settings of its own; without one, skip here but fail where CI is set."""
    path = shutil.which("soffice")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have LibreOffice Calc and Writer (soffice)")
        pytest.skip("no LibreOffice (soffice) on this machine")
    return [path, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Load a light copy of the real figures."""
    return load(broken_data.copy(tmp_path_factory.mktemp("office")))


@pytest.fixture(scope="module")
def sections(few: Dataset) -> list[Json]:
    """Give the sections of a real report."""
    return [section.to_json() for section in ProvinceReport(few, "hau-giang", 2023, "bloc").sections()]


def masthead(sections: list[Json]) -> Json:
    """Find the head of a report."""
    return next(block for section in sections for block in section["blocks"] if block["type"] == "masthead")


def saved(soffice: list[str], file: Path, kind: str) -> Path:
    """Open a file and save it as another kind."""
    target = file.parent / kind
    command = [*soffice, "--convert-to", kind, "--outdir", str(target), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target / f"{file.stem}.{kind}"


@pytest.mark.slow
def test_the_document_opens_and_prints(soffice: list[str], sections: list[Json], tmp_path: Path) -> None:
    """Saved again, its tables hold the same; printed, references and page numbers are worked out."""
    file = tmp_path / "report.docx"
    file.write_bytes(document(sections, masthead(sections)))
    before, after = Document(str(file)), Document(str(saved(soffice, file, "docx")))
    cells = [
        [[cell.text for cell in row.cells] for table in each.tables for row in table.rows]
        for each in (before, after)
    ]
    assert cells[0] == cells[1]
    pages = PdfReader(saved(soffice, file, "pdf")).pages
    text = "\n".join(page.extract_text() for page in pages)
    assert f"Trang {len(pages)} / {len(pages)}" in re.sub(r"\s+", " ", text)
    assert "Error" not in text  # what LibreOffice shows for a reference that leads nowhere


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_workbook_keeps_every_cell(
    soffice: list[str], sections: list[Json], few: Dataset, tmp_path: Path, kind: str
) -> None:
    """Opened and saved as either kind: the same numbers and words in the same cells."""
    shown = sorted({figure for section in sections for figure in section.get("figures", {})})
    figures = figures_csv(few, shown, "vi").decode("utf-8-sig")
    file = tmp_path / "report.xlsx"
    file.write_bytes(workbook(sections, masthead(sections), figures))
    before, after = (read(path.read_bytes()) for path in (file, saved(soffice, file, kind)))
    assert before.keys() == after.keys()
    for name, rows in before.items():
        assert rows == after[name], name


def read(content: bytes) -> dict[str, list[list[Any]]]:
    """Read every sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    # Trailing empty cells are no content.
    return {name: [_trimmed(row) for row in rows if any(row)] for name, rows in sheets.items()}


def _trimmed(row: list[Any]) -> list[Any]:
    filled = [place for place, cell in enumerate(row) if cell != ""]
    return row[: filled[-1] + 1]
