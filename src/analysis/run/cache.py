"""Whether a report is up to date: what it was made from, held against what it would be made from now."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from analysis.files import read_file
from analysis.run.jobs import FORMATS, Job
from analysis.run.output import ENDINGS, listed, put, read_json

__all__ = ["Intact", "Key", "Program", "digest", "reports_digest", "sidecar", "why_make"]

_KNOWN = ".files.json"

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


_NO_INPUTS = digest()


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
    inputs : mapping of str to str
        Digest of each file that cells of one's own notebooks read, by its path.
    """

    code: str
    versions: Mapping[str, str]
    notebooks: Mapping[str, str]
    inputs: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def now(cls, notebooks: Mapping[str, bytes], inputs: Mapping[str, bytes] | None = None) -> "Program":
        """What would make a report now.

        Parameters
        ----------
        notebooks : mapping of str to bytes
            Content of each notebook by its name in a job.
        inputs : mapping of str to bytes, optional
            Content of each file that cells of one's own notebooks read, by its path.
        """
        digests = (
            {name: digest(content) for name, content in contents.items()}
            for contents in (notebooks, inputs or {})
        )
        return cls(_own_code(), _versions(), *digests)

    @cached_property
    def _versions_digest(self) -> str:
        return digest(json.dumps(dict(self.versions), sort_keys=True))

    def _inputs_digest(self, job: Job) -> str:
        return digest(*(f"{name}={self.inputs[file]}" for name, file in job.input_files.items()))

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
            inputs=self._inputs_digest(job) if job.inputs else _NO_INPUTS,
            parameters=digest(json.dumps(job.parameters, sort_keys=True), *job.beside),
            versions=self._versions_digest,
        )


@dataclass(frozen=True, slots=True)
class Key:
    """Digests of all that a report is made from."""

    data: str
    code: str
    notebook: str
    inputs: str
    parameters: str
    versions: str

    @property
    def digest(self) -> str:
        """The key itself."""
        return digest(*(f"{name}={value}" for name, value in sorted(self.parts.items())))

    @property
    def parts(self) -> dict[str, str]:
        """The digests by their names."""
        return {name: getattr(self, name) for name in self.__slots__}


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


def _look(told: os.stat_result) -> list[Any]:
    """What the system tells of a file that changes with every change of it."""
    return [told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino]


class Intact:
    """Which files of an output folder are as they were written.

    Their bytes are read; but of a file that the system says nobody has touched since, not again.

    Parameters
    ----------
    output : pathlib.Path
    thorough : bool, optional
        Read every byte, whatever the system says.
    """

    def __init__(self, output: Path, *, thorough: bool = False) -> None:
        self._output, self.there = output, listed(output)
        known = read_json(output / _KNOWN)
        known = known if isinstance(known, dict) else {}
        self._known = {name: look for name, look in known.items() if isinstance(look, list)}
        self._thorough, self._found = thorough, dict[str, list[Any]]()

    def holds(self, name: str, told: Mapping[str, Any]) -> bool:
        """Whether a file is there and has the bytes that its sidecar tells of."""
        if (now := self.there.get(name)) is None or now.st_size != told.get("bytes"):
            return False
        look = [*_look(now), told.get("sha256")]
        if self._thorough or self._known.get(name) != look:
            try:
                content = read_file(self._output / name)
            except OSError:
                return False
            if hashlib.sha256(content).hexdigest() != told.get("sha256"):
                return False
        self._found[name] = look
        return True

    def untouched(self, stamp: str, key: "Key", endings: Iterable[str]) -> bool:
        """Whether a report was found up to date by this key, and nobody has touched its files since."""
        if self._thorough or self._known.get(f"{stamp}.json", ())[4:] != [key.digest]:
            return False
        names = [f"{stamp}.{ending}" for ending in ("json", "ipynb", "csv", *endings)]
        return all(
            name in self.there and self._known.get(name, ())[:4] == _look(self.there[name]) for name in names
        )

    def found(self, stamp: str, key: "Key") -> None:
        """Take note of a report that is up to date."""
        self._found[f"{stamp}.json"] = [*_look(self.there[f"{stamp}.json"]), key.digest]

    def made(self, stamp: str, key: "Key") -> None:
        """Take note of a report that this run has made: of its files the sidecar tells, which came last.

        What was touched after its sidecar is left out, and read the next time.
        """
        record = read_json(self._output / f"{stamp}.json")
        told = {f"{stamp}.{ending}": told for ending, told in record["files"].items()} if record else {}
        names = [f"{stamp}.json", *told]
        if not told or not all(name in self.there for name in names):
            return
        last = self.there[names[0]].st_ctime_ns
        now = {name: self.there[name] for name in told}
        if all(now[name].st_size == told[name]["bytes"] and now[name].st_ctime_ns <= last for name in told):
            self._found |= {name: [*_look(now[name]), told[name]["sha256"]] for name in told}
            self.found(stamp, key)

    def remember(self) -> None:
        """Keep in the output folder what was found, for the next time."""
        if not self._found.items() <= self._known.items():
            put(self._output, _KNOWN, json.dumps(self._known | self._found).encode())


def why_make(job: Job, key: Key, program: Program, intact: Intact, output: Path) -> str:
    """Why a report has to be made; empty if it is up to date.

    Returns
    -------
    str
        ``new``, ``missing output: …``, or what has changed: ``data``, ``code``, ``notebook``, ``inputs``,
        ``parameters``, ``versions``.
    """
    if intact.untouched(job.stamp, key, job.formats):
        return ""
    names = {ending: f"{job.stamp}.{ending}" for ending in ENDINGS}
    if names["json"] not in intact.there:
        return "missing output: json" if any(name in intact.there for name in names.values()) else "new"
    record = read_json(output / names["json"])
    try:
        seal = record.pop("seal")
        known, made, versions = (dict(record[name]) for name in ("parts", "files", "versions"))
        whole = seal == _seal(record) and all(isinstance(told, dict) for told in made.values())
        if not whole or made.keys() - names.keys():
            raise ValueError
    except (LookupError, TypeError, AttributeError, ValueError):
        return "missing output: json is not readable"
    reasons = []
    for part, now in key.parts.items():
        if known.get(part) != now:
            detail = _newer(versions, program.versions) if part == "versions" else ""
            reasons.append(f"{part} changed{detail}")
    if reasons:
        return ", ".join(reasons)
    lost = [ending for ending in job.formats if ending not in made]
    for ending, told in made.items():
        asked = ending in job.formats or ending not in FORMATS
        if asked and not intact.holds(names[ending], told):
            lost.append(ending)
    if lost:
        return f"missing output: {', '.join(lost)}"
    intact.found(job.stamp, key)
    return ""


def _seal(record: Mapping[str, Any]) -> str:
    """Digest of a sidecar, without itself: it tells damage."""
    return digest(json.dumps(record, sort_keys=True))


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
        "job": job.to_json(),
        "parts": key.parts,
        "versions": dict(program.versions),
        "files": {
            ending: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
            for ending, content in contents.items()
        },
        **more,
    }
    record = json.loads(json.dumps(record))  # as it will be read
    record["seal"] = _seal(record)
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
