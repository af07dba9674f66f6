"""What can be asked of a batch, and what is made of it."""

import os
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from analysis import Dataset
from analysis.batch.requests import jobs_of
from analysis.errors import RequestError
from analysis.run.jobs import ALL, Job, Request, read_plan, request


def stamps(data: Dataset, **asked: object) -> list[str]:
    """Give the stamps of all that is asked for."""
    return [job.stamp for job in jobs_of(data, [request(asked)])]


def test_a_job_is_frozen() -> None:
    """Nobody changes a job on its way from the plan to the page."""
    job = Job("province", "tra-vinh", 2023, "FY", "bloc", "vi")
    with pytest.raises(FrozenInstanceError):
        job.year = 2022  # type: ignore[misc]


def test_text_and_lists_are_the_same_request() -> None:
    """Options with commas and lists of a plan file say the same."""
    assert request({"provinces": "tra-vinh, hau-giang", "years": "2019-2023"}) == request(
        {"provinces": ["tra-vinh", "hau-giang"], "years": ["2019 – 2023"]}
    )
    assert request({}) == Request()
    assert request({"years": ["all"]}).years == ALL


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"yeras": "2023"}, "did you mean years?"),
        ({"colour": "red"}, "it knows bodies, "),
        ({"years": "2023-2019"}, "no range of years"),
        ({"provinces": []}, "provinces is empty"),
        ({"reports": "world"}, "use province, comparison"),
        ({"to": "html,odt"}, "unknown format odt"),
        ({"langs": "vi,fr"}, "unknown language fr"),
        ({"parameters": ["a"]}, "names with a text or a number each"),
        ({"parameters": {"a": [1]}}, "names with a text or a number each"),
        ({"parameters": {"province": "hue", "a": 1}}, "the report itself sets province"),
        ({"periods": "all,XX"}, "periods has all, and XX beside it"),
        ({"years": [2022, "all"]}, "years has all, and 2022 beside it"),
        ({"provinces": [1]}, "in quotes"),
        ({"within": 10**20}, "is too far to stand in"),
        ({"within": -1}, "is no number of years"),
    ],
    ids=[
        *("misspelt", "unknown", "backwards", "empty", "report", "format", "language", "list", "nested"),
        *("its own", "all and one", "one and all", "number", "without end", "negative"),
    ],
)
def test_what_cannot_be_meant_is_refused(options: dict[str, object], said: str) -> None:
    """A name or value that cannot be meant is named, with what could be."""
    with pytest.raises(RequestError, match=said):
        request(options)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("years: [2023", "is not YAML"),
        ("just text", "must hold options"),
        ("[]", "must hold options"),
        ("- years: 2023\n- years: ever", "entry 2: 'ever' is no year"),
        ("\xff", "cannot read"),
        ("years: 2023\nyears: 2022", "has years twice"),
        ("- years: 2023\n- parameters: {a: 1, a: 2}", "has a twice"),
    ],
    ids=["broken", "text", "nothing", "second", "not UTF-8", "twice", "twice below"],
)
def test_a_plan_file_that_cannot_be_read_is_named(tmp_path: Path, content: str, said: str) -> None:
    """Whatever is wrong with a plan file, the message names the file, the entry and the fault."""
    path = tmp_path / "plan.yml"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(RequestError, match=said) as caught:
        read_plan(path)
    assert str(path) in str(caught.value)


def test_a_plan_file_may_hold_several_requests(tmp_path: Path, data: Dataset) -> None:
    """Each entry is a request of its own; what two ask for is made once, in all the formats asked for."""
    path = tmp_path / "plan.yml"
    path.write_text(
        "- {provinces: [tra-vinh], years: 2023, to: [html]}\n"
        "- {provinces: [Trà Vinh], years: 2022-2023, to: [pdf]}\n"
        "- {reports: comparison, years: 2023, langs: [vi, en]}\n",
        "utf-8",
    )
    jobs = {job.stamp: job for job in jobs_of(data, read_plan(path))}
    assert list(jobs) == sorted(jobs)
    assert jobs["province/tra-vinh/2023-FY-bloc.vi"].formats == ("html", "pdf")
    assert jobs["province/tra-vinh/2022-FY-bloc.vi"].formats == ("pdf",)
    assert len([stamp for stamp in jobs if stamp.startswith("comparison/2023-FY")]) == 2


def test_a_notebook_of_ones_own_counts_from_the_plan_file(tmp_path: Path, data: Dataset) -> None:
    """Its path is that beside the file, its parameters reach the notebook, and two ways clash."""
    path = tmp_path / "plan.yml"
    path.write_text(
        "{notebook: own.ipynb, provinces: tra-vinh, years: 2023, parameters: {depth: 2}}", "utf-8"
    )
    (asked,) = read_plan(path)
    (job,) = jobs_of(data, [asked])
    assert job.notebook == str(tmp_path / "own.ipynb")
    assert job.parameters["depth"] == 2
    with pytest.raises(RequestError, match="from different notebooks or parameters"):
        jobs_of(data, [asked, replace(asked, parameters=(("depth", 3),))])
    both = jobs_of(data, [asked, request({"provinces": "tra-vinh", "years": "2023"})])
    assert [each.stamp for each in both] == [
        "own/own/province/tra-vinh/2023-FY-bloc.vi",
        "province/tra-vinh/2023-FY-bloc.vi",
    ]


