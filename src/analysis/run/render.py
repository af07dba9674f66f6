"""A notebook that was run becomes a page (HTML) or paper (PDF). The only module that knows nbconvert.

Both exporters read nothing but the sections that the notebook's cells displayed, and refuse a notebook
whose sections are not all of one and the same report.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any, Final

import typst
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from markupsafe import Markup
from nbconvert.exporters import Exporter, TemplateExporter
from nbformat import NotebookNode
from traitlets import Unicode, default

from analysis.errors import RenderError
from analysis.page import (
    COLOURS,
    FILTERS,
    FONT_FAMILY,
    MIME_TYPE,
    TEMPLATES,
    Sheet,
    accent_style,
    font_paths,
    page_style,
    palette,
    paper_svg,
    recoloured,
)

__all__ = [
    "PageExporter",
    "PaperExporter",
    "render_html",
    "render_pdf",
    "render_sections",
    "seal",
    "versions",
]

Json = dict[str, Any]


def prepare() -> None:
    """Load style and fonts, so that processes forked from this one have them already."""
    page_style()
    _paper_fonts()


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


def render_sections(sections: Sequence[Json], *, stamp: str) -> str:
    """Make the page from sections at hand, without a notebook: the same page as from a notebook with them.

    Parameters
    ----------
    sections
        The JSON of every section of one report, in order.
    stamp
        Which report it must be.

    Raises
    ------
    RenderError
        If the sections are not that report, or not whole.
    """
    exporter = PageExporter(stamp=stamp)  # type: ignore[no-untyped-call]
    return seal(str(exporter.template.render(page=_page(*_whole(sections, stamp)))))


def paper_pictures(sections: Sequence[Json], *, stamp: str, ppi: float = 96) -> list[bytes]:
    """Make a picture (PNG) of each page of the paper, for whom a PDF is too much to open.

    Parameters
    ----------
    sections
        The JSON of every section of one report, in order.
    stamp
        Which report it must be.
    ppi
        Pixels an inch.

    Raises
    ------
    RenderError
        If the sections are not that report, or not whole.
    """
    pages = _typeset(*_whole(sections, stamp), format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]  # a single page comes alone


def versions() -> dict[str, str]:
    """Versions of what decides, beside the data, how a page looks; the page names them."""
    return {name: version(name) for name in ("doichieu", "matplotlib")}


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


def _bare(nb: NotebookNode) -> NotebookNode:
    """The notebook without its cells: nbconvert would copy them twice, and the layouts read the sections."""
    return NotebookNode({**nb, "cells": []})


def _report(nb: NotebookNode, stamp: str) -> tuple[Sequence[Json], Json]:
    """Collect a notebook's sections and masthead, and refuse what is not one whole report."""
    return _whole(list(_sections(nb)), stamp)


def _whole(sections: Sequence[Json], stamp: str) -> tuple[Sequence[Json], Json]:
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


_SEAL: Final = re.compile(r'(?<="seal": ")[0-9a-f]*(?=")')


def seal(html: str) -> str:
    """Write into a page's passport the digest of the page itself: it breaks when a letter is changed.

    It is no signature. Who changes a page on purpose can seal it anew, and is found out by the figures.
    """
    # Mail and some editors turn line ends; nobody means anything by that.
    bare = _SEAL.sub("", html.replace("\r\n", "\n"), count=1)
    digest = hashlib.sha256(bare.encode()).hexdigest()[:16]
    return _SEAL.sub(digest, bare, count=1)


def _page(sections: Sequence[Json], masthead: Json) -> Json:
    """Put together what the template of the page needs."""
    document = masthead["document"]
    figures: dict[str, str] = {}
    for section in sections:
        figures |= section.get("figures", {})
    passport = {
        "stamp": sections[0]["stamp"],
        "parameters": document.get("parameters", {}),
        "release": document["release"],
        "seal": "",
        "versions": versions(),
        "figures": dict(sorted(figures.items())),
    }
    return {
        "sections": sections,
        "masthead": masthead,
        "passport": passport,
        "sheet": Sheet(masthead["words"]),
        "style": Markup(page_style() + accent_style(_accent(masthead))),
        "script": Markup((TEMPLATES / "page" / "page.js").read_text(encoding="utf-8")),
    }


def _accent(masthead: Json) -> str:
    return str(masthead.get("letterhead", {}).get("accent", ""))


class _Compiled(BytecodeCache):
    """Compiled templates in memory: every report has its own exporter, but the templates are the same."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_compiled: Final = _Compiled()


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
        environment.bytecode_cache = _compiled
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
        self.environment.globals["page"] = _page(*_report(nb, self.stamp))
        html, resources = super().from_notebook_node(_bare(nb), resources, **kw)
        return seal(html), resources


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
        report = _report(nb, self.stamp)
        _, resources = super().from_notebook_node(_bare(nb), resources, **kw)
        pdf: bytes = _typeset(*report, format="pdf", pdf_standards=["ua-1"])
        return pdf, resources


def _typeset(sections: Sequence[Json], masthead: Json, **options: Any) -> Any:
    files: dict[str, bytes] = {"main.typ": (TEMPLATES / "paper" / "report.typ").read_bytes()}
    accent = _accent(masthead)
    own = palette(accent) if accent else {}
    document = {"masthead": masthead, "sections": sections, "colours": {**COLOURS, **own}, "font": FONT_FAMILY}
    files["report.json"] = json.dumps(_with_files(document, files, own), ensure_ascii=False).encode()
    try:
        return typst.compile(files, font_paths=_paper_fonts(), **options)
    except typst.TypstError as error:
        raise RenderError(
            f"the PDF could not be made: {error.message}{_where(error.message, files)}"
        ) from error


_PICTURES: Final = ("svg", "logo")

_NO_GLYPH: Final = re.compile(r'text [`"]+(.+?)[`"]+ could not be displayed')


def _where(message: str, files: Mapping[str, bytes]) -> str:
    """The words in which a sign stands that our fonts lack, if that is what the message says."""
    if not (found := _NO_GLYPH.search(message)):
        return ""
    sign = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1])
    before, there, after = files["report.json"].decode().partition(sign)
    words = before.rpartition('"')[2] + there + after.partition('"')[0]
    return f"; it stands in “{words}”" if there else ""


def _with_files(value: Any, files: dict[str, bytes], colours: Mapping[str, str]) -> Any:
    """Copy JSON with every picture moved into a file of its own, which is what the engine reads."""
    if isinstance(value, dict):
        copy = {key: _with_files(item, files, colours) for key, item in value.items() if key not in _PICTURES}
        if "svg" in value:
            copy["file"] = f"panel-{len(files)}.svg"
            files[copy["file"]] = paper_svg(recoloured(value["svg"], colours)).encode()
        if "logo" in value:
            media, _, content = value["logo"].partition(";base64,")
            copy["logo"] = "logo.svg" if media.endswith("svg+xml") else "logo.png"
            files[copy["logo"]] = base64.b64decode(content)
        return copy
    if isinstance(value, list):
        return [_with_files(item, files, colours) for item in value]
    return value
