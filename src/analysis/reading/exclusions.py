"""What is written in digits and is no figure: dates, numbers of documents, telephones, ages, addresses.

Every rule is a pattern of the language and has a name; ``left-out-…`` in the messages tells it.
"""

import re
from collections.abc import Iterator

__all__ = ["exclusions"]

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_SEP = r"\s?[-/.]\s?"
_CODE = r"[a-zđ]{1,8}(?:[-/.][a-zđ]{1,8})*"
# Nouns that bear a number of their own, with "số" or without.
_NUMBERED = (
    r"quy định|nghị quyết|nghị định|chỉ thị|kết luận|hướng dẫn|thông tri|công văn|đề án|(?<!kỷ )luật|điều|khoản|"
    r"thông tư|pháp lệnh|ban chỉ đạo|chương|phụ lục|cộng tác viên"
)
_ORDERED = (
    r"thứ|lần|hạng|khóa|tầng|lầu|cấp|(?<!vượt )mức|loại|bậc|cụm|vòng|trang|hình|ảnh|bảng|cột|top|tập|quyển|phiên|"
    r"kỳ họp|đại hội|bài|câu|ô|lô|phòng|số nhà|đường|phố|ấp|khu vực|khóm|phường|quận|khu phố|thôn|xóm|"
    r"tổ dân phố|quốc lộ|tỉnh lộ|kênh|km|zone|tiểu khu|tiểu đoàn|trung đoàn|sư đoàn|quân khu"
)


def _beginning(words: str) -> str:
    """A pattern of words at the beginning of a word: first letters are looked for faster than boundaries.

    What a word must not stand after comes before it, as in ``(?<!kỷ )luật``.
    """
    found = [re.fullmatch(r"(?:\(\?<!(.*?)\))?(.)(.*)", word) for word in words.split("|")]
    parts = [(one[1], one[2], one[3]) for one in found if one]
    return "|".join(
        letter + rf"(?<!\w{letter})" + (f"(?<!{before}{letter})" if before else "") + rest
        for before, letter, rest in parts
    )


