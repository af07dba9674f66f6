"""The same reports made in four ways: by command lines, by a pool, by this project's batch, and its floor."""

import json
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator import generate
from watch import BIN, HOUSE, analysis, run

NOTEBOOK = HOUSE / "notebooks" / "province_report.ipynb"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""

Job = tuple[str, str]
"""Province and year."""


@contextmanager
def synthetic(
    provinces: int = 63,
    years: int = 20,
    *,
    bodies: tuple[str, ...] = ("bloc",),
    periods: tuple[str, ...] = ("FY",),
    full: bool = True,
) -> Iterator[Path]:
    """Make a folder of synthetic data for the time of a benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "synthetic"
        generate(data, provinces=provinces, years=years, bodies=bodies, periods=periods, full=full)
        yield data


def jobs_of(data: Path, provinces: int = 10**6, years: int = 10**6) -> list[Job]:
    """Jobs that a batch can name by two lists: so many provinces by the last so many years; shuffled."""
    rows = json.loads(analysis(data, "list", "--format", "json").stdout)
    pairs = {(row["province"], str(row["year"])) for row in rows if row["period"] == "FY"}
    names = sorted({province for province, _ in pairs})[:provinces]
    last = sorted({year for _, year in pairs})[-years:]
    jobs = sorted(pair for pair in pairs if pair[0] in names and pair[1] in last)
    random.Random(1).shuffle(jobs)
    return jobs


def shell_loop(data: Path, jobs: list[Job], folder: Path, *, pdf: bool = False) -> None:
    """(a) The two command lines for each report, two at a time; a browser prints the page."""
    script = (
        'set -e; p=$1; y=$2; o="$3/$p-$y"; '
        f'"{BIN}/papermill" "{NOTEBOOK}" "$o.ipynb" -p province "$p" -p year "$y" -p body "" '
        f"--no-progress-bar >/dev/null 2>&1; "
        f'"{BIN}/jupyter" nbconvert --to html --no-input "$o.ipynb" >/dev/null 2>&1'
    )
    if pdf:
        script += (
            f'; "{CHROMIUM}" --headless --no-sandbox --disable-gpu --disable-background-networking '
            '--disable-component-update --disable-sync --no-first-run --user-data-dir="$o.profile" '
            '--no-pdf-header-footer --print-to-pdf="$o.pdf" "file://$o.html" >/dev/null 2>&1'
        )
    lines = "".join(f"{province}\0{year}\0{folder}\0" for province, year in jobs)
    run(["xargs", "-0", "-P2", "-n3", "sh", "-c", script, "report"], data, input=lines)


_POOL = """
import sys, json
from concurrent.futures import ProcessPoolExecutor
import papermill, nbconvert

def make(task):
    notebook, province, year, folder = task
    path = f"{folder}/{province}-{year}.ipynb"
    made = papermill.execute_notebook(
        notebook, path, parameters={"province": province, "year": int(year), "body": ""}, progress_bar=False
    )
    html, _ = nbconvert.HTMLExporter(exclude_input=True).from_notebook_node(made)
    with open(path.replace(".ipynb", ".html"), "w", encoding="utf-8") as file:
        file.write(html)

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(make, json.load(sys.stdin)))
"""


def pool(data: Path, jobs: list[Job], folder: Path) -> None:
    """(b) The two libraries in a pool of two processes."""
    script = folder / "pool.py"
    script.write_text(_POOL, encoding="utf-8")
    tasks = json.dumps([[str(NOTEBOOK), province, year, str(folder)] for province, year in jobs])
    run([sys.executable, str(script)], data, input=tasks)


def asked(jobs: list[Job]) -> list[str]:
    """What names these jobs to `analysis batch`."""
    provinces, years = (",".join(sorted({job[part] for job in jobs})) for part in (0, 1))
    return ["--provinces", provinces, "--years", years]


def batch(data: Path, jobs: list[Job], folder: Path, to: str = "html", *more: str) -> None:
    """(c) This project's batch, two reports at a time."""
    where = ["--output", str(folder / "out")]
    analysis(data, "batch", *asked(jobs), "--to", to, "--jobs", "2", "--quiet", *where, *more)


