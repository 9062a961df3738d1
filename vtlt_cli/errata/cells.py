"""Findings on one published table -> its corrections, in official Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta

from vtlt_cli.diagnostics import Finding
from vtlt_cli.errata.records import Correction, Found, Kind, Place, may_take_part, where
from vtlt_cli.model import Cluster, Dataset, How, Name, Province, Round, full_name
from vtlt_cli.rules.names import as_written
from vtlt_cli.rules.presence import renamed
from vtlt_cli.wording import alternatives, count, day, listing, unit

# What `--choose` writes where nothing should stand.
STRIKE = "-"
# More units than this are not offered one by one.
_FEW = 3

# What is wrong with a name as it is printed. How its characters are coded is nothing that paper
# shows, and another accepted spelling is no slip.
_SLIPS: dict[How, str] = {
    "near": "viết sai tên",
    "kind": "sai loại đơn vị",
    "diacritics": "viết sai hoặc thiếu dấu",
    "case": "viết hoa chưa đúng",
}
_ADMINISTRATIVE = frozenset(
    ("tỉnh", "thành phố", "quận", "huyện", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
)


def corrections_of(found: Found) -> list[Correction]:
    """All corrections of a table."""
    made = [correction for make in _MAKERS for correction in make(found)]
    # Where the unit itself cannot stand, how its name is spelt is not told as well.
    overruling = (c for c in made if c.code in ("CLU04", "CLU10", "CLU11", "SCR03"))
    taken = {place.name.span for c in overruling for place in c.places}
    kept = []
    for correction in made:
        if correction.code[:3] == "NAM":
            places = tuple(p for p in correction.places if p.name.span not in taken)
            if not places:
                continue
            correction = correction.replace(places=places)
        kept.append(correction)
    return kept


def is_of_cells(finding: Finding, found: Found) -> bool:
    """Whether the finding speaks of a cell of the table, and so gives a correction."""
    if finding.code[:3] == "NAM":
        place = found.places.get(finding.span)
        return place is None or place.name.province is None or bool(_slips(place.name))
    return finding.code in _OF_CELLS


_OF_CELLS = frozenset(
    ("CLU01", "CLU02", "CLU03", "CLU04", "CLU05", "CLU10", "CLU11", "SCR01", "SCR02", "SCR03")
)
MISSING = {"clusters": "CLU02", "scores": "SCR02"}


def _places_at(found: Found, finding: Finding) -> tuple[Place, ...]:
    """The cells that a finding speaks of, in the order of print."""
    spans = {*(related.span for related in finding.related), finding.span}
    places = (found.places[span] for span in spans if span in found.places)
    return tuple(sorted(places, key=lambda place: place.order))


def _not_filled(found: Found, places: Iterable[Place]) -> tuple[Place, ...]:
    """The places of which nobody has said yet what should stand there."""
    return tuple(place for place in places if place.name.span not in found.filled)


def option(place: Place, other: Province | None) -> str:
    """The `--choose` that writes a unit at a place, or nothing."""
    printed = place.name.province.name if place.name.province else place.name.text.strip()
    what = "leader" if place.role == "leader" else printed
    return f"{place.part.prefix}{place.number}:{what}={other.name if other else STRIKE}"


# Slips of a name.


def _misspelt(found: Found) -> Iterator[Correction]:
    """NAM: a name as printed and as the register has it; open where it leads to no unit."""
    groups: dict[tuple[int, str, str], list[Place]] = {}
    for code, findings in found.findings.items():
        for finding in findings if code[:3] == "NAM" else ():
            place = found.places.get(finding.span)
            if place is not None and (place.name.province is None or _slips(place.name)):
                group = id(place.cluster or place), place.name.text, code
                groups.setdefault(group, []).append(place)
    for (_cluster, _text, code), places in groups.items():
        left = _not_filled(found, sorted(places, key=lambda place: place.order))
        if left:
            yield _of_name(found, left, code)


def _slips(name: Name) -> list[str]:
    return [_SLIPS[how] for how in name.hows if how in _SLIPS]


def _of_name(found: Found, places: tuple[Place, ...], code: str) -> Correction:
    name = places[0].name
    if name.province is not None:
        number = f" (mã số {name.province.code})" if name.province.code else ""
        reason = (
            f"{', '.join(_slips(name))}; tên {_called(found.data)} theo danh mục: "
            f"{full_name(name.province)}{number}"
        )
        right = as_written(name)
        return Correction(
            found.part, places, code, "correction", reason, right, standing=name.province
        )
    units = [u for u in name.candidates if may_take_part(u, found.part.round_)]
    near = alternatives((u.name for u in units), "vi")
    text = name.text.strip()
    if code == "NAM02":
        reason, way = f"“{text}” có thể là {near}", "Đề nghị xác định đơn vị được ghi"
    else:
        reason = f"“{text}” không có trong danh mục {_called(found.data)}"
        way = "Đề nghị xác định đơn vị được ghi"
        way += f"; tên gần nhất trong danh mục: {near}" if near else ""
    return Correction(
        found.part,
        places,
        code,
        "correction",
        reason,
        ways=(way,),
        options=tuple(option(places[0], u) for u in units),
    )


def _called(data: Dataset) -> str:
    """What the register holds: `đơn vị hành chính`, or of other units `đơn vị`."""
    kinds = {province.kind for province in data.provinces}
    return "đơn vị hành chính" if kinds <= _ADMINISTRATIVE else "đơn vị"


# Units that stand at two places, and those that stand at none.


def _doubled(found: Found) -> Iterator[Correction]:
    """CLU01, CLU03, SCR01: one unit at several places, of which one is right."""
    said = {
        "CLU01": "{unit} được xếp vào {count} cụm: {where}",
        "CLU03": "{unit} có tên nhiều lần trong danh sách thành viên {first}",
        "SCR01": "{unit} có {count} dòng điểm: {where}",
    }
    for code, sentence in said.items():
        for finding in found.findings.get(code, ()):
            places = _places_at(found, finding)
            province = places[0].name.province if places else None
            if province is None or len(places) < 2:
                continue
            reason = sentence.format(
                unit=unit(province, "vi"),
                count=count(len(places), "vi"),
                where=listing(map(where, places), "vi"),
                first=where(places[0]),
            )
            if 0 < len(found.missing) <= _FEW:
                reason += f"; {listing((unit(p, 'vi') for p in found.missing), 'vi')} "
                reason += _unplaced(found)
            left = _not_filled(found, places)
            if code == "CLU03":
                # Which of the two in one cluster is meant for another makes no difference.
                left = _not_filled(found, (found.places[finding.span],))
            if len(left) < (1 if code == "CLU03" else 2):
                continue
            ways, options = _for_others(found, left)
            yield Correction(
                found.part,
                left,
                code,
                "correction",
                reason,
                all_but_one=len(left) > 1,
                ways=ways,
                options=options,
            )


def _unplaced(found: Found) -> str:
    return "chưa có điểm" if found.part.table == "scores" else "chưa được xếp vào cụm nào"


def _for_others(found: Found, places: Sequence[Place]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ways out where one of these places is another's: a unit that has none, or nobody."""
    ways: list[str] = []
    options: list[str] = []
    scores = found.part.table == "scores"
    if len(found.missing) > _FEW:
        what = "dòng" if scores else "vị trí"
        return (f"Đề nghị giữ một {what}; {what} còn lại ghi đơn vị {_unplaced(found)}",), ()
    for place in places:
        assert place.name.province is not None
        name = place.name.province.name
        for other in found.missing:
            ways.append(f"tại {where(place)} thay “{name}” bằng “{other.name}”")
            options.append(option(place, other))
        if not found.missing:
            what = "dòng" if scores else "tên" if len(places) > 1 else "một tên"
            ways.append(f"bỏ {what} “{name}” tại {where(place)}")
            options += [] if scores else [option(place, None)]
    return tuple(ways), tuple(options)


