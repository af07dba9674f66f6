"""A chart as a figure of matplotlib, for who wants to go on drawing, and as PNG."""

import io
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, Final, Literal

from matplotlib import font_manager, rc_context, rcParamsDefault
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from analysis.charts.sheet import Sheet
from analysis.charts.typesetting import Anchor
from analysis.page import FONT_FAMILY, font_path

_PER_INCH: Final = 72.0

_ALIGNED: Final[Mapping[Anchor, Literal["left", "center", "right"]]] = {
    "start": "left",
    "middle": "center",
    "end": "right",
}


@cache
def _register_fonts() -> None:
    for weight in (400, 600):
        font_manager.fontManager.addfont(font_path(weight))


def _own_settings() -> AbstractContextManager[None]:
    """Settings of our own alone: what a reader's matplotlibrc says must change no chart."""
    # Without the backend: asking for it would load one.
    return rc_context({name: value for name, value in rcParamsDefault.items() if name != "backend"})


def to_figure(sheet: Sheet, height: float) -> Figure:
    """Make a figure: the sheet down to a height, and nothing around it.

    Parameters
    ----------
    sheet
        What is drawn.
    height
        Where the sheet ends, in px.
    """
    _register_fonts()
    with _own_settings():
        figure = Figure((sheet.width / _PER_INCH, height / _PER_INCH), dpi=_PER_INCH)
        figure.patch.set_visible(False)
        scale = 1 / _PER_INCH
        pixels = Affine2D().scale(scale, -scale).translate(0, height * scale) + figure.dpi_scale_trans
        for pen, parts in sheet.layers():
            codes = [Path.LINETO if index else Path.MOVETO for part in parts for index in range(len(part))]
            course = Path([point for part in parts for point in part], codes)
            figure.add_artist(
                PathPatch(
                    course, facecolor=pen.face, edgecolor=pen.edge, linewidth=pen.width,
                    linestyle=(0, pen.dash) if pen.dash else "-", capstyle="butt", transform=pixels,
                )
            )  # fmt: skip
        for dot, points in sheet.dots.items():
            across, down = zip(*points, strict=True)
            figure.add_artist(
                Line2D(
                    across, down, linestyle="", marker="o", markersize=dot.size, markerfacecolor=dot.face,
                    markeredgecolor=dot.edge, markeredgewidth=dot.rim, transform=pixels,
                )
            )  # fmt: skip
        for text in sheet.texts:
            cut = FontProperties(family=FONT_FAMILY, size=text.size, weight=600 if text.bold else 400)
            figure.text(
                text.x, text.y, text.words, transform=pixels, color=text.colour, fontproperties=cut,
                horizontalalignment=_ALIGNED[text.anchor], parse_math=False,
            )  # fmt: skip
    return figure


def to_png(sheet: Sheet, height: float, sharpness: int) -> bytes:
    """Write a sheet as PNG, the same bytes each time.

    Parameters
    ----------
    sheet, height
        As for `to_figure`.
    sharpness
        Pixels to one px of the sheet.
    """
    drawn = io.BytesIO()
    settings: dict[str, Any] = {"metadata": {"Software": None}, "facecolor": "white"}
    with _own_settings():
        to_figure(sheet, height).savefig(drawn, format="png", dpi=_PER_INCH * sharpness, **settings)
    return drawn.getvalue()
