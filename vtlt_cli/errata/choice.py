"""What somebody decides of the open cells: `16:Trà Vinh=Lai Châu`, `6:leader=Sơn La`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vtlt_cli.diagnostics import Finding
from vtlt_cli.errata.cells import ADDED, MISSING, STRIKE, whose
from vtlt_cli.errata.finding import errata_of
from vtlt_cli.errata.records import (
    STRUCK,
    Correction,
    Errata,
    Part,
    Place,
    called,
    follows,
    may_take_part,
    new_place,
    of_provinces,
    places_of,
    where,
)
from vtlt_cli.names import Register, When, bare, tidy
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import days_of
from vtlt_cli.units import Province, full_name
from vtlt_cli.wording import day, listing, unit

_FORM = re.compile(
    r"(?:(?:(?:ph[uụ] l[uụ]c|appendix) )?([0-9]{1,9}|clusters|scores) ?/ ?)?"
    r"(?:(c[uụ]m|cluster|stt|row) )?([0-9]{1,9}) ?:(.+?)=(.+)",
    re.IGNORECASE,
)
_LEADER = frozenset({"leader", "cum truong"})


class WrongChoice(Exception):
    """A choice that cannot be made, with the reason in English and in Vietnamese."""

    def __init__(self, en: str, vi: str) -> None:
        super().__init__(en)
        self.words = (en, vi)


class _Choice(NamedTuple):
    """One choice: the place, what should stand there (None: nothing), and how it was written.

    The place is new where a unit is added to a cluster.
    """

    place: Place
    standing: Province | None
    written: str


def choose(
    errata: Errata, data: Dataset, findings: Sequence[Finding], written: Iterable[str]
) -> Errata:
    """The errata with these cells filled in; a choice that cannot be made raises WrongChoice."""
    register = Register(data.of(PROVINCES))
    places = [place for part in errata.parts for place in places_of(data, part)]
    choices: list[_Choice] = []
    for text in written:
        left = [p for p in places if not any(_same(p, choice.place) for choice in choices)]
        choice = _read(text, errata, data, places, left, register)
        if any(_repeats(choice, other) for other in choices):
            raise WrongChoice(
                f"--choose {text!r}: this cell was already chosen",
                f"--choose {text!r}: ô này đã được chọn",
            )
        choices.append(choice)
    told = errata.corrections
    filled = [_filled(choice, told, choices, register, places) for choice in choices]
    _must_hold(choices, filled, places, errata.corrections, data.of(PROVINCES))
    return errata_of(data, findings, errata.parts, filled) if filled else errata


def _same(one: Place, other: Place) -> bool:
    return one.name.span == other.name.span


def _repeats(choice: _Choice, other: _Choice) -> bool:
    """Whether a cell is chosen again; several units may be added to one cluster."""
    if choice.place.new and choice.standing is not other.standing:
        return False
    return _same(choice.place, other.place)


def _read(
    text: str,
    errata: Errata,
    data: Dataset,
    places: Sequence[Place],
    left: Sequence[Place],
    register: Register,
) -> _Choice:
    """What is written, of a cell that is `left` to be chosen where several are alike."""
    match = _FORM.fullmatch(tidy(text))
    groups = [group.strip() if group else "" for group in match.groups()] if match else []
    if not groups or groups[3:] == [ADDED, STRIKE]:
        raise WrongChoice(
            "--choose wants CLUSTER:NAME=NAME, such as 16:Trà Vinh=Lai Châu, or CLUSTER:+=NAME, "
            f"not {text!r}",
            "--choose cần dạng CỤM:TÊN=TÊN, ví dụ 16:Trà Vinh=Lai Châu, hoặc CỤM:+=TÊN, "
            f"không nhận {text!r}",
        )
    prefix, kind, number, what, standing = groups
    part = _part(text, prefix.lower(), bare(kind), errata.parts)
    there = [p for p in places if p.part is part and p.number == int(number)]
    if not there:
        raise _no_such_number(text, part, number, places)
    if what == ADDED:
        place = _behind_the_members(text, part, there)
    else:
        place = _place(text, part, what, there, left, register, errata.corrections)
    if standing == STRIKE:
        if place.role != "member":
            raise WrongChoice(
                f"--choose {text!r}: only a member of a cluster can be struck out",
                f"--choose {text!r}: chỉ được bỏ tên thành viên của cụm",
            )
        return _Choice(place, None, text)
    return _Choice(place, _unit(text, standing, part, data, register), text)


_TABLES = {"cum": "clusters", "cluster": "clusters", "stt": "scores", "row": "scores"}


def _part(text: str, prefix: str, kind: str, parts: Sequence[Part]) -> Part:
    """The table that is meant: the one named, else the clusters, else the only one."""
    if not prefix:
        parts = [part for part in parts if part.table == _TABLES.get(kind)] or parts
        return next((part for part in parts if not part.prefix), parts[0])
    for part in parts:
        if prefix in (part.table, str(part.appendix)):
            return part
    known = ", ".join(str(part.table if part.appendix is None else part.appendix) for part in parts)
    raise WrongChoice(
        f"--choose {text!r}: there is no appendix {prefix}; there are: {known}",
        f"--choose {text!r}: không có phụ lục {prefix}; các phụ lục hiện có: {known}",
    )


def _no_such_number(text: str, part: Part, number: str, places: Sequence[Place]) -> WrongChoice:
    of_clusters = part.table == "clusters"
    numbers = dict.fromkeys(str(p.number) for p in places if p.part is part)
    known = ", ".join(numbers) if of_clusters else f"1–{len(numbers)}"
    return WrongChoice(
        f"--choose {text!r}: there is no {'cluster' if of_clusters else 'row'} {number}; "
        f"there are: {known}",
        f"--choose {text!r}: không có {'Cụm' if of_clusters else 'Stt'} {number}; hiện có: {known}",
    )


def _behind_the_members(text: str, part: Part, there: Sequence[Place]) -> Place:
    """Where a unit is added to the members of a cluster."""
    cells = _of_one(text, [place for place in there if place.role != "leader"], ())
    last = cells[-1] if cells else there[0]
    place = new_place(part, last.cluster, last.order) if last.cluster is not None else None
    if place is None:
        raise WrongChoice(
            f"--choose {text!r}: a unit is added only to the members of a cluster that has some; "
            f"edit {part.path}",
            f"--choose {text!r}: chỉ bổ sung được vào danh sách thành viên đã có của một cụm; "
            f"đề nghị sửa tệp {part.path}",
        )
    return place


def _of_one(
    text: str, cells: Sequence[Place], corrections: Sequence[Correction]
) -> Sequence[Place]:
    """The cells of one cluster or row; where two have the number, the open cell is meant."""
    opened = [c for c in corrections if c.corrected is None]
    for of in (opened, corrections):
        spoken = [cell for cell in cells if _speaking_of(cell, of)]
        if spoken:
            cells = spoken
            break
    if len({whose(cell) for cell in cells}) > 1:
        raise WrongChoice(
            f"--choose {text!r}: there is more than one {_in_english(cells[0])}; edit "
            f"{cells[0].part.path}",
            f"--choose {text!r}: có nhiều hơn một {where(cells[0])}; đề nghị sửa tệp "
            f"{cells[0].part.path}",
        )
    return cells


def _place(
    text: str,
    part: Part,
    what: str,
    there: Sequence[Place],
    left: Sequence[Place],
    register: Register,
    corrections: Sequence[Correction],
) -> Place:
    """The cell of that cluster or row whose name is meant."""
    if part.table == "clusters" and bare(what) in _LEADER:
        leaders = [place for place in there if place.role == "leader"]
        return _of_one(text, leaders, corrections)[0]
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
    return _of_one(text, [place for place in found if place in left] or found, corrections)[-1]


def _in_english(place: Place) -> str:
    return f"{'row' if place.cluster is None else 'cluster'} {place.number}"


def _unit(text: str, written: str, part: Part, data: Dataset, register: Register) -> Province:
    """The unit that should stand there: one that is named beyond doubt, and that takes part."""
    found = register.resolve(written, days_of(part.round_))
    start = part.round_.window[0] if part.round_.window else None
    if "kind" in found.hows and start is not None:
        # thành phố Quảng Ninh is right for an inspection that begins after it became one.
        later = register.resolve(written, When(start, start))
        if later.province and follows(later.province, found.province, data.of(PROVINCES)):
            found = later
    province = found.province
    if province is None or "near" in found.hows:
        units = (province,) if province else found.candidates
        near = ", ".join(u.name for u in units or register.suggest(written, days_of(part.round_)))
        kind = ("province", "tỉnh, thành phố") if of_provinces(data) else ("unit", called(data))
        raise WrongChoice(
            f"--choose {text!r}: no {kind[0]} is named {written!r}"
            + (f"; nearest: {near}" if near else ""),
            f"--choose {text!r}: không có {kind[1]} nào tên {written!r}"
            + (f"; tên gần nhất: {near}" if near else ""),
        )
    if not may_take_part(province, part.round_, data.of(PROVINCES)):
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
    places: Sequence[Place],
) -> Correction:
    """The correction that speaks of the cell, with what should stand there."""
    place, standing = choice.place, choice.standing
    if place.new:
        return _addition(choice, register, places)
    speaking = _speaking_of(place, corrections)
    if standing is not None and follows(standing, place.name.province, register.provinces):
        return _renamed(place, standing)
    speaking = speaking or _of_the_leader(choice, corrections, choices)
    # An open cell comes before the spelling of its name.
    of_it = min(speaking, key=lambda correction: correction.corrected is not None)
    cells: tuple[Place, ...] = (place,)
    if of_it.code[:3] == "NAM" and place.role == "member":
        # A slip in the name of a member stands in that of the leader too.
        chosen = [other.place for other in choices if other is not choice]
        cells = tuple(p for p in of_it.places if not any(_same(p, other) for other in chosen))
    corrected = STRUCK if standing is None else _written(standing, place.part, register)
    reason = of_it.reason
    if of_it.standing not in (None, standing):
        # Another unit is meant than the one that the spelling led to.
        reason = reason.partition(";")[0]
    return of_it._replace(
        places=cells,
        reason=reason,
        corrected=corrected,
        standing=standing,
        all_but_one=False,
        ways=(),
        options=(),
        chosen=True,
    )


def _written(standing: Province, part: Part, register: Register) -> str:
    """The name of a unit, or its id where the name leads to another."""
    leads = register.resolve(standing.name, days_of(part.round_)).province is standing
    return standing.name if leads else standing.id


def _renamed(place: Place, standing: Province) -> Correction:
    """The name or kind that the unit of a place has since, on its own land."""
    assert place.name.province is not None and standing.first_day is not None
    paper = f" ({standing.decisions[0]})" if standing.decisions else ""
    reason = (
        f"{unit(place.name.province, 'vi')} từ ngày {day(standing.first_day, 'vi')} là "
        f"{unit(standing, 'vi')}{paper}"
    )
    same = standing.name == place.name.province.name
    return Correction(
        place.part,
        (place,),
        "CLU12",
        "adjustment",
        reason,
        full_name(standing) if same else standing.name,
        standing,
        chosen=True,
    )


def _addition(choice: _Choice, register: Register, places: Sequence[Place]) -> Correction:
    """A unit added to the members of a cluster: one of none, or of another that it leaves."""
    place, standing = choice.place, choice.standing
    assert standing is not None
    was = [p for p in places if p.part is place.part and p.name.province is standing]
    left = next((p for p in was if p.role == "member"), None)
    reason = f"{unit(standing, 'vi')} chưa được xếp vào cụm nào"
    if left is not None:
        reason = f"{unit(standing, 'vi')} chuyển từ {where(left)} sang {where(place)}"
    corrected = _written(standing, place.part, register)
    return Correction(
        place.part,
        (place,),
        MISSING["clusters"],
        "correction",
        reason,
        corrected,
        standing,
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


# What stands where, after all choices.
After = Sequence[tuple[Place, Province | None]]


def _must_hold(
    choices: Sequence[_Choice],
    filled: Sequence[Correction],
    places: Sequence[Place],
    corrections: Sequence[Correction],
    provinces: Sequence[Province],
) -> None:
    """After all choices every unit concerned stands once, and every leader is a member.

    Raises WrongChoice where that is not so.
    """
    stands = {place.name.span: place.name.province for place in places}
    for correction in filled:
        for place in correction.places:
            stands[place.name.span] = correction.standing
    after = [(place, stands[place.name.span]) for place in places]
    after += [(choice.place, choice.standing) for choice in choices if choice.place.new]
    for choice in choices:
        _stands_once(choice, after)
        _leads_once(choice, after)
        _nobody_is_displaced(choice, after, provinces)
        _is_more_than_misspelt(choice, after, corrections)
        if choice.place.cluster is not None and not choice.place.new:
            _leader_holds(choice, after, provinces)


def _stands_once(choice: _Choice, after: After) -> None:
    here = choice.place
    for place, unit_ in after:
        if choice.standing is None or "leader" in (here.role, place.role):
            continue
        if place.part is here.part and place is not here and unit_ is choice.standing:
            raise WrongChoice(
                f"--choose {choice.written!r}: {choice.standing.name} already stands in "
                f"{_in_english(place)}",
                f"--choose {choice.written!r}: {unit(choice.standing, 'vi')} đã có tên tại "
                f"{where(place)}",
            )


def _leads_once(choice: _Choice, after: After) -> None:
    here = choice.place
    for place, unit_ in after:
        if here.role != "leader" or place.role != "leader" or place is here:
            continue
        if place.part is here.part and unit_ is not None and unit_ is choice.standing:
            raise WrongChoice(
                f"--choose {choice.written!r}: {unit_.name} already leads {_in_english(place)}",
                f"--choose {choice.written!r}: {unit(unit_, 'vi')} đã là Cụm trưởng {where(place)}",
            )


def _nobody_is_displaced(choice: _Choice, after: After, provinces: Sequence[Province]) -> None:
    """A unit that takes part and loses this place has another one."""
    here = choice.place
    lost = here.name.province
    if here.role == "leader" or lost is None:
        return
    if not may_take_part(lost, here.part.round_, provinces):
        return
    if choice.standing is not None and follows(choice.standing, lost, provinces):
        return  # The same unit, by the name or kind that it has since.
    if any(u is lost for p, u in after if p.role != "leader" and p.part is here.part):
        return
    scores = here.part.table == "scores"
    raise WrongChoice(
        f"--choose {choice.written!r}: {lost.name} would "
        + ("have no score" if scores else "be in no cluster")
        + "; choose a place for it too",
        f"--choose {choice.written!r}: {unit(lost, 'vi')} sẽ không còn "
        + ("dòng điểm" if scores else "được xếp vào cụm nào")
        + "; đề nghị chọn cả vị trí cho đơn vị này",
    )


def _is_more_than_misspelt(
    choice: _Choice, after: After, corrections: Sequence[Correction]
) -> None:
    """A place whose name is only misspelt is neither struck out nor given to another leader."""
    here, meant = choice.place, choice.place.name.province
    speaking = _speaking_of(here, corrections)
    if meant is None or not speaking or any(c.code[:3] != "NAM" for c in speaking):
        return
    given_away = (
        here.role == "leader"
        and choice.standing is not meant
        and any(p.cluster is here.cluster and p.role == "member" and u is meant for p, u in after)
    )
    if choice.standing is None or given_away:
        raise WrongChoice(
            f"--choose {choice.written!r}: this name is only misspelt: {meant.name} is meant and "
            "stays in its place",
            f"--choose {choice.written!r}: ô này chỉ viết sai tên {unit(meant, 'vi')}; không bỏ "
            "tên, không ghi đơn vị khác",
        )


def _leader_holds(choice: _Choice, after: After, provinces: Sequence[Province]) -> None:
    cluster = [(p, u) for p, u in after if p.cluster is choice.place.cluster]
    members = [u for p, u in cluster if p.role == "member"]
    leader, led = next((p, u) for p, u in cluster if p.role == "leader")
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
    if any(led and member and follows(member, led, provinces) for member in members):
        return  # The leader by its name of the plan, the member by that of today: one unit.
    if any(led and member and follows(led, member, provinces) for member in members):
        return
    round_ = choice.place.part.round_
    known = [
        unit.name for unit in members if unit is not None and may_take_part(unit, round_, provinces)
    ]
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
