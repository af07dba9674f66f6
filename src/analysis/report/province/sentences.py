"""Findings in sentences: what is notable of one place, by kind of figure and what there is to compare with.

A figure is spoken of by its label, its value and what it stands against: a plan, a base, its classes, the
others, the period before. No indicator is known here. Nothing is said of a change, rank or outcome that the
comparison refuses. What may be said the rules say (`RULES`); which of it is said, `sentences` chooses.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from analysis.compare import Scope, certain, main_value, notation, series_key
from analysis.data import Catalog, Indicator, Row
from analysis.page import Run, Words, text
from analysis.report.sentences import MOST_SENTENCES, Sentence, Value
from analysis.report.tables import outcome, place

MOST_CHANGES = 3
"""So many changes of figures that nothing else is said of share one sentence."""

FEWEST_IN_A_RUN = 5
"""From so many joined points on a figure may be called the highest or the lowest of them."""

FEWEST_RISES = 3
"""So many changes the same way in a row are told."""

FEWEST_PARTS = 4
"""A total of fewer parts has no best and worst."""

_BARE = ("s-value", "s-stock")
"""Sentences that set a figure against nothing; only headline figures are worth them."""

Rule = Callable[[Scope, Words], Iterable[Sentence]]


def statements(scope: Scope, words: Words) -> Iterator[Sentence]:
    """The headline figures, and the others that stand against a plan or are parts of a whole."""
    catalog = scope.data.catalog
    for (indicator, category), meaning in _in_turn(catalog):
        row = scope.row(indicator, category)
        if row is None:
            if meaning.lead and (aim := scope.row(indicator, category, "target")):
                label = notation.label(aim, words, catalog)
                value = notation.run(aim, notation.value(aim, words, catalog), strong=True)
                said: dict[str, Value] = {"label": label, "aim": value, "why": outcome(aim, scope)}
                yield Sentence("s-aim", said, (aim["id"],), 2.0 + 2 * meaning.lead)
            continue
        judged = row["outcome"] in ("exceeded", "met", "missed")
        within = (indicator, row["of_basis"]) in catalog.indicators and notation.present(row["of"])
        spoken = meaning.lead or judged or within or _telling(row, meaning)
        core = _core(row, scope, words) if spoken else None
        if core is not None and (meaning.lead or core.key not in _BARE):
            weight = 4.0 * meaning.lead + {"missed": 5.0, "exceeded": 2.0}.get(row["outcome"], 1.5)
            weight += 0.7 * (meaning.timing == "end") - 0.5 * _all_of(row)
            yield _with_pieces(core, row, scope, words, weight)


def _in_turn(catalog: Catalog) -> list[tuple[tuple[str, str], Indicator]]:
    """The vocabulary with the headline figure of each indicator before the others."""
    first: dict[str, int] = {}
    for (indicator, _), meaning in catalog.indicators.items():
        first.setdefault(indicator, meaning.order)
    return sorted(catalog.indicators.items(), key=lambda item: (first[item[0][0]], not item[1].lead))


def _telling(row: Row, meaning: Indicator) -> bool:
    """Whether a figure is so many of so many, or a class, and more of it is better or worse."""
    both = notation.present(row["count"]) and notation.present(row["of"])
    return row["measure"] == "share" and meaning.polarity != "none" and bool(both or meaning.classes)


def _all_of(row: Row) -> bool:
    """Whether it is all of its base, which is worth less than a part."""
    return notation.present(row["count"]) and notation.present(row["of"]) and row["count"] == row["of"]


def _core(row: Row, scope: Scope, words: Words) -> Sentence | None:
    """What a figure is and what it is printed against; None where there is nothing to say."""
    catalog = scope.data.catalog
    shown = notation.value(row, words, catalog)
    if not shown or row["qualifier"] == "withheld":
        return None
    values: dict[str, Value] = {
        "label": notation.label(row, words, catalog),
        "value": notation.run(row, shown, strong=True),
    }
    percent = notation.percent(row, words)
    if row["outcome"] in ("exceeded", "met", "missed"):
        if row["target_id"] != row["id"]:  # the target is a figure of its own, and may be a range
            target = scope.measured_by_id[row["target_id"]]
            values["aim"] = notation.run(target, notation.value(target, words, catalog))
            return Sentence(f"s-target-{row['outcome']}", values, (row["id"], target["id"]))
        if notation.present(row["of"]) and percent:
            values |= {"plan": words.integer(int(row["of"])), "percent": notation.run(row, percent)}
            return Sentence(f"s-plan-{row['outcome']}", values, (row["id"],))
    if row["measure"] == "fulfilment" and percent and notation.present(row["count"]):
        values["percent"] = notation.run(row, percent)
        return Sentence("s-of-plan", values, (row["id"],))
    if row["of_basis"] == "unknown":
        return Sentence("s-share-unknown", values, (row["id"],))
    if row["measure"] == "share" and notation.present(row["of"]) and notation.present(row["count"]):
        values |= {"of": words.integer(int(row["of"])), "what": _of_what(row, catalog, words)}
        values["percent"] = notation.run(row, percent) if percent else ""
        return Sentence("s-share" if percent else "s-part", values, (row["id"],))
    if catalog.classes(row["indicator"], row["category"]) and (split := _split(row, values, scope, words)):
        return split
    if notation.present(row["as_of"]):
        return Sentence("s-stock", {**values, "day": words.date(row["as_of"].date())}, (row["id"],))
    return Sentence("s-value", values, (row["id"],))


def _split(total: Row, values: dict[str, Value], scope: Scope, words: Words) -> Sentence | None:
    """A total with its classes where they are a split of it, or the part that alone is split."""
    catalog, (classes, whole) = scope.data.catalog, scope.forms(total)
    if whole:
        named = [
            words.runs("class-piece", name=_category(row, scope, words), count=_count(row, scope, words))
            for row in classes.values()
        ]
        figures = (total["id"], *(row["id"] for row in classes.values()))
        return Sentence("s-classes", {**values, "classes": words.listed(named)}, figures)
    if (part := scope.part_only(total, classes)) is not None:
        of = notation.run(part, words.integer(int(part["of"])))
        said = {**values, "of": of, "what": _of_what(part, catalog, words)}
        return Sentence("s-classes-part", said, (total["id"], part["id"]))
    return None


def _of_what(row: Row, catalog: Catalog, words: Words) -> str:
    """The unit and what it was counted against: ``organisations rated``."""
    unit = catalog.indicators[row["indicator"], row["category"]].unit_name(words.lang)
    basis = catalog.basis_names[row["of_basis"]][f"name_{words.lang}"]
    return basis if basis.startswith(unit) else f"{unit} {basis}"


def _category(row: Row, scope: Scope, words: Words) -> str:
    meaning = scope.data.catalog.indicators[row["indicator"], row["category"]]
    return meaning.category_vi if words.lang == "vi" else meaning.category_en


def _count(row: Row, scope: Scope, words: Words) -> Run:
    return notation.run(row, notation.count(row, words, scope.data.catalog))


# ------------------------------------------------------------------------------- what a figure stands among


def _with_pieces(core: Sentence, row: Row, scope: Scope, words: Words, weight: float) -> Sentence:
    """A statement with its place among others, its change and its own record, as far as they may be told."""
    pieces: list[tuple[Run, ...]] = []
    figures, more = list(core.figures), 0.0
    if row["why_no_rank"] == "" and not notation.small(row):
        of = int(row["peer_count"])
        pieces.append(words.runs("piece-place", place=place(row, words), peers=of))
        if notation.present(row["median"]):
            median = notation.amount(row["median"], row, words)
            pieces[-1] = words.runs("piece-place-median", place=place(row, words), peers=of, median=median)
        more += 1.5 * abs(2 * (int(row["rank_low"]) - 1) / max(of - 1, 1) - 1)
    sure = certain(row)
    if (sure or (not row["why_no_change"] and row["change"])) and not notation.small(row):
        earlier = scope.measured_by_id[row["earlier_id"]]
        pieces.append(
            _certain(row, earlier, sure, scope, words) if sure else _change(row, earlier, scope, words)
        )
        figures.append(earlier["id"])
        more += min(abs(row["relative"]) / 20, 1.5) if notation.present(row["relative"]) else 0.5
    if record := _record(row, scope):
        pieces.append(words.runs(f"piece-{record[0]}", year=record[1]))
        more += 1.0
    rest: tuple[Run, ...] = ()
    for piece in pieces:
        rest = (*rest, text(", "), *piece)
    return Sentence(core.key, {**core.values, "rest": rest}, tuple(figures), weight + more)


def _change(row: Row, earlier: Row, scope: Scope, words: Words) -> tuple[Run, ...]:
    return words.runs(
        "piece-change",
        direction="up" if row["change"] > 0 else "down",
        unit="points" if row["change_in"] == "points" else "plain",
        size=Run(notation.size(row, words), figure=row["id"], state="derived"),
        period=notation.inside_period(earlier, words),
        before=notation.run(earlier, notation.earlier(row, words, scope.data.catalog)),
    )


def _certain(row: Row, earlier: Row, sure: str, scope: Scope, words: Words) -> tuple[Run, ...]:
    """That a figure rose or fell however it was rounded, without by how much."""
    return words.runs(
        "piece-certain",
        direction=sure,
        period=notation.inside_period(earlier, words),
        before=notation.run(earlier, notation.earlier(row, words, scope.data.catalog)),
    )


def _record(row: Row, scope: Scope) -> tuple[str, str] | None:
    """Since when a figure is the highest or lowest of those that may be compared with it."""
    series = scope.series.get(series_key(row))
    if series is None or series.rows[-1]["id"] != row["id"] or row["measure"] in ("count", "amount"):
        return None
    values = [main_value(point) or 0.0 for point in series.run]
    if len(values) < FEWEST_IN_A_RUN:
        return None
    year = notation.year_label(series.run[0])
    if values[-1] > max(values[:-1]):
        return "highest", year
    return ("lowest", year) if values[-1] < min(values[:-1]) else None


def components(scope: Scope, words: Words) -> Iterator[Sentence]:
    """Of each total with parts: those with the best and the worst places among other places."""
    catalog = scope.data.catalog
    wholes: dict[tuple[str, str], list[Row]] = {}
    for row in scope.rows:
        meaning = catalog.indicators[row["indicator"], row["category"]]
        if meaning.part_of and row["measure"] == "score" and row["why_no_rank"] == "":
            wholes.setdefault((row["indicator"], meaning.part_of), []).append(row)
    for pair, rows in wholes.items():
        if len(rows) < FEWEST_PARTS:
            continue
        ranked = sorted(rows, key=lambda row: (row["rank_low"] / row["peer_count"], row["order"]))
        best, worst = ranked[:2], ranked[:-3:-1]
        values: dict[str, Value] = {"label": catalog.indicators[pair].label(words.lang)}
        for name, chosen in (("best", best), ("worst", worst)):
            values[name] = words.listed([_placed(row, scope, words) for row in chosen])
        yield Sentence("s-components", values, tuple(row["id"] for row in (*best, *worst)), 5.0)


def _placed(row: Row, scope: Scope, words: Words) -> tuple[Run, ...]:
    value = notation.run(row, notation.value(row, words, scope.data.catalog), strong=True)
    return words.runs(
        "component-piece",
        name=_category(row, scope, words),
        value=value,
        place=place(row, words),
        peers=int(row["peer_count"]),
    )


def runs(scope: Scope, words: Words) -> Iterator[Sentence]:
    """Figures that rose or fell so many times in a row, the longest first."""
    found = []
    for row in scope.rows:
        series = scope.series.get(series_key(row))
        if row["kind"] != "actual" or series is None or series.rows[-1]["id"] != row["id"]:
            continue
        values = [main_value(point) or 0.0 for point in series.run]
        signs = [(b > a) - (b < a) for a, b in pairwise(values)]
        length = next((n for n, sign in enumerate(reversed(signs)) if sign != signs[-1]), len(signs))
        if length >= FEWEST_RISES and signs[-1] and not any(map(notation.small, series.run)):
            found.append((length, row, series.run[-length - 1]))
    for length, row, first in sorted(found, key=lambda item: (-item[0], item[1]["order"]))[:2]:
        catalog = scope.data.catalog
        values_of: dict[str, Value] = {
            "label": notation.label(row, words, catalog),
            "direction": "up" if (main_value(row) or 0.0) > (main_value(first) or 0.0) else "down",
            "times": length,
            "before": notation.run(first, notation.compared(first, words, catalog)),
            "year": notation.year_label(first),
            "now": notation.run(row, notation.compared(row, words, catalog), strong=True),
        }
        yield Sentence("s-run", values_of, (first["id"], row["id"]), 2.0 + length / 4)


def changes(scope: Scope, words: Words) -> Iterator[Sentence]:
    """The greatest changes of figures that no other sentence speaks of."""
    catalog = scope.data.catalog
    compared = [
        row
        for row in scope.rows
        if row["kind"] == "actual"
        and not row["why_no_change"]
        and row["change"]
        and notation.present(row["relative"])
        and not catalog.indicators[row["indicator"], row["category"]].lead
        and not catalog.indicators[row["indicator"], row["category"]].part_of
    ]
    greatest = sorted(compared, key=lambda row: -abs(row["relative"]))[:MOST_CHANGES]
    if not greatest:
        return
    known = scope.measured_by_id
    period = notation.inside_period(known[greatest[0]["earlier_id"]], words)
    chosen = sorted(greatest, key=lambda row: int(row["order"]))
    pieces = []
    for row in chosen:
        earlier, label = known[row["earlier_id"]], notation.label(row, words, catalog)
        pieces.append(
            words.runs(
                "change-piece",
                label=label[0].lower() + label[1:],
                direction="up" if row["change"] > 0 else "down",
                size=Run(notation.size(row, words), figure=row["id"], state="derived"),
                before=notation.run(earlier, notation.earlier(row, words, catalog)),
                now=notation.run(row, notation.value(row, words, catalog)),
            )
        )
    figures = tuple(figure for row in chosen for figure in (row["id"], row["earlier_id"]))
    yield Sentence("s-changes", {"period": period, "changes": words.listed(pieces)}, figures, 3.0)


# ------------------------------------------------------------------------------------------ the rest of it


def by_whom(scope: Scope, words: Words) -> Iterator[Sentence]:
    """A headline figure by those whose work it is, where several are printed and none for all."""
    for (indicator, category), meaning in scope.data.catalog.indicators.items():
        if not meaning.lead or not meaning.by_authority:
            continue
        by = {
            row["authority"]: row
            for row in scope.rows
            if (row["indicator"], row["category"], row["kind"]) == (indicator, category, "actual")
            and notation.present(row["count"])
            and row["authority"] not in ("", "all")
        }
        if len(by) > 1:
            named = [
                words.runs(
                    "class-piece", name=notation.authority(row, words), count=_count(row, scope, words)
                )
                for row in by.values()
            ]
            values: dict[str, Value] = {"label": meaning.label(words.lang), "parts": words.listed(named)}
            yield Sentence("s-by-whom", values, tuple(row["id"] for row in by.values()), 2.0)


def printed_changes(scope: Scope, words: Words) -> Iterator[Sentence]:
    """A change of a headline figure that the source itself prints, where the earlier figure is not held."""
    for (indicator, category), meaning in scope.data.catalog.indicators.items():
        row = scope.row(indicator, category) if meaning.lead else None
        if row is None or not notation.present(row["change_printed"]) or row["change_unit"] != "count":
            continue
        if row["why_no_change"] == "not_collected" and row["change_printed"] != 0:
            change = int(row["change_printed"])
            values: dict[str, Value] = {
                "label": notation.label(row, words, scope.data.catalog),
                "period": notation.earlier_period(row["change_against"], words),
                "direction": "down" if change < 0 else "up",
                "number": notation.run(row, words.integer(abs(change)), strong=True),
            }
            yield Sentence("s-printed-change", values, (row["id"],), 1.5)


def zeros(scope: Scope, words: Words) -> Iterator[Sentence]:
    """A nought that the source prints, and that is no class of a total."""
    for row in scope.rows:
        meaning = scope.data.catalog.indicators[row["indicator"], row["category"]]
        if row["kind"] == "actual" and notation.state(row) == "zero" and not meaning.classes:
            label = notation.label(row, words, scope.data.catalog)
            said: dict[str, Value] = {"label": label, "value": notation.run(row, words.integer(0))}
            yield Sentence("s-zero", said, (row["id"],), 1.0)


def latest(scope: Scope, words: Words) -> Iterator[Sentence]:
    """The latest earlier headline figure judged at a period's end, where this period's was not collected."""
    catalog = scope.data.catalog
    results = {row["indicator"] for row in scope.rows if row["kind"] == "actual"}
    for meaning in scope.absent:
        if (
            meaning.timing != "end"
            or meaning.indicator in results
            or scope.state(meaning.domain) != ("not_collected")
        ):
            continue
        earlier = [
            row
            for row in scope.history
            if (row["indicator"], row["category"]) == (meaning.indicator, meaning.category)
            and row["kind"] == "actual"
            and row["year"] < scope.year
            and notation.compared(row, words, catalog)
        ]
        if earlier:
            values: dict[str, Value] = {
                "label": notation.label(earlier[-1], words, catalog),
                "year": str(earlier[-1]["year"]),
                "value": notation.run(
                    earlier[-1], notation.compared(earlier[-1], words, catalog), strong=True
                ),
            }
            yield Sentence("s-latest", values, (earlier[-1]["id"],), 3.0)


def only_targets(scope: Scope, words: Words) -> Iterator[Sentence]:
    """Where there are targets, and neither headline results nor any of what they are set for."""
    meanings = scope.data.catalog.indicators
    targets = [row for row in scope.rows if row["kind"] == "target"]
    aimed = {row["indicator"] for row in targets}
    results = [
        row
        for row in scope.rows
        if row["kind"] == "actual"
        and (row["indicator"] in aimed or meanings[row["indicator"], row["category"]].lead)
    ]
    if targets and not results:
        figures = tuple(row["id"] for row in targets)
        reasons = {outcome(row, scope) for row in targets}
        why = reasons.pop() if len(reasons) == 1 else "not_collected"
        yield Sentence("s-only-targets", {"targets": len(targets), "why": why}, figures, 6.0)


RULES: tuple[Rule, ...] = (
    only_targets,
    statements,
    components,
    runs,
    by_whom,
    printed_changes,
    changes,
    zeros,
    latest,
)


def sentences(scope: Scope, words: Words) -> list[Sentence]:
    """The most notable sentences that are true of a report, in the order of `RULES` and of the vocabulary."""
    said = [sentence for rule in RULES for sentence in rule(scope, words)]
    most = sorted(range(len(said)), key=lambda n: (-said[n].weight, n))[:MOST_SENTENCES]
    return [said[n] for n in sorted(most)]
