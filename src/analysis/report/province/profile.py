"""The profile of a place: a row an indicator, with value, years, change, target and place among others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from analysis.compare import (
    FEWEST_PEERS,
    RATE,
    Scope,
    Series,
    main_value,
    middle_key as key_of_middle,
    notation,
    on_common_base,
    series_key,
)
from analysis.data import COUNTRY, Row
from analysis.page import (
    Cell,
    Column,
    Csv,
    Group,
    Row as TableRow,
    Run,
    Runs,
    Spark,
    Strip,
    Table,
    Words,
    cite,
    sort_key,
    text,
)
from analysis.report import sums
from analysis.report.figures import axis, possible
from analysis.report.tables import References, aim_of, change_parts, place, rows_csv, target

MOST_NAMED = 6
"""Of so few places each is told by name in one cell; of more, a strip of dots is read at a glance."""

_MOST_READ = 12
"""Of so few others each is named to who hears a strip read; of more, where the strip begins and ends."""

# Cells that hold nothing of their own: a column of these alone is left out, and a sentence says why.
_DASH = Cell((text("–", muted=True),))
_SAY_NOTHING = (Cell(), _DASH)


def profile(scope: Scope, words: Words, references: References) -> Table:
    """The table of all figures of a report, by domain, the headline figures of each first.

    Columns that would be empty are left out, and a note says why.
    """
    # A target stands in the row of its result; only without one it has a row of its own.
    beside = {row["target_id"] for row in scope.rows if row["kind"] == "actual"}
    shown = [row for row in scope.rows if row["kind"] == "actual" or row["id"] not in beside]
    profiled = _Profile(scope, words, references, shown)
    cells = {row["id"]: profiled.cells(row) for row in shown}
    on_base = {
        figure: [profiled.rate_cells(rate) for rate in rates if _stands_alone(rate)]
        for figure, rates in scope.rates.items()
    }
    every = [*cells.values(), *(line for lines in on_base.values() for line in lines)]
    columns = [
        column for column in profiled.columns() if any(line[column.key] not in _SAY_NOTHING for line in every)
    ]
    indicators = scope.data.catalog.indicators
    groups = []
    for domain, names in scope.data.catalog.domain_names.items():
        own = [row for row in shown if row["domain"] == domain]
        own.sort(key=lambda row: not indicators[row["indicator"], row["category"]].lead)
        told = [line for row in own for line in (cells[row["id"]], *on_base.get(row["id"], ()))]
        lines = [TableRow([line[column.key] for column in columns]) for line in told]
        groups += [Group(lines, label=names[f"name_{words.lang}"])] if lines else []
    caption = words.text(
        "table-indicators",
        province=scope.province.name(words.lang),
        period=period_name(scope, words),
        body=scope.data.catalog.body_name(scope.body, scope.province, words.lang),
    )
    kept = {column.key for column in columns}
    return Table(
        id="all-indicators",
        caption=(text(caption),),
        columns=columns,
        groups=groups,
        note=profiled.note(kept, {figure: line["peers"].strip for figure, line in cells.items()}),
        layout="profile",
    )


def period_name(scope: Scope, words: Words) -> str:
    """The report's period in words."""
    spans = {int(row["span_from"]) for row in scope.rows if notation.present(row["span_from"])}
    return notation.period(scope.period, scope.year, words, spans.pop() if len(spans) == 1 else None)


def _stands_alone(rate: Row) -> bool:
    """Whether a rate has a row of its own: others have it, too, and it is none of fewer than ten."""
    return rate["why_no_rank"] != "no_peers" and not notation.small(rate)


