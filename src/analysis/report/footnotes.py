"""What a reader has to know of single figures, of the sources, and of the rules: the notes of a report."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from analysis.compare import (
    Finding,
    Scope,
    Series,
    derive,
    notation,
    of_report,
    parts_of,
    sources_of,
)
from analysis.data import OBSERVATION_COLUMNS, Break, Catalog, Dataset, Row, letters as letters_of, moment
from analysis.page import Note, Notes, Run, Runs, Words, link, text
from analysis.reading import traced_ids
from analysis.report import sums, tables


def letter(position: int) -> str:
    """Mark of a footnote: a to z, then aa, ab and so on.

    Examples
    --------
    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    return letters_of(position).lower()


def footnotes(
    rows: Sequence[Row], said_of: Callable[[Row], Sequence[Runs]]
) -> tuple[list[Note], dict[str, tuple[str, ...]]]:
    """The footnotes of figures and where their marks stand.

    Parameters
    ----------
    rows : sequence of dict
        The figures in the order of the table.
    said_of : callable
        What has to be said of a figure, the most important first.

    Returns
    -------
    list of Note
        Lettered in the order of the table; what several figures share is said once.
    dict of str to tuple of str
        Marks by figure id.
    """
    letters: dict[Runs, str] = {}
    marks: dict[str, tuple[str, ...]] = {}
    for row in rows:
        said = said_of(row)
        for note in said:
            letters.setdefault(note, letter(len(letters)))
        if said:
            marks[row["id"]] = tuple(letters[note] for note in said)
    return [Note(mark, note) for note, mark in letters.items()], marks


def notes_of(row: Row, scope: Scope, words: Words, numbers: Mapping[str, int]) -> list[Runs]:
    """What has to be said of one figure, the most important first: of a sum how it was added up."""
    said = _said_of(row, scope, words)
    return [*sums.footnote(row, scope.data, words, numbers), *((text(note),) for note in said)]


def _said_of(row: Row, scope: Scope, words: Words) -> list[str]:
    said = []
    if notation.denied(row):
        said.append(_fraction(row, words))
    if row["percent_text"] and notation.small(row):
        said.append(words.text("note-small", percent=words.printed_percent(row["percent_text"])))
    if row["of_basis"] == "unknown":
        said.append(words.text("note-unknown-base"))
    catalog, of = scope.data.catalog, row["of"]
    basis = catalog.basis_names.get(row["of_basis"], {}).get(f"name_{words.lang}", "")
    if (row["indicator"], row["of_basis"]) in catalog.indicators and notation.present(of):
        said.append(words.text("note-class-base", basis=basis, of=words.integer(int(of))))
    said += _derived(row, scope, words)
    said += _disputed(row, scope, words)
    if catalog.basis_authorities.get(row["of_basis"]) and notation.present(of):
        whole = catalog.indicators[row["indicator"], row["category"]].part_of
        total = scope.row(row["indicator"], whole) if whole else None
        if total is not None and notation.present(total["count"]) and total["count"] != of:
            numbers = {"of": words.integer(int(of)), "total": words.integer(int(total["count"]))}
            said.append(words.text("note-part", basis=basis, **numbers))
    if notation.present(row["change_printed"]):
        printed = tables.printed_change(row, words)
        said.append(words.text("note-printed-change", text=printed))
    if row["confidence"] == "medium":
        said.append(words.text("note-medium"))
    return said


def _fraction(row: Row, words: Words) -> str:
    return words.text(
        "note-fraction",
        count=words.integer(int(row["count"])),
        of=words.integer(int(row["of"])),
        computed=words.percent(100 * int(row["count"]) / int(row["of"])),
        printed=words.printed_percent(row["percent_text"]),
    )


