"""Figures as a tidy frame for pandas: names beside the codes, a reason where one is missing."""

from collections.abc import Iterable
from itertools import product
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.data.catalog import Catalog
from analysis.data.frames import Row, missing, records
from analysis.data.periods import moment, state
from analysis.data.schema import KINDS, PERIODS
from analysis.errors import RequestError, expect
from analysis.messages import LANGUAGES

if TYPE_CHECKING:
    from analysis.data.dataset import Dataset

COLUMNS = (
    "place", "place_name", "region", "body", "body_name", "year", "period", "as_of", "indicator", "category",
    "label", "authority", "value", "unit", "printed", "count", "of", "basis", "percent", "breaks", "reason",
    "id",
)  # fmt: skip

_TYPES = {
    "year": "Int64", "count": "Int64", "of": "Int64", "value": "Float64", "percent": "Float64",
    "as_of": "datetime64[ns]",
}  # fmt: skip


def percentages(frame: pd.DataFrame) -> pd.Series:
    """What percentage each figure is of its base: from both counts where there are two, else as printed."""
    computed = (100 * frame["count"] / frame["of"].where(frame["of"] > 0)).astype("Float64")
    found: pd.Series = computed.fillna(frame["percent"])
    return found


def select(
    data: "Dataset",
    places: str | Iterable[str] | None,
    indicators: str | Iterable[str] | None,
    years: int | Iterable[int] | None,
    body: str | None,
    period: str | None,
    kind: str,
    lang: str,
) -> pd.DataFrame:
    """Figures as a tidy frame; see `Dataset.select`."""
    catalog = data.catalog
    if kind not in KINDS:
        raise RequestError("unknown-choice", where="", kind="kind", name=kind, known=KINDS)
    if lang not in LANGUAGES:
        raise RequestError("unknown-language", name=lang)
    asked_places = None if places is None else catalog.places(_several(places=places))
    asked_years = None if years is None else _years(years)
    pairs = (
        catalog.pairs(_several(indicators=indicators))
        if indicators is not None
        else tuple(catalog.indicators)
    )
    body = catalog.body(body) or None
    period = None if period is None else catalog.period(period)
    frame = data.observations
    frame = frame[(frame["kind"] == kind) & (frame["preferred"] != "no")]
    for column, wanted in (("body", body), ("period", period)):
        frame = frame if wanted is None else frame[frame[column] == wanted]
    if asked_places is not None:
        frame = frame[frame["province"].isin(asked_places)]
    if asked_years is not None:
        frame = frame[frame["year"].isin(asked_years)]
    if indicators is not None:
        frame = frame[pd.MultiIndex.from_frame(frame[["indicator", "category"]]).isin(pairs)]
    rows = [
        _line(row, catalog, lang, None if missing(percent) else float(percent))
        for row, percent in zip(records(frame), percentages(frame), strict=True)
    ]
    if asked_places is not None and asked_years is not None and indicators is not None and kind == "actual":
        rows += _missing(data, asked_places, pairs, asked_years, body, period, frame, lang)
    places_of = {slug: number for number, slug in enumerate(catalog.provinces)}
    order = {pair: number for number, pair in enumerate(catalog.indicators)}
    rows.sort(
        key=lambda row: (
            order[row["indicator"], row["category"]],
            places_of[row["place"]], row["body"], row["year"], PERIODS.index(row["period"]), row["id"],
        )
    )  # fmt: skip
    found = pd.DataFrame(_with_breaks(rows, catalog), columns=list(COLUMNS)).astype(_TYPES)
    found.attrs["lang"] = lang
    return found


def _several(**named: str | Iterable[str]) -> list[str]:
    """The texts of a parameter that takes one or several."""
    ((parameter, given),) = named.items()
    several = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else [given]
    for each in several:
        expect(str, **{parameter: each})
    return several


def _years(years: int | Iterable[int]) -> list[int]:
    if isinstance(years, str) or not isinstance(years, Iterable):
        years = [years]
    found = list(years)
    for year in found:
        expect(int, years=year)
    return [int(year) for year in found]


