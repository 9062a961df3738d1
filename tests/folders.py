"""Correct data folders for hypothesis: `vtlt validate` must have nothing to say of any of them.

`folders()` draws all that a correct folder may be: registers with kinds of their own and with units
that begin and end, names in every way that is silent, rounds with little or much declared, CSV and
YAML in several styles. `full_folders()` draws those that declare everything, so that one slip gives
the same findings in each of them.

A folder is a `Plan`: plain values that a test may change before `files()` writes them out.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st

from vtlt_cli.check import check
from vtlt_cli.diagnostics import Finding
from vtlt_cli.reading.folder import Folder, address_of
from vtlt_cli.wording import Lang

Files = dict[str, bytes]

# Syllables that are far from each other, so that no name is a near miss of another by chance.
_POOL = """
    Bình Định Quảng Trạch Phú Thuận Nghĩa Lộc Vĩnh Xuân Khánh Thượng Đắk Mường Cẩm Giang Yên Hưng
    Long Điền Tân Sơn Ngọc Hiển Trường Đông Nhơn Kiến Thụy Lạc Dương Bắc Mỹ
"""
SYLLABLES = _POOL.split()
KINDS = ("tỉnh", "thành phố", "xã", "phường", "đặc khu", "sở")
OFFICE = "Văn phòng Ủy ban nhân dân"
POLICIES = ("ask", "extend", "extend-and-shrink", "exclude")
DAY = timedelta(days=1)


def plain(text: str) -> str:
    """The letters of a text without marks, in lower case."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in letters if not unicodedata.combining(c)).lower()


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b)))
    return row[-1]


