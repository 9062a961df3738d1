"""The published tables as they read after corrections, and what to edit in their files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vtlt_cli.clusters.changes import Cell, Placed, cells_of, changed_clusters, cluster_edits
from vtlt_cli.clusters.kind import CLUSTERS
from vtlt_cli.diagnostics import Edit, Source
from vtlt_cli.errata.records import Correction, Part
from vtlt_cli.reading.kinds import Address, Dataset
from vtlt_cli.scores.changes import Written, changed_scores, score_edits
from vtlt_cli.scores.kind import SCORES
from vtlt_cli.units import Name


def corrected(data: Dataset, parts: Iterable[Part], corrections: Sequence[Correction]) -> Dataset:
    """What would be read of the files with what is known of these corrections made.

    Every name keeps the place that it was read at.
    """
    contents: dict[Address, object] = {}
    whole = []
    for part in parts:
        address = Address(part.table, part.round_.year)
        if part.table == "clusters":
            clusters = data.of(CLUSTERS, address.year)
            clusters = changed_clusters(clusters, _changes(corrections, part))
            names = [cell.name for cluster in clusters for cell in cells_of(cluster)]
            contents[address] = clusters
        else:
            scores = changed_scores(data.of(SCORES, address.year), _written(corrections, part))
            names = [score.name for score in scores]
            contents[address] = scores
        if all(name.province is not None for name in names):
            whole.append(address)
    return data.with_content(contents, whole)


def edits_of(
    source: Source, data: Dataset, part: Part, corrections: Sequence[Correction]
) -> list[Edit]:
    """What is to be edited in the file of a table, so that it reads as corrected."""
    if part.table == "clusters":
        return cluster_edits(source, _changes(corrections, part))
    scores = data.of(SCORES, part.round_.year)
    return score_edits(source, scores, _written(corrections, part))


def _changes(corrections: Iterable[Correction], part: Part) -> list[Placed]:
    """What should stand in the clusters of a table, as far as it is known."""
    return [
        Placed(
            Cell(place.cluster, place.role, place.name, place.new),
            correction.corrected or None,
            correction.standing,
        )
        for correction in corrections
        for place in correction.places
        if correction.corrected is not None and place.part is part
        if place.cluster is not None and place.role != "office"
    ]


def _written(corrections: Iterable[Correction], part: Part) -> Written:
    """What should stand in the rows of scores, as far as it is known."""
    return {
        place.name.span: Name(correction.corrected, correction.standing, (), place.name.span)
        if correction.corrected
        else None
        for correction in corrections
        for place in correction.places
        if correction.corrected is not None and place.part is part
    }
