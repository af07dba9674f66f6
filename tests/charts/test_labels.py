"""Where words find room: no two meet, nothing is crossed, and the search stays short."""

from itertools import combinations

import pytest

from analysis.charts import labels as label_placement
from analysis.charts.geometry import Box
from analysis.charts.sheet import Sheet
from analysis.charts.typesetting import wrap

RULES = (
    "Quy định 124-QĐ/TW",
    "cách tính mới từ năm 2023",
    "Hướng dẫn 16-HD/BTCTW: mức phân loại tổ chức đảng",
    "1, 2",
)


@pytest.mark.parametrize("count", [1, 3, 5, 6, 15])
def test_words_of_upright_lines_keep_clear(count: int) -> None:
    """However many lines there are, no words meet, none leaves the sheet and no line runs through any."""
    sheet = Sheet()
    spots = tuple((40.0 + 270 * index / count, tuple(wrap(RULES[index % 4], 150))) for index in range(count))
    boxes, starts = label_placement._set_line_words(spots, sheet.width, 0.0)
    deepest = max(box.bottom for box in boxes)
    assert len(boxes) == len(starts) == count
    assert all(box.inside(Box(0, 0, sheet.width, deepest)) for box in boxes)
    assert not any(one.hits(other) for one, other in combinations(boxes, 2))
    for (x, _), start in zip(spots, starts, strict=True):
        assert not any(box.crossed_by((x, start, x, deepest + 99)) for box in boxes)


def test_words_of_many_lines_are_set_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifteen lines take a few dozen tries; trying all ways would take millions."""
    weighed: list[int] = []
    real = label_placement._weigh

    def watched(spots: tuple[object, ...], *rest: object) -> object:
        weighed.append(len(spots))
        return real(spots, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(label_placement, "_weigh", watched)
    sheet = Sheet()
    deepest, starts = label_placement.line_words(sheet, [(20.0 * n, RULES[n % 4]) for n in range(1, 16)])
    assert len(starts) == 15
    assert len(weighed) <= 3 * 15 + 1
    assert max(starts) <= deepest + 1
    assert {RULES[0], RULES[1], RULES[3]} <= {text.words for text in sheet.texts}
