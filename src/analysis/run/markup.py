"""Markdown and HTML of a notebook's cells, read into blocks: their words, tables and pictures, and no tag.

What has no block is refused, so that nothing is lost without a word and nothing foreign gets into a page.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from analysis.page import (
    Block,
    Cell,
    Column,
    Group,
    Heading,
    Look,
    Picture,
    Printed,
    Prose,
    ProseItem,
    Row,
    Run,
    Table,
)

__all__ = ["UnreadableError", "blocks_of_html", "blocks_of_markdown"]

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOXES: Final = ("div", "section", "article", "main", "center", "blockquote", "details", "figure", "body")
_INLINE: Final = (
    *("a", "abbr", "b", "br", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "label", "mark", "q"),
    *("s", "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var"),
)
_LOOKS: Final[Mapping[str, Look]] = {
    **dict.fromkeys(("em", "i", "cite", "var"), "em"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("del", "s"), "del"),
    "sub": "sub",
    "sup": "sup",
}
"""How words are set apart, by the tags that ask for it."""
_PARAGRAPHS: Final = ("p", "summary", "figcaption", "dt", "dd", "address")
_SILENT: Final = ("style", "hr", "head", "title", "colgroup")
_WHOLE: Final = re.compile(r"[-−]?\d+")
_NUMBER: Final = re.compile(r"[-−+]?[\d.,  ]*\d(?:[eE][-+]?\d+)?\s?%?")
_EMPTY: Final = ("", "NaN", "nan", "None", "NaT", "<NA>", "–", "-")


class UnreadableError(ValueError):
    """The text has something that a report cannot carry; the message says what."""


def blocks_of_markdown(
    source: str, attached: Mapping[str, Mapping[str, str]] | None = None, *, ids: Iterator[str]
) -> Iterator[Block]:
    """Read Markdown, with the tables of GitHub.

    Parameters
    ----------
    source
        The text.
    attached
        Pictures of its cell, by name and kind.
    ids
        Names for pieces that have one.

    Raises
    ------
    UnreadableError
        If it has something that a report cannot carry.
    """
    yield from _Reader(str(_markdown()(source)), attached or {}, ids).blocks()


@cache
def _markdown() -> Any:
    import mistune

    # Tags and addresses are looked at where they are read into blocks.
    renderer = mistune.HTMLRenderer(escape=False, allow_harmful_protocols=True)
    return mistune.create_markdown(renderer=renderer, plugins=["table", "strikethrough", "url"])


def blocks_of_html(source: str, *, ids: Iterator[str]) -> Iterator[Block]:
    """Read HTML, such as a pandas frame shows itself with; otherwise as `blocks_of_markdown`."""
    yield from _Reader(source, {}, ids).blocks()


def _marked(mark: str, item: ProseItem) -> ProseItem:
    """An item of a list with its number or dash before it."""
    return ProseItem(item.id, (Run(mark), *item.runs)) if mark else item


class _Reader:
    """One piece of HTML."""

    def __init__(self, source: str, attached: Mapping[str, Mapping[str, str]], ids: Iterator[str]) -> None:
        self._soup = BeautifulSoup(source, "html.parser")
        self._attached, self._ids = attached, ids
        self._colours = _colours("".join(style.get_text() for style in self._soup.find_all("style")))

    def blocks(self) -> Iterator[Block]:
        """All of it, in order."""
        yield from self._inside(self._soup)

    def _inside(self, parent: Tag) -> Iterator[Block]:
        line: list[Run] = []
        for child in [*parent.children, None]:
            inline = isinstance(child, NavigableString) or (
                isinstance(child, Tag) and child.name in _INLINE and not child.find(["img", *_BOXES])
            )
            if inline:
                line += self._runs(child)
                continue
            yield from self._paragraph(line)
            line = []
            if isinstance(child, Tag):
                yield from self._block(child)

    def _paragraph(self, runs: list[Run]) -> Iterator[Block]:
        if words := _trimmed(runs):
            yield Prose((ProseItem(next(self._ids), words),))

    def _block(self, tag: Tag) -> Iterator[Block]:
        name = tag.name
        if name in _HEADINGS:
            yield Heading(_text(tag))
        elif name in _PARAGRAPHS or name in _BOXES or name in _INLINE:
            yield from self._inside(tag)
        elif name == "pre":
            yield Printed(tag.get_text().rstrip("\n"))
        elif name in ("ul", "ol", "dl"):
            yield from self._list(tag)
        elif name == "table":
            yield self._table(tag)
        elif name == "img":
            yield self._picture(tag)
        elif name not in _SILENT:
            raise UnreadableError(f"<{name}>")

    def _list(self, tag: Tag) -> Iterator[Block]:
        items, later = list[ProseItem](), list[Block]()
        start = str(tag.get("start", "1"))
        begin = int(start) if start.isdecimal() else 1
        for number, item in enumerate(tag.find_all(["li", "dt", "dd"], recursive=False), start=begin):
            first = len(items)
            for block in self._inside(item):
                if isinstance(block, Prose):
                    # Points below a number keep their mark: the list of numbers has none of its own.
                    mark = "– " if tag.name == "ol" and block.style == "list" else ""
                    items += [_marked(mark, point) for point in block.items]
                else:
                    later.append(block)
            if tag.name == "ol" and len(items) > first:
                items[first] = _marked(f"{number}. ", items[first])
        if items:
            yield Prose(tuple(items), "list" if tag.name == "ul" else "paragraph")
        yield from later

    def _picture(self, tag: Tag) -> Picture:
        source, alt = str(tag.get("src", "")), str(tag.get("alt", ""))
        name = source.removeprefix("attachment:")
        if name != source and (kinds := self._attached.get(name)):
            media, content = next(iter(kinds.items()))
            source = f"data:{media};base64,{content}"
        if not re.match(r"data:image/(png|jpeg|svg\+xml);base64,", source):
            raise UnreadableError(f"<img src={source[:80]!r}>")
        return Picture(source, alt or name[:80])

    def _runs(self, node: Any, **look: Any) -> list[Run]:
        if isinstance(node, PreformattedString):  # a comment
            return []
        if isinstance(node, NavigableString):
            return [Run(re.sub(r"\s+", " ", str(node)), **look)]
        if node.name == "br":
            return [Run(" ", **look)]
        if node.name in _SILENT:
            return []
        if node.name not in _INLINE and node.name not in (*_PARAGRAPHS, "div"):
            raise UnreadableError(f"<{node.name}>")
        if node.name in ("strong", "b"):
            look["strong"] = True
        elif apart := _LOOKS.get(node.name):
            look["look"] = (*dict.fromkeys((*look.get("look", ()), apart)),)
        address = str(node.get("href", "")) if node.name == "a" else ""
        if address.startswith(("https://", "http://", "mailto:")):
            look["href"] = address
        return [run for child in node.children for run in self._runs(child, **look)]

    # ------------------------------------------------------------------------------------------- tables

    def _table(self, tag: Tag) -> Table:
        """Columns under one another's names; cells that span rows or columns are said in each of them."""
        caption = tag.find("caption")
        heads = _grid(tag.select("thead > tr"))
        rows = _grid([row for row in tag.find_all("tr") if row.find_parent("thead") is None])
        if not heads and rows and all(cell is not None and cell.name == "th" for cell in rows[0]):
            heads, rows = rows[:1], rows[1:]
        width = max(map(len, [*heads, *rows]), default=0)
        if not width:
            return self._laid_out(caption, [Column(key="0", label="")], [])
        for row in [*heads, *rows]:
            row += [None] * (width - len(row))
        columns = []
        for place in range(width):
            cells = [row[place] for row in rows]
            texts = [_text(cell) for cell in cells if cell is not None and _text(cell) not in _EMPTY]
            names = [_text(row[place]) for row in heads if row[place] is not None]
            label = " · ".join(dict.fromkeys(filter(None, names)))
            header = bool(cells) and all(cell is None or cell.name == "th" for cell in cells)
            number = bool(texts) and all(map(_NUMBER.fullmatch, texts)) and not header
            # Only what has one reading is a number to a spreadsheet: 1.234 is one of two.
            whole = number and all(map(_WHOLE.fullmatch, texts))
            columns.append(
                Column(
                    key=str(place),
                    label=label,
                    align="right" if number else "left",
                    kind="number" if whole else "text",
                )
            )
        headed = all(row[0] is not None and row[0].name == "th" for row in rows)
        return self._laid_out(caption, columns, [Row(tuple(map(self._cell, row))) for row in rows], headed)

    def _laid_out(
        self, caption: Tag | None, columns: list[Column], rows: list[Row], headed: bool = False
    ) -> Table:
        return Table(
            id=next(self._ids),
            caption=_trimmed(self._runs_in(caption)) if caption else (),
            columns=tuple(columns),
            groups=(Group(tuple(rows)),),
            row_headers=headed,
            compact=len(columns) < 4,
        )

    def _cell(self, tag: Tag | None) -> Cell:
        if tag is None:
            return Cell()
        colours = self._colours.get(str(tag.get("id", "")), {}) | _declared(str(tag.get("style", "")))
        fill = colours.get("background-color") or colours.get("background") or ""
        strong = colours.get("font-weight") == "bold"
        return Cell(_trimmed(self._runs_in(tag, strong=strong)), fill=fill, ink=colours.get("color", ""))

    def _runs_in(self, tag: Tag, **look: Any) -> list[Run]:
        return [run for child in tag.children for run in self._runs(child, **look)]


