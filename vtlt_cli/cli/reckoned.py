"""The awards of a round for the commands that rest on them, as the law of results has it."""

from __future__ import annotations

from typing import NamedTuple

from vtlt_cli.awards.award import Outcome
from vtlt_cli.awards.kind import AWARDS, Awards
from vtlt_cli.awards.reckoning import (
    IN_CLUSTERS,
    Reckoning,
    award_doubts,
    reckon,
    tiers_by_id,
    unusable,
)
from vtlt_cli.cli.law import none_in_doubt, none_of
from vtlt_cli.cli.scored import Scored
from vtlt_cli.cli.session import Context
from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.numbers import Number
from vtlt_cli.rounds.doubts import Doubt
from vtlt_cli.rounds.offices import listed
from vtlt_cli.wording import Lang, few, points, quantity

_LANGS: tuple[Lang, Lang] = ("en", "vi")


class Reckoned(NamedTuple):
    """The awards of a round, and what leaves them in doubt.

    `stopping` are the doubts over which nobody can tell who gets what; `told` are all.
    """

    reckoning: Reckoning
    clusters: tuple[Cluster, ...]
    stopping: list[Doubt]
    told: list[Doubt]


def reckoned_round(
    context: Context, scored: Scored, nothing: Words, listed: bool = False
) -> Reckoned | None:
    """The awards of the round, which has such a file; None, and told why, where there are none.

    With `listed` the published lists are used too.
    """
    data, year = scored.data, scored.year
    awards = data.of(AWARDS, year)
    assert awards is not None, "a file that could not be read has stopped the command"
    if any(tier.per for tier in awards.tiers):
        lacking = scored.grounds.lacking(IN_CLUSTERS)
        if lacking:
            none_of(context, scored.grounds, lacking, nothing)
            return None
    impossible = unusable(data, year, awards)
    if impossible:
        none_in_doubt(context, impossible, nothing)
        return None
    clusters = data.of(CLUSTERS, year)
    reckoning = reckon(scored.scores, awards, clusters)
    stopping = award_doubts(reckoning, scored.scores, clusters, listed)
    told = [*scored.doubts(), *(doubt for doubt in stopping if doubt not in scored.doubts())]
    return Reckoned(reckoning, clusters, stopping, [*told, *_one_id(awards)])


def _one_id(awards: Awards) -> list[Doubt]:
    """Two tiers of one id: the rows of one cannot be told from those of the other by it."""
    return [
        Doubt(
            tier.places["id"],
            (f"two tiers have the id “{id_}”", f"có hai danh hiệu, hình thức mang mã “{id_}”"),
        )
        for id_, tiers in tiers_by_id(awards.tiers).items()
        for tier in tiers[1:]
    ]


def tell_undecided(context: Context, outcome: Outcome) -> int:
    """One line on stderr for each tie across a cut that is left to the authority; the exit code."""
    for cut in outcome.undecided:
        score: Number = cut.tied[0].score
        tied = [listed(standing.name) for standing in cut.tied]
        names, names_vi = (", ".join(few(tied, lang)) for lang in _LANGS)
        context.say(
            f"a tie across the cut of {cut.tier.name} is undecided ({names}, {score} each, "
            f"{cut.places} left): set tie_at_cut",
            f"chưa quyết định được {cut.tier.name}: {names_vi} cùng {points(score)} điểm nhưng chỉ "
            f"còn {cut.places:02d}; đề nghị cấp có thẩm quyền quyết định (tie_at_cut)",
        )
    return int(bool(outcome.undecided))


def undecided_notes(outcome: Outcome, vi: bool) -> list[str]:
    """The open ties as a line above a table or a chart says them."""
    found = []
    for cut in outcome.undecided:
        tied = (listed(standing.name) for standing in cut.tied)
        names = ", ".join(few(tied, "vi" if vi else "en"))
        score = points(cut.tied[0].score)
        found.append(
            f"{cut.tier.name}: {names} cùng {score} điểm, chỉ còn {quantity(cut.places)}; "
            "chờ quyết định"
            if vi
            else f"{cut.tier.name}: {names} tie at {score}, {cut.places} left; undecided"
        )
    return found
