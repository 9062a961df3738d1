"""What a form brings -> the text of a YAML file with it entered; all that stands there stays.

Comments, order and style are kept: something is only put in, never changed or taken away.
"""

from __future__ import annotations

from collections.abc import Sequence as Listed
from typing import NamedTuple

from vtlt_cli.checking.mend import line_starts, scalar
from vtlt_cli.reading.yaml_text import Mapping, Node, Scalar, Sequence, parse_yaml


class CannotEnter(Exception):
    """The file is not written in a way that something can be put in."""


class Put(NamedTuple):
    """Text to be put in at a place of the text."""

    at: int
    text: str


def flow(fields: dict[str, str | None]) -> str:
    """A record in braces, of the fields that have something; the values as YAML has them."""
    given = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "{" + ", ".join(given) + "}"


def word(text: str | None) -> str | None:
    """A text as it stands in brackets or braces."""
    return None if text is None else scalar(text, in_brackets=True)


def put_in(text: str, puts: Listed[Put]) -> str:
    """The text with all of them, those of one place in their order."""
    ordered = sorted(enumerate(puts), key=lambda one: (one[1].at, one[0]))
    parts, last = [], 0
    for _number, put in ordered:
        parts += [text[last : put.at], put.text]
        last = put.at
    return "".join([*parts, text[last:]])


class Records:
    """The list of records of a file, and where something can be put into it."""

    def __init__(self, text: str) -> None:
        self.text = text
        node = parse_yaml(text, "", []) if text.strip() else None
        if node is not None and not isinstance(node, Sequence):
            raise CannotEnter
        self.top = node
        self.starts = line_starts(text)
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def items(self, of: Sequence | None = None) -> list[Mapping]:
        listed = of if of is not None else self.top
        return [item for item in listed.items if isinstance(item, Mapping)] if listed else []

    def find(self, key: str, text: str) -> Mapping | None:
        """The first record that has that text under that key."""
        for item in self.items():
            value = value_of(item, key)
            if isinstance(value, Scalar) and value.text == text:
                return item
        return None

    def offset(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column - 1

    def is_flow(self, node: Mapping | Sequence) -> bool:
        return self.text[self.offset(node.span.line, node.span.column)] in "{["

    def behind(self, record: Mapping, key: str, fields: Listed[str]) -> Put:
        """These fields behind the text under that key; each `name: value`, on a line of its own."""
        value = value_of(record, key)
        if not isinstance(value, Scalar):
            raise CannotEnter
        end = self.offset(value.span.end_line, value.span.end_column)
        if self.text[end : end + 1] in ("'", '"'):
            end += 1
        if self.is_flow(record):
            return Put(end, "".join(f", {field}" for field in fields))
        indent = " " * (record.span.column - 1)
        return self._lines_below(value.span.end_line, [indent + field for field in fields])

    def inside(self, record: Mapping, key: str, inner: str, fields: Listed[str]) -> Put:
        """These fields behind the text `inner` of the record under that key."""
        value = value_of(record, key)
        if not isinstance(value, Mapping):
            raise CannotEnter
        return self.behind(value, inner, fields)

    def item(self, listed: Sequence, lines: Listed[str]) -> Put:
        """One more item at the end of a list of dashes; the lines after `- `."""
        if self.is_flow(listed) or not listed.items:
            raise CannotEnter
        indent = " " * (listed.span.column - 1)
        written = [indent + "- " + lines[0], *(indent + "  " + line for line in lines[1:])]
        return self._lines_below(max(map(_last_line, listed.items)), written)

    def at_the_end(self, lines: Listed[str]) -> Put:
        """One more record at the end of the file."""
        if self.top is not None and self.is_flow(self.top):
            raise CannotEnter
        indent = " " * (self.top.span.column - 1 if self.top else 0)
        written = [indent + "- " + lines[0], *(indent + "  " + line for line in lines[1:])]
        last = max(map(_last_line, self.top.items)) if self.top and self.top.items else 0
        if last:
            return self._lines_below(last, ["", *written])
        return Put(len(self.text), self.newline.join([*written, ""]))

    def _lines_below(self, line: int, lines: Listed[str]) -> Put:
        if line < len(self.starts):
            return Put(self.starts[line], "".join(one + self.newline for one in lines))
        before = "" if self.text.endswith(("\n", "\r")) else self.newline
        return Put(len(self.text), before + "".join(one + self.newline for one in lines))


def value_of(record: Mapping, key: str) -> Node | None:
    found = record.entries.get(key)
    return found[1] if found else None


def _last_line(node: Node) -> int:
    """The last line on which something of the node stands."""
    if isinstance(node, Scalar):
        # A block of text may be told with the line below its last.
        return node.span.end_line - (node.span.end_column == 1 and node.span.end_line > 1)
    if isinstance(node, Sequence):
        return max([node.span.line, *map(_last_line, node.items)])
    if isinstance(node, Mapping):
        return max([node.span.line, *(_last_line(value) for _span, value in node.entries.values())])
    return node.span.end_line
