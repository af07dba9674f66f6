"""A drawn chart to look at in a notebook and to save."""

import errno
import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from matplotlib.figure import Figure

from analysis.charts.sheet import UNITS_PER_INCH, own_settings
from analysis.charts.svg import to_svg
from analysis.errors import RequestError
from analysis.files import write_whole

_SHARPNESS: Final = 3.0
"""Pixels of a PNG to one CSS pixel of the drawing."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawn chart.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
        To be changed or saved as matplotlib does it.
    title : str
        What it shows, in words.
    """

    figure: Figure
    title: str

    def svg(self) -> str:
        """The chart as SVG; its text stays text."""
        return to_svg(self.figure)

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
            settings: dict[str, Any] = {"metadata": {"Software": None}, "facecolor": "white"}
            drawn = io.BytesIO()
            with own_settings():
                self.figure.savefig(drawn, format="png", dpi=UNITS_PER_INCH * _SHARPNESS, **settings)
            write_whole(target, drawn.getvalue())
        else:
            raise RequestError("unknown-picture", name=target.name)
        return target

    def _repr_svg_(self) -> str:
        return self.svg()

    def __repr__(self) -> str:
        return f"<Picture {self.title}>"
