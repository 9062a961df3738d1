"""`awards --margin`: every answer held against handing all awards out again, in small rounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vtlt_cli.awards.kind import TIE_POLICIES, AwardException, Awards, Tier
from vtlt_cli.awards.margin import margins, with_score
from vtlt_cli.awards.reckoning import Reckoning, reckon
from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.diagnostics import whole_file
from vtlt_cli.rounds.kind import Round
from vtlt_cli.scores.kind import Score
from vtlt_cli.units import Name, Province

UNTIMED = settings(deadline=None, max_examples=300)
PLACE = whole_file("awards_2031.yaml")
HIGHEST = 12


def unit(number: int) -> Province:
    name = f"U{number}"
    return Province(f"u{number}", name, "xã", None, None, (), None, None, (), (), (), {})


class Trial:
    """A small round: its scores, tiers, clusters and the scores that there may be."""

    def __init__(
        self,
        values: Sequence[int],
        tiers: Sequence[Tier],
        policy: str,
        clusters: Sequence[Sequence[int]],
        exceptions: Sequence[tuple[int, int, str]],
        round_: Round,
    ) -> None:
        self.units = [unit(number) for number in range(len(values))]
        names = [Name(unit.name, unit, (), PLACE) for unit in self.units]
        self.scores = [Score(None, name, v, {}) for name, v in zip(names, values)]
        made: Any = [
            AwardException(
                province=names[who % len(names)],
                tier=tiers[tier % len(tiers)].id,
                action=action,  # type: ignore[arg-type]
                reason="x",
                places={},
            )
            for who, tier, action in exceptions
        ]
        self.awards = Awards(
            status="proposed",
            tie_at_cut=policy,  # type: ignore[arg-type]
            tiers=tuple(tiers),
            exceptions=tuple(made),
            places={},
        )
        self.clusters = [
            Cluster(number, names[members[0]], tuple(names[i] for i in members), {})
            for number, members in enumerate(clusters)
            if members
        ]
        self.round = round_

    def reckoned(self, scores: Sequence[Score] | None = None) -> Reckoning:
        return reckon(self.scores if scores is None else scores, self.awards, self.clusters)

    def given(self, scores: Sequence[Score]) -> dict[Province, int]:
        """The number of the tier of each office, after exceptions; those without are left out."""
        number = {tier: index for index, tier in enumerate(self.awards.tiers)}
        return {
            row.name.province: number[row.tier]
            for row in self.reckoned(scores).rows
            if row.tier is not None and row.name.province is not None
        }

    def grid(self) -> list[int]:
        """All scores that there may be; beyond the highest of all nothing changes any more."""
        step = int(self.round.step or 1)
        least, most = int(self.round.least or 0), int(self.round.most or HIGHEST + 2 * step)
        return [value for value in range(least, most + 1) if value % step == 0]


@st.composite
def trials(draw: st.DrawFn) -> Trial:
    values = draw(st.lists(st.integers(0, HIGHEST - 2), min_size=1, max_size=9))
    tiers = [
        Tier(
            id=f"t{i}",
            name=f"Tier {i}",
            quota=draw(st.none() | st.integers(0, 4)),
            least=draw(st.none() | st.integers(0, HIGHEST)),
            per=draw(st.sampled_from([None, None, "cluster"])),
            places={},
        )
        for i in range(draw(st.integers(1, 4)))
    ]
    where = [draw(st.integers(0, 3)) for _value in values]
    clusters = [[i for i, c in enumerate(where) if c == cluster] for cluster in range(3)]
    actions = st.sampled_from(["added", "withheld", "revoked"])
    exceptions = draw(
        st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3), actions), max_size=2)
    )
    step = draw(st.sampled_from([None, 1, 2, 3]))
    least = draw(st.sampled_from([None, 0, 2]))
    most = draw(st.sampled_from([None, 9, 12]))
    round_ = Round(2031, step=step, least=least, most=most)
    policy = draw(st.sampled_from(TIE_POLICIES))
    return Trial(values, tiers, policy, clusters, exceptions, round_)


@UNTIMED
@given(trials())
def test_margins_are_what_handing_out_again_gives(trial: Trial) -> None:
    nobody = len(trial.awards.tiers)
    now = trial.given(trial.scores)
    grid = trial.grid()
    found = margins(trial.reckoned(), trial.scores, trial.round, trial.clusters)
    assert [m.standing for m in found] == list(trial.reckoned().standings)
    for margin in found:
        province, own = margin.standing.name.province, int(margin.standing.score)
        assert province is not None
        tier = now.get(province, nobody)
        after = {v: trial.given(with_score(trial.scores, province, v)) for v in grid}
        up = [v for v in grid if v > own]
        down = [v for v in reversed(grid) if v < own]
        higher = [v - own for v in up if after[v].get(province, nobody) < tier]
        lower = [own - v for v in down if after[v].get(province, nobody) > tier]
        assert margin.to_higher == (higher[0] if higher else None)
        assert margin.to_lower == (lower[0] if lower else None)
        for values, told in ((up, margin.if_up), (down, margin.if_down)):
            then = after[values[0]] if values else now
            changed = [u for u in trial.units if now.get(u) != then.get(u)]
            assert set(told) == set(changed) and len(told) == len(changed)
            assert province not in told or told[0] is province
        shown = None if tier == nobody else trial.awards.tiers[tier]
        assert margin.tier is shown


@pytest.mark.parametrize("policy", TIE_POLICIES)
def test_one_office_alone(policy: str) -> None:
    tier = Tier(id="a", name="A", quota=1, places={})
    trial = Trial([5], [tier], policy, [[0]], [], Round(2031))
    (margin,) = margins(trial.reckoned(), trial.scores, trial.round, trial.clusters)
    assert (margin.tier, margin.to_higher, margin.to_lower) == (tier, None, None)
    assert margin.if_up == margin.if_down == ()
