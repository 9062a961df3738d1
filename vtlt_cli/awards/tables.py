"""The tables of who gets what; an internal paper says that it is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from vtlt_cli.rounds.offices import id_of, office, round_words, standard, who
from vtlt_cli.scores.tables import tied_rank
from vtlt_cli.wording import Lang, day, points

if TYPE_CHECKING:
    from vtlt_cli.awards.award import Award
    from vtlt_cli.awards.kind import Awards, Tier
    from vtlt_cli.awards.margin import Margin
    from vtlt_cli.reading.numbers import Number


INTERNAL = "Tài liệu nội bộ"


def awards_table(
    found: Sequence[Award],
    awards: Awards,
    round_: Round,
    lang: Lang,
    before: Mapping[str, Tier | None] | None = None,
) -> Table:
    """Who gets what by the scores, and beside it what was published.

    With `before`, the award of each office as it is, this is an internal paper on what would be.
    """
    vi = lang == "vi"
    rows = [_award_row(award, awards, round_) for award in found]
    fields = list(_AWARD_FIELDS)
    names: dict[str | None, str] = {tier.id: tier.name for tier in awards.tiers}
    none = "không có" if vi else "none"
    if before is not None:
        title = "Khen thưởng nếu thay đổi" if vi else "Awards as they would be"
    elif awards.status == "decided":
        title = "Khen thưởng đã quyết định" if vi else "Awards, decided"
    else:
        title = "Dự kiến đề nghị khen thưởng" if vi else "Awards, proposed"
    columns = [
        Column("Hình thức" if vi else "Award", text_of("tier_name")),
        Column("Hạng" if vi else "Rank", tied_rank, "right", "rank"),
        Column("Tên cơ quan" if vi else "Office", text_of("office")),
        points_column("Điểm" if vi else "Score", "score"),
    ]
    if before is not None:
        fields.append("tier_before")
        for award, row in zip(found, rows):
            tier = before.get(who(award.name))
            row["tier_before"] = tier.id if tier else None
        columns.append(
            Column("Trước" if vi else "Before", lambda row: names.get(row["tier_before"], none))
        )
    elif any(tier.recipients is not None for tier in awards.tiers):

        def beside(row: Row) -> str:
            if row["published_tier"] is None:
                return "không có" if vi else "not in it"
            if row["published_tier"] == row["tier"]:
                return "khớp" if vi else "same"
            return names[row["published_tier"]]

        columns.append(Column("Công bố" if vi else "Published", beside))
    if awards.exceptions:
        fields += ["exception", "exception_reason", "exception_decision", "exception_date"]
        columns.append(Column("Trường hợp riêng" if vi else "Exception", _exception_words(lang)))
    given = [row["tier"] for row in rows]
    heading = (
        Line(title + round_words(round_, lang)),
        *(Line(_tier_line(tier, given.count(tier.id), lang), "note") for tier in awards.tiers),
    )
    if before is not None:
        heading = (Line(INTERNAL, "note"), *heading)
    return Table(heading, tuple(columns), tuple(fields), rows, section="tier")


_AWARD_FIELDS = (
    "tier",
    "tier_name",
    "granted_by",
    "status",
    "position",
    "rank",
    "tied",
    "province",
    "name",
    "office",
    "score",
    "published_tier",
)


def _award_row(award: Award, awards: Awards, round_: Round) -> dict[str, Any]:
    tier, standing, exception = award.tier, award.standing, award.exception
    return {
        "tier": tier.id if tier else None,
        "tier_name": tier.name if tier else None,
        "granted_by": tier.granted_by if tier else None,
        "status": awards.status,
        "position": standing.position if standing else None,
        "rank": standing.rank if standing else None,
        "tied": standing.tied if standing else None,
        "province": id_of(award.name),
        "name": standard(award.name),
        "office": office(award.name, round_),
        "score": standing.score if standing else None,
        "published_tier": award.published.id if award.published else None,
        "exception": exception.action if exception else None,
        "exception_reason": exception.reason if exception else None,
        "exception_decision": exception.decision if exception else None,
        "exception_date": exception.date if exception else None,
    }


def _exception_words(lang: Lang) -> Callable[[Row], str]:
    actions = {
        "added": ("added", "bổ sung"),
        "withheld": ("withheld", "không tặng"),
        "revoked": ("revoked", "thu hồi"),
    }

    def show(row: Row) -> str:
        if row["exception"] is None:
            return ""
        paper = ", ".join(
            part
            for part in (
                row["exception_decision"],
                day(row["exception_date"], lang) if row["exception_date"] else None,
            )
            if part
        )
        words = actions[row["exception"]][lang == "vi"]
        return f"{words}: {row['exception_reason']}" + (f" ({paper})" if paper else "")

    return show


def _tier_line(tier: Tier, count: int, lang: Lang) -> str:
    by = f" ({tier.granted_by})" if tier.granted_by else ""
    return f"{tier.name}{by}: {count:02d}" if lang == "vi" else f"{tier.name}{by}: {count}"


def margins_table(
    margins: Sequence[Margin], awards: Awards, round_: Round, step: Number, lang: Lang
) -> Table:
    """How far each office is from another award; an internal paper."""
    vi = lang == "vi"
    names = {tier.id: tier.name for tier in awards.tiers}
    rows = [
        {
            "position": margin.standing.position,
            "rank": margin.standing.rank,
            "province": id_of(margin.standing.name),
            "name": standard(margin.standing.name),
            "office": office(margin.standing.name, round_),
            "score": margin.standing.score,
            "tier": margin.tier,
            "to_higher": margin.to_higher,
            "to_lower": margin.to_lower,
            "if_up": [province.id for province in margin.if_up],
            "if_down": [province.id for province in margin.if_down],
            "if_up_names": [province.name for province in margin.if_up],
            "if_down_names": [province.name for province in margin.if_down],
        }
        for margin in margins
    ]
    by = points(step)
    return Table(
        (
            Line(INTERNAL, "note"),
            Line(
                ("Khoảng cách điểm đến mức khen thưởng" if vi else "Points to the next award")
                + round_words(round_, lang)
            ),
        ),
        (
            whole_column("Hạng" if vi else "Rank", "rank"),
            Column("Đơn vị" if vi else "Unit", text_of("name")),
            points_column("Điểm" if vi else "Score", "score"),
            Column("Hình thức" if vi else "Award", lambda row: names.get(row["tier"], "")),
            points_column("Lên" if vi else "Up", "to_higher"),
            points_column("Xuống" if vi else "Down", "to_lower"),
            Column(f"Nếu +{by}" if vi else f"If +{by}", joined("if_up_names")),
            Column(f"Nếu −{by}" if vi else f"If −{by}", joined("if_down_names")),
        ),
        (
            "position",
            "rank",
            "province",
            "name",
            "office",
            "score",
            "tier",
            "to_higher",
            "to_lower",
            "if_up",
            "if_down",
        ),
        rows,
        section="tier",
    )


def check_table(found: Sequence[Award], awards: Awards, round_: Round, lang: Lang) -> Table:
    """Each tier by the scores beside its published list: the set, the count, the order."""
    vi = lang == "vi"
    rows = []
    for tier in awards.tiers:
        computed = [row for row in found if row.tier is tier]
        listed = list(tier.recipients or ())
        mine = {row.name.province for row in computed}
        theirs = {name.province for name in listed}
        excepted = {row.name.province for row in found if row.exception}
        missing = [r.name for r in computed if r.name.province not in theirs | excepted]
        extra = [name for name in listed if name.province not in mine | excepted]
        by_score = [r.name.province for r in computed if r.name.province in theirs]
        published = [name.province for name in listed if name.province in mine]
        rows.append(
            {
                "tier": tier.id,
                "tier_name": tier.name,
                "quota": tier.quota,
                "computed": len(computed),
                "published": len(listed) if tier.recipients is not None else None,
                "missing": [id_of(name) for name in missing],
                "extra": [id_of(name) for name in extra],
                "same_set": tier.recipients is not None and not missing and not extra,
                "same_order": published == by_score,
                "missing_names": [standard(name) for name in missing],
                "extra_names": [standard(name) for name in extra],
            }
        )

    def verdict(row: Row) -> str:
        if row["published"] is None:
            return "chưa công bố" if vi else "not published"
        if not row["same_set"]:
            return "khác" if vi else "differs"
        if not row["same_order"]:
            return "khớp, khác thứ tự" if vi else "same set, other order"
        return "khớp" if vi else "same"

    return Table(
        (
            Line(
                ("Đối chiếu với danh sách đã công bố" if vi else "Against the published lists")
                + round_words(round_, lang)
            ),
        ),
        (
            Column("Hình thức" if vi else "Award", text_of("tier_name")),
            whole_column("Chỉ tiêu" if vi else "Quota", "quota"),
            whole_column("Theo điểm" if vi else "By score", "computed"),
            whole_column("Công bố" if vi else "Published", "published"),
            Column("Kết quả" if vi else "Result", verdict),
            Column("Thiếu" if vi else "Missing", joined("missing_names")),
            Column("Thêm" if vi else "Extra", joined("extra_names")),
        ),
        (
            "tier",
            "tier_name",
            "quota",
            "computed",
            "published",
            "missing",
            "extra",
            "same_set",
            "same_order",
        ),
        rows,
    )
