"""Writes docs/cli.md from what the commands say of themselves (make docs)."""

from pathlib import Path

from click import Context

from analysis.cli.commands import main

HEAD = """# The commands

Made from `--help` by `make docs`; a test fails when it is out of date. `python -m analysis` is the same
as `analysis`.

Exit status: 0 all well · 1 something failed or is invalid · 2 the command was wrong (an unknown province, a
year without figures, a folder that cannot be read: one line names it, and the nearest names). Results go to
stdout (UTF-8, where that is no terminal), all else to stderr. A batch that is interrupted by Ctrl-C ends with
130. `--debug` before the command's name shows the traceback of an error.

PROVINCE is the slug, the name with or without Vietnamese marks, or the two-digit code: `tra-vinh`,
`"Trà Vinh"`, `"tra vinh"`, `84`.

Completion in the shell, here for bash (also for zsh and fish); let your `.bashrc` source the file:

```sh
_ANALYSIS_COMPLETE=bash_source analysis > analysis-complete.bash
```
"""
WIDTH = 90


def text() -> str:
    """The page as it should be."""
    parts = [HEAD]
    for name in main.list_commands(Context(main)):
        command = main.commands[name]
        context = Context(command, info_name=f"analysis {name}", terminal_width=WIDTH)
        context.help_option_names = ["-h", "--help"]
        parts.append(f"## analysis {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    Path(__file__).with_name("cli.md").write_text(text(), encoding="utf-8", newline="\n")
