"""A report that was made is held against the data as they are now.

The report is made again from today's data, and the two pages are compared as wholes: what is not the same
letter is a difference. What follows names it, piece by piece, and tells what the data have changed since
from what a hand has changed, by the passport in the page with a digest of the row of each figure and of
the page itself. A page that was changed and sealed anew is not the page that the data make, whatever its seal
says.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from inspect import signature
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final, Literal

from analysis.compare import digests_of, view
from analysis.data import Dataset
from analysis.errors import RequestError
from analysis.files import read_asked
from analysis.messages import say
from analysis.report import ComparisonReport, PlacesReport, ProvinceReport
from analysis.run import (
    Job,
    Program,
    ReportMaker,
    Settings,
    Task,
    links,
    render_sections,
    request,
    seal,
    versions,
)
from analysis.verify.page_reader import Page, Piece, same_drawing

__all__ = ["Difference", "Kind", "Verdict", "verify"]


Kind = Literal["stale", "withdrawn", "new", "differs", "version", "foreign"]


@dataclass(frozen=True)
class Difference:
    """One thing that the page says and the data do not.

    Attributes
    ----------
    kind : str
        ``stale``: the data have changed since; ``withdrawn``: the figure is gone from them; ``new``: they
        hold a figure that the page lacks; ``differs``: changed in the page, and not in the data; ``version``:
        said in other words, which another version of the program may have chosen, or a hand; ``foreign``:
        the page is of another data set.
    place : str
        Id of the figure, or of the part of the page.
    message : str
        What was found and what was expected.
    """

    kind: Kind
    place: str
    message: str

    def __str__(self) -> str:
        return f"{say(f'difference-{self.kind}')}: {self.place}: {self.message}"


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


def verify(html: str, data: Dataset, notebook: Path | None = None) -> Verdict:
    """Make the report of a page again, and name all that differs or is out of date.

    Parameters
    ----------
    html : str
        The page.
    data : Dataset
        What to hold it against.
    notebook : pathlib.Path, optional
        The notebook of one's own that made it, to be run again; of other pages it is not asked for.

    Raises
    ------
    RequestError
        If the page is no report of this project, or its notebook is not at hand.
    """
    page = Page.read(html)
    passport = page.passport
    stamp = str(passport["stamp"])
    stated = sum(piece.kind == "figure" for piece in page.pieces)
    comparison = _Comparison(
        page, view(data, _units(passport)), sealed=seal(html) == html.replace("\r\n", "\n")
    )
    if foreign := comparison.foreign():
        return Verdict(stamp, stated, (), (foreign,))
    notes = []
    if passport["release"] != data.release:
        notes.append(say("verify-release", then=passport["release"], now=data.release))
    if passport["versions"] != versions():
        notes.append(say("verify-version"))
    try:
        # Under the release of the page: that alone makes no figure out of date.
        if "notebook" in passport:
            expected = Page.read(_page_of_own(passport, data, notebook))
        else:
            release = str(passport["release"])
            # The same object where it is the same, and with it all that was worked out of it by now.
            today = data if release == data.release else replace(data, release=release)
            expected = Page.read(_page_today(passport, today))
    except UnknownNotebookError:
        raise
    except RequestError as error:
        gone = Difference("withdrawn", stamp, say("verify-unmakeable", why=error))
        return Verdict(stamp, stated, tuple(notes), (gone, *comparison.rows()))
    differences = tuple(dict.fromkeys(comparison.with_page(expected)))
    if not comparison.sealed and not differences:
        notes.append(say("verify-same-words"))
    return Verdict(stamp, stated, tuple(notes), differences)


_LAYOUTS: Final = {"province": ProvinceReport, "comparison": ComparisonReport, "places": PlacesReport}
_NUMBERS: Final = {"year", "since", "within"}


def _page_today(passport: Mapping[str, Any], data: Dataset) -> str:
    layout, parameters = _report(passport)
    report: ProvinceReport | ComparisonReport | PlacesReport = _LAYOUTS[layout](data, **parameters)
    named = passport.get("beside", [])
    if not isinstance(named, list) or not all(isinstance(stamp, str) for stamp in named):
        raise RequestError("unreadable-passport")
    beside = links(report.stamp, named, view(data, report.units), report.words.lang)
    sections = [section.to_json() for section in report.sections()]
    return render_sections(sections, stamp=report.stamp, beside=beside)


def _page_of_own(passport: Mapping[str, Any], data: Dataset, notebook: Path | None) -> str:
    """Run a notebook of one's own again: it is named by who verifies, never by the page."""
    layout, usual = _report(passport)
    own = passport["notebook"]
    if not isinstance(own, dict) or own.keys() != {"name", "digest", "parameters", "inputs"}:
        raise RequestError("unreadable-passport")
    if notebook is None:
        raise UnknownNotebookError("verify-own-notebook", name=own["name"])
    path = str(notebook.absolute())
    asked = request(
        {"notebook": path, "parameters": own["parameters"], "inputs": list(own["inputs"]) or None}
    )
    job = Job(
        layout,
        usual.get("province", ""),
        usual["year"],
        usual.get("period", "FY"),
        usual["body"],
        usual["lang"],
        ("html",),
        usual.get("region", ""),
        path,
        asked.parameters,
        asked.inputs,
        within=usual.get("within", 0),
        since=usual.get("since", 0),
        places=_listed(usual.get("provinces", "")),
        indicators=_listed(usual.get("indicators", "")),
        units=usual.get("units", "printed"),
    )
    notebooks = {path: read_asked(notebook.absolute())}
    inputs = {file: read_asked(Path(file)) for file in job.input_files.values()}
    program = Program.now(notebooks, inputs)
    maker = ReportMaker(data.folder, notebooks, inputs, program, Settings())
    return maker(Task(job, program.key(job, ""))).contents["html"].decode()


