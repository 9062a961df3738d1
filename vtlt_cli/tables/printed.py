"""The clusters, and the appendix tables of the report. An appendix is always Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from vtlt_cli.model import Name, Round
from vtlt_cli.table import Column, Row, Table, text_of
from vtlt_cli.tables.words import (
    id_of,
    joined,
    office,
    points_of,
    published_office,
    round_words,
    standard,
)
from vtlt_cli.wording import Lang, long_day

if TYPE_CHECKING:
    from vtlt_cli.model import Appendix, Cluster, Dataset, Score


def clusters_table(clusters: Iterable[Cluster], round_: Round, lang: Lang) -> Table:
    """The clusters with their members, in standard names."""
    vi = lang == "vi"
    return Table(
        (("Các cụm kiểm tra" if vi else "Clusters") + round_words(round_, lang),),
        (
            Column("Cụm" if vi else "Cluster", text_of("number"), "right"),
            Column("Thành viên" if vi else "Members", joined("member_names")),
            Column("Cụm trưởng" if vi else "Leader", text_of("leader_name")),
        ),
        _CLUSTER_FIELDS,
        [_cluster_row(cluster, standard) for cluster in clusters],
    )


_CLUSTER_FIELDS = ("number", "leader", "members", "leader_name", "member_names")


def _cluster_row(cluster: Cluster, write: Callable[[Name], str]) -> Row:
    return {
        "number": cluster.number,
        "leader": id_of(cluster.leader),
        "members": [id_of(name) for name in cluster.members],
        "leader_name": write(cluster.leader),
        "member_names": [write(name) for name in cluster.members],
    }


def _members_title(data: Dataset) -> str:
    """The heading of the report, or one that fits a register of other units."""
    kinds = {province.kind for province in data.provinces}
    if kinds <= {"tỉnh", "thành phố"}:
        return "Tên tỉnh, thành phố trực thuộc Trung ương"
    return "Tên đơn vị"


def _as_published(name: Name) -> str:
    return name.text.strip()


def appendix_table(appendix: Appendix, round_: Round, data: Dataset, restated: bool) -> Table:
    """A table of the printed report, row by row as published, or restated in standard names."""
    heading = (f"PHỤ LỤC {appendix.number}", appendix.title, *_reference(round_, restated))
    if appendix.table == "scores":
        scores: tuple[Score, ...] = data.scores.get(round_.year, ())
        write = office if restated else published_office
        rows: list[Row] = [
            {
                "position": score.position,
                "province": id_of(score.name),
                "office": write(score.name, round_),
                "score": score.value,
            }
            for score in scores
        ]
        return Table(
            heading,
            (
                Column("Stt", text_of("position"), "right"),
                Column("Tên Cơ quan", text_of("office")),
                Column("Tổng số điểm", points_of("score"), "right"),
            ),
            ("position", "province", "office", "score"),
            rows,
            number=appendix.number,
        )
    name = standard if restated else _as_published
    return Table(
        heading,
        (
            Column("Stt", text_of("number"), "right"),
            Column(_members_title(data), joined("member_names")),
            Column("Cụm trưởng", text_of("leader_name")),
        ),
        _CLUSTER_FIELDS,
        [_cluster_row(cluster, name) for cluster in data.clusters.get(round_.year, ())],
        number=appendix.number,
    )


def _reference(round_: Round, restated: bool) -> list[str]:
    """The line in brackets that ties an appendix to its report."""
    report = round_.documents.get("report")
    if report is None:
        return []
    of = f" của {report.issuer}" if report.issuer else ""
    when = long_day(report.date)
    if restated:
        return [f"(Lập lại từ số liệu Báo cáo số {report.number} {when}{of})"]
    return [f"(Kèm theo Báo cáo số: {report.number} {when}{of})"]
