"""Some places over some years, and figures of the nearest year that stand in."""

from itertools import pairwise
from typing import Any

import pytest

from analysis import ComparisonReport, Dataset, PlacesReport, compare
from analysis.batch.requests import jobs_of, report_jobs
from analysis.errors import RequestError
from analysis.page.blocks import Figure, Notes, Prose, Table
from analysis.run import led_on, request

THREE = "hau-giang,tra-vinh,ca-mau"


def test_chosen_places_stand_side_by_side_over_the_years(data: Dataset) -> None:
    """Each figure has a line chart and a table of places against years, with what was printed."""
    report = PlacesReport(data, THREE, 2019, 2023, "government", indicators="pci/total")
    section = report.over_time()
    assert section is not None
    (figure,) = [block for block in section.blocks if isinstance(block, Figure)]
    assert figure.beside
    assert [column.label for column in figure.data.columns][1:] == ["2019", "2020", "2021", "2022"]
    rows = {row.cells[0].runs[0].text: row.cells for row in figure.data.groups[0].rows}
    assert list(rows) == ["Hậu Giang", "Trà Vinh", "Cà Mau"]
    assert rows["Hậu Giang"][4].runs[0].text == "68,12"
    assert rows["Hậu Giang"][4].runs[0].figure == "hau-giang/government/2022/FY/actual/pci/total"
    assert "Hậu Giang 2022: 68,12" in figure.panels[0].alt


def test_what_charts_have_in_common_is_said_once(data: Dataset) -> None:
    """Twenty charts do not repeat one caption; where it changes, it is said again."""
    section = PlacesReport(data, THREE, 2019, 2023, "government").over_time()
    assert section is not None
    said = [block.caption for block in section.blocks if isinstance(block, Figure) and block.caption]
    assert said
    assert all(one != other for one, other in pairwise(said))


def test_what_has_one_year_is_a_line_of_a_table(data: Dataset) -> None:
    """A figure of one year has no course to draw: it stands with the others like it, places side by side."""
    section = PlacesReport(data, THREE, 2019, 2023, "government").over_time()
    assert section is not None
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    (land,) = [row for row in table.groups[0].rows if row.cells[0].runs[0].text == "PCI: Tiếp cận đất đai"]
    assert "2019" in land.cells[0].runs[1].text
    assert [cell.runs[0].text for cell in land.cells[1:]] == ["6,33", "6,94", "6,69"]
    drawn = [block for block in section.blocks if isinstance(block, Figure)]
    assert all(len(figure.data.columns) > 2 for figure in drawn)
    assert not any("rank" in figure.id for figure in drawn)  # the score beside it says more


def test_a_line_that_breaks_says_why(data: Dataset) -> None:
    """Where two years are not joined, the change of rules between them stands among the notes."""
    report = PlacesReport(data, THREE, 2019, 2023, "government", indicators="pci/total")
    (notes,) = [b for b in report.everything().blocks if isinstance(b, Notes) and b.id == "breaks"]
    assert any("2021" in run.text and "PCI" in run.text for item in notes.items for run in item.runs)


def test_a_job_and_its_report_have_one_stamp(data: Dataset) -> None:
    """The command and a plan make the same job, and its parameters make the report again."""
    names = ("hau-giang", "Trà Vinh")
    (job,) = report_jobs(
        data, 2023, provinces=names, since=2019, body="government", indicators=("pci",), formats=("html",)
    )
    report = PlacesReport(data, **job.parameters)  # type: ignore[arg-type]
    assert report.stamp == job.stamp
    assert report.parameters == job.parameters
    asked = request(
        {"reports": "places", "provinces": list(names), "years": "2019-2023", "bodies": "government",
         "indicators": "pci", "to": "html"}
    )  # fmt: skip
    assert jobs_of(data, [asked]) == led_on([job], index=True)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"provinces": ["tra-vin"], "since": 2019, "year": 2023}, "tra-vinh"),
        ({"provinces": ["tra-vinh"], "since": 2023, "year": 2019}, "2023"),
        ({"provinces": ["tra-vinh"], "since": 2019, "year": 2023, "indicators": ["pcx"]}, "pcx"),
        ({"provinces": ["tra-vinh"], "since": 1950, "year": 1951}, "1950–1951"),
        ({"provinces": ["viet-nam"], "since": 2019, "year": 2023}, "6"),
    ],
    ids=["place", "backwards", "indicator", "years", "country"],
)
def test_what_cannot_stand_side_by_side_is_said_in_one_line(
    data: Dataset, wanted: dict[str, Any], said: str
) -> None:
    """A wrong place, year or indicator is named in one line."""
    provinces, since, year = (wanted.pop(name) for name in ("provinces", "since", "year"))
    with pytest.raises(RequestError) as raised:
        compare.side_by_side(data, provinces, since, year, **wanted)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_nearest_year_stands_in_and_is_never_ranked(data: Dataset) -> None:
    """Within two years: with its year, in words and alternative texts; in no rank and no median."""
    plain, near = (compare.comparison(data, 2020, "province", within=n) for n in (0, 2))
    assert not any(lineup.stand_ins for lineup in plain.lineups)
    (members,) = [u for u in near.lineups if u.first["indicator"] == "membership" and u.wide]
    assert members.stand_ins
    own = {row["province"] for row in members.rows}
    for row in members.stand_ins:
        assert row["province"] not in own
        assert 1 <= abs(row["year"] - 2020) <= 2
        assert row not in members.valued
    report = ComparisonReport(data, 2020, "province", within=2)
    assert report.stamp == "comparison/2020-FY-province-within-2.vi"
    findings = report.findings()
    assert findings is not None
    assert "không xếp thứ tự" in str(findings.to_json())
    ranked = report.ranked()
    assert ranked is not None
    assert "Hòa Bình (2018)" in str(ranked.to_json())


def test_nothing_to_compare_is_one_sentence(data: Dataset) -> None:
    """Where no figure has a counterpart the report is that sentence and what there is by place."""
    frame = data.observations[data.observations["body"] == "bloc-agencies"]
    for year, period in sorted(set(zip(frame["year"], frame["period"], strict=True))):
        report = ComparisonReport(data, int(year), "bloc-agencies", period)
        if not report.comparison.lineups:
            assert [section.id for section in report.sections()] == ["findings", "everything"]
            findings = report.findings()
            assert findings is not None
            (prose,) = findings.blocks[1:]
            assert isinstance(prose, Prose)
            assert len(prose.items) == 1
            return
    pytest.fail("every such comparison compares something")


def test_every_unit_has_one_tile(data: Dataset) -> None:
    """63 units before the merger and 34 since, each with a tile of its own on its map."""
    tiles = data.catalog.tiles
    assert {units: len(places) for units, places in tiles.items()} == {"63": 63, "34": 34}
    for places in tiles.values():
        assert len(set(places.values())) == len(places)
    assert set(tiles["34"]) == set(data.catalog.units_2025)


def test_chance_alone_does_not_widen_a_funnel() -> None:
    """Limits widen by what places differ beyond chance, and stay where chance explains all."""
    even = compare.overdispersion([50, 51, 49, 50, 50], [100] * 5)
    assert compare.overdispersion([8] * 10, range(45, 55)) == 0  # and no warning of a library
    uneven = compare.overdispersion([90, 80, 70, 95, 60, 85], [100] * 6)
    assert even == 0
    assert uneven > 0.005
    narrow, wide = (compare.funnel_limits(0.8, [100], between) for between in (even, uneven))
    assert wide["low998"][0] < narrow["low998"][0]
    assert wide["high95"][0] > narrow["high95"][0]
