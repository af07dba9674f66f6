"""A report that was made, held against the data: what differs, what is stale, and what is not said."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

import sample_document
from analysis import ComparisonReport, Dataset, ProvinceReport, load
from analysis.cli.commands import main
from analysis.compare.passport import digests_of, shown
from analysis.page import unpacked
from analysis.run import render_html, render_sections, seal
from analysis.verify.verdict import Verdict, verify
from torture.lean import lean
from torture.tampering import FORGERIES

AS_PRINTED = '"209/150; 139,33%"'
FIGURE = "tra-vinh/bloc/2023/FY/actual/admissions/members"
ROW = "tra-vinh,bloc,2023,FY,,actual,admissions,members,,,209,,150,"

Edit = Callable[[str], str]


def page_of(report: ProvinceReport | ComparisonReport) -> str:
    """Make the page of a report without a kernel."""
    return render_sections([section.to_json() for section in report.sections()], stamp=report.stamp)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the project's data without the large panels, which no report here shows."""
    return lean(tmp_path_factory.mktemp("lean") / "data")


@pytest.fixture(scope="module")
def data(folder: Path) -> Dataset:
    """Load them once."""
    return load(folder)


@pytest.fixture(scope="module")
def page(data: Dataset) -> str:
    """Make the report of Trà Vinh 2023."""
    return page_of(ProvinceReport(data, "tra-vinh", 2023, "bloc"))


@pytest.fixture
def changed(tmp_path: Path, folder: Path) -> Callable[[str, str, str], Dataset]:
    """Give the data with one piece of one file replaced."""

    def change(file: str, old: str, new: str) -> Dataset:
        copy = tmp_path / "data"
        if not copy.exists():
            shutil.copytree(folder, copy)
        path = copy / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        return load(copy)

    return change


def revised(old: str, new: str) -> tuple[str, str]:
    """The row with another number, which the source has printed."""
    tail = f"plan,139.33,,exact,,,{AS_PRINTED},"
    row = ROW + tail
    printed = AS_PRINTED.replace(old.replace(".", ","), new.replace(".", ","))
    return row, row.replace(AS_PRINTED, printed).replace(f",{old},", f",{new},")


def kinds(verdict: Verdict) -> dict[str, set[str]]:
    """Places of the differences by their kind."""
    found: dict[str, set[str]] = {}
    for difference in verdict.differences:
        found.setdefault(difference.kind, set()).add(difference.place)
    return found


# ---------------------------------------------------------------------------------------------- passport


def test_a_page_from_sections_is_the_page_from_a_notebook(page: str, data: Dataset) -> None:
    """What is verified without a notebook is what a notebook makes, to the letter."""
    report = ProvinceReport(data, "tra-vinh", 2023, "bloc")
    assert render_html(sample_document.notebook(report.sections()), stamp=report.stamp) == page


def test_every_figure_of_a_page_is_in_its_passport(page: str, data: Dataset) -> None:
    """The passport has the digest of each figure that the page shows, and of no other."""
    found = re.search(r'id="passport">(.*?)</script>', page)
    assert found
    passport = json.loads(found[1])
    figures = set(re.findall(r'data-figure="([^"]+)"', page))
    assert unpacked(passport["figures"]) == digests_of(data, figures)
    assert passport["parameters"] == {
        "province": "tra-vinh", "year": 2023, "body": "bloc", "period": "FY", "lang": "vi"
    }  # fmt: skip


def test_a_digest_stands_for_what_is_printed(
    data: Dataset, changed: Callable[[str, str, str], Dataset]
) -> None:
    """A maintainer's note leaves a digest as it is; a decimal, a basis or a source changes it."""
    before = digests_of(data, [FIGURE])
    assert (
        digests_of(changed("admissions.csv", "the bloc's own resolution for the year", "x"), [FIGURE])
        == before
    )
    assert digests_of(changed("admissions.csv", *revised("139.33", "139.3")), [FIGURE]) != before
    assert digests_of(data, ["no/such/figure"]) == {}


