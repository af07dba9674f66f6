"""A drawing: a sheet measured in CSS pixels, and what is put on it.

One unit of length is one CSS pixel throughout, y running downwards as on the page, so that places for
words are worked out from the widths of the words themselves and no layout engine has to run.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from typing import Any, Final, Literal, NamedTuple
from unicodedata import normalize

from matplotlib import rcParams, rcParamsDefault
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from analysis.charts.geometry import Box
from analysis.charts.typesetting import SMALL, Anchor, cut, register_fonts
from analysis.page import COLOURS, PANEL_WIDTH

Dash = tuple[float, ...]
"""Lengths of the strokes and gaps of a line; none where it is whole."""

_ALIGNED: Final[Mapping[Anchor, Literal["left", "center", "right"]]] = {
    "start": "left",
    "middle": "center",
    "end": "right",
}

UNITS_PER_INCH: Final = 72.0


class _Text(NamedTuple):
    x: float
    y: float
    words: str
    size: float
    colour: str
    bold: bool
    anchor: Anchor


class _Spot(NamedTuple):
    x: float
    y: float
    words: str
    reach: float
    to: tuple[float, float]


class _Pen(NamedTuple):
    layer: int
    face: str
    edge: str
    width: float
    dash: Dash


class _Dot(NamedTuple):
    layer: int
    size: float
    face: str
    edge: str


class _Lettering(Text):
    """Lines of text of one look, each from its baseline.

    To SVG they are written without matplotlib's layout: that would measure them, which takes most of the
    time of a drawing, and would only find the places again that the words were given.
    """

    def __init__(self, texts: Sequence[_Text], **look: Any) -> None:
        super().__init__(**look)
        self._texts, self._look = texts, look

    def lines(self) -> Iterator[Text]:
        """Each line as a text of matplotlib."""
        for text in self._texts:
            line = Text(round(text.x, 1), round(text.y, 1), text.words, **self._look)
            if (figure := self.get_figure(root=False)) is not None:
                line.set_figure(figure)
            yield line

    def draw(self, renderer: RendererBase) -> None:
        """Draw the words."""
        if not isinstance(renderer, RendererSVG):
            for line in self.lines():
                line.draw(renderer)
            return
        pen = renderer.new_gc()
        pen.set_foreground(self.get_color())
        cut = self.get_fontproperties()
        places = [(round(text.x, 1), round(text.y, 1)) for text in self._texts]
        points = self.get_transform().transform(places).tolist()
        for place, (x, y), text in zip(places, points, self._texts, strict=True):
            self.set_position(place)  # where the renderer has it from
            renderer.draw_text(pen, x, renderer.height - y, text.words, cut, 0.0, mtext=self)
        pen.restore()


class _Spots(Artist):
    """Places that say something under the pointer; SVG alone has them, and nothing of them is seen."""

    def __init__(self, spots: Sequence[_Spot]) -> None:
        super().__init__()
        self._spots = spots
        self.set_zorder(9)  # over the points and words that they speak for

    def draw(self, renderer: RendererBase) -> None:
        """Put them over all that is drawn."""
        if not isinstance(renderer, RendererSVG):
            return
        write = renderer.writer
        for reach, spots in groupby(self._spots, key=lambda spot: spot.reach):
            # Not a group yet: `to_svg` takes all of matplotlib's groups away.
            write.start("spots", style=f"fill: none; stroke: black; stroke-width: {2 * reach:g}; opacity: 0")
            for spot in spots:
                (x, y), (x1, y1) = (spot.x, spot.y), spot.to
                write.start(
                    "path", d=f"M{x:.0f} {y:.0f}" + (f"L{x1:.0f} {y1:.0f}" if y1 != y else f"H{x1:.0f}")
                )
                write.element("title", spot.words)
                write.end("path")
            write.end("spots")


@cache
def _default_settings() -> dict[Any, Any]:
    # Without the backend: asking for it would load one.
    return {name: value for name, value in rcParamsDefault.items() if name != "backend"}


@contextmanager
def own_settings(**more: str) -> Iterator[None]:
    """Settings of our own alone: what a reader's matplotlibrc says must change no chart."""
    # Only what differs, since matplotlib validates every setting anew; its own context copies all of them.
    now = dict(dict.items(rcParams))  # one by one each would be looked up among those that are deprecated
    changed = {name: value for name, value in _default_settings().items() if now[name] != value} | more
    before = {name: rcParams[name] for name in changed}
    rcParams.update(changed)
    try:
        yield
    finally:
        rcParams.update(before)


