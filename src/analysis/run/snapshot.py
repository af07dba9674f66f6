"""The data files of a folder as they were at one moment: what was checked is what every report shows."""

import io
import os
import shutil
import tempfile
import weakref
import zipfile
from functools import cached_property
from pathlib import Path

from analysis.data import take_snapshot
from analysis.files import named

__all__ = ["Snapshot"]


class Snapshot:
    """The files of a data folder, read once.

    Jobs are planned on them and reports made from them: whoever edits a file meanwhile makes no report of
    other figures than those that were checked.

    Parameters
    ----------
    source : pathlib.Path
        The data folder, however it is written: through links, with ``..`` in it.

    Raises
    ------
    RequestError, DataError
        If there is no such folder, or one of its files cannot be read.
    """

    def __init__(self, source: Path) -> None:
        files = take_snapshot(source)
        if any(isinstance(content, OSError) for content in files.contents.values()):
            from analysis.data import load

            load(source)  # which names every file that cannot be read
        self.digest = files.digest
        self._names = sorted(files.contents)
        self._content = {name: files.read(name) for name in self._names}

    @cached_property
    def folder(self) -> Path:
        """A folder of this process with the files in it; it goes with the snapshot."""
        folder = Path(tempfile.mkdtemp(prefix="doichieu-")).resolve()
        # Not `TemporaryDirectory`: a forked process that ends would take the folder away from all others.
        weakref.finalize(self, _remove, folder, os.getpid())
        for name in self._names:
            with named(folder / name):
                (folder / name).write_bytes(self._content.pop(name))
        return folder

    def packed(self) -> bytes:
        """The files in one piece, the same bytes for the same files."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self._names:
                content = (self.folder / name).read_bytes()
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _remove(folder: Path, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
