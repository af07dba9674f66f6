"""Findings in sentences. Each sentence has a condition, and is said only where it is met.

A rule looks at the figures of one report and either gives the values of its sentence or nothing. The
words stand in the catalogues under the rule's key. Nothing is said of a change, rank or outcome that
the comparison refuses.
"""

from collections.abc import Callable

from analysis.compare import FORMS, Scope, notation
from analysis.data import Row
from analysis.page import Run, Words
from analysis.report.sentences import Sentence, Value
from analysis.report.tables import place

HEADLINES = ("ratings", "admissions", "inspections", "discipline")
MOST_CHANGES = 3

Rule = Callable[[Scope, Words], Sentence | None]


def _number(row: Row, words: Words, scope: Scope) -> Run:
    return notation.run(row, notation.count(row, words, scope.data.catalog), strong=True)


def _by(row: Row) -> str:
    """Whose work a figure is: the sentence has to say so, where the source does."""
    return row["authority"] or "unsaid"


def admissions(scope: Scope, words: Words) -> Sentence | None:
    """Members admitted, against the plan where there is one."""
    row = scope.row("admissions", "members")
    if row is None:
        target = scope.row("admissions", "members", "target")
        if target is None or not notation.present(target["count"]):
            return None
        return Sentence("s-admissions-target", {"count": _number(target, words, scope)}, (target["id"],))
    if not notation.present(row["count"]):
        return None
    values: dict[str, Value] = {"count": _number(row, words, scope)}
    outcome, percent = row["outcome"], notation.percent(row, words)
    if outcome not in ("exceeded", "met", "missed"):
        return Sentence("s-admissions-count", values, (row["id"],))
    if row["target_id"] != row["id"]:  # the target is a figure of its own, and may be a range
        target = scope.measured_by_id[row["target_id"]]
        aim = notation.run(target, notation.value(target, words, scope.data.catalog))
        key = f"s-admissions-target-{outcome}"
        return Sentence(key, {**values, "aim": aim}, (row["id"], target["id"]))
    if not notation.present(row["of"]) or not percent:
        return Sentence("s-admissions-count", values, (row["id"],))
    values |= {"plan": words.integer(int(row["of"])), "percent": notation.run(row, percent)}
    return Sentence(f"s-admissions-{outcome}", values, (row["id"],))


def targets_met(scope: Scope, words: Words) -> Sentence | None:
    """Targets met or exceeded, of those set."""
    row = scope.row("targets_met", "targets")
    if row is None or not notation.present(row["of"]) or not notation.present(row["count"]):
        return None
    values: dict[str, Value] = {
        "count": _number(row, words, scope),
        "of": notation.run(row, words.integer(int(row["of"])), strong=True),
    }
    return Sentence("s-targets-met", values, (row["id"],))


def _rated(scope: Scope, words: Words, indicator: str, name: str) -> Sentence | None:
    row = scope.row(indicator, "good_or_better")
    if row is None:
        return None
    if notation.present(row["count"]) and notation.present(row["of"]) and notation.percent(row, words):
        values: dict[str, Value] = {
            "count": _number(row, words, scope),
            "of": words.integer(int(row["of"])),
            "percent": notation.run(row, notation.percent(row, words)),
        }
        return Sentence(f"s-rating-{name}-known", values, (row["id"],))
    if row["of_basis"] == "unknown" and notation.present(row["percent"]):
        share = notation.run(row, notation.percent(row, words), strong=True)
        return Sentence(f"s-rating-{name}-unknown", {"percent": share}, (row["id"],))
    return None


def _excellent(scope: Scope, words: Words, indicator: str, name: str) -> Sentence | None:
    row = scope.row(indicator, "excellent")
    if row is None or row["of_basis"] != "good_or_better" or not notation.present(row["of"]):
        return None
    percent = notation.percent(row, words)
    if not percent:
        return None
    values: dict[str, Value] = {
        "count": _number(row, words, scope),
        "of": words.integer(int(row["of"])),
        "percent": notation.run(row, percent),
    }
    return Sentence(f"s-rating-{name}-excellent", values, (row["id"],))


def orgs_rated(scope: Scope, words: Words) -> Sentence | None:
    """Organisations rated good or better, with what the share is of."""
    return _rated(scope, words, "org_rating", "org")


def orgs_excellent(scope: Scope, words: Words) -> Sentence | None:
    """Excellent organisations, within those rated good or better."""
    return _excellent(scope, words, "org_rating", "org")


def members_rated(scope: Scope, words: Words) -> Sentence | None:
    """Members rated good or better, with what the share is of."""
    return _rated(scope, words, "member_rating", "member")


def members_excellent(scope: Scope, words: Words) -> Sentence | None:
    """Excellent members, within those rated good or better."""
    return _excellent(scope, words, "member_rating", "member")


