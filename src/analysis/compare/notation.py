"""How one figure is written for the reader: number, base, percentage, qualifier.

The rules that keep a figure honest when it is written down live here: a rounded figure says so, a
percentage stands beside its base, and below ten there are counts, not percentages.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from analysis.compare.derived import interval as ends_of
from analysis.compare.rows import (
    as_text,
    authority_unsaid,
    decimals,
    denied as denied,
    disputed,
    main_value,
    own_unit,
    small as small,
)
from analysis.compare.targets import spans_a_term
from analysis.data import Catalog, Row, missing, whole_term
from analysis.page import Run, Words, number


def present(value: object) -> bool:
    """Whether a cell of a frame holds a value."""
    return not missing(value)


def count(row: Row, words: Words, catalog: Catalog) -> str:
    """The count with its qualifier, comparator and range end; empty if there is none.

    Parameters
    ----------
    row : dict
        A row of `compare.measures`.
    words : Words
    catalog : Catalog

    Returns
    -------
    str
        ``209``, ``hơn 45.000``, ``140–150``, ``ít nhất 1``, ``5.100 lượt``.
    """
    if not present(row["count"]):
        return ""
    text = words.integer(int(row["count"]))
    if present(row["count_to"]):
        text = f"{text}–{words.integer(int(row['count_to']))}"
    if row["counted"] == "turns":
        text = words.text("turns", number=text)
    return _qualified(text, row, words)


def percent(row: Row, words: Words) -> str:
    """The percentage of a figure as a report shows it; empty if there is none to show.

    Worked out from both counts where the source's own does not follow from them or is missing, else
    with the decimals that the source prints.
    """
    if small(row):
        return ""
    text = row["percent_text"]
    value = row["share"] if present(row["share"]) else row["fulfilment"]
    if not present(value):
        return ""
    printed = bool(text) and not denied(row)
    if printed:
        shown = words.printed_percent(text)
        if present(row["percent_to"]):
            upper = words.printed_percent(as_text(row["percent_to"]))
            shown = f"{shown.removesuffix('%')}–{upper}"
    else:
        exact = float(value)
        shown = words.percent(exact, 0 if exact == round(exact) else 2)
    # What is worked out from "more than 500" of 600 is itself more than that; what the source prints beside
    # the count stands as it is printed.
    return shown if printed and present(row["count"]) else _qualified(shown, row, words)


def placeable(row: Row) -> bool:
    """Whether a figure has a place on an axis: a part of a very small number has none among percentages."""
    return main_value(row) is not None and not (row["measure"] != "count" and small(row))


def _qualified(text: str, row: Row, words: Words) -> str:
    if row["kind"] == "target":
        comparator = row["comparator"]
        return text if comparator in ("eq", "range") else words.text(f"comparator-{comparator}", number=text)
    return text if row["qualifier"] == "exact" else words.text(f"qualifier-{row['qualifier']}", number=text)


def base(row: Row, words: Words, catalog: Catalog) -> str:
    """What a figure is printed against: ``86 được xếp loại tốt trở lên``; empty if nothing."""
    if not row["of_basis"]:
        return ""
    name = catalog.basis_names[row["of_basis"]][f"name_{words.lang}"]
    if present(row["of"]):
        return f"{words.integer(int(row['of']))} {name}"
    return name


def valued(row: Row, words: Words, catalog: Catalog) -> str:
    """An amount with its unit, a score, a printed place or class, as printed; empty for any other figure."""
    if not present(row["value"]):
        return ""
    meaning = catalog.indicators[row["indicator"], row["category"]]
    if meaning.measure == "tier":
        return catalog.tiers[row["indicator"], row["value_text"]].name(words.lang)
    number = words.decimal(Decimal(row["value_text"]), decimals(row["value_text"]))
    if meaning.measure == "rank":
        return words.text("rank-printed", place=number)
    if meaning.measure == "amount":
        number = f"{number} {meaning.unit_name(words.lang)}"
    return _qualified(number, row, words)


def value(row: Row, words: Words, catalog: Catalog) -> str:
    """The figure's main value: its amount, score, place or class, else the count, else the percentage."""
    if row["qualifier"] == "withheld":
        return words.text("state-withheld")
    return valued(row, words, catalog) or count(row, words, catalog) or percent(row, words)


