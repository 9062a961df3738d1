"""Scores of a round, some of them equal."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from strategies.style import Style


@dataclass
class Row:
    """A row of the scores, its cells as written."""

    position: str
    name: str
    score: str


def any_scores(draw: st.DrawFn, count: int, decimals: int, step: int) -> list[str]:
    """So many scores from the highest down, some of them equal."""
    many = st.lists(st.integers(0, 2000), min_size=count, max_size=count)
    values = sorted((value * step for value in draw(many)), reverse=True)
    return [decimal(value, decimals) for value in values]


def decimal(value: int, decimals: int) -> str:
    """An integer with so many of its digits after the point."""
    if not decimals:
        return str(value)
    digits = f"{value:0{decimals + 1}d}"
    return f"{digits[:-decimals]}.{digits[-decimals:]}"


def scores_text(rows: list[Row], positions: bool, style: Style) -> str:
    """The rows as `scores_YYYY.csv`."""
    records = [["position", "province", "score"]]
    records += [[row.position, row.name, row.score] for row in rows]
    quote = '"' if style.quote else ""
    lines = []
    for number, (position, name, score) in enumerate(records):
        cells = [position] if positions else []
        cells += [f"{quote}{name}{quote}" if number else name, score]
        lines.append(",".join(cells))
    return "\n".join(lines) + "\n"
