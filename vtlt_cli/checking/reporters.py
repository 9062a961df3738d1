"""Findings -> text in each format."""

import os
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from vtlt_cli.diagnostics import Finding, Severity, Source, Span
from vtlt_cli.wording import Lang, one_line

# The window of a long line that is shown around a place.
_BEFORE, _AFTER = 80, 120

_SEVERITY_VI: dict[Severity, str] = {"error": "lỗi", "warning": "cảnh báo", "note": "lưu ý"}
_COLOR: dict[Severity, str] = {"error": "31;1", "warning": "33;1", "note": "36;1"}


class Report(NamedTuple):
    """What a reporter gets: the findings, the texts they point into, language and colour."""

    findings: Sequence[Finding]
    sources: Mapping[str, Source]
    lang: Lang = "en"
    color: bool = False
    statistics: bool = False
    files: Sequence[str] = ()
    counts: Mapping[tuple[str, Severity], int] = MappingProxyType({})


def severity_name(severity: Severity, lang: Lang) -> str:
    """The word for a severity: `error`, `lỗi`."""
    return _SEVERITY_VI[severity] if lang == "vi" else severity


def _head(finding: Finding, report: Report) -> str:
    span = finding.span
    place = f"{one_line(span.path)}:{span.line}:{span.column}:"
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
            block.append(f"   {also} {one_line(span.path)}:{span.line}:{span.column}{words}")
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
    from vtlt_cli.checking.mend import split_lines

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


def _visible(text: str) -> str:
    """A tab as one space, so that the carets stand right; control characters as code points."""
    return one_line(text.replace("\t", " "))


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
    """A finding as plain values, in the order of the JSON."""
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
    from vtlt_cli.printing.render import to_json

    if report.statistics:
        counts = [
            {"code": code, "severity": severity, "count": count}
            for (code, severity), count in report.counts.items()
        ]
        return to_json(counts) + "\n"
    return to_json([record(finding) for finding in report.findings]) + "\n"


def _statistics(report: Report) -> str:
    """One line a code: how many, which, and how grave."""
    return "".join(
        f"{count:6d}  {code}  {severity_name(severity, report.lang)}\n"
        for (code, severity), count in report.counts.items()
    )


def _counted(report: Report) -> Sequence[Finding]:
    """The findings, or in their place the first of each code and severity with the count."""
    if not report.statistics:
        return report.findings
    first: dict[tuple[str, Severity], Finding] = {}
    for finding in report.findings:
        first.setdefault((finding.code, finding.severity), finding)
    return [
        finding._replace(message=f"{report.counts[key]} × {finding.message}", related=(), fix=None)
        for key, finding in first.items()
    ]


def from_root(path: str) -> str:
    """A path as the repository names it, so that an annotation finds its file.

    The root is $GITHUB_WORKSPACE, else the nearest folder above that holds `.git`; a path that is
    not below it stays as it is.
    """
    root = os.environ.get("GITHUB_WORKSPACE") or _git_root()
    if not root or path == "-" or "\0" in path:
        return path
    whole = os.path.realpath(path)
    base = os.path.join(os.path.realpath(root), "")
    return whole[len(base) :].replace(os.sep, "/") if whole.startswith(base) else path


def _git_root() -> str | None:
    folder = os.getcwd()
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def _github(report: Report) -> str:
    """Workflow commands of GitHub Actions; a column only where the place is on one line."""
    lines = []
    for finding in _counted(report):
        span = finding.span
        file = _github_property(from_root(span.path))
        place = f"file={file},line={span.line},endLine={span.end_line}"
        if span.line == span.end_line:
            place += f",col={span.column},endColumn={span.end_column}"
        message = finding.message + (f"\n{finding.help}" if finding.help else "")
        command = _GITHUB[finding.severity]
        lines.append(f"::{command} {place},title={finding.code}::{_github_text(message)}\n")
    return "".join(lines)


def _github_text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return one_line(_github_text(text)).replace(":", "%3A").replace(",", "%2C")


