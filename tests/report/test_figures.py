"""What the charts of reports show, by their words and data."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import broken_data
from analysis import Dataset, compare, load
from analysis.compare.province_scope import Scope
from analysis.page.blocks import Panel
from analysis.page.language import LANGUAGES, Words
from analysis.page.style import COLOURS
from analysis.report import figures as axes, footnotes
from analysis.report.province import figures
from real_reports import Reports, blocks, readable

CITY = ("ho-chi-minh", 2020, "province", "FY")
BASE = r", (tính trên số|so với kế hoạch|tỷ lệ không rõ|of those|against plan|on a base)"
SCORES = ("hau-giang", 2022, "government", "FY")


def figure(reports: Reports, key: tuple[str, int, str, str], name: str) -> dict[str, object]:
    """Give one chart of a report."""
    (found,) = [f for f in blocks(reports.sections(*key), "figure") if f["id"] == name]
    return found


def test_a_part_alone_is_no_whole(reports: Reports) -> None:
    """Of the city's 510 only 334 are split: nothing is drawn as their classes, and the table says why."""
    assert not [f for f in blocks(reports.sections(*CITY), "figure") if f["id"] == "classes"]
    assert "không cộng thành tổng số 510" in reports.text(*CITY)


def test_the_classes_of_the_25_are_its_parts(reports: Reports) -> None:
    """The chart of the quarter draws 19, 2, 1 and 3 of 25."""
    found = figure(reports, ("hau-giang", 2023, "province", "Q1"), "classes")
    assert "khiển trách 19; 2023: cảnh cáo 2; 2023: cách chức 1; 2023: khai trừ 3" in "\n".join(
        readable(found)
    )


def test_the_classes_of_a_year_are_its_own(tmp_path: Path) -> None:
    """A year before with the same total and other parts, of one source, is drawn with its own parts."""
    folder = broken_data.copy(tmp_path)
    rows = broken_data.read(folder, "discipline.csv")
    own = [
        row
        for row in rows
        if row[:4] == ["hau-giang", "province", "2023", "Q1"] and row[6] == "discipline_members"
    ]
    before = {"total": "25", "reprimand": "21", "warning": "1", "removal": "3", "expulsion": "0"}
    for row in own:
        count = before[row[7]]
        rows.append([*row[:2], "2022", *row[3:10], count, *row[11:19], count, "", "", "", *row[23:]])
    broken_data.write(folder, "discipline.csv", rows)
    reports = Reports(load(folder))
    said = "\n".join(readable(figure(reports, ("hau-giang", 2023, "province", "Q1"), "classes")))
    assert "2022: khiển trách 21; 2022: cảnh cáo 1; 2022: cách chức 3; 2022: khai trừ 0" in said
    assert "2023: khiển trách 19; 2023: cảnh cáo 2; 2023: cách chức 1; 2023: khai trừ 3" in said


@pytest.mark.parametrize("key", [("tra-vinh", 2023, "bloc", "FY"), ("hau-giang", 2023, "bloc", "FY")])
def test_a_chart_has_the_year_of_its_page(reports: Reports, key: tuple[str, int, str, str]) -> None:
    """Classes and plans of an earlier year alone are not drawn: they would pass for those of the page."""
    drawn = [f for f in blocks(reports.sections(*key), "figure") if f["id"] in ("classes", "plans")]
    assert drawn
    for panel in (panel for figure in drawn for panel in figure["panels"]):
        assert re.search(rf"\b{key[1]}: ", panel["alt"]), panel["alt"]


def test_small_panels_name_breaks_in_one_row() -> None:
    """Numbers of lines that stand close share the middle one; none is lost, and far ones stay apart."""
    years = range(2005, 2025)
    far = {2008.5: [1], 2016.5: [2]}
    assert figures._in_one_row(far, years) == [(2008.5, "1"), (2016.5, "2")]
    near = {2008.5: [1], 2016.5: [2, 3], 2017.5: [4], 2018.5: [5, 6]}
    assert figures._in_one_row(near, years) == [(2008.5, "1"), (2016.5, ""), (2017.5, "2–6"), (2018.5, "")]


