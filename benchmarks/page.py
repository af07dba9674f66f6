"""What was measured, as a page: a table with its goals, and a picture of the four ways side by side."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt

INTRODUCTION = """# Benchmarks

What `make bench` measured last; it writes this page and `benchmarks/results.json` anew. All data in it are synthetic but where
it says otherwise (`benchmarks/generator.py`, seeded: 63 provinces, 20 years, two dozen figures each), and every page made of them says so.
All ways run the same notebook with the same parameters, two reports at a time, with compiled bytecode. They take turns; ratios are the
median of those of each round. CPU time is that of all processes that a way starts, memory the sum of their proportional shares (PSS).

| | |
|---|---|
| a | `papermill` and `jupyter nbconvert --to html` for each report, two at a time by `xargs -P2`; PDF by a headless Chromium |
| b | papermill's and nbconvert's Python API in a pool of two processes |
| c | `analysis batch --jobs 2` |
| d | the floor: the sections of the report and its page, in one warm process |

Quarto and R Markdown are no rivals here: neither can be installed from a package index of Python or Debian.
"""


@dataclass(frozen=True)
class Goal:
    """One line of the table: what was measured, where it stands in the results, and what it should be."""

    words: str
    part: str
    path: str
    goal: float
    unit: str = ""
    least: bool = False

    def line(self, results: Mapping[str, Any]) -> str:
        """Give it as a row of Markdown."""
        value: Any = results.get(self.part)
        for name in self.path.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        sign = "≥" if self.least else "≤"
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return f"| {self.words} | not measured | {sign} {self.goal:g}{self.unit} | |"
        met = value >= self.goal if self.least else value <= self.goal
        return f"| {self.words} | {value:,g}{self.unit} | {sign} {self.goal:,g}{self.unit} | {'met' if met else '**not met**'} |"


GOALS = (
    Goal("a full province report, CPU of cells and page", "floor", "province", 0.25, " s"),
    Goal("a full comparison of 63, the same", "floor", "comparison", 0.8, " s"),
    Goal("1,008 reports: CPU a report, c to d, start included", "speed", "ratios.long_cpu_c_to_d", 1.10, "×"),
    Goal("24 reports, HTML: c to a", "speed", "ratios.html_c_to_a", 12, "×", least=True),
    Goal("24 reports, HTML: c to b", "speed", "ratios.html_c_to_b", 9, "×", least=True),
    Goal(
        "252 reports, HTML: c to a, as fast as with 24", "speed", "ratios.middle_c_to_a", 20, "×", least=True
    ),
    Goal("24 reports, HTML and PDF: c to a", "speed", "ratios.html_pdf_c_to_a", 10, "×", least=True),
    Goal("the same: most memory, c to a", "speed", "ratios.peak_c_to_a", 1, "×"),
    Goal("one report from nothing, the project's own figures", "cold", "report_seconds", 1.6, " s"),
    Goal("the same, to the two command lines", "cold", "ratio", 0.45, "×"),
    Goal("`analysis --help`", "cold", "help_seconds", 0.1, " s"),
    Goal("`analysis show`", "cold", "show_seconds", 1, " s"),
    Goal("`analysis explain`", "cold", "explain_seconds", 1, " s"),
    Goal("`analysis verify` of one page", "cold", "verify_seconds", 1, " s"),
    Goal(
        "`load` of the project's own figures, CPU beyond `import pandas`", "load", "bundled.again", 0.35, " s"
    ),
    Goal(
        "the same of 30,000 synthetic rows, to `pandas.read_csv` of the same files",
        "load",
        "synthetic.again_to_read_csv",
        5,
        "×",
    ),
    Goal("the same, where nothing is kept of them yet", "load", "synthetic.first_to_read_csv", 5, "×"),
    Goal("1 MB of text read, its draft written", "reading", "megabyte_seconds", 5, " s"),
    Goal("a dry run of 105,840 jobs", "plan", "seconds", 12, " s"),
    Goal("its memory", "plan", "peak_mb", 300, " MB"),
    Goal("a long batch: memory for each 1,000 reports more", "scale", "mb_per_thousand", 1, " MB"),
    Goal("the same again, nothing changed", "scale", "again_seconds", 3, " s"),
    Goal("its index, opened in a browser", "scale", "index_seconds", 2, " s"),
    Goal(
        "1,008 reports: two Dask workers, to `--jobs 2`", "cluster", "dask_to_jobs_2", 0.92, "×", least=True
    ),
)

WAYS = {
    "a_shell_loop": "a  two command lines",
    "b_pool": "b  pool of their APIs",
    "c_batch": "c  analysis batch",
}


def write(results: Mapping[str, Any], docs: Path) -> None:
    """Write ``benchmarks.md`` and ``images/benchmarks.svg``."""
    parts = [INTRODUCTION]
    if speed := results.get("speed"):
        _draw(speed, docs / "images" / "benchmarks.svg")
        alt = "; ".join(
            f"{label}: {speed['html'][name]['reports_a_minute']:.1f} reports a minute"
            for name, label in WAYS.items()
        )
        parts += [f"![{alt}](images/benchmarks.svg)\n", _contest(speed)]
    parts += [
        "\n".join(["| | measured | goal | |", "|---|---:|---:|---|", *(goal.line(results) for goal in GOALS)])
    ]
    if scale := results.get("scale"):
        changed = scale["changed_row"]
        parts += [
            f"The long batch had {scale['reports']:,} reports (one figure each), took {scale['seconds']:,} s and "
            f"{scale['peak_mb']:,} MB at most. After one figure was changed, {changed['reports']:,} of them were made again, in "
            f"{changed['seconds']:g} s. Its index has {scale['megabytes']['index.html']:g} MB, its manifest "
            f"{scale['megabytes']['manifest.json']:g} MB."
        ]
    if kills := results.get("kills"):
        same = "every byte the same" if not kills["different"] and kills["same_names"] else "**not the same**"
        parts += [
            f"A batch of {kills['reports']} reports, killed {kills['kills']} times at random moments and then finished, left "
            f"{kills['files']} files: {same} as without."
        ]
    if killed := results.get("cluster", {}).get("killed"):
        same = (
            "nothing lost, doubled or changed"
            if not killed["different"] and killed["same_names"]
            else "**not the same**"
        )
        parts += [
            f"On a cluster of two workers, {killed['kills']} times one was killed while it made {killed['reports']:,} reports: "
            f"{same} in {killed['files']:,} files."
        ]
    parts += _profiles(results)
    where = "; ".join(dict.fromkeys(f"{part['machine']}, {part['measured']}" for part in results.values()))
    parts += [f"Measured on: {where}. Versions stand in `benchmarks/results.json`."]
    took = sorted(
        part["import_pandas_seconds"] for part in results.values() if "import_pandas_seconds" in part
    )
    if took:
        spread = " to ".join(dict.fromkeys(f"{seconds:g}" for seconds in (took[0], took[-1])))
        parts += [
            f"How fast that machine was meanwhile: `import pandas` alone took {spread} s. Seconds above go with it; ratios hardly do."
        ]
    (docs / "benchmarks.md").write_text("\n\n".join(part.rstrip("\n") for part in parts) + "\n", "utf-8")


def _profiles(results: Mapping[str, Any]) -> list[str]:
    """Where the time of what falls short goes: parts of the floor, and seconds of imports."""
    parts = []
    if floor := results.get("floor", {}).get("profile"):
        kinds = (("province", "a province report"), ("comparison", "a comparison of 63"))
        told = [
            f"- {words}: " + ", ".join(f"{room} {100 * part:.0f}%" for room, part in floor[kind].items())
            for kind, words in kinds
        ]
        parts += [
            "## Where the time goes",
            "The floor, as `cProfile` tells it (parts of 2% and more):",
            "\n".join(told),
        ]
    if bare := results.get("floor", {}).get("bare"):
        parts.append(
            f"The bare floor is {bare[0]:.2f} s for a province report and {bare[1]:.2f} s for a comparison: without a notebook around the "
            "sections, of which nbformat would copy every node, and with the data checked before, as a batch has them."
        )
    if besides := results.get("speed", {}).get("besides"):
        floor_seconds = results["speed"]["floor_cpu_seconds"]
        told = [
            f"- {besides['start']:.2f} s until the first report: libraries, figures, plan, one report drawn to warm up; beside it, on "
            f"another processor, {besides['beside']:.2f} s for what is asked of all data",
            f"- then for each report {besides['children_user']:.2f} s in the process of its cells and "
            f"{besides['user']:.2f} s in the worker that makes its files, where the floor is {floor_seconds:.2f} s",
            f"- and {besides['children_system'] + besides['system']:.3f} s in the system; {besides['pages']:,.0f} pages of memory are "
            f"copied, for a process of cells is forked for a hundred reports and not for each",
        ]
        parts += ["A batch beside its floor, CPU of one worker alone:", "\n".join(told)]
    if besides := results.get("cluster", {}).get("besides"):
        told = [
            f"- {besides['start']:.1f} s in the two workers until the first report is there: each loads libraries and figures and draws "
            "one report to warm up, where a batch of one machine does so once",
            f"- then for each report {besides['scheduler'] * 1000:.0f} ms in the scheduler and what watches over the workers, and "
            f"{besides['loops'] * 1000:.0f} ms in the workers' event loops",
        ]
        parts += ["Two Dask workers beside `--jobs 2`, CPU:", "\n".join(told)]
    if first := results.get("load", {}).get("synthetic", {}).get("profile"):
        parts += [
            f"Figures read for the first time, as `cProfile` tells it: {100 * first['check']:.0f}% checks every cell and row against the "
            f"rules, {100 * first['pandera']:.0f}% imports the library for rules, {100 * first['figures']:.0f}% gives ids and types; "
            "`read_csv` checks nothing. What was found sound is kept, and is not checked again."
        ]
    if imports := results.get("cold", {}).get("imports"):
        told = [
            f"- `analysis {command}`: "
            + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in each.items())
            for command, each in imports.items()
        ]
        parts += [
            "A command alone, what it imports, as `python -X importtime` tells it (20 ms and more):",
            "\n".join(told),
        ]
    return parts


def _contest(speed: Mapping[str, Any]) -> str:
    """Reports a minute, CPU and memory of the ways."""
    lines = ["| 24 reports | reports a minute | CPU a report | most memory |", "|---|---:|---:|---:|"]
    for kind, words in (("html", "HTML"), ("html_pdf", "HTML and PDF")):
        lines += [
            f"| {label}, {words} | {one['reports_a_minute']:.2f} | {one['cpu_seconds_a_report']:.2f} s | {one['peak_mb']:,.0f} MB |"
            for name, label in WAYS.items()
            if (one := speed[kind].get(name))
        ]
    return "\n".join(lines)


def _draw(speed: Mapping[str, Any], file: Path) -> None:
    """Draw bars of reports a minute, each round a dot on its bar."""
    with plt.rc_context({"svg.hashsalt": "benchmarks", "svg.fonttype": "none", "font.size": 11}):
        figure, axes = plt.subplots(figsize=(7.2, 2.4), layout="constrained")
        names = list(WAYS)
        values = [speed["html"][name]["reports_a_minute"] for name in names]
        axes.barh(range(len(names)), values, color=["#9aa5b1", "#9aa5b1", "#1f5fa8"], height=0.6)
        for place, name in enumerate(names):
            rounds = speed["html"][name]["rounds"]
            axes.plot(rounds, [place] * len(rounds), "o", color="#1b1f24", markersize=3)
            axes.annotate(
                f"{values[place]:.1f}", (max(rounds), place), (8, 0), textcoords="offset points", va="center"
            )
        axes.set_yticks(range(len(names)), list(WAYS.values()))
        axes.invert_yaxis()
        axes.set_xlim(0, 1.12 * max(values))
        axes.set_xlabel("HTML reports a minute, two processors; a dot is a round")
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        figure.savefig(file, metadata={"Date": None})
        plt.close(figure)
