"""The thirteen traps of the data model, each on the real rows that show it: in frames and in reports."""

import re
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from analysis import Dataset, compare, derive
from analysis.compare import checks, notation
from analysis.compare.explain import explanation
from analysis.compare.rating_classes import Rating, rating_of_year
from analysis.data import Row, records, state
from analysis.page.language import Words
from analysis.run.render import render_html
from real_reports import Reports, blocks, figures, row_of

Json = dict[str, Any]

HAU_GIANG = ("hau-giang", 2023, "bloc", "FY")
QUARTER = ("hau-giang", 2023, "province", "Q1")
TRA_VINH = ("tra-vinh", 2023, "bloc", "FY")
CITY = ("ho-chi-minh", 2020, "province", "FY")
NO_JUDGEMENT = ("discipline_members", "discipline_orgs", "inspections")
JUDGEMENTS = (
    *("cải thiện", "tiến bộ", "tích cực", "đáng lo", "xấu đi", "tốt lên", "tốt hơn", "kém hơn", "dẫn đầu"),
    *("đội sổ", "yếu kém", "improve", "worse", "better than", "best", "worst", "progress", "alarming"),
)


def every_row(reports: Reports) -> list[Row]:
    """Give every row that any report shows."""
    return [row for _, row in reports.rows()]


def page(reports: Reports, key: tuple[str, int, str, str]) -> str:
    """Make the page of a report from a notebook that seems to have been run."""
    return render_html(reports.notebook(*key), stamp=reports.report(*key).stamp)


