"""What may be said of figures side by side: on small frames that are synthetic, and on real rows."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, strategies as st
from scipy.stats import kendalltau
from statsmodels.stats.proportion import proportion_confint

from analysis import Dataset, compare, load
from analysis.batch.fingerprint import Subject, fingerprints
from analysis.compare import notation
from analysis.data import limits, moment, records
from analysis.data.catalog import Break, Catalog
from analysis.errors import RequestError
from broken_data import again, cell, copy, read

Row = dict[str, Any]

PROVINCES = ("ha-noi", "hai-phong", "da-nang", "can-tho", "hue", "lao-cai", "son-la", "ca-mau")
YEAR_ENDS = {"FY": (12, 31), "Q1": (3, 31), "H1": (6, 30)}

Frame = Callable[..., pd.DataFrame]


def row(number: int, **given_values: Any) -> Row:
    """Give one synthetic figure with the columns of `measures`."""
    found: Row = {
        "province": "ha-noi", "body": "province", "year": 2020, "period": "FY", "span_from": pd.NA,
        "kind": "actual", "indicator": "cadre_decisions", "category": "pay", "authority": "", "counted": "",
        "count": 100,
        "count_to": pd.NA, "of": pd.NA, "of_basis": "", "percent": pd.NA, "percent_to": pd.NA,
        "qualifier": "exact", "comparator": "", "as_of": pd.NaT, "conflict": "", "preferred": "",
        "source": "s001", "sources_differ": False, "authority_unsaid": False, "timing": "period",
        "level": "province/", "amount": pd.NA, "score": pd.NA, "rank": pd.NA, "tier": pd.NA, "value": pd.NA,
        "share": pd.NA, "fulfilment": pd.NA, "measure": "count", "base": "", "value_text": "",
    }  # fmt: skip
    found |= given_values
    found["yardstick"] = "" if found["measure"] == "count" else found["of_basis"]
    found["token"] = compare.token(found)
    found["start"] = date(found["year"], 1, 1)
    found["end"] = date(found["year"], *YEAR_ENDS.get(found["period"], (12, 31)))
    if found["period"] == "TERM":
        found["start"] = date(found["span_from"], 1, 1)
    return {"id": given_values.get("id", f"synthetic-{number}"), **found}


def frame(rows: Iterable[Row]) -> pd.DataFrame:
    """Put synthetic figures into a frame with the types of `measures`."""
    made = pd.DataFrame([row(number, **values) for number, values in enumerate(rows)])
    integers = dict.fromkeys(("count", "count_to", "of", "span_from"), "Int64")
    decimals = dict.fromkeys(("percent", "percent_to", "share", "fulfilment"), "Float64")
    return made.astype({**integers, **decimals, "as_of": "datetime64[ns]"})


@pytest.fixture(scope="module")
def catalog(data: Dataset) -> Catalog:
    """Give the real side tables, without breaks."""
    return replace(data.catalog, breaks=())


def with_break(catalog: Catalog, day: date, severity: str = "break") -> Catalog:
    """Give the side tables with one synthetic break that touches everything."""
    everything: frozenset[str] = frozenset()
    change = Break(
        "synthetic", everything, everything, everything, day, None, "", "", "", "", "", "high", severity
    )  # fmt: skip
    return replace(catalog, breaks=(change,))


def change_of(rows: list[Row], catalog: Catalog) -> pd.Series:
    """Give the change of the last figure."""
    measured = frame(rows)
    return compare.change(measured.tail(1), measured, catalog).iloc[0]


class TestChange:
    """Change on the same figure a year before, or the reason why there is none."""

    def test_counts(self, catalog: Catalog) -> None:
        """A count changes by a count, and relatively where both are ten or more."""
        found = change_of([{"year": 2019, "count": 80}, {"count": 100}], catalog)
        assert (found["change"], found["change_in"], found["relative"]) == (20, "count", 25)
        assert (found["earlier_id"], found["earlier"], found["why_not"]) == ("synthetic-0", 80, "")

    def test_small_counts_have_no_percentage(self, catalog: Catalog) -> None:
        """From 9 to 12 is 3 more, not a third more."""
        found = change_of([{"year": 2019, "count": 9}, {"count": 12}], catalog)
        assert (found["change"], found["relative"]) == (3, None)

    def test_shares_change_by_points(self, catalog: Catalog) -> None:
        """A share changes by percentage points."""
        share = {"measure": "share", "base": "rated", "of_basis": "rated", "count": pd.NA}
        found = change_of([{"year": 2019, "share": 80.0, **share}, {"share": 84.5, **share}], catalog)
        assert (found["change"], found["change_in"], found["relative"]) == (4.5, "points", None)

    @pytest.mark.parametrize(
        ("earlier", "later", "why"),
        [
            ({"count": 3, "of": 8}, {"count": 4, "of": 8}, "small"),
            ({"count": 9, "of": 80}, {"count": 40, "of": 80}, "small"),
            ({"count": 40, "of": 80}, {"count": 9, "of": 80}, "small"),
            ({"count": 10, "of": 80}, {"count": 40, "of": 80}, ""),
            ({"count": pd.NA}, {"count": pd.NA}, ""),
        ],
    )
    def test_shares_of_a_handful_do_not_change(
        self, catalog: Catalog, earlier: Row, later: Row, why: str
    ) -> None:
        """From 3 of 8 to 4 of 8 is one organisation, not 12.5 points; a share without counts changes."""
        share = {"measure": "share", "base": "rated", "of_basis": "rated", "share": 50.0}
        found = change_of([{"year": 2019, **share, **earlier}, {**share, **later}], catalog)
        assert found["why_not"] == why
        assert (found["change"] is None) == bool(why)

    def test_a_plan_is_no_base(self, catalog: Catalog) -> None:
        """A count against a plan is compared as a count, even if last year had no plan."""
        planned = {"measure": "fulfilment", "of_basis": "plan", "fulfilment": 104.0}
        found = change_of([{"year": 2019, "count": 125}, {"count": 130, **planned}], catalog)
        assert (found["change"], found["change_in"]) == (5, "count")

    def test_a_term_on_the_term_before(self, catalog: Catalog) -> None:
        """A term is compared with the one that ended as it began."""
        term = {"period": "TERM"}
        found = change_of(
            [{"year": 2015, "span_from": 2010, **term}, {"year": 2020, "span_from": 2015, **term}], catalog
        )
        assert found["why_not"] == ""

    def test_half_a_term_is_no_term(self, catalog: Catalog) -> None:
        """Three years are not compared with five, even where they follow on them."""
        whole = {"period": "TERM", "year": 2015, "span_from": 2010, "count": 5000}
        half = {"period": "TERM", "year": 2018, "span_from": 2015, "count": 2600}
        found = change_of([whole, half], catalog)
        assert (found["why_not"], found["change"], found["relative"]) == ("spans_differ", None, None)
        assert (found["earlier_id"], found["earlier"]) == ("synthetic-0", 5000)
        first, second = records(frame([whole, half]))
        assert not compare.joined(first, second, catalog)
        # Of two that end where this one begins, the one of the same length is the one before.
        three = {"period": "TERM", "year": 2015, "span_from": 2012, "count": 2000}
        found = change_of([three, whole, half], catalog)
        assert (found["earlier_id"], found["change"]) == ("synthetic-0", 600)

    @pytest.mark.parametrize(
        ("earlier", "later", "why"),
        [
            ({"year": 2018}, {}, "not_collected"),
            ({"year": 2019, "period": "H1"}, {}, "not_collected"),
            ({"year": 2019, "body": "bloc"}, {}, "not_collected"),
            ({"year": 2019, "province": "son-la"}, {}, "not_collected"),
            ({"year": 2019, "kind": "target"}, {}, "not_collected"),
            ({"year": 2019, "preferred": "no"}, {}, "not_collected"),
            ({"year": 2019}, {"kind": "target"}, "target"),
            ({"year": 2019, "authority": "all"}, {"authority": "committees"}, "other_authority"),
            ({"year": 2019, "base": "rated"}, {"base": "all_orgs"}, "other_basis"),
            ({"year": 2019, "qualifier": "over"}, {}, "inexact"),
            ({"year": 2019}, {"qualifier": "about"}, "inexact"),
            ({"year": 2019, "conflict": "c01"}, {}, "in_conflict"),
            ({"year": 2019}, {"conflict": "c01"}, "in_conflict"),
            ({"year": 2019}, {"sources_differ": True}, "in_conflict"),
        ],
    )
    def test_reasons(self, catalog: Catalog, earlier: Row, later: Row, why: str) -> None:
        """Every reason against a change is found, and leaves no number."""
        found = change_of([earlier, later], catalog)
        assert found["why_not"] == why
        assert found["change"] is None

    def test_a_base_that_nobody_states(self, catalog: Catalog) -> None:
        """One source may take one base year after year; of two sources on unknown bases nobody knows."""
        unknown = {
            "measure": "share",
            "base": "unknown",
            "of_basis": "unknown",
            "count": pd.NA,
            "share": 90.0,
        }
        for sources, why in ((("s001", "s001"), ""), (("s001", "s002"), "other_basis")):
            made = frame([{**unknown, "year": 2019, "source": sources[0]}, {**unknown, "source": sources[1]}])
            assert compare.change(made.tail(1), made, catalog).iloc[0]["why_not"] == why
            first, second = records(made)
            assert compare.joined(first, second, catalog) == (not why)

    def test_an_unknown_base_of_one_source(self, data: Dataset) -> None:
        """Đồng Nai: 0.44% and then 0.41% rated weak, on a base that their one source does not state."""
        rows = compare.table(data, "dong-nai", 2017, "province")
        found = rows.loc["dong-nai/province/2017/FY/actual/former_org_rating/weak"]
        assert found["why_no_change"] == ""
        assert found["change"] == pytest.approx(-0.03)

    def test_stocks_need_the_same_day(self, catalog: Catalog) -> None:
        """A stock of October is not compared with one of December, nor with one without a day."""
        stock = {"indicator": "membership", "category": "members", "timing": "day"}
        days = {name: pd.Timestamp(name) for name in ("2019-12-31", "2020-10-13", "2020-12-31")}
        for day, why in (("2020-12-31", ""), ("2020-10-13", "dates_differ")):
            rows = [{"year": 2019, "as_of": days["2019-12-31"], **stock}, {"as_of": days[day], **stock}]
            assert change_of(rows, catalog)["why_not"] == why
        assert change_of([{"year": 2019, **stock}, {**stock}], catalog)["why_not"] == "day_unsaid"

    def test_years_to_date_need_the_same_day(self, catalog: Catalog) -> None:
        """A year to 29 June is compared with that to 30 June, though one to 30 November is held, too."""
        earlier = [(date(2020, 6, 30), 100), (date(2020, 11, 30), 180)]
        held = [{"year": 2020, "period": "YTD", "as_of": pd.Timestamp(d), "count": n} for d, n in earlier]
        expected = [
            (date(2021, 6, 29), "synthetic-0", ""), (date(2021, 7, 3), "synthetic-0", ""),
            (date(2021, 7, 4), "synthetic-0", "dates_differ"), (date(2021, 11, 27), "synthetic-1", ""),
            (date(2021, 11, 26), "synthetic-1", "dates_differ"),
        ]  # fmt: skip
        for day, nearest, why in expected:
            row = {"year": 2021, "period": "YTD", "as_of": pd.Timestamp(day), "count": 200}
            found = change_of([*held, row], catalog)
            assert (found["earlier_id"], found["why_not"]) == (nearest, why), day

    @pytest.mark.parametrize(
        ("day", "why"),
        [
            (date(2018, 12, 31), ""),
            (date(2019, 1, 1), "break"),
            (date(2019, 7, 1), "break"),
            (date(2020, 12, 31), "break"),
            (date(2021, 1, 1), ""),
        ],
    )
    def test_a_flow_is_touched_by_a_break_within_either_year(
        self, catalog: Catalog, day: date, why: str
    ) -> None:
        """A rule that changes within one of the two years spoils a flow; before and after it does not."""
        rows: list[Row] = [{"year": 2019}, {}]
        expected = "" if day == date(2019, 1, 1) else why  # both years stand wholly under the new rule
        assert change_of(rows, with_break(catalog, day))["why_not"] == expected

    def test_a_rating_counts_by_its_last_day(self, catalog: Catalog) -> None:
        """A rating is taken at the end: only a rule of the time between two ends matters."""
        rating = {"indicator": "org_rating", "category": "rated"}
        rows: list[Row] = [{"year": 2019, **rating}, {**rating}]
        assert change_of(rows, with_break(catalog, date(2019, 10, 18)))["why_not"] == ""
        assert change_of(rows, with_break(catalog, date(2020, 10, 18)))["why_not"] == "break"
        assert change_of(rows, with_break(catalog, date(2020, 10, 18), "note"))["why_not"] == ""

    def test_the_breaks_are_named(self, catalog: Catalog) -> None:
        """A refusal carries the ids of the breaks."""
        found = change_of([{"year": 2019}, {}], with_break(catalog, date(2020, 3, 1)))
        assert found["breaks"] == ("synthetic",)

    def test_real_change(self, data: Dataset) -> None:
        """Bến Tre, nine months: 124, then 95."""
        rows = compare.table(data, "ben-tre", 2024, period="9M")
        found = rows.loc["ben-tre/province/2024/9M/actual/discipline_members/total"]
        assert (found["earlier"], found["change"]) == (124, -29)
        assert found["relative"] == pytest.approx(-23.387, abs=0.001)


def peers_of(rows: list[Row], catalog: Catalog) -> pd.DataFrame:
    """Give the places of all synthetic figures, by province."""
    measured = frame(rows)
    return compare.peers(measured, measured, catalog).set_axis(measured["province"], axis=0)


def provinces(*values: int, **more: Any) -> list[Row]:
    """Give one synthetic figure a province, in the order of `PROVINCES`."""
    return [{"province": p, "count": v, **more} for p, v in zip(PROVINCES, values, strict=False)]


def shares(*values: float, **more: Any) -> list[Row]:
    """Give synthetic shares of as many provinces: only what does not depend on size is ranked."""
    rated = {"measure": "share", "of_basis": "rated", **more}
    return [{"province": p, "share": float(v), **rated} for p, v in zip(PROVINCES, values, strict=False)]


class TestPeers:
    """The place of a figure among others, as an interval, from five on."""

    def test_places(self, catalog: Catalog) -> None:
        """The highest value has place 1; five different values have five places, and a median."""
        found = peers_of(shares(50, 40, 30, 20, 10), catalog)
        assert list(found["rank_low"]) == list(found["rank_high"]) == [1, 2, 3, 4, 5]
        assert set(found["median"]) == {30.0}
        assert list(found["peer_count"]) == [5] * 5

    def test_ties_share_their_places(self, catalog: Catalog) -> None:
        """Equal values take the places between them together."""
        found = peers_of(shares(50, 40, 40, 40, 10), catalog)
        assert [(p["rank_low"], p["rank_high"]) for _, p in found.iterrows()] == [
            (1, 1), (2, 4), (2, 4), (2, 4), (5, 5),
        ]  # fmt: skip

    def test_a_rounded_peer_leaves_the_place_open(self, catalog: Catalog) -> None:
        """“More than 20” may stand above 30; it has no place, and there is no median."""
        rows = shares(50, 40, 30, 20, 10, 5)
        rows[3]["qualifier"] = "over"
        found = peers_of(rows, catalog)
        assert (found.loc["da-nang", "rank_low"], found.loc["da-nang", "rank_high"]) == (3, 4)
        assert (found.loc["ha-noi", "rank_low"], found.loc["ha-noi", "rank_high"]) == (1, 2)
        assert (found.loc["hue", "rank_low"], found.loc["hue", "rank_high"]) == (5, 5)
        assert found.loc["can-tho", "why_not"] == "inexact"
        assert found["median"].isna().all()

    def test_nearly_may_stand_below(self, catalog: Catalog) -> None:
        """“Nearly 40” may stand below 30 and not above 40."""
        rows = shares(50, 40, 30, 20, 10, 5)
        rows[1]["qualifier"] = "nearly"
        found = peers_of(rows, catalog)
        assert (found.loc["ha-noi", "rank_low"], found.loc["ha-noi", "rank_high"]) == (1, 1)
        assert (found.loc["da-nang", "rank_low"], found.loc["da-nang", "rank_high"]) == (2, 3)

    def test_below_five_there_is_no_place(self, catalog: Catalog) -> None:
        """Four are named, highest first, and neither ranked nor averaged."""
        found = peers_of(provinces(10, 40, 30, 20), catalog)
        assert set(found["why_not"]) == {"few_peers"}
        assert found["rank_low"].isna().all()
        assert found["median"].isna().all()
        assert found.loc["ha-noi", "peer_ids"] == ("synthetic-1", "synthetic-2", "synthetic-3", "synthetic-0")

    def test_alone(self, catalog: Catalog) -> None:
        """One province has no peers."""
        assert peers_of(provinces(10), catalog).iloc[0]["why_not"] == "no_peers"

    def test_those_not_collected_widen_the_place(self, catalog: Catalog) -> None:
        """The last place possible counts every province without a figure as standing before."""
        found = peers_of(shares(50, 40, 30, 20, 10), catalog)
        assert found.loc["ha-noi", "not_collected"] == 58
        assert found.loc["ha-noi", "rank_high_all"] == 59

    def test_disputes_and_targets_have_no_place(self, catalog: Catalog) -> None:
        """A figure in conflict and a target have no place."""
        rows = shares(50, 40, 30, 20, 10, 5)
        rows[0]["conflict"] = "c01"
        found = peers_of(rows, catalog)
        assert found.loc["ha-noi", "why_not"] == "in_conflict"
        assert found["median"].isna().all()
        # The dispute may lie above or below all others.
        assert (found.loc["hai-phong", "rank_low"], found.loc["hai-phong", "rank_high"]) == (1, 2)
        assert set(peers_of(rows[:5], catalog)["why_not"]) == {"few_peers"}
        assert set(peers_of(provinces(5, 4, 3, 2, 1, kind="target"), catalog)["why_not"]) == {"target"}

    @pytest.mark.parametrize(
        "other",
        [
            {"year": 2019}, {"period": "H1"}, {"authority": "all"}, {"body": "bloc"}, {"preferred": "no"},
            {"category": "organisation_training"}, {"kind": "target"},
            {"measure": "share", "share": 9.0, "of_basis": "rated"},
        ],
    )  # fmt: skip
    def test_others_are_no_peers(self, catalog: Catalog, other: Row) -> None:
        """What differs in anything but the province is no peer."""
        found = peers_of([*provinces(50, 40), {"province": "lao-cai", **other}], catalog)
        assert found.loc["ha-noi", "peer_count"] == 2

    def test_the_country_is_a_reference_for_shares_only(self, catalog: Catalog) -> None:
        """The country is never a peer, and a reference only where size does not matter."""
        share = {"measure": "share", "of_basis": "rated"}
        nation = {"province": "viet-nam", "body": "national"}
        rows = [{"province": p, "share": 50.0, **share} for p in PROVINCES[:2]]
        found = peers_of([*rows, {**nation, "share": 40.0, **share}], catalog)
        assert found.loc["ha-noi", "reference_id"] == "synthetic-2"
        assert found.loc["ha-noi", "peer_count"] == 2
        assert found.loc["viet-nam", "reference_id"] == ""
        assert peers_of([*provinces(5, 4), {**nation}], catalog).loc["ha-noi", "reference_id"] == ""

    @given(st.lists(st.integers(0, 12), min_size=5, max_size=8))
    def test_places_hold_for_any_values(self, catalog: Catalog, values: list[int]) -> None:
        """A place is 1 + those above, up to all that are not below; the median is the middle."""
        found = peers_of(shares(*values), catalog)
        for value, (_, place) in zip(values, found.iterrows(), strict=True):
            assert place["rank_low"] == 1 + sum(other > value for other in values)
            assert place["rank_high"] == sum(other >= value for other in values)
        assert found["median"].iloc[0] == pd.Series(values).median()

    def test_plain_counts_have_no_place(self, catalog: Catalog) -> None:
        """A count depends on the size of the place: it is named, and neither ranked nor averaged."""
        found = peers_of(provinces(50, 40, 30, 20, 10), catalog)
        assert set(found["why_not"]) == {"sizes_differ"}
        assert found["rank_low"].isna().all()
        assert found["median"].isna().all()

    def test_who_is_not_named_has_no_peers(self, catalog: Catalog) -> None:
        """Two sources that do not say by whom members were disciplined cannot be lined up."""
        unsaid = {"indicator": "discipline_members", "category": "total", "authority": ""} | {
            "authority_unsaid": True
        }
        rows = [{**row, **unsaid} for row in provinces(50, 40)]
        assert set(peers_of(rows, catalog)["why_not"]) == {"no_peers"}
        named = [{**row, "authority": "all", "authority_unsaid": False} for row in rows]
        assert set(peers_of(named, catalog)["why_not"]) == {"few_peers"}

    def test_unknown_bases_have_no_peers(self, catalog: Catalog) -> None:
        """Shares whose sources do not say of what are not lined up, however many there are."""
        found = peers_of(shares(50, 40, 30, 20, 10, of_basis="unknown"), catalog)
        assert set(found["why_not"]) == {"no_peers"}
        assert set(found["peer_count"]) == {1}
        assert found["median"].isna().all()

    def test_real_places(self, data: Dataset) -> None:
        """Membership of 2020: nineteen provinces; counts follow the size of a place: named, not ranked."""
        rows = compare.table(data, "kien-giang", 2020, "province")
        found = rows.loc["kien-giang/province/2020/FY/actual/membership/members"]
        assert found["peer_count"] == 19
        assert found["why_no_rank"] == "sizes_differ"
        assert found["not_collected"] == 44
        assert pd.isna(found["median"])


def outcome(actual: Row, target: Row) -> str:
    """Judge a synthetic figure by a synthetic target."""
    made = frame([actual, {"kind": "target", **target}])
    first, second = records(made)
    return compare.judge(first, second)


class TestTargets:
    """Actual against target or plan."""

    @pytest.mark.parametrize(
        ("count", "comparator", "aim", "aim_to", "expected"),
        [
            (100, "ge", 100, None, "met"), (101, "ge", 100, None, "exceeded"),
            (99, "ge", 100, None, "missed"),
            (101, "gt", 100, None, "met"), (100, "gt", 100, None, "missed"),
            (100, "le", 100, None, "met"), (101, "le", 100, None, "missed"), (5, "le", 100, None, "met"),
            (99, "lt", 100, None, "met"), (100, "lt", 100, None, "missed"),
            (100, "eq", 100, None, "met"), (99, "eq", 100, None, "missed"),
            (130, "eq", 100, None, "exceeded"),
            (145, "range", 140, 150, "met"), (139, "range", 140, 150, "missed"),
            (151, "range", 140, 150, "exceeded"), (150, "range", 140, 150, "met"),
        ],
    )  # fmt: skip
    def test_comparators(
        self, count: int, comparator: str, aim: int, aim_to: int | None, expected: str
    ) -> None:
        """Every comparator is judged at, below and above its aim."""
        upper = pd.NA if aim_to is None else aim_to
        found = outcome({"count": count}, {"comparator": comparator, "count": aim, "count_to": upper})
        assert found == expected

    @pytest.mark.parametrize(
        ("count", "qualifier", "comparator", "expected"),
        [
            (150, "over", "ge", "met"), (149, "over", "ge", "open"),
            (150, "nearly", "ge", "open"), (149, "nearly", "ge", "missed"),
            (150, "over", "le", "open"), (151, "over", "le", "missed"),
            (150, "nearly", "le", "met"), (151, "nearly", "le", "open"),
            (500, "about", "ge", "open"), (1, "about", "ge", "open"),
        ],
    )  # fmt: skip
    def test_rounded_figures(self, count: int, qualifier: str, comparator: str, expected: str) -> None:
        """A rounded figure is judged only where its rounding cannot matter."""
        found = outcome({"count": count, "qualifier": qualifier}, {"comparator": comparator, "count": 150})
        assert found == expected

    def test_another_base_is_not_comparable(self) -> None:
        """A share of those rated does not meet a target for all."""
        target = {"comparator": "ge", "count": pd.NA, "percent": 90.0, "of_basis": "all_orgs"}
        share = {"share": 95.0, "count": pd.NA, "measure": "share"}
        assert outcome({**share, "of_basis": "rated"}, target) == "not_comparable"
        assert outcome({**share, "of_basis": "all_orgs"}, target) == "exceeded"
        assert outcome({"count": 95}, target) == "not_comparable"
        assert outcome({"count": pd.NA}, {"comparator": "ge", "count": 5}) == "not_comparable"

    @pytest.mark.parametrize(
        ("period", "expected"), [("FY", "missed"), ("H1", "not_yet_due"), ("Q1", "not_yet_due")]
    )
    def test_a_plan_may_be_due_later(self, period: str, expected: str) -> None:
        """Half of a plan by June is no failure."""
        plan = {"of": 200, "of_basis": "plan", "measure": "fulfilment", "fulfilment": 50.0}
        made = frame([{"period": period, **plan}])
        found = compare.targets(made, made, date(2026, 1, 1)).iloc[0]
        assert (found["outcome"], found["target"]) == (expected, 200)

    @pytest.mark.parametrize(
        ("period", "expected"),
        [
            ({"period": "TERM", "span_from": 2015}, "missed"),
            ({"period": "TERM", "span_from": 2016}, "missed"),
            ({"period": "TERM", "span_from": 2017}, "not_yet_due"),
            ({"period": "TERM", "year": 2019, "span_from": 2015}, "not_yet_due"),
            ({"period": "TERM", "year": 2014, "span_from": 2010}, "not_yet_due"),
            ({"period": "FY"}, "not_yet_due"),
        ],
        ids=["2015-2020", "2016-2020", "2017-2020", "2015-2019", "2010-2014", "2020"],
    )
    def test_a_plan_of_the_term_is_due_at_its_end(self, period: Row, expected: str) -> None:
        """A plan for the term is missed at the end of the term, not in a year or a part of it."""
        plan = {"of": 1000, "of_basis": "term_plan", "measure": "fulfilment", "fulfilment": 90.0}
        made = frame([{**plan, **period}])
        assert compare.targets(made, made, date(2026, 1, 1)).iloc[0]["outcome"] == expected

    def test_a_plan_met_early_is_met(self) -> None:
        """A plan that is met by June is met."""
        plan = {"of": 80, "of_basis": "plan", "measure": "fulfilment", "fulfilment": 125.0, "period": "H1"}
        made = frame([plan])
        assert compare.targets(made, made, date(2026, 1, 1)).iloc[0]["outcome"] == "exceeded"

    def test_a_target_without_result(self) -> None:
        """A target without an actual is not collected, or not yet due."""
        made = frame([{"kind": "target", "comparator": "ge"}])
        assert compare.targets(made, made, date(2026, 1, 1)).iloc[0]["outcome"] == "not_collected"
        assert compare.targets(made, made, date(2020, 6, 1)).iloc[0]["outcome"] == "not_yet_due"

    def test_target_and_result_find_each_other(self) -> None:
        """The actual names its target and the target its actual, with one outcome."""
        made = frame([{"count": 90}, {"kind": "target", "comparator": "ge", "count": 100}])
        found = compare.targets(made, made, date(2026, 1, 1))
        assert list(found["outcome"]) == ["missed", "missed"]
        assert found.iloc[0]["target_id"] == "synthetic-1"
        assert found.iloc[1]["actual_id"] == "synthetic-0"

    def test_a_target_is_met_by_whom_it_is_set_for(self) -> None:
        """A target that names nobody is for all; one for committees is met by committees alone."""
        held = [
            {"authority": by, "count": n} for by, n in (("commissions", 40), ("all", 120), ("committees", 80))
        ]
        target = {"kind": "target", "comparator": "ge", "count": 100}
        for whose, outcomes in (
            ("", ["", "exceeded", "", "exceeded"]),
            ("committees", ["", "", "missed", "missed"]),
        ):
            made = frame([*held, {**target, "authority": whose}])
            found = compare.targets(made, made, date(2026, 1, 1))
            assert list(found["outcome"]) == outcomes
        made = frame([held[0], {**target, "authority": "committees"}])
        assert list(compare.targets(made, made, date(2026, 1, 1))["outcome"]) == ["", "not_collected"]

    def test_an_own_plan_stands_where_the_target_is_of_another_kind(self, data: Dataset) -> None:
        """Hòa Bình 2023: 1,856 of a plan of 2,082 is judged by the plan, not by 3% of all members."""
        rows = compare.table(data, "hoa-binh", 2023, "province")
        found = rows.loc["hoa-binh/province/2023/FY/actual/admissions/members"]
        assert (found["target"], found["outcome"]) == (2082, "missed")

    def test_targets_of_2024(self, data: Dataset) -> None:
        """Every target of Trà Vinh for 2024 is one without an actual."""
        rows = compare.table(data, "tra-vinh", 2024)
        targets = rows[rows["kind"] == "target"]
        assert len(targets) == 15
        assert set(targets["outcome"]) == {"not_collected"}
        assert set(targets["actual_id"]) == {""}


def series(values: Iterable[float], first: int = 2010, **more: Any) -> pd.DataFrame:
    """Give a synthetic series of yearly counts."""
    return frame({"year": first + n, "count": int(v), **more} for n, v in enumerate(values))


class TestTrend:
    """A direction needs five points that may be compared."""

    @pytest.mark.parametrize(
        ("values", "direction"),
        [((20, 30, 40, 50, 60), "up"), ((60, 50, 40, 30, 20), "down"), ((50, 40, 60, 45, 55), "level")],
    )
    def test_direction(self, catalog: Catalog, values: tuple[int, ...], direction: str) -> None:
        """Kendall's tau decides, as scipy computes it."""
        found = compare.trend(series(values), catalog)
        expected = kendalltau(range(5), values)
        assert (found["direction"], found["points"]) == (direction, 5)
        assert found["tau"] == pytest.approx(expected.statistic)
        assert found["p"] == pytest.approx(expected.pvalue)

    def test_four_points_are_no_trend(self, catalog: Catalog) -> None:
        """Four points are points."""
        assert compare.trend(series((20, 30, 40, 50)), catalog)["why_not"] == "few_points"

    def test_small_counts_are_no_trend(self, catalog: Catalog) -> None:
        """Below ten nobody speaks of a trend."""
        assert compare.trend(series((9, 30, 40, 50, 60)), catalog)["why_not"] == "small"

    @pytest.mark.parametrize(("of", "why"), [(9, "small"), (90, "small"), (pd.NA, "")])
    def test_shares_of_a_handful_are_no_trend(self, catalog: Catalog, of: Any, why: str) -> None:
        """1 to 5 of 9 are no rising share, nor 1 to 5 of 90; a share without counts may be one."""
        values = [{"count": n, "of": of} if of is not pd.NA else {"count": pd.NA} for n in range(1, 6)]
        share = {"measure": "share", "base": "rated", "of_basis": "rated"}
        points = [{**share, **value, "year": 2010 + n, "share": 10.0 * n} for n, value in enumerate(values)]
        found = compare.trend(frame(points), catalog)
        assert (found["why_not"], found["direction"]) == (why, "" if why else "up")

    def test_a_gap_ends_a_run(self, catalog: Catalog) -> None:
        """Years apart are not joined over a gap."""
        made = pd.concat([series((20, 30, 40)), series((50, 60, 70), first=2014)], ignore_index=True)
        assert compare.trend(made, catalog)["points"] == 3

    def test_the_last_run_speaks(self, catalog: Catalog) -> None:
        """A series that rose until 2008 and has fallen from 2012 on is not called rising."""
        rose, fell = (
            series((100, 120, 130, 140, 150, 160), first=2003),
            series((300, 250, 200, 150), first=2012),
        )
        found = compare.trend(pd.concat([rose, fell], ignore_index=True), catalog)
        assert (found["points"], found["direction"], found["why_not"]) == (4, "", "few_points")
        longer = series((300, 250, 200, 150, 120), first=2012)
        assert compare.trend(pd.concat([rose, longer], ignore_index=True), catalog)["direction"] == "down"

    def test_a_break_ends_a_run(self, catalog: Catalog) -> None:
        """A change of rules cuts the series."""
        broken = with_break(catalog, date(2012, 6, 1))
        found = compare.trend(series((20, 30, 40, 50, 60)), broken)
        assert found["why_not"] == "few_points"

    def test_order_does_not_matter(self, catalog: Catalog) -> None:
        """Points are put in the order of time."""
        made = series((20, 30, 40, 50, 60))
        assert compare.trend(made.iloc[::-1], catalog)["direction"] == "up"


