"""What the charts of reports show, by their words and data."""

import re

import pytest

from analysis import figures
from analysis.language import Words
from real_reports import Reports, blocks, readable

CITY = ("ho-chi-minh", 2020, "province", "FY")


def figure(reports: Reports, key: tuple[str, int, str, str], name: str) -> dict[str, object]:
    """Give one chart of a report."""
    (found,) = [f for f in blocks(reports.sections(*key), "figure") if f["id"] == name]
    return found


def test_the_forms_of_the_334_are_no_parts_of_510(reports: Reports) -> None:
    """The chart of the city's discipline says whose forms it draws, and draws no 510."""
    found = figure(reports, CITY, "discipline")
    assert "334" in " ".join(readable(found["caption"]))
    assert "không phải của tổng số 510" in " ".join(readable(found["caption"]))
    data = " ".join(readable(found["data"]))
    for count in ("242", "77", "9", "6"):
        assert re.search(rf"\b{count}\b", data)
    assert "510" not in data


def test_the_forms_of_the_25_are_its_parts(reports: Reports) -> None:
    """The chart of the quarter says that 19 of 25 were reprimanded."""
    found = figure(reports, ("hau-giang", 2023, "province", "Q1"), "discipline")
    assert "".join(readable(found["title"])).startswith("19 trên 25")


def test_excellent_and_good_are_drawn_apart(reports: Reports) -> None:
    """17 excellent, 69 good and 8 others make 94, which is called derived."""
    found = figure(reports, ("hau-giang", 2023, "bloc", "FY"), "ratings")
    said = "\n".join(readable(found))
    assert "xuất sắc 17; 2023: tốt 69; 2023: còn lại, nguồn không nêu 8" in said
    assert "69 (suy ra)" in said


def test_admissions_against_plan(reports: Reports) -> None:
    """209 stands against 150, and the range of 2024 stays a range."""
    said = "\n".join(readable(figure(reports, ("tra-vinh", 2024, "bloc", "FY"), "admissions")))
    assert "209 / 150" in said
    assert "140–150" in said


def test_alternative_text_tells_every_value(reports: Reports) -> None:
    """What a chart shows is told in words: every number of its data stands there, too."""
    for key in reports.scopes:
        for block in blocks(reports.sections(*key), "figure"):
            said = " ".join(panel["alt"] for panel in block["panels"])
            for group in block["data"]["groups"]:
                for row in group["rows"]:
                    for cell in row["cells"][1:2]:
                        for run in cell["runs"]:
                            if "figure" in run:
                                assert run["text"] in said, (key, run)


def test_time_has_two_years_or_more(reports: Reports) -> None:
    """Every panel over time has points of two years or more, and breaks that lie between them."""
    for scope in reports.scopes.values():
        made = figures.over_time(scope, Words("vi"))
        if made is None:
            continue
        for panel in made.panels:
            assert len(set(re.findall(r"\b(?:19|20)\d\d(?=:)", panel.alt))) >= 2
        assert len(made.panels) <= figures.MOST_PANELS


@pytest.mark.parametrize(
    ("value", "top"),
    [(0, 1.0), (1, 1.0), (7, 10.0), (209, 250.0), (6102, 10000.0), (99999, 100000.0)],
)
def test_ends_of_axes(value: float, top: float) -> None:
    """An axis ends at a round number that holds the value."""
    assert figures.nice_top(value) == top


@pytest.mark.parametrize("years", [(2020, 2020), (2018, 2023), (1994, 2025), (2010, 2030), (2015, 2021)])
def test_years_on_axes(years: tuple[int, int]) -> None:
    """An axis names its first and last year, and no more than six."""
    ticks = figures.tick_years(list(range(years[0], years[1] + 1)))
    assert (ticks[0], ticks[-1]) == years
    assert ticks == sorted(set(ticks))
    assert len(ticks) <= 6
