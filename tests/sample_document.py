"""A notebook of synthetic sections that use every kind of block. No figure in it is real."""

import io
from collections.abc import Sequence

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis.page.blocks import (
    Cell,
    Column,
    Csv,
    Document,
    Download,
    Figure,
    Grid,
    GridCell,
    GridRow,
    Group,
    Legend,
    Masthead,
    Note,
    Notes,
    Panel,
    Prose,
    ProseItem,
    Row,
    Run,
    Section,
    State,
    Strip,
    Table,
    Tile,
    Tiles,
    cite,
    link,
    mark,
    number,
    state,
    text,
)
from analysis.page.style import COLOURS, FONT_FAMILY, PANEL_WIDTH, font_paths

STAMP = "province/tinh-mau/2023-FY-bloc.vi"

WORDS = {
    "skip_link": "Đến thẳng nội dung",
    "contents": "Mục lục",
    "page": "Trang",
    "of": "trên",
    "data_of_chart": "Số liệu của hình",
    "download_csv": "Tải số liệu (CSV)",
    "sources": "Nguồn",
    "print": "In",
    "source_mark": "Nguồn",
    "note_mark": "Chú thích",
    "back": "Về chỗ dẫn",
    "figure_no": "Hình",
    "sort": "Sắp xếp theo cột này",
    "scroll_hint": "Kéo ngang để xem hết bảng",
    "generated_from": "Làm từ bản dữ liệu",
}


