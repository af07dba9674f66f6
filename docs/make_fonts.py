"""Writes page/templates/fonts.css: our typeface, cut to the letters that pages need (make fonts).

The file is kept, not made at run time: cutting takes as long as a whole report, and every start would pay for
it. A test fails when it is out of date.
"""

import base64
from io import BytesIO
from pathlib import Path

from fontTools import subset

from analysis.page.style import FONT_FAMILY, font_path

HEAD = f"""/* {FONT_FAMILY}, cut to Latin and Vietnamese letters by `make fonts`.
Copyright 2021 The Be Vietnam Pro Project Authors (https://github.com/bettergui/BeVietnamPro).
SIL Open Font License, Version 1.1: https://openfontlicense.org */
"""
CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: Đ, Ă, Ĩ, Ũ
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),  # Ơ, Ư
    *range(0x1EA0, 0x1EFA),  # letters with two marks
    *range(0x2010, 0x2040),
    *(0x20AB, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),  # đồng sign, minus, comparisons
)


def woff2(path: Path) -> bytes:
    """One cut of the typeface, in the form that browsers load."""
    options = subset.Options(flavor="woff2", layout_features=["kern", "liga", "mark", "mkmk", "ccmp", "locl"])
    options.hinting = False
    options.recalc_timestamp = False  # the same bytes each time
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    file = BytesIO()
    with subset.load_font(str(path), options) as font:
        subsetter.subset(font)
        subset.save_font(font, file, options)
    return file.getvalue()


def text() -> str:
    """The file as it should be."""
    faces = [
        f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};font-display:swap;src:url(data:font/woff2;'
        f"base64,{base64.b64encode(woff2(font_path(weight))).decode('ascii')}) format('woff2')}}\n"
        for weight in (400, 600, 700)
    ]
    return HEAD + "".join(faces)


if __name__ == "__main__":
    target = Path(__file__).parents[1] / "src" / "analysis" / "page" / "templates" / "fonts.css"
    target.write_text(text(), encoding="utf-8", newline="\n")
