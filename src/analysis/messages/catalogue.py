"""Fluent catalogues: one file a language, a message a key."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = ("vi", "en")


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
    # Fluent refuses long values, as if they were an attack; but a list of places is as long as it is.
    long = {name: value for name, value in values.items() if isinstance(value, str) and len(value) > _LONG}
    if not long:
        return _text(file, lang, key, tuple(values.items()))
    marks = {name: f"\ue000{place}\ue001" for place, name in enumerate(long)}
    text = _text(file, lang, key, tuple({**values, **marks}.items()))
    for name, mark in marks.items():
        text = text.replace(mark, long[name])
    return text


_LONG = 500


@lru_cache(maxsize=1 << 12)
def _text(file: Path, lang: str, key: str, values: tuple[tuple[str, Any], ...]) -> str:
    bundle = _bundle(file, lang)
    message = bundle.get_message(key)
    if message.value is None:
        raise KeyError(key)
    text, errors = bundle.format_pattern(message.value, dict(values))
    if errors:
        raise KeyError(f"{key}: {errors[0]}")
    return str(text)