def words_of(html: str) -> str:
    """Give what stands on a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL))


def ratings(reports: Reports) -> list[Rating]:
    """Give every rating that any chart draws."""
    found = []
    for scope in reports.scopes.values():
        for indicator in ("org_rating", "member_rating"):
            years: dict[int, list[Row]] = {}
            for row in scope.history:
                if row["indicator"] == indicator and row["kind"] == "actual":
                    years.setdefault(row["year"], []).append(row)
            found += [
                rating
                for rows in years.values()
                if (rating := rating_of_year(rows, reports.data.catalog)) is not None
            ]
    return found


class TestTrap01ExcellentOfTheGood:
    """17 of the 86 rated good or better is never a share of all."""

    figure = "hau-giang/bloc/2023/FY/actual/org_rating/excellent"

    def test_the_base_is_kept(self, data: Dataset) -> None:
        """The frame says 17 of 86, and that the 86 are those rated good or better."""
        row = data.figure(self.figure)
        assert (row["count"], row["of"], row["of_basis"]) == (17, 86, "good_or_better")
        assert data.catalog.indicators["org_rating", "excellent"].part_of == "good_or_better"

    def test_the_share_of_all_is_derived(self, data: Dataset) -> None:
        """The share of all follows from both figures, with formula and inputs, and is no printed figure."""
        base, share = derive(data, data.figure(self.figure))
        assert (base.value, share.value, share.of) == (94.0, 18.09, 94)
        assert share.formula == "86 / 91.49% = 94; 17 / 94 = 18.09%"
        assert share.inputs == (self.figure, "hau-giang/bloc/2023/FY/actual/org_rating/good_or_better")

    def test_a_base_that_rounding_leaves_open_is_not_derived(self, data: Dataset) -> None:
        """Nothing is derived for a share whose base is not printed and not to be had."""
        row = data.figure("hai-duong/province/2019/FY/actual/org_rating/excellent")
        assert derive(data, row) == ()

    @pytest.mark.parametrize("lang", ["vi", "en"])
    def test_the_report_states_19_77_of_86_only(self, reports: Reports, lang: str) -> None:
        """19.77% stands beside 86 wherever it is read; 18.09% and 94 are marked as derived."""
        text = reports.text(*HAU_GIANG, lang=lang)
        percent, derived = ("19,77%", "18,09%") if lang == "vi" else ("19.77%", "18.09%")
        marked = Words(lang).text("state-derived")
        lines = text.splitlines()
        assert [line for line in lines if percent in line and "86" not in line and line != percent] == []
        shares = [line for line in lines if derived in line]
        assert shares
        assert [line for line in shares if marked not in line] == []
        assert "17/94" not in text
        row = row_of(reports.sections(*HAU_GIANG, lang=lang), self.figure)
        assert row["value"] == f"{percent}17/86"
        assert re.search(r"\b86\b", row["indicator"])

    def test_the_page_says_the_same(self, reports: Reports) -> None:
        """On the page, too, 17/94 stands only in the footnote that calls it derived."""
        text = words_of(page(reports, HAU_GIANG))
        assert "19,77%" in text
        for found in re.finditer(r"17 / 94", text):
            assert "suy ra" in text[found.start() : found.end() + 80]

    def test_segments_of_a_bar_are_one_whole(self, reports: Reports) -> None:
        """The parts of every rating bar sum to 100, and excellent lies within good or better."""
        found = ratings(reports)
        assert len(found) > 10
        for rating in found:
            # Percentages that are printed with one decimal may miss the whole by their rounding.
            assert sum(segment.share for segment in rating.segments) == pytest.approx(100, abs=0.1)
            assert all(segment.share >= 0 for segment in rating.segments)
            if rating.lead["category"] == "good":
                continue
            good = float(rating.lead["share"])
            upper = sum(segment.share for segment in rating.segments if segment.place in (1, 2))
            assert upper == pytest.approx(good, abs=0.01)

    def test_91_49_is_of_an_unknown_base(self, reports: Reports) -> None:
        """The report says that the source leaves the base of 91.49% open."""
        text = reports.text(*HAU_GIANG)
        line = next(line for line in text.splitlines() if "91,49%;" in line)
        assert "nguồn không nói rõ" in line


class TestTrap02PercentDenied:
    """6,270 of 6,294 is 99.62%; the source prints 99.61%."""

    figure = "tra-vinh/bloc/2023/FY/actual/study/cadres_and_members_attended"

    def test_both_are_kept_and_reported(self, data: Dataset) -> None:
        """The printed percentage stays in the row, and the check names it and the computed one."""
        assert data.figure(self.figure)["percent_text"] == "99.61"
        (found,) = [f for f in checks.check(data) if f.code == "fraction" and self.figure in f.figures]
        assert (found.numbers["computed"], found.numbers["printed"]) == (99.62, 99.61)
        assert (found.file, data.figure(self.figure)["line"]) == ("study.csv", found.line)

    def test_the_report_computes_and_footnotes(self, reports: Reports) -> None:
        """The table shows 99,62%; 99,61% stands in a footnote that the row leads to."""
        sections = reports.sections(*TRA_VINH)
        row = row_of(sections, self.figure)
        assert row["value"].startswith("99,62%")
        assert "6.270/6.294" in row["value"]
        assert "99,61%" not in figures(sections)[self.figure]
        notes = {n["mark"]: n["runs"][0]["text"] for b in blocks(sections, "notes") for n in b["items"]}
        marks = reports.report(*TRA_VINH).marks[self.figure]
        assert any("99,61%" in notes[mark] and "6.270/6.294 là 99,62%" in notes[mark] for mark in marks)

    def test_the_page_says_the_same(self, reports: Reports) -> None:
        """The page carries the computed share as the figure, and the printed one in words."""
        html = page(reports, TRA_VINH)
        assert re.search(rf'data-figure="{self.figure}"[^>]*>99,62%', html)
        assert not re.search(rf'data-figure="{self.figure}"[^>]*>99,61%', html)
        assert "99,61%" in words_of(html)


class TestTrap03SplitOfAPart:
    """510 disciplined in Ho Chi Minh City; the forms printed are those of 334."""

    forms = ("reprimand", "warning", "removal", "expulsion")

    def test_forms_have_their_own_base(self, reports: Reports) -> None:
        """242, 77, 9 and 6 are of 334 by committees, and are no split of 510."""
        scope = reports.scopes[CITY]
        total = scope.row("discipline_members", "total")
        assert total is not None
        assert total["count"] == 510
        forms, whole = scope.forms(total)
        assert not whole
        assert {name: (row["count"], row["of"]) for name, row in forms.items()} == {
            "reprimand": (242, 334), "warning": (77, 334), "removal": (9, 334), "expulsion": (6, 334),
        }  # fmt: skip

    def test_nothing_is_divided_by_the_total(self, reports: Reports) -> None:
        """No share in the report is one of 510, and each form stands beside 334."""
        text = reports.text(*CITY)
        words = Words("vi")
        for count in (242, 77, 9, 6):
            assert words.percent(100 * count / 510) not in text
            assert f"{count}/510" not in text
            assert f"{count} trên 510" not in text
        sections = reports.sections(*CITY)
        for form in self.forms:
            row = row_of(
                sections, f"ho-chi-minh/province/2020/FY/actual/discipline_members/{form}/committees"
            )
            assert re.search(r"\b334\b", row["indicator"])

    def test_the_sentence_says_why(self, reports: Reports) -> None:
        """The summary names 510 and 334 and says that the forms do not add up to it."""
        (line,) = [s for s in reports.text(*CITY).splitlines() if "thi hành kỷ luật" in s and ": 510;" in s]
        assert "334" in line
        assert "không bằng tổng số" in line
        assert "khiển trách" not in line

    def test_the_check_names_it(self, data: Dataset) -> None:
        """The check lists 334 and 510 as a split of a part."""
        found = [f for f in checks.check(data) if f.code == "split_of_part" and "ho-chi-minh" in f.figures[0]]
        assert (334, 510) in [(f.numbers["parts"], f.numbers["total"]) for f in found]

    def test_a_split_is_claimed_only_where_it_adds_up(self, reports: Reports) -> None:
        """In every report, forms are called a split only if they sum to the total, and a part only if not."""
        claimed = parts = 0
        for scope in reports.scopes.values():
            total = scope.row("discipline_members", "total")
            if total is None or pd.isna(total["count"]):
                continue
            forms, whole = scope.forms(total)
            part_only = scope.part_only(total, forms)
            if whole:
                claimed += 1
                assert sum(row["count"] for row in forms.values()) == total["count"]
            if part_only is not None:
                parts += 1
                assert not whole
                assert part_only["of"] < total["count"]
        assert claimed > 10
        assert parts

    def test_a_split_of_the_whole_is_not_denied(self, reports: Reports) -> None:
        """Hải Dương 2022: all 244 were disciplined by committees, and their forms are a split of them."""
        text = reports.text("hai-duong", 2022, "province")
        assert re.search(r"thi hành kỷ luật.*: 244, gồm khiển trách 194", text)
        assert "không cộng vào tổng số" not in text
        assert "không cộng thành tổng số" not in text


class TestTrap04PeriodsApart:
    """Quarter, half-year, year and term never meet, nor do years that do not follow on each other."""

    def test_a_change_is_of_one_kind(self, reports: Reports, data: Dataset) -> None:
        """Every change in every report is on the same figure, a year (or a term) before."""
        by_id = data.observations.set_index("id")
        said = 0
        for row in every_row(reports):
            if not row["earlier_id"]:
                continue
            earlier = by_id.loc[row["earlier_id"]]
            assert earlier["kind"] == row["kind"] == "actual"
            for column in ("province", "body", "period", "indicator", "category"):
                assert earlier[column] == row[column], row["id"]
            assert earlier["preferred"] != "no"
            if row["period"] == "TERM":
                assert earlier["year"] == row["span_from"]
            else:
                assert earlier["year"] == row["year"] - 1
            if not row["why_no_change"]:
                said += 1
                assert earlier["authority"] == row["authority"]
                assert earlier["qualifier"] == row["qualifier"] == "exact"
                assert not earlier["conflict"]
                assert not row["conflict"]
                assert row["change"] is not None
        assert said > 5

    def test_no_change_has_no_number(self, reports: Reports) -> None:
        """Where there is a reason against a change, there is no change."""
        for row in every_row(reports):
            if row["why_no_change"]:
                assert pd.isna(row["change"])
                assert pd.isna(row["relative"])

    def test_peers_are_of_one_kind(self, reports: Reports, data: Dataset) -> None:
        """Every peer in every report is another province's figure of the same year, period and meaning."""
        by_id = compare.measures(data).set_index("id")
        seen = 0
        for row in every_row(reports):
            peers = by_id.loc[list(row["peer_ids"])]
            assert peers["province"].is_unique, row["id"]
            assert "viet-nam" not in set(peers["province"])
            for column in (
                "year",
                "token",
                "kind",
                "indicator",
                "category",
                "authority",
                "counted",
                "yardstick",
                "measure",
            ):
                assert set(peers[column]) <= {row[column]}, (row["id"], column)
            if row["body"] != "national":
                assert set(peers["body"]) <= {row["body"]}
                assert row["id"] in row["peer_ids"] or compare.main_value(row) is None
            seen += len(peers) > 1
        assert seen > 100

    def test_a_chart_over_time_is_of_one_kind(self, reports: Reports) -> None:
        """What a report draws over time is one province, body and kind of period."""
        for (province, _, body, period), scope in reports.scopes.items():
            for row in scope.history:
                assert (row["province"], row["body"], row["period"]) == (province, body, period)

    def test_joined_points_may_be_compared(self, reports: Reports, data: Dataset) -> None:
        """Two points are joined by a line only if they follow on each other without a break between."""
        joined = 0
        for scope in reports.scopes.values():
            series: dict[tuple[Any, ...], list[Row]] = {}
            for row in scope.history:
                if row["kind"] == "actual":
                    key = tuple(
                        row[name] for name in ("indicator", "category", "authority", "base", "measure")
                    )
                    series.setdefault(key, []).append(row)
            for rows in series.values():
                for earlier, later in pairwise(rows):
                    if compare.joined(earlier, later, data.catalog):
                        joined += 1
                        assert later["year"] - earlier["year"] in (1, 5)
                        assert compare.breaks_of(later, earlier, data.catalog) == ()
        assert joined > 10

    def test_the_quarter_stays_out_of_the_year(self, reports: Reports) -> None:
        """The year's report of Hậu Giang states no figure of the first quarter, and the other way round."""
        assert not any("/Q1/" in figure for figure in figures(reports.sections(*HAU_GIANG)))
        assert not any("/FY/" in figure for figure in figures(reports.sections(*QUARTER)))

    def test_every_report_keeps_to_its_period(self, reports: Reports) -> None:
        """No report states a figure of another kind of period, but the stock that a rate is on."""
        for key, scope in reports.scopes.items():
            for figure in figures(reports.sections(*key)):
                if scope.measured_by_id[figure]["timing"] != "day":
                    assert figure.split("/")[3].partition("-")[0] == key[3], (key, figure)

    def test_a_plan_of_the_year_is_not_missed_in_june(self, reports: Reports) -> None:
        """A part of a year is never said to have missed a plan; Hải Dương's first half of 2024 is not due."""
        for row in every_row(reports):
            if row["outcome"] == "missed" and row["kind"] == "actual":
                assert row["period"] in ("FY", "TERM"), row["id"]
        assert "chưa đạt" not in reports.text("hai-duong", 2024, "province", "H1")
        mid_term = reports.scopes["tay-ninh", 2023, "province", "TERM"]
        admitted = mid_term.row("admissions", "members")
        assert admitted is not None
        assert admitted["outcome"] == "not_yet_due"


