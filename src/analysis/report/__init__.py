"""What a report says: the sections that a notebook's cells show.

`ProvinceReport` is one place in one year, `ComparisonReport` all places of a year, `Explorer` the parts of
the notebook to look around in. The parts that reports share lie beside the two folders.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
