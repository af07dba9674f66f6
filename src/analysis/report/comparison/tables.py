"""A comparison as tables: who has what, the values side by side, and every figure."""

from collections.abc import Sequence

from analysis import compare
from analysis.compare import Comparison, Lineup, notation
from analysis.data import Row
from analysis.page import (
    Cell,
    Column,
    Csv,
    Group,
    ProseItem,
    Row as TableRow,
    Run,
    Runs,
    State,
    Table,
    Words,
    number,
    state as state_run,
    text,
)
from analysis.report.tables import References, as_csv, change, number_cells, rank, rows_csv, target

MOST_COLUMNS = 6
"""So many indicators stand beside one another on a sheet of paper."""

FEWEST_SHADED = 3
"""Of two values the greater needs no shade to be seen."""

FEW_COLUMNS = 3
"""So few are not spread over the whole width."""

MOST_ROWS = 300
"""A page with more figures than this would be too heavy to send: it repeats none of those above."""

_STATES: tuple[State, ...] = (
    "zero", "not_collected", "not_yet_due", "not_applicable", "withheld", "in_conflict"
)  # fmt: skip


_REASONS = ("other_basis", "other_authority", "other_time", "authority_unsaid", "nobody")


def coverage(comparison: Comparison, words: Words) -> Table:
    """How many provinces have figures of each domain, and how many indicators can be compared."""
    rows = []
    known = set(comparison.measured.loc[comparison.measured["body"] == comparison.body, "domain"].unique())
    for domain, names in comparison.data.catalog.domain_names.items():
        if domain not in known:
            continue  # no such body has a figure of it anywhere
        results = [row for row in comparison.rows if row["kind"] == "actual" and row["domain"] == domain]
        held = {row["province"] for row in results}
        shared = sum(lineup.first["domain"] == domain for lineup in comparison.lineups)
        single = sum(row["domain"] == domain for row in comparison.alone)
        rows.append(
            TableRow(
                [
                    Cell((text(names[f"name_{words.lang}"]),)),
                    Cell((text(_held(len(held), comparison, words)),)),
                    Cell((text(words.integer(shared) if shared else "–"),)),
                    Cell((text(words.integer(single) if single else "–"),)),
                ]
            )
        )
    keys = ("domain", "held", "shared", "alone")
    return Table(
        id="coverage-by-domain",
        caption=(text(words.text("table-coverage")),),
        columns=[
            Column(key=key, label=words.text(f"column-{key}"), align="left" if key == "domain" else "right")
            for key in keys
        ],
        groups=[Group(rows)],
        compact=True,
    )


def _held(count: int, comparison: Comparison, words: Words) -> str:
    return words.text("coverage-of", count=count, of=words.integer(comparison.universe))


# ------------------------------------------------------------------------------------------ side by side


def heat(comparison: Comparison, words: Words) -> list[Table]:
    """Provinces against the results that at least two of them have, a few columns a table.

    Parameters
    ----------
    comparison : Comparison
    words : Words

    Returns
    -------
    list of Table
        Sortable. A cell is shaded by its size alone: its part of the greatest value in its column; never
        one below ten, a count of discipline, or one of two. The country stands below the others where its
        figure is defined in the same way, and is not shaded.
    """
    return [
        _heat(comparison, words, lineups, f"heat-{position}")
        for position, lineups in enumerate(_sheets(comparison.lineups), start=1)
    ]


