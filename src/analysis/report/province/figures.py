"""Charts of one place: the finding as heading, the picture, the same in words, the data below."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from analysis import charts, compare
from analysis.compare import Rating, Scope, Segment, Series, main_value, middle_key, notation, rating_of_year
from analysis.data import Break, Catalog, Indicator, Row
from analysis.page import Figure, Panel, Run, Words, text
from analysis.report import footnotes, sums
from analysis.report.figures import axis, panel, percent_axis, stretches, tick_years
from analysis.report.tables import of_figure

MOST_PANELS = 24
"""So many small multiples are drawn; the rest stands in the table and in the files."""

FEW_PANELS = 4
"""Of more panels than this each is drawn small."""

MANY_PANELS = 8
"""Of more panels than this in a report all are small, however few stand together."""

MOST_TOGETHER = 15
"""Small panels that share a figure: a heading for every two would take more room than they do."""

MOST_PLANS = 8
"""Of more years than this the percentages of a plan are a line, not bars."""

MOST_BARS = 3
"""Of more years than this the classes stand side by side as columns."""

# Changes of rules by id, with the numbers under which a report lists them.
_Changes = Mapping[str, tuple[int, Break]]
_Line = tuple[str | Run, ...]


# ----------------------------------------------------------------------------------- classes of one whole


def classes(scope: Scope, words: Words) -> Figure | None:
    """The classes of each whole by year, a panel each: ratings on their base, totals that are split."""
    drawn: list[Panel] = []
    data: list[_Line] = []
    told: list[Row] = []
    best: list[str] = []
    for indicator, category in _wholes(scope.data.catalog):
        if found := _ratings_by_year(scope, indicator):
            frame, lines = _rating_lines(found, scope, words)
            bases = {
                str(rating.year): sums.starred(_base_label(rating, scope, words), rating.lead, words)
                for rating in found
            }
            leads = [rating.lead for rating in found]
            best = [words.text("figure-classes-best")]
        elif splits := _splits(scope, indicator, category):
            frame, lines = _split_lines(splits, scope, words)
            leads = [total for total, _ in splits]
            bases = {
                notation.year_label(total): sums.starred(_total_label(total, scope, words), total, words)
                for total in leads
            }
        else:
            continue
        told += leads
        meaning = scope.data.catalog.indicators[indicator, category]
        title = meaning.indicator_vi if words.lang == "vi" else meaning.indicator_en
        drawing = (charts.stacked_columns if len(leads) > MOST_BARS else charts.rating_bars)(
            [dict(zip(("year", "place", "share", "name", "label"), line, strict=True)) for line in frame],
            base_labels=bases,
            breaks=_breaks_between(scope, words, leads),
        )
        spoken = "; ".join(f"{year}: {label}" for year, _, _, _, label in frame)
        drawn.append(
            panel(drawing, f"classes-{indicator}", words.text("alt-list", title=title, items=spoken), title)
        )
        data += [(f"{title}, {head}", *cells) for head, *cells in lines]
    if not drawn:
        return None
    heads = [words.text(f"column-{name}") for name in ("year", "count", "percent")]
    return Figure(
        id="classes",
        title=(text(words.text("figure-classes")),),
        caption=(text(" ".join([words.text("figure-classes-caption"), *best, *sums.caption(told, words)])),),
        panels=drawn,
        data=of_figure("classes-data", words.text("figure-classes"), heads, data),
    )


def _wholes(catalog: Catalog) -> list[tuple[str, str]]:
    """Of each indicator with classes the category that most of them are classes of."""
    widest: dict[str, Indicator] = {}
    for meaning in catalog.indicators.values():
        if meaning.measure == "count" and meaning.classes and meaning.classes[0] < meaning.classes[1]:
            held = widest.get(meaning.indicator)
            if held is None or meaning.classes[1] > held.classes[1]:
                widest[meaning.indicator] = meaning
    return [(meaning.indicator, meaning.category) for meaning in widest.values()]


def _ratings_by_year(scope: Scope, indicator: str) -> list[Rating]:
    years: dict[int, list[Row]] = {}
    for row in scope.history:
        if row["indicator"] == indicator and row["kind"] == "actual" and row["year"] <= scope.year:
            years.setdefault(int(row["year"]), []).append(row)
    catalog = scope.data.catalog
    rated = (rating_of_year(rows, catalog) for _, rows in sorted(years.items()))
    found = [rating for rating in rated if rating is not None]
    return found if _drawable((rating.year for rating in found), scope) else []


def _drawable(years: Iterable[int], scope: Scope) -> bool:
    """Whether the report's own year is among those of a chart: earlier ones alone would pass for it."""
    return scope.year in years


