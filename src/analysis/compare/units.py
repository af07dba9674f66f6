"""The figures of the 34 provinces of today, added up from those of the provinces they were made of.

Only counts are added up, and only where every part has printed its own. Rates are never averaged: a share
follows from the sums where all parts print both count and base, and from nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.compare.rows import MERGER, authority_unsaid, measures
from analysis.data import COUNTRY, Catalog, Dataset, Province, Row, Source, missing, records
from analysis.errors import RequestError

__all__ = ["SUM", "UNITS", "today", "units_2025", "view"]

SUM = "units-2025"
"""What stands for the source in the id of a sum: ``can-tho/…/members@units-2025``."""

UNITS = ("printed", "2025")

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

    Returns
    -------
    Dataset

    Raises
    ------
    RequestError
        For anything else.
    """
    if units not in UNITS:
        raise RequestError("unknown-units", name=units, known=UNITS)
    return units_2025(data) if units == "2025" else data


def today(data: Dataset, name: str) -> str:
    """The slug of a province of today, by any of its names.

    Raises
    ------
    RequestError
        For one that has become part of another; the message names that.
    """
    was = data.catalog.province(name)
    if was.successor == was.province or was.province in data.catalog.units_2025:
        return was.province
    if was.kind != "country" and len(data.catalog.units_2025[was.successor]) == 1:
        return was.successor
    successor = records(data.catalog.frames["provinces_2025"].query("province == @was.successor"))[0]
    raise RequestError(
        "now-part-of",
        name=was.name_vi,
        successor=successor["name_vi"],
        since=was.successor_from,
        slug=was.successor,
    )


def units_2025(data: Dataset) -> Dataset:
    """The data by the 34 provinces since 1 July 2025.

    Parameters
    ----------
    data : Dataset
        As the sources print it; the former provinces stay available there.

    Returns
    -------
    Dataset
        What was printed of the country, of provinces that were not merged, and of the new provinces
        since; and the sums of all parts of a merged one. Its ``observations`` have two more columns:
        ``parts`` (ids of the figures added up, joined by ``+``) and ``formula`` (``209 + 175 = 384``), both
        empty for printed ones. Sums carry `SUM` for their source, and in their id.

    Examples
    --------
    >>> import analysis
    >>> merged = units_2025(analysis.load())
    >>> merged.catalog.province("Cần Thơ").name_en, len(merged.catalog.provinces) - 1  # without the country
    ('Can Tho', 34)
    """
    measured = measures(data)
    merged = {unit: parts for unit, parts in data.catalog.units_2025.items() if len(parts) > 1}
    former = {part for parts in merged.values() for part in parts}
    published = data.observations["source"].map(lambda source: data.catalog.sources[source].published)
    # A page printed before the merger cannot speak of the new province, whatever year it looks ahead to. One
    # without a date that says what was reached by then does.
    since = (published >= str(MERGER)) | ((published == "") & (measured["kind"] == "actual"))
    new = since & (measured["end"] >= MERGER) & measured["province"].isin(list(merged))
    whole = ~measured["province"].isin(former) | new
    renamed = {parts[0]: unit for unit, parts in data.catalog.units_2025.items() if len(parts) == 1}
    kept = data.observations[whole]
    kept = kept.assign(province=kept["province"].replace(renamed), parts="", formula="")
    units = {pair: indicator.unit for pair, indicator in data.catalog.indicators.items()}
    pairs = zip(measured["indicator"], measured["category"], strict=True)
    added = pd.Series([units[pair] not in _NOT_ADDED for pair in pairs], measured.index)
    actual = (measured["kind"] == "actual") & (measured["preferred"] != "no")
    parts = measured[~whole & actual & added]
    sums = [row for unit, members in merged.items() for row in _sums(unit, members, parts)]
    columns = kept.columns.tolist()
    derived = pd.DataFrame(sums, columns=columns).astype(kept.dtypes.to_dict())
    together = pd.concat([kept, derived], ignore_index=True)
    return replace(data, observations=together, catalog=_catalog(data.catalog))


def _sums(unit: str, members: Sequence[str], parts: pd.DataFrame) -> Iterator[Row]:
    """The sum of each figure that every part has printed exactly and once."""
    mine = parts[
        parts["province"].isin(members)
        & (parts["qualifier"] == "exact")
        & (parts["conflict"] == "")
        & ~parts["sources_differ"]
    ]
    counts = mine["count"].notna() & ~mine["category"].str.contains(_RATE)
    for _, rows in mine[counts].groupby(_KEY, sort=False, dropna=False):
        group = records(rows.sort_values("province"))
        # Of two that do not say by whom, one may be by committees and one by all.
        if sorted(rows["province"]) == sorted(members) and not authority_unsaid(group[0]):
            yield _sum(unit, group)


def _sum(unit: str, rows: list[Row]) -> Row:
    first = rows[0]
    total = sum(int(row["count"]) for row in rows)
    bases = {row["of_basis"] for row in rows}
    # Bases that nobody states need not be the same: their sum would be the base of nothing.
    based = all(not missing(row["of"]) for row in rows) and len(bases) == 1 and bases != {"unknown"}
    formula = f"{' + '.join(str(row['count']) for row in rows)} = {total}"
    named = " + ".join(row["id"] for row in rows)
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
        "formula": formula,
    }
    return found


def _catalog(known: Catalog) -> Catalog:
    """The catalog with today's provinces, and a source that says what a sum is."""
    names = {row["province"]: row for row in records(known.frames["provinces_2025"])}
    provinces: dict[str, Province] = {COUNTRY: known.provinces[COUNTRY]}
    for unit, parts in known.units_2025.items():
        # Huế is no part's own name: its region is that of what it was made of.
        was = known.provinces.get(unit) or known.provinces[parts[0]]
        provinces[unit] = replace(
            was,
            province=unit,
            name_vi=names[unit]["name_vi"],
            name_en=names[unit]["name_en"],
            kind=names[unit]["kind"],
            successor=unit,
        )
    derived = Source(SUM, "", "", "sum of the figures of all former provinces", "", "derived", "")
    return replace(known, provinces=provinces, sources={**known.sources, SUM: derived})
