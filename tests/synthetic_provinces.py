"""Synthetic figures for all 63 provinces, to see what a comparison will look like one day. None is real."""

import csv
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from analysis.data.catalog import COUNTRY
from analysis.data.dataset import Dataset, load
from analysis.data.schema import OBSERVATION_COLUMNS
from analysis.locations import data_folder

YEAR = 2022
SAYS = "synthetic"
"""Stands in every row: who meets such a figure elsewhere must see at once that nobody printed it."""

Line = dict[str, str | int]


def folder(at: Path) -> Path:
    """Make a data folder with the project's own side tables and synthetic figures for 63 provinces.

    Of the country there is one share, defined as in the provinces; one province has no figure of `YEAR` but a
    target, so that its state shows.
    """
    real = load()
    shutil.copytree(data_folder(), at)
    by_file: dict[str, list[Line]] = {}
    for line in _lines(real):
        pair = (str(line["indicator"]), str(line["category"]))
        by_file.setdefault(real.catalog.indicators[pair].domain, []).append(line)
    for domain in real.catalog.domain_names:
        with (at / f"{domain}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, OBSERVATION_COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(by_file.get(domain, []))
    return at


def dataset(at: Path) -> Dataset:
    """Load such a folder."""
    return load(folder(at))


def _lines(real: Dataset) -> Iterator[Line]:
    chance = random.Random(20221231)
    units = [slug for slug, unit in real.catalog.provinces.items() if unit.kind != "country"]
    for place, slug in enumerate(sorted(units)):
        if place == 7:
            yield _line(slug, "admissions", "members", kind="target", count=500, comparator="ge")
            continue
        members = chance.randint(30_000, 120_000)
        rated = int(members * 0.93)
        orgs = members // 90
        # Two provinces far from the others, so that the funnel has something to find.
        odd = {11: -0.06, 40: 0.02}.get(place, 0.0)
        good = int(rated * (0.955 + odd + chance.gauss(0, 0.0008)))
        yield _line(slug, "membership", "members", count=members, as_of=f"{YEAR}-12-31")
        yield _line(slug, "membership", "orgs", count=orgs, as_of=f"{YEAR}-12-31")
        yield _line(slug, "member_rating", "good_or_better", count=good, of=rated, of_basis="rated")
        yield _line(
            slug,
            "member_rating",
            "excellent",
            count=int(good * chance.uniform(0.12, 0.2)),
            of=good,
            of_basis="good_or_better",
        )
        well = int(orgs * chance.uniform(0.85, 1.0))
        yield _line(slug, "org_rating", "good_or_better", count=well, of=orgs, of_basis="rated")
        plan = chance.randint(900, 3000)
        admitted = int(plan * chance.uniform(0.85, 1.3))
        yield _line(slug, "admissions", "members", count=admitted, of=plan, of_basis="plan")
        yield _line(
            slug, "admissions", "members", year=YEAR - 1, count=int(admitted * 0.97), of=plan, of_basis="plan"
        )
        for category in ("orgs_inspected", "members_inspected", "orgs_supervised", "members_supervised"):
            yield _line(
                slug, "inspections", category, authority="committees", count=chance.randint(200, 9000)
            )
        rough = "over" if place % 9 == 0 else "exact"
        yield _line(
            slug,
            "discipline_members",
            "total",
            authority="all",
            count=chance.randint(80, 700),
            qualifier=rough,
        )
        yield _line(slug, "discipline_orgs", "total", authority="all", count=chance.randint(0, 20))
    yield _line(
        COUNTRY,
        "member_rating",
        "good_or_better",
        body="national",
        count=4_500_000,
        of=4_720_000,
        of_basis="rated",
    )


def _line(slug: str, indicator: str, category: str, **values: str | int) -> Line:
    printed = f"{values['count']}/{values['of']}" if "of" in values else str(values["count"])
    return {
        "province": slug,
        "body": "province",
        "year": YEAR,
        "period": "FY",
        "kind": "actual",
        "indicator": indicator,
        "category": category,
        "qualifier": "exact",
        "as_printed": f"{printed} ({SAYS})",
        "source": "s001",
        "confidence": "high",
        "note": f"{SAYS}: not a real figure",
        **values,
    }
