"""What disagrees: inside one figure, inside one source, between sources.

A disagreement is a finding, not a fault: both sides stay in the data, and a report names it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any

from analysis.compare.rows import as_text, day_of, decimals, denied, differ, disputed, follows, rows_by_id
from analysis.data import Catalog, Dataset, Row, grouped, missing

DAYS_OFF = 15
"""By how many days two figures may miss being as late in their years, where a source compares them."""


@dataclass(frozen=True)
class Finding:
    """One disagreement.

    Attributes
    ----------
    code : str
        ``fraction``, ``split``, ``split_of_part``, ``split_base``, ``authorities``, ``sources``,
        ``conflict``, ``conflict_authority``, ``printed_change``, ``two_bases``, ``ceiling``,
        ``printed_rank``, ``ranked_of`` or ``printed_tier``.
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
        return f"{self.file}:{self.line}: {detail} ({' | '.join(self.figures)}) [{self.code}]"


class Checks:
    """What disagrees in a dataset: all of it, or what touches some figures."""

    def __init__(self, data: Dataset) -> None:
        self._rows = rows_by_id(data)
        self._catalog = data.catalog

    @cached_property
    def all(self) -> tuple[Finding, ...]:
        """Every disagreement, in the order of files and lines."""
        return _check(list(self._rows.values()), self._catalog)

    @property
    def known(self) -> bool:
        """Whether all of it has been looked for."""
        return "all" in vars(self)

    def of(self, figures: Collection[str]) -> tuple[Finding, ...]:
        """What touches one of these figures.

        Figures disagree within their place, or with those of their body and year in other places. One report
        looks at these alone; where all have been looked at, as before a batch, that is not done again.
        """
        wanted = set(figures)
        every = self.known
        near = [] if every else self._rows.beside(figures)
        # A comparison looks at most of them: then the next one has them already.
        every = every or 2 * len(near) > len(self._rows)
        found = self.all if every else _check(near, self._catalog)
        return tuple(finding for finding in found if wanted.intersection(finding.figures))


@lru_cache(maxsize=4)
def checks(data: Dataset) -> Checks:
    """What disagrees in a dataset, looked for once."""
    return Checks(data)


def check(data: Dataset) -> tuple[Finding, ...]:
    """Every disagreement in the data, in the order of files and lines."""
    return checks(data).all


def is_checked(data: Dataset) -> bool:
    """Whether all of the data have been looked at."""
    return checks(data).known


def take_findings(data: Dataset, found: tuple[Finding, ...]) -> None:
    """Take every disagreement from a process that has looked at the same data."""
    vars(checks(data))["all"] = found


def _check(rows: Sequence[Row], catalog: Catalog) -> tuple[Finding, ...]:
    found = [
        *fractions(rows),
        *splits(rows, catalog),
        *authorities(rows),
        *sources(rows),
        *conflicts(rows),
        *printed_changes(rows),
        *two_bases(rows, catalog),
        *ceilings(rows, catalog),
        *printed_places(rows, catalog),
        *ranked_among(rows),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.file, finding.line, finding.code)))


def _finding(code: str, rows: Sequence[Row], **numbers: Any) -> Finding:
    return Finding(code, tuple(row["id"] for row in rows), rows[0]["file"], int(rows[0]["line"]), numbers)


def fractions(rows: Sequence[Row]) -> Iterator[Finding]:
    """A percentage that its own fraction denies, beyond rounding."""
    for row in rows:
        if denied(row):
            count, of = int(row["count"]), int(row["of"])
            computed = round(100 * count / of, max(decimals(row["percent_text"]), 2))
            printed = float(row["percent"])
            yield _finding("fraction", [row], count=count, of=of, computed=computed, printed=printed)


_place = itemgetter("province", "body", "year", "token", "kind", "indicator", "source")
_counted = itemgetter("province", "body", "indicator", "category", "authority", "kind")
_of_source = itemgetter("province", "body", "year", "source")


def _number(row: Row) -> float | None:
    """What parts are added up by: a count, an amount or a score."""
    for column in ("count", "amount", "score"):
        if not missing(row[column]):
            return float(row[column])
    return None


def _half_unit(row: Row) -> float:
    """By how much a printed number may miss what was rounded; nothing for whole numbers."""
    return 0.5 * 10.0**-places if (places := decimals(row["value_text"])) else 0.0


