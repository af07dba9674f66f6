"""Rows held against their texts: found, and whatever was changed in them noticed."""

from pathlib import Path

import pytest

import broken_data
from analysis.data import OBSERVATION_COLUMNS, Dataset, load
from analysis.reading import (
    Text,
    Traced,
    Vocabulary,
    read,
    trace,
    trace_rows,
    traced_ids,
    vocabulary_of,
    write_traces,
)

TEXT = (
    "Năm 2023, Đảng bộ tỉnh Hải Dương kết nạp hơn 209 đảng viên.\n"
    "Cấp ủy các cấp đã kiểm tra 752 tổ chức đảng; UBKT các cấp thi hành kỷ luật 25 đảng viên."
)


def traced(data: Dataset, known: Vocabulary, number: int, **changed: str) -> Traced:
    """Hold a row that was read from the text against it, after some cells were changed."""
    one = read(TEXT, known, data.catalog, {"source": "s001"}).candidates[number]
    row = {"id": "x", **{name: one.row[name] for name in OBSERVATION_COLUMNS}, **changed}
    return trace_rows([row], Text("a.txt", TEXT, "0" * 64), data, known)[0]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_what_was_read_is_found(data: Dataset, known: Vocabulary, number: int) -> None:
    """A row is found in the text that it was read from, and its fingerprint holds nothing of the text."""
    one = traced(data, known, number)
    assert (one.state, one.reason) == ("found", "")
    assert len(one.sentence) == 16


@pytest.mark.parametrize(
    ("number", "changed", "state", "reason"),
    [
        (0, {"count": "208"}, "moved", "count"),
        (0, {"count": "208", "as_printed": "hơn 208"}, "missing", "does not stand"),
        (0, {"qualifier": "exact"}, "moved", "qualifier"),
        (0, {"qualifier": "nearly"}, "moved", "qualifier"),
        (0, {"year": "2022"}, "moved", "period"),
        (0, {"period": "H1"}, "moved", "period"),
        (1, {"authority": "commissions"}, "moved", "authority"),
        (1, {"authority": ""}, "moved", "authority"),
        (2, {"authority": "committees"}, "moved", "authority"),
        (2, {"indicator": "study", "category": "members_attended"}, "moved", "indicator"),
    ],
)
def test_a_changed_row_is_noticed(
    data: Dataset, known: Vocabulary, number: int, changed: dict[str, str], state: str, reason: str
) -> None:
    """A digit, an authority, a qualifier, a period that the text does not bear out is named."""
    one = traced(data, known, number, **changed)
    assert one.state == state
    assert reason in one.reason


def test_traces_are_kept_and_go_stale(tmp_path: Path) -> None:
    """A recorded figure is traced until its row changes; the same input writes the same bytes."""
    folder = broken_data.copy(tmp_path)
    (folder / "traces.csv").unlink()
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "s001.txt").write_text(
        "Năm 2023, Đảng ủy Khối kết nạp 140/135 đảng viên, đạt 103,7% kế hoạch.", encoding="utf-8"
    )
    data = load(folder)
    found = trace(data, vocabulary_of(data), texts)
    path = write_traces(data, found, "2026-01-31")
    first = path.read_bytes()
    recorded = load(folder)
    assert list(traced_ids(recorded)) == ["hau-giang/bloc/2023/FY/actual/admissions/members"]
    assert write_traces(recorded, found, "2026-02-01").read_bytes() == first
    admissions = folder / "admissions.csv"
    admissions.write_text(
        admissions.read_text("utf-8").replace("140/135; 103,7%", "140/135 (103,7%)"), encoding="utf-8"
    )
    assert traced_ids(load(folder)) == {}
