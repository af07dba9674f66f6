"""`analysis chart`: one picture of one figure, as SVG or PNG."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from analysis.cli import main


def chart(folder: Path, *arguments: str | Path) -> Result:
    """Draw from the figures without the indices."""
    words = ["chart", *map(str, arguments), "--data", str(folder)]
    return CliRunner(env={"LANGUAGE": "en"}).invoke(main, words)


def texts(file: Path) -> set[str]:
    """Give what is written in a drawing."""
    nodes = ElementTree.fromstring(file.read_text("utf-8")).iter()
    return {"".join(node.itertext()) for node in nodes if node.tag.endswith("}text")}


@pytest.mark.parametrize("name", ["admissions/members", "dang vien moi ket nap", "New members admitted"])
def test_places_over_the_years(name: str, small_folder: Path, tmp_path: Path) -> None:
    """Several years are a line a place; an indicator goes by its code or its name."""
    file = tmp_path / "chart.svg"
    places = ("--provinces", "tra-vinh,Hậu Giang", "--body", "bloc")
    done = chart(small_folder, name, "2019-2023", file, *places)
    assert (done.exit_code, done.stdout.strip()) == (0, str(file))
    assert "2023" in texts(file)
    assert any("Hậu Giang" in text for text in texts(file))


@pytest.mark.parametrize("kind", [(), ("--map",)])
def test_places_of_one_year(kind: tuple[str, ...], small_folder: Path, tmp_path: Path) -> None:
    """One year is a dot a place, or a map; twice the same bytes."""
    files = [tmp_path / f"{number}.png" for number in range(2)]
    for file in files:
        assert (
            chart(small_folder, "admissions/members", "2022", file, "--body", "province", *kind).exit_code
            == 0
        )
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("admissions/members", "2022", "chart.gif", "--body", "province"), ".svg or .png"),
        (("admisions", "2022", "chart.svg"), "Did you mean Kết nạp đảng viên (admissions)"),
        (("admissions/members", "22", "chart.svg"), "write 2023, 2019-2023"),
        (("org_rating", "2022", "chart.svg"), "more than one figure"),
        (("admissions/members", "2022", "none/chart.svg", "--body", "province"), "no such file or folder"),
    ],
)
def test_what_cannot_be_drawn_is_named(
    arguments: tuple[str, ...], said: str, small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line, with the remedy, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    done = chart(small_folder, *arguments)
    assert done.exit_code != 0
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())
