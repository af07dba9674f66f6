"""Which contents of a data folder were found valid before, so that nobody has to check them again.

Only the verdict is kept, under a name that is made of the contents and of the rules: figures are always read
from their files. A verdict counts only if it is our own: in a folder of ours that nobody else may write to.
"""

import hashlib
import os
import stat
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pandas
from platformdirs import user_cache_path

__all__ = ["known", "remember"]


@cache
def _rules() -> str:
    """What tells these rules from those of another release of ours or of the libraries."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    # Asked of itself, pandera would have to be imported, which takes longer than all that is checked.
    digest.update(f"{pandas.__version__} {version('pandera')}".encode())
    return digest.hexdigest()


def _file(contents: str) -> Path:
    name = hashlib.sha256(f"{contents} {_rules()}".encode()).hexdigest()
    return user_cache_path("doichieu") / "valid" / name


def known(contents: str) -> bool:
    """Whether contents with this digest were found valid.

    Parameters
    ----------
    contents : str
        `Snapshot.digest`.
    """
    file = _file(contents)
    try:
        return file.is_file() and _ours(file) and _ours(file.parent)
    except OSError:
        return False


def remember(contents: str) -> None:
    """Keep the verdict that they are valid, where a folder for it can be had; else do without."""
    file = _file(contents)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError:
        return


def _ours(path: Path) -> bool:
    if not hasattr(os, "getuid"):
        return True
    status = path.lstat()
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
