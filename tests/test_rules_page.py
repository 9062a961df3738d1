"""`docs/rules.md` is what the rules say."""

from __future__ import annotations

import runpy
from pathlib import Path

from conftest import Golden

ROOT = Path(__file__).resolve().parent.parent


def test_the_page_is_that_of_the_rules(golden: Golden) -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "rules_page.py"))
    golden(ROOT / "docs" / "rules.md", tool["page"]())
