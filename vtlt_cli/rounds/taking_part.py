"""Which units a round should have and which it has: what CLU and SCR ask alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from vtlt_cli.checking.engine import Found
from vtlt_cli.diagnostics import Words
from vtlt_cli.names import in_being_at
from vtlt_cli.reading.kinds import Dataset, kind_of
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import Round, days_of, round_of
from vtlt_cli.units import (
    Name,
    Province,
    begin_of,
    continuations,
    day_after,
    in_being,
)
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

    A unit that is gone before the inspection begins does not take part, unless it goes on under
    another name or kind; that one in its place is no absence.
    """
    round_ = round_of(data, year)
    day = round_.provinces_on
    begins = begin_of(data.of(PROVINCES))
    if day is None or (begins is not None and day < begins):
        return []
    if data.is_incomplete(kind, year) or data.is_incomplete("provinces"):
        return []
    known = {province.id for province in present}
    start = round_.window[0] if round_.window else None
    next_ = continuations(data.of(PROVINCES))
    last = {heir: unit_ for unit_, heir in next_.items()}
    return [
        province
        for province in data.of(PROVINCES)
        if province.id not in known
        and in_being(province, day)
        and (start is None or _is_there(province, start) or _goes_on(province, start, next_))
        and not any(other.id in known for other in _same_land(province, next_, last))
    ]


def not_inspected(data: Dataset, year: int) -> dict[Province, str]:
    """The units that could not be inspected, each with the number of the document that says so.

    It stands among the visits, a subject that comes after those that ask: it is read by its name,
    and only where there is such a file.
    """
    if not data.has("visits", year):
        return {}
    return {
        visit.province.province: visit.not_inspected.document.number
        for of_cluster in data.of(kind_of("visits"), year)
        for visit in of_cluster.visits
        if visit.not_inspected is not None and visit.province.province is not None
    }


def _same_land(
    province: Province, next_: Mapping[Province, Province], last: Mapping[Province, Province]
) -> Iterator[Province]:
    """The units that followed this one, and that went before it, on the same land."""
    for way in (next_, last):
        unit_ = way.get(province)
        seen = {province}
        while unit_ is not None and unit_ not in seen:
            yield unit_
            seen.add(unit_)
            unit_ = way.get(unit_)


def of_one_land(province: Province, data: Dataset) -> set[Province]:
    """The unit with those that went before and that followed it on the same land."""
    next_ = continuations(data.of(PROVINCES))
    last = {heir: unit_ for unit_, heir in next_.items()}
    return {province, *_same_land(province, next_, last)}


def forebear_of(province: Province, data: Dataset) -> Province | None:
    """The unit that became this one on the same land: Thừa Thiên Huế of Huế; None where none."""
    next_ = continuations(data.of(PROVINCES))
    return next((unit_ for unit_, heir in next_.items() if heir is province), None)


def last_of_its_land(province: Province, data: Dataset, day: date) -> Province | None:
    """The unit itself where it is in being that day, else the one that it has become by then.

    None where it merged, or ended without one that follows.
    """
    if _is_there(province, day):
        return province
    return _goes_on(province, day, continuations(data.of(PROVINCES)))


def _is_there(province: Province, day: date) -> bool:
    """Whether the unit has not ended before that day."""
    return province.last_day is None or day <= province.last_day


def _goes_on(province: Province, day: date, next_: Mapping[Province, Province]) -> Province | None:
    """The unit that is on the land of this one that day; None where there is none."""
    later = _same_land(province, next_, {})
    return next((unit_ for unit_ in later if _is_there(unit_, day)), None)


def stands_for(name: Name, data: Dataset, year: int) -> Province | None:
    """The unit of the round's day that a later one of the same land is named for.

    `Huế` in a plan of 2024 for an inspection of 2025 is the unit that was Thừa Thiên Huế. None
    where the name is that of no such unit.
    """
    round_ = round_of(data, year)
    start = round_.window[0] if round_.window else None
    if name.province is None or start is None or not in_being(name.province, start):
        return None
    forebear = forebear_of(name.province, data)
    while forebear is not None and not in_being_at(forebear, days_of(round_)):
        forebear = forebear_of(forebear, data)
    return forebear


def may_take_part(province: Province, round_: Round, provinces: Iterable[Province]) -> bool:
    """Whether the unit is in being on the round's day, and still when the inspection begins.

    One that goes on under another name or kind on the same land does so too, by either name.
    """
    when, start = days_of(round_), round_.window[0] if round_.window else None
    if start is None:
        return in_being_at(province, when)
    next_ = continuations(provinces)
    if in_being_at(province, when):
        return _is_there(province, start) or _goes_on(province, start, next_) is not None
    last = {heir: unit_ for unit_, heir in next_.items()}
    before = _same_land(province, {}, last)
    return in_being(province, start) and any(in_being_at(unit_, when) for unit_ in before)


