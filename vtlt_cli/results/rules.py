"""RES: the reports of the clusters, and the chain that they close."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, plural, rule
from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.clusters.members import are_known, clusters_by_number, expected_units, units_of
from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.results.kind import RESULTS, ClusterReport, Result
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import visits_by_unit

_NO_SUCH_CLUSTER: Words = (
    "there is no cluster {number}; there are: {numbers:list}",
    "không có Cụm {number}; hiện có các Cụm {numbers:list}",
)
_SECOND_REPORT: Words = (
    "cluster {number} has a second report",
    "Cụm {number} có hai báo cáo",
)
_TWICE: Words = (
    "the report of cluster {number} names {province} twice",
    "báo cáo của Cụm {number} ghi {province:unit} hai lần",
)
_NOT_OF_IT: Words = (
    "{province} is not in cluster {number}, whose report names it",
    "{province:unit} không thuộc Cụm {number} nhưng có trong báo cáo của Cụm này",
)
_CORRECT_NUMBER: Words = (
    "correct the number, or keep one report a cluster",
    "đề nghị sửa số cụm, hoặc giữ một báo cáo cho mỗi cụm",
)
_MEANT: Words = (
    "{missing:list} {are} missing in the report; probably meant here",
    "báo cáo chưa ghi {missing:units}; có thể là đơn vị cần ghi tại đây",
)


@rule(
    "RES01",
    "error",
    "the report of cluster {number} does not name {missing:list}",
    "báo cáo của Cụm {number} chưa ghi {missing:units}",
    (
        "compare with the report; ask the leader where it is so there",
        "đề nghị đối chiếu báo cáo; nếu báo cáo ghi như vậy, đề nghị Cụm trưởng bổ sung",
    ),
)
def names_its_members(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The report of a cluster names its members, all of them, each once.

    Why: It is the result of the whole cluster (report 241/BC-VTLTNN, II.2.d: “Kết quả kiểm tra
    chung của toàn Cụm được Cụm trưởng tổng hợp, báo cáo về Cục Văn thư và Lưu trữ nhà nước”). A
    unit that could not be inspected (`not_inspected` in visits_YYYY.yaml) is not asked for.

    Bad:

        # clusters_2009.yaml
        - {number: 1, leader: Kiên Giang, members: [Kiên Giang, Quảng Nam]}
        # results_2009.yaml
        - cluster: 1
          report: {number: 81/BC-SNV, date: 2009-10-18}
          results:
            - {province: Kiên Giang, score: 1640}

    Good:

        # clusters_2009.yaml
        - {number: 1, leader: Kiên Giang, members: [Kiên Giang, Quảng Nam]}
        # results_2009.yaml
        - cluster: 1
          report: {number: 81/BC-SNV, date: 2009-10-18}
          results:
            - {province: Kiên Giang, score: 1640}
            - {province: Quảng Nam, score: 5350}

    Remedy: Compare with the report as received. What it lacks is the leader's to add.

    ---

    Báo cáo của Cụm ghi đủ các thành viên, mỗi đơn vị một lần.

    Lý do: Báo cáo là kết quả của toàn Cụm (Báo cáo số 241/BC-VTLTNN, mục II.2.d: “Kết quả kiểm tra
    chung của toàn Cụm được Cụm trưởng tổng hợp, báo cáo về Cục Văn thư và Lưu trữ nhà nước”). Không
    xét đơn vị không kiểm tra được (`not_inspected` trong visits_YYYY.yaml).

    Cách xử lý: Đề nghị đối chiếu với báo cáo đã nhận. Nội dung còn thiếu do Cụm trưởng bổ sung.
    """
    for year, reports in data.by_year(RESULTS).items():
        known = clusters_by_number(data, year)
        numbers = sorted({cluster.number for cluster in data.of(CLUSTERS, year)})
        first: dict[int, ClusterReport] = {}
        for report in reports:
            number, cluster = report.cluster, known.get(report.cluster)
            values: dict[str, object] = {"number": number, "numbers": numbers}
            place = report.places["cluster"]
            if first.setdefault(number, report) is not report:
                related = ((first[number].places["cluster"], ("first here", "vị trí đầu tiên")),)
                yield Found(place, values, None, related, _SECOND_REPORT, _CORRECT_NUMBER)
                continue
            if not are_known(data, year):
                continue
            if cluster is not None:
                yield from _odd_names(data, year, report, cluster)
            elif number not in numbers:
                yield Found(place, values, words=_NO_SUCH_CLUSTER, help=_CORRECT_NUMBER)


def _odd_names(
    data: Dataset, year: int, report: ClusterReport, cluster: Cluster
) -> Iterator[Found]:
    """What is wrong with the names of one report.

    A name that stands in the place of another is told once, with the one that is missing.
    """
    first: dict[Province, Result] = {}
    twice: list[Result] = []
    foreign: list[Result] = []
    for result in report.results:
        unit = result.province.province
        if unit is None:
            continue
        if first.setdefault(unit, result) is not result:
            twice.append(result)
        elif unit not in units_of(cluster):
            foreign.append(result)
    missing = _missing(data, year, cluster, set(first))
    values = {"number": report.cluster, "missing": missing, **plural(len(missing))}
    hint = 0 < len(missing) <= len(twice) + len(foreign)
    help_ = _MEANT if hint else None
    for result in twice:
        unit = result.province.province
        assert unit is not None
        place = (first[unit].province.span, ("first here", "vị trí đầu tiên"))
        found = {**values, "province": unit}
        yield Found(result.province.span, found, unit, (place,), _TWICE, help_)
    for result in foreign:
        unit = result.province.province
        found = {**values, "province": unit}
        yield Found(result.province.span, found, unit, words=_NOT_OF_IT, help=help_)
    if missing and not hint:
        yield Found(report.places["results"], values, missing[0])


def _missing(data: Dataset, year: int, cluster: Cluster, named: set[Province]) -> list[Province]:
    """The members that a report should name and does not; none where that cannot be judged."""
    if data.is_incomplete("results", year) or data.is_incomplete("visits", year):
        return []
    visits = visits_by_unit(data, year)
    return [
        unit
        for unit in expected_units(data, year, cluster)
        if unit not in named and not (unit in visits and visits[unit].not_inspected)
    ]
