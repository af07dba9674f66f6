"""The output folder: files that appear whole or not at all, a report's together, and one writer at a time."""

import json
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from analysis.errors import RequestError
from analysis.run.jobs import FORMATS

__all__ = [
    "files_of",
    "listed",
    "locked",
    "read_json",
    "store",
    "sweep",
    "withdraw",
    "writable",
    "write_whole",
]

PART = ".part"
"""Ending of a file that is not whole yet."""

_ENDINGS = (*FORMATS, "ipynb", "csv", "json")


def files_of(output: Path, stamp: str) -> dict[str, Path]:
    """Where the files of a report lie or would lie, by ending."""
    return {ending: output / f"{stamp}.{ending}" for ending in _ENDINGS}


def listed(output: Path) -> dict[str, os.stat_result]:
    """Size and time of every file in the output folder by its path: looked at once, however many jobs."""
    found = {}
    for folder, _, names in os.walk(output):
        for name in names:
            if name.endswith(_ENDINGS):
                path = Path(folder, name)
                with suppress(FileNotFoundError):  # another run may be at work here
                    found[path.relative_to(output).as_posix()] = path.stat()
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
    paths["json"].unlink(missing_ok=True)
    for ending in paths.keys() - contents.keys():
        paths[ending].unlink(missing_ok=True)  # from an earlier run: it would stand beside newer figures
    for ending in sorted(contents, key=lambda ending: (ending == "json", ending)):
        write_whole(paths[ending], contents[ending])
    return {ending: paths[ending] for ending in _ENDINGS if ending in contents}


def withdraw(output: Path, stamp: str) -> bool:
    """Take a report's files out of the output folder; tell whether there were any."""
    paths = files_of(output, stamp)
    found = any(path.exists() for path in paths.values())
    for ending in ("json", *paths):  # without its sidecar the rest counts as nothing
        paths[ending].unlink(missing_ok=True)
    return found


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file so that it is seen under its name only when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own, so that two who write the same do not meet; not from `tempfile`, whose files are
    # for their owner's eyes only.
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}{PART}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return path


def sweep(output: Path) -> None:
    """Remove what a run that was killed has left half-written."""
    for folder, _, names in os.walk(output):
        for name in names:
            if name.startswith(".") and name.endswith(PART):
                Path(folder, name).unlink(missing_ok=True)


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
        raise RequestError("cannot-write", path=folder, why=error.strerror) from None
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
        If another run does already, or the folder cannot be written to.
    """
    try:
        handle = os.open(output / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise RequestError("cannot-write", path=output, why=error.strerror) from None
    try:
        try:
            _lock(handle)
        except OSError:
            raise RequestError("output-locked", path=output) from None
        yield handle
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    # The system takes both kinds of lock away when the process ends, however it ends.
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def read_json(path: Path) -> Any:
    """Content of a JSON file, or None if there is none that can be read."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
