"""A data folder as it was at one moment: its files are read once, and all that follows is of these bytes."""

import errno
import hashlib
import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from analysis.errors import RequestError
from analysis.files import read_file

PACKAGE = "datapackage.json"

# Here and not where workbooks are read: who only looks at bytes needs no library for that.
SUFFIXES = (".xlsx", ".ods", ".xlsm", ".xlsb", ".xls")
"""The endings of workbooks that can be read."""

OF_OTHERS = (
    ".numbers", ".et", ".fods", ".gsheet", ".wks", ".wk1", ".ots", ".xltx", ".xltm", ".sxc", ".dif", ".slk",
    ".dbf",
)  # fmt: skip
"""The endings of workbooks that are to be saved as one of these first."""

_COPY = re.compile(rf"\.(csv|tsv|tab|{'|'.join(one[1:] for one in SUFFIXES)})[-._ (].*", re.IGNORECASE)
"""What programs, browsers and people add to the name of a table: ratings.csv.bak, ratings.csv.gz."""

TEXTS = (".txt", ".dat", ".prn")
"""The endings of texts that may be tables, as their first lines tell."""

_PERHAPS = (*TEXTS, ".bak", ".old", ".orig", ".zip", ".rar", ".7z", ".htm", ".html", ".mht", ".xml")
"""The endings of files that hold a table where they are called as one."""

_PROGRAMS_OWN = re.compile(r"[.#]|~\$|.*~$|.*\.sw[op]$")
"""What programs keep beside a file that is open, and the copies that editors leave."""

EXAMPLES = "examples"
"""The folder of tables that show how to fill those of a new data folder; they are nobody's figures."""

_MOST = 32_000_000
"""Bytes that a file may have: some twenty times the largest table there is."""

_BEGINNING = 2 * 1024**2

_TELLING = 4096
"""Bytes of a file that tell whether it is a table."""


@dataclass(frozen=True)
class Snapshot:
    """The files of a data folder that a report may depend on, as bytes.

    Attributes
    ----------
    folder : pathlib.Path
    contents : mapping of str to bytes or OSError
        By the name of the file; the error where it could not be read.
    others : mapping of str to bytes
        How files begin that may hold a table under another ending.
    below : mapping of str to sequence of str
        The files of each folder in it.
    """

    folder: Path
    contents: Mapping[str, bytes | OSError]
    others: Mapping[str, bytes] = field(default_factory=dict)
    below: Mapping[str, Sequence[str]] = field(default_factory=dict)

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
        return replace(self, contents={**self.contents, **cut}) if cut else None

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
    if folder.is_file():
        raise RequestError("no-data-folder-file", path=folder, folder=folder.parent)
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
    return Snapshot(folder, contents, *_passed_by(folder))


def _passed_by(folder: Path) -> tuple[dict[str, bytes], dict[str, list[str]]]:
    """What of a folder no report depends on, as far as it may be a table that somebody takes to be read."""
    others, below = {}, {}
    for file in sorted(folder.iterdir()):
        name = file.name
        if _PROGRAMS_OWN.match(name) or name.startswith("_") or is_table(name):
            continue
        try:
            if name.lower().endswith(_PERHAPS) and file.is_file():
                with file.open("rb") as text:
                    others[name] = text.read(_TELLING)
            # Reports of ours have their list beside them.
            elif name != EXAMPLES and file.is_dir() and not (file / "manifest.json").exists():
                below[name] = sorted(one.name for one in file.iterdir() if not _PROGRAMS_OWN.match(one.name))
        except OSError:
            continue  # what cannot be looked into is not read by anybody
    return others, below


def is_table(name: str) -> bool:
    """Whether a file may hold figures; what a program that has it open keeps beside it does not."""
    if _PROGRAMS_OWN.match(name):
        return False
    return name.lower().endswith((".csv", ".tsv", ".tab", *SUFFIXES, *OF_OTHERS)) or bool(_COPY.search(name))


def _is_of_office(name: str) -> bool:
    """Whether a file may say who issues the reports."""
    return name == "office.yml" or name.endswith((".png", ".svg"))
