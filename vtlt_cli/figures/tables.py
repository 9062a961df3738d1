"""The tables of what describes the scores."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from vtlt_cli.figures.stats import exact, rounded
from vtlt_cli.printing.table import Column, Line, Row, Table, points_column, text_of, whole_column
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.offices import id_of, listed, year_words
from vtlt_cli.scores.tables import GROUP_TITLES
from vtlt_cli.wording import Lang, points

if TYPE_CHECKING:
    from vtlt_cli.figures.stats import Bin, Gap, Summary
    from vtlt_cli.scores.rank import Group


# What the tables of `vtlt stats` are called.
TABLES = ("summary", "gaps", "histogram")


def summary_table(
    summaries: Sequence[tuple[Group, Summary]], by: str | None, round_: Round, lang: Lang
) -> Table:
    """The figures that describe the scores: of all, and of each group."""
    vi = lang == "vi"
    rows = [
        {
            "group": group,
            "count": found.count,
            "least": found.least,
            "lower_quartile": exact(found.lower_quartile),
            "median": exact(found.median),
            "upper_quartile": exact(found.upper_quartile),
            "most": found.most,
            "mean": exact(found.mean),
            "total": found.total,
        }
        for group, found in summaries
    ]
    everyone = "Tất cả" if vi else "All"
    columns = [
        Column(
            GROUP_TITLES.get(by or "", ("Group", "Nhóm"))[vi],
            lambda row: everyone if row["group"] is None else str(row["group"]),
        ),
        whole_column("Số cơ quan" if vi else "Count", "count"),
        points_column("Thấp nhất" if vi else "Least", "least", round_.decimals),
        _figure_column("Tứ phân vị 1" if vi else "Quartile 1", "lower_quartile", rows),
        _figure_column("Trung vị" if vi else "Median", "median", rows),
        _figure_column("Tứ phân vị 3" if vi else "Quartile 3", "upper_quartile", rows),
        points_column("Cao nhất" if vi else "Most", "most", round_.decimals),
        _figure_column("Trung bình" if vi else "Mean", "mean", rows),
    ]
    return Table(
        (Line(("Thống kê điểm kiểm tra chéo" if vi else "Scores") + year_words(round_, lang)),),
        tuple(columns),
        tuple(rows[0]),
        rows,
        name="summary",
    )


def _figure_column(title: str, field: str, rows: Sequence[Row]) -> Column:
    """A column of figures, rounded where they are printed: all to as many decimals, two at most."""

    values = [Fraction(row[field]) for row in rows]
    decimals = next(
        n for n in range(3) if n == 2 or all((v * 10**n).denominator == 1 for v in values)
    )
    return Column(
        title, lambda row: points(rounded(Fraction(row[field]), decimals)), "right", field
    )


def gaps_table(gaps: Sequence[Gap], lang: Lang) -> Table:
    """How clear the cut below each tier is."""
    vi = lang == "vi"
    rows = [
        {
            "tier": gap.tier.id,
            "tier_name": gap.tier.name,
            "last": id_of(gap.last.name),
            "last_name": listed(gap.last.name),
            "last_score": gap.last.score,
            "first_below": id_of(gap.first_below.name),
            "first_below_name": listed(gap.first_below.name),
            "first_below_score": gap.first_below.score,
            "gap": gap.gap,
        }
        for gap in gaps
    ]
    return Table(
        (
            Line(
                "Chênh lệch tại giới hạn số lượng, theo điểm"
                if vi
                else "Gaps at the cuts, by score"
            ),
        ),
        (
            Column("Danh hiệu, hình thức" if vi else "Award", text_of("tier_name")),
            Column("Cuối danh sách" if vi else "Last in it", text_of("last_name")),
            points_column("Điểm" if vi else "Score", "last_score"),
            Column("Kế tiếp" if vi else "Next below", text_of("first_below_name")),
            points_column("Điểm" if vi else "Score", "first_below_score"),
            points_column("Chênh lệch" if vi else "Gap", "gap"),
        ),
        (
            "tier",
            "tier_name",
            "last",
            "last_name",
            "last_score",
            "first_below",
            "first_below_name",
            "first_below_score",
            "gap",
        ),
        rows,
        name="gaps",
    )


def histogram_table(bins: Sequence[Bin], lang: Lang) -> Table:
    """How many scores lie where, with a bar for each."""
    vi = lang == "vi"
    rows = [{"from": part.start, "below": part.end, "count": part.count} for part in bins]
    longest = max((part.count for part in bins), default=0)

    def part_of(row: Row) -> float:
        return row["count"] / longest if longest else 0

    def bar(row: Row) -> str:
        return "█" * ceil(part_of(row) * 40)

    return Table(
        (Line("Phân bố điểm" if vi else "Histogram"),),
        (
            points_column("Từ" if vi else "From", "from"),
            points_column("Đến dưới" if vi else "Below", "below"),
            whole_column("Số cơ quan" if vi else "Count", "count"),
            Column("", bar, bar=part_of),
        ),
        ("from", "below", "count"),
        rows,
        name="histogram",
    )
