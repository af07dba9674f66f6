"""Tables of other people: places down and years across, years down and places across, or one row a figure.

What can be found out is found out: where the places stand, which heads carry a year, whether the comma is the
decimal mark. What cannot is asked (`Needed`), never guessed. Nothing is left out in silence.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from analysis.data import cells, schema
from analysis.data.cells import Typed
from analysis.data.grids import SUFFIXES, Grid, address, workbook
from analysis.data.names import plain
from analysis.data.vocabulary import Lexicon
from analysis.errors import RequestError
from analysis.files import read_file
from analysis.messages import refusal

__all__ = ["Answers", "Foreign", "Needed", "Series", "tables_of", "understand"]

_YEAR = re.compile(r"(?<!\d)((?:19[3-9]|20\d)\d)(?!\d)")
_UNIT = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_LETTER = re.compile(r"[^\W\d_]|%")
_ABSENT = frozenset({"", "-", "–", "—", "..", "...", "…", "n/a", "na", "nan", "null", "none", "x", ":"})
_TITLES = re.compile(
    r"(?i)^(tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|province of|city of)\s+|\s+(province|city)$"
)
_ASIDE = frozenset({"stt", "tt", "no", "id", "code", "ma"})
_PARTS = re.compile(
    r"(?i)vnd|usd|đồng|dong|triệu|tỷ|tỉ|million|billion|thousand|nghìn|\bha\b|km|kg|tấn|tons?\b|m2|m²"
)
_PRELIMINARY = re.compile(
    r"(?i)(?:(?:^|\s)(?:prel|preliminary|sơ bộ|ước tính|ước|est|estimate)[.:]?[\s\-–]*)+$"
)
_UNIT_LINE = re.compile(r"(?i)(?:đvt|đơn vị(?: tính)?|unit)\s*:\s*([^:]+?)\s*(?:[-–/]\s*unit\b.*|\)|$)")
_FOOTNOTE = re.compile(r"(?<=\d)[\u00b9\u00b2\u00b3\u2070-\u2079*†]+$")
_OF_PLACES = frozenset(
    {"tinh", "thanh", "pho", "dia", "phuong", "huyen", "province", "place", "region", "city"}
)
_OF_YEARS = ("nam", "year", "yr", "nien do")
_OF_INDICATORS = ("chi tieu", "indicator", "variable", "measure", "noi dung", "item")


@dataclass(frozen=True)
class Answers:
    """What nobody can find out from the table itself.

    Attributes
    ----------
    body, source, period, basis : str
        Names or codes; empty where it is not said.
    year : str
        Of a table that does not say its year.
    decimal : str
        ``comma``, ``point``, or empty.
    indicators : mapping of str to str
        By head: the name or code of an indicator, or ``new``.
    places : mapping of str to str
        By name as it stands in the table: the name or code of a place, or ``-`` to leave it out.
    """

    body: str = ""
    source: str = ""
    period: str = "FY"
    basis: str = "unknown"
    year: str = ""
    decimal: str = ""
    indicators: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def coded(self, known: Lexicon) -> "Answers":
        """The answers with codes for the names of body, period and basis.

        Raises
        ------
        RequestError
            If a name stands for nothing.
        """
        codes = {}
        for column, text in (("body", self.body), ("period", self.period), ("of_basis", self.basis)):
            read = cells.named(text, known.names[column])
            if read.fault:
                raise RequestError("import-unknown", name=text, near=read.values.get("near") or "–")
            codes[column] = read.text
        return replace(self, body=codes["body"], period=codes["period"], basis=codes["of_basis"])


@dataclass(frozen=True)
class Series:
    """The figures under one head.

    Attributes
    ----------
    head : str
        What is counted, without the year.
    place : int
        Its column.
    year : str
        Empty where the rows say it.
    pair : str
        ``indicator/category``; empty where it is not known.
    near : str
        What comes nearest in name, where it is not known.
    new : bool
        Whether it is to be added to the indicators.
    measure, unit : str
    note : str
        What the head says of its figures: that they are preliminary.
    """

    head: str
    place: int
    year: str
    pair: str = ""
    near: str = ""
    new: bool = False
    measure: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class Needed:
    """A question that only a person can answer: what it is about, and what comes nearest."""

    about: str
    name: str = ""
    near: str = ""


@dataclass(frozen=True)
class Foreign:
    """How a table was read.

    Attributes
    ----------
    grid : Grid
        Turned, where the places stood across.
    turned : bool
    heads : tuple of int
        The rows of the heads.
    places : int
        The column of the places.
    years : int or None
        The column of the years, where the rows say it.
    series : tuple of Series
    left_out : tuple of (str, str)
        Columns that hold no figures: address and head.
    lost : tuple of (str, str, str)
        Rows whose place is not known: address, name, what comes nearest.
    empty : int
        How many cells hold nothing, or a sign for it.
    rows : tuple of mapping
        The figures, as the project writes them.
    of_rows : tuple of Series
        Which series each of them is of.
    needed : tuple of Needed
        What must be answered first.
    """

    grid: Grid
    turned: bool
    heads: tuple[int, ...]
    places: int
    years: int | None
    series: tuple[Series, ...]
    left_out: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str, str], ...]
    empty: int
    rows: tuple[Mapping[str, str], ...]
    of_rows: tuple[Series, ...]
    needed: tuple[Needed, ...]


def tables_of(path: Path) -> list[Grid]:
    """The sheets of a file that may hold a table.

    Parameters
    ----------
    path : pathlib.Path
        A workbook, or text with separators in whatever encoding.

    Raises
    ------
    RequestError
        If it cannot be read.
    """
    try:
        content = read_file(path)
        if path.suffix.lower() in SUFFIXES:
            return [grid for grid in workbook(content, path.name) if grid.rows]
        return [_text(content, path.name)]
    except OSError as error:
        raise RequestError("cannot-read", path=path, why=refusal(error)) from None
    except (ValueError, csv.Error) as error:
        raise RequestError("cannot-read", path=path, why=error) from None


def _text(content: bytes, file: str) -> Grid:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            # Older Vietnamese Windows; a place whose name this garbles is told as one that is not known.
            text = content.decode("cp1258", errors="replace")
    lines = text.splitlines(keepends=True)
    if lines and (told := re.fullmatch(r"sep=(.)\s*", lines[0])):
        separator, lines = told[1], lines[1:]
    else:
        separator = max(
            ";\t|,", key=lambda sign: sorted(line.count(sign) for line in lines[:50])[len(lines[:50]) // 2]
        )
    rows = list(csv.reader(io.StringIO("".join(lines), newline=""), delimiter=separator))
    width = max(map(len, rows), default=0)
    held = (tuple(cell if cell.strip() else None for cell in row) for row in rows)
    return Grid(file, "", tuple((*row, *(None,) * (width - len(row))) for row in held))


# ------------------------------------------------------------------------------------------- understanding


def understand(grid: Grid, known: Lexicon, answers: Answers) -> Foreign:
    """How a table is to be read.

    Parameters
    ----------
    grid : Grid
    known : Lexicon
        The names of the data folder.
    answers : Answers
        What the table does not say.

    Raises
    ------
    RequestError
        If no column and no row holds places.
    """
    grid, turned, column = _upright(grid, known, answers)
    first = next(row for row in range(len(grid.rows)) if _place(grid.at(row, column), known, answers))
    while first and _holds_figures(grid, first - 1, column):
        first -= 1  # a place that nobody knows may stand first
    heads = _heads(grid, first)
    body = [row for row in range(first, len(grid.rows)) if grid.rows[row][column] is not None]
    years = _year_column(grid, heads, body, column)
    named = _column_of(grid, heads, column, _OF_INDICATORS) if years is not None else None
    comma, unsure = _decimal_mark(grid, body, {column, years, named}, answers)
    title_year = _title_year(grid, heads, answers)
    series, left_out, unit = [], [], _unit_above(grid, heads, column)
    for place in range(grid.width):
        if place in (column, years, named):
            continue
        head = _head(grid, heads, place)
        if not cells.day(head).fault and head:
            raise RequestError("import-days", file=grid.file, head=head)
        numbers = [number for row in body if (number := _number(grid.at(row, place), comma)) is not None]
        texts = [row for row in body if not _is_absent(grid.at(row, place))]
        if not numbers or len(numbers) * 2 < len(texts) or _is_aside(head, answers):
            if texts or head:
                left_out.append((address(max(heads, default=0), place), head))
            continue
        year = _YEAR.search(head)
        if not _without_year(head) or _PRELIMINARY.fullmatch(_without_year(head)):
            head = f"{_without_year(_title(grid, heads, column))} {head}".strip()
        if unit and not _UNIT.search(head):
            head = f"{head} ({unit})"
        at = "" if years is not None else (year[1] if year else title_year)
        if named is None:
            series.append(_series(head, place, at, numbers, known, answers))
        else:
            series += [
                _series(name, place, at, numbers, known, answers)
                for name in dict.fromkeys(str(grid.at(row, named)) for row in body)
            ]
    return _figures(
        Foreign(grid, turned, heads, column, years, _alike(series), tuple(left_out), (), 0, (), (), ()),
        body, named, comma, unsure, known, answers,
    )  # fmt: skip


def _upright(grid: Grid, known: Lexicon, answers: Answers) -> tuple[Grid, bool, int]:
    """The table with its places down, and the column where they stand."""
    turned = Grid(grid.file, grid.name, tuple(zip(*grid.rows, strict=True)) if grid.rows else ())
    best = [
        max(
            (
                (sum(bool(_place(row[place], known, answers)) for row in side.rows), -place)
                for place in range(side.width)
            ),
            default=(0, 0),
        )
        for side in (grid, turned)
    ]
    if max(best)[0] == 0:
        raise RequestError("import-no-places", file=grid.file, sheet=grid.name or "-")
    across = best[1][0] > best[0][0]
    return (turned, True, -best[1][1]) if across else (grid, False, -best[0][1])


def _place(cell: Typed, known: Lexicon, answers: Answers) -> str:
    """The code of a place; empty if the cell names none."""
    if not isinstance(cell, str) or cell.strip().isdigit():
        return ""
    text = " ".join(cell.split())
    text = answers.places.get(text, text)
    for name in _names_in(text):
        for called in (name, _TITLES.sub("", plain(name))):
            read = cells.named(called, known.names["province"])
            if not read.fault and read.text:
                return read.text
    return ""


def _names_in(text: str) -> tuple[str, ...]:
    """A name, and before its English one, as yearbooks print both: Hà Nội - Ha Noi City."""
    first, sign, _ = text.partition(" - ")
    return (text, first) if sign else (text,)


def _holds_figures(grid: Grid, row: int, places: int) -> bool:
    """Whether a row has a name where the places stand, and numbers that are no years."""
    if not isinstance(grid.rows[row][places], str):
        return False
    others = [cell for place, cell in enumerate(grid.rows[row]) if place != places]
    return any(_number(cell, comma=False) is not None and cells.year(cell).fault for cell in others)


def _heads(grid: Grid, first: int) -> tuple[int, ...]:
    """The rows of the heads: those above the first place that have more than a title."""
    found = []
    for row in range(first - 1, max(first - 5, -1), -1):
        filled = [place for place in range(grid.width) if grid.at(row, place) is not None]
        block = grid.block(row, filled[0]) if filled else None
        if len(filled) < 2 or (block and block[3] - block[1] + 1 >= grid.width):
            break
        found.append(row)
    return tuple(reversed(found))


def _head(grid: Grid, heads: Sequence[int], place: int) -> str:
    words = (cells.free(grid.at(row, place)).text for row in heads)
    return " ".join(dict.fromkeys(word for word in words if word))


def _without_year(head: str) -> str:
    bare = _YEAR.sub(" ", _UNIT.sub(" ", head))
    bare = re.sub(r"(?i)\b(năm|year|in)\s*$|^\s*(năm|year)\b", " ", bare.strip())
    return " ".join(bare.split()).strip(" -–:,;_")


def _title(grid: Grid, heads: Sequence[int], places: int) -> str:
    """What stands above the heads, or in their corner; else the name of the sheet or file."""
    above = (cell for row in range(min(heads, default=0)) for cell in grid.rows[row])
    corner = _head(grid, heads, places)
    named = corner if len(corner.split()) > 1 and not _OF_PLACES & {*plain(corner).split()} else ""
    usual = named or grid.name or grid.file.rpartition(".")[0]
    return next((cell for cell in above if isinstance(cell, str) and not _UNIT_LINE.search(cell)), usual)


def _unit_above(grid: Grid, heads: Sequence[int], places: int) -> str:
    """The unit of the whole table, from a line above it or from its title; empty if there is none."""
    above = [
        cell for row in range(max(heads, default=0) + 1) for cell in grid.rows[row] if isinstance(cell, str)
    ]
    told = next((found[1] for cell in above if (found := _UNIT_LINE.search(cell))), "")
    found = _UNIT.search(_title(grid, heads, places))
    return told or (found[1] if found and _LETTER.search(found[1]) and not re.search(r"\d", found[1]) else "")


def _column_of(grid: Grid, heads: Sequence[int], places: int, called: Sequence[str]) -> int | None:
    return next(
        (
            place
            for place in range(grid.width)
            if place != places and plain(_head(grid, heads, place).replace("_", " ")) in called
        ),
        None,
    )


def _year_column(grid: Grid, heads: Sequence[int], body: Sequence[int], places: int) -> int | None:
    for place in range(grid.width):
        held = [grid.at(row, place) for row in body]
        if place == places or any(cell is None for cell in held):
            continue
        named = plain(_head(grid, heads, place)) in _OF_YEARS
        if named and all(not cells.year(cell).fault for cell in held):
            return place
    return None


def _title_year(grid: Grid, heads: Sequence[int], answers: Answers) -> str:
    """The one year that the title, the sheet or the file names; empty if there is none, or several."""
    above = [str(cell) for row in range(min(heads, default=0)) for cell in grid.rows[row] if cell is not None]
    found = {year for text in (*above, grid.name, grid.file) for year in _YEAR.findall(text)}
    return answers.year or (found.pop() if len(found) == 1 else "")


def _is_absent(cell: Typed) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip().lower() in _ABSENT)


_COMMA = re.compile(r"-?\d{1,3}(\.\d{3})*,\d+|-?\d+,\d+|-?\d{1,3}(\.\d{3}){2,}")
_POINT = re.compile(r"-?\d{1,3}(,\d{3})*\.\d+|-?\d+\.\d+|-?\d{1,3}(,\d{3}){2,}|-?\d+(\.\d+)?[eE][+-]?\d+")
_EITHER = re.compile(r"-?\d{1,3}[.,]\d{3}")


def _decimal_mark(
    grid: Grid, body: Sequence[int], aside: set[int | None], answers: Answers
) -> tuple[bool, str]:
    """Whether the comma is the decimal mark, and a cell that nobody can read where that is not clear."""
    if answers.decimal:
        return answers.decimal == "comma", ""
    texts = [
        (row, place, cell.strip().rstrip("%").strip())
        for row in body
        for place in range(grid.width)
        if place not in aside and isinstance(cell := grid.at(row, place), str)
    ]
    sure = [text for _, _, text in texts if not _EITHER.fullmatch(text)]
    comma = any(_COMMA.fullmatch(text) for text in sure)
    point = any(_POINT.fullmatch(text) for text in sure)
    unsure = next(
        (f"{address(row, place)} {text}" for row, place, text in texts if _EITHER.fullmatch(text)), ""
    )
    if comma and point:
        return False, next(
            f"{address(row, place)} {text}" for row, place, text in texts if _COMMA.fullmatch(text)
        )
    return comma, unsure if not (comma or point) else ""


def _number(cell: Typed, comma: bool) -> Decimal | None:
    """A number in whichever form; None if it is none."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return Decimal(cells.decimal(cell).text)
    if not isinstance(cell, str):
        return None
    text = _FOOTNOTE.sub("", re.sub(r"[\s\u00a0\u202f]", "", cell).removesuffix("%"))
    text = text.replace(".", "").replace(",", ".") if comma else text.replace(",", "")
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d{1,2})?", text) else None


