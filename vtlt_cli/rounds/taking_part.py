"""Which units a round should have and which it has: what CLU and SCR ask alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from vtlt_cli.checking.engine import Found
from vtlt_cli.diagnostics import Words
from vtlt_cli.names import in_being_at
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import days_of, round_of
from vtlt_cli.units import Name, Province, in_being, short_name
from vtlt_cli.wording import listing, unit

# More units than this are not named one by one in a hint.
FEW = 3
NOT_IN_BEING: Words = (
    "{province} is not in being at the time of the round ({day:day})",
    "{province:unit} không có trong danh mục đơn vị vào thời điểm của đợt kiểm tra ({day:day})",
)
NAME_ONE_IN_BEING: Words = (
    "name a unit in being then, or correct `provinces_on` in rounds.yaml",
    "đề nghị ghi đơn vị có trong danh mục vào thời điểm đó, "
    "hoặc sửa `provinces_on` trong rounds.yaml",
)


def missing_units(data: Dataset, year: int, present: set[Province], kind: str) -> list[Province]:
    """The units that take part in the round and are not there; none where that cannot be judged.

    A unit that is gone before the inspection begins does not take part.
    """
    round_ = round_of(data, year)
    day = round_.provinces_on
    if day is None or data.is_incomplete(kind, year) or data.is_incomplete("provinces"):
        return []
    known = {province.id for province in present}
    start = round_.window[0] if round_.window else None
    return [
        province
        for province in data.of(PROVINCES)
        if province.id not in known
        and in_being(province, day)
        and (start is None or province.last_day is None or start <= province.last_day)
    ]


def not_in_being_then(
    data: Dataset, year: int, name: Name, other: Name | None = None
) -> Found | None:
    """What is said of a unit that is not in being when the round takes place; None where it is.

    `other` is a further place of the name, as a member.
    """
    round_ = round_of(data, year)
    if name.province is None or in_being_at(name.province, days_of(round_)):
        return None
    words: Words | None = None
    if round_.provinces_on is None:
        words = (
            NOT_IN_BEING[0].replace("{day:day}", "{year}"),
            NOT_IN_BEING[1].replace("{day:day}", "{year}"),
        )
    values = {"province": name.province, "day": round_.provinces_on, "year": year}
    related = ((other.span, ("member here", "vị trí thành viên")),) if other else ()
    return Found(name.span, values, name.province, related, words)


def became(province: Province, heirs: Sequence[Province], data: Dataset) -> Words:
    """What a unit that ended did, before the names of its heirs: it merged, or changed its name."""
    if len(heirs) == 1 and short_name(heirs[0]) in short_name(province):
        merging = [
            other
            for other in data.of(PROVINCES)
            if heirs[0].id in other.successors and other.last_day == province.last_day
        ]
        others = [other for other in merging if other is not province]
        day = province.last_day + timedelta(days=1) if province.last_day else None
        if not others and heirs[0].first_day == day:
            return "became", "chuyển thành"
        if others:
            # The new unit bears the name of the old one: say that it is another.
            english = listing((other.name for other in others), "en")
            vietnamese = listing((unit(other, "vi") for other in others), "vi")
            return f"was merged with {english} into the new", f"hợp nhất với {vietnamese} thành"
    return "was merged into", "hợp nhất vào"
