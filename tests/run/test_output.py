"""The output folder: nothing is written beside it, and one run at a time writes into it."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.errors import MachineryError, RequestError
from analysis.run.output import check_lock, files_of, listed, locked, put, read_json, store, withdraw

CONTENTS = {"html": b"page", "csv": b"figures", "json": b"{}"}

fcntl = pytest.importorskip("fcntl")


@pytest.mark.parametrize(
    "code", ["../../escaped/x", "/etc/x", "a//b", "a/./b", "..", "a\\b", "c:x", "a\0b", "a\nb", "a/../../b/c"]
)
def test_nothing_is_written_beside_it(code: str, tmp_path: Path) -> None:
    """Whatever a code says, a report, its log and its withdrawal stay inside; the message names the code."""
    output = tmp_path / "deep" / "reports"
    output.mkdir(parents=True)
    stamp = f"province/{code}/2023-FY-bloc.vi"
    for attempt in (
        lambda: files_of(output, stamp),
        lambda: store(output, stamp, CONTENTS),
        lambda: withdraw(output, stamp),
        lambda: put(output, f"failed/{stamp}.log", b"log"),
    ):
        with pytest.raises(RequestError, match="would not lie in") as caught:
            attempt()
        assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.rglob("*")] == ["deep", "reports"]


def test_a_link_out_of_the_folder_is_named(tmp_path: Path) -> None:
    """Reports are not written through a link that somebody has put in the place of a folder."""
    output, elsewhere = tmp_path / "reports", tmp_path / "elsewhere"
    output.mkdir()
    elsewhere.mkdir()
    (output / "province").symlink_to(elsewhere)
    for attempt in (
        lambda: store(output, "province/tra-vinh/one", CONTENTS),
        lambda: withdraw(output, "province/a/b"),
    ):
        with pytest.raises(RequestError, match="reports/province is a link to elsewhere"):
            attempt()
    assert list(elsewhere.iterdir()) == []


def test_a_full_disk_leaves_no_part_of_a_report(tmp_path: Path, full_disk: Callable[[str], None]) -> None:
    """Files of a report come together: where the last does not fit, none has its name."""
    full_disk(".json.")
    with pytest.raises(OSError, match=r"No space left on device: .*one\.json"):
        store(tmp_path, "province/one", CONTENTS)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_is_no_file_counts_as_nothing(tmp_path: Path) -> None:
    """A pipe in the place of a sidecar is neither waited for nor taken for one."""
    os.mkfifo(tmp_path / "one.json")
    assert listed(tmp_path) == {}
    assert read_json(tmp_path / "one.json") is None


@pytest.mark.parametrize("content", ["[" * 100_000, '{"a":' * 100_000, "\x00" * 100, "{"])
def test_a_damaged_record_counts_as_none(content: str, tmp_path: Path) -> None:
    """Records that are nested without end or broken are none, and no traceback."""
    (tmp_path / "one.json").write_text(content)
    assert read_json(tmp_path / "one.json") is None


def test_who_removes_the_lock_is_noticed(tmp_path: Path) -> None:
    """A run whose lock is gone, or is another's by now, says so before it writes on."""
    with locked(tmp_path) as handle:
        check_lock(tmp_path, handle)
        (tmp_path / ".lock").unlink()
        with pytest.raises(MachineryError, match="was removed while this run wrote"):
            check_lock(tmp_path, handle)
        with locked(tmp_path), pytest.raises(MachineryError, match="was removed"):
            check_lock(tmp_path, handle)


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_is_named(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not taken for another run: nobody could wait for that to end."""

    def no_locks(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with (
        pytest.raises(RequestError, match=rf"cannot be locked \({os.strerror(code)}\); choose a folder"),
        locked(tmp_path),
    ):
        pass


def test_a_shared_folder_is_for_its_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With umask 002 a colleague can write what we wrote; a lock file that is only to be read is enough."""
    before = os.umask(0o002)
    try:
        with locked(tmp_path):
            put(tmp_path, "province/one.html", b"page")
    finally:
        os.umask(before)
    for path in (tmp_path / ".lock", tmp_path / "province", tmp_path / "province" / "one.html"):
        assert path.stat().st_mode & stat.S_IWGRP, path
    opened = os.open

    def closed(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", closed)
    with locked(tmp_path), pytest.raises(RequestError, match="another run writes"), locked(tmp_path):
        pass
