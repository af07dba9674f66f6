"""What cells show becomes blocks of the report, or the report is refused with the cell named."""

import base64
import io
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest
from matplotlib.image import imsave
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from pypdf import PdfReader

from analysis.errors import NotebookError, RenderError
from analysis.run.cells import can_fork
from analysis.run.execution import Notebook, execute
from analysis.run.jobs import Settings
from analysis.run.render import render_docx, render_html, render_pdf, render_xlsx
from analysis.run.shown import sections_of
from sample_document import notebook


def drawn() -> str:
    """A small picture as PNG."""
    out = io.BytesIO()
    imsave(out, np.zeros((20, 30)))
    return base64.b64encode(out.getvalue()).decode()


PNG = drawn()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'


def with_cells(*cells: NotebookNode) -> NotebookNode:
    """A whole report with cells of one's own behind its own."""
    nb = notebook()
    nb.cells += cells
    return nb


def cell(**data: Any) -> NotebookNode:
    """A cell that shows something, by the ends of its kinds."""
    kinds = {"html": "text/html", "plain": "text/plain", "markdown": "text/markdown", "png": "image/png"}
    kinds |= {"svg": "image/svg+xml", "script": "application/javascript", "latex": "text/latex"}
    shown = {kinds[name]: content for name, content in data.items()}
    made: NotebookNode = new_code_cell("…", outputs=[new_output("display_data", data=shown)])
    return made


def printed(text: str, name: str = "stdout") -> NotebookNode:
    """A cell that prints."""
    made: NotebookNode = new_code_cell("…", outputs=[new_output("stream", text=text, name=name)])
    return made


def own(*cells: NotebookNode) -> list[dict[str, Any]]:
    """The blocks that are made of cells of one's own."""
    sections = [section for section in sections_of(with_cells(*cells)) if section["id"].startswith("own-")]
    return [block for section in sections for block in section["blocks"]]


def words(block: dict[str, Any]) -> list[list[str]]:
    """What a table says, row by row."""
    rows = block["groups"][0]["rows"]
    return [["".join(run["text"] for run in each["runs"]) for each in row["cells"]] for row in rows]


FRAME = pd.DataFrame({"số": [123454321, 5], "tên": ["<b>", "=1"]}, index=pd.Index(["a", "b"], name="mục"))


def test_everything_is_in_every_file() -> None:
    """Text, frame, picture, printed text and Markdown are in page, paper, Word document and workbook."""
    nb = with_cells(
        new_markdown_cell("## Ghi chú riêng\n\nChưa **chính thức**"),
        cell(html=FRAME.to_html(), plain=str(FRAME)),
        cell(png=PNG, plain="<Figure size 1x1 with 0 Axes>"),
        cell(svg=SVG),
        printed("số riêng 987656789\n"),
    )
    html = render_html(nb, stamp="")
    for shown in ("Ghi chú riêng", "<strong>chính thức</strong>", "123454321", "&lt;b&gt;", PNG, "987656789"):
        assert shown in html
    assert '<img src="data:image/svg+xml;base64,' in html.replace("&#39;", "'")
    assert render_pdf(nb, stamp="").startswith(b"%PDF-")
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(render_docx(nb, stamp="")))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Ghi chú riêng" in said
    assert "987656789" in said
    assert any("123454321" in each.text for table in document.tables for each in table._cells)
    sheets = pd.read_excel(
        io.BytesIO(render_xlsx(nb, stamp="", figures="id\n")), sheet_name=None, header=None, engine="calamine"
    )
    cells = [value for sheet in sheets.values() for value in sheet.to_numpy().ravel()]
    assert 123454321 in cells
    assert "số riêng 987656789" in cells


