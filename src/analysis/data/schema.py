"""What a data folder consists of: its tables, their columns, the codes that cells may hold."""

from collections.abc import Mapping

PERIODS = ("FY", "H1", "9M", "Q1", "Q2", "Q3", "Q4", "YTD", "TERM")
KINDS = ("actual", "target")
AUTHORITIES = (
    "", "all", "committees", "commissions",
    # A part of the committees, where the source speaks of no others.
    "own_committee", "district_committees", "grassroots_committees",
)  # fmt: skip
COUNTINGS = ("", "turns")
QUALIFIERS = ("exact", "over", "nearly", "about", "withheld")
COMPARATORS = ("", "ge", "gt", "le", "lt", "eq", "range")
CONFIDENCES = ("high", "medium")
CHANGE_UNITS = ("", "count", "percent", "percent_of")
POLARITIES = ("higher", "lower", "none")
TIMINGS = ("end", "period", "day")
MEASURES = ("count", "amount", "share", "score", "rank", "tier")
VALUED = frozenset({"amount", "score", "rank", "tier"})
SEVERITIES = ("break", "end", "note")

OBSERVATION_COLUMNS = (
    "province", "body", "year", "period", "span_from", "kind", "indicator", "category", "authority",
    "counted", "count", "count_to", "of", "of_basis", "percent", "percent_to", "value", "qualifier",
    "comparator", "as_of", "as_printed", "change_printed", "change_unit", "change_against", "conflict",
    "preferred", "source", "confidence", "note",
)  # fmt: skip

# What changed from release to release; a folder whose first release this is needs no such table.
CHANGE_COLUMNS = (
    "release", "since", "change", "id", "old", "new", "reason", "reason_vi", "reason_en",
)  # fmt: skip
CHANGES = ("new", "revised", "withdrawn")

# The tables beside the observations: file stem -> (columns, columns of the key).
SIDE_TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "provinces": (
        ("province", "name_vi", "name_en", "kind", "region", "region_en", "successor", "successor_from",
         "gso_code", "note", "parent"),
        ("province",),
    ),
    "provinces_2025": (("province", "name_vi", "name_en", "kind", "members"), ("province",)),
    "bodies": (("body", "name_vi", "name_en", "short_vi", "short_en", "kinds"), ("body",)),
    "domains": (("domain", "name_vi", "name_en", "order", "section"), ("domain",)),
    "indicators": (
        ("indicator", "category", "domain", "order", "indicator_vi", "indicator_en", "category_vi",
         "category_en", "label_vi", "label_en", "unit", "unit_vi", "unit_en", "polarity", "timing",
         "part_of", "measure", "scale_min", "scale_max", "classes", "per", "per_factor", "lead",
         "by_authority", "usual_base"),
        ("indicator", "category"),
    ),
    "tiers": (("indicator", "tier", "order", "name_vi", "name_en"), ("indicator", "tier")),
    "ceilings": (
        ("indicator", "category", "of_category", "percent", "effective_from", "effective_to", "source_url"),
        ("indicator", "category", "effective_from"),
    ),
    "bases": (("of_basis", "role", "name_vi", "name_en", "stock", "authority"), ("of_basis",)),
    "sources": (("id", "publisher", "published", "title", "url", "kind", "note"), ("id",)),
    "breaks": (
        ("id", "provinces", "bodies", "indicators", "effective_from", "effective_to", "title_vi", "title_en",
         "what_changed_vi", "what_changed_en", "source_url", "confidence", "severity"),
        ("id",),
    ),
    "synonyms": (("phrase", "lang", "column", "code"), ("phrase", "column", "code")),
    "traces": (("id", "source", "row", "sentence", "offset", "text", "seen"), ("id",)),
    "tiles": (("units", "province", "column", "row"), ("units", "province")),
    "conflicts": (("conflict", "reason_vi", "reason_en"), ("conflict",)),
    "glossary": (("term_vi", "term_en", "definition_en", "source_url"), ("term_vi",)),
}  # fmt: skip

# Columns, and a table, that came later: a folder that lacks them is read as if they were empty.
LATER_COLUMNS: Mapping[str, frozenset[str]] = {
    "observations": frozenset({"value"}),
    "provinces": frozenset({"parent"}),
    "bodies": frozenset({"kinds"}),
    "domains": frozenset({"section"}),
    "indicators": frozenset({"measure", "scale_min", "scale_max", "classes", "per", "per_factor", "lead",
                             "by_authority", "usual_base"}),
    "bases": frozenset({"stock", "authority"}),
    "changes": frozenset({"reason_vi", "reason_en"}),
}  # fmt: skip
LATER_TABLES = frozenset({"ceilings", "tiers", "synonyms", "traces", "tiles", "conflicts"})

# Tables whose keys are no codes, but words or ids of figures.
WORDY_TABLES = frozenset({"glossary", "synonyms", "traces"})

# What a phrase of synonyms.csv can tell of a figure.
MEANINGS = ("unit", "indicator", "category", "authority", "of_basis", "other")

BASIS_ROLES = ("part", "plan", "growth")

# What an office says of itself, in the order in which it is asked for: the attributes of an Identity.
OFFICE_ITEMS = ("name", "above", "motto", "data", "number", "place_and_date", "recipients", "signature",
                "signed_by", "logo", "accent")  # fmt: skip

# Colours that have a name, so that nobody need know their digits; each can be read on white.
COLOURS: Mapping[str, str] = {
    "red": "#a51c1c", "blue": "#0b5fa5", "navy": "#1f3a68", "green": "#1b6e3c", "violet": "#5b3a8c",
    "brown": "#7a4a1e",
}  # fmt: skip

# The columns whose numbers stand in ``as_printed``; a base may be printed elsewhere on the page.
PRINTED_COLUMNS = ("count", "count_to", "percent", "percent_to", "value")

MOST_YEARS_APART = 5
"""A figure farther from its year than this stands in for nothing."""

UNITS = ("printed", "2025")
"""The provinces that the sources speak of, and those of today."""

# First and last day of a period within its year.
PERIOD_DAYS: Mapping[str, tuple[str, str]] = {
    "FY": ("01-01", "12-31"), "YTD": ("01-01", "12-31"), "H1": ("01-01", "06-30"), "9M": ("01-01", "09-30"),
    "Q1": ("01-01", "03-31"), "Q2": ("04-01", "06-30"), "Q3": ("07-01", "09-30"), "Q4": ("10-01", "12-31"),
}  # fmt: skip
