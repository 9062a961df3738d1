"""One function a table. Titles are in the user's language; an appendix is always Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vtlt_cli.model import Name, Round, full_name
from vtlt_cli.names import has_short_kind
from vtlt_cli.table import Column, Row, Table, text_of
from vtlt_cli.wording import Lang, day, long_day, points

if TYPE_CHECKING:
    from vtlt_cli.award import Award
    from vtlt_cli.compare import Movement
    from vtlt_cli.margin import Margin
    from vtlt_cli.model import Appendix, Awards, Cluster, Dataset, Number, Province, Score, Tier
    from vtlt_cli.rank import Group, Standing


def standard(name: Name) -> str:
    """The standard spelling of a name; as published where it leads to no province."""
    return name.province.name if name.province else name.text


def office(name: Name, round_: Round) -> str:
    """The office as the report prints it: `Văn phòng Ủy ban nhân dân tỉnh Bình Định`."""
    body = full_name(name.province) if name.province else name.text
    return f"{round_.office} {body}" if round_.office else body


def published_office(name: Name, round_: Round) -> str:
    """The office with the name as published: `Văn phòng Ủy ban nhân dân tỉnh Đắc Nông`."""
    text = name.text.strip()
    if name.province is None:
        return f"{round_.office} {text}" if round_.office else text
    kind = name.province.kind
    prefixes = [f"{round_.office} "] if round_.office else []
    for prefix in (*prefixes, f"{kind} "):
        if text.casefold().startswith(prefix.casefold()):
            text = text[len(prefix) :]
    body = text if has_short_kind(text, kind) else f"{kind} {text}"
    return f"{round_.office} {body}" if round_.office else body


def id_of(name: Name) -> str | None:
    """The id of the province meant, None where the name leads to none."""
    return name.province.id if name.province else None


def who(name: Name) -> str:
    """Whom a name means, where rows of several lists are held together: the id, else the text."""
    return name.province.id if name.province else name.text.strip()


def _points(field: str) -> Callable[[Row], str]:
    def show(row: Row) -> str:
        return "" if row[field] is None else points(row[field])

    return show


def _joined(field: str) -> Callable[[Row], str]:
    return lambda row: ", ".join(row[field])


def _round_words(round_: Round, lang: Lang) -> str:
    if not round_.year:
        return ""
    return f", đợt kiểm tra {round_.year}" if lang == "vi" else f", round {round_.year}"


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
    titles = {"cluster": ("Cluster", "Cụm"), "region": ("Region", "Vùng"), "kind": ("Kind", "Loại")}
    title = titles[by][lang == "vi"]
    column = Column(title, text_of("group"), "right" if by == "cluster" else "left", "group")
    return table.replace(
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
        }
        for move in moves
    ]

    def change(row: Row) -> str:
        if row["comparable"] and row["change"] is not None:
            return f"{row['change']:+d}" if row["change"] else "="
        if len(row["origins"]) > 1:
            return "không so sánh" if vi else "not comparable"
        return "mới" if vi else "new"

    table = _standings_table(rows, round_, lang)
    before = Column(f"Hạng {year}" if vi else f"Rank {year}", text_of("rank_before"), "right")
    return table.replace(
        columns=(*table.columns, before, Column("Tăng, giảm" if vi else "Change", change, "right")),
        fields=(*table.fields, "rank_before", "score_before", "change", "comparable", "origins"),
    )


def _standing_row(standing: Standing, round_: Round) -> dict[str, Any]:
    return {
        "position": standing.position,
        "rank": standing.rank,
        "tied": standing.tied,
        "province": id_of(standing.name),
        "name": standard(standing.name),
        "office": office(standing.name, round_),
        "score": standing.score,
    }


def _standings_table(rows: Sequence[Row], round_: Round, lang: Lang) -> Table:
    vi = lang == "vi"
    return Table(
        ((("Xếp hạng" if vi else "Standings") + _round_words(round_, lang)),),
        (
            Column("Stt" if vi else "No.", text_of("position"), "right", "position"),
            Column("Hạng" if vi else "Rank", text_of("rank"), "right", "rank"),
            Column("Tên cơ quan" if vi else "Office", text_of("office"), "left", "office"),
            Column("Tổng số điểm" if vi else "Score", _points("score"), "right", "score"),
        ),
        ("position", "rank", "tied", "province", "name", "office", "score"),
        rows,
    )


def other_columns(lang: Lang) -> tuple[Column, ...]:
    """How the fields are shown that stand in no table unless they are asked for."""
    vi = lang == "vi"

    def tied(row: Row) -> str:
        return ("đồng hạng" if vi else "tied") if row["tied"] else ""

    return (
        Column("Đồng hạng" if vi else "Tied", tied, "left", "tied"),
        Column("Mã" if vi else "Id", text_of("province"), "left", "province"),
        Column("Tỉnh, thành phố" if vi else "Province", text_of("name"), "left", "name"),
    )


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
    if awards.status == "decided":
        title = "Khen thưởng đã quyết định" if vi else "Awards, decided"
    else:
        title = "Dự kiến đề nghị khen thưởng" if vi else "Awards, proposed"
    columns = [
        Column("Hình thức" if vi else "Award", text_of("tier_name")),
        Column("Hạng" if vi else "Rank", _tied_rank, "right"),
        Column("Tên cơ quan" if vi else "Office", text_of("office")),
        Column("Điểm" if vi else "Score", _points("score"), "right"),
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
        title + _round_words(round_, lang),
        *(_tier_line(tier, given.count(tier.id), lang) for tier in awards.tiers),
    )
    if before is not None:
        heading = (INTERNAL, *heading)
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


def _tied_rank(row: Row) -> str:
    """The rank, marked where others share it: `29=`."""
    return "" if row["rank"] is None else f"{row['rank']}{'=' if row['tied'] else ' '}"


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
            INTERNAL,
            ("Khoảng cách điểm đến mức khen thưởng" if vi else "Points to the next award")
            + _round_words(round_, lang),
        ),
        (
            Column("Hạng" if vi else "Rank", text_of("rank"), "right"),
            Column("Tỉnh, thành phố" if vi else "Province", text_of("name")),
            Column("Điểm" if vi else "Score", _points("score"), "right"),
            Column("Hình thức" if vi else "Award", lambda row: names.get(row["tier"], "")),
            Column("Lên" if vi else "Up", _points("to_higher"), "right"),
            Column("Xuống" if vi else "Down", _points("to_lower"), "right"),
            Column(f"Nếu +{by}" if vi else f"If +{by}", _joined("if_up_names")),
            Column(f"Nếu −{by}" if vi else f"If −{by}", _joined("if_down_names")),
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
            ("Đối chiếu với danh sách đã công bố" if vi else "Against the published lists")
            + _round_words(round_, lang),
        ),
        (
            Column("Hình thức" if vi else "Award", text_of("tier_name")),
            Column("Chỉ tiêu" if vi else "Quota", text_of("quota"), "right"),
            Column("Theo điểm" if vi else "By score", text_of("computed"), "right"),
            Column("Công bố" if vi else "Published", text_of("published"), "right"),
            Column("Kết quả" if vi else "Result", verdict),
            Column("Thiếu" if vi else "Missing", _joined("missing_names")),
            Column("Thêm" if vi else "Extra", _joined("extra_names")),
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


def clusters_table(clusters: Iterable[Cluster], round_: Round, lang: Lang) -> Table:
    """The clusters with their members, in standard names."""
    vi = lang == "vi"
    return Table(
        (("Các cụm kiểm tra" if vi else "Clusters") + _round_words(round_, lang),),
        (
            Column("Cụm" if vi else "Cluster", text_of("number"), "right"),
            Column("Thành viên" if vi else "Members", _joined("member_names")),
            Column("Cụm trưởng" if vi else "Leader", text_of("leader_name")),
        ),
        _CLUSTER_FIELDS,
        [_cluster_row(cluster, standard) for cluster in clusters],
    )


_CLUSTER_FIELDS = ("number", "leader", "members", "leader_name", "member_names")


def _cluster_row(cluster: Cluster, write: Callable[[Name], str]) -> Row:
    return {
        "number": cluster.number,
        "leader": id_of(cluster.leader),
        "members": [id_of(name) for name in cluster.members],
        "leader_name": write(cluster.leader),
        "member_names": [write(name) for name in cluster.members],
    }


def _as_published(name: Name) -> str:
    return name.text.strip()


def appendix_table(appendix: Appendix, round_: Round, data: Dataset, restated: bool) -> Table:
    """A table of the printed report, row by row as published, or restated in standard names."""
    heading = (f"PHỤ LỤC {appendix.number}", appendix.title, *_reference(round_, restated))
    if appendix.table == "scores":
        scores: tuple[Score, ...] = data.scores.get(round_.year, ())
        write = office if restated else published_office
        rows: list[Row] = [
            {
                "position": score.position,
                "province": id_of(score.name),
                "office": write(score.name, round_),
                "score": score.value,
            }
            for score in scores
        ]
        return Table(
            heading,
            (
                Column("Stt", text_of("position"), "right"),
                Column("Tên Cơ quan", text_of("office")),
                Column("Tổng số điểm", _points("score"), "right"),
            ),
            ("position", "province", "office", "score"),
            rows,
            number=appendix.number,
        )
    name = standard if restated else _as_published
    return Table(
        heading,
        (
            Column("Stt", text_of("number"), "right"),
            Column("Tên tỉnh, thành phố trực thuộc Trung ương", _joined("member_names")),
            Column("Cụm trưởng", text_of("leader_name")),
        ),
        _CLUSTER_FIELDS,
        [_cluster_row(cluster, name) for cluster in data.clusters.get(round_.year, ())],
        number=appendix.number,
    )


def _reference(round_: Round, restated: bool) -> list[str]:
    """The line in brackets that ties an appendix to its report."""
    report = round_.documents.get("report")
    if report is None:
        return []
    of = f" của {report.issuer}" if report.issuer else ""
    when = long_day(report.date)
    if restated:
        return [f"(Lập lại từ số liệu Báo cáo số {report.number} {when}{of})"]
    return [f"(Kèm theo Báo cáo số: {report.number} {when}{of})"]


def provinces_table(provinces: Iterable[Province], lang: Lang) -> Table:
    """Units of the register."""
    vi = lang == "vi"
    rows = [
        {
            "id": province.id,
            "name": province.name,
            "kind": province.kind,
            "code": province.code,
            "iso": province.iso,
            "region": province.region,
            "from": province.first_day,
            "to": province.last_day,
            "successors": list(province.successors),
            "decision": province.decision,
        }
        for province in provinces
    ]
    return Table(
        (),
        (
            Column("Mã số" if vi else "Code", text_of("code")),
            Column("Tên" if vi else "Name", text_of("name")),
            Column("Loại" if vi else "Kind", text_of("kind")),
            Column("Từ ngày" if vi else "From", text_of("from")),
            Column("Đến ngày" if vi else "To", text_of("to")),
            Column("Kế tiếp" if vi else "Successor", _joined("successors")),
            Column("id", text_of("id")),
        ),
        (
            "id",
            "name",
            "kind",
            "code",
            "iso",
            "region",
            "from",
            "to",
            "successors",
            "decision",
        ),
        rows,
    )


def rounds_table(rounds: Iterable[Round], paths: dict[tuple[str, int], str], lang: Lang) -> Table:
    """The rounds of a folder and which files each has."""
    vi = lang == "vi"
    rows: list[dict[str, Any]] = [
        {
            "year": round_.year,
            "title": round_.title,
            **{kind: paths.get((kind, round_.year)) for kind in ("scores", "clusters", "awards")},
        }
        for round_ in rounds
    ]

    def files(row: Row) -> str:
        found = [row[kind] for kind in ("scores", "clusters", "awards") if row[kind]]
        return ", ".join(path.rpartition("/")[2] for path in found)

    return Table(
        (),
        (
            Column("Năm" if vi else "Round", text_of("year")),
            Column("Tên" if vi else "Title", text_of("title")),
            Column("Tệp" if vi else "Files", files),
        ),
        ("year", "title", "scores", "clusters", "awards"),
        rows,
    )
