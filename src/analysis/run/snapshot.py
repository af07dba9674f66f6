"""The data files of a folder as they were at one moment: what was checked is what every report shows."""

import io
import os
import shutil
import tempfile
import weakref
import zipfile
from functools import cached_property
from pathlib import Path

from analysis.errors import RequestError
from analysis.files import read_file
from analysis.run.cache import digest

__all__ = ["Snapshot"]

_MOST = 1024**3


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
    RequestError
        If there is no such folder, or one of its files is none that can be read.
    """

    def __init__(self, source: Path) -> None:
        if not source.is_dir():
            raise RequestError(f"no data folder at {source}")
        content, room = {}, _MOST
        for path in sorted(source.iterdir()):
            if path.name.startswith((".", "~")) or path.is_dir():
                continue
            try:
                content[path.name] = read_file(path, room)
            except OSError as error:
                raise RequestError(f"cannot read {path}: {error.strerror}") from None
            room -= len(content[path.name])
        self._content = content

    @cached_property
    def digest(self) -> str:
        """Digest of the files with their names."""
        return digest(*(part for name, content in self._content.items() for part in (name, content)))

    @cached_property
    def folder(self) -> Path:
        """A folder of this process with the files in it; it goes with the snapshot."""
        folder = Path(tempfile.mkdtemp(prefix="doichieu-")).resolve()
        # Not `TemporaryDirectory`: a forked process that ends would take the folder away from all others.
        weakref.finalize(self, _remove, folder, os.getpid())
        for name, content in self._content.items():
            (folder / name).write_bytes(content)
        return folder

    def packed(self) -> bytes:
        """The files in one piece, the same bytes for the same files."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._content.items():
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def _remove(folder: Path, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
