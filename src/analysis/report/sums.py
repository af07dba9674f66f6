"""What a report by the provinces of today says of its sums: what they are, and how each was added up."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from analysis.compare import MERGER, PLUS, former_kinds, merged, notation, parts_of, rows_by_id, sources_of
from analysis.data import Dataset, Row
from analysis.page import Runs, Words, cite, text

MOST_LISTED = 6
"""So many places are named one by one."""


def cited(row: Row, numbers: Mapping[str, int]) -> tuple[int, ...]:
    """Numbers of the sources that print a figure: of a sum those of its parts."""
    return tuple(numbers[source] for source in sources_of(row))


def footnote(row: Row, data: Dataset, words: Words, numbers: Mapping[str, int]) -> list[Runs]:
    """How a sum was added up, each part with its source; nothing of a printed figure.

    Parameters
    ----------
    row : dict
    data : Dataset
        The view that the figure stands in.
    words : Words
    numbers : mapping of str to int
        Number of each source in the report.
    """
    if data.printed is None or not row.get("parts"):
        return []
    known, catalog = rows_by_id(data.printed), data.printed.catalog
    parts = [(known[figure], source) for figure, source in parts_of(row)]
    named = [
        (
            text(f"{catalog.provinces[part['province']].name(words.lang)} "),
            text(words.integer(int(part["count"]))),
            cite(numbers[source]),
        )
        for part, source in parts
    ]
    formula = notation.local_formula(row["formula"], words)
    said = words.runs("note-sum", parts=words.listed(named), formula=formula)
    if notation.present(row["of"]):
        basis = catalog.basis_names[row["of_basis"]][f"name_{words.lang}"]
        bases = PLUS.join(words.integer(int(part["of"])) for part, _ in parts)
        total = words.integer(int(row["of"]))
        base = words.text("note-sum-base", basis=basis, formula=f"{bases} = {total}")
        said = (*said, text(f" {base}"))
    return [said]


def footnote_of_place(row: Row, data: Dataset, words: Words) -> list[Runs]:
    """Whose figures a sum adds up, the same for all sums of a place; nothing of a printed figure.

    What a report of hundreds of sums has room for: how each was added up stands in its CSV.
    """
    if data.printed is None or not row.get("parts"):
        return []
    former = [figure.partition("/")[0] for figure, _ in parts_of(row)]
    return [(text(words.text("note-sum-place", parts=_named(former, data.printed, words))),)]


def starred(name: str, row: Row, words: Words) -> str:
    """What a chart calls a figure: with a mark if it is a sum, for a chart has no footnotes."""
    return f"{name}{words.text('mark-sum')}" if row.get("parts") else name


def caption(rows: Iterable[Row], words: Words) -> list[str]:
    """What the mark of sums means, below a chart that has one; else nothing."""
    return [words.text("caption-sums")] if any(row.get("parts") for row in rows) else []


def head(
    data: Dataset,
    places: Collection[str],
    rows: Sequence[Row],
    years: Sequence[int],
    words: Words,
    *,
    told_in: str = "notes",
) -> str:
    """What stands below the title: whose figures are sums, and how much could not be added up.

    Parameters
    ----------
    data : Dataset
        A view; of the data as printed nothing is said.
    places : collection of str
        Slugs of the provinces that the report is about.
    rows : iterable of dict
        Its figures.
    years : sequence of int
    words : Words
    told_in : {"notes", "file"}, optional
        Where it stands how each sum was added up.
    """
    if data.printed is None:
        return ""
    known = merged(data.catalog)
    made = {unit: known[unit] for unit in places if unit in known}
    if not made:
        return words.text("sums-none", places=_named(places, data, words))
    sums = [row for row in rows if row.get("parts")]
    told = [
        {"place": _named([unit], data, words), "parts": _named(parts, data.printed, words)}
        for unit, parts in made.items()
        if len(places) <= MOST_LISTED
    ]
    one = "-one" if len(places) == 1 else ""
    where = words.text(f"sums-in-{told_in}")
    said = [words.text(f"sums-head{one}", day=words.date(MERGER), where=where, **(told[0] if one else {}))]
    said += [words.text("sums-of", **each) for each in told if not one]
    kinds = former_kinds(data, made, rows[0]["body"], years, rows[0]["period"])
    if kinds and told:
        said.append(words.text("sums-kinds", kinds=kinds, sums=len(sums)))
    elif kinds:
        held = {row["province"] for row in sums}
        said.append(
            words.text("sums-places", merged=len(made), held=len(held), without=len(made) - len(held))
        )
    return " ".join(said)


def _named(places: Iterable[str], data: Dataset, words: Words) -> str:
    return words.listing([data.catalog.provinces[slug].name(words.lang) for slug in places])
