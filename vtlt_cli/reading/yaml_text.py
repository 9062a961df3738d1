"""YAML text -> nodes with places. Every scalar stays text: `no`, `010` and `8.280` are not guessed.

Built on the events of PyYAML with a small builder: composing its nodes takes nine times as long.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple

from vtlt_cli.diagnostics import Problem, Span, whole_file
from vtlt_cli.reading.problems import cut


class Scalar(NamedTuple):
    """A piece of text; `span` is that of the text itself, without quotes where that can be."""

    text: str
    span: Span


class Sequence(NamedTuple):
    """A list; `span` is where it begins."""

    items: "list[Node]"
    span: Span


class Mapping(NamedTuple):
    """Keys and values, each key once (the first); `span` is where it begins."""

    entries: "dict[str, tuple[Span, Node]]"
    span: Span


class Refused(NamedTuple):
    """A value that was refused and told already, so that nothing more is said of it."""

    span: Span


Node = Scalar | Sequence | Mapping | Refused


# A round's file nests five deep. Beyond these a file is refused before it fills the memory.
_DEEPEST = 50
_MOST_LINES = 500_000
_MOST_EVENTS = 1_500_000
# YAML 1.1 ends a line at these too, an editor does not; nor may they vanish from a name.
_LINE_ENDS = "\x85\u2028\u2029"


def parse_yaml(text: str, path: str, problems: list[Problem]) -> Node | None:
    """The document's node, None where there is none that could be read.

    A repeated key, an anchor, an alias, a tag, a second document and a syntax error are problems.
    """
    import yaml

    if text.count("\n") > _MOST_LINES:
        most = {"most": _MOST_LINES, "unit": "lines"}
        problems.append(Problem("too-large", whole_file(path), most))
        return None
    text, stand_ins = _without_odd_line_ends(text)
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    root: Node | None = None
    # The open lists and mappings, innermost last; of each, the key that waits for its value.
    stack: list[Sequence | Mapping] = []
    keys: list[Scalar | None] = []

    def refuse(span: Span, what: str) -> None:
        problems.append(Problem("yaml-refused", span, {"what": what}))

    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    # What a named tuple's own constructor calls; here are the most values of any place.
    make = tuple.__new__
    event: Any = None
    node: Node
    try:
        for event in islice(iter(loader(text).get_event, None), _MOST_EVENTS):
            kind = type(event)
            if kind is scalar:
                start, end, value = event.start_mark, event.end_mark, event.value
                left, right = start.column + 1, end.column + 1
                if stand_ins:
                    value = value.translate(stand_ins)
                style = event.style
                if style and style in "'\"" and right - left - 2 == len(value):
                    left, right = left + 1, right - 1
                span = make(Span, (path, start.line + 1, left, end.line + 1, right))
                node = make(Scalar, (value, span))
                if event.anchor is not None or event.tag is not None:
                    refuse(span, "tag" if event.anchor is None else "anchor")
            elif kind is mapping or kind is sequence:
                line, column = event.start_mark.line + 1, event.start_mark.column + 1
                span = Span(path, line, column, line, column + 1)
                if event.anchor is not None or event.tag is not None:
                    refuse(span, "tag" if event.anchor is None else "anchor")
                if len(stack) == _DEEPEST:
                    refuse(span, "depth")
                    return None
                stack.append(Mapping({}, span) if kind is mapping else Sequence([], span))
                keys.append(None)
                continue
            elif kind in ends:
                node = stack.pop()
                keys.pop()
            elif kind is yaml.AliasEvent:
                start, end = event.start_mark, event.end_mark
                left, right = start.column + 1, end.column + 1
                node = Refused(Span(path, start.line + 1, left, end.line + 1, right))
                refuse(node.span, "alias")
            elif kind is yaml.DocumentStartEvent and root is not None:
                line = event.start_mark.line + 1
                refuse(Span(path, line, 1, line, 4), "document")
                return root
            else:
                continue

            if not stack:
                root = node
                continue
            parent = stack[-1]
            if type(parent) is Sequence:
                parent.items.append(node)
            elif keys[-1] is None:
                keys[-1] = node if type(node) is Scalar else _no_key(node, refuse)
            elif keys[-1] is _NO_KEY:
                keys[-1] = None
            else:
                _enter(parent, keys[-1], node, problems)
                keys[-1] = None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        # Of a bracket that is not closed the other mark is where it was opened.
        context = error.context_mark if "flow" in (error.context or "") else None
        opened = context and (context.line + 1, context.column + 1)
        detail = {
            "detail": error.problem or error.context or "",
            "opened": Span(path, *opened, opened[0], opened[1] + 1) if opened else None,
        }
        problems.append(Problem("yaml-syntax", Span(path, line, column, line, column + 1), detail))
        return None
    except (yaml.YAMLError, UnicodeError):
        # PyYAML gives only an offset here, and not always: find the character ourselves.
        problems.append(Problem("yaml-character", *_control_character(text, path)))
        return None
    if type(event) is not yaml.StreamEndEvent:
        most = {"most": _MOST_EVENTS // 3 * 2, "unit": "values"}
        problems.append(Problem("too-large", whole_file(path), most))
        return None
    return root


def _without_odd_line_ends(text: str) -> tuple[str, dict[int, str]]:
    """The text with private letters for what would shift all places below, and their meaning."""
    if not any(letter in text for letter in _LINE_ENDS):
        return text, {}
    free = (point for point in range(0xE000, 0xF8FF) if chr(point) not in text)
    stand_ins = dict(zip(free, _LINE_ENDS))
    for point, letter in stand_ins.items():
        text = text.replace(letter, chr(point))
    return text, stand_ins


# What stands for a key that is a list, a mapping or an alias: its value is not entered.
_NO_KEY = Scalar("", Span("", 0, 0, 0, 0))


def _no_key(node: Node, refuse: Callable[[Span, str], None]) -> Scalar:
    if not isinstance(node, Refused):
        refuse(node.span, "key")
    return _NO_KEY


def _enter(parent: Any, key: Scalar, node: Node, problems: list[Problem]) -> None:
    """Put a value under its key; the first stands where a key is repeated."""
    known = parent.entries.setdefault(key.text, (key.span, node))
    if known[1] is not node:
        detail = {"key": cut(key.text), "first": known[0]}
        problems.append(Problem("repeated-key", key.span, detail))


def _control_character(text: str, path: str) -> tuple[Span, dict[str, str]]:
    """Where the first character stands that YAML does not take, and its code point."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        for column, letter in enumerate(line, 1):
            point = ord(letter)
            refused = (point < 32 and letter != "\t") or (127 <= point < 160 and point != 133)
            if refused or 0xD800 <= point < 0xE000 or point in (0xFFFE, 0xFFFF):
                return Span(path, number, column, number, column + 1), {"point": f"U+{point:04X}"}
    return Span(path, 1, 1, 1, 1), {"point": "?"}
