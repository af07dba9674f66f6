"""A drawing: a sheet measured in CSS pixels, what is put on it, and its SVG.

One unit of length is one CSS pixel throughout, y running downwards as on the page, so that places for
words are worked out from the widths of the words themselves and no layout engine has to run.
"""

import io
import math
import re
import textwrap
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from functools import cache, lru_cache
from typing import Any, Final, Literal, NamedTuple

from matplotlib import font_manager, rc_context, rcParams, rcParamsDefault
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from analysis.page import COLOURS, FONT_FAMILY, PANEL_WIDTH, font_path

__all__ = [
    "ASCENT",
    "DESCENT",
    "LINE",
    "NORMAL",
    "SMALL",
    "Anchor",
    "Box",
    "Line",
    "Scale",
    "Sheet",
    "text_box",
    "text_width",
    "to_svg",
    "wrap",
]

Anchor = Literal["start", "middle", "end"]
_ALIGNED: Final[Mapping[Anchor, Literal["left", "center", "right"]]] = {
    "start": "left",
    "middle": "center",
    "end": "right",
}

Line = tuple[float, float, float, float]
"""A straight line from (x0, y0) to (x1, y1)."""

SMALL: Final = 11.0
NORMAL: Final = 12.0
LINE: Final = 15.0
"""Distance of two lines of text: Vietnamese stacks marks, so it is wider than for plain Latin."""

ASCENT: Final = 0.92
DESCENT: Final = 0.26
"""How far text reaches above and below its baseline, in parts of its size."""

_UNITS_PER_INCH: Final = 72.0


class Box(NamedTuple):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def hits(self, other: "Box", across: float = 0.0, down: float = 0.0) -> bool:
        """Whether two boxes overlap, or come nearer than so far across and down."""
        return (
            self.left < other.right + across
            and other.left < self.right + across
            and self.top < other.bottom + down
            and other.top < self.bottom + down
        )

    def inside(self, other: "Box") -> bool:
        """Whether the box lies wholly within another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def grown(self, across: float) -> "Box":
        """The box with so much more at either side."""
        return self._replace(left=self.left - across, right=self.right + across)

    def crossed_by(self, line: Line) -> bool:
        """Whether a straight line from (x0, y0) to (x1, y1) touches the box (Liang-Barsky)."""
        x0, y0, x1, y1 = line
        if max(x0, x1) < self.left or min(x0, x1) > self.right:
            return False
        start, end = 0.0, 1.0
        for step, low, high in (
            (x1 - x0, self.left - x0, self.right - x0),
            (y1 - y0, self.top - y0, self.bottom - y0),
        ):
            if step == 0:
                if low > 0 or high < 0:
                    return False
                continue
            enter, leave = sorted((low / step, high / step))
            start, end = max(start, enter), min(end, leave)
            if start > end:
                return False
        return True


class _Text(NamedTuple):
    x: float
    y: float
    words: str
    size: float
    colour: str
    bold: bool
    anchor: Anchor


class _Pen(NamedTuple):
    layer: int
    face: str
    edge: str
    width: float
    dash: tuple[float, ...]


class _Dot(NamedTuple):
    layer: int
    size: float
    face: str
    edge: str


class Scale(NamedTuple):
    """Straight line from values to pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Place of a value."""
        return self.start + (value - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.start)


@cache
def _font(bold: bool) -> FT2Font:
    # From memory: forked processes share the position of an open file and would read each other's glyphs.
    font = FT2Font(io.BytesIO(font_path(600 if bold else 400).read_bytes()))
    font.set_size(100, 72)
    return font


@cache
def _register_fonts() -> None:
    for weight in (400, 600):
        font_manager.fontManager.addfont(font_path(weight))


@cache
def _cut(size: float, bold: bool) -> font_manager.FontProperties:
    return font_manager.FontProperties(family=FONT_FAMILY, size=size, weight=600 if bold else 400)


@lru_cache(maxsize=8192)
def _em_width(words: str, bold: bool) -> float:
    font = _font(bold)
    # Unhinted, because browsers and the PDF engine set text without hinting.
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64 / 100


def text_width(words: str, size: float = SMALL, bold: bool = False) -> float:
    """How wide words are in px."""
    return _em_width(words, bold) * size


def wrap(words: str, width: float, size: float = SMALL, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `width`; a word that is wider by itself is cut."""
    lines: list[str] = []
    for word in words.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold) <= width:
            lines[-1] = joined
        elif text_width(word, size, bold) <= width:
            lines.append(word)
        else:
            fits = max(1, math.floor(len(word) * width / text_width(word, size, bold)) - 1)
            lines.extend(textwrap.wrap(word, fits))
    return lines


def text_box(x: float, y: float, width: float, size: float, anchor: Anchor = "start") -> Box:
    """Box of words whose baseline is at y and whose start, middle or end is at x."""
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - size * ASCENT, left + width, y + size * DESCENT)


class _Words(Text):
    """One line of text from its baseline.

    To SVG it is written without matplotlib's layout: that would measure it, which takes most of the time of
    a drawing, and would only find the place again that the words were given.
    """

    def draw(self, renderer: RendererBase) -> None:
        """Draw the words."""
        if not isinstance(renderer, RendererSVG):
            super().draw(renderer)
            return
        x, y = self.get_transform().transform(self.get_unitless_position())
        pen = renderer.new_gc()
        pen.set_foreground(self.get_color())
        cut = self.get_fontproperties()
        renderer.draw_text(pen, x, renderer.height - y, self.get_text(), cut, 0.0, mtext=self)
        pen.restore()


