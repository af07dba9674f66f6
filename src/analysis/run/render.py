"""A notebook that was run becomes a page, paper, a Word document or a workbook; only here nbconvert is known.

What its cells showed are sections (see `analysis.run.shown`); a notebook whose sections are not all of one
and the same report is refused.
"""

from collections.abc import Sequence
from typing import Any, Final

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Unicode, default

from analysis.page import environment, page_style, paper_fonts
from analysis.run.layout import page, paper, whole
from analysis.run.shown import sections_of

__all__ = ["PageExporter", "PaperExporter", "render_docx", "render_html", "render_pdf", "render_xlsx"]

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

    return document(*whole(sections_of(nb), stamp))


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

    return workbook(*whole(sections_of(nb), stamp), figures)


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
        report = (*whole(sections_of(nb), self.stamp), nb.metadata.get(MADE_WITH))
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
        return page(sections, masthead, made_with, beside)


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
        pdf: bytes = paper(sections, masthead, format="pdf", pdf_standards=["ua-1"])
        return pdf
