"""A drawn chart: to be put into a page, to look at in a notebook, and to save."""

import errno
import math
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analysis.charts.sheet import Sheet
from analysis.charts.svg import to_svg
from analysis.errors import RequestError
from analysis.files import write_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SHARPNESS: Final = 3
"""Pixels of a PNG to one CSS pixel of the drawing."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawn chart.

    Attributes
    ----------
    sheet : Sheet
        What is drawn.
    height : float
        How far down the sheet reaches, in px; taken as the next whole number.
    title : str
        What it shows, in words.
    """

    sheet: Sheet
    height: float
    title: str = ""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in px."""
        return self.sheet.width, float(max(math.ceil(self.height), 1))

    @cached_property
    def figure(self) -> "Figure":
        """The same as a figure of matplotlib, to be changed and saved as matplotlib does it; by it alone."""
        from analysis.charts.figure import to_figure  # pages are made without all that draws figures

        return to_figure(self.sheet, self.size[1])

    def svg(self, salt: str = "chart") -> str:
        """The chart as SVG that can stand inside a page; its text stays text.

        Parameters
        ----------
        salt
            Text that no other chart of the page uses: ids depend on it. A chart that stands alone needs none.
        """
        return to_svg(self.sheet, self.size[1], salt)

    def save(self, path: str | Path) -> Path:
        """Write the chart, the same bytes each time.

        Parameters
        ----------
        path : str or pathlib.Path
            Ends with ``.svg`` or ``.png``.

        Raises
        ------
        RequestError
            For another ending.
        """
        target = Path(path)
        if not target.parent.is_dir():  # a folder that nobody made is a slip of the pen
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target))
        if target.suffix.lower() == ".svg":
            write_whole(target, f"{self.svg()}\n".encode())
        elif target.suffix.lower() == ".png":
            from analysis.charts.figure import to_png

            write_whole(target, to_png(self.sheet, self.size[1], _SHARPNESS))
        else:
            raise RequestError("unknown-picture", name=target.name)
        return target

    def _repr_svg_(self) -> str:
        return self.svg()

    def __repr__(self) -> str:
        return f"<Picture {self.title}>"
