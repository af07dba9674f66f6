"""The curated files: complete against the collection they were made from, clean, sorted and consistent."""

import csv
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
COLLECTED = Path(__file__).parents[1] / "collected"

Row = dict[str, str]

INDICATORS_OF = {
    "ratings": "org_rating committee_rating member_rating mass_orgs_rating",
    "admissions": "admissions",
    "membership": "membership org_development",
    "inspections": "inspections inspection_plans",
    "discipline": "discipline_members discipline_orgs",
    "study": "study training models",
    "programme": "targets_met work_programme professional_plan grassroots_democracy security_and_culture",
    "cadres": "badges commendations confidence_vote cadre_decisions cadre_health",
    "community": "social_welfare online_ideology anti_corruption economy",
}
DOMAINS = tuple(INDICATORS_OF)
COLUMNS = [
    "province", "body", "year", "period", "span_from", "kind", "indicator", "category", "authority",
    "counted", "count",
    "count_to", "of", "of_basis", "percent", "percent_to", "qualifier", "comparator", "as_of", "as_printed",
    "change_printed", "change_unit", "change_against", "conflict", "preferred", "source", "confidence",
    "note",
]  # fmt: skip
NEW_COLUMNS = ("counted", "change_printed", "change_unit", "change_against", "conflict", "preferred")
PAIR = ("indicator", "category")
KEY = ("province", "body", "year", "period", "span_from", "as_of", "kind", *PAIR, "authority")

# Curated figures that the collection does not hold: province, year, indicator, category, source. None yet.
ADDED: tuple[tuple[str, str, str, str, str], ...] = ()

ENDS_OF_TWO_BLOCS = (
    "khoi-2019-ben-tre-end", "khoi-2019-dak-lak-end", "khoi-2020-quang-ngai-end",
    "body-2019-ca-mau-blocs-end",
)  # fmt: skip

# Names of the vocabulary that could not be read without the row above them ("that class") and were reworded.
REWORDED = {
    ("cadre_health", "outpatient_visits_heroic_mothers"),
    ("cadre_health", "outpatient_visits_retired"),
    ("cadre_health", "outpatient_visits_serving"),
    ("grassroots_democracy", "orgs_doing_well"),
    ("inspection_plans", "cells_with_committee"),
    ("inspection_plans", "cells_without_committee"),
    ("models", "orgs_registering_dan_van_kheo"),
    ("training", "digital_handbook_orgs"),
    ("training", "ideology_class_attendees"),
}

# How notes word a change that a source prints: "2 fewer than", "down 23,3% on", "59,1% of the same period".
PRINTED_CHANGE = re.compile(
    r"(?P<down>down )?(?P<number>\d+(,\d+)?)(?P<percent>%)?( (?P<what>organisation|member)s?)?"
    r"( (?P<way>more|fewer)(?= than| and \d)| (?P<share>of the same period)| on the same period)"
)
# A title of address and two words after it: how the sources introduce a person, if both are capitalised.
ADDRESSED = re.compile(r"\b(?:ông|bà|đồng chí) (\w+) (\w+)", re.IGNORECASE)


