"""A figure as a text prints it: its number, the noun that it counts, and what hangs on it."""

from dataclasses import dataclass
from decimal import Decimal

from analysis.reading.numbers import Number

__all__ = ["Change", "Figure"]


@dataclass(frozen=True)
class Change:
    """A change that the text prints beside a figure.

    Attributes
    ----------
    amount : decimal.Decimal
        With its sign.
    unit : {"count", "percent", "percent_of"}
    year : int
        Against which year; 0 where the text says the year before or the same time of it.
    """

    amount: Decimal
    unit: str
    year: int


@dataclass
class Figure:
    """One figure of a text: a number, what it is printed against, and the noun that it counts.

    Attributes
    ----------
    number : Number
        The count, the fraction, or the percentage that stands alone.
    first, last : int
        Places of its words, the noun that it counts with them.
    units : frozenset of str
        What that noun can mean; empty where there is none at it.
    share : Number or None
        The percentage that is printed with it.
    share_joint : {"", "; ", " ("}
        How that one hangs on it.
    """

    number: Number
    first: int
    last: int
    bare_last: int
    units: frozenset[str] = frozenset()
    own_noun: bool = False
    strange_noun: bool = False
    share: Number | None = None
    share_joint: str = ""
    change: Change | None = None
    total: "Figure | None" = None
    turns: bool = False
