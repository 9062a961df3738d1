"""The papers before the visits: opinions asked for and answered, the guidance, the teams."""

from __future__ import annotations

from collections.abc import Sequence

from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.criteria.kind import Class
from vtlt_cli.criteria.scale import classes_of
from vtlt_cli.papers.material import (
    KEPT,
    NO_DAY,
    UNKNOWN,
    Material,
    annex_heading,
    bases,
    committee,
    counted,
    dashed,
    department,
    goes_with,
    guidance,
    inspected,
    inspection,
    leader_body,
    listed,
    members,
    months,
    of_cluster,
    people,
    period,
    plain_table,
    work,
)
from vtlt_cli.papers.minutes import minutes_text
from vtlt_cli.papers.of_clusters import requests_table
from vtlt_cli.papers.of_units import outline
from vtlt_cli.printing.paper import DOTS, Annex, Content, Paper, Text, texts
from vtlt_cli.printing.table import Table
from vtlt_cli.proposals.kind import PROPOSALS, Answer
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.offices import listed as list_name
from vtlt_cli.sheets.tables import sheet_table
from vtlt_cli.teams.kind import TEAMS
from vtlt_cli.units import Province, of_provinces
from vtlt_cli.visits.tables import team_table
from vtlt_cli.wording import long_day, points, quantity


def scale_annex(m: Material, label: str, tied: str) -> Annex:
    """The scale: areas and criteria with their points, and the classes of totals."""
    table = sheet_table(m.scale, {}, None, None, m.round, "vi", with_sums=True)
    rows = [row for row in table.rows if row["text"] != "TỔNG CỘNG"]
    titles = {"criterion": "TT", "text": "Nội dung, chỉ tiêu", "scoring": "Mức điểm"}
    columns = tuple(c._replace(title=titles[c.field]) for c in table.columns if c.field in titles)
    content: list[Content] = [Table((), columns, tuple(titles), rows)]
    classes = classes_of(m.scale)
    if classes:
        content += [Text("Xếp loại theo tổng số điểm:"), _classes_table(classes)]
    title = f"Thang điểm {work(m)} năm {m.year}"
    return Annex(annex_heading(label, title, tied), tuple(content))


def _classes_table(classes: Sequence[Class]) -> Table:
    rows = [
        {
            "class": one.name,
            "total": f"từ {points(one.least)} điểm trở lên"
            if one.least
            else "các trường hợp còn lại",
        }
        for one in classes
    ]
    return plain_table({"class": "Xếp loại", "total": "Tổng số điểm"}, rows)


def clusters_annex(m: Material, label: str, tied: str) -> Annex:
    """The clusters of the round, in standard spelling."""
    rows = [
        {
            "number": str(cluster.number),
            "members": of_cluster(m, cluster),
            "leader": list_name(cluster.leader),
        }
        for cluster in m.clusters
    ]
    titles = {"number": "Cụm", "members": f"Tên {counted(m)}", "leader": "Cụm trưởng"}
    title = f"Các Cụm kiểm tra chéo {work(m)} năm {m.year}"
    return Annex(annex_heading(label, title, tied), (plain_table(titles, rows),))


def sheet_annex(m: Material, label: str, tied: str) -> Annex:
    """The blank sheet of points."""
    table = sheet_table(m.scale, {}, None, None, m.round, "vi", with_sums=True)
    title = f"Phiếu chấm điểm {work(m)} năm {m.year}"
    # What is to be written by hand needs room.
    written = {"self_result", "self", "agreed", "reason"}
    columns = tuple(
        c._replace(show=lambda row: "………") if c.field in written else c for c in table.columns
    )
    blank = table._replace(heading=(), columns=columns)
    content = (Text(f"Đơn vị: {DOTS}"), blank, Text(f"Xếp loại: {UNKNOWN}"))
    return Annex(annex_heading(label, title, tied), content, across=True)


