"""What all commands share: streams that take Vietnamese, errors as one line and an exit status."""

import atexit
import errno
import gc
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from analysis.cli.language import Spoken, asked, spoken
from analysis.errors import AnalysisError, DataError, cut
from analysis.messages import refusal, say


class Group(Spoken, click.Group):
    """Turns errors into one line and an exit status, and lists commands in their order."""

    def main(self, *args: Any, **more: Any) -> Any:
        """Run a command on streams that take every letter, in the language that is asked for."""
        _open_streams()
        # What checks the schema of notebooks would first build 38 grammars of web addresses, for seconds.
        sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
        os.environ.pop("MPLBACKEND", None)  # it is for windows; one that is not there keeps all from drawing
        given = args[0] if args else more.get("args")
        lang = asked(sys.argv[1:] if given is None else [str(word) for word in given])
        with _uncollected(to_the_end=given is None), spoken(lang):
            return super().main(*args, **more)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands, in the order in which they were given."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Carry out the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (AnalysisError, OSError) as error:
            # A reader that leaves early is no error: click ends quietly.
            if ctx.params.get("debug") or getattr(error, "errno", None) == errno.EPIPE:
                raise
            if isinstance(error, OSError):
                _fail_system(error)
            _fail(error)
        except MemoryError:
            if ctx.params.get("debug"):
                raise
            click.echo(say("error", what=say("no-memory")), err=True)
            sys.exit(1)


@contextmanager
def _uncollected(*, to_the_end: bool) -> Iterator[None]:
    """What a short command loads it needs to its end: looking through it for waste is a sixth of its time.

    Nor is it looked through when the process ends with the command, which takes as long once more. Commands
    that go on for long have it collected rarely instead, and so has what runs cells.
    """
    collected = gc.isenabled()
    gc.disable()
    if to_the_end:
        atexit.register(gc.freeze)
    try:
        yield
    finally:
        if collected and not to_the_end:
            gc.enable()


def _open_streams() -> None:
    """Results are UTF-8 whatever the locale says; a terminal that lacks a letter shows a question mark."""
    for name, errors in (("stdout", "surrogateescape"), ("stderr", "backslashreplace")):
        stream = getattr(sys, name)
        if stream is None:  # closed by who called
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors=errors)


def _fail_system(error: OSError) -> NoReturn:
    place = "" if error.filename is None else f"{error.filename}: "
    click.echo(say("error", what=f"{place}{refusal(error)}"), err=True)
    try:
        sys.stdout.flush()
    except OSError:  # what is left in it must not be tried again at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1 if error.errno in (errno.ENOSPC, errno.EDQUOT) else 2)


def _fail(error: AnalysisError) -> NoReturn:
    if isinstance(error, DataError):
        for fault in cut(error.faults):
            click.echo(say("error", what=fault), err=True)
        click.echo(say("error", what=say("data-has-faults", count=len(error.faults))), err=True)
    else:
        click.echo(say("error", what=error), err=True)
    sys.exit(error.exit_status)
