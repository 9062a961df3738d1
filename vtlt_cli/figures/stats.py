"""Scores -> figures that describe them: exact, and rounded only where they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from vtlt_cli.awards.award import Outcome
from vtlt_cli.awards.kind import Tier
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


def gaps(outcome: Outcome, standings: Sequence[Standing], tiers: Sequence[Tier]) -> list[Gap]:
    """The gap below each tier that was handed out among all: how clear its cut is."""
    by_tier: dict[str, list[Standing]] = {}
    for tier, standing in outcome.awarded:
        by_tier.setdefault(tier.id, []).append(standing)
    found = []
    for tier in tiers:
        if tier.per is not None or tier.id not in by_tier:
            continue
        last = max(by_tier[tier.id], key=lambda standing: standing.position)
        below = [standing for standing in standings if standing.position > last.position]
        if below:
            found.append(Gap(tier, last, below[0], last.score - below[0].score))
    return found


def histogram(standings: Sequence[Standing], most: int = 12) -> list[Bin]:
    """The scores in at most so many bins of one round width (1, 2 or 5 times a power of ten)."""
    values = [standing.score for standing in standings]
    low, high = min(values), max(values)
    width: Number = 1
    factors = (2, 5, 10)
    base: Number = 1
    step = 0
    while (high - low) // width + 2 > most:
        width = base * factors[step]
        step += 1
        if step == len(factors):
            step, base = 0, base * 10
    start = low // width * width
    bins = []
    while start <= high:
        end = start + width
        bins.append(Bin(start, end, sum(1 for value in values if start <= value < end)))
        start = end
    return bins
