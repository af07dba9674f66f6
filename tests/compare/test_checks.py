"""What disagrees, on real rows and on broken copies of them."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis import Dataset, check, load
from analysis.compare import rows_by_id
from analysis.compare.checks import printed_changes, ranked_among
from broken_data import again, cell, copy, read

STUDY = "tra-vinh,bloc,2023,FY,,actual,study,cadres_and_members_attended"
REMOVAL = "hau-giang,province,2023,Q1,,actual,discipline_members,removal"


def line_of(folder: Path, file: str, start: str) -> int:
    """Give the line where a row begins so."""
    return next(n for n, cells in enumerate(read(folder, file), start=1) if ",".join(cells).startswith(start))


def test_all_real_findings(data: Dataset) -> None:
    """The figures disagree in these places, and in no others."""
    assert Counter(finding.code for finding in check(data)) == {
        "fraction": 2, "split_of_part": 3, "split_base": 2, "authorities": 1, "sources": 50, "ceiling": 1,
        "conflict": 4, "conflict_authority": 2, "printed_change": 2, "two_bases": 1, "printed_rank": 1,
    }  # fmt: skip


def test_findings_stand_in_order_and_lead_somewhere(data: Dataset) -> None:
    """Findings come by file and line, and name figures that exist."""
    found = check(data)
    assert [(f.file, f.line) for f in found] == sorted((f.file, f.line) for f in found)
    known = data.observations.set_index("id")
    for finding in found:
        first = known.loc[finding.figures[0]]
        assert (first["file"], first["line"]) == (finding.file, finding.line)
        assert set(finding.figures) <= set(known.index)
        assert str(finding).startswith(f"{finding.file}:{finding.line}: ")
        assert str(finding).endswith(f" [{finding.code}]")


@pytest.mark.parametrize(
    ("percent", "count"), [("99.62", 0), ("99.6", 0), ("100", 0), ("99.61", 1), ("99.7", 1), ("99", 1)]
)
def test_rounding_is_no_disagreement(tmp_path: Path, percent: str, count: int) -> None:
    """A percentage disagrees only beyond half a unit of its last decimal."""
    folder = copy(tmp_path)
    printed = f"6.270/6.294; {percent}%"
    cell("study.csv", line_of(folder, "study.csv", STUDY), percent=percent, as_printed=printed)(folder)
    told = {finding.figures[0] for finding in check(load(folder)) if finding.code == "fraction"}
    assert (STUDY.replace(",,", ",").replace(",", "/") in told) == bool(count)


@pytest.mark.parametrize(
    ("printed", "count"), [("-23.4", 0), ("-23", 0), ("-23.39", 0), ("-23.3", 1), ("-24", 1)]
)
def test_a_printed_change_may_be_rounded(tmp_path: Path, printed: str, count: int) -> None:
    """95 after 124 is −23.39%: printed as −23 or −23.4 it agrees, as −23.3 it does not."""
    folder = copy(tmp_path)
    start = "ben-tre,province,2024,9M,,actual,discipline_members,total"
    cell("discipline.csv", line_of(folder, "discipline.csv", start), change_printed=printed)(folder)
    told = {finding.figures[0] for finding in check(load(folder)) if finding.code == "printed_change"}
    assert (start.replace(",,", ",").replace(",", "/") in told) == bool(count)


def test_one_number_credited_to_two_is_no_dispute_of_the_number(data: Dataset) -> None:
    """Where sources print the same and name others as those who did it, the finding says so."""
    found = {f.numbers["conflict"]: f.code for f in check(data) if f.code.startswith("conflict")}
    assert found.pop("c02") == "conflict_authority"
    assert found == dict.fromkeys(("c03", "c04", "c05", "c06"), "conflict")


def test_a_split_that_does_not_add_up(tmp_path: Path) -> None:
    """2 removed in place of 1 makes 26 of 25, and is found."""
    folder = copy(tmp_path)
    before = {finding.figures for finding in check(load(folder)) if finding.code == "split"}
    cell("discipline.csv", line_of(folder, "discipline.csv", REMOVAL), count="2", as_printed="2")(folder)
    (found,) = [f for f in check(load(folder)) if f.code == "split" and f.figures not in before]
    assert (found.numbers["parts"], found.numbers["total"]) == (26, 25)
    assert found.figures[0] == "hau-giang/province/2023/Q1/actual/discipline_members/total/all"


def test_two_sources_that_agree_are_no_finding(tmp_path: Path) -> None:
    """The same figure from a second source is no disagreement; another one is."""
    folder = copy(tmp_path)
    before = sum(finding.code == "sources" for finding in check(load(folder)))
    line = line_of(folder, "study.csv", "tra-vinh,bloc,2023,FY,,actual,study,members_attended")
    cell("study.csv", line, preferred="yes")(folder)
    again("study.csv", line, source="s001", preferred="no")(folder)
    assert sum(finding.code == "sources" for finding in check(load(folder))) == before
    cell("study.csv", len(read(folder, "study.csv")), count="5991", as_printed="5.991/6.046", percent="")(
        folder
    )
    found = [
        finding
        for finding in check(load(folder))
        if finding.file == "study.csv" and finding.code == "sources"
    ]
    assert [finding.numbers["preferred"] for finding in found] == ["5.990/6.046; 99,07%"]


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        ({"of": "160", "percent": ""}, True),
        ({"of_basis": "term_plan"}, True),
        ({"qualifier": "over"}, False),
        ({"qualifier": "over", "count": "150", "percent": "", "as_printed": "hơn 150"}, True),
        ({"percent": "140", "as_printed": "209/150 (140%)"}, True),
        ({"percent": ""}, False),
        ({"count": "", "qualifier": "exact"}, False),
        ({"of": "", "of_basis": "", "percent": ""}, False),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_sources_differ_in_all_that_they_print(tmp_path: Path, other: dict[str, str], differs: bool) -> None:
    """Another base or qualifier is a disagreement like another count; what is left out is none."""
    folder = copy(tmp_path)
    line = line_of(folder, "admissions.csv", "tra-vinh,bloc,2023,FY,,actual,admissions,members,")
    cell("admissions.csv", line, preferred="yes")(folder)
    again("admissions.csv", line, source="s001", preferred="no", **other)(folder)
    found = [f for f in check(load(folder)) if f.code == "sources" and f.file == "admissions.csv"]
    assert len(found) == differs


def test_a_place_that_the_scores_deny_is_told(data: Dataset) -> None:
    """Of two sources that print a place, the one that the scores deny; ties may be broken any way."""
    (found,) = [finding for finding in check(data) if finding.code == "printed_rank"]
    assert found.figures[0] == "quang-tri/government/2011/FY/actual/pci/rank@s369"
    assert found.numbers == {"computed": 13, "printed": 14}


def test_a_place_among_another_number_than_all_others_is_told(data: Dataset) -> None:
    """One place of 53, where all others of the year are of 63."""
    ranks = [
        dict(row) for row in rows_by_id(data).values() if row["measure"] == "rank" and row["year"] == 2019
    ]
    assert not list(ranked_among(ranks))
    ranks[3]["of"] = 53
    (found,) = ranked_among(ranks)
    assert found.numbers == {"usual": 63, "printed": 53}


def test_a_documented_conflict_names_all_its_sides(data: Dataset) -> None:
    """What two sources print alike is still a side of a conflict with other figures, and is named once."""
    sides = {
        finding.numbers["conflict"]: finding.figures for finding in check(data) if "conflict" in finding.code
    }
    total = "quang-ninh/province/2023/TERM-2020/actual/discipline_members/total@s016"
    assert total in sides["c05"]
    assert len({figure.partition("@")[0] for figure in sides["c05"]}) == len(sides["c05"])


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [("2023-11-30", "2022-05-31", False), ("2023-11-30", "2022-11-29", True), ("", "2022-05-31", True)],
)
def test_a_printed_change_is_against_the_same_day(data: Dataset, now: str, before: str, told: bool) -> None:
    """What was reached by November is not held against what was reached by May of the year before."""
    some = next(row for row in rows_by_id(data).values() if row["period"] == "YTD" and row["count"] > 0)
    earlier = {**some, "year": 2022, "as_of": pd.Timestamp(before), "count": 100, "change_printed": pd.NA}
    later = {
        **some, "year": 2023, "as_of": pd.Timestamp(now) if now else pd.NaT, "count": 150,
        "change_printed": 10.0, "change_unit": "percent", "change_against": "2022-YTD",
    }  # fmt: skip
    plain = {"qualifier": "exact", "preferred": ""}
    assert len(list(printed_changes([earlier | plain, later | plain]))) == told


def test_a_rounded_stock_is_no_second_base(tmp_path: Path) -> None:
    """“More than 80” organisations and a base of 81 do not disagree."""
    folder = copy(tmp_path)
    line = line_of(folder, "membership.csv", "tra-vinh,bloc,2023,FY,,actual,membership,orgs")
    cell("membership.csv", line, qualifier="over", count="80", as_printed="hơn 80")(folder)
    assert not any(finding.code == "two_bases" for finding in check(load(folder)))


def test_a_withheld_total_breaks_nothing(tmp_path: Path) -> None:
    """A total that the source withholds is no total to add up to."""
    folder = copy(tmp_path)
    for start in ("ho-chi-minh,province,2020,FY,,actual,discipline_members,total,all",):
        line = line_of(folder, "discipline.csv", start)
        cell("discipline.csv", line, count="", qualifier="withheld", as_printed="not published")(folder)
    found = check(load(folder))
    assert not any(
        f.code == "split_of_part" and "ho-chi-minh/province/2020/FY" in f.figures[0] for f in found
    )
