"""A unit of the register, and a name as published that leads to one."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from vtlt_cli.diagnostics import Span

# How a name as published leads to a province, from the worst to the most harmless. "no-office" is
# no name at all: a row of totals, a region, an empty cell; it takes no place in a ranking.
How = Literal[
    "no-office",
    "unknown",
    "ambiguous",
    "near",
    "kind",
    "diacritics",
    "look-alike",
    "unicode",
    "extra",
    "space",
    "case",
    "tone",
    "alias",
]
HOWS: tuple[How, ...] = get_args(How)

# With these the province meant is in doubt, or there is none.
DOUBTFUL: tuple[How, ...] = ("no-office", "unknown", "ambiguous", "near")

# The place of each field of a record by its name, and under "" the place of the record.
Places = Mapping[str, Span]


class Region(NamedTuple):
    """A region that a unit belongs to, from `first_day` on; None where it always did."""

    name: str
    first_day: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Province:
    """A unit of the register, in being from `first_day` to `last_day`, both included.

    `regions` stand in the order of their days. `decisions` are the papers that made it and that
    ended it, in this order. `apart` is None where no other unit bears the name on one of its days,
    "" where its kind tells it from those that do, else what does: its region, or its id.
    """

    id: str
    name: str
    kind: str
    code: str | None
    iso: str | None
    regions: tuple[Region, ...]
    first_day: date | None
    last_day: date | None
    successors: tuple[str, ...]
    decisions: tuple[str, ...]
    aliases: tuple[str, ...]
    places: Places
    apart: str | None = None


def in_being(province: Province, day: date) -> bool:
    """Whether the unit is in being on that day."""
    return (province.first_day is None or province.first_day <= day) and (
        province.last_day is None or day <= province.last_day
    )


def region_on(province: Province, day: date | None) -> str | None:
    """The region that the unit belongs to on that day; without a day, the first of its regions.

    Of a unit that has not begun or is gone that day, its region on the day nearest to it.
    """
    if not province.regions:
        return None
    if day is not None and province.last_day is not None:
        day = min(day, province.last_day)
    begun = [
        region
        for region in province.regions
        if region.first_day is None or (day is not None and region.first_day <= day)
    ]
    return (begun or province.regions[:1])[-1].name


def day_after(province: Province) -> date | None:
    """The first day on which the unit is no longer in being; None where it does not end."""
    last = province.last_day
    # 9999-12-31, the last day there is, stands for no end in many databases.
    return None if last is None or last == date.max else last + timedelta(days=1)


def continuations(provinces: Iterable[Province]) -> dict[Province, Province]:
    """The units that another followed on the same land, without a merger, each with that other.

    Thừa Thiên Huế became the city Huế, Quảng Ninh the city Quảng Ninh: one successor, begun on the
    day after, and successor of no other unit.
    """
    units = tuple(provinces)
    by_id: dict[str, Province] = {}
    forebears: dict[str, int] = {}
    for unit in units:
        by_id.setdefault(unit.id, unit)
        for id_ in unit.successors:
            forebears[id_] = forebears.get(id_, 0) + 1
    found: dict[Province, Province] = {}
    for unit in units:
        heir = by_id.get(unit.successors[0]) if len(unit.successors) == 1 else None
        if heir is None or heir.first_day is None or forebears[heir.id] > 1:
            continue
        if heir.first_day == day_after(unit):
            found[unit] = heir
    return found


def continues_as(province: Province, provinces: Iterable[Province]) -> Province | None:
    """The unit that followed this one on the same land, without a merger; None where none did."""
    return continuations(provinces).get(province)


def short_name(province: Province) -> str:
    """The name less the kind that may stand in it: `Hồ Chí Minh` of `Thành phố Hồ Chí Minh`."""
    prefix = province.kind + " "
    if province.name[: len(prefix)].casefold() == prefix.casefold():
        return province.name[len(prefix) :]
    return province.name


# The kinds of administrative units, common nouns, small before a name; in the order in which
# official papers list them.
ADMINISTRATIVE = (
    "tỉnh",
    "thành phố",
    "quận",
    "huyện",
    "thị xã",
    "xã",
    "phường",
    "thị trấn",
    "đặc khu",
)
_OF_PROVINCES = frozenset(("tỉnh", "thành phố"))
# A register of more kinds than these is one of units: a list of them would hide what is said.
_MOST_KINDS = 3


def in_order(kinds: Collection[str]) -> list[str]:
    """The kinds as papers list them: `tỉnh, thành phố`, `xã, phường`; others follow by name."""
    known = [kind for kind in ADMINISTRATIVE if kind in kinds]
    return known + sorted(set(kinds).difference(known))


def of_provinces(units: Iterable[Province]) -> bool:
    """Whether these are provinces and cities of that level."""
    return {unit.kind for unit in units} <= _OF_PROVINCES


def called(units: Collection[Province]) -> tuple[str, str]:
    """What one of these is called in a message: a province, `tỉnh, thành phố`; a unit, `xã`."""
    if of_provinces(units):
        return "province", "tỉnh, thành phố"
    kinds = in_order({unit.kind for unit in units})
    return "unit", ", ".join(kinds) if len(kinds) <= _MOST_KINDS else "đơn vị"


def full_name(province: Province) -> str:
    """The name after its kind: `tỉnh Bình Định`, `thành phố Hồ Chí Minh`, `Sở Nội vụ`.

    The kind of an administrative unit is a common noun; any other is a part of the name where it
    stands in it, and written as the register writes it. Where it does not tell the unit from
    another of its days, the region or the id stands after it: `xã Tân Tiến (Đắk Lắk)`.
    """
    short = short_name(province)
    if short != province.name and province.kind.casefold() not in ADMINISTRATIVE:
        name = province.name
    else:
        name = f"{province.kind} {short}"
    return f"{name} ({province.apart})" if province.apart else name


def listed_name(province: Province) -> str:
    """The name alone, or with what tells it from other units of its days: `phường Alpha`."""
    return province.name if province.apart is None else full_name(province)


# The units of Nghị quyết 22/2003/QH11 began on this day: a register of provinces in which none
# begins before knows no day before it. Units were others then.
_PROVINCES_BEGIN = date(2004, 1, 1)


def begin_of(provinces: Collection[Province]) -> date | None:
    """The first day that a register knows; None where that cannot be told.

    A unit without a first day was there before the register begins. Where all have one, it begins
    with the first of them.
    """
    known = [unit.first_day for unit in provinces if unit.first_day is not None]
    if not known:
        return None
    begins = min(known) == _PROVINCES_BEGIN and of_provinces(provinces)
    return min(known) if begins or len(known) == len(provinces) else None


class Name(NamedTuple):
    """A name as published, the province it means, and in which ways it departs from the standard.

    `hows` is worst first and empty for the standard spelling; `candidates` are the nearest units
    where `province` is None.
    """

    text: str
    province: Province | None
    hows: tuple[How, ...]
    span: Span
    candidates: tuple[Province, ...] = ()
