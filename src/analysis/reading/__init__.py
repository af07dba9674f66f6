"""From print to row, and back: texts read into candidate rows, rows held against the texts of sources.

`vocabulary_of(data)` and `read` give the candidates of a text; nothing enters the data unseen. `trace` holds
rows against their texts. Stands above data/; knows nothing of comparisons, charts and pages.

What is named is fetched when it is first asked for: a report asks only whether its figures were found.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