def test_excellent_and_good_are_drawn_apart(reports: Reports) -> None:
    """17 excellent, 69 good and 8 others make 94, which is called derived."""
    found = figure(reports, ("hau-giang", 2023, "bloc", "FY"), "classes")
    said = "\n".join(readable(found))
    best, good = "hoàn thành xuất sắc nhiệm vụ 17", "hoàn thành tốt nhiệm vụ 69"
    assert f"{best}; 2023: {good}; 2023: còn lại, nguồn không nêu 8" in said
    assert "69 (suy ra)" in said


def test_results_against_plans(reports: Reports) -> None:
    """209 stands against 150."""
    said = "\n".join(readable(figure(reports, ("tra-vinh", 2023, "bloc", "FY"), "plans")))
    assert "209 / 150" in said
    assert "139,33%" in said


def test_alternative_text_tells_every_value(reports: Reports) -> None:
    """What a chart shows is told in words: every number of its data stands there, too."""
    for key in reports.scopes:
        for block in blocks(reports.sections(*key), "figure"):
            said = " ".join(panel["alt"] for panel in block["panels"])
            for group in block["data"]["groups"]:
                for row in group["rows"]:
                    for cell in row["cells"][1:2]:
                        for run in cell["runs"]:
                            if "figure" in run:
                                assert run["text"] in said, (key, run)


def over_time(scope: Scope, lang: str = "vi") -> list[Panel]:
    """Give every panel over time of a report."""
    return [panel for made in figures.over_time(scope, Words(lang)) for panel in made.panels]


def test_time_has_two_years_or_more(reports: Reports) -> None:
    """Every panel over time has points of two years or more, and there are no more than fit."""
    for scope in reports.scopes.values():
        panels = over_time(scope)
        for panel in panels:
            assert len(set(re.findall(r"\b(?:19|20)\d\d(?=:)", panel.alt))) >= 2
        assert len(panels) <= figures.MOST_PANELS


def test_what_is_not_drawn_is_counted(reports: Reports) -> None:
    """The first caption over time counts the series that have no panel."""
    for key, scope in reports.scopes.items():
        made = figures.over_time(scope, Words("en"))
        if made:
            left_out = len(footnotes.series_over_time(scope)) - sum(len(figure.panels) for figure in made)
            caption = "".join(run.text for run in made[0].caption)
            assert (f"{left_out} more indicator" in caption) == (left_out > 0), key


def test_the_others_lie_behind_the_line(reports: Reports) -> None:
    """Scores over the years are drawn over the middle half of the provinces, and the caption says so."""
    scope = reports.scopes[SCORES]
    made = figures.over_time(scope, Words("vi"))
    assert "50% số địa phương ở giữa" in made[0].caption[0].text
    assert all(COLOURS["rule"] in panel.svg for panel in made[0].panels)


def test_parts_of_an_index_have_axes_of_their_own(reports: Reports) -> None:
    """A part whose scores lie in a narrow range is not a flat line on the axis of all others."""
    made = figures.over_time(reports.scopes[SCORES], Words("vi"))
    (parts,) = [figure.panels[1:] for figure in made if "PAPI" in figure.title[0].text]
    ends = {tuple(re.findall(r">(\d+(?:,\d)?)</text>", panel.svg)[:2]) for panel in parts}
    assert len(ends) > len(parts) / 2


def test_breaks_stand_between_the_points_that_they_part(reports: Reports) -> None:
    """A dashed line has the last point of the old rule on its left, the first of the new on its right."""
    seen = 0
    for scope in reports.scopes.values():
        catalog = scope.data.catalog
        changes = {c.id: (n, c) for n, c in enumerate(footnotes.named_changes(scope), start=1)}
        for rows in (series.rows for series in footnotes.series_over_time(scope)):
            lines = figures._break_lines(rows, changes, catalog)
            for earlier, later in pairwise(rows):
                between = {i for x, ids in lines.items() if earlier["year"] < x < later["year"] for i in ids}
                assert between == set(compare.breaks_of(later, earlier, catalog))
                seen += len(between)
    assert seen > 20


