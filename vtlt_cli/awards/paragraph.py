"""The award lists as the report words them (report 241/BC-VTLTNN, I.4)."""

from __future__ import annotations

from collections.abc import Sequence

from vtlt_cli.awards.award import Award
from vtlt_cli.awards.kind import Awards, Tier
from vtlt_cli.rounds.kind import Round
from vtlt_cli.units import Name, full_name, short_name
from vtlt_cli.wording import listing


def award_paragraph(rows: Sequence[Award], awards: Awards, round_: Round) -> str:
    """The sentences that name who gets what: granted if decided, else a proposal.

    Decided lists stand as published; proposed ones in the order of the scores.
    """
    groups: list[tuple[str | None, list[tuple[Tier, list[Name]]]]] = []
    for tier in awards.tiers:
        names = _recipients(tier, rows, awards)
        if not names:
            continue
        if not groups or groups[-1][0] != tier.granted_by:
            groups.append((tier.granted_by, []))
        groups[-1][1].append((tier, names))
    lines = []
    for granted_by, given in groups:
        lines += _sentences(granted_by, given, awards, round_)
    return "\n".join(lines) + "\n"


def _recipients(tier: Tier, rows: Sequence[Award], awards: Awards) -> list[Name]:
    computed = [row.name for row in rows if row.tier is tier]
    if awards.status != "decided" or tier.recipients is None:
        return computed
    taken_away = {row.name.province for row in rows if row.exception and row.tier is None}
    listed = [name for name in tier.recipients if name.province not in taken_away]
    known = {name.province for name in listed}
    added = [row.name for row in rows if row.tier is tier and row.exception]
    return listed + [name for name in added if name.province not in known]


def _sentences(
    granted_by: str | None,
    given: Sequence[tuple[Tier, list[Name]]],
    awards: Awards,
    round_: Round,
) -> list[str]:
    """One sentence, or a head and a line a tier where one authority grants several."""
    decided = awards.status == "decided"
    bodies = [_body(tier, names, round_) for tier, names in given]
    if len(bodies) == 1:
        if decided:
            return [
                f"{granted_by} quyết định tặng {bodies[0]}." if granted_by else f"Tặng {bodies[0]}."
            ]
        return [f"Dự kiến đề nghị {granted_by + ' ' if granted_by else ''}tặng {bodies[0]}."]
    ends = [";"] * (len(bodies) - 1) + ["."]
    if decided:
        head = f"{granted_by} đã quyết định:" if granted_by else "Đã quyết định:"
        verb = "Tặng"
    else:
        head = f"Đề nghị {granted_by}:" if granted_by else "Đề nghị cấp có thẩm quyền:"
        verb = "Dự kiến đề nghị tặng"
    return [head, *(f"- {verb} {body}{end}" for body, end in zip(bodies, ends))]


def _body(tier: Tier, names: Sequence[Name], round_: Round) -> str:
    kinds = dict.fromkeys(name.province.kind for name in names if name.province)
    every = dict.fromkeys(("tỉnh", "thành phố")) if kinds.keys() <= {"tỉnh", "thành phố"} else kinds
    merit = f" {tier.merit}" if tier.merit else ""
    office = f"{_short(round_.office)} " if round_.office else ""
    if len(kinds) == 1:
        who = f"{office}{next(iter(kinds))} {listing((_bare(n) for n in names), 'vi')}"
    else:
        who = f"{office}{', '.join(kinds)}: {listing((_in_list(n) for n in names), 'vi')}"
    return f"{tier.name} cho {len(names):02d} {', '.join(every)}{merit}, gồm {who}"


def _short(office: str) -> str:
    """The office as running text shortens it: `Văn phòng UBND`."""
    return office.replace("Ủy ban nhân dân", "UBND")


def _bare(name: Name) -> str:
    return short_name(name.province) if name.province else name.text.strip()


def _in_list(name: Name) -> str:
    """A name among units of several kinds: `Hải Phòng`, but `thành phố Hồ Chí Minh`."""
    if name.province is None:
        return name.text.strip()
    short = short_name(name.province)
    return full_name(name.province) if short != name.province.name else short
