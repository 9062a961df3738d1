"""Every rule against small folders that break it, through the real command.

`tests/cases/<CODE>[-<variant>]` breaks that rule and no other; where one slip cannot but break two,
the folder names both (`CLU01-and-CLU02`). `expected.<lang>.txt` is what `vtlt validate .` prints
there and its exit code; `pytest --update-goldens` rewrites them.
"""

from __future__ import annotations

import json
import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Golden, Run

from vtlt_cli.checking.engine import FAMILIES, Rule, all_rules
from vtlt_cli.checking.manual import manual, manual_text
from vtlt_cli.units import Province
from vtlt_cli.wording import LANGS, Lang, fill

CASES = Path(__file__).resolve().parent / "cases"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())
RULES = all_rules()
UNIT = Province("ha-tay", "Hà Tây", "tỉnh", None, None, (), None, date(2008, 7, 31), (), (), (), {})


# Large files, made when they are needed.
MADE = {
    "FIL20": {"scores_2007.csv": bytes(32 * 1024 * 1024 + 1)},
    "FIL20-rows": {"scores_2007.csv": b"province,score\n" * 250_001},
    "FIL20-cells": {"scores_2007.csv": b"," * 1_000_001},
    "FIL20-lines": {"clusters_2009.yaml": b"- a\n" * 500_001},
    "FIL20-values": {"clusters_2009.yaml": b"[" + b"a," * 1_500_000 + b"]"},
    "FIL35": {"scores_2007.csv": b"province,score\nH\xc3\xa0 N\xe1\xbb\x99i,5\n"},
    "FIL22": {"scores_2007.csv": b"province,score\n" + b"a\n" * 10_003},
}


def codes(name: str) -> set[str]:
    """The rules that a case breaks, by its name."""
    return set(re.findall(r"[A-Z]{3}[0-9]{2}", name))


def folder_of(name: str, tmp_path: Path) -> Path:
    """The case's folder; what nobody wants in a repository for its size is made here."""
    if name not in MADE:
        return CASES / name
    folder = tmp_path / name
    folder.mkdir()
    for file, content in MADE[name].items():
        (folder / file).write_bytes(content)
    if name == "FIL35":
        (folder / "rounds.yaml").symlink_to(CASES / "FIL30" / "rounds.yaml")
    return folder


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, lang: Lang, run: Run, golden: Golden, tmp_path: Path) -> None:
    found = tmp_path / "findings.json"
    output = ["-f", "json", "-o", str(found)] if lang == "en" else []
    # FIL22 never stands alone; of the others there are ten thousand.
    only = ["--select", "FIL22"] if name == "FIL22" else []
    only += ["--no-follow"] if name == "FIL35" else []
    result = run("validate", ".", "--lang", lang, *output, *only, cwd=folder_of(name, tmp_path))
    assert "Traceback" not in result.stderr
    golden(CASES / name / f"expected.{lang}.txt", f"{result.stdout}exit: {result.code}\n")
    if output:
        findings = json.loads(found.read_text(encoding="utf-8"))
        assert {finding["code"] for finding in findings} == codes(name)
        worst = {finding["severity"] for finding in findings}
        assert result.code == int("error" in worst)


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    cased = {code for name in NAMES for code in codes(name)}
    assert cased == set(RULES)
    assert all(re.match(r"[A-Z]{3}[0-9]{2}(-|\Z)", name) for name in NAMES)


def test_the_catalogue_is_in_order() -> None:
    assert list(dict.fromkeys(code[:3] for code in RULES)) == list(FAMILIES)
    for family in FAMILIES:
        numbers = [int(code[3:]) for code in RULES if code.startswith(family)]
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_manual_parses(rule: Rule, lang: Lang) -> None:
    assert all(manual(rule, lang))
    text = manual_text(rule, lang)
    assert text.startswith(rule.code) and unicodedata.is_normalized("NFC", text)
    assert lang == "en" or not manual(rule, lang).sentence.isascii()


def templates(rule: Rule) -> Iterator[tuple[Lang, str]]:
    """The sentences that a rule declares."""
    for words in (rule.words, rule.help):
        if words is not None:
            yield "en", words[0]
            yield "vi", words[1]


def sample(field: str, manner: str) -> Any:
    """A value that a template can be filled with."""
    if manner == "day":
        return date(2008, 3, 21)
    if manner in ("points", "count", "two", ","):
        return 3
    if manner in ("list", "or", "quoted", "units"):
        return [UNIT]
    return UNIT if manner in ("unit", "Unit") else field


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_templates_fill_in_both_languages(rule: Rule) -> None:
    for lang, template in templates(rule):
        fields = [
            (field, spec or "")
            for _text, field, spec, _conversion in string.Formatter().parse(template)
            if field is not None
        ]
        values: Mapping[str, Any] = {field: sample(field, spec) for field, spec in fields}
        assert fill(template, values, lang)
        assert unicodedata.is_normalized("NFC", template)
        # A Vietnamese sentence without a mark would have been typed without them.
        assert lang == "en" or not template.isascii()