def _is_aside(head: str, answers: Answers) -> bool:
    """Whether a column counts the rows, or is not wanted."""
    words = plain(head.replace("_", " ")).split()
    return bool(words and words[0] in _ASIDE) or answers.indicators.get(_without_year(head)) == "-"


def _alike(series: Sequence[Series]) -> tuple[Series, ...]:
    """New series of one head are of one measure, that of the year that needs most."""
    parts = {one.head for one in series if one.measure == "amount"}
    return tuple(replace(one, measure="amount") if one.new and one.head in parts else one for one in series)


def _series(
    head: str, place: int, year: str, numbers: Sequence[Decimal], known: Lexicon, answers: Answers
) -> Series:
    unit_found = _UNIT.search(head)
    share = "%" in head
    head = _without_year(head)
    said = _PRELIMINARY.search(head)
    note = said[0].strip(" -–") if said and said.start() else ""
    head = head[: said.start()].strip() if said and note else head
    told = answers.indicators.get(head, answers.indicators.get("", ""))
    unit = unit_found[1] if unit_found and _LETTER.search(unit_found[1]) else ""
    whole = all(n == n.to_integral_value() and n >= 0 for n in numbers) and not _PARTS.search(unit)
    measure = "share" if share else "count" if whole else "amount"
    if told == "new":
        return Series(head, place, year, new=True, measure=measure, unit=unit, note=note)
    read = cells.named(told or head, known.pairs)
    if read.fault or not read.text:
        return Series(head, place, year, near=_like(head, known), measure=measure, unit=unit, note=note)
    return Series(head, place, year, pair=read.text, measure=known.measures[read.text], unit=unit, note=note)


