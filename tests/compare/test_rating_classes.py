"""The classes of a rating as parts of one whole: all that the source states, and nothing that it does not."""

from typing import Any

import pytest

from analysis import Dataset
from analysis.compare.province_scope import Scope
from analysis.compare.rating_classes import Rating, rating_of_year
from analysis.page.language import Words
from real_reports import Reports, blocks, readable

MISSING = float("nan")


def rated(reports: Reports, indicator: str, *key: Any) -> Rating | None:
    """Give the rating of one report's own year."""
    scope: Scope = reports.scopes[key]
    rows = [row for row in scope.rows if row["indicator"] == indicator and row["kind"] == "actual"]
    return rating_of_year(rows, reports.data.catalog)


def parts(rating: Rating | None) -> list[tuple[str, float, int | None]]:
    """Give classes, shares to two decimals, and counts."""
    assert rating is not None
    return [(s.category, round(s.share, 2), s.count) for s in rating.segments]


def row(category: str, *, count: float = MISSING, percent: str = "", basis: str = "rated") -> dict[str, Any]:
    """Give one class as a source may print it."""
    return {
        "id": category, "year": 2020, "indicator": "org_rating", "category": category,
        "qualifier": "exact", "of": MISSING,
        "count": count, "of_basis": basis if percent else "", "percent_text": percent,
        "share": float(percent) if percent and basis else MISSING,
    }  # fmt: skip


def test_percentages_on_the_same_base_are_parts(reports: Reports) -> None:
    """Hải Dương's 8.8% and 0.57% of those rated are drawn, none failed is none, and nothing is left over."""
    key = ("hai-duong", 2019, "province", "FY")
    assert parts(rated(reports, "org_rating", *key)) == [
        ("good_or_better", 91.24, 604),
        ("completed", 8.8, None),
        ("failed", 0.0, 0),
    ]
    assert parts(rated(reports, "member_rating", *key)) == [
        ("good_or_better", 90.33, None),
        ("completed", 9.1, None),
        ("failed", 0.57, None),
    ]


def test_a_base_without_a_number_is_named(reports: Reports) -> None:
    """Under shares of those rated stands that they are of those rated, not that the base is unknown."""
    (found,) = (
        block
        for block in blocks(reports.sections("hai-duong", 2019, "province"), "figure")
        if block["id"] == "classes"
    )
    drawn = " ".join(panel["svg"] for panel in found["panels"])
    assert "tính trên số được đánh giá, xếp loại" in drawn
    assert "không nói rõ cơ sở" not in drawn
    assert "nguồn không nêu" not in " ".join(readable(found))


def test_classes_printed_apart_on_one_base(reports: Reports) -> None:
    """Cà Mau's 814 excellent and 4,353 good are shares of those rated; what is left has no number."""
    found = rated(reports, "member_rating", "ca-mau", 2020, "bloc", "FY")
    assert parts(found) == [("excellent", 15.2, 814), ("good", 81.6, 4353), ("not_stated", 3.2, None)]
    assert found is not None
    assert found.segments[-1].percent_text == "3.2"
    (figure,) = (
        block
        for block in blocks(reports.sections("ca-mau", 2020, "bloc"), "figure")
        if block["id"] == "classes"
    )
    assert "3,2% (suy ra)" in readable(figure["data"])


def test_excellent_of_the_good_needs_no_number_of_its_own(reports: Reports) -> None:
    """19 excellent, 21.59% of the 88 good or better, leave 69 of them."""
    found = rated(reports, "org_rating", "ca-mau", 2020, "bloc", "FY")
    assert [part[::2] for part in parts(found)] == [("excellent", 19), ("good", 69), ("not_stated", 3)]


@pytest.mark.parametrize(
    "key",
    [
        ("son-la", 2020, "province", "FY"),
        ("ca-mau", 2018, "province", "FY"),
        ("lang-son", 2009, "province", "FY"),
    ],
    ids=lambda key: key[0],
)
def test_no_bar_without_one_base(reports: Reports, key: tuple[Any, ...]) -> None:
    """Nearly 120 beside 451, counts without a base, one class alone: none of them is stacked."""
    assert reports.scopes[key].rows
    assert rated(reports, "org_rating", *key) is None
    assert rated(reports, "member_rating", *key) is None


def test_a_class_on_another_base_is_not_called_unstated(reports: Reports) -> None:
    """0.33% of an unknown base cannot be drawn beside 98.45%, and the rest is not called unstated."""
    found = rated(reports, "member_rating", "ho-chi-minh", 2022, "bloc-agencies", "FY")
    assert parts(found) == [("good_or_better", 98.45, None), ("rest", 1.55, None)]
    assert Words("vi").text("class-rest") == "còn lại"


def test_classes_that_are_more_than_all_are_no_bar(data: Dataset) -> None:
    """Shares that add up to more than rounding explains are drawn by nobody."""
    good = row("good_or_better", percent="95.0")
    assert rating_of_year([good, row("completed", percent="9.0")], data.catalog) is None
    assert rating_of_year([good, row("completed", percent="5.1")], data.catalog) is not None


def test_a_base_worked_out_is_not_called_printed(data: Dataset) -> None:
    """4,115 that are 96.42% of those rated are 4,268, which the source does not print."""
    found = rating_of_year([row("good_or_better", count=4115, percent="96.42")], data.catalog)
    assert found is not None
    assert (found.base, found.base_printed) == (4268, False)
    assert parts(found)[-1] == ("not_stated", 3.58, 153)
