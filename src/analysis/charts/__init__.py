"""Frame to picture: one file a kind of chart, the sheet that it is drawn on, where its words find room.

Every kind takes a frame whose texts are already in the reader's language and returns a `Picture`, drawn for
a panel of :data:`analysis.page.PANEL_WIDTH` px, where its text is 11 or 12 px tall. It writes itself as SVG,
saves itself, and is a figure of matplotlib for who wants to go on drawing. Three draw from a tidy frame in
one line: `over_time`, `ranked`, `tile_map`. Nothing here reads data or touches pyplot.
"""

from analysis.charts.bar_charts import bullet
from analysis.charts.dot_charts import dumbbells, ranked_dots
from analysis.charts.funnel_chart import funnel
from analysis.charts.line_chart import MOST_LABELS, timeline
from analysis.charts.lines_chart import MOST_PLACES, lines
from analysis.charts.picture import Picture
from analysis.charts.slope_chart import slopes
from analysis.charts.stacked_bars import rating_bars, stacked_columns
from analysis.charts.tidy import over_time, ranked, tile_map
from analysis.charts.tile_chart import RAMP, fifths, tiles

__all__ = [
    "MOST_LABELS", "MOST_PLACES", "RAMP", "Picture", "bullet", "dumbbells", "fifths", "funnel", "lines",
    "over_time", "ranked", "ranked_dots", "rating_bars", "slopes", "stacked_columns", "tile_map", "tiles",
    "timeline",
]  # fmt: skip