def consultation(m: Material) -> tuple[Paper, ...]:
    """The letter that asks for opinions on the draft of criteria and clusters (form 1.5).

    Report 241/BC-VTLTNN, II.2.a: “tiếp thu ý kiến góp ý”; II.2.b: “có thể đề xuất thay đổi nếu xét
    thấy cần thiết”.
    """
    us = department(m)
    tied = goes_with("Công văn", us.numbered(""), us.called)
    return (
        Paper(
            agency=us.name,
            parent=us.parent,
            symbol=us.numbered(""),
            place=us.place,
            subject=f"V/v lấy ý kiến dự thảo hướng dẫn {inspection(m)}",
            addressees=(_to_all(m),),
            content=texts(
                [
                    f"Chuẩn bị cho đợt {inspection(m)}, {us.called} dự thảo thang điểm và danh "
                    "sách các Cụm kiểm tra (Phụ lục I, Phụ lục II kèm theo).",
                    f"{us.called} đề nghị {people(m)} nghiên cứu, cho ý kiến về chỉ tiêu, mức điểm "
                    "và việc phân chia các Cụm; có thể đề xuất thay đổi nếu xét thấy cần thiết.",
                    f"Ý kiến bằng văn bản gửi về {us.called} trước {NO_DAY} để tổng "
                    "hợp, tiếp thu, giải trình./.",
                ]
            ),
            recipients=("- Như trên;", KEPT),
            annexes=(
                scale_annex(m, "Phụ lục I", tied),
                clusters_annex(m, "Phụ lục II", tied),
            ),
        ),
    )


def _to_all(m: Material) -> str:
    """Those who take part, as they are addressed."""
    if counted(m) == "tỉnh, thành phố":
        return "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"
    return "Các đơn vị tham gia kiểm tra chéo"


def guidance_paper(m: Material) -> tuple[Paper, ...]:
    """The letter that guides the cross-inspection (form 1.5), with its five annexes.

    Report 241/BC-VTLTNN, II.2: criteria and clusters, the teams, time and order of the work.
    """
    us = department(m)
    tied = goes_with("Công văn", us.numbered(""), us.called)
    sessions = quantity(m.round.sessions_per_province) if m.round.sessions_per_province else "…"
    before = f"trước {long_day(m.round.report_before)}" if m.round.report_before else "trước ngày …"
    content: list[Content] = [
        Text(
            f"{us.called} hướng dẫn {people(m)} {inspection(m)} như sau:",
        ),
        Text("1. Nội dung kiểm tra", "point"),
        *texts(_content_lines(m)),
        Text(
            f"Nội dung được cụ thể hóa thành các chỉ tiêu và mức điểm tại Phụ lục I. Thời kỳ kiểm "
            f"tra: {period(m)}."
        ),
        Text("2. Các Cụm kiểm tra", "point"),
        Text(
            f"{quantity(_units(m))} {counted(m)} được phân chia thành {quantity(len(m.clusters))} "
            "Cụm; danh sách thành viên và Cụm trưởng tại Phụ lục II."
        ),
        Text("3. Thành phần Đoàn kiểm tra của mỗi Cụm", "point"),
        *texts(_seats(m)),
        Text("4. Thời gian và trình tự tiến hành kiểm tra", "point"),
        *texts(
            [
                f"a) Thời gian tiến hành kiểm tra: {months(m)}; ở mỗi đơn vị ít nhất {sessions} "
                "buổi.",
                "b) Cụm trưởng chủ động phối hợp với các đơn vị trong Cụm thống nhất kế hoạch kiểm "
                f"tra; kế hoạch được gửi cho các đơn vị trong Cụm và {us.called} để phối hợp thực "
                "hiện.",
                "c) Đơn vị được kiểm tra căn cứ chỉ tiêu và thang điểm chuẩn bị báo cáo bằng văn "
                "bản tự đánh giá, chấm điểm kết quả thực hiện mỗi chỉ tiêu và tổng hợp chung số "
                "điểm, xếp loại, gửi Cụm trưởng (Phụ lục III, Phụ lục IV).",
                "d) Đoàn kiểm tra làm việc theo trình tự: Cụm trưởng giới thiệu mục đích, nội dung "
                "kiểm tra và thành phần đoàn; đại diện lãnh đạo đơn vị được kiểm tra trình bày báo "
                "cáo tự đánh giá, chấm điểm; kiểm tra thực tế; thảo luận thống nhất cho điểm theo "
                "từng chỉ tiêu, tổng hợp số điểm, xếp loại; Cụm trưởng tổng kết và thông qua biên "
                "bản (Phụ lục V).",
                f"đ) Kết quả kiểm tra chung của Cụm được Cụm trưởng tổng hợp, báo cáo về "
                f"{us.called} {before}.",
            ]
        ),
        Text(
            f"Trong quá trình thực hiện, nếu có vướng mắc, đề nghị {people(m)} trao đổi với "
            f"{us.called} để được hướng dẫn./."
        ),
    ]
    return (
        Paper(
            agency=us.name,
            parent=us.parent,
            symbol=us.numbered(""),
            place=us.place,
            subject=f"V/v hướng dẫn {inspection(m)}",
            addressees=(_to_all(m),),
            content=tuple(content),
            recipients=("- Như trên;", KEPT),
            annexes=(
                scale_annex(m, "Phụ lục I", tied),
                clusters_annex(m, "Phụ lục II", tied),
                sheet_annex(m, "Phụ lục III", tied),
                Annex(
                    annex_heading("Phụ lục IV", "Đề cương báo cáo tự đánh giá, chấm điểm", tied),
                    tuple(outline(m)),
                ),
                Annex(
                    annex_heading("Phụ lục V", "Mẫu biên bản kiểm tra", tied),
                    minutes_text(m, None),
                ),
            ),
        ),
    )


