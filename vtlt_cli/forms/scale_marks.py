"""The fingerprint of a scale: a mark a criterion, so that it can be told which have changed."""

from __future__ import annotations

from decimal import Decimal

from vtlt_cli.criteria.kind import Criterion, Scale
from vtlt_cli.criteria.scale import lines
from vtlt_cli.forms.form import digest
from vtlt_cli.reading.numbers import Number
from vtlt_cli.wording import composed


def scale_marks(scale: Scale) -> dict[str, str]:
    """A mark for each criterion, by its code and in the order of the scale.

    It is made of all that whoever fills a form in goes by: where it stands, its words, its points.
    `step` and the classes are none of it: they are judged by the scale as it is when a form comes
    back, and no quantity becomes another by them.
    """
    return {
        criterion.code: digest("|".join([area.code, *_content(criterion, whole)]))[:8]
        for _number, area, criterion, whole in lines(scale)
    }


def _content(criterion: Criterion, whole: Criterion | None) -> list[str]:
    said = [
        whole.code if whole else "",
        composed(criterion.text),
        composed(criterion.measure or ""),
        str(criterion.decimals),
        composed(criterion.evidence or ""),
    ]
    said += [
        _number(value)
        for value in (criterion.each, criterion.most, criterion.least, criterion.not_arising)
    ]
    said += [f"{composed(level.name)}={_number(level.points)}" for level in criterion.levels]
    return said


def _number(value: Number | None) -> str:
    """The number in one writing: 10 and 10.0 are one."""
    return "" if value is None else f"{Decimal(value).normalize():f}"
