"""`vtlt rank`."""

import os
import sys
from typing import Annotated, Optional

import typer

from vtlt_cli.cli.asked import of_the_same_land, units_meant
from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.language import t
from vtlt_cli.cli.options import (
    ClustersYear,
    RoundYear,
)
from vtlt_cli.cli.scored import can_be_ranked, ended, scored_round
from vtlt_cli.cli.session import (
    Context,
    data_folder,
    one_of,
    print_tables,
    year_of,
)
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.load import load
from vtlt_cli.names import Register
from vtlt_cli.printing.table import Table, with_columns
from vtlt_cli.reading.folder import Folder, address_of, scan
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import days_of, report_day, round_of
from vtlt_cli.rounds.offices import standard
from vtlt_cli.scores.kind import SCORES, Score
from vtlt_cli.scores.rank import TIES, Group, Standing, Ties, standings
from vtlt_cli.scores.tables import other_columns
from vtlt_cli.units import Province, region_on


@table_command()
def rank(
    call: Call,
    file: Annotated[
        Optional[str],
        typer.Argument(
            metavar="[FILE|-]",
            help=t("a scores file, or - for standard input", "tệp điểm, hoặc - (đầu vào chuẩn)"),
            show_default=False,
        ),
    ] = None,
    ties: Annotated[
        str,
        typer.Option(
            "--ties",
            metavar="competition|dense|ordinal",
            help=t("how equal scores are ranked", "cách xếp hạng khi bằng điểm"),
        ),
    ] = "competition",
    by: Annotated[
        Optional[str],
        typer.Option(
            "--by",
            metavar="cluster|region|kind",
            help=t("rank inside each group", "xếp hạng trong từng nhóm: cụm, vùng, loại"),
        ),
    ] = None,
    clusters: ClustersYear = None,
    compare: Annotated[
        Optional[int],
        typer.Option(
            "--compare", metavar="YEAR", help=t("beside this earlier round", "so với đợt trước này")
        ),
    ] = None,
    top: Annotated[
        Optional[int],
        typer.Option(
            "--top", metavar="N", min=1, help=t("ranks 1 to N only", "chỉ các hạng từ 1 đến N")
        ),
    ] = None,
    province: Annotated[
        Optional[str],
        typer.Option(
            "--province", metavar="NAME", help=t("one province only", "chỉ một tỉnh, thành phố")
        ),
    ] = None,
    columns: Annotated[
        Optional[str],
        typer.Option(
            "--columns",
            metavar="A,B,…",
            help=t("these fields, in this order", "các trường này, theo thứ tự này"),
        ),
    ] = None,
    round_: RoundYear = None,
) -> int:
    context = call.context
    target = call.target()
    method = one_of("--ties", ties, TIES)
    if by is not None:
        by = one_of("--by", by, ("cluster", "region", "kind"))
    if by is not None and compare is not None:
        raise Refusal(
            "--by and --compare do not go together", "không dùng đồng thời --by và --compare"
        )
    if file is None:
        folder = data_folder(context)
        year = year_of(folder, "scores", round_)
    else:
        folder, year = _score_file(context, file, round_)
    scored = scored_round(context, folder, year, ("scores",))
    if scored is None:
        return 1
    found, scores, round_found = scored.data, scored.scores, scored.round
    from vtlt_cli.scores.tables import standings_table

    if by is not None:
        from vtlt_cli.scores.tables import grouped_table

        parts = groups_by(context, folder, found, year, by, clusters, method)
        table = grouped_table(parts, by, round_found, context.lang)
    elif compare is not None:
        table = _beside(context, folder, found, year, compare, method)
    else:
        table = standings_table(standings(scores, method), round_found, context.lang)
    table = _narrowed(context, table, found, top, province, columns)
    print_tables(context, [table], target, report_day(round_found))
    return ended(context, scored)


def groups_by(
    context: Context,
    folder: Folder,
    data: Dataset,
    year: int,
    by: str,
    clusters_of: int | None,
    ties: Ties = "competition",
) -> list[tuple[Group, list[Standing]]]:
    """The standings inside each cluster, region or kind; what is odd about it goes to stderr."""
    from vtlt_cli.scores.rank import grouped

    order: list[Group] = []
    groups: dict[Province, list[Group]] = {}
    if by == "cluster":
        from vtlt_cli.clusters.kind import CLUSTERS

        planned = year_of(folder, "clusters", clusters_of)
        # The clusters name the units of their own day: a unit is found again by its id.
        found, _problems = load(folder, ("clusters",), planned)
        by_id = {unit.id: unit for unit in data.of(PROVINCES)}
        for cluster in found.of(CLUSTERS, planned):
            order.append(cluster.number)
            for member in {name.province.id for name in cluster.members if name.province}:
                groups.setdefault(by_id[member], []).append(cluster.number)
        _tell_odd_members(context, planned, data, year, groups)
    else:
        # Names of a year mean the units of its first day, and so do their regions.
        day = days_of(round_of(data, year)).first
        for unit in data.of(PROVINCES):
            value = region_on(unit, day) if by == "region" else unit.kind
            if value is not None:
                groups[unit] = [value]
                order.append(value)

    def groups_of(score: Score) -> list[Group]:
        return groups.get(score.name.province, []) if score.name.province else []

    return grouped(data.of(SCORES, year), groups_of, order, ties)


