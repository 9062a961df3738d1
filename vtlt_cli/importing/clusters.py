"""A cluster table -> the clusters of clusters_YYYY.yaml, whichever way an office lays it out.

A row a cluster, its members parted by commas or in columns; a row a member, with the cluster in a
column; rows `Cụm 1` above the members of each, or such words above a table or a column of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vtlt_cli.importing.find import Heading, Table
from vtlt_cli.importing.headings import Role, cluster_named, cluster_number, folded
from vtlt_cli.importing.names import Names, names_of
from vtlt_cli.importing.rows import WHY, is_remark, kind_of_row, name_cell
from vtlt_cli.importing.scores import best_names
from vtlt_cli.importing.step import Refused
from vtlt_cli.importing.taken import Taking, span_of
from vtlt_cli.names import bare
from vtlt_cli.workbooks import Cell, place_of

_PARTED = r"\s*[,;\n]\s*"
_LEADS = r"[\s,;:-]*[(\[]?\s*(?:là\s+)?(?:cụm trưởng|trưởng cụm)\s*[)\]]?\s*$"
# A star marks the leader only where the table says so.
_STAR = r"|\s*\(?\s*\*+\s*\)?\s*$"
_STAR_SAID = r"\*+\s*\)?\s*[:=–-]?\s*(?:la |lam |don vi )*(?:cum truong|truong cum)"
_MARKS = frozenset(("x", "v", "✓", "✔", "√", "1", "true", "co", "cum truong", "truong cum"))


class ClusterRow(NamedTuple):
    """A cluster as it is written."""

    number: int
    leader: str
    members: tuple[str, ...]


@dataclass
class _Making:
    """A cluster whose rows are being read."""

    number: int
    row: int
    leaders: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)


def has_group_rows(taking: Taking) -> bool:
    """Whether rows of the table head clusters, or the words above it do: `Cụm 1`."""
    # Before the words may stand the number of the row; a column of clusters heads nothing.
    columns = [heading.column for heading in taking.table.of("cluster")]
    # A register may say in its title of which cluster its units are.
    is_register = taking.table.of("code") or taking.table.of("kind")
    if taking.table.cluster is not None and not columns and not is_register:
        return True
    return any(
        cluster_number(cell.text) is not None
        for row in taking.table.rows
        for cell in taking.table.cells(row)[:2]
        if cell.column not in columns
    )


def cluster_rows(taking: Taking) -> list[ClusterRow]:
    """The clusters; raises Refused where one has no leader, or cannot be read."""
    table = taking.table
    columns = table.of("members") or ([best_names(taking)] if table.of("name") else [])
    if not columns:
        raise taking.refuse(
            table.area.place,
            ("no column of members", "không có cột đơn vị thành viên"),
        )
    leader = next(iter(table.of("leader")), None)
    used = [h.column for h in (*columns, leader, *table.of("cluster"), *table.of("position")) if h]
    # A remark may name the leader.
    used += [h.column for h in table.of("note")]
    taking.refuse_struck(used)
    cells = [cell for row in table.rows for cell in _called(taking, row, columns)]
    taking.refuse_odd_names(cells)
    pieces = [
        cell._replace(text=text) for cell in cells for text in re.split(_PARTED, cell.text) if text
    ]
    names = names_of(pieces, taking.register)
    taking.tell_names(names, pieces)
    mark = _mark_of(table)
    several = any(len(_pieces(taking, cell, names, mark)) > 1 for cell in cells)
    together = several or len(columns) > 1
    if leader is not None and not has_group_rows(taking):
        # A cluster of one member in a row of its own, with its leader beside it.
        rows = [row for row in table.rows if name_cell(table, row, columns[0].column)]
        together = together or all(name_cell(table, row, leader.column) for row in rows)
    found = (
        _rows_of_clusters(taking, columns, leader, names, mark)
        if together
        else _rows_of_members(taking, columns[0], leader, names, mark)
    )
    made = _checked(taking, found, columns[0])
    taking.tell_columns(used, [row for row in table.rows if _called(taking, row, columns)])
    return _with_leaders(taking, made, columns[0])


def _called(taking: Taking, row: int, columns: Sequence[Heading]) -> list[Cell]:
    """The cells of a row in which members stand."""
    found = [name_cell(taking.table, row, heading.column) for heading in columns]
    return [cell for cell in found if cell is not None]


class _Piece(NamedTuple):
    """One member of a text that may name several, and whether the text says that it leads."""

    name: str
    leads: bool


def _pieces(taking: Taking, cell: Cell, names: Names, mark: str) -> list[_Piece]:
    """The members that a cell names: `Sơn La (Cụm trưởng), Hòa Bình`."""
    whole = taking.register.resolve(names.text(cell))
    # A name over two lines is one.
    is_one = whole.province is not None and "near" not in whole.hows
    texts = [cell.text] if is_one else re.split(_PARTED, cell.text.strip(" .;,"))
    found: list[_Piece] = []
    for text in texts:
        piece = names.text(cell._replace(text=text))
        name = re.sub(mark, "", piece, flags=re.IGNORECASE).strip()
        if name:
            found.append(_Piece(name, name != piece))
        elif piece and found:
            # What leads may stand behind a comma of its own: `Sơn La, Cụm trưởng`.
            found[-1] = found[-1]._replace(leads=True)
    return found


def _mark_of(table: Table) -> str:
    """What marks the leader behind its name; a star does where a remark says so."""
    texts = [*table.titles, *(cell.text for row in table.rows for cell in table.cells(row))]
    starred = any(re.search(_STAR_SAID, bare(text)) for text in texts if "*" in text)
    return _LEADS + _STAR if starred else _LEADS


def _number(taking: Taking, row: int, otherwise: int) -> int:
    """The number of the cluster in a row of its own."""
    roles: tuple[Role, ...] = ("cluster", "position")
    for role in roles:
        for heading in taking.table.of(role):
            number = _written_number(taking.table.sheet.text(row, heading.column))
            if number is not None:
                return number
    return otherwise


def _written_number(text: str) -> int | None:
    """A number in a column of numbers of clusters: `Cụm 1`, `1`, `01.`, `IV`."""
    text = text.strip()
    if re.fullmatch(r"0*[1-9][0-9]{0,3}\.?", text):
        return int(text.strip("."))
    return cluster_number(text if cluster_number(text) is not None else f"Cụm {text}")


def _rows_of_clusters(
    taking: Taking, columns: Sequence[Heading], leader: Heading | None, names: Names, mark: str
) -> list[_Making]:
    found: list[_Making] = []
    torn = False
    for row in taking.table.rows:
        called = _called(taking, row, columns)
        led = name_cell(taking.table, row, leader.column) if leader is not None else None
        if called and (led is not None or leader is None):
            if leader is None and _is_left(taking, row, called[0], names):
                _leave(taking, row, taking.table.cells(row), names)
                continue
            made = _Making(_number(taking, row, len(found) + 1), row)
            for cell in called:
                for piece in _pieces(taking, cell, names, mark):
                    made.members.append(piece.name)
                    made.leaders += [piece.name] if piece.leads else []
            made.leaders += [names.text(led)] if led is not None else []
            found.append(made)
            continue
        one = next(iter(called), led)
        if one is not None and not _is_left(taking, row, one, names):
            torn = True
            taking.refuse(
                one.place,
                (
                    "members without a leader beside them, or a leader without members",
                    "đơn vị thành viên không có Cụm trưởng cùng dòng, hoặc ngược lại",
                ),
                names.text(one),
            )
        elif taking.table.cells(row):
            _leave(taking, row, taking.table.cells(row), names)
    if torn:
        raise Refused
    return found


def _is_left(taking: Taking, row: int, cell: Cell, names: Names) -> bool:
    """Whether a row in which only that stands is none of a cluster."""
    text = names.text(cell)
    if _is_other(taking, text):
        return True
    return not (
        _number(taking, row, 0)
        or taking.register.resolve(text).province
        or re.search(_PARTED, cell.text.strip())
    )


def _rows_of_members(
    taking: Taking, column: Heading, leader: Heading | None, names: Names, mark: str
) -> list[_Making]:
    table, found = taking.table, []
    clusters = table.of("cluster")
    last = _last_sure(taking, column, names, mark)
    now: _Making | None = None
    if table.cluster is not None and not clusters:
        # What stands above the first row that heads a cluster is of the one that the title names.
        own = [title for title in table.titles if cluster_named(title) == table.cluster]
        now = _Making(table.cluster, table.first, _named_leader(" ".join(own)))
        found.append(now)
    before = 0
    for row in table.rows:
        cells = table.cells(row)
        if not cells:
            continue
        headed = next((n for c in cells if (n := cluster_number(c.text)) is not None), None)
        called = name_cell(table, row, column.column)
        in_column = [c for c in cells if clusters and c.column == clusters[0].column]
        if headed is not None and not in_column:
            now = _Making(headed, row, _named_leader(" ".join(names.text(c) for c in cells)))
            found.append(now)
            continue
        if in_column:
            number = _written_number(in_column[0].text)
            if number is None and called is None and _is_other(taking, in_column[0].text):
                _leave(taking, row, cells, names)
                continue
            if number is None:
                raise taking.refuse(
                    in_column[0].place,
                    ("no number of a cluster", "không phải số thứ tự của Cụm"),
                    in_column[0].text,
                )
            if now is None or number != now.number:
                now = _Making(number, row)
                found.append(now)
        text = names.text(called) if called is not None else ""
        pieces = _pieces(taking, called, names, mark) if called is not None else []
        name, leads = pieces[0] if pieces else _Piece("", False)
        # What follows a member without a gap is one too, though nobody knows its name.
        follows = row <= last or bool(in_column) or row == before + 1
        if not name or _is_other(taking, name) or not follows:
            _leave(taking, row, cells, names)
            continue
        if now is None:
            raise taking.refuse(
                place_of(row, column.column),
                ("a member before any cluster", "đơn vị đứng trước tên cụm"),
                text,
            )
        now.members.append(name)
        before = row
        if leads:
            now.leaders.append(name)
        else:
            now.leaders += _leads(taking, row, name, leader, names)
    return [one for one in found if one.members or one.row != table.first]


def _last_sure(taking: Taking, column: Heading, names: Names, mark: str) -> int:
    """The last row that is surely one of a member: what stands before it is one too."""
    table, last, named = taking.table, 0, 0
    for row in table.rows:
        cell = name_cell(table, row, column.column)
        text = re.sub(mark, "", names.text(cell), flags=re.IGNORECASE) if cell else ""
        numbered = any(table.sheet.text(row, h.column).strip() for h in table.of("position"))
        named = row if text else named
        if text and (numbered or taking.register.resolve(text).province is not None):
            last = row
    # Of units that the register does not know, all names may be meant.
    return last or named


def _is_other(taking: Taking, text: str) -> bool:
    """Whether a text among members is a total or a remark."""
    if taking.register.resolve(text).province is not None:
        return False
    return is_remark(text) or taking.register.no_office(text) is not None


def _named_leader(text: str) -> list[str]:
    """The leader that the heading of a cluster names: `Cụm 1 (Cụm trưởng: Bắc Ninh)`."""
    found = re.search(r"(?i)(?:cụm trưởng|trưởng cụm)\s*[:–-]?\s*([^();,.]+)", text)
    return [found[1].strip()] if found and found[1].strip() else []


def _leads(taking: Taking, row: int, name: str, leader: Heading | None, names: Names) -> list[str]:
    """The leader that a row names: the member by a mark or remark, or who is in the column."""
    if leader is not None:
        cell = taking.table.sheet.cell(row, leader.column)
        text = names.text(cell) if cell is not None else ""
        marked = bare(text).strip(". ") in _MARKS or bare(text) == bare(name)
        return [] if not text else [name] if marked else [text]
    remarks = [folded(names.text(cell)) for cell in taking.table.cells(row)]
    return [name] if {"cum truong", "truong cum"} & set(remarks) else []


def _leave(taking: Taking, row: int, cells: list[Cell], names: Names) -> None:
    words = " ".join(names.text(cell) for cell in cells)
    kind = kind_of_row(taking.table, row, None, False, names, taking.register)
    why = WHY.get(kind, WHY["remark"])
    taking.tell("left-out", place_of(row, taking.table.area.column), why, words)


def _checked(taking: Taking, found: list[_Making], column: Heading) -> list[ClusterRow]:
    """The clusters, each with its one leader; raises Refused where that cannot be said."""
    made: list[ClusterRow] = []
    bad = not found
    if not found:
        taking.refuse(taking.table.area.place, ("no cluster was found", "không tìm thấy cụm nào"))
    for one in found:
        leaders = list(dict.fromkeys(one.leaders))
        if len(leaders) == 1 and one.members:
            made.append(ClusterRow(one.number, leaders[0], tuple(one.members)))
            continue
        bad = True
        place = place_of(one.row, column.column)
        if not one.members:
            reason = ("the cluster has no members", "cụm không có đơn vị thành viên")
        elif leaders:
            reason = ("the cluster has two leaders", "cụm có hai Cụm trưởng")
        else:
            reason = (
                "which member leads the cluster is not said: mark it in a column “Cụm trưởng”",
                "chưa rõ Cụm trưởng: đề nghị đánh dấu trong cột “Cụm trưởng”",
            )
        taking.refuse(place, reason, f"Cụm {one.number}", ", ".join(leaders))
    if bad:
        raise Refused
    return made


def _with_leaders(taking: Taking, made: list[ClusterRow], column: Heading) -> list[ClusterRow]:
    """The clusters with their leaders among the members, where the table sets them all apart."""

    def key(text: str) -> object:
        return taking.register.resolve(text).province or bare(text)

    if any(key(one.leader) in map(key, one.members) for one in made):
        return made
    cells = [
        cell
        for row in taking.table.rows
        if (cell := taking.table.sheet.cell(row, column.column)) is not None
    ]
    taking.tell(
        "changed",
        span_of(cells),
        (
            "the leaders stand apart from the members in this table: each was put first among them",
            "bảng ghi riêng Cụm trưởng: đã đưa Cụm trưởng vào đầu danh sách thành viên của cụm",
        ),
    )
    return [one._replace(members=(one.leader, *one.members)) for one in made]
