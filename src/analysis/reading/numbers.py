"""Numbers as Vietnamese pages print them: digits, words, fractions, percentages, ranges, amounts of money.

A number says where it stands, what it is worth, and how it is hedged; what it counts is nothing it knows.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Number", "numbers"]

_DIGITS = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9}
_SCALE = r"(?:nghìn|ngàn|vạn|triệu|tỷ)"
_AMOUNT = rf"{_DIGITS}(?:\s?{_SCALE}(?:\s{_DIGITS}\s{_SCALE})*)?"
_PERCENT = r"\d{1,4}(?:[.,]\d{1,3})?"
_TO = r"\s?(?:-|đến|tới)\s?"
_HEDGES = {
    "hơn": "over", "trên": "over", "gần": "nearly", "khoảng": "about", "chừng": "about", "ước": "about",
    "độ": "about", "ít nhất": "least", "tối thiểu": "least", "không dưới": "least", "từ": "from",
    "dưới": "under", "không quá": "most", "tối đa": "most", "không vượt quá": "most", "đạt từ": "from",
}  # fmt: skip
_HEDGE = rf"(?P<hedge>{'|'.join(sorted(_HEDGES, key=len, reverse=True))})\s(?:tổng\s)?".replace(" ", r"\s")
_MONEY = r"(?P<money>\s?(?:đồng|vnđ|vnd)\b(?!\s(?:chí|bào|thời|bộ|tình|thuận|đảng|hành)))?"

_FIGURE = re.compile(
    rf"""(?:\b{_HEDGE})?(?<![\w.,/]) (?:
      (?P<low>{_PERCENT})(?:\s?%)?{_TO}(?P<high>{_PERCENT})\s?%
    | (?P<percent>{_PERCENT})\s?%
    | (?P<part>{_DIGITS})\s?/\s?(?P<whole>{_DIGITS})(?![\w/-])
    | (?P<of_part>{_DIGITS})(?:\s(?:[^\W\d]+\s){{0,4}}?)?(?:trên|trong|/)\s(?:tổng\ssố|tổng|số)
      \s(?P<of_whole>{_DIGITS})(?!\s?%)
    | (?P<first>{_DIGITS}){_TO}(?P<last>{_DIGITS})(?![\w/%-])
    | (?P<count>{_AMOUNT})(?![\w/]){_MONEY}
    )(?P<up>\strở\slên\b)?""",
    re.VERBOSE,
)
_UP_LATER = re.compile(r"(?:[^\W\d]+\s){1,4}trở\slên\b")

_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_WORDS = {word: value for value, word in enumerate(_UNITS) if value} | {
    "mười": 10,
    "tư": 4,
    "lăm": 5,
    "mốt": 1,
}
_TENS = "|".join(_UNITS[2:])
_IN_WORDS = re.compile(
    rf"\b(?:(?P<tens>{_TENS})\smươi(?:\s(?P<after>một|mốt|hai|ba|bốn|tư|lăm|năm|sáu|bảy|tám|chín))?"
    rf"|mười(?:\s(?P<teen>một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?|(?P<one>{'|'.join(_UNITS[1:])}))\b"
)
_HALF = re.compile(
    r"\b(?P<hedge>hơn|trên|gần|khoảng)?\s?(?:một\s)?nửa\b(?!\s(?:đầu|cuối|nhiệm|năm|tháng|sau))"
)
_NONE = re.compile(
    r"\bkhông\s(?:có|xảy\sra|phát\ssinh|để\sxảy\sra)\b|\bchưa\s(?:có|xảy\sra|phát\ssinh)\b"
    r"|\bkhông(?=\s(?:[^\W\d]+\s){1,5}nào\b)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text.

    Attributes
    ----------
    start, end : int
        Where it stands, without the word that hedges it.
    printed_from : int
        Where it begins with that word.
    kind : {"count", "fraction", "range", "percent", "percents", "money", "word", "half", "none"}
    value, upto : decimal.Decimal
        What it is worth: of a fraction part and whole, of a range both ends; else `upto` is the value.
    hedge : str
        ``over``, ``nearly``, ``about``, ``least``, ``most``, ``under``, ``up``, or empty.
    text : str
        The number in the project's spelling.
    """

    start: int
    end: int
    printed_from: int
    kind: str
    value: Decimal
    upto: Decimal
    hedge: str
    text: str


