"""JSON text -> nodes, for what the program brings with it and nobody writes by hand."""

from __future__ import annotations

import json
from typing import Any

from vtlt_cli.diagnostics import Span, whole_file
from vtlt_cli.reading.yaml_text import Mapping, Node, Scalar, Sequence


def parse_json(text: str, path: str) -> Node:
    """The nodes of a JSON text in which every value is a text, a list or a mapping.

    The place of each is the whole file.
    """
    return _node(json.loads(text), whole_file(path))


def _node(value: Any, span: Span) -> Node:
    if isinstance(value, dict):
        return Mapping({name: (span, _node(one, span)) for name, one in value.items()}, span)
    if isinstance(value, list):
        return Sequence([_node(one, span) for one in value], span, [])
    return Scalar(value, span)
