"""The same reports made in several ways, side by side in one run, and what a batch costs otherwise.

    python benchmarks/bench.py floor     CPU seconds of cells and page alone
    python benchmarks/bench.py speed     reports a minute, CPU seconds a report, memory, ratios
    python benchmarks/bench.py cold      one report, one answer, and --help; what they import
    python benchmarks/bench.py load      CPU of reading figures, beside `pandas.read_csv`
    python benchmarks/bench.py plan      a dry run of very many jobs
    python benchmarks/bench.py scale     a long batch: memory, nothing changed, one row changed, its index
    python benchmarks/bench.py cluster   the same jobs on a Dask cluster of this machine; with workers killed
    python benchmarks/bench.py kills     a batch killed at random moments, then finished
    python benchmarks/bench.py reading   how well texts are read, on those in the folder that TEXTS names
    python benchmarks/bench.py page      docs/benchmarks.md, from what was measured last

Every command makes its own synthetic data and prints JSON; `make bench` runs them one after the other.
"""

import csv
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from platform import python_version, system
from statistics import linear_regression, median
from typing import Any

import click
import psutil
import rivals
from generator import BODIES, PERIODS
from rivals import Job, asked, batch, jobs_of, pool, shell_loop, synthetic
from watch import BIN, HOUSE, Watch, analysis, compile_everything, environment, run, timed

from analysis.locations import data_folder

Result = dict[str, Any]

RESULTS = HOUSE / "benchmarks" / "results.json"
LIBRARIES = ("pandas", "matplotlib", "papermill", "nbconvert", "jupyterlab", "typst", "distributed")


def _say(part: str, **result: Any) -> None:
    """Print what was measured, and keep it with the machine, how fast it was, and the versions."""
    click.echo(json.dumps({part: result}, indent=1))
    imports = [timed(lambda: run([sys.executable, "-c", "import pandas"], data_folder())) for _ in range(5)]
    kept = json.loads(RESULTS.read_text("utf-8")) if RESULTS.is_file() else {}
    kept[part] = {
        "measured": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": f"{os.cpu_count()} processors, {system()}, Python {python_version()}",
        "import_pandas_seconds": round(median(imports), 2),
        "versions": {name: version(name) for name in LIBRARIES},
        **result,
    }
    RESULTS.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n", "utf-8")


@click.group()
def main() -> None:
    """Measure what docs/benchmarks.md shows."""
    compile_everything()


@main.command()
@click.option("--rounds", default=3, show_default=True)
def floor(rounds: int) -> None:
    """CPU of full reports: 63 provinces, 20 years, two dozen figures each."""
    with synthetic() as data:
        some = jobs_of(data)[:24]
        every = [("", str(year)) for year in (2024, 2023, 2021, 2018)]
        provinces = [rivals.floor(data, some) for _ in range(rounds)]
        comparisons = [rivals.floor(data, every) for _ in range(rounds)]
        bare = [round(median(rivals.floor(data, jobs, bare=True) for _ in range(rounds)), 3)
                for jobs in (some, every)]  # fmt: skip
        where = {"province": rivals.profile(data, some), "comparison": rivals.profile(data, every)}
    _say("floor", province=round(median(provinces), 3), comparison=round(median(comparisons), 3),
         bare=bare, rounds={"province": provinces, "comparison": comparisons}, profile=where)  # fmt: skip


Way = tuple[int, Callable[[Path], object]]
"""How many reports it makes, and how; the floor gives its CPU seconds a report itself."""