@given(st.integers(1, 5000), st.floats(0, 1))
def test_wilson_is_statsmodels(of: int, share: float) -> None:
    """The interval is statsmodels' Wilson interval, in percent, and holds the share."""
    count = round(share * of)
    low, high = compare.wilson(count, of)
    assert (low, high) == pytest.approx([100 * end for end in proportion_confint(count, of, method="wilson")])
    assert -1e-9 <= low <= 100 * count / of + 1e-9
    assert 100 * count / of - 1e-9 <= high <= 100 + 1e-9


class TestTable:
    """The comparison table of one report."""

    def test_it_is_the_reports_rows_in_order(self, data: Dataset) -> None:
        """All figures of Trà Vinh 2023, in the order of indicators, indexed by id."""
        rows = compare.table(data, "Trà Vinh", 2023)
        assert set(rows["body"]) == {"bloc"}
        assert list(rows.index) == list(rows["id"])
        assert rows["order"].is_monotonic_increasing
        held = data.observations
        same = (held["province"] == "tra-vinh") & (held["year"] == 2023) & (held["period"] == "FY")
        assert len(rows) == (same & (held["body"] == "bloc")).sum()

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("tra-vinh", 1990), "there are some for 20"),
            (("tra-vinh", 2023, "bloc", "Q1"), "for 2023 there is"),
            (("tra-vinh", 2023, "bloc-agencies"), "no figures for Trà Vinh, 2023, full year, "),
            (("trà ving", 2023), "Did you mean Trà Vinh (tra-vinh)?"),
        ],
    )
    def test_nothing_there(self, data: Dataset, arguments: tuple[Any, ...], said: str) -> None:
        """Where nothing is held, the message says what there is."""
        with pytest.raises(RequestError) as caught:
            compare.table(data, *arguments)
        assert said in str(caught.value)

    def test_a_province_without_figures(self, tmp_path: Path) -> None:
        """A province of which nothing is held is told so."""
        few = load(copy(tmp_path))
        without = set(few.catalog.provinces) - set(few.observations["province"])
        with pytest.raises(RequestError, match="none are held for this place at all"):
            compare.table(few, sorted(without)[0], 2023)

    def test_the_body_with_most_figures(self, data: Dataset) -> None:
        """Without a body, the one with most figures is taken; ties go by name."""
        assert compare.choose_body(data, "hau-giang", 2023) == "bloc"
        assert compare.choose_body(data, "hau-giang", 2023, "Q1") == "province"