def compared(row: Row, words: Words, catalog: Catalog) -> str:
    """The value that a figure is compared by: of a share the percentage, below ten the counts."""
    if row["qualifier"] == "withheld":
        return words.text("state-withheld")
    if row["measure"] not in ("share", "fulfilment", "rate"):
        return value(row, words, catalog)
    if shown := rate(row, words) if row["measure"] == "rate" else percent(row, words):
        return shown
    counted = count(row, words, catalog)
    # Below ten no percentage, but still not the bare count: 7 of 7 is not less than 9 of 10.
    return f"{counted}/{words.integer(int(row['of']))}" if counted and present(row["of"]) else counted


def rate(row: Row, words: Words) -> str:
    """A count on a common base: ``3,47``, or ``8,52%`` where that is a hundred; empty of small counts."""
    return "" if small(row) else amount(row["rate"], row, words)


def fraction(row: Row, words: Words) -> Run:
    """What a rate follows from, with the day of the stock: ``12/5.452 (31/12/2020)``; it states that."""
    derived = row["derived"]
    shown = f"{words.integer(int(row['count']))}/{words.integer(int(row['of']))}"
    day = f" ({words.date(date.fromisoformat(derived.day))})" if derived.day else ""
    return Run(shown + day, figure=derived.inputs[-1])


def reach(row: Row, words: Words) -> str:
    """The interval of a rate in words: ``1,26–3,84``; empty where there is none."""
    ends = interval(row)
    if ends is None:
        return ""
    percent = "%" if row["derived"].factor == 100 else ""
    return f"{words.decimal(ends[0], 2)}–{words.decimal(ends[1], 2)}{percent}"


def local_formula(formula: str, words: Words) -> str:
    """A formula with its numbers as the language writes them: 4.115 / 96,42%."""

    def local(found: re.Match[str]) -> str:
        return words.decimal(Decimal(found[0]), decimals(found[0]))

    return re.sub(r"\d+(\.\d+)?", local, formula)


def interval(row: Row) -> tuple[float, float] | None:
    """The 95% Wilson interval of a rate, in its unit; None of small counts, and where no part is counted."""
    return ends_of(row["derived"], int(row["count"]))


def amount(number: float, row: Row, words: Words, *, unit: str = "") -> str:
    """A number worked out from figures like this one, such as a median, written as they are.

    Parameters
    ----------
    number : float
    row : dict
    words : Words
    unit : str, optional
        What the number is in, where it is not what the figure is compared by: ``count``, ``points``.
    """
    unit = unit or row["measure"]
    if unit in ("share", "fulfilment", "points"):
        return words.percent(number, 0 if number == round(number) else 2)
    if unit == "rate":
        return f"{words.decimal(number, 2)}{'%' if row['derived'].factor == 100 else ''}"
    if unit in ("amount", "score"):
        return words.decimal(number, min(decimals(row["value_text"]), 3))
    if unit == "count" and number != round(number):
        return words.decimal(number, 1)
    return words.integer(round(number))


def earlier(row: Row, words: Words, catalog: Catalog) -> str:
    """The figure of the period before: a score with the decimals of its own, a class by its name."""
    text, unit = row["earlier_text"], row["change_in"]
    if row["measure"] == "tier":
        return catalog.tiers[row["indicator"], text].name(words.lang)
    if text and unit in ("", "amount", "score"):
        shown = words.decimal(Decimal(text), decimals(text))
    else:
        shown = amount(row["earlier"], row, words, unit=unit or own_unit(row))
    rounded = row["earlier_qualifier"]
    return shown if rounded == "exact" else words.text(f"qualifier-{rounded}", number=shown)


def difference(row: Row, words: Words) -> str:
    """The change of a figure with its sign, in its unit."""
    shown = words.signed(row["change"], lambda _: size(row, words))
    return words.text("change-points", number=shown) if row["change_in"] == "points" else shown


def size(row: Row, words: Words) -> str:
    """How large a change is, with no more decimals than a reader can check by subtracting what is shown."""
    if row["change_in"] in ("amount", "score"):
        fit = max(decimals(row["value_text"]), decimals(row["earlier_text"]))
        return words.decimal(abs(round(row["change"], fit)), fit)
    if row["change_in"] != "points":
        return amount(abs(row["change"]), row, words, unit=row["change_in"])
    shown = round(float(row["share"]), 2) - round(float(row["earlier"]), 2)
    fit = next((d for d in (2, 1) if round(shown, d) == round(row["change"], d)), 0)
    return words.decimal(abs(round(row["change"], fit)), fit)


