"""All commands under one name, in the order in which they are listed.

Each family has a file; whatever is heavy is imported inside the command that needs it, so that `--help`
answers at once. Results go to stdout, all else to stderr.
"""

import click

from analysis.cli import options
from analysis.cli.batch import batch
from analysis.cli.chart import chart
from analysis.cli.data import diff, new, validate
from analysis.cli.figures import explain, list_, show
from analysis.cli.group import Group
from analysis.cli.lab import explore
from analysis.cli.reading import collect, read, trace
from analysis.cli.reports import compare, index, report, sign, verify
from analysis.cli.tables import import_


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="doichieu", prog_name="analysis", message="%(prog)s %(version)s")
@options.lang
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """Printed yearly figures about Vietnamese provinces, compared in reports that can be checked."""


for command in (
    *(validate, list_, show, report, chart, explain, verify, sign),
    *(new, import_, index, compare, diff, batch, explore),
    *(read, collect, trace),
):
    main.add_command(command)
