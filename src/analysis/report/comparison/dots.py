"""A comparison as dots: by rank from five places on, by name below that; each of one figure."""

from collections.abc import Sequence
from typing import Any

from analysis import charts, compare
from analysis.compare import FEWEST_PEERS, PLACES, RATE, Comparison, Lineup, notation
from analysis.data import Row
from analysis.page import Figure, Panel, Run, Words, text
from analysis.report import sums
from analysis.report.figures import axis, panel
from analysis.report.tables import MOST_BESIDE, of_figure, place

MOST_FIGURES = 4
"""So many line-ups have a picture of their own: headline figures first, then the widest."""

MOST_PANELS = 8
MOST_LINES = 32
"""More lines than this do not fit one panel: they are parted into three that stand side by side."""

MOST_SPOKEN = 12
"""Up to so many values are read out in an alternative text; of more only both ends."""


def median_text(lineup: Lineup, words: Words) -> str:
    """The median of a line-up as it is written; empty where there is none."""
    median = lineup.median
    return "" if median is None else notation.amount(median, lineup.first, words)


def by_name(comparison: Comparison, words: Words) -> Figure | None:
    """Shares with too few exact values for places and a median: dots by name."""
    few = [
        lineup
        for lineup in comparison.lineups
        if not lineup.ranked
        and not lineup.counted
        and lineup.first["measure"] not in PLACES
        and sum(map(notation.placeable, (*lineup.rows, *lineup.stand_ins))) > 1
    ][:MOST_PANELS]
    if not few:
        return None
    panels, data = [], []
    for lineup in few:
        label = comparison.label(lineup.first, words)
        panels += _dots(lineup, lineup.rows, comparison, words, label)
        data += [
            (
                # What there is one of stands above the table.
                comparison.name(row["province"]) + (f": {label}" if len(few) > 1 else ""),
                notation.run(row, notation.compared(row, words, comparison.data.catalog)),
                counts_of(row, words),
            )
            for row in lineup.rows
        ]
    first = "figure" if len(few) > 1 else "province"
    heads = [words.text(f"column-{name}") for name in (first, "value", "counts")]
    named = words.text("figure-by-name") if len(few) > 1 else comparison.label(few[0].first, words)
    said = [words.text("figure-by-name-caption", fewest=FEWEST_PEERS)]
    if any(_interval(row, comparison) for lineup in few for row in lineup.rows):
        said.append(words.text("caption-wilson"))
    if any(lineup.first["measure"] == RATE for lineup in few):
        said.append(words.text("caption-rate"))
    said += sums.caption((row for lineup in few for row in (*lineup.rows, *lineup.stand_ins)), words)
    return Figure(
        id="by-name",
        title=(text(words.text("figure-by-name")),),
        caption=(text(" ".join(said)),),
        panels=panels,
        data=of_figure("by-name-data", named, heads, data),
    )


def ranked(comparison: Comparison, words: Words) -> list[Figure]:
    """Results that five provinces or more have: shares from the highest down, with median and country.

    Plain counts come last and by name, with neither places nor a median, for they follow size.
    """
    wide = [
        lineup
        for lineup in comparison.lineups
        if lineup.wide and 2 * sum(map(notation.placeable, lineup.rows)) > len(lineup.rows)
    ]
    meanings = comparison.data.catalog.indicators
    chosen = sorted(
        wide,
        key=lambda lineup: (
            lineup.counted,
            not meanings[lineup.first["indicator"], lineup.first["category"]].lead,
            -len(lineup.valued),
        ),
    )
    return [_ranked(lineup, comparison, words) for lineup in chosen[:MOST_FIGURES]]


