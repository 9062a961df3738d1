"""`vtlt sheet`."""

from collections.abc import Mapping
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.of_sheets import Entries
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.scale import ended, unit_named, with_scale
from vtlt_cli.cli.session import data_folder, print_tables
from vtlt_cli.reading.kinds import SUBJECTS
from vtlt_cli.rounds.kind import report_day
from vtlt_cli.rounds.offices import office_of
from vtlt_cli.sheets.entries import Entry
from vtlt_cli.sheets.kind import SHEETS, Sheet, sheets_of
from vtlt_cli.sheets.totals import Member


@table_command()
def sheet(
    call: Call,
    unit: Annotated[
        Optional[str],
        typer.Argument(
            metavar="UNIT",
            help=t(
                "a unit of the round; without one the blank sheet",
                "một đơn vị của đợt kiểm tra; không ghi thì in phiếu chưa chấm",
            ),
        ),
    ] = None,
    round_: RoundYear = None,
) -> int:
    context, target = call.context, call.target()
    folder = data_folder(context)
    scored = with_scale(context, folder, round_)
    if scored is None:
        return 1
    from vtlt_cli.printing.render import FORMATS
    from vtlt_cli.sheets.tables import sheet_table

    found: Sheet | None = None
    entries: Mapping[str, Entry] = {}
    office, units = None, None
    if unit is not None:
        province = unit_named(unit, scored.data, scored.round)
        units, office = {province.id}, office_of(province, scored.round)
        again = with_scale(context, folder, round_, ("sheets",), units)
        assert again is not None
        scored = again
        found = sheets_of(scored.data, scored.year).get(province.id)
        entries = Entries(folder, scored)(Member(None, province, found))
        if not scored.data.by_unit(SHEETS, scored.year):
            file = SUBJECTS["sheets"].file_of(scored.year, province.id)
            context.say(
                f"there is no sheet of {province.name} yet ({file})",
                f"chưa có phiếu của {province.name} ({file})",
            )
    table = sheet_table(
        scored.scale,
        entries,
        found,
        office,
        scored.round,
        context.lang,
        with_sums=not FORMATS[target.format].data,
    )
    print_tables(context, [table], target, report_day(scored.round), landscape=True)
    return ended(context, scored, units)
