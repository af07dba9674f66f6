"""What offices hand on: a report as a Word document and as a workbook.

Both are made of the same sections as page and paper. The libraries that write them are an extra, and are
imported when such a file is made; names are fetched when first asked for.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
