"""The comparison report: what stands side by side, what may be ranked, and how it looks with 63 provinces."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from click.testing import CliRunner
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

import synthetic_provinces as synthetic
from analysis import ComparisonReport, Dataset, compare, load
from analysis.batch.requests import report_jobs
from analysis.batch.runner import make
from analysis.cli.commands import main
from analysis.compare import notation
from analysis.compare.comparison_scope import Comparison, comparison
from analysis.errors import RequestError
from analysis.page.blocks import Cell, Figure, Section, Table
from analysis.page.language import Words, sort_key
from analysis.report.comparison import dots, funnels, sentences as comparison_prose
from analysis.report.sentences import Sentence, items
from analysis.run import render_sections
from analysis.run.jobs import Job

BLOC = "hau-giang/bloc/2023/FY/actual/admissions/members"


GOVERNMENTS = (2006, 2019, 2022)
"""Years of the governments' comparisons that are looked at one by one: all nineteen are much alike."""


@cache
def compared(data: Dataset) -> list[ComparisonReport]:
    """Every comparison of Party bodies, and some of governments."""
    frame = data.observations[data.observations["body"] != "national"]
    keys = frame[["year", "body", "period"]].drop_duplicates().itertuples(index=False)
    asked = sorted((int(year), str(body), str(period)) for year, body, period in keys)
    return [
        ComparisonReport(data, *wanted)
        for wanted in asked
        if wanted[1] != "government" or wanted[0] in GOVERNMENTS
    ]


def pieces(content: object, kind: str) -> Iterator[Mapping[str, Any]]:
    """All pieces of a JSON that have a key of that name."""
    if isinstance(content, Mapping):
        if kind in content:
            yield content
        for inner in content.values():
            yield from pieces(inner, kind)
    elif isinstance(content, list):
        for inner in content:
            yield from pieces(inner, kind)


def section(report: ComparisonReport, name: str) -> Section:
    """The section of that name."""
    return next(found for found in report.sections() if found.id == name)


def tables(report: ComparisonReport, name: str) -> list[Table]:
    """The tables of a section."""
    return [block for block in section(report, name).blocks if isinstance(block, Table)]


def words_of(report: ComparisonReport) -> str:
    """Everything that a report says."""
    content = [found.to_json() for found in report.sections()]
    runs = " ".join(str(piece["text"]) for piece in pieces(content, "text"))
    return runs + " ".join(str(piece["alt"]) for piece in pieces(content, "alt"))


# ------------------------------------------------------------------------------------- what it may see


def test_stamp_and_parameters_name_the_region(data: Dataset) -> None:
    """The stamp of a job is that of its report, and its parameters make the report again."""
    (job,) = report_jobs(data, 2020, body="province", region="Đồng bằng sông Cửu Long")
    assert job.stamp == "comparison/2020-FY-province-dong-bang-song-cuu-long.vi"
    assert job.province == ""
    report = ComparisonReport(data, **job.parameters)  # type: ignore[arg-type]
    assert report.stamp == job.stamp
    assert report.parameters == job.parameters
    assert Job("province", "tra-vinh", 2023, "FY", "bloc", "vi").stamp == "province/tra-vinh/2023-FY-bloc.vi"


@pytest.mark.parametrize("name", ["tay-nguyen", "Tây Nguyên", "tay nguyen", "Central Highlands"])
def test_a_region_is_found_by_any_of_its_names(data: Dataset, name: str) -> None:
    """Slug and names, with or without marks, in both languages, mean the same region."""
    assert data.catalog.region(name).region == "tay-nguyen"
    assert len(data.catalog.region(name).provinces) == 5


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"year": 2023, "region": "tay nguyn"}, "Tây Nguyên (tay-nguyen)"),
        ({"year": 1950}, "no figures for 1950, full year; there are some for 1994, "),
        ({"year": 2023, "period": "H3"}, "unknown period 'H3'"),
        ({"year": 2023, "body": "national"}, "unknown body 'national'"),
        ({"year": 2021, "body": "bloc", "period": "TERM"}, "no figures for 2021, term, Bloc"),
        ({"year": 2023, "body": "bloc", "region": "tay-nguyen"}, "in Central Highlands"),
    ],
    ids=["region", "year", "period", "country", "body", "region-without"],
)
def test_what_cannot_be_compared_is_said_in_one_line(
    data: Dataset, wanted: dict[str, Any], said: str
) -> None:
    """An unknown region, year, period or body names what there is instead."""
    with pytest.raises(RequestError) as raised:
        comparison(data, **wanted)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_region_sees_its_provinces_only(data: Dataset) -> None:
    """Of other regions no figure, no place, no count of provinces enters."""
    inside = data.catalog.region("dong-bang-song-cuu-long").provinces
    found = comparison(data, 2020, "province", region="dong-bang-song-cuu-long")
    assert {*found.provinces} <= inside
    assert found.universe == len(inside) == 13
    for row in found.rows:
        assert {figure.partition("/")[0] for figure in row["peer_ids"]} <= inside


