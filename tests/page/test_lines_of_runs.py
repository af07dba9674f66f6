"""Lines of runs as HTML."""

from analysis.page.cells import runs_html
from analysis.page.markup import Sheet


def test_only_looks_that_there_are_become_tags() -> None:
    """What else a forged notebook names as a look is passed over: no tag, no attribute comes of it."""
    forged = [{"text": "a", "look": ["em", "script", "img src=x onerror=alert(1)"]}]
    assert runs_html(forged, Sheet()) == "<em>a</em>"
