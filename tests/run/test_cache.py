"""When a report is up to date, what it can see of the data, and how its files come to lie in the folder."""

import json
import random
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analysis import Dataset, load
from analysis.batch.fingerprint import Subject, fingerprints
from analysis.batch.manifest import Manifest
from analysis.batch.requests import jobs_of
from analysis.batch.schedule import _fingerprints
from analysis.errors import AnalysisError, RequestError
from analysis.files import write_whole
from analysis.report.comparison.report import ComparisonReport
from analysis.report.province.report import ProvinceReport
from analysis.run.cache import Intact, Key, Program, sidecar, why_make
from analysis.run.jobs import Job, request as request_of
from analysis.run.output import files_of, locked, store, sweep
from analysis.run.snapshot import Snapshot
from broken_data import copy

JOB = Job("province", "tra-vinh", 2023, "FY", "bloc", "vi")
PROGRAM = Program("code", {"python": "3.11", "typst": "0.15.1"}, {"province_report.ipynb": "notebook"})
KEY = PROGRAM.key(JOB, "data")
CONTENTS = {"html": b"<p>page</p>", "pdf": b"%PDF", "ipynb": b"{}", "csv": b"a\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the project's figures into a folder that may be changed."""
    return copy(tmp_path)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Make an output folder with one report in it."""
    made = tmp_path / "reports"
    made.mkdir()
    put(made)
    return made


def why(output: Path, job: Job, key: Key, program: Program) -> str:
    """Say why a report has to be made."""
    return why_make(job, key, program, Intact(output), output)


def put(output: Path, job: Job = JOB, key: Key = KEY, program: Program = PROGRAM) -> None:
    """Store a report."""
    contents = {ending: CONTENTS[ending] for ending in CONTENTS if ending in {*job.formats, "ipynb", "csv"}}
    store(output, job.stamp, {**contents, "json": sidecar(job, key, program, contents, {"figures": []})})


def change(folder: Path, file: str, start: str, old: str, new: str) -> None:
    """Change the one line of a file that begins like that."""
    lines = (folder / file).read_text("utf-8").splitlines(keepends=True)
    (position,) = [number for number, line in enumerate(lines) if line.startswith(start)]
    assert old in lines[position]
    lines[position] = lines[position].replace(old, new)
    (folder / file).write_text("".join(lines), "utf-8")


def digests(folder: Path, **asked: str) -> dict[str, str]:
    """Give the digest of what each report can see, by its stamp."""
    data = load(folder)
    jobs = jobs_of(data, [request_of({"reports": "province,comparison", **asked})])
    return {job.stamp: fingerprints(data).digest(Subject.of(job)) for job in jobs}


def differing(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Name the reports whose digests differ."""
    return {stamp for stamp in before.keys() | after.keys() if before.get(stamp) != after.get(stamp)}


# ------------------------------------------------------------------------------------ what is visible


def shown(data: Dataset, subject: Subject) -> str:
    """Make a report's sections, as JSON."""
    report: Any = (
        ProvinceReport(data, subject.province, subject.year, subject.body, subject.period)
        if subject.province
        else ComparisonReport(data, subject.year, subject.body, subject.period, subject.region)
    )
    return json.dumps([section.to_json() for section in report.sections()], ensure_ascii=False)


def cases(data: Dataset, how_many: int) -> Iterator[tuple[Subject, int]]:
    """Draw reports, each with the position of a row that it cannot see."""
    drawn = random.Random(4)
    jobs = jobs_of(data, [request_of({"reports": "province,comparison", "bodies": "all", "periods": "all"})])
    for job in drawn.sample(jobs, how_many):
        subject = Subject.of(job)
        unseen = set(range(len(data.observations))) - set(fingerprints(data).visible(subject).tolist())
        yield subject, drawn.choice(sorted(unseen))


@pytest.mark.parametrize(("name", "how_many"), [("small", 20), ("data", 3)])
def test_a_report_does_not_change_with_rows_that_it_cannot_see(
    request: pytest.FixtureRequest, name: str, how_many: int
) -> None:
    """Whatever is done to a row that it cannot see, a report stays the same, letter by letter."""
    data: Dataset = request.getfixturevalue(name)
    for subject, position in cases(data, how_many):
        frame = data.observations.copy()
        for column in ("count", "of", "percent"):
            frame[column] += frame.index == position  # what is missing stays missing
        frame.loc[position, ["as_printed", "conflict"]] = ["another", "c99"]
        spoilt = replace(data, observations=frame)
        assert shown(spoilt, subject) == shown(data, subject), data.observations["id"][position]
        assert fingerprints(spoilt).digest(subject) == fingerprints(data).digest(subject)


def test_a_report_is_remade_for_every_row_that_it_can_see(folder: Path) -> None:
    """A change of any row that a report can see changes its digest."""
    data = load(folder)
    subject = Subject("tra-vinh", "bloc", 2023, "FY")
    before = fingerprints(data).digest(subject)
    for position in fingerprints(data).visible(subject):
        frame = data.observations.copy()
        frame.loc[position, "as_printed"] = "another"
        assert fingerprints(replace(data, observations=frame)).digest(subject) != before


def test_one_changed_row_concerns_its_province_its_peers_and_their_comparisons(folder: Path) -> None:
    """A province's reports of that body, those of the same year that show the same figure, and no others."""
    before = digests(folder, years="all", bodies="all")
    change(folder, "admissions.csv", "tra-vinh,bloc,2023,FY", "209", "210")
    concerned = differing(before, digests(folder, years="all", bodies="all"))
    assert "province/tra-vinh/2023-FY-bloc.vi" in concerned
    assert "comparison/2023-FY-bloc.vi" in concerned
    assert "province/hau-giang/2023-FY-bloc.vi" in concerned
    assert "comparison/2024-FY-province.vi" not in concerned
    # A report shows its peers over the years, too, and a comparison the year before.
    others = {stamp for stamp in concerned if "-FY-bloc" not in stamp and "/tra-vinh/" not in stamp}
    assert others == set()


def test_a_changed_source_concerns_only_reports_that_cite_it(folder: Path) -> None:
    """A new title of a source remakes the reports with a figure from it."""
    before = digests(folder)
    change(folder, "sources.csv", "s005,", "s005,", "s005,Corrected: ")
    concerned = differing(before, digests(folder))
    assert "province/tra-vinh/2023-FY-bloc.vi" in concerned
    assert len(concerned) < len(before)


def test_a_new_release_concerns_every_report(folder: Path) -> None:
    """Every page names the release, so each is made again."""
    before = digests(folder)
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    (folder / "datapackage.json").write_text(json.dumps({**package, "version": "next"}), "utf-8")
    assert differing(before, digests(folder)) == before.keys()


def test_rows_may_move_within_their_file(folder: Path) -> None:
    """The order of rows in a file and the notes of the maintainers stand in no report."""
    before = digests(folder)
    lines = (folder / "admissions.csv").read_text("utf-8").splitlines()
    (folder / "admissions.csv").write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n", "utf-8")
    change(folder, "ratings.csv", "hau-giang,bloc,2023,FY,,actual,org_rating,excellent", "of=86", "base 86")
    assert differing(before, digests(folder)) == set()


def test_the_folders_digest_sees_every_letter(folder: Path) -> None:
    """The digest of a folder is the same for the same files and changes with any of them."""
    before = Snapshot(folder).digest
    assert Snapshot(folder).digest == before
    change(folder, "glossary.csv", "term_vi", "term_vi", "term_vi")
    assert Snapshot(folder).digest == before
    (folder / "glossary.csv").write_bytes((folder / "glossary.csv").read_bytes() + b"\n")
    assert Snapshot(folder).digest != before


# --------------------------------------------------------------------------------------- why to make


def test_what_is_whole_and_unchanged_is_up_to_date(output: Path) -> None:
    """With the same key and all its files a report is not made again."""
    assert why(output, JOB, KEY, PROGRAM) == ""


@pytest.mark.parametrize("part", ["data", "code", "notebook", "parameters"])
def test_the_reason_names_what_has_changed(output: Path, part: str) -> None:
    """Each part of the key that differs is the reason."""
    assert why(output, JOB, replace(KEY, **{part: "other"}), PROGRAM) == f"{part} changed"


def test_the_reason_names_the_library(output: Path) -> None:
    """A newer library that draws is named with its two versions."""
    newer = replace(PROGRAM, versions={"python": "3.11", "typst": "0.15.2"})
    assert why(output, JOB, newer.key(JOB, "data"), newer) == "versions changed (typst 0.15.1 → 0.15.2)"


@pytest.mark.parametrize("ending", ["html", "pdf", "ipynb", "csv", "json"])
def test_a_missing_file_is_made_again(output: Path, ending: str) -> None:
    """A report that lacks a file, or its sidecar, does not count."""
    files_of(output, JOB.stamp)[ending].unlink()
    assert why(output, JOB, KEY, PROGRAM) == f"missing output: {ending}"


def test_a_cut_file_is_made_again(output: Path) -> None:
    """A file of another length than the sidecar says is no output."""
    files_of(output, JOB.stamp)["pdf"].write_bytes(b"%P")
    assert why(output, JOB, KEY, PROGRAM) == "missing output: pdf"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"parts": 1, "files": {}}', b"\xff", b'{"parts": {}}'])
