"""Workbooks as office programs write them, and files that only have their suffix."""

from __future__ import annotations

import contextlib
import datetime
import io
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf import opendocument, style, table
from odf.text import P
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.workbook.defined_name import DefinedName

from vtlt_cli.workbooks import NoWorkbook, Workbook, letters_of, place_of, read_workbook

Fill = Callable[[Any], None]


def xlsx(fill: Fill) -> bytes:
    """A workbook that openpyxl writes; `fill` gets it."""
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(fill: Fill) -> bytes:
    book = xlwt.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(**parts: str | bytes) -> bytes:
    """A zip with these parts; `__` in a name stands for a slash, `_` before the suffix a point."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in parts.items():
            zipped.writestr(name, text)
    return out.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def raw(rows: str, before: str = "", prolog: str = "") -> bytes:
    """An .xlsx of one sheet whose rows are written by hand."""
    return archive(
        **{
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
            f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="Trang 1" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f'{prolog}<worksheet xmlns="{MAIN}">{before}<sheetData>'
            f"{rows}</sheetData></worksheet>",
        }
    )


def only(book: Workbook) -> dict[str, tuple[str, str]]:
    """Kind and text of each cell of the only sheet."""
    (sheet,) = book.sheets
    return {c.place: (c.kind, c.text) for row in sheet.rows.values() for c in row.values()}


def refused(content: bytes) -> tuple[str, str]:
    with pytest.raises(NoWorkbook) as caught:
        read_workbook(content)
    return caught.value.words


def test_what_excel_cells_hold() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet["A1"] = "BẢNG ĐIỂM"
        sheet["A2"] = 8280
        sheet["A2"].number_format = "#,##0"
        sheet["A3"] = 61.31
        sheet["A4"] = datetime.date(2007, 5, 8)
        sheet["A5"] = True
        sheet["A6"] = "#N/A"
        sheet["A7"] = "=1+1"
        sheet["A8"] = datetime.datetime(2007, 5, 8, 14, 30)
        sheet["A9"] = "8.280"
        sheet["B1"] = "B×nh §Þnh"
        sheet["B1"].font = Font(name=".VnTime")
        sheet["B2"] = 1
        sheet["B2"].protection = Protection(locked=False)
        sheet["C5"].alignment = Alignment(wrap_text=True)

    book = read_workbook(xlsx(fill))
    assert only(book) == {
        "A1": ("text", "BẢNG ĐIỂM"),
        "A2": ("number", "8280"),
        "A3": ("number", "61.31"),
        "A4": ("day", "2007-05-08"),
        "A5": ("boolean", "true"),
        "A6": ("error", "#N/A"),
        "A7": ("nothing", ""),
        "A8": ("day", "2007-05-08T14:30:00"),
        "A9": ("text", "8.280"),
        "B1": ("text", "B×nh §Þnh"),
        "B2": ("number", "1"),
    }
    cells = book.sheets[0].rows
    assert cells[2][1].format == "#,##0" and cells[7][1].formula == "1+1"
    assert cells[1][2].font == ".VnTime" and cells[1][1].locked and not cells[2][2].locked
    # openpyxl asks Excel to reckon all formulas anew: no saved value is to be trusted.
    assert book.sees_all and book.stale


def test_what_is_hidden_merged_filtered_named() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(["Tên cơ quan", "Điểm", "Ghi chú"])
        sheet.append(["An Giang", 1, "x"])
        sheet.append(["Bình Định", 2, "y"])
        sheet.merge_cells("A5:C5")
        sheet["A5"] = "Cộng"
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.auto_filter.ref = "A1:C3"
        sheet.auto_filter.add_filter_column(0, ["Bình Định"])
        sheet.protection.sheet = True
        book.create_sheet("_vtlt").sheet_state = "veryHidden"
        book.create_sheet("Cũ").sheet_state = "hidden"
        book.defined_names["muc"] = DefinedName("muc", attr_text="'_vtlt'!$A$1:$A$3")
        book.properties.title = "Bảng điểm năm 2035"

    book = read_workbook(xlsx(fill))
    sheet = book.sheets[0]
    assert sheet.hidden_rows == {2} and sheet.hidden_columns == {3} and sheet.filtered
    assert sheet.protected and [area.place for area in sheet.merged] == ["A5:C5"]
    assert [(s.name, s.state) for s in book.sheets[1:]] == [
        ("_vtlt", "very hidden"),
        ("Cũ", "hidden"),
    ]
    assert book.names["muc"] == "'_vtlt'!$A$1:$A$3"
    assert book.properties["title"] == "Bảng điểm năm 2035"
    assert book.sheet("_VTLT") is book.sheets[1]


def test_saved_values_of_formulas_and_own_properties() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Phiếu")
        sheet.write_formula("A1", "=14*10", None, 140)
        sheet.write_formula("A2", '="a"&"b"', None, "ab")
        book.set_custom_property("vtlt", "2035-bach-van")
    read = read_workbook(out.getvalue())
    assert only(read) == {"A1": ("number", "140"), "A2": ("text", "ab")}
    assert read.sheets[0].rows[1][1].formula == "14*10"
    assert read.properties["vtlt"] == "2035-bach-van"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="B2"><v>61.310000000000002</v></c>', ("number", "61.31")),
        ('<c r="B2"><v>8.28E3</v></c>', ("number", "8280")),
        ('<c r="B2"><v>-0.5</v></c>', ("number", "-0.5")),
        ('<c r="B2"><v>0.30000000000000004</v></c>', ("number", "0.30000000000000004")),
        ('<c r="B2" t="inlineStr"><is><r><t>Bình</t></r><r><t xml:space="preserve"> Định</t></r>'
         "<rPh><t>bin</t></rPh></is></c>", ("text", "Bình Định")),
        ('<c r="B2" t="str"><f>A1</f><v></v></c>', ("text", "")),
        ('<c r="B2" t="inlineStr"><is><t>a_x000D_b</t></is></c>', ("text", "a\rb")),
        ('<c r="B2" t="d"><v>2007-05-08</v></c>', ("day", "2007-05-08")),
    ],
)  # fmt: skip
def test_a_value_as_the_file_writes_it(cell: str, expected: tuple[str, str]) -> None:
    assert only(read_workbook(raw(f'<row r="2">{cell}</row>'))) == {"B2": expected}


def test_cells_without_places_stand_one_behind_the_other() -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    assert [*only(read_workbook(raw(rows)))] == ["A1", "C1", "A2"]


def test_an_old_workbook_shows_values_and_no_more() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_sheet("Điểm")
        sheet.write_merge(2, 2, 1, 3, "BẢNG ĐIỂM")
        sheet.write(3, 1, "Bình Định")
        sheet.write(3, 2, 8280)
        sheet.write(3, 3, datetime.date(2007, 5, 8), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
        book.add_sheet("Cũ").visibility = 1

    book = read_workbook(xls(fill))
    sheet = book.sheets[0]
    assert not book.sees_all and book.sheets[1].state == "hidden"
    assert {c.place: c.text for row in sheet.rows.values() for c in row.values()} == {
        "B3": "BẢNG ĐIỂM",
        "B4": "Bình Định",
        "C4": "8280",
        "D4": "2007-05-08",
    }
    assert [area.place for area in sheet.merged] == ["B3:D3"]


def ods() -> bytes:
    """A sheet that odfpy writes: a merged title, numbers, a day, a hidden row, a filtered one."""
    document = opendocument.OpenDocumentSpreadsheet()
    vn = style.Style(name="vn", family="table-cell")
    vn.addElement(style.TextProperties(fontname=".VnTime"))
    vn.addElement(style.TableCellProperties(cellprotect="none"))
    document.automaticstyles.addElement(vn)
    sheet = table.Table(name="Điểm")

    def cell(text: str = "", **attributes: Any) -> Any:
        made = table.TableCell(**attributes)
        if text:
            made.addElement(P(text=text))
        return made

    for visible, cells in (
        ("visible", [cell("BẢNG ĐIỂM", valuetype="string", numbercolumnsspanned=2)]),
        ("visible", []),
        (
            "collapse",
            [
                cell("B×nh §Þnh", valuetype="string", stylename=vn),
                cell("8.280", valuetype="float", value="8280"),
                cell("50%", valuetype="percentage", value="0.5"),
            ],
        ),
        (
            "filter",
            [
                cell("08/05/2007", valuetype="date", datevalue="2007-05-08"),
                cell(numbercolumnsrepeated=3),
                cell("3", valuetype="float", value="3", formula="of:=1+2"),
                cell(formula="of:=1+2"),
            ],
        ),
    ):
        row = table.TableRow(visibility=visible)
        for each in cells:
            row.addElement(each)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def test_an_open_document() -> None:
    book = read_workbook(ods())
    assert only(book) == {
        "A1": ("text", "BẢNG ĐIỂM"),
        "A3": ("text", "B×nh §Þnh"),
        "B3": ("number", "8280"),
        "C3": ("number", "0.5"),
        "A4": ("day", "2007-05-08"),
        "E4": ("number", "3"),
        "F4": ("nothing", ""),
    }
    sheet = book.sheets[0]
    assert sheet.hidden_rows == {3, 4} and sheet.filtered
    assert [area.place for area in sheet.merged] == ["A1:B1"]
    name, percent = sheet.rows[3][1], sheet.rows[3][3]
    assert (name.font, name.locked, percent.format) == (".VnTime", False, "0%")


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 300


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ("empty", "rỗng")),
        (encrypted(), ("password", "mật khẩu")),
        (b"%PDF-1.4", ("PDF", "PDF")),
        (b"\x89PNG\r\n", ("picture", "ảnh")),
        ("Tên cơ quan,Điểm\n".encode(), (".csv", ".csv")),
        (b"<html><table>", ("web page", "trang web")),
        (b"<?xml version='1.0'?><Workbook/>", ("XML", "XML")),
        (archive(a="b"), ("zip archive", "nén zip")),
        (xlsx(lambda book: None)[:900], ("damaged", "hỏng")),
        (xls(lambda book: book.add_sheet("A"))[:700], ("damaged", "hỏng")),
        (raw('<row r="1"><c t="s"><v>7</v></c></row>'), ("damaged", "hỏng")),
        (raw("<row><c><v>1</c></row>"), ("damaged", "hỏng")),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else value[0],
)
def test_what_is_no_workbook_says_what_it_is(content: bytes, words: tuple[str, str]) -> None:
    english, vietnamese = refused(content)
    assert words[0] in english and words[1] in vietnamese


def test_a_document_type_is_refused() -> None:
    """No entity is ever made: a workbook of an office has no document type."""
    laughs = '<!DOCTYPE w [<!ENTITY a "ha">]>'
    assert "document type" in refused(raw("<row><c><v>&a;</v></c></row>", prolog=laughs))[0]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_damaged_bytes_are_a_workbook_or_a_sentence(kind: str) -> None:
    """Whatever byte of whatever part is another, nothing else is ever raised."""
    content = ods() if kind == "ods" else xlsx(lambda book: book.active.append([1, "Hà Nội", 2.5]))
    chance = random.Random(2035)
    for _time in range(150):
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            parts = {name: bytearray(zipped.read(name)) for name in zipped.namelist()}
        part = parts[chance.choice([name for name in parts if parts[name]])]
        for _place in range(chance.randint(1, 5)):
            part[chance.randrange(len(part))] = chance.choice(b'<>"/0 9a&\xff')
        damaged = archive(**{name: bytes(part) for name, part in parts.items()})
        with contextlib.suppress(NoWorkbook):
            read_workbook(damaged)


def test_a_damaged_old_workbook_ends_no_program() -> None:
    """The reader of .xls may abort on damaged bytes: it has a process of its own."""
    content = xls(lambda book: book.add_sheet("A").write(0, 0, "Hà Nội"))
    chance = random.Random(2035)
    for _time in range(8):
        damaged = bytearray(content)
        for _place in range(20):
            damaged[chance.randrange(30, 1200)] = chance.randrange(256)
        with contextlib.suppress(NoWorkbook):
            read_workbook(bytes(damaged))


def memory_of(content: bytes) -> tuple[str, float]:
    """Why it is refused, and how many MiB that took at most."""
    tracemalloc.start()
    try:
        words = refused(content)[0]
        return words, tracemalloc.get_traced_memory()[1] / 1024 / 1024
    finally:
        tracemalloc.stop()


def test_a_zip_bomb_takes_no_memory() -> None:
    """200 MiB of blanks in a file of 200 kB."""
    blanks = " " * (200 * 1024 * 1024)
    bomb = raw("", before=blanks)
    del blanks
    words, most = memory_of(bomb)
    assert "unpacks to more than" in words and most < 20


def test_a_million_rows_are_refused_before_they_fill_the_memory() -> None:
    words, most = memory_of(raw("<row><c><v>1</v></c></row>" * 1_000_000))
    assert "50,000 rows" in words and most < 60


def test_hidden_rows_without_content_take_no_memory() -> None:
    """40 sheets that hide all their rows, in 500 bytes."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    row = '<t:table-row t:number-rows-repeated="1048576" t:visibility="collapse"/>'
    content = (
        f'<o:d xmlns:o="{office}" xmlns:t="{office.replace("office", "table")}">'
        + f'<t:table t:name="a">{row}</t:table>' * 40
        + "</o:d>"
    )
    book = archive(
        mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": content}
    )
    assert all(not sheet.hidden_rows for sheet in read_workbook(book).sheets)