def _rating_lines(
    found: Sequence[Rating], scope: Scope, words: Words
) -> tuple[list[tuple[str, int, float, str, str]], list[_Line]]:
    """What a chart of ratings draws, and what its table says."""
    frame: list[tuple[str, int, float, str, str]] = []
    data: list[_Line] = []
    for rating in found:
        for segment in rating.segments:
            named = _class_name(segment, rating.lead["indicator"], scope.data.catalog, words)
            text_of = segment.percent_text
            share = words.printed_percent(text_of) if text_of else words.percent(segment.share)
            value = share if segment.count is None else words.integer(segment.count)
            year = str(rating.year)
            frame.append((year, segment.place, segment.share, named, f"{named} {value}"))
            derived = f" ({words.text('state-derived')})"
            shown: str | Run = Run(value, figure=segment.figure) if segment.figure else value + derived
            counted: str | Run = "" if segment.count is None else shown
            if segment.count is None:
                shared = shown
            elif segment.count < compare.SMALL_COUNT:
                shared = ""  # a percentage of a handful would say more than is known
            else:
                shared = share if text_of or rating.base_printed else share + derived
            data.append((f"{year}, {named}", counted, shared))
    return frame, data


def _class_name(segment: Segment, indicator: str, catalog: Catalog, words: Words) -> str:
    """A class by its name in the vocabulary; what the classes leave is named by our own words."""
    meaning = catalog.indicators.get((indicator, segment.category))
    if meaning is None:
        return words.text(f"class-{segment.category}")
    return meaning.category_vi if words.lang == "vi" else meaning.category_en


def _base_label(rating: Rating, scope: Scope, words: Words) -> str:
    """What the classes are shares of: the number where it is known, else what they are."""
    catalog, basis = scope.data.catalog, rating.lead["of_basis"]
    if basis == "unknown":
        named = words.text("rating-base-unknown")
    else:
        named = words.text("rating-base-named", base=catalog.basis_names[basis][f"name_{words.lang}"])
    if rating.base is None:
        return named
    unit = catalog.indicators[rating.lead["indicator"], rating.lead["category"]].unit_name(words.lang)
    known = words.text("rating-base", of=words.integer(rating.base), unit=unit)
    return known if rating.base_printed else f"{known} ({words.text('state-derived')}); {named}"


def _splits(scope: Scope, indicator: str, category: str) -> list[tuple[Row, list[Row]]]:
    """Totals of the report's own kind of period that are split into their classes, oldest first."""
    meanings = scope.data.catalog.indicators

    def in_turn(part: Row) -> int:
        return meanings[part["indicator"], part["category"]].order

    found = []
    for row in scope.history:
        same = (row["indicator"], row["category"], row["kind"]) == (indicator, category, "actual")
        if same and row["year"] <= scope.year and notation.present(row["count"]) and int(row["count"]) > 0:
            parts, whole = scope.forms(row)
            if whole and len(parts) > 1:
                found.append((row, sorted(parts.values(), key=in_turn)))
    by_year = {notation.year_label(total): (total, parts) for total, parts in found}
    return list(by_year.values()) if _drawable((total["year"] for total, _ in found), scope) else []


def _split_lines(
    splits: Sequence[tuple[Row, Sequence[Row]]], scope: Scope, words: Words
) -> tuple[list[tuple[str, int, float, str, str]], list[_Line]]:
    catalog = scope.data.catalog
    frame: list[tuple[str, int, float, str, str]] = []
    data: list[_Line] = []
    for total, parts in splits:
        year = notation.year_label(total)
        for row in parts:
            meaning = catalog.indicators[row["indicator"], row["category"]]
            named = meaning.category_vi if words.lang == "vi" else meaning.category_en
            share = 100 * int(row["count"]) / int(total["count"])
            label = words.integer(int(row["count"]))
            frame.append((year, meaning.classes[0], share, named, f"{named} {label}"))
            data.append((f"{year}, {named}", notation.run(row, label), ""))
    return frame, data


