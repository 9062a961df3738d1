"""The one rule on the invented meetings."""

from __future__ import annotations

from collections.abc import Iterator

from invented.meetings.kind import MEETINGS
from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.reading.kinds import Dataset


@rule(
    "MTG01",
    "warning",
    en="nobody comes to the meeting of {host}",
    vi="cuộc họp của {host:unit} không có khách",
)
def nobody_comes(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Somebody comes to a meeting.

    Why: it is invented.

    Bad:
        - {host: Hà Nội, day: 2031-01-01, guests: 0}

    Good:
        - {host: Hà Nội, day: 2031-01-01, guests: 1}

    Remedy: invite somebody.

    ---
    Cuộc họp có khách.

    Lý do: nội dung giả định.

    Cách xử lý: đề nghị mời khách.
    """
    for meetings in data.by_year(MEETINGS).values():
        for meeting in meetings:
            if not meeting.guests:
                host = meeting.host.province
                yield Found(meeting.places["guests"], {"host": host}, host)
