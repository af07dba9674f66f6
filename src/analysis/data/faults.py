"""What may be wrong with a cell, and the remedy for each."""

from collections.abc import Mapping

from analysis.data.schema import PERIODS, QUALIFIERS
from analysis.errors import Fault

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


def fault(file: str, line: int, column: str, code: str, value: str = "") -> Fault:
    """A fault with the remedy that belongs to its code."""
    return Fault(file, line, column, code, REMEDIES[code].format(value=value))