def _total_label(total: Row, scope: Scope, words: Words) -> str:
    meaning = scope.data.catalog.indicators[total["indicator"], total["category"]]
    known = words.text(
        "rating-base", of=words.integer(int(total["count"])), unit=meaning.unit_name(words.lang)
    )
    whose = notation.authority(total, words)
    return f"{known} ({whose})" if whose else known


def _breaks_between(scope: Scope, words: Words, rows: Sequence[Row]) -> list[tuple[str, str, str]]:
    between = [
        (
            notation.year_label(earlier),
            notation.year_label(later),
            compare.breaks_of(later, earlier, scope.data.catalog),
        )
        for earlier, later in pairwise(rows)
    ]
    titles = break_titles(scope, words, {found for *_, identifiers in between for found in identifiers})
    return [
        (before, after, "; ".join(titles[identifier] for identifier in identifiers))
        for before, after, identifiers in between
        if identifiers
    ]


_NUMBERED_RULE = re.compile(r"[^:]*\d[^:]*")
_DATE = re.compile(r" \((\d{1,2}/)*\d{4}\)$")


def break_titles(scope: Scope, words: Words, identifiers: Iterable[str]) -> dict[str, str]:
    """Short names of breaks in the order of their days: the rule alone where that tells them apart.

    Parameters
    ----------
    scope : Scope
    words : Words
    identifiers : iterable of str
        Ids of the breaks that one figure names.

    Returns
    -------
    dict of str to str
        Names by id, no two of them alike. The day of a rule is left out, for the figure gives it apart.
    """
    wanted = set(identifiers)
    short, long = {}, {}
    for change in scope.data.catalog.breaks:
        if change.id in wanted:
            title = change.title_vi if words.lang == "vi" else change.title_en
            rule, colon, says = title.partition(":")
            rule = _DATE.sub("", rule)
            long[change.id] = rule + colon + says
            # What stands before a colon may also be a place, which names no rule.
            short[change.id] = rule if _NUMBERED_RULE.fullmatch(rule) else long[change.id]
    alike = [title for title in short.values() if list(short.values()).count(title) > 1]
    return {found: long[found] if title in alike else title for found, title in short.items()}


# ------------------------------------------------------------------------------------------ against plans


def plans(scope: Scope, words: Words) -> Figure | None:
    """What was reached of what was planned, year by year: a panel a result that has a plan or a target."""
    drawn: list[Panel] = []
    data: list[_Line] = []
    captions: dict[str, None] = {}
    told: list[Row] = []
    catalog = scope.data.catalog
    own = {(row["indicator"], row["category"], compare.stretch(row)) for row in scope.rows}
    aimed: dict[tuple[str, str, int], dict[int, dict[str, Row]]] = {}
    for row in scope.history:
        key = (row["indicator"], row["category"], compare.stretch(row))
        if key in own and row["year"] <= scope.year + 1 and notation.present(row["count"]):
            aimed.setdefault(key, {}).setdefault(int(row["year"]), {})[row["kind"]] = row
    for (indicator, category, _), years in aimed.items():
        # Of several figures of the report's year one speaks for it, here as everywhere.
        for kind in ("actual", "target"):
            speaks = scope.row(indicator, category, kind)
            if speaks is not None and notation.present(speaks["count"]) and scope.year in years:
                years[scope.year][kind] = speaks
        held = {year: kinds for year, kinds in sorted(years.items()) if _aim(kinds) is not None}
        if not _drawable(held, scope) or not any("actual" in kinds for kinds in held.values()):
            continue
        title = catalog.indicators[indicator, category].label(words.lang)
        told += [kinds["actual"] for kinds in held.values() if "actual" in kinds]
        lines = [_plan_bar(kinds, scope, words) for kinds in held.values()]
        spoken = "; ".join(
            words.text(
                "alt-point", year=str(line["year"]), value=f"{line['actual_label']} / {line['target_label']}"
            )
            for line in lines
        )
        long = len(lines) > MOST_PLANS
        drawing = _plan_line(held, lines, scope, words) if long else charts.bullet(lines)
        captions["figure-plans-line-caption" if long else "figure-plans-caption"] = None
        alt = words.text("alt-list", title=title, items=spoken)
        drawn.append(panel(drawing, f"plan-{indicator}-{category}", alt, title))
        data += [_plan_cells(title, kinds, scope, words) for kinds in held.values()]
    if not drawn:
        return None
    heads = [words.text(f"column-{name}") for name in ("year", "count", "target", "percent")]
    return Figure(
        id="plans",
        title=(text(words.text("figure-plans")),),
        caption=(text(" ".join([*map(words.text, captions), *sums.caption(told, words)])),),
        panels=drawn,
        data=of_figure("plans-data", words.text("figure-plans"), heads, data),
    )


