"""Which fields of a round stand in the file and could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vtlt_cli.reading.fields import Record, Values


def lost_fields(
    values: Values, nested: Mapping[str, Values | None], record: Record
) -> frozenset[str]:
    """The fields by their names: `round.office`, and in a group `round.scores.decimals`.

    `nested` are the groups of fields of the round, `record` is what says of which fields.
    """
    lost = set(values.places.keys() - values.fields.keys())
    for group, found in nested.items():
        if found is not None:
            lost |= {f"{group}.{name}" for name in found.places.keys() - found.fields.keys()}
        elif group in lost:
            inner: Any = record.fields[group].type.record
            lost |= {f"{group}.{name}" for name in inner.fields}
    documents: Mapping[str, Any] = values.get("documents", {})
    for document in documents.values():
        lost |= {
            f"documents.{name}"
            for name in document.places
            if name and getattr(document, name) is None
        }
    return frozenset(f"round.{name}" for name in lost if name and not name.endswith("."))