def _like(head: str, known: Lexicon) -> str:
    """The indicators that are called much like a head: not those that share a word with it."""
    from rapidfuzz import fuzz, process

    names = known.pairs.plainly
    found = process.extract(plain(head), names.keys(), scorer=fuzz.token_sort_ratio, limit=3, score_cutoff=70)
    return " / ".join(known.pairs.shown[code] for name, _, _ in found for code in names[name])


# ----------------------------------------------------------------------------------------------- its figures


def _figures(
    table: Foreign,
    body: Sequence[int],
    named: int | None,
    comma: bool,
    unsure: str,
    known: Lexicon,
    answers: Answers,
) -> Foreign:
    grid, empty = table.grid, 0
    rows: list[dict[str, str]] = []
    of_rows: list[Series] = []
    lost: list[tuple[str, str, str]] = []
    sums: list[tuple[str, str]] = []
    for row in body:
        name = " ".join(str(grid.rows[row][table.places]).split())
        place = _place(grid.rows[row][table.places], known, answers)
        if not place:
            # A note below the table has no figures; there is nothing to ask about it.
            held = any(not _is_absent(grid.at(row, one.place)) for one in table.series)
            if not held or any(_is_sum(each, known) for each in _names_in(name)):
                sums.append((address(row, table.places), name))
            elif answers.places.get(name) != "-":
                near = known.names["province"].nearest(name)
                shown = " / ".join(known.names["province"].shown[code] for code in near)
                lost.append((address(row, table.places), name, shown))
            continue
        for one in table.series:
            if named is not None and str(grid.at(row, named)) != one.head:
                continue
            cell = grid.at(row, one.place)
            number = _number(cell, comma)
            if number is None:
                empty += _is_absent(cell)
                if not _is_absent(cell):
                    sums.append((address(row, one.place), str(cell)))
                continue
            year = cells.year(grid.at(row, table.years)).text if table.years is not None else one.year
            rows.append(_row(place, year, one, cell, number, answers))
            of_rows.append(one)
    found = replace(table, rows=tuple(rows), of_rows=tuple(of_rows), lost=tuple(lost), empty=empty)
    found = replace(found, left_out=(*table.left_out, *sums))
    return replace(found, needed=tuple(_questions(found, unsure, answers)))


