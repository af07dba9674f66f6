"""Figures from a foreign table, added to a data folder: all of them, or none."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from analysis.data import schema
from analysis.data.dataset import Dataset, load
from analysis.data.foreign import Answers, Foreign, Series
from analysis.data.spreadsheets import marked
from analysis.data.workbooks import slug
from analysis.files import write_all

__all__ = ["add", "appended", "settled"]

_OWN = "community"


def settled(table: Foreign, data: Dataset) -> list[dict[str, str]]:
    """The rows of a table with codes for its new indicators and its source, as they would be written."""
    codes = _codes(table.series, data)
    rows = []
    for row, one in zip(table.rows, table.of_rows, strict=True):
        indicator, _, category = (one.pair or codes[one.head]).partition("/")
        rows.append({**row, "indicator": indicator, "category": category})
    return rows


def _codes(series: Iterable[Series], data: Dataset) -> dict[str, str]:
    taken = {indicator for indicator, _ in data.catalog.indicators}
    codes: dict[str, str] = {}
    for one in series:
        if one.new and one.head not in codes:
            held = {code.partition("/")[0].replace("_", "-") for code in codes.values()}
            code = slug(one.head, {*(name.replace("_", "-") for name in taken), *held}).replace("-", "_")
            codes[one.head] = f"{code}/total"
    return codes


def add(table: Foreign, data: Dataset, answers: Answers, domain: str = _OWN) -> list[Path]:
    """Write the figures of a table into the folder of a dataset.

    Parameters
    ----------
    table : Foreign
        With nothing `Needed`.
    data : Dataset
        Of the folder that they go to.
    answers : Answers
        Whose source is added to the sources if it is none of them.
    domain : str, optional
        That of new indicators.

    Returns
    -------
    list of pathlib.Path
        The files that were written.

    Raises
    ------
    DataError
        If they do not fit what the folder holds; it is left as it was.
    """
    source, sources = _source(answers.source, data)
    added: dict[str, list[Mapping[str, str]]] = {"sources": sources, "indicators": _new(table, data, domain)}
    for row in settled(table, data):
        meaning = data.catalog.indicators.get((row["indicator"], row["category"]))
        home = meaning.domain if meaning else domain
        added.setdefault(home, []).append({**row, "source": source})
    before: dict[Path, bytes | None] = {}
    after: dict[Path, bytes] = {}
    for name, rows in added.items():
        if rows:
            file = data.folder / f"{name}.csv"
            before[file] = file.read_bytes() if file.exists() else None
            columns, _ = schema.SIDE_TABLES.get(name, (schema.OBSERVATION_COLUMNS, ()))
            after[file] = appended(before[file], columns, rows)
    write_all(after)
    try:
        load(data.folder)
    except BaseException:
        write_all({file: content for file, content in before.items() if content is not None})
        for file in [file for file, content in before.items() if content is None]:
            file.unlink()
        raise
    return list(before)


def _source(name: str, data: Dataset) -> tuple[str, list[Mapping[str, str]]]:
    for source in data.catalog.sources.values():
        if name in (source.id, source.title):
            return source.id, []
    code = slug(name, data.catalog.sources)
    return code, [{"id": code, "title": name, "kind": "other"}]


def _new(table: Foreign, data: Dataset, domain: str) -> list[Mapping[str, str]]:
    last = max((meaning.order for meaning in data.catalog.indicators.values()), default=0)
    units = {one.head: one for one in table.series if one.new}
    rows: list[Mapping[str, str]] = []
    for number, (head, code) in enumerate(_codes(table.series, data).items(), start=1):
        one, (indicator, _, category) = units[head], code.partition("/")
        names = dict.fromkeys(
            ("indicator_vi", "indicator_en", "category_vi", "category_en", "label_vi", "label_en"), head[:52]
        )
        unit = one.unit or ("%" if one.measure == "share" else head)
        rows.append({
            "indicator": indicator, "category": category, "domain": domain, "order": str(last + 10 * number),
            **names, "unit": slug(unit), "unit_vi": unit, "unit_en": unit, "polarity": "none",
            "timing": "period", "measure": one.measure,
        })  # fmt: skip
    return rows


def appended(content: bytes | None, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A CSV with rows added, in its own columns, separator and line ends."""
    text = content.decode("utf-8-sig") if content else ""
    first = text.split("\n", 1)[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    end = "\r\n" if first.endswith("\r") else "\n"
    heads = next(csv.reader([first.rstrip("\r")], delimiter=separator)) if text else list(columns)
    out = io.StringIO()
    writer = csv.DictWriter(out, heads, restval="", delimiter=separator, lineterminator=end)
    if not text:
        writer.writeheader()
    writer.writerows({name: marked(row.get(name, ""), name, separator) for name in heads} for row in rows)
    mark = b"\xef\xbb\xbf" if content and content.startswith(b"\xef\xbb\xbf") else b""
    joint = "" if not text or text.endswith("\n") else end
    return mark + (text + joint + out.getvalue()).encode()
