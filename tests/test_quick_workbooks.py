"""A workbook that is read quickly says what the close reader says, or nothing at all."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import libreoffice
import openpyxl
import pytest
import xlsxwriter
from inside import ROOT, inside
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from vtlt_cli.workbooks import Workbook, read_workbook
from vtlt_cli.workbooks.quick import values_of


def by_openpyxl(*values: Any, format_: str = "General") -> bytes:
    book: Any = openpyxl.Workbook()
    for row, value in enumerate(values, 1):
        book.active.cell(row, 2).value = value
        book.active.cell(row, 2).number_format = format_
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlsxwriter(*values: Any) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Trang & <một>")
    for row, value in enumerate(values):
        sheet.write(row, 1, value)
    book.close()
    return out.getvalue()


def edited(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with something of a part written otherwise."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", 8) as after:
        assert part in before.namelist()
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old in text
                text = text.replace(old, new)
            after.writestr(name, text)
    return out.getvalue()


def said(book: Workbook) -> list[tuple[str, dict[str, tuple[str, str, bool]]]]:
    """Every cell with its kind, its text, and whether it has a formula; a day by its kind alone."""
    return [
        (
            sheet.name,
            {
                cell.place: (
                    cell.kind,
                    "" if cell.kind in ("day", "error") else cell.text,
                    cell.formula is not None,
                )
                for cells in sheet.rows.values()
                for cell in cells.values()
            },
        )
        for sheet in book.sheets
    ]


VALUES: tuple[Any, ...] = (
    "Đủ, đúng chuyên môn", "  a  b ", "a&b <c> \"d\" 'e'", "hai\ndòng", 0, 14, -3, 170.5, 1e21,
    133.80000000000001, 0.1, 1234567890123456, "=1+1", "007",
)  # fmt: skip


@pytest.mark.parametrize("make", [by_openpyxl, by_xlsxwriter])
def test_the_same_cells(make: Any) -> None:
    content = make(*VALUES)
    quick = values_of(content)
    assert quick is not None and said(quick) == said(read_workbook(content))


def test_kinds_that_are_no_numbers() -> None:
    error = by_openpyxl("#REF!")
    day = by_openpyxl(datetime.date(2035, 8, 7), True, format_="yyyy-mm-dd")
    hidden = by_openpyxl(45, format_="0.00%")
    for content, kinds in ((error, ["error"]), (day, ["day", "boolean"]), (hidden, ["day"])):
        quick = values_of(content)
        assert quick is not None
        cells = [cell.kind for row in quick.sheets[0].rows.values() for cell in row.values()]
        assert cells == kinds


def test_rich_text_is_one_text() -> None:
    rich = CellRichText("Đủ", TextBlock(InlineFont(b=True), ", đúng"))
    content = by_openpyxl(rich, "x")
    quick = values_of(content)
    assert quick is not None and said(quick) == said(read_workbook(content))
    assert quick.sheets[0].text(1, 2) == "Đủ, đúng"


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b'<c r="B1"', b'<c cm="1" r="B1"'),
        (SHEET, b'<c r="B1"', b"<c"),
        (SHEET, b"<v>5</v>", b"<v><!-- 5 -->5</v>"),
        (SHEET, b"<v>5</v>", b"<v>5</v><extLst/>"),
        (STRINGS, b"<t>x</t>", b"<t><![CDATA[x]]></t>"),
        (STRINGS, b"<t>x</t>", b"<t>x_x000D_</t>"),
        (STRINGS, b"<t>x</t>", b'<t>x</t><rPh sb="0" eb="1"><t>y</t></rPh>'),
        (SHEET, b"<worksheet", b"<!DOCTYPE a><worksheet"),
    ],
)
def test_what_is_unusual_is_for_the_close_reader(part: str, old: bytes, new: bytes) -> None:
    assert values_of(edited(by_xlsxwriter("x", 5), part, old, new)) is None


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (STRINGS, b"<si>", b"<si>" * 20_000),
        (STRINGS, b"<si>", b"</si>" * 20_000 + b"<si>" * 20_001),
        ("xl/styles.xml", b"<cellXfs", b"<cellXfs" * 20_000),
        ("xl/styles.xml", b"<xf ", b"<xf " * 20_000),
        (SHEET, b"<sheetData>", b"<sheetData>" + b'<c r="A9"><is>' * 20_000),
        (SHEET, b"<sheetData>", b"<sheetData>" + b'<c r="A9"><f ' * 20_000),
        ("xl/workbook.xml", b"<sheet ", b"<sheet " * 20_000),
    ],
    ids=["si", "si-closed-first", "cellXfs", "xf", "is", "f", "sheet"],
)
def test_starts_alone_are_looked_through_once(part: str, old: bytes, new: bytes) -> None:
    """Each that looked for its end over all that follows took the square of their number."""
    found = values_of(edited(by_xlsxwriter("x", 5), part, old, new))
    assert found is None or said(found) == said(read_workbook(by_xlsxwriter("x", 5)))


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"no workbook", by_openpyxl("x")[:-50], by_openpyxl("x" * 200_000)],
    ids=["empty", "head", "text", "truncated", "large"],
)
def test_what_is_no_small_workbook(content: bytes) -> None:
    found = values_of(content)
    assert found is None or said(found) == said(read_workbook(content))


def test_a_part_that_unpacks_to_more_than_a_form_is_not_unpacked() -> None:
    content = edited(by_xlsxwriter("x"), STRINGS, b"<t>x</t>", b"<t>" + b"x" * 5_000_000 + b"</t>")
    packed = edited(content, STRINGS, b"<sst", b"<sst")
    assert len(packed) < 200_000 and values_of(packed) is None


def stored() -> bytes:
    """A workbook whose parts are not packed, so that a byte of one can be changed where it is."""
    out = io.BytesIO()
    content = by_xlsxwriter("Sơn La", 5)
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.namelist():
            after.writestr(part, before.read(part))
    return out.getvalue()


def test_a_part_that_is_not_what_its_sum_says_is_for_the_close_reader() -> None:
    content = stored()
    assert values_of(content) is not None
    assert values_of(content.replace("Sơn La".encode(), "Sơn Lo".encode())) is None


@pytest.mark.parametrize("size", [0, 1, 7, 60_000])
def test_a_part_of_another_size_than_said_is_for_the_close_reader(size: int) -> None:
    """The directory of the archive, behind all parts, lies about the texts."""
    content = by_xlsxwriter("Sơn La", 5)
    at = content.rindex(STRINGS.encode()) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    lying = content[: at + 24] + size.to_bytes(4, "little") + content[at + 28 :]
    assert values_of(content) is not None and values_of(lying) is None


def test_forms_as_they_are_written_and_as_libreoffice_saves_them(tmp_path: Path) -> None:
    data = ROOT / "examples" / "round" / "in-progress"
    for kind in ("self", "plan"):
        done = inside("form", kind, "-o", str(tmp_path / kind), "--data", str(data))
        assert done.code == 0
        for path in (tmp_path / kind).iterdir():
            content = path.read_bytes()
            quick = values_of(content)
            assert quick is not None and said(quick) == said(read_workbook(content))
    libreoffice.needed()
    saved = tmp_path / "saved.xlsx"
    libreoffice.written(path, {"D8": 14}, [], saved)
    quick = values_of(saved.read_bytes())
    assert quick is not None and said(quick) == said(read_workbook(saved.read_bytes()))
