"""Commands that look at figures: which there are, one province's table, one figure from end to end."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.cli import options
from analysis.cli.printing import print_json, print_table, say_body

if TYPE_CHECKING:
    import pandas as pd

    from analysis.data import Dataset


@click.command("list")
@options.units
@options.data
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
    domains = list(dataset.catalog.domain_names)
    keys = ["province", "year", "body", "period"]
    rows = [
        [*(row[key] for key in keys), *(row["figures"].get(domain, "") for domain in domains)] for row in held
    ]
    print_table([*keys, *domains], rows)


@click.command()
@click.argument("province")
@click.argument("year", type=int)
@options.body
@options.period
@options.units
@options.data
@options.form("text", "json", "csv")
def show(
    province: str, year: int, body: str | None, period: str, units: str, data: Path | None, form: str
) -> None:
    """Show the comparison table of PROVINCE in YEAR."""
    from analysis.compare import plain, scope, today, view
    from analysis.data import load

    dataset = load(data)
    if units == "2025":
        province, dataset = today(dataset, province), view(dataset, units)
    chosen = scope(dataset, province, year, body, period)
    say_body(chosen.body, body)
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

    words = Words("en")
    rows = []
    for row in records(table):
        place = f"{row['rank_low']:.0f}–{row['rank_high']:.0f} of " if not row["why_no_rank"] else ""
        rows.append(
            [
                notation.label(row, words, dataset.catalog),
                row["kind"],
                notation.count(row, words, dataset.catalog),
                notation.base(row, words, dataset.catalog),
                notation.percent(row, words),
                "".join(run.text for run in change(row, words)),
                row["outcome"],
                f"{place}{row['peer_count']}",
                row.get("formula") or row["source"],
            ]
        )
    heads = [
        "indicator",
        "kind",
        "number",
        "of",
        "share",
        "on the period before",
        "target",
        "peers",
        "source",
    ]
    print_table(heads, rows)


@click.command()
@click.argument("figure_id", metavar="FIGURE-ID")
@options.data
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
    for name, value in found.items():
        if isinstance(value, list):
            for item in value:
                detail = "; ".join(
                    f"{key} {text}" for key, text in item.items() if text not in ("", None, [])
                )
                click.echo(f"{name}: {detail}")
        elif isinstance(value, dict):
            click.echo(f"{name}: " + ", ".join(str(text) for text in value.values() if text))
        elif value not in ("", None):
            click.echo(f"{name}: {value}")
