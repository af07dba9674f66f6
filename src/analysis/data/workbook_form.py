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
from analysis.data.cells import named
from analysis.data.frames import Row
from analysis.data.grids import letters
from analysis.data.vocabulary import choices, word, words
from analysis.data.workbooks import FORMS, LISTED, OFFICE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Forms", "written"]

_SHOWN = ("province", "body", "year", "period", "indicator", "count", "of", "of_basis", "percent", "source",
          "note")  # fmt: skip
_LISTED = {name: name for name in (
    "province", "body", "period", "kind", "of_basis", "source", "authority", "counted", "qualifier",
    "comparator", "change_unit", "preferred", "confidence",
)}  # fmt: skip
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


_LEVELS = {
    "district": ("quận", "huyện", "thị xã", "thành phố"),
    "commune": ("xã", "phường", "thị trấn", "đặc khu"),
}
"""What names of places of a level begin with."""


@dataclass(frozen=True)
class Forms:
    """For whom the forms with years across are made ready, and in what.

    Attributes
    ----------
    places : tuple of str
        Each gets a form; a name that the vocabulary lacks is added to the places of one's own.
    province : str
        In which the places of one's own lie, by name or code.
    body : str
        Whose figures they are; one's own is added to the bodies.
    indicators : tuple of str
        As `Catalog.pairs` knows them; all without it.
    years : range
    """

    places: tuple[str, ...] = ()
    province: str = ""
    body: str = ""
    indicators: tuple[str, ...] = ()
    years: range = range(0)


def _level(name: str) -> str:
    """Of what level a place of one's own is, where its name says it."""
    begins = f"{name.casefold()} "
    found = (level for level, kinds in _LEVELS.items() if begins.startswith(tuple(f"{k} " for k in kinds)))
    return next(found, "")


def _allowed(name: str) -> str:
    """A name of a sheet: no longer than spreadsheets allow, and without the signs that they forbid."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in name)[:31].strip(" '")


@dataclass
class _Lists:
    """The sheet of all lists; each gets a name of its own in the workbook."""

    book: "Workbook"
    sheet: "Worksheet"
    quoted: str
    named: dict[str, str] = field(default_factory=dict)
    column: int = 0

    def add(self, key: str, names: Sequence[str], own: str = "", added: Sequence[str] = ()) -> str:
        """Write a list; what people add themselves, in the range ``own``, comes first: ``added`` so far."""
        place, height = letters(self.column), max(len(names), 1)
        self.sheet.write_column(0, self.column, names)
        span = f"{self.quoted}!${place}$1:${place}${height}"
        if own:
            self.column += 1
            beside, shown = letters(self.column), [*added, *names]
            for row in range(height + _OWN_ROWS):
                rest = f"ROW()-COUNTA({own})"
                known = f'IF({rest}<={height},INDEX({span},{rest}),"")'
                value = shown[row] if row < len(shown) else ""
                formula = f"=IF(ROW()<=COUNTA({own}),INDEX({own},ROW()),{known})"
                self.sheet.write_formula(row, self.column, formula, None, value)
            span = f"OFFSET({self.quoted}!${beside}$1,0,0,{height}+COUNTA({own}),1)"
        self.column += 1
        name = f"list_{key}"
        self.book.define_name(name, f"={span}")
        self.named[key] = f"={name}"
        return self.named[key]


def written(known: Catalog, examples: Mapping[str, Row | None], lang: str, forms: Forms) -> bytes:
    """The workbook to fill.

    Parameters
    ----------
    known : Catalog
        Whose names can be picked.
    examples : mapping of str to dict or None
        A figure of each domain, for the comments at the heads.
    lang : str
        Language of heads and names.
    forms : Forms
        What the forms with years across are made ready for.

    Raises
    ------
    RequestError
        If the province or an indicator is unknown.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # the same bytes each time
    book.set_calc_mode("auto")
    _Form(book, known, examples, lang, forms).write()
    book.close()
    return out.getvalue()


