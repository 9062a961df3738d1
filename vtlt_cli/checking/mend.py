"""Findings with a fix -> the text of the file with the fixes made, at their places only.

Comments, order, quoting, line ends and a byte-order mark stay as they are.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from functools import lru_cache

from vtlt_cli.diagnostics import Edit, Finding, Source, Span

# A text with one of these may need quotes that it has not.
_SPECIAL = re.compile(r"""[][{}#&*!|>'"%@`,;:\t\r\n\\]""")


def edits_of(findings: Iterable[Finding], unsafe: bool) -> list[Edit]:
    """The edits of the fixes that may be made: the safe ones, or all of them."""
    return [
        edit
        for finding in findings
        if finding.fix is not None and (finding.fix.safe or unsafe)
        for edit in finding.fix.edits
    ]


def mended(source: Source, edits: Iterable[Edit]) -> str:
    """The text of the file with these edits made, in quotes where the new text needs them."""
    return rewritten(
        source,
        [
            written_at(source, edit.span, edit.content) if _SPECIAL.search(edit.content) else edit
            for edit in edits
        ],
    )


def written_at(source: Source, span: Span, text: str) -> Edit:
    """The edit that writes a text in the place of a whole value, quoted as its format wants it.

    What stands there is replaced as it is spelt, with its escapes.
    """
    starts = line_starts(source.text)
    begin = starts[span.line - 1] + span.column - 1
    end = starts[span.end_line - 1] + span.end_column - 1
    was = source.text[begin:end]
    before, after = source.text[max(begin - 1, 0) : begin], source.text[end : end + 1]
    quotes = '"' if source.path.endswith(".csv") else "'\""
    quote = before if before and before == after and before in quotes else ""
    return Edit(span, was, quoted(source, text, quote))


def quoted(source: Source, text: str, quote: str = "") -> str:
    """A text as it stands in such a file: inside these quotes, or where there are none yet."""
    is_csv = source.path.endswith(".csv")
    if not quote and not (_NO_CELL if is_csv else _NOT_PLAIN).search(text):
        return text
    if is_csv:
        written = text.replace('"', '""')
    elif quote == "'":
        written = text.replace("'", "''")
    else:
        written = text.translate(_ESCAPES)
    return written if quote else f'"{written}"'


# What is no cell of a table without quotes, whatever stands between its cells.
_NO_CELL = re.compile(r"""[",;|\t\r\n]|^\s|\s$""")
# What is no plain text in YAML, in a list in brackets or out of it.
_NOT_PLAIN = re.compile(r"""^$|^[-?:!&*|>'"%@`#=\s]|[][{},]|:(?=\s|$)|\s#|\s$|[\r\n\t]""")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def rewritten(source: Source, edits: Iterable[Edit]) -> str:
    """The text of the file with these edits made.

    An edit is passed over where the file does not hold what it replaces (an escape in quotes).
    """
    starts = line_starts(source.text)
    text, limit = source.text, len(source.text) + 1
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        span = edit.span
        if span.end_line > len(starts):
            continue
        begin = starts[span.line - 1] + span.column - 1
        end = starts[span.end_line - 1] + span.end_column - 1
        if text[begin:end] != edit.was or end > limit:
            continue
        text, limit = text[:begin] + edit.content + text[end:], begin
    return text


_LINE_END = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """The lines of a file as an editor counts them, ended by LF, CRLF or CR, without their ends."""
    return _LINE_END.split(text)


@lru_cache(maxsize=1)
def line_starts(text: str) -> tuple[int, ...]:
    """Where each line begins in the text."""
    return 0, *(match.end() for match in _LINE_END.finditer(text))


def encoded(source: Source, text: str) -> bytes:
    """The bytes of a file in the encoding in which it was read."""
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    return marks.get(source.encoding, b"") + text.encode(source.encoding)
