"""The profile of a place, by what stands in it."""

import csv
import io
import re
from pathlib import Path

import pytest

import synthetic_provinces as synthetic
from analysis import ComparisonReport, ProvinceReport, compare, load
from analysis.compare import series_key
from analysis.compare.province_scope import Scope, scope as scope_of
from analysis.page.language import LANGUAGES, Words, sort_key
from analysis.report import tables as shared
from analysis.report.province import profile
from analysis.report.tables import References
from broken_data import cell as put, copy, read
from real_reports import Reports, blocks, readable, row_of

HAU_GIANG = ("hau-giang", 2023, "bloc", "FY")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_absent_is_named_once(reports: Reports, lang: str) -> None:
    """The headline figures that a report lacks stand in one line that unfolds, those it has do not."""
    found = [b for b in blocks(reports.sections(*HAU_GIANG, lang=lang), "notes") if b["kind"] == "absent"]
    (said,) = ("\n".join(readable(block["items"])) for block in found)
    catalog, scope = reports.data.catalog, reports.scopes[HAU_GIANG]
    held = {(row["indicator"], row["category"]) for row in scope.rows}
    for pair, meaning in catalog.indicators.items():
        wanted = meaning.lead and meaning.domain in scope.domains and pair not in held
        assert (meaning.label(lang) in said) == wanted, pair


def test_no_domain_of_others_is_spoken_of(reports: Reports) -> None:
    """A report says nothing of a domain in which no such body has a figure anywhere."""
    for key, scope in reports.scopes.items():
        text = "\n".join(readable(reports.sections(*key)[-1]["blocks"][0]))
        for domain, names in scope.data.catalog.domain_names.items():
            assert domain in scope.domains or names["name_vi"] not in text, (key, domain)


def test_changes_are_signed_and_tell_the_earlier_figure(reports: Reports) -> None:
    """A change has its sign and the earlier figure with its year."""
    key = ("ben-tre", 2024, "province", "9M")
    said = row_of(reports.sections(*key), "ben-tre/province/2024/9M/actual/discipline_members/total")[
        "change"
    ]
    assert re.search(r"−29 \(−23,4%\)", said)
    assert "124 (2023)" in said


def test_a_refused_change_has_no_sign(reports: Reports) -> None:
    """No row shows a signed change where the comparison refuses one."""
    shown = 0
    for key, scope in reports.scopes.items():
        for row in scope.rows:
            said = "".join(run.text for run in shared.change(row, Words("vi"), scope.data.catalog))
            signed = re.search(r"[+±−]\d", said)
            assert bool(signed) == (not row["why_no_change"]), (key, row["id"], said)
            shown += bool(signed)
    assert shown > 10


def rows_of(scope: Scope) -> "profile._Profile":
    """Give the maker of a profile's cells."""
    return profile._Profile(scope, Words("vi"), References({}, {}), scope.rows)


def test_fewer_than_five_others_are_named(reports: Reports) -> None:
    """Fewer than five exact ones give no place; a few stand by name as Vietnamese sorts them, undrawn."""
    named = 0
    for key, scope in reports.scopes.items():
        provinces = scope.data.catalog.provinces
        maker = rows_of(scope)
        for row in scope.rows:
            if row["why_no_rank"] == "few_peers":
                cell = maker._peers(row)
                if cell.strip is not None:  # many, most of them rounded
                    assert row["peer_count"] > profile.MOST_NAMED, key
                    continue
                said = "".join(run.text for run in cell.runs)
                assert "thứ" not in said, key
                others = [p for p in maker.peer_rows(row) if p["id"] != row["id"]]
                names = sorted((provinces[p["province"]].name_vi for p in others), key=sort_key)
                places = [said.index(f"{name} ") for name in names]
                assert places == sorted(places)
                named += 1
    assert named > 100


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Scope:
    """Give the scope of one of 63 provinces with synthetic figures."""
    data = synthetic.dataset(tmp_path_factory.mktemp("synthetic") / "data")
    return scope_of(data, "an-giang", synthetic.YEAR, "province")


def test_strips_lie_on_a_scale_whose_ends_are_printed(many: Scope) -> None:
    """From five on there is a strip: from nought for counts, over at least a tenth of it all for shares."""
    counts = shares = 0
    for row in many.rows:
        strip = rows_of(many)._peers(row).strip
        assert strip is not None
        own = strip.own
        assert own is not None
        marks = [own, *strip.peers, *([strip.target] if strip.target is not None else [])]
        assert all(0 <= mark <= 1 for mark in marks)
        low, high = (
            float(end.strip("%").replace(".", "").replace(",", "."))
            for end in (strip.low_label, strip.high_label)
        )
        value = compare.main_value(row) or 0.0
        assert low + own * (high - low) == pytest.approx(value, rel=2e-2)
        if row["measure"] == "count":
            counts += 1
            assert low == 0
        else:
            shares += 1
            assert high - low >= 10
            assert strip.middle is not None
            assert strip.middle[0] <= (strip.reference or 0) <= strip.middle[1]
    assert counts
    assert shares


