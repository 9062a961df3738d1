"""What a scale says: which criteria are scored, what a result is worth, which class a total has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from vtlt_cli.criteria.kind import Area, Class, Criterion, Level, Scale
from vtlt_cli.diagnostics import Words
from vtlt_cli.reading.numbers import Number, exact_product, exact_sum
from vtlt_cli.wording import composed

Way = Literal["each", "levels", "most", "criteria"]

# What a result says of a criterion of which there was nothing.
NOT_ARISING = "không phát sinh"


@lru_cache(10_000)
def folded(text: str) -> str:
    """What two ways of writing one level share: composition, case and white space are no matter."""
    return " ".join(composed(text).casefold().split())


class Scored(NamedTuple):
    """A criterion that is scored, the place of its area, and the criterion that it is a part of.

    `sound` is false where the scale leaves in doubt how it is scored: nothing is judged by it.
    """

    criterion: Criterion
    area: int
    whole: Criterion | None
    sound: bool


def lines(scale: Scale) -> Iterator[tuple[int, Area, Criterion, Criterion | None]]:
    """Every criterion with its area, the parts behind the one that they are parts of."""
    for number, area in enumerate(scale.areas):
        for criterion in area.criteria:
            yield number, area, criterion, None
            for part in criterion.parts:
                yield number, area, part, criterion


def scored(scale: Scale) -> dict[str, Scored]:
    """The criteria that are scored, by their code, in the order of the scale.

    Of two with one code the first, which is not sound then.
    """
    twice = {code for code, found in by_code(scale).items() if len(found) > 1}
    known: dict[str, Scored] = {}
    for number, _area, criterion, whole in lines(scale):
        if criterion.parts and whole is None:
            continue
        sound = (
            criterion.code not in twice
            and len(ways(criterion)) == 1
            and not criterion.parts
            and not any(impossible(criterion))
        )
        known.setdefault(criterion.code, Scored(criterion, number, whole, sound))
    return known


def by_code(scale: Scale) -> dict[str, list[Area | Criterion]]:
    """What bears each code, an area or a criterion, in the order of the file."""
    found: dict[str, list[Area | Criterion]] = {}
    for area in scale.areas:
        found.setdefault(area.code, []).append(area)
        for criterion in area.criteria:
            for one in (criterion, *criterion.parts):
                found.setdefault(one.code, []).append(one)
    return found


def ways(criterion: Criterion) -> tuple[Way, ...]:
    """The ways of scoring that a criterion states, whether they could be read or not.

    `most` is one where it stands alone; beside `each` it is a ceiling.
    """
    given: list[Way] = [way for way in _WAYS if way in criterion.places]
    if "most" in given and "each" in given:
        given.remove("most")
    # A list without anything in it states nothing.
    empty = {"levels": criterion.levels, "criteria": criterion.parts}
    return tuple(way for way in given if empty.get(way, True))


_WAYS: tuple[Way, ...] = ("each", "levels", "most", "criteria")


class Impossible(NamedTuple):
    """A field of a criterion that cannot be so; `field` says where, or `level` which level."""

    field: str
    words: Words
    level: Level | None = None


def impossible(criterion: Criterion) -> Iterator[Impossible]:
    """What cannot be so of the points of a criterion that is scored in one way."""
    found = ways(criterion)
    if len(found) != 1:
        return
    way, places = found[0], criterion.places
    if way in ("levels", "criteria"):
        if "least" in places:
            yield Impossible("least", _NO_LEAST)
        if "not_arising" in places:
            yield Impossible("not_arising", _NO_NOT_ARISING)
    if way == "levels":
        yield from _levels_twice(criterion.levels)
        return
    odd = _odd_rate(criterion)
    if odd is not None:
        yield odd
    else:
        yield from _odd_frame(criterion)


def _levels_twice(levels: Sequence[Level]) -> Iterator[Impossible]:
    known = {folded(NOT_ARISING)}
    for level in levels:
        name = folded(level.name)
        if name in known:
            reserved = name == folded(NOT_ARISING)
            yield Impossible("name", _RESERVED if reserved else _LEVEL_TWICE, level)
        known.add(name)


def _odd_rate(criterion: Criterion) -> Impossible | None:
    """What cannot be so of the points a unit of work."""
    each, most = criterion.each, criterion.most
    if each is None:
        return None
    if each == 0:
        return Impossible("each", _NO_EACH)
    if each < 0 and most:
        return Impossible("most", _DEDUCTION_CEILING)
    if each > 0 and most is not None and most <= 0:
        return Impossible("most", _CEILING_BELOW_0)
    return None


def _odd_frame(criterion: Criterion) -> Iterator[Impossible]:
    """What cannot be so of the fewest and the most points."""
    least, most = frame(criterion)
    if least is not None and most is not None and most < least:
        yield Impossible("most", _BELOW_THE_FLOOR)
        return
    worth = criterion.not_arising
    if worth is not None and not _within(worth, least, most):
        yield Impossible("not_arising", _OUT_OF_FRAME)


_NO_LEAST: Words = (
    "`least` goes with `each` or `most`, not with {way}",
    "`least` chỉ đi với `each` hoặc `most`, không đi với {way}",
)
_NO_NOT_ARISING: Words = (
    "`not_arising` goes with `each` or `most`, not with {way}",
    "`not_arising` chỉ đi với `each` hoặc `most`, không đi với {way}",
)
_RESERVED: Words = (
    "“{level}” is no level: `not_arising` says what it is worth",
    "“{level}” không phải là một mức: ghi số điểm vào `not_arising`",
)
_LEVEL_TWICE: Words = (
    "the level “{level}” stands twice",
    "mức “{level}” ghi hai lần",
)
_NO_EACH: Words = (
    "0 points a unit of work score nothing",
    "mỗi đơn vị tính 0 điểm thì không chấm được điểm",
)
_DEDUCTION_CEILING: Words = (
    "a deduction is limited from below, by `least`; {most} stands as `most`",
    "điểm trừ được giới hạn bằng `least`; tại đây ghi `most` là {most:points}",
)
_CEILING_BELOW_0: Words = (
    "with {most} as `most` no points can be given",
    "với `most` là {most:points} thì không cho được điểm nào",
)
_BELOW_THE_FLOOR: Words = (
    "`most` ({most}) is below `least` ({least})",
    "`most` ({most:points}) nhỏ hơn `least` ({least:points})",
)
_OUT_OF_FRAME: Words = (
    "`not_arising` ({not_arising}) is outside of `least` and `most`",
    "`not_arising` ({not_arising:points}) nằm ngoài `least` và `most`",
)


def frame(criterion: Criterion) -> tuple[Number | None, Number | None]:
    """The fewest and the most points that a criterion can have, None where there is no limit.

    Where points are judged the fewest are 0 unless the scale says otherwise.
    """
    if criterion.levels or criterion.parts:
        return None, None
    judged = "each" not in criterion.places
    return (0 if judged and criterion.least is None else criterion.least), criterion.most


def _within(points: Number, least: Number | None, most: Number | None) -> bool:
    return (least is None or least <= points) and (most is None or points <= most)


def is_within(criterion: Criterion, points: Number) -> bool:
    """Whether the points are in the frame of the criterion."""
    return _within(points, *frame(criterion))


def worth(criterion: Criterion, quantity: Number) -> Number:
    """The points of so many units of work: `each` times as many, held between least and most."""
    assert criterion.each is not None
    points = exact_product(criterion.each, quantity)
    if criterion.most is not None and points > criterion.most:
        return criterion.most
    if criterion.least is not None and points < criterion.least:
        return criterion.least
    return points


def neighbours(criterion: Criterion, points: Number, step: Number) -> tuple[Number, ...]:
    """The multiples of the step that a team may agree on where `points` are none.

    They are the ones beside it, as far as they are in the frame; `points` alone if they are one.
    """
    rest = points % step
    if not rest:
        return (points,)
    # The remainder has the sign of the points where they are a decimal, of the step otherwise.
    below = exact_sum((points, -rest) if rest > 0 else (points, -rest, -step))
    return tuple(near for near in (below, exact_sum((below, step))) if is_within(criterion, near))


def class_of(classes: Sequence[Class], total: Number) -> Class | None:
    """The class of a total; None where it is below all of them."""
    fitting = [one for one in classes if one.least <= total]
    return max(fitting, key=lambda one: one.least, default=None)


def step_of(scale: Scale) -> Number | None:
    """The step of agreed points; None where there is none, or one that can be no step."""
    return scale.step if scale.step is not None and scale.step > 0 else None


def classes_of(scale: Scale) -> tuple[Class, ...]:
    """The classes, none where the scale leaves in doubt which total is of which."""
    leasts = [one.least for one in scale.classes]
    names = {folded(one.name) for one in scale.classes}
    sound = leasts == sorted(set(leasts), reverse=True) and len(names) == len(leasts)
    return scale.classes if sound else ()


def parents(scale: Scale) -> Mapping[str, Criterion]:
    """The criteria that are the sum of their parts, by their code."""
    return {
        criterion.code: criterion
        for _number, _area, criterion, whole in lines(scale)
        if criterion.parts and whole is None
    }
