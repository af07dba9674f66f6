"""The options that several commands share; each stands once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from analysis.messages import LANGUAGES, say

Command = Callable[..., Any]


class Folder(click.Path):
    """A path; an empty one, such as an unset variable leaves, does not mean the current folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Make a path of what was typed."""
        if value == "":
            self.fail(say("empty-folder-name"), param, ctx)
        return super().convert(value, param, ctx)


body = click.option(
    "--body",
    metavar="B",
    help="Whose figures, by name or code: bloc, province, … (default: the first that has figures).",
)
period = click.option(
    "--period", default="FY", show_default=True, metavar="P", help="FY, H1, 9M, Q1 … Q4, TERM, YTD."
)
units = click.option(
    "--units",
    type=click.Choice(["printed", "2025"]),
    default="printed",
    show_default=True,
    help="2025: by the 34 provinces of today, counts added up where every part has printed its own.",
)
data = click.option("--data", type=Folder(), metavar="DIR", help="Data folder (default: the project's own).")
output = click.option("--output", type=Folder(), default=Path("reports"), show_default=True, metavar="DIR")
lang = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,  # it is seen to before anything is parsed: see language.py
    help="Language of what is said (default: that of the data, or of the locale).",
)
_langs = click.option("--lang", default="vi", show_default=True, metavar="L", help="vi, en, or both.")
_to = click.option(
    "--to",
    default="html,pdf",
    show_default=True,
    metavar="F",
    help="html, pdf, docx, xlsx; both: html,pdf; all.",
)


def one_report(command: Command) -> Command:
    """The options of the commands that make one report."""
    for option in (data, output, _to, _langs, units, period, body):  # the last one is shown first
        command = option(command)
    return command


def form(*names: str) -> Callable[[Command], Command]:
    """The form of a result, the first being the usual one."""
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True)
