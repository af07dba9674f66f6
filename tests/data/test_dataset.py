"""`load()`: what leaves it is valid; what is broken is named, all at once; nothing else is raised."""

import json
import os
import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from analysis import Dataset, compare, derive, load
from analysis.compare import checks
from analysis.data import records
from analysis.data.schema import LATER_COLUMNS, LATER_TABLES, OBSERVATION_COLUMNS, SIDE_TABLES
from analysis.errors import DataError, RequestError, cut
from broken_data import INDICES, cell, copy, faults, read, write

DOMAINS = (
    *("ratings", "admissions", "membership", "inspections", "discipline", "study", "programme", "cadres"),
    "community",
)


def invariants(data: Dataset) -> None:
    """What holds in every dataset that is loaded."""
    frame = data.observations
    assert frame["id"].is_unique
    assert not (frame["count"] < 0).any()
    assert not (frame["of"] <= 0).any()
    parts = frame["of_basis"].isin([b for b, role in data.catalog.basis_roles.items() if role == "part"])
    assert not (parts & (frame["count"] > frame["of"])).any()
    assert frame.loc[parts, "percent"].dropna().between(0, 100).all()
    filled = frame["count"].notna() | frame["percent"].notna() | (frame["value_text"] != "")
    assert (filled | (frame["qualifier"] == "withheld")).all()
    assert set(frame["source"]) <= set(data.catalog.sources)
    assert set(frame["province"]) <= set(data.catalog.provinces)
    assert set(zip(frame["indicator"], frame["category"], strict=True)) <= set(data.catalog.indicators)
    assert (frame["domain"] + ".csv" == frame["file"]).all()
    names = frame["id"].str.partition("@")[0]
    for _, rows in frame.groupby(names):
        assert len(rows) == 1 or (rows["preferred"] == "yes").sum() == 1
        assert rows["source"].is_unique


