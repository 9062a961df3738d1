"""The awards with one score changed, without handing all of them out again.

The awards as they are, handed out once, are the reference. With another score of one office few
others fare otherwise; only these are followed from tier to tier. And each answer holds for all
scores of the office that compare alike with the scores and limits it was compared with: so the
search for the nearest score with another award goes from one such stretch to the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from vtlt_cli.awards.award import Clusters
from vtlt_cli.awards.kind import AwardException, TiePolicy, Tier
from vtlt_cli.awards.reckoning import Reckoning, excepted, tier_of
from vtlt_cli.reading.numbers import Number
from vtlt_cli.rounds.kind import Round
from vtlt_cli.units import Province


class Grid(NamedTuple):
    """The scores that there may be, counted in a unit so small that all of them are whole.

    They are the multiples of `step` from `least` to `most`; `scale` units are a point.
    """

    scale: int
    step: int
    least: int
    most: int | None

    @classmethod
    def of(cls, reckoning: Reckoning, round_: Round, step: Number) -> Grid:
        """The scores that may be in this round; without a declared `least` none is below nought."""
        limits = [limit for limit in (round_.least, round_.most) if limit is not None]
        limits += [tier.least for tier in reckoning.awards.tiers if tier.least is not None]
        numbers = [*(standing.score for standing in reckoning.standings), step, *limits]
        scale = 10 ** max(map(_decimals, numbers))
        return cls(
            scale,
            _whole(step, scale),
            _whole(round_.least or 0, scale),
            None if round_.most is None else _whole(round_.most, scale),
        )

    def units(self, number: Number) -> int:
        """A number of points counted in the unit."""
        return _whole(number, self.scale)

    def points(self, units: int) -> Number:
        """So many units as points."""
        if self.scale == 1:
            return units
        from decimal import Decimal

        # Made of its digits, so that all have the same decimals and none is cut.
        digits = tuple(map(int, str(units)))
        return Decimal((0, digits, 1 - len(str(self.scale))))

    def above(self, value: int) -> int | None:
        """The next score above this one that there may be."""
        lowest = max(value + 1, self.least)
        found = -(-lowest // self.step) * self.step
        return None if self.most is not None and found > self.most else found

    def below(self, value: int) -> int | None:
        """The next score below this one that there may be."""
        highest = value - 1 if self.most is None else min(value - 1, self.most)
        found = highest // self.step * self.step
        return None if found < self.least else found


def _decimals(number: Number) -> int:
    return 0 if isinstance(number, int) else max(0, -int(number.as_tuple().exponent))


def _whole(number: Number, scale: int) -> int:
    return number * scale if isinstance(number, int) else int(Fraction(number) * scale)


class _Pool:
    """Those among whom a tier is handed out, the office in question aside, highest first.

    They are the offices of a sorted list, without some of them and with some others.
    """

    def __init__(self, falling: Sequence[int], without: Sequence[int], others: Sequence[int]):
        # The scores with their sign turned, so that they rise; the places left out, rising.
        self.falling, self.without, self.others = falling, without, others
        self.size = len(falling) - len(without) + len(others)

    def at(self, place: int) -> int:
        """The score at this place, from 0."""
        more = 0
        for other in self.others:
            rank = more + self._listed(bisect_left(self.falling, other))
            if rank == place:
                return -other
            if rank > place:
                break
            more += 1
        place -= more
        for left_out in self.without:
            if left_out > place:
                break
            place += 1
        return -self.falling[place]

    def from_(self, score: int) -> int:
        """How many have this score or more."""
        found = self._listed(bisect_right(self.falling, -score))
        return found + bisect_right(self.others, -score)

    def over(self, score: int) -> int:
        """How many have more."""
        return self._listed(bisect_left(self.falling, -score)) + bisect_left(self.others, -score)

    def _listed(self, place: int) -> int:
        return place - bisect_left(self.without, place)


class _Taken(NamedTuple):
    """Who of a pool gets a tier: the first so many, and perhaps the office in question.

    `tied` is whether a tie crossed the cut; `too_many` are those that this brought beyond it.
    """

    first: int
    office: bool
    tied: bool = False
    too_many: int = 0


class _Score:
    """The score that is tried, and the stretch in which it may lie with the same answers.

    Scores above `low` and below `high` compare with all it was compared with as it does.
    """

    def __init__(self, value: int) -> None:
        self.value = value
        self.low: int | None = None
        self.high: int | None = None

    def against(self, other: int) -> int:
        """1 where it is more than the other, -1 where it is less, 0 where they are equal."""
        if self.value >= other:
            low = other if self.value > other else other - 1
            self.low = low if self.low is None else max(self.low, low)
        if self.value <= other:
            high = other if self.value < other else other + 1
            self.high = high if self.high is None else min(self.high, high)
        return (self.value > other) - (self.value < other)


class _Stage(NamedTuple):
    """A tier as it was handed out in the reference.

    `left` are the offices that were left for it, `falling` their scores with the sign turned. Of a
    tier among all the first `taken` got it. Of one that is given in each cluster `winners` are
    those of each, `tied` the clusters with a tie across the cut, `too_many` whom that brought.
    """

    left: list[int]
    falling: list[int]
    taken: int = 0
    winners: tuple[frozenset[int], ...] = ()
    tied: frozenset[int] = frozenset()
    too_many: tuple[int, ...] = ()


class Trial(NamedTuple):
    """The awards with another score of one office.

    `tier` is the number of the tier that the scores then give it. `otherwise` are the offices that
    fare otherwise than in the reference; nothing is decided below the tier `stop`. Any score above
    `low` and below `high` gives the same.
    """

    tier: int
    otherwise: dict[int, int | None]
    stop: int
    low: int | None
    high: int | None


class Rehearsal:
    """The awards of a round, to be tried with other scores.

    Offices are numbered as they stand, tiers from the highest; `none` stands for no tier.
    """

    def __init__(self, reckoning: Reckoning, grid: Grid, clusters: Clusters = ()) -> None:
        self.grid = grid
        self.tiers = reckoning.awards.tiers
        self.policy: TiePolicy = reckoning.awards.tie_at_cut
        self.none = len(self.tiers)
        self.provinces = [standing.name.province for standing in reckoning.standings]
        self.scores = [grid.units(standing.score) for standing in reckoning.standings]
        self.least = [None if t.least is None else grid.units(t.least) for t in self.tiers]
        number = {unit: office for office, unit in enumerate(self.provinces) if unit is not None}
        self.members = [
            sorted({number[n.province] for n in cluster.members if n.province in number})
            for cluster in clusters
        ]
        self.cluster_of: dict[int, int] = {}
        for cluster, members in enumerate(self.members):
            for office in members:
                self.cluster_of.setdefault(office, cluster)
        self.exceptions: dict[int, list[tuple[AwardException, Tier]]] = {}
        for exception in reckoning.awards.exceptions:
            unit, named = exception.province.province, tier_of(exception, reckoning.awards)
            if unit in number and named is not None:
                self.exceptions.setdefault(number[unit], []).append((exception, named))
        self.reference = [self.none] * len(self.scores)
        self.stages: list[_Stage] = []
        self._hand_out()
        undecided = reckoning.outcome.undecided
        self.stop = self.tiers.index(undecided[0].tier) if undecided else self.none
        self._last: tuple[int, int, Trial] | None = None

    # The reference: as the policy has it, but never stopped; ties that `ask` leaves open go on.

    def _hand_out(self) -> None:
        left = list(range(len(self.scores)))
        overshoot = 0
        for number, tier in enumerate(self.tiers):
            falling = [-self.scores[office] for office in left]
            if tier.per is None:
                quota, overshoot = _shrunk(tier.quota, overshoot)
                taken = self._taken(_Pool(falling, (), ()), number, quota, None)
                overshoot += taken.too_many
                gone = left[: taken.first]
                self.stages.append(_Stage(left, falling, taken.first))
            else:
                winners, tied, too_many = [], set(), []
                for cluster, members in enumerate(self.members):
                    pool = [office for office in members if self.reference[office] == self.none]
                    taken = self._in_cluster(pool, number, None)
                    winners.append(frozenset(pool[: taken.first]))
                    too_many.append(taken.too_many)
                    if taken.tied:
                        tied.add(cluster)
                overshoot += sum(too_many)
                gone = [office for part in winners for office in part]
                self.stages.append(
                    _Stage(left, falling, 0, tuple(winners), frozenset(tied), tuple(too_many))
                )
            for office in gone:
                self.reference[office] = number
            left = [office for office in left if self.reference[office] == self.none]

    def _in_cluster(self, pool: Sequence[int], number: int, tried: _Score | None) -> _Taken:
        falling = [-self.scores[office] for office in pool]
        return self._taken(_Pool(falling, (), ()), number, self.tiers[number].quota, tried)

    def _taken(self, pool: _Pool, number: int, quota: int | None, tried: _Score | None) -> _Taken:
        """Who of a pool gets the tier, `tried` being the score of one more office in it."""
        least = self.least[number]
        with_enough = pool.size if least is None else pool.from_(least)
        if tried is not None and least is not None and tried.against(least) < 0:
            tried = None
        eligible = with_enough + (tried is not None)
        taken = eligible if quota is None else min(quota, eligible)
        if taken == 0:
            return _Taken(0, False)
        if taken == eligible:
            return _Taken(with_enough, tried is not None)
        edge = pool.at(taken - 1)
        side = -1 if tried is None else tried.against(edge)
        # With the office above the edge, the edge itself is the first that gets nothing.
        if side == 0:
            tied = True
        elif side < 0:
            tied = taken < pool.size and pool.at(taken) == edge
        else:
            tied = taken > 1 and pool.at(taken - 2) == edge
        if not tied:
            return _Taken(taken - (side > 0), side > 0)
        if self.policy in ("ask", "exclude"):
            return _Taken(pool.over(edge), side > 0, tied=True)
        first = pool.from_(edge)
        office = tried is not None and side >= 0
        too_many = first + office - taken if self.policy == "extend-and-shrink" else 0
        return _Taken(first, office, True, too_many)

    # What an office has

    def by_score(self, office: int) -> int:
        """The tier that its score gives an office now."""
        tier = self.reference[office]
        return tier if tier <= self.stop else self.none

    def has(self, office: int, tier: int) -> int:
        """What an office has after exceptions, where its score gives it `tier`."""
        for exception, named in self.exceptions.get(office, ()):
            found = excepted(self.tiers[tier] if tier < self.none else None, exception, named)
            tier = self.tiers.index(found) if found is not None else self.none
        return tier

    # The trials

    def tried(self, office: int, value: int) -> Trial:
        """The awards with this score of the office."""
        if self._last is not None and self._last[:2] == (office, value):
            return self._last[2]
        score = _Score(value)
        otherwise: dict[int, int | None] = {}
        mine: int | None = None
        overshoot, stop = 0, self.none
        for number, tier in enumerate(self.tiers):
            tried = score if mine is None else None
            if tier.per is None:
                quota, overshoot = _shrunk(tier.quota, overshoot)
                taken = self._among_all(number, quota, office, tried, otherwise)
                overshoot += taken.too_many
                got, tied = taken.office, taken.tied
            else:
                got, tied, too_many = self._in_clusters(number, office, tried, otherwise)
                overshoot += too_many
            if got:
                mine = number
            if tied and self.policy == "ask":
                stop = number
                break
        tier_found = self.none if mine is None else mine
        found = Trial(tier_found, otherwise, stop, score.low, score.high)
        self._last = (office, value, found)
        return found

    def _among_all(
        self,
        number: int,
        quota: int | None,
        office: int,
        tried: _Score | None,
        otherwise: dict[int, int | None],
    ) -> _Taken:
        """A tier that is handed out among all; whom it brings apart from the reference."""
        stage = self.stages[number]
        gone = [o for o, at in otherwise.items() if at is not None and self.reference[o] >= number]
        if self.reference[office] >= number:
            gone.append(office)
        back = [o for o, at in otherwise.items() if at is None]
        pool = _Pool(
            stage.falling,
            sorted(bisect_left(stage.left, o) for o in gone),
            sorted(-self.scores[o] for o in back),
        )
        taken = self._taken(pool, number, quota, tried)
        # Equal scores are never parted: who gets the tier is told by the lowest score that does.
        end, lowest = 0, None
        if taken.first:
            lowest = pool.at(taken.first - 1)
            end = bisect_right(stage.falling, -lowest)
        for o in back:
            if lowest is not None and self.scores[o] >= lowest:
                otherwise[o] = number
        for o in stage.left[stage.taken : end]:
            if o != office and otherwise.get(o) is None:
                otherwise[o] = number
        for o in stage.left[end : stage.taken]:
            if o != office and o not in otherwise:
                otherwise[o] = None
        return taken

    def _in_clusters(
        self, number: int, office: int, tried: _Score | None, otherwise: dict[int, int | None]
    ) -> tuple[bool, bool, int]:
        """A tier in each cluster: whether the office gets it, a tie is met, how many are too many.

        Only the clusters of the offices that fare otherwise are looked at again.
        """
        stage = self.stages[number]
        touched = {self.cluster_of.get(o) for o in (office, *otherwise)} - {None}
        tied = stage.tied - touched
        too_many = sum(stage.too_many)
        got, any_tied = False, bool(tied)
        for cluster in touched:
            assert cluster is not None
            members = self.members[cluster]
            pool = [o for o in members if o != office and self._is_left(o, number, otherwise)]
            inside = tried if self.cluster_of.get(office) == cluster else None
            taken = self._in_cluster(pool, number, inside)
            winners = set(pool[: taken.first])
            got = got or taken.office
            any_tied = any_tied or taken.tied
            too_many += taken.too_many - stage.too_many[cluster]
            for o in winners - stage.winners[cluster]:
                otherwise[o] = number
            for o in stage.winners[cluster] - winners - {office}:
                if o not in otherwise:
                    otherwise[o] = None
        return got, any_tied, too_many

    def _is_left(self, office: int, number: int, otherwise: dict[int, int | None]) -> bool:
        if office in otherwise:
            return otherwise[office] is None
        return self.reference[office] >= number

    # The answers

    def nearest(self, office: int, now: int, up: bool) -> Number | None:
        """The least number of points up or down with which the office has a higher or lower tier.

        `now` is what it has, after exceptions.
        """
        own = self.scores[office]
        value = self.grid.above(own) if up else self.grid.below(own)
        while value is not None:
            trial = self.tried(office, value)
            has = self.has(office, trial.tier)
            if has < now if up else has > now:
                return self.grid.points(abs(value - own))
            edge = trial.high if up else trial.low
            if edge is None:
                return None
            value = self.grid.above(edge - 1) if up else self.grid.below(edge + 1)
        return None

    def touched(self, office: int, up: bool) -> tuple[Province, ...]:
        """The offices whose award changes with the next score up or down, this one first."""
        own = self.scores[office]
        value = self.grid.above(own) if up else self.grid.below(own)
        if value is None:
            return ()
        trial = self.tried(office, value)
        others = set(trial.otherwise)
        if trial.stop != self.stop:
            low, high = sorted((trial.stop, self.stop))
            others |= {o for o, tier in enumerate(self.reference) if low < tier <= high}
        others.discard(office)
        found = [
            o
            for o in (office, *sorted(others))
            if self._then(o, office, trial) != self.has(o, self.by_score(o))
        ]
        return tuple(unit for o in found if (unit := self.provinces[o]) is not None)

    def _then(self, other: int, office: int, trial: Trial) -> int:
        """What an office has in a trial, after exceptions."""
        if other == office:
            return self.has(office, trial.tier)
        tier: int | None = self.reference[other]
        if other in trial.otherwise:
            tier = trial.otherwise[other]
        return self.has(other, self.none if tier is None or tier > trial.stop else tier)


def _shrunk(quota: int | None, overshoot: int) -> tuple[int | None, int]:
    """The places of a tier after those above it took too many, and how many are still too many."""
    if quota is None:
        return None, overshoot
    return max(0, quota - overshoot), max(0, overshoot - quota)
