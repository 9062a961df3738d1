"""Accepted proposals -> the clusters file with them in place."""

from __future__ import annotations

from vtlt_cli.checking.mend import encoded, rewritten
from vtlt_cli.clusters.changes import cells_of, cluster_edits
from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.diagnostics import Source
from vtlt_cli.proposals.effect import Proposed, all_changes


def changed_file(source: Source, found: Proposed) -> bytes:
    """The clusters file as it reads with the changes made at their places only."""
    edits = cluster_edits(source, all_changes(found.effects))
    return encoded(source, rewritten(source, edits))


def texts(clusters: tuple[Cluster, ...]) -> list[tuple[int, str, str]]:
    """What the cells of the clusters hold, in order, to compare two readings."""
    return [
        (cluster.number, cell.role, cell.name.text)
        for cluster in clusters
        for cell in cells_of(cluster)
    ]