def _homeless(found: Found) -> tuple[Province, ...]:
    """The few units without a place, unless a place that is one too many may be theirs."""
    if not 0 < len(found.missing) <= _FEW:
        return ()
    return found.missing if len(found.missing) > _one_too_many(found) else ()


def _one_too_many(found: Found) -> int:
    """How many places of units that stand twice may be meant for another."""
    return sum(max(len(correction.places) - 1, 1) for correction in _doubled(found))


def _left_out(found: Found) -> Iterator[Correction]:
    """CLU02, SCR02: units for which no place of the table can be meant."""
    others = (place for c in _of_another_time(found) for place in c.places)
    if len(found.missing) <= _one_too_many(found) + sum(place.role != "leader" for place in others):
        return
    for province in found.missing:
        reason = f"{unit(province, 'vi')} {_unplaced(found)}"
        way = "Đề nghị bổ sung dòng điểm"
        if found.part.table == "clusters":
            way = "Đề nghị bổ sung vào một cụm"
            size = found.part.round_.cluster_size or 0
            clusters = found.data.clusters.get(found.part.round_.year, ())
            short = [f"Cụm {c.number}" for c in clusters if len(c.members) < size]
            way += f" còn thiếu thành viên: {alternatives(short, 'vi')}" if short else ""
        code = MISSING[found.part.table]
        yield Correction(found.part, (), code, "correction", reason, standing=province, ways=(way,))