def _names(row: Row, catalog: Catalog, lang: str) -> Row:
    province = catalog.provinces[row["province"]]
    meaning = catalog.indicators[row["indicator"], row["category"]]
    return {
        "place": province.province,
        "place_name": province.name(lang),
        "region": province.region if lang == "vi" else province.region_en,
        "body": row["body"],
        "body_name": catalog.body_name(row["body"], province, lang, short=True),
        "year": row["year"],
        "period": row["period"],
        "span_from": row.get("span_from", pd.NA),
        "indicator": row["indicator"],
        "category": row["category"],
        "label": meaning.label(lang),
        "authority": row.get("authority", ""),
        "unit": meaning.unit_name(lang),
        "id": row.get("id", ""),
    }


def _line(row: Row, catalog: Catalog, lang: str, percent: float | None) -> Row:
    found: dict[str, Any] = {
        **_names(row, catalog, lang),
        "as_of": row["as_of"],
        "count": row["count"],
        "of": row["of"],
        "basis": catalog.basis_names[row["of_basis"]][f"name_{lang}"] if row["of_basis"] else "",
        "percent": percent,
        "reason": _reason(row, catalog),
    }
    if not missing(row["value"]):
        return {**found, "value": float(row["value"]), "printed": row["value_text"]}
    if not missing(row["count"]):
        return {**found, "value": float(row["count"]), "printed": str(int(row["count"]))}
    return {**found, "value": percent, "unit": "%", "printed": row["percent_text"]}


def _reason(row: Row, catalog: Catalog) -> str:
    """Why a printed figure is less than a plain number; empty where it is one."""
    if row["qualifier"] == "withheld":
        return "withheld"
    if row["conflict"] or "@" in row["id"]:
        return "in_conflict"
    if row["qualifier"] != "exact" or any(not missing(row[name]) for name in ("count_to", "percent_to")):
        return "inexact"
    if not row["authority"] and catalog.indicators[row["indicator"], row["category"]].by_authority:
        return "authority_unsaid"
    return ""


_SERIES = ("indicator", "category", "place", "body", "period", "authority", "basis")


def _with_breaks(rows: list[Row], catalog: Catalog) -> list[Row]:
    """Rows with the changes of rules and boundaries since the figure before of the same series."""
    before: dict[tuple[Any, ...], Row] = {}
    found = []
    for row in rows:
        if not row["id"]:
            found.append({**row, "breaks": ""})
            continue
        earlier = before.get(series := tuple(row[name] for name in _SERIES))
        before[series] = row
        breaks: tuple[str, ...] = ()
        if earlier is not None:
            names = (row["place"], row["body"], row["indicator"], row["category"])
            timing = catalog.indicators[row["indicator"], row["category"]].timing
            after, _ = moment(earlier, timing)
            _, until = moment(row, timing)
            between = catalog.breaks_between(*names, after=after, until=until)
            breaks = tuple(change.id for change in between)
        found.append({**row, "breaks": "; ".join(breaks)})
    return found


def _missing(
    data: "Dataset",
    places: Iterable[str],
    pairs: Iterable[tuple[str, str]],
    years: Iterable[int],
    body: str | None,
    period: str | None,
    held: pd.DataFrame,
    lang: str,
) -> list[Row]:
    """What was asked for and nobody prints: a row each with its reason."""
    keys = ["province", "body", "year", "period", "indicator", "category"]
    there = set(held[keys].itertuples(index=False, name=None))
    bodies = [body] if body else [code for code in data.catalog.body_names if code in set(held["body"])]
    periods = [period] if period else [code for code in PERIODS if code in set(held["period"])]
    found = []
    for slug, code, year, span, pair in product(places, bodies, years, periods, pairs):
        if (slug, code, year, span, *pair) not in there:
            row = dict(zip(keys, (slug, code, year, span, *pair), strict=True))
            reason = state(data, slug, code, year, span)
            found.append({**_names(row, data.catalog, lang), "basis": "", "printed": "", "reason": reason})
    return found