def _groups(rows: Sequence[Row], *more: str) -> dict[tuple[Any, ...], list[Row]]:
    told = (row for row in rows if row["kind"] == "actual" and _number(row) is not None)
    return grouped(told, lambda row: (*_place(row), *(row[name] for name in more)))


def splits(rows: Sequence[Row], catalog: Catalog) -> Iterator[Finding]:
    """Parts that do not add up to the whole printed with them, or are not parts of it.

    What are parts of what is told by the classes of the vocabulary. Of four classes one, of eight two may be
    missing: a source names no class that nobody is in, and an index had fewer parts once.
    """
    wholes = _wholes(catalog)
    parted = [row for row in rows if row["indicator"] in wholes]
    of_all = (row for row in parted if row["authority"] in ("all", "") and not missing(row["count"]))
    totals = grouped(of_all, _place)
    for group in _groups(parted, "authority").values():
        classes = {row["id"]: catalog.indicators[row["indicator"], row["category"]].classes for row in group}
        for (first, last), whole in wholes[group[0]["indicator"]]:
            parts = [
                row for row in group if _single(classes[row["id"]]) and first <= classes[row["id"]][0] <= last
            ]
            needed = last - first + 1
            if len(parts) < needed - needed // 4 or any(row["qualifier"] != "exact" for row in parts):
                continue
            complete = len(parts) == needed
            own = any(catalog.basis_authorities.get(row["of_basis"]) for row in parts)
            if own:
                headline = next(
                    (row for row in totals.get(_place(parts[0]), ()) if row["category"] == whole), None
                )
                if headline is not None and not _adds_up(parts, headline, complete=complete):
                    yield _split("split_of_part", parts, headline)
            total = next((row for row in group if row["category"] == whole), None)
            exact = total is not None and total["qualifier"] == "exact"
            if total is not None and exact and not _adds_up(parts, total, complete=complete):
                yield _split("split_base" if own else "split", parts, total)


def _wholes(catalog: Catalog) -> dict[str, list[tuple[tuple[int, int], str]]]:
    """The spans of classes of each indicator that has some, with the category that stands for each."""
    wholes: dict[str, list[tuple[tuple[int, int], str]]] = {}
    for (indicator, category), meaning in catalog.indicators.items():
        if meaning.classes and not _single(meaning.classes):
            span = (meaning.classes[0], meaning.classes[1])
            wholes.setdefault(indicator, []).append((span, category))
    return wholes


def _single(classes: tuple[int, ...]) -> bool:
    return bool(classes) and classes[0] == classes[1]


def _adds_up(parts: Sequence[Row], total: Row, *, complete: bool = True) -> bool:
    """Whether parts are the total; of parts of which one is not named, whether they are no more."""
    room = sum(_half_unit(row) for row in (*parts, total)) + 1e-6
    more = sum(_number(row) or 0.0 for row in parts) - (_number(total) or 0.0)
    return more <= room and (-more <= room or not complete)


def _split(code: str, parts: Sequence[Row], total: Row) -> Finding:
    places = max(decimals(row["value_text"]) for row in (*parts, total))
    added = round(sum(_number(row) or 0.0 for row in parts), places)
    printed = _number(total) or 0.0
    if not places:
        added, printed = int(added), int(printed)
    return _finding(code, [total, *parts], parts=added, total=printed)


def authorities(rows: Sequence[Row]) -> Iterator[Finding]:
    """Committees and commissions that do not add up to the figure for all."""
    named = {"all", "committees", "commissions"}
    told = [
        row
        for row in rows
        if row["authority"] in named and row["qualifier"] == "exact" and not missing(row["count"])
    ]
    for group in _groups(told, "category").values():
        by = {row["authority"]: row for row in group}
        if named <= by.keys():
            parts = int(by["committees"]["count"]) + int(by["commissions"]["count"])
            if parts != int(by["all"]["count"]):
                members = [by["all"], by["committees"], by["commissions"]]
                yield _finding("authorities", members, parts=parts, total=int(by["all"]["count"]))


