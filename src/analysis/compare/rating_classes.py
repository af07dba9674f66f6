"""The classes of one rating as parts of one whole, as far as the source lets them be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.compare.derived import implied_base
from analysis.compare.notation import present
from analysis.compare.rows import decimals
from analysis.data import Catalog, Row


@dataclass(frozen=True)
class Segment:
    """One part of a rating.

    Attributes
    ----------
    place : int
        Which of the classes it is, from 1; 0 for what they leave of the whole.
    category : str
        Its class, which may stand for all down to it; ``rest`` and ``not_stated`` for what the classes leave
        of the whole: the second where the source states no other class.
    share : float
        In percent of the whole.
    count : int or None
    figure : str
        Id of the figure; empty where the part was worked out.
    percent_text : str
        Its percentage with the decimals that are known; empty if it follows from counts.
    """

    place: int
    category: str
    share: float
    count: int | None = None
    figure: str = ""
    percent_text: str = ""


@dataclass(frozen=True)
class Rating:
    """The ratings of one year on their base.

    Attributes
    ----------
    year : int
    lead : dict
        The row of the two best classes together; of the second where the source prints them apart.
    segments : tuple of Segment
    base : int or None
        How many the whole are.
    base_printed : bool
        Whether the source prints that number.
    """

    year: int
    lead: Row
    segments: tuple[Segment, ...]
    base: int | None
    base_printed: bool


@dataclass(frozen=True)
class _Ladder:
    """The categories of one indicator that stand for classes of one whole, the best first."""

    top: str
    second: str
    upper: str  # the first two together
    lower: Mapping[str, int]

    @classmethod
    def of(cls, indicator: str, catalog: Catalog) -> "_Ladder | None":
        spans = {
            meaning.classes: category
            for (name, category), meaning in catalog.indicators.items()
            if name == indicator and meaning.classes and meaning.measure == "count"
        }
        if (1, 2) not in spans or (1, 1) not in spans:
            return None
        lower = {name: span[0] for span, name in spans.items() if span[0] == span[1] > 2}
        return cls(spans[1, 1], spans.get((2, 2), ""), spans[1, 2], lower)


def rating_of_year(rows: Sequence[Row], catalog: Catalog) -> Rating | None:
    """The parts of one year's ratings, where they have one base.

    Parameters
    ----------
    rows : sequence of dict
        The actual figures of one indicator with classes, of one year.
    catalog : Catalog
        For the classes.

    Returns
    -------
    Rating or None
        None if nothing says what the classes are shares of, or if together they are more than all.
        The best class lies within the two best: it is taken out of them, never added. Rounded figures
        (nearly 120) are no parts, since they cannot be added up.
    """
    ladder = _Ladder.of(rows[0]["indicator"], catalog) if rows else None
    exact = {row["category"]: row for row in rows if row["qualifier"] == "exact"}
    lead = exact.get(ladder.upper, exact.get(ladder.second)) if ladder else None
    if ladder is None or lead is None or not present(lead["share"]):
        return None
    best = exact.get(ladder.top)
    part = _count_of(lead, best)
    base = int(lead["of"]) if present(lead["of"]) else None
    printed = base is not None
    if base is None and part is not None and lead["percent_text"]:
        base = implied_base(part, lead["percent_text"])
    if lead["category"] == ladder.second:
        upper = [_part(1, best, lead, base), _part(2, lead, lead, base)]
    else:
        upper = [*_upper(ladder, lead, part, base, best)]
    if None in upper:
        return None
    lower = [_part(place, exact.get(name), lead, base) for name, place in ladder.lower.items()]
    segments = [segment for segment in (*upper, *lower) if segment is not None]
    rounding = sum(0.5 * 10.0 ** -decimals(s.percent_text) for s in segments if s.percent_text) + 1e-6
    left = 100 - sum(segment.share for segment in segments)
    if left < -rounding:
        return None
    if left > rounding:
        drawn = {segment.category for segment in segments}
        stated = {row["category"] for row in rows}.intersection(ladder.lower) - drawn
        counts = [segment.count for segment in segments]
        number = None if base is None or None in counts else base - sum(count or 0 for count in counts)
        segments.append(_left(0, "rest" if stated else "not_stated", left, number, segments))
    return Rating(int(lead["year"]), lead, tuple(segments), base, printed)


def _count_of(lead: Row, within: Row | None) -> int | None:
    """How many the leading class is: as printed, or as the best class is printed against it."""
    if present(lead["count"]):
        return int(lead["count"])
    if within is None or within["of_basis"] != lead["category"] or not present(within["of"]):
        return None
    return int(within["of"])


def _part(place: int, row: Row | None, lead: Row, base: int | None) -> Segment | None:
    """The part that a class is of the same whole as the leading one, if that is known."""
    if row is None:
        return None
    number = int(row["count"]) if present(row["count"]) else None
    category, figure, percent_text = row["category"], row["id"], row["percent_text"]
    if number == 0 or (number is None and percent_text and float(percent_text) == 0):
        return Segment(place, category, 0.0, number, figure, percent_text)  # none is none of any base
    if row is not lead and (row["of_basis"] != lead["of_basis"] or row["of_basis"] == "unknown"):
        return None
    if number is not None and base is not None:
        other = present(row["of"]) and int(row["of"]) != base
        return None if other else Segment(place, category, 100 * number / base, number, figure)
    if not present(row["share"]):
        return None
    return Segment(place, category, float(row["share"]), number, figure, percent_text)


def _upper(ladder: _Ladder, lead: Row, part: int | None, base: int | None, best: Row | None) -> list[Segment]:
    """The two best classes, parted where the place of the best is known."""
    name = ladder.second or ladder.upper
    if part is not None and base is not None:
        whole = Segment(2, ladder.upper, 100 * part / base, part, lead["id"])
    else:
        whole = Segment(2, ladder.upper, float(lead["share"]), part, lead["id"], lead["percent_text"])
    inner = _part(1, best, lead, base)
    if best is not None and best["of_basis"] == lead["category"] and inner is None:
        number = int(best["count"]) if present(best["count"]) else None
        if number is not None and part:
            inner = Segment(1, ladder.top, whole.share * number / part, number, best["id"])
    if inner is None or inner.share > whole.share:
        return [whole]
    number = None if part is None or inner.count is None else part - inner.count
    return [inner, _left(2, name, whole.share - inner.share, number, [inner, whole])]


def _left(place: int, category: str, share: float, number: int | None, others: Sequence[Segment]) -> Segment:
    """What others leave of a whole, worked out; without a number it is no more exact than they are."""
    texts = [segment.percent_text for segment in others if segment.percent_text]
    rounded = f"{share:.{max(map(decimals, texts))}f}" if texts and number is None else ""
    return Segment(place, category, share, number, percent_text=rounded)
