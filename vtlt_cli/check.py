"""A folder -> its findings, with the waivers of the folder applied."""

from __future__ import annotations

from datetime import date

from vtlt_cli.checking.engine import all_rules, run_rules
from vtlt_cli.diagnostics import Finding, Problem, order
from vtlt_cli.load import load
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import Dataset
from vtlt_cli.wording import Lang, source_day


def today() -> date:
    """The day on which waivers are judged; $SOURCE_DATE_EPOCH stands for it where it is set."""
    return source_day() or date.today()


def check(folder: Folder, lang: Lang) -> tuple[Dataset, list[Finding]]:
    """What was read of the folder, and all findings on it in order. Raises as `load` does."""
    data, problems = load(folder)
    return data, judged(data, problems, lang)


def judged(data: Dataset, problems: list[Problem], lang: Lang) -> list[Finding]:
    """All findings on what was read, in order, with its waivers applied."""
    findings = run_rules(data, problems, lang)
    if not data.has("waivers"):
        return findings
    from vtlt_cli.waivers.waive import apply_waivers

    known = all_rules()
    findings, odd = apply_waivers(findings, data, today(), lang)
    odd = [
        Problem("waiver-code", problem.span, problem.values)
        if problem.values["code"] not in known
        else problem
        for problem in odd
    ]
    return sorted(findings + run_rules(data, odd, lang, ("WAI",)), key=order)
