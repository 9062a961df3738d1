"""Mục lục văn bản, tài liệu: every paper of a round in the data (Decree 30/2020, Annex V)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from vtlt_cli.awards.kind import AWARDS
from vtlt_cli.papers.material import (
    UNKNOWN,
    Material,
    department,
    inspected,
    inspection,
    leader_called,
    listed,
    plain_table,
)
from vtlt_cli.printing.paper import Annex
from vtlt_cli.printing.table import Line
from vtlt_cli.proposals.kind import PROPOSALS
from vtlt_cli.results.kind import RESULTS
from vtlt_cli.teams.kind import TEAMS
from vtlt_cli.units import Name
from vtlt_cli.visits.kind import VISITS
from vtlt_cli.wording import day


class Entry(NamedTuple):
    """A paper of the file: its day, its number, what it is and about, who wrote it."""

    day: date
    number: str
    about: str
    author: str


def index(m: Material) -> tuple[Annex, ...]:
    """The papers of the round in the order of their days; page numbers are for the archivist."""
    rows = [
        {
            "number": str(number),
            "paper": one.number,
            "day": day(one.day, "vi"),
            "about": one.about,
            "author": one.author,
            "sheets": "",
            "note": "",
        }
        for number, one in enumerate(sorted(_papers(m)), 1)
    ]
    titles = {
        "number": "STT",
        "paper": "Số, ký hiệu văn bản",
        "day": "Ngày tháng năm văn bản",
        "about": "Tên loại và trích yếu nội dung văn bản",
        "author": "Tác giả văn bản",
        "sheets": "Tờ số/Trang số",
        "note": "Ghi chú",
    }
    heading = (
        Line("MỤC LỤC VĂN BẢN, TÀI LIỆU"),
        Line(f"Số, ký hiệu hồ sơ: {UNKNOWN}", "note"),
        Line(f"Năm {m.year}", "note"),
    )
    return (Annex(heading, (plain_table(titles, rows),), across=True),)


def _papers(m: Material) -> list[Entry]:
    us = department(m).called
    found: list[Entry] = []
    sorts = {"guidance": "Công văn hướng dẫn", "report": "Báo cáo kết quả"}
    for name, one in m.round.documents.items():
        sort = sorts.get(name, "Văn bản")
        about = one.title or f"{sort} {inspection(m)}"
        if about.startswith("về "):
            # The kind of a paper stands before what it is about.
            about = f"{sort.removesuffix(' kết quả').removesuffix(' hướng dẫn')} {about}"
        found.append(Entry(one.date, one.number, about, one.issuer or us))
    for proposal in m.data.of(PROPOSALS, m.year):
        if proposal.document is not None:
            paper = proposal.document
            about = f"Văn bản góp ý: {proposal.request}"
            # Which body of the unit wrote it, only the paper tells.
            author = paper.issuer or f"{UNKNOWN} {listed(proposal.province)}"
            found.append(Entry(paper.date, paper.number, about, author))
    clusters = {cluster.number: cluster for cluster in m.clusters}
    for team in m.data.of(TEAMS, m.year):
        if team.decision is not None:
            one = team.decision
            about = f"Quyết định thành lập Đoàn kiểm tra của Cụm {team.cluster}"
            found.append(Entry(one.date, one.number, about, one.issuer or UNKNOWN))
    for entry in m.data.of(VISITS, m.year):
        cluster = clusters.get(entry.cluster)
        leader = leader_called(m, cluster).partition(" (")[0] if cluster else UNKNOWN
        if entry.plan is not None:
            about = f"Kế hoạch kiểm tra của Cụm {entry.cluster}"
            found.append(Entry(entry.plan.date, entry.plan.number, about, leader))
        for visit in entry.visits:
            who = _office(m, visit.province)
            if visit.self_report is not None:
                own = visit.self_report
                about = "Báo cáo tự đánh giá, chấm điểm"
                found.append(Entry(own.date, own.number, about, who))
            for minutes in (visit.minutes, *visit.supplements):
                if minutes is not None:
                    about = f"Biên bản kiểm tra tại {who}"
                    if minutes is not visit.minutes:
                        about = f"Biên bản bổ sung, kiểm tra tại {who}"
                    author = f"Đoàn kiểm tra Cụm {entry.cluster}"
                    found.append(Entry(minutes.date, minutes.number or "", about, author))
            if visit.not_inspected is not None:
                paper = visit.not_inspected.document
                about = f"Văn bản về việc không kiểm tra được {who}"
                found.append(Entry(paper.date, paper.number, about, paper.issuer or UNKNOWN))
    for report in m.data.of(RESULTS, m.year):
        cluster = clusters.get(report.cluster)
        leader = leader_called(m, cluster).partition(" (")[0] if cluster else UNKNOWN
        paper = report.report
        about = f"Báo cáo kết quả kiểm tra của Cụm {report.cluster}"
        found.append(Entry(paper.date, paper.number, about, paper.issuer or leader))
    awards = m.data.of(AWARDS, m.year)
    for tier in awards.tiers if awards is not None else ():
        for sort, paper_ in (("Tờ trình đề nghị", tier.submitted), ("Quyết định", tier.decision)):
            if paper_ is not None:
                by = us if sort.startswith("Tờ") else tier.granted_by or UNKNOWN
                about = f"{sort} tặng {tier.name}"
                found.append(Entry(paper_.date, paper_.number, about, by))
    return list(dict.fromkeys(found))


def _office(m: Material, name: Name) -> str:
    return inspected(m, name.province) if name.province else name.text