def _plain(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def _percent(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _amount(text: str) -> Decimal:
    total = Decimal(0)
    for digits, scale in re.findall(rf"({_DIGITS})\s?({_SCALE})?", text):
        total += _plain(digits) * _SCALES.get(scale, 1)
    return total


def numbers(spelled: str, masked: Sequence[tuple[int, int]]) -> Iterator[Number]:
    """The numbers of a text, in order, but for those that stand in a masked stretch.

    Parameters
    ----------
    spelled : str
        From `wording.spelling`.
    masked : sequence of (int, int)
        What is no figure, in order and apart from each other.

    Examples
    --------
    >>> [(n.kind, str(n.value), str(n.upto)) for n in numbers("đạt 17/86 (19,77%), hơn 4.115", ())]
    [('fraction', '17', '86'), ('percent', '19.77', '19.77'), ('count', '4115', '4115')]
    """
    found = [*_in_digits(spelled, masked), *_in_words(spelled)]
    taken = -1
    for number in sorted(found, key=lambda one: (one.start, -one.end)):
        if number.start >= taken and not _covered(number, masked):
            taken = number.end
            yield number


def _covered(number: Number, masked: Sequence[tuple[int, int]]) -> bool:
    place = bisect_left(masked, (number.end, -1))
    return place > 0 and masked[place - 1][1] > number.start


def _in_digits(spelled: str, masked: Sequence[tuple[int, int]]) -> Iterator[Number]:
    edges = iter([*masked, (len(spelled), len(spelled))])
    begin = 0
    for start, end in edges:
        # Between two masks: a date must not lend its digits to a range or a fraction.
        for found in _FIGURE.finditer(spelled, begin, start):
            yield _number(found, spelled)
        begin = max(begin, end)


def _number(found: re.Match[str], spelled: str) -> Number:
    hedge = _HEDGES.get(found["hedge"] or "", "")
    up = bool(found["up"])
    if hedge == "from":
        hedge = "up" if up else ""
    elif up:
        hedge = "up"
    start = found.end("hedge") + 1 if found["hedge"] else found.start()
    while not (spelled[start].isdigit()):
        start += 1
    end = found.end()
    if found["low"]:
        kind, value, upto = "percents", _percent(found["low"]), _percent(found["high"])
    elif found["percent"]:
        kind, value = "percent", _percent(found["percent"])
        upto = value
    elif found["part"]:
        kind, value, upto = "fraction", _plain(found["part"]), _plain(found["whole"])
    elif found["of_part"]:
        kind, value, upto = "fraction", _plain(found["of_part"]), _plain(found["of_whole"])
    elif found["first"]:
        kind, value, upto = "range", _plain(found["first"]), _plain(found["last"])
        if upto <= value:
            kind, upto = "count", value
    else:
        value = _amount(found["count"])
        kind, upto = ("money" if found["money"] else "count"), value
    if not hedge and kind in ("percent", "count") and _UP_LATER.match(spelled, end + 1):
        hedge = "up"
    return Number(start, end, found.start(), kind, value, upto, hedge, spelled[start:end])


def _in_words(spelled: str) -> Iterator[Number]:
    for found in _IN_WORDS.finditer(spelled):
        if found["tens"]:
            value = _WORDS[found["tens"]] * 10 + _WORDS.get(found["after"] or "", 0)
        elif found["one"]:
            value = _WORDS[found["one"]]
        else:
            value = 10 + _WORDS.get(found["teen"] or "", 0)
        yield _spoken(found, "word", Decimal(value))
    for found in _HALF.finditer(spelled):
        hedge = _HEDGES.get(found["hedge"] or "", "")
        yield _spoken(found, "half", Decimal(50), hedge)
    for found in _NONE.finditer(spelled):
        yield _spoken(found, "none", Decimal(0))


def _spoken(found: re.Match[str], kind: str, value: Decimal, hedge: str = "") -> Number:
    return Number(found.start(), found.end(), found.start(), kind, value, value, hedge, found[0])
