"""Texts from files: plain text, web pages, PDF, Word, standard input; within limits, and faults in one line.

The libraries for pages, PDF and Word are the extra `reading`; each is imported when such a file is read.
"""

import hashlib
import io
import re
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import RequestError
from analysis.messages import refusal, say
from analysis.reading.wording import composed

__all__ = ["MAX_BYTES", "Text", "text_of"]

MAX_BYTES = 20_000_000
"""The largest file that is read."""

_MAX_MARKUP = 5_000_000
_MAX_TAGS = 200_000
_MAX_DEPTH = 500
_MAX_PAGES = 500
_MAX_UNPACKED = 100_000_000
_MAX_TEXT = 3_000_000
_MAX_UNBROKEN = 2_000
_UNBROKEN = re.compile(rf"\S{{{_MAX_UNBROKEN}}}")
_NO_SIGNS = {
    "text-turning": re.compile("[\u200f\u202a-\u202e\u2066-\u2069]"),
    "text-control": re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]"),
}


@dataclass(frozen=True)
class Text:
    """The text of one file.

    Attributes
    ----------
    name : str
        Of the file; ``-`` for standard input.
    text : str
        In composed letters.
    digest : str
        SHA-256 of it, so that the same text is known again.
    """

    name: str
    text: str
    digest: str


def text_of(path: str | Path) -> Text:
    """The text of a file.

    Parameters
    ----------
    path : str or pathlib.Path
        A ``.txt``, ``.html``, ``.pdf`` or ``.docx`` file, or ``-`` for standard input.

    Raises
    ------
    RequestError
        If it cannot be read; one line that names the file, what is wrong with it, and what to do.
    """
    name = str(path)
    content = _content(name)
    if len(content) > MAX_BYTES:
        raise RequestError("text-too-large", file=name, most=MAX_BYTES // 10**6)
    if not content.strip():
        raise RequestError("text-empty", file=name)
    reader = _reader(name, content)
    try:
        found = reader(content, name)
    except RequestError:
        raise
    except ImportError as error:
        raise RequestError("text-needs-library", file=name, library=error.name or "…") from None
    except RecursionError:
        raise RequestError("text-nested", file=name) from None
    except Exception as error:  # whatever a foreign file makes a foreign library raise is one line here
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:160]
        raise RequestError("text-unreadable", file=name, why=reason) from None
    text = composed(_checked(found, name))
    if not text.strip():
        raise RequestError("text-none", file=name)
    return Text(name, text, hashlib.sha256(text.encode("utf-8")).hexdigest())


def _content(name: str) -> bytes:
    try:
        if name == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        if Path(name).exists() and not Path(name).is_file():
            raise ValueError(say("is-a-folder" if Path(name).is_dir() else "is-no-file"))
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = refusal(error) if isinstance(error, OSError) else error
        raise RequestError("text-no-file", file=name, why=reason) from None


def _reader(name: str, content: bytes) -> Callable[[bytes, str], str]:
    """By what a file is, and not by what it is called; what it is called has to agree."""
    ending = Path(name).suffix.lower()
    if ending == ".pdf" or content.startswith(b"%PDF-"):
        if b"%PDF-" not in content[:1024]:
            raise RequestError("text-no-pdf", file=name)
        return _pdf
    if ending == ".docx" or content.startswith(b"PK\x03\x04"):
        if not content.startswith(b"PK\x03\x04"):
            raise RequestError("text-no-docx", file=name)
        return _docx
    if ending in (".html", ".htm", ".xhtml") or re.match(
        rb"\s*(?:<!doctype html|<html)", content[:200], re.IGNORECASE
    ):
        return _html
    return _plain


def _plain(content: bytes, name: str) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise RequestError("text-not-utf8", file=name, byte=error.start) from None


def _html(content: bytes, name: str) -> str:
    if len(content) > _MAX_MARKUP or content.count(b"<") > _MAX_TAGS:
        raise RequestError("text-markup", file=name)
    if _depth(content) > _MAX_DEPTH or b"<!ENTITY" in content.upper():
        raise RequestError("text-nested", file=name)
    import trafilatura

    text = trafilatura.extract(content, include_comments=False, include_tables=True, favor_recall=True)
    return text or ""


def _depth(content: bytes) -> int:
    """How deep elements stand in each other, at most; those without an end count, too."""
    depth = deepest = 0
    for closing, _, empty in re.findall(rb"<(/?)([a-zA-Z][\w-]*)[^<>]{0,2000}?(/?)>", content):
        depth += -1 if closing else 0 if empty else 1
        depth = max(depth, 0)
        deepest = max(deepest, depth)
    return deepest - len(
        re.findall(
            rb"<(?:br|img|meta|link|input|hr|p|li|td|tr|source|wbr|area|col|embed|path)\b",
            content,
            re.IGNORECASE,
        )
    )


def _pdf(content: bytes, name: str) -> str:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity of a file
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise RequestError("text-locked", file=name)
    if len(reader.pages) > _MAX_PAGES:
        raise RequestError("text-pages", file=name, pages=len(reader.pages), most=_MAX_PAGES)
    return "\n".join(_flowing(page.extract_text()) for page in reader.pages)


def _flowing(page: str) -> str:
    """The lines of a page of paper joined to paragraphs: a full line that ends no sentence goes on."""
    lines = [" ".join(line.split()) for line in page.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    full = 0.75 * lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0
    joined: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line:
            joined[-1] += " " + line
        else:
            joined.append(line)
        goes_on = bool(line) and len(line) >= full and not line.endswith((".", ":", "!", "?", ";", "…"))
    return "\n".join(joined)


def _docx(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(item.file_size for item in archive.infolist()) > _MAX_UNPACKED:
            raise RequestError("text-unpacks", file=name, most=_MAX_UNPACKED // 10**6)
        if "word/document.xml" not in archive.namelist():
            raise RequestError("text-no-word", file=name)
        if b"<!ENTITY" in archive.read("word/document.xml")[:5000].upper():
            raise RequestError("text-entities", file=name)
    import docx
    from docx.table import Table

    lines = []
    for item in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(item, Table):
            lines += [" ; ".join(cell.text for cell in row.cells) for row in item.rows]
        else:
            lines.append(item.text)
    return "\n".join(lines)


def _checked(text: str, name: str) -> str:
    """A text whose signs show what they are."""
    for fault, signs in _NO_SIGNS.items():
        if found := signs.search(text):
            sign = f"U+{ord(found[0]):04X}"
            raise RequestError(fault, file=name, sign=sign, line=_line(text, found.start()))
    if unbroken := _UNBROKEN.search(text):
        raise RequestError("text-unbroken", file=name, most=_MAX_UNBROKEN, line=_line(text, unbroken.start()))
    if len(text) > _MAX_TEXT:
        raise RequestError("text-too-long", file=name, length=len(text), most=_MAX_TEXT)
    return text


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
