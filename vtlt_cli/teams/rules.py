"""TEM: the team of each cluster."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.clusters.members import are_known
from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.teams.kind import TEAMS, Team

_NO_SUCH_CLUSTER: Words = (
    "there is no cluster {number}; there are: {numbers:list}",
    "không có Cụm {number}; hiện có các Cụm {numbers:list}",
)


@rule(
    "TEM01",
    "error",
    "cluster {number} has a second team",
    "Cụm {number} có hai đoàn kiểm tra",
    (
        "correct the number, or keep one of the two",
        "đề nghị sửa số cụm, hoặc giữ một trong hai",
    ),
)
def one_team_a_cluster(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A team is that of a cluster of the round, and each cluster has one.

    Why: A team inspects its own cluster (report 241/BC-VTLTNN, II.2.c: “Thành phần đoàn kiểm tra
    của mỗi cụm gồm có”). A number that is wrong gives one cluster two teams and another none.

    Bad:

        - cluster: 1
          members:
            - {seat: head, province: Kiên Giang, post: Phó Giám đốc Sở Nội vụ}
        - cluster: 1
          members:
            - {seat: head, province: Lạng Sơn, post: Phó Giám đốc Sở Nội vụ}

    Good:

        - cluster: 1
          members:
            - {seat: head, province: Kiên Giang, post: Phó Giám đốc Sở Nội vụ}
        - cluster: 2
          members:
            - {seat: head, province: Lạng Sơn, post: Phó Giám đốc Sở Nội vụ}

    Remedy: Correct the number of the cluster, or keep one of the two teams.

    ---

    Mỗi đoàn kiểm tra là của một cụm trong đợt kiểm tra; mỗi cụm có một đoàn.

    Lý do: Mỗi cụm có đoàn kiểm tra của mình (Báo cáo số 241/BC-VTLTNN, mục II.2.c: “Thành phần đoàn
    kiểm tra của mỗi cụm gồm có”). Ghi sai số cụm thì có cụm hai đoàn và có cụm không có đoàn.

    Cách xử lý: Đề nghị sửa số cụm, hoặc giữ một trong hai đoàn.
    """
    for year, teams in data.by_year(TEAMS).items():
        numbers = [cluster.number for cluster in data.of(CLUSTERS, year)]
        first: dict[int, Team] = {}
        for team in teams:
            known = first.setdefault(team.cluster, team)
            values = {"number": team.cluster, "numbers": sorted(set(numbers))}
            place = team.places["cluster"]
            if known is not team:
                related = ((known.places["cluster"], ("first here", "vị trí đầu tiên")),)
                yield Found(place, values, related=related)
            elif team.cluster not in numbers and are_known(data, year):
                yield Found(place, values, words=_NO_SUCH_CLUSTER)
