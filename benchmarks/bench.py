"""The same reports made in four ways, side by side in one run, and what a batch costs otherwise.

    python benchmarks/bench.py speed     reports a minute, CPU seconds a report, memory, ratios
    python benchmarks/bench.py again     a batch in which nothing has changed
    python benchmarks/bench.py memory    memory over a long batch
    python benchmarks/bench.py plan      a dry run of very many jobs
    python benchmarks/bench.py cold      one report, and the answer to --help
    python benchmarks/bench.py cluster   the same jobs on a Dask cluster of this machine
    python benchmarks/bench.py kills     a batch killed at random moments, then finished
    python benchmarks/bench.py reading   how well texts are read, on those in the folder that TEXTS names

Every command makes its own synthetic data and prints JSON; `make bench` runs them one after the other.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import click
import psutil
from generator import BODIES, PERIODS, generate

from analysis.locations import data_folder

HERE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent
NOTEBOOK = HERE.parent / "notebooks" / "province_report.ipynb"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""

Result = dict[str, Any]


def environment(data: Path) -> dict[str, str]:
    """Give what every contestant runs with: compiled modules are used, and all see the same data."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "ANALYSIS_DATA": str(data), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def compile_everything() -> None:
    """Compile what is imported, as an installation does; else every import would be compiled anew."""
    roots = {str(Path(entry)) for entry in sys.path if entry.endswith("site-packages")}
    command = [sys.executable, "-m", "compileall", "-q", *sorted(roots), str(HERE.parent / "src")]
    subprocess.run(command, check=False, capture_output=True)


class Watch:
    """Wall time, CPU time of all descendants, and the most memory that they hold together (PSS)."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0
        self.peak = 0
        self.series: list[tuple[float, int]] = []

    @contextmanager
    def around(self, interval: float = 0.5) -> Iterator["Watch"]:
        """Watch all that is started inside the block and ends in it."""
        stop = threading.Event()
        begun, used = time.perf_counter(), _children_cpu()

        def sample() -> None:
            while not stop.wait(interval):
                held = _memory()
                self.series.append((time.perf_counter() - begun, held))
                self.peak = max(self.peak, held)

        sampler = threading.Thread(target=sample, daemon=True)
        sampler.start()
        try:
            yield self
        finally:
            stop.set()
            sampler.join()
            self.wall, self.cpu = time.perf_counter() - begun, _children_cpu() - used


def _children_cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _memory() -> int:
    total = 0
    for process in psutil.Process().children(recursive=True):
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue
    return total


def run(command: list[str], data: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; a contestant that fails ends the benchmark."""
    options = {"check": True, "capture_output": True, "text": True} | options
    return subprocess.run(command, env=environment(data), **options)


def jobs_of(data: Path, count: int) -> list[tuple[str, str]]:
    """The first so many pairs of province and year with full years, in a fixed order."""
    listed = run([str(BIN / "analysis"), "list", "--data", str(data), "--format", "json"], data)
    rows = json.loads(listed.stdout)
    pairs = sorted({(row["province"], str(row["year"])) for row in rows if row["period"] == "FY"})
    random.Random(1).shuffle(pairs)
    return pairs[:count]


# ------------------------------------------------------------------------------------- the contestants


def shell_loop(data: Path, jobs: list[tuple[str, str]], folder: Path, *, pdf: bool) -> None:
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


POOL = """
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


def pool(data: Path, jobs: list[tuple[str, str]], folder: Path) -> None:
    """(b) The two libraries in a pool of two processes."""
    script = folder / "pool.py"
    script.write_text(POOL, encoding="utf-8")
    tasks = json.dumps([[str(NOTEBOOK), province, year, str(folder)] for province, year in jobs])
    run([sys.executable, str(script)], data, input=tasks)


def batch(data: Path, jobs: list[tuple[str, str]], folder: Path, to: str, *more: str) -> None:
    """(c) This project's batch, two reports at a time."""
    run([str(BIN / "analysis"), "batch", *_asked(jobs), "--to", to, "--jobs", "2", "--quiet",
         "--output", str(folder / "out"), "--data", str(data), *more], data)  # fmt: skip


