"""Findings with a fix -> the text of the file with the fixes made, at their places only.

Comments, order, quoting, line ends and a byte-order mark stay as they are.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from vtlt_cli.diagnostics import Edit, Finding, Source, Span
from vtlt_cli.reading.yaml_text import unquoted

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
    """The text of the file with these edits made, each value quoted where its place asks for it."""
    starts = line_starts(source.text)
    placed = (as_written(source, edit, starts) for edit in edits)
    return rewritten(source, (edit for edit in placed if edit is not None))


def as_written(source: Source, edit: Edit, starts: Sequence[int]) -> Edit | None:
    """The edit with both texts as the file writes them, in quotes or out of them.

    None where the file does not hold what is to be replaced.
    """
    span, text = edit.span, source.text
    if span.end_line > len(starts):
        return None
    begin = starts[span.line - 1] + span.column - 1
    end = starts[span.end_line - 1] + span.end_column - 1
    there = text[begin:end]
    if edit.raw:
        return edit if there == edit.was else None
    left, right = text[max(begin - 1, 0) : begin], text[end : end + 1]
    quote = left if left == right and left in ("'", '"') else ""
    csv = source.path.endswith(".csv")
    content = edit.content
    if csv and quote == '"':
        was, content = there.replace('""', '"'), content.replace('"', '""')
    elif csv:
        was, content = there, _csv_cell(content)
    elif quote:
        was = there
        content = content.replace("'", "''") if quote == "'" else _escaped(content)
    elif there[:1] in ("'", '"') and there[:1] == there[-1:] and len(there) > 1:
        was, content = unquoted(there), f'"{_escaped(content)}"'
    else:
        was, content = there, scalar(content, in_brackets=True)
    return edit._replace(was=there, content=content) if was == edit.was else None


def _csv_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[",;\t\r\n]', text) else text


# A scalar that begins or continues like this is no plain text in YAML.
_WANTS_QUOTES = re.compile(
    r"""^[-?:,\[\]{}#&*!|>'"%@`\s=~]|: | #|:$|\s$"""
    "|[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)


def scalar(text: str, in_brackets: bool = False) -> str:
    """A text as YAML: plain where that is the same, else in double quotes."""
    wants = _WANTS_QUOTES.search(text) or (in_brackets and re.search(r"[][{},]", text))
    if text and not wants:
        return text
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    """A text inside double quotes; what cannot be seen is written by its code point."""
    return "".join(
        "\\" + letter
        if letter in '"\\'
        else letter
        if letter.isprintable()
        else f"\\U{ord(letter):08X}"
        for letter in text
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
