"""The yearly indices of others: as they were collected, and consistent with what they print themselves."""

import csv
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
COLLECTED = Path(__file__).parents[1] / "collected"
INDICES = ("pci", "papi", "par_index", "sipas")

Row = dict[str, str]


def table(path: Path) -> list[Row]:
    """The rows of one CSV, as text."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def curated() -> list[Row]:
    """Every figure of the four indices."""
    return [row for index in INDICES for row in table(DATA / f"{index}.csv")]


def figure(row: Row, names: dict[str, str]) -> str:
    """The number of a row, or the class as the index prints it."""
    return names[row["value"]] if row["category"] == "tier" else row["value"] or row["percent"]


def number(text: str) -> Decimal | str:
    """What is compared: 89.6 is 89.60, and a class is its name."""
    return Decimal(text) if text[0].isdigit() else text


def totals(rows: list[Row], index: str, year: str) -> dict[str, Decimal]:
    """The total of each province that is shown, by province."""
    return {
        row["province"]: Decimal(row["value"])
        for row in rows
        if (row["indicator"], row["category"], row["year"]) == (index, "total", year)
        and row["body"] == "government"
        and row["preferred"] != "no"
    }


def test_every_collected_figure_is_there_once(curated: list[Row]) -> None:
    """All 18,884 collected figures, and none besides: index, part, province, year and number."""
    names = {row["tier"]: row["name_vi"] for row in table(DATA / "tiers.csv")}
    collected = Counter(
        (row["index"], row["part"], row["province"], row["year"], number(row["value"]))
        for row in table(COLLECTED / "panels.csv")
    )
    held = Counter(
        (row["indicator"], row["category"], row["province"], row["year"], number(figure(row, names)))
        for row in curated
    )
    assert collected.total() == 18884
    assert held == collected


def test_every_figure_cites_the_page_that_it_was_read_off(curated: list[Row]) -> None:
    """Sources were numbered on, so that each stands for one page of the collection."""
    pages = {row["id"]: row["url"] for row in table(COLLECTED / "sources_3.csv")}
    cited = {row["id"]: row["url"] for row in table(DATA / "sources.csv")}
    read = Counter(
        (row["index"], row["part"], row["province"], row["year"], pages.get(row["source"], ""))
        for row in table(COLLECTED / "panels.csv")
        if row["index"] != "papi"
    )
    held = Counter(
        (row["indicator"], row["category"], row["province"], row["year"], cited[row["source"]])
        for row in curated
        if row["indicator"] != "papi"
    )
    assert held == read
    assert {cited[row["source"]] for row in curated if row["indicator"] == "papi"} == {
        "https://papi.org.vn/eng/"
    }


def test_components_of_papi_add_up(curated: list[Row]) -> None:
    """Six dimensions to 2017 and eight since make the total, but for the rounding of each of them."""
    parts: dict[tuple[str, str], dict[str, Decimal]] = {}
    for row in curated:
        if row["indicator"] == "papi":
            parts.setdefault((row["province"], row["year"]), {})[row["category"]] = Decimal(row["value"])
    whole = {place: scores for place, scores in parts.items() if "total" in scores}
    assert len(whole) == 869
    for (_, year), scores in whole.items():
        total = scores.pop("total")
        assert len(scores) == (6 if year < "2018" else 8)
        assert abs(sum(scores.values()) - total) <= Decimal("0.0005") * (len(scores) + 1)


def test_printed_places_of_2019_are_those_worked_out(curated: list[Row]) -> None:
    """The first ten and the last ten of PCI 2019 stand where their scores put them."""
    scores = totals(curated, "pci", "2019")
    printed = {
        row["province"]: int(row["value"])
        for row in curated
        if (row["indicator"], row["category"], row["year"]) == ("pci", "rank", "2019")
    }
    assert len(scores) == len(printed) == 63
    for province, place in printed.items():
        if place <= 10 or place >= 54:
            assert 1 + sum(score > scores[province] for score in scores.values()) == place


def test_printed_places_differ_only_for_known_reasons(curated: list[Row]) -> None:
    """From 2009 on a printed place differs from the one worked out by ties alone: the lower of equals."""
    for year in map(str, range(2009, 2021)):
        scores = totals(curated, "pci", year)
        for row in curated:
            if (row["indicator"], row["category"], row["year"]) == ("pci", "rank", year):
                if row["preferred"] == "no":
                    continue
                own = scores[row["province"]]
                above = sum(score > own for score in scores.values())
                equal = sum(score == own for score in scores.values())
                assert above + 1 <= int(row["value"]) <= above + equal


def test_places_are_out_of_those_ranked(curated: list[Row]) -> None:
    """64 units were ranked to 2008, Hà Tây among them, and 63 since."""
    ranked = {
        (row["year"] < "2009", row["of"], row["of_basis"]) for row in curated if row["category"] == "rank"
    }
    assert ranked == {(True, "64", "ranked"), (False, "63", "ranked")}


def test_figures_are_of_governments(curated: list[Row]) -> None:
    """Figures of the country are averages of provinces, those of a province are its government's."""
    bodies = {(row["province"] == "viet-nam", row["body"]) for row in curated}
    assert bodies == {(False, "government"), (True, "national")}


def test_of_two_pages_that_differ_the_workbook_is_shown(curated: list[Row]) -> None:
    """Where pages differ, both stand, and every one that gives way says why in its note."""
    disputed = [row for row in curated if row["conflict"]]
    assert Counter(row["preferred"] for row in disputed) == {"yes": 42, "no": 42}
    assert all("CONFLICT" in row["note"] for row in disputed)


def test_every_class_is_one_of_six(curated: list[Row]) -> None:
    """The printed classes are the six that tiers.csv orders, best first."""
    rows = table(DATA / "tiers.csv")
    assert [row["order"] for row in rows] == list("123456")
    assert {row["value"] for row in curated if row["category"] == "tier"} == {row["tier"] for row in rows}
    first = {row["tier"]: int(row["order"]) for row in rows}
    scores: dict[str, dict[str, list[Decimal]]] = {}
    for row in curated:
        if row["category"] == "tier":
            score = totals(curated, "pci", row["year"])[row["province"]]
            scores.setdefault(row["year"], {}).setdefault(row["value"], []).append(score)
    for classes in scores.values():
        ordered = [classes[tier] for tier in sorted(classes, key=first.__getitem__)]
        for better, worse in pairwise(ordered):
            assert min(better) >= max(worse)
