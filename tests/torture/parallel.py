"""Many reports at once, read by somebody else: every figure of every page is held against the files as text.

The reader here shares nothing with the library: pages are cut by an HTML parser, rows read by `csv`.
"""

import csv
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from pathlib import Path
from random import Random

from analysis.locations import data_folder
from torture.command import PATIENCE, analysis
from torture.outcome import Outcome

NUMBERS = ("count", "count_to", "of", "percent", "percent_to", "value", "change_printed")
_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f]*\d|\d")
Row = dict[str, str]


class Stated(HTMLParser):
    """Every figure that a page states: its id and how it is written."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._id = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note which figure is stated."""
        if tag == "data":
            self._id = dict(attrs).get("data-figure") or ""

    def handle_endtag(self, tag: str) -> None:
        """Forget it."""
        if tag == "data":
            self._id = ""

    def handle_data(self, data: str) -> None:
        """Note how it is written."""
        if self._id:
            self.found.append((self._id, data))


def rows(folder: Path) -> dict[str, list[Row]]:
    """The rows of every domain by the id that a figure of them has, without its source."""
    found: dict[str, list[Row]] = {}
    with (folder / "domains.csv").open(encoding="utf-8-sig", newline="") as handle:
        domains = [row["domain"] for row in csv.DictReader(handle)]
    for domain in domains:
        with (folder / f"{domain}.csv").open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                period = row["period"]
                period += f"-{row['span_from']}" if period == "TERM" and row["span_from"] else ""
                period += f"-{row['as_of']}" if period == "YTD" and row["as_of"] else ""
                name = "/".join(
                    [row["province"], row["body"], row["year"], period, row["kind"], row["indicator"]]
                    + [row["category"]] + ([row["authority"]] if row["authority"] else [])
                )  # fmt: skip
                found.setdefault(name, []).append(row)
    return found


