"""Broken inputs: a data folder with something wrong in it is refused in clear words, or means the same."""

import csv
import io
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from types import FrameType

from analysis.data import SIDE_TABLES, Dataset, load
from analysis.errors import AnalysisError, DataError
from torture.lean import lean
from torture.outcome import Outcome

Break = Callable[[bytes, Random], bytes]

INVISIBLE = "\u200b\u200e\u202e\u2066\ufeff\ufffe\ufffd\u2028\u00ad\u0000\u0007\ue000"
HOSTILE = (
    "=1+1", "@SUM(A1)", "<script>alert(1)</script>", "'; DROP TABLE", "../../escaped", "NaN", "inf", "1e400",
    "-0", "9" * 400, "٣", "１２", "1,234,5", "0x10", "x" * 5000, "{{ 7*7 }}", "${HOME}", "%s%n", "\\", '""',
)  # fmt: skip
PATIENCE = 300


def _rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode())))


def _written(rows: list[list[str]], **how: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, **{"lineterminator": "\n", **how}).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode()


def _in_cell(put: Callable[[str, Random], str]) -> Break:
    def broken(content: bytes, chance: Random) -> bytes:
        rows = _rows(content)
        if len(rows) < 2:
            return content
        row = chance.randrange(1, len(rows))
        places = [place for place, cell in enumerate(rows[row]) if cell and rows[0][place] != "note"]
        place = chance.choice(places)
        rows[row][place] = put(rows[row][place], chance)
        return _written(rows)

    return broken


def _at_any_place(cell: str, letter: str, chance: Random) -> str:
    place = chance.randint(0, len(cell))
    return cell[:place] + letter + cell[place:]


def _cut(content: bytes, chance: Random) -> bytes:
    # What is left of the row has too few cells. A cut between two rows, or in a last cell, nobody can see.
    lines = content.splitlines(keepends=True)
    last = chance.randrange(1, len(lines)) if len(lines) > 1 else 0
    cells = lines[last].split(b",")
    return b"".join(lines[:last]) + b",".join(cells[: max(1, len(cells) // 3)])


def _twice(content: bytes, chance: Random) -> bytes:
    lines = content.splitlines(keepends=True)
    return content + (chance.choice(lines[1:]) if len(lines) > 1 else b"")


def _column(change: Callable[[list[str], int], None]) -> Break:
    def broken(content: bytes, chance: Random) -> bytes:
        rows = _rows(content)
        change(rows[0], chance.randrange(len(rows[0])))
        return _written(rows)

    return broken


def _rename(header: list[str], place: int) -> None:
    header[place] += "_"


def _swap(header: list[str], place: int) -> None:
    header[place], header[place - 1] = header[place - 1], header[place]


BREAKS: dict[str, Break] = {
    "an invisible letter in a cell": _in_cell(
        lambda cell, chance: _at_any_place(cell, chance.choice(INVISIBLE), chance)
    ),
    "a hostile cell": _in_cell(lambda _, chance: chance.choice(HOSTILE)),
    "a cell emptied": _in_cell(lambda _cell, _chance: ""),
    "a stray space": _in_cell(lambda cell, _: cell + " "),
    "mojibake": _in_cell(lambda cell, _: (cell + "ệ").encode().decode("latin-1")),
    "a row cut off": _cut,
    "a row twice": _twice,
    "UTF-16": lambda content, _: content.decode().encode("utf-16"),
    "another code page": lambda content, _: content.decode().encode("cp1258", errors="replace") + b"\xe9\n",
    "NUL bytes": lambda content, chance: (
        content[: (at := chance.randrange(len(content)))] + b"\0" + content[at:]
    ),
    "a column renamed": _column(_rename),
    "columns swapped": _column(_swap),
    "another separator": lambda content, _: _written(_rows(content), delimiter="\t"),
    "a byte order mark, CRLF": lambda content, _: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"),
    "blank rows": lambda content, _: content + b"\n,,,,\n\n",
    "quotes left open": lambda content, _: content + b'"',
    "nothing at all": lambda _content, _chance: b"",
    "random bytes": lambda _, chance: chance.randbytes(200),
    "a picture": lambda _content, _chance: b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
}
PACKAGES = ("", "[]", "{", "null", '{"version": 1}', '{"version": "1", "created": "yesterday"}', "[" * 5000)


def _seen(data: Dataset) -> list[object]:
    """All that a report can show of a dataset."""
    rows = data.observations.drop(columns=["file", "line", "note"]).astype(str).to_numpy().tolist()
    tables = [data.catalog.frames[name].astype(str).to_numpy().tolist() for name in sorted(SIDE_TABLES)]
    return [rows, tables, data.release, str(data.released)]


def _refusal(where: str, error: AnalysisError) -> Outcome:
    """Whether what is told is clear."""
    try:
        lines = list(map(str, error.faults[:20])) if isinstance(error, DataError) else [str(error)]
    except Exception as found:
        return Outcome(where, "broke", f"in telling why: {type(found).__name__}: {str(found)[:200]}")
    unclear = [line for line in lines if not line or "\n" in line or len(line) > _LONGEST]
    return Outcome(where, "refused, named", f"no clear line: {unclear[0][:200]}" if unclear else "")


_LONGEST = 2000


def _late(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def cases(count: int, chance: Random, folder: Path) -> Iterator[Outcome]:
    """Break one file at a time."""
    base = lean(folder / "base")
    whole = _seen(load(base))
    names = sorted(file.name for file in base.glob("*.csv") if file.name != "changes.csv")
    signal.signal(signal.SIGALRM, _late)
    for number in range(count):
        kind, broken = chance.choice(list(BREAKS.items()))
        name = chance.choice(names)
        # Kept to one path a case: a folder that was loaded is remembered by what is in it, not by its name.
        target = folder / "case"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(base, target)
        if number % 25 == 24:
            kind, name = "a broken package", "datapackage.json"
            (target / name).write_text(chance.choice(PACKAGES), "utf-8")
        else:
            content = (base / name).read_bytes()
            changed = broken(content, chance)
            (target / name).write_bytes(changed)
        yield _outcome(f"{kind} ({name})", kind, target, whole)


def _outcome(where: str, kind: str, target: Path, whole: list[object]) -> Outcome:
    signal.alarm(PATIENCE)
    try:
        data = load(target)
    except AnalysisError as error:
        return _refusal(where, error)
    except TimeoutError:
        return Outcome(where, "hung", f"no end after {PATIENCE} s")
    except Exception as error:
        return Outcome(where, "broke", f"{type(error).__name__}: {str(error)[:200]}")
    finally:
        signal.alarm(0)
    if _seen(data) == whole:
        return Outcome(where, "read, means the same")
    # A cell that is free text, or may be empty, can be another one and still be right.
    free = kind in ("a cell emptied", "a hostile cell")
    return Outcome(
        where, "read as other data (free text)" if free else "accepted", "" if free else "another meaning"
    )