def _aim(kinds: Mapping[str, Row]) -> Row | None:
    """The row that a plan or a target of counts stands in."""
    actual = kinds.get("actual")
    if "target" in kinds:
        return kinds["target"]
    planned = actual is not None and actual["measure"] == "fulfilment" and notation.present(actual["of"])
    return actual if planned else None


def _plan_line(
    years: Mapping[int, Mapping[str, Row]], bars: Sequence[Mapping[str, Any]], scope: Scope, words: Words
) -> charts.Picture:
    """Many years as a line: its height is the percentage, the plan of every year the same level."""
    known = [
        (year, kinds["actual"], bar)
        for (year, kinds), bar in zip(years.items(), bars, strict=True)
        if bar["actual"] is not None
    ]
    before = {
        row["id"]: earlier["year"] == row["year"] - 1
        and not compare.breaks_of(row, earlier, scope.data.catalog)
        for (_, earlier, _), (_, row, _) in pairwise(known)
    }
    points = [
        {
            "x": float(year),
            "y": bar["actual"],
            "label": f"{bar['actual_label']}/{bar['target_label']}",
            "said": words.text(
                "alt-point", year=str(year), value=f"{bar['actual_label']}/{bar['target_label']}"
            ),
            "own": year == scope.year,
            "inexact": row["qualifier"] != "exact",
            "connected": before.get(row["id"], False),
        }
        for year, row, bar in known
    ]
    ends, ticks = percent_axis([100.0, *(bar["actual"] for *_, bar in known)], words)
    first, last = known[0][0], known[-1][0]
    return charts.timeline(
        points,
        x_range=(first - 0.4, last + 0.4),
        y_range=ends,
        x_ticks=[(float(year), str(year)) for year in tick_years([first, last])],
        y_ticks=[ticks[0], ticks[-1]],
        aim=100.0,
        small=True,
    )


def _plan_bar(kinds: Mapping[str, Row], scope: Scope, words: Words) -> dict[str, object]:
    """One year as a chart draws it, in percent of what was planned."""
    actual, aim = kinds.get("actual"), _aim(kinds)
    assert aim is not None
    goal = float(aim["count"] if aim["kind"] == "target" else aim["of"])
    upper = float(aim["count_to"]) if aim["kind"] == "target" and notation.present(aim["count_to"]) else goal
    catalog = scope.data.catalog
    said = notation.count(aim, words, catalog) if aim["kind"] == "target" else words.integer(int(aim["of"]))
    line: dict[str, object] = {
        "year": notation.year_label(aim),
        "actual": None, "actual_label": "", "target": 100.0, "target_to": None, "target_label": said,
        "state_label": words.text("state-target") if actual is None else "",
    }  # fmt: skip
    if goal <= 0:
        line["target"] = None
    elif actual is not None:
        line |= {
            "actual": 100 * float(actual["count"]) / goal,
            "actual_label": sums.starred(notation.count(actual, words, catalog), actual, words),
            "target_to": 100 * upper / goal if upper > goal else None,
        }
    return line


