"""The style sheet that every HTML page carries: our font, cut to the letters needed, and our colours."""

import base64
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from fontTools import subset

from analysis.locations import templates_folder
from analysis.style import COLOURS, DARK_COLOURS, FONT_FAMILY, font_path

__all__ = ["page_style"]


def _variables(colours: Mapping[str, str]) -> str:
    return "".join(f"--c-{name}:{colour};" for name, colour in colours.items())


_CHARACTERS: Final = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: Đ, Ă, Ĩ, Ũ
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),  # Ơ, Ư
    *range(0x1EA0, 0x1EFA),  # letters with two marks
    *range(0x2010, 0x2040),
    *(0x20AB, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),  # đồng sign, minus, comparisons
)


def _woff2(path: Path) -> bytes:
    options = subset.Options(flavor="woff2", layout_features=["kern", "liga", "mark", "mkmk", "ccmp", "locl"])
    options.hinting = False
    options.recalc_timestamp = False  # the same bytes each time
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=_CHARACTERS)
    file = BytesIO()
    with subset.load_font(str(path), options) as font:
        subsetter.subset(font)
        subset.save_font(font, file, options)
    return file.getvalue()


@cache
def page_style() -> str:
    """Write the style sheet of a page: fonts, colours of both themes, and ``templates/page/page.css``."""
    faces = []
    for weight in (400, 600, 700):
        data = base64.b64encode(_woff2(font_path(weight))).decode("ascii")
        faces.append(
            f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};font-display:swap;'
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return "\n".join(
        [
            *faces,
            f':root{{{_variables(COLOURS)}--font:"{FONT_FAMILY}",system-ui,sans-serif}}',
            f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables(DARK_COLOURS)}}}}}",
            (templates_folder() / "page" / "page.css").read_text(encoding="utf-8"),
        ]
    )
