"""A comparison as maps of equal tiles: up to four headline figures, the places where they lie."""

from collections.abc import Mapping, Sequence

from analysis import charts
from analysis.compare import MERGER, Comparison, Lineup, day_of, main_value, notation
from analysis.data import Row
from analysis.page import Figure, Panel, Words, text
from analysis.report import sums
from analysis.report.figures import panel
from analysis.report.tables import of_figure

MOST_MAPS = 4
FEWEST_MAPPED = 10
"""A map of fewer places would be a map of holes."""

_ISLANDS = ("da-nang", "khanh-hoa")
"""Whose tiles stand for Hoàng Sa and Trường Sa, too."""


def maps(comparison: Comparison, words: Words) -> Figure | None:
    """The headline figures that enough places have, a map each; None if there is none, or no tiles."""
    meanings = comparison.data.catalog.indicators
    mapped = [
        (lineup, tiles)
        for lineup in comparison.lineups
        if meanings[lineup.first["indicator"], lineup.first["category"]].lead
        and len(_shown(lineup)) >= FEWEST_MAPPED
        and (tiles := _tiles(lineup, comparison))
    ][:MOST_MAPS]
    if not mapped:
        return None
    said = [words.text("figure-maps-caption")]
    if any(set(tiles).issuperset(_ISLANDS) for _, tiles in mapped):
        said.append(words.text("figure-maps-islands"))
    if any(row["qualifier"] != "exact" for lineup, _ in mapped for row in _shown(lineup)):
        said.append(words.text("figure-maps-rounded"))
    said += sums.caption((row for lineup, _ in mapped for row in _shown(lineup)), words)
    heads = [words.text(f"column-{name}") for name in ("figure", "value")]
    data = [
        (
            f"{comparison.name(row['province'])}: {comparison.label(lineup.first, words)}",
            notation.run(row, notation.compared(row, words, comparison.data.catalog)),
        )
        for lineup, _ in mapped
        for row in _shown(lineup)
    ]
    return Figure(
        id="maps",
        title=(text(words.text("figure-maps", count=len(mapped))),),
        caption=(text(" ".join(said)),),
        panels=[_map(lineup, tiles, comparison, words) for lineup, tiles in mapped],
        data=of_figure("maps-data", words.text("figure-maps", count=len(mapped)), heads, data, in_file=True),
    )


def _shown(lineup: Lineup) -> list[Row]:
    return [row for row in lineup.valued if notation.placeable(row)]


def _tiles(lineup: Lineup, comparison: Comparison) -> Mapping[str, tuple[int, int]]:
    """The map that has all places of a line-up; of several, that of the units of its time."""
    held = {row["province"] for row in lineup.rows}
    known, units = comparison.within.provinces, comparison.data.catalog.units_2025

    def slug_of(unit: str) -> str:
        """A unit that only took another name goes by the one that its figures have."""
        return units[unit][0] if unit not in known and len(units.get(unit, ())) == 1 else unit

    maps_of = [{slug_of(unit): at for unit, at in t.items()} for t in comparison.data.catalog.tiles.values()]
    fitting = sorted((tiles for tiles in maps_of if held <= set(tiles)), key=len)
    if not fitting:
        return {}
    today = day_of(lineup.first) >= MERGER or comparison.data.printed is not None
    chosen = fitting[0 if today else -1]
    return {slug: place for slug, place in chosen.items() if slug in known}


def _map(lineup: Lineup, tiles: Mapping[str, tuple[int, int]], comparison: Comparison, words: Words) -> Panel:
    shown = {row["province"]: row for row in _shown(lineup)}
    values = {slug: main_value(row) or 0.0 for slug, row in shown.items()}
    classes = charts.fifths(values)
    catalog = comparison.data.catalog
    left, top = (min(place[axis] for place in tiles.values()) for axis in (0, 1))
    placed = [
        {
            "label": sums.starred(
                catalog.provinces[slug].name_vi.removeprefix("Thành phố "), shown.get(slug, {}), words
            ),
            "column": column - left,
            "row": row - top,
            "group": catalog.provinces[slug].region,
            "shade": classes.get(slug),
            "said": _said(slug, lineup, comparison, words),
        }
        for slug, (column, row) in tiles.items()
    ]
    label = comparison.label(lineup.first, words)
    legend: list[tuple[int | None, str]] = []
    for shade in sorted(set(classes.values()), reverse=True):
        inside = [value for slug, value in values.items() if classes[slug] == shade]
        ends = [notation.amount(end, lineup.first, words) for end in (min(inside), max(inside))]
        span = ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"
        legend.append((shade, words.text("map-class", span=span, count=len(inside))))
    if missing := len(set(tiles) - set(values)):
        legend.append((None, words.text("map-missing", count=missing)))
    drawing = charts.tiles(placed, legend=legend)
    return panel(drawing, f"map-{lineup.slug}", _alt(label, lineup, comparison, words, missing), label)


def _said(slug: str, lineup: Lineup, comparison: Comparison, words: Words) -> str:
    """A place with its value, also one that no map can shade, or with why it has none."""
    row = next((row for row in lineup.rows if row["province"] == slug), None)
    if row is not None:
        value = notation.compared(row, words, comparison.data.catalog)
    else:
        scope = comparison.scopes.get(slug)
        value = words.text(f"state-{scope.state(lineup.first['domain']) if scope else 'not_collected'}")
    return words.text("alt-bar", label=comparison.name(slug), value=value)


def _alt(label: str, lineup: Lineup, comparison: Comparison, words: Words, missing: int) -> str:
    def named(rows: Sequence[Row]) -> str:
        shown = [(comparison.name(r["province"]), notation.compared(r, words, comparison.data.catalog))
                 for r in rows]  # fmt: skip
        return "; ".join(words.text("alt-bar", label=name, value=value) for name, value in shown)

    rows = _shown(lineup)
    return words.text("alt-map", label=label, most=named(rows[:3]), least=named(rows[-3:]), missing=missing)