def test_a_part_of_the_membership_beside_a_count_is_no_base(data: Dataset) -> None:
    """Members admitted or disciplined are compared as counts; attending a study is a share of members."""
    found = compare.measures(data).set_index("id")
    disciplined = found.loc["bac-giang/province/2020/TERM-2015/actual/discipline_members/total/all"]
    assert (disciplined["measure"], disciplined["base"], disciplined["yardstick"]) == ("count", "", "")
    assert disciplined["share"] == 2.45
    attended = found.loc["can-tho/province/2017/YTD-2017-02-20/actual/study/members_attended"]
    assert (attended["measure"], attended["yardstick"]) == ("share", "all_members")
    goal = found.loc["bac-giang/province/2023/FY/target/admissions/members"]
    assert (goal["measure"], goal["yardstick"]) == ("share", "all_members")


def test_measures(data: Dataset) -> None:
    """Shares are computed from both counts where both are printed; a plan gives a fulfilment."""
    found = compare.measures(data).set_index("id")
    study = found.loc["tra-vinh/bloc/2023/FY/actual/study/cadres_and_members_attended"]
    assert (study["measure"], round(study["share"], 4)) == ("share", 99.6187)
    plan = found.loc["tra-vinh/bloc/2023/FY/actual/admissions/members"]
    assert (plan["measure"], round(plan["fulfilment"], 2), plan["base"]) == ("fulfilment", 139.33, "")
    assert pd.isna(plan["share"])
    assert found.loc["tra-vinh/bloc/2023/FY/actual/membership/orgs", "measure"] == "count"
    assert (found["end"] >= found["start"]).all()


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("FY", "2023-01-01", "2023-12-31"), ("H1", "2023-01-01", "2023-06-30"),
        ("9M", "2023-01-01", "2023-09-30"), ("Q1", "2023-01-01", "2023-03-31"),
        ("Q2", "2023-04-01", "2023-06-30"),
        ("Q3", "2023-07-01", "2023-09-30"), ("Q4", "2023-10-01", "2023-12-31"),
    ],
)  # fmt: skip
def test_limits_of_periods(period: str, start: str, end: str) -> None:
    """Every period has its first and its last day."""
    found = limits({"year": 2023, "period": period, "span_from": pd.NA, "as_of": pd.NaT})
    assert [day.isoformat() for day in found] == [start, end]


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ({"count": "90"}, True),
        ({"qualifier": "over"}, False),
        ({"percent": "2.5", "of_basis": "all_members"}, False),
        ({}, False),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_sources_that_differ_are_a_dispute(tmp_path: Path, other: dict[str, str], differs: bool) -> None:
    """Two sources with different values dispute a figure, even where nobody documented a conflict."""
    folder = copy(tmp_path)
    file, start = "discipline.csv", "ben-tre,province,2024,9M,,actual,discipline_members,total,"
    line = next(n for n, row in enumerate(read(folder, file), start=1) if ",".join(row).startswith(start))
    cell(file, line, preferred="yes")(folder)
    again(file, line, source="s001", preferred="no", **other)(folder)
    made = load(folder)
    rows = compare.table(made, "ben-tre", 2024, "province", "9M")
    (row,) = records(rows[(rows["category"] == "total") & (rows["preferred"] == "yes")])
    assert row["conflict"] == ""
    assert compare.disputed(row) == differs
    assert row["why_no_change"] == ("in_conflict" if differs else "")
    assert (notation.state(row) == "in_conflict") == differs


