"""What a rule is: a function that yields where something is wrong and with what values.

The decorator above it gives the code, the severity and the sentences in both languages; the engine
makes the finding. The docstring is the manual that `vtlt explain` prints: in English, then, below a
line `---`, in Vietnamese.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

from vtlt_cli.diagnostics import (
    TOLD_BY,
    Finding,
    Fix,
    Problem,
    ProblemKind,
    Related,
    Severity,
    Span,
    Words,
    order,
)
from vtlt_cli.reading.kinds import SUBJECTS, Dataset, Family
from vtlt_cli.units import Province
from vtlt_cli.wording import Lang, fill, one_line

Problems = Mapping[ProblemKind, list[Problem]]


class Found(NamedTuple):
    """One breach of a rule: its place and the values of its sentence.

    `words` and `help` stand in place of the rule's own where one sentence does not fit all cases;
    `related` are other places, each with words of its own or none. A breach that is less than the
    rule's own `severity` says so.
    """

    span: Span
    values: Mapping[str, Any]
    province: Province | None = None
    related: tuple[tuple[Span, Words], ...] = ()
    words: Words | None = None
    help: Words | None = None
    fix: Fix | None = None
    severity: Severity | None = None


Check = Callable[[Dataset, Problems], Iterator[Found]]


class Rule(NamedTuple):
    """One rule of the catalogue; `words` are its sentence in English and in Vietnamese.

    What it finds is a `slip`, or something right that is worth knowing: then nobody is told that it
    is wrong.
    """

    code: str
    severity: Severity
    words: Words
    help: Words | None
    check: Check
    slip: bool


# The rules by the first three letters of their codes: those on files as such, and those of each
# kind of file. Their module is imported when they are first run.
FAMILIES: dict[str, Family] = {"FIL": Family("vtlt_cli.checking.files", ("files", "tệp"))} | {
    code: Family(f"{subject.package}.{family.module}", family.about)
    for subject in SUBJECTS.values()
    for code, family in subject.rules.items()
}

# The rules of the families that were imported so far; `all_rules` gives all of them.
RULES: dict[str, Rule] = {}


def rule(
    code: str,
    severity: Severity,
    en: str,
    vi: str,
    help: Words | None = None,
    slip: bool | None = None,
) -> Callable[[Check], Check]:
    """Enter the function below into the catalogue; a code is used once.

    What a note says is no slip, and what an error or a warning says is one, unless `slip` tells.
    """

    def enter(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"rule {code} is there twice")
        is_slip = severity != "note" if slip is None else slip
        RULES[code] = Rule(code, severity, (en, vi), help, check, is_slip)
        return check

    return enter


def all_rules() -> dict[str, Rule]:
    """The whole catalogue by code, family after family."""
    _import(FAMILIES)
    families = list(FAMILIES)
    ordered = sorted(RULES, key=lambda code: (families.index(code[:3]), code))
    return {code: RULES[code] for code in ordered}


def _import(families: Iterable[str]) -> None:
    for family in families:
        import_module(FAMILIES[family].module)


def run_rules(
    data: Dataset,
    problems: Iterable[Problem],
    lang: Lang,
    families: Collection[str] | None = None,
) -> list[Finding]:
    """The findings of these families, or of all, in the order in which they are told."""
    by_kind: dict[ProblemKind, list[Problem]] = {}
    for problem in problems:
        by_kind.setdefault(problem.kind, []).append(problem)
    chosen = _concerned(data, by_kind) & set(FAMILIES if families is None else families)
    _import(family for family in FAMILIES if family in chosen)
    findings = [
        _finding(rule_, found, lang)
        for rule_ in list(RULES.values())
        if rule_.code[:3] in chosen
        for found in rule_.check(data, by_kind)
    ]
    return sorted(findings, key=order)


def _concerned(data: Dataset, problems: Problems) -> set[str]:
    """The families that have something to look at: a file of their kind, a problem to tell."""
    told_by = {TOLD_BY[found[0].kind][:3] for found in problems.values()}
    of_files = {
        family
        for kind, subject in SUBJECTS.items()
        if data.was_read(kind)
        for family in (*subject.rules, *subject.concerns)
    }
    return told_by | (of_files - {"NAM"})


def told(problems: Problems, kind: ProblemKind) -> Iterator[Found]:
    """A breach for each problem of this kind, at its place and with its values."""
    for problem in problems.get(kind, []):
        yield Found(problem.span, problem.values)


def plural(number: int) -> dict[str, str]:
    """The `{s}` and `{are}` of an English sentence about that many things."""
    one = number == 1
    return {"s": "" if one else "s", "are": "is" if one else "are"}


def _finding(rule_: Rule, found: Found, lang: Lang) -> Finding:
    side = 0 if lang == "en" else 1
    help_ = found.help or rule_.help
    return Finding(
        code=rule_.code,
        severity=found.severity or rule_.severity,
        span=found.span,
        message=_say((found.words or rule_.words)[side], found.values, lang),
        province=found.province.id if found.province else None,
        help=_say(help_[side], found.values, lang) if help_ else None,
        related=tuple(
            Related(span, one_line(fill(words[side], found.values, lang)))
            for span, words in found.related
        ),
        fix=found.fix,
    )


def _say(template: str, values: Mapping[str, Any], lang: Lang) -> str:
    """The sentence; a Vietnamese one begins with a capital and ends with a full stop."""
    words = one_line(fill(template, values, lang))
    if lang == "vi":
        stop = "" if words.endswith((".", "?", "!", "…")) else "."
        words = words[:1].upper() + words[1:] + stop
    return words
