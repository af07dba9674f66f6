"""What there is of a place by year and domain, and in few lines what is not collected."""

from analysis.compare import Scope, notation
from analysis.page import Grid, GridCell, GridRow, Legend, Note, Notes, State, Words, text
from analysis.report.figures import stretches

STATES: tuple[State, ...] = (
    "value", "zero", "target", "not_collected", "not_yet_due", "not_applicable", "in_conflict",
)  # fmt: skip

MOST_YEARS = 10


def grid(scope: Scope, words: Words) -> Grid | None:
    """How many figures of which domain there are in which year; None where all are of one year.

    A report of a few figures has none either: what little it has is seen without. A domain without a figure
    in any of the years has no row.
    """
    held = sorted({int(row["year"]) for row in scope.history})
    if len(held) < 2 or scope.poor:
        return None
    # As many years as fit, the report's own among them, and rather the later ones.
    last = max(scope.year, held[-1])
    first = min(max(held[0], last - MOST_YEARS + 1), scope.year)
    years = list(range(first, min(last, first + MOST_YEARS - 1) + 1))
    if scope.period == "TERM":  # terms do not end every year: only those held can be spoken of
        years = held[-MOST_YEARS:]
    heads = {year: _head(scope, year) for year in years}
    rows = []
    for domain in _held(scope):
        name = scope.data.catalog.domain_names[domain][f"name_{words.lang}"]
        cells = [_cell(scope, words, domain, name, year, head) for year, head in heads.items()]
        if any(cell.state in ("value", "zero", "target") for cell in cells):
            rows.append(GridRow(name, cells))
    if not rows:
        return None
    shown = {cell.state for row in rows for cell in row.cells}
    legend = [
        Legend(code, words.text(f"mark-{code}"), words.text(f"state-{code}"))
        for code in STATES
        if code in shown
    ]
    caption = words.text(
        "grid-caption",
        province=scope.province.name(words.lang),
        body=scope.data.catalog.body_name(scope.body, scope.province, words.lang),
        scope=words.text(f"scope-{scope.period}"),
    )
    if beyond := [year for year in held if year not in years]:
        caption += " " + words.text("grid-beyond", years=stretches(beyond))
    return Grid(
        id="coverage-grid",
        caption=(text(caption),),
        columns=list(heads.values()),
        rows=rows,
        legend=legend,
    )


def _held(scope: Scope) -> list[str]:
    """The domains that the place has figures of in any year."""
    there = {row["domain"] for row in scope.history}
    return [domain for domain in scope.domains if domain in there]


def _head(scope: Scope, year: int) -> str:
    """A year over its column, or the spans that end in it."""
    spans = dict.fromkeys(notation.year_label(row) for row in scope.history if row["year"] == year)
    return "; ".join(spans) or str(year)


def _cell(scope: Scope, words: Words, domain: str, name: str, year: int, head: str) -> GridCell:
    here = [row for row in scope.history if row["domain"] == domain and row["year"] == year]
    actual = [row for row in here if row["kind"] == "actual"]
    if actual:
        code, shown = "value", words.integer(len(actual))
        said = words.text("grid-figures", count=len(actual))
    elif here:
        code, shown = "target", f"{words.text('mark-target')} {words.integer(len(here))}"
        said = words.text("state-target")
    else:
        code = scope.state_in(year, domain)
        shown, said = words.text(f"mark-{code}"), words.text(f"state-{code}")
    return GridCell(code, shown, words.text("grid-cell", domain=name, year=head, text=said))  # type: ignore[arg-type]


def absent(scope: Scope, words: Words) -> Notes | None:
    """The headline figures that the report does not have, and why, in one line that unfolds.

    Below them the domains of which nothing was collected in any year.
    """
    never = [domain for domain in scope.domains if domain not in _held(scope)]
    if not scope.absent:
        return None
    reasons: dict[str, list[str]] = {}
    for meaning in scope.absent:
        reasons.setdefault(scope.state(meaning.domain), []).append(meaning.label(words.lang))
    items = [
        Note("–", (text(f"{words.text(f'state-{reason}')}: {'; '.join(labels)}."),))
        for reason, labels in reasons.items()
    ]
    if never:
        names = scope.data.catalog.domain_names
        listed = "; ".join(names[domain][f"name_{words.lang}"] for domain in never)
        items.append(Note("–", (text(words.text("absent-domains", domains=listed)),)))
    title = words.text("absent-title", count=len(scope.absent))
    return Notes(id="absent", title=title, kind="absent", items=items, folded=True)
