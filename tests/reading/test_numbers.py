"""Numbers as Vietnamese pages print them, and what is written in digits and is none."""

from decimal import Decimal

import pytest

from analysis.reading.exclusions import exclusions
from analysis.reading.numbers import Number, numbers
from analysis.reading.wording import spelling


def found(text: str) -> list[Number]:
    """Read a phrase as a text is read."""
    spelled = spelling(text)
    masked: list[tuple[int, int]] = []
    for start, end, _ in sorted(exclusions(spelled)):
        if masked and start <= masked[-1][1]:
            masked[-1] = (masked[-1][0], max(end, masked[-1][1]))
        else:
            masked.append((start, end))
    return list(numbers(spelled, masked))


@pytest.mark.parametrize(
    ("text", "kind", "value", "upto", "hedge"),
    [
        ("có 17/86 đơn vị", "fraction", "17", "86", ""),
        ("662 trong tổng số 686 chi bộ", "fraction", "662", "686", ""),
        ("chiếm 19,77%", "percent", "19.77", "19.77", ""),
        ("đạt 99.07%", "percent", "99.07", "99.07", ""),
        ("có 4.115 đảng viên", "count", "4115", "4115", ""),
        ("hơn 36 tỷ 208 triệu đồng", "money", "36208000000", "36208000000", "over"),
        ("trên 80,7 tỷ đồng", "money", "80700000000", "80700000000", "over"),
        ("gần 6 ngàn đảng viên", "count", "6000", "6000", "nearly"),
        ("khoảng 1,284 triệu đảng viên", "count", "1284000", "1284000", "about"),
        ("từ 140 - 150 đảng viên", "range", "140", "150", ""),
        ("chọn 3 đến 5 nhiệm vụ", "range", "3", "5", ""),
        ("kết nạp 3 - 4% đảng viên", "percents", "3", "4", ""),
        ("80% trở lên tổ chức", "percent", "80", "80", "up"),
        ("có 80% TCCSĐ trở lên", "percent", "80", "80", "up"),
        ("ít nhất 01 mô hình", "count", "1", "1", "least"),
        ("hai mươi lăm đảng viên", "word", "25", "25", ""),
        ("không xảy ra vụ việc", "none", "0", "0", ""),
        ("không TCCSĐ nào", "none", "0", "0", ""),
        ("gần một nửa đảng viên", "half", "50", "50", "nearly"),
    ],
)  # fmt: skip
def test_a_number_is_worth_what_it_prints(text: str, kind: str, value: str, upto: str, hedge: str) -> None:
    """Digits, words, fractions, percentages, ranges and money have one value, and the word before them."""
    number = found(text)[0]
    assert (number.kind, number.value, number.upto, number.hedge) == (
        kind,
        Decimal(value),
        Decimal(upto),
        hedge,
    )


@pytest.mark.parametrize(
    "text",
    [
        "ngày 1-6-2022", "sáng 14/1", "chiều ngày 10-1", "từ ngày 1-30/11", "tháng 9 năm 2020", "quý 1/2023", "18/03/2021",
        "nhiệm kỳ 2020 - 2025", "giai đoạn 2016 -2020", "năm 2022, 2023", "tháng 10/2021", "đợt 3-2-2023",
        "Quy định 1120-QĐ/TU", "Kết luận số 01-KL/TW", "Nghị quyết số 16/NQ-HĐND", "Chỉ thị 05", "Đề án số 06", "Điều 30, Điều 32",
        "Nghị quyết Trung ương 8 (khóa XI)", "chỉ tiêu số 02", "lần thứ 17", "kỳ họp thứ 22", "Ban Chỉ đạo 35",
        "ĐT: 0293 3876 543", "hotline 1900.1234", "0912345678", "+84 912 345 678",
        "40 năm tuổi Đảng", "52 tuổi", "kỷ niệm 80 năm", "6 tháng đầu năm", "17:04", "8 giờ 30", "lúc 7h30",
        "khu vực 1, phường 3", "số 12 đường Trần Hưng Đạo", "COVID-19", "https://a.vn/2021/3/x-551957", "1. Nguyễn Văn A\n2. Trần Thị B",
        "(1) Xây dựng", "4 trụ cột", "29.12.21.1.jpg",
    ],
)  # fmt: skip
def test_what_is_no_figure_is_never_read_as_one(text: str) -> None:
    """Dates, documents, telephones, ages, times, addresses and lists of names give no number."""
    assert [number.text for number in found(text) if number.kind not in ("word", "none")] == []
