"""Whether a report is up to date: what it was made from, held against what it would be made from now."""

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from analysis.locations import data_files
from analysis.run.files import files_of, listed
from analysis.run.jobs import FORMATS, Job

__all__ = ["Key", "Program", "digest", "folder_digest", "reports_digest", "sidecar", "why_make"]

# What has a say in the bytes of a report.
_LIBRARIES = (
    "babel", "doichieu", "fluent.runtime", "fontpkg", "fontpkg-be-vietnam-pro", "ipykernel", "ipython",
    "jinja2", "matplotlib", "matplotlib-inline", "nbclient", "nbconvert", "nbformat", "numpy", "pandas",
    "papermill", "python-docx", "scipy", "statsmodels", "typst", "xlsxwriter",
)  # fmt: skip


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
class Program:
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
    def now(cls, notebooks: Mapping[str, bytes]) -> "Program":
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


def reports_digest(output: Path) -> str:
    """Digest of which reports lie in the output folder, with which files and since when; none is opened."""
    there = {path: found for path, found in listed(output).items() if "/" in path}
    return digest(
        *(f"{path} {there[path].st_mtime_ns if path.endswith('.json') else ''}" for path in sorted(there))
    )


def why_make(
    output: Path, job: Job, key: Key, program: Program, there: Mapping[str, os.stat_result] | None = None
) -> str:
    """Why a report has to be made; empty if it is up to date.

    Parameters
    ----------
    output : pathlib.Path
    job : Job
    key : Key
    program : Program
    there : mapping of str to os.stat_result, optional
        From `listed`, where several jobs are looked at.

    Returns
    -------
    str
        ``new``, ``missing output: …``, or what has changed: ``data``, ``code``, ``notebook``, ``parameters``,
        ``versions``.
    """
    there = listed(output) if there is None else there
    if f"{job.stamp}.json" not in there:
        left = any(f"{job.stamp}.{ending}" in there for ending in files_of(output, job.stamp))
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
            detail = _newer(record.get("versions", {}), program.versions) if part == "versions" else ""
            reasons.append(f"{part} changed{detail}")
    if reasons:
        return ", ".join(reasons)
    lost = [ending for ending in job.formats if ending not in sizes]
    for ending, size in sizes.items():
        path = f"{job.stamp}.{ending}"
        whole = path in there and there[path].st_size == size
        if not whole and (ending in job.formats or ending not in FORMATS):
            lost.append(ending)
    return f"missing output: {', '.join(lost)}" if lost else ""


def _newer(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    changed = [
        f"{name} {before.get(name, '?')} → {now[name]}" for name in now if before.get(name) != now[name]
    ]
    return f" ({', '.join(changed)})" if changed else ""


def sidecar(
    job: Job, key: Key, program: Program, contents: Mapping[str, bytes], more: Mapping[str, Any]
) -> bytes:
    """What a report was made from, as JSON; without it the report's files count as nothing.

    Parameters
    ----------
    job : Job
    key : Key
    program : Program
    contents : mapping of str to bytes
        The report's files by ending.
    more : mapping
        What else is worth knowing.
    """
    record = {
        "key": key.digest,
        "job": vars(job),
        "parts": vars(key),
        "versions": dict(program.versions),
        "files": {
            ending: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for ending, content in contents.items()
        },
        **more,
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
