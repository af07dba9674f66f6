"""`load()`: the only place where data files are read. What leaves it is valid."""

import csv
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import catalog, schema
from analysis.catalog import Catalog
from analysis.errors import DataError, Fault, RequestError
from analysis.locations import data_folder

_INTEGERS = ("year", "span_from", "count", "count_to", "of")
_DECIMALS = ("percent", "percent_to", "change_printed")


@dataclass(frozen=True)
class Dataset:
    """All figures of one data folder, valid and typed.

    Attributes
    ----------
    folder : pathlib.Path
        Where it was read from.
    release : str
        Version of the data, from ``datapackage.json``.
    released : datetime.date
        Day of that release; what was due after it counts as not yet due.
    observations : pandas.DataFrame
        One row a printed figure, indexed by nothing in particular. The columns are those of the
        files (`schema.OBSERVATION_COLUMNS`) with ``year``, ``span_from``, ``count``, ``count_to``,
        ``of`` as Int64, ``percent``, ``percent_to``, ``change_printed`` as Float64, ``as_of`` as
        datetime64, all else as text; before them ``id`` (the figure's public id) and ``domain``,
        after them ``percent_text`` (as in the file, with its zeros), ``file`` and ``line``.
    catalog : Catalog
        Provinces, bodies, indicators, bases, sources and breaks.
    """

    folder: Path
    release: str
    released: date
    observations: pd.DataFrame
    catalog: Catalog

    def figure(self, figure_id: str) -> pd.Series:
        """The row of one figure.

        Parameters
        ----------
        figure_id : str
            Public id, such as ``tra-vinh/bloc/2023/FY/actual/admissions/members``.

        Returns
        -------
        pandas.Series
            The row of `observations`.

        Raises
        ------
        RequestError
            If no figure has that id; the message names the nearest ones.
        """
        rows = self.observations[self.observations["id"] == figure_id]
        if rows.empty:
            from rapidfuzz import process

            near = [
                match
                for match, _, _ in process.extract(
                    figure_id, self.observations["id"], limit=3, score_cutoff=80
                )
            ]
            hint = f" Nearest: {', '.join(near)}" if near else " 'analysis show' prints the ids."
            raise RequestError(f"no figure has the id {figure_id!r}.{hint}")
        return rows.iloc[0]

    def coverage(self) -> list[dict[str, Any]]:
        """What there is: a row for every province, year, body and period that has figures.

        Returns
        -------
        list of dict
            ``province``, ``year``, ``body``, ``period``, and ``figures``: how many of each domain.
        """
        keys = ["province", "year", "body", "period"]
        held: dict[tuple[Any, ...], dict[str, int]] = {}
        for *key, domain in self.observations[[*keys, "domain"]].itertuples(index=False):
            counts = held.setdefault(tuple(key), {})
            counts[domain] = counts.get(domain, 0) + 1
        return [
            {**dict(zip(keys, key, strict=True)), "year": int(key[1]), "figures": counts}
            for key, counts in sorted(held.items())
        ]

    def __repr__(self) -> str:
        frame = self.observations
        return (
            f"<Dataset {self.release}: {len(frame)} figures, {frame['province'].nunique()} provinces, "
            f"{frame['year'].min()}–{frame['year'].max()}>"
        )


