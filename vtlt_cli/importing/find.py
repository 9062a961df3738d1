"""A sheet -> the tables on it, found by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from vtlt_cli.importing.headings import Role, cluster_named, cluster_number, folded, role_of
from vtlt_cli.workbooks import Area, Cell, Sheet, letters_of

# A heading is at most so many rows high.
_HIGHEST = 3
# What a column holds is seen in so many rows below its heading.
_NEAR = 200
_OF_A_TABLE: frozenset[Role] = frozenset(
    ("points", "cluster", "leader", "members", "code", "kind", "position", "region")
)


class Heading(NamedTuple):
    """The heading of one column: its words, those over two rows joined, and what it means."""

    column: int
    text: str
    role: Role | None
    row: int

    @property
    def place(self) -> str:
        return f"{letters_of(self.column)}{self.row}"


class Table(NamedTuple):
    """A table on a sheet: its headings, the rows below them, the lines above.

    `again` are the rows in which the headings stand once more, as on a second printed page;
    `cluster` is the number of the one that the table is of, by what stands above it, else by the
    name of the sheet. `headed` are all columns that have a heading in these rows, those of the
    tables beside it too, and `within` the cells that were asked for.
    """

    sheet: Sheet
    first: int
    headings: tuple[Heading, ...]
    rows: tuple[int, ...]
    titles: tuple[str, ...]
    again: tuple[int, ...] = ()
    cluster: int | None = None
    headed: frozenset[int] = frozenset()
    within: Area | None = None

    def of(self, role: Role) -> list[Heading]:
        """The columns that hold this."""
        return [heading for heading in self.headings if heading.role == role]

    @property
    def area(self) -> Area:
        """From the headings to the last row in which something stands."""
        columns = [heading.column for heading in self.headings]
        last = max((row for row in self.rows), default=self.first)
        return Area(self.first, min(columns), last, max(columns))

    def cells(self, row: int) -> list[Cell]:
        """What stands in a row, within the columns of the table."""
        # The headings stand in the order of their columns.
        first, last = self.headings[0].column, self.headings[-1].column
        return [
            cell
            for column, cell in sorted(self.sheet.rows.get(row, {}).items())
            if first <= column <= last and cell.text.strip()
        ]

    def without_heading(self, rows: Iterable[int]) -> list[Cell]:
        """What stands in these rows beside the columns that have a heading."""
        return [
            self.sheet.rows[row][column]
            for row in rows
            for column in _texts(self.sheet, row, self.within)
            if column not in self.headed
        ]


class _Header(NamedTuple):
    first: int
    last: int
    headings: tuple[Heading, ...]


def tables_of(sheet: Sheet, within: Area | None = None) -> list[Table]:
    """The tables of a sheet, from above, side by side ones from the left."""
    rows = [
        row for row in sorted(sheet.rows) if within is None or within.row <= row <= within.last_row
    ]
    headers: list[_Header] = []
    last = 0
    for row in rows:
        found = _header(sheet, row, within) if row > last else None
        if found is not None:
            headers.append(found)
            last = found.last
    tables: list[Table] = []
    above = 0
    for number, header in enumerate(headers):
        end = _end(sheet, headers[number + 1], rows) if number + 1 < len(headers) else max(rows) + 1
        below = tuple(row for row in rows if header.last < row < end)
        if below and _is_numbering(sheet, below[0], header):
            below = below[1:]
        if tables and _goes_on(sheet, tables[-1], header, rows):
            before = tables.pop()
            tables.append(
                before._replace(rows=before.rows + below, again=(*before.again, header.first))
            )
            continue
        over = [row for row in rows if above < row < header.first]
        headed = frozenset(heading.column for heading in header.headings)
        parts = _side_by_side(header)
        for part in parts:
            titles = tuple(_titles(sheet, part if len(parts) > 1 else (), over, min(headed)))
            cluster = _cluster_of(sheet, part, over, alone=len(parts) == 1)
            tables.append(
                Table(sheet, header.first, part, below, titles, (), cluster, headed, within)
            )
        above = max(below, default=header.last)
    return tables


def _end(sheet: Sheet, next_: _Header, rows: Sequence[int]) -> int:
    """The row with which a table ends: titles of the next are lines of one text above it."""
    end = next_.first
    for row in reversed([row for row in rows if row < next_.first]):
        # A merged title stands by itself; a row of data has a value beside its name.
        if row != end - 1 or len(_texts(sheet, row, None)) > 1:
            break
        end = row
    return end


def _cluster_of(
    sheet: Sheet, part: Sequence[Heading], over: Sequence[int], alone: bool
) -> int | None:
    """The cluster that a table is of, by its one column, the words above it, or the sheet."""
    members = [heading for heading in part if heading.role == "members"]
    if members and cluster_number(members[0].text) is not None:
        return cluster_number(members[0].text)
    first, last = part[0].column, part[-1].column
    for row in reversed(over):
        ends = {area.column: area.last_column for area in sheet.merged if area.row == row}
        named = [
            cluster_named(text)
            for column, text in _texts(sheet, row, None).items()
            if alone or (column <= last and first <= ends.get(column, column))
        ]
        if any(number is not None for number in named):
            return next(number for number in named if number is not None)
    return cluster_named(sheet.name)


def _header(sheet: Sheet, row: int, within: Area | None) -> _Header | None:
    """The header that begins in this row; None where none does."""
    top = _texts(sheet, row, within)
    roles = {column: role_of(text) for column, text in top.items()}
    if len(top) < 2 or not _is_head(roles.values()):
        return _clusters_in_columns(sheet, row, top, roles, within)
    key = [column for column, role in roles.items() if role in ("name", "members", "leader")]
    last = max(
        (
            area.last_row
            for area in sheet.merged
            if area.row == row and area.column in roles and area.last_row < row + _HIGHEST
        ),
        default=row,
    )
    if last == row and _has_second_row(sheet, row + 1, key, within):
        last = row + 1
    return _Header(row, last, tuple(_headings(sheet, row, last, top, within)))


def _clusters_in_columns(
    sheet: Sheet,
    row: int,
    top: dict[int, str],
    roles: dict[int, Role | None],
    within: Area | None,
) -> _Header | None:
    """The header of a table that has each cluster in a column of its own: `Cụm 1`, `Cụm 2`."""
    clusters = [column for column, text in top.items() if cluster_number(text) is not None]
    others = {role for column, role in roles.items() if column not in clusters}
    if len(clusters) < 2 or not others <= {"position"}:
        return None
    if any(role_of(text) for text in _texts(sheet, row + 1, within).values()):
        return None  # These words stand above tables that have headings of their own.
    spread = _spread(sheet, row, row, within)
    headings = [
        Heading(column, text, role_of(text) or _of_cluster(sheet, row, column), row)
        for column, text in sorted({**spread, **top}.items())
    ]
    return _Header(row, row, tuple(headings))


def _of_cluster(sheet: Sheet, row: int, column: int) -> Role:
    """What stands below the name of a cluster: its members, or their numbers."""
    below = [sheet.text(row + one, column).strip(" .") for one in range(1, _NEAR)]
    return "position" if all(text.isdigit() for text in below if text) else "members"


def _spread(sheet: Sheet, first: int, last: int, within: Area | None) -> dict[int, str]:
    """The further columns below a merged heading in which something stands, with its text."""
    areas = [area for area in sheet.merged if area.row == first and area.column < area.last_column]
    filled = {
        column
        for row in range(last + 1, last + _NEAR + 1 if areas else 0)
        for column in _texts(sheet, row, within)
    }
    return {
        column: sheet.text(first, area.column).strip()
        for area in areas
        for column in filled
        if area.column < column <= area.last_column
    }


def _is_head(roles: object) -> bool:
    found = list(roles)  # type: ignore[call-overload]
    others = {role for role in found if role in _OF_A_TABLE}
    if "name" in found:
        return bool(others)
    # A table of clusters may have no column of names but that of the members.
    return bool({"leader", "members"} & others) and len(others) > 1


def _has_second_row(sheet: Sheet, row: int, key: Sequence[int], within: Area | None) -> bool:
    """Whether headings go on in this row: words or years, under no name."""
    cells = _texts(sheet, row, within)
    if not cells or any(column in cells for column in key) or min(cells) < min(key):
        return False
    below = sheet.rows.get(row, {})
    return all(
        (below[column].kind == "text" and not re.fullmatch(r"[-0-9.,\s]+", text))
        or re.fullmatch(r"(?:19|20)[0-9]{2}", text)
        for column, text in cells.items()
    )


def _headings(
    sheet: Sheet, first: int, last: int, top: dict[int, str], within: Area | None
) -> Iterator[Heading]:
    """The heading of each column, what stands above several of them before their own."""
    under = {
        column: [
            sheet.text(row, column).strip()
            for row in range(first + 1, last + 1)
            if sheet.text(row, column).strip()
        ]
        for row in range(first + 1, last + 1)
        for column in _texts(sheet, row, within)
    }
    above = ""
    spread = {
        column: sheet.text(first, area.column).strip()
        for area in sheet.merged
        if area.row == first
        for column in range(area.column, min(area.last_column, area.column + 200) + 1)
    }
    # A heading over several columns without words of their own is that of each of them.
    wide = _spread(sheet, first, last, within)
    for column in sorted({*top, *under, *wide}):
        own = top.get(column) or spread.get(column, "")
        if own:
            above = own
        parts = [own or above, *under.get(column, [])] if column in under else [own]
        text = " ".join(" ".join(part.split()) for part in parts if part)
        role = role_of(text)
        if role is None and column in under:
            role = role_of(under[column][-1])
        row = last if column in under else first
        yield Heading(column, text, role, row)


def _texts(sheet: Sheet, row: int, within: Area | None) -> dict[int, str]:
    return {
        column: cell.text.strip()
        for column, cell in sorted(sheet.rows.get(row, {}).items())
        if cell.text.strip() and (within is None or within.column <= column <= within.last_column)
    }


def _is_numbering(sheet: Sheet, row: int, header: _Header) -> bool:
    """Whether the row numbers the columns: `(1) (2) (3)`, `A B 1 2`."""
    cells = [cell.text.strip(" ()[]") for cell in sheet.rows.get(row, {}).values()]
    names = [h.column for h in header.headings if h.role in ("name", "members", "leader")]
    here = [sheet.text(row, column).strip(" ()[]") for column in names]
    return len(cells) > 1 and all(re.fullmatch(r"[0-9]{1,2}|[A-Za-z]|[0-9=+ ()]+", c) for c in [
        *cells, *here
    ])  # fmt: skip


def _goes_on(sheet: Sheet, before: Table, header: _Header, rows: Sequence[int]) -> bool:
    """Whether a header is that of the table above once more, with nothing new said above it."""
    if [folded(h.text) for h in before.headings] != [folded(h.text) for h in header.headings]:
        return False
    if [h.column for h in before.headings] != [h.column for h in header.headings]:
        return False
    above = max((row for row in rows if row < header.first), default=0)
    names = [h.column for h in header.headings if h.role in ("name", "members")]
    points = [h.column for h in header.headings if h.role in ("points", "leader", "cluster")]
    in_row = sheet.rows.get(above, {})
    return any(column in in_row for column in names) and (
        not points or any(column in in_row for column in points)
    )


def _side_by_side(header: _Header) -> list[tuple[Heading, ...]]:
    """The headings of each table in one row: a second name with its own number begins another.

    So does the column of another cluster.
    """
    clusters = list(
        dict.fromkeys(
            h.text
            for h in header.headings
            if h.role == "members" and cluster_number(h.text) is not None
        )
    )
    if len(clusters) > 1:
        return [tuple(h for h in header.headings if h.text == text) for text in clusters]
    starts = [index for index, heading in enumerate(header.headings) if heading.role == "position"]
    if len(starts) < 2 or sum(h.role == "name" for h in header.headings) < 2:
        return [header.headings]
    edges = [0, *starts[1:], len(header.headings)]
    return [header.headings[a:b] for a, b in pairwise(edges)]


def _titles(sheet: Sheet, part: Sequence[Heading], rows: Sequence[int], left: int) -> Iterator[str]:
    """What stands above a table; above one of several, what begins at the `left` or over it."""
    for row in rows:
        ends = {area.column: area.last_column for area in sheet.merged if area.row == row}
        for column, text in _texts(sheet, row, None).items():
            over = part and column <= part[-1].column and ends.get(column, column) >= part[0].column
            if not part or column <= left or over:
                yield " ".join(text.split())
