"""Parts of a Word document for which python-docx has no names: fields, bookmarks, links, lists."""

from itertools import count
from typing import Any, Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

__all__ = ["Anchors", "child", "field", "numbered_list", "web_link"]

Element = Any
"""lxml has no types for the elements that python-docx makes."""

_NUMBERS: Final = {"1": "decimal", "a": "lowerLetter"}


def child(parent: Element, tag: str, **attributes: str) -> Element:
    """Add an element at the end of another.

    Parameters
    ----------
    parent
        Where.
    tag
        Its name, with prefix.
    attributes
        Their names are in the prefix ``w``.
    """
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def field(paragraph: Paragraph, instruction: str, shown: str) -> list[Run]:
    r"""Add a field with what it shows until the program works it out itself.

    Parameters
    ----------
    paragraph
        Where.
    instruction
        Such as ``PAGE`` or ``SEQ Bảng \* ARABIC``.
    shown
        The result.
    """
    found = []
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run()
        found.append(run)
        if kind == "instruction":
            text = child(run._r, "w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = f" {instruction} "
        elif kind == "shown":
            run.text = shown
        else:
            child(run._r, "w:fldChar", fldCharType=kind)
    return found


class Anchors:
    """Bookmarks of one document, each with a number of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def around(self, paragraph: Paragraph, name: str) -> None:
        """Make a bookmark of all that a paragraph holds."""
        number = str(next(self._numbers))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), number)
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), number)
        place = 1 if paragraph._p.pPr is not None else 0
        paragraph._p.insert(place, start)
        paragraph._p.append(end)


def web_link(paragraph: Paragraph, address: str) -> Element:
    """Add a link that leads to the web; give the element that takes its runs."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = child(paragraph._p, "w:hyperlink", history="1")
    link.set(qn("r:id"), relation)
    return link


def numbered_list(document: Document, first: str, indent: int) -> str:
    """Make a list that counts by itself; give the number under which its paragraphs name it.

    Parameters
    ----------
    document
        Where.
    first
        ``1`` or ``a``: how it counts.
    indent
        Room for the mark, in twentieths of a point.
    """
    part = document.part.numbering_part.element
    known = [int(each.get(qn("w:abstractNumId"))) for each in part.findall(qn("w:abstractNum"))]
    number = str(1 + max(known, default=0))
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), number)
    child(abstract, "w:multiLevelType", val="singleLevel")
    level = child(abstract, "w:lvl", ilvl="0")
    child(level, "w:start", val="1")
    child(level, "w:numFmt", val=_NUMBERS[first])
    child(level, "w:lvlText", val="%1")
    child(level, "w:lvlJc", val="left")
    child(child(level, "w:pPr"), "w:ind", left=str(indent), hanging=str(indent))
    part.insert(len(known), abstract)  # all of these come before the first w:num
    num = part.add_num(int(number))
    return str(num.numId)