class _Form:
    def __init__(
        self,
        book: "Workbook",
        known: Catalog,
        examples: Mapping[str, Row | None],
        lang: str,
        forms: Forms,
    ) -> None:
        self.book, self.known, self.examples, self.lang, self.forms = book, known, examples, lang, forms
        self.places = [*dict.fromkeys(self._name("province", name) for name in forms.places)]
        self.body = self._name("body", forms.body)
        self.own = {
            "provinces": [name for name in self.places if self._new("province", name)],
            "bodies": [self.body] if self._new("body", self.body) else [],
        }
        self.sheets = {key: book.add_worksheet(name) for key, name in self._named().items()}
        bold = {"bold": True, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top", "border": 1}
        self.formats: dict[str, Format] = {
            "head": book.add_format(bold),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
            # A year alone is shown as one; who types a day sees whether the machine took it for that day.
            "published": book.add_format({"num_format": "[<=2099]0;dd/mm/yyyy", "align": "left"}),
            "text": book.add_format({"num_format": "@"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        quoted = f"'{self._called('lists')}'"
        self.lists = _Lists(book, self.sheets["lists"], quoted)

    def _new(self, column: str, name: str) -> bool:
        """Whether a name stands for nothing that the vocabulary knows."""
        return bool(named(name, self.known.lexicon.names[column]).fault)

    def _name(self, column: str, name: str) -> str:
        """What is called so, as its list calls it; what is new, as it was written."""
        read = named(name, self.known.lexicon.names[column])
        if read.fault or not read.text:
            return " ".join(name.split())
        known = self.known
        return (
            known.provinces[read.text].name_vi
            if column == "province"
            else known.body_names[read.text][f"name_{self.lang}"]
        )

    def _named(self) -> dict[str, str]:
        """The names of the sheets in their order, by their keys; of a place the key is its name."""
        keys = ("guide", OFFICE, *FORMS, "wide", *self.known.domain_names, "lists")
        found = {key: self._called(key) for key in keys}
        taken = {name.casefold() for name in found.values()}
        places = {}
        for place in self.places:
            name, number = _allowed(place), 2
            while name.casefold() in taken:
                name, number = f"{_allowed(place)[:28]} {number}", number + 1
            taken.add(name.casefold())
            places[place] = name
        last = [*FORMS][-1]
        before = [*keys].index(last) + 1
        return {key: {**found, **places}[key] for key in (*keys[:before], *places, *keys[before:])}

    def _called(self, key: str) -> str:
        """The name of a sheet."""
        names = self.known.domain_names.get(key)
        text = names[f"name_{self.lang}"] if names else word(f"sheet-{key}", self.lang)
        return _allowed(text)

    def write(self) -> None:
        self._lists()
        self._guide()
        for domain in self.known.domain_names:
            self._domain(domain)
        self._wide("wide")
        for place in self.places:
            self._wide(place, place)
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
        bodies = [row[f"name_{lang}"] for row in known.body_names.values()]
        self.lists.add("province", places, own["provinces"], self.own["provinces"])
        self.lists.add("body", bodies, own["bodies"], self.own["bodies"])
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

    def _wide(self, key: str, place: str = "") -> None:
        """A form with years across; one of a place says so."""
        sheet = self.sheets[key]
        labels, by_authority = self._asked()
        who = ("authority",) if by_authority else ()
        constants = ("province", "body", "period", "kind", "as_of", "source", *who, "note")
        sheet.set_column(0, 0, _WIDE["indicator"])
        sheet.set_column(1, 1, _WIDE["of_basis"])
        for row, column in enumerate(constants):
            sheet.write(row, 0, word(f"head-{column}", self.lang), self.formats["head"])
            self._validate(sheet, 1, column, _LISTED.get(column, ""), rows=(row, row))
        sheet.write_comment(4, 0, word("says-wide-day", self.lang))
        if who:
            sheet.write_comment(constants.index("authority"), 0, word("says-wide-authority", self.lang))
        # As text 31/12 is the same day on any machine.
        sheet.write_blank(constants.index("as_of"), 1, None, self.formats["text"])
        sheet.write(0, 1, place)
        sheet.write(1, 1, self.body)
        sheet.write(2, 1, word("period-FY", self.lang))
        sheet.write(3, 1, word("kind-actual", self.lang))
        heads = len(constants) + 1
        sheet.set_row(heads, 46)
        sheet.write(heads, 0, word("head-indicator", self.lang), self.formats["head"])
        sheet.write(heads, 1, word("head-of_basis", self.lang), self.formats["head"])
        for at, year in zip(range(2, 2 + 2 * len(self.forms.years), 2), self.forms.years, strict=True):
            of = f"{year} {word('says-wide-of', self.lang)}"
            sheet.write(heads, at, str(year), self.formats["head"])
            sheet.write(heads, at + 1, of, self.formats["head"])
        sheet.write_column(heads + 1, 0, labels)
        last = heads + 1 + max(len(labels), _OWN_ROWS)
        self._validate(sheet, 0, "indicator", "indicator", rows=(heads + 1, last))
        self._validate(sheet, 1, "of_basis", "of_basis", rows=(heads + 1, last))
        sheet.freeze_panes(heads + 1, 2)

    def _asked(self) -> tuple[list[str], bool]:
        """The indicators of a form by their names, and whether it matters of any who acted."""
        rows = self.known.indicators
        domains = self.known.domain_names
        asked = [pair for pair in rows if domains[rows[pair].domain]["section"] != "indices"]
        if self.forms.indicators:
            asked = list(self.known.pairs(self.forms.indicators))
        return [rows[pair].label(self.lang) for pair in asked], any(rows[pair].by_authority for pair in asked)

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
            self._validate(sheet, place, "", LISTED.get((table, column), ""), rows=(1, _OWN_ROWS))
        sheet.write_column(1, 0, self.own.get(table, []))
        if table == "provinces" and self.own[table]:
            within = self.forms.province and self.known.province(self.forms.province).name_vi
            for row, name in enumerate(self.own[table], 1):
                level = _level(name)
                sheet.write(row, 1, level and word(f"level-{level}", self.lang))
                sheet.write(row, 2, within)
        sheet.freeze_panes(1, 0)

    def _head(self, sheet: "Worksheet", place: int, column: str, key: str, *, hidden: bool) -> None:
        forms = {"as_of": "day", "published": "published", "as_printed": "text", "gso_code": "text"}
        form = self.formats.get(forms.get(column, ""))
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