def test_markdown_becomes_blocks() -> None:
    """Paragraphs, lists, tables, code, and links that lead to the web; the first heading is the section's."""
    source = (
        "# Tên\n\nMột *hai* [ba](https://example.org) [x](javascript:alert)\n\n- a\n- b\n\n1. c\n\n"
        "|p|q|\n|-|-|\n|1|2|\n\n```\nx  y\n```\n"
    )
    section = next(
        each for each in sections_of(with_cells(new_markdown_cell(source))) if each["id"] == "own-1"
    )
    assert section["title"] == "Tên"
    kinds = [block["type"] for block in section["blocks"]]
    assert kinds == ["prose", "prose", "prose", "table", "printed"]
    runs = section["blocks"][0]["items"][0]["runs"]
    assert "".join(run["text"] for run in runs) == "Một hai ba x"
    assert [run["href"] for run in runs if "href" in run] == ["https://example.org"]
    assert section["blocks"][2]["items"][0]["runs"][0]["text"] == "1. "


LOOKS = (
    "Rất *quan trọng*, `mã x`, ~~bỏ~~, **đậm _và nghiêng_**, [*nguồn*](https://example.org), "
    "10<sup>3</sup> H<sub>2</sub>O"
)


def test_words_keep_how_they_are_set_apart() -> None:
    """Stressed, as code, struck out, raised or lowered: on the page and in the document alike."""
    docx = pytest.importorskip("docx")
    nb = with_cells(new_markdown_cell(f"# Tên\n\n{LOOKS}\n\n- *một*\n\n|p|q|\n|-|-|\n|`hai`|*ba*|\n"))
    html = render_html(nb, stamp="")
    for shown in (
        *(
            "<em>quan trọng</em>",
            "<code>mã x</code>",
            "<del>bỏ</del>",
            "<strong><em>và nghiêng</em></strong>",
        ),
        *('<em><a href="https://example.org">nguồn</a></em>', "10<sup>3</sup>", "H<sub>2</sub>O"),
        *("<em>một</em>", "<code>hai</code>", "<em>ba</em>"),
    ):
        assert shown in html, shown
    document = docx.Document(io.BytesIO(render_docx(nb, stamp="")))
    cells = [cell for table in document.tables for cell in table._cells]
    lines = [line for holder in (document, *cells) for line in holder.paragraphs]
    fonts = {run.text: run.font for line in lines for run in line.runs}
    assert all(fonts[word].italic for word in ("quan trọng", "và nghiêng", "một", "ba"))
    assert fonts["và nghiêng"].bold
    assert fonts["mã x"].name == fonts["hai"].name == "Courier New"
    assert fonts["bỏ"].strike
    assert {run.text for line in lines for run in line.runs if run.font.subscript} == {"2"}
    assert fonts["3"].superscript


def test_paper_has_the_typefaces_of_what_is_set_apart() -> None:
    """What is stressed is in italics, code in letters of one width."""
    pdf = render_pdf(with_cells(new_markdown_cell(f"# Tên\n\n{LOOKS}")), stamp="")
    pages = PdfReader(io.BytesIO(pdf)).pages
    resources: list[Any] = [page["/Resources"] for page in pages]
    fonts = {font.get_object()["/BaseFont"] for each in resources for font in each["/Font"].values()}
    assert any("BeVietnamPro-Italic" in font for font in fonts)
    assert any("DejaVuSansMono" in font for font in fonts)


def test_a_frame_becomes_a_table() -> None:
    """Cells are its words; a span is said in each place; only whole numbers are numbers of a spreadsheet."""
    table = own(cell(html=FRAME.to_html()))[0]
    assert words(table) == [["a", "123454321", "<b>"], ["b", "5", "=1"]]
    assert [column["label"] for column in table["columns"]] == ["mục", "số", "tên"]
    spread = FRAME.assign(tỷ=[1.5, 1.234]).groupby(["tên", "số"]).agg({"tỷ": ["min", "max"]})
    spread = pd.concat([spread, spread.rename(index={5: 6})]).sort_index()
    table = own(cell(html=spread.to_html()))[0]
    assert [column["label"] for column in table["columns"]][-2:] == ["tỷ · min", "tỷ · max"]
    assert [row[0] for row in words(table)] == ["<b>", "<b>", "=1", "=1"]
    assert {column.get("kind", "text") for column in table["columns"]} == {"text"}


