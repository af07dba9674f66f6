"""What a command costs: seconds, CPU of all that it starts, and the memory that they hold together."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

BIN = Path(sys.executable).parent
HOUSE = Path(__file__).resolve().parents[1]


def environment(data: Path) -> dict[str, str]:
    """Give what every contestant runs with: compiled modules are used, and all see the same data."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "ANALYSIS_DATA": str(data), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def compile_everything() -> None:
    """Compile what is imported, as an installation does; else every import would be compiled anew."""
    roots = {str(Path(entry)) for entry in sys.path if entry.endswith("site-packages")}
    command = [sys.executable, "-m", "compileall", "-q", *sorted(roots), str(HOUSE / "src")]
    subprocess.run(command, check=False, capture_output=True)


def run(command: list[str], data: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; a contestant that fails ends the benchmark."""
    options = {"check": True, "capture_output": True, "text": True} | options
    return subprocess.run(command, env=environment(data), **options)


def analysis(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of this project's commands."""
    return run([str(BIN / "analysis"), *arguments, "--data", str(data)], data)


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


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
