"""Which tables of a data folder nobody reads: each is named, so that no figure is left out in silence.

What programs keep beside a file that is open, and the copies that editors leave at each save
(``ratings.csv~``), are no matter to anyone.
"""

from collections.abc import Collection, Iterator

from analysis.data.faults import fault
from analysis.data.names import alike
from analysis.data.snapshot import OF_OTHERS, SUFFIXES, TEXTS, Snapshot, is_table
from analysis.errors import Fault


def unread(files: Snapshot, tables: Collection[str]) -> Iterator[Fault]:
    """Files of the folder, and folders in it, that hold a table and that nobody reads.

    Parameters
    ----------
    files : Snapshot
    tables : collection of str
        Names of the tables that are read, without their ending.
    """
    books = {file.rpartition(".")[0]: file for file in files.contents if file.lower().endswith(SUFFIXES)}
    known = {table: f"{table}.csv" for table in tables} | books
    for file in sorted(files.contents):
        name, _, ending = file.rpartition(".")
        if file.lower().endswith(OF_OTHERS):
            yield fault(file, 0, "-", "of-another-program", file)
        elif is_table(file) and not (file.lower().endswith(SUFFIXES) or (ending == "csv" and name in tables)):
            near = alike(name.lower(), tables)
            yield fault(file, 0, "-", "unread-file", file, near=f"{near[0]}.csv" if near else "")
    for file, beginning in files.others.items():
        called = known.get(file.partition(".")[0], "")
        if called or (file.lower().endswith(TEXTS) and _holds_table(beginning)):
            yield fault(file, 0, "-", "unread-file", file, near=called)
    for folder, names in files.below.items():
        # A workbook beside its notebook is a report.
        names = [name for name in names if f"{name.rpartition('.')[0]}.ipynb" not in names]
        held = [name for name in names if name in known.values() or name.lower().endswith(SUFFIXES)]
        if held:
            yield fault(folder, 0, "-", "unread-folder", f"{folder}/{held[0]}", count=f"{len(held)}")


def _holds_table(beginning: bytes) -> bool:
    """Whether a text begins with two lines of as many cells, three or more."""
    encoding = "utf-16" if beginning.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    lines = [line for line in beginning.decode(encoding, "replace").splitlines() if line.strip()][:2]
    return any(len(lines) == 2 and lines[0].count(sign) == lines[1].count(sign) > 1 for sign in "\t;")
