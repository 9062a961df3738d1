"""What somebody decides of the open cells: `16:Trà Vinh=Lai Châu`, `6:leader=Sơn La`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from vtlt_cli.diagnostics import Finding, Span
from vtlt_cli.errata.cells import STRIKE
from vtlt_cli.errata.finding import errata_of
from vtlt_cli.errata.records import (
    STRUCK,
    Correction,
    Errata,
    Part,
    Place,
    may_take_part,
    places_of,
    where,
)
from vtlt_cli.load import days_of
from vtlt_cli.model import Dataset, Province
from vtlt_cli.names import Register, bare, tidy
from vtlt_cli.record import Record
from vtlt_cli.wording import day, listing, unit

_FORM = re.compile(r"(?:([0-9]{1,9}|clusters|scores) ?/ ?)?([0-9]{1,9}) ?:(.+?)=(.+)")
_LEADER = frozenset({"leader", "cum truong"})


class WrongChoice(Exception):
    """A choice that cannot be made, with the reason in English and in Vietnamese."""

    def __init__(self, en: str, vi: str) -> None:
        super().__init__(en)
        self.words = (en, vi)


class _Choice(Record):
    """One choice: the place, what should stand there (None: nothing), and how it was written."""

    place: Place
    standing: Province | None
    written: str


def choose(
    errata: Errata, data: Dataset, findings: Sequence[Finding], written: Iterable[str]
) -> Errata:
    """The errata with these cells filled in; a choice that cannot be made raises WrongChoice."""
    register = Register(data.provinces)
    places = [place for part in errata.parts for place in places_of(data, part)]
    choices: list[_Choice] = []
    for text in written:
        choice = _read(text, errata, places, register)
        if any(_same(choice.place, other.place) for other in choices):
            raise WrongChoice(
                f"--choose {text!r}: this cell was already chosen",
                f"--choose {text!r}: ô này đã được chọn",
            )
        choices.append(choice)
    filled = [_filled(choice, errata.corrections, choices, register) for choice in choices]
    _must_hold(choices, filled, places)
    return errata_of(data, findings, errata.parts, filled) if filled else errata


def _same(one: Place, other: Place) -> bool:
    return one.name.span == other.name.span


def _read(text: str, errata: Errata, places: Sequence[Place], register: Register) -> _Choice:
    match = _FORM.fullmatch(tidy(text))
    if match is None:
        raise WrongChoice(
            f"--choose wants CLUSTER:NAME=NAME, such as 16:Trà Vinh=Lai Châu, not {text!r}",
            f"--choose cần dạng CỤM:TÊN=TÊN, ví dụ 16:Trà Vinh=Lai Châu, không nhận {text!r}",
        )
    prefix, number, what, standing = (part.strip() if part else "" for part in match.groups())
    part = _part(text, prefix, errata.parts)
    there = [p for p in places if p.part is part and p.number == int(number)]
    place = _place(text, part, int(number), what, there, places, register)
    if standing == STRIKE:
        if place.role != "member":
            raise WrongChoice(
                f"--choose {text!r}: only a member of a cluster can be struck out",
                f"--choose {text!r}: chỉ được bỏ tên thành viên của cụm",
            )
        return _Choice(place, None, text)
    return _Choice(place, _unit(text, standing, part, register), text)


def _part(text: str, prefix: str, parts: Sequence[Part]) -> Part:
    """The table that is meant: the one named, else the clusters, else the only one."""
    if not prefix:
        return next((part for part in parts if not part.prefix), parts[0])
    for part in parts:
        if prefix in (part.table, str(part.appendix)):
            return part
    known = ", ".join(str(part.table if part.appendix is None else part.appendix) for part in parts)
    raise WrongChoice(
        f"--choose {text!r}: there is no appendix {prefix}; there are: {known}",
        f"--choose {text!r}: không có phụ lục {prefix}; các phụ lục hiện có: {known}",
    )


def _place(
    text: str,
    part: Part,
    number: int,
    what: str,
    there: Sequence[Place],
    places: Sequence[Place],
    register: Register,
) -> Place:
    """The cell of that cluster or row whose name is meant."""
    of_clusters = part.table == "clusters"
    if not there:
        numbers = dict.fromkeys(str(p.number) for p in places if p.part is part)
        known = ", ".join(numbers) if of_clusters else f"1–{len(numbers)}"
        raise WrongChoice(
            f"--choose {text!r}: there is no {'cluster' if of_clusters else 'row'} {number}; "
            f"there are: {known}",
            f"--choose {text!r}: không có {'Cụm' if of_clusters else 'Stt'} {number}; hiện có: "
            f"{known}",
        )
    if of_clusters and bare(what) in _LEADER:
        return next(place for place in there if place.role == "leader")
    named = [place for place in there if place.role != "leader"]
    spelt = [place for place in named if bare(tidy(place.name.text)) == bare(what)]
    meant = register.resolve(what, days_of(part.round_)).province
    exact = [place for place in spelt if tidy(place.name.text) == what]
    found = exact or [p for p in named if meant is not None and p.name.province is meant] or spelt
    if not found:
        names = listing((tidy(place.name.text) for place in named), "vi")
        english = ", ".join(tidy(place.name.text) for place in named)
        raise WrongChoice(
            f"--choose {text!r}: {what} is not in {_in_english(there[0])}, which has: {english}",
            f"--choose {text!r}: {where(there[0])} không có {what}; hiện có: {names}",
        )
    return found[-1]


def _in_english(place: Place) -> str:
    return f"{'row' if place.cluster is None else 'cluster'} {place.number}"


def _unit(text: str, written: str, part: Part, register: Register) -> Province:
    """The unit that should stand there: one that is named beyond doubt, and that takes part."""
    found = register.resolve(written, days_of(part.round_))
    province = found.province
    if province is None or "near" in found.hows:
        units = (province,) if province else found.candidates
        near = ", ".join(u.name for u in units or register.suggest(written, days_of(part.round_)))
        raise WrongChoice(
            f"--choose {text!r}: no province is named {written!r}"
            + (f"; nearest: {near}" if near else ""),
            f"--choose {text!r}: không có tỉnh, thành phố nào tên {written!r}"
            + (f"; tên gần nhất: {near}" if near else ""),
        )
    if not may_take_part(province, part.round_):
        first, last = province.first_day, province.last_day
        english = (f" from {first}" if first else "") + (f" until {last}" if last else "")
        vietnamese = (f" từ ngày {day(first, 'vi')}" if first else "") + (
            f" đến hết ngày {day(last, 'vi')}" if last else ""
        )
        raise WrongChoice(
            f"--choose {text!r}: {province.name} is in being only{english}, "
            "and so does not take part in the round",
            f"--choose {text!r}: {unit(province, 'vi')} chỉ có trong danh mục{vietnamese} "
            "nên không tham gia đợt kiểm tra",
        )
    return province


def _filled(
    choice: _Choice,
    corrections: Sequence[Correction],
    choices: Sequence[_Choice],
    register: Register,
) -> Correction:
    """The correction that speaks of the cell, with what should stand there."""
    place, standing = choice.place, choice.standing
    speaking = _speaking_of(place, corrections) or _of_the_leader(choice, corrections, choices)
    # An open cell comes before the spelling of its name.
    of_it = min(speaking, key=lambda correction: correction.corrected is not None)
    places: tuple[Place, ...] = (place,)
    if of_it.code[:3] == "NAM" and place.role == "member":
        # A slip in the name of a member stands in that of the leader too.
        chosen = [other.place for other in choices if other is not choice]
        places = tuple(p for p in of_it.places if not any(_same(p, other) for other in chosen))
    corrected = STRUCK
    if standing is not None:
        when = days_of(place.part.round_)
        leads = register.resolve(standing.name, when).province is standing
        corrected = standing.name if leads else standing.id
    reason = of_it.reason
    if of_it.standing not in (None, standing):
        # Another unit is meant than the one that the spelling led to.
        reason = reason.partition(";")[0]
    return of_it.replace(
        places=places,
        reason=reason,
        corrected=corrected,
        standing=standing,
        all_but_one=False,
        ways=(),
        options=(),
        chosen=True,
    )


def _speaking_of(place: Place, corrections: Iterable[Correction]) -> list[Correction]:
    return [c for c in corrections if any(_same(place, other) for other in c.places)]


def _of_the_leader(
    choice: _Choice, corrections: Sequence[Correction], choices: Sequence[_Choice]
) -> list[Correction]:
    """A leader of which nothing is wrong is to be chosen where it loses its place as a member."""
    place = choice.place
    for other in choices:
        member = other.place
        if place.role != "leader" or member.cluster is not place.cluster or member is place:
            continue
        if member.name.province is place.name.province:
            return _speaking_of(member, corrections)
    raise WrongChoice(
        f"--choose {choice.written!r}: nothing is open or wrong at this place",
        f"--choose {choice.written!r}: vị trí này không để trống và không có sai sót",
    )


def _must_hold(
    choices: Sequence[_Choice], filled: Sequence[Correction], places: Sequence[Place]
) -> None:
    """After all choices a chosen unit stands once, and every leader concerned is a member."""
    stands = {place.name.span: place.name.province for place in places}
    for correction in filled:
        for place in correction.places:
            stands[place.name.span] = correction.standing
    for choice in choices:
        here = choice.place
        for place in places:
            if choice.standing is None or "leader" in (here.role, place.role):
                continue
            if place.part is not here.part or _same(place, here):
                continue
            if stands[place.name.span] is choice.standing:
                raise WrongChoice(
                    f"--choose {choice.written!r}: {choice.standing.name} already stands in "
                    f"{_in_english(place)}",
                    f"--choose {choice.written!r}: {unit(choice.standing, 'vi')} đã có tên tại "
                    f"{where(place)}",
                )
        if here.cluster is not None:
            _leader_holds(choice, places, stands)


def _leader_holds(
    choice: _Choice, places: Sequence[Place], stands: Mapping[Span, Province | None]
) -> None:
    cluster = [p for p in places if p.cluster is choice.place.cluster]
    members = [stands[p.name.span] for p in cluster if p.role == "member"]
    leader = next(p for p in cluster if p.role == "leader")
    led = stands[leader.name.span]
    if choice.place.role != "leader" and choice.place.name.province is not leader.name.province:
        return
    number = choice.place.number
    if all(member is None for member in members):
        raise WrongChoice(
            f"--choose {choice.written!r}: cluster {number} would have no member",
            f"--choose {choice.written!r}: Cụm {number} sẽ không còn thành viên",
        )
    if led is not None and led in members:
        return
    round_ = choice.place.part.round_
    known = [unit.name for unit in members if unit is not None and may_take_part(unit, round_)]
    if choice.place.role == "leader":
        name = led.name if led else ""
        raise WrongChoice(
            f"--choose {choice.written!r}: {name} is no member of cluster {number}, whose leader "
            f"is one of {', '.join(known)}",
            f"--choose {choice.written!r}: {name} không phải thành viên Cụm {number}; Cụm trưởng "
            f"chọn trong số: {listing(known, 'vi')}",
        )
    raise WrongChoice(
        f"--choose {choice.written!r}: the leader of cluster {number}, {leader.name.text.strip()}, "
        f"would be no member of it; choose the leader too (--choose {number}:leader=NAME)",
        f"--choose {choice.written!r}: Cụm trưởng {leader.name.text.strip()} sẽ không còn là thành "
        f'viên Cụm {number}; đề nghị chọn cả Cụm trưởng (--choose "{number}:Cụm trưởng=TÊN")',
    )
