"""An office's own data: an empty folder to fill, and the files that spreadsheets make of it."""

import csv
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from frictionless import Package

import analysis
from analysis.cli.commands import main
from analysis.data.dataset import Dataset
from analysis.data.schema import OBSERVATION_COLUMNS
from analysis.data.starter import start
from analysis.errors import DataError, RequestError

DOMAINS = (
    *("ratings", "admissions", "membership", "inspections", "discipline", "study", "programme", "cadres"),
    *("community", "pci", "papi", "par_index", "sipas"),
)


def filled(folder: Path) -> Path:
    """Put the examples in place of the empty files, as one who fills the folder does."""
    for example in (folder / "examples").glob("*.csv"):
        shutil.copy(example, folder)
    return folder


def codes(folder: Path) -> dict[str, str]:
    """The faults of a folder: code by file and column."""
    try:
        analysis.load(folder)
    except DataError as error:
        return {f"{fault.file}:{fault.column}": fault.code for fault in error.faults}
    return {}


def messages(folder: Path) -> str:
    """The faults of a folder as the command prints them."""
    with pytest.raises(DataError) as caught:
        analysis.load(folder)
    return str(caught.value)


# ------------------------------------------------------------------------------------------ the new folder


@pytest.mark.parametrize("semicolons", [False, True], ids=["commas", "semicolons"])
def test_a_new_folder_is_empty_and_valid(data: Dataset, tmp_path: Path, semicolons: bool) -> None:
    """It has every file with its header and the whole vocabulary, no figure, and no fault."""
    made = analysis.load(start(tmp_path / "office", data, semicolons=semicolons))
    assert made.observations.empty
    assert made.catalog.provinces == data.catalog.provinces
    assert made.catalog.indicators == data.catalog.indicators
    assert made.catalog.sources == {}
    assert repr(made) == "<Dataset 0.1: no figures yet>"


@pytest.mark.parametrize("semicolons", [False, True], ids=["commas", "semicolons"])
def test_the_examples_are_real_figures(data: Dataset, tmp_path: Path, semicolons: bool) -> None:
    """Copied into the folder, they are valid: one figure a domain, the same as in the project's own data."""
    made = analysis.load(filled(start(tmp_path / "office", data, semicolons=semicolons)))
    figures, own = made.observations.set_index("id"), data.observations.set_index("id")
    assert sorted(figures["domain"]) == sorted(DOMAINS)
    columns = [name for name in OBSERVATION_COLUMNS if name != "percent"] + ["percent_text"]
    pd.testing.assert_frame_equal(figures[columns], own.loc[figures.index, columns], check_dtype=False)


@pytest.mark.parametrize("semicolons", [False, True], ids=["commas", "semicolons"])
def test_another_program_can_read_a_filled_folder(data: Dataset, tmp_path: Path, semicolons: bool) -> None:
    """`frictionless`, which knows nothing of this project, finds its description and its tables right."""
    folder = filled(start(tmp_path / "office", data, semicolons=semicolons))
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5]


def test_the_guide_explains_every_column_file_and_example(data: Dataset, tmp_path: Path) -> None:
    """README.md names each column and file in both languages, and each example with its figure."""
    folder = start(tmp_path / "office", data)
    guide = (folder / "README.md").read_text("utf-8")
    table = [line.split("|") for line in guide.splitlines() if line.startswith("| `")]
    assert {name for name in OBSERVATION_COLUMNS if f"| `{name}` |" not in guide} == set()
    assert all(vi.strip() and en.strip() for _, _, vi, en, _ in table)
    assert {file.name for file in folder.glob("*.csv") if f"`{file.name}`" not in guide} == set()
    for domain in DOMAINS:
        with (folder / "examples" / f"{domain}.csv").open(encoding="utf-8", newline="") as handle:
            (row,) = csv.DictReader(handle)
        assert f"“{row['as_printed']}”" in guide
        assert data.catalog.indicators[row["indicator"], row["category"]].label_vi in guide
    assert unicodedata.is_normalized("NFC", guide)


def test_the_licence_of_the_project_is_not_put_on_the_offices_data(data: Dataset, tmp_path: Path) -> None:
    """The description names neither our licence nor our maintainers."""
    text = (start(tmp_path / "office", data) / "datapackage.json").read_text("utf-8")
    assert "licenses" not in text
    assert "maintainer" not in text


def test_a_folder_that_holds_anything_is_left_alone(data: Dataset, tmp_path: Path) -> None:
    """Neither an old folder nor a file is written over."""
    (tmp_path / "plan.txt").write_text("keep", "utf-8")
    with pytest.raises(RequestError, match="is not empty; name a new folder"):
        start(tmp_path, data)
    with pytest.raises(RequestError, match="name another folder"):
        start(tmp_path / "plan.txt", data)
    assert [file.name for file in tmp_path.iterdir()] == ["plan.txt"]


