"""The output folder: a report's files appear in it together or not at all; one run writes."""

import errno
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from analysis.errors import MachineryError, RequestError
from analysis.files import PART, read_file, write_all, write_whole
from analysis.messages import refusal
from analysis.run.jobs import FORMATS

__all__ = [
    "ENDINGS",
    "check_lock",
    "files_of",
    "listed",
    "locked",
    "place",
    "put",
    "read_json",
    "store",
    "sweep",
    "withdraw",
    "writable",
]

ENDINGS = (*FORMATS, "ipynb", "csv", "json")
"""Of the files of a report."""

_RECORD = 64 * 1024**2
"""Bytes that a JSON file of ours may have; the largest manifests have a tenth of it."""


def place(output: Path, name: str) -> Path:
    """Where a file of the output folder lies, whatever its name is made from.

    Raises
    ------
    RequestError
        If that is not inside the folder.
    """
    parts = name.split("/")
    if any(part in ("", ".", "..") or set(part) & set("\\:\0\n") for part in parts):
        raise RequestError("outside-output", name=repr(name)[1:-1], path=output)
    return output.joinpath(*parts)


def _refuse_links(output: Path, path: Path) -> None:
    """Refuse to write through a link: where it leads is none of our business."""
    for folder in path.parents:
        if folder == output:
            return
        if folder.is_symlink():
            raise RequestError("link-in-output", path=folder)


def put(output: Path, name: str, content: bytes | Iterable[bytes]) -> Path:
    """Write a file of the output folder so that it is seen only when it is whole."""
    path = place(output, name)
    _refuse_links(output, path)
    return write_whole(path, content)


def files_of(output: Path, stamp: str) -> dict[str, Path]:
    """Where the files of a report lie or would lie, by ending."""
    return {ending: place(output, f"{stamp}.{ending}") for ending in ENDINGS}


def listed(output: Path) -> dict[str, os.stat_result]:
    """What the system tells of every file in the output folder, by its path: looked at once for all jobs."""
    found = {}
    for folder, _, names in os.walk(output):
        where = Path(folder).relative_to(output).as_posix()
        for name in names:
            if name.endswith(ENDINGS):
                with suppress(OSError):  # another run may be at work here
                    # Strings, not paths: there are four files for each of ten thousand reports.
                    if stat.S_ISREG((told := os.stat(os.path.join(folder, name))).st_mode):  # noqa: PTH116, PTH118
                        found[name if where == "." else f"{where}/{name}"] = told
    return found


def store(output: Path, stamp: str, contents: Mapping[str, bytes]) -> dict[str, Path]:
    """Put a report's files into the output folder.

    The sidecar goes first and comes last: wherever this is cut off, what lies there does not count as made.

    Parameters
    ----------
    output : pathlib.Path
    stamp : str
    contents : mapping of str to bytes
        By ending, with the sidecar (``json``).
    """
    paths = files_of(output, stamp)
    _refuse_links(output, paths["json"])
    order = sorted(contents, key=lambda ending: (ending == "json", ending))

    def before() -> None:
        for ending in ("json", *(paths.keys() - contents.keys())):
            paths[ending].unlink(missing_ok=True)  # from an earlier run: it would stand beside newer figures

    write_all({paths[ending]: contents[ending] for ending in order}, before)
    return {ending: paths[ending] for ending in ENDINGS if ending in contents}


def withdraw(output: Path, stamp: str) -> bool:
    """Take a report's files out of the output folder; tell whether there were any."""
    paths = files_of(output, stamp)
    _refuse_links(output, paths["json"])
    found = any(path.exists() for path in paths.values())
    for ending in ("json", *paths):  # without its sidecar the rest counts as nothing
        paths[ending].unlink(missing_ok=True)
    return found


def sweep(output: Path) -> None:
    """Remove what a run that was killed has left half-written."""
    for folder, _, names in os.walk(output):
        for name in names:
            if name.startswith(".") and name.endswith(PART):
                Path(folder, name).unlink(missing_ok=True)


def read_json(path: Path) -> Any:
    """Content of a JSON file, or None if there is none that can be read."""
    try:
        return json.loads(read_file(path, _RECORD))
    except (OSError, ValueError, RecursionError):  # damaged, forged, or no file at all
        return None


def writable(folder: Path) -> Path:
    """The output folder, made if need be.

    Raises
    ------
    RequestError
        If it cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise RequestError("cannot-write", path=folder, why=refusal(error)) from None
    return folder


@contextmanager
def locked(output: Path) -> Iterator[int]:
    """Let no other run write into the output folder meanwhile.

    Yields
    ------
    int
        The lock's file descriptor, which forked processes must close: the lock goes with the last of them.

    Raises
    ------
    RequestError
        If another run does already, the folder cannot be written to, or its file system knows no locks.
    """
    handle = _open(output)
    try:
        try:
            _lock(handle)
        except OSError as error:
            another = error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
            key = "output-locked" if another else "no-locks"
            raise RequestError(key, path=output, why=refusal(error)) from None
        check_lock(output, handle)
        yield handle
    finally:
        os.close(handle)


def check_lock(output: Path, handle: int) -> None:
    """Make sure that the lock is the folder's: who removes its file lets a second run in.

    Raises
    ------
    MachineryError
        If it is not.
    """
    try:
        ours = os.path.samestat(os.fstat(handle), (output / ".lock").stat())
    except OSError:
        ours = False
    if not ours:
        raise MachineryError("lock-removed", path=output / ".lock")


def _open(output: Path) -> int:
    path, error = output / ".lock", OSError()
    # A colleague's file, which is ours to lock but not to write to, is enough.
    for flags in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
        try:
            return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o666)
        except OSError as found:
            error = found
    raise RequestError("cannot-write", path=output, why=refusal(error))


def _lock(handle: int) -> None:
    # The system takes both kinds of lock away when the process ends, however it ends.
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