# Rules that begin with a number are tried where one begins, the others everywhere around one.
_NUMBER_FIRST: tuple[tuple[str, str], ...] = (
    ("time", r"\b\d{1,2}\s?(?::|h|giờ)\s?[0-5]\d(?::[0-5]\d)?\b|\b\d{1,2}\s?(?:h|giờ)\b"),
    ("date", rf"(?<![\d.,/-]){_MONTH}{_SEP}{_YEAR}\b(?!\s?%)"),
    ("year", rf"\b{_YEAR}\s?(?:-|đến)\s?(?:năm\s)?(?:{_YEAR}|\d\d)\b"),
    (
        "year",
        rf"(?<=[-/ ]){_YEAR}(?=[,.;:)\"\s])(?!\s(?:lượt|đảng viên|tổ chức|chi bộ|người|đồng chí|quần chúng))",
    ),
    (
        "document",
        r"(?<![\w.,/])\d+\s?[-/]\s?(?:nq|qđ|qđi|ct|kl|kh|hd|tb|tt|ttr|bc|nđ|cv|đa|ctr|qc|tw|tu|đu|đuk)\b[\w/.-]*",
    ),
    ("telephone", r"(?<![\d.,])0\d{8,10}\b"),
    (
        "age",
        r"(?<![\d.,/])\d+(?:\s?-\s?\d+)?\s(?:năm|tuổi|tháng|ngày|giờ|phút|giây|tuần|thế kỷ|thập niên|"
        r"nhiệm kỳ|khóa|quý)\b",
    ),
    (
        "measure",
        r"(?<![\w.,])\d+(?:[.,]\d+)?\s?(?:km|m|m2|m²|ha|héc-ta|kg|tấn|tạ|lít|kwh|mw|độ c|°c|mét|hecta)\b",
    ),
    (
        "catchword",
        r"\b\d+\s(?:trụ cột|tốt|không|có|xây|chống|rõ|trong 1|trong một|nhất|sẵn sàng)\b(?!\s(?:tổ chức|đảng|trường|chi ủy))",
    ),
)
_RULES: tuple[tuple[str, str], ...] = (
    (
        "address",
        r"(?:https?://|www\.)\S{1,500}|\b[\w.+-]{1,64}@\S{1,100}|\b[\w.-]{1,100}\.(?:jpe?g|png|gif|html?|pdf|docx?|vn|com)\b",
    ),
    ("time", rf"(?:{_beginning('gmt')})\s?\+?\d+"),
    (
        "date",
        rf"(?:{_beginning('ngày')})\s+{_DAY}(?:\s?(?:-|và|,|đến)\s?{_DAY})?\s*(?:tháng|/|-|\.)\s*{_MONTH}(?!\d)"
        rf"(?:\s*(?:năm|/|-|\.)?\s*{_YEAR})?",
    ),
    (
        "date",
        rf"(?:{_beginning('ngày|sáng|chiều|tối|trưa|đêm|hôm|nay|đợt|dịp|qua|từ ngày|đến ngày')})\s*"
        rf"\(?{_DAY}(?:{_SEP}{_MONTH})?"
        rf"(?:{_SEP}{_YEAR})?(?![\d.,]*[\d%])",
    ),
    (
        "date",
        rf"(?<![\d.,/-])\(?{_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR}(?:{_SEP}{_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR})?\b",
    ),
    (
        "year",
        rf"(?:{_beginning('năm|niên độ|nhiệm kỳ|giai đoạn|tết nguyên đán|xuân')})\s(?:học\s)?\d{{4}}"
        rf"(?:\s?(?:,|và|-|đến)\s?(?:năm\s)?{_YEAR})*\b",
    ),
    (
        "month",
        rf"(?:{_beginning('tháng|quý')})\s(?:\d{{1,2}}|[ivx]+)(?:\s?[-/,]\s?\d{{1,2}})*(?:\s?[-/]\s?{_YEAR})?\b",
    ),
    (
        "document",
        rf"(?:{_beginning(_NUMBERED)})\s(?:trung ương\s|tw\s|bộ chính trị\s)?(?:lần\s)?(?:số\s?:?\s?)?\d[\w.]*(?:[-/]\s?{_CODE})*",
    ),
    (
        "document",
        r"số(?<!\wsố)(?<!tổng số)(?<!trong số)(?<!trên số)(?<!tổng cộng số)\s?:?\s?\d+(?:[./-]\w+)*(?!\s?%)",
    ),
    (
        "telephone",
        rf"(?:{_beginning('điện thoại|đt|sđt|hotline|fax|tel|đường dây nóng')})\b[^\n\w]{{0,4}}(?:\(?\+?\d[\d .()-]{{5,}}\d)",
    ),
    ("telephone", r"(?<![\d.,])(?:\(0\d{1,3}\)|\+84|0\d{2,3})[ .-]?\d{3}[ .-]?\d{3,4}(?:[ .-]?\d{3,4})?\b"),
    ("model", r"\b(?:covid|sars|h\d+n)\s?-?\s?\d*|\b[a-zđ]+-\d+\b|\b\d\.0\b"),
    ("order", rf"(?:{_beginning(_ORDERED)})\s\d+(?:\s?,\s?\d+)*\b(?![.,]\d)(?!\s?%)"),
    ("order", r"(?m)(?:^|(?<=\n))[ ]*\(?\d{1,2}(?:\.\d{1,2})*[.):]\)?(?=\s)|\(\d{1,2}\)|\[\d{1,3}\]"),
)
_DIGITS = re.compile(r"\d+")
_ROOM = 80
_AT_NUMBERS, _ANYWHERE = (
    tuple((name, re.compile(pattern)) for name, pattern in rules) for rules in (_NUMBER_FIRST, _RULES)
)


def exclusions(spelled: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of a text whose digits are no figures.

    Parameters
    ----------
    spelled : str
        From `wording.spelling`.

    Yields
    ------
    (int, int, str)
        Where each begins and ends, and what it is.

    Examples
    --------
    >>> sorted({what for _, _, what in exclusions("quy định 1120-qđ/tu, ngày 1-6-2022")})
    ['date', 'document']
    """
    for begin, end, numbers in _around_digits(spelled):
        for name, pattern in _AT_NUMBERS:
            last = begin
            for start in numbers:
                if start >= last and (found := pattern.match(spelled, start, end)):
                    last = found.end()
                    yield start, last, name
        for name, pattern in _ANYWHERE:
            for found in pattern.finditer(spelled, begin, end):
                yield found.start(), found.end(), name


def _around_digits(spelled: str) -> Iterator[tuple[int, int, list[int]]]:
    """The stretches that hold digits, with enough around them for every rule, and where numbers begin in them."""
    begin = end = -1
    numbers: list[int] = []
    for found in _DIGITS.finditer(spelled):
        low, high = max(0, found.start() - _ROOM), min(len(spelled), found.end() + _ROOM)
        if low > end:
            if end > begin:
                yield begin, end, numbers
            begin, numbers = low, []
        end = high
        numbers.append(found.start())
    if end > begin:
        yield begin, end, numbers
