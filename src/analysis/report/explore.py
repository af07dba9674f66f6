"""Looking around in the figures in JupyterLab: choose, compare, see, ask where a figure comes from.

`Explorer` holds the choice; each of its methods gives one part of the page, which follows the choice. What
is shown is what a report shows, by the same functions. The widgets are imported when an explorer is made, so
that nobody else needs them.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup, escape

from analysis import charts
from analysis.charts import Picture
from analysis.compare import explanation, notation
from analysis.data import COUNTRY, Dataset
from analysis.errors import AnalysisError
from analysis.page import Words, plain, section_html, sort_key
from analysis.report import tables
from analysis.report.province.report import ProvinceReport

if TYPE_CHECKING:
    import ipywidgets

__all__ = ["Explorer", "comparison", "passport_html"]

_COLUMNS = (
    "place_name", "body_name", "year", "period", "label", "value", "unit", "printed", "percent",
    "basis", "reason", "id",
)  # fmt: skip

_KEYS = ("province", "year", "body", "period")


def comparison(report: ProvinceReport) -> pd.DataFrame:
    """The comparison table as a reader reads it.

    Parameters
    ----------
    report : ProvinceReport
        What is compared, and the language.

    Returns
    -------
    pandas.DataFrame
        Text only, one row a figure, indexed by its id; the columns bear the names of the report's table.

    Examples
    --------
    >>> import analysis
    >>> report = analysis.ProvinceReport(analysis.load(), "tra-vinh", 2023, lang="en")
    >>> comparison(report).query("Indicator == 'New members admitted'").iloc[0].to_list()[:2]
    ['New members admitted', '209']
    """
    scope, words = report.scope, report.words
    catalog = scope.data.catalog
    rows = {}
    for row in scope.rows:
        label = notation.label(row, words, catalog)
        planned = row["kind"] == "target"
        rows[row["id"]] = {
            "indicator": words.text("label-target", label=label) if planned else label,
            "count": notation.value(row, words, catalog),
            "base": notation.base(row, words, catalog),
            "percent": notation.percent(row, words),
            "change": plain(run.to_json() for run in tables.change(row, words, catalog)),
            "target": "" if planned else plain(run.to_json() for run in tables.target(row, scope, words)),
        }
    frame = pd.DataFrame.from_dict(rows, orient="index")
    return frame.rename(columns={name: words.text(f"column-{name}") for name in frame}).rename_axis("id")


def passport_html(found: Mapping[str, Any], words: Words) -> Markup:
    """The passport of a figure as a table: what it says, where it stands, who printed it, what follows.

    Parameters
    ----------
    found : mapping
        From `analysis.compare.explanation`.
    words : Words
    """
    source = found["source"]
    link = Markup('<a href="{0}" target="_blank" rel="noopener">{1}</a>')
    title = source["title"] or words.text("source-untitled")
    named = link.format(source["url"], title) if source["url"].startswith("http") else escape(title)
    publisher = escape(source["publisher"] or words.text("source-unknown"))
    lines: list[tuple[str, str | Markup]] = [
        ("figure", found["label_vi"] if words.lang == "vi" else found["label"]),
        ("id", Markup("<code>{}</code>").format(found["id"])),
        ("printed", found["as_printed"]),
        ("place", f"{found['file']}:{found['line']}"),
        ("source", Markup("{}: {} {} ({})").format(publisher, named, source["published"], source["id"])),
        ("note", found["note"]),
        *(("derived", f"{item['name']}: {item['formula']}") for item in found["derived"]),
        *(("checks", ", ".join(f"{key} {value}" for key, value in item.items())) for item in found["checks"]),
        *(("breaks", f"{item['effective_from']}: {item['title']}") for item in found["breaks"]),
    ]
    row = Markup('<tr><th scope="row" style="text-align:left;vertical-align:top">{}</th>'
                 '<td style="text-align:left">{}</td></tr>')  # fmt: skip
    told = Markup("").join(row.format(words.text(f"passport-{name}"), text) for name, text in lines if text)
    return Markup("<table>{}</table>").format(told)


class Explorer:
    """A choice of figures, and the parts of a page that follow it.

    Parameters
    ----------
    data : Dataset
    province : str, optional
        What is chosen at first: slug, name or code.
    year : int, optional
    lang : {"vi", "en"}, optional
    output : str or pathlib.Path, optional
        Where `report` puts reports; the notebook's own folder by default, so that it can link to them.

    Attributes
    ----------
    province, year, body, period, indicators, lang, places, years, shown : ipywidgets.Widget
        The controls; set their ``value`` to choose from code. Each offers only what has figures.

    Examples
    --------
    >>> import analysis
    >>> explorer = Explorer(analysis.load())
    >>> explorer.province.value = "hai-duong"
    >>> explorer.selected()
    {'province': 'hai-duong', 'year': 2023, 'body': 'government', 'period': 'FY'}
    """

    def __init__(
        self,
        data: Dataset,
        province: str = "tra-vinh",
        year: int = 2023,
        lang: str = "vi",
        output: str | Path = ".",
    ) -> None:
        import ipywidgets as widgets

        self.data, self.output = data, Path(output)
        self._held = pd.DataFrame(data.coverage())
        self._parts: list[Callable[[], None]] = []
        self._filling = False
        shown = {"description_width": "9em"}
        self.lang = widgets.ToggleButtons(options=[("Tiếng Việt", "vi"), ("English", "en")], value=lang)
        self.province, self.year, self.body, self.period = (widgets.Dropdown(style=shown) for _ in _KEYS)
        self.shown = widgets.Dropdown(style=shown)
        self.indicators = widgets.SelectMultiple(rows=6, style=shown, layout={"width": "40em"})
        self._choose(province=data.catalog.province(province).province, year=year)
        first, last = (int(data.observations["year"].agg(name)) for name in ("min", "max"))
        self.places = widgets.SelectMultiple(
            options=self._options("province", self._held), rows=6, style=shown, layout={"width": "40em"}
        )
        self.years = widgets.IntRangeSlider(
            value=(max(first, year - 4), year), min=first, max=last, style=shown, layout={"width": "40em"}
        )
        for control in (self.lang, self.province, self.year, self.body, self.period, self.indicators):
            control.observe(self._chosen, "value")

    # ------------------------------------------------------------------------------------------- the choice

    @property
    def words(self) -> Words:
        """The words of the language chosen."""
        return Words(self.lang.value)

    def selected(self) -> dict[str, Any]:
        """What is chosen: ``province``, ``year``, ``body``, ``period``."""
        return {key: getattr(self, key).value for key in _KEYS}

    def report(self) -> ProvinceReport:
        """The report of what is chosen, of the chosen indicators alone if there are any.

        Raises
        ------
        RequestError
            If there is no figure for it.
        """
        data = self.data
        if self.indicators.value:
            frame = data.observations
            data = replace(data, observations=frame[frame["indicator"].isin(self.indicators.value)])
        return ProvinceReport(data, **self.selected(), lang=self.lang.value)

    def _chosen(self, _change: object) -> None:
        if not self._filling:
            self._choose(**self.selected())
            for update in self._parts:
                update()

    def _choose(self, **wanted: Any) -> None:
        """Fill every control with what there is for those before it; keep what still fits."""
        self._filling = True
        held = self._held
        for key in _KEYS:
            options = self._options(key, held)
            values = [value for _, value in options]
            kept = wanted.get(key)
            control = getattr(self, key)
            control.options = options
            control.value = kept if kept in values else self._most(key, held)
            control.description = self.words.text(f"choose-{key}")
            held = held[held[key] == control.value]
        chosen, kept = set(self.indicators.value), self.shown.value
        self.shown.options = self._figures()
        if kept in [code for _, code in self.shown.options]:
            self.shown.value = kept
        self.indicators.options = self._indicators()
        self.indicators.value = [code for _, code in self.indicators.options if code in chosen]
        self.indicators.description = self.words.text("choose-indicators")
        self._filling = False

    def _options(self, key: str, held: pd.DataFrame) -> list[tuple[str, Any]]:
        catalog, lang = self.data.catalog, self.lang.value
        values = held[key].unique().tolist()
        if key == "province":
            named = [(catalog.provinces[slug].name_vi, slug) for slug in values if slug != COUNTRY]
            return sorted(named, key=lambda option: sort_key(option[0]))
        if key == "body":
            province = catalog.provinces[self.province.value]
            return [(self.data.catalog.body_name(body, province, lang), body) for body in sorted(values)]
        if key == "period":
            return [(self.words.text(f"scope-{period}"), period) for period in sorted(values)]
        return [(str(value), value) for value in sorted(values, reverse=True)]

    @staticmethod
    def _most(key: str, held: pd.DataFrame) -> Any:
        """The value with most figures: a choice that shows something."""
        sizes = held["figures"].map(lambda domains: sum(domains.values()))
        return sizes.groupby(held[key]).sum().idxmax()

    def _indicators(self) -> list[tuple[str, str]]:
        frame = self.data.observations
        for key, value in self.selected().items():
            frame = frame[frame[key] == value]
        held = set(frame["indicator"])
        lang = self.lang.value
        names = {
            indicator.indicator: getattr(indicator, f"indicator_{lang}")
            for indicator in self.data.catalog.indicators.values()
            if indicator.indicator in held
        }
        return [(name, code) for code, name in names.items()]

    def _figures(self) -> list[tuple[str, str]]:
        """Every figure that the place has in some year, by its name."""
        frame = self.data.observations
        for key in ("province", "body", "period"):
            frame = frame[frame[key] == getattr(self, key).value]
        held = set(frame["indicator"] + "/" + frame["category"])
        catalog = self.data.catalog.indicators.items()
        return [(it.label(self.lang.value), "/".join(pair)) for pair, it in catalog if "/".join(pair) in held]

    # ------------------------------------------------------------------------------- the parts of the page

    def controls(self) -> "ipywidgets.Widget":
        """The controls: language, province, year, body, period, indicators (none chosen means all)."""
        import ipywidgets as widgets

        places = [self.province, self.year, self.body, self.period]
        return widgets.VBox([self.lang, *places, self.indicators])

    def table(self) -> "ipywidgets.Widget":
        """The comparison table, to be searched and sorted."""
        import itables

        # The table's script comes with the library: nothing is fetched from the net.
        itables.init_notebook_mode(all_interactive=False, connected=False)
        return self._part(self._table)

    def _table(self) -> str:
        import itables

        frame = comparison(self.report())
        sources = self.data.catalog.sources
        whose = [sources[self.data.figure(figure)["source"]].publisher for figure in frame.index]
        html: str = itables.to_html_datatable(
            frame.assign(**{self.words.text("passport-source"): whose}).reset_index(drop=True),
            connected=False,
            display_logo_when_loading=False,
            classes="display compact",
            columnDefs=[
                {"width": "16em", "targets": 0},
                {"className": "dt-left", "targets": "_all"},
            ],
            autoWidth=False,
            pageLength=15,
            layout={"topStart": None, "topEnd": "search", "bottomStart": "info", "bottomEnd": "paging"},
            language={
                "search": self.words.text("explore-search"),
                "info": "_START_–_END_ / _TOTAL_",
                "decimal": "," if self.lang.value == "vi" else ".",
                "thousands": "." if self.lang.value == "vi" else ",",
            },
        )
        return html

    def charts(self) -> "ipywidgets.Widget":
        """Classes of a whole, what was reached of plans, and what there is over time."""
        return self._part(lambda: self._sections(lambda report: [report.structure(), report.over_time()]))

    def side_by_side(self) -> "ipywidgets.Widget":
        """One figure of several places over a range of years: chart, table, and a button that saves both."""
        import ipywidgets as widgets

        shown = widgets.Output()
        saved = widgets.Output()
        button = widgets.Button(layout={"width": "20em"})

        def fill() -> None:
            for control, name in ((self.places, "places"), (self.years, "years"), (self.shown, "shown")):
                control.description = self.words.text(f"choose-{name}")
            button.description = self.words.text("explore-save")

        def update(_change: object = None) -> None:
            _show(shown, self._told(self._side_by_side))
            _show(saved, "")

        def press(_button: object) -> None:
            _show(saved, self._told(lambda: _links(self.save())))

        for control in (self.places, self.years, self.shown):
            control.observe(update, "value")
        button.on_click(press)
        self._parts += [fill, update]
        fill()
        update()
        return widgets.VBox([self.shown, self.places, self.years, shown, button, saved])

    def beside(self) -> pd.DataFrame:
        """The figure shown of all chosen places over the chosen years, as `Dataset.select` gives it."""
        first, last = self.years.value
        chosen = self.selected()
        places = dict.fromkeys([chosen["province"], *self.places.value])
        years = range(first, last + 1)
        frame = self.data.select(
            places, self.shown.value, years, chosen["body"], chosen["period"], lang=self.lang.value
        )
        # A place that prints a figure for several authorities has one row for each: the first is the widest.
        return frame[frame["id"] != ""].drop_duplicates(["place", "year"])

    def _picture(self) -> Picture:
        return charts.over_time(self.beside())

    def _side_by_side(self) -> str:
        picture, frame = self._picture(), self.beside()
        table = frame.pivot(index="place_name", columns="year", values="printed").fillna("–")
        heading = Markup("<p><b>{}</b></p>").format(picture.title)
        return f"{heading}{picture.svg()}{table.rename_axis(index=None, columns=None).to_html(border=0)}"

    def save(self) -> list[Path]:
        """Write the chart as SVG and PNG and its table as a workbook, beside the notebook."""
        picture, frame = self._picture(), self.beside()
        chosen, (first, last) = self.selected(), self.years.value
        named = f"{self.shown.value.replace('/', '-')}-{first}-{last}-{chosen['body']}.{self.lang.value}"
        files = [picture.save(self.output / f"{named}.{ending}") for ending in ("svg", "png")]
        book = self.output / f"{named}.xlsx"
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        with pd.ExcelWriter(book, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
            # A day of its own would make every workbook differ.
            writer.book.set_properties({"created": datetime.combine(self.data.released, time())})
            frame[list(_COLUMNS)].to_excel(writer, index=False, freeze_panes=(1, 1), sheet_name="data")
        return [*files, book]

    def coverage(self) -> "ipywidgets.Widget":
        """What there is by year, what disagrees, and the sources."""
        return self._part(lambda: self._sections(lambda report: [report.coverage()]))

    def _sections(self, wanted: Callable[[ProvinceReport], Sequence[Any]]) -> str:
        return "".join(section_html(section.to_json()) for section in wanted(self.report()) if section)

    def passport(self) -> "ipywidgets.Widget":
        """A list of the figures to click at, a line to name any other by its id, and the passport of it."""
        import ipywidgets as widgets

        wide = {"width": "50em"}
        listed = widgets.Select(rows=8, layout=wide)
        named = widgets.Text(layout=wide, continuous_update=False)
        told = widgets.HTML()

        def fill() -> None:
            shown = comparison(self.report()).iloc[:, :2]
            listed.options = [(f"{label}: {value}", figure) for figure, label, value in shown.itertuples()]
            named.placeholder = self.words.text("passport-name")

        def tell(change: Mapping[str, Any]) -> None:
            if change["new"]:
                told.value = self._told(
                    lambda: passport_html(explanation(self.data, change["new"]), self.words)
                )

        listed.observe(tell, "value")
        named.observe(tell, "value")
        fill()
        self._parts.append(fill)
        return widgets.VBox([listed, named, told])

    def make(self) -> "ipywidgets.Widget":
        """A button that makes the report of what is chosen, as HTML and PDF, and links to it."""
        import ipywidgets as widgets

        button = widgets.Button(button_style="primary", layout={"width": "20em"})
        told = widgets.Output()

        def fill() -> None:
            button.description = self.words.text("make-report")

        def press(_button: object) -> None:
            button.disabled = True
            _show(told, escape(self.words.text("making-report")))
            _show(told, self._made())
            button.disabled = False

        button.on_click(press)
        fill()
        self._parts.append(fill)
        return widgets.VBox([button, told])

    def _made(self) -> str:
        """The report made by the command, as anyone else would make it; the links, or what went wrong."""
        chosen = self.selected()
        command = [sys.executable, "-m", "analysis", "report", chosen["province"], str(chosen["year"])]
        options = {"body": chosen["body"], "period": chosen["period"], "lang": self.lang.value}
        options |= {"output": str(self.output), "data": str(self.data.folder)}
        for name, value in options.items():
            command += [f"--{name}", value]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            return Markup("<pre>{}</pre>").format(done.stderr.strip())
        files = [Path(line) for line in done.stdout.splitlines()]
        return _links(files)

    def _part(self, content: Callable[[], str]) -> "ipywidgets.Widget":
        """A place that shows some content now, and again whenever the choice changes."""
        import ipywidgets as widgets

        place = widgets.Output()

        def update() -> None:
            _show(place, self._told(content))

        update()
        self._parts.append(update)
        return place

    def _told(self, content: Callable[[], str]) -> str:
        """The content, or in words why there is none."""
        try:
            return content()
        except AnalysisError as error:
            return Markup("<p>{}</p>").format(error)


def _links(files: Sequence[Path]) -> Markup:
    item = Markup('<li><a href="{0}" target="_blank">{0}</a></li>')
    return Markup("<ul>{}</ul>").format(Markup("").join(item.format(file.as_posix()) for file in files))


def _show(place: "ipywidgets.Output", html: str) -> None:
    place.outputs = (
        {"output_type": "display_data", "data": {"text/html": str(html), "text/plain": ""}, "metadata": {}},
    )
