"""A page is cut into the smallest pieces that can be compared: figures, texts, attributes, drawings."""

import json
import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, Final, Literal
from urllib.parse import unquote

from analysis.errors import RequestError
from analysis.page import unpacked

__all__ = ["Kind", "Page", "Piece", "same_drawing"]

Kind = Literal["figure", "text", "words", "markup", "effect", "active", "drawing"]


@dataclass(frozen=True)
class Piece:
    """The smallest part of a page that is compared.

    Attributes
    ----------
    kind : str
        ``figure``: text that states a figure; ``text``; ``words``: an attribute that is read;
        ``active``: what runs, fetches or paints over: a script, a style sheet, a tag that pages do not have;
        ``effect``: where a link leads, how one element is painted; ``drawing``: the shapes of a chart;
        ``markup``: any other tag and attribute.
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
    def is_of_no_version(self) -> bool:
        """Whether no version of the program may choose it: numbers, and whatever does more than be read."""
        counts = self.kind in ("text", "words") and any(letter.isdigit() for letter in self.text)
        return counts or self.kind in ("figure", "effect", "active", "drawing")


_READ_ALOUD: Final = {"alt", "aria-label", "content", "data-label", "data-value", "title", "value"}
_ACTIVE: Final = {"action", "formaction", "http-equiv", "src", "srcdoc", "srcset"}
_EFFECTS: Final = {"hidden", "href", "style", "xlink:href"}
_DOING: Final = {
    "audio", "base", "embed", "form", "frame", "iframe", "img", "input", "link", "meta", "object", "picture",
    "script", "style", "template", "video",
}  # fmt: skip
_VOID: Final = {"br", "hr", "img", "input", "link", "meta"}
_PASSPORT: Final = re.compile(r'(<script type="application/json" id="passport">)([^<]*)(</script>)')
_NEEDED: Final = {"stamp", "parameters", "release", "seal", "versions", "figures"}


@dataclass(frozen=True)
class Page:
    """A page, read.

    Attributes
    ----------
    passport : dict
        What the page says of itself, for who checks it.
    body : str
        All else, to the letter.
    pieces : tuple of Piece
        The same, in order.
    """

    passport: dict[str, Any]
    body: str
    pieces: tuple[Piece, ...]

    @classmethod
    def read(cls, html: str) -> "Page":
        """Read a page.

        Raises
        ------
        RequestError
            If it has no passport.
        """
        html = html.replace("\r\n", "\n")  # mail and some editors turn line ends: nobody means a thing by it
        passport = None
        if found := _PASSPORT.search(html):
            try:
                passport = json.loads(found[2])
            except (ValueError, RecursionError):
                raise RequestError("unreadable-passport") from None
        if not isinstance(passport, dict) or not passport.keys() >= _NEEDED:
            raise RequestError("no-passport")
        passport["figures"] = unpacked(passport["figures"])
        made_by = passport["versions"]
        if isinstance(made_by, dict) and "doichieu" in made_by and "software" not in made_by:
            # Earlier pages call the program by its name.
            passport["versions"] = {"software": made_by.pop("doichieu"), **made_by}
        body = _PASSPORT.sub(r"\1\3", html, count=1)
        return cls(passport, body, tuple(_Reader(body).pieces))


class _Reader(HTMLParser):
    """Cuts a page into pieces."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[Piece] = []
        self._open: list[str] = []
        self._text: list[str] = []
        self._shapes: list[str] | None = None
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
        if text and self._open and self._open[-1] in ("script", "style"):
            self._add("active", text)
        elif text:
            self._add("figure" if self._stated else "text", text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up the attributes of a tag."""
        self._flush()
        values = {name: value or "" for name, value in attrs}
        if "data-figure" in values:
            self._figure = self._stated = values["data-figure"]
        if self._shapes is not None:
            self._shapes.append(self.get_starttag_text() or "")
        else:
            if tag not in ("a", "li") or "download" in values:
                self._place = values.get("download", values.get("id", self._place))
            self._add("active" if tag in _DOING else "markup", f"<{tag}>")
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
        if value.startswith("data:text/csv"):
            for line in unquote(value).splitlines():
                self._add("words", line)
        elif name in _ACTIVE or name.startswith("on"):
            self._add("active", f"{name}={value}")
        elif name in _EFFECTS:
            self._add("effect", f"{name}={value}")
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

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self._text.append(data)


# ------------------------------------------------------------------------------------------- drawings

# Not \d: the digits of other scripts are numbers to Python, and nothing that a browser draws.
_NUMBER: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_WHERE: Final = re.compile(r'(?<=[ "])(?:d|x|y|x1|x2|y1|y2|cx|cy|points)="[^"]*"')
"""Attributes that say where a shape lies; sizes of type, opacities and colours are not among them."""


def same_drawing(one: str, other: str) -> bool:
    """Whether two drawings look the same; half a pixel is the difference between two computers."""
    if one == other:
        return True
    if _WHERE.sub(_masked, one) != _WHERE.sub(_masked, other):
        return False
    pairs = zip(_places(one), _places(other), strict=True)
    return all(abs(float(a) - float(b)) <= 0.5 for a, b in pairs)


def _masked(found: re.Match[str]) -> str:
    return _NUMBER.sub("0", found[0])


def _places(drawing: str) -> list[str]:
    return [
        number for found in _WHERE.finditer(drawing) for number in _NUMBER.findall(found[0].partition("=")[2])
    ]