def follows(province: Province, other: Province | None, provinces: Iterable[Province]) -> bool:
    """Whether the unit is the one that followed the other on the same land."""
    return other is not None and continuations(provinces).get(other) is province


def not_in_being_then(
    data: Dataset, year: int, name: Name, other: Name | None = None
) -> Found | None:
    """What is said of a unit that is not in being when the round takes place; None where it is.

    `other` is a further place of the name, as a member.
    """
    round_ = round_of(data, year)
    if name.province is None or in_being_at(name.province, days_of(round_)):
        return None
    first, last = name.province.first_day, name.province.last_day
    if first is not None and last is not None and last < first:
        return None  # The days of the unit are in the wrong order, which PRV04 tells.
    if stands_for(name, data, year) is not None:
        return None
    begins, last_day = begin_of(data.of(PROVINCES)), days_of(round_).last
    if begins is not None and last_day is not None and last_day < begins:
        return None  # The register does not know that time, which RND04 tells.
    english, vietnamese = NOT_IN_BEING
    if round_.provinces_on is None:
        english = english.replace("{day:day}", "{year}")
        vietnamese = "{province:unit} không có trong danh mục đơn vị trong năm {year}"
    values: dict[str, Any] = {
        "province": name.province,
        "day": round_.provinces_on,
        "year": year,
    }
    history, help_ = _history(name.province, data, year, values)
    words: Words = (english + history[0], vietnamese + history[1])
    related = ((other.span, ("member here", "vị trí thành viên")),) if other else ()
    return Found(name.span, values, name.province, related, words, help=help_)


def _history(
    province: Province, data: Dataset, year: int, values: dict[str, Any]
) -> tuple[Words, Words | None]:
    """What the register knows of a unit of another time, and what is to be written in its place."""
    when = days_of(round_of(data, year))
    after = day_after(province)
    if after is not None and when.first is not None and after <= when.first:
        heirs = [unit_ for unit_ in data.of(PROVINCES) if unit_.id in province.successors]
        english, vietnamese = became(province, heirs, data)
        values.update({"heirs": heirs, "after": after})
        if not heirs:
            return ("; its last day was before", "; ngày cuối trong danh mục là trước đó"), None
        words: Words = (
            f": it {english} {{heirs:list}} on {{after:day}}",
            f": đã {vietnamese} {{heirs:units}} từ ngày {{after:day}}",
        )
        return words, None
    forebears = [
        unit_
        for unit_ in data.of(PROVINCES)
        if province.id in unit_.successors and in_being_at(unit_, when)
    ]
    values.update({"forebears": forebears, "first": province.first_day})
    if not forebears or province.first_day is None:
        return ("", ""), None
    words = (
        ": it began on {first:day}, in place of {forebears:list}",
        ": đơn vị này có từ ngày {first:day}, trên cơ sở {forebears:units}",
    )
    if len(forebears) > 1:
        return words, None
    return words, (
        "write “{forebears:list}”, or correct `provinces_on` in rounds.yaml",
        "đề nghị ghi “{forebears:list}”, hoặc sửa `provinces_on` trong rounds.yaml",
    )


def became(province: Province, heirs: Sequence[Province], data: Dataset) -> Words:
    """What a unit that ended did, before the names of its heirs: it merged, or changed its name.

    Of 2008 the resolution says that Hà Tây was merged into Hà Nội (hợp nhất vào), which was there
    before; of 2025 that several units were arranged (sắp xếp) into a new one, which may bear the
    name of one of them.
    """
    if not heirs or any(heir.first_day != day_after(province) for heir in heirs):
        return "was merged into", "hợp nhất vào"
    if len(heirs) > 1:
        return "was divided into", "được sắp xếp thành"
    heir = heirs[0]
    others = [
        other
        for other in data.of(PROVINCES)
        if heir.id in other.successors and other.last_day == province.last_day
        if other is not province
    ]
    if not others:
        return "became", "trở thành"
    named = len(others) <= FEW
    english = f" with {listing((other.name for other in others), 'en')}" if named else ""
    vietnamese = f" cùng {listing((unit(other, 'vi') for other in others), 'vi')}" if named else ""
    return (
        f"was merged{english} into the new",
        f"được sắp xếp{vietnamese} thành {heir.kind} mới có tên gọi là",
    )
