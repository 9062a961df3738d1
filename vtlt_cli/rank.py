"""Scores -> standings."""

from collections.abc import Sequence
from typing import NamedTuple

from vtlt_cli.model import Name, Number, Score


class Standing(NamedTuple):
    """A score with its place: `position` 1..n as printed, `rank` shared by equal scores."""

    position: int
    rank: int
    tied: bool
    name: Name
    score: Number


class UnreadableScore(ValueError):
    """A score is no number: every place below it would be false."""


def standings(scores: Sequence[Score]) -> list[Standing]:
    """The standings, highest score first, by standard competition ranking (1, 2, 2, 4).

    Equal scores keep the printed order: that of the printed positions where every row has one,
    else of the rows. Appendix 1 of report 241/BC-VTLTNN prints equal scores on separate places.
    Scores are compared exactly. Raises UnreadableScore.
    """
    if any(score.value is None for score in scores):
        raise UnreadableScore
    printed = list(scores)
    if all(score.position is not None for score in printed):
        printed.sort(key=lambda score: score.position or 0)
    ordered = sorted(printed, key=_value, reverse=True)
    values = [_value(score) for score in ordered]
    found: list[Standing] = []
    rank = 0
    for index, value in enumerate(values):
        same_above = index > 0 and values[index - 1] == value
        same_below = index + 1 < len(values) and values[index + 1] == value
        rank = rank if same_above else index + 1
        found.append(
            Standing(index + 1, rank, same_above or same_below, ordered[index].name, value)
        )
    return found


def _value(score: Score) -> Number:
    assert score.value is not None
    return score.value
