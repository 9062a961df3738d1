"""proposals_YYYY.yaml: what units asked for on the draft of a round, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

from vtlt_cli.clusters.changes import Change, read_change
from vtlt_cli.diagnostics import Refusal, Span
from vtlt_cli.reading.fields import (
    DAY,
    NAME,
    TEXT,
    Field,
    Reading,
    Record,
    Type,
    list_of,
    one,
    refuse,
    several,
)
from vtlt_cli.reading.kinds import Kind
from vtlt_cli.reading.yaml_text import Node
from vtlt_cli.rounds.document import DOCUMENT, Document
from vtlt_cli.units import Name, Places

Answer = Literal["accepted", "declined", "partly"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)


class WrittenChange(NamedTuple):
    """A change to the clusters as it was written, and where."""

    text: str
    change: Change
    span: Span


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Proposal:
    """What a unit asks for; `answer` is None as long as there is none.

    `change` is what would become of the clusters, in the words of `vtlt errata --choose`.
    """

    province: Name
    document: Document | None = None
    received: date | None = None
    about: str
    request: str
    change: tuple[WrittenChange, ...] = ()
    answer: Answer | None = None
    reason: str | None = None
    places: Places


def _change(node: Node, reading: Reading, type_: Type) -> WrittenChange:
    text: str = TEXT.read(node, reading, TEXT)
    try:
        return WrittenChange(text, read_change(text), node.span)
    except Refusal:
        raise refuse(node, type_.name, reading) from None


CHANGES = several("changes", Type("change", _change))

PROPOSAL = Record(
    "proposal",
    Proposal,
    Field(
        "province",
        NAME,
        ("The province that asks.", "Tỉnh, thành phố đề xuất."),
        required=True,
    ),
    Field(
        "document",
        one(DOCUMENT),
        ("The document in which it asks.", "Văn bản đề xuất."),
    ),
    Field("received", DAY, ("The day it was received.", "Ngày nhận được văn bản.")),
    Field(
        "about",
        TEXT,
        (
            "What it is about: `clusters` or `criteria`.",
            "Nội dung góp ý: các cụm (`clusters`) hoặc chỉ tiêu (`criteria`).",
        ),
        required=True,
        choices=("clusters", "criteria"),
    ),
    Field("request", TEXT, ("What it asks for.", "Nội dung đề xuất."), required=True),
    Field(
        "change",
        CHANGES,
        (
            "What would change in the clusters, as `vtlt errata --choose` takes it:"
            ' "1:Ngọc Trì=Thanh Lộ".',
            "Thay đổi đối với các cụm, ghi theo dạng của `vtlt errata --choose`:"
            ' "1:Ngọc Trì=Thanh Lộ".',
        ),
    ),
    Field(
        "answer",
        TEXT,
        (
            "`accepted`, `declined` or `partly`; left out: not answered yet.",
            "Tiếp thu (`accepted`), tiếp thu một phần (`partly`), giữ như dự kiến (`declined`);"
            " không ghi: chưa trả lời.",
        ),
        choices=ANSWERS,
    ),
    Field("reason", TEXT, ("Why it was so answered.", "Lý do, nội dung giải trình.")),
)
PROPOSALS: Kind[tuple[Proposal, ...]] = Kind(
    "proposals",
    (
        "What units asked for on the draft of a round, and what was answered.",
        "Ý kiến góp ý, đề xuất đối với dự thảo của một đợt kiểm tra và nội dung trả lời.",
    ),
    list_of(PROPOSAL),
    (),
)