def _plan_cells(title: str, kinds: Mapping[str, Row], scope: Scope, words: Words) -> _Line:
    catalog, aim, actual = scope.data.catalog, _aim(kinds), kinds.get("actual")
    assert aim is not None
    planned = (
        notation.count(aim, words, catalog) if aim["kind"] == "target" else words.integer(int(aim["of"]))
    )
    counted: str | Run = notation.run(actual, notation.count(actual, words, catalog)) if actual else ""
    percent = notation.percent(actual, words) if actual and actual["measure"] == "fulfilment" else ""
    share: str | Run = notation.run(actual, percent) if actual and percent else ""
    return f"{notation.year_label(aim)}, {title}", counted, notation.run(aim, planned), share


# --------------------------------------------------------------------------------------------- over time


def over_time(scope: Scope, words: Words) -> list[Figure]:
    """Small multiples, a figure a section of the domains, a panel a result with figures of several years."""
    long = _drawn(scope)
    if not long:
        return []
    sections = scope.data.catalog.domain_sections
    changes = {change.id: (n, change) for n, change in enumerate(footnotes.named_changes(scope), start=1)}
    reasons = _why_apart(long, scope)
    figures: list[Figure] = []
    parted: set[str] = set()
    years = sorted({int(row["year"]) for series in long for row in series.rows})
    held = Counter(series.rows[0]["domain"] for series in long)
    small = len(long) > MANY_PANELS

    def heading(series: Series) -> str:
        """The section of a domain; a domain of many panels stands alone."""
        domain = str(series.rows[0]["domain"])
        return domain if held[domain] > FEW_PANELS else sections[domain]

    together: list[tuple[str, list[Series]]] = []
    for section, group in groupby(long, heading):
        found = list(group)
        if small and together and len(together[-1][1]) + len(found) <= MOST_TOGETHER:
            together[-1][1].extend(found)
        else:
            together.append((section, found))
    for section, chosen in together:
        drawn: list[Panel] = []
        here: set[str] = set()
        timelines: list[_Timeline] = []
        for series in chosen:
            timeline = _Timeline(scope, words, series, years)
            timelines.append(timeline)
            crossed = _break_lines(series.rows, changes, scope.data.catalog)
            here.update(*crossed.values())
            numbers = {x: [changes[found][0] for found in these] for x, these in crossed.items()}
            tight = small or len(chosen) > FEW_PANELS
            lines = _in_one_row(numbers, years) if tight else [(x, stretches(n)) for x, n in numbers.items()]
            why = [f"apart-{reasons[row['id']]}" for row in series.rows if row["id"] in reasons]
            drawn.append(timeline.panel(lines, why, small=tight))
        domains = dict.fromkeys(series.rows[0]["domain"] for series in chosen)
        names = [scope.data.catalog.domain_names[domain][f"name_{words.lang}"] for domain in domains]
        caption = [] if figures else [_time_caption(long, scope, words)]
        if not figures:
            caption += sums.caption((row for series in long for row in series.rows), words)
        caption += _said_of_breaks(here - parted, changes, scope, words) if not parted else []
        parted |= here
        across = sorted({notation.year_label(row) for series in chosen for row in series.rows})
        heads = [words.text("column-indicator"), *across]
        data = [timeline.cells(across) for timeline in timelines]
        figures.append(
            Figure(
                id=f"over-time-{section}",
                title=(text("; ".join(names)),),
                caption=(text(" ".join(caption)),) if caption else (),
                panels=drawn,
                data=of_figure(f"over-time-{section}-data", words.text("section-time"), heads, data),
            )
        )
    return figures


def _drawn(scope: Scope) -> list[Series]:
    """The series to be drawn: those with a figure of the report's own period first, then the longest."""
    order, own = scope.data.catalog.indicators, {row["id"] for row in scope.rows}
    of_domain = scope.data.catalog.domain_sections
    sections = list(dict.fromkeys(of_domain.values()))
    long = [
        _with_own(series, scope)
        for series in footnotes.series_over_time(scope)
        if series.rows[0]["measure"] not in ("rank", "tier")
    ]

    def meaning(series: Series) -> Indicator:
        return order[series.rows[0]["indicator"], series.rows[0]["category"]]

    def rank(series: Series) -> tuple[bool, bool, int]:
        here = any(row["id"] in own for row in series.rows)
        return not here, not meaning(series).lead, -len(series.rows)

    if scope.poor:  # what little there is would drown in other years' figures
        long = [series for series in long if any(row["id"] in own for row in series.rows)]
    chosen = sorted(long, key=rank)[:MOST_PANELS]
    return sorted(
        chosen,
        key=lambda series: (
            sections.index(of_domain[series.rows[0]["domain"]]),
            meaning(series).order,
        ),
    )