def test_a_styler_keeps_its_colours_and_caption() -> None:
    """Colours by rule and its caption are there; its random name is not."""
    style = FRAME.style.map(
        lambda value: "background-color: red; color: white" if value == 5 else "", subset=["số"]
    )
    table = own(cell(html=style.set_caption("Bảng riêng").to_html()))[0]
    assert table["caption"][0]["text"] == "Bảng riêng"
    red = table["groups"][0]["rows"][1]["cells"][1]
    assert (red["fill"], red["ink"]) == ("#ff0000", "#ffffff")
    html = render_html(with_cells(cell(html=style.to_html())), stamp="")
    assert 'style="background:#ff0000;color:#ffffff"' in html


@pytest.mark.parametrize(
    ("strange", "named"),
    [
        (cell(script="alert(1)", plain="<IPython.core.display.Javascript object>"), "application/javascript"),
        (cell(html="<script>alert(1)</script>", plain="x"), "<script>"),
        (cell(html="<iframe src='https://example.org'></iframe>"), "<iframe>"),
        (cell(html="<p>a<img src='https://example.org/x.png'></p>"), "<img src="),
        (cell(latex="$x$", plain="<IPython.core.display.Math object>"), "text/latex"),
        (cell(plain="<Figure size 640x480 with 1 Axes>"), "text/plain"),
        (new_raw_cell("raw"), "a raw cell"),
        (new_markdown_cell("![](logo.png)"), "<img src="),
        (new_markdown_cell("<form></form>"), "<form>"),
    ],
    ids=[
        "script",
        "html script",
        "frame",
        "picture of the net",
        "formula",
        "no picture",
        "raw",
        "file",
        "form",
    ],
)
def test_what_a_report_cannot_carry_is_refused(strange: NotebookNode, named: str) -> None:
    """The message names the cell by its place in the notebook, and what it shows."""
    nb = with_cells(new_markdown_cell("x"), strange)
    with pytest.raises(RenderError) as refused:
        sections_of(nb)
    assert f"cell {len(nb.cells)} " in str(refused.value)
    assert named in str(refused.value)


def test_cells_for_who_works_on_the_notebook_stay_out() -> None:
    """Tags as nbconvert and Jupyter Book know them; what is written on stderr is no part of the report."""
    hidden = new_markdown_cell("x", metadata={"tags": ["remove_cell"]})
    quiet = printed("y")
    quiet.metadata["tags"] = ["remove-output"]
    assert own(hidden, quiet, printed("careful\n", "stderr")) == []


def test_an_attached_picture_is_there() -> None:
    """A picture that was dragged into a Markdown cell."""
    attached = new_markdown_cell("![Trụ sở](attachment:a.png)", attachments={"a.png": {"image/png": PNG}})
    assert own(attached) == [{"type": "picture", "image": f"data:image/png;base64,{PNG}", "alt": "Trụ sở"}]


WIDGETS = """
import ipywidgets as w
from IPython.display import display
out = w.Output()
with out: print("inside")
chosen = w.Dropdown(options=["x", "y"], value="y")
tick = w.Checkbox(value=True, description="Chốt")
w.VBox([w.IntSlider(value=5, description="Năm"), chosen, w.HTML("<b>z</b>"), tick, out])
"""


@pytest.mark.skipif(not can_fork(), reason="the warm engine needs a system that can fork")
def test_widgets_as_they_stood_at_the_end() -> None:
    """Labels and values, whatever is nested; the same bytes each time, for all their random names."""
    pytest.importorskip("ipywidgets")
    source = new_notebook(cells=[new_code_cell(WIDGETS)])
    one, other = (execute(Notebook(source, "own"), {}) for _ in range(2))
    assert nbformat.writes(one) == nbformat.writes(other)
    nb = with_cells(*one.cells)
    nb.metadata["widgets"] = one.metadata["widgets"]
    assert [block.get("text") for block in own_blocks(nb)] == ["inside", "Năm: 5", "y", None, "Chốt: có"]


