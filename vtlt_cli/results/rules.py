"""RES: the reports of the clusters, and the chain that they close."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import date

from vtlt_cli.checking.engine import Found, Problems, plural, rule
from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.clusters.members import (
    are_known,
    cluster_of,
    expected_units,
    known_clusters,
    units_of,
)
from vtlt_cli.criteria.kind import Class, scales
from vtlt_cli.criteria.scale import class_of, classes_of, folded
from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.reading.numbers import Number
from vtlt_cli.results.chain import Chain, Link, chains, odd_link
from vtlt_cli.results.kind import RESULTS, ClusterReport, Result
from vtlt_cli.rounds.cited import source_of
from vtlt_cli.rounds.kind import round_of
from vtlt_cli.rounds.taking_part import not_inspected
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import VISITS, Minutes, latest_minutes
from vtlt_cli.visits.of_units import odd_visits, visits_by_unit
from vtlt_cli.wording import points

_NO_SUCH_CLUSTER: Words = (
    "there is no cluster {number}; there are: {numbers:list}",
    "không có Cụm {number}; số của các Cụm hiện có: {numbers:list}",
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

    Lý do: Báo cáo là kết quả của toàn Cụm (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “Kết quả kiểm tra
    chung của toàn Cụm được Cụm trưởng tổng hợp, báo cáo về Cục Văn thư và Lưu trữ nhà nước”). Không
    xét đơn vị không kiểm tra được (`not_inspected` trong visits_YYYY.yaml).

    Cách xử lý: Đề nghị đối chiếu với báo cáo đã nhận. Nội dung còn thiếu do Cụm trưởng bổ sung.
    """
    for year, reports in data.by_year(RESULTS).items():
        known, asked = known_clusters(data, year), _asked(data, year)
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
            if cluster is not None:
                yield from _odd_names(report, cluster, asked.get(number, []))
            elif number not in numbers and are_known(data, year):
                yield Found(place, values, words=_NO_SUCH_CLUSTER, help=_CORRECT_NUMBER)


