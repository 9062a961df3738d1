"""`vtlt clusters`."""

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.session import (
    data_folder,
    errors_of,
    point_to_validate,
    print_tables,
    year_of,
)
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.load import load
from vtlt_cli.rounds.kind import report_day, round_of


@table_command()
def clusters(
    call: Call,
    round_: RoundYear = None,
) -> int:
    context = call.context
    target = call.target()
    folder = data_folder(context)
    year = year_of(folder, "clusters", round_)
    found, problems = load(folder, ("clusters",), year)
    from vtlt_cli.clusters.tables import clusters_table

    round_found = round_of(found, year)
    table = clusters_table(found.of(CLUSTERS, year), round_found, context.lang)
    print_tables(context, [table], target, report_day(round_found))
    point_to_validate(context, errors_of(found, problems, context.lang, ("CLU",)))
    return 1 if found.is_incomplete("clusters", year) else 0
