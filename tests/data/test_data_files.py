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
    "ratings": "org_rating former_org_rating committee_rating member_rating mass_orgs_rating",
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
# Yearly indices of others: each is one indicator in a file of its own; test_panels.py holds their figures.
INDICES = ("pci", "papi", "par_index", "sipas")
COLUMNS = [
    "province", "body", "year", "period", "span_from", "kind", "indicator", "category", "authority",
    "counted", "count",
    "count_to", "of", "of_basis", "percent", "percent_to", "qualifier", "comparator", "as_of", "as_printed",
    "change_printed", "change_unit", "change_against", "conflict", "preferred", "source", "confidence",
    "note",
]  # fmt: skip
VALUED = [*COLUMNS[: COLUMNS.index("qualifier")], "value", *COLUMNS[COLUMNS.index("qualifier") :]]
NEW_COLUMNS = ("counted", "change_printed", "change_unit", "change_against", "conflict", "preferred")
PAIR = ("indicator", "category")
KEY = ("province", "body", "year", "period", "span_from", "kind", *PAIR, "authority")

# Curated figures that no collection holds as rows, read off pages that were listed:
# province, year, indicator, category, source.
ADDED = (
    ("viet-nam", "2020", "discipline_members", "total", "s346"),
    ("dien-bien", "2022", "org_development", "new_enterprise_orgs", "s031"),
    ("dien-bien", "2023", "admissions", "members", "s032"),
    ("hoa-binh", "2019", "targets_met", "targets", "s059"),
    ("viet-nam", "2023", "inspections", "orgs_violation_signs", "s159"),
    ("viet-nam", "2023", "inspections", "members_violation_signs", "s159"),
    ("nghe-an", "2013", "former_org_rating", "clean_and_strong", "s269"),
    ("nghe-an", "2001", "former_org_rating", "clean_and_strong", "s269"),
    ("quang-nam", "2016", "former_org_rating", "clean_and_strong", "s275"),
    ("can-tho", "2016", "former_org_rating", "clean_and_strong", "s282"),
    ("can-tho", "2016", "former_org_rating", "clean_and_strong_exemplary", "s282"),
    ("dong-nai", "2016", "former_org_rating", "clean_and_strong", "s172"),
    ("dong-nai", "2017", "former_org_rating", "clean_and_strong", "s172"),
    ("lang-son", "2009", "former_org_rating", "clean_and_strong", "s045"),
)

# Sources of the second collection that the first one has under these ids; the rest go on where it ended.
KNOWN_PAGES = {"n028": "s203", "n041": "s163"}
# A page that the second collection names only in passing, and where all scores of PAPI come from.
ADDED_SOURCES = ("s346", "s422")
# Pages of the third collection that only bear out what others print.
UNCITED_PAGES = {"i030", "i050", "i053", "i079", "i080"}
MENDED_PUBLISHERS = {"s157": "Đài PT-TH Quảng Nam"}
# Grades of before 2018 are an indicator of their own; no vocabulary was collected for them.
ADDED_INDICATORS = {
    ("former_org_rating", category)
    for category in ("clean_and_strong", "clean_and_strong_exemplary", "good", "completed", "weak")
}

ENDS_OF_TWO_BLOCS = (
    "khoi-2019-ben-tre-end", "khoi-2019-dak-lak-end", "khoi-2020-quang-ngai-end",
    "body-2019-ca-mau-blocs-end",
)  # fmt: skip

# How indices changed; looked up for the third collection, so no table of breaks was collected with it.
INDEX_BREAKS = {
    "pci-2009", "pci-2013", "pci-2017", "pci-2021", "pci-2023-published", "papi-2018", "papi-2021",
    "papi-missing", "par-index-criteria",
}  # fmt: skip

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
    """Every curated figure about Party work with the domain file it stands in."""
    return [(domain, counted(row)) for domain in DOMAINS for row in table(DATA / f"{domain}.csv")]


def counted(row: Row) -> Row:
    """A row as it was collected: amounts stood in `count` before they had a column of their own."""
    value = row.pop("value", "")
    return {**row, "count": row["count"] or value}


def everything() -> list[tuple[str, Row]]:
    """Every curated figure, those of the indices with them."""
    return [*figures(), *((index, row) for index in INDICES for row in table(DATA / f"{index}.csv"))]


def codes(name: str, column: str) -> set[str]:
    """All values of one column of a side table."""
    return {row[column] for row in table(DATA / f"{name}.csv")}


