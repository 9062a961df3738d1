"""waivers.yaml: the known findings that are accepted, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vtlt_cli.reading.fields import DAY, NAME, PUBLISHED_TEXT, TEXT, Field, Record, list_of
from vtlt_cli.reading.kinds import Kind
from vtlt_cli.units import Name, Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Waiver:
    """A finding that the keepers of the data know and accept, by what it says and not by its line.

    `province` or `text` (as published) narrows it down; `until` is its last day.
    """

    code: str
    province: Name | None = None
    text: str | None = None
    reason: str
    decision: str | None = None
    until: date | None = None
    places: Places


WAIVER = Record(
    "waiver",
    Waiver,
    Field(
        "code",
        TEXT,
        (
            "The code of the rule, as `vtlt explain` lists it: CLU01.",
            "Mã quy tắc theo danh sách của `vtlt explain`: CLU01.",
        ),
        required=True,
    ),
    Field(
        "province",
        NAME,
        ("Only findings on this province.", "Chỉ áp dụng cho phát hiện về đơn vị này."),
    ),
    Field(
        "text",
        PUBLISHED_TEXT,
        (
            "Only findings on exactly this text in the file, or on a file of this name.",
            "Chỉ áp dụng cho phát hiện tại đúng nội dung này trong tệp hoặc về tệp có tên này.",
        ),
    ),
    Field("reason", TEXT, ("Why the finding is accepted.", "Lý do chấp nhận."), required=True),
    Field(
        "decision",
        TEXT,
        ("The number of the document that accepts it.", "Số văn bản làm căn cứ chấp nhận."),
    ),
    Field(
        "until",
        DAY,
        (
            "The last day on which it is accepted; afterwards the finding counts again.",
            "Ngày cuối cùng còn chấp nhận; sau ngày này phát hiện lại được tính như thường.",
        ),
    ),
)
WAIVERS: Kind[tuple[Waiver, ...]] = Kind(
    "waivers",
    (
        "The known findings that are accepted, each with its reason.",
        "Các phát hiện đã biết và được chấp nhận, kèm lý do.",
    ),
    list_of(WAIVER),
    (),
)