def _contest(ways: dict[str, Way], rounds: int) -> dict[str, Result]:
    """Let the ways take turns, and give the median of each."""
    runs: dict[str, list[Result]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, (reports, way) in ways.items():
            with tempfile.TemporaryDirectory() as folder, Watch().around() as watch:
                told = way(Path(folder))
            one = {
                "reports_a_minute": 60 * reports / watch.wall,
                "cpu_seconds_a_report": told if isinstance(told, float) else watch.cpu / reports,
                "peak_mb": watch.peak / 1e6,
            }
            runs[name].append(one)
            click.echo(f"{name}: { {what: round(value, 2) for what, value in one.items()} }", err=True)
    return {
        name: {what: round(median(one[what] for one in each), 3) for what in each[0]}
        | {
            "reports": ways[name][0],
            "rounds": [round(one["reports_a_minute"], 1) for one in each],
            "cpu_rounds": [round(one["cpu_seconds_a_report"], 3) for one in each],
        }
        for name, each in runs.items()
    }


def _ratio(contest: dict[str, Result], one: str, other: str, of: str = "rounds") -> float:
    """Median of the ratios of each round: what a machine does beside changes both."""
    pairs = zip(contest[one][of], contest[other][of], strict=True)
    return round(float(median(first / second for first, second in pairs)), 2)


@main.command()
@click.option("--rounds", default=3, show_default=True)
@click.option(
    "--many", default=1008, show_default=True, help="Reports of the batch that is held against the floor."
)
def speed(rounds: int, many: int) -> None:
    """(a) to (d) on the same reports."""
    with synthetic() as data:
        # A batch pays its start once; over many reports what counts is one report more.
        jobs, some, lots = jobs_of(data, 6, 4), jobs_of(data, 63, 4), jobs_of(data, 63, -(-many // 63))
        sample = lots[:: max(1, len(lots) // 24)]
        html = _contest({
            "a_shell_loop": (len(jobs), lambda folder: shell_loop(data, jobs, folder)),
            "b_pool": (len(jobs), lambda folder: pool(data, jobs, folder)),
            "c_batch": (len(jobs), lambda folder: batch(data, jobs, folder)),
            "c_middle": (len(some), lambda folder: batch(data, some, folder)),
            "c_long": (len(lots), lambda folder: batch(data, lots, folder)),
            "d_floor": (len(sample), lambda _: rivals.floor(data, sample)),
        }, rounds)  # fmt: skip
        both = _contest({
            "a_shell_loop": (len(jobs), lambda folder: shell_loop(data, jobs, folder, pdf=True)),
            "c_batch": (len(jobs), lambda folder: batch(data, jobs, folder, "html,pdf")),
        }, rounds)  # fmt: skip
        besides = rivals.besides(data, jobs)
    _say("speed", reports=len(jobs), html=html, html_pdf=both,
         floor_cpu_seconds=html["d_floor"]["cpu_seconds_a_report"], besides=besides,
         ratios={
            "html_c_to_a": _ratio(html, "c_batch", "a_shell_loop"),
            "html_c_to_b": _ratio(html, "c_batch", "b_pool"),
            "html_pdf_c_to_a": _ratio(both, "c_batch", "a_shell_loop"),
            "peak_c_to_a": round(both["c_batch"]["peak_mb"] / both["a_shell_loop"]["peak_mb"], 2),
            "middle_c_to_a": _ratio(html, "c_middle", "a_shell_loop"),
            "long_cpu_c_to_d": _ratio(html, "c_long", "d_floor", "cpu_rounds"),
         })  # fmt: skip


@main.command()
@click.option("--runs", default=5, show_default=True)
def cold(runs: int) -> None:
    """One report from nothing, against the two command lines, in turn; single answers; --help."""
    data = data_folder()  # as a reader has it: the project's own figures
    found: dict[str, list[float]] = {
        name: [] for name in ("lines", "report", "help", "show", "explain", "verify")
    }
    job = ("tra-vinh", "2023")
    rows = json.loads(analysis(data, "show", *job, "--format", "json").stdout)
    figure = next(row["id"] for row in rows if row["count"])
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            found["lines"].append(timed(partial(shell_loop, data, [job], folder)))
            made = partial(analysis, data, "report", *job, "--to", "html", "--output", str(folder / "out"))
            found["report"].append(timed(made))
            page = next(path for path in (folder / "out").rglob("*.html") if path.name != "index.html")
            found["verify"].append(timed(partial(analysis, data, "verify", str(page))))
            imports = {"verify": _imports(data, "verify", str(page)), "show": _imports(data, "show", *job)}
        found["help"].append(timed(lambda: run([str(BIN / "analysis"), "--help"], data)))
        found["show"].append(timed(partial(analysis, data, "show", *job)))
        found["explain"].append(timed(partial(analysis, data, "explain", figure)))
    pairs = zip(found["report"], found["lines"], strict=True)
    _say("cold", runs=runs, ratio=round(median(a / b for a, b in pairs), 2), imports=imports,
         **{f"{name}_seconds": round(median(each), 2) for name, each in found.items()})  # fmt: skip


def _imports(data: Path, *arguments: str) -> dict[str, float]:
    """Seconds that a command spends importing libraries, as Python itself tells: those of 20 ms and more."""
    command = [sys.executable, "-X", "importtime", "-m", "analysis", *arguments, "--data", str(data)]
    found: dict[str, float] = {}
    for line in run(command, data).stderr.splitlines():
        told, _, name = line.rpartition("|")
        own = told.removeprefix("import time:").partition("|")[0].strip()
        if own.isdigit():
            library = name.strip().partition(".")[0]
            found[library] = found.get(library, 0.0) + int(own) / 1e6
    kept = sorted(found.items(), key=lambda item: -item[1])
    return {library: round(seconds, 3) for library, seconds in kept if seconds >= 0.02}


_LOADED = """
import cProfile, json, pstats, sys, time
from pathlib import Path
import pandas
what, data = sys.argv[1:]
profile = cProfile.Profile()
if what == "profile":
    profile.enable()
begun = time.process_time()
if what == "read_csv":
    for file in sorted(Path(data).glob("*.csv")):
        pandas.read_csv(file, dtype=str, keep_default_na=False)
else:
    import analysis
    analysis.load(Path(data))
print(time.process_time() - begun)
if what == "profile":
    profile.disable()
    stats = pstats.Stats(profile)
    looked_at = {
        ("data/validation.py", "validate"): "check", ("data/dataset.py", "_figures"): "figures",
        ("pandera/__init__.py", "<module>"): "pandera",
    }
    parts = {
        part: round(spent / stats.total_tt, 2)
        for (file, _, name), (_, _, _, spent, _) in stats.stats.items()
        for (ending, function), part in looked_at.items()
        if file.endswith(ending) and name == function
    }
    print(json.dumps(parts))
"""


@main.command()
@click.option("--rounds", default=5, show_default=True)
def load(rounds: int) -> None:
    """CPU beyond `import pandas`, each in a process of its own: nothing kept of the files, and kept."""

    def told(what: str, data: Path, cache: str) -> list[str]:
        with_cache = {**environment(data), "XDG_CACHE_HOME": cache}
        done = subprocess.run(
            [sys.executable, "-c", _LOADED, what, str(data)],
            env=with_cache, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout.splitlines()

    def seconds(what: str, data: Path, cache: str) -> float:
        return float(told(what, data, cache)[0])

    def measured(data: Path) -> Result:
        found: dict[str, list[float]] = {"first": [], "again": [], "read_csv": []}
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as cache:
                found["first"].append(seconds("load", data, cache))
                found["again"].append(seconds("load", data, cache))
            found["read_csv"].append(seconds("read_csv", data, ""))
        each = {name: median(values) for name, values in found.items()}
        rows = sum(len(path.read_bytes().splitlines()) - 1 for path in data.glob("*.csv"))
        with tempfile.TemporaryDirectory() as cache:
            where = json.loads(told("profile", data, cache)[1])
        return {"rows": rows, "profile": where, **{name: round(value, 3) for name, value in each.items()},
                "first_to_read_csv": round(each["first"] / each["read_csv"], 1),
                "again_to_read_csv": round(each["again"] / each["read_csv"], 1)}  # fmt: skip

    with synthetic() as data:
        made = measured(data)
    _say("load", bundled=measured(data_folder()), synthetic=made)


@main.command()
@click.option("--provinces", default=63, show_default=True)
@click.option("--years", default=30, show_default=True)
def plan(provinces: int, years: int) -> None:
    """A dry run of everything that a long history can ask for."""
    with (
        synthetic(provinces, years, bodies=BODIES, periods=PERIODS, full=False) as data,
        tempfile.TemporaryDirectory() as folder,
    ):
        begun = time.perf_counter()
        command = [str(BIN / "analysis"), "batch", "--bodies", "all", "--periods", "all", "--langs", "vi,en",
                   "--dry-run", "--output", folder, "--data", str(data)]  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment(data), text=True) as process:
            assert process.stdout is not None
            lines = sum(1 for _ in process.stdout)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = status
        wall = time.perf_counter() - begun
    _say("plan", jobs=lines, seconds=round(wall, 1), peak_mb=round(usage.ru_maxrss / 1e3))


@main.command()
@click.option("--reports", default=10_000, show_default=True)
def scale(reports: int) -> None:
    """A long batch, then nothing changed, then one row; and its index in a browser."""
    each = 63 * 20 * len(BODIES)
    years, periods = (
        (20, PERIODS[: -(-reports // each)]) if reports >= each else (-(-20 * reports // each), PERIODS[:1])
    )
    with (
        synthetic(63, years, bodies=BODIES, periods=periods, full=False) as data,
        tempfile.TemporaryDirectory() as name,
    ):
        folder = Path(name)
        command = ("batch", "--bodies", "all", "--periods", "all", "--to", "html", "--jobs", "2", "--quiet",
                   "--output", name)  # fmt: skip
        watch = Watch()
        with watch.around(1.0):
            analysis(data, *command)
        made = _made(folder)
        # Memory is looked at from the first tenth on: before that the workers are still coming.
        steady = [(at, held) for at, held in watch.series if at > 0.1 * watch.wall]
        slope = linear_regression(*zip(*steady, strict=True)).slope
        before = _times(folder)
        again = timed(partial(analysis, data, *command))
        assert _times(folder) == before
        _change_one_row(data)
        changed = timed(partial(analysis, data, *command))
        after = _times(folder)
        remade = sum(after[page] != before[page] for page in before)
        opened = _opened(folder / "index.html")
        size = {
            file: round((folder / file).stat().st_size / 1e6, 1) for file in ("index.html", "manifest.json")
        }
    _say("scale", reports=made, seconds=round(watch.wall), peak_mb=round(watch.peak / 1e6),
         mb_per_thousand=round(slope * watch.wall / made * 1000 / 1e6, 2), again_seconds=round(again, 2),
         changed_row={"reports": remade, "seconds": round(changed, 1)}, index_seconds=round(opened, 2),
         megabytes=size)  # fmt: skip


def _made(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.ipynb"))


def _times(folder: Path) -> dict[str, int]:
    return {
        str(path): path.stat().st_mtime_ns for path in folder.rglob("*.html") if path.name != "index.html"
    }


def _change_one_row(data: Path) -> None:
    """One figure more in one row, in the middle of the file with most."""
    file = max(data.glob("*.csv"), key=lambda path: path.stat().st_size)
    with file.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    row, count, printed = rows[len(rows) // 2], rows[0].index("count"), rows[0].index("as_printed")
    row[count] = str(int(row[count]) + 1)
    row[printed] += f"; {row[count]}"  # a number that was not printed is a fault
    with file.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


def _opened(page: Path) -> float:
    """Seconds until a page is there in a browser; nan where there is none."""
    from playwright.sync_api import sync_playwright
    from rivals import CHROMIUM

    if not CHROMIUM:
        return float("nan")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        seconds = timed(lambda: tab.goto(page.as_uri(), wait_until="load"))
        browser.close()
    return seconds


@main.command()
@click.option("--rounds", default=3, show_default=True)
@click.option("--kills", default=3, show_default=True, help="Workers killed in one more batch.")
@click.option("--many", default=1008, show_default=True, help="Reports of each batch.")
def cluster(rounds: int, kills: int, many: int) -> None:
    """Two single-thread Dask workers against --jobs 2, in turn; then once more, workers killed."""
    walls: list[tuple[float, float]] = []
    with synthetic() as data:
        jobs, few = jobs_of(data, 63, -(-many // 63)), jobs_of(data, 63, 2)
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                local = timed(lambda: batch(data, jobs, Path(folder)))
            with tempfile.TemporaryDirectory() as folder, _workers() as dask:
                there = ("--scheduler", dask.scheduler_address)
                remote = timed(lambda: batch(data, jobs, Path(folder), "html", *there))  # noqa: B023
            walls.append((local, remote))
        beside = _spent_by_cluster(data, few)
        lost = _with_kills(data, jobs, kills, median(one for one, _ in walls) / len(jobs))
    _say("cluster", reports=len(jobs), killed=lost, jobs_2_seconds=round(median(one for one, _ in walls), 1),
         dask_seconds=round(median(other for _, other in walls), 1), rounds=walls,
         dask_to_jobs_2=round(median(one / other for one, other in walls), 2), besides=beside)  # fmt: skip


def _begun(dask: Any, data: Path, jobs: list[Job], folder: Path) -> "subprocess.Popen[str]":
    """Begin a batch on a cluster."""
    where = ["--scheduler", dask.scheduler_address, "--output", str(folder / "out"), "--data", str(data)]
    command = [str(BIN / "analysis"), "batch", *asked(jobs), "--to", "html", "--quiet", *where]
    return subprocess.Popen(command, env=environment(data), stderr=subprocess.PIPE, text=True)


def _spent_by_cluster(data: Path, jobs: list[Job]) -> dict[str, float]:
    """CPU seconds of workers until the first report is there; then, a report, of what is no report's."""
    with tempfile.TemporaryDirectory() as folder, _workers() as dask:
        processes = [psutil.Process(worker.pid) for worker in dask.workers.values()]

        def spent() -> tuple[float, float, float]:
            threads = [(one.id == process.pid, one.user_time + one.system_time)
                       for process in processes for one in process.threads()]  # fmt: skip
            loops = sum(seconds for is_loop, seconds in threads if is_loop)
            return time.process_time(), loops, sum(seconds for _, seconds in threads)

        begun = spent()
        running = _begun(dask, data, jobs, Path(folder))
        while running.poll() is None and not any(Path(folder).rglob("*.html")):
            time.sleep(0.2)
        first = spent()
        said = running.communicate()[1]
        assert running.returncode == 0, said
        ended = spent()
    return {
        "start": round(first[2] - begun[2], 2),
        "scheduler": round((ended[0] - first[0]) / len(jobs), 4),
        "loops": round((ended[1] - first[1]) / len(jobs), 4),
    }


@contextmanager
def _workers() -> Iterator[Any]:
    """Two workers of this machine, started as docs/cluster.md says, and batches that ask them so."""
    import dask
    from distributed import LocalCluster

    before = dict(os.environ)
    said = (HOUSE / "docs" / "cluster.md").read_text("utf-8")
    os.environ |= dict(re.findall(r"^export (\w+)=(\S+)$", said, re.MULTILINE))
    dask.config.refresh()
    try:
        with LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster:
            yield cluster
    finally:
        os.environ.clear()
        os.environ.update(before)
        dask.config.refresh()


def _with_kills(data: Path, jobs: list[Job], kills: int, seconds_each: float) -> Result:
    """Kill workers of a cluster that makes many reports, and hold them against an undisturbed batch."""
    with tempfile.TemporaryDirectory() as name, _workers() as dask:
        calm, shaken = Path(name) / "calm", Path(name) / "shaken"
        running = _begun(dask, data, jobs, shaken)
        for place in range(kills):
            time.sleep(seconds_each * len(jobs) / (kills + 1))
            workers = sorted(dask.workers)
            os.kill(dask.workers[workers[place % len(workers)]].pid, signal.SIGKILL)
        said = running.communicate()[1]
        assert running.returncode == 0, said
        batch(data, jobs, calm)
        first, second = (_files(path / "out") for path in (calm, shaken))
    return {"reports": len(jobs), "kills": kills, "files": len(first),
            "same_names": sorted(first) == sorted(second),
            "different": sorted(path for path in first if first[path] != second.get(path))}  # fmt: skip


@main.command()
@click.option("--kills", default=100, show_default=True)
@click.option("--provinces", default=10, show_default=True)
@click.option("--years", default=4, show_default=True)
def kills(kills: int, provinces: int, years: int) -> None:
    """Kill a batch at random moments, finish it, and compare every byte with an undisturbed one."""
    chance = random.Random(7)
    with synthetic() as data, tempfile.TemporaryDirectory() as folder:
        jobs = jobs_of(data, provinces, years)
        calm, shaken = Path(folder) / "calm", Path(folder) / "shaken"
        for path in (calm, shaken):
            path.mkdir()
        full = timed(lambda: batch(data, jobs, calm, "html,pdf"))
        command = [str(BIN / "analysis"), "batch", *asked(jobs), "--jobs", "2", "--quiet",
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
    _say("kills", kills=kills, reports=len(jobs), files=len(first),
         same_names=sorted(first) == sorted(second),
         different=sorted(name for name in first if first[name] != second.get(name)))  # fmt: skip


def _files(folder: Path) -> dict[str, bytes]:
    # The manifest tells seconds, the index the day, the notes when files were written: they are no reports.
    left_out = {"manifest.json", "index.html", ".files.json"}
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in left_out
    }


@main.command()
@click.option("--texts", type=click.Path(path_type=Path), envvar="TEXTS", help="Folder of texts, not in git.")
def reading(texts: Path | None) -> None:
    """Recall, right proposals and false candidates on texts; rows changed on purpose that are noticed."""
    if texts is None or not texts.is_dir():
        click.echo("no texts: set TEXTS to the folder that holds them", err=True)
        sys.exit(2)
    from reading import measure, megabyte

    with tempfile.TemporaryDirectory() as folder:
        long = Path(folder) / "long.txt"
        long.write_text(megabyte(texts), "utf-8")
        draft = str(Path(folder) / "draft.csv")
        walls = [timed(partial(analysis, data_folder(), "read", str(long), "--to", draft)) for _ in range(3)]
    _say("reading", **measure(texts), megabyte_seconds=round(median(walls), 2))


@main.command()
def page() -> None:
    """Write docs/benchmarks.md and its picture, from what was measured last."""
    from page import write

    write(json.loads(RESULTS.read_text("utf-8")), HOUSE / "docs")


if __name__ == "__main__":
    main()
