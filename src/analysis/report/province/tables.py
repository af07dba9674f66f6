"""Frames and rows to tables of a report."""

import csv
import io
import math
from collections.abc import Mapping, Sequence

from analysis.compare import FEWEST_PEERS, Scope, main_value, notation
from analysis.data import COUNTRY, Row
from analysis.page import (
    Cell,
    Column,
    Csv,
    Group,
    Row as TableRow,
    Run,
    Runs,
    Strip,
    Table,
    Words,
    cite,
    mark,
    sort_key,
    text,
)
from analysis.report.province import sentences as prose

# What a reader expects of any yearly report; where there is no figure, the table says so.
EXPECTED = (
    ("org_rating", "good_or_better"),
    ("org_rating", "excellent"),
    ("member_rating", "good_or_better"),
    ("member_rating", "excellent"),
    ("admissions", "members"),
    ("membership", "members"),
    ("membership", "orgs"),
    ("inspections", "orgs_inspected"),
    ("inspections", "members_inspected"),
    ("inspections", "orgs_supervised"),
    ("inspections", "members_supervised"),
    ("discipline_members", "total"),
    ("discipline_orgs", "total"),
    ("targets_met", "targets"),
)

_STATES_ALONE = ("zero", "in_conflict", "withheld")


def indicators(
    scope: Scope, words: Words, source_numbers: Mapping[str, int], marks: Mapping[str, Sequence[str]]
) -> Table:
    """The table of all indicators of a report, by domain.

    Parameters
    ----------
    scope : Scope
    words : Words
    source_numbers : mapping of str to int
        Number of each source in the report.
    marks : mapping of str to sequence of str
        Footnote marks by figure id.

    Returns
    -------
    Table
        Domains without any figure end in a line that names what was not collected.
    """
    catalog = scope.data.catalog
    # A target stands in the row of its result; only without one it has a row of its own.
    beside = {row["target_id"] for row in scope.rows if row["kind"] == "actual"}
    rows_shown = [row for row in scope.rows if row["kind"] == "actual" or row["id"] not in beside]
    held = {(row["indicator"], row["category"]) for row in scope.rows}
    by_domain: dict[str, list[Row]] = {}
    for row in rows_shown:
        by_domain.setdefault(row["domain"], []).append(row)
    cells = {row["id"]: _cells(row, scope, words, source_numbers, marks) for row in rows_shown}
    strips = any(line["peers"].strip for line in cells.values())
    columns = [
        column
        for column in _columns(words, strips=strips)
        if any(line[column.key] not in _SAY_NOTHING for line in cells.values())
    ]
    groups = []
    for domain, names in catalog.domain_names.items():
        absent = [pair for pair in EXPECTED if catalog.indicators[pair].domain == domain and pair not in held]
        rows = [
            TableRow([cells[row["id"]][column.key] for column in columns])
            for row in by_domain.get(domain, [])
        ]
        if rows or absent:
            note = _absent(absent, scope, words) if absent else ()
            groups.append(Group(rows, label=names[f"name_{words.lang}"], note=note))
    caption = words.text(
        "table-indicators",
        province=province_name(scope, words),
        period=period_name(scope, words),
        body=scope.data.catalog.body_name(scope.body, scope.province, words.lang),
    )
    note = _column_notes(scope, words, {column.key for column in columns}, strips=strips)
    return Table(id="all-indicators", caption=(text(caption),), columns=columns, groups=groups, note=note)


def _column_notes(scope: Scope, words: Words, kept: set[str], *, strips: bool) -> Runs:
    """What the marks in the table mean, and which columns it does without because they would be empty."""
    said = [words.text("note-strip", province=province_name(scope, words))] if strips else []
    if strips and any(_aim(row) is not None for row in scope.rows):
        said.append(words.text("note-strip-target"))
    if any(row["measure"] == "count" and row["peer_count"] > 1 for row in scope.rows) and "peers" in kept:
        said.append(words.text("note-counts"))
    actual = any(row["kind"] == "actual" for row in scope.rows)
    for key in ("change", "peers"):
        if key in kept:
            said.append(words.text(f"note-dash-{key}"))
        elif actual and (key != "peers" or scope.province.province != COUNTRY):  # the country has no peers
            said.append(words.text(f"note-no-{key}"))
    return (text(" ".join(said)),) if said else ()


