"""What forms bring for the YAML files of a round: papers, half-days, teams, reports.

Something is only put in. What a file says already stays, and a form that says otherwise is refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from vtlt_cli.criteria.kind import scales
from vtlt_cli.criteria.scale import classes_of
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.forms.entering import CannotEnter, Put, Records, put_in, value_of, word
from vtlt_cli.forms.reading_back import Trouble
from vtlt_cli.load import load
from vtlt_cli.reading.days import HalfDay
from vtlt_cli.reading.folder import Folder, shown
from vtlt_cli.reading.kinds import SUBJECTS, Address, Dataset
from vtlt_cli.reading.text import bytes_if_there
from vtlt_cli.reading.yaml_text import Mapping as Node
from vtlt_cli.reading.yaml_text import Scalar
from vtlt_cli.reading.yaml_text import Sequence as ListNode
from vtlt_cli.results.kind import RESULTS
from vtlt_cli.teams.kind import TEAMS
from vtlt_cli.units import Province
from vtlt_cli.visits.kind import VISITS, ClusterVisits, Visit
from vtlt_cli.visits.of_units import visits_by_unit

# A field by its name, and its value as the file has it.
FieldText = tuple[str, str]


class FileText(NamedTuple):
    """A file of the folder: what it held (None: it was not there), what it is to hold."""

    path: str
    was: bytes | None
    content: bytes


class Closed(Exception):
    """What the form says is closed already, and said otherwise."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.words[0])
        self.trouble = trouble


