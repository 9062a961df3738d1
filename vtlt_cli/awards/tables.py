"""The tables of who gets what; an internal paper says that it is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vtlt_cli.awards.reckoning import (
    Award,
    Reckoning,
    beside_lists,
    is_decided,
    is_published,
    status_of,
)
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
from vtlt_cli.rounds.offices import id_of, listed, office, round_words, standard, who
from vtlt_cli.scores.tables import tied_rank
from vtlt_cli.units import listed_name
from vtlt_cli.wording import MINUS, Lang, day, points, quantity

if TYPE_CHECKING:
    from vtlt_cli.awards.kind import Awards, Tier
    from vtlt_cli.awards.margin import Margin
    from vtlt_cli.reading.numbers import Number


# As Decree 30/2020/NĐ-CP, Annex I, III.2.c has it.
INTERNAL = "LƯU HÀNH NỘI BỘ"
AWARD = ("Award", "Danh hiệu, hình thức")


def awards_table(
    reckoning: Reckoning,
    round_: Round,
    lang: Lang,
    before: Mapping[str, Award] | None = None,
) -> Table:
    """Who gets what by the scores; where lists were published, beside what was decided.

    With `before`, the award of each office as it is, this is an internal paper on what would be.
    """
    vi = lang == "vi"
    awards = reckoning.awards
    rows = [_award_row(award, awards, round_) for award in reckoning.rows]
    fields = list(_AWARD_FIELDS)
    compared = before is None and any(is_published(tier, awards) for tier in awards.tiers)
    first = Column(AWARD[vi], _given("tier_name", "open", lang))
    if compared:
        first = Column("Theo điểm" if vi else "By score", _given("by_score_name", "open", lang))
    columns = [
        first,
        Column("Hạng" if vi else "Rank", tied_rank, "right", "rank"),
        Column("Tên cơ quan" if vi else "Office", text_of("office")),
        points_column("Điểm" if vi else "Score", "score"),
    ]
    if before is not None:
        fields.append("tier_before")
        for award, row in zip(reckoning.rows, rows):
            was = before.get(who(award.name))
            row["tier_before"] = was.tier.id if was and was.tier else None
            row["before_name"] = was.tier.name if was and was.tier else None
            row["before_open"] = was is not None and was.open_at is not None
        title = "Hiện tại" if vi else "Before"
        columns.append(Column(title, _given("before_name", "before_open", lang, _none(lang))))
    elif any(tier.recipients is not None for tier in awards.tiers):
        title = "Đã quyết định" if vi else "Decided"
        if not compared:
            title = "Danh sách trong tệp" if vi else "In the list"
        columns.append(Column(title, _listed(lang)))
    if awards.exceptions:
        columns.append(Column("Trường hợp riêng" if vi else "Exception", _exception_words(lang)))
    heading = (
        Line(_title(reckoning, compared, before is not None, lang) + round_words(round_, lang)),
        *(Line(_tier_line(tier, reckoning, compared, lang), "note") for tier in awards.tiers),
    )
    if before is not None:
        heading = (Line(INTERNAL, "stamp"), *heading)
    return Table(heading, tuple(columns), tuple(fields), rows, section="tier")


def _title(reckoning: Reckoning, compared: bool, trial: bool, lang: Lang) -> str:
    """What the table is: what was reckoned is never called decided."""
    vi = lang == "vi"
    awards = reckoning.awards
    if trial:
        return "Danh sách khen thưởng (phương án giả định)" if vi else "Awards as they would be"
    if compared:
        return (
            "Danh sách theo kết quả chấm điểm, đối chiếu với danh sách đã quyết định"
            if vi
            else "Awards by score, beside those decided"
        )
    if any(is_decided(tier, awards) for tier in awards.tiers):
        # The file does not say to whom: nothing of this table was granted, or proposed.
        return "Danh sách theo kết quả chấm điểm" if vi else "Awards by score"
    return "Dự kiến đề nghị khen thưởng" if vi else "Awards, proposed"


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
    "exception",
    "exception_reason",
    "exception_decision",
    "exception_date",
)


def _award_row(award: Award, awards: Awards, round_: Round) -> dict[str, Any]:
    tier, standing, exception = award.tier, award.standing, award.exception
    due = award.tier or award.open_at or award.by_score
    return {
        "tier": tier.id if tier else None,
        "tier_name": tier.name if tier else None,
        "granted_by": tier.granted_by if tier else None,
        "status": status_of(award, awards),
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
        "open": award.open_at is not None,
        "by_score_name": award.by_score.name if award.by_score else None,
        "published_name": award.published.name if award.published else None,
        "has_list": due is None or due.recipients is not None,
    }


def _none(lang: Lang) -> str:
    return "không khen thưởng" if lang == "vi" else "none"


def undecided(lang: Lang) -> str:
    """What stands in place of an award that a tie leaves open."""
    return "chờ quyết định" if lang == "vi" else "undecided"


def _given(name: str, is_open: str, lang: Lang, none: str = "") -> Callable[[Row], str]:
    """Show an award by its name, and one that is open as open."""
    return lambda row: undecided(lang) if row[is_open] else row[name] or none


def _listed(lang: Lang) -> Callable[[Row], str]:
    """Show in which list an office stands; nobody can be missing from one that is not there."""
    none = "không có tên" if lang == "vi" else "not listed"
    unlisted = "chưa công bố" if lang == "vi" else "not published"

    def show(row: Row) -> str:
        return row["published_name"] or (none if row["has_list"] else unlisted)

    return show


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


def _tier_line(tier: Tier, reckoning: Reckoning, compared: bool, lang: Lang) -> str:
    """How many have the tier, by whom it is granted, and what of it is not decided."""
    vi = lang == "vi"
    by = f" ({tier.granted_by})" if tier.granted_by else ""
    count = len(reckoning.by_score(tier)) if compared else len(reckoning.holders(tier))
    number = _number(count, lang)
    if tier in reckoning.undecided():
        quota = ""
        if tier.quota is not None:
            quota = f", số lượng {quantity(tier.quota)}" if vi else f", quota {tier.quota}"
        some = (f"mới xác định {number}, " if vi else f"{number} so far, ") if count else ""
        number = some + undecided(lang) + quota
    if compared and tier.recipients is not None:
        listed = _number(len(tier.recipients), lang)
        return (
            f"{tier.name}{by}: theo điểm {number}; đã quyết định {listed}"
            if vi
            else f"{tier.name}{by}: by score {number}; decided {listed}"
        )
    if compared:
        number = f"theo điểm {number}" if vi else f"by score {number}"
    submitted = tier.submitted is not None and tier.decision is None
    return f"{tier.name}{by}: {number}" + ((", đã trình" if vi else ", submitted") * submitted)


def _number(count: int, lang: Lang) -> str:
    return quantity(count) if lang == "vi" else f"{count}"


def margins_table(margins: Sequence[Margin], round_: Round, step: Number, lang: Lang) -> Table:
    """How far each office is from another award; an internal paper."""
    vi = lang == "vi"
    rows = [
        {
            "position": margin.standing.position,
            "rank": margin.standing.rank,
            "tied": margin.standing.tied,
            "province": id_of(margin.standing.name),
            "name": standard(margin.standing.name),
            "office": office(margin.standing.name, round_),
            "score": margin.standing.score,
            "tier": margin.tier.id if margin.tier else None,
            "tier_name": margin.tier.name if margin.tier else None,
            "open": margin.is_open,
            "to_higher": margin.to_higher,
            "to_lower": margin.to_lower,
            "if_up": [province.id for province in margin.if_up],
            "if_down": [province.id for province in margin.if_down],
            "unit": listed(margin.standing.name),
            "if_up_names": [listed_name(province) for province in margin.if_up],
            "if_down_names": [listed_name(province) for province in margin.if_down],
        }
        for margin in margins
    ]
    by = points(step)
    title = "Chênh lệch điểm với danh hiệu, hình thức liền kề" if vi else "Points to the next award"
    return Table(
        (Line(INTERNAL, "stamp"), Line(title + round_words(round_, lang))),
        (
            Column("Hạng" if vi else "Rank", tied_rank, "right", "rank"),
            Column("Đơn vị" if vi else "Unit", text_of("unit")),
            points_column("Điểm" if vi else "Score", "score"),
            Column(AWARD[vi], _given("tier_name", "open", lang)),
            points_column("Thiếu so với mức trên" if vi else "To higher", "to_higher"),
            points_column("Giảm đến mức dưới" if vi else "To lower", "to_lower"),
            Column(f"Nếu thêm {by} điểm" if vi else f"If +{by}", joined("if_up_names")),
            Column(f"Nếu bớt {by} điểm" if vi else f"If {MINUS}{by}", joined("if_down_names")),
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


def check_table(reckoning: Reckoning, round_: Round, lang: Lang) -> Table:
    """Each tier after exceptions beside its published list: the set, the count, the order."""
    vi = lang == "vi"
    open_ = reckoning.undecided()
    rows = [
        {
            "tier": beside.tier.id,
            "tier_name": beside.tier.name,
            "quota": beside.tier.quota,
            "computed": len(beside.given),
            "published": None if beside.tier.recipients is None else len(beside.tier.recipients),
            "missing": [id_of(name) for name in beside.missing],
            "extra": [id_of(name) for name in beside.extra],
            "same_set": beside.same_set,
            "same_order": beside.same_order,
            "missing_names": [listed(name) for name in beside.missing],
            "extra_names": [listed(name) for name in beside.extra],
            "open": beside.tier in open_,
        }
        for beside in beside_lists(reckoning)
    ]

    def verdict(row: Row) -> str:
        if row["published"] is None:
            return "chưa công bố" if vi else "not published"
        if row["open"]:
            return undecided(lang)
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
            Column(AWARD[vi], text_of("tier_name")),
            whole_column("Số lượng" if vi else "Quota", "quota"),
            whole_column("Theo điểm" if vi else "By score", "computed"),
            whole_column("Đã công bố" if vi else "Published", "published"),
            Column("Kết quả" if vi else "Result", verdict),
            Column("Thiếu" if vi else "Missing", joined("missing_names")),
            Column("Thừa" if vi else "Extra", joined("extra_names")),
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
