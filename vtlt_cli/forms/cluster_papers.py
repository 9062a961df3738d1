"""What the forms of a cluster's leader say: the plan, the team, the report, the requests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.diagnostics import Words
from vtlt_cli.forms.additions import Additions, Closed, FieldText, half_days, said
from vtlt_cli.forms.answers import Answers
from vtlt_cli.forms.entering import flow, word
from vtlt_cli.forms.form import Form
from vtlt_cli.forms.of_clusters import ADDRESSEES, members_of, seats_of, session_code, sessions_of
from vtlt_cli.forms.reading_back import Filled, Trouble
from vtlt_cli.reading.days import HalfDay
from vtlt_cli.reading.numbers import Number
from vtlt_cli.results.kind import RESULTS, ClusterReport
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.offices import office_of
from vtlt_cli.teams.kind import GUEST, TEAMS, Team
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import ClusterVisits
from vtlt_cli.wording import day


class Reported(NamedTuple):
    """What a report says of a unit."""

    unit: Province | None
    score: Number | None
    class_: str | None


class ClusterPapers:
    """Reads what forms say of a cluster, and keeps what is to be put in."""

    def __init__(self, kept: Additions) -> None:
        self.kept = kept

    def plan(
        self,
        cluster: Cluster,
        round_: Round,
        form: Form,
        filled: Filled,
        troubles: list[Trouble],
    ) -> list[Words]:
        """Enter plan, half-days and team; raises Closed where something else stands there."""
        answers = Answers(form, filled, troubles)
        fields = self._plan_fields(answers, self.kept.plan_of(cluster.number))
        of_units: dict[Province, list[FieldText]] = {}
        for number, unit in enumerate(members_of(cluster), 1):
            of_units[unit] = self._sessions(answers, number, unit, round_)
        team = self._team(answers, cluster, round_)
        if troubles:
            return []
        changes: list[Words] = []
        if fields:
            self.kept.of_clusters.setdefault(cluster.number, []).extend(fields)
        for unit, found in of_units.items():
            if found:
                self.kept.to_visit(cluster.number, unit, found)
        if fields or any(of_units.values()):
            changes.append(
                (
                    f"plan of cluster {cluster.number}",
                    f"lịch kiểm tra của Cụm {cluster.number}",
                )
            )
        if team:
            self.kept.teams[cluster.number] = team
            changes.append(
                (f"team of cluster {cluster.number}", f"Đoàn kiểm tra của Cụm {cluster.number}")
            )
        return changes

    def _plan_fields(self, answers: Answers, there: ClusterVisits | None) -> list[FieldText]:
        fields: list[FieldText] = []
        paper, sent = answers.pair("plan.number", "plan.date"), answers.day("plan.sent")
        plan = there.plan if there is not None else None
        if paper is not None and plan is None:
            record = {"number": word(paper[0]), "date": str(paper[1])}
            fields.append(("plan", flow({**record, "sent": str(sent) if sent else None})))
        recorded = (plan.number, plan.date, plan.sent) if plan is not None else None
        if paper is not None and recorded not in (None, (*paper, sent)):
            raise Closed(said("another plan is recorded", "đã ghi kế hoạch khác"))
        day, place = answers.day("closing.date"), answers.text("closing.place")
        closing = there.closing if there is not None else None
        if place is not None and day is None:
            found = answers.blank("closing.place")
            assert found is not None
            answers.tell(
                found,
                ("the closing has a place and no day", "tổng kết Cụm: chưa ghi ngày"),
                ("write the day", "đề nghị ghi ngày tổng kết"),
            )
        elif day is not None and closing is None:
            fields.append(("closing", flow({"date": str(day), "place": word(place)})))
        held = (closing.date, closing.place) if closing is not None else None
        if day is not None and held not in (None, (day, place)):
            raise Closed(said("another closing is recorded", "đã ghi ngày tổng kết khác"))
        return fields

    def _sessions(
        self, answers: Answers, number: int, unit: Province, round_: Round
    ) -> list[FieldText]:
        lines = answers.filled.lines
        found: list[HalfDay] = []
        for session in range(1, sessions_of(round_) + 1):
            code = session_code(number, session)
            day = tuple(lines.get((code, key)) for key in ("day", "month", "year"))
            one = answers.half_day(day, lines.get((code, "half")), code)
            found += [one] if one else []
        written = lines.get((session_code(number, 1), "place"))
        place = written.text if written else None
        visit = self.kept.visit_of(unit)
        fields: list[FieldText] = []
        if found and (visit is None or not visit.sessions):
            fields.append(("sessions", half_days(found)))
        elif visit is not None and visit.sessions and set(visit.sessions) != set(found):
            raise Closed(
                said(
                    f"other half-days of {unit.name} are planned; a plan is never overwritten",
                    f"đã ghi các buổi khác của {unit.name}; lịch đã lập không ghi đè",
                )
            )
        if place is not None and (visit is None or visit.place is None):
            fields.append(("place", word(place) or ""))
        elif place is not None and visit is not None and visit.place != place:
            raise Closed(
                said(
                    f"another place of {unit.name} is recorded",
                    f"đã ghi địa điểm khác của {unit.name}",
                )
            )
        return fields

    def _team(self, answers: Answers, cluster: Cluster, round_: Round) -> list[str]:
        """The record of the team, nothing where none is written or the same is there."""
        lines, members = answers.filled.lines, []
        names = {unit.name: unit.name for unit in members_of(cluster)}
        names |= {office_of(unit, round_): unit.name for unit in members_of(cluster)}
        for seat in seats_of(round_):
            code = f"1:{seat.code}"
            from_, post = lines.get((code, "from")), lines.get((code, "post"))
            if from_ is None and post is None:
                continue
            if from_ is None or post is None:
                given = from_ or post
                assert given is not None
                answers.tell(
                    given,
                    ("who is sent or the post is left out", "chưa ghi đủ đơn vị cử, chức vụ"),
                    ("write both", "đề nghị ghi đủ hai ô"),
                    seat.code,
                )
                continue
            origin = from_.text if seat.seat == GUEST else answers.choice(from_, names)
            members.append((seat.seat, origin, post.text))
        decision = answers.pair("decision.number", "decision.date")
        if answers.troubles or (not members and decision is None):
            return []
        if not members:
            answers.troubles.append(
                said("a decision without members", "có quyết định nhưng chưa ghi thành phần Đoàn")
            )
            return []
        there = [t for t in self.kept.data.of(TEAMS, self.kept.year) if t.cluster == cluster.number]
        if there:
            if _members(there[0]) != members or not _is_decision(there[0], decision):
                raise Closed(said("another team is recorded", "đã ghi thành phần Đoàn khác"))
            return []
        record = [f"cluster: {cluster.number}"]
        if decision is not None:
            paper = flow({"number": word(decision[0]), "date": str(decision[1])})
            record.append(f"decision: {paper}")
        record.append("members:")
        for seat_, origin, post_ in members:
            key = "agency" if seat_ == GUEST else "province"
            record.append(
                "  - " + flow({"seat": word(seat_), key: word(origin), "post": word(post_)})
            )
        return record

    # The report of a cluster.

    def report(
        self,
        cluster: Cluster,
        round_: Round,
        form: Form,
        filled: Filled,
        troubles: list[Trouble],
    ) -> list[Words]:
        """Enter the report and the requests; raises Closed where something else stands there."""
        answers = Answers(form, filled, troubles)
        paper, sent = answers.pair("report.number", "report.date"), answers.day("sent")
        results: list[Reported] = []
        for number, unit in enumerate(members_of(cluster), 1):
            visit = self.kept.visit_of(unit)
            written = filled.lines.get((str(number), "score"))
            score = answers.number(written)
            class_ = answers.choice(filled.lines.get((str(number), "class")), self.kept.classes)
            if written is None and not (visit is not None and visit.not_inspected is not None):
                place = filled.places.get((str(number), "score"))
                troubles.append(
                    Trouble(
                        place.sheet if place else "",
                        place.cell if place else "",
                        str(number),
                        "",
                        (f"{unit.name} has no total", f"chưa ghi tổng số điểm của {unit.name}"),
                        (
                            "write it; blank is not 0",
                            "đề nghị ghi bổ sung; để trống không phải là 0",
                        ),
                    )
                )
            elif written is not None:
                results.append(Reported(unit, score, class_))
        requests = self._requests(answers, cluster)
        if troubles or paper is None:
            return []
        changes = self._results(cluster, paper, sent, results)
        for unit, found in requests.items():
            listed = "[" + ", ".join(found) + "]"
            self.kept.to_visit(cluster.number, unit, [("requests", listed)])
            changes.append((f"requests of {unit.name}", f"kiến nghị của {unit.name}"))
        return changes

    def _results(
        self,
        cluster: Cluster,
        paper: tuple[str, date],
        sent: date | None,
        results: Sequence[Reported],
    ) -> list[Words]:
        there = [
            r for r in self.kept.data.of(RESULTS, self.kept.year) if r.cluster == cluster.number
        ]
        if there:
            if not _is_report(there[0], paper, sent, self.kept.received, results):
                raise Closed(said("another report is recorded", "đã ghi báo cáo khác của Cụm"))
            received = self.kept.received
            if received is None or there[0].received is not None:
                return []
            self.kept.received_later.add(cluster.number)
            came = day(received, "vi")
            return [(f"received on {received}", f"ngày nhận báo cáo của Cụm: {came}")]
        record = [
            f"cluster: {cluster.number}",
            "report: " + flow({"number": word(paper[0]), "date": str(paper[1])}),
        ]
        record += [f"sent: {sent}"] if sent else []
        record += [f"received: {self.kept.received}"] if self.kept.received else []
        record.append("results:")
        for unit, score, class_ in results:
            assert unit is not None
            one = {"province": word(unit.name), "score": str(score), "class": word(class_)}
            record.append("  - " + flow(one))
        self.kept.reports[cluster.number] = record
        return [
            (
                f"report of cluster {cluster.number}: {paper[0]}",
                f"báo cáo của Cụm {cluster.number}: {paper[0]}",
            )
        ]

    def _requests(self, answers: Answers, cluster: Cluster) -> dict[Province, list[str]]:
        """The requests that are not recorded yet, by the unit that they are of."""
        units = {unit.name: unit for unit in members_of(cluster)}
        found: dict[Province, list[str]] = {}
        codes = [c for c, _k in answers.filled.places if c.startswith("1:")]
        for code in dict.fromkeys(codes):
            cells = [answers.filled.lines.get((code, key)) for key in ("unit", "to", "request")]
            if not any(cells):
                continue
            who, to, text = cells
            if who is None or to is None or text is None:
                first = next(cell for cell in cells if cell)
                answers.tell(
                    first,
                    ("a request is not whole", "kiến nghị ghi chưa đủ"),
                    (
                        "write the unit, the addressee and the text",
                        "đề nghị ghi đủ đơn vị, nơi được kiến nghị và nội dung",
                    ),
                    code.partition(":")[2],
                )
                continue
            name = answers.choice(who, {unit: unit for unit in units})
            addressee = answers.choice(to, ADDRESSEES)
            if name is None or addressee is None:
                continue
            unit = units[name]
            visit = self.kept.visit_of(unit)
            if visit is not None and visit.requests:
                if any((one.to, one.text) == (addressee, text.text) for one in visit.requests):
                    continue
                raise Closed(
                    said(
                        f"other requests of {name} are recorded",
                        f"đã ghi kiến nghị khác của {name}",
                    )
                )
            found.setdefault(unit, []).append(flow({"to": addressee, "text": word(text.text)}))
        return found


def _members(team: Team) -> list[tuple[str, str | None, str]]:
    return [
        (
            one.seat,
            one.agency
            if one.province is None
            else (one.province.province.name if one.province.province else one.province.text),
            one.post,
        )
        for one in team.members
    ]


def _is_decision(team: Team, decision: tuple[str, date] | None) -> bool:
    there = (team.decision.number, team.decision.date) if team.decision else None
    return there == decision


def _is_report(
    there: ClusterReport,
    paper: tuple[str, date],
    sent: date | None,
    received: date | None,
    results: Sequence[Reported],
) -> bool:
    """Whether the report that is recorded says the same; a day that nobody told is no other."""
    found = [Reported(one.province.province, one.score, one.class_) for one in there.results]
    same = sorted(map(_plainly, found)) == sorted(map(_plainly, results))
    papers = (there.report.number, there.report.date) == paper and there.sent == sent
    return same and papers and (None in (received, there.received) or received == there.received)


def _plainly(one: Reported) -> tuple[str, str, str]:
    return (one.unit.id if one.unit else "", str(one.score), one.class_ or "")
