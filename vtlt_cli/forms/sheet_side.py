"""What a form of points brings -> the lines of the sheet of its unit, judged by the scale."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vtlt_cli.checking.engine import run_rules
from vtlt_cli.criteria.kind import Criterion, Scale
from vtlt_cli.criteria.scale import NOT_ARISING, folded, scored
from vtlt_cli.diagnostics import Finding, Problem, Source, Words
from vtlt_cli.forms.form import Kind
from vtlt_cli.forms.reading_back import Filled, Trouble, Written
from vtlt_cli.reading.csv_text import OddTable
from vtlt_cli.reading.fields import Reading
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.reading.numbers import marked_readings, parse_number
from vtlt_cli.reading.yaml_text import Scalar
from vtlt_cli.sheets.read import FIELDS, Due, SheetReader, plain_lines
from vtlt_cli.units import Name, Province

# The cells of a line, in the order of the file, without its code.
Cells = tuple[str, str, str, str, str, str]
EMPTY: Cells = ("", "", "", "", "", "")
# Which of them each side brings, by the columns of its form.
SIDES: Mapping[str, tuple[tuple[str, int], ...]] = {
    "self": (("result", 0), ("points", 1), ("evidence", 5)),
    "agreed": (("result", 2), ("points", 3), ("reason", 4)),
}


class Side(NamedTuple):
    """The sheet with one side from a form: its lines, its text, what is told of it."""

    rows: Mapping[str, Cells]
    text: str
    notes: list[Words]


class Sheets:
    """The sheets of a round, while forms bring their sides."""

    def __init__(self, data: Dataset, year: int, scale: Scale) -> None:
        self.data, self.year, self.scale = data, year, scale
        self.items = scored(scale)
        self.reader = SheetReader(data, year)
        self.levels = {
            code: {folded(level.name): level.name for level in item.criterion.levels}
            for code, item in self.items.items()
        }

    def rows_of(self, text: str) -> dict[str, Cells] | None:
        """The lines of a sheet that is there; None where anything about it is odd."""
        try:
            return {
                line[0]: tuple(cell or "" for cell in line[1:])  # type: ignore[misc]
                for line in plain_lines(text, self.items)
            }
        except OddTable:
            return None

    def brought(self, kind: Kind, filled: Filled) -> dict[str, Cells]:
        """The side that the form brings, the other side empty."""
        found: dict[str, Cells] = {}
        for code, item in self.items.items():
            cells = list(EMPTY)
            for key, at in SIDES[kind]:
                written = filled.lines.get((code, key))
                if written is not None:
                    cells[at] = self._plain(item.criterion, key, written.text)
            found[code] = tuple(cells)  # type: ignore[assignment]
        return found

    def _plain(self, criterion: Criterion, key: str, text: str) -> str:
        """What was written as a file has it: numbers plain, levels and words as the scale has them.

        Nothing is guessed: what may mean two things stays, and is told.
        """
        if key in ("evidence", "reason"):
            return text
        if key == "result":
            word = folded(text)
            if word == folded(NOT_ARISING):
                return NOT_ARISING
            if criterion.levels:
                return self.levels[criterion.code].get(word, text)
        if parse_number(text) is not None:
            return text
        readings = marked_readings(text, criterion.decimals if key == "result" else None, True)
        return readings[0] if len(readings) == 1 else text

    def judged(
        self,
        unit: Province,
        kind: Kind,
        rows: Mapping[str, Cells],
        due: Due,
        filled: Filled,
        path: str,
    ) -> tuple[Side, list[Trouble]]:
        """The sheet with these lines, and what makes it one that cannot be taken in."""
        text = sheet_text(rows)
        lines = ((code, *cells) for code, cells in rows.items())
        if self.reader.plain(lines, due) is not None:
            return Side(rows, text, []), []
        problems: list[Problem] = []
        reading = Reading(problems, _no_name, set(), set())
        self.reader.due[unit] = due
        self.reader.read(Source(path, text), reading, unit)
        if not problems:
            return Side(rows, text, []), []
        told = [self._findings(problems, path, text, lang) for lang in ("en", "vi")]
        troubles: list[Trouble] = []
        notes: list[Words] = []
        codes, starts = list(rows), _starts(text)
        for english, vietnamese in zip(*told):
            words: Words = (english.message, vietnamese.message)
            if english.severity != "error":
                notes.append(words)
                continue
            help_: Words = (english.help or "", vietnamese.help or "")
            place, code, found = _place(english, kind, rows, codes, starts, filled)
            troubles.append(Trouble(*place, code, found, words, help_))
        return Side(rows, text, notes), troubles

    def _findings(
        self, problems: Sequence[Problem], path: str, text: str, lang: str
    ) -> list[Finding]:
        data = _with_source(self.data, path, text)
        found = run_rules(data, problems, "vi" if lang == "vi" else "en", ("SHT", "FIL"))
        return [finding for finding in found if finding.span.path == path]


def _with_source(data: Dataset, path: str, text: str) -> Dataset:
    """The data with the text of that one file, for what is told of it."""
    sources = {**data.sources, path: Source(path, text)}
    return Dataset({}, {}, sources, {}, frozenset())


def _place(
    finding: Finding,
    kind: Kind,
    rows: Mapping[str, Cells],
    codes: Sequence[str],
    starts: Sequence[Sequence[int]],
    filled: Filled,
) -> tuple[tuple[str, str], str, str]:
    """Sheet and cell of the form, the code of the criterion, and what stands there."""
    line = finding.span.line - 2
    if not 0 <= line < len(codes):
        return ("", ""), "", ""
    code = codes[line]
    column = max((n for n, at in enumerate(starts[line]) if at <= finding.span.column), default=0)
    by_column = {at + 1: key for key, at in SIDES[kind]}
    key = by_column.get(column, "points")
    at = next(at for name, at in SIDES[kind] if name == key)
    place = filled.places.get((code, key))
    where = (place.sheet, place.cell) if place else ("", "")
    return where, code, rows[code][at]


def sheet_text(rows: Mapping[str, Cells]) -> str:
    """The file of the lines."""
    lines = [",".join(FIELDS)]
    lines += [_line((code, *cells)) for code, cells in rows.items()]
    return "\n".join(lines) + "\n"


_WANTS_QUOTES = re.compile(r'[,"\n\r;\t]').search
_IS_ODD = re.compile(r'["\n\r;\t]').search


def _line(cells: Sequence[str]) -> str:
    line = ",".join(cells)
    if line.count(",") < len(cells) and not _IS_ODD(line):
        return line
    return ",".join(map(_cell, cells))


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _WANTS_QUOTES(text) else text


def _starts(text: str) -> list[list[int]]:
    """Of each line behind the first, the columns at which its cells begin."""
    return [
        [1, *(found.end() + 1 for found in re.finditer(r',(?=(?:[^"]*"[^"]*")*[^"]*$)', line))]
        for line in text.split("\n")[1:-1]
    ]


def same_cells(one: Cells, other: Cells, kind: Kind) -> bool:
    """Whether a side of a line says the same, numbers in whatever writing."""
    return all(_same(one[at], other[at]) for _key, at in SIDES[kind])


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    number = parse_number(one)
    return number is not None and number == parse_number(other)


def is_empty(rows: Mapping[str, Cells], kind: Kind) -> bool:
    """Whether nothing is entered on that side."""
    return not any(cells[at] for cells in rows.values() for _key, at in SIDES[kind])


def written_formulas(filled: Filled) -> list[Written]:
    """The open cells in which somebody had a number reckoned."""
    found = [*filled.lines.values(), *(w for cells in filled.blanks.values() for w in cells if w)]
    return [written for written in found if written.formula]


def _no_name(cell: Scalar) -> Name:
    raise AssertionError("a line holds no names")
