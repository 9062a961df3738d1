"""The papers of a cluster and on it: its plan, its report, and what asks for a report."""

from __future__ import annotations

from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.criteria.scale import lines
from vtlt_cli.papers.material import (
    KEPT,
    NO_DAY,
    UNKNOWN,
    Material,
    annex_heading,
    bases,
    cited,
    committee,
    dashed,
    department,
    dotted,
    goes_with,
    guidance,
    inspected,
    inspection,
    leader_body,
    leader_called,
    members,
    months,
    plain_table,
    work,
)
from vtlt_cli.papers.of_units import entries_of, shown
from vtlt_cli.printing.paper import DOTS, Annex, Content, Paper, Text, texts
from vtlt_cli.printing.table import Row, Table
from vtlt_cli.sheets.entries import Entry
from vtlt_cli.teams.kind import TEAMS
from vtlt_cli.units import Province, listed_name
from vtlt_cli.visits.kind import VISITS, ClusterVisits, Visit, latest_minutes
from vtlt_cli.visits.tables import schedule, team_table
from vtlt_cli.wording import day, listing, long_day, quantity, unit


def _leads(m: Material, cluster: Cluster) -> str:
    """The leading body in the middle of a sentence: `Sở Nội vụ tỉnh Hoành Giang`."""
    return leader_called(m, cluster).partition(" (")[0]


def visits_of(m: Material, cluster: Cluster) -> ClusterVisits | None:
    """The visits of the cluster; None where there are none yet."""
    found = m.data.of(VISITS, m.year)
    return next((one for one in found if one.cluster == cluster.number), None)


def plan(m: Material, cluster: Cluster) -> tuple[Paper, ...]:
    """The plan of a cluster (form 1.4), sent to its members and to the Department.

    Report 241/BC-VTLTNN, II.2.d: “Bản kế hoạch kiểm tra được gửi cho các đơn vị trong Cụm và Cục”,
    and the order of the work “như sau”.
    """
    us, above = leader_body(m, cluster), department(m)
    numbers = [f"{one[:1].upper()}{one[1:]}" for one in m.round.content] or [DOTS]
    team = next((t for t in m.data.of(TEAMS, m.year) if t.cluster == cluster.number), None)
    seats: list[Content] = [Text(f"- {seat.title}: {DOTS};") for seat in m.round.team] or [
        Text(DOTS)
    ]
    content: list[Content] = [
        *bases(m, "plan"),
        Text(
            f"Thực hiện {guidance(m)} về {inspection(m)}, {_leads(m, cluster)} (Cụm trưởng Cụm "
            f"{cluster.number}) xây dựng kế hoạch kiểm tra như sau:"
        ),
        Text("I. MỤC ĐÍCH, YÊU CẦU", "part"),
        *dotted("1. Mục đích", "2. Yêu cầu"),
        Text("II. NỘI DUNG KIỂM TRA", "part"),
        *texts(f"{number}. {one}." for number, one in enumerate(numbers, 1)),
        Text("III. THÀNH PHẦN ĐOÀN KIỂM TRA", "part"),
        *(seats if team is None else [team_table(team, m.round, "vi")._replace(heading=())]),
        Text("IV. THỜI GIAN, ĐỊA ĐIỂM", "part"),
        *_when(m, cluster),
        Text("V. CHƯƠNG TRÌNH LÀM VIỆC", "part"),
        *texts(
            [
                "1. Cụm trưởng giới thiệu mục đích, nội dung kiểm tra và thành phần đoàn kiểm tra.",
                "2. Đại diện lãnh đạo đơn vị được kiểm tra trình bày báo cáo tự đánh giá, chấm "
                "điểm kết quả thực hiện các chỉ tiêu.",
                "3. Đoàn tiến hành kiểm tra thực tế.",
                "4. Thảo luận, thống nhất cho điểm theo từng chỉ tiêu, tổng hợp chung số điểm của "
                "đơn vị, xếp loại.",
                "5. Cụm trưởng tổng kết và thông qua biên bản kiểm tra.",
            ]
        ),
        Text("VI. TỔ CHỨC THỰC HIỆN", "part"),
        *dotted(),
        Text(
            f"{_leads(m, cluster)} đề nghị các đơn vị trong Cụm phối hợp thực hiện; trong quá "
            "trình thực hiện nếu có thay đổi, đề nghị trao đổi để thống nhất./."
        ),
    ]
    return (
        Paper(
            agency=us.name,
            parent=us.parent,
            symbol=us.numbered("KH"),
            place=us.place,
            name="Kế hoạch",
            subject=f"Kiểm tra chéo {work(m)} năm {m.year} của Cụm {cluster.number}",
            content=tuple(content),
            recipients=(f"- {above.called};", "- Các đơn vị trong Cụm;", KEPT),
        ),
    )


