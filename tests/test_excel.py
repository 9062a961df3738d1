"""Excel workbooks, read back: what a sheet holds, how it looks, and how it is printed."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inside import inside, printed_appendix
from openpyxl import load_workbook

from vtlt_cli.diagnostics import Refusal
from vtlt_cli.printing.documents.excel import MOST_TEXT, number_format, sheet_names, workbook
from vtlt_cli.printing.layouts import LAYOUTS, Layout
from vtlt_cli.printing.table import Column, Line, Table, points_column, text_of, whole_column
from vtlt_cli.scores.tables import tied_rank
from vtlt_cli.wording import MINUS, points

ND30 = LAYOUTS["nd30-2020"]
OLD = LAYOUTS["report-2008"]
EMU_A_PIXEL = 9525


def made(path: Path, *args: str, env: dict[str, str] | None = None) -> Any:
    """The workbook that the command writes, read back."""
    file = path / "made.xlsx"
    result = inside(*args, "-o", str(file), env=env)
    assert result.code == 0, result.stderr
    return load_workbook(file)


def book_of(*tables: Table, layout: Layout = ND30, day: date | None = None) -> Any:
    return load_workbook(io.BytesIO(workbook(tables, layout, day)))


def table_of(*rows: Sequence[Any], heading: tuple[Line, ...] = ()) -> Table:
    """A table whose fields are `a`, `b`, … and whose columns show them as they are."""
    fields = tuple("abcdefgh"[: len(rows[0])])
    columns = tuple(Column(field, text_of(field), field=field) for field in fields)
    return Table(heading, columns, fields, [dict(zip(fields, row)) for row in rows])


def values(sheet: Any, first: int, columns: int) -> list[list[Any]]:
    """The cells below row `first`, to the first row that has an empty one in its first column."""
    rows = sheet.iter_rows(min_row=first + 1, max_col=columns, values_only=True)
    return [list(row) for row in rows if None not in row]


def flat(text: str) -> str:
    """The text on one line: a heading has the lines that it is printed on."""
    return " ".join(text.split())


def header_row(sheet: Any) -> int:
    """The row that is printed on every page, from 1."""
    return int(sheet.print_title_rows.replace("$", "").split(":")[0])


def xml_of(content: bytes, part: str = "xl/worksheets/sheet1.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(part).decode()


# What is in it


def test_the_appendices_are_sheets_with_every_figure(tmp_path: Path) -> None:
    """Each appendix of the report has a sheet, and its figures are numbers equal to the data."""
    book = made(tmp_path, "appendix", "--layout", "report-2008")
    assert book.sheetnames == ["PHỤ LỤC 1", "PHỤ LỤC 2"]
    rows = json.loads(inside("appendix", "1", "-f", "json").stdout)
    sheet = book["PHỤ LỤC 1"]
    found = values(sheet, header_row(sheet), 3)
    assert found == [[row["position"], row["office"], row["score"]] for row in rows]
    assert all(type(row[0]) is int and type(row[2]) is int for row in found)
    assert len(found) == 64


@pytest.mark.parametrize("number", [1, 2])
def test_a_sheet_is_the_appendix_as_printed(number: int, tmp_path: Path) -> None:
    """Heading, titles and rows are those of the report, word by word."""
    heading, titles, rows = printed_appendix(number)
    [sheet] = made(tmp_path, "appendix", str(number)).worksheets
    assert [flat(sheet.cell(row, 1).value) for row in (1, 2, 3)] == heading
    header = header_row(sheet)
    assert [sheet.cell(header, column).value for column in (1, 2, 3)] == titles
    found = values(sheet, header, 3)
    assert [[points(v) if isinstance(v, int) else v for v in row] for row in found] == rows


@pytest.mark.parametrize("layout", LAYOUTS)
def test_headings_are_set_by_the_layout(layout: str, tmp_path: Path) -> None:
    """Size, weight, slant and capitals of each line, over all columns, in rows high enough."""
    described = LAYOUTS[layout]
    [sheet] = made(tmp_path, "appendix", "1", "--layout", layout).worksheets
    for row, role in enumerate(("label", "title", "reference"), 1):
        cell, letters = sheet.cell(row, 1), described.letters[role]  # type: ignore[index]
        assert (cell.font.sz, cell.font.b, cell.font.i) == (
            letters.size,
            letters.bold,
            letters.italic,
        )
        assert cell.font.name == "Times New Roman"
        assert (cell.value == cell.value.upper()) or not letters.capitals
        assert cell.alignment.horizontal == "center" and cell.alignment.wrap_text
        assert f"A{row}:C{row}" in {str(merged) for merged in sheet.merged_cells.ranges}
    # The title takes two lines of 14 points.
    assert sheet.row_dimensions[2].height >= 2 * 14 * 1.15
    header = header_row(sheet)
    assert sheet.cell(header, 2).font.b and sheet.cell(header, 2).alignment.wrap_text
    for row in (header, header + 1):
        cell = sheet.cell(row, 2)
        assert (cell.font.name, cell.font.sz) == ("Times New Roman", 13)
        assert cell.border.left.style == cell.border.bottom.style == "thin"
        assert cell.alignment.vertical == "center"
    last = sheet.cell(sheet.max_row, 1)
    assert (last.value == "./.") == (layout == "nd30-2020")
    if layout == "nd30-2020":
        assert last.alignment.horizontal == "right"


def test_the_short_rule_is_a_drawn_line_in_the_middle(tmp_path: Path) -> None:
    made(tmp_path, "appendix", "1", "--layout", "nd30-2020")
    drawing = xml_of((tmp_path / "made.xlsx").read_bytes(), "xl/drawings/drawing1.xml")
    offset, length = (
        int(drawing.partition(mark)[2].partition('"')[0]) / EMU_A_PIXEL
        for mark in ('<a:off x="', '<a:ext cx="')
    )
    assert length == pytest.approx(40 / 25.4 * 96, abs=1)
    assert offset + length / 2 == pytest.approx(165 / 25.4 * 96 / 2, abs=3)
    made(tmp_path, "appendix", "1", "--layout", "report-2008")
    parts = zipfile.ZipFile(tmp_path / "made.xlsx").namelist()
    assert not [part for part in parts if "drawing" in part]


# Figures


@pytest.mark.parametrize(
    ("value", "shown", "grouped", "expected"),
    [
        (8280, "8.280", True, "#,##0"),
        (29, "29", True, "#,##0"),
        (2009, "2009", False, "0"),
        (Decimal("61.31"), "61,31", True, "#,##0.00"),
        (Decimal("1234.50"), "1.234,50", True, "#,##0.00"),
        (Decimal("8280"), "8.280", True, "#,##0"),
        (29, "=29", True, '"="0'),
        (1029, "=1.029", True, '"="#,##0'),
        (29, "=29", False, '"="0'),
        (-5, "-5", True, "#,##0"),
        (0, "0", True, "#,##0"),
        (999_999_999_999_999, "999.999.999.999.999", True, "#,##0"),
        # What Excel would show otherwise, or hold otherwise, is text.
        (8280, "8280", True, None),
        (8280, "8,280", True, None),
        (Decimal("61.31"), "61.31", False, None),
        (-5, "=-5", True, None),
        (5, '"5', True, None),
        (5, "15", True, None),
        (10**15 + 1, "1.000.000.000.000.001", True, None),
        (10**400, points(10**400), True, None),
        (Decimal("1E+400"), points(Decimal("1E+400")), True, None),
        (Decimal("0.1234567890123456"), "0,1234567890123456", True, None),
        (Decimal("-0"), "-0", True, None),
        (True, "True", True, None),
        ("29", "29", True, None),
        (None, "", True, None),
    ],
)
def test_formats_of_numbers(value: object, shown: str, grouped: bool, expected: str | None) -> None:
    assert number_format(value, shown, grouped) == expected


def as_excel_shows(value: float, format_: str) -> str:
    """A number as Excel under a Vietnamese locale shows it: `.` of thousands, decimal `,`."""
    before, pattern = format_.split('"')[1:] if '"' in format_ else ("", format_)
    decimals = len(pattern.partition(".")[2])
    written = f"{value:,.{decimals}f}" if "," in pattern else f"{value:.{decimals}f}"
    return before + written.translate(str.maketrans(",.", ".,"))


@settings(deadline=None)
@given(
    value=st.integers(-(10**17), 10**17)
    | st.decimals(-(10**9), 10**9, places=2)
    | st.decimals(allow_nan=False, allow_infinity=False),
    grouped=st.booleans(),
    tied=st.booleans(),
)
def test_excel_shows_what_the_column_shows(value: int | Decimal, grouped: bool, tied: bool) -> None:
    """Whatever number there is: either a format under which it looks so, or text."""
    shown = ("=" if tied else "") + (points(value) if grouped else str(value))
    format_ = number_format(value, shown, grouped)
    if format_ is not None:
        # Excel writes its own sign.
        assert as_excel_shows(float(value), format_) == shown.replace(MINUS, "-")
        # As xlsxwriter writes it: nothing of the number is lost.
        assert Decimal(f"{value:.16G}") == value


def test_numbers_of_a_table() -> None:
    """Numbers are numbers where their column shows them, with the format of the column."""
    table = Table(
        (),
        (
            whole_column("No.", "position"),
            Column("Rank", tied_rank, "right", "rank"),
            points_column("Score", "score"),
        ),
        ("position", "rank", "tied", "score"),
        [
            {"position": 1, "rank": 1, "tied": False, "score": Decimal("61.31")},
            {"position": 1000, "rank": 29, "tied": True, "score": 8280},
            {"position": None, "rank": None, "tied": None, "score": None},
            {"position": 3, "rank": 30, "tied": False, "score": Decimal("12345678901234567.89")},
        ],
    )
    [sheet] = book_of(table).worksheets
    rows = list(sheet.iter_rows(min_row=2, max_row=5))
    assert [[cell.value for cell in row] for row in rows] == [
        [1, 1, 61.31],
        [1000, 29, 8280],
        [None, None, None],
        [3, 30, "12.345.678.901.234.567,89"],
    ]
    assert [[cell.number_format for cell in row] for row in rows[:2]] == [
        ["0", "#,##0", "#,##0.00"],
        ["0", '"="0', "#,##0"],
    ]
    assert rows[1][1].data_type == "n" and rows[3][2].data_type == "s"
    assert all(cell.alignment.horizontal == "right" for row in rows for cell in row)


def test_decimals_are_written_exactly() -> None:
    """As a float xlsxwriter would write 64.98999999999999."""
    table = Table((), (points_column("Đ", "s"),), ("s",), [{"s": Decimal("64.99")}])
    assert "<v>64.99</v>" in xml_of(workbook([table], OLD, None))


SIGNS = ("=1+1", "+84", "-5", "@SUM(A1)", "{=A1}", "01", "8.280", "1e5", "TRUE", "2008-03-21")
LINKS = ("http://vtlt.example", "mailto:a@b.vn", "internal:Sheet1!A1", "#N/A", "_x0041_", "'a")


@pytest.mark.parametrize("text", [*SIGNS, *LINKS])
def test_text_stays_text(text: str) -> None:
    """Nothing becomes a formula, a number, a day or a link, in a cell, a title or a heading."""
    table = table_of([text, "x"], heading=(Line(text),))
    table = table._replace(columns=(Column(text, text_of("a")), *table.columns[1:]))
    content = workbook([table], OLD, None)
    [sheet] = load_workbook(io.BytesIO(content)).worksheets
    shown = text.upper() if OLD.letters["title"].capitals else text
    for place, expected in (("A1", shown), ("A3", text), ("A4", text)):
        cell = sheet[place]
        assert cell.data_type == "s" and cell.hyperlink is None
        assert cell.value.replace("_x005F", "") == expected
    assert "<f>" not in xml_of(content) and "<hyperlink" not in xml_of(content)


def test_hard_letters_are_held() -> None:
    """Control characters, halves of characters, line ends, and letters in pieces."""
    hard = "a\0\x1b\x0b\ud800\ufffe b\tc\r\nd\re <&>\"' Hue\N{COMBINING CIRCUMFLEX ACCENT}"
    [sheet] = book_of(table_of([hard, "x"], heading=(Line(hard, "note"),))).worksheets
    bad = "\N{REPLACEMENT CHARACTER}"
    expected = f"a{bad * 5} b\tc\nd\ne <&>\"' Huê"
    assert sheet["A1"].value == expected == sheet["A4"].value


# Sheets


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["PHỤ LỤC 1", "PHỤ LỤC 2"], ["PHỤ LỤC 1", "PHỤ LỤC 2"]),
        (["a/b\\c[d]e:f*g?h"], ["abcdefgh"]),
        (["", " ", "[]", "''"], ["Bảng", "Bảng (2)", "Bảng (3)", "Bảng (4)"]),
        (["Một", "MỘT", "một"], ["Một", "MỘT (2)", "một (3)"]),
        (["x" * 40, "x" * 40], ["x" * 31, "x" * 27 + " (2)"]),
        (["😀" * 20], ["😀" * 15]),
        (["'tên'", "History"], ["tên", "History (2)"]),
        (["a\0b\nc"], ["a\N{REPLACEMENT CHARACTER}b c"]),
        (["'" + "x" * 29 + " ''y"], ["x" * 29]),
    ],
)
def test_names_of_sheets(written: list[str], expected: list[str]) -> None:
    tables = [table_of(["x"], heading=(Line(text, "label"),)) for text in written]
    assert sheet_names(tables) == expected
    assert book_of(*tables).sheetnames == expected


@settings(deadline=None, max_examples=40)
@given(written=st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_heading_gives_a_name(written: list[str]) -> None:
    tables = [table_of(["x"], heading=(Line(text),)) for text in written]
    assert len(book_of(*tables).sheetnames) == len(tables)


def test_a_label_names_the_sheet_before_the_title() -> None:
    heading = (Line("Tài liệu nội bộ", "note"), Line("Phụ lục II", "label"), Line("Tên"))
    assert sheet_names([table_of(["x"], heading=heading)]) == ["Phụ lục II"]
    assert sheet_names([table_of(["x"])]) == ["Bảng"]


# Print


@pytest.mark.parametrize("layout", LAYOUTS)
def test_paper_and_pages(layout: str, tmp_path: Path) -> None:
    """A4 upright, the margins of the layout, one page wide, titles again on each, numbers."""
    described = LAYOUTS[layout]
    book = made(tmp_path, "appendix", "--layout", layout)
    for number, sheet in enumerate(book.worksheets, 1):
        header = header_row(sheet)
        assert sheet.freeze_panes == f"A{header + 1}"
        assert sheet.print_title_rows == f"${header}:${header}"
        assert sheet.print_area.endswith(f"$A$1:$C${sheet.max_row}")
        page = sheet.page_setup
        assert (int(page.paperSize), page.orientation) == (9, "portrait")
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, page.fitToHeight) == (True, 0)
        assert page.fitToWidth in (None, 1)
        assert page.useFirstPageNumber and page.firstPageNumber in (None, 1)
        assert sheet.print_options.horizontalCentered
        for side in ("top", "right", "bottom", "left"):
            inches = getattr(described.margins, side) / 25.4
            assert getattr(sheet.page_margins, side) == pytest.approx(inches, abs=1e-6)
        marks = sheet.HeaderFooter
        assert marks.differentFirst
        assert not marks.firstHeader.center.text and not marks.firstFooter.right.text
        top = described.page_number == "top-center"
        part = marks.oddHeader.center if top else marks.oddFooter.right
        assert part.text == "&P" and part.font == "Times New Roman,Regular"
        assert part.size == described.letters["page"].size
        near = sheet.page_margins.header if top else sheet.page_margins.footer
        assert near == pytest.approx(10 / 25.4, abs=1e-6)
        xml = xml_of((tmp_path / "made.xlsx").read_bytes(), f"xl/worksheets/sheet{number}.xml")
        # Before everything else, as its schema has it, and once.
        assert xml.count("<headerFooter") == xml.count("differentFirst") == 1


def test_columns_are_wide_enough() -> None:
    """The width of the page as long as that is enough; every number has room in any case."""
    [sheet] = book_of(table_of([1, "x"])).worksheets
    widths = [sheet.column_dimensions[letter].width for letter in "AB"]
    assert sum(widths) * 7 / 96 * 25.4 == pytest.approx(165, abs=4)
    row = {"n": 123_456_789_012}
    many = tuple(points_column("n", "n") for _ in range(12))
    [sheet] = book_of(Table((), many, ("n",), [row] * 2)).worksheets
    # 15 characters at 13 points, of which a digit takes half.
    needed = (12 * 6.5 + 3 * 3.25) / 72 * 96 / 7
    for number in range(12):
        dimension = sheet.column_dimensions["ABCDEFGHIJKL"[number]]
        width = dimension.width if dimension.width != 13 else sheet.column_dimensions["A"].width
        assert width > needed


def test_a_heavier_line_where_the_section_changes() -> None:
    table = table_of(["x", 1], ["x", 2], ["y", 3])._replace(section="a")
    [sheet] = book_of(table).worksheets
    borders = [(sheet.cell(row, 2).border.top, sheet.cell(row, 2).border.bottom) for row in (2, 4)]
    assert [(top.style, bottom.style) for top, bottom in borders] == [
        ("thin", "thin"),
        ("medium", "thin"),
    ]
    assert sheet["B3"].border.bottom.style == "medium"


def test_of_one_column() -> None:
    [sheet] = book_of(table_of(["x"], heading=(Line("Một"), Line("hai", "note")))).worksheets
    assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4, 5, 6)] == [
        "MỘT",
        "hai",
        None,
        "a",
        "x",
        "./.",
    ]


def test_without_rows() -> None:
    [sheet] = book_of(table_of(["x", "y"])._replace(rows=[])).worksheets
    assert [sheet["A1"].value, sheet["B1"].value, sheet["A2"].value] == ["a", "b", "./."]


# The file


def test_properties() -> None:
    """The title and the day; no name of anybody, and no time of making."""
    table = table_of(["x"], heading=(Line("Phụ lục", "label"), Line("Kết\0quả " + "x" * 300)))
    properties = book_of(table, day=date(2008, 3, 21)).properties
    assert properties.created == properties.modified == datetime(2008, 3, 21)
    assert not properties.creator and not properties.lastModifiedBy
    assert properties.title.startswith("Kết\N{REPLACEMENT CHARACTER}quả xxx")
    assert len(properties.title) == 255
    assert book_of(table).properties.created == datetime(1980, 1, 1)


def test_the_same_bytes_twice() -> None:
    table = table_of(["x", 1], heading=(Line("Tên"),))
    first = workbook([table, table], ND30, None)
    assert first == workbook([table, table], ND30, None)
    times = {part.date_time for part in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert {time[0] for time in times} == {1980}


def test_the_day_of_the_build(tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH stands before the day of the report."""
    assert made(tmp_path, "appendix").properties.created == datetime(2008, 3, 21)
    env = {"SOURCE_DATE_EPOCH": "1700000000"}
    assert made(tmp_path, "appendix", env=env).properties.created == datetime(2023, 11, 14)


