"""Findings on the published tables -> the corrections of all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from vtlt_cli.diagnostics import Finding
from vtlt_cli.errata.cells import MISSING, corrections_of, is_of_cells, is_unseen, surplus_of
from vtlt_cli.errata.records import Correction, Errata, Part, Place, Printed, in_order, places_of
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.register.kind import PROVINCES
from vtlt_cli.rounds.taking_part import may_take_part
from vtlt_cli.units import Province


def errata_of(
    data: Dataset,
    findings: Iterable[Finding],
    parts: tuple[Part, ...],
    filled: Collection[Correction] = (),
) -> Errata:
    """What the findings say of cells of these tables; what is waived stays as it is.

    The findings are in Vietnamese: their sentences are the reasons. `filled` are the corrections of
    which somebody has said what should stand; data and findings are those after them.
    """
    paths = {part.path for part in parts}
    # A note speaks of what is right: an accepted spelling.
    told = [f for f in findings if f.span.path in paths and (f.waived or f.severity != "note")]
    units = {province.id: province for province in data.of(PROVINCES)}
    corrections = [*filled]
    outside: list[Finding] = []
    unseen: list[Finding] = []
    for part in parts:
        here = [f for f in told if f.span.path == part.path and not f.waived]
        by_code: dict[str, list[Finding]] = {}
        for finding in here:
            by_code.setdefault(finding.code, []).append(finding)
        left_out = [units[f.province] for f in by_code.get(MISSING[part.table], ()) if f.province]
        places = places_of(data, part)
        homes: dict[Province, Place] = {}
        for place in places:
            if place.name.province is not None:
                homes.setdefault(place.name.province, place)
        printed = Printed(
            data,
            part,
            by_code,
            {place.name.span: place for place in places},
            tuple(u for u in left_out if may_take_part(u, part.round_, units.values())),
            units,
            homes,
        )
        printed = printed._replace(surplus=surplus_of(printed))
        corrections += corrections_of(printed)
        unseen += [f for f in here if is_unseen(f, printed)]
        # What could not be read and what is wrong with a name are told apart from these.
        others = [f for f in here if f.code[:3] not in ("FIL", "NAM") and f.code != "CLU12"]
        outside += [f for f in others if not is_of_cells(f, printed)]
    waived = tuple(finding for finding in told if finding.waived)
    return Errata(parts, in_order(parts, corrections), tuple(outside), tuple(unseen), waived)
