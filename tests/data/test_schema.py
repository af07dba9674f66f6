"""Every kind of fault: a real breakage of the real data finds it at its file, line and column."""

import re
from pathlib import Path

import pytest

import analysis.messages
from analysis.data import rules
from analysis.data.faults import fault
from analysis.locations import data_folder
from analysis.messages import LANGUAGES, speaking
from broken_data import Break, again, cell, copy, faults, read, write

ROW = {
    "rating": ("ratings.csv", "hau-giang,bloc,2023,FY,,actual,org_rating,excellent"),
    "open": ("ratings.csv", "hau-giang,bloc,2023,FY,,actual,org_rating,good_or_better"),
    "target": ("ratings.csv", "tra-vinh,bloc,2024,FY,,target,org_rating,good_or_better"),
    "range": ("admissions.csv", "tra-vinh,bloc,2024,FY,,target,admissions,members"),
    "stock": ("membership.csv", "tra-vinh,bloc,2023,FY,,actual,membership,members"),
    "term": ("discipline.csv", "ho-chi-minh,province,2020,TERM,2015,actual,discipline_members,total"),
    "change": ("discipline.csv", "hau-giang,province,2023,Q1,,actual,discipline_members,total"),
    "score": ("pci.csv", "an-giang,government,2006,FY,,actual,pci,total"),
    "place": ("pci.csv", "an-giang,government,2006,FY,,actual,pci,rank"),
    "early": ("membership.csv", "bac-kan,province,2023,FY,,actual,membership,members"),
    "preferred": ("inspections.csv", "binh-dinh,province,2020,H1,,actual,inspections,orgs_inspected"),
}


def line_of(folder: Path, name: str) -> tuple[str, int]:
    """Give the file and the line where a row of `ROW` stands."""
    file, start = ROW[name]
    for number, cells in enumerate(read(folder, file), start=1):
        if ",".join(cells[:8]) == start:
            return file, number
    raise AssertionError(f"{start} is not in {file}")


# code -> (row, cells to change, column where the fault is reported)
OBSERVATION_FAULTS = {
    "not-an-integer": ("rating", {"count": "17.5"}, "count"),
    "not-a-number": ("open", {"percent": "91,49"}, "percent"),
    "not-a-year": ("rating", {"year": "23"}, "year"),
    "not-a-date": ("stock", {"as_of": "2023-02-30"}, "as_of"),
    "unknown-province": ("rating", {"province": "tra-ving"}, "province"),
    "unknown-body": ("rating", {"body": "block"}, "body"),
    "unknown-period": ("rating", {"period": "Q5"}, "period"),
    "unknown-kind": ("rating", {"kind": "plan"}, "kind"),
    "unknown-authority": ("rating", {"authority": "police"}, "authority"),
    "unknown-counting": ("rating", {"counted": "twice"}, "counted"),
    "unknown-qualifier": ("rating", {"qualifier": "roughly"}, "qualifier"),
    "unknown-comparator": ("target", {"comparator": ">"}, "comparator"),
    "unknown-basis": ("rating", {"of_basis": "everyone"}, "of_basis"),
    "unknown-source": ("rating", {"source": "s999"}, "source"),
    "unknown-confidence": ("rating", {"confidence": "low"}, "confidence"),
    "unknown-change-unit": ("change", {"change_unit": "persons"}, "change_unit"),
    "unknown-preference": ("preferred", {"preferred": "maybe"}, "preferred"),
    "not-a-conflict-id": ("preferred", {"conflict": "first"}, "conflict"),
    "not-a-period-of-change": ("change", {"change_against": "last year"}, "change_against"),
    "unknown-indicator": ("rating", {"category": "brilliant"}, "category"),
    "wrong-file": ("rating", {"indicator": "training", "category": "ideology_classes"}, "indicator"),
    "no-figure": ("rating", {"count": "", "percent": ""}, "count"),
    "printed-missing": ("rating", {"as_printed": ""}, "as_printed"),
    "base-without-meaning": ("rating", {"of_basis": ""}, "of_basis"),
    "basis-without-base": ("rating", {"of": "", "percent": ""}, "of_basis"),
    "base-of-zero": ("rating", {"of": "0", "count": "0"}, "of"),
    "part-exceeds-base": ("rating", {"count": "87"}, "count"),
    "share-out-of-range": ("open", {"percent": "191.49"}, "percent"),
    "target-without-comparator": ("target", {"comparator": ""}, "comparator"),
    "comparator-without-target": ("rating", {"comparator": "ge"}, "comparator"),
    "range-without-end": ("range", {"count_to": ""}, "count_to"),
    "end-without-range": ("range", {"comparator": "ge"}, "count_to"),
    "term-without-start": ("term", {"span_from": ""}, "span_from"),
    "start-without-term": ("rating", {"span_from": "2020"}, "span_from"),
    "date-without-need": ("change", {"as_of": "2023-03-01"}, "as_of"),
    "change-incomplete": ("change", {"change_unit": ""}, "change_printed"),
    "national-mismatch": ("rating", {"body": "national"}, "body"),
    "no-letter": ("rating", {"note": "\uf0b7 of the year"}, "note"),
    "became-a-date": ("rating", {"as_printed": "17-Aug"}, "as_printed"),
    "not-of-this-measure": ("score", {"count": "17"}, "count"),
    "off-the-scale": ("score", {"value": "100.45"}, "value"),
    "no-place": ("place", {"value": "65"}, "value"),
    "unknown-tier": ("score", {"category": "tier", "value": "splendid"}, "value"),
    "not-as-printed": ("rating", {"count": "18", "as_printed": "17/86 (19,77%)"}, "count"),
    "withheld-with-number": ("rating", {"qualifier": "withheld"}, "count"),
    "preference-alone": ("rating", {"preferred": "no"}, "preferred"),
    "change-against-later": ("change", {"change_against": "2024-Q1"}, "change_against"),
    "not-yet-over": ("rating", {"year": "2031"}, "year"),
    "date-outside-period": ("stock", {"as_of": "2024-01-03"}, "as_of"),
    "note-missing": ("early", {"note": ""}, "source"),
}


