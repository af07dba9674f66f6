"""Printed yearly figures about Vietnamese provinces, set side by side and checked.

The analyst's names: `load` a `Dataset`, compare with `compare` and `table`, look at `check` and `derive`,
draw with `charts`, and make a `ProvinceReport`. Running notebooks and making files is the command line's
work and is not loaded here.
"""

from analysis import charts, compare
from analysis.checks import check
from analysis.compare import table
from analysis.dataset import Dataset, load
from analysis.derived import derive
from analysis.errors import AnalysisError
from analysis.province_report import ProvinceReport

__all__ = [
    "AnalysisError",
    "Dataset",
    "ProvinceReport",
    "charts",
    "check",
    "compare",
    "derive",
    "load",
    "table",
]