class TestLoaded:
    """The project's own figures."""

    def test_invariants(self, data: Dataset) -> None:
        """The project's own figures hold what every dataset holds."""
        invariants(data)

    def test_types(self, data: Dataset) -> None:
        """Columns are typed, and missing is missing."""
        types = data.observations.dtypes.astype(str)
        assert set(types[["year", "span_from", "count", "count_to", "of"]]) == {"Int64"}
        assert set(types[["percent", "percent_to", "change_printed"]]) == {"Float64"}
        assert types["as_of"].startswith("datetime64")
        assert list(data.observations.columns) == [
            *("id", "domain"), *OBSERVATION_COLUMNS, *("percent_text", "value_text", "file", "line"),
        ]  # fmt: skip

    def test_20167_figures(self, data: Dataset) -> None:
        """As many figures as are promised; whoever adds some raises the number here."""
        assert len(data.observations) == 20167
        assert repr(data) == f"<Dataset {data.release}: 20167 figures, 64 provinces, 1994–2030>"

    def test_every_id_names_its_row(self, data: Dataset) -> None:
        """An id is made of the columns of its row, with the date of a year to date and the span of a term."""
        for row in records(data.observations):
            parts = row["id"].partition("@")[0].split("/")
            assert parts[:3] == [row["province"], row["body"], str(row["year"])]
            assert parts[4:7] == [row["kind"], row["indicator"], row["category"]]
            assert parts[7:] == ([row["authority"]] if row["authority"] else [])
            assert parts[3] == compare.token(row)
            if row["period"] == "TERM":
                assert parts[3] == f"TERM-{row['span_from']}"

    def test_file_and_line_lead_to_the_row(self, data: Dataset) -> None:
        """Every row stands where it says it does."""
        files = {domain: read(data.folder, f"{domain}.csv") for domain in (*DOMAINS, *INDICES)}
        for row in records(data.observations):
            head, cells = files[row["domain"]][0], files[row["domain"]][row["line"] - 1]
            assert cells[0] == row["province"]
            assert cells[head.index("as_printed")] == row["as_printed"]
            assert cells[head.index("percent")] == row["percent_text"]

    def test_printed_zeros_are_kept(self, data: Dataset) -> None:
        """16.40 is two decimals, and stays so."""
        row = data.figure("hau-giang/bloc/2023/FY/actual/member_rating/excellent")
        assert row["percent_text"] == "16.40"

    def test_an_unknown_figure_has_near_ones(self, data: Dataset) -> None:
        """A misspelt id is answered with the nearest."""
        with pytest.raises(RequestError, match=r"Nearest: .*tra-vinh/bloc/2023/FY/actual/admissions/members"):
            data.figure("tra-vinh/bloc/2023/FY/actual/admission/members")
        with pytest.raises(RequestError, match="analysis show"):
            data.figure("@@@")

    def test_coverage(self, data: Dataset) -> None:
        """The coverage counts every figure once."""
        held = data.coverage()
        assert sum(sum(row["figures"].values()) for row in held) == len(data.observations)
        keys = [(row["province"], row["year"], row["body"], row["period"]) for row in held]
        assert len(set(keys)) == len(keys)
        (row,) = [row for row in held if row["province"] == "hau-giang" and row["year"] == 2023
                  and row["body"] == "bloc"]  # fmt: skip
        assert row["figures"] == {
            "ratings": 4, "admissions": 1, "membership": 1, "inspections": 1, "study": 10, "programme": 1,
            "cadres": 1,
        }  # fmt: skip

    def test_the_folder_may_be_named(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Argument before environment variable before the project's own."""
        folder = copy(tmp_path)
        monkeypatch.setenv("ANALYSIS_DATA", str(folder))
        assert load().folder == folder
        monkeypatch.setenv("ANALYSIS_DATA", str(tmp_path / "nowhere"))
        with pytest.raises(RequestError, match="nowhere"):
            load()
        assert load(folder).folder == folder

    def test_a_folder_of_an_earlier_form_loads(self, tmp_path: Path) -> None:
        """Without the columns and tables that came later the figures are the same."""
        folder = copy(tmp_path)
        whole = load(folder).observations
        whole = whole[whole["value"].isna()]
        for index in INDICES:
            (folder / f"{index}.csv").unlink()
        for name in ("domains", "indicators"):
            head, *rows = read(folder, f"{name}.csv")
            place = head.index("domain")
            write(folder, f"{name}.csv", [head, *(row for row in rows if row[place] not in INDICES)])
        head, *rows = read(folder, "breaks.csv")
        of_indices = re.compile("|".join(INDICES))
        write(folder, "breaks.csv", [head, *(row for row in rows if not of_indices.search(",".join(row)))])
        for table in LATER_TABLES:
            (folder / f"{table}.csv").unlink()
        for table, later in LATER_COLUMNS.items():
            for name in DOMAINS if table == "observations" else (table,):
                head, *rows = read(folder, f"{name}.csv")
                kept = [place for place, column in enumerate(head) if column not in later]
                value = head.index("value") if "value" in head else None
                rows = [row for row in rows if value is None or not row[value]]
                write(folder, f"{name}.csv", [[row[place] for place in kept] for row in (head, *rows)])
        held = load(folder).observations
        assert set(held["id"]) == set(whole["id"])
        assert held["count"].sum() == whole["count"].sum()

    def test_order_of_rows_does_not_matter(self, data: Dataset, tmp_path: Path) -> None:
        """Rows in another order are the same figures."""
        folder = copy(tmp_path)
        for domain in DOMAINS:
            head, *rows = read(folder, f"{domain}.csv")
            random.Random(1).shuffle(rows)
            write(folder, f"{domain}.csv", [head, *rows])
        shuffled = load(folder).observations.drop(columns="line")
        held = data.observations[data.observations["domain"].isin(DOMAINS)].drop(columns="line")
        pd.testing.assert_frame_equal(shuffled, held.reset_index(drop=True))


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Replace the first place of a text in a file."""

    def put(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8", newline="")

    return put


def headed(file: str) -> Callable[[Path], None]:
    """Leave nothing of a file but its header."""

    def put(folder: Path) -> None:
        write(folder, file, read(folder, file)[:1])

    return put


def written(file: str, text: str) -> Callable[[Path], object]:
    """Put a text in place of a file."""
    return lambda folder: (folder / file).write_text(text, "utf-8")


def lost(file: str) -> Callable[[Path], object]:
    """Delete a file."""
    return lambda folder: (folder / file).unlink()


FORM_FAULTS: dict[str, tuple[Callable[[Path], object], str, int, str]] = {
    "no figures": (lost("ratings.csv"), "ratings.csv", 0, "missing-file"),
    "no package": (lost("datapackage.json"), "datapackage.json", 0, "missing-file"),
    "empty": (written("ratings.csv", ""), "ratings.csv", 0, "empty-file"),
    "renamed": (replaced("ratings.csv", "province,body", "tỉnh,body"), "ratings.csv", 1, "unknown-head"),
    "shorter": (replaced("ratings.csv", ",note\n", "\n"), "ratings.csv", 1, "bad-header"),
    "swapped": (replaced("ratings.csv", "body,year", "year,body"), "ratings.csv", 1, "heads-moved"),
    "beside": (replaced("glossary.csv", "term_en", "english"), "glossary.csv", 1, "unknown-head"),
    "unquoted": (replaced("ratings.csv", '"19; 21,59%"', "19; 21,59%"), "ratings.csv", 5, "cell-count"),
    "quote": (replaced("ratings.csv", '"19; 21,59%"', '"19; 21"x,59%"'), "ratings.csv", 5, "bad-csv"),
    "a list": (written("datapackage.json", "[1]"), "datapackage.json", 0, "bad-package"),
    "half": (written("datapackage.json", "{"), "datapackage.json", 0, "bad-package"),
    "no day": (
        written("datapackage.json", '{"version": "1", "created": "soon"}'),
        *("datapackage.json", 0, "bad-package"),
    ),
}


class TestForms:
    """What is wrong with a file before anything is read in it."""

    @pytest.mark.parametrize("case", FORM_FAULTS)
    def test_fault(self, tmp_path: Path, case: str) -> None:
        """A file that cannot be read is named with the line where reading ends."""
        folder = copy(tmp_path)
        breaking, *expected = FORM_FAULTS[case]
        breaking(folder)
        assert [[fault.file, fault.line, fault.code] for fault in faults(folder)] == [expected]

    def test_a_folder_in_place_of_a_file(self, tmp_path: Path) -> None:
        """What cannot be opened is a fault, not a traceback."""
        folder = copy(tmp_path)
        (folder / "ratings.csv").unlink()
        (folder / "ratings.csv").mkdir()
        assert [(fault.file, fault.code) for fault in faults(folder)] == [("ratings.csv", "unreadable-file")]

    def test_a_file_beyond_the_bound_is_not_read(self, tmp_path: Path) -> None:
        """Fifty megabytes are one line, and nobody's memory."""
        folder = copy(tmp_path)
        os.truncate(folder / "ratings.csv", 50_000_000)
        (found,) = faults(folder)
        assert (found.file, found.line, found.code) == ("ratings.csv", 0, "unreadable-file")
        assert "50" in found.message

    def test_a_long_table_full_of_faults_is_not_read_on(self, tmp_path: Path) -> None:
        """The faults of its beginning are told, of each kind the first ones, and where reading ended."""
        folder = copy(tmp_path)
        head, _, body = (folder / "ratings.csv").read_text("utf-8").partition("\n")
        (folder / "ratings.csv").write_text(f"{head}\n{body * (5_000_000 // len(body.encode()))}", "utf-8")
        found = faults(folder)
        assert {fault.code for fault in found} == {"duplicate-figure", "not-read-on"}
        assert 1000 < len(found) < 20_000
        assert found[-1].line == len(found) + body.count("\n") + 1
        *told, end, more = cut(found)
        assert len(told) == 20
        assert (end.code, more.code) == ("not-read-on", "and-more")
        assert more.values["count"] == f"{len(found) - 21}"

    def test_a_long_table_without_faults_is_read_whole(self, tmp_path: Path, data: Dataset) -> None:
        """What is good to its last row is all there, however long."""
        folder = copy(tmp_path, whole=True)
        head, *rows = read(folder, "pci.csv")
        note = head.index("note")
        write(folder, "pci.csv", [head, *([*row[:note], "x" * 800, *row[note + 1 :]] for row in rows)])
        assert (folder / "pci.csv").stat().st_size > 5_000_000
        assert len(load(folder).observations) == len(data.observations)

    def test_a_cell_of_thousands_of_letters_is_quoted_in_short(self, tmp_path: Path) -> None:
        """One clear line, however long the cell."""
        folder = copy(tmp_path)
        cell("provinces.csv", 2, province="x" * 5000)(folder)
        lines = [str(fault) for fault in faults(folder)]
        assert any("xxx…" in line for line in lines)
        assert max(map(len, lines)) < 600

    def test_a_byte_that_is_not_utf8_has_its_line(self, tmp_path: Path) -> None:
        """The line and the byte of what is not UTF-8 are named, deep in a file, too."""
        folder = copy(tmp_path)
        content = (folder / "discipline.csv").read_bytes()
        place = content.index(b"hau-giang,province,2023,Q1")
        (folder / "discipline.csv").write_bytes(content[:place] + b"\xe0" + content[place:])
        (found,) = faults(folder)
        assert (found.code, found.line) == ("not-utf8", content[:place].count(b"\n") + 1)
        assert f"byte {place}" in found.message

    def test_line_breaks_inside_quotes_keep_lines_right(self, tmp_path: Path) -> None:
        """A note of three lines is one row, and the rows below it keep their true lines."""
        folder = copy(tmp_path)
        cell("ratings.csv", 3, note="one\ntwo\nthree")(folder)
        cell("ratings.csv", 10, count="many")(folder)
        (found,) = faults(folder)
        assert (found.line, found.column, found.code) == (12, "count", "not-an-integer")
        lines = (folder / "ratings.csv").read_text("utf-8").splitlines()
        assert "many" in lines[found.line - 1]

    def test_other_separators_of_unicode_end_no_line(self, tmp_path: Path) -> None:
        """A line separator that only Unicode knows belongs to its cell, where it is named: nobody sees it."""
        folder = copy(tmp_path)
        cell("ratings.csv", 3, note="one\u2028two")(folder)
        (found,) = faults(folder)
        assert (found.file, found.line, found.code) == ("ratings.csv", 3, "invisible-letter")

    def test_blank_lines_are_skipped(self, tmp_path: Path) -> None:
        """An empty line is no row, and counts as a line."""
        folder = copy(tmp_path)
        replaced("ratings.csv", "\nca-mau,bloc,2020", "\n\n\nca-mau,bloc,2020")(folder)
        cell_line = load(folder).figure("ca-mau/bloc/2020/FY/actual/org_rating/excellent")["line"]
        assert cell_line == 7

    def test_a_byte_order_mark_is_no_fault(self, tmp_path: Path) -> None:
        """A spreadsheet's mark at the beginning of a file is not part of the header."""
        folder = copy(tmp_path)
        for name in ("ratings.csv", "sources.csv"):
            (folder / name).write_bytes(b"\xef\xbb\xbf" + (folder / name).read_bytes())
        assert faults(folder) == ()

    def test_decomposed_letters_are_composed(self, tmp_path: Path) -> None:
        """A name in decomposed letters is the same name."""
        folder = copy(tmp_path)
        cell("provinces.csv", 2, name_vi="Ha\u0300 No\u0323\u0302i")(folder)
        assert load(folder).catalog.provinces["ha-noi"].name_vi == "Hà Nội"

    def test_all_at_once(self, tmp_path: Path) -> None:
        """Faults of several files, of figures and of the tables beside them, come together and in order."""
        folder = copy(tmp_path)
        cell("ratings.csv", 5, count="many", year="23")(folder)
        cell("discipline.csv", 9, source="s999")(folder)
        cell("study.csv", 3, qualifier="roughly")(folder)
        cell("breaks.csv", 2, provinces="atlantis")(folder)
        (folder / "datapackage.json").unlink()
        (folder / "cadres.csv").unlink()
        found = faults(folder)
        assert list(found) == sorted(found)
        assert {(fault.file, fault.line, fault.code) for fault in found} == {
            ("ratings.csv", 5, "not-an-integer"), ("ratings.csv", 5, "not-a-year"),
            ("discipline.csv", 9, "unknown-source"), ("study.csv", 3, "unknown-qualifier"),
            ("breaks.csv", 2, "unknown-reference"), ("datapackage.json", 0, "missing-file"),
            ("cadres.csv", 0, "missing-file"),
        }  # fmt: skip

    @pytest.mark.parametrize("table", sorted({*SIDE_TABLES} - {"glossary"} - LATER_TABLES))
    def test_a_lost_table_is_one_fault(self, tmp_path: Path, table: str) -> None:
        """Without a table beside the figures, it is named, and not every figure that refers to it."""
        folder = copy(tmp_path)
        (folder / f"{table}.csv").unlink()
        cell("ratings.csv", 5, count="many")(folder)
        found = {(fault.file, fault.code) for fault in faults(folder)}
        expected = {(f"{table}.csv", "missing-file"), ("ratings.csv", "not-an-integer")}
        assert found == expected - ({("ratings.csv", "not-an-integer")} if table == "domains" else set())

    def test_no_figures_at_all(self, tmp_path: Path) -> None:
        """A folder of headers alone is a valid dataset with nothing in it."""
        folder = copy(tmp_path)
        for domain in DOMAINS:
            headed(f"{domain}.csv")(folder)
        empty = load(folder)
        assert empty.observations.empty
        assert empty.coverage() == []
        assert checks.check(empty) == ()
        with pytest.raises(RequestError, match="none are held for this place at all"):
            compare.table(empty, "tra-vinh", 2023)


# What people, spreadsheets and mistakes put into cells, and codes that belong elsewhere.
TEMPTING = [
    "0",
    "-1",
    "1",
    "1e5",
    "NaN",
    "nan",
    "inf",
    "None",
    "٣",
    "１",
    "0/0",
    "100",
    "100.01",
    "2023",
    "1899",
    "2023-02-30",
    "2023-13-01",
    "0001-01-01",
    "9999-12-31",
    "2023-12-31",
    "FY",
    "TERM",
    "YTD",
    "actual",
    "target",
    "national",
    "viet-nam",
    "bloc",
    "province",
    "all",
    "committees",
    "unknown",
    "plan",
    "rated",
    "disciplined_by_committees",
    "good_or_better",
    "all_members",
    "previous_year",
    "total",
    "members",
    "reprimand",
    "orgs",
    "discipline_members",
    "membership",
    "over",
    "nearly",
    "about",
    "withheld",
    "range",
    "eq",
    "c01",
    "yes",
    "no",
    "count",
    "percent",
    "percent_of",
    "2022-Q1",
    "s001",
    "high",
    "higher",
    "break",
    "{value}",
    "../x",
    ";",
    "%s",
    "é",
]
ODD = ["", "9" * 15, "9" * 40, "\u0000", "a\nb", '"', "e\u0301", " x", "\ue000"]
VALUES = st.one_of(
    st.sampled_from(TEMPTING + ODD),
    st.text(st.characters(codec="utf-8"), max_size=8),
    st.integers(-10, 10**6).map(str),
    st.decimals(-10, 200, places=2).map(str),
)
EDITS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 26), VALUES), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a few rows of every file, so that many edits of it can be tried."""
    folder = copy(tmp_path_factory.mktemp("small"))
    keep = (
        "hau-giang,",
        "tra-vinh,",
        "binh-dinh,province,2020",
        "ho-chi-minh,province,2020",
        "viet-nam,national,2023",
    )
    for domain in DOMAINS:
        head, *rows = read(folder, f"{domain}.csv")
        write(folder, f"{domain}.csv", [head, *(row for row in rows if ",".join(row).startswith(keep))])
    return folder


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip
@given(EDITS, st.sampled_from([*DOMAINS, *SIDE_TABLES]))
def test_any_edit_is_a_fault_or_a_valid_dataset(
    small: Path, tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, str]], table: str
) -> None:
    """Whatever stands in the cells: either faults with places and remedies, or a dataset that works."""
    folder = tmp_path_factory.mktemp("edited") / "data"
    shutil.copytree(small, folder)
    rows = read(folder, f"{table}.csv")
    for line, column, value in edits:
        if len(rows) > 1:
            rows[1 + line % (len(rows) - 1)][column % len(rows[0])] = value
    write(folder, f"{table}.csv", rows)
    found = faults(folder)
    assert all(fault.line >= 0 and "\n" not in str(fault) for fault in found)
    if not found:
        edited = load(folder)
        invariants(edited)
        checks.check(edited)
        for _, figure in edited.observations.head(40).iterrows():
            derive(edited, figure)
        for held in edited.coverage()[::12]:
            compare.table(edited, held["province"], held["year"], held["body"], held["period"])
    shutil.rmtree(folder)


def test_errors_survive_pickling(tmp_path: Path) -> None:
    """A batch carries errors from a worker to its recap, whole."""
    import pickle

    folder = copy(tmp_path)
    cell("ratings.csv", 5, count="many")(folder)
    with pytest.raises(DataError) as caught:
        load(folder)
    again = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(again, DataError)
    assert (again.faults, str(again)) == (caught.value.faults, str(caught.value))


def test_the_day_of_the_data_is_that_of_its_package(data: Dataset) -> None:
    """The day of the release comes from the package, not from the clock."""
    package = json.loads((data.folder / "datapackage.json").read_text("utf-8"))
    assert data.released == date.fromisoformat(package["created"][:10])
    assert data.release == package["version"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"places": 5}, "places must be text, and is 5"),
        ({"places": ["tra-vinh", None]}, "places must be text, and is None"),
        ({"indicators": 7}, "indicators must be text, and is 7"),
        ({"years": "2023"}, "years must be a whole number, such as 2023, and is '2023'"),
        ({"kind": "plan"}, "unknown kind plan; use actual, target"),
        ({"lang": "fr"}, "unknown language 'fr'"),
    ],
)
def test_what_is_of_another_type_is_named(small: Path, asked: dict[str, Any], said: str) -> None:
    """A parameter of another type is an error of ours, which names it; no traceback of a library."""
    data = load(small)
    with pytest.raises(RequestError, match=re.escape(said)):
        data.select(**asked)


def test_an_indicator_goes_by_its_name(small: Path) -> None:
    """In either language, with or without marks, as by its code."""
    data = load(small)
    by_code = data.select(indicators="admissions/members")
    for name in ("Đảng viên mới kết nạp", "dang vien moi ket nap", "New members admitted"):
        assert data.select(indicators=name).equals(by_code)
