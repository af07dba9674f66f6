"""What the cells of a notebook show, as sections of the report: all of it, or the cell is named and refused.

A section that a cell displays is taken as it is. Whatever else is shown (text, tables, pictures, widgets) is
read into blocks, and stands between the sections where its cell stands. Nothing of a notebook's HTML goes
into the report: its words and tables do.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from nbformat import NotebookNode

from analysis.errors import RenderError
from analysis.page import (
    LANGUAGES,
    MIME_TYPE,
    Block,
    Heading,
    Picture,
    Printed,
    Section,
    Words,
)
from analysis.run.markup import UnreadableError, blocks_of_html, blocks_of_markdown

__all__ = ["printed", "sections_of"]

Json = dict[str, Any]

_WIDGET: Final = "application/vnd.jupyter.widget-view+json"
_WIDGETS: Final = "application/vnd.jupyter.widget-state+json"
_PICTURES: Final = ("image/svg+xml", "image/png", "image/jpeg")
_UNSEEN: Final = {"remove_cell", "remove-cell"}
_UNSEEN_OUTPUT: Final = {"remove_output", "remove-output"}
"""Tags of cells whose content is for who works on the notebook, as nbconvert and Jupyter Book call them."""
_OBJECT: Final = re.compile(r"<IPython\.[\w.]+ object>|<Figure size .* Axes>")
"""What stands for something that was not drawn."""
_ANSI: Final = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_CONTROLS: Final = dict.fromkeys(set(range(32)) - {9, 10} | {127}, None)


@dataclass(frozen=True)
class _Title:
    """The title that what follows stands under."""

    text: str


def sections_of(nb: NotebookNode) -> list[Json]:
    """Find the sections of a notebook that was run, in order.

    Parameters
    ----------
    nb
        The notebook.

    Returns
    -------
    list of dict
        The JSON of every section; empty if no cell displayed one, for nothing else says what report it is.

    Raises
    ------
    RenderError
        If a cell failed, or shows what a report cannot carry: the message names the cell.
    """
    outputs = (output for cell in nb.cells for output in cell.get("outputs", []))
    bundles = (output.get("data", {}) for output in outputs)
    first = next((bundle[MIME_TYPE] for bundle in bundles if MIME_TYPE in bundle), None)
    lang = str(first["lang"]) if first else LANGUAGES[0]
    cells = (_Cell(nb, cell, number, lang) for number, cell in enumerate(nb.cells, start=1))
    shown = [item for cell in cells for item in cell.shown()]
    return list(_gathered(shown, str(first["stamp"]), lang)) if first else []


def _gathered(shown: Iterable[Json | Block | _Title], stamp: str, lang: str) -> Iterator[Json]:
    """Blocks that follow each other become a section; a title begins one."""
    numbers = count(1)
    title, blocks = "", list[Block]()

    def closed() -> Iterator[Json]:
        nonlocal title
        if title or blocks:
            name = f"own-{next(numbers)}"
            yield Section(stamp=stamp, id=name, title=title, lang=lang, blocks=tuple(blocks)).to_json()
        title = ""
        blocks.clear()

    for item in shown:
        if isinstance(item, Block):
            blocks.append(item)
            continue
        yield from closed()
        if isinstance(item, _Title):
            title = item.text
        else:
            yield item
    yield from closed()


class _Cell:
    """One cell, and what it shows."""

    def __init__(self, nb: NotebookNode, cell: NotebookNode, number: int, lang: str) -> None:
        self._cell, self._number, self._lang = cell, number, lang
        self._tags = set(cell.metadata.get("tags", ()))
        self._widgets = nb.metadata.get("widgets", {}).get(_WIDGETS, {}).get("state", {})
        self._ids = (f"own-{number}-{place}" for place in count(1))

    def shown(self) -> Iterator[Json | Block | _Title]:
        """Everything, in order."""
        cell = self._cell
        if cell.cell_type == "code":
            for output in cell.get("outputs", []):
                if output.output_type == "error":
                    raise RenderError(
                        "cell-failed", cell=self._number, why=f"{output.ename}: {output.evalue}"
                    )
        if self._tags & _UNSEEN:
            return
        if cell.cell_type == "markdown":
            yield from _titled(self._markdown(cell.source))
        elif cell.cell_type == "raw" and cell.source.strip():
            raise self._refused("a raw cell")
        elif not self._tags & _UNSEEN_OUTPUT:
            for output in cell.get("outputs", []):
                yield from self._output(output)

    def _refused(self, what: str) -> RenderError:
        return RenderError("cell-shows-strange", cell=self._number, what=what)

    def _output(self, output: Mapping[str, Any]) -> Iterator[Json | Block | _Title]:
        if output["output_type"] == "stream":
            # What is written on stderr are warnings: who makes the report is told of them.
            if output["name"] == "stdout" and (text := printed(output["text"])):
                yield Printed(text)
            return
        data = output["data"]
        if section := data.get(MIME_TYPE):
            yield section
        elif _WIDGET in data:
            yield from self._widget(str(data[_WIDGET].get("model_id", "")))
        else:
            yield from _titled(self._bundle(data, output.get("metadata", {})))

    def _bundle(self, data: Mapping[str, Any], about: Mapping[str, Any]) -> list[Block]:
        """The richest form that a report can carry; plain text only where nothing richer was meant."""
        why = ""
        if "text/html" in data:
            try:
                return self._read(blocks_of_html, data["text/html"])
            except UnreadableError as error:
                why = str(error)
        for media in _PICTURES:
            if media in data:
                return [self._picture(media, data[media], str(about.get(media, {}).get("alt", "")))]
        if "text/markdown" in data:
            return self._markdown(data["text/markdown"])
        others = [name for name in data if not name.startswith("text/")]
        plain = printed(data.get("text/plain", ""))
        if why or others or _OBJECT.fullmatch(plain):
            raise self._refused(why or ", ".join(others or sorted(data)))
        return [Printed(plain)] if plain else []

    def _picture(self, media: str, content: str, alt: str) -> Picture:
        if media == "image/svg+xml":
            content = b64encode(content.encode()).decode()
        words = alt or Words(self._lang).text("own-picture", cell=self._number)
        return Picture(f"data:{media};base64,{''.join(content.split())}", words)

    def _markdown(self, source: str) -> list[Block]:
        attached = self._cell.get("attachments", {})
        try:
            return self._read(blocks_of_markdown, source, attached)
        except UnreadableError as error:
            raise self._refused(str(error)) from None

    def _read(self, reader: Callable[..., Iterable[Block]], *content: Any) -> list[Block]:
        return list(reader(*content, ids=self._ids))

    # ------------------------------------------------------------------------------------------ widgets

    def _widget(self, model: str) -> Iterator[Json | Block | _Title]:
        """A widget as it stood at the end of the run: its words and its value."""
        if model not in self._widgets:
            raise self._refused(_WIDGET)
        kind, state = self._widgets[model]["model_name"], self._widgets[model]["state"]
        label = str(state.get("description", ""))
        if kind == "OutputModel":
            for output in state.get("outputs", ()):
                yield from self._output(output)
        elif "children" in state:
            titles = state.get("titles") or ()
            for place, child in enumerate(state["children"]):
                if place < len(titles) and titles[place]:
                    yield Heading(str(titles[place]))
                yield from self._widget(str(child).removeprefix("IPY_MODEL_"))
        elif kind.startswith("HTML"):
            try:
                yield from self._read(blocks_of_html, f"<p>{label}</p>{state['value']}")
            except UnreadableError as error:
                raise self._refused(str(error)) from None
        elif (said := self._still(state)) is None:
            raise self._refused(kind.removesuffix("Model"))
        elif line := ": ".join(dict.fromkeys(filter(None, [label, said]))):
            yield Printed(line)
        else:
            raise self._refused(kind.removesuffix("Model"))

    def _still(self, state: Mapping[str, Any]) -> str | None:
        """The value of a widget in words; None where it has none that words can say."""
        if "_options_labels" in state:
            chosen = state.get("index")
            places = chosen if isinstance(chosen, list) else [] if chosen is None else [chosen]
            return ", ".join(str(state["_options_labels"][place]) for place in places)
        value = state.get("value", state.get("description"))
        if isinstance(value, list) and all(isinstance(item, (str, int, float)) for item in value):
            return "–".join(map(str, value))
        if isinstance(value, bool):
            return Words(self._lang).text("widget-yes" if value else "widget-no")
        return str(value) if isinstance(value, (str, int, float)) else None


def _titled(blocks: Sequence[Block]) -> Iterator[Block | _Title]:
    """A heading that a cell begins with is the title of a section."""
    for place, block in enumerate(blocks):
        yield _Title(block.text) if not place and isinstance(block, Heading) else block


def printed(text: str) -> str:
    """Text without the colours of a terminal, and other signs that nobody sees."""
    return _ANSI.sub("", text).translate(_CONTROLS).rstrip()
