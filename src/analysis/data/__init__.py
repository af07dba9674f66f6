"""The only readers of data files: `load` gives a `Dataset`, and nothing leaves it unvalidated.

`Catalog` holds the tables beside the figures (places, indicators, sources, breaks); `start` makes an empty
folder to fill. Nothing here compares anything.

What is named is fetched when it is first asked for, as in `analysis.run`: a batch that finds everything up to
date looks at the bytes of the data only.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
