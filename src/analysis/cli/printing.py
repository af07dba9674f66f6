"""How results are printed: as JSON, or as a table."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from analysis.messages import language, say

if TYPE_CHECKING:
    from analysis.data import Catalog


def print_json(value: Any) -> None:
    """Print plain values as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows under their heads."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    # Into a pipe a table is as wide as it needs to be, so that no cell is folded.
    Console(width=None if sys.stdout.isatty() else 5000, highlight=False).print(table)


def named_body(catalog: "Catalog", body: str) -> str:
    """A body by its name, with the code that commands ask for."""
    return f"{catalog.body_names[body][f'short_{language()}']} ({body})"


def named_period(catalog: "Catalog", period: str) -> str:
    """A period by its name, with the code that commands ask for."""
    return f"{catalog.in_words(period=period)} ({period})"


def say_body(catalog: "Catalog", body: str, asked: str | None) -> None:
    """Name the body that was chosen where none was asked for."""
    if asked is None:
        click.echo(say("body-chosen", body=named_body(catalog, body)), err=True)
