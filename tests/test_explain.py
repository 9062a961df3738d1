"""`vtlt explain`: the manual of a rule."""

from __future__ import annotations

import pytest
from inside import inside

from vtlt_cli.checking.engine import all_rules


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
