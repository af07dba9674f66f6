"""`manifest.json`: what became of every report, always whole and never more than a moment behind."""

import json
import time
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.errors import RequestError
from analysis.run import place, put, read_json

__all__ = ["Manifest"]

_SHARE = 0.01
"""Part of the time that may go into writing: with 100,000 reports it is written every few seconds only."""

_WINDOW = -12
"""Of zlib: four thousand bytes to look back on, and no header."""


class Manifest:
    """The manifest of an output folder.

    In memory it is what the file is, a line of JSON for each report, of which a sixth is left when what it
    shares with the first one is taken out: a long run holds little more at its end than at its beginning.
    """

    def __init__(self, output: Path) -> None:
        self._path, self._output = output / "manifest.json", output
        self._first = b""
        known = read_json(self._path)
        found = known.get("reports") if isinstance(known, dict) else None
        found = found if isinstance(found, list) else []
        self._lines = {entry["stamp"]: self._packed(entry) for entry in found if _is_entry(output, entry)}
        self._next = 0.0
        self._written = len(self._lines) == len(found) and known is not None

    def entry(self, stamp: str) -> Mapping[str, Any]:
        """What is known of a report; empty if nothing is."""
        found: Mapping[str, Any] = json.loads(self._line(stamp)) if stamp in self._lines else {}
        return found

    def entries(self) -> Iterator[Mapping[str, Any]]:
        """Everything, in the order of stamps."""
        return map(self.entry, sorted(self._lines))

    def put(self, stamp: str, entry: Mapping[str, Any]) -> None:
        """Record what became of a report, in memory.

        Parameters
        ----------
        stamp : str
        entry : mapping
            ``outcome``, ``reason``, ``key``, ``seconds`` and so on.
        """
        packed = self._packed({"stamp": stamp, **entry})
        self._written &= packed == self._lines.get(stamp)
        self._lines[stamp] = packed

    def forget_lost(self) -> None:
        """Drop reports of earlier runs that somebody has removed since."""
        for entry in self.entries():
            stamp = entry["stamp"]
            if entry.get("outcome") != "failed" and not place(self._output, f"{stamp}.json").is_file():
                del self._lines[stamp]
                self._written = False

    def write(self, *, at_once: bool = False) -> None:
        """Write it, unless it was written a moment ago.

        Parameters
        ----------
        at_once : bool, optional
            Write in any case, if anything has changed.
        """
        started = time.monotonic()
        if not at_once and started < self._next:
            return
        if not self._written or not self._path.is_file():
            put(self._output, self._path.name, self._content())
            self._written = True
        ended = time.monotonic()
        self._next = ended + (ended - started) / _SHARE

    def _content(self) -> Iterator[bytes]:
        """The file line by line: a copy of all of it each time would not be given back to the system."""
        yield b'{"reports": ['
        before = b"\n"
        for stamp in sorted(self._lines):
            yield before
            yield self._line(stamp)
            before = b",\n"
        yield b"\n]}\n"

    def _packed(self, entry: Mapping[str, Any]) -> bytes:
        line = json.dumps(entry, ensure_ascii=False).encode(errors="replace")
        self._first = self._first or line
        # With small tables: the usual ones take longer to be set up than a line to be packed.
        packer = zlib.compressobj(1, zlib.DEFLATED, _WINDOW, 5, zlib.Z_DEFAULT_STRATEGY, self._first)
        return packer.compress(line) + packer.flush()

    def _line(self, stamp: str) -> bytes:
        return zlib.decompressobj(_WINDOW, self._first).decompress(self._lines[stamp])


def _is_entry(output: Path, entry: Any) -> bool:
    """Whether it is what we write, and not what somebody has made of it."""
    try:
        place(output, entry["stamp"])
    except (LookupError, TypeError, AttributeError, RequestError):
        return False
    return isinstance(entry.get("rows", ""), str)
