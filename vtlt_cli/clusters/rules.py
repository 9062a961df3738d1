"""CLU: the clusters of a round."""

from __future__ import annotations

from collections.abc import Iterator

from vtlt_cli.checking.engine import Found, Problems, plural, rule
from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.diagnostics import Words, whole_file
from vtlt_cli.names import in_being_at
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import Round, days_of, round_of
from vtlt_cli.rounds.taking_part import (
    FEW,
    NAME_ONE_IN_BEING,
    NOT_IN_BEING,
    became,
    last_of_its_land,
    missing_units,
    not_in_being_then,
    of_one_land,
    stands_for,
)
from vtlt_cli.units import Name, Province, day_after
from vtlt_cli.wording import quantity

# Members are named one by one, up to twice the size of the report's clusters.
_FEW_MEMBERS = 8
_OF_MANY: Words = (
    "name one of the members as leader, or add it to them",
    "đề nghị ghi Cụm trưởng là một trong các thành viên hoặc bổ sung vào danh sách thành viên",
)
_OF_ANOTHER: Words = (
    "{province} is a member of cluster {other}: name a member as leader, or move it here",
    "{province:unit} là thành viên Cụm {other}: đề nghị ghi Cụm trưởng là một trong các thành "
    "viên, hoặc chuyển đơn vị này từ Cụm {other} sang",
)


def _places(clusters: tuple[Cluster, ...]) -> dict[Province, list[tuple[Cluster, Name]]]:
    """Every province with its places among the members, one a cluster, in the order of the file."""
    found: dict[Province, list[tuple[Cluster, Name]]] = {}
    for cluster in clusters:
        seen: set[Province] = set()
        for name in cluster.members:
            if name.province is not None and name.province not in seen:
                seen.add(name.province)
                found.setdefault(name.province, []).append((cluster, name))
    return found


def _led(clusters: tuple[Cluster, ...]) -> dict[Province, list[Cluster]]:
    """Every leader with the clusters that it leads."""
    found: dict[Province, list[Cluster]] = {}
    for cluster in clusters:
        if cluster.leader.province is not None:
            found.setdefault(cluster.leader.province, []).append(cluster)
    return found


def _numbered(clusters: list[Cluster]) -> dict[str, object]:
    """The clusters of a sentence: how many, and their numbers."""
    numbers = [cluster.number for cluster in clusters]
    numbered = [f"Cụm {number}" for number in numbers]
    return {"count": len(numbers), "numbers": numbers, "numbered": numbered}


def _sizes(least: int | None, most: int | None) -> Words:
    """How many members a cluster may have, as a sentence says it."""
    if least == most:
        return f"{least}", quantity(least or 0)
    if most is None:
        return f"at least {least}", f"ít nhất {quantity(least or 0)}"
    if least is None:
        return f"at most {most}", f"nhiều nhất {quantity(most)}"
    return f"{least} to {most}", f"từ {quantity(least)} đến {quantity(most)}"


def _in(cluster: Cluster) -> Words:
    return f"cluster {cluster.number}", f"Cụm {cluster.number}"


