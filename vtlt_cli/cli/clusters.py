"""`vtlt clusters`."""

import typer

from vtlt_cli.cli.options import Color, Data, Format, Language, Output, RoundYear
from vtlt_cli.cli.session import (
    context_of,
    data_folder,
    errors_of,
    point_to_validate,
    print_tables,
    table_format,
    year_of,
)
from vtlt_cli.load import load


def clusters(
    ctx: typer.Context,
    round_: RoundYear = None,
    format_: Format = None,
    output: Output = None,
    color: Color = "auto",
    data: Data = None,
    lang: Language = None,
) -> int:
    context = context_of(ctx, data, lang, color)
    chosen = table_format(context, format_, output)
    folder = data_folder(context)
    year = year_of(folder, "clusters", round_)
    found, problems = load(folder, ("clusters",), year)
    from vtlt_cli.tables.printed import clusters_table

    table = clusters_table(found.clusters.get(year, ()), found.round(year), context.lang)
    print_tables(context, [table], chosen, output)
    point_to_validate(context, errors_of(found, problems, context.lang, ("CLU",)))
    return 1 if ("clusters", year) in found.incomplete else 0