def load(folder: str | Path | None = None) -> Dataset:
    """Read and check a data folder.

    Parameters
    ----------
    folder : str or pathlib.Path, optional
        A folder with the project's CSV files and ``datapackage.json``. Without it: the folder named by
        the environment variable ``ANALYSIS_DATA``, else the figures that come with the library.

    Returns
    -------
    Dataset
        It cannot be invalid.

    Raises
    ------
    RequestError
        If there is no such folder.
    DataError
        With every fault of every file, if there is any.
    """
    path = Path(folder) if folder is not None else data_folder()
    if not path.is_dir():
        raise RequestError(f"no data folder at {path}")
    faults: list[Fault] = []
    release, released = _release(path, faults)
    tables = {name: _table(path, name, columns, faults) for name, (columns, _) in schema.SIDE_TABLES.items()}
    faults += [found for name, frame in tables.items() for found in _side_faults(name, frame)]
    if faults:
        # Without sound side tables every figure would be reported as unknown as well.
        raise DataError(tuple(sorted(faults)))
    known = catalog.build(tables)
    vocabulary = _vocabulary(known)
    frames = []
    for domain in known.domain_names:
        frame = _table(path, domain, schema.OBSERVATION_COLUMNS, faults)
        faults += schema.faults_of(schema.observation_schema(vocabulary, domain), frame, f"{domain}.csv")
        frames.append(frame.assign(domain=domain, file=f"{domain}.csv", line=frame.index))
    together = pd.concat(frames, ignore_index=True)
    faults += _twice(together)
    if faults:
        raise DataError(tuple(sorted(faults)))
    return Dataset(path, release, released, _typed(together, known), known)


def _release(path: Path, faults: list[Fault]) -> tuple[str, date]:
    file = path / "datapackage.json"
    try:
        package = json.loads(file.read_text(encoding="utf-8"))
        return str(package["version"]), date.fromisoformat(str(package["created"])[:10])
    except FileNotFoundError:
        faults.append(
            Fault(file.name, 0, "-", "missing-file", "the data folder needs it; 'analysis new' shows one")
        )
    except (ValueError, KeyError, TypeError) as error:
        message = f"it must be JSON with version and created (YYYY-MM-DD); {type(error).__name__}: {error}"
        faults.append(Fault(file.name, 0, "-", "bad-package", message))
    return "", date.min


def _table(path: Path, name: str, columns: tuple[str, ...], faults: list[Fault]) -> pd.DataFrame:
    """One CSV as text, indexed by line; faults of its form are added to the list."""
    file = f"{name}.csv"
    rows: dict[int, list[str]] = {}
    try:
        with (path / file).open(encoding="utf-8-sig", newline="") as handle:
            for line, cells in _lines(handle, file, columns, faults):
                rows[line] = cells
    except FileNotFoundError:
        faults.append(
            Fault(file, 0, "-", "missing-file", "the data folder needs it, if only with its header")
        )
    except UnicodeDecodeError as error:
        faults.append(Fault(file, 0, "-", "not-utf8", f"save the file as UTF-8 (byte {error.start} is not)"))
    except csv.Error as error:
        faults.append(Fault(file, 0, "-", "bad-csv", f"{error}; check the quotes"))
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(columns), dtype=str)


def _lines(
    handle: Iterator[str], file: str, columns: tuple[str, ...], faults: list[Fault]
) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(handle, strict=True)
    header = next(reader, [])
    if tuple(header) != columns:
        missing, extra = [c for c in columns if c not in header], [c for c in header if c not in columns]
        detail = f"missing {', '.join(missing)}; " * bool(missing) + f"unknown {', '.join(extra)}; " * bool(
            extra
        )
        faults.append(Fault(file, 1, "-", "bad-header", f"{detail}the columns must be {','.join(columns)}"))
        return
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) != len(columns):
            if cells:
                message = (
                    f"{len(cells)} cells where the header has {len(columns)}; quote cells that hold a comma"
                )
                faults.append(Fault(file, line, "-", "cell-count", message))
        else:
            faults += _form_faults(file, line, columns, cells)
            yield line, cells
        line = reader.line_num + 1


def _form_faults(file: str, line: int, columns: tuple[str, ...], cells: list[str]) -> Iterator[Fault]:
    for column, cell in zip(columns, cells, strict=True):
        if not cell.isascii() and not unicodedata.is_normalized("NFC", cell):
            yield schema.fault(file, line, column, "not-nfc")
        if cell != cell.strip():
            yield schema.fault(file, line, column, "stray-space")


