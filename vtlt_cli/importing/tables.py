"""The table of what was done with each place of the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vtlt_cli.diagnostics import Words
from vtlt_cli.importing.step import Action, Step
from vtlt_cli.printing.table import Column, Row, Table, text_of
from vtlt_cli.wording import Lang, side

_ACTIONS: Mapping[Action, Words] = {
    "read": ("read", "đã đọc"),
    "left-out": ("left out", "không lấy"),
    "changed": ("changed in form", "đổi hình thức"),
    "note": ("to be known", "lưu ý"),
    "refused": ("refused", "không nhập"),
    "written": ("written", "đã ghi"),
    "unchanged": ("unchanged", "không đổi"),
}
_FIELDS = ("file", "sheet", "cells", "action", "found", "result", "reason")


def steps_table(steps: Sequence[Step], lang: Lang) -> Table:
    """What was read from where, left out, changed in form, refused and written."""

    def title(en: str, vi: str) -> str:
        return side((en, vi), lang)

    def action(row: Row) -> str:
        return side(_ACTIONS[row["action"]], lang)

    def what(row: Row) -> str:
        found, result = row["found"], row["result"]
        return f"{found} → {result}" if found and result else found or result

    return Table(
        (),
        (
            Column(title("File", "Tệp"), text_of("file"), field="file"),
            Column(title("Sheet", "Trang"), text_of("sheet"), field="sheet"),
            Column(title("Cells", "Ô"), text_of("cells"), field="cells"),
            Column(title("Done", "Xử lý"), action, field="action"),
            Column(title("What stands there", "Nội dung"), what, field="found"),
            Column(title("Why", "Lý do, cách xử lý"), text_of("reason"), field="reason"),
        ),
        _FIELDS,
        [{**step._asdict(), "reason": side(step.reason, lang)} for step in steps],
    )