def test_a_point_apart_without_a_line_says_why(reports: Reports) -> None:
    """Where two points are not joined and no rule changed between them, the panel's title says why."""
    for lang in LANGUAGES:
        words = Words(lang)
        sign = words.text("apart", reasons="").strip()
        for scope in reports.scopes.values():
            for series, shown in zip(figures._drawn(scope), over_time(scope, lang), strict=True):
                bare = [
                    (a, b)
                    for a, b in pairwise(series.rows)
                    if not compare.joined(a, b, scope.data.catalog)
                    and not compare.breaks_of(b, a, scope.data.catalog)
                    and a["year"] != b["year"]
                ]
                # A count that is a part of another base stands among the others without a line, too.
                known = scope.measured_by_id
                lone = [row for row in series.rows if row["measure"] != known[row["id"]]["measure"]]
                assert (sign in shown.title) == bool(bare or lone), (shown.title, bare)


def test_lines_lead_to_the_list_of_changes(reports: Reports) -> None:
    """A caption names no rule but the list, whose numbers the lines bear, and tells the city's merger."""
    made = [f for f in blocks(reports.sections(*CITY), "figure") if f["id"].startswith("over-time")]
    caption = " ".join("".join(readable(found["caption"])) for found in made if "caption" in found)
    assert "Bà Rịa - Vũng Tàu và Bình Dương" in caption
    assert "QĐ/TW" not in caption
    (listed,) = [b for b in blocks(reports.sections(*CITY), "notes") if b["kind"] == "breaks"]
    assert listed["title"] in caption


def test_no_plan_is_drawn_without_one(reports: Reports) -> None:
    """A figure of plans has an orange stroke in every panel, and tells the report's own year."""
    seen = 0
    for scope in reports.scopes.values():
        made = figures.plans(scope, Words("vi"))
        for panel in made.panels if made else ():
            assert COLOURS["target"] in panel.svg
            assert str(scope.year) in panel.alt
            seen += 1
    assert seen


@pytest.mark.parametrize(
    ("numbers", "said"), [([1], "1"), ([1, 2], "1, 2"), ([1, 2, 3, 5], "1–3, 5"), ([], "")]
)
def test_stretches_of_numbers(numbers: list[int], said: str) -> None:
    """Three or more numbers in a row are a stretch."""
    assert axes.stretches(numbers) == said


def test_shares_over_time_say_of_what(reports: Reports) -> None:
    """A panel of shares or against a plan says so in its title, its alternative text, and its data."""
    seen = 0
    for lang in LANGUAGES:
        for scope in reports.scopes.values():
            for made in figures.over_time(scope, Words(lang)):
                labels = {row.cells[0].runs[0].text for group in made.data.groups for row in group.rows}
                for panel in made.panels:
                    label, _, _ = panel.title.partition(" · ")
                    assert label in labels
                    assert panel.alt.startswith(label)
                    if re.search(r"\d%", panel.alt):
                        seen += 1
                        assert re.search(BASE, label), label
    assert seen


def test_no_percentage_of_a_handful(reports: Reports) -> None:
    """The data of a chart of ratings give no percentage beside a count below ten; the bar is drawn."""
    found = figure(reports, ("hau-giang", 2023, "bloc", "FY"), "classes")
    rows = {readable_cell(row, 0): row for group in found["data"]["groups"] for row in group["rows"]}  # type: ignore[index]
    rest = next(row for name, row in rows.items() if "tổ chức" in name.lower() and "còn lại" in name)
    assert readable_cell(rest, 1) == "8 (suy ra)"
    assert readable_cell(rest, 2) == ""
    handfuls = 0
    for key in reports.scopes:
        for block in blocks(reports.sections(*key), "figure"):
            if block["id"] != "classes" or "xếp loại" not in block["panels"][0]["title"]:
                continue
            for group in block["data"]["groups"]:
                for row in group["rows"]:
                    if re.match(r"\d( |$)", readable_cell(row, 1)):
                        handfuls += 1
                        assert readable_cell(row, 2) == "", key
    assert handfuls


