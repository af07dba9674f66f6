"""The names that the columns of a data folder know: places, bodies, indicators, periods and the like.

They come from the folder's own tables, and for the fixed codes from ``words/``, in Vietnamese and English.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import itemgetter
from pathlib import Path

import pandas as pd

from analysis.data import cells, schema
from analysis.data.cells import Read, Typed
from analysis.data.frames import Row, grouped, records
from analysis.data.names import Names, of_city
from analysis.data.spreadsheets import DECIMALS
from analysis.messages import LANGUAGES, filled, message_keys

__all__ = ["Lexicon", "choices", "lexicon", "word", "words"]

_FIXED: Mapping[str, tuple[tuple[str, ...], str]] = {
    "period": (schema.PERIODS, "unknown-period"),
    "kind": (schema.KINDS, "unknown-kind"),
    "authority": (schema.AUTHORITIES, "unknown-authority"),
    "counted": (schema.COUNTINGS, "unknown-counting"),
    "qualifier": (schema.QUALIFIERS, "unknown-qualifier"),
    "comparator": (schema.COMPARATORS, "unknown-comparator"),
    "change_unit": (schema.CHANGE_UNITS, "unknown-change-unit"),
    "preferred": (("", "yes", "no"), "unknown-preference"),
    "confidence": (schema.CONFIDENCES, "unknown-confidence"),
    "measure": (schema.MEASURES, "unknown-value"),
    "polarity": (schema.POLARITIES, "unknown-value"),
    "timing": (schema.TIMINGS, "unknown-value"),
    "role": (schema.BASIS_ROLES, "unknown-value"),
    "office": (schema.OFFICE_ITEMS, "unknown-key"),
    "colour": (tuple(schema.COLOURS), "not-a-colour"),
    "source_kind": (("newspaper", "party_site", "government", "other"), ""),
    "level": (("province", "municipality", "district", "commune", "unit", "country"), ""),
}
"""The columns of fixed codes with the fault of a name that is none of them."""

_READERS: Mapping[str, Callable[[Typed], Read]] = {
    **dict.fromkeys(("count", "count_to", "of"), cells.integer),
    **dict.fromkeys(("year", "span_from"), cells.year),
    **dict.fromkeys(DECIMALS, cells.decimal),
    "as_of": cells.day,
    "as_printed": cells.printed,
}

_AS_IT_STANDS: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("count", "count_to", "of"), re.compile("[0-9]*")),
    **dict.fromkeys(("year", "span_from"), re.compile("(19[3-9][0-9]|20[0-9]{2})?")),
    **dict.fromkeys(DECIMALS, re.compile(r"(-?[0-9]+(\.[0-9]+)?)?")),
    "as_of": re.compile(""),
    "as_printed": re.compile("([0-9]+([.,][0-9]+)*%?)?"),
}
"""What most cells look like, and are read as they stand."""

EXCHANGED = ("province", "body", "year", "period", "kind")
"""Columns whose cells cannot be mistaken for each other's: what fits the one does not fit another."""

PAIR = "indicator/category"
"""Stands for the two columns of an indicator, which are read together."""

# A sign of equality or a hash may begin what a spreadsheet shows in place of a value.
_PLAIN_TEXT = re.compile(r'([!"$-<>-~]([ -~]*[!-~])?)?')


_WORDS = Path(__file__).parent / "words"


@cache
def words(lang: str) -> Mapping[str, str]:
    """All words of workbooks in one language, by their keys."""
    return {key: word(key, lang) for key in message_keys(_WORDS / f"{lang}.ftl", lang)}


def word(key: str, lang: str) -> str:
    """One word of workbooks."""
    return filled(_WORDS / f"{lang}.ftl", lang, key, {})


@cache
def fixed(column: str) -> Names:
    """The names of the fixed codes of a column."""
    codes, fault = _FIXED[column]
    return Names.of(
        fault, [(code, [word(f"{column}-{code}", lang) for lang in LANGUAGES]) for code in codes if code]
    )


def choices(column: str, lang: str) -> list[tuple[str, str]]:
    """The codes that a column of fixed codes may hold, each after its name; the empty one has none.

    Examples
    --------
    >>> choices("kind", "en")
    [('Actual', 'actual'), ('Target', 'target')]
    """
    codes, _ = _FIXED[column]
    return [(word(f"{column}-{code}", lang) if code else "", code) for code in codes]


class OnDemand(Mapping[str, Names]):
    """Names by column that are put together when a cell asks for them: most cells hold codes."""

    def __init__(self, ways: Mapping[str, Callable[[], Names]]) -> None:
        self._ways = ways
        self._made: dict[str, Names] = {}

    def __getitem__(self, column: str) -> Names:
        """The names of a column."""
        if column not in self._made:
            self._made[column] = self._ways[column]()
        return self._made[column]

    def __contains__(self, column: object) -> bool:
        """Whether a column has names."""
        return column in self._ways

    def __iter__(self) -> Iterator[str]:
        """The columns."""
        return iter(self._ways)

    def __len__(self) -> int:
        """How many columns have names."""
        return len(self._ways)


