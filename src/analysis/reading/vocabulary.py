"""The words by which a text names what it counts: labels and synonyms, found in one walk over the words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from analysis.data import Dataset, grouped, records
from analysis.reading.wording import Word, composed, spelling, words

__all__ = ["TOPICS", "Found", "Vocabulary", "vocabulary_of"]

TOPICS = ("indicator", "category", "other")
"""What a phrase may tell of the matter of a figure; `other` is a matter that no indicator counts."""

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
    categories : mapping of str to sequence of (str, str)
        The pairs of each indicator.
    """

    pairs: Mapping[tuple[str, str], Any]
    named: frozenset[tuple[str, str]]
    categories: Mapping[str, Sequence[tuple[str, str]]]
    _tree: dict[str, Any] = field(repr=False)

    def find(self, text: Sequence[Word]) -> list[Found]:
        """Every phrase in these words; of those that begin at one word, the longest of a column."""
        found: list[Found] = []
        reach: dict[str, int] = {}  # up to which word a longer phrase of that column has been seen
        for first in range(len(text)):
            node = self._tree.get(text[first].text)
            last = first
            longest: dict[str, tuple[int, list[tuple[str, str]]]] = {}
            while node is not None:
                for column, code, phrase in node.get(_END, ()):
                    held = longest.get(column)
                    if held is None or held[0] < last:
                        longest[column] = (last, [])
                    longest[column][1].append((code, phrase))
                last += 1
                node = node.get(text[last].text) if last < len(text) else None
            before = dict(reach)
            hidden = longest["other"][0] if "other" in longest else -1
            for column, (end, codes) in longest.items():
                family = "topic" if column in TOPICS else column
                if family == "topic" and end < hidden:
                    continue
                # Inside a longer phrase a shorter one means nothing of its own.
                if end >= before.get(family, 0):
                    reach[family] = max(reach.get(family, 0), end + 1)
                    found += [Found(column, code, first, end, phrase) for code, phrase in codes]
        return found


def vocabulary_of(data: Dataset) -> Vocabulary:
    """The vocabulary of a data folder: its labels, and its ``synonyms.csv`` if it has one."""
    indicators, synonyms = data.catalog.indicators, records(data.catalog.frames["synonyms"])
    tree: dict[str, Any] = {}
    named: set[tuple[str, str]] = set()
    for row in synonyms:
        for code in _codes(row, indicators):
            _add(tree, row["phrase"], row["column"], code)
            if row["column"] == "category":
                indicator, _, category = code.partition("/")
                named.add((indicator, category))
    units: dict[str, str] = {}
    nouns = {row["phrase"] for row in synonyms if row["column"] == "unit"}
    for (indicator, category), entry in indicators.items():
        pair = f"{indicator}/{category}"
        for phrase in (entry.label_vi, entry.category_vi):
            # A label of one or two words, or a plain noun, is too common to mean this and nothing else.
            if len(phrase.split()) >= 3 and phrase.lower() not in nouns:
                _add(tree, phrase, "category", pair)
        if entry.unit not in ("percent", "million_vnd"):
            units.setdefault(entry.unit_vi, entry.unit)
    for phrase, unit in units.items():
        _add(tree, phrase, "unit", unit)
    return Vocabulary(indicators, frozenset(named), grouped(indicators, itemgetter(0)), tree)


def _codes(row: Mapping[str, str], indicators: Mapping[tuple[str, str], Any]) -> list[str]:
    """The codes of a row, parted by semicolons, that the catalog knows: one's own need not have every one."""
    codes = [code.strip() for code in row["code"].split(";") if code.strip()]
    if row["column"] == "category":
        return [code for code in codes if tuple(code.split("/", 1)) in indicators]
    if row["column"] == "indicator":
        return [code for code in codes if any(indicator == code for indicator, _ in indicators)]
    return codes


def _add(tree: dict[str, Any], phrase: str, column: str, code: str) -> None:
    spoken = [word.text for word in words(spelling(composed(re.sub(r"\(.*?\)", "", phrase))))]
    # Half of the pages leave out the comma of "trong sạch, vững mạnh".
    for spelt in (spoken, [word for word in spoken if word != ","]):
        node = tree
        for word in spelt:
            node = node.setdefault(word, {})
        meanings = node.setdefault(_END, [])
        entry = (column, code, phrase)
        if node is not tree and not any(held[:2] == entry[:2] for held in meanings):
            meanings.append(entry)
