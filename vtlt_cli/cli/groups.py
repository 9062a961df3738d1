"""The groups in which offices are ranked and summed up: clusters, regions, kinds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from vtlt_cli.cli.law import none_of
from vtlt_cli.cli.scored import Scored
from vtlt_cli.cli.session import Context, year_of
from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.grounds import Grounds, grounds_of
from vtlt_cli.reading.folder import Folder
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.doubts import Doubt, unresolved
from vtlt_cli.rounds.grounds import NAMES, Uses, together
from vtlt_cli.rounds.kind import days_of
from vtlt_cli.scores.rank import Group, Standing, Ties, grouped
from vtlt_cli.units import Province, region_on

if TYPE_CHECKING:
    from vtlt_cli.clusters.kind import Cluster

# What of the register each way of grouping uses; the clusters have a file of their own.
USES_BY: dict[str, Uses] = {
    "cluster": {},
    "region": {"provinces": frozenset({"province.region", "region.from"})},
    "kind": {},
}
CLUSTER_USES: Uses = together(NAMES, {"clusters": frozenset()})


class Groups(NamedTuple):
    """The standings inside each group, and what is to be said of them.

    `grounds` are those of the clusters, which may be of another round.
    """

    parts: list[tuple[Group, list[Standing]]]
    doubts: list[Doubt]
    grounds: list[Grounds]


def refuse_clusters(clusters: int | None, by: str | None) -> None:
    """Refuse `--clusters` where no clusters are asked for."""
    if clusters is not None and by != "cluster":
        raise Refusal(
            "--clusters goes with --by cluster; without it there is nothing that it would change",
            "--clusters chỉ dùng cùng với --by cluster",
        )


def groups_by(
    context: Context,
    folder: Folder,
    scored: Scored,
    by: str,
    clusters_of: int | None,
    nothing: Words,
    ties: Ties = "competition",
) -> Groups | None:
    """The standings inside each cluster, region or kind; None, and told why, where there are none.

    Who is in two clusters or in none goes to stderr.
    """
    units = scored.data.of(PROVINCES)
    if by != "cluster":
        # Names of a year mean the units of its first day, and so do their regions.
        day = days_of(scored.round).first
        members: dict[Group, list[Province]] = {}
        for unit in units:
            value = region_on(unit, day) if by == "region" else unit.kind
            if value is not None:
                members.setdefault(value, []).append(unit)
        return Groups(grouped(scored.scores, list(members.items()), ties), [], [])
    from vtlt_cli.clusters.kind import CLUSTERS

    planned = year_of(folder, "clusters", clusters_of)
    grounds = grounds_of(folder, CLUSTER_USES, planned, context.lang)
    if grounds.unread:
        none_of(context, grounds, grounds.unread, nothing)
        return None
    clusters = grounds.data.of(CLUSTERS, planned)
    # The clusters name the units of their own day: a unit is found again by its id.
    by_id = {unit.id: unit for unit in units}
    groups: list[tuple[Group, Collection[Province]]] = [
        (
            cluster.number,
            {by_id[name.province.id] for name in cluster.members if name.province is not None},
        )
        for cluster in clusters
    ]
    _tell_odd_members(context, planned, scored, [members for _number, members in groups])
    parts = grouped(scored.scores, groups, ties)
    return Groups(parts, _doubts(clusters), [grounds])


def _doubts(clusters: Sequence[Cluster]) -> list[Doubt]:
    """The members of whom nobody knows who they are, and the clusters of one number."""
    found = [
        unresolved(name)
        for cluster in clusters
        for name in cluster.members
        if name.province is None
    ]
    numbers: set[int] = set()
    for cluster in clusters:
        if cluster.number in numbers:
            words = (
                f"two clusters have the number {cluster.number}",
                f"có hai cụm mang số {cluster.number}",
            )
            found.append(Doubt(cluster.places["number"], words))
        numbers.add(cluster.number)
    return found


def _tell_odd_members(
    context: Context, planned: int, scored: Scored, groups: Sequence[Collection[Province]]
) -> None:
    """One line on stderr for scored provinces that are in two clusters or in none."""
    units = dict.fromkeys(s.name.province for s in scored.scores if s.name.province is not None)
    number = {unit: sum(1 for members in groups if unit in members) for unit in units}
    twice = ", ".join(unit.name for unit in units if number[unit] > 1)
    outside = ", ".join(unit.name for unit in units if not number[unit])
    if not (twice or outside):
        return
    english = [f"in more than one: {twice}"] * bool(twice)
    vietnamese = [f"thuộc từ hai cụm trở lên: {twice}"] * bool(twice)
    english += [f"in none: {outside}"] * bool(outside)
    vietnamese += [f"chưa thuộc cụm nào: {outside}"] * bool(outside)
    context.say(
        f"clusters of {planned}: " + "; ".join(english),
        f"các cụm năm {planned}: " + "; ".join(vietnamese),
    )