def test_hidden_columns_are_counted_once() -> None:
    many = '<col min="1" max="16384" hidden="1"/>'
    row = '<row r="1"><c r="B1"><v>1</v></c></row>'
    (sheet,) = read_workbook(raw(row, before=f"<cols>{many * 16_000}</cols>")).sheets
    assert len(sheet.hidden_columns) == 16_384
    assert "damaged" in refused(raw(row, before=f"<cols>{many * 16_500}</cols>"))[0]


def test_elements_are_counted_whatever_they_are() -> None:
    """33 million of them are 120 kB."""
    assert "500,000 cells" in refused(raw("", before="<a/>" * 4_100_000))[0]


def test_empty_rows_to_the_end_of_the_sheet_are_no_table() -> None:
    """Excel keeps a format for rows in which nothing stands."""
    rows = '<row r="1"><c><v>1</v></c></row>' + '<row><c s="1"/></row>' * 60_000
    assert only(read_workbook(raw(rows))) == {"A1": ("number", "1")}


def test_repeated_rows_of_an_open_document_are_counted() -> None:
    with zipfile.ZipFile(io.BytesIO(ods())) as zipped:
        parts = {name: zipped.read(name).decode() for name in zipped.namelist() if "." in name}
    content = parts["content.xml"].replace(
        "<table:table-row", '<table:table-row table:number-rows-repeated="1048576"', 1
    )
    bomb = archive(**{**parts, "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                      "content.xml": content})  # fmt: skip
    words, most = memory_of(bomb)
    assert "50,000 rows" in words and most < 20


def test_places() -> None:
    assert [letters_of(number) for number in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
    assert place_of(7, 2) == "B7"
