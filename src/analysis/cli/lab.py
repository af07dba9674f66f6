"""The command that opens JupyterLab."""

import sys
from pathlib import Path

import click

from analysis.cli import options
from analysis.cli.language import Spoken
from analysis.messages import say


@click.command(cls=Spoken, context_settings={"ignore_unknown_options": True})
@options.output
@options.data
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[JUPYTERLAB-OPTION]…")
def explore(output: Path, data: Path | None, options: tuple[str, ...]) -> None:
    """Open JupyterLab on a notebook to look around in: choose, compare, see, make a report."""
    from analysis.data import load
    from analysis.run import NOTEBOOK, open_lab, writable

    load(data)
    writable(output)
    click.echo(say("opening", path=output / NOTEBOOK), err=True)
    sys.exit(open_lab(output, data, options))
