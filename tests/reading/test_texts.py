"""Texts from files: what is read, and what is refused in one clear line."""

import io
import os
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page

from analysis.data import Dataset
from analysis.errors import RequestError
from analysis.messages import speaking
from analysis.reading import Vocabulary, read, text_of

SENTENCE = "Đảng bộ tỉnh kết nạp 209 đảng viên mới trong năm 2023."


ARTICLE = (
    "Năm 2023, Đảng bộ tỉnh Hải Dương kết nạp hơn 2.090 đảng viên, đạt 103,7% kế hoạch đề ra từ đầu năm; "
    "UBKT các cấp trong tỉnh đã thi hành kỷ luật 25 đảng viên, trong đó khiển trách 17, cảnh cáo 8.",
    "Năm 2024, phấn đấu kết nạp từ 2.000 đảng viên trở lên.",
)


def test_one_text_in_three_coats(tmp_path: Path) -> None:
    """Plain text, a web page and a Word file give the same sentence; decomposed letters are composed."""
    (tmp_path / "a.txt").write_text(unicodedata.normalize("NFD", SENTENCE), encoding="utf-8-sig")
    paragraphs = f"<p>{SENTENCE}</p>" * 3
    (tmp_path / "a.html").write_text(
        f"<html><body><article>{paragraphs}</article></body></html>", encoding="utf-8"
    )
    paper = docx.Document()
    paper.add_paragraph(SENTENCE)
    paper.save(str(tmp_path / "a.docx"))
    for name in ("a.txt", "a.html", "a.docx"):
        assert SENTENCE in text_of(tmp_path / name).text


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody may ever write into it."""
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(RequestError, match="not a file"):
        text_of(tmp_path / "a.txt")


def figures(path: Path, data: Dataset, known: Vocabulary) -> list[tuple[str, str, str]]:
    """Read a file and give what it prints, of what kind, of which category."""
    candidates = read(text_of(path).text, known, data.catalog).candidates
    return [(one.row["as_printed"], one.row["kind"], one.row["category"]) for one in candidates]


@pytest.mark.browser
def test_paper_and_word_give_the_figures_of_the_plain_text(
    tmp_path: Path, browser_page: Page, data: Dataset, known: Vocabulary
) -> None:
    """A PDF that a browser prints in narrow lines, and a Word file, are read as the text that they hold."""
    (tmp_path / "a.txt").write_text("\n".join(ARTICLE), encoding="utf-8")
    browser_page.set_content("".join(f"<p style='width:8cm'>{text}</p>" for text in ARTICLE))
    browser_page.pdf(path=tmp_path / "a.pdf")
    paper = docx.Document()
    table = paper.add_table(rows=0, cols=1)
    for text in ARTICLE:
        table.add_row().cells[0].text = text
    paper.save(str(tmp_path / "a.docx"))
    plain = figures(tmp_path / "a.txt", data, known)
    assert [printed for printed, _, _ in plain] == ["hơn 2.090; 103,7%", "25", "17", "8", "2.000"]
    assert figures(tmp_path / "a.pdf", data, known) == plain
    assert figures(tmp_path / "a.docx", data, known) == plain


def zipped(name: str, content: bytes) -> bytes:
    """Make a zip file that holds one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", lambda: b"12 " * 17_000_000, "larger than 20 MB"),
        ("a.txt", lambda: b"12 " * 1_500_000, "cut it into parts"),
        ("a.txt", lambda: b"1" * 5000, "without a space on line 1"),
        ("a.txt", lambda: "kết nạp\0 12".encode(), r"U\+0000\) on line 1"),
        ("a.txt", lambda: "kết nạp\n\u202e12".encode(), r"U\+202E on line 2"),
        ("a.txt", lambda: b"k\xea\x1et", "not UTF-8"),
        ("a.txt", lambda: b"", "it is empty"),
        ("a.pdf", lambda: "<html><p>Trang không tìm thấy".encode(), "is no PDF"),
        ("a.pdf", lambda: b"%PDF-1.7\nnothing", "cannot be read"),
        ("a.docx", lambda: b"hello", "no Word file"),
        ("a.docx", lambda: zipped("x", b"y"), "holds no Word text"),
        ("a.docx", lambda: zipped("word/document.xml", b" " * 120_000_000), "unpacks to more than 100 MB"),
        ("a.html", lambda: b"<html><body>" + b"<div>" * 100_000, "nested too deeply|too much markup"),
        ("a.html", lambda: b'<!DOCTYPE html [<!ENTITY a "b">]><html>&a;</html>', "nested too deeply"),
    ],
)
def test_a_hostile_text_gets_one_line(
    tmp_path: Path, name: str, content: Callable[[], bytes], told: str
) -> None:
    """What is too large, broken, disguised or a bomb is named in one line with the file and the remedy."""
    (tmp_path / name).write_bytes(content())
    with pytest.raises(RequestError, match=told) as error:
        text_of(tmp_path / name)
    for lang in ("en", "vi"):
        with speaking(lang):
            assert "\n" not in str(error.value)
            assert str(error.value).startswith(f"{tmp_path / name}: ")


def test_a_text_that_is_not_there(tmp_path: Path) -> None:
    """The file is named, and what may be named instead."""
    with pytest.raises(RequestError, match=r"no\.txt: there is no such file .* name a \.txt"):
        text_of(tmp_path / "no.txt")
