"""VIS: the plan of the visits, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from vtlt_cli.checking.engine import Found, Problems, plural, rule
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.clusters.members import (
    are_known,
    cluster_of,
    expected_units,
    known_clusters,
    units_of,
)
from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.days import HalfDay
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.rounds.cited import source_of
from vtlt_cli.rounds.kind import round_of
from vtlt_cli.rounds.taking_part import FEW
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import VISITS, ClusterVisits, Plan, SelfReport, Visit
from vtlt_cli.visits.of_units import odd_visits
from vtlt_cli.wording import day

_NOT_OF_IT: Words = (
    "{province} is not in cluster {number}",
    "{province:unit} không thuộc Cụm {number}",
)
_FIRST: Words = ("first here", "vị trí đầu tiên")
_SECOND_ENTRY: Words = (
    "cluster {number} has a second entry",
    "Cụm {number} được ghi hai mục",
)
_ONE_ENTRY: Words = (
    "correct the number, or put its visits into one entry",
    "đề nghị sửa số cụm, hoặc ghi các cuộc kiểm tra vào một mục",
)
_CORRECT_NUMBER: Words = ("correct the number", "đề nghị sửa số cụm")
_MEANT: Words = (
    "the plan has no half-day for {missing:list}; probably meant here",
    "kế hoạch chưa có buổi kiểm tra tại {missing:units}; có thể là đơn vị cần ghi tại đây",
)
_NO_SUCH_CLUSTER: Words = (
    "there is no cluster {number}; there are: {numbers:list}",
    "không có Cụm {number}; số của các Cụm hiện có: {numbers:list}",
)
_IS_IN: Words = ("it is in cluster {home}", "đơn vị này thuộc Cụm {home}")
_IN_NONE: Words = ("correct the name", "đề nghị kiểm tra lại tên đơn vị")


@rule(
    "VIS01",
    "error",
    "{province} has two entries among the visits",
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

    Lý do: Nhận định.  Đoàn kiểm tra là của cụm (Báo cáo số 241/BC-VTLTNN, Mục II.2.c: “Thành phần
    đoàn kiểm tra của mỗi cụm gồm có”), đoàn khác không có thẩm quyền thống nhất điểm của đơn vị;
    nếu ghi hai mục thì không biết lấy biên bản nào. Kiểm tra nhiều ngày vẫn là một cuộc có nhiều
    buổi.

    Cách xử lý: Đề nghị giữ một mục với đầy đủ các buổi, ghi tại cụm của đơn vị.
    """
    for year, clusters in data.by_year(VISITS).items():
        numbers = sorted({cluster.number for cluster in data.of(CLUSTERS, year)})
        known, lacking = known_clusters(data, year), _missing(data, year)
        home = cluster_of(data, year)
        entries: dict[int, ClusterVisits] = {}
        first: dict[Province, Visit] = {}
        for of_cluster in clusters:
            number = of_cluster.cluster
            place = of_cluster.places["cluster"]
            values = {"number": number, "numbers": numbers}
            entry = entries.setdefault(number, of_cluster)
            if entry is not of_cluster:
                related = ((entry.places["cluster"], _FIRST),)
                yield Found(place, values, None, related, _SECOND_ENTRY, _ONE_ENTRY)
            elif number not in numbers and are_known(data, year):
                yield Found(place, values, None, (), _NO_SUCH_CLUSTER, _CORRECT_NUMBER)
            missing = lacking.get(number, [])
            for visit in of_cluster.visits:
                unit = visit.province.province
                if unit is None:
                    continue
                found = {"province": unit, "number": number, "missing": missing}
                help_: Words | None = _MEANT if 0 < len(missing) <= FEW else None
                if number in known and unit not in units_of(known[number]):
                    found["home"] = home[unit].number if unit in home else None
                    help_ = help_ or (_IS_IN if unit in home else _IN_NONE)
                    yield Found(visit.province.span, found, unit, (), _NOT_OF_IT, help_)
                elif first.setdefault(unit, visit) is not visit:
                    related = ((first[unit].province.span, _FIRST),)
                    yield Found(visit.province.span, found, unit, related, None, help_)


