"""What a rule is: a function that yields where something is wrong and with what values.

The decorator above it gives the code, the severity and the sentences in both languages; the engine
makes the finding. The docstring is the manual that `vtlt explain` prints: in English, then, below a
line `---`, in Vietnamese.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from vtlt_cli.diagnostics import Finding, Fix, Problem, Related, Severity, Span, order
from vtlt_cli.model import Dataset, Province
from vtlt_cli.wording import Lang, fill

Words = tuple[str, str]
Problems = Mapping[str, list[Problem]]


class Found(NamedTuple):
    """One breach of a rule: its place and the values of its sentence.

    `words` and `help` stand in place of the rule's own where one sentence does not fit all cases;
    `related` are other places, each with words of its own or none.
    """

    span: Span
    values: Mapping[str, Any]
    province: Province | None = None
    related: tuple[tuple[Span, Words], ...] = ()
    words: Words | None = None
    help: Words | None = None
    fix: Fix | None = None


class Rule(NamedTuple):
    """One rule of the catalogue; `words` are its sentence in English and in Vietnamese."""

    code: str
    severity: Severity
    words: Words
    help: Words | None
    check: Callable[[Dataset, Problems], Iterator[Found]]


RULES: dict[str, Rule] = {}

Check = Callable[[Dataset, Problems], Iterator[Found]]


def rule(
    code: str, severity: Severity, en: str, vi: str, help: Words | None = None
) -> Callable[[Check], Check]:
    """Enter the function below into the catalogue; a code is used once."""

    def enter(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"rule {code} is there twice")
        RULES[code] = Rule(code, severity, (en, vi), help, check)
        return check

    return enter


def run_rules(data: Dataset, problems: Iterable[Problem], lang: Lang) -> list[Finding]:
    """All findings on the data, in the one order in which they are told."""
    by_kind: dict[str, list[Problem]] = {}
    for problem in problems:
        by_kind.setdefault(problem.kind, []).append(problem)
    findings = [
        _finding(rule_, found, lang)
        for rule_ in RULES.values()
        for found in rule_.check(data, by_kind)
    ]
    return sorted(findings, key=order)


def _finding(rule_: Rule, found: Found, lang: Lang) -> Finding:
    side = 0 if lang == "en" else 1
    help_ = found.help or rule_.help
    return Finding(
        code=rule_.code,
        severity=rule_.severity,
        span=found.span,
        message=_say((found.words or rule_.words)[side], found.values, lang),
        province=found.province.id if found.province else None,
        help=_say(help_[side], found.values, lang) if help_ else None,
        related=tuple(
            Related(span, fill(words[side], found.values, lang)) for span, words in found.related
        ),
        fix=found.fix,
    )


def _say(template: str, values: Mapping[str, Any], lang: Lang) -> str:
    """The sentence; a Vietnamese one begins with a capital and ends with a full stop."""
    words = fill(template, values, lang)
    if lang == "vi":
        words = words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")
    return words
