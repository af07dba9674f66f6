"""The only readers of data files: `load` gives a `Dataset`, and nothing leaves it unvalidated.

`Catalog` holds the tables beside the figures (places, indicators, sources, breaks); `start` makes an empty
folder to fill. Nothing here compares anything.
"""

from analysis.data.catalog import COUNTRY, Break, Catalog, Indicator, Province, Region, Source, plain
from analysis.data.dataset import Dataset, keep, load, period_token
from analysis.data.export import figures_csv
from analysis.data.frames import Row, records
from analysis.data.identity import Identity
from analysis.data.schema import CHANGE_COLUMNS, OBSERVATION_COLUMNS, PERIODS, SIDE_TABLES
from analysis.data.starter import start

__all__ = [
    "CHANGE_COLUMNS",
    "COUNTRY",
    "OBSERVATION_COLUMNS",
    "PERIODS",
    "SIDE_TABLES",
    "Break",
    "Catalog",
    "Dataset",
    "Identity",
    "Indicator",
    "Province",
    "Region",
    "Row",
    "Source",
    "figures_csv",
    "keep",
    "load",
    "period_token",
    "plain",
    "records",
    "start",
]
