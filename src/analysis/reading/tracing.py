"""Rows held against the texts of their sources: whether each still says what its page printed.

A figure is found where its numbers stand beside words of its indicator, under the subject, the qualifier and
the period that the row gives. What is kept of a found one is a fingerprint, never the text.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from analysis.data import Dataset, records
from analysis.errors import RequestError
from analysis.messages import say
from analysis.reading.figures import Figure
from analysis.reading.numbers import Number, numbers
from analysis.reading.proposals import meanings
from analysis.reading.reader import Reader
from analysis.reading.rows import expected_hedge, number_cell
from analysis.reading.texts import Text, text_of
from analysis.reading.traces import STATES, Traced, row_digest, rows_by_source
from analysis.reading.vocabulary import Vocabulary
from analysis.reading.wording import composed, spelling

__all__ = ["by_source", "texts_of", "trace", "trace_rows"]

_ENDINGS = (".txt", ".html", ".htm", ".pdf", ".docx")
_LIKELY = 0.3
_WIDER = {"good_or_better": "good", "completed_or_better": "completed"}


def trace(data: Dataset, vocabulary: Vocabulary, folder: Path | None) -> list[Traced]:
    """Hold every row of the data against the text of its source.

    Parameters
    ----------
    data : Dataset
    vocabulary : Vocabulary
    folder : pathlib.Path or None
        Where the texts lie: files called after a source's id, or named in its note. None: there are none.

    Returns
    -------
    list of Traced
        One a row, in the order of the data.
    """
    known = {row["id"]: row for row in records(data.catalog.frames["traces"])}
    texts = texts_of(data, folder) if folder is not None else {}
    traced: dict[str, Traced] = {}
    for source, rows in rows_by_source(data).items():
        text = texts.get(source)
        if text is None:
            traced |= {
                row["id"]: Traced(row["id"], source, "no text", _without(data, source)) for row in rows
            }
        else:
            found = trace_rows(rows, text, data, vocabulary)
            traced |= {one.id: _moved(one, known.get(one.id)) for one in found}
    return [traced[name] for name in data.observations["id"]]


def _without(data: Dataset, source: str) -> str:
    known = data.catalog.sources[source]
    return "" if known.url or any(end in known.note for end in _ENDINGS) else say("trace-unaddressed")


def _moved(one: Traced, before: Mapping[str, str] | None) -> Traced:
    """A figure that stands in another sentence of a changed text than when it was found last."""
    if before is None or one.state != "found" or one.sentence == before["sentence"]:
        return one
    return replace(one, state="moved", reason=say("trace-elsewhere"))


def texts_of(data: Dataset, folder: Path) -> dict[str, Text]:
    """The texts of the sources in a folder.

    Returns
    -------
    dict of str to Text
        By id of the source.

    Raises
    ------
    RequestError
        If there is no such folder, or a text of it cannot be read.
    """
    if not folder.is_dir():
        raise RequestError("no-texts", path=folder)
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS)
    by_name = {path.name: path for path in files} | {path.stem: path for path in files}
    held = {}
    for name, source in data.catalog.sources.items():
        named = [
            part.strip(" ,;()") for part in source.note.split() if part.strip(" ,;()").endswith(_ENDINGS)
        ]
        found = [by_name[key] for key in (name, *named) if key in by_name]
        if found:
            held[name] = text_of(found[0])
    return held


def trace_rows(
    rows: Sequence[Mapping[str, str]], text: Text, data: Dataset, vocabulary: Vocabulary
) -> list[Traced]:
    """Hold rows against one text.

    Parameters
    ----------
    rows : sequence of mapping of str to str
        With the columns of a row as text, and ``id``.
    text : Text
    data : Dataset
        For what the codes mean.
    vocabulary : Vocabulary

    Returns
    -------
    list of Traced
        One a row.
    """
    published = (
        data.catalog.sources[rows[0]["source"]].published
        if rows and rows[0]["source"] in data.catalog.sources
        else ""
    )
    witness = _Witness(text, data, vocabulary, published)
    return [witness.trace(row) for row in rows]


class _Witness:
    """One text, asked for one row after the other."""

    def __init__(self, text: Text, data: Dataset, vocabulary: Vocabulary, published: str) -> None:
        self.text = text
        self.reader = Reader(text.text, vocabulary, data.catalog, {"published": published})
        self.reading = self.reader.reading()
        self.passage = self.reader.passage
        self.figures = [
            *self.passage.figures,
            *(_share_alone(one) for one in self.passage.figures if one.share is not None),
        ]

    def trace(self, row: Mapping[str, str]) -> Traced:
        base = Traced(row["id"], row["source"], "missing", "", row_digest(row), "", self.text.digest)
        printed = list(numbers(spelling(composed(row["as_printed"])), ()))
        if not printed:
            return replace(base, reason=say("trace-no-number", printed=row["as_printed"]))
        if wrong := self._contradicts(row, printed):
            return replace(base, state="moved", reason=wrong)
        held = [one for one in self.figures if _prints(one, printed)]
        if not held:
            return replace(base, reason=say("trace-missing", printed=row["as_printed"]))
        told = [(self._disagreements(row, one, printed), one) for one in held]
        faults, figure = min(told, key=lambda pair: (len(pair[0]), pair[1].number.start))
        start, end = self.passage.sentence_of(figure.number.start)
        sentence = hashlib.sha256(" ".join(self.passage.spelled[start:end].split()).encode()).hexdigest()[:16]
        place = replace(base, sentence=sentence, offset=figure.number.start)
        if not faults:
            return replace(place, state="found")
        return replace(place, state="moved", reason="; ".join(faults))

    def _contradicts(self, row: Mapping[str, str], printed: Sequence[Number]) -> str:
        """Where the cells of a row are not the numbers that it says are printed."""
        first = printed[0]
        shares = [one for one in printed if one.kind in ("percent", "percents")]
        counts = [one for one in printed if one.kind not in ("percent", "percents")]
        cells = {"count": "", "count_to": "", "percent": "", "percent_to": "", "value": ""}
        if counts:
            amount = self.reader.catalog.indicators[row["indicator"], row["category"]].unit == "million_vnd"
            cells["count"] = number_cell(counts[0].value / (10**6 if amount else 1))
            cells["count_to"] = number_cell(first.upto) if first.kind == "range" else ""
            if counts[0].kind == "fraction" and row["of"] and row["of"] != number_cell(counts[0].upto):
                return say("trace-other-print", column="of", cell=row["of"], printed=row["as_printed"])
        if shares:
            cells["percent"] = number_cell(shares[0].value)
            cells["percent_to"] = number_cell(shares[0].upto) if shares[0].kind == "percents" else ""
        entry = self.reader.catalog.indicators[row["indicator"], row["category"]]
        if entry.measure in ("amount", "score", "rank", "tier"):
            cells["value"], cells["count"] = cells["count"], ""
        if entry.measure in ("rank", "tier"):  # told by a word or an ordinal as often as by a number
            del cells["value"]
        wrong = [name for name, cell in cells.items() if _same(row.get(name, "")) != _same(cell)]
        if not wrong:
            return ""
        return say("trace-other-print", column=wrong[0], cell=row[wrong[0]] or "–", printed=row["as_printed"])

    def _disagreements(self, row: Mapping[str, str], figure: Figure, printed: Sequence[Number]) -> list[str]:
        pair = (row["indicator"], row["category"])
        wanted = {pair, (pair[0], _WIDER.get(pair[1], pair[1]))}
        held = [one for one in meanings(self.passage, figure) if one.pair in wanted and one.weight >= _LIKELY]
        told = self.reader.meant.get(figure.first)
        if told is not None and told.pair != pair:
            told = None
        if not held and told is None:
            return [say("trace-no-word"), "", ""]
        faults = []
        likeliest = held[0] if held else told
        assert likeliest is not None
        meaning = replace(likeliest, pair=pair)
        if (whom := self.reader.whom_of(figure, meaning)) != row["authority"]:
            faults.append(_other("authority", row["authority"], whom))
        if (hedges := expected_hedge(figure.number, row["kind"])) != (row["qualifier"], row["comparator"]):
            faults.append(_other("qualifier", f"{row['qualifier']} {row['comparator']}", " ".join(hedges)))
        time = self.reader.time_of(figure, meaning, row["kind"])
        if time.year and (time.period, str(time.year), str(time.span_from or "")) != (
            row["period"],
            row["year"],
            row["span_from"],
        ):
            faults.append(_other("period", f"{row['year']} {row['period']}", f"{time.year} {time.period}"))
        if row["of"] and figure.number.kind != "fraction" and not self._says(row["of"], figure):
            faults.append(say("trace-no-base", base=row["of"]))
        return faults

    def _says(self, cell: str, figure: Figure) -> bool:
        start, end = self.passage.sentence_of(figure.number.start)
        return any(
            start <= one.number.start < end
            and cell in (number_cell(one.number.value), number_cell(one.number.upto))
            for one in self.passage.figures
        )


def _other(column: str, cell: str, text: str) -> str:
    return say("trace-other", column=column, cell=cell.strip() or "–", text=text.strip() or "–")


def _share_alone(figure: Figure) -> Figure:
    assert figure.share is not None
    return replace(figure, number=figure.share, share=None)


def _prints(figure: Figure, printed: Sequence[Number]) -> bool:
    first = printed[0]
    if (figure.number.value, figure.number.upto) != (first.value, first.upto):
        return False
    if first.kind in ("none", "half") and figure.number.text != first.text:
        return False
    percent, wanted = figure.number.kind.startswith("percent"), first.kind.startswith("percent")
    if percent != wanted or (figure.number.kind == "fraction") != (first.kind == "fraction"):
        return False
    return len(printed) == 1 or (figure.share is not None and figure.share.value == printed[1].value)


def _same(cell: str) -> str:
    return cell.rstrip("0").rstrip(".") if "." in cell else cell


def by_source(traced: Iterable[Traced]) -> dict[str, dict[str, int]]:
    """How many rows of each source are in which state."""
    table: dict[str, dict[str, int]] = {}
    for one in traced:
        table.setdefault(one.source, dict.fromkeys(STATES, 0))[one.state] += 1
    return dict(sorted(table.items()))