class Sheet:
    """What is to be drawn, gathered by style: one path per style keeps both time and bytes low.

    Guides lie at the bottom, then areas, lines and points; within these, styles lie over one another in the
    order in which they are first used.
    """

    def __init__(self, width: float = PANEL_WIDTH) -> None:
        self.width = float(width)
        self.shapes: dict[_Pen | _Dot, list[list[tuple[float, float]]]] = {}
        self.texts: list[_Text] = []
        self.spots: list[_Spot] = []

    def path(
        self,
        points: Iterable[tuple[float, float]],
        *,
        face: str = "none",
        edge: str = "none",
        width: float = 1.0,
        dash: Dash = (),
        layer: int = 2,
    ) -> None:
        """Put a line through points on the sheet, or the area that it encloses."""
        self.shapes.setdefault(_Pen(layer, face, edge, width, dash), []).append(list(points))

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
        style = _Dot(4, size, face, COLOURS[colour if hollow else "ground"])
        self.shapes.setdefault(style, []).append([(x, y)])

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
            self.texts.append(_Text(x, y, normalize("NFC", words), size, COLOURS[colour], bold, anchor))

    def spot(
        self, x: float, y: float, words: str, *, to: tuple[float, float] | None = None, reach: float = 6.0
    ) -> None:
        """Say words where the pointer rests, at a point or along a line: what there is no room to print."""
        if words:
            line = (x, y, to) if to else (x - reach, y, (x + reach, y))
            self.spots.append(_Spot(*line[:2], normalize("NFC", words), reach, line[2]))

    def figure(self, height: float) -> Figure:
        """Make the figure: the sheet down to a height, and nothing around it."""
        with own_settings():
            return self._figure(height)

    def _figure(self, height: float) -> Figure:
        register_fonts()
        high = max(math.ceil(height), 1)
        figure = Figure((self.width / UNITS_PER_INCH, high / UNITS_PER_INCH), dpi=UNITS_PER_INCH)
        figure.patch.set_visible(False)
        scale = 1 / UNITS_PER_INCH
        pixels = Affine2D().scale(scale, -scale).translate(0, high * scale) + figure.dpi_scale_trans
        for style, parts in sorted(self.shapes.items(), key=lambda item: item[0].layer):
            if isinstance(style, _Dot):
                across, down = zip(*(part[0] for part in parts), strict=True)
                dots = Line2D(
                    [round(x, 1) for x in across],
                    [round(y, 1) for y in down],
                    linestyle="",
                    marker="o",
                    markersize=style.size,
                    markerfacecolor=style.face,
                    markeredgecolor=style.edge,
                    markeredgewidth=1.5 if style.face == COLOURS["ground"] else 1.0,
                    transform=pixels,
                )
                figure.add_artist(dots)
            else:
                points = [(round(x, 1), round(y, 1)) for part in parts for x, y in part]
                codes = [
                    Path.MOVETO if index == 0 else Path.LINETO for part in parts for index in range(len(part))
                ]
                figure.add_artist(
                    PathPatch(
                        Path(points, codes),
                        facecolor=style.face,
                        edgecolor=style.edge,
                        linewidth=style.width,
                        linestyle=(0, style.dash) if style.dash else "-",
                        capstyle="butt",
                        transform=pixels,
                    )
                )
        # Words of one look together: the drawing says it once for all of them.
        looks: dict[tuple[float, str, bool, Anchor], list[_Text]] = {}
        for text in self.texts:
            looks.setdefault((text.size, text.colour, text.bold, text.anchor), []).append(text)
        for (size, colour, bold, anchor), texts in looks.items():
            figure.add_artist(
                _Lettering(
                    texts,
                    transform=pixels,
                    color=colour,
                    horizontalalignment=_ALIGNED[anchor],
                    fontproperties=cut(size, bold),
                    parse_math=False,
                )
            )
        if self.spots:
            figure.add_artist(_Spots(self.spots))
        return figure
