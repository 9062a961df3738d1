"""The scores of a round for the commands that rank them, and whether the ranking can be trusted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from vtlt_cli.cli.session import Context, errors_of, point_to_validate
from vtlt_cli.diagnostics import Finding, Problem
from vtlt_cli.load import load
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.rounds.kind import Round, round_of
from vtlt_cli.scores.kind import LOSES_ROWS, SCORES, Score

if TYPE_CHECKING:
    from vtlt_cli.awards.award import Outcome
    from vtlt_cli.scores.rank import Standing


class Scored(NamedTuple):
    """A round with its scores, all of them read; `errors` are those of the data it rests on."""

    data: Dataset
    year: int
    errors: list[Finding]

    @property
    def scores(self) -> tuple[Score, ...]:
        return self.data.of(SCORES, self.year)

    @property
    def round(self) -> Round:
        return round_of(self.data, self.year)


def outcome_of(scored: Scored, ranked: Sequence[Standing]) -> Outcome | None:
    """Who of these standings of the round gets what; None where there is no list of awards."""
    from vtlt_cli.awards.award import distribute
    from vtlt_cli.awards.kind import AWARDS
    from vtlt_cli.clusters.kind import CLUSTERS

    data, year = scored.data, scored.year
    listed = data.of(AWARDS, year)
    if listed is None:
        return None
    return distribute(ranked, listed.tiers, listed.tie_at_cut, data.of(CLUSTERS, year))


def scored_round(
    context: Context,
    folder: Folder,
    year: int,
    kinds: Collection[str] = ("scores", "awards", "clusters"),
    families: Sequence[str] = ("SCR",),
) -> Scored | None:
    """The round with what of it is asked for; None, and told why, where it cannot be ranked."""
    # Who could not be inspected stands among the visits.
    data, problems = load(folder, (*kinds, "visits"), year)
    errors = errors_of(data, problems, context.lang, families)
    if not _ranked_or_told(context, data, problems, year):
        return None
    _tell_not_inspected(context, data, year)
    return Scored(data, year, errors)


def ended(context: Context, scored: Scored) -> int:
    """Point to `vtlt validate` where there are errors; the exit code of a command that ranked."""
    point_to_validate(context, scored.errors)
    return 1 if _is_false(scored) else 0


def can_be_ranked(data: Dataset, problems: Sequence[Problem], year: int) -> bool:
    """Whether every row of the scores was read, and every score."""
    path = data.paths[Address("scores", year)]
    lost = any(p.kind in LOSES_ROWS and p.span.path == path for p in problems)
    return not lost and all(score.value is not None for score in data.of(SCORES, year))


def _ranked_or_told(
    context: Context, data: Dataset, problems: Sequence[Problem], year: int
) -> bool:
    """Whether the scores can be ranked; if not, why is told in one line.

    A score that cannot be read, or a row that is lost, makes every place below it false.
    """
    path = data.paths[Address("scores", year)]
    scores = data.of(SCORES, year)
    if not can_be_ranked(data, problems, year):
        context.say(
            f"no ranking: a score or a row of {path} cannot be read, which would make every place "
            "below it false; see `vtlt validate`",
            f"chưa xếp hạng được: có điểm hoặc dòng trong {path} không đọc được nên mọi thứ hạng "
            "sau đó đều sai; đề nghị chạy `vtlt validate`",
        )
        return False
    if not scores:
        context.say(
            f"no ranking: there are no scores in {path}; see `vtlt validate`",
            f"chưa xếp hạng được: {path} không có điểm nào; đề nghị chạy `vtlt validate`",
        )
    return bool(scores)


def _tell_not_inspected(context: Context, data: Dataset, year: int) -> None:
    """Say which units are not among the numbers because they could not be inspected."""
    if not data.has("visits", year):
        return
    from vtlt_cli.rounds.taking_part import not_inspected
    from vtlt_cli.wording import listing, unit

    scored = {score.name.province for score in data.of(SCORES, year)}
    without = [one for one in not_inspected(data, year) if one not in scored]
    if without:
        count = f"{len(scored)}/{len(scored) + len(without)}"
        context.say(
            f"{count} units have a score; could not be inspected: "
            + ", ".join(one.name for one in without),
            f"{count} đơn vị có điểm; không kiểm tra được: "
            + listing((unit(one, "vi") for one in without), "vi"),
        )


def _is_false(scored: Scored) -> bool:
    """Whether the ranking is wrong or incomplete: a row lost, a name unresolved, scored twice."""
    path = scored.data.paths[Address("scores", scored.year)]
    unsure = {"near"}
    resolved = {
        (score.name.span.line, score.name.span.column)
        for score in scored.scores
        if score.name.province is not None and set(score.name.hows) & unsure
    }
    return any(
        error.span.path == path and (error.span.line, error.span.column) not in resolved
        for error in scored.errors
    )
