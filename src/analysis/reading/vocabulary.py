"""The words by which a text names what it counts: labels and synonyms, found in one walk over the words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from analysis.reading.wording import Word, composed, spelling, words

__all__ = ["Found", "Vocabulary", "vocabulary"]

_END = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of the vocabulary in a text.

    Attributes
    ----------
    column, code : str
        What it means.
    first, last : int
        Places of its first and last word among the words it was looked for in.
    phrase : str
    """

    column: str
    code: str
    first: int
    last: int
    phrase: str


@dataclass(frozen=True)
class Vocabulary:
    """Phrases and what they mean.

    Attributes
    ----------
    pairs : mapping of (str, str) to Any
        The indicators of the catalog, by indicator and category.
    named : frozenset of (str, str)
        The categories that have phrases of their own; the others are what an indicator counts by itself.
    """

    pairs: Mapping[tuple[str, str], Any]
    named: frozenset[tuple[str, str]]
    _tree: dict[str, Any] = field(repr=False)

    def find(self, text: Sequence[Word]) -> list[Found]:
        """Every phrase that stands in these words; of phrases that begin at one word and mean the same column, the longest.

        Parameters
        ----------
        text : sequence of Word

        Returns
        -------
        list of Found
        """
        found: list[Found] = []
        reach: dict[str, int] = {}  # up to which word a longer phrase of that column has been seen
        for first in range(len(text)):
            node = self._tree.get(text[first].text)
            last, longest = first, {}
            while node is not None:
                for column, code, phrase in node.get(_END, ()):
                    held = longest.get(column)
                    if held is None or held[0] < last:
                        longest[column] = (last, [])
                    longest[column][1].append((code, phrase))
                last += 1
                node = node.get(text[last].text) if last < len(text) else None
            before = dict(reach)
            for column, (end, codes) in longest.items():
                family = "topic" if column in ("indicator", "category") else column
                # Inside a longer phrase a shorter one means nothing of its own.
                if end >= before.get(family, 0):
                    reach[family] = max(reach.get(family, 0), end + 1)
                    found += [Found(column, code, first, end, phrase) for code, phrase in codes]
        return found


def vocabulary(indicators: Mapping[tuple[str, str], Any], synonyms: Iterable[Mapping[str, str]]) -> Vocabulary:
    """What the labels of the indicators and the synonyms say.

    Parameters
    ----------
    indicators : mapping of (str, str) to Indicator
        From a catalog.
    synonyms : iterable of mapping
        Rows of ``synonyms.csv``; a code may stand for several with ``*``.

    Returns
    -------
    Vocabulary
    """
    tree: dict[str, Any] = {}
    kinds = {indicator for indicator, _ in indicators}
    named = set()
    for row in synonyms:
        for code in _codes(row["column"], row["code"], indicators, kinds):
            _add(tree, row["phrase"], row["column"], code)
            if row["column"] == "category":
                named.add(tuple(code.split("/", 1)))
    units: dict[str, str] = {}
    for (indicator, category), entry in indicators.items():
        pair = f"{indicator}/{category}"
        for phrase in {entry.label_vi, entry.category_vi}:
            # A label of one or two words is too common to mean this and nothing else.
            if len(phrase.split()) >= 3:
                _add(tree, phrase, "category", pair)
        if entry.unit not in ("percent", "million_vnd"):
            units.setdefault(entry.unit_vi, entry.unit)
    for phrase, unit in units.items():
        _add(tree, phrase, "unit", unit)
    return Vocabulary(indicators, frozenset(named), tree)


def _codes(column: str, code: str, indicators: Mapping[tuple[str, str], Any], kinds: set[str]) -> list[str]:
    if column == "category":
        return [name for pair in indicators if fnmatchcase(name := "/".join(pair), code)]
    if column == "indicator":
        return [kind for kind in sorted(kinds) if fnmatchcase(kind, code)]
    return [code]


def _add(tree: dict[str, Any], phrase: str, column: str, code: str) -> None:
    node = tree
    for word in words(spelling(composed(re.sub(r"\(.*?\)", "", phrase)))):
        node = node.setdefault(word.text, {})
    meanings = node.setdefault(_END, [])
    entry = (column, code, phrase)
    if node is not tree and not any(held[:2] == entry[:2] for held in meanings):
        meanings.append(entry)
