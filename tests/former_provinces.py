"""Made-up figures of provinces that were merged in 2025: of the collected ones none can be added up yet."""

from pathlib import Path

import pandas as pd

import analysis
from analysis.data.dataset import Dataset
from analysis.data.schema import OBSERVATION_COLUMNS
from broken_data import copy

PARTS = ("can-tho", "hau-giang", "soc-trang")

MERGED = {
    "can-tho": PARTS,
    "vinh-long": ("vinh-long", "ben-tre", "tra-vinh"),
    "an-giang": ("an-giang", "kien-giang"),
    "ca-mau": ("ca-mau", "bac-lieu"),
    "dong-thap": ("dong-thap", "tien-giang"),
    "tay-ninh": ("tay-ninh", "long-an"),
    "gia-lai": ("gia-lai", "binh-dinh"),
    "dak-lak": ("dak-lak", "phu-yen"),
    "hai-phong": ("hai-phong", "hai-duong"),
    "hung-yen": ("hung-yen", "thai-binh"),
    "bac-ninh": ("bac-ninh", "bac-giang"),
}

Row = dict[str, str]


def figure(province: str, **cells: str) -> Row:
    """Make a row of a made-up admissions figure of 2018, a year for which few are held."""
    given = {"province": province, "body": "province", "year": "2018", "period": "FY", "kind": "actual"}
    meaning = {"indicator": "admissions", "category": "members", "qualifier": "exact"}
    printed = "; ".join(cells[name] for name in ("count", "percent") if cells.get(name))
    proof = {"as_printed": printed or "made up", "source": "s001", "confidence": "high"}
    return dict.fromkeys(OBSERVATION_COLUMNS, "") | given | meaning | proof | cells


def with_rows(folder: Path, domain: str, *rows: Row) -> Dataset:
    """Copy the data, add rows to the file of a domain, and load the copy."""
    copy(folder.parent)
    return more_rows(folder, domain, *rows)


def more_rows(folder: Path, domain: str, *rows: Row) -> Dataset:
    """Add rows to the file of a domain, and load the folder."""
    file = folder / f"{domain}.csv"
    held = pd.read_csv(file, dtype=str, keep_default_na=False)
    together = pd.concat([held, pd.DataFrame(rows)]).reindex(columns=list(OBSERVATION_COLUMNS))
    together.fillna("").to_csv(file, index=False)
    return analysis.load(folder)


def mekong_and_others(folder: Path) -> Dataset:
    """Copy the data with two years of admissions against a plan, and ratings, of eleven merged provinces.

    Of Hậu Giang a figure of 2018 lacks, so that Cần Thơ has one sum less; Nghệ An was not merged.
    """
    parts = [*(part for parts in MERGED.values() for part in parts), "nghe-an", "son-la"]
    admissions, ratings = list[Row](), list[Row]()
    for at, part in enumerate(parts):
        source = f"s{at % 5 + 1:03}"
        for year in ("2017", "2018"):
            count, plan = 900 + 37 * at + 5 * int(year[-1]), 950 + 30 * at
            cells = {"count": str(count), "of": str(plan), "of_basis": "plan", "source": source}
            admissions.append(figure(part, year=year, as_printed=f"{count}/{plan}", **cells))
        private = {"category": "members_private_enterprises", "source": source}
        if part != "hau-giang":
            admissions.append(figure(part, count=str(20 + at), **private))
        rated, all_orgs = 400 + 11 * at + at * at % 7, 520 + 13 * at
        rating = {"indicator": "org_rating", "category": "good_or_better", "of_basis": "all_orgs"}
        said = {"as_printed": f"{rated}/{all_orgs}", "source": source}
        ratings.append(figure(part, count=str(rated), of=str(all_orgs), **rating, **said))
    with_rows(folder, "admissions", *admissions)
    return more_rows(folder, "ratings", *ratings)
