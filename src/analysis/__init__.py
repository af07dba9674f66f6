"""Printed yearly figures about places, set side by side and checked.

The analyst's names: `load` a `Dataset`, compare with `compare` and `table`, look at `check` and `derive`,
draw with `charts`, and make a `ProvinceReport` or `ComparisonReport`. Running notebooks and making files is
the command line's work and is not loaded here. Names are fetched when first asked for: the command line must
answer at once, without pandas and matplotlib.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
