"""Clusters, each unit in one of them, its leader among the members."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from strategies.register import Unit
from strategies.style import Style


@dataclass
class Cluster:
    """A cluster, its units as written."""

    number: int
    leader: str
    members: list[str]


def any_clusters(
    draw: st.DrawFn, order: Sequence[Unit], written: Callable[[Unit], str]
) -> list[Cluster]:
    """The units in this order in clusters of one to five, each as it is `written`."""
    clusters: list[Cluster] = []
    start, count = 0, len(order)
    while start < count:
        size = draw(st.integers(1, 5))
        members = [written(unit) for unit in order[start : start + size]]
        leader = order[min(start + draw(st.integers(0, size - 1)), count - 1)]
        if leader not in order[start : start + size]:
            leader = order[start]
        clusters.append(Cluster(len(clusters) + 1, written(leader), members))
        start += size
    return clusters


def clusters_text(clusters: list[Cluster], style: Style) -> str:
    """The clusters as `clusters_YYYY.yaml`."""
    lines = []
    for cluster in clusters:
        lines += [f"- number: {cluster.number}", f"  leader: {style.text(cluster.leader)}"]
        lines += [f"  members:{style.listed(cluster.members, '    ')}", ""]
    return "\n".join(lines)