def _with_own(series: Series, scope: Scope) -> Series:
    """A series of counts with the report's own count of the same, where that is a part of another base.

    It stands there as a point of its own: whoever looks for the year of the report finds it.
    """
    first = series.rows[0]
    if first["measure"] != "count" or any(row["year"] == scope.year for row in series.rows):
        return series
    names = ("indicator", "category", "authority", "counted", "kind")
    own = next(
        (
            row
            for row in scope.rows
            if all(row[name] == first[name] for name in names)
            and compare.stretch(row) == compare.stretch(first)
            and notation.present(row["count"])
        ),
        None,
    )
    if own is None:
        return series
    place = sum(row["end"] < own["end"] for row in series.rows)
    rows = (*series.rows[:place], {**own, "measure": "count"}, *series.rows[place:])
    return Series(
        rows,
        (
            *series.connected[:place],
            False,
            *((False,) * (place < len(series.rows))),
            *series.connected[place + 1 :],
        ),
    )


def _time_caption(drawn: Sequence[Series], scope: Scope, words: Words) -> str:
    said = [words.text("figure-time-caption")]
    if any(middle_key(row) in scope.middle for series in drawn for row in series.rows):
        said.append(words.text("figure-time-middle"))
    if any(series.rows[0]["measure"] not in ("count",) for series in drawn):
        said.append(words.text("figure-time-axes"))
    if left_out := len(footnotes.series_over_time(scope)) - len(drawn):
        said.append(words.text("figure-time-more", count=left_out))
    return " ".join(said)


def _why_apart(chosen: Sequence[Series], scope: Scope) -> dict[str, str]:
    """By figure, the code of why it is not joined to the point before it although no rule changed."""
    catalog = scope.data.catalog
    apart = [
        row["id"]
        for series in chosen
        for earlier, row, joined in zip(series.rows, series.rows[1:], series.connected[1:], strict=False)
        if not joined and not compare.breaks_of(row, earlier, catalog)
    ]
    # A count that is a part of another base was put among the others by `_with_own`.
    lone = {
        row["id"]: "other_basis"
        for series in chosen
        for row in series.rows
        if row["measure"] != scope.measured_by_id[row["id"]]["measure"]
    }
    if not apart:
        return lone
    figures = scope.measured[scope.measured["id"].isin(apart)]
    changes = compare.change(figures, scope.measured, catalog, scope.measured_by_id)
    return {str(figure): str(why) for figure, why in changes["why_not"].items() if why} | lone


class _Timeline:
    """One figure over the years, as it is drawn, told and tabled."""

    def __init__(self, scope: Scope, words: Words, series: Series, years: Sequence[int]) -> None:
        self.scope, self.words, self.series, self.years = scope, words, series, years
        catalog = scope.data.catalog
        self.label = notation.label_of_what(series.rows[0], words, catalog)
        self.said = [notation.compared(row, words, catalog) for row in series.rows]

    def cells(self, years: Sequence[str]) -> _Line:
        """Its line in the table below the figure, a cell a year."""
        held = {
            notation.year_label(row): notation.run(row, said)
            for row, said in zip(self.series.rows, self.said, strict=True)
        }
        return (self.label, *(held.get(year, "") for year in years))

    def panel(self, breaks: Sequence[tuple[float, str]], apart: Sequence[str], *, small: bool) -> Panel:
        """The picture with its title."""
        words, rows, scope = self.words, self.series.rows, self.scope
        points = []
        for row, said, connected in zip(rows, self.said, self.series.connected, strict=True):
            low, middle, high = scope.middle.get(middle_key(row), (None, None, None))
            points.append(
                {
                    "x": float(row["year"]),
                    "y": main_value(row) or 0.0,
                    "label": sums.starred(said, row, words),
                    "said": words.text("alt-point", year=notation.year_label(row), value=said),
                    "inexact": row["qualifier"] != "exact",
                    "own": row["year"] == scope.year,
                    "connected": connected,
                    "low": low,
                    "middle": middle,
                    "high": high,
                }
            )
        values = [main_value(row) or 0.0 for row in rows]
        values += [value for row in rows for value in scope.middle.get(middle_key(row), ())]
        ends, ticks = axis(values, rows[0], words, scope.data.catalog, bins=7)
        first, last = self.years[0], self.years[-1]
        drawing = charts.timeline(
            points,
            x_range=(first - 0.4, last + 0.4),
            y_range=ends,
            x_ticks=[(float(year), str(year)) for year in _years(self.years, small=small)],
            y_ticks=[ticks[0], ticks[-1]],
            breaks=breaks,
            small=small,
        )
        label = self.label
        direction = compare.trend(rows, scope.data.catalog)["direction"]
        label = f"{label} · {words.text(f'trend-{direction}')}" if direction else label
        if apart:
            said = words.listing([words.text(reason) for reason in dict.fromkeys(apart)])
            label = f"{label} · {words.text('apart', reasons=said)}"
        spoken = "; ".join(str(point["said"]) for point in points)
        names = ("indicator", "category", "authority", "base")
        salt = "time-" + "-".join(str(rows[0][name]) for name in names)
        return panel(drawing, salt, words.text("alt-list", title=label, items=spoken), label)