def _derived(row: Row, scope: Scope, words: Words) -> list[str]:
    said: list[str] = []
    if notation.small(row):
        return said  # a note beside it says that below ten there are counts only
    for derived in derive(scope.data, scope.data.figure(row["id"])):
        if derived.whole:
            continue  # a rate has a row of its own
        formula = notation.local_formula(derived.formula, words)
        if derived.name == "share_of_base":
            upper = scope.data.figure(derived.inputs[1])
            said.append(
                words.text(
                    "note-derived", printed=words.printed_percent(upper["percent_text"]), formula=formula
                )
            )
        elif derived.name.startswith("share_of_"):
            of = derived.name.removeprefix("share_of_")
            basis = scope.data.catalog.basis_names[of][f"name_{words.lang}"]
            said.append(words.text("note-derived-of", basis=basis, formula=formula))
    return said


def _disputed(row: Row, scope: Scope, words: Words) -> list[str]:
    if row["preferred"] == "yes":
        others = [
            other["as_printed"]
            for other in _of_year(row, scope)
            if other["preferred"] == "no" and other["id"].partition("@")[0] == row["id"].partition("@")[0]
        ]
        if others and set(others) != {row["as_printed"]}:
            why = _reason(row["conflict"], scope, words)
            return [words.text("note-preferred", other=", ".join(others), reason=why)]
    if not row["conflict"]:
        return []
    same = [other for other in _of_year(row, scope) if other["conflict"] == row["conflict"]]
    printed = "; ".join(_with_source(other, scope, words) for other in same)
    return [words.text("note-conflict", printed=printed, reason=_reason(row["conflict"], scope, words))]


def _reason(conflict: str, scope: Scope, words: Words) -> str:
    """Why sources do not agree, where the data say it, as a sentence of its own; else empty."""
    known = scope.data.catalog.conflicts.get(conflict)
    return f" {known[f'reason_{words.lang}']}" if known else ""


def _of_year(row: Row, scope: Scope) -> list[Row]:
    """All that is printed of the same place, body and year."""
    found = scope.data.of_year(row["province"], row["body"], row["year"])
    return [scope.measured_by_id[figure] for figure in found["id"] if figure in scope.measured_by_id]


def check_notes(scope: Scope, words: Words) -> list[Note]:
    """Every disagreement among the figures of a report, in words."""
    return [
        Note(str(position), (text(in_words(finding, scope, words)),))
        for position, finding in enumerate(scope.findings, start=1)
    ]


def in_words(finding: Finding, scope: Scope, words: Words) -> str:
    """One disagreement as a sentence."""
    rows = [scope.measured_by_id[figure] for figure in finding.figures]
    values: dict[str, str] = {"label": notation.label(rows[0], words, scope.data.catalog)}
    if finding.code.startswith("conflict"):
        values["printed"] = "; ".join(_with_source(row, scope, words) for row in rows)
        values["reason"] = _reason(rows[0]["conflict"], scope, words)
    if finding.code == "sources":
        values["reason"] = _reason(rows[0]["conflict"], scope, words)
    if finding.code == "two_bases":
        day = finding.numbers.get("as_of")
        values["as_of"] = words.date(date.fromisoformat(day)) if day else "undated"
    if finding.code == "printed_tier":
        values["tier"] = notation.value(rows[0], words, scope.data.catalog)
    signed = finding.code == "printed_change"
    shares = finding.code in ("ceiling", "fraction")
    unit = rows[0]["change_unit"] if signed else "percent" if shares else ""
    for name, value in finding.numbers.items():
        values.setdefault(name, _number(value, words, unit, signed=signed))
    return words.text(f"check-{finding.code}", **values)


def _number(value: object, words: Words, unit: str, *, signed: bool) -> str:
    """A number of a finding in the notation of the language; text as it is."""
    if not isinstance(value, (int, float)):
        return str(value)

    def form(plain: float) -> str:
        if isinstance(value, int) or unit == "count":
            return words.integer(round(plain))
        return words.percent(plain) if unit.startswith("percent") else words.decimal(plain, 2)

    return words.signed(value, form) if signed and unit != "percent_of" else form(value)


def _with_source(row: Row, scope: Scope, words: Words) -> str:
    """A disputed figure with its label and who prints it."""
    source = scope.data.catalog.sources[row["source"]]
    label = notation.label(row, words, scope.data.catalog)
    value = notation.value(row, words, scope.data.catalog)
    return f"{label} {value} ({source.publisher or words.text('source-unknown')})"


