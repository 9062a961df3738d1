"""A unit of the register, and a name as published that leads to one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

from vtlt_cli.diagnostics import Span

# How a name as published leads to a province, from the worst to the most harmless.
How = Literal[
    "unknown",
    "ambiguous",
    "near",
    "kind",
    "diacritics",
    "unicode",
    "space",
    "case",
    "tone",
    "alias",
]
HOWS: tuple[How, ...] = get_args(How)

# With these the province meant is in doubt, or there is none.
DOUBTFUL: tuple[How, ...] = ("unknown", "ambiguous", "near")

# The place of each field of a record by its name, and under "" the place of the record.
Places = Mapping[str, Span]


@dataclass(frozen=True, slots=True, eq=False)
class Province:
    """A unit of the register, in being from `first_day` to `last_day`, both included."""

    id: str
    name: str
    kind: str
    code: str | None
    iso: str | None
    region: str | None
    first_day: date | None
    last_day: date | None
    successors: tuple[str, ...]
    decision: str | None
    aliases: tuple[str, ...]
    places: Places


def in_being(province: Province, day: date) -> bool:
    """Whether the unit is in being on that day."""
    return (province.first_day is None or province.first_day <= day) and (
        province.last_day is None or day <= province.last_day
    )


def short_name(province: Province) -> str:
    """The name less the kind that may stand in it: `Hồ Chí Minh` of `Thành phố Hồ Chí Minh`."""
    prefix = province.kind + " "
    if province.name[: len(prefix)].casefold() == prefix.casefold():
        return province.name[len(prefix) :]
    return province.name


def full_name(province: Province) -> str:
    """The name after its kind in lower case: `tỉnh Bình Định`, `thành phố Hồ Chí Minh`."""
    return f"{province.kind} {short_name(province)}"


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
