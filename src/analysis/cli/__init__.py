"""The command line: arguments in, exit status out; the only printer of results."""

from analysis.cli.commands import main

__all__ = ["main"]