class TestTrap05BodiesApart:
    """Bloc and province never meet in one comparison."""

    def test_every_report_keeps_to_its_body(self, reports: Reports) -> None:
        """No report states a figure of another body, but the country's beside, and in the part on others."""
        for key in reports.scopes:
            own = [section for section in reports.sections(*key) if section["id"] != "others"]
            bodies = {figure.split("/")[1] for figure in figures(own)}
            assert bodies <= ({key[2], "national"} if key[2] == "province" else {key[2]}), key

    def test_what_others_say_is_marked_as_theirs(self, reports: Reports) -> None:
        """The government's figures stand in a part of their own, under its name."""
        (others,) = [section for section in reports.sections(*HAU_GIANG) if section["id"] == "others"]
        assert {figure.split("/")[1] for figure in figures([others])} == {"government"}
        (table,) = blocks([others], "table")
        assert "Chính quyền" in "".join(run["text"] for run in table["caption"])

    def test_a_reference_is_the_country_in_the_same_terms(self, reports: Reports, data: Dataset) -> None:
        """Where the country is laid beside a province, it is a share of the same kind."""
        by_id = {row["id"]: row for row in records(compare.measures(data))}
        for row in every_row(reports):
            if row["reference_id"]:
                country = by_id[row["reference_id"]]
                assert (country["province"], country["measure"]) == ("viet-nam", row["measure"])
                assert row["measure"] != "count"

    def test_25_disciplined_are_not_the_blocs(self, reports: Reports) -> None:
        """The bloc's report of 2023 says nothing of the 25 disciplined in the province."""
        assert not any("discipline" in figure for figure in figures(reports.sections(*HAU_GIANG)))
        assert "25" not in [line.strip() for line in reports.text(*HAU_GIANG).splitlines()]
        assert "khai trừ 3" not in reports.text(*HAU_GIANG)


