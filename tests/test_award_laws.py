"""The laws of the four tie policies, each for those under which it holds.

Where a law fails for a policy its smallest counter-example stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vtlt_cli.awards.award import Outcome, distribute
from vtlt_cli.awards.kind import TIE_POLICIES, TiePolicy, Tier
from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.diagnostics import whole_file
from vtlt_cli.reading.numbers import Number
from vtlt_cli.scores.kind import Score
from vtlt_cli.scores.rank import standings
from vtlt_cli.units import Name, Province

UNTIMED = settings(deadline=None)
PLACE = whole_file("awards_2031.yaml")
VALUES = st.lists(st.integers(0, 9), min_size=1, max_size=14)
QUOTAS = st.lists(st.integers(0, 5), min_size=1, max_size=4)
FLOORS = st.lists(st.none() | st.integers(0, 9), min_size=4, max_size=4)
POLICIES = st.sampled_from(TIE_POLICIES)


def tiers_of(quotas: Sequence[int | None], floors: Sequence[Number | None] = ()) -> list[Tier]:
    least = [*floors, *[None] * len(quotas)]
    return [
        Tier(id=str(i), name=f"Tier {i}", quota=quota, least=least[i], places={})
        for i, quota in enumerate(quotas)
    ]


def outcome_of(
    values: Sequence[Number],
    quotas: Sequence[int | None],
    policy: TiePolicy,
    floors: Sequence[Number | None] = (),
) -> Outcome:
    """The awards of offices named 0, 1, 2 with these scores."""
    scores = [Score(None, Name(str(i), None, (), PLACE), v, {}) for i, v in enumerate(values)]
    return distribute(standings(scores), tiers_of(quotas, floors), policy)


def tier_of(
    values: Sequence[Number],
    quotas: Sequence[int | None],
    policy: TiePolicy,
    floors: Sequence[Number | None] = (),
) -> list[int]:
    """The tier of each office from 0 down; one past the last for none."""
    outcome = outcome_of(values, quotas, policy, floors)
    found = {standing.name.text: int(tier.id) for tier, standing in outcome.awarded}
    return [found.get(str(i), len(quotas)) for i in range(len(values))]


# The order of rows: all policies


@UNTIMED
@given(values=VALUES, quotas=QUOTAS, floors=FLOORS, policy=POLICIES, seed=st.integers())
def test_the_order_of_rows_does_not_matter(
    values: list[int],
    quotas: list[int],
    floors: list[int | None],
    policy: TiePolicy,
    seed: int,
) -> None:
    order = list(range(len(values)))
    Random(seed).shuffle(order)
    shuffled = tier_of([values[i] for i in order], quotas, policy, floors)
    given_now = tier_of(values, quotas, policy, floors)
    assert [given_now[i] for i in order] == shuffled


# Nobody above a recipient goes without: all policies, while no tier is per cluster


@UNTIMED
@given(values=VALUES, quotas=QUOTAS, floors=FLOORS, policy=POLICIES)
def test_nobody_above_a_recipient_goes_without(
    values: list[int], quotas: list[int], floors: list[int | None], policy: TiePolicy
) -> None:
    """Nor has a lower award: the tiers fall with the scores."""
    found = tier_of(values, quotas, policy, floors)
    by_score = sorted(zip(values, found), key=lambda pair: -pair[0])
    assert [tier for _value, tier in by_score] == sorted(found)


def test_somebody_above_goes_without_where_a_tier_is_per_cluster() -> None:
    """The second of the strong cluster has more points than the best of the weak one."""
    units = [
        Province(f"u{i}", f"U{i}", "xã", None, None, (), None, None, (), (), (), {})
        for i in range(3)
    ]
    names = [Name(unit.name, unit, (), PLACE) for unit in units]
    clusters = [
        Cluster(1, names[0], (names[0], names[1]), {}),
        Cluster(2, names[2], (names[2],), {}),
    ]
    tier = Tier(id="best", name="Best", quota=1, per="cluster", places={})
    scores = [Score(None, name, value, {}) for name, value in zip(names, (3, 2, 1))]
    for policy in TIE_POLICIES:
        outcome = distribute(standings(scores), [tier], policy, clusters)
        assert [standing.score for _tier, standing in outcome.awarded] == [3, 1]


# A tier has at least its quota when enough are left: extend


@UNTIMED
@given(values=VALUES, quotas=QUOTAS)
def test_extend_fills_every_tier(values: list[int], quotas: list[int]) -> None:
    found = tier_of(values, quotas, "extend")
    left = len(values)
    for tier, quota in enumerate(quotas):
        assert found.count(tier) >= min(quota, left)
        left -= found.count(tier)


@pytest.mark.parametrize(
    ("policy", "values", "quotas", "found"),
    [
        # Three get what two were meant to get: the second tier has no place left.
        ("extend-and-shrink", [4, 4, 3], [1, 1], [0, 0, 2]),
        # Two tie for the only place, and neither gets it.
        ("exclude", [4, 4], [1], [1, 1]),
        ("ask", [4, 4], [1], [1, 1]),
    ],
)
def test_the_other_policies_may_leave_a_tier_short(
    policy: TiePolicy, values: list[int], quotas: list[int], found: list[int]
) -> None:
    assert tier_of(values, quotas, policy) == found


# A higher score never lowers the own tier: extend, extend-and-shrink


@UNTIMED
@given(
    values=VALUES,
    quotas=QUOTAS,
    which=st.integers(0, 13),
    gain=st.integers(1, 9),
    policy=st.sampled_from(("extend", "extend-and-shrink")),
)
def test_more_points_never_lower_the_award(
    values: list[int], quotas: list[int], which: int, gain: int, policy: TiePolicy
) -> None:
    which %= len(values)
    raised = [value + gain * (i == which) for i, value in enumerate(values)]
    assert tier_of(raised, quotas, policy)[which] <= tier_of(values, quotas, policy)[which]


@UNTIMED
@given(
    values=VALUES, quotas=QUOTAS, floors=FLOORS, which=st.integers(0, 13), gain=st.integers(1, 9)
)
def test_more_points_never_lower_the_award_with_least_scores_either(
    values: list[int], quotas: list[int], floors: list[int | None], which: int, gain: int
) -> None:
    """Under `extend`."""
    which %= len(values)
    raised = [value + gain * (i == which) for i, value in enumerate(values)]
    after, before = (tier_of(v, quotas, "extend", floors) for v in (raised, values))
    assert after[which] <= before[which]


@pytest.mark.parametrize("policy", ["exclude", "ask"])
def test_more_points_may_cost_the_award_where_ties_get_nothing(policy: TiePolicy) -> None:
    """The second, with the second award, gains a point, ties for the first, and has neither.

    Under `exclude` the two fall together to the next tier, which has one place for both.
    """
    assert tier_of([4, 3], [1, 1], policy) == [0, 1]
    assert tier_of([4, 4], [1, 1], policy) == [2, 2]


def test_the_points_of_one_may_help_another_under_extend() -> None:
    """The second joins the first in the flag, and so makes room for the third below."""
    assert tier_of([4, 3, 2], [1, 1], "extend") == [0, 1, 2]
    assert tier_of([4, 4, 2], [1, 1], "extend") == [0, 0, 1]


# extend-and-shrink is the ranking alone


@UNTIMED
@given(values=VALUES, quotas=QUOTAS)
def test_extend_and_shrink_goes_by_rank_alone(values: list[int], quotas: list[int]) -> None:
    """The first tier whose places, counted from the top, reach the office's rank."""
    found = tier_of(values, quotas, "extend-and-shrink")
    for value, tier in zip(values, found):
        rank = 1 + sum(other > value for other in values)
        reached = [i for i in range(len(quotas)) if rank <= sum(quotas[: i + 1])]
        assert tier == (reached[0] if reached else len(quotas))


