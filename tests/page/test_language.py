"""Words, numbers and dates in two languages."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from hypothesis import given, strategies as st

from analysis import Dataset
from analysis.errors import RequestError
from analysis.page import language
from analysis.page.blocks import number
from analysis.page.language import LANGUAGES, Words, sort_key

SOURCE = Path(language.__file__).parents[1]

# The 63 provinces as a Vietnamese dictionary orders them: letters first (a ă â, d đ, …), then tones.
IN_ORDER = """
An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình
Phước, Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp,
Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hưng
Yên, Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh
Bình, Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn
La, Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thành phố Hồ Chí Minh, Thừa Thiên Huế,
Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái
"""


class _Variables(Visitor):
    """Collects the values that a message asks for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - fluent's name
        self.names.add(node.id.name)


def catalogue(lang: str) -> dict[str, set[str]]:
    """Give the messages of a catalogue with the values that each asks for."""
    text = (SOURCE / "page" / "words" / f"{lang}.ftl").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, entry.id.name
            collector = _Variables()
            collector.visit(entry)
            found[entry.id.name] = collector.names
    return found


class TestCatalogues:
    """The two catalogues of words."""

    def test_they_have_the_same_keys_and_values(self) -> None:
        """Every message stands in both languages and asks for the same values."""
        assert catalogue("vi") == catalogue("en")

    def test_no_key_twice_and_no_junk(self) -> None:
        """Every line of a catalogue is a message that can be read."""
        assert all(len(catalogue(lang)) > 150 for lang in LANGUAGES)

    def test_every_key_is_used(self) -> None:
        """No message is left that nothing in the source asks for."""
        source = "\n".join(file.read_text("utf-8") for file in SOURCE.rglob("*.py"))
        literal = set(re.findall(r"""["']([A-Za-z0-9_-]+)["']""", source))
        # f"state-{code}", 'outcome-' + code: everything up to the value that varies.
        starts = set(re.findall(r"""["']([a-z_]+-[a-z_-]*)\{""", source))
        starts |= set(re.findall(r"""["']([a-z_]+-(?:[a-z_]+-)*)["']""", source))
        unused = {key for key in catalogue("vi") if key not in literal and not key.startswith(tuple(starts))}
        assert unused == set()

    def test_every_key_asked_for_is_there(self) -> None:
        """No source asks for a message that the catalogues lack."""
        known = catalogue("vi")
        asked = set()
        for file in SOURCE.rglob("*.py"):
            asked |= set(
                re.findall(
                    r"""(?:words|vi|en)\.(?:text|runs)\(\s*["']([\w-]+)["']""", file.read_text("utf-8")
                )
            )
        assert len(asked) > 50
        assert {key for key in asked if not key.endswith("-")} - known.keys() == set()

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_composed_letters(self, lang: str) -> None:
        """The words are in Unicode normal form C."""
        text = (SOURCE / "page" / "words" / f"{lang}.ftl").read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text)

    def test_every_message_can_be_filled(self) -> None:
        """Filled with its values, every message gives text in both languages."""
        for lang in LANGUAGES:
            for key, names in catalogue(lang).items():
                text = Words(lang).text(key, **dict.fromkeys(names, "3"))
                assert text.strip()
                assert "{" not in text

    def test_states_outcomes_and_periods_have_words(self) -> None:
        """Every state, outcome, reason and period has its words."""
        from analysis.data.schema import PERIODS
        from analysis.report.province.coverage import STATES

        known = catalogue("vi").keys()
        assert {f"state-{code}" for code in STATES} <= known
        assert {f"{kind}-{period}" for period in PERIODS for kind in ("period", "scope")} <= known
        reasons = [
            "not_collected",
            "other_authority",
            "other_basis",
            "inexact",
            "in_conflict",
            "spans_differ",
            "dates_differ",
            "day_unsaid",
            "break",
            "small",
        ]
        assert {f"why-{reason}" for reason in reasons} <= known
        outcomes = ["exceeded", "met", "missed", "open", "not_comparable", "not_collected", "not_yet_due"]
        assert {f"outcome-{outcome}" for outcome in outcomes} <= known


