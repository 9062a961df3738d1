"""Findings on one published table -> its corrections, in official Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.diagnostics import Finding, Span
from vtlt_cli.errata.records import (
    STRUCK,
    Correction,
    Kind,
    Place,
    Printed,
    called,
    may_take_part,
    new_place,
    where,
)
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.register.naming_rules import as_written
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.taking_part import FEW, became
from vtlt_cli.units import How, Name, Province, day_after, full_name
from vtlt_cli.wording import alternatives, count, day, listing, unit

# What `--choose` writes where nothing should stand, and where a unit is added to the members.
STRIKE = "-"
ADDED = "+"

# What is wrong with a name as it is printed. How its characters are coded is nothing that paper
# shows, and another accepted spelling is no slip.
_SLIPS: dict[How, str] = {
    "near": "viết sai tên",
    "kind": "sai loại đơn vị",
    "diacritics": "viết sai hoặc thiếu dấu",
    "case": "viết hoa chưa đúng",
}


def _takes_part(printed: Printed, province: Province) -> bool:
    """Whether the unit takes part in the round of the table."""
    return may_take_part(province, printed.part.round_, printed.data.of(PROVINCES))


def corrections_of(printed: Printed) -> list[Correction]:
    """All corrections of a table."""
    made = [correction for make in _MAKERS for correction in make(printed)]
    # Where the unit itself cannot stand, how its name is spelt is not told as well.
    overruling = (c for c in made if c.code in ("CLU04", "CLU10", "CLU11", "SCR03"))
    taken = {place.name.span for c in overruling for place in c.places}
    kept = []
    for correction in made:
        if correction.code[:3] == "NAM":
            places = tuple(p for p in correction.places if p.name.span not in taken)
            if not places:
                continue
            correction = correction._replace(places=places)
        kept.append(correction)
    return _offered(kept)


def _offered(corrections: Sequence[Correction]) -> list[Correction]:
    """The corrections without the options that would mean a cell of another one too.

    Two clusters with one number may both have their leader open.
    """
    meant: dict[str, set[int | Span]] = {}
    for correction in corrections:
        for place in correction.places if correction.corrected is None else ():
            meant.setdefault(_cell(option(place, None)), set()).add(whose(place))
    kept = []
    for correction in corrections:
        clear = tuple(o for o in correction.options if len(meant.get(_cell(o), ())) < 2)
        by_hand = correction.by_hand or len(clear) < len(correction.options)
        kept.append(correction._replace(options=clear, by_hand=by_hand))
    return kept


def _cell(option: str) -> str:
    return option.rpartition("=")[0]


def whose(place: Place) -> int | Span:
    """What tells the cluster or row of a place from another with the same number."""
    return place.name.span if place.cluster is None else id(place.cluster)


def is_of_cells(finding: Finding, printed: Printed) -> bool:
    """Whether the finding speaks of a cell of the table, and so gives a correction."""
    if finding.code in MISSING.values():
        # A unit that does not take part has no cell to be put into.
        standing = [correction.standing for correction in printed.decided]
        unit_ = printed.units.get(finding.province or "")
        return unit_ in printed.missing or unit_ in standing
    return finding.code in _OF_CELLS


def is_unseen(finding: Finding, printed: Printed) -> bool:
    """Whether the finding speaks of a name that looks right on paper."""
    place = printed.places.get(finding.span)
    if finding.code[:3] != "NAM" or place is None or place.name.province is None:
        return False
    return not _slips(place.name)


_OF_CELLS = frozenset(("CLU01", "CLU03", "CLU04", "CLU05", "CLU10", "CLU11", "SCR01", "SCR03"))
MISSING = {"clusters": "CLU02", "scores": "SCR02"}


def _places_at(printed: Printed, finding: Finding) -> tuple[Place, ...]:
    """The cells that a finding speaks of, in the order of print."""
    spans = {*(related.span for related in finding.related), finding.span}
    places = (printed.places[span] for span in spans if span in printed.places)
    return tuple(sorted(places, key=lambda place: place.order))


def _not_filled(printed: Printed, places: Iterable[Place]) -> tuple[Place, ...]:
    """The places of which nobody has said yet what should stand there."""
    return tuple(place for place in places if place.name.span not in printed.filled)


def option(place: Place, other: Province | None) -> str:
    """The `--choose` that writes a unit at a place, or nothing."""
    name = place.name.province.name if place.name.province else place.name.text.strip()
    what = ADDED if place.new else "leader" if place.role == "leader" else name
    return f"{place.part.prefix}{place.number}:{what}={other.name if other else STRIKE}"


# Slips of a name.


def _misspelt(printed: Printed) -> Iterator[Correction]:
    """NAM: a name as printed and as the register has it; open where it leads to no unit."""
    groups: dict[tuple[int, str, str], list[Place]] = {}
    for code, findings in printed.findings.items():
        for finding in findings if code[:3] == "NAM" else ():
            place = printed.places.get(finding.span)
            if place is not None and (place.name.province is None or _slips(place.name)):
                group = id(place.cluster or place), place.name.text, code
                groups.setdefault(group, []).append(place)
    for (_cluster, _text, code), places in groups.items():
        left = _not_filled(printed, sorted(places, key=lambda place: place.order))
        if left:
            yield _of_name(printed, left, code)


def _slips(name: Name) -> list[str]:
    return [_SLIPS[how] for how in name.hows if how in _SLIPS]


def _of_name(printed: Printed, places: tuple[Place, ...], code: str) -> Correction:
    name = places[0].name
    if name.province is not None:
        number = f" (mã số {name.province.code})" if name.province.code else ""
        reason = (
            f"{', '.join(_slips(name))}; tên {called(printed.data)} theo danh mục: "
            f"{full_name(name.province)}{number}"
        )
        right = as_written(name)
        return Correction(
            printed.part, places, code, "correction", reason, right, standing=name.province
        )
    units = [u for u in name.candidates if _takes_part(printed, u)]
    near = alternatives((u.name for u in units), "vi")
    text = name.text.strip()
    if code == "NAM02":
        reason, way = f"“{text}” có thể là {near}", "Đề nghị xác định đơn vị được ghi"
    else:
        reason = f"“{text}” không có trong danh mục {called(printed.data)}"
        way = "Đề nghị xác định đơn vị được ghi"
        way += f"; tên gần nhất trong danh mục: {near}" if near else ""
    return Correction(
        printed.part,
        places,
        code,
        "correction",
        reason,
        ways=(way,),
        options=tuple(option(places[0], u) for u in units),
    )


# Units that stand at two places, and those that stand at none.


def _doubled(printed: Printed) -> Iterator[Correction]:
    """CLU01, CLU03, SCR01: one unit at several places, of which one is right."""
    said = {
        "CLU01": "{unit} được xếp vào {count} cụm: {where}",
        "CLU03": "{unit} có tên nhiều lần trong danh sách thành viên {first}",
        "SCR01": "{unit} có {count} dòng điểm: {where}",
    }
    for code, sentence in said.items():
        for finding in printed.findings.get(code, ()):
            places = _places_at(printed, finding)
            province = places[0].name.province if places else None
            if province is None or len(places) < 2:
                continue
            reason = sentence.format(
                unit=unit(province, "vi"),
                count=count(len(places), "vi"),
                where=listing(map(where, places), "vi"),
                first=where(places[0]),
            )
            if 0 < len(printed.missing) <= FEW:
                reason += f"; {listing((unit(p, 'vi') for p in printed.missing), 'vi')} "
                reason += _unplaced(printed)
            left = _not_filled(printed, places)
            if code == "CLU03":
                # Which of the two in one cluster is meant for another makes no difference.
                left = _not_filled(printed, (printed.places[finding.span],))
            if len(left) < (1 if code == "CLU03" else 2):
                continue
            ways, options = _for_others(printed, left)
            yield Correction(
                printed.part,
                left,
                code,
                "correction",
                reason,
                all_but_one=len(left) > 1,
                ways=ways,
                options=options,
                by_hand=printed.part.table == "scores" and not printed.missing,
            )


def _unplaced(printed: Printed) -> str:
    return "chưa có điểm" if printed.part.table == "scores" else "chưa được xếp vào cụm nào"


def _for_others(
    printed: Printed, places: Sequence[Place]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ways out where one of these places is another's: a unit that has none, or nobody."""
    ways: list[str] = []
    options: list[str] = []
    scores = printed.part.table == "scores"
    if len(printed.missing) > FEW:
        what = "dòng" if scores else "vị trí"
        return (f"Đề nghị giữ một {what}; {what} còn lại ghi đơn vị {_unplaced(printed)}",), ()
    for place in places:
        assert place.name.province is not None
        name = place.name.province.name
        for other in printed.missing:
            ways.append(f"tại {where(place)} thay “{name}” bằng “{other.name}”")
            options.append(option(place, other))
        if not printed.missing:
            what = "dòng" if scores else "tên" if len(places) > 1 else "một tên"
            ways.append(f"bỏ {what} “{name}” tại {where(place)}")
            options += [] if scores else [option(place, None)]
    return tuple(ways), tuple(options)


