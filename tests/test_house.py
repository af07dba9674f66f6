"""The house around the library: lists in step, locks clean, notebooks bare, the wheel complete."""

import ast
import csv
import json
import os
import re
import subprocess
import sys
import tomllib
import unicodedata
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml

from analysis.locations import data_folder, notebooks_folder

HOUSE = Path(__file__).parents[1]

CONDA_NAMES = {"matplotlib": "matplotlib-base", "nbconvert": "nbconvert-core"}
"""PyPI names whose conda-forge package has another name (without Qt, without pandoc)."""

LOCK_LINE = re.compile(
    r"""
    [ ]*\#.*                                                         # a comment
    | [a-z0-9-]+==[\w.!+]+ ( [ ];[ ][\w.*'=<>!()\ ]+ )? [ ]\\         # a release, for some systems only
    | [ ]{4}--hash=sha256:[0-9a-f]{64} ( [ ]\\ )?
    """,
    re.VERBOSE,
)


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))


def tracked(*patterns: str) -> list[Path]:
    """List the files that are in git or would be added to it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=HOUSE, check=True, capture_output=True, text=True).stdout
    return [HOUSE / name for name in listed.split("\0") if name and (HOUSE / name).exists()]


def name_and_bound(requirement: str) -> tuple[str, str]:
    """Split `Fluent.runtime>=0.4` into its normalised name and its bound."""
    name, operator, version = re.split(r"([<>=!~]|$)", requirement, maxsplit=1)
    return re.sub(r"[-_.]+", "-", name).lower(), operator + version


def locked(lock: str) -> dict[str, set[str]]:
    """Map each name in a lock to its releases (more than one where they differ by Python or system)."""
    releases: dict[str, set[str]] = {}
    for line in (HOUSE / "requirements" / lock).read_text("utf-8").splitlines():
        if found := re.match(r"([a-z0-9-]+)==(\S+)", line):
            releases.setdefault(found[1], set()).add(found[2])
    return releases


def test_conda_and_pip_install_the_same(project: dict[str, Any]) -> None:
    """environment.yml lists what running, exploring and office files need, with pyproject's bounds."""
    entries = yaml.safe_load((HOUSE / "environment.yml").read_text("utf-8"))["dependencies"]
    pip_entries = next(entry["pip"] for entry in entries if isinstance(entry, dict))
    assert pip_entries.pop() == "--editable ."
    listed = dict(name_and_bound(entry) for entry in [*entries, *pip_entries] if isinstance(entry, str))
    extras = project["project"]["optional-dependencies"]
    needed = [*project["project"]["dependencies"], *extras["explore"], *extras["office"]]
    wanted = dict(name_and_bound(requirement) for requirement in needed)
    wanted = {CONDA_NAMES.get(name, name): bound for name, bound in wanted.items()}
    assert listed == wanted | {"python": project["project"]["requires-python"], "pip": ""}


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_locks_hold_releases_and_hashes_only(lock: str) -> None:
    """A lock names no index, no address and no path: only exact releases with their hashes."""
    lines = (HOUSE / "requirements" / lock).read_text("utf-8").splitlines()
    assert [line for line in lines if not LOCK_LINE.fullmatch(line)] == []
    assert [line for line in lines if "://" in line] == []


def test_locks_name_every_dependency(project: dict[str, Any]) -> None:
    """What pyproject asks for is locked, and dev.txt holds run.txt at the same versions."""
    groups = project["dependency-groups"]
    run = [*project["project"]["dependencies"], *groups["build"]]
    extras = project["project"]["optional-dependencies"].values()
    dev = [*run, *groups["dev"], *(requirement for extra in extras for requirement in extra)]
    locked_run, locked_dev = locked("run.txt"), locked("dev.txt")
    assert {name_and_bound(requirement)[0] for requirement in run} - locked_run.keys() == set()
    assert {name_and_bound(requirement)[0] for requirement in dev} - locked_dev.keys() == set()
    assert {name: locked_dev[name] for name in locked_run} == locked_run


