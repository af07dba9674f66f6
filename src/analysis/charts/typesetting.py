"""How wide words are, how they break into lines, and the typeface that they are set in.

Texts are composed (NFC) before they are measured or set: letter and mark must not fall apart.
"""

import io
import math
import textwrap
from functools import cache, lru_cache
from typing import Final, Literal
from unicodedata import normalize

from matplotlib.ft2font import FT2Font, LoadFlags

from analysis.charts.geometry import Box
from analysis.page import font_path

Anchor = Literal["start", "middle", "end"]


SMALL: Final = 11.0
NORMAL: Final = 12.0
LINE: Final = 15.0
"""Distance of two lines of text: Vietnamese stacks marks, so it is wider than for plain Latin."""

ASCENT: Final = 0.92
DESCENT: Final = 0.26
"""How far text reaches above and below its baseline, in parts of its size."""


@cache
def _font(bold: bool) -> FT2Font:
    # From memory: forked processes share the position of an open file and would read each other's glyphs.
    font = FT2Font(io.BytesIO(font_path(600 if bold else 400).read_bytes()))
    font.set_size(100, 72)
    return font


@cache
def _held(bold: bool) -> frozenset[str]:
    """The letters that our typeface has."""
    return frozenset(map(chr, _font(bold).get_charmap()))


@lru_cache(maxsize=8192)
def _em_width(words: str, bold: bool) -> float:
    font = _font(bold)
    held = _held(bold)
    if not held.issuperset(words):  # a letter of another script: as wide as the widest of ours
        words = "".join(letter if letter in held else "M" for letter in words)
    # Unhinted, because browsers and the PDF engine set text without hinting.
    font.set_text(normalize("NFC", words), 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64 / 100


def text_width(words: str, size: float = SMALL, bold: bool = False) -> float:
    """How wide words are in px."""
    return _em_width(words, bold) * size


def wrap(words: str, width: float, size: float = SMALL, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `width`; a word that is wider by itself is cut."""
    lines: list[str] = []
    for word in normalize("NFC", words).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, bold) <= width:
            lines[-1] = joined
        elif text_width(word, size, bold) <= width:
            lines.append(word)
        else:
            fits = max(1, math.floor(len(word) * width / text_width(word, size, bold)) - 1)
            lines.extend(textwrap.wrap(word, fits))
    return lines


def initials(name: str) -> str:
    """A long name as maps have it: ``TT Huế``, ``BR–VT``.

    Examples
    --------
    >>> initials("Thừa Thiên Huế"), initials("Bà Rịa – Vũng Tàu")
    ('TT Huế', 'BR–VT')
    """
    parts = [part.split() for part in name.split(" – ")]
    if len(parts) > 1:
        return "–".join("".join(word[0] for word in part) for part in parts)
    *before, last = parts[0]
    return f"{''.join(word[0] for word in before)} {last}"


def text_box(x: float, y: float, width: float, size: float, anchor: Anchor = "start") -> Box:
    """Box of words whose baseline is at y and whose start, middle or end is at x."""
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(left, y - size * ASCENT, left + width, y + size * DESCENT)
