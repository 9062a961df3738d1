"""A score table -> the rows of scores_YYYY.csv: names as they stand, points as plain numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vtlt_cli.diagnostics import Words
from vtlt_cli.importing.find import Heading
from vtlt_cli.importing.headings import is_self, same_heading
from vtlt_cli.importing.names import Names, names_of
from vtlt_cli.importing.numbers import Read, as_written, numbers_of
from vtlt_cli.importing.rows import WHY, is_remark, kind_of_row, name_cell
from vtlt_cli.importing.step import Refused
from vtlt_cli.importing.taken import Taking, span_of
from vtlt_cli.reading.numbers import Number
from vtlt_cli.workbooks import Cell, letters_of, place_of

# Of cells with one fault only so many are told one by one.
_MOST = 20


class ScoreRow(NamedTuple):
    """A row as it is written; `position` is None where the table has no numbers to keep."""

    position: int | None
    name: str
    value: Number


class _Row(NamedTuple):
    row: int
    name: Cell
    points: Cell


def points_column(taking: Taking) -> Heading:
    """The column of points: the only one, or the one asked for; raises Refused for any other."""
    found = taking.table.of("points")
    if taking.column is not None:
        asked = [
            heading
            for heading in taking.table.headings
            if same_heading(heading.text, taking.column)
            or letters_of(heading.column).casefold() == taking.column.strip().casefold()
        ]
        if len(asked) != 1:
            listed = "; ".join(f"{h.text} ({h.place})" for h in found)
            raise taking.refuse(
                "",
                (
                    f"no one column {taking.column!r}; the columns of points are: {listed}",
                    f"không có đúng một cột “{taking.column}”; các cột điểm: {listed}",
                ),
            )
        found = asked
    if len(found) > 1:
        shown = "; ".join(f"{h.text} ({h.place}: {_first(taking, h)})" for h in found)
        raise taking.refuse(
            ", ".join(h.place for h in found),
            (
                "several columns of points: say which with --column, by its heading or its letter",
                "có nhiều cột điểm: đề nghị chỉ định bằng --column (tiêu đề hoặc chữ cái của cột)",
            ),
            shown,
        )
    (one,) = found
    if is_self(one.text):
        raise taking.refuse(
            one.place,
            (
                "what the offices gave themselves is no agreed score, and is not taken for one; it "
                "belongs into their sheets",
                "điểm tự chấm không phải điểm thống nhất nên không nhập làm tổng số điểm; điểm tự "
                "chấm thuộc phiếu chấm điểm của từng đơn vị",
            ),
            one.text,
        )
    return one


def _first(taking: Taking, heading: Heading) -> str:
    texts = [taking.table.sheet.text(row, heading.column) for row in taking.table.rows]
    return next((text for text in texts if text), "")


def best_names(taking: Taking) -> Heading:
    """The column of names; of several the one with the most names of the register."""
    found = taking.table.of("name")
    counts = [
        sum(
            taking.register.resolve(taking.table.sheet.text(row, heading.column)).province
            is not None
            for row in taking.table.rows
        )
        for heading in found
    ]
    return found[counts.index(max(counts))]


def score_rows(taking: Taking) -> list[ScoreRow]:
    """The rows of offices; raises Refused where one of them cannot be read."""
    table = taking.table
    points, name = points_column(taking), best_names(taking)
    used = [name.column, points.column, *(h.column for h in table.of("position"))]
    taking.refuse_struck(used)
    names = names_of(
        [cell for row in table.rows if (cell := name_cell(table, row, name.column))],
        taking.register,
    )
    rows = _rows_of_offices(taking, name.column, points.column, names)
    if not rows:
        raise taking.refuse(
            table.area.place, ("no row of an office", "không có dòng nào của cơ quan")
        )
    taking.refuse_odd_names(row.name for row in rows)
    stale = taking.stale
    read = numbers_of(
        [row.points for row in rows],
        taking.form,
        taking.decimals,
        taking.book.comma_is_point,
        stale,
    )
    _tell_numbers(taking, rows, read)
    taking.tell_names(names, [row.name for row in rows])
    positions = _positions(taking, rows)
    taking.tell_columns(used, [row.row for row in rows])
    formulas = [row.points for row in rows if row.points.formula is not None]
    if formulas:
        taking.tell(
            "note",
            span_of(formulas),
            ("formulas: their saved values were read", "ô công thức: đã đọc giá trị đã lưu"),
        )
    return [
        ScoreRow(positions[index] if positions else None, names.text(row.name), one.value)
        for index, (row, one) in enumerate(zip(rows, read))
        if one.value is not None
    ]


def joined(parts: Sequence[list[ScoreRow]], taking: Taking) -> list[ScoreRow]:
    """The rows of the tables that make one file; their numbers where each row has its own."""
    rows = [row for part in parts for row in part]
    numbers = [row.position for row in rows]
    if len(parts) == 1 or (None not in numbers and len(set(numbers)) == len(numbers)):
        return rows
    if any(number is not None for number in numbers):
        (heading, *_more) = taking.table.of("position")
        _leave_positions(taking, heading)
    return [row._replace(position=None) for row in rows]


def _rows_of_offices(taking: Taking, name: int, points: int, names: Names) -> list[_Row]:
    """The rows of offices; what else stands in the table is told, and what is torn is refused."""
    found: list[_Row] = []
    torn = False
    before = 0
    last = max(
        (
            row
            for row in taking.table.rows
            if taking.table.sheet.text(row, name)
            and any(map(str.isdigit, text := taking.table.sheet.text(row, points)))
            and not is_remark(text)
        ),
        default=0,
    )
    for row in taking.table.rows:
        cells = taking.table.cells(row)
        if not cells:
            continue
        called = name_cell(taking.table, row, name)
        value = taking.table.sheet.cell(row, points)
        if value is not None and not value.text.strip() and value.formula is None:
            value = None
        filled = value is not None and (value.kind != "text" or any(map(str.isdigit, value.text)))
        kind = kind_of_row(
            taking.table,
            row,
            called,
            filled,
            names,
            taking.register,
            inside=row < last or row - 1 == before,
        )
        if kind != "office":
            words = " ".join(names.text(cell) for cell in cells)
            taking.tell("left-out", place_of(row, taking.table.area.column), WHY[kind], words)
        elif called is None or not called.text.strip():
            torn = True
            taking.refuse(
                place_of(row, name),
                ("a row without a name", "dòng không có tên"),
                " ".join(cell.text for cell in cells),
            )
        elif value is None:
            torn = True
            taking.refuse(
                place_of(row, points),
                (
                    "no points: nothing is put in their place; if the office was not scored, take "
                    "its row out",
                    "không có điểm: không tự điền; nếu cơ quan không được chấm điểm, đề nghị bỏ "
                    "dòng này khỏi bảng",
                ),
                names.text(called),
            )
        else:
            found.append(_Row(row, called, value))
            before = row
    if torn:
        raise Refused
    return found


def _tell_numbers(taking: Taking, rows: list[_Row], read: list[Read]) -> None:
    """Tell what was changed in form, a line a reason; raises Refused where a cell is no number."""
    changed: dict[Words, list[int]] = {}
    bad: dict[Words, list[int]] = {}
    for index, one in enumerate(read):
        if one.value is None:
            key = _without_figures(one.reason) if len(one.readings) > 1 else one.reason
            bad.setdefault(key, []).append(index)
        elif one.reason[0]:
            changed.setdefault(one.reason, []).append(index)
        elif rows[index].points.kind == "text" and taking.book.workbook is not None:
            words = ("numbers that were kept as text", "số lưu dưới dạng văn bản")
            changed.setdefault(words, []).append(index)
    for reason, those in changed.items():
        first = those[0]
        value = read[first].value
        assert value is not None
        taking.tell(
            "changed",
            span_of([rows[index].points for index in those]),
            reason,
            rows[first].points.text,
            as_written(value),
        )
    for those in bad.values():
        first = those[0]
        taking.refuse(
            span_of([rows[index].points for index in those][:_MOST]),
            read[first].reason,
            rows[first].points.text,
            " / ".join(read[first].readings),
        )
    if bad:
        raise Refused


def _without_figures(words: Words) -> Words:
    """A reason by its words alone: cells with the same fault are told in one line."""
    en, vi = ("".join(letter for letter in text if not letter.isdigit()) for text in words)
    return en, vi


def _positions(taking: Taking, rows: list[_Row]) -> list[int]:
    """The printed numbers of the rows, where each has its own."""
    columns = taking.table.of("position")
    if not columns:
        return []
    texts = [taking.table.sheet.text(row.row, columns[0].column).strip(" .") for row in rows]
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 6]
    if len(numbers) == len(rows) and len(set(numbers)) == len(rows) and 0 not in numbers:
        return numbers
    if any(texts):
        _leave_positions(taking, columns[0])
    return []


def _leave_positions(taking: Taking, heading: Heading) -> None:
    taking.tell(
        "left-out",
        heading.place,
        (
            "the numbers of the rows: not each row has its own",
            "số thứ tự: không phải mỗi dòng một số riêng",
        ),
        heading.text,
    )