def province_name(scope: Scope, words: Words) -> str:
    """Name of the province; Vietnamese names keep their marks in English, too."""
    return scope.province.name(words.lang)


def period_name(scope: Scope, words: Words) -> str:
    """The report's period in words."""
    spans = {int(row["span_from"]) for row in scope.rows if notation.present(row["span_from"])}
    return notation.period(scope.period, scope.year, words, spans.pop() if len(spans) == 1 else None)


def _columns(words: Words, *, strips: bool) -> list[Column]:
    return [
        Column(key="indicator", label=words.text("column-indicator")),
        Column(key="count", label=words.text("column-count"), align="right", kind="number"),
        Column(key="base", label=words.text("column-base")),
        Column(key="percent", label=words.text("column-percent"), align="right", kind="number"),
        Column(key="change", label=words.text("column-change")),
        Column(key="target", label=words.text("column-target")),
        Column(key="peers", label=words.text("column-peers"), kind="strip" if strips else "text"),
    ]


# Cells that hold nothing of their own: a column of these alone is left out, and a sentence says why.
_DASH = Cell((text("–", muted=True),))
_SAY_NOTHING = (Cell(), _DASH)


def _cells(
    row: Row,
    scope: Scope,
    words: Words,
    source_numbers: Mapping[str, int],
    marks: Mapping[str, Sequence[str]],
) -> dict[str, Cell]:
    """The cells of one figure by the key of their column."""
    catalog = scope.data.catalog
    planned = row["kind"] == "target"
    label = notation.label(row, words, catalog)
    header = [text(words.text("label-target", label=label) if planned else label), *_span(row, scope, words)]
    header += [cite(source_numbers[row["source"]]), *map(mark, marks.get(row["id"], ()))]
    base = notation.base(row, words, catalog)
    count, percent = notation.count(row, words, catalog), notation.percent(row, words)
    state = notation.state(row)
    shown = (notation.run(row, count),) if count and not planned else ()
    if state == "withheld":
        shown = (text(words.text("state-withheld"), muted=True),)
    earlier = change(row, words)
    aim = target(row, scope, words)
    if row["target_id"] not in ("", row["id"]):  # a figure of its own, with a source and notes of its own
        set_by = scope.measured_by_id[row["target_id"]]["source"]
        aim = (*aim, cite(source_numbers[set_by]), *map(mark, marks.get(row["target_id"], ())))
    return {
        "indicator": Cell(header),
        "count": Cell(shown, state=state if state in _STATES_ALONE else None),  # type: ignore[arg-type]
        "base": Cell((text(base, muted=True),)) if base else Cell(),
        "percent": Cell((notation.run(row, percent),)) if percent and not planned else Cell(),
        "change": Cell(earlier) if earlier else Cell() if planned else _DASH,
        "target": Cell(aim) if aim else Cell(),
        "peers": peers(row, scope, words),
    }


def _span(row: Row, scope: Scope, words: Words) -> Runs:
    """Terms and years to date say their own stretch; stocks their day."""
    if notation.present(row["as_of"]):
        return (text(f" ({words.date(row['as_of'].date())})", muted=True),)
    if notation.present(row["span_from"]):
        return (text(f" ({int(row['span_from'])}–{int(row['year'])})", muted=True),)
    return ()


def _absent(pairs: Sequence[tuple[str, str]], scope: Scope, words: Words) -> Runs:
    labels = [getattr(scope.data.catalog.indicators[pair], f"label_{words.lang}") for pair in pairs]
    state = scope.state(scope.data.catalog.indicators[pairs[0]].domain)
    if state == "not_collected":
        return (text(words.text("not-collected-list", items="; ".join(labels)), muted=True),)
    return (text(f"{'; '.join(labels)}: {words.text(f'state-{state}')}.", muted=True),)


