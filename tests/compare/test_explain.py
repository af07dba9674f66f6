"""One figure from end to end."""

import json

import pytest

from analysis import Dataset
from analysis.compare.explain import explanation, plain
from analysis.data.schema import OBSERVATION_COLUMNS
from analysis.errors import RequestError

FIGURE = "hau-giang/bloc/2023/FY/actual/org_rating/excellent"


def test_hau_giangs_excellent_organisations(data: Dataset) -> None:
    """17 of 86 rated good or better, 19.77%, with its place, source and derived share of all."""
    found = explanation(data, FIGURE)
    assert (found["count"], found["of"], found["of_basis"], found["percent"]) == (
        17,
        86,
        "good_or_better",
        19.77,
    )
    assert (found["file"], found["line"]) == ("ratings.csv", data.figure(FIGURE)["line"])
    assert found["source"]["id"] == "s001"
    assert found["source"]["publisher"] == "Báo Hậu Giang"
    assert found["as_printed"] == "17/86 (19,77%)"
    share = found["derived"][-1]
    assert (share["value"], share["of"]) == (18.09, 94)
    assert share["formula"] == "86 / 91.49% = 94; 17 / 94 = 18.09%"
    assert share["inputs"] == (FIGURE, "hau-giang/bloc/2023/FY/actual/org_rating/good_or_better")
    assert "rating-2023-qd124" in {change["id"] for change in found["breaks"]}


def test_every_figure_can_be_explained(data: Dataset) -> None:
    """Every figure gives all columns of its row, and what JSON knows; some of each body are looked at."""
    some = data.observations.groupby(["body", "domain"], sort=False)["id"].first()
    assert len(some) > 30
    for figure in some:
        found = explanation(data, figure)
        assert found.keys() >= {
            *OBSERVATION_COLUMNS,
            "id",
            "file",
            "line",
            "source",
            "checks",
            "breaks",
            "derived",
        }
        assert json.loads(json.dumps(plain(found), allow_nan=False))["id"] == figure


def test_breaks_touch_the_figure(data: Dataset) -> None:
    """No break is named that does not touch the figure's series."""
    known = {change.id: change for change in data.catalog.breaks}
    for change in explanation(data, FIGURE)["breaks"]:
        assert known[change["id"]].touches("hau-giang", "bloc", "org_rating", "excellent")


def test_an_unknown_figure(data: Dataset) -> None:
    """An id that is none is refused with near ones."""
    with pytest.raises(RequestError, match="no figure has the id"):
        explanation(data, FIGURE + "/all")
