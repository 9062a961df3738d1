"""`vtlt stats`."""

from typing import Annotated, Optional

import typer

from vtlt_cli.awards.award import Outcome
from vtlt_cli.awards.kind import AWARDS
from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import ClustersYear, RoundYear
from vtlt_cli.cli.rank import groups_by
from vtlt_cli.cli.scored import ended, outcome_of, scored_round
from vtlt_cli.cli.session import (
    Context,
    data_folder,
    one_of,
    print_tables,
    year_of,
)
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.figures.stats import gaps, histogram, summary
from vtlt_cli.figures.tables import TABLES, gaps_table, histogram_table, summary_table
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.rounds.kind import report_day
from vtlt_cli.scores.rank import Group, Standing, standings


@table_command(layout=False)
def stats(
    call: Call,
    by: Annotated[
        Optional[str],
        typer.Option(
            "--by",
            metavar="cluster|region|kind|tier|area",
            help=t("also of each group", "thống kê thêm theo từng nhóm"),
        ),
    ] = None,
    clusters: ClustersYear = None,
    spread: Annotated[
        bool,
        typer.Option(
            "--spread",
            help=t(
                "how far self-assessments are from agreed points, by cluster and criterion",
                "chênh lệch giữa tự chấm và thống nhất, theo Cụm và chỉ tiêu",
            ),
        ),
    ] = False,
    table: Annotated[
        Optional[str],
        typer.Option(
            "--table",
            metavar="|".join(TABLES),
            help=t("one of the tables alone", "chỉ in một trong các bảng"),
        ),
    ] = None,
    round_: RoundYear = None,
) -> int:
    context = call.context
    target = call.target()
    if table is not None:
        one_of("--table", table, TABLES)
    if by is not None:
        by = one_of("--by", by, ("cluster", "region", "kind", "tier", "area"))
    if spread or by == "area":
        if (spread and by is not None) or clusters is not None:
            raise Refusal(
                "--spread and --by area stand alone", "--spread và --by area dùng riêng, độc lập"
            )
        from vtlt_cli.cli import of_sheets

        return of_sheets.spread(call, round_) if spread else of_sheets.by_area(call, round_)
    folder = data_folder(context)
    year = year_of(folder, "scores", round_)
    scored = scored_round(context, folder, year)
    if scored is None:
        return 1
    found, ranked = scored.data, standings(scored.scores)
    outcome = outcome_of(scored, ranked)
    groups: list[tuple[Group, list[Standing]]] = [(None, ranked)]
    if by is not None:
        groups += _groups(context, folder, found, year, by, clusters, outcome)
    summaries = [(group, summary(part)) for group, part in groups]
    tables = [summary_table(summaries, by, scored.round, context.lang)]
    listed = found.of(AWARDS, year)
    if listed is not None and outcome is not None:
        tables.append(gaps_table(gaps(outcome, ranked, listed.tiers), context.lang))
    tables.append(histogram_table(histogram(ranked), context.lang))
    if table is not None:
        tables = [one for one in tables if one.name == table]
        if not tables:
            raise Refusal(
                f"there is no table {table}: round {year} has no awards",
                f"không có bảng {table}: đợt kiểm tra năm {year} không có tệp khen thưởng",
            )
    print_tables(context, tables, target, report_day(scored.round), several=table is None)
    return ended(context, scored)


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