def table(path: Path) -> list[Row]:
    """The rows of one CSV, as text."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def figures() -> list[tuple[str, Row]]:
    """Every curated figure with the domain file it stands in."""
    return [(domain, row) for domain in DOMAINS for row in table(DATA / f"{domain}.csv")]


def codes(name: str, column: str) -> set[str]:
    """All values of one column of a side table."""
    return {row[column] for row in table(DATA / f"{name}.csv")}


def cells(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    """The cells of a row in the order asked for."""
    return tuple(row[column] for column in columns)


def addressed(text: str) -> list[str]:
    """What looks like the names of persons who are introduced with a title of address."""
    found = ADDRESSED.findall(text)
    return [f"{first} {second}" for first, second in found if first[0].isupper() and second[0].isupper()]


def header(path: Path) -> list[str]:
    """The first line of a CSV."""
    with path.open(encoding="utf-8", newline="") as handle:
        return next(csv.reader(handle))


# ------------------------------------------------------------------------------ nothing lost, nothing altered


def test_every_collected_figure_is_curated_once_and_unchanged() -> None:
    """All 905 collected rows are there exactly once, every shared cell as it was; what is more is named."""
    collected = table(COLLECTED / "observations.csv")
    shared = [column for column in COLUMNS if column not in NEW_COLUMNS]
    assert header(COLLECTED / "observations.csv") == shared
    assert len(collected) == 905
    before = Counter(cells(row, shared) for row in collected)
    after = Counter(cells(row, shared) for _, row in figures())
    assert not before - after
    named = ("province", "year", "indicator", "category", "source")
    more = [cells(dict(zip(shared, row, strict=True)), named) for row in (after - before).elements()]
    assert sorted(more) == sorted(ADDED)


@pytest.mark.parametrize("name", ["sources", "glossary", "provinces_2025"])
def test_side_tables_are_taken_over_whole(name: str) -> None:
    """Sources, glossary and the 34 units stand as they were collected, save for names of our own."""
    assert table(DATA / f"{name}.csv") == [worded(named(row)) for row in table(COLLECTED / f"{name}.csv")]


def named(row: dict[str, str]) -> dict[str, str]:
    """A province as the data name it: the city named after a person is called a city."""
    known = {"Hồ Chí Minh": "Thành phố Hồ Chí Minh"}
    return {**row, "name_vi": known.get(row["name_vi"], row["name_vi"])} if "name_vi" in row else row


def worded(row: dict[str, str]) -> dict[str, str]:
    """A row of the collection in our English: a cấp ủy is a committee, an ủy ban kiểm tra a commission.

    The collection calls the second an inspection committee, as some sources do; two committees in one
    sentence cannot be told apart.
    """
    return {name: cell.replace("inspection committee", "inspection commission") for name, cell in row.items()}


def test_provinces_are_the_63_units_and_the_country() -> None:
    """The 63 units are unchanged; one row is added so that national figures have a province to point to."""
    collected, curated = table(COLLECTED / "provinces.csv"), table(DATA / "provinces.csv")
    assert len(collected) == 63
    assert curated[:63] == [named(row) for row in collected]
    assert [cells(row, ("province", "kind", "gso_code")) for row in curated[63:]] == [
        ("viet-nam", "country", "00")
    ]


def test_the_34_units_are_made_of_the_63() -> None:
    """Every old unit is a member of exactly one new unit, the one that it names as its successor."""
    assert len(table(DATA / "provinces_2025.csv")) == 34
    heirs = {
        member: row["province"]
        for row in table(DATA / "provinces_2025.csv")
        for member in row["members"].split(";")
    }
    assert heirs == {row["province"]: row["successor"] for row in table(COLLECTED / "provinces.csv")}


def test_breaks_are_all_there() -> None:
    """No break is dropped and what was collected of each is unchanged; only its scope is put into codes.

    Where two blocs became one, the collection has one row; the end of the two is a row of its own.
    """
    collected, rows = table(COLLECTED / "breaks.csv"), table(DATA / "breaks.csv")
    by_id = {row["id"]: row for row in rows}
    curated = [row for row in rows if row["id"] not in ENDS_OF_TWO_BLOCS]
    for end in ENDS_OF_TWO_BLOCS:
        merger = by_id[end.removesuffix("-end")]
        own = {name: by_id[end][name] for name in ("id", "title_vi", "title_en")}
        assert by_id[end] == {**merger, **own, "bodies": "bloc-agencies;bloc-enterprises", "severity": "end"}
        assert (merger["bodies"], merger["severity"]) == ("bloc", "break")
    kept = [column for column in collected[0] if not column.startswith("affects_")]
    assert [cells(row, kept) for row in curated] == [cells(worded(row), kept) for row in collected]


def test_indicators_are_the_whole_vocabulary() -> None:
    """Every pair of the vocabulary is an indicator under the same names, save the few that were reworded."""
    names = ("indicator_vi", "indicator_en", "category_vi", "category_en")
    collected, curated = (
        {cells(row, PAIR): cells(row, names) for row in table(path)}
        for path in (COLLECTED / "vocabulary.csv", DATA / "indicators.csv")
    )
    assert len(curated) == 102
    assert curated.keys() == collected.keys()
    assert {pair for pair, words in curated.items() if words != collected[pair]} == REWORDED


# ---------------------------------------------------------------------------------------------- form


@pytest.mark.parametrize(
    "path",
    sorted([*DATA.iterdir(), *COLLECTED.iterdir()]),
    ids=lambda path: f"{path.parent.name}-{path.name}",
)
def test_files_are_clean_text(path: Path) -> None:
    """Files are UTF-8 without a byte-order mark, in NFC, with LF and a last line that ends."""
    content = path.read_bytes()
    text = content.decode("utf-8")
    assert not text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}")
    assert b"\r" not in content
    assert text.endswith("\n")
    assert unicodedata.is_normalized("NFC", text)


def test_cells_have_no_stray_spaces() -> None:
    """No cell begins or ends with a space."""
    found = {(path.name, cell) for path in DATA.glob("*.csv") for row in table(path) for cell in row.values()}
    assert {(name, cell) for name, cell in found if cell != cell.strip()} == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_domain_files_share_their_columns_and_order(domain: str) -> None:
    """Each domain file has the 28 columns and is sorted, so that a new figure has one place to go."""
    path = DATA / f"{domain}.csv"
    assert header(path) == COLUMNS
    order = {cells(row, PAIR): int(row["order"]) for row in table(DATA / "indicators.csv")}

    def place(row: Row) -> tuple[str | int, ...]:
        before = cells(row, ("province", "body", "year", "period", "kind"))
        after = cells(row, ("authority", "span_from", "as_of", "source"))
        return (*before, order[cells(row, PAIR)], *after)

    rows = table(path)
    assert rows == sorted(rows, key=place)


def test_every_figure_is_in_the_file_of_its_domain() -> None:
    """A figure stands in the file that the vocabulary gives its indicator."""
    assert {row["indicator"]: row["domain"] for row in table(DATA / "indicators.csv")} == {
        indicator: domain for domain, indicators in INDICATORS_OF.items() for indicator in indicators.split()
    }
    assert [row for domain, row in figures() if row["indicator"] not in INDICATORS_OF[domain].split()] == []


# ---------------------------------------------------------------------------------------- references


@pytest.mark.filterwarnings("ignore")  # of the libraries that frictionless stands on
def test_the_data_package_is_valid() -> None:
    """Frictionless finds no fault in the package: types, constraints, keys, references."""
    from frictionless import Package

    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    assert report.valid


def test_the_data_package_describes_every_table() -> None:
    """Each CSV is a resource of the package, and the package has none besides."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    described = sorted(resource["path"] for resource in package["resources"])
    assert described == sorted(path.name for path in DATA.glob("*.csv"))


