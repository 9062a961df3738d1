"""`vtlt totals`."""

import os
from collections.abc import Mapping, Sequence
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.of_sheets import Entries
from vtlt_cli.cli.options import RoundYear
from vtlt_cli.cli.scale import Scored, errors_on, is_doubtful, pointed, with_scale
from vtlt_cli.cli.session import (
    Context,
    data_folder,
    one_of,
    print_tables,
    put,
    year_of,
)
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.diagnostics import Finding, Refusal
from vtlt_cli.load import load
from vtlt_cli.names import Register
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.reading.numbers import Number
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.results.kind import RESULTS
from vtlt_cli.rounds.kind import days_of, report_day
from vtlt_cli.scores.kind import SCORES
from vtlt_cli.sheets.totals import Member
from vtlt_cli.units import Province
from vtlt_cli.wording import day, quantity

_KINDS = ("clusters", "scores", "visits", "sheets", "results")
_BY = ("area", "criterion")


@table_command()
def totals(
    call: Call,
    by: Annotated[
        Optional[str],
        typer.Option(
            "--by",
            metavar="|".join(_BY),
            help=t(
                "the sums of each unit by area, or its agreed points by criterion",
                "tổng số điểm theo nội dung, hoặc bảng tổng hợp điểm theo chỉ tiêu",
            ),
        ),
    ] = None,
    cluster: Annotated[
        Optional[int],
        typer.Option(
            "--cluster", metavar="N", help=t("the units of one cluster", "các đơn vị của một Cụm")
        ),
    ] = None,
    scores: Annotated[
        bool,
        typer.Option(
            "--scores",
            help=t(
                "the list of scores for Appendix 1, once every chain is closed",
                "bảng điểm để lập Phụ lục 1, khi số liệu của mọi đơn vị đã đủ và khớp",
            ),
        ),
    ] = False,
    round_: RoundYear = None,
) -> int:
    context, target = call.context, call.target() if not scores else None
    if by is not None:
        one_of("--by", by, _BY)
    if scores and (by is not None or cluster is not None):
        raise Refusal(
            "--scores is of the whole round: it does not go with --by or --cluster",
            "--scores lập cho cả đợt kiểm tra, không dùng cùng --by hoặc --cluster",
        )
    if scores and (call.layout is not None or call.format not in (None, "csv")):
        raise Refusal("--scores writes CSV alone", "--scores chỉ ghi dạng csv")
    folder = data_folder(context)
    units = _members(folder, cluster, round_) if cluster is not None else None
    scored = with_scale(context, folder, round_, _KINDS, units)
    if scored is None:
        return 1
    errors = errors_on(context, scored, units)
    if target is None:
        return _scores(context, folder, scored, errors, call.output)
    from vtlt_cli.printing.render import FORMATS
    from vtlt_cli.results.totals import not_inspected, totals_table
    from vtlt_cli.results.totals import totals as totals_of

    found = [
        total
        for total in totals_of(scored.data, scored.year, scored.scale)
        if units is None or total.unit.id in units
    ]
    if by is None:
        tables = [totals_table(found, scored.round, context.lang)]
    else:
        from vtlt_cli.sheets.totals import (
            areas_table,
            criteria_rows,
            criteria_tables,
            members_of,
        )

        members = [
            member
            for member in members_of(scored.data, scored.year)
            if units is None or member.unit.id in units
        ]
        entries = Entries(folder, scored)

        def points_by(member: Member) -> Mapping[str, Number | None]:
            return {code: entry.agreed for code, entry in entries(member).items()}

        if by == "area":
            tables = [areas_table(members, scored.scale, scored.round, context.lang)]
        elif FORMATS[target.format].data:
            tables = [criteria_rows(members, scored.scale, points_by)]
        else:
            made = criteria_tables(members, scored.scale, points_by, scored.round, context.lang)
            tables = list(made)
    print_tables(context, tables, target, report_day(scored.round), landscape=by != "area")
    for line in not_inspected(found, context.lang):
        context.say(line, line)
    apart = sum(1 for total in found if total.agree is False)
    if apart:
        context.say(
            f"the papers of {apart} unit{'' if apart == 1 else 's'} have different totals",
            f"{quantity(apart)} đơn vị có tổng số điểm khác nhau giữa các văn bản",
        )
    return pointed(context, scored, errors)


def _members(folder: Folder, cluster: int, asked: int | None) -> set[str]:
    """The ids of the members of that cluster of the round; raises Refusal where there is none."""
    year = year_of(folder, "criteria", asked)
    data, _problems = load(folder, ("clusters",), year)
    numbers = [found.number for found in data.of(CLUSTERS, year)]
    if cluster not in numbers:
        listed = ", ".join(map(str, numbers))
        raise Refusal(
            f"round {year} has no cluster {cluster}; there are: {listed}",
            f"đợt kiểm tra năm {year} không có Cụm {cluster}; có các Cụm: {listed}",
        )
    return {
        name.province.id
        for found in data.of(CLUSTERS, year)
        if found.number == cluster
        for name in found.members
        if name.province is not None
    }


