"""Which letters can be shown, on the page by any browser and on paper by our typefaces."""

import re
import unicodedata
from collections.abc import Iterator

from analysis.messages import say

# Control characters, private use, what Unicode calls no character: no font has them.
_NOTHING = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000f0000-\U0010ffff"
)
# They change how their neighbours are read, or make two texts that look alike differ.
_INVISIBLE = (
    r"\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_KINDS = {
    "no-letter": re.compile(f"[{_NOTHING}]"),
    "invisible-letter": re.compile(f"[{_INVISIBLE}]"),
    "damaged-letter": re.compile("\ufffd"),
}
# What Windows writes for the bytes 80–FF: where they are UTF-8, a file was read in the wrong encoding.
_BYTES = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2,}"
)
_ON_PAPER = (
    r"\n\t\u0020-\u04ff\u1780-\u17ff\u1e00-\u1fff\u2000-\u2027\u202f-\u2040\u2042\u2044-\u205f"
    r"\u2070-\u209f\u20a0-\u20cf\u2100-\u211e\u2120\u2122\u2124\u2126-\u214f\u2190-\u23ff\u2460-\u25ff\ufb00-\ufb06"
)
_NOT_ON_PAPER = re.compile(f"[^{_ON_PAPER}]+")
_ELLIPSIS = "[…]"
_SIGNED = re.compile(r"[+-]\d[\d.,]*( ?%)?|-")


def unfit(text: str) -> Iterator[tuple[str, str]]:
    r"""What in a text cannot be shown, or was damaged on its way.

    Yields
    ------
    str
        ``no-letter``, ``invisible-letter``, ``damaged-letter`` or ``no-typeface``.
    str
        The letter by its number, and where it stands.

    Examples
    --------
    >>> list(unfit("Trà\N{ZERO WIDTH SPACE} Vinh")), list(unfit("TrÃ¡"))
    ([('invisible-letter', 'U+200B after "Trà"')], [('damaged-letter', '"Ã¡" after "Tr", perhaps "á"')])
    """
    if text.isascii() and text.isprintable():
        return
    for found in _BYTES.finditer(text):
        try:
            meant = found[0].encode("cp1252", "strict").decode()
        except UnicodeError:
            try:
                meant = found[0].encode("latin-1").decode()
            except UnicodeError:
                continue
        told = _told(_quoted(found[0]), text, found.start())
        yield "damaged-letter", say("letter-perhaps", letter=told, meant=meant)
        break
    for kind, letters in _KINDS.items():
        if first := letters.search(text):
            yield kind, _told(_number(first[0]), text, first.start())
    for found in _NOT_ON_PAPER.finditer("" if any(kind.search(text) for kind in _KINDS.values()) else text):
        # Letters of another script a browser has; a picture or sign that we lack stands in no source.
        sign = next((letter for letter in found[0] if unicodedata.category(letter) in ("So", "Sk", "Cn")), "")
        if sign:
            yield "no-typeface", _told(_number(sign), text, found.start())
            break


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run a cell of a CSV instead of showing it.

    Examples
    --------
    >>> is_formula("=1+1"), is_formula("-cmd"), is_formula("-12,5"), is_formula("– 5")
    (True, True, False, False)
    """
    return cell[:1] in ("=", "@", "\t", "\r") or (cell[:1] in ("+", "-") and not _SIGNED.fullmatch(cell))


def as_text(cell: str) -> str:
    """A cell of a CSV with an apostrophe before what a spreadsheet would run.

    Examples
    --------
    >>> as_text("- 12 đảng viên"), as_text("-12")
    ("'- 12 đảng viên", '-12')
    """
    return f"'{cell}" if is_formula(cell) else cell


def for_paper(text: str) -> str:
    """A text with […] for letters that the typefaces of the paper lack, which the page shows.

    Examples
    --------
    >>> for_paper("Báo 义安")
    'Báo […]'
    """
    return text if text.isascii() else _NOT_ON_PAPER.sub(_ELLIPSIS, text)


def _told(letter: str, text: str, place: int) -> str:
    before = text[max(0, place - 12) : place]
    return say("letter-after", letter=letter, before=before) if before else letter


def _number(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def _quoted(text: str) -> str:
    return '"' + "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text) + '"'
