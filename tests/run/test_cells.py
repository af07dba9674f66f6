"""The warm engine: what a kernel shows, without a kernel, and nothing that a cell does can reach further."""

import gc
import io
import json
import os
import pickle
import re
import signal
import socket
import subprocess
import sys
import time
import weakref
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from nbformat import NotebookNode

from analysis.charts import typesetting
from analysis.data.dataset import keep, load
from analysis.errors import MachineryError, NotebookError, RequestError
from analysis.locations import notebooks_folder
from analysis.messages import speaking
from analysis.run import cells as engine
from analysis.run.execution import Notebook, check_parameters, execute
from analysis.run.jobs import Settings

pytestmark = pytest.mark.skipif(not engine.can_fork(), reason="the warm engine needs a system that can fork")

EVERYTHING = """
import sys, os
print("out", end=" "); print("err", file=sys.stderr); print("more")
!echo from a subprocess
---
from IPython.display import HTML, Markdown, display, clear_output, update_display
display(HTML("<b>bold</b>"), metadata={"text/html": {"isolated": True}})
handle = display(Markdown("first"), display_id="here")
1 + 1
---
update_display(Markdown("second"), display_id="here")
print("gone")
clear_output()
{"a": [1, 2.5, None], "b": "Trà Vinh"}
---
class Both:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": "both", "application/json": {"n": 1}}, {"application/json": {"expanded": True}}

Both()
---
import matplotlib.pyplot as plt
plt.rcParams["svg.hashsalt"] = "same"
figure, axes = plt.subplots(figsize=(1, 1)); axes.plot([1, 2]);
---
import asyncio
await asyncio.sleep(0)
_ = get_ipython().run_line_magic("pwd", "")
Out[4], In[2][:4], province
---
%matplotlib inline
plt.plot([2, 1]);
---
%precision 2
3.14159
---
%%writefile /dev/null
nothing
---
"quiet";
---
None
"""


def notebook(*cells: str, parameters: bool = True) -> NotebookNode:
    """Make a notebook of code cells."""
    first = nbformat.v4.new_code_cell("province = 'none'", metadata={"tags": ["parameters"]})
    rest = [nbformat.v4.new_code_cell(source.strip()) for source in cells]
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    made = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    made.cells = [*([first] if parameters else []), *rest]
    return NotebookNode(made)


def run(*cells: str, **options: Any) -> NotebookNode:
    """Execute a notebook of such cells."""
    return execute(Notebook(notebook(*cells), "made.ipynb"), {"province": "tra-vinh"}, Settings(**options))


def failure(*cells: str, **options: Any) -> NotebookError:
    """Give the failure of a notebook of such cells."""
    with pytest.raises(NotebookError) as caught:
        run(*cells, **options)
    return caught.value


def numbered(content: object) -> str:
    """Write content as JSON with the random ids of widgets and tables replaced by numbers, in order."""
    text = json.dumps(content, indent=1)
    ids = dict.fromkeys(re.findall(r"[0-9a-f]{8}(?:[-_]?[0-9a-f]{4}){3}[-_]?[0-9a-f]{12}", text))
    for position, random_id in enumerate(ids):
        text = text.replace(random_id, f"widget-{position}")
    return text


def texts(executed: NotebookNode) -> list[str]:
    """Give the plain text of every result."""
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    return [output.data["text/plain"] for output in outputs if output.output_type == "execute_result"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", sorted(notebooks_folder().glob("*_report.ipynb")), ids=lambda path: str(path.stem)
)
def test_every_notebook_is_the_same_in_both_engines(path: Path) -> None:
    """Each notebook that makes reports gives, cell by cell, the outputs of the standard kernel."""
    made = Notebook.at(path)  # the one to look around in takes no parameters
    warm, kernel = (execute(made, {}, Settings(engine)) for engine in ("warm", "kernel"))
    for ours, theirs in zip(warm.cells, kernel.cells, strict=True):
        assert numbered(ours) == numbered(theirs)
    assert numbered(warm) == numbered(kernel)