def cases(count: int, chance: Random, folder: Path) -> Iterator[Outcome]:
    """Make all reports of some provinces in several processes, and read as many of them as are asked for."""
    known = rows(data_folder())
    out = folder / "out"
    asked = (
        "batch --bodies all --periods all --reports province,comparison --langs vi,en --to html "
        "--jobs 4 --quiet"
    )
    limit = ["--provinces", "tra-vinh,hau-giang,can-tho", "--years", "2022-2023"]
    if count > 50:  # of each province there are some fifty, and some three hundred comparisons
        own = sorted({name.partition("/")[0] for name in known} - {"viet-nam"})
        limit = ["--provinces", ",".join(chance.sample(own, max(1, count // 60)))]
    ran = analysis(*asked.split(), *limit, "--output", out, patience=max(PATIENCE, 10 * count))
    yield Outcome("the batch", "ran", ran.wrong or ("" if ran.status == 0 else ran.err[-300:]))
    pages = sorted(path for path in out.rglob("*.html") if path.name != "index.html")
    for page in sorted(chance.sample(pages, min(count, len(pages)))):
        html = page.read_text("utf-8")
        english = page.name.endswith(".en.html")
        stated = Stated(html).found
        wrong = [line for figure, text in stated if (line := _wrong(figure, text, known, english))]
        foreign = [] if page.parent.parent.name != "province" else _foreign(page, stated)
        yield Outcome(
            page.relative_to(out).as_posix(),
            "pages read",
            "; ".join([*wrong, *foreign][:3]) or ("" if stated or page.parent.name else "it states nothing"),
        )


def _foreign(page: Path, stated: list[tuple[str, str]]) -> list[str]:
    """Figures of the year's own body must be of the province that the page is about, in its own table."""
    first = stated[:1]
    own = page.parent.name
    return [
        f"begins with {figure}, but is about {own}" for figure, _ in first if figure.partition("/")[0] != own
    ]


def _wrong(figure: str, text: str, known: dict[str, list[Row]], english: bool) -> str:
    name, _, source = figure.partition("@")
    held = [row for row in known.get(name, []) if source in ("", row["source"])]
    if not held:
        return f"{figure}: no row has that name"
    printed = {_plain(number, english=False) for row in held for number in _NUMBER.findall(row["as_printed"])}
    fields = {row[column].lstrip("-") for row in held for column in NUMBERS if row.get(column)}
    allowed = {_trimmed(number) for number in fields | printed}
    written = [_trimmed(_plain(number, english)) for number in _NUMBER.findall(text)]
    allowed |= {_trimmed(number) for row in held for number in _worked_out(row)} | {figure.split("/")[2]}
    if " = " in text:  # a formula: its result is the last number, and the rest are printed somewhere
        return ""
    if "/" in text and fields & set(written):  # what a rate is on: a count, the stock or total
        if "/membership/" in figure:
            return ""
        allowed |= {row["count"] for row in _parts(figure, known)}
    strange = [number for number in written if number not in allowed]
    if strange:  # what follows from other rows takes long to work out
        allowed |= {*_changes(figure, held, known), *_rates(figure, held, known), *_against(held)}
        strange = [number for number in strange if number not in allowed]
    return f"{figure}: writes {text!r}, the row has {', '.join(sorted(fields))}" if strange else ""


def _worked_out(row: Row) -> Iterator[str]:
    """What follows from the two counts of a row, as far as a page writes it."""
    if row["count"] and row["of"] and int(row["of"]):
        share = 100 * Decimal(row["count"]) / Decimal(row["of"])
        for places in ("1", "0.1", "0.01"):
            yield str(share.quantize(Decimal(places), ROUND_HALF_UP))


def _parts(figure: str, known: dict[str, list[Row]]) -> Iterator[Row]:
    """The rows that a total is made of: the same but for the category."""
    place, body, year, period, kind, indicator, category, *authority = figure.partition("@")[0].split("/")
    begins = "/".join([place, body, year, period, kind, indicator]) + "/"
    ends = "".join(f"/{one}" for one in authority)
    for name, found in known.items():
        if category == "total" and name.startswith(begins) and name.endswith(ends):
            yield from found


def _changes(figure: str, held: list[Row], known: dict[str, list[Row]]) -> Iterator[str]:
    """What a figure differs by from that of the year before, and in percent of it."""
    parts = figure.partition("@")[0].split("/")
    parts[2] = str(int(parts[2]) - 1)
    for before in known.get("/".join(parts), []):
        for row in held:
            for column in ("count", "percent", "value"):
                if not (row.get(column) and before.get(column)):
                    continue
                was, now = Decimal(before[column]), Decimal(row[column])
                yield _trimmed(str(abs(now - was)))
                if was:
                    yield from (
                        _trimmed(str(abs(100 * (now - was) / was).quantize(Decimal(places), ROUND_HALF_UP)))
                        for places in ("1", "0.1", "0.01")
                    )


def _rates(figure: str, held: list[Row], known: dict[str, list[Row]]) -> Iterator[str]:
    """How many a count is of all that are counted so, and of the members or organisations of that body."""
    place, body, year, period, kind, indicator, _, *authority = figure.partition("@")[0].split("/")
    for row in held:
        for whole in known.get(
            "/".join([place, body, year, period, kind, indicator, "total", *authority]), []
        ):
            if row["count"] and int(whole["count"] or 0):
                share = 100 * Decimal(row["count"]) / Decimal(whole["count"])
                for places in ("1", "0.1", "0.01"):
                    yield _trimmed(str(share.quantize(Decimal(places), ROUND_HALF_UP)))
    for away in (-1, 0, 1):
        for stock in ("members", "orgs"):
            begins, ends = f"{place}/{body}/{int(year) + away}/", f"/actual/membership/{stock}"
            stocks = [row for name, found in known.items() if name.startswith(begins) and name.endswith(ends)
                      for row in found]  # fmt: skip
            for row in held:
                for whole in stocks:
                    if row["count"] and whole["count"]:
                        rate = Decimal(row["count"]) / Decimal(whole["count"])
                        for factor in (100, 1000):
                            yield _trimmed(str((factor * rate).quantize(Decimal("0.01"), ROUND_HALF_UP)))


def _against(held: list[Row]) -> Iterator[str]:
    """The time that a source sets a figure against: the year, and of a half year the months that it has."""
    for row in held:
        year, _, period = row["change_against"].partition("-")
        yield from (year, *(["6"] if period == "H1" else []))


def _plain(number: str, english: bool) -> str:
    number = number.strip(".,\u00a0\u202f")
    group, decimal = (",", ".") if english else (".", ",")
    return number.replace(group, "").replace("\u00a0", "").replace("\u202f", "").replace(decimal, ".")


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number
