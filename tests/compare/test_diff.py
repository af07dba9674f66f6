"""Two releases side by side: every figure that differs is named, and the newer one can say so itself."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import analysis
from analysis.batch.fingerprint import Subject, fingerprints
from analysis.cli.commands import main
from analysis.compare.diff import Change, changes, record
from analysis.data.dataset import Dataset
from analysis.errors import DataError, RequestError
from analysis.messages import speaking
from broken_data import copy

ADMITTED = "tra-vinh/bloc/2023/FY/actual/admissions/members"


class Release:
    """A copy of the data to be changed, as an office changes its own."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder
        copy(folder.parent).rename(folder)
        (folder / "changes.csv").unlink()
        package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        package |= {"version": version, "created": "2026-12-20T00:00:00Z"}
        (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")

    def table(self, name: str) -> pd.DataFrame:
        """Read a file as text."""
        return pd.read_csv(self.folder / f"{name}.csv", dtype=str, keep_default_na=False)

    def write(self, name: str, frame: pd.DataFrame) -> None:
        """Write a file."""
        frame.to_csv(self.folder / f"{name}.csv", index=False)

    def load(self) -> Dataset:
        """Load the copy."""
        return analysis.load(self.folder)


@pytest.fixture
def first(small: Dataset) -> Dataset:
    """The project's own data, without the indices."""
    return small


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """A second release, the same as the first so far."""
    return Release(tmp_path / "second", "2026.12")


def admitted(frame: pd.DataFrame) -> "pd.Series[bool]":
    """The row of the members that the bloc of Trà Vinh admitted in 2023."""
    place = (frame["province"] == "tra-vinh") & (frame["body"] == "bloc") & (frame["year"] == "2023")
    kind = (frame["indicator"] == "admissions") & (frame["kind"] == "actual") & (frame["period"] == "FY")
    return place & kind


def revise(release: Release) -> None:
    """Correct one figure, with the reason behind the note that stands there."""
    frame = release.table("admissions")
    here = admitted(frame)
    assert here.sum() == 1
    frame.loc[here, ["count", "percent", "as_printed"]] = ["219", "", "219/150"]
    frame.loc[here, "note"] += "; the paper corrected itself"
    release.write("admissions", frame)


def test_the_same_data_have_no_changes(first: Dataset, release: Release) -> None:
    """A new version number alone changes no figure."""
    assert changes(first, release.load()) == ()


def test_a_revised_figure_says_from_what_to_what_and_why(first: Dataset, release: Release) -> None:
    """What was printed then and now, and for the reason only what the note says anew."""
    revise(release)
    (change,) = changes(first, release.load())
    assert (change.change, change.id, change.reason) == ("revised", ADMITTED, "the paper corrected itself")
    assert (change.old, change.new) == ("209/150; 139,33%", "219/150")


def test_another_reading_of_the_same_print_names_its_columns(first: Dataset, release: Release) -> None:
    """Where only what we made of it was wrong, the columns that differ say so."""
    frame = release.table("admissions")
    frame.loc[admitted(frame), ["count", "of", "percent"]] = ["150", "209", ""]
    release.write("admissions", frame)
    (change,) = changes(first, release.load())
    assert "count 209" in change.old
    assert "count 150" in change.new


def test_new_and_withdrawn_figures_are_named(first: Dataset, release: Release) -> None:
    """What is only in the newer folder is new, what is only in the older one is withdrawn."""
    frame = release.table("ratings")
    gone = frame.iloc[0]
    release.write("ratings", frame.iloc[1:])
    newer = release.load()
    (withdrawn,) = changes(first, newer)
    assert (withdrawn.change, withdrawn.old, withdrawn.new) == ("withdrawn", gone["as_printed"], "")
    assert withdrawn.id.startswith(f"{gone['province']}/{gone['body']}/{gone['year']}/")
    (new,) = changes(newer, first)
    assert (new.change, new.id, new.new) == ("new", withdrawn.id, gone["as_printed"])


def test_a_second_source_does_not_make_the_first_one_new(first: Dataset, release: Release) -> None:
    """Where another source prints the figure, its id gets the source; it is still the same figure."""
    frame = release.table("admissions")
    frame.loc[admitted(frame), "preferred"] = "yes"
    second = frame[admitted(frame)].assign(
        source="s001", preferred="no", count="208", as_printed="208", percent="", of="", of_basis=""
    )
    release.write("admissions", pd.concat([frame, second]))
    (change,) = changes(first, release.load())
    assert (change.change, change.id) == ("new", f"{ADMITTED}@s001")


def test_a_corrected_source_is_a_revision(first: Dataset, release: Release) -> None:
    """The same figure from another page is revised, not withdrawn and new."""
    frame = release.table("admissions")
    frame.loc[admitted(frame), "source"] = "s001"
    release.write("admissions", frame)
    (change,) = changes(first, release.load())
    assert change == Change("revised", ADMITTED, "source s005", "source s001", "")


def test_a_better_note_is_no_revision(first: Dataset, release: Release) -> None:
    """Note and confidence speak of the figure; the figure is the same."""
    frame = release.table("admissions")
    frame.loc[admitted(frame), ["note", "confidence"]] = ["explained", "medium"]
    release.write("admissions", frame)
    assert changes(first, release.load()) == ()


def test_what_is_recorded_is_read_again(first: Dataset, release: Release) -> None:
    """Recording twice leaves one record, and the newer data carry it."""
    revise(release)
    record(first, release.load())
    table, changelog = record(first, release.load())
    (row,) = release.load().changes.to_dict("records")
    assert (row["release"], row["since"], row["change"], row["id"]) == (
        "2026.12",
        first.release,
        "revised",
        ADMITTED,
    )
    written = changelog.read_text("utf-8")
    assert written.count("## 2026.12 (2026-12-20, since") == 1
    assert f"- revised: `{ADMITTED}`: 209/150; 139,33% → 219/150" in written
    assert written.index("## 2026.12") < written.index(f"## {first.release}")
    assert table.name == "changes.csv"


def test_an_older_record_stays(first: Dataset, release: Release, tmp_path: Path) -> None:
    """The third release adds its changes to those of the second."""
    revise(release)
    record(first, release.load())
    third = Release(tmp_path / "third", "2027.01")
    shutil.copy(release.folder / "changes.csv", third.folder)
    shutil.copy(release.folder / "CHANGELOG.md", third.folder)
    record(release.load(), third.load())
    assert third.load().changes["release"].tolist() == ["2026.12", "2027.01"]
    assert third.load().changes["since"].tolist() == [first.release, "2026.12"]
    heads = [
        line for line in (third.folder / "CHANGELOG.md").read_text("utf-8").splitlines() if line[:3] == "## "
    ]
    assert [head.split()[1] for head in heads][:3] == ["2027.01", "2026.12", first.release]


def test_one_release_cannot_follow_itself(first: Dataset, tmp_path: Path) -> None:
    """Nothing is recorded between two folders of one version; the message says where to change it."""
    with pytest.raises(
        RequestError, match=r"both are release .*; give .* its own version in datapackage.json"
    ):
        record(first, Release(tmp_path / "same", first.release).load())


def test_a_broken_record_is_a_fault(release: Release) -> None:
    """A kind of change that there is not is named with its place."""
    row = "2026.12,2026.11,improved,a/b,,1,\n"
    (release.folder / "changes.csv").write_text("release,since,change,id,old,new,reason\n" + row, "utf-8")
    with pytest.raises(DataError, match=r"changes.csv:2:change: 'improved'"):
        release.load()


@pytest.mark.parametrize(
    "figure",
    [
        "a/b",
        "tra-vinh/bloc/soon/FY/actual/admissions/members",
        "tra-vinh/bloc/2023/Q9/actual/admissions/members",
        "tra-vinh/bloc/2023/FY/actual/admissions/members/x/y",
    ],
)
def test_an_id_that_is_none_is_a_fault(release: Release, figure: str) -> None:
    """What no figure can be called is named with its place and the remedy, once."""
    row = f"2026.12,2026.11,withdrawn,{figure},1,,\n"
    (release.folder / "changes.csv").write_text("release,since,change,id,old,new,reason\n" + row, "utf-8")
    with pytest.raises(
        DataError, match=r"changes.csv:2:id: .*'analysis diff.* \[not-a-figure-id\]"
    ) as caught:
        release.load()
    assert len(caught.value.faults) == 1


def test_every_id_may_be_recorded(first: Dataset, release: Release) -> None:
    """All figures that there are, with span, day, authority and source in their ids, can be withdrawn."""
    rows = [f"2026.12,{first.release},withdrawn,{figure},1,," for figure in first.observations["id"]]
    table = "\n".join(["release,since,change,id,old,new,reason", *rows, ""])
    (release.folder / "changes.csv").write_text(table, "utf-8")
    assert len(release.load().changes) == len(rows)


def test_a_withdrawn_figure_may_take_its_indicator_along(first: Dataset, release: Release) -> None:
    """A report names a figure whose indicator is gone by its id."""
    gone = "tra-vinh/bloc/2023/FY/actual/horses/white"
    row = f"2026.12,{first.release},withdrawn,{gone},7,,\n"
    (release.folder / "changes.csv").write_text("release,since,change,id,old,new,reason\n" + row, "utf-8")
    report = analysis.ProvinceReport(release.load(), "tra-vinh", 2023, lang="en")
    assert f"{gone}: 7, withdrawn." in str(report.coverage().to_json())


def test_the_command_lists_changes(release: Release, small_folder: Path) -> None:
    """`diff` prints one line a change, or JSON for another program; all counts go to stderr."""
    revise(release)
    command = ["diff", str(small_folder), str(release.folder)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"revised    {ADMITTED}: 209/150; 139,33% → 219/150")
    assert "0 new, 1 revised, 0 withdrawn" in done.stderr
    told = json.loads(CliRunner().invoke(main, [*command, "--format", "json"]).stdout)
    assert [change["id"] for change in told["changes"]] == [ADMITTED]
    assert not (release.folder / "changes.csv").exists()
    CliRunner().invoke(main, [*command, "--record"])
    assert (release.folder / "changes.csv").exists()


def test_a_report_says_what_changed_in_its_figures(first: Dataset, release: Release) -> None:
    """With the recorded release the report lists the revision in its own language; other reports do not."""
    revise(release)
    record(first, release.load())
    newer = release.load()

    def told(province: str, lang: str) -> str:
        return str(analysis.ProvinceReport(newer, province, 2023, lang=lang).coverage().to_json())

    assert f"Changes since data release {first.release}" in told("tra-vinh", "en")
    assert "New members admitted: 209/150; 139,33% → 219/150. Reason: the paper corrected itself." in told(
        "tra-vinh", "en"
    )
    assert "Đảng viên mới kết nạp: 209/150; 139,33% → 219/150. Lý do: the paper corrected itself." in told(
        "tra-vinh", "vi"
    )
    assert "Changes since" not in told("hau-giang", "en")


def test_a_reason_is_told_in_the_language_of_the_report(first: Dataset, release: Release) -> None:
    """The words of a reason are kept when the changes are recorded again, and a report takes its own."""
    revise(release)
    record(first, release.load())
    table = release.table("changes").assign(reason_vi="báo đã đính chính")
    release.write("changes", table)
    record(first, release.load())
    newer = release.load()

    def told(lang: str) -> str:
        return str(analysis.ProvinceReport(newer, "tra-vinh", 2023, lang=lang).coverage().to_json())

    assert "Lý do: báo đã đính chính." in told("vi")
    assert "Reason: the paper corrected itself." in told("en")


def test_bundled_reasons_are_told_in_vietnamese(first: Dataset) -> None:
    """No reason of the project's own data stands in a Vietnamese page in English."""
    reasons = first.changes[first.changes["reason"] != ""]
    assert len(reasons) > 10
    assert (reasons["reason_vi"] != "").all()


def test_a_recorded_change_makes_its_reports_anew(first: Dataset, release: Release) -> None:
    """What a report says of changes belongs to what it sees: the record alone puts it out of date."""
    revise(release)
    before = release.load()
    record(first, before)
    after = release.load()
    own, other = Subject("tra-vinh", "bloc", 2023, "FY"), Subject("an-giang", "province", 2025, "FY")
    assert fingerprints(before).digest(own) != fingerprints(after).digest(own)
    assert fingerprints(before).digest(other) == fingerprints(after).digest(other)


def test_a_whole_number_has_no_decimals(first: Dataset, release: Release) -> None:
    """A change that a source prints in persons is told in persons: -69, and not -69.0."""
    frame = release.table("admissions")
    place = frame.index[frame["change_printed"] == ""][0]
    frame.loc[place, ["change_printed", "change_unit", "change_against"]] = ["-69", "count", "2010-FY"]
    release.write("admissions", frame)
    (change,) = changes(first, release.load())
    assert "change_printed -69;" in f"{change.new};"


def test_a_changelog_speaks_the_language_of_its_office(first: Dataset, release: Release) -> None:
    """Title, heads and kinds of change are in the language that is spoken; figures are what they are."""
    revise(release)
    (release.folder / "CHANGELOG.md").unlink(missing_ok=True)
    with speaking("vi"):
        _, changelog = record(first, release.load())
    written = changelog.read_text("utf-8")
    assert written.startswith("# Thay đổi của số liệu\n")
    assert f"## 2026.12 (2026-12-20, từ bản {first.release})" in written
    assert f"- sửa: `{ADMITTED}`: 209/150; 139,33% → 219/150" in written
    assert "since" not in written