class Additions:
    """What is to be put into the YAML files of a round, and the files with it.

    `of_units` are fields of visits by cluster and unit, `inside` fields of a record of a visit (the
    record, the field behind which they go, the field), `of_clusters` fields beside the visits of a
    cluster; `teams` and `reports` are records, line by line, by the number of their cluster;
    `received_later` are the clusters whose recorded report gets the day on which it came.
    """

    def __init__(self, folder: Folder, data: Dataset, year: int, received: date | None) -> None:
        self.folder, self.data, self.year, self.received = folder, data, year, received
        self.visits = visits_by_unit(data, year)
        scale = scales(data).get(year)
        classes = classes_of(scale) if scale is not None else ()
        self.classes = {one.name: one.name for one in classes}
        self.of_units: dict[int, dict[Province, list[FieldText]]] = {}
        self.inside: dict[Province, list[tuple[str, str, str]]] = {}
        self.of_clusters: dict[int, list[FieldText]] = {}
        self.teams: dict[int, list[str]] = {}
        self.reports: dict[int, list[str]] = {}
        self.received_later: set[int] = set()

    def visit_of(self, unit: Province) -> Visit | None:
        return self.visits[unit][1] if unit in self.visits else None

    def plan_of(self, cluster: int) -> ClusterVisits | None:
        listed = self.data.of(VISITS, self.year)
        return next((one for one in listed if one.cluster == cluster), None)

    def to_visit(self, cluster: int, unit: Province, fields: Iterable[FieldText]) -> None:
        """Put fields into the visit of a unit, each once."""
        kept = self.of_units.setdefault(cluster, {}).setdefault(unit, [])
        kept += [field for field in fields if field not in kept]

    def outcome(self) -> list[FileText]:
        """The files with all of it put in, read again and found to say it; raises Refusal."""
        made: list[FileText] = []
        for kind, puts in (
            ("visits", self._visit_puts),
            ("teams", lambda r: self._records(r, self.teams)),
            ("results", self._report_puts),
        ):
            path, was = self._file(kind)
            text = was.decode("utf-8-sig") if was is not None else ""
            try:
                records = Records(text)
                put = puts(records)
            except CannotEnter:
                raise self._cannot(path) from None
            if put:
                content = put_in(text, put).encode("utf-8")
                bom = b"\xef\xbb\xbf" if was and was.startswith(b"\xef\xbb\xbf") else b""
                made.append(FileText(path, was, bom + content))
        if made:
            self._read_again(made)
        return made

    def _file(self, kind: str) -> tuple[str, bytes | None]:
        name = SUBJECTS[kind].file_of(self.year)
        path = self.folder.files.get(Address(kind, self.year), os.path.join(self.folder.path, name))
        return path, bytes_if_there(path)

    def _records(self, records: Records, new: dict[int, list[str]]) -> list[Put]:
        return [records.at_the_end(lines) for _number, lines in sorted(new.items())]

    def _report_puts(self, records: Records) -> list[Put]:
        puts = self._records(records, self.reports)
        for number in sorted(self.received_later):
            record = records.find("cluster", str(number))
            if record is None:
                raise CannotEnter
            puts.append(records.behind(record, "cluster", [f"received: {self.received}"]))
        return puts

    def _visit_puts(self, records: Records) -> list[Put]:
        puts: list[Put] = []
        inside = {unit: self.visits[unit][0].cluster for unit in self.inside}
        numbers = {*self.of_clusters, *self.of_units, *inside.values()}
        for number in sorted(numbers):
            fields = [f"{name}: {value}" for name, value in self.of_clusters.get(number, ())]
            units = {
                unit: [f"{name}: {value}" for name, value in found]
                for unit, found in self.of_units.get(number, {}).items()
            }
            record = records.find("cluster", str(number))
            if record is None:
                lines = [f"cluster: {number}", *fields, "visits:"]
                for unit, found in units.items():
                    first, *rest = [f"province: {word(unit.name)}", *found]
                    lines += ["  - " + first, *("    " + one for one in rest)]
                puts.append(records.at_the_end(lines))
                continue
            if fields:
                puts.append(records.behind(record, "cluster", fields))
            listed = value_of(record, "visits")
            if not isinstance(listed, ListNode):
                raise CannotEnter
            for unit in dict.fromkeys([*units, *(u for u, n in inside.items() if n == number)]):
                visit = self._node_of(records, listed, unit)
                if visit is None:
                    first, *rest = [f"province: {word(unit.name)}", *units.get(unit, [])]
                    puts.append(records.item(listed, [first, *rest]))
                    continue
                if units.get(unit):
                    puts.append(records.behind(visit, "province", units[unit]))
                for name, key, field in self.inside.get(unit, ()):
                    puts.append(records.inside(visit, name, key, [field]))
        return puts

    def _node_of(self, records: Records, listed: ListNode, unit: Province) -> Node | None:
        """The record of the visit of a unit."""
        if unit not in self.visits:
            return None
        wanted = self.visits[unit][1].province.span
        for item in records.items(listed):
            value = value_of(item, "province")
            if isinstance(value, Scalar) and value.span[1:] == wanted[1:]:
                return item
        return None

    def _read_again(self, made: Iterable[FileText]) -> None:
        """Read the files as they are to be: all that was put in must be found in them."""
        contents = {one.path: one.content for one in made}
        files = dict(self.folder.files)
        for kind in ("visits", "teams", "results"):
            files.setdefault(Address(kind, self.year), self._file(kind)[0])
        files = {a: p for a, p in files.items() if p in contents or a in self.folder.files}
        folder = self.folder._replace(files=files, contents={**self.folder.contents, **contents})
        data, _problems = load(folder, ("clusters", "visits", "teams", "results"), self.year)
        for kind in ("visits", "teams", "results"):
            address = Address(kind, self.year)
            if data.unread.get(address, frozenset()) - self.data.unread.get(address, frozenset()):
                raise self._cannot(self._file(kind)[0])
        visits = visits_by_unit(data, self.year)
        for of_units in self.of_units.values():
            for unit, fields in of_units.items():
                there = _same_unit(visits, unit)
                if there is None or not all(getattr(there, name) for name, _value in fields):
                    raise self._cannot(self._file("visits")[0])
        plans = {one.cluster: one for one in data.of(VISITS, self.year)}
        for number, fields in self.of_clusters.items():
            if number not in plans or not all(getattr(plans[number], n) for n, _v in fields):
                raise self._cannot(self._file("visits")[0])
        if set(self.teams) - {one.cluster for one in data.of(TEAMS, self.year)}:
            raise self._cannot(self._file("teams")[0])
        if set(self.reports) - {one.cluster for one in data.of(RESULTS, self.year)}:
            raise self._cannot(self._file("results")[0])

    def _cannot(self, path: str) -> Refusal:
        return Refusal(
            f"{shown(path)} is not written in a way that can be added to; nothing was written",
            f"không bổ sung được vào {shown(path)} theo cách tệp đang ghi; chưa ghi gì",
        )


def _same_unit(
    visits: Mapping[Province, tuple[ClusterVisits, Visit]], unit: Province
) -> Visit | None:
    """The visit of the unit, which another reading has made anew."""
    return next((visit for found, (_c, visit) in visits.items() if found.id == unit.id), None)


def half_days(found: Iterable[HalfDay]) -> str:
    """The half-days as the file has them, in order."""
    return "[" + ", ".join(f"{one.day} {one.half}" for one in sorted(set(found))) + "]"


def said(en: str, vi: str) -> Trouble:
    """That a file says something else already."""
    return Trouble(
        "",
        "",
        "",
        "",
        (en, vi),
        ("the file is for its keeper to change", "đề nghị người giữ tệp đối chiếu, điều chỉnh"),
    )
