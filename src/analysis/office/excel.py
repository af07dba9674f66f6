"""A report as a workbook: one sheet a table, numbers as numbers, sources and notes on sheets of their own."""

import csv
import io
import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.office.archive import timeless
from analysis.office.pictures import picture_bytes
from analysis.page import Words, plain

__all__ = ["Number", "number_in", "workbook"]

Json = Mapping[str, Any]

_WIDEST: Final = 60
_WIDE: Final = 110
"""Widths of columns, in letters."""
_UPRIGHT: Final = 120
"""Letters that an upright sheet of paper has room for, a little smaller; what is wider is set on its side."""
_LEAST: Final = 76
"""Letters that a line above or below a table has room for, however narrow the table."""
_USUAL: Final = 8.43
"""Width of a column that nobody has set."""
_ISSUER: Final = ("above", "name", "number", "motto", "place_and_date")
_CODES: Final = ("id", "indicator", "file")
"""Columns of figures that are for programs, beside those that have a name beside them."""
_FORMULA_SIGNS: Final = tuple("=+-@")


@dataclass(frozen=True)
class Number:
    """A number as it was printed.

    Attributes
    ----------
    value
        What a program may count with; of a percentage the hundredth part.
    form
        Number format that shows the printed decimals, and the words around the number.
    """

    value: float
    form: str


def number_in(text: str, lang: str) -> Number | None:
    """Find the one number of a text; None where there is none, or more than one.

    Parameters
    ----------
    text
        As it was printed: ``4.115``, ``91,49%``, ``hơn 45.000``, ``5.100 lượt``.
    lang
        Whose marks the number has.

    Examples
    --------
    >>> number_in("91,49%", "vi"), number_in("5.100 lượt", "vi")
    (Number(value=0.9149, form='0.00%'), Number(value=5100.0, form='#,##0" lượt"'))
    >>> number_in("140–150", "vi") is None
    True
    """
    thousand, decimal = (r"\.", ",") if lang == "vi" else (",", r"\.")
    one = re.compile(
        rf"[−-]?(?:\d{{1,3}}(?:{thousand}\d{{3}})+|\d+)(?:{decimal}(?P<decimals>\d+))?(?P<percent> ?%)?"
    )
    found = list(one.finditer(text))
    if len(found) != 1 or sum(letter.isdigit() for letter in text) != sum(c.isdigit() for c in found[0][0]):
        return None
    number = found[0]
    before, after = text[: number.start()], text[number.end() :]
    digits = number[0].rstrip(" %")
    bare = re.sub(thousand, "", digits).replace(",", ".").replace("−", "-")
    decimals = len(number["decimals"] or "")
    whole = "#,##0" if re.search(thousand, digits) else "0"
    form = whole + ("." + "0" * decimals if decimals else "") + (number["percent"] or "")
    value = Decimal(bare) / (100 if number["percent"] else 1)
    return Number(float(value), _quoted(before) + form + _quoted(after))


def _quoted(words: str) -> str:
    return '"' + words.replace('"', "”") + '"' if words else ""


def workbook(sections: Sequence[Json], masthead: Json, figures: str) -> bytes:
    """Make the workbook of a report, the same bytes each time.

    Parameters
    ----------
    sections, masthead
        As for `word.document`.
    figures
        Every figure that the report shows, as CSV.
    """
    return timeless(_Book(sections, masthead).made(figures))


