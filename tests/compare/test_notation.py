"""How one figure is written: every real row, and the rules at their edges."""

import re
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis import Dataset, compare
from analysis.compare import notation
from analysis.data import records
from analysis.page.language import LANGUAGES, Words
from real_reports import Reports

Row = dict[str, Any]


def figure(**values: Any) -> Row:
    """Give a synthetic figure."""
    row: Row = {
        "id": "synthetic", "kind": "actual", "indicator": "admissions", "category": "members",
        "authority": "", "counted": "",
        "count": pd.NA, "count_to": pd.NA, "of": pd.NA, "of_basis": "", "percent": pd.NA, "percent_to": pd.NA,
        "percent_text": "", "qualifier": "exact", "comparator": "", "conflict": "", "share": pd.NA,
        "sources_differ": False,
        "fulfilment": pd.NA, "measure": "count",
    }  # fmt: skip
    return row | values


@pytest.mark.parametrize(
    ("values", "vi", "en"),
    [
        ({"count": 209}, "209", "209"),
        ({"count": 4115}, "4.115", "4,115"),
        ({"count": 0}, "0", "0"),
        ({"count": 5100, "counted": "turns"}, "5.100 lượt", "5,100 turns"),
        ({"count": 830, "counted": "turns", "qualifier": "over"}, "hơn 830 lượt", "more than 830 turns"),
        ({"count": 45000, "qualifier": "over"}, "hơn 45.000", "more than 45,000"),
        ({"count": 7000, "qualifier": "nearly"}, "gần 7.000", "nearly 7,000"),
        ({"count": 80, "qualifier": "about"}, "khoảng 80", "about 80"),
        ({"count": 140, "count_to": 150, "kind": "target", "comparator": "range"}, "140–150", "140–150"),
        ({"count": 1, "kind": "target", "comparator": "ge"}, "từ 1 trở lên", "1 or more"),
        ({"count": 5, "kind": "target", "comparator": "lt"}, "dưới 5", "less than 5"),
        ({}, "", ""),
    ],
)
def test_counts(data: Dataset, values: Row, vi: str, en: str) -> None:
    """A count with its qualifier, comparator or range, in both languages."""
    assert notation.count(figure(**values), Words("vi"), data.catalog) == vi
    assert notation.count(figure(**values), Words("en"), data.catalog) == en


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"count": 675, "of": 4115, "percent": 16.4, "percent_text": "16.40", "share": 16.403}, "16,40%"),
        ({"count": 6270, "of": 6294, "percent": 99.61, "percent_text": "99.61", "share": 99.6187}, "99,62%"),
        ({"count": 81, "of": 81, "share": 100.0}, "100%"),
        ({"count": 20, "of": 30, "share": 66.666}, "66,67%"),
        ({"count": 9, "of": 30, "share": 30.0}, ""),
        ({"count": 10, "of": 30, "share": 33.333}, "33,33%"),
        ({"percent": 91.49, "percent_text": "91.49", "share": 91.49}, "91,49%"),
        ({"percent": 3, "percent_text": "3", "percent_to": 4.0, "share": 3.0}, "3–4%"),
        ({"percent": 3.5, "percent_text": "3.5", "percent_to": 4.2, "share": 3.5}, "3,5–4,2%"),
        ({"percent": 3, "percent_text": "3", "percent_to": 4.25, "share": 3.0}, "3–4,25%"),
        ({"percent": 90, "percent_text": "90", "share": 90.0, "qualifier": "over"}, "hơn 90%"),
        ({"count": 500, "of": 600, "share": 83.333, "qualifier": "over"}, "hơn 83,33%"),
        ({"count": 500, "of": 5000, "share": 10.0, "qualifier": "nearly"}, "gần 10%"),
        ({"count": 70, "of": 50, "fulfilment": 140.0, "qualifier": "over"}, "hơn 140%"),
        ({"count": 500, "of": 600, "percent_text": "85", "share": 83.3, "qualifier": "over"}, "85%"),
        ({"percent": 0, "percent_text": "0", "share": 0.0}, "0%"),
        ({"count": 70, "of": 50, "fulfilment": 140.0, "measure": "fulfilment"}, "140%"),
        ({"count": 7, "of": 5, "fulfilment": 140.0, "measure": "fulfilment"}, ""),
        ({"count": 7}, ""),
    ],
)  # fmt: skip
def test_percentages(values: Row, shown: str) -> None:
    """As printed where it holds, computed where it does not, and none below ten."""
    measure = {"measure": "share", "of_basis": "rated"} if "share" in values else {}
    assert notation.percent(figure(**{**measure, **values}), Words("vi")) == shown