def _side_faults(name: str, frame: pd.DataFrame) -> list[Fault]:
    if frame.empty:
        return []
    file, key = f"{name}.csv", list(schema.SIDE_TABLES[name][1])
    faults = schema.faults_of(schema.side_schema(name), frame, file)
    for line, row in frame[frame.duplicated(key)].iterrows():
        faults.append(schema.fault(file, int(str(line)), key[0], "duplicate-key", "/".join(row[key])))
    return faults


def _vocabulary(known: Catalog) -> schema.Vocabulary:
    return schema.Vocabulary(
        provinces=frozenset(known.provinces),
        bodies=frozenset(known.body_names),
        bases=frozenset(known.basis_names),
        parts=frozenset(basis for basis, role in known.basis_roles.items() if role == "part"),
        sources=frozenset(known.sources),
        pairs={pair: indicator.domain for pair, indicator in known.indicators.items()},
        stocks=frozenset(pair for pair in known.indicators if pair[0] == "membership"),
    )


def _twice(frame: pd.DataFrame) -> list[Fault]:
    """Figures printed twice: by one source (a fault), or by two without a preferred one."""
    faults = []
    key = list(schema.KEY_COLUMNS)
    for _, row in frame[frame.duplicated([*key, "source"])].iterrows():
        faults.append(schema.fault(row["file"], row["line"], "source", "duplicate-figure"))
    shared = frame[frame.duplicated(key, keep=False)]
    for _, rows in shared.groupby(key, sort=False):
        if (rows["preferred"] == "yes").sum() != 1:
            first = rows.iloc[0]
            faults.append(schema.fault(first["file"], first["line"], "preferred", "preference-missing"))
    return faults


def _typed(frame: pd.DataFrame, known: Catalog) -> pd.DataFrame:
    typed = frame.copy()
    typed["percent_text"] = typed["percent"]
    for column in _INTEGERS:
        typed[column] = pd.to_numeric(typed[column]).astype("Int64")
    for column in _DECIMALS:
        typed[column] = pd.to_numeric(typed[column]).astype("Float64")
    typed["as_of"] = pd.to_datetime(typed["as_of"].where(typed["as_of"] != ""), format="%Y-%m-%d")
    typed["id"] = _ids(frame)
    order = {pair: indicator.order for pair, indicator in known.indicators.items()}
    typed["order"] = [order[pair] for pair in zip(typed["indicator"], typed["category"], strict=True)]
    typed = typed.sort_values(["province", "body", "year", "period", "kind", "order", "authority", "id"])
    columns = ["id", "domain", *schema.OBSERVATION_COLUMNS, "percent_text", "file", "line"]
    return typed[columns].reset_index(drop=True)


def period_token(period: str, span_from: str, as_of: str) -> str:
    """The period as it stands in a figure's id.

    Examples
    --------
    >>> period_token("TERM", "2015", ""), period_token("YTD", "", "2022-11-29"), period_token("Q1", "", "")
    ('TERM-2015', 'YTD-2022-11-29', 'Q1')
    """
    detail = {"TERM": span_from, "YTD": as_of}.get(period, "")
    return f"{period}-{detail}" if detail else period


def _ids(frame: pd.DataFrame) -> pd.Series:
    rows: list[Mapping[str, str]] = frame.astype(str).to_dict("records")  # type: ignore[assignment]
    ids = pd.Series(
        [
            "/".join(
                [
                    *(row["province"], row["body"], row["year"]),
                    period_token(row["period"], row["span_from"], row["as_of"]),
                    *(row["kind"], row["indicator"], row["category"]),
                    *([row["authority"]] if row["authority"] else []),
                ]
            )
            for row in rows
        ],
        index=frame.index,
    )
    # Only where two sources print the same thing does the source belong to the name.
    return ids.where(~ids.duplicated(keep=False), ids + "@" + frame["source"])
