"""Pictures of the charts, on made-up frames: no figure in this file was ever printed anywhere."""

import io
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from matplotlib import rc_context, rcParams
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.patches import PathPatch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from analysis import charts
from analysis.charts import Picture
from analysis.page.style import COLOURS, PANEL_WIDTH, SMALL_WIDTH, THIRD_WIDTH

NAMES = (
    "Bà Rịa – Vũng Tàu",
    "Thừa Thiên Huế",
    "Thành phố Hồ Chí Minh",
    "Trà Vinh",
    "Đắk Nông",
    "Bắc Kạn",
    "Quảng Ngãi",
    "Cần Thơ",
)
NOT_COLLECTED = "chưa thu thập được"
MISSING = float("nan")
PLACES = {"excellent": 1, "good": 2, "completed": 3, "failed": 4}


def _percent(value: float) -> str:
    return f"{value:.2f}%".replace(".", ",")


def _ratings(*years: tuple[str, list[tuple[str, float, str]]]) -> pd.DataFrame:
    columns = ["year", "place", "share", "label", "name"]
    return pd.DataFrame(
        [
            (year, PLACES.get(kind, 0), share, label, kind)
            for year, rows in years
            for kind, share, label in rows
        ],
        columns=columns,
    )


def _rating_years(count: int) -> Picture:
    base = "trên 85 tổ chức được xếp loại; 16 nằm trong 79 tổ chức tốt trở lên"
    split = [
        ("excellent", 18.82, "xuất sắc 16"),
        ("good", 74.12, "tốt 63"),
        ("completed", 5.88, "hoàn thành 5"),
        ("failed", 1.18, "không 1"),
    ]
    years = [str(2012 + index) for index in range(count)]
    return charts.rating_bars(
        _ratings(*((year, split) for year in years)),
        base_labels=dict.fromkeys(years, base),
        breaks=[("2012", "2013", "Từ năm 2013, số xuất sắc không quá 20% số hoàn thành tốt nhiệm vụ")],
    )


def _rating_slivers() -> Picture:
    split = [
        ("excellent", 0.0, "hoàn thành xuất sắc nhiệm vụ 0"),
        ("good", 1.18, "hoàn thành tốt nhiệm vụ 1"),
        ("completed", 1.18, "hoàn thành nhiệm vụ 1"),
        ("failed", 1.18, "không hoàn thành nhiệm vụ 1"),
        ("not_stated", 96.46, "không nêu 82"),
    ]
    return charts.rating_bars(_ratings(("2022", split)), base_labels={"2022": "trên 85 tổ chức"})


def _rating_whole() -> Picture:
    return charts.rating_bars(_ratings(("2022", [("good", 100.0, "tốt 85")])), base_labels={})


def _plans(count: int) -> Picture:
    cycle = [
        (132.0, "132", 150.0, MISSING, "kế hoạch 150"),
        (145.0, "145", 140.0, 150.0, "kế hoạch 140–150"),
        (MISSING, "", 0.0, MISSING, "kế hoạch 0"),
        (1_330_000.0, "hơn 1.330.000", 150.0, MISSING, "kế hoạch 150"),
        (MISSING, "", 1_600_000.0, MISSING, "kế hoạch ít nhất 1.600.000"),
        (0.0, "0", 3.0, MISSING, "kế hoạch 3"),
    ]
    columns = ["actual", "actual_label", "target", "target_to", "target_label"]
    frame = pd.DataFrame([cycle[index % 6] for index in range(count)], columns=columns)
    frame["year"] = [str(2013 + index) for index in range(count)]
    frame["state_label"] = "mới có chỉ tiêu"
    return charts.bullet(frame)


def _columns(count: int) -> Picture:
    split = [("excellent", 18.8, "16"), ("good", 74.1, "63"), ("completed", 5.9, "5"), ("failed", 1.2, "1")]
    years = [str(2006 + index) for index in range(count)]
    return charts.stacked_columns(
        _ratings(*((year, split) for year in years)),
        base_labels=dict.fromkeys(years, "trên 85 tổ chức được xếp loại"),
        breaks=[("2012", "2013", "Từ năm 2013 cách tính khác")],
    )


