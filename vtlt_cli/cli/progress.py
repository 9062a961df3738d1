"""`vtlt progress`."""

from datetime import date
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.law import document_uses, ended, none_in_doubt, none_of
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.session import data_folder, print_tables, year_of
from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.grounds import grounds_of
from vtlt_cli.rounds.doubts import unresolved
from vtlt_cli.rounds.grounds import NAMES, Uses, together
from vtlt_cli.rounds.kind import report_day, round_of

USES: Uses = together(
    NAMES,
    {
        "clusters": frozenset(),
        "rounds": frozenset({"round.documents", "round.self_before", "round.report_before"}),
        "visits": frozenset(
            {
                "cluster visits.plan",
                "plan.sent",
                "visit.sessions",
                "visit.self_report",
                "self report.received",
                "visit.held",
                "visit.minutes",
                "visit.not_inspected",
            }
        ),
        "results": frozenset({"cluster report.sent", "cluster report.received"}),
        "scores": frozenset(),
    },
)
NOTHING: Words = ("no progress can be told", "chưa tổng hợp được tiến độ")


@table_command()
def progress(
    call: Call,
    on: Annotated[
        Optional[str],
        typer.Option(
            "--on",
            metavar="YYYY-MM-DD",
            help=t(
                "as it stood on that day; without it today",
                "tình hình đến ngày đó; không ghi: hôm nay",
            ),
        ),
    ] = None,
    round_: RoundYear = None,
) -> int:
    from vtlt_cli.printing.render import FORMATS
    from vtlt_cli.results import tables
    from vtlt_cli.results.progress import names_of
    from vtlt_cli.results.progress import progress as progress_of
    from vtlt_cli.wording import day

    context = call.context
    target = call.target()
    chosen = chosen_day(on)
    folder = data_folder(context)
    year = year_of(folder, "clusters", round_)
    grounds = grounds_of(folder, together(USES, document_uses(target)), year, context.lang)
    found = grounds.data
    if grounds.unread:
        none_of(context, grounds, grounds.unread, NOTHING)
        return 1
    # What a name that leads nowhere speaks of would look like a paper that was not received.
    doubts = [unresolved(name) for name in names_of(found, year) if name.province is None]
    if doubts:
        none_in_doubt(context, doubts, NOTHING)
        return 1
    described = round_of(found, year)
    units = progress_of(found, year, chosen)
    shown = [tables.progress_table(units, described, day(chosen, context.lang), context.lang)]
    if not FORMATS[target.format].data:
        shown.append(tables.summary_table(units, context.lang))
    print_tables(context, shown, target, report_day(described), landscape=True)
    return ended(context, [grounds])


def chosen_day(on: str | None) -> date:
    """The day that was asked for; without one, today."""
    from vtlt_cli.check import today
    from vtlt_cli.reading.days import day_of

    found = today() if on is None else day_of(on)
    if found is None:
        raise Refusal(
            f"--on takes a day, YYYY-MM-DD, not {on!r}",
            f"--on cần một ngày theo dạng YYYY-MM-DD, đã ghi “{on}”",
        )
    return found