@dataclass(frozen=True)
class Lexicon:
    """What the columns of one data folder know.

    Attributes
    ----------
    names : mapping of str to Names
        By column.
    pairs : Names
        The codes ``indicator/category``, by what an indicator is called in full.
    categories : mapping of str to Names
        The categories of each indicator.
    measures : mapping of str to str
        Of each ``indicator/category``.
    domains : mapping of str to str
        Of each ``indicator/category``.
    stocks : frozenset of str
        Which ``indicator/category`` are counted on a day.
    by_authority : frozenset of str
        Of which ``indicator/category`` it matters who acted.
    coded : mapping of str to frozenset of str
        What the columns of codes hold where nothing has to be looked up; ``indicator/category`` of both.
    """

    names: Mapping[str, Names]
    pairs: Names
    categories: Mapping[str, Names]
    measures: Mapping[str, str]
    domains: Mapping[str, str]
    stocks: frozenset[str]
    by_authority: frozenset[str]
    coded: Mapping[str, frozenset[str]]

    def unsettled(self, column: str, held: Collection[str]) -> set[str]:
        """Which of the cells of a column have to be read: neither codes nor as plain as most are."""
        left = {*held} - self.coded.get(column, frozenset())
        if column in self.names or not left:
            return left
        plain = _AS_IT_STANDS.get(column, _PLAIN_TEXT).fullmatch
        return {cell for cell in left if not plain(cell)}

    def read(self, column: str, cell: Typed) -> Read:
        """One cell of a column of figures."""
        if column in self.names:
            return cells.named(cell, self.names[column])
        if column == "value" and isinstance(cell, str) and not any(map(str.isdigit, cell[:2])):
            return cells.named(cell, self.names["tier"])  # the code or name of a class
        return _READERS.get(column, cells.free)(cell)

    def pair(self, indicator: Typed, category: Typed) -> tuple[Read, Read]:
        """The two codes of an indicator, from its full name in one cell or from two cells.

        Examples
        --------
        >>> from analysis import load
        >>> known = lexicon(load().catalog.frames)
        >>> named = [read.text for read in known.pair("Đảng viên mới kết nạp", None)]
        >>> named == [read.text for read in known.pair("Kết nạp đảng viên", "đảng viên mới kết nạp")]
        True
        >>> known.pair("ket-nap", named[1])[0].values["near"].partition(" (")[0]
        'Kết nạp đảng viên'
        """
        if category is None or category == "":
            whole = cells.named(indicator, self.pairs)
            if not whole.fault and whole.text:
                first, _, second = whole.text.partition("/")
                return Read(first), Read(second)
            return whole, Read("")
        group = cells.named(indicator, self.names["indicator"])
        if group.fault or not group.text:
            return group, cells.free(category)
        return group, cells.named(category, self.categories[group.text])


def lexicon(tables: Mapping[str, pd.DataFrame]) -> Lexicon:
    """The lexicon of the tables beside the figures.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        As text.
    """
    indicators = records(tables["indicators"])
    groups = grouped(indicators, itemgetter("indicator"))
    of_table = partial(partial, _named, tables)
    pairs = {f"{row['indicator']}/{row['category']}": row for row in indicators}
    names: dict[str, Callable[[], Names]] = {
        **{column: partial(fixed, column) for column in _FIXED},
        "province": of_table("provinces", "province", ("name_vi", "name_en", "gso_code"), "unknown-province"),
        "body": lambda: _bodies(records(tables["bodies"])),
        "of_basis": of_table("bases", "of_basis", ("name_vi", "name_en"), "unknown-basis"),
        "source": of_table("sources", "id", ("title",), "unknown-source"),
        "domain": of_table("domains", "domain", ("name_vi", "name_en"), "unknown-reference"),
        "region": lambda: Names.of(
            "unknown-reference",
            [(row["region"], [row["region_en"]]) for row in records(tables["provinces"]) if row["region"]],
        ),
        "tier": of_table("tiers", "tier", ("name_vi", "name_en"), "unknown-tier"),
        "indicator": lambda: Names.of(
            "unknown-indicator",
            [(group, [rows[-1]["indicator_vi"], rows[-1]["indicator_en"]]) for group, rows in groups.items()],
        ),
    }
    kept = (("provinces", "province"), ("bodies", "body"), ("bases", "of_basis"), ("sources", "id"))
    coded = {
        **{column: {"", *codes} for column, (codes, _) in _FIXED.items()},
        **{"source" if code == "id" else code: {"", *tables[table][code]} for table, code in kept},
        PAIR: {*pairs},
    }
    return Lexicon(
        names=OnDemand(names),
        pairs=Names.of(
            "unknown-indicator",
            [(pair, [row["label_vi"], row["label_en"]]) for pair, row in pairs.items()],
        ),
        categories=OnDemand({group: partial(_categories, rows) for group, rows in groups.items()}),
        measures={pair: row["measure"] or "count" for pair, row in pairs.items()},
        domains={pair: row["domain"] for pair, row in pairs.items()},
        stocks=frozenset(pair for pair, row in pairs.items() if row["timing"] == "day"),
        by_authority=frozenset(pair for pair, row in pairs.items() if row["by_authority"] == "yes"),
        coded={column: frozenset(codes) for column, codes in coded.items()},
    )


def _categories(rows: Sequence[Row]) -> Names:
    """The categories of one indicator."""
    named = [(row["category"], [row["category_vi"], row["category_en"]]) for row in rows]
    return Names.of("unknown-indicator", named)


def _bodies(rows: Sequence[Row]) -> Names:
    """The bodies, a provincial one also as it is called in a city, unless another one has that name."""
    own = {
        row["body"]: [row[name] for name in ("name_vi", "short_vi", "name_en", "short_en")] for row in rows
    }
    taken = {name for names in own.values() for name in names}
    named = [(code, [*names, *({*map(of_city, names)} - taken)]) for code, names in own.items()]
    return Names.of("unknown-body", named)


def _named(
    tables: Mapping[str, pd.DataFrame], table: str, code: str, columns: tuple[str, ...], fault: str
) -> Names:
    return Names.of(
        fault, [(row[code], [row[column] for column in columns]) for row in records(tables[table])]
    )
