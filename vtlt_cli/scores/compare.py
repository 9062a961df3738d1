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
    `unsure` is whether the earlier round leaves open if and where the unit stood in it.
    """

    standing: Standing
    before: Standing | None
    origins: tuple[Province, ...]
    comparable: bool
    unsure: bool = False


def movements(
    now: Sequence[Standing],
    before: Sequence[Standing],
    provinces: Sequence[Province],
    then: date,
    day: date,
) -> list[Movement]:
    """Each standing of a round beside that of the earlier one.

    `then` is the first day of the earlier round, by which its names are read, and `day` the last of
    the later one. A round that declares no day has all days of its year: what merged or was split
    within it may have been inspected before or after, and is not comparable.
    """
    earlier, twice, unknown = _by_unit(before)
    scored = {standing.name.province for standing in now}
    family = _Family(provinces, scored, set(earlier), then, day)
    found = []
    for standing in now:
        province = standing.name.province
        if province is None:
            found.append(Movement(standing, None, (), False, unsure=True))
            continue
        origins, whole = family.origins(province)
        same = origins[0] if len(origins) == 1 else province
        was = earlier.get(same) if same in origins else None
        # Whoever is missing may be the one whose name is not known.
        unsure = same in twice or (was is None and unknown and bool(origins))
        if same in twice:
            was = None
        comparable = whole and len(origins) == 1
        found.append(Movement(standing, was, tuple(origins), comparable, unsure))
    return found


def _by_unit(
    standings: Iterable[Standing],
) -> tuple[dict[Province, Standing], set[Province], bool]:
    """The standing of each unit, the units that have two, and whether some name means none."""
    found: dict[Province, Standing] = {}
    twice: set[Province] = set()
    unknown = False
    for standing in standings:
        unit = standing.name.province
        if unit is None:
            unknown = True
        elif found.setdefault(unit, standing) is not standing:
            twice.add(unit)
    return found, twice, unknown


class _Family:
    """Which units came of which between two rounds."""

    def __init__(
        self,
        provinces: Sequence[Province],
        scored_now: set[Province | None],
        scored_then: set[Province],
        then: date,
        day: date,
    ) -> None:
        self.scored_then = scored_then
        self.then = then
        self.parents: dict[str, list[Province]] = {}
        for unit in provinces:
            if unit.last_day is not None and unit.last_day >= day:
                continue  # What came of it later changes nothing between the two rounds.
            if unit in scored_now:
                continue  # It stood by itself in the later round too.
            for id_ in unit.successors:
                self.parents.setdefault(id_, []).append(unit)

    def origins(self, province: Province) -> tuple[list[Province], bool]:
        """The units of the earlier round that this one descends from, and if none was split."""
        return self._origins(province, set())

    def _origins(self, province: Province, met: set[Province]) -> tuple[list[Province], bool]:
        found: list[Province] = []
        whole = True
        met.add(province)
        was_there = in_being(province, self.then)
        if was_there or province in self.scored_then:
            found.append(province)
        if province in self.scored_then and not was_there:
            return found, True  # It began in that year and was inspected as what it is since.
        for parent in self.parents.get(province.id, ()):
            # A register that is wrong may lead in a circle.
            if parent in met or (parent.last_day is not None and parent.last_day < self.then):
                continue
            older, unsplit = self._origins(parent, met)
            found += [unit for unit in older if unit not in found]
            whole = whole and unsplit and len(parent.successors) == 1
        return found, whole