def test_references_of_figures_resolve() -> None:
    """Provinces, bodies, indicators, bases and sources that figures name exist."""
    pairs = {cells(row, PAIR) for row in table(DATA / "indicators.csv")}
    rows = [row for _, row in figures()]
    assert {cells(row, PAIR) for row in rows} <= pairs
    assert {row["province"] for row in rows} <= codes("provinces", "province")
    assert {row["body"] for row in rows} <= codes("bodies", "body")
    assert {row["source"] for row in rows} <= codes("sources", "id")
    assert {row["of_basis"] for row in rows} - {""} == codes("bases", "of_basis")


def test_scopes_of_breaks_resolve() -> None:
    """The lists of a break hold only provinces, bodies and indicators that exist, and nothing twice."""
    pairs = [cells(row, PAIR) for row in table(DATA / "indicators.csv")]
    known = {
        "provinces": codes("provinces", "province"),
        "bodies": codes("bodies", "body"),
        "indicators": {indicator for indicator, _ in pairs} | {"/".join(pair) for pair in pairs},
    }
    for row in table(DATA / "breaks.csv"):
        for column, allowed in known.items():
            scope = row[column].split(";") if row[column] else []
            assert set(scope) <= allowed, (row["id"], column)
            assert len(scope) == len(set(scope)), (row["id"], column)


def test_a_break_that_blocks_a_comparison_has_a_day() -> None:
    """A break of severity `break` or `end` says from when on; what is only announced or undated is a note."""
    blocking = [row for row in table(DATA / "breaks.csv") if row["severity"] in ("break", "end")]
    assert [row["id"] for row in blocking if not row["effective_from"]] == []


def test_parts_belong_to_their_indicator() -> None:
    """`part_of` names a category of the same indicator, and no chain of them leads back to its start."""
    parents = {cells(row, PAIR): row["part_of"] for row in table(DATA / "indicators.csv")}
    for (indicator, category), parent in parents.items():
        seen = {category}
        while parent:
            assert (indicator, parent) in parents
            assert parent not in seen
            seen.add(parent)
            parent = parents[indicator, parent]


