"""Tables of others: how they are read, what is asked; a folder gets all figures or none. Synthetic."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis import Dataset, load
from analysis.cli.commands import main
from analysis.data import Answers, lexicon, understand
from analysis.data.foreign import Foreign, tables_of
from analysis.data.starter import start
from analysis.data.vocabulary import Lexicon
from analysis.errors import RequestError


@pytest.fixture(scope="module")
def known(data: Dataset) -> Lexicon:
    """Give the names of the project's own data."""
    return lexicon(data.catalog.frames)


def read(tmp_path: Path, text: str | bytes, known: Lexicon, answers: Answers | None = None) -> Foreign:
    """Write a table and read it."""
    file = tmp_path / "bang.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    (grid,) = tables_of(file)
    return understand(grid, known, answers or Answers())


def figures(table: Foreign) -> dict[tuple[str, str, str], str]:
    """Give the numbers by place, year and head."""
    return {
        (row["province"], row["year"], one.head): row["count"] or row["percent"] or row["value"]
        for row, one in zip(table.rows, table.of_rows, strict=True)
    }


def needs(table: Foreign) -> set[tuple[str, str]]:
    """Give what is asked."""
    return {(needed.about, needed.name) for needed in table.needed} - {("body", ""), ("source", "")}


DOWN = "Tỉnh\tKhám bệnh 2020 (lượt)\tKhám bệnh 2021 (lượt)\nTrà Vinh\t12\t13\nTỉnh Hậu Giang\t8\t9\n"
ACROSS = "Năm,Trà Vinh,Hậu Giang\n2020,12,8\n2021,13,9\n"
LONG = (
    "province,year,indicator,value\nTra Vinh,2020,Khám,12\nHau Giang,2020,Khám,8\n"
    "Tra Vinh,2021,Khám,13\nHau Giang,2021,Khám,9\n"
)
TITLED = "Bảng thử\n\nThành phố,2020,2021\nTrà Vinh,12,13\nHậu Giang,8,9\n"
NUMBERS = {
    ("tra-vinh", "2020"): "12",
    ("tra-vinh", "2021"): "13",
    ("hau-giang", "2020"): "8",
    ("hau-giang", "2021"): "9",
}


@pytest.mark.parametrize("text", [DOWN, ACROSS, LONG, TITLED], ids=["down", "across", "long", "titled"])
def test_the_shape_is_found_out(tmp_path: Path, known: Lexicon, text: str) -> None:
    """Places down or across, years in heads, in a column or in rows: the same figures."""
    table = read(tmp_path, text, known)
    assert {key[:2]: number for key, number in figures(table).items()} == NUMBERS


YEARBOOK = (
    "Tỷ lệ hộ thử phân theo địa phương (*);;;\n;;;Đơn vị: %\n\n;2020;2021;Sơ bộ 2022 - Prel. 2022\n"
    "CẢ NƯỚC - WHOLE COUNTRY;5,7;4,8;4,2\nĐồng bằng sông Hồng - Red River Delta;1,6;1,3;1,0\n"
    "Trà Vinh;6,4;3,4¹;3,1\nHậu Giang - Hau Giang;1,4;1,0;..\n\n(*) Theo chuẩn thử.;;;\n"
    "Nguồn: Cơ quan thử;;;\n"
)


def test_a_table_of_a_yearbook_is_understood(tmp_path: Path, known: Lexicon) -> None:
    """Unit above, both languages in a name, footnotes at numbers and below, years that are preliminary."""
    table = read(tmp_path, YEARBOOK, known)
    head = "Tỷ lệ hộ thử phân theo địa phương"
    assert figures(table) == {
        ("tra-vinh", "2020", head): "6.4",
        ("tra-vinh", "2021", head): "3.4",
        ("tra-vinh", "2022", head): "3.1",
        ("hau-giang", "2020", head): "1.4",
        ("hau-giang", "2021", head): "1",
    }
    assert {(one.measure, one.unit) for one in table.series} == {("share", "%")}
    assert [row["note"] for row in table.rows if row["year"] == "2022"] == ["Sơ bộ - Prel."]
    assert table.rows[1]["as_printed"] == "3,4¹"
    assert needs(table) == {("indicator", head)}
    assert [name for _, name in table.left_out][-2:] == ["(*) Theo chuẩn thử.", "Nguồn: Cơ quan thử"]
    assert table.empty == 1


