"""teams_YYYY.yaml: the team of each cluster."""

from __future__ import annotations

from dataclasses import dataclass

from vtlt_cli.reading.fields import NAME, TEXT, WHOLE, Field, Record, list_of, one
from vtlt_cli.reading.kinds import Kind
from vtlt_cli.rounds.document import DOCUMENT, Document
from vtlt_cli.units import Name, Places

# The seat of one who is there beside the members, as the Department's own representative is (report
# 241/BC-VTLTNN, II.2.c: “sẽ cử đại diện tham dự”). No round declares it.
GUEST = "guest"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Member:
    """Somebody in a team, told by seat and post; `name` is personal data and may be left out.

    A member comes from a `province`, a guest from an `agency`.
    """

    seat: str
    province: Name | None = None
    agency: str | None = None
    post: str
    name: str | None = None
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Team:
    """The team of a cluster, which inspects all its members."""

    cluster: int
    decision: Document | None = None
    members: tuple[Member, ...]
    places: Places


MEMBER = Record(
    "member",
    Member,
    Field(
        "seat",
        TEXT,
        (
            "One of the seats that the round declares under `team`, or guest.",
            "Một trong các vị trí khai báo tại `team` của đợt kiểm tra, hoặc guest (khách mời).",
        ),
        required=True,
    ),
    Field(
        "province",
        NAME,
        ("The province that sends them.", "Tỉnh, thành phố cử người."),
    ),
    Field(
        "agency",
        TEXT,
        (
            "The body that a guest comes from, in place of a province.",
            "Cơ quan của khách mời, thay cho tỉnh, thành phố.",
        ),
    ),
    Field("post", TEXT, ("Their post.", "Chức vụ."), required=True),
    Field(
        "name",
        TEXT,
        (
            "Their name: personal data, best left out where the file is public.",
            "Họ và tên: dữ liệu cá nhân, không nên ghi khi tệp được công khai.",
        ),
    ),
)
TEAM = Record(
    "team",
    Team,
    Field(
        "cluster",
        WHOLE,
        ("The number of the cluster.", "Số thứ tự cụm."),
        required=True,
    ),
    Field(
        "decision",
        one(DOCUMENT),
        ("The decision that set the team up.", "Quyết định thành lập Đoàn kiểm tra."),
    ),
    Field(
        "members",
        list_of(MEMBER),
        (
            "Who is in it, in the order in which they are printed.",
            "Thành phần đoàn, theo thứ tự khi in.",
        ),
        required=True,
    ),
)
TEAMS: Kind[tuple[Team, ...]] = Kind(
    "teams",
    ("The team of each cluster of a round.", "Đoàn kiểm tra của từng cụm trong một đợt kiểm tra."),
    list_of(TEAM),
    (),
)
