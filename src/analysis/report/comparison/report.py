"""The comparison report: all provinces of one body, year and period, a section for each notebook cell."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from analysis.compare import Comparison, comparison, notation, rows_by_id, view
from analysis.data import COUNTRY, Dataset, Row, records
from analysis.page import (
    Block,
    Note,
    Prose,
    Runs,
    Section,
    Words,
    report_name,
    text,
)
from analysis.report import footnotes, sentences, sums
from analysis.report.comparison import changes, dots, funnels, maps, sentences as prose, tables
from analysis.report.cover import Cover, Covered
from analysis.report.tables import References


class ComparisonReport(Covered):
    """The report that sets all provinces of one body, year and period side by side.

    Parameters
    ----------
    data : Dataset
    year : int
    body : str, optional
        Without it, the one with most figures that may be compared.
    region : str, optional
        Slug or name of a region; empty for all provinces.
    within : int, optional
        Within how many years the nearest figure stands in for one that is not collected.
    period, lang, units : str, optional
        As for a `ProvinceReport`, and refused like there.

    Examples
    --------
    >>> from analysis import load
    >>> report = ComparisonReport(load(), 2023, "bloc")
    >>> report.stamp
    'comparison/2023-FY-bloc.vi'
    >>> [section.id for section in report.sections()]
    ['findings', 'ranked', 'side-by-side', 'everything']
    """

    def __init__(
        self,
        data: Dataset,
        year: int,
        body: str = "",
        period: str = "FY",
        region: str = "",
        lang: str = "vi",
        within: int = 0,
        units: str = "printed",
    ) -> None:
        self.words, self.units = Words(lang), units
        self.comparison: Comparison = comparison(
            view(data, units), year, body or None, period, region, within
        )
        self.numbers = footnotes.source_numbers([*self.comparison.rows, *self._beside()])
        self.notes, self.marks = footnotes.footnotes(self.comparison.rows, self._notes_of)

    def _notes_of(self, row: Row) -> list[Runs]:
        """What has to be said of a figure; in a long report, whose table is in the file, of sums alone."""
        c = self.comparison
        if tables.long(c):
            return sums.footnote_of_place(row, c.data, self.words)
        return footnotes.notes_of(row, c.scopes[row["province"]], self.words, self.numbers)

    def _beside(self) -> list[Row]:
        """Rows that the report shows beside its own: of the country, of stocks, and where changes start."""
        c = self.comparison
        country = [lineup.country for lineup in c.lineups if lineup.country]
        beside = {row["earlier_id"] for row in c.rows if row["earlier_id"]}
        beside.update(figure for row in c.rates for figure in row["derived"].inputs)
        stand_ins = [row for lineup in c.lineups for row in lineup.stand_ins]
        return [*country, *stand_ins, *records(c.measured[c.measured["id"].isin(beside)])]

    @property
    def region(self) -> str:
        """Slug of the region; empty for all provinces."""
        return self.comparison.region.region if self.comparison.region else ""

    @property
    def parameters(self) -> dict[str, str | int]:
        """What makes this report again, whatever was left to choose when it was asked for."""
        c = self.comparison
        asked: dict[str, str | int] = {
            "year": c.year, "body": c.body, "period": c.period, "region": self.region, "lang": self.words.lang
        }  # fmt: skip
        asked |= {"within": c.tolerance} if c.tolerance else {}
        return asked | ({"units": self.units} if self.units != "printed" else {})

    @cached_property
    def cover(self) -> Cover:
        """The report from outside."""
        c, words = self.comparison, self.words
        name = report_name(c.year, c.period, c.body, self.region, c.tolerance, self.units)
        period = notation.period(c.period, c.year, words, c.spans[0] if len(c.spans) == 1 else None)
        known = c.data.catalog.provinces
        provincial = any(known[slug].level == "province" for slug in c.provinces)
        title = words.text("title-comparison" if provincial else "title-comparison-own", period=period)
        if c.region is not None:
            region = c.region.name(words.lang)
            title = words.text("title-comparison-region", period=period, region=region)
        return Cover(
            c.data,
            words,
            stamp=f"comparison/{name}.{words.lang}",
            title=title,
            body=c.data.catalog.body_names[c.body][f"name_{words.lang}"],
            keywords=(str(c.year),),
            parameters=self.parameters,
        )

    def _parts(self) -> list[Section | None]:
        return [
            self.findings(),
            self.maps(),
            self.ranked(),
            self.side_by_side(),
            self.changes(),
            self.funnels(),
            self.everything(),
        ]

    def _section(self, name: str, blocks: Sequence[Block | None]) -> Section | None:
        """A section; None if nothing is in it, since a heading over nothing helps nobody."""
        return self.cover.section(name, blocks) if any(block is not None for block in blocks) else None

    # ------------------------------------------------------------------------------------- 1 findings

    def findings(self) -> Section | None:
        """Title, what was found in sentences, and how many provinces have which figure."""
        c = self.comparison
        items = sentences.items(prose.sentences(c, self.words), c.data, self.words, self.numbers)
        places = [slug for slug in c.within.provinces if slug != COUNTRY]
        told_in = "file" if tables.long(c) else "notes"
        said = sums.head(c.data, places, c.rows, [c.year], self.words, told_in=told_in)
        head = self.cover.masthead(c.period, c.rows, c.findings, said)
        return self._section("findings", [head, Prose(items, style="list")])

    # ----------------------------------------------------------------------------- 2 where they lie

    def maps(self) -> Section | None:
        """Maps of equal tiles of the headline figures that ten places or more have."""
        return self._section("maps", [maps.maps(self.comparison, self.words)])

    # --------------------------------------------------------------------------------- 4 side by side

    def side_by_side(self) -> Section | None:
        """Provinces against the results that two of them or more have; the others by name."""
        if not self.comparison.lineups:
            return None
        shown = tables.heat(self.comparison, self.words, self.marks)
        said = tables.legend(self.comparison, shown, self.words)
        legend = [Prose([said])] if said else []
        single = tables.alone(self.comparison, self.words)
        return self._section("side-by-side", [*legend, *shown, single])

    # ------------------------------------------------------------------- 3, 5 and 6 what may be drawn

    def ranked(self) -> Section | None:
        """Dots by rank from five provinces on, by name below that."""
        c = self.comparison
        return self._section("ranked", [*dots.ranked(c, self.words), dots.by_name(c, self.words)])

    def funnels(self) -> Section | None:
        """Shares with both counts between the limits of ordinary variation."""
        return self._section("funnel", [funnels.funnels(self.comparison, self.words)])

    def changes(self) -> Section | None:
        """The changes on the period before that may be spoken of; the others with their reason."""
        c = self.comparison
        refused = tables.refused(c, self.words) if c.lineups else None
        return self._section("changes", [changes.changes(c, self.words), refused])

    # --------------------------------------------------------------------- 7 every figure, its source

    def everything(self) -> Section | None:
        """Every figure, what disagrees, which rules changed, and where all of it comes from."""
        words, c = self.words, self.comparison
        table = tables.everything(c, words, References(self.numbers, self.marks))
        blocks: list[Block | None] = [
            table,
            self.cover.sentence("everything-in-file") if table.in_file else None,
            tables.coverage(c, words) if c.lineups and not table.in_file else None,
            self.cover.download(tables.figures_csv(c)),
            *footnotes.section("notes", words.text("footnotes-title"), "footnotes", self.notes),
            *footnotes.section("checks", words.text("checks-title"), "checks", list(self._checks())),
            *footnotes.section("breaks", words.text("breaks-title"), "breaks", self._breaks()),
            *self.cover.sources(self.numbers, self.comparison.rows),
            self.cover.citation(),
        ]
        return self._section("everything", blocks)

    def _checks(self) -> Iterator[Note]:
        c = self.comparison
        for position, finding in enumerate(c.findings, start=1):
            slug = rows_by_id(c.data)[finding.figures[0]]["province"]
            said = footnotes.in_words(finding, c.scopes[slug], self.words)
            yield Note(str(position), (text(f"{c.name(slug)}: ", strong=True), text(said)))

    def _breaks(self) -> list[Note]:
        c = self.comparison
        kinds = {(row["province"], c.body, row["indicator"], row["category"]) for row in c.rows}
        return footnotes.rule_changes(c.data.catalog, kinds, c.rows, self.words)