def _missing(data: Dataset, year: int) -> dict[int, list[Province]]:
    """By its number, the members that the plan of a cluster has no half-day for.

    None where the visits were not read whole, and of a cluster that has no plan.
    """
    if data.is_incomplete("visits", year):
        return {}
    entries = data.of(VISITS, year)
    with_plan = {entry.cluster for entry in entries if entry.plan is not None}
    planned = {
        (entry.cluster, visit.province.province)
        for entry in entries
        for visit in entry.visits
        if visit.sessions or visit.held or visit.not_inspected
    }
    return {
        number: [unit for unit in units if (number, unit) not in planned]
        for number, units in expected_units(data, year).items()
        if number in with_plan
    }


@rule(
    "VIS02",
    "warning",
    "the plan of cluster {number} has no half-day for {missing:list}",
    "kế hoạch của Cụm {number} chưa có buổi kiểm tra tại {missing:units}",
    (
        "add the visits",
        "đề nghị bổ sung lịch kiểm tra",
    ),
)
def every_member_is_visited(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Once there is a plan, every member of the cluster has a visit in it, the leader too.

    Why: Every province of the cluster is inspected, the leader's own among them (report
    241/BC-VTLTNN, II.2.d: “Đoàn kiểm tra tiến hành kiểm tra ở mỗi tỉnh, thành phố”).

    Bad:

        # clusters_2009.yaml
        - {number: 1, leader: Kiên Giang, members: [Kiên Giang, Gia Lai]}
        # visits_2009.yaml
        - cluster: 1
          plan: {number: 45/KH-SNV, date: 2009-07-10}
          visits:
            - {province: Gia Lai, sessions: [2009-08-07 sáng, 2009-08-07 chiều]}

    Good:

        # clusters_2009.yaml
        - {number: 1, leader: Kiên Giang, members: [Kiên Giang, Gia Lai]}
        # visits_2009.yaml
        - cluster: 1
          plan: {number: 45/KH-SNV, date: 2009-07-10}
          visits:
            - {province: Gia Lai, sessions: [2009-08-07 sáng, 2009-08-07 chiều]}
            - {province: Kiên Giang, sessions: [2009-08-14 sáng, 2009-08-14 chiều]}

    Remedy: Add the visit with its half-days, as the plan has it or as it is amended.

    ---

    Khi đã có kế hoạch thì mọi thành viên của cụm đều có lịch kiểm tra, kể cả Cụm trưởng.

    Lý do: Đơn vị nào trong cụm cũng được kiểm tra, kể cả Cụm trưởng (Báo cáo số 241/BC-VTLTNN, Mục
    II.2.d: “Đoàn kiểm tra tiến hành kiểm tra ở mỗi tỉnh, thành phố”).

    Cách xử lý: Đề nghị bổ sung cuộc kiểm tra và các buổi theo kế hoạch hoặc kế hoạch điều chỉnh.
    """
    for year, clusters in data.by_year(VISITS).items():
        known, lacking = known_clusters(data, year), _missing(data, year)
        seen: set[int] = set()
        for of_cluster in clusters:
            missing = lacking.get(of_cluster.cluster, [])
            # A visit at odds with the cluster is told with the one that it may be meant for.
            odd = odd_visits(of_cluster, known)
            if len(missing) > len(odd) and of_cluster.cluster not in seen:
                values = {"number": of_cluster.cluster, "missing": missing}
                yield Found(of_cluster.places["visits"], values, missing[0])
            seen.add(of_cluster.cluster)


@rule(
    "VIS03",
    "warning",
    "{province}: {what} {count} half-day{s}; by {source} there are {least} at least",
    "{province:unit}: {what_vi} {count:two} buổi; theo {source_vi}, ít nhất là {least:two} buổi",
    (
        "compare with the plan and the minutes",
        "đề nghị đối chiếu kế hoạch và biên bản",
    ),
)
def enough_half_days(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A unit is inspected for as many half-days as the round asks for, in the plan and in fact.

    Why: The report says how long an inspection takes at least (report 241/BC-VTLTNN, II.2.d: “Đoàn
    kiểm tra tiến hành kiểm tra ở mỗi tỉnh, thành phố thời gian ít nhất là 02 buổi”). What was held
    is judged once the minutes are there.

    Bad:

        # rounds.yaml
        sessions_per_province: 2
        # visits_2009.yaml
        - {province: Gia Lai, sessions: [2009-08-07 sáng]}

    Good:

        # rounds.yaml
        sessions_per_province: 2
        # visits_2009.yaml
        - {province: Gia Lai, sessions: [2009-08-07 sáng, 2009-08-07 chiều]}

    Remedy: Add the half-days that are missing in the file. Where it was so in fact, leave it.

    ---

    Mỗi đơn vị được kiểm tra đủ số buổi của đợt kiểm tra, cả theo kế hoạch và trên thực tế.

    Lý do: Báo cáo quy định số buổi ít nhất (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “Đoàn kiểm tra
    tiến hành kiểm tra ở mỗi tỉnh, thành phố thời gian ít nhất là 02 buổi”). Các buổi đã kiểm tra
    chỉ xét khi có biên bản.

    Cách xử lý: Đề nghị bổ sung các buổi còn thiếu trong tệp. Nếu thực tế như vậy thì giữ nguyên.
    """
    for year, _of_cluster, visit, unit in _visits(data):
        round_ = round_of(data, year)
        least = round_.sessions_per_province
        if least is None:
            continue
        source, source_vi = source_of(round_)
        planned, held = len(set(visit.sessions)), len(set(visit.held))
        short_plan = 0 < planned < least
        short_visit = 0 < held < least and visit.minutes is not None
        for short, count, place, what, what_vi in (
            (short_plan, planned, "sessions", "the plan has", "kế hoạch có"),
            (short_visit and held != planned, held, "held", "it was inspected for", "đã kiểm tra"),
        ):
            if short:
                values = {
                    "province": unit,
                    "what": what,
                    "what_vi": what_vi,
                    "count": count,
                    "least": least,
                    "source": source,
                    "source_vi": source_vi,
                    **plural(count),
                }
                yield Found(visit.places[place], values, unit)


