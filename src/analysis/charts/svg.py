"""A chart as SVG that can stand inside a page."""

import io
import re

from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure

from analysis.charts.sheet import UNITS_PER_INCH, own_settings
from analysis.errors import expect
from analysis.page import FONT_FAMILY


def to_svg(figure: Figure, salt: str = "chart") -> str:
    """Write a figure as SVG that can stand inside a page.

    Text stays text. Nothing but the markers has an id, and those ids depend on `salt` alone, so the
    same figure gives the same bytes each time and two charts of one page do not meet.

    Parameters
    ----------
    figure
        A figure made by one of the functions of this room.
    salt
        Text that no other chart of the page uses; a chart that stands alone needs none.
    """
    expect(Figure, figure=figure)
    out = io.StringIO()
    wide, high = (round(inches * UNITS_PER_INCH) for inches in figure.get_size_inches())
    unsaid = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    with own_settings(**{"svg.fonttype": "none", "svg.hashsalt": salt}):
        # Straight to the renderer: what `savefig` does besides is for files and for other formats.
        renderer = RendererSVG(wide, high, out, metadata=unsaid)
        figure.draw(renderer)
        renderer.finalize()
    svg = out.getvalue()
    svg = svg[svg.index("<svg") :]
    # matplotlib's style sheet says `*{…}`: inside a page it would reach everything on it.
    svg = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"</?g\b[^>]*>", "", svg)
    svg = re.sub(r' transform="rotate\(-0 [^"]*"', "", svg)
    svg = svg.replace(f" font-family: '{FONT_FAMILY}';", "")
    svg = re.sub(r' d="([^"]*)"', lambda found: f' d="{_short_path(found[1])}"', svg)
    svg = re.sub(
        r"<svg [^>]*>",
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        f" style=\"font-family: '{FONT_FAMILY}', sans-serif; stroke-linejoin: round\">",
        svg,
        count=1,
    )
    svg = svg.replace("<spots ", "<g ").replace("</spots>", "</g>")
    svg = svg.replace("; text-anchor: start", "").replace("text-anchor: start; ", "")
    svg = svg.replace("; stroke-linejoin: miter", "")  # round, as the page has them
    return _grouped(re.sub(r">\s+<", "><", svg).strip())


_ALIKE = re.compile(
    r"(?P<first><(?P<tag>use|text)\b[^>]*? style=\"(?P<style>[^\"]*)\"[^>]*?(?:/>|>[^<]*</text>))"
)


def _grouped(svg: str) -> str:
    """Say the style of marks and words that follow one another alike once, for all of them."""
    parts: list[str] = []
    end = 0
    found = list(_ALIKE.finditer(svg))
    position = 0
    while position < len(found):
        first = found[position]
        last = position
        while (
            last + 1 < len(found)
            and found[last + 1].start() == found[last].end()
            and (found[last + 1]["tag"], found[last + 1]["style"]) == (first["tag"], first["style"])
        ):
            last += 1
        parts.append(svg[end : first.start()])
        own = f' style="{first["style"]}"'
        alike = "".join(one[0].replace(own, "", 1) for one in found[position : last + 1])
        parts.append(f"<g{own}>{alike}</g>" if last > position else first[0])
        end, position = found[last].end(), last + 1
    return "".join([*parts, svg[end:]])


_BOX = re.compile(r"M(\S+) ([^L]+)L([^ ]+) \2L\3 ([^L]+)L\1 \4L\1 \2(?=M|$)")


def _short_path(path: str) -> str:
    # Most numbers are short already: matplotlib writes no noughts at their ends.
    path = re.sub(r"-?\d+\.\d{3,}", lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), path)
    path = re.sub(r"\s+(?=[A-Za-z])|(?<=[A-Za-z])\s+", "", path).strip()
    return _BOX.sub(r"M\1 \2H\3V\4H\1z", path)