def test_no_line_up_mixes_what_differs(data: Dataset) -> None:
    """In every year, body and period: one authority, base, measure, kind, span; one row a province."""
    seen = 0
    for report in compared(data):
        found = report.comparison
        for lineup in found.lineups:
            seen += 1
            assert len({compare.peer_key(row) for row in lineup.rows}) == 1
            for name in (
                "authority",
                "yardstick",
                "counted",
                "measure",
                "kind",
                "token",
                "body",
                "indicator",
                "category",
            ):
                assert len({row[name] for row in lineup.rows}) == 1
            slugs = [row["province"] for row in lineup.rows]
            assert len({*slugs}) == len(slugs) > 1
            assert "viet-nam" not in slugs
            if lineup.country:
                assert compare.peer_key(lineup.country) == compare.peer_key(lineup.first)
        counted = [lineup for lineup in found.lineups if lineup.first["measure"] != "rate"]
        shown = [row["id"] for lineup in counted for row in lineup.rows] + [row["id"] for row in found.alone]
        assert sorted(shown) == sorted(row["id"] for row in found.rows if row["kind"] == "actual")
    assert seen > 50


def test_terms_meet_only_with_the_same_span(data: Dataset) -> None:
    """Terms that began in 2015 and in 2016 never share a table or a chart."""
    report = ComparisonReport(data, 2020, "province", "TERM")
    assert report.comparison.spans == [2015, 2016]
    for table in [block for block in tables(report, "side-by-side") if block.id.startswith("heat")]:
        ids = {
            piece["figure"]
            for piece in pieces(table.to_json(), "figure")
            if "viet-nam" not in piece["figure"]
        }
        assert len({figure.split("/")[3] for figure in ids}) == 1


def test_a_count_with_its_part_of_the_membership_is_compared(data: Dataset) -> None:
    """2,124 disciplined, which the source also calls 2.45% of members, stand beside the counts of others."""
    found = comparison(data, 2020, "province", "TERM")
    (lineup,) = [one for one in found.lineups if "discipline_members-total-all" in one.slug]
    assert [row["province"] for row in lineup.rows] == [
        "bac-giang",
        "dak-nong",
        "ha-noi",
        "hau-giang",
        "phu-yen",
        "quang-binh",
    ]
    assert lineup.counted
    assert lineup.rows[0]["percent_text"] == "2.45"


def test_held_but_defined_in_another_way_is_not_called_uncollected(data: Dataset) -> None:
    """Who has a figure by others, of other years or on another base is named apart from who has none."""
    report = ComparisonReport(data, 2020, "province", "TERM")
    heat = next(t for t in tables(report, "side-by-side") if t.id == "heat")
    assert "Bình Dương" in "".join(run.text for run in heat.note).partition("Chưa thu thập được")[0]
    annual = ComparisonReport(data, 2020, "province")
    cells = [
        cell
        for table in tables(annual, "side-by-side")
        for group in table.groups
        for row in group.rows
        for cell in row.cells
        if [run.text for run in cell.runs] == ["*"]
    ]
    assert cells
    legend = str(section(annual, "side-by-side").blocks[0].to_json())
    assert "* có số, nhưng khác chủ thể" in legend


def test_turns_never_stand_beside_organisations(data: Dataset) -> None:
    """Who is inspected twice is counted twice in Bắc Giang and Hà Nội, and has a column of its own."""
    found = comparison(data, 2020, "province", "TERM")
    inspected = [one for one in found.lineups if one.first["category"] == "orgs_inspected"]
    assert [sorted(row["province"] for row in one.rows) for one in inspected] == [
        ["bac-kan", "ho-chi-minh"],
        ["bac-giang", "ha-noi"],
    ]
    vi, en = Words("vi"), Words("en")
    turns = inspected[1]
    assert found.label(turns.first, vi).endswith("tính theo lượt, 2015–2020")
    assert [notation.count(row, vi, data.catalog) for row in turns.rows] == ["5.100 lượt", "9.810 lượt"]
    assert notation.count(turns.first, en, data.catalog) == "5,100 turns"
    alone = [row for row in found.alone if row["counted"] == "turns"]
    assert [row["category"] for row in alone] == ["members_inspected", "members_supervised"]
    assert {found.why_alone(row) for row in alone} == {"other_basis"}


