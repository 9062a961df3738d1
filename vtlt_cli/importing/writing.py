"""What was taken in -> the bytes of its data file, and whether they read as it was meant."""

from __future__ import annotations

from collections.abc import Sequence

from vtlt_cli.checking.mend import scalar
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.importing.clusters import ClusterRow
from vtlt_cli.importing.numbers import as_written
from vtlt_cli.importing.scores import ScoreRow
from vtlt_cli.importing.units import UnitRow
from vtlt_cli.printing.render import FORMATS, View, rendered
from vtlt_cli.printing.table import Table
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.scores.kind import SCORES


def scores_file(rows: Sequence[ScoreRow]) -> bytes:
    """scores_YYYY.csv."""
    fields = (
        ("position", "province", "score") if rows[0].position is not None else ("province", "score")
    )
    records = [
        {"position": row.position, "province": row.name, "score": as_written(row.value)}
        for row in rows
    ]
    text = rendered(FORMATS["csv"], [Table((), (), fields, records)], View())
    assert isinstance(text, str)
    return text.encode()


def clusters_file(rows: Sequence[ClusterRow]) -> bytes:
    """clusters_YYYY.yaml."""
    return "\n".join(
        f"- number: {row.number}\n  leader: {scalar(row.leader)}\n  members: ["
        + ", ".join(scalar(member, in_brackets=True) for member in row.members)
        + "]\n"
        for row in rows
    ).encode()


def provinces_file(rows: Sequence[UnitRow]) -> bytes:
    """provinces.yaml."""
    return "\n".join(
        f"- id: {row.id}\n  name: {scalar(row.name)}\n  kind: {scalar(row.kind)}\n"
        + (f'  code: "{row.code}"\n' if row.code else "")
        + (f"  region: {scalar(row.region)}\n" if row.region else "")
        for row in rows
    ).encode()


def read_back(data: Dataset, address: Address) -> tuple[object, ...]:
    """The records of a data file that was read, as `Made.meant` has them."""
    if address.kind == "scores":
        return tuple((one.name.text, one.value) for one in data.of(SCORES, address.year))
    if address.kind == "clusters":
        return tuple(
            ClusterRow(one.number, one.leader.text, tuple(name.text for name in one.members))
            for one in data.of(CLUSTERS, address.year)
        )
    return tuple(
        UnitRow(
            one.id,
            one.name,
            one.kind,
            one.code or "",
            next((region.name for region in one.regions), ""),
        )
        for one in data.of(PROVINCES)
    )
