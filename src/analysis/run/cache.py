"""Whether a report is up to date, and how its files come into the output folder: whole, or not at all."""

import hashlib
import json
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from analysis.errors import RequestError
from analysis.locations import data_files
from analysis.run.jobs import Job

__all__ = [
    "Key",
    "Maker",
    "files_of",
    "folder_digest",
    "locked",
    "lying",
    "reports_digest",
    "store",
    "sweep",
    "why_make",
    "withdraw",
    "write_whole",
]

PART = ".part"
"""Ending of a file that is not whole yet."""

_ENDINGS = ("html", "pdf", "ipynb", "csv", "json")

# What has a say in the bytes of a report.
_LIBRARIES = (
    "babel",
    "doichieu",
    "fluent.runtime",
    "fontpkg",
    "fontpkg-be-vietnam-pro",
    "ipykernel",
    "ipython",
    "jinja2",
    "matplotlib",
    "matplotlib-inline",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "pandas",
    "papermill",
    "scipy",
    "statsmodels",
    "typst",
)


def digest(*contents: bytes | str) -> str:
    """Digest of several contents, 32 hexadecimal digits; where one ends and the next begins counts."""
    found = hashlib.blake2b(digest_size=16)
    for content in contents:
        raw = content.encode() if isinstance(content, str) else content
        found.update(len(raw).to_bytes(8, "big") + raw)
    return found.hexdigest()


def folder_digest(folder: Path) -> str:
    """Digest of all data files of a folder."""
    # What cannot be read is for `dataset.load` to name.
    files = [file for file in data_files(folder) if file.is_file() and os.access(file, os.R_OK)]
    return digest(*(part for file in files for part in (file.name, file.read_bytes())))


@dataclass(frozen=True)
class Maker:
    """All but the job itself and its data that decides what a report looks like.

    Attributes
    ----------
    code : str
        Digest of this package's own files.
    versions : mapping of str to str
        Of the libraries that draw, and of Python.
    notebooks : mapping of str to str
        Digest of each notebook by its name in a job.
    """

    code: str
    versions: Mapping[str, str]
    notebooks: Mapping[str, str]

    @classmethod
    def now(cls, notebooks: Mapping[str, bytes]) -> "Maker":
        """What would make a report now.

        Parameters
        ----------
        notebooks : mapping of str to bytes
            Content of each notebook by its name in a job.
        """
        return cls(_own_code(), _versions(), {name: digest(content) for name, content in notebooks.items()})

    def key(self, job: Job, data: str) -> "Key":
        """Key of a report.

        Parameters
        ----------
        job : Job
        data : str
            Digest of what it can see of the data.
        """
        return Key(
            data=data,
            code=self.code,
            notebook=self.notebooks[job.notebook],
            parameters=digest(json.dumps(job.parameters, sort_keys=True)),
            versions=digest(json.dumps(dict(self.versions), sort_keys=True)),
        )


@dataclass(frozen=True)
class Key:
    """Digests of all that a report is made from."""

    data: str
    code: str
    notebook: str
    parameters: str
    versions: str

    @property
    def digest(self) -> str:
        """The key itself."""
        return digest(*(f"{name}={value}" for name, value in sorted(vars(self).items())))


@cache
def _own_code() -> str:
    package = Path(__file__).parents[1]
    own = [
        file
        for file in sorted(package.rglob("*"))
        if file.suffix in {".py", ".ftl", ".j2", ".css", ".js", ".typ"}
        and "bundled" not in file.relative_to(package).parts
    ]
    return digest(
        *(part for file in own for part in (file.relative_to(package).as_posix(), file.read_bytes()))
    )


@cache
def _versions() -> Mapping[str, str]:
    found = {"python": sys.version.partition(" ")[0]}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def lying(output: Path) -> dict[str, os.stat_result]:
    """Size and time of every file in the output folder by its path: looked at once, however many jobs."""
    found = {}
    for folder, _, names in os.walk(output):
        for name in names:
            if name.endswith(_ENDINGS):
                path = Path(folder, name)
                with suppress(FileNotFoundError):  # another run may be at work here
                    found[path.relative_to(output).as_posix()] = path.stat()
    return found


def reports_digest(output: Path) -> str:
    """Digest of which reports lie in the output folder, with which files and since when; none is opened."""
    there = {path: found for path, found in lying(output).items() if "/" in path}
    return digest(
        *(f"{path} {there[path].st_mtime_ns if path.endswith('.json') else ''}" for path in sorted(there))
    )