def test_the_corner_names_what_is_counted(tmp_path: Path, known: Lexicon) -> None:
    """Without a title the cell above the places says it, with its unit."""
    table = read(tmp_path, "Số cơ sở thử (Cơ sở);2020;2021\nTrà Vinh;12;13\nHậu Giang;8;9\n", known)
    assert {(one.head, one.unit) for one in table.series} == {("Số cơ sở thử", "Cơ sở")}


def test_what_is_no_number_is_named(tmp_path: Path, known: Lexicon) -> None:
    """Words among the figures are neither a figure nor nothing."""
    table = read(tmp_path, "Tỉnh,A 2020,A 2021\nTrà Vinh,12,xem trang 5\nHậu Giang,8,9\nCà Mau,7,6\n", known)
    assert ("C2", "xem trang 5") in table.left_out
    assert table.empty == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encodings_and_separators(tmp_path: Path, known: Lexicon, encoding: str, separator: str) -> None:
    """However the text was saved, the figures are the same."""
    text = DOWN.replace("\t", separator).encode(encoding)
    assert len(read(tmp_path, text, known).rows) == 4


def test_the_unit_and_the_measure(tmp_path: Path, known: Lexicon) -> None:
    """What stands in brackets is the unit; money is an amount, a percent sign a share, the rest a count."""
    text = "Tỉnh,Thu 2020 (triệu đồng),Tỷ lệ 2020 (%),Người 2020\nTrà Vinh,-12,50.5,3\nHậu Giang,8,49.5,4\n"
    table = read(tmp_path, text, known)
    found = [(one.measure, one.unit) for one in table.series]
    assert found == [("amount", "triệu đồng"), ("share", "%"), ("count", "")]


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("8.2466e6", "637900.0"), ["8246600", "637900"]),
        (("1,234.5", "12.5"), ["1234.5", "12.5"]),
        (("1.234,5", "12,5"), ["1234.5", "12.5"]),
        (("1.234.567", "12"), ["1234567", "12"]),
        (("-408411", "0"), ["-408411", "0"]),
    ],
    ids=["exponents", "points", "commas", "groups", "negative"],
)
def test_numbers_by_what_the_whole_table_says(
    tmp_path: Path, known: Lexicon, cells: tuple[str, str], numbers: list[str]
) -> None:
    """One cell that can be read in one way only settles it for the table; what was printed is kept."""
    table = read(tmp_path, f"Tỉnh;X 2020\nTrà Vinh;{cells[0]}\nHậu Giang;{cells[1]}\n", known)
    assert list(figures(table).values()) == numbers
    assert [row["as_printed"] for row in table.rows] == list(cells)


def test_what_can_be_read_in_two_ways_is_asked(tmp_path: Path, known: Lexicon) -> None:
    """1.234 alone is a thousand, or one and a bit: nobody guesses."""
    text = "Tỉnh;X 2020\nTrà Vinh;1.234\nHậu Giang;2.345\n"
    assert ("decimal", "B2 1.234") in needs(read(tmp_path, text, known))
    comma = read(tmp_path, text, known, Answers(decimal="comma"))
    assert list(figures(comma).values()) == ["1234", "2345"]


def test_what_has_no_place_is_named(tmp_path: Path, known: Lexicon) -> None:
    """A province of former times is asked about; regions and sums are left out and told; - leaves out."""
    text = "Tỉnh,X 2020\nHà Tây,1\nĐồng bằng sông Hồng,9\nCả nước,10\nTrà Vinh,2\nHậu Giang,\n"
    table = read(tmp_path, text, known)
    assert ("place", "Hà Tây") in needs(table)
    assert [name for _, name in table.left_out] == ["Đồng bằng sông Hồng", "Cả nước"]
    assert table.empty == 1
    left = read(tmp_path, text, known, Answers(places={"Hà Tây": "-"}))
    assert ("place", "Hà Tây") not in needs(left)


