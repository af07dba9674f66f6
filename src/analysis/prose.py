"""Findings in sentences. Each sentence has a condition, and is said only where it is met.

A rule looks at the figures of one report and either gives the values of its sentence or nothing. The
words stand in the catalogues under the rule's key. Nothing is said of a change, rank or outcome that
the comparison refuses.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from analysis import notation
from analysis.blocks import ProseItem, Run, cite
from analysis.compare import Row
from analysis.language import Words
from analysis.scope import FORMS, Scope

HEADLINES = ("ratings", "admissions", "inspections", "discipline")

Value = str | int | Run | tuple[Run, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence that is true of a report.

    Attributes
    ----------
    key : str
        Name of the sentence in the catalogues, and of the rule that made it.
    values : mapping
        What fills it; figures as `Run` with their id.
    figures : tuple of str
        Ids of the figures it speaks of.
    """

    key: str
    values: Mapping[str, Value]
    figures: tuple[str, ...]


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
    if outcome in ("exceeded", "met", "missed") and notation.present(row["of"]) and percent:
        values |= {"plan": words.integer(int(row["of"])), "percent": notation.run(row, percent)}
        return Sentence(f"s-admissions-{outcome}", values, (row["id"],))
    return Sentence("s-admissions-count", values, (row["id"],))


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
    if members is not None and members["measure"] == "fulfilment" and notation.present(members["count"]):
        percent = notation.run(members, notation.percent(members, words))
        return Sentence(
            "s-inspection-plan",
            {"count": _number(members, words, scope), "percent": percent, "by": _by(members)},
            (members["id"],),
        )
    if members is None or orgs is None or members["authority"] != orgs["authority"]:
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
        return Sentence(
            "s-discipline-part", {"total": values["total"], "of": part}, (total["id"], part_only["id"])
        )
    return Sentence("s-discipline-total", values, (total["id"],))


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
            }
            return Sentence("s-rank", values, (row["id"],))
    return None


def place(row: Row, words: Words) -> str:
    """A rank as one place or as an interval."""
    low, high = int(row["rank_low"]), int(row["rank_high"])
    if low == high:
        return words.text("place-one", low=words.integer(low))
    return words.text("place-interval", low=words.integer(low), high=words.integer(high))


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
    if not absent or scope.state() != "not_collected":
        return None
    names = [scope.data.catalog.domain_names[domain][f"name_{words.lang}"] for domain in absent]
    # Some names hold a comma or an "and" of their own.
    return Sentence("s-missing", {"domains": "; ".join(name[0].lower() + name[1:] for name in names)}, ())


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
    printed_change,
    no_cases,
    latest_rating,
    rank,
    only_targets,
    missing,
    disagreements,
)


def sentences(scope: Scope, words: Words) -> list[Sentence]:
    """All sentences that are true of a report, in the order of `RULES`."""
    return [sentence for rule in RULES if (sentence := rule(scope, words)) is not None]


def items(scope: Scope, words: Words, source_numbers: Mapping[str, int]) -> list[ProseItem]:
    """The sentences as a list for the page, each with the numbers of its sources.

    Parameters
    ----------
    scope : Scope
    words : Words
    source_numbers : mapping of str to int
        Number of each source in the report.

    Returns
    -------
    list of ProseItem
    """
    known = scope.measured_by_id
    found = []
    for sentence in sentences(scope, words):
        numbers = sorted({source_numbers[known[figure]["source"]] for figure in sentence.figures})
        first, *rest = words.runs(sentence.key, **sentence.values)
        # "hơn 370" inside a sentence, "Hơn 370" where it begins with it.
        runs = (replace(first, text=first.text[0].upper() + first.text[1:]), *rest)
        found.append(ProseItem(sentence.key, (*runs, cite(*numbers)) if numbers else runs))
    return found
