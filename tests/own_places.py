"""A data folder of an office's own: forty communes, one body, three indicators, six years. All synthetic."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis import load
from analysis.data import OBSERVATION_COLUMNS, start

YEARS = range(2019, 2025)
PLACES = tuple(f"xa-{number:02}" for number in range(1, 41))
BODY = "dang-uy-xa"

INDICATORS = (
    {
        "indicator": "satisfaction", "category": "total", "label_vi": "Chỉ số hài lòng (giả định)",
        "label_en": "Satisfaction score (synthetic)", "unit": "points", "unit_vi": "điểm",
        "unit_en": "points",
        "polarity": "higher", "timing": "period", "measure": "score", "scale_min": "0", "scale_max": "10",
        "lead": "yes",
    },
    {
        "indicator": "budget", "category": "balance", "label_vi": "Cân đối ngân sách (giả định)",
        "label_en": "Budget balance (synthetic)", "unit": "billion_vnd", "unit_vi": "tỷ đồng",
        "unit_en": "billion VND", "polarity": "none", "timing": "period", "measure": "amount",
    },
    {
        "indicator": "houses", "category": "built", "label_vi": "Nhà được xây (giả định)",
        "label_en": "Houses built (synthetic)", "unit": "houses", "unit_vi": "căn", "unit_en": "houses",
        "polarity": "higher", "timing": "period", "measure": "count", "lead": "yes",
    },
)  # fmt: skip


def write(file: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Put rows into a table in place of what stands there; its header stays."""
    head = next(csv.reader(io.StringIO(file.read_text("utf-8"))))
    out = io.StringIO()
    table = csv.DictWriter(out, head, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    file.write_text(out.getvalue(), encoding="utf-8", newline="")


def own_folder(target: Path) -> Path:
    """Make the folder as `analysis new` does, and fill it."""
    folder = start(target / "office", load())
    write(
        folder / "provinces.csv",
        [
            {"province": code, "name_vi": f"Xã Thử {code[3:]}", "name_en": f"Commune {code[3:]}",
             "kind": "commune", "region": "Huyện Thử", "region_en": "Test district"}
            for code in PLACES
        ],
    )  # fmt: skip
    for name in ("provinces_2025", "breaks", "tiers", "ceilings", "synonyms"):
        if (folder / f"{name}.csv").exists():
            write(folder / f"{name}.csv", [])
    named = {
        "name_vi": "Đảng ủy xã",
        "name_en": "Commune committee",
        "short_vi": "Đảng ủy",
        "short_en": "Committee",
    }
    write(folder / "bodies.csv", [{"body": BODY, **named, "kinds": "commune"}])
    for domain in load().catalog.domain_names:
        (folder / f"{domain}.csv").unlink()
    write(
        folder / "domains.csv",
        [{"domain": "works", "name_vi": "Công việc", "name_en": "Work", "order": "1", "section": "work"}],
    )
    words = {
        "indicator_vi": "Công việc",
        "indicator_en": "Work",
        "category_vi": "tổng",
        "category_en": "total",
    }
    write(
        folder / "indicators.csv",
        [{**words, **row, "domain": "works", "order": str(10 * n)} for n, row in enumerate(INDICATORS, 1)],
    )
    write(
        folder / "bases.csv",
        [{"of_basis": "plan", "role": "plan", "name_vi": "theo kế hoạch", "name_en": "planned"}],
    )
    write(
        folder / "sources.csv",
        [{"id": f"r{year}", "publisher": "Văn phòng (giả định)", "published": f"{year + 1}-01-15",
          "title": f"Báo cáo giả định {year}", "kind": "report"} for year in YEARS],
    )  # fmt: skip
    out = io.StringIO()
    table = csv.DictWriter(out, OBSERVATION_COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for number, place in enumerate(PLACES):
        for year in YEARS:
            common = {"province": place, "body": BODY, "year": str(year), "period": "FY", "kind": "actual",
                      "qualifier": "exact", "source": f"r{year}", "confidence": "high"}  # fmt: skip
            score = f"{4 + (number * 7 % 40) / 10 + (year - 2019) / 20:.2f}"
            balance = f"{(number * 13 % 31) - 15 + (year - 2019) / 4:.1f}"
            built, plan = str(20 + number + year - 2019), str(30 + number % 7)
            table.writerow(
                {
                    **common,
                    "indicator": "satisfaction",
                    "category": "total",
                    "value": score,
                    "as_printed": score.replace(".", ","),
                }
            )
            table.writerow(
                {
                    **common,
                    "indicator": "budget",
                    "category": "balance",
                    "value": balance,
                    "as_printed": balance.replace(".", ","),
                }
            )
            table.writerow(
                {
                    **common,
                    "indicator": "houses",
                    "category": "built",
                    "count": built,
                    "of": plan,
                    "of_basis": "plan",
                    "as_printed": f"{built}/{plan}",
                }
            )
    (folder / "works.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
    return folder