@dataclass(frozen=True)
class _Profile:
    """What all cells of one table share: the scope, the words, the years across, the axes."""

    scope: Scope
    words: Words
    references: References
    rows: Sequence[Row]

    def columns(self) -> list[Column]:
        words, years = self.words, self._years
        over = f" {years[0]}–{years[1]}" if years else ""
        return [
            Column(key="indicator", label=words.text("column-indicator")),
            Column(key="value", label=words.text("column-value"), align="right", kind="number"),
            Column(key="years", label=words.text("column-years") + over, kind="spark"),
            Column(key="change", label=words.text("column-change"), align="right", kind="number"),
            Column(key="target", label=words.text("column-target")),
            Column(key="peers", label=words.text("column-peers"), kind="strip"),
            Column(key="place", label=words.text("column-rank"), align="right", kind="number"),
        ]

    def cells(self, row: Row) -> dict[str, Cell]:
        """The cells of one figure by the key of their column."""
        scope, words = self.scope, self.words
        planned = row["kind"] == "target"
        label = notation.label(row, words, scope.data.catalog)
        now, earlier = change_parts(row, words, scope.data.catalog)
        aim = target(row, scope, words)
        if row["target_id"] not in ("", row["id"]):  # a figure of its own, with a source and notes of its own
            aim = (*aim, *self.references.of(scope.measured_by_id[row["target_id"]]))
        return {
            "indicator": Cell(
                (
                    text(words.text("label-target", label=label) if planned else label),
                    *self.references.of(row),
                ),
                below=self._under(row),
            ),
            "value": Cell() if planned else self._value(row),
            "years": Cell() if planned else self._spark(row),
            "change": Cell(now, below=earlier) if now else Cell() if planned else _DASH,
            "target": Cell(aim),
            "peers": self._peers(row),
            "place": self._place(row),
        }

    def rate_cells(self, row: Row) -> dict[str, Cell]:
        """The cells of what a count is on a common base, which stand under those of the count."""
        label = notation.rate_label(row, self.words, self.scope.data.catalog)
        return {
            **{column.key: Cell() for column in self.columns()},
            "indicator": Cell((text(label),), below=self._formula(row)),
            "value": Cell((notation.run(row, notation.rate(row, self.words)),)),
            "peers": self._peers(row),
            "place": self._place(row),
        }

    def _formula(self, row: Row, of_what: str = "") -> Runs:
        """How a rate follows, with the stock, its day and the interval."""
        words, derived = self.words, row["derived"]
        stock = self.scope.measured_by_id[derived.inputs[-1]]
        formula = notation.local_formula(derived.formula, words)
        said = [of_what] if of_what else []
        said += [words.date(date.fromisoformat(derived.day))] if derived.day else []
        if interval := notation.reach(row, words):
            said.append(words.text("under-interval", interval=interval))
        return (
            text(f"{words.text('state-derived')}: ", muted=True),
            Run(formula, figure=stock["id"], muted=True),
            cite(*sums.cited(stock, self.references.numbers)),
            *((text(f" ({'; '.join(said)})", muted=True),) if said else ()),
        )

    def _rates_below(self, row: Row) -> Runs:
        """The rates of a count that nobody else has: without a row of their own, for nothing compares."""
        catalog = self.scope.data.catalog
        found: list[Run] = []
        for rate in self.scope.rates.get(row["id"], ()):
            if not notation.small(rate) and not _stands_alone(rate):
                of_what = notation.per(rate, self.words, catalog)
                found += [*([text("; ", muted=True)] if found else []), *self._formula(rate, of_what)]
        return tuple(found)

    def _under(self, row: Row) -> Runs:
        """What a figure is counted against, and the stretch or day that it is of, in small letters."""
        words, catalog = self.words, self.scope.data.catalog
        meaning = catalog.indicators[row["indicator"], row["category"]]
        said = []
        if row["measure"] == "score" and meaning.scale_max is not None:
            ends = [words.decimal(end or 0.0, 0) for end in (meaning.scale_min, meaning.scale_max)]
            said.append(words.text("scale", low=ends[0], high=ends[1]))
        if row["of_basis"] == "unknown":
            said.append(words.text("rating-base-unknown"))
        elif row["measure"] == "share" and (base := notation.base(row, words, catalog)):
            # "of 86 rated well", but "of those rated well"
            named = "under-base" if notation.present(row["of"]) else "rating-base-named"
            said.append(words.text(named, base=base))
        if notation.present(row["as_of"]):
            said.append(words.date(row["as_of"].date()))
        elif notation.present(row["span_from"]):
            said.append(notation.year_label(row))
        plain = (text("; ".join(said), muted=True),) if said else ()
        rates = self._rates_below(row)
        return (*plain, *((text("; ", muted=True),) if plain and rates else ()), *rates)

    def _value(self, row: Row) -> Cell:
        words, catalog = self.words, self.scope.data.catalog
        state = notation.state(row)
        main = notation.compared(row, words, catalog)
        count, percent = notation.count(row, words, catalog), notation.percent(row, words)
        if row["measure"] == "fulfilment" and count:
            main, second = count, words.text("of-plan", percent=percent) if percent else ""
        elif row["measure"] == "share" and percent:
            both = count and notation.present(row["of"])
            second = f"{count}/{words.integer(int(row['of']))}" if both else count
        else:
            second = percent if main == count else ""
        if not main:
            return Cell()
        return Cell(
            (notation.run(row, main, strong=True),) if state != "withheld" else (text(main, muted=True),),
            state=state if state != "value" else None,  # type: ignore[arg-type]
            below=(notation.run(row, second),) if second else (),
        )

    # ---------------------------------------------------------------------------------- the line of the years

    @cached_property
    def _series(self) -> dict[str, Series]:
        known = self.scope.series
        found = {row["id"]: known.get(series_key(row)) for row in self.rows if row["kind"] == "actual"}
        return {figure: series for figure, series in found.items() if series is not None and series.long}

    @cached_property
    def _years(self) -> tuple[int, int] | None:
        """First and last year of all lines, the report's own among them."""
        years = [int(point["year"]) for series in self._series.values() for point in series.rows]
        return (min([*years, self.scope.year]), max([*years, self.scope.year])) if years else None

    def _middle(self, point: Row) -> tuple[float, float, float] | None:
        return self.scope.middle.get(key_of_middle(point))

    def _fitted(self, values: Sequence[float], like: Row) -> tuple[float, float]:
        """Ends of a line's own axis: a tenth of what is possible at least."""
        least, most = possible(like, self.scope.data.catalog)
        low, high = min(values), max(values)
        least_room = (most - least) / 10 if most < float("inf") and least > -float("inf") else 0.2 * abs(high)
        room = max(least_room - (high - low), 0.08 * (high - low), 1e-9) / 2
        return low - room, high + room

    def _spark(self, row: Row) -> Cell:
        series, years = self._series.get(row["id"]), self._years
        if series is None or years is None:
            return Cell()
        values = [main_value(point) or 0.0 for point in series.rows]
        values += [value for point in series.rows for value in self._middle(point) or ()]
        low, high = self._fitted(values, series.rows[0])
        span = max(years[1] - years[0], 1)

        def at(year: float, value: float) -> tuple[float, float]:
            return round((year - years[0]) / span, 3), round(min(max((value - low) / (high - low), 0), 1), 3)

        lines: list[list[tuple[float, float]]] = []
        bands: list[list[tuple[float, float, float, float]]] = []
        for point, joined in zip(series.rows, series.connected, strict=True):
            place_of = at(float(point["year"]), main_value(point) or 0.0)
            if not joined:
                lines.append([])
                bands.append([])
            lines[-1].append(place_of)
            if middle := self._middle(point):
                quartiles = [at(float(point["year"]), value)[1] for value in middle]
                bands[-1].append((place_of[0], quartiles[0], quartiles[1], quartiles[2]))
        own = next((point for point in series.rows if point["id"] == row["id"]), None)
        catalog, words = self.scope.data.catalog, self.words
        said = "; ".join(
            words.text(
                "alt-point", year=notation.year_label(point), value=notation.compared(point, words, catalog)
            )
            for point in series.rows
        )
        return Cell(
            spark=Spark(
                lines=lines,
                bands=[band for band in bands if len(band) > 1],
                own=at(float(own["year"]), main_value(own) or 0.0) if own else None,
                alt=said,
            )
        )

    # ------------------------------------------------------------------------------------ among the others

    def _peers(self, row: Row) -> Cell:
        """Where a figure stands among others: below five their values by name, else dots on a scale."""
        if row["why_no_rank"] in ("target", "is_a_place"):
            return Cell()
        if row["why_no_rank"] in ("no_value", "no_peers"):
            return _DASH
        if row["why_no_rank"] == "few_peers" and (
            row["peer_count"] <= MOST_NAMED or not notation.placeable(row)
        ):
            return Cell((text(", ".join(self._others(row)), muted=True),))
        if not notation.placeable(row):
            return Cell((text(self.words.text("note-small-place"), muted=True),))
        country = self.scope.measured_by_id.get(row["reference_id"])
        if country is None or row["measure"] == RATE:
            return Cell(strip=self._strip(row))
        value = notation.compared(country, self.words, self.scope.data.catalog)
        said = self.words.text("under-country", value=value)
        return Cell(strip=self._strip(row), below=(Run(said, figure=country["id"]),))

    def peer_rows(self, row: Row) -> list[Row]:
        """The rows of a figure's peers, highest first, itself among them; of a rate the same rates."""
        known = [self.scope.measured_by_id[figure] for figure in row["peer_ids"]]
        if row["measure"] != RATE:
            return known
        return [
            rate for rate in on_common_base(known, self.scope.data) if rate["yardstick"] == row["yardstick"]
        ]

    def _others(self, row: Row) -> list[str]:
        """The other places with their values, as Vietnamese sorts their names."""
        catalog, words = self.scope.data.catalog, self.words
        others = {
            catalog.provinces[peer["province"]].name(words.lang): notation.compared(peer, words, catalog)
            for peer in self.peer_rows(row)
            if peer["id"] != row["id"]
        }
        return [f"{name} {others[name]}" for name in sorted(others, key=sort_key)]

    def _strip(self, row: Row) -> Strip:
        words, catalog = self.words, self.scope.data.catalog
        rows = self.peer_rows(row)
        values = {peer["id"]: main_value(peer) or 0.0 for peer in rows if notation.placeable(peer)}
        aim, middle = aim_of(row), self._middle(row)
        # The middle half is of all places, also of those that are too small for a dot.
        all_values: list[float] = [*values.values(), *([aim] if aim is not None else []), *(middle or ())]
        (low, high), ticks = axis(all_values, row, words, catalog)
        low, high = min(low, *all_values), max(high, *all_values)

        def at(value: float) -> float:
            return round((value - low) / ((high - low) or 1.0), 3)

        others = len({peer["province"] for peer in rows if peer["id"] != row["id"]})
        value = notation.compared(row, words, catalog)
        name = self.scope.province.name(words.lang)
        read = self._others(row) if others <= _MOST_READ else []
        return Strip(
            own=at(values[row["id"]]),
            own_label=value,
            peers=[at(v) for figure, v in values.items() if figure != row["id"]],
            alt=words.text(
                "peers-alt" if read else "peers-alt-many",
                own=name,
                value=value,
                peers=others,
                values=", ".join(read) if read else f"{ticks[0][1]}–{ticks[-1][1]}",
            ),
            target=at(aim) if aim is not None else None,
            reference=at(middle[1]) if middle else None,
            middle=(at(middle[0]), at(middle[2])) if middle else None,
            low_label=ticks[0][1],
            high_label=ticks[-1][1],
        )

    def _place(self, row: Row) -> Cell:
        """Its place among how many, and that of the year before where it may be told."""
        words = self.words
        if row["why_no_rank"] not in ("", "inexact", "in_conflict"):
            return Cell()
        if row["why_no_rank"]:
            return Cell((text(words.text(f"why-{row['why_no_rank']}"), muted=True),))
        of = words.integer(int(row["peer_count"]))
        before = self.scope.places_before.get(row["earlier_id"])
        earlier = (
            f"{str(row['earlier_id']).split('/')[2]}: {place(before, words, short=True)}" if before else ""
        )
        return Cell(
            (text(f"{place(row, words, short=True)}/{of}"),),
            below=(text(earlier, muted=True),) if earlier else (),
        )

    # ------------------------------------------------------------------------------------------ its legend

    def note(self, kept: set[str], drawn: Mapping[str, Strip | None]) -> Runs:
        """What the marks mean, as far as they stand there, and which columns it does without."""
        scope, words = self.scope, self.words
        placed = [row for row in self.rows if row["why_no_rank"] not in ("target", "no_value", "no_peers")]
        strips = [(row, strip) for row in placed if (strip := drawn[row["id"]]) is not None]
        said = []
        if "years" in kept:
            middle = any(self._middle(point) for series in self._series.values() for point in series.rows)
            said.append(words.text("note-years-middle" if middle else "note-years"))
        if strips and "peers" in kept:
            said.append(words.text("note-strip", province=scope.province.name(words.lang)))
            if any(strip.middle for _, strip in strips):
                said.append(words.text("note-strip-middle"))
            if any(aim_of(row) is not None for row, _ in strips):
                said.append(words.text("note-strip-target"))
        if "peers" in kept and any(row["measure"] in ("count", "amount") for row in placed):
            said.append(words.text("note-counts"))
        if "place" in kept:
            said.append(words.text("note-place", fewest=FEWEST_PEERS))
        actual = [row for row in self.rows if row["kind"] == "actual"]
        for key, dashes in (
            ("change", any(not change_parts(row, words, scope.data.catalog)[0] for row in actual)),
            ("peers", any(row["why_no_rank"] in ("no_value", "no_peers") for row in actual)),
        ):
            if key in kept and dashes:
                said.append(words.text(f"note-dash-{key}"))
            elif key not in kept and actual and (key != "peers" or scope.province.province != COUNTRY):
                said.append(words.text(f"note-no-{key}"))  # the country has no peers
        return (text(" ".join(said)),) if said else ()


FIGURE_COLUMNS = (
    "id", "province", "body", "year", "period", "span_from", "kind", "indicator", "category", "authority",
    "counted", "count", "count_to", "of", "of_basis", "percent_text", "percent_to", "value_text", "qualifier",
    "comparator", "as_of", "as_printed", "change_printed", "change_unit", "change_against", "conflict",
    "source", "confidence",
)  # fmt: skip


def figures_csv(scope: Scope) -> Csv:
    """All figures of a report as CSV, as they stand in the data."""
    name = f"{scope.province.province}-{scope.year}-{scope.period}-{scope.body}.csv"
    return rows_csv(name, FIGURE_COLUMNS, scope.rows)
