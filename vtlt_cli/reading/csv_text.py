"""CSV text -> rows of cells with places.

Excel's own CSV is read as it is: `;` or a tab between cells, CRLF, a `sep=` line before the header.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from vtlt_cli.diagnostics import Problem, Source, Span, whole_file
from vtlt_cli.reading.fields import Reading, Record, Values, read_record
from vtlt_cli.reading.numbers import is_whole
from vtlt_cli.reading.problems import cut
from vtlt_cli.reading.yaml_text import Mapping, Node, Scalar

_DELIMITERS = ",;\t"
# No round has more; a file that has is refused before it fills the memory.
_MOST_ROWS = 250_000
_MOST_CELLS = 1_000_000


def parse_csv(text: str, path: str, problems: list[Problem]) -> Iterator[list[Scalar]]:
    """The records of the file, the header first; blank lines are passed over.

    A record's cells are as written, with white space at their ends and without quotes. Reading
    ends at the first place that is no CSV, which is a problem.
    """
    for unit, most, found in (
        ("rows", _MOST_ROWS, max(text.count("\n"), text.count("\r"))),
        ("cells", _MOST_CELLS, max(map(text.count, _DELIMITERS))),
    ):
        if found > most:
            detail = {"most": most, "unit": unit}
            problems.append(Problem("too-large", whole_file(path), detail))
            return
    lines = list(io.StringIO(text, newline=""))
    first, delimiter = 0, ""
    told = lines[0].rstrip("\r\n")
    if told[:4].casefold() == "sep=" and len(told) == 5 and told[4] != '"':
        first, delimiter = 1, told[4]
        problems.append(Problem("delimiter", Span(path, 1, 1, 1, 6), {"delimiter": delimiter}))
    while first < len(lines) and not lines[first].strip():
        first += 1
    if not delimiter:
        header = lines[first] if first < len(lines) else ""
        delimiter = max(_DELIMITERS, key=header.count)
        if delimiter != ",":
            column = header.index(delimiter) + 1
            span = Span(path, first + 1, column, first + 1, column + 1)
            problems.append(Problem("delimiter", span, {"delimiter": delimiter}))
    reader = csv.reader(lines[first:], delimiter=delimiter, strict=True)
    begun = 0
    try:
        for row in reader:
            number, begun = first + begun + 1, reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if first + begun == number and '"' not in lines[number - 1]:
                yield list(_plain_cells(row, path, number))
            else:
                raw = "".join(lines[number - 1 : first + begun])
                yield [
                    Scalar(cell, span)
                    for cell, span in zip(row, _quoted_spans(raw, delimiter, path, number))
                ]
    except csv.Error as error:
        number = first + reader.line_num
        problems.append(
            Problem("csv-syntax", Span(path, number, 1, number, 1), {"detail": str(error)})
        )


def _plain_cells(row: list[str], path: str, line: int) -> Iterator[Scalar]:
    # What a named tuple's own constructor calls; here are the most cells of a file.
    make = tuple.__new__
    column = 1
    for cell in row:
        end = column + len(cell)
        yield make(Scalar, (cell, make(Span, (path, line, column, line, end))))
        column = end + 1


def _quoted_spans(raw: str, delimiter: str, path: str, line: int) -> Iterator[Span]:
    """The places of the cells of one record, some of which are quoted; the quotes left out."""
    column, inside, before = 1, False, ""
    start, quotes = (line, column), 0
    for letter in raw.rstrip("\r\n") + delimiter:
        if before == "\r" and letter != "\n":
            line, column = line + 1, 1
        if letter == delimiter and not inside:
            yield Span(path, start[0], start[1] + quotes, line, column - quotes)
            start, quotes = (line, column + 1), 0
        elif letter == '"' and (quotes or (line, column) == start):
            # One that is not first in its cell is a letter; a second one after it opens it again.
            quotes, inside = 1, not inside
        if letter == "\n":
            line, column = line + 1, 1
        else:
            column += 1
        before = letter


class OddTable(Exception):
    """Something of a table is not as a program would write it: `read_table` tells what."""


def plain_rows(text: str, fields: Sequence[str]) -> tuple[set[str], Iterator[tuple[str, ...]]]:
    """The columns of a table in which nothing is odd, and its rows without their places.

    Each row has a cell for each of `fields`, "" for one that has no column; there are two at
    least. Raises OddTable, also between rows: such a table is for `read_table`.
    """
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(rows, [])
    except csv.Error:
        raise OddTable from None
    if len(set(header)) != len(header) or not set(header) <= set(fields):
        raise OddTable
    width = len(header)
    # A column that is not there is the one behind the last, which is empty.
    pick = itemgetter(*[header.index(name) if name in header else width for name in fields])
    return set(header), map(pick, _even(rows, width))


def _even(rows: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    """The rows of that width, each with an empty cell behind it; blank lines are passed over."""
    try:
        for row in rows:
            if len(row) == width:
                row.append("")
                yield row
            elif row:
                raise OddTable
    except csv.Error:
        raise OddTable from None


def read_table(source: Source, record: Record, reading: Reading) -> list[Values]:
    """The fields of every row of a table; its header says which column holds which field."""
    problems, before = reading.problems, len(reading.problems)
    rows = parse_csv(source.text, source.path, problems)
    header = next(rows, [])
    if not header and any(p.kind == "too-large" for p in problems[before:]):
        reading.lose("")
        return []
    columns = _columns(header, source.path, record, reading)
    cells = [] if columns is None else list(rows)
    if columns is None or any(p.kind == "csv-syntax" for p in problems[before:]):
        reading.lose("")
    if columns is None:
        return []
    if not cells and len(problems) == before:
        reading.tell("empty-file", whole_file(source.path))
    found = []
    for row in cells:
        while len(row) > columns.width and not row[-1].text.strip():
            row.pop()
        if len(row) != columns.width:
            problems.append(_ragged(row, columns.width))
            reading.lose(record.name)
            continue
        values = read_record(_node(row, columns, record), record, reading)
        if values is not None:
            found.append(values)
    return found


class _Columns(NamedTuple):
    """Which column holds which field, and how many columns there are."""

    places: dict[str, int]
    width: int


def _columns(header: list[Scalar], path: str, record: Record, reading: Reading) -> _Columns | None:
    """The columns of a table; None where one that is needed is missing."""
    header = list(header)
    while header and not header[-1].text.strip():
        header.pop()
    fields = record.fields
    places: dict[str, int] = {}
    for number, cell in enumerate(header):
        name = cell.text.strip()
        if name in places:
            reading.tell("repeated-column", cell.span, column=cut(name))
            return None
        if name in fields:
            places[name] = number
        else:
            reading.tell("unknown-field", cell.span, field=cut(name), known=tuple(fields))
    missing = [name for name in record.required if name not in places]
    if missing:
        line = header[0].span.line if header else 1
        span = Span(path, line, 1, line, 1)
        reading.tell("missing-column", span, columns=missing, known=tuple(fields))
        return None
    return _Columns(places, len(header))


def _node(row: list[Scalar], columns: _Columns, record: Record) -> Mapping:
    """A row as fields and values. An empty cell of a field that may be missing is missing.

    White space at the ends of a cell is no part of a value; of a name it is told.
    """
    entries: dict[str, tuple[Span, Node]] = {}
    for name, number in columns.places.items():
        field, cell = record.fields[name], row[number]
        if field.type.name != "name":
            cell = _trimmed(cell)
            if not cell.text and not field.required:
                continue
        entries[name] = (cell.span, cell)
    return Mapping(entries, row[0].span)


def _ragged(row: list[Scalar], width: int) -> Problem:
    first, last = row[0].span, row[-1].span
    span = Span(first.path, first.line, first.column, last.end_line, last.end_column)
    values = {"found": len(row), "expected": width, "joined": _joined_number(row, width)}
    return Problem("ragged-row", span, values)


def _joined_number(row: list[Scalar], width: int) -> str:
    """The number of two last cells that a comma between thousands parted: `3,180`; "" for none."""
    if len(row) != width + 1:
        return ""
    before, after = (cell.text.strip() for cell in row[-2:])
    thousands = is_whole(before) and len(before) < 4 and is_whole(after) and len(after) == 3
    return before + after if thousands and before != "0" else ""


def _trimmed(cell: Scalar) -> Scalar:
    """The cell without white space at its ends."""
    text = cell.text.strip()
    if text == cell.text:
        return cell
    if cell.span.line != cell.span.end_line:
        return Scalar(text, cell.span)
    column = cell.span.column + len(cell.text) - len(cell.text.lstrip())
    return Scalar(text, cell.span._replace(column=column, end_column=column + len(text)))
