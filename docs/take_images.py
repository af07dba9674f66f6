"""Takes the pictures in docs/images: the main reports, on a desk, on a phone, on paper, and the index.

Run by `make images`. Needs Chromium, or Chrome, or Edge.
"""

import json
import shutil
import sys
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from analysis import ComparisonReport, Dataset, ProvinceReport, load
from analysis.batch.index import index_html
from analysis.run import paper_pictures, render_sections
from analysis.run.jobs import Job

FOLDER = Path(__file__).parent / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
LIMIT = 200_000
DESK, PHONE = (1100, 900), (360, 760)


def keep(name: str, png: bytes) -> None:
    """Write a picture in as few colours as it needs: text and flat charts lose nothing by it."""
    small = Image.open(BytesIO(png)).convert("RGB").quantize(colors=96, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    small.save(path, optimize=True)
    size = path.stat().st_size
    if size > LIMIT:
        sys.exit(f"{path} has {size} bytes, more than {LIMIT}")


def take(
    browser: Browser, page: Path, name: str, size: tuple[int, int], *, at: str = "", scale: int = 1
) -> None:
    """Take what is seen of a page before anyone scrolls, or from one part of it on."""
    width, height = size
    tab = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale)
    tab.goto(page.as_uri())
    tab.evaluate("document.fonts.ready")
    if at:
        tab.locator(at).evaluate("part => part.scrollIntoView()")
    keep(name, tab.screenshot())
    tab.close()


def index_of_everything(data: Dataset, folder: Path) -> Path:
    """Write the index as it is when every report of full years has been made."""
    for held in data.coverage():
        if held["period"] == "FY":
            job = Job("province", held["province"], held["year"], "FY", held["body"], "vi")
            base = folder / job.stamp
            base.parent.mkdir(parents=True, exist_ok=True)
            for ending in ("html", "pdf", "ipynb", "csv"):
                base.with_name(f"{base.name}.{ending}").touch()
            own = f"{held['province']}/{held['body']}/{held['year']}/FY/actual"
            figures = [f"{own}/{number}" for number in range(sum(held["figures"].values()))]
            sidecar = {"job": asdict(job), "release": data.release, "figures": figures}
            base.with_name(f"{base.name}.json").write_text(json.dumps(sidecar), encoding="utf-8")
    path = folder / "index.html"
    path.write_text(index_html(folder, data.catalog), encoding="utf-8")
    return path


def main() -> None:
    """Make the pages in a folder of their own and take their pictures."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        sys.exit(f"none of {', '.join(BROWSERS)} is on this machine")
    data = load()
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        reports = {
            "province": ProvinceReport(data, "tra-vinh", 2023, "bloc"),
            "charts": ProvinceReport(data, "ca-mau", 2022, "government"),
            "comparison": ComparisonReport(data, 2022, "government"),
        }
        for name, report in reports.items():
            sections = [section.to_json() for section in report.sections()]
            page = folder / f"{name}.html"
            page.write_text(render_sections(sections, stamp=report.stamp), encoding="utf-8")
            if name == "charts":
                take(browser, page, name, DESK, at="#time")
                continue
            take(browser, page, name, DESK)
            take(browser, page, f"{name}-phone", PHONE, scale=2)
            keep(f"{name}-paper", paper_pictures(sections, stamp=report.stamp)[0])
        take(browser, index_of_everything(data, folder / "reports"), "index", DESK)
        browser.close()


if __name__ == "__main__":
    main()
