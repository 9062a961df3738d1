"""Findings on the published tables -> the corrections of all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from vtlt_cli.diagnostics import Finding
from vtlt_cli.errata.cells import MISSING, corrections_of, is_of_cells, is_unseen
from vtlt_cli.errata.records import (
    Correction,
    Errata,
    Part,
    Printed,
    in_order,
    may_take_part,
    places_of,
)
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.register.kind import PROVINCES


def errata_of(
    data: Dataset,
    findings: Iterable[Finding],
    parts: tuple[Part, ...],
    filled: Collection[Correction] = (),
) -> Errata:
    """What the findings say of cells of these tables; what is waived stays as it is.

    `filled` are the corrections of which somebody has said what should stand.
    """
    paths = {part.path for part in parts}
    # A note speaks of what is right: an accepted spelling.
    told = [f for f in findings if f.span.path in paths and (f.waived or f.severity != "note")]
    units = {province.id: province for province in data.of(PROVINCES)}
    placed = [correction.standing for correction in filled]
    spans = frozenset(place.name.span for c in filled for place in c.places)
    corrections = [*filled]
    outside: list[Finding] = []
    unseen: list[Finding] = []
    for part in parts:
        here = [f for f in told if f.span.path == part.path and not f.waived]
        by_code: dict[str, list[Finding]] = {}
        for finding in here:
            by_code.setdefault(finding.code, []).append(finding)
        left_out = [units[f.province] for f in by_code.get(MISSING[part.table], ()) if f.province]
        printed = Printed(
            data,
            part,
            by_code,
            {place.name.span: place for place in places_of(data, part)},
            tuple(
                u
                for u in left_out
                if may_take_part(u, part.round_, data.of(PROVINCES)) and u not in placed
            ),
            units,
            tuple(correction for correction in filled if correction.part is part),
            spans,
        )
        corrections += corrections_of(printed)
        unseen += [f for f in here if is_unseen(f, printed)]
        # What could not be read and what is wrong with a name are told apart from these.
        others = [f for f in here if f.code[:3] not in ("FIL", "NAM") and f.code != "CLU12"]
        outside += [f for f in others if not is_of_cells(f, printed)]
    waived = tuple(finding for finding in told if finding.waived)
    return Errata(parts, in_order(parts, corrections), tuple(outside), tuple(unseen), waived)
