"""Charts: from a frame of figures and ready-made words to a picture.

Every function takes a frame whose texts are already in the reader's language and returns a matplotlib
figure, drawn for a panel of :data:`analysis.style.PANEL_WIDTH` px, at which its text is 11 or 12 px tall.
One unit of length is one CSS pixel throughout, y running downwards as on the page, so that places for
labels are worked out from the widths of the words themselves and no layout engine has to run.
"""

import io
import math
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise, product
from typing import Any, Final, Literal, NamedTuple

import pandas as pd
from matplotlib import font_manager, rc_context
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from analysis.style import COLOURS, FONT_FAMILY, PANEL_WIDTH, font_path

__all__ = ["bars", "bullet", "dumbbells", "funnel", "ranked_dots", "rating_bars", "timeline", "to_svg"]

Tick = tuple[float, str]
Anchor = Literal["start", "middle", "end"]
Row = dict[str, Any]
_Line = tuple[float, float, float, float]

SMALL: Final = 11.0
NORMAL: Final = 12.0
LINE: Final = 15.0
"""Distance of two lines of text: Vietnamese stacks marks, so it is wider than for plain Latin."""

_UNITS_PER_INCH: Final = 72.0
_ASCENT: Final = 0.92
_DESCENT: Final = 0.26
_ROW: Final = 17.0

MOST_LABELS: Final = 9
"""Points of a series that all get their number; of a longer one only those that tell most do."""

RATING_FILL: Final[Mapping[str, str]] = {
    "excellent": COLOURS["accent_deep"],
    "good": COLOURS["accent_mid"],
    "completed": COLOURS["accent_soft"],
    "failed": COLOURS["failed"],
}


# --- Paper and pen -------------------------------------------------------------------------------


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def hits(self, other: "_Box", across: float = 0.0, down: float = 0.0) -> bool:
        return (
            self.left < other.right + across
            and other.left < self.right + across
            and self.top < other.bottom + down
            and other.top < self.bottom + down
        )

    def inside(self, other: "_Box") -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def crossed_by(self, line: _Line) -> bool:
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
    marker: str
    size: float
    face: str
    edge: str


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


@lru_cache(maxsize=8192)
def _em_width(words: str, bold: bool) -> float:
    font = _font(bold)
    # Unhinted, because browsers and the PDF engine set text without hinting.
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64 / 100


def _width(words: str, size: float = SMALL, bold: bool = False) -> float:
    return _em_width(words, bold) * size


