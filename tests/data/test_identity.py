"""`office.yml`: whose reports these are, with every fault at once."""

from pathlib import Path

import pytest

from analysis import load
from analysis.data.identity import Identity, read_identity
from analysis.data.snapshot import take_snapshot
from analysis.errors import DataError, Fault
from broken_data import copy

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def read(folder: Path, text: str) -> tuple[Identity, list[Fault]]:
    """Read a folder that holds nothing but this file and two logos."""
    (folder / "office.yml").write_text(text, encoding="utf-8")
    (folder / "logo.png").write_bytes(PNG)
    (folder / "logo.svg").write_text(SVG, encoding="utf-8")
    faults: list[Fault] = []
    return read_identity(take_snapshot(folder), "Số liệu", faults), faults


def test_all_that_an_office_says_of_itself_is_read(tmp_path: Path) -> None:
    """Words in one language or in two, lists of lines, a logo and a colour."""
    found, faults = read(
        tmp_path,
        """
        name: {vi: Văn phòng, en: Office}
        above: ĐẢNG BỘ TỈNH
        number: Số 01-BC/VP
        logo: logo.svg
        accent: "#A51C1C"
        recipients: [Lưu Văn phòng, {en: Archive}]
        signature: [T/M BAN THƯỜNG VỤ]
        """,
    )
    assert not faults
    assert [found.say("name", lang) for lang in ("vi", "en")] == ["Văn phòng", "Office"]
    assert found.say("above", "en") == "ĐẢNG BỘ TỈNH"
    assert found.lines("recipients", "vi") == ["Lưu Văn phòng", "Archive"]
    assert found.accent == "#a51c1c"
    assert found.logo.startswith("data:image/svg+xml;base64,")
    assert found.say("data", "vi") == "Số liệu"


@pytest.mark.parametrize("text", ["", "# name: …\n", "---\n"])
def test_a_file_of_comments_says_nothing(tmp_path: Path, text: str) -> None:
    """The example that `analysis new` writes changes no report."""
    assert read(tmp_path, text) == (Identity(data={"": "Số liệu"}), [])


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("nme: x\nname: y", "unknown-key", "did you mean name?"),
        ("name: x\nname: y", "key-twice", "keep one"),
        ("above: x", "no-name", "name the body"),
        ("name: [x]", "not-a-text", "write one text"),
        ("name: {vi: x, fr: y}", "unknown-key", "use vi, en"),
        ("name: {vi: [x]}", "not-a-text", "write one text"),
        ("- x", "not-a-mapping", "key: value"),
        ("name: x\nrecipients: y", "not-a-list", "'- ' before it"),
        ("name: x\naccent: loud", "not-a-colour", "six hexadecimal digits"),
        ("name: x\naccent: '#ffdd00'", "pale-colour", "choose a darker one"),
        ("name: x\nlogo: logo.gif", "not-a-picture-name", "beside office.yml"),
        ("name: x\nlogo: ../logo.png", "not-a-picture-name", "beside office.yml"),
        ("name: x\nlogo: none.png", "no-such-file", "put it beside office.yml"),
        ("name: x\nlogo: wrong.png", "not-a-picture", "save it as PNG or SVG"),
        ("name: x\nlogo: bomb.svg", "not-a-picture", "save it as PNG or SVG"),
        ("name: x\nlogo: large.png", "large-picture", "keep it below 300 kB"),
        ("name: 'x", "not-yaml", "it is not YAML"),
    ],
)
def test_a_fault_is_named_with_its_place_and_remedy(tmp_path: Path, text: str, code: str, said: str) -> None:
    """One cause, one fault, in the line where it stands."""
    (tmp_path / "wrong.png").write_text("no picture", encoding="utf-8")
    (tmp_path / "bomb.svg").write_text('<!DOCTYPE a [<!ENTITY b "c">]><svg>&b;</svg>', encoding="utf-8")
    (tmp_path / "large.png").write_bytes(PNG + bytes(300_000))
    _, faults = read(tmp_path, text)
    assert [fault.code for fault in faults] == [code]
    assert said in faults[0].message
    assert faults[0].file == "office.yml"
    assert faults[0].line >= 1


@pytest.mark.parametrize(
    ("text", "code"), [("[" * 20_000, "not-yaml"), ("name: " + "x" * 60_000, "too-long-office")]
)
def test_a_trap_is_a_fault(tmp_path: Path, text: str, code: str) -> None:
    """What is nested without end, or as long as no letterhead is, is named at once."""
    _, faults = read(tmp_path, text)
    assert [(fault.file, fault.code) for fault in faults] == [("office.yml", code)]


def test_all_faults_come_at_once_and_beside_those_of_the_figures(tmp_path: Path) -> None:
    """A folder with a broken identity is refused like one with a broken figure."""
    folder = copy(tmp_path)
    (folder / "office.yml").write_text("names: x\naccent: loud\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load(folder)
    assert [(each.line, each.code) for each in caught.value.faults] == [
        (1, "no-name"),
        (1, "unknown-key"),
        (2, "not-a-colour"),
    ]


def test_letters_are_composed(tmp_path: Path) -> None:
    """Decomposed letters, as some systems type them, are read as one."""
    found, _ = read(tmp_path, "name: Đảng\u0075\u0309y\n")
    assert found.say("name", "vi") == "Đảngủy"


def test_a_folder_without_the_file_is_known_by_its_title(tmp_path: Path) -> None:
    """Nobody else is named as author of an office's figures."""
    folder = copy(tmp_path)
    package = folder / "datapackage.json"
    text = package.read_text(encoding="utf-8")
    assert load(folder).identity == Identity()
    package.write_text(text.replace('"name": "doichieu"', '"name": "ours"'), encoding="utf-8")
    assert "provinces" in load(folder).identity.say("data", "vi")