def test_the_commands_lead_from_nothing_to_a_valid_folder(tmp_path: Path) -> None:
    """`new` says what to do next; `validate` passes on what it made."""
    folder = tmp_path / "office"
    made = CliRunner().invoke(main, ["new", str(folder)])
    assert (made.exit_code, made.stdout) == (0, f"{folder}\n")
    assert "analysis validate --data" in made.stderr
    assert CliRunner().invoke(main, ["validate", "--data", str(folder)]).exit_code == 0
    assert CliRunner().invoke(main, ["new", str(folder)]).exit_code == 2


# --------------------------------------------------------------------------------- what spreadsheets write


@pytest.fixture
def office(data: Dataset, tmp_path: Path) -> Path:
    """Make a filled folder, with commas."""
    return filled(start(tmp_path / "office", data))


def rewrite(file: Path, *, delimiter: str = ",", encoding: str = "utf-8", end: str = "\n") -> None:
    """Save a file again as another program would."""
    with file.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    if delimiter == ";" and "value" in rows[0]:  # a figure of three decimals would have two readings
        place = rows[0].index("value")
        for row in rows[1:]:
            row[place] = row[place].replace(".", ",")
    with file.open("w", encoding=encoding, newline="") as handle:
        csv.writer(handle, delimiter=delimiter, lineterminator=end).writerows(rows)


def replace(file: Path, old: str, new: str) -> None:
    """Change one text in a file."""
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new).encode())


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_forms_of_csv_are_read_alike(office: Path, delimiter: str, encoding: str, end: str) -> None:
    """Commas or semicolons, with or without a mark at the beginning, either line end: the same figures."""
    before = analysis.load(office).observations
    for file in office.glob("*.csv"):
        rewrite(file, delimiter=delimiter, encoding=encoding, end=end)
    assert analysis.load(office).observations.equals(before)


def test_a_decimal_comma_is_read_beside_semicolons(office: Path) -> None:
    """91,2 between semicolons is 91.2, and is kept with the decimals it was written with."""
    before = analysis.load(office).observations
    rewrite(office / "ratings.csv", delimiter=";")
    replace(office / "ratings.csv", ";91.2;", ";91,2;")
    assert analysis.load(office).observations.equals(before)


def test_a_decimal_comma_between_commas_is_refused(office: Path) -> None:
    """In a file with commas it could be a lost quote; the message says what to write."""
    replace(office / "ratings.csv", ",91.2,", ',"91,2",')
    told = messages(office)
    assert "ratings.csv:2:percent: '91,2' is not a number as it stands; write 91.2 [not-a-number]" in told


@pytest.mark.parametrize("number", ["1.234", "12.345.678"])
def test_a_number_of_two_readings_is_refused(office: Path, number: str) -> None:
    """Where the comma is the decimal mark, 1.234 may be a thousand: nobody guesses."""
    rewrite(office / "ratings.csv", delimiter=";")
    replace(office / "ratings.csv", ";91.2;", f";{number};")
    assert codes(office)["ratings.csv:percent"] in {"two-readings", "not-a-number"}
    assert f"'{number}' can be read in two ways" in messages(office)


@pytest.mark.parametrize("count", ["1.934", "1 934", "1934,0"])
def test_thousands_separators_are_refused(office: Path, count: str) -> None:
    """A count is digits only; the message quotes the cell."""
    rewrite(office / "admissions.csv", delimiter=";")
    replace(office / "admissions.csv", ";1934;", f";{count};")
    assert codes(office) == {"admissions.csv:count": "not-an-integer"}
    assert "is not a whole number as it stands; write 1934" in messages(office)


@pytest.mark.parametrize("day", ["31/12/2023", "12/31/2023", "31-Dec-23", "31.12.2023", "45291"])
def test_a_date_as_excel_shows_it_is_refused(office: Path, day: str) -> None:
    """Days are written YYYY-MM-DD, because 03/04/2023 is one day here and another there."""
    with (office / "membership.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    rows[1][rows[0].index("as_of")] = day
    with (office / "membership.csv").open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)
    assert f"'{day}' is not how a day is written here; write 2023-12-31" in messages(office)


@pytest.mark.parametrize("made", ["07/07/2026", "2026-07-07", "7-Jul", "07-Thg7", "7/7/26"])
def test_a_figure_that_became_a_date_is_noticed(office: Path, made: str) -> None:
    """7/7 opened by a double click is a day in July; it is not taken for what the source prints."""
    replace(office / "programme.csv", "7/7", made)
    assert codes(office) == {"programme.csv:as_printed": "became-a-date"}


