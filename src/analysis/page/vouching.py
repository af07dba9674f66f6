"""The digests that a page vouches with, written so that what figures have in common stands once."""

from collections.abc import Mapping
from typing import Any

__all__ = ["packed", "unpacked"]


def packed(figures: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Digests by the id of their figure, parted into what ids share and what tells them apart.

    Of one place ids share all before the indicator; of many places all but the place, marked by a star.

    Examples
    --------
    >>> packed({"tra-vinh/bloc/2023/FY/actual/own/all": "ab"})
    {'tra-vinh/bloc/2023/FY/actual/': {'own/all': 'ab'}}
    >>> packed({f"{place}/bloc/2023/FY/actual/own/all": "ab" for place in ("ca-mau", "tra-vinh")})
    {'*/bloc/2023/FY/actual/own/all': {'ca-mau': 'ab', 'tra-vinh': 'ab'}}
    """
    by_place: dict[str, dict[str, str]] = {}
    by_meaning: dict[str, dict[str, str]] = {}
    for figure, digest in sorted(figures.items()):
        parts = figure.split("/")
        by_place.setdefault("/".join([*parts[:5], ""]), {})["/".join(parts[5:])] = digest
        by_meaning.setdefault("/".join(["*", *parts[1:]]), {})[parts[0]] = digest
    return by_meaning if len(by_meaning) < len(by_place) else by_place


def unpacked(figures: Any) -> dict[str, str]:
    """Digests by the id of their figure, out of a page of today or of one that tells ids in full."""
    found: dict[str, str] = {}
    for head, held in figures.items() if isinstance(figures, Mapping) else ():
        if isinstance(held, Mapping):
            many = head.startswith("*/")
            found |= {
                f"{part}{head[1:]}" if many else f"{head}{part}": str(digest) for part, digest in held.items()
            }
        else:
            found[head] = held
    return found