@rule(
    "CLU01",
    "error",
    "{province} is in {count:count} clusters, {numbers:list}",
    "{province:unit} được xếp vào {count:count} cụm: {numbered:list}",
    ("keep one of the places", "đề nghị giữ một vị trí"),
)
def in_two_clusters(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A province is a member of at most one cluster of the round.

    Why: The clusters divide the provinces among them (report 241/BC-VTLTNN, I.1: “Có 64 tỉnh, thành
    phố tham gia kiểm tra và được phân chia thành 16 Cụm.”). Appendix 2 of the report has Trà Vinh
    in clusters 14 and 16, and Lai Châu in none.

    Bad:

        - number: 7
          leader: Nghệ An
          members: [Ninh Bình, Nghệ An, Đắk Lắk, Yên Bái]
        - number: 8
          leader: Vĩnh Phúc
          members: [Vĩnh Phúc, Hà Giang, Quảng Trị, Yên Bái]

    Good:

        - number: 7
          leader: Nghệ An
          members: [Ninh Bình, Nghệ An, Đắk Lắk, Yên Bái]
        - number: 8
          leader: Vĩnh Phúc
          members: [Vĩnh Phúc, Hà Giang, Quảng Trị, Quảng Ngãi]

    Remedy: Keep one of the places; the others may be meant for provinces that are in no cluster
    (CLU02). What was published stays as published until its issuer says which place is wrong.

    ---

    Mỗi tỉnh, thành phố chỉ là thành viên của một cụm trong đợt kiểm tra.

    Lý do: Các tỉnh, thành phố được phân chia vào các cụm (Báo cáo số 241/BC-VTLTNN, Mục I.1: “Có 64
    tỉnh, thành phố tham gia kiểm tra và được phân chia thành 16 Cụm.”). Phụ lục 2 của Báo cáo ghi
    Trà Vinh ở cả Cụm 14 và Cụm 16, còn Lai Châu chưa được xếp vào cụm nào.

    Cách xử lý: Đề nghị giữ một vị trí; vị trí còn lại có thể là của tỉnh, thành phố chưa được xếp
    vào cụm nào (CLU02). Danh sách đã công bố được giữ nguyên cho đến khi cơ quan ban hành xác định
    vị trí ghi nhầm.
    """
    for year, clusters in data.by_year(CLUSTERS).items():
        places = _places(clusters)
        missing = missing_units(data, year, set(places), "clusters")
        help_: Words | None = None
        if 0 < len(missing) <= FEW:
            help_ = (
                "{missing:list} {are} in no cluster; one of the {count:count} places is probably "
                "meant for {it}",
                "{missing:units} chưa được xếp vào cụm nào; một trong {count:count} vị trí "
                "“{province}” có thể là {missing:or}",
            )
        for province, found in places.items():
            if len(found) < 2:
                continue
            values = {
                "province": province,
                **_numbered([cluster for cluster, _name in found]),
                "missing": missing,
                "it": "it" if len(missing) == 1 else "one of them",
                **plural(len(missing)),
            }
            related = tuple((name.span, _in(cluster)) for cluster, name in found[:-1])
            yield Found(found[-1][1].span, values, province, related=related, help=help_)


@rule(
    "CLU02",
    "error",
    "{province} is in no cluster",
    "{province:unit} chưa được xếp vào cụm nào",
    ("add it to the cluster it belongs to", "đề nghị bổ sung vào một cụm"),
)
def in_no_cluster(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Every province that takes part in the round is a member of a cluster.

    Why: A province in no cluster is inspected by nobody and gets no score (report 241/BC-VTLTNN,
    I.1: “Có 64 tỉnh, thành phố tham gia kiểm tra và được phân chia thành 16 Cụm.”). Appendix 2 of
    the report leaves Lai Châu out. Judged only where the round declares `provinces_on`; a unit that
    is in being then but gone before the `window` begins is not missed.

    Bad:

        - number: 8
          leader: Vĩnh Phúc
          members: [Vĩnh Phúc, Hà Giang, Quảng Trị]

    Good:

        - number: 8
          leader: Vĩnh Phúc
          members: [Vĩnh Phúc, Hà Giang, Quảng Trị, Quảng Ngãi]

    Remedy: Add the province to the cluster it belongs to. Where another stands in two clusters
    (CLU01), one of those places may be meant for it.

    ---

    Mỗi tỉnh, thành phố tham gia đợt kiểm tra đều được xếp vào một cụm.

    Lý do: Tỉnh, thành phố chưa được xếp vào cụm nào thì không được kiểm tra và không có điểm (Báo
    cáo số 241/BC-VTLTNN, Mục I.1: “Có 64 tỉnh, thành phố tham gia kiểm tra và được phân chia thành
    16 Cụm.”). Phụ lục 2 của Báo cáo không có Lai Châu. Chỉ xét khi đợt kiểm tra có khai báo
    `provinces_on`; không xét đơn vị có trong danh mục vào ngày đó nhưng không có khi bắt đầu thời
    gian tiến hành kiểm tra (`window`).

    Cách xử lý: Đề nghị bổ sung đơn vị vào cụm tương ứng. Nếu có đơn vị khác được xếp vào hai cụm
    (CLU01) thì một trong hai vị trí đó có thể là của đơn vị này.
    """
    for year, clusters in data.by_year(CLUSTERS).items():
        places = _places(clusters)
        twice = [province for province, found in places.items() if len(found) > 1]
        help_: Words | None = None
        if 0 < len(twice) <= FEW:
            help_ = (
                "{twice:list} {are} in more than one cluster: "
                "one of the places may be meant for {province}",
                "{twice:units} được xếp vào từ hai cụm trở lên; một trong các vị trí đó có thể là "
                "{province}",
            )
        for province in missing_units(data, year, set(places), "clusters"):
            values = {"province": province, "twice": twice, **plural(len(twice))}
            span = whole_file(data.paths[Address("clusters", year)])
            yield Found(span, values, province, help=help_)


@rule(
    "CLU03",
    "error",
    "{province} stands twice in cluster {number}",
    "{province:unit} có hai lần trong danh sách thành viên Cụm {number}",
    ("keep it once", "đề nghị chỉ ghi một lần"),
)
def twice_in_one(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A province stands once among the members of its cluster.

    Why: A name repeated by mistake most often stands in the place of another province, which is
    then in no cluster (CLU02).

    Bad:

        - number: 1
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Hưng Yên, Quảng Bình]

    Good:

        - number: 1
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]

    Remedy: Write the province that is meant in the second place, or remove that place.

    ---

    Mỗi tỉnh, thành phố chỉ có tên một lần trong danh sách thành viên của cụm.

    Lý do: Tên ghi lặp thường chiếm vị trí của một tỉnh, thành phố khác, làm cho đơn vị đó không có
    tên trong cụm nào (CLU02).

    Cách xử lý: Đề nghị ghi đúng tỉnh, thành phố ở vị trí bị lặp hoặc bỏ vị trí đó.
    """
    for clusters in data.by_year(CLUSTERS).values():
        for cluster in clusters:
            first: dict[Province, Name] = {}
            for name in cluster.members:
                if name.province is None:
                    continue
                known = first.setdefault(name.province, name)
                if known is not name:
                    values = {"province": name.province, "number": cluster.number}
                    place = (known.span, ("first here", "vị trí đầu tiên"))
                    yield Found(name.span, values, name.province, related=(place,))


@rule(
    "CLU04",
    "error",
    "leader {province} is not a member of cluster {number}",
    "Cụm trưởng {province} không có trong danh sách thành viên Cụm {number}",
    (
        "name one of the members ({members:or}) as leader, or add it to them",
        "đề nghị ghi Cụm trưởng là một trong các thành viên ({members:or}) hoặc bổ sung đơn vị "
        "này vào danh sách thành viên",
    ),
)
def leader_not_member(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The leader of a cluster is one of its members.

    Why: The head of the team comes from the leading province (report 241/BC-VTLTNN, II.2.c: “Trưởng
    đoàn là đại diện Lãnh đạo Sở Nội vụ phụ trách công tác văn thư, lưu trữ của tỉnh, thành phố do
    Cục Văn thư và Lưu trữ nhà nước chỉ định làm Cụm trưởng”), and in Appendix 2 every leader is
    also among the members of its cluster.

    Bad:

        - number: 2
          leader: Bắc Ninh
          members: [Thái Bình, Bắc Giang, Lạng Sơn, Lào Cai]

    Good:

        - number: 2
          leader: Lạng Sơn
          members: [Thái Bình, Bắc Giang, Lạng Sơn, Lào Cai]

    Remedy: Add the leader to the members, or name one of the members as leader. A leader is named
    by the Department, so check the published list.

    ---

    Cụm trưởng là một trong các thành viên của cụm.

    Lý do: Trưởng đoàn là người của tỉnh, thành phố làm Cụm trưởng (Báo cáo số 241/BC-VTLTNN, Mục
    II.2.c: “Trưởng đoàn là đại diện Lãnh đạo Sở Nội vụ phụ trách công tác văn thư, lưu trữ của
    tỉnh, thành phố do Cục Văn thư và Lưu trữ nhà nước chỉ định làm Cụm trưởng”); tại Phụ lục 2, Cụm
    trưởng nào cũng có tên trong danh sách thành viên của cụm.

    Cách xử lý: Đề nghị bổ sung Cụm trưởng vào danh sách thành viên hoặc ghi Cụm trưởng là một trong
    các thành viên. Cụm trưởng do Cục Văn thư và Lưu trữ nhà nước chỉ định; đề nghị đối chiếu danh
    sách đã ban hành.
    """
    for clusters in data.by_year(CLUSTERS).values():
        for leader, found in _led(clusters).items():
            members = {name.province for cluster in found for name in cluster.members}
            if None in members or not members.isdisjoint(of_one_land(leader, data)):
                continue  # One that leads a second cluster beside its own is told by CLU05.
            cluster = found[0]
            values = {"province": leader, "number": cluster.number, "members": _members_of(cluster)}
            place = (cluster.places["members"], ("the members", "danh sách thành viên"))
            help_ = _OF_MANY if len(cluster.members) > _FEW_MEMBERS else None
            related = [place]
            # To add it here too would put it into two clusters.
            for other, name in _places(clusters).get(leader, []):
                values["other"] = other.number
                help_ = _OF_ANOTHER
                related.append((name.span, _in(other)))
            yield Found(cluster.leader.span, values, leader, related=tuple(related), help=help_)