class _Book:
    """One workbook while it is written."""

    def __init__(self, sections: Sequence[Json], masthead: Json) -> None:
        self._sections, self._masthead = sections, masthead
        document = masthead["document"]
        self._lang = document["lang"]
        self._words = Words(self._lang)
        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._out, {"in_memory": True})
        self._book.set_properties(
            {
                "title": document["title"],
                "author": document["author"],
                "keywords": ", ".join(document["keywords"]),
                "comments": f"{masthead['words']['generated_from']} {document['release']}",
            }
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._sheets: list[tuple[str, str]] = []
        self._front = self._sheet_named(self._word("front"))

    def _word(self, key: str, **more: Any) -> str:
        return self._words.text(f"office-{key}", **more)

    def made(self, figures_csv: str) -> bytes:
        """Write every sheet; give the archive."""
        notes: list[Json] = []
        tables = figures = 0
        for section in self._sections:
            for block in section["blocks"]:
                kind = block["type"]
                if kind in ("table", "grid"):
                    tables += 1
                    name = f"{self._word('table')} {tables}"
                    self._grid(name, block) if kind == "grid" else self._table(name, block)
                elif kind == "figure":
                    figures += 1
                    tables += 1  # its data, which has a number of its own in the Word document
                    self._figure(f"{self._word('figure')} {figures}", block)
                elif kind == "picture":
                    figures += 1
                    self._picture(f"{self._word('figure')} {figures}", block)
                elif kind == "notes":
                    notes.append(block)
        self._records(self._word("figures"), figures_csv)
        self._notes(self._word("notes"), [block for block in notes if block["kind"] != "sources"])
        self._notes(self._word("sources"), [block for block in notes if block["kind"] == "sources"])
        self._front_page()
        self._book.close()
        return self._out.getvalue()

    # ---------------------------------------------------------------------------------------- writing

    def _format(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
            self._formats[key] = self._book.add_format({**base, **properties})
        return self._formats[key]

    def _high(self, sheet: Worksheet, row: int, lines: int) -> None:
        """Give a row the height of its words: not every program works it out when it opens a file."""
        sheet.set_row(row, 16.5 * lines)

    def _sheet_named(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def _sheet(self, name: str, title: str) -> Worksheet:
        self._sheets.append((name, title))
        return self._sheet_named(name)

    def _say(self, sheet: Worksheet, row: int, column: int, words: str, **look: Any) -> None:
        """Write text as text, whatever it begins with, also for who edits the cell later."""
        if words.startswith(_FORMULA_SIGNS):
            look["quote_prefix"] = True
        sheet.write_string(row, column, words, self._format(**look))

    def _value(self, sheet: Worksheet, row: int, column: int, words: str, **look: Any) -> None:
        """Write a number as a number that looks as it was printed, and all else as text."""
        number = number_in(words, self._lang)
        if number is None:
            self._say(sheet, row, column, words, text_wrap=True, **look)
        else:
            sheet.write_number(row, column, number.value, self._format(num_format=number.form, **look))

    def _lay_out(
        self,
        sheet: Worksheet,
        title: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        caption: str = "",
        below: Sequence[str] = (),
        folded: Collection[int] = (),
    ) -> None:
        """Heads in the third row, frozen and with a filter; columns as wide as their words, within reason.

        What stands above and below goes across the columns, in as many lines as it takes: so a sheet of
        paper is as wide as its table. Folded columns open with a click.
        """
        widths: list[float] = []
        for column, head in enumerate(heads):
            self._say(sheet, 2, column, head, bold=True, text_wrap=True, bottom=1, bg_color="#eef2f6")
            longest = max((len(row[column]) for row in rows if column < len(row)), default=0)
            words = max((len(word) for word in head.split()), default=0)
            widths.append(min(max(longest, words, 8) + 4, _WIDEST))
            aside: Any = {"level": 1, "hidden": True} if column in folded else {}
            sheet.set_column(column, column, widths[-1], None, aside)
        for place, row in enumerate([heads, *rows], start=2):
            self._high(sheet, place, max(_lines(*pair) for pair in zip(row, widths, strict=False)))
        sheet.freeze_panes(3, 1)
        sheet.repeat_rows(2)
        if rows:
            sheet.autofilter(2, 0, 2 + len(rows), len(heads) - 1)
        widths = [0 if column in folded else width for column, width in enumerate(widths)]
        while sum(widths) < _LEAST:
            widths.append(_USUAL)
        lines: list[tuple[int, str, dict[str, Any]]] = [
            (0, title, {"bold": True}),
            (1, caption, {"italic": True}),
        ]
        lines += [(at, words, {"italic": True}) for at, words in enumerate(below, start=4 + len(rows))]
        for at, line, look in lines:
            if line:
                self._across(sheet, at, widths, line, **look)
        sheet.print_area(0, 0, lines[-1][0] if below else 2 + len(rows), len(widths) - 1)
        if sum(widths) <= _UPRIGHT:
            sheet.set_portrait()

    def _across(self, sheet: Worksheet, row: int, widths: Sequence[float], words: str, **look: Any) -> None:
        """Write a line over several columns, in as many lines as it takes."""
        sheet.merge_range(row, 0, row, len(widths) - 1, "", self._format(text_wrap=True, **look))
        self._say(sheet, row, 0, words, text_wrap=True, **look)
        self._high(sheet, row, _lines(words, sum(widths)))

    # ----------------------------------------------------------------------------------------- sheets

    def _table(self, name: str, table: Json) -> None:
        self._write_table(name, plain(table["caption"]), table)

    def _figure(self, name: str, figure: Json) -> None:
        caption = plain(figure.get("caption", ()))
        self._write_table(name, plain(figure["title"]), figure["data"], caption)

    def _picture(self, name: str, picture: Json) -> None:
        sheet = self._sheet(name, picture["alt"])
        self._say(sheet, 0, 0, picture["alt"], bold=True)
        content = io.BytesIO(picture_bytes(picture["image"]))
        sheet.insert_image(2, 0, name, {"image_data": content, "description": picture["alt"]})

    def _write_table(self, name: str, title: str, table: Json, caption: str = "") -> None:
        sheet = self._sheet(name, title)
        columns, groups = table["columns"], table["groups"]
        grouped = any("label" in group for group in groups)
        cited = [[marks for row in group["rows"] if (marks := _marks(row))] for group in groups]
        heads = [self._word("group")] * grouped + [column["label"] for column in columns]
        heads += [self._word("marks")] * any(cited)
        kinds = ["text"] * grouped + [column["kind"] for column in columns] + ["text"]
        rows = [
            [group.get("label", "")] * grouped
            + [_words(cell) for cell in row["cells"]]
            + [_marks(row)] * any(cited)
            for group in groups
            for row in group["rows"]
        ]
        said = [plain(group["note"]) for group in groups if "note" in group]
        below = [*filter(None, [*said, plain(table.get("note", ()))])]
        self._lay_out(sheet, title, heads, rows, caption=caption, below=below)
        for place, row in enumerate(rows, start=3):
            for column, words in enumerate(row):
                if kinds[column] == "number":
                    self._value(sheet, place, column, words, align="right")
                elif words:
                    self._say(sheet, place, column, words, text_wrap=True)

    def _grid(self, name: str, grid: Json) -> None:
        title = plain(grid["caption"])
        sheet = self._sheet(name, title)
        heads = ["", *grid["columns"]]
        rows = [[row["label"], *(cell["text"] for cell in row["cells"])] for row in grid["rows"]]
        legend = [f"{each['text']}: {each['label']}" for each in grid["legend"]]
        self._lay_out(sheet, title, heads, rows, below=legend)
        for place, row in enumerate(rows, start=3):
            self._say(sheet, place, 0, row[0], text_wrap=True)
            for column, words in enumerate(row[1:], start=1):
                self._value(sheet, place, column, words, align="center")

    def _records(self, name: str, content: str) -> None:
        """All figures as a CSV has them whose decimals are written with a point.

        Codes that have their name beside them, and columns that hold nothing, are folded away.
        """
        title = self._word("figures-title")
        sheet = self._sheet(name, title)
        heads, *rows = csv.reader(io.StringIO(content))
        folded = {
            column
            for column, head in enumerate(heads)
            if f"{head}_name" in heads or head in _CODES or not any(row[column] for row in rows)
        }
        self._lay_out(sheet, title, heads, rows, folded=folded)
        for place, row in enumerate(rows, start=3):
            for column, words in enumerate(row):
                if re.fullmatch(r"\d+(\.\d+)?", words):
                    decimals = len(words.partition(".")[2])
                    form = "0." + "0" * decimals if decimals else "0"
                    sheet.write_number(place, column, float(words), self._format(num_format=form))
                elif words:
                    self._say(sheet, place, column, words)

    def _notes(self, name: str, blocks: Sequence[Json]) -> None:
        items = [
            (block.get("title", ""), item["mark"], plain(item["runs"]), next(_addresses(item), ""))
            for block in blocks
            for item in block["items"]
        ]
        if not items:
            return
        sheet = self._sheet(name, name)
        linked = any(address for *_, address in items)
        heads = [self._word("group"), self._word("mark"), self._word("text")] + [
            self._word("address")
        ] * linked
        self._lay_out(sheet, name, heads, [list(item)[: len(heads)] for item in items])
        for place, (kind, mark, words, address) in enumerate(items, start=3):
            self._say(sheet, place, 0, kind, text_wrap=True)
            self._value(sheet, place, 1, mark, align="left")
            self._say(sheet, place, 2, words, text_wrap=True)
            if address:
                link = self._format(font_color="#0b5fa5", underline=1, text_wrap=True)
                sheet.write_url(place, 3, address, link, string=address)

    def _front_page(self) -> None:
        """What the report says in words, and where each table is."""
        head, sheet = self._masthead, self._front
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, _WIDE)
        letterhead = head.get("letterhead", {})
        issuer = [letterhead[key] for key in _ISSUER if key in letterhead]
        lines: list[tuple[str, dict[str, Any]]] = [(words, {}) for words in issuer]
        lines += [(head["kicker"], {}), (head["title"], {"bold": True, "font_size": 16})]
        lines += [(words, {}) for words in (head.get("subtitle", ""), " · ".join(head["meta"])) if words]
        row = 0
        for words, look in lines:
            self._say(sheet, row, 0, words, **look)
            self._high(sheet, row, 1 + ("font_size" in look))
            row += 1
        for section in self._sections:
            said = [words for block in section["blocks"] for words in _said(block)]
            tiles = [
                tile for block in section["blocks"] if block["type"] == "tiles" for tile in block["items"]
            ]
            if not said and not tiles:
                continue
            row += 1
            self._say(sheet, row, 0, section["title"], bold=True)
            for words in [*map(_tile, tiles), *said]:
                row += 1
                self._say(sheet, row, 1, words, text_wrap=True)
                self._high(sheet, row, _lines(words, _WIDE))
        row += 2
        self._say(sheet, row, 0, head["words"]["contents"], bold=True)
        for name, title in self._sheets:
            row += 1
            link = self._format(font_color="#0b5fa5", underline=1)
            sheet.write_url(row, 0, f"internal:'{name}'!A1", link, string=name)
            self._say(sheet, row, 1, title, text_wrap=True)
            self._high(sheet, row, _lines(title, _WIDE))
        signed = [*letterhead.get("signature", ()), letterhead.get("signed_by", "")]
        last = [
            f"{head['words']['generated_from']} {head['document']['release']}",
            letterhead.get("imprint", ""),
        ]
        for words in filter(None, [*signed, *last]):
            row += 1
            self._say(sheet, row + 1, 0, words)


def _lines(words: str, width: float) -> int:
    """How many lines words take in a column."""
    return max(1, math.ceil(len(words) / max(1, width - 2)))


def _said(block: Json) -> list[str]:
    """What a block says in words, line by line."""
    if block["type"] == "prose":
        return [plain(item["runs"]) for item in block["items"]]
    return block["text"].split("\n") if block["type"] in ("heading", "printed") else []


def _words(cell: Json) -> str:
    drawn = cell.get("strip") or cell.get("spark") or {}
    return plain(cell["runs"]) or str(drawn.get("alt", ""))


def _marks(row: Json) -> str:
    """Marks of the sources and notes that a row points at, each once."""
    runs = [run for cell in row["cells"] for run in cell["runs"]]
    marks = [str(number) for run in runs for number in run.get("cite", ())]
    marks += [run["mark"] for run in runs if run.get("mark")]
    return ", ".join(dict.fromkeys(marks))


def _addresses(item: Json) -> Iterator[str]:
    return (run["href"] for run in item["runs"] if run.get("href", "").startswith(("https://", "http://")))


def _tile(tile: Json) -> str:
    lines = [f"{tile['label']}: {plain(tile['value'])}", *(plain(line) for line in tile["details"])]
    return "; ".join(filter(None, lines))
