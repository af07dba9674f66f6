"""The pieces of a report: what they carry and how they show themselves in JupyterLab."""

import dataclasses
import json
import subprocess
import sys

import pytest
from hypothesis import given, strategies as st

import sample_document as sample
from analysis.page.blocks import (
    LOOKS,
    MIME_TYPE,
    Cell,
    Masthead,
    Run,
    Section,
    Spark,
    Strip,
    Table,
    _Piece,
    cite,
    link,
    state,
)


def test_empty_keys_are_left_out() -> None:
    """A run's JSON has its text and nothing that was not given."""
    assert Run("209").to_json() == {"text": "209"}
    assert cite(1, 2).to_json() == {"text": "", "cite": [1, 2]}


def test_nought_is_not_empty() -> None:
    """A place, a shade or a sort key of 0 is content and stays."""
    strip = Strip(own=0.0, own_label="0", peers=[], alt="không", target=0.0)
    assert strip.to_json() == {"self": 0.0, "self_label": "0", "peers": [], "alt": "không", "target": 0.0}
    assert Cell(shade=0.0, sort=0).to_json() == {"runs": [], "shade": 0.0, "sort": 0}


def test_a_number_that_is_none_is_refused() -> None:
    """Neither nan nor infinity gets into a report."""
    with pytest.raises(ValueError, match="not a number"):
        Cell(shade=float("nan")).to_json()


_WORDS = st.one_of(st.none(), st.text(max_size=3))
_RUNS = st.builds(
    Run, st.text(max_size=3), _WORDS, st.booleans(), st.booleans(), st.lists(st.integers(0, 9), max_size=2),
    _WORDS, _WORDS, st.sampled_from([None, "not_collected"]), st.lists(st.sampled_from(LOOKS), max_size=2),
)  # fmt: skip
_NUMBERS = st.one_of(st.none(), st.integers(-1, 1), st.floats(-1, 1))
_STRIP, _SPARK = Strip(own=0.0, own_label="0", peers=[], alt="không"), Spark(lines=[[(0.0, 1.0)]], alt="lên")
_CELLS = st.builds(
    Cell, st.lists(_RUNS, max_size=2), st.sampled_from([None, "withheld"]), st.one_of(_NUMBERS, _WORDS),
    _NUMBERS, st.sampled_from([None, _STRIP]), st.lists(_RUNS, max_size=2).map(tuple),
    st.sampled_from([None, _SPARK]), st.text(max_size=2), st.text(max_size=2),
)  # fmt: skip


@given(st.one_of(_RUNS, _CELLS))
def test_what_is_written_out_is_what_any_piece_does(piece: Run | Cell) -> None:
    """Runs and cells name their fields one by one; a field that is added must be added there, too."""
    general = {**({"runs": []} if isinstance(piece, Cell) else {}), **_Piece.to_json(piece)}
    written = piece.to_json()
    assert written == general
    assert list(written) == list(general)


def test_blocks_cannot_be_changed() -> None:
    """A block, once made, stays as it is."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Run("209").text = "210"  # type: ignore[misc]


def test_every_section_survives_json() -> None:
    """What a section carries is plain JSON and names its type."""
    for section in sample.sections():
        content = section.to_json()
        assert json.loads(json.dumps(content, allow_nan=False)) == content
        assert content["type"] == "section"
        assert all(block["type"] for block in content["blocks"])


def test_the_sample_has_every_kind_of_block() -> None:
    """The sample that page and paper are tested on leaves no kind of block out."""
    kinds = {block.to_json()["type"] for section in sample.sections() for block in section.blocks}
    assert kinds == {"masthead", "prose", "tiles", "table", "figure", "grid", "notes", "download"}


def test_a_section_shows_itself_in_three_ways() -> None:
    """JupyterLab gets HTML, a terminal gets a line, and the content goes along as JSON."""
    section = sample.indicators()
    bundle = section._repr_mimebundle_()
    assert set(bundle) == {MIME_TYPE, "text/html", "text/plain"}
    assert bundle[MIME_TYPE] == section.to_json()
    assert "Tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên" in bundle["text/html"]
    assert sample.STAMP in bundle["text/plain"]


def test_a_section_alone_needs_no_masthead() -> None:
    """A section in the middle of a notebook shows itself without the words of the masthead."""
    for section in sample.sections():
        blocks = [block for block in section.blocks if not isinstance(block, Masthead)]
        alone = dataclasses.replace(section, blocks=blocks)
        assert "None" not in alone._repr_mimebundle_()["text/html"]


def test_text_from_data_never_becomes_markup() -> None:
    """What stands in a table is shown as it is written, and a script is no address."""
    hostile = "<script>alert(1)</script>"
    table = Table(id="t", caption=[Run(hostile)], columns=[], groups=[])
    section = Section(
        stamp="s", id="x", title=hostile, lang="vi", blocks=[table], lead=[link("đọc", "javascript:x()")]
    )
    html = section._repr_mimebundle_()["text/html"]
    assert "<script" not in html
    assert "javascript:" not in html
    assert state("chưa có", "not_collected").to_json() == {"text": "chưa có", "state": "not_collected"}


def test_blocks_come_without_the_page_makers() -> None:
    """A notebook that composes blocks does not pay for nbconvert, Typst or Jinja."""
    check = "import sys, analysis.page.blocks; print(*({'nbconvert', 'typst', 'jinja2'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
