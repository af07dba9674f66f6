"""Two releases of the data side by side: which figures are new, revised, withdrawn."""

import re
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

import pandas as pd

from analysis.compare.rows import as_text
from analysis.data import CHANGE_COLUMNS, OBSERVATION_COLUMNS, Dataset, Row, records
from analysis.errors import RequestError
from analysis.files import csv_text, write_all
from analysis.messages import say

__all__ = ["Change", "as_json", "changes", "of_report", "record"]

CHANGELOG = "CHANGELOG.md"

# The note and the confidence speak of a figure, they are not part of it.
_FIGURE = tuple(
    "percent_text" if name == "percent" else name
    for name in OBSERVATION_COLUMNS
    if name not in ("note", "confidence")
)


@dataclass(frozen=True)
class Change:
    """What became of one figure between two releases.

    Attributes
    ----------
    change : str
        ``new``, ``revised`` or ``withdrawn``.
    id : str
        The figure's public id, in the newer release unless it is withdrawn.
    old, new : str
        The figure as printed; where only its reading is revised, the columns that differ, with their values.
    reason : str
        What the note of a revised figure says in the newer release and did not say in the older one.
    """

    change: str
    id: str
    old: str
    new: str
    reason: str

    def __str__(self) -> str:
        what = {"new": self.new, "withdrawn": self.old}.get(self.change, f"{self.old} → {self.new}")
        return f"{self.id}: {what}" + (f" ({self.reason})" if self.reason else "")


def changes(old: Dataset, new: Dataset) -> tuple[Change, ...]:
    """The figures that differ between two data folders.

    Returns
    -------
    tuple of Change
        Revised ones first, then withdrawn, then new, each in the order of ids. A figure that is only
        told apart by its source since another source prints it as well is no other figure for that.

    Examples
    --------
    >>> import analysis
    >>> data = analysis.load()
    >>> changes(data, data)
    ()
    """
    pairs, gone, come = _matched(records(old.observations), records(new.observations))
    found = [
        *(_revision(before, after) for before, after in pairs),
        *(Change("withdrawn", row["id"], row["as_printed"], "", "") for row in gone),
        *(Change("new", row["id"], "", row["as_printed"], "") for row in come),
    ]
    order = ("revised", "withdrawn", "new")
    return tuple(sorted((change for change in found if change), key=lambda c: (order.index(c.change), c.id)))


def _matched(old: Sequence[Row], new: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs of one figure, first by id and source, then by id where the source was corrected."""
    rest, pairs, come = {(_bare(row), row["source"]): row for row in old}, [], []
    for row in new:
        before = rest.pop((_bare(row), row["source"]), None)
        if before is None:
            come.append(row)
        else:
            pairs.append((before, row))
    left = [_bare(row) for row in rest.values()]
    arrived = [_bare(row) for row in come]
    for row in tuple(come):
        bare = _bare(row)
        if left.count(bare) == arrived.count(bare) == 1:
            key = next(key for key in rest if key[0] == bare)
            pairs.append((rest.pop(key), row))
            come.remove(row)
    return pairs, list(rest.values()), come


def _bare(row: Row) -> str:
    """A figure's id without the source that may tell it from another."""
    return str(row["id"]).partition("@")[0]


def _revision(before: Row, after: Row) -> Change | None:
    cells = [(name.removesuffix("_text"), _text(before, name), _text(after, name)) for name in _FIGURE]
    differing = [(name, was, now) for name, was, now in cells if was != now]
    if not differing:
        return None
    if before["as_printed"] != after["as_printed"]:
        was, now = before["as_printed"], after["as_printed"]
    else:
        was, now = ("; ".join(f"{cell[0]} {cell[side] or '–'}" for cell in differing) for side in (1, 2))
    # An office adds its reason to the note that is there.
    return Change("revised", after["id"], was, now, after["note"].removeprefix(before["note"]).strip("; "))


def _text(row: Row, column: str) -> str:
    value = row[column]
    if pd.isna(value) or (column == "preferred" and value == "yes"):
        return ""  # the only one of its kind and the one that is shown are the same to a reader
    if isinstance(value, float):
        return as_text(value)
    return str(value)[:10] if column == "as_of" else str(value)


def record(old: Dataset, new: Dataset) -> tuple[Path, Path]:
    """Write the changes into the newer folder, so that its reports can say what changed.

    Returns
    -------
    tuple of pathlib.Path
        ``changes.csv`` and ``CHANGELOG.md``. What was recorded of the same release before is replaced; the
        words of a reason in the two languages stay as long as the reason is the same.

    Raises
    ------
    RequestError
        If both bear the same release.
    """
    if old.release == new.release:
        raise RequestError("same-release", release=new.release, folder=new.folder)
    found = changes(old, new)
    same = new.changes["release"] == new.release
    earlier, replaced = new.changes[~same], records(new.changes[same])
    told = {(row["id"], row["reason"]): [row["reason_vi"], row["reason_en"]] for row in replaced}
    rows = [
        [new.release, old.release, *astuple(change), *told.get((change.id, change.reason), ["", ""])]
        for change in found
    ]
    content = csv_text([CHANGE_COLUMNS, *earlier.to_numpy().tolist(), *rows])
    table = new.folder / "changes.csv"
    changelog = new.folder / CHANGELOG
    written = changelog.read_text(encoding="utf-8") if changelog.is_file() else _title()
    section = _with_section(written, old, new, found)
    write_all({table: content.encode(), changelog: section.encode()})
    return table, changelog


def _title() -> str:
    return f"# {say('changelog-title')}\n\n{say('changelog-about')}\n"


def _with_section(written: str, old: Dataset, new: Dataset, found: Sequence[Change]) -> str:
    """The changelog with this release on top."""
    head = f"## {new.release}"
    sections = re.split(r"(?m)^(?=## )", written)
    kept = [part for part in sections[1:] if part.split("\n", 1)[0].split(" (")[0] != head]
    lines = [
        f"- {say(f'change-{change.change}')}: `{change.id}`{str(change).removeprefix(change.id)}"
        for change in found
    ]
    body = "\n".join(lines) or say("changelog-nothing")
    since = say("changelog-since", released=str(new.released), since=old.release)
    section = f"{head} ({since})\n\n{body}\n\n"
    return (sections[0].rstrip() + "\n\n" + section + "".join(kept)).rstrip() + "\n"


def of_report(data: Dataset, province: str, body: str, year: int, period: str) -> list[Row]:
    """The recorded changes of this release that touch the figures of one report.

    Parameters
    ----------
    data : Dataset
    province, body : str
    year : int
    period : str
        Codes; without span or date.

    Returns
    -------
    list of dict
        Rows of ``data.changes``.
    """
    rows = records(data.changes[data.changes["release"] == data.release])
    own = [province, body, str(year), period]
    return [row for row in rows if [*row["id"].split("/")[:3], row["id"].split("/")[3].split("-")[0]] == own]


def as_json(old: Dataset, new: Dataset, found: Sequence[Change]) -> dict[str, object]:
    """The comparison as plain values, for another program."""
    return {"old": old.release, "new": new.release, "changes": [asdict(change) for change in found]}
