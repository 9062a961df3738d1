"""Findings on one published table -> its corrections, in official Vietnamese.

Why a cell is wrong the rules say in their own sentences; what is added here is what they cannot
say: how the slip reads on paper, by which decision a unit changed, and the ways out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from vtlt_cli.clusters.changes import ADDED, STRIKE, new_cell
from vtlt_cli.clusters.kind import CLUSTERS, Cluster
from vtlt_cli.diagnostics import Finding
from vtlt_cli.errata.records import Correction, Kind, Place, Printed, place_of, where
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.register.naming_rules import as_written
from vtlt_cli.rounds.kind import Round
from vtlt_cli.rounds.taking_part import FEW, may_take_part
from vtlt_cli.units import How, Province
from vtlt_cli.wording import alternatives, listing, quantity, unit

# What of a name is wrong on paper too. How its characters are coded no paper shows, and another
# accepted spelling is no slip.
_SEEN: frozenset[How] = frozenset(("near", "kind", "diacritics", "case"))
_ELSEWHERE = ("CLU10", "CLU11", "SCR03")
_DOUBLED = ("CLU01", "CLU03", "SCR01")
_OF_CELLS = frozenset((*_DOUBLED, *_ELSEWHERE, "CLU04", "CLU05"))
MISSING = {"clusters": "CLU02", "scores": "SCR02"}


def corrections_of(printed: Printed) -> list[Correction]:
    """All corrections of a table."""
    made = [correction for make in _MAKERS for correction in make(printed)]
    # Where the unit itself cannot stand, how its name is spelt is not told as well.
    overruling = (c for c in made if c.code in (*_ELSEWHERE, "CLU04"))
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
    meant: dict[str, set[object]] = {}
    for correction in corrections:
        for place in correction.places if correction.corrected is None else ():
            meant.setdefault(_cell(option(place, None)), set()).add(place.home)
    kept = []
    for correction in corrections:
        clear = tuple(o for o in correction.options if len(meant.get(_cell(o), ())) < 2)
        by_hand = correction.by_hand or len(clear) < len(correction.options)
        kept.append(correction._replace(options=clear, by_hand=by_hand))
    return kept


def _cell(option: str) -> str:
    return option.rpartition("=")[0]


def is_of_cells(finding: Finding, printed: Printed) -> bool:
    """Whether the finding speaks of a cell of the table, and so gives a correction."""
    if finding.code in MISSING.values():
        # A unit that does not take part has no cell to be put into.
        return printed.units.get(finding.province or "") in printed.missing
    return finding.code in _OF_CELLS


def is_unseen(finding: Finding, printed: Printed) -> bool:
    """Whether the finding speaks of a name that looks right on paper."""
    place = printed.places.get(finding.span)
    if finding.code[:3] != "NAM" or place is None or place.name.province is None:
        return False
    return _SEEN.isdisjoint(place.name.hows)


def _places_at(printed: Printed, finding: Finding) -> tuple[Place, ...]:
    """The cells that a finding speaks of, in the order of print."""
    spans = {*(related.span for related in finding.related), finding.span}
    places = (printed.places[span] for span in spans if span in printed.places)
    return tuple(sorted(places, key=lambda place: place.order))


def option(place: Place, other: Province | None) -> str:
    """The `--choose` that writes a unit at a place, or nothing."""
    name = place.name.province.name if place.name.province else place.name.text.strip()
    what = ADDED if place.new else "leader" if place.role == "leader" else name
    return f"{place.part.prefix}{place.number}:{what}={other.name if other else STRIKE}"


def _takes_part(printed: Printed, province: Province) -> bool:
    return may_take_part(province, printed.part.round_, printed.units.values())


# Slips of a name.


def _misspelt(printed: Printed) -> Iterator[Correction]:
    """NAM: a name as printed and as the register has it; open where it leads to no unit."""
    groups: dict[tuple[object, str, str], list[tuple[Place, Finding]]] = {}
    for code, findings in printed.findings.items():
        for finding in findings if code[:3] == "NAM" else ():
            place = printed.places.get(finding.span)
            if place is not None and not is_unseen(finding, printed):
                home = place.home, place.name.text, code
                groups.setdefault(home, []).append((place, finding))
    for group in groups.values():
        places = tuple(sorted((place for place, _finding in group), key=lambda place: place.order))
        yield _of_name(printed, places, group[0][1])


def _of_name(printed: Printed, places: tuple[Place, ...], finding: Finding) -> Correction:
    name = places[0].name
    found = Correction(printed.part, places, finding.code, "correction", finding.message)
    if name.province is not None:
        return found._replace(corrected=as_written(name), standing=name.province)
    units = [u for u in name.candidates if _takes_part(printed, u)]
    near = alternatives((u.name for u in units), "vi")
    way = "xác định đơn vị được ghi" + (f"; tên gần nhất trong danh mục: {near}" if near else "")
    return found._replace(ways=(way,), options=tuple(option(places[0], u) for u in units))


# Units that stand at two places, and those that stand at none.


def _doubled(printed: Printed) -> Iterator[Correction]:
    """CLU01, CLU03, SCR01: one unit at several places, of which one is right."""
    for code in _DOUBLED:
        for finding in printed.findings.get(code, ()):
            places = _places_at(printed, finding)
            if len(places) < 2 or places[0].name.province is None:
                continue
            reasons = [finding.message]
            if 0 < len(printed.missing) <= FEW:
                lost = printed.findings[MISSING[printed.part.table]]
                units = {province.id for province in printed.missing}
                reasons += [f.message for f in lost if f.province in units]
            if code == "CLU03":
                # Which of the two in one cluster is meant for another makes no difference.
                places = (printed.places[finding.span],)
            ways, options = _for_others(printed, places)
            yield Correction(
                printed.part,
                places,
                code,
                "correction",
                " ".join(reasons),
                all_but_one=len(places) > 1,
                ways=ways,
                options=options,
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
        return (f"giữ một {what}; {what} còn lại ghi đơn vị {_unplaced(printed)}",), ()
    for place in places:
        assert place.name.province is not None
        name = place.name.province.name
        for other in printed.missing:
            ways.append(f"tại {where(place)} thay “{name}” bằng “{other.name}”")
            options.append(option(place, other))
        if not printed.missing:
            what = "dòng" if scores else "tên" if len(places) > 1 else "một tên"
            ways.append(f"bỏ {what} “{name}” tại {where(place)}")
            options.append(option(place, None))
    return tuple(ways), tuple(options)


def surplus_of(printed: Printed) -> int:
    """How many places of units that stand twice may be meant for another."""
    return sum(
        max(len(_places_at(printed, finding)) - 1, 1) if code != "CLU03" else 1
        for code in _DOUBLED
        for finding in printed.findings.get(code, ())
    )


def _homeless(printed: Printed) -> tuple[Province, ...]:
    """The few units without a place, unless a place that is one too many may be theirs."""
    few = 0 < len(printed.missing) <= FEW
    return printed.missing if few and len(printed.missing) > printed.surplus else ()


def _left_out(printed: Printed) -> Iterator[Correction]:
    """CLU02, SCR02: units for which no place of the table can be meant."""
    part = printed.part
    short = _short_clusters(printed)
    free = printed.surplus
    if not short and len(printed.missing) <= FEW:
        others = (f for code in _ELSEWHERE for f in printed.findings.get(code, ()))
        free += sum(p.role != "leader" for f in others for p in _places_at(printed, f))
    if len(printed.missing) <= free:
        return
    numbers = [c.number for c in printed.data.of(CLUSTERS, part.round_.year)]
    told = [cluster for cluster in short if numbers.count(cluster.number) == 1]
    places = [place_of(part, cell, 0) for c in told if (cell := new_cell(c)) is not None]
    reasons = {f.province: f.message for f in printed.findings.get(MISSING[part.table], ())}
    for province in printed.missing:
        way = "bổ sung dòng điểm"
        if part.table == "clusters":
            way = "bổ sung vào một cụm"
            listed = alternatives((f"Cụm {cluster.number}" for cluster in short), "vi")
            way += f" còn thiếu thành viên: {listed}" if short else ""
        yield Correction(
            part,
            (),
            MISSING[part.table],
            "correction",
            reasons[province.id],
            standing=province,
            ways=(way,),
            options=tuple(option(place, province) for place in places),
            by_hand=part.table == "scores",
        )


def _short_clusters(printed: Printed) -> list[Cluster]:
    """The clusters that have too few members."""
    size = printed.part.round_.cluster_size or 0
    if printed.part.table == "scores":
        return []
    clusters = printed.data.of(CLUSTERS, printed.part.round_.year)
    return [cluster for cluster in clusters if len(cluster.members) < size]


# Leaders.


def _leaders(printed: Printed) -> Iterator[Correction]:
    """CLU04, CLU05: a leader that is no member, or that leads several clusters."""
    for finding in printed.findings.get("CLU04", ()):
        for place in _places_at(printed, finding):
            if place.role != "leader":
                continue  # Where it is a member; that cell is right.
            yield _leader(printed, (place,), "CLU04", "correction", finding.message)
    for finding in printed.findings.get("CLU05", ()):
        places = _places_at(printed, finding)
        at_home = [place for place in places if _is_at_home(place)]
        if len(at_home) != 1:
            yield _leader(printed, places, "CLU05", "correction", finding.message)
            continue
        # It leads the cluster that it is in; the others are the slip.
        for place in places:
            if place is not at_home[0]:
                yield _leader(printed, (place,), "CLU05", "correction", finding.message)


def _is_at_home(leader: Place) -> bool:
    members = leader.cluster.members if leader.cluster else ()
    return any(name.province is leader.name.province for name in members)


def _leader(
    printed: Printed, places: tuple[Place, ...], code: str, kind: Kind, reason: str
) -> Correction:
    """The open cell of a leader, with the other members of its cluster as ways out."""
    ways: list[str] = []
    options: list[str] = []
    leading = [
        place.name.province
        for place in printed.places.values()
        if place.role == "leader" and place not in places
    ]
    for place in places:
        others = [
            unit_
            for unit_ in _other_members(place)
            if _takes_part(printed, unit_) and unit_ not in leading
        ]
        if others:
            of = f" của {where(place)}" if len(places) > 1 else ""
            ways.append(
                f"chỉ định Cụm trưởng khác{of} trong số các thành viên còn lại: "
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
        ways=tuple(ways) or ("chỉ định Cụm trưởng khác",),
        options=tuple(options),
    )


def _other_members(place: Place) -> list[Province]:
    """The other units of the cluster, each once, in the order of print."""
    names = place.cluster.members if place.cluster else ()
    units = dict.fromkeys(name.province for name in names)
    return [u for u in units if u is not None and u is not place.name.province]


# Units of another time.


def _of_another_time(printed: Printed) -> Iterator[Correction]:
    """CLU10, CLU11, SCR03: a unit that was not in being then, or is not any more."""
    for code in _ELSEWHERE:
        for finding in printed.findings.get(code, ()):
            for place in _places_at(printed, finding):
                province = place.name.province
                if province is None:
                    continue
                kind = _kind(printed.part.round_, province)
                by = _paper(printed.part.round_, province)
                if place.role == "leader":
                    yield _leader(printed, (place,), code, kind, finding.message + by)
                    continue
                # What the rule asks for at the end is for the place that it stands at.
                said = finding.message.partition(";")[0].rstrip(".") + "."
                ways, options = _in_its_place(printed, place, province)
                reason = said + by + _where_they_stand(printed, province)
                yield Correction(
                    printed.part, (place,), code, kind, reason, ways=ways, options=options
                )


def _paper(round_: Round, province: Province) -> str:
    """The decision by which the unit ended, or by which one began that was not there yet."""
    first, planned = province.first_day, round_.provinces_on
    begun = province.last_day is None or (first and planned and first > planned)
    papers = province.decisions[:1] if begun else province.decisions[-1:]
    return f" Căn cứ: {papers[0]}." if papers else ""


def _kind(round_: Round, province: Province) -> Kind:
    """What ended only after the report was right when it was printed."""
    report = round_.documents.get("report")
    day_of_print = report.date if report else round_.provinces_on
    ended = province.last_day
    return "adjustment" if ended and day_of_print and day_of_print <= ended else "correction"


def _heirs(printed: Printed, province: Province) -> list[Province]:
    return [printed.units[id_] for id_ in province.successors if id_ in printed.units]


def _in_its_place(
    printed: Printed, place: Place, province: Province
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ways out for the place of a unit that cannot stand there."""
    forebears = [p for p in printed.data.of(PROVINCES) if province.id in p.successors]
    kin = [*_heirs(printed, province), *forebears]
    free = [u for u in kin if u not in printed.homes and _takes_part(printed, u)]
    ways = [f"thay bằng {unit(u, 'vi')}" for u in free]
    homeless = [u for u in _homeless(printed) if u not in free]
    ways += [f"thay bằng {unit(u, 'vi')} ({_unplaced(printed)})" for u in homeless]
    options = [option(place, u) for u in (*free, *homeless)]
    if place.role == "office":
        return tuple(ways) or ("xác định đơn vị được ghi",), tuple(options)
    members = [unit_.name for unit_ in _other_members(place)]
    if members:
        left = f"{quantity(len(members))} thành viên ({listing(members, 'vi')})"
        ways.append(f"bỏ tên “{province.name}”, {where(place)} còn {left}")
        options.append(option(place, None))
    ways.append("ghi đơn vị khác vào vị trí này")
    return tuple(ways), tuple(options)


def _where_they_stand(printed: Printed, province: Province) -> str:
    """What the units that it was merged into have in this table: ` … đã là thành viên Cụm 4.`"""
    text = ""
    for heir in _heirs(printed, province):
        home = printed.homes.get(heir)
        if home is not None and home.cluster is not None:
            name = unit(heir, "vi")
            text += f" {name[:1].upper()}{name[1:]} đã là thành viên {where(home)}."
    return text


_MAKERS: tuple[Callable[[Printed], Iterator[Correction]], ...] = (
    _misspelt,
    _doubled,
    _leaders,
    _of_another_time,
    _left_out,
)
