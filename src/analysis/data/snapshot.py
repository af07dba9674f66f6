"""A data folder as it was at one moment: its files are read once, and all that follows is of these bytes."""

import errno
import hashlib
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analysis.errors import RequestError
from analysis.files import read_file

PACKAGE = "datapackage.json"

# Here and not where workbooks are read: who only looks at bytes needs no library for that.
SUFFIXES = (".xlsx", ".ods", ".xlsm", ".xlsb", ".xls")
"""The endings of workbooks that can be read."""

OF_OTHERS = (".numbers", ".et", ".fods", ".gsheet", ".wks", ".wk1", ".ots", ".xltx", ".sxc")
"""The endings of workbooks that are to be saved as one of these first."""

_PACKED = (".csv.gz", ".csv.zip", ".csv.txt")
"""What programs and browsers make of the name of a table."""

_MOST = 32_000_000
"""Bytes that a file may have: some twenty times the largest table there is."""

_BEGINNING = 2 * 1024**2


@dataclass(frozen=True)
class Snapshot:
    """The files of a data folder that a report may depend on, as bytes.

    Attributes
    ----------
    folder : pathlib.Path
    contents : mapping of str to bytes or OSError
        By the name of the file; the error where it could not be read.
    """

    folder: Path
    contents: Mapping[str, bytes | OSError]

    @cached_property
    def digest(self) -> str:
        """What tells these contents from any others."""
        digest = hashlib.sha256()
        for name, content in sorted(self.contents.items()):
            part = content if isinstance(content, bytes) else repr(content).encode()
            digest.update(f"{name} {len(part)}\n".encode() + part)
        return digest.hexdigest()

    def beginnings(self, whole: Collection[str]) -> "Snapshot | None":
        """The same with CSVs that are very long cut after some ten thousand rows; None if none is.

        Parameters
        ----------
        whole : collection of str
            Tables that stay as they are.
        """
        cut = {
            name: content[: content.rfind(b"\n", 0, _BEGINNING) + 1 or _BEGINNING]
            for name, content in self.contents.items()
            if name.endswith(".csv") and name.removesuffix(".csv") not in whole
            if isinstance(content, bytes) and len(content) > 2 * _BEGINNING
        }
        return Snapshot(self.folder, {**self.contents, **cut}) if cut else None

    def read(self, name: str) -> bytes:
        """The bytes of a file.

        Raises
        ------
        OSError
            If there is none, or it could not be read.
        """
        content = self.contents.get(name, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name))
        if isinstance(content, OSError):
            raise content
        return content


def take_snapshot(folder: Path) -> Snapshot:
    """Read the tables of a folder.

    Raises
    ------
    RequestError
        If there is no such folder.
    """
    if not folder.is_dir():
        raise RequestError("no-data-folder", path=folder)
    contents: dict[str, bytes | OSError] = {}
    beside = [file for file in folder.iterdir() if is_table(file.name) or _is_of_office(file.name)]
    for file in sorted([*beside, folder / PACKAGE]):
        try:
            contents[file.name] = read_file(file, _MOST)
        except FileNotFoundError:
            continue
        except OSError as error:
            contents[file.name] = error
    return Snapshot(folder, contents)


def is_table(name: str) -> bool:
    """Whether a file may hold figures; what a program that has it open keeps beside it does not."""
    if name.startswith((".", "~$")):
        return False
    return name.lower().endswith((".csv", ".tsv", ".tab", *_PACKED, *SUFFIXES, *OF_OTHERS))


def _is_of_office(name: str) -> bool:
    """Whether a file may say who issues the reports."""
    return name == "office.yml" or name.endswith((".png", ".svg"))