def test_a_year_that_nobody_says_is_asked(tmp_path: Path, known: Lexicon) -> None:
    """Neither head, nor title, nor file says it."""
    text = "Tỉnh,Dân số\nTrà Vinh,2\nHậu Giang,3\n"
    assert ("year", "") in needs(read(tmp_path, text, known))
    assert {row["year"] for row in read(tmp_path, "Dân số năm 2020\n" + text, known).rows} == {"2020"}


def test_tables_of_days_are_refused(tmp_path: Path, known: Lexicon) -> None:
    """A figure a day is no yearly figure."""
    with pytest.raises(RequestError, match="days"):
        read(tmp_path, "date,Trà Vinh,Hậu Giang\n2021-04-27,1,2\n2021-04-28,1,2\n", known)


def test_no_table_at_all(tmp_path: Path, known: Lexicon) -> None:
    """Without a single place, or without a file, the message says so."""
    with pytest.raises(RequestError, match="no place"):
        read(tmp_path, "a,b\n1,2\n", known)
    with pytest.raises(RequestError, match="cannot read"):
        tables_of(tmp_path / "none.xlsx")


def test_all_figures_or_none(data: Dataset, tmp_path: Path) -> None:
    """The command says what is open and writes nothing; with answers it writes, and the folder is valid."""
    folder = start(tmp_path / "office", data, workbook="vi")
    file = tmp_path / "thu.csv"
    file.write_text(DOWN, "utf-8")
    into = ["import", str(file), "--into", str(folder), "--lang", "en"]
    asked = CliRunner().invoke(main, into)
    assert asked.exit_code == 2
    assert "--indicator 'Khám bệnh=NAME'" in asked.stderr
    assert not (folder / "community.csv").exists()
    answers = ["--body", "Provincial government", "--source", "Báo cáo thử", "--indicator", "Khám bệnh=new"]
    done = CliRunner().invoke(main, [*into, *answers])
    assert done.exit_code == 0, done.stderr
    made = load(folder)
    assert sorted(made.observations["count"]) == [8, 9, 12, 13]
    assert set(made.observations["source"]) == {"bao-cao-thu"}
    assert made.catalog.indicators["kham_benh", "total"].unit_vi == "lượt"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    again = CliRunner().invoke(main, [*into, *answers[:-1], "Khám bệnh=kham_benh/total"])
    assert again.exit_code == 1
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_full_disk_leaves_the_folder_as_it_was(
    data: Dataset, tmp_path: Path, full_disk: Callable[[str], None]
) -> None:
    """Where the last table does not fit, no other has new rows."""
    folder = start(tmp_path / "office", data)
    file = tmp_path / "thu.csv"
    file.write_text(DOWN, "utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    full_disk("community.csv")
    asked = ["import", str(file), "--into", str(folder), "--body", "Provincial government"]
    done = CliRunner().invoke(main, [*asked, "--source", "Báo cáo thử", "--indicator", "Khám bệnh=new"])
    assert done.exit_code == 1
    assert "community.csv: no space is left" in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_without_a_folder_the_rows_are_printed(data: Dataset, tmp_path: Path) -> None:
    """The rows in the project's form go to stdout, how they were read to stderr."""
    file = tmp_path / "thu.csv"
    file.write_text(DOWN, "utf-8")
    answers = ["--body", "government", "--source", "s", "--indicator", "Khám bệnh=Đảng viên mới kết nạp"]
    done = CliRunner().invoke(main, ["import", str(file), "--lang", "en", *answers])
    assert done.exit_code == 0, done.stderr
    assert done.stdout.count("\n") == 5
    assert "admissions,members" in done.stdout
    assert "column B 'Khám bệnh'" in done.stderr
