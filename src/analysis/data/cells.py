"""One cell of a data file, as a person fills it: read as the project writes it, or named with its remedy.

CSV, workbook and foreign table share these rules. A name stands for its code, with or without marks, however
its letters are composed and whatever space is around it; a typed number or day is what it is. What can be
read in one way only is understood. What cannot is a fault that carries what was probably meant.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from analysis.data.names import Names, bare, tidy

__all__ = [
    "Read",
    "Typed",
    "day",
    "decimal",
    "free",
    "integer",
    "named",
    "pointed",
    "printed",
    "published",
    "year",
]

Typed = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell of a workbook holds; a CSV has text only."""

# Control and private-use characters, such as the bullets of a word processor: no font has them.
_NO_LETTER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\U000f0000-\U0010ffff]")
_GROUPED = re.compile(r"-?\d{1,3}(?:([., \u00a0\u202f'’])\d{3})(?:\1\d{3})*")
_PLAIN_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|")
_RECURRING = re.compile(r"(\d{1,2})[/.\-](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_SPELT_OUT = re.compile(r"(?i)(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMED = re.compile(r"(?i)(\d{1,2})[-\s/](" + "|".join(_MONTHS) + r")[a-z]*[-\s/](\d{2}|\d{4})")
_NO_DATE = re.compile(rf"(?i)(\d{{1,4}}[-/]){{2}}\d{{2,4}}|\d{{1,2}}-({'|'.join((*_MONTHS, 'thg'))})[\w-]*")
_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#+)|(?:Err|Lỗi):\d{3}")
# What tables print where there is no number; of a dash nobody can tell whether it is zero.
_NO_VALUE = frozenset({*"-–—…?x", "...", "..", "n/a", "na", "null", "không", "không có", "none"})
# Typefaces of the time before Unicode drew Vietnamese letters over these signs (TCVN3: .VnTime and others).
_OLD_FONT = re.compile(
    r"[^\W\d_][\u00b5-\u00b9\u00ac\u00ae\u00a9\u00a8\u00a7](?=[^\W\d_])|[\u00a7\u00ae][\u00b5-\u00b9]"
)
SUMS = frozenset(
    {"whole country", "ca nuoc", "toan quoc", "tong so", "tong cong", "tong", "total", "sum", "cong"}
)
"""What a row or column that adds up the others is called, without marks."""
_SERIALS = range(18264, 73051)  # what spreadsheets count the days from 1950 to 2099 as
_EPOCH = date(1899, 12, 30)
_YEARS = range(1930, 2100)


@dataclass(frozen=True)
class Read:
    """What a cell was read as.

    Attributes
    ----------
    text : str
        As the project writes it; as it stands in the file where it is a fault.
    fault : str
        Code of the fault, empty if there is none.
    values : mapping of str to str
        What the message of the fault speaks of: ``value``, the cell as it stands; ``meant``, what it should
        probably say (empty where nobody can know); ``near``, the names that come nearest.
    """

    text: str
    fault: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def _bad(cell: Typed, code: str, *, meant: str = "", near: str = "") -> Read:
    text = _shown(cell)
    return Read(text, code, {"value": text, "meant": meant, "near": near})


def _shown(cell: Typed) -> str:
    """A cell as its program shows it, near enough to be found."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return _digits(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def _digits(number: int | float) -> str:
    """The shortest digits that are this number: 91.34, never 91.340000000000003."""
    exact = Decimal(repr(number))
    whole = exact.to_integral_value()
    return f"{whole:f}" if exact == whole else f"{exact.normalize():f}"


def free(cell: Typed) -> Read:
    r"""Free text, such as a title or a note: composed letters, no space around, nothing lost.

    Examples
    --------
    >>> free("  Báo cáo 2023 ").text, free("B\ufffdo c\ufffdo").fault, free("BÃ¡o cÃ¡o").values["meant"]
    ('Báo cáo 2023', 'lost-letter', 'Báo cáo')
    """
    if isinstance(cell, str):
        text = unicodedata.normalize("NFC", cell).strip()
        # As it stands, too: half of an à that was read wrongly looks like a space.
        if meant := _repaired(cell):
            return _bad(cell, "mojibake", meant=meant.strip())
        code = _damage(text)
        # A formula among words is a fault of its own, wherever they come from.
        if code not in (None, "formula-cell"):
            return _bad(cell, str(code), meant=_repaired(text) if code == "mojibake" else "")
        return Read(text)
    return Read(_shown(cell))


def _damage(text: str) -> str | None:
    if text[:1] in "=#EL" and text:
        if _ERROR.fullmatch(text):
            return "error-cell"
        if text[0] == "=":
            return "formula-cell"
    if text.isascii() and text.isprintable():
        return None
    if "\ufffd" in text:
        return "lost-letter"
    if _repaired(text):
        return "mojibake"
    if _OLD_FONT.search(text):
        return "old-font"
    return "no-letter" if _NO_LETTER.search(text) else None


def _repaired(text: str) -> str:
    """What UTF-8 that was read as a Windows code page said before; empty if it was not."""
    try:
        # Windows leaves five places of its page open; what read it so kept them as control characters.
        raw = b"".join(
            letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")
            for letter in text
        )
        found = unicodedata.normalize("NFC", raw.decode("utf-8"))
    except UnicodeError:
        return ""
    return found if found != text else ""


def printed(cell: Typed) -> Read:
    """A figure as its source prints it: text, a number as it is; never a day, which no source prints.

    Examples
    --------
    >>> printed("17/86 (19,77%)").text, printed(10027.0).text, printed(date(2024, 7, 7)).fault
    ('17/86 (19,77%)', '10027', 'became-a-date')
    """
    if isinstance(cell, (date, time, timedelta)):
        return _bad(cell, "became-a-date")
    read = free(cell)
    return _bad(cell, "became-a-date") if not read.fault and _NO_DATE.fullmatch(read.text) else read


def integer(cell: Typed) -> Read:
    """A whole number.

    Examples
    --------
    >>> integer(" 10027 ").text, integer(10027.0).text, integer("10.027").values["meant"]
    ('10027', '10027', '10027')
    """
    if (wrong := _no_number(cell)) is not None:
        return wrong
    if not isinstance(cell, str):
        digits = _digits(cell)  # type: ignore[arg-type]
        return Read(digits) if digits.isdigit() else _bad(cell, _not_whole(digits))
    text = tidy(cell)
    if not text or (text.isascii() and text.isdigit()):
        return Read(text)
    if (sign := _percent_sign(cell, text, "not-an-integer")) is not None:
        return sign
    if _GROUPED.fullmatch(text):
        return _bad(cell, "not-an-integer", meant=re.sub(r"\D", "", text))
    # Digits of full width are digits; a raised one is the mark of a footnote.
    raised = any(unicodedata.category(sign) == "No" for sign in text)
    plainly = text if raised else unicodedata.normalize("NFKC", text)
    whole = re.fullmatch(r"(\d+)([.,]0+)?", plainly)
    return _bad(cell, _not_whole(plainly), meant=whole[1] if whole else _powers(plainly, r"\d+"))


def _not_whole(text: str) -> str:
    return "negative" if re.fullmatch(r"-\d+", text) else "not-an-integer"


def _powers(text: str, wanted: str) -> str:
    """The number that a spreadsheet shows with powers of ten, 8.7E+01; empty if it is none of the kind."""
    if not re.fullmatch(r"-?\d+(\.\d+)?[eE][+-]?\d{1,2}", text):
        return ""
    found = f"{Decimal(text):f}"
    return found if re.fullmatch(wanted, found) else ""


def decimal(cell: Typed, *, comma: bool = False) -> Read:
    """A number with or without decimals.

    Parameters
    ----------
    cell : Typed
    comma : bool, optional
        Whether the comma is the decimal mark where the cell comes from: in a file with semicolons.

    Examples
    --------
    >>> decimal(19.77).text, decimal("19,77", comma=True).text, decimal("91,00%").values["meant"]
    ('19.77', '19.77', '91.00')
    """
    if isinstance(cell, str) and _PLAIN_DECIMAL.fullmatch(cell):
        return Read(cell) if not (comma and _GROUPED.fullmatch(cell)) else _bad(cell, "two-readings")
    if (wrong := _no_number(cell)) is not None:
        return wrong
    if not isinstance(cell, str):
        return Read(_digits(cell))  # type: ignore[arg-type]
    text = tidy(cell)
    if comma and _GROUPED.fullmatch(text) and "." in text:
        return _bad(cell, "two-readings")
    if comma:
        text = re.sub(r"^(-?\d+),(\d+)$", r"\1.\2", text)
    if not text or (text.isascii() and re.fullmatch(r"-?\d+(\.\d+)?", text)):
        return Read(text)
    if (sign := _percent_sign(cell, text, "not-a-number")) is not None:
        return sign
    if powers := _powers(text, r".*"):
        return _bad(cell, "not-a-number", meant=powers)
    if re.fullmatch(r"-?\d+,\d+", text) and not _GROUPED.fullmatch(text):
        return _bad(cell, "not-a-number", meant=text.replace(",", "."))
    return _bad(cell, "two-readings" if _GROUPED.fullmatch(text) else "not-a-number")


def pointed(cell: Typed) -> Typed:
    """A number with a decimal comma that a workbook holds as text; what may be a thousand stays as it is.

    Examples
    --------
    >>> pointed("91,5"), pointed("1,087"), pointed(91.5), pointed("17,5%")
    ('91.5', '1,087', 91.5, '17,5%')
    """
    if not isinstance(cell, str) or _GROUPED.fullmatch(tidy(cell)):
        return cell
    return re.sub(r"^(-?\d+),(\d+)$", r"\1.\2", tidy(cell))


def _no_number(cell: Typed) -> Read | None:
    if cell is None:
        return Read("")
    if isinstance(cell, (date, time, timedelta)):
        return _bad(cell, "became-a-date")
    if isinstance(cell, bool):
        return _bad(cell, "not-a-number")
    if not isinstance(cell, str):
        return None
    text = tidy(cell)
    if (damaged := _damage(text)) in ("error-cell", "formula-cell"):
        return _bad(cell, damaged)
    if text.lower() in _NO_VALUE:
        return _bad(cell, "no-value")
    return _bad(cell, "became-a-date") if _NO_DATE.fullmatch(text) and not text.isdigit() else None


def _percent_sign(cell: str, text: str, code: str) -> Read | None:
    share = re.fullmatch(r"(-?\d+)(?:[.,](\d+))?\s*%", text)
    if share is None:
        return None
    return _bad(cell, code, meant=f"{share[1]}.{share[2]}" if share[2] else share[1])


def year(cell: Typed) -> Read:
    """A year of four digits.

    Examples
    --------
    >>> year(2023.0).text, year("năm 2023").text, year("2203").values["meant"]
    ('2023', '2023', '2023')
    """
    if isinstance(cell, (date, time, timedelta, bool)):
        return _bad(cell, "not-a-year", meant=str(cell.year) if isinstance(cell, date) else "")
    text = _digits(cell) if isinstance(cell, (int, float)) else tidy(cell or "")
    if _damage(text) in ("error-cell", "formula-cell"):
        return _bad(cell, str(_damage(text)))
    spelt = re.fullmatch(r"(?i)(?:năm\s+|year\s+)?(\d{4})", text)
    if not text or (spelt and int(spelt[1]) in _YEARS):
        return Read(spelt[1] if spelt else "")
    return _bad(cell, "not-a-year", meant=_meant_year(text))


def _meant_year(text: str) -> str:
    """The year that two exchanged digits or two missing ones hide; empty if there is none."""
    if re.fullmatch(r"\d{2}", text):
        return f"20{text}"
    swapped = (text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(len(text) - 1))
    found = [other for other in swapped if re.fullmatch(r"(19|20)\d\d", other) and int(other) in _YEARS]
    held = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    return next(iter(found), "") or " / ".join(dict.fromkeys(held))


def day(cell: Typed) -> Read:
    """A day of the calendar, ``2023-12-31``.

    Examples
    --------
    >>> day(datetime(2020, 12, 31)).text, day("31/12/2020").values["meant"], day("7/8/2020").values["meant"]
    ('2020-12-31', '2020-12-31', '2020-08-07 / 2020-07-08')
    >>> day("45291").values["meant"], day("2023-02-30").fault
    ('2023-12-31', 'not-a-date')
    """
    if isinstance(cell, (bool, time, timedelta)):
        return _bad(cell, "not-a-date")
    if isinstance(cell, date):
        return Read(cell.strftime("%Y-%m-%d"))
    text = _digits(cell) if isinstance(cell, (int, float)) else tidy(cell or "")
    if _damage(text) in ("error-cell", "formula-cell"):
        return _bad(cell, str(_damage(text)))
    if isinstance(cell, (int, float)) and (counted := _meant_days(text)):
        return Read(counted[0])  # a day whose cell has lost its format
    if not text or (re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) and _calendar(text)):
        return Read(text)
    return _bad(cell, "not-a-date", meant=" / ".join(_meant_days(text)))


def day_of_year(cell: Typed, year: str) -> Typed:
    """A day that recurs, such as ``31/12``, in one year; what is none stays as it is.

    Examples
    --------
    >>> day_of_year("31/12", "2023"), day_of_year(datetime(2026, 12, 31), "2023"), day_of_year("?", "2023")
    ('2023-12-31', '2023-12-31', '?')
    """
    if isinstance(cell, date):
        return f"{year}-{cell:%m-%d}"
    if isinstance(cell, str) and (found := _RECURRING.fullmatch(tidy(cell))):
        return f"{year}-{int(found[2]):02}-{int(found[1]):02}"
    return cell


def _calendar(text: str) -> bool:
    try:
        return text.isascii() and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _meant_days(text: str) -> list[str]:
    """The days that a text may stand for, the Vietnamese order first."""
    orders: list[tuple[str, str, str]] = []
    if found := _DAY_FIRST.fullmatch(text):
        orders = [(found[3], found[2], found[1]), (found[3], found[1], found[2])]
    elif found := _SPELT_OUT.fullmatch(text):
        orders = [(found[3], found[2], found[1])]
    elif found := _YEAR_FIRST.fullmatch(text):
        orders = [(found[1], found[2], found[3])]
    elif found := _MONTH_NAMED.fullmatch(text):
        full = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        orders = [(full, str(_MONTHS.index(found[2].lower()) + 1), found[1])]
    elif text.isascii() and text.isdigit() and int(text) in _SERIALS:
        return [(_EPOCH + timedelta(days=int(text))).isoformat()]
    days = [f"{y}-{int(m):02}-{int(d):02}" for y, m, d in orders]
    return [found for found in dict.fromkeys(days) if _calendar(found)]


def published(cell: Typed) -> Read:
    """When a source appeared: a day, a month or a year.

    Examples
    --------
    >>> published("2023-07").text, published(2023.0).text, published("31/12/2020").values["meant"]
    ('2023-07', '2023', '2020-12-31')
    """
    text = _digits(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else cell
    if isinstance(text, str):
        found = re.fullmatch(r"(?i)(?:năm\s+|year\s+)?(\d{4}(?:-(?:0[1-9]|1[0-2]))?)", tidy(text))
        if found:
            return Read(found[1])
    read = day(cell)
    if read.fault:
        return Read(read.text, "not-a-day-month-or-year", read.values)
    return read


_HANDFUL = 4

# Letters of other scripts that look like Latin ones, as keyboards and scanned text put them among those.
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһАВЕНІЈКМОРСТХΑΒΕΗΙΚΜΝΟΡΤΧοı",
    "aeopcyxijsdhABEHIJKMOPCTXABEHIKMNOPTXoi",
)


def named(cell: Typed, names: Names) -> Read:
    """The code that a cell stands for.

    Parameters
    ----------
    cell : Typed
    names : Names
        What its column knows.

    Examples
    --------
    >>> places = Names.of("unknown-province", [("soc-trang", ["Sóc Trăng"]), ("tra-vinh", ["Trà Vinh"])])
    >>> named(" soc trang", places).text, named("Trà Vinh", places).text
    ('soc-trang', 'tra-vinh')
    >>> named("Sóc Trang", places).text, named("Sóc Tăng", places).values["near"]
    ('soc-trang', 'Sóc Trăng (soc-trang)')
    """
    text = tidy(_shown(cell))
    if text in names.codes or not text:
        return Read(text)
    # As it stands, too: half of an à that was read wrongly looks like a space.
    if meant := _repaired(_shown(cell)):
        return _bad(cell, "mojibake", meant=tidy(meant))
    if (code := _damage(text)) is not None:
        return _bad(cell, code, meant=_repaired(text) if code == "mojibake" else "")
    exact = {code for name, code in names.known if tidy(name) == text}
    found = sorted(exact) if len(exact) == 1 else names.plainly.get(bare(text), ())
    if len(found) == 1:
        return Read(found[0])
    if found:
        return _bad(cell, "two-meanings", near=" / ".join(names.shown[code] for code in found))
    latin = text.translate(_LOOK_ALIKES)
    if latin != text and len(hidden := names.plainly.get(bare(latin), ())) == 1:
        return _bad(cell, "look-alike", near=names.shown[hidden[0]])
    if _NO_DATE.fullmatch(text) and not text.isdigit():
        return _bad(cell, "became-a-date")
    if bare(text) in SUMS:
        return _bad(cell, "a-sum")
    # Of a handful all may be meant.
    near = names.nearest(text) or (list(names.shown) if len(names.shown) <= _HANDFUL else [])
    return _bad(cell, names.fault, near=" / ".join(names.shown[code] for code in near))
