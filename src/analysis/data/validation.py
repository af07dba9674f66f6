"""Whether the tables of a data folder are valid: each by its rules, and all of them together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

import pandas as pd

from analysis.data import catalog, rules, schema
from analysis.data.faults import fault
from analysis.data.frames import records
from analysis.data.reader import placed
from analysis.errors import Fault
from analysis.letters import is_formula, unfit

_LONGEST = 1500
"""Letters of the longest cell that a sentence or a note can hold: three times the longest there is."""
_LONGEST_NAME = 200
_NAMES = re.compile(r"^(name|short|label|title|publisher|indicator|category|region|term)(_|$)")


def validate(
    tables: Mapping[str, pd.DataFrame],
    figures: pd.DataFrame,
    changes: pd.DataFrame,
    released: date,
    unsound: set[str],
) -> Iterator[Fault]:
    """All faults of the tables of a folder.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The tables beside the figures, as text.
    figures : pandas.DataFrame
        All domain files put together, with ``domain``, ``file``, ``line`` and ``name`` (the id without its
        source).
    changes : pandas.DataFrame
    released : datetime.date
        Day of the release; ``date.min`` where it is unknown.
    unsound : set of str
        Tables whose form is broken already: what only they make unknown is nobody else's fault.
    """
    found = [fault for name, frame in tables.items() for fault in _side_faults(name, frame)]
    yield from found
    yield from _to_come(tables["sources"], released)
    unsound = unsound | {fault.file.removesuffix(".csv") for fault in found}
    yield from _reference_faults(tables, unsound)
    for name, frame in [*tables.items(), ("changes", changes)]:
        yield from _form_faults(f"{name}.csv", frame)
    if not all(_fine(column, cell) for column in _FORMED for cell in set(figures[column].tolist())):
        for file, frame in figures.groupby("file", sort=False):
            yield from _form_faults(str(file), frame.set_index("line")[list(_FORMED)])
    # All files at once: what a rule costs is its columns, not its rows.
    for fault_ in rules.faults_of(rules.observation_rules(_vocabulary(tables, released)), figures):
        if KNOWN_FROM.get(fault_.code) not in unsound:
            yield fault_
    yield from _twice(figures)
    yield from rules.faults_of(rules.changes_rules(), placed(changes, "changes.csv"))


_FORMED = schema.OBSERVATION_COLUMNS


def _form_faults(file: str, frame: pd.DataFrame) -> Iterator[Fault]:
    """Cells with what cannot be shown, or spaces around: each value is looked at once."""
    for column in frame.columns:
        cells = set(frame[column].tolist())
        wrong = {cell: _form_fault(column, cell) for cell in cells if not _fine(column, cell)}
        for line, cell in frame[column][frame[column].isin(wrong)].items() if wrong else ():
            if (found := wrong[cell]) is not None:
                yield fault(file, int(str(line)), column, *found)


@lru_cache(maxsize=1 << 16)
def _fine(column: str, cell: str) -> bool:
    """Whether nothing is wrong: that is kept, not the fault, which is told in the language spoken then."""
    return _form_fault(column, cell) is None


def _form_fault(column: str, cell: str) -> tuple[str, str] | None:
    """The first thing that is wrong with the form of a cell: its code, and what is told of it."""
    kinds = list(unfit(cell))
    if is_formula(cell):
        kinds.append(("formula", cell))
    if cell != cell.strip():
        kinds.append(("stray-space", cell))
    if len(cell) > (_LONGEST_NAME if _NAMES.search(column) else _LONGEST):
        kinds.append(("too-many-letters", f"{cell[:24]}…"))
    return kinds[0] if kinds else None


def _side_faults(name: str, frame: pd.DataFrame) -> Sequence[Fault]:
    if frame.empty:
        return ()
    columns = tuple((str(column), tuple(frame[column].tolist())) for column in frame.columns)
    return _faults_of_side(name, tuple(frame.index.tolist()), columns)


@lru_cache(maxsize=256)
def _faults_of_side(
    name: str, lines: tuple[int, ...], columns: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[Fault, ...]:
    """The faults of one table beside the figures; who loads many folders has most of them alike."""
    frame = pd.DataFrame(dict(columns), index=list(lines), dtype=str)
    file, key = f"{name}.csv", list(schema.SIDE_TABLES[name][1])
    faults = rules.faults_of(rules.side_rules(name), placed(frame, file))
    if name == "provinces":
        for line, row in frame[frame.duplicated(["name_vi", "kind", "parent"])].iterrows():
            faults.append(fault(file, int(str(line)), "name_vi", "same-name", row["name_vi"]))
    for line, row in frame[frame.duplicated(key)].iterrows():
        faults.append(fault(file, int(str(line)), key[0], "duplicate-key", "/".join(row[key])))
    return tuple(faults)


def _reference_faults(tables: Mapping[str, pd.DataFrame], unsound: set[str]) -> list[Fault]:
    """Codes that lead nowhere: a break with a misspelt province would silently never apply.

    Where the table referred to is broken itself, that is the fault, and not every code of it.
    """
    units = {*tables["provinces"]["province"], *tables["provinces_2025"]["province"]}
    both, indicators = {"provinces", "provinces_2025"}, tables["indicators"]
    pairs = indicators["indicator"] + "/" + indicators["category"]
    # Who fills in places of one's own need not throw away the map of others.
    tiled = {*tables["tiles"]["province"]}
    references: tuple[tuple[str, str, set[str], set[str]], ...] = (
        ("provinces", "successor", both, units),
        ("provinces_2025", "members", both, units),
        ("provinces", "parent", {"provinces"}, units),
        ("indicators", "domain", {"domains"}, {*tables["domains"]["domain"]}),
        ("indicators", "per", set(), {*pairs}),
        ("indicators", "usual_base", {"bases"}, {*tables["bases"]["of_basis"]}),
        ("bases", "stock", {"indicators"}, {*pairs}),
        ("tiers", "indicator", {"indicators"}, {*indicators["indicator"]}),
        ("ceilings", "indicator", {"indicators"}, {*indicators["indicator"]}),
        ("ceilings", "category", {"indicators"}, {*indicators["category"]}),
        ("ceilings", "of_category", {"indicators"}, {*indicators["category"]}),
        ("tiles", "province", both, units if units & tiled else tiled),
        ("breaks", "provinces", both, units),
        ("breaks", "bodies", {"bodies"}, {*tables["bodies"]["body"]}),
        ("breaks", "indicators", {"indicators"}, {*indicators["indicator"], *pairs}),
    )
    lost = [
        (table, line, column, code)
        for table, column, referred, known in references
        if not referred & unsound
        for line, cell in tables[table][column].items()
        for code in sorted(catalog.listed(cell) - known)
    ]
    parts = indicators["indicator"] + "/" + indicators["part_of"]
    wanted = parts[(indicators["part_of"] != "") & ~parts.isin(pairs)]
    lost += [("indicators", line, "part_of", indicators["part_of"][line]) for line in wanted.index]
    return [
        fault(f"{table}.csv", int(str(line)), column, "unknown-reference", code)
        for table, line, column, code in lost
    ]


# Faults of figures that say that another table lacks a code.
KNOWN_FROM = {
    "unknown-province": "provinces",
    "unknown-body": "bodies",
    "unknown-basis": "bases",
    "part-exceeds-base": "bases",
    "share-out-of-range": "bases",
    "unknown-indicator": "indicators",
    "wrong-file": "indicators",
    "date-without-need": "indicators",
    "not-of-this-measure": "indicators",
    "off-the-scale": "indicators",
    "unknown-source": "sources",
    "note-missing": "sources",
}


def _vocabulary(tables: Mapping[str, pd.DataFrame], released: date) -> rules.Vocabulary:
    bases, tiers = tables["bases"], tables["tiers"]
    indicators = {(row["indicator"], row["category"]): row for row in records(tables["indicators"])}
    return rules.Vocabulary(
        provinces=frozenset(tables["provinces"]["province"]),
        bodies=frozenset(tables["bodies"]["body"]),
        bases=frozenset(bases["of_basis"]),
        parts=frozenset(bases["of_basis"][bases["role"] == "part"]),
        sources=frozenset(tables["sources"]["id"]),
        pairs={pair: row["domain"] for pair, row in indicators.items()},
        dated=frozenset(pair for pair, row in indicators.items() if row["timing"] != "period"),
        measures={pair: row["measure"] for pair, row in indicators.items()},
        scales={pair: (row["scale_min"], row["scale_max"]) for pair, row in indicators.items()},
        tiers=frozenset(zip(tiers["indicator"], tiers["tier"], strict=True)),
        published=dict(zip(tables["sources"]["id"], tables["sources"]["published"], strict=True)),
        released=max([released, *_days(tables["sources"])]),
    )


def _days(sources: pd.DataFrame) -> Iterator[date]:
    """The days since which sources have been out, but for those that are to come.

    Data that name a source are of its day or later, whatever the day of the release is: who goes on with a
    folder from year to year need not touch that.
    """
    for text in set(sources["published"]):
        try:
            appeared = date.fromisoformat(f"{text}-01-01"[:10])
        except ValueError:
            continue  # a fault of its own, or empty
        if appeared <= date.today():  # noqa: DTZ011 - the office's own day
            yield appeared


def _to_come(sources: pd.DataFrame, released: date) -> Iterator[Fault]:
    """Sources that appear after today: a slip in the year."""
    # A clock that is slow, as in a machine just started, makes no fault of what has been released.
    today = max(released, date.today()).isoformat()  # noqa: DTZ011 - the office's own day
    later = sources[
        (sources["published"] > today) & sources["published"].str.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}")
    ]
    for line, row in later.iterrows():
        yield fault("sources.csv", int(str(line)), "published", "source-to-come", row["published"])


def _twice(frame: pd.DataFrame) -> Iterator[Fault]:
    """Figures printed twice: by one source (a fault), or by two without a preferred one."""
    names = frame["name"]
    shared = names.duplicated(keep=False)
    again = frame[shared]
    twice = again.duplicated(["name", "source"])
    firsts = again[~twice].set_index(["name", "source"])[["file", "line"]]
    for _, row in again[twice].iterrows():
        first = firsts.loc[(row["name"], row["source"])]
        other = {"other": str(first["file"]), "at": str(first["line"])}
        yield fault(row["file"], row["line"], "indicator", "duplicate-figure", row["name"], **other)
    # Sources may also differ in by whom a figure is: then the conflict names the other side.
    lone = frame[~shared & (frame["preferred"] == "no")]
    sides = frame[frame["conflict"].isin(set(lone["conflict"]) - {""})]
    other_side = sides.index[sides.duplicated(["conflict", "province"], keep=False)]
    yield from _at(lone[~lone.index.isin(other_side)], "preferred", "preference-alone")
    groups = again.assign(chosen=again["preferred"] == "yes").groupby("name", sort=False)
    told = groups.agg(sources=("source", "nunique"), chosen=("chosen", "sum"))
    unclear = told.index[(told["sources"] > 1) & (told["chosen"] != 1)]
    firsts = again.drop_duplicates("name")
    yield from _at(firsts[firsts["name"].isin(unclear)], "preferred", "preference-missing")


def _at(rows: pd.DataFrame, column: str, code: str) -> Iterator[Fault]:
    """The same fault of several rows, in their order."""
    for file, line in zip(rows["file"].tolist(), rows["line"].tolist(), strict=True):
        yield fault(file, line, column, code)
