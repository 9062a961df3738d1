"""What sheets of many units say together: of each area, and where self-assessments differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from vtlt_cli.criteria.kind import Scale
from vtlt_cli.criteria.scale import lines
from vtlt_cli.figures.stats import Summary, summary
from vtlt_cli.printing.table import Column, Line, Table, points_column, text_of, whole_column
from vtlt_cli.reading.numbers import Number, exact_sum
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.offices import round_words
from vtlt_cli.scores.kind import Score
from vtlt_cli.scores.rank import Group, standings
from vtlt_cli.sheets.entries import Entry
from vtlt_cli.sheets.totals import Member
from vtlt_cli.units import Name
from vtlt_cli.wording import Lang


def area_summaries(members: Sequence[Member], scale: Scale) -> list[tuple[Group, Summary]]:
    """What describes the agreed totals, and the agreed sums of each area, as far as there are any.

    A unit without that sum is not counted in it.
    """
    found: list[tuple[Group, Summary]] = []
    whole = [_score(member, member.sheet.agreed.total) for member in members if member.sheet]
    parts: list[tuple[Group, list[Score]]] = [(None, whole)]
    for number, area in enumerate(scale.areas):
        sums = [
            _score(member, member.sheet.agreed.areas[number])
            for member in members
            if member.sheet and number < len(member.sheet.agreed.areas)
        ]
        parts.append((f"{area.code}. {area.title}", sums))
    for group, scores in parts:
        there = [score for score in scores if score.value is not None]
        if there:
            found.append((group, summary(standings(there))))
    return found


def _score(member: Member, value: Number | None) -> Score:
    """A sum as the statistics of scores take it."""
    assert member.sheet is not None
    return Score(None, Name(member.unit.name, member.unit, (), member.sheet.place), value, {})


class Spread(NamedTuple):
    """What the units of a cluster gave themselves for a criterion, and what was agreed.

    Only those units count that have both; `units` is how many they are.
    """

    cluster: int | None
    criterion: str
    text: str
    units: int
    self_: Number
    agreed: Number


def spreads(
    members: Iterable[Member], scale: Scale, entries_of: Callable[[Member], Mapping[str, Entry]]
) -> list[Spread]:
    """The spreads of each cluster by criterion, in the order of clusters and of the scale."""
    pairs: dict[int | None, dict[str, list[tuple[Number, Number]]]] = {}
    for member in members:
        of_cluster = pairs.setdefault(member.cluster, {})
        for code, entry in entries_of(member).items():
            if entry.self_ is not None and entry.agreed is not None:
                of_cluster.setdefault(code, []).append((entry.self_, entry.agreed))
    return [
        Spread(
            cluster,
            criterion.code,
            criterion.text,
            len(found[criterion.code]),
            exact_sum(self_ for self_, _agreed in found[criterion.code]),
            exact_sum(agreed for _self, agreed in found[criterion.code]),
        )
        for cluster, found in pairs.items()
        for _number, _area, criterion, _whole in lines(scale)
        if criterion.code in found
    ]


def spread_table(found: Sequence[Spread], round_: Round, lang: Lang) -> Table:
    """How far self-assessments are from what was agreed: for the Department alone."""
    vi = lang == "vi"
    rows = [
        {
            "cluster": one.cluster,
            "criterion": one.criterion,
            "text": one.text,
            "units": one.units,
            "self": one.self_,
            "agreed": one.agreed,
            "difference": exact_sum((one.self_, -one.agreed)),
        }
        for one in found
    ]
    title = "Chênh lệch giữa tự chấm và thống nhất" if vi else "Self-assessment less agreed points"
    return Table(
        (
            Line(title + round_words(round_, lang)),
            # Said in Vietnamese always: it is what stands on the paper.
            Line("LƯU HÀNH NỘI BỘ", "stamp"),
        ),
        (
            whole_column("Cụm" if vi else "Cluster", "cluster"),
            Column("TT" if vi else "No.", text_of("criterion"), "left", "criterion"),
            Column("Nội dung, chỉ tiêu" if vi else "Criterion", text_of("text"), "left", "text"),
            whole_column("Số đơn vị" if vi else "Units", "units"),
            points_column("Tự chấm" if vi else "Own", "self"),
            points_column("Thống nhất" if vi else "Agreed", "agreed"),
            points_column("Chênh lệch" if vi else "Difference", "difference"),
        ),
        ("cluster", "criterion", "self", "agreed", "difference"),
        rows,
        section="cluster",
    )