def test_figures_are_found_wherever_they_are_shown() -> None:
    """An id counts in a cell, a tile or a sentence; a chart, which is no id, does not."""
    content = [{"type": "figure", "data": {"runs": [{"figure": "b"}]}}, {"value": [{"figure": "a"}]}]
    assert shown(content) == {"a", "b"}


# ------------------------------------------------------------------------------------------------ all well


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("province", "year", "body", "period"),
    [
        ("tra-vinh", 2023, "bloc", "FY"),
        ("hau-giang", 2023, "province", "Q1"),
        ("ho-chi-minh", 2020, "province", "FY"),
    ],
)
def test_a_report_just_made_is_as_the_data_have_it(
    data: Dataset, province: str, year: int, body: str, period: str, lang: str
) -> None:
    """Nothing differs in a report of the same data, and every figure that it states is counted."""
    html = page_of(ProvinceReport(data, province, year, body, period, lang))
    verdict = verify(html, data)
    assert verdict.differences == ()
    assert verdict.notes == ()
    assert verdict.figures == html.count("<data ") > 0


@pytest.mark.parametrize("body", ["bloc", "province"])
def test_a_comparison_just_made_is_as_the_data_have_it(data: Dataset, body: str) -> None:
    """The comparison of all provinces is derived again, too."""
    assert verify(page_of(ComparisonReport(data, 2023, body)), data).differences == ()


def test_a_new_release_of_the_same_figures_makes_nothing_stale(
    page: str, data: Dataset, changed: Callable[[str, str, str], Dataset]
) -> None:
    """The release alone is worth a note and no more."""
    newer = changed("datapackage.json", f'"version": "{data.release}"', '"version": "2999.01"')
    verdict = verify(page, newer)
    assert verdict.differences == ()
    assert "2999.01" in verdict.notes[0]


def test_line_ends_that_mail_turns_mean_nothing(page: str, data: Dataset) -> None:
    """A page with other line ends is still sealed."""
    assert verify(page.replace("\n", "\r\n"), data).notes == ()
    assert seal(page) == page


# -------------------------------------------------------------------------------------- altered by hand


def test_one_digit_changed_by_hand_is_named(page: str, data: Dataset) -> None:
    """The figure, what is found and what is expected stand in the line."""
    verdict = verify(page.replace(">209</data>", ">208</data>", 1), data)
    assert kinds(verdict) == {"differs": {FIGURE}}
    assert "'208'" in verdict.differences[0].message
    assert "'209'" in verdict.differences[0].message


ALTERED: dict[str, Edit] = {
    "a word in a sentence": lambda page: page.replace("vượt kế hoạch", "chưa đạt kế hoạch", 1),
    "a number in an alternative text": lambda page: re.sub(
        r'(role="img" aria-label="[^"]*?)209', r"\g<1>208", page, count=1
    ),
    "a number in a drawing": lambda page: re.sub(r"(<text [^>]*>)209(</text>)", r"\g<1>208\2", page, count=1),
    "the length of bars": lambda page: re.sub(r'(<path d="M[^L]*L)\d+', r"\g<1>7", page, count=1),
    "a digit of a bar in another script": lambda page: re.sub(
        r'(<path d="M)(\d)', lambda found: found[1] + chr(ord("０") + int(found[2])), page, count=1
    ),
    "the mark of a state": lambda page: page.replace('class="s-not_collected"', 'class="s-value"', 1),
    "a number in the file to take along": lambda page: re.sub(
        r'(href="data:[^"]*?(?:,|%2C))209(?=,|%2C)', r"\g<1>208", page, count=1
    ),
    "the address of a source": lambda page: page.replace('<a href="https://', '<a href="https://x.', 1),
    "another figure under the same text": lambda page: page.replace(
        f'data-figure="{FIGURE}"', 'data-figure="tra-vinh/bloc/2023/FY/actual/membership/members"', 1
    ),
    "a figure taken out": lambda page: re.sub(r"<data [^>]*>209</data>", "", page, count=1),
    "a figure made up": lambda page: page.replace(
        "</h1>", '</h1><data data-figure="tra-vinh/bloc/2099/FY/actual/admissions/members">1</data>', 1
    ),
    "a script of one's own": lambda page: page.replace(
        "</main>", "<script>document.title = 1</script></main>"
    ),
    "a style that hides tiles": lambda page: page.replace("</style>", ".tiles { display: none }</style>"),
}


