"""Lines of runs and the cells of tables as HTML: by far the most pieces of a page.

A full report has thousands of them, so they are put together here and not by templates, which take about
three times as long for such small pieces.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from analysis.page.blocks import LOOKS, MISSING

if TYPE_CHECKING:
    from analysis.page.markup import Sheet

__all__ = ["row_html", "runs_html"]

Json = Mapping[str, Any]

_BESIDE: Final = re.compile(r"(\.\./)*([\w-]+/)*[\w.-]+\.html")
_SPECIAL: Final = re.compile(r"[&<>'\"]")
_LABELLED: Final = ("stack", "folds", "profile")
"""Layouts whose rows become cards on a phone, where each value needs its label beside it."""


def runs_html(runs: Iterable[Json], sheet: "Sheet") -> Markup:
    """Write a line of runs.

    Parameters
    ----------
    runs
        Their JSON.
    sheet
        Of the page in which they stand.
    """
    return Markup("".join(_run(run, sheet) for run in runs))


def row_html(cells: Iterable[Json], table: Json, layout: str, sheet: "Sheet") -> Markup:
    """Write the cells of a row.

    Parameters
    ----------
    cells
        Their JSON.
    table
        That of their table.
    layout
        How it is laid out.
    sheet
        Of the page in which they stand.
    """
    written = (
        f"<{tag}{attributes}>{_content(cell, sheet)}</{tag}>"
        for tag, attributes, cell in _cells(cells, table, layout)
    )
    return Markup("".join(written))


def _safe(text: Any) -> str:
    """Words without any sign that means something in HTML; most have none."""
    return text if type(text) is str and not _SPECIAL.search(text) else str(escape(text))


def _run(run: Json, sheet: "Sheet") -> str:
    # Most are a text, or the text of a figure: what those lack is not asked for.
    words = _safe(run["text"])
    if len(run) == 1:
        return words
    if figure := run.get("figure"):
        state = f' class="is-{_safe(run["state"])}"' if run.get("state") else ""
        words = f'<data{state} data-figure="{_safe(figure)}" value="{words}">{words}</data>'
        if len(run) == 2:
            return words
    elif run.get("state"):
        words = f'<span class="is-{_safe(run["state"])}">{words}</span>'
    if link := web_link(run.get("href")):
        words = f'<a href="{_safe(link)}">{words}</a>'
    for tag in reversed(run.get("look") or ()):
        words = f"<{tag}>{words}</{tag}>" if tag in LOOKS else words  # a notebook may have been forged
    if run.get("muted"):
        words = f'<span class="muted">{words}</span>'
    if run.get("strong"):
        words = f"<strong>{words}</strong>"
    if run.get("cite"):
        words += f'<sup class="cite">{",".join(_cited(run["cite"], sheet))}</sup>'
    if mark := run.get("mark"):
        words += f'<sup class="cite">{_leading(mark, "note", "mark", sheet)}</sup>'
    return words


def web_link(href: str | None) -> str:
    """Let through only addresses that lead somewhere, never a script; a report beside this one, too."""
    if not href:
        return ""
    return href if urlsplit(href).scheme in ("http", "https", "mailto") or _BESIDE.fullmatch(href) else ""


def _cited(numbers: Iterable[Any], sheet: "Sheet") -> Iterator[str]:
    return (_leading(number, "source", "cite", sheet) for number in numbers)


def _leading(number: Any, to: str, back: str, sheet: "Sheet") -> str:
    """The number of a source or footnote, leading there, and an anchor to come back to, once a page."""
    shown = _safe(number)
    anchor = f' id="{back}-{shown}"' if sheet.first(f"{back}-{number}") else ""
    label = _safe(sheet.words.get(f"{to}_mark", ""))
    return f'<a href="#{to}-{shown}"{anchor} aria-label="{label} {shown}">{shown}</a>'


def _cells(cells: Iterable[Json], table: Json, layout: str) -> Iterator[tuple[str, str, Json]]:
    """Tell of each cell of a row its tag and attributes.

    A dash alone fills a cell for the eye, but on a phone it would only be noise: there the cell is blank.
    """
    first = True
    for column, cell in zip(table["columns"], cells, strict=False):
        runs = cell["runs"]
        filled = bool((runs and runs[0]["text"] not in ("", "–")) or "strip" in cell or "spark" in cell)
        head = first and filled and bool(table.get("row_headers"))
        missing = cell.get("state") in MISSING
        said = ' scope="row"' if head else ""
        if layout != "heat":
            names = [column["align"], f"k-{column['kind']}"]
            names += [f"c-{column['key']}"] if layout == "profile" else []
            names += ["missing"] if missing else []
            names += [] if filled else ["blank"]
            said += f' class="{_safe(" ".join(names))}"'
        elif missing:
            said += " class=missing"
        if not first and column.get("label") and layout in _LABELLED:
            said += f' data-label="{_safe(column["label"])}"'
        if "sort" in cell:
            said += f' data-value="{_safe(cell["sort"])}"'
        if "shade" in cell:
            said += f' style="--shade:{round(cell["shade"] * 100)}%"'
        if "fill" in cell or "ink" in cell:
            colours = f"background:{cell['fill']};" if "fill" in cell else ""
            colours += f"color:{cell['ink']}" if "ink" in cell else ""
            said += f' style="{_safe(colours)}"'
        yield ("th" if head else "td"), said, cell
        first = False


def _content(cell: Json, sheet: "Sheet") -> str:
    words = "".join(_run(run, sheet) for run in cell["runs"])
    if len(cell) == 1:
        return words
    spark = _spark(cell["spark"]) if cell.get("spark") else ""
    strip = _strip(cell["strip"]) if cell.get("strip") else ""
    below = f"<small>{runs_html(cell['below'], sheet)}</small>" if cell.get("below") else ""
    return f"{spark}{strip}{words}{below}"


# Strips and sparks stretch with their column: dots are strokes without length, round at both ends.


def _strip(strip: Json) -> str:
    def at(part: float) -> str:
        return f"{round(4 + 112 * part, 1)}"

    paths = ['<path class="line" d="M0 10H120"/>']
    if "middle" in strip:
        low, high = strip["middle"]
        paths.append(f'<path class="middle" d="M{at(low)} 10H{at(high)}"/>')
    peers = "".join(f"M{at(part)} 10h0" for part in strip["peers"])
    paths.append(f'<path class="peer" d="{peers}"/>')
    for name, stroke in (("reference", "5v10"), ("target", "2v16")):
        if name in strip:
            paths.append(f'<path class="{name}" d="M{at(strip[name])} {stroke}"/>')
    if "self" in strip:
        paths.append(_own(f"M{at(strip['self'])} 10h0"))
    ends = ""
    if strip.get("low_label"):
        low, high = (_safe(strip.get(f"{end}_label", "")) for end in ("low", "high"))
        ends = f'<span class="ends"><span>{low}</span><span>{high}</span></span>'
    return f"{_small('strip', 20, strip['alt'], paths)}{ends}"


def _spark(spark: Json) -> str:
    def at(year: float, part: float) -> str:
        return f"{round(2 + 114 * year, 1)} {round(26 - 24 * part, 1)}"

    def line(points: Sequence[Sequence[float]], place: int = 1) -> str:
        return "L".join(at(point[0], point[place]) for point in points)

    paths = []
    for band in spark.get("bands", ()):
        below = "".join(f"L{at(point[0], point[1])}" for point in reversed(band))
        paths.append(f'<path class="band" d="M{line(band, 3)}{below}Z"/>')
        paths.append(f'<path class="median" d="M{line(band, 2)}"/>')
    lines = spark["lines"]
    years = "".join(f"M{line(points)}" for points in lines if len(points) > 1)
    paths.append(f'<path class="years" d="{years}"/>')
    if any(len(points) < 2 for points in lines):
        alone = "".join(f"M{line(points)}h0" for points in lines if len(points) == 1)
        paths.append(f'<path class="alone" d="{alone}"/>')
    if "own" in spark:
        paths.append(_own(f"M{at(*spark['own'])}h0"))
    return _small("spark", 28, spark["alt"], paths)


def _own(dot: str) -> str:
    """The place's own dot, with a rim."""
    return f'<path class="halo" d="{dot}"/><path class="own" d="{dot}"/>'


def _small(name: str, height: int, alt: str, paths: Iterable[str]) -> str:
    """A small drawing in a cell."""
    head = f'class="{name}" viewBox="0 0 120 {height}" preserveAspectRatio="none" role="img"'
    return f'<svg {head} aria-label="{_safe(alt)}">{"".join(paths)}</svg>'
