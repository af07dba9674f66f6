"""The sections of one report become a page or paper; what is not one whole report is refused.

Nothing here knows a notebook: `analysis.run.render` reads the sections out of one.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any, Final

from markupsafe import Markup

from analysis.errors import RenderError
from analysis.letters import for_paper
from analysis.page import (
    COLOURS,
    FONT_FAMILY,
    TEMPLATES,
    Sheet,
    accent_style,
    content_policy,
    environment,
    packed,
    page_style,
    palette,
    paper_svg,
    recoloured,
    typeset,
)

__all__ = ["page", "paper", "paper_pictures", "render_sections", "seal", "versions", "whole"]

Json = dict[str, Any]


def render_sections(sections: Sequence[Json], *, stamp: str, beside: Sequence[Json] = ()) -> str:
    """Make the page from sections at hand, without a notebook: the same page as from a notebook with them.

    Parameters
    ----------
    sections
        The JSON of every section of one report, in order.
    stamp
        Which report it must be.
    beside
        Links to the reports that are made with it.

    Raises
    ------
    RenderError
        If the sections are not that report, or not whole.
    """
    return page(*whole(sections, stamp), beside=beside)


def paper_pictures(sections: Sequence[Json], *, stamp: str, ppi: float = 96) -> list[bytes]:
    """Make a picture (PNG) of each page of the paper from sections at hand."""
    pages = paper(*whole(sections, stamp), format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]  # a single page comes alone


_version = cache(version)


def versions() -> dict[str, str]:
    """Versions of what decides, beside the data, how a page looks; the page names them.

    Of the program without its name: on an office's page that stands in the imprint alone.
    """
    return {"software": _version("doichieu"), "matplotlib": _version("matplotlib")}


def whole(sections: Sequence[Json], stamp: str) -> tuple[Sequence[Json], Json]:
    """Sections and their masthead; what is not one whole report is refused."""
    if not sections:
        raise RenderError("no-section")
    wanted = stamp or sections[0]["stamp"]
    for section in sections:
        if section["stamp"] != wanted:
            raise RenderError("foreign-section", section=section["id"], stamp=section["stamp"], wanted=wanted)
    mastheads = [block for section in sections for block in section["blocks"] if block["type"] == "masthead"]
    if len(mastheads) != 1:
        raise RenderError("many-mastheads", stamp=wanted, count=len(mastheads))
    return sections, mastheads[0]


# It begins with what it looks for: with a look behind, it would be tried at each of a page's letters.
_SEAL: Final = re.compile(r'"seal": "[0-9a-f]*"')


def seal(html: str) -> str:
    """Write into a page's passport the digest of the page itself: it breaks when a letter is changed.

    It is no signature. Who changes a page on purpose can seal it anew, and is found out by the figures.
    """
    # Mail and some editors turn line ends; nobody means anything by that.
    bare = _SEAL.sub('"seal": ""', html.replace("\r\n", "\n"), count=1)
    digest = hashlib.sha256(bare.encode()).hexdigest()[:16]
    return _SEAL.sub(f'"seal": "{digest}"', bare, count=1)


def page(
    sections: Sequence[Json], masthead: Json, made_with: Json | None = None, beside: Sequence[Json] = ()
) -> str:
    """Make the page of a whole report."""
    document = masthead["document"]
    figures: dict[str, str] = {}
    for section in sections:
        figures |= section.get("figures", {})
    passport = {
        "stamp": sections[0]["stamp"],
        "parameters": document.get("parameters", {}),
        "data": document.get("data", ""),
        "release": document["release"],
        "seal": "",
        "versions": versions(),
        "figures": packed(figures),
        **({"notebook": made_with} if made_with else {}),
        **({"beside": [link["stamp"] for link in beside]} if beside else {}),
    }
    style = page_style() + accent_style(_accent(masthead))
    script = (TEMPLATES / "page" / "page.js").read_text(encoding="utf-8")
    content = {
        "sections": sections,
        "masthead": masthead,
        "passport": passport,
        "beside": beside,
        "sheet": Sheet(masthead["words"]),
        "policy": Markup(content_policy(style, script)),
        "style": Markup(style),
        "script": Markup(script),
    }
    return seal(environment().get_template("page/index.html.j2").render(page=content))


def _accent(masthead: Json) -> str:
    return str(masthead.get("letterhead", {}).get("accent", ""))


def paper(sections: Sequence[Json], masthead: Json, **options: Any) -> Any:
    """Set the paper of a whole report, in the form that the options name."""
    files: dict[str, bytes] = {"main.typ": (TEMPLATES / "paper" / "report.typ").read_bytes()}
    accent = _accent(masthead)
    own = palette(accent) if accent else {}
    document = {
        "masthead": masthead,
        "sections": sections,
        "colours": {**COLOURS, **own},
        "font": FONT_FAMILY,
    }
    files["report.json"] = json.dumps(_with_files(document, files, own), ensure_ascii=False).encode()
    try:
        return typeset(files, **options)
    except RuntimeError as error:  # also what has no place in a text, such as a damaged picture
        raise RenderError("no-pdf", why=error) from error


_PICTURES: Final = ("svg", "logo", "image")


def _with_files(value: Any, files: dict[str, bytes], colours: Mapping[str, str]) -> Any:
    """Copy JSON as the engine reads it: every picture in a file of its own, no letter that it cannot set."""
    if isinstance(value, dict):
        copy = {key: _with_files(item, files, colours) for key, item in value.items() if key not in _PICTURES}
        if "href" in value and copy.get("text") != value.get("text"):
            copy["text"] = copy["href"]  # a title in another script: who reads paper is told where it stands
        if "svg" in value:
            copy["file"] = f"panel-{len(files)}.svg"
            files[copy["file"]] = for_paper(paper_svg(recoloured(value["svg"], colours))).encode()
        for kind in value.keys() & {"logo", "image"}:
            # As numbers: of the files that it is handed the engine reads text alone.
            copy[kind] = list(base64.b64decode(value[kind].partition(";base64,")[2]))
        return copy
    if isinstance(value, list):
        return [_with_files(item, files, colours) for item in value]
    if isinstance(value, str):
        return for_paper(value)
    return value