def latest_rating(scope: Scope, words: Words) -> Sentence | None:
    """The latest earlier rating, where this year's was not collected."""
    if scope.row("org_rating", "good_or_better") is not None:
        return None
    earlier = [
        row
        for row in scope.history
        if row["indicator"] == "org_rating"
        and row["category"] == "good_or_better"
        and row["kind"] == "actual"
        and row["year"] < scope.year
        and notation.present(row["of"])
        and notation.present(row["count"])
    ]
    if not earlier or "org_rating" in {row["indicator"] for row in scope.rows if row["kind"] == "actual"}:
        return None
    row = earlier[-1]
    values: dict[str, Value] = {
        "year": str(row["year"]),
        "count": _number(row, words, scope),
        "of": words.integer(int(row["of"])),
    }
    return Sentence("s-rating-earlier", values, (row["id"],))


def inspections(scope: Scope, words: Words) -> Sentence | None:
    """Members inspected against the plan, or organisations and members inspected."""
    members, orgs = scope.row("inspections", "members_inspected"), scope.row("inspections", "orgs_inspected")
    if members is None or not notation.present(members["count"]):
        return None
    if members["measure"] == "fulfilment" and (percent := notation.percent(members, words)):
        return Sentence(
            "s-inspection-plan",
            {
                "count": _number(members, words, scope),
                "percent": notation.run(members, percent),
                "by": _by(members),
            },
            (members["id"],),
        )
    if orgs is None or not notation.present(orgs["count"]) or members["authority"] != orgs["authority"]:
        return None
    values: dict[str, Value] = {
        "orgs": _number(orgs, words, scope),
        "members": _number(members, words, scope),
        "by": _by(members),
    }
    return Sentence("s-inspection-both", values, (orgs["id"], members["id"]))


def discipline(scope: Scope, words: Words) -> Sentence | None:
    """Members disciplined, by form only where the forms are a split of the total."""
    total = scope.row("discipline_members", "total")
    if total is None or not notation.present(total["count"]):
        return None
    forms, whole = scope.forms(total)
    values: dict[str, Value] = {"total": _number(total, words, scope), "by": _by(total)}
    if whole:
        named = [
            words.runs(
                f"form-{form}", count=notation.run(forms[form], words.integer(int(forms[form]["count"])))
            )
            for form in FORMS
            if form in forms
        ]
        return Sentence(
            "s-discipline-forms",
            {**values, "forms": words.listed(named)},
            (total["id"], *(forms[form]["id"] for form in FORMS if form in forms)),
        )
    part_only = scope.part_only(total, forms)
    if part_only is not None:
        part = notation.run(part_only, words.integer(int(part_only["of"])))
        return Sentence("s-discipline-part", {**values, "of": part}, (total["id"], part_only["id"]))
    return Sentence("s-discipline-total", values, (total["id"],))


def discipline_by_whom(scope: Scope, words: Words) -> Sentence | None:
    """How many members committees disciplined and how many commissions, where both are printed."""
    by = {
        row["authority"]: row
        for row in scope.rows
        if (row["indicator"], row["category"], row["kind"]) == ("discipline_members", "total", "actual")
        and notation.present(row["count"])
    }
    if not {"committees", "commissions"} <= by.keys():
        return None
    named = {name: by[name] for name in ("committees", "commissions")}
    return Sentence(
        "s-discipline-by-whom",
        {name: _number(row, words, scope) for name, row in named.items()},
        tuple(row["id"] for row in named.values()),
    )


def printed_change(scope: Scope, words: Words) -> Sentence | None:
    """A change in discipline that the source itself counts, where the earlier figure is not held."""
    row = scope.row("discipline_members", "total")
    if row is None or not notation.present(row["change_printed"]) or row["change_unit"] != "count":
        return None
    if row["why_no_change"] != "not_collected" or row["change_printed"] == 0:
        return None
    change = int(row["change_printed"])
    values: dict[str, Value] = {
        "period": notation.earlier_period(row["change_against"], words),
        "direction": "down" if change < 0 else "up",
        "number": notation.run(row, words.integer(abs(change)), strong=True),
    }
    return Sentence("s-printed-change", values, (row["id"],))


def no_cases(scope: Scope, words: Words) -> Sentence | None:
    """A zero that the source prints."""
    row = scope.row("anti_corruption", "cases")
    if row is None or not notation.present(row["count"]) or int(row["count"]) != 0:
        return None
    return Sentence("s-zero-cases", {}, (row["id"],))


def membership(scope: Scope, words: Words) -> Sentence | None:
    """How large the Party body is."""
    members, orgs = scope.row("membership", "members"), scope.row("membership", "orgs")
    held = [row for row in (orgs, members) if row is not None and notation.present(row["count"])]
    if not held:
        return None
    days = {words.date(row["as_of"].date()) if notation.present(row["as_of"]) else "" for row in held}
    day = days.pop() if len(days) == 1 else ""
    values: dict[str, Value] = {row["category"]: _number(row, words, scope) for row in held}
    values |= {"dated": "yes" if day else "no", "day": day}
    named = "both" if len(held) == 2 else str(held[0]["category"])
    return Sentence(f"s-membership-{named}", values, tuple(row["id"] for row in held))


