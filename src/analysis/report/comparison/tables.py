"""A comparison as tables: who has what, the values side by side, and every figure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
    mark,
    number,
    sort_key,
    state as state_run,
    text,
)
from analysis.report.tables import References, as_csv, change, columns, number_cells, rank, rows_csv, target

FEWEST_SHADED = 3
"""Of two values the greater needs no shade to be seen."""

FEW_PROVINCES = 8
"""So few need no regions between them."""

MANY_PROVINCES, THIN = 20, 0.25
"""Of so many provinces, what less than this part of them have stands in a table of its own."""

_PERCENT = ("share", "fulfilment")
_HUNDRED = 100

MOST_ROWS = 300
"""A page with more figures than this would be too heavy: only the spreadsheet tells them one by one."""

MOST_REFUSED = 40

MOST_ABSENT = 20
"""Of more places than this without a figure their number is said, not their names."""

MOST_NAMED = 110
"""Letters of names that a cell lists."""

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


def heat(
    comparison: Comparison, words: Words, marks: Mapping[str, Sequence[str]] | None = None
) -> list[Table]:
    """Provinces against the results that at least two of them have, in one table; the thin ones in another.

    Parameters
    ----------
    comparison : Comparison
    words : Words
    marks : mapping of str to sequence of str, optional
        Footnote marks by figure id; only those of sums stand here, the first of each.

    Returns
    -------
    list of Table
        Grouped by region, sortable. A cell is shaded by its place in the range of its column, whatever is
        good or bad; never one below ten, a count of discipline, or one of two. The country stands below the
        others where its figure is defined in the same way, and is not shaded.
    """
    wide, thin = _parted(comparison)
    found: list[Table] = []
    # Terms and days differ between tables, never within one.
    for token in dict.fromkeys(lineup.first["token"] for lineup in wide):
        alike = [lineup for lineup in wide if lineup.first["token"] == token]
        found.append(_heat(comparison, words, alike, f"heat-{len(found) + 1}" if found else "heat"))
    found += [_heat(comparison, words, thin, "heat-thin")] if thin else []
    return [_with_marks(table, comparison, marks or {}) for table in found]


def _with_marks(table: Table, comparison: Comparison, marks: Mapping[str, Sequence[str]]) -> Table:
    """The table with a mark at each sum, which leads to how it was added up."""
    added = {row["id"]: row for row in comparison.rows if row.get("parts") and row["id"] in marks}
    if not added:
        return table

    def marked(cell: Cell) -> Cell:
        figure = next((run.figure for run in cell.runs if run.figure in added), None)
        if figure is None:
            return cell
        sort = cell.sort if cell.sort is not None else compare.main_value(added[figure])
        return replace(cell, runs=(*cell.runs, mark(marks[figure][0])), sort=sort)

    groups = [
        replace(group, rows=[replace(row, cells=[*map(marked, row.cells)]) for row in group.rows])
        for group in table.groups
    ]
    return replace(table, groups=groups)


def _parted(comparison: Comparison) -> tuple[list[Lineup], list[Lineup]]:
    """Line-ups that many provinces have, and those of few, which would be columns of question marks."""
    lead = comparison.data.catalog.indicators
    order = list(comparison.data.catalog.domain_names)

    def place(lineup: Lineup) -> tuple[str, int, bool]:
        first = lineup.first
        return (
            first["token"],
            order.index(first["domain"]),
            not lead[first["indicator"], first["category"]].lead,
        )

    # A printed place says nothing that the score beside it does not.
    scored = {u.first["indicator"] for u in comparison.lineups if u.first["measure"] not in compare.PLACES}
    shown = [
        lineup
        for lineup in comparison.lineups
        if lineup.first["measure"] not in compare.PLACES or lineup.first["indicator"] not in scored
    ]
    ordered = sorted(shown, key=place)
    if len(comparison.provinces) < MANY_PROVINCES:
        return ordered, []
    # Among many, a count that follows size gives way to its rate; the spreadsheet has both.
    rated = {_meant(lineup) for lineup in ordered if lineup.first["measure"] == compare.RATE}
    ordered = [one for one in ordered if not (one.counted and _meant(one) in rated)]
    fewest = len(comparison.provinces) * THIN
    wide = [lineup for lineup in ordered if len(lineup.rows) + len(lineup.stand_ins) >= fewest]
    return (wide, [lineup for lineup in ordered if lineup not in wide]) if wide else (ordered, [])


def _meant(lineup: Lineup) -> tuple[str, ...]:
    """What a count and its rate have in common."""
    names = ("token", "indicator", "category", "authority", "counted")
    return tuple(str(lineup.first[name]) for name in names)


def _heat(comparison: Comparison, words: Words, lineups: Sequence[Lineup], identifier: str) -> Table:
    by_lineup = [{row["province"]: row for row in (*lineup.rows, *lineup.stand_ins)} for lineup in lineups]
    held = [slug for slug in _places(comparison) if any(slug in rows for rows in by_lineup)]
    ranges = [_range(lineup, comparison) for lineup in lineups]
    regions: dict[str, list[TableRow]] = {}
    several = len(held) > FEW_PROVINCES and comparison.region is None
    by_name = sorted(held, key=lambda slug: sort_key(comparison.name(slug)))
    alphabet = {slug: place for place, slug in enumerate(by_name, start=1)}
    for slug in held:
        name = Cell((text(comparison.name(slug)),), sort=f"{alphabet[slug]:03}")
        cells = [
            _value_cell(rows[slug], comparison, words, ends)
            if slug in rows
            else _empty_cell(comparison, slug, lineup, words)
            for lineup, rows, ends in zip(lineups, by_lineup, ranges, strict=True)
        ]
        unit = comparison.data.catalog.provinces[slug]
        region = (unit.region if words.lang == "vi" else unit.region_en) if several else ""
        regions.setdefault(region, []).append(TableRow([name, *cells]))
    counts = [Cell((text(words.integer(len(lineup.rows)), muted=True),)) for lineup in lineups]
    groups = [Group(rows, label=region) for region, rows in regions.items()]
    closing = [
        TableRow(
            [
                Cell(
                    (text(words.text("column-held-of", of=words.integer(comparison.universe)), muted=True),)
                ),
                *counts,
            ]
        )
    ]
    closing_label = ""
    if any(lineup.country for lineup in lineups):
        closing_label = words.text("country-reference")
        country = [Cell((text(words.text("country")),))]
        for lineup in lineups:
            shown = _short(lineup.country, comparison, words) if lineup.country else ""
            country.append(Cell((notation.run(lineup.country, shown),)) if lineup.country else Cell())
        closing.insert(0, TableRow(country))
    return Table(
        id=identifier,
        caption=(
            text(
                words.text(
                    "table-heat-thin" if identifier == "heat-thin" else "table-heat",
                    count=len(lineups),
                    provinces=len(held),
                ),
                strong=True,
            ),
        ),
        columns=[
            Column(key="province", label=words.text("column-province"), sortable=True),
            *(
                Column(
                    key=lineup.slug,
                    label=_head(lineup, comparison, words),
                    align="right",
                    kind="number",
                    sortable=True,
                )
                for lineup in lineups
            ),
        ],
        groups=[*groups, Group(closing, label=closing_label)],
        note=_absent(comparison, words, held, lineups),
        layout="heat",
    )


def _places(comparison: Comparison) -> list[str]:
    """Provinces region by region, as the country lies; those with a stand-in only among them."""
    order = list(comparison.data.catalog.regions)
    region_of = {
        slug: order.index(name) for name, r in comparison.data.catalog.regions.items() for slug in r.provinces
    }
    others = {row["province"] for lineup in comparison.lineups for row in lineup.stand_ins}
    known = sorted({*comparison.provinces, *others}, key=lambda slug: sort_key(comparison.name(slug)))
    return sorted(known, key=lambda slug: region_of.get(slug, len(order)))


def _head(lineup: Lineup, comparison: Comparison, words: Words) -> str:
    """The name of a column; its unit is told there, not in every cell."""
    label = comparison.label(lineup.first, words)
    return words.text("heat-percent", label=label) if _in_percent(lineup.first) else label


def _in_percent(row: Row) -> bool:
    return row["measure"] in _PERCENT or (
        row["measure"] == compare.RATE and row["derived"].factor == _HUNDRED
    )


def _short(row: Row, comparison: Comparison, words: Words) -> str:
    """A value without the sign of percent, which stands in the head of its column."""
    shown = notation.compared(row, words, comparison.data.catalog)
    return shown.removesuffix("%").rstrip() if _in_percent(row) else shown


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
    shown = _short(row, comparison, words)
    if int(row["year"]) != comparison.year:
        year = text(f" ({int(row['year'])})", muted=True)
        return Cell((Run(shown, figure=row["id"], muted=True), year), sort="")
    if state == "withheld" or not shown:
        return Cell((state_run(words.text("mark-withheld"), "withheld"),), state="withheld")
    mark_of = f" {words.text('mark-in_conflict')}" if state == "in_conflict" else ""
    run = notation.run(row, shown)
    if mark_of:
        run = number(shown + mark_of, figure=row["id"], state="in_conflict")
    return Cell(
        (run,),
        state=None if state == "value" else state,  # type: ignore[arg-type]
        sort=_sorts_by(row, main),
        shade=_shade(main, ends) if main is not None and not notation.small(row) else None,
    )


def _sorts_by(row: Row, main: float | None) -> float | str | None:
    """What the page sorts a cell by, where that is not the number that stands in it."""
    if main is None or not notation.placeable(row):
        return ""
    plain = row["qualifier"] == "exact" and row["measure"] not in compare.PLACES
    return None if plain else round(main, 4)


def _shade(value: float, ends: tuple[float, float] | None) -> float | None:
    return round((value - ends[0]) / (ends[1] - ends[0]), 2) if ends else None


def _empty_cell(comparison: Comparison, slug: str, lineup: Lineup, words: Words) -> Cell:
    if comparison.elsewhere(slug, lineup):
        return Cell((text(words.text("mark-elsewhere"), muted=True),))
    if slug not in comparison.scopes:
        return Cell((state_run(words.text("mark-not_collected"), "not_collected"),), state="not_collected")
    code: State = comparison.scopes[slug].state(lineup.first["domain"])  # type: ignore[assignment]
    return Cell((state_run(words.text(f"mark-{code}"), code),), state=code)


def _absent(comparison: Comparison, words: Words, held: Sequence[str], lineups: Sequence[Lineup]) -> Runs:
    """Who is not in a table: those whose figures are defined in another way, and those without any."""
    names: dict[str, list[str]] = {"heat-elsewhere": [], "heat-absent": []}
    for slug in comparison.provinces:
        if slug not in held:
            other = any(comparison.elsewhere(slug, lineup) for lineup in lineups)
            names["heat-elsewhere" if other else "heat-absent"].append(comparison.name(slug))
    said = [
        # Of a table of few nobody wants to read who all is not in it.
        words.text(f"{key}-many", count=len(found))
        if key == "heat-absent" and len(found) > MOST_ABSENT
        else words.text(key, names=", ".join(found))
        for key, found in names.items()
        if found
    ]
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
    if any(lineup.stand_ins for lineup in comparison.lineups):
        said.append(words.text("heat-stand-ins", year=str(comparison.year)))
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

    # What is the same of several places is told once.
    places: dict[tuple[str, str], list[str]] = {}
    for slug in comparison.provinces:
        reasons: dict[str, dict[str, None]] = {}
        for row in comparison.alone:
            if row["province"] == slug:
                reasons.setdefault(comparison.why_alone(row), {})[name(row)] = None
        for reason in (reason for reason in _REASONS if reason in reasons):
            said = words.text(f"alone-{reason}") + ": ", _some(list(reasons[reason]), words) + "."
            places.setdefault(said, []).append(comparison.name(slug))
    if not places:
        return None
    rows = [
        TableRow([Cell((text(", ".join(names)),)), Cell((text(why, muted=True), text(which)))])
        for (why, which), names in places.items()
    ]
    return Table(
        id="alone",
        caption=(text(words.text("table-alone")),),
        columns=[
            Column(key="province", label=words.text("column-province")),
            Column(key="indicators", label=words.text("column-indicator")),
        ],
        groups=[Group(rows)],
    )


def _some(names: list[str], words: Words) -> str:
    """As many names as three lines of a phone hold; the table of all figures has every one."""
    held = next((n for n in range(len(names), 1, -1) if len("; ".join(names[:n])) <= MOST_NAMED), 1)
    said = "; ".join(names[:held])
    left = len(names) - held
    return f"{said}; {words.text('alone-more', count=left)}" if left else said


# ------------------------------------------------------------------------------------------ every figure


def refused(comparison: Comparison, words: Words) -> Table | None:
    """The figures whose earlier figure is held and yet may not be compared with it, with the reason."""
    rows = []
    for row in comparison.rows:
        if row["kind"] == "actual" and row["why_no_change"] not in ("", "not_collected"):
            label = f"{comparison.name(row['province'])}: {comparison.label(row, words)}"
            now = number(notation.compared(row, words, comparison.data.catalog), figure=row["id"])
            rows.append(
                TableRow(
                    [Cell((text(label),)), Cell((now,)), Cell(change(row, words, comparison.data.catalog))]
                )
            )
    if not rows:
        return None
    return Table(
        in_file=len(rows) > MOST_REFUSED,
        id="changes-refused",
        caption=(text(words.text("table-refused")),),
        columns=[
            Column(key="figure", label=words.text("column-figure")),
            Column(key="now", label=words.text("column-value"), align="right", kind="number"),
            Column(key="why", label=words.text("column-earlier")),
        ],
        groups=[Group(rows)],
    )


def long(comparison: Comparison) -> bool:
    """Whether only the spreadsheet has room for every figure, and for what has to be said of each."""
    return len(comparison.rows) > MOST_ROWS


def everything(comparison: Comparison, words: Words, references: References) -> Table:
    """Every figure of the report, province by province.

    Columns that would be empty are left out. Of a very long report only the spreadsheet has it.
    """
    shown = comparison.rows
    cells = {row["id"]: _cells(row, comparison, words, references) for row in shown}
    heads = ("indicator", "count", "base", "percent", "change", "target", "place")
    kept = [key for key in heads if key == "indicator" or any(line[key].runs for line in cells.values())]
    groups = [
        Group(
            [TableRow([cells[row["id"]][key] for key in kept]) for row in shown if row["province"] == slug],
            label=", ".join([comparison.name(slug), *comparison.span_of(slug)]),
        )
        for slug in comparison.provinces
    ]
    return Table(
        id="all-figures",
        caption=(text(words.text("table-everything")),),
        columns=columns(kept, words, numbers=("count", "percent")),
        groups=[group for group in groups if group.rows],
        in_file=long(comparison),
    )


def _cells(row: Row, comparison: Comparison, words: Words, references: References) -> dict[str, Cell]:
    planned, scope = row["kind"] == "target", comparison.scopes[row["province"]]
    label = notation.label(row, words, comparison.data.catalog)
    head: list[Run] = [text(words.text("label-target", label=label) if planned else label)]
    own_span = comparison.span(row) if not comparison.span_of(row["province"]) else ""
    if not own_span and comparison.period != "YTD" and notation.present(row["as_of"]):
        own_span = words.date(row["as_of"].date())  # a stock is of one day
    head += [text(f" ({own_span})", muted=True)] if own_span else []
    placed = row["why_no_rank"] == "" and not planned
    return {
        "indicator": Cell([*head, *references.of(row)]),
        **number_cells(row, words, scope),
        "change": Cell(
            () if row["why_no_change"] == "not_collected" else change(row, words, comparison.data.catalog)
        ),
        "target": Cell(target(row, scope, words)),
        "place": Cell((text(rank(row, words), muted=True),)) if placed else Cell(),
    }


CSV_COLUMNS = (
    "id", "count", "count_to", "of", "of_basis", "percent_text", "qualifier", "as_of", "conflict", "source",
)  # fmt: skip


def figures_csv(comparison: Comparison) -> Csv:
    """Every figure of the report as CSV; province, body, year, period and meaning are in its id.

    A long report would be too heavy with every id twice: there a line is a province and a column a figure,
    named by what its id says beside the province. The full rows lie beside the report.
    """
    place = f"-{comparison.region.region}" if comparison.region else ""
    name = f"{comparison.year}-{comparison.period}-{comparison.body}{place}.csv"
    if long(comparison):
        return _wide_csv(comparison, name)
    return rows_csv(name, CSV_COLUMNS, comparison.rows)


def _wide_csv(comparison: Comparison, name: str) -> Csv:
    columns: dict[str, dict[str, object]] = {}
    for row in comparison.rows:
        meaning = row["id"].partition("/")[2]
        for part in ("count", "of", "percent_text", "qualifier", "formula"):
            value = row.get(part, "")  # only a view of sums has formulas
            plain = part == "qualifier" and value == "exact"
            if notation.present(value) and value != "" and not plain:
                head = f"{meaning} {part.removesuffix('_text')}"
                columns.setdefault(head, {})[row["province"]] = value
    rows = [[slug, *(held.get(slug, "") for held in columns.values())] for slug in comparison.provinces]
    return as_csv(name, ["province", *columns], rows)