def _units(passport: Mapping[str, Any]) -> str:
    """By which provinces a page says it was made; by those printed where what it says makes no sense."""
    parameters = passport["parameters"]
    return "2025" if isinstance(parameters, dict) and parameters.get("units") == "2025" else "printed"


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))


def _report(passport: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Layout and parameters that a page says it was made with, if a report takes them."""
    layout = str(passport["stamp"]).partition("/")[0]
    if layout not in _LAYOUTS:
        raise RequestError("no-such-layout", name=layout)
    # Whoever made the page wrote them, and that need not have been this project.
    parameters = passport["parameters"]
    known = list(signature(_LAYOUTS[layout]).parameters.values())[1:]  # without the data
    needed = {each.name for each in known if each.default is each.empty}
    fits = isinstance(parameters, dict) and needed <= parameters.keys() <= {each.name for each in known}
    if not fits or any(
        type(value) is not (int if name in _NUMBERS else str) for name, value in parameters.items()
    ):
        raise RequestError("no-such-report", parameters=parameters)
    return layout, parameters


class UnknownNotebookError(RequestError):
    """The page was made by a notebook of one's own, and nobody said where that is."""


# ------------------------------------------------------------------------------------------- comparing

_DRAWING: Final = re.compile(r"(<svg\b.*?</svg>)", re.DOTALL)
_RELEASE: Final = re.compile(r"[0-9][0-9A-Za-z.+-]{0,31}")
_UNSEEN: Final = {"seal", "versions"}
"""Parts of a passport that may differ where nothing else does: nobody reads them in the page."""


class _Comparison:
    """One page against the data, and against the page that they make today."""

    def __init__(self, page: Page, data: Dataset, *, sealed: bool) -> None:
        self.sealed = sealed
        self._page = page
        self._data = data
        figures = page.passport["figures"]
        self._then: Mapping[str, str] = figures if isinstance(figures, dict) else {}
        stated = {piece.figure for piece in page.pieces if piece.kind == "figure"}
        self._now = digests_of(data, stated | set(self._then))
        rows = data.observations[data.observations["id"].isin(self._now)]
        named = rows[["id", "file", "line"]].itertuples(index=False)
        self._lines = {figure: f"{file}:{line}" for figure, file, line in named}
        self._same_program = page.passport["versions"] == versions()
        # What else than a hand may have changed a page of this program: other rows, or another release.
        moved = any(self._changed(figure) for figure in self._then)
        self._may_follow = sealed and (moved or page.passport["release"] != data.release)
        self._moved = moved

    def _changed(self, figure: str) -> bool:
        return figure in self._then and self._then[figure] != self._now.get(figure)

    def foreign(self) -> Difference | None:
        """Say so if the page is of another data set: nothing in it can be held against this one."""
        name = self._page.passport.get("data", self._data.name)
        strange = bool(self._then) and not self._now
        if name == self._data.name and not strange:
            return None
        key = "verify-foreign" if name != self._data.name else "verify-foreign-namesake"
        ours = self._data.name or self._data.folder.name
        message = say(key, name=str(name), ours=ours)
        return Difference("foreign", str(self._page.passport["stamp"]), message)

    def with_page(self, expected: Page) -> Iterator[Difference]:
        """Name all in which the page is not the one that the data make."""
        yield from self._release()
        if self._same(expected):
            return
        named = [*self.rows(), *self._pieces(expected.pieces), *self._passport(expected)]
        yield from named
        if not named:
            yield self._unnamed(expected)

    def _release(self) -> Iterator[Difference]:
        # It stands in the page, and the page is made again with it: it must not be able to say anything.
        release = self._page.passport["release"]
        if not isinstance(release, str) or not (release == self._data.release or _RELEASE.fullmatch(release)):
            yield Difference("differs", "#release", say("verify-no-release", name=repr(release)))

    def _same(self, expected: Page) -> bool:
        """Whether both pages are the same letter by letter, but for half a pixel in a drawing."""
        ours, theirs = (
            {name: part for name, part in page.passport.items() if name not in _UNSEEN}
            for page in (self._page, expected)
        )
        if ours != theirs or not _is_plain(self._page.passport):
            return False
        one, other = _DRAWING.split(self._page.body), _DRAWING.split(expected.body)
        return (
            len(one) == len(other)
            and one[::2] == other[::2]
            and all(same_drawing(*pair) for pair in zip(one[1::2], other[1::2], strict=True))
        )

    def _unnamed(self, expected: Page) -> Difference:
        """The place where two pages part that have the same pieces: a comment, a tag that is not closed."""
        ours, theirs = self._page.body, expected.body
        line = ours.count("\n", 0, _shared(ours, theirs)) + 1
        found, wanted = _around(ours, theirs)
        return self._difference(say("verify-line", line=str(line)), _parted(found, wanted))

    def _passport(self, expected: Page) -> Iterator[Difference]:
        ours, theirs = self._page.passport, expected.passport
        if not _is_plain(ours):
            yield Difference("differs", "#passport", say("verify-odd-passport"))
        for name in sorted((ours.keys() | theirs.keys()) - _UNSEEN - {"figures"}):
            if ours.get(name) != theirs.get(name):
                told = _parted(repr(ours.get(name)), repr(theirs.get(name)))
                yield self._difference("#passport", f"{name}: {told}")
        if ours["figures"].keys() != theirs["figures"].keys():
            yield self._difference("#passport", say("verify-other-figures"))

    def rows(self) -> Iterator[Difference]:
        """Name figures whose rows are gone, and those that no passport vouches for."""
        printed: dict[str, str] = {}
        for piece in self._page.pieces:
            if piece.kind == "figure":
                printed.setdefault(piece.figure, piece.text)
        for figure, text in printed.items():
            if figure not in self._then:
                yield Difference("differs", figure, say("verify-unvouched", found=repr(text)))
            elif figure not in self._now:
                yield Difference("withdrawn", figure, say("verify-gone", found=repr(text)))

    def _pieces(self, expected: Sequence[Piece]) -> Iterator[Difference]:
        """Name every piece that is not what the data make today."""
        found = self._page.pieces
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
                message = f"{self._lines[figure]}: {say('verify-row-changed')}"
                yield Difference("stale", figure, message)

    def _equal(self, found: Sequence[Piece], expected: Sequence[Piece]) -> Iterator[Difference]:
        for old, new in zip(found, expected, strict=True):
            if old.kind == "figure" and old.text != new.text:
                yield self._figure(old.figure, old.text, new.text)
            elif old.kind == "drawing" and not same_drawing(old.text, new.text):
                yield self._other(old, say("verify-drawing"))

    def _figure(self, figure: str, old: str, new: str) -> Difference:
        if self._changed(figure):
            told = say("verify-is-now", old=repr(old), new=repr(new))
            return Difference("stale", figure, f"{self._lines[figure]}: {told}")
        return self._difference(figure, say("verify-row-unchanged", found=repr(old), wanted=repr(new)))

    def _other(self, piece: Piece, message: str) -> Difference:
        near = f" ({say('verify-near', figure=piece.figure)})" if piece.figure else ""
        if piece.kind == "active":  # no figure has ever changed these
            return Difference("differs", f"#{piece.place}", message + near)
        if not self._same_program and not piece.is_of_no_version:
            return Difference("version", f"#{piece.place}", message + near)
        return self._difference(f"#{piece.place}", message + near)

    def _difference(self, place: str, message: str) -> Difference:
        if self._may_follow:
            return Difference("stale", place, say("verify-follows", what=message))
        return Difference("differs", place, message)

    def _unequal(self, found: Sequence[Piece], expected: Sequence[Piece]) -> Iterator[Difference]:
        old = {piece.figure: piece for piece in found if piece.kind == "figure"}
        new = {piece.figure: piece for piece in expected if piece.kind == "figure"}
        for figure in old:
            if figure in new:
                yield self._figure(figure, old[figure].text, new[figure].text)
            elif figure in self._now:
                yield self._difference(figure, say("verify-expected-nothing", found=repr(old[figure].text)))
        for figure in new:
            if figure in old:
                continue
            if figure in self._then:
                yield self._difference(figure, say("verify-found-nothing", wanted=repr(new[figure].text)))
            else:
                message = say("verify-lacks", wanted=repr(new[figure].text))
                yield Difference("new", figure, message)
        others = [[piece for piece in side if piece.kind != "figure"] for side in (found, expected)]
        for was, now in zip_longest(*others):
            known = was or now
            # The words around a figure that came or went come and go with it, and their tags with all words.
            follows = known.kind == "markup" or old or new
            if follows and self._moved and known.kind != "active":
                continue
            texts = ("" if was is None else was.text, "" if now is None else now.text)
            if texts[0] != texts[1]:
                yield self._other(known, _parted(*_around(*texts)))


def _is_plain(passport: Mapping[str, Any]) -> bool:
    """Whether the parts that nobody reads hold what they should, and no more."""
    made_by = passport["versions"]
    return (
        isinstance(passport["seal"], str)
        and re.fullmatch("[0-9a-f]*", passport["seal"]) is not None
        and isinstance(made_by, dict)
        and made_by.keys() == versions().keys()
        and all(isinstance(text, str) and _RELEASE.fullmatch(text) for text in made_by.values())
    )


def _parted(found: str, wanted: str) -> str:
    return say("verify-found", found=found, wanted=wanted)


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with together."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _around(one: str, other: str, room: int = 24, most: int = 120) -> tuple[str, str]:
    """Both texts, cut to where they differ: a long description differs by a word."""
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])

    def cut(text: str) -> str:
        first, last = max(0, start - room), len(text) - max(0, end - room)
        shown = text[first:last]
        if len(shown) > most:
            shown = shown[:most] + "…"
        return repr(("…" if first else "") + shown + ("…" if last < len(text) else ""))

    return cut(one), cut(other)
