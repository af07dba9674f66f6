"""Figures that were read and found valid before: the same, whole and our own, or read anew."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.data import Dataset, frame_cache, load
from broken_data import copy

KEY = "contents"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own."""
    monkeypatch.setattr(frame_cache, "user_cache_path", lambda _: tmp_path / "cache")
    return tmp_path / "cache" / "figures"


def only(place: Path) -> Path:
    """The one file that is kept."""
    (file,) = place.iterdir()
    return file


def test_what_is_kept_is_what_was_read(data: Dataset, place: Path) -> None:
    """Every column comes back in its type, every cell as it was."""
    frame_cache.keep(KEY, data.observations)
    kept = frame_cache.recall(KEY)
    assert kept is not None
    pd.testing.assert_frame_equal(kept, data.observations)


def test_a_second_load_gives_the_same(tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time nothing is read cell by cell, and the figures are the same."""
    folder = copy(tmp_path / "data")
    first = load(folder)
    monkeypatch.setattr("analysis.data.dataset._figures", None)
    pd.testing.assert_frame_equal(load(folder).observations, first.observations)


def test_no_figures_are_kept_as_well(tmp_path: Path, data: Dataset, place: Path) -> None:
    """A frame without rows keeps its columns and their types."""
    frame_cache.keep(KEY, data.observations.iloc[:0])
    kept = frame_cache.recall(KEY)
    assert kept is not None
    pd.testing.assert_frame_equal(kept, data.observations.iloc[:0])


@pytest.mark.parametrize("cut", [0, 1, 1000, 40_000, -1])
def test_what_is_not_whole_does_not_count(data: Dataset, place: Path, cut: int) -> None:
    """A file that was cut is no cache."""
    frame_cache.keep(KEY, data.observations)
    only(place).write_bytes(only(place).read_bytes()[:cut])
    assert frame_cache.recall(KEY) is None


def test_a_changed_byte_does_not_count(data: Dataset, place: Path) -> None:
    """Of 60 bytes changed one at a time all over the file each is noticed."""
    frame_cache.keep(KEY, data.observations)
    file, whole = only(place), only(place).read_bytes()
    for at in range(0, len(whole), len(whole) // 60):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert frame_cache.recall(KEY) is None


@pytest.mark.parametrize("mode", [0o666, 0o660])
def test_what_others_may_write_does_not_count(data: Dataset, place: Path, mode: int) -> None:
    """Neither a file nor a folder that others may write to is trusted."""
    frame_cache.keep(KEY, data.observations)
    only(place).chmod(mode)
    assert frame_cache.recall(KEY) is None
    only(place).chmod(0o600)
    assert frame_cache.recall(KEY) is not None
    place.chmod(mode | 0o111)
    assert frame_cache.recall(KEY) is None


def test_a_link_to_elsewhere_does_not_count(data: Dataset, place: Path, tmp_path: Path) -> None:
    """Where the file is a link, whoever may write its target could change the figures."""
    frame_cache.keep(KEY, data.observations)
    elsewhere = tmp_path / "elsewhere"
    only(place).rename(elsewhere)
    elsewhere.chmod(0o666)
    (place / frame_cache._file(KEY).name).symlink_to(elsewhere)
    assert frame_cache.recall(KEY) is None


def test_other_contents_are_not_known(data: Dataset, place: Path) -> None:
    """What was kept of one folder is not given for another."""
    frame_cache.keep(KEY, data.observations)
    assert frame_cache.known(KEY)
    assert not frame_cache.known("other")
    assert frame_cache.recall("other") is None


def test_only_the_last_data_sets_are_kept(data: Dataset, place: Path) -> None:
    """The folder does not grow without end."""
    for number in range(frame_cache._MOST + 3):
        frame_cache.keep(f"{KEY} {number}", data.observations.iloc[:5])
    assert len([*place.iterdir()]) == frame_cache._MOST
    assert frame_cache.known(f"{KEY} {frame_cache._MOST + 2}")


def test_without_a_place_to_write_all_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Dataset
) -> None:
    """Where nothing can be kept, loading works as before."""
    (tmp_path / "cache").write_text("a file", "utf-8")
    monkeypatch.setattr(frame_cache, "user_cache_path", lambda _: tmp_path / "cache")
    frame_cache.keep(KEY, data.observations)
    assert frame_cache.recall(KEY) is None
