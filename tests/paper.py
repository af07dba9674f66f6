"""What can be measured in a PDF."""

import math
from collections.abc import Sequence

from pypdf import PdfReader

SMALLEST = 7.0
"""Points below which nothing on paper may be set: not a word in a chart, not the mark of a source."""


def smallest_type(paper: PdfReader) -> float:
    """Size of the smallest letters of a PDF, in points.

    Parameters
    ----------
    paper : pypdf.PdfReader
    """
    sizes: set[float] = set()

    def note(text: str, matrix: Sequence[float], place: Sequence[float], _: object, size: float) -> None:
        if text.strip():
            # What a word is drawn at is its size times the scale of all that it stands in.
            sizes.add(round(size * _scale(matrix) * _scale(place), 2))

    for page in paper.pages:
        page.extract_text(visitor_text=note)
    return min(sizes)


def _scale(matrix: Sequence[float]) -> float:
    """How much a matrix enlarges, whichever way it turns."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
