"""provinces.yaml: the register of provinces, or of other units. Its record is `units.Province`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import date
from typing import Any

from vtlt_cli.reading.fields import (
    DAY,
    ID,
    TEXT,
    TEXT_OR_TEXTS,
    TEXTS,
    Field,
    Reading,
    Record,
    Values,
    list_of,
    text_or_list_of,
)
from vtlt_cli.reading.kinds import Kind
from vtlt_cli.units import Province, Region


def _province(values: Values) -> Province:
    fields = values.fields
    get = fields.get
    # A register may have tens of thousands: values in the order of the record cost less.
    return Province(
        fields["id"],
        fields["name"],
        fields["kind"],
        get("code"),
        get("iso"),
        _regions(get("region", ())),
        get("from"),
        get("to"),
        get("successors", ()),
        get("decision", ()),
        get("aliases", ()),
        values.places,
        get("apart"),
    )


def _settle(units: list[Values], reading: Reading) -> None:
    """What tells units of one name apart that are in being on one day: `Province.apart`."""
    named: dict[str, list[Values]] = {}
    for unit in units:
        named.setdefault(unit["name"].casefold(), []).append(unit)
    for bearers in named.values():
        if len(bearers) < 2:
            continue
        everyone = _Lives(bearers)
        of_kind = _lives_by(bearers, lambda unit: unit["kind"])
        at_home = _lives_by(bearers, lambda unit: (unit["kind"], _home(unit)))
        for unit in bearers:
            home = _home(unit)
            is_alike = of_kind[unit["kind"]].meet(unit)
            if is_alike and (home == "" or at_home[unit["kind"], home].meet(unit)):
                unit.fields["apart"] = unit["id"]
            elif everyone.meet(unit):
                unit.fields["apart"] = home if is_alike else ""


def _home(unit: Values) -> str:
    """The region of a unit as it is printed after its name; "" where it has none."""
    regions = _regions(unit.get("region", ()))
    return regions[0].name if regions else ""


def _lives_by(units: list[Values], what: Callable[[Values], Any]) -> dict[Any, _Lives]:
    groups: dict[Any, list[Values]] = {}
    for unit in units:
        groups.setdefault(what(unit), []).append(unit)
    return {key: _Lives(group) for key, group in groups.items()}


class _Lives:
    """The days on which units are in being, to ask whether one of them is together with another."""

    def __init__(self, units: list[Values]) -> None:
        lives = [life for life in map(_life, units) if life[0] <= life[1]]
        self.first_days = sorted(first for first, _last in lives)
        self.last_days = sorted(last for _first, last in lives)

    def meet(self, unit: Values) -> bool:
        """Whether there is a day on which the unit, one of these, and another one are in being."""
        first, last = _life(unit)
        # Who has begun by its last day, less who has ended before its first one, less itself.
        met = bisect_right(self.first_days, last) - bisect_left(self.last_days, first)
        return first <= last and met > 1


def _life(unit: Values) -> tuple[date, date]:
    return unit.get("from") or date.min, unit.get("to") or date.max


def _regions(written: str | tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions of a unit, by their first days."""
    if isinstance(written, str):
        return (Region(written),)
    return tuple(sorted(written, key=lambda region: region.first_day or date.min))


def _region(values: Values) -> Region:
    return Region(values["name"], values.get("from"))


REGION = Record(
    "region",
    Region,
    Field("name", TEXT, ("The name of the region.", "Tên vùng."), required=True),
    Field(
        "from",
        DAY,
        (
            "The first day on which the unit belongs to it; left out: from the beginning.",
            "Ngày đầu tiên đơn vị thuộc vùng; không ghi: từ đầu.",
        ),
    ),
    make=_region,
)

PROVINCE = Record(
    "province",
    Province,
    Field(
        "id",
        ID,
        (
            "Its own id: small Latin letters without marks, digits and hyphens, `@` and the"
            " year for a later unit of the same name (gia-lai@2025). No two units share one.",
            "Mã riêng: chữ thường không dấu, chữ số và gạch nối; đơn vị thành lập sau mà trùng tên "
            "thì thêm `@` và năm (gia-lai@2025). Không có hai đơn vị cùng mã.",
        ),
        required=True,
    ),
    Field(
        "name",
        TEXT,
        (
            "The standard spelling. The kind belongs to it only where people always say it:"
            " Thành phố Hồ Chí Minh.",
            "Tên viết chuẩn, không kèm loại đơn vị, trừ tên luôn được gọi kèm loại:"
            " Thành phố Hồ Chí Minh.",
        ),
        required=True,
    ),
    Field(
        "kind",
        TEXT,
        (
            "What it is: tỉnh or thành phố; a register of your own may have others."
            " It is printed before the name.",
            "Loại đơn vị: tỉnh hoặc thành phố; danh mục riêng có thể dùng loại khác."
            " Loại được in trước tên.",
        ),
        required=True,
    ),
    Field(
        "code",
        TEXT,
        (
            'The official code, in quotes: "01". Two units in being on one day may not share it;'
            " a later one may take it over.",
            'Mã số chính thức, đặt trong dấu nháy: "01". Hai đơn vị tồn tại cùng một ngày không'
            " dùng chung mã số; đơn vị lập sau có thể dùng lại.",
        ),
    ),
    Field("iso", TEXT, ("The code of ISO 3166-2: VN-31.", "Mã theo ISO 3166-2: VN-31.")),
    Field(
        "region",
        text_or_list_of(REGION),
        (
            "The region it belongs to; where it changed, a list of {name, from}.",
            "Vùng; nếu có thay đổi thì ghi danh sách {name, from}.",
        ),
    ),
    Field(
        "from",
        DAY,
        (
            "The first day in being; left out: since before the register begins.",
            "Ngày đầu tiên của đơn vị; không ghi: có từ trước thời gian của danh mục.",
        ),
    ),
    Field(
        "to",
        DAY,
        (
            "The last day in being; left out: still in being.",
            "Ngày cuối cùng của đơn vị; không ghi: hiện vẫn còn.",
        ),
    ),
    Field(
        "successors",
        TEXTS,
        (
            "The ids of the units it became part of, or that followed it; they are in being on"
            " the day after `to`, which must be there.",
            "Mã (id) của các đơn vị mà đơn vị này hợp nhất vào hoặc kế tiếp đơn vị này; các đơn vị"
            " đó phải có vào ngày liền sau `to`, và `to` phải được ghi.",
        ),
    ),
    Field(
        "decision",
        TEXT_OR_TEXTS,
        (
            "The decision that made it and the one that ended it: a text or a list of texts.",
            "Văn bản quyết định việc thành lập và việc sắp xếp, hợp nhất đơn vị: một nội dung hoặc"
            " danh sách.",
        ),
    ),
    Field(
        "aliases",
        TEXTS,
        (
            "Other spellings to accept, with a note. Case, spaces, dashes and the place of tone"
            " marks need none. A misspelling is no alias, or it would no longer be found.",
            "Cách viết khác được chấp nhận, kèm lưu ý. Không cần ghi cách viết chỉ khác về chữ hoa,"
            " khoảng trắng, gạch nối, vị trí dấu thanh. Không ghi tên viết sai, vì như vậy sẽ"
            " không còn được phát hiện.",
        ),
    ),
    make=_province,
    once=True,
)

PROVINCES: Kind[tuple[Province, ...]] = Kind(
    "provinces",
    (
        "The register of provinces, or of other units.",
        "Danh mục tỉnh, thành phố hoặc đơn vị khác.",
    ),
    list_of(PROVINCE),
    (),
    _settle,
)
