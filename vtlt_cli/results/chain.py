"""The chain of papers by which a unit gets its points, and where its links part.

The agreed points of the sheet are those of the minutes, those of the cluster's report and those of
Appendix 1 (report 241/BC-VTLTNN, I.1: “có thảo luận thống nhất đánh giá, chấm điểm theo các tiêu
chí và xếp loại. Kết quả kiểm tra chung của từng Cụm đã được Cụm trưởng tổng hợp và báo cáo”). A
unit's points on itself are outside of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar, get_args

from vtlt_cli.clusters.members import are_known, cluster_of
from vtlt_cli.diagnostics import Span, Words
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.reading.numbers import Number
from vtlt_cli.results.kind import RESULTS, Result
from vtlt_cli.rounds.kind import Round, round_of
from vtlt_cli.scores.kind import SCORES
from vtlt_cli.sheets.kind import sheets_of
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import VISITS, Visit, latest_minutes

Stage = Literal["sheet", "minutes", "report", "appendix"]
STAGES: tuple[Stage, ...] = get_args(Stage)


class Link(NamedTuple):
    """What one paper says of a unit: its total, where, and what a sentence calls the paper.

    `total` is None where it could not be read, or is none yet. `class_` has a place of its own.
    """

    stage: Stage
    called: Words
    total: Number | None
    place: Span
    class_: str | None = None
    class_place: Span | None = None


class Chain(NamedTuple):
    """The papers on a unit in the order in which they come about, each a link of the chain.

    A paper of which there are two on the unit is no link: nobody knows which one counts.
    """

    unit: Province
    visit: Visit | None
    links: Mapping[Stage, Link]

    @property
    def inspected(self) -> bool:
        """Whether the unit is in the chain at all; one that could not be inspected is not."""
        return self.visit is None or self.visit.not_inspected is None

    def totals(self) -> list[tuple[Link, Number]]:
        """The links that have a total, with it."""
        return [(link, link.total) for link in self.links.values() if link.total is not None]


def chains(data: Dataset, year: int) -> dict[Province, Chain]:
    """The chain of every unit of the round that a cluster or a paper names, the clusters first."""
    home = cluster_of(data, year)
    known = are_known(data, year)

    def of_its_own(unit: Province, number: int) -> bool:
        """Whether the papers of that cluster may speak of the unit."""
        return not known or (unit in home and home[unit].number == number)

    visits = _single(
        (visit.province.province, (of_cluster.cluster, visit))
        for of_cluster in data.of(VISITS, year)
        for visit in of_cluster.visits
    )
    results = _single(
        (result.province.province, (report.cluster, result))
        for report in data.of(RESULTS, year)
        for result in report.results
    )
    scores = _single((score.name.province, score) for score in data.of(SCORES, year))
    sheets = sheets_of(data, year)
    round_ = round_of(data, year)
    of_sheets = [sheet.unit for sheet in sheets.values() if sheet.unit is not None]
    units = dict.fromkeys([*home, *visits, *results, *scores, *of_sheets])
    found: dict[Province, Chain] = {}
    for unit in units:
        links: dict[Stage, Link] = {}
        sheet = sheets.get(unit.id)
        if sheet is not None:
            called = ("the sheet", "phiếu chấm điểm")
            links["sheet"] = Link("sheet", called, sheet.agreed.total, sheet.place)
        visit = None
        if unit in visits and of_its_own(unit, visits[unit][0]):
            visit = visits[unit][1]
            minutes = _minutes_link(visit)
            if minutes is not None:
                links["minutes"] = minutes
        if unit in results and of_its_own(unit, results[unit][0]):
            links["report"] = _report_link(*results[unit])
        if unit in scores:
            score = scores[unit]
            called = _appendix_called(round_)
            links["appendix"] = Link("appendix", called, score.value, score.places["score"])
        found[unit] = Chain(unit, visit, links)
    return found


Paper = TypeVar("Paper")


def _single(papers: Iterable[tuple[Province | None, Paper]]) -> dict[Province, Paper]:
    """The papers by unit, without those of which a unit has two."""
    found: dict[Province, list[Paper]] = {}
    for unit, paper in papers:
        if unit is not None:
            found.setdefault(unit, []).append(paper)
    return {unit: several[0] for unit, several in found.items() if len(several) == 1}


def _minutes_link(visit: Visit) -> Link | None:
    minutes = latest_minutes(visit)
    if minutes is None:
        return None
    called: Words = ("the minutes", "biên bản")
    if minutes is not visit.minutes:
        called = ("the supplementary minutes", "biên bản bổ sung")
    places = minutes.places
    place, of_class = places["total"], places.get("class")
    return Link("minutes", called, minutes.total, place, minutes.class_, of_class)


def _report_link(number: int, result: Result) -> Link:
    called = (f"the report of cluster {number}", f"báo cáo của Cụm {number}")
    places = result.places
    place, of_class = places["score"], places.get("class")
    return Link("report", called, result.score, place, result.class_, of_class)


def _appendix_called(round_: Round) -> Words:
    """What the list of scores is called: the appendix that prints it, or the list as such."""
    numbers = [n for n, appendix in round_.appendices.items() if appendix.table == "scores"]
    if not numbers:
        return "the list of scores", "bảng điểm"
    return f"Appendix {numbers[0]}", f"Phụ lục {numbers[0]}"


def odd_link(totals: Sequence[tuple[Link, Number]]) -> int | None:
    """Which of the links parts the chain; None where all have one total.

    The one that differs from all others, which agree; else the first that differs from the one
    before it.
    """
    values = [total for _link, total in totals]
    if len(set(values)) < 2:
        return None
    alone = [i for i, value in enumerate(values) if values.count(value) == 1]
    if len(values) > 2 and len(alone) == 1 and len(set(values)) == 2:
        return alone[0]
    return next(i for i in range(1, len(values)) if values[i] != values[i - 1])
