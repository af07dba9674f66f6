"""A notebook that was run becomes a page, paper, a Word document or a workbook; only here nbconvert is known.

What its cells showed are sections (see `analysis.run.shown`); a notebook whose sections are not all of one
and the same report is refused.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any, Final

from markupsafe import Markup
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Unicode, default

from analysis.errors import RenderError
from analysis.letters import for_paper
from analysis.page import (
    COLOURS,
    FONT_FAMILY,
    TEMPLATES,
    Sheet,
    accent_style,
    content_policy,
    environment,
    packed,
    page_style,
    palette,
    paper_fonts,
    paper_svg,
    recoloured,
    typeset,
)
from analysis.run.shown import sections_of

__all__ = [
    "PageExporter",
    "PaperExporter",
    "render_docx",
    "render_html",
    "render_pdf",
    "render_sections",
    "render_xlsx",
    "seal",
    "versions",
]

Json = dict[str, Any]

MADE_WITH: Final = "doichieu"
BESIDE: Final = "doichieu-beside"
"""Where an executed notebook of one's own says what it is and what it was run with; the page repeats it."""


def prepare() -> None:
    """Load templates, style and fonts, so that processes forked from this one have them already."""
    environment().get_template("page/index.html.j2")
    page_style()
    paper_fonts()


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
    return str(PageExporter(stamp=stamp).from_notebook_node(nb)[0])


def render_pdf(nb: NotebookNode, *, stamp: str) -> bytes:
    """Make the paper: a tagged PDF, the same bytes each time; otherwise as `render_html`."""
    pdf: bytes = PaperExporter(stamp=stamp).from_notebook_node(nb)[0]
    return pdf


def render_docx(nb: NotebookNode, *, stamp: str) -> bytes:
    """Make the Word document, the same bytes each time; otherwise as `render_html`."""
    from analysis.office import document

    return document(*_whole(sections_of(nb), stamp))


def render_xlsx(nb: NotebookNode, *, stamp: str, figures: str) -> bytes:
    """Make the workbook, the same bytes each time; otherwise as `render_html`.

    Parameters
    ----------
    nb
        The notebook, run.
    stamp
        Which report it must be.
    figures
        Every figure that the report shows, as CSV.
    """
    from analysis.office import workbook

    return workbook(*_whole(sections_of(nb), stamp), figures)


def render_sections(sections: Sequence[Json], *, stamp: str, beside: Sequence[Json] = ()) -> str:
    """Make the page from sections at hand, without a notebook: the same page as from a notebook with them.

    Parameters
    ----------
    sections
        The JSON of every section of one report, in order.
    stamp
        Which report it must be.
    beside
        Links to the reports that are made with it.

    Raises
    ------
    RenderError
        If the sections are not that report, or not whole.
    """
    return _page(*_whole(sections, stamp), beside=beside)


def paper_pictures(sections: Sequence[Json], *, stamp: str, ppi: float = 96) -> list[bytes]:
    """Make a picture (PNG) of each page of the paper from sections at hand."""
    pages = _typeset(*_whole(sections, stamp), format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]  # a single page comes alone


def versions() -> dict[str, str]:
    """Versions of what decides, beside the data, how a page looks; the page names them.

    Of the program without its name: on an office's page that stands in the imprint alone.
    """
    return {"software": version("doichieu"), "matplotlib": version("matplotlib")}


# ----------------------------------------------------------------------------------- notebook -> sections


class _SectionsExporter(Exporter):
    """What page and paper share: the sections that the cells displayed, of one whole report."""

    stamp = Unicode(help="Which report the notebook must be; empty: whichever, but one.").tag(config=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]

    def from_notebook_node(
        self, nb: NotebookNode, resources: Json | None = None, **kw: Any
    ) -> tuple[Any, Json]:
        """Convert a notebook.

        Parameters
        ----------
        nb
            The notebook, run.
        resources
            What nbconvert passes along.
        """
        report = (*_whole(sections_of(nb), self.stamp), nb.metadata.get(MADE_WITH))
        beside = nb.metadata.get(BESIDE, ())
        # Without its cells: nbconvert would copy them twice, and only the sections are read.
        _, resources = super().from_notebook_node(NotebookNode({**nb, "cells": []}), resources, **kw)
        return self._laid_out(*report, beside), resources

    def _laid_out(
        self, sections: Sequence[Json], masthead: Json, made_with: Json | None, beside: Sequence[Json]
    ) -> str | bytes:
        raise NotImplementedError


class PageExporter(_SectionsExporter):
    """Notebook to page, through the template in ``templates/page``."""

    # Not derived from HTMLExporter: that one reads the finished page again with an HTML parser, fills missing
    # alternative texts with a sentence of its own, and highlights code.
    export_from_notebook = "Report page"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def _laid_out(
        self, sections: Sequence[Json], masthead: Json, made_with: Json | None, beside: Sequence[Json]
    ) -> str:
        return _page(sections, masthead, made_with, beside)