class TestTrap06MissingIsNotZero:
    """Nothing printed is not zero."""

    figure = "hau-giang/province/2023/Q1/actual/anti_corruption/cases"

    def test_a_printed_none_is_zero(self, data: Dataset, reports: Reports) -> None:
        """No case in the quarter: the figure is 0, its state is zero, and the report says so in words."""
        assert data.figure(self.figure)["count"] == 0
        row = next(row for row in reports.scopes[QUARTER].rows if row["id"] == self.figure)
        assert notation.state(row) == "zero"
        sections = reports.sections(*QUARTER)
        assert row_of(sections, self.figure)["value"] == "0"
        assert "Vụ việc tham nhũng, tiêu cực: nguồn ghi 0." in reports.text(*QUARTER)
        (cell,) = [
            cell
            for block in blocks(sections, "table")
            for group in block["groups"]
            for row in group["rows"]
            for cell in row["cells"]
            if cell.get("state") == "zero"
        ]
        assert cell["runs"][0]["text"] == "0"

    def test_what_nobody_printed_is_not_collected(self, data: Dataset) -> None:
        """Where no page was seen, no more is claimed than that."""
        assert state(data, "hau-giang", "province", 2022, "Q1") == "not_collected"
        assert state(data, "tra-vinh", "bloc", 2027, "FY") == "not_applicable"
        assert state(data, "ha-noi", "province", 2027, "FY") == "not_yet_due"

    def test_no_report_fills_a_hole_with_zero(self, reports: Reports, data: Dataset) -> None:
        """A figure reads as 0 in a report only if its row prints 0."""
        zeros = set(data.observations.loc[data.observations["count"].eq(0).fillna(False), "id"])
        percents = set(data.observations.loc[data.observations["percent"].eq(0).fillna(False), "id"])
        for key in reports.scopes:
            for figure, said in figures(reports.sections(*key)).items():
                if "0" in said:
                    assert figure in zeros
                if "0%" in said or "0,00%" in said:
                    assert figure in zeros | percents

    def test_missing_domains_are_named(self, reports: Reports) -> None:
        """The report names what was not collected, in words and in the grid."""
        absent = "chưa thu thập được: Tổng số đảng viên; Đảng viên bị thi hành kỷ luật."
        assert absent in reports.text(*HAU_GIANG).splitlines()
        (grid,) = blocks(reports.sections(*HAU_GIANG), "grid")
        states = {
            row["label"]: dict(zip(grid["columns"], (cell["state"] for cell in row["cells"]), strict=True))
            for row in grid["rows"]
        }
        assert "Thi hành kỷ luật" not in states  # of no year: the line says so
        assert states["Kết nạp đảng viên"]["2023"] == "value"
        assert states["Chỉ tiêu, chương trình công tác"]["2024"] == "target"


