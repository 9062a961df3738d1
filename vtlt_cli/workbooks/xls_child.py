"""The program that reads one .xls from standard input and writes what it found as JSON.

It runs as a process of its own: of a damaged file python-calamine may take all memory or abort,
which no exception tells. `xls.py` starts it, by its path.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

# So much memory it may take; a workbook of 65,536 rows and 256 columns fits.
_MOST_MEMORY = 1536 * 1024 * 1024


def main(most_rows: int, most_cells: int) -> None:
    """Write one JSON object: the sheets, or in `error` why there are none."""
    _limit_memory()
    found = _read(sys.stdin.buffer.read(), most_rows, most_cells)
    content = json.dumps(found).encode()
    while content:
        content = content[os.write(1, content) :]


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        return  # Windows has no such limit.


def _read(content: bytes, most_rows: int, most_cells: int) -> dict[str, Any]:
    import io

    import python_calamine as calamine

    try:
        book = calamine.load_workbook(io.BytesIO(content))
    except calamine.PasswordError:
        return {"error": "password"}
    sheets = []
    cells, macros = 0, False
    for about in book.sheets_metadata:
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            macros = macros or about.typ == calamine.SheetTypeEnum.MacroSheet
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows: list[Any] = []
        if sheet.start is not None:
            # The rows begin with the very first, their cells with the first column in use.
            first = sheet.start[1] + 1
            for number, values in enumerate(sheet.iter_rows(), 1):
                kept = [[c, *_value(v)] for c, v in enumerate(values, first) if v not in ("", None)]
                if kept:
                    cells += len(kept)
                    rows.append([number, kept])
                if len(rows) > most_rows or cells > most_cells:
                    return {"error": "large"}
        sheets.append(
            {
                "name": about.name,
                "state": str(about.visible).rpartition(".")[2],
                "rows": rows,
                "merged": [[*first, *last] for first, last in sheet.merged_cell_ranges or ()],
            }
        )
    return {"sheets": sheets, "macros": macros}


def _value(value: object) -> tuple[str, object]:
    """The kind of a value, and what it is in JSON."""
    if isinstance(value, str):
        return "text", value
    if isinstance(value, bool):
        return "boolean", "true" if value else "false"
    if isinstance(value, int | float):
        return "number", float(value)
    if isinstance(value, datetime):
        return "day", value.isoformat().partition(".")[0].removesuffix("T00:00:00")
    if isinstance(value, date | time):
        return "day", value.isoformat().partition(".")[0]
    if isinstance(value, timedelta):
        return "day", str(value)
    return "text", str(value)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
