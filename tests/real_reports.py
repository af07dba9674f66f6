"""Every report of the real figures, made without a kernel, and what a reader would read in it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import nbformat
import pytest

import sample_document
from analysis import Dataset, ProvinceReport
from analysis.compare.province_scope import Scope, scope
from analysis.data import Row
from analysis.page.blocks import MIME_TYPE
from analysis.report.province import report as province_report

Json = dict[str, Any]
Key = tuple[str, int, str, str]

SAMPLE = (("hau-giang", "tra-vinh", "ha-noi"), (2006, 2018, 2022))
"""Places and years of the governments' reports that are looked at one by one."""

EVERY = 3
"""Of the Party's reports one in so many is looked at, and all of the two provinces held by hand."""


class _Scopes(dict[Key, Scope]):
    """The scopes that are looked at; any other is made when it is asked for."""

    def __init__(self, data: Dataset, keys: list[Key]) -> None:
        super().__init__((key, scope(data, *key)) for key in keys)
        self.data = data

    def __missing__(self, key: Key) -> Scope:
        return scope(self.data, *key)


class Reports:
    """Reports by province, year, body, period and language; each is made once."""

    def __init__(self, data: Dataset) -> None:
        self.data = data
        self._made: dict[tuple[Key, str], ProvinceReport] = {}
        self._sections: dict[tuple[Key, str], list[Json]] = {}

    @cached_property
    def scopes(self) -> dict[Key, Scope]:
        """The scopes of reports of Party bodies, and of some of the thousand of governments."""
        held = [(row["province"], row["year"], row["body"], row["period"]) for row in self.data.coverage()]
        party = [key for key in held if key[2] != "government"]
        own = [key for key in party if key[0] in SAMPLE[0][:2]]
        governments = [
            key for key in held if key[2] == "government" and key[0] in SAMPLE[0] and key[1] in SAMPLE[1]
        ]
        return _Scopes(self.data, [*dict.fromkeys([*own, *party[::EVERY]]), *governments])

    def _scope(self, data: Dataset, *wanted: Any) -> Scope:
        """Give a scope that is at hand, or make it."""
        return self.scopes[wanted] if wanted in self.scopes else scope(data, *wanted)

    def report(
        self, province: str, year: int, body: str, period: str = "FY", lang: str = "vi"
    ) -> ProvinceReport:
        """Give one report."""
        key = (province, year, body, period)
        if (key, lang) not in self._made:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(province_report, "scope", self._scope)
                self._made[key, lang] = ProvinceReport(self.data, *key, lang)
        return self._made[key, lang]

    def sections(
        self, province: str, year: int, body: str, period: str = "FY", lang: str = "vi"
    ) -> list[Json]:
        """Give the sections of one report as the notebook carries them."""
        key = (province, year, body, period)
        if (key, lang) not in self._sections:
            made = self.report(*key, lang)
            self._sections[key, lang] = [section.to_json() for section in made.sections()]
        return self._sections[key, lang]

    def notebook(
        self, province: str, year: int, body: str, period: str = "FY", lang: str = "vi"
    ) -> nbformat.NotebookNode:
        """Give one report as a notebook whose cells seem to have been run."""
        made = self.report(province, year, body, period, lang)
        return sample_document.notebook(made.sections())

    def text(self, province: str, year: int, body: str, period: str = "FY", lang: str = "vi") -> str:
        """Give all that can be read in one report, a piece a line."""
        return "\n".join(readable(self.sections(province, year, body, period, lang)))

    def rows(self) -> Iterator[tuple[Scope, Row]]:
        """Give every row that any report shows, with the scope of its report."""
        for scope_of_report in self.scopes.values():
            for row in scope_of_report.rows:
                yield scope_of_report, row


# Pieces that no reader reads: ids, addresses, drawings, states, files to take along.
_SILENT = {
    *("svg", "figure", "figures", "href", "state", "type", "stamp", "key", "csv", "content", "media_type"),
    *("style", "align", "kind", "lang", "status", "document", "words", "name", "strip"),
}


def readable(piece: object) -> Iterator[str]:
    """Everything in a section that is read; the runs of one sentence or cell as one line."""
    if isinstance(piece, str):
        yield piece
    elif isinstance(piece, Mapping):
        for name, inner in piece.items():
            if name in _SILENT or (name == "id" and isinstance(inner, str)):
                continue
            yield from readable(inner)
    elif isinstance(piece, list):
        if piece and all(isinstance(run, Mapping) and "text" in run and "alt" not in run for run in piece):
            yield "".join(run["text"] for run in piece)
        else:
            for inner in piece:
                yield from readable(inner)


def runs(piece: object) -> Iterator[Json]:
    """Every run in a section."""
    if isinstance(piece, Mapping):
        if "text" in piece and "alt" not in piece and isinstance(piece["text"], str):
            yield dict(piece)
        for inner in piece.values():
            yield from runs(inner)
    elif isinstance(piece, list):
        for inner in piece:
            yield from runs(inner)


def figures(piece: object) -> dict[str, list[str]]:
    """Everything that is said of each figure, by its id."""
    found: dict[str, list[str]] = {}
    for run in runs(piece):
        if "figure" in run:
            found.setdefault(run["figure"], []).append(run["text"])
    return found


def blocks(sections: list[Json], kind: str) -> list[Json]:
    """All blocks of one type."""
    return [block for section in sections for block in section["blocks"] if block["type"] == kind]


def row_of(sections: list[Json], figure: str) -> Json:
    """Give the row of the table of all indicators that states a figure, as columns to what is read there."""
    (table,) = [block for block in blocks(sections, "table") if block["id"] == "all-indicators"]
    columns = [column["key"] for column in table["columns"]]
    for group in table["groups"]:
        for row in group["rows"]:
            cells = dict(zip(columns, row["cells"], strict=True))
            own = [
                name for name, cell in cells.items() if any(r.get("figure") == figure for r in cell["runs"])
            ]
            if (own and own != ["target"]) or (own and "/target/" in figure):
                return {
                    name: "".join(run["text"] for run in [*cell["runs"], *cell.get("below", [])])
                    for name, cell in cells.items()
                }
    raise AssertionError(f"no row states {figure}")


def sections_of(notebook: nbformat.NotebookNode) -> list[Json]:
    """Give the sections that a notebook carries."""
    return [
        output["data"][MIME_TYPE]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if MIME_TYPE in output.get("data", {})
    ]
