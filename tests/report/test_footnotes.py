"""The notes of reports."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from analysis import ComparisonReport, Dataset, ProvinceReport, compare, load
from analysis.compare import notation
from analysis.compare.province_scope import scope
from analysis.data import records
from analysis.page.language import LANGUAGES, Words
from analysis.reading import traced_ids
from analysis.report import footnotes
from broken_data import cell, copy, read
from real_reports import Reports, blocks

HAU_GIANG = ("hau-giang", 2023, "bloc", "FY")


@given(st.integers(0, 5000))
def test_letters_never_repeat(position: int) -> None:
    """Every footnote has a mark of its own, and marks grow."""
    one, two = footnotes.letter(position), footnotes.letter(position + 1)
    assert one != two
    assert (len(one), one) < (len(two), two)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_said_of_several_figures_is_said_once(reports: Reports, lang: str) -> None:
    """No footnote stands twice; marks come in the order of the table."""
    for key in reports.scopes:
        report = reports.report(*key, lang)
        texts = [note.runs[0].text for note in report.notes]
        assert len(texts) == len(set(texts))
        assert [note.mark for note in report.notes] == [footnotes.letter(n) for n in range(len(texts))]
        assert all(text.strip() and "{" not in text for text in texts)


def test_every_denied_percentage_is_footnoted(reports: Reports) -> None:
    """A derived share is marked as derived, and a fraction's note names both percentages."""
    texts = [note.runs[0].text for note in reports.report(*HAU_GIANG).notes]
    (derived,) = [text for text in texts if "94" in text]
    assert derived.endswith("(suy ra, không phải số in trong nguồn).")
    assert "86 / 91,49% = 94; 17 / 94 = 18,09%" in derived


@pytest.mark.parametrize(
    ("day", "said"), [("2023-10-20", "83 (on 20 October 2023) and 81"), ("", "83 (without a date) and 81")]
)
def test_a_stock_beside_a_base_is_dated(tmp_path: Path, day: str, said: str) -> None:
    """A stock of 20 October is said to be of that day, and not of the end of the year."""
    folder = copy(tmp_path)
    file, start = "membership.csv", "tra-vinh,bloc,2023,FY,,actual,membership,orgs,"
    line = next(n for n, row in enumerate(read(folder, file), start=1) if ",".join(row).startswith(start))
    cell(file, line, as_of=day)(folder)
    notes = footnotes.check_notes(scope(load(folder), "tra-vinh", 2023, "bloc"), Words("en"))
    assert any(said in note.runs[0].text for note in notes)


def test_no_rate_of_a_handful(reports: Reports) -> None:
    """Cà Mau 2018: 19 disciplined are told per 1,000 members, the 3 of them by commissions are not."""
    key = ("ca-mau", 2018, "bloc-agencies", "FY")
    name, found = "ca-mau/bloc-agencies/2018/FY/actual/discipline_members/total", reports.scopes[key]
    (many,) = [row["id"] for row in found.rows if row["id"].startswith(name) and row["count"] == 19]
    (few,) = [row["id"] for row in found.rows if row["id"].startswith(name) and row["count"] == 3]
    assert found.rates[many]
    assert few not in found.rates
    assert "trên 1.000 đảng viên" in reports.text(*key)


