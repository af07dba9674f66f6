"""Printed yearly figures about Vietnamese provinces, set side by side and checked.

The analyst's names: `load` a `Dataset`, compare with `compare` and `table`, look at `check` and `derive`,
draw with `charts`, and make a `ProvinceReport` or `ComparisonReport`. Running notebooks and making files is
the command line's work and is not loaded here.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis import charts, compare
    from analysis.checks import check
    from analysis.compare import table
    from analysis.comparison_report import ComparisonReport
    from analysis.dataset import Dataset, load
    from analysis.derived import derive
    from analysis.errors import AnalysisError
    from analysis.province_report import ProvinceReport

__all__ = [
    "AnalysisError",
    "ComparisonReport",
    "Dataset",
    "ProvinceReport",
    "charts",
    "check",
    "compare",
    "derive",
    "load",
    "table",
]

_HOMES = {
    "AnalysisError": "errors",
    "ComparisonReport": "comparison_report",
    "Dataset": "dataset",
    "ProvinceReport": "province_report",
    "check": "checks",
    "derive": "derived",
    "load": "dataset",
    "table": "compare",
}


def __getattr__(name: str) -> Any:
    # Fetched when first asked for: the command line must answer at once, without pandas and matplotlib.
    if name not in __all__:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    home = import_module(f"analysis.{_HOMES.get(name, name)}")
    found = getattr(home, name) if name in _HOMES else home
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
