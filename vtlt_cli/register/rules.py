"""PRV: the register of provinces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vtlt_cli.checking.engine import Found, Problems, rule
from vtlt_cli.diagnostics import Span
from vtlt_cli.names import bare, key
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.units import Province, day_after, in_being, short_name


def _own(data: Dataset) -> tuple[Province, ...]:
    """The folder's own register; the packaged one is not the user's to mend."""
    return data.of(PROVINCES) if Address("provinces") in data.paths else ()


def _overlap(one: Province, other: Province) -> bool:
    """Whether there is a day on which both are in being."""
    starts = [p.first_day for p in (one, other) if p.first_day is not None]
    ends = [p.last_day for p in (one, other) if p.last_day is not None]
    return not starts or not ends or max(starts) <= min(ends)


def _told_apart(one: Province, other: Province) -> bool:
    """Whether kind or region tells two units of one name apart, written with it."""
    if one.kind.casefold() != other.kind.casefold():
        return True
    regions = {region.name for region in one.regions}, {region.name for region in other.regions}
    return all(regions) and regions[0].isdisjoint(regions[1])


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
        "mỗi đơn vị có một mã riêng; đơn vị thành lập sau mà trùng tên thì thêm @ và năm",
    ),
)
def repeated_id(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Each unit of the register has an id of its own.

    Why: An id stands for one unit in successors, cells and JSON. Gia Lai of before 2025-07-01 and
    Gia Lai of after it, into which Bình Định merged, are two units; with one id the later could not
    be named.

    Bad:

        - {id: gia-lai, name: Gia Lai, kind: tỉnh, code: "64", to: 2025-06-30}
        - {id: gia-lai, name: Gia Lai, kind: tỉnh, code: "52", from: 2025-07-01}

    Good:

        - {id: gia-lai, name: Gia Lai, kind: tỉnh, code: "64", to: 2025-06-30}
        - {id: gia-lai@2025, name: Gia Lai, kind: tỉnh, code: "52", from: 2025-07-01}

    Remedy: Give the later unit of the same name @ and its first year; remove the record if it
    stands there twice by mistake.

    ---

    Mỗi đơn vị trong danh mục có một mã riêng.

    Lý do: Mã đại diện cho một đơn vị trong trường successors, trong các ô và trong JSON. Tỉnh Gia
    Lai đến hết ngày 30/6/2025 và tỉnh Gia Lai mới từ ngày 01/7/2025 (hình thành do sắp xếp tỉnh
    Bình Định và tỉnh Gia Lai) là hai đơn vị; nếu chung một mã thì không ghi được đơn vị sau.

    Cách xử lý: Đề nghị thêm @ và năm đầu tiên vào mã của đơn vị thành lập sau mà trùng tên; nếu ghi
    trùng do nhầm lẫn thì bỏ một mục.
    """
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
    "mã số {code} trùng với mã số của {other:unit} trong cùng thời gian",
    (
        "correct one of the codes, or the days from which and to which the units are in being",
        "đề nghị sửa một mã số, hoặc ngày đầu và ngày cuối (from, to) của đơn vị",
    ),
)
def repeated_code(data: Dataset, problems: Problems) -> Iterator[Found]:
    """An official code belongs to one unit on any one day.

    Why: Lists without a ranking follow the codes, and other systems know a province by its code. A
    code may pass to a later unit, as 52 from Bình Định to Gia Lai on 2025-07-01, if the days of the
    two do not overlap.

    Bad:

        - {id: binh-dinh, name: Bình Định, kind: tỉnh, code: "52"}
        - {id: gia-lai@2025, name: Gia Lai, kind: tỉnh, code: "52", from: 2025-07-01}

    Good:

        - {id: binh-dinh, name: Bình Định, kind: tỉnh, code: "52", to: 2025-06-30}
        - {id: gia-lai@2025, name: Gia Lai, kind: tỉnh, code: "52", from: 2025-07-01}

    Remedy: Correct the wrong code, or add the last day `to` of the earlier unit.

    ---

    Trong một ngày, mỗi mã số hành chính chỉ thuộc về một đơn vị.

    Lý do: Danh sách không xếp thứ hạng theo thứ tự mã số, các hệ thống khác nhận biết tỉnh, thành
    phố theo mã số. Mã số có thể chuyển cho đơn vị sau, như mã số 52 của Bình Định từ ngày 01/7/2025
    là của Gia Lai, nếu thời gian của hai đơn vị không chồng nhau.

    Cách xử lý: Đề nghị sửa mã số sai, hoặc bổ sung ngày cuối (trường `to`) của đơn vị trước.
    """
    for province, other in _alike(_own(data), "code"):
        place = (other.places["code"], ("the other unit", "đơn vị kia"))
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
    """Two units in being on one day differ in name, kind or region.

    Why: A file that gives the name alone does not say which of the two is meant. For provinces this
    most often means that the earlier unit lacks its last day; in a register of communes two may
    rightly bear one name, and are told apart by the kind (`thị xã Kỳ Anh`, `huyện Kỳ Anh`) or by
    the region written behind it (`xã Tân Tiến, tỉnh Đắk Lắk`).

    Bad:

        - {id: lao-cai, name: Lào Cai, kind: tỉnh, code: "10"}
        - {id: lao-cai@2025, name: Lào Cai, kind: tỉnh, code: "15", from: 2025-07-01}

    Good:

        - {id: lao-cai, name: Lào Cai, kind: tỉnh, code: "10", to: 2025-06-30}
        - {id: lao-cai@2025, name: Lào Cai, kind: tỉnh, code: "15", from: 2025-07-01}

    Remedy: Add the last day `to` of the earlier unit; where both rightly bear the name, give each
    its `region`, or write the id in the round files.

    ---

    Hai đơn vị cùng có trong một ngày phải khác nhau về tên, loại hoặc vùng.

    Lý do: Tệp chỉ ghi tên thì không rõ là đơn vị nào trong hai đơn vị. Đối với tỉnh, thành phố,
    nguyên nhân thường là đơn vị trước chưa ghi ngày cuối; trong danh mục riêng, hai đơn vị có thể
    trùng tên và được phân biệt bằng loại (`phường Tân Tiến`, `xã Tân Tiến`) hoặc bằng vùng ghi sau
    tên (`xã Tân Tiến, tỉnh Đắk Lắk`).

    Cách xử lý: Đề nghị bổ sung ngày cuối (trường `to`) của đơn vị trước; nếu hai đơn vị thực sự
    trùng tên, đề nghị ghi vùng (`region`) cho từng đơn vị, hoặc ghi mã trong các tệp của đợt kiểm
    tra.
    """
    for province, other in _alike(_own(data), "name"):
        if _told_apart(province, other):
            continue
        place = (other.places["name"], ("the other unit", "đơn vị kia"))
        values = {"name": province.name, "id": province.id, "other_id": other.id}
        yield Found(province.places["name"], values, province, related=(place,))


