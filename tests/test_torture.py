"""A short form of `make torture`: every family, a few cases of each, none of them bad."""

from pathlib import Path
from random import Random

import pytest

from torture import digits, environments, faults, inputs, kills, parallel, tampering
from torture.__main__ import BEGIN, END, write
from torture.outcome import Family, Outcome, bad, table

SHORT: dict[str, tuple[Family, int]] = {
    "inputs": (inputs.cases, 40),
    "digits": (digits.cases, 20),
    "tampering": (tampering.cases, 24),
    "kills": (kills.cases, 2),
    "parallel": (parallel.cases, 6),
    "environments": (environments.cases, 3),
    "faults": (faults.cases, len(faults.FAULTS)),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", list(SHORT))
def test_nothing_wrong_gets_in_or_out(name: str, tmp_path: Path) -> None:
    """No traceback, no hang, nothing taken that changes a report, no forgery that passes, no other byte."""
    family, count = SHORT[name]
    outcomes = list(family(count, Random(f"short {name}"), tmp_path))
    assert len(outcomes) >= min(count, 3)
    assert bad(outcomes) == []


def test_a_part_that_is_run_alone_leaves_the_other_figures(tmp_path: Path) -> None:
    """Each family may be repeated by itself; its line is written anew, in the order of the families."""
    file = tmp_path / "reliability.md"
    file.write_text(f"before\n{BEGIN}\n{END}\nafter\n", "utf-8")
    write(file, {"kills": [Outcome("a", "whole")]}, "first")
    write(
        file, {"broken inputs": [Outcome("a", "refused")] * 2, "kills": [Outcome("a", "torn", "x")]}, "then"
    )
    assert file.read_text("utf-8").splitlines() == [
        *("before", BEGIN, "| family | cases | what came of them | bad |", "|---|---:|---|---:|"),
        *("| broken inputs | 2 | 2 refused | 0 |", "| kills | 1 | 1 torn | 1 |", "", "then", END, "after"),
    ]


def test_the_table_counts_what_came_of_the_cases() -> None:
    """One line a family: how many, what came of them, how many must not be."""
    outcomes = [Outcome("a", "named"), Outcome("b", "named"), Outcome("c", "passed", "a gap")]
    assert table({"pages": outcomes}).splitlines()[-1] == "| pages | 3 | 2 named, 1 passed | 1 |"
