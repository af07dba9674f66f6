"""In which language a command speaks, and its help in it.

The language is known before anything is parsed, since help and usage errors are in it, too: what ``--lang``
says, else the data folder's own (``languages`` in its ``datapackage.json``), else the locale's, else English.
English help stands with the commands, Vietnamese help in ``messages/words/help.vi.ftl``; click takes its own
few words from ``messages/locale`` by gettext.
"""

import copy
import gettext
import json
import locale
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import click

from analysis.locations import data_folder
from analysis.messages import LANGUAGES, LOCALE, say, speaking, translated


def asked(words: Sequence[str]) -> str:
    """The language for a command line.

    Examples
    --------
    >>> asked(["list", "--lang", "vi"]), asked(["report", "tra-vinh", "2023", "--lang=en,vi"])
    ('vi', 'en')
    """
    given = (_value(words, "--lang") or _value(words, "--langs")).split(",")[0].strip()
    if given in LANGUAGES:
        return given
    return _of_data(_value(words, "--data") or _value(words, "--into")) or _of_locale()


def _value(words: Sequence[str], option: str) -> str:
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == option:
            return following
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return ""


def _of_data(folder: str) -> str:
    file = (Path(folder) if folder else data_folder()) / "datapackage.json"
    try:
        first = json.loads(file.read_bytes()).get("languages", [""])[0]
    except (OSError, ValueError, AttributeError, LookupError, TypeError):
        return ""  # the command itself says what is wrong with it
    return first if first in LANGUAGES else ""


def _of_locale() -> str:
    names = (os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    named = next(filter(None, names), "") or locale.getlocale()[0] or ""
    return "vi" if named.lower().startswith("vi") else "en"


@contextmanager
def spoken(lang: str) -> Iterator[None]:
    """Have messages, help and click's own words in that language, for so long."""
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain("messages", LOCALE)
    try:
        with speaking(lang):
            yield
    finally:
        os.environ.pop("LANGUAGE")
        if before is not None:
            os.environ["LANGUAGE"] = before


class Spoken(click.Command):
    """A command whose help, usage and errors are in the language that is spoken."""

    def get_help(self, ctx: click.Context) -> str:
        """The whole help text."""
        return super(Spoken, self._translated()).get_help(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The line in the list of commands."""
        return super(Spoken, self._translated()).get_short_help_str(limit)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Arguments and options as help, usage and errors call them."""
        return [self._told(param, ctx) for param in super().get_params(ctx)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What was typed, taken apart; what is wrong with it is told with what was probably meant."""
        words = [*args]
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if hint := self._meant(words, error):
                vars(error)["message"] = f"{error.message} {hint}"
            raise

    def _meant(self, words: Sequence[str], error: click.UsageError) -> str:
        alone = [
            word
            for before, word in zip(["", *words], words, strict=False)
            if not word.startswith("-") and not before.startswith("--")
        ]
        if isinstance(error, click.BadParameter):
            # A name of two words without quotation marks: the second is taken for the year.
            named = isinstance(error.param, click.Argument) and error.param.name == "year" and len(alone) > 1
            return say("hint-quotes", name=" ".join(alone[:2])) if named else ""
        if type(error) is not click.UsageError:
            return ""
        takes = {option for param in self.params for option in param.opts}
        if "--data" in takes and (folder := next((word for word in alone if Path(word).is_dir()), "")):
            return say("hint-data", folder=folder)
        if "--to" in takes and alone[-1:] and alone[-1] in ("html", "pdf", "docx", "xlsx"):
            return say("hint-commas", format=alone[-1])
        return say("hint-quotes", name=" ".join(alone[:2])) if "province" in map(_name, self.params) else ""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What may be typed after the name of the command."""
        return [_called(piece) for piece in super().collect_usage_pieces(ctx)]

    def _translated(self) -> Self:
        twin = copy.copy(self)
        twin.help = translated(f"help-{self.name}", self.help or "")
        return twin

    def _told(self, param: click.Parameter, ctx: click.Context) -> click.Parameter:
        twin = copy.copy(param)
        if isinstance(twin, click.Argument):
            twin.metavar = _called(twin.make_metavar(ctx))
        else:
            twin.metavar = twin.metavar and _called(twin.metavar)
        if isinstance(twin, click.Option) and twin.help:
            name = twin.opts[0].lstrip("-")
            twin.help = translated(f"help-{self.name}--{name}", translated(f"help--{name}", twin.help))
        return twin


def _name(param: click.Parameter) -> str:
    return param.name or ""


def _called(metavar: str) -> str:
    """What stands for a value or a word to be typed."""
    return re.sub("[A-Z]{2,}(?:-[A-Z]{2,})*", lambda word: translated(f"metavar-{word[0]}", word[0]), metavar)