def test_what_stands_alone_says_why(data: Dataset) -> None:
    """Every result without a counterpart has its reason: base, authority, time, unsaid, or nobody else."""
    found = comparison(data, 2020, "province", "TERM")
    why = {row["id"]: found.why_alone(row) for row in found.alone}
    term = "province/2020/TERM-{}/actual/discipline_members/total"
    assert why[f"bac-kan/{term.format(2015)}"] == "authority_unsaid"
    inspected = "binh-duong/province/2020/TERM-2016/actual/inspections/orgs_inspected/committees"
    assert why[inspected] == "other_time"
    bloc = comparison(data, 2023, "bloc")
    reasons = {row["id"]: bloc.why_alone(row) for row in bloc.alone}
    assert reasons["tra-vinh/bloc/2023/FY/actual/study/members_attended"] == "other_basis"
    assert reasons["tra-vinh/bloc/2023/FY/actual/membership/orgs"] == "nobody"
    report = ComparisonReport(data, 2020, "province", "TERM")
    (alone,) = [table for table in tables(report, "side-by-side") if table.id == "alone"]
    lines = [[cell.runs for cell in row.cells] for row in alone.groups[0].rows]
    told = {name: runs[0].text for (places, *_), runs in lines for name in places.text.split(", ")}
    assert len({runs for _, runs in lines}) == len(lines), "what is the same of several is told once"
    assert "Nguồn không nêu chủ thể" in told["Bắc Kạn"]
    assert "đếm theo cách khác" in told["Bắc Giang"]


def said(cell: Cell) -> float:
    """Give the number that a cell of a Vietnamese report says or sorts by."""
    if isinstance(cell.sort, float):
        return cell.sort
    plain = re.sub(r"[^\d,−]", "", cell.runs[0].text)
    return float(plain.replace(",", ".").replace("−", "-"))


def test_shades_are_true_to_what_is_printed(data: Dataset, many: Dataset) -> None:
    """In a column a deeper shade is a larger value that is printed; nothing small or of two."""
    shaded = 0
    found = [*compared(data), ComparisonReport(many, synthetic.YEAR, "province")]
    for report in found:
        rows = {row["id"]: row for row in report.comparison.rows}
        content = report.side_by_side()
        heats = [b for b in content.blocks if isinstance(b, Table)] if content else []
        for table in (table for table in heats if table.id.startswith("heat")):
            for column in zip(*(row.cells for group in table.groups for row in group.rows), strict=True):
                deep = [(cell, rows[str(cell.runs[0].figure)]) for cell in column if cell.shade is not None]
                assert not any(notation.small(row) for _, row in deep)
                assert len(deep) != 1
                assert len(deep) != 2
                by_shade = sorted(deep, key=lambda pair: pair[0].shade or 0)
                assert all(
                    said(low[0]) <= said(high[0])
                    for low, high in pairwise(by_shade)
                    if low[0].shade != high[0].shade
                )
                shaded += len(deep)
    assert shaded > 100


# -------------------------------------------------------------------------------------- what it may say


def test_every_sentence_holds(data: Dataset) -> None:
    """In every real comparison and both languages, what the sentences say follows from the rows."""
    said = 0
    for report in compared(data):
        found = report.comparison
        for lang in ("vi", "en"):
            for sentence in comparison_prose.sentences(found, Words(lang)):
                Words(lang).runs(sentence.key, **sentence.values)
                _check(sentence, found)
                said += 1
    assert said > 500


