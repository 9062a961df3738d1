"""visits_YYYY.yaml: the visits of each cluster, as planned and as they went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day

from vtlt_cli.reading.days import HalfDay
from vtlt_cli.reading.fields import (
    DAY,
    HALF_DAYS,
    NAME,
    NUMBER_CELL,
    PROSE,
    TEXT,
    WHOLE,
    Field,
    Reading,
    Record,
    Values,
    list_of,
    one,
)
from vtlt_cli.reading.kinds import Kind
from vtlt_cli.reading.numbers import Number
from vtlt_cli.reading.settled import settle_numbers
from vtlt_cli.rounds.document import DOCUMENT, Document
from vtlt_cli.units import Name, Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Plan:
    """The plan of a cluster; `sent` is the day it went to the members and to the Department."""

    number: str
    date: Day
    sent: Day | None = None
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Guest:
    """One who was there beside the team."""

    agency: str
    post: str | None = None
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Closing:
    """The meeting that closes the inspection of a cluster."""

    date: Day
    place: str | None = None
    attended: tuple[Guest, ...] = ()
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SelfReport:
    """A unit's report on itself; `received` is the day the leader had it, `incoming` its entry."""

    number: str
    date: Day
    received: Day | None = None
    incoming: Document | None = None
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Minutes:
    """The minutes of a visit, or what supplements them, which has a `reason`.

    `total` is None where the number could not be read. `class_reason` is what holds the class below
    the one that the total gives.
    """

    number: str | None = None
    date: Day
    total: Number | None
    class_: str | None = None
    class_reason: str | None = None
    reason: str | None = None
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class NotInspected:
    """Why a unit could not be inspected, and the document that says so."""

    reason: str
    document: Document
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Request:
    """What a unit or its team asks for; `to` is "locality", "department" or "ministry"."""

    to: str
    text: str
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Visit:
    """The inspection of one unit: `sessions` as planned, `held` as it was."""

    province: Name
    sessions: tuple[HalfDay, ...] = ()
    place: str | None = None
    self_report: SelfReport | None = None
    held: tuple[HalfDay, ...] = ()
    attended: tuple[Guest, ...] = ()
    minutes: Minutes | None = None
    not_inspected: NotInspected | None = None
    supplements: tuple[Minutes, ...] = ()
    strengths: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ClusterVisits:
    """The plan of a cluster, its visits, and the meeting that closes them."""

    cluster: int
    plan: Plan | None = None
    closing: Closing | None = None
    visits: tuple[Visit, ...]
    places: Places


def latest_minutes(visit: Visit) -> Minutes | None:
    """The minutes that count: the last of the supplements by day, else the minutes themselves."""
    papers = [paper for paper in (visit.minutes, *visit.supplements) if paper is not None]
    return max(reversed(papers), key=lambda paper: paper.date, default=None)