def _ranked(lineup: Lineup, comparison: Comparison, words: Words) -> Figure:
    label = comparison.label(lineup.first, words)
    median = median_text(lineup, words)
    found: dict[str, str | int] = {"label": label, "provinces": len(lineup.valued)}
    title = (
        words.text("figure-ranked-median", median=median, **found)
        if median
        else words.text("figure-ranked", **found)
    )
    said = [words.text("figure-ranked-caption-counts" if lineup.counted else "figure-ranked-caption")]
    indicator = comparison.data.catalog.indicators[lineup.first["indicator"], lineup.first["category"]]
    if any(_interval(row, comparison) for row in lineup.valued):
        said.append(words.text("caption-wilson"))
    if lineup.first["measure"] == RATE:
        said.append(words.text("caption-rate"))
    if any(row["qualifier"] != "exact" for row in lineup.valued):
        said.append(words.text("caption-rounded"))
    if any(compare.disputed(row) for row in lineup.valued):
        plain = "-plain" if lineup.counted else ""
        said.append(words.text(f"caption-disputed{plain}", mark=words.text("mark-in_conflict")))
    if lineup.country and not lineup.counted:
        said.append(words.text("caption-country"))
    if indicator.polarity == "none":
        said.append(words.text("caption-no-polarity"))
    if missing := max(comparison.universe - len(lineup.rows) - len(lineup.stand_ins), 0):
        said.append(words.text("caption-missing", count=missing))
    since = sorted({year_before(row) for row in lineup.valued if earlier(row) is not None})
    if since and not lineup.counted:
        said.append(words.text("caption-before", year=words.listing(since)))
    if lineup.stand_ins:
        said.append(words.text("caption-stand-ins", year=str(comparison.year)))
    said += sums.caption((*lineup.valued, *lineup.stand_ins), words)
    heads = [words.text(f"column-{name}") for name in ("province", "value", "counts", "interval", "place")]
    data = [
        (
            comparison.name(row["province"]),
            notation.run(row, notation.compared(row, words, comparison.data.catalog)),
            counts_of(row, words),
            _interval_text(row, comparison, words),
            place(row, words, short=True) if row["why_no_rank"] == "" else "–",
        )
        for row in lineup.drawn
    ]
    data += [
        (
            dated(row, comparison),
            notation.run(row, notation.compared(row, words, comparison.data.catalog)),
            counts_of(row, words),
            "",
            "–",
        )
        for row in lineup.stand_ins
    ]
    kept = [0, 1, *(column for column in (2, 3, 4) if any(line[column] not in ("", "–") for line in data))]
    identifier = f"ranked-{lineup.slug}"
    return Figure(
        id=identifier,
        title=(text(title),),
        caption=(text(" ".join(said)),),
        panels=_dots(lineup, lineup.drawn, comparison, words, ""),
        data=of_figure(
            f"{identifier}-data",
            label,
            [heads[i] for i in kept],
            [[line[i] for i in kept] for line in data],
            in_file=len(data) > MOST_BESIDE,
        ),
    )


def counts_of(row: Row, words: Words) -> str | Run:
    """Count and base behind a share or rate; empty for what is a count itself."""
    if row["measure"] == RATE:
        return notation.fraction(row, words)
    if row["measure"] == "count" or not notation.present(row["count"]) or not notation.present(row["of"]):
        return ""
    return f"{words.integer(int(row['count']))}/{words.integer(int(row['of']))}"


def _interval(row: Row, comparison: Comparison) -> tuple[float, float] | None:
    """The Wilson interval of an exact part of a base; None for anything else."""
    if row["measure"] == RATE:
        return notation.interval(row)
    if not proportion(row, comparison) or row["measure"] != "share" or notation.small(row):
        return None
    return compare.wilson(int(row["count"]), int(row["of"]))


def proportion(row: Row, comparison: Comparison) -> bool:
    """Whether a figure is so many of so many alike, both exact: only then can chance be spoken of.

    Targets that an office sets itself are no trials: how many of them were met varies with what was set.
    """
    both = notation.present(row["count"]) and notation.present(row["of"])
    part = comparison.data.catalog.basis_roles.get(row["of_basis"]) == "part"
    return bool(both and part and row["qualifier"] == "exact" and row["of_basis"] != "targets_set")


def _interval_text(row: Row, comparison: Comparison, words: Words) -> str:
    interval = _interval(row, comparison)
    if interval and row["measure"] == RATE:
        return notation.reach(row, words)
    return reach(*interval, words) if interval else ""


def reach(low: float, high: float, words: Words) -> str:
    """Both ends of an interval in percent."""
    return f"{words.decimal(float(low), 1)}–{words.percent(float(high), 1)}"


