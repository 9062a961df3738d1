"""`vtlt rank`."""

import os
from collections.abc import Sequence
from typing import Annotated, NamedTuple, Optional

import typer

from vtlt_cli.cli.asked import of_the_same_land, units_meant
from vtlt_cli.cli.command import Call, table_command
from vtlt_cli.cli.groups import USES_BY, groups_by, refuse_clusters
from vtlt_cli.cli.language import t
from vtlt_cli.cli.law import document_uses, ended, with_doubts
from vtlt_cli.cli.lone import standard_input
from vtlt_cli.cli.options import ClustersYear, RoundYear
from vtlt_cli.cli.scored import NO_RANKING, Scored, scored_round
from vtlt_cli.cli.session import (
    Context,
    chosen_folder,
    data_folder,
    one_of,
    print_tables,
    year_of,
)
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.grounds import Grounds
from vtlt_cli.names import Register
from vtlt_cli.printing.table import Row, Table, with_columns
from vtlt_cli.reading.folder import Folder, address_of, scan
from vtlt_cli.reading.kinds import Address
from vtlt_cli.reading.text import must_be_file
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.doubts import Doubt
from vtlt_cli.rounds.grounds import Uses, together
from vtlt_cli.rounds.kind import days_of, report_day
from vtlt_cli.rounds.offices import listed
from vtlt_cli.scores.rank import RANKED, TIES, Ties, standings
from vtlt_cli.scores.tables import other_columns, unshared

# What the standings stand on, and what they use besides when they are compared.
USES: Uses = RANKED
USES_COMPARED: Uses = {"provinces": frozenset({"province.successors"})}


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
        typer.Option("--province", metavar="NAME", help=t("one province only", "chỉ một đơn vị")),
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
    refuse_clusters(clusters, by)
    if file is None:
        folder = data_folder(context)
        year = year_of(folder, "scores", round_)
    else:
        folder, year = _score_file(context, file, round_)
    uses = together(
        USES,
        document_uses(target),
        USES_BY[by] if by else {},
        USES_COMPARED if compare is not None else {},
    )
    scored = scored_round(context, folder, year, uses, alone=file is not None)
    if scored is None:
        return 1
    from vtlt_cli.scores.tables import grouped_table, standings_table

    doubts, grounds = scored.doubts(), [scored.grounds]
    if by is not None:
        groups = groups_by(context, folder, scored, by, clusters, NO_RANKING, method)
        if groups is None:
            return 1
        doubts, grounds = doubts + groups.doubts, grounds + groups.grounds
        table = grouped_table(groups.parts, by, scored.round, context.lang)
    elif compare is not None:
        beside = _beside(context, folder, scored, compare, method)
        if beside is None:
            return 1
        table = beside.table
        doubts, grounds = doubts + beside.doubts, [*grounds, beside.grounds]
    else:
        table = standings_table(standings(scored.scores, method), scored.round, context.lang)
    if method == "ordinal":
        table = unshared(table)
    table = _narrowed(context, table, scored, top, province, columns)
    print_tables(context, [with_doubts(table, doubts, context)], target, report_day(scored.round))
    return ended(context, grounds, doubts, alone=file is not None)


class _Beside(NamedTuple):
    """The standings beside those of an earlier round, and what is to be said of that round."""

    table: Table
    doubts: list[Doubt]
    grounds: Grounds


