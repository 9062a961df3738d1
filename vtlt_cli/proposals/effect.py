"""What accepted proposals make of the clusters, and whether that can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from vtlt_cli.clusters.changes import (
    ADDED,
    STRIKE,
    Placed,
    changed_clusters,
    placed,
)
from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.clusters.members import units_of
from vtlt_cli.diagnostics import Refusal, Span, Words
from vtlt_cli.names import Register
from vtlt_cli.proposals.kind import PROPOSALS, Proposal, WrittenChange
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import Round, days_of, round_of
from vtlt_cli.rounds.taking_part import may_take_part
from vtlt_cli.units import Province
from vtlt_cli.wording import unit


class Misfit(NamedTuple):
    """Why a proposal cannot be put in place: where, in words, and what else is concerned."""

    proposal: Proposal
    span: Span
    words: Words
    related: tuple[tuple[Span, Words], ...] = ()


class Effect(NamedTuple):
    """A proposal with those of its changes that are not in place yet, each at its cell."""

    proposal: Proposal
    changes: tuple[tuple[WrittenChange, Placed], ...]


class Proposed(NamedTuple):
    """The clusters with what was accepted in place, or what stands against it.

    `effects` are those of the accepted proposals that fit and are not in place yet.
    """

    clusters: tuple[Cluster, ...]
    effects: tuple[Effect, ...]
    misfits: tuple[Misfit, ...]


class _Draft(NamedTuple):
    """The clusters as they are in the file, and by what names in a change are read."""

    clusters: tuple[Cluster, ...]
    register: Register
    round_: Round


def proposed(data: Dataset, year: int) -> Proposed:
    """The clusters of a round with its accepted proposals in place.

    A proposal that is declined is not looked at, one without an answer or accepted in part has to
    fit, but is not put in place.
    """
    clusters = data.of(CLUSTERS, year)
    draft = _Draft(clusters, Register(data.of(PROVINCES)), round_of(data, year))
    misfits: list[Misfit] = []
    accepted: list[Effect] = []
    for proposal in data.of(PROPOSALS, year):
        if proposal.answer == "declined":
            continue
        effect = _effect(proposal, draft)
        if isinstance(effect, Misfit):
            misfits.append(effect)
        elif proposal.answer == "accepted" and effect.changes:
            accepted.append(effect)
    kept: list[Effect] = []
    for effect in accepted:
        clash = _clash(effect, kept, draft)
        if clash is None:
            kept.append(effect)
        else:
            misfits.append(clash)
    after = changed_clusters(clusters, all_changes(kept))
    return Proposed(after, tuple(kept), tuple(misfits))


def all_changes(effects: Iterable[Effect]) -> list[Placed]:
    """Each change once, though two proposals may ask for the same."""
    found: dict[tuple[Span, str | None], Placed] = {}
    for effect in effects:
        for _written, change in effect.changes:
            found.setdefault((change.cell.name.span, change.text), change)
    return list(found.values())


def _effect(proposal: Proposal, draft: _Draft) -> Effect | Misfit:
    """What a proposal changes; what is in place already is no change any more."""
    changes: list[tuple[WrittenChange, Placed]] = []
    for written in proposal.change:
        if _is_in_place(written, draft):
            continue
        try:
            change = placed(written.change, *draft)
        except Refusal as refused:
            return Misfit(proposal, written.span, refused.words)
        changes.append((written, change))
    effect = Effect(proposal, tuple(changes))
    spans = [change.cell.name.span for _written, change in changes if not change.cell.new]
    if len(set(spans)) < len(spans):
        words = ("one place is changed twice", "một vị trí bị thay đổi hai lần")
        return Misfit(proposal, changes[-1][0].span, words)
    after = changed_clusters(draft.clusters, all_changes([effect]))
    wrong = next(_unsound(draft, after), None)
    if wrong is not None:
        return Misfit(proposal, changes[-1][0].span, wrong)
    return effect


def _is_in_place(written: WrittenChange, draft: _Draft) -> bool:
    """Whether the clusters read already as after that change."""
    clusters, register, round_ = draft
    change = written.change
    there = [cluster for cluster in clusters if cluster.number == change.number]
    if len(there) != 1:
        return False
    members, when = units_of(there[0]), days_of(round_)
    to = register.resolve(change.to, when).province if change.to != STRIKE else None
    if change.of_leader:
        return to is not None and there[0].leader.province is to
    if change.what == ADDED:
        return to in members
    was = register.resolve(change.what, when).province
    if was is None or was in members:
        return False
    return change.to == STRIKE or to in members


def _unsound(draft: _Draft, after: Sequence[Cluster]) -> Iterator[Words]:
    """What would be wrong with the clusters that is not wrong now."""
    before = draft.clusters
    was, now = _places(before), _places(after)
    for one, numbers in now.items():
        if len(numbers) > max(1, len(was.get(one, ()))):
            listed = ", ".join(map(str, numbers))
            yield (
                f"{one.name} would stand in clusters {listed}",
                f"{unit(one, 'vi')} sẽ có tên tại các Cụm {listed}",
            )
    for one in was:
        if one not in now and may_take_part(one, draft.round_, draft.register.provinces):
            yield (
                f"{one.name} would be in no cluster",
                f"{unit(one, 'vi')} sẽ không được xếp vào cụm nào",
            )
    led = {cluster.number: cluster.leader.province in units_of(cluster) for cluster in before}
    for cluster in after:
        leader = cluster.leader.province
        if led.get(cluster.number) and leader not in units_of(cluster):
            name = leader.name if leader else cluster.leader.text
            yield (
                f"its leader {name} would be no member of cluster {cluster.number}; name another "
                f"({cluster.number}:leader=NAME)",
                f"Cụm trưởng {name} sẽ không còn là thành viên Cụm {cluster.number}; đề nghị ghi "
                f"cả Cụm trưởng mới ({cluster.number}:leader=TÊN)",
            )
    leaders: dict[Province, int] = {}
    for cluster in after:
        leader = cluster.leader.province
        if leader is None or _leads_two(before, leader):
            continue
        first = leaders.setdefault(leader, cluster.number)
        if first != cluster.number:
            yield (
                f"{leader.name} would lead clusters {first} and {cluster.number}",
                f"{unit(leader, 'vi')} sẽ là Cụm trưởng của Cụm {first} và Cụm {cluster.number}",
            )


def _places(clusters: Iterable[Cluster]) -> Mapping[Province, list[int]]:
    """The clusters of each unit, once for each time that it stands among members."""
    found: dict[Province, list[int]] = {}
    for cluster in clusters:
        for name in cluster.members:
            if name.province is not None:
                found.setdefault(name.province, []).append(cluster.number)
    return found


def _leads_two(clusters: Iterable[Cluster], leader: Province) -> bool:
    return sum(cluster.leader.province is leader for cluster in clusters) > 1


def _clash(effect: Effect, others: Sequence[Effect], draft: _Draft) -> Misfit | None:
    """Why a proposal cannot be put in place together with others that are accepted too."""
    own = {change.cell.name.span: (w, change) for w, change in effect.changes}
    for other in others:
        for written, change in other.changes:
            mine = own.get(change.cell.name.span)
            if mine is not None and not change.cell.new and mine[1].text != change.text:
                words = (
                    f"another accepted proposal, of {other.proposal.province.text}, changes the "
                    "same place otherwise",
                    f"đề xuất đã tiếp thu của {other.proposal.province.text} thay đổi vị trí này "
                    "theo cách khác",
                )
                here = ((written.span, ("the other one", "đề xuất kia")),)
                return Misfit(effect.proposal, mine[0].span, words, here)
    together = changed_clusters(draft.clusters, all_changes([*others, effect]))
    wrong = next(_unsound(draft, together), None)
    if wrong is None:
        return None
    words = (
        f"with the other accepted proposals {wrong[0]}",
        f"cùng với các đề xuất đã tiếp thu khác thì {wrong[1]}",
    )
    return Misfit(effect.proposal, effect.changes[-1][0].span, words)