@pytest.mark.parametrize(
    ("printed", "denied"), [("99.62", False), ("99.6", False), ("100", False), ("99.61", True)]
)
def test_what_a_fraction_denies(printed: str, denied: bool) -> None:
    """Only what rounding cannot explain is denied."""
    row = figure(count=6270, of=6294, percent=float(printed), percent_text=printed)
    assert notation.denied(row) is denied


def test_withheld_and_disputed(data: Dataset) -> None:
    """A figure that the source withholds says so; states follow from the row."""
    withheld = figure(qualifier="withheld")
    assert notation.value(withheld, Words("vi"), data.catalog) == "nguồn không công bố"
    assert notation.state(withheld) == "withheld"
    assert notation.state(figure(count=0)) == "zero"
    assert notation.state(figure(count=0, conflict="c01")) == "in_conflict"
    assert notation.state(figure(count=3)) == "value"


@given(st.integers(0, 10**9), st.sampled_from(["exact", "over", "nearly", "about"]))
def test_a_count_can_be_read_back(value: int, qualifier: str) -> None:
    """The digits of a count are those of the row, whatever stands around them."""
    row = figure(count=value, qualifier=qualifier, indicator="x", category="y")
    catalog = type("Catalog", (), {"indicators": {("x", "y"): type("I", (), {"unit": "members"})}})
    for lang in LANGUAGES:
        text = notation.count(row, Words(lang), catalog)  # type: ignore[arg-type]
        assert int(re.sub(r"\D", "", text)) == value
        assert (text[0].isdigit()) == (qualifier == "exact")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_real_figure_is_written(data: Dataset, lang: str) -> None:
    """Every figure has a label and a value, and its digits are its own."""
    words = Words(lang)
    for row in records(compare.measures(data)):
        label = notation.label(row, words, data.catalog)
        text = notation.value(row, words, data.catalog)
        assert label.strip()
        assert "{" not in label + text
        if notation.present(row["count"]) and not notation.present(row["count_to"]):
            assert re.sub(r"\D", "", text) == str(row["count"]), row["id"]
        elif row["value_text"]:
            kept = re.sub(r"\D", "", row["value_text"])
            assert row["measure"] == "tier" or kept in re.sub(r"\D", "", text), row["id"]
        elif not notation.present(row["count"]) and not notation.present(row["percent_to"]):
            assert re.sub(r"\D", "", text) == re.sub(r"\D", "", row["percent_text"]), row["id"]
        base = notation.base(row, words, data.catalog)
        assert bool(base) == bool(row["of_basis"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_tell_the_rows_of_a_report_apart(reports: Reports, lang: str) -> None:
    """No two figures of one report have the same label, kind and stretch of time."""
    for key, scope in reports.scopes.items():
        labels = [
            (
                notation.label(row, Words(lang), scope.data.catalog),
                row["kind"],
                row["token"],
                str(row["as_of"]),
            )
            for row in scope.rows
        ]
        assert len(labels) == len(set(labels)), key


def test_periods() -> None:
    """Periods in words."""
    assert notation.period("Q1", 2023, Words("vi")) == "quý I năm 2023"
    assert notation.period("TERM", 2020, Words("vi"), 2015) == "nhiệm kỳ 2015–2020"
    assert "2020" in notation.period("TERM", 2020, Words("en"))
    assert notation.period("FY", 2023, Words("en")) == "2023"


@pytest.mark.parametrize(
    ("start", "end", "part"),
    [(2015, 2020, ""), (2016, 2020, ""), (2008, 2018, ""), (2015, 2019, "term"), (2010, 2014, "term")],
)
def test_part_of_a_term(start: int, end: int, part: str) -> None:
    """Five calendar years are a whole term only if they end with the year of a congress."""
    assert notation.part_of("TERM", [figure(span_from=start, year=end)]) == part


def changed(data: Dataset) -> list[Row]:
    """Give the figures of Party bodies and of one government with what is said of their changes."""
    measured, known = compare.measures(data), compare.rows_by_id(data)
    figures = measured[(measured["body"] != "government") | (measured["province"] == "ho-chi-minh")]
    told = compare.change(figures, measured, data.catalog, known).reset_index()
    return [{**known[row["id"]], **row, "why_no_change": row["why_not"]} for row in records(told)]


def test_what_is_shown_subtracts(data: Dataset) -> None:
    """Whoever subtracts the two figures as they are written gets the change as it is written."""
    words, seen = Words("en"), 0
    for row in changed(data):
        if row["why_not"] or row["measure"] in ("rank", "tier"):
            continue
        shown = notation.count if row["change_in"] == "count" else notation.compared
        now, before = shown(row, words, data.catalog), notation.earlier(row, words, data.catalog)
        size = notation.size(row, words)
        decimals = len(size.partition(".")[2])
        difference = abs(decimal_of(now) - decimal_of(before))
        assert difference == decimal_of(size) or (not decimals and round(difference) == decimal_of(size)), row
        seen += 1
    assert seen > 200


def decimal_of(text: str) -> Decimal:
    """Read the number of a text in English."""
    return Decimal(re.sub(r"[^\d.]", "", text.split(" ")[0]))


def test_an_earlier_score_keeps_its_decimals(data: Dataset) -> None:
    """5.4 after 5.92 is told as that, and as 0.52 less: nothing that was printed is rounded."""
    (row,) = [r for r in changed(data) if r["id"].endswith("/2024/FY/actual/pci/fair_competition")]
    words = Words("en")
    assert (notation.earlier(row, words, data.catalog), notation.size(row, words)) == ("5.92", "0.52")


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ((250, "over"), (1300, "over"), "down"),
        ((997, "exact"), (1000, "over"), "down"),
        ((1000, "exact"), (1000, "over"), "down"),
        ((1000, "nearly"), (1000, "exact"), "down"),
        ((55000, "over"), (57486, "exact"), "down"),
        ((49000, "over"), (48000, "nearly"), "up"),
        ((3500, "over"), (3533, "exact"), ""),
        ((10000, "over"), (18476, "exact"), ""),
        ((1000, "about"), (1000, "exact"), ""),
        ((74, "over"), (74, "over"), ""),
    ],
)
def test_what_is_certain_of_rounded_figures(now: tuple[int, str], before: tuple[int, str], said: str) -> None:
    """A figure that lies below another however both were rounded is a fall, and no other is."""
    row = figure(count=now[0], qualifier=now[1], earlier=before[0], earlier_qualifier=before[1])
    assert compare.certain({**row, "why_no_change": "inexact"}) == said
    assert compare.certain({**row, "why_no_change": "break"}) == ""


def test_a_changed_rule_goes_before_rounding(data: Dataset) -> None:
    """Across a change of rules, of two rounded figures nothing is certain either."""
    row = next(
        r
        for r in changed(data)
        if r["id"] == "viet-nam/national/2025/FY/actual/inspections/orgs_supervised/committees"
    )
    assert (row["why_not"], row["qualifier"], row["earlier_qualifier"]) == ("break", "exact", "over")
    assert compare.certain(row) == ""
