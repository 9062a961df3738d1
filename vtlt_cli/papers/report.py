"""Báo cáo kết quả: the report of a round (form 1.4), the paper that this project comes from."""

from __future__ import annotations

from importlib import import_module

from vtlt_cli.awards.kind import AWARDS
from vtlt_cli.awards.paragraph import award_paragraph
from vtlt_cli.awards.reckoning import is_decided, reckon
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.papers.material import (
    KEPT,
    NO_DAY,
    UNKNOWN,
    Material,
    counted,
    dashed,
    department,
    guidance,
    inspection,
    members,
    months,
    next_round,
    people,
    work,
)
from vtlt_cli.papers.of_clusters import requests_of
from vtlt_cli.printing.layouts import Layout
from vtlt_cli.printing.paper import DOTS, Annex, Content, Paper, Text, annex_of, texts
from vtlt_cli.printing.table import Line, Table
from vtlt_cli.reading.kinds import SUBJECTS, Dataset
from vtlt_cli.results.kind import RESULTS
from vtlt_cli.rounds.kind import Appendix, Round, report_known_by
from vtlt_cli.rounds.printed import appendix_heading, in_words_of
from vtlt_cli.scores.kind import SCORES, is_no_office
from vtlt_cli.visits.kind import VISITS
from vtlt_cli.wording import listing, long_day, quantity


def report(m: Material) -> tuple[Paper, ...]:
    """The report of the round, its parts and their order those of report 241/BC-VTLTNN.

    Every figure comes from the data; where people must write stand dots.
    """
    us = department(m)
    planned = next_round(m)
    annexes = _annexes(m, planned)
    content: list[Content] = [
        Text(
            f"Thực hiện {guidance(m)} hướng dẫn {inspection(m)}; căn cứ vào báo cáo kết quả kiểm "
            f"tra của các Cụm, {us.called} tổng hợp kết quả chung như sau:"
        ),
        Text(f"I. TÌNH HÌNH KIỂM TRA {work(m).upper()}", "part"),
        Text("1. Tổ chức thực hiện kiểm tra", "point"),
        *texts(_organisation(m)),
        Text("2. Nhận xét chung về kết quả kiểm tra", "point"),
        *_remarks(m),
        Text("3. Kết quả chấm điểm", "point"),
        Text(f"Kết quả chấm điểm của {people(m)} tại {_scores_annex(m, annexes)} kèm theo."),
        Text("4. Khen thưởng", "point"),
        *texts(awards_part(m)),
    ]
    if planned is not None:
        content += _plans(m, planned, annexes)
    ahead = f" và phương hướng, nhiệm vụ kiểm tra năm {planned.year}" if planned else ""
    content.append(
        Text(
            f"Trên đây là tổng hợp chung kết quả {inspection(m)}{ahead}. {us.called} báo cáo và đề "
            "nghị các cơ quan, đơn vị tiếp tục phát huy kết quả đạt được./."
        )
    )
    above = (f"- {us.parent} (để báo cáo);",) if us.parent else ()
    return (
        Paper(
            agency=us.name,
            parent=us.parent,
            symbol=us.numbered("BC"),
            place=us.place,
            name="Báo cáo",
            subject=f"Kết quả {inspection(m)}",
            content=tuple(content),
            recipients=(
                *above,
                f"- {people(m)[:1].upper()}{people(m)[1:]} tham gia kiểm tra;",
                KEPT,
            ),
            annexes=tuple(annex for _number, _table, annex in annexes),
        ),
    )