def why_make(
    output: Path, job: Job, key: Key, maker: Maker, there: Mapping[str, os.stat_result] | None = None
) -> str:
    """Why a report has to be made; empty if it is up to date.

    Parameters
    ----------
    output : pathlib.Path
    job : Job
    key : Key
    maker : Maker
    there : mapping of str to os.stat_result, optional
        From `lying`, where several jobs are looked at.

    Returns
    -------
    str
        ``new``, ``missing output: …``, or what has changed: ``data``, ``code``, ``notebook``, ``parameters``,
        ``versions``.
    """
    there = lying(output) if there is None else there
    if f"{job.stamp}.json" not in there:
        left = any(f"{job.stamp}.{ending}" in there for ending in _ENDINGS)
        return "missing output: json" if left else "new"
    try:
        record = json.loads((output / f"{job.stamp}.json").read_bytes())
        known, made = dict(record["parts"]), record["files"]
        sizes = {ending: int(file["bytes"]) for ending, file in made.items()}
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        return "missing output: json is not readable"
    reasons = []
    for part, now in vars(key).items():
        if known.get(part) != now:
            detail = _newer(record.get("versions", {}), maker.versions) if part == "versions" else ""
            reasons.append(f"{part} changed{detail}")
    if reasons:
        return ", ".join(reasons)
    lost = [ending for ending in job.formats if ending not in sizes]
    for ending, size in sizes.items():
        path = f"{job.stamp}.{ending}"
        whole = path in there and there[path].st_size == size
        if not whole and (ending in job.formats or ending not in ("html", "pdf")):
            lost.append(ending)
    return f"missing output: {', '.join(lost)}" if lost else ""


def _newer(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    changed = [
        f"{name} {before.get(name, '?')} → {now[name]}" for name in now if before.get(name) != now[name]
    ]
    return f" ({', '.join(changed)})" if changed else ""


def files_of(output: Path, stamp: str) -> dict[str, Path]:
    """Where the files of a report lie or would lie, by ending."""
    return {ending: output / f"{stamp}.{ending}" for ending in _ENDINGS}


def sidecar(
    job: Job, key: Key, maker: Maker, contents: Mapping[str, bytes], more: Mapping[str, Any]
) -> bytes:
    """What a report was made from, as JSON; without it the report's files count as nothing.

    Parameters
    ----------
    job : Job
    key : Key
    maker : Maker
    contents : mapping of str to bytes
        The report's files by ending.
    more : mapping
        What else is worth knowing.
    """
    record = {
        "key": key.digest,
        "job": vars(job),
        "parts": vars(key),
        "versions": dict(maker.versions),
        "files": {
            ending: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for ending, content in contents.items()
        },
        **more,
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def store(output: Path, stamp: str, contents: Mapping[str, bytes]) -> dict[str, Path]:
    """Put a report's files into the output folder.

    The sidecar goes first and comes last: wherever this is cut off, what lies there does not count as made.

    Parameters
    ----------
    output : pathlib.Path
    stamp : str
    contents : mapping of str to bytes
        By ending, with the sidecar (``json``).

    Returns
    -------
    dict of str to pathlib.Path
    """
    paths = files_of(output, stamp)
    paths["json"].unlink(missing_ok=True)
    for ending in paths.keys() - contents.keys():
        paths[ending].unlink(missing_ok=True)  # from an earlier run: it would stand beside newer figures
    for ending in sorted(contents, key=lambda ending: (ending == "json", ending)):
        write_whole(paths[ending], contents[ending])
    return {ending: paths[ending] for ending in _ENDINGS if ending in contents}


def withdraw(output: Path, stamp: str) -> bool:
    """Take a report's files out of the output folder; tell whether there were any."""
    paths = files_of(output, stamp)
    found = any(path.exists() for path in paths.values())
    for ending in ("json", *paths):  # without its sidecar the rest counts as nothing
        paths[ending].unlink(missing_ok=True)
    return found


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file so that it is seen under its name only when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own, so that two who write the same do not meet; not from `tempfile`, whose files are
    # for their owner's eyes only.
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}{PART}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return path


def sweep(output: Path) -> None:
    """Remove what a run that was killed has left half-written."""
    for folder, _, names in os.walk(output):
        for name in names:
            if name.startswith(".") and name.endswith(PART):
                Path(folder, name).unlink(missing_ok=True)


@contextmanager
def locked(output: Path) -> Iterator[int]:
    """Let no other run write into the output folder meanwhile.

    Parameters
    ----------
    output : pathlib.Path

    Yields
    ------
    int
        The lock's file descriptor, which forked processes must close: the lock goes with the last of them.

    Raises
    ------
    RequestError
        If another run does already, or the folder cannot be written to.
    """
    try:
        handle = os.open(output / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise RequestError(
            f"cannot write to {output}: {error.strerror}; choose another with --output"
        ) from None
    try:
        try:
            _lock(handle)
        except OSError:
            raise RequestError(
                f"another run writes into {output}; wait for it, or choose another folder with --output"
            ) from None
        yield handle
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    # The system takes both kinds of lock away when the process ends, however it ends.
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def read_json(path: Path) -> Any:
    """Content of a JSON file, or None if there is none that can be read."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
