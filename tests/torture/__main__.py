"""`python -m torture`: every family, one after the other, and the table of docs/reliability.md."""

import sys
import tempfile
import time
from pathlib import Path
from random import Random

import click

from torture import digits, environments, faults, inputs, kills, parallel, tampering
from torture.outcome import Family, Outcome, bad, table

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


@click.command()
@click.argument("names", nargs=-1)
@click.option("--share", default=1.0, show_default=True, help="Part of the full number of cases.")
@click.option("--seed", default=13, show_default=True)
def main(names: tuple[str, ...], share: float, seed: int) -> None:
    """Run the families whose names begin with NAMES; all without any."""
    with tempfile.TemporaryDirectory() as folder:
        found = run(names, share, seed, Path(folder))
    click.echo(table(found))
    wrong = [f"{name}: {line}" for name, outcomes in found.items() for line in bad(outcomes)]
    for line in wrong:
        click.echo(line, err=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