@pytest.mark.slow
def test_all_kinds_of_output_are_the_same_in_both_engines() -> None:
    """Text, results, displays and their updates, metadata, magics, plots, async cells: as from a kernel."""
    cells = EVERYTHING.split("---\n")
    warm, kernel = run(*cells), run(*cells, engine="kernel")
    for ours, theirs in zip(warm.cells, kernel.cells, strict=True):
        assert ours == theirs
    assert len(texts(warm)) >= 5


@pytest.mark.slow
def test_errors_are_the_same_in_both_engines() -> None:
    """A traceback has the same lines, names and colours in both engines."""
    cells = ["def deep(n):\n    return 1 / n if n == 0 else deep(n - 1)", "deep(2)"]
    outputs = [failure(*cells, engine=name).notebook for name in ("warm", "kernel")]
    assert outputs[0] == outputs[1]
    assert "ZeroDivisionError" in str(outputs[0])


def test_figures_are_pictures() -> None:
    """A figure is shown as PNG, with pyplot or without."""
    figure = "from matplotlib.figure import Figure; own = Figure((1, 1)); own.subplots(); own"
    pyplot = run("import matplotlib.pyplot as plt; plt.plot([1, 2]);", "plt.plot([2, 1]);", "1")
    shown = [cell.outputs[0].data.keys() for cell in (run(figure).cells[-1], *pyplot.cells[-3:])]
    assert ["image/png" in keys for keys in shown] == [True, True, True, False]


def test_a_notebook_that_draws_no_figure_does_not_wait_for_what_draws_them() -> None:
    """In a process that has drawn none."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_cells import run, texts\n"
        "print(texts(run('import sys; \"matplotlib.figure\" in sys.modules')))"
    )
    command = [sys.executable, "-c", script, str(Path(__file__).parent)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "['False']\n"


def test_parameters_arrive() -> None:
    """The parameters follow in the cell that sets the defaults."""
    assert texts(run("province")) == ["'tra-vinh'"]


def test_what_a_subprocess_prints_is_kept() -> None:
    """Text that Python itself has not printed lands in the notebook, not on the terminal."""
    executed = run("import os; _ = os.system('echo from below; echo also >&2')")
    assert [output.text for output in executed.cells[-1].outputs] == ["from below\n", "also\n"]


def test_cells_have_their_waste_collected() -> None:
    """A command that does without leaves it on for the cells that it runs, and for what called it."""
    seen = "import gc, weakref\nclass Ring: pass\nring = Ring(); ring.self = ring; held = weakref.ref(ring)"
    waste = "del ring\nfilled = [[] for _ in range(600_000)]\ngc.isenabled(), held() is None"
    collected = gc.isenabled()
    gc.disable()
    try:
        assert texts(run(seen, waste)) == ["(True, True)"]
    finally:
        if collected:
            gc.enable()


def test_an_executed_notebook_goes_with_the_last_who_holds_it() -> None:
    """It does not wait until waste is looked for: a long batch would hold dozens, each of some megabytes."""
    collected = gc.isenabled()
    gc.disable()
    try:
        held = weakref.ref(run("1"))
        assert held() is None
    finally:
        if collected:
            gc.enable()


def test_nothing_leaks_from_one_notebook_into_the_next() -> None:
    """What a notebook sets, imports, patches, or writes into the environment is gone in the next one."""
    run(
        "import builtins, os, analysis, pandas\n"
        "builtins.leak = 1; os.environ['LEAK'] = '1'; analysis.leak = 1; pandas.leak = 1; os.chdir('/')"
    )
    seen = "import builtins, os, analysis, pandas\n"
    seen += "any(hasattr(place, 'leak') for place in (builtins, analysis, pandas)), 'LEAK' in os.environ"
    assert texts(run(seen, "'leak' in globals()")) == ["(False, False)", "False"]
    assert "LEAK" not in os.environ


def test_a_frame_changed_in_place_is_unchanged_in_the_next_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook that spoils the data spoils its own copy of them."""
    spoil = "import analysis; it = analysis.load().observations; it['count'] = 0; int(it['count'].sum())"
    look = "import analysis; int(analysis.load().observations['count'].sum()) > 0"
    monkeypatch.setattr("analysis.data.dataset._kept", {})
    keep(load())  # as a batch does: both get the very same frame
    assert texts(run(spoil)) == ["0"]
    assert texts(run(look)) == ["True"]