def _homeless(printed: Printed) -> tuple[Province, ...]:
    """The few units without a place, unless a place that is one too many may be theirs."""
    if not 0 < len(printed.missing) <= FEW:
        return ()
    return printed.missing if len(printed.missing) > _one_too_many(printed) else ()


def _one_too_many(printed: Printed) -> int:
    """How many places of units that stand twice may be meant for another."""
    return sum(max(len(correction.places) - 1, 1) for correction in _doubled(printed))


def _left_out(printed: Printed) -> Iterator[Correction]:
    """CLU02, SCR02: units for which no place of the table can be meant."""
    part = printed.part
    short = _short_clusters(printed)
    free = _one_too_many(printed)
    if not short and len(printed.missing) <= FEW:
        others = (place for c in _of_another_time(printed) for place in c.places)
        free += sum(place.role != "leader" for place in others)
    if len(printed.missing) <= free:
        return
    numbers = [c.number for c in printed.data.of(CLUSTERS, part.round_.year)]
    told = [cluster for cluster in short if numbers.count(cluster.number) == 1]
    places = [place for c in told if (place := new_place(part, c, 0)) is not None]
    for province in printed.missing:
        way = "Đề nghị bổ sung dòng điểm"
        if part.table == "clusters":
            way = "Đề nghị bổ sung vào một cụm"
            listed = alternatives((f"Cụm {cluster.number}" for cluster in short), "vi")
            way += f" còn thiếu thành viên: {listed}" if short else ""
        yield Correction(
            part,
            (),
            MISSING[part.table],
            "correction",
            f"{unit(province, 'vi')} {_unplaced(printed)}",
            standing=province,
            ways=(way,),
            options=tuple(option(place, province) for place in places),
            by_hand=part.table == "scores",
        )


