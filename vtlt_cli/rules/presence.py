"""Which units a round should have and which it has: what CLU and SCR ask alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from vtlt_cli.load import days_of
from vtlt_cli.model import Dataset, Name, Province, in_being, short_name
from vtlt_cli.names import in_being_at
from vtlt_cli.rules.engine import Found, Words

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
    """The units that take part in the round and are not there; none where that cannot be judged."""
    day = data.round(year).provinces_on
    if day is None or (kind, year) in data.incomplete or ("provinces", 0) in data.incomplete:
        return []
    known = {unit.id for unit in present}
    return [unit for unit in data.provinces if unit.id not in known and in_being(unit, day)]


def not_in_being_then(
    data: Dataset, year: int, name: Name, other: Name | None = None
) -> Found | None:
    """What is said of a unit that is not in being when the round takes place; None where it is.

    `other` is a further place of the name, as a member.
    """
    round_ = data.round(year)
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


def renamed(province: Province, heirs: Sequence[Province]) -> bool:
    """Whether a unit that ended only changed its name or kind: it was not merged into anything."""
    if province.last_day is None or len(heirs) != 1:
        return False
    day = province.last_day + timedelta(days=1)
    return heirs[0].first_day == day and short_name(heirs[0]) in short_name(province)
