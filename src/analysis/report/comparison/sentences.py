"""Findings of a comparison in sentences: each has a condition, and is said only where it is met.

No place and no median is spoken of below five exact values; there the values stand by name.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from analysis import compare
from analysis.compare import FEWEST_PEERS, Comparison, Lineup, notation
from analysis.data import Row
from analysis.page import Run, Words
from analysis.report.sentences import Sentence, Value

MOST_NAMED = 3
"""So many line-ups of a kind are put into words, the widest first; the tables have all."""

MOST_LISTED = 6
"""Of a plain count so many provinces are told one by one; of more only how far the numbers reach."""

Rule = Callable[[Comparison, Words], Iterator[Sentence]]


def median_text(lineup: Lineup, words: Words) -> str:
    """The median of a line-up as it is written; empty where there is none."""
    median = lineup.median
    return "" if median is None else notation.amount(median, lineup.first, words)


def coverage(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """How many provinces have results, of how many that could have, and how many have only targets."""
    provinces, waiting = len(comparison.reporting), len(comparison.provinces) - len(comparison.reporting)
    values: dict[str, Value] = {"provinces": provinces, "universe": comparison.universe}
    if len(comparison.provinces) == 1:
        yield Sentence("c-one", {"province": comparison.name(comparison.provinces[0])}, ())
    elif provinces:
        yield Sentence(
            "c-coverage" if comparison.data.catalog.body_kinds.get(comparison.body) else "c-coverage-known",
            values,
            (),
        )
    if provinces and waiting:
        aiming = [comparison.name(slug) for slug in comparison.provinces if slug not in comparison.reporting]
        yield Sentence("c-targets-only", {"provinces": waiting, "names": words.listing(aiming)}, ())


def shared(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """How many results at least two provinces have, and how many may be ranked."""
    if len(comparison.provinces) == 1:
        return
    wide = sum(lineup.ranked for lineup in comparison.lineups)
    values: dict[str, Value] = {"shared": len(comparison.lineups), "wide": wide, "fewest": FEWEST_PEERS}
    if not comparison.lineups:
        yield Sentence("c-nothing-shared", {}, ())
    else:
        yield Sentence("c-shared-wide" if wide else "c-shared", values, ())


def comparable(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """What can be compared, by name; where it is much, how much of each domain."""
    if len(comparison.provinces) == 1 or not comparison.lineups:
        return
    if len(comparison.lineups) <= MOST_NAMED:
        named = [comparison.label(lineup.first, words) for lineup in comparison.lineups]
    else:
        held = Counter(lineup.first["domain"] for lineup in comparison.lineups)
        domains = comparison.data.catalog.domain_names
        named = [
            words.text("c-comparable-domain", domain=names[f"name_{words.lang}"], count=held[domain])
            for domain, names in domains.items()
            if held[domain]
        ]
    yield Sentence("c-comparable", {"items": "; ".join(named)}, ())


def counts(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """Of each domain the plain count that most provinces have, by name and without an order."""
    widest: dict[str, Lineup] = {}
    for lineup in comparison.lineups:
        if lineup.counted and len(lineup.valued) > 1:
            domain = lineup.first["domain"]
            if domain not in widest or len(lineup.valued) > len(widest[domain].valued):
                widest[domain] = lineup
    for lineup in widest.values():
        figures = tuple(row["id"] for row in lineup.drawn)
        label = comparison.label(lineup.first, words)
        if len(lineup.drawn) <= MOST_LISTED:
            listed = [_named(row, comparison, words) for row in lineup.drawn]
            yield Sentence("c-counts", {"label": label, "values": words.listed(listed)}, figures)
            continue
        values: dict[str, Value] = {"label": label, "provinces": len(lineup.drawn)}
        if lineup.first["timing"] != "day":
            # Who did most of a thing, or least, is nothing that a summary should hold up; a stock is size.
            yield Sentence("c-counts-many", values, figures)
            continue
        high, low = lineup.valued[0], lineup.valued[-1]
        values |= {
            "low": comparison.name(low["province"]),
            "least": notation.run(low, notation.compared(low, words, comparison.data.catalog), strong=True),
            "high": comparison.name(high["province"]),
            "most": notation.run(high, notation.compared(high, words, comparison.data.catalog), strong=True),
        }
        yield Sentence("c-counts-reach", values, figures)


def _named(row: Row, comparison: Comparison, words: Words) -> tuple[Run, ...]:
    """A province with its value, and that sources do not agree about it, or about by whom it is."""
    whose = any(
        found.code == "conflict_authority" and row["id"] in found.figures for found in comparison.findings
    )
    key = "c-named-whose" if whose else "c-named-disputed" if compare.disputed(row) else "c-named"
    shown = notation.run(row, notation.compared(row, words, comparison.data.catalog), strong=True)
    return words.runs(key, province=comparison.name(row["province"]), value=shown)


def _widest(lineups: Sequence[Lineup], comparison: Comparison) -> list[Lineup]:
    """The headline figures first, then those that most places have."""
    meanings = comparison.data.catalog.indicators

    def rank(lineup: Lineup) -> tuple[bool, int]:
        first = lineup.first
        return not meanings[first["indicator"], first["category"]].lead, -len(lineup.valued)

    return sorted(lineups, key=rank)[:MOST_NAMED]


def spread(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """From where to where the exact values of five provinces or more reach, with their median."""
    for lineup in _widest([lineup for lineup in comparison.lineups if _spoken(lineup)], comparison):
        high, low = lineup.valued[0], lineup.valued[-1]
        values: dict[str, Value] = {
            "label": comparison.label(lineup.first, words),
            "provinces": len(lineup.valued),
            "high": comparison.name(high["province"]),
            "most": notation.run(high, notation.compared(high, words, comparison.data.catalog), strong=True),
            "low": comparison.name(low["province"]),
            "least": notation.run(low, notation.compared(low, words, comparison.data.catalog), strong=True),
            "median": median_text(lineup, words),
        }
        yield Sentence("c-spread", values, tuple(row["id"] for row in lineup.valued))


def _spoken(lineup: Lineup) -> bool:
    """Whether both ends have one name, and neither is a share of a very small number."""
    if not lineup.ranked or lineup.median is None:
        return False
    values = [compare.main_value(row) for row in lineup.valued]
    ends = (lineup.valued[0], lineup.valued[-1])
    return (
        values[0] != values[1]
        and values[-1] != values[-2]
        and not any(row["measure"] in ("share", compare.RATE) and notation.small(row) for row in ends)
    )


def by_name(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """The shares of two to four provinces, each by its name and without a place; none of a handful."""
    few = [
        lineup
        for lineup in comparison.lineups
        if not lineup.ranked
        and not lineup.counted
        and len(lineup.rows) < FEWEST_PEERS
        and not any(notation.small(row) for row in lineup.rows)
    ]
    for lineup in _widest(few, comparison):
        values: dict[str, Value] = {"label": comparison.label(lineup.first, words)}
        for position, row in enumerate(lineup.rows, start=1):
            values[f"province{position}"] = comparison.name(row["province"])
            values[f"value{position}"] = notation.run(
                row, notation.compared(row, words, comparison.data.catalog), strong=True
            )
        yield Sentence(f"c-by-name-{len(lineup.rows)}", values, tuple(row["id"] for row in lineup.rows))


def plans(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """How many provinces reached their plan, where that is clear for each of them."""
    for lineup in comparison.lineups:
        outcomes = [row["outcome"] for row in lineup.rows]
        if lineup.first["measure"] != "fulfilment" or not {*outcomes} <= {"exceeded", "met", "missed"}:
            continue
        reached = sum(outcome != "missed" for outcome in outcomes)
        values: dict[str, Value] = {
            "label": notation.label(lineup.first, words, comparison.data.catalog),
            "reached": reached,
            "provinces": len(outcomes),
        }
        key = "all" if reached == len(outcomes) else "some" if reached else "none"
        yield Sentence(f"c-plan-{key}", values, tuple(row["id"] for row in lineup.rows))


def country(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """The country's share, where it is defined in the same way."""
    defined = [lineup for lineup in comparison.lineups if lineup.country and not lineup.counted]
    for lineup in _widest(defined, comparison):
        row = lineup.country
        if row is not None and (shown := notation.compared(row, words, comparison.data.catalog)):
            values: dict[str, Value] = {
                "label": comparison.label(row, words), "value": notation.run(row, shown, strong=True)
            }  # fmt: skip
            yield Sentence("c-country", values, (row["id"],))


