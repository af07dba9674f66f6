"""How many processors and how much memory there are for us, and how often waste is looked for in it."""

import ctypes
import gc
import math
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["collect_rarely", "cores", "give_back", "memory_each"]

_OWN_GROUP = Path("/proc/self/cgroup")
_GROUPS = Path("/sys/fs/cgroup")

_LEAST = 2 * 1024**3
"""Bytes of address space below which no notebook with its libraries runs."""


def cores() -> int:
    """How many processors this process may use."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    for quota, period in _limits("cpu", "cpu.max", "cpu.cfs_quota_us", "cpu.cfs_period_us"):
        if quota > 0:
            found = min(found, math.ceil(quota / period))
    return found


def memory_each(size: int) -> int | None:
    """What each of so many processes may hold, so that together they do not use up the memory.

    Bytes; None where the system does not say how many there are.
    """
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    total = min([total, *(limit for (limit,) in _limits("memory", "memory.max", "memory.limit_in_bytes"))])
    return max(total // (size + 1), _LEAST)


def collect_rarely() -> None:
    """Look for waste in cycles after half a million new objects, not after Python's seven hundred.

    For processes of our own that make reports. What they hold is a dataset that stays, and a report of up
    to a quarter of a million objects, of which a hundred lie in cycles: looking through them again and again
    is a third of the CPU of a comparison, and finds nothing.
    """
    gc.set_threshold(500_000, 10, 10)
    gc.enable()


def give_back() -> None:
    """Give memory that is free again back to the system, where it can be asked to take it.

    For after work that needed much: what it leaves lies between what stays, and C's library keeps it.
    """
    with suppress(OSError, AttributeError):  # only glibc knows how
        ctypes.CDLL(None).malloc_trim(0)


def _limits(controller: str, name: str, *older: str) -> Iterator[list[int]]:
    """What Linux' control groups say, ours and each above it, where they limit.

    Version 2 has one tree and a file for a limit; version 1 a tree for each controller and other files.
    """
    with suppress(OSError):
        for line in _OWN_GROUP.read_text().splitlines():
            _, controllers, path = line.split(":", 2)
            if controllers and controller not in controllers.split(","):
                continue
            root, files = (_GROUPS / controller, older) if controllers else (_GROUPS, (name,))
            own = root / path.lstrip("/")
            for group in (own, *own.parents):
                if group.is_relative_to(root):
                    # "max" is no number; and inside a container the path may be one of the host's.
                    with suppress(OSError, ValueError):
                        yield [int(word) for file in files for word in (group / file).read_text().split()]
