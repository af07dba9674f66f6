"""Batches from the command line: incremental, isolated, resumable, the same bytes however they are made."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest

from analysis.batch.workers import work_off
from analysis.errors import MachineryError, UnexpectedError
from analysis.run.cells import can_fork
from analysis.run.output import locked
from broken_data import copy

HOUSE = Path(__file__).parents[2]
SCOPE = ("--provinces", "tra-vinh,hau-giang,hai-duong", "--years", "2022-2023")
ENDINGS = (".html", ".pdf", ".ipynb", ".csv", ".json")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_fork(), reason="these tests kill forked processes"),
]


def command(*arguments: str | Path) -> list[str]:
    """Give the command line of a batch."""
    return [sys.executable, "-m", "analysis", "batch", *map(str, arguments)]


def batch(*arguments: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
    """Run a batch and expect its exit status."""
    done = subprocess.run(command(*arguments), cwd=HOUSE, capture_output=True, text=True)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done


def files(output: Path) -> dict[str, bytes]:
    """Give every file of every report, by its path."""
    found = {}
    for path in sorted(output.rglob("*")):
        place = path.relative_to(output)
        if path.is_file() and len(place.parts) > 1 and not place.parts[0].startswith((".", "failed")):
            assert path.suffix in ENDINGS, path
            found[place.as_posix()] = path.read_bytes()
    return found


def manifest(output: Path) -> dict[str, dict[str, Any]]:
    """Give the manifest's entries by stamp."""
    return {
        entry["stamp"]: entry
        for entry in json.loads((output / "manifest.json").read_text("utf-8"))["reports"]
    }


