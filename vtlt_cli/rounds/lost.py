"""Which fields of a round stand in the file and could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vtlt_cli.reading.fields import Record, Values


def lost_fields(
    values: Values, nested: Mapping[str, Values | None], record: Record
) -> frozenset[str]:
    """The fields by their names: `round.office`, and in a group `round.scores.decimals`.

    Of documents, issuers and seats it is told which field is lost, and not of which of them.

    `nested` are the groups of fields of the round, `record` is what says of which fields.
    """
    lost = set(values.places.keys() - values.fields.keys())
    for group, found in nested.items():
        if found is not None:
            lost |= {f"{group}.{name}" for name in found.places.keys() - found.fields.keys()}
        elif group in lost:
            inner: Any = record.fields[group].type.record
            lost |= {f"{group}.{name}" for name in inner.fields}
    issuers = nested.get("issuers")
    within: dict[str, Iterable[Any]] = {
        "documents": values.get("documents", {}).values(),
        "issuers": issuers.fields.values() if issuers is not None else (),
        "team": values.get("team", ()),
    }
    for group, records in within.items():
        for one in records:
            lost |= {
                f"{group}.{name}" for name in one.places if name and getattr(one, name) is None
            }
    return frozenset(f"round.{name}" for name in lost if name and not name.endswith("."))