def _check(sentence: Sentence, found: Comparison) -> None:
    rows = [row for row in found.rows if row["id"] in sentence.figures]
    values = [compare.main_value(row) for row in rows]
    if sentence.key == "c-spread":
        assert len(rows) >= compare.FEWEST_PEERS
        assert all(row["qualifier"] == "exact" and not compare.disputed(row) for row in rows)
        assert values.count(max(values)) == values.count(min(values)) == 1  # type: ignore[type-var]
    elif sentence.key.startswith("c-by-name"):
        assert 2 <= len(rows) < compare.FEWEST_PEERS
    elif sentence.key.startswith("c-plan"):
        assert sentence.values["reached"] == sum(row["outcome"] in ("met", "exceeded") for row in rows)
    elif sentence.key == "c-changes":
        allowed = [row for row in found.rows if row["kind"] == "actual" and not row["why_no_change"]]
        assert sentence.values["changes"] == len(allowed) > 0
    elif sentence.key.startswith("c-no-changes"):
        assert all(row["why_no_change"] for row in found.rows)
    elif sentence.key == "c-shared":
        assert not any(lineup.ranked for lineup in found.lineups)
    elif sentence.key.startswith("c-coverage"):
        assert sentence.values["provinces"] == len(_with(found, "actual"))
    elif sentence.key == "c-targets-only":
        assert sentence.values["provinces"] == len(_with(found, "target") - _with(found, "actual")) > 0
    elif sentence.key.startswith("c-counts"):
        assert {row["measure"] for row in rows} == {"count"}
        assert len(rows) == max(
            len(one.valued)
            for one in found.lineups
            if one.counted and one.first["domain"] == rows[0]["domain"]
        )
        reach = not sentence.key.endswith("many") and len(rows) > comparison_prose.MOST_LISTED
        assert (sentence.key == "c-counts-reach") == reach
        if reach:
            assert rows[0]["domain"] == "membership"
            ends = [row["id"] for row in rows if compare.main_value(row) in (min(values), max(values))]  # type: ignore[type-var]
            assert {getattr(sentence.values[end], "figure", "") for end in ("least", "most")} == {*ends}
    elif sentence.key == "c-comparable" and len(found.lineups) > comparison_prose.MOST_NAMED:
        told = re.findall(r"\((\d+)\)", str(sentence.values["items"]))
        assert sum(map(int, told)) == len(found.lineups)


def _with(found: Comparison, kind: str) -> set[str]:
    return {row["province"] for row in found.rows if row["kind"] == kind}


def said_of(data: Dataset, *wanted: Any) -> dict[str, str]:
    """The sentences of a comparison by the figures and domains that they tell."""
    words, numbers = Words("vi"), dict.fromkeys(data.observations["source"], 1)
    said = items(comparison_prose.sentences(comparison(data, *wanted), words), data, words, numbers)
    return {item.id: "".join(run.text for run in item.runs) for item in said}


def test_what_most_provinces_have_is_told(data: Dataset) -> None:
    """Every domain with comparable counts has a sentence: by name, or how far the printed numbers reach."""
    (terms,) = _said(comparison_prose.comparable, data, 2020, "province", "TERM")
    assert terms.count("(") == 4
    counts = _said(comparison_prose.counts, data, 2020, "province", "TERM")
    assert any("Hà Nội 4.143 (các nguồn nêu chủ thể khác nhau)" in said for said in counts)
    reach = next(said for said in _said(comparison_prose.counts, data, 2020, "province") if " đến " in said)
    assert reach.startswith("Tổng số đảng viên")


def _said(rule: comparison_prose.Rule, data: Dataset, *wanted: Any) -> list[str]:
    words = Words("vi")
    found = rule(comparison(data, *wanted), words)
    return ["".join(run.text for run in words.runs(one.key, **one.values)) for one in found]


def test_targets_are_counted_apart_from_results(data: Dataset) -> None:
    """Who has set targets and printed no result is not among the provinces with figures."""
    said = said_of(data, 2023, "province")
    found = comparison(data, 2023, "province")
    assert f"{len(found.reporting)} trong 63" in said["c-coverage"]
    assert "Bắc Giang" in said["c-targets-only"]
    assert "bac-giang" not in found.reporting


def test_targets_met_have_no_interval(data: Dataset) -> None:
    """Targets that an office sets itself are no trials: no Wilson interval, no funnel."""
    figure = dots.by_name(comparison(data, 2020, "province", "TERM"), Words("vi"))
    assert figure is not None
    assert "Sóc Trăng: 75%" in figure.panels[1].alt
    assert "Wilson" not in "".join(run.text for run in figure.caption)


def test_two_blocs_are_told_by_name(data: Dataset) -> None:
    """With two provinces: both values with their ids; no rank, no median, no funnel, no trend."""
    report = ComparisonReport(data, 2023, "bloc")
    assert [found.id for found in report.sections()] == ["findings", "ranked", "side-by-side", "everything"]
    heat = tables(report, "side-by-side")[0].to_json()
    assert {piece["figure"] for piece in pieces(heat, "figure")} == {
        BLOC,
        BLOC.replace("hau-giang", "tra-vinh"),
        "hau-giang/bloc/2023/FY/actual/targets_met/targets",
        "tra-vinh/bloc/2023/FY/actual/targets_met/targets",
    }
    said = words_of(report)
    assert "103,7%" in said
    assert "139,33%" in said
    assert "trung vị" not in said.replace("không tính trung vị", "")
    assert "thứ 1" not in said


