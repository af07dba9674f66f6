"""What may be said of figures side by side: pure functions, frame in, frame out.

Every function gives either a result or the reason why there is none (``why_not``), never a result
with a warning. The reasons are short codes; the words for them stand in the catalogues.
"""

from analysis.compare.neighbours import FEWEST_PEERS, funnel_limits, peer_key, peers, universe, wilson
from analysis.compare.overview import assess, choose_body, fullest_body, state, table
from analysis.compare.rows import (
    MERGER,
    SMALL_COUNT,
    WIDEST,
    Known,
    Row,
    as_text,
    authority_unsaid,
    day_of,
    denied,
    differ,
    disputed,
    follows,
    like,
    limits,
    main_value,
    measures,
    records,
    rows_by_id,
    shown,
    small,
    token,
)
from analysis.compare.series import FEWEST_POINTS, breaks_of, change, joined, latest_run, moment, trend
from analysis.compare.targets import TERM_YEARS, judge, spans_a_term, targets

__all__ = [
    "FEWEST_PEERS",
    "FEWEST_POINTS",
    "MERGER",
    "SMALL_COUNT",
    "TERM_YEARS",
    "WIDEST",
    "Known",
    "Row",
    "as_text",
    "assess",
    "authority_unsaid",
    "breaks_of",
    "change",
    "choose_body",
    "day_of",
    "denied",
    "differ",
    "disputed",
    "follows",
    "fullest_body",
    "funnel_limits",
    "joined",
    "judge",
    "latest_run",
    "like",
    "limits",
    "main_value",
    "measures",
    "moment",
    "peer_key",
    "peers",
    "records",
    "rows_by_id",
    "shown",
    "small",
    "spans_a_term",
    "state",
    "table",
    "targets",
    "token",
    "trend",
    "universe",
    "wilson",
]
