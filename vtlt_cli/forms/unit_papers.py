"""What a form of points says beside points: the report, the half-days, the minutes of its unit."""

from __future__ import annotations

from typing import NamedTuple

from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.diagnostics import Words
from vtlt_cli.forms.additions import Additions, Closed, FieldText, half_days, said
from vtlt_cli.forms.answers import Answers
from vtlt_cli.forms.entering import flow, word
from vtlt_cli.forms.form import Form
from vtlt_cli.forms.reading_back import Filled, Trouble
from vtlt_cli.reading.days import HalfDay
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import SelfReport, Visit
from vtlt_cli.wording import day, points


class Paper(NamedTuple):
    """What a form of points says beside points: fields of the visit of its unit.

    `closes` is whether it brings the paper that closes its side. `inside` are fields of a record
    that is there: the record, the field behind which they go, the field.
    """

    unit: Province
    cluster: int | None
    fields: tuple[FieldText, ...]
    inside: tuple[tuple[str, str, str], ...]
    closes: bool
    changes: list[Words]


class UnitPapers:
    """Reads what forms say of visits, and keeps what is to be put in."""

    def __init__(self, kept: Additions) -> None:
        self.kept = kept

    def paper_of_unit(
        self,
        unit: Province,
        cluster: Cluster | None,
        visit: Visit | None,
        form: Form,
        filled: Filled,
        troubles: list[Trouble],
    ) -> Paper:
        """What the form says of papers and half-days; raises Closed where a file says otherwise."""
        answers = Answers(form, filled, troubles)
        number = cluster.number if cluster is not None else None
        fields: list[FieldText] = []
        inside: list[tuple[str, str, str]] = []
        changes: list[Words] = []
        if visit is not None and visit.not_inspected is not None:
            raise Closed(
                said(
                    "the unit was not inspected, as visits say",
                    "đơn vị không được kiểm tra, theo lịch kiểm tra đã ghi",
                )
            )
        read = self._report_of_self if form.kind == "self" else self._visit_of_agreed
        closes = read(unit, visit, answers, fields, inside, changes)
        if number is None and fields and not troubles:
            troubles.append(
                said(
                    f"{unit.name} is in no cluster, so its papers have no place",
                    f"{unit.name} chưa thuộc Cụm nào nên chưa ghi được văn bản",
                )
            )
        return Paper(unit, number, tuple(fields), tuple(inside), closes, changes)

    def _report_of_self(
        self,
        unit: Province,
        visit: Visit | None,
        answers: Answers,
        fields: list[FieldText],
        inside: list[tuple[str, str, str]],
        changes: list[Words],
    ) -> bool:
        paper = answers.pair("report.number", "report.date")
        if paper is None:
            return False
        there = visit.self_report if visit is not None else None
        if there is None:
            record = flow(
                {
                    "number": word(paper[0]),
                    "date": str(paper[1]),
                    "received": str(self.kept.received) if self.kept.received else None,
                }
            )
            fields.append(("self_report", record))
            changes.append(
                (
                    f"self-assessment report of {unit.name}: {paper[0]}",
                    f"báo cáo tự đánh giá của {unit.name}: {paper[0]}",
                )
            )
        elif (there.number, there.date) != paper:
            raise Closed(
                said(
                    f"the report is recorded as {there.number} of {there.date}, "
                    f"not {paper[0]} of {paper[1]}",
                    f"đã ghi báo cáo số {there.number} ngày {day(there.date, 'vi')}, "
                    f"không phải {paper[0]} ngày {day(paper[1], 'vi')}",
                )
            )
        else:
            self._received(there, inside, changes)
        return True

    def _received(
        self, there: SelfReport, inside: list[tuple[str, str, str]], changes: list[Words]
    ) -> None:
        """The day on which a report came that is recorded already."""
        received = self.kept.received
        if received is None or there.received == received:
            return
        if there.received is not None:
            raise Closed(
                said(
                    f"the report is recorded as received on {there.received}",
                    f"đã ghi ngày nhận báo cáo là {day(there.received, 'vi')}",
                )
            )
        inside.append(("self_report", "date", f"received: {received}"))
        came = day(received, "vi")
        changes.append((f"received on {received}", f"ngày nhận báo cáo: {came}"))

    def _visit_of_agreed(
        self,
        unit: Province,
        visit: Visit | None,
        answers: Answers,
        fields: list[FieldText],
        inside: list[tuple[str, str, str]],
        changes: list[Words],
    ) -> bool:
        held: list[HalfDay] = []
        for key, label in answers.labels.items():
            if key.startswith("held."):
                *cells, half = answers.filled.blanks.get(key, (None,) * 4)
                found = answers.half_day(tuple(cells), half, label.partition(" (")[0])
                held += [found] if found else []
        if held:
            there = visit.held if visit is not None else ()
            if not there:
                fields.append(("held", half_days(held)))
                changes.append((f"half-days of {unit.name}", f"các buổi kiểm tra {unit.name}"))
            elif set(there) != set(held):
                raise Closed(said("other half-days are recorded", "đã ghi các buổi kiểm tra khác"))
        return self._minutes(unit, visit, answers, fields, changes)

    def _minutes(
        self,
        unit: Province,
        visit: Visit | None,
        answers: Answers,
        fields: list[FieldText],
        changes: list[Words],
    ) -> bool:
        adopted = answers.day("minutes.date")
        total = answers.number(answers.blank("minutes.total"))
        class_ = answers.choice(answers.blank("minutes.class"), self.kept.classes)
        number = answers.text("minutes.number")
        if adopted is None or total is None:
            found = [
                c
                for key in answers.labels
                if key.startswith("minutes.")
                for c in answers.filled.blanks.get(key, ())
                if c
            ]
            if found and not answers.troubles:
                answers.tell(
                    found[0],
                    (
                        "of the minutes, day or total is blank",
                        "biên bản: chưa ghi đủ ngày, tổng số điểm",
                    ),
                    ("write day and total", "đề nghị ghi ngày thông qua và tổng số điểm"),
                )
            return False
        there = visit.minutes if visit is not None else None
        if there is None:
            record = flow(
                {
                    "number": word(number),
                    "date": str(adopted),
                    "total": str(total),
                    "class": word(class_),
                }
            )
            fields.append(("minutes", record))
            changes.append(
                (f"minutes of {unit.name}: {total}", f"biên bản {unit.name}: {points(total)} điểm")
            )
        elif (there.number, there.date, there.total, there.class_) != (
            number,
            adopted,
            total,
            class_,
        ):
            raise Closed(said("other minutes are recorded", "đã ghi biên bản khác"))
        return True

    def keep(self, paper: Paper) -> list[Words]:
        """Have put in what a form says of its visit."""
        if paper.cluster is not None and paper.fields:
            self.kept.to_visit(paper.cluster, paper.unit, paper.fields)
        if paper.inside:
            inside = self.kept.inside.setdefault(paper.unit, [])
            inside += [one for one in paper.inside if one not in inside]
        return paper.changes
