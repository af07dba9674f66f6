"""A comparison as funnels: shares against their bases, between the limits of ordinary variation."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis import charts, compare
from analysis.compare import FEWEST_PEERS, Comparison, Lineup, notation
from analysis.data import Row
from analysis.page import Figure, Panel, Words, text
from analysis.report import sums
from analysis.report.comparison.dots import counts_of, proportion, reach
from analysis.report.figures import axis, panel
from analysis.report.tables import MOST_BESIDE, of_figure

MOST_FUNNELS = 4

MOST_NAMES = 12
"""Up to so many points outside the limits bear their names, the farthest first."""


@dataclass(frozen=True)
class Screen:
    """Shares with both counts, held against the limits of ordinary variation.

    Attributes
    ----------
    lineup : Lineup
    points : tuple of dict
    centre : float
        The share of all together, as a part of 1.
    between : float
        How much the places differ beyond chance.
    limits : mapping of str to mapping
        Limits in percent, by figure id.
    """

    lineup: Lineup
    points: tuple[Row, ...]
    centre: float
    between: float
    limits: Mapping[str, Mapping[str, float]]

    def outside(self, level: str = "998") -> list[Row]:
        """The figures beyond the limits, the farthest first."""
        beyond = [
            row
            for row in self.points
            if not self.limits[row["id"]][f"low{level}"]
            <= float(row["share"])
            <= self.limits[row["id"]][f"high{level}"]
        ]
        return sorted(beyond, key=lambda row: -abs(float(row["share"]) - 100 * self.centre))


def screens(comparison: Comparison) -> list[Screen]:
    """Exact parts of bases of some size, from five places on; headline figures first."""
    meanings = comparison.data.catalog.indicators
    found: list[tuple[bool, Lineup, tuple[Row, ...]]] = []
    for lineup in comparison.lineups:
        points = tuple(row for row in lineup.valued if _counted(row, comparison))
        if len(points) >= FEWEST_PEERS:
            lead = meanings[lineup.first["indicator"], lineup.first["category"]].lead
            found.append((lead, lineup, points))
    found.sort(key=lambda one: (not one[0], -len(one[2])))
    return [_screen(lineup, points) for _, lineup, points in found[:MOST_FUNNELS]]


def _counted(row: Row, comparison: Comparison) -> bool:
    large = notation.present(row["of"]) and int(row["of"]) >= compare.SMALL_COUNT
    return large and proportion(row, comparison) and not compare.disputed(row)


def _screen(lineup: Lineup, points: tuple[Row, ...]) -> Screen:
    counts, sizes = ([int(row[name]) for row in points] for name in ("count", "of"))
    centre, between = sum(counts) / sum(sizes), compare.overdispersion(counts, sizes)
    table = compare.funnel_limits(centre, sizes, between)
    limits = {
        row["id"]: {str(name): float(end) for name, end in ends.items()}
        for row, ends in zip(points, table.to_dict("records"), strict=True)
    }
    return Screen(lineup, points, centre, between, limits)


def funnels(comparison: Comparison, words: Words) -> Figure | None:
    """Shares with both counts against their bases, between the limits of ordinary variation."""
    found = screens(comparison)
    if not found:
        return None
    said = [words.text("figure-funnel-caption")]
    if any(screen.between for screen in found):
        said.append(words.text("figure-funnel-wider"))
    said += sums.caption((row for screen in found for row in screen.outside()[:MOST_NAMES]), words)
    outside = sum(len(screen.outside()) for screen in found)
    title = words.text(
        f"figure-funnel-{'outside' if outside else 'inside'}", count=len(found), outside=outside
    )

    def named(row: Row) -> str:
        """Its place; of several funnels the figure, too, which the title of a single one says."""
        place = comparison.name(row["province"])
        return f"{place}: {comparison.label(row, words)}" if len(found) > 1 else place

    first = "figure" if len(found) > 1 else "province"
    heads = [words.text(f"column-{name}") for name in (first, "value", "counts", "limits")]
    data = [
        (
            named(row),
            notation.run(row, notation.compared(row, words, comparison.data.catalog)),
            counts_of(row, words),
            reach(screen.limits[row["id"]]["low998"], screen.limits[row["id"]]["high998"], words),
        )
        for screen in found
        for row in screen.points
    ]
    return Figure(
        id="funnels",
        title=(text(title),),
        caption=(text(" ".join(said)),),
        panels=[_funnel(screen, comparison, words) for screen in found],
        data=of_figure("funnels-data", title, heads, data, in_file=len(data) > MOST_BESIDE),
    )


def _funnel(screen: Screen, comparison: Comparison, words: Words) -> Panel:
    points, centre, catalog = screen.points, screen.centre, comparison.data.catalog
    outside = screen.outside()
    sizes = [int(row["of"]) for row in points]
    top = max(sizes) * 1.05
    first = max(min(sizes) // 2, 1)
    steps = sorted({round(first * (top / first) ** (step / 80)) for step in range(81)})
    shares = [float(row["share"]) for row in points]
    heights = [*shares, *(screen.limits[row["id"]][name] for row in points for name in ("low998", "high998"))]
    y_range, y_ticks = axis([min(max(height, 0.0), 100.0) for height in heights], points[0], words, catalog)
    x_range, x_ticks = axis([float(size) for size in sizes], points[0], words, catalog, unit="count")
    named = {row["id"] for row in outside[:MOST_NAMES]}
    marks = [
        {
            "size": float(row["of"]),
            "share": float(row["share"]),
            "label": sums.starred(comparison.name(row["province"]), row, words) if row["id"] in named else "",
            "said": words.text(
                "funnel-point",
                province=comparison.name(row["province"]),
                share=words.percent(float(row["share"])),
                count=words.integer(int(row["count"])),
                of=words.integer(int(row["of"])),
            ),
        }
        for row in points
    ]
    label = comparison.label(screen.lineup.first, words)
    pooled = words.percent(100 * centre)
    drawing = charts.funnel(
        marks,
        centre=100 * centre,
        limits=compare.funnel_limits(centre, steps, screen.between),
        x_range=(0.0, max(top, x_range[1])),
        y_range=y_range,
        x_ticks=x_ticks,
        y_ticks=y_ticks,
        x_label=words.text("funnel-x"),
        y_label=words.text("funnel-y"),
        centre_label=words.text("funnel-centre", share=pooled),
        limit_labels=("95%", words.percent(99.8, 1)),
    )
    values: dict[str, str | int] = {
        "label": label,
        "provinces": len(points),
        "outside": len(outside),
        "outside95": len(screen.outside("95")),
    }
    names = words.listing([comparison.name(row["province"]) for row in outside])
    spoken = words.text("alt-funnel", share=pooled, names=names or "–", **values)
    return panel(drawing, f"funnel-{screen.lineup.slug}", spoken, words.text("funnel-title", **values))
