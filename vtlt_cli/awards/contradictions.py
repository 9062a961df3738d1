"""Where the list of a tier says the opposite of an exception to it."""

from __future__ import annotations

from typing import NamedTuple

from vtlt_cli.awards.kind import AwardException, Awards, Tier
from vtlt_cli.diagnostics import Words
from vtlt_cli.rounds.doubts import Doubt
from vtlt_cli.rounds.offices import listed as listed_as
from vtlt_cli.units import Name


class Contradiction(NamedTuple):
    """An exception, and the name in the list: None where it should be there and is not."""

    exception: AwardException
    listed: Name | None

    @property
    def too_many(self) -> int:
        """By how many the list is longer for it; less than nought where it is shorter."""
        return -1 if self.listed is None else 1


def contradicted(awards: Awards, tier: Tier) -> list[Contradiction]:
    """The exceptions to a tier that its list contradicts; only the last on each office counts."""
    if tier.recipients is None:
        return []
    listed = {name.province: name for name in tier.recipients if name.province is not None}
    last = {e.province.province: e for e in awards.exceptions if e.tier == tier.id}
    found = []
    for province, exception in last.items():
        if province is None:
            continue
        name = listed.get(province)
        if (exception.action == "added") == (name is None):
            found.append(Contradiction(exception, name))
    return found


def list_doubts(awards: Awards) -> list[Doubt]:
    """The contradictions as doubts: nobody can tell from the file who was granted what."""
    found = []
    for tier in awards.tiers:
        for exception, listed in contradicted(awards, tier):
            office = listed_as(exception.province)
            words: Words = (
                f"{office} is added to {tier.name} but does not stand in its list",
                f"{office} được bổ sung {tier.name} nhưng chưa có tên trong danh sách",
            )
            if listed is not None:
                words = (
                    f"{office} stands in the list of {tier.name} and has an exception against it",
                    f"{office} có tên trong danh sách {tier.name} nhưng có trường hợp riêng khác "
                    "với danh sách",
                )
            found.append(Doubt(exception.places["province"], words))
    return found
