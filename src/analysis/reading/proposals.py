"""What a figure means: each indicator weighed by the phrases around the figure and by the noun it counts."""

import math
from dataclasses import dataclass

from analysis.reading.passage import Figure, Passage
from analysis.reading.vocabulary import Found

__all__ = ["Meaning", "meanings"]

_REACH_INDICATOR, _REACH_CATEGORY = 22.0, 9.0
_LEAST_CATEGORY = 0.22
_COUNTED_ONLY = {"classes", "sessions", "models", "tasks", "decisions", "visits", "badges", "gifts", "houses",
                 "accounts", "cases", "inspections"}  # fmt: skip
# What a noun may stand for when it is not the one that the indicator names.
_NEAR_UNITS = {
    "persons": {"members", "committee_members"},
    "members": {"persons"},
    "organisations": {"cells", "committees", "units"},
    "cells": {"organisations"},
    "units": {"organisations"},
    "committees": {"organisations"},
    "mass_organisations": set(),
    "badges": {"members", "persons"},
    "collectives": {"organisations", "units"},
    "inspections": {"sessions"},
}
_SHARES = ("percent", "percents", "half")


@dataclass(frozen=True)
class Meaning:
    """One thing that a figure may mean.

    Attributes
    ----------
    pair : (str, str)
        Indicator and category.
    weight : float
    reasons : tuple of str
        The phrases that speak for it.
    indicator, category : float
        What the phrases of each weigh.
    """

    pair: tuple[str, str]
    weight: float
    reasons: tuple[str, ...]
    indicator: float = 0.0
    category: float = 0.0


def meanings(passage: Passage, figure: Figure) -> list[Meaning]:
    """What a figure may mean, the likeliest first.

    Parameters
    ----------
    passage : Passage
    figure : Figure

    Returns
    -------
    list of Meaning
    """
    pairs = passage.vocabulary.pairs
    by_indicator: dict[str, tuple[float, str]] = {}
    by_pair: dict[tuple[str, str], tuple[float, str]] = {}
    for phrase in passage.topics_near(figure.first, figure.last):
        distance = _distance(passage, figure, phrase)
        if distance is None:
            continue
        strength = math.sqrt(len(phrase.phrase.split()))
        if phrase.column == "indicator":
            weight = strength * math.exp(-distance / _REACH_INDICATOR)
            if weight > by_indicator.get(phrase.code, (0.0, ""))[0]:
                by_indicator[phrase.code] = (weight, phrase.phrase)
        else:
            weight = strength * math.exp(-distance / _REACH_CATEGORY)
            indicator, _, category = phrase.code.partition("/")
            if weight > by_pair.get((indicator, category), (0.0, ""))[0]:
                by_pair[indicator, category] = (weight, phrase.phrase)
    held = []
    for pair in pairs:
        topic, said = by_indicator.get(pair[0], (0.0, "")), by_pair.get(pair, (0.0, ""))
        if not topic[0] and not said[0] or pair in passage.vocabulary.named and said[0] < _LEAST_CATEGORY:
            continue
        fits = _fit(figure, pairs[pair].unit)
        if not fits:
            continue
        weight = fits * (min(topic[0], 1.6) + 1.15 * min(said[0], 2.4))
        reasons = tuple(f"“{phrase}”" for value, phrase in (said, topic) if value)
        held.append(Meaning(pair, weight, reasons, topic[0], said[0]))
    return sorted(held, key=lambda one: (-one.weight, one.pair))


def _fit(figure: Figure, unit: str) -> float:
    """How well the noun fits what an indicator counts."""
    kind = figure.number.kind
    if unit == "million_vnd":
        return 1.0 if kind == "money" else 0.0
    if kind == "money":
        return 0.0
    if unit == "percent":
        return 0.9 if kind in _SHARES and not figure.own_noun else 0.0
    if kind in _SHARES and unit in _COUNTED_ONLY:
        return 0.0
    if unit in figure.units:
        return 1.0 if figure.own_noun else 0.9
    if not figure.units:
        return 0.55
    if _NEAR_UNITS.get(unit, set()) & figure.units:
        return 0.6
    return 0.0


def _distance(passage: Passage, figure: Figure, phrase: Found) -> float | None:
    """How far a phrase is from a figure, in words and pauses; none where it cannot be said of it."""
    if phrase.first > figure.bare_last:
        return _behind(passage, figure, phrase)
    if phrase.last >= figure.first:
        return 0.0
    distance = passage.distance(phrase.last, figure.first)
    if distance > 60:
        return None
    owner = _figure_before(passage, phrase)
    if owner is not None and owner is not figure and phrase.column == "category":
        gap = passage.between(owner.last, phrase.first)
        if len(gap) <= 8 and not set(gap) & set(",;.()") and not _leads(passage, phrase):
            distance += 9  # it was said of the figure before it
    return distance


def _behind(passage: Passage, figure: Figure, phrase: Found) -> float | None:
    _, end = passage.sentence_of(figure.number.start)
    if passage.words[phrase.first].start >= end:
        return None
    if phrase.first <= figure.last:
        return 0.0
    gap = passage.between(figure.last, phrase.first)
    if ";" in gap:
        return None
    distance = passage.distance(figure.last, phrase.first)
    if _leads(passage, phrase) and set(gap) & {",", "và", ")", "(", ":"}:
        return None  # it begins what is said of the next figure
    crossed = passage.figures_between(figure.last, phrase.first)
    if crossed and (any(not one.own_noun for one in crossed) or "," in gap and "(" not in gap and len(gap) > 8):
        distance += 12
    return distance


def _leads(passage: Passage, phrase: Found) -> bool:
    """Whether a figure follows a phrase at once."""
    for place in range(phrase.last + 1, min(phrase.last + 5, len(passage.words))):
        if passage.words[place].text in ",;.)":
            return False
        if place in passage.figure_at:
            return True
    return False


def _figure_before(passage: Passage, phrase: Found) -> Figure | None:
    place = passage.figure_index(phrase.first) - 1
    return passage.figures[place] if place >= 0 else None

