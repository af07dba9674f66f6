"""What a figure means: each indicator weighed by the phrases around the figure and by the noun it counts."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from analysis.reading.figures import Figure
from analysis.reading.passage import Passage
from analysis.reading.vocabulary import Found

__all__ = ["Meaning", "is_set", "meanings"]

_REACH_INDICATOR, _REACH_CATEGORY = 22.0, 12.0
_LEAST_CATEGORY = 0.22
_PER_UNIT = re.compile(r"_per_")
_NAMED_PART = 0.5
_OF_EACH = re.compile(r"\b(?:mỗi|từng|bình quân)\b|chi bộ (?:không )?có chi ủy")
# Whom and what a share can be of: not sessions, houses or gifts, which are only counted.
_PERSONS = {"members", "persons"}
_SHARED = {"organisations", "cells", "committees", "units", "mass_organisations", "collectives", "targets"}
# What a noun may stand for when it is not the one that the indicator names.
_NEAR_UNITS = {
    "persons": {"members", "committee_members"},
    "organisations": {"cells", "committees", "units"},
    "cells": {"organisations"},
    "units": {"organisations"},
    "committees": {"organisations"},
    "collectives": {"organisations", "units"},
}
# Cells under a grassroots committee are inspected like any organisation, and rated by themselves.
_BELOW = "cells_below"
_SHARES = ("percent", "percents", "half")
_ATTENDED = {"classes", "sessions"}
_GIVEN = {"cho", "tặng", "nhận", "trao"}


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


def is_set(entry: Any) -> bool:
    """Whether an indicator counts what is set for a period: targets and tasks, not what came of them."""
    return entry.unit in ("targets", "tasks") and entry.timing == "period"


def _is_of_stock(entry: Any) -> bool:
    """Whether it counts a stock or those who join it: nothing is given to them."""
    return entry.timing == "day" or bool(entry.per and not entry.by_authority)


def meanings(passage: Passage, figure: Figure) -> list[Meaning]:
    """What a figure may mean, the likeliest first."""
    pairs = passage.vocabulary.pairs
    place = _attended(passage, figure) or figure
    by_indicator: dict[str, tuple[float, str]] = {}
    by_pair: dict[tuple[str, str], tuple[float, str]] = {}
    other = 0.0
    for phrase in passage.topics_near(place.first, place.last):
        distance = _distance(passage, place, phrase)
        if place is not figure and figure.first <= phrase.first <= figure.last:
            distance = 0.0  # the noun that it counts is its own, whatever it attends
        if distance is None:
            continue
        strength = math.sqrt(len(phrase.phrase.split()))
        if phrase.column == "other":
            if phrase.first <= place.last:
                other = max(other, strength * math.exp(-distance / _REACH_INDICATOR))
        elif phrase.column == "indicator":
            weight = strength * math.exp(-distance / _REACH_INDICATOR)
            if weight > by_indicator.get(phrase.code, (0.0, ""))[0]:
                by_indicator[phrase.code] = (weight, phrase.phrase)
        else:
            weight = strength * math.exp(-distance / _REACH_CATEGORY)
            indicator, _, category = phrase.code.partition("/")
            if place is not figure and weight > by_indicator.get(indicator, (0.0, ""))[0]:
                by_indicator[indicator] = (
                    weight,
                    phrase.phrase,
                )  # what the session is about, its guests are, too
            if weight > by_pair.get((indicator, category), (0.0, ""))[0]:
                by_pair[indicator, category] = (weight, phrase.phrase)
    held = []
    each = _each(passage, figure)
    recipients = figure.first > 0 and passage.words[figure.first - 1].text == "cho"
    own = " ".join(passage.between(figure.bare_last, figure.last + 1))
    spoken = {pair for code in by_indicator for pair in passage.vocabulary.categories[code]}
    for pair in spoken | (by_pair.keys() & pairs.keys()):
        topic, said = by_indicator.get(pair[0], (0.0, "")), by_pair.get(pair, (0.0, ""))
        if (not topic[0] and not said[0]) or (pair in passage.vocabulary.named and said[0] < _LEAST_CATEGORY):
            continue
        fits = _fit(passage, figure, pairs[pair])
        if not fits:
            continue
        if pair not in passage.vocabulary.named and said[0] and not topic[0]:
            fits *= 0.85
        if recipients and _is_of_stock(pairs[pair]):
            fits *= 0.4
        if figure.number.kind == "fraction" and is_set(pairs[pair]):
            fits *= 0.4  # what is set is not set out of more
        if _PER_UNIT.search(pair[1]):
            fits *= 1.2 if each else 0.4
        # A phrase of a word or two means the category only where its indicator is spoken of.
        share = 1.15
        if said[0] and topic[0] < 0.2:
            share = 0.15 if said[1].lower() in own else 0.35 if len(said[1].split()) <= 2 else share
        weight = fits * (min(topic[0], 1.6) + share * min(said[0], 2.4))
        reasons = tuple(f"“{phrase}”" for value, phrase in (said, topic) if value)
        held.append(Meaning(pair, weight, reasons, topic[0], said[0]))
    # What is said of something other nearer by is no figure of these.
    held = [one for one in held if max(one.indicator, one.category) >= other]
    return sorted(_parts_first(held, pairs), key=lambda one: (-one.weight, pairs[one.pair].order))


def _attended(passage: Passage, figure: Figure) -> Figure | None:
    """The class or session before a figure that counts who came: what is said of it is said of them."""
    after = [word.text for word in passage.words[figure.last + 1 : figure.last + 4]]
    if not {"dự", "tham", "học"} & set(after) or not figure.own_noun:
        return None
    index = passage.figure_index(figure.first) - 1
    before = passage.figures[index] if index >= 0 else None
    start, _ = passage.sentence_of(figure.number.start)
    if before is None or before.number.start < start or not _ATTENDED & before.units:
        return None
    return before


def _each(passage: Passage, figure: Figure) -> bool:
    """Whether a figure is said of every one: "mỗi chi bộ … 1 mô hình"."""
    start, _ = passage.sentence_of(figure.number.start)
    clause = max(start, *(passage.spelled.rfind(sign, start, figure.number.start) for sign in ";("))
    return _OF_EACH.search(passage.spelled, clause, figure.number.start) is not None


def _parts_first(held: list[Meaning], pairs: Mapping[tuple[str, str], Any]) -> list[Meaning]:
    """A part that is named goes before the whole that it is a part of."""
    wholes = set()
    for one in held:
        if one.category < _NAMED_PART:
            continue
        pair, seen = one.pair, set()
        while (part_of := pairs[pair].part_of) and pair not in seen and (pair[0], part_of) in pairs:
            seen.add(pair)
            pair = (pair[0], part_of)
            wholes.add(pair)
    return [replace(one, weight=0.5 * one.weight) if one.pair in wholes else one for one in held]


def _fit(passage: Passage, figure: Figure, entry: Any) -> float:
    """How well the noun fits what an indicator counts."""
    kind, unit = figure.number.kind, entry.unit
    if unit == "million_vnd":
        return 1.0 if kind == "money" else 0.0
    if kind == "money":
        return 0.0
    if unit == "percent":
        return 0.9 if kind in _SHARES and not figure.own_noun else 0.0
    shared = unit in _PERSONS or unit in _SHARED
    if kind in _SHARES and not shared:
        return 0.0
    if unit in figure.units:
        return 1.0 if figure.own_noun else 0.9
    if figure.strange_noun:
        return 0.25
    if not figure.units:
        return 0.55
    if _NEAR_UNITS.get(unit, set()) & figure.units:
        return 0.6
    if _BELOW in figure.units:
        return 0.9 if unit == "organisations" and entry.by_authority else 0.0
    # Things are counted by those who get them: "Huy hiệu Đảng cho 18 đảng viên".
    kept = not shared and unit not in _ATTENDED and _PERSONS & figure.units
    if not kept or not passage.names(unit, figure.number.start):
        return 0.0
    around = passage.between(figure.first - 2, figure.first) + passage.between(figure.last, figure.last + 4)
    return 0.6 if _GIVEN & set(around) else 0.0


def _distance(passage: Passage, figure: Figure, phrase: Found) -> float | None:
    """How far a phrase is from a figure, in words and pauses; none where it cannot be said of it."""
    holder = _figure_before(passage, phrase)
    if holder is not None and holder is not figure and phrase.first <= holder.last:
        return None  # the noun that another figure counts
    if phrase.first > figure.bare_last:
        return _behind(passage, figure, phrase)
    if phrase.last >= figure.first:
        return 0.0
    distance = passage.distance(phrase.last, figure.first)
    if distance > 60:
        return None
    if phrase.column == "category":
        distance += _of_others(passage, figure, phrase)
    elif (
        holder is not None
        and holder is not figure
        and passage.stands(";", phrase.last, figure.first)
        and phrase.first - holder.last <= 3
    ):
        distance += 15
    return distance + _restarted(passage, figure, phrase)


def _restarted(passage: Passage, figure: Figure, phrase: Found) -> float:
    """What it costs that another verb has begun: "qua kiểm tra, giám sát, đã thi hành kỷ luật 29 tổ chức"."""
    if not passage.stands(",", phrase.last, figure.first):
        return 0.0
    indicator = phrase.code.partition("/")[0]
    near = passage.topics_near(figure.first, figure.first, min(4, figure.first - phrase.last), 0)
    codes = {
        one.code
        for one in near
        if one.column == "indicator" and one.first > phrase.last and one.last < figure.first
    }
    return 8.0 if codes and indicator not in codes else 0.0


def _of_others(passage: Passage, figure: Figure, phrase: Found) -> float:
    """What it costs that a phrase before a figure was said of an earlier one, or before a new start."""
    owner = _figure_before(passage, phrase)
    cost = 0.0
    if owner is not None:
        near = phrase.first - owner.last <= 9 and not passage.stands(",;.()", owner.last, phrase.first)
        if near and not _leads(passage, phrase):
            cost += 15 if passage.stands(";", phrase.last, figure.first) else 9
    led = passage.figure_at.get(phrase.last + 1)
    if led is not None and led is not figure and not led.own_noun:
        cost += 18  # "khiển trách 57": the name of that number
    if passage.stands(")", phrase.last, figure.first) and not passage.stands("(", phrase.last, figure.first):
        cost += 12  # said in brackets that are closed
    if passage.stands(",;.", phrase.last, figure.first):
        indicator = phrase.code.partition("/")[0]
        since = passage.topics_near(figure.first, figure.first, figure.first - phrase.last, 0)
        if any(
            one.first > phrase.last and one.column == "indicator" and one.code == indicator for one in since
        ):
            cost += 12
    return cost


def _behind(passage: Passage, figure: Figure, phrase: Found) -> float | None:
    _, end = passage.sentence_of(figure.number.start)
    if passage.words[phrase.first].start >= end:
        return None
    if phrase.first <= figure.last:
        return 0.0
    gap = passage.between(figure.last, phrase.first)
    if ";" in gap or ("so" in gap and "với" in gap):
        return None
    distance = passage.distance(figure.last, phrase.first)
    if _leads(passage, phrase) and set(gap) & {",", "và", ")", "(", ":"}:
        return None  # it begins what is said of the next figure
    if _leads(passage, phrase, 1):
        distance += 6
    crossed = passage.figures_between(figure.last, phrase.first)
    if crossed and ("(" in gap or any(not one.own_noun for one in crossed) or ("," in gap and len(gap) > 8)):
        distance += 12
    return distance


def _leads(passage: Passage, phrase: Found, within: int = 10) -> bool:
    """Whether a figure follows a phrase at once."""
    for place in range(phrase.last + 1, min(phrase.last + 1 + within, len(passage.words))):
        if passage.words[place].text in (",", ";", ".", ")", "và"):
            return False
        if place in passage.figure_at:
            return True
    return False


def _figure_before(passage: Passage, phrase: Found) -> Figure | None:
    place = passage.figure_index(phrase.first) - 1
    return passage.figures[place] if place >= 0 else None
