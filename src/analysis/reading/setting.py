"""Where and when: the province, the body and the period of a text, as a whole and at each figure."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from analysis.reading.wording import CAPITAL

__all__ = ["Item", "Setting", "Stretch", "Times", "items", "setting", "stretches"]

_YEAR = r"(?:19|20)\d\d"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTHS = {"3": "Q1", "ba": "Q1", "6": "H1", "sáu": "H1", "9": "9M", "chín": "9M"}
_TIMES = re.compile(
    rf"""\bquý\s(?P<quarter>iv|i{{1,3}}|[1-4])\b(?:(?:\s?[-/,]\s?|\s)(?:năm\s)?(?P<quarter_year>{_YEAR}))?
    | \b(?P<months>[369]|ba|sáu|chín)\stháng(?:\sđầu)?(?:\snăm)?(?:\s?[-/]?\s?(?P<months_year>{_YEAR}))?\b
      (?!\s(?:cuối|tới|tiếp))
    | (?:\b(?:nhiệm\skỳ|giai\sđoạn|từ\snăm|từ|năm)\s?|\()(?P<from>{_YEAR})\s?(?:-|đến)\s?
      (?:năm\s)?(?P<to>{_YEAR})
    | \b(?P<ytd>từ\sđầu\snăm(?:\s{_YEAR})?\s(?:đến|tới)\s(?:nay|thời\sđiểm\snày))
    | \b(?:tính\s)?đến\s(?:hết\s)?(?:ngày\s)?(?P<day>\d{{1,2}})[-/](?P<month>\d{{1,2}})
      (?:[-/](?P<day_year>{_YEAR}))?
    | \bnăm\s(?P<year>{_YEAR})\b(?!\s?-)""",
    re.VERBOSE,
)
# What stands before a time that is said of what follows, and not of the noun before it.
_ADVERB = re.compile(
    r"(?:^|[.;:,(\n!?\"-])\s*(?:(?:riêng|chỉ|tính|và|kết quả|theo đó|cụ thể|hết|tổng kết)"
    r"\s)*"
    r"(?:trong|qua|của|đến|cả|hết|kết thúc)?\s?$|\b(?:trong|qua|suốt|hết)\s(?:cả\s)?$"
)
_LOOKS_BACK = re.compile(r"(?:tổng kết|sơ kết|kết quả|đánh giá|báo cáo|kiểm điểm|tình hình)[^.\n;]{0,90}$")
_LOOKS_AHEAD = re.compile(
    r"(?:triển khai|phương hướng|nhiệm vụ|kế hoạch|chương trình|đề ra|phấn đấu|dự kiến"
    r"|mục tiêu)"
    r"[^.\n;]{0,40}$"
)
_AHEAD_AFTER = re.compile(r"[^.\n;]{0,80}?(?:đề ra|phấn đấu|đặt mục tiêu|sẽ)\b")
_PRINTED = re.compile(rf"\b(\d{{1,2}})\s?[-/.]\s?(\d{{1,2}})\s?[-/.]\s?({_YEAR})\b")
_ENDS = {(31, 3): "Q1", (30, 6): "H1", (30, 9): "9M", (31, 12): "FY"}
_LAST_DAY = {
    "Q1": (3, 31), "H1": (6, 30), "Q2": (6, 30), "9M": (9, 30), "Q3": (9, 30), "FY": (12, 31),
    "Q4": (12, 31),
}  # fmt: skip


@dataclass(frozen=True)
class Stretch:
    """A stretch of time that figures are about, and where the text names it.

    Attributes
    ----------
    period, year, span_from, as_of : str, int, int, str
        As in a row; 0 or empty where there is none.
    start, end : int
        Where it is named; -1 for what is taken for granted.
    adverb : bool
        Whether it is said of what follows it, and not of a plan or a resolution of that year.
    """

    period: str
    year: int
    span_from: int = 0
    as_of: str = ""
    start: int = -1
    end: int = -1
    adverb: bool = False

    def last_day(self) -> str:
        """The last day of it, for a stock."""
        if self.as_of or self.period not in _LAST_DAY or not self.year:
            return self.as_of
        month, day = _LAST_DAY[self.period]
        return date(self.year, month, day).isoformat()


@dataclass(frozen=True)
class Setting:
    """What a text is about as a whole.

    Attributes
    ----------
    province, body : str
        Codes, or empty where the text does not tell.
    reached, planned : Stretch
        The period of what was done, and of what is aimed at.
    sure : mapping of str to float
        How sure each of them is.
    below : str
        The district that the whole text is about; it is none of the bodies, so `body` is then empty.
    """

    province: str
    body: str
    reached: Stretch
    planned: Stretch
    sure: Mapping[str, float]
    below: str = ""


def stretches(spelled: str) -> list[Stretch]:
    """Every time that a text names, in order; a year that is not said stays 0.

    Parameters
    ----------
    spelled : str
        From `wording.spelling`.
    """
    found = []
    for one in _TIMES.finditer(spelled):
        begin = max(0, one.start() - 60)
        adverb = _ADVERB.search(spelled, begin, one.start()) is not None
        place: dict[str, Any] = {"start": one.start(), "end": one.end(), "adverb": adverb}
        if one["quarter"]:
            found.append(Stretch(f"Q{_QUARTERS[one['quarter']]}", int(one["quarter_year"] or 0), **place))
        elif one["months"]:
            found.append(Stretch(_MONTHS[one["months"]], int(one["months_year"] or 0), **place))
        elif one["from"]:
            if int(one["from"]) < int(one["to"]):
                found.append(Stretch("TERM", int(one["to"]), int(one["from"]), **place))
        elif one["ytd"]:
            found.append(Stretch("YTD", 0, **place))
        elif one["day"]:
            found += _until(int(one["day"]), int(one["month"]), int(one["day_year"] or 0), place)
        else:
            found.append(Stretch("FY", int(one["year"]), **place))
    return found


def _until(day: int, month: int, year: int, place: Mapping[str, Any]) -> list[Stretch]:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return []
    period = _ENDS.get((day, month), "YTD")
    as_of = f"{year:04}-{month:02}-{day:02}" if year else f"-{month:02}-{day:02}"
    return [Stretch(period, year, 0, as_of if period == "YTD" else "", **place)]


def setting(text: str, spelled: str, times: list[Stretch], catalog: Any, given: Mapping[str, str]) -> Setting:
    """What a text is about as a whole, by what it says most and first; what is given goes before.

    Parameters
    ----------
    text, spelled : str
        As printed, and from `wording.spelling`.
    times : list of Stretch
        From `stretches`.
    catalog : Catalog
    given : mapping of str to str
        ``province``, ``body``, ``year``, ``period``, and ``published``, the day of the page; as far as known.
    """
    sure = {}
    below = "" if given.get("body") else _below(text, spelled, catalog)
    if given.get("body"):
        body, sure["body"] = given["body"], 1.0
    else:
        body, sure["body"] = ("", 0.0) if below else _body(spelled)
    if given.get("province"):
        province, sure["province"] = given["province"], 1.0
    else:
        province, sure["province"] = _province(text, catalog, national=body == "national")
    reached, planned, sure["period"] = _periods(
        spelled, times, _printed_on(spelled) or _day(given.get("published", ""))
    )
    if given.get("year") or given.get("period"):
        year = int(given.get("year") or reached.year)
        reached = replace(reached, period=given.get("period") or reached.period, year=year)
        planned = planned if planned.year > year else replace(planned, year=year + 1)
        sure["period"] = 1.0
    return Setting(province, body, reached, planned, sure, below)


def _below(text: str, spelled: str, catalog: Any) -> str:
    """The one district that a text names, and begins with, where it is about no more than that."""
    if _ABOVE.search(spelled):
        return ""
    named = [(found.start(), found[1]) for found in _DISTRICT.finditer(text)]
    names = {name for _, name in named}
    if len(names) != 1 or named[0][0] > 400:
        return ""
    name = names.pop()
    known = any(unit.name_vi.removeprefix("Thành phố ") == name for unit in catalog.provinces.values())
    return "" if known else name


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        year = re.match(_YEAR, text)
        return date(int(year[0]), 12, 31) if year else None


def _printed_on(spelled: str) -> date | None:
    for found in _PRINTED.finditer(spelled, 0, 3000):
        try:
            return date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            continue
    return None


_ABOVE = re.compile(r"\btoàn tỉnh\b|đảng bộ tỉnh|đảng (?:bộ|ủy) khối|\btoàn (?:đảng|quốc)\b(?! bộ)|cả nước")
# Its name are two syllables: what follows may be the name of a person.
_DISTRICT = re.compile(
    r"\b(?:(?:[Hh]uyện|[Tt]hị|[Tt]hành|[Qq]uận) (?:ủy|uỷ)|[Hh]uyện|[Qq]uận|[Tt]hị xã) "
    rf"({CAPITAL}\w+(?: {CAPITAL}\w+)?)"
)
# A city bears the name of a person.
_OF_A_PERSON = re.compile(
    r"(?:[Cc]hủ tịch|[Pp]hong cách|[Đđ]ạo đức|[Tt]ư tưởng|Cộng sản) " rf"(?=({CAPITAL}[^\n]{{0,25}}))"
)
_OF_A_PROVINCE = re.compile(rf"(?:tỉnh|Tỉnh ủy|Báo|TP\.?|phố) (?=({CAPITAL}[^\n]{{0,25}}))")


def _province(text: str, catalog: Any, *, national: bool) -> tuple[str, float]:
    counts: Counter[str] = Counter()
    head = text[:600]
    persons, provinces = Counter(_OF_A_PERSON.findall(text)), Counter(_OF_A_PROVINCE.findall(text))
    for slug, unit in catalog.provinces.items():
        if unit.kind == "country":
            if national:
                return slug, 0.6
            continue
        name = unit.name_vi.removeprefix("Thành phố ")
        said = text.count(name)
        if said:
            said -= sum(n for named, n in persons.items() if named.startswith(name))
        if said > 0:
            called = sum(n for named, n in provinces.items() if named.startswith(name))
            counts[slug] = said + 2 * head.count(name) + 3 * called
    if not counts:
        return "", 0.0
    (best, most), *rest = counts.most_common(2)
    return best, round(most / (most + (rest[0][1] if rest else 0) + 1), 2)


def _body(spelled: str) -> tuple[str, float]:
    head = spelled[:8000]
    bloc = re.findall(
        r"(?:đảng bộ|đảng ủy|trong|của) khối(?: các)?(?: cơ quan)?(?: và)?(?: doanh nghiệp)?", head
    )
    province = len(
        re.findall(r"đảng bộ tỉnh|tỉnh ủy|toàn tỉnh|đảng bộ thành phố|thành ủy|(?:của|trong) tỉnh", head)
    )
    nation = len(
        re.findall(
            r"ủy ban kiểm tra trung ương|ubkttw|ban bí thư|toàn đảng\b|cả nước|toàn quốc|"
            r"ban chấp hành trung ương",
            head,
        )
    )
    if (len(bloc) >= 2 and 3 * len(bloc) >= province) or len(bloc) > province:
        names = Counter(
            "agencies" * ("cơ quan" in name) + "enterprises" * ("doanh nghiệp" in name) for name in bloc
        )
        kind = max((name for name in names if name), key=lambda name: (names[name], len(name)), default="")
        code = {"agencies": "bloc-agencies", "enterprises": "bloc-enterprises"}.get(kind, "bloc")
        return code, round(len(bloc) / (len(bloc) + province / 3 + 1), 2)
    if nation > 2 * province and nation > 1:
        return "national", 0.6
    return "province", round((province + 1) / (province + len(bloc) + nation / 2 + 2), 2)


def _periods(spelled: str, times: list[Stretch], printed: date | None) -> tuple[Stretch, Stretch, float]:
    title_end = spelled.find("\n")
    back: Counter[tuple[str, int]] = Counter()
    ahead: Counter[tuple[str, int]] = Counter()
    for one in times:
        if one.period == "TERM" or one.start > 20000:
            continue
        before = spelled[max(0, one.start - 120) : one.start]
        looks_back, looks_ahead = _LOOKS_BACK.search(before), _LOOKS_AHEAD.search(before)
        if (looks_back and (not looks_ahead or looks_back.start() > looks_ahead.start())) or (
            looks_back and not re.search(r"\bvà\b|,", before[looks_back.start() :])
        ):
            back[one.period, one.year] += 4
        elif looks_ahead or (one.adverb and _AHEAD_AFTER.match(spelled, one.end)):
            ahead[one.period, one.year] += 3 if looks_ahead else 4
        elif one.adverb:
            back[one.period, one.year] += 2 + 3 * (one.start < title_end)
        else:
            back[one.period, one.year] += 1 + 6 * (one.start < title_end and one.period != "FY")
    years = Counter({year: sum(n for (_, y), n in back.items() if y == year) for _, year in back if year})
    fallback = years.most_common(1)[0][0] if years else _year_before(printed)
    if not back:
        reached = Stretch("FY", fallback)
        certainty = 0.3 if fallback else 0.0
    else:
        (period, year), most = back.most_common(1)[0]
        as_of = printed.isoformat() if period == "YTD" and printed else ""
        if not year:
            year = printed.year if printed else fallback
        reached = Stretch(period, year, 0, as_of)
        certainty = round(most / (sum(back.values()) + 1), 2)
    later = [(n, year) for (_, year), n in ahead.items() if year > reached.year]
    planned = Stretch(
        "FY",
        max(later)[1]
        if later
        else reached.year + 1
        if reached.period == "FY" and reached.year
        else reached.year,
    )
    return reached, planned, certainty


def _year_before(printed: date | None) -> int:
    """A page of the first months tells of the year before."""
    return 0 if printed is None else printed.year - (printed.month <= 3)


@dataclass(frozen=True)
class Item:
    """A news item that hangs below an article under a date line of its own.

    Attributes
    ----------
    start : int
        Where it begins.
    time : Stretch
        The quarter it was printed in, up to the day it tells of.
    body : str
        What it is about; empty where it does not tell.
    """

    start: int
    time: Stretch
    body: str


_DATE_LINE = re.compile(rf"(?m)^\s*\d{{1,2}}:\d{{2}}\s+(\d{{1,2}})/(\d{{1,2}})/({_YEAR})\s*$")
_EVENT = re.compile(r"\b(?:ngày|sáng|chiều|tối)\s(?:ngày\s)?(\d{1,2})[-/](\d{1,2})\b")


def items(spelled: str) -> list[Item]:
    """The news items under date lines of their own, in order, of a text from `wording.spelling`."""
    lines = list(_DATE_LINE.finditer(spelled))
    found = []
    for one, after in zip(lines, [*lines[1:], None], strict=False):
        day, month, year = int(one[1]), int(one[2]), int(one[3])
        told = spelled[one.end() : after.start() if after else len(spelled)]
        if event := _EVENT.search(told):
            day, month = int(event[1]), int(event[2])
        try:
            as_of = date(year, month, day).isoformat()
        except ValueError:
            continue
        time = Stretch(f"Q{(month - 1) // 3 + 1}", year, 0, as_of)
        found.append(Item(one.end(), time, _body(told)[0]))
    return found


class Times:
    """The times of a text, to be asked for the one that a figure stands in."""

    def __init__(self, times: list[Stretch], around: Setting, news: Sequence[Item] = ()) -> None:
        self.times, self.around, self.news = times, around, news
        self._starts = [one.start for one in times]
        self._news_starts = [one.start for one in news]

    def item_at(self, offset: int) -> Item | None:
        """The news item that a place of the text stands in, if it is not the article."""
        place = bisect_right(self._news_starts, offset)
        return self.news[place - 1] if place else None

    def at(self, offset: int, sentence: int, paragraph: int, *, planned: bool) -> tuple[Stretch, float]:
        """The time of a figure, and how sure that is.

        Parameters
        ----------
        offset : int
            Where the figure stands.
        sentence, paragraph : int
            Where they begin.
        planned : bool
            Whether it is aimed at.

        Returns
        -------
        Stretch
        float
        """
        place = bisect_right(self._starts, offset)
        for one in reversed(self.times[max(0, place - 12) : place]):
            if one.start < paragraph:
                break
            if one.adverb or (planned and one.start >= sentence):
                return self._dated(one), 0.9 if one.start >= sentence else 0.8
        if item := self.item_at(offset):
            return item.time, 0.6
        default = self.around.planned if planned else self.around.reached
        return default, self.around.sure["period"]

    def after(self, offset: int, until: int) -> Stretch | None:
        """A span of years that is said right after a figure."""
        place = bisect_right(self._starts, offset)
        for one in self.times[place : place + 1]:
            if one.period == "TERM" and one.start <= until:
                return one
        return None

    def _dated(self, one: Stretch) -> Stretch:
        reached = self.around.reached
        if one.period == "YTD" and not one.as_of:
            return replace(one, as_of=reached.as_of, year=one.year or reached.year)
        if one.year:
            return one
        as_of = f"{reached.year:04}{one.as_of}" if one.as_of.startswith("-") else one.as_of
        return replace(one, year=reached.year, as_of=as_of)
