"""Fluent catalogues: one file a language, a message a key."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

LANGUAGES = ("vi", "en")

# Where an entry begins, and what it calls: other entries and terms.
_ENTRY = re.compile(r"^-?[a-zA-Z][\w-]*(?=\s*=)", re.MULTILINE)
_CALLED = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)")


class _Catalogue:
    """One file of messages, each parsed when it is first asked for: a command says few of the thousand."""

    def __init__(self, file: Path, lang: str) -> None:
        from fluent.runtime import FluentBundle  # takes longer than all else that `--help` needs

        self._bundle = FluentBundle([lang], use_isolating=False)
        text = file.read_text(encoding="utf-8")
        starts = [found.start() for found in _ENTRY.finditer(text)]
        entries = (text[start:end] for start, end in pairwise([*starts, len(text)]))
        self._unparsed = {_ENTRY.match(entry)[0]: entry for entry in entries}  # type: ignore[index]
        self.keys = tuple(key for key in self._unparsed if not key.startswith("-"))

    def __contains__(self, key: str) -> bool:
        self._parse(key)
        return bool(self._bundle.has_message(key))

    def filled(self, key: str, values: Mapping[str, Any]) -> str:
        self._parse(key)
        message = self._bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(message.value, dict(values))
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)

    def _parse(self, key: str) -> None:
        from fluent.runtime import FluentResource

        if (entry := self._unparsed.pop(key, None)) is not None:
            self._bundle.add_resource(FluentResource(entry))
            for called in _CALLED.findall(entry):
                self._parse(called)


_catalogue = cache(_Catalogue)


def has_message(file: Path, lang: str, key: str) -> bool:
    """Whether a catalogue has a message under that key.

    Parameters
    ----------
    file : pathlib.Path
        The catalogue.
    lang : str
        Its language, for plural forms.
    key : str
    """
    return key in _catalogue(file, lang)


def message_keys(file: Path, lang: str) -> tuple[str, ...]:
    """The keys of all messages of a catalogue, in its order.

    Parameters
    ----------
    file, lang
        As for `has_message`.
    """
    return _catalogue(file, lang).keys


def filled(file: Path, lang: str, key: str, values: Mapping[str, Any]) -> str:
    """The message of that key with its values filled in.

    Parameters
    ----------
    file, lang, key
        As for `has_message`.
    values : mapping
        Text as it is; a whole number selects the plural form.

    Raises
    ------
    KeyError
        If the catalogue lacks the key, or the message lacks one of its values.
    """
    return _filled(file, lang, key, tuple(values.items()))


_LONG = 500


@lru_cache(maxsize=1 << 12)
def _filled(file: Path, lang: str, key: str, values: tuple[tuple[str, Any], ...]) -> str:
    # Fluent refuses long values, as if they were an attack; but a list of places is as long as it is.
    long = [value for _, value in values if isinstance(value, str) and len(value) > _LONG]
    marks = {value: f"\ue000{place}\ue001" for place, value in enumerate(long)}
    text = _catalogue(file, lang).filled(key, {name: marks.get(value, value) for name, value in values})
    for value, mark in marks.items():
        text = text.replace(mark, value)
    return text
