"""The index of an output folder, as text; in a browser it is tried out in test_pages.py."""

import json
import os
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import Dataset
from analysis.batch.entries import entries
from analysis.batch.index import index_html
from analysis.cli.commands import main
from analysis.run.cache import reports_digest
from analysis.run.jobs import Job
from analysis.run.output import locked
from conftest import HOUSE
from made_files import JOBS, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give an output folder with a few reports."""
    put(tmp_path)
    return tmp_path


def test_every_report_is_found_and_nothing_else(folder: Path) -> None:
    """A report has a sidecar and a file; manifests, failures and strangers' JSON are passed over."""
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    failed = folder / "failed" / "province" / "tra-vinh"
    failed.mkdir(parents=True)
    (failed / "2023-FY-bloc.vi.json").write_text('{"job": 1}', encoding="utf-8")
    (folder / "province" / "broken.json").write_text("{", encoding="utf-8")
    (folder / "province" / "list.json").write_text("[]", encoding="utf-8")
    (folder / "province" / "hau-giang" / "2023-Q1-province.vi.html").unlink()
    found = entries(folder)
    assert {entry.job for entry in found} == set(JOBS)
    files = {entry.job.province: set(entry.files) for entry in found}
    assert files["hau-giang"] == {"pdf", "ipynb", "csv"}


def test_a_sidecar_without_files_is_no_report(tmp_path: Path) -> None:
    """Where every file was taken away, there is nothing to open."""
    put(tmp_path, endings=())
    assert entries(tmp_path) == []


def test_each_row_leads_to_its_files(folder: Path, data: Dataset) -> None:
    """Every link of the index leads to a file that is there, and every file has a link."""
    links = set(re.findall(r'<a href="([^"#]+)"', index_html(folder, data.catalog)))
    assert all((folder / link).is_file() for link in links)
    assert len(links) == 4 * len(JOBS)


def test_a_report_of_an_own_notebook_is_marked(data: Dataset, tmp_path: Path) -> None:
    """The index says by which notebook a report was made, where it was not the standard one's."""
    put(tmp_path, [JOBS[0], replace(JOBS[0], notebook_path="so-tay/huyen.ipynb")])
    for lang, marked in (
        ("vi", "theo sổ tay riêng huyen.ipynb"),
        ("en", "by a notebook of one&#39;s own, huyen.ipynb"),
    ):
        assert index_html(tmp_path, data.catalog, lang).count(marked) == 1


def test_the_index_speaks_both_languages(folder: Path, data: Dataset) -> None:
    """Names, periods and labels follow the language of the index, whatever that of the reports."""
    vi, en = index_html(folder, data.catalog), index_html(folder, data.catalog, "en")
    for word in ('<html lang="vi">', ">Trà Vinh<", ", 6 tháng đầu năm", "Tiếng Anh", ", Tây Nguyên "):
        assert word in vi
    for word in ('<html lang="en">', ">Tra Vinh<", ", first half", "Vietnamese", ", Central Highlands "):
        assert word in en


def test_places_stand_by_region_and_as_vietnamese_sorts_them(folder: Path, data: Dataset) -> None:
    """Comparisons first, then the country, then regions in their order; in each B, Đ, H, N, T."""
    put(folder, [Job("province", "viet-nam", 2023, "FY", "national", "vi"), *MORE])
    html = index_html(folder, data.catalog)
    assert re.findall(r"<h[23]>([^<]+)</h[23]>", html) == [
        "So sánh các địa phương",
        "Một số địa phương qua các năm",
        *("Cả nước", "Việt Nam"),
        *("Đồng bằng sông Hồng", "Nam Định"),
        *("Trung du và miền núi phía Bắc", "Điện Biên"),
        *("Bắc Trung Bộ và Duyên hải miền Trung", "Bình Định"),
        *("Tây Nguyên", "Đắk Lắk"),
        *("Đồng bằng sông Cửu Long", "Cà Mau", "Hậu Giang", "Trà Vinh"),
        *("Nơi khác", "noi-la"),
    ]