def _organisation(m: Material) -> list[str]:
    """How many took part in how many clusters, and how far their papers were received."""
    units = {unit for cluster in m.clusters for unit in members(cluster)}
    offices = [score for score in m.data.of(SCORES, m.year) if not is_no_office(score.name)]
    count = len(units) or len(offices)
    clusters = len(m.clusters) or m.round.cluster_count
    found = [
        f"Có {quantity(count)} {counted(m)} tham gia kiểm tra"
        + (f" và được phân chia thành {quantity(clusters)} Cụm." if clusters else ".")
    ]
    visits = [visit for entry in m.data.of(VISITS, m.year) for visit in entry.visits]
    if visits:
        own = sum(visit.self_report is not None for visit in visits)
        held = sum(bool(visit.held) and visit.not_inspected is None for visit in visits)
        minutes = sum(visit.minutes is not None for visit in visits)
        found.append(
            f"Đã nhận được {quantity(own)} báo cáo tự đánh giá, chấm điểm; đã kiểm tra "
            f"{quantity(held)} đơn vị, lập {quantity(minutes)} biên bản."
        )
        excused = [
            f"{visit.province.province.name if visit.province.province else visit.province.text}"
            f" ({visit.not_inspected.reason.rstrip('.')})"
            for visit in visits
            if visit.not_inspected is not None
        ]
        if excused:
            found.append(f"Không kiểm tra được: {listing(excused, 'vi')}.")
    reports = m.data.of(RESULTS, m.year)
    if reports:
        received = len({report.cluster for report in reports})
        found.append(f"Đã nhận được báo cáo kết quả kiểm tra của {quantity(received)} Cụm.")
    return found


def _remarks(m: Material) -> list[Content]:
    """Five remarks as the report has them, to be written; what was asked for is gathered."""
    found: list[Content] = []
    for number in ("nhất", "hai", "ba"):
        found.append(Text(f"Thứ {number}, {DOTS}"))
    asked = requests_of(m, list(m.clusters))
    if all(isinstance(one, Text) and one.kind == "paragraph" for one in asked[:1]):
        return [*found, Text(f"Thứ tư, {DOTS}")]
    return [*found, Text("Thứ tư, qua kiểm tra, các đơn vị kiến nghị, đề xuất:"), *asked]


def awards_part(m: Material) -> list[str]:
    """The paragraphs on awards: the words of `awards --text` behind what they are founded on."""
    awards, scores = m.data.of(AWARDS, m.year), m.data.of(SCORES, m.year)
    if awards is None or not scores:
        return [DOTS]
    found = reckon(scores, awards, m.clusters)
    sentences = award_paragraph(found, m.round).splitlines()
    if not sentences:
        return [DOTS]
    us = department(m).called
    of_clusters = f"{_results_of(m)} của {people(m)} do các Cụm tổng hợp gửi về"
    if any(is_decided(tier, found.awards) for tier in found.awards.tiers):
        first = f"Căn cứ vào {of_clusters} và đề nghị của {us}, {sentences[0]}"
        return [first, *sentences[1:]]
    return [f"Căn cứ vào {of_clusters}, {us} tổng hợp, đề xuất khen thưởng như sau:", *sentences]


def _results_of(m: Material) -> str:
    of = inspection(m)
    span = of.partition(work(m))[2]
    return f"báo cáo kết quả kiểm tra và thành tích đạt được trong {work(m)}{span}"


# What is planned.