def _is_sum(name: str, known: Lexicon) -> bool:
    """Whether a row adds up others: all of them, or a region."""
    return cells.is_sum(name) or not cells.named(name, known.names["region"]).fault


def _row(
    place: str, year: str, one: Series, cell: Typed, number: Decimal, answers: Answers
) -> dict[str, str]:
    whole = number == number.to_integral_value()
    text = f"{number.to_integral_value() if whole else number:f}"
    column = {"count": "count", "share": "percent"}.get(one.measure, "value")
    indicator, _, category = one.pair.partition("/")
    filled = {
        "province": place, "body": answers.body, "year": year, "period": answers.period, "kind": "actual",
        "indicator": indicator, "category": category, column: text, "qualifier": "exact",
        "of_basis": answers.basis if column == "percent" else "", "as_printed": cells.printed(cell).text,
        "source": answers.source, "confidence": "high",
        "note": one.note,
    }  # fmt: skip
    return {**dict.fromkeys(schema.OBSERVATION_COLUMNS, ""), **filled}


def _questions(table: Foreign, unsure: str, answers: Answers) -> Iterator[Needed]:
    if unsure:
        yield Needed("decimal", unsure)
    if any(not one.year for one in table.series) and table.years is None:
        yield Needed("year")
    for head, near in dict.fromkeys(
        (one.head, one.near) for one in table.series if not (one.pair or one.new)
    ):
        yield Needed("indicator", head, near)
    for _, name, near in table.lost:
        yield Needed("place", name, near)
    columns = [(one.head, one.year) for one in table.series]
    for head, year in sorted({column for column in columns if columns.count(column) > 1}):
        yield Needed("twice", f"{head} {year}".strip())
    if not answers.body:
        yield Needed("body")
    if not answers.source:
        yield Needed("source")