def test_real_disputes(data: Dataset) -> None:
    """Of the figures that two sources print, these differ: each is documented, and none by its rounding."""
    measured = compare.measures(data)
    against = measured[measured["sources_differ"]]
    party = against[against["body"] != "government"]
    assert sorted(party["conflict"].value_counts().items()) == DISPUTES
    assert set(against["conflict"]) >= {"c12", "c18"}


DISPUTES = [("c01", 6), ("c09", 2), ("c10", 3)]


def test_a_rounded_figure_does_not_dispute_the_exact_one(data: Dataset) -> None:
    """More than 55,000 and 55,075; nearly 63,000 and 62,935."""
    measured = compare.measures(data)
    for figure in ("viet-nam/national/2024/FY/actual/inspections/orgs_inspected/committees",
                   "cao-bang/province/2025/9M/actual/membership/members"):  # fmt: skip
        rows = measured[measured["id"].str.startswith(f"{figure}@")]
        assert len(rows) == 2
        assert not rows["sources_differ"].any()


def test_a_dispute_of_a_peer_is_seen(tmp_path: Path) -> None:
    """A report that sees one of two sources of a peer's figure sees the other, too."""
    folder = copy(tmp_path)
    file, start = "discipline.csv", "ben-tre,province,2024,9M,,actual,discipline_members,total,"
    line = next(n for n, row in enumerate(read(folder, file), start=1) if ",".join(row).startswith(start))
    again(file, line, province="long-an", preferred="yes")(folder)
    other = {"count": "90", "percent": "2.5", "of_basis": "all_members", "source": "s001"}
    again(file, line, province="long-an", preferred="no", **other)(folder)
    found = fingerprints(load(folder))
    seen = found.ids(found.visible(Subject("ben-tre", "province", 2024, "9M")))
    assert sum(name.startswith("long-an/province/2024/9M/") for name in seen) == 2


