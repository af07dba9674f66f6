"""One province, body, year and period: everything a report of it may look at."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import itemgetter

import pandas as pd

from analysis.compare.checks import Finding, checks
from analysis.compare.common_base import among_peers, on_common_base
from analysis.compare.neighbours import middle_half, peers
from analysis.compare.overview import subject, table
from analysis.compare.rows import WIDEST, Figures, day_of, main_value, measures, rows_by_id, stretch
from analysis.compare.series import joined
from analysis.data import Dataset, Indicator, Province, Row, grouped, missing, records, state

FEW_FIGURES = 3
"""A report of so few figures shows these, and nothing of other years that they are not part of."""


_told_together = itemgetter("indicator", "year", "kind", "source", "token")


@dataclass(frozen=True)
class Series:
    """One figure over the years, counted and based alike, oldest first.

    Attributes
    ----------
    rows : tuple of dict
        Its points, each with a value.
    connected : tuple of bool
        Whether a line may lead to a point from the one before.
    """

    rows: tuple[Row, ...]
    connected: tuple[bool, ...]

    @property
    def long(self) -> bool:
        """Whether it has points of two years or more."""
        return len({row["year"] for row in self.rows}) > 1

    @property
    def run(self) -> tuple[Row, ...]:
        """The last points that are joined, up to the last one."""
        first = max(n for n, joined_to in enumerate(self.connected) if not joined_to)
        return self.rows[first:]


def series_key(row: Row) -> tuple[object, ...]:
    """What the points of one series share."""
    names = ("indicator", "category", "authority", "counted", "base", "measure")
    return (*(row[name] for name in names), stretch(row))


def _first_to_speak(row: Row) -> tuple[int, bool, int, int]:
    """Key by which the figures of one indicator are put in order; of several days a known one comes first."""
    return (
        WIDEST.index(row["authority"]),
        bool(missing(row["as_of"])),
        -day_of(row).toordinal(),
        int(row["start"].toordinal()),
    )


@dataclass(frozen=True)
class Scope:
    """What one report is about, and the figures it can see.

    Attributes
    ----------
    data : Dataset
    province : Province
    body, period : str
    year : int
    measured : pandas.DataFrame
        `compare.measures` of all the data.
    table : pandas.DataFrame
        `compare.table` of this report.
    """

    data: Dataset
    province: Province
    body: str
    year: int
    period: str
    measured: pd.DataFrame
    table: pd.DataFrame

    @cached_property
    def rows(self) -> list[Row]:
        """The figures of this report that it shows, in its order."""
        return records(self.table[self.table["preferred"] != "no"])

    @property
    def poor(self) -> bool:
        """Whether it has so few figures, and none with a place, that they need no more than half a page."""
        return len(self.rows) <= FEW_FIGURES and all(row["why_no_rank"] for row in self.rows)

    @cached_property
    def rates(self) -> Mapping[str, list[Row]]:
        """What its counts are on a common base, with their places among others, by the count's id."""
        own = on_common_base((row for row in self.rows if row["kind"] == "actual"), self.data)
        placed = among_peers(own, self.measured, self.data, self.data.catalog, self.measured_by_id)
        return grouped(placed, itemgetter("id"))

    @property
    def measured_by_id(self) -> Figures:
        """Every figure of the data by its id."""
        return rows_by_id(self.data)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What disagrees among the figures of this report."""
        return checks(self.data).of(list(self.table["id"]))

    @cached_property
    def history(self) -> list[Row]:
        """All figures of this province and body for this kind of period, oldest first."""
        own = self.measured_by_id.sharing(province=self.province.province, body=self.body, period=self.period)
        return sorted(own, key=lambda row: (row["end"], row["id"]))

    @cached_property
    def series(self) -> Mapping[tuple[object, ...], Series]:
        """The results of `history` that have a value, by `series_key`."""
        results = (row for row in self.history if row["kind"] == "actual" and main_value(row) is not None)
        catalog = self.data.catalog
        return {
            key: Series(tuple(rows), (False, *(joined(a, b, catalog) for a, b in pairwise(rows))))
            for key, rows in grouped(results, series_key).items()
        }

    @cached_property
    def places_before(self) -> Mapping[str, Row]:
        """The place that the earlier figure of each row had among its peers, by the earlier figure's id."""
        ids = {row["earlier_id"] for row in self.rows if row["why_no_rank"] == "" and row["earlier_id"]}
        earlier = self.measured[self.measured["id"].isin(ids)]
        if earlier.empty:
            return {}
        placed = peers(earlier, self.measured, self.data.catalog, self.measured_by_id)
        return {str(row["id"]): row for row in records(placed.reset_index()) if row["why_not"] == ""}

    def row(self, indicator: str, category: str, kind: str = "actual") -> Row | None:
        """The figure that speaks for this report: by widest authority, latest day and longest span."""
        found = [
            row
            for row in self.rows
            if (row["indicator"], row["category"], row["kind"]) == (indicator, category, kind)
        ]
        return min(found, key=_first_to_speak, default=None)

    def forms(self, total: Row) -> tuple[dict[str, Row], bool]:
        """The classes printed for a total, such as forms of discipline, and whether they are a split of it.

        Parameters
        ----------
        total : dict
            The row of the total.

        Returns
        -------
        dict of str to dict
            Rows by form; empty if none is printed.
        bool
            True if the forms are exact and add up to an exact total, so that they may be shown as its parts.
        """
        classes = self.data.catalog.classes(total["indicator"], total["category"])
        told = self._of_this_year if total["year"] == self.year else self._of_any_year
        of_source = [
            row
            for row in told.get(_told_together(total), ())
            if row["category"] in classes and not missing(row["count"])
        ]
        same = {row["category"]: row for row in of_source if row["authority"] == total["authority"]}
        forms = same or {row["category"]: row for row in of_source}
        exact = all(row["qualifier"] == "exact" for row in (total, *forms.values()))
        # Reprimands by committees and expulsions by commissions are no split, whatever they add up to.
        one = len({row["authority"] for row in forms.values()}) == 1
        parts = sum(int(row["count"]) for row in forms.values())
        whole = exact and one and parts == int(total["count"]) and not self.part_only(total, forms)
        return forms, whole

    @cached_property
    def _of_this_year(self) -> Mapping[object, list[Row]]:
        return grouped(self.rows, _told_together)

    @cached_property
    def _of_any_year(self) -> Mapping[object, list[Row]]:
        return grouped(self.history, _told_together)

    def part_only(self, total: Row, forms: Mapping[str, Row]) -> Row | None:
        """One of the forms that are printed for a part of the total only, by one authority; else None."""
        return next(
            (
                row
                for row in forms.values()
                if self.data.catalog.basis_authorities.get(row["of_basis"])
                and not missing(row["of"])
                and row["of"] != total["count"]
            ),
            None,
        )

    @cached_property
    def domains(self) -> tuple[str, ...]:
        """The domains in which such a body has figures anywhere: no other is spoken of, nor missed."""
        held = _domains_held(self.data).get(self.body, frozenset())
        return tuple(domain for domain in self.data.catalog.domain_names if domain in held)

    @cached_property
    def absent(self) -> tuple[Indicator, ...]:
        """The headline indicators of those domains of which this report has neither result nor target."""
        held = {(row["indicator"], row["category"]) for row in self.rows}
        return tuple(
            meaning
            for pair, meaning in self.data.catalog.indicators.items()
            if meaning.lead and meaning.domain in self.domains and pair not in held
        )

    @cached_property
    def middle(self) -> Mapping[tuple[object, ...], tuple[float, float, float]]:
        """Quartiles of every figure of the data among its peers, by `middle_key`."""
        return middle_half(self.data)

    @cached_property
    def merged_with(self) -> tuple[Province, ...]:
        """The other units that became one with this one; none where nothing was merged."""
        unit, catalog = self.province, self.data.catalog
        others = catalog.units_2025.get(unit.successor, ()) if unit.merged else ()
        return tuple(catalog.provinces[other] for other in others if other != unit.province)

    def state(self, domain: str = "") -> str:
        """Why a figure of that domain that this report does not have is missing."""
        return self.state_in(self.year, domain)

    def state_in(self, year: int, domain: str) -> str:
        """The same for another year of this kind of period."""
        if domain in self.data.catalog.judged_domains and self.period not in ("FY", "TERM"):
            return "not_yet_due"  # what is judged at the end of a year is not due before
        why = state(self.data, self.province.province, self.body, year, self.period)
        # What printed a figure of the period had not ended by then, whatever became of its name.
        there = why == "not_applicable" and any(
            row["year"] == year and row["kind"] == "actual" for row in self.history
        )
        return "not_collected" if there else why

    def span_elsewhere(self, body: str, period: str) -> int | None:
        """First year of the one term that another report of this place and year is of; else None."""
        rows = self.measured_by_id.sharing(province=self.province.province, year=self.year)
        same = [row for row in rows if (row["body"], row["period"]) == (body, period)]
        spans = {int(row["span_from"]) for row in same if not missing(row["span_from"])}
        return spans.pop() if len(spans) == 1 else None

    @cached_property
    def elsewhere(self) -> Mapping[tuple[str, str], int]:
        """How many figures other reports of this province and year have, by body and period."""
        others = self.measured_by_id.sharing(province=self.province.province, year=self.year)
        counts = Counter((row["body"], row["period"]) for row in others)
        return {whose: count for whose, count in sorted(counts.items()) if whose != (self.body, self.period)}


@lru_cache(maxsize=4)
def _domains_held(data: Dataset) -> Mapping[str, frozenset[str]]:
    measured = measures(data)
    said = measured.loc[measured["preferred"] != "no", ["body", "domain"]].drop_duplicates()
    return {str(body): frozenset(each["domain"]) for body, each in said.groupby("body")}


def scope(data: Dataset, province: str, year: int, body: str | None = None, period: str = "FY") -> Scope:
    """What a report of that province, year, body and period may look at: all as `subject` takes it."""
    unit, year, chosen, period = subject(data, province, year, body, period)
    figures = table(data, unit.province, year, chosen, period)
    return Scope(data, unit, chosen, year, period, measures(data), figures)
