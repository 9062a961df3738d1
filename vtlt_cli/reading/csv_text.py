"""CSV text -> rows of cells with places.

Excel's own CSV is read as it is: `;` or a tab between cells, CRLF, a `sep=` line before the header.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from vtlt_cli.diagnostics import Problem, ProblemKind, Source, Span, whole_file
from vtlt_cli.reading.fields import Reading, Record, Values, read_record, tell_unknown
from vtlt_cli.reading.numbers import Evidence, Meaning, is_whole, read_number
from vtlt_cli.reading.problems import cut
from vtlt_cli.reading.yaml_text import Mapping, Node, Scalar

_DELIMITERS = ",;\t"
# No round has more; a file that has is refused before it fills the memory.
_MOST_ROWS = 250_000
_MOST_CELLS = 1_000_000
# The header is looked for in so many rows where titles stand above it.
_TITLE_ROWS = 20
# So many other places of a finding are named beside its own.
_MOST_PLACES = 5


class Layout(NamedTuple):
    """How a table is laid out: how many lines stand above its header, and what parts cells.

    `remarks` are the lines above that begin with #.
    """

    first: int
    delimiter: str
    remarks: tuple[Span, ...] = ()


def layout_of(lines: list[str], path: str, problems: list[Problem]) -> Layout:
    """The layout of a table of these lines; anything but commas is a problem."""
    first, delimiter = 0, ""
    told = lines[0].rstrip("\r\n")
    if told[:4].casefold() == "sep=" and len(told) == 5 and told[4] != '"':
        first, delimiter = 1, told[4]
        problems.append(Problem("delimiter", Span(path, 1, 1, 1, 6), {"delimiter": delimiter}))
    remarks = []
    while first < len(lines) and (not lines[first].strip() or lines[first].startswith("#")):
        if lines[first].startswith("#"):
            end = len(lines[first].rstrip("\r\n")) + 1
            remarks.append(Span(path, first + 1, 1, first + 1, end))
        first += 1
    if not delimiter:
        header = lines[first] if first < len(lines) else ""
        delimiter = max(_DELIMITERS, key=header.count)
        if delimiter != ",":
            column = header.index(delimiter) + 1
            span = Span(path, first + 1, column, first + 1, column + 1)
            problems.append(Problem("delimiter", span, {"delimiter": delimiter}))
    return Layout(first, delimiter, tuple(remarks))


def parse_csv(
    lines: list[str], layout: Layout, path: str, problems: list[Problem]
) -> Iterator[list[Scalar]]:
    """The records of a table, the header first; blank lines are passed over.

    A record's cells are as written, with white space at their ends and without quotes. Reading
    ends at the first place that is no CSV, which is a problem.
    """
    first, delimiter = layout.first, layout.delimiter
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
        # A quote that is not closed takes what is below it: the record's own line is the place.
        number = first + begun + 1
        column = _opened(lines[number - 1], delimiter) if number <= len(lines) else 1
        span = Span(path, number, column, number, column + (column > 0))
        problems.append(Problem("csv-syntax", span, {"detail": str(error)}))


def _opened(line: str, delimiter: str) -> int:
    """The column of the first quote that is not closed in its line, 1 where all are."""
    column, opened = 1, 1
    for cell in line.rstrip("\r\n").split(delimiter):
        if cell.startswith('"') and cell.count('"') % 2:
            opened = column
            break
        column += len(cell) + 1
    return opened


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
    path, problems, before = source.path, reading.problems, len(reading.problems)
    if _is_too_large(source.text, path, problems):
        reading.lose("")
        return []
    lines = list(io.StringIO(source.text, newline=""))
    layout = layout_of(lines, path, problems)
    rows = parse_csv(lines, layout, path, problems)
    header = next(rows, [])
    cells = list(rows)
    columns = _columns(header, cells, path, record, reading)
    if columns is None or any(p.kind == "csv-syntax" for p in problems[before:]):
        reading.lose("")
    if columns is None:
        return []
    if not cells and len(problems) == before:
        reading.tell("empty-file", whole_file(path))
    cells = _rows_of_data(cells, header, layout.remarks, reading)
    if _are_exchanged(cells, columns, header, reading):
        return []
    found, padded = [], len(problems)
    for row in cells:
        while len(row) > columns.width and not row[-1].text.strip():
            row.pop()
        if len(row) != columns.width:
            problems.append(_ragged(row, columns, layout.delimiter, reading))
            reading.lose(record.name)
            continue
        if _is_exchanged(row, columns):
            problems.append(Problem("exchanged-cells", _whole_row(row), _exchange(row, columns)))
            reading.lose(record.name)
            continue
        values = read_record(_node(row, columns, record), record, reading)
        if values is not None:
            found.append(values)
    _tell_once(problems, padded, "padded-whole")
    return found


def comma_is_point(source: Source) -> bool:
    """Whether cells are parted by `;`, so that a comma in a number stands before its decimals."""
    lines = list(io.StringIO(source.text[:10_000], newline=""))
    return layout_of(lines, source.path, []).delimiter == ";"


def _is_too_large(text: str, path: str, problems: list[Problem]) -> bool:
    for unit, most, found in (
        ("rows", _MOST_ROWS, max(text.count("\n"), text.count("\r"))),
        ("cells", _MOST_CELLS, max(map(text.count, _DELIMITERS))),
    ):
        if found > most:
            detail = {"most": most, "unit": unit}
            problems.append(Problem("too-large", whole_file(path), detail))
            return True
    return False


def _tell_once(problems: list[Problem], before: int, kind: ProblemKind) -> None:
    """Of the problems of this kind only the first, with how many more there are."""
    of_kind = [index for index in range(before, len(problems)) if problems[index].kind == kind]
    if len(of_kind) < 2:
        return
    first = problems[of_kind[0]]
    more = {**first.values, "more": len(of_kind) - 1}
    problems[of_kind[0]] = first._replace(values=more)
    for index in reversed(of_kind[1:]):
        del problems[index]


class _Columns(NamedTuple):
    """Which column holds which field, how many columns there are, and what some are made for.

    `names` are the columns of names, `numbers` those of numbers, `points` those of numbers that may
    have decimals.
    """

    places: dict[str, int]
    width: int
    names: tuple[int, ...]
    numbers: tuple[int, ...]
    points: tuple[int, ...]


def _columns(
    header: list[Scalar], below: list[list[Scalar]], path: str, record: Record, reading: Reading
) -> _Columns | None:
    """The columns of a table; None where one that is needed is missing."""
    header = list(header)
    while header and not header[-1].text.strip():
        header.pop()
    places, read_as, unknown = _places(header, record)
    fields = record.fields
    missing = [name for name in record.required if name not in places]
    if missing:
        line = header[0].span.line if header else 1
        span = Span(path, line, 1, line, 1)
        lower = next(
            (row[0].span.line for row in below[:_TITLE_ROWS] if _is_header(row, record)), None
        )
        reading.tell("missing-column", span, columns=missing, known=tuple(fields), header=lower)
        if lower is not None:
            return None
    for cell in unknown:
        name = cell.text.strip()
        if name in places or name in read_as:
            reading.tell("repeated-column", cell.span, column=cut(name))
            return None
        tell_unknown(name, cell.span, record, places, reading)
    if missing:
        return None
    if read_as:
        first = header[min(places[name] for name in read_as.values())]
        reading.tell("headings", first.span, pairs=read_as)
    of_type = {number: fields[name].type.name for name, number in places.items()}
    return _Columns(
        places,
        len(header),
        tuple(number for number, type_ in of_type.items() if type_ == "name"),
        tuple(number for number, type_ in of_type.items() if type_ in ("number", "whole")),
        tuple(number for number, type_ in of_type.items() if type_ == "number"),
    )


def _places(
    header: list[Scalar], record: Record
) -> tuple[dict[str, int], dict[str, str], list[Scalar]]:
    """The columns of the fields; of headings in other words the field; the cells left over."""
    places: dict[str, int] = {}
    left = []
    for number, cell in enumerate(header):
        name = cell.text.strip()
        if name in record.fields and name not in places:
            places[name] = number
        else:
            left.append((number, cell))
    read_as: dict[str, str] = {}
    unknown = []
    for number, cell in left:
        field = _heading(cell.text, record)
        if field is None or field in places:
            unknown.append(cell)
        else:
            places[field] = number
            read_as[cell.text.strip()] = field
    return places, read_as, unknown


def _heading(text: str, record: Record) -> str | None:
    """The field that a heading in other words or other letters means."""
    from unicodedata import normalize

    plain = " ".join(normalize("NFC", text).casefold().replace("\ufeff", "").split()).rstrip(".:*")
    for name, field in record.fields.items():
        if plain == name or plain in field.headings:
            return name
    return None


def _is_header(row: list[Scalar], record: Record) -> bool:
    places = _places(row, record)[0]
    return all(name in places for name in record.required)


def _rows_of_data(
    cells: list[list[Scalar]],
    header: list[Scalar],
    remarks: tuple[Span, ...],
    reading: Reading,
) -> list[list[Scalar]]:
    """The rows without comments and without the header where it stands again; both are told."""
    titles = _titles(header)
    comments, again, kept = list(remarks), [], []
    for row in cells:
        if row[0].text[:1] == "#" or row[0].text.lstrip()[:1] == "#":
            comments.append(_whole_row(row))
        elif row[-1].text and not row[-1].text[0].isdigit() and _titles(row) == titles:
            again.append(_whole_row(row))
        else:
            kept.append(row)
    if comments:
        others = tuple(comments[1 : _MOST_PLACES + 1])
        reading.tell("csv-comment", comments[0], others=others)
    if again:
        others = tuple(again[1 : _MOST_PLACES + 1])
        reading.tell("repeated-header", again[0], first=header[0].span, others=others)
    return kept


def _titles(row: list[Scalar]) -> list[str]:
    titles = [cell.text.replace("\ufeff", "").strip().casefold() for cell in row]
    while titles and not titles[-1]:
        titles.pop()
    return titles


def _whole_row(row: list[Scalar]) -> Span:
    first, last = row[0].span, row[-1].span
    return Span(first.path, first.line, first.column, last.end_line, last.end_column)


def _is_exchanged(row: list[Scalar], columns: _Columns) -> bool:
    """Whether a number stands where a name belongs, and a name where a number does."""
    return any(_is_figure(row[name].text) for name in columns.names) and any(
        _is_word(row[number].text) for number in columns.numbers
    )


def _is_figure(text: str) -> bool:
    return text[:1].isdigit() and not any(letter.isalpha() for letter in text)


def _is_word(text: str) -> bool:
    return sum(letter.isalpha() for letter in text) > 1 and not text[:1].isdigit()


def _exchange(row: list[Scalar], columns: _Columns) -> dict[str, Scalar]:
    """The two cells of a row that stand in each other's place."""
    name = next(number for number in columns.names if _is_figure(row[number].text))
    number = next(number for number in columns.numbers if _is_word(row[number].text))
    return {"name": row[name], "number": row[number]}


