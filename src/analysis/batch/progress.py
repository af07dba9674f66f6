"""How a batch goes: a line that moves on a terminal, plain lines in a log, and a recap at the end.

Everything goes to stderr; stdout is for results.
"""

import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from analysis.batch.reasons import blame_in_words
from analysis.messages import say

if TYPE_CHECKING:
    from analysis.batch.runner import Outcome

__all__ = ["Watch", "summary"]

_EVERY = 10.0
"""Seconds between two lines in a log."""

_FAILURES_SHOWN = 20


def summary(counts: Mapping[str, int]) -> str:
    """Counts in one line, without those that are zero.

    Examples
    --------
    >>> summary({"made": 12, "failed": 0, "up-to-date": 3})
    '12 made, 3 up to date'
    """
    told = [say(f"count-{name}", count=count) for name, count in counts.items() if count]
    return ", ".join(told) or say("nothing-to-do")


class Watch:
    """Shows how a batch goes.

    Parameters
    ----------
    total : int
        Reports asked for.
    due : int
        Those among them that have to be made.
    quiet : bool, optional
        Show nothing but failures and the recap.
    """

    def __init__(self, total: int, due: int, *, quiet: bool = False) -> None:
        self.counts: Counter[str] = Counter()
        self.failures: list[Outcome] = []
        self._total, self._due, self._quiet = total, due, quiet
        self._started = self._said = time.monotonic()
        self._bar: Any = None
        self._task: Any = None
        self._before: Any = None

    def __enter__(self) -> "Watch":
        # Ended from outside is ended like by Ctrl-C: workers stopped, manifest written, recap.
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGTERM, _interrupted)
        moving = sys.stderr.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")
        if self._due and not self._quiet and moving:
            self._start_bar()
        elif self._due and not self._quiet:
            click.echo(say("to-make", due=self._due, total=self._total), err=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)

    def _start_bar(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[failed]}"),
            console=Console(stderr=True),
            auto_refresh=False,  # a thread that draws would be forked along with the workers
            transient=True,
        )
        self._task = self._bar.add_task("", total=self._due, rate="", failed="")
        self._bar.start()

    def see(self, outcome: "Outcome | None") -> None:
        """Take note of an outcome; None: time has passed."""
        if outcome is not None:
            self.counts[outcome.outcome] += 1
            if outcome.outcome == "failed":
                self.failures.append(outcome)
        if self._bar is not None:
            failed = summary({"failed": len(self.failures)}) if self.failures else ""
            self._bar.update(self._task, completed=self._done, rate=self._rate, failed=failed)
            self._bar.refresh()
        if outcome is not None and outcome.outcome == "failed":
            blame = blame_in_words(outcome.blame)
            self._print(say("failed-one", stamp=outcome.job.stamp, blame=blame, reason=outcome.reason))
        elif self._bar is None and not self._quiet and self._line_is_due():
            self._said = time.monotonic()
            left = (self._due - self._done) * (self._said - self._started) / self._done
            counts = {"done": self._done, "due": self._due, "failed": len(self.failures)}
            self._print(say("progress", rate=self._rate, left=round(left), **counts))

    def _line_is_due(self) -> bool:
        return 0 < self._done < self._due and time.monotonic() - self._said >= _EVERY

    @property
    def _done(self) -> int:
        return self.counts["made"] + self.counts["failed"]

    @property
    def _rate(self) -> str:
        return say("rate", rate=round(60 * self._done / max(time.monotonic() - self._started, 1e-3)))

    def _print(self, line: str) -> None:
        if self._bar is not None:
            self._bar.console.print(line, highlight=False, markup=False)
        else:
            click.echo(line, err=True)

    @property
    def summary(self) -> str:
        """How many reports were made, up to date, failed, left."""
        counts = {name.replace(" ", "-"): self.counts[name] for name in ("made", "up to date", "failed")}
        return summary({**counts, "not-made": self._due - self._done})

    def recap(self, *, interrupted: bool = False) -> None:
        """Say what was done and what failed."""
        took = time.monotonic() - self._started
        click.echo(say("recap", counts=self.summary, seconds=f"{took:.1f}"), err=True)
        for outcome in self.failures[:_FAILURES_SHOWN]:
            where = ", ".join(str(path) for path in outcome.files.values())
            click.echo(
                f"  {outcome.job.stamp}: {blame_in_words(outcome.blame)}: {outcome.reason}  [{where}]",
                err=True,
            )
        if len(self.failures) > _FAILURES_SHOWN:
            click.echo("  " + say("more-failures", count=len(self.failures) - _FAILURES_SHOWN), err=True)
        if interrupted:
            click.echo(say("interrupted"), err=True)


def _interrupted(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
