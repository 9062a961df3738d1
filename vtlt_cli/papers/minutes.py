"""The minutes of a visit, and what supplements them (form 1.9)."""

from __future__ import annotations

from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.criteria.scale import lines
from vtlt_cli.papers.material import (
    NO_DAY,
    UNKNOWN,
    Material,
    dashed,
    dotted,
    goes_with,
    guidance,
    inspected,
    leader_body,
    plain_table,
    work,
)
from vtlt_cli.papers.of_units import classed, entries_of, shown, whole_sheet
from vtlt_cli.printing.paper import DOTS, Content, Paper, Text, texts
from vtlt_cli.printing.table import Row
from vtlt_cli.sheets.entries import Entry
from vtlt_cli.teams.kind import TEAMS, Team
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import Visit
from vtlt_cli.visits.tables import member_text
from vtlt_cli.wording import long_day, points

# Ours: the form is that of a meeting, in which the inspected body does not sign.
_SIGNATURES = ("ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA", "THƯ KÝ", "TRƯỞNG ĐOÀN")


def minutes(m: Material, unit: Province) -> tuple[Paper, ...]:
    """The minutes of the visit of a unit, as far as the data have it.

    Report 241/BC-VTLTNN, II.2.d: “họp thảo luận thống nhất cho điểm theo từng chỉ tiêu … Cụm trưởng
    tổng kết và thông qua biên bản kiểm tra”.
    """
    return (
        _paper(
            m,
            unit,
            f"Kiểm tra chéo {work(m)} năm {m.year} tại {inspected(m, unit)}",
            minutes_text(m, unit),
        ),
    )


def _paper(m: Material, unit: Province, subject: str, content: tuple[Content, ...]) -> Paper:
    cluster = m.home(unit)
    us = leader_body(m, cluster) if cluster is not None else None
    number = cluster.number if cluster is not None else UNKNOWN
    symbol = f"BB-{UNKNOWN}"
    issuer = f"Đoàn kiểm tra Cụm {number}"
    return Paper(
        agency=issuer,
        parent=_of_leader(us.called, cluster) if us is not None and cluster is not None else None,
        symbol=symbol,
        name="Biên bản",
        subject=subject,
        content=content,
        recipients=(
            "- Đơn vị được kiểm tra;",
            "- Các đơn vị trong Cụm;",
            "- Lưu: VT, Hồ sơ.",
        ),
        dated=False,
        signatures=_SIGNATURES,
        annexes=(
            whole_sheet(m, unit, "Phụ lục", goes_with("Biên bản", symbol, issuer), agreed=True),
        ),
    )


def _of_leader(name: str, cluster: Cluster) -> str:
    unit = cluster.leader.province
    return f"{name} {unit.kind} {unit.name}" if unit is not None else name


def minutes_text(m: Material, unit: Province | None) -> tuple[Content, ...]:
    """What stands in the minutes of a unit; the blank form without one."""
    visit = m.visit(unit)[1] if unit is not None else None
    place = (visit.place if visit is not None else None) or DOTS
    begun = long_day(visit.held[0].day) if visit is not None and visit.held else NO_DAY
    who = inspected(m, unit) if unit is not None else DOTS
    return (
        Text(f"Thực hiện {guidance(m)}, Đoàn kiểm tra tiến hành kiểm tra tại {who}."),
        Text(f"Thời gian bắt đầu: … giờ …, {begun}"),
        Text(f"Địa điểm: {place}"),
        Text("Thành phần tham dự:", "point"),
        Text("I. Đoàn kiểm tra"),
        *texts(_team_lines(m, unit)),
        Text("II. Đơn vị được kiểm tra"),
        *texts(_guests(visit)),
        Text(f"Chủ trì: {DOTS} (Trưởng đoàn)"),
        Text(f"Thư ký: {DOTS}"),
        Text("Nội dung:", "point"),
        *_own_points(m, unit),
        *dotted("2. Kiểm tra thực tế"),
        *_agreed(m, unit, visit),
        *_noted("4. Ưu điểm", visit.strengths if visit else ()),
        *_noted("5. Hạn chế", visit.faults if visit else ()),
        *_noted("6. Kiến nghị, đề xuất", [one.text for one in visit.requests] if visit else ()),
        Text(
            "Biên bản được thông qua, lập thành … bản có giá trị như nhau, kết thúc vào … giờ …, "
            f"{NO_DAY}./."
        ),
    )


def _team_of(m: Material, unit: Province | None) -> Team | None:
    cluster = m.home(unit) if unit is not None else None
    teams = m.data.of(TEAMS, m.year)
    return next((t for t in teams if cluster is not None and t.cluster == cluster.number), None)


def _team_lines(m: Material, unit: Province | None) -> list[str]:
    """The members of the team by seat and post; the seats of the round with dots without a team."""
    found = _team_of(m, unit)
    if found is not None:
        return dashed(member_text(member, m.round, "vi") for member in found.members)
    return [f"- {seat.title}: {DOTS};" for seat in m.round.team] or [f"- {DOTS}"]