def test_a_broken_sidecar_is_no_sidecar(output: Path, content: bytes) -> None:
    """Whatever stands in the sidecar's place, it is never a crash."""
    files_of(output, JOB.stamp)["json"].write_bytes(content)
    assert why(output, JOB, KEY, PROGRAM) != ""


def test_a_format_that_was_not_made_yet_is_missing(output: Path) -> None:
    """Asking for PDF after HTML alone makes the report again; asking for less does not."""
    put(output, replace(JOB, formats=("html",)))
    assert not files_of(output, JOB.stamp)["pdf"].exists()
    assert why(output, replace(JOB, formats=("html",)), KEY, PROGRAM) == ""
    assert why(output, JOB, KEY, PROGRAM) == "missing output: pdf"
    put(output)
    assert why(output, replace(JOB, formats=("html",)), KEY, PROGRAM) == ""


def test_a_report_that_never_was_is_new(output: Path) -> None:
    """Without any file the reason is that it is new."""
    assert why(output, replace(JOB, year=2022), KEY, PROGRAM) == "new"


def test_our_own_code_and_libraries_are_in_the_key() -> None:
    """The program knows a digest of this package and the versions of what draws."""
    program = Program.now({"province_report.ipynb": b"one"})
    assert {"matplotlib", "typst", "pandas", "nbconvert", "python"} <= program.versions.keys()
    assert all(program.versions.values())
    assert len(program.code) == 32
    other = Program.now({"province_report.ipynb": b"two"})
    assert program.key(JOB, "data").digest != other.key(JOB, "data").digest


