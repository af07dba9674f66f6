"""What a figure is printed against: the base that is said beside it, or the usual one of its indicator."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from analysis.reading.figures import Figure
from analysis.reading.numbers import Number
from analysis.reading.passage import Passage
from analysis.reading.proposals import Meaning
from analysis.reading.rows import number_cell

__all__ = ["Bases"]

_JOINTS = {"/", "so", "với", "của", "theo", "các", "số", "tổng", "trên", "về", "cả", "mục", "được"}
_RATED = re.compile(r"được đánh giá|\bqua (?:(?:kết quả|phân tích|kiểm điểm),? )*đánh giá|số được xếp loại")
_WHOLES = {
    "members": "all_members",
    "organisations": "all_orgs",
    "committees": "all_committees",
    "cells": "all_cells",
    "units": "all_units",
    "mass_organisations": "all_mass_orgs",
}


class Bases:
    """The bases of the figures of one text.

    Parameters
    ----------
    passage : Passage
    catalog : Catalog
    meant : mapping of int to Meaning
        What the figures before mean, by the place of their first word; it grows while a text is read.
    """

    def __init__(self, passage: Passage, catalog: Any, meant: Mapping[int, Meaning]) -> None:
        self.passage, self.catalog, self.meant = passage, catalog, meant
        self._said = [one for one in passage.found if one.column == "of_basis"]
        self._firsts = [one.first for one in self._said]

    def base(self, figure: Figure, meaning: Meaning, kind: str) -> tuple[str, str, float, str]:
        """What a figure is printed against, and what that is.

        Parameters
        ----------
        figure : Figure
        meaning : Meaning
        kind : {"actual", "target"}

        Returns
        -------
        of, of_basis : str
            Empty where there is none.
        sure : float
        why : str
            The phrase that says so, if one does.
        """
        number = figure.number
        of = number_cell(number.upto) if number.kind == "fraction" else ""
        share = number if number.kind in ("percent", "percents", "half") else figure.share
        pair, entry = meaning.pair, self.catalog.indicators[meaning.pair]
        parent = self._parent_base(figure, pair)
        if parent is not None and not of and share is None:
            return parent[0], parent[1], 0.85, ""
        if not of and share is None:
            return "", "", 0.9, ""
        said = self._said_base(share) if share is not None else None
        if said:
            return of, said[0], 0.9, said[1]
        basis, sure = self._usual_base(figure, meaning, kind, of, entry)
        return of, basis, sure, ""

    def _parent_base(self, figure: Figure, pair: tuple[str, str]) -> tuple[str, str] | None:
        """The total that a part is printed with, where the bases have a name for it."""
        if figure.total is None or figure.total.number.kind not in ("count", "fraction"):
            return None
        total = self.meant.get(figure.total.first)
        part_of = self.catalog.indicators[pair].part_of
        if total is None or not part_of or total.pair != (pair[0], part_of):
            return None
        for basis in self.catalog.basis_names:
            if part_of == basis or (
                part_of.endswith("_total")
                and basis.endswith("_total")
                and set(basis.split("_")) <= set(part_of.split("_"))
            ):
                return number_cell(figure.total.number.value), basis
        return None

    def _said_base(self, share: Number) -> tuple[str, str] | None:
        after = self.passage.word_at(share.end)
        best = None
        for one in self._said[bisect_left(self._firsts, after) :]:
            if after <= one.first <= after + 5:
                gap = [word.text for word in self.passage.words[after : one.first]]
                if not set(gap) <= _JOINTS:
                    break
                if best is None or one.last - one.first > best.last - best.first:
                    best = one
            elif (
                best is not None
                and best.code == "all_members"
                and one.code.endswith("_start")
                and one.first < best.last + 9
            ):
                best = one  # "tổng số đảng viên … đầu nhiệm kỳ"
            elif one.first > after + 14:
                break
        return (best.code, best.phrase) if best is not None else None

    def _usual_base(
        self, figure: Figure, meaning: Meaning, kind: str, of: str, entry: Any
    ) -> tuple[str, float]:
        indicator, category = meaning.pair
        known = self.catalog.basis_names
        total = self.meant.get(figure.total.first) if figure.total is not None else None
        if entry.unit == "targets" and entry.timing == "end":
            return "targets_set", 0.9
        if entry.unit == "percent":
            return entry.usual_base or "plan", 0.8
        if entry.usual_base and (of or self.catalog.basis_roles[entry.usual_base] != "part"):
            return entry.usual_base, 0.7
        if entry.by_authority and entry.classes:
            return (
                ("all_members", 0.6)
                if not entry.part_of and entry.unit == "members"
                else ("disciplined", 0.8)
            )
        if entry.by_authority and of:
            return "plan", 0.6
        whole = self._whole_of(entry, category)
        if indicator.endswith("_rating") and category != "rated" and kind == "actual":
            if total is not None and total.pair[0] == indicator and total.pair[1] in known:
                return total.pair[1], 0.8
            return self._rated(figure, indicator)
        return (whole if whole in known else "unknown"), 0.75

    def _whole_of(self, entry: Any, category: str) -> str:
        if category.startswith("civil_servants"):
            return "all_civil_servants"
        if category.startswith("youth_union"):
            return "all_union_members_and_workers"
        return _WHOLES.get(entry.unit, "unknown")

    def _rated(self, figure: Figure, indicator: str) -> tuple[str, float]:
        """Whether those rated are what a share is of: the text says "được đánh giá", or counts them."""
        start, end = self.passage.sentence_of(figure.number.start)
        said = self.passage.spelled[start:end]
        if _RATED.search(said):
            return "rated", 0.7
        counted = any(one.pair == (indicator, "rated") for one in self.meant.values())
        return ("rated", 0.7) if counted else ("unknown", 0.6)
