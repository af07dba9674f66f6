"""An office's own figures: forty communes with a body of theirs, a score, an amount, a count with a plan."""

from pathlib import Path
from typing import Any

import pytest

from analysis import ComparisonReport, Dataset, ProvinceReport, compare, load
from analysis.errors import DataError
from own_places import BODY, PLACES, own_folder
from real_reports import readable

Json = dict[str, Any]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Load the folder: it is valid, and only what the office wrote is in it."""
    return load(own_folder(tmp_path_factory.mktemp("own")))


def shown(report: ProvinceReport | ComparisonReport) -> list[Json]:
    """Give the sections as a notebook carries them."""
    return [section.to_json() for section in report.sections()]


def blocks(sections: list[Json], kind: str) -> list[Json]:
    """Give all blocks of one kind."""
    return [block for section in sections for block in section["blocks"] if block["type"] == kind]


def test_a_place_has_sentences_charts_places_and_trends(office: Dataset) -> None:
    """Score, amount and count are told, drawn and placed among forty by what kind of figure they are."""
    report = ProvinceReport(office, "xa-07", 2023)
    assert report.scope.body == BODY
    sections = shown(report)
    text = "\n".join(readable(sections))
    for said in ("4,40", "2,0 tỷ đồng", "30", "36", "xếp 38/40", "xu hướng tăng", "Công việc"):
        assert said in text, said
    assert len(blocks(sections, "figure")) >= 2
    for foreign in ("Kết nạp", "kỷ luật", "PCI"):
        assert foreign not in text, foreign


def test_all_places_are_compared(office: Dataset) -> None:
    """The comparison ranks what does not depend on size, and shows all forty."""
    report = ComparisonReport(office, 2023)
    sections = shown(report)
    text = "\n".join(readable(sections))
    assert report.comparison.universe == len(PLACES)
    assert all(f"Xã Thử {code[3:]}" in text for code in PLACES)
    assert report.cover.title == "So sánh các địa phương, năm 2023"
    assert len(blocks(sections, "figure")) >= 1
    assert "kỷ luật" not in text


def test_amounts_may_be_negative_and_keep_their_decimals(office: Dataset) -> None:
    """A deficit is a figure; its change is one, too."""
    table = compare.table(office, "xa-01", 2023)
    row = table.loc[f"xa-01/{BODY}/2023/FY/actual/budget/balance"]
    assert (row["amount"], row["value_text"], row["measure"]) == (-14.0, "-14.0", "amount")
    assert row["change"] == pytest.approx(0.2)
    assert (row["change_in"], row["why_no_rank"]) == ("amount", "sizes_differ")


def test_a_score_off_its_scale_is_a_fault(tmp_path: Path) -> None:
    """The scale of the vocabulary holds for the office's own score."""
    folder = own_folder(tmp_path)
    works = folder / "works.csv"
    works.write_text(works.read_text("utf-8").replace("4.20", "14.20").replace("4,20", "14,20"), "utf-8")
    with pytest.raises(DataError, match="off-the-scale"):
        load(folder)