class TestTrap07TwoSources:
    """Bình Định, first half of 2020: 60 organisations inspected, or 62."""

    key = ("binh-dinh", 2020, "province", "H1")
    name = "binh-dinh/province/2020/H1/actual/inspections/orgs_inspected/committees"

    def test_both_rows_stay(self, data: Dataset) -> None:
        """Both figures are held, in one conflict, and one of them is preferred."""
        shown, other = data.figure(f"{self.name}@s149"), data.figure(f"{self.name}@s080")
        assert (shown["count"], shown["preferred"], shown["conflict"]) == (60, "yes", "c01")
        assert (other["count"], other["preferred"], other["conflict"]) == (62, "no", "c01")

    def test_the_report_shows_the_preferred_one_and_says_so(self, reports: Reports) -> None:
        """The table states 60 and 2.986 as disputed; a note names 62 and 2.988; no figure states those."""
        sections = reports.sections(*self.key)
        stated = figures(sections)
        assert row_of(sections, f"{self.name}@s149")["value"].startswith("60")
        assert f"{self.name}@s080" not in stated
        text = reports.text(*self.key)
        assert "Nguồn khác in “62”; báo cáo dùng số của nguồn được dẫn." in text
        assert "Nguồn khác in “2.988”; báo cáo dùng số của nguồn được dẫn." in text
        assert "nguồn được dẫn in “60”, nguồn khác in “62”" in text

    def test_where_they_agree_nothing_is_said(self, reports: Reports) -> None:
        """Two sources that print the same figure are no disagreement."""
        report = reports.report(*self.key)
        same = "binh-dinh/province/2020/H1/actual/inspections/orgs_violation_signs/commissions@s149"
        notes = {note.mark: note.runs[0].text for note in report.notes}
        assert not any("Nguồn khác" in notes[mark] for mark in report.marks.get(same, ()))

    def test_a_dispute_is_neither_changed_nor_ranked(self, reports: Reports) -> None:
        """No figure in a conflict has a change or a rank."""
        disputed = [row for row in every_row(reports) if compare.disputed(row)]
        assert len(disputed) > 10
        for row in disputed:
            assert row["why_no_change"], row["id"]
            assert row["why_no_rank"], row["id"]
            assert notation.state(row) == "in_conflict"

    def test_what_gives_way_is_shown_nowhere(self, reports: Reports, data: Dataset) -> None:
        """No report, change, peer group or chart uses a row that gives way to another."""
        hidden = set(data.observations.loc[data.observations["preferred"] == "no", "id"])
        assert len(hidden) == 68
        for row in every_row(reports):
            assert not hidden & {row["id"], row["earlier_id"], row["target_id"], *row["peer_ids"]}
        for key in reports.scopes:
            assert not hidden & set(figures(reports.sections(*key)))


class TestTrap08StockAndBase:
    """Trà Vinh: 83 organisations at the end of 2023, 81 as the base of rates in the year."""

    def test_each_keeps_its_number(self, data: Dataset) -> None:
        """The stock is 83 on its day; rates of the year are of 81."""
        stock = data.figure("tra-vinh/bloc/2023/FY/actual/membership/orgs")
        rate = data.figure("tra-vinh/bloc/2023/FY/actual/models/orgs_planning_ho_chi_minh")
        assert (stock["count"], str(stock["as_of"].date())) == (83, "2023-12-31")
        assert (rate["count"], rate["of"]) == (81, 81)

    def test_the_check_lays_them_side_by_side(self, data: Dataset) -> None:
        """The check names 83 and 81, once."""
        (found,) = [finding for finding in checks.check(data) if finding.code == "two_bases"]
        assert found.numbers == {"stock": 83, "base": 81, "as_of": "2023-12-31"}

    def test_the_report_divides_nothing_by_83(self, reports: Reports) -> None:
        """The report says 100% of 81, dates the 83, and never 81/83."""
        sections, text = reports.sections(*TRA_VINH), reports.text(*TRA_VINH)
        row = row_of(sections, "tra-vinh/bloc/2023/FY/actual/models/orgs_planning_ho_chi_minh")
        assert row["value"].startswith("100%")
        assert "81/81" in row["value"]
        assert re.search(r"\b81\b", row["indicator"])
        assert "31/12/2023" in row_of(sections, "tra-vinh/bloc/2023/FY/actual/membership/orgs")["indicator"]
        assert Words("vi").percent(100 * 81 / 83) not in text
        assert "83 (ngày 31/12/2023) và 81 (cơ sở tính của kỳ)" in text


