"""The invented meetings as an appendix."""

from __future__ import annotations

from invented.meetings.kind import MEETINGS
from vtlt_cli.printing.table import Column, Line, Table, text_of, whole_column
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.rounds.kind import Appendix, Round
from vtlt_cli.rounds.offices import standard

USES_PRINTED = frozenset[str]()


def printed_table(
    appendix: Appendix, round_: Round, data: Dataset, heading: tuple[Line, ...], restated: bool
) -> Table:
    """The meetings row by row, their hosts as published or in standard names."""
    return Table(
        heading,
        (Column("Đơn vị mời", text_of("host")), whole_column("Số khách", "guests")),
        ("host", "guests"),
        [
            {
                "host": standard(meeting.host) if restated else meeting.host.text,
                "guests": meeting.guests,
            }
            for meeting in data.of(MEETINGS, round_.year)
        ],
        number=appendix.number,
    )
