"""The only readers of data files: `load` gives a `Dataset`, and nothing leaves it unvalidated.

`Catalog` holds the tables beside the figures (places, indicators, sources, breaks); `start` makes an empty
folder to fill. Nothing here compares anything.
"""

from analysis.data.catalog import COUNTRY, Break, Catalog, Indicator, Province, Region, Source, plain
from analysis.data.dataset import Dataset, keep, load, period_token
from analysis.data.foreign import Answers, Foreign, Needed, tables_of, understand
from analysis.data.frames import Row, records
from analysis.data.grids import Grid, letters
from analysis.data.imports import add, settled
from analysis.data.marking import marked
from analysis.data.schema import CHANGE_COLUMNS, OBSERVATION_COLUMNS, PERIODS, SIDE_TABLES
from analysis.data.starter import start
from analysis.data.vocabulary import lexicon

__all__ = [
    "CHANGE_COLUMNS",
    "COUNTRY",
    "OBSERVATION_COLUMNS",
    "PERIODS",
    "SIDE_TABLES",
    "Answers",
    "Break",
    "Catalog",
    "Dataset",
    "Foreign",
    "Grid",
    "Indicator",
    "Needed",
    "Province",
    "Region",
    "Row",
    "Source",
    "add",
    "keep",
    "letters",
    "lexicon",
    "load",
    "marked",
    "period_token",
    "plain",
    "records",
    "settled",
    "start",
    "tables_of",
    "understand",
]