@pytest.mark.parametrize(
    ("cell", "ename"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("raise SystemExit(3)", "SystemExit"),
        ("import os; os._exit(0)", "DeadKernelError"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "DeadKernelError"),
        ("exit()", "DeadKernelError"),
        ("input('?')", "StdinNotImplementedError"),
        ("def broken(:", "SyntaxError"),
    ],
    ids=["raises", "sys.exit", "os._exit", "kill -9", "exit()", "input", "syntax"],
)
def test_the_failing_cell_is_marked(cell: str, ename: str) -> None:
    """However a cell fails, the notebook so far is kept and the failure stands at that cell."""
    error = failure("print('before')", cell, "print('after')")
    assert "cell 3" in str(error)
    assert ename in str(error)
    cells: Any = error.notebook
    found = [cell for cell in cells.cells if cell.get("outputs") and cell.outputs[-1].output_type == "error"]
    assert [failed.source for failed in found] == [cell]
    assert "before" in str(cells)
    assert "'after'" not in str([cell.get("outputs") for cell in cells.cells])


def test_a_good_end_before_the_last_cell_is_a_failure() -> None:
    """sys.exit(0), which papermill takes for success, does not make half a report."""
    assert "called exit" in str(failure("import sys; sys.exit(0)", "print('after')"))


def test_a_hanging_cell_ends_at_the_time_limit() -> None:
    """A cell that does not end is ended, with all that it has started, and what it printed is kept."""
    error = failure(
        "import subprocess, sys, time\n"
        "child = subprocess.Popen(['sleep', '600'])\n"
        "print(child.pid); sys.stdout.flush()\n"
        "while True: time.sleep(0.05); print('.', end='')",
        timeout=8,
    )
    assert "CellTimeoutError" in str(error)
    notebook_so_far: Any = error.notebook
    printed = next(cell.outputs[0].text for cell in notebook_so_far.cells if cell.get("outputs"))
    pid = int(printed.split("\n")[0])
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is one of Linux")
def test_a_cell_that_eats_memory_gets_a_memory_error() -> None:
    """With a limit, a cell that wants more memory fails alone."""
    error = failure("held = []\nwhile True: held.append(bytearray(50_000_000))", memory=1_500_000_000)
    assert "MemoryError" in str(error)


def test_forked_processes_share_no_open_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fonts that charts measure words with are in memory: an open file's position would be everybody's."""
    opened: list[object] = []
    real = getattr(typesetting, "FT2Font")  # noqa: B009  (a name that it only imports)

    def watched(source: Any) -> Any:
        opened.append(source)
        return real(source)

    monkeypatch.setattr(typesetting, "FT2Font", watched)
    typesetting._font.cache_clear()
    typesetting._font(True)
    assert [type(source) for source in opened] == [io.BytesIO]


def test_the_process_of_the_cells_dies_with_its_parent(tmp_path: Path) -> None:
    """Killing the process that asked leaves no cell running behind."""
    note = tmp_path / "pid"
    cell = f"import os, pathlib, time; pathlib.Path('{note}').write_text(str(os.getpid())); time.sleep(600)"
    script = f"from test_cells import run\nrun({cell!r})"
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=Path(__file__).parent)
    deadline = time.monotonic() + 60
    while not (note.exists() and note.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    child = psutil.Process(int(note.read_text()))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    gone, alive = psutil.wait_procs([child], timeout=10)
    assert (len(gone), alive) == (1, [])


def test_the_process_of_the_cells_holds_no_pipe_of_its_parent() -> None:
    """Who waits for the end of a pipe gets it when it is closed here, whatever cells run on."""
    pipe = os.pipe()
    ours, theirs = socket.socketpair()
    with engine.Cells() as process, ours:
        os.close(pipe[1])
        theirs.close()
        assert os.read(pipe[0], 1) == b""
        assert ours.recv(1) == b""
        assert [message["msg_type"] for message in process.run("1 / 1")][-1] == "execute_reply"
    os.close(pipe[0])


def test_papermill_knows_the_engine(tmp_path: Path) -> None:
    """Papermill's own command runs a notebook with this engine, found by its entry point."""
    source, target = tmp_path / "in.ipynb", tmp_path / "out.ipynb"
    nbformat.write(notebook("import analysis, sys", "province"), source)
    command = [
        "papermill",
        str(source),
        str(target),
        "--engine",
        "doichieu_warm",
        "-p",
        "province",
        "can-tho",
    ]
    command += ["--no-progress-bar", "-k", "python3"]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "can-tho" in texts(nbformat.read(target, as_version=4))[0]


