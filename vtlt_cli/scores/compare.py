"""Two rounds beside each other: how each province moved, and whether that can be said at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from vtlt_cli.scores.rank import Standing
from vtlt_cli.units import Province, in_being


class Movement(NamedTuple):
    """A standing beside that of the earlier round.

    `before` is the standing of the same unit, or of the one that became it; None where there is
    none. `origins` are the units of that time that this one descends from. The two standings are
    `comparable` where that is one unit with the same territory; scores are never added up.
    """

    standing: Standing
    before: Standing | None
    origins: tuple[Province, ...]
    comparable: bool


def movements(
    now: Iterable[Standing],
    before: Sequence[Standing],
    provinces: Sequence[Province],
    then: date,
    day: date,
) -> list[Movement]:
    """Each standing of the round of `day` beside that of the earlier one, of the day `then`."""
    earlier = {s.name.province: s for s in before if s.name.province is not None}
    parents: dict[str, list[Province]] = {}
    for unit in provinces:
        if unit.last_day is not None and unit.last_day >= day:
            continue  # What came of it later changes nothing between the two rounds.
        for id_ in unit.successors:
            parents.setdefault(id_, []).append(unit)
    found = []
    for standing in now:
        province = standing.name.province
        if province is None:
            found.append(Movement(standing, None, (), False))
            continue
        origins, whole = _origins(province, parents, then, ())
        same = origins[0] if len(origins) == 1 else province
        was = earlier.get(same) if same in origins else None
        found.append(Movement(standing, was, tuple(origins), whole and len(origins) == 1))
    return found


def _origins(
    province: Province,
    parents: dict[str, list[Province]],
    then: date,
    through: tuple[Province, ...],
) -> tuple[list[Province], bool]:
    """The units in being `then` that this one descends from; whether none of them was split.

    `through` are the units on the way here: a register may lead in a circle (PRV10).
    """
    found: list[Province] = []
    whole = True
    if in_being(province, then):
        found.append(province)
    for parent in parents.get(province.id, ()):
        gone = parent.last_day is not None and parent.last_day < then
        if gone or parent is province or parent in through:
            continue
        older, unsplit = _origins(parent, parents, then, (*through, province))
        found += [unit for unit in older if unit not in found]
        whole = whole and unsplit and len(parent.successors) == 1
    return found, whole
