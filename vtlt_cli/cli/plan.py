"""`vtlt plan`."""

from typing import Annotated, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.round_papers import is_unread
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

# What a plan stands on; the register and the rounds are always read.
USES = ("clusters", "teams", "visits")


@table_command()
def plan(
    call: Call,
    cluster: Annotated[
        Optional[int],
        typer.Option("--cluster", metavar="N", help=t("one cluster alone", "chỉ một cụm")),
    ] = None,
    round_: RoundYear = None,
) -> int:
    context = call.context
    target = call.target()
    folder = data_folder(context)
    year = year_of(folder, "visits", round_)
    found, problems = load(folder, USES, year)
    if is_unread(context, found, USES, year):
        return 1
    from vtlt_cli.printing.render import FORMATS
    from vtlt_cli.visits.tables import plan_table, plan_tables, planned_clusters

    numbers = planned_clusters(found, year)
    if cluster is not None and cluster not in numbers:
        listed = ", ".join(map(str, numbers))
        raise Refusal(
            f"there are no visits of cluster {cluster}; there are those of: {listed}",
            f"chưa có lịch kiểm tra của Cụm {cluster}; hiện có của các Cụm: {listed}",
        )
    chosen = numbers if cluster is None else [cluster]
    described = round_of(found, year)
    if FORMATS[target.format].data:
        tables = [plan_table(found, described, chosen, context.lang)]
    else:
        tables = list(plan_tables(found, described, chosen, context.lang))
    print_tables(context, tables, target, report_day(described))
    point_to_validate(context, errors_of(found, problems, context.lang, ("CLU", "TEM", "VIS")))
    return 1 if any(found.is_incomplete(kind, year) for kind in USES) else 0