def _odd_names(
    report: ClusterReport, cluster: Cluster, asked: Sequence[Province]
) -> Iterator[Found]:
    """What is wrong with the names of one report, in which those units are asked for.

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
    missing = [unit for unit in asked if unit not in first]
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


def _asked(data: Dataset, year: int) -> dict[int, list[Province]]:
    """By its number, the units that the report of a cluster has to name.

    None where it cannot be told which are named, or which could not be inspected.
    """
    if data.is_incomplete("results", year) or data.is_incomplete("visits", year):
        return {}
    excused = not_inspected(data, year)
    return {
        number: [unit for unit in units if unit not in excused]
        for number, units in expected_units(data, year).items()
    }


def _years(data: Dataset) -> list[int]:
    """The rounds of which there may be a chain."""
    return sorted({year for kind in ("visits", "sheets", "results") for year in data.years(kind)})


def _inspected(data: Dataset, year: int) -> Iterator[Chain]:
    """The chains of the units that could be inspected."""
    return (chain for chain in chains(data, year).values() if chain.inspected)


_ALL_DIFFER: Words = (
    "{province}: {all_said:list}",
    "{province:unit}: {all_said_vi:list}",
)
_COMPARE_ALL: Words = (
    "compare the papers",
    "đề nghị đối chiếu các văn bản",
)


@rule(
    "RES02",
    "error",
    "{province}: {total} in {odd}; {other} in {others:list}",
    "{province:unit}: {odd_vi} ghi {total:points} điểm; {others_vi:list} cùng ghi {other:points}",
    (
        "compare with {odd}",
        "đề nghị đối chiếu {odd_vi}",
    ),
)
def one_total_all_along(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A unit's total is one in the sheet, the minutes, the cluster's report and Appendix 1.

    Why: The points are agreed once and handed on (report 241/BC-VTLTNN, I.1: “có thảo luận thống
    nhất đánh giá, chấm điểm theo các tiêu chí và xếp loại. Kết quả kiểm tra chung của từng Cụm đã
    được Cụm trưởng tổng hợp và báo cáo”; I.3: “Kết quả chấm điểm”). A figure that changes on the
    way was miscopied, or changed without minutes. One finding a unit stands where one paper differs
    from the others, else at the first that differs from the one before it. A sheet that is not
    complete, or has a slip, has no sum.

    Bad:

        # visits_2009.yaml
        - province: Gia Lai
          held: [2009-08-07 sáng, 2009-08-07 chiều]
          minutes: {date: 2009-08-07, total: 2070}
        # results_2009.yaml
        results:
          - {province: Gia Lai, score: 2700}

    Good:

        # visits_2009.yaml
        - province: Gia Lai
          held: [2009-08-07 sáng, 2009-08-07 chiều]
          minutes: {date: 2009-08-07, total: 2070}
        # results_2009.yaml
        results:
          - {province: Gia Lai, score: 2070}

    Remedy: Compare the papers. What was miscopied in a file is corrected there; minutes that are
    wrong are corrected by supplementary minutes (`supplements`).

    ---

    Tổng số điểm của một đơn vị thống nhất giữa phiếu, biên bản, báo cáo của Cụm và Phụ lục 1.

    Lý do: Điểm được thống nhất một lần rồi tổng hợp (Báo cáo số 241/BC-VTLTNN, Mục I.1: “có thảo
    luận thống nhất đánh giá, chấm điểm theo các tiêu chí và xếp loại. Kết quả kiểm tra chung của
    từng Cụm đã được Cụm trưởng tổng hợp và báo cáo”; Mục I.3: “Kết quả chấm điểm”). Số bị thay đổi
    là do chép sai, hoặc do sửa mà không có biên bản. Mỗi đơn vị có một phát hiện, đặt tại văn bản
    khác với các văn bản còn lại; nếu không xác định được thì tại văn bản đầu tiên khác văn bản liền
    trước. Phiếu chưa đủ điểm hoặc có sai sót thì không cộng tổng.

    Cách xử lý: Đề nghị đối chiếu các văn bản. Chép sai thì sửa trong tệp; biên bản sai thì lập biên
    bản bổ sung (`supplements`).
    """
    for year in _years(data):
        for chain in _inspected(data, year):
            totals = chain.totals()
            odd = odd_link(totals)
            if odd is None:
                continue
            link, total = totals[odd]
            rest = totals[:odd] + totals[odd + 1 :]
            values = {
                "province": chain.unit,
                "odd": link.called[0],
                "odd_vi": link.called[1],
                "total": total,
                "other": rest[0][1],
                "others": [other.called[0] for other, _total in rest],
                "others_vi": [other.called[1] for other, _total in rest],
                "all_said": [f"{value} in {one.called[0]}" for one, value in totals],
                "all_said_vi": [
                    f"{one.called[1]} ghi {points(value)} điểm" for one, value in totals
                ],
            }
            related = tuple((other.place, _said(other, value)) for other, value in rest)
            clear = len(rest) > 1 and len({value for _link, value in rest}) == 1
            words, help_ = (None, None) if clear else (_ALL_DIFFER, _COMPARE_ALL)
            yield Found(link.place, values, chain.unit, related, words, help_)


def _said(link: Link, total: Number) -> Words:
    """What a paper says, beside its place."""
    return f"{link.called[0]}: {total}", f"{link.called[1]}: {points(total)} điểm"


_NO_SUCH_CLASS: Words = (
    "{province}: “{found}” in {paper} is no class of the scale",
    "{province:unit}: {paper_vi} ghi “{found}”, không có trong các mức xếp loại của thang điểm",
)
_CLASSES: Words = (
    "the classes: {classes:list}",
    "các mức xếp loại: {classes:list}",
)
_HELD_BELOW: Words = (
    "{province}: “{found}” in {paper}, below the class of its points, “{expected}”: {reason}",
    "{province:unit}: {paper_vi} xếp loại {found}, thấp hơn mức theo điểm ({expected}); lý do: "
    "{reason}",
)
_NOTHING_TO_DO: Words = (
    "nothing is to be done",
    "không cần xử lý",
)