def begin(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start a batch and come back at once."""
    # A runner without job control starts its tests deaf to Ctrl-C; who types it has a shell that is not.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command(*arguments), cwd=HOUSE, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, heard)


def until(condition: Any, process: subprocess.Popen[str]) -> None:
    """Wait until something is so, or the process has ended."""
    while not condition() and process.poll() is None:
        time.sleep(0.01)


def family(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """Give all processes below one."""
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def workers(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """Give the workers of a batch: what is forked from it has its command line."""
    try:
        line = psutil.Process(process.pid).cmdline()
        return [child for child in family(process) if child.ppid() == process.pid and child.cmdline() == line]
    except psutil.NoSuchProcess:
        return []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project's figures."""
    return copy(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def built(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a handful of reports once, undisturbed, by two workers."""
    output = tmp_path_factory.mktemp("built") / "reports"
    batch(*SCOPE, "--reports", "province,comparison", "--jobs", "2", "--data", folder, "--output", output)
    return output


@pytest.fixture
def output(built: Path, tmp_path: Path) -> Path:
    """Copy these reports, to be spoilt."""
    return Path(shutil.copytree(built, tmp_path / "reports"))


def test_a_batch_makes_everything_that_has_figures(built: Path) -> None:
    """Every report has its five files, a line in the manifest, and the index leads to it."""
    entries = manifest(built)
    assert {stamp.split("/")[0] for stamp in entries} == {"province", "comparison"}
    for stamp, entry in entries.items():
        assert entry["outcome"] == "made"
        assert entry["figures"] > 0
        assert entry["seconds"] > 0
        assert sorted(entry["files"]) == sorted(f"{stamp}{ending}" for ending in ENDINGS)
        assert f"{stamp}.html" in (built / "index.html").read_text("utf-8")
        sidecar = json.loads((built / f"{stamp}.json").read_text("utf-8"))
        assert sidecar["key"] == entry["key"]
    assert sorted(files(built)) == sorted(file for entry in entries.values() for file in entry["files"])


def test_the_same_bytes_with_one_worker_and_with_a_kernel(built: Path, folder: Path, tmp_path: Path) -> None:
    """Neither the number of workers nor the engine changes a byte of any file."""
    place = ("--provinces", "hau-giang", "--years", "2023", "--data", folder)
    for position, more in enumerate((["--jobs", "1"], ["--jobs", "1", "--engine", "kernel"])):
        output = tmp_path / str(position)
        batch(*place, *more, "--output", output)
        made = files(output)
        assert len(made) == len(ENDINGS)
        assert made == {name: content for name, content in files(built).items() if name in made}


def test_nothing_changed_nothing_done(output: Path, folder: Path) -> None:
    """A second run makes nothing, touches nothing, and does not even load the libraries that draw.

    But it notes which files it has found whole, where they are others than those that were made: copies.
    """
    (output / ".files.json").unlink()
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    script = "import sys; from analysis.cli import main; main(sys.argv[1:], standalone_mode=False); "
    script += "print({'pandas', 'matplotlib', 'nbconvert'} & sys.modules.keys())"
    arguments = ["batch", *SCOPE, "--reports", "province,comparison", "--data", str(folder)]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments, "--output", str(output)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "set()\n"
    assert re.search(r"up to date, [\d.]+ s\n$", done.stderr)
    (output / ".files.json").unlink()
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()} == before


def test_a_dry_run_says_why_and_does_nothing(output: Path, folder: Path, tmp_path: Path) -> None:
    """New, missing, changed data with the row: each report that would be made is named with its reason."""
    nowhere = tmp_path / "nowhere"
    assert "province/tra-vinh" in batch(*SCOPE, "--dry-run", "--data", folder, "--output", nowhere).stdout
    assert not nowhere.exists()
    changed = Path(shutil.copytree(folder, tmp_path / "data"))
    file = changed / "admissions.csv"
    text = file.read_text("utf-8").replace(",209,,150,plan,139.33,", ",210,,150,plan,140,")
    file.write_text(text.replace("209/150; 139,33%", "210/150; 140%"), "utf-8")
    (output / "province/hau-giang/2023-FY-bloc.vi.json").unlink()
    shutil.rmtree(output / "province/hai-duong")
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    asked = (*SCOPE, "--reports", "province,comparison")  # a page leads to the others of its plan
    done = batch(*asked, "--dry-run", "--data", changed, "--output", output)
    reasons = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    row = "tra-vinh/bloc/2023/FY/actual/admissions/members"
    assert reasons["province/tra-vinh/2023-FY-bloc.vi"] == f"data changed ({row})"
    assert reasons["province/hau-giang/2023-FY-bloc.vi"] == "missing output: json"
    assert {reason for stamp, reason in reasons.items() if "hai-duong" in stamp} == {"new"}
    assert "province/hau-giang/2022-FY-province.vi" not in reasons
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*")} == before


def test_the_index_shows_what_lies_there(built: Path, output: Path, folder: Path) -> None:
    """Reports that somebody took away or put there meanwhile are noticed, though nothing has to be made."""
    scope = ("--provinces", "tra-vinh", "--years", "2022-2023", "--data", folder, "--output", output)
    index, place = output / "index.html", "province/hai-duong"
    shutil.rmtree(output / place)
    assert batch(*scope).stdout == f"{index}\n"
    assert place not in index.read_text("utf-8")
    shutil.copytree(built / place, output / place)
    assert batch(*scope).stdout == f"{index}\n"
    assert place in index.read_text("utf-8")
    assert batch(*scope).stdout == ""


def test_one_folder_has_one_writer(output: Path, folder: Path) -> None:
    """A second batch into the same folder is told so, and nothing is started."""
    with locked(output):
        done = batch(*SCOPE, "--force", "--data", folder, "--output", output, status=2)
    assert done.stderr.startswith(f"error: another run writes into {output}")


def test_only_what_can_see_a_changed_row_is_made_again(output: Path, folder: Path, tmp_path: Path) -> None:
    """After a change, the run makes what is concerned, and all is as if it had been made at once."""
    changed = Path(shutil.copytree(folder, tmp_path / "data"))
    file = changed / "study.csv"
    text = file.read_text("utf-8").replace(",5990,,6046,convened,99.07,", ",5991,,6046,convened,99.09,")
    file.write_text(text.replace("5.990/6.046; 99,07%", "5.991/6.046; 99,09%"), "utf-8")
    scope = (*SCOPE, "--reports", "province,comparison", "--data", changed)
    batch(*scope, "--output", output)
    batch(*scope, "--output", tmp_path / "anew")
    assert files(output) == files(tmp_path / "anew")
    made = {stamp for stamp, entry in manifest(output).items() if entry["reason"].startswith("data changed")}
    assert "province/tra-vinh/2023-FY-bloc.vi" in made
    assert "province/hau-giang/2022-FY-province.vi" not in made


WAYS = {
    "tra-vinh": "raise ValueError('no luck')",
    "hau-giang": "import os; os._exit(3)",
    "hai-duong": "import time\nwhile True: time.sleep(1)",
    "quang-ngai": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    # It has a limit, which is lowered, so that this machine stays whole.
    "thanh-hoa": "from resource import *\nhard = getrlimit(RLIMIT_DATA)[0]\nassert hard != RLIM_INFINITY\n"
    "setrlimit(RLIMIT_DATA, (1_500_000_000, hard))\nheld = []\n"
    "while True: held.append(bytearray(50_000_000))",
    "bac-giang": "import sys; sys.exit(0)",
}


@pytest.fixture
def plan(folder: Path, tmp_path: Path) -> Path:
    """Write a plan with a notebook of one's own that goes wrong in a way that depends on the province."""
    source = nbformat.read(HOUSE / "notebooks" / "province_report.ipynb", as_version=4)
    source.cells[1].source += "\nmode = 'go wrong'"
    code = f"ways = {WAYS!r}\nif mode == 'go wrong': exec(ways.get(province, ''))"
    source.cells.insert(3, nbformat.v4.new_code_cell(code, id="ways"))
    nbformat.write(source, tmp_path / "own.ipynb")
    path = tmp_path / "plan.yml"
    path.write_text(
        "notebook: own.ipynb\nyears: 2022-2023\nto: [html]\nparameters:\n  mode: go wrong\n", "utf-8"
    )
    return path


def test_a_failing_report_is_lost_alone(plan: Path, folder: Path, tmp_path: Path) -> None:
    """Raising, exiting, hanging, killing, eating memory, leaving: the rest is made, and all is named."""
    output = tmp_path / "reports"
    done = batch(plan, "--jobs", "2", "--timeout", "25", "--data", folder, "--output", output, status=1)
    entries = manifest(output)
    failed = {stamp: entry for stamp, entry in entries.items() if entry["outcome"] == "failed"}
    assert {stamp.split("/")[-2] for stamp in failed} == {
        stamp.split("/")[-2] for stamp in entries
    } & WAYS.keys()
    assert {entry["blame"] for entry in failed.values()} == {"notebook"}
    eaten = {entry["message"] for stamp, entry in failed.items() if "thanh-hoa" in stamp}
    assert all("MemoryError" in message for message in eaten)
    assert eaten
    for stamp, entry in failed.items():
        assert f"{stamp}: notebook: " in done.stderr
        assert sorted(entry["files"]) == [f"failed/{stamp}.ipynb", f"failed/{stamp}.log"]
        kept = nbformat.read(output / f"failed/{stamp}.ipynb", as_version=4)
        nbformat.validate(kept)
        if "was not reached" not in entry["message"]:
            numbered = re.search(r"cell (\d+)", entry["message"])
            assert numbered, entry["message"]
            failed_in = kept.cells[int(numbered[1]) - 1]
            assert any(output.output_type == "error" for output in failed_in.outputs)
        assert entry["message"] in (output / f"failed/{stamp}.log").read_text("utf-8")
    made = {stamp for stamp, entry in entries.items() if entry["outcome"] == "made"}
    assert made
    assert {name.removesuffix(".html") for name in files(output) if name.endswith(".html")} == made
    # Once it goes well, what is left of the failure goes.
    plan.write_text(plan.read_text("utf-8").replace("mode: go wrong", "mode: go well"), "utf-8")
    batch(plan, "--data", folder, "--output", output)
    assert list((output / "failed").rglob("*.*")) == []


def test_a_report_that_cannot_be_made_again_does_not_stay(plan: Path, folder: Path, tmp_path: Path) -> None:
    """An older report goes when its remake fails: its figures may no longer be those of the data."""
    output, good = tmp_path / "reports", plan.read_text("utf-8") + "provinces: [tra-vinh, hau-giang]\n"
    stamp = "own/own/province/tra-vinh/2023-FY-bloc.vi"
    plan.write_text(good.replace("mode: go wrong", "mode: go well"), "utf-8")
    batch(plan, "--data", folder, "--output", output)
    assert f"{stamp}.html" in (output / "index.html").read_text("utf-8")
    plan.write_text(good, "utf-8")
    batch(plan, "--data", folder, "--output", output, status=1)
    assert files(output) == {}
    assert f"{stamp}.html" not in (output / "index.html").read_text("utf-8")
    assert manifest(output)[stamp]["outcome"] == "failed"
    log = (output / "failed" / f"{stamp}.log").read_text("utf-8")
    assert "files from an earlier run were removed; it was to be made again: parameters changed" in log
    # Where it is good again without this run, what is left of the failure goes as well.
    kept = output / "failed" / f"{stamp}.log"
    plan.write_text(good.replace("mode: go wrong", "mode: go well"), "utf-8")
    batch(plan, "--data", folder, "--output", output)
    kept.write_text(log, "utf-8")
    (output / "manifest.json").unlink()
    batch(plan, "--data", folder, "--output", output)
    assert not kept.exists()


def test_fail_fast_stops_at_the_first_failure(plan: Path, folder: Path, tmp_path: Path) -> None:
    """With --fail-fast the batch ends with the first report that fails."""
    plan.write_text(plan.read_text("utf-8") + "provinces: [tra-vinh]\n", "utf-8")
    done = batch(
        plan, "--fail-fast", "--jobs", "1", "--data", folder, "--output", tmp_path / "reports", status=1
    )
    assert "1 failed" in done.stderr
    assert "not made" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--provinces", "tra vin"], "unknown province 'tra vin'. Did you mean Trà Vinh (tra-vinh)?"),
        (["--years", "1850"], "no figures for 1850"),
        (["--years", "twenty"], "'twenty' is no year"),
        (["--bodies", "party"], "unknown body 'party'"),
        (["--periods", "Q5"], "unknown period 'Q5'"),
        (["--to", "pptx"], "unknown format pptx"),
        (["--langs", "fr"], "unknown language fr"),
        (["--reports", "world"], "unknown report world"),
        (["--data", "nowhere"], "no data folder"),
        (["--timeout", "nan"], "--timeout NaN is no number"),
        (["--reports", "comparison", "--provinces", "moon"], "unknown province 'moon'"),
        (["no-such-plan.yml"], "cannot read no-such-plan.yml"),
    ],
    ids=[
        "province",
        "year",
        "years",
        "body",
        "period",
        "format",
        "lang",
        "report",
        "data",
        "timeout",
        "unused",
        "plan",
    ],
)
def test_a_wrong_request_starts_nothing(arguments: list[str], said: str, tmp_path: Path) -> None:
    """What is unknown is named in one line, with exit status 2, before anything is made."""
    done = batch(*arguments, "--output", tmp_path / "reports", status=2)
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "reports").exists()


