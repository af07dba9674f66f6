"""The figures of the 34 provinces of today, added up from those of the provinces they were made of.

Only counts are added up, and only where every part has printed its own. Rates are never averaged: a share
follows from the sums where all parts print both count and base, and from nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from operator import itemgetter
from typing import Any

import pandas as pd

from analysis.compare.rows import MERGER, measures
from analysis.data import UNITS, Catalog, Dataset, Row, Source, grouped, missing, records
from analysis.errors import RequestError

SUM = "units-2025"
"""What stands for the source in the id of a sum: ``can-tho/…/members@units-2025``."""

PLUS = " + "
"""What joins the parts of a sum, their sources, and the numbers in its formula."""

_KEY = ["body", "year", "token", "as_of", "kind", "indicator", "category", "authority", "counted", "base"]

# Counts of what is not the same thing in two provinces; a rate (so many in each organisation) is no count.
_NOT_ADDED = ("targets", "tasks", "percent")
_RATE = "_per_"


def view(data: Dataset, units: str) -> Dataset:
    """The data by the provinces that the sources speak of, or by those of today.

    Parameters
    ----------
    data : Dataset
    units : str
        ``printed`` or ``2025``.

    Raises
    ------
    RequestError
        For anything else.
    """
    if units not in UNITS:
        raise RequestError("unknown-units", name=units, known=UNITS)
    return units_2025(data) if units == "2025" else data


def by_units(data: Dataset, units: str, *names: str) -> tuple[Dataset, list[str]]:
    """The data by the provinces that are meant, and some of these as they are called there.

    Raises
    ------
    RequestError
        For a province that has become part of another, where those of today are meant.
    """
    return view(data, units), [today(data, name) if units == "2025" else name for name in names]


def today(data: Dataset, name: str) -> str:
    """The slug of a province of today, by any of its names.

    Raises
    ------
    RequestError
        For one that has become part of another; the message names that.
    """
    names = data.catalog.of_today().provinces
    # Huế has a name and slug of its own, which no former province has.
    was = replace(data.catalog, provinces={**data.catalog.provinces, **names}).province(name)
    if was.province in names:
        return was.province
    if len(data.catalog.units_2025[was.successor]) == 1:
        return was.successor
    successor = records(data.catalog.frames["provinces_2025"].query("province == @was.successor"))[0]
    raise RequestError(
        "now-part-of",
        name=was.name_vi,
        successor=successor["name_vi"],
        since=was.successor_from,
        slug=was.successor,
    )


@lru_cache(maxsize=2)
def units_2025(data: Dataset) -> Dataset:
    """The data by the 34 provinces since 1 July 2025; worked out once.

    Parameters
    ----------
    data : Dataset
        As the sources print it; the former provinces stay available there.

    Returns
    -------
    Dataset
        What was printed of the country, of provinces that were not merged, and of the new provinces
        since; and the sums of all parts of a merged one. Its ``observations`` have three more columns:
        ``parts`` (ids of the figures added up, joined by `PLUS`), ``part_sources`` (theirs, in that order)
        and ``formula`` (``209 + 175 = 384``), all empty for printed ones. Sums carry `SUM` for their source,
        and in their id. Its ``printed`` are the data that were given.

    Examples
    --------
    >>> import analysis
    >>> merged = units_2025(analysis.load())
    >>> merged.catalog.province("Cần Thơ").name_en, len(merged.catalog.provinces) - 1  # without the country
    ('Can Tho', 34)
    """
    former = _former(data)
    kept = data.observations[~data.observations.index.isin(former.index)]
    province = kept["province"].replace(data.catalog.renamed)
    kept = kept.assign(province=province, parts="", part_sources="", formula="")
    derived = pd.DataFrame(_sums(data, former), columns=kept.columns).astype(kept.dtypes.to_dict())
    together = pd.concat([kept, derived], ignore_index=True)
    # What a release has changed is told of printed figures: a sum has its parts for that.
    told = data.changes[data.changes["id"].isin(set(kept["id"]))]
    known = data.catalog.of_today()
    derived_from = Source(SUM, "", "", "sum of the figures of all former provinces", "", "derived", "")
    catalog = replace(known, sources={**known.sources, SUM: derived_from})
    return replace(data, observations=together, catalog=catalog, changes=told, printed=data)


def merged(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """The provinces of today that were made of several, with these."""
    return {unit: parts for unit, parts in catalog.units_2025.items() if len(parts) > 1}


def parts_of(row: Row) -> tuple[tuple[str, str], ...]:
    """Ids and sources of the figures that a sum was made of, in the order of its formula; else none.

    Parameters
    ----------
    row : dict
        A figure of a view, or of the data as printed.
    """
    if not row.get("parts"):
        return ()
    return tuple(zip(row["parts"].split(PLUS), row["part_sources"].split(PLUS), strict=True))


def sources_of(row: Row) -> tuple[str, ...]:
    """The sources that print a figure: its own, or of a sum those of its parts."""
    return tuple(dict.fromkeys(source for _, source in parts_of(row))) or (row["source"],)


def former_kinds(data: Dataset, units: Iterable[str], body: str, years: Iterable[int], period: str) -> int:
    """How many kinds of figures at least one of the former provinces has printed, added up or not.

    Parameters
    ----------
    data : Dataset
        A view; as printed there are no former provinces.
    units : iterable of str
        Slugs of provinces of today.
    body, period : str
    years : iterable of int
    """
    if data.printed is None:
        return 0
    kinds, asked = _kinds(data.printed), [(year, unit) for unit in units for year in years]
    return sum(kinds.get((unit, body, year, period), 0) for year, unit in asked)


@lru_cache(maxsize=2)
def _kinds(data: Dataset) -> Mapping[Any, int]:
    results = _former(data)
    results = results[(results["kind"] == "actual") & (results["preferred"] != "no")]
    counts = results.drop_duplicates(["unit", *_KEY]).groupby(["unit", "body", "year", "period"]).size()
    return {key: int(count) for key, count in counts.items()}


def _former(data: Dataset) -> pd.DataFrame:
    """The figures of provinces that are parts of others now, each with the ``unit`` that it is a part of."""
    measured = measures(data)
    unit_of = {part: unit for unit, parts in merged(data.catalog).items() for part in parts}
    published = measured["source"].map(lambda source: data.catalog.sources[source].published)
    # A page printed before the merger cannot speak of the new province, whatever year it looks ahead to. One
    # without a date that says what was reached by then does.
    since = (published >= str(MERGER)) | ((published == "") & (measured["kind"] == "actual"))
    new = since & (measured["end"] >= MERGER) & measured["province"].isin(set(unit_of.values()))
    unit = measured["province"].map(unit_of)
    return measured.assign(unit=unit)[unit.notna() & ~new]


def _sums(data: Dataset, former: pd.DataFrame) -> list[Row]:
    """The sum of each figure that every part has printed exactly and once."""
    units = {pair: indicator.unit for pair, indicator in data.catalog.indicators.items()}
    pairs = zip(former["indicator"], former["category"], strict=True)
    added = pd.Series([units[pair] not in _NOT_ADDED for pair in pairs], former.index, dtype=bool)
    # Of two figures that do not say by whom, one may be by committees and one by all.
    counts = former[
        added
        & (former["kind"] == "actual")
        & (former["preferred"] != "no")
        & (former["qualifier"] == "exact")
        & (former["conflict"] == "")
        & ~former["sources_differ"]
        & ~former["authority_unsaid"]
        & former["count"].notna()
        & ~former["category"].str.contains(_RATE)
    ]
    alike = counts.groupby(["unit", *_KEY], sort=False, dropna=False)["province"]
    needed = counts["unit"].map({unit: len(parts) for unit, parts in merged(data.catalog).items()})
    whole = (alike.transform("size") == needed) & (alike.transform("nunique") == needed)
    found = counts[whole].sort_values("province", kind="stable")
    groups = grouped(zip(alike.ngroup()[found.index], records(found), strict=True), itemgetter(0))
    return [_sum([row for _, row in groups[number]]) for number in sorted(groups)]


def _sum(rows: list[Row]) -> Row:
    first, unit = rows[0], rows[0]["unit"]
    total = sum(int(row["count"]) for row in rows)
    bases = {row["of_basis"] for row in rows}
    # Bases that nobody states need not be the same: their sum would be the base of nothing.
    based = all(not missing(row["of"]) for row in rows) and len(bases) == 1 and bases != {"unknown"}
    formula = f"{PLUS.join(str(row['count']) for row in rows)} = {total}"
    named = PLUS.join(row["id"] for row in rows)
    tail = first["id"].partition("/")[2].partition("@")[0]
    found: dict[str, Any] = {
        **first,
        "id": f"{unit}/{tail}@{SUM}",
        "province": unit,
        "count": total,
        "of": sum(int(row["of"]) for row in rows) if based else pd.NA,
        # A basis without a base would make a share of nothing.
        "of_basis": first["of_basis"] if based else "",
        "percent": pd.NA,
        "percent_text": "",
        "as_printed": "",
        "change_printed": pd.NA,
        "change_unit": "",
        "change_against": "",
        "preferred": "",
        "source": SUM,
        "confidence": "medium" if any(row["confidence"] == "medium" for row in rows) else "high",
        "note": f"derived: {formula}; {named}",
        "file": "",
        "line": 0,
        "parts": named,
        "part_sources": PLUS.join(row["source"] for row in rows),
        "formula": formula,
    }
    return found
