"""The yearly indices in a comparison: printed places and scores, and series as they stand in the files."""

import csv
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from analysis import Dataset
from analysis.compare import Lineup, comparison, main_value
from analysis.locations import data_folder

COLLECTED = Path(__file__).parents[1] / "collected" / "panels.csv"
ENDS = {*range(1, 11), *range(54, 64)}
"""The places at both ends of 63."""


def rows(file: Path) -> list[dict[str, str]]:
    """Read a file with nothing but Python's own reader."""
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def total(data: Dataset, index: str, year: int) -> Lineup:
    """Line up the places by the total of an index."""
    found = comparison(data, year, "government")
    (lineup,) = [
        lineup
        for lineup in found.lineups
        if (lineup.first["indicator"], lineup.first["category"]) == (index, "total")
    ]
    return lineup


def test_the_ends_of_pci_2019_stand_as_printed(data: Dataset) -> None:
    """Ranks 1 to 10 and 54 to 63: place and score in the comparison are those that the index prints."""
    printed = {
        (row["part"], row["province"]): row["value"]
        for row in rows(COLLECTED)
        if (row["index"], row["year"]) == ("pci", "2019") and row["part"] in ("total", "rank")
    }
    places = {province: int(value) for (part, province), value in printed.items() if part == "rank"}
    shown = {row["province"]: row for row in total(data, "pci", 2019).valued}
    ends = {province for province, place in places.items() if place in ENDS}
    assert len(ends) == len(ENDS)
    for province in ends:
        assert shown[province]["rank_low"] <= places[province] <= shown[province]["rank_high"]
        assert main_value(shown[province]) == float(printed["total", province])
    assert sum(shown[province]["rank_low"] == shown[province]["rank_high"] for province in ends) > 15


def test_the_ends_of_papi_2020_stand_as_printed(data: Dataset) -> None:
    """The ten highest and the ten lowest totals: order and score are those of the collected table."""
    scores = {
        row["province"]: float(row["value"])
        for row in rows(COLLECTED)
        if (row["index"], row["part"], row["year"]) == ("papi", "total", "2020")
    }
    order = sorted(scores, key=lambda province: -scores[province])
    shown = [row["province"] for row in total(data, "papi", 2020).valued]
    assert shown[:10] == order[:10]
    assert shown[-10:] == order[-10:]
    for row in total(data, "papi", 2020).valued:
        assert main_value(row) == scores[row["province"]]
        assert row["rank_low"] == 1 + sum(other > scores[row["province"]] for other in scores.values())


@pytest.mark.parametrize("draw", range(20))
def test_series_are_those_of_the_files(data: Dataset, draw: int) -> None:
    """Twenty series drawn at random have in each year the number that stands in its row of the file."""
    chance = Random(f"series {draw}")
    index = chance.choice(["pci", "papi"])
    raw = [row for row in rows(data_folder() / f"{index}.csv") if row["preferred"] != "no"]
    place = chance.choice(sorted({row["province"] for row in raw}))
    part = chance.choice(sorted({row["category"] for row in raw} - {"rank", "tier"}))
    wanted = {row["year"]: row["value"] for row in raw if (row["province"], row["category"]) == (place, part)}
    frame = data.observations
    same = (frame["province"] == place) & (frame["indicator"] == index) & (frame["category"] == part)
    held = frame[same & (frame["preferred"] != "no")]
    assert dict(zip(held["year"].astype(str), held["value_text"], strict=True)) == wanted
    assert [float(text) for text in held["value_text"]] == held["value"].to_list()
    assert not pd.isna(held["value"]).any()
