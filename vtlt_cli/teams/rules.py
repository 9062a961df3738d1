"""TEM: the team of each cluster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from vtlt_cli.checking.engine import Found, Problems, plural, rule
from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.clusters.members import are_known, known_clusters, units_of
from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.rounds.cited import source_of
from vtlt_cli.rounds.kind import Round, Seat, round_of
from vtlt_cli.teams.kind import GUEST, TEAMS, Member, Team
from vtlt_cli.units import Province


class _Judged(NamedTuple):
    """A team with what it is held against: its round, and its cluster where that is beyond doubt.

    `whole` is false where members of it may have been lost in reading.
    """

    round_: Round
    team: Team
    cluster: Cluster | None
    whole: bool


def _teams(data: Dataset) -> Iterator[_Judged]:
    """Every team but those of a cluster that has one already (TEM01)."""
    for year, teams in data.by_year(TEAMS).items():
        known = known_clusters(data, year)
        whole = not data.is_incomplete("teams", year)
        seen: set[int] = set()
        for team in teams:
            if team.cluster not in seen:
                yield _Judged(round_of(data, year), team, known.get(team.cluster), whole)
            seen.add(team.cluster)


def _in_seat(team: Team, seat: Seat) -> list[Member]:
    return [member for member in team.members if member.seat == seat.seat]


def _has_odd_seats(team: Team, round_: Round) -> bool:
    """Whether a member has a seat that there is not: it may be meant for an empty one."""
    known = {GUEST, *(seat.seat for seat in round_.team)}
    return any(member.seat not in known for member in team.members)


_NO_SUCH_CLUSTER: Words = (
    "there is no cluster {number}; there are: {numbers:list}",
    "không có Cụm {number}; số của các Cụm hiện có: {numbers:list}",
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

    Lý do: Mỗi cụm có đoàn kiểm tra của mình (Báo cáo số 241/BC-VTLTNN, Mục II.2.c: “Thành phần đoàn
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


_NOBODY: Words = (
    "the team of cluster {number} has nobody as {title}; by {source} there {are} {count}",
    "Cụm {number}: chưa có {title}; theo {source_vi} là {count:two}",
)


@rule(
    "TEM02",
    "error",
    "the team of cluster {number} has {found} as {title}; by {source} there {are} {count}",
    "Cụm {number}: có {found:two} {title}; theo {source_vi} là {count:two}",
    (
        "correct the seats of the members",
        "đề nghị kiểm tra lại vị trí của các thành viên",
    ),
)
def seats_filled(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A seat for which the round declares a number is filled by so many.

    Why: A team has one head and one secretary (report 241/BC-VTLTNN, II.2.c: “Trưởng đoàn là đại
    diện Lãnh đạo Sở Nội vụ”; “Thư ký (Do Cụm trưởng chỉ định …)”); with two heads nobody knows who
    signs the minutes.

    Bad:

        # rounds.yaml
        team:
          - {seat: head, title: Trưởng đoàn, of: leader, count: 1}
        # teams_2009.yaml
        - cluster: 1
          members:
            - {seat: head, province: Kiên Giang, post: Giám đốc Sở Nội vụ}
            - {seat: head, province: Kiên Giang, post: Phó Giám đốc Sở Nội vụ}

    Good:

        # rounds.yaml
        team:
          - {seat: head, title: Trưởng đoàn, of: leader, count: 1}
        # teams_2009.yaml
        - cluster: 1
          members:
            - {seat: head, province: Kiên Giang, post: Giám đốc Sở Nội vụ}

    Remedy: Correct the seats against the decision on the team, or `count` in rounds.yaml.

    ---

    Vị trí có quy định số người thì có đủ và đúng số người đó.

    Lý do: Mỗi đoàn có một Trưởng đoàn, một Thư ký (Báo cáo số 241/BC-VTLTNN, Mục II.2.c: “Trưởng
    đoàn là đại diện Lãnh đạo Sở Nội vụ”; “Thư ký (Do Cụm trưởng chỉ định …)”); có hai Trưởng đoàn
    thì không rõ ai ký biên bản.

    Cách xử lý: Đề nghị đối chiếu quyết định thành lập đoàn và sửa vị trí, hoặc sửa `count` trong
    rounds.yaml.
    """
    for round_, team, _cluster, whole in _teams(data):
        source, source_vi = source_of(round_)
        for seat in round_.team:
            members = _in_seat(team, seat)
            found, count = len(members), seat.count
            if count is None or found == count:
                continue
            if found < count and (not whole or _has_odd_seats(team, round_)):
                continue
            values = {
                "number": team.cluster,
                "title": seat.title,
                "found": found,
                "count": count,
                "source": source,
                "source_vi": source_vi,
                **plural(count),
            }
            if found > count:
                *others, place = (member.places["seat"] for member in members)
                also: Words = ("also here", "cũng tại đây")
                yield Found(place, values, related=tuple((other, also) for other in others))
            else:
                words = None if found else _NOBODY
                yield Found(team.places["members"], values, words=words)


