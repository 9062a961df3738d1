"""awards_YYYY.yaml: the award tiers of a round, and what was done beside the scores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from vtlt_cli.reading.fields import (
    DAY,
    ID,
    NAME,
    NAMES,
    NUMBER,
    TEXT,
    WHOLE,
    Field,
    Record,
    list_of,
    one,
)
from vtlt_cli.reading.kinds import Dataset, Kind
from vtlt_cli.reading.numbers import Number
from vtlt_cli.units import Name, Places

TiePolicy = Literal["extend", "extend-and-shrink", "exclude", "ask"]
TIE_POLICIES: tuple[TiePolicy, ...] = get_args(TiePolicy)


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """A submission or a decision: its number and day."""

    number: str
    date: date
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Tier:
    """One award: who grants it, how many get it (`quota`), from which score on (`least`).

    With `per` "cluster" the quota is that of each cluster. `submitted` and `decision` are the
    papers by which it was asked for and granted.
    """

    id: str
    name: str
    granted_by: str | None = None
    merit: str | None = None
    quota: int | None = None
    least: Number | None = None
    per: str | None = None
    recipients: tuple[Name, ...] | None = None
    submitted: Paper | None = None
    decision: Paper | None = None
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AwardException:
    """A decision on one office that the scores alone do not give."""

    province: Name
    tier: str
    action: Literal["added", "withheld", "revoked"]
    reason: str
    decision: str | None = None
    date: date | None = None
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Awards:
    """The award tiers of a round, highest first, and what was done beside the scores."""

    status: Literal["proposed", "decided"]
    tie_at_cut: TiePolicy = "ask"
    tiers: tuple[Tier, ...]
    exceptions: tuple[AwardException, ...] = ()
    places: Places


PAPER = Record(
    "paper",
    Paper,
    Field(
        "number",
        TEXT,
        ("The number of the paper: 130/QĐ-BNV.", "Số, ký hiệu văn bản: 130/QĐ-BNV."),
        required=True,
    ),
    Field("date", DAY, ("The day of the paper.", "Ngày của văn bản."), required=True),
)
TIER = Record(
    "tier",
    Tier,
    Field(
        "id",
        ID,
        (
            "A short id, formed as that of a province: co-thi-dua. No two tiers share one.",
            "Mã ngắn, ghi như mã đơn vị: co-thi-dua. Không có hai danh hiệu, hình thức cùng mã.",
        ),
        required=True,
    ),
    Field(
        "name",
        TEXT,
        ("The name of the award.", "Tên danh hiệu, hình thức khen thưởng."),
        required=True,
    ),
    Field("granted_by", TEXT, ("The authority that grants it.", "Cấp quyết định khen thưởng.")),
    Field(
        "merit",
        TEXT,
        (
            "For what it is granted, in the words of the decision.",
            "Thành tích được khen thưởng, ghi theo quyết định.",
        ),
    ),
    Field("quota", WHOLE, ("How many get it.", "Số lượng được khen thưởng.")),
    Field(
        "least",
        NUMBER,
        (
            "The lowest score that gets it. With a quota both must hold; with neither, all that"
            " are left get it.",
            "Điểm thấp nhất được xét. Nếu có số lượng thì phải đạt cả hai; không ghi cả hai thì"
            " xét tất cả đơn vị còn lại.",
        ),
    ),
    Field(
        "per",
        TEXT,
        (
            "With `cluster` the quota is that of each cluster of the round, as for the best of"
            " every cluster.",
            "Ghi `cluster` nếu số lượng tính cho từng cụm của đợt kiểm tra, ví dụ đơn vị dẫn đầu"
            " mỗi cụm.",
        ),
        choices=("cluster",),
    ),
    Field(
        "recipients",
        NAMES,
        (
            "Who got it, as published and in the printed order. Left out: nothing has been"
            " published.",
            "Danh sách được khen thưởng đã công bố, đúng tên và thứ tự bản in. Không ghi: chưa"
            " công bố.",
        ),
    ),
    Field(
        "submitted",
        one(PAPER),
        (
            "The submission by which it was asked for; alone it says that nothing is decided yet.",
            "Tờ trình đề nghị khen thưởng; chỉ có tờ trình nghĩa là chưa có quyết định.",
        ),
    ),
    Field(
        "decision",
        one(PAPER),
        (
            "The decision by which it was granted, whatever the `status` of the file.",
            "Quyết định khen thưởng; khi đã có thì danh hiệu, hình thức này là đã quyết định.",
        ),
    ),
)
EXCEPTION = Record(
    "exception",
    AwardException,
    Field("province", NAME, ("The province.", "Tên tỉnh, thành phố."), required=True),
    Field(
        "tier",
        TEXT,
        ("The id of the tier.", "Mã (id) của danh hiệu, hình thức khen thưởng."),
        required=True,
    ),
    Field(
        "action",
        TEXT,
        (
            "`added`: granted though the scores do not give it; `withheld`: not granted"
            " though they do; `revoked`: granted and taken back.",
            "`added`: bổ sung ngoài kết quả theo điểm; `withheld`: không khen thưởng dù"
            " đủ điểm; `revoked`: đã khen thưởng nhưng thu hồi.",
        ),
        required=True,
        choices=("added", "withheld", "revoked"),
    ),
    Field("reason", TEXT, ("Why.", "Lý do."), required=True),
    Field("decision", TEXT, ("The number of the decision.", "Số quyết định.")),
    Field("date", DAY, ("The day of the decision.", "Ngày quyết định.")),
)
AWARDS_FILE = Record(
    "awards",
    Awards,
    Field(
        "status",
        TEXT,
        (
            "`proposed` as long as the awards are a proposal (dự kiến đề nghị), `decided` once"
            " the authority has decided.",
            "`proposed`: dự kiến đề nghị; `decided`: cấp có thẩm quyền đã quyết định.",
        ),
        required=True,
        choices=("proposed", "decided"),
    ),
    Field(
        "tie_at_cut",
        TEXT,
        (
            "What happens to equal scores on both sides of a cut: all get the tier"
            " (`extend`), and the next tier has fewer (`extend-and-shrink`); none does"
            " (`exclude`); nothing is decided (`ask`, if left out).",
            "Cách xử lý khi bằng điểm tại giới hạn số lượng: tặng tất cả (`extend`); tặng tất cả "
            "và giảm số lượng của danh hiệu, hình thức kế tiếp (`extend-and-shrink`); chuyển tất "
            "cả xuống xét tại danh hiệu, hình thức kế tiếp (`exclude`); chờ cấp có thẩm quyền "
            "quyết định (`ask`; không ghi: như `ask`).",
        ),
        choices=TIE_POLICIES,
    ),
    Field(
        "tiers",
        list_of(TIER),
        (
            "The tiers, the highest first.",
            "Các danh hiệu, hình thức khen thưởng, từ cao xuống thấp.",
        ),
        required=True,
    ),
    Field(
        "exceptions",
        list_of(EXCEPTION),
        (
            "What was granted or refused beside the scores.",
            "Các trường hợp khen thưởng hoặc không khen thưởng ngoài kết quả theo điểm.",
        ),
    ),
)
AWARDS: Kind[Awards | None] = Kind(
    "awards",
    (
        "The award tiers of a round and who received them.",
        "Danh hiệu, hình thức khen thưởng của một đợt kiểm tra và danh sách được khen thưởng.",
    ),
    one(AWARDS_FILE),
    None,
)


def listed_awards(data: Dataset) -> dict[int, Awards]:
    """The awards files that could be read, by the year of their round."""
    return {year: awards for year, awards in data.by_year(AWARDS).items() if awards is not None}
