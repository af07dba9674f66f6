"""Some places over some years, side by side: everything such a report may look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pandas as pd

from analysis.compare.checks import Finding, checks
from analysis.compare.comparison_scope import alike
from analysis.compare.neighbours import NATIONAL
from analysis.compare.rows import MERGER, day_of, main_value, measures
from analysis.compare.series import joined
from analysis.data import COUNTRY, Dataset, Row, records
from analysis.errors import RequestError, expect

MOST_PLACES = 6
"""So many lines can be told apart in one picture."""


@dataclass(frozen=True)
class Strand:
    """One figure, defined in one way, of the chosen places over the years.

    Attributes
    ----------
    rows : mapping of str to tuple of dict
        The figures of each chosen place that has any, oldest first.
    others : mapping of str to tuple of dict
        The same of all other places.
    """

    rows: Mapping[str, tuple[Row, ...]]
    others: Mapping[str, tuple[Row, ...]]

    @property
    def first(self) -> Row:
        """Any of the rows, for what all of them share."""
        return next(iter(self.rows.values()))[0]

    @property
    def points(self) -> list[Row]:
        """All figures of the chosen places."""
        return [row for rows in self.rows.values() for row in rows]

    @property
    def compares(self) -> bool:
        """Whether there is more than one figure to set side by side."""
        return len(self.points) > 1

    @property
    def slug(self) -> str:
        """A name that no other strand of the report has, for ids."""
        names = ("indicator", "category", "authority", "counted", "yardstick", "measure")
        row = self.first
        parts = [str(row[name]) for name in names if row[name]]
        # What is no single line-up of places is one of each place, or of each side of the merger.
        whose = [*self.rows] if len(self.rows) == 1 else []
        return "-".join([*parts, *whose, *(["merged"] if day_of(row) >= MERGER else [])]).lower()


@dataclass(frozen=True)
class SideBySide:
    """What a report of some places over some years is about, and the figures that it can see.

    Attributes
    ----------
    data : Dataset
    places : tuple of str
        Slugs, as they were named.
    since, year : int
        First and last year.
    body, period : str
    indicators : tuple of str
        ``indicator`` or ``indicator/category``; empty for all.
    measured : pandas.DataFrame
        `compare.measures` of all places of that body, period and years.
    """

    data: Dataset
    places: tuple[str, ...]
    since: int
    year: int
    body: str
    period: str
    indicators: tuple[str, ...]
    measured: pd.DataFrame

    @cached_property
    def rows(self) -> list[Row]:
        """The results of the chosen places, place by place and oldest first."""
        frame = self.measured[self.measured["province"].isin(self.places)]
        known = self.data.catalog.indicators

        def place(row: Row) -> tuple[int, int, int, str]:
            order = known[row["indicator"], row["category"]].order
            return self.places.index(row["province"]), row["year"], order, row["id"]

        return sorted(records(frame), key=place)

    @property
    def years(self) -> list[int]:
        """All years asked for."""
        return list(range(self.since, self.year + 1))

    def name(self, slug: str) -> str:
        """Name of a place; Vietnamese names keep their marks in English, too."""
        return self.data.catalog.provinces[slug].name_vi

    @cached_property
    def strands(self) -> list[Strand]:
        """Every figure that one of the places has, headline figures first, then in the order of reports."""
        held: dict[tuple[object, ...], dict[str, dict[int, Row]]] = {}
        for row in records(self.measured):
            if main_value(row) is not None:
                found = held.setdefault(alike(row), {}).setdefault(row["province"], {})
                found.setdefault(int(row["year"]), row)
        strands = []
        for by_place in held.values():
            chosen = {slug: _oldest_first(by_place[slug]) for slug in self.places if slug in by_place}
            others = {slug: _oldest_first(rows) for slug, rows in by_place.items() if slug not in chosen}
            if chosen:
                strands.append(Strand(chosen, others))
        meanings = self.data.catalog.indicators

        def place(strand: Strand) -> tuple[bool, int, str]:
            meaning = meanings[strand.first["indicator"], strand.first["category"]]
            return not meaning.lead, meaning.order, strand.slug

        return sorted(strands, key=place)

    @property
    def shared(self) -> list[Strand]:
        """Those in which there is something to set side by side."""
        return [strand for strand in self.strands if strand.compares]

    def connected(self, rows: Sequence[Row]) -> list[bool]:
        """Whether a line may lead to each point from the one before."""
        catalog = self.data.catalog
        return [False, *(joined(earlier, row, catalog) for earlier, row in pairwise(rows))]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What disagrees among the figures of this report."""
        return checks(self.data).of([row["id"] for row in self.rows])


def _oldest_first(rows: Mapping[int, Row]) -> tuple[Row, ...]:
    return tuple(rows[year] for year in sorted(rows))


def side_by_side(
    data: Dataset,
    provinces: Sequence[str],
    since: int,
    year: int,
    *,
    body: str = "",
    period: str = "FY",
    indicators: Sequence[str] = (),
) -> SideBySide:
    """What a report of some places over some years may look at.

    Parameters
    ----------
    data : Dataset
    provinces : sequence of str
        Slugs, names or codes; two to six.
    since, year : int
        First and last year.
    body : str, optional
        Without it, the one of which these places have most.
    period : str, optional
    indicators : sequence of str, optional
        By code or name, as `Catalog.pairs` knows them; all without it.

    Raises
    ------
    RequestError
        If anything is unknown, the years run backwards, or there is no such figure.
    """
    expect(Dataset, data=data)
    expect(int, since=since, year=year)
    catalog = data.catalog
    places = tuple(dict.fromkeys(catalog.province(name).province for name in provinces))
    if not 1 <= len(places) <= MOST_PLACES or COUNTRY in places:
        raise RequestError("so-many-places", most=MOST_PLACES, count=len(places))
    if since > year:
        raise RequestError("years-backwards", since=since, year=year)
    body, period = catalog.body(body, but=NATIONAL), catalog.period(period)
    indicators = tuple(dict.fromkeys(map(catalog.indicator, indicators)))
    wanted = {"/".join(pair) for pair in catalog.pairs(indicators)}
    frame = measures(data)
    frame = frame[
        (frame["period"] == period) & frame["year"].between(since, year) & (frame["kind"] == "actual")
    ]
    frame = frame[(frame["preferred"] != "no") & (frame["body"] != NATIONAL)]
    if wanted:
        pairs = frame["indicator"] + "/" + frame["category"]
        frame = frame[pairs.isin(wanted)]
    own = frame[frame["province"].isin(places)]
    if body:
        own = own[own["body"] == body]
    if own.empty:
        asked = catalog.in_words(places=places, years=f"{since}–{year}", period=period, body=body or "")
        raise RequestError("no-figures", asked=asked)
    whose = body or str(own.groupby("body").size().sort_index().idxmax())
    measured = frame[frame["body"] == whose]
    return SideBySide(data, places, since, year, whose, period, indicators, measured)
