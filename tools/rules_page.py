"""The rules and their manuals -> `docs/rules.md`, and `docs/vi/quy-tac.md` in Vietnamese."""

from __future__ import annotations

from pathlib import Path

from vtlt_cli.checking.engine import FAMILIES, Rule, all_rules
from vtlt_cli.checking.manual import labels, manual, severity_word
from vtlt_cli.wording import Lang, side

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES: dict[Lang, Path] = {"en": DOCS / "rules.md", "vi": DOCS / "vi" / "quy-tac.md"}

_HEAD: dict[Lang, str] = {
    "en": """\
# Rules of `vtlt validate`

[Bản tiếng Việt](vi/quy-tac.md)

<!-- Made by tools/generate.py from the rules; do not edit. -->

One rule a section: `vtlt explain CODE` prints the same.
An error makes the exit code 1; a warning does so with `--strict`; a note never does.
""",
    "vi": """\
# Quy tắc của `vtlt validate`

[English](../rules.md)

<!-- Made by tools/generate.py from the rules; do not edit. -->

Mỗi quy tắc một mục: lệnh `vtlt explain MÃ` in cùng nội dung.
Lỗi làm cho mã thoát là 1; cảnh báo chỉ khi có `--strict`; lưu ý thì không.
“Nhận định”: Báo cáo không quy định, đây là cách hiểu của công cụ.
""",
}
_TITLES: dict[Lang, str] = {
    "en": "| code | severity | rule |",
    "vi": "| mã | mức độ | quy tắc |",
}


def page(lang: Lang) -> str:
    """The whole page in one language."""
    rules = all_rules()
    parts = [_HEAD[lang]]
    for code, family in FAMILIES.items():
        lines = [f"**{code}**: {side(family.about, lang)}", ""]
        lines += [_TITLES[lang], "|---|---|---|"]
        lines += [_row(rule, lang) for rule in rules.values() if rule.code.startswith(code)]
        parts.append("\n".join(lines) + "\n")
    parts += [_section(rule, lang) for rule in rules.values()]
    return "\n".join(parts)


def _row(rule: Rule, lang: Lang) -> str:
    cells = [
        f"[{rule.code}](#{rule.code.lower()})",
        severity_word(rule, lang),
        manual(rule, lang).sentence,
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _section(rule: Rule, lang: Lang) -> str:
    told = manual(rule, lang)
    why, bad, good, remedy = labels(rule, lang)
    return f"""\
## {rule.code}

**{told.sentence}** ({severity_word(rule, lang)})

{why}: {told.why}

{bad}:

```text
{told.bad}
```

{good}:

```text
{told.good}
```

{remedy}: {told.remedy}
"""
