"""The numbers that a printed figure may be read as: digits, fractions, number words, thousands and millions.

A row carries a figure twice: as the source prints it, and as the number that the library works with. Whether
the second is one of the readings of the first can be checked without knowing which of them was meant.
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

# 17 562: groups with spaces between; they may as well be two numbers.
_SPACED = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")

# 8.2466e6, 3.00E+05: as statistical programs print large numbers.
_EXPONENT = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?[eE][+-]?\d{1,2}(?!\d)")

_NONE = ("không", "chưa", "none", "no", "zero")

_UNITS = {
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

_HALF = ("nửa", "half")

_SCALES = {
    "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "万": 10**4, "亿": 10**8,
}  # fmt: skip

_WORD = re.compile(rf"{_NUMBER.pattern}|[万亿]|[^\W\d_万亿]+")


def _as_digits(text: str) -> frozenset[Decimal]:
    """The readings of one number in digits: a point and a comma may each group or part."""
    found = {Decimal(re.sub(r"[.,]", "", text))}
    for grouping, decimal in (".,", ",."):
        plain = text.replace(grouping, "")
        if plain.count(decimal) <= 1:
            found.add(Decimal(plain.replace(decimal, ".")))
    return frozenset(found)


def _in_words(words: list[str]) -> set[Decimal]:
    """Vietnamese and English number words up to ninety-nine, and none."""
    found = {Decimal(_UNITS[word]) for word in words if word in _UNITS}
    for word, following in pairwise([*words, ""]):
        if word in ("mười", "chục"):
            found.add(Decimal(10 + _UNITS.get(following, 0)))
        if word in _UNITS and following in ("mươi", "chục"):
            found.add(Decimal(10 * _UNITS[word]))
    for first, ten, last in zip(words, words[1:], words[2:], strict=False):
        if ten == "mươi" and first in _UNITS and last in _UNITS:
            found.add(Decimal(10 * _UNITS[first] + _UNITS[last]))
    if any(word in _NONE for word in words):
        found.add(Decimal(0))
    return found


@lru_cache(maxsize=65536)
def readings(printed: str) -> frozenset[Decimal]:
    """Every number that a printed figure may stand for.

    Parameters
    ----------
    printed : str
        The bare figure, as a source prints it.

    Examples
    --------
    >>> sorted(map(int, readings("17/86"))), Decimal("19.77") in readings("17; 19,77%")
    ([17, 86], True)
    >>> Decimal(1284000) in readings("hơn 1,284 triệu"), Decimal(36208000000) in readings("36 tỷ 208 triệu")
    (True, True)
    """
    if printed.isdecimal() and printed.isascii():
        return frozenset({Decimal(printed)})
    tokens = _WORD.findall(unicodedata.normalize("NFC", printed).casefold())
    found: set[Decimal] = {number for token in tokens if token[0].isdecimal() for number in _as_digits(token)}
    found |= {Decimal(number) for number in _EXPONENT.findall(printed)}
    found |= _in_words([token for token in tokens if not token[0].isdecimal()])
    found |= {Decimal(re.sub(r"\D", "", spaced)) for spaced in _SPACED.findall(printed)}
    scaled: list[Decimal] = []
    for token, following in pairwise([*tokens, ""]):
        if following in _SCALES and (token[0].isdecimal() or token in _UNITS or token in _HALF):
            numbers = (
                _as_digits(token)
                if token[0].isdecimal()
                else {Decimal(_UNITS.get(token, 0)) or Decimal("0.5")}
            )
            here = [number * _SCALES[following] for number in numbers]
            found.update(here)
            found.update(sum_ + number for sum_ in scaled for number in here)
            scaled += here
    return frozenset(found)


def stands_in(number: str, printed: str) -> bool:
    """Whether a number is one of the readings of what was printed.

    A figure in thousands, millions or billions stands there too, if the print says such a word: 36208 million
    is *36 tỷ 208 triệu*.

    Parameters
    ----------
    number : str
        As the project writes it: digits with a decimal point.
    printed : str

    Examples
    --------
    >>> stands_in("4115", "4.115"), stands_in("4116", "4.115"), stands_in("36208", "hơn 36 tỷ 208 triệu đồng")
    (True, False, True)
    """
    if number == printed:
        return True
    value = abs(Decimal(number))
    found = readings(printed)
    return value in found or any(value * power in found for power in (10**3, 10**6, 10**9))
