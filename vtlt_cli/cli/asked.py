"""A name that somebody types at a command: which units it means, and that it was read otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vtlt_cli.cli.session import Context, unknown_name
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.names import ANY_TIME, Register, When, told_apart
from vtlt_cli.wording import alternatives, listing, unit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from vtlt_cli.units import Province


def units_meant(
    context: Context,
    register: Register,
    text: str,
    when: When = ANY_TIME,
    all_of_name: bool = False,
) -> tuple[Province, ...]:
    """The units of any time that the name means; told on stderr where it is read as another.

    A name that leads to no unit, or as well to a second, is refused with the nearest. With
    `all_of_name` several units that bear the very same name are no doubt: all are asked for.
    """
    units, hows = register.find(text)
    if hows[:1] == ("ambiguous",) and not (all_of_name and _one_name(units)):
        raise Refusal(
            f"“{text}” may be {alternatives(told_apart(units), 'en')}",
            f"“{text}” có thể là {alternatives(told_apart(units), 'vi')}; đề nghị ghi rõ",
        )
    if not units:
        raise _no_unit(register, text, when)
    if not set(hows) <= {"alias", "tone", "ambiguous"}:
        english = listing(dict.fromkeys(one.name for one in units), "en")
        vietnamese = listing(dict.fromkeys(unit(one, "vi") for one in units), "vi")
        context.say(f"“{text}” is read as {english}", f"“{text}” được hiểu là {vietnamese}")
    return units


def of_the_same_land(
    units: Iterable[Province], provinces: Iterable[Province]
) -> tuple[Province, ...]:
    """The units that these became, or were before, and that they merged into or came from."""
    meant = tuple(units)
    heirs = {id_ for unit_ in meant for id_ in unit_.successors}
    ids = {unit_.id for unit_ in meant}
    return tuple(
        other for other in provinces if other.id in heirs or not ids.isdisjoint(other.successors)
    )


def _one_name(units: tuple[Province, ...]) -> bool:
    return len({one.name for one in units}) == 1


def _no_unit(register: Register, text: str, when: When) -> Refusal:
    """Why a text names no unit: it is a region, a total; or nothing that is known."""
    why = register.no_office(text)
    if why == "region":
        return Refusal(
            f"“{text}” is a region, no unit of the register",
            f"“{text}” là tên vùng, không phải tên đơn vị trong danh mục",
        )
    if why is not None:
        return Refusal(f"“{text}” is no name of a unit", f"“{text}” không phải tên đơn vị")
    day: date | None = when.first if when.first == when.last else None
    near = told_apart(register.suggest(text, when, 5))
    return unknown_name(text, register.provinces, near, day)