def _sarif(report: Report) -> str:
    from vtlt_cli import __version__
    from vtlt_cli.checking.engine import all_rules
    from vtlt_cli.checking.manual import manual
    from vtlt_cli.printing.render import to_json

    findings = _counted(report)
    catalogue = all_rules()
    codes = sorted({finding.code for finding in findings})
    rules = []
    for code in codes:
        found = manual(catalogue[code], report.lang)
        rules.append(
            {
                "id": code,
                "shortDescription": {"text": found.sentence},
                "fullDescription": {"text": found.why},
                "help": {"text": found.remedy},
                "defaultConfiguration": {"level": catalogue[code].severity},
            }
        )
    driver = {"name": "vtlt", "version": __version__, "rules": rules}
    results = [_sarif_result(finding, codes.index(finding.code)) for finding in findings]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return to_json({"$schema": schema, "version": "2.1.0", "runs": [run]}) + "\n"


def _sarif_result(finding: Finding, rule: int) -> dict[str, Any]:
    text = finding.message + (f"\n{finding.help}" if finding.help else "")
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": text},
        "locations": [_sarif_location(finding.span)],
    }
    if finding.related:
        result["relatedLocations"] = [
            {**_sarif_location(related.span), "message": {"text": related.message}}
            for related in finding.related
        ]
    if finding.fix:
        changes = [
            {
                "artifactLocation": {"uri": _uri(edit.span.path)},
                "replacements": [
                    {
                        "deletedRegion": _sarif_region(edit.span),
                        "insertedContent": {"text": edit.content},
                    }
                ],
            }
            for edit in finding.fix.edits
        ]
        result["fixes"] = [{"description": {"text": text}, "artifactChanges": changes}]
    return result


def _sarif_location(span: Span) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": _uri(span.path)}, "region": _sarif_region(span)}
    return {"physicalLocation": place}


def _sarif_region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _uri(path: str) -> str:
    from urllib.parse import quote

    path = from_root(path)
    escaped = quote(path, safe="/:", errors="surrogateescape")
    if path.startswith("/"):
        return "file://" + escaped
    drive = path[1:3] == ":/"
    # A colon before the first slash would be read as that of a scheme.
    return "file:///" + escaped if drive else quote(path, errors="surrogateescape")


def _junit(report: Report) -> str:
    """A suite a file and in it a failed case an error or warning; a file without any has passed."""
    from xml.sax.saxutils import escape, quoteattr

    by_path: dict[str, list[Finding]] = {path: [] for path in sorted(report.files)}
    for finding in _counted(report):
        by_path.setdefault(finding.span.path, []).append(finding)
    suites = []
    tests = failures = 0
    for path, findings in by_path.items():
        failed = [finding for finding in findings if finding.severity != "note"]
        name = quoteattr(_printable(path))
        cases = []
        for finding in failed:
            place = f"{path}:{finding.span.line}:{finding.span.column}"
            # A log shows the lines of this text as they are: none is one that the file made.
            text = f"{one_line(place)}\n{one_line(finding.help or '')}".rstrip()
            title = quoteattr(_printable(f"{finding.code} {place}"))
            cases.append(
                f"    <testcase classname={name} name={title}>\n"
                f"      <failure type={quoteattr(finding.code)} "
                f"message={quoteattr(_printable(finding.message))}>"
                f"{escape(_printable(text))}</failure>\n    </testcase>\n"
            )
        if not failed:
            cases.append(f"    <testcase classname={name} name={name}/>\n")
        tests, failures = tests + len(cases), failures + len(failed)
        suites.append(
            f'  <testsuite name={name} tests="{len(cases)}" failures="{len(failed)}">\n'
            f"{''.join(cases)}  </testsuite>\n"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="vtlt" tests="{tests}" failures="{failures}">\n'
        f"{''.join(suites)}</testsuites>\n"
    )


def _printable(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return "".join(c if _in_xml(c) else "\ufffd" for c in text)


def _in_xml(letter: str) -> bool:
    if "\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff":
        return False
    return letter >= " " or letter in "\t\n"


def _or_statistics(write: Callable[[Report], str]) -> Callable[[Report], str]:
    """The reporter for people, with counts by code where they are asked for."""

    def report_or_counts(report: Report) -> str:
        return _statistics(report) if report.statistics else write(report)

    return report_or_counts


# The formats are also the choices of `validate --format`.
REPORTERS: dict[str, Callable[[Report], str]] = {
    "text": _or_statistics(_text),
    "concise": _or_statistics(_concise),
    "json": _json,
    "github": _github,
    "sarif": _sarif,
    "junit": _junit,
}
