"""Candidate rows: what a text proposes, how sure that is, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.reading.setting import Setting

__all__ = ["Candidate", "Reading", "once"]


@dataclass(frozen=True)
class Candidate:
    """A row that a text proposes.

    Attributes
    ----------
    row : mapping of str to str
        Every column of a row, as text; empty where nothing is proposed.
    start, end : int
        Where its figure stands in the text.
    line : int
        On which line, counted from 1.
    sure : mapping of str to float
        How sure each of indicator, category, base, authority, kind, period, province, body is, up to 1.
    reasons : tuple of str
        Why, a reason a phrase.
    """

    row: Mapping[str, str]
    start: int
    end: int
    line: int
    sure: Mapping[str, float]
    reasons: tuple[str, ...]

    @property
    def certainty(self) -> float:
        """How sure what it counts is."""
        return self.sure["indicator"]


@dataclass(frozen=True)
class Reading:
    """What was read in one text.

    Attributes
    ----------
    text : str
        In composed letters.
    setting : Setting
    candidates : tuple of Candidate
        In the order of the text.
    others : tuple of (int, int, str)
        Figures that mean nothing to the catalog, and what was left out: where they stand, and a name for why.
    """

    text: str
    setting: Setting
    candidates: tuple[Candidate, ...]
    others: tuple[tuple[int, int, str], ...]


_SAME = ("kind", "indicator", "category", "count", "count_to", "value")


def once(candidates: Iterable[Candidate]) -> list[Candidate]:
    """A figure that a text prints twice, in its title and below, is one row: the one that says most.

    In the order of the text.
    """
    kept: dict[tuple[str, ...], Candidate] = {}
    loose = ("percent", "of", "authority", "change_printed")
    for one in candidates:
        key = tuple(one.row[name] for name in _SAME)
        while key in kept:
            held = kept[key]
            same = all(
                not held.row[name] or not one.row[name] or held.row[name] == one.row[name] for name in loose
            )
            when = held.line == 1 or all(held.row[name] == one.row[name] for name in ("year", "period"))
            if same and (when or min(held.sure["period"], one.sure["period"]) < 0.8):
                break
            key = (*key, "again")
        if key not in kept or _says(one) > _says(kept[key]):
            kept[key] = one
    shares = {(one.row["indicator"], one.row["percent"]) for one in kept.values() if one.row["count"]}
    return sorted(
        (
            one
            for one in kept.values()
            if one.line > 1 or one.row["count"] or (one.row["indicator"], one.row["percent"]) not in shares
        ),
        key=lambda one: one.start,
    )


def _says(one: Candidate) -> tuple[int, bool, bool, float]:
    # A title rounds, and does not say what a share is of.
    row = one.row
    cells = sum(bool(cell) for cell in row.values())
    return cells, row["of_basis"] != "unknown", row["qualifier"] == "exact", one.certainty