def _small() -> Picture:
    frame = pd.DataFrame({"x": range(2006, 2025), "y": [60 + 5 * (n % 4) for n in range(19)]}).astype(float)
    frame["label"] = [_percent(value) for value in frame["y"]]
    frame["own"] = frame["x"] == 2022
    frame["connected"] = [n % 6 != 0 for n in range(19)]
    frame = frame.assign(low=frame["y"] - 4, middle=frame["y"], high=frame["y"] + 4)
    return charts.timeline(
        frame,
        x_range=(2005.6, 2024.4),
        y_range=(50, 90),
        x_ticks=[(2006, "2006"), (2024, "2024")],
        y_ticks=[(50, "50"), (90, "90")],
        small=True,
    )


def _years(count: int, *, flat: bool = False, dressed: bool = True) -> Picture:
    first = 2025 - count
    values = [100.0 if flat else 88 + 11 * ((index * 7) % 5) / 5 for index in range(count)]
    frame = pd.DataFrame(
        {
            "x": [first + index for index in range(count)],
            "y": values,
            "label": [_percent(value) for value in values],
            "inexact": [index % 5 == 3 for index in range(count)],
            "connected": [index % 4 != 0 for index in range(count)],
        }
    )
    breaks: list[tuple[float, str]] = []
    if dressed:
        breaks = [(2022.5, "cách tính mới từ năm 2023"), (2023.5, "quy định mới về xếp loại chất lượng")]
    return charts.timeline(
        frame,
        x_range=(min(first, 2019), 2024),
        y_range=(70, 100),
        x_ticks=[(year, str(year)) for year in range(min(first, 2019), 2025)],
        y_ticks=[(value, f"{value}%") for value in (70, 80, 90, 100)],
        breaks=breaks,
    )


def _provinces(count: int) -> pd.DataFrame:
    values = [100 - 40 * index / count for index in range(count)]
    return pd.DataFrame(
        {
            "label": [NAMES[index % len(NAMES)] for index in range(count)],
            "value": values,
            "low": [value - 5 for value in values],
            "high": [min(value + 3, 100) for value in values],
            "value_label": [_percent(value) for value in values],
            "inexact": [index % 7 == 4 for index in range(count)],
            "before": values[::-1],
            "after": values,
            "before_label": [_percent(value) for value in values[::-1]],
            "after_label": [_percent(value) for value in values],
        }
    )


SHARE_TICKS = [(60.0, "60%"), (80.0, "80%"), (100.0, "100%")]


def _ranks(count: int, median: float = 90.12) -> Picture:
    frame = _provinces(count)
    if count > 5:
        frame.loc[count - 1, ["value", "low", "high"]] = MISSING
        frame.loc[count - 1, "value_label"] = NOT_COLLECTED
    return charts.ranked_dots(
        frame,
        x_range=(55, 100),
        x_ticks=SHARE_TICKS,
        median=median,
        median_label=f"trung vị {_percent(median)}",
        reference=92.5,
        reference_label="cả nước 92,50%",
    )


def _changes(count: int) -> Picture:
    return charts.dumbbells(
        _provinces(count),
        x_range=(60, 100),
        x_ticks=SHARE_TICKS,
        before_title="năm 2022",
        after_title="năm 2023",
    )


