"""How the JSON of a block becomes HTML, and how a chart's SVG is made fit for page and for paper."""

import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from itertools import count
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader
from jinja2.bccache import Bucket
from markupsafe import Markup

from analysis.page.blocks import MISSING
from analysis.page.cells import row_html, runs_html, web_link
from analysis.page.style import COLOURS

TEMPLATES: Final = Path(__file__).parent / "templates"

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
ET.register_namespace("", _SVG)
ET.register_namespace("xlink", _XLINK)

_REFERENCE: Final = re.compile(r"url\(#([^)]+)\)")
_HEX: Final = re.compile(r"#[0-9a-fA-F]{6}\b")
_FONT: Final = re.compile(r"(?<![\w-])font:\s*(?P<cut>[^;\"']*?)(?P<size>[\d.]+)px\s+(?P<family>[^;]+)")
_NAMES: Final[Mapping[str, str]] = {value: name for name, value in COLOURS.items()}


class Sheet:
    """What one page keeps count of while its blocks are written: ids, first citations, numbers.

    Parameters
    ----------
    words
        The fixed words of the page, from its masthead; a section shown alone has none.
    """

    def __init__(self, words: Mapping[str, str] | None = None) -> None:
        self.words = dict(words or {})
        self._seen: set[str] = set()
        self._panels = count(1)
        self._figures = count(1)

    def first(self, anchor: str) -> bool:
        """Tell whether this is the first time that the anchor is asked for; an id may stand only once."""
        if anchor in self._seen:
            return False
        self._seen.add(anchor)
        return True

    def has(self, anchor: str) -> bool:
        """Tell whether the page has the anchor already."""
        return anchor in self._seen

    def next_figure(self) -> int:
        """Give the number of the next figure."""
        return next(self._figures)

    def svg(self, panel: Mapping[str, Any]) -> Markup:
        """Write a panel's chart so that it can stand in the page: own ids, colours that follow the theme."""
        return _page_svg(panel, prefix=f"p{next(self._panels)}-")


def _drawing(svg: str, *without: str) -> ET.Element:
    """Read a chart, without the metadata that only names the program that drew it, and other elements."""
    root = ET.fromstring(svg)
    unwanted = {f"{{{_SVG}}}{tag}" for tag in ("metadata", *without)}
    for parent in root.iter():
        for child in [child for child in parent if child.tag in unwanted]:
            parent.remove(child)
    return root


def _spelled_out(style: str) -> str:
    """Write the `font` shorthand as separate properties: the PDF engine reads only those."""

    def properties(found: re.Match[str]) -> str:
        cut = found["cut"].split()
        weight = next((word for word in cut if word.isdigit() or word == "bold"), "400")
        slant = next((word for word in cut if word in ("italic", "oblique")), "normal")
        size, family = found["size"], found["family"]
        return f"font-style: {slant}; font-weight: {weight}; font-size: {size}px; font-family: {family}"

    return _FONT.sub(properties, style)


def paper_svg(svg: str) -> str:
    """Make a chart fit for the PDF engine.

    Parameters
    ----------
    svg
        The chart as it was drawn.
    """
    root = _drawing(svg)
    for element in root.iter():
        if style := element.get("style"):
            element.set("style", _spelled_out(style))
    return ET.tostring(root, encoding="unicode")


def recoloured(svg: str, colours: Mapping[str, str]) -> str:
    """Draw a chart in other colours.

    Parameters
    ----------
    svg
        The chart as it was drawn.
    colours
        Colours by their names in `COLOURS`; the others stay.
    """
    return _HEX.sub(lambda found: colours.get(_NAMES.get(found[0].lower(), ""), found[0]), svg)


@lru_cache(maxsize=4096)
def _themed(value: str) -> str:
    def variable(found: re.Match[str]) -> str:
        name = _NAMES.get(found[0].lower())
        return found[0] if name is None else f"var(--c-{name}, {found[0]})"

    return _HEX.sub(variable, value)


def _page_svg(panel: Mapping[str, Any], prefix: str) -> Markup:
    # A style would reach every other drawing of the page, and its policy forbids it; page.css says the same.
    root = _drawing(panel["svg"], "style")
    used: dict[str, str] = {}

    def own(identifier: str) -> str:
        """The short id that stands for one of the drawing: a point is told by it once a province."""
        return used.setdefault(identifier, f"{prefix}{len(used)}")

    named = []
    for element in root.iter():
        attributes = element.attrib
        if "id" in attributes:
            named.append(attributes)
        for name, value in list(attributes.items()):
            if "#" not in value:
                continue
            if name in (f"{{{_XLINK}}}href", "href"):
                if value.startswith("#"):
                    del attributes[name]
                    attributes["href"] = f"#{own(value[1:])}"
            elif name in ("style", "fill", "stroke") or "url(#" in value:
                attributes[name] = _themed(_REFERENCE.sub(lambda found: f"url(#{own(found[1])})", value))
    for attributes in named:
        own_id = attributes.pop("id")
        if own_id in used:  # ids that nothing points at only make the page longer
            attributes["id"] = used[own_id]
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.set("role", "img")
    root.set("aria-label", panel["alt"])
    return Markup(re.sub(r"\n\s*", "\n", ET.tostring(root, encoding="unicode").replace(" />", "/>")))


def plain(runs: Iterable[Mapping[str, Any]]) -> str:
    """Give the words of a line of runs, without marks."""
    return "".join(run["text"] for run in runs).strip()


def _data_url(content: str, media_type: str = "text/csv") -> str:
    return f"data:{media_type};charset=utf-8,{quote(content, safe='/,')}"


def _layout(table: Mapping[str, Any]) -> str:
    """Tell how a table meets a narrow screen: rows become cards, of data in lines of values; heat scrolls."""
    if table.get("layout"):
        return str(table["layout"])
    rows = (row for group in table["groups"] for row in group["rows"])
    if any("shade" in cell for row in rows for cell in row["cells"]):
        return "heat"
    if (len(table["columns"]) < 4 and table.get("compact")) or len(table["columns"]) < 3:
        return "plain"
    return "folds" if table.get("compact") else "stack"


_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "plain": plain,
    "web_link": web_link,
    "data_url": _data_url,
    "layout": _layout,
    "row": row_html,
    "runs": runs_html,
}


class _Compiled(FileSystemBytecodeCache):
    """Templates once compiled lie beside Python's own compiled modules, where Python may write those."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


class _OfJson(Environment):
    """Templates of JSON: what they ask an object for is a key first, which saves half of the looking."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value under a key; of what is no mapping its attribute."""
        if isinstance(obj, dict):
            if attribute in obj:
                return obj[attribute]
            if not hasattr(dict, attribute):
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


@cache
def environment(*folders: Path) -> Environment:
    """Templates of pages, after those of other folders."""
    made = _OfJson(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        bytecode_cache=_Compiled(str(Path(__file__).parent / "__pycache__")),
    )
    made.filters.update(_FILTERS)
    made.globals["missing"] = MISSING
    return made


def section_html(section: Mapping[str, Any]) -> str:
    """Write one section as it shows itself in JupyterLab.

    Parameters
    ----------
    section
        The section's JSON.
    """
    template = environment().get_template("section.html.j2")
    return template.render(section=section, sheet=Sheet(), colours=COLOURS)
