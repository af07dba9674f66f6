"""Findings of a comparison in sentences: each has a condition, and is said only where it is met.

What stands out comes first, what is held after it; of all that is true, only the first seven are said. No
place and no median is spoken of below five exact values; there the values stand by name.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from analysis import compare
from analysis.compare import FEWEST_PEERS, Comparison, Lineup, notation
from analysis.data import Row
from analysis.page import Run, Words, sort_key
from analysis.report.comparison.changes import Moves, moved, moves
from analysis.report.comparison.dots import dated, median_text
from analysis.report.comparison.funnels import screens
from analysis.report.sentences import MOST_SENTENCES, Sentence, Value
from analysis.report.tables import outcome

FEWEST_LED = 10
"""Of fewer places the first three are told with all others."""

MOST_AHEAD = 3

MOST_NAMED = 3
"""So many line-ups of a kind are put into words, the widest first; the tables have all."""

MOST_LISTED = 6
"""Of a plain count so many provinces are told one by one; of more only how far the numbers reach."""

Rule = Callable[[Comparison, Words], Iterator[Sentence]]


def nothing(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """That nothing compares, in one sentence, with what there is."""
    if not comparison.lineups:
        values: dict[str, Value] = {
            "provinces": len(comparison.provinces),
            "figures": len(comparison.rows),
            "names": words.listing([comparison.name(slug) for slug in comparison.provinces[:MOST_LISTED]]),
        }
        one = "-one" if len(comparison.provinces) == 1 else ""
        yield Sentence(f"c-nothing{one}", values, ())


def leaders(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """Who stands first and last in a headline figure, where many have it and more is better or worse."""
    meanings = comparison.data.catalog.indicators
    for lineup in comparison.lineups:
        if _led(lineup, comparison):
            polarity = meanings[lineup.first["indicator"], lineup.first["category"]].polarity
            rows = [row for row in lineup.valued if row["why_no_rank"] == ""]
            first = [row for row in rows if row["rank_high"] <= MOST_AHEAD]
            last = rows[-1]
            values: dict[str, Value] = {
                "label": comparison.label(lineup.first, words),
                "first": words.listed([_named(row, comparison, words) for row in first]),
                "last": words.listed([_named(last, comparison, words)]),
                "median": median_text(lineup, words),
                "provinces": len(lineup.valued),
                "polarity": polarity,
            }
            yield Sentence("c-leaders", values, tuple(row["id"] for row in (*first, last)))


def _led(lineup: Lineup, comparison: Comparison) -> bool:
    """Whether the first and the last of a line-up may be told by name."""
    meaning = comparison.data.catalog.indicators[lineup.first["indicator"], lineup.first["category"]]
    wide = lineup.ranked and len(lineup.valued) >= FEWEST_LED and lineup.median is not None
    if not (wide and meaning.lead and meaning.polarity != "none"):
        return False
    rows = [row for row in lineup.valued if row["why_no_rank"] == ""]
    return (
        any(row["rank_high"] <= MOST_AHEAD for row in rows)
        and compare.main_value(rows[-1]) != compare.main_value(rows[-2])
        and not any(notation.small(row) for row in rows if row["measure"] == "share")
    )


def movers(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """Who rose and who fell most in the headline figures that many have of both periods."""
    for each in moves(comparison):
        if each.lead and each.many and not each.counted:
            yield from _movers(each, comparison, words)


def _movers(each: Moves, comparison: Comparison, words: Words) -> Iterator[Sentence]:
    up, down = each.movers()
    if not up or not down:
        return
    values: dict[str, Value] = {
        "label": each.label(comparison, words),
        "year": str(each.rows[0]["earlier_id"]).split("/")[2],
        "up": words.listing([moved(row, comparison, words) for row in up]),
        "down": words.listing([moved(row, comparison, words) for row in down]),
        "rose": sum(row["change"] > 0 for row in each.rows),
        "fell": sum(row["change"] < 0 for row in each.rows),
    }
    yield Sentence("c-movers", values, tuple(row["id"] for row in (*up, *down)))


def outliers(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """Who lies outside ordinary variation, where that is a few."""
    for screen in screens(comparison):
        outside = screen.outside()
        if 0 < len(outside) <= MOST_LISTED and len(screen.points) >= FEWEST_LED:
            centre = 100 * screen.centre
            above = [comparison.name(row["province"]) for row in outside if row["share"] > centre]
            below = [comparison.name(row["province"]) for row in outside if row["share"] <= centre]
            values: dict[str, Value] = {
                "label": comparison.label(screen.lineup.first, words),
                "sides": "both" if above and below else "above" if above else "below",
                "above": words.listing(above),
                "below": words.listing(below),
            }
            yield Sentence("c-outliers", values, tuple(row["id"] for row in outside))


def stand_ins(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """How many figures of other years stand in, and that they are not ranked."""
    rows = [row for lineup in comparison.lineups for row in lineup.stand_ins]
    if rows:
        places = sorted({dated(row, comparison) for row in rows}, key=sort_key)
        values: dict[str, Value] = {
            "figures": len(rows),
            "year": str(comparison.year),
            "years": str(comparison.tolerance),
            "places": words.listing(places) if len(places) <= MOST_LISTED else "",
            "listed": "yes" if len(places) <= MOST_LISTED else "no",
        }
        yield Sentence("c-stand-ins", values, ())


def coverage(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """How many provinces have results, of how many that could have, and how many have only targets."""
    provinces, waiting = len(comparison.reporting), len(comparison.provinces) - len(comparison.reporting)
    values: dict[str, Value] = {"provinces": provinces, "universe": comparison.universe}
    if provinces:
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
    wide = sum(lineup.ranked for lineup in comparison.lineups)
    values: dict[str, Value] = {"shared": len(comparison.lineups), "wide": wide, "fewest": FEWEST_PEERS}
    yield Sentence("c-shared-wide" if wide else "c-shared", values, ())


def comparable(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """What can be compared, by name; where it is much, how much of each domain."""
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
    told = [lineup for lineup in comparison.lineups if _spoken(lineup) and not _led(lineup, comparison)]
    for lineup in _widest(told, comparison):
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
        and 1 < len(lineup.rows) < FEWEST_PEERS
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
        if (
            lineup.first["measure"] != "fulfilment"
            or len(outcomes) < 2
            or not {*outcomes} <= {"exceeded", "met", "missed"}
        ):
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
        reasons = {outcome(row, comparison.scopes[row["province"]]) for row in comparison.rows}
        why = reasons.pop() if len(reasons) == 1 else "not_collected"
        yield Sentence("s-only-targets", {"targets": len(comparison.rows), "why": why}, ())


def disagreements(comparison: Comparison, words: Words) -> Iterator[Sentence]:
    """That something disagrees, with where to read of it."""
    if count := len(comparison.findings):
        yield Sentence("s-disagreements", {"count": count}, ())


FIRST: tuple[Rule, ...] = (only_targets, nothing, leaders, movers, outliers)
"""What is most worth knowing."""

RANKED: tuple[Rule, ...] = (
    coverage, stand_ins, shared, disagreements, spread, by_name, plans, comparable, counts, country, changes,
)  # fmt: skip
"""What follows where places could be ranked."""

NAMED: tuple[Rule, ...] = (
    by_name, stand_ins, plans, counts, disagreements, coverage, shared, comparable, country, changes,
)  # fmt: skip
"""What follows where they could not: the figures themselves, and how few they are after that."""


def sentences(comparison: Comparison, words: Words) -> list[Sentence]:
    """The first sentences that are true of a comparison, in the order of the rules."""
    if not comparison.lineups:
        return [sentence for rule in (only_targets, nothing) for sentence in rule(comparison, words)]
    first = [sentence for rule in FIRST for sentence in rule(comparison, words)]
    rules = RANKED if any(sentence.key in ("c-leaders", "c-movers") for sentence in first) else NAMED
    rest = (sentence for rule in rules for sentence in rule(comparison, words))
    return list(islice(chain(first, rest), MOST_SENTENCES))
