"""Where words find room: beside points, over the segments of a bar, above upright lines."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from itertools import chain, product, tee
from typing import Final, NamedTuple

from analysis.charts.geometry import Box, Line
from analysis.charts.sheet import Sheet
from analysis.charts.typesetting import ASCENT, DESCENT, LINE, SMALL, text_box, text_width, wrap
from analysis.page import COLOURS

MOST_TRIED: Final = 5
"""Upright lines whose words are set in the best of all ways: each line more makes three times as many."""

_Spot = tuple[float, tuple[str, ...]]
"""Place of an upright line, and its words line by line."""

_RAISED: Final = 60
"""What a label on the upper line above a bar costs, in px away from where it would stand."""

_STEP: Final = 14.0
"""How far a label moves away from its point at a time where there is no room beside it, in px."""

_SIDES: Final = (0.5, 1.0, 0.0)
"""Parts of its words that may stand left of an upright line."""


class Label(NamedTuple):
    """Words that belong to a point."""

    x: float
    y: float
    words: str
    colour: str
    bold: bool


class Place(NamedTuple):
    """Where a label stands, and the line that leads to it from its point if it is not near."""

    box: Box
    leader: Line | None

    def meets(self, other: "Place") -> bool:
        """Whether the words of one would touch those of the other, or its leader."""
        return (
            self.box.hits(other.box, 4, 1)
            or (other.leader is not None and self.box.crossed_by(other.leader))
            or (self.leader is not None and other.box.crossed_by(self.leader))
        )


def _candidates(label: Label, reach: float) -> Iterator[tuple[float, int, Place]]:
    """What each place for a label costs, its rank and the place, from the cheapest on.

    Most labels find room right above their point: the other places are worked out only for those that do
    not, those further away only where there is none beside the point.
    """
    wide = text_width(label.words, SMALL, label.bold)
    places = enumerate(chain(_upright(label, wide, reach), _sideways(label, wide, reach)))
    rank, (cost, place) = next(places)
    yield cost, rank, place
    near = sorted((cost, rank, place) for rank, (cost, place) in places)
    cheapest = [place for place in near if place[0] < _STEP]
    yield from cheapest
    far = (way for steps in range(1, 5) for way in _upright(label, wide, reach, steps * _STEP))
    ranked = ((cost, rank, place) for rank, (cost, place) in enumerate(far, start=len(near) + 1))
    yield from sorted([*near[len(cheapest) :], *ranked])


def _upright(label: Label, wide: float, reach: float, distance: float = 0.0) -> Iterator[tuple[float, Place]]:
    """Places above and below a point, so far away: near is better, above better than below."""
    above = label.y - reach - distance - 2
    below = label.y + reach + distance + SMALL * ASCENT - 1
    for part, up in product((0.0, -0.5, 0.5, -1.0, 1.0), (True, False)):
        shift = part * (wide / 2 - 5)
        box = text_box(label.x + shift, above if up else below, wide, SMALL, "middle")
        leader = None
        if distance:
            start, end = (label.y - reach, box.bottom - 1) if up else (label.y + reach, box.top + 1)
            leader = (label.x, start, label.x, end)
        yield distance + abs(shift) * 0.15 + (not up), Place(box, leader)


def _sideways(label: Label, wide: float, reach: float) -> Iterator[tuple[float, Place]]:
    """Places right and left of a point."""
    for side, down in product((1, -1), (4.0, 0.0, 8.0)):
        middle = label.x + side * (reach + 2 + wide / 2)
        yield 3.0 + abs(down - 4), Place(text_box(middle, label.y + down, wide, SMALL, "middle"), None)


def place_labels(
    labels: Sequence[Label], obstacles: Sequence[Box], lines: Sequence[Line], bounds: Box, reach: float = 5.0
) -> list[Place | None]:
    """Find a place for each label where it hits no other label and no point, and crosses few lines.

    None stands for a label without room; the caller then draws a taller picture.
    """

    def ways(label: Label) -> Iterator[Place]:
        """Places from the best on; what one costs is looked at only when those before it are taken."""
        rated: list[tuple[float, int, Place]] = []
        for least, rank, place in _candidates(label, reach):
            if place.box.inside(bounds) and not any(place.box.hits(box) for box in obstacles):
                cost = least + 18 * crossed(place.box.grown(2)) + 20 * pierced(place.leader)
                heappush(rated, (cost, rank, place))
            while rated and rated[0][:2] <= (least, rank):  # no place that follows can be better
                yield heappop(rated)[2]
        while rated:
            yield heappop(rated)[2]

    def crossed(box: Box) -> int:
        return sum(box.crossed_by(line) for line in lines)

    def pierced(leader: Line | None) -> int:
        return 0 if leader is None else sum(box.crossed_by(leader) for box in obstacles)

    choices = [ways(label) for label in labels]
    order = sorted(range(len(labels)), key=lambda index: _rank(labels[index]))
    found: dict[int, Place | None] = {}
    for _ in range(len(labels) + 1):
        found = {}
        for index in order:
            taken = [place for place in found.values() if place]
            choices[index], tried = tee(choices[index])
            free = (way for way in tried if not any(way.meets(place) for place in taken))
            found[index] = next(free, None)
        homeless = [index for index in order if found[index] is None]
        if not homeless:
            break
        # Whatever found no room chooses first the next time.
        order = homeless + [index for index in order if found[index] is not None]
    return [found[index] for index in range(len(labels))]


def _rank(label: Label) -> tuple[bool, float]:
    """What all is about chooses its place first, then the newest."""
    return not label.bold, -label.x


def draw_labels(
    sheet: Sheet, labels: Sequence[Label], places: Sequence[Place | None], lines: Sequence[Line]
) -> None:
    """Print the labels that found a place, each with its leader, on cleared ground where a line passes."""
    for label, place in zip(labels, places, strict=True):
        if place is None:
            continue
        if place.leader:
            sheet.line(*place.leader, "peer", 0.75)
        if any(place.box.crossed_by(line) for line in lines):
            clear = place.box._replace(top=place.box.top + 1, bottom=place.box.bottom - 2)
            sheet.rectangle(clear, COLOURS["ground"], layer=3)
        sheet.text(
            (place.box.left + place.box.right) / 2,
            place.box.bottom - SMALL * DESCENT,
            label.words,
            colour=label.colour,
            bold=label.bold,
            anchor="middle",
        )


def line_words(sheet: Sheet, lines: Sequence[tuple[float, str]], y: float = 0.0) -> tuple[float, list[float]]:
    """Set the words of upright lines above a plot, in as few rows as can be, each near its line.

    Says how deep the words go, and where each line begins: under its own words, unless it would then run
    through those of another.
    """
    spots = tuple((x, tuple(wrap(words, 150)) if words else ()) for x, words in lines)
    boxes, starts = _set_line_words(spots, sheet.width, y)
    for (_, parts), box in zip(spots, boxes, strict=True):
        for index, part in enumerate(parts):
            sheet.text(box.left, box.top + LINE * index + SMALL, part, colour="muted")
    return max((box.bottom for box in boxes), default=y), starts


@lru_cache(maxsize=64)  # panels that are drawn taller, and those of one report, set the same words
def _set_line_words(spots: tuple[_Spot, ...], width: float, y: float) -> tuple[list[Box], list[float]]:
    """Boxes of the words, and where each line begins."""
    if len(spots) > MOST_TRIED:
        return _set_one_by_one(spots, width, y)
    best: tuple[float, list[Box], list[float]] = (math.inf, [], [])
    for sides, backwards in product(product(_SIDES, repeat=len(spots)), (False, True)):
        step = -1 if backwards else 1
        boxes: list[Box] = []
        for spot, side in list(zip(spots, sides, strict=True))[::step]:
            box = _below_others(spot, side, width, y, boxes)
            if 100 * box.bottom >= best[0]:
                break  # deeper already than the best way found
            boxes.append(box)
        else:
            cost, starts = _weigh(spots, boxes[::step], y)
            if cost < best[0]:
                best = (cost, boxes[::step], starts)
    return best[1], best[2]


def _set_one_by_one(spots: Sequence[_Spot], width: float, y: float) -> tuple[list[Box], list[float]]:
    """The same for many lines: each from left to right as is best beside those before it."""
    boxes: list[Box] = []
    for count, spot in enumerate(spots, start=1):
        ways = [[*boxes, _below_others(spot, side, width, y, boxes)] for side in _SIDES]
        boxes = min(ways, key=lambda way: _weigh(spots[:count], way, y)[0])
    return boxes, _weigh(spots, boxes, y)[1]


def _below_others(spot: _Spot, side: float, width: float, y: float, others: Sequence[Box]) -> Box:
    """The highest box for the words of a line that keeps clear of others, so much of it left of the line."""
    x, parts = spot
    wide = max((text_width(part) for part in parts), default=0.0)
    left = min(max(x - wide * side, 0), width - wide)
    box = Box(left, y, left + wide, y + LINE * len(parts))
    while any(box.hits(other, 8, 4) for other in others):
        box = box._replace(top=box.top + 4, bottom=box.bottom + 4)
    return box


def _weigh(spots: Sequence[_Spot], boxes: Sequence[Box], y: float) -> tuple[float, list[float]]:
    """What a layout costs in depth, lines cut off from their words and distance; and where lines begin."""
    deepest = max((box.bottom for box in boxes), default=y)
    starts: list[float] = []
    for (x, _), own in zip(spots, boxes, strict=True):
        way = (x, own.bottom + 1, x, deepest)
        blocked = any(box.crossed_by(way) for box in boxes if box.top >= own.bottom)
        starts.append((deepest if blocked else own.bottom) + 1)
    away = sum(abs((box.left + box.right) / 2 - x) for (x, _), box in zip(spots, boxes, strict=True))
    orphans = sum(start > box.bottom + 1 for start, box in zip(starts, boxes, strict=True))
    return 100 * deepest + 150 * orphans + away, starts


class Segment(NamedTuple):
    """One part of a bar, and its words."""

    left: float
    right: float
    words: str

    @property
    def wide(self) -> float:
        """Width of its words."""
        return text_width(self.words)

    @property
    def middle(self) -> float:
        """Middle of the part."""
        return (self.left + self.right) / 2


class Above(NamedTuple):
    """A place above a bar: its line from below, and where its words begin."""

    level: int
    x: float


def _line_up(segments: Sequence[Segment], limits: Sequence[tuple[float, float]]) -> list[float] | None:
    """Set labels on one line, each as near the start of its segment as its limits and the others let it."""
    gap, spots, free = 8.0, list[float](), -math.inf
    for segment, (left, right) in zip(segments, limits, strict=True):
        spots.append(max(min(segment.left, right - segment.wide), left, free))
        free = spots[-1] + segment.wide + gap
    free = math.inf
    for index in reversed(range(len(spots))):
        spots[index] = min(spots[index], min(limits[index][1], free) - segments[index].wide)
        free = spots[index] - gap
    fits = all(spot >= left - 0.01 for spot, (left, _) in zip(spots, limits, strict=True))
    return spots if fits else None


def places_above(segments: Sequence[Segment], left: float, right: float) -> list[Above] | None:
    """Find places above a bar on at most two lines, so that each label stands over its own segment.

    A label of the upper line has a tick that runs down to its segment between those of the lower one.
    """
    best: tuple[float, list[Above]] | None = None
    for levels in product((0, 1), repeat=len(segments)):
        if best is not None and _RAISED * sum(levels) >= best[0]:
            continue
        upper = [index for index, level in enumerate(levels) if level]
        lower = [index for index, level in enumerate(levels) if not level]
        # Labels of the lower line keep clear of the ticks on either side of them.
        limits = [
            (
                max((segments[i].middle + 4 for i in upper if i < index), default=left),
                min((segments[i].middle - 4 for i in upper if i > index), default=right),
            )
            for index in lower
        ]
        below = _line_up([segments[i] for i in lower], limits)
        above = _line_up([segments[i] for i in upper], [(left, right)] * len(upper))
        if below is None or above is None:
            continue
        spots = dict(zip(lower + upper, below + above, strict=True))
        answer = [Above(level, spots[i]) for i, level in enumerate(levels)]
        if all(_stands_over(place, segment) for place, segment in zip(answer, segments, strict=True)):
            cost = sum(
                _RAISED * place.level + abs(place.x - segment.left)
                for place, segment in zip(answer, segments, strict=True)
            )
            if best is None or cost < best[0]:
                best = (cost, answer)
    return best[1] if best else None


def _stands_over(place: Above, segment: Segment) -> bool:
    end = place.x + segment.wide
    if place.level:
        return place.x <= segment.middle <= end
    return min(end, segment.right) - max(place.x, segment.left) >= min(6.0, segment.right - segment.left)
