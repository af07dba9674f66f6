"""What the program says to who uses it, in two languages: errors, faults of the data, results of commands.

The words stand in ``words/en.ftl`` and ``words/vi.ftl``, each message under a key. English is spoken unless
`speaking` says otherwise: the command line does, a program that uses the library hears English.
"""

from analysis.messages.catalogue import LANGUAGES, filled, has_message, message_keys
from analysis.messages.speech import (
    LOCALE,
    column_head,
    language,
    refusal,
    said,
    say,
    says,
    speaking,
    translated,
)

__all__ = [
    "LANGUAGES", "LOCALE", "column_head", "filled", "has_message", "language", "message_keys", "refusal",
    "said", "say", "says", "speaking", "translated",
]  # fmt: skip
