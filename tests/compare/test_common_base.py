"""Counts on a common base: what follows, and when nothing does."""

from dataclasses import replace

import pandas as pd
import pytest

import synthetic_provinces
from analysis import Dataset, derive
from analysis.compare import RATE, comparison, day_of, on_common_base, rows_by_id, scope

PLACE, BODY, YEAR = "quang-binh", "province", 2017
DISCIPLINED = f"{PLACE}/{BODY}/{YEAR}/FY/actual/discipline_members/total/committees"
REPRIMANDED = DISCIPLINED.replace("total", "reprimand")
MEMBERS = f"{PLACE}/{BODY}/{YEAR}/FY/actual/membership/members"


@pytest.fixture(scope="module")
def own(data: Dataset) -> Dataset:
    """Keep the figures of one place: a copy with a changed row is made at once."""
    frame = data.observations
    return replace(data, observations=frame[frame["province"] == PLACE].reset_index(drop=True))


def changed(data: Dataset, figure: str, **values: object) -> Dataset:
    """Give a copy in which one row has other values."""
    frame = data.observations.copy()
    for column, value in values.items():
        frame.loc[frame["id"] == figure, column] = value  # type: ignore[call-overload]
    return replace(data, observations=frame)


def names(data: Dataset, figure: str) -> set[str]:
    """Name what follows from a figure."""
    return {found.name for found in derive(data, data.figure(figure))}


def test_discipline_is_told_per_thousand_members(own: Dataset) -> None:
    """A rate carries its formula, its stock with the day, and what both are called."""
    (rate,) = derive(own, own.figure(DISCIPLINED))
    count, members = int(own.figure(DISCIPLINED)["count"]), int(own.figure(MEMBERS)["count"])
    assert rate.value == round(1000 * count / members, 2)
    assert rate.formula == f"1000 × {count} / {members} = {rate.value:.2f}"
    assert (rate.inputs, rate.of, rate.factor) == ((DISCIPLINED, MEMBERS), members, 1000)
    assert rate.day == str(day_of(rows_by_id(own)[MEMBERS]))


def test_a_form_of_discipline_is_a_share_of_all_disciplined_too(own: Dataset) -> None:
    """What is a part of a total by the vocabulary is told as a share of it, where one source prints both."""
    assert names(own, REPRIMANDED) == {"per_1000_members", "per_100_total"}
    other = changed(own, DISCIPLINED, source="s001")
    assert names(other, REPRIMANDED) == {"per_1000_members"}


@pytest.mark.parametrize(
    ("figure", "values"),
    [
        (DISCIPLINED, {"counted": "turns"}),
        (DISCIPLINED, {"qualifier": "over"}),
        (DISCIPLINED, {"conflict": "c"}),
        (DISCIPLINED, {"kind": "target"}),
        (MEMBERS, {"body": "bloc"}),
        (MEMBERS, {"qualifier": "about"}),
        (MEMBERS, {"as_of": pd.Timestamp("2019-01-03")}),
        (MEMBERS, {"as_of": pd.Timestamp("2016-12-29")}),
        (MEMBERS, {"conflict": "c"}),
        (MEMBERS, {"count": 0}),
    ],
)
def test_nothing_follows_where_it_should_not(own: Dataset, figure: str, values: dict[str, object]) -> None:
    """No rate of turns, of what is not exact or disputed, of another body's stock, of one long past."""
    assert names(own, DISCIPLINED) == {"per_1000_members"}
    assert names(changed(own, figure, **values), DISCIPLINED) == set()


def test_two_sizes_of_one_day_leave_a_choice(own: Dataset) -> None:
    """Of two stocks equally far away that differ, neither is taken."""
    frame = own.observations
    again = frame[frame["id"] == MEMBERS].assign(id=f"{MEMBERS}-again", count=70_000, period="Q4")
    both = replace(own, observations=pd.concat([frame, again], ignore_index=True))
    assert names(both, DISCIPLINED) == set()


def test_a_break_of_the_stock_between_leaves_nothing(own: Dataset) -> None:
    """A stock of before a change of boundaries is not that of what was counted after it."""
    (some,) = [known for known in own.catalog.breaks if known.divides][:1]
    between = replace(
        some, provinces=frozenset(), bodies=frozenset(), indicators=frozenset({"membership"}),
        effective_from=pd.Timestamp("2017-12-01").date(), effective_to=None, severity="break",
    )  # fmt: skip
    early = changed(own, MEMBERS, as_of=pd.Timestamp("2017-06-30"))
    assert names(early, DISCIPLINED) == {"per_1000_members"}
    broken = replace(early, catalog=replace(early.catalog, breaks=(between,)))
    assert names(broken, DISCIPLINED) == set()


def test_places_of_any_size_are_ranked_by_their_rates(tmp_path_factory: pytest.TempPathFactory) -> None:
    """In a comparison of many places rates have ranks and a median where counts have none."""
    made = synthetic_provinces.dataset(tmp_path_factory.mktemp("rates") / "data")
    found = comparison(made, synthetic_provinces.YEAR)
    rates = [lineup for lineup in found.lineups if lineup.first["measure"] == RATE]
    assert rates
    assert all(lineup.ranked and lineup.median is not None for lineup in rates)
    for lineup in rates:
        values = [row[RATE] for row in lineup.valued]
        assert values == sorted(values, reverse=True)
        assert lineup.valued[0]["rank_low"] == 1
        assert lineup.valued[-1]["rank_high"] == len(values)
        assert len({lineup.slug for lineup in found.lineups}) == len(found.lineups)


def test_a_province_report_places_its_rates(data: Dataset) -> None:
    """A scope has the rates of its own counts, among those of others with the same whole alone."""
    found = scope(data, PLACE, YEAR, BODY)
    (share,) = [rate for rate in found.rates[REPRIMANDED] if rate["derived"].factor == 100]
    assert share["peer_count"] == 2
    assert share["why_no_rank"] == "few_peers"
    others = on_common_base([found.measured_by_id[figure] for figure in share["peer_ids"]], data)
    assert share["yardstick"] in {rate["yardstick"] for rate in others}
