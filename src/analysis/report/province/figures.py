"""Charts as a report shows them: the finding as heading, the picture, the same in words, the data below."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis import charts, compare
from analysis.compare import FORMS, Rating, Scope, Segment, notation, rating_of_year
from analysis.data import Break, Catalog, Row
from analysis.page import Figure, Panel, Run, Runs, Words, text
from analysis.report import footnotes
from analysis.report.figures import nice_top, panel, stretches, tick_years
from analysis.report.tables import of_figure

MOST_PANELS = 8

# Changes of rules by id, with the numbers under which a report lists them.
_Changes = Mapping[str, tuple[int, Break]]


def ratings(scope: Scope, words: Words) -> Figure | None:
    """Rating classes by year as bars of 100%: organisations and members, a panel each."""
    heads = [words.text(f"column-{name}") for name in ("year", "count", "percent")]
    drawn, data, titles = [], [], []
    for indicator, name in (("org_rating", "org"), ("member_rating", "member")):
        found = _ratings_by_year(scope, indicator)
        if not found:
            continue
        finding = _rating_finding(found[-1], words, name)
        label = words.text(f"figure-rating-{name}")
        frame, lines, spoken = _rating_lines(found, words)
        unit = next(i for pair, i in scope.data.catalog.indicators.items() if pair[0] == indicator)
        name_of_unit = getattr(unit, f"unit_{words.lang}")
        bases = {str(rating.year): _base_label(rating, scope, words, name_of_unit) for rating in found}
        drawing = charts.rating_bars(
            pd.DataFrame(frame, columns=["year", "category", "share", "label"]),
            base_labels=bases,
            breaks=_breaks_between(scope, words, [rating.lead for rating in found]),
        )
        alt = words.text("alt-list", title="".join(run.text for run in finding), items="; ".join(spoken))
        drawn.append(panel(drawing, f"ratings-{name}", alt, label))
        data += [(f"{label}, {head}", *cells) for head, *cells in lines]
        titles.append(finding)
    if not drawn:
        return None
    return Figure(
        id="ratings",
        title=titles[0],
        caption=(text(words.text("figure-rating-caption")),),
        panels=drawn,
        data=of_figure("ratings-data", words.text("figure-rating"), heads, data),
    )


def _ratings_by_year(scope: Scope, indicator: str) -> list[Rating]:
    years: dict[int, list[Row]] = {}
    for row in scope.history:
        if row["indicator"] == indicator and row["kind"] == "actual" and row["year"] <= scope.year:
            years.setdefault(int(row["year"]), []).append(row)
    return [rating for _, rows in sorted(years.items()) if (rating := rating_of_year(rows)) is not None]


def _rating_lines(
    found: Sequence[Rating], words: Words
) -> tuple[list[tuple[str, str, float, str]], list[tuple[str, str | Run, str | Run]], list[str]]:
    """What a chart of ratings draws, what its table says, and the same as spoken words."""
    frame, data, spoken = [], [], []
    for rating in found:
        for segment in rating.segments:
            named = words.text(f"class-{_class(segment, rating)}")
            text_of = segment.percent_text
            share = words.printed_percent(text_of) if text_of else words.percent(segment.share)
            value = share if segment.count is None else words.integer(segment.count)
            frame.append((str(rating.year), segment.category, segment.share, f"{named} {value}"))
            derived = f" ({words.text('state-derived')})"
            shown: str | Run = Run(value, figure=segment.figure) if segment.figure else value + derived
            counted: str | Run = "" if segment.count is None else shown
            if segment.count is None:
                shared = shown
            elif segment.count < compare.SMALL_COUNT:
                shared = ""  # a percentage of a handful would say more than is known
            else:
                shared = share if text_of or rating.base_printed else share + derived
            data.append((f"{rating.year}, {named}", counted, shared))
            spoken.append(f"{rating.year}: {named} {value}")
    return frame, data, spoken


def _class(segment: Segment, rating: Rating) -> str:
    split = any(other.category == "excellent" for other in rating.segments)
    return "good_or_better" if segment.category == "good" and not split else segment.category


def _base_label(rating: Rating, scope: Scope, words: Words, unit: str) -> str:
    """What the classes are shares of: the number where it is known, else what they are."""
    basis = rating.lead["of_basis"]
    if basis == "unknown":
        named = words.text("rating-base-unknown")
    else:
        named = words.text(
            "rating-base-named", base=scope.data.catalog.basis_names[basis][f"name_{words.lang}"]
        )
    if rating.base is None:
        return named
    known = words.text("rating-base", of=words.integer(rating.base), unit=unit)
    return known if rating.base_printed else f"{known} ({words.text('state-derived')}); {named}"


def _rating_finding(rating: Rating, words: Words, name: str) -> Runs:
    lead = rating.lead
    period = notation.inside_period(lead, words)
    if lead["category"] == "good":
        by = {segment.category: segment for segment in rating.segments}
        values = {kind: _stated(by[kind], words) for kind in ("excellent", "good")}
        return words.runs(f"figure-rating-{name}-classes-finding", period=period, **values)
    if notation.present(lead["count"]) and notation.present(lead["of"]):
        good = notation.run(lead, words.integer(int(lead["count"])))
        rated = words.integer(int(lead["of"]))
        return words.runs(f"figure-rating-{name}-finding", good=good, rated=rated, period=period)
    percent = notation.run(lead, notation.percent(lead, words))
    return words.runs(f"figure-rating-{name}-share-finding", percent=percent, period=period)


def _stated(segment: Segment, words: Words) -> Run:
    """A class of a rating as a sentence states it: its count, else its percentage."""
    text_of = words.integer(segment.count) if segment.count is not None else ""
    return Run(text_of or words.printed_percent(segment.percent_text), figure=segment.figure)


def _breaks_between(scope: Scope, words: Words, rows: Sequence[Row]) -> list[tuple[str, str, str]]:
    between = [
        (str(earlier["year"]), str(later["year"]), compare.breaks_of(later, earlier, scope.data.catalog))
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


def admissions(scope: Scope, words: Words) -> Figure | None:
    """Members admitted against the plan, year by year."""
    own = {kind: scope.row("admissions", "members", kind) for kind in ("actual", "target")}
    like = {compare.stretch(row) for row in own.values() if row is not None}
    years: dict[int, dict[str, Row]] = {}
    for row in scope.history:
        fits = row["year"] <= scope.year + 1 and compare.stretch(row) in like
        if fits and _is(row, "admissions", "members", row["kind"]):
            years.setdefault(int(row["year"]), {})[row["kind"]] = row
    # Of several days in the report's year one speaks for it, here as everywhere.
    years.get(scope.year, {}).update(
        {kind: row for kind, row in own.items() if row is not None and notation.present(row["count"])}
    )
    planned = [kinds for kinds in years.values() if "target" in kinds or _planned(kinds.get("actual"))]
    if scope.year not in years or (not planned and len(years) < 2):
        return None
    frame, data, spoken = [], [], []
    for _, kinds in sorted(years.items()):
        line = _bullet(kinds, words, scope)
        label = notation.year_label(next(iter(kinds.values())))
        frame.append({"year": label, **line})
        shown = {
            kind: notation.run(row, notation.count(row, words, scope.data.catalog))
            for kind, row in kinds.items()
        }
        aim: Run | str = shown.get("target", line["target_label"])
        data.append((label, shown.get("actual", line["state_label"]), aim))
        spoken.append(
            words.text(
                "alt-point",
                year=label,
                value=f"{line['actual_label'] or line['state_label']} / {line['target_label'] or '–'}",
            )
        )
    aimed = any(line["target"] is not None for line in frame)
    title = _admissions_finding(scope, words)
    identifier = "admissions"
    heads = [words.text(f"column-{name}") for name in ("year", "count", "target")]
    return Figure(
        id=identifier,
        title=title,
        caption=(text(words.text("figure-admissions-caption", planned="yes" if aimed else "no")),),
        panels=[
            panel(
                charts.bullet(pd.DataFrame(frame)),
                identifier,
                words.text("alt-list", title="".join(run.text for run in title), items="; ".join(spoken)),
            )
        ],
        data=of_figure(f"{identifier}-data", words.text("figure-admissions"), heads, data),
    )


def _planned(row: Row | None) -> bool:
    return row is not None and row["measure"] == "fulfilment" and notation.present(row["of"])


def _bullet(kinds: dict[str, Row], words: Words, scope: Scope) -> dict[str, Any]:
    actual, target = kinds.get("actual"), kinds.get("target")
    line: dict[str, Any] = {
        "actual": None, "actual_label": "", "target": None, "target_to": None, "target_label": "",
        "state_label": words.text("state-target") if actual is None else "",
    }  # fmt: skip
    if actual is not None:
        line |= {
            "actual": float(actual["count"]),
            "actual_label": notation.count(actual, words, scope.data.catalog),
        }
    if target is not None:
        upper = float(target["count_to"]) if notation.present(target["count_to"]) else None
        aim = notation.count(target, words, scope.data.catalog)
        line |= {"target": float(target["count"]), "target_to": upper, "target_label": aim}
    elif actual is not None and _planned(actual):
        line |= {"target": float(actual["of"]), "target_label": words.integer(int(actual["of"]))}
    return line


def _admissions_finding(scope: Scope, words: Words) -> Runs:
    row, target = scope.row("admissions", "members"), scope.row("admissions", "members", "target")
    if row is not None and row["outcome"] in ("exceeded", "met", "missed"):
        values: dict[str, str | int | Run] = {
            "count": notation.run(row, notation.count(row, words, scope.data.catalog)),
            "period": notation.inside_period(row, words),
        }
        if row["target_id"] != row["id"]:  # a figure of its own, and maybe a range or a share
            aim = scope.measured_by_id[row["target_id"]]
            values["aim"] = notation.run(aim, notation.value(aim, words, scope.data.catalog))
            return words.runs(f"figure-admissions-finding-target-{row['outcome']}", **values)
        if notation.present(row["of"]):
            values["plan"] = words.integer(int(row["of"]))
            return words.runs(f"figure-admissions-finding-{row['outcome']}", **values)
    if row is None and target is not None and notation.present(target["count"]):
        plan = notation.run(target, notation.count(target, words, scope.data.catalog))
        return words.runs(
            "figure-admissions-finding-target", plan=plan, period=notation.inside_period(target, words)
        )
    return words.runs("figure-admissions-finding-other")


def inspections(scope: Scope, words: Words) -> Figure | None:
    """Organisations and members inspected and supervised in the period, a panel each."""
    kinds = ("inspected", "supervised", "inspected_or_supervised", "violation_signs")
    panels: dict[str, list[Row]] = {
        unit: [row for kind in kinds for row in scope.rows if _is(row, "inspections", f"{unit}_{kind}")]
        for unit in ("orgs", "members")
    }
    if sum(len(rows) for rows in panels.values()) < 2:
        return None
    drawn, data = [], []
    for unit, rows in panels.items():
        if not rows:
            continue
        names = [_bar_label(row, unit, words) for row in rows]
        title = words.text(f"panel-{unit}")
        drawn.append(_bars(rows, names, scope, words, f"inspections-{unit}", title, rows))
        data += [
            (f"{title}: {name}", notation.run(row, notation.count(row, words, scope.data.catalog)))
            for row, name in zip(rows, names, strict=True)
        ]
    heads = [words.text("column-indicator"), words.text("column-count")]
    return Figure(
        id="inspections",
        title=(text(words.text("figure-inspection-finding")),),
        caption=(text(words.text("figure-inspection-caption")),),
        panels=drawn,
        data=of_figure("inspections-data", words.text("figure-inspection"), heads, data),
    )


def _is(row: Row, indicator: str, category: str, kind: str = "actual") -> bool:
    same = (row["indicator"], row["category"], row["kind"]) == (indicator, category, kind)
    return same and notation.present(row["count"])


def _bar_label(row: Row, unit: str, words: Words) -> str:
    name = words.text(f"bar-{row['category'].removeprefix(f'{unit}_')}")
    whose = notation.authority(row, words)
    return words.text("label-by-authority", label=name, authority=whose) if whose else name


def _top(rows: Sequence[Row]) -> float:
    return max(float(row["count"]) for row in rows) or 1.0


def _bars(
    rows: Sequence[Row],
    names: Sequence[str],
    scope: Scope,
    words: Words,
    salt: str,
    title: str,
    like: Sequence[Row],
) -> Panel:
    def frame(rows: Sequence[Row], names: Sequence[str]) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "label": names,
                "value": [float(row["count"]) for row in rows],
                "value_label": [notation.count(row, words, scope.data.catalog) for row in rows],
            }
        )

    own = frame(rows, names)
    # One unit is equally long in all panels only if all leave the same room for their words.
    together = frame(like, [_category(row, scope, words) for row in like]) if len(like) > len(rows) else own
    said = zip(names, own["value_label"], strict=True)
    spoken = "; ".join(words.text("alt-bar", label=name, value=value) for name, value in said)
    drawing = charts.bars(own, x_max=_top(like), like=together)
    return panel(drawing, salt, words.text("alt-list", title=title, items=spoken), title)


def _category(row: Row, scope: Scope, words: Words) -> str:
    indicator = scope.data.catalog.indicators[row["indicator"], row["category"]]
    return indicator.category_vi if words.lang == "vi" else indicator.category_en


def discipline(scope: Scope, words: Words) -> Figure | None:
    """Members disciplined by form, on one scale for each authority that has a split of its own."""
    splits: dict[str, list[Row]] = {}
    for form in FORMS:
        for row in scope.rows:
            if _is(row, "discipline_members", form):
                splits.setdefault(row["authority"], []).append(row)
    splits = {authority: rows for authority, rows in splits.items() if len(rows) > 1}
    if not splits:
        return None
    everything = [row for rows in splits.values() for row in rows]
    drawn, data = [], []
    for authority, rows in splits.items():
        names = [_category(row, scope, words) for row in rows]
        whose = notation.authority(rows[0], words)
        title = whose[0].upper() + whose[1:]
        drawn.append(
            _bars(rows, names, scope, words, f"discipline-{authority or 'unsaid'}", title, everything)
        )
        data += [
            (f"{title}: {name}", notation.run(row, notation.count(row, words, scope.data.catalog)))
            for row, name in zip(rows, names, strict=True)
        ]
    finding, caption = _discipline_words(scope, words)
    heads = [words.text("column-indicator"), words.text("column-count")]
    return Figure(
        id="discipline",
        title=finding,
        caption=(text(caption),),
        panels=drawn,
        data=of_figure("discipline-data", words.text("figure-discipline-finding"), heads, data),
    )


def _discipline_words(scope: Scope, words: Words) -> tuple[Runs, str]:
    plain, caption = words.runs("figure-discipline-finding"), words.text("figure-discipline-caption")
    total = scope.row("discipline_members", "total")
    if total is None or not notation.present(total["count"]):
        return plain, caption
    forms, whole = scope.forms(total)
    if whole and "reprimand" in forms:
        values = {
            "reprimand": notation.run(forms["reprimand"], words.integer(int(forms["reprimand"]["count"]))),
            "total": notation.run(total, words.integer(int(total["count"]))),
        }
        return words.runs("figure-discipline-forms-finding", **values), caption
    if (part := scope.part_only(total, forms)) is not None:
        values_of = {"of": words.integer(int(part["of"])), "total": words.integer(int(total["count"]))}
        return plain, words.text("figure-discipline-part-caption", **values_of)
    return plain, caption


def over_time(scope: Scope, words: Words) -> Figure | None:
    """A panel for every indicator with figures of two years or more, joined only where comparable."""
    long = footnotes.series_over_time(scope)
    if not long:
        return None
    catalog = scope.data.catalog
    chosen = _panels_over_time(long, scope)
    years = sorted({int(row["year"]) for rows in chosen for row in rows})
    changes = {change.id: (n, change) for n, change in enumerate(footnotes.named_changes(scope), start=1)}
    reasons = _why_apart(chosen, scope)
    drawn, data = [], []
    parted: set[str] = set()
    for rows in chosen:
        crossed = _break_lines(rows, changes, catalog)
        parted.update(*crossed.values())
        lines = [(x, stretches([changes[found][0] for found in these])) for x, these in crossed.items()]
        labels = [_point_label(row, words, scope) for row in rows]
        why = [f"apart-{reasons[row['id']]}" for row in rows if row["id"] in reasons]
        drawn.append(_timeline(rows, labels, years, lines, why, scope, words))
        label = notation.label_of_what(rows[0], words, catalog)
        data += [
            (label, notation.year_label(row), notation.run(row, said))
            for row, said in zip(rows, labels, strict=True)
        ]
    heads = [words.text("column-indicator"), words.text("column-year"), words.text("column-value")]
    caption = [words.text("figure-time-caption"), *_said_of_breaks(parted, changes, scope, words)]
    if left_out := len(long) - len(chosen):
        caption.append(words.text("figure-time-more", count=left_out))
    return Figure(
        id="over-time",
        title=(text(words.text("figure-time-finding")),),
        caption=(text(" ".join(caption)),),
        panels=drawn,
        data=of_figure("over-time-data", words.text("section-time"), heads, data),
    )


def _panels_over_time(long: Sequence[Sequence[Row]], scope: Scope) -> list[Sequence[Row]]:
    """The series to be drawn: the longest, as many as there is room for; forms of discipline all or none."""
    order = scope.data.catalog.indicators
    ranked = sorted(
        long, key=lambda rows: (-len(rows), order[rows[0]["indicator"], rows[0]["category"]].order)
    )
    families: dict[tuple[Any, ...], list[Sequence[Row]]] = {}
    for rows in ranked:
        names = ("indicator", "authority", "base", "measure")
        single = "" if rows[0]["category"] in FORMS else rows[0]["category"]
        families.setdefault((single, *(rows[0][name] for name in names)), []).append(rows)
    chosen: list[Sequence[Row]] = []
    for family in families.values():
        if len(chosen) < MOST_PANELS:
            chosen += family
    return chosen


def _why_apart(chosen: Sequence[Sequence[Row]], scope: Scope) -> dict[str, str]:
    """By figure, the code of why it is not joined to the point before it although no rule changed."""
    catalog = scope.data.catalog
    apart = [
        row
        for rows in chosen
        for earlier, row in pairwise(rows)
        if not compare.joined(earlier, row, catalog) and not compare.breaks_of(row, earlier, catalog)
    ]
    if not apart:
        return {}
    figures = scope.measured[scope.measured["id"].isin([row["id"] for row in apart])]
    changes = compare.change(figures, scope.measured, catalog, scope.measured_by_id)
    return {str(figure): str(why) for figure, why in changes["why_not"].items() if why}


def _point_label(row: Row, words: Words, scope: Scope) -> str:
    if row["measure"] == "count":
        return notation.count(row, words, scope.data.catalog)
    return notation.percent(row, words) or notation.count(row, words, scope.data.catalog)


def _timeline(
    rows: Sequence[Row],
    labels: Sequence[str],
    years: Sequence[int],
    breaks: Sequence[tuple[float, str]],
    apart: Sequence[str],
    scope: Scope,
    words: Words,
) -> Panel:
    catalog = scope.data.catalog
    values = [compare.main_value(row) or 0.0 for row in rows]
    frame = pd.DataFrame(
        {
            "x": [float(row["year"]) for row in rows],
            "y": values,
            "label": labels,
            "inexact": [row["qualifier"] != "exact" for row in rows],
            "own": [row["year"] == scope.year for row in rows],
            "connected": [False, *(compare.joined(a, b, catalog) for a, b in pairwise(rows))],
        }
    )
    shares = rows[0]["measure"] == "share"
    top = 100.0 if shares and max(values) <= 100 else nice_top(max(values))
    counted = rows[0]["measure"] == "count"
    ends = [(end, words.integer(round(end)) if counted else words.percent(end, 0)) for end in (0.0, top)]
    drawing = charts.timeline(
        frame,
        x_range=(years[0] - 0.4, years[-1] + 0.4),
        y_range=(0.0, top),
        x_ticks=[(float(year), str(year)) for year in tick_years(years)],
        y_ticks=ends,
        breaks=breaks,
    )
    label = notation.label_of_what(rows[0], words, catalog)
    # Asked only where there can be one: a frame of a few rows costs more than the picture.
    long = len(rows) >= compare.FEWEST_POINTS
    if long and (direction := compare.trend(pd.DataFrame(rows), catalog)["direction"]):
        label = f"{label} · {words.text(f'trend-{direction}')}"
    if apart:
        said = words.listing([words.text(reason) for reason in dict.fromkeys(apart)])
        label = f"{label} · {words.text('apart', reasons=said)}"
    spoken = "; ".join(
        words.text("alt-point", year=notation.year_label(row), value=said)
        for row, said in zip(rows, labels, strict=True)
    )
    salt = "time-" + "-".join(str(rows[0][name]) for name in ("indicator", "category", "authority", "base"))
    return panel(drawing, salt, words.text("alt-list", title=label, items=spoken), label)


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


def _said_of_breaks(parted: set[str], changes: _Changes, scope: Scope, words: Words) -> list[str]:
    """What the lines in a figure are: their numbers lead to the list, and a merger is told in words."""
    if not parted:
        return []
    said = [words.text("figure-time-breaks", title=words.text("breaks-title"))]
    province = scope.province
    others = [
        scope.data.catalog.provinces[other].name(words.lang)
        for other in scope.data.catalog.units_2025.get(province.successor, ())
        if other != province.province
    ]
    merged = [
        changes[found][0]
        for found in parted
        if changes[found][1].effective_from == compare.MERGER and not changes[found][1].indicators
    ]
    if others and merged:
        day, numbers = words.date(compare.MERGER), stretches(sorted(merged))
        said.append(words.text("figure-time-merger", numbers=numbers, day=day, others=words.listing(others)))
    return said