def _beside(
    context: Context, folder: Folder, scored: Scored, earlier: int, ties: Ties
) -> _Beside | None:
    """The standings beside those of the earlier round; None, and told why, without its standings.

    The law of results holds for both rounds.
    """
    from vtlt_cli.scores.compare import movements
    from vtlt_cli.scores.tables import compared_table

    data, year = scored.data, scored.year
    if not year:
        raise Refusal(
            "--compare needs to know the round of the file: name it with --round",
            "--compare cần biết đợt kiểm tra của tệp: đề nghị ghi --round",
        )
    earlier = year_of(folder, "scores", earlier)
    if earlier >= year:
        raise Refusal(
            f"--compare wants a round before {year}", f"--compare cần một đợt trước năm {year}"
        )
    nothing = f"no comparison with {earlier}", f"chưa so sánh được với đợt kiểm tra năm {earlier}"
    before = scored_round(context, folder, earlier, USES, nothing)
    if before is None:
        return None
    then, day = days_of(before.round).first, days_of(scored.round).last
    assert then is not None
    assert day is not None
    # The two loads made each unit anew: the earlier standings are tied to the later register.
    by_id = {unit.id: unit for unit in data.of(PROVINCES)}
    old = [
        s._replace(name=s.name._replace(province=by_id.get(s.name.province.id)))
        if s.name.province
        else s
        for s in standings(before.scores, ties)
    ]
    moves = movements(standings(scored.scores, ties), old, data.of(PROVINCES), then, day)
    mixed = [move for move in moves if move.origins and not move.comparable]
    if mixed:
        english = "; ".join(
            f"{listed(m.standing.name)} (of {', '.join(u.name for u in m.origins)})" for m in mixed
        )
        vietnamese = "; ".join(
            f"{listed(m.standing.name)} (từ {', '.join(u.name for u in m.origins)})" for m in mixed
        )
        context.say(
            f"not directly comparable, since units merged, split or gained territory: {english}",
            "không so sánh trực tiếp được do hợp nhất, chia tách hoặc tiếp nhận địa bàn: "
            f"{vietnamese}",
        )
    doubts = [
        doubt._replace(
            words=(
                f"in {earlier}: {doubt.words[0]}",
                f"đợt kiểm tra năm {earlier}: {doubt.words[1]}",
            )
        )
        for doubt in before.doubts()
    ]
    table = compared_table(moves, scored.round, earlier, context.lang)
    return _Beside(table, doubts, before.grounds)


def _narrowed(
    context: Context,
    table: Table,
    scored: Scored,
    top: int | None,
    province: str | None,
    columns: str | None,
) -> Table:
    """The rows and columns that were asked for."""
    rows = list(table.rows)
    if province is not None:
        rows = _of_province(context, rows, province, scored)
    if top is not None:
        above = [row for row in rows if row["rank"] <= top]
        if province is not None and not above:
            rank = rows[0]["rank"]
            raise Refusal(
                f"{province} is not among ranks 1 to {top}: it has rank {rank}",
                f"{province} không thuộc các hạng từ 1 đến {top}: đơn vị này xếp hạng {rank}",
            )
        rows = above
    table = table._replace(rows=rows)
    if columns is None:
        return table
    fields = [field.strip() for field in columns.split(",") if field.strip()]
    for field in fields or [columns]:
        one_of("--columns", field, table.fields)
    return with_columns(table, fields, other_columns(context.lang))


def _of_province(context: Context, rows: Sequence[Row], province: str, scored: Scored) -> list[Row]:
    """The rows of the unit that was asked for; it is said how its name was read."""
    units = scored.data.of(PROVINCES)
    meant = units_meant(context, Register(units), province)
    ids, ranked = {unit.id for unit in meant}, {row["province"] for row in rows}
    found = [row for row in rows if row["province"] in ids]
    if found:
        return found
    kin = ", ".join(unit.name for unit in of_the_same_land(meant, units) if unit.id in ranked)
    raise Refusal(
        f"{province} is not in this ranking" + (f"; on its land: {kin}" if kin else ""),
        f"{province} không có trong bảng xếp hạng này"
        + (f"; đơn vị cùng địa bàn: {kin}" if kin else ""),
    )


def _score_file(context: Context, file: str, asked: int | None) -> tuple[Folder, int]:
    """One scores file in the place of that of its round, with all that stands beside it.

    That is the folder that was asked for, else the one it lies in if its name tells its round.
    """
    contents: dict[str, bytes] = {}
    known = None
    context.keep.append(file)
    if file == "-":
        contents["-"] = standard_input()
    else:
        named = address_of(os.path.basename(file))
        known = named if named is not None and named.kind == "scores" else None
        must_be_file(file)
        with open(file, "rb"):
            pass  # A file that cannot be opened is told before its neighbours are read.
    if known is not None and asked not in (None, known.year):
        raise Refusal(
            f"{file} is of round {known.year}, not {asked}",
            f"{file} là tệp của đợt kiểm tra năm {known.year}, không phải năm {asked}",
        )
    if asked is not None and not 1000 <= asked <= 9999:
        raise Refusal(
            f"--round takes a year of four digits, not {asked}",
            f"--round cần một năm gồm bốn chữ số, đã ghi {asked}",
        )
    year = known.year if known is not None else asked or 0
    chosen = chosen_folder(context)
    if chosen:
        beside = scan(chosen)
    elif known is not None:
        beside = scan(os.path.dirname(file) or ".")
    else:
        beside = Folder(os.path.dirname(file), {})
    files = {**beside.files, Address("scores", year): file}
    return Folder(beside.path, files, contents=contents), year
