"""What a report says is so, agrees with what it says elsewhere, and reads like the language it is in."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import broken_data
from analysis import Dataset, load
from analysis.batch import index_html
from analysis.compare import comparison, scope as scope_of
from analysis.page import LANGUAGES, Words
from analysis.report import ComparisonReport
from analysis.report.comparison import changes, dots
from analysis.report.province import sentences as prose
from analysis.run import Job
from made_files import put
from real_reports import Json, Key, Reports, blocks, readable

WORDS = Path(Words.__init__.__code__.co_filename).parent / "words"

CITY_2020: Key = ("ho-chi-minh", 2020, "province", "FY")
COUNTRY_2023: Key = ("viet-nam", 2023, "national", "FY")

POOR: tuple[Key, ...] = (
    ("an-giang", 2025, "province", "FY"),
    ("hoa-binh", 2023, "province", "FY"),
    COUNTRY_2023,
)

COMPARISONS: tuple[tuple[int, str, str], ...] = (
    (2023, "bloc", "FY"), (2020, "province", "TERM"), (2022, "government", "FY"), (2025, "province", "FY")
)  # fmt: skip


@pytest.fixture(scope="module")
def compared(data: Dataset) -> dict[str, list[list[Json]]]:
    """Give the sections of some comparisons in both languages."""
    return {
        lang: [
            [section.to_json() for section in ComparisonReport(data, *asked, lang=lang).sections()]
            for asked in COMPARISONS
        ]
        for lang in LANGUAGES
    }


def every_report(reports: Reports, compared: dict[str, list[list[Json]]], lang: str) -> Iterator[list[Json]]:
    """Give the sections of the reports of places and of the comparisons."""
    yield from (reports.sections(*key, lang=lang) for key in [*POOR, *list(reports.scopes)[::4]])
    yield from compared[lang]


def said_of(data: Dataset, key: Key, lang: str = "vi") -> list[str]:
    """Give the summary of a report, a sentence an item."""
    words = Words(lang)
    found = prose.sentences(scope_of(data, *key), words)
    return ["".join(run.text for run in words.runs(s.key, **s.values)) for s in found]


def pieces(content: object, name: str) -> Iterator[Any]:
    """Give everything of that name in a section."""
    if isinstance(content, dict):
        for key, inner in content.items():
            if key == name and inner:
                yield inner
            yield from pieces(inner, name)
    elif isinstance(content, list):
        for inner in content:
            yield from pieces(inner, name)


def plain(runs: list[Json]) -> str:
    """Give the words of a line of runs."""
    return "".join(run["text"] for run in runs)


# ------------------------------------------------------------------------------------------- changes


def test_a_change_of_counts_is_not_against_plan(data: Dataset) -> None:
    """Where counts of two years are compared, no label says that they are held against a plan."""
    words = {lang: Words(lang) for lang in LANGUAGES}
    found, planned = comparison(data, 2017, "province"), 0
    for each in changes.moves(found):
        labels = [each.label(found, words[lang]) for lang in LANGUAGES]
        planned += each.rows[0]["measure"] == "fulfilment" and each.rows[0]["change_in"] == "count"
        if each.rows[0]["change_in"] == "count":
            assert "so với kế hoạch" not in labels[0]
            assert "against plan" not in labels[1]
    assert planned


def test_no_sentence_calls_last_year_a_plan(reports: Reports) -> None:
    """A sentence that goes on to the year before says so, and names no plan in the same breath."""
    for scope in reports.scopes.values():
        for sentence in prose.sentences(scope, Words("vi")):
            if sentence.key in ("s-changes", "s-run"):
                text = "".join(run.text for run in Words("vi").runs(sentence.key, **sentence.values))
                assert "so với kế hoạch" not in text


@pytest.mark.parametrize(
    ("key", "figure", "said"),
    [
        (("thai-nguyen", 2020, "province", "FY"), "members_inspected", "chắc chắn giảm"),
        (COUNTRY_2023, "members_inspected", "chắc chắn giảm so với năm 2022 (hơn 324.400)"),
    ],
)
def test_a_certain_fall_is_one(data: Dataset, key: Key, figure: str, said: str) -> None:
    """“More than 250” after “more than 1,300” is a fall, in the summary or in the table."""
    found = scope_of(data, *key)
    rules = [s for s in prose.statements(found, Words("vi")) if s.figures[0].endswith(f"{figure}/committees")]
    (sentence,) = rules
    assert said in "".join(run.text for run in Words("vi").runs(sentence.key, **sentence.values))


# ------------------------------------------------------------------------------------------ conflicts


def test_every_conflict_has_a_reason(data: Dataset) -> None:
    """The data say why, in both languages and in whole sentences, of every conflict that they name."""
    known = data.catalog.conflicts
    assert set(data.observations["conflict"]) - {""} == set(known)
    for row in known.values():
        assert all(row[f"reason_{lang}"].endswith(".") for lang in LANGUAGES)


@pytest.mark.parametrize(
    ("lang", "reason"), [("vi", "cộng lại nhiều hơn số chung"), ("en", "add up to more")]
)
def test_a_conflict_says_its_reason(reports: Reports, lang: str, reason: str) -> None:
    """Both the note of a figure and the list of what disagrees tell why, and neither names a case."""
    sections = reports.sections(*COUNTRY_2023, lang=lang)
    for kind in ("footnotes", "checks"):
        notes = [block["items"] for block in blocks(sections, "notes") if block["kind"] == kind]
        assert any(reason in note for note in readable(notes)), kind


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_codes_are_read(reports: Reports, compared: dict[str, list[list[Json]]], lang: str) -> None:
    """No reader meets the id of a conflict, the name of a column or a command."""
    codes = re.compile(r"\bc\d\d\b|\bCONFLICT\b|\b\w+_\w+\b|analysis (report|compare|batch|verify)")
    for sections in every_report(reports, compared, lang):
        for section in sections:
            # The titles of sources are as their publishers have them.
            for text in readable([block for block in section["blocks"] if block.get("kind") != "sources"]):
                assert not codes.search(text), text


def test_without_reasons_a_folder_still_loads(tmp_path: Path) -> None:
    """A folder of before has no such table; its conflicts are told without a reason."""
    folder = broken_data.copy(tmp_path)
    (folder / "conflicts.csv").unlink()
    assert load(folder).catalog.conflicts == {}


# --------------------------------------------------------------------------------------------- scope


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (("quang-nam", 2022, "bloc-agencies", "H1"), "chỉ do cấp ủy cơ sở"),
        (("ca-mau", 2018, "bloc-agencies", "FY"), "chỉ do chính cấp ủy này"),
        (("quang-binh", 2017, "province", "FY"), "chỉ do một số cấp ủy cấp huyện"),
        (("viet-nam", 2023, "national", "H1"), "bị ủy ban kiểm tra các địa phương, đơn vị thi hành kỷ luật"),
    ],
)
def test_a_part_of_the_committees_says_so(reports: Reports, key: Key, said: str) -> None:
    """Where a source speaks of a part only, that stands at the figure itself, wherever it is tabled."""
    (table,) = [b for b in blocks(reports.sections(*key), "table") if b["id"] == "all-indicators"]
    assert said in "\n".join(readable(table))


def test_a_part_of_the_committees_has_no_peers(data: Dataset) -> None:
    """What grassroots committees did is not set beside what all committees of another place did."""
    rows = scope_of(data, "quang-nam", 2022, "bloc-agencies", "H1").rows
    parts = [row for row in rows if row["authority"] == "grassroots_committees"]
    assert len(parts) == 4
    assert {row["why_no_rank"] for row in parts} == {"no_peers"}


# -------------------------------------------------------------------------- parts of a page that agree


def test_what_is_due_agrees(data: Dataset) -> None:
    """Summary, table, grid and list give one reason for what is missing."""
    for key in (
        ("ha-tinh", 2030, "province", "TERM"),
        ("bac-giang", 2030, "bloc-enterprises", "TERM"),
        ("thua-thien-hue", 2025, "province", "FY"),
        ("hau-giang", 2023, "province", "Q1"),
        ("tra-vinh", 2024, "bloc", "FY"),
    ):
        report = Reports(data)
        scope, sections = scope_of(data, *key), report.sections(*key)
        words = Words("vi")
        reasons = {scope.state(meaning.domain) for meaning in scope.absent}
        reasons |= {scope.state(row["domain"]) for row in scope.rows if row["kind"] == "target"}
        text = "\n".join(readable(sections))
        for reason in ("not_yet_due", "not_applicable", "not_collected"):
            told = (
                words.text(f"outcome-{reason}") if reason != "not_collected" else "chưa thu thập được kết quả"
            )
            if reason not in reasons:
                assert f"· {told}" not in text, (key, told)


def test_a_target_of_2030_is_not_yet_due(data: Dataset) -> None:
    """Its result is not missing, and no sentence says that it was not collected."""
    said = said_of(data, ("ha-tinh", 2030, "province", "TERM"))
    assert any("chưa đến kỳ" in sentence for sentence in said)
    assert not any("chưa thu thập" in sentence for sentence in said)


def test_what_has_figures_had_not_ended(data: Dataset) -> None:
    """Huế printed its members in October 2025: nothing of that year is “not applicable” to it."""
    assert scope_of(data, "thua-thien-hue", 2025, "province").state() == "not_collected"


def test_the_own_year_is_in_the_trends(reports: Reports) -> None:
    """Hồ Chí Minh 2020: of every result of the year that is drawn over time, the year is there."""
    drawn = [b for b in blocks(reports.sections(*CITY_2020), "figure") if b["id"].startswith("over-time")]
    panels = {panel["title"].partition(" · ")[0]: panel for figure in drawn for panel in figure["panels"]}
    own = {
        "Đảng viên bị khiển trách (do cấp ủy)": "2020: 242",
        "Đảng viên bị cảnh cáo (do cấp ủy)": "2020: 77",
        "Đảng viên bị cách chức (do cấp ủy)": "2020: 9",
        "Đảng viên bị khai trừ (do cấp ủy)": "2020: 6",
        "Đảng viên bị thi hành kỷ luật (do cấp ủy)": "2020: 337",
    }
    for title, said in own.items():
        assert said in panels[title]["alt"], title
    assert "khác cơ sở tính" in panels["Đảng viên bị khiển trách (do cấp ủy)"]["title"]


def test_a_term_has_one_name(tmp_path: Path, reports: Reports) -> None:
    """The index calls a report of a term, or of a part of one, as the report calls itself."""
    put(tmp_path, [Job("province", "dien-bien", 2020, "TERM", "province", "vi")], endings=("html",))
    html = index_html(tmp_path, reports.data.catalog)
    assert ", nhiệm kỳ</p>" in html
    assert ">2015–2020\n" in html
    assert "nhiệm kỳ 2015–2020" in reports.report("ho-chi-minh", 2020, "province", "TERM").title


# ---------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_captions_end_with_a_stop(reports: Reports, compared: dict[str, list[list[Json]]], lang: str) -> None:
    """Captions and the notes below tables are sentences."""
    for sections in every_report(reports, compared, lang):
        for name in ("caption", "note"):
            for runs in pieces(sections, name):
                if isinstance(runs, list):
                    assert plain(runs).endswith((".", ":")), plain(runs)


def test_a_place_is_told_shortly(data: Dataset) -> None:
    """“xếp 57–59/63”: the place as a number or an interval, and among how many."""
    said = "\n".join(said_of(data, ("hau-giang", 2022, "government", "FY")))
    assert re.search(r"xếp \d+(–\d+)?/6\d", said), said
    assert "địa phương có số" not in said


def test_the_words_that_party_reports_use() -> None:
    """By whom, what disagrees and how to cite have one name each."""
    words = Words("vi")
    assert words.text("authority-unsaid") == words.text("why-authority_unsaid") == "nguồn không nêu chủ thể"
    assert words.text("apart-authority_unsaid") == "nguồn không nêu chủ thể"
    for key in ("state-in_conflict", "why-in_conflict", "apart-in_conflict"):
        assert words.text(key) == "số liệu chưa thống nhất"
    assert words.text("cite-title") == "Cách trích dẫn"


@pytest.mark.parametrize(
    ("lang", "never"),
    [
        (
            "en",
            r"plain numbers stand|had not ended by then|collected are|bear their year|stand by (place|prov)",
        ),
        ("en", r"\banalysis (report|compare|batch|verify|index)\b"),
        ("vi", r"\banalysis (report|compare|batch|verify|index)\b|mâu thuẫn|không nói của ai|Trích dẫn như"),
    ],
)
def test_words_that_are_not_used(lang: str, never: str) -> None:
    """No text for readers holds a command, nor what is no English or no Vietnamese."""
    text = (WORDS / f"{lang}.ftl").read_text("utf-8")
    assert not re.search(never, text), re.search(never, text)


def test_changes_of_data_are_told_in_words(reports: Reports) -> None:
    """What was corrected beside a number is said so, without the names of columns."""
    text = reports.text(*COUNTRY_2023)
    assert "số giữ nguyên, sửa thông tin kèm theo" in text
    assert "change_printed" not in text


# --------------------------------------------------------------------------------------- poor reports


def test_a_poor_report_is_short(reports: Reports) -> None:
    """Two figures have no grid of question marks, no tiles that say all again, and few sources."""
    sections = reports.sections("an-giang", 2025, "province", "FY")
    assert [section["id"] for section in sections] == ["glance", "indicators", "coverage"]
    assert not blocks(sections, "grid")
    assert not blocks(sections, "tiles")
    (sources,) = [block for block in blocks(sections, "notes") if block["kind"] == "sources"]
    assert len(sources["items"]) <= 3


def test_many_others_are_dots(reports: Reports) -> None:
    """Fifteen places with rounded figures are a strip of dots; two are told by name."""
    (table,) = [
        b
        for b in blocks(reports.sections("an-giang", 2025, "province", "FY"), "table")
        if b["id"] == "all-indicators"
    ]
    at = [column["key"] for column in table["columns"]].index("peers")
    members, orgs = (row["cells"][at] for row in table["groups"][0]["rows"])
    assert len(members["strip"]["peers"]) > 12
    assert not members["runs"]
    assert plain(orgs["runs"]).count(",") == 1


def test_what_is_missing_is_told_once(reports: Reports) -> None:
    """No row of the grid is of question marks alone: such domains stand in the line that unfolds."""
    for key in list(reports.scopes)[::3]:
        sections = reports.sections(*key)
        for grid in blocks(sections, "grid"):
            for row in grid["rows"]:
                assert any(cell["state"] in ("value", "zero", "target") for cell in row["cells"]), key


def test_the_same_years_are_drawn_once(reports: Reports) -> None:
    """A poor report with a chart of results against plans draws no second one of the same."""
    ids = [section["id"] for section in reports.sections("hoa-binh", 2023, "province", "FY")]
    assert "structure" in ids
    assert "time" not in ids


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_heading_names_what_stands_below(reports: Reports, lang: str) -> None:
    """Of classes and plans, and of coverage and checks, a heading names those that are drawn below it."""
    words, seen = Words(lang), set()
    for key in list(reports.scopes)[::2]:
        for section in reports.sections(*key, lang=lang):
            held = tuple(block.get("id", "") for block in section["blocks"])
            if section["id"] == "structure":
                name = "structure" if len(held) == 2 else f"structure-{held[0]}"
                assert section["title"] == words.text(f"section-{name}"), key
                seen.add(name)
            if section["id"] == "coverage":
                name = "coverage-checks" if "checks" in held else "coverage"
                assert section["title"] == words.text(f"section-{name}"), key
                seen.add(name)
    assert seen >= {"structure-classes", "structure-plans", "coverage", "coverage-checks"}


def test_a_ring_names_the_year_of_its_figure() -> None:
    """What stood before a term is of the end of the term before, not of the year before its last."""
    assert dots.year_before({"earlier_id": "hau-giang/province/2015/TERM/actual/own/all"}) == "2015"


def test_what_is_missing_is_one_number(data: Dataset) -> None:
    """The map, the caption and the summary count the same places: Huế is one, though its name is new."""
    found = comparison(data, 2025, "province")
    assert found.universe == len(data.catalog.units_2025) == 34
    by_region = [comparison(data, 2025, "province", region=slug).universe for slug in data.catalog.regions]
    assert sum(by_region) == 34
