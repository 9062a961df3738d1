"""Fills forms in as people do: by title and code, with openpyxl, which is none of the tool's."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

Cells = Mapping[tuple[str, str], Any]


def number(text: str) -> Any:
    """What is typed of a cell of a file: a number where it is one."""
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text or None


def sheet_cells(path: Path, side: str) -> dict[tuple[str, str], Any]:
    """The side of a sheet as it is typed into its form, by code and title."""
    agreed = side == "agreed"
    titles = {
        f"{side}_result": "Kết quả thống nhất" if agreed else "Kết quả thực hiện",
        side: "Điểm thống nhất" if agreed else "Điểm tự chấm",
        "reason" if agreed else "evidence": "Lý do, ghi chú"
        if agreed
        else "Tài liệu kiểm chứng, ghi chú",
    }
    with open(path, encoding="utf-8", newline="") as file:
        return {
            (row["criterion"], title): number(row[field])
            for row in csv.DictReader(file)
            for field, title in titles.items()
            if row.get(field)
        }


def table_of(sheet: Any) -> tuple[int, dict[str, int]]:
    """The row of the titles, and the column of each."""
    for row in sheet.iter_rows():
        if row[0].value == "TT":
            return row[0].row, {cell.value: cell.column for cell in row if cell.value}
    raise AssertionError("no table")


def rows_of(sheet: Any) -> dict[str, int]:
    """The row of each code and of each label below the table."""
    header, _columns = table_of(sheet)
    found: dict[str, int] = {}
    for row in sheet.iter_rows(min_row=header + 1):
        for cell in row[:2]:
            if cell.value:
                found.setdefault(str(cell.value), cell.row)
    return found


def fill(book: Any, page: int, cells: Cells, blanks: Mapping[str, list[Any]] | None = None) -> None:
    """Write into the cells of the table; into those right of a label, from the first open one."""
    sheet = book.worksheets[page]
    rows, (_header, columns) = rows_of(sheet), table_of(sheet)
    for (code, title), value in cells.items():
        cell = sheet.cell(rows[code], columns[title])
        assert not cell.protection.locked, f"{code}, {title} is locked"
        cell.value = value
    for label, values in (blanks or {}).items():
        row = next(at for text, at in rows.items() if text.startswith(label))
        opened = [cell for cell in sheet[row] if not cell.protection.locked]
        assert len(opened) >= len(values), label
        for cell, value in zip(opened, values):
            cell.value = value


def filled(
    path: Path,
    *pages: Cells,
    blanks: Mapping[str, list[Any]] | None = None,
    to: Path | None = None,
) -> Path:
    """The form filled in and saved, in place or under another name."""
    book = openpyxl.load_workbook(path)
    for number_, cells in enumerate(pages):
        fill(book, number_, cells, blanks if number_ == 0 else None)
    book.save(to or path)
    return to or path
