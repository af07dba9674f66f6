"""What can be asked for, and what is made of it: a request becomes frozen jobs, one a report.

Kept apart from `plan`, which needs the data: a batch that finds everything up to date never loads them.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from sys import intern
from typing import Any

from analysis.data import MOST_YEARS_APART, UNITS, several
from analysis.errors import RequestError
from analysis.files import read_file
from analysis.messages import LANGUAGES, refusal, say
from analysis.office import check_installed
from analysis.page import places_name, report_name

__all__ = [
    "ALL", "FORMATS", "LAYOUTS", "USUAL", "Job", "Request", "Settings", "read_plan", "request", "year_span",
]  # fmt: skip

FORMATS = ("html", "pdf", "docx", "xlsx")
USUAL = ("html", "pdf")
LAYOUTS = ("province", "comparison", "places")
ALL = ("all",)

Scalar = str | int | float | bool


@dataclass(frozen=True, order=True, slots=True)
class Job:
    """One report to be made.

    Attributes
    ----------
    report : str
        Layout: ``province`` or ``comparison``.
    province : str
        Slug; empty in a comparison.
    year : int
    period, body : str
        Codes.
    lang : str
        ``vi`` or ``en``.
    formats : tuple of str
        Out of `FORMATS`.
    region : str
        Slug of the region that a comparison is limited to; empty for the whole country.
    notebook_path : str
        A notebook of one's own; empty for the one that comes with the library.
    more : tuple of (str, scalar)
        Parameters of such a notebook beyond the usual ones.
    inputs : tuple of str
        Files beside such a notebook that its cells read or import.
    within : int
        Within how many years the nearest figure stands in for one that a comparison lacks.
    since : int
        First year of places side by side; ``year`` is the last one.
    places : tuple of str
        Slugs of the places side by side, in the order in which they are named.
    indicators : tuple of str
        ``indicator`` or ``indicator/category``; empty for all.
    units : str
        ``printed``, or ``2025`` for the provinces of today.
    beside : tuple of str
        Stamps of the reports of the same plan that its page leads to.
    """

    report: str
    province: str
    year: int
    period: str
    body: str
    lang: str
    formats: tuple[str, ...] = USUAL
    region: str = ""
    notebook_path: str = ""
    more: tuple[tuple[str, Scalar], ...] = ()
    inputs: tuple[str, ...] = ()
    within: int = 0
    since: int = 0
    places: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    units: str = "printed"
    beside: tuple[str, ...] = ()
    _stamp: str = field(init=False, repr=False, compare=False, default="")

    @classmethod
    def from_json(cls, values: Any) -> "Job":
        """A job as a file remembers it.

        Raises
        ------
        ValueError, TypeError
            If it is none.
        """
        formats, more = (tuple(values.pop(name)) for name in ("formats", "more"))
        inputs = tuple(values.pop("inputs", ()))
        several = ("places", "indicators", "beside")
        places, indicators, beside = (tuple(values.pop(name, ())) for name in several)
        pairs = tuple((str(name), value) for name, value in more)
        job = cls(
            **values,
            formats=formats,
            more=pairs,
            inputs=inputs,
            places=places,
            indicators=indicators,
            beside=beside,
        )
        texts = (job.report, job.province, job.period, job.body, job.lang, job.region, job.notebook_path)
        years = (job.year, job.within, job.since)
        words = (*texts, *formats, *inputs, *places, *indicators, *beside)
        if not all(isinstance(text, str) for text in words) or not all(isinstance(n, int) for n in years):
            raise TypeError("a job's codes are texts, and its year is a number")
        if job.units not in UNITS:
            raise ValueError(f"no provinces go by {job.units!r}")
        return job

    def to_json(self) -> dict[str, Any]:
        """What a file remembers of it, for `from_json`."""
        return {spec.name: getattr(self, spec.name) for spec in fields(self) if spec.init}

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for, for who reads of it: nothing that is as usual, nor what is made with it."""
        usual = {spec.name: spec.default for spec in fields(self)}
        told = self.to_json().items()
        return {name: value for name, value in told if value != usual[name] and name != "beside"}

    @property
    def stamp(self) -> str:
        """Path of the report below the output folder, without its ending.

        What a notebook of one's own makes has a folder of its own: it takes no other report's place.
        """
        if not self._stamp:
            own = f"own/{Path(self.notebook_path).stem}/" if self.notebook_path else ""
            # Jobs that lead to each other hold it, too.
            object.__setattr__(self, "_stamp", intern(own + self.section_stamp))
        return self._stamp

    @property
    def section_stamp(self) -> str:
        """What every section of the report bears."""
        if self.report == "places":
            span, chosen = (self.since, self.year), (self.places, self.indicators)
            name = places_name(*span, self.period, self.body, *chosen, self.units)
            return f"places/{name}.{self.lang}"
        folder = "/".join(filter(None, (self.report, self.province)))
        name = report_name(self.year, self.period, self.body, self.region, self.within, self.units)
        return f"{folder}/{name}.{self.lang}"

    @property
    def notebook(self) -> str:
        """Name of the notebook that makes it."""
        return self.notebook_path or f"{self.report}_report.ipynb"

    @property
    def input_files(self) -> dict[str, str]:
        """Where its inputs lie, by the names that its cells call them."""
        return {name: str(Path(self.notebook_path).parent / name) for name in self.inputs}

    @property
    def parameters(self) -> dict[str, Scalar]:
        """What the notebook is run with."""
        place: dict[str, Scalar] = {"province": self.province}
        if self.report == "comparison":
            place = {"region": self.region} | ({"within": self.within} if self.within else {})
        if self.report == "places":
            listed = {"provinces": ",".join(self.places), "indicators": ",".join(self.indicators)}
            place = {"since": self.since, **listed}
        return {
            **place,
            "year": self.year,
            "body": self.body,
            "period": self.period,
            "lang": self.lang,
            **({"units": self.units} if self.units != "printed" else {}),
            **dict(self.more),
        }


