"""The accepted spellings of units, and which of several units with one a day means."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from vtlt_cli.names.kind_words import Written
from vtlt_cli.names.letters import bare, fold_signs, fold_zeros, tones_last
from vtlt_cli.units import HOWS, How, Province, listed_name, short_name
from vtlt_cli.wording import composed


class When(NamedTuple):
    """The days on which a name must have a unit in being; no days means any time."""

    first: date | None = None
    last: date | None = None


ANY_TIME = When()


class Resolution(NamedTuple):
    """What a text leads to; `candidates` where it leads to no one province."""

    province: Province | None
    hows: tuple[How, ...]
    candidates: tuple[Province, ...] = ()


UNKNOWN = Resolution(None, ("unknown",))
NO_OFFICE = Resolution(None, ("no-office",))


class Entry(NamedTuple):
    """One accepted spelling of a province, without its kind."""

    province: Province
    spelling: str
    is_alias: bool


def plain_names(
    provinces: tuple[Province, ...], by_id: Mapping[str, Province]
) -> tuple[dict[str, Resolution], dict[str, list[Entry]]]:
    """The names that are nothing else, neither id nor alias nor with a kind: found at once.

    First those of one unit only, on whatever day; then those that units of several times bear.
    """
    names: dict[str, list[Province]] = {}
    kinds = tuple({province.kind.casefold() + " " for province in provinces})
    for province in provinces:
        name = province.name
        if name not in by_id and not name.casefold().startswith(kinds):
            names.setdefault(name, []).append(province)
    for province in provinces:
        for alias in province.aliases:
            names.pop(alias, None)
    plain = {name: Resolution(units[0], ()) for name, units in names.items() if len(units) == 1}
    shared = {
        name: [Entry(unit, name, False) for unit in units]
        for name, units in names.items()
        if len(units) > 1
    }
    return plain, shared


def entries_of(province: Province) -> Iterator[Entry]:
    yield Entry(province, short_name(province), False)
    for alias in province.aliases:
        yield Entry(province, alias, True)


@lru_cache(64)
def told_apart(provinces: tuple[Province, ...]) -> list[str]:
    """Their names, each once, with what tells them from other units of their days."""
    return list(dict.fromkeys(map(listed_name, provinces)))


def in_being_at(province: Province, when: When) -> bool:
    """Whether the unit is in being on some day of `when`."""
    first, last = province.first_day, province.last_day
    begun = first is None or when.last is None or first <= when.last
    return begun and (last is None or when.first is None or when.first <= last)


def life(province: Province) -> When:
    """A day on which the unit is in being; any time where none is known."""
    day = province.first_day or province.last_day
    return When(day, day)


def _of_kind(entries: list[Entry], kind: str | None) -> list[Entry]:
    """Those of the kind that was written, if any; the written kind may be the slip."""
    agreeing = [entry for entry in entries if entry.province.kind.casefold() == kind]
    return agreeing if kind and agreeing else entries


def pick(
    entries: list[Entry], written: tuple[How, ...], when: When, part: Written | None = None
) -> Resolution:
    """The one entry meant: in being at `when`, then of the kind written, then no alias."""
    alive = [entry for entry in entries if in_being_at(entry.province, when)]
    agreeing = alive or entries
    if part is not None:
        agreeing = _of_kind(agreeing, part.kind)
    standard = [entry for entry in agreeing if not entry.is_alias] or agreeing
    entry = _one_of(standard, when, bool(alive))
    if entry is None:
        units = tuple(dict.fromkeys(entry.province for entry in standard))
        return Resolution(None, ("ambiguous",), units)
    hows = set(written)
    if entry.is_alias:
        hows.add("alias")
    if part is not None:
        hows.update(_differences(entry, part, "diacritics" in hows))
        if "kind" in hows and entry.is_alias and _is_part_of(entry.spelling, entry.province):
            # The city of Vũng Tàu is no way to write the province of Bà Rịa – Vũng Tàu.
            return UNKNOWN
    return Resolution(entry.province, in_order(hows))


def _is_part_of(alias: str, province: Province) -> bool:
    return f" {bare(alias)} " in f" {bare(province.name).replace('-', ' ')} "


def in_order(hows: Iterable[How]) -> tuple[How, ...]:
    told = set(hows)
    return tuple(how for how in HOWS if how in told)


def _one_of(entries: list[Entry], when: When, alive: bool) -> Entry | None:
    """The one of several units with one name that `when` means; None where it means two.

    One day: the unit in being then. A year: the earlier. Any time: the one whose id has no `@`.
    """
    first, last = when
    if len({entry.province for entry in entries}) == 1:
        return entries[0]
    if not alive and first is not None:
        gone = [e for e in entries if e.province.last_day and e.province.last_day < first]
        return max(gone, key=_end) if gone else min(entries, key=_start)
    if first is None:
        plain = [entry for entry in entries if "@" not in entry.province.id]
        if len(plain) == 1:
            return plain[0]
        return None if plain else min(entries, key=_start)
    if first != last:
        earliest = min(_start(entry) for entry in entries)
        earlier = [entry for entry in entries if _start(entry) == earliest]
        return earlier[0] if len(earlier) == 1 else None
    return None


def _start(entry: Entry) -> str:
    return entry.province.first_day.isoformat() if entry.province.first_day else ""


def _end(entry: Entry) -> str:
    return entry.province.last_day.isoformat() if entry.province.last_day else "9999"


def _differences(entry: Entry, part: Written, wrong_marks: bool) -> Iterator[How]:
    """How a text that leads to `entry` departs from its spelling."""
    province = entry.province
    if part.kind is not None and part.kind != province.kind.casefold():
        yield "kind"
    kind_in_name = short_name(province) != province.name
    if part.form in ("short", "english") or (kind_in_name and part.kind is None):
        yield "alias"
    if not part.rest:
        return
    if wrong_marks:
        # The marks are told as wrong; what else differs in the letters would be said twice.
        if bare(part.rest, fold=False) != bare(entry.spelling, fold=False):
            yield "case"
        return
    written, meant = fold_signs(part.rest), fold_signs(composed(entry.spelling))
    if fold_zeros(written) != written:
        yield "alias"
        written = fold_zeros(written)
    meant = fold_zeros(meant)
    if written != meant:
        if tones_last(written) != tones_last(meant):
            yield "case"
        if written.casefold() != meant.casefold():
            yield "tone"