def _are_exchanged(
    cells: list[list[Scalar]], columns: _Columns, header: list[Scalar], reading: Reading
) -> bool:
    """Whether two columns stand under each other's heading, which is told in place of every row."""
    whole = [row for row in cells if len(row) >= columns.width]
    odd = [row for row in whole if _is_exchanged(row, columns)]
    if len(odd) < 2 or len(odd) * 5 < len(whole) * 4:
        return False
    name = next(number for number in columns.names if _is_figure(odd[0][number].text))
    number = next(number for number in columns.numbers if _is_word(odd[0][number].text))
    one, other = sorted((name, number))
    span = header[one].span._replace(end_column=header[other].span.end_column)
    reading.tell("exchanged-columns", span, name=header[one], number=header[other])
    reading.lose("")
    return True


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


def _ragged(row: list[Scalar], columns: _Columns, delimiter: str, reading: Reading) -> Problem:
    values = {
        "found": len(row),
        "expected": columns.width,
        **_parted_number(row, columns, delimiter, reading),
    }
    return Problem("ragged-row", _whole_row(row), values)


def _parted_number(
    row: list[Scalar], columns: _Columns, delimiter: str, reading: Reading
) -> dict[str, Any]:
    """What a number may mean that its own comma parted into two cells: `61,31`, `3,180`."""
    nothing = {"readings": (), "parted": "", "place": None}
    if len(row) != columns.width + 1 or delimiter != "," or len(columns.points) != 1:
        return nothing
    (number,) = columns.points
    before, after = row[number], row[number + 1]
    if not (is_whole(before.text.strip()) and after.text.strip().isdigit()):
        return nothing
    parted = f"{before.text},{after.text}"
    found = read_number(parted, Evidence(reading.form))
    readings = found.readings if isinstance(found, Meaning) else ()
    place = before.span._replace(end_line=after.span.end_line, end_column=after.span.end_column)
    return {"readings": readings, "parted": parted, "place": place}


def _trimmed(cell: Scalar) -> Scalar:
    """The cell without white space at its ends."""
    text = cell.text.strip()
    if text == cell.text:
        return cell
    if cell.span.line != cell.span.end_line:
        return Scalar(text, cell.span)
    column = cell.span.column + len(cell.text) - len(cell.text.lstrip())
    return Scalar(text, cell.span._replace(column=column, end_column=column + len(text)))
