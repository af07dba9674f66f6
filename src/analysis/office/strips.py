"""Where one figure stands among others, as a small picture: for programs that draw no SVG of a page."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

__all__ = ["strip_svg"]

_SIZE: Final = (120, 20)
_LEFT: Final = 4
_SPAN: Final = 112
_MIDDLE: Final = 10


def strip_svg(strip: Mapping[str, Any], colours: Mapping[str, str]) -> str:
    """Draw a strip of dots as the page does.

    Parameters
    ----------
    strip : mapping
        A `Strip` as JSON.
    colours : mapping of str to str
        By the names of the style.

    Examples
    --------
    >>> from analysis.page import COLOURS
    >>> strip_svg({"self": 0.5, "peers": [0, 1]}, COLOURS).count("<circle")
    4
    """
    width, height = _SIZE
    drawn = "".join(_marks(strip, colours))
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{drawn}</svg>'


def _marks(strip: Mapping[str, Any], colours: Mapping[str, str]) -> Iterator[str]:
    yield _line(0, _MIDDLE, _SIZE[0], _MIDDLE, colours["rule"], 1.5)
    if middle := strip.get("middle"):
        yield _line(_at(middle[0]), _MIDDLE, _at(middle[1]), _MIDDLE, colours["rule"], 9)
    for peer in strip["peers"]:
        yield _dot(_at(peer), 2.25, colours["peer"])
    for name, reach, colour, wide in (("reference", 5, "ink", 1.25), ("target", 8, "target", 2)):
        if (place := strip.get(name)) is not None:
            yield _line(_at(place), _MIDDLE - reach, _at(place), _MIDDLE + reach, colours[colour], wide)
    if (own := strip.get("self")) is not None:
        yield _dot(_at(own), 5, colours["ground"])
        yield _dot(_at(own), 4, colours["accent"])


def _at(place: float) -> float:
    return round(_LEFT + _SPAN * place, 1)


def _line(left: float, top: float, right: float, bottom: float, colour: str, wide: float) -> str:
    ends = f'x1="{left}" y1="{top}" x2="{right}" y2="{bottom}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{wide}"/>'


def _dot(place: float, radius: float, colour: str) -> str:
    return f'<circle cx="{place}" cy="{_MIDDLE}" r="{radius}" fill="{colour}"/>'