def test_the_seed_without_figures_is_listed_and_cited_by_none() -> None:
    """Source s003 holds no figure about organisations: it is kept in the list, and no row cites it."""
    assert "s003" in codes("sources", "id")
    uncited = codes("sources", "id") - {row["source"] for _, row in figures()}
    assert uncited == {"s003"}


# ------------------------------------------------------------------------------------------- meaning


def test_labels_are_short_and_tell_rows_apart() -> None:
    """Every indicator has a label in both languages, of at most 52 characters, and no two are the same."""
    rows = table(DATA / "indicators.csv")
    for column in ("label_vi", "label_en"):
        labels = [row[column] for row in rows]
        assert all(0 < len(label) <= 52 for label in labels)
        assert len(set(labels)) == len(labels)
        assert all(label[0].isupper() for label in labels)


def test_discipline_and_inspection_have_no_polarity() -> None:
    """More discipline or inspection is neither better nor worse."""
    rows = [row for row in table(DATA / "indicators.csv") if row["domain"] in {"discipline", "inspections"}]
    judged = {row["category"] for row in rows if row["polarity"] != "none"}
    assert judged == set()


def test_a_source_prints_a_figure_once() -> None:
    """No two rows of one source have the same key."""
    keys = Counter(cells(row, (*KEY, "source")) for _, row in figures())
    assert [key for key, times in keys.items() if times > 1] == []


def test_of_two_sources_one_is_preferred() -> None:
    """Where two sources print one figure, exactly one row is shown, even if both agree."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for _, row in figures():
        groups.setdefault(cells(row, KEY), []).append(row["preferred"])
    assert [sorted(marks) for marks in groups.values() if len(marks) > 1] == [["no", "yes"]] * 7


def test_conflicts_are_those_that_the_notes_name() -> None:
    """The conflict of a row is the one in its note, and all six of the collection are there."""
    rows = [row for _, row in figures()]
    for row in rows:
        found = re.search(r"CONFLICT (c\d\d)", row["note"])
        assert row["conflict"] == (found[1] if found else "")
    assert {row["conflict"] for row in rows} - {""} == {f"c0{number}" for number in range(1, 7)}


def test_printed_changes_are_those_that_the_notes_name() -> None:
    """A change is filled where a note tells of one, and only there; number, sign, unit and year agree."""
    changed = 0
    for _, row in figures():
        about = "organisation" if "orgs" in row["indicator"] + row["category"] else "member"
        told = [m for m in PRINTED_CHANGE.finditer(row["note"]) if m["what"] in (None, about)]
        assert bool(told) == bool(row["change_printed"]), row["note"]
        if not told:
            assert cells(row, ("change_printed", "change_unit", "change_against")) == ("", "", "")
            continue
        changed += 1
        sign = "-" if told[0]["down"] or told[0]["way"] == "fewer" else ""
        unit = "percent_of" if told[0]["share"] else "percent" if told[0]["percent"] else "count"
        assert row["change_printed"] == sign + told[0]["number"].replace(",", ".")
        assert row["change_unit"] == unit
        assert row["change_against"] == f"{int(row['year']) - 1}-{row['period']}"
        assert str(int(row["year"]) - 1) in row["note"]
    assert changed == 19


def test_turns_are_those_that_the_notes_name() -> None:
    """A row counts turns where its note says so (lượt), and only there."""
    turns = [row for _, row in figures() if row["counted"] == "turns"]
    assert turns == [row for _, row in figures() if "(lượt)" in row["note"]]
    assert len(turns) == 6


def test_no_person_is_introduced() -> None:
    """No file introduces a person: no title of address with a name after it."""
    named = [
        (path.name, name) for path in DATA.iterdir() for name in addressed(path.read_text(encoding="utf-8"))
    ]
    assert named == []


def test_the_search_for_persons_finds_one() -> None:
    """The search of the test above does catch a name, and lets provinces and offices pass."""
    assert addressed("Dự có đồng chí Họ Đệm Tên và bà Họ Tên.") == ["Họ Đệm", "Họ Tên"]
    assert addressed("tỉnh Bà Rịa - Vũng Tàu; đồng chí Bí thư; các đồng chí trong Ban Thường vụ") == []
