"""`docs/rules.md` and its Vietnamese twin are what the rules say."""

from __future__ import annotations

import pytest
from conftest import Golden

from tools import tool
from vtlt_cli.wording import LANGS, Lang


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_that_of_the_rules(lang: Lang, golden: Golden) -> None:
    page = tool("rules_page")
    golden(page.PAGES[lang], page.page(lang))
