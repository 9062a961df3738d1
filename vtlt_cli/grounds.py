"""A folder and what a command uses of it -> whether the result can be told, and with what word.

The law of results (docs/design.md): of what could not be read there is no result; what is in
doubt is shown with the doubt; errors in what was read are pointed to. Here it is found which of
these holds; the commands say it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from vtlt_cli.diagnostics import TOLD_BY, Finding, Problem
from vtlt_cli.load import load
from vtlt_cli.reading.folder import Folder
from vtlt_cli.reading.kinds import SUBJECTS, Address, Dataset
from vtlt_cli.rounds.grounds import Uses, unread
from vtlt_cli.units import DOUBTFUL
from vtlt_cli.wording import Lang

# Waivers only take away from what is said. The register and the rounds are judged where the folder
# has its own, the visits where a command uses them.
_ASIDE = {"provinces", "rounds", "waivers"}
_OWN = ("provinces", "rounds")


class Grounds(NamedTuple):
    """What was read for a command, and what is wrong with it.

    `unread` are the files of which something that the command uses could not be read. `errors` are
    those of all that was read, without the waived ones; `found` is all that may say why something
    could not be read.
    """

    data: Dataset
    year: int
    unread: list[Address]
    errors: list[Finding]
    found: list[Finding]

    @property
    def waivers_unread(self) -> bool:
        """Whether there are waivers that could not be read: then nothing is waived."""
        return Address("waivers") in self.data.unread

    def lacking(self, uses: Uses) -> list[Address]:
        """The files that are unread for a command that uses this too."""
        return [*self.unread, *unread(self.data, uses, self.year)]


def grounds_of(
    folder: Folder,
    uses: Uses,
    year: int,
    lang: Lang,
    *more: str,
    units: Collection[str] | None = None,
) -> Grounds:
    """Read what a command uses of a round, and `more` kinds that it may use.

    Of a kind with a file a unit only those of `units` are read; all without them.
    """
    kinds = {*uses, *more, "waivers"}
    data, problems = load(folder, kinds, year, units)
    judged = kinds - _ASIDE - ({"visits"} - uses.keys())
    judged |= {kind for kind in _OWN if kind in kinds and Address(kind) in data.paths}
    families = [family for kind in judged for family in SUBJECTS[kind].rules]
    findings = _findings(data, problems, lang, families)
    errors = [finding for finding in findings if finding.severity == "error"]
    told = unwaived(errors, data, lang)
    return Grounds(data, year, unread(data, uses, year), told, _that_lose(findings))


def told_by(
    data: Dataset, findings: Sequence[Finding], uses: Uses, years: Sequence[int]
) -> Grounds:
    """What was read of a whole folder, for a command that uses this of these rounds."""
    lost = {address: None for year in years for address in unread(data, uses, year)}
    errors = [finding for finding in findings if finding.severity == "error"]
    return Grounds(data, max(years), list(lost), errors, _that_lose(findings))


def _that_lose(findings: Sequence[Finding]) -> list[Finding]:
    """The errors, and the slips in the names of fields.

    Such a slip is a warning, and what stands there was not read all the same.
    """
    errors = [finding for finding in findings if finding.severity == "error"]
    return [*errors, *(finding for finding in findings if finding.code == "FIL08")]


def errors_of(
    data: Dataset, problems: list[Problem], lang: Lang, families: Sequence[str] = ()
) -> list[Finding]:
    """The errors of what was read, waived or not.

    Reading and names are always looked at; `families` are the rules on the command's own data.
    """
    findings = _findings(data, problems, lang, families)
    return [finding for finding in findings if finding.severity == "error"]


def _findings(
    data: Dataset, problems: list[Problem], lang: Lang, families: Sequence[str]
) -> list[Finding]:
    # A name that leads to a province without doubt is no error: this spares the rules on names.
    doubtful = [p for p in problems if p.kind != "name" or p.values["name"].hows[0] in DOUBTFUL]
    from vtlt_cli.checking.engine import run_rules

    told_by = {TOLD_BY[problem.kind][:3] for problem in doubtful}
    return run_rules(data, doubtful, lang, {"FIL", "NAM", *told_by, *families})


def unwaived(errors: list[Finding], data: Dataset, lang: Lang) -> list[Finding]:
    """The errors that nobody accepted; waivers count as they do in `validate`."""
    if not errors or not data.was_read("waivers") or Address("waivers") in data.unread:
        return errors
    from vtlt_cli.check import today
    from vtlt_cli.waivers.waive import apply_waivers

    findings, _odd = apply_waivers(errors, data, today(), lang)
    return [finding for finding in findings if finding.severity == "error"]