_FLOOR = """
import cProfile, gc, pstats, sys, json, time
import nbformat
import analysis
from analysis.compare import check, rates
from analysis.machine import collect_rarely
from analysis.page import MIME_TYPE
from analysis.run import render_html, render_sections

collect_rarely()  # as the processes of a batch do
data = analysis.load()
jobs, bare, profiled = json.load(sys.stdin)

def make(province, year):
    if province:
        report = analysis.ProvinceReport(data, province, int(year))
    else:
        report = analysis.ComparisonReport(data, int(year))
    bundles = [section._repr_mimebundle_() for section in report.sections()]
    if bare:
        render_sections([bundle[MIME_TYPE] for bundle in bundles], stamp=report.stamp)
        return
    shown = [nbformat.v4.new_output("display_data", bundle) for bundle in bundles]
    cells = [nbformat.v4.new_code_cell("", outputs=[output]) for output in shown]
    render_html(nbformat.v4.new_notebook(cells=cells), stamp=report.stamp)

make(*jobs[0])  # warm
if bare:
    check(data), rates(data)
    gc.freeze()
if profiled:
    profile = cProfile.Profile()
    profile.enable()
begun = time.process_time()
for job in jobs:
    make(*job)
print((time.process_time() - begun) / len(jobs))
if profiled:
    profile.disable()
    rooms = {}
    for (file, _, _), (_, _, own, _, _) in pstats.Stats(profile).stats.items():
        if "/analysis/" in file:
            room = "analysis." + file.rpartition("/analysis/")[2].split("/")[0].removesuffix(".py")
        elif "/site-packages/" in file:
            room = file.rpartition("/site-packages/")[2].split("/")[0]
        else:
            room = "Python itself"
        rooms[room] = rooms.get(room, 0.0) + own
    print(json.dumps({room: own / sum(rooms.values()) for room, own in rooms.items()}))
"""


_BESIDES = """
import json, os, resource, sys, tempfile
from pathlib import Path

from analysis.batch import plan
from analysis.run import Settings, end_kept, request
from analysis.run.maker import warm_up

asked, folder = json.load(sys.stdin)
planned = plan([request(asked)], Path(tempfile.mkdtemp()), Path(folder))
maker = planned.maker(Settings(memory=2**33))
warm_up(maker, planned.data(), [task.job for task in planned.due])
begun, faults = os.times(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt
for task in planned.due:
    maker(task)
end_kept()
ended, count = os.times(), len(planned.due)
took = {
    name: (getattr(ended, name) - getattr(begun, name)) / count
    for name in ("user", "system", "children_user", "children_system")
}
pages = (resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt - faults) / count
start = {"start": begun.user + begun.system, "beside": begun.children_user + begun.children_system}
print(json.dumps({**start, **took, "pages": pages}))
"""


def besides(data: Path, jobs: list[Job]) -> dict[str, float]:
    """What a batch needs beside the floor: CPU seconds until the first report, then a report by who needs it.

    ``pages`` are those of memory that the process of the cells must copy, as it was forked from another.
    """
    provinces, years = (",".join(sorted({job[part] for job in jobs})) for part in (0, 1))
    asked = {"provinces": provinces, "years": years, "to": "html"}
    done = run([sys.executable, "-c", _BESIDES], data, input=json.dumps([asked, str(data)]))
    return {name: round(value, 3) for name, value in json.loads(done.stdout).items()}


def floor(data: Path, jobs: list[Job], *, bare: bool = False) -> float:
    """(d) CPU seconds a report for the cells and the rendering alone, in one warm process.

    A job without a province is the comparison of all in that year. Bare, it has no notebook around its
    sections, of which nbformat would copy every node, and as in a batch the data were checked before, and are
    not looked through for waste.
    """
    done = run([sys.executable, "-c", _FLOOR], data, input=json.dumps([jobs, bare, False]))
    return float(done.stdout)


def profile(data: Path, jobs: list[Job]) -> dict[str, float]:
    """Give the parts of the floor's time that each library and each of our rooms takes, of 2% and more."""
    done = run([sys.executable, "-c", _FLOOR], data, input=json.dumps([jobs, False, True]))
    parts = sorted(json.loads(done.stdout.splitlines()[1]).items(), key=lambda item: -item[1])
    return {room: round(part, 3) for room, part in parts if part >= 0.02}
