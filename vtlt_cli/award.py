"""Standings and tiers -> awards."""

from collections.abc import Sequence
from typing import NamedTuple

from vtlt_cli.model import Awards, Name, Province, TiePolicy, Tier
from vtlt_cli.rank import Standing


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


def distribute(standings: Sequence[Standing], tiers: Sequence[Tier], policy: TiePolicy) -> Outcome:
    """Hand the tiers out from the highest down, each to the best of those left.

    A tier takes as many as its `quota`, of those with at least its `least` points. For a tie
    across the cut the policy says: `extend` all who tie get it; `extend-and-shrink` likewise, and
    the tiers below have that many fewer places; `exclude` none who tie get it, they count in the
    next tier; `ask` nothing is decided from there on. (Report 241/BC-VTLTNN, I.4, names the
    recipients and states no rule; DESIGN sections 4 and 11 do.)
    """
    awarded: list[tuple[Tier, Standing]] = []
    cuts: list[Cut] = []
    left = list(standings)
    overshoot = 0
    for tier in tiers:
        eligible = [s for s in left if tier.least is None or s.score >= tier.least]
        places = len(eligible)
        if tier.quota is not None:
            places = max(0, tier.quota - overshoot)
            overshoot = max(0, overshoot - tier.quota)
        taken = min(places, len(eligible))
        if 0 < taken < len(eligible) and eligible[taken - 1].score == eligible[taken].score:
            score = eligible[taken].score
            above = sum(1 for s in eligible if s.score > score)
            tied = tuple(s for s in eligible if s.score == score)
            cuts.append(Cut(tier, tied, taken - above))
            if policy == "ask":
                awarded += [(tier, s) for s in eligible[:above]]
                return Outcome(tuple(awarded), tuple(cuts), cuts[-1])
            if policy == "exclude":
                taken = above
            else:
                if policy == "extend-and-shrink":
                    overshoot += above + len(tied) - taken
                taken = above + len(tied)
        awarded += [(tier, s) for s in eligible[:taken]]
        left = left[taken:]
    return Outcome(tuple(awarded), tuple(cuts), None)


class Award(NamedTuple):
    """One office beside the award list: what the scores give it, and what was published.

    `tier` is None for an office that ties at an undecided cut and for one published only;
    `standing` is None for one that has no score.
    """

    tier: Tier | None
    standing: Standing | None
    name: Name
    published: Tier | None


def beside_published(
    outcome: Outcome, awards: Awards, standings: Sequence[Standing]
) -> list[Award]:
    """The computed awards in order, then the tied, then those that were published only."""
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
    for province, (tier, name) in list(published.items()):
        found.append(Award(None, scored.get(province), name, tier))
    for tier in awards.tiers:
        for name in tier.recipients or ():
            if name.province is None:
                found.append(Award(None, None, name, tier))
    return found