@rule(
    "CLU05",
    "error",
    "{province} leads {count:count} clusters, {numbers:list}",
    "{province:unit} là Cụm trưởng của {count:count} cụm: {numbered:list}",
    (
        "name another leader for all but one",
        "đề nghị giữ một cụm và chỉ định Cụm trưởng khác cho các cụm còn lại",
    ),
)
def leader_of_two(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A province leads at most one cluster of the round.

    Why: The leader draws up the results of its own cluster (report 241/BC-VTLTNN, II.2.d: “Kết quả
    kiểm tra chung của toàn Cụm được Cụm trưởng tổng hợp, báo cáo về Cục Văn thư và Lưu trữ nhà nước
    trước ngày 31/12/2009.”). In Appendix 2 each of the 16 clusters has a leader of its own.

    Bad:

        - number: 1
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]
        - number: 2
          leader: Bắc Ninh
          members: [Thái Bình, Bắc Giang, Lạng Sơn, Lào Cai]

    Good:

        - number: 1
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]
        - number: 2
          leader: Lạng Sơn
          members: [Thái Bình, Bắc Giang, Lạng Sơn, Lào Cai]

    Remedy: Keep the province as leader of its own cluster and name another leader for the rest.

    ---

    Mỗi tỉnh, thành phố làm Cụm trưởng của không quá một cụm trong đợt kiểm tra.

    Lý do: Cụm trưởng tổng hợp kết quả của cụm mình (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “Kết quả
    kiểm tra chung của toàn Cụm được Cụm trưởng tổng hợp, báo cáo về Cục Văn thư và Lưu trữ nhà nước
    trước ngày 31/12/2009.”). Tại Phụ lục 2, mỗi cụm trong 16 cụm có một Cụm trưởng riêng.

    Cách xử lý: Đề nghị giữ đơn vị làm Cụm trưởng của cụm mình và ghi Cụm trưởng khác cho các cụm
    còn lại.
    """
    for clusters in data.by_year(CLUSTERS).values():
        for province, found in _led(clusters).items():
            if len(found) > 1:
                values = {"province": province, **_numbered(found)}
                related = tuple((cluster.leader.span, _in(cluster)) for cluster in found[:-1])
                yield Found(found[-1].leader.span, values, province, related=related)


@rule(
    "CLU06",
    "error",
    "number {number} is given to a second cluster",
    "số {number} được ghi cho từ hai cụm trở lên",
    (
        "number the clusters as in the list that was issued",
        "đề nghị đối chiếu với danh sách đã ban hành và sửa số cụm",
    ),
)
def repeated_number(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Each cluster has a number of its own.

    Why: A cluster is named by its number in the report, in tables and in findings; with one number
    for two clusters nobody knows which is meant.

    Bad:

        - {number: 1, leader: Bắc Ninh, members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]}
        - {number: 1, leader: Lạng Sơn, members: [Thái Bình, Bắc Giang, Lạng Sơn, Lào Cai]}

    Good:

        - {number: 1, leader: Bắc Ninh, members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]}
        - {number: 2, leader: Lạng Sơn, members: [Thái Bình, Bắc Giang, Lạng Sơn, Lào Cai]}

    Remedy: Number the clusters 1, 2, 3 and on, as in the published list.

    ---

    Mỗi cụm có một số riêng.

    Lý do: Số cụm dùng để gọi tên cụm trong báo cáo, trong các bảng và trong phát hiện; hai cụm cùng
    một số thì không xác định được cụm nào.

    Cách xử lý: Đề nghị đánh số các cụm lần lượt 1, 2, 3… theo danh sách đã ban hành.
    """
    for clusters in data.by_year(CLUSTERS).values():
        first: dict[int, Cluster] = {}
        for cluster in clusters:
            known = first.setdefault(cluster.number, cluster)
            if known is not cluster:
                place = (known.places["number"], ("first here", "vị trí đầu tiên"))
                values = {"number": cluster.number}
                yield Found(cluster.places["number"], values, related=(place,))


