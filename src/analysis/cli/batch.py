"""The command that makes many reports."""

import math
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli import options
from analysis.cli.language import Spoken
from analysis.errors import AnalysisError
from analysis.messages import say

if TYPE_CHECKING:
    from analysis.batch import Messenger, Outcome, Watch
    from analysis.run import Snapshot


@click.command(cls=Spoken)
@click.argument("plan_file", required=False, type=click.Path(path_type=Path), metavar="[PLAN.yml]")
@click.option("--provinces", metavar="LIST", help="Slugs, names or codes with commas, or all (default).")
@click.option("--years", metavar="LIST", help="2023, 2019-2023, several with commas, or all (default).")
@click.option(
    "--bodies", metavar="LIST", help="Names or codes of bodies, or all (default: the first that has figures)."
)
@click.option("--periods", metavar="LIST", help="Names or codes of periods, or all (default: FY).")
@click.option("--regions", metavar="LIST", help="Comparisons of regions, not the country; all for each.")
@click.option("--units", type=click.Choice(["printed", "2025"]),
              help="2025: by the 34 provinces of today, counts of the former ones added up.")  # fmt: skip
@click.option("--langs", metavar="LIST", help="vi (default), en, or both.")
@click.option("--reports", metavar="LIST", help="province (default), comparison, or both.")
@click.option("--to", metavar="LIST", help="html, pdf, docx, xlsx; both: html,pdf (default); all.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Reports at once (default: one a core)."
)
@click.option(
    "--scheduler", default="", metavar="ADDRESS", help="Dask scheduler, such as tcp://10.0.0.1:8786."
)
@click.option("--engine", type=click.Choice(["warm", "kernel"]), default="warm", show_default=True,
              help="Forked from a warm process, or a Jupyter kernel each.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=600.0, show_default=True,
              metavar="S", help="Seconds that a cell may take; a report, three times as many.")  # fmt: skip
@click.option("--force", is_flag=True, help="Make what is up to date again, too.")
@click.option("--check", is_flag=True, help="Read every byte of what is there; make damaged reports again.")
@click.option("--dry-run", is_flag=True, help="Only list what would be made, and why.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first failure.")
@click.option("--quiet", is_flag=True, help="No progress; failures are still named.")
@click.option("--notify", multiple=True, metavar="URL",
              help="Tell the result there (Apprise: mailto://…, json://…); more than once.")  # fmt: skip
@click.option("--report-url", default="", metavar="URL", help="Where the reports can be seen, for --notify.")
@click.option("--sign", "key", type=click.Path(path_type=Path), metavar="KEY",
              help="Sign what is made with this private key (see sign).")  # fmt: skip
@options.output
@options.data
def batch(
    plan_file: Path | None,
    jobs: int | None,
    scheduler: str,
    engine: str,
    timeout: float,
    force: bool,
    check: bool,
    dry_run: bool,
    fail_fast: bool,
    quiet: bool,
    notify: tuple[str, ...],
    report_url: str,
    key: Path | None,
    output: Path,
    data: Path | None,
    **parts: str | None,
) -> None:
    """Make all reports asked for that have data; skip what is up to date; then write the index."""
    from analysis.batch import Messenger, Watch, plan, reason_in_words, run, summary, write_index
    from analysis.errors import RequestError
    from analysis.machine import collect_rarely, cores, memory_each
    from analysis.run import Settings, locked, read_plan, request, writable

    signed = _signing(key)
    given = {name: value for name, value in parts.items() if value is not None}
    if plan_file is not None and given:
        raise RequestError(
            "plan-and-options", file=plan_file, options=[f"--{name}" for name in sorted(given)]
        )
    if not math.isfinite(timeout):
        raise RequestError("no-seconds", value=timeout)
    asked = [request(given)] if plan_file is None else read_plan(plan_file)
    if dry_run:
        planned = plan(asked, output, data, force=force, check=check)
        for task in planned.due:
            click.echo(f"{task.job.stamp}: {reason_in_words(task.reason)}")
        counts = {"to-make": len(planned.due), "up-to-date": len(planned.tasks) - len(planned.due)}
        click.echo(summary(counts), err=True)
        return
    messenger = Messenger(notify, report_url) if notify else None
    size = jobs or cores()
    settings = Settings(engine, timeout, memory_each(size))
    watch = None
    try:
        read: Path | Snapshot | None = data
        if not output.is_dir():
            read = plan(asked, output, data).snapshot  # what cannot be made gets no folder either
        writable(output)
        # Nobody else may write there from the plan to the index, or neither would be true.
        with _cluster(scheduler, data) as cluster, locked(output) as lock:
            planned = plan(asked, output, read, force=force, check=check, remember=True)
            collect_rarely()  # and not never, as until here: it takes long
            made = run(planned, lock, size=size, settings=settings, fail_fast=fail_fast, cluster=cluster)
            with Watch(len(planned.tasks), len(planned.due), quiet=quiet) as watch, closing(made):
                for outcome in made:
                    signed(outcome)
                    watch.see(outcome)
            if index := write_index(planned):
                click.echo(str(index))
    except KeyboardInterrupt:
        if watch is None:
            click.echo(say("interrupted-early"), err=True)
        else:
            watch.recap(interrupted=True)
        sys.exit(130)
    except (AnalysisError, OSError) as error:
        if watch is not None:
            watch.recap()
        _tell(messenger, watch, error=str(error))
        raise
    watch.recap()
    _tell(messenger, watch)
    if watch.failures:
        sys.exit(1)


def _signing(key: Path | None) -> Callable[["Outcome | None"], None]:
    """What signs the files of a report that was just made; what lay there before nobody vouches for."""
    if key is None:
        return lambda outcome: None
    from analysis.verify import HANDED_ON, PrivateKey

    signer = PrivateKey(key)

    def sign(outcome: "Outcome | None") -> None:
        if outcome is not None and outcome.outcome == "made":
            for path in outcome.files.values():
                if path.suffix in HANDED_ON:
                    signer.sign(path)

    return sign


def _tell(messenger: "Messenger | None", watch: "Watch | None", error: str = "") -> None:
    from analysis.batch import Watch

    if messenger is not None and not messenger.tell(watch or Watch(0, 0), error=error):
        click.echo(say("notify-untaken"), err=True)


def _cluster(scheduler: str, data: Path | None) -> AbstractContextManager[Any]:
    if not scheduler:
        return nullcontext()
    from analysis.batch import connected
    from analysis.locations import data_folder

    return connected(scheduler, data or data_folder())