def runs(*parts: str | Run) -> tuple[Run, ...]:
    """Put plain strings and runs into one line of text."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def figure_id(indicator: str, category: str, year: int = 2023) -> str:
    """Give an id in the form that reports use."""
    return f"tinh-mau/bloc/{year}/FY/result/{indicator}/{category}"


def chart(values: Sequence[float], labels: Sequence[str], colour: str) -> tuple[str, float]:
    """Draw a small bar chart; give its SVG and its height in px."""
    import matplotlib as mpl
    from matplotlib import font_manager
    from matplotlib.figure import Figure as Canvas

    for path in font_paths():
        font_manager.fontManager.addfont(path)
    height = 200
    with mpl.rc_context(
        {"svg.fonttype": "none", "svg.hashsalt": "sample", "font.family": FONT_FAMILY, "font.size": 9}
    ):
        canvas = Canvas(figsize=(PANEL_WIDTH / 96, height / 96), layout="constrained")
        axes = canvas.add_subplot()
        bars = axes.bar(labels, values, color=colour, width=0.6)
        bars[0].set(facecolor="none", edgecolor=COLOURS["hatch"], hatch="////")
        axes.bar_label(bars, padding=3, color=COLOURS["ink"])
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.spines["bottom"].set_color(COLOURS["peer"])
        axes.set_yticks([])
        axes.tick_params(colors=COLOURS["muted"], length=0)
        canvas.patch.set_visible(False)
        axes.patch.set_visible(False)
        file = io.StringIO()
        canvas.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue(), height


def masthead() -> Masthead:
    """Head of the sample."""
    return Masthead(
        kicker="Báo cáo so sánh hằng năm · dữ liệu giả lập (synthetic)",
        title="Tỉnh Mẫu, năm 2023",
        subtitle="Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh",
        meta=["Cả năm", "Dữ liệu: bản 2026-11", "21 số liệu từ 3 nguồn", "1 chỗ số liệu không khớp"],
        status="final",
        document=Document(
            title="Tỉnh Mẫu, năm 2023: báo cáo so sánh (dữ liệu giả lập)",
            lang="vi",
            author="Đối chiếu",
            release="2026-11",
            keywords=["Tỉnh Mẫu", "xây dựng Đảng", "dữ liệu giả lập"],
        ),
        words=WORDS,
    )


def glance(stamp: str = STAMP) -> Section:
    """Masthead, sentences, tiles."""
    return Section(
        stamp=stamp,
        id="glance",
        title="Nhìn nhanh",
        lang="vi",
        blocks=[
            masthead(),
            Prose(
                [
                    ProseItem(
                        "s1",
                        runs(
                            "Kết nạp ",
                            number("209", figure=figure_id("admissions", "admitted"), strong=True),
                            " đảng viên mới, vượt kế hoạch 150 (",
                            number("139,33%", figure=figure_id("admissions", "admitted_share")),
                            ").",
                            cite(1),
                        ),
                    ),
                    ProseItem(
                        "s2",
                        runs(
                            "Đạt và vượt ",
                            text("9 trên 10", strong=True),
                            " chỉ tiêu năm; chỉ tiêu còn lại, về tỷ lệ tổ chức cơ sở đảng được"
                            " công nhận hoàn thành xuất sắc nhiệm vụ, chưa đạt.",
                            cite(1, 2),
                            mark("a"),
                        ),
                    ),
                    ProseItem(
                        "s3",
                        runs(
                            "Chưa thu thập được kết quả xếp loại năm 2023; năm 2022 có ",
                            number("79 trên 85", figure=figure_id("org_rating", "good_or_better", 2022)),
                            " tổ chức hoàn thành tốt nhiệm vụ trở lên.",
                            cite(2),
                        ),
                    ),
                    ProseItem(
                        "s4",
                        runs("So với bốn đảng bộ khối cùng cách tính, tỷ lệ kết nạp ở nửa trên.", cite(3)),
                    ),
                ],
                style="list",
            ),
            Tiles(
                [
                    Tile(
                        label="Xếp loại tổ chức",
                        value=runs(state("chưa thu thập được", "not_collected")),
                        state="not_collected",
                        details=[
                            runs("2022: 92,94% (79/85)", cite(2)),
                            runs(text("Chỉ tiêu: trên 90%", muted=True)),
                        ],
                    ),
                    Tile(
                        label="Kết nạp đảng viên",
                        value=runs(number("209", figure=figure_id("admissions", "admitted"))),
                        state="value",
                        details=[
                            runs("kế hoạch 150, đạt 139,33%"),
                            runs(text("Không so với 2022: chưa có số", muted=True)),
                        ],
                    ),
                    Tile(
                        label="Kiểm tra, giám sát",
                        value=runs(number("58", figure=figure_id("inspections", "inspected"))),
                        state="in_conflict",
                        details=[runs("tổ chức đảng; hai nguồn in khác nhau", mark("a"))],
                    ),
                    Tile(
                        label="Kỷ luật",
                        value=runs(number("0", figure=figure_id("discipline_members", "total"))),
                        state="zero",
                        details=[runs("đảng viên; nguồn ghi rõ là không có")],
                    ),
                ]
            ),
        ],
    )


COLUMNS = [
    Column(key="indicator", label="Chỉ tiêu", kind="text", sortable=True),
    Column(key="value", label="Số", align="right", kind="number", sortable=True),
    Column(key="of", label="Trên", align="right", kind="number"),
    Column(key="last", label="Năm trước", align="right", kind="number"),
    Column(key="change", label="Thay đổi", align="right", kind="number"),
    Column(key="target", label="Chỉ tiêu năm", align="right", kind="number"),
    Column(key="peers", label="So với nơi khác", kind="strip"),
]

DOMAINS: dict[str, list[tuple[str, str, str, float | None]]] = {
    "Xếp loại": [
        ("Tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên", "92,94%", "85 được xếp loại", 0.7),
        ("Tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ", "18,82%", "85 được xếp loại", 0.35),
        ("Đảng viên hoàn thành tốt nhiệm vụ trở lên", "", "", None),
    ],
    "Phát triển đảng viên": [
        ("Kết nạp đảng viên", "209", "150 kế hoạch", 0.86),
        ("Quần chúng học lớp nhận thức về Đảng", "412", "400 kế hoạch", 0.5),
    ],
    "Kiểm tra, giám sát, kỷ luật": [
        ("Tổ chức đảng được kiểm tra", "58", "62 kế hoạch", 0.44),
        ("Đảng viên được giám sát chuyên đề", "121", "", None),
        ("Đảng viên bị khiển trách", "0", "", None),
    ],
    "Học tập, quán triệt nghị quyết": [
        ("Dự học chuyên đề năm về học tập và làm theo tư tưởng, đạo đức", "6.270", "6.294 triệu tập", 0.93),
        ("Mô hình “dân vận khéo” được công nhận", "34", "", None),
    ],
}


def indicator_rows() -> list[Group]:
    """Rows of the main table, by domain, with strips and reasons for what is missing."""
    peers = [0.12, 0.31, 0.4, 0.58, 0.77]
    groups = []
    for label, entries in DOMAINS.items():
        rows = []
        for n, (name, value, base, place) in enumerate(entries):
            figure = figure_id("indicator", str(n))
            strip = place and Strip(
                own=place,
                own_label=value,
                peers=peers,
                target=0.6 if n == 0 else None,
                reference=0.4,
                alt=f"{name}: {value}, cao hơn giữa của năm nơi khác" + (", vượt chỉ tiêu" if n == 0 else ""),
            )
            missing: State = "not_collected" if n % 2 else "not_yet_due"
            words = "chưa thu thập được" if n % 2 else "chưa đến kỳ"
            rows.append(
                Row(
                    [
                        Cell(runs(name, cite(1 + n % 3), *([mark("a")] if n == 1 else []))),
                        Cell(
                            runs(number(value, figure=figure)) if value else runs(state(words, missing)),
                            state="value" if value else missing,
                            sort=float(n),
                        ),
                        Cell(runs(base)) if base else Cell(),
                        Cell(runs(state("chưa thu thập được", "not_collected")), state="not_collected"),
                        Cell(runs("không so: đổi cách tính"), state="not_applicable")
                        if n == 0
                        else Cell(runs("+12")),
                        Cell(runs("trên 90%")) if n == 0 else Cell(),
                        Cell(strip=strip) if strip else Cell(runs(text("dưới 5 nơi có số", muted=True))),
                    ]
                )
            )
        groups.append(Group(rows, label=label))
    return groups


def indicators(stamp: str = STAMP) -> Section:
    """Print the long table, and a heat table."""
    provinces = ["Tỉnh Mẫu", "Tỉnh Giả Định", "Thành phố Ví Dụ", "Tỉnh Thử Nghiệm"]
    return Section(
        stamp=stamp,
        id="indicators",
        title="Tất cả chỉ tiêu",
        lead=runs(
            "Chấm xanh: Tỉnh Mẫu; chấm xám: các đảng bộ khối có số cùng năm, cùng cách tính;"
            " vạch cam: chỉ tiêu; vạch đậm: giữa."
        ),
        lang="vi",
        blocks=[
            Table(
                id="all",
                caption=runs("Chỉ tiêu theo lĩnh vực, cả năm 2023"),
                columns=COLUMNS,
                groups=indicator_rows(),
                note=runs("Hàng không có số ghi rõ vì sao; không hàng nào bị bỏ."),
            ),
            Table(
                id="heat",
                caption=runs("Bốn nơi, ba chỉ tiêu: màu đậm hơn là số lớn hơn"),
                columns=[
                    Column(key="p", label="Đảng bộ", sortable=True),
                    *(
                        Column(key=k, label=k, align="right", kind="number", sortable=True)
                        for k in ("Hoàn thành tốt trở lên", "Kết nạp", "Được kiểm tra")
                    ),
                ],
                groups=[
                    Group(
                        [
                            Row(
                                [
                                    Cell(runs(name)),
                                    *(
                                        Cell(
                                            runs(f"{90 - 7 * i - 3 * j},5%"),
                                            sort=90 - 7 * i - 3 * j,
                                            shade=shade,
                                        )
                                        for j, shade in enumerate((1 - i / 3, 0.5, i / 3))
                                    ),
                                ]
                            )
                            for i, name in enumerate(provinces)
                        ]
                    )
                ],
            ),
        ],
    )


def charts(stamp: str = STAMP) -> Section:
    """Two figures: one of two panels, one of a single panel."""
    years = ["2020", "2021", "2022", "2023"]
    data = Table(
        id="admissions-data",
        caption=runs("Kết nạp và xếp loại theo năm"),
        columns=[
            Column(key="year", label="Năm"),
            Column(key="n", label="Kết nạp", align="right", kind="number"),
            Column(key="r", label="Hoàn thành tốt trở lên", align="right", kind="number"),
        ],
        groups=[
            Group(
                [
                    Row(
                        [
                            Cell(runs(year)),
                            Cell(runs(number(str(v), figure=figure_id("admissions", "admitted", int(year))))),
                            Cell(runs("92,94%")),
                        ]
                    )
                    for year, v in zip(years, (0, 171, 188, 209), strict=True)
                ]
            )
        ],
        compact=True,
    )
    first, height = chart([120, 171, 188, 209], years, COLOURS["accent"])
    second, _ = chart([82, 91, 92, 93], years, COLOURS["accent_mid"])
    panels = [
        Panel(
            svg=first,
            alt="Kết nạp tăng đều từ 171 năm 2021 đến 209 năm 2023; năm 2020 chưa thu thập được.",
            title="Kết nạp, đảng viên",
            width=PANEL_WIDTH,
            height=height,
        ),
        Panel(
            svg=second,
            alt="Tỷ lệ hoàn thành tốt trở lên từ 91% năm 2021 đến 93% năm 2023.",
            title="Hoàn thành tốt nhiệm vụ trở lên, %",
            width=PANEL_WIDTH,
            height=height,
        ),
    ]
    single = Table(
        id="single-data",
        caption=runs("Kết nạp theo năm"),
        columns=data.columns[:2],
        compact=True,
        groups=[Group([Row(row.cells[:2]) for row in data.groups[0].rows])],
    )
    return Section(
        stamp=stamp,
        id="charts",
        title="Xếp loại và kết nạp",
        lang="vi",
        blocks=[
            Figure(
                id="admissions-chart",
                title=runs("Kết nạp vượt kế hoạch ba năm liền, năm 2023 nhiều nhất"),
                caption=runs("Đảng viên mới được kết nạp trong năm, dữ liệu giả lập.", cite(1, 3)),
                panels=panels,
                data=data,
                csv=Csv(name="ket-nap.csv", content="year,admitted\n2022,188\n2023,209\n"),
            ),
            Figure(
                id="single-chart",
                title=runs("Một hình đứng riêng"),
                caption=runs("Dữ liệu giả lập."),
                panels=panels[:1],
                data=single,
            ),
        ],
    )


STATES: list[tuple[State, str, str]] = [
    ("value", "12", "có số liệu"),
    ("zero", "0", "nguồn ghi rõ là không có"),
    ("derived", "≈ 3", "tính từ số khác"),
    ("in_conflict", "≠ 2", "các nguồn không khớp"),
    ("target", "CT 2", "mới có chỉ tiêu"),
    ("not_collected", "?", "chưa thu thập được"),
    ("not_yet_due", "…", "chưa đến kỳ"),
    ("not_applicable", "–", "không áp dụng"),
    ("withheld", "×", "không công bố"),
]


def coverage(stamp: str = STAMP) -> Section:
    """Grid, checks, footnotes, sources, downloads."""
    years = [str(year) for year in range(2016, 2026)]
    names = ["Xếp loại tổ chức", "Xếp loại đảng viên", "Kết nạp", "Kiểm tra, giám sát", "Kỷ luật", "Học tập"]
    return Section(
        stamp=stamp,
        id="coverage",
        title="Có gì, thiếu gì, lấy từ đâu",
        lang="vi",
        blocks=[
            Grid(
                id="grid",
                caption=runs("Số liệu theo năm và lĩnh vực"),
                columns=years,
                rows=[
                    GridRow(
                        name,
                        [
                            GridCell(code, mark_text, f"{name} {year}: {words}")
                            for j, year in enumerate(years)
                            for code, mark_text, words in [STATES[(i * 2 + j * (i + 1)) % len(STATES)]]
                        ],
                    )
                    for i, name in enumerate(names)
                ],
                legend=[Legend(code, sign, words) for code, sign, words in STATES],
            ),
            Notes(
                id="checks",
                title="Chỗ số liệu không khớp",
                kind="checks",
                items=[Note("1", runs("6.270/6.294 là 99,62%; nguồn in 99,61%. Báo cáo dùng số tính lại."))],
            ),
            Notes(
                id="breaks",
                title="Thay đổi cách tính",
                kind="breaks",
                items=[Note("2023", runs("Quy định mới về xếp loại: không so trực tiếp với các năm trước."))],
            ),
            Notes(
                id="footnotes",
                title="Chú thích",
                kind="footnotes",
                items=[Note("a", runs("Hai nguồn in hai số; báo cáo dùng số của văn bản gốc."))],
            ),
            Notes(
                id="sources",
                title="Nguồn",
                kind="sources",
                items=[
                    Note(
                        str(n),
                        runs(
                            f"Báo Tỉnh Mẫu (giả lập), “Hội nghị tổng kết công tác Đảng”, 1/{2021 + n}. ",
                            link(
                                f"example.org/bai-{n}",
                                f"https://example.org/xay-dung-dang/bai-viet-rat-dai-{n}",
                            ),
                        ),
                    )
                    for n in (1, 2, 3)
                ],
            ),
            Prose([ProseItem("cite-how", [Run("Cách dẫn: "), Run("Đối chiếu, bản 2026-11.", strong=True)])]),
            Download(
                name="tinh-mau-2023.csv",
                label="Tải toàn bộ số liệu của báo cáo (CSV)",
                content="province,year,count\ntinh-mau,2023,209\n",
                media_type="text/csv",
            ),
        ],
    )


def sections(stamp: str = STAMP) -> list[Section]:
    """Give every section of the sample."""
    return [glance(stamp), indicators(stamp), charts(stamp), coverage(stamp)]


def notebook(parts: Sequence[Section] | None = None) -> nbformat.NotebookNode:
    """Put sections into a notebook as if its cells had been run."""
    cells = [
        new_code_cell(
            "section",
            execution_count=n,
            outputs=[new_output("display_data", data=part._repr_mimebundle_(), metadata={})],
        )
        for n, part in enumerate(sections() if parts is None else parts, start=1)
    ]
    whole: nbformat.NotebookNode = new_notebook(
        cells=cells,
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    return whole