def _when(m: Material, cluster: Cluster) -> list[Content]:
    """The half-days as planned; the units with dots where none is."""
    if visits_of(m, cluster) is not None:
        table = schedule(m.data, m.round, cluster.number, "vi")
        return [_planned(table)]
    rows = [
        {"number": str(number), "who": inspected(m, one), "day": "", "half": "", "place": ""}
        for number, one in enumerate(members(cluster), 1)
    ]
    titles = {
        "number": "TT",
        "who": "Đơn vị được kiểm tra",
        "day": "Ngày",
        "half": "Buổi",
        "place": "Địa điểm",
    }
    return [Text(f"Thời gian tiến hành kiểm tra: {months(m)}."), plain_table(titles, rows)]


def _planned(table: Table) -> Table:
    """The schedule without what became of it: a plan says what is to be done."""
    columns = tuple(column for column in table.columns if column.title != "Ghi chú")
    return table._replace(heading=(), columns=columns)


def cluster_report(m: Material, cluster: Cluster) -> tuple[Paper, ...]:
    """The report of a cluster to the Department (form 1.4).

    In the order of the cluster, without ranks and without the points of units on themselves. Report
    241/BC-VTLTNN, II.2.d: “Kết quả kiểm tra chung của toàn Cụm được Cụm trưởng tổng hợp, báo cáo”.
    """
    us, above = leader_body(m, cluster), department(m)
    entry = visits_of(m, cluster)
    report = m.report_of(cluster.number)
    told = {r.province.province: r for r in report.results} if report is not None else {}
    rows: list[Row] = []
    for number, one in enumerate(members(cluster), 1):
        visit = m.visit(one)[1]
        paper = latest_minutes(visit) if visit is not None else None
        result = told.get(one)
        total = result.score if result is not None else paper.total if paper is not None else None
        class_ = result.class_ if result is not None else paper.class_ if paper else None
        rows.append(
            {
                "number": str(number),
                "who": inspected(m, one),
                "days": _held(visit),
                "total": shown(total),
                "class": class_ or UNKNOWN,
            }
        )
    titles = {
        "number": "TT",
        "who": "Đơn vị",
        "days": "Thời gian kiểm tra",
        "total": "Tổng số điểm",
        "class": "Xếp loại",
    }
    plan_ = entry.plan if entry is not None else None
    numbered = f"{plan_.number} {long_day(plan_.date)}" if plan_ else f"{UNKNOWN} {NO_DAY}"
    by = f"Kế hoạch số {numbered}"
    inspected_ = [one for one in members(cluster) if _is_held(m.visit(one)[1])]
    content: list[Content] = [
        Text(
            f"Thực hiện {guidance(m)} về {inspection(m)}, {_leads(m, cluster)} (Cụm trưởng Cụm "
            f"{cluster.number}) báo cáo kết quả kiểm tra như sau:"
        ),
        Text("I. TỔ CHỨC THỰC HIỆN", "part"),
        Text(
            f"Cụm {cluster.number} gồm {quantity(len(members(cluster)))} đơn vị. Theo {by}, Đoàn "
            f"kiểm tra đã kiểm tra {quantity(len(inspected_))} đơn vị."
        ),
        *_not_inspected(m, cluster),
        *dotted(),
        Text("II. KẾT QUẢ", "part"),
        plain_table(titles, rows, right=("total",)),
        Text("III. NHẬN XÉT CHUNG", "part"),
        *_gathered(m, cluster),
        Text("IV. KIẾN NGHỊ, ĐỀ XUẤT", "part"),
        *requests_of(m, [cluster]),
        Text(f"{_leads(m, cluster)} báo cáo {above.called} tổng hợp./."),
    ]
    return (
        Paper(
            agency=us.name,
            parent=us.parent,
            symbol=us.numbered("BC"),
            place=us.place,
            name="Báo cáo",
            subject=f"Kết quả kiểm tra chéo {work(m)} năm {m.year} của Cụm {cluster.number}",
            addressees=(above.called,),
            content=tuple(content),
            recipients=("- Như trên;", "- Các đơn vị trong Cụm;", KEPT),
            annexes=_points_annex(m, cluster),
        ),
    )


