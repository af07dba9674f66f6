"""Texts from files: what is read, and what is refused in one clear line."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from analysis.errors import RequestError
from analysis.reading import MAX_BYTES, text_of

SENTENCE = "Đảng bộ tỉnh kết nạp 209 đảng viên mới trong năm 2023."


def test_one_text_in_four_coats(tmp_path: Path) -> None:
    """Plain text, a web page and a Word file give the same sentence; decomposed letters are composed."""
    import unicodedata

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


def zipped(name: str, content: bytes) -> bytes:
    """Make a zip file that holds one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", lambda: b"12 " * (MAX_BYTES // 3 + 1), "larger than 20 MB"),
        ("a.txt", lambda: b"12 " * 1_500_000, "cut it into parts"),
        ("a.txt", lambda: b"1" * 5000, "without a space on line 1"),
        ("a.txt", lambda: "kết nạp\0 12".encode(), "a NUL sign on line 1"),
        ("a.txt", lambda: "kết nạp\n\u202e12".encode(), r"U\+202E on line 2"),
        ("a.txt", lambda: b"k\xea\x1et", "not UTF-8"),
        ("a.txt", lambda: b"", "it is empty"),
        ("a.pdf", lambda: b"hello", "is no PDF"),
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
    assert "\n" not in str(error.value)
    assert name in str(error.value)


def test_a_text_that_is_not_there(tmp_path: Path) -> None:
    """The file is named, and what may be named instead."""
    with pytest.raises(RequestError, match=r"no\.txt: No such file .* name a \.txt"):
        text_of(tmp_path / "no.txt")
