"""The command line: arguments in, exit status out; the only printer of results."""

from analysis.cli.commands import main
from analysis.cli.reading import collect, read, trace

__all__ = ["main"]

for _command in (read, collect, trace):
    main.add_command(_command)
