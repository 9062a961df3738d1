"""Correct data folders for hypothesis: `vtlt validate` must have nothing to say of any of them.

`folders()` draws all that a correct folder may be: registers with kinds of their own and with units
that begin and end, names in every way that is silent, rounds with little or much declared, CSV and
YAML in several styles. `full_folders()` draws those that declare everything, so that one slip gives
the same findings in each of them.

A folder is a `Plan`: plain values that a test may change before `files()` writes them out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st
from strategies.awards import POLICIES, Given, Tier, any_tiers, awards_text
from strategies.clusters import Cluster, any_clusters, clusters_text
from strategies.register import KINDS, Unit, distance, far_names, plain, register_text, slug
from strategies.rounds import OFFICE, Told, rounds_text
from strategies.scores import Row, any_scores, decimal, scores_text
from strategies.style import Style

from vtlt_cli.check import check
from vtlt_cli.diagnostics import Finding
from vtlt_cli.reading.folder import Folder, address_of
from vtlt_cli.wording import Lang

__all__ = [
    "DAY",
    "Cluster",
    "Files",
    "Plan",
    "Row",
    "Tier",
    "Unit",
    "distance",
    "findings_of",
    "folders",
    "full_folders",
    "in_memory",
    "plain",
    "write_to",
]

Files = dict[str, bytes]

DAY = timedelta(days=1)


@dataclass(kw_only=True)
class Plan(Style, Told, Given):
    """A folder with one round, before it is written."""

    units: list[Unit]
    taking_part: list[Unit]
    clusters: list[Cluster]
    positions: bool
    rows: list[Row]

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
            "provinces.yaml": register_text(self.units, self),
            "rounds.yaml": rounds_text(self),
            self.clusters_file: clusters_text(self.clusters, self),
            self.scores_file: scores_text(self.rows, self.positions, self),
            self.awards_file: awards_text(self, self),
        }
        return {name: self.encoded(text) for name, text in texts.items()}


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
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return folder


@st.composite
def folders(draw: st.DrawFn) -> Plan:
    """Any correct folder."""
    year = draw(st.integers(2001, 2098))
    count = draw(st.integers(2, 12))
    names = far_names(draw, count + 2)
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
    clusters = any_clusters(draw, order, written)
    sizes = {len(cluster.members) for cluster in clusters}
    decimals = draw(st.integers(0, 3))
    step = draw(st.sampled_from((1, 5, 25)))
    scores = any_scores(draw, count, decimals, step)
    ranked = draw(st.permutations(taking_part))
    rows = [Row(str(i), written(u), s) for i, (u, s) in enumerate(zip(ranked, scores), 1)]
    tiers, exceptions = any_tiers(draw, rows, [unit.name for unit in ranked])
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
        step=decimal(step, decimals) if decimals < 3 and draw(st.booleans()) else None,
        least="0" if draw(st.booleans()) else None,
        most="50000" if draw(st.booleans()) else None,
        clusters=clusters,
        positions=draw(st.booleans()),
        rows=draw(st.permutations(rows)),
        # What is decided has its lists of recipients.
        status="decided"
        if all(tier.recipients is not None for tier in tiers) and draw(st.booleans())
        else "proposed",
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
    names = [f"Hòa {name}" if i == 0 else name for i, name in enumerate(far_names(draw, count + 1))]
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
