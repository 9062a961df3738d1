"""`vtlt stats`."""

from typing import Annotated, Optional

import typer

from vtlt_cli.awards.reckoning import RECKONED, Reckoning
from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.groups import USES_BY, groups_by, refuse_clusters
from vtlt_cli.cli.language import t
from vtlt_cli.cli.law import document_uses, ended, with_doubts
from vtlt_cli.cli.options import ClustersYear, RoundYear
from vtlt_cli.cli.reckoned import reckoned_round, tell_undecided, undecided_notes
from vtlt_cli.cli.scored import scored_round
from vtlt_cli.cli.session import data_folder, one_of, print_tables, year_of
from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.figures.stats import gaps, histogram, summary
from vtlt_cli.figures.tables import TABLES, gaps_table, histogram_table, summary_table
from vtlt_cli.printing.table import Line
from vtlt_cli.reading.kinds import Address
from vtlt_cli.rounds.grounds import Uses, together
from vtlt_cli.rounds.kind import report_day
from vtlt_cli.scores.rank import Group, Standing, standings

# The figures of the scores, and where there are awards those at their cuts.
USES: Uses = RECKONED
NO_FIGURES: Words = ("no figures", "chưa thống kê được")


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
    refuse_clusters(clusters, by)
    folder = data_folder(context)
    year = year_of(folder, "scores", round_)
    has_awards = Address("awards", year) in folder.files
    if by == "tier" and not has_awards:
        year_of(folder, "awards", year)
    uses = together(USES, document_uses(target), USES_BY.get(by or "", {}))
    scored = scored_round(context, folder, year, uses, NO_FIGURES, "clusters")
    if scored is None:
        return 1
    ranked = standings(scored.scores)
    groups: list[tuple[Group, list[Standing]]] = [(None, ranked)]
    doubts, grounds, more = scored.doubts(), [scored.grounds], []
    code, notes = 0, []
    if has_awards:
        reckoned = reckoned_round(context, scored, NO_FIGURES)
        if reckoned is None:
            return 1
        reckoning, doubts = reckoned.reckoning, reckoned.told
        more.append(gaps_table(gaps(reckoning), context.lang))
        code = tell_undecided(context, reckoning.outcome)
        notes = undecided_notes(reckoning.outcome, context.lang == "vi")
        if by == "tier":
            groups += _by_tier(reckoning)
    if by is not None and by != "tier":
        found = groups_by(context, folder, scored, by, clusters, NO_FIGURES)
        if found is None:
            return 1
        groups += [part for part in found.parts if part[0] is not None]
        doubts, grounds = doubts + found.doubts, grounds + found.grounds
    summaries = [(group, summary(part)) for group, part in groups]
    first = with_doubts(summary_table(summaries, by, scored.round, context.lang), doubts, context)
    first = first._replace(heading=(*first.heading, *(Line(note, "note") for note in notes)))
    tables = [first, *more, histogram_table(histogram(ranked), context.lang)]
    if table is not None:
        tables = [one for one in tables if one.name == table]
        if not tables:
            raise Refusal(
                f"there is no table {table}: round {year} has no awards",
                f"không có bảng {table}: đợt kiểm tra năm {year} không có tệp khen thưởng",
            )
    print_tables(context, tables, target, report_day(scored.round), several=table is None)
    return code | ended(context, grounds, doubts)


def _by_tier(reckoning: Reckoning) -> list[tuple[Group, list[Standing]]]:
    """The scores of those who have each tier, after exceptions."""
    found: list[tuple[Group, list[Standing]]] = []
    for tier in reckoning.awards.tiers:
        part = [row.standing for row in reckoning.holders(tier) if row.standing is not None]
        if part:
            found.append((tier.name, part))
    return found
