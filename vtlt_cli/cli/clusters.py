"""`vtlt clusters`."""

import typer

from vtlt_cli.cli.options import Color, Data, Format, Language, LayoutName, Output, RoundYear
from vtlt_cli.cli.session import (
    context_of,
    data_folder,
    errors_of,
    point_to_validate,
    print_tables,
    target_of,
    year_of,
)
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.load import load
from vtlt_cli.rounds.kind import report_day, round_of


def clusters(
    ctx: typer.Context,
    round_: RoundYear = None,
    format_: Format = None,
    output: Output = None,
    layout: LayoutName = None,
    color: Color = "auto",
    data: Data = None,
    lang: Language = None,
) -> int:
    context = context_of(ctx, data, lang, color)
    target = target_of(format_, output, layout)
    folder = data_folder(context)
    year = year_of(folder, "clusters", round_)
    found, problems = load(folder, ("clusters",), year)
    from vtlt_cli.clusters.tables import clusters_table

    round_found = round_of(found, year)
    table = clusters_table(found.of(CLUSTERS, year), round_found, context.lang)
    print_tables(context, [table], target, report_day(round_found))
    point_to_validate(context, errors_of(found, problems, context.lang, ("CLU",)))
    return 1 if found.is_incomplete("clusters", year) else 0
