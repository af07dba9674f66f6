"""The 34 provinces of today: counts added up where every part printed its own, and nothing else."""

import json
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import analysis
from analysis.cli.commands import main
from analysis.compare.units import SUM, today, units_2025, view
from analysis.data.dataset import Dataset
from analysis.errors import RequestError
from former_provinces import PARTS, Row, figure, with_rows


def sums(data: Dataset) -> pd.DataFrame:
    """The figures of a view that were added up."""
    return data.observations[data.observations["source"] == SUM]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Name a folder that is not there yet."""
    return tmp_path / "data"


def test_counts_of_all_parts_are_added_up(folder: Path) -> None:
    """Three parts with counts and bases give one derived figure with the sum of both, its parts named."""
    counts = zip(PARTS, ("200", "120", "80"), ("220", "100", "80"), strict=True)
    rows = [figure(name, count=count, of=of, of_basis="plan") for name, count, of in counts]
    (total,) = sums(units_2025(with_rows(folder, "admissions", *rows))).to_dict("records")
    assert total["id"] == f"can-tho/province/2018/FY/actual/admissions/members@{SUM}"
    assert (total["count"], total["of"], total["of_basis"]) == (400, 400, "plan")
    assert total["formula"] == "200 + 120 + 80 = 400"
    assert total["parts"] == " + ".join(
        f"{name}/province/2018/FY/actual/admissions/members" for name in PARTS
    )
    assert total["as_printed"] == ""
    assert pd.isna(total["percent"])


def test_a_part_that_two_sources_dispute_is_not_added_up(folder: Path) -> None:
    """Of a part that two sources print differently nobody knows what to add."""
    rows = [figure(name, count="100") for name in PARTS]
    rows[2]["preferred"] = "yes"
    other = {**rows[2], "count": "90", "as_printed": "90", "preferred": "no", "source": "s002"}
    assert sums(units_2025(with_rows(folder, "admissions", *rows, other))).empty


@pytest.mark.parametrize(
    "change",
    [
        {"province": "tra-vinh"},
        {"qualifier": "over"},
        {"conflict": "c99"},
        {"authority": "committees"},
        {"period": "H1"},
        {"body": "bloc"},
        {"kind": "target", "comparator": "ge"},
        {"count": "", "percent": "80", "of_basis": "plan", "as_printed": "80%"},
    ],
    ids=lambda change: "-".join(change),
)
def test_nothing_is_added_up_unless_every_part_printed_the_same(folder: Path, change: Row) -> None:
    """A part missing, rounded, disputed, or of another period, body or kind: no sum at all."""
    rows = [figure(name, count="100") for name in PARTS]
    rows[2] |= change
    assert sums(units_2025(with_rows(folder, "admissions", *rows))).empty


def test_a_base_that_one_part_lacks_is_left_out(folder: Path) -> None:
    """The counts are added up; a share of half the bases is not made."""
    rows = [figure(name, count="100", of="110", of_basis="plan") for name in PARTS]
    rows[0] |= {"of": "", "of_basis": ""}
    (total,) = sums(units_2025(with_rows(folder, "admissions", *rows))).to_dict("records")
    assert (total["count"], total["of_basis"]) == (300, "")
    assert pd.isna(total["of"])


def test_bases_that_nobody_states_are_not_added_up(folder: Path) -> None:
    """Counts on unknown bases are added up, the bases are not, and no share is made of them."""
    rating = {"indicator": "org_rating", "category": "good_or_better", "of_basis": "unknown"}
    rows = [figure(name, count="10", of="20", **rating) for name in PARTS]
    (total,) = sums(units_2025(with_rows(folder, "ratings", *rows))).to_dict("records")
    assert (total["count"], total["of_basis"]) == (30, "")
    assert pd.isna(total["of"])


@pytest.mark.parametrize(("authority", "added"), [("", 0), ("committees", 1)])
def test_who_is_not_named_is_not_added_up(folder: Path, authority: str, added: int) -> None:
    """Inspections by nobody knows whom, in three provinces, have no sum; those by committees have one."""
    inspected = {"indicator": "inspections", "category": "orgs_inspected", "authority": authority}
    rows = [figure(name, count="100", **inspected) for name in PARTS]
    assert len(sums(units_2025(with_rows(folder, "inspections", *rows)))) == added


def test_rates_in_the_column_of_counts_are_not_added_up(folder: Path) -> None:
    """Models per organisation in three provinces are not three times as many per organisation."""
    rows = [figure(name, indicator="models", category="ho_chi_minh_per_org", count="1") for name in PARTS]
    assert sums(units_2025(with_rows(folder, "study", *rows))).empty


def test_the_collected_figures_allow_no_sum_yet(data: Dataset) -> None:
    """In the project's own data no merged province has all its parts: nothing is made up for it."""
    assert sums(units_2025(data)).empty


