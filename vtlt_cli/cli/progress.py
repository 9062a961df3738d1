"""`vtlt progress`."""

from typing import Annotated, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.round_papers import is_incomplete
from vtlt_cli.cli.session import (
    data_folder,
    point_to_validate,
    print_tables,
    year_of,
)
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.grounds import errors_of
from vtlt_cli.load import load
from vtlt_cli.rounds.kind import report_day, round_of

# What progress stands on; the register and the rounds are always read.
USES = ("clusters", "visits", "results", "scores")


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
    from vtlt_cli.check import today
    from vtlt_cli.printing.render import FORMATS
    from vtlt_cli.reading.days import day_of
    from vtlt_cli.results import tables
    from vtlt_cli.results.progress import progress as progress_of
    from vtlt_cli.wording import day

    context = call.context
    target = call.target()
    chosen = today() if on is None else day_of(on)
    if chosen is None:
        raise Refusal(
            f"--on takes a day, YYYY-MM-DD, not {on!r}",
            f"--on nhận một ngày dạng YYYY-MM-DD, không nhận {on!r}",
        )
    folder = data_folder(context)
    year = year_of(folder, "clusters", round_)
    found, problems = load(folder, USES, year)
    if is_incomplete(context, found, USES, year):
        return 1
    described = round_of(found, year)
    units = progress_of(found, year, chosen)
    shown = [tables.progress_table(units, described, day(chosen, context.lang), context.lang)]
    if not FORMATS[target.format].data:
        shown.append(tables.summary_table(units, context.lang))
    print_tables(context, shown, target, report_day(described), landscape=True)
    families = ("CLU", "VIS", "RES", "SCR")
    point_to_validate(context, errors_of(found, problems, context.lang, families))
    return 0