def _sheets(lineups: Sequence[Lineup]) -> list[list[Lineup]]:
    """Line-ups in portions for one table each: whole domains together while they fit."""
    # Terms and days differ between tables, never within one.
    domains: dict[tuple[str, str], list[Lineup]] = {}
    for lineup in sorted(lineups, key=lambda lineup: str(lineup.first["token"])):
        domains.setdefault((lineup.first["token"], lineup.first["domain"]), []).append(lineup)
    sheets: list[list[Lineup]] = []
    for (token, _), members in domains.items():
        fits = sheets and len(sheets[-1]) + len(members) <= MOST_COLUMNS
        if fits and sheets[-1][0].first["token"] == token:
            sheets[-1].extend(members)
            continue
        parts = -(-len(members) // MOST_COLUMNS)
        wide = -(-len(members) // parts)
        sheets += [members[start : start + wide] for start in range(0, len(members), wide)]
    return sheets


def _heat(comparison: Comparison, words: Words, lineups: Sequence[Lineup], identifier: str) -> Table:
    by_lineup = [{row["province"]: row for row in lineup.rows} for lineup in lineups]
    held = [slug for slug in comparison.provinces if any(slug in rows for rows in by_lineup)]
    ranges = [_range(lineup, comparison) for lineup in lineups]
    lines = []
    for position, slug in enumerate(held, start=1):
        name = Cell((text(comparison.name(slug)),), sort=f"{position:03}")
        cells = [
            _value_cell(rows[slug], comparison, words, ends)
            if slug in rows
            else _empty_cell(comparison, slug, lineup, words)
            for lineup, rows, ends in zip(lineups, by_lineup, ranges, strict=True)
        ]
        lines.append(TableRow([name, *cells]))
    counts = [Cell((text(_held(len(lineup.rows), comparison, words), muted=True),)) for lineup in lineups]
    groups = [
        Group(lines),
        Group([TableRow([Cell((text(words.text("column-held"), muted=True),)), *counts])]),
    ]
    if any(lineup.country for lineup in lineups):
        country = [Cell((text(words.text("country")),))]
        for lineup in lineups:
            shown = (
                notation.compared(lineup.country, words, comparison.data.catalog) if lineup.country else ""
            )
            country.append(Cell((notation.run(lineup.country, shown),)) if lineup.country else Cell())
        groups.append(Group([TableRow(country)], label=words.text("country-reference")))
    span = comparison.span(lineups[0].first)
    domains = list(dict.fromkeys(lineup.first["domain"] for lineup in lineups))
    names = [comparison.data.catalog.domain_names[domain][f"name_{words.lang}"] for domain in domains]
    return Table(
        id=identifier,
        caption=(text("; ".join(names) + (f", {span}" if span else ""), strong=True),),
        columns=[
            Column(key="province", label=words.text("column-province"), sortable=True),
            *(
                Column(
                    key=lineup.slug,
                    label=comparison.label(lineup.first, words, span=False),
                    align="right",
                    kind="number",
                    sortable=True,
                )
                for lineup in lineups
            ),
        ],
        groups=groups,
        note=_absent(comparison, words, held, lineups),
        compact=len(lineups) <= FEW_COLUMNS,
    )


def _range(lineup: Lineup, comparison: Comparison) -> tuple[float, float] | None:
    """Between which values the shades of a column run: counts from nought; None where nothing is shaded.

    How much of a thing was done, which is neither better nor worse, gets no shade.
    """
    first = lineup.first
    meaning = comparison.data.catalog.indicators[first["indicator"], first["category"]]
    shaded = [compare.main_value(row) or 0.0 for row in lineup.valued if not notation.small(row)]
    flow = (
        (lineup.counted or first["measure"] == compare.RATE)
        and meaning.timing == "period"
        and meaning.polarity == "none"
    )
    if flow or first["measure"] in ("rank", "tier") or len(shaded) < FEWEST_SHADED:
        return None
    low = 0.0 if lineup.counted else min(shaded)
    return (low, max(shaded)) if max(shaded) > low else None


def _value_cell(row: Row, comparison: Comparison, words: Words, ends: tuple[float, float] | None) -> Cell:
    state, main = notation.state(row), compare.main_value(row)
    shown = notation.compared(row, words, comparison.data.catalog)
    if state == "withheld" or not shown:
        return Cell((state_run(words.text("mark-withheld"), "withheld"),), state="withheld")
    mark_of = f" {words.text('mark-in_conflict')}" if state == "in_conflict" else ""
    run = notation.run(row, shown)
    if mark_of:
        run = number(shown + mark_of, figure=row["id"], state="in_conflict")
    return Cell(
        (run,),
        state=None if state == "value" else state,  # type: ignore[arg-type]
        sort=round(main, 4) if main is not None and notation.placeable(row) else None,
        shade=_shade(main, ends) if main is not None and not notation.small(row) else None,
    )


def _shade(value: float, ends: tuple[float, float] | None) -> float | None:
    return round((value - ends[0]) / (ends[1] - ends[0]), 2) if ends else None


def _empty_cell(comparison: Comparison, slug: str, lineup: Lineup, words: Words) -> Cell:
    if comparison.elsewhere(slug, lineup):
        return Cell((text(words.text("mark-elsewhere"), muted=True),))
    code: State = comparison.scopes[slug].state()  # type: ignore[assignment]
    return Cell((state_run(words.text(f"mark-{code}"), code),), state=code)


def _absent(comparison: Comparison, words: Words, held: Sequence[str], lineups: Sequence[Lineup]) -> Runs:
    """Who is not in a table: those whose figures are defined in another way, and those without any."""
    names: dict[str, list[str]] = {"heat-elsewhere": [], "heat-absent": []}
    for slug in comparison.provinces:
        if slug not in held:
            other = any(comparison.elsewhere(slug, lineup) for lineup in lineups)
            names["heat-elsewhere" if other else "heat-absent"].append(comparison.name(slug))
    said = [words.text(key, names=", ".join(found)) for key, found in names.items() if found]
    return (text(" ".join(said)),) if said else ()


def legend(comparison: Comparison, shown: Sequence[Table], words: Words) -> ProseItem | None:
    """What shade and marks in the tables of `heat` mean, as far as they stand there; else None."""
    cells = [cell for table in shown for group in table.groups for row in group.rows for cell in row.cells]
    used = {cell.state for cell in cells}
    marks = [
        f"{words.text(f'mark-{code}')} {words.text(f'state-{code}')}" for code in _STATES if code in used
    ]
    elsewhere = words.text("mark-elsewhere")
    if any(run.text == elsewhere for cell in cells for run in cell.runs):
        marks.append(f"{elsewhere} {words.text('state-elsewhere')}")
    said = [words.text("heat-legend")] if any(cell.shade is not None for cell in cells) else []
    said += [words.text("note-counts")] if any(lineup.counted for lineup in comparison.lineups) else []
    said += [words.text("heat-legend-marks", marks="; ".join(marks))] if marks else []
    return ProseItem("heat-legend", (text(" ".join(said), muted=True),)) if said else None


def alone(comparison: Comparison, words: Words) -> Table | None:
    """The results that only one province has, by their names and the reason; None if there is none."""
    catalog = comparison.data.catalog
    shared = {notation.label(lineup.first, words, catalog) for lineup in comparison.lineups}

    def name(row: Row) -> str:
        """Short, but told apart from what stands in the tables above on another base or span."""
        plain = notation.label(row, words, catalog)
        return comparison.label(row, words) if plain in shared else plain

    rows = []
    for slug in comparison.provinces:
        reasons: dict[str, dict[str, None]] = {}
        for row in comparison.alone:
            if row["province"] == slug:
                reasons.setdefault(comparison.why_alone(row), {})[name(row)] = None
        if reasons:
            said: list[Run] = []
            for reason in (reason for reason in _REASONS if reason in reasons):
                said.append(text(words.text(f"alone-{reason}") + ": ", muted=True))
                said.append(text("; ".join(reasons[reason]) + ". "))
            rows.append(TableRow([Cell((text(comparison.name(slug)),)), Cell(said)]))
    if not rows:
        return None
    return Table(
        id="alone",
        caption=(text(words.text("table-alone")),),
        columns=[
            Column(key="province", label=words.text("column-province")),
            Column(key="indicators", label=words.text("column-indicator")),
        ],
        groups=[Group(rows)],
    )


# ------------------------------------------------------------------------------------------ every figure


def refused(comparison: Comparison, words: Words) -> Table | None:
    """The figures whose earlier figure is held and yet may not be compared with it, with the reason."""
    rows = []
    for row in comparison.rows:
        if row["kind"] == "actual" and row["why_no_change"] not in ("", "not_collected"):
            label = f"{comparison.name(row['province'])}: {comparison.label(row, words)}"
            now = number(notation.compared(row, words, comparison.data.catalog), figure=row["id"])
            rows.append(TableRow([Cell((text(label),)), Cell((now,)), Cell(change(row, words))]))
    if not rows:
        return None
    return Table(
        id="changes-refused",
        caption=(text(words.text("table-refused")),),
        columns=[
            Column(key="figure", label=words.text("column-figure")),
            Column(key="now", label=words.text("column-value"), align="right", kind="number"),
            Column(key="why", label=words.text("column-earlier")),
        ],
        groups=[Group(rows)],
    )


def told(comparison: Comparison) -> list[Row]:
    """The figures that the last table tells one by one: all, or in a long report those of no other table."""
    if len(comparison.rows) <= MOST_ROWS:
        return comparison.rows
    beside = {row["id"] for lineup in comparison.lineups for row in lineup.rows}
    return [row for row in comparison.rows if row["id"] not in beside]


def everything(comparison: Comparison, words: Words, references: References) -> Table:
    """Every figure of the report, province by province.

    Parameters
    ----------
    comparison : Comparison
    words : Words
    references : References

    Returns
    -------
    Table
        Columns that would be empty are left out. In a very long report only the figures that stand in no
        other table; a note says so.
    """
    shown = told(comparison)
    short = len(shown) < len(comparison.rows)
    note = words.text("everything-shortened", figures=words.integer(len(comparison.rows))) if short else ""
    cells = {row["id"]: _cells(row, comparison, words, references) for row in shown}
    heads = ("indicator", "count", "base", "percent", "change", "target", "place")
    kept = [key for key in heads if key == "indicator" or any(line[key].runs for line in cells.values())]
    groups = [
        Group(
            [TableRow([cells[row["id"]][key] for key in kept]) for row in shown if row["province"] == slug],
            label=", ".join([comparison.name(slug), *_spans(comparison, slug)]),
        )
        for slug in comparison.provinces
    ]
    return Table(
        id="all-figures",
        caption=(text(words.text("table-everything")),),
        columns=[
            Column(
                key=key,
                label=words.text(f"column-{key}"),
                align="right" if key in ("count", "percent") else "left",
                kind="number" if key in ("count", "percent") else "text",
            )
            for key in kept
        ],
        groups=[group for group in groups if group.rows],
        note=(text(note),) if note else (),
    )


def _spans(comparison: Comparison, slug: str) -> list[str]:
    """The stretch of time of a province's figures if it has to be named and all have the same."""
    spans = {comparison.span(row) for row in comparison.rows if row["province"] == slug}
    return [span for span in spans if span] if len(spans) == 1 else []


def _cells(row: Row, comparison: Comparison, words: Words, references: References) -> dict[str, Cell]:
    planned, scope = row["kind"] == "target", comparison.scopes[row["province"]]
    label = notation.label(row, words, comparison.data.catalog)
    head: list[Run] = [text(words.text("label-target", label=label) if planned else label)]
    own_span = comparison.span(row) if not _spans(comparison, row["province"]) else ""
    if not own_span and comparison.period != "YTD" and notation.present(row["as_of"]):
        own_span = words.date(row["as_of"].date())  # a stock is of one day
    head += [text(f" ({own_span})", muted=True)] if own_span else []
    placed = row["why_no_rank"] == "" and not planned
    return {
        "indicator": Cell([*head, *references.of(row)]),
        **number_cells(row, words, scope),
        "change": Cell(() if row["why_no_change"] == "not_collected" else change(row, words)),
        "target": Cell(target(row, scope, words)),
        "place": Cell((text(rank(row, words), muted=True),)) if placed else Cell(),
    }


CSV_COLUMNS = (
    "id",
    "count",
    "count_to",
    "of",
    "of_basis",
    "percent_text",
    "qualifier",
    "as_of",
    "conflict",
    "source",
)


def figures_csv(comparison: Comparison) -> Csv:
    """Every figure of the report as CSV; province, body, year, period and meaning are in its id.

    A long report would be too heavy with every id twice: there a line is a province and a column a figure,
    named by what its id says beside the province. The full rows lie beside the report.
    """
    place = f"-{comparison.region.region}" if comparison.region else ""
    name = f"{comparison.year}-{comparison.period}-{comparison.body}{place}.csv"
    if len(comparison.rows) > MOST_ROWS:
        return _wide_csv(comparison, name)
    return rows_csv(name, CSV_COLUMNS, comparison.rows)


def _wide_csv(comparison: Comparison, name: str) -> Csv:
    columns: dict[str, dict[str, object]] = {}
    for row in comparison.rows:
        meaning = row["id"].partition("/")[2]
        for part in ("count", "of", "percent_text", "qualifier"):
            plain = part == "qualifier" and row[part] == "exact"
            if notation.present(row[part]) and row[part] != "" and not plain:
                head = f"{meaning} {part.removesuffix('_text')}"
                columns.setdefault(head, {})[row["province"]] = row[part]
    rows = [[slug, *(held.get(slug, "") for held in columns.values())] for slug in comparison.provinces]
    return as_csv(name, ["province", *columns], rows)
