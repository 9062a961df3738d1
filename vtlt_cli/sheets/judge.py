"""What one side of a line says, its result and its points, held against the scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from vtlt_cli.criteria.kind import Criterion, Scale
from vtlt_cli.criteria.scale import (
    NOT_ARISING,
    Scored,
    folded,
    is_within,
    neighbours,
    scored,
    step_of,
    worth,
)
from vtlt_cli.diagnostics import ProblemKind
from vtlt_cli.reading.numbers import Number, marked_readings, parse_number
from vtlt_cli.reading.problems import cut

Cell = Literal["result", "points"]
# How the points that a result is worth come about, for the sentence that tells them.
How = Literal["each", "level", "not arising"]


class Slip(NamedTuple):
    """What is wrong with one of the two cells."""

    kind: ProblemKind
    cell: Cell
    values: Mapping[str, Any]


class Verdict(NamedTuple):
    """The points of one side of a line, None where there are none yet or none that can be read."""

    points: Number | None
    slip: Slip | None = None


class _Meant(NamedTuple):
    """What a result is worth, None where the points are judged or the result is not there yet."""

    worth: Number | None = None
    how: How = "each"
    quantity: Number | None = None
    level: str = ""


NOTHING_YET = Verdict(None)

# The same numbers come again and again in the sheets of a round; so many of the latest are kept.
_MOST_KEPT = 10_000
_number_of = lru_cache(_MOST_KEPT)(parse_number)
_points_alone = lru_cache(_MOST_KEPT)(Verdict)


@lru_cache(_MOST_KEPT)
def _simple_number(text: str) -> Number | None:
    """The number of a text that can be read in one way only."""
    return None if marked_readings(text, None, True) else parse_number(text)


class Judge:
    """The scale, ready to judge lines by it.

    `items` are the criteria that are scored, `evidence` the codes of those that ask for papers.
    """

    def __init__(self, scale: Scale) -> None:
        self.items: dict[str, Scored] = scored(scale)
        self.step = step_of(scale)
        self.evidence = frozenset(
            code for code, item in self.items.items() if item.criterion.evidence is not None
        )
        self._levels = {
            code: {
                written: level
                for level in item.criterion.levels
                for written in (folded(level.name), level.name)
            }
            for code, item in self.items.items()
        }
        self._closely = lru_cache(_MOST_KEPT)(self._what_a_side_says)

    def side(
        self,
        code: str,
        result: str | None,
        points: str,
        agreed: bool,
        in_threes: bool = True,
    ) -> Verdict:
        """What one side of the line of a criterion says; `agreed` is the team's.

        `result` is None where the sheet has no such column. `in_threes` is whether every fraction
        among the points of that side has three digits: `1.250` may be 1250 then.
        """
        # Most lines are simple: the points are what the result is worth, and no slip is possible.
        if result and self.items[code].sound:
            value, worth_ = _simple_number(points), self._simple_worth(code, result)
            if value is not None and worth_ is not None:
                step = self.step if agreed else None
                if self._is_right(code, value, worth_, step):
                    return _points_alone(value)
        return self._closely(code, result, points, agreed, in_threes)

    def _is_right(self, code: str, points: Number, worth_: Number, step: Number | None) -> bool:
        """Whether points are what the result is worth, or the multiple of the step beside it."""
        if step is None or not worth_ % step:
            return points == worth_
        beside = not points % step and -step < points - worth_ < step
        return beside and is_within(self.items[code].criterion, points)

    def _simple_worth(self, code: str, result: str) -> Number | None:
        """What a level or a plain quantity is worth; None where that is to be looked at closely."""
        criterion = self.items[code].criterion
        if criterion.each is None:
            level = self._levels[code].get(result)
            return level.points if level is not None else None
        quantity = _simple_number(result)
        if quantity is None or quantity < 0:
            return None
        if not isinstance(quantity, int) and _decimals(result) > criterion.decimals:
            return None
        return worth(criterion, quantity)

    def _what_a_side_says(
        self, code: str, result: str | None, points: str, agreed: bool, in_threes: bool
    ) -> Verdict:
        """What one side of a line says, whatever it is."""
        if not points and not result:
            return NOTHING_YET
        item = self.items[code]
        criterion = item.criterion
        meant = _Meant()
        if item.sound and result is not None:
            try:
                meant = self._meant(code, criterion, result, points, agreed)
            except _Slipped as slipped:
                return Verdict(_number_of(points), slipped.slip)
        if not points:
            return NOTHING_YET
        try:
            value = self._points(criterion, item.sound, meant, points, agreed, in_threes)
        except _Slipped as slipped:
            return Verdict(None, slipped.slip)
        if not item.sound:
            return Verdict(value)
        return Verdict(value, self._wrong(criterion, meant, value, agreed))

    def _meant(
        self, code: str, criterion: Criterion, result: str, points: str, agreed: bool
    ) -> _Meant:
        """What the result is worth; raises _Slipped where it cannot be read."""
        if not result[:1].isdigit() and folded(result) == NOT_ARISING:
            if criterion.not_arising is None:
                raise _Slipped("sheet-not-arising", "result", {})
            return _Meant(criterion.not_arising, "not arising")
        if criterion.levels:
            levels = self._levels[code]
            level = levels.get(result) or levels.get(folded(result))
            if level is None:
                why = "no level" if result else "missing"
                values = {"why": why, "found": cut(result), "levels": criterion.levels}
                raise _Slipped("sheet-result", "result", values)
            return _Meant(level.points, "level", level=level.name)
        if criterion.each is None:
            if result:
                values = {"why": "judged", "found": cut(result)}
                raise _Slipped("sheet-result", "result", values)
            return _Meant()
        quantity = self._quantity(criterion, result, points, agreed)
        return _Meant(worth(criterion, quantity), "each", quantity)

    def _quantity(self, criterion: Criterion, result: str, points: str, agreed: bool) -> Number:
        readings = marked_readings(result, criterion.decimals, True)
        plain = _number_of(result)
        if readings:
            meant = self._settled(criterion, readings, points, agreed)
            if meant is None or meant != plain:
                told = readings if meant is None else (f"{meant}",)
                raise _Slipped(*_marked(result, told, "result"))
        quantity, why = plain, ""
        if quantity is None:
            why = "no quantity" if result else "missing"
        elif quantity < 0:
            why = "below 0"
        elif _decimals(result) > criterion.decimals:
            why = "decimals"
        if quantity is None or why:
            values = {"why": why, "found": cut(result), "decimals": criterion.decimals}
            if criterion.not_arising is not None:
                values["word"] = NOT_ARISING
            raise _Slipped("sheet-result", "result", values)
        return quantity

    def _settled(
        self, criterion: Criterion, readings: Sequence[str], points: str, agreed: bool
    ) -> Number | None:
        """The one reading of a quantity that fits the scale and the points; None where none does.

        The points may be written like the quantity, with a mark between their thousands.
        """
        stated = {_number_of(text) for text in marked_readings(points, None, True) or (points,)}
        fitting = {
            quantity
            for text in readings
            if _decimals(text) <= criterion.decimals
            and (quantity := _number_of(text)) is not None
            and stated & {*self._agreeable(criterion, worth(criterion, quantity), agreed)}
        }
        return fitting.pop() if len(fitting) == 1 else None

    def _points(
        self,
        criterion: Criterion,
        sound: bool,
        meant: _Meant,
        points: str,
        agreed: bool,
        in_threes: bool,
    ) -> Number:
        """The points as a number; raises _Slipped where they are none, or may be two.

        Of two readings that one is meant which the scale allows, if it allows only one.
        """
        readings = marked_readings(points, None, in_threes)
        if not readings:
            value = _number_of(points)
            if value is None:
                raise _Slipped("not-a-number", "points", {"found": cut(points)})
            return value
        plain = _number_of(points)
        if sound and len(readings) > 1:
            fitting = [
                text
                for text in readings
                if (value := _number_of(text)) is not None
                and self._wrong(criterion, meant, value, agreed) is None
            ]
            if len(fitting) == 1:
                if plain is not None and _number_of(fitting[0]) == plain:
                    return plain
                readings = (fitting[0],)
        raise _Slipped(*_marked(points, readings, "points"))

    def _agreeable(self, criterion: Criterion, points: Number, agreed: bool) -> tuple[Number, ...]:
        """The points that may stand for a result that is worth so many.

        A team agrees on a multiple of the step; where none is in the frame the worth itself stands.
        """
        if not agreed or self.step is None:
            return (points,)
        return neighbours(criterion, points, self.step) or (points,)

    def _wrong(
        self, criterion: Criterion, meant: _Meant, points: Number, agreed: bool
    ) -> Slip | None:
        """What is wrong with points of a line that can be read."""
        if meant.how == "each" and not is_within(criterion, points):
            return Slip("sheet-frame", "points", {"points": points})
        step = self.step if agreed else None
        if meant.worth is None:
            if step is not None and points % step:
                return Slip("sheet-step", "points", {"points": points, "step": step})
            return None
        right = self._agreeable(criterion, meant.worth, agreed)
        if points in right:
            return None
        near = step is not None and -step < points - meant.worth < step
        if step is not None and near and points % step and meant.worth % step:
            # Between the two multiples, or at the worth itself: it was not agreed to a multiple.
            return Slip("sheet-step", "points", {"points": points, "step": step})
        values = {
            "points": points,
            "right": right,
            "how": meant.how,
            "quantity": meant.quantity,
            "level": meant.level,
            "worth": meant.worth,
        }
        return Slip("sheet-worth", "points", values)


def _decimals(text: str) -> int:
    """How many decimals a number has, noughts at its end aside."""
    return len(text.partition(".")[2].rstrip("0"))


class _Slipped(Exception):
    """A cell that cannot be read, and what is told of it."""

    def __init__(self, kind: ProblemKind, cell: Cell, values: Mapping[str, Any]) -> None:
        super().__init__(kind)
        self.slip = Slip(kind, cell, values)


def _marked(
    text: str, readings: tuple[str, ...], cell: Cell
) -> tuple[ProblemKind, Cell, Mapping[str, Any]]:
    kind: ProblemKind = "grouped-number" if len(readings) == 1 else "ambiguous-number"
    return kind, cell, {"found": text, "readings": readings}