def test_what_was_printed_of_a_province_as_it_is_today_stays(small: Dataset) -> None:
    """Unmerged provinces keep all they have; a merged one what was printed of it since, and no more."""
    held, shown = small.observations, units_2025(small).observations
    assert set(shown[shown["province"] == "nghe-an"]["id"]) == set(held[held["province"] == "nghe-an"]["id"])
    an_giang = shown[shown["province"] == "an-giang"]
    assert set(an_giang["year"]) == {2025}
    assert "hau-giang" not in set(shown["province"])
    # Printed in 2023 for the years up to 2030, of a province that has since grown.
    assert "bac-giang/bloc-enterprises/2030/TERM-2023/target/admissions/members_private_enterprises" in set(
        held["id"]
    )
    assert not shown["id"].str.startswith("bac-giang/").any()


def test_there_are_34_and_each_has_a_name(small: Dataset) -> None:
    """The view knows the provinces of today and the country, and every figure in it belongs to one."""
    merged = units_2025(small)
    assert len(merged.catalog.provinces) == 35
    assert set(merged.observations["province"]) <= set(merged.catalog.provinces)
    assert merged.catalog.province("Huế").kind == "municipality"


def test_a_former_province_is_told_where_it_went(small: Dataset) -> None:
    """Asked for by today's units, Hậu Giang names Cần Thơ; on its own it is still there."""
    assert today(small, "Cần Thơ") == "can-tho"
    with pytest.raises(RequestError, match="Hậu Giang has been part of Cần Thơ since 2025-07-01"):
        today(small, "hau giang")
    with pytest.raises(RequestError, match="unknown units '2024'"):
        view(small, "2024")
    assert not analysis.table(small, "hau-giang", 2023).empty


def test_show_by_todays_units_names_the_parts(folder: Path) -> None:
    """`show --units 2025` gives the sum with its parts; `list` counts it among the figures."""
    with_rows(folder, "admissions", *(figure(name, count="100") for name in PARTS))
    command = ["show", "Cần Thơ", "2018", "--units", "2025", "--data", str(folder)]
    shown = CliRunner().invoke(main, [*command, "--format", "json"])
    (row,) = json.loads(shown.stdout)
    assert (row["count"], row["formula"]) == (300, "100 + 100 + 100 = 300")
    assert "100 + 100 + 100 = 300" in CliRunner().invoke(main, command).stdout
    listed = CliRunner().invoke(main, ["list", "--units", "2025", "--data", str(folder), "--format", "json"])
    keys = {
        "province": "can-tho",
        "year": 2018,
        "body": "province",
        "period": "FY",
        "figures": {"admissions": 1},
    }
    assert keys in json.loads(listed.stdout)

    told = CliRunner().invoke(main, ["explain", row["id"], "--data", str(folder)])
    assert told.exit_code == 0
    assert "soc-trang/province/2018/FY/actual/admissions/members" in told.stdout
