"""Where a report leads on: to the reports that are made with it, by the names that reports have.

Only the plan knows which files there will be, so a job names its neighbours, and a page links to no other.
They are a part of what a report is made from: one more report of a place makes those of that place anew.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from posixpath import dirname, relpath
from typing import TYPE_CHECKING, Final

from analysis.errors import RequestError
from analysis.messages import LANGUAGES
from analysis.run.jobs import Job

if TYPE_CHECKING:
    from analysis.data import Dataset
    from analysis.page import Words

__all__ = ["INDEX", "led_on", "links"]

INDEX: Final = "index"
"""What stands for the index of the output folder among the stamps of reports."""

_MOST: Final = 12
"""Of more other years, or bodies and periods of one year, a page leads to the nearest only."""

_NAME: Final = r"(?P<year>\d{4})-(?P<period>[A-Z0-9]{2,4})-(?P<body>[\w-]+?)(?:-units-2025)?\.(?P<lang>vi|en)"
_PROVINCE: Final = re.compile(rf"province/(?P<place>[\w-]+)/{_NAME}")
_COMPARISON: Final = re.compile(rf"comparison/{_NAME}")


def led_on(jobs: Iterable[Job], *, index: bool = False) -> list[Job]:
    """The jobs of one plan, each with the stamps of the others that its page leads to.

    Parameters
    ----------
    jobs : iterable of Job
    index : bool, optional
        Whether there will be an index of all of them.

    Returns
    -------
    list of Job
        In the same order; jobs of notebooks of one's own, and those whose page is not made, as they were.
    """
    groups: dict[tuple[object, ...], list[tuple[int, str]]] = {}
    led = list(jobs)
    pages = {job.stamp: job.stamp for job in led if _leads(job)}
    for job in led:
        own = (job.year, job.stamp)
        for group in _groups(job):
            groups.setdefault(group, []).append(own)

    def near(job: Job) -> Iterator[str]:
        own = job.stamp
        same, _, _ = own.rpartition(".")
        yield from (
            pages[other] for lang in LANGUAGES if (other := f"{same}.{lang}") in pages and other != own
        )
        for group in _groups(job):
            others = groups[group]
            if len(others) > _MOST:  # of very many the nearest; the index has all
                others = sorted(others, key=lambda other: (abs(other[0] - job.year), other))[:_MOST]
            yield from (stamp for _, stamp in others if stamp != own)
        if job.report == "province":
            compared = groups.get(("comparison", job.units, job.year, job.period, job.body, job.lang), [])
            yield from (stamp for _, stamp in compared)

    for place, job in enumerate(led):  # each in the place of the one before: they may be a hundred thousand
        if _leads(job):
            led[place] = replace(job, beside=(*sorted({*near(job)}), *([INDEX] if index else [])))
    return led


def _leads(job: Job) -> bool:
    return not job.notebook_path and "html" in job.formats


def _groups(job: Job) -> Iterator[tuple[object, ...]]:
    """What a report shares with those that it leads to."""
    if not _leads(job):
        return
    if job.report == "province":
        yield (job.report, job.units, job.province, job.lang, job.body, job.period)
        yield (job.report, job.units, job.province, job.lang, job.year)
    if job.report == "comparison" and not job.region and not job.within:
        yield (job.report, job.units, job.period, job.body, job.lang)
        yield (job.report, job.units, job.year, job.period, job.body, job.lang)


def links(stamp: str, beside: Iterable[str], data: "Dataset", lang: str) -> list[dict[str, str]]:
    """Labels and addresses of the reports beside one.

    Parameters
    ----------
    stamp : str
        Of the report whose page they stand in.
    beside : iterable of str
        Stamps of the others, and `INDEX`.
    data : Dataset
        Knows the names of bodies.
    lang : {"vi", "en"}
        Language of the page.

    Raises
    ------
    RequestError
        If one of them is no stamp of a report.
    """
    from analysis.page import Words

    words = Words(lang)
    found = []
    for other in beside:
        label = _label(stamp, other, data, words)
        if not label:
            raise RequestError("no-stamp", stamp=other)
        found.append(
            {"stamp": other, "label": label, "href": relpath(f"{other}.html", dirname(stamp) or ".")}
        )
    return found


def _label(stamp: str, other: str, data: "Dataset", words: "Words") -> str:
    """What a link says; empty where the stamp is that of no report."""
    if other == INDEX:
        return words.text("index-title")
    if other.rpartition(".")[0] == stamp.rpartition(".")[0] and other.rpartition(".")[2] in ("vi", "en"):
        return words.text("beside-language")
    if found := _PROVINCE.fullmatch(other):
        return _named(found, data, words, lambda period, body: f"{period}, {body}")
    if found := _COMPARISON.fullmatch(other):
        title = _title(found.groupdict(), data)
        return _named(found, data, words, lambda period, body: f"{words.text(title, period=period)}, {body}")
    return ""


def _title(told: Mapping[str, str], data: "Dataset") -> str:
    """What a comparison is called: of provinces, or of places of one's own."""
    rows = data.observations
    places = rows.loc[
        (rows["year"] == int(told["year"])) & (rows["body"] == told["body"]), "province"
    ].unique()
    provincial = any(data.catalog.provinces[place].level == "province" for place in places)
    return "title-comparison" if provincial or not len(places) else "title-comparison-own"


def _named(found: re.Match[str], data: "Dataset", words: "Words", form: Callable[[str, str], str]) -> str:
    from analysis.compare import notation

    catalog, told = data.catalog, found.groupdict()
    bodies: Mapping[str, Mapping[str, str]] = catalog.body_names
    place = catalog.provinces.get(told.get("place", ""))
    if told["body"] not in bodies or ("place" in told and place is None):
        return ""
    year, body = int(told["year"]), bodies[told["body"]][f"short_{words.lang}"]
    if place is not None:
        body = catalog.body_name(told["body"], place, words.lang, short=True)
    shown = notation.period(
        told["period"], year, words, _span(told, data) if told["period"] == "TERM" else None
    )
    return form(shown[0].upper() + shown[1:] if place is not None else shown, body)


def _span(told: Mapping[str, str], data: "Dataset") -> int | None:
    """First year of the one term that a report is of; None where its figures are of several."""
    rows = data.observations
    same = (rows["year"] == int(told["year"])) & (rows["body"] == told["body"]) & (rows["period"] == "TERM")
    if "place" in told:
        same &= rows["province"] == told["place"]
    spans = rows.loc[same, "span_from"].dropna().unique()
    return int(spans[0]) if len(spans) == 1 else None