def cells(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    """The cells of a row in the order asked for."""
    return tuple(row[column] for column in columns)


def key(row: Row) -> tuple[str, ...]:
    """What a row is the figure of: of a year to date the day belongs to it."""
    return (*cells(row, KEY), row["as_of"] if row["period"] == "YTD" else "")


def addressed(text: str) -> list[str]:
    """What looks like the names of persons who are introduced with a title of address."""
    found = ADDRESSED.findall(text)
    return [f"{first} {second}" for first, second in found if first[0].isupper() and second[0].isupper()]


def header(path: Path) -> list[str]:
    """The first line of a CSV."""
    with path.open(encoding="utf-8", newline="") as handle:
        return next(csv.reader(handle))


# ------------------------------------------------------------------------------ nothing lost, nothing altered


def collected_figures() -> list[Row]:
    """Both collections, with what was revised since put in cell by cell.

    The first has fewer columns: the rest were read out of its notes, which other tests hold them against.
    """
    first = table(COLLECTED / "observations.csv")
    second = table(COLLECTED / "observations_2.csv")
    ids = second_ids()
    for row in second:
        del row["domain"]
        row["source"] = ids[row["source"]]
    return revised(first, "observations") + revised(second, "observations_2")


def revised(rows: list[Row], name: str) -> list[Row]:
    """The rows of one collection after the revisions that `revisions.csv` lists, each of which must fit."""
    for mend in table(COLLECTED / "revisions.csv"):
        if mend["table"] == name:
            row = rows[int(mend["line"]) - 2]
            assert row.get(mend["column"], mend["collected"]) == mend["collected"], mend
            row[mend["column"]] = mend["curated"]
    return rows


def second_ids() -> dict[str, str]:
    """What each source of the second collection is called in the data."""
    last = int(table(COLLECTED / "sources.csv")[-1]["id"].removeprefix("s"))
    ids = dict(KNOWN_PAGES)
    for row in table(COLLECTED / "sources_2.csv"):
        if row["id"] not in ids:
            last += 1
            ids[row["id"]] = f"s{last:03d}"
    return ids


def test_every_collected_figure_is_curated_once() -> None:
    """All 905 and 364 collected rows are there exactly once, as they were or as the revisions say."""
    shared = [column for column in COLUMNS if column not in NEW_COLUMNS]
    assert header(COLLECTED / "observations.csv") == shared
    assert header(COLLECTED / "observations_2.csv") == ["domain", *COLUMNS]
    curated: dict[tuple[str, ...], list[Row]] = {}
    for _, row in figures():
        curated.setdefault(cells(row, shared), []).append(row)
    collected = collected_figures()
    assert len(collected) == 905 + 364
    for row in collected:
        found = curated[cells(row, shared)].pop()
        assert {**found, **row} == found
    more = [row for rows in curated.values() for row in rows]
    named = ("province", "year", "indicator", "category", "source")
    assert sorted(cells(row, named) for row in more) == sorted(ADDED)


def test_no_number_was_revised() -> None:
    """Revisions touch what a figure means and is held against, never the printed number."""
    columns = {mend["column"] for mend in table(COLLECTED / "revisions.csv")}
    assert columns.isdisjoint({"count", "count_to", "percent", "percent_to", "source", "year"})
    printed = [mend for mend in table(COLLECTED / "revisions.csv") if mend["column"] == "as_printed"]
    assert all(mend["curated"].startswith(mend["collected"]) for mend in printed)
    bodies = [mend for mend in table(COLLECTED / "revisions.csv") if mend["column"] in ("province", "body")]
    assert bodies == []


def test_changes_that_pages_print_are_there() -> None:
    """Each change that was collected for a figure of the first collection stands beside that figure."""
    shared = ("province", "body", "year", "period", "authority", "count", "source")
    change = ("change_printed", "change_unit", "change_against")
    told = {(*cells(row, shared), row["category"]): cells(row, change) for _, row in figures()}
    rows = [row for row in table(COLLECTED / "changes_2.csv") if row["change_printed"]]
    # That of the whole term is printed by another page than the one cited, which got a row of its own.
    rows = [row for row in rows if row["source"] != "s203"]
    assert len(rows) == 31
    for row in rows:
        key = (*cells(row, shared), row["category"].removesuffix(" (member_rating)"))
        assert told[key] == cells(row, change)


def test_sources_are_taken_over_whole() -> None:
    """All pages of the collections are listed once; two pages of the second are known from the first."""
    ids = second_ids()
    first = table(COLLECTED / "sources.csv")
    second = [
        {**row, "id": ids[row["id"]]}
        for row in table(COLLECTED / "sources_2.csv")
        if row["id"] not in KNOWN_PAGES
    ]
    pages = {row["url"]: row["id"] for row in first}
    known = {row["id"]: pages.get(row["url"], "") for row in table(COLLECTED / "sources_2.csv")}
    assert {name: own for name, own in known.items() if own} == KNOWN_PAGES
    curated = table(DATA / "sources.csv")
    assert [row["id"] for row in curated] == sorted({row["id"] for row in curated})
    mended = [
        {**row, "publisher": MENDED_PUBLISHERS.get(row["id"], row["publisher"])} for row in first + second
    ]
    own = [row for row in curated if row["id"] not in ADDED_SOURCES]
    assert own[: len(mended)] == mended
    third = [row for row in table(COLLECTED / "sources_3.csv") if row["id"] not in UNCITED_PAGES]
    kept = ("published", "title", "url", "kind")
    assert [cells(row, kept) for row in own[len(mended) :]] == [cells(row, kept) for row in third]


@pytest.mark.parametrize("name", ["glossary", "provinces_2025"])
def test_side_tables_are_taken_over_whole(name: str) -> None:
    """Glossary and the 34 units stand as they were collected, save for names of our own."""
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
    curated = [row for row in rows if row["id"] not in {*ENDS_OF_TWO_BLOCS, *INDEX_BREAKS}]
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
    assert len(collected) == 102
    indices = {pair for pair in curated if pair[0] in INDICES}
    assert curated.keys() - indices == collected.keys() | ADDED_INDICATORS
    assert {pair for pair, words in collected.items() if words != curated[pair]} == REWORDED


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


@pytest.mark.parametrize("domain", [*DOMAINS, *INDICES])
def test_domain_files_share_their_columns_and_order(domain: str) -> None:
    """Each domain file has the same columns and is sorted, so that a new figure has one place to go.

    Where there are amounts, scores, ranks or tiers, there is a column for them.
    """
    path = DATA / f"{domain}.csv"
    assert header(path) == (VALUED if domain in ("community", *INDICES) else COLUMNS)
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
    } | {index: index for index in INDICES}
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
    rows = [row for _, row in everything()]
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
    uncited = codes("sources", "id") - {row["source"] for _, row in everything()}
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
    keys = Counter((*key(row), row["source"]) for _, row in everything())
    assert [figure for figure, times in keys.items() if times > 1] == []


