"""VIS: the plan of the visits, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.clusters.members import are_known, cluster_of, clusters_by_number, units_of
from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import VISITS, Visit

_NOT_OF_IT: Words = (
    "{province} is not in cluster {number}",
    "{province:unit} không thuộc Cụm {number}",
)
_NO_SUCH_CLUSTER: Words = (
    "there is no cluster {number}; there are: {numbers:list}",
    "không có Cụm {number}; hiện có các Cụm {numbers:list}",
)
_IS_IN: Words = ("it is in cluster {home}", "đơn vị này thuộc Cụm {home}")
_IN_NONE: Words = ("correct the name", "đề nghị kiểm tra lại tên đơn vị")


@rule(
    "VIS01",
    "error",
    "{province} is to be visited twice",
    "{province:unit} có hai lần trong lịch kiểm tra",
    ("keep one visit a province", "đề nghị giữ một mục cho mỗi đơn vị"),
)
def visited_once_by_its_cluster(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A unit is visited once, by the team of the cluster that it is in.

    Why: Judgement. The team is that of the cluster (report 241/BC-VTLTNN, II.2.c: “Thành phần đoàn
    kiểm tra của mỗi cụm gồm có”), so another team has no say in the unit's points; and of two
    entries nobody knows which minutes count. What went on for several days is one visit of several
    half-days.

    Bad:

        - cluster: 1
          visits:
            - {province: Gia Lai, sessions: [2009-08-07 sáng, 2009-08-07 chiều]}
            - {province: Gia Lai, sessions: [2009-08-08 sáng]}

    Good:

        - cluster: 1
          visits:
            - {province: Gia Lai, sessions: [2009-08-07 sáng, 2009-08-07 chiều, 2009-08-08 sáng]}

    Remedy: Keep one entry, with all its half-days, under the cluster of the unit.

    ---

    Mỗi đơn vị được kiểm tra một lần, do Đoàn kiểm tra của cụm mình.

    Lý do: Suy luận. Đoàn kiểm tra là của cụm (Báo cáo số 241/BC-VTLTNN, mục II.2.c: “Thành phần
    đoàn kiểm tra của mỗi cụm gồm có”), đoàn khác không có thẩm quyền thống nhất điểm của đơn vị;
    nếu ghi hai mục thì không biết lấy biên bản nào. Kiểm tra nhiều ngày vẫn là một cuộc có nhiều
    buổi.

    Cách xử lý: Đề nghị giữ một mục với đầy đủ các buổi, ghi tại cụm của đơn vị.
    """
    for year, clusters in data.by_year(VISITS).items():
        known = clusters_by_number(data, year)
        home = cluster_of(data, year)
        numbers = sorted({cluster.number for cluster in data.of(CLUSTERS, year)})
        first: dict[Province, Visit] = {}
        for of_cluster in clusters:
            number = of_cluster.cluster
            cluster = known.get(number)
            if cluster is None and number not in numbers and are_known(data, year):
                values = {"number": number, "numbers": numbers}
                help_: Words = ("correct the number", "đề nghị sửa số cụm")
                yield Found(of_cluster.places["cluster"], values, None, (), _NO_SUCH_CLUSTER, help_)
            for visit in of_cluster.visits:
                unit = visit.province.province
                if unit is None:
                    continue
                if first.setdefault(unit, visit) is not visit:
                    place = (first[unit].province.span, ("first here", "vị trí đầu tiên"))
                    yield Found(visit.province.span, {"province": unit}, unit, related=(place,))
                elif cluster is not None and are_known(data, year):
                    if unit in units_of(cluster):
                        continue
                    there = home.get(unit)
                    found = {"province": unit, "number": number, "home": there and there.number}
                    help_ = _IS_IN if there else _IN_NONE
                    yield Found(visit.province.span, found, unit, words=_NOT_OF_IT, help=help_)
