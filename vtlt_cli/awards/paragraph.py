"""The award lists as the report words them (report 241/BC-VTLTNN, I.4)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from vtlt_cli.awards.kind import Tier
from vtlt_cli.awards.reckoning import Reckoning, is_published
from vtlt_cli.rounds.kind import Round
from vtlt_cli.units import Name, full_name, in_order, listed_name, short_name
from vtlt_cli.wording import day, listing, points, quantity

_State = Literal["decided", "submitted", "proposed"]


class _Given(NamedTuple):
    """A tier with those who are named for it, and what is still to be decided of it."""

    tier: Tier
    state: _State
    names: list[Name]
    pending: str


def award_paragraph(reckoning: Reckoning, round_: Round) -> str:
    """The sentences that name who gets what.

    A tier is granted where the file says so and has its list, else proposed: decided lists stand as
    published, proposed ones in the order of the scores. What a tie leaves open is said.
    """
    given = [_given(tier, reckoning) for tier in reckoning.awards.tiers]
    lines: list[str] = []
    for (granted_by, state), group in groupby(given, lambda g: (g.tier.granted_by, g.state)):
        tiers = list(group)
        named = [one for one in tiers if one.names]
        if named:
            lines += _sentences(granted_by, state, named, round_)
        lines += [
            f"{one.tier.name}: {one.pending}." for one in tiers if one.pending and not one.names
        ]
    return "".join(line + "\n" for line in lines)


def _given(tier: Tier, reckoning: Reckoning) -> _Given:
    awards = reckoning.awards
    holders = [row.name for row in reckoning.holders(tier)]
    if is_published(tier, awards):
        return _Given(tier, "decided", _granted(tier, reckoning), "")
    submitted = tier.submitted is not None and tier.decision is None
    pending = ""
    cuts = [cut for cut in reckoning.outcome.undecided if cut.tier is tier]
    if cuts:
        ties = "; ".join(
            f"{quantity(len(cut.tied))} đơn vị cùng {points(cut.tied[0].score)} điểm"
            for cut in cuts
        )
        pending = f"{ties}, chờ cấp có thẩm quyền quyết định"
    elif tier in reckoning.undecided():
        pending = "chờ cấp có thẩm quyền quyết định"
    return _Given(tier, "submitted" if submitted else "proposed", holders, pending)


def _granted(tier: Tier, reckoning: Reckoning) -> list[Name]:
    """The list as published, without those it was taken from, and with those who were added."""
    rows = reckoning.rows
    taken_away = {row.name.province for row in rows if row.exception and row.tier is None}
    listed = [name for name in tier.recipients or () if name.province not in taken_away]
    known = {name.province for name in listed}
    added = [row.name for row in rows if row.tier is tier and row.exception]
    return listed + [name for name in added if name.province not in known]


def _sentences(
    granted_by: str | None, state: _State, given: Sequence[_Given], round_: Round
) -> list[str]:
    """One sentence, or a head and a line a tier where one authority grants several."""
    by = granted_by or "cấp có thẩm quyền"
    submitted = given[0].tier.submitted
    paper = (
        f" (Tờ trình số {submitted.number} ngày {day(submitted.date, 'vi')})" if submitted else ""
    )
    bodies = [_body(one, round_) for one in given]
    # Who runs the round asks nobody for what it grants itself.
    is_own = granted_by is not None and _is_own(granted_by, round_)
    proposed = f"{_capital(by)} dự kiến" if is_own else f"Dự kiến đề nghị {by}"
    if len(bodies) == 1:
        head = {
            "decided": f"{_capital(by)} quyết định tặng",
            "submitted": f"Đã trình {by}{paper} đề nghị tặng",
            "proposed": f"{proposed} tặng",
        }[state]
        return [f"{head} {bodies[0]}."]
    head = {
        "decided": f"{_capital(by)} đã quyết định:",
        "submitted": f"Đã trình {by}{paper}:",
        "proposed": f"{proposed}:",
    }[state]
    ends = [";"] * (len(bodies) - 1) + ["."]
    return [head, *(f"- Tặng {body}{end}" for body, end in zip(bodies, ends))]


def _is_own(granted_by: str, round_: Round) -> bool:
    """Whether the body that runs the round grants an award itself; its head may be asked."""
    told = round_.issuers.get("department")
    papers = [round_.documents.get(name) for name in ("guidance", "report")]
    names = [told.name if told else None, *(paper.issuer for paper in papers if paper)]
    return any(name and granted_by.casefold() == name.casefold() for name in names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _body(given: _Given, round_: Round) -> str:
    names, tier = given.names, given.tier
    kinds = in_order({name.province.kind for name in names if name.province})
    every = ["tỉnh", "thành phố"] if set(kinds) <= {"tỉnh", "thành phố"} else kinds
    merit = f" {tier.merit}" if tier.merit else ""
    office = f"{_short(round_.office)} " if round_.office else ""
    pending = f" ({given.pending})" if given.pending else ""
    if len(kinds) == 1:
        who = f"{office}{kinds[0]} {listing((_bare(n) for n in names), 'vi')}"
    else:
        who = f"{office}{', '.join(kinds)}: {listing((_in_list(n) for n in names), 'vi')}"
    if len(names) == 1:
        return f"{tier.name} cho {who}{merit}{pending}"
    return f"{tier.name} cho {quantity(len(names))} {', '.join(every)}{merit}, gồm {who}{pending}"


def _short(office: str) -> str:
    """The office as running text shortens it: `Văn phòng UBND`."""
    return office.replace("Ủy ban nhân dân", "UBND")


def _bare(name: Name) -> str:
    """A name after its kind, with what else tells it from another unit: `Tân Tiến (Đắk Lắk)`."""
    if name.province is None:
        return name.text.strip()
    short, apart = short_name(name.province), name.province.apart
    return f"{short} ({apart})" if apart else short


def _in_list(name: Name) -> str:
    """A name among units of several kinds: `Hải Phòng`, but `thành phố Hồ Chí Minh`."""
    if name.province is None:
        return name.text.strip()
    province = name.province
    short = short_name(province)
    return full_name(province) if short != province.name else listed_name(province)
