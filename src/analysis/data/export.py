"""Figures as a table to take along: every code with its name beside it."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from analysis.data.catalog import Catalog
from analysis.data.dataset import Dataset
from analysis.data.frames import Row, records

_UNSEEN: Final = {"note", "line", "percent", "value"}
"""The note is for who keeps the data, a line moves without a change; percent and value come as printed."""


def figures_csv(data: Dataset, figures: Iterable[str], lang: str) -> bytes:
    """Give the rows of figures as CSV, as they stand in the data, with names in a language.

    Parameters
    ----------
    data : Dataset
    figures : iterable of str
        Their ids.
    lang : {"vi", "en"}

    Returns
    -------
    bytes
        UTF-8 with a mark at the beginning, so that spreadsheets read Vietnamese letters right.
    """
    lines, wanted = _lines(data, lang), list(figures)
    missing = [figure for figure in wanted if figure not in lines]
    if missing or not lines:
        lines.update(zip(["", *missing], _written(data, missing, lang), strict=True))
    return "".join(lines[name] for name in ("", *wanted)).encode("utf-8-sig")


@lru_cache(maxsize=4)
def _lines(data: Dataset, lang: str) -> dict[str, str]:
    """The lines that were written before, by id, the head under none: a figure stands in many reports."""
    return {}


class _Rows(io.StringIO):
    """Keeps apart what a CSV writer writes: a row each time."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str] = []

    def write(self, text: str) -> int:
        self.rows.append(text)
        return len(text)


def _written(data: Dataset, figures: Sequence[str], lang: str) -> list[str]:
    """The head and the rows of figures as lines of CSV."""
    frame = data.observations.iloc[[data.positions[figure] for figure in figures]]
    frame = frame.drop(columns=list(_UNSEEN)).rename(columns=lambda name: name.removesuffix("_text"))
    rows = records(frame)
    # Percent and value where the figure's columns have them, not at the end.
    order = [name for name in data.observations.columns if name in frame.columns]
    for column, name_of in _names(data.catalog, lang).items():
        order.insert(order.index(column) + 1, f"{column}_name")
        frame = frame.assign(**{f"{column}_name": [name_of(row) for row in rows]})
    out = _Rows()
    frame[order].to_csv(
        out, index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n", date_format="%Y-%m-%d"
    )
    return out.rows


def _names(catalog: Catalog, lang: str) -> dict[str, Callable[[Row], str]]:
    """How each column of codes gets its names."""
    return {
        "domain": lambda row: catalog.domain_names[row["domain"]][f"name_{lang}"],
        "province": lambda row: str(getattr(catalog.provinces[row["province"]], f"name_{lang}")),
        "body": lambda row: catalog.body_name(row["body"], catalog.provinces[row["province"]], lang),
        "category": lambda row: str(
            getattr(catalog.indicators[row["indicator"], row["category"]], f"label_{lang}")
        ),
        "of_basis": lambda row: (
            catalog.basis_names[row["of_basis"]][f"name_{lang}"] if row["of_basis"] else ""
        ),
        "source": lambda row: catalog.sources[row["source"]].publisher,
    }
