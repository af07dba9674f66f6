"""The index of an output folder: every report in it, to be searched and filtered without a server."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup

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
from analysis.run import Job, read_json, reports_digest

__all__ = ["Entry", "entries", "index_html"]

_ENDINGS: Final = {
    "html": "HTML",
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "ipynb": "notebook",
    "csv": "CSV",
}
_PERIODS: Final = ("FY", "9M", "H1", "Q4", "Q3", "Q2", "Q1", "YTD", "TERM")
_FEWEST_MAPPED: Final = 5
"""A map of fewer places would be a map of holes: they are found in the list."""
_FILTERS: Final = ("layout", "region", "province", "year", "body", "lang")


@dataclass(frozen=True)
class Entry:
    """One report of an output folder, as its sidecar tells of it.

    Attributes
    ----------
    layout : str
        ``province`` or ``comparison``.
    province, region : str
        Slugs; empty where the report is not about one.
    year : int
    period, body, lang, release : str
    figures : int
        How many figures it is about; it shows some of other years and places beside them.
    finding : str or None
        The first sentence of its summary; empty where it finds nothing, None where the sidecar does not say.
    made : datetime.date
        When it was made (UTC), as the file system tells: a report itself bears no date, so that the
        same figures give the same bytes.
    files : mapping of str to str
        Address of each file that is there, from the folder, by its ending.
    """

    layout: str
    province: str
    region: str
    year: int
    period: str
    body: str
    lang: str
    release: str
    figures: int
    made: date
    files: Mapping[str, str]
    finding: str | None = None


def entries(output: Path) -> list[Entry]:
    """Find every report of an output folder by its sidecar.

    Parameters
    ----------
    output : pathlib.Path
        The output folder.

    Returns
    -------
    list of Entry
        In the order of their paths; JSON files that are no sidecars are passed over.
    """
    found = (_entry(path, output) for path in sorted(output.glob("*/**/*.json")))
    return [entry for entry in found if entry is not None]


def _own(figure: str, job: Job) -> bool:
    """Whether a report is about a figure, or shows it only beside its own."""
    province, body, year, period, *_ = figure.split("/")
    wanted = (job.province or province, job.body, str(job.year), job.period)
    return (province, body, year, period.partition("-")[0]) == wanted


def _entry(sidecar: Path, output: Path) -> Entry | None:
    try:
        record = read_json(sidecar)
        job = Job.from_json(dict(record["job"]))
        files = {
            ending: quote(path.relative_to(output).as_posix())
            for ending in _ENDINGS
            if (path := sidecar.with_suffix(f".{ending}")).is_file()
        }
        if not files:
            return None
        return Entry(
            layout=job.report,
            region=job.region,
            release=str(record["release"]),
            figures=sum(_own(figure, job) for figure in record["figures"]),
            made=datetime.fromtimestamp(sidecar.stat().st_mtime, tz=UTC).date(),
            files=files,
            finding=str(record["finding"]) if "finding" in record else None,
            province=job.province,
            year=job.year,
            period=job.period,
            body=job.body,
            lang=job.lang,
        )
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
    ):  # no sidecar, or it is being made anew just now
        return None


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
    names = _Names(catalog, Words(lang))
    found = sorted(entries(output), key=names.order)
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
            text=names.words.text,
            integer=names.words.integer,
            day=names.words.date,
            total=len(found),
            filters=list(names.filters(found)),
            tiles=names.tiles(found),
            groups=[
                names.group(list(group)) for _, group in groupby(found, key=lambda entry: entry.province)
            ],
            endings=_ENDINGS,
            release=release,
            policy=Markup(content_policy(style, script)),
            style=Markup(style),
            script=Markup(script),
        )
    )


def _by_name(code: str, name: str) -> tuple[Any, ...]:
    return sort_key(name), code  # figures have no place in the alphabet: years go by their code


class _Names:
    """What the codes of a report are called in the language of the index."""

    def __init__(self, catalog: Catalog, words: Words) -> None:
        self._catalog = catalog
        self._regions = catalog.regions
        self._region_of = {slug: code for code, region in self._regions.items() for slug in region.provinces}
        self.words = words

    def name(self, kind: str, code: str) -> str:
        """Name of a code; the code itself where the data know it no longer."""
        catalog, lang = self._catalog, self.words.lang
        if kind == "province" and code in catalog.provinces:
            return str(getattr(catalog.provinces[code], f"name_{lang}"))
        if kind == "region" and code in self._regions:
            return str(getattr(self._regions[code], f"name_{lang}"))
        if kind == "body" and code in catalog.body_names:
            return catalog.body_names[code][f"short_{lang}"]
        if kind in ("layout", "lang") and self.words.has(f"index-{kind}-{code}"):
            return self.words.text(f"index-{kind}-{code}")
        return code

    def body(self, entry: Entry) -> str:
        """Name of the body that a report is about, as it is called there."""
        catalog, lang = self._catalog, self.words.lang
        if entry.province in catalog.provinces and entry.body in catalog.body_names:
            return catalog.body_name(entry.body, catalog.provinces[entry.province], lang, short=True)
        return self.name("body", entry.body)

    def region(self, entry: Entry) -> str:
        """Slug of the region that a report is about or its province lies in."""
        return entry.region or self._region_of.get(entry.province, "")

    def codes(self, entry: Entry) -> dict[str, str]:
        """What a report is found by."""
        return {
            "layout": entry.layout,
            "region": self.region(entry),
            "province": entry.province,
            "year": str(entry.year),
            "body": entry.body,
            "lang": entry.lang,
        }

    def order(self, entry: Entry) -> tuple[Any, ...]:
        """Comparisons first, then provinces as Vietnamese sorts them; in each the newest first."""
        place = sort_key(self.name("province", entry.province)) if entry.province else ()
        period = _PERIODS.index(entry.period) if entry.period in _PERIODS else len(_PERIODS)
        rest = (entry.region, entry.body, entry.lang != self.words.lang, entry.lang)
        return bool(entry.province), place, entry.province, -entry.year, period, *rest

    def filters(self, found: Iterable[Entry]) -> Iterator[dict[str, Any]]:
        """Give what can be chosen from; where there is but one value, there is nothing to choose."""
        codes = [self.codes(entry) for entry in found]
        for kind in _FILTERS:
            options = {code: self.name(kind, code) for code in {each[kind] for each in codes} if code}
            if len(options) > 1:
                newest_first = kind == "year"
                listed = sorted(options.items(), key=lambda option: _by_name(*option), reverse=newest_first)
                yield {"kind": kind, "options": listed}

    def tiles(self, found: Sequence[Entry]) -> list[dict[str, Any]]:
        """Give the places of the map that has most of those with reports; none for a few."""
        held = {entry.province for entry in found if entry.province}
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

    def group(self, group: list[Entry]) -> dict[str, Any]:
        """Give the reports of one province, or all comparisons."""
        slug, first = group[0].province, group[0]
        title = self.name("province", slug) if slug else self.words.text("index-comparisons")
        return {
            "title": title,
            "detail": self.name("region", self.region(first)) if slug else "",
            "codes": {"layout": first.layout, "province": slug, "region": self.region(first) if slug else ""},
            "name": plain(title),
            "search": self._search("province", slug) if slug else plain(title),
            "rows": [self._row(entry) for entry in group],
        }

    def _search(self, *codes: str) -> str:
        """Names of codes in both languages and without marks: who searches writes one or the other."""
        pairs = list(zip(codes[::2], codes[1::2], strict=True))
        found = [names.name(kind, code) for names in (self, self._other) for kind, code in pairs if code]
        return " ".join(dict.fromkeys(plain(" ".join(found)).split()))

    @cached_property
    def _other(self) -> "_Names":
        return _Names(self._catalog, Words("en" if self.words.lang == "vi" else "vi"))

    def _row(self, entry: Entry) -> dict[str, Any]:
        period = "TERM-open" if entry.period == "TERM" else entry.period
        known = self.words.has(f"period-{period}")
        title = (
            self.words.text(f"period-{period}", year=str(entry.year))
            if known
            else f"{entry.year} {entry.period}"
        )
        if entry.region:
            title = f"{title}, {self.name('region', entry.region)}"
        names = self._search("region", entry.region, "body", entry.body, "lang", entry.lang)
        return {
            "title": title[0].upper() + title[1:],
            "codes": {"year": entry.year, "body": entry.body, "lang": entry.lang, "region": entry.region},
            "body": self.body(entry),
            "lang": self.name("lang", entry.lang),
            "search": f"{plain(title)} {names}",
            "entry": entry,
        }