def _years(years: Sequence[int], *, small: bool) -> list[int]:
    """Years that an axis names: of a small panel the ends alone."""
    return sorted({years[0], years[-1]}) if small else tick_years(years)


def _break_lines(rows: Sequence[Row], changes: _Changes, catalog: Catalog) -> dict[float, list[str]]:
    """Where rules changed between the points of a series, and which.

    Each line stands between the points that the change parts: half a year before the year that it took
    effect in, whose figure is the first under the new rule. What runs through that year is mixed, and parted
    from both its neighbours.
    """
    lines: dict[float, list[str]] = {}
    for earlier, later in pairwise(rows):
        first, last = int(earlier["year"]) + 0.5, int(later["year"]) - 0.5
        for identifier in compare.breaks_of(later, earlier, catalog):
            day = changes[identifier][1].effective_from
            assert day is not None
            lines.setdefault(min(max(day.year - 0.5, first), last), []).append(identifier)
    return lines


_PLOT, _DIGIT, _APART = 150.0, 7.0, 8.0
"""Width of the plot of a small panel, of a digit above it, and of the gap between two numbers, in px."""


def _in_one_row(numbers: Mapping[float, Sequence[int]], years: Sequence[int]) -> list[tuple[float, str]]:
    """Lines of a small panel with their numbers: those that have no room side by side share one.

    The middle line of such a group carries the numbers of all of it, so that none is lost and all small
    panels begin at one height.
    """
    wide = _PLOT / (years[-1] - years[0] + 0.8)
    groups = [[x] for x in sorted(numbers)]

    def words(group: Sequence[float]) -> str:
        return stretches(sorted({number for x in group for number in numbers[x]}))

    def reach(group: Sequence[float]) -> tuple[float, float]:
        middle, half = wide * group[len(group) // 2], _DIGIT * len(words(group)) / 2
        return middle - half, middle + half

    while clash := next(
        (n for n in range(1, len(groups)) if reach(groups[n])[0] - reach(groups[n - 1])[1] < _APART), 0
    ):
        groups[clash - 1 : clash + 1] = [groups[clash - 1] + groups[clash]]
    return [(x, words(group) if x == group[len(group) // 2] else "") for group in groups for x in group]


def _said_of_breaks(parted: set[str], changes: _Changes, scope: Scope, words: Words) -> list[str]:
    """What the lines in a figure are: their numbers lead to the list, and a merger is told in words."""
    if not parted:
        return []
    said = [words.text("figure-time-breaks", title=words.text("breaks-title"))]
    others = [other.name(words.lang) for other in scope.merged_with]
    merged = [
        changes[found][0]
        for found in parted
        if changes[found][1].effective_from == compare.MERGER and not changes[found][1].indicators
    ]
    if others and merged:
        day, numbers = words.date(compare.MERGER), stretches(sorted(merged))
        said.append(words.text("figure-time-merger", numbers=numbers, day=day, others=words.listing(others)))
    return said
