"""One snapshot of a data folder, however it is written and whatever happens to it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.data.dataset import load
from analysis.errors import DataError, RequestError
from analysis.run.snapshot import Snapshot
from broken_data import copy

HOUSE = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the project's figures into a folder that may be changed."""
    return copy(tmp_path)


def test_it_stays_as_it_was(folder: Path) -> None:
    """Whoever edits a file afterwards changes nothing of what reports are made from."""
    snapshot = Snapshot(folder)
    before = (folder / "admissions.csv").read_bytes()
    (folder / "admissions.csv").write_bytes(before.replace(b"209", b"210"))
    assert (snapshot.folder / "admissions.csv").read_bytes() == before
    assert Snapshot(folder).digest != snapshot.digest
    assert load(snapshot.folder).figure("tra-vinh/bloc/2023/FY/actual/admissions/members")["count"] == 209


def test_its_folder_has_one_name(folder: Path, tmp_path: Path) -> None:
    """Through a link and with ``..`` it is the same data, and the copy has no other name than its own."""
    (tmp_path / "link").symlink_to(folder)
    crooked = Snapshot(tmp_path / "link" / ".." / "link")
    assert crooked.digest == Snapshot(folder).digest
    assert crooked.folder == crooked.folder.resolve()
    assert crooked.packed() == Snapshot(folder).packed()


def test_it_goes_with_who_took_it(folder: Path) -> None:
    """The copy is gone with the snapshot, but not with a process that was forked and ends."""
    snapshot = Snapshot(folder)
    copy = snapshot.folder
    if not (pid := os.fork()):
        del snapshot
        os._exit(0)
    os.waitpid(pid, 0)
    assert copy.is_dir()
    del snapshot
    assert not copy.exists()


def test_what_cannot_be_read_is_named(folder: Path, tmp_path: Path) -> None:
    """A pipe in the place of a table is a fault of the data at once; a folder that is not there is named."""
    (folder / "admissions.csv").unlink()
    os.mkfifo(folder / "admissions.csv")
    with pytest.raises(DataError, match=r"admissions\.csv"):
        Snapshot(folder)
    with pytest.raises(RequestError, match="no data folder at"):
        Snapshot(tmp_path / "nothing")


def test_a_disk_without_room_for_it_is_named(folder: Path, full_disk: Callable[[str], None]) -> None:
    """The line says which file of the copy could not be written."""
    snapshot = Snapshot(folder)
    full_disk("ratings.csv")
    with pytest.raises(OSError, match="No space left") as caught:
        _ = snapshot.folder
    assert str(caught.value.filename).endswith("ratings.csv")
