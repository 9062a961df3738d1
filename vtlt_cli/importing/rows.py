"""Which rows of a table are of offices: groups, totals, remarks and signatures are none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from vtlt_cli.diagnostics import Words
from vtlt_cli.importing.find import Table
from vtlt_cli.importing.headings import cluster_number, is_group
from vtlt_cli.importing.names import Names
from vtlt_cli.names import Register, bare
from vtlt_cli.names.letters import key
from vtlt_cli.workbooks import Area, Cell, Sheet

RowKind = Literal["office", "group", "total", "remark"]

WHY: dict[RowKind, Words] = {
    "group": ("the heading of a group", "dòng tên nhóm"),
    "total": ("a total, no office", "dòng tổng hợp, không phải cơ quan"),
    "remark": ("a remark or a signature, no office", "ghi chú hoặc phần ký, không phải cơ quan"),
}
_NUMBER = r"[0-9]{1,5}\.?"
_FIGURE = r"\s*[-+]?[0-9][0-9.,\s]*"
_NUMBERED = r"(?:[IVX]{1,5}|[A-Z])\s*[.)/:]\s*\S.*"
_REMARK = (
    r".*\bngay\b.*\bthang\b.*\bnam\b.*|nguoi lap.*|noi nhan.*|ghi chu.*|(?:tm|kt|tl|tuq|q)\. .*"
    r"|(?:chanh van phong|giam doc|pho giam doc|cuc truong|pho cuc truong|thu truong don vi)\b.*"
    r"|ky ten.*|\(ky.*|da ky|nguon( so lieu)?:.*|so lieu .*|\(\*+\).*|\*.*|note.*|xac nhan.*"
    r"|thu ky\b.*|truong doan.*|ke toan.*|danh sach .*|phu luc .*|trang [0-9]+.*|lap bang.*"
    r"|luu y:.*|bang chu\b.*|can cu .*"
)


_OF_MANY = ("cac ", "khoi ", "nhom ", "vung ", "khu vuc ", "mien ", "cum ", "nhung ")
# Kinds of offices that are part of their names.
_WITHIN = (
    "sở", "ban", "văn phòng", "chi cục", "cục", "thanh tra", "trung tâm", "vụ", "viện", "trường",
    "phòng", "tổng cục", "ủy ban", "công an", "bộ", "xã", "phường", "huyện", "quận",
)  # fmt: skip


def kind_within(text: str) -> str:
    """The kind of office with which a name begins; "" where it begins with none."""
    folded = key(text)
    return next((kind for kind in _WITHIN if folded.startswith(key(kind) + " ")), "")


def is_remark(text: str) -> bool:
    """Whether a text is a remark, a date or a signature under a table."""
    return re.fullmatch(_REMARK, bare(text)) is not None


def name_cell(table: Table, row: int, column: int) -> Cell | None:
    """The cell of a name, of merged ones the one that holds the text of all."""
    cell = table.sheet.cell(row, column)
    if cell is not None and cell.text.strip():
        return cell
    for area in _merged_from(table.sheet).get(row, ()):
        if area.column <= column <= area.last_column:
            return table.sheet.cell(area.row, area.column)
    return None


@lru_cache(4)
def _merged_from(sheet: Sheet) -> dict[int, list[Area]]:
    """The merged areas of a sheet by the row in which each begins."""
    found: dict[int, list[Area]] = {}
    for area in sheet.merged:
        found.setdefault(area.row, []).append(area)
    return found


def kind_of_row(
    table: Table,
    row: int,
    name: Cell | None,
    filled: bool,
    names: Names,
    register: Register,
    inside: bool = False,
) -> RowKind:
    """What a row is; `filled` says that something stands where the value of an office would.

    A row with a number of its own, or with a value, whose name is no known word is one of an
    office: it is never passed over. Nor is one `inside` the table that does not look like the
    heading of a group.
    """
    text = names.text(name) if name is not None else ""
    positions = [heading.column for heading in table.of("position")]
    numbered = any(re.fullmatch(_NUMBER, table.sheet.text(row, c).strip()) for c in positions)
    cells = [cell for cell in table.cells(row) if cell.column not in positions]
    if not text:
        return _without_name(table.cells(row), filled, numbered, names, register)
    found = register.resolve(text)
    if found.province is not None and "near" not in found.hows:
        return "office"
    why = register.no_office(text)
    if why == "summary":
        return "total"
    if why == "region":
        return "total" if filled else "group"
    if cluster_number(text) is not None and not (numbered and filled):
        return "group"
    if numbered:
        return "office"
    if is_remark(text) or (not filled and re.fullmatch(r"\(.*\)", text.strip())):
        return "remark"
    if _is_group(text) and (not filled or _is_numbered(table, positions)):
        return "group"
    if found.province is not None or filled or any(map(_is_figure, cells)):
        return "office"
    # Without a number and a value: in capitals it heads a group.
    if text.isupper() or bare(text).startswith(_OF_MANY):
        return "group" if len(cells) == 1 else "remark"
    return "office" if inside or kind_within(text) else "remark"


def _without_name(
    cells: list[Cell], filled: bool, numbered: bool, names: Names, register: Register
) -> RowKind:
    """What a row is in which nothing stands where a name would."""
    words = [names.text(cell) for cell in cells if not _is_figure(cell)]
    first = next(iter(words), "")
    if is_remark(first) and not filled and not any(map(_is_figure, cells)):
        return "remark"
    why = register.no_office(first) if first else None
    if why in ("region", "group") and not filled:
        return "group"
    if why is not None:
        return "total"
    if cluster_number(first) is not None or _is_group(first):
        return "group"
    if any(map(is_remark, words)) and not any(map(_is_figure, cells)):
        return "remark"
    return "office" if filled or numbered else "remark"


def _is_figure(cell: Cell) -> bool:
    return cell.kind in ("number", "day", "error") or re.fullmatch(_FIGURE, cell.text) is not None


def _is_numbered(table: Table, positions: list[int]) -> bool:
    """Whether the offices of a table have numbers of their own."""
    return any(
        re.fullmatch(_NUMBER, table.sheet.text(row, column).strip())
        for column in positions
        for row in table.rows
    )


def _is_group(text: str) -> bool:
    return is_group(text) or re.fullmatch(_NUMBERED, text) is not None
