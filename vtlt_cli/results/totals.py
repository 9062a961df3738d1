"""The totals of each unit along its chain of papers, and the list of scores that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from vtlt_cli.clusters.kind import Cluster
from vtlt_cli.clusters.members import cluster_of
from vtlt_cli.criteria.kind import Class, Scale
from vtlt_cli.criteria.scale import class_of, classes_of, folded
from vtlt_cli.diagnostics import Words
from vtlt_cli.printing.table import Column, Line, Row, Table, text_of, whole_column
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.reading.numbers import Number
from vtlt_cli.results.chain import STAGES, Chain, Stage, chains
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.offices import round_words
from vtlt_cli.sheets.kind import Sheet, sheets_of
from vtlt_cli.sheets.totals import sum_column
from vtlt_cli.units import Province, listed_name
from vtlt_cli.visits.kind import Minutes, latest_minutes
from vtlt_cli.wording import Lang, points

# What must be there for a chain to be closed, and what is said where it is not.
_PAPERS: Mapping[Stage, Words] = {
    "sheet": ("no agreed total in the sheet", "phiếu chưa có tổng số điểm thống nhất"),
    "minutes": ("no minutes", "chưa có biên bản"),
    "report": ("not in a report of its cluster", "chưa có trong báo cáo của Cụm"),
}


class Total(NamedTuple):
    """A unit with its chain of papers; `cluster` is None where it is in none."""

    cluster: Cluster | None
    unit: Province
    sheet: Sheet | None
    chain: Chain
    class_: str | None

    def of(self, stage: Stage) -> Number | None:
        """The total in that paper, None where there is none."""
        link = self.chain.links.get(stage) if self.chain.inspected else None
        return link.total if link is not None else None

    @property
    def agree(self) -> bool | None:
        """Whether all papers that are there have one total; None where there are fewer than two."""
        found = [total for stage in STAGES if (total := self.of(stage)) is not None]
        return None if len(found) < 2 else len(set(found)) == 1


def totals(data: Dataset, year: int, scale: Scale) -> list[Total]:
    """The units of the round in the order of clusters and members, then those in no cluster."""
    home, sheets = cluster_of(data, year), sheets_of(data, year)
    classes = classes_of(scale)
    found = chains(data, year)
    return [
        Total(home.get(unit), unit, sheets.get(unit.id), chain, _class(chain, classes))
        for unit, chain in found.items()
    ]


def _class(chain: Chain, classes: Sequence[Class]) -> str | None:
    """The class that the total has by the scale, or a lower one that the minutes give a reason for.

    Where the scale has no classes it is that of the minutes, else of the cluster's report.
    """
    if not chain.inspected:
        return None
    minutes = latest_minutes(chain.visit) if chain.visit is not None else None
    if not classes:
        report = chain.links.get("report")
        stated = minutes.class_ if minutes is not None else None
        return stated or (report.class_ if report is not None else None)
    found = chain.totals()
    due = class_of(classes, found[0][1]) if found else None
    if due is None:
        return None
    lower = _held_below(minutes, due, classes)
    return lower.name if lower is not None else due.name


def _held_below(minutes: Minutes | None, due: Class, classes: Sequence[Class]) -> Class | None:
    """The class that the minutes give with a reason, where it is below that of the points."""
    if minutes is None or minutes.class_ is None or minutes.class_reason is None:
        return None
    stated = [one for one in classes if folded(one.name) == folded(minutes.class_ or "")]
    return next((one for one in stated if one.least < due.least), None)


def totals_table(found: Sequence[Total], round_: Round, lang: Lang) -> Table:
    """A line a unit: its own points, those of each paper, the class, and whether they agree."""
    vi = lang == "vi"
    rows = [
        {
            "cluster": total.cluster.number if total.cluster else None,
            "province": total.unit.id,
            "name": total.unit.name,
            "listed": listed_name(total.unit),
            "self": total.sheet.self_.total if total.sheet else None,
            **{stage: total.of(stage) for stage in STAGES},
            "class": total.class_,
            "agree": total.agree,
        }
        for total in found
    ]

    def agree(row: Row) -> str:
        if row["agree"] is None:
            return ""
        words = ("khớp", "khác nhau") if vi else ("yes", "no")
        return words[0] if row["agree"] else words[1]

    title = "Tổng hợp điểm từ phiếu đến phụ lục" if vi else "Totals from sheet to appendix"
    heading = [Line(title + round_words(round_, lang))]
    heading += [Line(line, "note") for line in not_inspected(found, lang)]
    return Table(
        tuple(heading),
        (
            whole_column("Cụm" if vi else "Cluster", "cluster"),
            Column("Đơn vị" if vi else "Unit", text_of("listed"), "left", "name"),
            sum_column("Tự chấm" if vi else "Own", "self"),
            sum_column("Phiếu" if vi else "Sheet", "sheet"),
            sum_column("Biên bản" if vi else "Minutes", "minutes"),
            sum_column("Báo cáo Cụm" if vi else "Report", "report"),
            sum_column("Phụ lục 1" if vi else "Appendix", "appendix"),
            Column("Xếp loại" if vi else "Class", text_of("class"), "left", "class"),
            Column("Đối chiếu" if vi else "Agree", agree, "left", "agree"),
        ),
        ("cluster", "province", "name", "self", *STAGES, "class", "agree"),
        rows,
        section="cluster",
    )


def not_inspected(found: Sequence[Total], lang: Lang) -> Iterator[str]:
    """How many units could be inspected, and which could not and why; nothing where all could."""
    without = [total for total in found if not total.chain.inspected]
    if not without:
        return
    count = f"{len(found) - len(without)}/{len(found)}"
    said = []
    for total in without:
        visit = total.chain.visit
        assert visit is not None and visit.not_inspected is not None
        said.append(f"{total.unit.name} ({visit.not_inspected.reason})")
    listed = ", ".join(said)
    if lang == "vi":
        yield f"{count} đơn vị được kiểm tra; không kiểm tra được: {listed}"
    else:
        yield f"{count} units inspected; could not be inspected: {listed}"


class Open(NamedTuple):
    """A unit whose chain is not closed, and what it lacks, in both languages."""

    total: Total
    why: Words


def still_open(found: Iterable[Total]) -> list[Open]:
    """The units whose chain is not closed: a paper is not there, or two have different totals."""
    opened = []
    for total in found:
        if not total.chain.inspected:
            continue
        lacking = [words for stage, words in _PAPERS.items() if total.of(stage) is None]
        if lacking:
            why = ", ".join(en for en, _vi in lacking), ", ".join(vi for _en, vi in lacking)
            opened.append(Open(total, why))
        elif len({total.of(stage) for stage in _PAPERS}) > 1:
            values = [(stage, total.of(stage)) for stage in _PAPERS]
            names = {"sheet": "phiếu", "minutes": "biên bản", "report": "báo cáo Cụm"}
            english = ", ".join(f"{stage} {value}" for stage, value in values)
            vietnamese = ", ".join(
                f"{names[stage]} {points(value)}" for stage, value in values if value is not None
            )
            opened.append(Open(total, (english, vietnamese)))
    return opened


def score_rows(found: Iterable[Total]) -> list[tuple[int, Province, Number]]:
    """The list of scores that closed chains make: position, unit, total, the highest first.

    Units with equal totals stay in the order of clusters and members.
    """
    scored = [(total.unit, value) for total in found if (value := total.of("report")) is not None]
    ordered = sorted(scored, key=lambda pair: -pair[1])
    return [(position, unit, value) for position, (unit, value) in enumerate(ordered, 1)]