def test_no_share_of_a_handful(tmp_path: Path) -> None:
    """Were 3 of the 86 excellent in Hậu Giang, no note would give the share of all."""
    folder = copy(tmp_path)
    file, start = "ratings.csv", "hau-giang,bloc,2023,FY,,actual,org_rating,excellent"
    line = next(n for n, row in enumerate(read(folder, file), start=1) if ",".join(row).startswith(start))
    cell(file, line, count="3", percent="3.49", as_printed="3/86 (3,49%)")(folder)
    texts = [note.runs[0].text for note in ProvinceReport(load(folder), *HAU_GIANG, "en").notes]
    assert any("counts, not percentages" in text for text in texts)
    assert not any("86 / 91.49%" in text for text in texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_is_put_into_words(reports: Reports, lang: str) -> None:
    """Every disagreement of a report is named in it, in both languages."""
    for key, found in reports.scopes.items():
        notes = [b for b in blocks(reports.sections(*key, lang=lang), "notes") if b["id"] == "checks"]
        assert sum(len(block["items"]) for block in notes) == len(found.findings), key
        for note in footnotes.check_notes(found, Words(lang)):
            assert note.runs[0].text.endswith(".")


def test_sources_are_numbered_as_they_are_cited(reports: Reports) -> None:
    """The first source cited is number 1; every source has its publisher or says that it is unknown."""
    for key in reports.scopes:
        report = reports.report(*key)
        assert sorted(report.numbers.values()) == list(range(1, len(report.numbers) + 1))
        assert report.numbers[report.scope.rows[0]["source"]] == 1
        for note in footnotes.source_notes(
            report.scope.data, report.words, report.numbers, report.scope.rows
        ):
            text = "".join(run.text for run in note.runs)
            assert not text.startswith(":")
            assert text.endswith(".")


def test_a_source_says_whether_its_figures_were_found_in_its_text(data: Dataset) -> None:
    """How many of its figures were found; that none was looked for; nothing where none is used."""
    numbers = {"s005": 1, "s147": 2, "s001": 3}
    frame = data.observations
    rows = records(frame[frame["source"].isin(["s005", "s147"])])
    cited = sum(row["source"] == "s005" for row in rows)
    found = sum(row["source"] == "s005" and row["id"] in traced_ids(data) for row in rows)
    held, unheld, unused = (
        note.runs[-1].text for note in footnotes.source_notes(data, Words("en"), numbers, rows)
    )
    assert held.endswith(f": {found} of the {cited} figures used here.")
    assert unheld.endswith("Not yet checked against its text.")
    assert unused.endswith("(s001).")


def test_breaks_are_those_that_touch_the_report(reports: Reports) -> None:
    """The rules named are of the year or the year before and touch a series, or part the points of one."""
    for found in reports.scopes.values():
        named = footnotes.named_changes(found)
        notes = footnotes.break_notes(found, Words("en"))
        assert [note.mark for note in notes] == [str(number) for number in range(1, len(named) + 1)]
        catalog = found.data.catalog
        parting = {
            identifier
            for rows in footnotes.series_over_time(found)
            for earlier, later in pairwise(rows.rows)
            for identifier in compare.breaks_of(later, earlier, catalog)
        }
        assert parting <= {change.id for change in named}
        for change, note in zip(named, notes, strict=True):
            rule, _, says = change.title_en.partition(": ")
            assert rule in note.runs[0].text
            assert says.lower() in note.runs[0].text.lower()
            assert change.effective_from is not None
            spans = {row["span_from"] for row in found.rows if notation.present(row["span_from"])}
            first = min(spans, default=found.year - 1)
            assert change.id in parting or first <= change.effective_from.year <= found.year


def test_both_reports_tell_the_same_of_a_change(data: Dataset) -> None:
    """Province and comparison give a change its day once, and what it changed; ended blocs are there."""
    province = ProvinceReport(data, "hau-giang", 2025, "bloc", "TERM").coverage().to_json()
    comparison = ComparisonReport(data, 2025, "bloc", "TERM").everything()
    assert comparison is not None
    told = [
        {
            item["runs"][0]["text"]
            for b in content["blocks"]
            if b.get("kind") == "breaks"
            for item in b["items"]
        }
        for content in (province, comparison.to_json())
    ]
    ended = {note for note in told[0] if "Kết thúc hoạt động Đảng bộ Khối" in note}
    assert len(ended) == 1
    assert ended <= told[1]
    (rule,) = [
        note.runs[0].text
        for note in footnotes.break_notes(scope(data, "hau-giang", 2023, "bloc"), Words("vi"))
        if "Quy định 124-QĐ/TW." in note.runs[0].text
    ]
    assert rule.count("04/10/2023") == 1
    assert "ít nhất 50% vượt mức" in rule


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_change_of_rules_is_said_once(data: Dataset, lang: str) -> None:
    """What changed is not said in the title of a change and again behind it."""
    catalog = data.catalog
    kinds = {("tra-vinh", "province", *key) for key in catalog.indicators}
    rows = [{"year": 2025, "span_from": 2010}]
    notes = footnotes.rule_changes(catalog, kinds, rows, Words(lang))
    said = ["".join(run.text for run in note.runs).partition(": ")[2] for note in notes]
    assert len(said) > 10
    for item in said:
        title, _, rest = item.partition(". ")
        tail = title.partition(": ")[2].lower()
        assert not tail or not rest.lower().startswith(tail)
