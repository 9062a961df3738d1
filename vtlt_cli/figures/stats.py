"""Scores -> figures that describe them: exact, and rounded only where they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from vtlt_cli.awards.kind import Tier
from vtlt_cli.awards.reckoning import Reckoning
from vtlt_cli.reading.numbers import Number
from vtlt_cli.scores.rank import Standing


@dataclass(frozen=True, slots=True)
class Summary:
    """What describes some scores; all but `count` in points.

    Quartiles are interpolated linearly between the two scores next to them (the inclusive method,
    type 7 of Hyndman and Fan).
    """

    count: int
    least: Number
    lower_quartile: Fraction
    median: Fraction
    upper_quartile: Fraction
    most: Number
    mean: Fraction
    total: Number


# A value without an end after the point, as a third, has so many decimals.
_DECIMALS = 12
# A histogram of fewer bins shows nothing.
_FEWEST = 4


class Gap(NamedTuple):
    """The points between the last office of a tier and the first one below it."""

    tier: Tier
    last: Standing
    first_below: Standing
    gap: Number


@dataclass(frozen=True, slots=True)
class Bin:
    """How many scores lie from `start` up to but not including `end`."""

    start: Number
    end: Number
    count: int


def summary(standings: Sequence[Standing]) -> Summary:
    """The summary of these standings, of which there is at least one."""
    values = sorted(standing.score for standing in standings)
    total = sum(values[1:], start=values[0])
    return Summary(
        count=len(values),
        least=values[0],
        lower_quartile=_quantile(values, Fraction(1, 4)),
        median=_quantile(values, Fraction(1, 2)),
        upper_quartile=_quantile(values, Fraction(3, 4)),
        most=values[-1],
        mean=Fraction(total) / len(values),
        total=total,
    )


def _quantile(values: Sequence[Number], part: Fraction) -> Fraction:
    place = part * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return Fraction(values[below]) + (place - below) * Fraction(values[above] - values[below])


def gaps(reckoning: Reckoning) -> list[Gap]:
    """The gap below each tier that was handed out among all: how clear its cut is.

    It is a matter of the scores: exceptions stand aside. Below the last who has the tier comes the
    first who has neither it nor a higher one. A tier that is not decided has no cut yet.
    """
    found = []
    undecided = reckoning.undecided()
    higher: set[int] = set()
    for tier in reckoning.awards.tiers:
        holders = reckoning.by_score(tier)
        higher.update(standing.position for standing in holders)
        if tier.per is not None or not holders or tier in undecided:
            continue
        last = max(holders, key=lambda standing: standing.position)
        below = next(
            (s for s in reckoning.standings[last.position :] if s.position not in higher), None
        )
        if below is not None:
            found.append(Gap(tier, last, below, last.score - below.score))
    return found


def histogram(standings: Sequence[Standing], most: int = 12) -> list[Bin]:
    """The scores in at most so many bins of one round width (1, 2 or 5 times a power of ten).

    It is the least such width. Only where whole points would leave less than four bins is it less
    than one, down to one in the last decimal in use.
    """
    values = [Fraction(standing.score) for standing in standings]
    low, high = min(values), max(values)
    places = max(map(_decimals, (standing.score for standing in standings)))
    power, factor = Fraction(1), 0
    if high // 1 - low // 1 + 1 < _FEWEST:
        power = Fraction(1, 10**places)
    factors = (1, 2, 5)
    while (width := power * factors[factor]) and high // width - low // width + 1 > most:
        factor += 1
        if factor == len(factors):
            factor, power = 0, power * 10
    counts: dict[int, int] = {}
    for value in values:
        counts[value // width] = counts.get(value // width, 0) + 1
    return [
        Bin(exact(number * width), exact((number + 1) * width), counts.get(number, 0))
        for number in range(low // width, high // width + 1)
    ]


def _decimals(score: Number) -> int:
    return 0 if isinstance(score, int) else max(0, -int(score.as_tuple().exponent))


def exact(value: Fraction) -> Number:
    """A value as a number; one that has no end after the point to twelve decimals.

    Quartiles always have an end. The mean is exactly `total` by `count`.
    """
    places = 0
    while places < _DECIMALS and 10**places % value.denominator:
        places += 1
    return rounded(value, places)


def rounded(value: Fraction, decimals: int) -> Number:
    """The value to so many decimals as offices round: a half goes up, away from zero."""
    scale: int = 10**decimals
    scaled = abs(value) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    if not decimals:
        return whole if value >= 0 else -whole
    from decimal import Decimal

    # Made of its digits: arithmetic would cut a long number to the digits it reckons with.
    return Decimal((int(value < 0), tuple(map(int, str(whole))), -decimals))