@dataclass(frozen=True)
class Request:
    """What is asked of a batch; ``("all",)`` stands for whatever has figures.

    Attributes
    ----------
    reports : tuple of str
        Out of `LAYOUTS`.
    provinces, years, periods, regions : tuple of str
    within : int
        Within how many years the nearest figure stands in for one that a comparison lacks.
    indicators : tuple of str
        What places are set side by side in; empty for all.
    units : str
        ``printed``, or ``2025`` for the provinces of today.
    bodies : tuple of str
        Empty: for each province, year and period the first of ``bodies.csv`` that has figures.
    langs, formats : tuple of str
    notebook : str
        A notebook of one's own in the place of the library's.
    parameters : tuple of (str, scalar)
        Parameters of such a notebook beyond the usual ones.
    inputs : tuple of str
        Files beside such a notebook that its cells read or import.
    """

    reports: tuple[str, ...] = ("province",)
    provinces: tuple[str, ...] = ALL
    years: tuple[str, ...] = ALL
    bodies: tuple[str, ...] = ()
    periods: tuple[str, ...] = ("FY",)
    regions: tuple[str, ...] = ()
    within: int = 0
    indicators: tuple[str, ...] = ()
    units: str = "printed"
    langs: tuple[str, ...] = ("vi",)
    formats: tuple[str, ...] = USUAL
    notebook: str = ""
    parameters: tuple[tuple[str, Scalar], ...] = field(default=())
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Settings:
    """How reports are made; none of it changes what they look like.

    Attributes
    ----------
    engine : {"warm", "kernel"}
    timeout : float or None
        Seconds that a cell may take; a report in a batch gets three times as many.
    memory : int or None
        Bytes that the process of a notebook may hold.
    """

    engine: str = "warm"
    timeout: float | None = None
    memory: int | None = None


