from .candidates import Candidate as Candidate, Reading as Reading
from .collector import TEXT_VARIABLE as TEXT_VARIABLE, Collector as Collector
from .draft import rows_of as rows_of, write_draft as write_draft
from .reader import read as read
from .session import Session as Session
from .texts import Text as Text, text_of as text_of
from .traces import (
    STATES as STATES,
    Traced as Traced,
    rows_by_source as rows_by_source,
    traced_ids as traced_ids,
    write_traces as write_traces,
)
from .tracing import by_source as by_source, texts_of as texts_of, trace as trace, trace_rows as trace_rows
from .vocabulary import Vocabulary as Vocabulary, vocabulary_of as vocabulary_of
