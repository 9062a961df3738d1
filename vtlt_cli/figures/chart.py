"""The ranking as bars, as one SVG file: sharp in print, and readable without colour.

The tiers are told apart by hatching as well as by grey, and named at their cut lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vtlt_cli.awards.kind import Tier
from vtlt_cli.rounds.offices import standard
from vtlt_cli.scores.rank import Standing
from vtlt_cli.wording import Lang, one_line, points

_WIDTH, _ROW, _BAR, _LEFT, _RIGHT, _TOP = 900, 18, 12, 210, 90, 76

# One look a tier, from the highest on; the last stands for no award and for tiers beyond.
_PATTERNS = (
    '<pattern id="t0" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<rect width="4" height="4" fill="#222"/></pattern>',
    '<pattern id="t1" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#ddd"/>'
    '<rect width="3" height="6" fill="#555"/></pattern>',
    '<pattern id="t2" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<rect width="5" height="5" fill="#eee"/><circle cx="2.5" cy="2.5" r="1.2" fill="#555"/>'
    "</pattern>",
    '<pattern id="t3" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<rect width="4" height="4" fill="#fff"/></pattern>',
)


def chart(title: str, standings: Sequence[Standing], tiers: Mapping[int, Tier], lang: Lang) -> str:
    """The SVG text. `tiers` gives the tier of a standing by its position; one without has none."""
    height = _TOP + _ROW * len(standings) + 24
    order = list(dict.fromkeys(tier.id for tier in tiers.values()))
    names = {tier.id: tier.name for tier in tiers.values()}
    highest = max((standing.score for standing in standings), default=1) or 1
    room = _WIDTH - _LEFT - _RIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" role="img" '
        'font-family="Times New Roman, Liberation Serif, Tinos, serif" font-size="13">\n'
        f"<title>{_escaped(title)}</title>\n<defs>{''.join(_PATTERNS)}</defs>\n"
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>\n'
        f'<text x="{_WIDTH / 2:g}" y="24" text-anchor="middle" font-size="17" '
        f'font-weight="bold">{_escaped(title)}</text>\n'
    ]
    x = _LEFT
    none = "Không có" if lang == "vi" else "None"
    for look, name in [*((order.index(t), names[t]) for t in order), (3, none)]:
        parts.append(
            f'<rect x="{x}" y="40" width="24" height="{_BAR}" fill="url(#t{min(look, 3)})" '
            f'stroke="#000"/><text x="{x + 30}" y="51">{_escaped(name)}</text>\n'
        )
        x += 160
    above: Tier | None = None
    for index, standing in enumerate(standings):
        y = _TOP + index * _ROW
        tier = tiers.get(standing.position)
        if index and (tier.id if tier else None) != (above.id if above else None):
            parts.append(_cut(y, above))
        look = min(order.index(tier.id), 3) if tier else 3
        long = max(0.0, float(standing.score / highest)) * room
        rank = f"{'=' if standing.tied else ''}{standing.rank}"
        parts.append(
            f'<text x="{_LEFT - 8}" y="{y + 12}" text-anchor="end">'
            f"{rank}. {_escaped(standard(standing.name))}</text>"
            f'<rect x="{_LEFT}" y="{y + 2}" width="{long:.2f}" height="{_BAR}" '
            f'fill="url(#t{look})" stroke="#000" stroke-width=".7"/>'
            f'<text x="{_LEFT + long + 6:.2f}" y="{y + 12}">{points(standing.score)}</text>\n'
        )
        above = tier
    parts.append("</svg>\n")
    return "".join(parts)


def _cut(y: int, above: Tier | None) -> str:
    """The line below a tier, with its name at the end."""
    name = f"{_escaped(above.name)} ▲" if above else ""
    return (
        f'<line x1="20" x2="{_WIDTH - 20}" y1="{y - 1}" y2="{y - 1}" stroke="#000" '
        f'stroke-dasharray="6 3"/><text x="{_WIDTH - 20}" y="{y - 5}" text-anchor="end" '
        f'font-style="italic">{name}</text>\n'
    )


def _escaped(text: str) -> str:
    """Text for XML, in which a control character would be no text at all."""
    from html import escape

    return escape(one_line(text))