def _dots(
    lineup: Lineup, rows: Sequence[Row], comparison: Comparison, words: Words, title: str
) -> list[Panel]:
    """One panel, or two of equal scale where the lines would not fit one."""
    lines = [_dot(row, comparison, words) for row in rows]
    if lineup.ranked:
        for line, row in zip(lines, rows, strict=True):
            line["place"] = place(row, words, short=True) if row["why_no_rank"] == "" else ""
            line["before"] = earlier(row)
    for row in lineup.stand_ins:
        named = sums.starred(dated(row, comparison), row, words)
        lines.append({**_dot(row, comparison, words), "label": named, "aside": True})
    known = [line["value"] for line in lines if line["value"] is not None]
    ends = [line[end] for line in lines for end in ("low", "high", "before") if line.get(end) is not None]
    country = lineup.country if lineup.ranked else None
    reference = compare.main_value(country) if country else None
    shown = [*known, *ends, *([reference] if reference is not None else [])]
    places, ticks = axis(shown, lineup.first, words, comparison.data.catalog)
    median = lineup.median if lineup.ranked else None
    lines_of: dict[str, Any] = {
        "median": median,
        "median_label": words.text("median-is", median=median_text(lineup, words)),
        "reference": reference,
        "reference_label": words.text(
            "country-is", value=notation.compared(country, words, comparison.data.catalog)
        )
        if country
        else "",
    }
    label = comparison.label(lineup.first, words)
    parts = portions(lines)
    small = len(parts) > 1
    return [
        panel(
            charts.ranked_dots(
                portion,
                x_range=places,
                x_ticks=[ticks[0], ticks[-1]] if small else ticks,
                small=small,
                among=lines,
                **lines_of,
            ),
            f"dots-{lineup.slug}-{position}",
            _alt(label, portion, lines_of, words),
            title if position == 1 else "",
        )
        for position, portion in enumerate(parts, start=1)
    ]


def portions(lines: Sequence[Any]) -> list[list[Any]]:
    """All lines of a chart, or a third of them for each of three panels."""
    parts = 1 if len(lines) <= MOST_LINES else max(3, -(-len(lines) // MOST_LINES))
    size = -(-len(lines) // parts) or 1
    return [list(lines[start : start + size]) for start in range(0, len(lines), size)]


def earlier(row: Row) -> float | None:
    """The value of the period before, where it may be set beside this one; else None."""
    if row["why_no_change"] or not notation.present(row["earlier"]):
        return None
    return float(row["earlier"]) if row["change_in"] in (row["measure"], "points") else None


def year_before(row: Row) -> str:
    """The year of the figure before, which ends a term where the figures are of terms."""
    return str(row["earlier_id"]).split("/")[2]


def dated(row: Row, comparison: Comparison) -> str:
    """A place with the year of its figure, which is not that of the report."""
    return f"{comparison.name(row['province'])} ({int(row['year'])})"


def _dot(row: Row, comparison: Comparison, words: Words) -> dict[str, Any]:
    disputed = f" {words.text('mark-in_conflict')}" if compare.disputed(row) else ""
    low, high = _interval(row, comparison) or (None, None)
    said = []  # what the row has no room to print
    if int(row["year"]) == comparison.year and earlier(row) is not None:
        before = notation.earlier(row, words, comparison.data.catalog)
        said.append(words.text("alt-bar", label=year_before(row), value=before))
    if interval := _interval_text(row, comparison, words):
        said.append(words.text("under-interval", interval=interval))
    return {
        "said": "; ".join(said),
        "label": sums.starred(comparison.name(row["province"]).replace("Thành phố ", "TP. "), row, words),
        "value": compare.main_value(row) if notation.placeable(row) else None,
        "low": low,
        "high": high,
        "value_label": notation.compared(row, words, comparison.data.catalog) + disputed,
        "inexact": row["qualifier"] != "exact",
    }


def _alt(label: str, lines: Sequence[dict[str, Any]], lines_of: dict[str, Any], words: Words) -> str:
    spoken = [words.text("alt-bar", label=line["label"], value=line["value_label"]) for line in lines]
    if len(spoken) > MOST_SPOKEN:
        spoken = [*spoken[:3], "…", *spoken[-3:]]
    said = [lines_of[f"{name}_label"] for name in ("median", "reference") if lines_of[name] is not None]
    return words.text("alt-list", title=label, items="; ".join([*spoken, *said]))