def test_as_many_rows_as_there_are_communes() -> None:
    """3,321 rows, each with its height and its number."""
    rows = [{"n": n, "name": f"Xã {n}", "s": n * 10} for n in range(1, 3322)]
    columns = (whole_column("Stt", "n"), Column("Tên", text_of("name")), points_column("Đ", "s"))
    [sheet] = book_of(Table((Line("Xã"),), columns, ("n", "name", "s"), rows)).worksheets
    assert values(sheet, header_row(sheet), 3) == [[r["n"], r["name"], r["s"]] for r in rows]


def test_what_no_sheet_can_hold_is_refused() -> None:
    """Excel drops what is beyond its limits without a word."""

    class Rows(list[dict[str, str]]):
        def __len__(self) -> int:
            return 1_048_576

    many = table_of(["x"])._replace(rows=Rows())
    with pytest.raises(Refusal) as refused:
        workbook([many], ND30, None)
    assert "1,048,576" in refused.value.words[0] and "1.048.576" in refused.value.words[1]
    workbook([table_of(["x" * MOST_TEXT])], ND30, None)
    for text in ("x" * (MOST_TEXT + 1), "😀" * (MOST_TEXT // 2 + 1)):
        with pytest.raises(Refusal, match="32,768"):
            workbook([table_of([text])], ND30, None)


# By another program


@pytest.mark.parametrize("layout", LAYOUTS)
def test_libreoffice_prints_it(layout: str, tmp_path: Path) -> None:
    """Every office and figure of appendix 1 is on paper, the titles on each page."""
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice (soffice) or pdftotext is not on this machine")
    made(tmp_path, "appendix", "--layout", layout)
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "made.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "made.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    pages = text.split("\f")
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for row in json.loads(inside("appendix", "1", "-f", "json").stdout):
        shown = f"{row['position']} {row['office']} "
        figures = {f"{row['score']:,}", points(row["score"])}
        assert any(line.startswith(shown) and line[len(shown) :] in figures for line in lines)
    assert "####" not in text
    title = "Tên Cơ quan" if layout == "report-2008" else "Tên cơ quan"
    assert len(pages) >= 4 and all(title in page for page in pages[:2])
    # The second page is numbered and the first of neither appendix is.
    numbers = [
        [line.strip() for line in page.splitlines() if line.strip().isdigit()] for page in pages
    ]
    assert numbers[0] == [] and numbers[1] == ["2"]


def test_rows_that_excel_cuts_off_are_told(tmp_path: Path) -> None:
    """No row is higher than 409 points; the cell holds all of its text, and one line says so."""
    members = ", ".join(f"Đơn vị {number}" for number in range(400))
    (tmp_path / "clusters_2031.yaml").write_text(
        f"- number: 1\n  leader: Đơn vị 1\n  members: [{members}]\n", encoding="utf-8"
    )
    out = tmp_path / "x.xlsx"
    for lang, said in (("en", "1 row is higher than Excel shows"), ("vi", "có 01 dòng cao hơn")):
        result = inside("clusters", "--data", str(tmp_path), "-o", str(out), lang=lang)
        assert said in result.stderr
    [sheet] = load_workbook(out).worksheets
    assert members in [cell.value for row in sheet.iter_rows() for cell in row]
    assert "higher" not in inside("clusters", "-o", str(out)).stderr
