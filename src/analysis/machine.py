"""How many processors and how much memory there are for us: the machine's, or less in a container."""

import math
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["cores", "memory_each"]

_OWN_GROUP = Path("/proc/self/cgroup")
_GROUPS = Path("/sys/fs/cgroup")

_LEAST = 2 * 1024**3
"""Bytes of address space below which no notebook with its libraries runs."""


def cores() -> int:
    """How many processors this process may use."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    for quota, period in _limits("cpu.max"):
        found = min(found, math.ceil(int(quota) / int(period)))
    return found


def memory_each(size: int) -> int | None:
    """What each of so many processes may hold, so that together they do not use up the memory.

    Parameters
    ----------
    size : int

    Returns
    -------
    int or None
        Bytes; None where the system does not say how many there are.
    """
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    total = min([total, *(int(limit) for (limit,) in _limits("memory.max"))])
    return max(total // (size + 1), _LEAST)


def _limits(name: str) -> Iterator[list[str]]:
    """What a file of Linux' control groups (version 2) says, of ours and of each above it, if it limits."""
    with suppress(OSError):
        own = _GROUPS / _OWN_GROUP.read_text().rpartition("0::")[2].strip().lstrip("/")
        for group in (own, *own.parents):
            if group.is_relative_to(_GROUPS) and (file := group / name).is_file():
                said = file.read_text().split()
                if said[0] != "max":
                    yield said