def _spread(count: int) -> Picture:
    sizes = [40 + 900 * index / count for index in range(count)]
    shares = [92 + (7.5 if index % 2 else -9) * (1 - index / count) for index in range(count)]
    named = {0, 1, count // 2, count - 1}
    frame = pd.DataFrame({"size": sizes, "share": shares})
    frame["label"] = [NAMES[index % len(NAMES)] if index in named else "" for index in range(count)]
    limits = pd.DataFrame({"size": [float(size) for size in range(20, 1001, 20)]})
    for name, factor in (("95", 1.96), ("998", 3.09)):
        limits[f"low{name}"] = 92 - factor * 27.1 / limits["size"] ** 0.5
        limits[f"high{name}"] = 92 + factor * 27.1 / limits["size"] ** 0.5
    return charts.funnel(
        frame,
        centre=92,
        limits=limits,
        x_range=(0, 1000),
        y_range=(75, 100),
        x_ticks=[(0, "0"), (500, "500"), (1000, "1.000")],
        y_ticks=[(80, "80%"), (90, "90%"), (100, "100%")],
        x_label="số tổ chức được xếp loại",
        y_label="tỷ lệ hoàn thành tốt nhiệm vụ trở lên",
        centre_label="chung 92%",
        limit_labels=("95%", "99,8%"),
    )


PANELS: dict[str, Callable[[], Picture]] = {
    "ratings of 1 year": lambda: _rating_years(1),
    "ratings of 3 years": lambda: _rating_years(3),
    "ratings of 12 years": lambda: _rating_years(12),
    "ratings in slivers": _rating_slivers,
    "ratings of 100%": _rating_whole,
    "plan of 1 year": lambda: _plans(1),
    "plans of 3 years": lambda: _plans(3),
    "plans of 12 years": lambda: _plans(12),
    "columns of 12 years": lambda: _columns(12),
    "columns of 18 years": lambda: _columns(18),
    "small timeline": lambda: _small(),
    "timeline of 1 year": lambda: _years(1),
    "timeline of 3 years": lambda: _years(3),
    "timeline of 12 years": lambda: _years(12),
    "timeline at the ceiling": lambda: _years(12, flat=True),
    "bare timeline": lambda: _years(3, dressed=False),
    "2 provinces": lambda: _ranks(2),
    "12 provinces": lambda: _ranks(12),
    "63 provinces": lambda: _ranks(63),
    "median on the reference": lambda: _ranks(12, median=92.5),
    "changes of 2 provinces": lambda: _changes(2),
    "changes of 12 provinces": lambda: _changes(12),
    "changes of 63 provinces": lambda: _changes(63),
    "funnel of 12 provinces": lambda: _spread(12),
    "funnel of 63 provinces": lambda: _spread(63),
}

every_panel = pytest.mark.parametrize("draw", PANELS.values(), ids=PANELS.keys())


def _shapes(picture: Picture) -> list[Any]:
    return [shape for shape in picture.figure.artists if isinstance(shape, PathPatch)]


def _texts(picture: Picture) -> list[Text]:
    return picture.figure.texts


def _text_boxes(picture: Picture) -> list[tuple[str, Bbox]]:
    """Boxes of all texts in px, measured without hinting, as browsers and the paper set text."""
    renderer: Any = RendererAgg
    with rc_context({"text.hinting": "no_hinting"}):
        measure = renderer(PANEL_WIDTH, 100, 72)
        return [(text.get_text(), text.get_window_extent(measure)) for text in _texts(picture)]


def _assert_legible(picture: Picture) -> None:
    boxes = _text_boxes(picture)
    width, height = picture.size
    for words, box in boxes:
        inside = min(box.x0, box.y0, width - box.x1, height - box.y1) > -1
        assert inside, f"{words!r} leaves the picture: {box}"
    for (one, first), (two, second) in combinations(boxes, 2):
        assert not first.padded(-0.5).overlaps(second.padded(-0.5)), f"{one!r} runs into {two!r}"


def _svg_texts(svg: str) -> list[str]:
    return [
        "".join(node.itertext()) for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("}text")
    ]


@every_panel
def test_no_text_touches_another_or_leaves_the_picture(draw: Callable[[], Picture]) -> None:
    """Every text of every panel stands clear of all others and inside the picture."""
    _assert_legible(draw())


@every_panel
def test_same_panel_gives_the_same_bytes(draw: Callable[[], Picture]) -> None:
    """The same frame gives the same SVG each time."""
    assert draw().svg("a") == draw().svg("a")


def test_a_chart_alone_needs_no_salt() -> None:
    """A chart that stands alone, as in a notebook, writes itself."""
    draw = next(iter(PANELS.values()))
    assert draw().svg().startswith("<svg ")
    assert draw().svg() == draw()._repr_svg_()


@every_panel
def test_panel_is_drawn_for_a_phone(draw: Callable[[], Picture]) -> None:
    """Every panel is as wide as a phone's page, or one of many, and its text is 11 or 12 px tall there."""
    picture = draw()
    assert picture.size[0] in (PANEL_WIDTH, SMALL_WIDTH, THIRD_WIDTH)
    assert {text.get_fontsize() for text in _texts(picture)} <= {11.0, 12.0}


@every_panel
def test_svg_can_stand_inside_a_page(draw: Callable[[], Picture]) -> None:
    """The SVG is well-formed and brings no prolog, style sheet, script, metadata or ids of its own."""
    svg = draw().svg("a")
    root = ElementTree.fromstring(svg)
    assert svg.startswith("<svg ")
    assert root.get("width") in {str(wide) for wide in (PANEL_WIDTH, SMALL_WIDTH, THIRD_WIDTH)}
    tags = [node.tag.split("}")[1] for node in root.iter()]
    assert not {"style", "script", "metadata", "image"} & {*tags}
    held = [node for node in root.iter() if any(child.tag.endswith("title") for child in node)]
    assert all(node.tag.endswith("path") for node in held)  # what a place says under the pointer
    assert all(re.fullmatch(r"m[0-9a-f]+", node.get("id", "m0")) for node in root.iter())


@every_panel
def test_colours_are_those_of_the_style(draw: Callable[[], Picture]) -> None:
    """No colour is used that the style does not name, so that the page can turn all of them dark."""
    used = set(re.findall(r"#[0-9a-f]{6}\b", draw().svg("a")))
    assert used <= set(COLOURS.values())


@every_panel
def test_texts_are_composed(draw: Callable[[], Picture]) -> None:
    """Vietnamese marks are written composed (NFC)."""
    svg = draw().svg("a")
    assert unicodedata.is_normalized("NFC", svg)


def test_decomposed_words_are_composed() -> None:
    """Words that come in decomposed are composed before they are drawn."""
    name = unicodedata.normalize("NFD", "khiển trách 2")
    picture = charts.rating_bars(_ratings(("2022", [("good", 100.0, name)])), base_labels={})
    assert "khiển trách 2" in _svg_texts(picture.svg("a"))


@pytest.mark.parametrize("count", [2, 12, 63])
def test_every_province_and_value_is_printed(count: int) -> None:
    """Names and values of all provinces stand in the SVG as text, each as often as in the frame."""
    frame = _provinces(count)
    ranked = charts.ranked_dots(frame, x_range=(55, 100), x_ticks=SHARE_TICKS)
    for picture, columns in ((ranked, ["value_label"]), (_changes(count), ["before_label", "after_label"])):
        texts = _svg_texts(picture.svg("a"))
        for name in set(frame["label"]):
            assert texts.count(name) == (frame["label"] == name).sum()
        assert all(words in texts for column in columns for words in frame[column])


@pytest.mark.parametrize("count", [1, 3, 12])
def test_every_label_of_a_timeline_is_printed(count: int) -> None:
    """Up to nine points every value is printed; of more, the ends and extremes; breaks always."""
    texts = _svg_texts(_years(count).svg("a"))
    values = [88 + 11 * ((index * 7) % 5) / 5 for index in range(count)]
    if count <= charts.MOST_LABELS:
        assert all(texts.count(_percent(value)) == values.count(value) for value in values)
    else:
        named = {values[0], values[-1], max(values), min(values)}
        assert {_percent(value) for value in named} <= set(texts)
    assert "cách tính mới từ năm 2023" in " ".join(texts)


@pytest.mark.parametrize("count", [1, 3, 12])
def test_every_label_of_ratings_and_plans_is_printed(count: int) -> None:
    """All classes and bases of all years, and all plans, are printed as given."""
    texts = _svg_texts(_rating_years(count).svg("a"))
    for words in ("xuất sắc 16", "tốt 63", "hoàn thành 5", "không 1"):
        assert texts.count(words) == count
    assert (
        " ".join(texts).count("trên 85 tổ chức được xếp loại; 16 nằm trong 79 tổ chức tốt trở lên") == count
    )
    texts = _svg_texts(_plans(count).svg("a"))
    assert {"132", "kế hoạch 150"} <= set(texts)


def test_named_points_of_a_funnel_are_printed() -> None:
    """Names stand beside the points that have one, and nowhere else."""
    texts = _svg_texts(_spread(63).svg("a"))
    assert sum(text in NAMES for text in texts) == 4
    assert {"chung 92%", "95%", "99,8%"} <= set(texts)


def test_slivers_are_listed_with_their_colours() -> None:
    """Labels that cannot all stand over their segments are still all printed, joined over line ends."""
    words = " ".join(_svg_texts(_rating_slivers().svg("a")))
    for label in ("xuất sắc nhiệm vụ 0", "tốt nhiệm vụ 1", "không hoàn thành nhiệm vụ 1", "không nêu 82"):
        assert label in words


def test_gap_is_not_bridged() -> None:
    """A line is drawn only between points that the frame says are connected."""

    def blue_lines(connected: list[bool]) -> int:
        frame = pd.DataFrame({"x": [2021, 2022, 2024], "y": [80.0, 90.0, 85.0], "label": ""})
        frame["connected"] = connected
        picture = charts.timeline(frame, x_range=(2020, 2024), y_range=(0, 100), x_ticks=[], y_ticks=[])
        blue = [shape for shape in _shapes(picture) if shape.get_linewidth() == 2.0]
        return sum(len(shape.get_path().vertices) // 2 for shape in blue)

    assert blue_lines([False, True, False]) == 1
    assert blue_lines([False, False, False]) == 0


def test_the_own_year_is_bold() -> None:
    """The label of the figure that all is about is bold, wherever it stands among the others."""
    frame = pd.DataFrame({"x": range(2010, 2024), "y": [float(y % 7) for y in range(14)]})
    frame["label"] = [f"no. {x}" for x in frame["x"]]
    frame["own"] = frame["x"] == 2018
    picture = charts.timeline(frame, x_range=(2010, 2023), y_range=(0, 7), x_ticks=[], y_ticks=[])
    assert [text.get_text() for text in _texts(picture) if text.get_fontweight() == 600] == ["no. 2018"]


def test_crowded_timeline_leaves_a_label_out_rather_than_fail() -> None:
    """More labels than fit give a picture with fewer labels, still legible."""
    frame = pd.DataFrame({"x": [2020.0 + index / 40 for index in range(40)], "y": 50.0})
    frame["label"] = "1.330.000"
    frame["connected"] = False
    picture = charts.timeline(frame, x_range=(2020, 2021), y_range=(0, 100), x_ticks=[], y_ticks=[(50, "50")])
    _assert_legible(picture)
    assert 0 < len(_texts(picture)) < 40


@pytest.mark.parametrize("name", ["rating_bars", "bullet", "timeline", "ranked_dots", "dumbbells"])
def test_empty_frames_give_an_empty_picture(name: str) -> None:
    """A frame without rows gives a picture, not an error."""
    nothing = pd.DataFrame({"year": [], "x": [], "y": [], "label": []})
    axes: dict[str, Any] = {"x_range": (0, 1), "x_ticks": []}
    more: dict[str, dict[str, Any]] = {
        "rating_bars": {"base_labels": {}},
        "timeline": {**axes, "y_range": (0, 1), "y_ticks": []},
        "ranked_dots": axes,
        "dumbbells": axes,
    }
    picture = getattr(charts, name)(nothing, **more.get(name, {}))
    assert picture.svg("a").startswith("<svg ")


def test_salts_keep_ids_apart() -> None:
    """Two charts of one page share no id."""
    one, two = (set(re.findall(r' id="([^"]+)"', _years(3).svg(salt))) for salt in ("a", "b"))
    assert one
    assert not one & two


@every_panel
def test_the_figure_of_matplotlib_shows_the_same(draw: Callable[[], Picture]) -> None:
    """Words, points and lines stand where matplotlib sets those of the same chart."""
    out = io.StringIO()
    with rc_context({"svg.fonttype": "none"}):
        draw().figure.savefig(out, format="svg")

    def places(svg: str, kind: str) -> list[tuple[str, float, float]]:
        """Words or points in the order of their places."""
        found = [node for node in ElementTree.fromstring(svg).iter() if node.tag.endswith(f"}}{kind}")]
        return sorted((node.text or "", float(node.get("x", 0)), float(node.get("y", 0))) for node in found)

    def corners(svg: str) -> list[tuple[float, float]]:
        """Where lines and areas begin and bend, but for what has an id or is seen under the pointer alone."""
        ways = re.findall(r'<path d="([^"]*)"[^>]*/>', svg)
        steps = [step for way in ways for step in re.findall(r"[ML] ?(\S+) ([^\sHLMz]+)", way)]
        return [(float(x), float(y)) for x, y in steps]

    own, theirs = draw().svg("a"), out.getvalue()
    near = 0.051  # px: a sheet is written to a tenth
    for kind in ("text", "use"):
        for (word, x, y), (other, left, top) in zip(places(own, kind), places(theirs, kind), strict=True):
            assert word == other
            assert abs(x - left) < near
            assert abs(y - top) < near
    known = corners(theirs)
    for x, y in corners(own):
        assert any(abs(x - left) < near and abs(y - top) < near for left, top in known)
    assert corners(own)


@pytest.mark.parametrize(
    "theirs",
    [
        {"savefig.bbox": "tight"},
        {"path.sketch": (1.0, 100.0, 2.0)},
        {"text.usetex": True},
        {"savefig.transparent": True, "savefig.dpi": 300, "figure.dpi": 50, "figure.autolayout": True},
        {"font.size": 30, "lines.linewidth": 9, "patch.force_edgecolor": True, "svg.fonttype": "path"},
    ],
    ids=lambda chosen: next(iter(chosen)),
)
def test_settings_of_the_reader_change_no_chart(theirs: Any, tmp_path: Path) -> None:
    """Whatever the reader's matplotlibrc says, a chart has the same bytes, and the settings stay theirs."""

    def saved() -> list[bytes]:
        return [_years(3).save(tmp_path / name).read_bytes() for name in ("a.svg", "a.png")]

    plain = saved()
    with rc_context(theirs):
        assert saved() == plain
        assert {name: rcParams[name] for name in theirs} == theirs


def test_what_is_changed_in_a_figure_stays_there(tmp_path: Path) -> None:
    """A chart is saved as it was drawn, in both forms, whatever was drawn into its figure."""
    picture = _years(3)
    before = [picture.save(tmp_path / name).read_bytes() for name in ("a.svg", "a.png")]
    picture.figure.text(0.5, 0.5, "more")
    assert [picture.save(tmp_path / name).read_bytes() for name in ("a.svg", "a.png")] == before


def test_no_global_state_of_matplotlib() -> None:
    """A chart for a page needs neither pyplot nor a window system, nor what draws figures at all."""
    code = (
        "import sys, pandas; from analysis import charts\n"
        "charts.rating_bars(pandas.DataFrame({'year': []}), base_labels={}).svg()\n"
        "sys.exit(bool({'matplotlib.pyplot', 'matplotlib.figure'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


LABELS = st.text(alphabet="aăâđêôơưáạốộếệ ỷW1i%", min_size=1, max_size=34).map(str.strip).filter(bool)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1000), LABELS), min_size=1, max_size=5))
def test_any_split_is_labelled_without_collisions(parts: list[tuple[int, str]]) -> None:
    """However a hundred is split and whatever the classes are called, no two labels meet."""
    whole = sum(size for size, _ in parts) or 1
    kinds = ["excellent", "good", "completed", "failed", "not_stated"]
    rows = [(kind, 100 * size / whole, label) for kind, (size, label) in zip(kinds, parts, strict=False)]
    picture = charts.rating_bars(_ratings(("2022", rows)), base_labels={"2022": "trên 85 tổ chức"})
    _assert_legible(picture)
    printed = "".join(text.get_text() for text in _texts(picture)).replace(" ", "")
    assert all(label.replace(" ", "") in printed for _, label in parts)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 11), st.floats(0, 100)),
        min_size=1,
        max_size=12,
        unique_by=lambda row: row[0],
    )
)
def test_any_course_is_labelled_without_collisions(points: list[tuple[int, float]]) -> None:
    """Whatever the course of up to twelve years, no two labels meet; up to nine points each is printed."""
    frame = pd.DataFrame(sorted(points), columns=["x", "y"])
    frame["label"] = [_percent(value) for value in frame["y"]]
    frame["connected"] = True
    picture = charts.timeline(
        frame,
        x_range=(0, 11),
        y_range=(0, 100),
        x_ticks=[(year, str(2013 + year)) for year in range(12)],
        y_ticks=[(0, "0%"), (50, "50%"), (100, "100%")],
    )
    _assert_legible(picture)
    texts = Counter(text.get_text() for text in _texts(picture))
    if len(frame) <= charts.MOST_LABELS:
        assert Counter(frame["label"]) <= texts
    else:
        ends = {frame["label"].iloc[0], frame["label"].iloc[-1]}
        assert ends | {_percent(frame["y"].max()), _percent(frame["y"].min())} <= set(texts)