@pytest.mark.parametrize("name", list(ALTERED))
def test_whatever_is_altered_by_hand_is_named(page: str, data: Dataset, name: str) -> None:
    """No part of a page can be changed unseen while the data are the same."""
    altered = ALTERED[name](page)
    assert altered != page
    verdict = verify(altered, data)
    assert set(kinds(verdict)) == {"differs"}
    assert len(verdict.differences) <= 4


def test_sealing_a_changed_page_anew_does_not_help(page: str, data: Dataset) -> None:
    """Numbers are derived again, whatever the seal says."""
    forged = seal(page.replace(">209</data>", ">208</data>", 1))
    assert FIGURE in {difference.place for difference in verify(forged, data).differences}


@pytest.mark.parametrize("name", list(dict.fromkeys([*FORGERIES, *ALTERED])))
def test_no_change_passes_when_it_is_sealed_anew(page: str, data: Dataset, name: str) -> None:
    """Words, links, styles, shapes, what is hidden: the page is not the one that the data make."""
    forged = ALTERED[name](page) if name in ALTERED else FORGERIES[name](page, Random(name))
    if forged == page:
        pytest.skip("this report has nothing of the kind")
    assert verify(seal(forged), data).differences


def test_another_version_is_told_from_a_hand_where_that_can_be_done(page: str, data: Dataset) -> None:
    """A page of another version passes if it says the same; its other words are named as such."""
    older = re.sub(r'"software": "[^"]+"', '"software": "0.0.1"', page)
    same = verify(seal(older), data)
    assert same.differences == ()
    assert "another version" in same.notes[0]
    reworded = seal(older.replace("Tóm tắt", "Tổng quan"))
    assert set(kinds(verify(reworded, data))) == {"version"}
    assert kinds(verify(seal(older.replace(">209</data>", ">208</data>", 1)), data)) == {"differs": {FIGURE}}
    for active in ("<script>1</script>", "<style>p{}</style>", '<a href="https://x.example/">x</a>'):
        assert "differs" in kinds(verify(seal(older.replace("</main>", active + "</main>")), data))
    drawn = seal(ALTERED["the length of bars"](older))
    assert "differs" in kinds(verify(drawn, data))


def test_a_page_that_names_the_program_in_its_passport_is_as_good(page: str, data: Dataset) -> None:
    """Earlier pages call the program by its name where later ones do not: nothing differs in them."""
    earlier = seal(page.replace('"software": ', '"doichieu": '))
    assert earlier != page
    assert (verify(earlier, data).differences, verify(earlier, data).notes) == ((), ())


@pytest.mark.parametrize("release", ["2019.01 hạng nhất", "kiểm tra bởi Trung ương", ""])
def test_a_release_cannot_say_what_it_likes(page: str, data: Dataset, release: str) -> None:
    """The page is made again under its own release, and so that must look like one."""
    forged = page.replace(data.release, release)
    assert "#release" in kinds(verify(seal(forged), data))["differs"]


@pytest.mark.parametrize("hidden", ["<!-- x -->", "</p>", "<wbr>", "\x0b"])
def test_what_has_no_name_is_named_by_its_line(page: str, data: Dataset, hidden: str) -> None:
    """A change that falls through between the pieces is a difference all the same."""
    verdict = verify(seal(page.replace("</main>", hidden + "</main>")), data)
    assert verdict.differences


