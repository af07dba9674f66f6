"""Frame to picture: the kinds of chart, the sheet that they are drawn on, where their words find room.

A chart is a matplotlib figure; `to_svg` writes it. Nothing here reads data, saves a file or touches pyplot.
"""

from analysis.charts.kinds import (
    MOST_LABELS,
    bars,
    bullet,
    dumbbells,
    funnel,
    ranked_dots,
    rating_bars,
    timeline,
    to_svg,
)

__all__ = [
    "MOST_LABELS",
    "bars",
    "bullet",
    "dumbbells",
    "funnel",
    "ranked_dots",
    "rating_bars",
    "timeline",
    "to_svg",
]
