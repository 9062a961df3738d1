"""The ranking as bars, as one SVG file: sharp in print, and readable without colour.

The tiers are told apart by hatching as well as by grey, and named at their cut lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vtlt_cli.awards.kind import Tier
from vtlt_cli.awards.reckoning import Reckoning
from vtlt_cli.rounds.offices import listed
from vtlt_cli.scores.rank import Standing
from vtlt_cli.wording import Lang, one_line, points

_ROW, _BAR, _BARS, _EDGE, _LETTER = 18, 12, 600, 20, 7

# One look a tier, from the highest on; after the last they begin anew. `none` is for no award.
_PATTERNS = {
    "0": '<rect width="8" height="8" fill="#222"/>',
    "1": '<path d="M-2 6L6 -2M0 12L12 0M6 14L14 6" stroke="#555" stroke-width="3"/>',
    "2": '<rect width="8" height="8" fill="#eee"/><path d="M1 2h2v2h-2zM5 6h2v2h-2z" fill="#555"/>',
    "3": '<rect width="3" height="8" fill="#888"/>',
    "4": '<rect width="8" height="3" fill="#aaa"/>',
    "5": '<path d="M0 0L8 8M8 0L0 8" stroke="#555" stroke-width="1"/>',
    "none": '<rect width="8" height="8" fill="#fff"/>',
}
_TIERS = len(_PATTERNS) - 1
_OPEN = 'fill="#fff" stroke="#000" stroke-width="1.2" stroke-dasharray="2 2"'


def _look(pattern: str) -> str:
    return f'fill="url(#t{pattern})" stroke="#000" stroke-width=".7"'


class _Legend(NamedTuple):
    """An entry of the legend: how the bars look, and what that means."""

    look: str
    words: str


def chart(
    title: str,
    standings: Sequence[Standing],
    reckoning: Reckoning | None,
    notes: Sequence[str],
    lang: Lang,
) -> str:
    """The SVG text: a bar an office, in the look of the tier that it has, and the cuts by score.

    `notes` stand under the title, where what is in doubt is told.
    """

    tiers = reckoning.awards.tiers if reckoning else ()
    looks, legend = _looks(reckoning, lang)
    labels = [_label(standing) for standing in standings]
    left = max(200, _width(max(labels, key=len, default="")) + 2 * _EDGE)
    cut_room = max((_width(f"{tier.name} ▲") for tier in tiers), default=0)
    width = left + _BARS + 80 + cut_room + _EDGE
    legend_lines = _in_lines(legend, width)
    top = 40 + 18 * len(notes) + 22 * len(legend_lines) + 12
    height = top + _ROW * len(standings) + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" '
        'font-family="Times New Roman, Liberation Serif, Tinos, serif" font-size="13">\n'
        f"<title>{_escaped(title)}</title>\n<defs>{_defs(looks, legend)}</defs>\n"
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n'
        f'<text x="{width / 2:g}" y="24" text-anchor="middle" font-size="17" '
        f'font-weight="bold">{_escaped(title)}</text>\n'
    ]
    y = 42
    for note in notes:
        parts.append(
            f'<text x="{width / 2:g}" y="{y}" text-anchor="middle" font-style="italic">'
            f"{_escaped(note)}</text>\n"
        )
        y += 18
    for line in legend_lines:
        x = _EDGE
        for entry in line:
            parts.append(
                f'<rect x="{x}" y="{y - 10}" width="24" height="{_BAR}" {entry.look}/>'
                f'<text x="{x + 30}" y="{y}">{_escaped(entry.words)}</text>\n'
            )
            x += _width(entry.words) + 60
        y += 22
    parts += _bars(standings, labels, looks, left, top)
    parts += _cuts(reckoning, width, top) if reckoning else []
    parts.append("</svg>\n")
    return "".join(parts)


def _defs(looks: dict[int, str], legend: Sequence[_Legend]) -> str:
    """The patterns that are in use."""
    used = {*looks.values(), *(entry.look for entry in legend), _look("none")}
    return "".join(
        f'<pattern id="t{name}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f"{drawn}</pattern>"
        for name, drawn in _PATTERNS.items()
        if _look(name) in used
    )


def _looks(reckoning: Reckoning | None, lang: Lang) -> tuple[dict[int, str], list[_Legend]]:
    """How the bar of each standing looks, by its position, and what the looks mean."""
    vi = lang == "vi"
    none = _look("none")
    if reckoning is None:
        return {}, []
    look_of: dict[Tier, str] = {}
    for number, tier in enumerate(reckoning.awards.tiers):
        look_of[tier] = _look(f"{number % _TIERS}")
    looks: dict[int, str] = {}
    for row in reckoning.rows:
        if row.standing is not None and row.open_at is not None:
            looks[row.standing.position] = _OPEN
        elif row.standing is not None and row.tier is not None:
            looks[row.standing.position] = look_of[row.tier]
    legend = [_Legend(look, tier.name) for tier, look in look_of.items()]
    if reckoning.outcome.undecided:
        legend.append(_Legend(_OPEN, "chờ quyết định" if vi else "undecided"))
        names = ", ".join(tier.name for tier in reckoning.undecided())
        pending = f"chưa xét đến ({names})" if vi else f"nothing decided yet ({names})"
        return looks, [*legend, _Legend(none, pending)]
    return looks, [*legend, _Legend(none, "không khen thưởng" if vi else "none")]


def _in_lines(legend: Sequence[_Legend], width: int) -> list[list[_Legend]]:
    """The entries in as many lines as they need."""
    lines: list[list[_Legend]] = []
    room = 0
    for entry in legend:
        needed = _width(entry.words) + 60
        if not lines or needed > room:
            lines.append([])
            room = width - 2 * _EDGE
        lines[-1].append(entry)
        room -= needed
    return lines


def _bars(
    standings: Sequence[Standing],
    labels: Sequence[str],
    looks: dict[int, str],
    left: int,
    top: int,
) -> list[str]:
    """A bar an office, from the line of nought: to its right, or for less than nought its left."""

    highest = max((standing.score for standing in standings), default=0)
    lowest = min((standing.score for standing in standings), default=0)
    highest, lowest = max(highest, 0), min(lowest, 0)
    whole = highest - lowest or 1

    def along(value: object) -> float:
        return left + float((value - lowest) / whole) * _BARS  # type: ignore[operator]

    zero, none = along(0), _look("none")
    found = []
    for index, (standing, label) in enumerate(zip(standings, labels)):
        y = top + index * _ROW
        start, end = sorted((zero, along(standing.score)))
        found.append(
            f'<text x="{left - 8}" y="{y + 12}" text-anchor="end">{_escaped(label)}</text>'
            f'<rect x="{start:.2f}" y="{y + 2}" width="{end - start:.2f}" height="{_BAR}" '
            f"{looks.get(standing.position, none)}/>"
            f'<text x="{end + 6:.2f}" y="{y + 12}">{points(standing.score)}</text>\n'
        )
    return found


def _cuts(reckoning: Reckoning, width: int, top: int) -> list[str]:
    """A line below the last who has each tier by the scores, with its name at the end."""

    found = []
    undecided = reckoning.undecided()
    for tier in reckoning.awards.tiers:
        holders = reckoning.by_score(tier)
        if tier.per is not None or not holders or tier in undecided:
            continue
        last = max(standing.position for standing in holders)
        if last == len(reckoning.standings):
            continue
        y = top + last * _ROW
        found.append(
            f'<line x1="{_EDGE}" x2="{width - _EDGE}" y1="{y}" y2="{y}" stroke="#000" '
            f'stroke-dasharray="6 3"/><text x="{width - _EDGE}" y="{y - 4}" text-anchor="end" '
            f'font-style="italic">{_escaped(tier.name)} ▲</text>\n'
        )
    return found


def _label(standing: Standing) -> str:
    return f"{'=' if standing.tied else ''}{standing.rank}. {listed(standing.name)}"


def _width(text: str) -> int:
    """About how many units the text takes in letters of 13."""
    return _LETTER * len(text)


def _escaped(text: str) -> str:
    """Text for XML, in which a control character would be no text at all."""
    from html import escape

    return escape(one_line(text))
