"""The commands from print to row and back: read, collect, trace."""

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli import options
from analysis.cli.language import Spoken
from analysis.cli.printing import print_json, print_table
from analysis.errors import RequestError
from analysis.messages import language, say

if TYPE_CHECKING:
    from analysis.data import Dataset
    from analysis.reading import Reading

__all__ = ["collect", "read", "trace"]


def _known(command: Any) -> Any:
    """The options that say what is known of a text already."""
    given = (
        click.option("--source", metavar="ID", help="Id of the source in sources.csv."),
        click.option(
            "--period", metavar="P", help="FY, H1, 9M, Q1 … Q4, TERM, YTD (default: as the text says)."
        ),
        click.option(
            "--year", type=int, metavar="Y", help="The year of what was reached (default: as the text says)."
        ),
        click.option(
            "--body", metavar="B", help="Whose figures, by name or code (default: as the text says)."
        ),
        click.option("--province", metavar="P", help="Slug, name or code (default: as the text says)."),
    )
    for option in given:
        command = option(command)
    return command


def _given(data: "Dataset", **known: Any) -> dict[str, str]:
    """What is known of a text, as codes, or the reason why not."""
    given = {name: str(value) for name, value in known.items() if value}
    if "province" in given:
        given["province"] = data.catalog.province(given["province"]).province
    if "body" in given:
        given["body"] = data.catalog.body(given["body"])
    if "source" in given:
        if given["source"] not in data.catalog.sources:
            raise RequestError("unknown-source", name=given["source"])
        given["published"] = data.catalog.sources[given["source"]].published
    return given


@click.command(cls=Spoken)
@click.argument("texts", nargs=-1, required=True, metavar="TEXT…")
@_known
@click.option(
    "--to", "draft", type=click.Path(path_type=Path), metavar="FILE", help="A draft: .xlsx or .csv, one TEXT."
)
@click.option("--all", "everything", is_flag=True, help="Name also what was left out, and why.")
@options.data
@options.lang
@options.form("text", "json")
def read(
    texts: tuple[str, ...], draft: Path | None, everything: bool, data: Path | None, form: str, **known: Any
) -> None:
    """Propose rows from texts: .txt, .html, .pdf, .docx, or - for standard input. Nothing enters the data."""
    from analysis.data import load
    from analysis.reading import read as read_text, rows_of, text_of, vocabulary_of, write_draft

    if draft is not None and len(texts) > 1:
        raise RequestError("draft-one-text")
    dataset = load(data)
    given = _given(dataset, **known)
    vocabulary = vocabulary_of(dataset)
    told: list[dict[str, Any]] = []
    for name in texts:
        text = text_of(name)
        found = read_text(text.text, vocabulary, dataset.catalog, given)
        rows = rows_of(found)
        for one, row in zip(found.candidates, rows, strict=True):
            told.append({"text": name, "start": one.start, "end": one.end, **row, "sure": dict(one.sure),
                         "reasons": list(one.reasons), "line": one.line,
                         "certainty": one.certainty})  # fmt: skip
        if draft is not None:
            click.echo(write_draft(found, draft))
        elif form == "text":
            _show(name, found, rows, dataset, everything)
        elif everything:
            heads = ("start", "end", "left_out")
            told += [{"text": name, **dict(zip(heads, other, strict=True))} for other in found.others]
        click.echo(say("read-count", file=name, count=len(rows), others=len(found.others)), err=True)
    if form == "json" and draft is None:
        print_json(told)


def _show(name: str, found: "Reading", rows: list[dict[str, str]], data: "Dataset", everything: bool) -> None:
    heads = ("line", "printed", "proposed", "base", "kind", "period", "sure", "why")
    lang = language()
    lines = []
    for row in rows:
        label = data.catalog.indicators[row["indicator"], row["category"]].label(lang)
        by = f" [{row['authority']}]" * bool(row["authority"])
        lines.append((row["line"], row["as_printed"], label + by, row["of_basis"], row["kind"],
                      f"{row['year']} {row['period']}", row["certainty"], row["reasons"]))  # fmt: skip
    click.echo(f"{name}: {found.setting.province or '?'} {found.setting.body}")
    print_table([say(f"read-{head}") for head in heads], lines)
    if everything:
        print_table(
            [say(f"read-{head}") for head in ("at", "left-out", "why")],
            [(start, found.text[start:end], say(f"left-out-{why}")) for start, end, why in found.others],
        )


@click.command(cls=Spoken, context_settings={"ignore_unknown_options": True})
@click.argument("text", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="TEXT")
@options.output
@options.data
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[JUPYTERLAB-OPTION]…")
def collect(text: Path, output: Path, data: Path | None, **more: tuple[str, ...]) -> None:
    """Open JupyterLab on a text: accept, correct, leave out; rows go to the data folder at once."""
    from analysis.data import load
    from analysis.reading import TEXT_VARIABLE, text_of
    from analysis.run import open_lab, writable

    load(data)
    text_of(text)
    writable(output)
    click.echo(say("opening", path=output / "collect.ipynb"), err=True)
    named = {TEXT_VARIABLE: str(text.resolve())}
    sys.exit(open_lab(output, data, more["options"], notebook="collect.ipynb", variables=named))


def _named(state: str) -> str:
    return f"trace-state-{state.replace(' ', '-')}"


@click.command(cls=Spoken)
@click.option("--texts", type=options.Folder(), metavar="DIR",
              help="Folder of texts, called after the ids of their sources.")  # fmt: skip
@click.option(
    "--record", is_flag=True, help="Keep fingerprints of the found ones: traces.csv in the data folder."
)
@click.option("--day", metavar="YYYY-MM-DD", help="The day to keep with them (default: today).")
@options.data
@options.lang
@options.form("text", "json")
def trace(texts: Path | None, record: bool, day: str | None, data: Path | None, form: str) -> None:
    """Hold every row against the text of its source: found, moved, missing, or no text."""
    from analysis.data import load
    from analysis.reading import STATES, by_source, trace as trace_rows, vocabulary_of, write_traces

    dataset = load(data)
    traced = trace_rows(dataset, vocabulary_of(dataset), texts)
    off = [one for one in traced if one.state in ("moved", "missing")]
    if form == "json":
        print_json([asdict(one) for one in traced])
    else:
        for one in off:
            click.echo(f"{say(_named(one.state))}: {one.id} ({one.source}): {one.reason}")
        held = by_source(traced)
        rows = [(one, *of.values()) for one, of in held.items() if sum(of.values()) > of["no text"]]
        print_table((say("show-source"), *(say(_named(state)) for state in STATES)), rows)
        bare = {one.source for one in traced if one.state == "no text" and one.reason}
        if bare:
            click.echo(say("traced-bare", sources=sorted(bare)))
    if record:
        try:
            seen = date.fromisoformat(day).isoformat() if day else date.today().isoformat()  # noqa: DTZ011 - a day as people say it
        except ValueError:
            raise RequestError("no-day", value=day) from None
        click.echo(say("written", path=write_traces(dataset, traced, seen)), err=True)
    counts = [f"{sum(one.state == state for one in traced)} {say(_named(state))}" for state in STATES]
    click.echo(", ".join(counts), err=True)
    if off:
        sys.exit(1)
