"""The scores of a round for the commands that rest on them, as the law of results has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vtlt_cli.cli.law import none_of, tell_errors
from vtlt_cli.cli.session import Context
from vtlt_cli.diagnostics import Words
from vtlt_cli.grounds import Grounds, grounds_of
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.rounds.doubts import Doubt
from vtlt_cli.rounds.grounds import Uses
from vtlt_cli.rounds.kind import Round, round_of
from vtlt_cli.scores.doubts import doubts_of
from vtlt_cli.scores.kind import SCORES, Score, offices

NO_RANKING: Words = ("no ranking", "chưa xếp hạng được")


class Scored(NamedTuple):
    """A round with its scores, all that the command uses of it read."""

    grounds: Grounds

    @property
    def data(self) -> Dataset:
        return self.grounds.data

    @property
    def year(self) -> int:
        return self.grounds.year

    @property
    def scores(self) -> tuple[Score, ...]:
        return self.data.of(SCORES, self.year)

    @property
    def round(self) -> Round:
        return round_of(self.data, self.year)

    def doubts(self) -> list[Doubt]:
        """The rows that leave it in doubt who stands where."""
        return doubts_of(self.scores)


def scored_round(
    context: Context,
    folder: Folder,
    year: int,
    uses: Uses,
    nothing: Words = NO_RANKING,
    *more: str,
    alone: bool = False,
) -> Scored | None:
    """The round with what is used of it; None, and told why, where there can be no result.

    `nothing` is what there is not in that case; `more` kinds are read for what may be used. Of a
    file that stands `alone` the errors are told here and now, as `vtlt validate` would.
    """
    # Who could not be inspected stands among the visits.
    scored = Scored(grounds_of(folder, uses, year, context.lang, *more, "visits"))
    grounds = scored.grounds
    if alone:
        tell_errors(context, grounds)
    if grounds.unread:
        none_of(context, grounds, grounds.unread, nothing)
        return None
    path = grounds.data.paths[Address("scores", year)]
    if not offices(scored.scores):
        context.say(
            f"{nothing[0]}: there are no scores in {path}; see `vtlt validate`",
            f"{nothing[1]}: {path} không có điểm nào; đề nghị chạy `vtlt validate`",
        )
        return None
    if _order_unread(scored.scores):
        none_of(context, grounds, [Address("scores", year)], nothing)
        return None
    tell_not_inspected(context, grounds.data, year)
    return scored


def tell_not_inspected(context: Context, data: Dataset, year: int) -> None:
    """Say which units are not among the numbers because they could not be inspected."""
    if not data.has("visits", year):
        return
    from vtlt_cli.rounds.taking_part import not_inspected
    from vtlt_cli.wording import listing, unit

    units = {score.name.province for score in data.of(SCORES, year)}
    without = [one for one in not_inspected(data, year) if one not in units]
    if without:
        count = f"{len(units)}/{len(units) + len(without)}"
        context.say(
            f"{count} units have a score; could not be inspected: "
            + ", ".join(one.name for one in without),
            f"{count} đơn vị có điểm; không kiểm tra được: "
            + listing((unit(one, "vi") for one in without), "vi"),
        )


def _order_unread(scores: Sequence[Score]) -> bool:
    """Whether a printed position could not be read that orders two equal scores."""
    rows = offices(scores)
    if len({score.value for score in rows}) == len(rows):
        return False
    return any(score.position is None and "position" in score.places for score in rows)