def _units(m: Material) -> int:
    return len({unit for cluster in m.clusters for unit in members(cluster)})


def _content_lines(m: Material) -> list[str]:
    """What is inspected, a line each; dots where the data names nothing."""
    if not m.round.content:
        return [f"- {UNKNOWN}"]
    return dashed(f"{one[:1].upper()}{one[1:]}" for one in m.round.content)


def _body_of(m: Material, one: Province) -> str:
    """The body that a letter to a unit goes to: a province is none, but its committee is."""
    if m.round.office is None and of_provinces(m.data.of(PROVINCES)):
        return committee(one)
    return inspected(m, one)


def _seats(m: Material) -> list[str]:
    """Who the team is made of, as the round declares it."""
    lines = []
    for seat in m.round.team:
        count = f"{quantity(seat.count)} " if seat.count else ""
        of = " (của đơn vị làm Cụm trưởng)" if seat.of == "leader" else ""
        lines.append(f"{count}{seat.title}{of}")
    return dashed(lines) or [f"- {DOTS}"]


def team(m: Material, cluster: Cluster) -> tuple[Paper, ...]:
    """The letter that asks the members for people, and, where one has the list, the decision.

    Report 241/BC-VTLTNN, II.2.c: “Thành phần đoàn kiểm tra của mỗi cụm gồm có”. Who may set up the
    team stands in the data as the decision of the team (teams_YYYY.yaml); without it there is no
    draft of one.
    """
    us = leader_body(m, cluster)
    asking = Paper(
        agency=us.name,
        parent=us.parent,
        symbol=us.numbered(""),
        place=us.place,
        subject=f"V/v cử người tham gia Đoàn kiểm tra của Cụm {cluster.number}",
        addressees=tuple(
            _body_of(m, one) for one in members(cluster) if one is not cluster.leader.province
        ),
        content=texts(
            [
                f"Thực hiện {guidance(m)} về {inspection(m)}, {us.called} (Cụm trưởng Cụm "
                f"{cluster.number}) đề nghị các đơn vị trong Cụm cử người tham gia Đoàn kiểm tra, "
                "gồm:",
                *_seats(m),
                "Danh sách ghi rõ chức vụ, gửi về "
                f"{us.called} trước {NO_DAY} để tổng hợp, lập Đoàn kiểm tra./.",
            ]
        ),
        recipients=("- Như trên;", f"- {department(m).called};", KEPT),
    )
    found = next((one for one in m.data.of(TEAMS, m.year) if one.cluster == cluster.number), None)
    if found is None or found.decision is None:
        return (asking,)
    paper = found.decision
    listing_ = team_table(found, m.round, "vi")
    decision = Paper(
        agency=us.name if paper.issuer is None else paper.issuer,
        parent=us.parent if paper.issuer is None else None,
        symbol=paper.number.partition("/")[2] or us.numbered("QĐ"),
        place=us.place,
        name="Quyết định",
        subject=f"Về việc thành lập Đoàn kiểm tra {work(m)} năm {m.year} của Cụm {cluster.number}",
        content=(
            Text("(THẨM QUYỀN BAN HÀNH)", "authority"),
            *bases(m, "plan"),
            Text(f"Căn cứ {guidance(m)};", "basis"),
            Text(f"Theo đề nghị của {DOTS}.", "basis"),
            Text("QUYẾT ĐỊNH:", "authority"),
            Text(
                f"Điều 1. Thành lập Đoàn kiểm tra {work(m)} năm {m.year} của Cụm {cluster.number} "
                "(có danh sách kèm theo)."
            ),
            Text(
                "Điều 2. Đoàn kiểm tra thực hiện nhiệm vụ theo hướng dẫn và kế hoạch kiểm tra của "
                "Cụm, hoạt động đến khi hoàn thành nhiệm vụ."
            ),
            Text(f"Điều 3. {DOTS} chịu trách nhiệm thi hành Quyết định này./."),
        ),
        recipients=("- Như Điều 3;", f"- {department(m).called};", KEPT),
        annexes=(
            Annex(
                annex_heading(
                    "Danh sách",
                    f"Đoàn kiểm tra của Cụm {cluster.number}",
                    goes_with("Quyết định", us.numbered("QĐ"), us.called),
                ),
                (listing_._replace(heading=()),),
            ),
        ),
    )
    return asking, decision


