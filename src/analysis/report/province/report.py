"""The province report: its six parts, each a section that a notebook cell displays."""

from collections.abc import Sequence
from functools import cached_property

from analysis.compare import Scope, notation, scope
from analysis.data import Dataset, Row
from analysis.page import (
    Block,
    Figure,
    Grid,
    GridCell,
    GridRow,
    Legend,
    Prose,
    Runs,
    Section,
    State,
    Tile,
    Tiles,
    Words,
    text,
)
from analysis.report import footnotes, sentences
from analysis.report.cover import Cover
from analysis.report.province import figures, sentences as prose, tables
from analysis.report.tables import References, change, target

STATES: tuple[State, ...] = (
    "value",
    "zero",
    "target",
    "not_collected",
    "not_yet_due",
    "not_applicable",
    "in_conflict",
)
MOST_YEARS = 10


class ProvinceReport:
    """The comparison report of one province, year, body and period.

    Parameters
    ----------
    data : Dataset
    province : str
        Slug, name or code.
    year : int
    body : str, optional
        Without it, the body with most figures.
    period : str, optional
        ``FY`` by default.
    lang : {"vi", "en"}, optional

    Raises
    ------
    RequestError
        If anything asked for is unknown, or there is no figure for it.

    Examples
    --------
    >>> import analysis
    >>> report = ProvinceReport(analysis.load(), "tra-vinh", 2023)
    >>> report.stamp
    'province/tra-vinh/2023-FY-bloc.vi'
    >>> report.glance().title
    'Tóm tắt'
    """

    def __init__(
        self, data: Dataset, province: str, year: int, body: str = "", period: str = "FY", lang: str = "vi"
    ) -> None:
        self.words = Words(lang)
        self.scope: Scope = scope(data, province, year, body or None, period)
        self.numbers = footnotes.source_numbers([*self.scope.rows, *self._beside()])
        self.notes, self.marks = footnotes.footnotes(self.scope.rows, lambda _: self.scope, self.words)

    @property
    def parameters(self) -> dict[str, str | int]:
        """What makes this report again, whatever was left to choose when it was asked for."""
        s = self.scope
        return {
            "province": s.province.province, "year": s.year, "body": s.body, "period": s.period,
            "lang": self.words.lang,
        }  # fmt: skip

    @cached_property
    def cover(self) -> Cover:
        """The report from outside."""
        s, name = self.scope, tables.province_name(self.scope, self.words)
        period = tables.period_name(s, self.words)
        return Cover(
            s.data,
            self.words,
            stamp=f"province/{s.province.province}/{s.year}-{s.period}-{s.body}.{self.words.lang}",
            title=self.words.text("title-province", province=name, period=period),
            body=s.data.catalog.body_name(s.body, s.province, self.words.lang),
            keywords=(name, str(s.year)),
            parameters=self.parameters,
        )

    @property
    def stamp(self) -> str:
        """What tells this report's sections from those of any other."""
        return self.cover.stamp

    @property
    def title(self) -> str:
        """The report's title: province and period."""
        return self.cover.title

    def _beside(self) -> list[Row]:
        """Rows of other years and places that the report shows, so that their sources are listed."""
        peers = [self.scope.measured_by_id[figure] for row in self.scope.rows for figure in row["peer_ids"]]
        return [*self.scope.history, *peers]

    def sections(self) -> list[Section]:
        """The whole report, in the order in which its notebook shows it."""
        return [
            self.glance(),
            self.indicators(),
            self.ratings(),
            self.inspection(),
            self.over_time(),
            self.coverage(),
        ]

    # ------------------------------------------------------------------------------------ 1 at a glance

    def glance(self) -> Section:
        """Title, what was found in sentences, and the headline figures."""
        s = self.scope
        items = sentences.items(prose.sentences(s, self.words), s.data, self.words, self.numbers)
        tiles = [tile for tile in self._tiles() if tile is not None]
        head = self.cover.masthead(s.period, s.rows, s.findings)
        return self.cover.section(
            "glance", [head, Prose(items, style="list"), Tiles(tiles) if tiles else None]
        )

    def _tiles(self) -> list[Tile | None]:
        return [
            self._tile("ratings", "org_rating", "good_or_better"),
            self._tile("admissions", "admissions", "members"),
            self._tile("inspections", "inspections", "members_inspected"),
            self._tile("discipline", "discipline_members", "total"),
        ]

    def _tile(self, name: str, indicator: str, category: str) -> Tile | None:
        words, catalog = self.words, self.scope.data.catalog
        row = self.scope.row(indicator, category) or self.scope.row(indicator, category, "target")
        if row is None:
            return None  # what is missing is named in the sentences; an empty tile says nothing more
        percent = notation.percent(row, words)
        share = (indicator == "org_rating" or not notation.present(row["count"])) and percent
        value = share or notation.value(row, words, catalog)
        details: list[Runs] = []
        if row["kind"] == "target":
            details.append((text(words.text("state-target")),))
        elif aim := target(row, self.scope, words):
            key = "tile-plan" if row["measure"] == "fulfilment" else "tile-target"
            # An outcome alone stands for itself: the plan that it is against has no number.
            details.append(words.runs(key, aim=aim[0], rest=aim[-1].text) if len(aim) > 1 else aim)
        if share:
            details.append((text(self._of_what(row)),))
        if (shown := change(row, words)) and row["kind"] == "actual":
            plain = (
                words.runs("tile-no-change", why=shown[0].text)
                if row["why_no_change"] and len(shown) == 1
                else shown
            )
            details.append(plain)
        if whose := notation.authority(row, words):
            details.append((text(whose),))
        state_of = "target" if row["kind"] == "target" else notation.state(row)
        label = words.text(f"tile-{name}")
        return Tile(
            label=words.text("label-target", label=label) if row["kind"] == "target" else label,
            value=(notation.run(row, str(value)),),
            details=details,
            state=None if state_of == "value" else state_of,  # type: ignore[arg-type]
        )

    def _of_what(self, row: Row) -> str:
        """What the percentage of a tile is of: without that it would say nothing."""
        words, catalog = self.words, self.scope.data.catalog
        if row["of_basis"] == "unknown":
            return words.text("rating-base-unknown")
        count, base = notation.count(row, words, catalog), notation.base(row, words, catalog)
        if count and notation.present(row["of"]):
            return f"{count} / {base}"
        planned = "-plan" if row["measure"] == "fulfilment" else ""
        return words.text(f"tile-base{planned}", base=base)

    # --------------------------------------------------------------------------------- 2 all indicators

    def indicators(self) -> Section:
        """Every figure of the period by domain; what is missing says why."""
        table = tables.indicators(self.scope, self.words, References(self.numbers, self.marks))
        notes = footnotes.section("notes", self.words.text("footnotes-title"), "footnotes", self.notes)
        return self.cover.section("indicators", [table, *notes])

    # -------------------------------------------------------------------------- 3 ratings and admissions

    def ratings(self) -> Section:
        """Rating classes and admissions by year, on the right base."""
        found: list[Figure | None] = [
            figures.ratings(self.scope, self.words),
            figures.admissions(self.scope, self.words),
        ]
        held = any(row["domain"] in ("ratings", "admissions") for row in self.scope.rows)
        return self.cover.section("ratings", self._or_sentence(found, self._no_figure("ratings", held=held)))

    # ------------------------------------------------------------------------ 4 inspection and discipline

    def inspection(self) -> Section:
        """Inspected, supervised, disciplined: counts first, and no good or bad."""
        found = [figures.inspections(self.scope, self.words), figures.discipline(self.scope, self.words)]
        held = any(row["domain"] in ("inspections", "discipline") for row in self.scope.rows)
        return self.cover.section(
            "inspection", self._or_sentence(found, self._no_figure("inspection", held=held))
        )

    def _no_figure(self, section: str, *, held: bool) -> str:
        """What is said in the place of a chart: that there is nothing, or where it stands."""
        return "in-table" if held else f"nothing-{section}"

    def _or_sentence(self, found: Sequence[Figure | None], key: str) -> list[Block | None]:
        shown: list[Block | None] = [figure for figure in found if figure is not None]
        return shown or [self.cover.sentence(key)]

    # ---------------------------------------------------------------------------------------- 5 over time

    def over_time(self) -> Section:
        """Every indicator with figures of several years, gaps as gaps, breaks as lines."""
        return self.cover.section(
            "time", self._or_sentence([figures.over_time(self.scope, self.words)], "nothing-time")
        )

    # ----------------------------------------------------------------------- 6 coverage, checks, sources

    def coverage(self) -> Section:
        """What there is by year, what disagrees, which rules changed, and where all of it comes from."""
        words = self.words
        since, changed = footnotes.change_notes(self.scope, words)
        blocks: list[Block | None] = [
            self._grid(),
            *footnotes.section(
                "checks", words.text("checks-title"), "checks", footnotes.check_notes(self.scope, words)
            ),
            *footnotes.section(
                "breaks", words.text("breaks-title"), "breaks", footnotes.break_notes(self.scope, words)
            ),
            *footnotes.section("changes", words.text("changes-title", since=since), "checks", changed),
            *self.cover.sources(self.numbers),
            self._rebuilt_titles(),
            self.cover.citation(),
            self.cover.download(tables.figures_csv(self.scope)),
        ]
        return self.cover.section("coverage", blocks)

    def _rebuilt_titles(self) -> Prose | None:
        """That some titles were rebuilt from addresses, if any of those shown was."""
        sources = self.scope.data.catalog.sources
        rebuilt = any(sources[identifier].title.startswith("[") for identifier in self.numbers)
        return self.cover.sentence("rebuilt-titles") if rebuilt else None

    def _grid(self) -> Grid:
        words, s = self.words, self.scope
        held = sorted({int(row["year"]) for row in s.history})
        # As many years as fit, the report's own among them, and rather the later ones.
        last = max(s.year, held[-1])
        first = min(max(min(held[0], s.year - 2), last - MOST_YEARS + 1), s.year)
        years = list(range(first, min(last, first + MOST_YEARS - 1) + 1))
        if s.period == "TERM":  # terms do not end every year: only those held can be spoken of
            years = held[-MOST_YEARS:]
        heads = {year: self._head(year) for year in years}
        rows = []
        for domain, names in s.data.catalog.domain_names.items():
            name = names[f"name_{words.lang}"]
            cells = [self._grid_cell(domain, name, year, head) for year, head in heads.items()]
            rows.append(GridRow(name, cells))
        shown = {cell.state for row in rows for cell in row.cells}
        legend = [
            Legend(code, words.text(f"mark-{code}"), words.text(f"state-{code}"))
            for code in STATES
            if code in shown
        ]
        caption = words.text(
            "grid-caption",
            province=tables.province_name(s, words),
            body=self.cover.body,
            scope=words.text(f"scope-{s.period}"),
        )
        if beyond := [year for year in held if year not in years]:
            caption += " " + words.text("grid-beyond", years=", ".join(map(str, beyond)))
        return Grid(
            id="coverage-grid",
            caption=(text(caption),),
            columns=list(heads.values()),
            rows=rows,
            legend=legend,
        )

    def _head(self, year: int) -> str:
        """A year over its column, or the spans that end in it."""
        spans = dict.fromkeys(notation.year_label(row) for row in self.scope.history if row["year"] == year)
        return "; ".join(spans) or str(year)

    def _grid_cell(self, domain: str, name: str, year: int, head: str) -> GridCell:
        words, s = self.words, self.scope
        here = [row for row in s.history if row["domain"] == domain and row["year"] == year]
        actual = [row for row in here if row["kind"] == "actual"]
        if actual:
            code, shown = "value", words.integer(len(actual))
            said = words.text("grid-figures", count=len(actual))
        elif here:
            code, shown = "target", f"{words.text('mark-target')} {words.integer(len(here))}"
            said = words.text("state-target")
        else:
            code = s.state_in(year, domain)
            shown, said = words.text(f"mark-{code}"), words.text(f"state-{code}")
        return GridCell(code, shown, words.text("grid-cell", domain=name, year=head, text=said))  # type: ignore[arg-type]