def _scores(
    context: Context,
    folder: Folder,
    scored: Scored,
    errors: Sequence[Finding],
    output: str | None,
) -> int:
    """The draft of the list of scores, or what is still open; the exit code."""
    from vtlt_cli.results.totals import score_rows, still_open
    from vtlt_cli.results.totals import totals as totals_of

    found = totals_of(scored.data, scored.year, scored.scale)
    members = [total for total in found if total.cluster is not None]
    opened = still_open(members)
    outside = [total for total in found if total.cluster is None]
    if opened or outside or is_doubtful(scored, errors) or not members:
        context.say(
            "no list of scores: not every chain from sheet to report is closed",
            "chưa lập bảng điểm: số liệu từ phiếu đến báo cáo của Cụm chưa đủ hoặc chưa khớp",
        )
        for one in opened:
            number = one.total.cluster.number if one.total.cluster else ""
            context.say(
                f"cluster {number}: {one.total.unit.name}: {one.why[0]}",
                f"Cụm {number}: {one.total.unit.name}: {one.why[1]}",
            )
        for total in outside:
            context.say(
                f"{total.unit.name} has papers, but is in no cluster",
                f"{total.unit.name} có văn bản nhưng chưa thuộc cụm nào",
            )
        pointed(context, scored, errors)
        return 1
    rows = [
        (position, _written(unit, scored), value) for position, unit, value in score_rows(members)
    ]
    text = _csv(rows)
    _tell_reports(context, scored.data, scored.year)
    if output is not None and os.path.exists(output):
        return _compared(context, folder, scored, output, score_rows(members))
    put(text, output)
    return 0


def _written(unit: Province, scored: Scored) -> str:
    """The name of a unit; its id where the name means another at the time of the round."""
    register = Register(scored.data.of(PROVINCES))
    found = register.resolve(unit.name, days_of(scored.round)).province
    return unit.name if found is not None and found.id == unit.id else unit.id


def _csv(rows: Sequence[tuple[int, str, Number]]) -> str:
    from vtlt_cli.printing.render import FORMATS, View
    from vtlt_cli.printing.table import Table

    fields = ("position", "province", "score")
    table = Table((), (), fields, [dict(zip(fields, row)) for row in rows])
    text = FORMATS["csv"].write([table], View())
    assert isinstance(text, str)
    return text


def _tell_reports(context: Context, data: Dataset, year: int) -> None:
    """Which reports the list stands on, and when they were received."""
    english, vietnamese = [], []
    for report in sorted(data.of(RESULTS, year), key=lambda one: one.cluster):
        received = report.received or report.sent
        number = report.report.number
        told = f", {day(received, 'en')}" if received else ""
        english.append(f"cluster {report.cluster}: {number}{told}")
        told = f", ngày {day(received, 'vi')}" if received else ""
        vietnamese.append(f"Cụm {report.cluster}: {number}{told}")
    context.say(
        "from the reports received: " + "; ".join(english),
        "lập theo các báo cáo đã nhận: " + "; ".join(vietnamese),
    )


def _compared(
    context: Context,
    folder: Folder,
    scored: Scored,
    output: str,
    rows: Sequence[tuple[int, Province, Number]],
) -> int:
    """Whether a list of scores that is there already says the same; it is not written over."""
    address = Address("scores", scored.year)
    beside = {one: path for one, path in folder.files.items() if one.year == 0}
    there, problems = load(
        Folder(folder.path, {**beside, address: output}), ("scores",), scored.year
    )
    written = {
        score.name.province.id: (score.position, score.value)
        for score in there.of(SCORES, scored.year)
        if score.name.province is not None
    }
    wanted = {unit.id: (position, value) for position, unit, value in rows}
    odd = [unit for _position, unit, _value in rows if written.get(unit.id) != wanted[unit.id]]
    whole = len(there.of(SCORES, scored.year)) == len(rows) and not any(
        problem.kind != "name" for problem in problems
    )
    if not odd and whole:
        context.say(f"{output} says the same", f"{output} đã ghi đúng như vậy")
        return 0
    listed = ", ".join(unit.name for unit in odd[:5]) + (" …" if len(odd) > 5 else "")
    context.say(
        f"{output} is there and differs; nothing was written" + (f": {listed}" if odd else ""),
        f"tệp {output} đã có và khác kết quả này; không ghi đè" + (f": {listed}" if odd else ""),
    )
    return 1