def test_a_plan_that_misspells_a_parameter_starts_nothing(plan: Path, folder: Path, tmp_path: Path) -> None:
    """Neither an unknown option in a plan nor an unknown parameter of its notebook is let through."""
    good = plan.read_text("utf-8")
    for wrong, said in (
        (good + "provnces: [tra-vinh]\n", "unknown parameter 'provnces'; did you mean provinces?"),
        (good.replace("mode:", "mod:"), "own.ipynb has no parameter mod"),
    ):
        plan.write_text(wrong, "utf-8")
        assert said in batch(plan, "--data", folder, "--output", tmp_path / "reports", status=2).stderr
    bare = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    nbformat.write(bare, tmp_path / "own.ipynb")
    plan.write_text(good, "utf-8")
    done = batch(plan, "--data", folder, "--output", tmp_path / "reports", status=2)
    assert "no cell tagged 'parameters'" in done.stderr
    assert files(tmp_path / "reports") == {}


def test_a_killed_worker_costs_nothing(built: Path, folder: Path, tmp_path: Path) -> None:
    """A worker killed in mid-batch is replaced, its report made once more, and the result is the same."""
    output = tmp_path / "reports"
    running = begin(
        *SCOPE, "--reports", "province,comparison", "--jobs", "2", "--data", folder, "--output", output
    )
    until(lambda: workers(running), running)  # they are there long before the last report
    workers(running)[0].kill()
    _, said = running.communicate()
    assert running.returncode == 0, said
    assert files(output) == files(built)


