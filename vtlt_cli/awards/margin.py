"""How near an award is: what one office would have to gain or lose, and whom that would touch.

Each question is what the awards would be with one score changed. To hand all of them out again for
each would take the square of their number, and more: see `rehearsal.py`. Tests hold the answers
against handing all of them out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from vtlt_cli.awards.award import Clusters
from vtlt_cli.awards.kind import Tier
from vtlt_cli.awards.reckoning import Reckoning
from vtlt_cli.awards.rehearsal import Grid, Rehearsal
from vtlt_cli.reading.numbers import Number
from vtlt_cli.rounds.kind import Round
from vtlt_cli.scores.kind import Score
from vtlt_cli.scores.rank import Standing
from vtlt_cli.units import Province


class Margin(NamedTuple):
    """How far an office is from another award.

    `tier` is what it has, after exceptions; `is_open` is whether it ties at an undecided cut.
    `to_higher` is the least number of points that brings it a higher tier, `to_lower` the least
    whose loss brings it a lower one or none; None where no score that there may be does. `if_up`
    and `if_down` are the offices whose award changes when this one gains or loses one step.
    """

    standing: Standing
    tier: Tier | None
    is_open: bool
    to_higher: Number | None
    to_lower: Number | None
    if_up: tuple[Province, ...]
    if_down: tuple[Province, ...]


def step_of(round_: Round, scores: Sequence[Score]) -> Number:
    """The least by which scores differ: the declared step, else one in the last decimal in use."""
    if round_.step and round_.step > 0:
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
    reckoning: Reckoning, scores: Sequence[Score], round_: Round, clusters: Clusters = ()
) -> list[Margin]:
    """The margin of every office that has a province, in the order of the standings."""
    rehearsal = Rehearsal(reckoning, Grid.of(reckoning, round_, step_of(round_, scores)), clusters)
    is_open = {row.standing.position for row in reckoning.rows if row.standing and row.open_at}
    found = []
    for office, standing in enumerate(reckoning.standings):
        if standing.name.province is None:
            continue
        now = rehearsal.has(office, rehearsal.by_score(office))
        # Who has the highest tier has no higher one, who has none no lower one.
        higher = rehearsal.nearest(office, now, up=True) if now > 0 else None
        lower = rehearsal.nearest(office, now, up=False) if now < rehearsal.none else None
        found.append(
            Margin(
                standing,
                reckoning.awards.tiers[now] if now < rehearsal.none else None,
                standing.position in is_open,
                higher,
                lower,
                rehearsal.touched(office, up=True),
                rehearsal.touched(office, up=False),
            )
        )
    return found
