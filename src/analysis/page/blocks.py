"""The pieces that a report is made of.

A notebook cell displays a :class:`Section`. It shows itself as HTML in JupyterLab and carries its whole
content as JSON beside it, under :data:`MIME_TYPE`, from which page and paper are made. Nothing here knows
about a file format: text stays text until :mod:`analysis.page.markup` or the paper's template draws it.
"""

import dataclasses
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from operator import attrgetter
from typing import Any, Final, Literal, get_args

MIME_TYPE: Final = "application/vnd.analysis.section+json"

State = Literal[
    "value",
    "zero",
    "not_collected",
    "not_yet_due",
    "not_applicable",
    "withheld",
    "in_conflict",
    "derived",
    "target",
]
"""What is known about one figure; ``target`` (only a target is known) is for the grid alone."""

MISSING: tuple[State, ...] = ("not_collected", "not_yet_due", "not_applicable", "withheld")
"""The states in which there is no value."""

Look = Literal["em", "code", "del", "sub", "sup"]
"""How an author sets words apart: as the tags of HTML do."""

LOOKS: tuple[Look, ...] = get_args(Look)


_LEAVES = frozenset((str, int, bool))
"""What JSON knows as it is: most of what there is, for a report has a hundred thousand of them."""


_HOLLOW = frozenset((type(None), bool, str, tuple))
"""What is empty where it is not true; a number may be nought."""


def _is_nought(value: object) -> bool:
    return value is not None and value is not False and value != "" and isinstance(value, (int, float))


def _plain(value: object) -> Any:
    """Turn a piece, or a collection of pieces, into what JSON knows."""
    if isinstance(value, _Piece):
        return value.to_json()
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} is not a number that a report can carry")
        return value
    if isinstance(value, (tuple, list, Sequence)):  # the first two before what asks an abstract class
        return [item if item.__class__ in _LEAVES else _plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


@cache
def _fields(kind: type) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[str, bool], ...]]:
    """What gets the values of all fields of a piece, and of each its key in JSON and whether it may lack."""
    specs = dataclasses.fields(kind)
    keys = ((spec.metadata.get("key", spec.name), spec.default is not dataclasses.MISSING) for spec in specs)
    # A name beside them: of one name alone it would get no tuple.
    return attrgetter(*(spec.name for spec in specs), "__class__"), tuple(keys)


class _Piece:
    """A frozen dataclass that can say its content as plain JSON."""

    def to_json(self) -> dict[str, Any]:
        """Give the content as a plain dict; optional fields that are empty are left out."""
        content: dict[str, Any] = {}
        kind: type = type(self)
        values, keys = _fields(kind)
        for (key, optional), value in zip(keys, values(self), strict=False):
            # Not plain truth: a shade of 0.0 and a share of 0 are content, an absent one is not.
            if value or not optional or (value.__class__ not in _HOLLOW and _is_nought(value)):
                content[key] = value if value.__class__ in _LEAVES else _plain(value)
        return content


class Block(_Piece):
    """A piece that stands by itself in a section; its JSON names its kind."""

    def to_json(self) -> dict[str, Any]:
        """Give the content as a plain dict, with its kind as ``type``."""
        return {"type": type(self).__name__.lower(), **super().to_json()}


# ---------------------------------------------------------------------------------------------- text


@dataclass(frozen=True, slots=True)
class Run(_Piece):
    """A stretch of text of one kind.

    Parameters
    ----------
    text
        What is read. May be empty where the run only cites.
    figure
        Id of the figure that the text states.
    strong, muted
        Whether it is set bold, or in the quieter colour.
    cite
        Numbers of the sources, set as superscript links.
    mark
        Mark of the footnote, set as a superscript link.
    href
        Web address that the text leads to.
    state
        What is known about the figure, where it is not simply a value.
    look
        How an author set it apart: stressed, as code, struck out, lowered or raised; the outermost first.
    """

    text: str
    figure: str | None = None
    strong: bool = False
    muted: bool = False
    cite: Sequence[int] = ()
    mark: str | None = None
    href: str | None = None
    state: State | None = None
    look: Sequence[Look] = ()

    def to_json(self) -> dict[str, Any]:
        """Give the content as a plain dict, as of any piece; written out, for half of all pieces are runs."""
        content: dict[str, Any] = {"text": self.text}
        if self.figure:
            content["figure"] = self.figure
        if self.strong:
            content["strong"] = self.strong
        if self.muted:
            content["muted"] = self.muted
        if self.cite:
            content["cite"] = list(self.cite)
        if self.mark:
            content["mark"] = self.mark
        if self.href:
            content["href"] = self.href
        if self.state:
            content["state"] = self.state
        if self.look:
            content["look"] = list(self.look)
        return content


