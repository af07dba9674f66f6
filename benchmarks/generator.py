"""Synthetic figures for as many provinces and years as a benchmark needs: same seed, same files.

The release bears the word "synthetic" and its Vietnamese name, and every report shows its release at the
top of the page; so does the one source that all figures name. Nothing here is a figure of any real province.
"""

import argparse
import csv
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from analysis.data.schema import OBSERVATION_COLUMNS, SIDE_TABLES
from analysis.locations import data_folder

LABEL = "dữ liệu giả lập / synthetic"
BODIES = ("bloc", "bloc-agencies", "bloc-enterprises", "province")
PERIODS = ("FY", "H1", "9M", "Q1", "Q2", "Q3", "Q4")
FORMS = {"reprimand": 0.7, "warning": 0.2, "removal": 0.02}

Line = dict[str, str]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}"


def _full(random_: random.Random, size: float, drift: int) -> Iterator[Line]:
    """The figures that a thorough yearly report prints: some two dozen."""
    orgs = int(60 + 60 * size)
    members = int(3000 + 6000 * size + 40 * drift)
    good, members_good = (
        round(orgs * random_.uniform(0.85, 0.98)),
        round(members * random_.uniform(0.9, 0.99)),
    )

    def line(indicator: str, category: str, count: int, of: int = 0, basis: str = "", **more: str) -> Line:
        printed = {"of": str(of), "of_basis": basis, "percent": _share(count, of)} if basis else {}
        return {"indicator": indicator, "category": category, "count": str(count), **printed, **more}

    def rating(name: str, basis: str, whole: int, part: int) -> Iterator[Line]:
        completed = round((whole - part) * 0.8)
        yield line(name, "good_or_better", part, whole, basis)
        yield line(name, "excellent", round(part * random_.uniform(0.12, 0.2)), part, "good_or_better")
        yield line(name, "completed", completed, whole, basis)
        yield line(name, "failed", whole - part - completed, whole, basis)

    yield from rating("org_rating", "all_orgs", orgs, good)
    yield from rating("member_rating", "all_members", members, members_good)
    plan = round(members * 0.03)
    yield line("admissions", "members", round(plan * random_.uniform(0.9, 1.3)), plan, "plan")
    yield line("membership", "members", members, as_of="12-31")
    yield line("membership", "orgs", orgs, as_of="12-31")
    for unit, whole in (("orgs", orgs), ("members", members // 10)):
        for kind, part in (("inspected", 0.5), ("supervised", 0.3)):
            turns = round(whole * part * random_.uniform(0.7, 1.3))
            yield line("inspections", f"{unit}_{kind}", turns, authority="committees")
    forms = {
        form: round(members * 0.006 * share * random_.uniform(0.7, 1.3)) for form, share in FORMS.items()
    }
    yield line("discipline_members", "total", sum(forms.values()), authority="all")
    for form, count in forms.items():
        yield line("discipline_members", form, count, authority="all")
    yield line("discipline_orgs", "total", random_.randint(0, 5), authority="all")
    yield line("targets_met", "targets", random_.randint(8, 10), 10, "targets_set")
    convened = round(members * 0.97)
    yield line("study", "members_attended", round(convened * random_.uniform(0.95, 1)), convened, "convened")
    yield line("models", "registered_ho_chi_minh", round(orgs * random_.uniform(1, 3)))
    yield line("training", "party_awareness_classes", random_.randint(2, 12))


def generate(
    folder: Path,
    *,
    provinces: int = 63,
    years: int = 20,
    last_year: int = 2024,
    bodies: tuple[str, ...] = ("bloc",),
    periods: tuple[str, ...] = ("FY",),
    full: bool = True,
    seed: int = 1,
) -> int:
    """Write a valid data folder.

    Parameters
    ----------
    folder : pathlib.Path
        Where; made if need be.
    provinces, years : int, optional
        How many; the years end with ``last_year``.
    bodies, periods : tuple of str, optional
    full : bool, optional
        Two dozen figures for each province, body, year and period; otherwise a single one.
    seed : int, optional

    Returns
    -------
    int
        Number of figures.
    """
    folder.mkdir(parents=True, exist_ok=True)
    given = data_folder()
    for table in SIDE_TABLES:
        shutil.copyfile(given / f"{table}.csv", folder / f"{table}.csv")
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            [["id", "publisher", "published", "title", "url", "kind", "note"],
             ["s001", LABEL, "2025-01-01", f"{LABEL}, seed {seed}", "", "other", ""]]
        )  # fmt: skip
    package = json.loads((given / "datapackage.json").read_text(encoding="utf-8"))
    package |= {
        "title": LABEL,
        "description": LABEL,
        "version": f"{LABEL}, seed {seed}",
        "created": "2025-01-31T00:00:00Z",
    }
    (folder / "datapackage.json").write_text(
        json.dumps(package, ensure_ascii=False, indent=2) + "\n", "utf-8"
    )

    domain_of = {}
    with (given / "indicators.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            domain_of[row["indicator"]] = row["domain"]
    with (given / "provinces.csv").open(encoding="utf-8-sig", newline="") as file:
        slugs = [row["province"] for row in csv.DictReader(file) if row["kind"] != "country"][:provinces]
    with (given / "domains.csv").open(encoding="utf-8-sig", newline="") as file:
        lines: dict[str, list[Line]] = {row["domain"]: [] for row in csv.DictReader(file)}

    random_ = random.Random(seed)
    for slug in slugs:
        size = random_.random()
        for body in bodies:
            for year in range(last_year - years + 1, last_year + 1):
                for period in periods:
                    usual = {"province": slug, "body": body, "year": str(year), "period": period}
                    for line in _figures(random_, size, year, full=full):
                        lines[domain_of[line["indicator"]]].append(usual | line)
    for domain, rows in lines.items():
        with (folder / f"{domain}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, OBSERVATION_COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return sum(len(rows) for rows in lines.values())


def _figures(random_: random.Random, size: float, year: int, *, full: bool) -> Iterator[Line]:
    drift = year - 2000
    one = [{"indicator": "admissions", "category": "members", "count": str(random_.randint(50, 400))}]
    for line in _full(random_, size, drift) if full else one:
        printed = f"{line['count']}/{line['of']} ({line['percent']}%)" if line.get("of") else line["count"]
        if line.get("as_of"):
            line["as_of"] = f"{year}-{line['as_of']}"
        yield {
            "kind": "actual", "qualifier": "exact", "source": "s001", "confidence": "high", "note": LABEL,
            "as_printed": printed, **line,
        }  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a data folder of synthetic figures.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--provinces", type=int, default=63)
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--all-bodies", action="store_true", help="four bodies instead of one")
    parser.add_argument("--all-periods", action="store_true", help="seven periods instead of full years")
    parser.add_argument("--single", action="store_true", help="one figure each instead of two dozen")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    generate(
        asked.folder,
        provinces=asked.provinces,
        years=asked.years,
        bodies=BODIES if asked.all_bodies else BODIES[:1],
        periods=PERIODS if asked.all_periods else PERIODS[:1],
        full=not asked.single,
        seed=asked.seed,
    )
