"""Collecting: a row is written at once or not at all, the work can be left, and what is corrected is learnt."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

import broken_data
from analysis.data import load
from analysis.errors import RequestError
from analysis.reading import Collector, Session, read, text_of, vocabulary_of

TEXT = "Năm 1999, Đảng bộ tỉnh Hải Dương kết nạp 209 đảng viên. Tỉnh ủy Hải Dương kỷ luật cảnh cáo 2 đảng viên.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the project's data, but the rows of the yearly indices."""
    return broken_data.copy(tmp_path)


@pytest.fixture
def session(folder: Path, tmp_path: Path) -> Session:
    """Begin to collect from a text of two figures."""
    (tmp_path / "bài báo.txt").write_text(TEXT, encoding="utf-8")
    return Session(folder, text_of(tmp_path / "bài báo.txt"))


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """Read a table."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_an_accepted_candidate_is_a_valid_row_at_once(session: Session, folder: Path) -> None:
    """It stands at the end of its file with a new source, and the folder is valid."""
    assert session.accept() == "admissions.csv"
    last = rows(folder, "admissions")[-1]
    assert (last["count"], last["year"], last["source"]) == ("209", "1999", rows(folder, "sources")[-1]["id"])
    assert "hai-duong/province/1999/FY/actual/admissions/members" in set(load(folder).observations["id"])


def test_an_invalid_row_is_not_written(session: Session, folder: Path) -> None:
    """Its faults are named, and every file is as it was."""
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    with pytest.raises(RequestError, match=r"not written, the row is not valid: .*year"):
        session.accept(year="soon")
    assert {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before


def test_a_full_disk_cuts_no_table(session: Session, folder: Path, full_disk: Callable[[str], None]) -> None:
    """Where a row does not fit, every table is as it was."""
    before = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    full_disk("admissions.csv")
    with pytest.raises(RequestError, match="no space is left"):
        session.accept()
    assert {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_the_work_can_be_left_taken_up_and_taken_back(session: Session, folder: Path) -> None:
    """What was decided is known to the next session; undo removes the row again."""
    before = (folder / "admissions.csv").read_bytes()
    session.accept()
    again = Session(folder, session.text)
    assert [one.row["category"] for one in again.left] == ["warning"]
    again.skip()
    assert again.current is None
    again.undo()
    again.undo()
    assert (folder / "admissions.csv").read_bytes() == before
    with pytest.raises(RequestError, match="nothing to take back"):
        again.undo()


def test_the_next_text_profits_from_a_correction(folder: Path, tmp_path: Path) -> None:
    """The words at a corrected figure become a synonym, and are read so from then on."""
    phrase = "Toàn tỉnh kết nạp 12 đảng viên ở xưởng gốm tư doanh."
    (tmp_path / "a.txt").write_text(f"Năm 1999, Tỉnh ủy Hải Dương báo cáo. {phrase}", encoding="utf-8")
    session = Session(folder, text_of(tmp_path / "a.txt"))
    session.accept(category="members_private_enterprises")
    data = load(folder)
    (one,) = read(phrase.replace("12", "7"), vocabulary_of(data), data.catalog).candidates
    assert one.row["category"] == "members_private_enterprises"


def test_no_name_of_a_person_enters_the_data(folder: Path, tmp_path: Path) -> None:
    """Whatever is accepted and corrected, no file of the folder holds a name of the text."""
    text = "Năm 1999, đồng chí Lò Thị Mẫu Danh, Tỉnh ủy Hải Dương, cho biết Lò Thị Mẫu Danh kết nạp 209 đảng viên Lò Thị Mẫu Danh."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    session = Session(folder, text_of(tmp_path / "a.txt"))
    session.accept(category="members_private_enterprises")
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_text(encoding="utf-8").lower()
            assert "mẫu danh" not in content
            assert "lò thị" not in content


def test_the_buttons_do_what_the_session_does(session: Session, folder: Path, tmp_path: Path) -> None:
    """The form shows the proposal; accept writes it with what was typed; a fault is told and nothing lost."""
    pytest.importorskip("ipywidgets")
    collector = Collector(tmp_path / "bài báo.txt", folder)
    assert collector.cells["count"].value == "209"
    collector.cells["year"].value = "never"
    collector.accept.click()
    assert "chưa ghi, dòng không hợp lệ: year (năm)" in collector.told.value
    collector.cells["year"].value = "1998"
    collector.accept.click()
    assert rows(folder, "admissions")[-1]["year"] == "1998"
    collector.skip.click()
    assert collector.accept.disabled
    collector.undo.click()
    assert not collector.accept.disabled
    collector.view()
