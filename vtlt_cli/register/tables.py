"""The table of the units of the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from vtlt_cli.printing.table import Column, Line, Row, Table, day_of, text_of
from vtlt_cli.units import region_on
from vtlt_cli.wording import Lang
from vtlt_cli.wording import day as written

if TYPE_CHECKING:
    from datetime import date

    from vtlt_cli.units import Province


def by_code(province: Province) -> tuple[int, int, str]:
    """Lists without a ranking follow the official codes; who has none comes last."""
    code = province.code
    if code is None:
        return 1, 0, ""
    return 0, int(code) if code.isascii() and code.isdigit() and len(code) < 20 else 0, code


def provinces_table(
    provinces: Iterable[Province],
    day: date,
    lang: Lang,
    listed: date | None = None,
    units: Mapping[str, Province] = MappingProxyType({}),
) -> Table:
    """Units of the register, with their regions of that day; several decisions joined by `; `.

    `listed` is the day of which these are all units; `units` are those of the register by their
    ids, by which successors are named. People see no column that is empty throughout.
    """
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

    def successors(row: Row) -> str:
        heirs = [(id_, units.get(id_)) for id_ in row["successors"]]
        return ", ".join(_with_first_day(heir, lang) if heir else id_ for id_, heir in heirs)

    columns = (
        Column("Mã số" if vi else "Code", text_of("code"), field="code"),
        Column("Tên" if vi else "Name", text_of("name"), field="name"),
        Column("Loại" if vi else "Kind", text_of("kind"), field="kind"),
        Column("Từ ngày" if vi else "From", day_of("from", lang), field="from"),
        Column("Đến ngày" if vi else "To", day_of("to", lang), field="to"),
        Column("Kế tiếp" if vi else "Successor", successors, field="successors"),
        Column("Mã" if vi else "Id", text_of("id"), field="id"),
    )
    return Table(
        (Line(_title(rows, listed, lang)),),
        tuple(column for column in columns if any(row[column.field] for row in rows)),
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


def _with_first_day(unit: Province, lang: Lang) -> str:
    """A unit with the day of which it is, since it may bear its forebear's name."""
    if unit.first_day is None:
        return unit.name
    since = "từ" if lang == "vi" else "from"
    return f"{unit.name} ({since} {written(unit.first_day, lang)})"


def _title(rows: Iterable[Row], day: date | None, lang: Lang) -> str:
    """What the units are, and of which day."""
    provinces = {row["kind"] for row in rows} <= {"tỉnh", "thành phố"}
    if lang == "vi":
        title = "Danh mục tỉnh, thành phố" if provinces else "Danh mục đơn vị"
        return title + (f" tại ngày {written(day, lang)}" if day else "")
    title = "Provinces" if provinces else "Units"
    return title + (f" on {written(day, lang)}" if day else "")
