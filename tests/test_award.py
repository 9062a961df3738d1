"""Standings and tiers -> awards: the four tie policies, by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inside import DATA

from vtlt_cli.awards.award import Outcome, distribute
from vtlt_cli.awards.kind import TIE_POLICIES, TiePolicy, Tier, listed_awards
from vtlt_cli.awards.reckoning import reckon
from vtlt_cli.diagnostics import whole_file
from vtlt_cli.load import load
from vtlt_cli.reading.folder import scan
from vtlt_cli.reading.numbers import Number
from vtlt_cli.scores.kind import SCORES, Score
from vtlt_cli.scores.rank import Standing, standings
from vtlt_cli.units import Name

UNTIMED = settings(deadline=None)
PLACE = whole_file("awards_2011.yaml")
POLICIES = st.sampled_from(TIE_POLICIES)
Cuts = list[tuple[int, list[Number], int]]


def ranked(values: Sequence[Number]) -> list[Standing]:
    return standings([Score(None, Name(f"{v}", None, (), PLACE), v, {}) for v in values])


def tiers_of(*quotas: int | None, least: Sequence[Number | None] = ()) -> list[Tier]:
    """Tiers named 0, 1, 2, with these quotas and least scores, the highest first."""
    floors = [*least, *[None] * len(quotas)]
    return [
        Tier(id=str(i), name=f"Tier {i}", quota=quota, least=floors[i], places={})
        for i, quota in enumerate(quotas)
    ]


def given_by(outcome: Outcome, tiers: Sequence[Tier]) -> list[list[Number]]:
    """The scores that each tier went to."""
    return [[s.score for tier, s in outcome.awarded if tier is wanted] for wanted in tiers]


def cuts_of(outcome: Outcome) -> Cuts:
    """The ties across a cut: tier, the scores that tie, the places left for them."""
    return [(int(c.tier.id), [s.score for s in c.tied], c.places) for c in outcome.cuts]


# One tie at the first cut: two 9s for the last flag.
ONE_TIE = [10, 9, 9, 8, 7, 6, 5]
# Five 9s for one place: they overshoot by more than the whole next tier.
FIVE = [10, 9, 9, 9, 9, 9, 8, 7, 6]
# The tier that was shrunk ties again.
AGAIN = [10, 9, 9, 8, 8, 7, 6]
# Those who fall tie again at the next cut.
FALLING = [10, 9, 9, 9, 8]


@pytest.mark.parametrize(
    ("values", "quotas", "policy", "expected", "cuts"),
    [
        (ONE_TIE, (2, 2, 2), "extend", [[10, 9, 9], [8, 7], [6, 5]], [(0, [9, 9], 1)]),
        (ONE_TIE, (2, 2, 2), "extend-and-shrink", [[10, 9, 9], [8], [7, 6]], [(0, [9, 9], 1)]),
        (ONE_TIE, (2, 2, 2), "exclude", [[10], [9, 9], [8, 7]], [(0, [9, 9], 1)]),
        (ONE_TIE, (2, 2, 2), "ask", [[10], [], []], [(0, [9, 9], 1)]),
        (FIVE, (2, 2, 3), "extend", [[10, 9, 9, 9, 9, 9], [8, 7], [6]], [(0, [9] * 5, 1)]),
        # Four too many: the second tier has none left, and the third two fewer.
        (FIVE, (2, 2, 3), "extend-and-shrink", [[10, 9, 9, 9, 9, 9], [], [8]], [(0, [9] * 5, 1)]),
        # They fall, tie across the second cut, fall again, and tie across the third.
        (
            FIVE,
            (2, 2, 3),
            "exclude",
            [[10], [], []],
            [(0, [9] * 5, 1), (1, [9] * 5, 2), (2, [9] * 5, 3)],
        ),
        (FIVE, (2, 2, 3), "ask", [[10], [], []], [(0, [9] * 5, 1)]),
        # One too many in each tier: the shrunk one ties and overshoots again.
        (
            AGAIN,
            (2, 2, 2),
            "extend-and-shrink",
            [[10, 9, 9], [8, 8], [7]],
            [(0, [9, 9], 1), (1, [8, 8], 1)],
        ),
        (AGAIN, (2, 2, 2), "extend", [[10, 9, 9], [8, 8], [7, 6]], [(0, [9, 9], 1)]),
        (AGAIN, (2, 2, 2), "exclude", [[10], [9, 9], [8, 8]], [(0, [9, 9], 1)]),
        (FALLING, (2, 3), "exclude", [[10], [9, 9, 9]], [(0, [9, 9, 9], 1)]),
        (FALLING, (2, 4), "exclude", [[10], [9, 9, 9, 8]], [(0, [9, 9, 9], 1)]),
        (FALLING, (2, 2), "exclude", [[10], []], [(0, [9, 9, 9], 1), (1, [9, 9, 9], 2)]),
        # The tier above the tie stands, though nothing is decided below it.
        ([10, 9, 8, 8, 7], (2, 1, 1), "ask", [[10, 9], [], []], [(1, [8, 8], 1)]),
        ([10, 9, 8, 8, 7], (1, 2, 1), "ask", [[10], [9], []], [(1, [8, 8], 1)]),
        # All tie for the first place.
        ([9, 9, 9], (1, 1, 1), "extend", [[9, 9, 9], [], []], [(0, [9, 9, 9], 1)]),
        ([9, 9, 9], (1, 1, 1), "extend-and-shrink", [[9, 9, 9], [], []], [(0, [9, 9, 9], 1)]),
        ([9, 9, 9], (1, 1, 1), "ask", [[], [], []], [(0, [9, 9, 9], 1)]),
    ],
)
def test_policies_by_hand(
    values: list[Number],
    quotas: tuple[int, ...],
    policy: TiePolicy,
    expected: list[list[Number]],
    cuts: Cuts,
) -> None:
    """Who gets what, and which ties were met, worked out on paper."""
    tiers = tiers_of(*quotas)
    outcome = distribute(ranked(values), tiers, policy)
    assert given_by(outcome, tiers) == expected
    assert cuts_of(outcome) == cuts
    assert bool(outcome.undecided) == (policy == "ask")


@pytest.mark.parametrize("policy", TIE_POLICIES)
@pytest.mark.parametrize(
    ("values", "quotas", "expected"),
    [
        ([10, 9, 9, 8], (3, 1), [[10, 9, 9], [8]]),  # the tie is inside the tier
        ([10, 9, 9], (3, 1), [[10, 9, 9], []]),
        ([10, 9], (3, 9), [[10, 9], []]),  # fewer offices than awards
        ([], (3, 9), [[], []]),
        ([10, 10], (0, 2), [[], [10, 10]]),  # none of that tier this time
        ([Decimal("9.10"), Decimal("9.1"), 9], (2, 1), [[Decimal("9.1")] * 2, [9]]),
    ],
)
def test_no_cut_no_policy(
    policy: TiePolicy, values: list[Number], quotas: tuple[int, ...], expected: list[list[Number]]
) -> None:
    """Where no tie crosses a cut all policies agree, and none is told."""
    tiers = tiers_of(*quotas)
    outcome = distribute(ranked(values), tiers, policy)
    assert given_by(outcome, tiers) == expected
    assert outcome.cuts == () and not outcome.undecided


@pytest.mark.parametrize("policy", TIE_POLICIES)
def test_least_scores(policy: TiePolicy) -> None:
    """A tier without a quota goes to all with enough points; equal ones are never parted."""
    tiers = tiers_of(None, None, least=[9, 7])
    outcome = distribute(ranked([10, 9, 9, 8, 7, 7, 6]), tiers, policy)
    assert given_by(outcome, tiers) == [[10, 9, 9], [8, 7, 7]]
    assert outcome.cuts == ()


def test_a_quota_and_a_least_score() -> None:
    """The narrower of the two counts; places that nobody reaches stay empty."""
    tiers = tiers_of(3, 3, least=[9, 7])
    outcome = distribute(ranked([10, 8, 7, 6, 5]), tiers, "ask")
    assert given_by(outcome, tiers) == [[10], [8, 7]]
    tiers = tiers_of(1, 1, least=[8, 8])
    assert given_by(distribute(ranked([10, 9, 8]), tiers, "ask"), tiers) == [[10], [9]]


def test_a_tie_at_the_least_score_is_no_tie_across_the_cut() -> None:
    tiers = tiers_of(2, least=[9])
    outcome = distribute(ranked([10, 9, 8, 8]), tiers, "ask")
    assert given_by(outcome, tiers) == [[10, 9]] and outcome.cuts == ()


# Laws

VALUES = st.lists(st.integers(0, 12), max_size=25)
QUOTAS = st.lists(st.integers(0, 6), min_size=1, max_size=4)


@UNTIMED
@given(values=VALUES, quotas=QUOTAS, policy=POLICIES)
def test_equals_are_treated_alike(values: list[int], quotas: list[int], policy: TiePolicy) -> None:
    """No policy parts two offices with the same score, or gives a lower one the higher award."""
    tiers = tiers_of(*quotas)
    outcome = distribute(ranked(values), tiers, policy)
    per_score: dict[Number, set[str]] = {}
    for tier, standing in outcome.awarded:
        per_score.setdefault(standing.score, set()).add(tier.id)
    assert all(len(ids) == 1 for ids in per_score.values())
    given_scores = [standing.score for _tier, standing in outcome.awarded]
    assert given_scores == sorted(given_scores, reverse=True)
    for score, ids in per_score.items():
        assert sum(s.score == score for _t, s in outcome.awarded) == values.count(int(score)), ids


@UNTIMED
@given(values=VALUES, quotas=QUOTAS)
def test_shrinking_keeps_the_sum(values: list[int], quotas: list[int]) -> None:
    """Under `extend-and-shrink` no more are rewarded than the quotas have, but for the last tie."""
    outcome = distribute(ranked(values), tiers_of(*quotas), "extend-and-shrink")
    last = [len(cut.tied) - cut.places for cut in outcome.cuts[-1:]]
    assert len(outcome.awarded) <= sum(quotas) + sum(last)
    assert len(outcome.awarded) >= min(sum(quotas), len(values))


@UNTIMED
@given(values=VALUES, quotas=QUOTAS)
def test_excluding_never_exceeds_a_quota(values: list[int], quotas: list[int]) -> None:
    tiers = tiers_of(*quotas)
    for policy in ("exclude", "ask"):
        found = given_by(distribute(ranked(values), tiers, policy), tiers)
        assert all(len(scores) <= quota for scores, quota in zip(found, quotas))


# The round of 2007

DATASET, _PROBLEMS = load(scan(str(DATA)))
STANDINGS = standings(DATASET.of(SCORES, 2007))
AWARDS = listed_awards(DATASET)[2007]


@pytest.mark.parametrize("policy", TIE_POLICIES)
def test_all_policies_agree_on_2007(policy: TiePolicy) -> None:
    """No tie crossed a cut, and the computed lists are the published ones."""
    found = reckon(DATASET.of(SCORES, 2007), replace(AWARDS, tie_at_cut=policy))
    rows = found.rows
    assert found.outcome.cuts == ()
    assert len(rows) == 36 and all(row.tier is row.published for row in rows)


def test_one_certificate_fewer_parts_bac_lieu_and_ha_tinh() -> None:
    """23 certificates of commendation: 1.700 points twice, one place."""
    first, second, third = AWARDS.tiers
    tiers = [first, second, replace(third, quota=23)]
    outcome = distribute(STANDINGS, tiers, "ask")
    (open_,) = outcome.undecided
    assert [standing.name.text for standing in open_.tied] == ["Bạc Liêu", "Hà Tĩnh"]
    assert (open_.tier, open_.places) == (tiers[2], 1)
    assert len(outcome.awarded) == 3 + 9 + 22
    sizes = {
        policy: len(distribute(STANDINGS, tiers, policy).awarded)
        for policy in TIE_POLICIES
        if policy != "ask"
    }
    assert sizes == {"extend": 36, "extend-and-shrink": 36, "exclude": 34}


def test_published_but_not_computed() -> None:
    """An office that the scores do not reach stands at the end, with what was published."""
    first, second, third = AWARDS.tiers
    awards = replace(AWARDS, tiers=(replace(first, quota=2), second, third))
    rows = reckon(DATASET.of(SCORES, 2007), awards).rows
    changed = [(row.name.text, row.tier, row.published) for row in rows]
    assert ("Phú Yên", awards.tiers[1], awards.tiers[0]) in changed
    assert ("Hà Giang", awards.tiers[2], awards.tiers[1]) in changed
    assert changed[-1] == ("Hà Tĩnh", None, awards.tiers[2])
    assert rows[-1].standing is not None and rows[-1].standing.position == 36
