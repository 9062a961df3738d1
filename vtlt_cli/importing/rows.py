"""Which rows of a table are of offices: groups, totals, remarks and signatures are none."""

from __future__ import annotations

import re
from typing import Literal

from vtlt_cli.diagnostics import Words
from vtlt_cli.importing.find import Table
from vtlt_cli.importing.names import Names
from vtlt_cli.names import Register, bare
from vtlt_cli.workbooks import Cell

RowKind = Literal["office", "group", "total", "remark"]

WHY: dict[RowKind, Words] = {
    "group": ("the heading of a group", "dòng tên nhóm"),
    "total": ("a total, no office", "dòng tổng hợp, không phải cơ quan"),
    "remark": ("a remark or a signature, no office", "ghi chú hoặc phần ký, không phải cơ quan"),
}
_GROUP = (
    r"(?:cum|khoi|nhom|cluster|group)(?: (?:so|thi dua|kiem tra))?[ .:]*(?:so )?"
    r"([0-9]{1,3}|[ivx]+)\b.*"
)
_NUMBERED = r"(?:[IVX]{1,5}|[A-Z])\s*[.)/:]\s*\S.*"
_REMARK = (
    r".*\bngay\b.*\bthang\b.*\bnam\b.*|nguoi lap.*|noi nhan.*|ghi chu.*|(?:tm|kt|tl|tuq|q)\. .*"
    r"|(?:chanh van phong|giam doc|pho giam doc|cuc truong|pho cuc truong|thu truong don vi)\b.*"
    r"|ky ten.*|\(ky.*|da ky|nguon.*|so lieu .*|\(\*+\).*|\*.*|note.*|xac nhan.*|thu ky\b.*"
    r"|truong doan.*|ke toan.*|danh sach .*|bang .*|phu luc .*|trang [0-9]+.*|lap bang.*|luu y.*"
)


def cluster_number(text: str) -> int | None:
    """The number of the cluster that a row heads: `Cụm 3`, `CỤM SỐ III: …`; None for another."""
    found = re.fullmatch(_GROUP, bare(text))
    if found is None or not bare(text).startswith(("cum", "cluster")):
        return None
    return int(found[1]) if found[1].isdigit() else _roman(found[1])


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in text]
    return sum(
        -value if any(later > value for later in values[place + 1 : place + 2]) else value
        for place, value in enumerate(values)
    )


def is_remark(text: str) -> bool:
    """Whether a text is a remark, a date or a signature under a table."""
    return re.fullmatch(_REMARK, bare(text)) is not None


def name_cell(table: Table, row: int, column: int) -> Cell | None:
    """The cell of a name, of merged ones the one that holds the text of all."""
    cell = table.sheet.cell(row, column)
    if cell is not None and cell.text.strip():
        return cell
    for area in table.sheet.merged:
        if area.row <= row <= area.last_row and area.column <= column <= area.last_column:
            held = table.sheet.cell(area.row, area.column)
            return held if held is not None and area.row == row else None
    return None


def kind_of_row(
    table: Table, row: int, name: Cell | None, filled: bool, names: Names, register: Register
) -> RowKind:
    """What a row is; `filled` says that something stands where the value of an office would.

    A row with a value whose name is no known word is one of an office.
    """
    cells = table.cells(row)
    text = names.text(name) if name is not None else ""
    if not text:
        words = [names.text(cell) for cell in cells if cell.kind == "text"]
        first = next(iter(words), "")
        why = register.no_office(first) if first else None
        if any(map(is_remark, words)):
            return "remark"
        if why == "region" and not filled:
            return "group"
        if why is not None:
            return "total"
        if cluster_number(first) is not None or _is_group(first):
            return "group"
        numbered = (
            any(table.sheet.cell(row, h.column) is not None for h in table.of("position"))
            and not first
        )
        return "office" if filled or numbered else "remark"
    if is_remark(text):
        return "remark"
    if register.resolve(text).province is not None:
        return "office"
    why = register.no_office(text)
    if cluster_number(text) is not None:
        return "group"
    if why == "summary":
        return "total"
    if why == "region" or _is_group(text):
        return "total" if filled and why == "region" else "group" if not filled else "office"
    if filled:
        return "office"
    positions = [table.sheet.text(row, h.column).strip() for h in table.of("position")]
    if any(re.fullmatch(r"[0-9]+\.?", position) for position in positions):
        return "office"
    if any(cell.kind == "number" for cell in cells):
        return "office"
    # Without a number and a value: in capitals it heads a group, else it is a remark.
    return "group" if text.isupper() and len(cells) == 1 else "remark"


def _is_group(text: str) -> bool:
    return re.fullmatch(_GROUP, bare(text)) is not None or (
        re.fullmatch(_NUMBERED, text) is not None
    )