@dataclass
class Unit:
    """A unit of the register."""

    id: str
    name: str
    kind: str
    code: str | None = None
    first: date | None = None
    last: date | None = None
    successors: list[str] = field(default_factory=list)

    def on(self, day: date) -> bool:
        """Whether the unit is in being on that day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass
class Cluster:
    """A cluster, its units as written."""

    number: int
    leader: str
    members: list[str]


@dataclass
class Row:
    """A row of the scores, its cells as written."""

    position: str
    name: str
    score: str


@dataclass
class Tier:
    """A tier, its recipients as written."""

    id: str
    name: str
    quota: int | None
    least: str | None
    recipients: list[str] | None


@dataclass
class Plan:
    """A folder with one round, before it is written."""

    year: int
    units: list[Unit]
    taking_part: list[Unit]
    provinces_on: date | None
    period: tuple[date, date] | None
    window: tuple[date, date] | None
    report: date | None
    office: str | None
    count: int | None
    size: int | None
    decimals: int | None
    step: str | None
    least: str | None
    most: str | None
    clusters: list[Cluster]
    positions: bool
    rows: list[Row]
    status: str
    policy: str | None
    tiers: list[Tier]
    exceptions: list[str]
    newline: str = "\n"
    mark: bytes = b""
    quote: str = ""
    flow: bool = True

    @property
    def clusters_file(self) -> str:
        """The name of the file of the clusters."""
        return f"clusters_{self.year}.yaml"

    @property
    def scores_file(self) -> str:
        """The name of the file of the scores."""
        return f"scores_{self.year}.csv"

    @property
    def awards_file(self) -> str:
        """The name of the file of the awards."""
        return f"awards_{self.year}.yaml"

    def files(self) -> Files:
        """The files of the folder by their names."""
        texts = {
            "provinces.yaml": self._provinces(),
            "rounds.yaml": self._rounds(),
            self.clusters_file: self._clusters(),
            self.scores_file: self._scores(),
            self.awards_file: self._awards(),
        }
        return {
            name: self.mark + text.replace("\n", self.newline).encode()
            for name, text in texts.items()
        }

    def _text(self, text: str) -> str:
        return f"{self.quote}{text}{self.quote}"

    def _list(self, items: list[str], indent: str) -> str:
        if self.flow or not items:
            return f" [{', '.join(self._text(item) for item in items)}]"
        return "".join(f"\n{indent}- {self._text(item)}" for item in items)

    def _provinces(self) -> str:
        lines = ["# Drawn by hypothesis."]
        for unit in self.units:
            lines += [f"- id: {unit.id}", f"  name: {self._text(unit.name)}"]
            lines.append(f"  kind: {self._text(unit.kind)}")
            if unit.code is not None:
                lines.append(f'  code: "{unit.code}"')
            if unit.first:
                lines.append(f"  from: {unit.first}")
            if unit.last:
                lines.append(f"  to: {unit.last}")
            if unit.successors:
                lines.append(f"  successors: [{', '.join(unit.successors)}]")
        return "\n".join(lines) + "\n"

    def _rounds(self) -> str:
        lines = ["format: 1", "rounds:", f"  - year: {self.year}"]
        if self.provinces_on:
            lines.append(f"    provinces_on: {self.provinces_on}  # who takes part")
        for what, days in (("period", self.period), ("window", self.window)):
            if days:
                lines.append(f"    {what}: {{from: {days[0]}, to: {days[1]}}}")
        if self.office:
            lines.append(f"    office: {self.office}")
        shape = {"count": self.count, "size": self.size}
        form = {
            "decimals": self.decimals,
            "step": self.step,
            "least": self.least,
            "most": self.most,
        }
        for what, values in (("clusters", shape), ("scores", form)):
            given = [f"{name}: {value}" for name, value in values.items() if value is not None]
            if given:
                lines.append(f"    {what}: {{{', '.join(given)}}}")
        if self.report:
            lines += ["    documents:", f"      report: {{number: 1/BC, date: {self.report}}}"]
        return "\n".join(lines) + "\n"

    def _clusters(self) -> str:
        lines = []
        for cluster in self.clusters:
            lines += [f"- number: {cluster.number}", f"  leader: {self._text(cluster.leader)}"]
            lines += [f"  members:{self._list(cluster.members, '    ')}", ""]
        return "\n".join(lines)

    def _scores(self) -> str:
        rows = [["position", "province", "score"]]
        rows += [[row.position, row.name, row.score] for row in self.rows]
        quote = '"' if self.quote else ""
        lines = []
        for number, (position, name, score) in enumerate(rows):
            cells = [position] if self.positions else []
            cells += [f"{quote}{name}{quote}" if number else name, score]
            lines.append(",".join(cells))
        return "\n".join(lines) + "\n"

    def _awards(self) -> str:
        lines = [f"status: {self.status}"]
        if self.policy:
            lines.append(f"tie_at_cut: {self.policy}")
        lines.append("tiers:")
        for tier in self.tiers:
            lines += [f"  - id: {tier.id}", f"    name: {self._text(tier.name)}"]
            if tier.quota is not None:
                lines.append(f"    quota: {tier.quota}")
            if tier.least is not None:
                lines.append(f"    least: {tier.least}")
            if tier.recipients is not None:
                lines.append(f"    recipients:{self._list(tier.recipients, '      ')}")
        if self.exceptions:
            lines += ["exceptions:", *self.exceptions]
        return "\n".join(lines) + "\n"


def in_memory(files: Mapping[str, bytes]) -> Folder:
    """A folder of these files that stands on no disk."""
    known = {name: address_of(name) for name in files}
    paths = {kind: f"memory/{name}" for name, kind in known.items() if kind is not None}
    assert len(paths) == len(files)
    return Folder("memory", paths, (), {f"memory/{name}": text for name, text in files.items()})


def findings_of(files: Mapping[str, bytes], lang: Lang = "en") -> list[Finding]:
    """What `vtlt validate` finds in a folder of these files."""
    return check(in_memory(files), lang)[1]


def write_to(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The files on the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def slug(name: str) -> str:
    """The id of a unit by its name."""
    return plain(name).replace(" ", "-")


def _names(draw: st.DrawFn, count: int) -> list[str]:
    """Names of two syllables or three that differ in more than a letter or two."""
    rnd = random.Random(draw(st.integers(0, 10_000)))
    names: list[str] = []
    while len(names) < count:
        name = " ".join(rnd.sample(SYLLABLES, rnd.choice((2, 2, 3))))
        if all(distance(plain(name), plain(other)) > 4 for other in names):
            names.append(name)
    return names


def _scores(draw: st.DrawFn, count: int, decimals: int, step: int) -> list[str]:
    """So many scores from the highest down, some of them equal."""
    many = st.lists(st.integers(0, 2000), min_size=count, max_size=count)
    values = sorted((value * step for value in draw(many)), reverse=True)
    return [_decimal(value, decimals) for value in values]


def _decimal(value: int, decimals: int) -> str:
    """An integer with so many of its digits after the point."""
    if not decimals:
        return str(value)
    digits = f"{value:0{decimals + 1}d}"
    return f"{digits[:-decimals]}.{digits[-decimals:]}"


def _tiers(draw: st.DrawFn, rows: list[Row], names: list[str]) -> tuple[list[Tier], list[str]]:
    """Tiers whose cuts part no equal scores, with the recipients that the scores give."""
    cuts = [i for i in range(1, len(rows)) if float(rows[i - 1].score) > float(rows[i].score)]
    ends = sorted(draw(st.lists(st.sampled_from(cuts), max_size=3, unique=True))) if cuts else []
    tiers, start = [], 0
    for number, end in enumerate(ends, 1):
        by = draw(st.sampled_from(("quota", "least", "both")))
        listed = draw(st.booleans())
        tiers.append(
            Tier(
                f"tier-{number}",
                f"Giải {number}",
                end - start if by != "least" else None,
                rows[end - 1].score if by != "quota" else None,
                names[start:end] if listed else None,
            )
        )
        start = end
    exceptions: list[str] = []
    first = tiers[0] if tiers else None
    if first and first.recipients and draw(st.booleans()):
        # One that the authority withheld, and one that it added beside the scores.
        gone = first.recipients.pop(draw(st.integers(0, len(first.recipients) - 1)))
        line = "  - {{province: {}, tier: tier-1, action: {}, reason: có quyết định riêng}}"
        exceptions.append(line.format(gone, "withheld"))
        if start < len(rows) and draw(st.booleans()):
            first.recipients.append(names[-1])
            exceptions.append(line.format(names[-1], "added"))
    return tiers or [Tier("tier-1", "Giải 1", len(rows), None, None)], exceptions


@st.composite
def folders(draw: st.DrawFn) -> Plan:
    """Any correct folder."""
    year = draw(st.integers(2001, 2098))
    count = draw(st.integers(2, 12))
    names = _names(draw, count + 2)
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=count + 2, max_size=count + 2))
    coded = draw(st.booleans())
    plan_day = date(year, draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    declared = draw(st.booleans())
    # Without a declared day a unit must be in being in that year, and the earlier of two is meant.
    day = plan_day if declared else date(year, 1, 1)
    units = []
    for index, name in enumerate(names[:count]):
        begun = draw(st.sampled_from((None, day, day - 400 * DAY)))
        units.append(Unit(slug(name), name, kinds[index], f"{index:02d}" if coded else None, begun))
    taking_part = list(units)
    window_start = date(year, 12, 31) + draw(st.integers(0, 400)) * DAY
    if draw(st.booleans()):  # One of them merges into another when all is over.
        ends = window_start + 500 * DAY
        units[0].last, units[0].successors = ends, [units[1].id]
    if draw(st.booleans()):  # One that was merged before, and one that came of it afterwards.
        gone = Unit(slug(names[count]), names[count], kinds[count], "00", last=day - DAY)
        gone.successors = [units[-1].id] if units[-1].on(day) and units[-1].first != day else []
        units.insert(0, gone)
        gone.code = None
    if draw(st.booleans()):  # A later unit with the name and the code of an earlier one.
        earlier = taking_part[-1]
        earlier.last = window_start + 600 * DAY
        first = earlier.last + DAY
        later = Unit(f"{earlier.id}@{first.year}", earlier.name, earlier.kind, earlier.code, first)
        earlier.successors = [later.id]
        units.append(later)

    def written(unit: Unit) -> str:
        """The unit in one of the ways that are silent."""
        full = f"{unit.kind} {unit.name}"
        ways = (unit.name, unit.id, full, full[:1].upper() + full[1:], f"{OFFICE} {full}")
        return draw(st.sampled_from(ways))

    order = draw(st.permutations(taking_part))
    clusters: list[Cluster] = []
    start = 0
    while start < count:
        size = draw(st.integers(1, 5))
        members = [written(unit) for unit in order[start : start + size]]
        leader = order[min(start + draw(st.integers(0, size - 1)), count - 1)]
        if leader not in order[start : start + size]:
            leader = order[start]
        clusters.append(Cluster(len(clusters) + 1, written(leader), members))
        start += size
    sizes = {len(cluster.members) for cluster in clusters}
    decimals = draw(st.integers(0, 3))
    step = draw(st.sampled_from((1, 5, 25)))
    scores = _scores(draw, count, decimals, step)
    ranked = draw(st.permutations(taking_part))
    rows = [Row(str(i), written(u), s) for i, (u, s) in enumerate(zip(ranked, scores), 1)]
    tiers, exceptions = _tiers(draw, rows, [unit.name for unit in ranked])
    return Plan(
        year=year,
        units=units,
        taking_part=taking_part,
        provinces_on=plan_day if declared else None,
        period=(day - 700 * DAY, day - DAY) if draw(st.booleans()) else None,
        window=(window_start, window_start + 90 * DAY) if draw(st.booleans()) else None,
        report=day + draw(st.integers(0, 99)) * DAY if draw(st.booleans()) else None,
        office=OFFICE if draw(st.booleans()) else None,
        count=len(clusters) if draw(st.booleans()) else None,
        size=sizes.pop() if len(sizes) == 1 and draw(st.booleans()) else None,
        # Three decimals must be declared: 8.280 could else be 8280.
        decimals=decimals if decimals == 3 or draw(st.booleans()) else None,
        step=_decimal(step, decimals) if decimals < 3 and draw(st.booleans()) else None,
        least="0" if draw(st.booleans()) else None,
        most="50000" if draw(st.booleans()) else None,
        clusters=clusters,
        positions=draw(st.booleans()),
        rows=draw(st.permutations(rows)),
        status=draw(st.sampled_from(("proposed", "decided"))),
        policy=draw(st.sampled_from((None, *POLICIES))),
        tiers=tiers,
        exceptions=exceptions,
        newline=draw(st.sampled_from(("\n", "\r\n"))),
        mark=draw(st.sampled_from((b"", b"\xef\xbb\xbf"))),
        quote=draw(st.sampled_from(("", '"', "'"))),
        flow=draw(st.booleans()),
    )


@st.composite
def full_folders(draw: st.DrawFn) -> Plan:
    """A correct folder that declares everything, of whole points in steps of 5, without ties.

    Its first unit is a thành phố `Hòa …`; one unit besides those of the round has ended before it.
    The two tiers leave at least three offices without an award.
    """
    year = draw(st.integers(2005, 2095))
    size = draw(st.integers(3, 4))
    number = draw(st.integers(3, 4))
    count = size * number
    day = date(year, 6, 30)
    names = [f"Hòa {name}" if i == 0 else name for i, name in enumerate(_names(draw, count + 1))]
    kinds = draw(st.lists(st.sampled_from(KINDS[:2]), min_size=count + 1, max_size=count + 1))
    units = [
        Unit(slug(name), name, kind, f"{index:02d}")
        for index, (name, kind) in enumerate(zip(names, ["thành phố", *kinds[1:]]), 1)
    ]
    units[-1].last = day - 100 * DAY
    units[-1].successors = [units[0].id]
    taking_part = units[:-1]
    order = draw(st.permutations([unit.name for unit in taking_part]))
    clusters = [
        Cluster(i + 1, order[i * size + draw(st.integers(0, size - 1))], order[i * size :][:size])
        for i in range(number)
    ]
    ranked = draw(st.permutations([unit.name for unit in taking_part]))
    points = st.lists(st.integers(250, 1990), min_size=count, max_size=count, unique=True)
    values = sorted((5 * value for value in draw(points)), reverse=True)
    rows = [Row(str(i), n, str(v)) for i, (n, v) in enumerate(zip(ranked, values), 1)]
    first = draw(st.integers(2, 3))
    second = draw(st.integers(2, 3))
    tiers = [
        Tier("co-thi-dua", "Cờ thi đua", first, None, ranked[:first]),
        Tier("bang-khen", "Bằng khen", second, None, ranked[first : first + second]),
    ]
    return Plan(
        year=year,
        units=units,
        taking_part=taking_part,
        provinces_on=day,
        period=(date(year - 2, 6, 30), day),
        window=(date(year + 1, 7, 1), date(year + 1, 12, 31)),
        report=day + 90 * DAY,
        office=OFFICE,
        count=number,
        size=size,
        decimals=0,
        step="5",
        least="0",
        most="9995",
        clusters=clusters,
        positions=True,
        rows=rows,
        status="decided",
        policy="ask",
        tiers=tiers,
        exceptions=[],
        newline=draw(st.sampled_from(("\n", "\r\n"))),
        quote=draw(st.sampled_from(("", '"'))),
        flow=draw(st.booleans()),
    )
