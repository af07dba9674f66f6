"""How much of a machine is ours."""

import os
from pathlib import Path

import pytest

from analysis import machine
from analysis.machine import cores, memory_each

GIGABYTE = 1024**3


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put this process into a control group of a machine with 16 processors and a terabyte."""
    own = tmp_path / "groups" / "pod" / "container"
    own.mkdir(parents=True)
    (tmp_path / "cgroup").write_text("1:cpu:/old\n0::/pod/container\n")
    monkeypatch.setattr(machine, "_OWN_GROUP", tmp_path / "cgroup")
    monkeypatch.setattr(machine, "_GROUPS", tmp_path / "groups")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)), raising=False)
    monkeypatch.setattr(os, "sysconf", {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 2**28}.get)
    return own


def test_without_limits_all_is_ours(group: Path) -> None:
    """A group that says max, or nothing, leaves what the machine has."""
    (group / "cpu.max").write_text("max 100000\n")
    (group / "memory.max").write_text("max\n")
    assert cores() == 16
    assert memory_each(15) == 1024 * GIGABYTE // 16


def test_the_tightest_group_counts(group: Path) -> None:
    """A quota of our own group or of one above it leaves less, and never less than a processor."""
    (group / "cpu.max").write_text("350000 100000\n")
    (group / "memory.max").write_text(f"{64 * GIGABYTE}\n")
    assert cores() == 4
    assert memory_each(3) == 16 * GIGABYTE
    (group.parent / "cpu.max").write_text("50000 100000\n")
    (group.parent / "memory.max").write_text(f"{12 * GIGABYTE}\n")
    assert cores() == 1
    assert memory_each(3) == 3 * GIGABYTE


def test_a_notebook_gets_what_its_libraries_need(group: Path) -> None:
    """However many run beside each other, each may hold two gigabytes."""
    (group / "memory.max").write_text(f"{GIGABYTE}\n")
    assert memory_each(100) == 2 * GIGABYTE


def test_a_system_without_control_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is nothing to be read, the machine's own numbers count."""
    monkeypatch.setattr(machine, "_OWN_GROUP", tmp_path / "none")
    assert cores() >= 1
    assert (memory_each(1) or 2 * GIGABYTE) >= 2 * GIGABYTE


def test_older_control_groups(tmp_path: Path, group: Path) -> None:
    """Version 1 has other files, a tree for each controller, and inside a container a path of the host's."""
    (tmp_path / "cgroup").write_text("4:memory:/host/pod\n3:cpu,cpuacct:/host/pod\n")
    for controller, limits in (
        ("memory", {"memory.limit_in_bytes": 64 * GIGABYTE}),
        ("cpu", {"cpu.cfs_quota_us": 250000, "cpu.cfs_period_us": 100000}),
    ):
        (tmp_path / "groups" / controller).mkdir()
        for name, limit in limits.items():
            (tmp_path / "groups" / controller / name).write_text(f"{limit}\n")
    assert cores() == 3
    assert memory_each(3) == 16 * GIGABYTE
    (tmp_path / "groups" / "cpu" / "cpu.cfs_quota_us").write_text("-1\n")
    (tmp_path / "groups" / "memory" / "memory.limit_in_bytes").write_text("9223372036854771712\n")
    assert cores() == 16
    assert memory_each(15) == 1024 * GIGABYTE // 16
