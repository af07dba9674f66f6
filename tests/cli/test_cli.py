"""The command line: exit statuses, one clear line, and nothing but results on stdout."""

import csv
import gc
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import analysis.data
from analysis import Dataset, load
from analysis.cli.commands import main
from analysis.compare.checks import check
from analysis.data.schema import OBSERVATION_COLUMNS
from analysis.reading import traced_ids
from broken_data import cell, copy

FIGURE = "hau-giang/bloc/2023/FY/actual/org_rating/excellent"


def run(*arguments: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def process(*arguments: str, **more: Any) -> "subprocess.CompletedProcess[str]":
    """Run a command as a user does."""
    command = [sys.executable, "-m", "analysis", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def test_a_command_leaves_the_collection_of_waste_as_it_was() -> None:
    """It does without while it runs, however it ends."""
    assert gc.isenabled()
    for arguments in (("list",), ("show", "nowhere", "2023"), ("--help",)):
        run(*arguments)
        assert gc.isenabled()


def test_a_command_ends_without_looking_for_waste() -> None:
    """What it loaded is gone with its process: looking through it once more takes a tenth of a second."""
    code = (
        "import gc, sys; from analysis.cli import main; sys.argv = ['analysis', 'list']\n"
        "gc.callbacks.append(lambda *_: print('looked', file=sys.stderr)); main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout
    assert "looked" not in done.stderr


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder with two faults."""
    folder = copy(tmp_path_factory.mktemp("broken"))
    cell("ratings.csv", 5, count="many")(folder)
    cell("discipline.csv", 9, source="s999")(folder)
    return folder


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Load the figures without those of the yearly indices, which are nine in ten."""
    return load(copy(tmp_path_factory.mktemp("few")))


class TestWrongCommands:
    """What cannot be done ends with status 2 and one line."""

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("show", "tra-ving", "2023"), "unknown province 'tra-ving'. Did you mean Trà Vinh (tra-vinh)"),
            (
                ("show", "xyzzy", "2023"),
                "unknown province 'xyzzy'. 'analysis list' names all that have figures",
            ),
            (("show", "tra-vinh", "1999"), "no figures for Trà Vinh, 1999, full year; there are some for 20"),
            (("show", "tra-vinh", "2023", "--body", "xyzzy"), "unknown body 'xyzzy'; use one of bloc"),
            (("show", "tra-vinh", "2023", "--body", "khối"), "'khối'. Did you mean Đảng bộ Khối các cơ quan"),
            (("show", "tra-vinh", "2023", "--period", "Q7"), "unknown period 'Q7'; use one of FY, H1"),
            (("show", "tra-vinh", "2023", "--data", "/nowhere"), "no data folder at /nowhere"),
            (("list", "--data", "/nowhere"), "no data folder at /nowhere"),
            (("validate", "--data", "/nowhere"), "no data folder at /nowhere"),
            (("explain", FIGURE + "s"), f"no figure has the id '{FIGURE}s'. Nearest: {FIGURE}"),
            (("report", "tra-ving", "2023"), "unknown province 'tra-ving'. Did you mean"),
            (("report", "tra-vinh", "1999"), "no figures for Trà Vinh, 1999, full year"),
            (
                ("report", "tra-vinh", "2023", "--to", "pptx"),
                "unknown format pptx; use html, pdf, docx, xlsx",
            ),
            (("report", "tra-vinh", "2023", "--to", ""), "no format is named; use html, pdf, docx, xlsx"),
            (("report", "tra-vinh", "2023", "--lang", "fr"), "unknown language fr; use vi, en"),
            (("report", "tra-vinh", "2023", "--lang", ""), "no language is named; use vi, en"),
        ],
    )
    def test_one_line(self, arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
        """The line names the thing and the remedy; stdout stays empty, and nothing is made."""
        more = ("--output", str(tmp_path / "out")) if arguments[0] == "report" else ()
        result = run(*arguments, *more)
        assert result.exit_code == 2
        assert result.stdout == ""
        (line,) = result.stderr.splitlines()
        assert line.startswith("error: ")
        assert said in line
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize(
        "arguments",
        [
            *(("show",), ("show", "tra-vinh"), ("show", "tra-vinh", "last"), ("fly",), ("list", "more")),
            *(("list", "--format", "yaml"), ("show", "tra-vinh", "2023", "--colour")),
        ],
    )
    def test_usage(self, arguments: tuple[str, ...]) -> None:
        """A command that is not one is status 2 on stderr."""
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "Error: " in result.stderr

    def test_an_output_folder_that_cannot_be_written(self, tmp_path: Path) -> None:
        """A file in the way of the output folder is status 2, before anything runs."""
        (tmp_path / "taken").write_text("")
        result = run("report", "tra-vinh", "2023", "--output", tmp_path / "taken" / "below")
        assert result.exit_code == 2
        (line,) = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
        assert f"cannot write to {tmp_path / 'taken' / 'below'}" in line
        assert result.stdout == ""

    def test_no_traceback_but_with_debug(self) -> None:
        """A real process shows one line; with --debug it shows where it came from."""
        plain = process("show", "tra-ving", "2023")
        assert plain.returncode == 2
        assert plain.stdout == ""
        assert len(plain.stderr.splitlines()) == 1
        debugged = process("--debug", "show", "tra-ving", "2023")
        assert debugged.returncode != 0
        assert "Traceback" in debugged.stderr
        assert "RequestError: unknown province" in debugged.stderr


class TestBrokenData:
    """Data that is invalid is status 1, with every fault."""

    @pytest.mark.parametrize(
        "arguments",
        [("list",), ("show", "tra-vinh", "2023"), ("explain", FIGURE), ("report", "tra-vinh", "2023")],
    )
    def test_every_command_refuses_it(self, broken: Path, arguments: tuple[str, ...]) -> None:
        """Every fault has its line; the last line counts them; stdout stays empty."""
        result = run(*arguments, "--data", broken)
        assert result.exit_code == 1
        assert result.stdout == ""
        lines = result.stderr.splitlines()
        assert re.fullmatch(r"error: discipline\.csv:9:source: '.+ \[unknown-source\]", lines[0])
        assert re.fullmatch(r"error: ratings\.csv:5:count: '.+ \[not-an-integer\]", lines[1])
        assert lines[2] == "error: the data has 2 faults; nothing was made"

    def test_validate_lists_them(self, broken: Path) -> None:
        """Faults are what `validate` is asked for, so they are on stdout, as file:line:column."""
        result = run("validate", "--data", broken)
        assert result.exit_code == 1
        assert [line.split(" ")[0] for line in result.stdout.splitlines()] == [
            "discipline.csv:9:source:", "ratings.csv:5:count:",
        ]  # fmt: skip
        assert "2 faults, 0 findings" in result.stderr

    def test_validate_as_json(self, broken: Path) -> None:
        """As JSON every fault has its place, code and message."""
        result = run("validate", "--data", broken, "--format", "json")
        assert result.exit_code == 1
        found = json.loads(result.stdout)
        assert found["findings"] == []
        assert [fault["line"] for fault in found["faults"]] == [9, 5]
        assert found["faults"][0].keys() == {"file", "line", "column", "cell", "code", "message"}

    def test_a_file_that_is_missing(self, tmp_path: Path) -> None:
        """A folder without one of its files is invalid, not a crash."""
        folder = copy(tmp_path)
        (folder / "sources.csv").unlink()
        result = run("validate", "--data", folder)
        assert result.exit_code == 1
        assert result.stdout.startswith("sources.csv: the data folder needs it")
        assert result.stdout.endswith(" [missing-file]\n")


class TestResults:
    """What the commands print."""

    def test_validate(self, data: Dataset) -> None:
        """The project's own data has no fault, and findings that do not fail."""
        result, findings = run("validate"), len(check(data))
        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        assert len(lines) == findings > 0
        assert all(line.startswith("finding: ") for line in lines)
        traced = len(traced_ids(data))
        assert f"0 faults, {findings} findings, {traced} found in the text of their source" in result.stderr
        found = json.loads(run("validate", "--format", "json").stdout)
        assert len(found["findings"]) == findings
        assert found["faults"] == []
        assert found["traced"] == traced > 0

    def test_list_as_json(self, data: Dataset) -> None:
        """`list` gives an object for every province, year, body and period, as the contract says."""
        found = json.loads(run("list", "--format", "json").stdout)
        assert found == data.coverage()
        assert found[0].keys() == {"province", "year", "body", "period", "figures"}
        assert isinstance(found[0]["year"], int)

    def test_list_as_text(self, data: Dataset) -> None:
        """As text every one of them has its line."""
        result = run("list")
        assert len(result.stdout.splitlines()) == 1 + len(data.coverage())
        assert re.search(r"^Trà Vinh +2023 +Bloc \(bloc\) +full year \(FY\) ", result.stdout, re.MULTILINE)
        assert result.stderr == ""

    @pytest.mark.parametrize("name", ["tra-vinh", "Trà Vinh", "tra vinh", "84"])
    def test_show_as_json(self, name: str) -> None:
        """`show` gives the comparison table, whatever the province is called."""
        result = run("show", name, "2023", "--format", "json")
        rows = {row["id"]: row for row in json.loads(result.stdout)}
        found = rows["tra-vinh/bloc/2023/FY/actual/admissions/members"]
        assert (found["count"], found["of"], found["outcome"], found["target"]) == (209, 150, "exceeded", 150)
        assert found.keys() >= {
            *(
                "id",
                "count",
                "percent",
                "of",
                "of_basis",
                "earlier",
                "change",
                "why_no_change",
                "target",
                "outcome",
            ),
            *("peer_ids", "peer_count", "median", "rank_low", "rank_high", "why_no_rank", "not_collected"),
        }
        assert result.stderr == "body: Bloc (bloc); for another one give its name or code after --body\n"

    def test_heads_speak_as_the_report_does(self) -> None:
        """The table of `show` heads its column of changes as the report does, whatever the period."""
        shown = run("show", "tra-vinh", "2023").stdout.splitlines()[0]
        assert "change on the previous period" in shown
        assert "so với kỳ trước" in run("--lang", "vi", "show", "tra-vinh", "2023").stdout.splitlines()[0]

    def test_a_body_that_was_asked_for_is_not_announced(self) -> None:
        """With --body nothing is said on stderr."""
        assert run("show", "tra-vinh", "2023", "--body", "bloc", "--format", "json").stderr == ""

    def test_show_as_csv(self) -> None:
        """As CSV it is the same table."""
        rows = list(csv.DictReader(io.StringIO(run("show", "tra-vinh", "2023", "--format", "csv").stdout)))
        as_json = json.loads(run("show", "tra-vinh", "2023", "--format", "json").stdout)
        assert [row["id"] for row in rows] == [row["id"] for row in as_json]
        assert [row["peer_ids"] for row in rows] == [";".join(row["peer_ids"]) for row in as_json]
        assert "Cell" not in rows[0]["as_of"]

    def test_show_as_text(self) -> None:
        """As text every figure has a line."""
        result = run("show", "hau-giang", "2023", "--period", "Q1")
        assert "Traceback" not in result.output
        assert len(result.stdout.splitlines()) >= 25

    def test_every_report_can_be_shown(self, few: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
        """`show` works for everything that `list` lists."""
        monkeypatch.setattr(analysis.data, "load", lambda _: few)
        for row in few.coverage()[::15]:
            arguments = (row["province"], str(row["year"]), "--body", row["body"], "--period", row["period"])
            for form in ("text", "json", "csv"):
                result = run("show", *arguments, "--format", form)
                assert result.exit_code == 0, (arguments, result.output)
                assert result.stdout

    def test_explain_as_json(self, data: Dataset) -> None:
        """`explain` gives the row, where it stands, its source, and the derived share with its formula."""
        found = json.loads(run("explain", FIGURE, "--format", "json").stdout)
        assert (found["count"], found["of"], found["of_basis"], found["percent"]) == (
            17,
            86,
            "good_or_better",
            19.77,
        )
        assert (found["file"], found["line"]) == ("ratings.csv", data.figure(FIGURE)["line"])
        assert found["source"]["id"] == "s001"
        assert found.keys() >= {*OBSERVATION_COLUMNS, "file", "line", "source", "checks", "breaks", "derived"}
        share = found["derived"][-1]
        assert share["value"] == 18.09
        assert share["formula"] == "86 / 91.49% = 94; 17 / 94 = 18.09%"
        assert share["inputs"][0] == FIGURE

    def test_explain_as_text(self) -> None:
        """As text the formula and the source can be read."""
        shown = run("explain", FIGURE).stdout
        assert "17 / 94 = 18.09%" in shown
        assert "Báo Hậu Giang" in shown

    def test_json_has_no_number_that_json_lacks(self, data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
        """Missing values are null, never NaN."""
        monkeypatch.setattr(analysis.data, "load", lambda _: data)
        for figure in data.observations["id"][::60]:
            assert "NaN" not in run("explain", figure, "--format", "json").stdout
        assert "NaN" not in run("show", "hai-duong", "2019", "--format", "json").stdout


class TestProcess:
    """The command as a user starts it."""

    def test_the_module_is_the_command(self) -> None:
        """`python -m analysis` lists the commands."""
        shown = process("--help")
        assert shown.returncode == 0
        for command in ("validate", "list", "show", "report", "explain"):
            assert f"  {command} " in shown.stdout
        assert process("--version").stdout.startswith("analysis")

    def test_help_imports_nothing_heavy(self) -> None:
        """Help answers without pandas, matplotlib, papermill and the like."""
        script = (
            "import sys\nfrom analysis.cli import main\n"
            "try: main(['--help'])\nexcept SystemExit: pass\n"
            "heavy = set('pandas numpy matplotlib papermill nbconvert typst pandera scipy babel'.split())\n"
            "print(sorted(heavy & sys.modules.keys()), file=sys.stderr)"
        )
        shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert shown.stderr.strip() == "[]"

    def test_vietnamese_in_a_plain_locale(self) -> None:
        """Results are UTF-8 whatever the locale says."""
        environment = {
            **os.environ,
            "LC_ALL": "C",
            "LANG": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
        }
        shown = process("explain", FIGURE, env=environment, encoding="utf-8")
        assert shown.returncode == 0, shown.stderr
        assert "Báo Hậu Giang" in shown.stdout

    def test_results_are_utf_8_into_a_file(self, tmp_path: Path) -> None:
        """Into a file or a pipe they are UTF-8, even where the environment asks for less."""
        for encoding in ("cp1252", "ascii"):
            shown = process(
                "explain", FIGURE, env=os.environ | {"PYTHONIOENCODING": encoding}, encoding="utf-8"
            )
            assert (shown.returncode, shown.stderr) == (0, "")
            assert "Báo Hậu Giang" in shown.stdout

    @pytest.mark.skipif(sys.platform == "win32", reason="these are files of Unix")
    @pytest.mark.parametrize(
        ("where", "status", "said"),
        [("> /dev/full", 1, "error: no space is left\n"), (">&-", 0, "")],
        ids=["full disk", "closed"],
    )
    def test_stdout_that_takes_nothing(self, where: str, status: int, said: str) -> None:
        """A full disk is one line and status 1; a stdout that is closed takes nothing, quietly."""
        command = f"{sys.executable} -m analysis list {where}"
        shown = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
        assert (shown.returncode, shown.stderr) == (status, said)

    def test_a_file_that_cannot_be_written(self, data: Dataset, tmp_path: Path) -> None:
        """What the system refuses is one line that names the file."""
        (tmp_path / "index.html").mkdir()
        result = run("index", "--output", tmp_path)
        assert result.exit_code == 2
        (line,) = result.stderr.splitlines()
        assert line.startswith("error: ")
        assert "index.html" in line

    def test_an_empty_folder_name(self) -> None:
        """What an unset variable leaves is not the current folder."""
        for arguments in (("report", "tra-vinh", "2023", "--output", ""), ("list", "--data", "")):
            result = run(*arguments)
            assert result.exit_code == 2
            assert "it is empty; name a folder" in result.stderr

    def test_a_reader_that_leaves_early(self) -> None:
        """`analysis list | head -1` ends quietly."""
        command = f"{sys.executable} -m analysis list --format json | head -1"
        shown = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
        assert shown.stdout == "[\n"
        assert "Traceback" not in shown.stderr
