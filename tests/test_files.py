"""Files are read whole or refused, and written whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.files import read_file, write_all


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A folder, a pipe that nobody writes to, a device without end: an error at once, with the path."""
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, Path("/dev/zero")):
        with pytest.raises(OSError, match="not a file") as caught:
            read_file(path)
        assert caught.value.filename == str(path)


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    """A file beyond the bound is not read at all."""
    path = tmp_path / "large.csv"
    path.touch()
    os.truncate(path, 10**12)  # a hole of a terabyte
    with pytest.raises(OSError, match="1000000 MB"):
        read_file(path)


def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, full_disk: Callable[[str], None]) -> None:
    """Where one of several files does not fit, none has changed, nothing else lies there, and it is named."""
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_bytes(b"old")
    full_disk("two.csv")
    with pytest.raises(OSError, match=r"No space left on device: '.*/two\.csv'"):
        write_all({one: b"new", two: b"newer"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one.csv": b"old"}


def test_a_link_is_replaced_and_a_folder_named(tmp_path: Path) -> None:
    """What a link leads to stays as it is; of a folder in the place of a file the message says what to do."""
    other, link, folder = tmp_path / "other.txt", tmp_path / "page.html", tmp_path / "page.pdf"
    other.write_bytes(b"not ours")
    link.symlink_to(other)
    write_all({link: b"page"})
    assert (link.read_bytes(), link.is_symlink(), other.read_bytes()) == (b"page", False, b"not ours")
    folder.mkdir()
    with pytest.raises(OSError, match=r"a folder lies where this file belongs; move it away: .*page\.pdf"):
        write_all({folder: b"paper"})
