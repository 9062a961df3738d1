"""YAML text -> nodes with places. Every scalar stays text: `no`, `010` and `8.280` are not guessed.

Built on the events of PyYAML with a small builder: composing its nodes takes nine times as long.
"""

from __future__ import annotations

from typing import NamedTuple

from vtlt_cli.diagnostics import Problem, Span


class Scalar(NamedTuple):
    """A piece of text; `span` is that of the text itself, without quotes where that can be."""

    text: str
    span: Span


class Sequence(NamedTuple):
    """A list; `span` is where it begins."""

    items: list[Node]
    span: Span


class Mapping(NamedTuple):
    """Keys and values, each key once (the first); `span` is where it begins."""

    entries: dict[str, tuple[Span, Node]]
    span: Span


Node = Scalar | Sequence | Mapping


def parse_yaml(text: str, path: str, problems: list[Problem]) -> Node | None:
    """The document's node, None where there is none that could be read.

    A repeated key, an anchor, an alias, a tag, a second document and a syntax error are problems.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    root: list[Node] = []
    # A frame: the open list or mapping, and the key that waits for its value in a mapping.
    stack: list[tuple[Sequence | Mapping, list[Scalar | None]]] = []

    def add(node: Node) -> None:
        if not stack:
            root.append(node)
            return
        parent, waiting = stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif waiting[0] is None:
            if not isinstance(node, Scalar):
                problems.append(Problem("yaml-refused", node.span, {"what": "key"}))
                node = Scalar("", node.span)
            waiting[0] = node
        else:
            key = waiting[0]
            waiting[0] = None
            if key.text in parent.entries:
                first = parent.entries[key.text][0]
                problems.append(
                    Problem("repeated-key", key.span, {"key": key.text, "first": first})
                )
            else:
                parent.entries[key.text] = (key.span, node)

    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.ScalarEvent):
                start, end = event.start_mark, event.end_mark
                left, right = start.column + 1, end.column + 1
                if event.style in ("'", '"') and right - left - 2 == len(event.value):
                    left, right = left + 1, right - 1
                span = Span(path, start.line + 1, left, end.line + 1, right)
                if event.anchor or event.tag:
                    what = "anchor" if event.anchor else "tag"
                    problems.append(Problem("yaml-refused", span, {"what": what}))
                add(Scalar(event.value, span))
            elif isinstance(event, yaml.CollectionStartEvent):
                mark = event.start_mark
                span = Span(path, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
                if event.anchor or event.tag:
                    what = "anchor" if event.anchor else "tag"
                    problems.append(Problem("yaml-refused", span, {"what": what}))
                is_list = isinstance(event, yaml.SequenceStartEvent)
                node: Sequence | Mapping = Sequence([], span) if is_list else Mapping({}, span)
                stack.append((node, [None]))
            elif isinstance(event, yaml.CollectionEndEvent):
                add(stack.pop()[0])
            elif isinstance(event, yaml.AliasEvent):
                mark, end = event.start_mark, event.end_mark
                span = Span(path, mark.line + 1, mark.column + 1, end.line + 1, end.column + 1)
                problems.append(Problem("yaml-refused", span, {"what": "alias"}))
                add(Scalar("", span))
            elif isinstance(event, yaml.DocumentStartEvent) and root:
                line = event.start_mark.line + 1
                span = Span(path, line, 1, line, 4)
                problems.append(Problem("yaml-refused", span, {"what": "document"}))
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        detail = {"detail": error.problem or error.context or ""}
        problems.append(Problem("yaml-syntax", Span(path, line, column, line, column + 1), detail))
        return None
    except (yaml.YAMLError, UnicodeError):
        # PyYAML gives only an offset here, and not always: find the character ourselves.
        problems.append(Problem("yaml-character", *_control_character(text, path)))
        return None
    return root[0] if root else None


def _control_character(text: str, path: str) -> tuple[Span, dict[str, str]]:
    """Where the first character stands that YAML does not take, and its code point."""
    for number, line in enumerate(text.split("\n"), 1):
        for column, letter in enumerate(line, 1):
            point = ord(letter)
            refused = (point < 32 and letter not in "\t\r") or (127 <= point < 160 and point != 133)
            if refused or 0xD800 <= point < 0xE000 or point in (0xFFFE, 0xFFFF):
                return Span(path, number, column, number, column + 1), {"point": f"U+{point:04X}"}
    return Span(path, 1, 1, 1, 1), {"point": "?"}
