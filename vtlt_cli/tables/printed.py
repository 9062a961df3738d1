"""The clusters, and the appendix tables of the report. An appendix is always Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from vtlt_cli.layouts import Layout, roman
from vtlt_cli.model import Name, Round
from vtlt_cli.table import Column, Line, Row, Table, text_of
from vtlt_cli.tables.words import (
    id_of,
    joined,
    office,
    points_column,
    published_office,
    round_words,
    standard,
    whole_column,
)
from vtlt_cli.wording import Lang, long_day

if TYPE_CHECKING:
    from vtlt_cli.model import Appendix, Cluster, Dataset, Score


def clusters_table(clusters: Iterable[Cluster], round_: Round, lang: Lang) -> Table:
    """The clusters with their members, in standard names."""
    vi = lang == "vi"
    return Table(
        (Line(("Các cụm kiểm tra" if vi else "Clusters") + round_words(round_, lang)),),
        (
            whole_column("Cụm" if vi else "Cluster", "number"),
            Column("Thành viên" if vi else "Members", joined("member_names")),
            Column("Cụm trưởng" if vi else "Leader", text_of("leader_name")),
        ),
        _CLUSTER_FIELDS,
        [_cluster_row(cluster, standard) for cluster in clusters],
    )


_CLUSTER_FIELDS = ("number", "leader", "members", "leader_name", "member_names")


def _cluster_row(cluster: Cluster, write: Callable[[Name], str]) -> Row:
    return {
        "number": cluster.number,
        "leader": id_of(cluster.leader),
        "members": [id_of(name) for name in cluster.members],
        "leader_name": write(cluster.leader),
        "member_names": [write(name) for name in cluster.members],
    }


def _members_title(data: Dataset) -> str:
    """The heading of the report, or one that fits a register of other units."""
    kinds = {province.kind for province in data.provinces}
    if kinds <= {"tỉnh", "thành phố"}:
        return "Tên tỉnh, thành phố trực thuộc Trung ương"
    return "Tên đơn vị"


def _as_published(name: Name) -> str:
    return name.text.strip()


def appendix_table(
    appendix: Appendix,
    round_: Round,
    data: Dataset,
    heading: tuple[Line, ...],
    restated: bool,
) -> Table:
    """A table of the printed report, row by row as published, or restated in standard names."""
    if appendix.table == "scores":
        scores: tuple[Score, ...] = data.scores.get(round_.year, ())
        write = office if restated else published_office
        rows: list[Row] = [
            {
                "position": score.position,
                "province": id_of(score.name),
                "office": write(score.name, round_),
                "score": score.value,
            }
            for score in scores
        ]
        return Table(
            heading,
            (
                whole_column("Stt", "position"),
                Column("Tên Cơ quan", text_of("office")),
                points_column("Tổng số điểm", "score"),
            ),
            ("position", "province", "office", "score"),
            rows,
            number=appendix.number,
        )
    name = standard if restated else _as_published
    return Table(
        heading,
        (
            whole_column("Stt", "number"),
            Column(_members_title(data), joined("member_names")),
            Column("Cụm trưởng", text_of("leader_name")),
        ),
        _CLUSTER_FIELDS,
        [_cluster_row(cluster, name) for cluster in data.clusters.get(round_.year, ())],
        number=appendix.number,
    )


Reference = Literal["attached", "electronic", "restated"]


def appendix_heading(
    appendix: Appendix, round_: Round, layout: Layout, reference: Reference, alone: bool
) -> tuple[Line, ...]:
    """The lines above an appendix in that layout: label, title, and what ties it to its report.

    `alone` is the only appendix of its report, which Decree 30/2020/NĐ-CP, Annex I, III.1.a, leaves
    without a number. An electronic document leaves number and day of the report open (III.1.c).
    """
    label = layout.label_alone if alone else layout.label
    lines = [
        Line(label.format(number=appendix.number, roman=roman(appendix.number)), "label"),
        Line(appendix.title, "title"),
    ]
    report = round_.documents.get("report")
    if report is not None:
        templates: dict[Reference, str | None] = {
            "attached": layout.reference,
            "electronic": layout.electronic,
            "restated": layout.restated,
        }
        written = (templates[reference] or layout.reference).format(
            number=report.number,
            symbol=report.number.partition("/")[2] or "…",
            day=long_day(report.date),
            of=f" của {report.issuer}" if report.issuer else "",
        )
        lines.append(Line(written, "reference"))
    return tuple(lines)