@rule(
    "PRV04",
    "error",
    "the last day of {province}, {last:day}, is before its first, {first:day}",
    "ngày cuối của {province:unit} ({last:day}) trước ngày đầu ({first:day})",
    ("swap or correct the two days", "đề nghị đổi chỗ hoặc sửa hai ngày"),
)
def reversed_life(data: Dataset, problems: Problems) -> Iterator[Found]:
    """The first day of a unit is not after its last.

    Why: `from` is the first day in being and `to` the last; in the wrong order the unit is never in
    being, and no round finds it. In the example the last day of Thừa Thiên Huế has slipped into the
    record of Huế.

    Bad:

        - id: hue
          name: Huế
          kind: thành phố
          from: 2025-01-01
          to: 2024-12-31

    Good:

        - id: hue
          name: Huế
          kind: thành phố
          from: 2025-01-01

    Remedy: Compare the two days with the resolution and correct or remove the wrong one.

    ---

    Ngày đầu của đơn vị không sau ngày cuối.

    Lý do: Trường `from` là ngày đầu, trường `to` là ngày cuối của đơn vị; ghi ngược thì đơn vị
    không có vào ngày nào và không thuộc đợt kiểm tra nào. Trong ví dụ, ngày cuối của tỉnh Thừa
    Thiên Huế bị ghi nhầm vào mục của thành phố Huế.

    Cách xử lý: Đề nghị đối chiếu nghị quyết và sửa hoặc bỏ ngày sai.
    """
    for province in _own(data):
        first, last = province.first_day, province.last_day
        if first is not None and last is not None and last < first:
            values = {"province": province, "first": first, "last": last}
            yield Found(province.places["to"], values, province)


def _spelt(
    provinces: Iterable[Province],
) -> dict[str, list[tuple[Province, str]]]:
    """The units by the key of each name and alias of theirs, with the field that it stands in."""
    found: dict[str, list[tuple[Province, str]]] = {}
    for province in provinces:
        found.setdefault(key(short_name(province)), []).append((province, "name"))
        for alias in province.aliases:
            found.setdefault(key(alias), []).append((province, "aliases"))
    return found