def sources(rows: Sequence[Row]) -> Iterator[Finding]:
    """One figure printed by two sources, with different values."""
    same = grouped((row for row in rows if "@" in row["id"]), lambda row: row["id"].partition("@")[0])
    for group in same.values():
        if differ(group):
            ordered = sorted(group, key=lambda row: row["preferred"] != "yes")
            printed = [row["as_printed"] for row in ordered]
            yield _finding("sources", ordered, preferred=printed[0], other="; ".join(printed[1:]))


def conflicts(rows: Sequence[Row]) -> Iterator[Finding]:
    """Conflicts that were documented when the figures were collected: of the number, or only of by whom."""
    documented: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        # What two sources print differently `sources` tells; of two that agree one speaks for both.
        second = "@" in row["id"] and row["preferred"] == "no"
        if row["conflict"] and not row["sources_differ"] and not second:
            documented.setdefault((row["conflict"], row["province"]), []).append(row)
    for (conflict, _), group in documented.items():
        if len(group) > 1:  # a lone row is one side of what `sources` tells
            code = "conflict_authority" if _agree_but_for_authority(group) else "conflict"
            printed = "; ".join(row["as_printed"] for row in group)
            yield _finding(code, group, conflict=conflict, printed=printed)


def _agree_but_for_authority(group: Sequence[Row]) -> bool:
    same = grouped(group, itemgetter("token", "kind", "indicator", "category"))
    return all(
        len({row["authority"] for row in rows}) > 1 == len({row["count"] for row in rows})
        for rows in same.values()
    )


def printed_changes(rows: Sequence[Row]) -> Iterator[Finding]:
    """A change that the source prints, where the earlier figure is held and says something else."""
    telling = [row for row in rows if not missing(row["change_printed"])]
    pairs = {(row["indicator"], row["category"]) for row in telling}
    series: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows if pairs else ():
        if row["preferred"] != "no" and (row["indicator"], row["category"]) in pairs:
            series.setdefault((int(row["year"]), row["period"], _counted(row)), []).append(row)
    for row in telling:
        earlier = _earlier(row, series)
        if (
            earlier is None
            or (row["change_unit"] != "count" and not earlier["count"])
            or {row["qualifier"], earlier["qualifier"]} != {"exact"}
        ):
            continue
        computed = _computed_change(row, int(earlier["count"]))
        if not follows(computed, as_text(row["change_printed"])):
            numbers = {"computed": round(computed, 2), "printed": float(row["change_printed"])}
            yield _finding("printed_change", [row, earlier], **numbers)


def _earlier(row: Row, series: Mapping[tuple[Any, ...], Sequence[Row]]) -> Row | None:
    """The figure that a printed change is against: of several days the one that is as late in its year."""
    if missing(row["count"]):
        return None
    year, _, period = row["change_against"].partition("-")
    held = [
        earlier
        for earlier in series.get((int(year), period, _counted(row)), [])
        if not missing(earlier["count"]) and (period != row["period"] or _as_late(row, earlier))
    ]
    return min(held, key=lambda earlier: _late(row) - _late(earlier), default=None)


def _late(row: Row) -> int:
    """How late in its year the day of a figure is."""
    return day_of(row).timetuple().tm_yday


def _as_late(row: Row, earlier: Row) -> bool:
    """Whether a source may compare two figures of a day: not where both days are known, and far apart."""
    dated: bool = not missing(row["as_of"]) and not missing(earlier["as_of"])
    return not dated or abs(_late(row) - _late(earlier)) <= DAYS_OFF


def _computed_change(row: Row, earlier: int) -> float:
    now = int(row["count"])
    if row["change_unit"] == "count":
        return now - earlier
    ratio = 100 * now / earlier
    return ratio if row["change_unit"] == "percent_of" else ratio - 100


def two_bases(rows: Sequence[Row], catalog: Catalog) -> Iterator[Finding]:
    """A stock and the base of a rate in one source that are not the same number: 83 and 81."""
    stocks = {
        (*_of_source(row), f"{row['indicator']}/{row['category']}"): row
        for row in rows
        if row["timing"] == "day"
        and row["kind"] == "actual"
        and row["qualifier"] == "exact"
        and not missing(row["count"])
    }
    told: set[tuple[str, int]] = set()
    for row in rows:
        # Who were members when the year or the term began is another number.
        whole = "" if row["of_basis"].endswith("_start") else catalog.basis_stocks.get(row["of_basis"], "")
        if not whole or missing(row["of"]):
            continue
        stock = stocks.get((*_of_source(row), whole))
        if stock is None or row["of"] == stock["count"]:
            continue
        key = (stock["id"], int(row["of"]))
        if key not in told:
            told.add(key)
            numbers = {"stock": int(stock["count"]), "base": int(row["of"])}
            day = {} if missing(stock["as_of"]) else {"as_of": stock["as_of"].date().isoformat()}
            yield _finding("two_bases", [stock, row], **numbers, **day)


