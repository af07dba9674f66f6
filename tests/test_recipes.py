"""The recipes of docs/regularly.md: each runs as it is written there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import broken_data

DOCUMENT = Path(__file__).parents[1] / "docs" / "regularly.md"
PLAN = "provinces: [hau-giang]\nyears: 2023\nto: html\n"


def recipes(kind: str) -> list[str]:
    """Give the blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make the home folder that the recipes speak of."""
    folder = tmp_path / "reports"
    (folder / ".venv").mkdir(parents=True)
    (folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    broken_data.copy(folder)
    (folder / "plan.yml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def run(command: str, cwd: Path, **variables: str) -> None:
    """Run a line as cron does: by sh, with next to nothing in the environment."""
    kept = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    environment = {"PATH": "/usr/bin:/bin", **kept, **variables}
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=cwd, env=environment, capture_output=True, timeout=300
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.slow
def test_the_line_for_cron_makes_the_reports(home: Path) -> None:
    """It names all that it needs: cron has no path, no environment and another folder."""
    (line,) = recipes("text")
    times, command = line.split(maxsplit=5)[:5], line.split(maxsplit=5)[5]
    assert times == ["0", "2", "*", "*", "*"]
    run(command.strip(), home, HOME=str(home))
    assert (home / "reports" / "site" / "index.html").is_file()
    assert "1 made" in (home / "reports" / "batch.log").read_text("utf-8")


def test_the_line_for_cron_is_one_that_cron_understands(tmp_path: Path) -> None:
    """It passes the dry run of cron's own reader, where that has one; nothing is installed."""
    reader = shutil.which("crontab")
    usage = subprocess.run([reader, "-h"], capture_output=True, text=True).stderr if reader else ""
    if reader is None or "-n (dry run" not in " ".join(usage.split()):
        pytest.skip("no crontab with a dry run on this machine")
    for line, status in ((recipes("text")[0], 0), ("0 25 * * * true\n", 1)):
        (tmp_path / "tab").write_text(line, encoding="utf-8")
        assert subprocess.run([reader, "-n", str(tmp_path / "tab")], capture_output=True).returncode == status


@pytest.mark.slow
def test_the_timer_is_one_that_systemd_understands(home: Path) -> None:
    """Both files pass its own check."""
    checker = shutil.which("systemd-analyze")
    if checker is None:
        pytest.skip("no systemd on this machine")
    units = {}
    for block in recipes("ini"):
        name = block.splitlines()[0].removeprefix("# ")
        units[name] = home / name
        units[name].write_text(block.replace("%h", str(home)), encoding="utf-8")
    assert sorted(units) == ["reports.service", "reports.timer"]
    command = [checker, "verify", "--user", *map(str, units.values())]
    variables = {**os.environ, "XDG_RUNTIME_DIR": str(home)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=variables)
    assert [line for line in done.stderr.splitlines() if "reports." in line] == []


def test_the_workflow_is_one_that_github_understands(tmp_path: Path) -> None:
    """It passes actionlint, which knows keys, expressions and the inputs of the actions."""
    checker = shutil.which("actionlint")
    if checker is None:
        pytest.skip("no actionlint on this machine")
    (text,) = (block for block in recipes("yaml") if "jobs:" in block)
    (tmp_path / "reports.yml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [checker, str(tmp_path / "reports.yml")], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.slow
def test_the_steps_for_github_make_a_site(home: Path) -> None:
    """The workflow is YAML of the known form, and what it runs ends well."""
    (text,) = (block for block in recipes("yaml") if "jobs:" in block)
    workflow = yaml.safe_load(text)
    (job,) = workflow["jobs"].values()
    steps = [step["run"] for step in job["steps"] if "run" in step]
    install, *others = steps
    assert install.startswith("pip install")
    for command in others:
        bin_folder = home / "reports" / ".venv" / "bin"
        run(command, home / "reports", PATH=f"{bin_folder}:/usr/bin:/bin", HOME=str(home))
    (published,) = (step["with"]["path"] for step in job["steps"] if "upload" in step.get("uses", ""))
    assert (home / "reports" / published / "index.html").is_file()
