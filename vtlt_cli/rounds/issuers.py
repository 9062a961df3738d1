"""Who writes the papers of a round, and what they are founded on: fields of rounds.yaml."""

from __future__ import annotations

from dataclasses import dataclass, field

from vtlt_cli.reading.fields import TEXT, TEXTS, Field, Record, one
from vtlt_cli.units import Places


@dataclass(frozen=True, slots=True, eq=False)
class Issuer:
    """Who writes a paper: its name, the body above it, the symbol in its numbers, its place."""

    name: str | None = None
    parent: str | None = None
    symbol: str | None = None
    place: str | None = None
    places: Places = field(default_factory=dict)


ISSUER = Record(
    "issuer",
    Issuer,
    Field(
        "name",
        TEXT,
        ("The body, as the head of its papers has it.", "Tên cơ quan, ghi như ở đầu văn bản."),
    ),
    Field(
        "parent",
        TEXT,
        ("The body above it, printed over its name.", "Cơ quan chủ quản, in phía trên tên."),
    ),
    Field(
        "symbol",
        TEXT,
        (
            "What stands for it in the numbers of its papers: SNV.",
            "Chữ viết tắt trong số, ký hiệu văn bản: SNV.",
        ),
    ),
    Field("place", TEXT, ("Where its papers are dated: Hà Nội.", "Địa danh ghi ngày: Hà Nội.")),
)

ISSUERS = Record(
    "issuers",
    None,
    Field(
        "department",
        one(ISSUER),
        ("The body that runs the round.", "Cơ quan tổ chức đợt kiểm tra."),
    ),
    Field(
        "leader",
        one(ISSUER),
        (
            "The body that leads a cluster; the one above it is that of its own unit.",
            "Cơ quan làm Cụm trưởng; cơ quan chủ quản là của chính đơn vị đó.",
        ),
    ),
    Field(
        "office",
        one(ISSUER),
        (
            "The body that is inspected; its name is that of `office`.",
            "Cơ quan được kiểm tra; tên lấy theo `office`.",
        ),
    ),
)

BASIS = Record(
    "basis",
    None,
    Field(
        "plan",
        TEXTS,
        (
            "Of the plan of a cluster, each as it is printed.",
            "Của kế hoạch kiểm tra, mỗi căn cứ ghi như khi in.",
        ),
    ),
    Field(
        "awards",
        TEXTS,
        (
            "Of the papers on awards, each as it is printed.",
            "Của văn bản khen thưởng, mỗi căn cứ ghi như khi in.",
        ),
    ),
)
