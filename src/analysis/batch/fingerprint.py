"""What one report can see of the data: the rows, and a digest that changes if and only if they do.

A batch makes a report again when its digest has changed. A test holds this against the reports: none
changes with a row that it cannot see.
"""

import hashlib
from collections.abc import Hashable, Iterable
from functools import cache, lru_cache, reduce
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.compare import PLUS, former_kinds, measures, parts_of
from analysis.data import COUNTRY, SIDE_TABLES, Dataset, records
from analysis.run import Job

__all__ = ["Fingerprints", "Subject", "fingerprints"]

Positions = np.ndarray[Any, np.dtype[np.intp]]

_UNSEEN = ("file", "line", "note")
"""Columns that stand in no report: a row that only moves to another line changes nothing."""

_PEERS = (
    "year", "token", "kind", "indicator", "category", "authority", "counted", "yardstick",
    "measure",
)  # fmt: skip
_NOBODY: Positions = np.array([], dtype=np.intp)


class Subject(NamedTuple):
    """What a report is about: a province, or without one a comparison (of a region, if one is named).

    Of a comparison that looks at more years than one, the first and the last of them.
    """

    province: str
    body: str
    year: int
    period: str
    region: str = ""
    since: int = 0
    until: int = 0

    @classmethod
    def of(cls, job: Job) -> "Subject":
        """What the report of a job is about."""
        around = (job.year - job.within, job.year + job.within) if job.within else (0, 0)
        since, until = (job.since, job.year) if job.since else around
        return cls(job.province, job.body, job.year, job.period, job.region, since, until)


class _Seen(NamedTuple):
    """Rows, sorted, and the digest as far as they make it."""

    rows: Positions
    state: "hashlib.blake2b"


@lru_cache(maxsize=2)
def fingerprints(data: Dataset) -> "Fingerprints":
    """The fingerprints of a dataset; worked out once."""
    return Fingerprints(data)


