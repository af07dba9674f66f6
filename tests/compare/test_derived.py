"""What follows from printed figures, and what does not."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from analysis import Dataset, derive, load
from analysis.compare.derived import implied_base
from broken_data import cell, copy, read


def printed(part: int, base: int, decimals: int) -> str:
    """Print a share as a source would."""
    exact = Decimal(100) * part / base
    return str(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


@given(
    st.integers(1, 20_000).flatmap(lambda base: st.tuples(st.integers(1, base), st.just(base))),
    st.integers(0, 3),
)
def test_the_base_is_right_or_unknown(fraction: tuple[int, int], decimals: int) -> None:
    """From a part and its printed share follows the true base, or nothing."""
    part, base = fraction
    assert implied_base(part, printed(part, base, decimals)) in (base, None)


@given(st.integers(2, 300).flatmap(lambda base: st.tuples(st.integers(1, base), st.just(base))))
def test_four_decimals_tell_small_bases(fraction: tuple[int, int]) -> None:
    """With enough decimals the base of a small fraction does follow."""
    part, base = fraction
    assert implied_base(part, printed(part, base, 4)) == base


@pytest.mark.parametrize(
    ("part", "percent", "base"),
    [
        (86, "91.49", 94), (4115, "96.42", 4268), (4115, "96", None), (1, "50", 2), (1, "0", None),
        (5, "0.00", None), (7, "100", 7), (200, "100", None), (3, "33.3", 9),
    ],
)  # fmt: skip
def test_known_bases(part: int, percent: str, base: int | None) -> None:
    """Real fractions, and ones that rounding leaves open."""
    assert implied_base(part, percent) == base


def test_members_of_hau_giang(data: Dataset) -> None:
    """675 of 4,115, who are 96.42% of 4,268."""
    base, share = derive(data, data.figure("hau-giang/bloc/2023/FY/actual/member_rating/excellent"))
    assert (base.name, base.value) == ("base", 4268.0)
    assert (share.name, share.value) == ("share_of_base", 15.82)


def test_a_printed_base_needs_no_deriving(data: Dataset) -> None:
    """Where the good or better are printed with their base, the share is of that."""
    (share,) = derive(data, data.figure("ca-mau/bloc/2020/FY/actual/org_rating/excellent")) or (None,)
    assert share is None, "its own of is not printed, so nothing follows"


@pytest.mark.parametrize(
    ("good", "name"),
    [
        ({}, "share_of_rated"),
        ({"of_basis": "all_orgs"}, "share_of_all_orgs"),
        ({"count": "80", "percent": ""}, ""),
        ({"of_basis": "plan"}, ""),
        ({"of_basis": "plan", "count": "", "of": ""}, ""),
        ({"of_basis": "unknown"}, ""),
    ],
)
def test_a_share_of_all_needs_one_whole(tmp_path: Path, good: dict[str, str], name: str) -> None:
    """16 of 79 are a share of all only if the 79 are those of the other figure, and that is no plan."""
    folder = copy(tmp_path)
    file, start = "ratings.csv", "tra-vinh,bloc,2022,FY,,actual,org_rating,good_or_better,"
    line = next(n for n, row in enumerate(read(folder, file), start=1) if ",".join(row).startswith(start))
    cell(file, line, **good)(folder)
    made = load(folder)
    found = derive(made, made.figure("tra-vinh/bloc/2022/FY/actual/org_rating/excellent"))
    assert [derived.name for derived in found] == [name] * bool(name)


def test_everything_derived_is_sound(data: Dataset) -> None:
    """What is derived has inputs that exist, of one body, a year apart at most, and says its result."""
    known = data.observations.set_index("id")
    seen = set()
    for _, row in data.observations.iterrows():
        for found in derive(data, row):
            seen.add(found.name)
            assert set(found.inputs) <= set(known.index)
            assert row["id"] in found.inputs
            years = known.loc[list(found.inputs), "year"]
            assert years.max() - years.min() <= 1  # a stock of the day before the year begins is of the last
            assert known.loc[list(found.inputs), "body"].nunique() == 1
            shown = f"{found.value:.0f}" if found.name == "base" else f"{found.value:.2f}"
            assert f"= {shown}" in found.formula
            if found.name.startswith("share"):
                assert 0 <= found.value <= 100
                assert known.loc[list(found.inputs), "source"].nunique() == 1
    assert {"base", "share_of_base"} <= seen


def test_nothing_follows_from_what_is_not_exact(data: Dataset) -> None:
    """From targets and rounded figures nothing is derived."""
    for _, row in data.observations.iterrows():
        if row["kind"] == "target" or row["qualifier"] != "exact":
            assert derive(data, row) == ()
