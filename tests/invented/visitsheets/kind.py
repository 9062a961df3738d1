"""visitsheets_YYYY/<unit>.csv (invented): what was seen at a unit."""

from __future__ import annotations

from dataclasses import dataclass

from vtlt_cli.reading.fields import (
    NUMBER_CELL,
    TEXT,
    Field,
    Reading,
    Record,
    Values,
    list_of,
)
from vtlt_cli.reading.kinds import Kind
from vtlt_cli.reading.numbers import Number
from vtlt_cli.reading.settled import settle_numbers
from vtlt_cli.units import Places


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A thing that was seen, and how much of it."""

    what: str
    amount: Number | None
    places: Places


SEEN = Record(
    "seen",
    Seen,
    Field("what", TEXT, ("What was seen (invented).", "Nội dung (giả định)."), required=True),
    Field("amount", NUMBER_CELL, ("How much (invented).", "Số lượng (giả định)."), required=True),
    kept=True,
)


def _settle(rows: list[Values], reading: Reading) -> None:
    settle_numbers(rows, "amount", "seen", reading)


VISITSHEETS: Kind[tuple[Seen, ...]] = Kind(
    "visitsheets",
    ("What was seen at a unit (invented).", "Nội dung ghi nhận tại đơn vị (giả định)."),
    list_of(SEEN),
    (),
    _settle,
)