def test_a_page_of_another_data_set_is_told_as_that(
    page: str, changed: Callable[[str, str, str], Dataset]
) -> None:
    """One line says of which data set the page is, and which option it needs; nothing is called forged."""
    other = changed("datapackage.json", '"name": "doichieu"', '"name": "my-figures"')
    (difference,) = verify(page, other).differences
    assert difference.kind == "foreign"
    assert "'doichieu'" in difference.message
    assert "--data" in difference.message


# ------------------------------------------------------------------------------------------------ stale


def test_a_revised_row_makes_its_figure_stale(page: str, changed: Callable[[str, str, str], Dataset]) -> None:
    """The figure is named with the row's place, what was printed and what it is now; no hand is suspected."""
    verdict = verify(page, changed("admissions.csv", *revised("209", "210")))
    assert set(kinds(verdict)) == {"stale"}
    found = [difference.message for difference in verdict.differences if difference.place == FIGURE]
    assert re.fullmatch(r"admissions\.csv:\d+: '209' is now '210'", found[0])


def test_a_row_revised_unseen_is_stale_nevertheless(
    page: str, changed: Callable[[str, str, str], Dataset], folder: Path
) -> None:
    """A change of a row that prints the same is out of date, and said to print the same."""
    old = "tra-vinh,bloc,2023,FY,,actual,membership,members,"
    text = (folder / "membership.csv").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(old))
    verdict = verify(page, changed("membership.csv", line, line.replace(",high,", ",medium,")))
    assert any("it prints the same" in difference.message for difference in verdict.differences)
    assert set(kinds(verdict)) == {"stale"}


def test_a_row_that_is_gone_is_withdrawn(
    page: str, changed: Callable[[str, str, str], Dataset], folder: Path
) -> None:
    """A figure whose row was taken out is named as withdrawn."""
    text = (folder / "admissions.csv").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(ROW))
    assert kinds(verify(page, changed("admissions.csv", line + "\n", "")))["withdrawn"] == {FIGURE}


def test_a_new_row_is_named(page: str, changed: Callable[[str, str, str], Dataset], folder: Path) -> None:
    """What the data have learnt since is missing from the page."""
    text = (folder / "admissions.csv").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(ROW))
    older = line.replace(",2023,FY", ",2022,FY").replace("139.33", "").replace("209,,150,plan", "188,,,")
    older = older.replace('"209/150; 139,33%"', "188")
    verdict = verify(page, changed("admissions.csv", line, f"{line}\n{older}"))
    assert FIGURE.replace("2023", "2022") in kinds(verdict)["new"]


def test_a_hand_is_told_from_a_revision(page: str, changed: Callable[[str, str, str], Dataset]) -> None:
    """One figure revised in the data and another altered in the page bear different names."""
    other = "tra-vinh/bloc/2023/FY/actual/membership/members"
    found = re.search(f'data-figure="{other}"[^>]*>([^<]+)</data>', page)
    assert found
    altered = page.replace(found[0], found[0].replace(f">{found[1]}<", ">1<"), 1)
    verdict = verify(altered, changed("admissions.csv", *revised("209", "210")))
    assert FIGURE in kinds(verdict)["stale"]
    assert other in kinds(verdict)["differs"]


