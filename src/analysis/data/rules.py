"""What a valid data folder looks like: rules over the raw text of each CSV, those of a column by pandera.

Everything is checked as text first, so that a fault can quote the cell as it stands in the file and
nothing is silently turned into another number. All faults of a table are found in one pass.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from analysis.data.cells import published
from analysis.data.faults import fault
from analysis.data.printed import stands_in
from analysis.data.schema import (
    AUTHORITIES,
    BASIS_ROLES,
    CHANGE_UNITS,
    CHANGES,
    COMPARATORS,
    CONFIDENCES,
    COUNTINGS,
    KINDS,
    MEANINGS,
    MEASURES,
    PERIOD_DAYS,
    PERIODS,
    POLARITIES,
    PRINTED_COLUMNS,
    QUALIFIERS,
    SEVERITIES,
    SIDE_TABLES,
    TIMINGS,
    VALUED,
    WORDY_TABLES,
)
from analysis.data.vocabulary import PAIR
from analysis.errors import Fault

# [0-9], not \d, which matches the digits of other scripts, too; as long as 64 bits hold exactly.
_INTEGER = r"^([0-9]{1,15})?$"
_NOT_ZERO = r"^(?!0+$)"
_DECIMAL = r"^(-?[0-9]{1,12}(\.[0-9]{1,6})?)?$"
_ORDER = r"^[0-9]{1,6}$"
_PLACE = r"^[0-9]{1,2}$"
_YEAR = r"^(19[3-9][0-9]|20[0-9]{2})$"
_CODE = r"^[a-z0-9](?!.*--)[a-z0-9_-]{0,62}[a-z0-9]$|^[a-z0-9]$"
_SOURCE = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"
_VALUE = r"^(-?[0-9]{1,15}(\.[0-9]{1,6})?|[a-z][a-z0-9_-]{0,63})?$"
_DIGITS = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FRACTION = re.compile(r".*[0-9]/[0-9].*", re.DOTALL)
_PAIR = r"^([a-z0-9_-]+/[a-z0-9_-]+)?$"
_WEB_ADDRESS = r"^(https?://\S+)?$"
# Years to come are told as such, not as no date.
_PUBLISHED = r"^((19[3-9][0-9]|[2-9][0-9]{3})(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$"
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


class Cells:
    """The rows of a table for the rules over them: what several rules ask of a column is worked out once.

    Parameters
    ----------
    frame : pandas.DataFrame
        Raw text.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self.index = frame.index
        self._known: dict[tuple[str, str], Any] = {}

    def _once(self, what: str, column: str, found: Callable[[], Any]) -> Any:
        if (what, column) not in self._known:
            self._known[what, column] = found()
        return self._known[what, column]

    def __getitem__(self, column: str) -> "pd.Series[str]":
        """The cells of a column; plain objects are compared several times as fast as pandas' own text."""
        return self._once("cells", column, lambda: self._frame[column].astype(object))  # type: ignore[no-any-return]

    def _values(self, column: str) -> tuple[Any, Any]:
        """Which of its different values each cell of a column is, and those values."""

        def found() -> tuple[Any, Any]:
            cells = self["indicator"] + "/" + self["category"] if column == PAIR else self[column]
            return pd.factorize(cells)

        return self._once("values", column, found)  # type: ignore[no-any-return]

    def _each(self, column: str, told: Any) -> pd.Series:
        """What is told of each value, cell by cell."""
        return pd.Series(np.asarray(told)[self._values(column)[0]], index=self.index)

    def filled(self, column: str, *others: str) -> "pd.Series[bool]":
        """Whether there is something in a cell, or in one of several."""
        own = self._once("filled", column, lambda: self[column] != "")
        return own | self.filled(*others) if others else own  # type: ignore[no-any-return]

    def number(self, column: str) -> "pd.Series[float]":
        """The numbers of a column; none where there is no number."""

        def found() -> pd.Series:
            texts = pd.Series(self._values(column)[1], dtype=object)
            return self._each(column, pd.to_numeric(texts, errors="coerce").to_numpy(dtype="float64"))

        return self._once("number", column, found)  # type: ignore[no-any-return]

    def matches(self, column: str, pattern: re.Pattern[str]) -> "pd.Series[bool]":
        """Whether a pattern is all of a cell."""
        return self._each(column, [bool(pattern.fullmatch(text)) for text in self._values(column)[1]])

    def looked_up(self, column: str, known: Mapping[str, str]) -> "pd.Series[str]":
        """What a table says of each cell; nothing for those that it lacks."""
        told = [known.get(text, "") for text in self._values(column)[1]]
        return self._each(column, np.array(told, dtype=object))


