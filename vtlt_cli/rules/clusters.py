"""CLU: the clusters of a round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from vtlt_cli.diagnostics import whole_file
from vtlt_cli.model import Cluster, Dataset, Name, Province, Round, in_being, short_name
from vtlt_cli.names import in_being_at
from vtlt_cli.load import days_of
from vtlt_cli.rules.engine import Found, Problems, Words, rule


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


def missing_units(data: Dataset, year: int, present: set[Province], kind: str) -> list[Province]:
    """The units that take part in the round and are not there; none where that cannot be judged."""
    day = data.round(year).provinces_on
    if day is None or (kind, year) in data.incomplete or ("provinces", 0) in data.incomplete:
        return []
    return [unit for unit in data.provinces if unit not in present and in_being(unit, day)]


@rule(
    "CLU01",
    "error",
    "{province} is in {count:count} clusters, {numbers:list}",
    "{province:unit} được xếp vào {count:count} cụm: {numbered:list}",
    ("keep one of the places", "đề nghị giữ một vị trí"),
)
def in_two_clusters(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A province is in one cluster."""
    for year, clusters in data.clusters.items():
        places = _places(clusters)
        missing = missing_units(data, year, set(places), "clusters")
        help_: Words | None = None
        if missing:
            help_ = (
                "{missing:list} {are} in no cluster; one of the {count:count} places is probably "
                "meant for {it}",
                "{missing:units} chưa được xếp vào cụm nào; một trong {count:count} vị trí "
                "“{province}” có thể là {missing:list}",
            )
        for province, found in places.items():
            if len(found) < 2:
                continue
            cluster, name = found[-1]
            numbers = [cluster.number for cluster, _name in found]
            values = {
                "province": province,
                "count": len(found),
                "numbers": numbers,
                "numbered": [f"Cụm {number}" for number in numbers],
                "missing": missing,
                "are": "is" if len(missing) == 1 else "are",
                "it": "it" if len(missing) == 1 else "one of them",
            }
            related = tuple(
                (other.span, (f"cluster {cluster.number}", f"Cụm {cluster.number}"))
                for cluster, other in found[:-1]
            )
            yield Found(name.span, values, province, related=related, help=help_)


