"""A chart as a picture, for programs that draw no SVG."""

import base64
from typing import Final

from analysis.page import paper_svg, typeset

__all__ = ["SCALE", "chart_png", "picture_bytes"]

SCALE: Final = 3
"""Pixels of a picture to one CSS pixel of its drawing."""

_SHEET: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image("chart.svg")
"""


def chart_png(svg: str) -> bytes:
    """Draw a chart as PNG on white, the same bytes each time."""
    files = {"main.typ": _SHEET, "chart.svg": paper_svg(svg).encode()}
    png = typeset(files, format="png", ppi=96 * SCALE)
    assert isinstance(png, bytes)  # one page
    return png


def picture_bytes(address: str) -> bytes:
    """Give a picture as PNG or JPEG.

    Parameters
    ----------
    address
        A data address that holds PNG, JPEG or SVG.
    """
    media, _, content = address.partition(";base64,")
    picture = base64.b64decode(content)
    return chart_png(picture.decode()) if media.endswith("svg+xml") else picture