Runs = Sequence[Run]


def text(content: str, *, strong: bool = False, muted: bool = False) -> Run:
    """Make a run of words."""
    return Run(content, strong=strong, muted=muted)


def number(content: str, *, figure: str | None, strong: bool = False, state: State | None = None) -> Run:
    """Make a run that states a figure, as it is written for the reader."""
    return Run(content, figure=figure, strong=strong, state=state)


def cite(*sources: int) -> Run:
    """Make a run that only points at sources by their numbers."""
    return Run("", cite=sources)


def mark(letter: str) -> Run:
    """Make a run that only points at a footnote."""
    return Run("", mark=letter)


def link(content: str, href: str) -> Run:
    """Make a run that leads to a web address."""
    return Run(content, href=href)


def state(content: str, code: State) -> Run:
    """Make a run that says in words why there is no plain value."""
    return Run(content, state=code)


# -------------------------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(_Piece):
    """What the files say about themselves: title, language, author, data set and release, keywords.

    ``parameters`` are what makes the report again, for who checks it later.
    """

    title: str
    lang: str
    author: str
    release: str
    keywords: Sequence[str]
    parameters: Mapping[str, str | int] | None = None
    data: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead(_Piece):
    """Who issues the report: what stands above its title and, with recipients and signature, at its end.

    Parameters
    ----------
    name, above
        The issuing body, and the body that it is part of.
    motto, number, place_and_date
        As they are to stand there.
    logo
        A picture as data address.
    accent
        Colour that takes the place of ours.
    recipients, signature
        Lines at the end.
    signed_by
        Name below the room for the signature.
    recipients_title
        What stands above the recipients.
    imprint
        The one line that names the program.
    """

    name: str
    imprint: str
    above: str = ""
    motto: str = ""
    number: str = ""
    place_and_date: str = ""
    logo: str = ""
    accent: str = ""
    recipients: Sequence[str] = ()
    recipients_title: str = ""
    signature: Sequence[str] = ()
    signed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead(Block):
    """The head of the document, once in a report, with every fixed word that page and paper need."""

    kicker: str
    title: str
    meta: Sequence[str]
    status: Literal["final", "part_year"]
    document: Document
    words: Mapping[str, str]
    subtitle: str = ""
    letterhead: Letterhead | None = None


@dataclass(frozen=True, slots=True)
class ProseItem(_Piece):
    """One sentence, or one paragraph, with an id of its own."""

    id: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Prose(Block):
    """Sentences, as a list or as paragraphs."""

    items: Sequence[ProseItem]
    style: Literal["list", "paragraph"] = field(default="paragraph")


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading within a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Printed(Block):
    """Text whose lines and spaces stand as they are, as a program prints it."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture(Block):
    """A picture as data address (PNG, JPEG or SVG), and the same in words."""

    image: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile(_Piece):
    """One large figure with what is needed to read it."""

    label: str
    value: Runs
    details: Sequence[Runs]
    state: State | None = None


@dataclass(frozen=True, slots=True)
class Tiles(Block):
    """Tiles in a row."""

    items: Sequence[Tile]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip(_Piece):
    """Where one figure stands among others, on a scale from 0 to 1.

    Parameters
    ----------
    own
        This province's place (``self`` in JSON).
    own_label
        Its value in words (``self_label`` in JSON).
    peers
        The places of the others.
    target, reference
        The place of the target, and of what is compared with, such as the median.
    alt
        The same in words.
    middle
        Between which places half of the others lie.
    low_label, high_label
        Both ends of the scale in words.
    """

    own: float | None = field(metadata={"key": "self"})
    own_label: str = field(metadata={"key": "self_label"})
    peers: Sequence[float]
    alt: str
    target: float | None = None
    reference: float | None = None
    middle: tuple[float, float] | None = None
    low_label: str = ""
    high_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark(_Piece):
    """A figure over the years as a line without axes; all places from 0 to 1, upwards.

    Parameters
    ----------
    lines
        Points that are joined.
    alt
        The same in words.
    bands
        Of others, stretch by stretch: the place across, the lower quartile, the median, the upper quartile.
    own
        The point that its row is about.
    """

    lines: Sequence[Sequence[tuple[float, float]]]
    alt: str
    bands: Sequence[Sequence[tuple[float, float, float, float]]] = ()
    own: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Cell(_Piece):
    """One cell of a table. ``shade`` (0 to 1) is for heat tables, ``sort`` for columns that sort.

    ``below`` is a second line in small letters; ``fill`` and ``ink`` are colours of its own.
    """

    runs: Runs = ()
    state: State | None = None
    sort: float | str | None = None
    shade: float | None = None
    strip: Strip | None = None
    below: Runs = ()
    spark: Spark | None = None
    fill: str = ""
    ink: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give the content as a plain dict; ``runs`` is always there. Most other pieces are cells."""
        content: dict[str, Any] = {"runs": [run.to_json() for run in self.runs]}
        if self.state:
            content["state"] = self.state
        if self.sort or _is_nought(self.sort):
            content["sort"] = _plain(self.sort)
        if self.shade is not None:
            content["shade"] = _plain(self.shade)
        if self.strip:
            content["strip"] = self.strip.to_json()
        if self.below:
            content["below"] = [run.to_json() for run in self.below]
        if self.spark:
            content["spark"] = self.spark.to_json()
        if self.fill:
            content["fill"] = self.fill
        if self.ink:
            content["ink"] = self.ink
        return content


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(_Piece):
    """One column of a table."""

    key: str
    label: str
    align: Literal["left", "right", "center"] = "left"
    kind: Literal["text", "number", "strip", "spark"] = "text"
    sortable: bool = False


