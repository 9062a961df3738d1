"""clusters_YYYY.yaml: the clusters of a round, in the printed order."""

from __future__ import annotations

from dataclasses import dataclass

from vtlt_cli.reading.fields import NAME, NAMES, WHOLE, Field, Record, list_of
from vtlt_cli.reading.kinds import Kind
from vtlt_cli.units import Name, Places


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """Provinces that inspect each other; `leader` is the lead province, also one of `members`."""

    number: int
    leader: Name
    members: tuple[Name, ...]
    places: Places


CLUSTER = Record(
    "cluster",
    Cluster,
    Field(
        "number",
        WHOLE,
        ("The number of the cluster: 1, 2, 3 and on.", "Số thứ tự cụm: 1, 2, 3…"),
        required=True,
    ),
    Field(
        "leader",
        NAME,
        (
            "The lead province. It is one of the members and leads no other cluster.",
            "Cụm trưởng, là một trong các thành viên và không đồng thời là Cụm trưởng cụm khác.",
        ),
        required=True,
    ),
    Field(
        "members",
        NAMES,
        (
            "The provinces, the leader among them, as published and in the printed order."
            " A province is in one cluster of the round.",
            "Các tỉnh, thành phố trong cụm, kể cả Cụm trưởng, đúng tên và thứ tự bản in."
            " Mỗi tỉnh, thành phố thuộc một cụm của đợt kiểm tra.",
        ),
        required=True,
    ),
    once=True,
)
CLUSTERS: Kind[tuple[Cluster, ...]] = Kind(
    "clusters",
    (
        "The clusters of a round, in the printed order.",
        "Các cụm của một đợt kiểm tra, theo thứ tự bản in.",
    ),
    list_of(CLUSTER),
    (),
)
