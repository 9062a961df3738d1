"""How far each unit of a round has come, by the papers that are there on a day.

The stage of a unit is worked out and stands in no file (report 241/BC-VTLTNN, I.1: “Có báo cáo và
kết quả tự chấm điểm … có kiểm tra thực tế; có thảo luận thống nhất đánh giá … đã được Cụm trưởng
tổng hợp và báo cáo”).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.clusters.members import cluster_of
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.results.kind import RESULTS, ClusterReport
from vtlt_cli.rounds.document import Document
from vtlt_cli.rounds.kind import Round, report_day, round_of
from vtlt_cli.scores.kind import SCORES, is_no_office
from vtlt_cli.units import Name, Province
from vtlt_cli.visits.kind import VISITS, ClusterVisits, Visit
from vtlt_cli.visits.of_units import visits_by_unit

Step = Literal["plan", "self_report", "held", "minutes", "report", "appendix"]
STEPS: tuple[Step, ...] = get_args(Step)
# How far a unit has come: the last step of its own that was taken.
Stage = Literal["waiting", "self_report", "held", "minutes", "report", "appendix", "not_inspected"]


class Progress(NamedTuple):
    """A unit with the day of each step that was taken; None for a step that was not.

    `appendix` is the day of the report of the round; `in_appendix` tells that the unit has a score
    there, be the day known or not. `due` is the day by which the next step is due.
    """

    cluster: int | None
    unit: Province
    plan: date | None
    self_report: date | None
    held: date | None
    minutes: date | None
    report: date | None
    appendix: date | None
    in_appendix: bool
    not_inspected: Document | None
    stage: Stage
    due: date | None

    def has(self, step: Step) -> bool:
        """Whether that step was taken."""
        return self.in_appendix if step == "appendix" else getattr(self, step) is not None


def progress(data: Dataset, year: int, on: date) -> list[Progress]:
    """Every unit of the round in the order of clusters and members; papers of later days are not
    there yet.
    """
    round_ = round_of(data, year)
    home = cluster_of(data, year)
    visits = visits_by_unit(data, year)
    plans = {entry.cluster: entry for entry in data.of(VISITS, year)}
    reports = _reports(data.of(RESULTS, year))
    scored = {score.name.province for score in data.of(SCORES, year)}
    found = []
    for unit in dict.fromkeys([*home, *visits]):
        of_cluster, visit = visits.get(unit, (None, None))
        number = of_cluster.cluster if of_cluster is not None else None
        if unit in home:
            number = home[unit].number
        entry = plans.get(number) if number is not None else None
        report = reports.get(number) if number is not None else None
        found.append(_progress(number, unit, entry, visit, report, unit in scored, round_, on))
    return found


def names_of(data: Dataset, year: int) -> Iterator[Name]:
    """The names by which papers are those of a unit."""
    for cluster in data.of(CLUSTERS, year):
        yield from (*cluster.members, cluster.leader)
    for entry in data.of(VISITS, year):
        yield from (visit.province for visit in entry.visits)
    for report in data.of(RESULTS, year):
        yield from (result.province for result in report.results)
    yield from (score.name for score in data.of(SCORES, year) if not is_no_office(score.name))


def _reports(reports: Iterable[ClusterReport]) -> dict[int, ClusterReport]:
    """The report of each cluster; of two (RES01) the first."""
    found: dict[int, ClusterReport] = {}
    for report in reports:
        found.setdefault(report.cluster, report)
    return found


def _progress(
    number: int | None,
    unit: Province,
    entry: ClusterVisits | None,
    visit: Visit | None,
    report: ClusterReport | None,
    scored: bool,
    round_: Round,
    on: date,
) -> Progress:
    def there(day: date | None) -> date | None:
        return day if day is not None and day <= on else None

    plan = entry.plan if entry is not None else None
    planned = there((plan.sent or plan.date) if plan is not None else None)
    own = visit.self_report if visit is not None else None
    self_report = there((own.received or own.date) if own is not None else None)
    held = there(max(visit.held).day if visit is not None and visit.held else None)
    minutes = there(visit.minutes.date if visit is not None and visit.minutes else None)
    excused = visit.not_inspected.document if visit is not None and visit.not_inspected else None
    if excused is not None and excused.date > on:
        excused = None
    named = report is not None and any(r.province.province is unit for r in report.results)
    reported = None
    if report is not None and named:
        reported = there(report.received or report.sent or report.report.date)
    printed = report_day(round_)
    in_appendix = scored and (printed is None or printed <= on)
    appendix = printed if in_appendix else None
    steps = (held, minutes, reported)
    stage = _stage(self_report, *steps, in_appendix, excused)
    due = _due(stage, visit, round_)
    return Progress(
        number,
        unit,
        planned,
        self_report,
        *steps,
        appendix,
        in_appendix,
        excused,
        stage,
        due,
    )


def _stage(
    self_report: date | None,
    held: date | None,
    minutes: date | None,
    report: date | None,
    in_appendix: bool,
    not_inspected: Document | None,
) -> Stage:
    if not_inspected is not None:
        return "not_inspected"
    if in_appendix:
        return "appendix"
    if report is not None:
        return "report"
    if minutes is not None:
        return "minutes"
    if held is not None:
        return "held"
    return "waiting" if self_report is None else "self_report"


def _due(stage: Stage, visit: Visit | None, round_: Round) -> date | None:
    """The last day on which the next step is in time, as far as plan and round say one.

    A self-assessment is due before `self_before` and before the first half-day of the plan; the
    inspection and its minutes on the last half-day; the report of the cluster before
    `report_before`.
    """
    halves = visit.sessions if visit is not None else ()
    one = timedelta(days=1)
    if stage == "waiting":
        ends = [day for day in (round_.self_before, min(halves).day if halves else None) if day]
        return min(ends) - one if ends else None
    if stage == "self_report":
        return max(halves).day if halves else None
    if stage == "held":
        return max(visit.held).day if visit is not None and visit.held else None
    if stage == "minutes":
        return round_.report_before - one if round_.report_before else None
    return None
