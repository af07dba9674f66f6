"""The index of an output folder: every report in it, to be searched and filtered without a server.

A line is one body of one place, its years across: who looks for a report knows the place first, and all its
years are one line instead of twenty. What each report found, and its files, unfold below the line.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from analysis.batch.entries import ENDINGS, Entry, entries
from analysis.data import Catalog, plain
from analysis.page import (
    Letterhead,
    Words,
    accent_style,
    content_policy,
    environment,
    page_style,
    sort_key,
)
from analysis.run import reports_digest

__all__ = ["index_html"]

_PERIODS: Final = ("FY", "9M", "H1", "Q4", "Q3", "Q2", "Q1", "YTD", "TERM")
_LAYOUTS: Final = ("comparison", "places", "province")
_FEWEST_MAPPED: Final = 5
"""A map of fewer places would be a map of holes: they are found in the list."""
_MOST_COLUMNS: Final = 20
"""More years than these have no room beside each other: they flow."""
_FILTERS: Final = ("layout", "region", "province", "year", "body", "lang")


def index_html(
    output: Path,
    catalog: Catalog,
    lang: str = "vi",
    *,
    letterhead: Letterhead | None = None,
    release: str = "",
) -> str:
    """Write the index: one file that asks nobody for anything, the same for the same files.

    Parameters
    ----------
    output : pathlib.Path
        The output folder.
    catalog : Catalog
        Knows the names of provinces, regions and bodies.
    lang : {"vi", "en"}, optional
        Language of the index; it lists the reports of all languages.
    letterhead : Letterhead, optional
        Who issues the reports.
    release : str, optional
        Version of the data as they are now: a report of another one is marked as older than its data.
    """
    listing = _Listing(catalog, Words(lang), release)
    found = sorted(entries(output, catalog.renamed), key=listing.order)
    folder = Path(__file__).parent / "templates" / "index"
    accent = letterhead.accent if letterhead else ""
    style = page_style() + accent_style(accent) + (folder / "index.css").read_text(encoding="utf-8")
    script = (folder / "index.js").read_text(encoding="utf-8")
    return (
        environment(folder)
        .get_template("index.html.j2")
        .render(
            lang=lang,
            letterhead=letterhead,
            shows=reports_digest(output),
            text=listing.words.text,
            integer=listing.words.integer,
            day=listing.words.date,
            total=len(found),
            example=listing.example(found),
            languages=len({entry.job.lang for entry in found}),
            all_older=all(listing.older(entry) for entry in found),
            empty=any(entry.empty for entry in found),
            filters=list(listing.filters(found)),
            tiles=listing.tiles(found),
            sections=list(listing.sections(found)),
            columns=_columns(found),
            endings=ENDINGS,
            release=release,
            policy=Markup(content_policy(style, script)),
            style=Markup(style),
            script=Markup(script),
        )
    )


def _columns(found: Iterable[Entry]) -> dict[int, int]:
    """Column of each year, the newest first; none where they are too many to stand beside each other."""
    years = {entry.job.year for entry in found if not entry.job.since}
    if not years or max(years) - min(years) >= _MOST_COLUMNS:
        return {}
    return {year: max(years) - year + 1 for year in range(min(years), max(years) + 1)}


def _by_name(code: str, name: str) -> tuple[Any, ...]:
    return sort_key(name), code  # figures have no place in the alphabet: years go by their code


class _Listing:
    """What the reports of a folder are called in the language of the index, and how they stand in it."""

    def __init__(self, catalog: Catalog, words: Words, release: str = "") -> None:
        self._catalog, self._release = catalog, release
        today = catalog.of_today()
        self._places = {**today.provinces, **catalog.provinces}
        self._regions = catalog.regions
        self._region_of = {
            slug: code
            for regions in (today.regions, self._regions)
            for code, region in regions.items()
            for slug in region.provinces
        }
        self._order = [*self._regions, ""]
        self.words = words

    def name(self, kind: str, code: str) -> str:
        """Name of a code; the code itself where the data know it no longer."""
        catalog, lang = self._catalog, self.words.lang
        if kind == "province" and (place := self._places.get(code)):
            return str(getattr(place, f"name_{lang}"))
        if kind == "region" and code in self._regions:
            return str(getattr(self._regions[code], f"name_{lang}"))
        if kind == "body" and code in catalog.body_names:
            return catalog.body_names[code][f"short_{lang}"]
        if kind in ("layout", "lang", "period") and self.words.has(f"index-{kind}-{code}"):
            return self.words.text(f"index-{kind}-{code}")
        return code

    def _region(self, entry: Entry) -> str:
        """Slug of the region that a report is about or its province lies in."""
        return entry.job.region or self._region_of.get(entry.job.province, "")

    def _codes(self, entry: Entry) -> dict[str, str]:
        """What a report is found by."""
        job = entry.job
        return {
            "layout": job.report,
            "region": self._region(entry),
            "province": job.province,
            "year": str(job.year),
            "body": job.body,
            "lang": job.lang,
        }

    def older(self, entry: Entry) -> bool:
        """Whether a report was made from other data than there are now."""
        return bool(self._release) and entry.release != self._release

    def example(self, found: Iterable[Entry]) -> str:
        """What somebody may look for: the first place and its year; nothing where there is no place."""
        job = next((entry.job for entry in found if entry.job.province), None)
        return f"{plain(self.name('province', job.province))} {job.year}" if job else ""

    # ------------------------------------------------------------------------------------ what is chosen from

    def filters(self, found: Iterable[Entry]) -> Iterator[dict[str, Any]]:
        """Give what can be chosen from; where there is but one value, there is nothing to choose."""
        codes = [self._codes(entry) for entry in found]
        for kind in _FILTERS:
            options = {code: self.name(kind, code) for code in {each[kind] for each in codes} if code}
            if len(options) > 1:
                newest_first = kind == "year"
                listed = sorted(options.items(), key=lambda option: _by_name(*option), reverse=newest_first)
                yield {"kind": kind, "options": listed}

    def tiles(self, found: Sequence[Entry]) -> list[dict[str, Any]]:
        """Give the places of the map that has most of those with reports; none for a few."""
        held = {entry.job.province for entry in found if entry.job.province}
        maps = self._catalog.tiles.values()
        chosen = max(maps, key=lambda known: len(held & known.keys()), default={})
        if len(held & chosen.keys()) < _FEWEST_MAPPED:
            return []
        return [
            {
                "code": code,
                "name": self.name("province", code).removeprefix("Thành phố "),
                "column": column + 1,
                "row": row + 1,
                "held": code in held,
            }
            for code, (column, row) in sorted(chosen.items(), key=lambda item: item[1][::-1])
        ]

    # ----------------------------------------------------------------------------------------------- the list

    def _section_of(self, entry: Entry) -> tuple[int, int]:
        layout = entry.job.report
        kind = _LAYOUTS.index(layout) if layout in _LAYOUTS else len(_LAYOUTS)
        province = self._catalog.provinces.get(entry.job.province)
        if province is not None and province.kind == "country":
            return kind, -1
        return kind, self._order.index(self._region(entry)) if entry.job.province else 0

    def _line_of(self, entry: Entry) -> tuple[Any, ...]:
        """What all reports of a line share, but for their years."""
        job = entry.job
        period = _PERIODS.index(job.period) if job.period in _PERIODS else len(_PERIODS)
        first = (bool(job.region), job.region, job.body, job.lang != self.words.lang, job.lang, period)
        return (*first, job.period, job.within, job.units, job.notebook_path, job.places, job.indicators)

    def order(self, entry: Entry) -> tuple[Any, ...]:
        """Comparisons first, then regions from north to south, in each places as Vietnamese sorts them."""
        place = sort_key(self.name("province", entry.job.province)) if entry.job.province else ()
        return (*self._section_of(entry), place, entry.job.province, *self._line_of(entry), -entry.job.year)

    def sections(self, found: Sequence[Entry]) -> Iterator[dict[str, Any]]:
        """Give the regions with their places, and before them what sets places side by side.

        Parameters
        ----------
        found : sequence of Entry
            In the order of `order`.
        """
        elsewhere = "index-elsewhere" if any(map(self._region, found)) else "index-places"
        for (_, place), group in groupby(found, key=self._section_of):
            listed = list(group)
            first, region = listed[0].job, self._region(listed[0])
            if not first.province:
                title = self.name("layout", first.report)
            elif place < 0:
                title = self._catalog.provinces[first.province].region
                if self.words.lang == "en":
                    title = self._catalog.provinces[first.province].region_en
            else:
                title = self.name("region", region) or self.words.text(elsewhere)
            yield {
                "title": title,
                "codes": {"layout": first.report, "region": region if first.province else ""},
                "places": [
                    self._place(slug, list(each))
                    for slug, each in groupby(listed, key=lambda entry: entry.job.province)
                ],
            }

    def _place(self, slug: str, group: list[Entry]) -> dict[str, Any]:
        """Give the lines of one place, or of all comparisons."""
        name = self.name("province", slug)
        codes = {"province": slug, "region": self._region(group[0]) if slug else ""}
        layout = self.name("layout", group[0].job.report)
        return {
            "title": name,
            "codes": {"province": slug},
            "name": plain(name),
            "search": self._search(*codes.items()) if slug else plain(layout),
            "lines": [self._line(list(each)) for _, each in groupby(group, key=self._line_of)],
        }

    def _search(self, *codes: tuple[str, str]) -> str:
        """Names of codes in both languages and without marks: who searches writes one or the other."""
        found = [names.name(kind, code) for names in (self, self._other) for kind, code in codes if code]
        return " ".join(dict.fromkeys(plain(" ".join(found)).split()))

    @cached_property
    def _other(self) -> "_Listing":
        return _Listing(self._catalog, Words("en" if self.words.lang == "vi" else "vi"))

    def _line(self, group: list[Entry]) -> dict[str, Any]:
        """Give the reports of one body of a place: all years, the newest first."""
        job = group[0].job
        codes = [("region", job.region), ("body", job.body), ("period", job.period), ("lang", job.lang)]
        more = [self._search(*codes), *(self._search(("province", slug)) for slug in job.places)]
        older = [entry.years for entry in group if self.older(entry)]
        return {
            "title": self._title(group[0]),
            "codes": {"body": job.body, "lang": job.lang, "region": "" if job.province else job.region},
            "search": " ".join(more),
            "lang": job.lang,
            "language": self.name("lang", job.lang),
            "told": next((entry for entry in group if entry.finding), None),
            "older": older,
            "all_older": len(older) == len(group),
            "reports": group,
        }

    def _title(self, entry: Entry) -> str:
        """What a line is about: the body, and whatever sets it apart from the usual report of a full year."""
        job, catalog, words = entry.job, self._catalog, self.words
        if job.province in self._places and job.body in catalog.body_names:
            name = catalog.body_name(job.body, self._places[job.province], words.lang, short=True)
        else:
            name = self.name("body", job.body)
        parts = [words.listing([self.name("province", slug) for slug in job.places]), name]
        parts += [self.name("region", job.region)] if job.region else []
        parts += [self.name("period", job.period)] if job.period != "FY" else []
        parts += [words.text("index-within", count=job.within)] if job.within else []
        parts += [words.text("index-units-2025")] if job.units == "2025" else []
        parts += [", ".join(job.indicators)]
        parts += [words.text("index-own", name=Path(job.notebook_path).name)] if job.notebook_path else []
        return ", ".join(filter(None, parts))