def _text(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag is not None else ""


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    """A line without the spaces around it; empty if nothing else is in it."""
    kept = [run for run in runs if run.text]
    if not "".join(run.text for run in kept).strip():
        return ()
    words = [run.text for run in kept]
    while not words[0].strip():
        del words[0], kept[0]
    while not words[-1].strip():
        del words[-1], kept[-1]
    words[0], words[-1] = words[0].lstrip(), words[-1].rstrip()
    if len(words) == 1:
        words[0] = words[0].strip()
    return tuple(replace(run, text=text) for text, run in zip(words, kept, strict=True))


def _grid(rows: list[Tag]) -> list[list[Tag | None]]:
    """Cells by row and column, each in every place that it spans."""
    found: list[list[Tag | None]] = []
    below: dict[tuple[int, int], Tag] = {}
    for line, row in enumerate(rows):
        cells: list[Tag | None] = []
        for tag in row.find_all(["td", "th"], recursive=False):
            while (line, len(cells)) in below:
                cells.append(below[line, len(cells)])
            across, down = (_span(tag, name) for name in ("colspan", "rowspan"))
            for _ in range(across):
                for further in range(1, down):
                    below[line + further, len(cells)] = tag
                cells.append(tag)
        while (line, len(cells)) in below:
            cells.append(below[line, len(cells)])
        found.append(cells)
    return found


def _span(tag: Tag, name: str) -> int:
    said = str(tag.get(name, "1"))
    return min(int(said), 1000) if said.isdecimal() and int(said) else 1


# ------------------------------------------------------------------------------------------- colours


def _colours(style: str) -> dict[str, dict[str, str]]:
    """What a style sheet says of elements that it names by their ids, as that of a Styler does."""
    import tinycss2

    found: dict[str, dict[str, str]] = {}
    for rule in tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            declared = _declared(tinycss2.serialize(rule.content))
            for selector in tinycss2.serialize(rule.prelude).split(","):
                if named := re.fullmatch(r"\s*#([\w-]+)\s*", selector):
                    found.setdefault(named[1], {}).update(declared)
    return found


def _declared(style: str) -> dict[str, str]:
    import tinycss2
    import tinycss2.color3

    found = {}
    for each in tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True):
        if each.type != "declaration":
            continue
        said = tinycss2.serialize(each.value).strip()
        if each.lower_name == "font-weight" and said in ("bold", "bolder", "600", "700", "800", "900"):
            found["font-weight"] = "bold"
        elif each.lower_name in ("color", "background-color", "background"):
            colour = tinycss2.color3.parse_color(said)
            if colour is not None and not isinstance(colour, str) and colour.alpha == 1:
                found[each.lower_name] = "#" + "".join(f"{round(255 * part):02x}" for part in colour[:3])
    return found
