"""Where a report leads on: to those of its own plan, by names that lead somewhere, and nowhere else."""

from dataclasses import replace
from pathlib import Path

import pytest

from analysis import Dataset, load
from analysis.batch import report_jobs
from analysis.batch.requests import jobs_of
from analysis.errors import RequestError
from analysis.page import LANGUAGES
from analysis.run import INDEX, Job, led_on, links, request
from own_places import BODY, PLACES, own_folder

TRA_VINH = Job("province", "tra-vinh", 2023, "FY", "bloc", "vi")
OTHERS = (
    replace(TRA_VINH, lang="en"),
    replace(TRA_VINH, year=2022),
    replace(TRA_VINH, body="province"),
    Job("comparison", "", 2023, "FY", "bloc", "vi"),
    Job("comparison", "", 2022, "FY", "bloc", "vi"),
    Job("province", "hau-giang", 2023, "FY", "bloc", "vi"),
)


def test_a_report_leads_to_its_own_kind() -> None:
    """To the other language, the place's other years and bodies, its comparison and the index."""
    first, *_ = led_on([TRA_VINH, *OTHERS], index=True)
    assert first.beside == (
        "comparison/2023-FY-bloc.vi",
        "province/tra-vinh/2022-FY-bloc.vi",
        "province/tra-vinh/2023-FY-bloc.en",
        "province/tra-vinh/2023-FY-province.vi",
        INDEX,
    )


def test_a_comparison_leads_to_its_other_years() -> None:
    """And not to every place in it: those would change it with each of them."""
    compared = led_on([TRA_VINH, *OTHERS])[4]
    assert compared.beside == ("comparison/2022-FY-bloc.vi",)


def test_the_comparison_of_ones_own_places_is_called_so(tmp_path: Path) -> None:
    """Communes are no provinces, in the name of a link either."""
    own = load(own_folder(tmp_path))
    stamp, other = f"province/{PLACES[0]}/2023-FY-{BODY}.vi", f"comparison/2023-FY-{BODY}.vi"
    (link,) = links(stamp, [other], own, "vi")
    assert link["label"].startswith("So sánh các địa phương")


def test_a_lone_report_leads_nowhere(data: Dataset) -> None:
    """What is made alone knows of no file beside it; in two languages each knows the other."""
    (alone,) = report_jobs(data, 2023, province="tra-vinh")
    assert alone.beside == ()
    vi, en = report_jobs(data, 2023, province="tra-vinh", langs=LANGUAGES)
    assert (vi.beside, en.beside) == ((en.stamp,), (vi.stamp,))


def test_own_notebooks_and_paper_lead_nowhere() -> None:
    """Links stand in pages of the library's own notebooks alone, and lead to pages."""
    own = replace(TRA_VINH, notebook_path="/own.ipynb")
    paper = replace(TRA_VINH, lang="en", formats=("pdf",))
    assert [job.beside for job in led_on([TRA_VINH, own, paper], index=False)] == [(), (), ()]


def test_one_more_report_makes_few_anew() -> None:
    """The keys of another place's reports stay as they were; those of the place and body change."""
    before = {job.stamp: job.beside for job in led_on([TRA_VINH, *OTHERS])}
    after = {job.stamp: job.beside for job in led_on([TRA_VINH, *OTHERS, replace(TRA_VINH, year=2021)])}
    changed = {stamp for stamp, beside in before.items() if after[stamp] != beside}
    assert changed == {
        stamp for stamp in before if stamp.startswith("province/tra-vinh/") and stamp.endswith("-bloc.vi")
    }


@pytest.mark.parametrize(
    ("lang", "labels"),
    [
        (
            "vi",
            [
                "So sánh các tỉnh, thành\u00a0phố, năm 2023, Khối tỉnh",
                "Năm 2022, Khối tỉnh",
                "English",
                "Danh mục báo cáo",
            ],
        ),
        (
            "en",
            [
                "Provinces compared, 2023, Provincial bloc",
                "2022, Provincial bloc",
                "Tiếng Việt",
                "Index of reports",
            ],
        ),
    ],
)
def test_links_have_names_and_lead_from_the_page(data: Dataset, lang: str, labels: list[str]) -> None:
    """Each says what it leads to, and its address counts from the folder of the page."""
    other = "en" if lang == "vi" else "vi"
    stamps = (
        f"comparison/2023-FY-bloc.{lang}",
        f"province/tra-vinh/2022-FY-bloc.{lang}",
        f"province/tra-vinh/2023-FY-bloc.{other}",
        INDEX,
    )
    found = links(f"province/tra-vinh/2023-FY-bloc.{lang}", stamps, data, lang)
    assert [link["href"] for link in found] == [
        f"../../comparison/2023-FY-bloc.{lang}.html",
        f"2022-FY-bloc.{lang}.html",
        f"2023-FY-bloc.{other}.html",
        "../../index.html",
    ]
    assert [link["label"] for link in found][2:] == labels[2:]
    assert all(len(link["label"]) > 3 for link in found)


@pytest.mark.parametrize(
    "stamp",
    [
        "../../etc/passwd",
        "javascript:alert(1)",
        "province/nowhere/2023-FY-bloc.vi",
        "comparison/2023-FY-x.vi",
    ],
)
def test_what_is_no_stamp_is_refused(data: Dataset, stamp: str) -> None:
    """A page that names another file as its neighbour is not made again with it."""
    with pytest.raises(RequestError, match="not the name of a report"):
        links("province/tra-vinh/2023-FY-bloc.vi", [stamp], data, "vi")


def test_a_batch_knows_its_own(data: Dataset) -> None:
    """What one plan asks for is linked within it, and to its index."""
    asked = request(
        {"reports": "province,comparison", "provinces": "tra-vinh", "years": "2023", "bodies": "bloc"}
    )
    jobs = {job.stamp: job for job in jobs_of(data, [asked])}
    assert jobs["province/tra-vinh/2023-FY-bloc.vi"].beside == ("comparison/2023-FY-bloc.vi", INDEX)
