"""Reading a text: every figure of it that means something to the catalog becomes a candidate row."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analysis.data import OBSERVATION_COLUMNS
from analysis.reading.bases import Bases
from analysis.reading.candidates import Candidate, Reading, once
from analysis.reading.figures import Figure
from analysis.reading.passage import Passage
from analysis.reading.proposals import Meaning, is_set, meanings
from analysis.reading.rows import printed_cells
from analysis.reading.setting import Stretch, Times, items, setting, stretches
from analysis.reading.vocabulary import Vocabulary
from analysis.reading.wording import CAPITAL

__all__ = ["Reader", "read"]

_LEAST = 0.5
_PER_UNIT = re.compile(r"(?:_per_|^per_)")
_DONE = re.compile(r"\b(?:đã|kết quả|hiện có|hiện nay|qua đó)\b[^.;]*$")
_AMONG = re.compile(r"\s*trong số (?:các |những )?(?:đảng viên|tổ chức|trường hợp)")
_ASKED = re.compile(r"\b(?:đề nghị|kiến nghị)\b(?! của)")
_AIMED = re.compile(
    r"\b(?:phấn đấu|mục tiêu|chỉ tiêu đề ra|đặt ra|đề ra|yêu cầu|dự kiến|sẽ|phải|cần|hằng năm|hàng năm|"
    r"mỗi năm|bình quân mỗi năm|ít nhất|mỗi)\b"
)
_WITHIN = r"(?:[^.;]|(?<=\d)\.(?=\d))"  # a sign of the same sentence part
_CLOSED = re.compile(r"\([^()]*\)")
_AIM_HEADS = re.compile(r"\b(?:chỉ tiêu|mục tiêu|phương hướng|phấn đấu|nhiệm vụ trọng tâm)\b")
_LOWER_BODY = re.compile(
    r"(?:[ĐđD]ảng (?:bộ|[uủỦ][ỷyỶ]|ủy|uỷ)|[Hh]uyện [uủ][yỷ]|[Tt]hị [uủ][yỷ]|[Tt]hành [uủ][yỷ]|[Cc]hi bộ)\s"
    r"(?:(?:huyện|thị xã|thành phố|TP\.?|quận|xã|phường|thị trấn|[Ss]ở|[Tt]rường|[Bb]ệnh viện|[Cc]ông ty)"
    rf"\s(?={CAPITAL})"
    rf"|[Cc]hi bộ (?:cơ sở |thôn |bản |ấp |khu phố |khóm )?(?={CAPITAL})"
    r"|Công an|Quân sự|Bộ đội|Biên phòng|Bộ Chỉ huy|UBND|HĐND|Văn phòng|Báo|Đài|Viện|Tòa|Ban )"
)
_DISTRICT = re.compile(rf"\b(?:[Hh]uyện|[Tt]hị) (?:ủy|uỷ) (?={CAPITAL})")
_OF_BELOW = re.compile(rf"[^,;.]{{0,40}}\bcủa (?:xã|phường|thị trấn|huyện|quận) (?={CAPITAL})")
_RUNNING = re.compile(
    r"(?:(?:(?!\bnăm \d{4})[^,;.]){0,60}, (?=\d))*[^,;.]{0,60}(?:,[^,;.\d]{0,30})?"
    r"\b\d+ năm (?:liền|liên tục|liên tiếp)"
)
_WHOLE_BODY = re.compile(
    r"\b(?:toàn (?:tỉnh|đảng bộ|khối|thành phố)|của tỉnh|đảng bộ tỉnh|đảng bộ khối|nâng tổng số)\b"
)
_PERSON_GIVES = re.compile(r"\b(?:ông|bà|bí thư|chủ tịch|đồng chí|gia đình|anh|chị)\b[^,;.]{0,60}$")
_EACH = re.compile(
    r"\b(?:mỗi|từng)\s[^,;.:()]{0,60}$|/\s?$|\b(?:lương|thu nhập|phụ cấp|học phí|bình quân)\b[^,;.]{0,40}$"
)
_EACH_AFTER = re.compile(r"\s?(?:/|một\s)\s?(?:người|tháng|đồng chí|hộ|suất|căn|phần)")


def read(text: str, vocabulary: Vocabulary, catalog: Any, given: Mapping[str, str] | None = None) -> Reading:
    """The candidate rows of a text.

    Parameters
    ----------
    text : str
        From `texts.text_of`.
    vocabulary : Vocabulary
    catalog : Catalog
    given : mapping of str to str, optional
        What is known already: ``province``, ``body``, ``year``, ``period``, ``source``.
    """
    return Reader(text, vocabulary, catalog, given or {}).reading()


class Reader:
    """The work on one text; what it finds out about a figure can be asked for again.

    Parameters
    ----------
    text, vocabulary, catalog, given
        As for `read`.
    """

    def __init__(self, text: str, vocabulary: Vocabulary, catalog: Any, given: Mapping[str, str]) -> None:
        self.passage, self.catalog, self.source = Passage(text, vocabulary), catalog, given.get("source", "")
        times = stretches(self.passage.spelled)
        self.around = setting(text, self.passage.spelled, times, catalog, given)
        self.times = Times(times, self.around, items(self.passage.spelled))
        self.whom: dict[int, tuple[str, float]] = {}
        self.meant: dict[int, Meaning] = {}  # by place of the figure
        self._bases = Bases(self.passage, catalog, self.meant)
        self.kinds: dict[int, tuple[str, float, str]] = {}
        self._subjects = [one for one in self.passage.found if one.column == "authority"]
        self._firsts = [one.first for one in self._subjects]

    def reading(self) -> Reading:
        """All of it."""
        passage = self.passage
        candidates: list[Candidate] = []
        others = [
            (start, end, what)
            for start, end, what in passage.excluded
            if any(sign.isdigit() for sign in passage.spelled[start:end])
        ]
        line, line_at = 1, 0
        for figure in passage.figures:
            number = figure.number
            meaning, sure, why_not = self._meaning(figure)
            if meaning is None:
                others.append((number.start, number.end, why_not))
                continue
            self.meant[figure.first] = meaning
            kind, kind_sure, kind_why = self._kind(figure, meaning)
            self.kinds[figure.first] = (kind, kind_sure, kind_why)
            meaning = self._refined(figure, meaning, kind)
            self.meant[figure.first] = meaning
            time, time_sure = self._time(figure, meaning, kind)
            authority, authority_sure = self._authority(figure, meaning)
            self.whom[figure.first] = (authority, authority_sure)
            of, basis, basis_sure, basis_why = self._bases.base(figure, meaning, kind)
            row = self._row(figure, meaning, kind, time, authority, of, basis)
            if self._is_inferred(figure, meaning, row):
                row["confidence"] = "medium"
            line += passage.text.count("\n", line_at, number.start)
            line_at = number.start
            reasons = [*meaning.reasons, *(f"“{why}”" for why in (kind_why, basis_why) if why)]
            candidates.append(
                Candidate(
                    row,
                    number.start,
                    (figure.share or number).end,
                    line,
                    {
                        "indicator": sure,
                        "category": sure,
                        "base": basis_sure,
                        "authority": authority_sure,
                        "kind": kind_sure,
                        "period": time_sure,
                        "province": self.around.sure["province"],
                        "body": self.around.sure["body"],
                    },
                    tuple(dict.fromkeys(reasons)),
                )
            )
        return Reading(passage.text, self.around, tuple(once(candidates)), tuple(sorted(others)))

    # -------------------------------------------------------------------------------------------- what it is

    def _meaning(self, figure: Figure) -> tuple[Meaning | None, float, str]:
        passage, number = self.passage, figure.number
        held = meanings(passage, figure)
        if not held:
            return None, 0.0, "no-phrase"
        best = self._split_of(figure, held) or self._same_topic(figure, held[0])
        least = (
            _LEAST
            + (0.25 if number.kind in ("none", "word", "half") else 0.0)
            + (0.25 if not figure.units else 0.0)
        )
        if best.weight < least:
            return None, 0.0, "too-far"
        if self._is_unnamed_part(figure, best) or self._is_part_of_due(figure, best):
            return None, 0.0, "unnamed-part"
        if self._is_asked(figure):
            return None, 0.0, "asked"
        if _RUNNING.match(passage.spelled, number.end):
            return None, 0.0, "running-years"
        if self._of_another_body(figure):
            return None, 0.0, "body-below"
        if number.kind == "money" and self._of_persons(figure):
            return None, 0.0, "money"
        rest = [one.weight for one in held if one.pair != best.pair]
        sure = best.weight / (best.weight + 0.6 * (rest[0] if rest else 0.0) + 0.25)
        return best, round(min(sure, 0.99), 2), ""

    def _split_of(self, figure: Figure, held: list[Meaning]) -> Meaning | None:
        """A part of a total counts what the total counts: its category is one of the same indicator."""
        total = self.meant.get(figure.total.first) if figure.total is not None else None
        if total is None:
            return None
        same = [one for one in held if one.pair[0] == total.pair[0] and one.pair != total.pair]
        if same and same[0].category and same[0].weight > 0.6 * held[0].weight:
            return same[0]
        return None

    def _same_topic(self, figure: Figure, best: Meaning) -> Meaning:
        """What goes on with the sentence before counts the same: "Trong đó, … kiểm tra 898 tổ chức"."""
        if figure.total is None or best.category or best.pair in self.passage.vocabulary.named:
            return best
        start, end = self.passage.sentence_of(figure.total.number.start)
        near = self.passage.figures_between(self.passage.word_at(start) - 1, figure.first)
        for one in near:
            if start <= one.number.start < end and one.first in self.meant and one.units & figure.units:
                pair = self.meant[one.first].pair
                if pair[0] == best.pair[0] and pair in self.passage.vocabulary.named:
                    return replace(best, pair=pair)
        return best

    def _is_unnamed_part(self, figure: Figure, best: Meaning) -> bool:
        """Whether a part would mean the same as its total: "603 …, trong đó: đảng viên nữ là 359"."""
        total = figure.total
        start, _ = self.passage.sentence_of(figure.number.start)
        if best.pair not in self.passage.vocabulary.named and _AMONG.match(self.passage.spelled, start):
            return True
        if total is None or total.first not in self.meant or self.meant[total.first].pair != best.pair:
            return False
        if self._subjects_between(total.last, figure.first):
            return False
        if re.search(r"trong số|trong đó", self.passage.spelled[total.number.end : figure.number.start]):
            return True
        between = self.passage.topics_near(figure.first, figure.first, figure.first - total.last, 0)
        return not any(
            total.last < one.first < figure.first and one.code.split("/")[0] == best.pair[0]
            for one in between
        )

    def _is_part_of_due(self, figure: Figure, best: Meaning) -> bool:
        """Whether it tells how much of what was due was done: "phải kỷ luật 284 …; đã kỷ luật 216"."""
        start, _ = self.passage.sentence_of(figure.number.start)
        low = self.passage.word_at(start)
        due = [
            one.phrase
            for one in self.passage.topics_near(figure.first, figure.first, figure.first - low, 0)
            if one.column == "other"
        ]
        return any(phrase.endswith(reason.strip("“”")) for phrase in due for reason in best.reasons)

    def _is_asked(self, figure: Figure) -> bool:
        """Whether a body only asks another one for it: "đề nghị Ban Thường vụ khai trừ 1 đảng viên"."""
        before = self.passage.spelled[self.passage.clause_start(figure) : figure.number.printed_from]
        asked = list(_ASKED.finditer(before))
        if not asked:
            return False
        since = before[asked[-1].end() :]
        return _DONE.search(since) is None and _AIMED.search(since) is None

    def _refined(self, figure: Figure, meaning: Meaning, kind: str) -> Meaning:
        """A class, or all from there up: "hoàn thành tốt" as a target, and where the best are among them."""
        indicator, category = meaning.pair
        if category not in ("good", "completed"):
            return meaning
        wider = (indicator, f"{category}_or_better")
        if wider not in self.catalog.indicators:
            return meaning
        _, end = self.passage.sentence_of(figure.number.start)
        rest = self.passage.spelled[(figure.share or figure.number).end : end]
        better = "xuất sắc" if category == "good" else "xuất sắc|tốt"
        among = re.match(rf"{_WITHIN}{{0,90}}?(?:trong (?:đó|số)|\(){_WITHIN}{{0,60}}(?:{better})", rest)
        if (kind == "target" and figure.number.kind in ("percent", "percents")) or among:
            return replace(meaning, pair=wider)
        return meaning

    def _is_inferred(self, figure: Figure, meaning: Meaning, row: Mapping[str, str]) -> bool:
        """Whether more is read than is printed: a class and all above it, a share of a plan without counts.

        All of them are in a class or above it, whichever of the two is printed.
        """
        if row["of_basis"] == "plan" and not row["of"] and not row["count"]:
            return True
        first, last = self.catalog.indicators[meaning.pair].classes or (0, 0)
        _, end = self.passage.sentence_of(figure.number.start)
        upwards = "trở lên" in self.passage.spelled[figure.number.start : end].partition(";")[0]
        return row["kind"] == "target" and first < last and row["percent"] != "100" and not upwards

    def _of_another_body(self, figure: Figure) -> bool:
        own = self.around.below
        after = _OF_BELOW.match(self.passage.text, figure.number.end)
        if after and not (own and self.passage.text.startswith(own, after.end())):
            return True
        clause = self.passage.clause_start(figure)
        before = self.passage.text[clause : figure.number.start]
        lower = sorted(
            found.start()
            for rule in (_LOWER_BODY, _DISTRICT)
            for found in rule.finditer(before)
            if not own or not before.startswith(own, found.end())
        )
        whole = [
            found.start()
            for found in _WHOLE_BODY.finditer(self.passage.spelled[clause : figure.number.start])
        ]
        return bool(lower) and (not whole or whole[-1] < lower[-1])

    def _of_persons(self, figure: Figure) -> bool:
        spelled, number = self.passage.spelled, figure.number
        before = spelled[max(0, number.printed_from - 80) : number.printed_from]
        return bool(
            _EACH.search(before) or _PERSON_GIVES.search(before) or _EACH_AFTER.match(spelled, number.end)
        )

    def _kind(self, figure: Figure, meaning: Meaning) -> tuple[str, float, str]:
        indicator, category = meaning.pair
        if is_set(self.catalog.indicators[meaning.pair]) and not _PER_UNIT.search(category):
            return "actual", 0.9, ""
        if _PER_UNIT.search(category):
            return "target", 0.85, ""
        clause = self.passage.clause_start(figure)
        before = _CLOSED.sub(" ", self.passage.spelled[clause : figure.number.printed_from])
        before = before.rpartition("(")[2]
        if figure.number.hedge == "least" and re.search(r"(?:mỗi|từng) ", before):
            return "target", 0.8, "ít nhất"
        aimed = [found for found in _AIMED.finditer(before) if found[0] != "mỗi"]
        if aimed:
            done = _DONE.search(before[aimed[-1].end() :])
            if done is None:
                return "target", 0.85, aimed[-1][0]
        head = self._head(figure)
        if head:
            return "target", 0.85, head
        whole = figure.total
        total = self.meant.get(whole.first) if whole is not None else None
        if whole is not None and total is not None and total.pair[0] == indicator:
            return self.kinds.get(whole.first, ("actual",))[0], 0.8, ""
        return "actual", 0.8, ""

    def _head(self, figure: Figure) -> str:
        """The word of a heading over a list that makes its items aims."""
        spelled = self.passage.spelled
        at = self.passage.paragraph_start(figure.number.start)
        if not re.match(r"\s*(?:\(?\d{1,2}[.)]\)?|[-+*•]|[a-zđ]\))\s", spelled[at : at + 12]):
            return ""
        for _ in range(40):
            before = spelled.rfind("\n", 0, max(at - 1, 0)) + 1
            text = spelled[before : max(at - 1, 0)].strip()
            if text.endswith(":"):
                found = _AIM_HEADS.search(text)
                return found[0] if found else ""
            if before == 0:
                return ""
            if text and not re.match(r"(?:\(?\d{1,2}[.)]\)?|[-+*•]|[a-zđ]\))\s", text):
                return ""
            at = before
        return ""

    # ------------------------------------------------------------------------------------ when and whom

    def whom_of(self, figure: Figure, meaning: Meaning) -> str:
        """By whom, for a figure that may mean this."""
        return self._authority(figure, meaning)[0]

    def time_of(self, figure: Figure, meaning: Meaning, kind: str) -> Stretch:
        """When, for a figure that may mean this."""
        return self._time(figure, meaning, kind)[0]

    def _time(self, figure: Figure, meaning: Meaning, kind: str) -> tuple[Stretch, float]:
        number = figure.number
        start, end = self.passage.sentence_of(number.start)
        if _PER_UNIT.search(meaning.pair[1]):
            span = self.times.after(number.end, min(end, number.end + 120))
            if span is not None:
                return span, 0.85
        paragraph = self.passage.paragraph_start(number.start)
        return self.times.at(number.start, start, paragraph, planned=kind == "target")

    def _authority(self, figure: Figure, meaning: Meaning) -> tuple[str, float]:
        if not self.catalog.indicators[meaning.pair].by_authority:
            return "", 1.0
        passage, whom = self.passage, self.whom
        start, _ = passage.sentence_of(figure.number.start)
        low = passage.word_at(start)
        if figure.total is not None and figure.total.first in whom:
            low = max(low, figure.total.last + 1)
            if not self._subject_codes(low, figure.first):
                return whom[figure.total.first]
        said = self._subject_codes(low, figure.first)
        if said:
            return ("all" if len(said) > 1 else next(iter(said))), 0.85
        # A sentence without a subject goes on with the one before it.
        opening = passage.spelled[start : start + 40].lstrip()
        earlier = next((place for place in reversed(whom) if place < figure.first), None)
        if earlier is not None and re.match(
            r"(?:trong (?:đó|số)|cụ thể|đồng thời|ngoài ra|hình thức|có )", opening
        ):
            return whom[earlier][0], 0.6
        return "", 0.6

    def _subject_codes(self, low: int, high: int) -> set[str]:
        """Who acts: the bodies named last before a figure, together where they are named in one breath."""
        words, passage = self.passage.words, self.passage
        said: list[tuple[str, int, int]] = []
        for one in self._subjects_between(low, high):
            before = words[one.first - 1].text if one.first else ""
            if (
                before in ("giúp", "cho", "với", "của", "cùng", "theo", "từ")
                or before.isdigit()
                or one.first - 1 in passage.figure_at
            ):
                continue
            if said and one.first - said[-1][2] == 1:
                said[-1] = (said[-1][0], said[-1][1], one.last)  # "UBKT Tỉnh ủy" is one body
                continue
            said.append((one.code, one.first, one.last))
        if not said:
            return set()
        codes = {said[-1][0]}
        for (code, _, last), (_, first, _) in zip(reversed(said[:-1]), reversed(said[1:]), strict=True):
            gap = passage.between(last, first)
            if len(gap) > 4 or not set(gap) <= {",", "và", "các", "cấp", "cơ", "sở"} or not gap:
                break
            codes.add(code)
        return codes

    def _subjects_between(self, low: int, high: int) -> list[Any]:
        return self._subjects[bisect_left(self._firsts, low) : bisect_left(self._firsts, high)]

    # ---------------------------------------------------------------------------------------------- the row

    def _row(
        self, figure: Figure, meaning: Meaning, kind: str, time: Stretch, authority: str, of: str, basis: str
    ) -> dict[str, str]:
        item = self.times.item_at(figure.number.start)
        of_item = item is not None and time is item.time
        entry = self.catalog.indicators[meaning.pair]
        stock = entry.timing == "day"
        return {
            **dict.fromkeys(OBSERVATION_COLUMNS, ""),
            **printed_cells(figure, entry, kind, time, self.passage.text),
            "province": self.around.province,
            "body": item.body if item is not None else self.around.body,
            "year": str(time.year or ""),
            "period": time.period,
            "span_from": str(time.span_from or ""),
            "kind": kind,
            "indicator": meaning.pair[0],
            "category": meaning.pair[1],
            "authority": authority,
            "of": of,
            "of_basis": basis,
            "source": self.source,
            "confidence": "medium" if of_item else "high",
            "counted": "turns" if figure.turns and entry.by_authority else "",
            "as_of": time.last_day() if stock else time.as_of if time.period == "YTD" or of_item else "",
        }