def changes(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """How many figures may be compared with the same a year (or a term) before."""
    results = [row for row in comparison.rows if row["kind"] == "actual"]
    allowed = sum(row["why_no_change"] == "" for row in results)
    if results:
        values: dict[str, Value] = {
            "changes": allowed,
            "figures": len(results),
            "earlier": words.text("earlier-term" if comparison.period == "TERM" else "earlier-year"),
        }
        held = any(row["why_no_change"] != "not_collected" for row in results)
        yield Sentence(
            "c-changes" if allowed else f"c-no-changes{'' if held else '-uncollected'}", values, ()
        )


def only_targets(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """Where there are targets and no results yet."""
    if all(row["kind"] == "target" for row in comparison.rows):
        yield Sentence("s-only-targets", {"targets": len(comparison.rows)}, ())


def disagreements(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """That something disagrees, with where to read of it."""
    if count := len(comparison.findings):
        yield Sentence("s-disagreements", {"count": count}, ())


RULES: tuple[Rule, ...] = (
    coverage,
    only_targets,
    shared,
    comparable,
    counts,
    spread,
    by_name,
    plans,
    country,
    changes,
    disagreements,
)


def sentences(comparison: Comparison, words: Words) -> list[Sentence]:
    """All sentences that are true of a comparison, in the order of `RULES`."""
    return [sentence for rule in RULES for sentence in rule(comparison, words)]