def _held(visit: Visit | None) -> str:
    if visit is None:
        return UNKNOWN
    if visit.not_inspected is not None:
        return "không kiểm tra được"
    days = dict.fromkeys(day(one.day, "vi") for one in visit.held)
    return listing(days, "vi") if days else UNKNOWN


def _is_held(visit: Visit | None) -> bool:
    return visit is not None and bool(visit.held) and visit.not_inspected is None


def _not_inspected(m: Material, cluster: Cluster) -> list[Text]:
    found = []
    for one in members(cluster):
        visit = m.visit(one)[1]
        if visit is not None and visit.not_inspected is not None:
            why = visit.not_inspected
            found.append(
                Text(
                    f"Không kiểm tra được {unit(one, 'vi')}: {why.reason.rstrip('.')} "
                    f"({cited(why.document)})."
                )
            )
    return found


def _gathered(m: Material, cluster: Cluster) -> list[Text]:
    """What the minutes found good and wanting; dots where they say nothing."""
    found = []
    for title, which in (("1. Ưu điểm", "strengths"), ("2. Hạn chế", "faults")):
        said = [
            f"{line.rstrip(' ;.')} ({listed_name(one)})"
            for one in members(cluster)
            for line in getattr(m.visit(one)[1], which, ())
        ]
        found += [Text(title, "point"), *texts(dashed(said))] if said else dotted(title)
    return found


def requests_of(m: Material, clusters: list[Cluster]) -> list[Content]:
    """What units and teams ask for, gathered by whom it is addressed to; dots where nothing is."""
    above = department(m)
    to = {
        "locality": "Với lãnh đạo địa phương",
        "department": f"Với {above.called}",
        "ministry": f"Với {above.parent or UNKNOWN}",
    }
    content: list[Content] = []
    number = 0
    for which, title in to.items():
        said = [
            f"{request.text.rstrip(' ;.')} ({listed_name(one)})"
            for cluster in clusters
            for one in members(cluster)
            for visit in (m.visit(one)[1],)
            for request in (visit.requests if visit is not None else ())
            if request.to == which
        ]
        if said:
            number += 1
            content += [Text(f"{number}. {title}", "point"), *texts(dashed(said))]
    return content or [*dotted()]


def _points_annex(m: Material, cluster: Cluster) -> tuple[Annex, ...]:
    """The agreed points of the cluster by criterion; nothing where there is no scale."""
    if not m.scale.areas:
        return ()
    units = members(cluster)
    found = {one.id: entries_of(m, one) for one in units}
    sheets = {one.id: m.sheet(one) for one in units}
    rows: list[Row] = []
    last = -1
    for number, area, criterion, whole in lines(m.scale):
        if number != last:
            last = number
            sums = {
                id_: shown(s.agreed.areas[number] if s and number < len(s.agreed.areas) else None)
                for id_, s in sheets.items()
            }
            rows.append({"code": area.code, "text": area.title.upper(), **sums})
        if not criterion.parts or whole is not None:
            given = {
                id_: shown(one.get(criterion.code, Entry()).agreed) for id_, one in found.items()
            }
            rows.append({"code": criterion.code, "text": criterion.text, **given})
    totals = {id_: shown(s.agreed.total if s else None) for id_, s in sheets.items()}
    rows.append({"code": "", "text": "TỔNG CỘNG", **totals})
    us = leader_body(m, cluster)
    titles = {"code": "TT", "text": "Nội dung, chỉ tiêu", **{u.id: listed_name(u) for u in units}}
    return (
        Annex(
            annex_heading(
                "Phụ lục",
                f"Bảng tổng hợp điểm của Cụm {cluster.number}",
                goes_with("Báo cáo", us.numbered("BC"), us.called),
            ),
            (plain_table(titles, rows, right=[u.id for u in units]),),
            across=len(units) > 4,
        ),
    )