def test_of_two_sources_one_is_preferred() -> None:
    """Where two sources print one figure, exactly one row is shown, even if both agree."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for _, row in everything():
        groups.setdefault(key(row), []).append(row["preferred"])
    shared = [sorted(marks) for marks in groups.values() if len(marks) > 1]
    assert len(shared) == 21 + 42
    assert all(marks == ["no"] * (len(marks) - 1) + ["yes"] for marks in shared)
    alone = [key(row) for _, row in figures() if row["preferred"] and len(groups[key(row)]) == 1]
    # Of one number that two sources credit to different authorities, one is preferred: its keys differ.
    assert {figure[0] for figure in alone} == {"ha-noi", "hau-giang"}


def test_conflicts_are_those_that_the_notes_name() -> None:
    """The conflict of a row is the one in its note: six of the first collection, five, and seven."""
    rows = [row for _, row in everything()]
    for row in rows:
        found = re.search(r"CONFLICT (c\d\d)", row["note"])
        assert row["conflict"] == (found[1] if found else "")
    assert {row["conflict"] for row in rows} - {""} == {f"c{number:02d}" for number in range(1, 19)}


def test_printed_changes_are_those_that_the_notes_name() -> None:
    """In the first collection a change is filled where a note tells of one; number, sign, unit, year agree.

    The second collection has changes in columns of their own, and so have the pages that were read again.
    """
    first = {row["id"] for row in table(COLLECTED / "sources.csv")}
    again = {
        (row["source"], row["province"], row["count"])
        for row in table(COLLECTED / "changes_2.csv")
        if row["change_printed"] and row["province"] != "quang-tri"
    }
    changed = 0
    for _, row in figures():
        if row["source"] not in first or cells(row, ("source", "province", "count")) in again:
            continue
        if cells(row, ("province", "year", "indicator", "category", "source")) in ADDED:
            continue
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
    """A row counts turns where its note or the page says so (lượt), and only there."""
    turns = [row for _, row in figures() if row["counted"] == "turns"]
    told = [row for _, row in figures() if "(lượt)" in row["note"] or row["as_printed"].endswith(" lượt")]
    assert turns == told
    assert len(turns) == 9


def test_a_day_lies_inside_its_period() -> None:
    """The day of a stock or of a year to date lies in the period that the row names."""
    last = {"Q1": "03-31", "H1": "06-30", "Q2": "06-30", "9M": "09-30", "Q3": "09-30"}
    for _, row in figures():
        if row["as_of"]:
            begin = row["span_from"] or row["year"]
            end = last.get(row["period"], "12-31")
            assert f"{begin}-01-01" <= row["as_of"] <= f"{row['year']}-{end}", row


def test_a_year_told_before_its_end_says_so() -> None:
    """A year's figure that was published on a day of that year carries a note, as the year was not over."""
    days = {row["id"]: row["published"] for row in table(DATA / "sources.csv")}
    silent = [
        key(row)
        for _, row in figures()
        if row["period"] == "FY"
        and row["kind"] == "actual"
        and not row["as_of"]
        and len(days[row["source"]]) == 10
        and days[row["source"]] < f"{row['year']}-12-31"
        and not row["note"]
    ]
    assert silent == []


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
