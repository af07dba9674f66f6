"""Who has most: one figure of one year, place by place, on a common base where that is asked for."""

from collections.abc import Iterable
from typing import Literal

import pandas as pd

from analysis.compare.derived import derive
from analysis.compare.neighbours import BY_SIZE, FEWEST_PEERS, NATIONAL, PLACES
from analysis.compare.rows import WIDEST, rows_by_id
from analysis.data import COUNTRY, Dataset, Row, records
from analysis.errors import RequestError, expect
from analysis.page import Words


def ranking(
    data: Dataset,
    indicator: str,
    year: int,
    *,
    places: str | Iterable[str] | None = None,
    body: str | None = None,
    period: str = "FY",
    per: bool = False,
    lang: Literal["vi", "en"] = "en",
) -> pd.DataFrame:
    """One figure of one year, the place with the most of it first; the country is none of them.

    Parameters
    ----------
    data : Dataset
    indicator : str
        ``indicator/category``.
    year : int
    places : str or iterable of str, optional
        Places or regions; all of them without it.
    body : str, optional
        Code of a body; the one that most places have without it.
    period : str, optional
        Full years by default.
    per : bool, optional
        Set each count against the stock that the vocabulary names for it: per 1,000 members.
    lang : {"vi", "en"}, optional
        Of the names.

    Returns
    -------
    pandas.DataFrame
        As `Dataset.select` gives it, with ``rank`` (1 is the most; equal values share it), ``of_places``
        (among how many), ``why_no_rank``, and ``formula`` where the value is derived. ``value`` is what
        places are compared by: of a part of a base the percentage. A figure that is not exact or disputed
        has no rank, nor has a plain count, which follows the size of the place.

    Raises
    ------
    RequestError
        If the indicator is unknown or names several figures, or nobody has it.

    Examples
    --------
    >>> import analysis
    >>> data = analysis.load()
    >>> known = data.catalog.indicators
    >>> score = next("/".join(pair) for pair in known if known[pair].measure == "score")
    >>> frame = ranking(data, score, 2022)
    >>> frame[["place_name", "printed", "rank", "of_places"]].head(2).values.tolist()
    [['Quảng Ninh', '72.95', 1, 63], ['Bắc Giang', '72.80', 2, 63]]
    """
    expect(Dataset, data=data)
    expect(int, year=year)
    pairs = data.catalog.pairs([indicator])
    if len(pairs) > 1:
        raise RequestError(
            "several-of-indicator", name=indicator, known=["/".join(pair) for pair in pairs[:6]]
        )
    frame = data.select(places, indicator, year, body, period, lang=lang)
    frame = _widest(frame[(frame["id"] != "") & (frame["body"] != NATIONAL) & (frame["place"] != COUNTRY)])
    if frame.empty:
        when = data.catalog.in_words(years=str(year), period=period)
        raise RequestError("nothing-to-rank", name=indicator, when=when)
    if body is None:
        frame = frame[frame["body"] == frame.groupby("body").size().sort_index().idxmax()]
    lines = [_on_base(row, data, lang) if per else _as_compared(row, data) for row in records(frame)]
    found = pd.DataFrame(lines)
    return _placed(found, frame)


def _widest(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a place and body: of several authorities the widest one speaks for the place."""
    breadth = frame["authority"].map({authority: place for place, authority in enumerate(WIDEST)})
    ordered = frame.assign(breadth=breadth.fillna(len(WIDEST))).sort_values("breadth", kind="stable")
    return ordered.drop_duplicates(["place", "body"]).drop(columns="breadth").sort_index()


def _as_compared(line: Row, data: Dataset) -> Row:
    """The figure by the value that places are compared by."""
    row = rows_by_id(data)[str(line["id"])]
    found = {**line, "measure": row["measure"], "formula": ""}
    if row["measure"] not in ("share", "fulfilment"):
        return found
    share = row[row["measure"]]
    printed = row["percent_text"] or f"{float(share):.2f}"
    counted = "" if row["percent_text"] else f"{row['count']} / {row['of']} = {printed}%"
    return {**found, "value": float(share), "unit": "%", "printed": printed, "formula": counted}


def _on_base(line: Row, data: Dataset, lang: str) -> Row:
    """The figure by so many of its stock; without a value where that is not known."""
    meaning = data.catalog.indicators[str(line["indicator"]), str(line["category"])]
    if not meaning.per:
        raise RequestError("no-stock", name=f"{meaning.indicator}/{meaning.category}")
    stock = data.catalog.indicators[tuple(meaning.per.split("/"))]  # type: ignore[index]
    words = Words(lang)
    unit = words.text("rate-per", factor=words.integer(meaning.per_factor), unit=stock.unit_name(lang))
    rates = [item for item in derive(data, data.figure(str(line["id"]))) if item.name.startswith("per_")]
    rate = next((item for item in rates if item.name.endswith(stock.category)), None)
    base = {**line, "measure": "rate", "unit": unit}
    if rate is None:
        return {**base, "value": None, "printed": "", "formula": "", "reason": line["reason"] or "no_stock"}
    printed = f"{rate.value:.2f}"
    return {**base, "value": rate.value, "printed": printed, "of": rate.of, "formula": rate.formula}


def _placed(found: pd.DataFrame, like: pd.DataFrame) -> pd.DataFrame:
    """Rows in order, with the place of those that may have one."""
    found = found.astype({"value": "Float64", "of": "Int64", "count": "Int64", "percent": "Float64"})
    # Shares of different wholes have no common order: those of the base that most places have do.
    kinds = pd.MultiIndex.from_frame(found[["measure", "basis", "authority"]])
    plain = found["value"].notna() & (found["reason"] == "")
    usual = kinds[plain].value_counts().index[0] if plain.any() else None
    common = plain & (kinds == usual)
    measures = set(found.loc[common, "measure"])
    why = pd.Series("", index=found.index)
    why[~plain] = found["reason"]
    why[plain & ~common] = "other_base"
    if measures & {*BY_SIZE, *PLACES}:
        why[common] = "sizes_differ" if measures & set(BY_SIZE) else "is_a_place"
    elif int(common.sum()) < FEWEST_PEERS:
        why[common] = "few_peers"
    ranks = found["value"].where(why == "").rank(method="min", ascending=False).astype("Int64")
    found = found.assign(rank=ranks, of_places=int((why == "").sum()), why_no_rank=why)
    found["of_places"] = found["of_places"].where(ranks.notna()).astype("Int64")
    found = found.sort_values(
        ["value", "place"], ascending=[False, True], na_position="last", ignore_index=True
    )
    found.attrs.update(like.attrs)
    return found