@rule(
    "CLU07",
    "warning",
    "no cluster has the number {numbers:or}; the numbers go up to {last}",
    "không có cụm mang số {numbers:or}; số cụm lớn nhất là {last}",
    (
        "compare with the list that was issued; add the missing cluster or correct the numbers",
        "đề nghị đối chiếu với danh sách đã ban hành; bổ sung cụm còn thiếu hoặc sửa số cụm",
    ),
)
def missing_number(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The clusters are numbered 1, 2, 3 and on, without a gap.

    Why: Appendix 2 numbers the clusters from 1 to 16. A gap most often means that a cluster was
    left out when the list was copied.

    Bad:

        - {number: 1, leader: Bắc Ninh, members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]}
        - {number: 3, leader: Lạng Sơn, members: [Thái Bình, Bắc Giang, Lạng Sơn, Lào Cai]}

    Good:

        - {number: 1, leader: Bắc Ninh, members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]}
        - {number: 2, leader: Lạng Sơn, members: [Thái Bình, Bắc Giang, Lạng Sơn, Lào Cai]}

    Remedy: Add the cluster that is missing, or correct the numbers.

    ---

    Các cụm được đánh số liên tục 1, 2, 3…

    Lý do: Phụ lục 2 đánh số các cụm từ 1 đến 16. Thiếu số thường do bỏ sót một cụm khi chép danh
    sách.

    Cách xử lý: Đề nghị bổ sung cụm còn thiếu hoặc sửa lại số cụm.
    """
    for year, clusters in data.by_year(CLUSTERS).items():
        if data.is_incomplete("clusters", year) or not clusters:
            continue
        given = {cluster.number for cluster in clusters}
        last = max(clusters, key=lambda cluster: cluster.number)
        if len(given) < len(clusters):
            continue  # The repeated number is the slip; what it should have been is the gap.
        words: Words | None = None
        missing: list[int] = []
        if last.number > 2 * len(given):
            words = (
                "the numbers go up to {last}, but there {are} {found} cluster{s}",
                "số cụm lớn nhất là {last} nhưng chỉ có {found:two} cụm",
            )
        else:
            missing = [n for n in range(1, last.number) if n not in given]
        if words or missing:
            values = {
                "numbers": missing,
                "last": last.number,
                "found": len(given),
                **plural(len(given)),
            }
            yield Found(last.places["number"], values, words=words)


@rule(
    "CLU08",
    "warning",
    "there {are} {found} cluster{s}; round {year} says {count}",
    "tệp có {found:two} cụm; rounds.yaml khai báo {count:two} cụm",
    (
        "add or remove clusters, or correct `clusters` in rounds.yaml",
        "đề nghị bổ sung hoặc bớt cụm, hoặc sửa `clusters` trong rounds.yaml",
    ),
)
def cluster_count(data: Dataset, problems: Problems) -> Iterator[Found]:
    """There are as many clusters as the round declares.

    Why: The number of clusters is part of the plan: Appendix 2 of report 241/BC-VTLTNN has 16 for
    2009, as many as there were in 2007 (I.1: “Có 64 tỉnh, thành phố tham gia kiểm tra và được phân
    chia thành 16 Cụm.”). Another number in the file means that a cluster is missing, or one too
    many, or that rounds.yaml is out of date.

    Bad:

        # rounds.yaml
        clusters: {count: 3, size: 4}
        # clusters_2009.yaml
        - {number: 1, leader: Bắc Ninh, members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]}
        - {number: 2, leader: Lạng Sơn, members: [Thái Bình, Bắc Giang, Lạng Sơn, Lào Cai]}

    Good:

        # rounds.yaml
        clusters: {count: 2, size: 4}
        # clusters_2009.yaml
        - {number: 1, leader: Bắc Ninh, members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]}
        - {number: 2, leader: Lạng Sơn, members: [Thái Bình, Bắc Giang, Lạng Sơn, Lào Cai]}

    Remedy: Add or remove clusters, or correct `count` under `clusters` in rounds.yaml.

    ---

    Số cụm trong tệp bằng số cụm đã khai báo cho đợt kiểm tra.

    Lý do: Số cụm là một nội dung của kế hoạch: Phụ lục 2 Báo cáo số 241/BC-VTLTNN dự kiến năm 2009
    có 16 cụm, như năm 2007 (Mục I.1: “Có 64 tỉnh, thành phố tham gia kiểm tra và được phân chia
    thành 16 Cụm.”). Nếu hai số khác nhau thì tệp thiếu hoặc thừa cụm, hoặc tệp rounds.yaml chưa
    được cập nhật.

    Cách xử lý: Đề nghị bổ sung hoặc bớt cụm, hoặc sửa `count` của `clusters` trong tệp rounds.yaml.
    """
    for year, clusters in data.by_year(CLUSTERS).items():
        count = round_of(data, year).cluster_count
        if count is None or count == len(clusters) or data.is_incomplete("clusters", year):
            continue
        found = len(clusters)
        values = {"found": found, "year": year, "count": count, **plural(found)}
        place = (
            round_of(data, year).places["clusters.count"],
            ("as declared", "số cụm đã khai báo"),
        )
        yield Found(whole_file(data.paths[Address("clusters", year)]), values, related=(place,))


@rule(
    "CLU09",
    "warning",
    "cluster {number} has {found} member{s}; round {year} says {size}",
    "Cụm {number} có {found:two} thành viên; rounds.yaml khai báo {size_vi} thành viên",
    (
        "correct the members, or leave it if this size is meant",
        "đề nghị kiểm tra lại danh sách thành viên; nếu có chủ định thì giữ nguyên",
    ),
)
def cluster_size(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A cluster has as many members as the round declares.

    Why: The report keeps the size of 2007 (report 241/BC-VTLTNN, II.2.b: “Việc phân chia số lượng
    các tỉnh, thành phố trong mỗi Cụm cơ bản vẫn giữ như năm 2007 gồm 4 tỉnh, thành phố”), but
    leaves room: “các tỉnh, thành phố có thể đề xuất thay đổi nếu xét thấy cần thiết”. So another
    size is only a warning. A round that foresees it says how far: `least` and `most`.

    Bad:

        # rounds.yaml
        clusters: {count: 16, size: 4}
        # clusters_2009.yaml
        - number: 1
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Tuyên Quang]

    Good:

        # rounds.yaml
        clusters: {count: 16, size: 4}
        # clusters_2009.yaml
        - number: 1
          leader: Bắc Ninh
          members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]

    Remedy: Correct the members. Where the other size is meant, leave it, or declare `least` and
    `most` beside `size`.

    ---

    Mỗi cụm có đủ số thành viên đã khai báo cho đợt kiểm tra.

    Lý do: Báo cáo giữ số thành viên như năm 2007 (Báo cáo số 241/BC-VTLTNN, Mục II.2.b: “Việc phân
    chia số lượng các tỉnh, thành phố trong mỗi Cụm cơ bản vẫn giữ như năm 2007 gồm 4 tỉnh, thành
    phố”), nhưng “các tỉnh, thành phố có thể đề xuất thay đổi nếu xét thấy cần thiết”. Vì vậy số
    thành viên khác chỉ là cảnh báo. Đợt kiểm tra có dự kiến trước thì khai báo `least`, `most`.

    Cách xử lý: Đề nghị sửa danh sách thành viên. Nếu số thành viên khác là có chủ định thì giữ
    nguyên, hoặc khai báo `least`, `most` bên cạnh `size`.
    """
    for year, clusters in data.by_year(CLUSTERS).items():
        round_ = round_of(data, year)
        least = round_.cluster_size if round_.cluster_least is None else round_.cluster_least
        most = round_.cluster_size if round_.cluster_most is None else round_.cluster_most
        found = []
        for cluster in clusters:
            if any(member.hows[:1] == ("unknown",) for member in cluster.members):
                continue  # What is no name may be several: that it is none is told.
            found.append(cluster)
        sizes = {len(cluster.members) for cluster in found}
        wrong = [n for n in sizes if n < (least or 0) or (most is not None and n > most)]
        size, size_vi = _sizes(least, most)
        values = {"year": year, "size": size, "size_vi": size_vi}
        if len(found) > _FEW_CLUSTERS and len(sizes) == 1 and wrong:
            # Not every cluster is wrong, but the declaration.
            place = (found[0].places["members"], ("the first of them", "cụm đầu tiên"))
            values |= {"count": len(found), "found": wrong[0], **plural(wrong[0])}
            declared = (round_.places.get(f"clusters.{name}") for name in ("size", "least", "most"))
            span = next(filter(None, declared))
            yield Found(span, values, related=(place,), words=_ALL_SIZES, help=_OTHER_SIZE)
            continue
        for cluster in found:
            members = len(cluster.members)
            if members in wrong:
                values = {**values, "number": cluster.number, "found": members, **plural(members)}
                yield Found(cluster.places["members"], values)


