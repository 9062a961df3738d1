"""The forms of a cluster's leader: `plan` before the visits, `cluster` after the last of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.clusters.members import units_of
from vtlt_cli.forms.form import (
    Blank,
    Column,
    Entry,
    Form,
    Kind,
    Line,
    Page,
    checked,
    choices,
    day_cells,
    digest,
)
from vtlt_cli.reading.days import HALVES
from vtlt_cli.reading.numbers import Number
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.offices import office_of
from vtlt_cli.teams.kind import GUEST
from vtlt_cli.units import Province

_UNITS, _HALF_DAYS, _CLASSES, _ADDRESSEES = "don_vi", "buoi", "xep_loai", "noi_nhan"
# Whom a request is addressed to, as the form has it and as the file does.
ADDRESSEES: Mapping[str, str] = {
    "Lãnh đạo địa phương": "locality",
    "Cục": "department",
    "Bộ": "ministry",
}
# So many lines more than asked for: half-days of a unit, guests; and lines for requests.
_MORE_SESSIONS, _GUESTS, _REQUESTS = 2, 2, 15
_PLAN = "Lịch kiểm tra"
_TEAM = "Đoàn kiểm tra"
_RESULTS = "Kết quả kiểm tra"
_REQUESTED = "Kiến nghị, đề xuất"


class Seated(NamedTuple):
    """A line of the team: which seat it is for, what that is called."""

    code: str
    seat: str
    title: str


def who_of(cluster: Cluster) -> str:
    return f"cum-{cluster.number}"


def members_of(cluster: Cluster) -> list[Province]:
    """The units of the cluster in its order."""
    return list(units_of(cluster))


def cluster_marks(cluster: Cluster, round_: Round, kind: Kind) -> dict[str, str]:
    """A mark for each member and for the leader; on the plan one for each seat too."""
    marks = {unit.id: digest(unit.id)[:8] for unit in members_of(cluster)}
    marks["leader"] = digest(cluster.leader.province.id if cluster.leader.province else "")[:8]
    if kind == "plan":
        marks["team"] = digest("|".join(f"{seat.seat}:{seat.title}" for seat in seats_of(round_)))
        marks["sessions"] = str(sessions_of(round_))
    return marks


def sessions_of(round_: Round) -> int:
    """How many half-days of a unit have a line in the plan."""
    return (round_.sessions_per_province or 2) + _MORE_SESSIONS


def seats_of(round_: Round) -> list[Seated]:
    """The lines of the team; a seat without a count has one for each of a usual cluster.

    A round that declares no seats has none, and its plan no team.
    """
    found: list[tuple[str, str]] = []
    for seat in round_.team:
        count = seat.count if seat.count is not None else (round_.cluster_size or 4)
        found += [(seat.seat, seat.title)] * count
    if found:
        found += [(GUEST, "Khách mời")] * _GUESTS
    return [Seated(str(number), *one) for number, one in enumerate(found, 1)]


def session_code(unit: int, session: int) -> str:
    """The code of a half-day of a unit: both count from 1."""
    return f"{unit}.{session}"


def plan_form(cluster: Cluster, round_: Round) -> Form:
    """The form of a cluster's plan and team."""
    units = members_of(cluster)
    pages = [_plan_page(cluster, round_, units)]
    if round_.team:
        pages.append(_team_page(cluster, round_))
    lists: dict[str, tuple[tuple[str, Number | None], ...]] = {
        _UNITS: tuple((unit.name, None) for unit in units),
        _HALF_DAYS: tuple((half, None) for half in HALVES),
    }
    marks = cluster_marks(cluster, round_, "plan")
    return Form("plan", round_.year, who_of(cluster), tuple(pages), lists, marks)


def _heading(title: str, cluster: Cluster, round_: Round) -> tuple[str, ...]:
    leader = cluster.leader.province
    led = f"; Cụm trưởng: {office_of(leader, round_)}" if leader else ""
    return (title, f"Kiểm tra chéo năm {round_.year}", f"Cụm {cluster.number}{led}")


def _plan_page(cluster: Cluster, round_: Round, units: Sequence[Province]) -> Page:
    day = ("day", "month", "year")
    half = choices(_HALF_DAYS, "Chọn buổi sáng hoặc buổi chiều.")

    def lines() -> Iterator[Line]:
        for number, unit in enumerate(units, 1):
            for session in range(1, sessions_of(round_) + 1):
                entries = {"text": Entry(office_of(unit, round_))}
                for key, rule in day_cells(round_.year, day):
                    entries[key] = Entry(open=True, rule=rule)
                entries["half"] = Entry(open=True, rule=half)
                if session == 1:
                    entries["place"] = Entry(open=True)
                yield Line(session_code(number, session), entries)

    return Page(
        _PLAN,
        _heading("LỊCH KIỂM TRA CHÉO CÔNG TÁC VĂN THƯ, LƯU TRỮ", cluster, round_),
        "Chỉ ghi vào các ô nền vàng. Mỗi buổi một dòng, dòng nào không dùng thì để trống. Số, ngày"
        " của kế hoạch ghi ở cuối trang này; thành phần Đoàn ghi ở trang sau.",
        (
            Column("code", "TT", 14, "center"),
            Column("text", "Đơn vị được kiểm tra", 92),
            Column("day", "Ngày", 22, "center"),
            Column("month", "Tháng", 22, "center"),
            Column("year", "Năm", 22, "center"),
            Column("half", "Buổi", 24, "center"),
            Column("place", "Địa điểm", 56),
        ),
        tuple(lines()),
        (
            Blank("plan.number", "Số, ký hiệu kế hoạch", (("day", None),), needed=True),
            Blank(
                "plan.date",
                "Ngày của kế hoạch (ngày, tháng, năm)",
                day_cells(round_.year, day),
                needed=True,
            ),
            Blank(
                "plan.sent",
                "Ngày gửi các đơn vị trong Cụm và Cục (ngày, tháng, năm)",
                day_cells(round_.year, day),
            ),
            Blank("decision.number", "Số, ký hiệu quyết định thành lập Đoàn", (("day", None),)),
            Blank(
                "decision.date",
                "Ngày của quyết định (ngày, tháng, năm)",
                day_cells(round_.year, day),
            ),
            Blank(
                "closing.date",
                "Ngày tổng kết Cụm (ngày, tháng, năm)",
                day_cells(round_.year, day),
            ),
            Blank("closing.place", "Địa điểm tổng kết Cụm", (("place", None),)),
        ),
    )


