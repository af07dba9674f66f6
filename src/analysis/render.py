"""A notebook that was run becomes a page (HTML) or paper (PDF). The only module that knows nbconvert.

Both exporters read nothing but the sections that the notebook's cells displayed, and refuse a notebook
whose sections are not all of one and the same report.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import typst
from fontTools import subset
from jinja2 import Environment
from markupsafe import Markup
from nbconvert.exporters import Exporter, TemplateExporter
from nbformat import NotebookNode
from traitlets import Unicode, default

from analysis.blocks import MIME_TYPE
from analysis.errors import RenderError
from analysis.markup import FILTERS, TEMPLATES, Sheet, paper_svg
from analysis.style import COLOURS, DARK_COLOURS, FONT_FAMILY, font_path, font_paths

__all__ = ["PageExporter", "PaperExporter", "render_html", "render_pdf"]

Json = dict[str, Any]


def render_html(nb: NotebookNode, *, stamp: str) -> str:
    """Make the page: one HTML file that asks nobody for anything.

    Parameters
    ----------
    nb
        The notebook, run.
    stamp
        Which report it must be.

    Raises
    ------
    RenderError
        If the notebook is not that report, not whole, or a cell of it failed.
    """
    exporter = PageExporter(stamp=stamp)  # type: ignore[no-untyped-call]
    html, _ = exporter.from_notebook_node(nb)
    return str(html)


def render_pdf(nb: NotebookNode, *, stamp: str) -> bytes:
    """Make the paper: a tagged PDF, the same bytes each time.

    Parameters
    ----------
    nb
        The notebook, run.
    stamp
        Which report it must be.

    Raises
    ------
    RenderError
        If the notebook is not that report, not whole, or a cell of it failed.
    """
    exporter = PaperExporter(stamp=stamp)  # type: ignore[no-untyped-call]
    pdf, _ = exporter.from_notebook_node(nb)
    return bytes(pdf)


# ------------------------------------------------------------------------------------------ collecting


def _sections(nb: NotebookNode) -> Iterator[Json]:
    for number, cell in enumerate(nb.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise RenderError(f"cell {number} of the notebook failed: {output.ename}: {output.evalue}")
            if section := output.get("data", {}).get(MIME_TYPE):
                yield section


def _report(nb: NotebookNode, stamp: str) -> tuple[list[Json], Json]:
    """Collect a notebook's sections and masthead, and refuse what is not one whole report."""
    sections = list(_sections(nb))
    if not sections:
        raise RenderError("the notebook shows no section: was it run?")
    wanted = stamp or sections[0]["stamp"]
    for section in sections:
        if section["stamp"] != wanted:
            raise RenderError(f"section {section['id']!r} belongs to {section['stamp']}, not to {wanted}")
    mastheads = [block for section in sections for block in section["blocks"] if block["type"] == "masthead"]
    if len(mastheads) != 1:
        raise RenderError(f"{wanted} has {len(mastheads)} mastheads; a report has one")
    return sections, mastheads[0]


# ------------------------------------------------------------------------------------------------ page


def _variables(colours: Mapping[str, str]) -> str:
    return "".join(f"--c-{name}:{colour};" for name, colour in colours.items())


_CHARACTERS: Final = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: Đ, Ă, Ĩ, Ũ
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),  # Ơ, Ư
    *range(0x1EA0, 0x1EFA),  # letters with two marks
    *range(0x2010, 0x2040),
    *(0x20AB, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),  # đồng sign, minus, comparisons
)


def _woff2(path: Path) -> bytes:
    options = subset.Options(flavor="woff2", layout_features=["kern", "liga", "mark", "mkmk", "ccmp", "locl"])
    options.hinting = False
    options.recalc_timestamp = False  # the same bytes each time
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=_CHARACTERS)
    file = BytesIO()
    with subset.load_font(str(path), options) as font:
        subsetter.subset(font)
        subset.save_font(font, file, options)
    return file.getvalue()


