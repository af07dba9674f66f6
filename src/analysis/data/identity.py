"""Whose reports these are: `office.yml` in a data folder, checked with every fault at once.

A folder without that file is known by the title in its ``datapackage.json``.
"""

import base64
import difflib
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from analysis.data.snapshot import Snapshot
from analysis.errors import Fault
from analysis.messages import refusal, say

FILE: Final = "office.yml"

Text = Mapping[str, str]
"""Words by language; one entry under ``""`` where they are the same in all."""

_LARGEST: Final = 300_000
_MOST: Final = 50_000
"""Bytes that the file may have."""
_MEDIA: Final = {".png": "image/png", ".svg": "image/svg+xml"}
_LANGUAGES: Final = ("vi", "en")


@dataclass(frozen=True)
class Identity:
    """Who issues the reports, and what stands on them beside the figures.

    Attributes
    ----------
    name : Text
        The issuing body; empty where nobody is named.
    above : Text
        The body that it is part of.
    motto : Text
        What stands at the right of the head.
    data : Text
        Name of the data set.
    number : Text
        Document number.
    place_and_date : Text
        As it is to stand there: it never becomes today's by itself.
    recipients : tuple of Text
    signature : tuple of Text
        Lines above the signature.
    signed_by : Text
        The name below it.
    logo : str
        A picture as data address.
    accent : str
        Colour ``#rrggbb``; empty for the usual one.
    """

    name: Text = field(default_factory=dict)
    above: Text = field(default_factory=dict)
    motto: Text = field(default_factory=dict)
    data: Text = field(default_factory=dict)
    number: Text = field(default_factory=dict)
    place_and_date: Text = field(default_factory=dict)
    recipients: tuple[Text, ...] = ()
    signature: tuple[Text, ...] = ()
    signed_by: Text = field(default_factory=dict)
    logo: str = ""
    accent: str = ""

    def say(self, what: str, lang: str) -> str:
        """Words in a language, else in the other; empty if there are none.

        Parameters
        ----------
        what : str
            Name of an attribute.
        lang : {"vi", "en"}
        """
        return _in(getattr(self, what), lang)

    def lines(self, what: str, lang: str) -> list[str]:
        """Lines in a language.

        Parameters
        ----------
        what : {"recipients", "signature"}
        lang : {"vi", "en"}
        """
        return [_in(text, lang) for text in getattr(self, what)]


def _in(text: Text, lang: str) -> str:
    return text.get("", "") or text.get(lang, "") or next(iter(text.values()), "")


_KEYS: Final = tuple(each.name for each in fields(Identity))


def read_identity(files: Snapshot, title: str, faults: list[Fault]) -> Identity:
    """Read ``office.yml``; what is wrong with it is added to the faults.

    Parameters
    ----------
    files : Snapshot
        The data folder.
    title : str
        Name of the data set where the file gives none.
    faults : list of Fault

    Returns
    -------
    Identity
    """
    usual: dict[str, Any] = {"data": {"": title}} if title else {}
    if FILE not in files.contents:
        return Identity(**usual)
    import yaml  # most folders have no such file

    try:
        content = files.read(FILE)
        if len(content) > _MOST:
            faults.append(Fault(FILE, 0, "-", "too-long-office", {"most": f"{_MOST // 1000}"}))
            return Identity(**usual)
        node = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except RecursionError:
        faults.append(Fault(FILE, 0, "-", "not-yaml", {"why": say("nested-without-end")}))
        return Identity(**usual)
    except OSError as error:
        faults.append(Fault(FILE, 0, "-", "unreadable-file", {"why": _why(error)}))
        return Identity(**usual)
    except UnicodeDecodeError as error:
        faults.append(Fault(FILE, 0, "-", "not-utf8", {"byte": str(error.start)}))
        return Identity(**usual)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = str(getattr(error, "problem", None) or error)
        faults.append(Fault(FILE, mark.line + 1 if mark else 0, "-", "not-yaml", {"why": why}))
        return Identity(**usual)
    if node is None or _is_empty(node):  # only comments
        return Identity(**usual)
    reader = _Reader(files)
    found = reader.read(node)
    faults += reader.faults
    return Identity(**{**usual, **found})


