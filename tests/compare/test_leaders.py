"""Tidy frames, who has most, and charts drawn from both in one line."""

from pathlib import Path

import pytest

from analysis import AnalysisError, Dataset, charts, ranking


def test_a_tidy_frame_has_names_and_units(data: Dataset) -> None:
    """A row a figure, with the names of its codes, in the language asked for."""
    (row,) = data.select("Trà Vinh", "admissions/members", 2023, "bloc", lang="vi").to_dict("records")
    assert (row["place_name"], row["value"], row["unit"], row["printed"]) == (
        "Trà Vinh",
        209,
        "đảng viên",
        "209",
    )
    assert row["id"] == "tra-vinh/bloc/2023/FY/actual/admissions/members"
    assert row["reason"] == ""


def test_what_nobody_prints_has_a_reason(data: Dataset) -> None:
    """Where places, indicators and years are named, what is missing is a row that says why."""
    frame = data.select("tra-vinh", "admissions/members", [2023, 2030], body="bloc")
    assert frame["reason"].tolist() == ["", "not_applicable"]
    assert frame["value"].isna().tolist() == [False, True]


def test_a_region_and_a_domain_are_understood(data: Dataset) -> None:
    """A region stands for its places, an indicator for its categories."""
    frame = data.select("tay-nguyen", "papi", 2022)
    assert set(frame["place"]) == {"kon-tum", "gia-lai", "dak-lak", "dak-nong", "lam-dong"}
    assert frame["category"].nunique() == 9


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"places": "Tra Vihn"}, "Trà Vinh"),
        ({"indicators": "membershp/members"}, "membership/members"),
        ({"years": "2023"}, "years must be a whole number"),
        ({"body": "blok"}, "unknown body"),
        ({"period": "YEAR"}, "unknown period"),
    ],
    ids=["place", "indicator", "year", "body", "period"],
)
def test_what_is_not_known_is_refused(data: Dataset, asked: dict[str, str], said: str) -> None:
    """A name that the data do not know is refused with the nearest, or with what there is."""
    with pytest.raises(AnalysisError, match=said):
        data.select(**asked)  # type: ignore[arg-type]


def test_the_most_stands_first_with_its_rank(data: Dataset) -> None:
    """Places stand in the order of their values, with rank and number of places."""
    frame = ranking(data, "papi/total", 2022)
    assert frame["value"].is_monotonic_decreasing
    assert frame["rank"].tolist()[:2] == [1, 2]
    assert set(frame["of_places"]) == {len(frame)}


def test_per_thousand_members_without_a_join(data: Dataset) -> None:
    """The disciplined are set against the members of the same place, with the formula; few have no rank."""
    frame = ranking(data, "discipline_members/total", 2023, per=True)
    row = frame[frame["place"] == "quang-nam"].iloc[0]
    assert (row["printed"], row["unit"], row["formula"]) == (
        "6.80", "per 1,000 members", "1000 × 489 / 71925 = 6.80",
    )  # fmt: skip
    assert frame["place"].is_unique
    assert "viet-nam" not in set(frame["place"])


def test_a_plain_count_has_no_rank(data: Dataset) -> None:
    """A count follows the size of the place: it is put in order, not ranked."""
    frame = ranking(data, "membership/members", 2020, period="FY", body="province")
    assert frame["rank"].isna().all()
    assert "sizes_differ" in set(frame["why_no_rank"])


def test_charts_are_drawn_from_a_frame_and_saved(data: Dataset, tmp_path: Path) -> None:
    """Each of the three charts takes the frame as it is, and is written with the same bytes twice."""
    year = data.select(indicators="papi/total", years=2022, lang="vi")
    drawn = [
        charts.ranked(year),
        charts.tile_map(year, data.catalog),
        charts.over_time(data.select(indicators="papi/total"), "Trà Vinh"),
    ]
    assert all("Trà Vinh" in picture.svg() or "Trà" in picture.svg() for picture in drawn)
    assert "40,717" in drawn[0].svg()
    assert (drawn[0].save(tmp_path / "a.svg")).read_text("utf-8") == drawn[0].svg() + "\n"
    first, second = (drawn[2].save(tmp_path / name).read_bytes() for name in ("a.png", "b.png"))
    assert first == second
    assert first.startswith(b"\x89PNG")
    with pytest.raises(AnalysisError, match=r"\.svg or \.png"):
        drawn[0].save(tmp_path / "a.jpeg")


def test_a_chart_of_two_figures_is_refused(data: Dataset) -> None:
    """Two figures of a place and year are no chart: the message says which, and what to name."""
    with pytest.raises(AnalysisError, match="more than one figure"):
        charts.ranked(data.select(indicators="papi", years=2022))
    with pytest.raises(AnalysisError, match="no value to draw"):
        charts.over_time(data.select("tra-vinh", "admissions/members", 2030, "bloc"))
