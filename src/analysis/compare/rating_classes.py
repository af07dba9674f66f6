"""The classes of one rating as parts of one whole, as far as the source lets them be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.compare.derived import implied_base
from analysis.compare.notation import present
from analysis.data import Row

LOWER = ("completed", "failed")
"""Classes below *good or better*, from the top."""


@dataclass(frozen=True)
class Segment:
    """One part of a rating.

    Attributes
    ----------
    category : str
        Its class; ``rest`` and ``not_stated`` for what the classes leave of the whole: the second where
        the source states no other class.
    share : float
        In percent of the whole.
    count : int or None
    figure : str
        Id of the figure; empty where the part was worked out.
    percent_text : str
        Its percentage with the decimals that are known; empty if it follows from counts.
    """

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
        The row of *good or better*; of *good* where the source prints the two classes apart.
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


def rating_of_year(rows: Sequence[Row]) -> Rating | None:
    """The parts of one year's ratings, where they have one base.

    Parameters
    ----------
    rows : sequence of dict
        The actual figures of one rating indicator and year.

    Returns
    -------
    Rating or None
        None if nothing says what the classes are shares of, or if together they are more than all.
        *Excellent* lies within *good or better*: it is taken out of it, never added to it. Rounded figures
        (nearly 120) are no parts, since they cannot be added up.
    """
    exact = {row["category"]: row for row in rows if row["qualifier"] == "exact"}
    lead = exact.get("good_or_better", exact.get("good"))
    if lead is None or not present(lead["share"]):
        return None
    part = _count_of(lead, exact)
    base = int(lead["of"]) if present(lead["of"]) else None
    printed = base is not None
    if base is None and part is not None and lead["percent_text"]:
        base = implied_base(part, lead["percent_text"])
    if lead["category"] == "good":
        upper = [_part(exact.get("excellent"), lead, base), _part(lead, lead, base)]
    else:
        upper = [*_good_or_better(lead, part, base, exact.get("excellent"))]
    if None in upper:
        return None
    lower = [_part(exact.get(name), lead, base) for name in LOWER]
    segments = [segment for segment in (*upper, *lower) if segment is not None]
    rounding = sum(0.5 * 10.0 ** -_decimals(s.percent_text) for s in segments if s.percent_text) + 1e-6
    left = 100 - sum(segment.share for segment in segments)
    if left < -rounding:
        return None
    if left > rounding:
        drawn = {segment.category for segment in segments}
        stated = {row["category"] for row in rows}.intersection(LOWER) - drawn
        counts = [segment.count for segment in segments]
        number = None if base is None or None in counts else base - sum(count or 0 for count in counts)
        segments.append(_left("rest" if stated else "not_stated", left, number, segments))
    return Rating(int(lead["year"]), lead, tuple(segments), base, printed)


def _count_of(lead: Row, exact: Mapping[str, Row]) -> int | None:
    """How many the leading class is: as printed, or as *excellent* is printed against it."""
    if present(lead["count"]):
        return int(lead["count"])
    within = exact.get("excellent")
    if within is None or within["of_basis"] != lead["category"] or not present(within["of"]):
        return None
    return int(within["of"])


def _part(row: Row | None, lead: Row, base: int | None) -> Segment | None:
    """The part that a class is of the same whole as the leading one, if that is known."""
    if row is None:
        return None
    number = int(row["count"]) if present(row["count"]) else None
    category, figure, percent_text = row["category"], row["id"], row["percent_text"]
    if number == 0 or (number is None and percent_text and float(percent_text) == 0):
        return Segment(category, 0.0, number, figure, percent_text)  # none is none of any base
    if row is not lead and (row["of_basis"] != lead["of_basis"] or row["of_basis"] == "unknown"):
        return None
    if number is not None and base is not None:
        other = present(row["of"]) and int(row["of"]) != base
        return None if other else Segment(category, 100 * number / base, number, figure)
    if not present(row["share"]):
        return None
    return Segment(category, float(row["share"]), number, figure, percent_text)


def _good_or_better(lead: Row, part: int | None, base: int | None, excellent: Row | None) -> list[Segment]:
    """*Good or better*, parted into *excellent* and the others where the place of *excellent* is known."""
    if part is not None and base is not None:
        whole = Segment("good", 100 * part / base, part, lead["id"])
    else:
        whole = Segment("good", float(lead["share"]), part, lead["id"], lead["percent_text"])
    inner = _part(excellent, lead, base)
    if excellent is not None and excellent["of_basis"] == lead["category"] and inner is None:
        number = int(excellent["count"]) if present(excellent["count"]) else None
        if number is not None and part:
            inner = Segment("excellent", whole.share * number / part, number, excellent["id"])
    if inner is None or inner.share > whole.share:
        return [whole]
    number = None if part is None or inner.count is None else part - inner.count
    return [inner, _left("good", whole.share - inner.share, number, [inner, whole])]


def _left(category: str, share: float, number: int | None, others: Sequence[Segment]) -> Segment:
    """What others leave of a whole, worked out; without a number it is no more exact than they are."""
    texts = [segment.percent_text for segment in others if segment.percent_text]
    rounded = f"{share:.{max(map(_decimals, texts))}f}" if texts and number is None else ""
    return Segment(category, share, number, percent_text=rounded)


def _decimals(percent_text: str) -> int:
    return len(percent_text.partition(".")[2])