@rule(
    "CLU02",
    "error",
    "{province} is in no cluster",
    "{province:unit} chưa được xếp vào cụm nào",
    ("add it to the cluster it belongs to", "đề nghị bổ sung vào một cụm"),
)
def in_no_cluster(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Every province that takes part is in a cluster."""
    for year, clusters in data.clusters.items():
        places = _places(clusters)
        twice = [province for province, found in places.items() if len(found) > 1]
        help_: Words | None = None
        if twice:
            help_ = (
                "{twice:list} {are} in two: one of the places may be meant for {province}",
                "{twice:units} được xếp vào hai cụm; một trong các vị trí đó có thể là {province}",
            )
        for province in missing_units(data, year, set(places), "clusters"):
            values = {
                "province": province,
                "twice": twice,
                "are": "is" if len(twice) == 1 else "are",
            }
            span = whole_file(data.paths["clusters", year])
            yield Found(span, values, province, help=help_)


@rule(
    "CLU03",
    "error",
    "{province} stands twice in cluster {number}",
    "{province:unit} có hai lần trong danh sách thành viên Cụm {number}",
    ("keep one of the two", "đề nghị giữ một trong hai"),
)
def twice_in_one(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A member stands once in its cluster."""
    for clusters in data.clusters.values():
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
        "add it to the members, or name one of them as leader",
        "đề nghị bổ sung vào danh sách thành viên hoặc chỉ định Cụm trưởng trong số thành viên",
    ),
)
def leader_not_member(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The leader is one of the members."""
    for clusters in data.clusters.values():
        for cluster in clusters:
            leader = cluster.leader.province
            members = [name.province for name in cluster.members]
            if leader is not None and leader not in members and None not in members:
                values = {"province": leader, "number": cluster.number}
                place = (cluster.places["members"], ("the members", "danh sách thành viên"))
                yield Found(cluster.leader.span, values, leader, related=(place,))


@rule(
    "CLU05",
    "error",
    "{province} leads {count:count} clusters, {numbers:list}",
    "{province:unit} là Cụm trưởng của {count:count} cụm: {numbered:list}",
    ("name another leader for all but one", "đề nghị chỉ định Cụm trưởng khác"),
)
def leader_of_two(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A province leads one cluster."""
    for clusters in data.clusters.values():
        led: dict[Province, list[Cluster]] = {}
        for cluster in clusters:
            if cluster.leader.province is not None:
                led.setdefault(cluster.leader.province, []).append(cluster)
        for province, found in led.items():
            if len(found) > 1:
                numbers = [cluster.number for cluster in found]
                values = {
                    "province": province,
                    "count": len(found),
                    "numbers": numbers,
                    "numbered": [f"Cụm {number}" for number in numbers],
                }
                related = tuple(
                    (c.leader.span, (f"cluster {c.number}", f"Cụm {c.number}")) for c in found[:-1]
                )
                yield Found(found[-1].leader.span, values, province, related=related)


@rule(
    "CLU06",
    "error",
    "number {number} is given to a second cluster",
    "số {number} được ghi cho hai cụm",
    ("number the clusters 1, 2, 3 and on", "đề nghị đánh số các cụm lần lượt 1, 2, 3…"),
)
def repeated_number(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Each cluster has a number of its own."""
    for clusters in data.clusters.values():
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
    "there {are} no cluster {numbers:list}; the numbers go up to {last}",
    "thiếu cụm số {numbers:list}; số cụm ghi đến {last}",
    ("number the clusters 1, 2, 3 and on", "đề nghị đánh số các cụm lần lượt 1, 2, 3…"),
)
def missing_number(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The clusters are numbered 1, 2, 3 and on."""
    for year, clusters in data.clusters.items():
        if ("clusters", year) in data.incomplete or not clusters:
            continue
        given = [cluster.number for cluster in clusters]
        last = max(clusters, key=lambda cluster: cluster.number)
        if len(set(given)) < len(given):
            continue  # The repeated number is the slip; what it should have been is the gap.
        if last.number > 2 * len(given):
            missing = ["…"]
        else:
            missing = [str(n) for n in range(1, last.number) if n not in set(given)]
        if missing:
            values = {"numbers": missing, "last": last.number, "are": "is"}
            yield Found(last.places["number"], values)


@rule(
    "CLU08",
    "warning",
    "there are {found} clusters; round {year} says {count}",
    "có {found} cụm; đợt {year} ghi {count} cụm",
    (
        "add or remove clusters, or correct `clusters` in rounds.yaml",
        "đề nghị bổ sung hoặc bớt cụm, hoặc sửa `clusters` trong rounds.yaml",
    ),
)
def cluster_count(data: Dataset, problems: Problems) -> Iterator[Found]:
    """There are as many clusters as the round says."""
    for year, clusters in data.clusters.items():
        count = data.round(year).cluster_count
        if count is None or count == len(clusters) or ("clusters", year) in data.incomplete:
            continue
        values = {"found": len(clusters), "year": year, "count": count}
        place = (
            data.round(year).places["clusters.count"],
            ("as declared", "số cụm đã khai báo"),
        )
        yield Found(whole_file(data.paths["clusters", year]), values, related=(place,))


@rule(
    "CLU09",
    "warning",
    "cluster {number} has {found} members; round {year} says {size}",
    "Cụm {number} có {found} thành viên; đợt {year} ghi {size}",
    (
        "the report says basically (cơ bản) {size}: check that this is meant",
        "báo cáo ghi cơ bản {size} tỉnh, thành phố mỗi cụm; đề nghị kiểm tra lại",
    ),
)
def cluster_size(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A cluster has as many members as the round says."""
    for year, clusters in data.clusters.items():
        size = data.round(year).cluster_size
        for cluster in clusters if size is not None else ():
            if len(cluster.members) != size:
                values = {
                    "number": cluster.number,
                    "found": len(cluster.members),
                    "year": year,
                    "size": size,
                }
                yield Found(cluster.places["members"], values)


@rule(
    "CLU10",
    "error",
    "{province} is not in being on {day}, the day of the round",
    "{province:unit} không tồn tại vào thời điểm của đợt kiểm tra ({day})",
    (
        "name a unit in being then, or correct `provinces_on` in rounds.yaml",
        "đề nghị ghi đơn vị có vào thời điểm đó, hoặc sửa `provinces_on` trong rounds.yaml",
    ),
)
def not_in_being(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A member is in being on the round's day."""
    for year, clusters in data.clusters.items():
        round_ = data.round(year)
        for cluster in clusters:
            for name, other in _members_and_leader(cluster):
                if name.province is None or in_being_at(name.province, days_of(round_)):
                    continue
                yield not_in_being_then(data, year, name, other)


def not_in_being_then(data: Dataset, year: int, name: Name, other: Name | None) -> Found:
    """What is said of a unit that is not in being when the round takes place."""
    day = data.round(year).provinces_on
    assert name.province is not None
    values = {"province": name.province, "day": day.isoformat() if day else str(year)}
    related = ((other.span, ("member here", "vị trí thành viên")),) if other else ()
    return Found(name.span, values, name.province, related=related)


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
    "{province:unit} đã {became_vi} {heirs:units} từ ngày {day:day}, trước thời gian kiểm tra; "
    "đề nghị xem xét lại thành viên Cụm {number}",
    (
        "cluster {number} is one short unless {heirs:list} or another takes its place",
        "Cụm {number} thiếu một thành viên nếu không có đơn vị thay thế",
    ),
)
def merged_before_window(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A member is still in being when the inspection begins."""
    for year, clusters in data.clusters.items():
        round_ = data.round(year)
        start = round_.window[0] if round_.window else None
        if start is None:
            continue
        by_id = {province.id: province for province in data.provinces}
        for cluster in clusters:
            for name, other in _members_and_leader(cluster):
                province = name.province
                if province is None or not in_being_at(province, days_of(round_)):
                    continue
                if province.last_day is None or province.last_day >= start:
                    continue
                heirs = [by_id[id_] for id_ in province.successors if id_ in by_id]
                yield _merged(round_, cluster, name, other, province, heirs)


def _merged(
    round_: Round,
    cluster: Cluster,
    name: Name,
    other: Name | None,
    province: Province,
    heirs: list[Province],
) -> Found:
    assert province.last_day is not None and round_.window is not None
    day = province.last_day + timedelta(days=1)
    # A unit that only changed its name or kind was not merged into anything.
    renamed = len(heirs) == 1 and heirs[0].first_day == day
    renamed = renamed and short_name(heirs[0]) in short_name(province)
    values = {
        "province": province,
        "number": cluster.number,
        "heirs": heirs,
        "became": "became" if renamed else "merged into",
        "became_vi": "chuyển thành" if renamed else "hợp nhất vào",
        "day": day,
        "window": round_.window[0],
    }
    related = ((other.span, ("member here", "vị trí thành viên")),) if other else ()
    if name is not cluster.leader:
        return Found(name.span, values, province)
    words = (
        "{province}, leader of cluster {number}, {became} {heirs:list} on {day:day}, "
        "before the inspection ({window:day})",
        "{province:unit} đã {became_vi} {heirs:units} từ ngày {day:day}, trước thời gian kiểm tra; "
        "Cụm {number} cần Cụm trưởng khác",
    )
    help_: Words = ("name another leader", "đề nghị chỉ định Cụm trưởng khác")
    report = round_.documents.get("report")
    if report is not None and report.date < day:
        help_ = (
            "name another leader; the report came before that day, so this is no slip of it",
            "đề nghị chỉ định Cụm trưởng khác; báo cáo ban hành trước ngày này "
            "nên đây không phải sai sót của báo cáo",
        )
    return Found(name.span, values, province, related=related, words=words, help=help_)
