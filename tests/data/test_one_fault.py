"""What people and spreadsheets put into a cell: one cause is one fault, with the remedy that fits it."""

from collections.abc import Iterator

import pytest

from analysis.messages import LANGUAGES, speaking
from broken_data import copy, faults, read, write

Told = dict[tuple[str, tuple[str, str, str]], list[tuple[str, str, str]]]

CELLS = [
    # file, column, cell, code, what the message names in English, in Vietnamese
    ("ratings.csv", "as_of", "31/12/2020", "not-a-date", "write 2020-12-31", "hãy viết 2020-12-31"),
    ("ratings.csv", "as_of", "7/8/2020", "not-a-date", "2020-08-07 / 2020-07-08", "2020-08-07 / 2020-07-08"),
    ("ratings.csv", "as_of", "45291", "not-a-date", "write 2023-12-31", "hãy viết 2023-12-31"),
    ("ratings.csv", "percent", "91,00%", "not-a-number", "write 91.00", "hãy viết 91.00"),
    ("ratings.csv", "percent", "21,59", "not-a-number", "write 21.59", "hãy viết 21.59"),
    ("ratings.csv", "of", "1.234", "not-an-integer", "write 1234", "hãy viết 1234"),
    ("ratings.csv", "count", "19.0", "not-an-integer", "write 19", "hãy viết 19"),
    ("ratings.csv", "count", "07-Jul", "became-a-date", "make the column text", "dạng chữ (Text)"),
    ("ratings.csv", "as_printed", "07-Jul", "became-a-date", "make the column text", "dạng chữ (Text)"),
    ("ratings.csv", "year", "2203", "not-a-year", "2023", "có phải 2023 không?"),
    ("ratings.csv", "year", "23", "not-a-year", "2023", "có phải 2023 không?"),
    ("ratings.csv", "period", "Q5", "unknown-period", "Q5", "Q5"),
    (
        "ratings.csv",
        "province",
        "Sóc Tăng",
        "unknown-province",
        "Sóc Trăng (soc-trang)",
        "có phải là Sóc Trăng",
    ),
    (
        "ratings.csv",
        "indicator",
        "ket-nap",
        "unknown-indicator",
        "(admissions)",
        "Kết nạp đảng viên (admissions)",
    ),
    ("ratings.csv", "body", "Khối cơ qan", "unknown-body", "Khối cơ qan", "Khối cơ qan"),
    (
        "ratings.csv",
        "province",
        "h\N{CYRILLIC SMALL LETTER A}-noi",
        "look-alike",
        "Hà Nội (ha-noi)",
        "Hà Nội",
    ),
    ("ratings.csv", "note", "B\N{REPLACEMENT CHARACTER}o", "lost-letter", "lost a letter", "đã mất chữ"),
    ("ratings.csv", "note", "BÃ¡o cÃ¡o", "mojibake", "write Báo cáo", "hãy viết Báo cáo"),
    ("sources.csv", "publisher", "BÃ¡o HÃ  Ná»™i", "damaged-letter", 'perhaps "á"', 'có lẽ là "á"'),
    ("sources.csv", "publisher", "B\N{REPLACEMENT CHARACTER}o", "damaged-letter", "U+FFFD", "U+FFFD"),
    ("sources.csv", "publisher", "Báo\N{ZERO WIDTH SPACE} Hà Nội", "invisible-letter", "U+200B", "U+200B"),
    ("provinces.csv", "gso_code", "1", "not-a-code", "drops leading zeros", "bỏ số 0 ở đầu"),
]


MEANT = [
    *(("period", "fy"), ("period", " FY "), ("province", "Trà Vinh"), ("province", "tra vinh")),
    *(("body", "bloc "), ("kind", "Actual"), ("province", "tra\N{ZERO WIDTH SPACE}-vinh")),
]


def _lines(file: str, rows: list[list[str]], *, of_one: bool) -> Iterator[int]:
    """Give the lines that stand for the cases of a file: of figures, those of one body or of all others."""
    for number, row in enumerate(rows, start=1):
        alike = row[:2] == ["tra-vinh", "bloc"] and row[3] == "FY" and "actual" in row
        if number > 4 and (file != "ratings.csv" or alike == of_one):
            yield number


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Give what is said of each case in each language: all cases in one folder, each in a row of its own."""
    folder = copy(tmp_path_factory.mktemp("cells"))
    cases = [case[:3] for case in CELLS] + [("ratings.csv", *case) for case in MEANT]
    places: dict[tuple[str, str, str], tuple[str, int]] = {}
    for file in dict.fromkeys(file for file, _, _ in cases):
        rows = read(folder, file)
        lines = {of_one: _lines(file, rows, of_one=of_one) for of_one in (True, False)}
        for case in (case for case in cases if case[0] == file):
            line = next(lines[case[1:] in MEANT])
            rows[line - 1][rows[0].index(case[1])] = case[2]
            places[case] = (file, line)
        write(folder, file, rows)
    found: Told = {}
    for lang in LANGUAGES:
        with speaking(lang):
            said = [((one.file, one.line), one.column, one.code, one.message) for one in faults(folder)]
        for case, place in places.items():
            found[lang, case] = [one[1:] for one in said if one[0] == place]
    return found


@pytest.mark.parametrize(
    ("file", "column", "cell", "code", "english", "vietnamese"),
    CELLS,
    ids=[f"{column} {code} {number}" for number, (_, column, _, code, *_) in enumerate(CELLS)],
)
def test_one_cause_is_one_fault(
    file: str, column: str, cell: str, code: str, english: str, vietnamese: str, told: Told
) -> None:
    """A cell gives one fault, at its place, with the remedy that fits, in either language."""
    for lang, remedy in (("en", english), ("vi", vietnamese)):
        ((at, of, message),) = told[lang, (file, column, cell)]
        assert (at, of) == (column, code)
        assert remedy in message


@pytest.mark.parametrize(
    ("column", "cell"), MEANT, ids=[f"{column} {n}" for n, (column, _) in enumerate(MEANT)]
)
def test_what_can_be_meant_in_one_way_is_read(column: str, cell: str, told: Told) -> None:
    """A name for its code, other capitals, spaces around and letters that nobody sees are no faults."""
    assert told["en", ("ratings.csv", column, cell)] == []
