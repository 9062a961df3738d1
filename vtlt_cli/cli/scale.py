"""What the commands on sheets share: the round with its scale, and the units asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from vtlt_cli.cli.session import Context, point_to_validate, say_unread, unknown_name, year_of
from vtlt_cli.criteria.kind import CRITERIA, Scale
from vtlt_cli.diagnostics import Finding, Problem, Refusal
from vtlt_cli.grounds import errors_of
from vtlt_cli.load import load
from vtlt_cli.names import Register, in_being_at
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.kind import Round, days_of, round_of
from vtlt_cli.units import Province


class Scored(NamedTuple):
    """A round with its scale, which was read whole, and what else was asked for."""

    data: Dataset
    problems: list[Problem]
    round: Round
    scale: Scale

    @property
    def year(self) -> int:
        return self.round.year


def with_scale(
    context: Context,
    folder: Folder,
    asked: int | None,
    kinds: Collection[str] = (),
    units: Collection[str] | None = None,
) -> Scored | None:
    """The round with its scale; None, and told why, where the scale could not be read whole.

    Points of a scale of which something is lost would be those of another scale.
    """
    year = year_of(folder, "criteria", asked)
    data, problems = load(folder, ("criteria", *kinds), year, units)
    scale = data.of(CRITERIA, year)
    if scale is None or Address("criteria", year) in data.unread:
        path = data.paths[Address("criteria", year)]
        context.say(
            f"not everything in {path} could be read, so nothing can be said by the scale; see "
            "`vtlt validate`",
            f"{path} có nội dung không đọc được nên chưa thể căn cứ thang điểm; đề nghị chạy "
            "`vtlt validate`",
        )
        return None
    return Scored(data, problems, round_of(data, year), scale)


def unit_named(text: str, data: Dataset, round_: Round) -> Province:
    """The unit of the round that a name means; raises Refusal where there is none."""
    register, when = Register(data.of(PROVINCES)), days_of(round_)
    known = register.of_id(text, when)
    unit = known or register.resolve(text, when, round_.office or "").province
    if unit is None:
        near = [unit.name for unit in register.suggest(text, when)]
        raise unknown_name(text, register.provinces, near)
    if not in_being_at(unit, when):
        raise Refusal(
            f"{unit.name} does not take part in round {round_.year}",
            f"{unit.name} không tham gia đợt kiểm tra năm {round_.year}",
        )
    return unit


# What an error of these leaves in doubt is shown as `…`: the table is not all that it should be.
_DOUBTS = ("FIL", "NAM01", "NAM02", "SHT", "VIS01", "RES01", "SCR01")


def errors_on(context: Context, scored: Scored, units: Collection[str] | None) -> list[Finding]:
    """The errors of the papers that were read; of those of `units` alone, if only theirs were."""
    errors = errors_of(
        scored.data, scored.problems, context.lang, ("CRI", "SHT", "SCR", "VIS", "RES")
    )
    return [error for error in errors if units is None or error.province in (None, *units)]


def is_doubtful(scored: Scored, errors: Sequence[Finding]) -> bool:
    """Whether a sum is missing by a fault, or something of the papers could not be read."""
    unread = any(address.year == scored.year for address in scored.data.unread)
    return unread or any(error.code.startswith(_DOUBTS) for error in errors)


def pointed(context: Context, scored: Scored, errors: Sequence[Finding]) -> int:
    """Point to `vtlt validate` where something is in doubt; the exit code."""
    doubtful = is_doubtful(scored, errors)
    if doubtful and not errors:
        path = next(scored.data.paths[one] for one in scored.data.unread if one.year == scored.year)
        say_unread(context, path)
    point_to_validate(context, errors)
    return 1 if doubtful else 0


def ended(context: Context, scored: Scored, units: Collection[str] | None = None) -> int:
    """Point to the errors of what a command printed; the exit code."""
    return pointed(context, scored, errors_on(context, scored, units))
