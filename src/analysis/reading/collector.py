"""Collecting in a notebook: the text with its figures marked, beside it a form with what is proposed."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from analysis.errors import RequestError
from analysis.locations import data_folder
from analysis.page import Words
from analysis.reading.session import Session
from analysis.reading.texts import text_of

if TYPE_CHECKING:
    import ipywidgets

__all__ = ["TEXT_VARIABLE", "Collector"]

TEXT_VARIABLE = "ANALYSIS_TEXT"
"""The environment variable by which `analysis collect` names the text to the notebook."""

_TYPED = (
    "province",
    "body",
    "year",
    "period",
    "span_from",
    "count",
    "count_to",
    "of",
    "percent",
    "percent_to",
    "value",
    "as_of",
    "as_printed",
    "change_printed",
    "change_unit",
    "change_against",
    "source",
    "note",
)
_CHOSEN = {
    "kind": ("actual", "target"),
    "authority": ("", "all", "committees", "commissions"),
    "counted": ("", "turns"),
    "qualifier": ("exact", "over", "nearly", "about", "withheld"),
    "comparator": ("", "ge", "gt", "le", "lt", "eq", "range"),
    "confidence": ("high", "medium"),
}
_COLOURS = {"accepted": "#cfe8cf", "skipped": "#e4e4e4", "left": "#fff0b3", "current": "#ffb870"}


class Collector:
    """The widgets of one text; every button does what the `Session` does.

    Parameters
    ----------
    text : str or pathlib.Path, optional
        The file; the one that `analysis collect` was given by default.
    data : str or pathlib.Path, optional
        The data folder that rows go to; the usual one by default.
    lang : {"vi", "en"}, optional
    **given : str
        What is known already: ``province``, ``body``, ``year``, ``period``, ``source``.

    Attributes
    ----------
    session : Session
    pair : ipywidgets.Dropdown
        Indicator and category.
    cells : dict of str to ipywidgets.Widget
        The other cells of the row, by column.
    """

    def __init__(
        self, text: str | Path | None = None, data: str | Path | None = None, lang: str = "vi", **given: str
    ) -> None:
        import ipywidgets as widgets

        named = text or os.environ.get(TEXT_VARIABLE)
        if not named:
            raise RequestError(
                f"no text; name a file, or start with 'analysis collect TEXT' ({TEXT_VARIABLE})"
            )
        self.words = Words(lang)
        self.session = Session(Path(data) if data else data_folder(), text_of(named), given)
        catalog = self.session.data.catalog
        wide = {"width": "34em"}
        style = {"description_width": "9em"}
        labels = [(getattr(entry, f"label_{lang}"), pair) for pair, entry in catalog.indicators.items()]
        self.pair = widgets.Dropdown(options=labels, description="indicator", layout=wide, style=style)
        bases = ["", *catalog.basis_names]
        chosen = {**_CHOSEN, "of_basis": bases}
        self.cells: dict[str, Any] = {
            name: widgets.Dropdown(options=chosen[name], description=name, layout=wide, style=style)
            if name in chosen
            else widgets.Text(description=name, layout=wide, style=style)
            for name in (
                *_TYPED[:5],
                "kind",
                "authority",
                "counted",
                *_TYPED[5:8],
                "of_basis",
                *_TYPED[8:11],
                "qualifier",
                "comparator",
                *_TYPED[11:],
                "confidence",
            )
        }
        self._shown, self._why, self._told = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.accept, self.skip, self.undo = (
            widgets.Button(description=self.words.text(f"collect-{name}"), button_style=look)
            for name, look in (("accept", "success"), ("skip", ""), ("undo", "warning"))
        )
        for button, work in (
            (self.accept, self._accept),
            (self.skip, self.session.skip),
            (self.undo, self.session.undo),
        ):
            button.on_click(lambda _pressed, work=work: self._do(work))
        self._fill()

    def view(self) -> "ipywidgets.Widget":
        """The text beside the form."""
        import ipywidgets as widgets

        form = widgets.VBox(
            [
                self._why,
                widgets.HBox([self.accept, self.skip, self.undo]),
                self._told,
                self.pair,
                *self.cells.values(),
            ]
        )
        text = widgets.Box([self._shown], layout={"width": "55%", "height": "44em", "overflow": "auto"})
        return widgets.HBox([text, form])

    def _do(self, work: Any) -> None:
        try:
            work()
            self._told.value = ""
        except RequestError as error:
            self._told.value = Markup('<span style="color:#a00">{}</span>').format(error)
            return
        self._fill()

    def _accept(self) -> None:
        one = self.session.current
        if one is None:
            raise RequestError(self.words.text("collect-done"))
        typed = {name: cell.value.strip() for name, cell in self.cells.items()}
        typed["indicator"], typed["category"] = self.pair.value
        self.session.accept(**{name: cell for name, cell in typed.items() if cell != one.row[name]})

    def _fill(self) -> None:
        """Show the current candidate."""
        one = self.session.current
        self._shown.value = self._marked()
        for button in (self.accept, self.skip):
            button.disabled = one is None
        if one is None:
            self._why.value = escape(self.words.text("collect-done"))
            return
        self.pair.value = (one.row["indicator"], one.row["category"])
        for name, cell in self.cells.items():
            cell.value = one.row[name]
        left = self.words.text("collect-left", count=len(self.session.left))
        unsure = ", ".join(f"{name} {sure:.0%}" for name, sure in one.sure.items() if sure < 0.95)
        self._why.value = Markup("<b>{}</b> · {}<br>{}").format(left, "; ".join(one.reasons), unsure)

    def _marked(self) -> Markup:
        """The text with its figures marked by what became of them."""
        text, decided, current = self.session.reading.text, self.session.decided, self.session.current
        parts, place = [], 0
        for one in self.session.reading.candidates:
            if one.start < place:
                continue
            state = "current" if one is current else decided.get(one.start, "left")
            mark = Markup('<mark style="background:{}">{}</mark>').format(
                _COLOURS[state], text[one.start : one.end]
            )
            parts += [escape(text[place : one.start]), mark]
            place = one.end
        parts.append(escape(text[place:]))
        return Markup('<div style="white-space:pre-wrap;line-height:1.5">{}</div>').format(
            Markup("").join(parts)
        )
