"""Collecting in a notebook: the text with its figures marked, beside it a form with what is proposed."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from analysis.data import choices, word
from analysis.errors import RequestError
from analysis.locations import data_folder
from analysis.messages import speaking
from analysis.page import Words
from analysis.reading.session import Session
from analysis.reading.texts import text_of

if TYPE_CHECKING:
    import ipywidgets

__all__ = ["TEXT_VARIABLE", "Collector"]

TEXT_VARIABLE = "ANALYSIS_TEXT"
"""The environment variable by which `analysis collect` names the text to the notebook."""

_CELLS = (
    "province", "body", "year", "period", "kind", "authority", "count", "count_to", "of", "of_basis",
    "percent", "percent_to", "value", "as_of", "qualifier", "comparator", "as_printed", "source",
    "counted", "span_from", "change_printed", "change_unit", "change_against", "confidence", "note",
)  # fmt: skip
"""The cells of the form but for what is counted, two on a line."""

_FIXED = ("period", "kind", "authority", "counted", "qualifier", "comparator", "change_unit", "confidence")
_COLOURS = {"left": "#fff0b3", "current": "#ffb870", "accepted": "#cfe8cf", "skipped": "#e4e4e4"}
_DOUBTFUL = 0.7


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
    told : ipywidgets.HTML
        What was wrong with the last step.
    accept, skip, undo : ipywidgets.Button
    """

    def __init__(
        self, text: str | Path | None = None, data: str | Path | None = None, lang: str = "vi", **given: str
    ) -> None:
        import ipywidgets as widgets

        named = text or os.environ.get(TEXT_VARIABLE)
        if not named:
            raise RequestError("no-text-to-collect", variable=TEXT_VARIABLE)
        self.words = Words(lang)
        self.session = Session(Path(data) if data else data_folder(), text_of(named), given)
        known = self.session.data.catalog
        chosen = {
            "province": [("", ""), *((one.name_vi, slug) for slug, one in known.provinces.items())],
            "body": [(row[f"name_{lang}"], code) for code, row in known.body_names.items()],
            "of_basis": [("", ""), *((row[f"name_{lang}"], code) for code, row in known.basis_names.items())],
            **{column: choices(column, lang) for column in _FIXED},
        }
        labels = [(one.label(lang), pair) for pair, one in known.indicators.items()]
        self.pair = widgets.Dropdown(options=labels, **self._placed("indicator"))
        self.cells: dict[str, Any] = {
            name: widgets.Dropdown(options=chosen[name], **self._placed(name))
            if name in chosen
            else widgets.Text(**self._placed(name))
            for name in _CELLS
        }
        self._shown, self._why, self.told = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.accept, self.skip, self.undo = (
            widgets.Button(description=self.words.text(f"collect-{name}"), button_style=look)
            for name, look in (("accept", "success"), ("skip", ""), ("undo", ""))
        )
        for button, work in (
            (self.accept, self._accept),
            (self.skip, self.session.skip),
            (self.undo, self.session.undo),
        ):
            button.on_click(lambda _pressed, work=work: self._do(work))
        self._fill()

    def _placed(self, column: str) -> dict[str, Any]:
        return {
            "description": word(f"head-{column}", self.words.lang),
            "style": {"description_width": "10em"},
            "layout": {"width": "auto"},
        }

    def view(self) -> "ipywidgets.Widget":
        """The text beside the form."""
        import ipywidgets as widgets

        two = widgets.GridBox(
            [*self.cells.values()], layout={"grid_template_columns": "repeat(2, minmax(0, 1fr))"}
        )
        buttons = widgets.HBox([self.accept, self.skip, self.undo])
        form = widgets.VBox([self._why, buttons, self.told, self.pair, two], layout={"width": "56%"})
        text = widgets.Box(
            [self._shown],
            layout={"width": "44%", "height": "40em", "overflow": "auto", "padding": "0 1em 0 0"},
        )
        return widgets.HBox([text, form])

    def _do(self, work: Any) -> None:
        with speaking(self.words.lang):
            try:
                work()
            except RequestError as error:
                self.told.value = Markup('<span style="color:#a00">{}</span>').format(error)
                return
        self.told.value = ""
        self._fill()

    def _accept(self) -> None:
        one = self.session.current
        if one is None:
            raise RequestError("all-decided")
        typed = {name: cell.value.strip() for name, cell in self.cells.items()}
        typed["indicator"], typed["category"] = self.pair.value
        self.session.accept(**{name: cell for name, cell in typed.items() if cell != one.row[name]})

    def _fill(self) -> None:
        """Show the current candidate."""
        one = self.session.current
        self._shown.value = self._marked()
        for button in (self.accept, self.skip):
            button.disabled = one is None
        self.undo.disabled = not self.session.decided
        if one is None:
            self._why.value = escape(self.words.text("collect-done"))
            return
        self.pair.value = (one.row["indicator"], one.row["category"])
        for name, cell in self.cells.items():
            cell.value = one.row[name]
        left = self.words.text("collect-left", count=len(self.session.left))
        doubtful = [name for name, sure in one.sure.items() if sure < _DOUBTFUL]
        heads = ", ".join(dict.fromkeys(self._doubt(name) for name in doubtful))
        told = self.words.text("collect-unsure", names=heads) if heads else ""
        self._why.value = Markup("<b>{}</b> · {}<br>{}").format(left, "; ".join(one.reasons), told)

    def _doubt(self, name: str) -> str:
        column = {"base": "of_basis", "category": "indicator"}.get(name, name)
        return word(f"head-{column}", self.words.lang)

    def _marked(self) -> Markup:
        """The text with its figures marked; what lies before the current one is folded away."""
        text, current = self.session.reading.text, self.session.current
        # A paragraph before its own: the head of a list says what the items are.
        begin = text.rfind("\n", 0, max(0, text.rfind("\n", 0, current.start))) + 1 if current else 0
        earlier = Markup("<details><summary>{}</summary>{}</details>").format(
            self.words.text("collect-earlier"), self._between(0, begin)
        )
        legend = Markup(" ").join(
            _mark(state, self.words.text(f"collect-{state}-mark")) for state in _COLOURS
        )
        return Markup('<div>{}</div><div style="white-space:pre-wrap;line-height:1.5">{}{}</div>').format(
            legend, earlier if begin else "", self._between(begin, len(text))
        )

    def _between(self, begin: int, end: int) -> Markup:
        """A stretch of the text with its figures marked by what became of them."""
        text, decided, current = self.session.reading.text, self.session.decided, self.session.current
        parts, place = [], begin
        for one in self.session.reading.candidates:
            if place <= one.start < end:
                state = "current" if one is current else decided.get(one.start, "left")
                parts += [escape(text[place : one.start]), _mark(state, text[one.start : one.end])]
                place = one.end
        return Markup("").join([*parts, escape(text[place:end])])


def _mark(state: str, text: str) -> Markup:
    return Markup('<mark style="background:{}">{}</mark>').format(_COLOURS[state], text)