# Leaders.


def _leaders(found: Found) -> Iterator[Correction]:
    """CLU04, CLU05: a leader that is no member, or that leads several clusters."""
    for finding in found.findings.get("CLU04", ()):
        for place in _not_filled(found, _places_at(found, finding)):
            name = place.name.province.name if place.name.province else place.name.text
            reason = f"Cụm trưởng {name} không có trong danh sách thành viên {where(place)}"
            yield _leader(found, (place,), "CLU04", "correction", reason)
    for finding in found.findings.get("CLU05", ()):
        places = _places_at(found, finding)
        province = places[0].name.province if places else None
        if province is None:
            continue
        reason = (
            f"{unit(province, 'vi')} là Cụm trưởng của {count(len(places), 'vi')} cụm: "
            f"{listing(map(where, places), 'vi')}"
        )
        at_home = [place for place in places if _is_member(province, place.cluster)]
        left = _not_filled(found, places)
        if len(at_home) != 1:
            if len(left) > 1:
                yield _leader(found, left, "CLU05", "correction", reason)
            continue
        # It leads the cluster that it is in; the others are the slip.
        for place in left:
            if place is not at_home[0]:
                yield _leader(found, (place,), "CLU05", "correction", reason)


def _is_member(province: Province, cluster: Cluster | None) -> bool:
    return cluster is not None and any(name.province is province for name in cluster.members)


def _leader(
    found: Found, places: tuple[Place, ...], code: str, kind: Kind, reason: str
) -> Correction:
    """The open cell of a leader, with the other members of its cluster as ways out."""
    ways: list[str] = []
    options: list[str] = []
    for place in places:
        others = [u for u in other_members(place) if may_take_part(u, found.part.round_)]
        if others:
            of = f" của {where(place)}" if len(places) > 1 else ""
            ways.append(
                f"Đề nghị chọn Cụm trưởng khác{of} trong số các thành viên còn lại: "
                + alternatives((u.name for u in others), "vi")
            )
        options += [option(place, other) for other in others]
    return Correction(
        found.part,
        places,
        code,
        kind,
        reason,
        all_but_one=len(places) > 1,
        ways=tuple(ways) or ("Đề nghị chỉ định Cụm trưởng khác",),
        options=tuple(options),
    )


def other_members(place: Place) -> list[Province]:
    """The other units of the cluster, each once, in the order of print."""
    members = place.cluster.members if place.cluster else ()
    units = dict.fromkeys(name.province for name in members if name.province is not None)
    return [province for province in units if province is not place.name.province]


# Units of another time.