@rule(
    "RES03",
    "error",
    "{province}: class “{found}” in {paper}, “{expected}” {others:list}",
    "{province:unit}: {paper_vi} xếp loại {found}; {others_vi:list} là {expected}",
    (
        "compare the papers; a class held below its points needs `class_reason` in the minutes",
        "đề nghị đối chiếu; xếp loại thấp hơn mức theo điểm thì ghi `class_reason` trong biên bản",
    ),
)
def one_class_all_along(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The class in the minutes and in the cluster's report is that which the scale gives.

    Why: The class goes with the total (report 241/BC-VTLTNN, II.2.d: “tổng hợp chung số điểm của
    đơn vị, xếp loại”). Where a condition holds the class below, `class_reason` in the minutes says
    which, and the finding is a note (judgement); a class above the points is always an error. Two
    papers are held against each other only where their totals agree; a paper that names no class is
    not judged, nor is a class that the scale leaves in doubt.

    Bad:

        # criteria_2009.yaml
        classes:
          - {name: Tốt, least: 1400}
          - {name: Khá, least: 0}
        # visits_2009.yaml
        minutes: {date: 2009-08-07, total: 1350, class: Tốt}

    Good:

        # criteria_2009.yaml
        classes:
          - {name: Tốt, least: 1400}
          - {name: Khá, least: 0}
        # visits_2009.yaml
        minutes: {date: 2009-08-07, total: 1350, class: Khá}

    Remedy: Compare the papers and correct what was miscopied; minutes are corrected by
    supplementary minutes. A class held below the points needs its `class_reason`.

    ---

    Xếp loại trong biên bản và trong báo cáo của Cụm đúng với mức theo thang điểm.

    Lý do: Xếp loại đi cùng tổng số điểm (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “tổng hợp chung số
    điểm của đơn vị, xếp loại”). Trường hợp bị khống chế xếp loại thì biên bản ghi `class_reason` và
    phát hiện chỉ là lưu ý (nhận định); xếp loại cao hơn mức theo điểm luôn là lỗi. Chỉ đối chiếu
    hai văn bản có cùng tổng số điểm; không xét văn bản không ghi xếp loại, không xét mức xếp loại
    mà thang điểm chưa rõ.

    Cách xử lý: Đề nghị đối chiếu các văn bản và sửa chỗ chép sai; biên bản sai thì lập biên bản bổ
    sung. Xếp loại thấp hơn mức theo điểm thì ghi `class_reason`.
    """
    known = scales(data)
    for year in _years(data):
        classes = classes_of(known[year]) if year in known else ()
        for chain in _inspected(data, year):
            yield from _odd_class(chain, classes)


def _odd_class(chain: Chain, classes: Sequence[Class]) -> Iterator[Found]:
    """What is wrong with the class of one unit: at most one finding."""
    papers = [chain.links[stage] for stage in ("minutes", "report") if stage in chain.links]
    papers = [paper for paper in papers if paper.total is not None]
    if not papers:
        return
    total = papers[0].total
    assert total is not None
    papers = [paper for paper in papers if paper.class_ is not None and paper.total == total]
    names = {folded(one.name): one for one in classes}
    for paper in papers if classes else ():
        assert paper.class_ is not None and paper.class_place is not None
        if folded(paper.class_) not in names:
            found = {
                "province": chain.unit,
                "found": paper.class_,
                **_paper(paper),
                "classes": [one.name for one in classes],
            }
            yield Found(paper.class_place, found, chain.unit, (), _NO_SUCH_CLASS, _CLASSES)
            return
    due = class_of(classes, total)
    # What is asked of the first paper that differs, and who asks it.
    expected, askers = "", []
    if due is not None:
        said: Words = (
            f"by the scale ({total} points)",
            f"theo thang điểm ({points(total)} điểm)",
        )
        expected, askers = due.name, [said]
    for number, paper in enumerate(papers):
        written = paper.class_
        assert written is not None and paper.class_place is not None
        if not expected or folded(written) == folded(expected):
            expected = expected or written
            askers.append((f"in {paper.called[0]}", paper.called[1]))
            continue
        for other in papers[number + 1 :]:
            if folded(other.class_ or "") == folded(expected):
                askers.append((f"in {other.called[0]}", other.called[1]))
        values = {
            "province": chain.unit,
            "found": written,
            **_paper(paper),
            "expected": expected,
            "others": [asker[0] for asker in askers],
            "others_vi": [asker[1] for asker in askers],
        }
        related = tuple(
            (other.class_place, (other.called[0], other.called[1]))
            for other in papers
            if other is not paper and other.class_place is not None
        )
        reason = _class_reason(chain) if paper.stage == "minutes" else None
        lower = due is not None and names[folded(written)].least < due.least
        if reason is not None and lower:
            values["reason"] = reason
            place = paper.class_place
            words, help_ = _HELD_BELOW, _NOTHING_TO_DO
            yield Found(place, values, chain.unit, (), words, help_, severity="note")
            expected, askers = written, [(f"in {paper.called[0]}", paper.called[1])]
            continue
        yield Found(paper.class_place, values, chain.unit, related)
        return


def _paper(link: Link) -> dict[str, str]:
    return {"paper": link.called[0], "paper_vi": link.called[1]}


def _class_reason(chain: Chain) -> str | None:
    """Why the minutes that count hold the class below the points."""
    minutes = latest_minutes(chain.visit) if chain.visit is not None else None
    return minutes.class_reason if minutes is not None else None


_NOT_INSPECTED: Words = (
    "{province} has points in {paper}, and yet could not be inspected ({document})",
    "{province:unit}: {paper_vi} ghi điểm, nhưng đơn vị không kiểm tra được (Văn bản số "
    "{document})",
)
_NO_REPORT: Words = (
    "{units:list} {have} points in {paper}; the report of cluster {number} is not there",
    "{paper_vi} ghi điểm của {units:units}; chưa nhận được báo cáo của Cụm {number}",
)
_NO_RESULT: Words = (
    "{province} has points in {paper}; no report of a cluster names it",
    "{province:unit}: {paper_vi} ghi điểm, nhưng chưa có trong báo cáo của Cụm",
)
_ENTER_THE_REPORT: Words = (
    "enter the report in results_{year}.yaml; without it these points stand on nothing",
    "đề nghị bổ sung báo cáo vào results_{year}.yaml; chưa có báo cáo thì chưa có căn cứ ghi điểm",
)


@rule(
    "RES04",
    "error",
    "{province} has points in {paper}, but no minutes",
    "{province:unit}: {paper_vi} ghi điểm, nhưng chưa có biên bản kiểm tra",
    (
        "enter the minutes in visits_{year}.yaml; without them these points stand on nothing",
        "đề nghị bổ sung biên bản vào visits_{year}.yaml; chưa có biên bản thì chưa có căn cứ ghi "
        "điểm",
    ),
)
def no_result_without_minutes(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A cluster's report gives points only to a unit that has minutes; Appendix 1 follows reports.

    Why: Points come of an inspection (report 241/BC-VTLTNN, I.1: “có kiểm tra thực tế; có thảo luận
    thống nhất”), and what is not in the report of a cluster is not in Appendix 1. Told at the later
    paper, and only where the file of the earlier is there: minutes are asked for where there is a
    visits_YYYY.yaml, reports where there is a results_YYYY.yaml. A unit that could not be inspected
    has no points anywhere.

    Bad:

        # visits_2009.yaml
        - {province: Gia Lai, sessions: [2009-08-07 sáng, 2009-08-07 chiều]}
        # results_2009.yaml
        results:
          - {province: Gia Lai, score: 2070}

    Good:

        # visits_2009.yaml
        - province: Gia Lai
          sessions: [2009-08-07 sáng, 2009-08-07 chiều]
          held: [2009-08-07 sáng, 2009-08-07 chiều]
          minutes: {date: 2009-08-07, total: 2070}
        # results_2009.yaml
        results:
          - {province: Gia Lai, score: 2070}

    Remedy: Enter the earlier paper. If there is none, the later one is to be taken back.

    ---

    Báo cáo của Cụm chỉ ghi điểm của đơn vị đã có biên bản; Phụ lục 1 chỉ ghi theo báo cáo của Cụm.

    Lý do: Điểm là kết quả kiểm tra (Báo cáo số 241/BC-VTLTNN, Mục I.1: “có kiểm tra thực tế; có
    thảo luận thống nhất”); chưa có trong báo cáo của Cụm thì chưa có trong Phụ lục 1. Phát hiện đặt
    tại văn bản sau và chỉ xét khi có tệp của văn bản trước: xét biên bản khi có visits_YYYY.yaml,
    xét báo cáo khi có results_YYYY.yaml. Đơn vị không kiểm tra được thì không có điểm.

    Cách xử lý: Đề nghị bổ sung văn bản trước. Nếu không có thì rút nội dung ở văn bản sau.
    """
    for year in _years(data):
        minutes_known = data.has("visits", year) and not data.is_incomplete("visits", year)
        reports_known = data.has("results", year) and not data.is_incomplete("results", year)
        without: dict[int, list[Chain]] = {}
        home = cluster_of(data, year)
        told = _told_missing(data, year)
        told_visits = _told_visits(data, year)
        for chain in chains(data, year).values():
            report, appendix = chain.links.get("report"), chain.links.get("appendix")
            last = report or appendix
            if last is None:
                continue
            values = {"province": chain.unit, "year": year, **_paper(last)}
            visit = chain.visit
            if visit is not None and visit.not_inspected is not None:
                values["document"] = visit.not_inspected.document.number
                related = ((visit.places["not_inspected"], ("here", "tại đây")),)
                yield Found(last.place, values, chain.unit, related, _NOT_INSPECTED, _COMPARE_ALL)
            elif report is None and reports_known and chain.unit not in told:
                if chain.unit in home:
                    without.setdefault(home[chain.unit].number, []).append(chain)
                else:
                    help_ = _ENTER_THE_REPORT
                    yield Found(last.place, values, chain.unit, words=_NO_RESULT, help=help_)
            elif report is not None and minutes_known and "minutes" not in chain.links:
                if chain.unit in told_visits:
                    continue
                yield Found(report.place, values, chain.unit)
        for number, found in without.items():
            first, *others = (chain.links["appendix"] for chain in found)
            values = {
                "units": [chain.unit for chain in found],
                "have": "has" if len(found) == 1 else "have",
                "number": number,
                "year": year,
                **_paper(first),
            }
            also = tuple((link.place, ("also here", "cũng tại đây")) for link in others)
            unit = found[0].unit
            yield Found(first.place, values, unit, also, _NO_REPORT, _ENTER_THE_REPORT)


def _told_visits(data: Dataset, year: int) -> set[Province]:
    """The units of which VIS01 tells that they have an odd visit, or may be meant by one."""
    known = known_clusters(data, year)
    told: set[Province] = set()
    for of_cluster in data.of(VISITS, year):
        odd = odd_visits(of_cluster, known)
        told |= {unit for visit in odd if (unit := visit.province.province)}
        if odd and of_cluster.cluster in known:
            own = set(units_of(known[of_cluster.cluster]))
            told |= own - {visit.province.province for visit in of_cluster.visits}
    return told


def _told_missing(data: Dataset, year: int) -> set[Province]:
    """The units that RES01 misses in a report that is there, or finds named oddly."""
    asked = _asked(data, year)
    told: set[Province] = set()
    for report in data.of(RESULTS, year):
        told |= {unit for result in report.results if (unit := result.province.province)}
        told |= set(asked.get(report.cluster, ()))
    return told


@rule(
    "RES05",
    "warning",
    "the report of cluster {number} was {done} on {sent:day}; by {source} it is due before "
    "{before:day}",
    "báo cáo của Cụm {number} {done_vi} ngày {sent:day}; thời hạn theo {source_vi} là trước ngày "
    "{before:day}",
    (
        "correct the day if it is wrong; where it was so, leave it",
        "đề nghị kiểm tra lại ngày; nếu đúng thực tế thì giữ nguyên",
    ),
)
def report_in_time(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The report of a cluster is sent before the day that the round sets, not on it.

    Why: The Department works out the national result from these reports (report 241/BC-VTLTNN,
    II.2.d: “báo cáo về Cục Văn thư và Lưu trữ nhà nước trước ngày 31/12/2009”). Judged by the day
    of sending; where that is not known, by the day of receipt.

    Bad:

        # rounds.yaml
        report_before: 2009-12-31
        # results_2009.yaml
        - cluster: 2
          report: {number: 99/BC-SNV, date: 2009-12-28}
          sent: 2009-12-31

    Good:

        # rounds.yaml
        report_before: 2009-12-31
        # results_2009.yaml
        - cluster: 2
          report: {number: 99/BC-SNV, date: 2009-12-28}
          sent: 2009-12-30

    Remedy: Correct the day if it is wrong. Lateness is a matter for the Department; no points
    depend on it.

    ---

    Báo cáo của Cụm được gửi trước ngày quy định của đợt kiểm tra; gửi đúng ngày đó là chậm.

    Lý do: Cục tổng hợp kết quả chung từ các báo cáo này (Báo cáo số 241/BC-VTLTNN, Mục II.2.d: “báo
    cáo về Cục Văn thư và Lưu trữ nhà nước trước ngày 31/12/2009”). Xét theo ngày gửi; không ghi
    ngày gửi thì xét theo ngày nhận.

    Cách xử lý: Đề nghị sửa ngày nếu ghi sai. Việc báo cáo chậm do Cục xem xét, không ảnh hưởng đến
    điểm.
    """
    for year, reports in data.by_year(RESULTS).items():
        round_ = round_of(data, year)
        before = round_.report_before
        source, source_vi = source_of(round_)
        for report in reports:
            unread = "sent" in report.places and report.sent is None
            day = report.sent or (None if unread else report.received)
            if before is None or day is None or day < before:
                continue
            values = {
                "number": report.cluster,
                "done": "sent" if report.sent else "received",
                "done_vi": "gửi" if report.sent else "nhận",
                "sent": day,
                "before": before,
                "source": source,
                "source_vi": source_vi,
            }
            place = report.places["sent" if report.sent else "received"]
            yield Found(place, values)


_BEFORE_MINUTES: Words = (
    "the report of cluster {number} is dated {first:day}, before the minutes of {units:list}",
    "báo cáo của Cụm {number} ghi ngày {first:day}, trước ngày biên bản kiểm tra tại {units:units}",
)


@rule(
    "RES06",
    "error",
    "the report of cluster {number} was {later} on {last:day}, before it was {earlier} "
    "({first:day})",
    "báo cáo của Cụm {number} {later_vi} ngày {last:day}, trước ngày {earlier_vi} ({first:day})",
    (
        "correct the day that is wrong",
        "đề nghị kiểm tra lại ngày",
    ),
)
def days_in_order(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A report is dated not before its minutes, sent not before that, received not before either.

    Why: Judgement: no paper is there before it is written. The order is that of the report
    (241/BC-VTLTNN, II.2.d: “thông qua biên bản kiểm tra”, then “Kết quả kiểm tra chung của toàn Cụm
    được Cụm trưởng tổng hợp, báo cáo về Cục Văn thư và Lưu trữ nhà nước”). The same day is in
    order. Supplementary minutes may be later than the report.

    Bad:

        - cluster: 1
          report: {number: 81/BC-SNV, date: 2009-10-18}
          sent: 2009-10-17
          received: 2009-10-23

    Good:

        - cluster: 1
          report: {number: 81/BC-SNV, date: 2009-10-18}
          sent: 2009-10-19
          received: 2009-10-23

    Remedy: Correct the day that is wrong, against the paper or the register of documents.

    ---

    Báo cáo không ghi ngày trước các biên bản; ngày gửi không trước ngày ghi trên báo cáo, ngày nhận
    không trước ngày gửi.

    Lý do: Nhận định: không văn bản nào có trước khi được lập. Trình tự theo Báo cáo số
    241/BC-VTLTNN, Mục II.2.d: “thông qua biên bản kiểm tra”, sau đó “Kết quả kiểm tra chung của
    toàn Cụm được Cụm trưởng tổng hợp, báo cáo về Cục Văn thư và Lưu trữ nhà nước”. Cùng ngày là
    đúng trình tự. Biên bản bổ sung có thể lập sau báo cáo.

    Cách xử lý: Đề nghị đối chiếu văn bản, sổ đăng ký văn bản và sửa ngày ghi sai.
    """
    for year, reports in data.by_year(RESULTS).items():
        for report in reports:
            values: dict[str, object] = {"number": report.cluster, "first": report.report.date}
            later = [
                (unit, minutes)
                for unit, minutes in _minutes_of(data, year, report)
                if minutes.date > report.report.date
            ]
            if later:
                values["units"] = [unit for unit, _minutes in later]
                called: Words = ("the minutes", "biên bản")
                related = tuple((minutes.places["date"], called) for _unit, minutes in later)
                place = report.report.places["date"]
                yield Found(place, values, later[0][0], related, _BEFORE_MINUTES)
            steps = [(report.report.date, "dated", "ghi trên báo cáo"), *_moves(report)]
            for (first, *earlier), (last, *then) in itertools.pairwise(steps):
                if last < first:
                    found = {
                        **values,
                        "first": first,
                        "last": last,
                        "earlier": earlier[0],
                        "earlier_vi": earlier[1],
                        "later": then[0],
                        "later_vi": then[1],
                    }
                    yield Found(report.places[then[0]], found)


def _minutes_of(
    data: Dataset, year: int, report: ClusterReport
) -> Iterator[tuple[Province, Minutes]]:
    """The minutes of the units that a report names and may speak of."""
    home, known = cluster_of(data, year), are_known(data, year)
    visits = visits_by_unit(data, year)
    for result in report.results:
        unit = result.province.province
        if unit is None or unit not in visits:
            continue
        minutes = visits[unit][1].minutes
        of_its_own = not known or (unit in home and home[unit].number == report.cluster)
        if minutes is not None and of_its_own:
            yield unit, minutes


def _moves(report: ClusterReport) -> Iterator[tuple[date, str, str]]:
    """The days on which a report was sent and received, as far as they are known."""
    if report.sent is not None:
        yield report.sent, "sent", "gửi"
    if report.received is not None:
        yield report.received, "received", "nhận"
