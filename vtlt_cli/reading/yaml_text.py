"""YAML text -> nodes with places. Every scalar stays text: `no`, `010` and `8.280` are not guessed.

Built on the events of PyYAML with a small builder: composing its nodes takes nine times as long.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, Literal, NamedTuple

from vtlt_cli.diagnostics import Problem, Span, whole_file
from vtlt_cli.reading.problems import cut


class Scalar(NamedTuple):
    """A piece of text; `span` is that of the text itself, without quotes where that can be."""

    text: str
    span: Span


class Sequence(NamedTuple):
    """A list; `span` is where it begins.

    `cuts` are its items of `[a, b]` that may go on where a comma cut a text: both sides of the
    comma are without quotes, and the item begins with a small letter.
    """

    items: "list[Node]"
    span: Span
    cuts: "list[Scalar]"


class Mapping(NamedTuple):
    """Keys and values, each key once (the first); `span` is where it begins."""

    entries: "dict[str, tuple[Span, Node]]"
    span: Span


class Refused(NamedTuple):
    """A value that was refused and told already, so that nothing more is said of it."""

    span: Span


class Missing(NamedTuple):
    """What a key of `{…}` has that no colon follows: `{title: VĂN THƯ, LƯU TRỮ}` has such a key."""

    span: Span


Node = Scalar | Sequence | Mapping | Refused | Missing


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
    # Of each, whether it is written in brackets; of the open mappings, the keys that came again.
    brackets: list[bool] = []
    repeats: dict[int, list[Repeat]] = {}
    lines: list[str] = []

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
                if style and style in "'\"":
                    if end.line > start.line and _takes_entries(text, start.line, end.line):
                        problems.append(Problem("open-quote", _at(start, path), {}))
                        return None
                    if right - left - 2 == len(value):
                        left, right = left + 1, right - 1
                span = make(Span, (path, start.line + 1, left, end.line + 1, right))
                node = make(Scalar, (value, span))
                if event.anchor is not None or event.tag is not None:
                    refuse(span, "tag" if event.anchor is None else "anchor")
                if brackets and brackets[-1]:
                    if not value and not style and keys[-1] is not None and left == right:
                        lines = lines or text.splitlines(keepends=True)
                        if not _has_colon(keys[-1], lines):
                            node = Missing(span)
                    elif type(stack[-1]) is Sequence:
                        if keys[-1] is _PLAIN and not style and value[:1].islower():
                            stack[-1].cuts.append(make(Scalar, (value, span)))
                        keys[-1] = None if style else _PLAIN
            elif kind is mapping or kind is sequence:
                line, column = event.start_mark.line + 1, event.start_mark.column + 1
                span = Span(path, line, column, line, column + 1)
                if event.anchor is not None or event.tag is not None:
                    refuse(span, "tag" if event.anchor is None else "anchor")
                if len(stack) == _DEEPEST:
                    refuse(span, "depth")
                    return None
                stack.append(Mapping({}, span) if kind is mapping else Sequence([], span, []))
                keys.append(None)
                brackets.append(bool(event.flow_style))
                continue
            elif kind in ends:
                node = stack.pop()
                keys.pop()
                in_block = not brackets.pop()
                if id(node) in repeats:
                    # The items of a list are told apart by their dash.
                    may_lack_dash = in_block and bool(stack) and type(stack[-1]) is Sequence
                    _tell_repeats(node, repeats.pop(id(node)), may_lack_dash, problems)
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
            elif type(parent) is not Mapping:
                continue
            elif keys[-1] is None:
                keys[-1] = node if type(node) is Scalar else _no_key(node, refuse)
            elif keys[-1] is _NO_KEY:
                keys[-1] = None
            else:
                key = keys[-1]
                if key.text[:1] in _ODD_BLANKS and key.text[:1]:
                    problems.append(_odd_indent(key.span, key.text[0]))
                    return None
                known = parent.entries.setdefault(key.text, (key.span, node))
                if known[1] is not node:
                    repeats.setdefault(id(parent), []).append(Repeat(key, known[0]))
                keys[-1] = None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        indent = _odd_indent_before(text, line, path)
        if indent is not None:
            problems.append(indent)
            return None
        if "quoted scalar" in (error.context or ""):
            problems.append(Problem("open-quote", _at(error.context_mark, path), {}))
            return None
        if "simple key" in (error.context or "") and error.context_mark is not None:
            # What was to be a field stands there; reading stopped in a line below.
            problems.append(Problem("no-colon", _at(error.context_mark, path), {}))
            return None
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


def _at(mark: Any, path: str) -> Span:
    line, column = mark.line + 1, mark.column + 1
    return Span(path, line, column, line, column + 1)


def _takes_entries(text: str, first: int, last: int) -> bool:
    """Whether a quoted text goes on over lines that begin as fields or items do.

    Its first quote was not closed then: it ends with the next, wherever that stands.
    """
    below = text.split("\n")[first + 1 : last + 1]
    return any(re.match(r"\s*(?:-\s|[a-z_]+:(?:\s|$))", line) for line in below)


def unquoted(text: str) -> str:
    """What a text in quotes says; the text itself where that cannot be read."""
    import yaml

    try:
        return str(yaml.load(text, Loader=yaml.BaseLoader))
    except yaml.YAMLError:
        return text


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


# Stands for a text without quotes in the list that is being read.
_PLAIN = Scalar("", Span("", 0, 0, 0, 0))


class Repeat(NamedTuple):
    """A key that stands in its mapping already, and where it stood first."""

    key: Scalar
    first: Span


def _has_colon(key: Scalar, lines: list[str]) -> bool:
    """Whether a colon follows the key; one in quotes has its end before them."""
    rest = "".join(lines[key.span.end_line - 1 :])[key.span.end_column - 1 :]
    return rest.lstrip(" \t\r\n\"'").startswith(":")


def _tell_repeats(
    node: Any, repeats: list[Repeat], may_lack_dash: bool, problems: list[Problem]
) -> None:
    """Tell that keys stand twice, or that a dash is lost where the whole entry begins again."""
    first_key = next(iter(node.entries))
    begin = repeats[0]
    again = begin.key.text == first_key and begin.key.span.line > begin.first.line
    if may_lack_dash and again and len(node.entries) > 1 and len(repeats) > 1:
        detail = {"key": cut(first_key), "first": begin.first}
        problems.append(Problem("lost-dash", begin.key.span, detail))
        return
    for repeat in repeats:
        detail = {"key": cut(repeat.key.text), "first": repeat.first}
        problems.append(Problem("repeated-key", repeat.key.span, detail))


# Blanks that are not seen as such and that YAML does not indent with.
_ODD_BLANKS = "\t\u00a0\u1680\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))


def _odd_indent_before(text: str, line: int, path: str) -> Problem | None:
    """The first line up to the one after this that is indented with an odd blank."""
    if not any(blank in text for blank in _ODD_BLANKS):
        return None
    lines = re.split(r"\r\n|\r|\n", text)
    for number in range(1, min(line + 1, len(lines)) + 1):
        written = lines[number - 1]
        indent = written[: len(written) - len(written.lstrip(f" -{_ODD_BLANKS}"))]
        odd = next((blank for blank in indent if blank in _ODD_BLANKS), None)
        if odd is not None and written.strip(f" {_ODD_BLANKS}"):
            column = indent.index(odd) + 1
            return _odd_indent(Span(path, number, column, number, column + 1), odd)
    return None


def _odd_indent(span: Span, blank: str) -> Problem:
    span = span._replace(end_line=span.line, end_column=span.column + 1)
    return Problem("odd-indent", span, {"blank": blank, "point": f"U+{ord(blank):04X}"})


def _control_character(text: str, path: str) -> tuple[Span, dict[str, str]]:
    """Where the first character stands that YAML does not take, and its code point."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        for column, letter in enumerate(line, 1):
            point = ord(letter)
            refused = (point < 32 and letter != "\t") or (127 <= point < 160 and point != 133)
            if refused or 0xD800 <= point < 0xE000 or point in (0xFFFE, 0xFFFF):
                return Span(path, number, column, number, column + 1), {"point": f"U+{point:04X}"}
    return Span(path, 1, 1, 1, 1), {"point": "?"}


def end_of_brackets(text: str) -> tuple[int, Literal["bracket", "comma", "item"]]:
    """Where the last list in brackets of a text that is YAML can be carried on.

    The number of characters before that place, and what stands there. A bracket or a comma within
    quotes or in a comment is none.
    """
    import yaml

    tokens = list(yaml.scan(text))
    end = max(at for at, one in enumerate(tokens) if isinstance(one, yaml.FlowSequenceEndToken))
    last = tokens[end - 1]
    if isinstance(last, yaml.FlowSequenceStartToken):
        return last.end_mark.index, "bracket"
    return last.end_mark.index, "comma" if isinstance(last, yaml.FlowEntryToken) else "item"
