"""The tables beside the figures: provinces, bodies, indicators, bases, sources, breaks.

They say where a figure comes from, what it counts, and from when on it may not be compared with the
figures before it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.data import vocabulary
from analysis.data.cells import named
from analysis.data.frames import records
from analysis.data.names import Names, bare, of_city, plain
from analysis.data.vocabulary import Lexicon
from analysis.errors import RequestError, expect
from analysis.messages import language

COUNTRY = "viet-nam"


@dataclass(frozen=True)
class Province:
    """A province-level unit, or the country as a whole.

    Attributes
    ----------
    province : str
        Its slug.
    name_vi, name_en : str
        Its names.
    kind : str
        ``province``, ``municipality`` or ``country``.
    region, region_en : str
        Its region; empty for the country.
    successor : str
        Slug of the unit that took it over, itself if it was not merged.
    successor_from : datetime.date or None
        From when on.
    merged : bool
        Whether its territory changed then, under its own name or another.
    parent : str
        Slug of the unit that it is a part of; empty for the parts of the country.
    """

    province: str
    name_vi: str
    name_en: str
    kind: str
    region: str
    region_en: str
    successor: str
    successor_from: date | None
    gso_code: str
    merged: bool
    parent: str = ""

    @property
    def level(self) -> str:
        """What its peers share with it: a province and a municipality under the central government do."""
        return "province" if self.kind == "municipality" else self.kind

    def name(self, lang: str) -> str:
        """Its name in a report: with its Vietnamese marks in English, too, unless it has an English one."""
        translated = self.kind == "country" or self.name_vi.startswith("Thành phố ")
        return self.name_en if lang == "en" and translated else self.name_vi


@dataclass(frozen=True)
class Region:
    """A region of the country.

    Attributes
    ----------
    region : str
        Its slug.
    name_vi, name_en : str
        Its names.
    provinces : frozenset of str
        Slugs of the provinces in it.
    """

    region: str
    name_vi: str
    name_en: str
    provinces: frozenset[str]

    def name(self, lang: str) -> str:
        """What it is called."""
        return self.name_vi if lang == "vi" else self.name_en


@dataclass(frozen=True)
class Indicator:
    """One category of one indicator: the meaning of a figure.

    Attributes
    ----------
    polarity : str
        ``higher`` or ``lower`` is better, or ``none``: more is neither better nor worse.
    timing : str
        ``period`` for flows, ``end`` for what is judged at the end of the period (ratings), ``day`` for
        stocks, which are those of a day.
    part_of : str
        Category of the same indicator that this one is a part of by definition; else empty.
    measure : str
        What kind of figure it is: ``count`` (whole number), ``amount`` (decimal number with a unit, may be
        negative), ``share`` (percent), ``score`` (points on a scale), ``rank`` (a printed place), ``tier``
        (a printed class).
    scale_min, scale_max : float or None
        Ends of the scale of a score.
    classes : tuple of int
        First and last of the classes of one whole that it stands for; equal for a single class, empty
        where it is none.
    per : str
        The stock (``indicator/category``) that it may be set against; else empty.
    per_factor : int
        By how many of that stock its rate is told.
    lead : bool
        Whether it may open a summary.
    by_authority : bool
        Whether it matters by whom a figure is.
    usual_base : str
        What its shares are of where a text does not say; else empty.
    """

    indicator: str
    category: str
    domain: str
    order: int
    indicator_vi: str
    indicator_en: str
    category_vi: str
    category_en: str
    label_vi: str
    label_en: str
    unit: str
    unit_vi: str
    unit_en: str
    polarity: str
    timing: str
    part_of: str
    measure: str
    scale_min: float | None
    scale_max: float | None
    classes: tuple[int, ...]
    per: str
    per_factor: int
    lead: bool
    by_authority: bool
    usual_base: str

    def label(self, lang: str) -> str:
        """Its name in tables and charts."""
        return self.label_vi if lang == "vi" else self.label_en

    def unit_name(self, lang: str) -> str:
        """What it counts, or is measured in."""
        return self.unit_vi if lang == "vi" else self.unit_en


@dataclass(frozen=True)
class Tier:
    """A printed class, such as *very good*, and its place among the classes: 1 is the best."""

    indicator: str
    tier: str
    order: int
    name_vi: str
    name_en: str

    def name(self, lang: str) -> str:
        """What it is called."""
        return self.name_vi if lang == "vi" else self.name_en


@dataclass(frozen=True)
class Ceiling:
    """A rule that one class may be no more than so many percent of another, while it holds."""

    indicator: str
    category: str
    of_category: str
    percent: float
    effective_from: date
    effective_to: date | None
    source_url: str

    def holds(self, day: date) -> bool:
        """Whether the rule is in force on that day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True)