def _team_page(cluster: Cluster, round_: Round) -> Page:
    unit = choices(_UNITS, "Chọn một đơn vị của Cụm trong danh sách.")

    def lines() -> Iterator[Line]:
        for one in seats_of(round_):
            from_ = Entry(open=True, rule=None if one.seat == GUEST else unit)
            yield Line(
                one.code,
                {"text": Entry(one.title), "from": from_, "post": Entry(open=True)},
            )

    return Page(
        _TEAM,
        _heading("THÀNH PHẦN ĐOÀN KIỂM TRA", cluster, round_),
        "Chỉ ghi vào các ô nền vàng. Ghi chức vụ, không cần ghi họ tên. Khách mời: ghi tên cơ quan."
        " Dòng nào không dùng thì để trống.",
        (
            Column("code", "TT", 14, "center"),
            Column("text", "Vị trí trong Đoàn", 92),
            Column("from", "Đơn vị cử", 70),
            Column("post", "Chức vụ", 76),
        ),
        tuple(lines()),
        (),
    )


def cluster_form(
    cluster: Cluster,
    round_: Round,
    classes: Sequence[str],
    minutes: Mapping[Province, Number],
) -> Form:
    """The form of a cluster's report; beside each unit the total of its `minutes`, locked."""
    units = members_of(cluster)
    lists: dict[str, tuple[tuple[str, Number | None], ...]] = {
        _UNITS: tuple((unit.name, None) for unit in units),
        _ADDRESSEES: tuple((text, None) for text in ADDRESSEES),
    }
    if classes:
        lists[_CLASSES] = tuple((name, None) for name in classes)
    pages = (
        _results_page(cluster, round_, units, bool(classes), minutes),
        _requests_page(cluster, round_),
    )
    marks = cluster_marks(cluster, round_, "cluster")
    return Form("cluster", round_.year, who_of(cluster), pages, lists, marks)


def _results_page(
    cluster: Cluster,
    round_: Round,
    units: Sequence[Province],
    classed: bool,
    minutes: Mapping[Province, Number],
) -> Page:
    total = checked("ISNUMBER({cell})", "Ghi tổng số điểm đúng như trong báo cáo.")
    named = choices(_CLASSES, "Chọn một loại trong danh sách.") if classed else None
    day = ("minutes", "score", "class")
    lines = tuple(
        Line(
            str(number),
            {
                "text": Entry(office_of(unit, round_)),
                "minutes": Entry(minutes.get(unit)),
                "score": Entry(open=True, rule=total),
                "class": Entry(open=True, rule=named),
            },
        )
        for number, unit in enumerate(units, 1)
    )
    return Page(
        _RESULTS,
        _heading("KẾT QUẢ KIỂM TRA CỦA CỤM", cluster, round_),
        "Chỉ ghi vào các ô nền vàng, đúng như trong báo cáo của Cụm. Số, ngày của báo cáo ghi ở "
        "cuối trang này; kiến nghị, đề xuất ghi ở trang sau.",
        (
            Column("code", "TT", 14, "center"),
            Column("text", "Đơn vị", 106),
            Column("minutes", "Tổng số điểm trong biên bản", 44, "center"),
            Column("score", "Tổng số điểm", 44, "center"),
            Column("class", "Xếp loại", 44, "center"),
        ),
        lines,
        (
            Blank("report.number", "Số, ký hiệu báo cáo", (("minutes", None),), needed=True),
            Blank(
                "report.date",
                "Ngày của báo cáo (ngày, tháng, năm)",
                day_cells(round_.year, day),
                needed=True,
            ),
            Blank("sent", "Ngày gửi Cục (ngày, tháng, năm)", day_cells(round_.year, day)),
        ),
    )


def _requests_page(cluster: Cluster, round_: Round) -> Page:
    unit = choices(_UNITS, "Chọn một đơn vị của Cụm trong danh sách.")
    to = choices(_ADDRESSEES, "Chọn nơi được kiến nghị trong danh sách.")
    lines = tuple(
        Line(
            str(number),
            {
                "unit": Entry(open=True, rule=unit),
                "to": Entry(open=True, rule=to),
                "request": Entry(open=True),
            },
        )
        for number in range(1, _REQUESTS + 1)
    )
    return Page(
        _REQUESTED,
        _heading("KIẾN NGHỊ, ĐỀ XUẤT", cluster, round_),
        "Chỉ ghi vào các ô nền vàng. Mỗi kiến nghị một dòng; dòng nào không dùng thì để trống.",
        (
            Column("code", "TT", 14, "center"),
            Column("unit", "Đơn vị", 60),
            Column("to", "Nơi được kiến nghị", 50),
            Column("request", "Nội dung kiến nghị, đề xuất", 128),
        ),
        lines,
        (),
        label="unit",
    )
