"""Commands that look at figures: which there are, one province's table, one figure from end to end."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.cli import options
from analysis.cli.language import Spoken
from analysis.cli.printing import named_body, named_period, print_json, print_table, say_body
from analysis.messages import language, say, says

if TYPE_CHECKING:
    import pandas as pd

    from analysis.data import Dataset


@click.command("list", cls=Spoken)
@options.units
@options.data
@options.lang
@options.form("text", "json")
def list_(units: str, data: Path | None, form: str) -> None:
    """List what there is: provinces, years, periods, bodies, and how many figures of each domain."""
    from analysis.compare import view
    from analysis.data import load

    dataset = view(load(data), units)
    held = dataset.coverage()
    if form == "json":
        print_json(held)
        return
    # A column each for what nobody has would make the lines of an office's own few too long to read.
    known = dataset.catalog
    domains = [name for name in known.domain_names if any(name in row["figures"] for row in held)]
    keys = ["province", "year", "body", "period"]
    names = [known.domain_names[domain][f"name_{language()}"] for domain in domains]
    bodies = {body: named_body(known, body) for body in {row["body"] for row in held}}
    periods = {period: named_period(known, period) for period in {row["period"] for row in held}}
    rows = [
        [
            *(known.provinces[row["province"]].name(language()), row["year"], bodies[row["body"]]),
            *(periods[row["period"]], *(row["figures"].get(domain, "") for domain in domains)),
        ]
        for row in held
    ]
    print_table([*(say(f"list-{key}") for key in keys), *names], rows)


@click.command(cls=Spoken)
@click.argument("province")
@click.argument("year", type=int)
@options.body
@options.period
@options.units
@options.data
@options.lang
@options.form("text", "json", "csv")
def show(
    province: str,
    year: int,
    body: str | None,
    period: str,
    units: str,
    data: Path | None,
    form: str,
) -> None:
    """Show the comparison table of PROVINCE in YEAR."""
    from analysis.compare import by_units, plain, scope
    from analysis.data import load

    dataset, (place,) = by_units(load(data), units, province)
    chosen = scope(dataset, place, year, body, period)
    say_body(dataset.catalog, chosen.body, body)
    if form == "text":
        _show_text(dataset, chosen.table)
        return
    frame = chosen.table.drop(columns=["start", "end", "token", "base"])
    frame = frame.assign(as_of=frame["as_of"].dt.strftime("%Y-%m-%d"))
    if form == "csv":
        lists = {name: frame[name].map(";".join) for name in ("breaks", "peer_ids")}
        click.echo(frame.assign(**lists).to_csv(index=False), nl=False)
    else:
        print_json(plain(frame.to_dict("records")))


def _show_text(dataset: "Dataset", table: "pd.DataFrame") -> None:
    from analysis.compare import notation
    from analysis.data import records
    from analysis.page import Words
    from analysis.report import change

    words = Words(language())
    rows = []
    for row in records(table):
        ends = {} if row["why_no_rank"] else {"low": int(row["rank_low"]), "high": int(row["rank_high"])}
        place = say("place-among", count=row["peer_count"], **ends) if ends else row["peer_count"]
        rows.append(
            [
                notation.label(row, words, dataset.catalog),
                say(f"kind-{row['kind']}"),
                notation.count(row, words, dataset.catalog),
                notation.base(row, words, dataset.catalog),
                notation.percent(row, words),
                "".join(run.text for run in change(row, words, dataset.catalog)),
                words.text(f"outcome-{row['outcome']}") if row["outcome"] else "",
                place,
                row.get("formula") or row["source"],
            ]
        )
    heads = ("indicator", "kind", "number", "of", "share", "change", "target", "peers", "source")
    print_table([say(f"show-{head}") for head in heads], rows)


@click.command(cls=Spoken)
@click.argument("figure_id", metavar="FIGURE-ID")
@options.data
@options.lang
@options.form("text", "json")
def explain(figure_id: str, data: Path | None, form: str) -> None:
    """Explain one figure: its row, source, what was printed, what follows from it, what disagrees."""
    from analysis.compare import SUM, explanation, plain, view
    from analysis.data import load

    units = "2025" if figure_id.endswith(f"@{SUM}") else "printed"
    found = explanation(view(load(data), units), figure_id)
    if form == "json":
        print_json(plain(found))
        return
    for name, value in _in_language(found).items():
        for item in value if isinstance(value, list) else [value]:
            if told := _told(item):
                click.echo(f"{_head(name)}: {told}")


def _in_language(item: dict[str, Any]) -> dict[str, Any]:
    """Of what is known in two languages, the one that is spoken."""
    both = {name: item.get(f"{name}_{language()}", value) for name, value in item.items()}
    return {name: value for name, value in both.items() if not name.endswith(("_vi", "_en"))}


def _told(value: Any) -> str:
    """A value, or all that is known of one thing, in one line."""
    if isinstance(value, dict):
        known = {name: item for name, item in _in_language(value).items() if item not in ("", None, [], ())}
        return "; ".join(f"{_head(name)} {_told(item)}" for name, item in known.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return say("yes" if value else "no")
    return "" if value is None else str(value)


def _head(name: str) -> str:
    key = f"column-{name.replace('_', '-')}"
    return say(key) if says(key) else name