def _tell_odd_members(
    context: Context,
    planned: int,
    data: Dataset,
    year: int,
    groups: dict[Province, list[Group]],
) -> None:
    """One line on stderr for scored provinces that are in two clusters or in none."""
    scored = [score.name.province for score in data.of(SCORES, year) if score.name.province]
    twice = ", ".join(unit.name for unit in scored if len(groups.get(unit, ())) > 1)
    outside = ", ".join(unit.name for unit in scored if unit not in groups)
    if twice or outside:
        context.say(
            f"clusters of {planned}: "
            + "; ".join(
                part
                for part in (
                    f"in more than one: {twice}" if twice else "",
                    f"in none: {outside}" if outside else "",
                )
                if part
            ),
            f"các cụm năm {planned}: "
            + "; ".join(
                part
                for part in (
                    f"thuộc nhiều hơn một cụm: {twice}" if twice else "",
                    f"chưa thuộc cụm nào: {outside}" if outside else "",
                )
                if part
            ),
        )


def _beside(
    context: Context, folder: Folder, data: Dataset, year: int, earlier: int, ties: Ties
) -> Table:
    from vtlt_cli.scores.compare import movements
    from vtlt_cli.scores.tables import compared_table

    earlier = year_of(folder, "scores", earlier)
    if earlier >= year:
        raise Refusal(
            f"--compare wants a round before {year}", f"--compare cần một đợt trước năm {year}"
        )
    before, problems = load(folder, ("scores",), earlier)
    if not can_be_ranked(before, problems, earlier):
        raise Refusal(
            f"a score or row of round {earlier} cannot be read: see `vtlt validate`",
            f"có điểm hoặc dòng của đợt {earlier} không đọc được: đề nghị chạy `vtlt validate`",
        )
    then, day = days_of(round_of(before, earlier)).last, days_of(round_of(data, year)).last
    assert then is not None
    assert day is not None
    # The two loads made each unit anew: the earlier standings are tied to the later register.
    by_id = {unit.id: unit for unit in data.of(PROVINCES)}
    old = [
        s._replace(name=s.name._replace(province=by_id.get(s.name.province.id)))
        if s.name.province
        else s
        for s in standings(before.of(SCORES, earlier), ties)
    ]
    moves = movements(standings(data.of(SCORES, year), ties), old, data.of(PROVINCES), then, day)
    mixed = [move for move in moves if move.origins and not move.comparable]
    if mixed:
        english = "; ".join(
            f"{standard(m.standing.name)} (of {', '.join(u.name for u in m.origins)})"
            for m in mixed
        )
        vietnamese = "; ".join(
            f"{standard(m.standing.name)} (từ {', '.join(u.name for u in m.origins)})"
            for m in mixed
        )
        context.say(
            f"not directly comparable, since units merged, split or gained territory: {english}",
            "không so sánh trực tiếp được do hợp nhất, chia tách hoặc tiếp nhận địa bàn: "
            f"{vietnamese}",
        )
    return compared_table(moves, round_of(data, year), earlier, context.lang)


def _narrowed(
    context: Context,
    table: Table,
    data: Dataset,
    top: int | None,
    province: str | None,
    columns: str | None,
) -> Table:
    """The rows and columns that were asked for."""
    rows = list(table.rows)
    if top is not None:
        rows = [row for row in rows if row["rank"] <= top]
    if province is not None:
        meant = units_meant(context, Register(data.of(PROVINCES)), province)
        wanted = {unit.id for unit in meant}
        ranked = {row["province"] for row in rows}
        rows = [row for row in rows if row["province"] in wanted]
        if not rows:
            kin = [u.name for u in of_the_same_land(meant, data.of(PROVINCES)) if u.id in ranked]
            listed = ", ".join(kin)
            raise Refusal(
                f"{province} is not in this ranking" + (f"; on its land: {listed}" if kin else ""),
                f"{province} không có trong bảng xếp hạng này"
                + (f"; đơn vị cùng địa bàn: {listed}" if kin else ""),
            )
    table = table._replace(rows=rows)
    if columns is None:
        return table
    fields = [field.strip() for field in columns.split(",") if field.strip()]
    for field in fields:
        one_of("--columns", field, table.fields)
    return with_columns(table, fields, other_columns(context.lang))


def _score_file(context: Context, file: str, asked: int | None) -> tuple[Folder, int]:
    """One scores file as a folder: with its neighbours if its name tells its round."""
    contents: dict[str, bytes] = {}
    context.keep.append(file)
    if file == "-":
        contents["-"] = sys.stdin.buffer.read()
        known = None
    else:
        known = address_of(os.path.basename(file))
        with open(file, "rb"):
            pass  # A file that cannot be opened is told before its neighbours are read.
    if known is not None and known.kind == "scores":
        beside = scan(os.path.dirname(file) or ".")
        files = {known: file}
        for address in (Address("provinces"), Address("rounds")):
            if address in beside.files:
                files[address] = beside.files[address]
        return Folder(beside.path, files), known.year
    files = {Address("scores", asked or 0): file}
    chosen = context.data or os.environ.get("VTLT_DATA")
    if chosen:
        for address, path in scan(chosen).files.items():
            if address.kind == "provinces" or (address.kind == "rounds" and asked):
                files[address] = path
    return Folder(os.path.dirname(file), files, contents=contents), asked or 0
