"""The tables of the provinces and of the rounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vtlt_cli.printing.table import Column, Table, joined, text_of
from vtlt_cli.units import region_on
from vtlt_cli.wording import Lang

if TYPE_CHECKING:
    from datetime import date

    from vtlt_cli.units import Province


def by_code(province: Province) -> tuple[int, int, str]:
    """Lists without a ranking follow the official codes; who has none comes last."""
    code = province.code
    if code is None:
        return 1, 0, ""
    return 0, int(code) if code.isascii() and code.isdigit() else 0, code


def provinces_table(provinces: Iterable[Province], day: date, lang: Lang) -> Table:
    """Units of the register, with their regions of that day; several decisions joined by `; `."""
    vi = lang == "vi"
    rows = [
        {
            "id": province.id,
            "name": province.name,
            "kind": province.kind,
            "code": province.code,
            "iso": province.iso,
            "region": region_on(province, day),
            "from": province.first_day,
            "to": province.last_day,
            "successors": list(province.successors),
            "decision": "; ".join(province.decisions) or None,
        }
        for province in provinces
    ]
    return Table(
        (),
        (
            Column("Mã số" if vi else "Code", text_of("code")),
            Column("Tên" if vi else "Name", text_of("name")),
            Column("Loại" if vi else "Kind", text_of("kind")),
            Column("Từ ngày" if vi else "From", text_of("from")),
            Column("Đến ngày" if vi else "To", text_of("to")),
            Column("Kế tiếp" if vi else "Successor", joined("successors")),
            Column("id", text_of("id")),
        ),
        (
            "id",
            "name",
            "kind",
            "code",
            "iso",
            "region",
            "from",
            "to",
            "successors",
            "decision",
        ),
        rows,
    )
