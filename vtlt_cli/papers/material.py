"""What the papers of a round are drafted from, and the words that they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.criteria.kind import CRITERIA, Scale
from vtlt_cli.printing.layouts import Layout, roman
from vtlt_cli.printing.paper import DOTS, Text
from vtlt_cli.printing.table import Column, Line, Row, Table, text_of
from vtlt_cli.proposals.kind import PROPOSALS
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.results.kind import RESULTS, ClusterReport
from vtlt_cli.results.progress import names_of as names_on_the_way
from vtlt_cli.rounds.document import Document
from vtlt_cli.rounds.issuers import Issuer
from vtlt_cli.rounds.kind import ROUNDS, Round
from vtlt_cli.rounds.offices import office_of
from vtlt_cli.sheets.entries import Entry
from vtlt_cli.sheets.kind import Sheet, sheets_of
from vtlt_cli.teams.kind import TEAMS
from vtlt_cli.units import Name, Province, full_name, listed_name, of_provinces
from vtlt_cli.visits.kind import ClusterVisits, Visit
from vtlt_cli.visits.of_units import visits_by_unit
from vtlt_cli.wording import listing, long_day, unit

# What only a person can write.
UNKNOWN = "…"
NO_DAY = "ngày … tháng … năm …"
LINE_OF_DOTS = "…" * 30
# The last of the recipients: the archives of the issuer.
KEPT = "- Lưu: VT, …."

Entries = Callable[[Sheet], Mapping[str, Entry]]


class Material(NamedTuple):
    """A round with what was read of it, and how its papers are set.

    `entries` gives the lines of a sheet; `ahead` is what was read of the round that follows.
    """

    data: Dataset
    round: Round
    layout: Layout
    entries: Entries
    ahead: Dataset | None

    @property
    def year(self) -> int:
        return self.round.year

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        return self.data.of(CLUSTERS, self.year)

    @property
    def scale(self) -> Scale:
        return self.data.of(CRITERIA, self.year) or Scale()

    def sheet(self, unit_: Province) -> Sheet | None:
        return sheets_of(self.data, self.year).get(unit_.id)

    def visit(self, unit_: Province) -> tuple[ClusterVisits | None, Visit | None]:
        return visits_by_unit(self.data, self.year).get(unit_, (None, None))

    def home(self, unit_: Province) -> Cluster | None:
        """The cluster of a unit; None where it is in none."""
        for cluster in self.clusters:
            if any(name.province is unit_ for name in cluster.members):
                return cluster
        return None

    def report_of(self, number: int) -> ClusterReport | None:
        """The report of a cluster as it was received; of two the first."""
        reports = self.data.of(RESULTS, self.year)
        return next((report for report in reports if report.cluster == number), None)


class Body(NamedTuple):
    """Who writes a paper, as its head has it; what nobody said of it is None."""

    name: str | None
    parent: str | None = None
    symbol: str | None = None
    place: str | None = None

    @property
    def called(self) -> str:
        return self.name or UNKNOWN

    def numbered(self, sort: str) -> str:
        """What stands behind the number of its papers of that sort: `KH-SNV`; of a letter `SNV-…`.

        Decree 30/2020/NĐ-CP, Annex I, II.3.b: sort and issuer; of a letter the issuer, and the one
        who wrote it, which is for the issuer to say.
        """
        symbol = self.symbol or UNKNOWN
        return f"{sort}-{symbol}" if sort else f"{symbol}-{UNKNOWN}"


def department(m: Material) -> Body:
    """The body that runs the round; its name may be known by its papers, its symbol by a report.

    Behind the number of a report stand the sort and the issuer (`241/BC-VTLTNN`).
    """
    told = m.round.issuers.get("department", Issuer())
    report, letter = m.round.documents.get("report"), m.round.documents.get("guidance")
    issuers = [paper.issuer for paper in (report, letter) if paper is not None]
    symbol = report.number.rpartition("-")[2] if report and "-" in report.number else None
    name = told.name or next((one for one in issuers if one), None)
    return Body(name, told.parent, told.symbol or symbol, told.place)


def leader_body(m: Material, cluster: Cluster) -> Body:
    """The body that leads a cluster: `Sở Nội vụ` of the lead province, under its committee."""
    told = m.round.issuers.get("leader", Issuer())
    unit_ = cluster.leader.province
    parent = committee(unit_) if unit_ is not None else None
    return Body(told.name, told.parent or parent, told.symbol, told.place)


def leader_called(m: Material, cluster: Cluster) -> str:
    """That body in a line: `Sở Nội vụ tỉnh Hoành Giang (Cụm trưởng Cụm 1)`."""
    unit_ = cluster.leader.province
    name = leader_body(m, cluster).called
    of = f" {full_name(unit_)}" if unit_ is not None else ""
    return f"{name}{of} (Cụm trưởng Cụm {cluster.number})"


_COMMITTEE = "Ủy ban nhân dân"


def office_body(m: Material, unit_: Province) -> Body:
    """The inspected body: an office of a committee is that office, under the committee."""
    told = m.round.issuers.get("office", Issuer())
    office = m.round.office or ""
    if office.endswith(_COMMITTEE) and office != _COMMITTEE:
        name = office.removesuffix(_COMMITTEE).strip()
        return Body(told.name or name, told.parent or committee(unit_), told.symbol, told.place)
    return Body(told.name or office_of(unit_, m.round), told.parent, told.symbol, told.place)


def committee(unit_: Province) -> str:
    return f"{_COMMITTEE} {full_name(unit_)}"


def inspected(m: Material, unit_: Province) -> str:
    """The inspected body in a line: `Văn phòng Ủy ban nhân dân tỉnh Bạch Vân`."""
    return office_of(unit_, m.round)


# Words of the round.


def inspection(m: Material) -> str:
    """The round in a sentence: `kiểm tra chéo công tác văn thư, lưu trữ năm 2009`."""
    title = m.round.title
    if not title:
        return f"kiểm tra chéo công tác văn thư, lưu trữ năm {m.year}"
    return title[:1].lower() + title[1:]


def work(m: Material) -> str:
    """What is inspected: `công tác văn thư, lưu trữ`."""
    found = re.fullmatch(
        r"kiểm tra chéo (?:trong )?(.+?)(?: (?:\d+ )?năm \d.*)?", inspection(m), re.IGNORECASE
    )
    return found[1] if found else "công tác văn thư, lưu trữ"


def period(m: Material) -> str:
    """The time of the work that is inspected: `từ tháng 6/2005 đến tháng 6/2007`; dots without."""
    first, last = m.round.period or (None, None)
    return f"từ tháng {_month(first)} đến tháng {_month(last)}"


def _month(day: date | None) -> str:
    return f"{day.month}/{day.year}" if day is not None else "…/…"


def months(m: Material) -> str:
    """When the visits are made: `từ ngày … đến ngày …`, in quarters where it is whole ones."""
    first, last = m.round.window or (None, None)
    if first is None or last is None:
        return "từ … đến …"
    starts = first.day == 1 and first.month % 3 == 1
    ends = (last.month, last.day) in ((3, 31), (6, 30), (9, 30), (12, 31))
    if starts and ends and first.year == last.year:
        quarters = range((first.month + 2) // 3, last.month // 3 + 1)
        return f"trong {listing((f'Quý {roman(one)}' for one in quarters), 'vi')} năm {first.year}"
    return f"từ {long_day(first)} đến {long_day(last)}"


def people(m: Material) -> str:
    """Those who take part: `các tỉnh, thành phố`."""
    return "các tỉnh, thành phố" if of_provinces(m.data.of(PROVINCES)) else "các đơn vị"


def counted(m: Material) -> str:
    """The same behind a number: `tỉnh, thành phố`."""
    return people(m).removeprefix("các ")


def cited(document: Document | None, issuer: str | None = None) -> str:
    """A document in a sentence: `Văn bản số 188/VTLTNN-VP ngày 23 tháng 3 năm 2007 của Cục …`."""
    if document is None:
        return f"Văn bản số {UNKNOWN} {NO_DAY} của {issuer or UNKNOWN}"
    by = document.issuer or issuer
    of = f" của {by}" if by else ""
    return f"Văn bản số {document.number} {long_day(document.date)}{of}"


def guidance(m: Material) -> str:
    """The guidance of the round, cited."""
    return cited(m.round.documents.get("guidance"), department(m).name)


def bases(m: Material, which: str) -> list[Text]:
    """The `basis` lines of the data; dots where it has none, for no law is made up."""
    lines = m.round.basis.get(which, ())
    found = [Text(line.rstrip(" ;.") + ";", "basis") for line in lines]
    return found or [Text(f"Căn cứ {DOTS};", "basis")]


def listed(name: Name) -> str:
    """A name as lists have it, after its kind."""
    return unit(name.province, "vi") if name.province else name.text


def members(cluster: Cluster) -> list[Province]:
    """The units of a cluster in its order, each once."""
    return list(dict.fromkeys(n.province for n in cluster.members if n.province is not None))


def of_cluster(m: Material, cluster: Cluster) -> str:
    """The units of a cluster in a line."""
    return listing((listed_name(one) for one in members(cluster)), "vi")


def dashed(items: Iterable[str]) -> list[str]:
    """A list: each item with a dash and a semicolon, the last with a full stop."""
    lines = [f"- {item.rstrip(' ;.')}" for item in items]
    ends = [";"] * (len(lines) - 1) + ["."]
    return [line + end for line, end in zip(lines, ends)]


def dotted(*points: str) -> list[Text]:
    """Points under which a person writes: each with a line of dots; without any the line alone."""
    found = [] if points else [Text(LINE_OF_DOTS)]
    for point in points:
        found += [Text(point, "point"), Text(LINE_OF_DOTS)]
    return found


# Annexes.


def annex_heading(label: str, title: str, tied: str = "") -> tuple[Line, ...]:
    """The lines above an annex: which one, what it is, and what it goes with (form 2.1)."""
    lines = [Line(label, "label"), Line(title.upper(), "title")]
    if tied:
        lines.append(Line(tied, "reference"))
    return tuple(lines)


def goes_with(sort: str, symbol: str, issuer: str) -> str:
    """`(Kèm theo Công văn số …/VTLTNN-… ngày … tháng … năm … của Cục …)`."""
    return f"(Kèm theo {sort} số {UNKNOWN}/{symbol} {NO_DAY} của {issuer})"


def plain_table(titles: Mapping[str, str], rows: Iterable[Row], right: Iterable[str] = ()) -> Table:
    """A table of texts: its columns by field with their titles; those on the `right` end alike."""
    columns = tuple(
        Column(title, text_of(field), "right" if field in right else "left", field)
        for field, title in titles.items()
    )
    return Table((), columns, tuple(titles), list(rows))


def names_of(m: Material) -> Iterator[Name]:
    """The names that the papers of the round speak of."""
    yield from names_on_the_way(m.data, m.year)
    for team in m.data.of(TEAMS, m.year):
        yield from (member.province for member in team.members if member.province is not None)
    yield from (proposal.province for proposal in m.data.of(PROPOSALS, m.year))


def next_round(m: Material) -> Round | None:
    """The round that is planned after this one; None where none is described."""
    later = [one for one in m.data.of(ROUNDS).values() if one.year > m.year]
    return min(later, key=lambda one: one.year, default=None)
