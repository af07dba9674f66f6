"""What each printed figure amounts to, and the stretch of time it speaks of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from analysis.data import Dataset, Row, columns, grouped, limits, missing, percentages, period_token, records

# From this day on 34 units take the place of 63, some of them under an old name.
MERGER = date(2025, 7, 1)

SMALL_COUNT = 10

# Where a source splits a figure by authority, the widest one speaks for the province.
WIDEST = (
    "all", "", "committees", "commissions", "own_committee", "district_committees", "grassroots_committees"
)  # fmt: skip

_NUMBERS = ("count", "percent", "value")

# What a source prints of a figure, and two sources may print differently.
_PRINTED = ("count", "count_to", "of", "of_basis", "percent", "percent_to", "value", "qualifier")

# Measures whose figure stands in the column ``value``.
_VALUED = ("amount", "score", "rank", "tier")


class Figures(Mapping[str, Row]):
    """Every figure by its id, and in groups of those that share something.

    A report looks for the like of each of its figures several times; a mask over all rows would be laid anew
    each time, a group is found once for a dataset.

    A row is made when it is first asked for: a report shows some dozens of the thousands.

    Parameters
    ----------
    measured : pandas.DataFrame
        From `measures`.
    """

    def __init__(self, measured: pd.DataFrame) -> None:
        self._columns = columns(measured)
        self._ids: list[str] = self._columns["id"]
        self._positions = {figure: at for at, figure in enumerate(self._ids)}
        self._rows: dict[int, Row] = {}
        self._groups: dict[tuple[str, ...], dict[object, list[int]]] = {}
        self._shared: dict[tuple[object, ...], Sequence[Row]] = {}
        self.fields: dict[tuple[object, ...], Any] = {}
        """What `neighbours` has worked out of the figures of all places, by what they share."""

    def __getitem__(self, figure: str) -> Row:
        return self._row(self._positions[figure])

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def _row(self, at: int) -> Row:
        if (row := self._rows.get(at)) is None:
            row = self._rows[at] = {name: cells[at] for name, cells in self._columns.items()}
        return row

    def every(self, **values: object) -> Iterator[Row]:
        """All rows that have these values, in the order of the data."""
        names = tuple(values)
        if names not in self._groups:
            keys = list(zip(*(self._columns[name] for name in names), strict=True))
            self._groups[names] = grouped(range(len(keys)), keys.__getitem__)
        return map(self._row, self._groups[names].get(tuple(values.values()), ()))

    def sharing(self, **values: object) -> Sequence[Row]:
        """The rows that have these values, without those that give way to a preferred source."""
        asked = (*values, *values.values())
        if asked not in self._shared:
            self._shared[asked] = [row for row in self.every(**values) if row["preferred"] != "no"]
        return self._shared[asked]

    def places(self, body: str, level: str) -> Iterable[str]:
        """The provinces of a level that have any figure of such a body."""
        return self._places.get((body, level), ())

    @cached_property
    def _places(self) -> dict[tuple[str, str], dict[str, None]]:
        found: dict[tuple[str, str], dict[str, None]] = {}
        names = (self._columns[name] for name in ("body", "level", "province"))
        for body, level, province in zip(*names, strict=True):
            found.setdefault((body, level), {})[province] = None
        return found

    def beside(self, figures: Iterable[str]) -> list[Row]:
        """All rows of the places of some figures, and of their bodies' years in all places."""
        rows = [self[figure] for figure in figures]
        places = dict.fromkeys(row["province"] for row in rows)
        years = dict.fromkeys((row["body"], row["year"]) for row in rows)
        near = {other["id"]: other for place in places for other in self.every(province=place)}
        near |= {other["id"]: other for body, year in years for other in self.every(body=body, year=year)}
        return sorted(near.values(), key=lambda row: self._positions[row["id"]])


Known = Figures | None


def measures(data: Dataset) -> pd.DataFrame:
    """The observations with what each figure amounts to.

    Returns
    -------
    pandas.DataFrame
        ``data.observations`` with the columns

        - ``share`` (Float64, percent): part of a base; worked out from both counts where both are
          printed, else as printed;
        - ``fulfilment`` (Float64, percent): the same against a plan;
        - ``amount``, ``score``, ``rank``, ``tier``: ``value``, in the column of its measure; of a tier its
          place among the classes, of which 1 is the best;
        - ``measure``: ``share``, ``fulfilment``, ``count`` or one of these four, what peers are compared
          by (a count that is set against a stock, such as that of members admitted, stays one, if the
          source adds its part of that stock);
        - ``base``: what a figure is a part of; figures of one series must share it;
        - ``yardstick``: base or plan of a share or fulfilment, which peers must share; none for counts;
        - ``token`` (the period with its span or date), ``start`` and ``end`` (first and last day);
        - ``sources_differ``: whether another source prints the same figure with other values;
        - ``authority_unsaid``: whether it matters by whom a figure is, and its source does not say;
        - ``timing``: of the indicator;
        - ``level``: kind and parent of the place, which peers share.
    """
    # A shallow copy: whoever changes it changes no more than that.
    return _measures(data).copy(deep=False)