def _successions(data: Dataset) -> Iterator[tuple[Province, str, Province | None, Span]]:
    by_id: dict[str, Province] = {}
    for unit in data.of(PROVINCES):
        by_id.setdefault(unit.id, unit)
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
    """A successor is the id of a unit of the register.

    Why: Successors lead from a unit of an earlier round to that of today; an id that is not there
    breaks the chain.

    Bad:

        - id: binh-dinh
          name: Bình Định
          kind: tỉnh
          to: 2025-06-30
          successors: [gia-lai-2025]

    Good:

        - id: binh-dinh
          name: Bình Định
          kind: tỉnh
          to: 2025-06-30
          successors: [gia-lai@2025]

    Remedy: Correct the id, or add the unit to provinces.yaml.

    ---

    Đơn vị kế tiếp phải ghi bằng mã của một đơn vị trong danh mục.

    Lý do: Trường successors dẫn từ đơn vị của đợt kiểm tra trước đến đơn vị hiện nay; mã không có
    trong danh mục thì không tra cứu tiếp được.

    Cách xử lý: Đề nghị sửa mã, hoặc bổ sung đơn vị vào provinces.yaml.
    """
    if data.is_incomplete("provinces"):
        return
    for province, id_, successor, span in _successions(data):
        if successor is None:
            yield Found(span, {"id": id_, "province": province}, province)