def test_no_rank_and_no_median_below_five(data: Dataset) -> None:
    """In every real comparison a median or a place stands only where five provinces have the figure."""
    for report in compared(data):
        for lineup in report.comparison.lineups:
            if len(lineup.valued) < compare.FEWEST_PEERS:
                assert lineup.median is None
                assert all(row["why_no_rank"] for row in lineup.rows)
        if not any(lineup.ranked for lineup in report.comparison.lineups):
            said = words_of(report).replace("không tính trung vị", "").replace("không xếp thứ", "")
            assert "trung vị" not in said
            assert not re.search(r"(?<!lần )thứ 1\b", said)


def test_counts_are_drawn_without_places(data: Dataset) -> None:
    """Plain counts of five provinces are drawn by name, with neither place nor median, and say why."""
    report = ComparisonReport(data, 2020, "province", "TERM")
    lineup = next(lineup for lineup in report.comparison.lineups if lineup.wide)
    assert lineup.counted
    assert not lineup.ranked
    assert lineup.median is None
    assert {row["why_no_rank"] for row in lineup.rows} <= {"few_peers", "sizes_differ"}
    figure = next(block for block in section(report, "ranked").blocks if isinstance(block, Figure))
    assert "4.143 ≠" in figure.panels[0].alt
    assert "trung vị" not in "".join(run.text for run in figure.title)
    caption = "".join(run.text for run in figure.caption)
    assert "quy mô" in caption
    assert "Từ cao xuống" not in caption
    assert "Theo tên" in caption
    names = [row.cells[0].runs[0].text for row in figure.data.groups[0].rows]
    assert names == sorted(names, key=sort_key)
    assert names[0] == "Bắc Giang"
    assert "≠: số liệu chưa thống nhất." in caption
    assert [column.label for column in figure.data.columns] == ["Địa phương", "Giá trị"]
    (everything,) = [table for table in tables(report, "everything") if table.id == "all-figures"]
    assert "place" not in {column.key for column in everything.columns}


def test_places_need_five_exact_undisputed_percentages(data: Dataset, many: Dataset) -> None:
    """A line-up is ranked only where its rows have places, and nowhere is a count."""
    ranked = 0
    found = [report.comparison for report in compared(data)] + [comparison(many, synthetic.YEAR)]
    for one in found:
        for lineup in one.lineups:
            exact = [row for row in lineup.valued if row["qualifier"] == "exact" and not row["conflict"]]
            places = [row for row in lineup.rows if row["why_no_rank"] == ""]
            place = lineup.first["measure"] in ("rank", "tier")
            assert lineup.ranked == (not lineup.counted and not place and len(exact) >= compare.FEWEST_PEERS)
            assert places == [row for row in lineup.rows if row in exact and lineup.ranked]
            ranked += lineup.ranked
    assert ranked


def test_no_figure_without_its_authority_is_lined_up(data: Dataset) -> None:
    """A figure whose source does not say by whom stands alone, and its label says so."""
    alone = 0
    for report in compared(data):
        one = report.comparison
        assert not any(compare.authority_unsaid(row) for lineup in one.lineups for row in lineup.rows)
        unsaid = [row for row in one.alone if compare.authority_unsaid(row)]
        if unsaid and len(one.provinces) > 1:
            assert "nguồn không nêu chủ thể" in words_of(report)
            alone += len(unsaid)
    assert alone > 20


def test_a_part_of_a_term_is_not_final(data: Dataset) -> None:
    """A comparison of figures of a part of a term says so first, that of a whole term does not."""
    for year, said in ((2023, "Chưa trọn nhiệm kỳ"), (2020, None)):
        found = ComparisonReport(data, year, "province", "TERM").findings()
        assert found is not None
        (masthead,) = [block for block in found.to_json()["blocks"] if block["type"] == "masthead"]
        assert masthead["status"] == ("part_year" if said else "final")
        assert (masthead["meta"][0] == "Chưa trọn nhiệm kỳ") == bool(said)


def test_a_handful_is_no_sentence(data: Dataset) -> None:
    """Shares of which one has a count or base below ten are told in tables, and in no sentence by name."""
    silent = 0
    for report in compared(data):
        one = report.comparison
        handful = [
            lineup
            for lineup in one.lineups
            if not lineup.counted and not lineup.ranked and any(map(notation.small, lineup.rows))
        ]
        silent += len(handful)
        small = {row["id"] for lineup in handful for row in lineup.rows}
        for sentence in comparison_prose.by_name(one, Words("vi")):
            assert not small & {*sentence.figures}
    assert silent


