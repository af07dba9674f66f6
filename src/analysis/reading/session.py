"""Collecting from one text: a candidate after the other is accepted, corrected, left out, or taken back.

What is accepted is a row of the data folder at once, validated with all the others, or it is not written at
all. What was decided is kept beside the data, so that the work can be left and taken up again; what was
corrected becomes a synonym, by which this text and the next are read better.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.data import Dataset, appended, load
from analysis.errors import DataError, RequestError
from analysis.files import write_all, write_whole
from analysis.messages import column_head, refusal
from analysis.reading.candidates import Candidate, Reading
from analysis.reading.reader import read
from analysis.reading.texts import Text
from analysis.reading.vocabulary import vocabulary_of
from analysis.reading.wording import CAPITAL

__all__ = ["Session"]

FOLDER = "readings"
"""Where a data folder keeps what was decided of its texts: no text, only places and rows."""

_MOST_WORDS = 5
_WORDS = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+)*")
_NAME_LIKE = re.compile(CAPITAL)
_KEPT_CAPITALS = {"Đảng", "Bác"}


@dataclass(frozen=True)
class _Decision:
    """What became of one candidate: ``accepted`` with the line that was written, or ``skipped``."""

    start: int
    what: str
    file: str = ""
    line: str = ""
    learned: str = ""


class Session:
    """The work on one text.

    Parameters
    ----------
    folder : pathlib.Path
        The data folder that rows go to.
    text : Text
    given : mapping of str to str, optional
        What is known already: ``province``, ``body``, ``year``, ``period``, ``source``.
        Without a source a new one is written into ``sources.csv`` with the first row.

    Attributes
    ----------
    data : Dataset
        As it is now.
    reading : Reading
        The text as it is read now.
    """

    def __init__(self, folder: Path, text: Text, given: Mapping[str, str] | None = None) -> None:
        self.folder, self.text, self.given = folder, text, dict(given or {})
        self._state = folder / FOLDER / f"{text.digest[:16]}.json"
        self._decisions: list[_Decision] = []
        if self._state.exists():
            try:
                kept = json.loads(self._state.read_text(encoding="utf-8"))
                self._decisions = [_Decision(**one) for one in kept["decisions"]]
                self.given = {**kept["given"], **self.given}
            except (ValueError, KeyError, TypeError) as error:
                raise RequestError("session-broken", path=self._state, why=error) from None
        self._read(load(folder))

    def _read(self, data: Dataset) -> None:
        self.data = data
        self.reading: Reading = read(self.text.text, vocabulary_of(data), data.catalog, self.given)

    # ------------------------------------------------------------------------------------------- where we are

    @property
    def left(self) -> list[Candidate]:
        """The candidates that nothing was decided about, in the order of the text."""
        decided = {one.start for one in self._decisions}
        return [one for one in self.reading.candidates if one.start not in decided]

    @property
    def current(self) -> Candidate | None:
        """The next one; None when all are decided."""
        left = self.left
        return left[0] if left else None

    @property
    def decided(self) -> Mapping[int, str]:
        """What was decided, by place in the text: ``accepted`` or ``skipped``."""
        return {one.start: one.what for one in self._decisions}

    # ---------------------------------------------------------------------------------------------- decisions

    def accept(self, **corrected: str) -> str:
        """Write the current candidate as a row.

        Parameters
        ----------
        **corrected : str
            Cells that are to be other than proposed.

        Returns
        -------
        str
            The file that it was written to.

        Raises
        ------
        RequestError
            If the row is not valid, with every fault; then nothing was written.
        """
        one = self._current()
        row = {**one.row, **corrected}
        indicator = self.data.catalog.indicators.get((row["indicator"], row["category"]))
        if indicator is None:
            raise RequestError("unknown-indicator", name=f"{row['indicator']}/{row['category']}")
        file = f"{indicator.domain}.csv"
        before = {}
        try:
            if not row["source"]:
                before["sources.csv"] = (self.folder / "sources.csv").read_bytes()
                row["source"] = self._new_source()
            before[file] = (self.folder / file).read_bytes()
            line = _append(self.folder / file, row)
            data = load(self.folder)
        except DataError as error:
            self._restore(before)
            faults = [fault for fault in error.faults if fault.file in before] or list(error.faults)
            told = "; ".join(f"{column_head(fault.column)}: {fault.message}" for fault in faults[:5])
            raise RequestError("row-not-valid", faults=told) from None
        except OSError as error:
            self._restore(before)
            raise RequestError("data-cannot-write", path=self.folder, why=refusal(error)) from None
        self.given["source"] = row["source"]
        changed = (row["indicator"], row["category"]) != (one.row["indicator"], one.row["category"])
        learned = self._learn(one, f"{row['indicator']}/{row['category']}") if changed else ""
        self._decide(_Decision(one.start, "accepted", file, line, learned))
        self._read(load(self.folder) if learned else data)
        return file

    def skip(self) -> None:
        """Leave the current candidate out."""
        self._decide(_Decision(self._current().start, "skipped"))

    def undo(self) -> None:
        """Take the last decision back; a row that it wrote, and a synonym that it taught, go."""
        if not self._decisions:
            raise RequestError("nothing-to-take-back")
        last = self._decisions.pop()
        if last.file:
            _remove(self.folder / last.file, last.line)
        if last.learned:
            _remove(self.folder / "synonyms.csv", last.learned)
        self._keep()
        if last.file:
            self._read(load(self.folder))

    def _current(self) -> Candidate:
        one = self.current
        if one is None:
            raise RequestError("all-decided")
        return one

    def _decide(self, decision: _Decision) -> None:
        self._decisions.append(decision)
        self._keep()

    def _keep(self) -> None:
        kept = {"given": self.given, "decisions": [vars(one) for one in self._decisions]}
        write_whole(self._state, (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode())

    def _restore(self, before: Mapping[str, bytes]) -> None:
        files = {self.folder / file: content for file, content in before.items()}
        write_all({file: content for file, content in files.items() if file.read_bytes() != content})

    def _new_source(self) -> str:
        """A source for this text, with the name of its file only: a title may name persons."""
        taken = self.data.catalog.sources
        numbers = [int(name[1:]) for name in taken if re.fullmatch(r"s\d+", name)]
        source = f"s{max(numbers, default=0) + 1:03}"
        note = Path(self.text.name).name if self.text.name != "-" else ""
        _append(self.folder / "sources.csv", {"id": source, "kind": "other", "note": note})
        return source

    def _learn(self, one: Candidate, pair: str) -> str:
        """Keep the words at a figure as a synonym of what it was corrected to."""
        phrase = phrase_at(self.reading.text, one)
        known = self.data.catalog.frames["synonyms"]
        if not phrase or ((known["phrase"] == phrase) & (known["code"] == pair)).any():
            return ""
        path = self.folder / "synonyms.csv"
        if not path.exists():
            write_whole(path, b"phrase,lang,column,code\n")
        return _append(path, {"phrase": phrase, "lang": "vi", "column": "category", "code": pair})


def phrase_at(text: str, one: Candidate) -> str:
    """The words that name a figure: those right after or before it, up to a pause, a number or a name.

    In small letters; empty where there are not two words of any use.
    """
    digits = re.match(r"[\d.,/%-]*", text[one.start :])
    after = _WORDS.match(text, one.start + len(digits[0] if digits else "") + 1)
    before = re.search(r"[^\W\d_]+(?:\s[^\W\d_]+)*\s?$", text[max(0, one.start - 80) : one.start])
    behind = _unnamed(after[0].split()) if after else []
    ahead = list(reversed(_unnamed(list(reversed(before[0].split()))))) if before else []
    best = behind[:_MOST_WORDS] if len(behind) > 2 else ahead[-_MOST_WORDS:] if len(ahead) > 1 else behind
    return " ".join(best).lower() if len(best) > 1 else ""


def _unnamed(words: Sequence[str]) -> list[str]:
    """The words up to the first that may be a part of a name."""
    held: list[str] = []
    for word in words:
        if _NAME_LIKE.match(word) and word not in _KEPT_CAPITALS:
            break
        held.append(word)
    return held


def _append(path: Path, row: Mapping[str, str]) -> str:
    """Write a row at the end of a CSV as that file is written, and give its line."""
    before = path.read_bytes()
    after = appended(before, (), [row])
    write_whole(path, after)
    return after[len(before) :].decode().strip("\r\n")


def _remove(path: Path, line: str) -> None:
    """Take the last line that reads so out of a CSV."""
    content = path.read_bytes().decode("utf-8")
    ends = "\r\n" if "\r\n" in content else "\n"
    lines = content.split(ends)
    for place in range(len(lines) - 1, 0, -1):
        if lines[place] == line:
            del lines[place]
            write_whole(path, ends.join(lines).encode())
            return
    raise RequestError("row-gone", path=path)
