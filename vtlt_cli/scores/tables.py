"""The tables of who stands where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vtlt_cli.printing.table import (
    Column,
    Line,
    Row,
    Table,
    joined,
    points_column,
    text_of,
    whole_column,
)
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.offices import id_of, listed, office, published_office, standard, year_words
from vtlt_cli.scores.kind import SCORES
from vtlt_cli.units import listed_name
from vtlt_cli.wording import MINUS, Lang

if TYPE_CHECKING:
    from vtlt_cli.reading.kinds import Dataset
    from vtlt_cli.rounds.kind import Appendix
    from vtlt_cli.scores.compare import Movement
    from vtlt_cli.scores.rank import Group, Standing


GROUP_TITLES = {
    "cluster": ("Cluster", "Cụm"),
    "region": ("Region", "Vùng"),
    "kind": ("Kind", "Loại"),
    "area": ("Area", "Nội dung"),
    "tier": ("Award", "Danh hiệu, hình thức"),
}


def tied_rank(row: Row) -> str:
    """The rank, marked where others share it: `=29`."""
    if row["rank"] is None:
        return ""
    return f"={row['rank']}" if row.get("shared", row["tied"]) else f"{row['rank']}"


def unshared(table: Table) -> Table:
    """The table of ordinal ranks, which nobody shares."""
    return table._replace(rows=[{**row, "shared": False} for row in table.rows])


def standings_table(standings: Sequence[Standing], round_: Round, lang: Lang) -> Table:
    """Who stands where, and with how many points."""
    return _standings_table([_standing_row(s, round_) for s in standings], round_, lang)


def grouped_table(
    groups: Sequence[tuple[Group, Sequence[Standing]]], by: str, round_: Round, lang: Lang
) -> Table:
    """Who stands where inside each cluster, region or kind."""
    rows = [
        {"group": group, **_standing_row(standing, round_)}
        for group, standings in groups
        for standing in standings
    ]
    table = _standings_table(rows, round_, lang)
    title = GROUP_TITLES[by][lang == "vi"]
    column = Column(title, text_of("group"), "right" if by == "cluster" else "left", "group")
    return table._replace(
        columns=(column, *table.columns), fields=("group", *table.fields), section="group"
    )


def compared_table(moves: Sequence[Movement], round_: Round, year: int, lang: Lang) -> Table:
    """The standings of a round beside those of the earlier round `year`."""
    vi = lang == "vi"
    rows = [
        {
            **_standing_row(move.standing, round_),
            "rank_before": move.before.rank if move.before else None,
            "score_before": move.before.score if move.before else None,
            "change": move.before.rank - move.standing.rank
            if move.before and move.comparable
            else None,
            "comparable": move.comparable,
            "origins": [province.id for province in move.origins],
            "origin_names": [listed_name(province) for province in move.origins],
            "unsure": move.unsure,
        }
        for move in moves
    ]

    def change(row: Row) -> str:
        if row["origins"] and not row["comparable"]:
            return "không so sánh" if vi else "not comparable"
        if row["unsure"]:
            return "chưa rõ" if vi else "unclear"
        if row["change"] is not None:
            return f"{row['change']:+d}".replace("-", MINUS) if row["change"] else "="
        if row["origins"]:
            return f"không có điểm {year}" if vi else f"not scored {year}"
        return "mới" if vi else "new"

    before = f"Hạng {year}" if vi else f"Rank {year}"
    table = _standings_table(rows, round_, lang)
    return table._replace(
        columns=(
            *table.columns,
            Column(before, text_of("rank_before"), "right", "rank_before"),
            Column("Tăng, giảm" if vi else "Change", change, "right", "change"),
        ),
        fields=(*table.fields, "rank_before", "score_before", "change", "comparable", "origins"),
    )


def _standing_row(standing: Standing, round_: Round) -> dict[str, Any]:
    return {
        "position": standing.position,
        "rank": standing.rank,
        "tied": standing.tied,
        "province": id_of(standing.name),
        "name": standard(standing.name),
        "listed": listed(standing.name),
        "office": office(standing.name, round_),
        "score": standing.score,
    }


def _standings_table(rows: Sequence[Row], round_: Round, lang: Lang) -> Table:
    vi = lang == "vi"
    title = "Bảng xếp hạng kết quả kiểm tra chéo" if vi else "Standings"
    return Table(
        (Line(title + year_words(round_, lang)),),
        (
            whole_column("Stt" if vi else "No.", "position"),
            Column("Hạng" if vi else "Rank", tied_rank, "right", "rank"),
            Column("Tên cơ quan" if vi else "Office", text_of("office"), "left", "office"),
            points_column("Tổng số điểm" if vi else "Score", "score", round_.decimals),
        ),
        ("position", "rank", "tied", "province", "name", "office", "score"),
        rows,
    )


def other_columns(lang: Lang) -> tuple[Column, ...]:
    """How the fields are shown that stand in no table unless they are asked for."""
    vi = lang == "vi"

    def tied(row: Row) -> str:
        return ("đồng hạng" if vi else "tied") if row.get("shared", row["tied"]) else ""

    def comparable(row: Row) -> str:
        return ("có" if vi else "yes") if row["comparable"] else ("không" if vi else "no")

    return (
        Column("Đồng hạng" if vi else "Tied", tied, "left", "tied"),
        Column("Mã" if vi else "Id", text_of("province"), "left", "province"),
        Column("Đơn vị" if vi else "Unit", text_of("listed"), "left", "name"),
        points_column("Điểm đợt trước" if vi else "Score before", "score_before"),
        Column("So sánh được" if vi else "Comparable", comparable, "left", "comparable"),
        Column(
            "Đơn vị đợt trước" if vi else "Units before", joined("origin_names"), field="origins"
        ),
    )


# The fields that the appendix uses.
USES_PRINTED = frozenset({"score.score", "score.position"})


def printed_table(
    appendix: Appendix, round_: Round, data: Dataset, heading: tuple[Line, ...], restated: bool
) -> Table:
    """The scores as the report prints them, row by row as published, or in standard names.

    A row whose file gives no number has that of its place.
    """
    write = office if restated else published_office
    rows: list[Row] = [
        {
            "position": row if score.position is None else score.position,
            "province": id_of(score.name),
            "office": write(score.name, round_),
            "score": score.value,
        }
        for row, score in enumerate(data.of(SCORES, round_.year), 1)
    ]
    return Table(
        heading,
        (
            whole_column("Stt", "position"),
            Column("Tên Cơ quan", text_of("office")),
            points_column("Tổng số điểm", "score", round_.decimals),
        ),
        ("position", "province", "office", "score"),
        rows,
        number=appendix.number,
    )