@lru_cache(maxsize=4)
def rows_by_id(data: Dataset) -> Figures:
    """Every row of `measures` by the figure's id; worked out once for a dataset."""
    return Figures(_measures(data))


@lru_cache(maxsize=4)
def _measures(data: Dataset) -> pd.DataFrame:
    frame = data.observations.copy(deep=False)
    role = frame["of_basis"].map(data.catalog.basis_roles).fillna("")
    percent = percentages(frame)
    frame["share"] = percent.where(role.isin(["part", "growth"]))
    frame["fulfilment"] = percent.where(role == "plan")
    # Plain lists: a frame takes ten times as long to give out its cells one by one.
    pairs = zip(frame["indicator"].tolist(), frame["category"].tolist(), strict=True)
    meanings = [data.catalog.indicators[pair] for pair in pairs]
    written = pd.Series([meaning.measure for meaning in meanings], index=frame.index)
    for measure in _VALUED:
        frame[measure] = frame["value"].where(written == measure)
    frame["measure"] = written.where(written.isin(_VALUED), "count")
    frame.loc[frame["share"].notna() & ~written.isin(_VALUED), "measure"] = "share"
    frame.loc[frame["fulfilment"].notna() & ~written.isin(_VALUED), "measure"] = "fulfilment"
    # How many joined is a number of its own: the whole stock beside it is a yardstick, which other sources
    # leave out.
    whole = frame["of_basis"].map(data.catalog.basis_stocks).fillna("")
    aside = (whole != "") & (whole == [meaning.per for meaning in meanings]) & frame["count"].notna()
    frame.loc[aside, "measure"] = "count"
    matters = pd.Series([meaning.by_authority for meaning in meanings], index=frame.index, dtype=bool)
    frame["authority_unsaid"] = (frame["authority"] == "") & matters
    frame["timing"] = [meaning.timing for meaning in meanings]
    places = data.catalog.provinces
    levels = {slug: f"{place.level}/{place.parent}" for slug, place in places.items()}
    frame["level"] = frame["province"].map(levels)
    # What a count is part of defines it; a plan is only a yardstick laid beside it.
    frame["base"] = frame["of_basis"].where((role != "plan") & ~aside, "")
    frame["yardstick"] = frame["of_basis"].where(frame["measure"] != "count", "")
    frame[["token", "start", "end"]] = _periods(frame)
    several = frame[frame["id"].str.contains("@")]  # a source is named only where there is more than one
    rows = records(several[["id", "as_of", *_PRINTED]])
    groups = grouped(rows, lambda row: (row["id"].partition("@")[0], str(row["as_of"])))
    against = {row["id"] for group in groups.values() if differ(group) for row in group}
    frame["sources_differ"] = frame["id"].isin(against)
    return frame


def _periods(frame: pd.DataFrame) -> pd.DataFrame:
    """Token, first and last day of the period of each row; of thousands of rows dozens differ in it."""
    said = ["year", "period", "span_from", "as_of"]
    distinct = frame[said].drop_duplicates()
    rows = records(distinct)
    spans = distinct.assign(
        token=[token(row) for row in rows],
        start=pd.Series([limits(row)[0] for row in rows], index=distinct.index, dtype=object),
        end=pd.Series([limits(row)[1] for row in rows], index=distinct.index, dtype=object),
    )
    return frame[said].merge(spans, how="left", on=said).set_index(frame.index)[["token", "start", "end"]]


def token(row: Row) -> str:
    """The period with its span or date, as in the figure's id."""
    span: str = "" if missing(row["span_from"]) else str(row["span_from"])
    day: str = "" if missing(row["as_of"]) else str(row["as_of"])[:10]
    return period_token(row["period"], span, day)


def stretch(row: Row) -> int:
    """What tells figures of one kind of period apart: the years of a term, the month of a year to date.

    Half a term and a whole one, or a May and a November, stand on no common axis.
    """
    if row["period"] == "TERM":
        return int(row["year"] - row["span_from"])
    return int(row["as_of"].month) if row["period"] == "YTD" and not missing(row["as_of"]) else 0


def day_of(row: Row) -> date:
    """The day that a figure speaks of: that of a stock, else the last of its period."""
    day: date = row["end"] if missing(row["as_of"]) else row["as_of"].date()
    return day


def main_value(row: Row) -> float | None:
    """The value that peers are compared by: that of its measure."""
    value = row[row["measure"]]
    return None if missing(value) else float(value)


def as_text(number: float) -> str:
    """A decimal number as short as it can be written: 3.5, and 4 for 4.0."""
    return repr(float(number)).removesuffix(".0")


def decimals(printed: str) -> int:
    """With how many decimals a number is printed."""
    return len(printed.partition(".")[2])


