"""The same jobs on a Dask cluster of real processes: same bytes, and a lost worker loses nothing."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from analysis.batch.cluster import connected, on_cluster
from analysis.batch.schedule import plan
from analysis.errors import RequestError
from analysis.run.cells import can_fork
from analysis.run.jobs import Settings, request
from analysis.run.maker import ReportMaker
from broken_data import copy

pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_fork(), reason="these tests kill forked processes"),
]

HOUSE = Path(__file__).parents[2]
SCOPE = ("--provinces", "tra-vinh,hau-giang,hai-duong", "--years", "2022-2023", "--to", "html,pdf")

SERVE = """
import signal, sys
from distributed import LocalCluster

if __name__ == "__main__":
    cluster = LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    )
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
    cluster.close()
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, psutil.Process]]:
    """Start a cluster of two worker processes in another folder; give its address and its process."""
    try:
        multiprocessing.Semaphore()
    except OSError as error:
        pytest.skip(f"Dask's nanny needs semaphores, which live in /dev/shm: {error}")
    script = tmp_path / "serve.py"
    script.write_text(SERVE, "utf-8")
    elsewhere, temporary = tmp_path / "elsewhere", tmp_path / "temporary"
    elsewhere.mkdir()
    temporary.mkdir()
    complaints = tmp_path / "complaints.txt"
    with complaints.open("w") as errors:
        running = subprocess.Popen(
            [sys.executable, str(script)],
            cwd=elsewhere, env=os.environ | {"TMPDIR": str(temporary)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
        )  # fmt: skip
    assert running.stdout is not None
    if not (address := running.stdout.readline().strip()):
        running.communicate()
        pytest.fail(f"the cluster did not start:\n{complaints.read_text()}")
    process = psutil.Process(running.pid)
    below = process.children(recursive=True)
    yield address, process
    below = list({*below, *process.children(recursive=True)})
    running.communicate()
    for process in psutil.wait_procs(below, timeout=10)[1]:
        process.kill()


def batch(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start a batch."""
    command = [sys.executable, "-m", "analysis", "batch", *map(str, arguments)]
    return subprocess.Popen(command, cwd=HOUSE, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


def ended(running: subprocess.Popen[str], status: int = 0) -> str:
    """Wait for a batch and give what it said."""
    said = running.communicate()[1]
    assert running.returncode == status, said
    return said


def files(output: Path) -> dict[str, bytes]:
    """Give every file of every report."""
    found = (output / "province").rglob("*.*")
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in found}


def test_a_lost_worker_loses_nothing(cluster: tuple[str, psutil.Process], tmp_path: Path) -> None:
    """With a worker killed in mid-batch, the cluster makes the very files that this machine makes alone."""
    data = copy(tmp_path)
    own, theirs = tmp_path / "own", tmp_path / "theirs"
    ended(batch(*SCOPE, "--jobs", "2", "--data", data, "--output", own))
    running = batch(*SCOPE, "--scheduler", cluster[0], "--data", data, "--output", theirs)
    while not list(theirs.rglob("*.pdf")) and running.poll() is None:
        time.sleep(0.01)
    workers = [child for child in cluster[1].children() if "spawn_main" in " ".join(child.cmdline())]
    assert len(workers) == 2
    workers[0].send_signal(signal.SIGKILL)
    ended(running)
    assert files(theirs) == files(own)
    assert len(files(own)) >= 5 * 5


def test_a_worker_of_another_version_stops_the_batch(
    cluster: tuple[str, psutil.Process], tmp_path: Path
) -> None:
    """It would make other reports: the batch ends at once, and the message says what to install."""
    planned = plan(
        [request({"provinces": "tra-vinh", "years": "2023"})], tmp_path / "reports", HOUSE / "data"
    )
    other = ReportMaker(
        planned.snapshot.folder,
        planned.notebooks,
        planned.inputs,
        replace(planned.program, code="other"),
        Settings(),
    )
    said = r"another version of doichieu .* install the same on all"
    with connected(cluster[0], planned.snapshot.folder) as client, pytest.raises(RequestError, match=said):
        list(on_cluster(client, planned.due, other))


def test_a_lost_scheduler_is_named(cluster: tuple[str, psutil.Process], tmp_path: Path) -> None:
    """What is made is kept, the recap says so, and one line says what to do; Dask is not heard."""
    output = tmp_path / "reports"
    running = batch(*SCOPE, "--scheduler", cluster[0], "--output", output)
    while not list(output.rglob("*.pdf")) and running.poll() is None:
        time.sleep(0.01)
    cluster[1].kill()
    *_, recap, last = ended(running, status=1).splitlines()
    assert last.startswith(f"error: lost the scheduler at {cluster[0]}")
    assert "not made" in recap


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:abc", "http://127.0.0.1:8786"])
def test_an_address_that_is_none_is_named(address: str, tmp_path: Path) -> None:
    """What no scheduler can listen on is refused at once."""
    said = ended(batch(*SCOPE, "--scheduler", address, "--output", tmp_path / "reports"), status=2)
    assert f"error: '{address}' is no address of a scheduler" in said
    assert "Traceback" not in said


def test_workers_tidy_up(cluster: tuple[str, psutil.Process], tmp_path: Path) -> None:
    """Beside the data and an empty folder, which it keeps for the next report, a worker leaves nothing."""
    scope = ("--provinces", "tra-vinh", "--years", "2022-2023", "--to", "html")
    ended(batch(*scope, "--scheduler", cluster[0], "--output", tmp_path / "reports"))
    left = list((tmp_path / "temporary").glob("doichieu-*"))
    assert all((folder / "data" / "datapackage.json").is_file() for folder in left)
    assert not any(list((folder / "notebooks").iterdir()) for folder in left)
    assert len(left) <= 2


def test_a_cluster_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Without a scheduler at the address there is one line, and status 2."""
    output = tmp_path / "reports"
    said = ended(batch(*SCOPE, "--scheduler", "tcp://127.0.0.1:9", "--output", output), status=2)
    assert said.splitlines()[-1].startswith("error: no Dask scheduler answers at tcp://127.0.0.1:9")
    assert list(output.rglob("*.html")) == []


def test_without_dask_a_batch_says_what_to_install(tmp_path: Path) -> None:
    """Dask is an extra: it is loaded only for --scheduler, and its absence is explained."""
    script = (
        "import sys; sys.modules['distributed'] = None; from analysis.cli import main; main(sys.argv[1:])"
    )
    arguments = ["batch", *SCOPE, "--scheduler", "tcp://127.0.0.1:9", "--output", str(tmp_path / "reports")]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, cwd=HOUSE
    )
    assert done.returncode == 2
    assert "pip install distributed" in done.stderr


@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n" * 9], ids=["nothing", "another tongue"]
)
def test_what_is_no_scheduler_is_named_in_time(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """What listens there but is none is given up in the time that the message names; nothing lingers."""
    monkeypatch.setattr("analysis.batch.cluster._PATIENCE", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with server.accept()[0] as caller:
                caller.sendall(said)
                time.sleep(3)

        thread = threading.Thread(target=answer)
        thread.start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        named = f"no Dask scheduler answers at {address} in 0.5 s"
        with pytest.raises(RequestError, match=named), connected(address, HOUSE / "data"):
            pass
        thread.join()