def test_killed_at_any_moment_a_batch_goes_on_where_it_was(built: Path, folder: Path, tmp_path: Path) -> None:
    """After kill -9, nothing runs on; the next run keeps what is made and ends as if nothing had happened."""
    output = tmp_path / "reports"
    scope = (*SCOPE, "--reports", "province,comparison", "--jobs", "2", "--data", folder, "--output", output)
    for made in (1, 3, 6):
        running = begin(*scope)
        until(lambda made=made: len(list(output.rglob("*.json"))) > made, running)
        below = family(running)
        running.kill()
        running.communicate()
        _, alive = psutil.wait_procs(below, timeout=10)
        assert alive == []
        for name, content in files_without_parts(output).items():
            assert content == files(built)[name]
    kept = {path: path.stat().st_mtime_ns for path in output.rglob("*.html")}
    batch(*scope)
    assert files(output) == files(built)
    assert list(output.rglob("*.part")) == []
    assert manifest(output).keys() == manifest(built).keys()
    whole = [path for path in kept if path.with_suffix(".json").exists()]
    assert sum(path.stat().st_mtime_ns == kept[path] for path in whole) >= len(whole) - 1


def files_without_parts(output: Path) -> dict[str, bytes]:
    """Give all files that are visible under their final names."""
    for part in output.rglob(".*.part"):
        part.rename(part.with_name(part.name + ".away"))
    found = {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
        and path.suffix in ENDINGS
        and not path.name.startswith(".")
        and path.parent != output
    }
    for part in output.rglob(".*.away"):
        part.rename(part.with_name(part.name.removesuffix(".away")))
    return {name: content for name, content in found.items() if not name.startswith(".rows")}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_interrupted_it_says_what_is_done(number: signal.Signals, folder: Path, tmp_path: Path) -> None:
    """An interrupt ends all processes, leaves whole reports and a right manifest, and a recap."""
    output = tmp_path / "reports"
    running = begin("--data", folder, "--output", output, "--to", "html")
    until(lambda: len(list(output.glob("*/**/*.json"))) > 1, running)
    below = family(running)
    running.send_signal(number)
    _, said = running.communicate()
    assert running.returncode == 130
    assert "made" in said
    assert "interrupted; what is made is kept" in said
    _, alive = psutil.wait_procs(below, timeout=10)
    assert alive == []
    made = {stamp for stamp, entry in manifest(output).items() if entry["outcome"] == "made"}
    whole = {name.removesuffix(".json") for name in files(output) if name.endswith(".json")}
    # The interrupt may have come between a report's last file and its entry; the next run adds that.
    assert len(made) >= 1
    assert made <= whole
    assert len(whole - made) <= 1


