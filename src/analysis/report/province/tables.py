"""Frames and rows to tables of a report."""

import math
from collections.abc import Sequence

from analysis.compare import FEWEST_PEERS, Scope, main_value, notation
from analysis.data import COUNTRY, Row
from analysis.page import (
    Cell,
    Column,
    Csv,
    Group,
    Row as TableRow,
    Runs,
    Strip,
    Table,
    Words,
    sort_key,
    text,
)
from analysis.report.tables import References, change, number_cells, rank, rows_csv, target

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


def indicators(scope: Scope, words: Words, references: References) -> Table:
    """The table of all indicators of a report, by domain.

    Parameters
    ----------
    scope : Scope
    words : Words
    references : References

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
    cells = {row["id"]: _cells(row, scope, words, references) for row in rows_shown}
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


def _cells(row: Row, scope: Scope, words: Words, references: References) -> dict[str, Cell]:
    """The cells of one figure by the key of their column."""
    planned = row["kind"] == "target"
    label = notation.label(row, words, scope.data.catalog)
    header = [text(words.text("label-target", label=label) if planned else label), *_span(row, words)]
    earlier = change(row, words)
    aim = target(row, scope, words)
    if row["target_id"] not in ("", row["id"]):  # a figure of its own, with a source and notes of its own
        aim = (*aim, *references.of(scope.measured_by_id[row["target_id"]]))
    return {
        "indicator": Cell([*header, *references.of(row)]),
        **number_cells(row, words, scope),
        "change": Cell(earlier) if earlier else Cell() if planned else _DASH,
        "target": Cell(aim) if aim else Cell(),
        "peers": peers(row, scope, words),
    }


def _span(row: Row, words: Words) -> Runs:
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


FIGURE_COLUMNS = (
    "id", "province", "body", "year", "period", "span_from", "kind", "indicator", "category", "authority",
    "counted", "count", "count_to", "of", "of_basis", "percent_text", "percent_to", "qualifier", "comparator",
    "as_of", "as_printed", "change_printed", "change_unit", "change_against", "conflict", "source",
    "confidence",
)  # fmt: skip


def figures_csv(scope: Scope) -> Csv:
    """All figures of a report as CSV, as they stand in the data."""
    name = f"{scope.province.province}-{scope.year}-{scope.period}-{scope.body}.csv"
    return rows_csv(name, FIGURE_COLUMNS, scope.rows)