def change(row: Row, words: Words) -> Runs:
    """The change on the period before, or the reason why there is none, as short words.

    Nothing where the earlier figure was simply not collected: that is the rule, and is said once.
    """
    earlier_year = str(row["earlier_id"]).split("/")[2] if row["earlier_id"] else ""
    if not row["why_no_change"]:
        if row["change_in"] == "points":
            shown = words.text(
                "change-points", number=words.signed(row["change"], lambda v: words.decimal(v, 2))
            )
            earlier = words.percent(row["earlier"])
        else:
            shown = words.signed(row["change"], lambda v: words.integer(int(v)))
            earlier = words.integer(int(row["earlier"]))
            if notation.present(row["relative"]):
                shown += f" ({words.signed(row['relative'], lambda v: words.percent(v, 1))})"
        before = words.text("change-earlier", number=earlier, year=earlier_year)
        return (
            Run(shown, figure=row["id"], state="derived"),
            text(" · "),
            Run(before, figure=row["earlier_id"], muted=True),
        )
    if row["why_no_change"] == "target":
        return ()
    reason = words.text(f"why-{row['why_no_change']}")
    if notation.present(row["earlier"]):
        value = (
            words.percent(row["earlier"]) if row["measure"] == "share" else words.integer(int(row["earlier"]))
        )
        if row["earlier_qualifier"] != "exact":
            value = words.text(f"qualifier-{row['earlier_qualifier']}", number=value)
        before = words.text("change-earlier", number=value, year=earlier_year)
        return (Run(before, figure=row["earlier_id"]), text(f" · {reason}", muted=True))
    if printed := printed_change(row, words):
        return (Run(words.text("by-source", text=printed), figure=row["id"]),)
    return () if row["why_no_change"] == "not_collected" else (text(reason, muted=True),)


def printed_change(row: Row, words: Words) -> str:
    """The change that the source itself prints, in words; empty if it prints none."""
    if not notation.present(row["change_printed"]):
        return ""
    against = notation.earlier_period(row["change_against"], words)
    value = float(row["change_printed"])

    def as_printed(percent: float) -> str:
        return words.printed_percent(f"{abs(percent):g}")  # the source's number is not rounded

    if row["change_unit"] == "percent_of":
        return words.text("change-printed-of", number=as_printed(value), period=against)
    number = words.integer(abs(int(value))) if row["change_unit"] == "count" else as_printed(value)
    return words.text(f"change-printed-{'down' if value < 0 else 'up'}", number=number, period=against)


def target(row: Row, scope: Scope, words: Words) -> Runs:
    """The target or plan with its outcome; empty if there is none."""
    if not row["outcome"] and not notation.present(row["target"]):
        return ()
    if row["kind"] == "target":
        shown = notation.value(row, words, scope.data.catalog)
        return (
            notation.run(row, shown),
            text(f" · {words.text('outcome-' + row['outcome'])}", muted=True),
        )
    if not notation.present(row["target"]):
        return (text(words.text(f"outcome-{row['outcome']}")),)
    if row["target_id"] == row["id"]:
        aim = words.integer(int(row["target"]))  # the plan that the figure is printed against
    else:
        aim = notation.value(scope.measured_by_id[row["target_id"]], words, scope.data.catalog)
    return (Run(aim, figure=row["target_id"]), text(f" · {words.text('outcome-' + row['outcome'])}"))


def peers(row: Row, scope: Scope, words: Words) -> Cell:
    """Where a figure stands among others: below five their values by name, else a strip and its scale."""
    if row["why_no_rank"] == "target":
        return Cell()
    if row["why_no_rank"] in ("no_value", "no_peers"):
        return _DASH
    if row["why_no_rank"] == "few_peers":
        return Cell((text(", ".join(_others(row, scope, words)), muted=True),))
    if row["why_no_rank"] == "":
        said = rank(row, words)
    else:
        said = words.text(f"why-{row['why_no_rank']}", fewest=FEWEST_PEERS)
    if not notation.placeable(row):
        return Cell((text(said, muted=True),))
    strip, ends = _strip(row, scope, words)
    return Cell((text(f"{ends} · {said}", muted=True),), strip=strip)


def _others(row: Row, scope: Scope, words: Words) -> list[str]:
    """The other provinces with their values, as Vietnamese sorts their names."""
    provinces = scope.data.catalog.provinces
    others = {
        provinces[peer["province"]].name(words.lang): _main(peer, scope, words)
        for peer in peer_rows(row, scope)
        if peer["id"] != row["id"]
    }
    return [f"{name} {others[name]}" for name in sorted(others, key=sort_key)]


