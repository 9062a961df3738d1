"""meetings_YYYY.yaml (invented): the meetings of a round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vtlt_cli.reading.fields import DAY, NAME, WHOLE, Field, Record, list_of
from vtlt_cli.reading.kinds import Kind
from vtlt_cli.units import Name, Places


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """A meeting: who held it, on which day, with how many guests."""

    host: Name
    day: date
    guests: int
    places: Places


MEETING = Record(
    "meeting",
    Meeting,
    Field("host", NAME, ("Who invites (invented).", "Đơn vị mời (giả định)."), required=True),
    Field("day", DAY, ("The day (invented).", "Ngày họp (giả định)."), required=True),
    Field("guests", WHOLE, ("How many come (invented).", "Số khách (giả định)."), required=True),
)
MEETINGS: Kind[tuple[Meeting, ...]] = Kind(
    "meetings",
    ("The meetings of a round (invented).", "Các cuộc họp của đợt kiểm tra (giả định)."),
    list_of(MEETING),
    (),
)
