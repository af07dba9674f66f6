"""The tables beside the figures: finding a province, and which breaks lie between two days."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import broken_data
from analysis import Dataset, load
from analysis.data.names import plain
from analysis.errors import RequestError
from analysis.messages import speaking


@pytest.mark.parametrize("name", ["tra-vinh", "Trà Vinh", "tra vinh", "TRÀ VINH", "  Trà   Vinh ", "84"])
def test_a_province_by_any_of_its_names(data: Dataset, name: str) -> None:
    """Slug, name with or without marks, and code name the same province."""
    assert data.catalog.province(name).province == "tra-vinh"


def test_every_province_is_found_by_all_its_names(data: Dataset) -> None:
    """No name of one province leads to another."""
    for province in data.catalog.provinces.values():
        for name in (province.province, province.name_vi, plain(province.name_vi), province.gso_code):
            assert data.catalog.province(name) is province


@pytest.mark.parametrize("name", ["Đắk Lắk", "Đak Lak", "dak-lak", "ĐẮK LẮK", "Bà Rịa – Vũng Tàu"])
def test_hyphens_and_d_do_not_matter(data: Dataset, name: str) -> None:
    """Đ is found as d, a dash as a hyphen."""
    assert data.catalog.province(name).province in ("dak-lak", "ba-ria-vung-tau")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("tra ving", "Trà Vinh (tra-vinh)"),
        ("Ha Noy", "Hà Nội (ha-noi)"),
        ("hau giangg", "Hậu Giang (hau-giang)"),
    ],
)
def test_a_near_miss_is_answered_with_names(data: Dataset, name: str, near: str) -> None:
    """A misspelt province is answered with the nearest ones, in one line."""
    with pytest.raises(RequestError) as caught:
        data.catalog.province(name)
    assert str(caught.value).startswith(f"unknown province {name!r}. Did you mean ")
    assert near in str(caught.value)


@pytest.mark.parametrize("name", ["", "   ", "xyzzy", "999"])
def test_nothing_near(data: Dataset, name: str) -> None:
    """Where nothing is near, the message says where the names stand."""
    with pytest.raises(RequestError, match="analysis list"):
        data.catalog.province(name)


@pytest.mark.parametrize(
    "name",
    [
        *("province", "Đảng bộ tỉnh", "dang bo  tinh", "ĐẢNG BỘ TỈNH", "Provincial Party body"),
        *("Đảng bộ thành phố", "Đa\u0309ng b\u00f4\u0323 ti\u0309nh"),
    ],
)
def test_a_body_by_any_of_its_names(data: Dataset, name: str) -> None:
    """Code and name in either language, with or without marks and however composed, are one body."""
    assert data.catalog.body(name) == "province"


@pytest.mark.parametrize("name", ["FY", "fy", "Cả năm", "ca nam", "Full year"])
def test_a_period_by_any_of_its_names(data: Dataset, name: str) -> None:
    """A period is understood like any other name."""
    assert data.catalog.period(name) == "FY"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("admissions/members", "admissions/members"),
        ("Đảng viên mới kết nạp", "admissions/members"),
        ("dang vien moi ket nap", "admissions/members"),
        ("Đánh giá, xếp loại tổ chức cơ sở đảng", "org_rating"),
        ("Members and organisations", "membership"),
    ],
)
def test_a_figure_an_indicator_and_a_domain_by_name(data: Dataset, name: str, code: str) -> None:
    """What is named may be one figure, all of an indicator, or a whole domain."""
    assert data.catalog.indicator(name) == code
    assert data.catalog.pairs([name]) == data.catalog.pairs([code])


@pytest.mark.parametrize(
    ("asked", "english", "vietnamese"),
    [
        (("body", "khối"), "unknown body 'khối'. Did you mean Đảng bộ Khối", "Có phải là Đảng bộ Khối"),
        (("body", "xyzzy"), "use one of bloc, ", "dùng một trong: Đảng bộ Khối các cơ quan"),
        (("period", "quý"), "Did you mean Quý I (Q1) / Quý II (Q2)", "Có phải là Quý I (Q1)"),
        (("indicator", "kết nap"), "Did you mean Đảng viên mới kết nạp (admissions/members)", "Có phải là"),
        (("domain", "ket nap"), "Did you mean Kết nạp đảng viên (admissions)?", "Có phải là Kết nạp"),
        (("region", "tay nguyenn"), "Did you mean Tây Nguyên (tay-nguyen)?", "Có phải là Tây Nguyên"),
    ],
)
def test_what_is_no_name_is_answered_with_the_nearest(
    data: Dataset, asked: tuple[str, str], english: str, vietnamese: str
) -> None:
    """One line names the nearest, or all; for Vietnamese readers with what codes are called."""
    kind, name = asked
    for lang, said in (("en", english), ("vi", vietnamese)):
        with speaking(lang), pytest.raises(RequestError) as caught:
            getattr(data.catalog, kind)(name)
        with speaking(lang):
            (line,) = str(caught.value).splitlines()
        assert said in line


def test_one_name_of_two_asks_which(data: Dataset) -> None:
    """Of two places that are called alike neither is taken: their codes are named."""
    known = data.catalog.provinces
    twins = {slug: replace(known["tra-vinh"], province=slug, name_vi="Xã Long Hòa") for slug in ("a", "b")}
    of_both = replace(data.catalog, provinces={**known, **twins})
    for name in ("Xã Long Hòa", "long hoa"):
        with pytest.raises(RequestError) as caught:
            of_both.province(name)
        assert str(caught.value).startswith(
            f"{name!r} is the name of several; write the full name or the code of the one"
        )
        assert "Xã Long Hòa (a) / Xã Long Hòa (b)" in str(caught.value)


@given(st.text(max_size=20))
def test_plain_text_stays_plain(text: str) -> None:
    """Taking marks off twice takes nothing more off."""
    assert plain(plain(text)) == plain(text)


def test_breaks_between(data: Dataset) -> None:
    """The start is open and the end is closed; a note is no break."""
    series = ("hau-giang", "bloc", "member_rating", "excellent")
    day = date(2023, 10, 4)

    def names(after: date, until: date) -> list[str]:
        return [change.id for change in data.catalog.breaks_between(*series, after=after, until=until)]

    assert "rating-2023-qd124" in names(date(2022, 12, 31), day)
    assert "rating-2023-qd124" not in names(day, date(2023, 12, 31))
    assert names(date(2023, 10, 5), date(2023, 12, 31)) == []
    found = data.catalog.breaks_between(*series, after=date(1990, 1, 1), until=date(2030, 1, 1))
    assert found
    assert "note" not in {change.severity for change in found}
    assert list(found) == sorted(found, key=lambda change: change.effective_from or date.min)


def test_a_break_touches_what_it_says(data: Dataset) -> None:
    """Empty scopes mean all; an indicator or one of its categories may be named."""
    by_id = {change.id: change for change in data.catalog.breaks}
    merger = by_id["geo-2025-34"]
    assert merger.touches("hau-giang", "province", "admissions", "members")
    assert not merger.touches("ha-noi", "province", "admissions", "members")
    supervision = by_id["inspection-2021-supervision"]
    assert supervision.touches("ha-noi", "province", "inspections", "orgs_supervised")
    assert not supervision.touches("ha-noi", "province", "inspections", "orgs_inspected")
    end = by_id["khoi-2025-hau-giang"]
    assert end.touches("hau-giang", "bloc", "admissions", "members")
    assert not end.touches("hau-giang", "province", "admissions", "members")


def test_mergers(data: Dataset) -> None:
    """63 provinces became 34 units; who kept the name may have another territory."""
    provinces = data.catalog.provinces
    assert len(data.catalog.units_2025) == 34
    assert sum(province.kind != "country" for province in provinces.values()) == 63
    assert provinces["can-tho"].merged
    assert provinces["hau-giang"].merged
    assert not provinces["ha-noi"].merged
    assert data.catalog.units_2025["vinh-long"] == ("ben-tre", "tra-vinh", "vinh-long")


def test_a_place_is_found_without_its_kind(data: Dataset) -> None:
    """Trà Cú is Huyện Trà Cú where only one has the name; of two the message names both."""
    like = data.catalog.provinces["tra-vinh"]
    names = {"huyen-a": "Huyện Trà Cú", "huyen-b": "Huyện Duyên Hải", "thi-xa-b": "Thị xã Duyên Hải"}
    own = {slug: replace(like, province=slug, name_vi=name, gso_code="") for slug, name in names.items()}
    catalog = replace(data.catalog, provinces={**data.catalog.provinces, **own})
    assert catalog.province("trà cú").province == "huyen-a"
    assert catalog.province("Trà Vinh").province == "tra-vinh"
    with pytest.raises(RequestError, match=r"huyen-b.*thi-xa-b"):
        catalog.province("Duyên Hải")


def test_a_regions_name_makes_no_folders(tmp_path: Path) -> None:
    """Its slug is part of a file name, whatever its name holds."""
    folder = broken_data.copy(tmp_path)
    path = folder / "provinces.csv"
    path.write_text(path.read_text("utf-8").replace("Tây Nguyên", "../../Tây:Nguyên"), "utf-8")
    slugs = load(folder).catalog.regions
    assert any(slug.endswith("tay-nguyen") for slug in slugs)
    assert not [slug for slug in slugs if set(slug) & set("/\\: ")]
