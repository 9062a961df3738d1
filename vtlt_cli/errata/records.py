"""What the errata of published tables are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from vtlt_cli.clusters.changes import Cell, cells_of
from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.diagnostics import Finding, Span, Words
from vtlt_cli.printing.layouts import layout_of, roman
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.rounds.document import Document
from vtlt_cli.rounds.kind import ROUNDS, Round, report_day, report_known_by, round_of
from vtlt_cli.scores.kind import SCORES, Score
from vtlt_cli.units import Name, Province
from vtlt_cli.wording import listing

# A slip of print (đính chính), or what changed after the report came out (điều chỉnh).
Kind = Literal["correction", "adjustment"]
Role = Literal["member", "leader", "office"]

# What should stand in a cell that is to be left empty.
STRUCK = ""
TABLES: tuple[Literal["scores", "clusters"], ...] = ("scores", "clusters")


class Part(NamedTuple):
    """One published table: the clusters or the scores of a round, and its appendix if any.

    `prefix` is what tells its places from those of another table in `--choose`; `numeral` is the
    number of its appendix as that report prints it, "" where it has none.
    """

    table: Literal["clusters", "scores"]
    round_: Round
    appendix: int | None
    path: str
    prefix: str = ""
    numeral: str = ""


class Place(NamedTuple):
    """A cell of a published table with a name in it.

    `number` is that of its cluster or row, `order` tells which comes first in print. A `new` one
    was not printed: it is where a unit is added to the members. A cell is of a cluster or of a row
    of scores.
    """

    part: Part
    number: int
    role: Role
    name: Name
    order: int
    cluster: Cluster | None = None
    new: bool = False
    score: Score | None = None

    @property
    def home(self) -> Span:
        """What tells its cluster or row from another with the same number."""
        return self.name.span if self.cluster is None else self.cluster.leader.span


class Correction(NamedTuple):
    """What was printed at some places, the same at all of them, and what should stand there.

    `corrected` is None where it is open and `STRUCK` where nothing should stand. With `all_but_one`
    one of the places is right. The `reason` is a sentence or more. `ways` are the ways out in
    words, `options` the same for `--choose`, which cannot fill in what is to be mended `by_hand`.
    `standing` is the unit as it should stand, or one that stands at no place.
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

    @property
    def of_form(self) -> bool:
        """Whether it is the spelling of a name that is corrected, and not what is said by it.

        Decree 30/2020/NĐ-CP, Điều 18.3: a letter corrects the form of an issued document; its
        content is changed by a document of the same form.
        """
        meant = self.places[0].name.province if self.places else None
        return self.code[:3] == "NAM" and meant is not None and self.standing is meant


class Errata(NamedTuple):
    """The corrections of the published tables, in the order of print.

    `outside` are findings on these tables that speak of no single cell, `unseen` those on names
    that look right on paper, `waived` those that the keepers of the data accept as they are, and
    `consequences` what is told of other files only once the choices are made, in both languages.
    """

    parts: tuple[Part, ...]
    corrections: tuple[Correction, ...]
    outside: tuple[Finding, ...] = ()
    unseen: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()
    consequences: tuple[tuple[Finding, Words], ...] = ()


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
    return tuple(
        part._replace(prefix=_prefix(part, printed), numeral=_numeral(part, data))
        for part in printed
    )


def _numeral(part: Part, data: Dataset) -> str:
    """`2`, in a report since Decree 30/2020/NĐ-CP `II`; the only appendix of a report has none."""
    report = report_known_by(part.round_)
    rounds = data.of(ROUNDS).values()
    same = [r for r in rounds if r is part.round_ or (report and report_known_by(r) == report)]
    if part.appendix is None or sum(len(r.appendices) for r in same) == 1:
        return ""
    in_roman = "{roman}" in layout_of(report_day(part.round_)).label
    return roman(part.appendix) if in_roman else str(part.appendix)


def named(parts: Iterable[Part]) -> str:
    """The appendices in a sentence: `Phụ lục 1 và Phụ lục 2`; one without a number `Phụ lục`."""
    return listing((f"Phụ lục {part.numeral}".strip() for part in parts), "vi")


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
            Place(part, score.position or row, "office", score.name, row, score=score)
            for row, score in enumerate(data.of(SCORES, year), 1)
        ]
    cells = [cell for cluster in data.of(CLUSTERS, year) for cell in cells_of(cluster)]
    return [place_of(part, cell, order) for order, cell in enumerate(cells)]


def place_of(part: Part, cell: Cell, order: int) -> Place:
    """A cell of a cluster as a place of its table."""
    return Place(part, cell.cluster.number, cell.role, cell.name, order, cell.cluster, cell.new)


def in_order(parts: Sequence[Part], corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """In the order of print; what has no place comes last in its table."""

    def key(correction: Correction) -> tuple[int, float]:
        first = min((place.order for place in correction.places), default=float("inf"))
        return parts.index(correction.part), first

    return tuple(sorted(corrections, key=key))


def where(place: Place) -> str:
    """`Cụm 14`, or of a table without clusters the row: `Stt 28`."""
    return f"{'Stt' if place.cluster is None else 'Cụm'} {place.number}"


class Printed(NamedTuple):
    """A published table with the findings on it by code, the first place of each unit in it, the
    units that have none, and how many places are too many: those of units that stand twice.
    """

    data: Dataset
    part: Part
    findings: Mapping[str, list[Finding]]
    places: Mapping[Span, Place]
    missing: tuple[Province, ...]
    units: Mapping[str, Province]
    homes: Mapping[Province, Place]
    surplus: int = 0