# The policies beside each other


@UNTIMED
@given(values=VALUES, quotas=QUOTAS)
def test_each_policy_gives_every_office_at_least_what_the_next_gives(
    values: list[int], quotas: list[int]
) -> None:
    """extend ≥ extend-and-shrink ≥ exclude ≥ ask, office by office; so in number too."""
    found = [tier_of(values, quotas, policy) for policy in TIE_POLICIES]
    assert TIE_POLICIES == ("extend", "extend-and-shrink", "exclude", "ask")
    for more, less in pairwise(found):
        assert all(a <= b for a, b in zip(more, less))


@UNTIMED
@given(values=VALUES, quotas=QUOTAS, floors=FLOORS)
def test_policies_agree_when_no_tie_crosses_a_cut(
    values: list[int], quotas: list[int], floors: list[int | None]
) -> None:
    """Either every policy meets such a tie or none does; and then they are one."""
    outcomes = [outcome_of(values, quotas, policy, floors) for policy in TIE_POLICIES]
    assert len({bool(outcome.cuts) for outcome in outcomes}) == 1
    if not outcomes[0].cuts:
        assert len({tuple(tier_of(values, quotas, p, floors)) for p in TIE_POLICIES}) == 1


@UNTIMED
@given(values=st.lists(st.integers(0, 99), min_size=1, max_size=14, unique=True), quotas=QUOTAS)
def test_policies_agree_on_scores_that_all_differ(values: list[int], quotas: list[int]) -> None:
    assert len({tuple(tier_of(values, quotas, policy)) for policy in TIE_POLICIES}) == 1