_ANSWERS: dict[Answer | None, str] = {
    "accepted": "Tiếp thu",
    "partly": "Tiếp thu một phần",
    "declined": "Giải trình: giữ như dự kiến",
    None: "",
}


def answers(m: Material) -> tuple[Annex, ...]:
    """The opinions on the draft with what was made of them, and the requests of the visits.

    An opinion that is not answered yet has dots; none is called refused.
    """
    rows = []
    for number, one in enumerate(m.data.of(PROPOSALS, m.year), 1):
        paper = one.document
        said = f", Văn bản số {paper.number} {long_day(paper.date)}" if paper else ""
        answer = _ANSWERS[one.answer]
        if one.reason:
            answer += f" ({one.reason})" if one.answer == "declined" else f": {one.reason}"
        rows.append(
            {
                "number": str(number),
                "who": listed(one.province)[:1].upper() + listed(one.province)[1:] + said,
                "request": one.request,
                "answer": answer or DOTS,
            }
        )
    titles = {
        "number": "TT",
        "who": "Đơn vị, văn bản",
        "request": "Nội dung đề xuất",
        "answer": "Tiếp thu, giải trình",
    }
    title = "Bảng tổng hợp, tiếp thu, giải trình ý kiến góp ý đối với dự thảo hướng dẫn "
    # Of several annexes each has its number (Decree 30/2020/NĐ-CP, Annex I, III.1.c).
    asked = requests_table(m, "Phụ lục II" if rows else "Phụ lục")
    label = "Phụ lục I" if asked is not None else "Phụ lục"
    found = [Annex(annex_heading(label, title + inspection(m)), (plain_table(titles, rows),))]
    return tuple((found if rows else []) + ([asked] if asked is not None else []))
