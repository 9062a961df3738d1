"""Findings and waivers -> the findings as they are told, and what is odd about the waivers.

A waived finding counts as a note and says why. A waiver is matched on what a finding says (its
code, its province, the text at its place), never on its line, so that it outlives other changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from vtlt_cli.checking.mend import split_lines
from vtlt_cli.diagnostics import Finding, Problem, Source
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.waivers.kind import WAIVERS, Waiver
from vtlt_cli.wording import Lang, one_line


def apply_waivers(
    findings: Iterable[Finding], data: Dataset, today: date, lang: Lang
) -> tuple[list[Finding], list[Problem]]:
    """The findings, the waived ones as notes; and the unused and expired waivers as problems."""
    told: list[Finding] = []
    used: set[int] = set()
    live: dict[str, list[Waiver]] = {}
    for entry in data.of(WAIVERS):
        if not _expired(entry, today):
            live.setdefault(entry.code, []).append(entry)
    texts = _Texts(data.sources)
    for finding in findings:
        candidates = live.get(finding.code, ())
        waiver = next((w for w in candidates if matches(w, finding, texts)), None)
        if waiver is not None:
            used.add(id(waiver))
            finding = _waived(finding, waiver, lang)
        told.append(finding)
    problems = []
    for waiver in data.of(WAIVERS):
        values = {"code": waiver.code, "until": waiver.until}
        if _expired(waiver, today):
            problems.append(Problem("waiver-expired", waiver.places["until"], values))
        elif waiver.province is not None and waiver.province.province is None:
            pass  # That the name leads nowhere is told; that nothing matches only follows.
        elif id(waiver) not in used:
            problems.append(Problem("waiver-unused", waiver.places["code"], values))
    return told, problems


def _expired(waiver: Waiver, today: date) -> bool:
    return waiver.until is not None and waiver.until < today


class _Texts:
    """The texts at the places of findings; each file is parted into lines once."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._lines: dict[str, list[str]] = {}

    def at(self, finding: Finding) -> str | None:
        """The text at the place of a finding; None where it stands for a whole file."""
        span = finding.span
        source = self._sources.get(span.path)
        if source is None or span.line != span.end_line or span.column == span.end_column:
            return None
        if span.path not in self._lines:
            self._lines[span.path] = split_lines(source.text)
        lines = self._lines[span.path]
        if span.line > len(lines):
            return None
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]


def matches(waiver: Waiver, finding: Finding, texts: _Texts) -> bool:
    """Whether the waiver, which is of its rule, speaks of this finding."""
    if waiver.province is not None:
        province = waiver.province.province
        if province is None or province.id != finding.province:
            return False
    if waiver.text is None:
        return True
    return waiver.text in (texts.at(finding), finding.span.path.rpartition("/")[2])


def _waived(finding: Finding, waiver: Waiver, lang: Lang) -> Finding:
    """The finding as a note that says why it is accepted; nothing mends it."""
    by = f" ({waiver.decision})" if waiver.decision else ""
    words = {"en": "waived", "vi": "Đã chấp nhận"}[lang]
    message = one_line(f"{finding.message} [{words}: {waiver.reason}{by}]")
    return finding._replace(severity="note", message=message, fix=None, waived=True)
