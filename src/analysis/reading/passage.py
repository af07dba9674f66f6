"""A text made ready: its words, the phrases of the vocabulary in it, its figures and what hangs on them."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from analysis.data import grouped
from analysis.reading.exclusions import exclusions
from analysis.reading.figures import Change, Figure
from analysis.reading.numbers import numbers
from analysis.reading.vocabulary import TOPICS, Found, Vocabulary
from analysis.reading.wording import Word, holding, sentences, spelling, words

__all__ = ["Passage"]

_PAUSES = {",": 2.0, ";": 7.0, ":": 1.0, "(": 1.0, ")": 2.0, ".": 9.0, "!": 9.0, "?": 9.0, "…": 4.0}
_LINE = 9.0
_LINE_BREAK = re.compile(r"\n")
_FULL_STOPS = frozenset(".!?")
_QUOTED = 0.1
_QUOTATION = re.compile(r'“[^“”\n]{20,400}”|"[^"“”\n]{20,400}"')
_BETWEEN = 2.0  # what another figure on the way costs
_FILLERS = {"lượt", "số", "em", "tổng", "cái", "các", "trên", "trở", "lên", "đợt"}
_INTRODUCES = {
    "đạt", "chiếm", "bằng", "tương", "đương", "ứng", "tỷ", "lệ", "là", "tức", "khoảng", "gần", "hơn",
    "trên", "với", "được",
}  # fmt: skip
# What may follow a number that counts what was named before.
_NO_NOUNS = {
    "và", "hoặc", "được", "bị", "đạt", "chiếm", "so", "trong", "vào", "ở", "tại", "của", "là", "năm", "xếp",
    "thì", "nhưng", "cùng", "với", "theo", "trở", "không", "chưa", "đã", "đang", "có", "để", "do", "từ",
    "đến", "gồm", "bao", "tăng", "giảm", "vượt", "bằng", "tương", "nữ", "mới", "thuộc", "còn", "riêng",
    "nâng", "đưa", "sinh", "dự", "tham",
}  # fmt: skip
_OF_SHARE = re.compile(r"%\s?(?:/|so với|trên|của)?\s?$")
_CHANGES = {"tăng", "giảm"}
_AGAINST = re.compile(
    r"[^.;)]{0,60}?\bso\s(?:với\s)?"
    r"(?:cùng kỳ(?:\snăm)?(?:\strước|\s(?P<same>\d{4}))?|năm\s(?:trước|(?P<year>\d{4})))"
)


class Passage:
    """A text made ready for reading.

    Parameters
    ----------
    text : str
        In composed letters.
    vocabulary : Vocabulary
    """

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text, self.vocabulary = text, vocabulary
        self.spelled = spelling(text)
        self.excluded = sorted(exclusions(self.spelled))
        self.sentences = sentences(text, self.spelled)
        self.words: list[Word] = list(words(self.spelled))
        self._starts = [word.start for word in self.words]
        self.found: list[Found] = vocabulary.find(self.words)
        bases = self._bases()
        self.topics = [one for one in self.found if one.column in TOPICS and one.first not in bases]
        self.topic_starts = [one.first for one in self.topics]
        self._topic_places = set(self.topic_starts)
        units = (one for one in self.found if one.column == "unit")
        self._units = grouped(units, lambda one: one.first)
        self.figures = self._figures()

    def _bases(self) -> set[int]:
        """The words that name the whole of a share: "chiếm 13% tổng số đảng viên được đánh giá"."""
        return {
            place
            for one in self.found
            if one.column == "of_basis" and self.words[one.first].text == "tổng"
            for at in (self.words[one.first].start,)
            if _OF_SHARE.search(self.spelled, max(0, at - 12), at)
            for place in range(one.first, one.last + 1)
        }  # fmt: skip

    # --------------------------------------------------------------------------------------------- places

    def word_at(self, offset: int) -> int:
        """Which word stands at a place of the text, or is the next one."""
        place = bisect_right(self._starts, offset) - 1
        if place >= 0 and self.words[place].end > offset:
            return place
        return place + 1

    def sentence_of(self, offset: int) -> tuple[int, int]:
        """Where the sentence begins and ends that holds a place."""
        return self.sentences[holding(self.sentences, offset)]

    def clause_start(self, figure: Figure) -> int:
        """Where the part of its sentence begins that a figure stands in: a semicolon parts a sentence."""
        start, _ = self.sentence_of(figure.number.start)
        return max(start, self.spelled.rfind(";", start, figure.number.start) + 1)

    def paragraph_start(self, offset: int) -> int:
        """Where the line begins that holds a place."""
        return max(self.spelled.rfind("\n", max(0, offset - 6000), offset) + 1, offset - 6000, 0)

    @cached_property
    def _costs(self) -> list[float]:
        """What it costs to read up to each word: a word one, a pause more, a long title in quotes little."""
        costs, total = [0.0], 0.0
        quoted = self._quoted
        ends = {end for _, end in self.sentences}
        # A pattern for each line break would be looked for between any two words.
        broken = {self.word_at(found.start()) for found in _LINE_BREAK.finditer(self.spelled)}
        for place, (text, _, end) in enumerate(self.words):
            cost = 1.0 if text[0].isalnum() else _PAUSES.get(text, 0.0)
            if text in _FULL_STOPS and end not in ends:
                cost = 0.0
            if place + 1 in broken:
                total += _LINE
            total += _QUOTED * cost if place in quoted else cost
            costs.append(total)
        return costs

    @property
    def _quoted(self) -> set[int]:
        """The words of long titles in quotation marks."""
        held: set[int] = set()
        for found in _QUOTATION.finditer(self.text):
            first, last = self.word_at(found.start()), self.word_at(found.end() - 1)
            if last - first > 8:
                held.update(range(first, last))
        return held

    def cost(self, after: int, before: int) -> float:
        """What it costs to get from one word to another: what lies between, both left out."""
        return self._costs[before] - self._costs[after + 1] if before > after else 0.0

    def distance(self, after: int, before: int) -> float:
        """The cost from one word to another, where a figure on the way costs more, too."""
        cost = self.cost(after, before) + _BETWEEN * self._crossed(after, before - 1)
        low = bisect_right(self._brackets, (after, 0))
        for first, last in self._brackets[low:]:
            if last >= before:
                break
            inner = self.cost(first, last) + _BETWEEN * self._crossed(first, last)
            cost -= (1 - _QUOTED) * inner
        return cost

    @cached_property
    def _brackets(self) -> list[tuple[int, int]]:
        """Where a bracket opens and closes again in its line; what stands in it is said by the way."""
        pairs, opened = [], -1
        for place, word in enumerate(self.words):
            if word.text == "(":
                opened = place
            elif word.text == ")" and opened >= 0:
                if place - opened < 80:
                    pairs.append((opened, place))
                opened = -1
        return pairs

    def between(self, after: int, before: int) -> list[str]:
        """The words and signs between two words."""
        return [word.text for word in self.words[after + 1 : before]]

    def stands(self, signs: str, after: int, before: int) -> bool:
        """Whether one of these signs stands between two words."""
        for sign in signs:
            places = self._signs.get(sign, ())
            if bisect_right(places, after) < bisect_left(places, before):
                return True
        return False

    @cached_property
    def _signs(self) -> dict[str, list[int]]:
        """Where each sign stands."""
        places: dict[str, list[int]] = {}
        for place, (text, _, _) in enumerate(self.words):
            if not text[0].isalnum():
                places.setdefault(text, []).append(place)
        return places

    def names(self, unit: str, offset: int) -> bool:
        """Whether the sentence that holds a place has a noun for what is counted."""
        start, end = self.sentence_of(offset)
        nouns = (self._units.get(place, ()) for place in range(self.word_at(start), self.word_at(end)))
        return any(noun.code == unit for found in nouns for noun in found)

    # -------------------------------------------------------------------------------------------- figures

    @cached_property
    def masked(self) -> list[tuple[int, int]]:
        """What is no figure, in order and apart from each other."""
        merged: list[tuple[int, int]] = []
        for start, end, _ in self.excluded:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def _figures(self) -> list[Figure]:
        covered = {
            place for one in self.found if one.column != "unit" for place in range(one.first, one.last + 1)
        }
        figures: list[Figure] = []
        waiting: list[Figure] = []  # of the same sentence
        sentence = -1
        for number in numbers(self.spelled, self.masked):
            first = self.word_at(number.start)
            if number.kind in ("none", "word") and first in covered:
                continue
            last = self.word_at(number.end - 1)
            holds = holding(self.sentences, number.start)
            if holds != sentence:
                waiting, sentence = [], holds
            figure = Figure(number, first, last, last)
            self._name(figure)
            if number.kind == "word" and (not figure.own_noun or number.value == 1):
                continue
            if number.kind == "none" and not self._counts_none(figure):
                continue
            if (
                self._is_change(figure, waiting)
                or self._is_growth(figure, waiting)
                or self._is_share(figure, waiting)
                or self._is_second_share(figure, waiting)
            ):
                continue
            if self._is_year(figure):
                continue
            figures.append(figure)
            waiting.append(figure)
        self._inherit(figures)
        return figures

    def _name(self, figure: Figure) -> None:
        """The noun right after a number."""
        place = figure.bare_last + 1
        limit = min(place + 3, len(self.words))
        while place < limit:
            nouns = self._units.get(place)
            if nouns:
                longest = max(noun.last for noun in nouns)
                figure.units = self._full(
                    frozenset(noun.code for noun in nouns if noun.last == longest), place
                )
                figure.own_noun, figure.last = True, longest
                figure.turns = "lượt" in [
                    word.text for word in self.words[figure.bare_last + 1 : longest + 1]
                ]
                return
            if self.words[place].text not in _FILLERS:
                figure.strange_noun = self._is_noun(figure, place)
                return
            place += 1

    def _full(self, units: frozenset[str], place: int) -> frozenset[str]:
        """A short noun goes on with the full one before it: "142 chi bộ trực thuộc …, có 29 chi bộ"."""
        if "cells" not in units:
            return units
        start, _ = self.sentence_of(self.words[place].start)
        before = (self._units.get(word, ()) for word in range(self.word_at(start), place))
        full = any(noun.code == "cells_below" for nouns in before for noun in nouns)
        return frozenset({"cells_below"}) if full else units

    def _is_noun(self, figure: Figure, place: int) -> bool:
        """Whether a count is followed by a noun that the vocabulary does not know."""
        word = self.words[place]
        if (
            figure.number.kind not in ("count", "range", "word")
            or not word.text[0].isalpha()
            or word.text in _NO_NOUNS
        ):
            return False
        return place not in self._topic_places

    def _counts_none(self, figure: Figure) -> bool:
        """Whether "không có" is said of something that is counted, before the clause ends."""
        for place in range(figure.bare_last + 1, min(figure.bare_last + 8, len(self.words))):
            if self.words[place].text in ",;.:()":
                return False
            if place in self._units:
                figure.units = frozenset(noun.code for noun in self._units[place])
                figure.own_noun, figure.last = True, max(noun.last for noun in self._units[place])
                return True
        return False

    def _is_year(self, figure: Figure) -> bool:
        value = figure.number.value
        return (
            figure.number.kind == "count"
            and not figure.own_noun
            and 1930 <= value <= 2100
            and "." not in figure.number.text
        )

    def _is_change(self, figure: Figure, before: list[Figure]) -> bool:
        """Whether a number says by how much another one rose or fell; it is then kept with that one."""
        words_before = [word.text for word in self.words[max(0, figure.first - 3) : figure.first]]
        number = figure.number
        if number.kind not in ("count", "percent", "word"):
            return False
        signs = [
            word
            for word in words_before[-2:]
            if word in _CHANGES and "trưởng" not in words_before and "lên" not in words_before
        ]
        near = [one for one in before if one.change is None]
        if not signs:
            # "tăng 30 đảng viên và 74 tổ chức": the word stands before the first of them only.
            chained = (
                self._last_change is not None
                and self.cost(self._last_change[0], figure.first) <= 3
                and figure.own_noun
            )
            if not (chained and words_before[-1:] in (["và"], [","])):
                return False
            sign = self._last_change[1] if self._last_change else ""
        else:
            sign = signs[-1]
        against = _AGAINST.match(self.spelled, number.end)
        year = int(against["same"] or against["year"] or 0) if against else 0
        amount = -number.value if sign == "giảm" else number.value
        unit = "percent" if number.kind == "percent" else "count"
        self._last_change = (figure.last, sign)
        same = [one for one in near if not figure.units or not one.units or one.units & figure.units]
        if same and against:
            same[-1].change = Change(amount, unit, year)
        return True

    _last_change: tuple[int, str] | None = None

    def _is_growth(self, figure: Figure, before: list[Figure]) -> bool:
        """Whether a percentage sets a figure against another time: "bằng 58,58% so với cùng kỳ 2022"."""
        number = figure.number
        if number.kind != "percent" or not re.match(
            r"\s?so\s(?:với\s)?(?:cùng kỳ|năm|nửa|nhiệm kỳ|giai đoạn|đầu năm|tháng|quý)",
            self.spelled[number.end : number.end + 30],
        ):
            return False
        against = _AGAINST.match(self.spelled, number.end)
        if before and before[-1].change is None and against:
            year = int(against["same"] or against["year"] or 0)
            before[-1].change = Change(number.value, "percent_of", year)
        return True

    def _is_share(self, figure: Figure, before: list[Figure]) -> bool:
        """Whether a percentage belongs to the count before it: "604 …, đạt 91,2%"."""
        if figure.number.kind != "percent" or not before:
            return False
        place, between = figure.first - 1, []
        while place >= 0 and self.words[place].text in _INTRODUCES:
            between.append(self.words[place].text)
            place -= 1
        sign = self.words[place].text if place >= 0 else ""
        if sign not in (",", "(", ")", '"') and not {"chiếm", "đạt", "bằng"} & set(between):
            return False
        if figure.own_noun and not ({"chiếm", "đạt", "bằng"} & set(between) and self._whole(figure)):
            return False
        if sign == "," and not between:
            return False
        open_brackets = 0
        for held in reversed(before):
            if held.number.kind not in ("count", "fraction", "word", "money") or held.share is not None:
                if held.number.kind.startswith("percent"):
                    return False
                continue
            inner = self.between(held.last, figure.first)
            open_brackets = inner.count(")") - inner.count("(")
            if (
                open_brackets > 0
                or ";" in inner
                or "." in inner
                or (sign != "(" and sign == ")" and not between)
            ):
                continue
            if self.cost(held.last, figure.first) > 45:
                return False
            held.share = figure.number
            held.share_joint = " (" if sign == "(" or "chiếm" in between else "; "
            return True
        return False

    def _is_second_share(self, figure: Figure, before: list[Figure]) -> bool:
        """Whether it is one more share of the figure before: "chiếm 13% … và chiếm 16,19% so với …"."""
        words_before = [word.text for word in self.words[max(0, figure.first - 2) : figure.first]]
        return (
            figure.number.kind == "percent"
            and bool(before)
            and (before[-1].number.kind == "percent" or before[-1].share is not None)
            and words_before[:1] == ["và"]
            and words_before[1:] in (["chiếm"], ["bằng"], ["đạt"])
        )

    def _whole(self, figure: Figure) -> bool:
        """Whether the noun after a percentage is its whole: "chiếm 3% tổng số đảng viên"."""
        after = [word.text for word in self.words[figure.bare_last + 1 : figure.bare_last + 3]]
        return "tổng" in after or "số" in after or "chỉ" in after

    def _inherit(self, figures: list[Figure]) -> None:
        """What a number without a noun of its own counts: the subject before it, or what the total counts."""
        previous: Figure | None = None
        for figure in figures:
            start, _ = self.sentence_of(figure.number.start)
            same = previous is not None and previous.number.start >= start
            if previous is not None and self._is_split(figure, previous):
                figure.total = (
                    previous.total
                    if previous.total is not None and same and not self._opens(figure, previous)
                    else previous
                )
            if not figure.units and not figure.strange_noun:
                figure.units = self._subject(figure, start, previous if same else None)
                if not figure.units and figure.total is not None:
                    figure.units = figure.total.units
                elif not figure.units and same and previous is not None:
                    figure.units = previous.units
            previous = figure

    def _opens(self, figure: Figure, previous: Figure) -> bool:
        between = self.between(previous.last, figure.first)
        return "(" in between or ("trong" in between and "đó" in between)

    def _is_split(self, figure: Figure, previous: Figure) -> bool:
        between = self.between(previous.last, figure.first)
        text = " ".join(between)
        if len(between) > 40:
            return False
        if re.search(r"trong (?:đó|số)|bao gồm|gồm|hình thức|cụ thể", text) or between.count(
            "("
        ) > between.count(")"):
            return True
        closed = between.count(")") > between.count("(") or ";" in between
        return previous.total is not None and not closed and "." not in between

    def _subject(self, figure: Figure, start: int, previous: Figure | None) -> frozenset[str]:
        """The noun before a number that no other number counts: "tỷ lệ đảng viên … đạt 96,42%"."""
        low = max(self.word_at(start), previous.last + 1 if previous is not None else 0)
        for place in range(figure.first - 1, low - 1, -1):
            if self.words[place].text == ";":
                break
            nouns = [
                noun
                for noun in self._units.get(place, ())
                if noun.code not in ("tasks", "decisions", "sessions", "targets")
            ]
            if nouns:
                longest = max(noun.last for noun in nouns)
                return frozenset(noun.code for noun in nouns if noun.last == longest)
        return frozenset()

    @cached_property
    def figure_at(self) -> dict[int, Figure]:
        """The figures by the place of their first word."""
        return {figure.first: figure for figure in self.figures}

    @cached_property
    def _firsts(self) -> list[int]:
        return [figure.first for figure in self.figures]

    def figure_index(self, place: int) -> int:
        """How many figures stand before a word."""
        return bisect_left(self._firsts, place)

    def _crossed(self, after: int, before: int) -> int:
        """How many figures stand between two words."""
        return max(0, bisect_left(self._firsts, before) - bisect_right(self._firsts, after))

    def figures_between(self, after: int, before: int) -> list[Figure]:
        """The figures between two words."""
        return self.figures[bisect_right(self._firsts, after) : bisect_left(self._firsts, before)]

    def topics_near(self, first: int, last: int, back: int = 160, ahead: int = 40) -> list[Found]:
        """The phrases that name an indicator or a category around some words."""
        low = bisect_left(self.topic_starts, first - back)
        high = bisect_right(self.topic_starts, last + ahead)
        return self.topics[low:high]