def _short_clusters(printed: Printed) -> list[Cluster]:
    """The clusters that have too few members, after what was decided."""
    size = printed.part.round_.cluster_size or 0
    if printed.part.table == "scores":
        return []
    clusters = printed.data.of(CLUSTERS, printed.part.round_.year)
    return [c for c in clusters if len(_members_now(printed, c)) < size]


def _members_now(printed: Printed, cluster: Cluster) -> list[Province | None]:
    """The members of a cluster after what was decided, in the order of print."""
    now = {name.span: name.province for name in cluster.members}
    added = []
    for correction in printed.decided:
        for place in correction.places:
            if place.new and place.cluster is cluster:
                added.append(correction.standing)
            elif place.name.span in now and correction.corrected == STRUCK:
                del now[place.name.span]
            elif place.name.span in now:
                now[place.name.span] = correction.standing
    return [*now.values(), *added]


# Leaders.


def _leaders(printed: Printed) -> Iterator[Correction]:
    """CLU04, CLU05: a leader that is no member, or that leads several clusters."""
    for finding in printed.findings.get("CLU04", ()):
        for place in _not_filled(printed, _places_at(printed, finding)):
            province = place.name.province
            if province is not None and province in _members_of(printed, place):
                continue
            name = province.name if province else place.name.text
            reason = f"Cụm trưởng {name} không có trong danh sách thành viên {where(place)}"
            yield _leader(printed, (place,), "CLU04", "correction", reason)
    for finding in printed.findings.get("CLU05", ()):
        places = _places_at(printed, finding)
        province = places[0].name.province if places else None
        if province is None:
            continue
        reason = (
            f"{unit(province, 'vi')} là Cụm trưởng của {count(len(places), 'vi')} cụm: "
            f"{listing(map(where, places), 'vi')}"
        )
        at_home = [place for place in places if _is_member(province, place.cluster)]
        left = _not_filled(printed, places)
        if len(at_home) != 1:
            if len(left) > 1:
                yield _leader(printed, left, "CLU05", "correction", reason)
            continue
        # It leads the cluster that it is in; the others are the slip.
        for place in left:
            if place is not at_home[0]:
                yield _leader(printed, (place,), "CLU05", "correction", reason)


