"""Words, numbers and dates in the two languages of the reports.

The words stand in one Fluent catalogue a language (``words/vi.ftl``, ``words/en.ftl``); Babel formats
numbers and dates. A number that belongs to a figure keeps its id through the sentence: it goes into
the catalogue as a mark and comes out as a `Run` of its own.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

from analysis.errors import RequestError
from analysis.messages import LANGUAGES as LANGUAGES, filled, has_message
from analysis.page.blocks import Run

PAGE_WORDS = (
    "skip_link", "contents", "page", "of", "data_of_chart", "download_csv", "sources", "print", "source_mark",
    "note_mark", "back", "figure_no", "sort", "scroll_hint", "generated_from", "take_chart",
    "filter_table", "all_regions", "sort_hint", "beside",
)  # fmt: skip
"""Keys of the words that page and paper themselves need, whatever the report is about."""

# Private-use characters: no text of a catalogue or of the data holds them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


@cache
def _catalogue(lang: str) -> Path:
    return Path(__file__).parent / "words" / f"{lang}.ftl"


def _filled(text: str, parts: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Text whose marks give way to the runs that they stand for."""
    runs: list[Run] = []
    for position, piece in enumerate(_MARK.split(text)):
        if position % 2:
            runs += parts[int(piece)]
        elif piece:
            runs.append(Run(piece))
    return tuple(runs)


@lru_cache(maxsize=1 << 14)
def _decimal(value: str, decimals: int, lang: str) -> str:
    """A number as one language writes it; most numbers of a report stand in it several times."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return str(_pattern(decimals).apply(rounded, _locale(lang)))


# Kept, for `format_decimal` reads both anew for each number, which takes it half of its time.
@cache
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang)


class Words:
    """The words and formats of one language.

    Parameters
    ----------
    lang : {"vi", "en"}

    Raises
    ------
    RequestError
        For another language.

    Examples
    --------
    >>> vi, en = Words("vi"), Words("en")
    >>> vi.integer(4115), en.integer(4115), vi.percent(96.42), en.percent(96.42)
    ('4.115', '4,115', '96,42%', '96.42%')
    """

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise RequestError("unknown-language", name=lang)
        self.lang = lang
        self.locale = _locale(lang)

    def text(self, key: str, **values: str | int) -> str:
        """The message of that key with its values filled in.

        Parameters
        ----------
        key : str
            Name of the message in the catalogue.
        **values : str or int
            Text as it is; a whole number selects the plural form.

        Raises
        ------
        KeyError
            If the catalogue lacks the key, or the message lacks one of its values.
        """
        return filled(_catalogue(self.lang), self.lang, key, values)

    def has(self, key: str) -> bool:
        """Whether the catalogue has that key."""
        return has_message(_catalogue(self.lang), self.lang, key)

    def runs(self, key: str, **values: str | int | Run | tuple[Run, ...]) -> tuple[Run, ...]:
        """The message as runs: plain text, and each `Run` among the values in its place.

        Parameters
        ----------
        key : str
            Name of the message in the catalogue.
        **values : str, int, Run or tuple of Run
            As for `text`; runs keep their figure id, emphasis or link.
        """
        parts: list[tuple[Run, ...]] = []
        filled: dict[str, str | int] = {}
        for name, value in values.items():
            if isinstance(value, (str, int)):
                filled[name] = value
            else:
                filled[name] = f"{_OPEN}{len(parts)}{_CLOSE}"
                parts.append((value,) if isinstance(value, Run) else value)
        return _filled(self.text(key, **filled), parts)

    def listed(self, items: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
        """Several pieces of text in a row, as prose writes them."""
        return _filled(self.listing([f"{_OPEN}{position}{_CLOSE}" for position in range(len(items))]), items)

    def integer(self, value: int) -> str:
        """A whole number: ``4.115`` in Vietnamese, ``4,115`` in English."""
        return _decimal(str(value), 0, self.lang)

    def decimal(self, value: float | Decimal, decimals: int) -> str:
        """A number with exactly so many decimals, halves rounded away from zero."""
        return _decimal(repr(value) if isinstance(value, float) else str(value), decimals, self.lang)

    def percent(self, value: float | Decimal, decimals: int = 2) -> str:
        """A percentage of a value that is in percent already."""
        return f"{self.decimal(value, decimals)}%"

    def printed_percent(self, text: str) -> str:
        """A percentage with the decimals it was printed with: ``16.40`` becomes ``16,40%``."""
        return self.percent(Decimal(text), decimals=len(text.partition(".")[2]))

    def signed(self, value: float, form: Callable[[float], str]) -> str:
        """A change with its sign, a true minus sign among them."""
        sign = "+" if value > 0 else "−" if value < 0 else "±"
        return f"{sign}{form(abs(value))}"

    def date(self, day: date) -> str:
        """A day: ``31/12/2023`` in Vietnamese, ``31 December 2023`` in English."""
        return str(format_date(day, "dd/MM/yyyy" if self.lang == "vi" else "d MMMM yyyy", locale=self.locale))

    def published(self, text: str) -> str:
        """The date of a source, which may be a month alone or unknown."""
        if len(text) == 10:
            return self.date(date.fromisoformat(text))
        if len(text) == 7:
            day = date.fromisoformat(f"{text}-01")
            return str(format_date(day, "MM/yyyy" if self.lang == "vi" else "MMMM yyyy", locale=self.locale))
        return text

    def listing(self, items: list[str]) -> str:
        """Several things in a row, as prose writes them."""
        from babel.lists import format_list

        return str(format_list(items, locale=self.locale)) if items else ""


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries


@lru_cache(maxsize=1 << 12)
def sort_key(name: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Key that sorts names as Vietnamese dictionaries do: letters first (Đ after D), tones, then numbers.

    Neither Babel nor a wheel for all systems offers collation, hence these few lines. No two names have one
    key: sorted out of a set, "Phường 1" and "Phường 2" would else stand in another order in each run.

    Examples
    --------
    >>> sorted(["Đắk Lắk", "Điện Biên", "Gia Lai", "Cà Mau", "Dầu Tiếng"], key=sort_key)
    ['Cà Mau', 'Dầu Tiếng', 'Đắk Lắk', 'Điện Biên', 'Gia Lai']
    """
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", name.casefold()):
        marks = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        place = _ALPHABET.find(base)
        letters.append(place + 1 if place >= 0 else 0)
        tones.append(next((_TONES.index(mark) + 1 for mark in marks if mark in _TONES), 0))
    return tuple(letters), tuple(tones), unicodedata.normalize("NFC", name)
