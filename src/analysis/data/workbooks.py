"""The sheets of the workbooks in a data folder, as rows of the project's tables.

A sheet is known by its name (that of a domain or of a table beside the figures) or, where it has years
across, by its heads. Above the heads may stand what holds for the whole sheet: *Địa phương: Trà Vinh*. A row
goes by a number of its own (`FIRST` and more) until all is read; `Book.told` says where it stands.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import combinations

import pandas as pd

from analysis.data import cells, schema
from analysis.data.cells import Read, Typed
from analysis.data.faults import fault
from analysis.data.grids import SUFFIXES, Block, GiantError, Grid, LockedError, address, workbook
from analysis.data.names import alike, bare, plain, unmarked
from analysis.data.printed import stands_in
from analysis.data.snapshot import OF_OTHERS, Snapshot
from analysis.data.spreadsheets import DECIMALS
from analysis.data.vocabulary import EXCHANGED, Lexicon, words
from analysis.errors import Fault
from analysis.messages import LANGUAGES, language, refusal

__all__ = ["FIRST", "FORMS", "LISTED", "OFFICE", "Book", "Sheet", "read", "slug"]

FIRST = 10_000_000
"""The number of the first row of a workbook; no CSV has as many lines."""

FORMS: Mapping[str, tuple[str, ...]] = {
    "sources": ("title", "publisher", "published", "kind", "url", "note", "id"),
    "provinces": (
        "name_vi", "kind", "parent", "name_en", "gso_code", "note", "province", "region", "region_en",
        "successor", "successor_from",
    ),
    "bodies": ("name_vi", "short_vi", "name_en", "short_en", "kinds", "body"),
    "indicators": (
        "label_vi", "domain", "unit_vi", "measure", "polarity", "timing", "scale_min", "scale_max",
        "label_en", "unit_en", "indicator", "category",
    ),
    "bases": ("name_vi", "role", "name_en", "of_basis"),
}  # fmt: skip
"""The tables beside the figures that a workbook may add to, with their columns, the needed ones first."""

LISTED: Mapping[tuple[str, str], str] = {
    ("sources", "kind"): "source_kind", ("provinces", "kind"): "level", ("provinces", "parent"): "province",
    ("indicators", "domain"): "domain", ("indicators", "measure"): "measure",
    ("indicators", "polarity"): "polarity", ("indicators", "timing"): "timing",
    ("bases", "role"): "role",
}  # fmt: skip
"""The columns of these tables whose cells hold names out of a list, with the list."""

OFFICE = "office"
"""The sheet that says whose reports these are."""

_HEADED: Mapping[str, tuple[str, ...]] = {**FORMS, OFFICE: ("item", "text", "meaning", "text_en")}
"""The sheets with heads of their own."""

USUAL: Mapping[str, str] = {"kind": "actual", "qualifier": "exact", "confidence": "high", "period": "FY"}
"""What an empty cell of a workbook means in a column that is folded away."""

_KEYS = ("province", "body", "year", "period", "span_from", "kind", "indicator", "category", "authority",
         "counted", "of_basis", "as_of", "source", "confidence", "qualifier", "comparator")  # fmt: skip
_NAMING = ("province", "body", "year", "indicator", "category")
_FIGURES = ("number", "count", "count_to", "of", "percent", "percent_to", "value")
_ALONE = frozenset({*_FIGURES, "as_printed", "change_printed"})
_YEAR_HEAD = re.compile(r"(?:năm|year|nam)?\s*((?:19|20)\d\d)(?:[.]0)?\b[\s:,;–-]*(.*)", re.I | re.S)
_YEARS_IN = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ROWS_TO_HEADS = 30
# What programs and people add to the name of a copy.
_REFUSED = {LockedError: "locked-workbook", GiantError: "giant-workbook"}
_COPY = re.compile(r"(?i)^(?:copy of|bản sao(?: của)?)\s+|(?:\s*-?\s*(?:copy|bản sao|sao chép)|\s*\(\d+\))+$")


def slug(name: str, taken: Iterable[str] = ()) -> str:
    """A code made of a name.

    Examples
    --------
    >>> slug("Huyện Trà Cú"), slug("Báo cáo số 12-BC/HU, 2023"), slug("Trà Cú", ["tra-cu"])
    ('huyen-tra-cu', 'bao-cao-so-12-bc-hu-2023', 'tra-cu-2')
    """
    code = re.sub(r"[^a-z0-9]+", "-", plain(name))[:56].strip("-") or "x"
    held = set(taken)
    numbered = (code, *(f"{code}-{number}" for number in range(2, len(held) + 3)))
    return next(found for found in numbered if found not in held)


@dataclass(frozen=True)
class Sheet:
    """One sheet that was recognised.

    Attributes
    ----------
    grid : Grid
    table : str
        The table beside the figures, the domain, or nothing where figures of any domain may stand.
    heads : int
        The last row of the heads.
    columns : mapping of int to (str, str)
        Of each column its name and the year it is of, if it is of one.
    constants : mapping of str to (int, int)
        Where what holds for the whole sheet stands.
    """

    grid: Grid
    table: str
    heads: int
    columns: Mapping[int, tuple[str, str]]
    constants: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def wide(self) -> bool:
        """Whether it has years across."""
        return any(year for _, year in self.columns.values())


@dataclass(frozen=True)
class Place:
    """Where a row of figures, or of a table, stands."""

    grid: Grid
    row: int
    columns: Mapping[str, tuple[int, int]]

    @property
    def sheet(self) -> tuple[str, str]:
        """Its file, and the name of its sheet."""
        return self.grid.file, self.grid.name

    def cell(self, column: str) -> str:
        """The address of a column's cell, with the name of the sheet."""
        number = self.columns.get("number") if column in ("count", "percent", "value", "year") else None
        at = self.columns.get(column, number)
        return f"{self.grid.name}!{address(*at) if at else self.row + 1}"


