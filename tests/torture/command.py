"""The command line as a user runs it: a process, with a limit of time, and what it may never print."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 300.0
"""Seconds after which a command hangs."""


@dataclass(frozen=True)
class Ran:
    """How a command ended: its status (None: it hung), and what it printed."""

    status: int | None
    out: str
    err: str

    @property
    def wrong(self) -> str:
        """What no command may do, whatever it was given."""
        if self.status is None:
            return "it hangs"
        if "Traceback (most recent call last)" in self.out + self.err:
            return f"a traceback: {self.err.strip().splitlines()[-1][:200]}"
        if self.status not in (0, 1, 2):
            return f"exit status {self.status}: {self.err.strip()[-200:]}"
        return "" if self.status == 0 or self.out.strip() or self.err.strip() else "it fails without a word"


def analysis(
    *arguments: str | Path,
    cwd: Path | None = None,
    more: Mapping[str, str] | None = None,
    before: Sequence[str] = (),
    patience: float = PATIENCE,
) -> Ran:
    """Run a command in a process of its own."""
    command = [*before, sys.executable, "-m", "analysis", *map(str, arguments)]
    environment = {**os.environ, **(more or {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=patience, cwd=cwd, env=environment, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Ran(None, "", "")
    return Ran(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def files(folder: Path) -> dict[str, bytes]:
    """Every report file below a folder; the manifest tells seconds and the index the day, and are none."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.name not in ("manifest.json", "index.html", ".lock")
        and not path.relative_to(folder).parts[0].startswith(".")
    }
