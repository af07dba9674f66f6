"""All provinces of one body, year and period: everything a comparison report may look at."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from analysis.compare import notation
from analysis.compare.checks import Finding, checks
from analysis.compare.common_base import RATE, among_peers, on_common_base
from analysis.compare.neighbours import BY_SIZE, FEWEST_PEERS, NATIONAL, PLACES, peer_key, universe
from analysis.compare.overview import assess, held, most_comparable_body
from analysis.compare.province_scope import Scope
from analysis.compare.rows import authority_unsaid, disputed, main_value, measures, rows_by_id, stretch
from analysis.data import COUNTRY, MOST_YEARS_APART, Catalog, Dataset, Region, Row, grouped, records
from analysis.errors import RequestError, expect, whole_number
from analysis.messages import language, say
from analysis.page import Words, sort_key


@dataclass(frozen=True)
class Lineup:
    """One figure of several provinces, defined in the same way in all: what may stand in one chart.

    Attributes
    ----------
    rows : tuple of dict
        A row a province, as Vietnamese sorts their names.
    country : dict or None
        The country's figure where it is defined in the same way: for reference, never one of the rows.
    stand_ins : tuple of dict
        Figures of the same kind but of another year, of places that have none of this one: shown with their
        year, never ranked, and no part of a median.
    """

    rows: tuple[Row, ...]
    country: Row | None
    stand_ins: tuple[Row, ...] = ()

    @property
    def first(self) -> Row:
        """Any of the rows, for what all of them share."""
        return self.rows[0]

    @property
    def slug(self) -> str:
        """A name that no other line-up of the report has, for ids."""
        parts = ("token", "indicator", "category", "authority", "counted", "yardstick", "measure")
        named = "-".join(str(self.first[part]) for part in parts if self.first[part])
        return named.replace("/", "-").lower()

    @property
    def ranked(self) -> bool:
        """Whether places and a median may be spoken of: never for plain counts, which follow size."""
        exact = sum(row["qualifier"] == "exact" and not disputed(row) for row in self.valued)
        return not self.counted and self.first["measure"] not in PLACES and exact >= FEWEST_PEERS

    @property
    def wide(self) -> bool:
        """Whether it is drawn on its own: what is ranked, and counts of as many provinces."""
        return self.ranked or (self.counted and len(self.valued) >= FEWEST_PEERS)

    @property
    def counted(self) -> bool:
        """Whether its values follow the size of a place: plain counts and amounts."""
        return bool(self.first["measure"] in BY_SIZE)

    @cached_property
    def valued(self) -> list[Row]:
        """The rows with a value to compare by, highest first, equal ones as Vietnamese sorts them."""
        known = [row for row in self.rows if main_value(row) is not None]
        return sorted(known, key=lambda row: -(main_value(row) or 0.0))

    @property
    def drawn(self) -> list[Row]:
        """The rows with a value in the order of a chart: shares highest first, plain counts by name."""
        return [row for row in self.rows if row in self.valued] if self.counted else self.valued

    @property
    def median(self) -> float | None:
        """The median, from five exact and undisputed figures on."""
        if any(disputed(row) for row in self.rows):
            return None
        found = [row["median"] for row in self.rows if notation.present(row["median"])]
        return float(found[0]) if found else None


@dataclass(frozen=True)
class Comparison:
    """What one comparison is about, and the figures it can see.

    Attributes
    ----------
    data : Dataset
    body, period : str
    year : int
    region : Region or None
        None for the whole country.
    measured : pandas.DataFrame
        `compare.measures` of the provinces compared and of the country.
    within : Catalog
        The catalog limited to these.
    table : pandas.DataFrame
        The figures of the report with their changes, places and targets, as `compare.table` gives them.
    tolerance : int
        Within how many years the nearest figure stands in for one that is not collected.
    """

    data: Dataset
    body: str
    year: int
    period: str
    region: Region | None
    measured: pd.DataFrame
    within: Catalog
    table: pd.DataFrame
    tolerance: int = 0

    @cached_property
    def rows(self) -> list[Row]:
        """The figures that the report shows, by province and in the order of reports."""
        shown = records(self.table[self.table["preferred"] != "no"])
        place = {slug: position for position, slug in enumerate(self.provinces)}
        return sorted(shown, key=lambda row: place[row["province"]])

    @cached_property
    def rates(self) -> list[Row]:
        """What the counts among `rows` are on a common base, with their places."""
        own = on_common_base(self.rows, self.data)
        return among_peers(own, self.measured, self.data, self.within, rows_by_id(self.data))

    @cached_property
    def provinces(self) -> list[str]:
        """Slugs of the provinces that have a figure, as Vietnamese sorts their names."""
        return sorted(self.table["province"].unique(), key=lambda slug: sort_key(self.name(slug)))

    @cached_property
    def reporting(self) -> list[str]:
        """Slugs of the provinces that have a result, and not only targets."""
        held = {row["province"] for row in self.rows if row["kind"] == "actual"}
        return [slug for slug in self.provinces if slug in held]

    def name(self, slug: str) -> str:
        """Name of a province; Vietnamese names keep their marks in English, too."""
        return self.data.catalog.provinces[slug].name_vi

    @cached_property
    def universe(self) -> int:
        """How many provinces could have figures (see `compare.universe`)."""
        return universe(self.rows[0], self.measured, self.within)

    @cached_property
    def lineups(self) -> list[Lineup]:
        """Every result that two provinces or more have, in the order of reports; rates after their counts."""
        return [lineup for lineup in self._lineups if len(lineup.rows) + len(lineup.stand_ins) > 1]

    @cached_property
    def alone(self) -> list[Row]:
        """Results that only one province has, without rates: their counts are named."""
        lineups = (lineup for lineup in self._lineups if len(lineup.rows) + len(lineup.stand_ins) == 1)
        return [lineup.first for lineup in lineups if lineup.first["measure"] != RATE]

    def elsewhere(self, slug: str, lineup: Lineup) -> bool:
        """Whether a province has this result, but by others, of another time or on another base."""
        first = lineup.first  # without a stock, or without a total, there is a count and no rate
        return first["measure"] != RATE and (slug, first["indicator"], first["category"]) in self._held

    @cached_property
    def _held(self) -> set[tuple[str, str, str]]:
        results = (row for row in self.rows if row["kind"] == "actual")
        return {(row["province"], row["indicator"], row["category"]) for row in results}

    @cached_property
    def _lineups(self) -> list[Lineup]:
        groups = grouped((row for row in [*self.rows, *self.rates] if row["kind"] == "actual"), peer_key)
        national = self.measured[(self.measured["body"] == NATIONAL) & (self.measured["preferred"] != "no")]
        results = records(national)
        country = {peer_key(row): row for row in [*results, *on_common_base(results, self.data)]}
        order = self.data.catalog.indicators
        nearest = self._nearest(groups)
        found = [Lineup(tuple(rows), country.get(key), nearest.get(key, ())) for key, rows in groups.items()]

        def place(lineup: Lineup) -> tuple[int, bool, str]:
            meaning = order[lineup.first["indicator"], lineup.first["category"]]
            return meaning.order, lineup.first["measure"] == RATE, lineup.slug

        return sorted(found, key=place)

    def _nearest(
        self, groups: Mapping[tuple[object, ...], Sequence[Row]]
    ) -> dict[tuple[object, ...], tuple[Row, ...]]:
        """Of each line-up the figures nearest in time of places without one, as `tolerance` lets them be."""
        if not self.tolerance:
            return {}
        frame = self.measured
        near = (frame["year"] - self.year).abs().between(1, self.tolerance)
        same = (frame["body"] == self.body) & (frame["period"] == self.period) & (frame["kind"] == "actual")
        held = records(frame[near & same & (frame["preferred"] != "no")])
        around = grouped((row for row in held if main_value(row) is not None and not disputed(row)), alike)
        found = {}
        for key, rows in groups.items():
            there, chosen = {row["province"] for row in rows}, dict[str, Row]()
            # The nearest first; of two as near, the earlier one.
            candidates = around.get(alike(rows[0]), [])
            for row in sorted(candidates, key=lambda row: (abs(row["year"] - self.year), row["year"])):
                if row["province"] not in there and not self._parted(row):
                    chosen.setdefault(row["province"], row)
            found[key] = tuple(sorted(chosen.values(), key=lambda row: sort_key(self.name(row["province"]))))
        return found

    def _parted(self, row: Row) -> bool:
        """Whether a rule or a boundary changed between the year of a figure and that of the report."""
        day, last = row["end"], row["end"].replace(year=row["end"].year + self.year - int(row["year"]))
        meant = (row["province"], row["body"], row["indicator"], row["category"])
        between = self.data.catalog.breaks_between(*meant, min(day, last), max(day, last))
        return any(change.divides for change in between)

    def why_alone(self, row: Row) -> str:
        """Why a result of `alone` has no counterpart.

        Returns
        -------
        str
            ``authority_unsaid``, ``other_authority``, ``other_time`` or ``other_basis`` (what the figures of
            other provinces differ by at least), or ``nobody``: no other province has such a figure.
        """
        if authority_unsaid(row):
            return "authority_unsaid"
        others = [
            other
            for other in self.rows
            if other["kind"] == "actual"
            and other["province"] != row["province"]
            and (other["indicator"], other["category"]) == (row["indicator"], row["category"])
        ]
        if not others:
            return "nobody"
        same_time = [other for other in others if other["token"] == row["token"]]
        if not same_time:
            return "other_time"
        same = [other for other in same_time if other["authority"] == row["authority"]]
        return "other_basis" if same else "other_authority"

    @cached_property
    def scopes(self) -> dict[str, Scope]:
        """The same figures province by province, as a province report sees them."""
        # In order of places, so that the rows of each are a slice of the frame and no copy.
        table = self.table.sort_values("province", kind="stable")
        ends = table["province"].searchsorted(self.provinces, side="right")
        starts = table["province"].searchsorted(self.provinces)
        known, meant = self.data.catalog.provinces, (self.body, self.year, self.period, self.measured)
        return {
            slug: Scope(self.data, known[slug], *meant, table.iloc[start:end])
            for slug, start, end in zip(self.provinces, starts, ends, strict=True)
        }

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What disagrees among the figures of this report."""
        return checks(self.data).of(list(self.table["id"]))

    @cached_property
    def spans(self) -> list[int]:
        """First years of the terms in the report; empty for any other period."""
        return sorted({int(row["span_from"]) for row in self.rows if notation.present(row["span_from"])})

    def label(self, row: Row, words: Words) -> str:
        """Name of what a row counts, told apart from all other line-ups of this report."""
        text = notation.label_of_what(row, words, self.data.catalog)
        return f"{text}, {span}" if (span := self.span(row)) else text

    def span(self, row: Row) -> str:
        """The row's own stretch of time, where those of the report differ: term, or day of a year to date."""
        if len(self.spans) > 1 and notation.present(row["span_from"]):
            return f"{int(row['span_from'])}–{self.year}"
        return f"{row['as_of']:%d/%m/%Y}" if self.period == "YTD" and notation.present(row["as_of"]) else ""

    def span_of(self, slug: str) -> list[str]:
        """The stretch of time of a place's figures, if it has to be named and all have the same."""
        spans = self._spans_by_place[slug]
        return [span for span in spans if span] if len(spans) == 1 else []

    @cached_property
    def _spans_by_place(self) -> Mapping[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.rows:
            found[row["province"]].add(self.span(row))
        return found


def alike(row: Row) -> tuple[object, ...]:
    """What two figures of different years must share to stand in for one another, or on one line."""
    return *peer_key({**row, "year": 0, "token": row["period"]}), stretch(row)


def comparison(
    data: Dataset,
    year: int,
    body: str | None = None,
    period: str = "FY",
    region: str = "",
    within: int = 0,
) -> Comparison:
    """What a comparison of that year, body and period may look at, of all provinces or those of a region.

    Without a body it is the one with most figures that may be compared; within so many years the nearest
    figure stands in for one that is not collected.

    Raises
    ------
    RequestError
        If region, body or period is unknown, or there is no such figure.
    """
    expect(Dataset, data=data)
    year = whole_number("year", year)
    expect(int, within=within)
    if not 0 <= within <= MOST_YEARS_APART:
        raise RequestError("too-far-apart", years=within, most=MOST_YEARS_APART)
    catalog = data.catalog
    body, period = catalog.body(body, but=NATIONAL), catalog.period(period)
    chosen = catalog.region(region) if region else None
    inside = chosen.provinces if chosen else frozenset(catalog.provinces) - {COUNTRY}
    measured = measures(data)
    # Of the country only the figures on the whole Party: its other bodies are nobody's reference.
    kept = measured["province"].isin(inside) | (measured["body"] == NATIONAL)
    measured = measured[kept]
    here = measured[(measured["year"] == year) & (measured["period"] == period)]
    provincial = here[here["body"] != NATIONAL]
    if provincial.empty:
        raise _nothing(catalog, measured, year, period, chosen, body or "")
    whose = body or most_comparable_body(provincial, catalog)
    figures = here[here["body"] == whose]
    if figures.empty:
        raise _nothing(catalog, measured, year, period, chosen, whose)
    limited = catalog if chosen is None else _limited(catalog, inside)
    table = assess(data, figures, measured, limited)
    return Comparison(data, whose, year, period, chosen, measured, limited, table, within)


def _limited(catalog: Catalog, inside: frozenset[str]) -> Catalog:
    """The catalogue of these provinces alone, and of the country."""
    return replace(
        catalog,
        provinces={slug: unit for slug, unit in catalog.provinces.items() if slug in {*inside, COUNTRY}},
        # One that only took another name (Huế) lies where it lay.
        units_2025={
            slug: members
            for slug, members in catalog.units_2025.items()
            if (slug if slug in catalog.provinces else members[0]) in inside
        },
    )


def _nothing(
    catalog: Catalog, measured: pd.DataFrame, year: int, period: str, region: Region | None, body: str
) -> RequestError:
    asked = catalog.in_words(years=str(year), period=period, body=body)
    if region is not None:
        asked += f" {say('in-region', region=region.name(language()))}"
    frame = measured[measured["body"] != NATIONAL]
    here = frame[frame["year"] == year]
    if frame.empty:
        return RequestError("no-figures", asked=asked)
    if here.empty:
        return RequestError("no-figures-years", asked=asked, known=sorted(frame["year"].unique()))
    return RequestError("no-figures-others", asked=asked, year=year, known=held(here, catalog))
