"""What may be wrong with a cell: a code, to which the catalogues of messages hold the remedy."""

from analysis.errors import Fault

_SHOWN = 200
"""Letters of a cell that are quoted."""


def fault(file: str, line: int, column: str, code: str, value: str = "", **values: str) -> Fault:
    """A fault that quotes the cell as it stands, and says what was probably meant or comes nearest."""
    shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
    return Fault(file, line, column, code, {"value": shown, **values})
