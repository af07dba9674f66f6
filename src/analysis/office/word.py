"""A report as a Word document: headings, tables, captions, charts and lists that can be edited and pasted."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_UNDERLINE
from docx.oxml.ns import qn
from docx.section import Section
from docx.shape import InlineShape
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from analysis.office.archive import timeless
from analysis.office.markup import Anchors, child, field, numbered_list, web_link
from analysis.office.pictures import SCALE, chart_png, picture_bytes
from analysis.office.strips import strip_svg
from analysis.page import COLOURS, MISSING, PANEL_WIDTH, Words, palette, plain, recoloured

__all__ = ["document"]

Json = Mapping[str, Any]

_FONT: Final = "Times New Roman"
"""What offices write in, and what every computer has."""
_MONOSPACED: Final = "Courier New"
_LOOKS: Final = {"em": "italic", "code": "name", "del": "strike", "sub": "subscript", "sup": "superscript"}
"""What of a letter in Word is another one for each look."""
_LOCALES: Final = {"vi": "vi-VN", "en": "en-US"}
_TEXT_WIDTH: Final = 16.5
"""Width of the text in centimetres: A4 with 3 cm at the left and 1.5 at the right."""
_STRIP_WIDTH: Final = 2.4
"""Centimetres of a strip of dots."""
_STRIP_SHARE: Final = 22
"""What it takes of a table, in letters."""
_TURNED_WIDTH: Final = 25.5
"""The same of a sheet on its side, 2.5 and 1.7 cm at the sides."""
_MOST_UPRIGHT: Final = 11
"""Columns that have room on an upright sheet; more go on one on its side, small and under upright heads."""
_CELL_STYLES: Final = ("Table Text", "Small Table Text", "Dense Table Text")
_MOST_LARGE: Final = (5, 8)
"""Columns that have room in the usual size of letters, and in small ones."""
_MOST_ROWS: Final = 40
"""Rows of the data of a chart that a document has room for; more are in the workbook and on the page."""
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def document(sections: Sequence[Json], masthead: Json) -> bytes:
    """Make the Word document of a report, the same bytes each time.

    Parameters
    ----------
    sections
        The JSON of every section of the report, in order.
    masthead
        Its masthead.
    """
    return timeless(_Paper(sections, masthead).made())


class _Paper:
    """One document while it is written."""

    def __init__(self, sections: Sequence[Json], masthead: Json) -> None:

        self._sections, self._masthead = sections, masthead
        self._lang = masthead["document"]["lang"]
        self._words = Words(self._lang)
        self._letterhead: Json = masthead.get("letterhead", {})
        accent = self._letterhead.get("accent")
        self._own_colours = palette(accent) if accent else {}
        self._colours = {**COLOURS, **self._own_colours}
        self._docx = docx.Document()
        self._anchors = Anchors()
        self._numbers = {"table": count(1), "figure": count(1)}
        self._pictures = count(1)
        self._turned, self._cell_style = False, _CELL_STYLES[0]
        self._listed: dict[str, str] = {}
        for block in (block for section in sections for block in section["blocks"]):
            prefix = {"sources": "source", "footnotes": "note"}.get(block.get("kind", ""))
            if block["type"] == "notes" and prefix:
                self._listed |= {f"{prefix}_{item['mark']}": item["mark"] for item in block["items"]}

    def _word(self, key: str) -> str:
        return self._words.text(f"office-{key}")

    def made(self) -> bytes:
        """Write everything; give the archive."""
        self._styles()
        self._page()
        self._properties()
        self._head()
        self._contents()
        writers: Mapping[str, Callable[[Json], None]] = {
            "prose": self._prose,
            "tiles": self._tiles,
            "table": self._table,
            "figure": self._figure,
            "grid": self._grid,
            "notes": self._notes,
            "heading": self._heading,
            "printed": self._printed,
            "picture": self._picture,
        }
        for section in self._sections:
            if section.get("title"):
                self._turn(False)
                heading = self._docx.add_heading(section["title"], level=1)
                self._anchors.around(heading, f"_Toc_{section['id'].replace('-', '_')}")
            if section.get("lead"):
                self._runs(self._docx.add_paragraph(), section["lead"], colour="muted")
            for block in section["blocks"]:
                if write := writers.get(block["type"]):
                    self._turn(_is_wide(block))
                    write(block)
        self._turn(False)
        if self._letterhead:
            self._signed()
        out = io.BytesIO()
        self._docx.save(out)
        return out.getvalue()

    # ------------------------------------------------------------------------- styles, page, properties

    def _styles(self) -> None:

        styles = self._docx.styles
        sizes = {
            "Normal": 12,
            "Title": 20,
            "Heading 1": 15,
            "Heading 2": 13,
            "Caption": 11,
            "List Bullet": 12,
        }
        for name, size in sizes.items():
            style = styles[name]
            style.font.name, style.font.size = _FONT, Pt(size)
            fonts = style.element.rPr.rFonts
            for attribute in list(fonts.attrib):
                if attribute.endswith("Theme"):  # would win over the name
                    del fonts.attrib[attribute]
            for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{script}"), _FONT)
            style.font.color.rgb = self._rgb("ink" if name != "Heading 1" else "accent")
            style.font.italic = False
            style.font.bold = name not in ("Normal", "List Bullet", "Caption")
        for border in styles["Title"].element.pPr.findall(qn("w:pBdr")):
            styles["Title"].element.pPr.remove(border)
        for tabs in styles["Footer"].element.pPr.findall(qn("w:tabs")):
            styles["Footer"].element.pPr.remove(tabs)  # those of letter paper
        styles["Normal"].paragraph_format.space_after = Pt(6)
        styles["Caption"].paragraph_format.keep_with_next = True
        styles["Caption"].paragraph_format.space_before = Pt(10)
        small = styles.add_style(_CELL_STYLES[0], WD_STYLE_TYPE.PARAGRAPH)
        small.base_style = styles["Normal"]
        small.font.size = Pt(10)
        small.paragraph_format.space_before = small.paragraph_format.space_after = Pt(2)
        for name, points in zip(_CELL_STYLES[1:], (8.5, 7), strict=True):
            dense = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            dense.base_style = small
            dense.font.size = Pt(points)
            dense.paragraph_format.space_before = dense.paragraph_format.space_after = Pt(0)
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), _LOCALES[self._lang])
            language.set(qn("w:eastAsia"), _LOCALES[self._lang])

    def _rgb(self, colour: str) -> Any:

        return RGBColor.from_string(self._colours[colour].removeprefix("#").upper())

    def _page(self) -> None:

        page: Section = self._docx.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin, page.right_margin = Cm(3), Cm(1.5)
        page.top_margin = page.bottom_margin = Cm(2)
        page.different_first_page_header_footer = True
        head = page.header.paragraphs[0]
        self._said(head, self._masthead["title"], size=9)
        for footer in (page.footer, page.first_page_footer):
            foot = footer.paragraphs[0]
            foot.paragraph_format.tab_stops.add_tab_stop(Cm(_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
            words = self._masthead["words"]
            self._said(foot, f"{words['generated_from']} {self._masthead['document']['release']}\t", size=9)
            self._said(foot, f"{words['page']} ", size=9)
            runs = field(foot, "PAGE", "1")
            self._said(foot, f" {words['of']} ", size=9)
            for run in [*runs, *field(foot, "NUMPAGES", "1")]:
                run.font.size, run.font.color.rgb = Pt(9), self._rgb("muted")

    def _turn(self, turned: bool) -> None:
        """Go on with a sheet on its side, or with an upright one again."""
        if turned == self._turned:
            return
        self._turned = turned
        page = self._docx.add_section(WD_SECTION.NEW_PAGE)
        page.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = (Cm(29.7), Cm(21)) if turned else (Cm(21), Cm(29.7))
        page.left_margin, page.right_margin = (Cm(2.5), Cm(1.7)) if turned else (Cm(3), Cm(1.5))
        page.different_first_page_header_footer = False

    def _said(self, paragraph: Paragraph, words: str, *, size: float) -> None:

        run = paragraph.add_run(words)
        run.font.size, run.font.color.rgb = Pt(size), self._rgb("muted")

    def _properties(self) -> None:
        about, known = self._masthead["document"], self._docx.core_properties
        known.title, known.author = about["title"], about["author"]
        known.keywords = ", ".join(about["keywords"])
        known.language = _LOCALES[self._lang]
        known.last_modified_by = about["author"]
        known.comments = f"{self._masthead['words']['generated_from']} {about['release']}"
        known.revision = 1

    # ------------------------------------------------------------------------------- head and contents

    def _head(self) -> None:
        head = self._masthead
        if self._letterhead:
            self._letterhead_table()
        kicker = self._docx.add_paragraph()
        run = kicker.add_run(head["kicker"])
        run.bold, run.font.color.rgb = True, self._rgb("accent")
        self._docx.add_paragraph(head["title"], style="Title")
        if head.get("subtitle"):
            self._docx.add_paragraph(head["subtitle"])
        self._said(self._docx.add_paragraph(), "  ·  ".join(head["meta"]), size=10)

    def _letterhead_table(self) -> None:
        """What an office puts above the title: itself at the left, place and date at the right."""
        head = self._letterhead
        left, right = self._two_columns()
        if "logo" in head:
            picture = picture_bytes(head["logo"])
            shape = self._centred(left).add_run().add_picture(io.BytesIO(picture), height=Cm(1.5))
            self._describe(shape, head["name"], head["name"])
        for cell, key, look in (
            (left, "above", ""),
            (left, "name", "bold"),
            (left, "number", ""),
            (right, "motto", "bold"),
            (right, "place_and_date", "italic"),
        ):
            if key in head:
                run = self._centred(cell).add_run(head[key])
                run.bold, run.italic = look == "bold", look == "italic"
        self._docx.add_paragraph()

    def _two_columns(self) -> tuple[_Cell, _Cell]:
        table = self._docx.add_table(rows=1, cols=2)
        self._whole_rows(table)
        self._set_widths(table, [_TEXT_WIDTH / 2] * 2)
        left, right = table.rows[0].cells
        return left, right

    def _centred(self, cell: _Cell) -> Paragraph:
        """A new line in the middle of a cell, the first one if that is still empty."""
        first = cell.paragraphs[0]
        paragraph: Paragraph = cell.add_paragraph() if len(first._p) else first
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.style = self._docx.styles["Table Text"]
        return paragraph

    def _signed(self) -> None:
        """Recipients, signature, and the one line that names the program."""
        head = self._letterhead
        if head.keys() & {"recipients", "signature", "signed_by"}:
            self._docx.add_paragraph()
            left, right = self._two_columns()
            if "recipients" in head:
                run = self._first(left).add_run(head["recipients_title"])
                run.bold = run.italic = True
                for line in head["recipients"]:
                    left.add_paragraph(f"- {line}", style="Table Text")
            for line in head.get("signature", ()):
                self._centred(right).add_run(line).bold = True
            if "signed_by" in head:
                below = self._centred(right)
                below.paragraph_format.space_before = Pt(60)
                below.add_run(head["signed_by"]).bold = True
        imprint = self._docx.add_paragraph()
        imprint.paragraph_format.space_before = Pt(6)
        self._said(imprint, head["imprint"], size=9)

    def _contents(self) -> None:
        """The list of sections: a field that holds links until the program fills it anew, with pages."""
        titled = [section for section in self._sections if section.get("title")]
        title = self._docx.add_paragraph()
        title.paragraph_format.keep_with_next = True
        title.add_run(self._masthead["words"]["contents"]).bold = True
        for place, section in enumerate(titled):
            line = self._docx.add_paragraph()
            line.paragraph_format.space_after = Pt(2)
            if place == 0:
                for kind in ("begin", "instruction", "separate"):
                    run = line.add_run()
                    if kind == "instruction":
                        child(run._r, "w:instrText").text = r' TOC \o "1-1" \h \z \u '
                    else:
                        dirty = {"dirty": "true"} if kind == "begin" else {}
                        child(run._r, "w:fldChar", fldCharType=kind, **dirty)
            goal = f"_Toc_{section['id'].replace('-', '_')}"
            link = child(line._p, "w:hyperlink", anchor=goal, history="1")
            link.append(line.add_run(section["title"])._r)
            if place == len(titled) - 1:
                child(line.add_run()._r, "w:fldChar", fldCharType="end")

    # ---------------------------------------------------------------------------------------------- text

    def _runs(
        self, paragraph: Paragraph, items: Sequence[Json], *, colour: str = "", bold: bool = False
    ) -> None:

        for item in items:
            if item["text"]:
                run = paragraph.add_run(item["text"])
                self._look(run, item, colour=colour, bold=bold)
                if item.get("href", "").startswith(("https://", "http://", "mailto:")):
                    run.font.color.rgb = self._rgb("accent")
                    web_link(paragraph, item["href"]).append(run._r)
            marks = [(f"source_{number}", str(number)) for number in item.get("cite", ())]
            marks += [(f"note_{item['mark']}", item["mark"])] if item.get("mark") else []
            for goal, shown in marks:
                self._mark(paragraph, goal, shown)

    def _look(self, run: Run, item: Json, *, colour: str, bold: bool) -> None:

        run.bold = True if item.get("strong") or bold else None
        for look in item.get("look", ()):
            setattr(run.font, _LOOKS[look], _MONOSPACED if look == "code" else True)
        state = item.get("state", "")
        if state in MISSING or item.get("muted"):
            colour = "muted"
        if colour:
            run.font.color.rgb = self._rgb(colour)
        if state == "in_conflict":
            run.font.underline = WD_UNDERLINE.DOTTED

    def _mark(self, paragraph: Paragraph, goal: str, shown: str) -> None:
        """A raised mark that leads to its source or note; marks in a row are kept apart."""
        last = paragraph.runs[-1] if paragraph.runs else None
        apart = paragraph.add_run("," if last is not None and last.font.superscript else "")
        apart.font.superscript = True
        known = self._listed.get(goal)
        runs = field(paragraph, rf"REF {goal} \n \h", shown) if known else [paragraph.add_run(shown)]
        for run in runs:
            run.font.superscript, run.font.color.rgb = True, self._rgb("accent")

    # -------------------------------------------------------------------------------------------- blocks

    def _prose(self, block: Json) -> None:
        style = "List Bullet" if block.get("style") == "list" else "Normal"
        for item in block["items"]:
            self._runs(self._docx.add_paragraph(style=style), item["runs"])

    def _heading(self, block: Json) -> None:
        self._docx.add_heading(block["text"], level=2)

    def _printed(self, block: Json) -> None:
        paragraph = self._docx.add_paragraph()
        for place, line in enumerate(block["text"].split("\n")):
            run = paragraph.add_run(line)
            run.font.name, run.font.size = _MONOSPACED, Pt(9)
            if place < block["text"].count("\n"):
                run.add_break()

    def _picture(self, block: Json) -> None:
        picture = io.BytesIO(picture_bytes(block["image"]))
        shape = self._docx.add_paragraph().add_run().add_picture(picture)
        # A drawing has no dots of its own: it is as large as it says.
        natural = 72 / (96 * SCALE) if block["image"].startswith("data:image/svg") else 1
        scale = min(natural, Cm(_TEXT_WIDTH) / shape.width, Cm(20) / shape.height)
        shape.width, shape.height = Emu(round(shape.width * scale)), Emu(round(shape.height * scale))
        self._describe(shape, self._word("figure"), block["alt"])

    def _tiles(self, block: Json) -> None:

        tiles = block["items"]
        across = min(len(tiles), 4)
        table = self._docx.add_table(rows=-(-len(tiles) // across), cols=across)
        self._whole_rows(table)
        for place, tile in enumerate(tiles):
            cell = table.cell(place // across, place % across)
            label = self._first(cell)
            label.add_run(tile["label"]).bold = True
            value = cell.add_paragraph()
            quiet = tile.get("state", "") in MISSING
            self._runs(value, tile["value"], colour="muted" if quiet else "accent", bold=True)
            for run in value.runs:
                if not run.font.superscript:
                    run.font.size = Pt(12 if quiet else 20)
            for line in tile["details"]:
                self._runs(cell.add_paragraph(style="Table Text"), line)
        self._docx.add_paragraph()

    def _first(self, cell: _Cell) -> Paragraph:
        paragraph: Paragraph = cell.paragraphs[0]
        paragraph.style = self._docx.styles[self._cell_style]
        return paragraph

    def _caption(self, kind: str, words: Sequence[Json]) -> None:

        caption = self._docx.add_paragraph(style="Caption")
        label = self._word(kind)
        caption.add_run(f"{label} ").bold = True
        for run in field(caption, rf"SEQ {label} \* ARABIC", str(next(self._numbers[kind]))):
            run.bold = True
        caption.add_run(". ").bold = True
        self._runs(caption, words)

    def _whole_rows(self, table: Table) -> None:
        """Keep every row on one page."""
        for row in table.rows:
            child(row._tr.get_or_add_trPr(), "w:cantSplit")

    def _headed(self, heads: Sequence[str], rows: int, title: str) -> Table:
        """A ruled table whose head is repeated on every page."""
        table: Table = self._docx.add_table(rows=1 + rows, cols=len(heads), style="Table Grid")
        table.autofit = True
        child(table._tbl.tblPr, "w:tblCaption", val=title)
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            self._first(cell).add_run(head).bold = True
            self._shade(cell, "#EEF2F6")
        self._whole_rows(table)
        child(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        return table

    def _shade(self, cell: _Cell, colour: str) -> None:

        child(
            cell._tc.get_or_add_tcPr(),
            "w:shd",
            val="clear",
            color="auto",
            fill=colour.removeprefix("#").upper(),
        )

    def _table(self, block: Json, *, captioned: bool = True) -> None:

        if block.get("in_file"):
            return
        sides = {
            "left": WD_ALIGN_PARAGRAPH.LEFT,
            "right": WD_ALIGN_PARAGRAPH.RIGHT,
            "center": WD_ALIGN_PARAGRAPH.CENTER,
        }
        if captioned:
            self._caption("table", block["caption"])
        block = _with_words(block)
        columns, groups = block["columns"], block["groups"]
        self._cell_style = _CELL_STYLES[sum(len(columns) > most for most in _MOST_LARGE)]
        lines = list(_lines(groups))
        table = self._headed([column["label"] for column in columns], len(lines), plain(block["caption"]))
        grid = [list(row.cells) for row in table.rows]
        for column, head in zip(columns, grid[0], strict=True):
            head.paragraphs[0].alignment = sides[column["align"]]
        for cells, (kind, content) in zip(grid[1:], lines, strict=True):
            if kind == "row":
                for column, cell, given in zip(columns, cells, content["cells"], strict=True):
                    paragraph = self._first(cell)
                    paragraph.alignment = sides[column["align"]]
                    quiet = "muted" if given.get("state", "") in MISSING else ""
                    if "strip" in given:
                        self._strip(paragraph, given["strip"])
                    self._runs(paragraph, given["runs"], colour=quiet)
                    if "shade" in given:
                        self._shade(cell, _mixed(self._colours["accent_soft"], given["shade"]))
                    if "fill" in given:
                        self._shade(cell, given["fill"])
                    for run in paragraph.runs if "ink" in given else ():
                        run.font.color.rgb = RGBColor.from_string(given["ink"].removeprefix("#").upper())
                continue
            across = self._first(cells[0].merge(cells[-1]))
            if kind == "label":
                across.paragraph_format.keep_with_next = True
                run = across.add_run(content)
                run.bold, run.font.color.rgb = True, self._rgb("accent")
            else:
                self._runs(across, content, colour="muted")
        if len(columns) > _MOST_LARGE[0]:
            margins = child(table._tbl.tblPr, "w:tblCellMar")
            for side in ("left", "right"):
                child(margins, f"w:{side}", w="40", type="dxa")
        if self._turned:
            self._upright_heads(table)
        else:
            self._widths(table, columns, groups)
        self._cell_style = _CELL_STYLES[0]
        self._below(block.get("note", ()))

    def _below(self, words: Sequence[Json]) -> None:
        """What is to be known of a table; without a word two tables would grow into one."""
        paragraph = self._docx.add_paragraph(style="Table Text")
        self._runs(paragraph, words, colour="muted")

    def _upright_heads(self, table: Table) -> None:
        """Let the heads of a wide table stand upright over narrow columns."""
        head = table.rows[0]
        for cell in head.cells[1:]:
            child(cell._tc.get_or_add_tcPr(), "w:textDirection", val="btLr")
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
        head.height, head.height_rule = Cm(3.4), WD_ROW_HEIGHT_RULE.EXACTLY
        first, rest = 3.2, len(head.cells) - 1
        self._set_widths(table, [first, *[(_TURNED_WIDTH - first) / rest] * rest])

    def _widths(self, table: Table, columns: Sequence[Json], groups: Sequence[Json]) -> None:
        """Share the width by what stands in the columns: programs that do not do it themselves need it."""
        rows = [row["cells"] for group in groups for row in group["rows"]]
        few = max(24, 90 // max(1, len(columns) - 1))  # of few columns, one of words may be wide
        wanted = [
            min(
                max(
                    [
                        18,
                        len(column["label"]) // 3,
                        *(len(word) * 4 // 3 + 3 for word in column["label"].split()),
                    ]
                    + [len(plain(cells[place]["runs"])) + 2 for cells in rows]
                    + [_STRIP_SHARE for cells in rows if "strip" in cells[place]]
                ),
                34 if place == 0 or column["kind"] == "strip" else few,
            )
            for place, column in enumerate(columns)
        ]
        self._set_widths(table, [_TEXT_WIDTH * each / sum(wanted) for each in wanted])

    def _set_widths(self, table: Table, widths: Sequence[float]) -> None:

        for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
            column.set(qn("w:w"), str(round(Cm(width).twips)))
        for row in table._tbl.tr_lst:
            place = 0
            for cell in row.tc_lst:
                cell.width = Cm(sum(widths[place : place + cell.grid_span]))
                place += cell.grid_span

    def _figure(self, block: Json) -> None:
        self._caption("figure", block["title"])
        if block.get("caption"):
            about = self._docx.add_paragraph(style="Table Text")
            about.paragraph_format.keep_with_next = True
            self._runs(about, block["caption"], colour="muted")
        panels = block["panels"]
        if len(panels) == 1:
            self._panel(self._docx.add_paragraph(), panels[0], width=11)
        else:
            across = 3 if panels[0]["width"] < PANEL_WIDTH else 2  # small ones, as on paper
            table = self._docx.add_table(rows=-(-len(panels) // across), cols=across)
            self._whole_rows(table)
            self._set_widths(table, [_TEXT_WIDTH / across] * across)
            width = _TEXT_WIDTH / across - 0.5
            for place, panel in enumerate(panels):
                self._panel(self._first(table.cell(place // across, place % across)), panel, width=width)
        if sum(len(group["rows"]) for group in block["data"]["groups"]) > _MOST_ROWS:
            return
        for place, part in enumerate(_narrow(block["data"])):
            self._table(part, captioned=place == 0)

    def _panel(self, paragraph: Paragraph, panel: Json, *, width: float) -> None:

        if panel.get("title"):
            run = paragraph.add_run(panel["title"])
            run.bold = True
            run.add_break()
        width = min(width, 20 * panel["width"] / panel["height"])  # never higher than the page
        shape = paragraph.add_run().add_picture(
            io.BytesIO(chart_png(recoloured(panel["svg"], self._own_colours))), width=Cm(width)
        )
        self._describe(shape, panel.get("title") or self._word("figure"), panel["alt"])

    def _strip(self, paragraph: Paragraph, strip: Json) -> None:
        """Dots on a scale, with its ends in words below."""
        picture = io.BytesIO(chart_png(strip_svg(strip, self._colours)))
        shape = paragraph.add_run().add_picture(picture, width=Cm(_STRIP_WIDTH))
        self._describe(shape, self._word("figure"), strip["alt"])
        if strip.get("low_label"):
            paragraph.add_run().add_break()
            self._runs(paragraph, [{"text": f"{strip['low_label']} – {strip['high_label']}"}], colour="muted")

    def _describe(self, shape: InlineShape, name: str, words: str) -> None:
        """Say in words what a picture shows."""
        for side in ("distT", "distB", "distL", "distR"):
            shape._inline.set(side, "0")  # without it LibreOffice keeps a distance
        about = shape._inline.docPr
        about.set("id", str(next(self._pictures)))
        about.set("name", name)
        about.set("descr", words)

    def _grid(self, block: Json) -> None:

        self._caption("table", block["caption"])
        table = self._headed(["", *block["columns"]], len(block["rows"]), plain(block["caption"]))
        for head in table.rows[0].cells[1:]:
            head.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        for row, given in zip(list(table.rows)[1:], block["rows"], strict=True):
            first, *cells = row.cells
            self._first(first).add_run(given["label"])
            for cell, mark in zip(cells, given["cells"], strict=True):
                paragraph = self._first(cell)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                run = paragraph.add_run(mark["text"])
                quiet = mark["state"] in MISSING
                run.font.color.rgb = self._rgb("muted" if quiet else "ink")
                if not quiet:
                    self._shade(cell, _mixed(self._colours["accent_soft"], 0.5))
        first = 5.5
        rest = (_TEXT_WIDTH - first) / len(block["columns"])
        self._set_widths(table, [first, *[rest] * len(block["columns"])])
        legend = "; ".join(f"{each['text']} = {each['label']}" for each in block["legend"])
        self._below([{"text": legend}])

    def _notes(self, block: Json) -> None:
        """A list that counts by itself where its marks are such, else with its marks written out."""
        if block.get("title"):
            self._docx.add_heading(block["title"], level=2)
        items = block["items"]
        prefix = {"sources": "source", "footnotes": "note"}.get(block["kind"])
        marks = [item["mark"] for item in items]
        counts = next((first for first, wanted in _COUNTS.items() if marks == wanted[: len(marks)]), None)
        number = numbered_list(self._docx, counts, indent=567) if counts else ""
        for item in items:
            paragraph = self._docx.add_paragraph()
            if number:
                settings = child(paragraph._p.get_or_add_pPr(), "w:numPr")
                child(settings, "w:ilvl", val="0")
                child(settings, "w:numId", val=number)
            else:
                paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = (
                    Cm(1),
                    Cm(-1),
                )
                paragraph.add_run(f"{item['mark']}\t")
            self._runs(paragraph, item["runs"])
            if prefix:
                self._anchors.around(paragraph, f"{prefix}_{item['mark']}")


_COUNTS: Final = {"1": [str(number) for number in range(1, 1000)], "a": list(_LETTERS)}


def _lines(groups: Sequence[Json]) -> Iterator[tuple[str, Any]]:
    """What stands under the head of a table, line by line: labels, rows, notes."""
    for group in groups:
        if "label" in group:
            yield "label", group["label"]
        for row in group["rows"]:
            yield "row", row
        if "note" in group:
            yield "note", group["note"]


def _with_words(table: Json) -> Json:
    """Leave out columns of which a document has nothing, such as small lines over the years."""
    rows = [row["cells"] for group in table["groups"] for row in group["rows"]]
    kept = [
        place
        for place in range(len(table["columns"]))
        if not rows or any(cells[place]["runs"] or "strip" in cells[place] for cells in rows)
    ]
    groups = [
        {**group, "rows": [{**row, "cells": [row["cells"][n] for n in kept]} for row in group["rows"]]}
        for group in table["groups"]
    ]
    return {**table, "columns": [table["columns"][n] for n in kept], "groups": groups}


def _narrow(table: Json) -> Iterator[Json]:
    """Give a table of many years in parts that have room on an upright sheet, below each other."""
    columns = table["columns"]
    rest = len(columns) - 1
    if rest < _MOST_UPRIGHT:
        yield table
        return
    across = -(-rest // -(-rest // (_MOST_UPRIGHT - 1)))  # parts as wide as each other
    for start in range(1, len(columns), across):

        def kept(cells: Sequence[Any], part: slice = slice(start, start + across)) -> list[Any]:
            return [cells[0], *cells[part]]

        groups = [
            {**group, "rows": [{**row, "cells": kept(row["cells"])} for row in group["rows"]]}
            for group in table["groups"]
        ]
        yield {**table, "columns": kept(columns), "groups": groups}


def _is_wide(block: Json) -> bool:
    return block["type"] == "table" and not block.get("in_file") and len(block["columns"]) > _MOST_UPRIGHT


def _mixed(colour: str, share: float) -> str:
    """A colour thinned with white."""
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)
