"""What came out of the YAML files that ship with vtlt, kept as constants.

Importing PyYAML and parsing the register takes longer than all else that `vtlt rank` does after
start-up. `shipped.py` is generated from the files (`tools/shipped.py`); what it holds is used for a
text that is equal to the last letter, and any other text is parsed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from vtlt_cli.diagnostics import Span
from vtlt_cli.model import Province
from vtlt_cli.reading.yaml_text import Mapping, Node, Refused, Scalar, Sequence

# A scalar is (text, line, column, end line, end column), a list (False, line, column, items), a
# mapping (True, line, column, pairs of key and value): tuples, which a module loads as they are.
Frozen = tuple[Any, ...]


_DAYS = (Province._fields.index("first_day"), Province._fields.index("last_day"))


def shipped_node(text: str, path: str) -> Node | None:
    """The top node of a file of this text at `path`, if it ships with vtlt."""
    from vtlt_cli.load.shipped import NODES

    frozen = NODES.get(text)
    return None if frozen is None else thawed_node(frozen, path)


def shipped_register(text: str, path: str) -> tuple[Province, ...] | None:
    """The units of a register of this text at `path`, if it ships with vtlt."""
    from vtlt_cli.load.shipped import REGISTERS

    frozen = REGISTERS.get(text)
    return None if frozen is None else tuple(thawed_province(unit, path) for unit in frozen)


def frozen_node(node: Node) -> Frozen:
    """The node as a constant, without its path."""
    if isinstance(node, Scalar):
        return node.text, *node.span[1:]
    assert not isinstance(node, Refused)
    if isinstance(node, Sequence):
        return False, *node.span[1:3], tuple(map(frozen_node, node.items))
    pairs = [((key, *span[1:]), frozen_node(value)) for key, (span, value) in node.entries.items()]
    return True, *node.span[1:3], tuple(pairs)


def thawed_node(frozen: Frozen, path: str) -> Node:
    """The node of a constant, in a file at `path`."""
    if not isinstance(frozen[0], bool):
        return Scalar(frozen[0], Span(path, *frozen[1:]))
    is_mapping, line, column, inner = frozen
    span = Span(path, line, column, line, column + 1)
    if not is_mapping:
        return Sequence([thawed_node(item, path) for item in inner], span)
    pairs = [(key, thawed_node(value, path)) for key, value in inner]
    return Mapping({key[0]: (Span(path, *key[1:]), value) for key, value in pairs}, span)


def frozen_province(unit: Province) -> Frozen:
    """The unit as a constant: its fields, days as ordinals, then its places without their path."""
    *values, places = [getattr(unit, name) for name in Province._fields]
    plain = [v.toordinal() if isinstance(v, date) else v for v in values]
    return *plain, tuple((name, *span[1:]) for name, span in places.items())


def thawed_province(frozen: Frozen, path: str) -> Province:
    """The unit of a constant, in a file at `path`."""
    make = tuple.__new__
    fields: list[Any] = list(frozen)
    for i in _DAYS:
        if fields[i] is not None:
            fields[i] = date.fromordinal(fields[i])
    fields[-1] = {name: make(Span, (path, *place)) for name, *place in fields[-1]}
    return Province(*fields)
