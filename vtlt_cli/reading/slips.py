"""The field of which a name is a slip: `quotas` for `quota`."""

from collections.abc import Iterable

from vtlt_cli.names import edit_distance

# No field has a name as long as this.
_LONGEST_FIELD = 40


def _slips(field: str) -> int:
    """How many letters of a field may be wrong: `tox` is `to`."""
    return min(2, max(1, len(field) // 3))


def meant_field(name: str, known: Iterable[str]) -> str | None:
    """The one field that a name is a slip of, by one or two letters; None for any other name."""
    if len(name) > _LONGEST_FIELD:
        return None
    folded = name.casefold()
    near = [field for field in known if edit_distance(folded, field, 2) <= _slips(field)]
    return near[0] if len(near) == 1 else None
