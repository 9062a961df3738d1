"""What a result stands on, and whether all of that could be read: (a) of the law of results."""

from __future__ import annotations

from collections.abc import Mapping

from vtlt_cli.reading.fields import records_of
from vtlt_cli.reading.kinds import SUBJECTS, Address, Dataset, kind_of
from vtlt_cli.rounds.kind import ROUNDS

# Of which kinds of file a command needs which fields, each named as `record.field`; those of a
# round by its own name: `round.office`, `round.scores.decimals`. A record of a list that was left
# out counts whatever its fields are; one that is the value of a field counts as that field.
Uses = Mapping[str, frozenset[str]]

# What a name in a file of a round is read by.
NAMES: Uses = {
    "provinces": frozenset({"province.from", "province.to", "province.aliases"}),
    "rounds": frozenset({"round.provinces_on", "round.office"}),
}


def together(*uses: Uses) -> Uses:
    """All that any of these use."""
    found: dict[str, frozenset[str]] = {}
    for one in uses:
        for kind, fields in one.items():
            found[kind] = found.get(kind, frozenset()) | fields
    return found


def unread(data: Dataset, uses: Uses, year: int) -> list[Address]:
    """The files of which something that is used could not be read.

    What could not be read is never taken as absent: a result that stands on it would be false.
    """
    found = []
    for kind, fields in uses.items():
        address = Address(kind, year if SUBJECTS[kind].of_a_round else 0)
        if kind == "rounds":
            lost = _unread_of_round(data, year)
        elif SUBJECTS[kind].a_unit:
            found += [one for one in data.unread if (one.kind, one.year) == (kind, year)]
            continue
        else:
            lost = data.unread.get(address, frozenset())
        if lost and not lost.isdisjoint({"", *_listed(kind), *fields}):
            found.append(address)
    return found


def _listed(kind: str) -> set[str]:
    """The records that stand in lists: one that is left out may seem never to have been there."""
    top = kind_of(kind).top
    types = [top, *(field.type for record in records_of(top) for field in record.fields.values())]
    lists = {type_.record.name for type_ in types if type_.record and type_.name == "records"}
    return lists | ({top.record.name} if top.record else set())


def _unread_of_round(data: Dataset, year: int) -> frozenset[str]:
    """What could not be read of that round; a description that was left out may be its own."""
    lost = data.unread.get(Address("rounds"), frozenset())
    if "" in lost:
        return lost
    described = data.of(ROUNDS).get(year)
    if described is None:
        return lost & {"round"}
    return described.unread
