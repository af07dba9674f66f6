"""What a report may look at."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from analysis import Dataset
from analysis.compare import checks
from analysis.compare.province_scope import scope
from analysis.data import state
from analysis.errors import RequestError
from analysis.page.language import Words
from real_reports import Reports


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (("tra-vinh", 2023, None, "Q5"), "unknown period 'Q5'; use one of FY, H1, 9M, Q1, "),
        (("tra-vinh", 2023, "block", "FY"), "unknown body 'block'. Did you mean Đảng bộ Khối"),
        (("tra-ving", 2023, None, "FY"), "Did you mean Trà Vinh (tra-vinh)?"),
        (("tra-vinh", 1999, None, "FY"), "no figures for Trà Vinh, 1999, full year; there are some for"),
        (
            ("tra-vinh", 2023, "province", "FY"),
            "no figures for Trà Vinh, 2023, full year, Province; for 2023 there is: ",
        ),
    ],
)
def test_what_cannot_be_met(data: Dataset, request_: tuple[Any, ...], said: str) -> None:
    """Every part of a request is checked, with one line that says what there is."""
    with pytest.raises(RequestError) as caught:
        scope(data, *request_)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_shared_scopes_are_the_real_ones(data: Dataset, reports: Reports) -> None:
    """The scopes that these tests share are those that a report makes for itself."""
    for key in [("hau-giang", 2023, "bloc", "FY"), ("ho-chi-minh", 2020, "province", "TERM")]:
        own, shared = scope(data, *key), reports.scopes[key]
        assert own.table.equals(shared.table)
        assert own.findings == shared.findings
        assert [row["id"] for row in own.history] == [row["id"] for row in shared.history]


def test_rows_are_those_of_the_report(reports: Reports) -> None:
    """A report shows the figures of its province, year, body and period, and all of them."""
    held = reports.data.observations[reports.data.observations["preferred"] != "no"]
    counts = held.groupby(["province", "year", "body", "period"]).size()
    for (province, year, body, period), found in reports.scopes.items():
        for row in found.rows:
            assert (row["province"], row["year"], row["body"], row["period"]) == (
                province,
                year,
                body,
                period,
            )
        assert len(found.rows) == counts[province, year, body, period]


def test_history_is_of_one_kind_and_in_order(reports: Reports) -> None:
    """The history of a report runs from old to new within its kind of period."""
    for key, found in reports.scopes.items():
        ends = [row["end"] for row in found.history]
        assert ends == sorted(ends), key
        assert {row["id"] for row in found.rows} <= {row["id"] for row in found.history}


def test_the_widest_authority_speaks(reports: Reports) -> None:
    """Of 510 by all, 337 by committees and 173 by commissions, 510 speaks for the city."""
    row = reports.scopes["ho-chi-minh", 2020, "province", "FY"].row("discipline_members", "total")
    assert row is not None
    assert (row["authority"], row["count"]) == ("all", 510)


@pytest.mark.parametrize(
    ("key", "count", "day"),
    [
        (("binh-thuan", 2017, "province", "YTD"), 1932, "2017-11-23"),
        (("can-tho", 2017, "bloc-agencies", "YTD"), 352, "2017-06-11"),
    ],
)
def test_the_latest_day_speaks(
    reports: Reports, key: tuple[str, int, str, str], count: int, day: str
) -> None:
    """Of two days of one year to date the later speaks: 1,932 by 23 November, not 1,383 by 26 September."""
    row = reports.scopes[key].row("admissions", "members")
    assert row is not None
    assert (row["count"], str(row["as_of"].date())) == (count, day)
    assert f"Đảng viên mới kết nạp: {Words('vi').integer(count)}" in reports.text(*key)


def test_the_longest_span_speaks(reports: Reports) -> None:
    """Of two spans that end in one year the longer speaks: of 2015–2018 and 2017–2018, 2015–2018."""
    found = reports.scopes["ho-chi-minh", 2018, "province", "TERM"]
    total = found.row("discipline_members", "total")
    assert total is not None
    shorter = {**total, "id": "synthetic", "span_from": 2017, "start": date(2017, 1, 1), "count": 1}
    both = replace(found, table=pd.DataFrame([shorter, total]))
    spoken = both.row("discipline_members", "total")
    assert spoken is not None
    assert spoken["id"] == total["id"]


def test_forms_of_the_quarter(reports: Reports) -> None:
    """19, 2, 1 and 3 are the whole of 25."""
    found = reports.scopes["hau-giang", 2023, "province", "Q1"]
    total = found.row("discipline_members", "total")
    assert total is not None
    forms, whole = found.forms(total)
    assert whole
    assert [forms[form]["count"] for form in ("reprimand", "warning", "removal", "expulsion")] == [
        19,
        2,
        1,
        3,
    ]
    assert found.part_only(total, forms) is None


@pytest.mark.parametrize(
    "change",
    [
        {"discipline_members/total": {"qualifier": "over"}},
        {"discipline_members/expulsion": {"qualifier": "about"}},
        {f"discipline_members/{form}": {"authority": "committees"} for form in ("reprimand", "warning")}
        | {f"discipline_members/{form}": {"authority": "commissions"} for form in ("removal", "expulsion")},
    ],
    ids=["total", "form", "authorities"],
)
def test_rounded_or_mixed_forms_are_no_split(reports: Reports, change: dict[str, dict[str, str]]) -> None:
    """Forms that add up to "more than 25", or are by two authorities, are not shown as parts of 25."""
    found = reports.scopes["hau-giang", 2023, "province", "Q1"]
    rows = [
        row | next((values for name, values in change.items() if f"/{name}/" in row["id"]), {})
        for row in found.rows
    ]
    changed = replace(found, table=pd.DataFrame(rows))
    total = changed.row("discipline_members", "total")
    assert total is not None
    forms, whole = changed.forms(total)
    assert sum(row["count"] for row in forms.values()) == total["count"] == 25
    assert not whole


def test_findings_are_of_the_reports_figures(reports: Reports) -> None:
    """A report lists the disagreements of its own figures, and all of them."""
    listed = set()
    for found in reports.scopes.values():
        own = set(found.table["id"])
        for finding in found.findings:
            assert own & set(finding.figures)
            listed.add(finding.figures)
    in_reports = {figure for found in reports.scopes.values() for figure in found.table["id"]}
    assert listed == {f.figures for f in checks.check(reports.data) if in_reports & set(f.figures)}
    assert listed


@pytest.mark.parametrize(
    ("province", "body", "lang", "name"),
    [
        ("tra-vinh", "bloc", "vi", "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh"),
        ("can-tho", "bloc", "vi", "Đảng bộ Khối các cơ quan và doanh nghiệp thành phố"),
        ("ho-chi-minh", "province", "vi", "Đảng bộ thành phố"),
        ("tra-vinh", "province", "vi", "Đảng bộ tỉnh"),
        ("ha-noi", "province", "en", "Party body of the city"),
    ],
)
def test_a_city_has_a_citys_party_body(data: Dataset, province: str, body: str, lang: str, name: str) -> None:
    """Names of bodies say city where the unit is one."""
    said = data.catalog.body_name(body, data.catalog.provinces[province], lang)
    assert said == name


def test_a_missing_figure_says_why(reports: Reports) -> None:
    """What nobody printed is not collected; what a body that has ended would have printed does not apply."""
    found = reports.scopes["hau-giang", 2023, "bloc", "FY"]
    assert found.state() == "not_collected"
    assert state(reports.data, "hau-giang", "bloc", 2026, "FY") == "not_applicable"
