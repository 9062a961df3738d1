"""What the errata of published tables are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.diagnostics import Finding, Span
from vtlt_cli.names import in_being_at
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.document import Document
from vtlt_cli.rounds.kind import Round, days_of, report_known_by, round_of
from vtlt_cli.scores.kind import SCORES
from vtlt_cli.units import Name, Province, continuations, in_being

# A slip of print (đính chính), or what changed after the report came out (điều chỉnh).
Kind = Literal["correction", "adjustment"]
Role = Literal["member", "leader", "office"]

# What should stand in a cell that is to be left empty.
STRUCK = ""
TABLES: tuple[Literal["scores", "clusters"], ...] = ("scores", "clusters")


class Part(NamedTuple):
    """One published table: the clusters or the scores of a round, and its appendix if any.

    `prefix` is what tells its places from those of another table in `--choose`.
    """

    table: Literal["clusters", "scores"]
    round_: Round
    appendix: int | None
    path: str
    prefix: str = ""


class Place(NamedTuple):
    """A cell of a published table with a name in it.

    `number` is that of its cluster or row, `order` tells which comes first in print. A `new` one
    was not printed: it is where a unit is added to the members.
    """

    part: Part
    number: int
    role: Role
    name: Name
    order: int
    cluster: Cluster | None = None
    new: bool = False


class Correction(NamedTuple):
    """What was printed at some places, the same at all of them, and what should stand there.

    `corrected` is None where it is open and `STRUCK` where nothing should stand. With `all_but_one`
    one of the places is right. `ways` are the ways out in words, `options` the same for
    `--choose`, which cannot fill in what is to be mended `by_hand`. `standing` is the unit as it
    should stand, or one that stands at no place.
    """

    part: Part
    places: tuple[Place, ...]
    code: str
    kind: Kind
    reason: str
    corrected: str | None = None
    standing: Province | None = None
    all_but_one: bool = False
    ways: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    chosen: bool = False
    by_hand: bool = False


class Errata(NamedTuple):
    """The corrections of the published tables, in the order of print.

    `outside` are findings on these tables that speak of no single cell, `unseen` those on names
    that look right on paper, `waived` those that the keepers of the data accept as they are.
    """

    parts: tuple[Part, ...]
    corrections: tuple[Correction, ...]
    outside: tuple[Finding, ...] = ()
    unseen: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()


def still_open(errata: Errata) -> list[Correction]:
    """The corrections of which it is not known what should stand."""
    return [c for c in errata.corrections if c.corrected is None]


def report_of(parts: Iterable[Part]) -> Document | None:
    """The report in which the tables were printed."""
    reports = (part.round_.documents.get("report") for part in parts)
    return next((report for report in reports if report is not None), None)


def parts_of(data: Dataset, year: int | None = None) -> tuple[Part, ...]:
    """The published tables of a round, or those of the latest report; none where there are none.

    Where a report says which tables are its appendices, those alone were printed.
    """
    years = sorted({address.year for address in data.paths if address.kind in TABLES})
    if year is None and years:
        last = years[-1]
        report = report_known_by(round_of(data, last))
        same = [y for y in years if report and report_known_by(round_of(data, y)) == report]
        years = same or [last]
    else:
        years = [y for y in years if y == year]
    parts = []
    for of_year in years:
        round_ = round_of(data, of_year)
        for table in TABLES:
            if Address(table, of_year) in data.paths:
                numbers = [n for n, a in sorted(round_.appendices.items()) if a.table == table]
                number = numbers[0] if numbers else None
                parts.append(Part(table, round_, number, data.paths[Address(table, of_year)]))
    numbered = [part for part in parts if part.appendix is not None]
    printed = sorted(numbered, key=lambda part: part.appendix or 0) or parts
    return tuple(part._replace(prefix=_prefix(part, printed)) for part in printed)


def _prefix(part: Part, parts: Iterable[Part]) -> str:
    """`1/` of appendix 1; clusters are meant without a prefix, and where there is one table."""
    others = [other for other in parts if other is not part]
    first = part.table == "clusters" and all(other.table != "clusters" for other in others)
    if first or not others:
        return ""
    return f"{part.table if part.appendix is None else part.appendix}/"


def places_of(data: Dataset, part: Part) -> list[Place]:
    """The cells of a table that hold a name, in the order of print."""
    year = part.round_.year
    if part.table == "scores":
        return [
            Place(
                part, row if score.position is None else score.position, "office", score.name, row
            )
            for row, score in enumerate(data.of(SCORES, year), 1)
        ]
    places: list[Place] = []
    for cluster in data.of(CLUSTERS, year):
        cells: list[tuple[Role, Name]] = [("member", name) for name in cluster.members]
        for role, name in (*cells, ("leader", cluster.leader)):
            places.append(Place(part, cluster.number, role, name, len(places), cluster))
    return places


def new_place(part: Part, cluster: Cluster, order: int) -> Place | None:
    """Where a unit is added: behind the last of the members; nothing where there is none."""
    if not cluster.members:
        return None
    last = cluster.members[-1].span
    end = Span(last.path, last.end_line, last.end_column, last.end_line, last.end_column)
    return Place(part, cluster.number, "member", Name("", None, (), end), order, cluster, new=True)


def in_order(parts: Sequence[Part], corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """In the order of print; what has no place comes last in its table."""

    def key(correction: Correction) -> tuple[int, float]:
        first = min((place.order for place in correction.places), default=float("inf"))
        return parts.index(correction.part), first

    return tuple(sorted(corrections, key=key))


def where(place: Place) -> str:
    """`Cụm 14`, or of a table without clusters the row: `Stt 28`."""
    return f"{'Stt' if place.cluster is None else 'Cụm'} {place.number}"


def may_take_part(province: Province, round_: Round, provinces: Iterable[Province]) -> bool:
    """Whether the unit is in being on the round's day, and still when the inspection begins.

    One that goes on under another name or kind on the same land does so too, by either name.
    """
    start = round_.window[0] if round_.window else None
    if start is None:
        return in_being_at(province, days_of(round_))
    then = _on_the_same_land(province, provinces, start)
    return then is not None and (
        in_being_at(province, days_of(round_))
        or (province is then and _was(province, round_, provinces))
    )


def _on_the_same_land(
    province: Province, provinces: Iterable[Province], day: date
) -> Province | None:
    """The unit itself where it is in being that day, else the one that has followed it by then."""
    next_ = continuations(provinces)
    unit: Province | None = province
    seen: set[Province] = set()
    while unit is not None and unit not in seen and not in_being(unit, day):
        seen.add(unit)
        unit = next_.get(unit)
    return unit if unit is not None and unit not in seen else None


def _was(province: Province, round_: Round, provinces: Iterable[Province]) -> bool:
    """Whether the unit went, on the round's day, by another name or kind."""
    return any(
        heir is province and in_being_at(unit, days_of(round_))
        for unit, heir in continuations(provinces).items()
    )