def state(row: Row) -> str:
    """State of a figure that is there: ``value``, ``zero``, ``in_conflict`` or ``withheld``."""
    if row["qualifier"] == "withheld":
        return "withheld"
    if disputed(row):
        return "in_conflict"
    return "zero" if (present(row["count"]) and int(row["count"]) == 0) else "value"


def run(row: Row, text: str, *, strong: bool = False) -> Run:
    """A run that states this figure."""
    return number(
        text, figure=row["id"], strong=strong, state="derived" if row["measure"] == "rate" else None
    )


def label(row: Row, words: Words, catalog: Catalog) -> str:
    """The row label of a figure, with the authority where the source names one."""
    text = catalog.indicators[row["indicator"], row["category"]].label(words.lang)
    whose = authority(row, words)
    return words.text("label-by-authority", label=text, authority=whose) if whose else text


def authority(row: Row, words: Words) -> str:
    """By whom a figure is, or that its source does not say; empty where that is no question."""
    if row["authority"]:
        return words.text(f"authority-{row['authority']}")
    return words.text("authority-unsaid") if authority_unsaid(row) else ""


def label_of_what(row: Row, words: Words, catalog: Catalog) -> str:
    """The label of a figure with what a share is of, that it counts turns, or stands against a plan."""
    text = label(row, words, catalog)
    if row["counted"] == "turns":
        text = words.text("lineup-turns", label=text)
    if row["measure"] == "fulfilment":
        return words.text("lineup-fulfilment", label=text)
    if row["measure"] == "rate":
        return rate_label(row, words, catalog)
    if row["measure"] != "share":
        return text
    unknown = "-unknown" if row["of_basis"] == "unknown" else ""
    basis = catalog.basis_names[row["of_basis"]][f"name_{words.lang}"]
    return words.text(f"lineup-share{unknown}", label=text, basis=basis)


def rate_label(row: Row, words: Words, catalog: Catalog) -> str:
    """The label of a rate: what is counted, and per how many of what, or as a share of what."""
    return words.text("lineup-rate", label=label(row, words, catalog), per=per(row, words, catalog))


def per(row: Row, words: Words, catalog: Catalog) -> str:
    """Per how many of what a rate is told, or as a share of what: ``per 1,000 members``."""
    derived = row["derived"]
    indicator, _, category = derived.whole.partition("/")
    whole = catalog.indicators[indicator, category]
    name = whole.unit_name(words.lang)
    if whole.timing != "day":  # a part of its total
        name = whole.label(words.lang)
        proper = name.partition(" ")[2][:1].isupper()  # a name in itself: Ho Chi Minh
        name = name if proper else name[:1].lower() + name[1:]
    if derived.factor == 100:
        return words.text("rate-share", whole=name)
    return words.text("rate-per", factor=words.integer(derived.factor), unit=name)


def earlier_period(against: str, words: Words) -> str:
    """What a printed change is against (``2022-Q1``), as it stands inside a sentence."""
    year, _, name = against.partition("-")
    return words.text("inside-period", token=name, period=period(name, int(year), words))


def year_label(row: Row) -> str:
    """The year of a figure, or the years of its term: ``2023``, ``2015–2020``."""
    return (
        f"{int(row['span_from'])}–{int(row['year'])}" if present(row["span_from"]) else str(int(row["year"]))
    )


def inside_period(row: Row, words: Words) -> str:
    """The period of a figure as it stands inside a sentence: ``the first half of 2020``."""
    span = int(row["span_from"]) if present(row["span_from"]) else None
    named = period(row["period"], int(row["year"]), words, span)
    return words.text("inside-period", token=row["period"], period=named)


def part_of(period: str, rows: Sequence[Row]) -> str:
    """``year`` or ``term`` where figures cover only a part of it; empty where nothing is still to come."""
    if period != "TERM":
        return "" if period == "FY" else "year"
    spans = [(int(row["span_from"]), int(row["year"])) for row in rows if present(row["span_from"])]
    return "" if all(spans_a_term(*span) for span in spans) else "term"


def period(name: str, year: int, words: Words, span_from: int | None = None) -> str:
    """A period in words, as it stands inside a phrase: ``quý I năm 2023``, ``nhiệm kỳ 2015–2020``."""
    if name == "TERM" and span_from is None:
        return words.text("period-TERM-open", year=str(year))
    if name == "TERM" and not whole_term(span_from or 0, year):
        return words.text("period-SPAN", year=str(year), start=str(span_from))
    return words.text(f"period-{name}", year=str(year), start=str(span_from or ""))
