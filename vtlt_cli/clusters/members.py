"""Which cluster a number means, and which units are in it: what the later files of a round ask."""

from __future__ import annotations

from collections.abc import Mapping

from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.rounds.kind import round_of
from vtlt_cli.rounds.taking_part import may_take_part
from vtlt_cli.units import Name, Province


def are_known(data: Dataset, year: int) -> bool:
    """Whether the clusters of the round were read whole, and every name in them leads to a unit."""
    return data.has("clusters", year) and not data.is_incomplete("clusters", year)


def clusters_by_number(data: Dataset, year: int) -> Mapping[int, Cluster]:
    """The clusters of the round by number; none for a number that two of them bear (CLU06)."""
    found: dict[int, Cluster] = {}
    twice: set[int] = set()
    for cluster in data.of(CLUSTERS, year):
        if found.setdefault(cluster.number, cluster) is not cluster:
            twice.add(cluster.number)
    return {number: cluster for number, cluster in found.items() if number not in twice}


def units_of(cluster: Cluster) -> dict[Province, Name]:
    """The units of a cluster in the order of its members, each once."""
    found: dict[Province, Name] = {}
    for name in cluster.members:
        if name.province is not None:
            found.setdefault(name.province, name)
    return found


def cluster_of(data: Dataset, year: int) -> dict[Province, Cluster]:
    """The cluster of each unit; of one that stands in two (CLU01) the first."""
    found: dict[Province, Cluster] = {}
    for cluster in data.of(CLUSTERS, year):
        for unit in units_of(cluster):
            found.setdefault(unit, cluster)
    return found


def expected_units(data: Dataset, year: int, cluster: Cluster) -> list[Province]:
    """The units of a cluster that are to be inspected in it, in the order of its members.

    Not one that is gone before the inspection begins (CLU11), nor one that stands in a second
    cluster (CLU01), where it may be inspected as well.
    """
    round_ = round_of(data, year)
    elsewhere = {
        unit
        for other in data.of(CLUSTERS, year)
        if other is not cluster
        for unit in units_of(other)
    }
    return [
        unit for unit in units_of(cluster) if unit not in elsewhere and may_take_part(unit, round_)
    ]