@cache
def _style() -> str:
    """Write the page's style sheet with the colours and the fonts in it."""
    faces = []
    for weight in (400, 600, 700):
        data = base64.b64encode(_woff2(font_path(weight))).decode("ascii")
        faces.append(
            f'@font-face{{font-family:"{FONT_FAMILY}";font-weight:{weight};font-display:swap;'
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return "\n".join(
        [
            *faces,
            f':root{{{_variables(COLOURS)}--font:"{FONT_FAMILY}",system-ui,sans-serif}}',
            f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables(DARK_COLOURS)}}}}}",
            (TEMPLATES / "page" / "page.css").read_text(encoding="utf-8"),
        ]
    )


class PageExporter(TemplateExporter):
    """Notebook to page, through the template in ``templates/page``."""

    export_from_notebook = "Report page"
    stamp = Unicode(help="Which report the notebook must be; empty: whichever, but one.").tag(config=True)
    template_name = Unicode("page").tag(config=True, affects_template=True)

    # Derived from TemplateExporter and not from HTMLExporter: that one reads the finished page again with
    # an HTML parser, fills missing alternative texts with a sentence of its own, and highlights code.

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("extra_template_basedirs")
    def _template_directory(self) -> list[str]:
        return [str(TEMPLATES)]

    @default("extra_template_paths")
    def _template_path(self) -> list[str]:
        return [str(TEMPLATES)]

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True  # nbconvert trusts what is in a notebook; a CSV is not to be trusted
        environment.filters.update(FILTERS)
        return environment

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Json | None = None, **kw: Any
    ) -> tuple[str, Json]:
        """Convert a notebook.

        Parameters
        ----------
        nb
            The notebook, run.
        resources
            What nbconvert passes along.
        """
        sections, masthead = _report(nb, self.stamp)
        page = {
            "sections": sections,
            "masthead": masthead,
            "sheet": Sheet(masthead["words"]),
            "style": Markup(_style()),
            "script": Markup((TEMPLATES / "page" / "page.js").read_text(encoding="utf-8")),
        }
        return super().from_notebook_node(nb, {**(resources or {}), "page": page}, **kw)


# ----------------------------------------------------------------------------------------------- paper


@cache
def _paper_fonts() -> typst.Fonts:
    # Typst's own fonts stay in: a sign that ours lacks, such as an arrow, must not become an empty box.
    folders = sorted({str(path.parent) for path in font_paths()})
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


class PaperExporter(Exporter):
    """Notebook to PDF: the sections as one JSON document, laid out by ``templates/paper/report.typ``."""

    export_from_notebook = "Report paper"
    output_mimetype = "application/pdf"
    stamp = Unicode(help="Which report the notebook must be; empty: whichever, but one.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: Json | None = None, **kw: Any
    ) -> tuple[bytes, Json]:
        """Convert a notebook.

        Parameters
        ----------
        nb
            The notebook, run.
        resources
            What nbconvert passes along.
        """
        sections, masthead = _report(nb, self.stamp)
        _, resources = super().from_notebook_node(nb, resources, **kw)
        files: dict[str, bytes] = {"main.typ": (TEMPLATES / "paper" / "report.typ").read_bytes()}
        document = {"masthead": masthead, "sections": sections, "colours": dict(COLOURS), "font": FONT_FAMILY}
        files["report.json"] = json.dumps(_with_files(document, files), ensure_ascii=False).encode()
        try:
            # Its type hints do not tell yet that it takes files from memory.
            pdf: bytes = typst.compile(  # type: ignore[call-overload]
                files, font_paths=_paper_fonts(), format="pdf", pdf_standards=["ua-1"]
            )
        except typst.TypstError as error:
            raise RenderError(f"the PDF could not be made: {error.message}") from error
        return pdf, resources


def _with_files(value: Any, files: dict[str, bytes]) -> Any:
    """Copy JSON with every chart's SVG moved into a file of its own, which is what the engine reads."""
    if isinstance(value, dict):
        copy = {key: _with_files(item, files) for key, item in value.items() if key != "svg"}
        if "svg" in value:
            copy["file"] = f"panel-{len(files)}.svg"
            files[copy["file"]] = paper_svg(value["svg"]).encode()
        return copy
    if isinstance(value, list):
        return [_with_files(item, files) for item in value]
    return value
