"""A table of communes, departments or provinces -> the units of provinces.yaml."""

from __future__ import annotations

import re
from typing import NamedTuple

from vtlt_cli.importing.find import Heading
from vtlt_cli.importing.headings import folded
from vtlt_cli.importing.names import names_of
from vtlt_cli.importing.rows import WHY, kind_of_row, kind_within, name_cell
from vtlt_cli.importing.scores import best_names
from vtlt_cli.importing.step import Refused
from vtlt_cli.importing.taken import Taking, span_of
from vtlt_cli.names import bare, written_kinds
from vtlt_cli.workbooks import Cell, place_of

# A kind that stands before the name and is no part of it.
_BEFORE = ("thành phố", "tỉnh", "thị xã", "thị trấn", "đặc khu", "phường", "quận", "huyện", "xã")


class UnitRow(NamedTuple):
    """A unit as it is written; `code` and `region` are "" where the table has none."""

    id: str
    name: str
    kind: str
    code: str
    region: str


def names_have_kinds(taking: Taking) -> bool:
    """Whether the names of the table say what they are: `Xã Tân Tiến`, `Sở Nội vụ`."""
    column = _columns_of_names(taking)[0].column
    texts = [taking.table.sheet.text(row, column).strip() for row in taking.table.rows]
    kinds = sum(_kind_of(text)[1] != "" for text in texts)
    return kinds > 0 and kinds * 2 >= len([text for text in texts if text])


def _kind_of(text: str) -> tuple[str, str]:
    """The name without its kind, and the kind; "" where the name does not say it."""
    for part in written_kinds(text, _BEFORE):
        if part.kind is not None and part.form == "full" and part.rest:
            return part.rest, part.kind
    return text, kind_within(text)


def _columns_of_names(taking: Taking) -> tuple[Heading, list[Heading]]:
    """The column of the units, and those of what they lie in: `Xã, phường` beside `Tỉnh`.

    The units are all different; what they lie in comes again from row to row, or its heading names
    provinces beside one of other units.
    """
    named = taking.table.of("name")
    apart = [heading for heading in named if not _repeats(taking, heading)]
    below = [heading for heading in apart if not _is_of_provinces(heading)] or apart
    column = below[0] if len(named) > 1 and below else best_names(taking)
    return column, [heading for heading in named if heading != column and heading not in below]


def _is_of_provinces(heading: Heading) -> bool:
    return folded(heading.text).startswith(("tinh", "ten tinh", "province"))


def _repeats(taking: Taking, heading: Heading) -> bool:
    texts = [taking.table.sheet.text(row, heading.column).strip() for row in taking.table.rows]
    filled = [bare(text) for text in texts if text]
    return len(set(filled)) < len(filled)


def unit_rows(taking: Taking) -> list[UnitRow]:
    """The units; raises Refused where the kind of one is not said, or two would share an id."""
    table = taking.table
    column, around = _columns_of_names(taking)
    kinds, coded = table.of("kind"), table.of("code")
    regions = table.of("region") or around[:1]
    used = [h.column for h in (column, *kinds, *regions, *coded, *table.of("position"))]
    taking.refuse_struck(used)
    cells = [cell for row in table.rows if (cell := name_cell(table, row, column.column))]
    names = names_of(cells, taking.register)
    made: list[tuple[Cell, UnitRow]] = []
    codes: list[Cell] = []
    bad = False
    for row in table.rows:
        in_row = table.cells(row)
        if not in_row:
            continue
        called = name_cell(table, row, column.column)
        others = any(table.sheet.text(row, h.column).strip() for h in (*kinds, *coded))
        kind_of = kind_of_row(table, row, called, others, names, taking.register)
        if called is None or (kind_of != "office" and not others and not _kind_of(called.text)[1]):
            words = " ".join(names.text(cell) for cell in in_row)
            why = WHY.get(kind_of, WHY["remark"])
            taking.tell("left-out", place_of(row, table.area.column), why, words)
            continue
        name, kind = _kind_of(names.text(called))
        said = next((table.sheet.text(row, h.column).strip() for h in kinds), "")
        if not kind and not said:
            bad = True
            taking.refuse(
                called.place,
                (
                    "what kind of unit it is, is not said: write it before the name or in a column "
                    "“Loại”",
                    "chưa rõ loại đơn vị: đề nghị ghi trước tên hoặc trong cột “Loại”",
                ),
                names.text(called),
            )
            continue
        code = next((c for h in coded if (c := table.sheet.cell(row, h.column))), None)
        codes += [code] if code is not None else []
        region = next((table.sheet.text(row, h.column).strip() for h in regions), "")
        unit = UnitRow("", name, (said or kind).casefold(), _code(code), region)
        made.append((called, unit))
    taking.refuse_odd_names(cell for cell, _unit in made)
    _refuse_lost_zeros(taking, codes)
    if bad:
        raise Refused
    taking.tell_names(names, [cell for cell, _unit in made])
    taking.tell_columns(used, [cell.row for cell, _unit in made])
    return _with_ids(taking, made)


def _code(cell: Cell | None) -> str:
    """The code as the cell shows it: of a number with the noughts of its format."""
    if cell is None:
        return ""
    if cell.kind == "number" and re.fullmatch("0+", cell.format):
        return cell.text.rjust(len(cell.format), "0")
    return cell.text.strip()


def _refuse_lost_zeros(taking: Taking, codes: list[Cell]) -> None:
    """Refuse codes that are numbers of several lengths: noughts before them were lost."""
    numbers = [c for c in codes if c.kind == "number" and not re.fullmatch("0{2,}", c.format)]
    if len({len(cell.text) for cell in numbers}) > 1:
        short = min(numbers, key=lambda cell: len(cell.text))
        raise taking.refuse(
            span_of(numbers),
            (
                "codes that are numbers of several lengths: noughts before them may be lost; set "
                "the column to text and write the codes in full",
                "mã số lưu dạng số, độ dài khác nhau: có thể đã mất số 0 ở đầu; đề nghị đặt cột "
                "kiểu văn bản và ghi đủ mã số",
            ),
            short.text,
        )


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", bare(text)).strip("-")


def _with_ids(taking: Taking, made: list[tuple[Cell, UnitRow]]) -> list[UnitRow]:
    """The units with ids: of two with one name the kind or the region tells them apart."""
    if not made:
        raise taking.refuse(
            taking.table.area.place, ("no row of a unit", "không có dòng nào của đơn vị")
        )
    ids = [_slug(unit.name) for _cell, unit in made]
    for more in ("kind", "region"):
        twice = {id_ for id_ in ids if ids.count(id_) > 1} if len(set(ids)) < len(ids) else set()
        ids = [
            f"{id_}-{_slug(getattr(unit, more))}".rstrip("-") if id_ in twice else id_
            for id_, (_cell, unit) in zip(ids, made)
        ]
    seen: dict[str, Cell] = {}
    bad = False
    for id_, (cell, unit) in zip(ids, made):
        if not id_ or id_ in seen:
            bad = True
            first = seen[id_].place if id_ in seen else ""
            taking.refuse(
                cell.place,
                (
                    f"a second unit of this name (the first: {first}); nothing tells them apart",
                    f"trùng tên đơn vị ở {first}, không có gì để phân biệt",
                ),
                unit.name,
            )
        seen.setdefault(id_, cell)
    if bad:
        raise Refused
    return [unit._replace(id=id_) for id_, (_cell, unit) in zip(ids, made)]
