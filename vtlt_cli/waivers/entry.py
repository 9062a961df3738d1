"""A waiver as it is written into waivers.yaml, in the style that the file has."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vtlt_cli.checking.mend import encoded, scalar
from vtlt_cli.diagnostics import Refusal, Source
from vtlt_cli.reading.yaml_text import Sequence, end_of_brackets, parse_yaml


def with_entry(source: Source | None, fields: Mapping[str, str | None]) -> bytes:
    """The bytes of the file with one entry more, the fields that are given in their order.

    Comments, line ends, indentation, brackets, a byte-order mark and the encoding stay. None is a
    file that is not there yet, or has nothing in it. Raises Refusal where the file is no list.
    """
    given = [f"{name}: {scalar(value)}" for name, value in fields.items() if value is not None]
    if source is None:
        return ("- " + "\n  ".join(given) + "\n").encode()
    node = parse_yaml(source.text, source.path, []) if source.text.strip() else None
    if node is not None and not isinstance(node, Sequence):
        raise _no_list(source)
    text = source.text
    end = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    if node is not None and text[_offset(text, node.span.line, node.span.column)] == "[":
        in_brackets = [
            f"{name}: {scalar(value, in_brackets=True)}"
            for name, value in fields.items()
            if value is not None
        ]
        return encoded(source, _in_brackets(text, in_brackets))
    indent = " " * (node.span.column - 1) if node is not None else ""
    entry = indent + "- " + f"{end}{indent}  ".join(given) + end
    # Behind the last entry, and before the mark that ends the document.
    close = re.search(r"(?m)^\.\.\.[ \t]*\r?$", text)
    before, after = (text[: close.start()], text[close.start() :]) if close else (text, "")
    if before and not before.endswith(("\n", "\r")):
        before += end
    return encoded(source, before + entry + after)


def _offset(text: str, line: int, column: int) -> int:
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    return starts[line - 1] + column - 1


def _in_brackets(text: str, given: list[str]) -> str:
    """The text of a list in brackets with one more entry behind the last of them."""
    at, before = end_of_brackets(text)
    comma = "," if before == "item" else ""
    gap = "" if before == "bracket" else " "
    return f"{text[:at]}{comma}{gap}{{{', '.join(given)}}}{text[at:]}"


def _no_list(source: Source) -> Refusal:
    return Refusal(
        f"{source.path} is no list of waivers; nothing was written: see `vtlt validate`",
        f"{source.path} không phải danh sách mục chấp nhận; chưa ghi gì: đề nghị chạy "
        "`vtlt validate`",
    )
