"""What a valid data folder looks like: pandera schemas over the raw text of each CSV.

Everything is checked as text first, so that a fault can quote the cell as it stands in the file and
nothing is silently turned into another number. All faults of a table are found in one pass.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pandera.pandas as pa

from analysis.data.printed import stands_in
from analysis.errors import Fault

PERIODS = ("FY", "H1", "9M", "Q1", "Q2", "Q3", "Q4", "YTD", "TERM")
KINDS = ("actual", "target")
AUTHORITIES = ("", "all", "committees", "commissions")
COUNTINGS = ("", "turns")
QUALIFIERS = ("exact", "over", "nearly", "about", "withheld")
COMPARATORS = ("", "ge", "gt", "le", "lt", "eq", "range")
CONFIDENCES = ("high", "medium")
CHANGE_UNITS = ("", "count", "percent", "percent_of")
POLARITIES = ("higher", "lower", "none")
TIMINGS = ("end", "period", "day")
MEASURES = ("count", "amount", "share", "score", "rank", "tier")
VALUED = frozenset({"amount", "score", "rank", "tier"})
SEVERITIES = ("break", "end", "note")

OBSERVATION_COLUMNS = (
    "province", "body", "year", "period", "span_from", "kind", "indicator", "category", "authority",
    "counted", "count", "count_to", "of", "of_basis", "percent", "percent_to", "value", "qualifier",
    "comparator", "as_of", "as_printed", "change_printed", "change_unit", "change_against", "conflict",
    "preferred", "source", "confidence", "note",
)  # fmt: skip

# What changed from release to release; a folder whose first release this is needs no such table.
CHANGE_COLUMNS = ("release", "since", "change", "id", "old", "new", "reason")
CHANGES = ("new", "revised", "withdrawn")

# The tables beside the observations: file stem -> (columns, columns of the key).
SIDE_TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "provinces": (
        ("province", "name_vi", "name_en", "kind", "region", "region_en", "successor", "successor_from",
         "gso_code", "note", "parent"),
        ("province",),
    ),
    "provinces_2025": (("province", "name_vi", "name_en", "kind", "members"), ("province",)),
    "bodies": (("body", "name_vi", "name_en", "short_vi", "short_en", "kinds"), ("body",)),
    "domains": (("domain", "name_vi", "name_en", "order", "section"), ("domain",)),
    "indicators": (
        ("indicator", "category", "domain", "order", "indicator_vi", "indicator_en", "category_vi",
         "category_en", "label_vi", "label_en", "unit", "unit_vi", "unit_en", "polarity", "timing",
         "part_of", "measure", "scale_min", "scale_max", "classes", "per", "per_factor", "lead",
         "by_authority"),
        ("indicator", "category"),
    ),
    "tiers": (("indicator", "tier", "order", "name_vi", "name_en"), ("indicator", "tier")),
    "ceilings": (
        ("indicator", "category", "of_category", "percent", "effective_from", "effective_to", "source_url"),
        ("indicator", "category", "effective_from"),
    ),
    "bases": (("of_basis", "role", "name_vi", "name_en", "stock", "authority"), ("of_basis",)),
    "sources": (("id", "publisher", "published", "title", "url", "kind", "note"), ("id",)),
    "breaks": (
        ("id", "provinces", "bodies", "indicators", "effective_from", "effective_to", "title_vi", "title_en",
         "what_changed_vi", "what_changed_en", "source_url", "confidence", "severity"),
        ("id",),
    ),
    "glossary": (("term_vi", "term_en", "definition_en", "source_url"), ("term_vi",)),
}  # fmt: skip

# Columns, and a table, that came later: a folder that lacks them is read as if they were empty.
LATER_COLUMNS: Mapping[str, frozenset[str]] = {
    "observations": frozenset({"value"}),
    "provinces": frozenset({"parent"}),
    "bodies": frozenset({"kinds"}),
    "domains": frozenset({"section"}),
    "indicators": frozenset(
        {"measure", "scale_min", "scale_max", "classes", "per", "per_factor", "lead", "by_authority"}
    ),
    "bases": frozenset({"stock", "authority"}),
}
LATER_TABLES = frozenset({"ceilings", "tiers"})

BASIS_ROLES = ("part", "plan", "growth")

# The columns whose numbers stand in ``as_printed``; a base may be printed elsewhere on the page.
PRINTED_COLUMNS = ("count", "count_to", "percent", "percent_to", "value")

# First and last day of a period within its year.
PERIOD_DAYS: Mapping[str, tuple[str, str]] = {
    "FY": ("01-01", "12-31"), "YTD": ("01-01", "12-31"), "H1": ("01-01", "06-30"), "9M": ("01-01", "09-30"),
    "Q1": ("01-01", "03-31"), "Q2": ("04-01", "06-30"), "Q3": ("07-01", "09-30"), "Q4": ("10-01", "12-31"),
}  # fmt: skip

# [0-9], not \d, which matches the digits of other scripts, too; as long as 64 bits hold exactly.
_INTEGER = r"^([0-9]{1,15})?$"
_NOT_ZERO = r"^(?!0+$)"
_DECIMAL = r"^(-?[0-9]{1,12}(\.[0-9]{1,6})?)?$"
_ORDER = r"^[0-9]{1,6}$"
_YEAR = r"^(19[3-9][0-9]|20[0-9]{2})$"
_CODE = r"^[a-z0-9](?!.*--)[a-z0-9_-]{0,62}[a-z0-9]$|^[a-z0-9]$"
_SOURCE = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"
_VALUE = r"^(-?[0-9]{1,15}(\.[0-9]{1,6})?|[a-z][a-z0-9_-]{0,63})?$"
_DIGITS = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_VALUE_DIGITS = _DIGITS.pattern
_PAIR = r"^([a-z0-9_-]+/[a-z0-9_-]+)?$"
_PUBLISHED = rf"^({_YEAR[1:-1]}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$"
_AGAINST = r"^((19|20)[0-9]{2}-(FY|H1|9M|Q[1-4]|YTD|TERM))?$"
_CONFLICT = r"^(c[0-9]{2})?$"
# Province, body, year, period (with the first year or the day), kind, indicator, category, authority, source.
_ID = (
    rf"^$|^[^/@]+/[^/@]+/(19|20)[0-9]{{2}}/({'|'.join(PERIODS)})(-[0-9-]+)?"
    rf"/({'|'.join(KINDS)})/[^/@]+/[^/@]+(/({'|'.join(AUTHORITIES[1:])}))?(@[^/@]+)?$"
)
# 07/07/2024, 2024-07-07, 7-Jul, 07-Thg7: no source prints a figure like that, spreadsheets make them.
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg)"
_NO_DATE = rf"(?i)^(?!([0-9]{{1,4}}[-/]){{2}}[0-9]{{2,4}}$|[0-9]{{1,2}}-{_MONTH}[\w-]*$)"

# code -> remedy; {value} is the cell as it stands in the file.
REMEDIES: Mapping[str, str] = {
    "not-an-integer": "{value!r} is not a whole number; write digits only, without separators",
    "not-a-number": "{value!r} is not a number; write digits without separators, with a decimal point "
    "(a decimal comma only in a file with semicolons)",
    "not-a-year": "{value!r} is not a year; write four digits such as 2023",
    "not-a-date": "{value!r} is not a date; write YYYY-MM-DD, such as 2023-12-31",
    "unknown-province": "{value!r} is not in provinces.csv; use its slug, or add the province there",
    "unknown-body": "{value!r} is not in bodies.csv; use one of its codes",
    "unknown-period": "{value!r} is not a period; use one of " + " ".join(PERIODS),
    "unknown-kind": "{value!r} is not a kind; write actual or target",
    "unknown-authority": "{value!r} is not an authority; write all, committees, commissions or nothing",
    "unknown-counting": "{value!r} is not a way of counting; write turns or leave it empty",
    "unknown-qualifier": "{value!r} is not a qualifier; use one of " + " ".join(QUALIFIERS),
    "unknown-comparator": "{value!r} is not a comparator; use one of ge gt le lt eq range, or leave it empty",
    "unknown-basis": "{value!r} is not in bases.csv; use one of its codes, or add the basis there",
    "unknown-source": "{value!r} is not in sources.csv; add the source there first",
    "unknown-confidence": "{value!r} is not a confidence; write high or medium",
    "unknown-change-unit": "{value!r} is not a unit of change; write count, percent or percent_of",
    "unknown-preference": "{value!r} is not a preference; write yes, no or leave it empty",
    "unknown-value": "{value!r} is not allowed here",
    "not-a-figure-id": "{value!r} is no figure's id (PROVINCE/BODY/YEAR/PERIOD/KIND/INDICATOR/CATEGORY); "
    "have 'analysis diff OLD NEW --record' write the table",
    "not-a-conflict-id": "{value!r} is not a conflict id; write c and two digits, such as c01",
    "not-a-period-of-change": "{value!r} is not what a change is against; write YEAR-PERIOD, such as 2022-Q1",
    "unknown-indicator": "{value!r} is not in indicators.csv; use one of its pairs, or add it there",
    "wrong-file": "{value!r} belongs into another file: see the column domain of indicators.csv",
    "no-figure": "the row has no count, percent or value; a figure that was not printed gets no row",
    "not-of-this-measure": "{value!r} is not how this measure is written: counts stand "
    "in count, shares in percent, amounts, scores, ranks and tiers in value",
    "off-the-scale": "{value!r} lies outside the scale of this indicator (scale_min, scale_max)",
    "no-place": "{value!r} is no place: a rank is a whole number from 1 to the number of those ranked",
    "unknown-tier": "{value!r} is not a tier of this indicator in tiers.csv; use one of its codes",
    "not-as-printed": "{value!r} is not among the numbers of as_printed; one of the two is wrong",
    "withheld-with-number": "what is withheld has no number; empty it, or correct the qualifier",
    "preference-alone": "no other row prints this figure, so none gives way to another; empty preferred",
    "change-against-later": "{value!r} is not before the period of this row",
    "not-yet-over": "{value!r} is after the release of the data; no result can be of that year",
    "date-outside-period": "{value!r} is not a day of the period that the figure is about",
    "note-missing": "the source {value!r} appeared before the year was over; say why in note",
    "same-name": "{value!r} is the name of another unit of the same kind and parent; tell them apart",
    "not-a-slug": "{value!r} is no code: small letters without marks, digits and single hyphens",
    "not-classes": "{value!r} says no classes; write one number, such as 2, or two with a hyphen: 1-3",
    "printed-missing": "as_printed is empty; copy the bare figure as the source prints it",
    "base-without-meaning": "of or percent is filled, so of_basis must say what it is printed against",
    "basis-without-base": "of_basis is filled but neither of nor percent is; empty it or fill the base",
    "base-of-zero": "{value!r} cannot be a base: nothing is a part of zero; empty of and of_basis",
    "part-exceeds-base": "count is greater than of, and the basis is not a plan; check the two numbers",
    "share-out-of-range": "{value!r} is no share: it lies outside 0 to 100, and the basis is not a plan",
    "target-without-comparator": "a target needs a comparator (ge gt le lt eq range)",
    "comparator-without-target": "only a target has a comparator; empty it",
    "range-without-end": "a range needs its upper end in count_to or percent_to, above the lower one",
    "end-without-range": "count_to and percent_to belong to a comparator of range",
    "term-without-start": "TERM needs the first year in span_from, before the year",
    "start-without-term": "span_from belongs to TERM only; empty it",
    "date-without-need": "as_of belongs to stocks and to YTD rows, and lies in or near the year it is about",
    "change-incomplete": "change_printed, change_unit and change_against go together",
    "national-mismatch": "body national belongs to province viet-nam, and only to it",
    "duplicate-figure": "the same source prints this figure in another row already; keep one",
    "preference-missing": "two sources print this figure; mark exactly one of the rows with preferred = yes",
    "unknown-reference": "{value!r} is not in the table that this column refers to; correct or add it",
    "duplicate-key": "{value!r} stands in the table already; keep one",
    "missing-value": "the cell is empty; fill it",
    "two-readings": "{value!r} can be read in two ways in a file with semicolons; write a decimal comma",
    "became-a-date": "{value!r} is what a spreadsheet makes of a figure such as 7/7; make the column text",
    "not-a-code": "{value!r} is not a two-digit code; a spreadsheet drops leading zeros unless it is text",
    "no-letter": "{value!r} holds a character that cannot be shown; type it anew without it",
    "too-long": "{value!r} is too long for a table; shorten it to 52 characters",
    "no-web-address": "{value!r} is no web address; write http:// or https://, or leave it empty",
    "not-a-day-month-or-year": "{value!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY, or leave it empty",
    "stray-space": "the cell begins or ends with a space; remove it",
}


@dataclass(frozen=True)
class Vocabulary:
    """The codes that observations may use, read from the side tables.

    Attributes
    ----------
    provinces, bodies, bases, sources : frozenset of str
        Codes of the four tables.
    parts : frozenset of str
        Bases that a count is a part of, so that it cannot exceed them.
    pairs : mapping of (indicator, category) to domain
        Which file a figure lives in.
    dated : frozenset of (indicator, category)
        Figures taken at a moment, which may carry ``as_of``.
    measures : mapping of (indicator, category) to str
        What kind of figure each is.
    scales : mapping of (indicator, category) to (str, str)
        Ends of the scales of scores.
    tiers : frozenset of (indicator, tier)
        The printed classes.
    published : mapping of str to str
        When each source appeared.
    released : datetime.date
        Day of the data; no result is of a later year.
    """

    provinces: frozenset[str]
    bodies: frozenset[str]
    bases: frozenset[str]
    parts: frozenset[str]
    sources: frozenset[str]
    pairs: Mapping[tuple[str, str], str]
    dated: frozenset[tuple[str, str]]
    measures: Mapping[tuple[str, str], str]
    scales: Mapping[tuple[str, str], tuple[str, str]]
    tiers: frozenset[tuple[str, str]]
    published: Mapping[str, str]
    released: date


def _matches(pattern: str, code: str) -> pa.Check:
    return pa.Check.str_matches(pattern, error=code)


def _is_date() -> pa.Check:
    """Empty, or a day that the calendar has: 2023-02-30 looks like one."""

    def valid(text: str) -> bool:
        try:
            return not text or bool(re.fullmatch(r"[0-9-]{10}", text) and date.fromisoformat(text))
        except ValueError:
            return False

    return pa.Check(lambda column: column.map(valid), error="not-a-date")


def _among(values: Iterable[str], code: str) -> pa.Check:
    return pa.Check.isin(sorted(values), error=code)


def _row(column: str, code: str, valid: Callable[[pd.DataFrame], "pd.Series[bool]"]) -> pa.Check:
    """A check over whole rows; ``column`` is where the fault is reported."""
    return pa.Check(valid, error=f"{column}|{code}")


def _number(column: "pd.Series[str]") -> "pd.Series[float]":
    return pd.to_numeric(column, errors="coerce").astype("float64")


def observation_schema(vocabulary: Vocabulary) -> pa.DataFrameSchema:
    """Schema of the domain files, over their raw text put together, with the ``domain`` of each row's file.

    Parameters
    ----------
    vocabulary : Vocabulary
        The codes that may be used.

    Returns
    -------
    pandera.DataFrameSchema
        Validate with ``lazy=True`` to get all failures at once.
    """
    text = {name: pa.Column(str) for name in OBSERVATION_COLUMNS}
    checks: dict[str, pa.Check | list[pa.Check]] = {
        "province": _among(vocabulary.provinces, "unknown-province"),
        "body": _among(vocabulary.bodies, "unknown-body"),
        "year": _matches(_YEAR, "not-a-year"),
        "period": _among(PERIODS, "unknown-period"),
        "span_from": _matches(rf"^$|{_YEAR}", "not-a-year"),
        "kind": _among(KINDS, "unknown-kind"),
        "authority": _among(AUTHORITIES, "unknown-authority"),
        "counted": _among(COUNTINGS, "unknown-counting"),
        "count": _matches(_INTEGER, "not-an-integer"),
        "count_to": _matches(_INTEGER, "not-an-integer"),
        "of": [_matches(_INTEGER, "not-an-integer"), _matches(_NOT_ZERO, "base-of-zero")],
        "of_basis": _among({"", *vocabulary.bases}, "unknown-basis"),
        "percent": _matches(_DECIMAL, "not-a-number"),
        "percent_to": _matches(_DECIMAL, "not-a-number"),
        "value": _matches(_VALUE, "not-a-number"),
        "qualifier": _among(QUALIFIERS, "unknown-qualifier"),
        "comparator": _among(COMPARATORS, "unknown-comparator"),
        "as_of": _is_date(),
        "as_printed": _matches(_NO_DATE, "became-a-date"),
        "change_printed": _matches(_DECIMAL, "not-a-number"),
        "change_unit": _among(CHANGE_UNITS, "unknown-change-unit"),
        "change_against": _matches(_AGAINST, "not-a-period-of-change"),
        "conflict": _matches(_CONFLICT, "not-a-conflict-id"),
        "preferred": _among(("", "yes", "no"), "unknown-preference"),
        "source": _among(vocabulary.sources, "unknown-source"),
        "confidence": _among(CONFIDENCES, "unknown-confidence"),
    }
    columns = {**text, **{name: pa.Column(str, check) for name, check in checks.items()}}

    def pairs(frame: pd.DataFrame) -> pd.Series:
        return pd.Series(zip(frame["indicator"], frame["category"], strict=True), index=frame.index)

    def known_pair(frame: pd.DataFrame) -> "pd.Series[bool]":
        return pairs(frame).isin(list(vocabulary.pairs))

    def right_file(frame: pd.DataFrame) -> "pd.Series[bool]":
        belongs = pairs(frame).map(lambda pair: vocabulary.pairs.get(pair, ""))
        return (belongs == "") | (belongs == frame["domain"])

    def filled(frame: pd.DataFrame, column: str) -> "pd.Series[bool]":
        return frame[column] != ""

    def part_within_base(frame: pd.DataFrame) -> "pd.Series[bool]":
        exceeds = _number(frame["count"]) > _number(frame["of"])
        return ~(exceeds & frame["of_basis"].isin(list(vocabulary.parts)))

    def share_in_range(frame: pd.DataFrame) -> "pd.Series[bool]":
        share = _number(frame["percent"])
        return ~(((share < 0) | (share > 100)) & frame["of_basis"].isin(list(vocabulary.parts)))

    def range_ends(frame: pd.DataFrame) -> "pd.Series[bool]":
        ranged = [filled(frame, name) for name in ("count_to", "percent_to")]
        upside_down = (ranged[0] & ~(_number(frame["count_to"]) > _number(frame["count"]))) | (
            ranged[1] & ~(_number(frame["percent_to"]) > _number(frame["percent"]))
        )
        return ~upside_down & ((frame["comparator"] != "range") | ranged[0] | ranged[1])

    def measures(frame: pd.DataFrame) -> pd.Series:
        return pairs(frame).map(lambda pair: vocabulary.measures.get(pair, ""))

    def counted_only(frame: pd.DataFrame) -> "pd.Series[bool]":
        return ~filled(frame, "count") | measures(frame).isin(["count", ""])

    def valued_only(frame: pd.DataFrame) -> "pd.Series[bool]":
        valued, measure = filled(frame, "value"), measures(frame)
        digits = frame["value"].str.fullmatch(_VALUE_DIGITS)
        fits = measure.isin(list(VALUED)) & ((measure == "tier") | digits)
        return ~valued | fits | (measure == "")

    def on_scale(frame: pd.DataFrame) -> "pd.Series[bool]":
        def within(pair: tuple[str, str], text: str) -> bool:
            low, high = vocabulary.scales.get(pair, ("", ""))
            value = Decimal(text)
            return (not low or Decimal(low) <= value) and (not high or value <= Decimal(high))

        scored = (measures(frame) == "score") & frame["value"].str.fullmatch(_VALUE_DIGITS)
        outside = [
            index
            for index, pair, text in zip(frame.index, pairs(frame), frame["value"], strict=True)
            if scored[index] and not within(pair, text)
        ]
        return ~frame.index.to_series().isin(outside)

    def is_place(frame: pd.DataFrame) -> "pd.Series[bool]":
        value, ranked = _number(frame["value"]), (measures(frame) == "rank") & filled(frame, "value")
        last = _number(frame["of"]).fillna(float("inf"))
        return ~ranked | ((value % 1 == 0) & (value >= 1) & (value <= last))

    def known_tier(frame: pd.DataFrame) -> "pd.Series[bool]":
        tiers = pd.Series(zip(frame["indicator"], frame["value"], strict=True), index=frame.index)
        needed = (measures(frame) == "tier") & filled(frame, "value")
        return ~needed | tiers.isin(list(vocabulary.tiers))

    def as_printed(column: str) -> Callable[[pd.DataFrame], "pd.Series[bool]"]:
        def stands(frame: pd.DataFrame) -> "pd.Series[bool]":
            return pd.Series(
                [
                    not number or not printed or not _DIGITS.fullmatch(number) or stands_in(number, printed)
                    for number, printed in zip(frame[column], frame["as_printed"], strict=True)
                ],
                index=frame.index,
            )

        return stands

    def before(frame: pd.DataFrame) -> "pd.Series[bool]":
        against = _number(frame["change_against"].str.slice(0, 4))
        later = (against > _number(frame["year"])) | (
            frame["change_against"] == frame["year"] + "-" + frame["period"]
        )
        return ~later

    def over(frame: pd.DataFrame) -> "pd.Series[bool]":
        # A release without a day is a fault of its own.
        last = vocabulary.released.year if vocabulary.released > date.min else date.max.year
        return (frame["kind"] != "actual") | ~(_number(frame["year"]) > last)

    def dated_within(frame: pd.DataFrame) -> "pd.Series[bool]":
        # Years that are no years, periods that are none and dates that are none have faults of their own.
        day = frame["as_of"].str.slice(5)
        ends = frame["period"].map(PERIOD_DAYS)
        first, last = ends.str[0], ends.str[1]
        this_year = frame["as_of"].str.slice(0, 4) == frame["year"]
        inside = this_year & (first <= day) & (day <= last)
        return (frame["as_of"] == "") | (frame["period"] == "TERM") | ends.isna() | inside

    def explained(frame: pd.DataFrame) -> "pd.Series[bool]":
        appeared = frame["source"].map(vocabulary.published).fillna("")
        early = (appeared.str.len() >= 7) & (appeared < frame["year"] + "-12-31")
        whole = (frame["kind"] == "actual") & (frame["period"] == "FY") & (frame["as_of"] == "")
        return ~(early & whole) | filled(frame, "note")

    def term_start(frame: pd.DataFrame) -> "pd.Series[bool]":
        return (frame["period"] != "TERM") | (_number(frame["span_from"]) < _number(frame["year"]))

    def dated_rightly(frame: pd.DataFrame) -> "pd.Series[bool]":
        dated = filled(frame, "as_of")
        stock = pairs(frame).isin(list(vocabulary.dated))
        near = (_number(frame["as_of"].str.slice(0, 4)) - _number(frame["year"])).abs() <= 1
        cut_off = frame["period"].isin(["YTD", "Q4"])
        return ~dated | ((stock | cut_off) & near)

    def change_complete(frame: pd.DataFrame) -> "pd.Series[bool]":
        parts = [filled(frame, name) for name in ("change_printed", "change_unit", "change_against")]
        return (parts[0] == parts[1]) & (parts[1] == parts[2])

    return pa.DataFrameSchema(
        columns,
        checks=[
            _row("category", "unknown-indicator", known_pair),
            _row("indicator", "wrong-file", right_file),
            _row(
                "count",
                "no-figure",
                lambda f: (
                    filled(f, "count")
                    | filled(f, "percent")
                    | filled(f, "value")
                    | ((f["qualifier"] == "withheld") & (f["kind"] != "target"))
                ),
            ),
            _row("as_printed", "printed-missing", lambda f: filled(f, "as_printed")),
            _row("count", "not-of-this-measure", counted_only),
            _row("value", "not-of-this-measure", valued_only),
            _row("value", "off-the-scale", on_scale),
            _row("value", "no-place", is_place),
            _row("value", "unknown-tier", known_tier),
            *(_row(name, "not-as-printed", as_printed(name)) for name in PRINTED_COLUMNS),
            _row(
                "count",
                "withheld-with-number",
                lambda f: (
                    (f["qualifier"] != "withheld")
                    | ~(filled(f, "count") | filled(f, "percent") | filled(f, "value"))
                ),
            ),
            _row("change_against", "change-against-later", before),
            _row("year", "not-yet-over", over),
            _row("as_of", "date-outside-period", dated_within),
            _row("source", "note-missing", explained),
            _row(
                "of_basis",
                "base-without-meaning",
                lambda f: filled(f, "of_basis") | ~(filled(f, "of") | filled(f, "percent")),
            ),
            _row(
                "of_basis",
                "basis-without-base",
                lambda f: ~filled(f, "of_basis") | filled(f, "of") | filled(f, "percent"),
            ),
            _row("count", "part-exceeds-base", part_within_base),
            _row("percent", "share-out-of-range", share_in_range),
            _row(
                "comparator",
                "target-without-comparator",
                lambda f: (f["kind"] != "target") | filled(f, "comparator"),
            ),
            _row(
                "comparator",
                "comparator-without-target",
                lambda f: (f["kind"] != "actual") | ~filled(f, "comparator"),
            ),
            _row("count_to", "range-without-end", range_ends),
            _row(
                "count_to",
                "end-without-range",
                lambda f: (f["comparator"] == "range") | ~(filled(f, "count_to") | filled(f, "percent_to")),
            ),
            _row("span_from", "term-without-start", term_start),
            _row(
                "span_from", "start-without-term", lambda f: (f["period"] == "TERM") | ~filled(f, "span_from")
            ),
            _row("as_of", "date-without-need", dated_rightly),
            _row("change_printed", "change-incomplete", change_complete),
            _row(
                "body",
                "national-mismatch",
                lambda f: (f["body"] == "national") == (f["province"] == "viet-nam"),
            ),
        ],
    )


def side_schema(table: str) -> pa.DataFrameSchema:
    """Schema of one of the tables beside the observations.

    Parameters
    ----------
    table : str
        A key of `SIDE_TABLES`.

    Returns
    -------
    pandera.DataFrameSchema
        Over the raw text of the file.
    """
    columns, key = SIDE_TABLES[table]
    filled = pa.Check.str_length(min_value=1, error="missing-value")
    checks: dict[str, list[pa.Check]] = {name: [filled] if name in key else [] for name in columns}
    limits = {
        ("indicators", "order"): _matches(_ORDER, "not-an-integer"),
        ("indicators", "polarity"): _among(POLARITIES, "unknown-value"),
        ("indicators", "timing"): _among(TIMINGS, "unknown-value"),
        ("domains", "order"): _matches(_ORDER, "not-an-integer"),
        ("bases", "role"): _among(BASIS_ROLES, "unknown-value"),
        ("breaks", "effective_from"): _is_date(),
        ("breaks", "effective_to"): _is_date(),
        ("breaks", "severity"): _among(SEVERITIES, "unknown-value"),
        ("provinces", "successor_from"): _is_date(),
        ("provinces", "gso_code"): _matches(r"^([0-9]{2,6})?$", "not-a-code"),
        ("indicators", "measure"): _among(MEASURES, "unknown-value"),
        ("indicators", "scale_min"): _matches(_DECIMAL, "not-a-number"),
        ("indicators", "scale_max"): _matches(_DECIMAL, "not-a-number"),
        ("indicators", "classes"): _matches(r"^([1-9][0-9]?(-[1-9][0-9]?)?)?$", "not-classes"),
        ("indicators", "per"): _matches(_PAIR, "unknown-reference"),
        ("indicators", "per_factor"): _matches(r"^(1|10|100|1000|10000|100000)?$", "unknown-value"),
        ("indicators", "lead"): _among(("", "yes"), "unknown-value"),
        ("indicators", "by_authority"): _among(("", "yes"), "unknown-value"),
        ("bases", "authority"): _among(AUTHORITIES, "unknown-authority"),
        ("ceilings", "percent"): _matches(_DECIMAL, "not-a-number"),
        ("ceilings", "effective_from"): _is_date(),
        ("ceilings", "effective_to"): _is_date(),
        ("bases", "stock"): _matches(_PAIR, "unknown-reference"),
        ("tiers", "order"): _matches(_ORDER, "not-an-integer"),
        ("provinces", "name_vi"): filled,
        ("provinces", "name_en"): filled,
        ("provinces_2025", "members"): filled,
        ("indicators", "unit"): filled,
        ("indicators", "label_vi"): pa.Check.str_length(max_value=52, error="too-long"),
        ("indicators", "label_en"): pa.Check.str_length(max_value=52, error="too-long"),
        ("sources", "published"): _matches(_PUBLISHED, "not-a-day-month-or-year"),
        ("sources", "url"): _matches(r"^(https?://\S+)?$", "no-web-address"),
    }
    for (name, column), check in limits.items():
        if name == table:
            checks[column].append(check)
    # Codes become names of files and parts of ids.
    for column in key:
        if table != "glossary" and column != "effective_from":
            checks[column].append(_matches(_SOURCE if table == "sources" else _CODE, "not-a-slug"))
    # A report needs a word for everything it shows, in both languages.
    for column in columns:
        if table in {"bodies", "domains", "indicators", "bases", "tiers"} and column.endswith(("_vi", "_en")):
            checks[column].append(filled)
    return pa.DataFrameSchema({name: pa.Column(str, checks[name]) for name in columns})


def changes_schema() -> pa.DataFrameSchema:
    """Schema of ``changes.csv``, over its raw text."""
    filled = pa.Check.str_length(min_value=1, error="missing-value")
    checks: dict[str, pa.Check | list[pa.Check]] = dict.fromkeys(("release", "since"), filled)
    checks["id"] = [filled, _matches(_ID, "not-a-figure-id")]
    checks["change"] = _among(CHANGES, "unknown-value")
    return pa.DataFrameSchema({name: pa.Column(str, checks.get(name)) for name in CHANGE_COLUMNS})


def faults_of(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> list[Fault]:
    """All faults of one table.

    Parameters
    ----------
    schema : pandera.DataFrameSchema
        From `observation_schema` or `side_schema`.
    frame : pandas.DataFrame
        Raw text; the columns ``file`` and ``line`` say where each row comes from.

    Returns
    -------
    list of Fault
        Empty if the table is valid.
    """
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        # A check over whole rows reports every column of a failing row; one fault a row is enough.
        failures = {
            (int(case["index"]), *_place(str(case["check"]), str(case["column"])))
            for case in errors.failure_cases.to_dict("records")
            if case["index"] is not None
        }
        rows: dict[Any, Any] = frame.to_dict("index")
        return [
            fault(rows[row]["file"], rows[row]["line"], column, code, rows[row][column])
            for row, column, code in sorted(failures)
        ]
    return []


def _place(check: str, column: str) -> tuple[str, str]:
    place, separator, code = check.partition("|")
    return (place, code) if separator else (column, check)


def fault(file: str, line: int, column: str, code: str, value: str = "") -> Fault:
    """A fault with the remedy that belongs to its code."""
    return Fault(file, line, column, code, REMEDIES[code].format(value=value))