# As many clusters of one size are taken for what is meant, against what is declared.
_FEW_CLUSTERS = 2
_ALL_SIZES: Words = (
    "all {count} clusters have {found} member{s}; round {year} says {size}",
    "cả {count:two} cụm đều có {found:two} thành viên; rounds.yaml khai báo {size_vi} thành viên",
)
_OTHER_SIZE: Words = (
    "correct `size` in rounds.yaml; if it is right, correct the members",
    "đề nghị sửa `size` trong rounds.yaml; nếu đã ghi đúng thì sửa danh sách thành viên",
)


@rule(
    "CLU10",
    "error",
    *NOT_IN_BEING,
    NAME_ONE_IN_BEING,
)
def not_in_being(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A member or leader is a unit in being on the round's day (`provinces_on`).

    Why: Units merge, and new ones come into being; `provinces_on` says which take part. The plan
    for 2009 is of 2008-03-21, when Hà Tây was a province of its own; it was merged into Hà Nội on
    2008-08-01. Where the round declares no day, any day of its year counts.

    Bad:

        # rounds.yaml
        provinces_on: 2008-08-01
        # clusters_2009.yaml
        - number: 6
          leader: Hà Nam
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]

    Good:

        # rounds.yaml
        provinces_on: 2008-03-21
        # clusters_2009.yaml
        - number: 6
          leader: Hà Nam
          members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]

    Remedy: Name a unit in being on that day (`vtlt provinces --on DAY` lists them), or correct
    `provinces_on` in rounds.yaml.

    ---

    Thành viên và Cụm trưởng là đơn vị có trong danh mục vào ngày `provinces_on` của đợt kiểm tra.

    Lý do: Có đơn vị hợp nhất, có đơn vị mới thành lập; `provinces_on` xác định đơn vị nào tham gia.
    Kế hoạch năm 2009 ban hành ngày 21/3/2008, khi Hà Tây còn là một tỉnh; từ ngày 01/8/2008 Hà Tây
    hợp nhất vào thành phố Hà Nội. Nếu đợt kiểm tra không khai báo ngày thì xét mọi ngày trong năm.

    Cách xử lý: Đề nghị ghi đơn vị có trong danh mục vào ngày đó (xem `vtlt provinces --on NGÀY`)
    hoặc sửa `provinces_on` trong tệp rounds.yaml.
    """
    for year, clusters in data.by_year(CLUSTERS).items():
        for cluster in clusters:
            for name, other in _members_and_leader(cluster):
                found = not_in_being_then(data, year, name, other)
                if found is not None:
                    yield found


def _members_and_leader(cluster: Cluster) -> Iterator[tuple[Name, Name | None]]:
    """Each unit of a cluster once: the leader with its place among the members, then the others."""
    leader = cluster.leader
    member = next((n for n in cluster.members if n.province is leader.province), None)
    yield leader, member if leader.province is not None else None
    for name in cluster.members:
        if name.province is not leader.province or leader.province is None:
            yield name, None


@rule(
    "CLU11",
    "warning",
    "{province}, a member of cluster {number}, {became} {heirs:list} on {day:day}, "
    "before the inspection ({window:day})",
    "{province:unit} đã {became_vi} {heirs:units} từ ngày {day:day}, trước thời gian tiến hành "
    "kiểm tra; đề nghị xem xét lại thành viên Cụm {number}",
    (
        "cluster {number} is one short unless {heirs:list} or another takes its place",
        "Cụm {number} sẽ thiếu một thành viên nếu không có đơn vị thay thế",
    ),
    slip=False,
)
def merged_before_window(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A member that is in being on the round's day is still in being when the inspection begins.

    Why: The plan comes long before the inspection (report 241/BC-VTLTNN, II.2.d: “Thời gian kiểm
    tra sẽ được tiến hành trong Quý III và Quý IV năm 2009.”). Hà Tây, leader of cluster 6, was
    merged into Hà Nội on 2008-08-01, after the report: no slip, but the cluster needs another
    leader.

    Bad:

        # rounds.yaml
        provinces_on: 2008-03-21
        window: {from: 2009-07-01, to: 2009-12-31}
        # clusters_2009.yaml
        - {number: 6, leader: Hà Tây, members: [Sơn La, Bắc Kạn, Hà Nam, Hà Tây]}

    Good:

        # rounds.yaml
        provinces_on: 2009-07-01
        window: {from: 2009-07-01, to: 2009-12-31}
        # clusters_2009.yaml
        - {number: 6, leader: Hà Nam, members: [Sơn La, Bắc Kạn, Hà Nam]}

    Remedy: When the list is issued anew, name another leader, replace the member or leave it out,
    and set `provinces_on` to the new day. Until then the list stays as published.

    ---

    Thành viên của cụm vẫn là một đơn vị riêng khi bắt đầu kiểm tra.

    Lý do: Kế hoạch được lập trước thời gian tiến hành kiểm tra (Báo cáo số 241/BC-VTLTNN, Mục
    II.2.d: “Thời gian kiểm tra sẽ được tiến hành trong Quý III và Quý IV năm 2009.”). Hà Tây, Cụm
    trưởng Cụm 6, hợp nhất vào thành phố Hà Nội từ ngày 01/8/2008, sau ngày ban hành Báo cáo; đây
    không phải sai sót nhưng cụm cần Cụm trưởng khác.

    Cách xử lý: Khi ban hành lại danh sách, đề nghị chỉ định Cụm trưởng khác, thay thế hoặc bớt
    thành viên và sửa `provinces_on` theo ngày mới. Trước đó, danh sách được giữ nguyên như đã công
    bố.
    """
    for year, clusters in data.by_year(CLUSTERS).items():
        round_ = round_of(data, year)
        start = round_.window[0] if round_.window else None
        if start is None:
            continue
        by_id = {province.id: province for province in data.of(PROVINCES)}
        for cluster in clusters:
            for name, other in _members_and_leader(cluster):
                province = name.province
                if province is None or not in_being_at(province, days_of(round_)):
                    continue
                if last_of_its_land(province, data, start) is not None:
                    continue
                heirs = [by_id[id_] for id_ in province.successors if id_ in by_id]
                words = became(province, heirs, data)
                yield _merged(round_, cluster, name, other, province, heirs, words)


