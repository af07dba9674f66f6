"""What reports leave behind in an output folder, without the reports: for the index."""

import json
from collections.abc import Sequence
from pathlib import Path

from analysis.run.jobs import Job

JOBS = (
    Job("province", "tra-vinh", 2023, "FY", "bloc", "vi"),
    Job("province", "tra-vinh", 2023, "FY", "bloc", "en"),
    Job("province", "tra-vinh", 2024, "H1", "bloc", "vi"),
    Job("province", "hau-giang", 2023, "Q1", "province", "vi"),
    Job("province", "nam-dinh", 2020, "H1", "province", "vi"),
    Job("province", "binh-dinh", 2020, "H1", "province", "vi"),
    Job("province", "dak-lak", 2022, "FY", "province", "vi"),
    Job("province", "dien-bien", 2020, "TERM", "province", "vi"),
    Job("comparison", "", 2023, "FY", "bloc", "vi"),
    Job("comparison", "", 2023, "FY", "province", "vi", region="tay-nguyen"),
)


def put(
    folder: Path, jobs: Sequence[Job] = JOBS, endings: Sequence[str] = ("html", "pdf", "ipynb", "csv")
) -> None:
    """Put what reports leave behind into a folder; their content is no matter here."""
    for job in jobs:
        base = folder / job.stamp
        base.parent.mkdir(parents=True, exist_ok=True)
        for ending in endings:
            base.with_name(f"{base.name}.{ending}").write_text("<!DOCTYPE html>", encoding="utf-8")
        span = "TERM-2015" if job.period == "TERM" else job.period
        own = f"{job.province or 'gia-lai'}/{job.body}/{job.year}/{span}/actual/admissions"
        beside = f"ca-mau/{job.body}/{job.year - 1}/{span}/actual/admissions/members"  # of another year
        figures = [f"{own}/members", f"{own}/students", beside]
        sidecar = {"job": job.to_json(), "release": "2026.11", "figures": figures}
        base.with_name(f"{base.name}.json").write_text(json.dumps(sidecar), encoding="utf-8")