@pytest.mark.parametrize("code", OBSERVATION_FAULTS)
def test_a_fault_of_a_figure_is_found_where_it_stands(tmp_path: Path, code: str) -> None:
    """One broken row gives its fault, at its file, line and column, with a remedy in one line."""
    folder = copy(tmp_path)
    write(folder, "pci.csv", read(data_folder(), "pci.csv")[:15])
    name, values, column = OBSERVATION_FAULTS[code]
    file, line = line_of(folder, name)
    cell(file, line, **values)(folder)
    everything = faults(folder)
    found = [fault for fault in everything if fault.code == code]
    assert [(fault.file, fault.line, fault.column) for fault in found] == [(file, line, column)]
    assert "\n" not in str(found[0])
    assert str(found[0]).startswith(f"{file}:{line}:{column}: ")
    assert str(found[0]).endswith(f" [{code}]")
    assert {fault.line for fault in everything} == {line}, "nothing else is called broken"


SIDE_FAULTS: dict[str, list[tuple[Break, str, str]]] = {
    "duplicate-key": [(again("provinces.csv", 5), "provinces.csv", "province")],
    "missing-value": [
        (cell("indicators.csv", 2, label_vi=""), "indicators.csv", "label_vi"),
        (cell("bodies.csv", 2, name_en=""), "bodies.csv", "name_en"),
        (cell("sources.csv", 3, id=""), "sources.csv", "id"),
        (cell("provinces.csv", 2, name_vi=""), "provinces.csv", "name_vi"),
        (cell("provinces_2025.csv", 2, members=""), "provinces_2025.csv", "members"),
    ],
    "unknown-value": [
        (cell("indicators.csv", 2, polarity="up"), "indicators.csv", "polarity"),
        (cell("bases.csv", 2, role="share"), "bases.csv", "role"),
        (cell("breaks.csv", 2, severity="grave"), "breaks.csv", "severity"),
    ],
    "unknown-reference": [
        (cell("breaks.csv", 2, provinces="hau-giang;tra-ving"), "breaks.csv", "provinces"),
        (cell("breaks.csv", 2, bodies="block"), "breaks.csv", "bodies"),
        (cell("breaks.csv", 2, indicators="org_rating/brilliant"), "breaks.csv", "indicators"),
        (cell("provinces.csv", 2, successor="atlantis"), "provinces.csv", "successor"),
        (cell("provinces_2025.csv", 2, members="ha-noi;atlantis"), "provinces_2025.csv", "members"),
        (cell("indicators.csv", 3, part_of="everything"), "indicators.csv", "part_of"),
        (cell("indicators.csv", 2, domain="elsewhere"), "indicators.csv", "domain"),
    ],
    "not-a-date": [
        (cell("breaks.csv", 2, effective_from="2023-02-30"), "breaks.csv", "effective_from"),
        (cell("provinces.csv", 3, successor_from="1.7.2025"), "provinces.csv", "successor_from"),
    ],
    "same-name": [(again("provinces.csv", 5, province="atlantis"), "provinces.csv", "name_vi")],
    "not-a-slug": [
        (again("provinces.csv", 5, province="../../escaped/x"), "provinces.csv", "province"),
        (cell("bodies.csv", 2, body="Đảng ủy xã"), "bodies.csv", "body"),
        (cell("sources.csv", 2, id="a/b"), "sources.csv", "id"),
        (cell("indicators.csv", 2, category="rated--twice"), "indicators.csv", "category"),
    ],
    "not-classes": [(cell("indicators.csv", 2, classes="all"), "indicators.csv", "classes")],
    "not-an-integer": [(cell("domains.csv", 2, order="9" * 30), "domains.csv", "order")],
    "too-long": [(cell("indicators.csv", 2, label_vi="dài " * 16 + "."), "indicators.csv", "label_vi")],
    "no-web-address": [(cell("sources.csv", 2, url="javascript:alert(1)"), "sources.csv", "url")],
    "not-a-day-month-or-year": [(cell("sources.csv", 2, published="2023-13-01"), "sources.csv", "published")],
    "not-a-code": [(cell("provinces.csv", 2, gso_code="1"), "provinces.csv", "gso_code")],
}


