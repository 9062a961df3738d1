"""RND: the rounds."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.model import Dataset
from vtlt_cli.rules.engine import Found, Problems, rule


@rule(
    "RND01",
    "error",
    "round {year} is described a second time; the first stands",
    "đợt kiểm tra {year} bị khai báo hai lần; chỉ dùng lần đầu",
    ("keep one of the two", "đề nghị giữ một trong hai"),
)
def repeated_year(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A round, named by its year, is described once."""
    for problem in problems.get("repeated-round", []):
        place = (problem.values["first"], ("first here", "vị trí đầu tiên"))
        yield Found(problem.span, problem.values, related=(place,))


@rule(
    "RND02",
    "error",
    "the {what} of round {year} ends on {last:day}, before it begins on {first:day}",
    "{what_vi} của đợt {year} kết thúc ngày {last:day}, trước ngày bắt đầu {first:day}",
    ("swap or correct the two days", "đề nghị đổi chỗ hoặc sửa hai ngày"),
)
def reversed_days(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A period or window begins before it ends."""
    for round_ in data.rounds.values():
        for what, vietnamese, days in (
            ("period", "thời kỳ được kiểm tra", round_.period),
            ("window", "thời gian kiểm tra", round_.window),
        ):
            first, last = days or (None, None)
            if first is not None and last is not None and last < first:
                values = {
                    "what": what,
                    "what_vi": vietnamese,
                    "year": round_.year,
                    "first": first,
                    "last": last,
                }
                yield Found(round_.places[f"{what}.to"], values)


@rule(
    "RND03",
    "error",
    "the period of round {year} ends on {last:day}, after its report of {day:day}",
    "thời kỳ được kiểm tra của đợt {year} kết thúc ngày {last:day}, sau ngày báo cáo {day:day}",
    (
        "correct the period or the day of the report",
        "đề nghị sửa thời kỳ hoặc ngày báo cáo",
    ),
)
def report_too_early(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The report of a scored round comes after the period that it reports on."""
    for round_ in data.rounds.values():
        report = round_.documents.get("report")
        last = round_.period[1] if round_.period else None
        scored = ("scores", round_.year) in data.paths
        if report is not None and last is not None and scored and report.date < last:
            values = {"year": round_.year, "last": last, "day": report.date}
            place = (report.places["date"], ("the report", "ngày báo cáo"))
            yield Found(round_.places["period.to"], values, related=(place,))