def changes(scope: Scope, words: Words) -> Sentence | None:
    """The first changes on the period before that may be stated at all."""
    compared = [
        row
        for row in scope.rows
        if row["domain"] in (*HEADLINES, "membership")
        and row["kind"] == "actual"
        and not row["why_no_change"]
        and row["change"]
        and not notation.small(row)
    ][:MOST_CHANGES]
    if not compared:
        return None
    known = scope.measured_by_id
    period = notation.inside_period(known[compared[0]["earlier_id"]], words)
    same = [row for row in compared if notation.inside_period(known[row["earlier_id"]], words) == period]
    pieces = [_change(row, known[row["earlier_id"]], scope, words) for row in same]
    figures = [figure for row in same for figure in (row["id"], row["earlier_id"])]
    return Sentence("s-changes", {"period": period, "changes": words.listed(pieces)}, tuple(figures))


def _change(row: Row, earlier: Row, scope: Scope, words: Words) -> tuple[Run, ...]:
    label = notation.label_of_what(row, words, scope.data.catalog)
    points = row["change_in"] == "points"
    size = words.decimal(abs(row["change"]), 2) if points else words.integer(abs(int(row["change"])))
    shown = [
        notation.percent(each, words) if points else notation.count(each, words, scope.data.catalog)
        for each in (earlier, row)
    ]
    return words.runs(
        "change-piece",
        label=label[0].lower() + label[1:],
        direction="up" if row["change"] > 0 else "down",
        unit=row["change_in"],
        size=Run(size, figure=row["id"], state="derived"),
        before=notation.run(earlier, shown[0]),
        now=notation.run(row, shown[1]),
    )


def rank(scope: Scope, words: Words) -> Sentence | None:
    """The place among peers of the first headline figure that has one."""
    for row in scope.rows:
        ranked = row["why_no_rank"] == "" and row["measure"] != "count" and not notation.small(row)
        if row["domain"] in HEADLINES and ranked:
            label = notation.label(row, words, scope.data.catalog)
            values: dict[str, Value] = {
                "label": label,
                "place": place(row, words),
                "peers": int(row["peer_count"]),
                "missing": int(row["not_collected"]),
            }
            return Sentence("s-rank", values, (row["id"],))
    return None


def only_targets(scope: Scope, words: Words) -> Sentence | None:
    """Where there are targets and no results yet."""
    targets = [row for row in scope.rows if row["kind"] == "target"]
    results = [row for row in scope.rows if row["kind"] == "actual" and row["indicator"] != "work_programme"]
    if not targets or results:
        return None
    return Sentence("s-only-targets", {"targets": len(targets)}, tuple(row["id"] for row in targets))


def missing(scope: Scope, words: Words) -> Sentence | None:
    """The headline domains without any figure."""
    absent = scope.missing_domains(HEADLINES)
    if latest_rating(scope, words) is not None:
        absent = [domain for domain in absent if domain != "ratings"]  # that sentence has said it
    absent = [domain for domain in absent if scope.state(domain) == "not_collected"]
    if not absent:
        return None
    names = [scope.data.catalog.domain_names[domain][f"name_{words.lang}"] for domain in absent]
    # Some names hold a comma or an "and" of their own.
    return Sentence("s-missing", {"domains": "; ".join(name[0].lower() + name[1:] for name in names)}, ())


def elsewhere(scope: Scope, words: Words) -> Sentence | None:
    """What other reports of the same province and year there are to read."""
    if not scope.elsewhere:
        return None
    named = [
        words.text(
            "elsewhere-piece",
            period=notation.period(period, scope.year, words),
            body=scope.data.catalog.body_name(body, scope.province, words.lang, short=True),
            figures=figures,
        )
        for (body, period), figures in scope.elsewhere.items()
    ]
    return Sentence("s-elsewhere", {"reports": "; ".join(named)}, ())


def disagreements(scope: Scope, words: Words) -> Sentence | None:
    """That something disagrees, with where to read of it."""
    count = len(scope.findings)
    return Sentence("s-disagreements", {"count": count}, ()) if count else None


RULES: tuple[Rule, ...] = (
    orgs_rated,
    orgs_excellent,
    members_rated,
    members_excellent,
    admissions,
    targets_met,
    inspections,
    discipline,
    discipline_by_whom,
    printed_change,
    no_cases,
    membership,
    changes,
    latest_rating,
    rank,
    only_targets,
    missing,
    elsewhere,
    disagreements,
)


def sentences(scope: Scope, words: Words) -> list[Sentence]:
    """All sentences that are true of a report, in the order of `RULES`."""
    return [sentence for rule in RULES if (sentence := rule(scope, words)) is not None]