@pytest.mark.parametrize("timing", ["end", "day"])
def test_what_is_counted_on_a_day_follows_that_days_rules(timing: str) -> None:
    """A rating or a stock of the last of December knows no rule that changed in the summer before."""
    row = {"year": 2022, "period": "FY", "span_from": pd.NA, "as_of": pd.Timestamp("2022-12-31")}
    assert moment(row, timing) == (date(2022, 12, 31), date(2022, 12, 31))
    assert moment({**row, "as_of": pd.NaT}, timing) == (date(2022, 12, 31), date(2022, 12, 31))
    assert moment({**row, "as_of": pd.NaT}, "period") == (date(2022, 1, 1), date(2022, 12, 31))


def test_what_was_worked_out_for_one_report_holds_for_the_next(data: Dataset) -> None:
    """Places are the same whether they are looked for from nothing or after those of another province."""
    measured, known = compare.measures(data), compare.rows_by_id(data)
    figures = measured[(measured["year"] == 2023) & (measured["preferred"] != "no")]
    alone = compare.peers(figures, measured, data.catalog)
    assert alone["rank_low"].notna().any()
    for province in ("tra-vinh", "hau-giang", "ca-mau", "tra-vinh"):
        own = figures[figures["province"] == province]
        assert len(own)
        after = compare.peers(own, measured, data.catalog, known)
        pd.testing.assert_frame_equal(after, alone.loc[own["id"]], check_dtype=False)
