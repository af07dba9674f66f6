"""The digests that a page vouches with, written so that what figures have in common stands once."""

from collections.abc import Mapping
from typing import Any

__all__ = ["packed", "unpacked"]


def packed(figures: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Digests by the id of their figure, parted into what ids share and what tells them apart.

    Examples
    --------
    >>> packed({"tra-vinh/bloc/2023/FY/actual/own/all": "ab"})
    {'tra-vinh/bloc/2023/FY/actual/': {'own/all': 'ab'}}
    """
    found: dict[str, dict[str, str]] = {}
    for figure, digest in sorted(figures.items()):
        parts = figure.split("/")
        head, tail = "/".join([*parts[:5], ""]), "/".join(parts[5:])
        found.setdefault(head, {})[tail] = digest
    return found


def unpacked(figures: Any) -> dict[str, str]:
    """Digests by the id of their figure, out of a page of today or of one that tells ids in full."""
    found: dict[str, str] = {}
    for head, held in figures.items() if isinstance(figures, Mapping) else ():
        if isinstance(held, Mapping):
            found |= {f"{head}{tail}": str(digest) for tail, digest in held.items()}
        else:
            found[head] = held
    return found