def _strip(row: Row, scope: Scope, words: Words) -> tuple[Strip, str]:
    """A figure, the others and its target on one scale, and the ends of that scale in words."""
    shown = [peer for peer in peer_rows(row, scope) if notation.placeable(peer)]
    values = {peer["id"]: main_value(peer) or 0.0 for peer in shown}
    aim, counted = _aim(row), row["measure"] == "count"
    low, high = _scale([*values.values(), *([aim] if aim is not None else [])], counted=counted)

    def place(value: float) -> float:
        return round((value - low) / (high - low), 4)

    others = _others(row, scope, words)
    strip = Strip(
        own=place(values[row["id"]]),
        own_label=_main(row, scope, words),
        peers=[place(value) for figure, value in values.items() if figure != row["id"]],
        target=place(aim) if aim is not None else None,
        alt=words.text(
            "peers-alt",
            own=province_name(scope, words),
            value=_main(row, scope, words),
            peers=len(others),
            values=", ".join(others),
        ),
    )
    ends = f"{words.integer(low)}–{words.integer(high) if counted else words.percent(high, 0)}"
    return strip, ends


def rank(row: Row, words: Words) -> str:
    """A figure's place among how many, and how many more could have one."""
    counts = {"peers": int(row["peer_count"]), "missing": int(row["not_collected"])}
    return words.text("rank-text", place=prose.place(row, words), **counts)


def peer_rows(row: Row, scope: Scope) -> list[Row]:
    """The rows of a figure's peers, highest first, itself among them."""
    found = scope.measured_by_id
    return [found[figure] for figure in row["peer_ids"]]


def _main(row: Row, scope: Scope, words: Words) -> str:
    if row["measure"] == "count":
        return notation.count(row, words, scope.data.catalog)
    if shown := notation.percent(row, words):
        return shown
    count = notation.count(row, words, scope.data.catalog)
    # Below ten no percentage, but still not the bare count: 7 of 7 is not less than 9 of 10.
    return f"{count}/{words.integer(int(row['of']))}" if notation.present(row["of"]) else count


def _aim(row: Row) -> float | None:
    if row["kind"] == "target" or not notation.present(row["target"]):
        return None
    if row["measure"] == "fulfilment":
        return 100.0
    if (row["measure"] == "share") == (row["target_in"] == "percent"):
        return float(row["target"])
    return None


def _scale(values: Sequence[float], *, counted: bool) -> tuple[int, int]:
    """Round ends of a strip: counts begin at nought, percentages at the ten below the lowest.

    The least and the greatest value do not make the ends, or 91 and 92 would lie as far apart as 1 and 100.
    """
    if counted:
        step = max(10 ** (len(str(int(max(values)))) - 1) // 2, 5)
        return 0, step * max(math.ceil(max(values) / step), 1)
    low, high = 10 * math.floor(min(values) / 10), 10 * math.ceil(max(values) / 10)
    return low, max(high, low + 10)


def of_figure(
    identifier: str, caption: str, heads: Sequence[str], rows: Sequence[Sequence[str | Run]]
) -> Table:
    """The data table below a chart: first column text, the others numbers."""
    columns = [
        Column(
            key=f"c{position}",
            label=head,
            align="left" if position == 0 else "right",
            kind="text" if position == 0 else "number",
        )
        for position, head in enumerate(heads)
    ]
    cells = [
        TableRow([Cell((cell if isinstance(cell, Run) else text(cell),)) for cell in row]) for row in rows
    ]
    return Table(
        id=identifier, caption=(text(caption),), columns=columns, groups=[Group(cells)], compact=True
    )


def as_csv(name: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Csv:
    """A CSV file that the page carries: UTF-8 with a mark, so that spreadsheets read its marks right."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return Csv(name=name, content="\ufeff" + out.getvalue())


FIGURE_COLUMNS = (
    "id", "province", "body", "year", "period", "span_from", "kind", "indicator", "category", "authority",
    "counted", "count", "count_to", "of", "of_basis", "percent_text", "percent_to", "qualifier", "comparator",
    "as_of", "as_printed", "change_printed", "change_unit", "change_against", "conflict", "source",
    "confidence",
)  # fmt: skip


def figures_csv(scope: Scope) -> Csv:
    """All figures of a report as CSV, as they stand in the data."""
    rows = []
    for row in scope.rows:
        values = [row[column] for column in FIGURE_COLUMNS]
        rows.append(
            [
                "" if not notation.present(v) else str(v)[:10] if c == "as_of" else v
                for c, v in zip(FIGURE_COLUMNS, values, strict=True)
            ]
        )
    heads = ["percent" if column == "percent_text" else column for column in FIGURE_COLUMNS]
    return as_csv(f"{scope.province.province}-{scope.year}-{scope.period}-{scope.body}.csv", heads, rows)
