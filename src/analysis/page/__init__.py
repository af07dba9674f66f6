"""What both towers stand on: blocks, words in two languages, HTML, style.

A block is what a cell shows, as plain data; `section_html` turns blocks into HTML. Nothing here knows pandas,
matplotlib or a figure. Words stand in ``words/``, layouts in ``templates/``. Names are
fetched when first asked for: a cell that shows blocks needs no template engine.
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)
