"""A drawing: a sheet measured in CSS pixels, and what is put on it.

One unit of length is one CSS pixel throughout, y running downwards as on the page, so that places for
words are worked out from the widths of the words themselves and no layout engine has to run.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import normalize

from analysis.charts.geometry import Box
from analysis.charts.typesetting import SMALL, Anchor
from analysis.page import COLOURS, PANEL_WIDTH

Point = tuple[float, float]
"""A place on the sheet: px from its left, px from its top."""

Dash = tuple[float, ...]
"""Lengths of the strokes and gaps of a line; none where it is whole."""


class Text(NamedTuple):
    """Words in one line, their baseline at y."""

    x: float
    y: float
    words: str
    size: float
    colour: str
    bold: bool
    anchor: Anchor


class Spot(NamedTuple):
    """A place that says something under the pointer: all within its reach of a level line."""

    x: float
    y: float
    words: str
    reach: float
    to: Point


class Pen(NamedTuple):
    """How lines and areas look."""

    layer: int
    face: str
    edge: str
    width: float
    dash: Dash


class Dot(NamedTuple):
    """How points look."""

    size: float
    face: str
    edge: str

    @property
    def rim(self) -> float:
        """Width of the edge."""
        return 1.5 if self.face == COLOURS["ground"] else 1.0


class Sheet:
    """What is to be drawn, gathered by style: one path per style keeps both time and bytes low.

    Guides lie at the bottom, then areas, lines, points and words; within these, styles lie over one another
    in the order in which they are first used.
    """

    def __init__(self, width: float = PANEL_WIDTH) -> None:
        self.width = float(width)
        self.paths: dict[Pen, list[list[Point]]] = {}
        self.dots: dict[Dot, list[Point]] = {}
        self.texts: list[Text] = []
        self.spots: list[Spot] = []

    def path(
        self,
        points: Iterable[Point],
        *,
        face: str = "none",
        edge: str = "none",
        width: float = 1.0,
        dash: Dash = (),
        layer: int = 2,
    ) -> None:
        """Put a line through points on the sheet, or the area that it encloses."""
        self.paths.setdefault(Pen(layer, face, edge, width, dash), []).append(list(points))

    def line(
        self, x0: float, y0: float, x1: float, y1: float, colour: str, width: float = 1.0, dash: Dash = ()
    ) -> None:
        """Put a straight line on the sheet; rules lie below everything else."""
        layer = 0 if colour == "rule" else 2
        self.path([(x0, y0), (x1, y1)], edge=COLOURS[colour], width=width, dash=dash, layer=layer)

    def rectangle(
        self, box: Box, fill: str = "none", edge: str = "none", width: float = 1.0, layer: int = 1
    ) -> None:
        """Put a box on the sheet, its edge within its bounds."""
        inset = width / 2 if edge != "none" else 0.0
        left, top, bottom = box.left + inset, box.top + inset, box.bottom - inset
        right = max(box.right - inset, left)
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        self.path(corners, face=fill, edge=edge, width=width, layer=layer)

    def hatch(self, box: Box) -> None:
        """Fill a box with slanted lines; drawn as lines, since a pattern would need an id of its own."""
        tall, step = box.bottom - box.top, 6.0
        for index in range(math.ceil((box.right - box.left + tall) / step)):
            at = box.left + index * step
            # The line climbs from the bottom at `at - tall` to the top at `at`, cut off at the sides.
            x0, x1 = max(at - tall, box.left), min(at, box.right)
            if x1 > x0:
                self.line(x0, box.top + at - x0, x1, box.top + at - x1, "hatch", 1.0)
        self.rectangle(box, edge=COLOURS["peer"])

    def dot(self, x: float, y: float, colour: str, *, size: float = 8.0, hollow: bool = False) -> None:
        """Put a point on the sheet, with a rim of ground."""
        face = COLOURS["ground" if hollow else colour]
        style = Dot(size, face, COLOURS[colour if hollow else "ground"])
        self.dots.setdefault(style, []).append((x, y))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SMALL,
        colour: str = "ink",
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> None:
        """Put words on the sheet, their baseline at y."""
        if words:
            self.texts.append(Text(x, y, normalize("NFC", words), size, COLOURS[colour], bold, anchor))

    def spot(self, x: float, y: float, words: str, *, to: Point | None = None, reach: float = 6.0) -> None:
        """Say words where the pointer rests, at a point or along a line: what there is no room to print."""
        if words:
            line = (x, y, to) if to else (x - reach, y, (x + reach, y))
            self.spots.append(Spot(*line[:2], normalize("NFC", words), reach, line[2]))

    def layers(self) -> list[tuple[Pen, list[list[Point]]]]:
        """Lines and areas by style, the lowest first."""
        return sorted(self.paths.items(), key=lambda item: item[0].layer)

    def looks(self) -> list[list[Text]]:
        """Words of one look together: a drawing says it once for all of them."""
        found: dict[tuple[object, ...], list[Text]] = {}
        for text in self.texts:
            found.setdefault(text[3:], []).append(text)
        return list(found.values())