def test_a_lost_zero_is_noticed(office: Path) -> None:
    """Code 01 opened by a double click is 1, and Hà Nội would not be found by it."""
    replace(office / "provinces.csv", ",ha-noi,2025-07-01,01,", ",ha-noi,2025-07-01,1,")
    assert codes(office) == {"provinces.csv:gso_code": "not-a-code"}


def test_decomposed_letters_are_composed(office: Path) -> None:
    """Text typed on a Mac or copied from a PDF is the same text: names are found either way."""
    before = analysis.load(office)
    for name in ("provinces", "sources", "indicators"):
        file = office / f"{name}.csv"
        file.write_text(unicodedata.normalize("NFD", file.read_text("utf-8")), "utf-8")
    after = analysis.load(office)
    assert after.catalog.provinces == before.catalog.provinces
    assert after.catalog.sources == before.catalog.sources


def test_another_encoding_is_refused_with_the_remedy(office: Path) -> None:
    """A code page of Windows is not guessed at."""
    file = office / "sources.csv"
    file.write_bytes(unicodedata.normalize("NFD", file.read_text("utf-8")).encode("cp1258", errors="replace"))
    assert codes(office)["sources.csv:-"] == "not-utf8"
    assert "it is not saved as UTF-8" in messages(office)


def test_lost_quotes_are_noticed(office: Path) -> None:
    """A cell that holds the separator must be quoted, or its row has one cell too many."""
    replace(office / "admissions.csv", '"1.934 (87,9%)"', "1.934 (87,9%)")
    assert "put cells that hold the sign ',' between straight quotation marks" in messages(office)


# ---------------------------------------------------------------------------------------------- LibreOffice

AS_TEXT = "CSV:44,34,76,1," + "/".join(f"{place}/2" for place in range(1, 40))
"""How a reader of our guide imports a CSV: commas, UTF-8, every column as text."""


@pytest.fixture
def soffice(tmp_path: Path) -> list[str]:
    """Name LibreOffice with a profile of its own; without it, skip here but fail where CI is set."""
    path = shutil.which("soffice")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have LibreOffice Calc (soffice)")
        pytest.skip("no LibreOffice on this machine")
    return [path, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]


def through_calc(command: list[str], folder: Path, kind: str, reading: list[str], writing: str) -> None:
    """Open every CSV of a folder in LibreOffice, save it as a spreadsheet, open that, save it as CSV."""
    sheets, back = folder.parent / "sheets", folder.parent / "back"
    files = [str(file) for file in folder.glob("*.csv")]
    first = [*command, *reading, "--convert-to", kind, "--outdir", str(sheets), *files]
    subprocess.run(first, check=True, capture_output=True, timeout=300)
    saved = [str(file) for file in sheets.glob(f"*.{kind}")]
    assert len(saved) == len(files)
    second = [*command, "--convert-to", writing, "--outdir", str(back), *saved]
    subprocess.run(second, check=True, capture_output=True, timeout=300)
    for file in back.glob("*.csv"):
        shutil.copy(file, folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "separator"), [("ods", 44), ("xlsx", 59)], ids=["ods-commas", "xlsx-semicolons"]
)
def test_a_round_trip_through_libreoffice_keeps_every_figure(
    office: Path, soffice: list[str], kind: str, separator: int
) -> None:
    """Imported as our guide says, filled and saved with commas or semicolons: the same figures."""
    if separator == 59:  # 33.377 is refused beside semicolons, where it may be thirty-three thousand
        file = office / "papi.csv"
        file.write_text(file.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    before = analysis.load(office)
    writing = f"csv:Text - txt - csv (StarCalc):{separator},34,76,1,,0,false,true"
    through_calc(soffice, office, kind, [f"--infilter={AS_TEXT}"], writing)
    after = analysis.load(office)
    assert after.observations.equals(before.observations)
    assert after.catalog.provinces == before.catalog.provinces
    assert after.catalog.breaks == before.catalog.breaks


@pytest.mark.slow
def test_what_libreoffice_changes_unasked_is_named(office: Path, soffice: list[str]) -> None:
    """Opened by a double click, codes lose their zeros; the folder is refused, and nothing wrong gets in."""
    through_calc(soffice, office, "ods", [], "csv")
    found = codes(office)
    assert found["provinces.csv:gso_code"] == "not-a-code"
    assert set(found.values()) <= {"not-a-code", "became-a-date"}


def test_half_a_folder_does_not_stay(data: Dataset, tmp_path: Path, full_disk: Callable[[str], None]) -> None:
    """Where the disk is full in the midst of it, nothing is left that would look like a data folder."""
    full_disk("sources.csv")
    with pytest.raises(RequestError, match="no space is left"):
        start(tmp_path / "own", data)
    assert list(tmp_path.iterdir()) == []