class TestTrap09RuleChanges:
    """A change over a break is refused, with the breaks."""

    def test_discipline_over_regulation_69(self, data: Dataset) -> None:
        """The country's organisations disciplined in 2023 are not compared with those of 2022."""
        rows = compare.table(data, "viet-nam", 2023, "national")
        row = rows.loc["viet-nam/national/2023/FY/actual/discipline_orgs/total/committees"]
        assert (row["why_no_change"], row["breaks"]) == ("break", ("discipline-2022-qd69",))
        assert pd.isna(row["change"])

    def test_ratings_over_a_break(self, data: Dataset) -> None:
        """Ratings of members over the quota of 2019 or the criteria of 2023 are never a plain change."""
        measured = compare.measures(data)
        frame = measured[measured["indicator"].isin(["org_rating", "member_rating"])]
        rows = records(frame[frame["kind"] == "actual"])
        for earlier in rows:
            for later in rows:
                same = all(earlier[c] == later[c] for c in ("province", "body", "indicator", "category"))
                if same and earlier["end"].year in (2018, 2022) and later["year"] == earlier["year"] + 1:
                    assert compare.breaks_of(later, earlier, data.catalog), (earlier["id"], later["id"])
                    assert not compare.joined(earlier, later, data.catalog)

    def test_every_refusal_names_breaks_that_apply(self, reports: Reports, data: Dataset) -> None:
        """Each break named touches the figure and took effect between the two figures."""
        known = {change.id: change for change in data.catalog.breaks}
        refused = [row for row in every_row(reports) if row["why_no_change"] == "break"]
        assert len(refused) > 5
        for row in refused:
            assert row["breaks"]
            for identifier in row["breaks"]:
                change = known[identifier]
                assert change.severity == "break"
                assert change.touches(row["province"], row["body"], row["indicator"], row["category"])
                assert change.effective_from is not None
                assert row["year"] - 2 < change.effective_from.year <= row["year"]

    def test_the_report_says_why(self, reports: Reports) -> None:
        """The earlier figure is shown with the reason, and no sign of a change."""
        key = ("viet-nam", 2023, "national", "FY")
        row = row_of(
            reports.sections(*key), "viet-nam/national/2023/FY/actual/discipline_orgs/total/committees"
        )
        assert "quy định đã thay đổi" in row["change"]
        assert not re.search(r"[+−±]\d", row["change"])
        assert "Quy định 69-QĐ/TW" in reports.text("viet-nam", 2023, "national", "H1")


