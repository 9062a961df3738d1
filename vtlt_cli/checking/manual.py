"""The manual of a rule, from its docstring: for `vtlt explain` and `docs/rules.md`."""

import inspect
import re
import textwrap
from typing import NamedTuple

from vtlt_cli.checking.engine import Rule
from vtlt_cli.wording import Lang

_LABELS = {
    "en": ("Why", "Bad", "Good", "Remedy"),
    "vi": ("Lý do", "Sai", "Đúng", "Cách xử lý"),
}
_SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "note": "lưu ý"}


class Manual(NamedTuple):
    """What a rule asks for, why, an example of each, and what to do. Examples are data files."""

    sentence: str
    why: str
    bad: str
    good: str
    remedy: str


def manual(rule: Rule, lang: Lang) -> Manual:
    """The manual of a rule in one language; raises ValueError where a part is missing."""
    english, _, vietnamese = inspect.cleandoc(rule.check.__doc__ or "").partition("\n---\n")
    parts = _parts(english, _LABELS["en"])
    if lang == "en":
        return Manual(parts[""], parts["Why"], parts["Bad"], parts["Good"], parts["Remedy"])
    local = _parts(vietnamese, ("Lý do", "Cách xử lý"))
    return Manual(local[""], local["Lý do"], parts["Bad"], parts["Good"], local["Cách xử lý"])


def _parts(text: str, labels: tuple[str, ...]) -> dict[str, str]:
    pieces = re.split(rf"^({'|'.join(labels)}):", text, flags=re.MULTILINE)
    found = {"": _prose(pieces[0])}
    for label, body in zip(pieces[1::2], pieces[2::2]):
        is_example = label in ("Bad", "Good")
        found[label] = inspect.cleandoc("\n" + body).strip("\n") if is_example else _prose(body)
    missing = [label for label in ("", *labels) if not found.get(label)]
    if missing:
        raise ValueError(f"the manual lacks {missing}")
    return found


def _prose(text: str) -> str:
    return " ".join(text.split())


def severity_word(rule: Rule, lang: Lang) -> str:
    """The rule's severity in that language."""
    return rule.severity if lang == "en" else _SEVERITIES[rule.severity]


def one_line(rule: Rule, lang: Lang) -> str:
    """A rule in a list: code, severity, what must hold."""
    return f"{rule.code}  {severity_word(rule, lang):8}  {manual(rule, lang).sentence}"


def manual_text(rule: Rule, lang: Lang) -> str:
    """The whole manual of a rule as plain text."""
    found = manual(rule, lang)
    why, bad, good, remedy = _LABELS[lang]
    return (
        f"{rule.code} ({severity_word(rule, lang)})\n{_wrapped(found.sentence)}\n\n"
        f"{_wrapped(f'{why}: {found.why}')}\n\n{bad}:\n\n{_indented(found.bad)}\n\n"
        f"{good}:\n\n{_indented(found.good)}\n\n{_wrapped(f'{remedy}: {found.remedy}')}\n"
    )


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 79, break_long_words=False, break_on_hyphens=False)


def _indented(text: str) -> str:
    return "\n".join("    " + line if line else "" for line in text.split("\n"))