class Fingerprints:
    """Which rows of a dataset each report can see, and digests of them."""

    def __init__(self, data: Dataset) -> None:
        self._data = data
        measured = measures(data)
        self._frame = measured
        # The country's figure on the whole Party is the reference of provinces (see `compare.peer_key`).
        peers = measured.assign(body=measured["body"].where(measured["body"] != "national", "province"))
        self._views = _groups(measured, "province", "body", "year", "period")
        self._periods = _groups(measured, "province", "body", "period")
        self._years = _groups(measured, "province", "body", "year")
        self._everywhere = _groups(measured, "body", "year", "period")
        self._everywhere_years = _groups(measured, "body", "year")
        self._peer_of = peers.groupby(["body", *_PEERS], sort=False, dropna=False).ngroup().to_numpy()
        self._peers = np.argsort(self._peer_of, kind="stable")
        self._peer_starts = np.searchsorted(
            self._peer_of[self._peers], np.arange(self._peer_of.max(initial=-1) + 2)
        )
        self._partners = _partners(measured)
        # Whether a figure is disputed depends on all who print it, whoever it is of.
        several = np.flatnonzero(measured["id"].str.contains("@"))
        names = measured["id"].iloc[several].str.split("@").str[0]
        self._printers = {
            int(several[member]): several[members]
            for members in names.groupby(names).indices.values()
            for member in members
        }
        holders = measured.loc[measured["province"] != COUNTRY, ["province", "body"]].drop_duplicates()
        self._holders = {body: sorted(found) for body, found in holders.groupby("body")["province"]}
        # How many could have a figure depends on where the body has ended, in whatever province.
        self._ends = [
            (sorted(change.provinces), sorted(change.bodies), str(change.effective_from))
            for change in data.catalog.breaks
            if change.severity == "end"
        ]
        self.digests: np.ndarray[Any, np.dtype[np.uint64]] = _row_digests(data)
        self._vocabulary = _vocabulary(data)
        # What this release has changed in the figures of a report (see `diff.of_report`).
        self._changes: dict[tuple[Any, ...], list[Any]] = {}
        for change in records(data.changes[data.changes["release"] == data.release]):
            province, body, year, period, *_ = change["id"].split("/")
            whose = (province, body, int(year), period.partition("-")[0])
            self._changes.setdefault(whose, []).append(change)

    @property
    def state(self) -> str:
        """Name of the state that the rows are in."""
        return hashlib.blake2b(self.digests.tobytes(), digest_size=16).hexdigest()

    def visible(self, subject: Subject) -> Positions:
        """Positions of the rows in ``data.observations`` that a report can see.

        Of a province: its own figures; the same province and body in the other years of that kind of period
        and in the other periods of that year; and the figures of its peers in all these years. Of a
        comparison: all figures of that body and year, and those of the period before. Of both: what its own
        are checked against.

        Sorted.
        """
        if subject.province:
            found = [self._in_all_years(subject.province, subject.body, subject.period).rows]
            found.append(self._of_the_year(subject))
        else:
            own = self._everywhere.get((subject.body, subject.year, subject.period), _NOBODY)
            # A change is on the year before, or on the year that a term began with.
            starts = self._frame["span_from"].iloc[own].dropna().unique()
            between = range(subject.since, subject.until + 1) if subject.until else ()
            found = [
                self._everywhere.get((body, int(year), subject.period), _NOBODY)
                for body in (subject.body, "national")
                for year in {subject.year, subject.year - 1, *starts, *between}
            ]
            found.append(self._everywhere_years.get((subject.body, subject.year), _NOBODY))
            found += [self._partners[position] for position in own if position in self._partners]
        return self._with_printers(np.unique(np.concatenate(found)))

    @lru_cache(maxsize=64)  # noqa: B019  (it lives as long as its dataset)
    def _in_all_years(self, province: str, body: str, period: str) -> _Seen:
        """What the reports of all years see alike; jobs come by province, so that few are kept at a time."""
        ever = self._periods.get((province, body, period), _NOBODY)
        members = [self._members(code) for code in np.unique(self._peer_of[ever])]
        rows = self._with_printers(np.unique(np.concatenate([ever, *members])))
        state = hashlib.blake2b(self._vocabulary, digest_size=16)
        state.update(self.digests[rows].tobytes())
        return _Seen(rows, state)

    def _of_the_year(self, subject: Subject) -> Positions:
        own = self._views.get(subject[:4], _NOBODY)
        found = [self._partners[position] for position in own.tolist() if position in self._partners]
        return np.concatenate([self._years.get(subject[:3], _NOBODY), *found])

    def _with_printers(self, seen: Positions) -> Positions:
        others = [self._printers[position] for position in seen.tolist() if position in self._printers]
        return np.unique(np.concatenate([seen, *others])) if others else seen

    def _members(self, code: int) -> Positions:
        return self._peers[self._peer_starts[code] : self._peer_starts[code + 1]]

    @lru_cache(maxsize=64)  # noqa: B019  (of the languages of a report, which come one after the other)
    def digest(self, subject: Subject) -> str:
        """Digest of all that a report can see, 32 hexadecimal digits."""
        if subject.province:
            always = self._in_all_years(subject.province, subject.body, subject.period)
            found = always.state.copy()
            own = np.unique(self._of_the_year(subject))
            places = np.searchsorted(always.rows, own)
            rows = self._with_printers(own[np.append(always.rows, -1)[places] != own])
        else:
            found, rows = hashlib.blake2b(self._vocabulary, digest_size=16), self.visible(subject)
        found.update(self.digests[rows].tobytes())
        found.update(self._beside(subject))
        return found.hexdigest()

    @cache  # noqa: B019  (it lives as long as its dataset)
    def _breaks(self, province: str) -> bytes:
        catalog = self._data.catalog
        named = {change.id: change.provinces for change in catalog.breaks}
        return _digest(
            [
                list(change.values())
                for change in catalog.frames["breaks"].to_dict("records")
                if not province or not (of := named.get(change["id"], ())) or province in of
            ]
        )

    def _beside(self, subject: Subject) -> bytes:
        holders = self._holders.get(subject.body, [])
        counted = [len(holders), self._ends] if subject.province else holders
        changed = self._changes.get(subject[:4], []) if subject.province else []
        return self._breaks(subject.province) + repr([counted, changed, *self._former(subject)]).encode()

    def _former(self, subject: Subject) -> list[int]:
        """How much former provinces printed, added up or not: a report by those of today says so."""
        if self._data.printed is None:
            return []
        units = [subject.province] if subject.province else sorted(self._data.catalog.units_2025)
        years = range(subject.since or subject.year, max(subject.until, subject.year) + 1)
        return [former_kinds(self._data, [unit], subject.body, years, subject.period) for unit in units]

    def ids(self, positions: Positions) -> list[str]:
        """Ids of the figures at those positions as they are printed: of a sum those of its parts."""
        rows = records(self._data.observations.iloc[positions])
        return [str(figure) for row in rows for figure, _ in parts_of(row) or ((row["id"], ""),)]

    def of_rows(self) -> dict[str, str]:
        """Digest of every row by the figure's id: what tells later which rows have changed."""
        halves = self.digests.astype(">u8").tobytes().hex()
        return {
            figure: halves[32 * i : 32 * i + 32] for i, figure in enumerate(self._data.observations["id"])
        }