class TestWords:
    """Text with values in it."""

    def test_a_missing_key_or_value(self) -> None:
        """What the catalogue lacks, or what was not given, is a KeyError."""
        with pytest.raises(KeyError):
            Words("vi").text("no-such-message")
        with pytest.raises(KeyError, match="s-plan-met"):
            Words("vi").text("s-plan-met", value="1")

    def test_an_unknown_language(self) -> None:
        """Another language is refused."""
        with pytest.raises(RequestError, match="use vi or en"):
            Words("fr")

    def test_figures_keep_their_ids(self) -> None:
        """A number in a sentence stays a run with its figure."""
        run = number("209", figure="a/b", strong=True)
        given = {"label": "Kết nạp đảng viên", "rest": ""}
        found = Words("vi").runs("s-value", value=run, **given)
        assert run in found
        assert "".join(piece.text for piece in found) == Words("vi").text("s-value", value="209", **given)

    def test_plural_forms(self) -> None:
        """English counts one figure and two figures."""
        assert Words("en").text("grid-figures", count=1) == "1 figure"
        assert Words("en").text("grid-figures", count=2) == "2 figures"


class TestNumbers:
    """Numbers as the two languages write them."""

    @given(st.integers(-(10**12), 10**12))
    def test_whole_numbers_can_be_read_back(self, value: int) -> None:
        """A whole number loses nothing: without its points it is itself."""
        assert int(Words("vi").integer(value).replace(".", "").replace("−", "-")) == value
        assert int(Words("en").integer(value).replace(",", "").replace("−", "-")) == value

    @given(st.decimals(0, 10**6, places=4), st.integers(0, 4))
    def test_decimals_can_be_read_back(self, value: Decimal, decimals: int) -> None:
        """A number keeps exactly so many decimals, rounded to the nearest."""
        text = Words("vi").decimal(value, decimals)
        assert len(text.partition(",")[2]) == decimals
        back = Decimal(text.replace(".", "").replace(",", "."))
        assert abs(back - value) <= Decimal("0.5").scaleb(-decimals)
        assert Words("en").decimal(value, decimals) == text.translate(str.maketrans(",.", ".,"))

    def test_halves_go_up(self) -> None:
        """0.125 is 0,13, as schools teach it."""
        assert Words("vi").decimal(0.125, 2) == "0,13"
        assert Words("vi").decimal(2.5, 0) == "3"

    def test_printed_decimals_are_kept(self) -> None:
        """16.40 stays 16,40%."""
        assert Words("vi").printed_percent("16.40") == "16,40%"
        assert Words("en").printed_percent("104.8") == "104.8%"
        assert Words("vi").printed_percent("100") == "100%"

    def test_signs(self) -> None:
        """A change has a true minus, and no change says so."""
        words = Words("vi")
        shown = [words.signed(value, lambda v: words.integer(int(v))) for value in (-1200, 0, 7)]
        assert shown == ["−1.200", "±0", "+7"]

    def test_days(self) -> None:
        """A day, a month alone, and what is neither."""
        assert Words("vi").date(date(2023, 12, 31)) == "31/12/2023"
        assert Words("en").date(date(2023, 12, 31)) == "31 December 2023"
        assert [Words("vi").published(text) for text in ("2024-01-02", "2024-01", "2024", "")] == [
            "02/01/2024", "01/2024", "2024", "",
        ]  # fmt: skip
        assert Words("en").published("2024-01") == "January 2024"


class TestOrder:
    """Names in the order of Vietnamese dictionaries."""

    def test_all_63(self, data: Dataset) -> None:
        """The 63 provinces stand in the right order."""
        expected = [name.strip() for name in IN_ORDER.replace("\n", " ").split(",")]
        names = [p.name_vi for p in data.catalog.provinces.values() if p.kind != "country"]
        assert len(expected) == 63
        assert sorted(names, key=sort_key) == expected

    def test_tones_come_last(self) -> None:
        """Letters decide first; tones only between equal letters."""
        assert sorted(["mã", "ma", "mạ", "má", "mả", "mà", "mac"], key=sort_key) == [
            "ma", "mà", "mả", "mã", "má", "mạ", "mac",
        ]  # fmt: skip

    def test_numbers_decide_between_like_names(self) -> None:
        """Wards that are only counted stand in their order, from whatever order they come."""
        wards = [f"Phường {number}" for number in (1, 2, 9, 10, 11)]
        assert sorted(wards, key=sort_key, reverse=True) == wards[::-1]

    @given(st.lists(st.text("aăâdđeêoôơuưáàạ -", max_size=6)))
    def test_the_form_of_letters_does_not_matter(self, names: list[str]) -> None:
        """Composed and decomposed letters sort alike."""
        for name in names:
            assert sort_key(name) == sort_key(unicodedata.normalize("NFD", name))
