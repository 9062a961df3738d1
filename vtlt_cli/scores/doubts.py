"""The rows of a round that leave it in doubt who stands where: (b) of the law of results."""

from __future__ import annotations

from collections.abc import Sequence

from vtlt_cli.diagnostics import Words
from vtlt_cli.rounds.doubts import Doubt, unresolved
from vtlt_cli.scores.kind import Score, is_no_office
from vtlt_cli.units import Province


def doubts_of(scores: Sequence[Score]) -> list[Doubt]:
    """The rows of no office, the names that lead nowhere, the offices that are scored twice."""
    found = []
    first: dict[Province, Score] = {}
    for score in scores:
        if is_no_office(score.name):
            text = score.name.text.strip()
            words: Words = (
                f"“{text}” is no office and has no place",
                f"“{text}” không phải là cơ quan nên không xếp hạng",
            )
            found.append(Doubt(score.name.span, words))
        elif score.name.province is None:
            found.append(unresolved(score.name))
        elif first.setdefault(score.name.province, score) is not score:
            name = score.name.province.name
            words = f"{name} is scored twice", f"{name} có hai dòng điểm"
            found.append(Doubt(score.name.span, words))
    return found