@dataclass(frozen=True)
class RowRule:
    """A rule over whole rows; ``column`` is where the fault is reported."""

    column: str
    code: str
    valid: Callable[[Cells], "pd.Series[bool]"]


_row = RowRule


@dataclass(frozen=True)
class Rules:
    """What a table must be like: checks of pandera by column, and rules over whole rows.

    A column is checked value by value, and each of its values once: most stand in hundreds of rows.
    """

    columns: Mapping[str, Sequence[pa.Check]]
    rows: tuple[RowRule, ...] = ()


def _number(column: "pd.Series[str]") -> "pd.Series[float]":
    # Most cells are empty, and those that are not are few different ones.
    codes, texts = pd.factorize(column)
    values = pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce").to_numpy(dtype="float64")
    return pd.Series(values[codes], index=column.index)


def observation_rules(vocabulary: Vocabulary) -> Rules:
    """Rules of the domain files, over their raw text put together, with the ``domain`` of each row's file.

    Parameters
    ----------
    vocabulary : Vocabulary
        The codes that may be used.
    """
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
    columns = {name: check if isinstance(check, list) else [check] for name, check in checks.items()}
    numbers, based = ("count", "percent", "value"), ("of", "percent")
    joined = {f"{indicator}/{category}": (indicator, category) for indicator, category in vocabulary.pairs}

    def by_pair(frame: Cells, known: Mapping[tuple[str, str], str]) -> pd.Series:
        return frame.looked_up(PAIR, {text: known.get(pair, "") for text, pair in joined.items()})

    def known_pair(frame: Cells) -> "pd.Series[bool]":
        return by_pair(frame, vocabulary.pairs) != ""

    def right_file(frame: Cells) -> "pd.Series[bool]":
        belongs = by_pair(frame, vocabulary.pairs)
        return (belongs == "") | (belongs == frame["domain"])

    def some_figure(frame: Cells) -> "pd.Series[bool]":
        return frame.filled(*numbers) | ((frame["qualifier"] == "withheld") & (frame["kind"] != "target"))

    def withheld_bare(frame: Cells) -> "pd.Series[bool]":
        return (frame["qualifier"] != "withheld") | ~frame.filled(*numbers)

    def aimed(frame: Cells) -> "pd.Series[bool]":
        return (frame["kind"] != "target") | frame.filled("comparator")

    def reached(frame: Cells) -> "pd.Series[bool]":
        return (frame["kind"] != "actual") | ~frame.filled("comparator")

    def open_end(frame: Cells) -> "pd.Series[bool]":
        return (frame["comparator"] == "range") | ~frame.filled("count_to", "percent_to")

    def national(frame: Cells) -> "pd.Series[bool]":
        return (frame["body"] == "national") == (frame["province"] == "viet-nam")

    def part_within_base(frame: Cells) -> "pd.Series[bool]":
        exceeds = frame.number("count") > frame.number("of")
        return ~(exceeds & frame["of_basis"].isin(list(vocabulary.parts)))

    def share_in_range(frame: Cells) -> "pd.Series[bool]":
        share = frame.number("percent")
        return ~(((share < 0) | (share > 100)) & frame["of_basis"].isin(list(vocabulary.parts)))

    def range_ends(frame: Cells) -> "pd.Series[bool]":
        ranged = [frame.filled(name) for name in ("count_to", "percent_to")]
        upside_down = (ranged[0] & ~(frame.number("count_to") > frame.number("count"))) | (
            ranged[1] & ~(frame.number("percent_to") > frame.number("percent"))
        )
        return ~upside_down & ((frame["comparator"] != "range") | ranged[0] | ranged[1])

    def measures(frame: Cells) -> pd.Series:
        return by_pair(frame, vocabulary.measures)

    def counted_only(frame: Cells) -> "pd.Series[bool]":
        return ~frame.filled("count") | measures(frame).isin(["count", ""])

    def valued_only(frame: Cells) -> "pd.Series[bool]":
        valued, measure = frame.filled("value"), measures(frame)
        digits = frame.matches("value", _DIGITS)
        fits = measure.isin(list(VALUED)) & ((measure == "tier") | digits)
        return ~valued | fits | (measure == "")

    def on_scale(frame: Cells) -> "pd.Series[bool]":
        value = frame.number("value")
        low, high = (
            _number(by_pair(frame, {pair: ends[end] for pair, ends in vocabulary.scales.items()}))
            for end in (0, 1)
        )
        return (measures(frame) != "score") | ~((value < low) | (value > high))

    def is_place(frame: Cells) -> "pd.Series[bool]":
        value, ranked = frame.number("value"), (measures(frame) == "rank") & frame.filled("value")
        last = frame.number("of").fillna(float("inf"))
        return ~ranked | ((value % 1 == 0) & (value >= 1) & (value <= last))

    def known_tier(frame: Cells) -> "pd.Series[bool]":
        needed = (measures(frame) == "tier") & frame.filled("value")
        tiers = zip(frame["indicator"][needed], frame["value"][needed], strict=True)
        fine = pd.Series(True, index=frame.index)
        fine[needed] = np.array([tier in vocabulary.tiers for tier in tiers], dtype=bool)
        return fine

    def as_printed(column: str) -> Callable[[Cells], "pd.Series[bool]"]:
        def stands(frame: Cells) -> "pd.Series[bool]":
            fine = pd.Series(True, index=frame.index)
            differs = (
                frame.filled(column) & (frame[column] != frame["as_printed"]) & frame.filled("as_printed")
            )
            pairs = list(zip(frame[column][differs], frame["as_printed"][differs], strict=True))
            told = {
                (number, printed): not _DIGITS.fullmatch(number) or stands_in(number, printed)
                for number, printed in {*pairs}
            }
            fine[differs] = np.array([told[pair] for pair in pairs], dtype=bool)
            return fine

        return stands

    def base_as_printed(frame: Cells) -> "pd.Series[bool]":
        # A base may be printed elsewhere on the page; beside its part it is that of the fraction.
        fraction = frame.filled("of") & frame.matches("as_printed", _FRACTION)
        fine = pd.Series(True, index=frame.index)
        pairs = zip(frame["of"][fraction], frame["as_printed"][fraction], strict=True)
        told = [not of.isdecimal() or stands_in(of, printed) for of, printed in pairs]
        fine[fraction] = np.array(told, dtype=bool)
        return fine

    def before(frame: Cells) -> "pd.Series[bool]":
        against = _number(frame["change_against"].str.slice(0, 4))
        later = (against > frame.number("year")) | (
            frame["change_against"] == frame["year"] + "-" + frame["period"]
        )
        return ~later

    def over(frame: Cells) -> "pd.Series[bool]":
        # A release without a day is a fault of its own.
        last = vocabulary.released.year if vocabulary.released > date.min else date.max.year
        return (frame["kind"] != "actual") | ~(frame.number("year") > last)

    def dated_within(frame: Cells) -> "pd.Series[bool]":
        # Years that are no years, periods that are none and dates that are none have faults of their own.
        day = frame["as_of"].str.slice(5)
        known = frame["period"].isin(list(PERIOD_DAYS))
        first, last = (
            frame["period"]
            .map({period: days[end] for period, days in PERIOD_DAYS.items()})
            .fillna("")
            .astype(str)
            for end in (0, 1)
        )
        this_year = frame["as_of"].str.slice(0, 4) == frame["year"]
        inside = this_year & (first <= day) & (day <= last)
        return (frame["as_of"] == "") | (frame["period"] == "TERM") | ~known | inside

    def explained(frame: Cells) -> "pd.Series[bool]":
        appeared = frame.looked_up("source", vocabulary.published)
        early = (appeared.str.len() >= 7) & (appeared < frame["year"] + "-12-31")
        whole = (frame["kind"] == "actual") & (frame["period"] == "FY") & (frame["as_of"] == "")
        return ~(early & whole) | frame.filled("note")

    def term_start(frame: Cells) -> "pd.Series[bool]":
        return (frame["period"] != "TERM") | (frame.number("span_from") < frame.number("year"))

    def dated_rightly(frame: Cells) -> "pd.Series[bool]":
        dated = frame.filled("as_of")
        stock = by_pair(frame, dict.fromkeys(vocabulary.dated, "yes")) == "yes"
        near = (_number(frame["as_of"].str.slice(0, 4)) - frame.number("year")).abs() <= 1
        cut_off = frame["period"].isin(["YTD", "Q4"])
        return ~dated | ((stock | cut_off) & near)

    def change_complete(frame: Cells) -> "pd.Series[bool]":
        parts = [frame.filled(name) for name in ("change_printed", "change_unit", "change_against")]
        return (parts[0] == parts[1]) & (parts[1] == parts[2])

    return Rules(
        columns,
        (
            _row("category", "unknown-indicator", known_pair),
            _row("indicator", "wrong-file", right_file),
            _row("count", "no-figure", some_figure),
            _row("as_printed", "printed-missing", lambda f: f.filled("as_printed")),
            _row("count", "not-of-this-measure", counted_only),
            _row("value", "not-of-this-measure", valued_only),
            _row("value", "off-the-scale", on_scale),
            _row("value", "no-place", is_place),
            _row("value", "unknown-tier", known_tier),
            *(_row(name, "not-as-printed", as_printed(name)) for name in PRINTED_COLUMNS),
            _row("of", "not-as-printed", base_as_printed),
            _row("count", "withheld-with-number", withheld_bare),
            _row("change_against", "change-against-later", before),
            _row("year", "not-yet-over", over),
            _row("as_of", "date-outside-period", dated_within),
            _row("source", "note-missing", explained),
            _row("of_basis", "base-without-meaning", lambda f: f.filled("of_basis") | ~f.filled(*based)),
            _row("of_basis", "basis-without-base", lambda f: ~f.filled("of_basis") | f.filled(*based)),
            _row("count", "part-exceeds-base", part_within_base),
            _row("percent", "share-out-of-range", share_in_range),
            _row("comparator", "target-without-comparator", aimed),
            _row("comparator", "comparator-without-target", reached),
            _row("count_to", "range-without-end", range_ends),
            _row("count_to", "end-without-range", open_end),
            _row("span_from", "term-without-start", term_start),
            _row(
                "span_from", "start-without-term", lambda f: (f["period"] == "TERM") | ~f.filled("span_from")
            ),
            _row("as_of", "date-without-need", dated_rightly),
            _row("change_printed", "change-incomplete", change_complete),
            _row("body", "national-mismatch", national),
        ),
    )