@pytest.mark.skipif(not can_fork(), reason="the warm engine needs a system that can fork")
def test_a_widget_without_words_is_refused() -> None:
    """A button with a picture alone would leave nothing in the report."""
    pytest.importorskip("ipywidgets")
    cell = new_code_cell('import ipywidgets as w\nw.Button(icon="check")')
    one = execute(Notebook(new_notebook(cells=[cell]), "own"), {})
    nb = with_cells(*one.cells)
    nb.metadata["widgets"] = one.metadata["widgets"]
    with pytest.raises(RenderError, match="Button"):
        sections_of(nb)


def test_points_below_a_number_are_its_own() -> None:
    """A number stands before its own words, a dash before the points below it; a list may begin later."""
    (block,) = own(new_markdown_cell("3. a\n4. b\n   - c\n   - d\n5. e"))
    said = ["".join(run["text"] for run in item["runs"]) for item in block["items"]]
    assert said == ["3. a", "4. b", "– c", "– d", "5. e"]


def own_blocks(nb: NotebookNode) -> list[dict[str, Any]]:
    """The blocks of one's own in a notebook."""
    return [block for each in sections_of(nb) if each["id"].startswith("own-") for block in each["blocks"]]


PLOT = """
import pandas
pandas.DataFrame({"a": [1, 2]}).plot(figsize=(2, 1));
---
%config InlineBackend.figure_formats = ["svg"]
pandas.DataFrame({"a": [1, 2]}).plot(figsize=(2, 1));
---
pandas.DataFrame({"a": [1]}).style
---
object()
"""


@pytest.mark.parametrize("engine", ["warm", "kernel"])
def test_a_figure_is_shown_at_its_cell(engine: str) -> None:
    """Also one that nobody has asked to show; and the notebook has the same bytes each time."""
    if engine == "warm" and not can_fork():
        pytest.skip("the warm engine needs a system that can fork")
    first = new_code_cell("", metadata={"tags": ["parameters"]})
    source = new_notebook(cells=[first, *(new_code_cell(part.strip()) for part in PLOT.split("---"))])
    one, other = (execute(Notebook(source, "own"), {}, Settings(engine)) for _ in range(2))
    assert nbformat.writes(one) == nbformat.writes(other)
    kinds = [[kind for each in cell.outputs for kind in each.get("data", {})] for cell in one.cells]
    assert "image/png" in kinds[1]
    assert "image/svg+xml" in kinds[2]
    assert [block["type"] for block in own_blocks(with_cells(*one.cells))] == [
        "picture",
        "picture",
        "table",
        "printed",
    ]


@pytest.mark.parametrize("engine", ["warm", "kernel"])
@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["%nosuchmagic"], "cell 3: UsageError: Line magic function `%nosuchmagic` not found."),
        (
            [
                "import threading, time\n"
                "def fail():\n    time.sleep(0.1); raise RuntimeError('in a thread')\n"
                "threading.Thread(target=fail).start()",
                "time.sleep(0.5)",
            ],
            "cell 3: RuntimeError: in a thread",
        ),
        (["open('extra.csv')"], "cell 3: FileNotFoundError"),
    ],
    ids=["magic", "thread", "file"],
)
def test_failures_are_told_with_their_words(tmp_path: Path, engine: str, cells: list[str], said: str) -> None:
    """By the number of the cell whose code it was, in the notebook as it was written."""
    if engine == "warm" and not can_fork():
        pytest.skip("the warm engine needs a system that can fork")
    first = new_code_cell("a = 1", metadata={"tags": ["parameters"]})
    source = new_notebook(cells=[first, new_markdown_cell("x"), *map(new_code_cell, cells)])
    with pytest.raises(NotebookError) as failed:
        execute(Notebook(source, "own", tmp_path), {"a": 2}, Settings(engine))
    assert said in str(failed.value)
    if "extra.csv" in cells[0]:
        assert "inputs" in str(failed.value)
    kept: Any = failed.value.notebook
    assert [each.source for each in kept.cells[1:]] == [each.source for each in source.cells[1:]]