def _merged(
    round_: Round,
    cluster: Cluster,
    name: Name,
    other: Name | None,
    province: Province,
    heirs: list[Province],
    words: Words,
) -> Found:
    assert round_.window is not None
    day = day_after(province)
    assert day is not None
    values = {
        "province": province,
        "number": cluster.number,
        "heirs": heirs,
        "became": words[0],
        "became_vi": words[1],
        "last": province.last_day,
        "day": day,
        "window": round_.window[0],
    }
    english = "{became} {heirs:list} on {day:day}"
    vietnamese = "đã {became_vi} {heirs:units} từ ngày {day:day}"
    if not heirs:
        english = "is in being until {last:day}"
        vietnamese = "chỉ có trong danh mục đến hết ngày {last:day}"
    leads = name is cluster.leader
    what = "leader" if leads else "a member"
    then = "đề nghị xem xét lại thành viên Cụm {number}"
    if leads:
        then = "Cụm {number} cần Cụm trưởng khác"
    words = (
        f"{{province}}, {what} of cluster {{number}}, {english}, "
        "before the inspection ({window:day})",
        f"{{province:unit}} {vietnamese}, trước thời gian tiến hành kiểm tra; {then}",
    )
    help_: Words | None = None
    if not leads:
        if not heirs:
            help_ = (
                "cluster {number} is one short unless another unit takes its place",
                "Cụm {number} sẽ thiếu một thành viên nếu không có đơn vị thay thế",
            )
        return Found(name.span, values, province, words=words, help=help_)
    related = ((other.span, ("member here", "vị trí thành viên")),) if other else ()
    help_ = ("name another leader", "đề nghị chỉ định Cụm trưởng khác")
    report = round_.documents.get("report")
    if report is not None and report.date < day:
        help_ = (
            "name another leader; the report came before that day, so this is no slip of it",
            "đề nghị chỉ định Cụm trưởng khác; Báo cáo ban hành trước ngày này nên đây không phải "
            "sai sót của Báo cáo",
        )
    return Found(name.span, values, province, related=related, words=words, help=help_)