def _asked(jobs: list[tuple[str, str]]) -> list[str]:
    provinces, years = (",".join(sorted({job[part] for job in jobs})) for part in (0, 1))
    return ["--provinces", provinces, "--years", years]


FLOOR = """
import sys, json, time
import nbformat
import analysis
from analysis.run import render_html, render_pdf

data = analysis.load()
jobs, pdf = json.load(sys.stdin)

def make(province, year):
    report = analysis.ProvinceReport(data, province, int(year))
    shown = [nbformat.v4.new_output("display_data", s._repr_mimebundle_()) for s in report.sections()]
    cells = [nbformat.v4.new_code_cell("", outputs=[output]) for output in shown]
    notebook = nbformat.v4.new_notebook(cells=cells)
    render_html(notebook, stamp=report.stamp)
    if pdf:
        render_pdf(notebook, stamp=report.stamp)

make(*jobs[0])  # warm
begun = time.process_time()
for job in jobs:
    make(*job)
print((time.process_time() - begun) / len(jobs))
"""


def floor(data: Path, jobs: list[tuple[str, str]], *, pdf: bool) -> float:
    """(d) CPU seconds a report for the cells and the rendering alone, in one warm process."""
    done = run([sys.executable, "-c", FLOOR], data, input=json.dumps([jobs, pdf]))
    return float(done.stdout)


# ---------------------------------------------------------------------------------------- the commands


def _rectangle(data: Path, provinces: int, years: int) -> list[tuple[str, str]]:
    """Jobs that a batch can name by two lists: so many provinces by so many years."""
    everything = jobs_of(data, 10**6)
    names = sorted({province for province, _ in everything})[:provinces]
    last = sorted({year for _, year in everything})[-years:]
    return [job for job in everything if job[0] in names and job[1] in last]


def _contest(data: Path, jobs: list[tuple[str, str]], ways: dict[str, Callable[[Path], None]]) -> Result:
    outcome: Result = {}
    for name, way in ways.items():
        with tempfile.TemporaryDirectory() as folder, Watch().around() as watch:
            way(Path(folder))
        outcome[name] = {
            "reports_a_minute": round(60 * len(jobs) / watch.wall, 1),
            "cpu_seconds_a_report": round(watch.cpu / len(jobs), 3),
            "peak_mb": round(watch.peak / 1e6),
        }
        click.echo(f"{name}: {outcome[name]}", err=True)
    return outcome