def named_changes(scope: Scope) -> tuple[Break, ...]:
    """Changes of rules and boundaries that a report names, in the order of their days.

    Returns
    -------
    tuple of Break
        Those in the report's time and the year before that touch its figures, and those that part the points
        of a series that it shows over time. Their places, from 1, are the numbers by which charts name them.
    """
    catalog = scope.data.catalog
    kinds = {(scope.province.province, scope.body, row["indicator"], row["category"]) for row in scope.rows}
    near = {change.id for change in _in_time(catalog, kinds, scope.rows)}
    parting = {change.id for series in series_over_time(scope) for change in _parting(series.rows, scope)}
    return tuple(
        change
        for change in catalog.breaks
        if change.divides and change.effective_from is not None and change.id in near | parting
    )


def _in_time(
    catalog: Catalog, kinds: Collection[tuple[str, str, str, str]], rows: Sequence[Row]
) -> list[Break]:
    year = max(int(row["year"]) for row in rows)
    spans = [int(row["span_from"]) for row in rows if notation.present(row["span_from"])]
    first = min(spans, default=min(int(row["year"]) for row in rows) - 1)
    return [
        change
        for change in catalog.breaks
        if change.divides
        and change.effective_from is not None
        and date(first, 1, 1) <= change.effective_from <= date(year, 12, 31)
        and any(change.touches(*kind) for kind in kinds)
    ]


def _parting(rows: Sequence[Row], scope: Scope) -> tuple[Break, ...]:
    """Changes between the first and the last point of a series: those between any two of them."""
    catalog, row = scope.data.catalog, rows[0]
    timing = catalog.indicators[row["indicator"], row["category"]].timing
    moments = [moment(point, timing) for point in rows]
    after, until = min(first for first, _ in moments), max(last for _, last in moments)
    names = (row["province"], row["body"], row["indicator"], row["category"])
    return catalog.breaks_between(*names, after=after, until=until)


def series_over_time(scope: Scope) -> list[Series]:
    """The series of a report with figures of two years or more, the points of each oldest first."""
    return [series for series in scope.series.values() if series.long]


def break_notes(scope: Scope, words: Words) -> list[Note]:
    """The changes of rules and boundaries that a report names, under their numbers."""
    return _numbered(named_changes(scope), words)


def rule_changes(
    catalog: Catalog, kinds: Collection[tuple[str, str, str, str]], rows: Sequence[Row], words: Words
) -> list[Note]:
    """What changed in rules, bodies and boundaries while figures were counted, and in the year before.

    Parameters
    ----------
    catalog : Catalog
    kinds : collection of tuple of str
        Province, body, indicator and category of the figures that may be touched.
    rows : sequence of dict
        The figures of the report, for the time that they cover.
    words : Words

    Returns
    -------
    list of Note
        The oldest first, each with its day and what changed.
    """
    return _numbered(_in_time(catalog, kinds, rows), words)


def _numbered(changes: Sequence[Break], words: Words) -> list[Note]:
    return [
        Note(str(position), (text(_break_item(change.effective_from, change, words)),))
        for position, change in enumerate(changes, start=1)
        if change.effective_from is not None
    ]


def _break_item(day: date, change: Break, words: Words) -> str:
    title = change.title_vi if words.lang == "vi" else change.title_en

    def other(found: re.Match[str]) -> str:
        own = date(int(found[3]), int(found[2]), int(found[1])) == day
        return "" if own else found[0]

    bare = re.sub(r" \((\d+)/(\d+)/(\d+)\)", other, title)  # the day stands before it already
    changed = change.what_changed_vi if words.lang == "vi" else change.what_changed_en
    rule, colon, says = bare.partition(": ")
    if colon and changed.lower().startswith(says.lower()):
        bare = rule  # what changed says it, too
    return words.text("break-item", date=words.date(day), title=bare, changed=changed)