_NAMES = {"to": "formats"}
_SEVERAL: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "to": {"both": USUAL, "all": FORMATS},
    "langs": {"both": LANGUAGES, "all": LANGUAGES},
    "reports": {"both": LAYOUTS[:2], "all": LAYOUTS[:2]},
}
"""What words stand for that mean several."""
_CHOICES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "reports": ("report", LAYOUTS),
    "to": ("format", FORMATS),
    "langs": ("language", LANGUAGES),
}
"""What can be named, and what messages call it."""
_PLAN, _DEPTH, _SAID = 1024**2, 6, 200
"""What a plan file may have: bytes, levels; and letters of it that a message repeats."""

_OWN = {
    "province", "region", "year", "body", "period", "lang", "units",
    "within", "since", "provinces", "indicators",
}  # fmt: skip


def request(options: Mapping[str, Any], *, where: str = "") -> Request:
    """A request from options or from one entry of a plan file.

    Parameters
    ----------
    options : mapping
        By the names of the options: ``reports``, ``provinces``, ``years`` (``2019-2023`` is a range),
        ``bodies``, ``periods``, ``regions``, ``units``, ``langs``, ``to``, ``notebook``, ``parameters``,
        ``inputs``. A value is a list or text with commas; what is missing or None is left at its default.
    where : str, optional
        Named in messages.

    Raises
    ------
    RequestError
        If a name is unknown or a value cannot be meant.
    """
    known = {_option(f.name) for f in fields(Request)}
    chosen: dict[str, Any] = {}
    for name, value in options.items():
        if name not in known:
            near = difflib.get_close_matches(str(name), known, n=1)
            key = "unknown-option-near" if near else "unknown-option"
            raise RequestError(key, where=where, name=_short(str(name)), near=near, known=sorted(known))
        if value is not None:
            chosen[_NAMES.get(name, name)] = _value(name, value, where)
    asked = Request(**chosen)
    for option, (kind, allowed) in _CHOICES.items():
        named = getattr(asked, _NAMES.get(option, option))
        if wrong := [_short(name) for name in named if name not in allowed]:
            raise RequestError("unknown-choice", where=where, kind=kind, name=wrong[:9], known=allowed)
    check_installed(asked.formats)
    return replace(asked, inputs=_inputs(asked, where)) if asked.inputs else asked


def _inputs(asked: Request, where: str) -> tuple[str, ...]:
    """The files that are meant, by the names that cells call them: of a folder all that lies in it."""
    folder, found = Path(asked.notebook).parent, list[str]()
    for name in asked.inputs:
        path = folder / name
        if not asked.notebook or Path(name).is_absolute() or ".." in Path(name).parts:
            raise RequestError("inputs-beside", where=where, name=_short(name))
        files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        kept = [each for each in files if "__pycache__" not in each.parts]
        if not kept or not all(each.is_file() for each in kept):
            raise RequestError("no-input", where=where, path=path)
        found += [each.relative_to(folder).as_posix() for each in kept]
    return tuple(sorted(set(found)))


def year_span(text: str) -> tuple[int, int]:
    """First and last year of a range; of one year, it twice.

    Raises
    ------
    RequestError
        If it is neither.

    Examples
    --------
    >>> year_span("2019-2023"), year_span("2023")
    ((2019, 2023), (2023, 2023))
    """
    first, _, last = _years(text, "").partition("-")
    if not first.isdecimal():
        raise RequestError("no-years", where="", name=_short(text))
    return int(first), int(last or first)


def _option(attribute: str) -> str:
    return next((option for option, name in _NAMES.items() if name == attribute), attribute)