@cache
def _default_settings() -> dict[Any, Any]:
    # Without the backend: asking for it would load one.
    return {name: value for name, value in rcParamsDefault.items() if name != "backend"}


def _own_settings(**more: str) -> AbstractContextManager[None]:
    """Settings of our own alone: what a reader's matplotlibrc says must change no chart."""
    # Only what differs, since matplotlib validates every setting anew.
    changed = {name: value for name, value in _default_settings().items() if rcParams[name] != value}
    return rc_context(changed | more)


class Sheet:
    """What is to be drawn, gathered by style: one path per style keeps both time and bytes low.

    Guides lie at the bottom, then areas, lines and points; within these, styles lie over one another in the
    order in which they are first used.
    """

    def __init__(self) -> None:
        self.width = float(PANEL_WIDTH)
        self.shapes: dict[_Pen | _Dot, list[list[tuple[float, float]]]] = {}
        self.texts: list[_Text] = []

    def path(
        self,
        points: Iterable[tuple[float, float]],
        *,
        face: str = "none",
        edge: str = "none",
        width: float = 1.0,
        dash: tuple[float, ...] = (),
        layer: int = 2,
    ) -> None:
        """Put a line through points on the sheet, or the area that it encloses."""
        self.shapes.setdefault(_Pen(layer, face, edge, width, dash), []).append(list(points))

    def line(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        colour: str,
        width: float = 1.0,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Put a straight line on the sheet; rules lie below everything else."""
        layer = 0 if colour == "rule" else 2
        self.path([(x0, y0), (x1, y1)], edge=COLOURS[colour], width=width, dash=dash, layer=layer)

    def rectangle(
        self, box: Box, fill: str = "none", edge: str = "none", width: float = 1.0, layer: int = 1
    ) -> None:
        """Put a box on the sheet, its edge within its bounds."""
        inset = width / 2 if edge != "none" else 0.0
        left, top, right, bottom = (
            box.left + inset,
            box.top + inset,
            max(box.right - inset, box.left + inset),
            box.bottom - inset,
        )
        self.path(
            [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)],
            face=fill,
            edge=edge,
            width=width,
            layer=layer,
        )

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

    def dot(
        self,
        x: float,
        y: float,
        colour: str,
        *,
        size: float = 8.0,
        hollow: bool = False,
    ) -> None:
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
            self.texts.append(_Text(x, y, words, size, COLOURS[colour], bold, anchor))

    def figure(self, height: float) -> Figure:
        """Make the figure: the sheet down to a height, and nothing around it."""
        with _own_settings():
            return self._figure(height)

    def _figure(self, height: float) -> Figure:
        _register_fonts()
        high = max(math.ceil(height), 1)
        figure = Figure((self.width / _UNITS_PER_INCH, high / _UNITS_PER_INCH), dpi=_UNITS_PER_INCH)
        figure.patch.set_visible(False)
        scale = 1 / _UNITS_PER_INCH
        pixels = Affine2D().scale(scale, -scale).translate(0, high * scale) + figure.dpi_scale_trans
        for style, parts in sorted(self.shapes.items(), key=lambda item: item[0].layer):
            if isinstance(style, _Dot):
                across, down = zip(*(part[0] for part in parts), strict=True)
                figure.add_artist(
                    Line2D(
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
                )
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
        for text in self.texts:
            figure.add_artist(
                _Words(
                    round(text.x, 1),
                    round(text.y, 1),
                    text.words,
                    transform=pixels,
                    color=text.colour,
                    horizontalalignment=_ALIGNED[text.anchor],
                    fontproperties=_cut(text.size, text.bold),
                    parse_math=False,
                )
            )
        return figure


def to_svg(figure: Figure, salt: str) -> str:
    """Write a figure as SVG that can stand inside a page.

    Text stays text. Nothing but the markers has an id, and those ids depend on `salt` alone, so the
    same figure gives the same bytes each time and two charts of one page do not meet.

    Parameters
    ----------
    figure
        A figure made by one of the functions of this module.
    salt
        Text that no other chart of the page uses.
    """
    out = io.StringIO()
    wide, high = (round(inches * _UNITS_PER_INCH) for inches in figure.get_size_inches())
    unsaid = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    with _own_settings(**{"svg.fonttype": "none", "svg.hashsalt": salt}):
        # Straight to the renderer: what `savefig` does besides is for files and for other formats.
        renderer = RendererSVG(wide, high, out, metadata=unsaid)
        figure.draw(renderer)
        renderer.finalize()
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :]
    # matplotlib's style sheet says `*{…}`: inside a page it would reach everything on it.
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"</?g\b[^>]*>", "", svg)
    svg = re.sub(r' transform="rotate\(-0 [^"]*"', "", svg)
    svg = svg.replace(f" font-family: '{FONT_FAMILY}';", "")
    svg = re.sub(r' d="([^"]*)"', lambda found: f' d="{_short_path(found[1])}"', svg)
    svg = re.sub(
        r"<svg [^>]*>",
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        f" style=\"font-family: '{FONT_FAMILY}', sans-serif; stroke-linejoin: round\">",
        svg,
        count=1,
    )
    return re.sub(r">\s+<", "><", svg).strip()


def _short_path(path: str) -> str:
    path = re.sub(r"-?\d+\.\d+", lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), path)
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", path).strip()