PLAN = Record(
    "plan",
    Plan,
    Field(
        "number",
        TEXT,
        ("The number of the plan: 45/KH-SNV.", "Số, ký hiệu kế hoạch: 45/KH-SNV."),
        required=True,
    ),
    Field("date", DAY, ("The day of the plan.", "Ngày ban hành kế hoạch."), required=True),
    Field(
        "sent",
        DAY,
        (
            "The day it was sent to the members and to the Department.",
            "Ngày gửi kế hoạch cho các đơn vị trong Cụm và Cục.",
        ),
    ),
)
GUEST = Record(
    "guest",
    Guest,
    Field("agency", TEXT, ("The body that they came from.", "Cơ quan cử dự."), required=True),
    Field("post", TEXT, ("Their post.", "Chức vụ.")),
)
CLOSING = Record(
    "closing",
    Closing,
    Field("date", DAY, ("The day of the meeting.", "Ngày họp."), required=True),
    Field("place", TEXT, ("Where it is.", "Địa điểm.")),
    Field(
        "attended",
        list_of(GUEST),
        ("Who was there beside the teams.", "Đại biểu dự họp ngoài Đoàn kiểm tra."),
    ),
)
INCOMING = Record(
    "incoming",
    Document,
    Field("number", TEXT, ("The number it was entered by.", "Số đến."), required=True),
    Field("date", DAY, ("The day it was entered.", "Ngày đến."), required=True),
)
SELF_REPORT = Record(
    "self report",
    SelfReport,
    Field(
        "number",
        TEXT,
        ("The number of the report: 118/BC-VP.", "Số, ký hiệu báo cáo: 118/BC-VP."),
        required=True,
    ),
    Field("date", DAY, ("The day of the report.", "Ngày ban hành báo cáo."), required=True),
    Field(
        "received", DAY, ("The day the leader received it.", "Ngày Cụm trưởng nhận được báo cáo.")
    ),
    Field(
        "incoming",
        one(INCOMING),
        ("How the leader's office entered it.", "Số đến và ngày đến theo sổ đăng ký văn bản đến."),
    ),
)
_ON_MINUTES = (
    Field("number", TEXT, ("Its number: 12/BB-ĐKT.", "Số, ký hiệu biên bản: 12/BB-ĐKT.")),
    Field(
        "date", DAY, ("The day on which it was adopted.", "Ngày thông qua biên bản."), required=True
    ),
    Field(
        "total",
        NUMBER_CELL,
        ("The total of the agreed points: 1588.", "Tổng số điểm đã thống nhất: 1588."),
        required=True,
    ),
    Field(
        "class",
        TEXT,
        ("The class, in the words of the scale.", "Xếp loại, ghi đúng tên trong thang điểm."),
    ),
    Field(
        "class_reason",
        TEXT,
        (
            "Why the class is lower than the points give.",
            "Lý do xếp loại thấp hơn mức theo điểm.",
        ),
    ),
)
MINUTES = Record("minutes", Minutes, *_ON_MINUTES, late=True)
SUPPLEMENT = Record(
    "supplement",
    Minutes,
    *_ON_MINUTES,
    Field("reason", TEXT, ("Why they were needed.", "Lý do lập biên bản bổ sung."), required=True),
    late=True,
)
NOT_INSPECTED = Record(
    "not inspected",
    NotInspected,
    Field("reason", TEXT, ("Why.", "Lý do."), required=True),
    Field(
        "document",
        one(DOCUMENT),
        ("The document that says so.", "Văn bản làm căn cứ."),
        required=True,
    ),
)
REQUEST = Record(
    "request",
    Request,
    Field(
        "to",
        TEXT,
        (
            "Whom it is addressed to: `locality`, `department` or `ministry`.",
            "Nơi được kiến nghị: lãnh đạo địa phương (`locality`), Cục (`department`),"
            " Bộ (`ministry`).",
        ),
        required=True,
        choices=("locality", "department", "ministry"),
    ),
    Field("text", TEXT, ("What is asked for.", "Nội dung kiến nghị."), required=True),
)
VISIT = Record(
    "visit",
    Visit,
    Field(
        "province",
        NAME,
        ("The province that is inspected.", "Tỉnh, thành phố được kiểm tra."),
        required=True,
    ),
    Field(
        "sessions",
        HALF_DAYS,
        (
            "The half-days of the plan, which stay as planned: 2035-08-07 sáng.",
            "Các buổi theo kế hoạch, giữ nguyên như đã lập: 2035-08-07 sáng.",
        ),
    ),
    Field("place", TEXT, ("Where the team meets.", "Địa điểm kiểm tra.")),
    Field(
        "self_report",
        one(SELF_REPORT),
        ("The unit's report on itself.", "Báo cáo tự đánh giá, chấm điểm của đơn vị."),
    ),
    Field(
        "held",
        HALF_DAYS,
        (
            "The half-days on which it was inspected; left out: not yet.",
            "Các buổi đã kiểm tra; không ghi: chưa kiểm tra.",
        ),
    ),
    Field(
        "attended",
        list_of(GUEST),
        ("Who was there beside the team.", "Đại biểu dự ngoài Đoàn kiểm tra."),
    ),
    Field(
        "minutes",
        one(MINUTES),
        ("The minutes as adopted; never changed.", "Biên bản đã thông qua; không sửa."),
    ),
    Field(
        "not_inspected",
        one(NOT_INSPECTED),
        (
            "In place of `held` and `minutes`, where the unit could not be inspected.",
            "Thay cho `held` và `minutes`, khi không kiểm tra được đơn vị.",
        ),
    ),
    Field(
        "supplements",
        list_of(SUPPLEMENT),
        (
            "Supplementary minutes; the last by its day counts.",
            "Các biên bản bổ sung; lấy theo biên bản có ngày sau cùng.",
        ),
    ),
    Field("strengths", PROSE, ("What was done well.", "Ưu điểm.")),
    Field("faults", PROSE, ("What was lacking.", "Hạn chế.")),
    Field(
        "requests",
        list_of(REQUEST),
        ("What is asked for, and of whom.", "Các kiến nghị, đề xuất và nơi được kiến nghị."),
    ),
    late=True,
)
CLUSTER_VISITS = Record(
    "cluster visits",
    ClusterVisits,
    Field(
        "cluster",
        WHOLE,
        ("The number of the cluster.", "Số thứ tự cụm."),
        required=True,
    ),
    Field("plan", one(PLAN), ("The plan of the cluster.", "Kế hoạch kiểm tra của Cụm.")),
    Field(
        "closing",
        one(CLOSING),
        ("The meeting that closes the inspection.", "Cuộc họp tổng kết của Cụm."),
    ),
    Field(
        "visits",
        list_of(VISIT),
        ("The visits, one a member.", "Các cuộc kiểm tra, mỗi thành viên một cuộc."),
        required=True,
    ),
)


def _settle(clusters: list[Values], reading: Reading) -> None:
    """The totals of all minutes and supplements tell together what a point in them is."""
    visits = [visit for cluster in clusters for visit in cluster["visits"]]
    minutes = [found for visit in visits if (found := visit.get("minutes")) is not None]
    supplements = [found for visit in visits for found in visit.get("supplements", ())]
    settle_numbers([*minutes, *supplements], "total", "minutes", reading)


VISITS: Kind[tuple[ClusterVisits, ...]] = Kind(
    "visits",
    (
        "The visits of each cluster of a round: the plan, and what became of it.",
        "Các cuộc kiểm tra của từng cụm: kế hoạch và kết quả thực hiện.",
    ),
    list_of(CLUSTER_VISITS),
    (),
    _settle,
)
