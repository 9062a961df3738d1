"""A file -> its sheets, be it a workbook or a text of cells; and which files a call means."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from vtlt_cli.diagnostics import Problem, Words
from vtlt_cli.importing.step import Step
from vtlt_cli.reading.csv_text import Layout, layout_of, parse_csv
from vtlt_cli.reading.encodings import TABLES, table_of
from vtlt_cli.reading.folder import address_of, shown
from vtlt_cli.reading.text import decode
from vtlt_cli.workbooks import Cell, NoWorkbook, Sheet, Workbook, is_lock_file, is_workbook

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
# So many rows a text may have: more is no table of offices.
_MOST_LINES = 50_000


class Book(NamedTuple):
    """The sheets of a file; `workbook` is None for a text, whose one sheet has no name.

    `comma_is_point` says that the cells of a text are parted by `;`.
    """

    path: str
    sheets: tuple[Sheet, ...]
    steps: tuple[Step, ...] = ()
    comma_is_point: bool = False
    workbook: Workbook | None = None

    @property
    def file(self) -> str:
        """The path as it is shown."""
        return shown(self.path)


def files_of(paths: Sequence[str]) -> tuple[list[str], list[Step]]:
    """The files that are meant: those named, and of a folder those that can hold a table.

    What of a folder is not taken is told. Raises OSError for a folder that cannot be listed.
    """
    found: dict[str, None] = {}
    skipped: list[Step] = []
    for path in paths:
        if not os.path.isdir(path):
            found[path] = None
            continue
        for name in sorted(os.listdir(path)):
            inside = os.path.join(path, name)
            if is_lock_file(name) or name.startswith(".") or os.path.isdir(inside):
                continue
            if address_of(name) is not None:
                continue  # A data file of the folder itself is no office's table.
            if name.casefold().endswith((*WORKBOOKS, *TEXTS)):
                found[inside] = None
            else:
                reason: Words = (
                    "no workbook and no .csv: not looked at",
                    "không phải tệp bảng tính hoặc .csv: không xét",
                )
                skipped.append(Step(shown(inside), "", "", "left-out", reason=reason))
    return list(found), skipped


def book_of(path: str, content: bytes, measure: Callable[[str], int]) -> Book:
    """The sheets of a file. Raises NoWorkbook for what is neither a workbook nor a text."""
    from vtlt_cli.workbooks import read_workbook

    if is_workbook(content) or path.casefold().endswith(WORKBOOKS):
        workbook = read_workbook(content)
        return Book(path, workbook.sheets, tuple(_told(path, workbook)), False, workbook)
    return _text_book(path, content, measure)


def _told(path: str, workbook: Workbook) -> list[Step]:
    """What is to be known of a workbook before its tables are read."""
    found: list[Step] = []

    def tell(sheet: str, en: str, vi: str) -> None:
        found.append(Step(shown(path), sheet, "", "note", reason=(en, vi)))

    suffix = os.path.splitext(path)[1].casefold()
    if suffix in WORKBOOKS and not suffix.startswith((f".{workbook.kind}", ".xlt", ".xlsm")):
        tell(
            "",
            f"the content is .{workbook.kind}, whatever the name says; read as that",
            f"nội dung là .{workbook.kind}, không theo đuôi tệp; đã đọc theo nội dung",
        )
    if workbook.macros:
        tell(
            "",
            "it holds macros (a program), which were neither read nor run",
            "tệp có macro (chương trình); không đọc và không chạy macro",
        )
    if not workbook.sees_all:
        tell(
            "",
            "of an .xls hidden rows, formulas and formats cannot be seen",
            "tệp .xls: không nhận biết được dòng ẩn, công thức và định dạng số",
        )
    for sheet in workbook.sheets:
        if sheet.state != "visible" and sheet.rows:
            tell(
                sheet.name,
                "this sheet is hidden: not looked at, unless --sheet names it",
                "trang này đang ẩn: không xét, trừ khi chỉ định bằng --sheet",
            )
        if sheet.pictures:
            tell(
                sheet.name,
                "a picture lies on the sheet; what is in it was not read",
                "trang có hình ảnh; không đọc nội dung trong hình",
            )
    return found


def _text_book(path: str, content: bytes, measure: Callable[[str], int]) -> Book:
    """The one sheet of a text of cells; raises NoWorkbook where it cannot be read."""
    file = shown(path)
    problems: list[Problem] = []
    steps: list[Step] = []
    source = decode(content, path, file, problems, measure)
    if source is None:
        text = _in_older_table(file, content, problems, measure, steps)
    else:
        text = source.text
    if text.startswith("{\\rtf") or "\0" in text:
        raise NoWorkbook(
            "this is no table; save the table as .xlsx or .csv",
            "đây không phải bảng; đề nghị lưu bảng thành .xlsx hoặc .csv",
        )
    lines = list(io.StringIO(text, newline=""))
    if len(lines) > _MOST_LINES:
        raise NoWorkbook(
            f"the text has more than {_MOST_LINES:,} rows, which is no table of offices",
            f"tệp có trên {_MOST_LINES} dòng, không phải bảng của các cơ quan",
        )
    if not text.strip():
        raise NoWorkbook("the file is empty", "tệp không có nội dung")
    layout = _layout(lines, file)
    told: list[Problem] = []
    sheet = Sheet("")
    for record in parse_csv(lines, layout, file, told):
        row = record[0].span.line
        cells = {
            column: Cell(row, column, "text", scalar.text.strip())
            for column, scalar in enumerate(record, 1)
            if scalar.text.strip()
        }
        if cells:
            sheet.rows[row] = cells
    if told:
        line = told[0].span.line
        raise NoWorkbook(
            f"line {line} is no CSV (a quotation mark that is not closed); mend that line",
            f"dòng {line} không đúng dạng CSV (dấu nháy chưa đóng); đề nghị sửa dòng đó",
        )
    return Book(path, (sheet,), tuple(steps), layout.delimiter == ";")


def _in_older_table(
    file: str,
    content: bytes,
    problems: list[Problem],
    measure: Callable[[str], int],
    steps: list[Step],
) -> str:
    """The text of bytes that are no UTF-8, by the table that makes the most names of them."""
    if any(problem.kind == "too-large" for problem in problems):
        raise NoWorkbook(
            "the file is too large to be a table of offices",
            "tệp quá lớn, không phải bảng của các cơ quan",
        )
    name = table_of(content, measure)
    if name is None:
        raise NoWorkbook(
            "the letters of this file are in no table of bytes that makes names of the register; "
            "open it in the program that wrote it and save it as UTF-8 or .xlsx",
            "không xác định được bảng mã của tệp (không đọc ra tên nào trong danh mục); đề nghị mở "
            "bằng phần mềm đã lập tệp và lưu lại theo UTF-8 hoặc .xlsx",
        )
    steps.append(
        Step(
            file,
            "",
            "",
            "changed",
            name,
            "UTF-8",
            ("the letters of the file were converted", "đã chuyển mã chữ của tệp"),
        )
    )
    return next(table.read(content) for table in TABLES if table.name == name)


def _layout(lines: list[str], file: str) -> Layout:
    """What parts the cells: what most lines have, since titles stand above the header."""
    told = layout_of(lines, file, [])
    if lines[0][:4].casefold() == "sep=":
        return told
    common = max(",;\t", key=lambda mark: (sum(mark in line for line in lines), mark == ","))
    if not any(common in line for line in lines):
        common = ","
    return Layout(0, common)