def _visits(data: Dataset) -> Iterator[tuple[int, ClusterVisits, Visit, Province]]:
    """Every visit of a unit that is known, with its round and its cluster."""
    for year, clusters in data.by_year(VISITS).items():
        for of_cluster in clusters:
            for visit in of_cluster.visits:
                if visit.province.province is not None:
                    yield year, of_cluster, visit, visit.province.province


@rule(
    "VIS04",
    "warning",
    "{province}: {day:day} is outside of the time of inspection ({first} to {last})",
    "{province:unit}: ngày {day:day} ngoài thời gian tiến hành kiểm tra ({first_vi} đến {last_vi})",
    (
        "correct the day, or `window` in rounds.yaml",
        "đề nghị kiểm tra lại ngày, hoặc `window` trong rounds.yaml",
    ),
)
def within_the_window(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A visit is planned and held within the time of inspection.

    Why: The round says when the inspection takes place (report 241/BC-VTLTNN, II.2.d: “Thời gian
    kiểm tra sẽ được tiến hành trong Quý III và Quý IV năm 2009.”).

    Bad:

        # rounds.yaml
        window: {from: 2009-07-01, to: 2009-12-31}
        # visits_2009.yaml
        - {province: Gia Lai, sessions: [2009-06-29 sáng, 2009-06-29 chiều]}

    Good:

        # rounds.yaml
        window: {from: 2009-07-01, to: 2009-12-31}
        # visits_2009.yaml
        - {province: Gia Lai, sessions: [2009-07-29 sáng, 2009-07-29 chiều]}

    Remedy: Correct the day, or `window` in rounds.yaml where the time was extended.

    ---

    Cuộc kiểm tra được lập kế hoạch và tiến hành trong thời gian tiến hành kiểm tra của đợt kiểm
    tra.

    Lý do: Đợt kiểm tra quy định thời gian (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “Thời gian kiểm
    tra sẽ được tiến hành trong Quý III và Quý IV năm 2009.”).

    Cách xử lý: Đề nghị kiểm tra lại ngày, hoặc sửa `window` trong rounds.yaml nếu thời gian được
    gia hạn.
    """
    for year, _of_cluster, visit, unit in _visits(data):
        first, last = round_of(data, year).window or (None, None)
        outside = [
            half
            for half in (*visit.sessions, *visit.held)
            if (first is not None and half.day < first) or (last is not None and last < half.day)
        ]
        planned = [half for half in outside if half in visit.sessions]
        also_held = [half for half in outside if half not in visit.sessions]
        for place, halves in (("sessions", planned), ("held", also_held)):
            if halves:
                values = {
                    "province": unit,
                    "day": halves[0].day,
                    "first": first or "…",
                    "last": last or "…",
                    "first_vi": day(first, "vi") if first else "…",
                    "last_vi": day(last, "vi") if last else "…",
                }
                yield Found(visit.places[place], values, unit)


@rule(
    "VIS05",
    "error",
    "one team is {what} at {other} and at {province} {half_of} {day:day}",
    "Đoàn kiểm tra {what_vi} tại {other:unit} và {province:unit} cùng buổi {half} ngày {day:day}",
    (
        "correct one of the half-days",
        "đề nghị kiểm tra lại một trong hai buổi",
    ),
)
def one_place_at_a_time(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A team is at one place a half-day.

    Why: Judgement. A cluster has one team (report 241/BC-VTLTNN, II.2.c: “Thành phần đoàn kiểm tra
    của mỗi cụm gồm có”), which agrees on the points together; it cannot be at two places.

    Bad:

        - cluster: 1
          visits:
            - {province: Gia Lai, sessions: [2009-08-07 sáng, 2009-08-07 chiều]}
            - {province: Kiên Giang, sessions: [2009-08-07 chiều, 2009-08-08 sáng]}

    Good:

        - cluster: 1
          visits:
            - {province: Gia Lai, sessions: [2009-08-07 sáng, 2009-08-07 chiều]}
            - {province: Kiên Giang, sessions: [2009-08-08 sáng, 2009-08-08 chiều]}

    Remedy: Correct the half-day that is wrong, against the plan or the minutes.

    ---

    Mỗi buổi, Đoàn kiểm tra làm việc tại một nơi.

    Lý do: Nhận định.  Mỗi cụm có một đoàn (Báo cáo số 241/BC-VTLTNN, Mục II.2.c: “Thành phần đoàn
    kiểm tra của mỗi cụm gồm có”), cả đoàn cùng thống nhất cho điểm nên không thể ở hai nơi.

    Cách xử lý: Đề nghị đối chiếu kế hoạch, biên bản và sửa buổi ghi sai.
    """
    for clusters in data.by_year(VISITS).values():
        for number in dict.fromkeys(of_cluster.cluster for of_cluster in clusters):
            visits = [
                visit
                for of_cluster in clusters
                if of_cluster.cluster == number
                for visit in of_cluster.visits
            ]
            yield from _clashes(visits)


def _clashes(visits: Sequence[Visit]) -> Iterator[Found]:
    """Every two visits of a team that have a half-day in common, each pair once."""
    told: set[tuple[Province, Province]] = set()
    for place, what, what_vi in (
        ("sessions", "to be", "có lịch kiểm tra"),
        ("held", "said to have been", "ghi đã kiểm tra"),
    ):
        first: dict[HalfDay, Visit] = {}
        for visit in visits:
            for half in sorted(set(getattr(visit, place))):
                other = first.setdefault(half, visit)
                units = other.province.province, visit.province.province
                if units[0] is None or units[1] is None or units[0] is units[1] or units in told:
                    continue
                told.add((units[0], units[1]))
                values = {
                    "other": units[0],
                    "province": units[1],
                    "what": what,
                    "what_vi": what_vi,
                    "day": half.day,
                    "half": half.half,
                    "half_of": f"on the {'afternoon' if half.afternoon else 'morning'} of",
                }
                related = ((other.places[place], ("the other visit", "cuộc kiểm tra kia")),)
                yield Found(visit.places[place], values, units[1], related)


def _day_of(field: str, moved: date | None, paper: Plan | SelfReport) -> date | None:
    """The day a paper was sent or received, else its own; None where it could not be read."""
    if moved is None and field in paper.places:
        return None
    return moved or paper.date


@rule(
    "VIS06",
    "warning",
    "the plan of cluster {number} was {done} on {sent:day}; its first visit is on {first:day}",
    "kế hoạch của Cụm {number} {done_vi} ngày {sent:day}; buổi kiểm tra đầu tiên là ngày "
    "{first:day}",
    (
        "correct the day that is wrong; where it was so, leave it",
        "đề nghị kiểm tra lại ngày; nếu đúng thực tế thì giữ nguyên",
    ),
)
def plan_sent_in_time(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The plan is sent before the day of the first half-day in it.

    Why: Members and Department are to know it beforehand (report 241/BC-VTLTNN, II.2.d: “Bản kế
    hoạch kiểm tra được gửi cho các đơn vị trong Cụm và Cục Văn thư và Lưu trữ nhà nước để phối hợp
    thực hiện”). A plan that has no day of sending is judged by its own.

    Bad:

        - cluster: 1
          plan: {number: 45/KH-SNV, date: 2009-08-06, sent: 2009-08-07}
          visits:
            - {province: Gia Lai, sessions: [2009-08-07 sáng, 2009-08-07 chiều]}

    Good:

        - cluster: 1
          plan: {number: 45/KH-SNV, date: 2009-07-10, sent: 2009-07-11}
          visits:
            - {province: Gia Lai, sessions: [2009-08-07 sáng, 2009-08-07 chiều]}

    Remedy: Correct the day that is wrong. Where it was so, leave it.

    ---

    Kế hoạch được gửi trước ngày của buổi kiểm tra đầu tiên.

    Lý do: Các đơn vị trong Cụm và Cục cần biết trước (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “Bản kế
    hoạch kiểm tra được gửi cho các đơn vị trong Cụm và Cục Văn thư và Lưu trữ nhà nước để phối hợp
    thực hiện”). Kế hoạch không ghi ngày gửi thì xét theo ngày ban hành.

    Cách xử lý: Đề nghị sửa ngày ghi sai. Nếu đúng thực tế thì giữ nguyên.
    """
    for clusters in data.by_year(VISITS).values():
        for of_cluster in clusters:
            plan = of_cluster.plan
            halves = [half for visit in of_cluster.visits for half in visit.sessions]
            if plan is None or not halves:
                continue
            sent, first = _day_of("sent", plan.sent, plan), min(halves).day
            if sent is not None and sent >= first:
                done, done_vi = ("sent", "gửi") if plan.sent else ("dated", "ghi")
                values = {
                    "number": of_cluster.cluster,
                    "sent": sent,
                    "first": first,
                    "done": done,
                    "done_vi": done_vi,
                }
                yield Found(plan.places["sent" if plan.sent else "date"], values)


@rule(
    "VIS07",
    "warning",
    "{province}: the self-assessment was {done} on {received:day}, the inspection begins on "
    "{first:day}",
    "{province:unit}: báo cáo tự đánh giá {done_vi} ngày {received:day}; bắt đầu kiểm tra ngày "
    "{first:day}",
    (
        "correct the day that is wrong; where it was so, leave it",
        "đề nghị kiểm tra lại ngày; nếu đúng thực tế thì giữ nguyên",
    ),
)
def self_report_in_time(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The unit's report on itself is with the leader before the day on which its inspection begins.

    Why: The report is sent first and presented when the team is there (report 241/BC-VTLTNN,
    II.2.d: “chuẩn bị báo cáo bằng văn bản tự đánh giá, chấm điểm kết quả thực hiện mỗi chỉ tiêu và
    tổng hợp chung số điểm, xếp loại gửi cho Cụm trưởng”). Judged by the half-days that were held;
    before that by those of the plan. A report that has no day of receipt is judged by its own.

    Bad:

        - province: Gia Lai
          sessions: [2009-08-07 sáng, 2009-08-07 chiều]
          self_report: {number: 118/BC-VP, date: 2009-08-06, received: 2009-08-07}

    Good:

        - province: Gia Lai
          sessions: [2009-08-07 sáng, 2009-08-07 chiều]
          self_report: {number: 118/BC-VP, date: 2009-07-20, received: 2009-07-24}

    Remedy: Correct the day that is wrong. Where it was so, leave it.

    ---

    Báo cáo tự đánh giá đến Cụm trưởng trước ngày bắt đầu kiểm tra đơn vị.

    Lý do: Báo cáo được gửi trước và trình bày khi Đoàn đến kiểm tra (Báo cáo số 241/BC-VTLTNN, Mục
    II.2.d: “chuẩn bị báo cáo bằng văn bản tự đánh giá, chấm điểm kết quả thực hiện mỗi chỉ tiêu và
    tổng hợp chung số điểm, xếp loại gửi cho Cụm trưởng”). Xét theo các buổi đã kiểm tra; khi chưa
    kiểm tra thì theo kế hoạch. Báo cáo không ghi ngày nhận thì xét theo ngày ban hành.

    Cách xử lý: Đề nghị sửa ngày ghi sai. Nếu đúng thực tế thì giữ nguyên.
    """
    for _year, _of_cluster, visit, unit in _visits(data):
        report, halves = visit.self_report, visit.held or visit.sessions
        if report is None or not halves:
            continue
        received, first = _day_of("received", report.received, report), min(halves).day
        if received is not None and received >= first:
            done, done_vi = ("received", "nhận") if report.received else ("dated", "ghi")
            values = {
                "province": unit,
                "received": received,
                "first": first,
                "done": done,
                "done_vi": done_vi,
            }
            yield Found(report.places["received" if report.received else "date"], values, unit)


_WITHOUT_A_VISIT: Words = (
    "{province} has minutes of {day:day}, but no half-day on which it was inspected",
    "{province:unit}: có biên bản ngày {day:day} nhưng chưa ghi buổi đã kiểm tra",
)
_HELD: Words = ("add `held`", "đề nghị bổ sung `held`")
_NOT_INSPECTED: Words = (
    "{province} could not be inspected, and yet it has {what}",
    "{province:unit}: ghi không kiểm tra được nhưng lại có {what_vi}",
)
_ONE_OF_BOTH: Words = (
    "keep what is true of the two",
    "đề nghị giữ một trong hai nội dung, theo đúng thực tế",
)
_ADD_MINUTES: Words = ("enter the minutes", "đề nghị bổ sung biên bản kiểm tra")
_SUPPLEMENT: Words = (
    "{province}: supplementary minutes of {day:day}, before the minutes of {last:day}",
    "{province:unit}: biên bản bổ sung ngày {day:day}, trước biên bản ngày {last:day}",
)
_NO_MINUTES: Words = (
    "{province} has supplementary minutes, but none that they supplement",
    "{province:unit}: có biên bản bổ sung nhưng chưa ghi biên bản kiểm tra",
)


@rule(
    "VIS08",
    "error",
    "{province}: minutes of {day:day}, before the last half-day of the inspection, {last:day}",
    "{province:unit}: biên bản ngày {day:day}, trước buổi kiểm tra cuối cùng ({last:day})",
    (
        "correct the day that is wrong",
        "đề nghị kiểm tra lại ngày",
    ),
)
def minutes_close_the_visit(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Minutes are adopted when the inspection is over, and only where there was one.

    Why: They are the last thing that a team does (report 241/BC-VTLTNN, II.2.d: “Cụm trưởng tổng
    kết và thông qua biên bản kiểm tra”). Supplementary minutes come after the minutes; a unit that
    could not be inspected has none.

    Bad:

        - province: Gia Lai
          held: [2009-08-07 sáng, 2009-08-08 sáng]
          minutes: {date: 2009-08-07, total: 2070}

    Good:

        - province: Gia Lai
          held: [2009-08-07 sáng, 2009-08-08 sáng]
          minutes: {date: 2009-08-08, total: 2070}

    Remedy: Correct the day or the half-days against the minutes.

    ---

    Biên bản được thông qua khi kết thúc kiểm tra; không kiểm tra thì không có biên bản.

    Lý do: Thông qua biên bản là bước cuối của cuộc kiểm tra (Báo cáo số 241/BC-VTLTNN, Mục II.2.d:
    “Cụm trưởng tổng kết và thông qua biên bản kiểm tra”). Biên bản bổ sung lập sau biên bản kiểm
    tra; đơn vị không kiểm tra được thì không có biên bản.

    Cách xử lý: Đề nghị đối chiếu biên bản và sửa ngày hoặc các buổi.
    """
    for year, _of_cluster, visit, unit in _visits(data):
        whole = not data.is_incomplete("visits", year)
        values: dict[str, object] = {"province": unit}
        minutes, held = visit.minutes, visit.held
        if visit.not_inspected is not None:
            if minutes is not None or held or visit.supplements:
                is_held = minutes is None and not visit.supplements
                values["what"] = "half-days on which it was" if is_held else "minutes"
                values["what_vi"] = "buổi đã kiểm tra" if is_held else "biên bản"
                place = visit.places["not_inspected"]
                yield Found(place, values, unit, (), _NOT_INSPECTED, _ONE_OF_BOTH)
            continue
        if minutes is None:
            if visit.supplements and whole:
                place = visit.places["supplements"]
                yield Found(place, values, unit, words=_NO_MINUTES, help=_ADD_MINUTES)
            continue
        values["day"] = minutes.date
        if not held:
            if whole:
                place = visit.places["minutes"]
                yield Found(place, values, unit, (), _WITHOUT_A_VISIT, _HELD)
        elif minutes.date < max(held).day:
            yield Found(minutes.places["date"], {**values, "last": max(held).day}, unit)
        for supplement in visit.supplements:
            if supplement.date < minutes.date:
                found = {**values, "day": supplement.date, "last": minutes.date}
                yield Found(supplement.places["date"], found, unit, words=_SUPPLEMENT)
