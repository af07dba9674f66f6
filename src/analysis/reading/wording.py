"""A text as words: one spelling, words with their places, paragraphs and sentences.

Everything keeps its length and its place: what is found here can be shown in the text as it was printed.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["CAPITAL", "SMALL", "Word", "composed", "sentences", "spelling", "words"]

# Letters of both sizes take turns above ASCII, so no range holds one size only.
_ACCENTED = [chr(code) for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))]
CAPITAL = "[A-Z" + "".join(sign for sign in _ACCENTED if sign.isupper()) + "]"
SMALL = "[a-z" + "".join(sign for sign in _ACCENTED if sign.islower()) + "]"

# The tone of oa, oe, uy stands on either letter; i and y change places in a few words of every report.
_TONES = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_TONE = re.compile(r"(?<!q)(?:" + "|".join(_TONES) + r")\b")
_LETTERS = re.compile(r"\b(?:kỉ|tỉ|lí|sĩ)\b")
_SAME = str.maketrans("–—‑−“”‘’\u00a0\u202f\u2009\t", "----\"\"''    ")
_BROKEN = re.compile(r"(?<=[^\s.:;!?…])[ ]?\n(?=[ ]*[a-zà-ỹđ])")
_WORD = re.compile(r"[^\W_]+(?:[.,/][0-9]+)*|[^\w\s\"']")  # quotation marks part no phrase
_ABBREVIATION = re.compile(r"\b(?:tp|ths|ts|tx|tt|gs|pgs|bs|ks|đ/c|[a-zđ])$")
_SENTENCE = re.compile(rf"[.!?…]+[\"')\]]*(?=\s+[\"'(\[]?(?:{CAPITAL}|[0-9]))|\n+")

_LONGEST = 3000


class Word(NamedTuple):
    """One word or sign of a text in the project's spelling.

    Attributes
    ----------
    text : str
        In small letters.
    start, end : int
        Where it stands.
    """

    text: str
    start: int
    end: int


def composed(text: str) -> str:
    """The text in composed letters, with one kind of line break, and without signs that show nothing."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]", "", text)


def spelling(text: str) -> str:
    """The text in small letters and one spelling, every sign at its place.

    Examples
    --------
    >>> spelling("Uỷ ban Kiểm tra – kỉ luật")
    'ủy ban kiểm tra - kỷ luật'
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few foreign letters grow when they are made small
        lowered = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    lowered = lowered.translate(_SAME)
    lowered = _TONE.sub(lambda found: _TONES[found[0]], lowered)
    lowered = _LETTERS.sub(
        lambda found: found[0].replace("ỉ", "ỷ").replace("í", "ý").replace("ĩ", "ỹ"), lowered
    )
    # A line that ends in the middle of a sentence was broken by the page, not by its author.
    return _BROKEN.sub(lambda found: " " * len(found[0]), lowered)


def words(spelled: str) -> Iterator[Word]:
    """The words and signs of a text from `spelling`."""
    for found in _WORD.finditer(spelled):
        yield Word(found[0], found.start(), found.end())


def sentences(text: str, spelled: str) -> list[tuple[int, int]]:
    """Where the sentences of a text, as printed and from `spelling`, begin and end; a line break ends one."""
    places, begin = [], 0
    for found in _SENTENCE.finditer(text):
        if "\n" in found[0] and spelled[found.start()] != "\n":
            continue
        if found[0] == "." and _ABBREVIATION.search(spelled, max(0, found.start() - 5), found.start()):
            continue
        places.append((begin, found.end()))
        begin = found.end()
    places.append((begin, len(text)))
    return [part for start, end in places if text[start:end].strip() for part in _parts(text, start, end)]


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or what is called one and has no end, in parts that can be looked at again and again."""
    while end - start > _LONGEST:
        cut = max(text.rfind(sign, start + 1, start + _LONGEST) for sign in " ;,") + 1
        cut = cut if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def holding(places: Sequence[tuple[int, int]], offset: int) -> int:
    """Which of the stretches, which are in order, holds that place."""
    return max(0, bisect_right(places, (offset, 1 << 60)) - 1)