def _is_member(province: Province, cluster: Cluster | None) -> bool:
    return cluster is not None and any(name.province is province for name in cluster.members)


def _leader(
    printed: Printed, places: tuple[Place, ...], code: str, kind: Kind, reason: str
) -> Correction:
    """The open cell of a leader, with the other members of its cluster as ways out."""
    ways: list[str] = []
    options: list[str] = []
    leading = _leading(printed, places)
    for place in places:
        others = [
            unit_
            for unit_ in _other_members(printed, place)
            if _takes_part(printed, unit_) and unit_ not in leading
        ]
        if others:
            of = f" của {where(place)}" if len(places) > 1 else ""
            ways.append(
                f"Đề nghị chọn Cụm trưởng khác{of} trong số các thành viên còn lại: "
                + alternatives((u.name for u in others), "vi")
            )
        options += [option(place, other) for other in others]
    return Correction(
        printed.part,
        places,
        code,
        kind,
        reason,
        all_but_one=len(places) > 1,
        ways=tuple(ways) or ("Đề nghị chỉ định Cụm trưởng khác",),
        options=tuple(options),
    )


def _leading(printed: Printed, but: Collection[Place]) -> list[Province | None]:
    """Who leads the other clusters, after what was decided."""
    now = {p.name.span: p.name.province for p in printed.places.values() if p.role == "leader"}
    for correction in printed.decided:
        for place in correction.places:
            if place.role == "leader":
                now[place.name.span] = correction.standing
    spans = {place.name.span for place in but}
    return [province for span, province in now.items() if span not in spans]


def _members_of(printed: Printed, place: Place) -> list[Province | None]:
    return _members_now(printed, place.cluster) if place.cluster else []


def _other_members(printed: Printed, place: Place) -> list[Province]:
    """The other units of the cluster, each once, in the order of print."""
    members = _members_of(printed, place)
    return [u for u in dict.fromkeys(members) if u not in (None, place.name.province)]


# Units of another time.


def _of_another_time(printed: Printed) -> Iterator[Correction]:
    """CLU10, CLU11, SCR03: a unit that was not in being then, or is not any more."""
    for code in ("CLU10", "CLU11", "SCR03"):
        for finding in printed.findings.get(code, ()):
            for place in _not_filled(printed, _places_at(printed, finding)):
                province = place.name.province
                if province is None:
                    continue
                changed = _ended_or_begun(printed, province)
                kind = _kind(printed.part.round_, province)
                if place.role == "leader":
                    yield _leader(printed, (place,), code, kind, changed)
                    continue
                ways, options = _in_its_place(printed, place, province)
                yield Correction(
                    printed.part,
                    (place,),
                    code,
                    kind,
                    changed + _where_they_stand(printed, province),
                    ways=ways,
                    options=options,
                )


