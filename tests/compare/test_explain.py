"""One figure from end to end."""

import json

import pytest
from statsmodels.stats.proportion import proportion_confint

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


def test_a_rate_has_its_interval(data: Dataset) -> None:
    """1,383 admitted among 33,503 members: 4.13%, and between what it lies but for ordinary variation."""
    (rate,) = explanation(data, "binh-thuan/province/2017/YTD-2017-09-26/actual/admissions/members")[
        "derived"
    ]
    assert (rate["value"], rate["day"]) == (4.13, "2017-11-23")
    ends = proportion_confint(1383, 33503, method="wilson")
    assert rate["interval"] == [round(100 * end, 2) for end in ends] == [3.92, 4.35]


def test_a_share_worked_out_from_one_source_has_none(data: Dataset) -> None:
    """What is part of a base that a source itself prints is told as it is."""
    assert all(not found["interval"] for found in explanation(data, FIGURE)["derived"])
