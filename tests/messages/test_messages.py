"""What the program says: every message in both languages, and nothing said that does not stand there."""

import ast
import pickle
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click import Context, Option

import analysis.messages
from analysis.cli import main
from analysis.errors import MachineryError, NotebookError, RequestError
from analysis.messages import LANGUAGES, LOCALE, say, speaking
from analysis.page import Words

ROOMS = Path(analysis.__file__).parent
SOURCES = sorted(ROOMS.rglob("*.py"))
WORDS = Path(analysis.messages.__file__).parent / "words"
ERRORS = {"AnalysisError", "RequestError", "NotebookError", "MachineryError", "RenderError"}
MESSAGE = re.compile(r"(?m)^([a-z][\w-]*) =((?:.*)(?:\n[ \t}].*)*)")


def messages(name: str) -> dict[str, str]:
    """Give the messages of one catalogue by their keys."""
    found = MESSAGE.findall((WORDS / name).read_text("utf-8"))
    assert len(found) == len(dict(found)), "a key stands twice"
    return dict(found)


def said_keys() -> set[str]:
    """Give every key that the code raises or says by its full name."""
    keys = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            if node.func.id in {*ERRORS, "say"} and isinstance(node.args[0], ast.Constant):
                keys.add(str(node.args[0].value))
    return keys


def test_both_languages_have_the_same_messages() -> None:
    """A message of one language has its twin, about the same things; only Vietnamese names columns."""
    english, vietnamese = messages("en.ftl"), messages("vi.ftl")
    assert {key for key in vietnamese if not key.startswith("column-")} == english.keys()
    for key, message in english.items():
        named = [set(re.findall(r"\$(\w+)", text)) for text in (message, vietnamese[key])]
        assert named[0] >= named[1], key


def test_everything_said_is_in_the_catalogues() -> None:
    """No error is raised and nothing is said under a key that the catalogues lack."""
    assert said_keys() - messages("en.ftl").keys() == set()


def test_what_is_long_is_said_whole() -> None:
    """A list of all communes of a place has thousands of letters; Fluent alone would refuse it."""
    names = ", ".join(f"Xã {number}" for number in range(1000))
    assert names in say("unknown-region", name="x", known=names)


def test_errors_say_by_key() -> None:
    """An error of ours names a message, so that it can be told in either language."""
    texts = [key for key in said_keys() if " " in key]
    assert texts == []


def test_english_unless_somebody_else_speaks() -> None:
    """A program that uses the library hears English; within `speaking` the same error is Vietnamese."""
    error = RequestError("unknown-province-near", name="tra-vin", near=["Trà Vinh (tra-vinh)"])
    assert str(error) == "unknown province 'tra-vin'. Did you mean Trà Vinh (tra-vinh)?"
    with speaking("vi"):
        assert str(error) == "không có địa phương 'tra-vin'. Có phải là Trà Vinh (tra-vinh)?"
    assert str(error).startswith("unknown")


@pytest.mark.parametrize(
    "error",
    [
        RequestError("no-data-folder", path=Path("/nowhere")),
        MachineryError("worker-too-long", seconds=2.5),
        NotebookError("cell-raised", None, name="own.ipynb", cell=3, why="ValueError: seven"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_survive_pickling(error: Exception) -> None:
    """An error from another process says the same."""
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (type(error), str(error))


def test_years_and_counts_are_written_plainly() -> None:
    """Numbers have no marks between their digits; decimals follow the language."""
    assert say("no-figures-others", asked="x", year=2023, known=["FY bloc"]).startswith(
        "no figures for x; for 2023"
    )
    assert "1283 figures" in say("data-read", release="1", day="2026-11-28", figures=1283, provinces=62)
    with speaking("vi"):
        assert "99,62%" in say("finding-fraction", count=1, of=2, computed=99.62, printed=99.61)


def test_a_value_may_be_of_any_length() -> None:
    """What twenty years of a chart say in words is longer than the library takes."""
    spoken = "; ".join(f"{year}: 98,60%" for year in range(1000))
    assert Words("vi").text("alt-list", title="Đánh giá", items=spoken) == f"Đánh giá. {spoken}."


def test_every_command_has_its_help_in_vietnamese() -> None:
    """Each command and each option with a help text has a Vietnamese one, and no text is left over."""
    all_texts, used = messages("help.vi.ftl"), set()
    help_texts = {key: text for key, text in all_texts.items() if not key.startswith("metavar-")}
    for command in (main, *main.commands.values()):
        used.add(f"help-{command.name}")
        for option in command.params:
            if isinstance(option, Option) and option.help:
                name = option.opts[0].lstrip("-")
                own = f"help-{command.name}--{name}"
                used.add(own if own in help_texts else f"help--{name}")
    assert used == help_texts.keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_help_is_in_the_language(lang: str) -> None:
    """The help of a command is in the language that is spoken."""
    with speaking(lang):
        shown = main.commands["show"].get_help(Context(main.commands["show"], info_name="show"))
    assert ("Hiện bảng so sánh" in shown) == (lang == "vi")
    assert ("Show the comparison table" in shown) == (lang == "en")


def test_the_words_of_click_are_compiled() -> None:
    """The compiled catalogue is what its source says; else: make docs."""
    folder = LOCALE / "vi" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source, (folder / "messages.mo").open("rb") as compiled:
        written, known = read_po(source, locale="vi"), GNUTranslations(compiled)
    for message in written:
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            told = message.string if isinstance(message.string, str) else (message.string or [""])[0]
            assert known.ngettext(ids[0], ids[1], 1) == told if ids[1:] else known.gettext(ids[0]) == told