class PaperExporter(_SectionsExporter):
    """Notebook to PDF: the sections as one JSON document, laid out by ``templates/paper/report.typ``."""

    export_from_notebook = "Report paper"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def _laid_out(
        self, sections: Sequence[Json], masthead: Json, made_with: Json | None, beside: Sequence[Json]
    ) -> bytes:
        pdf: bytes = _typeset(sections, masthead, format="pdf", pdf_standards=["ua-1"])
        return pdf


def _whole(sections: Sequence[Json], stamp: str) -> tuple[Sequence[Json], Json]:
    """Sections and their masthead; what is not one whole report is refused."""
    if not sections:
        raise RenderError("no-section")
    wanted = stamp or sections[0]["stamp"]
    for section in sections:
        if section["stamp"] != wanted:
            raise RenderError("foreign-section", section=section["id"], stamp=section["stamp"], wanted=wanted)
    mastheads = [block for section in sections for block in section["blocks"] if block["type"] == "masthead"]
    if len(mastheads) != 1:
        raise RenderError("many-mastheads", stamp=wanted, count=len(mastheads))
    return sections, mastheads[0]


# ------------------------------------------------------------------------------------- sections -> page


_SEAL: Final = re.compile(r'(?<="seal": ")[0-9a-f]*(?=")')


def seal(html: str) -> str:
    """Write into a page's passport the digest of the page itself: it breaks when a letter is changed.

    It is no signature. Who changes a page on purpose can seal it anew, and is found out by the figures.
    """
    # Mail and some editors turn line ends; nobody means anything by that.
    bare = _SEAL.sub("", html.replace("\r\n", "\n"), count=1)
    digest = hashlib.sha256(bare.encode()).hexdigest()[:16]
    return _SEAL.sub(digest, bare, count=1)


def _page(
    sections: Sequence[Json], masthead: Json, made_with: Json | None = None, beside: Sequence[Json] = ()
) -> str:
    document = masthead["document"]
    figures: dict[str, str] = {}
    for section in sections:
        figures |= section.get("figures", {})
    passport = {
        "stamp": sections[0]["stamp"],
        "parameters": document.get("parameters", {}),
        "data": document.get("data", ""),
        "release": document["release"],
        "seal": "",
        "versions": versions(),
        "figures": packed(figures),
        **({"notebook": made_with} if made_with else {}),
        **({"beside": [link["stamp"] for link in beside]} if beside else {}),
    }
    style = page_style() + accent_style(_accent(masthead))
    script = (TEMPLATES / "page" / "page.js").read_text(encoding="utf-8")
    page = {
        "sections": sections,
        "masthead": masthead,
        "passport": passport,
        "beside": beside,
        "sheet": Sheet(masthead["words"]),
        "policy": Markup(content_policy(style, script)),
        "style": Markup(style),
        "script": Markup(script),
    }
    return seal(environment().get_template("page/index.html.j2").render(page=page))


def _accent(masthead: Json) -> str:
    return str(masthead.get("letterhead", {}).get("accent", ""))


# ------------------------------------------------------------------------------------ sections -> paper


def _typeset(sections: Sequence[Json], masthead: Json, **options: Any) -> Any:
    files: dict[str, bytes] = {"main.typ": (TEMPLATES / "paper" / "report.typ").read_bytes()}
    accent = _accent(masthead)
    own = palette(accent) if accent else {}
    document = {
        "masthead": masthead,
        "sections": sections,
        "colours": {**COLOURS, **own},
        "font": FONT_FAMILY,
    }
    files["report.json"] = json.dumps(_with_files(document, files, own), ensure_ascii=False).encode()
    try:
        return typeset(files, **options)
    except RuntimeError as error:  # also what has no place in a text, such as a damaged picture
        raise RenderError("no-pdf", why=error) from error


_PICTURES: Final = ("svg", "logo", "image")


def _with_files(value: Any, files: dict[str, bytes], colours: Mapping[str, str]) -> Any:
    """Copy JSON as the engine reads it: every picture in a file of its own, no letter that it cannot set."""
    if isinstance(value, dict):
        copy = {key: _with_files(item, files, colours) for key, item in value.items() if key not in _PICTURES}
        if "svg" in value:
            copy["file"] = f"panel-{len(files)}.svg"
            files[copy["file"]] = for_paper(paper_svg(recoloured(value["svg"], colours))).encode()
        for kind in value.keys() & {"logo", "image"}:
            # As numbers: of the files that it is handed the engine reads text alone.
            copy[kind] = list(base64.b64decode(value[kind].partition(";base64,")[2]))
        return copy
    if isinstance(value, list):
        return [_with_files(item, files, colours) for item in value]
    if isinstance(value, str):
        return for_paper(value)
    return value
