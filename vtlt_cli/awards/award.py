"""Standings and tiers -> awards."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vtlt_cli.awards.kind import AwardException, Awards, TiePolicy, Tier
from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.scores.rank import Standing
from vtlt_cli.units import Name, Province


class Cut(NamedTuple):
    """A tie that crosses the lower edge of a tier: all who tie, and how many places are left."""

    tier: Tier
    tied: tuple[Standing, ...]
    places: int


class Outcome(NamedTuple):
    """Who gets which tier by the scores; `undecided` is the cut at which `ask` stopped.

    `cuts` are all the ties across a cut that were met, whatever the policy did with them.
    """

    awarded: tuple[tuple[Tier, Standing], ...]
    cuts: tuple[Cut, ...]
    undecided: Cut | None


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
            tied = tuple(standing for cut in undecided for standing in cut.tied)
            stop = Cut(tier, tied, sum(cut.places for cut in undecided))
            return Outcome(tuple(awarded), tuple(cuts), stop)
        left = [standing for standing in left if standing.position not in winners]
    return Outcome(tuple(awarded), tuple(cuts), None)


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


class Award(NamedTuple):
    """One office beside the award list: what the scores give it, and what was published.

    `tier` is None for an office that ties at an undecided cut, for one published only, and where
    `exception` takes the award away; `standing` is None for one that has no score.
    """

    tier: Tier | None
    standing: Standing | None
    name: Name
    published: Tier | None
    exception: AwardException | None = None


def beside_published(
    outcome: Outcome, awards: Awards, standings: Sequence[Standing]
) -> list[Award]:
    """The computed awards in order, then the tied, then those that were published only.

    Exceptions are made last: they move no other office up or down.
    """
    published: dict[Province, tuple[Tier, Name]] = {}
    for tier in awards.tiers:
        for name in tier.recipients or ():
            if name.province is not None:
                published.setdefault(name.province, (tier, name))
    found: list[Award] = []

    def add(tier: Tier | None, standing: Standing) -> None:
        province = standing.name.province
        known = published.pop(province, None) if province is not None else None
        found.append(Award(tier, standing, standing.name, known[0] if known else None))

    for tier, standing in outcome.awarded:
        add(tier, standing)
    for standing in outcome.undecided.tied if outcome.undecided else ():
        add(None, standing)
    scored = {standing.name.province: standing for standing in standings}
    for province, (tier, name) in published.items():
        found.append(Award(None, scored.get(province), name, tier))
    for tier in awards.tiers:
        for name in tier.recipients or ():
            if name.province is None:
                found.append(Award(None, None, name, tier))
    return _with_exceptions(found, awards, scored)


def _with_exceptions(
    rows: list[Award], awards: Awards, scored: Mapping[Province | None, Standing]
) -> list[Award]:
    """The rows with the decisions on single offices: added, withheld or revoked."""
    tiers = {tier.id: tier for tier in awards.tiers}
    for exception in awards.exceptions:
        province, tier = exception.province.province, tiers.get(exception.tier)
        if province is None or tier is None:
            continue
        index = next((i for i, row in enumerate(rows) if row.name.province is province), None)
        if exception.action == "added":
            if index is None:
                standing = scored.get(province)
                rows.append(Award(tier, standing, exception.province, None, exception))
            else:
                rows[index] = rows[index]._replace(tier=tier, exception=exception)
        elif index is not None and rows[index].tier in (tier, None):
            rows[index] = rows[index]._replace(tier=None, exception=exception)
    if not awards.exceptions:
        return rows
    order = {tier.id: number for number, tier in enumerate(awards.tiers)}
    end = len(rows) + sum(1 for _standing in scored)
    return sorted(
        rows,
        key=lambda row: (
            order[row.tier.id] if row.tier else len(order),
            row.standing.position if row.standing else end,
        ),
    )
