"""A page is cut into the smallest pieces that can be compared: figures, texts, attributes, drawings."""

import json
import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Final, Literal
from urllib.parse import unquote

from analysis.errors import RequestError

__all__ = ["Kind", "Piece", "read"]

Kind = Literal["figure", "text", "words", "markup", "drawing"]


@dataclass(frozen=True)
class Piece:
    """The smallest part of a page that is compared.

    Attributes
    ----------
    kind : str
        ``figure``: text that states a figure; ``text``; ``words``: an attribute that is read;
        ``markup``: any other attribute, a script, a style; ``drawing``: the shapes of a chart.
    text : str
    figure : str
        Id of the figure it states, else of the one last stated before it.
    place : str
        Id of the part of the page.
    """

    kind: Kind
    text: str
    figure: str
    place: str

    @property
    def key(self) -> tuple[str, str]:
        """By what a piece is found again in the other page; the figures and drawings found are compared."""
        return self.kind, {"figure": self.figure, "drawing": ""}.get(self.kind, self.text)

    @property
    def holds_number(self) -> bool:
        """Whether it counts even where another version chose the words."""
        readable = self.kind in ("figure", "text", "words")
        return self.kind == "figure" or (readable and any(letter.isdigit() for letter in self.text))


_READ_ALOUD: Final = {"alt", "aria-label", "content", "data-label", "data-value", "title"}
_VOID: Final = {"br", "hr", "img", "input", "link", "meta"}


class _Reader(HTMLParser):
    """Cuts a page into pieces."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.passport: dict[str, Any] = {}
        self.pieces: list[Piece] = []
        self._open: list[str] = []
        self._text: list[str] = []
        self._shapes: list[str] | None = None
        self._passport_next = False
        self._figure = self._stated = ""
        self._place = "page"
        self.feed(html)
        self.close()
        self._flush()

    def _add(self, kind: Kind, text: str) -> None:
        self.pieces.append(Piece(kind, text, self._figure, self._place))

    def _flush(self) -> None:
        text = unicodedata.normalize("NFC", " ".join("".join(self._text).split()))
        self._text.clear()
        if self._passport_next and text:
            try:
                self.passport = json.loads(text)
            except ValueError:
                raise RequestError("its passport cannot be read") from None
        elif text and self._open and self._open[-1] in ("script", "style"):
            # Packed fonts differ from one version of the packer to the next.
            self._add("markup", re.sub(r"base64,[^)]*", "", text))
        elif text:
            self._add("figure" if self._stated else "text", text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up the attributes of a tag."""
        self._flush()
        values = {name: value or "" for name, value in attrs}
        self._passport_next = tag == "script" and values.get("id") == "passport"
        if "data-figure" in values:
            self._figure = self._stated = values["data-figure"]
        if self._shapes is not None:
            self._shapes.append(tag + json.dumps(values))
        else:
            if tag not in ("a", "li") or "download" in values:
                self._place = values.get("download", values.get("id", self._place))
            for name, value in sorted(values.items()):
                self._attribute(name, value)
        if tag == "svg":
            self._shapes = []
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up a tag that closes itself, as drawings have."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def _attribute(self, name: str, value: str) -> None:
        if value.startswith("data:"):
            for line in unquote(value).splitlines():
                self._add("words", line)
        elif name in _READ_ALOUD:
            self._add("words", unicodedata.normalize("NFC", value))
        else:
            self._add("markup", f"{name}={value}")

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        self._flush()
        if self._open and self._open[-1] == tag:
            self._open.pop()
        if tag == "data":
            self._stated = ""
        elif tag == "svg" and self._shapes is not None:
            self._add("drawing", "\n".join(self._shapes))
            self._shapes = None
        elif tag == "script":
            self._passport_next = False

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self._text.append(data)

    def handle_comment(self, data: str) -> None:
        """Pass over: nobody reads it."""


def read(html: str) -> tuple[dict[str, Any], list[Piece]]:
    """Read a page.

    Parameters
    ----------
    html : str

    Returns
    -------
    dict, list of Piece
        Its passport, and its pieces in order.

    Raises
    ------
    RequestError
        If it has no passport.
    """
    reader = _Reader(html)
    needed = {"stamp", "parameters", "release", "seal", "versions", "figures"}
    if not isinstance(reader.passport, dict) or not needed <= set(reader.passport):
        raise RequestError("it carries no passport: it is not a report of this project, or one cut short")
    return reader.passport, reader.pieces