def _wrap(words: str, width: float, size: float = SMALL, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `width`; a word that is wider by itself is cut."""
    lines: list[str] = []
    for word in words.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and _width(joined, size, bold) <= width:
            lines[-1] = joined
        elif _width(word, size, bold) <= width:
            lines.append(word)
        else:
            fits = max(1, math.floor(len(word) * width / _width(word, size, bold)) - 1)
            lines.extend(textwrap.wrap(word, fits))
    return lines


def _text_box(x: float, y: float, width: float, size: float, anchor: Anchor = "start") -> _Box:
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return _Box(left, y - size * _ASCENT, left + width, y + size * _DESCENT)


class _Sheet:
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
        layer = 0 if colour == "rule" else 2
        self.path([(x0, y0), (x1, y1)], edge=COLOURS[colour], width=width, dash=dash, layer=layer)

    def rectangle(
        self, box: _Box, fill: str = "none", edge: str = "none", width: float = 1.0, layer: int = 1
    ) -> None:
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

    def hatch(self, box: _Box, edge: str = "hatch") -> None:
        """Fill a box with slanted lines; drawn as lines, since a pattern would need an id of its own."""
        tall, step = box.bottom - box.top, 6.0
        for index in range(math.ceil((box.right - box.left + tall) / step)):
            at = box.left + index * step
            # The line climbs from the bottom at `at - tall` to the top at `at`, cut off at the sides.
            x0, x1 = max(at - tall, box.left), min(at, box.right)
            if x1 > x0:
                self.line(x0, box.top + at - x0, x1, box.top + at - x1, "hatch", 1.0)
        self.rectangle(box, edge=COLOURS[edge])

    def dot(
        self,
        x: float,
        y: float,
        colour: str,
        *,
        size: float = 8.0,
        hollow: bool = False,
        marker: str = "o",
    ) -> None:
        face = COLOURS["ground" if hollow else colour]
        style = _Dot(4, marker, size, face, COLOURS[colour if hollow else "ground"])
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
        if words:
            self.texts.append(_Text(x, y, words, size, COLOURS[colour], bold, anchor))

    def figure(self, height: float) -> Figure:
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
                        marker=style.marker,
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
        align = {"start": "left", "middle": "center", "end": "right"}
        for text in self.texts:
            figure.text(
                round(text.x, 1),
                round(text.y, 1),
                text.words,
                transform=pixels,
                ha=align[text.anchor],
                va="baseline",
                color=text.colour,
                family=FONT_FAMILY,
                size=text.size,
                weight=600 if text.bold else 400,
                parse_math=False,
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
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": salt}):
        figure.savefig(
            out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
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
        f' width="{figure.get_figwidth() * _UNITS_PER_INCH:.0f}"'
        f' height="{figure.get_figheight() * _UNITS_PER_INCH:.0f}"'
        f' viewBox="0 0 {figure.get_figwidth() * _UNITS_PER_INCH:.0f}'
        f' {figure.get_figheight() * _UNITS_PER_INCH:.0f}"'
        f" style=\"font-family: '{FONT_FAMILY}', sans-serif; stroke-linejoin: round\">",
        svg,
        count=1,
    )
    return re.sub(r">\s+<", "><", svg).strip()


def _short_path(path: str) -> str:
    path = re.sub(r"-?\d+\.\d+", lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), path)
    return re.sub(r"\s*([A-Za-z])\s*", r"\1", path).strip()


# --- What several charts need --------------------------------------------------------------------


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Rows as dictionaries: missing values as None, texts composed (NFC)."""

    def plain(value: Any) -> Any:
        if isinstance(value, str):
            return unicodedata.normalize("NFC", value)
        return None if pd.isna(value) else value

    return [{str(key): plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _words(row: Row, column: str) -> str:
    return str(row.get(column) or "")


class _Scale(NamedTuple):
    """Straight line from values to pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.start)


def _x_labels(
    sheet: _Sheet, ticks: Sequence[Tick], scale: _Scale, y: float, *, keep: Literal["first", "last"] = "first"
) -> None:
    """Print the words of an x axis; where they would touch, only every second or third of them."""
    spots: list[tuple[float, str]] = []
    for value, words in ticks:
        half = _width(words) / 2
        spots.append((min(max(scale(value), half), sheet.width - half), words))
    chosen = spots
    for step in range(1, len(spots) + 1):
        chosen = spots[::step] if keep == "first" else spots[::-1][::step][::-1]
        if all(b[0] - a[0] >= (_width(a[1]) + _width(b[1])) / 2 + 6 for a, b in pairwise(chosen)):
            break
    for x, words in chosen:
        sheet.text(x, y, words, colour="muted", anchor="middle")


def _line_words(
    sheet: _Sheet, lines: Sequence[tuple[float, str]], y: float = 0.0
) -> tuple[float, list[float]]:
    """Set the words of upright lines above a plot, in as few rows as can be, each near its line.

    Says how deep the words go, and where each line begins: under its own words, unless it would then run
    through those of another.
    """
    spots = tuple(
        (x, tuple(_wrap(unicodedata.normalize("NFC", words), 150)) if words else ()) for x, words in lines
    )
    boxes, starts = _set_line_words(spots, sheet.width, y)
    for (_, parts), box in zip(spots, boxes, strict=True):
        for index, part in enumerate(parts):
            sheet.text(box.left, box.top + LINE * index + SMALL, part, colour="muted")
    return max((box.bottom for box in boxes), default=y), starts


@lru_cache(maxsize=64)  # panels that are drawn taller, and those of one report, set the same words
def _set_line_words(
    spots: tuple[tuple[float, tuple[str, ...]], ...], width: float, y: float
) -> tuple[list[_Box], list[float]]:
    """Boxes of the words, and where each line begins."""
    best: tuple[float, list[_Box], list[float]] = (math.inf, [], [])
    for sides, backwards in product(product((0.5, 1.0, 0.0), repeat=len(spots)), (False, True)):
        boxes: list[_Box] = []
        ordered = list(zip(spots, sides, strict=True))
        for (x, parts), side in reversed(ordered) if backwards else ordered:
            wide = max((_width(part) for part in parts), default=0.0)
            left = min(max(x - wide * side, 0), width - wide)
            box = _Box(left, y, left + wide, y + LINE * len(parts))
            while any(box.hits(other, 8, 4) for other in boxes):
                box = box._replace(top=box.top + 4, bottom=box.bottom + 4)
            if 100 * box.bottom >= best[0]:
                break  # deeper already than the best way found
            boxes.append(box)
        if len(boxes) < len(spots):
            continue
        if backwards:
            boxes.reverse()
        deepest = max((box.bottom for box in boxes), default=y)
        starts: list[float] = []
        for (x, _), own in zip(spots, boxes, strict=True):
            way = (x, own.bottom + 1, x, deepest)
            blocked = any(box.crossed_by(way) for box in boxes if box.top >= own.bottom)
            starts.append((deepest if blocked else own.bottom) + 1)
        away = sum(abs((box.left + box.right) / 2 - x) for (x, _), box in zip(spots, boxes, strict=True))
        orphans = sum(start > box.bottom + 1 for start, box in zip(starts, boxes, strict=True))
        cost = 100 * deepest + 150 * orphans + away
        if cost < best[0]:
            best = (cost, boxes, starts)
    return best[1], best[2]


class _Label(NamedTuple):
    x: float
    y: float
    words: str
    colour: str
    bold: bool


class _Place(NamedTuple):
    box: _Box
    leader: _Line | None

    def meets(self, other: "_Place") -> bool:
        return (
            self.box.hits(other.box, 4, 1)
            or (other.leader is not None and self.box.crossed_by(other.leader))
            or (self.leader is not None and other.box.crossed_by(self.leader))
        )


def _candidates(label: _Label, reach: float) -> Iterable[tuple[float, _Place]]:
    """Places for a label, with what each costs: near is better, above better than below."""
    wide = _width(label.words, SMALL, label.bold)
    for distance in (0.0, 14.0, 28.0, 42.0, 56.0):
        above = label.y - reach - distance - 2
        below = label.y + reach + distance + SMALL * _ASCENT - 1
        for shift, up in product((0.0, -wide / 2 + 5, wide / 2 - 5), (True, False)):
            box = _text_box(label.x + shift, above if up else below, wide, SMALL, "middle")
            leader = None
            if distance:
                start, end = (label.y - reach, box.bottom - 1) if up else (label.y + reach, box.top + 1)
                leader = (label.x, start, label.x, end)
            yield distance + abs(shift) * 0.15 + (not up), _Place(box, leader)
    for side, down in product((1, -1), (4.0, 0.0, 8.0)):
        middle = label.x + side * (reach + 2 + wide / 2)
        yield 3.0 + abs(down - 4), _Place(_text_box(middle, label.y + down, wide, SMALL, "middle"), None)


def _place(
    labels: Sequence[_Label],
    obstacles: Sequence[_Box],
    lines: Sequence[_Line],
    bounds: _Box,
    reach: float = 5.0,
) -> list[_Place | None]:
    """Find a place for each label where it hits no other label and no point, and crosses few lines.

    None stands for a label without room; the caller then draws a taller picture.
    """

    def ways(label: _Label) -> list[_Place]:
        rated = [
            (
                cost
                + 18 * sum(place.box.crossed_by(line) for line in lines)
                + 20 * sum(place.leader is not None and box.crossed_by(place.leader) for box in obstacles),
                place,
            )
            for cost, place in _candidates(label, reach)
            if place.box.inside(bounds) and not any(place.box.hits(box) for box in obstacles)
        ]
        return [place for _, place in sorted(rated, key=lambda item: item[0])]

    choices = [ways(label) for label in labels]
    order = sorted(range(len(labels)), key=lambda index: _rank(labels[index]))
    found: dict[int, _Place | None] = {}
    for _ in range(len(labels) + 1):
        found = {}
        for index in order:
            taken = [place for place in found.values() if place]
            free = (way for way in choices[index] if not any(way.meets(place) for place in taken))
            found[index] = next(free, None)
        homeless = [index for index in order if found[index] is None]
        if not homeless:
            break
        # Whatever found no room chooses first the next time.
        order = homeless + [index for index in order if found[index] is not None]
    return [found[index] for index in range(len(labels))]


def _rank(label: _Label) -> tuple[bool, bool, float]:
    """Plans and the newest figure choose their places first."""
    return label.colour != "target", not label.bold, -label.x


def _draw_labels(
    sheet: _Sheet, labels: Sequence[_Label], places: Sequence[_Place | None], lines: Sequence[_Line]
) -> None:
    for label, place in zip(labels, places, strict=True):
        if place is None:
            continue
        if place.leader:
            sheet.line(*place.leader, "peer", 0.75)
        if any(place.box.crossed_by(line) for line in lines):
            clear = place.box._replace(top=place.box.top + 1, bottom=place.box.bottom - 2)
            sheet.rectangle(clear, COLOURS["ground"], layer=3)
        sheet.text(
            (place.box.left + place.box.right) / 2,
            place.box.bottom - SMALL * _DESCENT,
            label.words,
            colour=label.colour,
            bold=label.bold,
            anchor="middle",
        )


def _side_labels(sheet: _Sheet, items: Sequence[tuple[float, str, str]], x: float, bounds: _Box) -> None:
    """Print words one under the other, each as near its height as the others let it."""
    gap = 13.0
    ordered = sorted((item for item in items if item[1]), key=lambda item: item[0])
    heights: list[float] = []
    for y, _, _ in ordered:
        heights.append(max(y + 4, heights[-1] + gap if heights else bounds.top + SMALL))
    limit = bounds.bottom
    for index in reversed(range(len(heights))):
        heights[index] = min(heights[index], limit)
        limit = heights[index] - gap
    for (_, words, colour), y in zip(ordered, heights, strict=True):
        sheet.text(x, y, words, colour=colour)


# --- Ratings -------------------------------------------------------------------------------------


class _Segment(NamedTuple):
    left: float
    right: float
    words: str

    @property
    def wide(self) -> float:
        return _width(self.words)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


class _Above(NamedTuple):
    level: int
    x: float


def _line_up(segments: Sequence[_Segment], limits: Sequence[tuple[float, float]]) -> list[float] | None:
    """Set labels on one line, each as near the start of its segment as its limits and the others let it."""
    gap, spots, free = 8.0, list[float](), -math.inf
    for segment, (left, right) in zip(segments, limits, strict=True):
        spots.append(max(min(segment.left, right - segment.wide), left, free))
        free = spots[-1] + segment.wide + gap
    free = math.inf
    for index in reversed(range(len(spots))):
        spots[index] = min(spots[index], min(limits[index][1], free) - segments[index].wide)
        free = spots[index] - gap
    fits = all(spot >= left - 0.01 for spot, (left, _) in zip(spots, limits, strict=True))
    return spots if fits else None


def _above(segments: Sequence[_Segment], left: float, right: float) -> list[_Above] | None:
    """Find places above a bar on at most two lines, so that each label stands over its own segment.

    A label of the upper line has a tick that runs down to its segment between those of the lower one.
    """
    best: tuple[float, list[_Above]] | None = None
    for levels in product((0, 1), repeat=len(segments)):
        upper = [index for index, level in enumerate(levels) if level]
        lower = [index for index, level in enumerate(levels) if not level]
        # Labels of the lower line keep clear of the ticks on either side of them.
        limits = [
            (
                max((segments[i].middle + 4 for i in upper if i < index), default=left),
                min((segments[i].middle - 4 for i in upper if i > index), default=right),
            )
            for index in lower
        ]
        below = _line_up([segments[i] for i in lower], limits)
        above = _line_up([segments[i] for i in upper], [(left, right)] * len(upper))
        if below is None or above is None:
            continue
        spots = dict(zip(lower + upper, below + above, strict=True))
        answer = [_Above(level, spots[i]) for i, level in enumerate(levels)]
        if all(_stands_over(place, segment) for place, segment in zip(answer, segments, strict=True)):
            cost = sum(
                60 * place.level + abs(place.x - segment.left)
                for place, segment in zip(answer, segments, strict=True)
            )
            if best is None or cost < best[0]:
                best = (cost, answer)
    return best[1] if best else None


def _stands_over(place: _Above, segment: _Segment) -> bool:
    end = place.x + segment.wide
    if place.level:
        return place.x <= segment.middle <= end
    return min(end, segment.right) - max(place.x, segment.left) >= min(6.0, segment.right - segment.left)


def _rating_fill(sheet: _Sheet, box: _Box, category: str) -> None:
    if category not in RATING_FILL:
        sheet.hatch(box, "peer")
    elif category == "completed":
        # The light blue alone is too faint beside the ground: its edge carries the contrast.
        sheet.rectangle(box, RATING_FILL[category], COLOURS["accent_mid"])
    else:
        sheet.rectangle(box, RATING_FILL[category])


def rating_bars(
    frame: pd.DataFrame,
    *,
    base_labels: Mapping[str, str],
    breaks: Sequence[tuple[str, str, str]] = (),
) -> Figure:
    """Draw the rating classes of each year as one bar of 100%.

    Parameters
    ----------
    frame
        One row per class, years in the order to be drawn: ``year`` (text), ``category`` (excellent, good,
        completed, failed, not_stated), ``share`` (0 to 100; missing: the year was not collected and ``label``
        says so), ``label``.
    base_labels
        By year: what the shares are shares of.
    breaks
        Changes of the rules: the year before, the year after, a short text.
    """
    sheet = _Sheet()
    years: dict[str, list[Row]] = {}
    for row in _rows(frame):
        years.setdefault(str(row["year"]), []).append(row)
    left = max((_width(year, NORMAL, True) for year in years), default=0) + 10
    scale = _Scale(0, 100, left, sheet.width)
    tall, y, previous = 20.0, 0.0, ""
    for year, rows in years.items():
        for before, after, words in breaks:
            if after == year and before == previous:
                y = _break_between(sheet, y, unicodedata.normalize("NFC", words))
        if any(row["share"] is None for row in rows):
            y += 2
            box = _Box(left, y, sheet.width, y + tall)
            _missing(sheet, box, next(_words(row, "label") for row in rows if row["share"] is None))
        else:
            y, box = _rating_bar(sheet, rows, scale, y, tall)
        sheet.text(0, box.top + tall / 2 + 4, year, size=NORMAL, bold=True)
        y = box.bottom
        for line in _wrap(unicodedata.normalize("NFC", base_labels.get(year, "")), sheet.width - left):
            y += LINE
            sheet.text(left, y, line, colour="muted")
        y += 16
        previous = year
    return sheet.figure(y - 10)


def _rating_bar(
    sheet: _Sheet, rows: Sequence[Row], scale: _Scale, y: float, tall: float
) -> tuple[float, _Box]:
    """Draw one bar with its labels above, and say where it stands."""
    total, segments = 0.0, list[tuple[str, _Segment]]()
    for row in rows:
        end = min(total + float(row["share"]), 100.0)
        segments.append((str(row["category"]), _Segment(scale(total), scale(end), _words(row, "label"))))
        total = end
    named = [segment for _, segment in segments if segment.words]
    places = _above(named, scale.start, scale.end)
    if places is None:
        top = _keyed_list(sheet, [(kind, s.words) for kind, s in segments if s.words], scale.start, y)
    else:
        lines = 1 + max((place.level for place in places), default=-1)
        top = y + lines * LINE + 3
        for place, segment in zip(places, named, strict=True):
            baseline = top - 5 - place.level * LINE
            sheet.text(place.x, baseline, segment.words)
            if place.level:
                sheet.line(segment.middle, baseline + 4, segment.middle, top, "peer", 0.75)
    for category, segment in segments:
        if segment.right > segment.left:
            # A hairline of ground parts the classes; a sliver is left whole so that it does not vanish.
            slit = 1.0 if segment.right - segment.left > 4 and segment.right < scale.end - 0.5 else 0.0
            _rating_fill(sheet, _Box(segment.left, top, segment.right - slit, top + tall), category)
    if total < 99.9:
        sheet.rectangle(_Box(scale(total), top, scale.end, top + tall), edge=COLOURS["rule"])
    return top, _Box(scale.start, top, scale.end, top + tall)


def _keyed_list(sheet: _Sheet, items: Sequence[tuple[str, str]], left: float, y: float) -> float:
    """Print labels as running text, each with a square of its colour: for bars of slivers."""
    square, x, line = 8.0, left, y + LINE - 3
    for category, words in items:
        parts = _wrap(words, sheet.width - left - square - 5)
        if x > left and (len(parts) > 1 or x + square + 5 + _width(words) > sheet.width):
            x, line = left, line + LINE
        _rating_fill(sheet, _Box(x, line - square, x + square, line), category)
        for index, part in enumerate(parts):
            line += LINE if index else 0
            sheet.text(x + square + 5, line, part)
        x += square + 5 + _width(parts[-1]) + 12
    return line + 7


def _missing(sheet: _Sheet, box: _Box, words: str) -> None:
    """Say that a figure was not collected, and hatch what is left of its place."""
    sheet.text(box.left, (box.top + box.bottom) / 2 + 4, words, colour="muted")
    sheet.hatch(box._replace(left=box.left + (_width(words) + 8 if words else 0)))


def _break_between(sheet: _Sheet, y: float, words: str) -> float:
    sheet.line(0, y, sheet.width, y, "peer", 1.0, (3, 3))
    y += 2
    for line in _wrap(words, sheet.width):
        y += LINE - 1
        sheet.text(0, y, line, colour="muted")
    return y + 12


# --- Bars ----------------------------------------------------------------------------------------


def bullet(frame: pd.DataFrame) -> Figure:
    """Draw what was reached against what was planned, year by year.

    Parameters
    ----------
    frame
        ``year`` (text), ``actual``, ``actual_label``, ``target``, ``target_to`` (upper end where the plan
        is a range), ``target_label``, ``state`` (value, target: only the plan is known, not_collected),
        ``state_label`` (words for a year without a figure).
    """
    sheet = _Sheet()
    rows = _rows(frame)
    tall = 16.0
    left = max((_width(str(row["year"]), NORMAL, True) for row in rows), default=0) + 10

    def reach(row: Row) -> float:
        return max(float(row.get(key) or 0) for key in ("actual", "target", "target_to"))

    def end_words(row: Row) -> str:
        return _words(row, "actual_label") if row.get("actual") is not None else _words(row, "state_label")

    # The widest scale at which the words behind every bar still fit.
    per_unit = min(
        (
            (sheet.width - left - 12 - _width(end_words(row), NORMAL, row.get("actual") is not None))
            / reach(row)
            for row in rows
            if reach(row) > 0
        ),
        default=1.0,
    )
    y = 4.0
    for row in rows:
        top, bottom = y, y + tall
        baseline = top + tall / 2 + 4
        sheet.text(0, baseline, str(row["year"]), size=NORMAL, bold=True)
        y = bottom + 14
        if not reach(row) and row.get("actual") is None:
            _missing(sheet, _Box(left, top, sheet.width, bottom), _words(row, "state_label"))
            continue
        actual, target = row.get("actual"), row.get("target")
        words, known = end_words(row), actual is not None
        wide = _width(words, NORMAL, known)
        end = left + float(actual or 0) * per_unit
        if known:
            sheet.rectangle(_Box(left, top, max(end, left + 2), bottom), COLOURS["accent"])
        ticks: list[float] = []
        if target is not None:
            upper = row.get("target_to")
            ticks = [left + float(value) * per_unit for value in (target, upper) if value is not None]
            if not known:
                sheet.rectangle(_Box(left, top, ticks[-1], bottom), edge=COLOURS["hatch"])
            _target_marks(sheet, ticks, top, bottom)
            y = _target_words(sheet, _words(row, "target_label"), ticks, left, bottom) + 12
        colour, start = "ink" if known else "muted", end + 6 if known else max(ticks) + 7
        if any(start - 4 < tick < start + wide + 4 for tick in ticks):
            # The plan's mark is in the way: the number moves into the bar, or else beyond the mark.
            within = end - 6 - wide
            if within > left + 6 and not any(within - 6 < tick < end + 4 for tick in ticks):
                colour, start = "ground", within
            else:
                start = max(ticks) + 7
        size = NORMAL if known else SMALL
        sheet.text(start, baseline, words, size=size, bold=known, colour=colour)
    return sheet.figure(y - 8)


def _target_marks(sheet: _Sheet, ticks: Sequence[float], top: float, bottom: float) -> None:
    """Draw the plan: a tick, or a bracket where it is a range. A rim of ground parts it from the bar."""
    for colour, width in (("ground", 5.0), ("target", 2.5)):
        for x in ticks:
            sheet.line(x, top - 3, x, bottom + 3, colour, width)
    if len(ticks) > 1:
        sheet.line(ticks[0], bottom + 3, ticks[-1], bottom + 3, "target", 1.5)


def _target_words(sheet: _Sheet, words: str, ticks: Sequence[float], left: float, y: float) -> float:
    lines = _wrap(words, sheet.width - left) if words else []
    wide = max((_width(line) for line in lines), default=0)
    middle = sum(ticks) / len(ticks)
    x = min(max(middle, left + wide / 2), sheet.width - wide / 2)
    y += 1
    for line in lines:
        y += LINE
        sheet.text(x, y, line, colour="target", anchor="middle")
    return y + 4


def bars(
    frame: pd.DataFrame,
    *,
    x_max: float,
    ticks: Sequence[Tick] | None = None,
    like: pd.DataFrame | None = None,
) -> Figure:
    """Draw plain bars on one given scale.

    Parameters
    ----------
    frame
        ``label``, ``value``, ``value_label``, ``state`` (value, zero, derived, target, not_collected, …),
        ``state_label`` (words for a row without a figure), ``tone`` (accent or neutral).
    x_max
        The value at which the scale ends: the same for all panels of a small multiple.
    ticks
        Places on the axis with their words; without them there is no axis, since each bar bears its value.
    like
        The rows of all panels of a small multiple. Given to each of them, it makes room for the widest
        words of any, so that one unit is equally long in all.
    """
    sheet = _Sheet()
    rows = _rows(frame)
    measured = rows if like is None else _rows(like)
    names = max((_width(_words(row, "label"), NORMAL) for row in measured), default=0)
    value_room = max((_width(_words(row, "value_label"), NORMAL, True) for row in measured), default=0) + 7
    beside = names <= 110
    left = names + 10 if beside else 0.0
    scale = _Scale(0, x_max or 1, left, sheet.width - value_room)
    tall = 16.0 if beside else 12.0
    y = 0.0
    spots: list[tuple[Row, _Box]] = []
    for row in rows:
        if beside:
            sheet.text(0, y + tall / 2 + 4, _words(row, "label"), size=NORMAL)
        else:
            for line in _wrap(_words(row, "label"), sheet.width, NORMAL):
                sheet.text(0, y + NORMAL, line, size=NORMAL)
                y += LINE
            y += 2
        spots.append((row, _Box(left, y, sheet.width, y + tall)))
        y += tall + (8 if beside else 10)
    y -= 8 if beside else 10
    for value, _ in ticks or ():
        for box in (box for row, box in spots if row.get("value") is not None):
            sheet.line(scale(value), box.top - 3, scale(value), box.bottom + 3, "rule", 1.0)
    for row, box in spots:
        _bar(sheet, row, box, scale)
    if ticks:
        _x_labels(sheet, ticks, scale, y + LINE)
        y += LINE + 4
    return sheet.figure(y + 1)


def _bar(sheet: _Sheet, row: Row, box: _Box, scale: _Scale) -> None:
    baseline = (box.top + box.bottom) / 2 + 4
    value = row.get("value")
    if value is None:
        if row.get("state") == "not_collected":
            _missing(sheet, box, _words(row, "state_label"))
        else:
            sheet.text(box.left, baseline, _words(row, "state_label"), colour="muted")
        return
    accent = row.get("tone", "accent") == "accent"
    end = max(scale(float(value)), box.left + 2)
    if row.get("state") == "target":
        sheet.rectangle(_Box(box.left, box.top, end, box.bottom), edge=COLOURS["target"], width=1.5)
    else:
        # None at all is drawn as a bare mark on the axis: it was counted, and it was none.
        sheet.rectangle(_Box(box.left, box.top, end, box.bottom), COLOURS["accent" if accent else "peer"])
    sheet.text(end + 6, baseline, _words(row, "value_label"), size=NORMAL, bold=accent)


# --- Points over years ---------------------------------------------------------------------------


def timeline(
    frame: pd.DataFrame,
    *,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    y_ticks: Sequence[Tick],
    breaks: Sequence[tuple[float, str]] = (),
    reference: pd.DataFrame | None = None,
) -> Figure:
    """Draw one indicator over the years: points, joined only where they may be compared.

    Parameters
    ----------
    frame
        ``x`` (year), ``y``, ``label``, ``state`` (value, inexact: hollow, target: an orange diamond),
        ``connected`` (whether a line may come from the point before).
    x_range, y_range
        Ends of the axes, the same in all panels that are to be compared.
    x_ticks, y_ticks
        Places on the axes with their words.
    breaks
        Places between years where the rules changed, with a short text each.
    reference
        The comparator: ``x``, ``y``, ``label`` (may be empty), ``connected``.
    """
    rows = [row for row in _rows(frame) if row.get("y") is not None]
    others = [] if reference is None else [row for row in _rows(reference) if row.get("y") is not None]
    # A picture with more labels than fit grows; axes keep their ends. In the last resort a label is left out:
    # the table beside the chart has every figure.
    for plot_height in (112, 140, 168, 224):
        sheet = _Sheet()
        left = max((_width(words) for _, words in y_ticks), default=0) + 6
        x_scale = _Scale(*x_range, left + 14, sheet.width - 14)
        uprights = [(x_scale(x), words) for x, words in sorted(breaks)]
        deepest, starts = _line_words(sheet, uprights)
        top = deepest + 18
        bottom = top + plot_height
        y_scale = _Scale(*y_range, bottom, top)
        labels: list[_Label] = []
        obstacles: list[_Box] = []
        lines = [(x, y, x, bottom + 14) for (x, _), y in zip(uprights, starts, strict=True)]
        newest = next((row for row in reversed(rows) if row.get("state") != "target"), None)
        named = _named(rows)
        for group, own in ((others, False), (rows, True)):
            trail: dict[bool, tuple[float, float]] = {}
            for row in group:
                x, y, state = x_scale(float(row["x"])), y_scale(float(row["y"])), row.get("state")
                target = state == "target"
                if row.get("connected") and target in trail and not target:
                    lines.append((*trail[target], x, y))
                trail[target] = (x, y)
                reach = 3.5 if own else 2.0
                obstacles.append(_Box(x - reach, y - reach, x + reach, y + reach))
                if (words := _words(row, "label")) and (not own or any(row is other for other in named)):
                    colour = "target" if target else "ink" if own else "muted"
                    labels.append(_Label(x, y, words, colour, row is newest))
        bounds = _Box(left, top - 18, sheet.width, bottom + 14)
        places = _place(labels, obstacles, lines, bounds)
        if None not in places:
            break
    for value, words in y_ticks:
        sheet.line(left, y_scale(value), sheet.width, y_scale(value), "rule", 1.0)
        sheet.text(left - 6, y_scale(value) + 4, words, colour="muted", anchor="end")
    for (x, _), y in zip(uprights, starts, strict=True):
        sheet.line(x, y, x, bottom + 14, "peer", 1.0, (3, 3))
    sheet.line(left, bottom + 14, sheet.width, bottom + 14, "peer", 1.0)
    for value, _ in x_ticks:
        sheet.line(x_scale(value), bottom + 14, x_scale(value), bottom + 18, "peer", 1.0)
    _x_labels(sheet, x_ticks, x_scale, bottom + 31, keep="last")
    _trail(sheet, others, x_scale, y_scale, own=False)
    _trail(sheet, rows, x_scale, y_scale, own=True)
    _draw_labels(sheet, labels, places, lines)
    return sheet.figure(bottom + 36)


def _named(rows: Sequence[Row]) -> Sequence[Row]:
    """Points that get their number: all, or of a long series the ends, the extremes and the targets.

    Thirty numbers on a phone's width are read by nobody, and the table beside the chart has every one.
    """
    if len(rows) <= MOST_LABELS:
        return rows
    values = [row for row in rows if row.get("state") != "target"]
    chosen = [row for row in rows if row.get("state") == "target"]
    if values:
        chosen += [
            values[0],
            values[-1],
            max(values, key=lambda row: row["y"]),
            min(values, key=lambda row: row["y"]),
        ]
    return chosen


def _trail(sheet: _Sheet, rows: Sequence[Row], x_scale: _Scale, y_scale: _Scale, *, own: bool) -> None:
    """Draw lines first and points over them."""
    previous: tuple[float, float] | None = None
    dots: list[tuple[float, float, Any]] = []
    colour, width = ("accent", 2.0) if own else ("peer", 1.0)
    for row in rows:
        x, y = x_scale(float(row["x"])), y_scale(float(row["y"]))
        dots.append((x, y, row.get("state")))
        if row.get("state") == "target":
            continue
        if previous and row.get("connected"):
            sheet.line(*previous, x, y, colour, width)
        previous = (x, y)
    for x, y, state in dots:
        if state == "target":
            sheet.dot(x, y, "target", marker="D", size=7)
        else:
            sheet.dot(x, y, colour, size=8 if own else 5, hollow=state == "inexact")


# --- Provinces beside one another ----------------------------------------------------------------


def ranked_dots(
    frame: pd.DataFrame,
    *,
    x_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    median: float | None = None,
    median_label: str = "",
    reference: float | None = None,
    reference_label: str = "",
) -> Figure:
    """Draw one dot per province, in the order of the frame, with its interval.

    Parameters
    ----------
    frame
        ``label``, ``value`` (may be missing: then only the words are printed), ``low``, ``high`` (interval,
        may be missing), ``value_label``, ``highlight``, ``inexact``.
    x_range, x_ticks
        Ends of the axis, and places on it with their words.
    median, median_label, reference, reference_label
        Values to be drawn as lines through all rows, and what to call them.
    """
    sheet = _Sheet()
    rows = _rows(frame)
    left = max((_width(_words(row, "label"), SMALL, bool(row["highlight"])) for row in rows), default=0) + 10
    room = max(
        (
            _width(_words(row, "value_label"), SMALL, bool(row["highlight"]))
            for row in rows
            if row.get("value") is not None
        ),
        default=0,
    )
    scale = _Scale(*x_range, left + 4, sheet.width - room - 12)
    marks = [
        (scale(value), words, dash)
        for value, words, dash in ((median, median_label, ()), (reference, reference_label, (3.0, 3.0)))
        if value is not None
    ]
    y = 0.0
    if len(rows) > 20:
        _x_labels(sheet, x_ticks, scale, y + SMALL)
        y += LINE + 2
    y, mark_tops = _line_words(sheet, [(x, words) for x, words, _ in marks], y)
    top = y + 3
    bottom = top + _ROW * len(rows)
    for value, _ in x_ticks:
        sheet.line(scale(value), top, scale(value), bottom, "rule", 1.0)
    for index in range(len(rows)):
        if index % 2:
            sheet.line(
                0, top + _ROW * (index + 0.5), sheet.width - room - 8, top + _ROW * (index + 0.5), "rule", 0.5
            )
    for (x, _, dash), mark_top in zip(marks, mark_tops, strict=True):
        sheet.line(x, mark_top, x, bottom, "muted", 1.25, dash)
    middles = [top + _ROW * (index + 0.5) for index in range(len(rows))]
    _plates(sheet, rows, middles)
    for row, middle in zip(rows, middles, strict=True):
        if row.get("value") is not None and row.get("low") is not None and row.get("high") is not None:
            ends = (scale(max(float(row["low"]), x_range[0])), scale(min(float(row["high"]), x_range[1])))
            colour = "accent" if row["highlight"] else "peer"
            sheet.line(ends[0], middle, ends[1], middle, colour, 1.5)
    for row, middle in zip(rows, middles, strict=True):
        own, known = bool(row["highlight"]), row.get("value") is not None
        if known:
            sheet.dot(
                scale(float(row["value"])),
                middle,
                "accent" if own else "peer",
                size=9 if own else 7.5,
                hollow=bool(row.get("inexact")),
            )
        sheet.text(0, middle + 4, _words(row, "label"), bold=own)
        words = _words(row, "value_label")
        if not known:
            wide = _width(words, SMALL, own)
            sheet.rectangle(
                _text_box(sheet.width, middle + 4, wide + 4, SMALL, "end"), COLOURS["ground"], layer=3
            )
        colour = "ink" if known else "muted"
        sheet.text(sheet.width, middle + 4, words, bold=own, anchor="end", colour=colour)
    _x_labels(sheet, x_ticks, scale, bottom + SMALL + 3)
    return sheet.figure(bottom + LINE + 4)


def _plates(sheet: _Sheet, rows: Sequence[Row], middles: Sequence[float]) -> None:
    """Clear the ground behind the names, so that guides lead to them and not through them."""
    for row, middle in zip(rows, middles, strict=True):
        wide = _width(_words(row, "label"), SMALL, bool(row["highlight"]))
        sheet.rectangle(_Box(0, middle - 2, wide + 4, middle + 2), COLOURS["ground"])


def funnel(
    frame: pd.DataFrame,
    *,
    centre: float,
    limits: pd.DataFrame,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    y_ticks: Sequence[Tick],
    x_label: str = "",
    y_label: str = "",
    centre_label: str = "",
    limit_labels: tuple[str, str] = ("", ""),
) -> Figure:
    """Draw shares against the numbers that they are shares of, between the limits of ordinary variation.

    Parameters
    ----------
    frame
        ``size``, ``share``, ``label`` (empty for points without a name), ``highlight``.
    centre
        The share of all together.
    limits
        ``size`` (rising), ``low95``, ``high95``, ``low998``, ``high998``.
    x_range, y_range, x_ticks, y_ticks
        Ends of the axes, and places on them with their words.
    x_label, y_label
        What the axes measure.
    centre_label, limit_labels
        Words for the middle line and for the inner and outer limits.
    """
    rows = [row for row in _rows(frame) if row.get("share") is not None]
    curves = [row for row in _rows(limits) if x_range[0] <= float(row["size"]) <= x_range[1]]
    right_words = (centre_label, *limit_labels)
    right = max((_width(words) for words in right_words), default=0)
    for plot_height in (210, 250, 310):
        sheet = _Sheet()
        left = max((_width(words) for _, words in y_ticks), default=0) + 6
        y = 0.0
        for line in _wrap(unicodedata.normalize("NFC", y_label), sheet.width) if y_label else ():
            y += LINE
            sheet.text(0, y - 4, line, colour="muted")
        top, bottom = y + 10, y + 10 + plot_height
        x_scale = _Scale(*x_range, left, sheet.width - (right + 8 if right else 6))
        y_scale = _Scale(*y_range, bottom, top)
        spots = [(x_scale(float(row["size"])), y_scale(float(row["share"])), row) for row in rows]
        labels = [
            _Label(x, y, _words(row, "label"), "ink", bool(row["highlight"]))
            for x, y, row in spots
            if _words(row, "label")
        ]
        obstacles = [_Box(x - 3, y - 3, x + 3, y + 3) for x, y, _ in spots]
        lines = [(left, y_scale(centre), x_scale.end, y_scale(centre))]
        for column in ("low95", "high95", "low998", "high998"):
            # Every fifth point of a curve is enough to keep names off it.
            points = [(x_scale(float(row["size"])), y_scale(float(row[column]))) for row in curves[::5]]
            lines += [(*one, *two) for one, two in pairwise(points)]
        places = _place(labels, obstacles, lines, _Box(left, top - 8, x_scale.end + 2, bottom))
        if None not in places:
            break
    for value, words in y_ticks:
        sheet.line(left, y_scale(value), x_scale.end, y_scale(value), "rule", 1.0)
        sheet.text(left - 6, y_scale(value) + 4, words, colour="muted", anchor="end")
    ends: list[tuple[float, str, str]] = [(y_scale(centre), centre_label, "muted")]
    for column, words, dash in (
        ("low95", limit_labels[0], ()),
        ("high95", "", ()),
        ("low998", limit_labels[1], (4.0, 2.5)),
        ("high998", "", (4.0, 2.5)),
    ):
        points = [(x_scale(float(row["size"])), float(row[column])) for row in curves]
        kept = [(x, y_scale(value)) for x, value in points if y_range[0] <= value <= y_range[1]]
        if len(kept) > 1:
            sheet.path(kept, edge=COLOURS["peer"], width=1.0, dash=dash)
            ends.append((kept[-1][1], words, "muted"))
    sheet.line(left, y_scale(centre), x_scale.end, y_scale(centre), "muted", 1.5)
    _side_labels(sheet, ends, x_scale.end + 6, _Box(0, top, sheet.width, bottom))
    sheet.line(left, bottom, x_scale.end, bottom, "peer", 1.0)
    _x_labels(sheet, x_ticks, x_scale, bottom + 15)
    for own in (False, True):
        for x, y, row in spots:
            if bool(row["highlight"]) is own:
                sheet.dot(x, y, "accent" if own else "peer", size=9 if own else 6.5)
    _draw_labels(sheet, labels, places, lines)
    y = bottom + 19
    for line in _wrap(unicodedata.normalize("NFC", x_label), sheet.width - left) if x_label else ():
        y += LINE
        sheet.text(x_scale.end, y - 2, line, colour="muted", anchor="end")
    return sheet.figure(y + 2)


def dumbbells(
    frame: pd.DataFrame,
    *,
    x_range: tuple[float, float],
    x_ticks: Sequence[Tick],
    before_title: str = "",
    after_title: str = "",
) -> Figure:
    """Draw the change of each province as two joined dots.

    Parameters
    ----------
    frame
        ``label``, ``before``, ``after``, ``before_label``, ``after_label``, ``highlight``.
    x_range, x_ticks
        Ends of the axis, and places on it with their words.
    before_title, after_title
        What the hollow and the full dot are, printed once above.
    """
    sheet = _Sheet()
    rows = _rows(frame)
    row_height = 20.0
    left = max((_width(_words(row, "label"), SMALL, bool(row["highlight"])) for row in rows), default=0) + 10
    room = max(
        (
            _width(_words(row, column), SMALL, bool(row["highlight"]))
            for row in rows
            for column in ("before_label", "after_label")
        ),
        default=0,
    )
    # Words stand outside the two dots, so there has to be room for them at both ends of the scale.
    scale = _Scale(*x_range, left + room + 8, sheet.width - room - 8)
    y = 0.0
    if before_title or after_title:
        x = left
        for words, hollow in ((before_title, True), (after_title, False)):
            words = unicodedata.normalize("NFC", words)
            if x > left and x + 12 + _width(words) > sheet.width:
                x, y = left, y + LINE
            sheet.dot(x + 4, y + 8, "peer", size=8, hollow=hollow)
            sheet.text(x + 12, y + 12, words, colour="muted")
            x += 12 + _width(words) + 16
        y += LINE + 5
    _x_labels(sheet, x_ticks, scale, y + SMALL)
    top = y + LINE + 3
    bottom = top + row_height * len(rows)
    for value, _ in x_ticks:
        sheet.line(scale(value), top, scale(value), bottom, "rule", 1.0)
    middles = [top + row_height * (index + 0.5) for index in range(len(rows))]
    for own in (False, True):
        colour = "accent" if own else "peer"
        for row, middle in zip(rows, middles, strict=True):
            if bool(row["highlight"]) is own:
                sheet.line(
                    scale(float(row["before"])), middle, scale(float(row["after"])), middle, colour, 2.0
                )
        for row, middle in zip(rows, middles, strict=True):
            if bool(row["highlight"]) is own:
                sheet.dot(scale(float(row["before"])), middle, colour, size=8, hollow=True)
                sheet.dot(scale(float(row["after"])), middle, colour, size=8.5)
    for row, middle in zip(rows, middles, strict=True):
        own = bool(row["highlight"])
        before, after = float(row["before"]), float(row["after"])
        sheet.text(0, middle + 4, _words(row, "label"), bold=own)
        sides: tuple[Anchor, Anchor] = ("end", "start") if before <= after else ("start", "end")
        for value, column, side in ((before, "before_label", sides[0]), (after, "after_label", sides[1])):
            sheet.text(
                scale(value) + (8 if side == "start" else -8),
                middle + 4,
                _words(row, column),
                bold=own,
                anchor=side,
                colour="muted" if column == "before_label" else "ink",
            )
    return sheet.figure(bottom + 4)
