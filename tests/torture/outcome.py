"""What came of one case, and the table that many make."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

Family = Callable[[int, Random, Path], Iterator["Outcome"]]
"""How many cases, the seeded chance, and an empty folder to work in."""


@dataclass(frozen=True)
class Outcome:
    """One case.

    Attributes
    ----------
    kind : str
        What was done.
    result : str
        What came of it, in a word or two that are counted.
    bad : str
        Why that must not be; empty if it may.
    """

    kind: str
    result: str
    bad: str = ""


def table(found: dict[str, list[Outcome]]) -> str:
    """The figures of all families as a Markdown table."""
    lines = ["| family | cases | what came of them | bad |", "|---|---:|---|---:|"]
    for name, outcomes in found.items():
        results = Counter(outcome.result for outcome in outcomes)
        told = ", ".join(f"{number:,} {result}" for result, number in sorted(results.items()))
        bad = sum(bool(outcome.bad) for outcome in outcomes)
        lines.append(f"| {name} | {len(outcomes):,} | {told} | {bad} |")
    return "\n".join(lines)


def bad(outcomes: Iterable[Outcome]) -> list[str]:
    """What must not be, a line each."""
    return [f"{outcome.kind}: {outcome.bad}" for outcome in outcomes if outcome.bad]
