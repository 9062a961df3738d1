"""`vtlt explain`, the manual of a rule, and `vtlt guide`, the page to hang up."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from inside import inside

from vtlt_cli.checking.engine import all_rules
from vtlt_cli.cli.program import COMMANDS


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_explain(lang: str) -> None:
    """All rules a line each, a family by its letters, one rule at length in any letter case."""
    rules = all_rules()
    listed = inside("explain", lang=lang).stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(rules)
    family = inside("explain", "CLU", lang=lang).stdout.splitlines()
    assert [line.split()[0] for line in family] == [code for code in rules if code[:3] == "CLU"]
    one = inside("explain", "clu01", lang=lang).stdout
    assert one.startswith("CLU01 (") and one == inside("explain", "CLU01", lang=lang).stdout
    words = {"vi": ("Lý do:", "Sai:", "Đúng:", "Cách xử lý:")}
    for word in words.get(lang, ("Why:", "Bad:", "Good:", "Remedy:")):
        assert f"\n{word}" in one


@pytest.mark.parametrize("reader", ["clerk", "analyst", "van-thu", "chuyen-vien"])
def test_a_page_to_hang_up_names_only_commands_that_there_are(reader: str) -> None:
    for lang in ("en", "vi"):
        rows = json.loads(inside("guide", reader, "-f", "json", lang=lang).stdout)
        assert len(rows) > 10
        for row in rows:
            words = shlex.split(row["command"])
            assert words[0] == "vtlt" and words[1] in COMMANDS
            known = inside(words[1], "--help").stdout
            for option in (word for word in words[2:] if word.startswith("-")):
                assert re.search(rf"(?<![\w-]){option}\b", known), row["command"]


def test_a_page_to_hang_up_is_one_page(tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="typst draws the PDF: pip install vtlt[pdf]")
    for reader in ("clerk", "analyst"):
        done = inside("guide", reader, "-o", "x.pdf", cwd=tmp_path, lang="vi")
        assert done.code == 0
        assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "x.pdf").read_bytes())) == 1
    assert inside("guide", "boss").code == 2