def test_inputs_lie_beside_the_notebook(tmp_path: Path) -> None:
    """Files and folders by the names that cells call them; what is missing or elsewhere is refused."""
    for name in ("own.ipynb", "a.csv", "parts/b.py", "parts/__pycache__/b.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    own = {"notebook": str(tmp_path / "own.ipynb")}
    assert request({**own, "inputs": ["parts", "a.csv"]}).inputs == ("a.csv", "parts/b.py")
    for name, said in (("none.csv", "there is no file"), ("../x", "beside a notebook"), ("/etc/x", "beside")):
        with pytest.raises(RequestError, match=said):
            request({**own, "inputs": name})
    with pytest.raises(RequestError, match="beside a notebook"):
        request({"inputs": "a.csv"})


def test_all_is_what_has_figures(data: Dataset) -> None:
    """All provinces, years, bodies and periods: every scope that has figures, but not the country."""
    held = {
        f"province/{row['province']}/{row['year']}-{row['period']}-{row['body']}.vi"
        for row in data.coverage()
        if row["province"] != "viet-nam"
    }
    assert set(stamps(data, bodies="all", periods="all")) == held
    full = {stamp for stamp in held if "-FY-" in stamp}
    assert set(stamps(data)) < full
    assert {stamp.rsplit("-", 1)[0] for stamp in stamps(data, years="2023")} <= {
        stamp.rsplit("-", 1)[0] for stamp in full
    }


def test_without_a_body_the_first_one_speaks(data: Dataset) -> None:
    """Of each province, year and period there is one report: of the first of bodies.csv that has figures."""
    assert stamps(data, provinces="hau-giang", years="2023") == ["province/hau-giang/2023-FY-bloc.vi"]
    both = stamps(data, provinces="hau-giang", years="2023", bodies="all")
    bodies = ("bloc", "government", "province")
    assert both == [f"province/hau-giang/2023-FY-{body}.vi" for body in bodies]


def test_names_stand_for_codes(data: Dataset) -> None:
    """A plan may name places, bodies and periods as people do; the jobs are those of the codes."""
    named = {"provinces": ["Hậu Giang"], "bodies": ["đảng bộ khối"], "periods": ["ca nam"], "years": "2023"}
    assert stamps(data, **named) == ["province/hau-giang/2023-FY-bloc.vi"]
    places = {
        "reports": "places",
        "provinces": "Trà Vinh; hau giang",
        "years": "2023",
        "bodies": "Đảng bộ Khối",
    }
    coded = {"reports": "places", "provinces": "tra-vinh,hau-giang", "years": "2023", "bodies": "bloc"}
    assert stamps(data, **places, indicators="Đánh giá, xếp loại tổ chức cơ sở đảng;") == stamps(
        data, **coded, indicators="org_rating"
    )


def test_comparisons_of_regions(data: Dataset) -> None:
    """Regions are compared in the country's place; all of them means each that has figures."""
    whole = stamps(data, reports="comparison", years="2023")
    assert whole == ["comparison/2023-FY-government.vi"]
    regions = stamps(data, reports="comparison", years="2023", regions="all")
    assert regions
    assert all(stamp.count("-") > 2 for stamp in regions)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"provinces": "tra vin"}, "Did you mean Trà Vinh"),
        ({"years": "1850"}, "no figures for 1850; there are some for"),
        ({"bodies": "party"}, "unknown body 'party'"),
        ({"periods": "Q5"}, "unknown period 'Q5'"),
        ({"provinces": "tra-vinh,can-tho", "years": "2023", "bodies": "bloc"}, "no figures for Cần Thơ"),
        ({"reports": "comparison", "regions": "moon"}, "unknown region"),
        ({"bodies": "national", "years": "2023"}, "no figures for"),
        ({"reports": "comparison", "provinces": "moon"}, "unknown province 'moon'"),
        ({"provinces": "tra-vinh", "regions": "moon"}, "unknown region"),
    ],
    ids=["province", "year", "body", "period", "nothing of one", "region", "nothing", "unused", "unused too"],
)
def test_what_there_is_not_is_refused(data: Dataset, asked: dict[str, object], said: str) -> None:
    """An unknown name, or one without figures, stops the plan."""
    with pytest.raises(RequestError, match=said):
        jobs_of(data, [request(asked)])


NESTED = "provinces: " + "[" * 50 + "]" * 50


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", r"line 2: \*a is an alias; write out"),
        ("&a [*a]\n", r"line 1: \*a is an alias"),
        (NESTED, "lists and mappings lie 7 deep; 6 are the most"),
        ("[" * 100_000, "deep"),
        ("provinces: [[tra-vinh]]\n", "provinces must be a list of texts or numbers"),
        ("provinces: {tra-vinh: 1}\n", "provinces must be a list of texts or numbers"),
        (f"years: {'9' * 5000}\n", "not YAML"),
        ("years: 2023-13-45\n", "not YAML"),
        ("years: " + "x" * 2_000_000, "it has 2 MB; 1 are the most"),
        (f"? {'x' * 900}\n: 1\n", "unknown parameter 'x+…"),
    ],
    ids=["bomb", "itself", "nested", "open", "list", "mapping", "number", "day", "large", "name"],
)
def test_a_plan_that_is_a_trap_is_one_line(content: str, said: str, tmp_path: Path) -> None:
    """Aliases that multiply or lead to themselves, depth, size, endless numbers: refused in a short line."""
    path = tmp_path / "plan.yml"
    path.write_text(content, "utf-8")
    with pytest.raises(RequestError, match=said) as caught:
        read_plan(path)
    assert len(str(caught.value)) < 1000
    assert "\n" not in str(caught.value)


def test_a_plan_that_is_no_file_is_named(tmp_path: Path) -> None:
    """A pipe is not waited for."""
    os.mkfifo(tmp_path / "plan.yml")
    with pytest.raises(RequestError, match=r"cannot read .*plan\.yml: it is a pipe or a device"):
        read_plan(tmp_path / "plan.yml")
