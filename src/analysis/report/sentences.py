"""A sentence that is true of a report, and how it stands on the page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from analysis.compare import rows_by_id
from analysis.data import Dataset
from analysis.page import ProseItem, Run, Words, cite
from analysis.report import sums

MOST_SENTENCES = 7
"""A summary says what is notable, not all that there is."""

MOST_CITED = 6
"""A sentence over more sources than this cites none: a row of numbers tells nobody anything."""

Value = str | int | Run | tuple[Run, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence that is true of a report.

    Attributes
    ----------
    key : str
        Name of the sentence in the catalogues, and of the rule that made it.
    values : mapping
        What fills it; figures as `Run` with their id.
    figures : tuple of str
        Ids of the figures it speaks of.
    weight : float
        How notable it is, where only some are said.
    """

    key: str
    values: Mapping[str, Value]
    figures: tuple[str, ...]
    weight: float = 1.0


def items(
    sentences: Iterable[Sentence], data: Dataset, words: Words, numbers: Mapping[str, int]
) -> list[ProseItem]:
    """Sentences as a list for the page, with the numbers of their sources where these are few.

    Parameters
    ----------
    sentences : iterable of Sentence
    data : Dataset
    words : Words
    numbers : mapping of str to int
        Number of each source in the report.

    Returns
    -------
    list of ProseItem
        Each with an id of its own.
    """
    known = rows_by_id(data)
    said: Counter[str] = Counter()
    found = []
    for sentence in sentences:
        said[sentence.key] += 1
        again = f"-{said[sentence.key]}" if said[sentence.key] > 1 else ""
        cited = sorted({n for figure in sentence.figures for n in sums.cited(known[figure], numbers)})
        first, *rest = words.runs(sentence.key, **sentence.values)
        # "hơn 370" inside a sentence, "Hơn 370" where it begins with it.
        runs = (replace(first, text=first.text[0].upper() + first.text[1:]), *rest)
        pointed = cited and len(cited) <= MOST_CITED
        found.append(ProseItem(sentence.key + again, (*runs, cite(*cited)) if pointed else runs))
    return found
