"""`vtlt clusters`."""

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.law import document_uses, ended, none_of, with_doubts
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.session import data_folder, print_tables, year_of
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.grounds import grounds_of
from vtlt_cli.rounds.doubts import unresolved
from vtlt_cli.rounds.grounds import NAMES, Uses, together
from vtlt_cli.rounds.kind import report_day, round_of

# Standard names are printed, so the register and the day of the round count.
USES: Uses = together(NAMES, {"clusters": frozenset()})
INCOMPLETE = "incomplete", "chưa đầy đủ"


@table_command()
def clusters(
    call: Call,
    round_: RoundYear = None,
) -> int:
    context = call.context
    target = call.target()
    folder = data_folder(context)
    year = year_of(folder, "clusters", round_)
    grounds = grounds_of(folder, together(USES, document_uses(target)), year, context.lang)
    from vtlt_cli.clusters.tables import clusters_table

    found, round_found = grounds.data.of(CLUSTERS, year), round_of(grounds.data, year)
    names = [name for cluster in found for name in (*cluster.members, cluster.leader)]
    doubts = [unresolved(name) for name in names if name.province is None]
    table = with_doubts(clusters_table(found, round_found, context.lang), doubts, context)
    print_tables(context, [table], target, report_day(round_found))
    if grounds.unread:
        none_of(context, grounds, grounds.unread, INCOMPLETE)
        return 1
    return ended(context, [grounds], doubts)