def test_the_table_of_all_says_days_and_bases(data: Dataset) -> None:
    """Stocks bear their day, and targets in percent what they are of."""
    days = bases = 0
    for report in compared(data):
        rows = {row["id"]: row for row in report.comparison.rows}
        content = report.everything()
        assert content is not None
        (table,) = [b for b in content.blocks if isinstance(b, Table) and b.id == "all-figures"]
        keys = [column.key for column in table.columns]
        for line in (line for group in table.groups for line in group.rows):
            cells = dict(zip(keys, line.cells, strict=True))
            told = [run.figure for cell in line.cells for run in cell.runs if run.figure in rows]
            row = rows[str(told[0])]
            if row["indicator"] == "membership" and notation.present(row["as_of"]):
                days += 1
                assert f"{row['as_of']:%d/%m/%Y}" in "".join(run.text for run in cells["indicator"].runs)
            if row["kind"] == "target" and row["percent_text"]:
                bases += 1
                assert cells["base"].runs
    assert days > 5
    assert bases > 5


def test_four_exact_percentages_and_a_rounded_one_have_no_places(tmp_path: Path) -> None:
    """Of five percentages one is rounded: dots by name, no place, no median, no sentence."""
    folder = synthetic.folder(tmp_path / "data")
    kept = ("an-giang", "bac-giang", "ben-tre", "ca-mau", "dong-nai")
    ratings = folder / "ratings.csv"
    head, *lines = ratings.read_text(encoding="utf-8").splitlines()
    few = [line for line in lines if line.startswith(kept) and "org_rating" in line]
    assert len(few) == 5
    place = head.split(",").index("qualifier")
    cells = few[0].split(",")
    cells[place] = "about"
    ratings.write_text("\n".join([head, ",".join(cells), *few[1:]]) + "\n", encoding="utf-8")
    one = comparison(load(folder), synthetic.YEAR, "province")
    lineup = next(lineup for lineup in one.lineups if lineup.first["indicator"] == "org_rating")
    assert len(lineup.valued) == 5
    assert not lineup.ranked
    assert not lineup.wide
    figure = dots.by_name(one, Words("vi"))
    assert figure is not None
    assert len(figure.data.groups[0].rows) == 5
    assert lineup.median is None
    assert all(row["why_no_rank"] for row in lineup.rows)
    assert list(comparison_prose.by_name(one, Words("vi"))) == []


def test_provinces_stand_as_vietnamese_sorts_them(data: Dataset) -> None:
    """Đ after D, and never by slug."""
    found = comparison(data, 2020, "province")
    names = [found.name(slug) for slug in found.provinces]
    assert names == sorted(names, key=sort_key)
    assert names.index("Cao Bằng") < names.index("Đồng Tháp") < names.index("Hải Dương")
    assert names != sorted(names)


def test_every_figure_of_the_report_is_told_with_its_source(data: Dataset) -> None:
    """Each row stands in the last table with its id, and every source cited is listed."""
    for wanted in ((2023, "bloc", "FY"), (2023, "province", "FY"), (2020, "province", "TERM")):
        report = ComparisonReport(data, *wanted)
        content = section(report, "everything").to_json()
        assert {row["id"] for row in report.comparison.rows} <= {
            str(piece["figure"]) for piece in pieces(content, "figure")
        }
        cited = {number for piece in pieces(content, "cite") for number in piece["cite"]}
        listed = {
            int(note["mark"])
            for block in content["blocks"]
            if block.get("kind") == "sources"
            for note in block["items"]
        }
        assert cited <= listed


# ------------------------------------------------------------------------------- 63 synthetic provinces


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Synthetic figures of 63 provinces."""
    return synthetic.dataset(tmp_path_factory.mktemp("synthetic") / "data")


def page_of(report: ComparisonReport) -> str:
    """The page of a report."""
    return render_sections([found.to_json() for found in report.sections()], stamp=report.stamp)


@pytest.fixture(scope="module")
def many_page(many: Dataset) -> str:
    """Page of 63 provinces."""
    return page_of(ComparisonReport(many, synthetic.YEAR, "province"))


def test_the_country_is_a_line_and_never_a_peer(many: Dataset) -> None:
    """The country's share has a row of its own without shade, a line in the chart, and no place."""
    report = ComparisonReport(many, synthetic.YEAR, "province", lang="en")
    lineup = next(lineup for lineup in report.comparison.lineups if lineup.country)
    assert lineup.first["indicator"] == "member_rating"
    assert all("viet-nam" not in figure for row in lineup.rows for figure in row["peer_ids"])
    heat = next(table for table in tables(report, "side-by-side") if "viet-nam" in str(table.to_json()))
    assert all(cell.shade is None for cell in heat.groups[-1].rows[0].cells)
    assert not any("viet-nam" in str(group.rows) for group in heat.groups[:-1])
    alone = replace(report.comparison)
    vars(alone)["lineups"] = [lineup]
    (figure,) = dots.ranked(alone, Words("en"))
    assert "country 95.34%" in figure.panels[0].alt
    assert len(figure.panels) == 3
    assert all("viet-nam" not in str(row.cells) for group in figure.data.groups for row in group.rows)


