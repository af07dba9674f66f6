"""Faults of disk, lock and network: a line that names the thing, nothing half-made under a final name."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from torture.command import Ran, analysis, files
from torture.lean import lean
from torture.outcome import Outcome

Fault = Callable[[Path, Path], str]
"""Given data and an empty folder: what must not be, or empty."""

REPORT = ("report", "tra-vinh", "2023", "--body", "bloc", "--to", "html")


def _refused(ran: Ran, *named: str) -> str:
    if ran.wrong:
        return ran.wrong
    if ran.status == 0:
        return "it says that all is well"
    told = (ran.out + ran.err).strip()
    return "" if all(word in told for word in named) else f"it does not name {named}: {told[-200:]}"


def full_disk(data: Path, folder: Path) -> str:
    """A disk that is full before the report is whole."""
    out = folder / "small"
    out.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(out)], capture_output=True
    ).returncode:
        return ""  # only an administrator can make a disk that small
    try:
        ran = analysis(*REPORT, "--data", data, "--output", out)
        left = sorted(files(out))
        return _refused(ran) or (f"left behind: {', '.join(left)}" if left else "")
    finally:
        subprocess.run(["umount", str(out)], check=True)


def output_is_a_file(data: Path, folder: Path) -> str:
    """A file where the output folder should be."""
    (folder / "out").write_text("")
    return _refused(analysis(*REPORT, "--data", data, "--output", folder / "out"), "out")


def page_is_a_folder(data: Path, folder: Path) -> str:
    """A folder where the page should be."""
    page = folder / "out" / "province" / "tra-vinh" / "2023-FY-bloc.vi.html"
    page.mkdir(parents=True)
    ran = analysis(*REPORT, "--data", data, "--output", folder / "out")
    return "" if page.is_file() and ran.status == 0 else _refused(ran, page.name)


def locked(data: Path, folder: Path) -> str:
    """Another run holds the output folder."""
    import fcntl

    out = folder / "out"
    out.mkdir()
    with (out / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        return _refused(
            analysis("batch", "--provinces", "tra-vinh", "--output", out, "--data", data), str(out)
        )


def no_network(data: Path, folder: Path) -> str:
    """No network at all: a report needs none."""
    alone = ("unshare", "--net", "--map-root-user")
    if subprocess.run([*alone, "true"], capture_output=True).returncode:
        return ""
    ran = analysis(*REPORT, "--data", data, "--output", folder / "out", before=alone)
    return ran.wrong or ("" if ran.status == 0 else ran.err[-200:])


def data_is_a_pipe(data: Path, folder: Path) -> str:
    """A pipe where a table should be."""
    (copy := folder / "data").mkdir()
    shutil.copytree(data, copy, dirs_exist_ok=True)
    (copy / "ratings.csv").unlink()
    os.mkfifo(copy / "ratings.csv")
    return _refused(analysis("validate", "--data", copy), "ratings.csv")


def data_is_endless(data: Path, folder: Path) -> str:
    """A device without an end where a table should be."""
    shutil.copytree(data, folder / "data")
    (folder / "data" / "ratings.csv").unlink()
    (folder / "data" / "ratings.csv").symlink_to("/dev/zero")
    return _refused(analysis("validate", "--data", folder / "data"), "ratings.csv")


def damaged_page(data: Path, folder: Path) -> str:
    """A page of the same size with other bytes is not up to date."""
    out = folder / "out"
    asked = ("batch", "--provinces", "tra-vinh", "--years", "2023", "--to", "html", "--quiet")
    analysis(*asked, "--data", data, "--output", out)
    before = files(out)
    pages = [path for path in out.rglob("*.html") if path.name != "index.html"]
    for page in pages:
        page.write_bytes(b"\0" * page.stat().st_size)
    ran = analysis(*asked, "--data", data, "--output", out)
    return ran.wrong or ("" if pages and files(out) == before else "it takes a page of NULs for its own")


def forged_sidecar(data: Path, folder: Path) -> str:
    """A sidecar that is nested without end."""
    out = folder / "out"
    asked = ("batch", "--provinces", "tra-vinh", "--years", "2023", "--to", "html", "--quiet")
    analysis(*asked, "--data", data, "--output", out)
    before = files(out)
    for sidecar in out.rglob("*-bloc.vi.json"):
        sidecar.write_text("[" * 100_000)
    ran = analysis(*asked, "--data", data, "--output", out)
    page = "province/tra-vinh/2023-FY-bloc.vi.html"
    return ran.wrong or ("" if files(out)[page] == before[page] else "another page")


FAULTS: tuple[Fault, ...] = (
    full_disk, output_is_a_file, page_is_a_folder, locked, no_network, data_is_a_pipe, data_is_endless,
    damaged_page, forged_sidecar,
)  # fmt: skip


def cases(count: int, chance: Random, folder: Path) -> Iterator[Outcome]:
    """Meet as many faults as are asked for."""
    if sys.platform == "win32":
        return
    data = lean(folder / "whole")
    for fault in FAULTS[:count]:
        own = folder / fault.__name__
        own.mkdir()
        yield Outcome((fault.__doc__ or "").strip(), "named or healed", fault(data, own))