def _value(name: str, value: Any, where: str) -> Any:
    if name == "notebook":
        return str(value)
    if name == "units":
        if str(value) not in UNITS:
            raise RequestError("unknown-units", name=_short(str(value)), known=UNITS)
        return str(value)
    if name == "within":
        if isinstance(value, bool) or not str(value).isdecimal():
            raise RequestError("no-number-of-years", where=where, name=_short(str(value)))
        if int(value) > MOST_YEARS_APART:
            raise RequestError("too-far-apart", years=_short(str(value)), most=MOST_YEARS_APART)
        return int(value)
    if name == "parameters":
        if not isinstance(value, Mapping) or not all(isinstance(item, Scalar) for item in value.values()):
            raise RequestError("parameters-form", where=where)
        if own := sorted(_OWN.intersection(map(str, value))):
            raise RequestError("own-parameters", where=where, own=own)
        return tuple(sorted((str(key), item) for key, item in value.items()))
    items = (
        value if isinstance(value, (list, tuple)) else several(value) if isinstance(value, str) else [value]
    )
    if name == "provinces" and any(isinstance(item, int) for item in items):
        raise RequestError("codes-in-quotes", where=where)
    if not all(isinstance(item, Scalar) for item in items):
        raise RequestError("no-plain-list", where=where, name=name)
    texts = [str(item).strip() for item in items]
    if name == "years":
        texts = [_years(text, where) for text in texts]
    found = tuple(dict.fromkeys(text for text in texts if text))
    if len(found) == 1 and found[0] in _SEVERAL.get(name, {}):
        return _SEVERAL[name][found[0]]
    if not found and name in _CHOICES:
        kind, allowed = _CHOICES[name]
        raise RequestError("no-choice", where=where, kind=kind, known=allowed)
    if not found:
        raise RequestError("nothing-named", where=where, name=name)
    if "all" in found and found != ALL:
        others = ", ".join(text for text in found if text != "all")
        raise RequestError("all-and-others", where=where, name=name, others=others)
    return found


def _years(text: str, where: str) -> str:
    """A year or a range of years, in one spelling."""
    span = re.fullmatch(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?", text)
    if text != "all" and (span is None or span[1] > (span[2] or span[1])):
        raise RequestError("no-years", where=where, name=_short(text))
    return text if span is None else "-".join(filter(None, span.groups()))


def read_plan(path: Path) -> list[Request]:
    """The requests of a plan file.

    Parameters
    ----------
    path : pathlib.Path
        YAML: one mapping of options, or a list of them. The path of a notebook counts from the file's folder.

    Raises
    ------
    RequestError
        If the file cannot be read, or anything in it is unknown.
    """
    import yaml

    try:
        text = read_file(path, _PLAN).decode("utf-8")
        _refuse_tricks(text, path)
        content = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(
            "cannot-read", path=path, why=refusal(error) if isinstance(error, OSError) else error
        ) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # 99…9 and 2023-13-45 are value errors
        raise RequestError("not-yaml", path=path, why=_short(" ".join(str(error).split()))) from None
    if twice := _twice(yaml.compose(text, Loader=yaml.SafeLoader)):
        raise RequestError("twice-in-plan", path=path, name=_short(twice))
    entries = content if isinstance(content, list) else [content]
    if not entries or not all(isinstance(entry, dict) for entry in entries):
        raise RequestError("no-plan", path=path)
    asked = []
    for position, entry in enumerate(entries, start=1):
        if entry.get("notebook"):
            entry = {**entry, "notebook": str((path.parent / str(entry["notebook"])).absolute())}
        asked.append(request(entry, where=say("in-entry", file=path, position=position)))
    return asked


def _refuse_tricks(text: str, path: Path) -> None:
    """Refuse what a plan never needs and what can make a thousand lines out of one, or none that end."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        at = {"path": path, "line": str(event.start_mark.line + 1 if event.start_mark else 1)}
        if isinstance(event, yaml.AliasEvent):
            raise RequestError("alias-in-plan", name=_short(str(event.anchor)), **at)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            raise RequestError("deep-plan", depth=str(depth), most=str(_DEPTH), **at)


def _short(text: str) -> str:
    return text if len(text) <= _SAID else f"{text[:_SAID]}…"


def _twice(node: Any) -> str:
    """A name that stands twice in one mapping, of which YAML would silently take the last; else empty."""
    pairs = node.value if node is not None and node.id == "mapping" else []
    names = [name.value for name, _ in pairs]
    inner = [value for _, value in pairs] if pairs else node.value if node and node.id == "sequence" else []
    own = next((str(name) for name in names if names.count(name) > 1), "")
    return own or next(filter(None, map(_twice, inner)), "")