def test_every_imported_library_is_a_dependency(project: dict[str, Any]) -> None:
    """The library imports nothing that is only there by chance, as a dependency of a dependency."""
    own = project["project"]
    declared = {name_and_bound(requirement)[0] for requirement in own["dependencies"]}
    extras = [requirement for extra in own["optional-dependencies"].values() for requirement in extra]
    declared |= {name_and_bound(requirement)[0] for requirement in extras}
    distributions = packages_distributions()
    stray = set()
    for file in (HOUSE / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            else:
                modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in (name.partition(".")[0] for name in modules):
                if module != "analysis" and module not in sys.stdlib_module_names:
                    providers = {name_and_bound(name)[0] for name in distributions.get(module, [])}
                    if not providers & declared:
                        stray.add(f"{file.name}: {module}")
    assert stray == set()


def test_notebooks_in_git_are_bare() -> None:
    """No notebook in git carries outputs or execution counts."""
    for file in tracked("*.ipynb"):
        cells = json.loads(file.read_text("utf-8"))["cells"]
        ran = [cell for cell in cells if cell.get("outputs") or cell.get("execution_count") is not None]
        assert ran == [], file.name


def test_no_room_without_a_job() -> None:
    """No module is called after nothing in particular."""
    idle = {"utils", "util", "helpers", "helper", "common", "constants", "shared", "misc"}
    assert [file for file in tracked("*.py") if file.stem in idle or file.parent.name in idle] == []


def test_every_text_file_is_utf8_nfc_with_line_feeds() -> None:
    """Text is UTF-8 in composed form with LF, so that a search for a Vietnamese word finds it everywhere."""
    for file in tracked(
        "*.py", "*.md", "*.csv", "*.ftl", "*.json", "*.toml", "*.yml", "*.ipynb", "*.j2", "*.css", "*.js"
    ):
        text = file.read_bytes().decode("utf-8")
        assert "\r" not in text, file.name
        assert unicodedata.is_normalized("NFC", text), file.name


def test_ci_goes_through_the_one_door() -> None:
    """CI runs what a developer runs: make test."""
    lines = (HOUSE / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines[-1] == "exec make test"


def test_readmes_commands_exist() -> None:
    """Every make target that the documents name is there."""
    targets = set(re.findall(r"^([a-z]+):.*## ", (HOUSE / "Makefile").read_text("utf-8"), re.MULTILINE))
    readme = (HOUSE / "README.md").read_text("utf-8")
    named = re.findall(
        r"(?:^|`)make ([a-z]+)", readme + (HOUSE / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE
    )
    assert re.findall(r"^make ([a-z]+)", readme, re.MULTILINE) == ["report", "test"]
    assert set(named) <= targets


def test_a_clone_reads_its_own_data_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data lie in the repository, wherever the command is started; ANALYSIS_DATA names another folder."""
    monkeypatch.delenv("ANALYSIS_DATA", raising=False)
    monkeypatch.chdir("/")
    assert (data_folder(), notebooks_folder()) == (HOUSE / "data", HOUSE / "notebooks")
    monkeypatch.setenv("ANALYSIS_DATA", "elsewhere")
    assert data_folder() == Path("elsewhere")


@pytest.mark.slow
def test_wheel_is_complete(tmp_path: Path) -> None:
    """The wheel carries code, notebooks, data, templates and words, all that is in git, and finds them."""
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(tmp_path),
        str(HOUSE),
    ]
    subprocess.run(command, check=True, capture_output=True, text=True)
    (wheel,) = tmp_path.glob("*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"analysis/bundled/{file.relative_to(HOUSE)}" for file in tracked("notebooks", "data")}
    wanted |= {str(file.relative_to(HOUSE / "src")) for file in tracked("src")}
    assert wanted - carried == set()
    for folder in ("bundled/notebooks", "bundled/data", "page/templates", "page/words"):
        assert any(name.startswith(f"analysis/{folder}/") for name in carried), folder

    zipfile.ZipFile(wheel).extractall(tmp_path)
    show = "from analysis.locations import *; print(data_folder(), notebooks_folder())"
    shown = subprocess.run(
        [sys.executable, "-c", show], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    bundled = tmp_path / "analysis" / "bundled"
    assert shown.stdout.split() == [str(bundled / "data"), str(bundled / "notebooks")]

    # What is installed from it makes the same report as the tree that it was built from.
    pages: list[bytes] = []
    for where in (tmp_path, HOUSE / "src"):
        output = tmp_path / f"reports-{len(pages)}"
        asked = ["report", "tra-vinh", "2023", "--body", "bloc", "--to", "html", "--output", str(output)]
        subprocess.run(
            [sys.executable, "-m", "analysis", *asked], cwd=tmp_path, check=True, capture_output=True,
            env={**os.environ, "PYTHONPATH": str(where)},
        )  # fmt: skip
        pages += [path.read_bytes() for path in output.rglob("*-bloc.vi.html")]
    assert len(pages) == 2
    assert pages[0] == pages[1]


def test_no_indicator_is_known_by_its_name() -> None:
    """No module has the code of an indicator as a word: what a figure is and may do, the vocabulary says."""
    with (data_folder() / "indicators.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["indicator"] for row in csv.DictReader(file)}
    named = re.compile(rf"\b({'|'.join(sorted(codes))})\b")
    package = HOUSE / "src" / "analysis"
    found = [
        f"{file.relative_to(package)}:{number}: {match[0]}"
        for file in sorted(package.rglob("*.py"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        for match in named.finditer(line)
    ]
    assert len(codes) > 30
    assert found == []
