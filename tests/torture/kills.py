"""A batch killed at random moments: what lies there is whole, and one clean run brings every byte."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from torture.command import analysis, files
from torture.lean import lean
from torture.outcome import Outcome

ASKED = (
    "batch",
    "--provinces",
    "tra-vinh,hau-giang",
    "--years",
    "2022-2023",
    "--to",
    "html",
    "--jobs",
    "2",
    "--quiet",
)


def cases(count: int, chance: Random, folder: Path) -> Iterator[Outcome]:
    """Kill the same batch again and again, then let it finish."""
    data = lean(folder / "data")
    calm, shaken = folder / "calm", folder / "shaken"
    started = time.monotonic()
    first = analysis(*ASKED, "--data", data, "--output", calm)
    full = time.monotonic() - started
    expected = files(calm)
    yield Outcome("undisturbed", "whole", first.wrong or ("" if expected else "it made nothing"))
    command = [sys.executable, "-m", "analysis", *ASKED, "--data", str(data), "--output", str(shaken)]
    for _ in range(count):
        ended = chance.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
        when = chance.uniform(0.05, full)
        # A session of its own: what is killed is this batch, and what it leaves behind is looked for by it.
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        try:
            said = process.communicate(timeout=when)[1]
            result = "over before the signal"
        except subprocess.TimeoutExpired:
            process.send_signal(ended)
            try:
                said = process.communicate(timeout=60)[1]
                result = f"ended by {ended.name}"
            except subprocess.TimeoutExpired:
                process.kill()
                said, result = b"", f"outlived {ended.name}"
        torn = _torn(shaken, expected)
        wrong = "a traceback" if b"Traceback (most recent call last)" in said else ""
        if result.startswith("outlived"):
            wrong = "it did not end within 60 s"
        yield Outcome(f"{ended.name} after {when:.2f} s", result, wrong or torn)
        # Half of the time all that was made is thrown away, so that signals meet every stage of the work.
        if chance.random() < 0.5:
            shutil.rmtree(shaken, ignore_errors=True)
    last = analysis(*ASKED, "--data", data, "--output", shaken)
    made = files(shaken)
    different = sorted(name for name in expected.keys() | made.keys() if expected.get(name) != made.get(name))
    yield Outcome("then one clean run", "same bytes", last.wrong or ", ".join(different[:5]))


def _torn(folder: Path, expected: dict[str, bytes]) -> str:
    """A file under its final name that is not what the undisturbed run made."""
    if not folder.exists():
        return ""
    for name, content in expected.items():
        path = folder / name
        if path.suffix in (".html", ".csv") and os.path.lexists(path) and path.read_bytes() != content:
            return f"{name} is not whole"
    return ""
