"""`vtlt sheet`."""

from typing import Annotated, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.scale import Scored, ended, unit_named, with_scale
from vtlt_cli.cli.session import data_folder, print_tables
from vtlt_cli.load import source_of
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import SUBJECTS, Address
from vtlt_cli.rounds.kind import report_day
from vtlt_cli.rounds.offices import office_of
from vtlt_cli.sheets.entries import Entry, entries_of
from vtlt_cli.sheets.kind import SHEETS, Sheet, sheets_of
from vtlt_cli.units import Province


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
    from vtlt_cli.printing.render import FOR_MACHINES
    from vtlt_cli.sheets.tables import sheet_table

    found: Sheet | None = None
    entries: dict[str, Entry] = {}
    office, whole = None, True
    if unit is not None:
        province = unit_named(unit, scored.data, scored.round)
        again = with_scale(context, folder, round_, ("sheets",), {province.id})
        assert again is not None
        scored, office = again, office_of(province, again.round)
        whole = _is_whole(scored)
        found = sheets_of(scored.data, scored.year).get(province.id)
        if found is not None:
            entries = _entries(folder, scored, province)
        elif whole:
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
        with_sums=target.format not in FOR_MACHINES,
    )
    print_tables(context, [table], target, report_day(scored.round), landscape=True)
    return ended(context, scored, whole)


def _is_whole(scored: Scored) -> bool:
    """Whether the sheet that was asked for is the only one, was read, and adds up or has blanks."""
    sheets = list(scored.data.by_unit(SHEETS, scored.year).values())
    faulty = [one is None or one.self_.faulty or one.agreed.faulty for one in sheets]
    return len(sheets) < 2 and not any(faulty)


def _entries(folder: Folder, scored: Scored, province: Province) -> dict[str, Entry]:
    """The lines of the sheet as they are written."""
    for stem, one in scored.data.by_unit(SHEETS, scored.year).items():
        if one is not None and one.unit is not None and one.unit.id == province.id:
            source = source_of(folder, Address("sheets", scored.year, stem))
            return entries_of(source, scored.scale) if source is not None else {}
    return {}
