"""Which rule tells which problem: each kind of problem is told by one, so that none can vanish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from vtlt_cli.checking.engine import all_rules
from vtlt_cli.diagnostics import TOLD_BY, Problem, ProblemKind
from vtlt_cli.reading.kinds import Dataset


class Asked(Mapping[ProblemKind, list[Problem]]):
    """No problems; `kinds` are those that were asked for."""

    def __init__(self) -> None:
        self.kinds: set[ProblemKind] = set()

    def __getitem__(self, kind: ProblemKind) -> list[Problem]:
        self.kinds.add(kind)
        raise KeyError(kind)

    def __iter__(self) -> Iterator[ProblemKind]:
        return iter(())

    def __len__(self) -> int:
        return 0


def claims() -> dict[str, set[ProblemKind]]:
    """The kinds of problem that each rule looks for, by its code."""
    nothing = Dataset({}, {}, {}, {}, frozenset())
    found = {}
    for code, rule in all_rules().items():
        asked = Asked()
        assert not list(rule.check(nothing, asked)), f"{code} finds something in no data"
        found[code] = asked.kinds
    return found


def test_every_kind_of_problem_is_told_by_the_rule_that_the_table_names() -> None:
    told: dict[ProblemKind, list[str]] = {}
    for code, kinds in claims().items():
        for kind in kinds:
            told.setdefault(kind, []).append(code)
    assert set(told) == set(TOLD_BY) == set(get_args(ProblemKind))
    for kind, by in TOLD_BY.items():
        if len(by) == 5:
            assert told[kind] == [by], kind
        else:  # A family shares it out among its rules, and nobody else has a hand in it.
            assert told[kind] == [code for code in all_rules() if code.startswith(by)], kind
