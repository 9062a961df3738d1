"""A change to the clusters of a round as people write it, and the clusters and their file after it.

`16:Trà Vinh=Lai Châu` writes a unit in the place of a member, `6:leader=Sơn La` names another
leader, `6:Hà Tây=-` strikes a member out, and `1:+=Quảng Bình` adds one. Which table is meant may
stand in front, as printed: `Cụm 16:…`, `Phụ lục 2/16:…`. The same form names a row of scores:
`1/27:Trà Vinh=-`.

What is wrong with a change is a `Refusal` in both languages that says nothing of where the change
was written: the option that it was given to, or the rule on the file that holds it, says that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from vtlt_cli.checking.mend import line_starts, quoted, written_at
from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.diagnostics import Edit, Refusal, Source, Span
from vtlt_cli.names import Register, When, bare, tidy
from vtlt_cli.rounds.kind import Round, days_of
from vtlt_cli.rounds.taking_part import follows, may_take_part
from vtlt_cli.units import Name, Province
from vtlt_cli.wording import day, listing, unit

# What is written where nothing should stand, and for a place behind the members.
STRIKE = "-"
ADDED = "+"

Role = Literal["member", "leader"]

_FORM = re.compile(
    r"(?:(?:(?:ph[uụ] l[uụ]c|appendix) )?([0-9]{1,9}|[IVXLC]{1,9}|clusters|scores) ?/ ?)?"
    r"(?:(c[uụ]m|cluster|stt|row) )?([0-9]{1,9}) ?:(.+?)=(.+)",
    re.IGNORECASE,
)
_LEADER = frozenset({"leader", "cum truong"})
_TABLES = {"cum": "clusters", "cluster": "clusters", "stt": "scores", "row": "scores"}


class Change(NamedTuple):
    """One change as it was written.

    `table` is the one named in front (`2`, `scores`), `kind` the one that the word before the
    number speaks of, both "" where nothing does. `what` is the name at the place or `+`, and `to`
    the name that should stand there or `-`.
    """

    table: str
    kind: str
    number: int
    what: str
    to: str

    @property
    def of_leader(self) -> bool:
        return bare(self.what) in _LEADER


def read_change(text: str) -> Change:
    """What was written; raises Refusal where it has not the form of a change."""
    match = _FORM.fullmatch(tidy(text))
    groups = [group.strip() if group else "" for group in match.groups()] if match else []
    if not groups or groups[3:] == [ADDED, STRIKE]:
        raise Refusal(
            "it is not of the form CLUSTER:NAME=NAME, such as 16:Trà Vinh=Lai Châu, or "
            "CLUSTER:+=NAME",
            "phải ghi theo dạng CỤM:TÊN=TÊN, ví dụ 16:Trà Vinh=Lai Châu, hoặc CỤM:+=TÊN",
        )
    table, kind, number, what, to = groups
    return Change(table.lower(), _TABLES.get(bare(kind), ""), int(number), what, to)


class Cell(NamedTuple):
    """A place in a cluster: of its leader, of a member, or a `new` one behind its members."""

    cluster: Cluster
    role: Role
    name: Name
    new: bool = False


class Placed(NamedTuple):
    """What should stand in a cell: this text, which means that unit; nothing where it is None."""

    cell: Cell
    text: str | None
    standing: Province | None = None


def placed(
    change: Change, clusters: Sequence[Cluster], register: Register, round_: Round
) -> Placed:
    """The change at its place; raises Refusal where it does not fit these clusters."""
    if change.table not in ("", "clusters") or change.kind == "scores":
        raise Refusal(
            "only a change to the clusters is meant here",
            "tại đây chỉ nhận thay đổi đối với các cụm",
        )
    cells = meant_cells(change, clusters, register, round_)
    cell = one_cell(change, cells)
    if change.to == STRIKE:
        if cell.role == "leader":
            raise Refusal(
                "only a member of a cluster can be struck out",
                "chỉ được bỏ tên thành viên của cụm",
            )
        return Placed(cell, None)
    standing = unit_named(change.to, register, round_)
    return Placed(cell, name_of(standing, register, round_), standing)


def cells_of(cluster: Cluster) -> list[Cell]:
    """The cells of a cluster in the order of print: the members, then the leader."""
    members = [Cell(cluster, "member", name) for name in cluster.members]
    return [*members, Cell(cluster, "leader", cluster.leader)]


def new_cell(cluster: Cluster) -> Cell | None:
    """Where a unit is added: behind the last of the members; None where there is none."""
    if not cluster.members:
        return None
    last = cluster.members[-1].span
    end = Span(last.path, last.end_line, last.end_column, last.end_line, last.end_column)
    return Cell(cluster, "member", Name("", None, (), end), new=True)


def meant_cells(
    change: Change, clusters: Sequence[Cluster], register: Register, round_: Round
) -> list[Cell]:
    """The cells that a change may mean: several where two clusters have its number, or one cluster
    has the name twice. Raises Refusal where there is none.
    """
    there = [cluster for cluster in clusters if cluster.number == change.number]
    if not there:
        known = ", ".join(dict.fromkeys(str(cluster.number) for cluster in clusters))
        raise Refusal(
            f"there is no cluster {change.number}; there are: {known}",
            f"không có Cụm {change.number}; hiện có: {known}",
        )
    if change.what == ADDED:
        added = [cell for cluster in there if (cell := new_cell(cluster)) is not None]
        if not added:
            raise Refusal(
                f"cluster {change.number} has no members yet to add one to",
                f"Cụm {change.number} chưa có danh sách thành viên để bổ sung",
            )
        return added
    if change.of_leader:
        return [Cell(cluster, "leader", cluster.leader) for cluster in there]
    members = [cell for cluster in there for cell in cells_of(cluster) if cell.role == "member"]
    names = meant_names(change.what, [cell.name for cell in members], register, round_)
    if not names:
        english = ", ".join(tidy(cell.name.text) for cell in members)
        vietnamese = listing((tidy(cell.name.text) for cell in members), "vi")
        raise Refusal(
            f"{change.what} is not in cluster {change.number}, which has: {english}",
            f"Cụm {change.number} không có {change.what}; hiện có: {vietnamese}",
        )
    spans = {name.span for name in names}
    return [cell for cell in members if cell.name.span in spans]


def meant_names(what: str, names: Sequence[Name], register: Register, round_: Round) -> list[Name]:
    """Those of these names that are meant: spelt so, else of the same unit, else spelt alike."""
    spelt = [name for name in names if bare(tidy(name.text)) == bare(what)]
    exact = [name for name in spelt if tidy(name.text) == what]
    meant = register.resolve(what, days_of(round_)).province
    same = [name for name in names if meant is not None and name.province is meant]
    return exact or same or spelt


def one_cell(change: Change, cells: Sequence[Cell]) -> Cell:
    """The last of the cells that are meant; raises Refusal where they are of several clusters."""
    if len({cell.cluster.leader.span for cell in cells}) > 1:
        raise Refusal(
            f"there is more than one cluster {change.number}; edit "
            f"{cells[0].cluster.leader.span.path}",
            f"có từ hai Cụm {change.number} trở lên; đề nghị sửa tệp "
            f"{cells[0].cluster.leader.span.path}",
        )
    return cells[-1]


def unit_named(written: str, register: Register, round_: Round) -> Province:
    """The unit that should stand somewhere: named beyond doubt, and one that takes part.

    Raises Refusal for any other.
    """
    found = register.resolve(written, days_of(round_))
    start = round_.window[0] if round_.window else None
    if "kind" in found.hows and start is not None:
        # thành phố Quảng Ninh is right for an inspection that begins after it became one.
        later = register.resolve(written, When(start, start))
        if later.province and follows(later.province, found.province, register.provinces):
            found = later
    province = found.province
    if province is None or "near" in found.hows:
        units = (province,) if province else found.candidates
        near = ", ".join(u.name for u in units or register.suggest(written, days_of(round_)))
        raise Refusal(
            f"no unit is named {written!r}" + (f"; nearest: {near}" if near else ""),
            f"danh mục không có đơn vị nào tên “{written}”"
            + (f"; tên gần nhất: {near}" if near else ""),
        )
    if not may_take_part(province, round_, register.provinces):
        first, last = province.first_day, province.last_day
        english = (f" from {first}" if first else "") + (f" until {last}" if last else "")
        vietnamese = (f" từ ngày {day(first, 'vi')}" if first else "") + (
            f" đến hết ngày {day(last, 'vi')}" if last else ""
        )
        raise Refusal(
            f"{province.name} is in being only{english}, and so does not take part in the round",
            f"{unit(province, 'vi')} chỉ có trong danh mục{vietnamese} "
            "nên không tham gia đợt kiểm tra",
        )
    return province


def name_of(standing: Province, register: Register, round_: Round) -> str:
    """The name of a unit, or its id where the name leads to another."""
    leads = register.resolve(standing.name, days_of(round_)).province is standing
    return standing.name if leads else standing.id


def changed_clusters(clusters: Iterable[Cluster], changes: Sequence[Placed]) -> tuple[Cluster, ...]:
    """The clusters after these changes, each name with the place that it was read at."""
    written = {change.cell.name.span: change for change in changes if not change.cell.new}
    added: dict[Span, list[Name]] = {}
    for change in changes:
        if change.cell.new:
            added.setdefault(change.cell.cluster.leader.span, []).append(_name(change))
    changed = []
    for cluster in clusters:
        members = [_after(name, written) for name in cluster.members]
        members += added.get(cluster.leader.span, [])
        leader = _after(cluster.leader, written) or cluster.leader
        left = tuple(name for name in members if name is not None)
        changed.append(replace(cluster, leader=leader, members=left))
    return tuple(changed)


def _after(name: Name, written: dict[Span, Placed]) -> Name | None:
    change = written.get(name.span)
    if change is None:
        return name
    return None if change.text is None else _name(change)


def _name(change: Placed) -> Name:
    return Name(change.text or "", change.standing, (), change.cell.name.span)


# The file.


def cluster_edits(source: Source, changes: Sequence[Placed]) -> list[Edit]:
    """What is to be edited in a clusters file, so that it reads as after these changes."""
    edits: list[Edit] = []
    added: dict[Span, tuple[Cluster, list[str]]] = {}
    struck = {change.cell.name.span for change in changes if change.text is None}
    for change in changes:
        cell, text = change.cell, change.text
        if text is None:
            edits.append(_struck(source, cell, struck))
        elif cell.new:
            added.setdefault(cell.name.span, (cell.cluster, []))[1].append(text)
        else:
            edits.append(written_at(source, cell.name.span, text))
    return edits + [_added(source, cluster, names) for cluster, names in added.values()]


def _added(source: Source, cluster: Cluster, names: Sequence[str]) -> Edit:
    """Names put behind the last member, the way the list is written."""
    last = _with_quotes(source, cluster.members[-1].span)
    written = [quoted(source, name) for name in names]
    line = _line(source, last.end_line)
    before, after = line[: last.column - 1], line[last.end_column - 1 :]
    if not _is_alone(before, after):
        end = Span(last.path, last.end_line, last.end_column, last.end_line, last.end_column)
        return Edit(end, "", "".join(f", {name}" for name in written))
    newline = "\r\n" if "\r\n" in source.text else "\n"
    if last.line < len(line_starts(source.text)):
        below = Span(last.path, last.line + 1, 1, last.line + 1, 1)
        return Edit(below, "", "".join(before + name + newline for name in written))
    end = Span(last.path, last.line, len(line) + 1, last.line, len(line) + 1)
    return Edit(end, "", "".join(newline + before + name for name in written))


def _is_alone(before: str, after: str) -> bool:
    """Whether a member has a line of its own in a list of dashes."""
    return before.strip() == "-" and not after.strip().partition("#")[0]


def _struck(source: Source, cell: Cell, struck: Collection[Span]) -> Edit:
    """The removal of a name from a list of members, with what parts it from the next."""
    members = cell.cluster.members
    index = next(i for i, name in enumerate(members) if name.span == cell.name.span)
    span = _with_quotes(source, cell.name.span)
    line = _line(source, span.line)
    starts = line_starts(source.text)
    before, after = line[: span.column - 1], line[span.end_column - 1 :]
    if _is_alone(before, after) and span.line == span.end_line and span.line < len(starts):
        # An entry of a line of its own goes with the comment on it.
        cut = Span(span.path, span.line, 1, span.line + 1, 1)
    elif any(name.span not in struck for name in members[:index]):
        last = _with_quotes(source, members[index - 1].span)
        cut = Span(span.path, last.end_line, last.end_column, span.end_line, span.end_column)
    elif index + 1 < len(members):
        # Nothing is left before it: what parts it from the next goes.
        following = _with_quotes(source, members[index + 1].span)
        cut = Span(span.path, span.line, span.column, following.line, following.column)
    else:
        cut = span
    begin = starts[cut.line - 1] + cut.column - 1
    end = starts[cut.end_line - 1] + cut.end_column - 1
    return Edit(cut, source.text[begin:end], "")


def _with_quotes(source: Source, span: Span) -> Span:
    """The place of a name with the quotes around it."""
    before = _line(source, span.line)[: span.column - 1][-1:]
    after = _line(source, span.end_line)[span.end_column - 1 :][:1]
    if before and before == after and before in "'\"":
        return span._replace(column=span.column - 1, end_column=span.end_column + 1)
    return span


def _line(source: Source, number: int) -> str:
    """A line of the file without its end."""
    starts = line_starts(source.text)
    end = starts[number] if number < len(starts) else None
    return source.text[starts[number - 1] : end].rstrip("\r\n")
