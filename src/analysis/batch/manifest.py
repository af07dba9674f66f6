"""`manifest.json`: what became of every report, always whole and never more than a moment behind."""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.errors import RequestError
from analysis.run import files_of, place, put, read_json

__all__ = ["Manifest"]

_SHARE = 0.01
"""Part of the time that may go into writing: with 100,000 reports it is written every few seconds only."""


class Manifest:
    """The manifest of an output folder."""

    def __init__(self, output: Path) -> None:
        self._path, self._output = output / "manifest.json", output
        known = read_json(self._path)
        found = known.get("reports") if isinstance(known, dict) else None
        found = found if isinstance(found, list) else []
        self._entries = {entry["stamp"]: entry for entry in found if _is_entry(output, entry)}
        self._lines: dict[str, str] = {}
        self._next = 0.0
        self._before = self._text()

    def entry(self, stamp: str) -> Mapping[str, Any]:
        """What was known of a report; empty if nothing was."""
        return dict(self._entries.get(stamp, {}))

    def entries(self) -> list[Mapping[str, Any]]:
        """Everything, in the order of stamps."""
        return [self._entries[stamp] for stamp in sorted(self._entries)]

    def put(self, stamp: str, entry: Mapping[str, Any]) -> None:
        """Record what became of a report, in memory.

        Parameters
        ----------
        stamp : str
        entry : mapping
            ``outcome``, ``reason``, ``key``, ``seconds`` and so on.
        """
        self._entries[stamp] = {"stamp": stamp, **entry}
        self._lines.pop(stamp, None)

    def forget_lost(self) -> None:
        """Drop reports of earlier runs that somebody has removed since."""
        for stamp in [stamp for stamp, entry in self._entries.items() if entry.get("outcome") != "failed"]:
            if not files_of(self._output, stamp)["json"].is_file():
                del self._entries[stamp]

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
        text = self._text()
        if text != self._before or not self._path.is_file():
            put(self._output, self._path.name, text.encode())
            self._before = text
        ended = time.monotonic()
        self._next = ended + (ended - started) / _SHARE

    def _text(self) -> str:
        for stamp, entry in self._entries.items():
            if stamp not in self._lines:
                self._lines[stamp] = json.dumps(entry, ensure_ascii=False)
        lines = [self._lines[stamp] for stamp in sorted(self._entries)]
        return '{"reports": [\n' + ",\n".join(lines) + "\n]}\n"


def _is_entry(output: Path, entry: Any) -> bool:
    """Whether it is what we write, and not what somebody has made of it."""
    try:
        place(output, entry["stamp"])
    except (LookupError, TypeError, AttributeError, RequestError):
        return False
    return isinstance(entry.get("rows", ""), str)