class _Reader:
    """Reads one file; keeps what is wrong with it."""

    def __init__(self, files: Snapshot) -> None:
        self._files = files
        self.faults: list[Fault] = []

    def _fault(self, node: Any, key: str, code: str, **values: str) -> None:
        self.faults.append(Fault(FILE, node.start_mark.line + 1, key, code, values))

    def read(self, node: Any) -> dict[str, Any]:
        """Read the whole file."""
        if node.id != "mapping":
            self._fault(node, "-", "not-a-mapping")
            return {}
        found: dict[str, Any] = {}
        for key, value in self._pairs(node, _KEYS):
            if _is_empty(value):
                continue
            if key in ("recipients", "signature"):
                read: Any = self._lines(value, key)
            elif key == "logo":
                read = self._logo(value)
            elif key == "accent":
                read = self._accent(value)
            else:
                read = self._text(value, key)
            if read:
                found[key] = read
        if "name" not in found and not any(fault.column == "name" for fault in self.faults):
            self._fault(node, "name", "no-name")
        return found

    def _pairs(self, node: Any, known: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value) if key.id == "scalar" else "-"
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                self._fault(key, name, "unknown-key", value=name, near="".join(near), known=", ".join(known))
            elif name in seen:
                self._fault(key, name, "key-twice", value=name)
            else:
                seen.add(name)
                yield name, value

    def _text(self, node: Any, key: str) -> Text:
        if node.id == "scalar":
            return {"": self._words(node)}
        if node.id == "mapping":
            pairs = self._pairs(node, _LANGUAGES)
            return {lang: self._one(value, key) for lang, value in pairs if not _is_empty(value)}
        self._fault(node, key, "not-a-text")
        return {}

    def _one(self, node: Any, key: str) -> str:
        if node.id != "scalar":
            self._fault(node, key, "not-a-text")
            return ""
        return self._words(node)

    def _words(self, node: Any) -> str:
        return unicodedata.normalize("NFC", " ".join(str(node.value).split()))

    def _lines(self, node: Any, key: str) -> tuple[Text, ...]:
        if node.id != "sequence":
            self._fault(node, key, "not-a-list")
            return ()
        return tuple(text for item in node.value if (text := self._text(item, key)))

    def _accent(self, node: Any) -> str:
        colour = self._one(node, "accent").lower()
        if not re.fullmatch("#[0-9a-f]{6}", colour):
            self._fault(node, "accent", "not-a-colour", value=colour)
            return ""
        if _contrast_with_white(colour) < 4.5:
            self._fault(node, "accent", "pale-colour", value=colour)
            return ""
        return colour

    def _logo(self, node: Any) -> str:
        name = self._one(node, "logo")
        media = _MEDIA.get(Path(name).suffix)
        if media is None or Path(name).name != name:
            self._fault(node, "logo", "not-a-picture-name", value=name)
            return ""
        try:
            content = self._files.read(name)
        except OSError as error:
            self._fault(node, "logo", "no-such-file", value=name, why=_why(error))
            return ""
        if len(content) > _LARGEST:
            sizes = {"size": str(len(content) // 1000), "most": str(_LARGEST // 1000)}
            self._fault(node, "logo", "large-picture", value=name, **sizes)
            return ""
        if not (_is_png(content) if media == "image/png" else _is_svg(content)):
            self._fault(node, "logo", "not-a-picture", value=name)
            return ""
        return f"data:{media};base64,{base64.b64encode(content).decode()}"


def _why(error: OSError) -> str:
    return refusal(error)


def _is_empty(node: Any) -> bool:
    return node.id == "scalar" and node.value in ("", "~", "null")


def _is_png(content: bytes) -> bool:
    return content.startswith(b"\x89PNG\r\n\x1a\n")


def _is_svg(content: bytes) -> bool:
    if b"<!ENTITY" in content:
        return False
    try:
        return ET.fromstring(content).tag.rpartition("}")[2] == "svg"
    except ET.ParseError:
        return False


def _contrast_with_white(colour: str) -> float:
    """Contrast by WCAG 2: 1 is none, 21 is black."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
