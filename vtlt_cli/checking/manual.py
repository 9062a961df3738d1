"""The manual of a rule, from its docstring: for `vtlt explain` and `docs/rules.md`."""

import inspect
import re
import textwrap
from typing import NamedTuple

from vtlt_cli.checking.engine import Rule
from vtlt_cli.diagnostics import Refusal
from vtlt_cli.wording import Lang

# The parts as the docstring of a rule names them.
_PARTS = {"en": ("Why", "Bad", "Good", "Remedy"), "vi": ("Lý do", "Cách xử lý")}
# What stands over the examples: what is no slip is not called bad.
_EXAMPLES = {
    ("en", True): ("Bad", "Good"),
    ("en", False): ("Case that is noted", "Case that is not"),
    ("vi", True): ("Sai", "Đúng"),
    ("vi", False): ("Trường hợp có lưu ý", "Trường hợp không có lưu ý"),
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
    if rule.check.__doc__ is None:
        raise Refusal(
            "this Python leaves the manuals out: run it without -OO (PYTHONOPTIMIZE=2)",
            "Python đang bỏ phần hướng dẫn: đề nghị chạy không có -OO (PYTHONOPTIMIZE=2)",
        )
    english, _, vietnamese = inspect.cleandoc(rule.check.__doc__ or "").partition("\n---\n")
    parts = _parts(english, _PARTS["en"])
    if lang == "en":
        return Manual(parts[""], parts["Why"], parts["Bad"], parts["Good"], parts["Remedy"])
    local = _parts(vietnamese, _PARTS["vi"])
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


def labels(rule: Rule, lang: Lang) -> tuple[str, str, str, str]:
    """What stands over the reason, the two examples and the remedy of a rule."""
    why, remedy = _PARTS[lang][0], _PARTS[lang][-1]
    return why, *_EXAMPLES[lang, rule.slip], remedy


def manual_text(rule: Rule, lang: Lang) -> str:
    """The whole manual of a rule as plain text."""
    found = manual(rule, lang)
    why, bad, good, remedy = labels(rule, lang)
    return (
        f"{rule.code} ({severity_word(rule, lang)})\n{_wrapped(found.sentence)}\n\n"
        f"{_wrapped(f'{why}: {found.why}')}\n\n{bad}:\n\n{_indented(found.bad)}\n\n"
        f"{good}:\n\n{_indented(found.good)}\n\n{_wrapped(f'{remedy}: {found.remedy}')}\n"
    )


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 79, break_long_words=False, break_on_hyphens=False)


def _indented(text: str) -> str:
    return "\n".join("    " + line if line else "" for line in text.split("\n"))
