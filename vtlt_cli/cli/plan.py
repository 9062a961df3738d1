"""`vtlt plan`."""

from typing import Annotated, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.law import document_uses, ended, none_of, with_doubts
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
        "rounds": frozenset({"round.team"}),
        "teams": frozenset({"team.decision", "member.province", "member.agency", "member.name"}),
        "visits": frozenset(
            {
                "cluster visits.plan",
                "cluster visits.closing",
                "closing.place",
                "visit.sessions",
                "visit.place",
                "visit.held",
                "visit.not_inspected",
            }
        ),
    },
)
NO_PLAN: Words = ("no plan", "chưa lập được lịch kiểm tra")


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
    grounds = grounds_of(folder, together(USES, document_uses(target)), year, context.lang)
    found = grounds.data
    if grounds.unread:
        none_of(context, grounds, grounds.unread, NO_PLAN)
        return 1
    from vtlt_cli.printing.render import FORMATS
    from vtlt_cli.visits.tables import names_of, plan_table, plan_tables, planned_clusters

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
    doubts = [unresolved(name) for name in names_of(found, year) if name.province is None]
    tables = [with_doubts(tables[0], doubts, context), *tables[1:]] if tables else []
    print_tables(context, tables, target, report_day(described))
    return ended(context, [grounds], doubts)