@rule(
    "CLU12",
    "note",
    "{province} is {heir} from {day:day} on, before the inspection ({window:day})",
    "{province:unit} từ ngày {day:day} là {heir:unit}{paper}, trước thời gian tiến hành kiểm tra",
    (
        "it is the same unit and keeps its place; a new paper has to write its new name",
        "vẫn là đơn vị đó, giữ nguyên vị trí trong cụm; khi lập văn bản mới, đề nghị ghi tên mới",
    ),
)
def renamed_before_window(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A member may change its name or kind on its own land before the inspection: it stays.

    Why: The province Quảng Ninh is a city from 2026-09-01, with the same land and the same office;
    Thừa Thiên Huế is the city Huế from 2025-01-01. No other takes its place, and its cluster keeps
    its leader; but a paper of that time has to write the new name.

    Bad:

        # rounds.yaml
        provinces_on: 2026-03-21
        window: {from: 2026-10-01, to: 2026-12-31}
        # clusters_2026.yaml
        - {number: 1, leader: Quảng Ninh, members: [Quảng Ninh, Hải Phòng, Hưng Yên, Ninh Bình]}

    Good:

        # rounds.yaml
        provinces_on: 2026-10-01
        window: {from: 2026-10-01, to: 2026-12-31}
        # clusters_2026.yaml
        - {number: 1, leader: Quảng Ninh, members: [Quảng Ninh, Hải Phòng, Hưng Yên, Ninh Bình]}

    Remedy: Nothing has to be done. When the list is issued anew, write the name of that day and set
    `provinces_on` to it.

    ---

    Đơn vị đổi tên hoặc đổi loại trên chính địa bàn của mình trước khi kiểm tra vẫn giữ nguyên vị
    trí trong cụm.

    Lý do: Tỉnh Quảng Ninh là thành phố từ ngày 01/9/2026, cùng địa bàn, cùng cơ quan; tỉnh Thừa
    Thiên Huế là thành phố Huế từ ngày 01/01/2025. Không đơn vị nào thay thế, cụm vẫn giữ Cụm
    trưởng; nhưng văn bản lập từ ngày đó phải ghi tên mới.

    Cách xử lý: Không bắt buộc sửa. Khi ban hành lại danh sách, đề nghị ghi tên vào thời điểm đó và
    sửa `provinces_on` theo ngày mới.
    """
    for year, clusters in data.by_year(CLUSTERS).items():
        round_ = round_of(data, year)
        start = round_.window[0] if round_.window else None
        for cluster in clusters if start is not None else ():
            for name, other in _members_and_leader(cluster):
                province = stands_for(name, data, year) or name.province
                assert start is not None
                if province is None or not in_being_at(province, days_of(round_)):
                    continue
                heir = last_of_its_land(province, data, start)
                if heir is None or heir is province:
                    continue
                values = {
                    "province": province,
                    "heir": heir,
                    "day": heir.first_day,
                    "window": start,
                    "paper": f" ({heir.decisions[0]})" if heir.decisions else "",
                }
                related = ((other.span, ("member here", "vị trí thành viên")),) if other else ()
                words: Words | None = None
                if heir.name == province.name:
                    words = (
                        "{province} is of another kind ({kind}) from {day:day} on, before the "
                        "inspection ({window:day})",
                        "{province:unit} từ ngày {day:day} là {heir:unit}{paper}, trước thời gian "
                        "tiến hành kiểm tra",
                    )
                    values["kind"] = heir.kind
                yield Found(name.span, values, province, related=related, words=words)


def _members_of(cluster: Cluster) -> list[str]:
    """The members by name, each once."""
    return list(dict.fromkeys(n.province.name if n.province else n.text for n in cluster.members))
