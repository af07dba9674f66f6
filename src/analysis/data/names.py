"""What places, bodies and indicators are called, and the codes that their names stand for."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

# No pen writes them: zero-width spaces and joiners, the mark at the beginning of a file, soft hyphens.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def unmarked(text: str) -> str:
    """Text in Latin letters without marks, as English writes Vietnamese names: Tra Cu."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def plain(text: str) -> str:
    """What the spellings of a name have in common: no Vietnamese marks, lower case, single spaces.

    Examples
    --------
    >>> plain("Trà  Vinh"), plain("đắk-lắk")
    ('tra vinh', 'dak lak')
    """
    return " ".join(unmarked(text).casefold().replace("-", " ").replace("–", " ").replace(".", " ").split())


def several(text: str) -> list[str]:
    """The parts of a list with commas, or with semicolons where a name in it holds a comma.

    Examples
    --------
    >>> several("tra-vinh, Sóc Trăng"), several("Đánh giá, xếp loại tổ chức cơ sở đảng;")
    (['tra-vinh', 'Sóc Trăng'], ['Đánh giá, xếp loại tổ chức cơ sở đảng'])
    """
    return [part.strip() for part in text.split(";" if ";" in text else ",") if part.strip()]


def tidy(text: str) -> str:
    """Text with composed letters and single spaces, without what no pen writes."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


_OF_CITIES = (
    ("Đảng bộ tỉnh", "Đảng bộ thành phố"),
    ("doanh nghiệp tỉnh", "doanh nghiệp thành phố"),
    ("các cơ quan tỉnh", "các cơ quan thành phố"),
    ("Provincial Party body", "Party body of the city"),
    ("provincial agencies", "city agencies"),
)


def of_city(name: str) -> str:
    """What a provincial body is called in a city that is on a level with a province."""
    for provincial, of_that in _OF_CITIES:
        name = name.replace(provincial, of_that)
    return name


@dataclass(frozen=True)
class Names:
    """The names that one column knows, and the codes they stand for.

    Attributes
    ----------
    fault : str
        Code of the fault of a name that is none of them.
    known : tuple of (str, str)
        Name and code; a code is a name of its own.
    shown : mapping of str to str
        How a code is called when it is proposed.
    """

    fault: str
    known: tuple[tuple[str, str], ...]
    shown: Mapping[str, str]

    @classmethod
    def of(cls, fault: str, named: Iterable[tuple[str, Sequence[str]]]) -> "Names":
        """Names from codes, each with what it is called in the languages and shorthands there are."""
        listed = [(code, tuple(filter(None, names))) for code, names in named]
        known = tuple((name, code) for code, names in listed for name in (code, *names))
        shown = {code: f"{names[0]} ({code})" if names else code for code, names in listed}
        return cls(fault, known, shown)

    @classmethod
    def all_of(cls, kinds: Sequence["Names"]) -> "Names":
        """What each of several kinds knows."""
        known = tuple(pair for names in kinds for pair in names.known)
        shown = {code: name for names in kinds for code, name in names.shown.items()}
        return cls(kinds[0].fault, known, shown)

    @cached_property
    def codes(self) -> frozenset[str]:
        """All codes."""
        return frozenset(code for _, code in self.known)

    @cached_property
    def plainly(self) -> Mapping[str, tuple[str, ...]]:
        """The codes that a name without marks may stand for."""
        found: dict[str, dict[str, None]] = {}
        for name, code in self.known:
            found.setdefault(bare(name), {})[code] = None
        return {name: tuple(codes) for name, codes in found.items()}

    def but(self, code: str) -> "Names":
        """The same without one code."""
        return replace(self, known=tuple((name, of) for name, of in self.known if of != code))

    def nearest(self, text: str) -> list[str]:
        """The codes whose names come nearest to a text, at most three."""
        found = alike(bare(text), self.plainly, limit=6, cutoff=80)
        return list(dict.fromkeys(code for name in found for code in self.plainly[name]))[:3]


def bare(name: str) -> str:
    """A name as it is looked up: without marks, and an underscore is a space."""
    return plain(tidy(name).replace("_", " "))


def alike(text: str, names: Iterable[str], *, limit: int = 1, cutoff: int = 72) -> list[str]:
    """The names that come nearest to a text, the nearest first.

    A part of a name may stand for it; a sentence in which one occurs, or a single sign, does not.

    Examples
    --------
    >>> names = ["ha tinh", "6 thang dau nam"]
    >>> alike("6 thang", names), alike("so lieu tam tinh", names), alike("0", names)
    (['6 thang dau nam'], [], [])
    """
    from rapidfuzz import fuzz, process

    likely = [name for name in names if 2 <= len(text) <= 2 * len(name)]
    found = process.extract(text, likely, scorer=fuzz.token_set_ratio, limit=limit, score_cutoff=cutoff)
    return [name for name, _, _ in found]
