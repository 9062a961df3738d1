"""Which visit is that of a unit."""

from __future__ import annotations

from collections.abc import Mapping

from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.clusters.members import known_clusters, units_of
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import VISITS, ClusterVisits, Visit


def visits_by_unit(data: Dataset, year: int) -> dict[Province, tuple[ClusterVisits, Visit]]:
    """The visit of each unit, with those of its cluster.

    Of a unit that stands twice (VIS01) it is the first, one under its own cluster before another.
    """
    found: dict[Province, tuple[ClusterVisits, Visit]] = {}
    odd: dict[Province, tuple[ClusterVisits, Visit]] = {}
    known = known_clusters(data, year)
    for of_cluster in data.of(VISITS, year):
        foreign = {id(visit) for visit in odd_visits(of_cluster, known)}
        for visit in of_cluster.visits:
            if visit.province.province is not None:
                kept = odd if id(visit) in foreign else found
                kept.setdefault(visit.province.province, (of_cluster, visit))
    return {**odd, **found}


def odd_visits(of_cluster: ClusterVisits, known: Mapping[int, Cluster]) -> list[Visit]:
    """The visits of a plan that are of no unit of its cluster, or of one that has another there.

    `known` are the clusters of the round that are known beyond doubt.
    """
    cluster = known.get(of_cluster.cluster)
    own = units_of(cluster) if cluster is not None else None
    seen: set[Province] = set()
    odd = []
    for visit in of_cluster.visits:
        unit = visit.province.province
        if unit is None:
            continue
        if unit in seen or (own is not None and unit not in own):
            odd.append(visit)
        seen.add(unit)
    return odd
