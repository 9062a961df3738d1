"""Standings and tiers -> who gets which tier by the scores."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vtlt_cli.awards.kind import TiePolicy, Tier
from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.scores.rank import Standing


class Cut(NamedTuple):
    """A tie that crosses the lower edge of a tier: all who tie, and how many places are left."""

    tier: Tier
    tied: tuple[Standing, ...]
    places: int


class Outcome(NamedTuple):
    """Who gets which tier by the scores; `undecided` are the cuts at which `ask` stopped.

    They are all of one tier: one cut, or one in each of several clusters. `cuts` are all the ties
    across a cut that were met, whatever the policy did with them.
    """

    awarded: tuple[tuple[Tier, Standing], ...]
    cuts: tuple[Cut, ...]
    undecided: tuple[Cut, ...]


Clusters = Sequence[Cluster]


def distribute(
    standings: Sequence[Standing],
    tiers: Sequence[Tier],
    policy: TiePolicy,
    clusters: Clusters = (),
) -> Outcome:
    """Hand the tiers out from the highest down, each to the best of those left.

    A tier takes as many as its `quota`, of those with at least its `least` points; one that is
    `per` cluster takes so many of each cluster. For a tie across the cut the policy says: `extend`
    all who tie get it; `extend-and-shrink` likewise, and the tiers below (those that are not per
    cluster) have that many fewer places; `exclude` none who tie get it, they count in the next
    tier; `ask` nothing is decided from there on. (Report 241/BC-VTLTNN, I.4, names the recipients
    and states no rule.)
    """
    awarded: list[tuple[Tier, Standing]] = []
    cuts: list[Cut] = []
    left = list(standings)
    overshoot = 0
    for tier in tiers:
        eligible = [s for s in left if tier.least is None or s.score >= tier.least]
        undecided: list[Cut] = []
        winners: dict[int, Standing] = {}
        for pool in _pools(eligible, tier, clusters):
            quota = tier.quota
            if quota is not None and tier.per is None:
                quota, overshoot = max(0, quota - overshoot), max(0, overshoot - quota)
            taken, cut = _taken(pool, quota, policy, tier)
            if cut is not None:
                cuts.append(cut)
                if policy == "ask":
                    undecided.append(cut)
                elif policy == "extend-and-shrink":
                    overshoot += len(cut.tied) - cut.places
            winners.update((standing.position, standing) for standing in pool[:taken])
        awarded += [(tier, winners[position]) for position in sorted(winners)]
        if undecided:
            return Outcome(tuple(awarded), tuple(cuts), tuple(undecided))
        left = [standing for standing in left if standing.position not in winners]
    return Outcome(tuple(awarded), tuple(cuts), ())


def _pools(eligible: list[Standing], tier: Tier, clusters: Clusters) -> Iterator[list[Standing]]:
    """Among whom a tier is handed out: all, or the members of each cluster."""
    if tier.per is None:
        yield eligible
        return
    for cluster in clusters:
        members = {name.province for name in cluster.members if name.province is not None}
        yield [standing for standing in eligible if standing.name.province in members]


def _taken(
    eligible: Sequence[Standing], quota: int | None, policy: TiePolicy, tier: Tier
) -> tuple[int, Cut | None]:
    """How many of these get the tier, and the tie across its cut if there is one."""
    taken = len(eligible) if quota is None else min(quota, len(eligible))
    if not 0 < taken < len(eligible) or eligible[taken - 1].score != eligible[taken].score:
        return taken, None
    score = eligible[taken].score
    above = sum(1 for standing in eligible if standing.score > score)
    tied = tuple(standing for standing in eligible if standing.score == score)
    cut = Cut(tier, tied, taken - above)
    return (above if policy in ("ask", "exclude") else above + len(tied)), cut
