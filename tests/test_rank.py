"""Scores -> standings: the laws of standard competition ranking."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vtlt_cli.diagnostics import whole_file
from vtlt_cli.reading.numbers import Number
from vtlt_cli.scores.kind import Score
from vtlt_cli.scores.rank import UnreadableScore, standings
from vtlt_cli.units import Name

UNTIMED = settings(deadline=None)
PLACE = whole_file("scores_2011.csv")
WHOLE = st.integers(0, 40)
DECIMALS = st.decimals(0, 20, places=2)
SCORES = st.lists(WHOLE, max_size=30) | st.lists(WHOLE | DECIMALS, max_size=30)


def scores_of(values: Sequence[Number | None], positions: Sequence[int | None] = ()) -> list[Score]:
    """A score a value, of offices named 0, 1, 2 and on."""
    printed = [*positions, *[None] * len(values)]
    return [
        Score(printed[i], Name(str(i), None, (), PLACE), value, {})
        for i, value in enumerate(values)
    ]


def named(values: Sequence[Number | None], positions: Sequence[int | None] = ()) -> list[str]:
    """The offices in the order of their standings."""
    return [standing.name.text for standing in standings(scores_of(values, positions))]


@UNTIMED
@given(values=SCORES)
def test_rank_is_one_more_than_those_above(values: list[Number]) -> None:
    for standing in standings(scores_of(values)):
        assert standing.rank == 1 + sum(value > standing.score for value in values)
        assert standing.tied == (sum(value == standing.score for value in values) > 1)


@UNTIMED
@given(values=SCORES)
def test_positions_count_all_and_scores_fall(values: list[Number]) -> None:
    """1..n, each once; no score stands above a higher one; nothing is lost or changed."""
    found = standings(scores_of(values))
    assert [standing.position for standing in found] == list(range(1, len(values) + 1))
    assert [standing.score for standing in found] == sorted(values, reverse=True)
    assert sorted(int(standing.name.text) for standing in found) == [*range(len(values))]


@UNTIMED
@given(values=SCORES, seed=st.integers())
def test_the_order_of_rows_does_not_change_ranks(values: list[Number], seed: int) -> None:
    rows = scores_of(values)
    shuffled = rows.copy()
    Random(seed).shuffle(shuffled)
    ranks = {standing.name.text: standing.rank for standing in standings(rows)}
    assert {standing.name.text: standing.rank for standing in standings(shuffled)} == ranks


@UNTIMED
@given(values=SCORES, seed=st.integers())
def test_with_printed_positions_the_order_of_rows_changes_nothing(
    values: list[Number], seed: int
) -> None:
    """Where every row has its position even the order of equals is that of the print."""
    rows = scores_of(values, range(1, len(values) + 1))
    shuffled = rows.copy()
    Random(seed).shuffle(shuffled)
    assert standings(shuffled) == standings(rows)


def test_equal_scores_keep_the_order_of_the_rows() -> None:
    assert named([5, 7, 5, 7, 5]) == ["1", "3", "0", "2", "4"]


def test_equal_scores_keep_the_printed_order() -> None:
    """The position wins over the order of rows, and the score over both."""
    assert named([5, 7, 5, 7], [4, 2, 3, 1]) == ["3", "1", "2", "0"]
    assert named([5, 7], [1, 2]) == ["1", "0"]


def test_positions_that_are_not_on_every_row_do_not_count() -> None:
    assert named([5, 5, 5], [3, None, 1]) == ["0", "1", "2"]


def test_equal_is_equal_as_numbers() -> None:
    """Exactly: `61.310` is 61.31, `8280.0` is 8280, and the last decimal parts two scores."""
    values: list[Number] = [Decimal("61.310"), Decimal("61.31"), 61, Decimal("61.0")]
    assert [standing.rank for standing in standings(scores_of(values))] == [1, 1, 3, 3]
    close = [Decimal("0.1") + Decimal("0.2"), Decimal("0.3")]
    assert [standing.rank for standing in standings(scores_of(close))] == [1, 1]
    large: list[Number] = [Decimal("100000000000000000.01"), 100000000000000000]
    assert [standing.rank for standing in standings(scores_of(large))] == [1, 2]


def test_scores_are_not_rounded() -> None:
    (standing,) = standings(scores_of([Decimal("61.310")]))
    assert str(standing.score) == "61.310"


@pytest.mark.parametrize("values", [[None], [3, None], [None, 3]])
def test_an_unreadable_score_means_no_ranking(values: list[int | None]) -> None:
    """All below it would be false."""
    with pytest.raises(UnreadableScore):
        standings(scores_of(values))


def test_no_scores_no_standings() -> None:
    assert standings([]) == []
