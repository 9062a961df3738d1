"""The bytes of a workbook (.xlsx, .xls, .ods) -> sheets with their cells.

`read_workbook(content)` gives a `Workbook` or raises `NoWorkbook`, whose `words` say in both
languages what the file is and what to do; `Refusal` where the extra `office` is missing. What it is
is told by its content, never by its suffix.

An .xlsx or .ods is read from its XML, in a stream and within limits, so that formulas, fonts, locks
and hidden rows are seen. Of an .xls python-calamine gives values, merged cells and which sheets are
hidden, and no more: `Workbook.sees_all` is False there.
"""

from vtlt_cli.workbooks.opening import beside_in_excel, is_lock_file, is_workbook, read_workbook
from vtlt_cli.workbooks.sheet import Area, Cell, NoWorkbook, Sheet, Workbook, letters_of, place_of

__all__ = [
    "Area",
    "Cell",
    "NoWorkbook",
    "Sheet",
    "Workbook",
    "beside_in_excel",
    "is_lock_file",
    "is_workbook",
    "letters_of",
    "place_of",
    "read_workbook",
]