_WORDED = {"bodies", "domains", "indicators", "bases", "tiers", "conflicts"}


def side_rules(table: str) -> Rules:
    """Rules of one of the tables beside the observations.

    Parameters
    ----------
    table : str
        A key of `SIDE_TABLES`.

    Returns
    -------
    Rules
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
        ("synonyms", "lang"): _among(("vi", "en"), "unknown-value"),
        ("synonyms", "column"): _among(MEANINGS, "unknown-value"),
        ("traces", "id"): _matches(_ID, "not-a-figure-id"),
        ("traces", "offset"): _matches(r"^[0-9]{1,9}$", "not-an-integer"),
        ("traces", "seen"): _is_date(),
        ("bases", "authority"): _among(AUTHORITIES, "unknown-authority"),
        ("ceilings", "percent"): _matches(_DECIMAL, "not-a-number"),
        ("ceilings", "effective_from"): _is_date(),
        ("ceilings", "effective_to"): _is_date(),
        ("bases", "stock"): _matches(_PAIR, "unknown-reference"),
        ("tiers", "order"): _matches(_ORDER, "not-an-integer"),
        ("tiles", "column"): _matches(_PLACE, "not-an-integer"),
        ("tiles", "row"): _matches(_PLACE, "not-an-integer"),
        ("provinces", "name_vi"): filled,
        ("provinces", "name_en"): filled,
        ("provinces_2025", "members"): filled,
        ("indicators", "unit"): filled,
        ("indicators", "label_vi"): pa.Check.str_length(max_value=52, error="too-long"),
        ("indicators", "label_en"): pa.Check.str_length(max_value=52, error="too-long"),
        ("sources", "published"): _matches(_PUBLISHED, "not-a-day-month-or-year"),
        ("sources", "url"): _matches(_WEB_ADDRESS, "no-web-address"),
    }
    for (name, column), check in limits.items():
        if name == table:
            checks[column].append(check)
    if "source_url" in columns:
        checks["source_url"].append(_matches(_WEB_ADDRESS, "no-web-address"))
    if table == "ceilings":  # a share without a number, or of nothing, rules nothing
        for column in ("of_category", "percent", "source_url"):
            checks[column].append(filled)
    # Codes become names of files and parts of ids.
    for column in key:
        if table not in WORDY_TABLES and column != "effective_from":
            checks[column].append(_matches(_SOURCE if table == "sources" else _CODE, "not-a-slug"))
    # A report needs a word for everything it shows, in both languages.
    for column in columns:
        if table in _WORDED and column.endswith(("_vi", "_en")):
            checks[column].append(filled)
    return Rules(checks)


def changes_rules() -> Rules:
    """Rules of ``changes.csv``, over its raw text."""
    filled = pa.Check.str_length(min_value=1, error="missing-value")
    identity = [filled, _matches(_ID, "not-a-figure-id")]
    change = [_among(CHANGES, "unknown-value")]
    return Rules({"release": [filled], "since": [filled], "id": identity, "change": change})


def faults_of(rules: Rules, frame: pd.DataFrame) -> list[Fault]:
    """All faults of one table.

    Parameters
    ----------
    rules : Rules
        From `observation_rules`, `side_rules` or `changes_rules`.
    frame : pandas.DataFrame
        Raw text; the columns ``file`` and ``line`` say where each row comes from.

    Returns
    -------
    list of Fault
        Empty if the table is valid.
    """
    found: set[tuple[Hashable, str, str]] = set()
    for column, checks in rules.columns.items():
        codes: dict[str, list[str]] = {}
        for value, code in _denied(frame[column], checks):
            codes.setdefault(value, []).append(code)
        denied = frame[column][frame[column].isin(codes)] if codes else frame[column][:0]
        found |= {(row, column, code) for row, value in denied.items() for code in codes[value]}
    cells = Cells(frame)
    for rule in rules.rows:
        found |= {(row, rule.column, rule.code) for row in frame.index[~rule.valid(cells).to_numpy(bool)]}
    faulty = frame.loc[list({row for row, _, _ in found})]
    where = dict(zip(faulty.index, faulty.to_dict("records"), strict=True))
    return [
        fault(
            where[row]["file"], int(where[row]["line"]), column, code, where[row][column],
            **_meant(code, where[row][column]),
        )
        for row, column, code in sorted(found, key=str)
    ]  # fmt: skip


def _meant(code: str, value: str) -> dict[str, str]:
    """What a day was probably meant to be."""
    if code not in ("not-a-date", "not-a-day-month-or-year"):
        return {}
    return {"meant": published(value).values.get("meant", "")}


def _denied(column: "pd.Series[str]", checks: Sequence[pa.Check]) -> Iterator[tuple[str, str]]:
    """The values of a column that a check denies, with its code."""
    if not checks or column.empty:
        return
    values = pd.Series(pd.factorize(column)[1], dtype=str)
    for check in checks:
        # Without a schema around it: that takes longer than all the checks.
        result = check(values)
        if not result.check_passed:
            yield from ((value, str(check.error)) for value in values[~result.check_output])
