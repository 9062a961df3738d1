"""`vtlt chart`."""

from typing import Annotated, Optional

import typer

from vtlt_cli.awards.reckoning import RECKONED, is_decided
from vtlt_cli.cli.language import t
from vtlt_cli.cli.law import doubts_line, ended
from vtlt_cli.cli.options import Data, Language, RoundYear
from vtlt_cli.cli.reckoned import reckoned_round, tell_undecided, undecided_notes
from vtlt_cli.cli.scored import scored_round
from vtlt_cli.cli.session import context_of, data_folder, put, year_of
from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.kinds import Address
from vtlt_cli.rounds.grounds import Uses, together
from vtlt_cli.scores.rank import standings

USES: Uses = together(RECKONED, {"rounds": frozenset({"round.title"})})
NO_CHART: Words = ("no chart", "chưa lập được biểu đồ")


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
    vi = context.lang == "vi"
    if output is not None:
        must_end_with(output, (".svg",), ("a chart", "biểu đồ"))
    folder = data_folder(context)
    year = year_of(folder, "scores", round_)
    scored = scored_round(context, folder, year, USES, NO_CHART, "clusters")
    if scored is None:
        return 1
    reckoning, doubts, code = None, scored.doubts(), 0
    notes: list[str] = []
    if Address("awards", year) in folder.files:
        reckoned = reckoned_round(context, scored, NO_CHART)
        if reckoned is None:
            return 1
        reckoning, doubts = reckoned.reckoning, reckoned.told
        awards = reckoning.awards
        decided = any(is_decided(tier, awards) for tier in awards.tiers)
        notes = [
            ("danh hiệu, hình thức theo kết quả chấm điểm" if vi else "awards by score")
            if decided
            else ("danh hiệu, hình thức dự kiến đề nghị" if vi else "awards as proposed")
        ]
        notes += undecided_notes(reckoning.outcome, vi)
        code = tell_undecided(context, reckoning.outcome)
    if doubts:
        notes.append(doubts_line(doubts, context))
    title = scored.round.title or (f"Đợt kiểm tra năm {year}" if vi else f"Round {year}")
    put(
        svg_of(title, standings(scored.scores), reckoning, notes, context.lang),
        output,
        context.keep,
    )
    return code | ended(context, [scored.grounds], doubts)
