"""The problems of one load, of which a file that is the wrong one has hundreds of thousands."""

from __future__ import annotations

from vtlt_cli.diagnostics import Problem

# Of one kind in one file so many are kept, and the rest are counted.
MOST = 10_000
# A text in a message is not longer than this.
_LONGEST = 120

What = tuple[str, str]


class ProblemList(list[Problem]):
    """A list that keeps the first so many problems of a kind in a file and counts the rest."""

    def __init__(self) -> None:
        super().__init__()
        self._first: dict[What, Problem] = {}
        self._counts: dict[What, int] = {}

    def append(self, problem: Problem) -> None:
        """Keep the problem, or count it where there are too many like it."""
        what = _what(problem)
        count = self._counts[what] = self._counts.get(what, 0) + 1
        if count == 1:
            self._first[what] = problem
        if count <= MOST:
            super().append(problem)

    def is_full(self, kind: str, path: str) -> bool:
        """Whether another problem of this kind in the file would only be counted."""
        return self._counts.get((kind, path), 0) >= MOST

    def tell_the_rest(self) -> None:
        """Add a problem for each kind of which some were only counted."""
        for what, count in list(self._counts.items()):
            if count > MOST:
                first = self._first[what].span
                super().append(Problem("too-many", first, {"count": count - MOST}))


def _what(problem: Problem) -> What:
    """What counts as one kind: names by their worst departure, as the rules tell them apart."""
    kind = problem.values["name"].hows[0] if problem.kind == "name" else problem.kind
    return kind, problem.span.path


def cut(text: str) -> str:
    """The text as a message can show it; the wrong file has values of any length."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