@rule(
    "PRV06",
    "error",
    "successor {id} is not in being on {day:day}, the day after the last of {province}",
    "đơn vị kế tiếp {id} không có trong danh mục vào ngày {day:day}, ngày liền sau ngày cuối của "
    "{province:unit}",
    (
        "write the id of the unit in being on that day, "
        "or correct the last day of the one or the first of the other",
        "đề nghị ghi đúng mã đơn vị kế tiếp, "
        "hoặc sửa ngày cuối của đơn vị trước hay ngày đầu của đơn vị sau",
    ),
)
def absent_successor(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A successor is in being on the day after the unit's last.

    Why: A unit merges into one that is there the next day. In the example `gia-lai` itself ends on
    2025-06-30; the province of the next day is `gia-lai@2025`.

    Bad:

        - id: binh-dinh
          name: Bình Định
          kind: tỉnh
          to: 2025-06-30
          successors: [gia-lai]

    Good:

        - id: binh-dinh
          name: Bình Định
          kind: tỉnh
          to: 2025-06-30
          successors: [gia-lai@2025]

    Remedy: Write the id of the unit that was there on that day, or correct the last day of the one
    or the first day of the other.

    ---

    Đơn vị kế tiếp phải có vào ngày liền sau ngày cuối của đơn vị trước.

    Lý do: Đơn vị kế tiếp là đơn vị đã có hoặc được thành lập vào ngày đó. Trong ví dụ, ngày cuối
    của `gia-lai` cũng là ngày 30/6/2025; từ ngày hôm sau là đơn vị `gia-lai@2025`.

    Cách xử lý: Đề nghị ghi mã của đơn vị có vào ngày đó, hoặc sửa ngày cuối của đơn vị trước hay
    ngày đầu của đơn vị sau.
    """
    for province, id_, successor, span in _successions(data):
        day = day_after(province)
        if successor is None or day is None:
            continue
        if not in_being(successor, day):
            yield Found(span, {"id": id_, "province": province, "day": day}, province)


@rule(
    "PRV07",
    "error",
    "{province} has successors but no last day",
    "{province:unit} có đơn vị kế tiếp nhưng chưa ghi ngày cuối",
    ("add `to`, the last day in being", "đề nghị bổ sung trường `to` (ngày cuối)"),
)
def endless_life(data: Dataset, problems: Problems) -> Iterator[Found]:
    """A unit that has successors has a last day.

    Why: Without `to` the unit counts as in being to this day beside its successor, and takes part
    in every later round. Hà Tây merged into Hà Nội (hợp nhất vào), and 2008-07-31 was its last day.

    Bad:

        - id: ha-tay
          name: Hà Tây
          kind: tỉnh
          successors: [ha-noi]

    Good:

        - id: ha-tay
          name: Hà Tây
          kind: tỉnh
          to: 2008-07-31
          successors: [ha-noi]

    Remedy: Add `to`, the day before the merger took effect.

    ---

    Đơn vị có đơn vị kế tiếp phải ghi ngày cuối.

    Lý do: Thiếu trường `to` thì đơn vị được coi là vẫn còn, song song với đơn vị kế tiếp, và có mặt
    trong mọi đợt kiểm tra sau. Tỉnh Hà Tây đã hợp nhất vào thành phố Hà Nội, ngày cuối là ngày
    31/7/2008.

    Cách xử lý: Đề nghị bổ sung trường `to` là ngày trước ngày việc hợp nhất có hiệu lực.
    """
    for province in _own(data):
        if province.successors and province.last_day is None and "to" not in province.places:
            yield Found(province.places["successors"], {"province": province}, province)


@rule(
    "PRV08",
    "error",
    "alias “{alias}” of {province} is {whose} of {other} too, on the same days",
    "tên khác “{alias}” của {province:unit} trùng với {whose_vi} của {other:unit} trong cùng thời "
    "gian",
    (
        "keep it with the one unit that it means",
        "đề nghị chỉ ghi tên này cho một đơn vị",
    ),
)
def shared_alias(data: Dataset, problems: Problems) -> Iterator[Found]:
    """An alias is that of one unit, and no other unit's name.

    Why: A name that is written so would lead to two units, and is then an error in every file; an
    alias that is the name of another unit is never used, since a name goes before it.

    Bad:

        - {id: bac-ninh, name: Bắc Ninh, kind: tỉnh, aliases: [Hà Bắc]}
        - {id: bac-giang, name: Bắc Giang, kind: tỉnh, aliases: [Hà Bắc]}

    Good:

        - {id: bac-ninh, name: Bắc Ninh, kind: tỉnh}
        - {id: bac-giang, name: Bắc Giang, kind: tỉnh}

    Remedy: Take the alias away, or keep it with the one unit that it means.

    ---

    Mỗi tên khác (aliases) chỉ của một đơn vị và không trùng với tên của đơn vị khác.

    Lý do: Ghi theo tên đó thì không rõ là đơn vị nào nên tệp nào cũng có lỗi; tên khác trùng với
    tên của một đơn vị thì không bao giờ được dùng vì tên chính được xét trước.

    Cách xử lý: Đề nghị bỏ tên khác đó, hoặc chỉ giữ cho đơn vị đúng.
    """
    for folded, units in _spelt(_own(data)).items():
        told: list[Province] = []
        for province, field in units:
            if field != "aliases" or province in told:
                continue
            rivals = [
                (other, of)
                for other, of in units
                if other is not province
                and other.id != province.id
                and other not in told
                and _overlap(other, province)
                and other.kind.casefold() == province.kind.casefold()
            ]
            # Of two that share an alias, the later is told; a name goes before any alias.
            rivals.sort(key=lambda rival: rival[1] == "aliases")
            if not rivals or (rivals[0][1] == "aliases" and not _stands_before(rivals, province)):
                continue
            other, of = rivals[0]
            told.append(province)
            alias = next(alias for alias in province.aliases if key(alias) == folded)
            values = {
                "alias": alias,
                "province": province,
                "other": other,
                "whose": "the name" if of == "name" else "one",
                "whose_vi": "tên" if of == "name" else "tên khác",
            }
            place = (other.places[of], ("the other unit", "đơn vị kia"))
            yield Found(province.places["aliases"], values, province, related=(place,))


def _stands_before(rivals: list[tuple[Province, str]], province: Province) -> bool:
    """Whether the first of the rivals stands above the unit in the file."""
    return rivals[0][0].places["id"] < province.places["id"]


@rule(
    "PRV09",
    "error",
    "id {id} of {province} reads as the name of {other}",
    "mã {id} của {province:unit} trùng với tên của {other:unit}",
    (
        "make the id from the unit's own name",
        "đề nghị đặt mã theo tên của chính đơn vị",
    ),
)
def id_of_another_name(data: Dataset, problems: Problems) -> Iterator[Found]:
    """An id is not the name of another unit.

    Why: A cell may hold an id in place of a name; an id made of another unit's name leads its
    reader, and a near miss of that name, to the wrong unit.

    Bad:

        - {id: phu-yen, name: Phú Thọ, kind: tỉnh}
        - {id: phu-tho, name: Phú Yên, kind: tỉnh}

    Good:

        - {id: phu-tho, name: Phú Thọ, kind: tỉnh}
        - {id: phu-yen, name: Phú Yên, kind: tỉnh}

    Remedy: Make the id from the unit's own name; a later unit of the name takes @ and its year.

    ---

    Mã (id) của một đơn vị không được là tên của đơn vị khác.

    Lý do: Trong ô ghi tên có thể ghi mã; mã đặt theo tên của đơn vị khác thì người đọc nhầm sang
    đơn vị đó.

    Cách xử lý: Đề nghị đặt mã theo tên của chính đơn vị; đơn vị thành lập sau mà trùng tên thì thêm
    @ và năm.
    """
    named: dict[str, list[Province]] = {}
    for province in _own(data):
        named.setdefault(_as_id(short_name(province)), []).append(province)
    first: dict[str, Province] = {}
    for province in _own(data):
        if first.setdefault(province.id, province) is not province:
            continue
        slug = province.id.partition("@")[0]
        units = named.get(slug, [])
        if not units or any(short_name(u) == short_name(province) for u in units):
            continue
        values = {"id": province.id, "province": province, "other": units[0]}
        place = (units[0].places["name"], ("the other unit", "đơn vị kia"))
        yield Found(province.places["id"], values, province, related=(place,))


def _as_id(name: str) -> str:
    """The id that a name would give: `Bà Rịa – Vũng Tàu` is `ba-ria-vung-tau`."""
    return "-".join("".join(c if c.isalnum() else " " for c in bare(name)).split())


@rule(
    "PRV10",
    "error",
    "the successors of {province} lead back to it: {circle}",
    "các đơn vị kế tiếp của {province:unit} dẫn trở lại chính đơn vị đó: {circle}",
    (
        "a successor is a later unit: correct the ids",
        "đơn vị kế tiếp phải là đơn vị có sau; đề nghị sửa mã",
    ),
)
def circle_of_successors(data: Dataset, problems: Problems) -> Iterator[Found]:
    """Successors lead forward in time and never back to a unit.

    Why: From a unit of an earlier round its successors lead to that of today; in a circle there is
    no unit of today, and neither a comparison nor a correction can be made.

    Bad:

        - {id: thua-thien-hue, name: Thừa Thiên Huế, kind: tỉnh, to: 2024-12-31, successors: [hue]}
        - id: hue
          name: Huế
          kind: thành phố
          from: 2025-01-01
          to: 2030-12-31
          successors: [thua-thien-hue]

    Good:

        - {id: thua-thien-hue, name: Thừa Thiên Huế, kind: tỉnh, to: 2024-12-31, successors: [hue]}
        - {id: hue, name: Huế, kind: thành phố, from: 2025-01-01}

    Remedy: Take away the successor that leads back, or write the id of the later unit.

    ---

    Đơn vị kế tiếp phải có sau, không dẫn trở lại đơn vị trước.

    Lý do: Trường successors dẫn từ đơn vị của đợt kiểm tra trước đến đơn vị hiện nay; nếu thành
    vòng tròn thì không có đơn vị hiện nay, không so sánh và không đính chính được.

    Cách xử lý: Đề nghị bỏ đơn vị kế tiếp dẫn ngược lại, hoặc ghi mã của đơn vị có sau.
    """
    by_id: dict[str, Province] = {}
    for unit in data.of(PROVINCES):
        by_id.setdefault(unit.id, unit)
    told: set[str] = set()
    leading = _leading_on(by_id)
    for province in _own(data):
        is_open = province.id in leading and province.id not in told
        circle = _circle(province.id, leading) if is_open else []
        if circle:
            told.update(circle)
            values = {"province": province, "circle": " → ".join((*circle, circle[0]))}
            yield Found(province.places["successors"], values, province)


def _leading_on(by_id: Mapping[str, Province]) -> dict[str, Province]:
    """The units from which successors lead on without end: those of circles, and before them."""
    left = dict(by_id)
    before: dict[str, list[str]] = {}
    for unit in by_id.values():
        for id_ in unit.successors:
            before.setdefault(id_, []).append(unit.id)
    count = {
        unit.id: len({id_ for id_ in unit.successors if id_ in by_id}) for unit in by_id.values()
    }
    ends = [id_ for id_, successors in count.items() if not successors]
    while ends:
        end = ends.pop()
        del left[end]
        for id_ in set(before.get(end, ())):
            count[id_] -= 1
            if not count[id_]:
                ends.append(id_)
    return left


def _circle(start: str, by_id: Mapping[str, Province]) -> list[str]:
    """The ids from a unit over its successors back to it; none where they do not lead there."""
    came_from: dict[str, str] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for id_ in by_id[here].successors:
            if id_ == start:
                way = [here]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if id_ in by_id and id_ not in came_from:
                came_from[id_] = here
                waiting.append(id_)
    return []
