"""Reports by the provinces of today, from command to page, of made-up figures that can be added up."""

import json
import re
from dataclasses import replace
from pathlib import Path

import papermill
import pytest
from click.testing import CliRunner

from analysis import ComparisonReport, Dataset, ProvinceReport
from analysis.batch import make, plan, report_jobs
from analysis.batch.index import index_html
from analysis.batch.requests import jobs_of
from analysis.cli.commands import main
from analysis.compare import view
from analysis.errors import RequestError
from analysis.locations import notebooks_folder
from analysis.report import PlacesReport
from analysis.run import Job, led_on, read_plan, request
from analysis.verify import verify, verify_file
from former_provinces import mekong_and_others

CAN_THO = "can-tho/province/2018/FY/actual/admissions/members@units-2025"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name a data folder with sums of eleven merged provinces."""
    return tmp_path_factory.mktemp("units") / "data"


@pytest.fixture(scope="module")
def added(folder: Path) -> Dataset:
    """Load it."""
    return mekong_and_others(folder)


@pytest.fixture(scope="module")
def output(added: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a province report, a comparison, and chosen places, of today's units."""
    made = tmp_path_factory.mktemp("made")
    (asked,) = report_jobs(added, 2018, province="Cần Thơ", units="2025", formats=("html",))
    (compared,) = report_jobs(added, 2018, body="province", units="2025", formats=("html",))
    chosen = {"provinces": ("can-tho", "nghe-an"), "since": 2017, "formats": ("html", "xlsx")}
    (places,) = report_jobs(added, 2018, units="2025", **chosen)  # type: ignore[arg-type]
    for job in (asked, compared, places):
        make(job, added, made)
    return made


def text_of(page: Path) -> str:
    """Give the words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))


def test_a_province_report_says_what_was_added(added: Dataset, output: Path) -> None:
    """Near the title whose sums they are and how many there could not be; each addition in a footnote."""
    said = text_of(output / "province/can-tho/2018-FY-province-units-2025.vi.html")
    assert "số liệu của Cần Thơ là tổng số liệu của Cần Thơ, Hậu Giang và Sóc Trăng trước sáp nhập" in said
    assert "Trong 3 số liệu mà ít nhất một nơi trước sáp nhập đã công bố, cộng được 2." in said
    assert "trước sáp nhập: 940 + 977 + 1.014 = 2.931" in said
    assert "950 + 980 + 1.010 = 2.940" in said
    report = ProvinceReport(added, "can-tho", 2018, units="2025")
    assert sorted(report.numbers) == ["s001", "s002", "s003"]  # what was printed, and not the sum itself


def _figures(report: ProvinceReport | ComparisonReport | PlacesReport) -> dict[str, str]:
    """Give the captions and pictures of a report's charts by their ids, as one text each."""
    blocks = [block for section in report.sections() for block in section.to_json()["blocks"]]
    found = [block for block in blocks if block["type"] == "figure" and block["panels"]]
    return {
        block["id"]: json.dumps([block.get("caption"), block["panels"]], ensure_ascii=False)
        for block in found
    }


def test_charts_and_tiles_mark_sums(added: Dataset) -> None:
    """A sum bears its mark in every chart that names it, explained below; a figure as printed bears none."""
    meaning = "Dấu *: tổng số liệu các tỉnh, thành phố trước sáp nhập."
    province = ProvinceReport(added, "can-tho", 2018, units="2025")
    made = _figures(province)
    assert {"classes", "plans", "over-time-ratings"} <= set(made)
    assert all(meaning in said for said in made.values())
    assert "2.931*" in made["plans"]
    assert "99,69%*" in made["over-time-ratings"]
    assert "cộng 3 nơi trước sáp nhập" in json.dumps(province.glance().to_json(), ensure_ascii=False)
    compared = _figures(ComparisonReport(added, 2018, "province", units="2025"))
    dots = next(said for name, said in compared.items() if name.startswith("ranked-"))
    assert "Cần Thơ*" in dots
    assert "Nghệ An*" not in dots
    assert meaning in compared["maps"]
    places = _figures(PlacesReport(added, "can-tho,nghe-an", 2017, 2018, units="2025"))
    assert all(meaning in said and "Cần Thơ*" in said and "Nghệ An*" not in said for said in places.values())
    printed = _figures(ProvinceReport(added, "can-tho", 2018))
    assert "*" not in "".join(printed.values())


def test_a_comparison_marks_its_sums(added: Dataset, output: Path) -> None:
    """Of the merged provinces so many have sums; they stand on the map of 34, each with its mark."""
    said = text_of(output / "comparison/2018-FY-province-units-2025.vi.html")
    assert "Trong 23 nơi sáp nhập, 11 nơi có số liệu cộng được ở đây; 12 nơi còn lại" in said
    report = ComparisonReport(added, 2018, "province", units="2025")
    assert report.stamp == "comparison/2018-FY-province-units-2025.vi"
    maps, table = report.maps(), report.side_by_side()
    assert maps is not None
    assert table is not None
    (figure,) = maps.to_json()["blocks"]
    assert len({*re.findall(r"Sơn La|Bắc Ninh|Hà Giang", json.dumps(figure, ensure_ascii=False))}) == 2
    heat = next(block for block in table.to_json()["blocks"] if block.get("layout") == "heat")
    cells = [cell for group in heat["groups"] for row in group["rows"] for cell in row["cells"]]
    marked = {cell["runs"][0]["figure"] for cell in cells if any(run.get("mark") for run in cell["runs"])}
    assert CAN_THO in marked
    assert all(figure.endswith("@units-2025") for figure in marked)


