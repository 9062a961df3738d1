"""`vtlt appendix`."""

from datetime import date
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import Color, Data, Format, Language, Output, RoundYear
from vtlt_cli.cli.refusal import Refusal
from vtlt_cli.cli.session import (
    context_of,
    data_folder,
    errors_of,
    point_to_validate,
    print_tables,
    table_format,
)
from vtlt_cli.load import Folder, load, shown
from vtlt_cli.model import Dataset, Round

_FAMILIES = {"scores": ("SCR",), "clusters": ("CLU",)}


def appendix(
    ctx: typer.Context,
    number: Annotated[
        Optional[int],
        typer.Argument(
            metavar="[N]",
            help=t("one appendix; without it all", "một phụ lục; bỏ trống: tất cả"),
            show_default=False,
        ),
    ] = None,
    restated: Annotated[
        bool,
        typer.Option(
            "--restated",
            help=t("in standard names, as restated", "lập lại theo tên chuẩn"),
        ),
    ] = False,
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
    rounds = _appendices(folder, number, round_)
    if len(rounds) > 1 and chosen in ("csv", "csv-excel"):
        listed = ", ".join(str(n) for _round, n in rounds)
        raise Refusal(
            f"one CSV file holds one table: choose an appendix ({listed})",
            f"mỗi tệp CSV chỉ chứa một bảng: đề nghị chọn một phụ lục ({listed})",
        )
    from vtlt_cli.tables.printed import appendix_table

    tables, errors, whole = [], [], True
    for described, n in rounds:
        printed = described.appendices[n]
        found, problems = load(folder, (printed.table,), described.year)
        tables.append(appendix_table(printed, described, found, restated))
        errors += errors_of(found, problems, context.lang, _FAMILIES[printed.table])
        whole = whole and not _gaps(found, printed.table, described.year)
    print_tables(context, tables, chosen, output)
    point_to_validate(context, errors)
    return 0 if whole else 1


def _gaps(data: Dataset, kind: str, year: int) -> bool:
    """Whether something of the table could not be read."""
    unread = any(score.value is None for score in data.scores.get(year, ()))
    return unread or (kind, year) in data.incomplete


def _appendices(folder: Folder, number: int | None, year: int | None) -> list[tuple[Round, int]]:
    """The appendices asked for: those of the latest report, or of one round, or one of them."""
    described, _problems = load(folder, ())
    rounds = [r for r in described.rounds.values() if r.appendices and year in (None, r.year)]
    known = sorted({(n, r.year) for r in rounds for n in r.appendices})
    if number is not None:
        having = [r for r in rounds if number in r.appendices]
        if having:
            return [(max(having, key=lambda r: r.year), number)]
    elif rounds:
        latest = max(rounds, key=lambda r: r.year)
        report = latest.documents.get("report")
        same = [
            r
            for r in rounds
            if r is latest or (report and _number(r) == (report.number, report.date))
        ]
        return sorted(((r, n) for r in same for n in r.appendices), key=lambda pair: pair[1])
    if not known:
        raise Refusal(
            f"rounds.yaml in {shown(folder.path)} describes no appendix"
            + (f" of round {year}" if year else ""),
            f"rounds.yaml trong {shown(folder.path)} chưa khai báo phụ lục nào"
            + (f" của đợt {year}" if year else ""),
        )
    listed = ", ".join(f"{n} ({y})" for n, y in known)
    raise Refusal(
        f"there is no appendix {number}; there are: {listed}",
        f"không có phụ lục {number}; các phụ lục hiện có: {listed}",
    )


def _number(round_: Round) -> tuple[str, date] | None:
    report = round_.documents.get("report")
    return (report.number, report.date) if report else None
