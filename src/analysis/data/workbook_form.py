"""The workbook that an office fills: a sheet a domain, one with years across, and those of its own names.

What can be picked is picked from a list, by name. Written by XlsxWriter, the same bytes each time.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from analysis.data import schema
from analysis.data.catalog import Catalog
from analysis.data.frames import Row
from analysis.data.grids import letters
from analysis.data.vocabulary import choices, word, words
from analysis.data.workbooks import FORMS, OFFICE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["written"]

_SHOWN = ("province", "body", "year", "period", "indicator", "count", "of", "of_basis", "percent", "source",
          "note")  # fmt: skip
_LISTED = {
    "province": "province", "body": "body", "period": "period", "kind": "kind", "of_basis": "of_basis",
    "source": "source", "authority": "authority", "counted": "counted", "qualifier": "qualifier",
    "comparator": "comparator", "change_unit": "change_unit", "preferred": "preferred",
    "confidence": "confidence",
}  # fmt: skip
_BESIDE_LISTED = {
    ("sources", "kind"): "source_kind", ("provinces", "kind"): "level", ("provinces", "parent"): "province",
    ("indicators", "domain"): "domain", ("indicators", "measure"): "measure",
    ("indicators", "polarity"): "polarity", ("indicators", "timing"): "timing",
    ("bases", "role"): "role",
}  # fmt: skip
_BESIDE_SHOWN = {"sources": 6, "provinces": 3, "bodies": 2, "indicators": 6, "bases": 2}
_FIXED = ("period", "kind", "authority", "counted", "qualifier", "comparator", "change_unit", "preferred",
          "confidence", "measure", "polarity", "timing", "role", "source_kind", "level",
          "colour")  # fmt: skip
_WIDE = {"province": 24, "body": 30, "indicator": 44, "of_basis": 26, "source": 30, "note": 30, "title": 44,
         "name_vi": 30, "label_vi": 44, "url": 30, "publisher": 24, "domain": 26}  # fmt: skip
_ITEMS = {"recipients": 4, "signature": 2}
"""Rows of what may have several lines."""
_OWN_ROWS = 200
_ROWS = 2000


@dataclass
class _Lists:
    """The sheet of all lists; each gets a name of its own in the workbook."""

    book: "Workbook"
    sheet: "Worksheet"
    quoted: str
    named: dict[str, str] = field(default_factory=dict)
    column: int = 0

    def add(self, key: str, names: Sequence[str], own: str = "") -> str:
        """Write a list; what people add themselves, in the range ``own``, comes first."""
        place, height = letters(self.column), max(len(names), 1)
        self.sheet.write_column(0, self.column, names)
        span = f"{self.quoted}!${place}$1:${place}${height}"
        if own:
            self.column += 1
            beside = letters(self.column)
            for row in range(height + _OWN_ROWS):
                rest = f"ROW()-COUNTA({own})"
                known = f'IF({rest}<={height},INDEX({span},{rest}),"")'
                value = names[row] if row < len(names) else ""
                formula = f"=IF(ROW()<=COUNTA({own}),INDEX({own},ROW()),{known})"
                self.sheet.write_formula(row, self.column, formula, None, value)
            span = f"OFFSET({self.quoted}!${beside}$1,0,0,{height}+COUNTA({own}),1)"
        self.column += 1
        name = f"list_{key}"
        self.book.define_name(name, f"={span}")
        self.named[key] = f"={name}"
        return self.named[key]


def written(known: Catalog, examples: Mapping[str, Row | None], lang: str, years: Sequence[int]) -> bytes:
    """The workbook to fill.

    Parameters
    ----------
    known : Catalog
        Whose names can be picked.
    examples : mapping of str to dict or None
        A figure of each domain, for the comments at the heads.
    lang : str
        Language of heads and names.
    years : sequence of int
        The years of the form with years across.

    Returns
    -------
    bytes
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # the same bytes each time
    book.set_calc_mode("auto")
    _Form(book, known, examples, lang).write(years)
    book.close()
    return out.getvalue()