def change_notes(scope: Scope, words: Words) -> tuple[str, list[Note]]:
    """What changed among the figures of this report with this release of the data.

    Returns
    -------
    str
        The release before; empty if nothing is recorded.
    list of Note
        Revised and withdrawn figures one by one, new ones as a number.
    """
    rows = of_report(scope.data, scope.province.province, scope.body, scope.year, scope.period)
    told = []
    for row in rows:
        if row["change"] == "new":
            continue
        # A withdrawn figure may have taken its indicator with it.
        indicator = scope.data.catalog.indicators.get(tuple(row["id"].partition("@")[0].split("/")[5:7]))
        label = str(getattr(indicator, f"label_{words.lang}", row["id"]))
        key, old, new = f"changes-{row['change']}", row["old"], row["new"]
        if row["change"] == "revised" and old.partition(" ")[0] in OBSERVATION_COLUMNS:  # nothing printed
            old, new = _numbers_of(old, words), _numbers_of(new, words)
            key = key if old != new else "changes-details"  # what it is, and not how much
        said = words.text(key, label=label, old=old or "–", new=new or "–")
        # Notes are in the language of who keeps the data; a reason may be told in the reader's.
        why = _CASE.sub("", row[f"reason_{words.lang}"] or row["reason"]).strip("; ")
        reason = f". {words.text('changes-reason', reason=why)}" if why else ""
        told.append(f"{said}{reason}.")
    if count := sum(row["change"] == "new" for row in rows):
        told.append(f"{words.text('changes-new', count=count)}.")
    notes = [Note(str(position), (text(note),)) for position, note in enumerate(told, start=1)]
    return (rows[0]["since"] if rows else ""), notes


# A conflict's id in a note of the maintainers, who know what it is; no reader does.
_CASE = re.compile(r"CONFLICT c\d\d( of authority| inside the page)?:? ?")

_CHANGED = re.compile(r"\b(count|count_to|percent|percent_to|value) ([\d.]+)(?=;|$)")


def _numbers_of(told: str, words: Words) -> str:
    """The numbers in one side of a change as the language writes them, without what else it says."""
    found = [
        (name, words.decimal(Decimal(number), len(number.partition(".")[2])))
        for name, number in _CHANGED.findall(told)
    ]
    return "; ".join(f"{number}%" if name.startswith("percent") else number for name, number in found)


def source_numbers(rows: Iterable[Row]) -> dict[str, int]:
    """Numbers of all sources of a report, in the order in which its rows cite them."""
    cited = dict.fromkeys(source for row in rows for source in sources_of(row))
    return {source: n for n, source in enumerate(cited, start=1)}


def source_notes(data: Dataset, words: Words, numbers: Mapping[str, int], rows: Sequence[Row]) -> list[Note]:
    """The sources by their numbers: publisher, title, day, link, whether figures were found in the text."""
    notes = []
    printed = [each for row in rows for each in parts_of(row) or ((row["id"], row["source"]),)]
    traced, cited = traced_ids(data), Counter(source for _, source in printed)
    seen: dict[str, list[str]] = {}
    for figure, source_of in printed:
        if day_seen := traced.get(figure):
            seen.setdefault(source_of, []).append(day_seen)
    for identifier, position in sorted(numbers.items(), key=lambda item: item[1]):
        source = data.catalog.sources[identifier]
        title = source.title or words.text("source-untitled")
        # An address whose slug held a person's name is cut, and leads nowhere.
        named: Run = link(title, source.url) if source.url and "…" not in source.url else text(title)
        day = f", {words.published(source.published)}" if source.published else ""
        publisher = source.publisher or words.text("source-unknown")
        found = f" {words.text('source-untraced')}" if cited[identifier] else ""
        if days := seen.get(identifier):
            told = words.published(max(days))
            found = " " + words.text("source-traced", day=told, found=len(days), all=cited[identifier])
        head = text(f"{publisher[0].upper()}{publisher[1:]}: ")
        notes.append(Note(str(position), (head, named, text(f"{day} ({identifier}).{found}"))))
    return notes


def section(identifier: str, title: str, kind: str, notes: Sequence[Note]) -> list[Notes]:
    """A block of notes, or nothing if there is none."""
    return [Notes(id=identifier, title=title, kind=kind, items=notes)] if notes else []  # type: ignore[arg-type]
