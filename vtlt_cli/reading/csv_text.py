"""CSV text -> rows of cells with places.

Excel's own CSV is read as it is: `;` or a tab between cells, CRLF, a `sep=` line before the header.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from vtlt_cli.diagnostics import Problem, Span, whole_file
from vtlt_cli.reading.yaml_text import Scalar

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