def test_without_fork_a_fresh_kernel_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a system that cannot fork the warm engine starts a kernel, and the result is the same."""
    cell = "import os; province, os.getppid() == int(os.environ.get('JPY_PARENT_PID', 0))"
    for module in ("cells", "execution", "engines"):
        monkeypatch.setattr(f"analysis.run.{module}.can_fork", lambda: False)
    assert texts(run(cell)) == ["('tra-vinh', True)"]


@pytest.mark.slow
def test_a_kernel_that_hangs_or_dies_makes_no_noise(capfd: pytest.CaptureFixture[str]) -> None:
    """Neither papermill nor the kernel writes on stderr what the error tells."""
    for cell in ("import time; time.sleep(600)", "import os; os._exit(3)"):
        failure(cell, engine="kernel", timeout=8)
    assert capfd.readouterr() == ("", "")


def test_a_window_is_refused() -> None:
    """A report has no screen; the message says what to write instead."""
    assert "use %matplotlib inline" in str(failure("get_ipython().enable_gui('qt')"))


def test_a_process_that_does_not_get_ready_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for it without end; that is the machinery's fault, and no process is left."""
    monkeypatch.setattr(engine, "_START", 0.5)
    monkeypatch.setattr(engine, "_child", lambda *_: time.sleep(60))
    with pytest.raises(MachineryError, match="was not ready after"):
        run("1")


def test_misspelt_parameters_are_refused() -> None:
    """A parameter that the notebook does not have is an error, not a warning."""
    with pytest.raises(RequestError, match="no parameter provinse; it knows province"):
        check_parameters(Notebook(notebook(), "made.ipynb"), {"provinse": "x"})


def test_a_notebook_without_parameters_is_refused() -> None:
    """A notebook that takes no parameters would make the same report for everyone."""
    with pytest.raises(RequestError, match="no cell tagged 'parameters'"):
        check_parameters(Notebook(notebook(parameters=False), "made.ipynb"), {"province": "x"})


def test_a_kernel_that_cannot_start_is_the_machinerys_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """What keeps a kernel from starting is told apart from a notebook's own failure."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Kernel didn't respond in 60 seconds")

    monkeypatch.setattr("papermill.clientwrap.PapermillNotebookClient.execute", broken)
    with pytest.raises(MachineryError, match="didn't respond"):
        run("1", engine="kernel")


ESCAPE = """
import os
reader, writer = os.pipe()
if not os.fork():
    os.setsid()
    if not (pid := os.fork()):
        os.execvp("sleep", ["sleep", "600"])
    os.write(writer, str(pid).encode())
    os._exit(0)
os.wait()
print(os.read(reader, 20).decode())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps descendants together")
def test_what_a_cell_starts_cannot_hide() -> None:
    """A process in a session of its own, whose parent ended at once, ends with the notebook."""
    pid = int(run(ESCAPE).cells[-1].outputs[0].text)
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is one of Linux")
def test_shared_memory_counts() -> None:
    """Memory that is shared, or mapped from a file in memory, counts like any other."""
    error = failure(
        "import mmap\nheld = [mmap.mmap(-1, 500_000_000) for _ in range(20)]", memory=2_000_000_000
    )
    assert "Cannot allocate memory" in str(error)


