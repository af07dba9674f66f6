"""The report of some places over some years: each figure a line chart and a small table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import pandas as pd

from analysis import charts, compare
from analysis.compare import SideBySide, Strand, by_units, notation, side_by_side
from analysis.data import Dataset, Row, several
from analysis.page import (
    Block,
    Cell,
    Column,
    Figure,
    Group,
    Note,
    Prose,
    Row as TableRow,
    Runs,
    Section,
    Table,
    Words,
    places_name,
    text,
)
from analysis.report import footnotes, sentences, sums
from analysis.report.cover import Cover, Covered
from analysis.report.figures import axis, panel, tick_years
from analysis.report.sentences import MOST_SENTENCES, Sentence, Value
from analysis.report.tables import References, columns, rows_csv

MOST_ROWS = 120
"""Of more figures than this the list is in the spreadsheet alone: the charts' tables have most of them."""

MOST_BESIDE = 6
"""A table of more years than this stands below its chart, not beside it."""


class PlacesReport(Covered):
    """The report that sets some places over some years side by side.

    Parameters
    ----------
    data : Dataset
    provinces : str
        Slugs, names or codes with commas; at most six.
    since, year : int
        First and last year.
    body : str, optional
        Without it, the body of which these places have most figures.
    indicators : str, optional
        ``indicator`` or ``indicator/category`` with commas; all without it.
    period, lang, units : str, optional
        As for a `ProvinceReport`, and refused like there.

    Examples
    --------
    >>> from analysis import load
    >>> report = PlacesReport(load(), "hau-giang,tra-vinh,ca-mau", 2019, 2023, "government")
    >>> report.stamp
    'places/2019-2023-FY-government-hau-giang_tra-vinh_ca-mau.vi'
    """

    def __init__(
        self,
        data: Dataset,
        provinces: str,
        since: int,
        year: int,
        body: str = "",
        period: str = "FY",
        indicators: str = "",
        lang: str = "vi",
        units: str = "printed",
    ) -> None:
        self.words, self.units = Words(lang), units
        seen, places = by_units(data, units, *several(provinces))
        self.chosen: SideBySide = side_by_side(
            seen, places, since, year, body=body, period=period, indicators=several(indicators)
        )
        self.numbers = footnotes.source_numbers(self.chosen.rows)
        self.notes, self.marks = footnotes.footnotes(
            self.chosen.rows, lambda row: sums.footnote(row, seen, self.words, self.numbers)
        )

    @property
    def parameters(self) -> dict[str, str | int]:
        """What makes this report again, whatever was left to choose when it was asked for."""
        c = self.chosen
        asked: dict[str, str | int] = {
            "provinces": ",".join(c.places), "since": c.since, "year": c.year, "body": c.body,
            "period": c.period, "indicators": ",".join(c.indicators), "lang": self.words.lang,
        }  # fmt: skip
        return asked | ({"units": self.units} if self.units != "printed" else {})

    @cached_property
    def cover(self) -> Cover:
        """The report from outside."""
        c, words = self.chosen, self.words
        name = places_name(c.since, c.year, c.period, c.body, c.places, c.indicators, self.units)
        names = words.listing([c.name(slug) for slug in c.places])
        years = str(c.year) if c.since == c.year else f"{c.since}–{c.year}"
        return Cover(
            c.data,
            words,
            stamp=f"places/{name}.{words.lang}",
            title=words.text("title-places", names=names, years=years),
            body=c.data.catalog.body_names[c.body][f"name_{words.lang}"],
            keywords=(years, *(c.name(slug) for slug in c.places)),
            parameters=self.parameters,
        )

    def _parts(self) -> list[Section | None]:
        return [self.findings(), self.over_time(), self.everything()]

    # ------------------------------------------------------------------------------------- 1 findings

    def findings(self) -> Section:
        """Title, and what is notable in sentences; where nothing compares, that in one sentence."""
        c = self.chosen
        found = sentences.items(self._sentences(), c.data, self.words, self.numbers)
        said = sums.head(c.data, c.places, c.rows, c.years, self.words)
        head = self.cover.masthead(c.period, c.rows, c.findings, said)
        return self.cover.section("findings", [head, Prose(found, style="list")])

    def _sentences(self) -> list[Sentence]:
        c, words = self.chosen, self.words
        if not c.shared:
            values: dict[str, Value] = {
                "figures": len(c.rows), "names": words.listing([c.name(slug) for slug in c.places])
            }  # fmt: skip
            return [Sentence("p-nothing", values, ())]
        found = [self._last(strand) for strand in c.shared]
        told = [sentence for sentence in found if sentence is not None][: MOST_SENTENCES - 1]
        held = {slug: sum(row["province"] == slug for row in c.rows) for slug in c.places}
        named = [words.text("p-held", province=c.name(slug), count=count) for slug, count in held.items()]
        return [*told, Sentence("p-coverage", {"held": words.listing(named), "shared": len(c.shared)}, ())]

    def _last(self, strand: Strand) -> Sentence | None:
        """The newest figures of one year that two places or more have."""
        by_year: dict[int, list[Row]] = {}
        for row in strand.points:
            by_year.setdefault(int(row["year"]), []).append(row)
        year = max((year for year, rows in by_year.items() if len(rows) > 1), default=0)
        c, words = self.chosen, self.words
        meaning = c.data.catalog.indicators[strand.first["indicator"], strand.first["category"]]
        if not year or (year < c.year - 1 and not meaning.lead):
            return None
        rows = by_year[year]
        named = [
            words.runs("c-named", province=c.name(row["province"]),
                       value=notation.run(row, notation.compared(row, words, c.data.catalog), strong=True))
            for row in rows
        ]  # fmt: skip
        values: dict[str, Value] = {
            "label": self._label(strand), "year": str(year), "values": words.listed(named)
        }  # fmt: skip
        return Sentence("p-last", values, tuple(row["id"] for row in rows))

    def _label(self, strand: Strand) -> str:
        return notation.label_of_what(strand.first, self.words, self.chosen.data.catalog)

    # ----------------------------------------------------------------------------------- 2 over time

    def over_time(self) -> Section | None:
        """Each figure as lines over the years, the chosen places in colour and the others in grey."""
        drawn: list[Block] = []
        told: Runs = ()
        # A printed place says nothing that the score beside it does not.
        scored = {
            u.first["indicator"] for u in self.chosen.shared if u.first["measure"] not in compare.PLACES
        }
        shown = [
            strand
            for strand in self.chosen.shared
            if strand.first["measure"] not in compare.PLACES or strand.first["indicator"] not in scored
        ]
        once = [strand for strand in shown if _of_one_year(strand)]
        for figure in (self._figure(strand) for strand in shown if strand not in once):
            # What twenty captions have in common is said below the first of them.
            drawn.append(replace(figure, caption=()) if figure.caption == told else figure)
            told = figure.caption or told
        drawn += [self._of_one_year(once)] if once else []
        return self.cover.section("places", drawn) if drawn else None

    def _of_one_year(self, strands: Sequence[Strand]) -> Table:
        """What the places have of one year alone: a line each, since there is no course to draw."""
        c, words = self.chosen, self.words
        lines = []
        for strand in strands:
            year = int(strand.points[0]["year"])
            head = Cell((text(self._label(strand)), text(f" ({year})", muted=True)))
            lines.append(TableRow([head, *(self._cell(strand, slug, year) for slug in c.places)]))
        return Table(
            id="of-one-year",
            caption=(text(words.text("table-one-year")),),
            columns=[
                Column(key="indicator", label=words.text("column-indicator")),
                *(Column(key=slug, label=c.name(slug), align="right", kind="number") for slug in c.places),
            ],
            groups=[Group(lines)],
            compact=True,
        )

    def _cell(self, strand: Strand, slug: str, year: int) -> Cell:
        """The figure of a place in a year."""
        words, catalog = self.words, self.chosen.data.catalog
        row = next((row for row in strand.rows.get(slug, ()) if row["year"] == year), None)
        if row is None:
            return Cell((text("–", muted=True),))
        mark = f" {words.text('mark-in_conflict')}" if compare.disputed(row) else ""
        return Cell((notation.run(row, notation.compared(row, words, catalog) + mark),))

    def _figure(self, strand: Strand) -> Figure:
        c, words, catalog = self.chosen, self.words, self.chosen.data.catalog
        label = self._label(strand)
        rows = [row for rows in strand.rows.values() for row in rows if notation.placeable(row)]
        grey = [row for rows in strand.others.values() for row in rows if notation.placeable(row)]
        panels = []
        if rows:
            values = [compare.main_value(row) or 0.0 for row in [*rows, *([] if _by_size(strand) else grey)]]
            y_range, y_ticks = axis(values, strand.first, words, catalog)
            x_range = (c.since - 0.3, c.year + 0.3)
            drawing = charts.lines(
                self._frame(strand.rows),
                x_range=x_range,
                y_range=y_range,
                x_ticks=[(float(year), str(year)) for year in tick_years(c.years)],
                y_ticks=y_ticks,
                others=None if _by_size(strand) or not grey else self._frame(strand.others),
            )
            spoken = [
                words.text("p-alt", province=c.name(row["province"]), year=str(row["year"]),
                           value=notation.compared(row, words, catalog))
                for row in rows
            ]  # fmt: skip
            panels = [
                panel(drawing, strand.slug, words.text("alt-list", title=label, items="; ".join(spoken)))
            ]
        said = [words.text("p-caption-joined")]
        if grey and not _by_size(strand):
            said.append(words.text("p-caption-others", count=len(strand.others)))
        if _by_size(strand):
            said.append(words.text("note-counts"))
        said += sums.caption(rows, words)
        return Figure(
            id=f"over-{strand.slug}",
            title=(text(label),),
            caption=(text(" ".join(said)),),
            panels=panels,
            data=self._table(strand, label),
            beside=True,
        )

    def _frame(self, rows: Mapping[str, tuple[Row, ...]]) -> pd.DataFrame:
        c = self.chosen
        return pd.DataFrame(
            {
                # One name a line: it is a sum if any of its points is.
                "place": sums.starred(
                    c.name(slug), max(held, key=lambda row: bool(row.get("parts"))), self.words
                ),
                "x": float(row["year"]),
                "y": compare.main_value(row),
                "inexact": row["qualifier"] != "exact",
                "connected": joined,
                "said": self.words.text(
                    "p-alt",
                    province=c.name(slug),
                    year=str(int(row["year"])),
                    value=notation.compared(row, self.words, c.data.catalog),
                ),
            }
            for slug, held in rows.items()
            for row, joined in zip(held, c.connected(held), strict=True)
            if notation.placeable(row)
        )

    def _table(self, strand: Strand, label: str) -> Table:
        """Places against years; turned, where the years are many."""
        c, words = self.chosen, self.words
        years = [year for year in c.years if any(row["year"] == year for row in strand.points)]
        turned = len(years) > MOST_BESIDE
        heads = [c.name(slug) for slug in c.places] if turned else [str(year) for year in years]
        lines = (
            [
                [Cell((text(str(year)),)), *(self._cell(strand, slug, year) for slug in c.places)]
                for year in years
            ]
            if turned
            else [
                [Cell((text(c.name(slug)),)), *(self._cell(strand, slug, year) for year in years)]
                for slug in c.places
            ]
        )
        first = words.text("column-year" if turned else "column-province")
        return Table(
            id=f"over-{strand.slug}-data",
            caption=(text(label),),
            columns=[
                Column(key="first", label=first),
                *(
                    Column(key=f"c{n}", label=head, align="right", kind="number")
                    for n, head in enumerate(heads)
                ),
            ],
            groups=[Group([TableRow(line) for line in lines])],
            compact=True,
        )

    # --------------------------------------------------------------------- 3 every figure, its source

    def everything(self) -> Section:
        """Every figure by place, and where all of it comes from."""
        c = self.chosen
        table = self._by_place(References(self.numbers, self.marks))
        csv = rows_csv(f"{self.stamp.partition('/')[2]}.csv", CSV_COLUMNS, c.rows)
        blocks: list[Block | None] = [
            table,
            self.cover.sentence("everything-in-file") if table.in_file else None,
            self.cover.download(csv),
            *footnotes.section("notes", self.words.text("footnotes-title"), "footnotes", self.notes),
            *footnotes.section("breaks", self.words.text("breaks-title"), "breaks", self._breaks()),
            *self.cover.sources(self.numbers, c.rows),
            self.cover.citation(),
        ]
        return self.cover.section("everything", blocks)

    def _breaks(self) -> list[Note]:
        c = self.chosen
        kinds = {(row["province"], c.body, row["indicator"], row["category"]) for row in c.rows}
        return footnotes.rule_changes(c.data.catalog, kinds, c.rows, self.words) if kinds else []

    def _by_place(self, references: References) -> Table:
        c, words, catalog = self.chosen, self.words, self.chosen.data.catalog

        def line(row: Row) -> TableRow:
            base = notation.base(row, words, catalog)
            shown = notation.run(row, notation.compared(row, words, catalog))
            label = text(notation.label(row, words, catalog))
            return TableRow(
                [
                    Cell((label, *references.of(row))),
                    Cell((text(str(row["year"])),)),
                    Cell((shown,)),
                    Cell((text(base, muted=True),)) if base else Cell(),
                ]
            )

        return Table(
            id="all-figures",
            caption=(text(words.text("table-everything")),),
            columns=columns(("indicator", "year", "value", "base"), words, numbers=("value",)),
            groups=[
                Group([line(row) for row in c.rows if row["province"] == slug], label=c.name(slug))
                for slug in c.places
                if any(row["province"] == slug for row in c.rows)
            ],
            in_file=len(c.rows) > MOST_ROWS,
        )


CSV_COLUMNS: Sequence[str] = (
    "id", "count", "of", "of_basis", "percent_text", "value_text", "qualifier", "source",
)  # fmt: skip


def _of_one_year(strand: Strand) -> bool:
    return len({int(row["year"]) for row in strand.points}) == 1


def _by_size(strand: Strand) -> bool:
    """Whether the others would only show how large they are."""
    return strand.first["measure"] in compare.BY_SIZE