def test_the_funnel_finds_who_lies_outside(many: Dataset) -> None:
    """The two odd provinces are named; the caption says that it is a screen of full counts."""
    found = comparison(many, synthetic.YEAR, "province")
    figure = funnels.funnels(found, Words("vi"))
    assert figure is not None
    odd = [found.name(sorted(_units(many))[place]) for place in (11, 40)]
    screened = next(panel for panel in figure.panels if panel.title.startswith("Đảng viên hoàn thành tốt"))
    assert all(name in screened.alt for name in odd)
    caption = "".join(run.text for run in figure.caption)
    assert "không phải mẫu" in caption
    assert "sàng lọc" in caption


def _units(many: Dataset) -> list[str]:
    return [slug for slug, unit in many.catalog.provinces.items() if unit.kind != "country"]


def test_funnel_limits_hold_their_share_of_chance() -> None:
    """Outside the limits lies about one in twenty, and one in five hundred, of what chance brings."""
    from scipy.stats import binom

    limits = compare.funnel_limits(0.9, [500, 4000])
    for row in limits.to_dict("records"):
        for level, outside in (("95", 0.05), ("998", 0.002)):
            low, high = (row[f"{end}{level}"] / 100 * row["size"] for end in ("low", "high"))
            chance = 1 - (binom.cdf(high, row["size"], 0.9) - binom.cdf(low, row["size"], 0.9))
            assert chance == pytest.approx(outside, rel=0.35)


def test_synthetic_figures_say_so(many: Dataset) -> None:
    """No row of the synthetic data can be taken for one that somebody printed."""
    assert many.observations["as_printed"].str.contains(synthetic.SAYS).all()


def test_a_page_of_63_provinces_can_be_sent(many_page: str) -> None:
    """With 63 provinces and twelve indicators the page stays below 460 KB, with all its charts."""
    assert len(many_page.encode()) < 460_000
    assert many_page.count("<data ") > 700


@pytest.mark.browser
def test_charts_of_63_provinces_are_legible(many: Dataset, browser_page: Page, tmp_path: Path) -> None:
    """No two words of a chart touch, and none leaves it, whichever chart is drawn."""
    page = tmp_path / "all.html"
    page.write_text(page_of(ComparisonReport(many, synthetic.YEAR, "province")), encoding="utf-8")
    browser_page.goto(page.as_uri())
    assert browser_page.locator(".panel svg").count() >= 12
    assert browser_page.evaluate(_TOUCHING) == []


_TOUCHING = """() => [...document.querySelectorAll('.panel svg')].flatMap(svg => {
  const frame = svg.getBoundingClientRect(), found = [];
  const words = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
  words.forEach(([text, box], i) => {
    if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(`outside: ${text}`);
    for (const [other, next] of words.slice(i + 1))
      // A box holds the room for marks above and below, which words of two lines may share.
      if (box.left < next.right - 1 && next.left < box.right - 1
          && box.top < next.bottom - 4 && next.top < box.bottom - 4)
        found.push(`${text} / ${other}`);
  });
  return found;
})"""


@pytest.mark.browser
def test_a_phone_never_scrolls_sideways(
    data: Dataset, many_page: str, browser_page: Page, tmp_path: Path
) -> None:
    """At 360 px neither 63 provinces nor the real reports are wider than the screen."""
    pages = {"many": many_page}
    for wanted in ((2023, "bloc", "FY"), (2020, "province", "TERM")):
        pages[f"{wanted[0]}-{wanted[1]}"] = page_of(ComparisonReport(data, *wanted))
    for name, html in pages.items():
        file = tmp_path / f"{name}.html"
        file.write_text(html, encoding="utf-8")
        browser_page.goto(file.as_uri())
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= 360, name


@pytest.mark.browser
def test_names_of_provinces_stay_in_one_line(data: Dataset, browser_page: Page, tmp_path: Path) -> None:
    """In the table of what stands alone no name of a province is broken, and the words have the room."""
    file = tmp_path / "terms.html"
    file.write_text(page_of(ComparisonReport(data, 2020, "province", "TERM")), encoding="utf-8")
    browser_page.set_viewport_size({"width": 1100, "height": 900})
    browser_page.goto(file.as_uri())
    names = browser_page.locator("#alone tbody th")
    boxes = names.evaluate_all("cells => cells.map(c => [c.clientWidth, c.parentElement.clientWidth])")
    lines = names.evaluate_all(
        """cells => cells.map(cell => {
            const words = document.createRange();
            words.selectNodeContents(cell);
            return words.getClientRects().length;
        })"""
    )
    assert len(lines) > 3
    assert {*lines} == {1}
    assert all(name < row / 3 for name, row in boxes)


