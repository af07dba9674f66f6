"""Many reports: what has to be made and why, workers that make it, progress, manifest and index.

What is named is fetched when it is first asked for, as in `analysis.run`.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