def test_output_beyond_the_bound_is_cut_and_said() -> None:
    """What a cell prints without end, itself or by a subprocess, fills neither the notebook nor the disk."""
    shown = run(
        "for _ in range(40): print('x' * 1_000_000)",
        "import os; _ = os.system('head -c 40000000 /dev/zero')",
        "print('next')",
    )
    floods, last = shown.cells[-3:-1], shown.cells[-1]
    for cell in floods:
        printed = "".join(output.text for output in cell.outputs if output.name == "stdout")
        assert 1_000_000 < len(printed) <= 32 * 1024**2
        assert "shows more than 32 MB; the rest was cut" in cell.outputs[-1].text
    assert last.outputs[0].text == "next\n"


@pytest.mark.slow
def test_a_kernels_output_is_cut_too() -> None:
    """The bound is one of reports, not of an engine."""
    shown = run("print('x' * 40_000_000)", "print('next')", engine="kernel")
    assert "the rest was cut" in shown.cells[-2].outputs[-1].text
    assert shown.cells[-1].outputs[0].text == "next\n"


@pytest.mark.slow
def test_kernels_share_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several at once in one folder, to which none may write: each has sockets and settings of its own."""
    start = tmp_path / "home" / ".ipython" / "profile_default" / "startup" / "leave.py"
    start.parent.mkdir(parents=True)
    start.write_text("import os; os._exit(9)")
    for name in ("HOME", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "MPLBACKEND"):
        monkeypatch.setenv(name, str(start.parents[3 if name == "HOME" else 2]))
    folder = tmp_path / "notebooks"
    folder.mkdir()
    folder.chmod(0o500)
    cell = "import os, sys, time; time.sleep(2); os.environ['MPLBACKEND'], os.getcwd()"
    made = Notebook(notebook(cell), "made.ipynb", folder)
    script = (
        "import pickle, sys\n"
        "from analysis.run.execution import execute\n"
        "from analysis.run.jobs import Settings\n"
        "made = pickle.load(open(sys.argv[1], 'rb'))\n"
        "print(execute(made, {}, Settings('kernel')).cells[-1].outputs)"
    )
    (tmp_path / "made").write_bytes(pickle.dumps(made))
    command = [sys.executable, "-W", "ignore", "-c", script, str(tmp_path / "made")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    for process in running:
        said = process.communicate()[0]
        assert process.returncode == 0
        assert "matplotlib_inline" in said
        assert str(folder) in said
    assert list(folder.iterdir()) == []


def test_a_namesake_of_the_library_is_named(tmp_path: Path) -> None:
    """A file `analysis.py` beside a notebook would be taken for this library by a kernel."""
    (tmp_path / "analysis.py").touch()
    with pytest.raises(RequestError, match=r"analysis\.py hides the library 'analysis'"):
        execute(Notebook(notebook("1"), "made.ipynb", tmp_path), {}, Settings("kernel"))


def test_what_goes_wrong_on_the_wire_is_the_machinerys_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of any kind that no cell has raised is named as such, so that a batch tries again."""

    def broken(*_: object, **__: object) -> None:
        raise ValueError("Invalid Signature: b'12'")

    monkeypatch.setattr("papermill.clientwrap.PapermillNotebookClient.execute", broken)
    with pytest.raises(MachineryError, match="could not be run: ValueError: Invalid Signature"):
        run("1", engine="kernel")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("import os; os._exit(3)", "tiến trình chạy các ô kết thúc với mã 3"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "bị tín hiệu SIGKILL dừng"),
        ("while True: pass", "quá 2 giây chưa xong"),
    ],
)
def test_how_a_process_ended_is_told_in_the_language_that_is_spoken(cell: str, said: str) -> None:
    """A Vietnamese run tells a clerk in Vietnamese, in the error as in the executed notebook."""
    with speaking("vi"):
        error = failure(cell, timeout=2)
    assert said in str(error)
    notebook: Any = error.notebook
    assert said in str([each.get("outputs") for each in notebook.cells])