def reminder(m: Material, cluster: Cluster) -> tuple[Paper, ...]:
    """The letter of the Department to a leader whose report was not received (form 1.5)."""
    us = department(m)
    return (
        Paper(
            agency=us.name,
            parent=us.parent,
            symbol=us.numbered(""),
            place=us.place,
            subject=f"V/v báo cáo kết quả {inspection(m)}",
            addressees=(leader_called(m, cluster),),
            content=texts(
                [
                    f"Theo {guidance(m)} hướng dẫn {inspection(m)}, đến {NO_DAY}, {us.called} "
                    f"chưa nhận được báo cáo kết quả kiểm tra của Cụm {cluster.number}.",
                    f"Để kịp thời tổng hợp, {us.called} đề nghị {_leads(m, cluster)} gửi báo cáo "
                    f"về {us.called} trước {NO_DAY}./.",
                ]
            ),
            recipients=("- Như trên;", KEPT),
        ),
    )


def reminder_of_unit(m: Material, one: Province) -> tuple[Paper, ...]:
    """The letter of the leader to a member whose report on itself was not received (form 1.5)."""
    cluster = m.home(one)
    assert cluster is not None, "who is in no cluster is asked by nobody"
    us = leader_body(m, cluster)
    return (
        Paper(
            agency=us.name,
            parent=us.parent,
            symbol=us.numbered(""),
            place=us.place,
            subject=f"V/v báo cáo tự đánh giá, chấm điểm {work(m)} năm {m.year}",
            addressees=(inspected(m, one),),
            content=texts(
                [
                    f"Theo {guidance(m)} hướng dẫn {inspection(m)}, đến {NO_DAY}, "
                    f"{_leads(m, cluster)} (Cụm trưởng Cụm {cluster.number}) chưa nhận được báo "
                    f"cáo tự đánh giá, chấm điểm của {inspected(m, one)}.",
                    "Để kịp thời chuẩn bị kiểm tra, đề nghị "
                    f"{inspected(m, one)} gửi báo cáo về {us.called} trước {NO_DAY}./.",
                ]
            ),
            recipients=("- Như trên;", KEPT),
        ),
    )


def awaited_clusters(m: Material) -> list[Cluster]:
    """The clusters whose report was not received yet."""
    return [one for one in m.clusters if m.report_of(one.number) is None]


def awaited_units(m: Material) -> list[Province]:
    """The units whose report on themselves was not received yet."""
    found = []
    for cluster in m.clusters:
        for one in members(cluster):
            visit = m.visit(one)[1]
            if visit is not None and (visit.self_report or visit.not_inspected):
                continue
            found.append(one)
    return found


def requests_table(m: Material, label: str = "Phụ lục") -> Annex | None:
    """All that was asked for, and where it is settled; None where nothing was."""
    above = department(m)
    to = {
        "locality": "",
        "department": above.called,
        "ministry": above.parent or UNKNOWN,
    }
    rows: list[Row] = []
    for cluster in m.clusters:
        for one in members(cluster):
            visit = m.visit(one)[1]
            for request in visit.requests if visit is not None else ():
                rows.append(
                    {
                        "number": str(len(rows) + 1),
                        "who": listed_name(one),
                        "text": request.text,
                        "to": to[request.to] or committee(one),
                        "result": DOTS,
                    }
                )
    titles = {
        "number": "TT",
        "who": "Đơn vị kiến nghị",
        "text": "Nội dung",
        "to": "Cơ quan giải quyết",
        "result": "Kết quả",
    }
    if not rows:
        return None
    title = f"Bảng tổng hợp kiến nghị qua {inspection(m)}"
    return Annex(annex_heading(label, title), (plain_table(titles, rows),))
