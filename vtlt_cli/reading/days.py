"""Days and half-days, each written in one way only."""

from datetime import date
from typing import NamedTuple

from vtlt_cli.wording import composed


def day_of(text: str) -> date | None:
    """The day that is written YYYY-MM-DD, and in no other way; None for any other text."""
    # `fromisoformat` takes other forms too: 20080321, 2008-W12-5.
    digits = text[:4] + text[5:7] + text[8:]
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    if not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class HalfDay(NamedTuple):
    """A morning or an afternoon; in this order they follow each other."""

    day: date
    afternoon: bool

    @property
    def half(self) -> str:
        """The half of the day as a file and a plan write it."""
        return HALVES[self.afternoon]


HALVES = ("sáng", "chiều")


def half_day_of(text: str) -> HalfDay | None:
    """The half-day that is written `2035-08-07 sáng`, and in no other way; None for other text."""
    written, _, half = composed(text).partition(" ")
    day = day_of(written)
    if day is None or half not in HALVES:
        return None
    return HalfDay(day, half == HALVES[True])
