"""Files are read whole or refused, and written whole or not at all; tables become text in one way."""

import csv
import errno
import io
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.errors import RequestError
from analysis.messages import refusal, say

__all__ = ["PART", "csv_text", "named", "read_asked", "read_file", "write_all", "write_whole"]

PART = ".part"
"""Ending of a file that is not whole yet."""

_MOST = 256 * 1024**2


def read_file(path: Path, most: int = _MOST) -> bytes:
    """Content of a file, which must be one: a pipe would be waited for without end, a device never stops.

    Parameters
    ----------
    path : pathlib.Path
    most : int, optional
        Bytes that it may have.

    Raises
    ------
    OSError
        With the path and what is wrong with it.
    """
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, say("is-a-folder"), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, say("is-no-file"), str(path))
    if found.st_size > most:
        size, bound = (f"{number / 1e6:.0f}" for number in (found.st_size, most))
        raise OSError(errno.EFBIG, say("is-too-large", size=size, most=bound), str(path))
    return path.read_bytes()


def read_asked(path: Path) -> bytes:
    """Content of a file that somebody has named: `read_file`, refused in one line."""
    try:
        return read_file(path)
    except OSError as error:
        raise RequestError("cannot-read", path=path, why=refusal(error)) from None


@contextmanager
def named(path: Path) -> Iterator[None]:
    """What the system refuses in here names this file: it names a part, or nothing where the disk is full."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def csv_text(rows: Iterable[Iterable[object]], *, separator: str = ",", end: str = "\n") -> str:
    """Rows as the text of a CSV; its first row are its heads."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return out.getvalue()


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> Path:
    """Write a file, at once or line by line, so that it is seen under its name only when it is whole."""
    write_all({path: content})
    return path


def write_all(
    contents: Mapping[Path, bytes | Iterable[bytes]], before: Callable[[], object] = lambda: None
) -> None:
    """Write several files, none of which is seen under its name before all are whole.

    Parameters
    ----------
    contents : mapping of pathlib.Path to bytes or iterable of bytes
    before : callable, optional
        Called when they are whole, before the first of them is seen.

    Raises
    ------
    OSError
        With the path of the file that could not be written; nothing has changed then.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            # A name of its own, so that two who write the same do not meet; not from `tempfile`, whose
            # files are for their owner's eyes only.
            parts[path] = path.with_name(f".{path.name}.{secrets.token_hex(8)}{PART}")
            with named(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                with parts[path].open("wb") as file:
                    file.writelines((content,) if isinstance(content, bytes) else content)
            if path.is_dir() and not path.is_symlink():
                raise IsADirectoryError(errno.EISDIR, say("folder-in-place"), str(path))
        before()
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
