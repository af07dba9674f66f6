"""What the charts of reports show, by their words and data."""

import re
from itertools import pairwise
from typing import Any

import pytest

from analysis import Dataset, compare
from analysis.compare.province_scope import FORMS
from analysis.page.language import LANGUAGES, Words
from analysis.page.style import COLOURS
from analysis.report import figures as axes, footnotes
from analysis.report.province import figures
from real_reports import Reports, blocks, readable

CITY = ("ho-chi-minh", 2020, "province", "FY")


def figure(reports: Reports, key: tuple[str, int, str, str], name: str) -> dict[str, object]:
    """Give one chart of a report."""
    (found,) = [f for f in blocks(reports.sections(*key), "figure") if f["id"] == name]
    return found


def test_the_forms_of_the_334_are_no_parts_of_510(reports: Reports) -> None:
    """The chart of the city's discipline says whose forms it draws, and draws no 510."""
    found = figure(reports, CITY, "discipline")
    assert "334" in " ".join(readable(found["caption"]))
    assert "không phải của tổng số 510" in " ".join(readable(found["caption"]))
    data = " ".join(readable(found["data"]))
    for count in ("242", "77", "9", "6"):
        assert re.search(rf"\b{count}\b", data)
    assert "510" not in data


def test_the_forms_of_the_25_are_its_parts(reports: Reports) -> None:
    """The chart of the quarter says that 19 of 25 were reprimanded."""
    found = figure(reports, ("hau-giang", 2023, "province", "Q1"), "discipline")
    assert "".join(readable(found["title"])).startswith("19 trên 25")


def test_excellent_and_good_are_drawn_apart(reports: Reports) -> None:
    """17 excellent, 69 good and 8 others make 94, which is called derived."""
    found = figure(reports, ("hau-giang", 2023, "bloc", "FY"), "ratings")
    said = "\n".join(readable(found))
    assert "xuất sắc 17; 2023: tốt 69; 2023: còn lại, nguồn không nêu 8" in said
    assert "69 (suy ra)" in said


def test_admissions_against_plan(reports: Reports) -> None:
    """209 stands against 150, and the range of 2024 stays a range."""
    said = "\n".join(readable(figure(reports, ("tra-vinh", 2024, "bloc", "FY"), "admissions")))
    assert "209 / 150" in said
    assert "140–150" in said


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


def test_time_has_two_years_or_more(reports: Reports) -> None:
    """Every panel over time has points of two years or more, and breaks that lie between them."""
    for scope in reports.scopes.values():
        made = figures.over_time(scope, Words("vi"))
        if made is None:
            continue
        for panel in made.panels:
            assert len(set(re.findall(r"\b(?:19|20)\d\d(?=:)", panel.alt))) >= 2
        # A family of forms that begins within the limit is drawn to its end.
        assert len(made.panels) < figures.MOST_PANELS + len(FORMS)


def test_forms_are_drawn_over_time_all_or_none(reports: Reports) -> None:
    """The city's four forms have a panel each, and the caption counts what has none."""
    found = figure(reports, CITY, "over-time")
    said = " ".join(panel["alt"] for panel in found["panels"])  # type: ignore[attr-defined]
    for points in ("312; 2024: 214", "105; 2024: 54", "18; 2024: 9", "12; 2024: 22"):
        assert f"2017: {points}" in said
    for key, scope in reports.scopes.items():
        made = figures.over_time(scope, Words("en"))
        if made is None:
            continue
        left_out = len(footnotes.series_over_time(scope)) - len(made.panels)
        caption = "".join(run.text for run in made.caption)
        assert (f"{left_out} more indicator" in caption) == (left_out > 0), key


def test_breaks_stand_between_the_points_that_they_part(reports: Reports) -> None:
    """A dashed line has the last point of the old rule on its left, the first of the new on its right."""
    seen = 0
    for scope in reports.scopes.values():
        catalog = scope.data.catalog
        changes = {c.id: (n, c) for n, c in enumerate(footnotes.named_changes(scope), start=1)}
        for rows in footnotes.series_over_time(scope):
            lines = figures._break_lines(rows, changes, catalog)
            for earlier, later in pairwise(rows):
                between = {i for x, ids in lines.items() if earlier["year"] < x < later["year"] for i in ids}
                assert between == set(compare.breaks_of(later, earlier, catalog))
                seen += len(between)
    assert seen > 20


def test_a_point_apart_without_a_line_says_why(reports: Reports) -> None:
    """Where two points are not joined and no rule changed between them, the panel's title says why."""
    (panel,) = (
        panel
        for panel in figure(reports, ("hai-duong", 2019, "province", "FY"), "over-time")["panels"]  # type: ignore[attr-defined]
        if "612" in panel["alt"]
    )
    assert panel["title"].endswith("· không nối: thiếu số liệu năm ở giữa")
    for lang in LANGUAGES:
        words = Words(lang)
        sign = words.text("apart", reasons="")
        for scope in reports.scopes.values():
            made = figures.over_time(scope, words)
            drawn = figures._panels_over_time(footnotes.series_over_time(scope), scope)
            for rows, shown in zip(drawn, made.panels if made else (), strict=True):
                pairs = list(pairwise(rows))
                bare = [
                    (a, b)
                    for a, b in pairs
                    if not compare.joined(a, b, scope.data.catalog)
                    and not compare.breaks_of(b, a, scope.data.catalog)
                    and a["year"] != b["year"]
                ]
                assert (sign.strip() in shown.title) == bool(bare), (shown.title, bare)


