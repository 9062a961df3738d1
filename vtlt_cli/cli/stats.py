"""`vtlt stats`."""

from typing import Annotated, Optional

import typer

from vtlt_cli.award import Outcome, distribute
from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Color, Data, Format, Language, Output, RoundYear
from vtlt_cli.cli.rank import false_ranking, groups_by
from vtlt_cli.cli.session import (
    Context,
    context_of,
    data_folder,
    errors_of,
    one_of,
    point_to_validate,
    print_tables,
    ranked_or_told,
    target_of,
    year_of,
)
from vtlt_cli.load import Folder, load
from vtlt_cli.model import Dataset
from vtlt_cli.rank import Group, Standing, standings
from vtlt_cli.stats import gaps, histogram, summary
from vtlt_cli.tables.figures import gaps_table, histogram_table, summary_table


def stats(
    ctx: typer.Context,
    by: Annotated[
        Optional[str],
        typer.Option(
            "--by",
            metavar="cluster|region|kind|tier",
            help=t("also of each group", "thống kê thêm theo từng nhóm"),
        ),
    ] = None,
    clusters: Annotated[
        Optional[int],
        typer.Option(
            "--clusters",
            metavar="YEAR",
            help=t("the clusters of this round, with --by cluster", "dùng các cụm của đợt này"),
        ),
    ] = None,
    round_: RoundYear = None,
    format_: Format = None,
    output: Output = None,
    color: Color = "auto",
    data: Data = None,
    lang: Language = None,
) -> int:
    context = context_of(ctx, data, lang, color)
    target = target_of(format_, output)
    if by is not None:
        by = one_of("--by", by, ("cluster", "region", "kind", "tier"))
    folder = data_folder(context)
    year = year_of(folder, "scores", round_)
    found, problems = load(folder, ("scores", "awards", "clusters"), year)
    errors = errors_of(found, problems, context.lang, ("SCR",))
    if not ranked_or_told(context, found, problems, year):
        return 1
    ranked = standings(found.scores[year])
    outcome = _outcome(found, year, ranked)
    groups: list[tuple[Group, list[Standing]]] = [(None, ranked)]
    if by is not None:
        groups += _groups(context, folder, found, year, by, clusters, outcome)
    round_found = found.round(year)
    summaries = [(group, summary(part)) for group, part in groups]
    tables = [summary_table(summaries, by, round_found, context.lang)]
    listed = found.awards.get(year)
    if listed is not None and outcome is not None:
        tables.append(gaps_table(gaps(outcome, ranked, listed.tiers), context.lang))
    tables.append(histogram_table(histogram(ranked), context.lang))
    print_tables(context, tables, target)
    point_to_validate(context, errors)
    return 1 if false_ranking(found, year, errors) else 0


def _outcome(data: Dataset, year: int, ranked: list[Standing]) -> Outcome | None:
    listed = data.awards.get(year)
    if listed is None:
        return None
    return distribute(ranked, listed.tiers, listed.tie_at_cut, data.clusters.get(year, ()))


def _groups(
    context: Context,
    folder: Folder,
    data: Dataset,
    year: int,
    by: str,
    clusters: int | None,
    outcome: Outcome | None,
) -> list[tuple[Group, list[Standing]]]:
    if by != "tier":
        return [part for part in groups_by(context, folder, data, year, by, clusters) if part[0]]
    parts: dict[Group, list[Standing]] = {}
    for tier, standing in outcome.awarded if outcome else ():
        parts.setdefault(tier.name, []).append(standing)
    return list(parts.items())