class TestTrap10Boundaries:
    """Since 2025-07-01 Hậu Giang is part of Cần Thơ and Trà Vinh of Vĩnh Long; the blocs have ended."""

    def test_a_province_that_ended_is_not_applicable(self, data: Dataset) -> None:
        """After its merger a province has no figures to miss; before it has."""
        for province in ("hau-giang", "tra-vinh"):
            assert state(data, province, "province", 2026, "FY") == "not_applicable"
            assert state(data, province, "province", 2024, "FY") == "not_collected"
        assert state(data, "can-tho", "province", 2025, "FY") == "not_collected"
        assert data.catalog.provinces["hau-giang"].successor == "can-tho"
        assert data.catalog.provinces["tra-vinh"].successor == "vinh-long"

    def test_a_bloc_that_ended_is_not_applicable(self, data: Dataset) -> None:
        """The bloc of Hậu Giang ended in February 2025: nothing is missing afterwards."""
        assert state(data, "hau-giang", "bloc", 2025, "Q2") == "not_applicable"
        assert state(data, "hau-giang", "bloc", 2024, "FY") == "not_collected"
        # A year that it did not see the end of has no figure to miss, a year to date may have had one.
        for period in ("FY", "H1", "9M", "Q1"):
            assert state(data, "hau-giang", "bloc", 2025, period) == "not_applicable"
        assert state(data, "hau-giang", "bloc", 2025, "YTD") == "not_collected"
        assert state(data, "hau-giang", "bloc", 2025, "TERM") == "not_collected"

    def test_two_blocs_that_became_one_have_ended(self, data: Dataset) -> None:
        """Cà Mau's bloc of agencies was merged in April 2019: what it has not afterwards is not missing."""
        assert state(data, "ca-mau", "bloc-agencies", 2018, "FY") == "not_collected"
        for year in (2019, 2023):
            assert state(data, "ca-mau", "bloc-agencies", year, "FY") == "not_applicable"
        assert state(data, "ca-mau", "bloc", 2023, "FY") == "not_collected"

    def test_bodies_that_ended_are_not_counted(self, data: Dataset) -> None:
        """Of 18 provinces with figures of a bloc of agencies all could have one of 2018, and 17 of 2023."""
        measured = compare.measures(data)
        by_id = {row["id"]: row for row in records(measured)}
        for figure, units in (
            ("ca-mau/bloc-agencies/2018/FY/actual/discipline_members/total/all", 18),
            ("hai-duong/bloc-agencies/2023/FY/actual/admissions/members", 17),
        ):
            assert compare.universe(by_id[figure], measured, data.catalog) == units

    def test_no_change_over_a_merger(self, data: Dataset) -> None:
        """Ho Chi Minh City of 2025 is another territory than that of 2024."""
        rows = compare.table(data, "ho-chi-minh", 2025, "province")
        row = rows.loc["ho-chi-minh/province/2025/FY/actual/discipline_members/total/commissions"]
        assert row["why_no_change"] == "break"
        assert "geo-2025-34" in row["breaks"]

    def test_peers_are_of_one_map(self, reports: Reports, data: Dataset) -> None:
        """No peer group mixes units of before and after the merger."""
        by_id = {row["id"]: row for row in records(compare.measures(data))}
        for row in every_row(reports):
            stamps = {by_id[peer]["end"].isoformat() >= "2025-07-01" for peer in row["peer_ids"]}
            assert len(stamps) < 2, row["id"]

    def test_the_number_of_units_is_that_of_the_time(self, data: Dataset) -> None:
        """63 provinces before the merger, 34 after it, are what a rank is counted in."""
        measured = compare.measures(data)
        by_id = {row["id"]: row for row in records(measured)}
        before = by_id["khanh-hoa/province/2020/FY/actual/membership/members"]
        after = by_id["dong-thap/province/2025/FY/actual/membership/members@s179"]
        assert compare.universe(before, measured, data.catalog) == 63
        assert compare.universe(after, measured, data.catalog) == 34


class TestTrap11NoPolarity:
    """More discipline is neither worse nor better."""

    def test_indicators_have_none(self, data: Dataset) -> None:
        """No indicator of inspection or discipline is higher-is-better or lower-is-better."""
        kinds = {i.polarity for pair, i in data.catalog.indicators.items() if pair[0] in NO_JUDGEMENT}
        assert kinds == {"none"}

    @pytest.mark.parametrize("lang", ["vi", "en"])
    def test_no_report_judges(self, reports: Reports, lang: str) -> None:
        """No word of any report of a Party body praises or blames, but in the name of a class."""
        names = [i.label(lang).casefold() for i in reports.data.catalog.indicators.values()]
        named = sorted((name for name in names if any(word in name for word in JUDGEMENTS)), key=len)
        for key in reports.scopes:
            if key[2] == "government":
                continue
            sections = reports.sections(*key, lang=lang)
            said = [
                "".join(run["text"] for run in item["runs"]).casefold()
                for block in blocks(sections, "prose")
                for item in block["items"]
            ]
            said += ["".join(r["text"] for r in b["title"]).casefold() for b in blocks(sections, "figure")]
            for name in reversed(named):
                said = [s.replace(name, "") for s in said]
            assert [s for s in said if any(word in s for word in JUDGEMENTS)] == [], key

    def test_discipline_has_no_outcome(self, reports: Reports) -> None:
        """Discipline is measured against no target, and inspection only against a plan."""
        for row in every_row(reports):
            if row["indicator"].startswith("discipline_"):
                assert row["outcome"] == "", row["id"]
            elif row["indicator"] in NO_JUDGEMENT and row["outcome"] not in ("", "not_collected"):
                assert row["of_basis"] in ("plan", "term_plan"), row["id"]

    def test_discipline_is_not_ranked_in_words(self, reports: Reports) -> None:
        """No sentence ranks provinces by discipline."""
        for key in reports.scopes:
            for block in blocks(reports.sections(*key), "prose"):
                ranked = [item for item in block["items"] if item["id"] == "s-rank"]
                assert not any("kỷ luật" in run["text"] for item in ranked for run in item["runs"])

    def test_the_page_has_no_red_and_green(self, reports: Reports) -> None:
        """No colour on the page is a red or a green."""
        html = page(reports, QUARTER)
        colours = {found.lower() for found in re.findall(r"#[0-9a-fA-F]{6}\b", html)}
        assert len(colours) > 5
        for colour in colours:
            red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
            assert not (red > 150 and green < 70 and blue < 70), colour
            assert not (green > red + 40 and green > blue + 40), colour