def ceilings(rows: Sequence[Row], catalog: Catalog) -> Iterator[Finding]:
    """A class that is more of another than a rule allows, where the rule is in force."""
    ruled = {rule.indicator for rule in catalog.ceilings}
    groups = _groups([row for row in rows if row["indicator"] in ruled], "authority")
    for rule in catalog.ceilings:
        for group in groups.values():
            if group[0]["indicator"] != rule.indicator or not rule.holds(day_of(group[0])):
                continue
            by = {row["category"]: row for row in group if row["qualifier"] == "exact"}
            row, other = by.get(rule.category), by.get(rule.of_category)
            if row is None or other is None or not other["count"]:
                continue
            share = 100 * int(row["count"]) / int(other["count"])
            if share > rule.percent:
                numbers = {"count": int(row["count"]), "of": int(other["count"])}
                yield _finding(
                    "ceiling", [row, other], share=round(share, 2), ceiling=rule.percent, **numbers
                )


def printed_places(rows: Sequence[Row], catalog: Catalog) -> Iterator[Finding]:
    """A printed rank or class that the scores deny from which it must follow.

    A rank may be later than the scores say by as many as were ranked but are not held. A class is denied if
    a place with a better class has a lower score.
    """
    fields: dict[tuple[Any, ...], dict[str, list[Row]]] = {}
    for row in rows:
        if row["kind"] == "actual" and row["measure"] in ("score", "rank", "tier"):
            meaning = catalog.indicators[row["indicator"], row["category"]]
            if row["measure"] != "score" or not meaning.part_of:
                field_of = (row["indicator"], row["body"], row["year"], row["token"], row["level"])
                fields.setdefault(field_of, {}).setdefault(row["measure"], []).append(row)
    for held in fields.values():
        scores = {row["province"]: row for row in held.get("score", []) if not disputed(row)}
        # Of two sources that print a place the scores may bear out one.
        yield from _ranks(held.get("rank", []), scores)
        yield from _tiers([row for row in held.get("tier", []) if row["preferred"] != "no"], scores)


def ranked_among(rows: Sequence[Row]) -> Iterator[Finding]:
    """A place among so many, where most of that year are among another number of places."""
    ranks = (row for row in rows if row["kind"] == "actual" and row["measure"] == "rank")
    years = grouped((row for row in ranks if not missing(row["of"])), itemgetter("body", "level", "year"))
    for group in years.values():
        ((usual, often), *_) = Counter(int(row["of"]) for row in group).most_common(1)
        for row in group if 2 * often > len(group) else ():
            if int(row["of"]) != usual:
                yield _finding("ranked_of", [row], usual=usual, printed=int(row["of"]))


def _ranks(ranks: Sequence[Row], scores: Mapping[str, Row]) -> Iterator[Finding]:
    values = [float(row["score"]) for row in scores.values()]
    for row in ranks:
        if (score := scores.get(row["province"])) is None:
            continue
        own = float(score["score"])
        above, equal = sum(value > own for value in values), sum(value == own for value in values)
        unheld: int = max(int(row["of"]) - len(values), 0) if not missing(row["of"]) else 0
        if not above + 1 <= int(row["rank"]) <= above + equal + unheld:
            numbers = {"computed": above + 1, "printed": int(row["rank"])}
            yield _finding("printed_rank", [row, score], **numbers)


def _tiers(tiers: Sequence[Row], scores: Mapping[str, Row]) -> Iterator[Finding]:
    held = [(row, scores[row["province"]]) for row in tiers if row["province"] in scores]
    worst = 0
    for row, score in sorted(held, key=lambda both: (-float(both[1]["score"]), int(both[0]["tier"]))):
        if row["tier"] < worst:
            numbers = {"score": float(score["score"]), "tier": row["value_text"]}
            yield _finding("printed_tier", [row, score], **numbers)
        worst = max(worst, int(row["tier"]))
