"""A chart as SVG that can stand inside a page.

It is written straight from the sheet: text stays text, what looks alike is said once, and nothing but the
shapes of points has an id.
"""

import hashlib
from collections.abc import Sequence
from functools import cache
from html import escape
from itertools import groupby

from matplotlib.path import Path

from analysis.charts.sheet import Pen, Point, Sheet, Spot, Text
from analysis.page import FONT_FAMILY


def to_svg(sheet: Sheet, height: float, salt: str) -> str:
    """Write a sheet as SVG, the same bytes each time.

    Parameters
    ----------
    sheet
        What is drawn.
    height
        Where the sheet ends, in px.
    salt
        Text that no other chart of the page uses: ids depend on it, so that two charts do not meet.
    """
    wide, high = round(sheet.width), round(height)
    return "".join(
        [
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"',
            f' width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"',
            f" style=\"font-family: '{FONT_FAMILY}', sans-serif; stroke-linejoin: round\">",
            *(_path(pen, parts) for pen, parts in sheet.layers()),
            *_dots(sheet, salt),
            *map(_texts, sheet.looks()),
            *(
                _spots(reach, list(spots))
                for reach, spots in groupby(sheet.spots, key=lambda spot: spot.reach)
            ),
            "</svg>",
        ]
    )


def _short(number: float, decimals: int = 1) -> str:
    """A number without noughts at its end, and without a sign that says nothing."""
    written = f"{number:z.{decimals}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _stroke(edge: str, width: float) -> str:
    return f"stroke: {edge}" + (f"; stroke-width: {width:g}" if width != 1.0 else "")


def _path(pen: Pen, parts: Sequence[Sequence[Point]]) -> str:
    style = [f"fill: {pen.face}"]
    if pen.edge != "none":
        if pen.dash:
            lengths = ",".join(f"{length * pen.width:g}" for length in pen.dash)
            style.append(f"stroke-dasharray: {lengths}; stroke-dashoffset: 0")
        style.append(_stroke(pen.edge, pen.width))
    return f'<path d="{"".join(map(_course, parts))}" style="{"; ".join(style)}"/>'


def _course(points: Sequence[Point]) -> str:
    """The way through points; that around a box says each side once."""
    places = [(_short(x), _short(y)) for x, y in points]
    if len(places) == 5 and places[0] == places[4]:
        (left, top), (right, bottom) = places[0], places[2]
        if places[1] == (right, top) and places[3] == (left, bottom):
            return f"M{left} {top}H{right}V{bottom}H{left}z"
    return "M" + "L".join([f"{x} {y}" for x, y in places])


def _dots(sheet: Sheet, salt: str) -> list[str]:
    written: list[str] = []
    known: set[str] = set()
    for dot, points in sheet.dots.items():
        rim = _stroke(dot.edge, dot.rim)
        # A digest: the salt may have letters that no id has.
        own = "m" + hashlib.sha256(f"{salt} {dot.size:g} {rim}".encode()).hexdigest()[:10]
        if own not in known:
            known.add(own)
            written.append(f'<defs><path id="{own}" d="{_ring(dot.size)}" style="{rim}"/></defs>')
        start, each, end = _once(f"fill: {dot.face}; {rim}", len(points))
        uses = [f'<use xlink:href="#{own}" x="{_short(x)}" y="{_short(y)}"{each}/>' for x, y in points]
        written.append(start + "".join(uses) + end)
    return written


@cache
def _ring(size: float) -> str:
    ring = ""
    for points, code in Path.unit_circle().iter_segments():
        numbers = (points.reshape(-1, 2) * (size / 2, -size / 2)).ravel()
        step = {Path.MOVETO: "M", Path.CURVE4: "C"}.get(code)
        ring += "z" if step is None else step + " ".join(_short(number, 2) for number in numbers)
    return ring


def _texts(texts: Sequence[Text]) -> str:
    look = texts[0]
    style = [
        *(["font-weight: 600"] if look.bold else []),
        f"font-size: {look.size:g}px",
        *([f"text-anchor: {look.anchor}"] if look.anchor != "start" else []),
        f"fill: {look.colour}",
    ]
    start, each, end = _once("; ".join(style), len(texts))
    lines = [
        f'<text{each} x="{_short(text.x)}" y="{_short(text.y)}">{escape(text.words, quote=False)}</text>'
        for text in texts
    ]
    return start + "".join(lines) + end


def _once(style: str, count: int) -> tuple[str, str, str]:
    """How to begin, what to give each, and how to end, so that a style is said once for all elements."""
    own = f' style="{style}"'
    return (f"<g{own}>", "", "</g>") if count > 1 else ("", own, "")


def _spots(reach: float, spots: Sequence[Spot]) -> str:
    """Places that say something under the pointer; nothing of them is seen."""
    style = f"fill: none; stroke: black; stroke-width: {2 * reach:g}; opacity: 0"
    places = [
        f'<path d="M{spot.x:.0f} {spot.y:.0f}'
        + (f"L{x:.0f} {y:.0f}" if y != spot.y else f"H{x:.0f}")
        + f'"><title>{escape(spot.words, quote=False)}</title></path>'
        for spot in spots
        for x, y in [spot.to]
    ]
    return f'<g style="{style}">{"".join(places)}</g>'
