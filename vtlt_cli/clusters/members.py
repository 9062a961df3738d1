"""Which cluster a number means, and which units are in it: what the later files of a round ask."""

from __future__ import annotations

from collections.abc import Mapping

from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.names import in_being_at
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import days_of, round_of
from vtlt_cli.rounds.taking_part import may_take_part
from vtlt_cli.units import Name, Province


def are_known(data: Dataset, year: int) -> bool:
    """Whether the clusters of the round were read whole, and every name in them leads to a unit."""
    return data.has("clusters", year) and not data.is_incomplete("clusters", year)


def known_clusters(data: Dataset, year: int) -> Mapping[int, Cluster]:
    """The clusters of the round by number, as far as they are known beyond doubt.

    None for a number that two of them bear (CLU06), and none at all where they were not read whole.
    """
    if not are_known(data, year):
        return {}
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


def expected_units(data: Dataset, year: int) -> dict[int, list[Province]]:
    """The units that are to be inspected, by the number of their cluster and in its order.

    Not one that is gone before the inspection begins (CLU11), nor one that stands in two clusters
    (CLU01), either of which may inspect it.
    """
    round_, provinces = round_of(data, year), data.of(PROVINCES)
    when, start = days_of(round_), round_.window[0] if round_.window else None
    places: dict[Province, int] = {}
    for cluster in data.of(CLUSTERS, year):
        for unit in units_of(cluster):
            places[unit] = places.get(unit, 0) + 1

    def takes_part(unit: Province) -> bool:
        stays = start is None or unit.last_day is None or start <= unit.last_day
        # One that ends may go on under another name, which takes a look at the whole register.
        return (stays and in_being_at(unit, when)) or may_take_part(unit, round_, provinces)

    return {
        number: [unit for unit in units_of(cluster) if places[unit] == 1 and takes_part(unit)]
        for number, cluster in known_clusters(data, year).items()
    }