def _plans(m: Material, planned: Round, annexes: list[tuple[int, str, Annex]]) -> list[Content]:
    """Part II: directions and tasks of the next round, as far as rounds.yaml has them."""
    us = department(m)
    ahead = m._replace(round=planned)
    content = [f"{one}" for one in planned.content]
    first = (
        f"Nội dung {inspection(ahead)} tập trung vào {quantity(len(content))} nội dung chính là "
        f"{listing(content, 'vi') if len(content) < 2 else '; '.join(content[:-1])}"
        + (f" và {content[-1]}." if len(content) > 1 else ".")
        if content
        else f"Nội dung {inspection(ahead)}: {DOTS}"
    )
    clusters = m.ahead.of(CLUSTERS, planned.year) if m.ahead is not None else ()
    label = _label_of(annexes, planned.year, "clusters")
    seen = f" (dự kiến tại {label})" if label and clusters else ""
    size = f" gồm {quantity(planned.cluster_size)} {counted(m)}" if planned.cluster_size else ""
    number = quantity(len(clusters) or planned.cluster_count or 0)
    seats = dashed(
        f"{quantity(seat.count) + ' ' if seat.count else ''}{seat.title}" for seat in planned.team
    ) or [f"- {DOTS}"]
    sessions = planned.sessions_per_province
    least = f" ít nhất là {quantity(sessions)} buổi" if sessions else " …"
    before = long_day(planned.report_before) if planned.report_before else NO_DAY
    return [
        Text(
            f"II. PHƯƠNG HƯỚNG, NHIỆM VỤ {inspection(ahead).upper()}",
            "part",
        ),
        Text("1. Phương hướng", "point"),
        Text(first),
        Text("2. Nhiệm vụ", "point"),
        Text("a) Ban hành văn bản hướng dẫn kiểm tra"),
        Text(
            f"{us.called} tiếp thu ý kiến góp ý để cụ thể hóa các chỉ tiêu kiểm tra, bảo đảm việc "
            "đánh giá được khách quan, chính xác."
        ),
        Text("b) Thành lập các Cụm kiểm tra"),
        Text(
            f"Dự kiến có {number} Cụm kiểm tra, mỗi Cụm cơ bản{size}{seen}; "
            f"{people(m)} có thể đề xuất thay đổi nếu xét thấy cần thiết."
        ),
        Text("c) Thành phần đoàn kiểm tra của mỗi Cụm gồm có:"),
        *texts(seats),
        Text("d) Thời gian và trình tự tiến hành kiểm tra"),
        Text(f"Thời gian kiểm tra được tiến hành {months(ahead)}."),
        *texts(
            [
                f"- Cụm trưởng chủ động phối hợp với các đơn vị trong Cụm thống nhất kế hoạch kiểm "
                f"tra, gửi cho các đơn vị trong Cụm và {us.called};",
                f"- {people(m)[:1].upper()}{people(m)[1:]} chuẩn bị báo cáo bằng văn bản tự đánh "
                "giá, chấm điểm, xếp loại, gửi cho Cụm trưởng;",
                f"- Đoàn kiểm tra tiến hành kiểm tra ở mỗi đơn vị{least};",
                f"- Cụm trưởng tổng hợp, báo cáo kết quả về {us.called} trước {before}.",
            ]
        ),
    ]


# The appendices.


def _annexes(m: Material, planned: Round | None) -> list[tuple[int, str, Annex]]:
    """The appendices of the report as `vtlt appendix` has them: number, table, pages.

    Those of this round, and of the next where it was planned in the same report or has none yet.
    """
    rounds = [m.round]
    if planned is not None and report_known_by(planned) in (None, report_known_by(m.round)):
        rounds.append(planned)
    found = [
        (one, appendix)
        for one in rounds
        for appendix in one.appendices.values()
        if _data_of(m, one).has(appendix.table, one.year)
    ]
    if not any(appendix.table == "scores" for _one, appendix in found):
        title = f"Kết quả kiểm tra {work(m)} năm {m.year}".upper()
        found.insert(0, (m.round, Appendix(1, "scores", title, {})))
    return [
        (
            one.year,
            appendix.table,
            annex_of(_appendix(m, one, appendix, m.layout, len(found) == 1)),
        )
        for one, appendix in sorted(found, key=lambda pair: pair[1].number)
    ]


def _data_of(m: Material, of_round: Round) -> Dataset:
    return m.data if of_round is m.round or m.ahead is None else m.ahead


def _appendix(
    m: Material, of_round: Round, appendix: Appendix, layout: Layout, alone: bool
) -> Table:
    tables = import_module(f"{SUBJECTS[appendix.table].package}.tables")
    lines = appendix_heading(appendix, of_round, layout, "electronic", alone)
    us = department(m)
    tied = f"(Kèm theo Báo cáo số {UNKNOWN}/{us.numbered('BC')} {NO_DAY} của {us.called})"
    heading = (*(one for one in lines if one.role != "reference"), Line(tied, "reference"))
    table: Table = tables.printed_table(
        appendix, of_round, _data_of(m, of_round), heading, appendix.restated
    )
    return in_words_of(table, layout, appendix.restated)


def _label_of(annexes: list[tuple[int, str, Annex]], year: int, table: str) -> str:
    for of_year, of_table, annex in annexes:
        if (of_year, of_table) == (year, table):
            label = annex.heading[0].text
            return label[:1].upper() + label[1:].lower() if label.isupper() else label
    return ""


def _scores_annex(m: Material, annexes: list[tuple[int, str, Annex]]) -> str:
    return _label_of(annexes, m.year, "scores") or "Phụ lục"
