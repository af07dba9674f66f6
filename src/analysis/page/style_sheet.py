"""The style sheet that every HTML page carries: our font and our colours."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from analysis.page.style import COLOURS, DARK_COLOURS, FONT_FAMILY, palette


def _variables(colours: Mapping[str, str]) -> str:
    return "".join(f"--c-{name}:{colour};" for name, colour in colours.items())


@cache
def page_style() -> str:
    """Write the style sheet of a page: fonts, colours of both themes, and ``templates/page/page.css``."""
    folder = Path(__file__).parent / "templates"
    return "\n".join(
        [
            (folder / "fonts.css").read_text(encoding="utf-8"),
            f':root{{{_variables(COLOURS)}--font:"{FONT_FAMILY}",system-ui,sans-serif}}',
            f"@media screen and (prefers-color-scheme:dark){{:root{{{_variables(DARK_COLOURS)}}}}}",
            (folder / "page" / "page.css").read_text(encoding="utf-8"),
        ]
    )


def accent_style(accent: str) -> str:
    """Write what gives a page another accent, after its style sheet; nothing for the usual one.

    Parameters
    ----------
    accent
        ``#rrggbb``, or empty.
    """
    if not accent:
        return ""
    light, dark = _variables(palette(accent)), _variables(palette(accent, dark=True))
    return f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
