"""Fluent catalogues: one file a language, a message a key."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = ("vi", "en")

_LONG = 1000
_PRIVATE = 0xE000
"""Where the letters begin that no text has."""


@cache
def _bundle(file: Path, lang: str) -> "FluentBundle":
    from fluent.runtime import FluentBundle, FluentResource  # takes longer than all else that `--help` needs

    bundle = FluentBundle([lang], use_isolating=False)
    bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle


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
    return bool(_bundle(file, lang).has_message(key))


def filled(file: Path, lang: str, key: str, values: Mapping[str, Any]) -> str:
    """The message of that key with its values filled in.

    Parameters
    ----------
    file : pathlib.Path
        The catalogue.
    lang : str
        Its language, for plural forms.
    key : str
    values : mapping
        Text as it is; a whole number selects the plural form.

    Raises
    ------
    KeyError
        If the catalogue lacks the key, or the message lacks one of its values.
    """
    return _text(file, lang, key, tuple(values.items()))


@lru_cache(maxsize=1 << 12)
def _text(file: Path, lang: str, key: str, values: tuple[tuple[str, Any], ...]) -> str:
    bundle = _bundle(file, lang)
    message = bundle.get_message(key)
    if message.value is None:
        raise KeyError(key)
    # The library refuses long values, lest a stranger's catalogue blow up; ours are put in afterwards.
    marks = {name: chr(_PRIVATE + place) for place, (name, value) in enumerate(values) if _is_long(value)}
    text, errors = bundle.format_pattern(message.value, {**dict(values), **marks})
    if errors:
        raise KeyError(f"{key}: {errors[0]}")
    said = str(text)
    for name, mark in marks.items():
        said = said.replace(mark, dict(values)[name])
    return said


def _is_long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > _LONG
