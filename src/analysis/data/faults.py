"""What may be wrong with a cell: a code, to which the catalogues of messages hold the remedy."""

from analysis.errors import Fault


def fault(file: str, line: int, column: str, code: str, value: str = "", **values: str) -> Fault:
    """A fault that quotes the cell as it stands, and says what was probably meant or comes nearest."""
    return Fault(file, line, column, code, {"value": value, **values})
