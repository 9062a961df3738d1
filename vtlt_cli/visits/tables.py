"""The plan of the visits as tables: the lịch kiểm tra of each cluster, and its team."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.printing.table import Column, Line, Row, Table, text_of, whole_column
from vtlt_cli.reading.days import HalfDay
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.offices import id_of, office, standard, year_words
from vtlt_cli.teams.kind import GUEST, TEAMS, Member, Team
from vtlt_cli.units import Name
from vtlt_cli.visits.kind import VISITS, ClusterVisits, Visit
from vtlt_cli.wording import Lang, day, listing, long_day, unit

FIELDS = ("cluster", "province", "name", "day", "half", "place", "team")
# What stands where there is nothing yet.
NOTHING_YET = "…"


def planned_clusters(data: Dataset, year: int) -> list[int]:
    """The clusters that have visits, in the order of the clusters, then in that of the file."""
    planned = dict.fromkeys(entry.cluster for entry in data.of(VISITS, year))
    known = dict.fromkeys(cluster.number for cluster in data.of(CLUSTERS, year))
    return [number for number in known if number in planned] + [
        number for number in planned if number not in known
    ]


def names_of(data: Dataset, year: int) -> Iterator[Name]:
    """The names that a plan prints: of the visits and of the members of the teams."""
    for entry in data.of(VISITS, year):
        yield from (visit.province for visit in entry.visits)
    for team in data.of(TEAMS, year):
        yield from (member.province for member in team.members if member.province is not None)


def plan_table(data: Dataset, round_: Round, numbers: Sequence[int], lang: Lang) -> Table:
    """Every half-day of these clusters in one table, for machines: the team stands in each row."""
    rows = [row for number in numbers for row in _rows(data, round_, number, lang)]
    return Table((), (), FIELDS, rows)


def plan_tables(
    data: Dataset, round_: Round, numbers: Sequence[int], lang: Lang
) -> Iterator[Table]:
    """Of each of these clusters the visits by day and half-day, then its team."""
    for number in numbers:
        yield schedule(data, round_, number, lang)
        team = _team_of(data, round_.year, number)
        if team is not None:
            yield team_table(team, round_, lang)


def schedule(data: Dataset, round_: Round, number: int, lang: Lang) -> Table:
    vi = lang == "vi"
    rows = list(_rows(data, round_, number, lang))
    columns = [
        Column("Ngày" if vi else "Day", _day_shown(lang)),
        Column("Buổi" if vi else "Half-day", _half_shown(lang)),
        Column("Đơn vị được kiểm tra" if vi else "Inspected", text_of("what")),
    ]
    if any(row["place"] for row in rows):
        columns.append(Column("Địa điểm" if vi else "Place", text_of("place")))
    if any(row["note"] for row in rows):
        columns.append(Column("Ghi chú" if vi else "Note", text_of("note")))
    title = f"Lịch kiểm tra của Cụm {number}" if vi else f"Visits of cluster {number}"
    heading = [Line(title + year_words(round_, lang))]
    for entry in data.of(VISITS, round_.year):
        if entry.cluster == number and entry.plan is not None:
            paper = entry.plan
            said = f"(by plan {paper.number} of {paper.date})"
            if vi:
                said = f"(Kèm theo Kế hoạch số {paper.number} {long_day(paper.date)})"
            heading.append(Line(said, "reference"))
    return Table(tuple(heading), tuple(columns), FIELDS, rows)


def _rows(data: Dataset, round_: Round, number: int, lang: Lang) -> Iterator[Row]:
    """The half-days of a cluster in their order, then what has none yet, then its closing."""
    team = _team_of(data, round_.year, number)
    members = [member_text(member, round_, lang) for member in team.members] if team else []
    entries = [entry for entry in data.of(VISITS, round_.year) if entry.cluster == number]
    for half, visit in _half_days(entries):
        yield {
            "cluster": number,
            "province": id_of(visit.province),
            "name": standard(visit.province),
            "day": half.day if half else None,
            "half": half.half if half else None,
            "place": visit.place,
            "team": members,
            "what": office(visit.province, round_),
            "note": _note(visit, half, lang),
        }
    for entry in entries:
        if entry.closing is not None:
            yield {
                "cluster": number,
                "province": None,
                "name": None,
                "day": entry.closing.date,
                "half": None,
                "place": entry.closing.place,
                "team": members,
                "what": f"Họp tổng kết Cụm {number}"
                if lang == "vi"
                else f"closing meeting of cluster {number}",
                "note": "",
            }


def _half_days(entries: Sequence[ClusterVisits]) -> list[tuple[HalfDay | None, Visit]]:
    """Every half-day with its visit, by time; visits that have none yet come last."""
    found: list[tuple[HalfDay | None, Visit]] = []
    for entry in entries:
        for visit in entry.visits:
            found += [(half, visit) for half in dict.fromkeys(visit.sessions)] or [(None, visit)]
    never = HalfDay(date.max, True)
    return sorted(found, key=lambda pair: (pair[0] or never, pair[1].province.text))


def _note(visit: Visit, half: HalfDay | None, lang: Lang) -> str:
    """What became of the visit where it was not as planned, told once, at its first half-day."""
    if half is not None and half != visit.sessions[0]:
        return ""
    vi = lang == "vi"
    if visit.not_inspected is not None:
        paper = visit.not_inspected.document
        if vi:
            return f"Không kiểm tra được (Văn bản số {paper.number})"
        return f"could not be inspected ({paper.number})"
    moved = [held for held in visit.held if held not in visit.sessions]
    if not moved:
        return ""
    days = listing(dict.fromkeys(day(one.day, lang) for one in moved), lang)
    return f"Đã kiểm tra ngày {days}" if vi else f"held on {days}"


def _team_of(data: Dataset, year: int, number: int) -> Team | None:
    """The team of a cluster; of two (TEM01) the first."""
    return next((team for team in data.of(TEAMS, year) if team.cluster == number), None)


def _title(member: Member, round_: Round, lang: Lang) -> str:
    """The seat as the round titles it; as written where the round does not."""
    titles = {seat.seat: seat.title for seat in round_.team}
    if member.seat == GUEST:
        return "Khách mời" if lang == "vi" else "Guest"
    return titles.get(member.seat, member.seat)


def _from(member: Member, lang: Lang) -> str:
    if member.province is None:
        return member.agency or ""
    if member.province.province is None:
        return member.province.text
    return unit(member.province.province, lang)


def member_text(member: Member, round_: Round, lang: Lang) -> str:
    """A member in a line: `Trưởng đoàn: Phó Giám đốc Sở Nội vụ, thành phố Hoành Giang`."""
    parts = [part for part in (member.name, member.post, _from(member, lang)) if part]
    return f"{_title(member, round_, lang)}: {', '.join(parts)}"


def team_table(team: Team, round_: Round, lang: Lang) -> Table:
    vi = lang == "vi"
    rows: list[dict[str, Any]] = [
        {
            "number": number,
            "title": _title(member, round_, lang),
            "name": member.name,
            "post": member.post,
            "of": _from(member, lang),
        }
        for number, member in enumerate(team.members, 1)
    ]
    columns = [
        whole_column("TT" if vi else "No.", "number"),
        Column("Thành phần" if vi else "Seat", text_of("title")),
        Column("Họ và tên" if vi else "Name", text_of("name")),
        Column("Chức vụ" if vi else "Post", text_of("post")),
        Column("Đơn vị" if vi else "Of", text_of("of")),
    ]
    if not any(row["name"] for row in rows):
        del columns[2]
    title = f"Đoàn kiểm tra của Cụm {team.cluster}" if vi else f"Team of cluster {team.cluster}"
    heading = [Line(title)]
    if team.decision is not None:
        paper = team.decision
        said = f"(by decision {paper.number} of {paper.date})"
        if vi:
            said = f"(Kèm theo Quyết định số {paper.number} {long_day(paper.date)})"
        heading.append(Line(said, "reference"))
    return Table(tuple(heading), tuple(columns), ("number", "title", "name", "post", "of"), rows)


def _day_shown(lang: Lang) -> Any:
    return lambda row: day(row["day"], lang) if row["day"] else NOTHING_YET


def _half_shown(lang: Lang) -> Any:
    english = {"sáng": "morning", "chiều": "afternoon", None: ""}
    return lambda row: (row["half"] or "") if lang == "vi" else english[row["half"]]
