"""The sums of many units beside each other: by area, and by criterion (the Bảng tổng hợp điểm)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from vtlt_cli.clusters.members import cluster_of
from vtlt_cli.criteria.kind import Scale
from vtlt_cli.criteria.scale import class_of, classes_of, lines
from vtlt_cli.printing.table import Column, Line, Row, Table, points_column, text_of, whole_column
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.reading.numbers import Number, exact_sum
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.offices import round_words
from vtlt_cli.sheets.kind import Sheet, sheets_of
from vtlt_cli.sheets.tables import NO_SUM
from vtlt_cli.units import Province, listed_name
from vtlt_cli.wording import Lang, points

# So many units stand side by side on a page.
MOST_UNITS = 6


class Member(NamedTuple):
    """A unit of the round, the number of its cluster (None where it is in none), and its sheet."""

    cluster: int | None
    unit: Province
    sheet: Sheet | None


def members_of(data: Dataset, year: int) -> list[Member]:
    """The units of the round in the order of clusters and members, then others with a sheet."""
    sheets = sheets_of(data, year)
    clusters = cluster_of(data, year)
    found = [
        Member(cluster.number, unit, sheets.get(unit.id)) for unit, cluster in clusters.items()
    ]
    known = {member.unit.id for member in found}
    return found + [
        Member(None, unit, sheets[unit.id])
        for unit in data.of(PROVINCES)
        if unit.id in sheets and unit.id not in known
    ]


def areas_table(members: Iterable[Member], scale: Scale, round_: Round, lang: Lang) -> Table:
    """The sums of each unit by area."""
    vi = lang == "vi"
    rows = [
        {
            "cluster": member.cluster,
            "province": member.unit.id,
            "name": member.unit.name,
            "listed": listed_name(member.unit),
            "area": area.code,
            "title": area.title,
            "self": _sum_of(member.sheet.self_.areas, number) if member.sheet else None,
            "agreed": _sum_of(member.sheet.agreed.areas, number) if member.sheet else None,
        }
        for member in members
        for number, area in enumerate(scale.areas)
    ]
    title = "Tổng số điểm theo nội dung" if vi else "Totals by area"
    return Table(
        (Line(title + round_words(round_, lang)),),
        (
            whole_column("Cụm" if vi else "Cluster", "cluster"),
            Column("Đơn vị" if vi else "Unit", text_of("listed"), "left", "name"),
            Column("Nội dung" if vi else "Area", _area, "left", "title"),
            sum_column("Tự chấm" if vi else "Own", "self"),
            sum_column("Thống nhất" if vi else "Agreed", "agreed"),
        ),
        ("cluster", "province", "name", "area", "title", "self", "agreed"),
        rows,
        section="province",
    )


def _area(row: Row) -> str:
    return f"{row['area']}. {row['title']}"


def _sum_of(sums: Sequence[Number | None], number: int) -> Number | None:
    return sums[number] if number < len(sums) else None


def sum_column(title: str, field: str) -> Column:
    """A column of sums; one that cannot be worked out yet is `…`, which is not 0."""
    column = points_column(title, field)
    return column._replace(show=lambda row: column.show(row) or NO_SUM)


Points = Callable[[Member], Mapping[str, Number | None]]


def criteria_rows(members: Iterable[Member], scale: Scale, points_by: Points) -> Table:
    """The agreed points of each unit by criterion, a row for each: for machines."""
    rows = []
    for member in members:
        found = points_by(member)
        rows += [
            {
                "cluster": member.cluster,
                "province": member.unit.id,
                "name": member.unit.name,
                "listed": listed_name(member.unit),
                "area": area.code,
                "criterion": criterion.code,
                "text": criterion.text,
                "agreed": found.get(criterion.code),
            }
            for _number, area, criterion, whole in lines(scale)
            if whole is not None or not criterion.parts
        ]
    fields = ("cluster", "province", "name", "area", "criterion", "text", "agreed")
    return Table((), (), fields, rows)


def criteria_tables(
    members: Sequence[Member], scale: Scale, points_by: Points, round_: Round, lang: Lang
) -> Iterator[Table]:
    """The agreed points of each cluster, criteria down and units across, a page's width a table.

    The units of a cluster that do not fit on one page are shared out evenly.
    """
    by_cluster: dict[int | None, list[Member]] = {}
    for member in members:
        by_cluster.setdefault(member.cluster, []).append(member)
    for cluster, found in by_cluster.items():
        pages = -(-len(found) // MOST_UNITS)
        size = -(-len(found) // pages)
        for start in range(0, len(found), size):
            yield _criteria_table(
                found[start : start + size],
                scale,
                points_by,
                _criteria_heading(cluster, start // size + 1, pages, round_, lang),
                lang,
            )


def _criteria_heading(
    cluster: int | None, page: int, pages: int, round_: Round, lang: Lang
) -> tuple[Line, ...]:
    vi = lang == "vi"
    title = f"Bảng tổng hợp điểm năm {round_.year}"
    of = f"Cụm {cluster}" if vi else f"Cluster {cluster}"
    if cluster is None:
        of = "Đơn vị chưa thuộc cụm nào" if vi else "Units in no cluster"
    part = f" (bảng {page}/{pages})" if vi else f" (table {page} of {pages})"
    return (
        Line(title if vi else f"Points by criterion, round {round_.year}"),
        Line(of + (part if pages > 1 else ""), "note"),
    )


def _criteria_table(
    members: Sequence[Member],
    scale: Scale,
    points_by: Points,
    heading: tuple[Line, ...],
    lang: Lang,
) -> Table:
    vi = lang == "vi"
    ids = [member.unit.id for member in members]
    entered = {member.unit.id: points_by(member) for member in members}
    sheets = {member.unit.id: member.sheet for member in members}
    rows: list[Row] = []

    def add(code: str, text: str, values: Mapping[str, str]) -> None:
        rows.append({"criterion": code, "text": text, **values})

    last = -1
    for number, area, criterion, whole in lines(scale):
        if number != last:
            last = number
            sums = {id_: _shown_sum(sheets[id_], number) for id_ in ids}
            add(area.code, area.title.upper(), sums)
        if criterion.parts and whole is None:
            parts = {id_: [entered[id_].get(part.code) for part in criterion.parts] for id_ in ids}
            add(criterion.code, criterion.text, {id_: _shown(_sum(parts[id_])) for id_ in ids})
        else:
            given = {id_: entered[id_].get(criterion.code) for id_ in ids}
            add(criterion.code, criterion.text, {id_: _shown(given[id_]) for id_ in ids})
    add("", "TỔNG CỘNG" if vi else "TOTAL", {id_: _shown_sum(sheets[id_], None) for id_ in ids})
    if classes_of(scale):
        add("", "Xếp loại" if vi else "Class", {id_: _class(sheets[id_], scale) for id_ in ids})
    return Table(
        heading,
        (
            Column("TT" if vi else "No.", text_of("criterion"), "left", "criterion"),
            Column("Nội dung, chỉ tiêu" if vi else "Criterion", text_of("text"), "left", "text"),
            *(
                Column(member.unit.name, text_of(member.unit.id), "right", member.unit.id)
                for member in members
            ),
        ),
        ("criterion", "text", *ids),
        rows,
    )


def _sum(found: Sequence[Number | None]) -> Number | None:
    whole = [number for number in found if number is not None]
    return exact_sum(whole) if len(whole) == len(found) else None


def _shown(value: Number | None) -> str:
    return NO_SUM if value is None else points(value)


def _shown_sum(sheet: Sheet | None, area: int | None) -> str:
    """The agreed sum of an area, or of all without one."""
    if sheet is None:
        return NO_SUM
    return _shown(sheet.agreed.total if area is None else _sum_of(sheet.agreed.areas, area))


def _class(sheet: Sheet | None, scale: Scale) -> str:
    total = sheet.agreed.total if sheet else None
    found = class_of(classes_of(scale), total) if total is not None else None
    return found.name if found else NO_SUM