def test_an_index_of_own_places_speaks_of_no_provinces(data: Dataset, tmp_path: Path) -> None:
    """Places without a region are no places elsewhere, and what is looked for is one of them."""
    put(tmp_path, [Job("province", "noi-la", 2023, "FY", "bloc", lang) for lang in ("vi", "en")])
    for lang, title in (("vi", "Các địa phương"), ("en", "Places")):
        html = index_html(tmp_path, data.catalog, lang)
        assert f"<h2>{title}</h2>" in html
        assert 'placeholder="noi la 2023"' in html or 'placeholder="noi-la 2023"' in html
        said = re.sub(r"<(style|script).*?</\1>|<[^>]*>", "", html, flags=re.DOTALL)
        assert not re.search("[Tt]ỉnh|[Pp]rovince", said)


def lines(html: str) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Each line with its years, their figures, and how many columns are left free before them."""
    gap, empty = r'(?: style="--gap:(\d+)")?', '(?: class="empty")?'
    years = re.compile(rf'<a href="[^"]+"[^>]*?{gap}{empty}>([\d–]+)\n(\d+)</a>')
    return [
        (title.strip(), [(year, count, int(gap or 0)) for gap, year, count in years.findall(across)])
        for title, across in re.findall(
            r'<p class="about">([^<]+).*?<div class="years">(.*?)</div>', html, re.DOTALL
        )
    ]


MORE = (
    *(Job("province", "ca-mau", year, "FY", "province", "vi") for year in (2019, 2020, 2023)),
    Job("province", "noi-la", 2023, "FY", "province", "vi"),
    Job("places", "", 2023, "FY", "bloc", "vi", since=2019, places=("ca-mau", "tra-vinh")),
    Job("comparison", "", 2023, "FY", "bloc", "vi", within=2),
)


def test_years_stand_across(folder: Path, data: Dataset) -> None:
    """A body of a place is one line, newest year first, each in its column, with its number of figures."""
    put(folder, MORE)
    found = lines(index_html(folder, data.catalog))
    assert ("Đảng bộ tỉnh", [("2023", "2", 1), ("2020", "2", 2), ("2019", "2", 0)]) in found
    assert ("Đảng bộ Khối, 6 tháng đầu năm", [("2024", "2", 0)]) in found
    assert ("Đảng bộ Khối, lấy số gần nhất trong 2 năm", [("2023", "2", 1)]) in found
    assert ("Cà Mau và Trà Vinh, Đảng bộ Khối", [("2019–2023", "1", 0)]) in found
    assert sum(len(years) for _, years in found) == len(JOBS) + len(MORE)


class Tags(HTMLParser):
    """Every start tag of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))


def test_it_asks_nobody_for_anything(folder: Path, data: Dataset) -> None:
    """Scripts, styles and fonts are in the file."""
    tags = Tags(index_html(folder, data.catalog)).tags
    assert not [tag for tag, attributes in tags if "src" in attributes]
    assert [attributes["href"] for tag, attributes in tags if tag == "link"] == ["data:,"]


def test_what_is_named_strangely_stays_text(tmp_path: Path, data: Dataset) -> None:
    """Codes that the data know no longer are shown as they are, and none becomes markup."""
    put(tmp_path, [Job("province", "noi-la", 2023, "XX", '"><script>', "fr")], endings=("html",))
    html = index_html(tmp_path, data.catalog)
    assert "noi-la" in html
    assert ", XX" in html
    assert '"><script>' not in html


def test_the_same_reports_make_the_same_bytes(folder: Path, data: Dataset) -> None:
    """Nothing of the day or the machine gets in."""
    assert index_html(folder, data.catalog) == index_html(folder, data.catalog)
    assert str(folder) not in index_html(folder, data.catalog)


def test_a_thousand_reports_are_still_a_light_page(tmp_path: Path, data: Dataset) -> None:
    """Less than a kilobyte a report, fonts and all."""
    provinces = list(data.catalog.provinces)[:50]
    jobs = [Job("province", p, year, "FY", "bloc", "vi") for p in provinces for year in range(2005, 2025)]
    put(tmp_path, jobs)
    html = index_html(tmp_path, data.catalog)
    assert html.count('<a href="province/') == 5 * len(jobs) == 5000
    assert len(html.encode()) < 900_000


def test_an_empty_folder_says_so(tmp_path: Path, data: Dataset) -> None:
    """Without a report there is no form and no table, and no command: who reads it makes no reports."""
    html = index_html(tmp_path, data.catalog)
    assert "Thư mục này chưa có báo cáo nào." in html
    assert "analysis " not in html
    assert "<form" not in html
    assert 'id="reports"' not in html


