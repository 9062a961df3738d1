"""The statistics of sheets, which `vtlt stats` prints for `--by area` and `--spread`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vtlt_cli.cli.command import Call
from vtlt_cli.cli.scale import Scored, ended, with_scale
from vtlt_cli.cli.session import data_folder, print_tables
from vtlt_cli.load import source_of
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import Address
from vtlt_cli.rounds.kind import report_day
from vtlt_cli.sheets.entries import Entry, entries_of
from vtlt_cli.sheets.kind import SHEETS
from vtlt_cli.sheets.totals import members_of

if TYPE_CHECKING:
    from vtlt_cli.sheets.totals import Member


class Entries:
    """The entries of a unit by criterion, from its sheet, which is read once more."""

    def __init__(self, folder: Folder, scored: Scored) -> None:
        self.folder = folder
        self.scale = scored.scale
        self.addresses = {
            sheet.unit.id: Address("sheets", scored.year, stem)
            for stem, sheet in scored.data.by_unit(SHEETS, scored.year).items()
            if sheet is not None and sheet.unit is not None
        }

    def __call__(self, member: Member) -> Mapping[str, Entry]:
        """What stands in the sheet; nothing where there is none, or where there are two."""
        if member.sheet is None:
            return {}
        source = source_of(self.folder, self.addresses[member.unit.id])
        return entries_of(source, self.scale) if source is not None else {}


def by_area(call: Call, round_: int | None) -> int:
    """Print what describes the agreed sums of each area; the exit code."""
    context, target = call.context, call.target()
    folder = data_folder(context)
    scored = with_scale(context, folder, round_, ("clusters", "sheets"))
    if scored is None:
        return 1
    from vtlt_cli.figures.sheets import area_summaries
    from vtlt_cli.figures.tables import summary_table

    members = members_of(scored.data, scored.year)
    found = area_summaries(members, scored.scale)
    if not found:
        context.say(
            f"round {scored.year} has no agreed sum yet",
            f"đợt kiểm tra năm {scored.year} chưa có tổng số điểm thống nhất nào",
        )
        return 1
    table = summary_table(found, "area", scored.round, context.lang)
    print_tables(context, [table], target, report_day(scored.round))
    return ended(context, scored)


def spread(call: Call, round_: int | None) -> int:
    """Print how far self-assessments are from what was agreed; the exit code."""
    context, target = call.context, call.target()
    folder = data_folder(context)
    scored = with_scale(context, folder, round_, ("clusters", "sheets"))
    if scored is None:
        return 1
    from vtlt_cli.figures.sheets import spread_table, spreads

    members = members_of(scored.data, scored.year)
    found = spreads(members, scored.scale, Entries(folder, scored))
    table = spread_table(found, scored.round, context.lang)
    print_tables(context, [table], target, report_day(scored.round))
    return ended(context, scored)
