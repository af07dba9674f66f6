"""From print to row, and back: texts read into candidate rows, rows held against the texts of sources.

`vocabulary_of(data)` and `read` give the candidates of a text; nothing enters the data unseen. `trace` holds
rows against their texts. Stands above data/; knows nothing of comparisons, charts and pages.
"""

from analysis.reading.candidates import Candidate, Reading
from analysis.reading.collector import TEXT_VARIABLE, Collector
from analysis.reading.draft import DRAFT_COLUMNS, rows_of, write_draft
from analysis.reading.reader import read
from analysis.reading.session import Session
from analysis.reading.texts import MAX_BYTES, Text, text_of
from analysis.reading.traces import STATES, Traced, rows_by_source, traced_ids, write_traces
from analysis.reading.tracing import by_source, texts_of, trace, trace_rows
from analysis.reading.vocabulary import Vocabulary, vocabulary_of

__all__ = [
    "DRAFT_COLUMNS",
    "MAX_BYTES",
    "STATES",
    "TEXT_VARIABLE",
    "Candidate",
    "Collector",
    "Reading",
    "Session",
    "Text",
    "Traced",
    "Vocabulary",
    "by_source",
    "read",
    "rows_by_source",
    "rows_of",
    "text_of",
    "texts_of",
    "trace",
    "trace_rows",
    "traced_ids",
    "vocabulary_of",
    "write_draft",
    "write_traces",
]