def follows(province: Province, other: Province | None, provinces: Iterable[Province]) -> bool:
    """Whether the unit is the one that followed the other on the same land."""
    return other is not None and continuations(provinces).get(other) is province


_ADMINISTRATIVE = frozenset(
    ("tỉnh", "thành phố", "quận", "huyện", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
)


def of_provinces(data: Dataset) -> bool:
    """Whether the units of the register are provinces and cities of that level."""
    return {province.kind for province in data.of(PROVINCES)} <= {"tỉnh", "thành phố"}


def called(data: Dataset) -> str:
    """What the register holds: `đơn vị hành chính`, or of other units `đơn vị`."""
    kinds = {province.kind for province in data.of(PROVINCES)}
    return "đơn vị hành chính" if kinds <= _ADMINISTRATIVE else "đơn vị"


class Printed(NamedTuple):
    """A published table with the findings on it by code, and the units that have no place in it.

    `decided` are the corrections of which somebody has said what should stand, `filled` the places
    that they speak of.
    """

    data: Dataset
    part: Part
    findings: Mapping[str, list[Finding]]
    places: Mapping[Span, Place]
    missing: tuple[Province, ...] = ()
    units: Mapping[str, Province] = MappingProxyType({})
    decided: tuple[Correction, ...] = ()
    filled: frozenset[Span] = frozenset()
