"""Office files are ZIP archives; here they lose what would make two runs differ, and missing libraries a name."""

import io
import re
from importlib import import_module
from types import ModuleType
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from analysis.errors import RequestError

__all__ = ["library", "timeless"]

_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_DATES: Final = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def library(name: str) -> ModuleType:
    """Import a library that comes with the extra ``office``.

    Parameters
    ----------
    name
        Name of the module.

    Raises
    ------
    RequestError
        If it is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise RequestError(
            f"{error.name} is not installed, which docx and xlsx need; run: pip install 'doichieu[office]'"
        ) from None


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