def test_interrupted_while_it_plans_it_says_so(folder: Path, tmp_path: Path) -> None:
    """Ctrl-C before the first report ends with 130, too, and one line."""
    script = (
        "import sys; from analysis.batch import schedule; from analysis.cli import main\n"
        "def interrupted(*_): raise KeyboardInterrupt\n"
        "schedule._jobs_of = interrupted\nmain(sys.argv[1:])"
    )
    arguments = ["batch", "--data", str(folder), "--output", str(tmp_path / "reports")]
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "interrupted; nothing was made\n")


@pytest.mark.parametrize("where", ["analysis.batch.runner.store", "analysis.batch.manifest.put"])
def test_what_goes_wrong_in_the_batch_itself_ends_it(where: str, folder: Path, tmp_path: Path) -> None:
    """A full disk is one line and status 1, no worker is left behind, and the folder is free again."""
    output = tmp_path / "reports"
    script = (
        f"import errno, sys, {where.rpartition('.')[0]}; from analysis.cli import main\n"
        "def full(*_, **__): raise OSError(errno.ENOSPC, 'No space left on device', 'page.html')\n"
        f"{where} = full\nmain(sys.argv[1:])"
    )
    arguments = [*SCOPE, "--jobs", "2", "--to", "html", "--data", str(folder), "--output", str(output)]
    done = subprocess.run(
        [sys.executable, "-c", script, "batch", *arguments], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "error: page.html: no space is left"
    assert "not made" in done.stderr
    with locked(output):
        pass


def test_a_log_gets_plain_lines_and_quiet_is_quiet(folder: Path, tmp_path: Path) -> None:
    """Without a terminal there are no control characters; with --quiet there is the recap alone."""
    scope = ("--provinces", "tra-vinh", "--years", "2023", "--to", "html", "--data", folder)
    loud = batch(*scope, "--output", tmp_path / "one")
    assert loud.stderr.startswith("1 of 1 reports to make\n1 made, ")
    assert "\x1b" not in loud.stderr
    assert loud.stdout == f"{tmp_path / 'one' / 'index.html'}\n"
    quiet = batch(*scope, "--quiet", "--output", tmp_path / "two")
    assert quiet.stderr.startswith("1 made, ")
    assert quiet.stderr.count("\n") == 1


@pytest.mark.parametrize(("terminal", "shown"), [("xterm", b"1/1"), ("dumb", b"1 of 1 reports to make")])
def test_a_terminal_gets_what_it_can_show(terminal: str, shown: bytes, folder: Path, tmp_path: Path) -> None:
    """A bar shows how many of all are done; a terminal that cannot move its cursor gets lines."""
    import pty

    ours, theirs = pty.openpty()
    scope = ("--provinces", "tra-vinh", "--years", "2023", "--to", "html", "--data", folder)
    environment = os.environ | {"TERM": terminal}
    asked = command(*scope, "--output", tmp_path / "one")
    running = subprocess.Popen(asked, cwd=HOUSE, stderr=theirs, env=environment)
    os.close(theirs)
    said = b""
    while True:
        try:
            piece = os.read(ours, 10_000)
        except OSError:
            break
        if not piece:
            break
        said += piece
    assert running.wait() == 0
    assert shown in said
    assert b"1 made" in said


# --------------------------------------------------------------------------------------------- workers


class OddError(Exception):
    """Can be pickled, but not unpickled."""

    def __init__(self, number: int, said: str) -> None:
        super().__init__(said)


def _task(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 14:
        if not os.fork():
            time.sleep(10)  # with its parent's pipe in its hands
            os._exit(0)
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 7:
        raise OddError(number, "seven")
    if number == 8:
        time.sleep(600)
    return number * number


def _results(found: Iterator[Any]) -> dict[int, Any]:
    return dict(item for item in found if item is not None)


def test_a_pool_does_every_task_once() -> None:
    """Each task comes back with its result, however many workers there are, and workers are replaced."""
    for size in (1, 3):
        found = _results(work_off(range(20, 270), _task, size))
        assert found == {n: n * n for n in range(20, 270)}


def test_a_pool_tells_a_failure_from_a_death() -> None:
    """What a task raises comes back, whatever it is; a worker that dies is the machinery's failure."""
    started = time.monotonic()
    found = _results(work_off([7, *range(9, 20)], _task, 2))
    assert isinstance(found[7], UnexpectedError)
    assert str(found[7]) == "OddError: seven"
    assert "raise OddError(number" in found[7].trace
    for number in (13, 14):
        assert isinstance(found[number], MachineryError)
        assert "SIGKILL" in str(found[number])
    assert len(found) == 12
    assert time.monotonic() - started < 10  # not as long as what the dead worker has started


def test_a_pool_ends_what_takes_too_long() -> None:
    """A task beyond the limit is lost alone, and says so."""
    found = _results(work_off([6, 8, 9], _task, 1, limit=2))
    assert (found.pop(6), found.pop(9)) == (36, 81)
    assert isinstance(found[8], MachineryError)
    assert "no end after 2 seconds" in str(found[8])


def test_a_pool_that_is_left_leaves_nobody_behind() -> None:
    """When the caller stops half-way, no worker stays."""
    before = psutil.Process().children()
    results = work_off(range(1000), _task, 2)
    next(item for item in results if item is not None)
    results.close()
    assert psutil.Process().children() == before