def _of_another_time(found: Found) -> Iterator[Correction]:
    """CLU10, CLU11, SCR03: a unit that was not in being then, or is not any more."""
    for code in ("CLU10", "CLU11", "SCR03"):
        for finding in found.findings.get(code, ()):
            for place in _not_filled(found, _places_at(found, finding)):
                province = place.name.province
                if province is None:
                    continue
                changed = _ended_or_begun(found, province)
                kind = _kind(found.part.round_, province)
                if place.role == "leader":
                    yield _leader(found, (place,), code, kind, changed)
                    continue
                ways, options = _in_its_place(found, place, province)
                yield Correction(
                    found.part,
                    (place,),
                    code,
                    kind,
                    changed + _where_they_stand(found, province),
                    ways=ways,
                    options=options,
                )


def _kind(round_: Round, province: Province) -> Kind:
    """What ended only after the report was right when it was printed."""
    report = round_.documents.get("report")
    printed = report.date if report else round_.provinces_on
    ended = province.last_day
    return "adjustment" if ended and printed and printed <= ended else "correction"


def _ended_or_begun(found: Found, province: Province) -> str:
    """Since when the unit is not, or is first, in being, by which decision."""
    round_ = found.part.round_
    report = round_.documents.get("report")
    by = f" ({province.decision})" if province.decision else ""
    last, first, planned = province.last_day, province.first_day, round_.provinces_on
    if last is None or (first is not None and planned is not None and first > planned):
        since = f" từ ngày {day(first, 'vi')}" if first else ""
        return f"{unit(province, 'vi')} chỉ có trong danh mục{since}{by}"
    heirs = _heirs(found, province)
    then = last + timedelta(days=1)
    text = f"{unit(province, 'vi')} chỉ có trong danh mục đến hết ngày {day(last, 'vi')}{by}"
    if heirs:
        became = "chuyển thành" if renamed(province, heirs) else "hợp nhất vào"
        into = listing((unit(heir, "vi") for heir in heirs), "vi")
        text = f"{unit(province, 'vi')} đã {became} {into} từ ngày {day(then, 'vi')}{by}"
    if report is not None:
        order = "sau" if report.date < then else "trước"
        text += f", {order} ngày ban hành Báo cáo ({day(report.date, 'vi')})"
    start = round_.window[0] if round_.window else None
    if start is not None and then <= start:
        text += " và trước thời gian kiểm tra" if report else ", trước thời gian kiểm tra"
    return text


def _heirs(found: Found, province: Province) -> list[Province]:
    return [found.units[id_] for id_ in province.successors if id_ in found.units]


def _in_its_place(
    found: Found, place: Place, province: Province
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ways out for the place of a unit that cannot stand there."""
    round_ = found.part.round_
    forebears = [p for p in found.data.provinces if province.id in p.successors]
    kin = [*_heirs(found, province), *forebears]
    present = {p.name.province for p in found.places.values()}
    free = [u for u in kin if u not in present and may_take_part(u, round_)]
    ways = [f"thay bằng {unit(u, 'vi')}" for u in free]
    homeless = [u for u in _homeless(found) if u not in free]
    ways += [f"thay bằng {unit(u, 'vi')} ({_unplaced(found)})" for u in homeless]
    options = [option(place, u) for u in (*free, *homeless)]
    if place.role == "office":
        return tuple(ways) or ("Đề nghị xác định đơn vị được ghi",), tuple(options)
    members = [unit_.name for unit_ in other_members(place)]
    if members:
        left = f"{len(members):02d} thành viên ({listing(members, 'vi')})"
        ways.append(f"bỏ tên “{province.name}”, {where(place)} còn {left}")
        options.append(option(place, None))
    ways.append("ghi đơn vị khác vào vị trí này")
    return tuple(ways), tuple(options)


def _where_they_stand(found: Found, province: Province) -> str:
    """What the units that it was merged into have in this table: `; … đã là thành viên Cụm 4`."""
    text = ""
    for heir in _heirs(found, province):
        places = [p for p in found.places.values() if p.name.province is heir]
        if places and places[0].cluster is not None:
            text += f"; {unit(heir, 'vi')} đã là thành viên {where(places[0])}"
    return text


_MAKERS: tuple[Callable[[Found], Iterator[Correction]], ...] = (
    _misspelt,
    _doubled,
    _leaders,
    _of_another_time,
    _left_out,
)
