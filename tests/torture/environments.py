"""Ten environments: whatever surrounds the command, the same bytes come out, or one line says why not."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from torture.command import analysis, files
from torture.lean import lean
from torture.outcome import Outcome

REPORT = ("report", "tra-vinh", "2023", "--body", "bloc", "--to", "html,pdf")


def surroundings(folder: Path) -> Mapping[str, tuple[dict[str, str], bool]]:
    """What is set in each environment, and whether the report must come out there."""
    startup = folder / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "50-style.py").write_text("import matplotlib\nmatplotlib.rcParams['font.size'] = 40\n")
    config = folder / "mpl"
    config.mkdir()
    (config / "matplotlibrc").write_text("svg.fonttype: path\nfont.family: serif\nfigure.dpi: 10\n")
    spaced = folder / "tạm thời (1)"
    spaced.mkdir()
    return {
        "C locale": ({"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}, True),
        "Turkish locale": ({"LC_ALL": "tr_TR.UTF-8"}, True),
        "another time zone": ({"TZ": "Pacific/Kiritimati"}, True),
        "another hash seed": ({"PYTHONHASHSEED": "4711"}, True),
        "no home": ({"HOME": str(folder / "nowhere")}, True),
        "a temporary folder with spaces and marks": ({"TMPDIR": str(spaced)}, True),
        "another matplotlib configuration": ({"MPLCONFIGDIR": str(config)}, True),
        "a backend that does not exist": ({"MPLBACKEND": "no_such_backend"}, True),
        "IPython start-up files": ({"IPYTHONDIR": str(folder / "ipython")}, True),
        "one thread, no terminal": ({"OMP_NUM_THREADS": "1", "TERM": "dumb", "COLUMNS": "20"}, True),
    }


def cases(count: int, chance: Random, folder: Path) -> Iterator[Outcome]:
    """Make the same report in as many environments as are asked for."""
    data = lean(folder / "data")
    arguments = (*REPORT, "--data", data)
    plain = analysis(*arguments, "--output", folder / "plain")
    expected = files(folder / "plain")
    yield Outcome("as it is", "made", plain.wrong or ("" if expected else plain.err[-200:]))
    for number, (name, (more, made)) in enumerate(list(surroundings(folder).items())[:count]):
        out = folder / f"out-{number}"
        ran = analysis(*arguments, "--output", out, more=more, cwd=folder)
        if ran.wrong or not made or ran.status:
            yield Outcome(name, "refused in a line", ran.wrong or ran.err.strip()[-200:] * made)
            continue
        found = files(out)
        different = sorted(
            key for key in expected.keys() | found.keys() if expected.get(key) != found.get(key)
        )
        yield Outcome(name, "same bytes", ", ".join(different))
    if sys.platform != "win32":
        ran = analysis(
            *arguments, "--output", folder / "masked", before=("sh", "-c", 'umask 077; exec "$@"', "sh")
        )
        found = files(folder / "masked")
        yield Outcome(
            "a closed umask", "same bytes", ran.wrong or ("" if found == expected else "other files")
        )
