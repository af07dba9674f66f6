"""In which language the commands speak: what is asked for, the data's own, the machine's."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analysis.cli import main
from broken_data import cell, copy


def run(*arguments: str | Path, **environment: str) -> Result:
    """Run a command in this process, on a machine that speaks English where nothing else is said."""
    return CliRunner(env={"LANGUAGE": "en", **environment}).invoke(main, [str(word) for word in arguments])


@pytest.fixture(autouse=True)
def few(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands read the figures without the indices: what is looked at is how they speak."""
    monkeypatch.setenv("ANALYSIS_DATA", str(small_folder))


@pytest.fixture
def vietnamese(tmp_path: Path) -> Path:
    """Give a copy of the data whose own language is Vietnamese."""
    folder = copy(tmp_path)
    file = folder / "datapackage.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"languages": ["vi"]}), "utf-8")
    return folder


FIGURE = "hau-giang/bloc/2023/FY/actual/org_rating/excellent"
UNKNOWN = ("show", "tra-vin", "2023")
IN_VIETNAMESE = "lỗi: không có địa phương 'tra-vin'. Có phải là Trà Vinh (tra-vinh)?"


@pytest.mark.parametrize("where", ["LANGUAGE", "LC_ALL", "LANG"])
def test_the_language_of_the_machine(where: str) -> None:
    """Where nothing else is said, the locale decides."""
    environment = {"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "", where: "vi_VN.UTF-8"}
    assert IN_VIETNAMESE in run(*UNKNOWN, **environment).stderr


def test_what_is_asked_for_comes_first(vietnamese: Path) -> None:
    """`--lang` is stronger than the data, the data stronger than the machine."""
    assert IN_VIETNAMESE in run(*UNKNOWN, "--data", vietnamese).stderr
    assert "error: unknown province" in run(*UNKNOWN, "--data", vietnamese, "--lang", "en").stderr
    assert IN_VIETNAMESE in run(*UNKNOWN, "--lang=vi").stderr


def test_another_command_is_not_touched() -> None:
    """A language holds for one command, not for those after it in the same process."""
    assert IN_VIETNAMESE in run(*UNKNOWN, "--lang", "vi").stderr
    assert "error: unknown province" in run(*UNKNOWN).stderr


def test_faults_name_the_column_in_vietnamese(vietnamese: Path) -> None:
    """A fault has its remedy and the head of its column in Vietnamese; the code for programs comes last."""
    cell("ratings.csv", 5, count="many")(vietnamese)
    lines = run("validate", "--data", vietnamese).stdout.splitlines()
    assert lines[0].startswith("ratings.csv:5:count (số lượng): 'many' không phải số nguyên")
    assert lines[0].endswith(" [not-an-integer]")
    refused = run("list", "--data", vietnamese).stderr.splitlines()
    assert refused[0].startswith("lỗi: ratings.csv:5:count (số lượng)")
    assert refused[-1] == "lỗi: số liệu có 1 lỗi; chưa làm gì cả"


def test_wrong_usage() -> None:
    """What click itself says is Vietnamese, too."""
    shown = run("list", "--colour", "--lang", "vi").stderr
    assert "Cách dùng: " in shown
    assert "Lỗi: Không có tùy chọn '--colour'." in shown
    assert "Thiếu tham số 'NƠI'." in run("show", "--lang", "vi").stderr
    assert "'fr' không thuộc: 'vi', 'en'." in run("list", "--lang", "fr", LANGUAGE="vi").stderr


@pytest.mark.parametrize(
    ("arguments", "english", "vietnamese"),
    [
        (("report", "Trà", "Cú", "2025"), 'between quotation marks: "Trà Cú"', 'dấu ngoặc kép: "Trà Cú"'),
        (("report", "Trà", "Vinh", "2025", "--to", "html"), '"Trà Vinh"', '"Trà Vinh"'),
        (("report", "ca-mau", "2023", "--to", "docx", "pdf"), "--to docx,pdf", "ngăn bằng dấu phẩy"),
        (("validate", "."), "--data .", "ghi sau --data: --data ."),
        (("validate", "--data", __file__), "name the folder", "hãy nêu thư mục"),
        (("report", "tra-cu-x", "2023"), "--data DIR", "--data THƯ_MỤC"),
    ],
)
def test_what_is_often_typed_is_told_with_what_is_meant(
    arguments: tuple[str, ...], english: str, vietnamese: str
) -> None:
    """Quotation marks, commas and --data are what clerks leave out."""
    for lang, told in (("en", english), ("vi", vietnamese)):
        assert told in run(*arguments, LANGUAGE=lang).stderr


@pytest.mark.parametrize(
    ("arguments", "english", "vietnamese"),
    [
        (("report",), "Missing argument 'PROVINCE'.", "Thiếu tham số 'NƠI'."),
        (("report", "a", "b"), "'b' is not a valid integer.", "'b' không phải là số hợp lệ."),
        (("repot",), "No such command 'repot'. Did you mean 'report'?", "Có phải là 'report' không?"),
        (("show", "--boody"), "No such option '--boody'.", "Không có tùy chọn '--boody'."),
        (("collect", "nowhere.txt"), "File 'nowhere.txt' does not exist.", "không có tệp 'nowhere.txt'."),
        (("sign",), " sign [OPTIONS] KEY REPORT|DIR…", "[TÙY_CHỌN] KHÓA BÁO_CÁO|THƯ_MỤC…"),
        ((), "COMMAND [ARGS]...", "LỆNH [THAM_SỐ]..."),
        (("compare",), "YEAR[-YEAR]", "NĂM[-NĂM]"),
    ],
)
def test_wrong_usage_in_both_languages(arguments: tuple[str, ...], english: str, vietnamese: str) -> None:
    """Usage, hints and errors of the command line are in the language of the machine, all of them."""
    told = {}
    for lang in ("en", "vi"):
        done = run(*arguments, LANGUAGE=lang)
        assert done.exit_code == 2
        told[lang] = done.output
    assert (english in told["en"], vietnamese in told["en"]) == (True, False)
    assert (english in told["vi"], vietnamese in told["vi"]) == (False, True)
    words = ("Usage", "Error", "Try ", "OPTIONS", "Missing", "Invalid", "No such")
    assert not [word for word in words if word in told["vi"]]


def test_help_calls_what_is_typed_in_its_language() -> None:
    """No command's Vietnamese help has a placeholder in English."""
    for name, command in main.commands.items():
        shown = run(name, "--help", LANGUAGE="vi").stdout
        assert f" {name} [TÙY_CHỌN]" in shown
        left = re.findall(
            r"\b(?:PROVINCE|YEARS?|INDICATOR|FILE|DIR|REPORT|KEY|TEXT|LIST|OLD|NEW|NAME)\b", shown
        )
        assert not left, command.name


@pytest.mark.parametrize(
    ("arguments", "english", "vietnamese"),
    [
        (("--help",), "Commands:", "Các lệnh:"),
        (("report", "--help"), "Make the report of PROVINCE", "Làm báo cáo của NƠI trong NĂM"),
        (("list",), "Quality ratings", "Đánh giá, xếp loại chất lượng"),
        (("show", "tra-vinh", "2023"), "indicator  ", "nội dung  "),
        (("show", "tra-vinh", "2023"), "exceeded", "vượt"),
        (
            ("explain", "hau-giang/bloc/2023/FY/actual/org_rating/excellent"),
            "label: Grass",
            "nội dung: Tổ chức",
        ),
        (("validate",), "finding: ", "phát hiện: "),
    ],
)
def test_results_in_both_languages(arguments: tuple[str, ...], english: str, vietnamese: str) -> None:
    """Each command gives its result in either language, and only in that one."""
    in_english, in_vietnamese = (run(*arguments, "--lang", lang).stdout for lang in ("en", "vi"))
    assert (english in in_english, vietnamese in in_english) == (True, False)
    assert (english in in_vietnamese, vietnamese in in_vietnamese) == (False, True)


NOTHING = [
    ("report", "tra-vinh", "2023", "--body", "province"),
    ("report", "tra-vinh", "1999"),
    ("show", "tra-vinh", "2023", "--period", "Q1"),
    ("compare", "2023", "--period", "Q3", "--body", "bloc-enterprises"),
    ("compare", "1999", "--region", "tay-nguyen"),
    ("compare", "1990-1991", "--provinces", "tra-vinh,hau-giang"),
    ("batch", "--years", "2023", "--provinces", "can-tho", "--bodies", "bloc"),
    ("batch", "--years", "2023", "--bodies", "national"),
    ("chart", "admissions/members", "1999", "x.svg", "--provinces", "tra-vinh"),
]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("arguments", NOTHING, ids=" ".join)
def test_that_there_is_nothing_is_told_by_names(arguments: tuple[str, ...], lang: str) -> None:
    """Place, period and body are named as reports name them, not by their codes."""
    said = run("--lang", lang, *arguments)
    assert said.exit_code == 2
    told = said.stderr.replace("'analysis list'", "")
    codes = r"tra-vinh|hau-giang|can-tho|tay-nguyen|FY|Q1|Q3|bloc-|\bprovince\b|national"
    assert not re.search(codes, told), told
    assert re.search("không có số liệu cho" if lang == "vi" else "no figures for", told)


def test_json_is_the_same_in_both() -> None:
    """What programs read does not depend on the language."""
    command = ("show", "tra-vinh", "2023", "--format", "json")
    assert run(*command, "--lang", "en").stdout == run(*command, "--lang", "vi").stdout


def test_both_means_both(tmp_path: Path) -> None:
    """`both` is understood where the help says so."""
    asked = ("--provinces", "tra-vinh", "--years", "2023", "--output", tmp_path / "out", "--dry-run")
    planned = run("batch", "--reports", "both", "--langs", "both", "--to", "both", *asked).stdout
    assert {line.split(":")[0].rpartition(".")[2] for line in planned.splitlines()} == {"vi", "en"}
    assert {line.split("/")[0] for line in planned.splitlines()} == {"province", "comparison"}


def test_a_change_names_its_columns_in_vietnamese(small_folder: Path, vietnamese: Path) -> None:
    """Of two releases, what became of a figure and in which column is told in the language asked for."""
    cell("ratings.csv", 2, qualifier="about")(vietnamese)
    told = run("diff", small_folder, vietnamese, "--lang", "vi").stdout
    assert "sửa" in told
    assert "qualifier (mức chính xác) exact → qualifier (mức chính xác) about" in told
    assert (
        ": qualifier exact → qualifier about" in run("diff", small_folder, vietnamese, "--lang", "en").stdout
    )


def test_why_a_report_is_due_is_told_in_vietnamese(vietnamese: Path, tmp_path: Path) -> None:
    """A dry run of a Vietnamese data set says why in its language."""
    asked = ("batch", "--provinces", "tra-vinh", "--years", "2023", "--dry-run", "--output", tmp_path / "out")
    assert run(*asked, "--data", vietnamese).stdout.strip() == "province/tra-vinh/2023-FY-bloc.vi: mới"
