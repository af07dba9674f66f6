"""Which pages are meant by files and folders that were given, and what stands in them."""

from collections.abc import Iterable
from pathlib import Path

from analysis.errors import RequestError

__all__ = ["page_files", "read_page"]


def page_files(given: Iterable[Path]) -> list[Path]:
    """The pages that are meant: files as they are, and of a folder every report below it.

    Parameters
    ----------
    given : iterable of pathlib.Path

    Raises
    ------
    RequestError
        If a folder holds no report.
    """
    found: dict[Path, None] = {}
    for path in given:
        below = [path]
        if path.is_dir():
            pages = sorted(path.rglob("*.html"))
            # The index of an output folder lists reports; it is none.
            below = [page for page in pages if page.is_file() and page.name != "index.html"]
            if not below:
                raise RequestError("verify-empty-folder", path=path)
        found |= dict.fromkeys(below)
    return list(found)


def read_page(path: Path) -> str:
    """Read one page.

    Raises
    ------
    RequestError
        If it is none, or cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise RequestError("verify-no-page", path=path)
        content = path.read_bytes()
    except OSError as error:
        raise RequestError("cannot-read", path=path, why=error.strerror or error) from None
    if content.startswith(b"%PDF-"):
        raise RequestError("verify-paper", path=path, beside=path.with_suffix(".html"))
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise RequestError("verify-no-page", path=path) from None
