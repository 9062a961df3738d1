"""`vtlt chart`."""

from typing import Annotated, Optional

import typer

from vtlt_cli.award import distribute
from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Data, Language, RoundYear
from vtlt_cli.cli.scored import ended, scored_round
from vtlt_cli.cli.session import (
    context_of,
    data_folder,
    put,
    year_of,
)
from vtlt_cli.rank import standings


def chart(
    ctx: typer.Context,
    output: Annotated[
        Optional[str],
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.svg",
            help=t("write to FILE.svg; else to standard output", "ghi ra tệp FILE.svg"),
        ),
    ] = None,
    round_: RoundYear = None,
    data: Data = None,
    lang: Language = None,
) -> int:
    from vtlt_cli.chart import chart as svg_of

    context = context_of(ctx, data, lang, "auto")
    folder = data_folder(context)
    year = year_of(folder, "scores", round_)
    scored = scored_round(context, folder, year)
    if scored is None:
        return 1
    found, ranked = scored.data, standings(scored.scores)
    listed = found.awards.get(year)
    tiers = {}
    if listed is not None:
        outcome = distribute(ranked, listed.tiers, listed.tie_at_cut, found.clusters.get(year, ()))
        tiers = {standing.position: tier for tier, standing in outcome.awarded}
    name = scored.round.title or f"{year}"
    put(svg_of(name, ranked, tiers, context.lang), output)
    return ended(context, scored)
