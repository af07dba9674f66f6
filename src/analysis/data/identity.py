"""Whose reports these are: a sheet of the workbook, or `office.yml`, checked with every fault at once.

Both say the same by the same rules; a folder has one of them. Without either it is known by the title in its
``datapackage.json``.
"""

import base64
import difflib
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from analysis.data import cells, schema
from analysis.data.grids import address
from analysis.data.snapshot import Snapshot
from analysis.data.vocabulary import choices, fixed
from analysis.data.workbooks import Sheet
from analysis.errors import Fault
from analysis.messages import LANGUAGES, language, refusal, say

FILE: Final = "office.yml"

Text = Mapping[str, str]
"""Words by language; one entry under ``""`` where they are the same in all."""

_LARGEST: Final = 300_000
_MOST: Final = 50_000
"""Bytes that the file may have."""
_MEDIA: Final = {".png": "image/png", ".svg": "image/svg+xml"}
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_LISTS: Final = ("recipients", "signature")


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


def read_identity(files: Snapshot, title: str, faults: list[Fault], sheets: Sequence[Sheet] = ()) -> Identity:
    """Read what an office says of itself; what is wrong with it is added to the faults.

    Parameters
    ----------
    files : Snapshot
        The data folder.
    title : str
        Name of the data set where nothing gives one.
    faults : list of Fault
    sheets : sequence of Sheet, optional
        Those of the workbooks that say it.
    """
    reader = _Reader(files)
    told = [node for sheet in sheets if (node := reader.sheet(sheet)).value]
    if (written := reader.file()) is not None:
        told.append(written)
    usual: dict[str, Any] = {"data": {"": title}} if title else {}
    for other in told[1:]:
        reader.fault(other, "-", "office-twice", other=told[0].at)
    found = reader.read(told[0]) if told else {}
    faults += reader.faults
    return Identity(**{**usual, **found})


@dataclass(frozen=True)
class _Node:
    """What stands at one place of the file or of the sheet.

    Attributes
    ----------
    value : str, tuple of _Node, or tuple of pairs
        A text; a list; or what is said, by its key.
    file : str
    line : int
    cell : str
        Sheet and address, in a workbook.
    """

    value: Any
    file: str
    line: int
    cell: str = ""

    @property
    def at(self) -> str:
        """The place, as a fault names it."""
        return f"{self.file}:{self.cell}" if self.cell else self.file

    @property
    def is_text(self) -> bool:
        """Whether it is one text."""
        return isinstance(self.value, str)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self.is_text and self.value in ("", "~", "null")


class _Pairs(tuple[tuple[_Node, _Node], ...]):
    """What is said, by its key."""

    __slots__ = ()


