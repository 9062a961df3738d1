"""Findings -> text in each format."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from vtlt_cli.diagnostics import Finding, Severity, Source, Span
from vtlt_cli.record import Record
from vtlt_cli.wording import Lang

# The window of a long line that is shown around a place.
_BEFORE, _AFTER = 80, 120

_SEVERITY_VI: dict[Severity, str] = {"error": "lỗi", "warning": "cảnh báo", "note": "lưu ý"}
_COLOR: dict[Severity, str] = {"error": "31;1", "warning": "33;1", "note": "36;1"}


class Report(Record):
    """What a reporter gets: the findings, the texts they point into, language and colour."""

    findings: Sequence[Finding]
    sources: Mapping[str, Source]
    lang: Lang = "en"
    color: bool = False


def severity_name(severity: Severity, lang: Lang) -> str:
    """The word for a severity: `error`, `lỗi`."""
    return _SEVERITY_VI[severity] if lang == "vi" else severity


def _head(finding: Finding, report: Report) -> str:
    span = finding.span
    place = f"{span.path}:{span.line}:{span.column}:"
    word = severity_name(finding.severity, report.lang)
    if report.color:
        color = _COLOR[finding.severity]
        return f"\033[1m{place}\033[0m \033[{color}m{word}\033[0m {finding.code} {finding.message}"
    return f"{place} {word} {finding.code} {finding.message}"


def _concise(report: Report) -> str:
    return "".join(_head(finding, report) + "\n" for finding in report.findings)


def _text(report: Report) -> str:
    lines: dict[str, list[str]] = {}
    blocks = []
    vi = report.lang == "vi"
    for finding in report.findings:
        block = [_head(finding, report)]
        block += _excerpt(finding, report, lines)
        for related in finding.related:
            span = related.span
            also = "xem thêm" if vi else "also"
            words = f" ({related.message})" if related.message else ""
            block.append(f"   {also} {span.path}:{span.line}:{span.column}{words}")
        if finding.help:
            block.append(f"   {'hướng dẫn' if vi else 'help'}: {finding.help}")
        blocks.append("\n".join(block) + "\n")
    return "\n".join(blocks) if any("\n" in block[:-1] for block in blocks) else "".join(blocks)


def _excerpt(finding: Finding, report: Report, lines: dict[str, list[str]]) -> list[str]:
    """The line of the file with carets under the place; nothing for what is nowhere in it."""
    span = finding.span
    source = report.sources.get(span.path)
    if source is None or (span.line, span.column) == (span.end_line, span.end_column):
        return []
    if span.path not in lines:
        lines[span.path] = split_lines(source.text)
    if span.line > len(lines[span.path]):
        return []
    line = lines[span.path][span.line - 1]
    end = span.end_column if span.end_line == span.line else len(line) + 1
    start = max(0, span.column - 1 - _BEFORE)
    stop = min(len(line), max(span.column + _AFTER, min(end, span.column + 2 * _AFTER)))
    shown = ("…" if start else "") + _visible(line[start:stop]) + ("…" if stop < len(line) else "")
    lead = ("…" if start else "") + _visible(line[start : span.column - 1])
    marked = _visible(line[span.column - 1 : min(end - 1, stop)])
    number = f"{span.line:5d}"
    carets = "^" * max(1, _width(marked))
    if report.color:
        carets = f"\033[{_COLOR[finding.severity]}m{carets}\033[0m"
    return [f"{number} | {shown}", f"{' ' * len(number)} | {' ' * _width(lead)}{carets}"]


def split_lines(text: str) -> list[str]:
    """The lines of a file as an editor counts them: ended by LF, CRLF or CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _visible(text: str) -> str:
    """Tabs and control characters as one space each, so that the carets stand right."""
    return "".join(" " if c < " " or c == "\x7f" else c for c in text)


def _width(text: str) -> int:
    """How many columns the text takes on a screen: two a wide character, none a combining one."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(c) in ("Mn", "Me", "Cf") else 2 if east_asian_width(c) in "WF" else 1
        for c in text
    )


def record(finding: Finding) -> dict[str, Any]:
    """A finding as plain values, the fields of DESIGN section 6."""
    span = finding.span
    fix = None
    if finding.fix:
        fix = {
            "safe": finding.fix.safe,
            "edits": [{**_place(edit.span), "content": edit.content} for edit in finding.fix.edits],
        }
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "path": span.path,
        **_place(span),
        "province": finding.province,
        "help": finding.help,
        "related": [
            {
                "path": related.span.path,
                "line": related.span.line,
                "column": related.span.column,
                "message": related.message,
            }
            for related in finding.related
        ],
        "fix": fix,
    }


def _place(span: Span) -> dict[str, int]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _json(report: Report) -> str:
    from vtlt_cli.render import to_json

    return to_json([record(finding) for finding in report.findings]) + "\n"


# The formats are also the choices of `validate --format`.
REPORTERS: dict[str, Callable[[Report], str]] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
}