def readable_cell(row: dict[str, Any], place: int) -> str:
    """Give what is read in one cell."""
    return "".join(run["text"] for run in row["cells"][place]["runs"])


class TestNamesOfBreaks:
    """Short names of rules: one name a rule, no two alike."""

    def names(self, reports: Reports, *identifiers: str, lang: str = "vi") -> list[str]:
        """Give the names of breaks that one figure names."""
        scope = next(iter(reports.scopes.values()))
        return list(figures.break_titles(scope, Words(lang), identifiers).values())

    def test_only_a_day_at_the_end_is_cut(self, reports: Reports) -> None:
        """Neither a comma nor a place nor what an amendment amends is cut off."""
        assert self.names(reports, "rating-2025-year") == [
            "Kết luận 198-KL/TW (08/10/2025), Công văn 10072-CV/BTCTW"
        ]
        assert self.names(reports, "rating-2023-qd124") == ["Quy định 124-QĐ/TW"]
        assert self.names(reports, "khoi-2019-ben-tre")[0].endswith("(Bến Tre)")
        assert self.names(reports, "khoi-2019-ben-tre", lang="en") == ["Bến Tre: the two blocs become one"]

    def test_what_a_rule_says_is_kept_only_to_tell_two_apart(self, reports: Reports) -> None:
        """Of one rule alone the number is enough; two changes by it are named with what they change."""
        assert self.names(reports, "rating-2018-hd16-grades") == ["Hướng dẫn 16-HD/BTCTW"]
        both = self.names(reports, "rating-2018-hd16-grades", "rating-2018-hd16-fail")
        assert both == [
            "Hướng dẫn 16-HD/BTCTW: mức phân loại tổ chức đảng",
            "Hướng dẫn 16-HD/BTCTW: không hoàn thành nhiệm vụ",
        ]

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_no_two_are_alike(self, reports: Reports, data: Dataset, lang: str) -> None:
        """All breaks of the data at once have names of their own."""
        names = self.names(reports, *(change.id for change in data.catalog.breaks), lang=lang)
        assert len(names) == len(data.catalog.breaks) == len(set(names))


@pytest.mark.parametrize(
    ("measure", "values", "ends"),
    [
        ("count", [209.0, 150.0], (0, 300)),
        ("share", [12.0, 12.4], (7, 18)),
        ("share", [84.0, 98.0], (84, 100)),
        ("share", [99.0, 99.5], (90, 100)),
    ],
    ids=["count", "narrow", "wide", "top"],
)
def test_axes_fit(data: Dataset, measure: str, values: list[float], ends: tuple[float, float]) -> None:
    """Counts begin at nought; shares span a tenth of what is possible at least, and end at a hundred."""
    like = {"indicator": "org_rating", "category": "excellent", "measure": measure}
    (low, high), ticks = axes.axis(values, like, Words("vi"), data.catalog)
    assert low <= min(values) <= max(values) <= high
    assert ends[0] <= low + 5
    assert high <= ends[1]
    assert (high - low >= 9.9) or measure == "count"
    assert (ticks[0][0], ticks[-1][0]) == (low, high)


@pytest.mark.parametrize("years", [(2020, 2020), (2018, 2023), (1994, 2025), (2010, 2030), (2015, 2021)])
def test_years_on_axes(years: tuple[int, int]) -> None:
    """An axis names its first and last year, and no more than six."""
    ticks = axes.tick_years(list(range(years[0], years[1] + 1)))
    assert (ticks[0], ticks[-1]) == years
    assert ticks == sorted(set(ticks))
    assert len(ticks) <= 6


def test_an_axis_of_counts_has_whole_numbers(data: Dataset) -> None:
    """Counts of nought and one end at 0 and 1, not at 0,0 and 1,0."""
    like = {"indicator": "membership", "category": "orgs", "measure": "count"}
    ends, ticks = axes.axis([1.0, 1.0, 0.0], like, Words("vi"), data.catalog)
    assert ends == (0.0, 1.0)
    assert [label for _, label in ticks] == ["0", "1"]