@pytest.mark.parametrize(
    ("code", "number"), [(code, n) for code, cases in SIDE_FAULTS.items() for n in range(len(cases))]
)
def test_a_fault_of_a_side_table_is_found_where_it_stands(tmp_path: Path, code: str, number: int) -> None:
    """A broken row of a table beside the figures gives its fault at its place."""
    folder = copy(tmp_path)
    broken, file, column = SIDE_FAULTS[code][number]
    broken(folder)
    found = {(fault.code, fault.file, fault.column) for fault in faults(folder)}
    assert (code, file, column) in found


@pytest.mark.parametrize("column", ["indicator", "category", "of_category", "percent", "source_url"])
def test_a_ceiling_lacks_nothing(tmp_path: Path, column: str) -> None:
    """A rule without its number, or of nothing, is a fault at its cell, and no error of the program."""
    folder = copy(tmp_path)
    rows = read(folder, "ceilings.csv")
    rows[1][rows[0].index(column)] = ""
    write(folder, "ceilings.csv", rows)
    found = {(one.file, one.line, one.column, one.code) for one in faults(folder)}
    assert ("ceilings.csv", 2, column, "missing-value") in found


def test_printed_twice_by_one_source(tmp_path: Path) -> None:
    """The second row of a figure by one source is a fault, even in another place of the file."""
    folder = copy(tmp_path)
    file, line = line_of(folder, "rating")
    again(file, line, count="18", note="again")(folder)
    (found,) = faults(folder)
    assert (found.code, found.file, found.line) == ("duplicate-figure", file, len(read(folder, file)))


def test_a_stock_of_two_days_is_one_figure(tmp_path: Path) -> None:
    """Two days of one stock in one year would share an id, and are refused."""
    folder = copy(tmp_path)
    file, line = line_of(folder, "stock")
    again(file, line, as_of="2023-06-30", count="6000")(folder)
    assert [fault.code for fault in faults(folder)] == ["duplicate-figure"]


@pytest.mark.parametrize("preferences", [("", ""), ("no", "no"), ("yes", "yes")])
def test_of_two_sources_one_is_preferred(tmp_path: Path, preferences: tuple[str, str]) -> None:
    """Where two sources print one figure, exactly one of them is preferred."""
    folder = copy(tmp_path)
    file, line = line_of(folder, "rating")
    cell(file, line, preferred=preferences[0])(folder)
    again(file, line, source="s005", preferred=preferences[1])(folder)
    assert [(fault.code, fault.line) for fault in faults(folder)] == [("preference-missing", line)]


WORDS = Path(analysis.messages.__file__).parent / "words"
# What tests/data/test_dataset.py breaks.
FORM_FAULTS = {
    *("missing-file", "bad-package", "unreadable-file", "not-utf8", "bad-csv", "bad-header", "cell-count"),
}
CODES = {
    key.removeprefix("fault-")
    for key in re.findall(r"(?m)^(fault-[a-z0-9-]+) =.*", (WORDS / "en.ftl").read_text(encoding="utf-8"))
    if f"{key} = " in (WORDS / "vi.ftl").read_text(encoding="utf-8")
}


def test_every_remedy_is_reachable() -> None:
    """No code in the list of remedies is left without a breakage that gives it."""
    elsewhere = {"duplicate-figure", "preference-missing", "two-readings", "not-a-figure-id"}
    source = Path(rules.__file__).read_text("utf-8")
    raised = set(re.findall(r'_row\(\s*"\w+",\s*"([a-z-]+)"', source))
    raised |= set(re.findall(r'(?:_matches|_among)\([^"]*(?:r?f?"[^"]*",\s*)?"([a-z]+-[a-z-]+)"\)', source))
    assert len(raised) > 30
    assert raised <= OBSERVATION_FAULTS.keys() | SIDE_FAULTS.keys() | elsewhere
    assert OBSERVATION_FAULTS.keys() | SIDE_FAULTS.keys() | elsewhere | FORM_FAULTS <= CODES


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(OBSERVATION_FAULTS.keys() | SIDE_FAULTS.keys()))
def test_remedies_are_one_line_each(code: str, lang: str) -> None:
    """A remedy quotes the cell and stays one line, whatever stands in the cell, in both languages."""
    with speaking(lang):
        said = fault("ratings.csv", 2, "count", code, "a'{b}\"c").message
    assert "\n" not in said
    assert "{" not in said.replace("a'{b}\"c", "")
    assert len(said) < 190
