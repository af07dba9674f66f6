from . import charts as charts, compare as compare
from .compare import check as check, derive as derive, ranking as ranking, table as table
from .data import Dataset as Dataset, load as load
from .errors import AnalysisError as AnalysisError
from .report import (
    ComparisonReport as ComparisonReport,
    PlacesReport as PlacesReport,
    ProvinceReport as ProvinceReport,
)
