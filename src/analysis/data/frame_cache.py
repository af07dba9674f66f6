"""The figures of contents that were read and found valid before, so that nobody has to do it again.

They are kept under a name that is made of the contents, of the rules, and of the libraries; what stands there
counts only if it is whole and our own: a file of ours in a folder of ours, where nobody else may write.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd
from platformdirs import user_cache_path

from analysis.files import write_whole

__all__ = ["keep", "known", "recall"]

_ENDING = ".figures"
_DIGEST = hashlib.sha256().digest_size
_MOST = 8
"""Data sets that are kept: those asked for last."""


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


def recall(contents: str) -> pd.DataFrame | None:
    """The figures of contents with this digest, if they are kept.

    Parameters
    ----------
    contents : str
        `Snapshot.digest`.

    Returns
    -------
    pandas.DataFrame or None
        As it was given to `keep`.
    """
    if not known(contents):
        return None
    file = _file(contents)
    try:
        digest, written = (held := file.read_bytes())[:_DIGEST], held[_DIGEST:]
        os.utime(file)
    except OSError:
        return None
    if digest != hashlib.sha256(written).digest():
        return None  # not whole
    with np.load(BytesIO(written), allow_pickle=False) as arrays:
        return pd.DataFrame(dict(_columns(dict(arrays))))


def keep(contents: str, figures: pd.DataFrame) -> None:
    """Keep the figures of valid contents, where a folder for it can be had; else do without.

    Parameters
    ----------
    contents : str
        `Snapshot.digest`.
    figures : pandas.DataFrame
        Of text, numbers and days, its rows numbered from nought.
    """
    file, held = _file(contents), BytesIO()
    np.savez(held, allow_pickle=False, **dict(_arrays(figures)))
    written = held.getvalue()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, hashlib.sha256(written).digest() + written).chmod(0o600)
        files = sorted(file.parent.glob(f"*{_ENDING}"), key=lambda one: one.stat().st_mtime)
        for old in files[:-_MOST]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _arrays(frame: pd.DataFrame) -> Iterator[tuple[str, np.ndarray]]:
    texts: dict[str, list[str]] = {}
    for name, column in frame.items():
        if isinstance(column.dtype, pd.StringDtype):
            # Most columns hold few texts: each is kept once, and for each cell the place of its own.
            places, values = pd.factorize(column)
            texts[str(name)] = values.tolist()
            yield f"{name} text", places.astype(np.min_scalar_type(len(values)))
        elif isinstance(column.dtype, (pd.Int64Dtype, pd.Float64Dtype)):
            yield f"{name} {column.dtype}", column.to_numpy(str(column.dtype).lower(), na_value=0)
            yield f"{name} missing", column.isna().to_numpy()
        else:
            yield f"{name} plain", column.to_numpy()
    yield "texts", np.frombuffer(json.dumps(texts).encode(), dtype="uint8")


def _columns(arrays: dict[str, np.ndarray]) -> Iterator[tuple[str, object]]:
    texts = json.loads(arrays.pop("texts").tobytes())
    masked = {"Int64": pd.arrays.IntegerArray, "Float64": pd.arrays.FloatingArray}
    for key, array in arrays.items():
        name, _, kind = key.rpartition(" ")
        if kind == "text":
            yield name, pd.array(texts[name], dtype="str").take(array)
        elif kind in masked:
            yield name, masked[kind](array, arrays[f"{name} missing"])
        elif kind == "plain":
            yield name, array


@cache
def _rules() -> str:
    """What tells these rules from those of another release of ours or of the libraries."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    digest.update(f"{pd.__version__} {_checker()}".encode())
    return digest.hexdigest()


def _checker() -> str:
    """Which pandera stands here, as its folder says: asked for its version it would have to be imported."""
    found = find_spec("pandera")
    places = (found.submodule_search_locations if found else None) or []
    return " ".join(sorted(path.name for place in places for path in Path(place).parent.glob("pandera-*")))


def _file(contents: str) -> Path:
    name = hashlib.sha256(f"{contents} {_rules()}".encode()).hexdigest()
    return user_cache_path("doichieu") / "figures" / f"{name}{_ENDING}"


def _ours(path: Path) -> bool:
    if not hasattr(os, "getuid"):
        return True
    status = path.lstat()
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
