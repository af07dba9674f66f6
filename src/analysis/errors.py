"""The few kinds of error that a user of the library or the command line can meet.

Every message names the thing, the place and the remedy in one line; its words stand in ``messages/words/``,
in two languages. All of them survive pickling, because a batch carries them from a worker to its recap.
"""

import numbers
import re
import traceback
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis.messages import column_head, said, say, says


class AnalysisError(Exception):
    """Base of all errors that this project raises on purpose.

    Parameters
    ----------
    message : str
        Key of a message in the catalogues, or the text itself where another program says it.
    **values
        What the message speaks of.

    Attributes
    ----------
    exit_status : int
        What the command line ends with: 1 where something failed or is invalid, 2 where the
        request itself was wrong.
    """

    exit_status: int = 1

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message)
        self.values = values

    def __str__(self) -> str:
        return said(self.args[0], **self.values)


class RequestError(AnalysisError):
    """The request cannot be met as it stands: an unknown province, a year without data, a bad folder."""

    exit_status = 2


def expect(kind: type, **values: object) -> None:
    """Refuse what is of another type, at the door where it comes in.

    Parameters
    ----------
    kind : type
    **values
        By the names of the parameters.

    Raises
    ------
    RequestError
        That names the parameter, what it must be, and what it was.

    Examples
    --------
    >>> expect(int, year=2023)
    >>> expect(int, year="2023")
    Traceback (most recent call last):
    analysis.errors.RequestError: year must be a whole number, such as 2023, and is '2023'
    """
    allowed = numbers.Integral if kind is int else kind
    for name, value in values.items():
        if not isinstance(value, allowed) or isinstance(value, bool):
            raise RequestError("wrong-type", name=name, kind=kind.__name__, value=repr(value)[:60])


def whole_number(name: str, value: object) -> int:
    """A whole number; as text, too, which is what papermill makes of a parameter given with ``-r``.

    Parameters
    ----------
    name : str
        Of the parameter.
    value : object

    Raises
    ------
    RequestError
        If it is none.

    Examples
    --------
    >>> whole_number("year", "2023"), whole_number("year", 2023)
    (2023, 2023)
    """
    if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{1,9}\s*", value):
        return int(value)
    expect(int, **{name: value})
    return int(value)  # type: ignore[call-overload,no-any-return]


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of the data, with the place where it stands and the remedy.

    Attributes
    ----------
    file : str
        Name of the file inside the data folder.
    line : int
        Line in that file, counted from 1 (the header is line 1); 0 where the whole file is meant.
    column : str
        Name of the column, or ``-`` where the whole line is meant.
    code : str
        Short, stable name of the kind of fault.
    values : mapping
        What its message speaks of; ``meant`` and ``near`` say what the cell should probably hold.
    cell : str
        Sheet and address of the cell in a workbook, such as ``Kết nạp!C7``; empty for a CSV.
    more : int
        How many other cells or lines have it for the same reason.
    """

    file: str
    line: int
    column: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict, compare=False)
    cell: str = field(default="", compare=False)
    more: int = field(default=0, compare=False)

    @property
    def message(self) -> str:
        """What is wrong and what to do about it, in the language that is spoken."""
        kinds = [f"fault-{self.code}-{name}" for name in ("meant", "near") if self.values.get(name)]
        if self.values.get("value") == "":
            kinds += [f"fault-{self.code}-empty"]
            kinds += ["fault-missing-value"] if self.code.startswith(("unknown-", "not-a-year")) else []
        return said(next(filter(says, kinds), f"fault-{self.code}"), **self.values)

    @property
    def place(self) -> str:
        """Where in its file it stands, and in how many others, too; empty if the whole file is meant."""
        at = self.cell or (f"{self.line}" if self.line else "")
        key = "place-and-more" if self.cell else "line-and-more"
        return say(key, place=at, count=self.more) if self.more else at

    def __str__(self) -> str:
        column = "" if self.column == "-" else column_head(self.column)
        where = ":".join(filter(None, (self.file, self.place, column)))
        # The code is for programs, and to look it up; who mends the data reads the words first.
        return f"{where}: {self.message} [{self.values.get('code', self.code)}]"


class DataError(AnalysisError):
    """The data folder is invalid. Carries every fault found, not only the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("faults")
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in cut(self.faults))


_SHOWN = 20


def cut(faults: Iterable[Fault]) -> list[Fault]:
    """Of each kind in a column of a file the first twenty, and how many more there are.

    In their order, the counts at the end.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    shown = []
    for fault in faults:
        kind = fault.file, fault.column, fault.code
        counts[kind] += 1
        if counts[kind] <= _SHOWN:
            shown.append(fault)
    return shown + [
        Fault(file, 0, column, "and-more", {"count": f"{count - _SHOWN}", "code": code})
        for (file, column, code), count in counts.items()
        if count > _SHOWN
    ]


class _ReportError(AnalysisError):
    """One report could not be made.

    Attributes
    ----------
    notebook : nbformat.NotebookNode or None
        The notebook as far as it ran.
    """

    def __init__(self, message: str, notebook: object = None, **values: Any) -> None:
        super().__init__(message, **values)
        self.notebook = notebook


class NotebookError(_ReportError):
    """A cell of a notebook raised: the notebook's own failure; it is marked at the cell."""


class MachineryError(AnalysisError):
    """What runs a notebook failed (a kernel did not start, a worker died), not the notebook itself."""


class RenderError(_ReportError):
    """An executed notebook cannot be shown as a report.

    Attributes
    ----------
    made : Made or None
        What could be made of it all the same: the page, where only the paper failed.
    """

    def __init__(self, message: str, notebook: object = None, made: object = None, **values: Any) -> None:
        super().__init__(message, notebook, **values)
        self.made = made


class UnexpectedError(AnalysisError):
    """A fault of the program or of a library: what nobody foresaw, told in text.

    Attributes
    ----------
    trace : str
        The traceback.
    """

    def __init__(self, message: str, trace: str = "") -> None:
        super().__init__(message)
        self.trace = trace


def sendable(error: Exception) -> AnalysisError:
    """An error in a form that surely comes back from another process.

    Of other people's exceptions some can be pickled but not unpickled, or drag along such a one.

    Returns
    -------
    AnalysisError
        Our own errors as they are, all others as an `UnexpectedError`.

    Examples
    --------
    >>> print(sendable(ValueError("seven")))
    ValueError: seven
    """
    if isinstance(error, AnalysisError):
        error.__cause__ = error.__context__ = None
        return error.with_traceback(None)
    message = f"{type(error).__name__}: {error}"
    return UnexpectedError(message, "".join(traceback.format_exception(error)))