@rule(
    "TEM03",
    "warning",
    "the team of cluster {number} has nobody as {titles:quoted}",
    "Cụm {number}: chưa có người ở vị trí {titles:quoted} theo {source_vi}",
    (
        "add who has the seat",
        "đề nghị bổ sung thành viên ở vị trí này",
    ),
)
def seats_not_empty(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Every seat of the team has somebody in it.

    Why: The plan names who is in a team (report 241/BC-VTLTNN, II.2.c: “Thành phần đoàn kiểm tra
    của mỗi cụm gồm có”). Whether “01 đại diện” is one of the team or one of each province the
    report leaves open, so an empty seat is only a warning.

    Bad:

        # rounds.yaml
        team:
          - {seat: head, title: Trưởng đoàn, of: leader, count: 1}
          - {seat: centre, title: Lãnh đạo Trung tâm Lưu trữ}
        # teams_2009.yaml
        - cluster: 1
          members:
            - {seat: head, province: Kiên Giang, post: Giám đốc Sở Nội vụ}

    Good:

        # rounds.yaml
        team:
          - {seat: head, title: Trưởng đoàn, of: leader, count: 1}
          - {seat: centre, title: Lãnh đạo Trung tâm Lưu trữ}
        # teams_2009.yaml
        - cluster: 1
          members:
            - {seat: head, province: Kiên Giang, post: Giám đốc Sở Nội vụ}
            - {seat: centre, province: Gia Lai, post: Giám đốc Trung tâm Lưu trữ}

    Remedy: Add who has the seat, as the members of the cluster named them.

    ---

    Mỗi vị trí trong đoàn kiểm tra đều có người đảm nhiệm.

    Lý do: Kế hoạch quy định thành phần đoàn (Báo cáo số 241/BC-VTLTNN, Mục II.2.c: “Thành phần đoàn
    kiểm tra của mỗi cụm gồm có”). Báo cáo không nói rõ “01 đại diện” là của cả đoàn hay của mỗi
    tỉnh, thành phố, nên vị trí còn trống chỉ là cảnh báo.

    Cách xử lý: Đề nghị bổ sung thành viên theo văn bản cử người của các đơn vị trong Cụm.
    """
    for round_, team, _cluster, whole in _teams(data):
        empty = [
            seat.title for seat in round_.team if seat.count is None and not _in_seat(team, seat)
        ]
        if empty and whole and not _has_odd_seats(team, round_):
            values = {
                "number": team.cluster,
                "titles": empty,
                "source_vi": source_of(round_)[1],
            }
            yield Found(team.places["members"], values)


@rule(
    "TEM04",
    "error",
    "cluster {number}: {title} is of {province}; by {source} it is somebody of {leader}, "
    "which leads",
    "Cụm {number}: {title} thuộc {province:unit}; theo {source_vi} là người của "
    "{body}{leader:unit} (Cụm trưởng)",
    (
        "correct the province or the seat",
        "đề nghị kiểm tra lại đơn vị hoặc vị trí",
    ),
)
def of_the_leader(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A seat that is the lead province's is filled from it.

    Why: Head and secretary are people of the lead province (report 241/BC-VTLTNN, II.2.c: “Trưởng
    đoàn là đại diện Lãnh đạo Sở Nội vụ phụ trách công tác văn thư, lưu trữ của tỉnh, thành phố do
    Cục Văn thư và Lưu trữ nhà nước chỉ định làm Cụm trưởng”). Those seats have `of: leader` in
    rounds.yaml.

    Bad:

        # clusters_2009.yaml
        - {number: 1, leader: Kiên Giang, members: [Kiên Giang, Gia Lai]}
        # teams_2009.yaml
        - cluster: 1
          members:
            - {seat: head, province: Gia Lai, post: Giám đốc Sở Nội vụ}

    Good:

        # clusters_2009.yaml
        - {number: 1, leader: Kiên Giang, members: [Kiên Giang, Gia Lai]}
        # teams_2009.yaml
        - cluster: 1
          members:
            - {seat: head, province: Kiên Giang, post: Giám đốc Sở Nội vụ}

    Remedy: Name somebody of the lead province. Where another province is to lead, the Department
    changes the leader in clusters_YYYY.yaml.

    ---

    Vị trí thuộc Cụm trưởng thì do người của tỉnh, thành phố làm Cụm trưởng đảm nhiệm.

    Lý do: Trưởng đoàn, Thư ký là người của tỉnh, thành phố làm Cụm trưởng (Báo cáo số
    241/BC-VTLTNN, Mục II.2.c: “Trưởng đoàn là đại diện Lãnh đạo Sở Nội vụ phụ trách công tác văn
    thư, lưu trữ của tỉnh, thành phố do Cục Văn thư và Lưu trữ nhà nước chỉ định làm Cụm trưởng”).
    Các vị trí đó có `of: leader` trong rounds.yaml.

    Cách xử lý: Đề nghị ghi người của tỉnh, thành phố làm Cụm trưởng. Trường hợp thay đổi Cụm trưởng
    thì Cục điều chỉnh tại clusters_YYYY.yaml.
    """
    for round_, team, cluster, _whole in _teams(data):
        leader = _leader_of(cluster)
        if leader is None:
            continue
        source, source_vi = source_of(round_)
        issuer = round_.issuers.get("leader")
        for member, seat in _of_leader(team, round_):
            unit = member.province.province if member.province else None
            if unit is None or unit is leader:
                continue
            values = {
                "number": team.cluster,
                "title": seat.title,
                "province": unit,
                "leader": leader,
                "body": f"{issuer.name} " if issuer and issuer.name else "",
                "source": source,
                "source_vi": source_vi,
            }
            assert member.province is not None
            yield Found(member.province.span, values, unit)


def _leader_of(cluster: Cluster | None) -> Province | None:
    """The lead province; None where it is in doubt, as one that is no member (CLU04) is."""
    if cluster is None or cluster.leader.province not in units_of(cluster):
        return None
    return cluster.leader.province


def _of_leader(team: Team, round_: Round) -> Iterator[tuple[Member, Seat]]:
    """The members in seats that are the lead province's."""
    seats = {seat.seat: seat for seat in round_.team if seat.of == "leader"}
    for member in team.members:
        if member.seat in seats:
            yield member, seats[member.seat]


_FROM_NOWHERE: Words = (
    "this member of the team of cluster {number} has no province",
    "thành viên này của Đoàn kiểm tra Cụm {number} chưa ghi đơn vị (province)",
)


@rule(
    "TEM05",
    "error",
    "{province} is not in cluster {number}, whose team has a member from there",
    "{province:unit} không thuộc Cụm {number} nhưng có người trong Đoàn kiểm tra của Cụm",
    (
        "correct the province; who is there beside the team is a guest (seat: guest, agency: …)",
        "đề nghị kiểm tra lại đơn vị; người dự ngoài Đoàn ghi là khách mời "
        "(seat: guest, agency: …)",
    ),
)
def of_the_cluster(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The members of a team come from the provinces of its cluster.

    Why: The provinces of a cluster inspect each other, and agree on the plan among themselves
    (report 241/BC-VTLTNN, II.2.d: “Cụm trưởng chủ động phối hợp với các đơn vị trong Cụm”). The
    Department's representative (II.2.c: “sẽ cử đại diện tham dự”) is a guest beside the team.

    Bad:

        # clusters_2009.yaml
        - {number: 1, leader: Kiên Giang, members: [Kiên Giang, Gia Lai]}
        # teams_2009.yaml
        - cluster: 1
          members:
            - {seat: staff, province: Hà Nội, post: Lưu trữ viên}

    Good:

        # clusters_2009.yaml
        - {number: 1, leader: Kiên Giang, members: [Kiên Giang, Gia Lai]}
        # teams_2009.yaml
        - cluster: 1
          members:
            - {seat: staff, province: Gia Lai, post: Lưu trữ viên}

    Remedy: Correct the province, or the number of the cluster. Who is there as a guest has the seat
    `guest` and an `agency`.

    ---

    Thành viên đoàn kiểm tra là người của các tỉnh, thành phố trong cụm.

    Lý do: Các đơn vị trong cụm kiểm tra lẫn nhau và cùng thống nhất kế hoạch (Báo cáo số
    241/BC-VTLTNN, Mục II.2.d: “Cụm trưởng chủ động phối hợp với các đơn vị trong Cụm”). Đại diện
    của Cục (Mục II.2.c: “sẽ cử đại diện tham dự”) là khách mời, ngoài thành phần đoàn.

    Cách xử lý: Đề nghị sửa đơn vị hoặc số cụm. Người dự với tư cách khách mời ghi `seat: guest` và
    cơ quan (`agency`).
    """
    for round_, team, cluster, _whole in _teams(data):
        led = {id(member) for member, _seat in _of_leader(team, round_)}
        for member in team.members:
            if member.seat == GUEST:
                continue
            if member.province is None:
                if "province" not in member.places:
                    values = {"number": team.cluster}
                    yield Found(member.places["seat"], values, words=_FROM_NOWHERE)
                continue
            unit = member.province.province
            told = id(member) in led and _leader_of(cluster) is not None
            if unit is None or cluster is None or told or unit in units_of(cluster):
                continue
            found = {"province": unit, "number": team.cluster}
            place = (cluster.places["members"], ("its members", "các thành viên của Cụm"))
            yield Found(member.province.span, found, unit, (place,))


_GUEST_OF_A_PROVINCE: Words = (
    "a guest comes from an agency, not from a province of the cluster",
    "khách mời ghi cơ quan (agency), không ghi đơn vị (province)",
)
_GUEST_OF_NOTHING: Words = (
    "this guest has no agency",
    "khách mời này chưa ghi cơ quan (agency)",
)


@rule(
    "TEM06",
    "error",
    "“{seat}” is no seat of the team",
    "“{seat}” không phải là vị trí trong đoàn kiểm tra đã khai báo",
    (
        "the seats of round {year}: {seats:list}",
        "các vị trí của đợt kiểm tra năm {year}: {seats:list}",
    ),
)
def known_seat(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A member has one of the seats that the round declares; a guest is named by an agency.

    Why: Judgement. What a team is made of is the plan's to say (report 241/BC-VTLTNN, II.2.c:
    “Thành phần đoàn kiểm tra của mỗi cụm gồm có”); a seat that is misspelt leaves the one that is
    meant empty. A `guest` may always be there, from an `agency` and not from a `province`.

    Bad:

        # rounds.yaml
        team:
          - {seat: head, title: Trưởng đoàn, of: leader, count: 1}
        # teams_2009.yaml
        - cluster: 1
          members:
            - {seat: chief, province: Kiên Giang, post: Giám đốc Sở Nội vụ}

    Good:

        # rounds.yaml
        team:
          - {seat: head, title: Trưởng đoàn, of: leader, count: 1}
        # teams_2009.yaml
        - cluster: 1
          members:
            - {seat: head, province: Kiên Giang, post: Giám đốc Sở Nội vụ}

    Remedy: Write a seat of rounds.yaml, or declare it there. For a guest write `agency`.

    ---

    Thành viên ở một trong các vị trí đã khai báo của đợt kiểm tra; khách mời ghi theo cơ quan.

    Lý do: Nhận định.  Thành phần đoàn do kế hoạch quy định (Báo cáo số 241/BC-VTLTNN, Mục II.2.c:
    “Thành phần đoàn kiểm tra của mỗi cụm gồm có”); ghi sai vị trí thì vị trí đúng bị bỏ trống.
    Khách mời (`guest`) được ghi trong mọi trường hợp, theo `agency`, không theo `province`.

    Cách xử lý: Đề nghị ghi vị trí có trong rounds.yaml, hoặc khai báo thêm vị trí. Khách mời ghi
    `agency`.
    """
    for round_, team, _cluster, _whole in _teams(data):
        seats = [seat.seat for seat in round_.team]
        for member in team.members:
            place = member.places["seat"]
            values = {"seat": member.seat, "seats": [*seats, GUEST], "year": round_.year}
            if member.seat == GUEST:
                help_: Words = ("write agency: …", "đề nghị ghi agency: …")
                if "province" in member.places:
                    place = member.places["province"]
                    yield Found(place, values, words=_GUEST_OF_A_PROVINCE, help=help_)
                elif "agency" not in member.places:
                    yield Found(place, values, words=_GUEST_OF_NOTHING, help=help_)
            elif seats and member.seat not in seats:
                near = _seat_meant(member.seat, round_)
                meant: Words = (f"{near} is probably meant", f"có thể là {near}")
                yield Found(place, values, help=meant if near else None)


def _seat_meant(written: str, round_: Round) -> str | None:
    """The seat that is written by its title, or with a slip; None where none is near."""
    from difflib import get_close_matches

    by_title = {seat.title.casefold(): seat.seat for seat in round_.team}
    if written.casefold() in by_title:
        return by_title[written.casefold()]
    near = get_close_matches(written.casefold(), [seat.seat for seat in round_.team], n=1)
    return near[0] if near else None