class Source:
    """A page or paper that prints figures."""

    id: str
    publisher: str
    published: str
    title: str
    url: str
    kind: str
    note: str


@dataclass(frozen=True)
class Break:
    """A change of rule, body or boundary.

    Attributes
    ----------
    provinces, bodies, indicators : frozenset of str
        What it touches; an empty set means all.
    severity : str
        ``break``: figures before and after are not compared plainly; ``end``: the body ceases to
        exist, and has no figures after it; ``note``: worth knowing.
    """

    id: str
    provinces: frozenset[str]
    bodies: frozenset[str]
    indicators: frozenset[str]
    effective_from: date | None
    effective_to: date | None
    title_vi: str
    title_en: str
    what_changed_vi: str
    what_changed_en: str
    source_url: str
    confidence: str
    severity: str

    @property
    def divides(self) -> bool:
        """Whether figures before and after it may not be compared plainly."""
        return self.severity in ("break", "end")

    def touches(self, province: str, body: str, indicator: str, category: str) -> bool:
        """Whether a figure of this kind is affected."""
        return (
            (not self.provinces or province in self.provinces)
            and (not self.bodies or body in self.bodies)
            and (
                not self.indicators
                or indicator in self.indicators
                or f"{indicator}/{category}" in self.indicators
            )
        )


