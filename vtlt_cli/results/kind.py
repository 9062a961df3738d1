"""results_YYYY.yaml: the report of each cluster, transcribed as it was received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vtlt_cli.reading.fields import (
    DAY,
    NAME,
    NUMBER_CELL,
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
class Result:
    """What a cluster's report says of a member; `score` is None where it could not be read."""

    province: Name
    score: Number | None
    class_: str | None = None
    places: Places


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ClusterReport:
    """The report of a cluster, sent by its leader to the Department."""

    cluster: int
    report: Document
    sent: date | None = None
    received: date | None = None
    results: tuple[Result, ...]
    places: Places


RESULT = Record(
    "result",
    Result,
    Field(
        "province",
        NAME,
        ("The province, as the report has it.", "Tên tỉnh, thành phố, ghi đúng báo cáo."),
        required=True,
    ),
    Field(
        "score",
        NUMBER_CELL,
        ("The total points: 1588 or 61.31.", "Tổng số điểm: 1588 hoặc 61.31."),
        required=True,
    ),
    Field("class", TEXT, ("The class, as the report has it.", "Xếp loại, ghi đúng báo cáo.")),
    late=True,
)
CLUSTER_REPORT = Record(
    "cluster report",
    ClusterReport,
    Field(
        "cluster",
        WHOLE,
        ("The number of the cluster.", "Số thứ tự cụm."),
        required=True,
    ),
    Field(
        "report",
        one(DOCUMENT),
        ("Number and day of the report.", "Số, ký hiệu và ngày của báo cáo."),
        required=True,
    ),
    Field("sent", DAY, ("The day the leader sent it.", "Ngày Cụm trưởng gửi báo cáo.")),
    Field("received", DAY, ("The day it was received.", "Ngày nhận được báo cáo.")),
    Field(
        "results",
        list_of(RESULT),
        ("What it says of each member.", "Kết quả của từng thành viên ghi trong báo cáo."),
        required=True,
    ),
)


def _settle(reports: list[Values], reading: Reading) -> None:
    """The scores of all reports tell together what a point in them is."""
    results = [result for report in reports for result in report["results"]]
    settle_numbers(results, "score", "result", reading)


RESULTS: Kind[tuple[ClusterReport, ...]] = Kind(
    "results",
    (
        "The report of each cluster of a round, as it was received.",
        "Báo cáo kết quả kiểm tra của từng cụm, ghi đúng báo cáo đã nhận.",
    ),
    list_of(CLUSTER_REPORT),
    (),
    _settle,
)