def test_lines_lead_to_the_list_of_changes(reports: Reports) -> None:
    """The caption names no rule but the list, whose numbers the lines bear, and tells the city's merger."""
    found = figure(reports, CITY, "over-time")
    caption = "".join(readable(found["caption"]))
    assert "Bà Rịa - Vũng Tàu và Bình Dương (vạch 8, 9)" in caption
    assert "QĐ/TW" not in caption
    (listed,) = [b for b in blocks(reports.sections(*CITY), "notes") if b["kind"] == "breaks"]
    assert listed["title"] in caption
    numbers = {item["mark"] for item in listed["items"]}
    drawn = " ".join(panel["svg"] for panel in found["panels"])  # type: ignore[attr-defined]
    assert ">7–9<" in drawn
    assert numbers >= {"7", "8", "9"}


def test_no_stroke_is_explained_that_is_not_drawn(reports: Reports) -> None:
    """The caption of admissions speaks of an orange stroke only if one is drawn."""
    seen = set()
    for scope in reports.scopes.values():
        made = figures.admissions(scope, Words("vi"))
        if made is not None:
            drawn = COLOURS["target"] in made.panels[0].svg
            assert ("vạch cam" in made.caption[0].text) is drawn
            seen.add(drawn)
    assert True in seen


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
            made = figures.over_time(scope, Words(lang))
            if made is None:
                continue
            labels = {row.cells[0].runs[0].text for group in made.data.groups for row in group.rows}
            for panel in made.panels:
                label, _, _ = panel.title.partition(" · ")
                assert label in labels
                assert panel.alt.startswith(label)
                if re.search(r"\d%", panel.alt):
                    seen += 1
                    assert re.search(
                        r", (tính trên số|so với kế hoạch|tỷ lệ không rõ|of those|against plan|on a base)",
                        label,
                    ), label
    assert seen > 10


def test_no_percentage_of_a_handful(reports: Reports) -> None:
    """The data of a chart of ratings give no percentage beside a count below ten; the bar is drawn."""
    found = figure(reports, ("hau-giang", 2023, "bloc", "FY"), "ratings")
    rows = {readable_cell(row, 0): row for group in found["data"]["groups"] for row in group["rows"]}  # type: ignore[index]
    rest = next(row for name, row in rows.items() if "tổ chức" in name.lower() and "còn lại" in name)
    assert readable_cell(rest, 1) == "8 (suy ra)"
    assert readable_cell(rest, 2) == ""
    handfuls = 0
    for key in reports.scopes:
        for block in blocks(reports.sections(*key), "figure"):
            if block["id"] != "ratings":
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


def test_admissions_of_other_years_are_no_chart(reports: Reports) -> None:
    """Without a result or target of its own year a report draws no admissions, and with one it names it."""
    without = 0
    for scope in reports.scopes.values():
        made = figures.admissions(scope, Words("vi"))
        own = [row for row in scope.rows if (row["indicator"], row["category"]) == ("admissions", "members")]
        if not own:
            without += 1
            assert made is None
        elif made is not None:
            years = [row.cells[0].runs[0].text for group in made.data.groups for row in group.rows]
            assert any(year.endswith(str(scope.year)) for year in years)
    assert without > 10


def test_discipline_says_by_whom(reports: Reports) -> None:
    """Every panel of forms is headed by whose they are, with a capital, and its words begin with that."""
    headed = set()
    for lang in LANGUAGES:
        for scope in reports.scopes.values():
            made = figures.discipline(scope, Words(lang))
            for panel in made.panels if made else ():
                headed.add(panel.title)
                assert panel.title[0].isupper()
                assert panel.alt.startswith(f"{panel.title}. ")
    assert {"Nguồn không nói do ai", "Do cấp ủy", "Source does not say by whom"} <= headed


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
    ("value", "top"),
    [(0, 1.0), (1, 1.0), (7, 10.0), (209, 250.0), (6102, 10000.0), (99999, 100000.0)],
)
def test_ends_of_axes(value: float, top: float) -> None:
    """An axis ends at a round number that holds the value."""
    assert axes.nice_top(value) == top


@pytest.mark.parametrize("years", [(2020, 2020), (2018, 2023), (1994, 2025), (2010, 2030), (2015, 2021)])
def test_years_on_axes(years: tuple[int, int]) -> None:
    """An axis names its first and last year, and no more than six."""
    ticks = axes.tick_years(list(range(years[0], years[1] + 1)))
    assert (ticks[0], ticks[-1]) == years
    assert ticks == sorted(set(ticks))
    assert len(ticks) <= 6