def _groups(frame: pd.DataFrame, *columns: str) -> dict[tuple[Hashable, ...], Positions]:
    return frame.groupby(list(columns), sort=False, dropna=False).indices  # type: ignore[return-value]


def _partners(frame: pd.DataFrame) -> dict[int, Positions]:
    """Rows that one and the same check looks at, beyond province, body and year."""
    pairs: dict[int, set[int]] = {}

    def together(members: Iterable[Any]) -> None:
        found = [int(member) for member in members]
        for member in found:
            pairs.setdefault(member, set()).update(found)

    # A conflict that was documented for a province, whatever the bodies.
    disputed = np.flatnonzero(frame["conflict"] != "")
    for members in frame.iloc[disputed].groupby(["conflict", "province"]).indices.values():
        together(disputed[members])
    # A change that a source prints, and the figure that it is printed against.
    series = ["province", "body", "indicator", "category", "authority", "kind"]
    printed = np.flatnonzero(frame["change_against"] != "")
    if len(printed):
        changes = frame.iloc[printed][[*series, "change_against"]].assign(later=printed)
        against = changes.pop("change_against").str.partition("-")
        changes["year"], changes["period"] = against[0].astype("Int64"), against[2]
        earlier = frame[[*series, "year", "period"]].assign(earlier=np.arange(len(frame)))
        for later, before in changes.merge(earlier)[["later", "earlier"]].itertuples(index=False):
            together([later, before])
    return {position: np.array(sorted(others), dtype=np.intp) for position, others in pairs.items()}


def _row_digests(data: Dataset) -> np.ndarray[Any, np.dtype[np.uint64]]:
    """Two words of 64 bits a row: of the row itself, and of the sources that it or its parts name."""
    frame = data.observations.drop(columns=list(_UNSEEN))
    whose = frame["source"]
    if data.printed is not None:
        whose = frame["part_sources"].where(frame["parts"] != "", whose)
    sources = data.catalog.frames["sources"].set_index("id", drop=False)
    words = []
    for key in ("doichieu-row-one", "doichieu-row-two"):
        rows = pd.util.hash_pandas_object(frame, index=False, hash_key=key).to_numpy()
        hashes = pd.util.hash_pandas_object(sources, index=False, hash_key=key)
        known = dict(zip(sources["id"], map(int, hashes), strict=True))
        folded = {names: _folded(known[name] for name in names.split(PLUS)) for names in whose.unique()}
        words.append(rows * np.uint64(31) + whose.map(folded).to_numpy(dtype=np.uint64))
    return np.stack(words, axis=1)


def _folded(hashes: Iterable[int]) -> int:
    """One word of 64 bits for several in their order; of one, that one."""
    return reduce(lambda found, each: (found * 31 + each) % 2**64, hashes, 0)


def _vocabulary(data: Dataset) -> bytes:
    """What every report sees: data set, release and issuer, and the tables that give all figures their names.

    The glossary is for people, and sources and breaks count only for the reports that they concern.
    """
    tables = sorted(set(SIDE_TABLES) - {"glossary", "sources", "breaks", "synonyms"})
    content = [[name, data.catalog.frames[name].to_numpy().tolist()] for name in tables]
    return _digest([data.name, data.release, str(data.released), repr(data.identity), content])


def _digest(content: Any) -> bytes:
    return hashlib.blake2b(repr(content).encode(), digest_size=16).digest()
