"""The language that is spoken, and messages in it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from analysis.messages.catalogue import filled, has_message

LOCALE = Path(__file__).parent / "locale"
"""Where gettext finds the words of the library that reads the command line."""

_spoken: ContextVar[str] = ContextVar("spoken", default="en")


def language() -> str:
    """The language that messages are in: ``en`` or ``vi``."""
    return _spoken.get()


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Have messages in that language, for so long."""
    token = _spoken.set(lang)
    try:
        yield
    finally:
        _spoken.reset(token)


@cache
def _file(lang: str) -> Path:
    return Path(__file__).parent / "words" / f"{lang}.ftl"


def says(key: str) -> bool:
    """Whether there is a message of that key."""
    return has_message(_file(language()), language(), key)


def say(key: str, **values: Any) -> str:
    """A message in the language that is spoken.

    Parameters
    ----------
    key : str
        Its name in the catalogues.
    **values
        What it speaks of. A whole number selects the plural form and is written without marks between its
        digits; a list is written with commas.

    Examples
    --------
    >>> say("unknown-language", name="fr")
    "unknown language 'fr'; use vi or en"
    >>> with speaking("vi"):
    ...     say("unknown-language", name="fr")
    "không có ngôn ngữ 'fr'; dùng vi hoặc en"
    """
    return filled(_file(language()), language(), key, {name: _plain(value) for name, value in values.items()})


def said(message: str, **values: Any) -> str:
    """The message of that key; text that is no key, as it stands."""
    return say(message, **values) if message and " " not in message and says(message) else message


def translated(key: str, text: str) -> str:
    """A help text: in English as it stands with its command, else that of the key in ``help.<lang>.ftl``."""
    file = Path(__file__).parent / "words" / f"help.{language()}.ftl"
    return filled(file, language(), key, {}) if file.exists() and has_message(file, language(), key) else text


def refusal(error: OSError) -> str:
    """Why the system refused something, in the language that is spoken.

    Examples
    --------
    >>> with speaking("vi"):
    ...     refusal(FileNotFoundError(2, "No such file or directory"))
    'không có tệp hoặc thư mục này'
    """
    told = error.strerror or str(error)
    key = f"system-{errno.errorcode.get(error.errno or 0, '').lower()}"
    return say(key) if says(key) and told == os.strerror(error.errno or 0) else said(told)


def column_head(column: str) -> str:
    """A column as messages name it: with its Vietnamese head beside it where Vietnamese is spoken."""
    key = f"column-{column.replace('_', '-')}"
    return f"{column} ({say(key)})" if language() != "en" and says(key) else column


def _plain(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        from fluent.runtime.types import fluent_number

        return fluent_number(value, useGrouping=False)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return value if isinstance(value, float) else str(value)