@dataclass
class Book:
    """The workbooks of one data folder.

    Attributes
    ----------
    sheets : list of Sheet
    stands : bool
        Whether there is a workbook at all, be it readable or not: figures may stand there.
    office : tuple of Sheet
        Those that say whose reports these are.
    places : list of Place
        Of the rows, by their number.
    """

    sheets: list[Sheet]
    stands: bool = False
    office: tuple[Sheet, ...] = ()
    places: list[Place] = field(default_factory=list)

    @property
    def tables(self) -> frozenset[str]:
        """The tables and domains that a CSV is not needed for."""
        return frozenset(sheet.table for sheet in self.sheets)

    def number(self, place: Place) -> int:
        """The number of a new row."""
        self.places.append(place)
        return FIRST + len(self.places) - 1

    def told(self, faults: Iterable[Fault]) -> Iterator[Fault]:
        """Faults with sheet and cell, where they are of a workbook.

        What one cause has made wrong in many cells is told at the first, with how many more there are.
        """
        alike: dict[object, list[Fault]] = {}
        for found in map(self._named, self._sheets_twice(sorted(faults))):
            if found.line < FIRST:
                yield found
                continue
            place = self.places[found.line - FIRST]
            # One cell may say both.
            both = found.column == "category" and "category" not in place.columns
            found = replace(found, column="indicator") if both else found
            at = replace(found, file=place.grid.file, line=place.row + 1, cell=place.cell(found.column))
            said = tuple(sorted(found.values.items()))
            cause: object = (at.file, at.column, at.code, said) if any(found.values.values()) else at.cell
            if cause == at.cell and "number" in place.columns:
                # The same cell of every form is left empty for the same reason.
                cause = (at.file, at.column, at.code, at.cell.removeprefix(place.grid.name))
            alike.setdefault(cause, []).append(at)
        for first, *more in alike.values():
            yield replace(first, more=len({fault_.cell for fault_ in more} - {first.cell}))

    def _sheets_twice(self, faults: Iterable[Fault]) -> Iterator[Fault]:
        """The faults; of a sheet whose figures all stand on one other, only that it is its copy."""
        found = list(faults)
        held = Counter(place.sheet for place in self.places)
        beside: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for one in found:
            if one.code == "duplicate-figure" and one.line >= FIRST and int(one.values["at"]) >= FIRST:
                sheet, other = (self.places[line - FIRST].sheet for line in (one.line, int(one.values["at"])))
                beside.setdefault(sheet, []).append(other)
        copies = {
            sheet: others[0]
            for sheet, others in beside.items()
            if len(others) == held[sheet] > 1 and {*others} - {sheet} == {others[0]}
        }
        books = dict(self._books_twice(copies))
        for file, original in books.items():
            yield fault(file, 0, "-", "saved-twice", file, near=original)
        told: set[tuple[str, str]] = set()
        for one in found:
            sheet = self.places[one.line - FIRST].sheet if one.line >= FIRST else ("", "")
            if sheet[0] in books and one.code in ("duplicate-figure", "duplicate-key"):
                continue
            if one.code != "duplicate-figure" or sheet not in copies:
                yield one
            elif sheet not in told:
                told.add(sheet)
                near = copies[sheet][1]
                yield fault(one.file, one.line, "province", "sheet-twice", value=sheet[1], near=near)

    def _books_twice(self, copies: Mapping[tuple[str, str], tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The workbooks all of whose figures another one holds, too, each with that one."""
        sheets: dict[str, set[tuple[str, str]]] = {}
        for sheet in self.sheets:
            named = sheet.grid.file, sheet.grid.name
            if sheet.table not in schema.SIDE_TABLES and any(place.sheet == named for place in self.places):
                sheets.setdefault(named[0], set()).add(named)
        for file, own in sheets.items():
            originals = {copies.get(sheet, (file, ""))[0] for sheet in own}
            if len(originals) == 1 and (original := originals.pop()) != file:
                yield file, original

    def _named(self, found: Fault) -> Fault:
        """A fault of two rows says where the other stands."""
        line = int(found.values.get("at", "0"))
        if line < FIRST:
            return found
        place = self.places[line - FIRST]
        return replace(
            found, values={**found.values, "other": place.grid.file, "at": place.cell("indicator")}
        )

    def lines(self, numbers: "pd.Series[int]") -> "pd.Series[int]":
        """The lines on which rows stand, by their numbers."""
        if not self.places:
            return numbers
        return numbers.map(lambda line: self.places[line - FIRST].row + 1 if line >= FIRST else line)

    def beside(self, table: str, known: pd.DataFrame, lexicon: Lexicon, faults: list[Fault]) -> pd.DataFrame:
        """A table beside the figures, with what the workbooks add to it.

        Parameters
        ----------
        table : str
        known : pandas.DataFrame
            Its rows from the CSV.
        lexicon : Lexicon
            Of the tables so far.
        faults : list of Fault
            To which those of the sheets are added.
        """
        rows: dict[int, dict[str, str]] = {}
        told: dict[int, list[Fault]] = {}
        for sheet in (sheet for sheet in self.sheets if sheet.table == table):
            for place, typed in _rows(sheet, self, faults):
                number, name = self.number(place), FORMS[table][0]
                reads = {
                    column: _beside(table, column, typed.get(column), lexicon) for column in FORMS[table]
                }
                cells_ = {column: read.text for column, read in reads.items()}
                if not cells_[name]:
                    faults.append(fault(f"{table}.csv", number, name, "missing-value"))
                elif any(_same(table, cells_, other) for other in rows.values()):
                    faults.append(fault(f"{table}.csv", number, name, "duplicate-key", cells_[name]))
                else:
                    told[number] = [*_faults(f"{table}.csv", number, reads)]
                    rows[number] = _completed(table, cells_, known, rows.values())
        own = {bare(row["name_vi"]): row["province"] for row in rows.values()} if table == "provinces" else {}
        for number, found in told.items():
            lost = [one for one in found if one.column == "parent"]
            above = own.get(bare(rows[number]["parent"]), "") if lost else ""
            if above and above != rows[number]["province"]:
                # A commune lies in a district that stands in another row of the sheet.
                rows[number]["parent"] = above
                found = [one for one in found if one not in lost]
            faults += found
        if not rows:
            return known
        columns = list(schema.SIDE_TABLES[table][0])
        added = pd.DataFrame.from_dict(rows, orient="index", dtype=str).reindex(
            columns=columns, fill_value=""
        )
        return pd.concat([known, added])

    def figures(self, lexicon: Lexicon, faults: list[Fault]) -> pd.DataFrame:
        """The figures of all sheets, as text, with ``domain``, ``file`` and ``line``."""
        rows: list[dict[str, object]] = []
        sources = lexicon.names["source"].codes
        usual = {**USUAL, **({"source": next(iter(sources))} if len(sources) == 1 else {})}
        for sheet in (sheet for sheet in self.sheets if sheet.table not in schema.SIDE_TABLES):
            file = f"{sheet.grid.file}!{sheet.grid.name}"
            for place, typed in _rows(sheet, self, faults):
                number = self.number(place)
                reads = _figure(_suited(sheet, typed, lexicon), lexicon)
                reads |= _exchanged(reads, typed, lexicon)
                faults += _faults(file, number, reads)
                row = {column: read.text for column, read in reads.items()}
                if sheet.wide and not (row["of"] or row["percent"]):
                    row["of_basis"] = ""  # it stands beside the indicator, for the years that have a base
                pair = f"{row['indicator']}/{row['category']}"
                domain = sheet.table or lexicon.domains.get(pair, "")
                wrong = any(reads[column].fault for column in _FIGURES[1:])
                rows.append(
                    {**_filled(row, usual, printed=not wrong), "domain": domain, "file": file, "line": number}
                )
        columns = [*schema.OBSERVATION_COLUMNS, "domain", "file", "line"]
        return pd.DataFrame(rows, columns=columns, dtype=None if rows else str)


def _faults(file: str, number: int, reads: Mapping[str, Read]) -> Iterator[Fault]:
    for column, read in reads.items():
        if read.fault:
            yield fault(file, number, column, read.fault, **read.values)


def read(files: Snapshot, domains: Mapping[str, Sequence[str]], faults: list[Fault]) -> Book:
    """All workbooks of a data folder.

    Parameters
    ----------
    files : Snapshot
    domains : mapping of str to sequence of str
        The domains, each with its names.
    faults : list of Fault
        To which those of the sheets are added.
    """
    sheets: list[Sheet] = []
    books = [name for name in sorted(files.contents) if name.lower().endswith(SUFFIXES)]
    if not books:
        others = any(name.lower().endswith(OF_OTHERS) for name in files.contents)
        return Book([], stands=others)  # the words that sheets are known by take their time
    recogniser = Recogniser(domains)
    originals: dict[str, str] = {}
    for name in sorted(books, key=lambda name: (len(name), name)):
        stem = name.rpartition(".")[0].casefold()
        # Parts that are numbered are copies of nothing where there is no file without a number.
        if original := originals.get(_COPY.sub("", stem)):
            faults.append(fault(name, 0, "-", "saved-twice", name, near=original))
            continue
        originals[stem] = name
        try:
            grids = workbook(files.read(name), name)
        except OSError as error:
            faults.append(fault(name, 0, "-", "unreadable-file", why=refusal(error)))
            continue
        except ValueError as error:
            code = _REFUSED.get(type(error), "unreadable-workbook")
            faults.append(fault(name, 0, "-", code, str(error), why=str(error)))
            continue
        found = list(recogniser.sheets(grids))
        if not any(grid.rows for grid in grids):
            faults.append(fault(name, 0, "-", "empty-workbook"))
        sheets += [sheet for sheet in found if isinstance(sheet, Sheet)]
        faults += [sheet for sheet in found if isinstance(sheet, Fault)]
    figures = [sheet for sheet in sheets if sheet.table != OFFICE]
    return Book(figures, stands=True, office=tuple(sheet for sheet in sheets if sheet.table == OFFICE))


# ---------------------------------------------------------------------------------------- recognising sheets


def _plainly(text: str) -> str:
    return " ".join(re.sub(r"[^\w%]+", " ", plain(text.replace("_", " "))).split())


def _known_heads(table: str) -> dict[str, str]:
    """What the columns of a table may be called, without marks, and their names; skipped ones have none."""
    prefix = f"head-{table}-" if table in _HEADED else "head-"
    columns = _HEADED.get(table, (*schema.OBSERVATION_COLUMNS, "number"))
    heads = {f"{lang} {column}": words(lang)[f"{prefix}{column}"] for lang in LANGUAGES for column in columns}
    called = {_plainly(text): key.partition(" ")[2] for key, text in heads.items()}
    skipped = {
        _plainly(text): ""
        for lang in LANGUAGES
        for key, text in words(lang).items()
        if key.startswith("skipped-")
    }
    # Tỷ lệ (%) is Tỷ lệ, too, where no other column has that name.
    short = {
        _plainly(re.sub(r"\(.*\)", "", text)): key.partition(" ")[2] for key, text in reversed(heads.items())
    }
    return {
        **skipped,
        **short,
        **{_plainly(column): column for column in columns if column != "number"},
        **called,
    }


def _head_of(column: str, table: str) -> str:
    """What a column is called in the language that is spoken."""
    return (
        words(language())[f"head-{table}-{column}" if table in _HEADED else f"head-{column}"]
        if column
        else ""
    )


class Recogniser:
    """Finds out what each sheet of a workbook is.

    Parameters
    ----------
    domains : mapping of str to sequence of str
        The names of each domain.
    """

    def __init__(self, domains: Mapping[str, Sequence[str]]) -> None:
        tables = {table: [words(lang)[f"sheet-{table}"] for lang in LANGUAGES] for table in _HEADED}
        self.called = {
            _plainly(name): code for code, names in {**domains, **tables}.items() for name in (code, *names)
        }
        self.named = {
            code: dict(zip(LANGUAGES, names, strict=True)) for code, names in {**domains, **tables}.items()
        }
        self.aside = {
            _plainly(words(lang)[f"sheet-{key}"]) for lang in LANGUAGES for key in ("guide", "lists")
        }
        self.marked = {_plainly(words(lang)["sheet-faults"]) for lang in LANGUAGES}

    def sheets(self, grids: Sequence[Grid]) -> Iterator[Sheet | Fault]:
        """The sheets of one workbook, and the faults of those that cannot be read."""
        if any(_plainly(grid.name) in self.marked for grid in grids):
            return  # a copy with the faults marked, which we have written ourselves
        for grid in grids:
            if grid.rows and _plainly(grid.name) not in self.aside and not grid.name.startswith("_"):
                yield from self._sheet(grid)

    def _sheet(self, grid: Grid) -> Iterator[Sheet | Fault]:
        table = self.called.get(_plainly(grid.name), "")
        heads = _known_heads(table)
        found = max(
            (_columns(grid, row, heads) for row in list(grid.filled)[:_ROWS_TO_HEADS]),
            key=lambda columns: len({name for name, _ in columns[1].values() if name}),
            default=(0, {}),
        )
        row, columns = found
        named = {name for name, _ in columns.values() if name}
        if not table and not _has_indicator(grid, row, named, heads):
            named = set()
        if len(named) < 2 and not (table in _HEADED and named):
            yield (not table and _no_year(grid, heads)) or self._unread(grid, table)
            return
        row, columns = _second_row(grid, row, columns, heads)
        if grid.hidden:
            cell = f"{grid.name}!{address(row, min(columns))}"
            yield replace(fault(grid.file, row + 1, "-", "hidden-sheet", grid.name), cell=cell)
            return
        yield from _headless(grid, row, columns, heads, table)
        yield from _twice(grid, row, columns)
        yield Sheet(grid, table, row, columns, dict(_constants(grid, row, heads)))

    def _unread(self, grid: Grid, table: str) -> Fault:
        near = alike(_plainly(grid.name), self.called)
        code = "no-heads" if table else "unread-sheet"
        cell = f"{grid.name}!{address(next(grid.filled), 0)}"
        near_name = self.named[self.called[near[0]]][language()] if near else ""
        return replace(fault(grid.file, 0, "-", code, value=grid.name, near=near_name), cell=cell)


def _has_indicator(grid: Grid, row: int, named: Collection[str], heads: Mapping[str, str]) -> bool:
    """Whether a sheet says what its numbers are of: in a column, or above its heads."""
    return "indicator" in named or any(column == "indicator" for column, _ in _constants(grid, row, heads))


def _no_year(grid: Grid, heads: Mapping[str, str]) -> Fault | None:
    """A day or several years in the place of the years across: the first of them; None without any."""
    for row in list(grid.filled)[:_ROWS_TO_HEADS]:
        cells_ = [grid.at(row, place) for place in range(grid.width)]
        if not any(isinstance(cell, str) and heads.get(_plainly(cell)) == "indicator" for cell in cells_):
            continue
        for place, cell in enumerate(cells_):
            if isinstance(cell, date) or (isinstance(cell, str) and _YEARS_IN.search(cell)):
                found = fault(grid.file, row + 1, "year", "no-year-head", cells.free(cell).text)
                return replace(found, cell=f"{grid.name}!{address(row, place)}")
    return None


def _columns(grid: Grid, row: int, heads: Mapping[str, str]) -> tuple[int, dict[int, tuple[str, str]]]:
    found = ((place, _head(grid.at(row, place), heads)) for place in range(grid.width))
    return row, {place: head for place, head in found if head is not None}


def _head(cell: Typed, heads: Mapping[str, str]) -> tuple[str, str] | None:
    """The column and year that a head names; an empty column where it is no matter to us."""
    if cell is None:
        return None
    text = cells.integer(cell).text if isinstance(cell, float) else str(cell)
    if (column := heads.get(_plainly(text))) is not None:
        return column, ""
    if (dated := _YEAR_HEAD.fullmatch(text.strip())) is None:
        return None
    rest = _plainly(dated[2])
    if not rest:
        return "number", dated[1]
    column = heads.get(rest)
    return (column, dated[1]) if column in _FIGURES else None


def _second_row(
    grid: Grid, row: int, columns: dict[int, tuple[str, str]], heads: Mapping[str, str]
) -> tuple[int, dict[int, tuple[str, str]]]:
    """Heads of two rows: years above, what is of each year below; or a common head above several."""
    if row + 1 >= len(grid.rows):
        return row, columns
    below = {
        place: column
        for place in range(grid.width)
        if isinstance(cell := grid.rows[row + 1][place], str)
        and not cell.startswith("#")  # an error, such as #VALUE!
        and (column := heads.get(_plainly(cell))) in _FIGURES
    }
    years = {place: year for place, (_, year) in columns.items() if year}
    if not years and (across := _years_below(grid, row, columns)):
        kept = {place: head for place, head in columns.items() if head[0] != "year"}
        return row + 1, kept | across
    if below and not years and all(grid.rows[row + 1][place] is None for place in columns):
        return row + 1, columns | {place: (column, "") for place, column in below.items()}
    if (
        not below
        or not years
        or not all(grid.rows[row + 1][place] is None or place in below for place in years)
    ):
        return row, columns
    last = ""
    for place in range(min(years), grid.width):
        last = years.get(place, last)
        if place in below:
            columns[place] = (below[place], last)
    return row + 1, columns


def _years_below(grid: Grid, row: int, columns: Mapping[int, tuple[str, str]]) -> dict[int, tuple[str, str]]:
    """Years across in the second of two rows of heads, under a common one; none if it is a row of figures."""
    heads = {place: _head(grid.rows[row + 1][place], {}) for place in range(grid.width)}
    found = {place: head for place, head in heads.items() if head is not None}
    alone = all(grid.rows[row + 1][place] is None or place in found for place in range(grid.width))
    rows = {place for place, (name, _) in columns.items() if name == "indicator"}
    return found if alone and rows and not rows & found.keys() else {}


def _headless(
    grid: Grid, row: int, columns: Mapping[int, tuple[str, str]], heads: Mapping[str, str], table: str
) -> Iterator[Fault]:
    """Columns that hold something and have no head that we know."""
    for place in range(grid.width):
        holds = any(grid.rows[below][place] is not None for below in range(row + 1, len(grid.rows)))
        if place in columns or not holds:
            continue
        cell = grid.at(row, place)
        named = _plainly(re.sub(r"\(.*\)", "", str(cell)))
        near = [named] if named in heads else alike(_plainly(str(cell)), heads) if cell is not None else []
        values = {
            "value": "" if cell is None else str(cell),
            "near": _head_of(heads[near[0]], table) if near else "",
        }
        yield replace(
            fault(grid.file, row + 1, "-", "unknown-head", **values),
            cell=f"{grid.name}!{address(row, place)}",
        )


def _twice(grid: Grid, row: int, columns: Mapping[int, tuple[str, str]]) -> Iterator[Fault]:
    """Columns whose head stands to the left of them, too: nobody knows which of the two is meant."""
    first: dict[tuple[str, str], int] = {}
    for place, head in columns.items():
        name = head[0] and first.setdefault(head, place) != place
        same = grid.block(row, place) and grid.block(row, place) == grid.block(row, first.get(head, place))
        if name and not same:
            found = fault(grid.file, row + 1, "-", "head-twice", str(grid.at(row, place)))
            yield replace(found, cell=f"{grid.name}!{address(row, place)}")


def _constants(grid: Grid, heads_row: int, heads: Mapping[str, str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """What stands above the heads: a name of a column, with or without a colon, and its value beside it."""
    for row in range(heads_row):
        for place in range(grid.width):
            cell = grid.rows[row][place]
            column = heads.get(_plainly(cell)) if isinstance(cell, str) else None
            if column in (*_KEYS, "note"):
                beside = range(place + 1, grid.width)
                at = next((other for other in beside if grid.rows[row][other] is not None), place + 1)
                yield column, (row, at)
                break


# -------------------------------------------------------------------------------------------- reading rows


def _rows(sheet: Sheet, book: Book, faults: list[Fault]) -> Iterator[tuple[Place, dict[str, Typed]]]:
    """Each figure, or each row of a table, with its cells as they are typed."""
    grid, merged = sheet.grid, set()
    years = sorted({year for _, year in sheet.columns.values() if year}) or [""]
    for row in range(sheet.heads + 1, len(grid.rows)):
        held = [place for place in sheet.columns if grid.rows[row][place] is not None]
        if not held or all(grid.rows[row][place] == grid.rows[sheet.heads][place] for place in held):
            continue  # nothing, or the heads once more, as they stand on each printed page
        if _is_note(sheet, row):
            found = fault(grid.file, row + 1, "-", "no-row", cells.free(grid.rows[row][held[0]]).text)
            faults.append(replace(found, cell=f"{grid.name}!{address(row, held[0])}"))
            if row - 1 > sheet.heads and not any(cell is not None for cell in grid.rows[row - 1]):
                break  # what follows a line under a gap is another table, or its notes
            continue
        for year in years:
            columns = {
                name: (row, place) for place, (name, of) in sheet.columns.items() if name and of in ("", year)
            }
            own = [at for name, at in columns.items() if name in _FIGURES and sheet.columns[at[1]][1]]
            if year and not any(grid.rows[r][c] is not None for r, c in own):
                continue
            places = {**sheet.constants, **columns}
            typed = {name: _cell(grid, at, name) for name, at in places.items()}
            shared = {
                block: name
                for name, at in columns.items()
                if name in _ALONE and (block := grid.block(*at)) and _shared(sheet, block)
            }
            for block, name in shared.items():
                if block not in merged:
                    merged.add(block)
                    span = f"{address(*block[:2])}:{address(*block[2:])}"
                    found = fault(grid.file, row + 1, name, "merged-cells", value=span)
                    faults.append(replace(found, cell=f"{grid.name}!{span}"))
            if shared:
                continue
            yield Place(grid, row, places), {**typed, "year": year} if year else typed


def _is_note(sheet: Sheet, row: int) -> bool:
    """Whether a row below the figures is none: it names no place, body, year, indicator, or only one."""
    if sheet.wide or sheet.table in FORMS:
        return False
    filled = {name for place, (name, _) in sheet.columns.items() if sheet.grid.at(row, place) is not None}
    named = {name for name, _ in sheet.columns.values()} & set(_NAMING)
    return len(filled) == 1 < len(named) or not filled & named


def _shared(sheet: Sheet, block: Block) -> bool:
    """Whether a merged block stands for several rows, or for several columns that are read."""
    columns = [place for place in range(block[1], block[3] + 1) if sheet.columns.get(place, ("", ""))[0]]
    return block[2] > block[0] or len(columns) > 1


def _cell(grid: Grid, at: tuple[int, int], column: str) -> Typed:
    """A cell; of merged ones that which they hold, unless it is a number, which is of one row alone."""
    if at[0] >= len(grid.rows) or at[1] >= grid.width:
        return None
    block = grid.block(*at)
    return None if block and block[2] > block[0] and column in _ALONE else grid.at(*at)


def _figure(typed: Mapping[str, Typed], lexicon: Lexicon) -> dict[str, Read]:
    """The cells of one figure, read; its number in the column of its measure."""
    held = dict(typed)
    indicator, category = lexicon.pair(held.pop("indicator", None), held.pop("category", None))
    if (number := held.pop("number", None)) is not None:
        measure = lexicon.measures.get(f"{indicator.text}/{category.text}", "count")
        held[{"count": "count", "share": "percent"}.get(measure, "value")] = number
    held |= {column: cells.pointed(held.get(column)) for column in DECIMALS}
    reads = {column: lexicon.read(column, held.get(column)) for column in schema.OBSERVATION_COLUMNS}
    return _unfolded({**reads, "indicator": indicator, "category": category}, held.get("percent"))


def _exchanged(reads: Mapping[str, Read], typed: Mapping[str, Typed], lexicon: Lexicon) -> dict[str, Read]:
    """Two cells of a row that stand in each other's column: one fault, at the first."""
    wrong = [column for column in EXCHANGED if column in typed and reads[column].fault]
    for first, second in combinations(wrong, 2):
        other = {first: lexicon.read(first, typed[second]), second: lexicon.read(second, typed[first])}
        if all(read.text and not read.fault for read in other.values()):
            values = {"value": reads[first].text, "other": reads[second].text}
            return {first: Read(reads[first].text, "cells-exchanged", values), second: other[second]}
    return {}


def _suited(sheet: Sheet, typed: Mapping[str, Typed], lexicon: Lexicon) -> Mapping[str, Typed]:
    """A figure of a sheet with years across, with what is said above them as far as it can be of it.

    A day is that day of each year, of stocks alone; who acted is said where it matters.
    """
    if not sheet.wide:
        return typed
    indicator, category = lexicon.pair(typed.get("indicator"), typed.get("category"))
    pair, suited = f"{indicator.text}/{category.text}", dict(typed)
    if "as_of" in sheet.constants:
        day = cells.day_of_year(typed["as_of"], str(typed["year"]))
        suited["as_of"] = day if pair in lexicon.stocks else None
    if "authority" in sheet.constants and pair not in lexicon.by_authority:
        suited["authority"] = None
    return suited


def _unfolded(reads: dict[str, Read], cell: Typed) -> dict[str, Read]:
    """A share that its cell shows as 91% and holds as 0.91: as_printed says which of the two is meant."""
    share, printed_ = reads["percent"], reads["as_printed"].text
    if not isinstance(cell, float) or not 0 < cell <= 1 or share.fault:
        return reads
    hundredfold = f"{(Decimal(share.text) * 100).normalize():f}"
    if printed_:
        meant = stands_in(hundredfold, printed_) and not stands_in(share.text, printed_)
        return {**reads, "percent": Read(hundredfold)} if meant else reads
    values = {"value": share.text, "meant": hundredfold, "near": ""}
    return {**reads, "percent": Read(share.text, "share-or-part", values)}


def _filled(row: Mapping[str, str], usual: Mapping[str, str], *, printed: bool) -> dict[str, str]:
    """A row with what its empty cells usually mean; what is printed, where its numbers can be read."""
    filled = {column: cell or usual.get(column, "") for column, cell in row.items()}
    if filled["kind"] == "target" and not filled["comparator"]:
        filled["comparator"] = "ge"
    if printed and not filled["as_printed"]:
        filled["as_printed"] = _as_written(filled)
    return filled


def _as_written(row: Mapping[str, str]) -> str:
    """The figure as an own workbook says it, where nobody has printed it: 17/86 (19.77%)."""
    whole = "–".join(filter(None, (row["count"], row["count_to"])))
    share = "–".join(filter(None, (row["percent"], row["percent_to"])))
    part = f"{whole}/{row['of']}" if whole and row["of"] else whole or row["value"]
    return f"{part} ({share}%)" if part and share else part or (f"{share}%" if share else "")


# ---------------------------------------------------------------------------------- tables beside the figures


def _beside(table: str, column: str, cell: Typed, lexicon: Lexicon) -> Read:
    if (table, column) == ("sources", "published"):
        return cells.published(cell)
    if column == "successor_from":
        return cells.day(cell)
    if column.startswith("scale_"):
        return cells.decimal(cell)
    names = LISTED.get((table, column))
    if names is None:
        return cells.free(cell)
    read = cells.named(cell, lexicon.names[names])
    # Kinds of sources and levels are whatever an office calls them.
    return cells.free(cell) if read.fault and not lexicon.names[names].fault else read


def _same(table: str, row: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two rows of a table name the same thing."""
    name = FORMS[table][0]
    told = (name, "kind", "parent") if table == "provinces" else (name,)
    code = schema.SIDE_TABLES[table][1][0]
    return all(row[column] in ("", other[column]) for column in (*told, code))


def _completed(
    table: str, row: dict[str, str], known: pd.DataFrame, added: Iterable[Mapping[str, str]]
) -> dict[str, str]:
    """A row with the codes and names that nobody need type."""
    key = schema.SIDE_TABLES[table][1][0]
    taken = {*known[key], *(other[key] for other in added)}
    if table == "indicators":
        code = row["indicator"] or slug(row["label_vi"], taken).replace("-", "_")
        last = max((int(text) for text in known["order"] if text.isdecimal()), default=0)
        order = last + 10 * (len(list(added)) + 1)
        label, english = row["label_vi"], row["label_en"] or row["label_vi"]
        usual = {
            "indicator": code, "category": "total", "order": str(order), "label_en": english,
            "indicator_vi": label, "indicator_en": english, "category_vi": label, "category_en": english,
            "unit": slug(row["unit_vi"] or label), "unit_en": row["unit_vi"] or english, "measure": "count",
            "polarity": "none", "timing": "period",
        }  # fmt: skip
    elif table == "provinces":
        name = row["name_vi"]
        usual = {"province": slug(name, taken), "name_en": unmarked(name), "kind": "unit"}
    elif table == "bodies":
        usual = {
            "body": slug(row["name_vi"], taken),
            **dict.fromkeys(("name_en", "short_vi"), row["name_vi"]),
            "short_en": row["name_en"] or row["name_vi"],
        }
    elif table == "bases":
        code = slug(row["name_vi"], taken).replace("-", "_")
        usual = {"of_basis": code, "role": "part", "name_en": row["name_vi"]}
    else:
        usual = {"id": slug(row["title"], taken), "kind": "other"}
    return {**row, **{column: row.get(column) or text for column, text in usual.items()}}
