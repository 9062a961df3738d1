"""PRV: the register of provinces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from vtlt_cli.diagnostics import Span
from vtlt_cli.model import Dataset, Province, in_being
from vtlt_cli.rules.engine import Found, Problems, rule


def _own(data: Dataset) -> tuple[Province, ...]:
    """The folder's own register; the packaged one is not the user's to mend."""
    return data.provinces if ("provinces", 0) in data.paths else ()


def _overlap(one: Province, other: Province) -> bool:
    """Whether there is a day on which both are in being."""
    starts = [p.first_day for p in (one, other) if p.first_day is not None]
    ends = [p.last_day for p in (one, other) if p.last_day is not None]
    return not starts or not ends or max(starts) <= min(ends)


def _alike(provinces: tuple[Province, ...], by: str) -> Iterator[tuple[Province, Province]]:
    """Each later unit that has the same value of a field as an earlier one on some day."""
    known: dict[str, list[Province]] = {}
    for province in provinces:
        value = getattr(province, by)
        if value is None:
            continue
        for earlier in known.get(value, ()):
            if earlier.id != province.id and _overlap(earlier, province):
                yield province, earlier
                break
        known.setdefault(value, []).append(province)


@rule(
    "PRV01",
    "error",
    "id {id} stands here a second time",
    "mã {id} bị lặp lại",
    (
        "give each unit an id of its own; a later unit of the same name takes @ and its year",
        "mỗi đơn vị có một mã riêng; đơn vị lập sau cùng tên thêm @ và năm",
    ),
)
def repeated_id(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Each unit of the register has an id of its own."""
    first: dict[str, Province] = {}
    for province in _own(data):
        known = first.setdefault(province.id, province)
        if known is not province:
            place = (known.places["id"], ("first here", "vị trí đầu tiên"))
            yield Found(province.places["id"], {"id": province.id}, province, related=(place,))


@rule(
    "PRV02",
    "error",
    "code {code} is that of {other} too, on the same days",
    "mã số {code} trùng với {other:unit} trong cùng thời gian",
    (
        "correct one of the codes, or the days from which and to which the units are in being",
        "đề nghị sửa một mã số, hoặc ngày bắt đầu và ngày kết thúc (from, to) của đơn vị",
    ),
)
def repeated_code(data: Dataset, problems: Problems) -> Iterator[Found]:
    """An official code is unique on a given day."""
    for province, other in _alike(_own(data), "code"):
        place = (other.places["code"], ("the other", "vị trí thứ hai"))
        values = {"code": province.code, "other": other}
        yield Found(province.places["code"], values, province, related=(place,))


@rule(
    "PRV03",
    "warning",
    "two units are named {name} on the same days: {id} and {other_id}",
    "hai đơn vị cùng tên {name} trong cùng thời gian: {id} và {other_id}",
    (
        "where the name alone is written, it will not be known which is meant; write the id there",
        "nơi chỉ ghi tên sẽ không rõ là đơn vị nào; đề nghị ghi mã tại đó",
    ),
)
def repeated_name(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Two units in being on one day have different names."""
    for province, other in _alike(_own(data), "name"):
        place = (other.places["name"], ("the other", "vị trí thứ hai"))
        values = {"name": province.name, "id": province.id, "other_id": other.id}
        yield Found(province.places["name"], values, province, related=(place,))


@rule(
    "PRV04",
    "error",
    "{province} ends on {last:day}, before it begins on {first:day}",
    "{province:unit} kết thúc ngày {last:day}, trước ngày bắt đầu {first:day}",
    ("swap or correct the two days", "đề nghị đổi chỗ hoặc sửa hai ngày"),
)
def reversed_life(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A unit begins before it ends."""
    for province in _own(data):
        first, last = province.first_day, province.last_day
        if first is not None and last is not None and last < first:
            values = {"province": province, "first": first, "last": last}
            yield Found(province.places["to"], values, province)


def _successions(data: Dataset) -> Iterator[tuple[Province, str, Province | None, Span]]:
    by_id = {province.id: province for province in data.provinces}
    for province in _own(data):
        for id_ in province.successors:
            yield province, id_, by_id.get(id_), province.places["successors"]


@rule(
    "PRV05",
    "error",
    "successor {id} of {province} is not in the register",
    "đơn vị kế tiếp {id} của {province:unit} không có trong danh mục",
    ("correct the id, or add the unit", "đề nghị sửa mã hoặc bổ sung đơn vị"),
)
def unknown_successor(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A successor is a unit of the register."""
    if ("provinces", 0) in data.incomplete:
        return
    for province, id_, successor, span in _successions(data):
        if successor is None:
            yield Found(span, {"id": id_, "province": province}, province)


@rule(
    "PRV06",
    "error",
    "successor {id} is not in being on {day:day}, the day after the last of {province}",
    "đơn vị kế tiếp {id} chưa tồn tại ngày {day:day}, ngày sau ngày cuối của {province:unit}",
    (
        "correct the last day of the one or the first day of the other",
        "đề nghị sửa ngày kết thúc của đơn vị trước hoặc ngày bắt đầu của đơn vị sau",
    ),
)
def absent_successor(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A successor is in being on the day after the last."""
    for province, id_, successor, span in _successions(data):
        if successor is None or province.last_day is None:
            continue
        day = province.last_day + timedelta(days=1)
        if not in_being(successor, day):
            yield Found(span, {"id": id_, "province": province, "day": day}, province)


@rule(
    "PRV07",
    "error",
    "{province} has successors but no last day",
    "{province:unit} có đơn vị kế tiếp nhưng chưa ghi ngày kết thúc",
    ("add `to`, the last day in being", "đề nghị bổ sung trường `to` (ngày cuối)"),
)
def endless_life(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A unit that has successors has a last day."""
    for province in _own(data):
        if province.successors and province.last_day is None and "to" not in province.places:
            yield Found(province.places["successors"], {"province": province}, province)