def test_the_command_writes_the_index(folder: Path) -> None:
    """Its path goes to stdout; a folder that is not there is named."""
    options = ["--data", str(HOUSE / "data"), "--output"]
    result = CliRunner().invoke(main, ["index", *options, str(folder)])
    assert (result.exit_code, result.stdout) == (0, f"{folder / 'index.html'}\n")
    assert (folder / "index.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    result = CliRunner().invoke(main, ["index", *options, str(folder / "none")])
    assert result.exit_code == 2
    assert "none" in result.stderr


def test_the_index_waits_for_nobody(folder: Path) -> None:
    """While a batch writes into the folder, the command says so and leaves the index to it."""
    with locked(folder):
        result = CliRunner().invoke(main, ["index", "--data", str(HOUSE / "data"), "--output", str(folder)])
    assert result.exit_code == 2
    assert "another run writes into" in result.stderr
    assert not (folder / "index.html").exists()


def test_a_report_that_goes_meanwhile_is_no_crash(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sidecar that is found but gone when it is read is passed over."""
    found = list(folder.glob("*/**/*.json"))
    (folder / "province" / "gone.json").symlink_to("nowhere")
    monkeypatch.setattr(Path, "glob", lambda *_: [*found, folder / "province" / "gone.json"])
    assert len(entries(folder)) == len(JOBS)


def test_an_index_tells_what_it_shows(folder: Path, data: Dataset) -> None:
    """Its mark changes with every report that comes, goes, loses a file or is made anew."""
    seen = [reports_digest(folder)]
    assert seen[0] in index_html(folder, data.catalog)
    (folder / f"{JOBS[0].stamp}.pdf").unlink()
    seen.append(reports_digest(folder))
    os.utime(folder / f"{JOBS[0].stamp}.json", (0, 0))
    seen.append(reports_digest(folder))
    (folder / f"{JOBS[0].stamp}.json").unlink()
    seen.append(reports_digest(folder))
    assert len(set(seen)) == 4
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    assert reports_digest(folder) == seen[3]


def test_when_a_report_was_made_is_the_day_of_its_files(folder: Path, data: Dataset) -> None:
    """The day comes from the file system, since a report bears none."""
    sidecar = next(folder.glob("province/*/*.json"))
    os.utime(sidecar, (0, 0))
    assert sum(entry.made == date(1970, 1, 1) for entry in entries(folder)) == 1
    assert "lập ngày 01/01/1970<" in index_html(folder, data.catalog)


def test_the_index_says_what_reports_find_and_which_are_older(folder: Path, data: Dataset) -> None:
    """First sentence; a comparison that compares nothing, and reports of older data, are marked."""
    for job, finding in ((JOBS[0], "Kết nạp 209 <đảng viên>."), (JOBS[8], "")):
        path = folder / f"{job.stamp}.json"
        path.write_text(
            json.dumps(json.loads(path.read_text("utf-8")) | {"finding": finding}), encoding="utf-8"
        )
    html = index_html(folder, data.catalog)
    assert html.count("Kết nạp 209 &lt;đảng viên&gt;.</span></summary>") == 1
    assert html.count('class="finding muted">Không có số liệu nào so sánh được với nhau.') == 1
    assert html.count('class="empty"') == 1
    assert "khung đứt" in html
    for release, told in (("2026.12", 1), ("2026.11", 0)):
        assert index_html(folder, data.catalog, release=release).count("Tất cả cũ hơn số liệu") == told
    older = folder / f"{JOBS[1].stamp}.json"
    older.write_text(older.read_text("utf-8").replace("2026.11", "2026.10"), encoding="utf-8")
    put(folder, [Job("province", "tra-vinh", 2022, "FY", "bloc", "en")])
    html = index_html(folder, data.catalog, release="2026.11")
    assert html.count("ũ hơn số liệu hiện nay (2026.11)") == html.count("(2026.11): 2023<") == 1


def test_provinces_lie_on_a_map_of_tiles(folder: Path, data: Dataset) -> None:
    """Every place of the map is there, those with reports to be clicked; few places have no map."""
    html = index_html(folder, data.catalog)
    tiles = re.findall(r'<button type="button" value="([^"]+)"[^>]*?( disabled)?>', html)
    assert len(tiles) == 63
    assert {code for code, off in tiles if not off} == {job.province for job in JOBS if job.province}
    for job in JOBS[3:6]:
        (folder / f"{job.stamp}.json").unlink()
    assert 'class="map"' not in index_html(folder, data.catalog)
