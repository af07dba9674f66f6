"""Pages changed by a hand, plain and sealed anew: `verify` names every one."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from analysis import ComparisonReport, Dataset, ProvinceReport, load
from analysis.run import render_sections, seal
from analysis.verify import verify
from torture.lean import lean
from torture.outcome import Outcome

Forge = Callable[[str, Random], str]


def _one(pattern: str, new: Callable[[re.Match[str], Random], str]) -> Forge:
    """Change one of the places where a pattern is found, by chance; the page as it is if there is none."""

    def forged(page: str, chance: Random) -> str:
        # The style sheet is long, and every number in it a place like others: it has forgeries of its own.
        places = [found for found in re.finditer(pattern, page) if found.start() > page.index("</style>")]
        if not places:
            return page
        found = chance.choice(places)
        return page[: found.start()] + new(found, chance) + page[found.end() :]

    return forged


def _put(before: str, piece: str) -> Forge:
    return lambda page, _: page.replace(before, piece + before, 1)


def _swap(old: str, new: str) -> Forge:
    return lambda page, _: page.replace(old, new, 1)


def _digit(digits: str, chance: Random) -> str:
    place = chance.choice([place for place, letter in enumerate(digits) if letter.isdigit()])
    other = chance.choice([digit for digit in "0123456789" if digit != digits[place]])
    return digits[:place] + other + digits[place + 1 :]


FORGERIES: dict[str, Forge] = {
    "a digit of a figure": _one(
        r"(?<=\d)?\d+(?=[^<>]*</data>)", lambda found, chance: _digit(found[0], chance)
    ),
    "a digit anywhere": _one(r">[^<>]*\d[^<>]*<", lambda found, chance: _digit(found[0], chance)),
    "a word": _one(r"(?<=[ >])\w{4,}(?=[^<>]*<)", lambda *_: "không"),
    "a word taken out": _one(r" \w{3,}(?= [^<>]*<)", lambda *_: ""),
    "two figures changed places": _one(
        r">([^<>]+)</data>(.{0,400}?)>([^<>]+)</data>",
        lambda found, _: f">{found[3]} </data>{found[2]}>{found[1]}</data>",
    ),
    "a paragraph added": _put("</main>", "<p>Đảng bộ đứng đầu cả nước.</p>"),
    "a row taken out": _one(r"<tr>.*?</tr>", lambda *_: ""),
    "a footnote taken out": _one(r'<li id="(?:note|source)-[^"]*">.*?</li>', lambda *_: ""),
    "an item hidden": _one(r"<li(?= )", lambda *_: "<li hidden"),
    "a section hidden": _one(r"<section(?= )", lambda *_: '<section style="display:none"'),
    "a figure left without its id": _one(r' data-figure="[^"]*"', lambda *_: ""),
    "a figure under another id": _one(
        r'data-figure="[^"]*"', lambda *_: 'data-figure="a/b/2000/FY/actual/x/y"'
    ),
    "a mark of state": _one(r'class="[^"]*"', lambda *_: 'class="s-value"'),
    "a link to elsewhere": _one(r'href="https?://', lambda *_: 'href="https://elsewhere.example/?'),
    "a link within the page": _one(r'href="#[^"]+"', lambda *_: 'href="#content"'),
    "a script": _put("</main>", "<script>document.title='x'</script>"),
    "a handler": _one(r"<(?:p|li|td|th|h2)\b", lambda found, _: found[0] + ' onclick="alert(1)"'),
    "a style that prints another number": _put("</head>", "<style>data::after{content:'99'}</style>"),
    "a style that hides": _swap("</style>", ".tiles{display:none}</style>"),
    "a style of one element": _one(r"<data(?= )", lambda *_: '<data style="font-size:0"'),
    "glyphs of the typeface": _swap("base64,d09GMg", "base64,d09GMh"),
    "an overlay": _put("</body>", '<div style="position:fixed;inset:0;background:#fff">99</div>'),
    "an iframe": _put("</main>", '<iframe src="https://elsewhere.example/"></iframe>'),
    "a picture from elsewhere": _put("</main>", '<img src="https://elsewhere.example/x.png" alt="">'),
    "the policy": lambda page, _: re.sub(r'<meta http-equiv="Content-Security[^>]*>\n', "", page),
    "a refresh": _put("<style>", '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">'),
    "a base": _put("<style>", '<base href="https://elsewhere.example/">'),
    "the author": lambda page, _: re.sub(r'(name="author" content=")[^"]*', r"\1Ban Tổ chức", page),
    "the title": lambda page, _: re.sub(r"<title>.*?</title>", "<title>Xếp hạng nhất</title>", page),
    "the length of a bar": _one(r'(?<= d="M)[\d.]+ [\d.]+L[\d.]+', lambda *_: "0 0L328"),
    "a place in a chart, in digits of another script": _one(
        r'(?<= d="M)\d', lambda found, _: chr(ord("０") + int(found[0]))
    ),
    "a colour in a chart": _one(
        r"(?<=<path )([^>]*?)var\(--c-\w+, #[0-9a-f]{6}\)", lambda found, _: f"{found[1]}#ffffff"
    ),
    "an opacity in a chart": _one(
        r"(<(?:path|text) [^>]*style=\")", lambda found, _: found[0] + "opacity: 0.4; "
    ),
    "a number in a chart": _one(
        r"(?<=\">)\d[^<]*(?=</text>)", lambda found, chance: _digit(found[0], chance)
    ),
    "what a chart is said to show": _one(
        r'role="img" aria-label="[^"]*\d', lambda found, chance: _digit(found[0], chance)
    ),
    "the file to take along": _one(
        r'href="data:text/csv[^"]*\d(?=[,%])',
        lambda found, chance: found[0][:-1] + _digit(found[0][-1], chance),
    ),
    "the release": lambda page, _: re.sub(r"(?<=[> ])\d{4}\.\d{2}[.\d]*", "2019.01", page),
    "release and passport": lambda page, _: re.sub(r"\b2026\.\d{2}[.\d]*", "kiểm tra bởi Trung ương", page),
    "the passport's digests": _one(
        r'(?<=": ")[0-9a-f]{12}(?=")', lambda found, chance: _digit("0" + found[0], chance)[1:] + "0"
    ),
    "another program": lambda page, chance: FORGERIES["a word"](
        re.sub(r'"software": "[^"]*"', '"software": "9.9"', page), chance
    ),
    "a comment with markup": _put("</main>", "<!-- --!><p>99</p><!-- -->"),
    "a tag left open": _put("</main>", "<template>"),
}


def cases(count: int, chance: Random, folder: Path) -> Iterator[Outcome]:
    """Forge pages of several reports, each plain and sealed anew; and see that untouched ones pass."""
    data = load(lean(folder / "data"))
    pages = {report.stamp: _page(report) for report in _reports(data)}
    for stamp, page in pages.items():
        whole = verify(page, data)
        yield Outcome(f"{stamp} untouched", "untouched, passes", "; ".join(map(str, whole.differences)))
    kinds = list(FORGERIES)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        stamp, page = chance.choice(list(pages.items()))
        forged = FORGERIES[kind](page, chance)
        if forged == page:
            yield Outcome(kind, "nothing there to forge")
            continue
        for how, file in (("plain", forged), ("sealed anew", seal(forged))):
            named = bool(verify(file, data).differences)
            gap = "" if named else f"{stamp}, {how}: verify says that all is well"
            yield Outcome(f"{kind}, {how}", "named" if named else "passed", gap)


def _reports(data: Dataset) -> Iterator[ProvinceReport | ComparisonReport]:
    yield ProvinceReport(data, "tra-vinh", 2023, "bloc")
    yield ProvinceReport(data, "hau-giang", 2023, "bloc", lang="en")
    yield ProvinceReport(data, "ho-chi-minh", 2020, "province")
    yield ComparisonReport(data, 2022, "bloc")


def _page(report: ProvinceReport | ComparisonReport) -> str:
    return render_sections([section.to_json() for section in report.sections()], stamp=report.stamp)
