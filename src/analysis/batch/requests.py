"""What is to be made: frozen jobs, every parameter checked before anything runs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pandas as pd

from analysis.compare import NATIONAL, by_units, comparison, side_by_side, subject, view
from analysis.data import COUNTRY, PERIODS, Catalog, Dataset
from analysis.errors import RequestError
from analysis.messages import say
from analysis.run import ALL, FORMATS, USUAL, Job, Request, led_on, request

__all__ = ["jobs_of", "report_jobs"]


def report_jobs(
    data: Dataset,
    year: int,
    *,
    province: str | None = None,
    region: str = "",
    within: int = 0,
    provinces: Sequence[str] = (),
    indicators: Sequence[str] = (),
    since: int = 0,
    body: str | None = None,
    period: str = "FY",
    units: str = "printed",
    langs: Sequence[str] = ("vi",),
    formats: Sequence[str] = USUAL,
) -> list[Job]:
    """One report in each of the languages: of a province, of some over some years, or a comparison of all.

    Parameters
    ----------
    data : Dataset
        As the sources print it.
    year : int
    province : str, optional
        Slug, name or code; without it, the comparison.
    region : str, optional
        Slug or name of the region that a comparison is limited to.
    within : int, optional
        Within how many years the nearest figure stands in for one that a comparison lacks.
    provinces, indicators : sequence of str, optional
        Places to be set side by side over the years, and in what.
    since : int, optional
        First of these years.
    body : str, optional
        Without it, the first of ``bodies.csv`` that has figures; of a comparison the one with most that may
        be compared.
    period : str, optional
    units : {"printed", "2025"}, optional
        The provinces that the sources speak of, or those of today.
    langs : sequence of str, optional
    formats : sequence of str, optional

    Raises
    ------
    RequestError
        If anything is unknown, or there is no figure to report.
    """
    # Of formats and languages a request knows what can be.
    asked = request({"to": list(formats), "langs": list(langs)})
    wanted = tuple(name for name in FORMATS if name in asked.formats)
    seen, provinces = by_units(data, units, *provinces)
    if provinces:
        job = _places_job(seen, provinces, since or year, year, body or "", period, indicators, wanted)
    elif province is None:
        every = comparison(seen, year, body, period, region, within)
        slug = every.region.region if every.region else ""
        job = Job("comparison", "", year, every.period, every.body, "", wanted, slug, within=within)
    else:
        _, (name,) = by_units(data, units, province)
        place, year, whose, period = subject(seen, name, year, body, period)
        job = Job("province", place.province, year, period, whose, "", wanted)
    return led_on([replace(job, lang=lang, units=units) for lang in asked.langs])


def _places_job(
    data: Dataset,
    provinces: Sequence[str],
    since: int,
    year: int,
    body: str,
    period: str,
    indicators: Sequence[str],
    formats: tuple[str, ...],
) -> Job:
    chosen = side_by_side(data, provinces, since, year, body=body, period=period, indicators=indicators)
    return Job(
        "places",
        "",
        year,
        chosen.period,
        chosen.body,
        "",
        formats,
        since=since,
        places=chosen.places,
        indicators=chosen.indicators,
    )


def jobs_of(data: Dataset, requests: Sequence[Request]) -> list[Job]:
    """All reports that are asked for and that have figures.

    Returns
    -------
    list of Job
        In the order of their stamps; what several requests ask for comes once.

    Raises
    ------
    RequestError
        If anything is unknown, or nothing asked for has figures.
    """
    found: dict[str, Job] = {}
    for asked in requests:
        jobs = list(_jobs(data, asked))
        if asked.units != "printed":
            jobs = [replace(job, units=asked.units) for job in jobs]
        if not jobs:
            raise RequestError("nothing-to-make", asked=_said(asked, view(data, asked.units).catalog))
        for job in jobs:
            other = found.setdefault(job.stamp, job)
            if other is not job and replace(other, formats=()) != replace(job, formats=()):
                raise RequestError("two-entries", stamp=job.stamp)
            formats = tuple(name for name in FORMATS if name in {*other.formats, *job.formats})
            found[job.stamp] = job if job.formats == formats else replace(job, formats=formats)
    # None is held twice: they may be a hundred thousand.
    return led_on((found.pop(stamp) for stamp in sorted(found)), index=True)


def _jobs(printed: Dataset, asked: Request) -> Iterator[Job]:
    data = view(printed, asked.units)
    catalog, keys = data.catalog, ["province", "year", "body", "period"]
    held = data.observations.groupby(keys, sort=True).size().rename("figures").reset_index()
    if asked.provinces != ALL:
        asked = replace(asked, provinces=tuple(by_units(printed, asked.units, *asked.provinces)[1]))
    # Also where no report that is asked for depends on them.
    for names, known in ((asked.provinces, catalog.province), (asked.regions, catalog.region)):
        for name in names if names != ALL else ():
            known(name)
    asked = replace(
        asked,
        periods=_coded(asked.periods, catalog.period),
        bodies=_coded(asked.bodies, catalog.body),
    )
    held = held[_in_years(held, asked)]
    if asked.periods != ALL:
        held = held[held["period"].isin(asked.periods)]
    if asked.bodies and asked.bodies != ALL:
        held = held[held["body"].isin(asked.bodies)]
    if "province" in asked.reports:
        yield from _of_provinces(data, held, asked)
    if "comparison" in asked.reports:
        yield from _of_comparisons(data, held, asked)
    if "places" in asked.reports:
        yield from _of_places(data, held, asked)


def _coded(names: Sequence[str], code: Callable[[str], str]) -> tuple[str, ...]:
    """The codes that names stand for; ``all`` stands for all."""
    return ALL if names == ALL else tuple(dict.fromkeys(map(code, names)))


def _in_years(held: pd.DataFrame, asked: Request) -> "pd.Series[bool]":
    if asked.years == ALL:
        return held["year"].notna()
    chosen: set[int] = set()
    there = {int(year) for year in held["year"]}
    for text in asked.years:
        first, _, last = text.partition("-")
        span = range(int(first), int(last or first) + 1)
        if not there.intersection(span):
            raise RequestError("no-figures-years", asked=text, known=sorted(there))
        chosen.update(span)
    return held["year"].isin(chosen)


def _of_provinces(data: Dataset, held: pd.DataFrame, asked: Request) -> Iterator[Job]:
    if asked.provinces == ALL:
        held = held[held["province"] != COUNTRY]
    else:
        named = [data.catalog.province(name).province for name in asked.provinces]
        if lacking := [slug for slug in named if slug not in set(held["province"])]:
            names = [data.catalog.in_words(places=[slug]) for slug in lacking]
            raise RequestError("no-figures-in-request", lacking=names, asked=_said(asked, data.catalog))
        held = held[held["province"].isin(named)]
    if not asked.bodies:
        order = {body: position for position, body in enumerate(data.catalog.body_names)}
        first = held.sort_values("body", key=lambda bodies: bodies.map(order), kind="stable")
        held = first.drop_duplicates(["province", "year", "period"])
    for province, year, body, period in held[["province", "year", "body", "period"]].itertuples(index=False):
        for lang in asked.langs:
            yield Job(
                "province", province, int(year), period, body, lang, asked.formats,
                notebook_path=asked.notebook, more=asked.parameters, inputs=asked.inputs,
            )  # fmt: skip


def _of_comparisons(data: Dataset, held: pd.DataFrame, asked: Request) -> Iterator[Job]:
    held = held[(held["province"] != COUNTRY) & (held["body"] != NATIONAL)]
    regions = sorted(data.catalog.regions) if asked.regions == ALL else list(asked.regions)
    chosen = [data.catalog.region(name) for name in regions]
    for region in chosen or [None]:  # type: ignore[list-item]
        here = held if region is None else held[held["province"].isin(region.provinces)]
        counts = here.groupby(["year", "period", "body"], sort=True)["figures"].sum().reset_index()
        if not asked.bodies:
            counts = counts.sort_values(["figures", "body"], ascending=[False, True], kind="stable")
            counts = counts.drop_duplicates(["year", "period"])
        slug = region.region if region else ""
        for year, period, body in counts[["year", "period", "body"]].itertuples(index=False):
            for lang in asked.langs:
                job = Job("comparison", "", int(year), period, body, lang, asked.formats, slug)
                job = replace(job, within=asked.within, inputs=asked.inputs)
                yield replace(job, notebook_path=asked.notebook, more=asked.parameters)


def _of_places(data: Dataset, held: pd.DataFrame, asked: Request) -> Iterator[Job]:
    """The chosen places from the first year to the last, of each body and period that is asked for."""
    if asked.provinces == ALL:
        raise RequestError("places-unnamed")
    years = sorted({int(year) for year in held["year"]})
    periods = PERIODS if asked.periods == ALL else asked.periods
    bodies = tuple(data.catalog.body_names) if asked.bodies == ALL else asked.bodies or ("",)
    for period in periods:
        for body in bodies:
            span = (years[0], years[-1], body, period)
            try:
                job = _places_job(data, asked.provinces, *span, asked.indicators, asked.formats)
            except RequestError:
                if ALL in (asked.periods, asked.bodies):
                    continue  # not all bodies have figures of all periods
                raise
            for lang in asked.langs:
                job = replace(job, lang=lang, inputs=asked.inputs)
                yield replace(job, notebook_path=asked.notebook, more=asked.parameters)


def _said(asked: Request, known: Catalog) -> str:
    """A request in words, for messages: by names."""

    def told(names: Sequence[str], name: Callable[[str], str]) -> str:
        return say("all") if names == ALL else ", ".join(map(name, names))

    parts = (
        told(asked.provinces, lambda name: known.in_words(places=[known.province(name).province])),
        told(asked.years, str),
        told(asked.periods, lambda name: known.in_words(period=known.period(name))),
        told(asked.bodies, lambda name: known.in_words(body=known.body(name))) or say("fullest-body"),
    )
    return "; ".join(parts)
