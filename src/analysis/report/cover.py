"""What every section of a report says of the report as a whole: its stamp, its head, how to cite it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from analysis.compare import Finding, notation, passport
from analysis.data import Dataset, Row
from analysis.page import (
    PAGE_WORDS,
    Block,
    Csv,
    Document,
    Download,
    Masthead,
    Notes,
    Prose,
    ProseItem,
    Section,
    Words,
    text,
)
from analysis.report import footnotes, issuer


@dataclass(frozen=True)
class Cover:
    """One report from outside.

    Attributes
    ----------
    data : Dataset
    words : Words
    stamp : str
        What tells its sections from those of any other report.
    title, body : str
        In the words of the reader.
    keywords : tuple of str
    parameters : mapping
        What makes it again.
    """

    data: Dataset
    words: Words
    stamp: str
    title: str
    body: str
    keywords: tuple[str, ...]
    parameters: Mapping[str, str | int]

    def masthead(
        self, period: str, rows: Sequence[Row], findings: Sequence[Finding], subtitle: str = ""
    ) -> Masthead:
        """The head of the report, with what it rests on."""
        words = self.words
        part = notation.part_of(period, rows)
        meta = [words.text(f"meta-part-{part}")] if part else []  # first, where the page sets it off
        meta += [
            words.text("meta-release", release=self.data.release),
            words.text("meta-counts", figures=len(rows), sources=len(footnotes.source_numbers(rows))),
        ]
        meta += [words.text("meta-checks", count=len(findings))] if findings else []
        return Masthead(
            kicker=words.text("kicker", body=self.body, period=period),
            title=self.title,
            subtitle=subtitle,
            meta=meta,
            status="part_year" if part else "final",
            document=Document(
                title=f"{self.title}: {self.body}",
                lang=words.lang,
                author=issuer.author(self.data, words),
                data=self.data.name,
                release=self.data.release,
                keywords=[*self.keywords, words.text("keyword-comparison")],
                parameters=self.parameters,
            ),
            words={key: words.text(key) for key in PAGE_WORDS},
            letterhead=issuer.letterhead(self.data, words),
        )

    def section(self, name: str, blocks: Sequence[Block | None], called: str = "") -> Section:
        """A section of those blocks that there are; `called` otherwise where not all of its name is there."""
        present = [block for block in blocks if block is not None]
        return Section(
            stamp=self.stamp,
            id=name,
            title=self.words.text(f"section-{called or name}"),
            lang=self.words.lang,
            blocks=present,
            figures=partial(passport.digests, self.data),
        )

    def sentence(self, key: str) -> Prose:
        """One plain sentence."""
        return Prose([ProseItem(key, (text(self.words.text(key)),))])

    def sources(self, numbers: Mapping[str, int], rows: Sequence[Row]) -> list[Notes]:
        """Where all of it comes from."""
        notes = footnotes.source_notes(self.data, self.words, numbers, rows)
        return footnotes.section("sources", self.words.text("sources-title"), "sources", notes)

    def citation(self) -> Prose:
        """How to cite the report."""
        words = self.words
        cite = words.text(
            "cite-text",
            title=f"{self.title}: {self.body}",
            data=issuer.data_name(self.data, words),
            release=self.data.release,
        )
        return Prose([ProseItem("cite", (text(words.text("cite-title") + ": ", strong=True), text(cite)))])

    def download(self, csv: Csv) -> Download:
        """The figures to take along."""
        label = self.words.text("download-label")
        return Download(name=csv.name, label=label, content=csv.content, media_type="text/csv")


class Covered(ABC):
    """A report that has a cover: what it is called stands there."""

    @cached_property
    @abstractmethod
    def cover(self) -> Cover:
        """The report from outside."""

    @abstractmethod
    def _parts(self) -> list[Section | None]:
        """Its sections in the order in which its notebook shows them, with None for an empty one."""

    def sections(self) -> list[Section]:
        """The whole report, in the order in which its notebook shows it; without empty sections."""
        return [section for section in self._parts() if section is not None]

    @property
    def stamp(self) -> str:
        """What tells this report's sections from those of any other."""
        return self.cover.stamp

    @property
    def title(self) -> str:
        """The report's title, in the words of the reader."""
        return self.cover.title
