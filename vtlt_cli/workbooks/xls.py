"""An .xls by python-calamine: values, merged cells, and which sheets are hidden, and no more."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from vtlt_cli.diagnostics import Refusal
from vtlt_cli.workbooks.package import damaged, locked
from vtlt_cli.workbooks.sheet import (
    MOST_CELLS,
    MOST_ROWS,
    Area,
    Cell,
    CellKind,
    Sheet,
    Workbook,
    too_large,
)
from vtlt_cli.workbooks.values import plain_double


def read_xls(content: bytes, macros: bool) -> Workbook:
    """The workbook; raises NoWorkbook, and Refusal where the extra `office` is missing."""
    try:
        import python_calamine as calamine
    except ImportError:
        command = 'pip install "vtlt[office]"'
        raise Refusal(
            "a file .xls needs python-calamine, which is not installed: run "
            f"{command}, or save the file as .xlsx",
            "tệp .xls cần gói python-calamine, hiện chưa cài đặt: đề nghị chạy "
            f"{command}, hoặc lưu tệp thành .xlsx",
        ) from None
    try:
        book = calamine.load_workbook(io.BytesIO(content))
        found = []
        cells = 0
        for about in book.sheets_metadata:
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                macros = macros or about.typ == calamine.SheetTypeEnum.MacroSheet
                continue
            state = _STATES.get(str(about.visible).rpartition(".")[2], "visible")
            read = book.get_sheet_by_name(about.name)
            sheet = Sheet(about.name, state)
            cells = _enter(read, sheet, cells)
            found.append(sheet)
    except calamine.PasswordError:
        raise locked() from None
    except (calamine.CalamineError, OSError, ValueError):
        raise damaged() from None
    return Workbook("xls", tuple(found), {}, {}, macros)


_STATES: dict[str, Literal["visible", "hidden", "very hidden"]] = {
    "Hidden": "hidden",
    "VeryHidden": "very hidden",
}


def _enter(read: Any, sheet: Sheet, cells: int) -> int:
    """Put what stands in a sheet into it; gives how many cells there are by now."""
    for area in read.merged_cell_ranges or ():
        (row, column), (last_row, last_column) = area
        sheet.merged.append(Area(row + 1, column + 1, last_row + 1, last_column + 1))
    if read.start is None:
        return cells
    # The rows begin with the very first, their cells with the first column in use.
    first_column = read.start[1] + 1
    for row, values in enumerate(read.iter_rows(), 1):
        kept: dict[int, Cell] = {}
        for column, value in enumerate(values, first_column):
            kind, text = _content(value)
            if kind != "nothing":
                kept[column] = Cell(row, column, kind, text)
        if kept:
            cells += len(kept)
            sheet.rows[row] = kept
        if len(sheet.rows) > MOST_ROWS or cells > MOST_CELLS:
            raise too_large()
    return cells


def _content(value: object) -> tuple[CellKind, str]:
    if isinstance(value, str):
        return ("text", value) if value else ("nothing", "")
    if isinstance(value, bool):
        return "boolean", "true" if value else "false"
    if isinstance(value, int | float):
        plain = plain_double(float(value))
        return ("error", "#NUM!") if plain is None else ("number", plain)
    if isinstance(value, datetime):
        return "day", value.isoformat().partition(".")[0].removesuffix("T00:00:00")
    if isinstance(value, date | time):
        return "day", value.isoformat().partition(".")[0]
    if isinstance(value, timedelta):
        return "day", str(value)
    return "nothing", ""
