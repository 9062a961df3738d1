"""Forms that came back -> what is to be written into the data folder, or why nothing is.

`TakingIn` is given one workbook after the other and the texts of all files at the end, so that a
good form lands though its neighbour is bad. It writes nothing itself.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.clusters.members import are_known, cluster_of, known_clusters
from vtlt_cli.criteria.kind import Scale, scales
from vtlt_cli.criteria.scale import classes_of
from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.forms.additions import Additions, Closed, FileText
from vtlt_cli.forms.cluster_papers import ClusterPapers
from vtlt_cli.forms.form import Form
from vtlt_cli.forms.of_clusters import cluster_form, plan_form, who_of
from vtlt_cli.forms.points import points_form
from vtlt_cli.forms.reading_back import Filled, Mark, Trouble, contradiction, read_back
from vtlt_cli.forms.sheet_side import (
    EMPTY,
    SIDES,
    Cells,
    Sheets,
    is_empty,
    same_cells,
    written_formulas,
)
from vtlt_cli.forms.unit_papers import UnitPapers
from vtlt_cli.load import load
from vtlt_cli.names import Register
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import SUBJECTS, Address
from vtlt_cli.reading.text import bytes_if_there
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import days_of, round_of
from vtlt_cli.sheets.read import Due
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import latest_minutes
from vtlt_cli.visits.of_units import visits_by_unit
from vtlt_cli.wording import listing
from vtlt_cli.workbooks import Workbook

# What each kind of form stands on and goes to.
_NEEDS = {
    "self": ("criteria", "clusters", "visits"),
    "agreed": ("criteria", "clusters", "visits"),
    "plan": ("clusters", "visits", "teams"),
    "cluster": ("clusters", "visits", "results", "criteria"),
}
_AS_SENT: Words = (
    "send the form of this round and scale again and have it filled in",
    "đề nghị gửi lại phiếu đúng đợt, đúng thang điểm để ghi",
)


class Taken(NamedTuple):
    """A form that is taken in; `changes` is empty where all of it was there already."""

    path: str
    mark: Mark
    changes: list[Words]
    notes: list[Words]


class Refused(NamedTuple):
    """A form that is not taken in, and every reason why."""

    path: str
    mark: Mark
    troubles: list[Trouble]


class Again(Exception):
    """Something about a workbook that was read quickly asks for a closer look."""


class TakingIn:
    """The forms of one call, for one round.

    `year` is the round; without it, the latest that has a scale or clusters. `received` is the day
    on which they came, which nobody but the user knows.
    """

    def __init__(self, folder: Folder, year: int | None, received: date | None) -> None:
        years = sorted({*folder.years("criteria"), *folder.years("clusters")})
        if year is None and not years:
            raise Refusal(
                "the folder has no scale and no clusters: forms cannot be taken in",
                "thư mục chưa có thang điểm, danh sách cụm: chưa nhận được phiếu",
            )
        self.folder = folder
        self.year = year if year is not None else years[-1]
        kinds = ("criteria", "clusters", "visits", "teams", "results")
        self.data, _problems = load(folder, kinds, self.year)
        self.round = round_of(self.data, self.year)
        scale = scales(self.data).get(self.year)
        self.scale = scale or Scale()
        self.sheets = Sheets(self.data, self.year, self.scale)
        self.register = Register(self.data.of(PROVINCES))
        self.clusters = known_clusters(self.data, self.year)
        self.cluster_of = cluster_of(self.data, self.year)
        self.visits = visits_by_unit(self.data, self.year)
        self.additions = Additions(folder, self.data, self.year, received)
        self.unit_papers = UnitPapers(self.additions)
        self.cluster_papers = ClusterPapers(self.additions)
        self.paths = self._paths()
        self.pending: dict[str, FileText] = {}
        self.seen: dict[tuple[str, str], tuple[str, object]] = {}

    def _paths(self) -> dict[str, str]:
        """The file of each unit that has one, by its id."""
        found: dict[str, str] = {}
        when = days_of(self.round)
        for address, path in self.folder.files.items():
            if address.kind == "sheets" and address.year == self.year:
                unit = self.register.of_id(address.unit, when)
                unit = unit or self.register.resolve(address.unit, when).province
                if unit is not None:
                    found.setdefault(unit.id, path)
        return found

    def take(self, path: str, mark: Mark, book: Workbook, quick: bool = False) -> Taken | Refused:
        """Take a form in, which `mark` says to be one.

        Raises Again where the workbook was read `quick` and not all of it can be told by that.
        """
        form, why = self._expected(mark)
        if form is None:
            return Refused(path, mark, [why] if why else [])
        changed = self._changed(mark, form)
        if changed is not None:
            return Refused(path, mark, [changed])
        another = contradiction(book, mark, form, lambda named: self._may_be(named, mark.who))
        if another is not None:
            return Refused(path, mark, [another])
        filled, troubles = read_back(form, book)
        if quick and (troubles or written_formulas(filled)):
            raise Again
        notes: list[Words] = [
            (
                f"{one.cell}: the saved value {one.text} of a formula was taken",
                f"ô {one.cell}: lấy kết quả đã lưu của công thức: {one.text}",
            )
            for one in written_formulas(filled)
        ]
        if not book.sees_all:
            notes.append(
                (
                    "an .xls does not show which cells are formulas",
                    "tệp .xls không cho biết ô nào là công thức",
                )
            )
        twin, plain = self.seen.get((mark.kind, mark.who)), _plain(filled)
        if twin is not None:
            if twin[1] == plain and not troubles:
                return Taken(path, mark, [], notes)
            return Refused(path, mark, [*troubles, _twins(twin[0])])
        try:
            changes, more = self._enter(mark, form, filled, troubles)
        except Closed as closed:
            return Refused(path, mark, [*troubles, closed.trouble])
        if troubles:
            return Refused(path, mark, troubles)
        self.seen[mark.kind, mark.who] = (path, plain)
        return Taken(path, mark, changes, [*notes, *more])

    def _expected(self, mark: Mark) -> tuple[Form | None, Trouble | None]:
        """The form as it is made today, blank; or why there is none."""
        if mark.year != self.year:
            return None, _whole(
                f"the form is of round {mark.year}, not of {self.year}",
                f"phiếu của đợt kiểm tra năm {mark.year}, không phải đợt kiểm tra năm {self.year}",
                (
                    f"take it in with --round {mark.year}, if that is meant",
                    f"nếu đúng đợt đó, đề nghị chạy lại với --round {mark.year}",
                ),
            )
        for kind in _NEEDS[mark.kind]:
            if Address(kind, self.year) in self.data.unread:
                file = SUBJECTS[kind].file_of(self.year)
                return None, _whole(
                    f"{file} could not be read whole",
                    f"chưa đọc được đầy đủ {file}",
                    ("see `vtlt validate`", "đề nghị chạy `vtlt validate`"),
                )
        if mark.kind in ("self", "agreed"):
            return self._of_unit(mark)
        found = next((c for c in self.clusters.values() if who_of(c) == mark.who), None)
        if found is None or not are_known(self.data, self.year):
            return None, _whole(
                f"there is no cluster {mark.who.removeprefix('cum-')} in round {self.year}",
                f"đợt kiểm tra năm {self.year} không có Cụm {mark.who.removeprefix('cum-')}",
                _AS_SENT,
            )
        if mark.kind == "plan":
            return plan_form(found, self.round), None
        names = [one.name for one in classes_of(self.scale)]
        return cluster_form(found, self.round, names, {}), None

    def _of_unit(self, mark: Mark) -> tuple[Form | None, Trouble | None]:
        if not self.sheets.items:
            return None, _whole(
                f"round {self.year} has no scale",
                f"đợt kiểm tra năm {self.year} chưa có thang điểm",
                _AS_SENT,
            )
        unit = self.register.of_id(mark.who, days_of(self.round))
        if unit is None or unit.id != mark.who:
            return None, _whole(
                f"“{mark.who}” is no unit of round {self.year}",
                f"“{mark.who}” không phải là đơn vị của đợt kiểm tra năm {self.year}",
                _AS_SENT,
            )
        return points_form(mark.kind, unit, self.scale, self.round), None

    def _may_be(self, named: str, who: str) -> bool:
        """Whether the name above a form may be that of its unit: it leads to no other one."""
        found = self.register.resolve(named, days_of(self.round)).province
        return found is None or found.id == who

    def _changed(self, mark: Mark, form: Form) -> Trouble | None:
        """Why the form is of another scale or cluster than today's; None where it is of it."""
        now = form.fingerprint
        if mark.fingerprint in (now, now[:4]):
            return None
        points = mark.kind in ("self", "agreed")
        english = "the scale" if points else "the cluster"
        vietnamese = "thang điểm" if points else "danh sách, thành phần của Cụm"
        words: Words = (
            f"{english} has changed since",
            f"{vietnamese} đã thay đổi sau khi gửi phiếu",
        )
        if mark.marks:
            words = _what_changed(mark.marks, form.marks, words, points)
        return Trouble("", "", "", "", words, _AS_SENT)

    def _enter(
        self, mark: Mark, form: Form, filled: Filled, troubles: list[Trouble]
    ) -> tuple[list[Words], list[Words]]:
        """What the form changes, and what is told beside it; nothing is kept where troubles are."""
        if mark.kind in ("self", "agreed"):
            unit = self.register.of_id(mark.who, days_of(self.round))
            assert unit is not None
            return self._side(unit, form, filled, troubles)
        cluster = next(c for c in self.clusters.values() if who_of(c) == mark.who)
        papers = self.cluster_papers
        entered = papers.plan if mark.kind == "plan" else papers.report
        return entered(cluster, self.round, form, filled, troubles), []

    def _side(
        self, unit: Province, form: Form, filled: Filled, troubles: list[Trouble]
    ) -> tuple[list[Words], list[Words]]:
        kind = form.kind
        visit = self.visits[unit][1] if unit in self.visits else None
        cluster: Cluster | None = self.cluster_of.get(unit)
        paper = self.unit_papers.paper_of_unit(unit, cluster, visit, form, filled, troubles)
        path, before = self._sheet_of(unit)
        old = self.sheets.rows_of(before.decode("utf-8-sig")) if before is not None else {}
        if old is None:
            raise Closed(
                _whole(
                    f"{os.path.basename(path)} has slips already",
                    f"{os.path.basename(path)} đang có sai sót",
                    ("see `vtlt validate`", "đề nghị chạy `vtlt validate`"),
                )
            )
        new = self.sheets.brought(kind, filled)
        same = bool(old) and all(
            same_cells(old.get(code, EMPTY), cells, kind) for code, cells in new.items()
        )
        if is_empty(new, kind) and not any(any(cells) for cells in filled.blanks.values()):
            troubles.append(
                _whole(
                    "nothing is filled in",
                    "phiếu chưa ghi nội dung nào",
                    ("have it filled in", "đề nghị ghi phiếu rồi gửi lại"),
                )
            )
            return [], []
        signed = visit is not None and latest_minutes(visit) is not None
        reported = visit is not None and visit.self_report is not None
        if not same and not is_empty(old, kind) and (signed or (kind == "self" and reported)):
            raise Closed(_closed(kind, signed))
        rows = {code: _merged(old.get(code, EMPTY), cells, kind) for code, cells in new.items()}
        # What the other side lacks is nothing that this form could have.
        due = Due(
            kind == "self" and (reported or paper.closes),
            kind == "agreed" and (signed or paper.closes),
        )
        shown = os.path.basename(path)
        told = {trouble.code for trouble in troubles}
        # What could not be read only seems blank.
        side, wrong = self.sheets.judged(unit, kind, rows, Due() if told else due, filled, shown)
        troubles += [trouble for trouble in wrong if trouble.code not in told]
        if troubles:
            return [], []
        changes = list(self.unit_papers.keep(paper))
        if not same:
            self.pending[path] = FileText(path, self._was(path), side.text.encode())
            count = sum(1 for cells in new.values() if any(cells))
            which: Words = ("own side", "phần tự chấm")
            if kind == "agreed":
                which = ("agreed side", "phần thống nhất")
            changes.insert(
                0,
                (
                    f"{which[0]} of {unit.name}: {count} lines into {shown}",
                    f"{which[1]} của {unit.name}: {count} dòng vào {shown}",
                ),
            )
        return changes, side.notes

    def _sheet_of(self, unit: Province) -> tuple[str, bytes | None]:
        """The file of the unit, and what it holds, with what earlier forms brought."""
        name = SUBJECTS["sheets"].file_of(self.year, unit.id)
        path = self.paths.get(unit.id) or os.path.join(self.folder.path, *name.split("/"))
        if path in self.pending:
            return path, self.pending[path].content
        return path, self._was(path)

    def _was(self, path: str) -> bytes | None:
        return self.pending[path].was if path in self.pending else bytes_if_there(path)

    def outcome(self) -> list[FileText]:
        """The files that are to be written, each as it is to be.

        Raises Refusal where something cannot be entered in a file as it is written.
        """
        return [*self.pending.values(), *self.additions.outcome()]