def follows(computed: float, printed: str) -> bool:
    """Whether a printed number is a computed one, rounded: to half a unit of its last decimal.

    Examples
    --------
    >>> follows(99.6187, "99.62"), follows(99.6187, "99.61"), follows(-23.39, "-23"), follows(-23.39, "-23.3")
    (True, False, True, False)
    """
    half = 0.5 * 10.0 ** -decimals(printed)
    return abs(computed - float(printed)) <= half + 1e-9  # and a little for the binary fraction


def denied(row: Row) -> bool:
    """Whether both counts are printed, exactly, and the printed percentage does not follow from them."""
    if not row["percent_text"] or missing(row["count"]) or missing(row["of"]) or row["qualifier"] != "exact":
        return False
    return not follows(100 * int(row["count"]) / int(row["of"]), row["percent_text"])


def authority_unsaid(row: Row) -> bool:
    """Whether it matters by whom a figure is, and its source does not say."""
    return bool(row["authority_unsaid"])


def small(row: Row) -> bool:
    """Whether a count or its base is known and too small for a percentage."""
    count, of = row["count"], row["of"]
    return (not missing(count) and int(count) < SMALL_COUNT) or (not missing(of) and int(of) < SMALL_COUNT)


def disputed(row: Row) -> bool:
    """Whether sources disagree about a figure, documented as a conflict or not."""
    return bool(row["conflict"] or row["sources_differ"])


def differ(rows: Sequence[Row]) -> bool:
    """Whether sources of one figure print different values; what one of them leaves out does not count.

    *More than 55,000* and 55,075 are one figure, rounded by one source.
    """
    if {row["qualifier"] for row in rows} == {"exact"}:
        return any(len(set(values)) > 1 for values in _filled(rows, _PRINTED))
    ranges = [
        [within(float(row[column]), row["qualifier"]) for row in rows if not missing(row[column])]
        for column in _NUMBERS
    ]
    apart = any(max(low for low, _ in held) > min(high for _, high in held) for held in ranges if held)
    return apart or any(len(set(values)) > 1 for values in _filled(rows, ("of", "of_basis")))


def _filled(rows: Sequence[Row], columns: Sequence[str]) -> Iterator[list[object]]:
    for name in columns:
        yield [row[name] for row in rows if not missing(row[name]) and row[name] != ""]


def within(number: float, qualifier: str) -> tuple[float, float]:
    """Between what a printed number lies: a rounded one within a unit of its last digit but noughts.

    Examples
    --------
    >>> within(250, "over"), within(1300, "nearly"), within(910, "exact")
    ((250.0, 260.0), (1200.0, 1300.0), (910.0, 910.0))
    """
    number, unit = float(number), 1.0
    while qualifier != "exact" and number and number % (10 * unit) == 0:
        unit *= 10
    low = number - unit if qualifier in ("nearly", "about") else number
    high = number + unit if qualifier in ("over", "about") else number
    return low, high


def own_unit(row: Row) -> str:
    """What a figure changes in: a count against a plan as the count, all else by its measure."""
    return "count" if row["measure"] == "fulfilment" else str(row["measure"])


def certain(row: Row) -> str:
    """``up`` or ``down`` where a figure is above or below the earlier one however both were rounded.

    Parameters
    ----------
    row : dict
        A figure with what `change` says of it.
    """
    if row["why_no_change"] != "inexact" or missing(row["earlier"]):
        return ""
    now = row[own_unit(row)]
    if missing(now):
        return ""
    qualifiers = row["qualifier"], row["earlier_qualifier"]
    (low, high), (least, most) = within(now, qualifiers[0]), within(row["earlier"], qualifiers[1])
    # "More than 1,000" is not 1,000 itself: beside an exact 1,000 that is enough.
    touching = {"over", "nearly"} & {*qualifiers}
    if high < least or (high == least and touching):
        return "down"
    return "up" if low > most or (low == most and touching) else ""


def shown(frame: pd.DataFrame) -> list[Row]:
    """Rows as dictionaries, without those that give way to a preferred source."""
    return records(frame[frame["preferred"] != "no"])


def of_frame(figures: pd.DataFrame, known: Known = None) -> list[Row]:
    """The rows of a frame out of `measures`; those at hand are not made again."""
    return records(figures) if known is None else [known[figure] for figure in figures["id"]]


def like(figures: pd.DataFrame, measured: pd.DataFrame, known: Known, *columns: str) -> list[Row]:
    """The rows that share these columns with one of the figures: no others need be looked at.

    Parameters
    ----------
    figures, measured : pandas.DataFrame
        From `measures`; the first out of the second.
    known : Figures or None
        The rows by id, where they are at hand; there may be more of them than ``measured`` has.
    *columns : str

    Returns
    -------
    list of dict
        Without those that give way to a preferred source, in the order of the data.
    """
    if known is None:
        known = Figures(measured)
    wanted = dict.fromkeys(zip(*(figures[column].tolist() for column in columns), strict=True))
    found = [row for values in wanted for row in known.sharing(**dict(zip(columns, values, strict=True)))]
    if len(measured) == len(known):
        return found
    within = set(measured["id"])
    return [row for row in found if row["id"] in within]
