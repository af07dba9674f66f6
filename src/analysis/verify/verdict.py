"""A report that was made is held against the data as they are now.

The report is made again from today's data, and the two pages are compared piece by piece: every figure,
every other text, every attribute, every drawing. The passport in the page, with a digest of the row of
each figure and of the page itself, tells what the data have changed since from what a hand has changed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from inspect import signature
from itertools import zip_longest
from typing import Any, Final, Literal

from analysis.compare import digests_of
from analysis.data import Dataset
from analysis.errors import RequestError
from analysis.report import ComparisonReport, ProvinceReport
from analysis.run import render_sections, seal, versions
from analysis.verify.page_reader import Piece, read

__all__ = ["Difference", "Verdict", "verify"]


@dataclass(frozen=True)
class Difference:
    """One thing that the page says and the data do not.

    Attributes
    ----------
    kind : str
        ``stale``: the data have changed since; ``withdrawn``: the figure is gone from them; ``new``: they
        hold a figure that the page lacks; ``differs``: changed in the page, and not in the data.
    place : str
        Id of the figure, or of the part of the page.
    message : str
        What was found and what was expected.
    """

    kind: Literal["stale", "withdrawn", "new", "differs"]
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}: {self.message}"


@dataclass(frozen=True)
class Verdict:
    """What came out for one page.

    Attributes
    ----------
    stamp : str
        Which report the page is.
    figures : int
        How many figures it states.
    notes : tuple of str
        What the reader of the verdict should know, without being a difference.
    differences : tuple of Difference
        Empty if all is well.
    """

    stamp: str
    figures: int
    notes: tuple[str, ...]
    differences: tuple[Difference, ...]


def verify(html: str, data: Dataset) -> Verdict:
    """Derive every figure of a page again, and name each that differs or is out of date.

    Parameters
    ----------
    html : str
        The page.
    data : Dataset
        What to hold it against.

    Returns
    -------
    Verdict

    Raises
    ------
    RequestError
        If the page is no report of this project.
    """
    passport, found = read(html)
    sealed = seal(html) == html.replace("\r\n", "\n")
    comparison = _Comparison(passport, data, found, sealed=sealed)
    differences: list[Difference] = []
    try:
        # Under the release of the page: that alone makes no figure out of date.
        expected = read(_page_today(passport, replace(data, release=passport["release"])))[1]
    except RequestError as error:
        expected = found
        differences.append(
            Difference("withdrawn", passport["stamp"], f"it cannot be made any longer: {error}")
        )
    same_program = passport["versions"] == versions()
    # Other data and other programs make other words and pictures; an unbroken seal says that no hand did.
    numbers_only = sealed or comparison.rows_changed or not same_program
    differences += comparison.rows()
    differences += comparison.pieces(expected, numbers_only=numbers_only)
    notes = []
    if passport["release"] != data.release:
        notes.append(f"made from data release {passport['release']}, held against {data.release}")
    if not same_program:
        notes.append("made by another version of the program")
    if not sealed and not differences:
        notes.append("the file is not letter by letter as it was made, but says the same")
    stated = sum(piece.kind == "figure" for piece in found)
    return Verdict(passport["stamp"], stated, tuple(notes), tuple(dict.fromkeys(differences)))


_LAYOUTS: Final = {"province": ProvinceReport, "comparison": ComparisonReport}


def _page_today(passport: Mapping[str, Any], data: Dataset) -> str:
    layout = passport["stamp"].partition("/")[0]
    if layout not in _LAYOUTS:
        raise RequestError(f"no report has the layout {layout!r}")
    # Whoever made the page wrote them, and that need not have been this project.
    parameters = passport["parameters"]
    known = list(signature(_LAYOUTS[layout]).parameters.values())[1:]  # without the data
    needed = {each.name for each in known if each.default is each.empty}
    fits = isinstance(parameters, dict) and needed <= parameters.keys() <= {each.name for each in known}
    if not fits or any(
        type(value) is not (int if name == "year" else str) for name, value in parameters.items()
    ):
        raise RequestError(f"no report is made with {parameters!r}")
    report: ProvinceReport | ComparisonReport = _LAYOUTS[layout](data, **parameters)
    return render_sections([section.to_json() for section in report.sections()], stamp=report.stamp)


# ------------------------------------------------------------------------------------------- comparing


class _Comparison:
    """One page against the data, and against the page that they make today."""

    def __init__(
        self, passport: Mapping[str, Any], data: Dataset, found: Sequence[Piece], *, sealed: bool
    ) -> None:
        self._then: Mapping[str, str] = passport["figures"]
        self._sealed = sealed
        self._found = found
        stated = {piece.figure for piece in found if piece.kind == "figure"}
        self._now = digests_of(data, stated | set(self._then))
        rows = data.observations[data.observations["id"].isin(self._now)]
        self._lines = {
            figure: f"{file}:{line}"
            for figure, file, line in rows[["id", "file", "line"]].itertuples(index=False)
        }

    @property
    def rows_changed(self) -> bool:
        """Whether the row of any figure is not what it was."""
        return any(self._changed(figure) for figure in self._then)

    def _changed(self, figure: str) -> bool:
        return figure in self._then and self._then[figure] != self._now.get(figure)

    def rows(self) -> Iterator[Difference]:
        """Name figures whose rows are gone, and those that no passport vouches for."""
        printed: dict[str, str] = {}
        for piece in self._found:
            if piece.kind == "figure":
                printed.setdefault(piece.figure, piece.text)
        for figure, text in printed.items():
            if figure not in self._then:
                yield Difference("differs", figure, f"found {text!r}, and the page does not vouch for it")
            elif figure not in self._now:
                yield Difference("withdrawn", figure, f"found {text!r}; the data have no such figure now")

    def pieces(self, expected: Sequence[Piece], *, numbers_only: bool) -> Iterator[Difference]:
        """Name every piece that is not what the data make today."""
        found = self._found
        if numbers_only:
            found, expected = ([piece for piece in side if piece.holds_number] for side in (found, expected))
        matcher = SequenceMatcher(
            None, [piece.key for piece in found], [piece.key for piece in expected], autojunk=False
        )
        told: set[str] = set()
        for operation, a, b, c, d in matcher.get_opcodes():
            for difference in (
                self._equal(found[a:b], expected[c:d])
                if operation == "equal"
                else self._unequal(found[a:b], expected[c:d])
            ):
                told.add(difference.place)
                yield difference
        for figure in self._then:
            if self._changed(figure) and figure in self._now and figure not in told:
                message = f"{self._lines[figure]}: its row has changed; it prints the same"
                yield Difference("stale", figure, message)

    def _equal(self, found: Sequence[Piece], expected: Sequence[Piece]) -> Iterator[Difference]:
        for old, new in zip(found, expected, strict=True):
            if old.kind == "figure" and old.text != new.text:
                yield self._figure(old.figure, old.text, new.text)
            elif old.kind == "drawing" and not _same_drawing(old.text, new.text):
                yield self._other(old, "the drawing is not the one that the data make")

    def _figure(self, figure: str, old: str, new: str) -> Difference:
        if self._changed(figure):
            return Difference("stale", figure, f"{self._lines[figure]}: {old!r} is now {new!r}")
        return self._difference(figure, f"found {old!r}, expected {new!r}; its row is unchanged")

    def _other(self, piece: Piece, message: str) -> Difference:
        near = f" (near {piece.figure})" if piece.figure else ""
        return self._difference(f"#{piece.place}", message + near)

    def _difference(self, place: str, message: str) -> Difference:
        if self._sealed:
            return Difference("stale", place, f"{message}; it follows from what has changed since")
        return Difference("differs", place, message)

    def _unequal(self, found: Sequence[Piece], expected: Sequence[Piece]) -> Iterator[Difference]:
        old = {piece.figure: piece for piece in found if piece.kind == "figure"}
        new = {piece.figure: piece for piece in expected if piece.kind == "figure"}
        for figure in old:
            if figure in new:
                yield self._figure(figure, old[figure].text, new[figure].text)
            elif figure in self._now:
                yield self._difference(figure, f"found {old[figure].text!r}, expected nothing")
        for figure in new:
            if figure in old:
                continue
            if figure in self._then:
                yield self._difference(figure, f"found nothing, expected {new[figure].text!r}")
            else:
                message = f"the data hold {new[figure].text!r}, the page nothing"
                yield Difference("new", figure, message)
        if (old or new) and (self._sealed or self.rows_changed):
            return  # the words around a figure that came or went come and go with it
        others = [[piece for piece in side if piece.kind != "figure"] for side in (found, expected)]
        for was, now in zip_longest(*others):
            known = was or now
            texts = ("" if was is None else was.text, "" if now is None else now.text)
            if texts[0] != texts[1]:
                yield self._other(known, "found {}, expected {}".format(*_around(*texts)))


def _same_drawing(one: str, other: str) -> bool:
    """Whether two drawings look the same; half a pixel is the difference between two computers."""
    number = re.compile(r"-?\d+(?:\.\d+)?")
    if number.sub("0", one) != number.sub("0", other):
        return False
    pairs = zip(number.findall(one), number.findall(other), strict=True)
    return all(abs(float(a) - float(b)) <= 0.5 for a, b in pairs)


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _around(one: str, other: str, room: int = 24) -> tuple[str, str]:
    """Both texts, cut to where they differ: a long description differs by a word."""
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])

    def cut(text: str) -> str:
        first, last = max(0, start - room), len(text) - max(0, end - room)
        return repr(("…" if first else "") + text[first:last] + ("…" if last < len(text) else ""))

    return cut(one), cut(other)