@contextmanager
def synthetic(provinces: int = 63, years: int = 20, **more: Any) -> Iterator[Path]:
    """Make a folder of synthetic data for the time of a benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "synthetic"
        generate(data, provinces=provinces, years=years, **more)
        yield data


def _say(result: Result) -> None:
    click.echo(json.dumps(result, indent=1))


@click.group()
def main() -> None:
    """Measure what the README of this folder reports."""
    compile_everything()


@main.command()
@click.option("--provinces", default=6, show_default=True)
@click.option("--years", default=4, show_default=True)
def speed(provinces: int, years: int) -> None:
    """(a) to (d) on the same reports."""
    with synthetic() as data:
        jobs = _rectangle(data, provinces, years)
        html = _contest(data, jobs, {
            "a_shell_loop": lambda folder: shell_loop(data, jobs, folder, pdf=False),
            "b_pool": lambda folder: pool(data, jobs, folder),
            "c_batch": lambda folder: batch(data, jobs, folder, "html"),
        })  # fmt: skip
        both = _contest(data, jobs, {
            "a_shell_loop": lambda folder: shell_loop(data, jobs, folder, pdf=True),
            "c_batch": lambda folder: batch(data, jobs, folder, "html,pdf"),
        })  # fmt: skip
        # A batch pays its start once; over many reports what counts is one report more.
        many = _rectangle(data, 63, 4)
        long = _contest(data, many, {"c_batch": lambda folder: batch(data, many, folder, "html")})
        sample = many[::10]
        floors = {"html": floor(data, sample, pdf=False), "html_pdf": floor(data, sample, pdf=True)}

    def rate(table: Result, name: str) -> float:
        return float(table[name]["reports_a_minute"])

    _say({
        "reports": len(jobs), "html": html, "html_pdf": both, "html_long": {"reports": len(many), **long},
        "d_floor_cpu_seconds": {name: round(value, 3) for name, value in floors.items()},
        "ratios": {
            "html_c_to_a": round(rate(html, "c_batch") / rate(html, "a_shell_loop"), 2),
            "html_c_to_b": round(rate(html, "c_batch") / rate(html, "b_pool"), 2),
            "html_pdf_c_to_a": round(rate(both, "c_batch") / rate(both, "a_shell_loop"), 2),
            "html_cpu_c_to_d": round(long["c_batch"]["cpu_seconds_a_report"] / floors["html"], 2),
        },
    })  # fmt: skip


@main.command()
@click.option("--provinces", default=63, show_default=True)
@click.option("--years", default=6, show_default=True)
def again(provinces: int, years: int) -> None:
    """Build everything, then once more with nothing changed."""
    with synthetic() as data, tempfile.TemporaryDirectory() as folder:
        jobs = _rectangle(data, provinces, years)
        walls = []
        for _ in range(2):
            begun = time.perf_counter()
            batch(data, jobs, Path(folder), "html,pdf")
            walls.append(time.perf_counter() - begun)
    _say({"reports": len(jobs), "full_seconds": round(walls[0], 1), "again_seconds": round(walls[1], 2),
          "share_percent": round(100 * walls[1] / walls[0], 2)})  # fmt: skip


@main.command()
@click.option("--reports", default=1000, show_default=True)
def memory(reports: int) -> None:
    """Memory of a batch and its workers, after the first hundred reports and at the end."""
    with synthetic() as data, tempfile.TemporaryDirectory() as folder:
        jobs = _rectangle(data, 63, -(-reports // 63))
        watch = Watch()
        with watch.around(1.0):
            batch(data, jobs, Path(folder), "html,pdf")
    total = watch.series[-1][0]
    early = [held for at, held in watch.series if 0.1 * total < at < 0.25 * total]
    late = [held for at, held in watch.series if at > 0.85 * total]
    _say({"reports": len(jobs), "seconds": round(total), "mb_after_first_tenth": round(median(early) / 1e6),
          "mb_in_last_tenth": round(median(late) / 1e6), "mb_peak": round(watch.peak / 1e6)})  # fmt: skip


@main.command()
@click.option("--provinces", default=63, show_default=True)
@click.option("--years", default=30, show_default=True)
def plan(provinces: int, years: int) -> None:
    """A dry run of everything that a long history can ask for."""
    everything = {"bodies": BODIES, "periods": PERIODS, "full": False}
    with synthetic(provinces, years, **everything) as data, tempfile.TemporaryDirectory() as folder:
        asked = ["--bodies", "all", "--periods", "all", "--langs", "vi,en"]
        begun = time.perf_counter()
        where = ["--output", folder, "--data", str(data)]
        command = [str(BIN / "analysis"), "batch", *asked, "--dry-run", *where]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment(data), text=True) as process:
            assert process.stdout is not None
            lines = sum(1 for _ in process.stdout)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = status
        wall = time.perf_counter() - begun
    _say({"jobs": lines, "seconds": round(wall, 1), "peak_mb": round(usage.ru_maxrss / 1e3)})


@main.command()
@click.option("--runs", default=5, show_default=True)
def cold(runs: int) -> None:
    """One report from nothing, against the two command lines, in turn; and --help."""
    data = data_folder()  # as a reader has it: the project's own figures
    province, year = jobs_of(data, 1)[0]
    ours, theirs, helps = [], [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            one = [(province, year)]
            theirs.append(_timed(partial(shell_loop, data, one, Path(folder), pdf=False)))
            command = [str(BIN / "analysis"), "report", *one[0], "--to", "html", "--output", folder]
            ours.append(_timed(partial(run, [*command, "--data", str(data)], data)))
            helps.append(_timed(lambda: run([str(BIN / "analysis"), "--help"], data)))
    _say({"runs": runs, "report_seconds": round(median(ours), 2),
          "command_lines_seconds": round(median(theirs), 2),
          "ratio": round(median(a / b for a, b in zip(ours, theirs, strict=True)), 2),
          "help_seconds": round(median(helps), 3)})  # fmt: skip


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@main.command()
@click.option("--provinces", default=42, show_default=True)
@click.option("--years", default=6, show_default=True)
def cluster(provinces: int, years: int) -> None:
    """Two single-thread Dask workers against --jobs 2."""
    from distributed import LocalCluster

    with synthetic() as data, tempfile.TemporaryDirectory() as folder:
        jobs = _rectangle(data, provinces, years)
        local = _timed(lambda: batch(data, jobs, Path(folder), "html"))
        with (
            tempfile.TemporaryDirectory() as other,
            LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as dask,
        ):
            address = dask.scheduler_address
            remote = _timed(lambda: batch(data, jobs, Path(other), "html", "--scheduler", address))
    _say({"reports": len(jobs), "jobs_2_seconds": round(local, 1), "dask_seconds": round(remote, 1),
          "dask_to_jobs_2": round(local / remote, 2)})  # fmt: skip


@main.command()
@click.option("--kills", default=100, show_default=True)
@click.option("--provinces", default=10, show_default=True)
@click.option("--years", default=4, show_default=True)
def kills(kills: int, provinces: int, years: int) -> None:
    """Kill a batch at random moments, finish it, and compare every byte with an undisturbed one."""
    chance = random.Random(7)
    with synthetic() as data, tempfile.TemporaryDirectory() as folder:
        jobs = _rectangle(data, provinces, years)
        calm, shaken = Path(folder) / "calm", Path(folder) / "shaken"
        for path in (calm, shaken):
            path.mkdir()
        full = _timed(lambda: batch(data, jobs, calm, "html,pdf"))
        command = [str(BIN / "analysis"), "batch", *_asked(jobs), "--jobs", "2", "--quiet",
                   "--output", str(shaken / "out"), "--data", str(data)]  # fmt: skip
        for _ in range(kills):
            process = subprocess.Popen(command, env=environment(data), start_new_session=True,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
            try:
                process.wait(chance.uniform(0.1, full))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
            # Half of the time all that was made is thrown away, so that kills meet every stage of the work.
            if chance.random() < 0.5:
                shutil.rmtree(shaken / "out", ignore_errors=True)
        batch(data, jobs, shaken, "html,pdf")
        first, second = (_files(path / "out") for path in (calm, shaken))
    _say({"kills": kills, "reports": len(jobs), "files": len(first),
          "same_names": sorted(first) == sorted(second),
          "different": sorted(name for name in first if first[name] != second.get(name))})  # fmt: skip


@main.command()
@click.option("--texts", type=click.Path(path_type=Path), envvar="TEXTS", help="Folder of texts, not in git.")
def reading(texts: Path | None) -> None:
    """Recall, right proposals and false candidates on texts; rows changed on purpose that are noticed."""
    if texts is None or not texts.is_dir():
        _say({"texts": "none: set TEXTS to the folder that holds them"})
        return
    from reading import measure

    _say(measure(texts))


def _files(folder: Path) -> dict[str, bytes]:
    # The manifest tells seconds, and the index the day: they are not reports.
    left_out = {"manifest.json", "index.html"}
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in left_out
    }


if __name__ == "__main__":
    main()
