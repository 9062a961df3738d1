"""`docs/rules.md` is what the rules say."""

from __future__ import annotations

from conftest import Golden
from inside import ROOT

from tools import tool


def test_the_page_is_that_of_the_rules(golden: Golden) -> None:
    golden(ROOT / "docs" / "rules.md", tool("rules_page").page())