class _Reader:
    """Reads what one folder says; keeps what is wrong with it."""

    def __init__(self, files: Snapshot) -> None:
        self._files = files
        self.faults: list[Fault] = []

    def fault(self, node: _Node, key: str, code: str, **values: str) -> None:
        """Keep a fault with its place; a workbook has remedies of its own for some."""
        if node.cell and code in _OF_SHEETS:
            code = f"{code}-sheet"
        self.faults.append(Fault(node.file, node.line, key, code, values, node.cell))

    # ------------------------------------------------------------------------------------- where it stands

    def file(self) -> _Node | None:
        """What ``office.yml`` says; None where it says nothing, or cannot be read."""
        if FILE not in self._files.contents:
            return None
        import yaml  # most folders have no such file

        whole = _Node("", FILE, 0)
        try:
            content = self._files.read(FILE)
            if len(content) > _MOST:
                self.fault(whole, "-", "too-long-office", most=f"{_MOST // 1000}")
                return None
            found = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.SafeLoader)
            node = None if found is None else _of_yaml(found)
        except RecursionError:
            self.fault(whole, "-", "not-yaml", why=say("nested-without-end"))
        except OSError as error:
            self.fault(whole, "-", "unreadable-file", why=refusal(error))
        except UnicodeDecodeError as error:
            self.fault(whole, "-", "not-utf8", byte=str(error.start))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            why = str(getattr(error, "problem", None) or error)
            self.fault(_Node("", FILE, mark.line + 1 if mark else 0), "-", "not-yaml", why=why)
        else:
            return None if node is None or node.is_empty else node  # only comments
        return None

    def sheet(self, sheet: Sheet) -> _Node:
        """What a sheet says: a row each, lists in several rows or in several lines of one cell."""
        grid = sheet.grid
        places = {name: place for place, (name, _) in sheet.columns.items() if name}
        said: dict[str, list[tuple[_Node, _Node]]] = {}
        last = ""
        for row in range(sheet.heads + 1, len(grid.rows)):
            texts = {
                lang: self._cell(sheet, row, places[column])
                for lang, column in (("vi", "text"), ("en", "text_en"))
                if column in places and grid.at(row, places[column]) is not None
            }
            item = self._cell(sheet, row, places.get("item", 0))
            key = cells.named(item.value, fixed("office")).text if item.value else last
            last = key if key in _LISTS else ""
            if any(text.value for text in texts.values()):
                said.setdefault(key, []).append((replace(item, value=key), _languages(texts)))
        pairs = [pair for key, rows in said.items() for pair in _joined(key, rows)]
        first = _Node("", grid.file, sheet.heads + 1, f"{grid.name}!{address(max(sheet.heads, 0), 0)}")
        return replace(first, value=_Pairs(pairs))

    def _cell(self, sheet: Sheet, row: int, place: int) -> _Node:
        grid = sheet.grid
        node = _Node("", grid.file, row + 1, f"{grid.name}!{address(row, place)}")
        read = cells.free(grid.at(row, place))
        if read.fault:
            self.faults.append(Fault(node.file, node.line, "-", read.fault, read.values, node.cell))
        return replace(node, value="" if read.fault else read.text)

    # --------------------------------------------------------------------------------------- what it means

    def read(self, node: _Node) -> dict[str, Any]:
        """All that is said."""
        if not isinstance(node.value, _Pairs):
            self.fault(node, "-", "not-a-mapping")
            return {}
        found: dict[str, Any] = {}
        for key, value in self._pairs(node, schema.OFFICE_ITEMS):
            if value.is_empty:
                continue
            if key in _LISTS:
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
            self.fault(node, "name", "no-name")
        return found

    def _pairs(self, node: _Node, known: tuple[str, ...]) -> Iterator[tuple[str, _Node]]:
        seen: set[str] = set()
        for key, value in node.value:
            name = key.value if key.is_text else "-"
            if name not in known:
                values = cells.named(name, fixed("office")).values if key.cell else {}
                near = "".join(difflib.get_close_matches(name, known, n=1))
                names = [name for _, name in _named("office")] if key.cell else known
                told = {"value": name, "near": near, "known": ", ".join(names), **values}
                self.fault(key, name, "unknown-key", **told)
            elif name in seen:
                self.fault(key, name, "key-twice", value=dict(_named("office"))[name] if key.cell else name)
            else:
                seen.add(name)
                yield name, value

    def _text(self, node: _Node, key: str) -> Text:
        if node.is_text:
            return {"": _words(node)}
        if isinstance(node.value, _Pairs):
            pairs = self._pairs(node, LANGUAGES)
            return {lang: self._one(value, key) for lang, value in pairs if not value.is_empty}
        self.fault(node, key, "not-a-text")
        return {}

    def _one(self, node: _Node, key: str) -> str:
        if not node.is_text:
            self.fault(node, key, "not-a-text")
            return ""
        return _words(node)

    def _lines(self, node: _Node, key: str) -> tuple[Text, ...]:
        if node.is_text or isinstance(node.value, _Pairs):
            self.fault(node, key, "not-a-list")
            return ()
        return tuple(text for item in node.value if (text := self._text(item, key)))

    def _accent(self, node: _Node) -> str:
        typed = self._one(node, "accent")
        colour = schema.COLOURS.get(cells.named(typed, fixed("colour")).text, typed.lower())
        if not re.fullmatch("#[0-9a-f]{6}", colour):
            known = ", ".join(name for _, name in _named("colour"))
            self.fault(node, "accent", "not-a-colour", value=colour, known=known)
            return ""
        if _contrast_with_white(colour) < 4.5:
            self.fault(node, "accent", "pale-colour", value=colour)
            return ""
        return colour

    def _logo(self, node: _Node) -> str:
        name = self._one(node, "logo")
        media = _MEDIA.get(Path(name).suffix.lower())
        if media is None or Path(name).name != name:
            self.fault(node, "logo", "not-a-picture-name", value=name, file=node.file)
            return ""
        try:
            content = self._files.read(name)
        except OSError as error:
            self.fault(node, "logo", "no-such-file", value=name, why=refusal(error), file=node.file)
            return ""
        if len(content) > _LARGEST:
            sizes = {"size": str(len(content) // 1000), "most": str(_LARGEST // 1000)}
            self.fault(node, "logo", "large-picture", value=name, **sizes)
            return ""
        if not (content.startswith(_PNG) if media == "image/png" else _is_svg(content)):
            self.fault(node, "logo", "not-a-picture", value=name)
            return ""
        return f"data:{media};base64,{base64.b64encode(content).decode()}"


_OF_SHEETS: Final = ("no-name",)
"""Faults whose remedy is another one in a workbook."""


def _of_yaml(found: Any) -> _Node:
    """A node of YAML, and all below it."""
    node = _Node("", FILE, found.start_mark.line + 1)
    if found.id == "scalar":
        return replace(node, value=str(found.value))
    if found.id == "sequence":
        return replace(node, value=tuple(_of_yaml(item) for item in found.value))
    return replace(node, value=_Pairs((_of_yaml(key), _of_yaml(value)) for key, value in found.value))


def _named(column: str) -> Iterator[tuple[str, str]]:
    """The codes of a column with their names in the language that is spoken."""
    return ((code, name) for name, code in choices(column, language()))


def _languages(texts: Mapping[str, _Node]) -> _Node:
    """What one row says: one text, or a text a language."""
    said = {lang: text for lang, text in texts.items() if text.value}
    first = next(iter(said.values()))
    if [*said] == ["vi"]:
        return first
    return replace(first, value=_Pairs((replace(text, value=lang), text) for lang, text in said.items()))


def _joined(key: str, rows: Sequence[tuple[_Node, _Node]]) -> Iterator[tuple[_Node, _Node]]:
    """Rows of one key: those of a list are its lines, one below the other."""
    if key not in _LISTS:
        yield from rows
        return
    lines = [line for _, node in rows for line in _apart(node)]
    yield rows[0][0], replace(rows[0][1], value=tuple(lines))


def _apart(node: _Node) -> Iterator[_Node]:
    if node.is_text:
        yield from (replace(node, value=line) for line in node.value.splitlines() if line.strip())
    else:
        yield node


def _words(node: _Node) -> str:
    return unicodedata.normalize("NFC", " ".join(node.value.split()))


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
