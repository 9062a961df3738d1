"""How near an award is: what one office would have to gain or lose, and whom that would touch.

Everything here is found by handing the awards out again, with one score changed; exceptions are
left aside, since no score gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from vtlt_cli.awards.award import Clusters, distribute
from vtlt_cli.awards.kind import Awards
from vtlt_cli.reading.numbers import Number
from vtlt_cli.rounds.kind import Round
from vtlt_cli.scores.kind import Score
from vtlt_cli.scores.rank import Standing, standings
from vtlt_cli.units import Province


class Margin(NamedTuple):
    """How far an office is from another award.

    `to_higher` is the least number of points that brings it the next tier above, `to_lower` the
    least whose loss costs it its tier; None where no such number does. `if_up` and `if_down` are
    the offices whose award changes when this one gains or loses one step.
    """

    standing: Standing
    tier: str | None
    to_higher: Number | None
    to_lower: Number | None
    if_up: tuple[Province, ...]
    if_down: tuple[Province, ...]


Given = dict[Province, int]
Changed = Callable[[Number], Given]


def step_of(round_: Round, scores: Sequence[Score]) -> Number:
    """The least by which scores differ: the declared step, else one in the last decimal in use."""
    if round_.step:
        return round_.step
    decimals = round_.decimals
    if decimals is None:
        used = [score.value for score in scores if not isinstance(score.value, int)]
        decimals = max((-int(v.as_tuple().exponent) for v in used if v is not None), default=0)
    if not decimals:
        return 1
    from decimal import Decimal

    return Decimal(1).scaleb(-decimals)


def with_score(scores: Sequence[Score], province: Province, value: Number) -> list[Score]:
    """The same scores, that of one office changed."""
    return [
        replace(score, value=value) if score.name.province is province else score
        for score in scores
    ]


def margins(
    scores: Sequence[Score], awards: Awards, round_: Round, clusters: Clusters = ()
) -> list[Margin]:
    """The margin of every office that has a province, in the order of the standings."""
    step = step_of(round_, scores)
    ranked = standings(scores)
    now = _given(scores, awards, clusters)
    edges = sorted(
        {s.score for s in ranked} | {tier.least for tier in awards.tiers if tier.least is not None}
    )
    nobody = len(awards.tiers)
    found = []
    for standing in ranked:
        province = standing.name.province
        if province is None:
            continue

        def changed(value: Number, province: Province = province) -> Given:
            return _given(with_score(scores, province, value), awards, clusters)

        tier = now.get(province, nobody)

        def higher(given: Given, province: Province = province, tier: int = tier) -> bool:
            return given.get(province, nobody) < tier

        def lower(given: Given, province: Province = province, tier: int = tier) -> bool:
            return given.get(province, nobody) > tier

        own = standing.score
        # An award changes only where the score meets another one or a least score, or passes it.
        above = sorted({v for edge in edges for v in (edge, edge + step) if v > own})
        below = sorted({v for edge in edges for v in (edge, edge - step) if v < own}, reverse=True)
        found.append(
            Margin(
                standing,
                awards.tiers[tier].id if tier < nobody else None,
                _nearest(own, above, changed, higher) if tier > 0 else None,
                _nearest(own, below, changed, lower) if tier < nobody else None,
                _touched(now, changed(own + step), province),
                _touched(now, changed(own - step), province),
            )
        )
    return found


def _given(scores: Sequence[Score], awards: Awards, clusters: Clusters) -> Given:
    """The tier of each office by its number from the top; those without one are left out."""
    outcome = distribute(standings(scores), awards.tiers, awards.tie_at_cut, clusters)
    number = {tier.id: index for index, tier in enumerate(awards.tiers)}
    return {
        standing.name.province: number[tier.id]
        for tier, standing in outcome.awarded
        if standing.name.province is not None
    }


def _nearest(
    own: Number,
    values: Sequence[Number],
    changed: Changed,
    wanted: Callable[[Given], bool],
) -> Number | None:
    """How far the first of these scores is from `own` with which the awards are as wanted."""
    for value in values:
        if wanted(changed(value)):
            return value - own if value > own else own - value
    return None


def _touched(
    before: Mapping[Province, int], after: Mapping[Province, int], first: Province
) -> tuple[Province, ...]:
    """The offices whose tier differs, the one whose score changed first."""
    differing = [
        province for province in {**before, **after} if before.get(province) != after.get(province)
    ]
    return tuple(sorted(differing, key=lambda province: province is not first))
