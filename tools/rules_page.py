"""Write `docs/rules.md` from the rules and their manuals.

python tools/rules_page.py
"""

from __future__ import annotations

from pathlib import Path

from vtlt_cli.checking.engine import FAMILIES, Rule, all_rules
from vtlt_cli.checking.manual import manual, severity_word

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"

_HEAD = """\
# Rules of `vtlt validate` / Quy tắc của `vtlt validate`

<!-- Made by tools/rules_page.py from the rules; do not edit. -->

One rule a section, in English and then in Vietnamese: `vtlt explain CODE` prints the same.
An error makes the exit code 1; a warning does so with `--strict`; a note never does.

Mỗi quy tắc một mục, bằng tiếng Anh rồi tiếng Việt: `vtlt explain MÃ` in cùng nội dung.
Lỗi làm cho mã thoát là 1; cảnh báo chỉ khi có `--strict`; lưu ý thì không.
"""
_FAMILY = {
    "FIL": ("files", "tệp"),
    "NAM": ("names as published", "tên như đã công bố"),
    "PRV": ("the register of provinces", "danh mục tỉnh, thành phố"),
    "RND": ("rounds", "đợt kiểm tra"),
    "CLU": ("clusters", "cụm"),
    "SCR": ("scores", "điểm"),
    "AWD": ("awards", "khen thưởng"),
    "WAI": ("waivers", "mục chấp nhận"),
}


def page() -> str:
    """The whole page."""
    rules = all_rules()
    parts = [_HEAD]
    for family in FAMILIES:
        english, vietnamese = _FAMILY[family]
        lines = [f"**{family}**: {english} / {vietnamese}", ""]
        lines += ["| code | severity | rule | quy tắc |", "|---|---|---|---|"]
        lines += [_row(rule) for code, rule in rules.items() if code.startswith(family)]
        parts.append("\n".join(lines) + "\n")
    parts += [_section(rule) for rule in rules.values()]
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    cells = [
        f"[{rule.code}](#{rule.code.lower()})",
        f"{severity_word(rule, 'en')} / {severity_word(rule, 'vi')}",
        manual(rule, "en").sentence,
        manual(rule, "vi").sentence,
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _section(rule: Rule) -> str:
    english, vietnamese = manual(rule, "en"), manual(rule, "vi")
    return f"""\
## {rule.code}

**{english.sentence}** ({severity_word(rule, "en")})

Why: {english.why}

Bad / Sai:

```text
{english.bad}
```

Good / Đúng:

```text
{english.good}
```

Remedy: {english.remedy}

**{vietnamese.sentence}** ({severity_word(rule, "vi")})

Lý do: {vietnamese.why}

Cách xử lý: {vietnamese.remedy}
"""