def test_what_was_made_is_as_the_data_have_it(added: Dataset, output: Path) -> None:
    """No page and no spreadsheet differs; a sum that a hand has changed is named."""
    for page in sorted(output.rglob("*-units-2025.vi.*")):
        if page.suffix in (".html", ".csv", ".xlsx"):
            assert verify_file(page, added).differences == (), page
    html = (output / "province/can-tho/2018-FY-province-units-2025.vi.html").read_text(encoding="utf-8")
    (difference, *_) = verify(html.replace(">2.931</data>", ">2.932</data>", 1), added).differences
    assert (difference.kind, difference.place) == ("differs", CAN_THO)


def test_a_changed_part_makes_its_sums_anew(tmp_path: Path) -> None:
    """The sum's reports are due when a part changes, with the part named; those of other places are not."""
    folder, output = tmp_path / "in" / "data", tmp_path / "out"
    folder.parent.mkdir()
    mekong_and_others(folder)
    (tmp_path / "plan.yml").write_text("units: 2025\nprovinces: [can-tho, nghe-an]\nyears: 2018\nto: html\n")
    asked = read_plan(tmp_path / "plan.yml")
    assert asked[0].units == "2025"
    command = ["batch", str(tmp_path / "plan.yml"), "--data", str(folder), "--output", str(output)]
    assert CliRunner().invoke(main, [*command, "--quiet", "--jobs", "1"]).exit_code == 0
    assert plan(asked, output, folder).due == ()
    file = folder / "admissions.csv"
    own = "soc-trang,province,2018,FY,,actual,admissions,members,"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = "".join(line.replace("1014", "1013") if line.startswith(own) else line for line in lines)
    assert changed != "".join(lines)
    file.write_text(changed, encoding="utf-8")
    due = {task.job.province: task.reason for task in plan(asked, output, folder).due}
    part = "soc-trang/province/2018/FY/actual/admissions/members"
    assert part in due["can-tho"]


def test_former_provinces_are_refused(added: Dataset) -> None:
    """Each report names the successor; what cannot be added up is refused with the names of its parts."""
    for ask in (
        lambda: ProvinceReport(added, "hau-giang", 2018, units="2025"),
        lambda: PlacesReport(added, "nghe-an,hau-giang", 2017, 2018, units="2025"),
        lambda: jobs_of(added, [request({"provinces": "hau-giang", "units": 2025})]),
    ):
        with pytest.raises(RequestError, match="has been part of Cần Thơ since 2025-07-01"):
            ask()
    with pytest.raises(RequestError, match="no figure is held of all of Hòa Bình, Phú Thọ, Vĩnh Phúc"):
        ProvinceReport(added, "phu-tho", 2018, units="2025")
    with pytest.raises(RequestError, match="unknown units '2024'"):
        request({"units": 2024})


def test_reports_lead_to_others_of_the_same_units() -> None:
    """A page of today's provinces leads to none of those printed, nor the other way round."""
    printed = [Job("province", "can-tho", year, "FY", "province", "vi") for year in (2017, 2018)]
    compared = Job("comparison", "", 2018, "FY", "province", "vi")
    today = [replace(job, units="2025") for job in (*printed, compared)]
    jobs = led_on([*printed, compared, *today])
    assert jobs[4].beside == (
        "comparison/2018-FY-province-units-2025.vi",
        "province/can-tho/2017-FY-province-units-2025.vi",
    )
    for job in jobs:
        assert all(("units-2025" in stamp) == (job.units == "2025") for stamp in job.beside)


def test_the_index_says_by_which_provinces(added: Dataset, output: Path) -> None:
    """A line of its own for each, with what sets it apart."""
    html = index_html(output, added.catalog)
    assert html.count("theo 34 tỉnh, thành phố từ 01/07/2025") >= 3
    english = index_html(output, added.catalog, "en")
    assert "by the 34 provinces since" in english


def test_papermill_takes_the_units(
    added: Dataset, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notebook has the parameter, and its report bears it."""
    monkeypatch.setenv("ANALYSIS_DATA", str(folder))
    made = tmp_path / "made.ipynb"
    asked = {"province": "can-tho", "year": 2018, "body": "province", "units": "2025"}
    papermill.execute_notebook(
        notebooks_folder() / "province_report.ipynb", made, asked, cwd=notebooks_folder(), progress_bar=False
    )
    assert "province/can-tho/2018-FY-province-units-2025.vi" in made.read_text(encoding="utf-8")


def test_of_the_collected_figures_nothing_is_made_up(small: Dataset) -> None:
    """Without one sum the comparison has those not merged, and says that no other could be added up."""
    assert not (view(small, "2025").observations["parts"] != "").any()
    report = ComparisonReport(small, 2023, "province", units="2025")
    found = report.findings()
    assert found is not None
    assert "chưa nơi nào có số liệu cộng được" in found.to_json()["blocks"][0]["subtitle"]
