"""`vtlt rank`."""

import os
import sys
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Color, Data, Format, Language, Output, RoundYear
from vtlt_cli.cli.session import (
    Context,
    context_of,
    data_folder,
    errors_of,
    point_to_validate,
    print_tables,
    table_format,
    year_of,
)
from vtlt_cli.diagnostics import Finding
from vtlt_cli.load import Folder, file_kind, load, scan
from vtlt_cli.model import Dataset


def rank(
    ctx: typer.Context,
    file: Annotated[
        Optional[str],
        typer.Argument(
            metavar="[FILE|-]",
            help=t("a scores file, or - for standard input", "tệp điểm, hoặc - (đầu vào chuẩn)"),
            show_default=False,
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
    chosen = table_format(context, format_, output)
    if file is None:
        folder = data_folder(context)
        year = year_of(folder, "scores", round_)
    else:
        folder, year = _score_file(context, file, round_)
    found, problems = load(folder, ("scores",), year)
    errors = errors_of(found, problems, context.lang, ("SCR",))
    scores = found.scores.get(year, ())
    if not scores or any(score.value is None for score in scores):
        point_to_validate(context, errors)
        context.say(
            "no ranking: a score that cannot be read makes every place below it false",
            "chưa xếp hạng được: có điểm không đọc được nên mọi thứ hạng sau đó đều sai",
        )
        return 1
    from vtlt_cli.rank import standings
    from vtlt_cli.tables import standings_table

    table = standings_table(standings(scores), found.round(year), context.lang)
    print_tables(context, [table], chosen, output)
    point_to_validate(context, errors)
    return 1 if false_ranking(found, year, errors) else 0


def _score_file(context: Context, file: str, asked: int | None) -> tuple[Folder, int]:
    """One scores file as a folder: with its neighbours if its name tells its round."""
    contents: dict[str, bytes] = {}
    if file == "-":
        contents["-"] = sys.stdin.buffer.read()
        known = None
    else:
        known = file_kind(os.path.basename(file))
        with open(file, "rb"):
            pass  # A file that cannot be opened is told before its neighbours are read.
    if known is not None and known[0] == "scores":
        beside = scan(os.path.dirname(file) or ".")
        files = {("scores", known[1]): file}
        for what in (("provinces", 0), ("rounds", 0)):
            if what in beside.files:
                files[what] = beside.files[what]
        return Folder(beside.path, files), known[1]
    files = {("scores", asked or 0): file}
    chosen = context.data or os.environ.get("VTLT_DATA")
    if chosen:
        for what, path in scan(chosen).files.items():
            if what[0] == "provinces" or (what[0] == "rounds" and asked):
                files[what] = path
    return Folder(os.path.dirname(file), files, contents=contents), asked or 0


def false_ranking(data: Dataset, year: int, errors: list[Finding]) -> bool:
    """Whether the ranking is wrong or incomplete: a row lost, a name unresolved, scored twice."""
    path = data.paths["scores", year]
    unsure = {"near"}
    resolved = {
        (score.name.span.line, score.name.span.column)
        for score in data.scores.get(year, ())
        if score.name.province is not None and set(score.name.hows) & unsure
    }
    return any(
        error.span.path == path and (error.span.line, error.span.column) not in resolved
        for error in errors
    )
