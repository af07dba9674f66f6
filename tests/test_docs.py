"""The documents: every command in them runs, every link leads somewhere, and the reference is up to date."""

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from analysis.cli.commands import main

HOUSE = Path(__file__).parents[1]
DOCUMENTS = sorted([HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", *(HOUSE / "docs").glob("*.md")])

VARIANTS = (
    # Shown, not done: tests run inside make, and reports are made by the commands below.
    (r"^make ", "make -n "),
    # Needs the net: packages are fetched.
    (r"^(git clone|cd doichieu|conda (env create|activate)|pip install)\b.*", ":"),
    # A page in a browser, until it is closed.
    (r"^analysis explore$", "analysis explore --version"),
    (r"^analysis collect .*", r"\g<0> --version"),
    # Of figures that a person has accepted on that page.
    (r"^(analysis report .*) --data my-figures", r"\1"),
    # Servers run until they are stopped; tests/batch/test_cluster.py starts real ones.
    (r"^dask (scheduler|worker)\b.*", r"dask \1 --version"),
    (r" --scheduler \S+$", " --dry-run"),
)
"""Commands that are run in another form, and why."""


def commands(document: Path) -> list[str]:
    """The commands in a document, in order, without their comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", document.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    joined = [re.sub(r"\\\n\s*", "", block) for block in blocks]
    lines = [re.sub(r"\s+#.*", "", line) for block in joined for line in block.splitlines()]
    return [line for line in lines if line.strip()]


def written(document: Path, folder: Path) -> None:
    """Write the blocks of a document that name a file; those that name a notebook are its cells, in order."""
    cells: dict[str, list[NotebookNode]] = {}
    text = document.read_text("utf-8")
    for kind, name, tags, body in re.findall(
        r"^```(\w+) (\S+\.\w+)(.*)\n((?s:.*?))^```$", text, re.MULTILINE
    ):
        if name.endswith(".ipynb"):
            make: Any = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell
            cells.setdefault(name, []).append(make(body, metadata={"tags": tags.split()}))
        else:
            (folder / name).write_text(body, "utf-8")
    for name, found in cells.items():
        nbformat.write(nbformat.v4.new_notebook(cells=found), folder / name)


def variant(command: str) -> str:
    """The form in which a command is run here."""
    for pattern, instead in VARIANTS:
        command = re.sub(pattern, instead, command)
    return command


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Make a clone as a newcomer has it, without what git does not carry."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=HOUSE, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in names:
        if name and (HOUSE / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(HOUSE / name, tmp_path / name)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    "document", [path for path in DOCUMENTS if commands(path)], ids=lambda path: path.stem.lower()
)
def test_every_command_runs(document: Path, clone: Path) -> None:
    """Typed in one after the other in a fresh clone, the commands of a document all end well."""
    environment = os.environ | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    }
    for name in ("ANALYSIS_DATA", "VIRTUAL_ENV", "CONDA_PREFIX", "MAKEFLAGS", "MAKELEVEL"):
        environment.pop(name, None)
    written(document, clone)
    for command in commands(document):
        done = subprocess.run(
            ["bash", "-c", variant(command)],
            cwd=clone,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        assert "Traceback" not in done.stderr, command


@pytest.mark.slow
def test_the_report_of_ones_own_has_what_its_cells_show(clone: Path) -> None:
    """The report that docs/adding-a-report.md builds from nothing shows text, table, picture and sum."""
    written(HOUSE / "docs" / "adding-a-report.md", clone)
    command = [sys.executable, "-m", "analysis", "batch", "own.yml", "--output", "made"]
    subprocess.run(command, cwd=clone, check=True, timeout=300)
    report = clone / "made/own/own/province/hau-giang/2023-FY-bloc.vi.html"
    html = report.read_text("utf-8")
    for shown in (
        "chưa",
        "Hậu Giang: kết nạp theo huyện, chỉ tiêu 160",
        "Phụng Hiệp",
        "data:image/png;base64,",
        "Cộng: 136",
    ):
        assert shown in html
    assert {path.suffix for path in report.parent.iterdir()} >= {".html", ".pdf", ".docx", ".xlsx"}


def test_commands_in_sentences_exist() -> None:
    """What stands as `analysis …` or `make …` between backticks names a command and options that exist."""
    targets = set(re.findall(r"^([a-z]+):", (HOUSE / "Makefile").read_text("utf-8"), re.MULTILINE))
    for document in DOCUMENTS:
        text = re.sub(r"```.*?```", "", document.read_text("utf-8"), flags=re.DOTALL)
        for told in re.findall(r"`((?:analysis|make)\s[^`]*)`", text):
            tool, name, *rest = told.split()
            if tool == "make":
                assert name in targets or "=" in name, f"{document.name}: {told}"
                continue
            words = [name, *rest]
            if words in (["--version"], ["--help"]):
                continue
            name = next((word for word in words if not word.startswith("-")), "")
            assert name in main.commands or name == "…", f"{document.name}: {told}"
            if name == "explore":
                continue  # hands options on to JupyterLab
            known = {option for part in main.commands[name].params for option in part.opts} | {"--help"}
            asked = {word for word in rest if word.startswith("--")}
            assert asked <= known | {"--debug"}, f"{document.name}: {told}"


def test_every_command_is_documented() -> None:
    """Each command stands in a document beside the reference, which names them all by itself."""
    prose = "".join(path.read_text("utf-8") for path in DOCUMENTS if path.stem != "cli")
    assert [name for name in main.commands if f"analysis {name}" not in prose] == []


def test_the_reference_is_up_to_date() -> None:
    """docs/cli.md is what the commands say of themselves today; else: make docs."""
    # In a process of its own: a command keeps the help text that it gave first, in whichever language.
    say = f"import runpy; print(runpy.run_path({str(HOUSE / 'docs' / 'make_cli.py')!r})['text'](), end='')"
    made = subprocess.run(
        [sys.executable, "-c", say], capture_output=True, check=True, env={**os.environ, "PYTHONUTF8": "1"}
    )
    assert (HOUSE / "docs" / "cli.md").read_text("utf-8") == made.stdout.decode("utf-8")


def test_the_typeface_is_up_to_date() -> None:
    """The style sheet with the typeface is what cutting it anew would give; else: make fonts."""
    made = runpy.run_path(str(HOUSE / "docs" / "make_fonts.py"))["text"]()
    assert (HOUSE / "src" / "analysis" / "page" / "templates" / "fonts.css").read_text("utf-8") == made


def test_every_link_leads_somewhere() -> None:
    """A link to another document, a picture or a file of the project finds it."""
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text("utf-8")):
            if "://" not in target:
                assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_every_document_is_linked_from_the_first_page() -> None:
    """A newcomer finds each page of docs/ from README.md."""
    readme = (HOUSE / "README.md").read_text("utf-8")
    assert [path.name for path in (HOUSE / "docs").glob("*.md") if f"](docs/{path.name})" not in readme] == []


def test_the_house_is_drawn_whole() -> None:
    """The drawing in CONTRIBUTING.md has every module, and no room that is not there."""
    text = (HOUSE / "CONTRIBUTING.md").read_text("utf-8")
    drawn = set(re.findall(r"^  (\w+)(?:\.py|/) ", text, re.MULTILINE))
    rooms = [*(HOUSE / "src" / "analysis").glob("*.py"), *(HOUSE / "src" / "analysis").glob("*/__init__.py")]
    built = {path.parent.name if path.name == "__init__.py" else path.stem for path in rooms}
    built -= {"analysis", "__main__"}
    assert drawn == built
