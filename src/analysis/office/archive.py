"""Archives that are the same each time, and the libraries that write them, which are an extra."""

import io
import re
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from analysis.errors import RequestError

__all__ = ["check_installed", "timeless"]

_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_DATES: Final = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


_WRITERS: Final = {"docx": ("docx", "python-docx")}


def check_installed(formats: Iterable[str]) -> None:
    """Make sure, before anything is made, that the libraries are there that formats need.

    Parameters
    ----------
    formats
        Endings; those that need no extra are passed over.

    Raises
    ------
    RequestError
        If one is not installed.
    """
    for ending in formats:
        module, library = _WRITERS.get(ending, ("", ""))
        if module and find_spec(module) is None:
            raise RequestError("needs-office", format=ending, library=library)


def timeless(content: bytes) -> bytes:
    """Give an archive with the same parts in the same order, and without the time at which it was made.

    Parameters
    ----------
    content
        The archive.
    """
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            info = ZipInfo(name, _NO_TIME)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0  # the same on every system
            after.writestr(info, _DATES.sub(b"", part) if name == "docProps/core.xml" else part)
    return out.getvalue()
