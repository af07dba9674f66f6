"""One report from start to end: job, cache, cells, execution, rendering.

Only here are papermill and nbconvert known. What is named is fetched when it is first asked for: libraries
that take a second to load must not make a command wait that does not need them.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
