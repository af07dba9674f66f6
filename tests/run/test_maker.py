"""One report from start to end: what it leaves beside its pages."""

import pytest

from analysis import Dataset
from analysis.errors import RenderError
from analysis.run.maker import _figures_csv

FIGURE = "tra-vinh/bloc/2023/FY/actual/admissions/members"


def test_the_figures_of_a_report_lie_beside_it(data: Dataset) -> None:
    """Each has its row, as the data have it."""
    head, row, end = _figures_csv([FIGURE], data).decode("utf-8-sig").split("\r\n")
    assert dict(zip(head.split(","), row.split(","), strict=False))["id"] == FIGURE
    assert end == ""


def test_a_figure_that_the_data_lack_is_named(data: Dataset) -> None:
    """A notebook of one's own that shows another figure makes no report, and the message names the figure."""
    with pytest.raises(RenderError, match="no/such/figure"):
        _figures_csv([FIGURE, "no/such/figure"], data)
