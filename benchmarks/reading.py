"""How well texts are read: curated rows against candidates, and rows changed on purpose against their texts."""

import csv
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.data import OBSERVATION_COLUMNS, Dataset, load
from analysis.reading import (
    STATES,
    Text,
    Vocabulary,
    read,
    rows_by_source,
    text_of,
    texts_of,
    trace_rows,
    vocabulary_of,
)

Row = Mapping[str, str]

PAGES = Path(__file__).resolve().parents[1] / "tests" / "reading" / "pages.csv"
RIGHT = ("indicator", "category", "kind", "of", "of_basis")
NUMBERS = ("count", "count_to", "percent", "percent_to", "value")
CHANGES = 200


def measure(texts: Path) -> dict[str, Any]:
    """Measure on the texts of a folder: those of the data's sources, and the other pages known by fingerprint."""
    data = load()
    known = vocabulary_of(data)
    held, curated = texts_of(data, texts), rows_by_source(data)
    sources = [(text, curated.get(name, ()), {"source": name}) for name, text in held.items()]
    pages: dict[str, list[tuple[Text, Sequence[Row], dict[str, str]]]] = {}
    with PAGES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for path in sorted(texts.rglob("*.txt")):
        text = text_of(path)
        mine = [row for row in rows if row["text"] == text.digest[:16]]
        if mine:
            pages.setdefault(mine[0]["set"], []).append((text, mine, {}))
    result: dict[str, Any] = {"sources": _score(sources, data, known, whole=True)} if sources else {}
    result |= {f"pages_{name}": _score(group, data, known) for name, group in sorted(pages.items())}
    if sources:
        result["trace"] = _trace(held, curated, data, known)
    return result


def megabyte(texts: Path) -> str:
    """As much of the texts as a million bytes hold, over and over in other orders and with other digits."""
    chance = random.Random(3)
    lines = [line for path in sorted(texts.rglob("*.txt")) for line in text_of(path).text.splitlines()]
    found, size = [], 0
    while size < 1_000_000:
        chance.shuffle(lines)
        for line in lines:
            found.append(
                re.sub(r"\d", lambda digit: chance.choice([digit[0], chance.choice("123456789")]), line)
            )
            size += len(found[-1].encode()) + 1
    return "\n".join(found).encode()[:1_000_000].decode(errors="ignore")


def _score(
    texts: Iterable[tuple[Text, Sequence[Row], dict[str, str]]],
    data: Dataset,
    known: Vocabulary,
    *,
    whole: bool = False,
) -> dict[str, Any]:
    total = found = right = equal = false = 0
    misses = []
    for text, rows, given in texts:
        left = list(read(text.text, known, data.catalog, given).candidates)
        for row in rows:
            total += 1
            held = [one for one in left if _numbers(one.row) == _numbers(row)]
            if not held:
                misses.append(f"{row['indicator']}/{row['category']} {row['as_printed']}")
                continue
            best = max(held, key=lambda one: sum(one.row[name] == row[name] for name in RIGHT))
            left.remove(best)
            found += 1
            if wrong := [name for name in RIGHT if best.row[name] != row[name]]:
                misses.append(f"{row['indicator']}/{row['category']} {row['as_printed']}: {', '.join(wrong)}")
            else:
                right += 1
                equal += all(
                    best.row[name] == row[name]
                    for name in OBSERVATION_COLUMNS
                    if name != "note" and name in row
                )
        false += len(left)
    score = {"rows": total, "recall": round(found / total, 3), "right": round(right / total, 3),
             "false_per_true": round(false / max(found, 1), 2), "misses": misses}  # fmt: skip
    return score | ({"equal_of_right": f"{equal}/{right}"} if whole else {})


def _numbers(row: Row) -> tuple[str, ...]:
    return tuple(_plain(row.get(name, "")) for name in NUMBERS)


def _plain(cell: str) -> str:
    return cell.rstrip("0").rstrip(".") if "." in cell else cell


def _trace(
    held: Mapping[str, Text], curated: Mapping[str, Sequence[Row]], data: Dataset, known: Vocabulary
) -> dict[str, Any]:
    rows = [row for name in held for row in curated.get(name, ())]
    states = [
        one.state
        for name, text in held.items()
        for one in trace_rows(curated.get(name, ()), text, data, known)
    ]
    chance = random.Random(20)
    changed = [_changed(dict(chance.choice(rows)), place, chance) for place in range(CHANGES)]
    unnoticed = [
        row for row in changed if trace_rows([row], held[row["source"]], data, known)[0].state == "found"
    ]
    return {
        **{state: states.count(state) for state in STATES},
        "changed": CHANGES,
        "noticed": CHANGES - len(unnoticed),
    }


def _changed(row: dict[str, str], place: int, chance: random.Random) -> dict[str, str]:
    """A row with one digit, one authority, one qualifier or one period changed."""
    column = ("digit", "authority", "qualifier", "period")[place % 4]
    if column == "digit":
        column = chance.choice([name for name in ("count", "of", "percent", "value") if row[name]])
        at = chance.choice([at for at, sign in enumerate(row[column]) if sign.isdigit()])
        digit = str((int(row[column][at]) + chance.randint(1, 9)) % 10)
        row[column] = row[column][:at] + digit + row[column][at + 1 :]
        return row
    others = {"authority": ("", "all", "committees", "commissions"), "qualifier": ("exact", "over", "nearly", "about"),
              "period": ("FY", "H1", "9M", "Q1", "Q2")}[column]  # fmt: skip
    row[column] = chance.choice([other for other in others if other != row[column]])
    return row
