"""The command that draws one picture, for a letter or a slide."""

from pathlib import Path
from typing import Literal

import click

from analysis.cli import options
from analysis.cli.language import Spoken
from analysis.errors import RequestError
from analysis.messages import language


@click.command(cls=Spoken)
@click.argument("indicator")
@click.argument("years")
@click.argument("picture", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--provinces", default="", metavar="LIST", help="Slugs, names or codes with commas (default: all)."
)
@click.option("--map", "on_map", is_flag=True, help="One year as a map of tiles.")
@options.body
@options.period
@options.data
@options.lang
def chart(
    indicator: str,
    years: str,
    picture: Path,
    provinces: str,
    on_map: bool,
    body: str | None,
    period: str,
    data: Path | None,
) -> None:
    """Draw INDICATOR in YEARS as FILE (.svg or .png): a line a place; of one year a dot a place, or a map."""
    from analysis.charts import over_time, ranked, tile_map
    from analysis.data import load, several
    from analysis.run import year_span

    first, last = year_span(years)
    dataset = load(data)
    places = several(provinces) or None
    lang: Literal["vi", "en"] = "vi" if language() == "vi" else "en"
    frame = dataset.select(places, indicator, range(first, last + 1), body, period, lang=lang)
    if frame["value"].isna().all():
        known = dataset.catalog
        held = known.in_words(
            places=[known.province(name).province for name in places or ()],
            years=years,
            period=known.period(period),
            body=known.body(body) or "",
        )
        raise RequestError("no-figures", asked=f"{indicator}, {held}")
    if on_map:
        drawn = tile_map(frame, dataset.catalog)
    else:
        drawn = ranked(frame) if first == last else over_time(frame)
    click.echo(str(drawn.save(picture)))