@dataclass(frozen=True, slots=True)
class Row(_Piece):
    """One row of a table; its first cell is its header."""

    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Group(_Piece):
    """Rows that belong together, under a label if there is one; ``note`` runs below them over all columns."""

    rows: Sequence[Row]
    label: str = ""
    note: Runs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """A table with caption, column heads and groups of rows.

    ``layout`` ``profile``: columns of fixed width, rows of two lines, cards on a phone; ``heat``: many narrow
    columns under upright heads, which the page sorts and filters. ``in_file``: only the spreadsheet has it.
    """

    id: str
    caption: Runs
    columns: Sequence[Column]
    groups: Sequence[Group]
    note: Runs = ()
    row_headers: bool = True
    compact: bool = False
    layout: Literal["", "profile", "heat"] = ""
    in_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel(_Piece):
    """One chart: SVG drawn for :data:`analysis.page.style.PANEL_WIDTH`, and the same in words."""

    svg: str
    alt: str
    width: float
    height: float
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Csv(_Piece):
    """A file of data to take along."""

    name: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Block):
    """Charts under one heading, with the table of their data; ``beside`` them, and not folded, if so said."""

    id: str
    title: Runs
    caption: Runs
    panels: Sequence[Panel]
    data: Table
    csv: Csv | None = None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class GridCell(_Piece):
    """What is known in one cell of the coverage grid: a mark, and the same in words."""

    state: State
    text: str
    alt: str


@dataclass(frozen=True, slots=True)
class GridRow(_Piece):
    """One row of the coverage grid."""

    label: str
    cells: Sequence[GridCell]


@dataclass(frozen=True, slots=True)
class Legend(_Piece):
    """What a mark in the coverage grid means."""

    state: State
    text: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Block):
    """The coverage grid: what is known, and why the rest is not."""

    id: str
    caption: Runs
    columns: Sequence[str]
    rows: Sequence[GridRow]
    legend: Sequence[Legend]


@dataclass(frozen=True, slots=True)
class Note(_Piece):
    """One source, footnote, check or rule change, under its mark."""

    mark: str
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes(Block):
    """A list of notes; sources and footnotes are what superscripts lead to; ``folded`` ones are shut."""

    id: str
    title: str
    kind: Literal["sources", "footnotes", "checks", "breaks", "absent"]
    items: Sequence[Note]
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Download(Block):
    """A file that the page carries; paper leaves it out."""

    name: str
    label: str
    content: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Block):
    """One section of a report, which is what a notebook cell displays.

    Parameters
    ----------
    stamp
        Which report the section belongs to; no other report may show it.
    id
        Its anchor.
    title
        Its heading.
    lang
        Language of its text.
    blocks
        Its content, in order.
    lead
        A sentence or two under the heading.
    figures
        Gives, of the content as JSON, the digest of the data row of each figure shown, by its id: what a
        later check compares.
    """

    stamp: str
    id: str
    title: str
    lang: str
    blocks: Sequence[Block]
    lead: Runs = ()
    figures: Callable[[object], Mapping[str, str]] | None = None

    def to_json(self) -> dict[str, Any]:
        """Give the content as a plain dict, with the digests of its figures."""
        vouched = self.figures
        content: dict[str, Any] = Block.to_json(self if vouched is None else replace(self, figures=None))
        if vouched is not None and (found := vouched(content["blocks"])):
            content["figures"] = dict(found)
        return content

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        """Show the section in JupyterLab, and carry its content for page and paper."""
        from analysis.page.markup import section_html  # the template engine is wanted only when shown

        content = self.to_json()
        return {
            MIME_TYPE: content,
            "text/html": section_html(content),
            "text/plain": f"{self.title} ({self.stamp}#{self.id})",
        }
