"""An .xls by python-calamine: values, merged cells, and which sheets are hidden, and no more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from typing import Any, Literal

from vtlt_cli.diagnostics import Refusal
from vtlt_cli.workbooks.package import damaged, locked
from vtlt_cli.workbooks.sheet import (
    MOST_CELLS,
    MOST_ROWS,
    Area,
    Cell,
    Sheet,
    Workbook,
    too_large,
)
from vtlt_cli.workbooks.values import plain_double

# No workbook within the limits takes so many seconds.
_MOST_TIME = 120


def read_xls(content: bytes, macros: bool) -> Workbook:
    """The workbook; raises NoWorkbook, and Refusal where the extra `office` is missing.

    It is read in a process of its own, which a damaged file may end.
    """
    if find_spec("python_calamine") is None:
        command = 'pip install ".[office]"'
        raise Refusal(
            "a file .xls needs python-calamine, which is not installed: run "
            f"{command} in the folder of its source, or save the file as .xlsx",
            "tệp .xls cần gói python-calamine, hiện chưa cài đặt: đề nghị chạy "
            f"{command} trong thư mục mã nguồn, hoặc lưu tệp thành .xlsx",
        )
    child = os.path.join(os.path.dirname(os.path.abspath(__file__)), "xls_child.py")
    command_line = [sys.executable, "-P", child, str(MOST_ROWS), str(MOST_CELLS)]
    try:
        done = subprocess.run(
            command_line, input=content, capture_output=True, check=True, timeout=_MOST_TIME
        )
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise damaged() from None
    if found.get("error") == "password":
        raise locked()
    if "error" in found:
        raise too_large()
    sheets = tuple(_sheet(read) for read in found["sheets"])
    return Workbook("xls", sheets, {}, {}, macros or found["macros"])


_STATES: dict[str, Literal["visible", "hidden", "very hidden"]] = {
    "Hidden": "hidden",
    "VeryHidden": "very hidden",
}


def _sheet(read: Any) -> Sheet:
    """A sheet as the child tells it."""
    sheet = Sheet(read["name"], _STATES.get(read["state"], "visible"))
    for row, column, last_row, last_column in read["merged"]:
        sheet.merged.append(Area(row + 1, column + 1, last_row + 1, last_column + 1))
    for row, cells in read["rows"]:
        sheet.rows[row] = {column: _cell(row, column, kind, v) for column, kind, v in cells}
    return sheet


def _cell(row: int, column: int, kind: Any, value: Any) -> Cell:
    if kind == "number":
        plain = plain_double(value)
        return Cell(row, column, "error", "#NUM!") if plain is None else Cell(
            row, column, "number", plain
        )  # fmt: skip
    return Cell(row, column, kind, value)
