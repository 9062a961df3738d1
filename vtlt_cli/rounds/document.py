"""A published document, as the files of a round name one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from vtlt_cli.reading.fields import DAY, TEXT, Field, Record
from vtlt_cli.units import Places


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A published document: its number, day, the body that issued it, and what it is about."""

    number: str
    date: date
    issuer: str | None = None
    title: str | None = None
    places: Places = field(default_factory=dict)


DOCUMENT = Record(
    "document",
    Document,
    Field(
        "number",
        TEXT,
        ("The number of the document: 241/BC-VTLTNN.", "Số, ký hiệu văn bản: 241/BC-VTLTNN."),
        required=True,
    ),
    Field("date", DAY, ("The day of the document.", "Ngày ban hành văn bản."), required=True),
    Field("issuer", TEXT, ("The body that issued it.", "Cơ quan ban hành.")),
    Field(
        "title",
        TEXT,
        (
            "What it is about, as it is cited: về kết quả kiểm tra chéo ….",
            "Trích yếu, ghi như khi viện dẫn: về kết quả kiểm tra chéo ….",
        ),
    ),
)
