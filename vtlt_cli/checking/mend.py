"""Findings with a fix -> the text of the file with the fixes made, at their places only.

Comments, order, quoting, line ends and a byte-order mark stay as they are.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from vtlt_cli.diagnostics import Edit, Finding, Source

# A text with one of these may need quotes that it has not; it is left to a person.
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
    """The text of the file with these edits made, save where the new text might need quotes."""
    return rewritten(source, (edit for edit in edits if not may_need_quotes(edit.content)))


def may_need_quotes(text: str) -> bool:
    """Whether a text has letters that mean something to YAML or CSV."""
    return _SPECIAL.search(text) is not None


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


def line_starts(text: str) -> list[int]:
    """Where each line begins in the text."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def encoded(source: Source, text: str) -> bytes:
    """The bytes of a file in the encoding in which it was read."""
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    return marks.get(source.encoding, b"") + text.encode(source.encoding)