def _kind(round_: Round, province: Province) -> Kind:
    """What ended only after the report was right when it was printed."""
    report = round_.documents.get("report")
    day_of_print = report.date if report else round_.provinces_on
    ended = province.last_day
    return "adjustment" if ended and day_of_print and day_of_print <= ended else "correction"


def _ended_or_begun(printed: Printed, province: Province) -> str:
    """Since when the unit is not, or is first, in being, by which decision."""
    round_ = printed.part.round_
    report = round_.documents.get("report")
    last, first, planned = province.last_day, province.first_day, round_.provinces_on
    begun = last is None or (first is not None and planned is not None and first > planned)
    papers = province.decisions[:1] if begun else province.decisions[-1:]
    by = f" ({papers[0]})" if papers else ""
    if last is None or begun:
        since = f" từ ngày {day(first, 'vi')}" if first else ""
        return f"{unit(province, 'vi')} chỉ có trong danh mục{since}{by}"
    heirs = _heirs(printed, province)
    # 9999-12-31 is the last day there is.
    then = day_after(province) or last
    text = f"{unit(province, 'vi')} chỉ có trong danh mục đến hết ngày {day(last, 'vi')}{by}"
    if heirs:
        merged = became(province, heirs, printed.data)[1]
        into = listing((unit(heir, "vi") for heir in heirs), "vi")
        text = f"{unit(province, 'vi')} đã {merged} {into} từ ngày {day(then, 'vi')}{by}"
    if report is not None:
        order = "sau" if report.date < then else "trước"
        text += f", {order} ngày ban hành Báo cáo ({day(report.date, 'vi')})"
    start = round_.window[0] if round_.window else None
    if start is not None and then <= start:
        text += " và trước thời gian kiểm tra" if report else ", trước thời gian kiểm tra"
    return text


def _heirs(printed: Printed, province: Province) -> list[Province]:
    return [printed.units[id_] for id_ in province.successors if id_ in printed.units]


def _in_its_place(
    printed: Printed, place: Place, province: Province
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ways out for the place of a unit that cannot stand there."""
    forebears = [p for p in printed.data.of(PROVINCES) if province.id in p.successors]
    kin = [*_heirs(printed, province), *forebears]
    present = {p.name.province for p in printed.places.values()}
    present |= {correction.standing for correction in printed.decided}
    free = [u for u in kin if u not in present and _takes_part(printed, u)]
    ways = [f"thay bằng {unit(u, 'vi')}" for u in free]
    homeless = [u for u in _homeless(printed) if u not in free]
    ways += [f"thay bằng {unit(u, 'vi')} ({_unplaced(printed)})" for u in homeless]
    options = [option(place, u) for u in (*free, *homeless)]
    if place.role == "office":
        return tuple(ways) or ("Đề nghị xác định đơn vị được ghi",), tuple(options)
    members = [unit_.name for unit_ in _other_members(printed, place)]
    if members:
        left = f"{len(members):02d} thành viên ({listing(members, 'vi')})"
        ways.append(f"bỏ tên “{province.name}”, {where(place)} còn {left}")
        options.append(option(place, None))
    ways.append("ghi đơn vị khác vào vị trí này")
    return tuple(ways), tuple(options)


def _where_they_stand(printed: Printed, province: Province) -> str:
    """What the units that it was merged into have in this table: `; … đã là thành viên Cụm 4`."""
    text = ""
    for heir in _heirs(printed, province):
        places = [p for p in printed.places.values() if p.name.province is heir]
        if places and places[0].cluster is not None:
            text += f"; {unit(heir, 'vi')} đã là thành viên {where(places[0])}"
    return text


_MAKERS: tuple[Callable[[Printed], Iterator[Correction]], ...] = (
    _misspelt,
    _doubled,
    _leaders,
    _of_another_time,
    _left_out,
)
