"""The province report: its parts, each a section that a notebook cell displays."""

from collections.abc import Sequence
from functools import cached_property

from analysis.compare import NATIONAL, Scope, by_units, notation, parts_of, scope
from analysis.data import Dataset, Row
from analysis.page import (
    Block,
    Cell,
    Column,
    Group,
    Prose,
    ProseItem,
    Row as TableRow,
    Run,
    Runs,
    Section,
    Table,
    Tile,
    Tiles,
    Words,
    cite,
    report_name,
    text,
)
from analysis.report import footnotes, sentences, sums
from analysis.report.cover import Cover, Covered
from analysis.report.province import coverage, figures, profile, sentences as prose
from analysis.report.tables import References, change, place, printed_change, rank, target

MOST_TILES = 4


class ProvinceReport(Covered):
    """The comparison report of one province, year, body and period.

    Parameters
    ----------
    data : Dataset
    province : str
        Slug, name or code.
    year : int
    body : str, optional
        Without it, the first of ``bodies.csv`` that has figures.
    period : str, optional
        ``FY`` by default.
    lang : {"vi", "en"}, optional
    units : {"printed", "2025"}, optional
        The provinces that the sources speak of, or those of today with sums of the former ones.

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
        self,
        data: Dataset,
        province: str,
        year: int,
        body: str = "",
        period: str = "FY",
        lang: str = "vi",
        units: str = "printed",
    ) -> None:
        self.words, self.units = Words(lang), units
        seen, (place,) = by_units(data, units, province)
        self.scope: Scope = scope(seen, place, year, body or None, period)
        self.numbers = footnotes.source_numbers([*self.scope.rows, *self._beside()])
        self.notes, self.marks = footnotes.footnotes(
            self.scope.rows, lambda row: footnotes.notes_of(row, self.scope, self.words, self.numbers)
        )

    @property
    def parameters(self) -> dict[str, str | int]:
        """What makes this report again, whatever was left to choose when it was asked for."""
        s = self.scope
        asked: dict[str, str | int] = {
            "province": s.province.province, "year": s.year, "body": s.body, "period": s.period,
            "lang": self.words.lang,
        }  # fmt: skip
        return asked | ({"units": self.units} if self.units != "printed" else {})

    @cached_property
    def cover(self) -> Cover:
        """The report from outside."""
        s, name = self.scope, self.scope.province.name(self.words.lang)
        period = profile.period_name(s, self.words)
        stem = report_name(s.year, s.period, s.body, units=self.units)
        return Cover(
            s.data,
            self.words,
            stamp=f"province/{s.province.province}/{stem}.{self.words.lang}",
            title=self.words.text("title-province", province=name, period=period),
            body=s.data.catalog.body_name(s.body, s.province, self.words.lang),
            keywords=(name, str(s.year)),
            parameters=self.parameters,
        )

    def _beside(self) -> list[Row]:
        """Rows of other years and places that the report shows, so that their sources are listed."""
        known = self.scope.measured_by_id
        few = [
            row
            for row in self.scope.rows
            if row["why_no_rank"] == "few_peers" and row["peer_count"] <= profile.MOST_NAMED
        ]
        peers = [known[figure] for row in few for figure in row["peer_ids"]]
        country = [known[row["reference_id"]] for row in self.scope.rows if row["reference_id"]]
        others = [row for scope in self.other_scopes for row in scope.rows]
        others += [known[row["earlier_id"]] for row in others if row["earlier_id"]]
        stocks = [
            known[figure]
            for rates in self.scope.rates.values()
            for row in rates
            for figure in row["derived"].inputs
        ]
        return [*self._of_other_years(), *peers, *country, *stocks, *others]

    def _of_other_years(self) -> list[Row]:
        """The place's own figures of other years; in a poor report only those like its own or the absent."""
        s = self.scope
        if not s.poor:
            return s.history
        shown = {(row["indicator"], row["category"]) for row in s.rows}
        shown |= {(meaning.indicator, meaning.category) for meaning in s.absent}
        return [row for row in s.history if (row["indicator"], row["category"]) in shown]

    def _parts(self) -> list[Section | None]:
        return [
            self.glance(),
            self.indicators(),
            self.structure(),
            self.over_time(),
            self.others(),
            self.coverage(),
        ]

    # ------------------------------------------------------------------------------------ 1 at a glance

    def glance(self) -> Section:
        """Title, what is notable in sentences, and the headline figures."""
        s = self.scope
        items = sentences.items(prose.sentences(s, self.words), s.data, self.words, self.numbers)
        tiles = [] if s.poor and items else self._tiles()  # the sentences and the table say it twice already
        said = sums.head(s.data, [s.province.province], s.rows, [s.year], self.words) or self._merger()
        head = self.cover.masthead(s.period, s.rows, s.findings, said)
        return self.cover.section(
            "glance",
            [
                head,
                Prose(items, style="list") if items else None,
                Tiles(tiles) if tiles else None,
                self._elsewhere(),
            ],
        )

    def _merger(self) -> str:
        """With whom the place became one, or whose part it is now; empty where nothing was merged."""
        s, words = self.scope, self.words
        others = [other.name(words.lang) for other in s.merged_with]
        if not others or s.province.successor_from is None:
            return ""
        values = {"day": words.date(s.province.successor_from), "others": words.listing(others)}
        if max(row["end"] for row in s.rows) >= s.province.successor_from:
            return words.text("merged", **values)
        if s.province.successor == s.province.province:
            return words.text("to-be-merged", **values)
        unit = s.data.catalog.frames["provinces_2025"].set_index("province")["name_vi"]
        whole = str(unit.get(s.province.successor, s.province.successor))
        return words.text("became-part", day=values["day"], unit=whole)

    def _elsewhere(self) -> Prose | None:
        """The other reports of the same place and year; whether they were made, only the plan knows."""
        s, words = self.scope, self.words
        if not s.elsewhere:
            return None
        runs: list[Run] = [text(words.text("elsewhere") + " ", muted=True)]
        for (body, period), count in s.elsewhere.items():
            named = words.text(
                "elsewhere-piece",
                period=notation.period(period, s.year, words, s.span_elsewhere(body, period)),
                body=s.data.catalog.body_name(body, s.province, words.lang, short=True),
                figures=count,
            )
            runs += [text("; ")] * (len(runs) > 1) + [text(named)]
        return Prose([ProseItem("elsewhere", (*runs, text(".")))])

    def _tiles(self) -> list[Tile]:
        found: list[Tile] = []
        for (indicator, category), meaning in self.scope.data.catalog.indicators.items():
            row = self.scope.row(indicator, category) or self.scope.row(indicator, category, "target")
            if meaning.lead and row is not None and len(found) < MOST_TILES:
                found.append(self._tile(row, meaning.label(self.words.lang)))
        return found

    def _tile(self, row: Row, label: str) -> Tile:
        words, catalog = self.words, self.scope.data.catalog
        percent = notation.percent(row, words)
        share = percent if row["measure"] == "share" or not notation.present(row["count"]) else ""
        value = share or notation.value(row, words, catalog)
        details: list[Runs] = []
        if row["kind"] == "target":
            details.append((text(words.text("state-target")),))
        elif aim := target(row, self.scope, words):
            key = "tile-plan" if row["measure"] == "fulfilment" else "tile-target"
            # An outcome alone stands for itself: the plan that it is against has no number.
            details.append(words.runs(key, aim=aim[0], rest=aim[-1].text) if len(aim) > 1 else aim)
        if share and row["of_basis"]:
            details.append((text(self._of_what(row)),))
        if parts := parts_of(row):
            details.append((text(words.text("tile-sum", count=len(parts))),))
        if row["why_no_rank"] == "" and not notation.small(row):
            of = words.integer(int(row["peer_count"]))
            details.append((text(words.text("piece-place", place=place(row, words), peers=of)),))
        if (shown := change(row, words, catalog)) and row["kind"] == "actual":
            plain = (
                words.runs("tile-no-change", why=shown[0].text)
                if row["why_no_change"] and len(shown) == 1 and not printed_change(row, words)
                else shown
            )
            details.append(plain)
        if whose := notation.authority(row, words):
            details.append((text(whose),))
        state_of = "target" if row["kind"] == "target" else notation.state(row)
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
        """Every figure of the period, a row each: value, years, change, target, place among the others."""
        table = profile.profile(self.scope, self.words, References(self.numbers, self.marks))
        notes = footnotes.section("notes", self.words.text("footnotes-title"), "footnotes", self.notes)
        return self.cover.section("indicators", [table, *notes])

    # ------------------------------------------------------------------- 3 classes of a whole, plans, years

    def structure(self) -> Section | None:
        """The classes of each whole by year, and what was reached of what was planned."""
        found = {
            "classes": figures.classes(self.scope, self.words),
            "plans": figures.plans(self.scope, self.words),
        }
        drawn = [kind for kind, figure in found.items() if figure is not None]
        called = f"structure-{drawn[0]}" if len(drawn) == 1 else "structure"
        return self.cover.section("structure", list(found.values()), called) if drawn else None

    def over_time(self) -> Section | None:
        """Every indicator with figures of several years among its peers, gaps as gaps, breaks as lines."""
        if self.scope.poor and self.structure() is not None:
            return None  # the same few years stand there against their plans
        return self._section("time", figures.over_time(self.scope, self.words))

    def _section(self, name: str, blocks: Sequence[Block | None]) -> Section | None:
        """A section; None if nothing is in it, since a heading over nothing helps nobody."""
        return self.cover.section(name, blocks) if any(block is not None for block in blocks) else None

    # --------------------------------------------------------------------- 4 what others say of the place

    @cached_property
    def other_scopes(self) -> list[Scope]:
        """Of the same place and year: the bodies whose domains are others than those of this body."""
        s = self.scope
        sections = s.data.catalog.domain_sections
        own = {sections[domain] for domain in s.domains}
        bodies = [body for body, period in s.elsewhere if period == s.period and body != NATIONAL]
        found = [scope(s.data, s.province.province, s.year, body, s.period) for body in dict.fromkeys(bodies)]
        return [
            other
            for other in found
            if not own & {sections[domain] for domain in other.domains}
            and any(s.data.catalog.indicators[row["indicator"], row["category"]].lead for row in other.rows)
        ]

    def others(self) -> Section | None:
        """The headline figures that other bodies have of the same place and year, marked as theirs."""
        found: list[Block | None] = [self._other(other) for other in self.other_scopes]
        return self._section("others", found)

    def _other(self, other: Scope) -> Table:
        words, catalog = self.words, other.data.catalog
        body = catalog.body_name(other.body, other.province, words.lang)
        lines = []
        for row in other.rows:
            if not catalog.indicators[row["indicator"], row["category"]].lead or row["kind"] != "actual":
                continue
            placed = row["why_no_rank"] == ""
            cells = [
                Cell((text(notation.label(row, words, catalog)), cite(*sums.cited(row, self.numbers)))),
                Cell((notation.run(row, notation.compared(row, words, catalog), strong=True),)),
                Cell((text(rank(row, words)),)) if placed else Cell(),
                Cell(change(row, words, catalog)),
            ]
            lines.append(TableRow(cells))
        columns = [
            Column(key="indicator", label=words.text("column-indicator")),
            *(
                Column(key=key, label=words.text(f"column-{name}"), align="right", kind="number")
                for key, name in (("value", "value"), ("place", "rank"), ("change", "change"))
            ),
        ]
        return Table(
            id=f"others-{other.body}",
            caption=(text(words.text("others-caption", body=body, own=self.cover.body)),),
            columns=columns,
            groups=[Group(lines)],
            compact=True,
        )

    # ----------------------------------------------------------------------- 5 coverage, checks, sources

    def coverage(self) -> Section:
        """What there is by year, what disagrees, which rules changed, and where all of it comes from."""
        words, s = self.words, self.scope
        since, changed = footnotes.change_notes(s, words)
        checks = footnotes.section(
            "checks", words.text("checks-title"), "checks", footnotes.check_notes(s, words)
        )
        blocks: list[Block | None] = [
            coverage.grid(s, words),
            coverage.absent(s, words),
            *checks,
            *footnotes.section(
                "breaks", words.text("breaks-title"), "breaks", footnotes.break_notes(s, words)
            ),
            *footnotes.section("changes", words.text("changes-title", since=since), "checks", changed),
            *self.cover.sources(self.numbers, self.scope.rows),
            self._rebuilt_titles(),
            self.cover.citation(),
            self.cover.download(profile.figures_csv(s)),
        ]
        return self.cover.section("coverage", blocks, "coverage-checks" if checks else "")

    def _rebuilt_titles(self) -> Prose | None:
        """That some titles were rebuilt from addresses, if any of those shown was."""
        sources = self.scope.data.catalog.sources
        rebuilt = any(sources[identifier].title.startswith("[") for identifier in self.numbers)
        return self.cover.sentence("rebuilt-titles") if rebuilt else None
