"""The clusters as a table, and as an appendix of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.printing.table import Column, Line, Row, Table, joined, text_of, whole_column
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.offices import id_of, listed, year_words
from vtlt_cli.units import Name, of_provinces
from vtlt_cli.wording import Lang

if TYPE_CHECKING:
    from vtlt_cli.clusters.kind import Cluster
    from vtlt_cli.reading.kinds import Dataset
    from vtlt_cli.rounds.kind import Appendix


def clusters_table(clusters: Iterable[Cluster], round_: Round, lang: Lang) -> Table:
    """The clusters with their members, in standard names."""
    vi = lang == "vi"
    return Table(
        (Line(("Danh sách các cụm kiểm tra" if vi else "Clusters") + year_words(round_, lang)),),
        (
            whole_column("Cụm" if vi else "Cluster", "number"),
            Column("Thành viên" if vi else "Members", joined("member_names")),
            Column("Cụm trưởng" if vi else "Leader", text_of("leader_name")),
        ),
        _CLUSTER_FIELDS,
        [_cluster_row(cluster, listed) for cluster in clusters],
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


# The fields that the appendix uses beside those without which there is no cluster.
USES_PRINTED = frozenset[str]()


def printed_table(
    appendix: Appendix, round_: Round, data: Dataset, heading: tuple[Line, ...], restated: bool
) -> Table:
    """The clusters as the report prints them, row by row as published, or in standard names."""
    name = listed if restated else _as_published
    return Table(
        heading,
        (
            whole_column("Stt", "number"),
            Column(_members_title(data), joined("member_names")),
            Column("Cụm trưởng", text_of("leader_name")),
        ),
        _CLUSTER_FIELDS,
        [_cluster_row(cluster, name) for cluster in data.of(CLUSTERS, round_.year)],
        number=appendix.number,
    )


def _members_title(data: Dataset) -> str:
    """The heading of the report, or one that fits a register of other units."""
    if of_provinces(data.of(PROVINCES)):
        return "Tên tỉnh, thành phố trực thuộc Trung ương"
    return "Tên đơn vị"


def _as_published(name: Name) -> str:
    """The name to the letter; an id is none, the standard name stands in its place."""
    text = name.text.strip()
    return listed(name) if text == id_of(name) else text
