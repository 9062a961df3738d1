"""A sheet as it streams: its lines are judged one by one, and what they add up to is kept.

A sheet is first looked through without places. Only where something about it is odd is it read
again, by the reader of tables that knows the place of every cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from vtlt_cli.criteria.kind import CRITERIA, Area, Criterion, Scale
from vtlt_cli.criteria.scale import Way, by_code, ways
from vtlt_cli.diagnostics import ProblemKind, Source, whole_file
from vtlt_cli.reading.csv_text import OddTable, plain_rows, read_table
from vtlt_cli.reading.fields import Reading, Values
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.reading.numbers import Number, all_fractions_in_threes, exact_sum
from vtlt_cli.sheets.judge import Judge, Slip
from vtlt_cli.sheets.kind import LINE, Sheet, Sums
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import latest_minutes
from vtlt_cli.visits.of_units import visits_by_unit

# What is wrong with a number that the rules on files tell, as they tell it of any other.
_OF_NUMBERS = ("not-a-number", "grouped-number", "ambiguous-number")

FIELDS = tuple(LINE.fields)
_RESULTS = ("self_result", "agreed_result")
# A line as written: criterion, own result and points, agreed result and points, reason, evidence.
Cells = tuple[str, str | None, str, str | None, str, str, str]


class Due(NamedTuple):
    """Which sides of a sheet must be filled in, by the papers that are there."""

    self_: bool = False
    agreed: bool = False


NOT_DUE = Due()


def _due(data: Dataset, year: int) -> dict[Province, Due]:
    """What is to be filled in, unit by unit: its own side once its report on itself is there, the
    agreed one once the minutes are.
    """
    return {
        unit: Due(visit.self_report is not None, latest_minutes(visit) is not None)
        for unit, (_cluster, visit) in visits_by_unit(data, year).items()
        if visit.not_inspected is None
    }


class _Side:
    """One side of a sheet while it is read: the points of its criteria by their area."""

    def __init__(self, areas: int) -> None:
        self.points: list[list[Number]] = [[] for _ in range(areas)]
        # The areas in which there is a slip, and the criteria without points.
        self.doubtful: set[int] = set()
        self.blank: set[str] = set()

    def sums(self, expected: Sequence[int], doubtful: bool = False) -> Sums:
        """What the side adds up to; `expected` is how many criteria each area has."""
        areas = tuple(
            exact_sum(points)
            if len(points) == expected[area] and area not in self.doubtful and not doubtful
            else None
            for area, points in enumerate(self.points)
        )
        whole = [area for area in areas if area is not None]
        lines = sum(map(len, self.points))
        return Sums(
            areas,
            exact_sum(whole) if len(whole) == len(areas) else None,
            lines,
            sum(expected) - lines,
            doubtful or bool(self.doubtful),
        )


class SheetReader:
    """Reads the sheets of one round, by its scale."""

    def __init__(self, data: Dataset, year: int) -> None:
        scale = data.of(CRITERIA, year)
        # A scale of which something could not be read says nothing about a line.
        self._usable = scale is not None and Address("criteria", year) not in data.unread
        self.judge = Judge(scale if scale is not None and self._usable else Scale())
        self.codes = by_code(scale) if scale is not None else {}
        self.due = _due(data, year)
        self.expected = [0] * (len(scale.areas) if scale is not None and self._usable else 0)
        for item in self.judge.items.values():
            self.expected[item.area] += 1
        # Two criteria of one code: which of them a line is of cannot be told.
        self.doubtful = any(len(found) > 1 for found in self.codes.values())

    def read(self, source: Source, reading: Reading, unit: Province | None) -> Sheet:
        """The sheet of a unit; what is odd about it is told with its place."""
        place = whole_file(source.path)
        due = self.due.get(unit, NOT_DUE) if unit is not None else NOT_DUE
        if not self._usable:
            read_table(source, LINE, reading)
            return Sheet(unit, Sums(faulty=True), Sums(faulty=True), place)
        sides = self.plain(plain_lines(source.text, self.judge.items), due)
        if sides is None:
            sides = _Placed(self, source, reading, unit, due).sides()
        return Sheet(unit, *sides, place)

    def plain(self, lines: Iterable[Cells], due: Due) -> tuple[Sums, Sums] | None:
        """What the two sides of these lines add up to; None where anything about them is odd.

        The lines are those of different criteria of the scale.
        """
        items, side, asked = self.judge.items, self.judge.side, self.judge.evidence
        mine, ours = _Side(len(self.expected)), _Side(len(self.expected))
        try:
            for line in lines:
                code, result, points, agreed_result, agreed_points, reason, papers = line
                self_, slip = side(code, result, points, False)
                agreed, other = side(code, agreed_result, agreed_points, True)
                if slip is not None or other is not None:
                    return None
                area = items[code].area
                if self_ is not None:
                    mine.points[area].append(self_)
                if agreed is not None:
                    ours.points[area].append(agreed)
                    if self_ is not None and self_ != agreed and not reason.strip():
                        return None
                if code in asked and not papers.strip() and _is_above_0(self_, agreed):
                    return None
        except OddTable:
            return None
        found = mine.sums(self.expected, self.doubtful), ours.sums(self.expected, self.doubtful)
        if (due.self_ and found[0].missing) or (due.agreed and found[1].missing):
            return None
        return found


def plain_lines(text: str, codes: Container[str]) -> Iterator[Cells]:
    """The lines of a sheet in which nothing is odd; a result is None where there is no column.

    Each is of another one of those criteria, and there is one at least. Raises OddTable, also
    between two lines.
    """
    columns, rows = plain_rows(text, FIELDS)
    absent = [i for i, name in enumerate(FIELDS) if name in _RESULTS and name not in columns]
    if absent:
        rows = (_without(row, absent) for row in rows)
    seen: set[str] = set()
    for row in rows:
        code = row[0]
        if code not in codes or code in seen:
            raise OddTable
        seen.add(code)
        yield cast("Cells", row)
    if not seen:
        raise OddTable


def _without(row: Sequence[str], absent: Sequence[int]) -> tuple[Any, ...]:
    """The row with None for columns that are not there."""
    return tuple(None if i in absent else cell for i, cell in enumerate(row))


def _is_above_0(self_: Number | None, agreed: Number | None) -> bool:
    """Whether points were given: by the team, and before it agreed by the unit."""
    points = self_ if agreed is None else agreed
    return points is not None and points > 0


class _Placed:
    """One sheet that is read with its places, since something about it is odd."""

    def __init__(
        self,
        reader: SheetReader,
        source: Source,
        reading: Reading,
        unit: Province | None,
        due: Due,
    ) -> None:
        self.reader = reader
        self.reading = reading
        self.unit = unit
        self.due = due
        self.place = whole_file(source.path)
        self.rows = read_table(source, LINE, reading)
        self.unread = bool(reading.unread)
        self.columns = {name for row in self.rows for name in row.fields}
        self.self_ = _Side(len(reader.expected))
        self.agreed = _Side(len(reader.expected))
        # A line that is of no criterion, or of one that has another: one may be of an absent one.
        self.stray = False

    def sides(self) -> tuple[Sums, Sums]:
        """What the two sides add up to; what is wrong is told."""
        codes = Counter(row["criterion"] for row in self.rows)
        first: dict[str, Values] = {}
        in_threes = {
            name: all_fractions_in_threes(text_of(row, name) for row in self.rows)
            for name in ("self", "agreed")
        }
        absent = [code for code in self.reader.judge.items if code not in codes]
        for row in self.rows:
            code = row["criterion"]
            earlier = first.setdefault(code, row)
            if code not in self.reader.judge.items:
                self._unknown(row)
            elif codes[code] == 1:
                self._line(row, in_threes)
            elif earlier is not row and len(self.reader.codes[code]) == 1:
                self._tell("sheet-criterion-twice", row, first=earlier, absent=absent)
                self.stray = True
        if not self.unread and not self.reader.doubtful:
            self._blanks([] if self.stray else absent, first, codes)
        doubtful = self.unread or self.stray or self.reader.doubtful
        expected = self.reader.expected
        return self.self_.sums(expected, doubtful), self.agreed.sums(expected, doubtful)

    def _line(self, row: Values, in_threes: Mapping[str, bool]) -> None:
        """Judge the line of a criterion of the scale."""
        code, judge = row["criterion"], self.reader.judge
        area = judge.items[code].area
        found, slipped = [], False
        for side, name in ((self.self_, "self"), (self.agreed, "agreed")):
            result = text_of(row, f"{name}_result") if f"{name}_result" in self.columns else None
            points, agreed = text_of(row, name), side is self.agreed
            verdict = judge.side(code, result, points, agreed, in_threes[name])
            if verdict.slip is not None:
                slipped = True
                side.doubtful.add(area)
                self._slip(row, name, verdict.slip)
            if not points:
                side.blank.add(code)
            if verdict.points is not None:
                side.points[area].append(verdict.points)
            found.append(verdict.points)
        if slipped:
            return
        self_, ours = found
        if self_ is not None and ours is not None and self_ != ours and not text_of(row, "reason"):
            self._tell("sheet-reason", row, "agreed", points=ours, other=self_)
        if code in judge.evidence and not text_of(row, "evidence") and _is_above_0(self_, ours):
            self._tell("sheet-evidence", row)

    def _slip(self, row: Values, name: str, slip: Slip) -> None:
        field = f"{name}_result" if slip.cell == "result" else name
        if slip.kind in _OF_NUMBERS:
            self.reading.tell(slip.kind, row.places[field], **slip.values)
            self.reading.lose(f"{LINE.name}.{field}", kept=True)
        else:
            self._tell(slip.kind, row, field, agreed=name == "agreed", **slip.values)

    def _unknown(self, row: Values) -> None:
        """Tell a line of no criterion; of one that the scale leaves in doubt nothing is said."""
        code = row["criterion"]
        found = self.reader.codes.get(code, [])
        self.stray = True
        if len(found) < 2 and not (found and len(ways_of(found[0])) > 1):
            self._tell(
                "sheet-criterion-unknown", row, found=found, known=[*self.reader.judge.items]
            )

    def _blanks(
        self, absent: Sequence[str], first: Mapping[str, Values], codes: Mapping[str, int]
    ) -> None:
        """Tell what has no points on a side that is to be whole: each side at once, then lines."""
        for due, side in ((self.due.self_, self.self_), (self.due.agreed, self.agreed)):
            blank = [code for code in first if codes[code] == 1 and code in side.blank]
            if due and blank:
                places = [first[code].places["criterion"] for code in blank]
                self.reading.tell(
                    "sheet-blank",
                    places[0],
                    unit=self.unit,
                    codes=blank,
                    agreed=side is self.agreed,
                    others=places[1:],
                    whole=len(blank) == len(self.reader.judge.items),
                    absent=False,
                )
        if absent and (self.due.self_ or self.due.agreed):
            self.reading.tell(
                "sheet-blank",
                self.place,
                unit=self.unit,
                codes=absent,
                others=(),
                whole=False,
                absent=True,
            )

    def _tell(self, kind: ProblemKind, row: Values, field: str = "criterion", **more: Any) -> None:
        """Tell what is wrong with a line, at that cell; at its code where the cell is empty."""
        code = row["criterion"]
        item = self.reader.judge.items.get(code)
        self.reading.tell(
            kind,
            row.places.get(field) or row.places["criterion"],
            unit=self.unit,
            code=code,
            criterion=item.criterion if item else None,
            **more,
        )


def ways_of(found: Area | Criterion) -> tuple[Way, ...]:
    """The ways of scoring that a criterion states; an area has none."""
    return ways(found) if isinstance(found, Criterion) else ()


def text_of(row: Values, name: str) -> str:
    """What a cell says, "" where it is empty."""
    cell = row.get(name)
    text: str = cell.text if cell is not None else ""
    return text
