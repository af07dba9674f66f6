"""Why a report has to be made, as people read it."""

import pytest

from analysis.batch import blame_in_words, reason_in_words
from analysis.messages import speaking


@pytest.mark.parametrize(
    ("reason", "vietnamese"),
    [
        ("new", "mới"),
        ("forced", "theo yêu cầu làm lại"),
        ("missing output: pdf, docx", "thiếu tệp kết quả: pdf, docx"),
        ("missing output: json is not readable", "thiếu tệp kết quả: không đọc được tệp json"),
        ("parameters changed", "tham số đã đổi"),
        ("inputs changed, notebook changed", "tệp đầu vào đã đổi, sổ tay đã đổi"),
        ("versions changed (pandas 2.2 → 2.3)", "phiên bản thư viện đã đổi (pandas 2.2 → 2.3)"),
        (
            "data changed (release, or tables beside the figures), code changed",
            "số liệu đã đổi (bản số liệu, hoặc các bảng đi kèm), chương trình đã đổi",
        ),
        ("data changed (a/b, c/d and 3 more)", "số liệu đã đổi (a/b, c/d và 3 mục nữa)"),
    ],
)
def test_a_reason_is_told_in_the_language_that_is_spoken(reason: str, vietnamese: str) -> None:
    """English is what plans and manifests keep; Vietnamese says the same."""
    assert reason_in_words(reason) == reason
    with speaking("vi"):
        assert reason_in_words(reason) == vietnamese


def test_so_is_whose_failure_it_was() -> None:
    """The notebook's, that of rendering, or the machinery's."""
    blames = ("notebook", "rendering", "machinery")
    assert tuple(map(blame_in_words, blames)) == blames
    with speaking("vi"):
        assert tuple(map(blame_in_words, blames)) == ("sổ tay", "trình bày", "máy chạy")
