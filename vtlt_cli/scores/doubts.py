"""The rows of a round that leave it in doubt who stands where: DESIGN section 6, (b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vtlt_cli.diagnostics import Span, Words
from vtlt_cli.scores.kind import Score, is_no_office
from vtlt_cli.units import Name, Province


class Doubt(NamedTuple):
    """One thing that is in doubt, where it stands, and in a few words what it is.

    `unknown` is whether only the name of a row is.
    """

    span: Span
    words: Words
    unknown: bool = False


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


def unresolved(name: Name) -> Doubt:
    """What is said of a name that leads to no unit, or to more than one."""
    text = name.text.strip()
    words = f"it is not known whom “{text}” means", f"chưa xác định được đơn vị “{text}”"
    return Doubt(name.span, words, unknown=True)