class _Form:
    def __init__(
        self, book: "Workbook", known: Catalog, examples: Mapping[str, Row | None], lang: str
    ) -> None:
        self.book, self.known, self.examples, self.lang = book, known, examples, lang
        self.sheets = {key: book.add_worksheet(self._called(key)) for key in self._order()}
        bold = {"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top", "border": 1}
        self.formats: dict[str, Format] = {
            "head": book.add_format(bold),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
            "text": book.add_format({"num_format": "@"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        quoted = f"'{self._called('lists')}'"
        self.lists = _Lists(book, self.sheets["lists"], quoted)

    def _order(self) -> tuple[str, ...]:
        return ("guide", OFFICE, *FORMS, "wide", *self.known.domain_names, "lists")

    def _called(self, key: str) -> str:
        """The name of a sheet: no longer than spreadsheets allow, and without the signs that they forbid."""
        names = self.known.domain_names.get(key)
        text = names[f"name_{self.lang}"] if names else word(f"sheet-{key}", self.lang)
        return "".join(" " if sign in "[]:*?/\\" else sign for sign in text)[:31].strip()

    def write(self, years: Sequence[int]) -> None:
        self._lists()
        self._guide()
        for domain in self.known.domain_names:
            self._domain(domain)
        self._wide(years)
        self._office()
        for table in FORMS:
            self._beside(table)
        for sheet in self.sheets.values():
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
        self.sheets["lists"].hide()
        self.sheets["guide"].activate()

    def _lists(self) -> None:
        lang, known = self.lang, self.known
        own = {table: f"'{self._called(table)}'!$A$2:$A${_OWN_ROWS + 1}" for table in FORMS}
        for column in _FIXED:
            self.lists.add(column, [name for name, code in choices(column, lang) if code])
        places = [place.name_vi for place in known.provinces.values()]
        self.lists.add("province", places, own["provinces"])
        self.lists.add("body", [row[f"name_{lang}"] for row in known.body_names.values()], own["bodies"])
        self.lists.add("of_basis", [row[f"name_{lang}"] for row in known.basis_names.values()], own["bases"])
        self.lists.add("domain", [row[f"name_{lang}"] for row in known.domain_names.values()])
        self.lists.named["source"] = f"={own['sources']}"
        for domain in known.domain_names:
            self.lists.add(f"of_{domain}", self._labels([domain]), own["indicators"])
        self.lists.add("indicator", self._labels(known.domain_names), own["indicators"])

    def _labels(self, domains: Iterable[str]) -> list[str]:
        held = set(domains)
        return [row.label(self.lang) for row in self.known.indicators.values() if row.domain in held]

    def _guide(self) -> None:
        sheet = self.sheets["guide"]
        sheet.set_column(0, 0, 110, self.formats["wrapped"])
        lines = [text for key, text in sorted(words(self.lang).items()) if key.startswith("guide-")]
        for row, text in enumerate(lines):
            # A program that opens the file does not fit the height of wrapped rows.
            sheet.set_row(row, 16 * -(-len(text) // 95))
            sheet.write(row, 0, text, self.formats["wrapped"])

    def _domain(self, domain: str) -> None:
        valued = any(
            row.measure in schema.VALUED for row in self.known.indicators.values() if row.domain == domain
        )
        dated = any(row.timing == "day" for row in self.known.indicators.values() if row.domain == domain)
        shown = [*_SHOWN]
        if valued:
            shown.insert(shown.index("of"), "value")
        if dated:
            shown.insert(shown.index("source"), "as_of")
        columns = [*shown, *(name for name in schema.OBSERVATION_COLUMNS if name not in shown)]
        sheet, lists = self.sheets[domain], {**_LISTED, "indicator": f"of_{domain}"}
        example = self.examples.get(domain)
        for place, column in enumerate(columns):
            self._head(sheet, place, column, f"head-{column}", hidden=column not in shown)
            if example is not None and (told := self._example(example, column)):
                sheet.write_comment(0, place, word("says-example", self.lang) + " " + told)
            self._validate(sheet, place, column, lists.get(column, ""))
        sheet.freeze_panes(1, 0)

    def _example(self, row: Row, column: str) -> str:
        """A cell of an example as it would be filled in."""
        import pandas as pd

        known, lang = self.known, self.lang
        value = row["percent_text"] if column == "percent" else row[column]
        if pd.isna(value) or value == "" or column == "category":
            return ""
        names: Mapping[str, str] = {
            "province": known.provinces[row["province"]].name_vi,
            "body": known.body_names[row["body"]][f"name_{lang}"],
            "indicator": known.indicators[row["indicator"], row["category"]].label(lang),
            "of_basis": known.basis_names.get(row["of_basis"], {}).get(f"name_{lang}", ""),
            "source": known.sources[row["source"]].title,
            "as_of": str(value)[:10],
        }
        return names.get(column) or words(lang).get(f"{column}-{value}", str(value))

    def _wide(self, years: Sequence[int]) -> None:
        sheet = self.sheets["wide"]
        constants = ("province", "body", "period", "kind", "as_of", "source", "note")
        sheet.set_column(0, 0, _WIDE["indicator"])
        sheet.set_column(1, 1, _WIDE["of_basis"])
        for row, column in enumerate(constants):
            sheet.write(row, 0, word(f"head-{column}", self.lang), self.formats["head"])
            self._validate(sheet, 1, column, _LISTED.get(column, ""), rows=(row, row))
        sheet.write_comment(4, 0, word("says-wide-day", self.lang))
        sheet.write(2, 1, word("period-FY", self.lang))
        sheet.write(3, 1, word("kind-actual", self.lang))
        heads = len(constants) + 1
        sheet.set_row(heads, 46)
        sheet.write(heads, 0, word("head-indicator", self.lang), self.formats["head"])
        sheet.write(heads, 1, word("head-of_basis", self.lang), self.formats["head"])
        for place, year in enumerate(years):
            of = f"{year} {word('says-wide-of', self.lang)}"
            sheet.write(heads, 2 + 2 * place, str(year), self.formats["head"])
            sheet.write(heads, 3 + 2 * place, of, self.formats["head"])
        indices = {code for code, row in self.known.domain_names.items() if row["section"] == "indices"}
        labels = self._labels(code for code in self.known.domain_names if code not in indices)
        sheet.write_column(heads + 1, 0, labels)
        last = heads + 1 + max(len(labels), _OWN_ROWS)
        self._validate(sheet, 0, "indicator", "indicator", rows=(heads + 1, last))
        self._validate(sheet, 1, "of_basis", "of_basis", rows=(heads + 1, last))
        sheet.freeze_panes(heads + 1, 2)

    def _office(self) -> None:
        """What is printed on the reports beside the figures, one a row; of a list several rows."""
        sheet = self.sheets[OFFICE]
        widths = {"item": 30, "text": 60, "meaning": 105, "text_en": 40}
        for place, (column, width) in enumerate(widths.items()):
            options: dict[str, Any] = {"level": 1, "hidden": True} if column == "text_en" else {}
            sheet.set_column(place, place, width, self.formats["wrapped"], options)
            sheet.write(0, place, word(f"head-office-{column}", self.lang), self.formats["head"])
        asked = [item for item in schema.OFFICE_ITEMS for _ in range(_ITEMS.get(item, 1))]
        for row, item in enumerate(asked, 1):
            sheet.write(row, 0, word(f"office-{item}", self.lang))
            sheet.write(row, 2, word(f"office-says-{item}", self.lang), self.formats["wrapped"])
            if item == "accent":
                self._validate(sheet, 1, "", "colour", rows=(row, row))
        sheet.freeze_panes(1, 0)

    def _beside(self, table: str) -> None:
        sheet = self.sheets[table]
        for place, column in enumerate(FORMS[table]):
            hidden = place >= _BESIDE_SHOWN[table]
            self._head(sheet, place, column, f"head-{table}-{column}", hidden=hidden)
            self._validate(sheet, place, "", _BESIDE_LISTED.get((table, column), ""), rows=(1, _OWN_ROWS))
        sheet.freeze_panes(1, 0)

    def _head(self, sheet: "Worksheet", place: int, column: str, key: str, *, hidden: bool) -> None:
        form = self.formats.get({"as_of": "day", "as_printed": "text", "gso_code": "text"}.get(column, ""))
        options: dict[str, Any] = {"level": 1, "hidden": True} if hidden else {}
        sheet.set_column(place, place, _WIDE.get(column, 14), form, options)
        sheet.write(0, place, word(key, self.lang), self.formats["head"])

    def _validate(
        self, sheet: "Worksheet", place: int, column: str, listed: str, *, rows: tuple[int, int] = (1, _ROWS)
    ) -> None:
        options: dict[str, Any] = {}
        if listed:
            options = {"validate": "list", "source": self.lists.named[listed]}
            options |= {"error_type": "warning", "error_message": word("says-not-listed", self.lang)[:255]}
        elif column in ("year", "span_from"):
            options = {"validate": "integer", "criteria": "between", "minimum": 1930, "maximum": 2099}
        elif column in ("count", "count_to", "of"):
            options = {"validate": "integer", "criteria": ">=", "value": 0}
        if options:
            sheet.data_validation(rows[0], place, rows[1], place, {"ignore_blank": True, **options})