# The size of what is granted


@UNTIMED
@given(values=VALUES, quotas=QUOTAS)
def test_how_many_are_rewarded(values: list[int], quotas: list[int]) -> None:
    """Under the two that extend at least the sum of the quotas, under the others at most that."""
    number = {p: len(outcome_of(values, quotas, p).awarded) for p in TIE_POLICIES}
    enough = min(sum(quotas), len(values))
    assert number["extend"] >= number["extend-and-shrink"] >= enough
    assert enough >= number["exclude"] >= number["ask"]


def test_both_may_exceed_the_sum_of_the_quotas() -> None:
    for policy in ("extend", "extend-and-shrink"):
        assert len(outcome_of([4, 4], [1], policy).awarded) == 2
    # extend-and-shrink makes up for it in the next tier; extend does not.
    assert len(outcome_of([4, 4, 3, 2], [1, 2], "extend").awarded) == 4
    assert len(outcome_of([4, 4, 3, 2], [1, 2], "extend-and-shrink").awarded) == 3


@UNTIMED
@given(
    values=VALUES,
    quotas=QUOTAS,
    which=st.integers(0, 3),
    policy=st.sampled_from(("extend-and-shrink", "exclude")),
)
def test_a_larger_last_quota_takes_nothing_away(
    values: list[int], quotas: list[int], which: int, policy: TiePolicy
) -> None:
    """One more place in the last tier takes nothing from those above it."""
    larger = [*quotas[:-1], quotas[-1] + 1 + which]
    before, after = tier_of(values, quotas, policy), tier_of(values, larger, policy)
    for was, now in zip(before, after):
        assert now == was or was >= len(quotas) - 1


def test_a_larger_quota_may_cost_awards_under_ask() -> None:
    """With no first award both have the second; with one, nothing is decided."""
    assert tier_of([4, 4], [0, 2], "ask") == [1, 1]
    assert tier_of([4, 4], [1, 2], "ask") == [2, 2]


# By hand: what each policy gives, and why

A_TIE_AT_THE_LAST_CUT = "two tie for the last place of all: both, both, neither, not decided"
A_TIE_AT_BOTH = "a pair at each cut: the shrunk second tier has no place for its own pair"
ALL_EQUAL = "everyone ties for the first place"
A_TRIPLE = "three for two places: under shrink the tier below pays one place"
FALL_AND_FIT = "who fall under exclude fill the next tier, and push down who was in it"
NO_PLACE = "a tier without places is passed over, and no tie can cross its cut"
WITH_LEAST = "only 8 and more may have the first tier: nobody ties for its free place"
TIE_UNDER_LEAST = "the pair is over the least score and ties for one place all the same"


@pytest.mark.parametrize(
    ("reason", "values", "quotas", "floors", "expected"),
    [
        (A_TIE_AT_THE_LAST_CUT, "5433", (1, 2), (), ("0111", "0111", "01..", "01..")),
        (A_TIE_AT_BOTH, "5544", (1, 1), (), ("0011", "00..", "....", "....")),
        (ALL_EQUAL, "333", (1, 1), (), ("000", "000", "...", "...")),
        (A_TRIPLE, "544432", (3, 2), (), ("000011", "00001.", "0.....", "0.....")),
        (FALL_AND_FIT, "5443", (2, 2), (), ("0001", "0001", "011.", "0...")),
        (NO_PLACE, "5543", (0, 2), (), ("11..", "11..", "11..", "11..")),
        (WITH_LEAST, "9775", (2, 2), (8,), ("011.", "011.", "011.", "011.")),
        (TIE_UNDER_LEAST, "9885", (2, 2), (8,), ("0001", "0001", "011.", "0...")),
    ],
)
def test_by_hand(
    reason: str,
    values: str,
    quotas: tuple[int, ...],
    floors: tuple[int, ...],
    expected: tuple[str, ...],
) -> None:
    """The tier of each office under extend, extend-and-shrink, exclude and ask; `.` is none."""
    for policy, wanted in zip(TIE_POLICIES, expected):
        found = tier_of([int(value) for value in values], quotas, policy, floors)
        shown = "".join("." if tier == len(quotas) else str(tier) for tier in found)
        assert shown == wanted, f"{policy}: {reason}"