def test_points_speak_under_the_pointer() -> None:
    """A point without room for its number says it where the pointer rests; nothing of that is seen."""
    points = [{"x": 2020.0 + n, "y": float(n), "label": "", "said": f"202{n}: {n}"} for n in range(4)]
    drawn = charts.timeline(points, x_range=(2019, 2024), y_range=(0, 4), x_ticks=[], y_ticks=[(0.0, "0")])
    root = ElementTree.fromstring(drawn.svg("a"))
    (group,) = [node for node in root.iter() if any(list(child) for child in node if "path" in child.tag)]
    assert "fill: none" in group.get("style", "")
    assert [spot[0].text for spot in group] == ["2020: 0", "2021: 1", "2022: 2", "2023: 3"]
    silent = [point | {"said": ""} for point in points]
    drawn = charts.timeline(silent, x_range=(2019, 2024), y_range=(0, 4), x_ticks=[], y_ticks=[(0.0, "0")])
    assert "title" not in drawn.svg("a")


def test_rows_of_three_panels_begin_at_one_height() -> None:
    """Of 61 places the last third has fewer rows than the others, and begins where they do."""
    frame = pd.concat([_provinces(8)] * 8, ignore_index=True).iloc[:61]
    parts = [frame.iloc[start : start + 21] for start in (0, 21, 42)]
    tops = [
        min(
            text.get_position()[1]
            for text in _texts(
                charts.ranked_dots(part, x_range=(55, 100), x_ticks=SHARE_TICKS, small=True, among=frame)
            )
            if text.get_text() in set(part["value_label"])
        )
        for part in parts
    ]
    assert len(parts[-1]) < 20
    assert len(set(tops)) == 1


def test_columns_have_all_their_numbers_or_none() -> None:
    """Where there is no room for the widest number, a narrow one does not stand alone."""
    years = [(str(2005 + n), [("excellent", share, "")]) for n, share in enumerate([11.0, 48.0] * 10)]
    drawn = charts.stacked_columns(_ratings(*years), base_labels={})
    numbers = [text.get_text() for text in _texts(drawn) if text.get_text() in ("11", "48")]
    assert len(numbers) in (0, 20)