def _merged(old: Cells, new: Cells, kind: str) -> Cells:
    """A line with one side of the form, the other as it was."""
    cells = list(old)
    for _key, at in SIDES[kind]:
        cells[at] = new[at]
    return tuple(cells)  # type: ignore[return-value]


def _plain(filled: Filled) -> object:
    """What was written, without where: to tell two workbooks of one form apart."""
    return (
        {key: written.text for key, written in filled.lines.items()},
        {key: [one.text if one else "" for one in cells] for key, cells in filled.blanks.items()},
    )


def _whole(en: str, vi: str, help_: Words) -> Trouble:
    return Trouble("", "", "", "", (en, vi), help_)


def _twins(path: str) -> Trouble:
    name = os.path.basename(path)
    return _whole(
        f"another form of the same unit was taken in from {name}, and says otherwise",
        f"đã nhận phiếu khác của cùng đơn vị từ tệp {name}, nội dung khác",
        ("keep the one that counts", "đề nghị chỉ giữ lại một phiếu"),
    )


def _closed(kind: str, signed: bool) -> Trouble:
    if signed:
        return _whole(
            "the minutes are signed, and the sheet is another now",
            "biên bản đã thông qua, nội dung phiếu khác với phiếu đã nhận",
            (
                "what is wrong is for supplementary minutes",
                "việc điều chỉnh đề nghị lập biên bản bổ sung",
            ),
        )
    return _whole(
        "the self-assessment report was received, and its points are others now",
        "đã nhận báo cáo tự đánh giá, nội dung phiếu khác với phiếu đã nhận",
        (
            "a changed self-assessment needs a paper of its own",
            "việc điều chỉnh phần tự chấm đề nghị có văn bản của đơn vị",
        ),
    )


def _what_changed(
    then: Mapping[str, str], now: Mapping[str, str], words: Words, points: bool
) -> Words:
    """Which criteria, or which parts of a cluster, are others than when the form was made."""
    changed = [name for name, mark in now.items() if name in then and then[name] != mark]
    new = [name for name in now if name not in then]
    gone = [name for name in then if name not in now]
    english, vietnamese = [], []
    if changed:
        what = ("criteria changed: ", "chỉ tiêu đã sửa: ") if points else ("changed: ", "đã sửa: ")
        english.append(what[0] + listing(changed, "en"))
        vietnamese.append(what[1] + listing(changed, "vi"))
    if new:
        english.append("new: " + listing(new, "en"))
        vietnamese.append("mới thêm: " + listing(new, "vi"))
    if gone:
        english.append("gone: " + listing(gone, "en"))
        vietnamese.append("đã bỏ: " + listing(gone, "vi"))
    if not english:
        english, vietnamese = ["their order"], ["thứ tự"]
    return f"{words[0]} ({'; '.join(english)})", f"{words[1]} ({'; '.join(vietnamese)})"
