"""`vtlt chart`."""

from typing import Annotated, Optional

import typer

from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Data, Language, RoundYear
from vtlt_cli.cli.scored import ended, outcome_of, scored_round
from vtlt_cli.cli.session import context_of, data_folder, put, year_of
from vtlt_cli.scores.rank import standings


def chart(
    ctx: typer.Context,
    output: Annotated[
        Optional[str],
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.svg",
            help=t(
                "write to FILE.svg; else to standard output",
                "ghi ra tệp SVG; không ghi thì in ra màn hình",
            ),
        ),
    ] = None,
    round_: RoundYear = None,
    data: Data = None,
    lang: Language = None,
) -> int:
    from vtlt_cli.figures.chart import chart as svg_of
    from vtlt_cli.printing.files import must_end_with

    context = context_of(ctx, data, lang, "auto")
    if output is not None:
        must_end_with(output, (".svg",), ("a chart", "biểu đồ"))
    folder = data_folder(context)
    year = year_of(folder, "scores", round_)
    scored = scored_round(context, folder, year)
    if scored is None:
        return 1
    ranked = standings(scored.scores)
    outcome = outcome_of(scored, ranked)
    awarded = outcome.awarded if outcome else ()
    tiers = {standing.position: tier for tier, standing in awarded}
    name = scored.round.title or f"{year}"
    put(svg_of(name, ranked, tiers, context.lang), output, context.keep)
    return ended(context, scored)
