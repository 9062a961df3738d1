"""`vtlt awards`."""

import typer

from vtlt_cli.cli.options import Color, Data, Format, Language, Output, RoundYear
from vtlt_cli.cli.rank import false_ranking
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


def awards(
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
    year = year_of(folder, "awards", round_)
    if ("scores", year) not in folder.files:
        year_of(folder, "scores", year)
    found, problems = load(folder, ("scores", "awards"), year)
    errors = errors_of(found, problems, context.lang, ("SCR", "AWD"))
    scores = found.scores.get(year, ())
    listed = found.awards.get(year)
    if listed is None or not scores or any(score.value is None for score in scores):
        point_to_validate(context, errors)
        context.say(
            "no awards: the tiers or a score cannot be read",
            "chưa xác định được danh sách: không đọc được hình thức khen thưởng hoặc điểm",
        )
        return 1
    from vtlt_cli.award import beside_published, distribute
    from vtlt_cli.rank import standings
    from vtlt_cli.tables import awards_table, standard

    ranked = standings(scores)
    outcome = distribute(ranked, listed.tiers, listed.tie_at_cut)
    rows = beside_published(outcome, listed, ranked)
    table = awards_table(rows, listed, found.round(year), context.lang)
    print_tables(context, [table], chosen, output)
    published = any(tier.recipients is not None for tier in listed.tiers)
    if outcome.undecided is not None:
        cut = outcome.undecided
        names = ", ".join(standard(standing.name) for standing in cut.tied)
        context.say(
            f"a tie across the cut of {cut.tier.name} is undecided ({names}, "
            f"{cut.places} left): set tie_at_cut",
            f"chưa quyết định được {cut.tier.name}: {names} cùng điểm nhưng chỉ còn "
            f"{cut.places:02d}; đề nghị cấp có thẩm quyền quyết định (tie_at_cut)",
        )
    elif published and all(row.tier is row.published for row in rows):
        context.say(
            f"all {len(rows)} equal the published lists",
            f"cả {len(rows)} cơ quan khớp với danh sách đã công bố",
        )
    elif published:
        differing = sum(1 for row in rows if row.tier is not row.published)
        context.say(
            f"{differing} of {len(rows)} differ from the published lists",
            f"{differing} trong {len(rows)} cơ quan khác với danh sách đã công bố",
        )
    point_to_validate(context, errors)
    return 1 if outcome.undecided or false_ranking(found, year, errors) else 0
