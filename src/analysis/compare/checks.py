"""What disagrees: inside one figure, inside one source, between sources.

A disagreement is a finding, not a fault: both sides stay in the data, and a report names it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pandas as pd

from analysis.compare.rows import as_text, denied, differ, follows, rows_by_id
from analysis.data import Dataset, Row

FORMS = ("reprimand", "warning", "removal", "expulsion")


@dataclass(frozen=True)
class Finding:
    """One disagreement.

    Attributes
    ----------
    code : str
        ``fraction``, ``split``, ``split_of_part``, ``split_base``, ``authorities``, ``sources``,
        ``conflict``, ``conflict_authority``, ``printed_change`` or ``two_bases``.
    figures : tuple of str
        Ids of the figures that disagree.
    file, line : str, int
        Where the first of them stands.
    numbers : dict
        What was computed and what was printed, by name; the catalogues put them into words.
    """

    code: str
    figures: tuple[str, ...]
    file: str
    line: int
    numbers: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        detail = ", ".join(f"{name} {value}" for name, value in self.numbers.items())
        return f"{self.file}:{self.line}: {self.code}: {detail} ({' | '.join(self.figures)})"


@lru_cache(maxsize=4)
def check(data: Dataset) -> tuple[Finding, ...]:
    """Every disagreement in the data.

    Parameters
    ----------
    data : Dataset

    Returns
    -------
    tuple of Finding
        In the order of files and lines.
    """
    rows = list(rows_by_id(data).values())
    found = [
        *fractions(rows),
        *splits(rows),
        *authorities(rows),
        *sources(rows),
        *conflicts(rows),
        *printed_changes(rows),
        *two_bases(rows),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.file, finding.line, finding.code)))


def _finding(code: str, rows: Sequence[Row], **numbers: Any) -> Finding:
    return Finding(code, tuple(row["id"] for row in rows), rows[0]["file"], int(rows[0]["line"]), numbers)


def fractions(rows: Sequence[Row]) -> Iterator[Finding]:
    """A percentage that its own fraction denies, beyond rounding."""
    for row in rows:
        if denied(row):
            decimals = len(row["percent_text"].partition(".")[2])
            computed = 100 * int(row["count"]) / int(row["of"])
            yield _finding(
                "fraction",
                [row],
                count=int(row["count"]),
                of=int(row["of"]),
                computed=round(computed, max(decimals, 2)),
                printed=float(row["percent"]),
            )


def _place(row: Row) -> tuple[Any, ...]:
    return (
        row["province"],
        row["body"],
        row["year"],
        row["token"],
        row["kind"],
        row["indicator"],
        row["source"],
    )


def _groups(rows: Sequence[Row], *more: str) -> dict[tuple[Any, ...], list[Row]]:
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        if row["kind"] == "actual" and not pd.isna(row["count"]):
            groups.setdefault((*_place(row), *(row[name] for name in more)), []).append(row)
    return groups


def splits(rows: Sequence[Row]) -> Iterator[Finding]:
    """Parts that do not add up to the total printed with them, or are not parts of it."""
    for group in _groups(rows, "authority").values():
        if not group[0]["indicator"].startswith("discipline_"):
            continue
        forms = [row for row in group if row["category"] in FORMS]
        totals = [row for row in group if row["category"] == "total"]
        own = any(row["of_basis"] == "disciplined_by_committees" for row in forms)
        if len(forms) < 3 or any(row["qualifier"] != "exact" for row in forms):
            continue
        parts = sum(int(row["count"]) for row in forms)
        if own:
            headline = _headline(rows, forms[0])
            if headline is not None and parts != int(headline["count"]):
                yield _finding("split_of_part", [headline, *forms], parts=parts, total=int(headline["count"]))
            if totals and totals[0]["qualifier"] == "exact" and parts != int(totals[0]["count"]):
                yield _finding("split_base", [totals[0], *forms], parts=parts, total=int(totals[0]["count"]))
        elif totals and totals[0]["qualifier"] == "exact" and parts != int(totals[0]["count"]):
            yield _finding("split", [totals[0], *forms], parts=parts, total=int(totals[0]["count"]))


def _headline(rows: Sequence[Row], form: Row) -> Row | None:
    """The total of the same source by all authorities, under which a split by one of them stands."""
    totals = [
        row
        for row in rows
        if _place(row) == _place(form)
        and row["category"] == "total"
        and row["authority"] in ("all", "")
        and not pd.isna(row["count"])
    ]
    return totals[0] if totals else None


def authorities(rows: Sequence[Row]) -> Iterator[Finding]:
    """Committees and commissions that do not add up to the figure for all."""
    for group in _groups(rows, "category").values():
        by = {row["authority"]: row for row in group if row["qualifier"] == "exact"}
        if {"all", "committees", "commissions"} <= by.keys():
            parts = int(by["committees"]["count"]) + int(by["commissions"]["count"])
            if parts != int(by["all"]["count"]):
                members = [by["all"], by["committees"], by["commissions"]]
                yield _finding("authorities", members, parts=parts, total=int(by["all"]["count"]))


def sources(rows: Sequence[Row]) -> Iterator[Finding]:
    """One figure printed by two sources, with different values."""
    same: dict[str, list[Row]] = {}
    for row in rows:
        if "@" in row["id"]:
            same.setdefault(row["id"].partition("@")[0], []).append(row)
    for group in same.values():
        if differ(group):
            ordered = sorted(group, key=lambda row: row["preferred"] != "yes")
            printed = [row["as_printed"] for row in ordered]
            yield _finding("sources", ordered, preferred=printed[0], other="; ".join(printed[1:]))


def conflicts(rows: Sequence[Row]) -> Iterator[Finding]:
    """Conflicts that were documented when the figures were collected: of the number, or only of by whom."""
    documented: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row["conflict"] and "@" not in row["id"]:
            documented.setdefault((row["conflict"], row["province"]), []).append(row)
    for (conflict, _), group in documented.items():
        if len(group) > 1:  # a lone row is one side of what `sources` tells
            code = "conflict_authority" if _agree_but_for_authority(group) else "conflict"
            printed = "; ".join(row["as_printed"] for row in group)
            yield _finding(code, group, conflict=conflict, printed=printed)


def _agree_but_for_authority(group: Sequence[Row]) -> bool:
    same: dict[tuple[Any, ...], list[Row]] = {}
    for row in group:
        same.setdefault((row["token"], row["kind"], row["indicator"], row["category"]), []).append(row)
    return all(
        len({row["authority"] for row in rows}) > 1 == len({row["count"] for row in rows})
        for rows in same.values()
    )


def printed_changes(rows: Sequence[Row]) -> Iterator[Finding]:
    """A change that the source prints, where the earlier figure is held and says something else."""
    series: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        if row["preferred"] != "no":
            series[_series(row, int(row["year"]), row["period"])] = row
    for row in rows:
        earlier = _earlier(row, series)
        if (
            earlier is None
            or (row["change_unit"] != "count" and not earlier["count"])
            or {row["qualifier"], earlier["qualifier"]} != {"exact"}
        ):
            continue
        computed = _computed_change(row, int(earlier["count"]))
        if not follows(computed, as_text(row["change_printed"])):
            yield _finding(
                "printed_change",
                [row, earlier],
                computed=round(computed, 2),
                printed=float(row["change_printed"]),
            )


def _series(row: Row, year: int, period: str) -> tuple[Any, ...]:
    return (
        row["province"],
        row["body"],
        year,
        period,
        row["indicator"],
        row["category"],
        row["authority"],
        row["kind"],
    )


def _earlier(row: Row, series: dict[tuple[Any, ...], Row]) -> Row | None:
    if pd.isna(row["change_printed"]) or pd.isna(row["count"]):
        return None
    year, _, period = row["change_against"].partition("-")
    earlier = series.get(_series(row, int(year), period))
    return None if earlier is None or pd.isna(earlier["count"]) else earlier


def _computed_change(row: Row, earlier: int) -> float:
    now = int(row["count"])
    if row["change_unit"] == "count":
        return now - earlier
    ratio = 100 * now / earlier
    return ratio if row["change_unit"] == "percent_of" else ratio - 100


def two_bases(rows: Sequence[Row]) -> Iterator[Finding]:
    """A stock and the base of a rate in one source that are not the same number: 83 and 81."""
    stocks = {
        (row["province"], row["body"], row["year"], row["source"], row["category"]): row
        for row in rows
        if row["indicator"] == "membership"
        and row["kind"] == "actual"
        and row["qualifier"] == "exact"
        and not pd.isna(row["count"])
    }
    told: set[tuple[str, int]] = set()
    for row in rows:
        category = {"all_orgs": "orgs", "all_members": "members"}.get(row["of_basis"], "")
        stock = stocks.get((row["province"], row["body"], row["year"], row["source"], category))
        if stock is None or pd.isna(row["of"]) or row["of"] == stock["count"]:
            continue
        key = (stock["id"], int(row["of"]))
        if key not in told:
            told.add(key)
            numbers = {"stock": int(stock["count"]), "base": int(row["of"])}
            day = {} if pd.isna(stock["as_of"]) else {"as_of": stock["as_of"].date().isoformat()}
            yield _finding("two_bases", [stock, row], **numbers, **day)