# ----------------------------------------------------------------------------------------- the store


def test_a_killed_store_leaves_nothing_that_counts(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off between any two writes, the report counts as missing and no file is half."""
    real, contents = Path.replace, {**CONTENTS, "html": b"<p>newer</p>"}
    contents["json"] = sidecar(JOB, KEY, PROGRAM, contents, {})
    for survive in range(5):
        put(output)
        left = [survive]

        def dying(self: Path, target: Path, left: list[int] = left) -> Path:
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            return real(self, target)

        monkeypatch.setattr(Path, "replace", dying)
        with pytest.raises(KeyboardInterrupt):
            store(output, JOB.stamp, contents)
        monkeypatch.setattr(Path, "replace", real)
        assert why(output, JOB, KEY, PROGRAM) == "missing output: json"
        for ending, path in files_of(output, JOB.stamp).items():
            if path.exists():
                assert path.read_bytes() in {CONTENTS[ending], contents[ending]}
        assert list(output.rglob("*.part")) == []


def test_two_who_write_the_same_file_do_not_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes last is seen, whole, and nobody fails; the file is for the same eyes as any other."""
    path, real = tmp_path / "file", Path.replace

    def overtaken(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "replace", real)
        write_whole(path, b"the other's")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", overtaken)
    write_whole(path, b"ours")
    assert path.read_bytes() == b"ours"
    assert list(tmp_path.iterdir()) == [path]
    (tmp_path / "plain").touch()
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_what_a_kill_left_half_written_is_swept_away(output: Path) -> None:
    """Temporary files of a killed run go; everything else stays."""
    half = output / "province" / "tra-vinh" / ".2023-FY-bloc.vi.html.0123456789abcdef.part"
    half.write_bytes(b"<p>ha")
    sweep(output)
    assert not half.exists()
    assert why(output, JOB, KEY, PROGRAM) == ""


def test_two_runs_do_not_write_into_one_folder(output: Path) -> None:
    """The second one is told so; when the first one is done, the folder is free."""
    with locked(output), pytest.raises(RequestError, match="another run writes into"), locked(output):
        pass
    with locked(output):
        pass


# -------------------------------------------------------------------------------------- the manifest


def test_the_manifest_keeps_what_it_knew(output: Path) -> None:
    """Reports of earlier runs stay in it as long as they are there."""
    manifest = Manifest(output)
    manifest.put(JOB.stamp, {"outcome": "made", "seconds": 1.5})
    manifest.put("province/gone/2023-FY-bloc.vi", {"outcome": "made"})
    failed = {"outcome": "failed", "message": "không có số liệu; " * 1000}  # more than a packer looks back on
    manifest.put("province/failed/2023-FY-bloc.vi", failed)
    manifest.write(at_once=True)
    again = Manifest(output)
    again.forget_lost()
    assert [entry["stamp"] for entry in again.entries()] == ["province/failed/2023-FY-bloc.vi", JOB.stamp]
    assert again.entry(JOB.stamp)["seconds"] == 1.5
    assert again.entry("province/failed/2023-FY-bloc.vi")["message"] == failed["message"]
    assert again.entry("province/gone/2023-FY-bloc.vi") == {}


def test_a_line_of_the_manifest_tells_what_was_asked_for(output: Path) -> None:
    """Nothing that is as usual, and not what else is made with it: there may be a hundred thousand lines."""
    job = replace(JOB, beside=tuple(f"province/a/{year}" for year in range(1900, 2000)))
    usual = {"region", "notebook_path", "more", "inputs", "within", "since", "places", "indicators", "units"}
    assert not {"beside", *usual} & job.asked.keys()
    assert replace(job, within=2).asked["within"] == 2
    assert replace(Job(**job.asked), beside=job.beside) == job


def test_a_broken_manifest_is_written_anew(output: Path) -> None:
    """A manifest that somebody spoilt is no reason to stop."""
    (output / "manifest.json").write_text("{", "utf-8")
    manifest = Manifest(output)
    manifest.put(JOB.stamp, {"outcome": "made"})
    manifest.write(at_once=True)
    assert json.loads((output / "manifest.json").read_text("utf-8"))["reports"][0]["stamp"] == JOB.stamp


def test_every_error_of_ours_survives_the_way_between_processes() -> None:
    """Errors keep their message and what they carry when they are pickled."""
    import pickle

    from analysis.errors import NotebookError

    for error in (RequestError("one"), NotebookError("two", {"cells": []}), AnalysisError("three")):
        copy = pickle.loads(pickle.dumps(error))
        assert (type(copy), str(copy)) == (type(error), str(error))
        assert getattr(copy, "notebook", None) == getattr(error, "notebook", None)


# ------------------------------------------------------------------------------------------------- damage


@pytest.mark.parametrize("ending", ["html", "pdf", "ipynb", "csv"])
def test_damage_that_keeps_the_size_is_noticed(ending: str, output: Path) -> None:
    """A file whose bytes are others than those that were written is no report, whatever its size."""
    put(output)
    path = files_of(output, JOB.stamp)[ending]
    path.write_bytes(b"\0" * path.stat().st_size)
    assert why(output, JOB, KEY, PROGRAM) == f"missing output: {ending}"


def test_what_nobody_has_touched_is_not_read_again(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found whole is remembered with its time; once touched, it is read again."""
    put(output)
    intact = Intact(output)
    assert why_make(JOB, KEY, PROGRAM, intact, output) == ""
    intact.remember()
    read: list[str] = []

    def watched(path: Path) -> bytes:
        read.append(path.suffix)
        return path.read_bytes()

    def sidecar_watched(path: Path, _most: int) -> bytes:
        return watched(path)

    monkeypatch.setattr("analysis.run.cache.read_file", watched)
    assert why(output, JOB, KEY, PROGRAM) == ""
    assert read == []
    monkeypatch.setattr("analysis.run.output.read_file", sidecar_watched)
    assert why(output, JOB, KEY, PROGRAM) == ""
    assert set(read) == {".json"}  # what was remembered, and no sidecar
    assert len(read) == 1
    read.clear()
    assert why_make(JOB, KEY, PROGRAM, Intact(output, thorough=True), output) == ""
    assert sorted(read) == [".csv", ".html", ".ipynb", ".json", ".json", ".pdf"]
    assert why(output, JOB, replace(KEY, data="other"), PROGRAM) == "data changed"
    sidecar_file = files_of(output, JOB.stamp)["json"]
    sidecar_file.write_bytes(sidecar_file.read_bytes().replace(b'"figures"', b'"Figures"'))
    assert why(output, JOB, KEY, PROGRAM) == "missing output: json is not readable"
    put(output)
    page = files_of(output, JOB.stamp)["html"]
    page.write_bytes(page.read_bytes().replace(b"page", b"PAGE"))
    assert why(output, JOB, KEY, PROGRAM) == "missing output: html"


def test_what_was_just_made_is_not_read_again(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has touched it since its sidecar came; what was touched after that is read."""
    put(output)
    intact = Intact(output)
    intact.made(JOB.stamp, KEY)
    intact.remember()
    read: list[str] = []

    def watched(path: Path, *_most: int) -> bytes:
        read.append(path.name)
        return path.read_bytes()

    monkeypatch.setattr("analysis.run.cache.read_file", watched)
    monkeypatch.setattr("analysis.run.output.read_file", watched)
    assert why(output, JOB, KEY, PROGRAM) == ""
    assert read == [".files.json"]
    put(output)
    page = files_of(output, JOB.stamp)["html"]
    time.sleep(0.05)  # the system's clock for files has ticks
    page.write_bytes(page.read_bytes().replace(b"page", b"PAGE"))  # as long, but not what was written
    touched = Intact(output)
    touched.made(JOB.stamp, KEY)
    touched.remember()
    assert why(output, JOB, KEY, PROGRAM) == "missing output: html"
    gone = Intact(output)
    gone.made("province/nowhere/2023-FY-bloc.vi", KEY)


@pytest.mark.parametrize(
    "forged",
    [
        {"files": []}, {"files": {"html": 7}}, {"files": {"../x": {"bytes": 1, "sha256": ""}}},
        {"parts": None}, {"versions": 3}, {"figures": ["other"]}, {"seal": "0"}, {"seal": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_forged_sidecar_counts_as_none(forged: dict[str, object], output: Path) -> None:
    """A sidecar of which anything was changed is not believed."""
    put(output)
    path = files_of(output, JOB.stamp)["json"]
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | forged), "utf-8")
    assert why(output, JOB, KEY, PROGRAM) == "missing output: json is not readable"
    path.write_text(json.dumps([forged]), "utf-8")
    assert why(output, JOB, KEY, PROGRAM) == "missing output: json is not readable"


@pytest.mark.parametrize(
    "known",
    ["[]", "7", '{"a": 1}', "[" * 99_999, f'{{"{JOB.stamp}.html": [4]}}', f'{{"{JOB.stamp}.json": 7}}'],
    ids=range(6),
)
def test_what_was_remembered_is_not_believed_blindly(known: str, output: Path) -> None:
    """Whatever lies in the place of what was remembered, the files themselves are looked at."""
    put(output)
    (output / ".files.json").write_text(known, "utf-8")
    assert why(output, JOB, KEY, PROGRAM) == ""
    files_of(output, JOB.stamp)["html"].write_bytes(b"<p>PAGE</p>")
    assert why(output, JOB, KEY, PROGRAM) == "missing output: html"


@pytest.mark.parametrize(
    "entries",
    [
        7, {}, [7], [{"stamp": 7}], [{"stamp": ["a"]}], [{"stamp": "../../x"}],
        [{"stamp": "a", "rows": 7}],
        [{"stamp": "a", "rows": "../../x", "outcome": "failed"}],
    ],
    ids=str,
)  # fmt: skip
def test_a_forged_manifest_is_healed(entries: object, output: Path) -> None:
    """What is no entry is dropped, and nothing is looked for outside the folder."""
    (output / "manifest.json").write_text(json.dumps({"reports": entries}), "utf-8")
    manifest = Manifest(output)
    manifest.forget_lost()
    manifest.put(JOB.stamp, {"outcome": "made"})
    manifest.write(at_once=True)
    assert manifest.entry(JOB.stamp)["outcome"] == "made"
    assert "../../x" not in [entry["stamp"] for entry in manifest.entries()]
    assert _fingerprints(output, "../../x") is None


def test_fingerprints_that_unpack_without_end_are_none(output: Path) -> None:
    """A small file that unpacks to gigabytes is not unpacked whole."""
    state = "0" * 32
    (output / ".rows").mkdir()
    packer = zlib.compressobj(wbits=31)
    packed = b"".join(packer.compress(b" " * 2**24) for _ in range(40)) + packer.flush()
    (output / ".rows" / f"{state}.json.gz").write_bytes(packed)
    assert _fingerprints(output, state) is None