# ------------------------------------------------------------------------------------------- the command


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(folder: Path) -> Run:
    """Give the command: exit status, stdout, stderr."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        result = CliRunner().invoke(main, ["verify", *map(str, arguments), "--data", str(folder)])
        return result.exit_code, result.stdout, result.stderr

    return run


def test_the_command_says_that_all_is_well(page: str, tmp_path: Path, run: Run) -> None:
    """0, nothing on stdout, and how many figures on stderr."""
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    status, out, err = run(file)
    assert (status, out) == (0, "")
    assert err.startswith("1 report, ")


def test_the_command_lists_what_differs(page: str, tmp_path: Path, run: Run) -> None:
    """1, and a line for each difference that names file and figure."""
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_text(page, encoding="utf-8")
    bad.write_text(page.replace(">209</data>", ">208</data>", 1), encoding="utf-8")
    status, out, _ = run(good, bad)
    assert status == 1
    assert out.startswith(f"{bad}: differs: {FIGURE}: found '208'")
    assert out.count("\n") == 1


@pytest.mark.parametrize(
    "content",
    [b"<p>209</p>", b"\xff\xfe", b'<script id="passport">[1]</script>', b'<script id="passport">{</script>'],
)
def test_the_command_refuses_what_is_no_report(tmp_path: Path, content: bytes, run: Run) -> None:
    """2, and one line that names the file."""
    file = tmp_path / "other.html"
    file.write_bytes(content)
    status, out, err = run(file)
    assert (status, out) == (2, "")
    assert err.startswith("error: ")
    assert str(file) in err
    assert err.count("\n") == 1


def test_an_unknown_layout_is_refused(page: str, data: Dataset) -> None:
    """A passport that names a layout nobody knows is no reason for a traceback."""
    strange = page.replace('"stamp": "province/', '"stamp": "country/')
    assert kinds(verify(strange, data))["withdrawn"]


@pytest.mark.parametrize("release", ["[1]", "7", "null", "{}"])
def test_a_release_that_is_no_text_is_refused(page: str, data: Dataset, release: str) -> None:
    """Whatever kind of thing stands there, it is a difference and no traceback."""
    strange = page.replace(f'"release": "{data.release}"', f'"release": {release}')
    assert strange != page
    assert "#release" in kinds(verify(strange, data))["differs"]


@pytest.mark.parametrize(
    "parameters",
    [
        '{"province": "tra-vinh", "year": 2023, "colour": "red"}',
        '{"province": "tra-vinh", "year": "2023"}',
        '{"province": ["tra-vinh"], "year": 2023}',
        '{"province": "tra-vinh"}',
        '{"year": 2023}',
        '["tra-vinh", 2023]',
    ],
    ids=["unknown", "text for a year", "list", "no year", "no province", "no names"],
)
def test_parameters_that_no_report_has_are_refused(page: str, data: Dataset, parameters: str) -> None:
    """A passport says what it likes; what no report can be made with is named as that."""
    strange = re.sub(r'"parameters": \{[^}]*\}', f'"parameters": {parameters}', page)
    assert strange != page
    (difference,) = [found for found in verify(strange, data).differences if found.kind == "withdrawn"]
    assert "it cannot be made any longer: no report is made with" in difference.message


def test_a_folder_is_verified_with_all_its_reports(page: str, tmp_path: Path, run: Run) -> None:
    """Every page below it is read, but not the index; the bad one is named."""
    below = tmp_path / "province" / "tra-vinh"
    below.mkdir(parents=True)
    (below / "good.html").write_text(page, encoding="utf-8")
    (below / "bad.html").write_text(seal(page.replace("vượt kế hoạch", "không đạt", 1)), encoding="utf-8")
    (tmp_path / "index.html").write_text("<p>index</p>", encoding="utf-8")
    status, out, err = run(tmp_path)
    assert status == 1
    assert {line.partition(": ")[0] for line in out.splitlines()} == {str(below / "bad.html")}
    assert err.startswith(f"note: {tmp_path / 'index.html'} lists reports and is not compared")
    assert "\n2 reports, " in err


def test_a_folder_without_reports_says_so(tmp_path: Path, run: Run) -> None:
    """2, and which folder to give."""
    status, _, err = run(tmp_path)
    assert status == 2
    assert "holds no report" in err


def test_a_pdf_asks_for_its_page(tmp_path: Path, run: Run) -> None:
    """2, and the name of the page beside it."""
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF-1.7\n")
    status, _, err = run(file)
    assert status == 2
    assert "cannot be checked alone" in err
    assert "report.html" in err


def test_a_missing_file_is_named(run: Run) -> None:
    """2, with the name."""
    status, _, err = run(Path("no-such.html"))
    assert status == 2
    assert "no-such.html" in err
