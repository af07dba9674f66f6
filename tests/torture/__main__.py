"""`python -m torture`: every family, one after the other, and the table of docs/reliability.md."""

import platform
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import click

from torture import digits, environments, faults, inputs, kills, parallel, tampering
from torture.outcome import Family, Outcome, bad, table

BEGIN, END = "<!-- begin: written by make torture -->", "<!-- end -->"

FAMILIES: dict[str, tuple[Family, int]] = {
    "broken inputs": (inputs.cases, 2000),
    "one digit changed": (digits.cases, 1000),
    "pages tampered with, plain and sealed": (tampering.cases, 300),
    "kills": (kills.cases, 100),
    "reports in parallel, read by another": (parallel.cases, 500),
    "environments": (environments.cases, 10),
    "faults of disk, lock and network": (faults.cases, len(faults.FAULTS)),
}


def run(names: tuple[str, ...], share: float, seed: int, folder: Path) -> dict[str, list[Outcome]]:
    """Run families, each in a folder and with a seeded chance of its own."""
    found = {}
    for name, (family, count) in FAMILIES.items():
        if names and not any(name.startswith(asked) for asked in names):
            continue
        started = time.monotonic()
        own = folder / name.replace(" ", "-")
        own.mkdir()
        found[name] = list(family(max(1, round(count * share)), Random(f"{seed} {name}"), own))
        click.echo(f"{name}: {len(found[name])} cases, {time.monotonic() - started:.0f} s", err=True)
    return found


def write(file: Path, found: dict[str, list[Outcome]], how: str) -> None:
    """Put the figures of families into the table of a Markdown file; those of others stay as they are."""
    head, begin, rest = file.read_text("utf-8").partition(BEGIN)
    before, end, tail = rest.partition(END)
    kept = {
        line.split(" | ")[0].removeprefix("| "): line for line in before.splitlines() if line.startswith("| ")
    }
    title, rule, *fresh = table(found).splitlines()
    kept |= {line.split(" | ")[0].removeprefix("| "): line for line in fresh}
    rows = [kept[name] for name in FAMILIES if name in kept]
    file.write_text("\n".join([f"{head}{begin}", title, rule, *rows, "", how, f"{end}{tail}"]), "utf-8")


@click.command()
@click.argument("names", nargs=-1)
@click.option("--share", default=1.0, show_default=True, help="Part of the full number of cases.")
@click.option("--seed", default=13, show_default=True)
@click.option("--into", type=click.Path(path_type=Path), help="A Markdown file whose table is written anew.")
def main(names: tuple[str, ...], share: float, seed: int, into: Path | None) -> None:
    """Run the families whose names begin with NAMES; all without any."""
    with tempfile.TemporaryDirectory() as folder:
        found = run(names, share, seed, Path(folder))
    click.echo(table(found))
    if into is not None:
        where = f"{platform.system()}, Python {platform.python_version()}"
        write(into, found, f"Seed {seed}, {share:.0%} of the full length; {where}.")
    wrong = [f"{name}: {line}" for name, outcomes in found.items() for line in bad(outcomes)]
    for line in wrong:
        click.echo(line, err=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
