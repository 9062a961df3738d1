"""Scores -> standings."""

from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from vtlt_cli.reading.numbers import Number
from vtlt_cli.rounds.grounds import NAMES, Uses, together
from vtlt_cli.scores.kind import Score, offices
from vtlt_cli.units import Name, Province

# What a ranking stands on, besides the names.
RANKED: Uses = together(
    NAMES, {"scores": frozenset({"score.score"}), "rounds": frozenset({"round.scores.decimals"})}
)

Ties = Literal["competition", "dense", "ordinal"]
TIES: tuple[Ties, ...] = ("competition", "dense", "ordinal")


class Standing(NamedTuple):
    """A score with its place: `position` 1..n as printed, `rank` shared by equal scores.

    `tied` is whether another has the same score; with ordinal ranks they share no rank.
    """

    position: int
    rank: int
    tied: bool
    name: Name
    score: Number


class UnreadableScore(ValueError):
    """A score is no number: every place below it would be false."""


def standings(scores: Sequence[Score], ties: Ties = "competition") -> list[Standing]:
    """The standings, highest score first.

    `ties` says how equal scores are ranked: `competition` standard competition ranking (1, 2, 2,
    4), `dense` dense ranking (1, 2, 2, 3), `ordinal` each its own rank (1, 2, 3, 4). Equal scores
    keep the printed order: that of the printed positions where every row has one, else of the rows
    (Appendix 1 of report 241/BC-VTLTNN prints equal scores on separate places). Scores are
    compared exactly. A row that is no office, as one of totals, has no place. Raises
    UnreadableScore.
    """
    printed = offices(scores)
    if any(score.value is None for score in printed):
        raise UnreadableScore
    if all(score.position is not None for score in printed):
        printed.sort(key=lambda score: score.position or 0)
    ordered = sorted(printed, key=_value, reverse=True)
    values = [_value(score) for score in ordered]
    found: list[Standing] = []
    rank = 0
    for index, value in enumerate(values):
        same_above = index > 0 and values[index - 1] == value
        same_below = index + 1 < len(values) and values[index + 1] == value
        if ties == "ordinal" or not same_above:
            rank = rank + 1 if ties == "dense" else index + 1
        found.append(
            Standing(index + 1, rank, same_above or same_below, ordered[index].name, value)
        )
    return found


Group = int | str | None


def grouped(
    scores: Sequence[Score],
    groups: Sequence[tuple[Group, Collection[Province]]],
    ties: Ties = "competition",
) -> list[tuple[Group, list[Standing]]]:
    """The standings inside each group, the groups in their order, the scores in none last.

    A score may stand in several groups, as a province that is in two clusters does; two groups of
    one name, as clusters with one number, stay two.
    """
    rows: dict[Province | None, list[int]] = {}
    for number, score in enumerate(scores):
        rows.setdefault(score.name.province, []).append(number)
    found: list[tuple[Group, list[Standing]]] = []
    inside: set[Province] = set()
    for group, members in groups:
        inside.update(members)
        part = sorted(number for unit in set(members) for number in rows.get(unit, ()))
        if part:
            found.append((group, standings([scores[number] for number in part], ties)))
    outside = [s for s in offices(scores) if s.name.province not in inside]
    return [*found, (None, standings(outside, ties))] if outside else found


def _value(score: Score) -> Number:
    assert score.value is not None
    return score.value
