"""Typst, in whatever process: paper, and pictures of charts."""

import multiprocessing
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import Any

import typst

from analysis.page.style import font_paths

__all__ = ["paper_fonts", "typeset"]


_FORGETTING = 10
"""Empty papers after each paper, of less than a millisecond. Typst keeps what it worked out for the last ten
papers, 28 MB each, and offers no other way to forget; of two reports next to nothing is alike."""


def typeset(files: Mapping[str, bytes], **options: Any) -> bytes | list[bytes]:
    """What the files say, typeset; the same bytes each time.

    Parameters
    ----------
    files : mapping of str to bytes
        ``main.typ``, and what it names.
    **options
        Of ``typst.compile``: ``format``, ``ppi``, ``pdf_standards``.

    Returns
    -------
    bytes or list of bytes
        Several, where the format is a picture and there are several pages.

    Raises
    ------
    RuntimeError
        Where the files cannot be typeset.
    """
    # Typst works with threads that it starts once. A process forked after that has none of them, and would
    # wait for them without end.
    if _first_process() == os.getpid():
        return _compiled(files, options)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as fresh:
        return fresh.submit(_compiled, files, options).result()


@cache
def paper_fonts() -> typst.Fonts:
    """The fonts of paper; Typst's own stay in: a sign that ours lacks must not become an empty box."""
    folders = sorted({str(path.parent) for path in font_paths()})
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


@cache
def _first_process() -> int:
    return os.getpid()


def _compiled(files: Mapping[str, bytes], options: Mapping[str, Any]) -> bytes | list[bytes]:
    try:
        made: bytes | list[bytes] = typst.compile(dict(files), font_paths=paper_fonts(), **options)
    except RuntimeError as error:
        # Its own error does not survive the way from one process to another.
        raise RuntimeError(getattr(error, "message", str(error))) from None
    finally:
        for _ in range(_FORGETTING):
            typst.compile(b"", font_paths=paper_fonts())
    return made