@pytest.mark.browser
def test_the_heat_table_sorts_by_click_and_by_keyboard(
    many_page: str, browser_page: Page, tmp_path: Path
) -> None:
    """By number downwards over all regions, by name as Vietnamese sorts; the country stays below."""
    file = tmp_path / "many.html"
    file.write_text(many_page, encoding="utf-8")
    browser_page.goto(file.as_uri())
    table = browser_page.locator("#heat")

    def column(place: int) -> list[str]:
        cells = f"tbody:first-of-type tr:not(.group) > :nth-child({place})"
        found = table.locator(cells).evaluate_all("cells => cells.map(c => c.innerText)")
        return [str(value) for value in found]

    table.locator("thead th:nth-child(2) button").click()
    numbers = [value.replace(".", "").replace(",", ".") for value in column(2)]
    values = [float(value) for value in numbers if value.replace(".", "").isdigit()]
    assert len(values) > 50
    assert all(one >= two for one, two in pairwise(values))
    assert table.locator("thead th:nth-child(2)").get_attribute("aria-sort") == "descending"
    assert table.locator("tbody").last.inner_text().startswith("Để tham chiếu")
    button = table.locator("thead th:nth-child(1) button")
    button.focus()
    browser_page.keyboard.press("Enter")
    assert column(1) == sorted(column(1), key=sort_key)
    browser_page.keyboard.press("Space")
    assert column(1) == sorted(column(1), key=sort_key, reverse=True)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_comparison_pages_are_accessible(
    data: Dataset, many_page: str, browser: Browser, tmp_path: Path, scheme: Any
) -> None:
    """axe-core finds nothing against WCAG 2.2 AA, in light and in dark."""
    pages = [many_page, page_of(ComparisonReport(data, 2020, "province", "TERM"))]
    for position, html in enumerate(pages):
        file = tmp_path / f"{position}.html"
        file.write_text(html, encoding="utf-8")
        page = browser.new_page(viewport={"width": 1100, "height": 900}, color_scheme=scheme)
        page.goto(file.as_uri())
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
        assert found.response["violations"] == []
        page.close()


# ------------------------------------------------------------------------------------------ the command


@pytest.mark.slow
def test_compare_makes_page_and_paper(tmp_path: Path) -> None:
    """The command makes HTML, PDF, notebook, CSV and sidecar under the name of its job."""
    outcome = CliRunner().invoke(main, ["compare", "2023", "--body", "bloc", "--output", str(tmp_path)])
    assert outcome.exit_code == 0, outcome.output
    base = tmp_path / "comparison"
    made = {path.name for path in base.iterdir()}
    assert made == {f"2023-FY-bloc.vi.{ending}" for ending in ("html", "pdf", "ipynb", "csv", "json")}
    html = (base / "2023-FY-bloc.vi.html").read_text(encoding="utf-8")
    assert f'data-figure="{BLOC}"' in html
    paper = "".join(page.extract_text() for page in PdfReader(base / "2023-FY-bloc.vi.pdf").pages)
    assert "Trà Vinh" in paper
    assert "139,33%" in paper


@pytest.mark.slow
def test_a_region_is_made_in_both_languages(data: Dataset, tmp_path: Path) -> None:
    """Jobs of one region make files of their own, in Vietnamese and in English."""
    jobs = report_jobs(
        data, 2020, body="province", region="Mekong River Delta", langs=("vi", "en"), formats=("html",)
    )
    titles = []
    for job in jobs:
        files = make(job, data, tmp_path)
        assert files["html"] == tmp_path / f"{job.stamp}.html"
        titles.append(files["html"].read_text(encoding="utf-8").partition("<h1>")[2].partition("</h1>")[0])
    assert "Đồng bằng sông Cửu Long" in titles[0]
    assert "Mekong River Delta" in titles[1]


def test_wrong_requests_end_with_2() -> None:
    """An unknown region is one line on stderr and exit status 2."""
    outcome = CliRunner().invoke(main, ["compare", "2023", "--region", "dong-bang"])
    assert outcome.exit_code == 2
    assert "Đồng bằng sông Hồng (dong-bang-song-hong)" in outcome.stderr
    assert outcome.stdout == ""