class TestTrap12SmallNumbers:
    """Below ten there are counts, no percentages, no trend and no place."""

    def test_one_of_25_is_one(self, reports: Reports) -> None:
        """1 removed of 25 stands as a count alone."""
        row = row_of(
            reports.sections(*QUARTER), "hau-giang/province/2023/Q1/actual/discipline_members/removal/all"
        )
        assert row["value"] == "1"
        assert "4%" not in reports.text(*QUARTER).split()

    def test_two_of_22_have_no_percentage(self, reports: Reports) -> None:
        """2 accounts of 22 are not 9,09%."""
        figure = "hau-giang/province/2023/Q1/actual/online_ideology/accounts_taken_down"
        row = row_of(reports.sections(*QUARTER), figure)
        assert row["value"] == "2/22"
        assert "9,09%" not in reports.text(*QUARTER)

    def test_no_report_gives_small_shares(self, reports: Reports) -> None:
        """In no report is a share below ten written as a percentage."""
        words, small = Words("vi"), 0
        for row in every_row(reports):
            if row["measure"] == "share" and notation.small(row):
                small += 1
                assert notation.percent(row, words) == "", row["id"]
        assert small > 5

    def test_no_relative_change_and_no_sentence(self, reports: Reports) -> None:
        """Below ten a change is a count, and no sentence speaks of a place."""
        for row in every_row(reports):
            if row["change_in"] == "count" and not pd.isna(row["change"]):
                least = min(float(row["count"]), float(row["earlier"]))
                assert (row["relative"] is not None and not pd.isna(row["relative"])) == (least >= 10)

    def test_no_trend_of_small_counts(self, data: Dataset) -> None:
        """Five points below ten are no trend."""
        measured = compare.measures(data)
        row = measured[measured["id"] == "hau-giang/province/2023/Q1/actual/discipline_members/removal/all"]
        points = pd.concat(
            [row.assign(year=year, count=count, id=f"synthetic-{year}", indicator="cadre_decisions",
                        category="pay", end=pd.Timestamp(year, 3, 31).date(),
                        start=pd.Timestamp(year, 1, 1).date())
             for year, count in zip(range(2010, 2016), (1, 2, 3, 4, 5, 6), strict=True)]
        )  # fmt: skip
        assert compare.trend(points, data.catalog)["why_not"] == "small"


class TestTrap13PrintedChanges:
    """A change that the source prints is a figure of its own."""

    figure = "hau-giang/province/2023/Q1/actual/discipline_members/total/all"

    def test_it_is_kept(self, data: Dataset) -> None:
        """Two fewer than in the first quarter of 2022 stands in its own columns."""
        row = data.figure(self.figure)
        assert (row["change_printed"], row["change_unit"], row["change_against"]) == (-2, "count", "2022-Q1")

    @pytest.mark.parametrize(
        ("lang", "said", "row_says"),
        [
            (
                "vi",
                "nguồn ghi giảm 2 so với quý I năm 2022.",
                "theo nguồn: giảm 2 so với quý I năm 2022",
            ),
            (
                "en",
                "the source counts 2 fewer than in the first quarter of 2022.",
                "2 fewer than in the first quarter of 2022, according to the source",
            ),
        ],
    )
    def test_it_is_shown_as_the_sources(self, reports: Reports, lang: str, said: str, row_says: str) -> None:
        """The report gives it as the source's, not as a change of its own."""
        assert said in reports.text(*QUARTER, lang=lang)
        assert row_says in row_of(reports.sections(*QUARTER, lang=lang), self.figure)["change"]
        row = next(row for row in reports.scopes[QUARTER].rows if row["id"] == self.figure)
        assert row["why_no_change"] == "not_collected"
        assert pd.isna(row["change"])

    def test_it_is_checked_where_the_earlier_figure_is_held(self, data: Dataset) -> None:
        """Bến Tre: 95 after 124 is −23.39%, the source prints −23.3; the check names both figures."""
        own = "ben-tre/province/2024/9M/actual/discipline_members/total"
        (found,) = [f for f in checks.check(data) if f.code == "printed_change" and own in f.figures]
        assert found.figures == (
            own,
            "ben-tre/province/2023/9M/actual/discipline_members/total",
        )
        assert (found.numbers["computed"], found.numbers["printed"]) == (-23.39, -23.3)

    def test_the_computed_change_is_shown_beside_the_finding(self, reports: Reports) -> None:
        """The report of Bến Tre gives −29 of its own and names what the source prints."""
        key = ("ben-tre", 2024, "province", "9M")
        row = row_of(reports.sections(*key), "ben-tre/province/2024/9M/actual/discipline_members/total")
        assert "−29" in row["change"]
        assert "124" in row["change"]
        assert "-23,30" in reports.text(*key).replace("−", "-")

    def test_explain_carries_the_finding(self, data: Dataset) -> None:
        """`explain` of the figure lists the check."""
        found = explanation(data, "ben-tre/province/2024/9M/actual/discipline_members/total")
        assert [check["code"] for check in found["checks"]] == ["printed_change"]
