"""What may be said of figures side by side: pure functions, frame in, frame out.

Every function gives either a result or the reason why there is none (``why_not``), never a result
with a warning. The reasons are short codes; the words for them stand in the catalogues.
"""

from analysis.compare import notation, passport
from analysis.compare.checks import Finding, check, is_checked, take_findings
from analysis.compare.common_base import RATE, on_common_base
from analysis.compare.comparison_scope import Comparison, Lineup, comparison
from analysis.compare.derived import derive, rates, take_rates
from analysis.compare.diff import as_json, changes, of_report, record
from analysis.compare.explain import explanation, plain
from analysis.compare.leaders import ranking
from analysis.compare.neighbours import (
    BY_SIZE,
    FEWEST_PEERS,
    NATIONAL,
    PLACES,
    funnel_limits,
    middle_key,
    overdispersion,
    peer_key,
    peers,
    universe,
    wilson,
)
from analysis.compare.overview import choose_body, subject, table
from analysis.compare.passport import digests_of
from analysis.compare.places_scope import MOST_PLACES, SideBySide, Strand, side_by_side
from analysis.compare.province_scope import Scope, Series, scope, series_key
from analysis.compare.rating_classes import Rating, Segment, rating_of_year
from analysis.compare.rows import (
    MERGER,
    SMALL_COUNT,
    as_text,
    authority_unsaid,
    certain,
    day_of,
    denied,
    differ,
    disputed,
    follows,
    like,
    main_value,
    measures,
    rows_by_id,
    shown,
    small,
    stretch,
    token,
)
from analysis.compare.series import breaks_of, change, joined, trend
from analysis.compare.targets import judge, targets
from analysis.compare.units import (
    PLUS,
    SUM,
    by_units,
    former_kinds,
    merged,
    parts_of,
    sources_of,
    today,
    view,
)

__all__ = [
    "BY_SIZE", "FEWEST_PEERS", "MERGER", "MOST_PLACES", "NATIONAL", "PLACES", "PLUS", "RATE", "SMALL_COUNT",
    "SUM", "Comparison", "Finding", "Lineup", "Rating", "Scope", "Segment", "Series", "SideBySide", "Strand",
    "as_json", "as_text", "authority_unsaid", "breaks_of", "by_units", "certain", "change", "changes",
    "check", "choose_body", "comparison", "day_of", "denied", "derive", "differ", "digests_of", "disputed",
    "explanation", "follows", "former_kinds", "funnel_limits", "is_checked", "joined", "judge", "like",
    "main_value", "measures", "merged", "middle_key", "notation", "of_report", "on_common_base",
    "overdispersion", "parts_of", "passport", "peer_key", "peers", "plain", "ranking", "rates",
    "rating_of_year", "record", "rows_by_id", "scope", "series_key", "shown", "side_by_side", "small",
    "sources_of", "stretch", "subject", "table", "take_findings", "take_rates", "targets", "today", "token",
    "trend", "universe", "view", "wilson",
]  # fmt: skip