def _guests(visit: Visit | None) -> list[str]:
    attended = visit.attended if visit is not None else ()
    lines = dashed(", ".join(p for p in (one.post, one.agency) if p) for one in attended)
    return lines or [f"- {DOTS}"]


def _own_points(m: Material, unit: Province | None) -> list[Text]:
    sheet = m.sheet(unit) if unit is not None else None
    total = sheet.self_.total if sheet is not None else None
    return [
        Text("1. Báo cáo tự đánh giá, chấm điểm", "point"),
        Text(f"Tổng số điểm tự chấm: {shown(total)}; tự xếp loại: {classed(m, total)}."),
    ]


def _agreed(m: Material, unit: Province | None, visit: Visit | None) -> list[Content]:
    """Sums by area, the lines that differ with their reasons, total and class as agreed."""
    sheet = m.sheet(unit) if unit is not None else None
    sums = sheet.agreed if sheet is not None else None
    paper = visit.minutes if visit is not None else None
    rows: list[Row] = [
        {
            "area": f"{area.code}. {area.title}",
            "points": shown(
                sums.areas[number] if sums is not None and number < len(sums.areas) else None
            ),
        }
        for number, area in enumerate(m.scale.areas)
    ]
    total = paper.total if paper is not None else sums.total if sums is not None else None
    rows.append({"area": "TỔNG CỘNG", "points": shown(total)})
    titles = {"area": "Nội dung", "points": "Điểm thống nhất"}
    content: list[Content] = [
        Text("3. Kết quả thống nhất cho điểm", "point"),
        plain_table(titles, rows, right=("points",)),
    ]
    differing = _differing(m, unit) if unit is not None else []
    if differing:
        content.append(Text("Các chỉ tiêu có điểm thống nhất khác điểm tự chấm:"))
        columns = {
            "code": "TT",
            "text": "Chỉ tiêu",
            "self": "Điểm tự chấm",
            "agreed": "Điểm thống nhất",
            "reason": "Lý do",
        }
        content.append(plain_table(columns, differing, right=("self", "agreed")))
    class_ = (paper.class_ if paper is not None else None) or classed(m, total)
    held = f" ({paper.class_reason})" if paper is not None and paper.class_reason else ""
    content.append(Text(f"Xếp loại: {class_}{held}."))
    return content


def _differing(m: Material, unit: Province) -> list[Row]:
    found = entries_of(m, unit)
    rows: list[Row] = []
    for _number, _area, criterion, whole in lines(m.scale):
        entry = found.get(criterion.code, Entry())
        if (criterion.parts and whole is None) or entry.self_ is None or entry.agreed is None:
            continue
        if entry.self_ != entry.agreed:
            rows.append(
                {
                    "code": criterion.code,
                    "text": criterion.text,
                    "self": points(entry.self_),
                    "agreed": points(entry.agreed),
                    "reason": entry.reason or UNKNOWN,
                }
            )
    return rows


def _noted(title: str, said: list[str] | tuple[str, ...]) -> list[Text]:
    if not said:
        return dotted(title)
    return [Text(title, "point"), *texts(dashed(said))]


def supplement(m: Material, unit: Province) -> tuple[Paper, ...]:
    """Minutes that supplement those of a visit: which minutes, the points before and after, why.

    One that the data has is drafted with what it says; without one all of it is left open.
    """
    visit = m.visit(unit)[1]
    first = visit.minutes if visit is not None else None
    supplements = visit.supplements if visit is not None else ()
    added = max(supplements, key=lambda one: one.date, default=None)
    of = f"số {first.number} {long_day(first.date)}" if first and first.number else ""
    of = of or (f"lập {long_day(first.date)}" if first is not None else f"lập {NO_DAY}")
    before = shown(first.total) if first is not None else UNKNOWN
    after = shown(added.total) if added is not None else UNKNOWN
    reason = (added.reason if added is not None else None) or DOTS
    classes = [one.class_ or UNKNOWN for one in (first, added) if one is not None]
    content = texts(
        [
            f"Đoàn kiểm tra và {inspected(m, unit)} thống nhất bổ sung Biên bản kiểm tra {of} như "
            "sau:",
            f"1. Tổng số điểm đã thống nhất: {before}; nay thống nhất: {after}.",
            f"2. Xếp loại đã thống nhất: {classes[0] if classes else UNKNOWN}; nay thống nhất: "
            f"{classes[1] if len(classes) > 1 else UNKNOWN}.",
            f"3. Lý do: {reason.rstrip('.')}.",
            f"4. Chỉ tiêu thay đổi: {DOTS}",
            "Các nội dung khác của Biên bản kiểm tra không thay đổi.",
            "Biên bản bổ sung được thông qua, lập thành … bản có giá trị như nhau, kết thúc vào … "
            f"giờ …, {NO_DAY}./.",
        ]
    )
    paper = _paper(m, unit, f"Bổ sung Biên bản kiểm tra chéo {work(m)} năm {m.year}", content)
    return (paper._replace(annexes=()),)
