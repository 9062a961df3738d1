"""Tiers whose cuts part no equal scores, and who received them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from strategies.scores import Row
from strategies.style import Style

POLICIES = ("ask", "extend", "extend-and-shrink", "exclude")


@dataclass
class Tier:
    """A tier, its recipients as written."""

    id: str
    name: str
    quota: int | None
    least: str | None
    recipients: list[str] | None


@dataclass(kw_only=True)
class Given:
    """What `awards_YYYY.yaml` tells of a round; exceptions are lines of YAML."""

    status: str
    policy: str | None
    tiers: list[Tier]
    exceptions: list[str]


def any_tiers(draw: st.DrawFn, rows: list[Row], names: list[str]) -> tuple[list[Tier], list[str]]:
    """Tiers whose cuts part no equal scores, with the recipients that the scores give."""
    cuts = [i for i in range(1, len(rows)) if float(rows[i - 1].score) > float(rows[i].score)]
    ends = sorted(draw(st.lists(st.sampled_from(cuts), max_size=3, unique=True))) if cuts else []
    tiers, start = [], 0
    for number, end in enumerate(ends, 1):
        by = draw(st.sampled_from(("quota", "least", "both")))
        listed = draw(st.booleans())
        tiers.append(
            Tier(
                f"tier-{number}",
                f"Giải {number}",
                end - start if by != "least" else None,
                rows[end - 1].score if by != "quota" else None,
                names[start:end] if listed else None,
            )
        )
        start = end
    exceptions: list[str] = []
    first = tiers[0] if tiers else None
    if first and first.recipients and draw(st.booleans()):
        # One that the authority withheld, and one that it added beside the scores.
        gone = first.recipients.pop(draw(st.integers(0, len(first.recipients) - 1)))
        line = "  - {{province: {}, tier: tier-1, action: {}, reason: có quyết định riêng}}"
        exceptions.append(line.format(gone, "withheld"))
        if start < len(rows) and draw(st.booleans()):
            first.recipients.append(names[-1])
            exceptions.append(line.format(names[-1], "added"))
    return tiers or [Tier("tier-1", "Giải 1", len(rows), None, None)], exceptions


def awards_text(awards: Given, style: Style) -> str:
    """The tiers as `awards_YYYY.yaml`."""
    lines = [f"status: {awards.status}"]
    if awards.policy:
        lines.append(f"tie_at_cut: {awards.policy}")
    lines.append("tiers:")
    for tier in awards.tiers:
        lines += [f"  - id: {tier.id}", f"    name: {style.text(tier.name)}"]
        if tier.quota is not None:
            lines.append(f"    quota: {tier.quota}")
        if tier.least is not None:
            lines.append(f"    least: {tier.least}")
        if tier.recipients is not None:
            lines.append(f"    recipients:{style.listed(tier.recipients, '      ')}")
    if awards.exceptions:
        lines += ["exceptions:", *awards.exceptions]
    return "\n".join(lines) + "\n"