@pytest.mark.parametrize(
    ("asked", "drawn"),
    [(("an-giang", 2025, "province", "FY"), False), (("quang-ninh", 2022, "government", "FY"), True)],
)
def test_the_legend_names_what_is_drawn(
    reports: Reports, asked: tuple[str, int, str, str], drawn: bool
) -> None:
    """A band and a median are explained where a strip has them, and nowhere else."""
    page = "\n".join(readable(reports.sections(*asked)))
    assert "chấm nhạt là địa phương khác" in page
    assert ("Dải xám là 50% số địa phương ở giữa, vạch là trung vị" in page) == drawn


def test_a_part_of_a_handful_has_no_place_on_a_strip(many: Scope) -> None:
    """7 of 7 is told, and neither placed nor drawn at the end of a scale of percentages."""
    row = next(row for row in many.rows if row["measure"] == "share")
    handful = {**row, "count": 7, "of": 7, "share": 100.0}
    assert rows_of(many)._peers(handful).strip is None


def test_the_middle_half_lies_on_the_scale_where_most_parts_are_small(
    many: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Places too small for a dot count in the middle half: its band is inside of the strip all the same."""
    maker = rows_of(many)
    share = next(row for row in many.rows if row["measure"] == "share")
    peers = sorted(maker.peer_rows(share), key=lambda peer: compare.main_value(peer) or 0)
    shown = [*({**peer, "count": 2, "of": 90} for peer in peers[:-2]), *peers[-2:]]
    monkeypatch.setattr(profile._Profile, "peer_rows", lambda *_: shown)
    strip = maker._strip({**share, **peers[-1]})
    assert len(strip.peers) == 1
    assert strip.middle is not None
    assert all(0 <= end <= 1 for end in (*strip.middle, strip.reference or 0))


def test_a_line_ends_at_the_own_point(reports: Reports) -> None:
    """A line over the years lies within its box, and its dot is the report's own figure."""
    drawn = 0
    for scope in reports.scopes.values():
        maker = rows_of(scope)
        for row in scope.rows:
            spark = maker._spark(row).spark if row["kind"] == "actual" else None
            if spark is None:
                continue
            points = [point for line in spark.lines for point in line]
            assert all(0 <= part <= 1 for point in points for part in point)
            assert len(points) == len(scope.series[series_key(row)].rows)
            assert spark.own in points
            drawn += 1
    assert drawn > 20


def test_a_withheld_figure_has_no_place_among_others(tmp_path: Path) -> None:
    """Where a source withholds what others print, the report is made, and a dash stands among the others."""
    folder = copy(tmp_path)
    start = "ha-noi,province,2020,TERM,2015,actual,inspections,members_inspected"
    lines = enumerate(read(folder, "inspections.csv"), start=1)
    line = next(line for line, found in lines if ",".join(found).startswith(start))
    put("inspections.csv", line, count="", qualifier="withheld", as_printed="not published")(folder)
    figure = "ha-noi/province/2020/TERM-2015/actual/inspections/members_inspected/committees"
    report = ProvinceReport(load(folder), "ha-noi", 2020, "province", "TERM")
    (row,) = [row for row in report.scope.rows if row["id"] == figure]
    assert row["why_no_rank"] == "no_value"
    assert len(row["peer_ids"]) == 2
    assert [run.text for run in rows_of(report.scope)._peers(row).runs] == ["–"]
    assert "nguồn không công bố" in "\n".join(readable([report.indicators().to_json()]))
    comparison = ComparisonReport(load(folder), 2020, "province", "TERM")
    assert "×" in "\n".join(readable([section.to_json() for section in comparison.sections()]))


def test_a_share_of_a_small_base_is_named_with_its_base(reports: Reports) -> None:
    """Among others, a count of something is never a bare count: 7 of 7 is not less than 9 of 10."""
    said = row_of(reports.sections(*HAU_GIANG), "hau-giang/bloc/2023/FY/actual/targets_met/targets")["peers"]
    assert "9/10" in said


def test_the_download_is_a_csv_of_the_rows(reports: Reports) -> None:
    """The CSV of a report carries every row with its printed text, in a form that spreadsheets read."""
    for key, scope in reports.scopes.items():
        found = profile.figures_csv(scope)
        assert found.content.startswith("\ufeff")
        rows = list(csv.DictReader(io.StringIO(found.content.removeprefix("\ufeff"), newline="")))
        assert [row["id"] for row in rows] == [row["id"] for row in scope.rows], key
        for row, own in zip(rows, scope.rows, strict=True):
            assert row["as_printed"] == own["as_printed"]
            assert row["percent"] == own["percent_text"]
            assert "nan" not in row.values()
            assert "<NA>" not in row.values()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_hole_is_read(reports: Reports, lang: str) -> None:
    """Nowhere in a report stands what a program writes for a missing value."""
    for key in reports.scopes:
        text = "\n".join(readable(reports.sections(*key, lang=lang)))
        assert not re.search(r"\b(None|nan|NaN|NaT|inf)\b|<NA>|\{ ?\$", text), key