@dataclass(frozen=True)
class Catalog:
    """All side tables, as values to look up and as the frames they came from.

    Attributes
    ----------
    frames : mapping of str to pandas.DataFrame
        The tables by name, as text.
    provinces : mapping of str to Province
        By slug, in the order of the file; the country is one of them.
    indicators : mapping of (str, str) to Indicator
        By indicator and category, in the order of reports.
    sources : mapping of str to Source
        By id.
    breaks : tuple of Break
        In the order in which they took effect.
    basis_stocks : mapping of str to str
        The stock that a base is the whole of, by base; empty where it is none.
    basis_authorities : mapping of str to str
        The authority that a base is limited to, by base; empty where it is not.
    ceilings : tuple of Ceiling
    conflicts : mapping of str to mapping of str to str
        Why sources do not agree, by the id of the conflict: ``reason_vi``, ``reason_en``.
    judged_domains : frozenset of str
        The domains of nothing but what is judged at the end of a period.
    body_kinds : mapping of str to frozenset of str
        The kinds of place that all have such a body, by body; none where only some have it.
    tiers : mapping of (str, str) to Tier
        By indicator and code.
    tiles : mapping of str to mapping
        Maps of equal tiles: of each the column and the row of every place, by slug.
    """

    frames: Mapping[str, pd.DataFrame]
    provinces: Mapping[str, Province]
    indicators: Mapping[tuple[str, str], Indicator]
    sources: Mapping[str, Source]
    breaks: tuple[Break, ...]
    body_names: Mapping[str, Mapping[str, str]]
    domain_names: Mapping[str, Mapping[str, str]]
    basis_names: Mapping[str, Mapping[str, str]]
    basis_roles: Mapping[str, str]
    units_2025: Mapping[str, tuple[str, ...]]
    basis_stocks: Mapping[str, str] = field(default_factory=dict)
    basis_authorities: Mapping[str, str] = field(default_factory=dict)
    body_kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tiers: Mapping[tuple[str, str], Tier] = field(default_factory=dict)
    ceilings: tuple[Ceiling, ...] = ()
    conflicts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    judged_domains: frozenset[str] = frozenset()
    tiles: Mapping[str, Mapping[str, tuple[int, int]]] = field(default_factory=dict)

    @property
    def domain_sections(self) -> dict[str, str]:
        """In which section of a report each domain stands, by domain in the order of reports."""
        sections = {row["domain"]: row.get("section", "") for row in records(self.frames["domains"])}
        return {domain: sections.get(domain) or domain for domain in self.domain_names}

    def classes(self, indicator: str, category: str) -> tuple[str, ...]:
        """The categories that are single classes of what a category stands for, in the order of reports."""
        span = self.indicators[indicator, category].classes
        return tuple(
            code
            for (of_indicator, code), meaning in self.indicators.items()
            if of_indicator == indicator
            and span
            and meaning.classes
            and meaning.classes[0] == meaning.classes[1]
            and span[0] <= meaning.classes[0] <= span[1]
        )

    def body_name(self, body: str, province: Province, lang: str, *, short: bool = False) -> str:
        """Name of a body as it stands in that province: a city has a city's Party organisation."""
        name = self.body_names[body][f"{'short' if short else 'name'}_{lang}"]
        return of_city(name) if province.kind == "municipality" else name

    def in_words(
        self, *, places: Iterable[str] = (), years: str = "", period: str = "", body: str = ""
    ) -> str:
        """What is asked for, by codes, as messages say it: by names, in the language that is spoken.

        Examples
        --------
        >>> from analysis import load
        >>> load().catalog.in_words(places=["tra-vinh"], years="2019", period="FY")
        'Trà Vinh, 2019, full year'
        """
        lang = language()
        names = [self.provinces[place].name(lang) for place in places]
        whose = self.body_names[body][f"short_{lang}"] if body else ""
        when = vocabulary.word(f"period-{period}", lang) if period else ""
        return ", ".join(filter(None, (*names, years, when[:1].lower() + when[1:], whose)))

    def province(self, name: str | int) -> Province:
        """The province of that slug, name (with or without marks) or two-digit code.

        Parameters
        ----------
        name : str or int
            ``tra-vinh``, ``Trà Vinh``, ``tra vinh`` or ``84``; papermill makes a number of a code.

        Raises
        ------
        RequestError
            If there is none; the message names the nearest ones.
        """
        if type(name) is int:
            name = f"{name:02}"
        expect(str, province=name)
        assert isinstance(name, str)
        if name in self.provinces:
            return self.provinces[name]
        # A district is spoken of without its kind, too: Trà Cú for Huyện Trà Cú, if none is called that.
        known = (self._places, self._without_kinds)
        names = next((names for names in known if bare(name) in names.plainly), self._places)
        return self.provinces[_meant(name, names, "unknown-province")]

    @cached_property
    def _places(self) -> Names:
        named = [(each.name_vi, each.name_en, each.gso_code) for each in self.provinces.values()]
        return Names.of("unknown-province", list(zip(self.provinces, named, strict=True)))

    @cached_property
    def _without_kinds(self) -> Names:
        named = [(each.name_vi, *_without_kind(plain(each.name_vi))) for each in self.provinces.values()]
        return Names.of("unknown-province", list(zip(self.provinces, named, strict=True)))

    @cached_property
    def lexicon(self) -> Lexicon:
        """What the other codes are called; of the provinces it knows only those of the file."""
        return vocabulary.lexicon(self.frames)

    def body(self, name: str | None, *, but: str = "") -> str:
        """The code of the body of that code or name (with or without marks, Vietnamese or English).

        Parameters
        ----------
        name : str or None
            ``province``, ``Đảng bộ tỉnh`` or ``dang bo tinh``; none asked for is nothing wrong.
        but : str, optional
            A body that may not be asked for here.

        Returns
        -------
        str
            Empty where none is asked for.

        Raises
        ------
        RequestError
            If there is none; the message names the nearest ones, or all.
        """
        if not name:
            return ""
        expect(str, body=name)
        return _meant(name, self.lexicon.names["body"].but(but), "unknown-body")

    def period(self, name: str) -> str:
        """The code of a period, by code or name.

        Parameters
        ----------
        name : str
            ``FY``, ``fy``, ``Cả năm`` or ``ca nam``.

        Raises
        ------
        RequestError
            If there is none; the message names the nearest ones, or all.
        """
        expect(str, period=name)
        return _meant(name, self.lexicon.names["period"], "unknown-period")

    @property
    def regions(self) -> dict[str, Region]:
        """The regions by slug, in the order of the file of provinces."""
        members: dict[tuple[str, str], list[str]] = {}
        for province in self.provinces.values():
            if province.kind != "country":
                members.setdefault((province.region, province.region_en), []).append(province.province)
        return {
            (slug := re.sub(r"[\s/\\:]+", "-", plain(vi))): Region(slug, vi, en, frozenset(provinces))
            for (vi, en), provinces in members.items()
        }

    def region(self, name: str) -> Region:
        """The region of that slug or name (with or without marks, Vietnamese or English).

        Parameters
        ----------
        name : str
            ``tay-nguyen``, ``Tây Nguyên``, ``tay nguyen`` or ``Central Highlands``.

        Raises
        ------
        RequestError
            If there is none; the message names the nearest ones, or all.
        """
        expect(str, region=name)
        return self.regions[_meant(name, self._regions, "unknown-region")]

    @cached_property
    def _regions(self) -> Names:
        named = [(slug, (region.name_vi, region.name_en)) for slug, region in self.regions.items()]
        return Names.of("unknown-region", named)

    def places(self, names: Iterable[str]) -> list[str]:
        """Slugs of the places that are named, one by one or a whole region at once.

        Parameters
        ----------
        names : iterable of str
            Of places as `province` knows them, of regions as `region` does.

        Raises
        ------
        RequestError
            For a name of neither.
        """
        found: list[str] = []
        for name in names:
            of_region = bare(name) in self._regions.plainly
            found += sorted(self.region(name).provinces) if of_region else [self.province(name).province]
        return list(dict.fromkeys(found))

    def pairs(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Indicators with their categories, in the order of reports.

        Parameters
        ----------
        names : iterable of str
            One figure each (``indicator/category``), all of an indicator, or all of a domain; by codes or
            names in either language, with or without marks.

        Raises
        ------
        RequestError
            For a name of neither kind; the message names the nearest ones.
        """
        codes = {self.indicator(name) for name in names}
        return tuple(
            pair
            for pair, meaning in self.indicators.items()
            if not codes.isdisjoint(("/".join(pair), pair[0], meaning.domain))
        )

    def indicator(self, name: str) -> str:
        """The code of a figure (``indicator/category``), an indicator or a domain, by code or name.

        Parameters
        ----------
        name : str
            A name in either language, with or without marks; the name of a figure goes before that of an
            indicator, and this before that of a domain.

        Raises
        ------
        RequestError
            If there is none; the message names the nearest ones.
        """
        expect(str, indicator=name)
        known = self.lexicon
        kinds = (known.pairs, known.names["indicator"], known.names["domain"])
        kind = next((kind for kind in kinds if bare(name) in kind.plainly), Names.all_of(kinds))
        return _meant(name, kind, "unknown-indicator-name")

    def domain(self, name: str) -> str:
        """The code of a domain, by code or name; refused like `period`."""
        expect(str, domain=name)
        return _meant(name, self.lexicon.names["domain"], "unknown-domain")

    @property
    def renamed(self) -> dict[str, str]:
        """The provinces of today that were made of one alone, by the slug of that."""
        return {parts[0]: unit for unit, parts in self.units_2025.items() if len(parts) == 1}

    def of_today(self) -> "Catalog":
        """The same by the provinces since 1 July 2025, with whatever lies in them or above.

        What divides the figures of one former province divides those of the whole; a body has ended where it
        has in all parts.
        """
        names = {row["province"]: row for row in records(self.frames["provinces_2025"])}
        former = {part for parts in self.units_2025.values() for part in parts}
        # The country, and places of an office's own, whatever provinces they lie in.
        provinces = {slug: place for slug, place in self.provinces.items() if slug not in former}
        for unit, parts in self.units_2025.items():
            # Huế is no part's own name: its region is that of what it was made of.
            was = self.provinces.get(unit) or self.provinces[parts[0]]
            provinces[unit] = replace(
                was,
                province=unit,
                name_vi=names[unit]["name_vi"],
                name_en=names[unit]["name_en"],
                kind=names[unit]["kind"],
                successor=unit,
                successor_from=None,
                merged=False,  # what it becomes, it is
            )
        reached = [(change, self._reached(change)) for change in self.breaks]
        breaks = tuple(
            replace(change, provinces=places) if change.provinces else change
            for change, places in reached
            if places
        )
        return replace(self, provinces=provinces, breaks=breaks)

    def _reached(self, change: Break) -> frozenset[str]:
        """Whom of today's places a change touches."""
        of_parts = all if change.severity == "end" else any
        touched = change.provinces or frozenset(self.provinces)
        former = {part for parts in self.units_2025.values() for part in parts}
        units = (slug for slug, parts in self.units_2025.items() if of_parts(p in touched for p in parts))
        return frozenset([*units, *touched - former])

    def ended(self, province: str, body: str, by: date) -> bool:
        """Whether a province, or that body in it, had ceased to exist by that day.

        Parameters
        ----------
        province, body : str
            Codes.
        by : datetime.date
        """
        unit = self.provinces[province]
        if unit.successor != province and unit.successor_from is not None and unit.successor_from <= by:
            return True
        return any(
            change.severity == "end"
            and change.effective_from is not None
            and change.effective_from <= by
            and province in change.provinces
            and body in change.bodies
            for change in self.breaks
        )

    def breaks_between(
        self, province: str, body: str, indicator: str, category: str, after: date, until: date
    ) -> tuple[Break, ...]:
        """Breaks that took effect after one day and not later than another.

        Parameters
        ----------
        province, body, indicator, category : str
            The figure's codes.
        after, until : datetime.date
            The open start and the closed end of the stretch.

        Returns
        -------
        tuple of Break
            Only those that divide a series, in order of their date.
        """
        dividing = self.breaks_in(province, body, indicator, category)
        return tuple(change for since, change in dividing if after < since <= until)

    def breaks_in(
        self, province: str, body: str, indicator: str, category: str
    ) -> tuple[tuple[date, Break], ...]:
        """All breaks that divide a series, with the day from which they do; of most series there are none."""
        if (series := (province, body, indicator, category)) not in self._dividing:
            self._dividing[series] = tuple(
                (change.effective_from, change)
                for change in self.breaks
                if change.divides and change.effective_from is not None and change.touches(*series)
            )
        return self._dividing[series]

    @cached_property
    def _dividing(self) -> dict[tuple[str, str, str, str], tuple[tuple[date, Break], ...]]:
        """What `breaks_in` has found: each point of a series asks anew."""
        return {}


def _meant(name: str, names: Names, unknown: str) -> str:
    """The code that a name stands for, by the rules of cells, or the refusal that fits."""
    read = named(name, names)
    if read.text and not read.fault:
        return read.text
    # Where none comes near, all that there are is what a message without a nearest name tells.
    near = read.values.get("near", "") if read.fault != unknown or names.nearest(name) else ""
    key = "two-meanings" if read.fault == "two-meanings" else f"{unknown}-near" if near else unknown
    codes = [*dict.fromkeys(code for _, code in names.known)]
    known = codes if language() == "en" else [names.shown[code] for code in codes]
    raise RequestError(key, name=name, near=near, known=known)


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def listed(text: str) -> frozenset[str]:
    """The codes of a cell that holds several, separated by semicolons."""
    return frozenset(part.strip() for part in text.split(";") if part.strip())


_KINDS = ("tinh", "thanh pho", "quan", "huyen", "thi xa", "phuong", "xa", "thi tran", "dac khu")


def _without_kind(name: str) -> list[str]:
    """A plain name without the word for what kind of place it is; empty if it has none."""
    return [name.removeprefix(f"{kind} ") for kind in _KINDS if name.startswith(f"{kind} ")]


def _names(frame: pd.DataFrame, key: str) -> dict[str, Mapping[str, str]]:
    return {row[key]: {str(name): str(value) for name, value in row.items()} for row in records(frame)}


def _indicator(row: Mapping[str, str]) -> Indicator:
    first, _, last = row["classes"].partition("-")
    typed: dict[str, Any] = {
        "order": int(row["order"]),
        "scale_min": float(row["scale_min"]) if row["scale_min"] else None,
        "scale_max": float(row["scale_max"]) if row["scale_max"] else None,
        "classes": (int(first), int(last or first)) if first else (),
        "per_factor": int(row["per_factor"] or 1),
        "lead": row["lead"] == "yes",
        "by_authority": row["by_authority"] == "yes",
    }
    return Indicator(**{**row, **typed})


def build(frames: Mapping[str, pd.DataFrame]) -> Catalog:
    """The catalog of validated side tables.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Every table of `schema.SIDE_TABLES`, as text.
    """
    units = {
        row["province"]: tuple(sorted(listed(row["members"]))) for row in records(frames["provinces_2025"])
    }
    changed = {member for members in units.values() if len(members) > 1 for member in members}
    provinces = {
        row["province"]: Province(
            **{name: row[name] for name in ("province", "name_vi", "name_en", "kind", "region", "region_en")},
            successor=row["successor"] or row["province"],
            successor_from=_date(row["successor_from"]),
            gso_code=row["gso_code"],
            merged=row["province"] in changed,
            parent=row["parent"],
        )
        for row in records(frames["provinces"])
    }
    indicators = [_indicator(row) for row in records(frames["indicators"])]
    breaks = [
        Break(
            **{
                **row,
                **{name: listed(row[name]) for name in ("provinces", "bodies", "indicators")},
                **{name: _date(row[name]) for name in ("effective_from", "effective_to")},
            }
        )
        for row in records(frames["breaks"])
    ]
    bases = _names(frames["bases"], "of_basis")
    timings: dict[str, set[str]] = {}
    for meaning in indicators:
        timings.setdefault(meaning.domain, set()).add(meaning.timing)
    return Catalog(
        frames=frames,
        provinces=provinces,
        indicators={(i.indicator, i.category): i for i in sorted(indicators, key=lambda i: i.order)},
        sources={row["id"]: Source(**row) for row in records(frames["sources"])},
        breaks=tuple(sorted(breaks, key=lambda change: change.effective_from or date.min)),
        body_names=_names(frames["bodies"], "body"),
        domain_names=_names(
            frames["domains"].sort_values("order", key=lambda text: text.astype(int)), "domain"
        ),
        basis_names=bases,
        basis_roles={basis: row["role"] for basis, row in bases.items()},
        basis_stocks={basis: row["stock"] for basis, row in bases.items()},
        basis_authorities={basis: row["authority"] for basis, row in bases.items()},
        judged_domains=frozenset(domain for domain, held in timings.items() if held == {"end"}),
        ceilings=tuple(
            Ceiling(
                **{
                    **row,
                    "percent": float(row["percent"]),
                    "effective_from": date.fromisoformat(row["effective_from"]),
                    "effective_to": _date(row["effective_to"]),
                }
            )
            for row in records(frames["ceilings"])
        ),
        body_kinds={row["body"]: listed(row["kinds"]) for row in records(frames["bodies"])},
        tiers={
            (row["indicator"], row["tier"]): Tier(**{**row, "order": int(row["order"])})
            for row in records(frames["tiers"])
        },
        units_2025=units,
        tiles=_tiles(frames["tiles"]),
        conflicts=_names(frames["conflicts"], "conflict"),
    )


def _tiles(frame: pd.DataFrame) -> dict[str, dict[str, tuple[int, int]]]:
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for row in records(frame):
        found.setdefault(row["units"], {})[row["province"]] = int(row["column"]), int(row["row"])
    return found
