"""`vtlt rounds`."""

import typer

from vtlt_cli.cli.options import Color, Data, Format, Language, Output
from vtlt_cli.cli.session import (
    context_of,
    data_folder,
    errors_of,
    point_to_validate,
    print_tables,
    target_of,
)
from vtlt_cli.load import load
from vtlt_cli.rounds.kind import ROUNDS, round_of


def rounds(
    ctx: typer.Context,
    format_: Format = None,
    output: Output = None,
    color: Color = "auto",
    data: Data = None,
    lang: Language = None,
) -> int:
    from vtlt_cli.rounds.tables import rounds_table

    context = context_of(ctx, data, lang, color)
    target = target_of(format_, output)
    found, problems = load(data_folder(context), ())
    years = sorted({*found.of(ROUNDS), *(address.year for address in found.paths if address.year)})
    table = rounds_table([round_of(found, year) for year in years], found.paths, context.lang)
    print_tables(context, [table], target)
    point_to_validate(context, errors_of(found, problems, context.lang, ("RND",)))
    return 1 if found.is_incomplete("rounds") else 0
