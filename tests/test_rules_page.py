"""The generated pages are what the rules and the program say."""

from __future__ import annotations

import pytest
from conftest import Golden

from tools import tool
from vtlt_cli.wording import LANGS, Lang


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_that_of_the_rules(lang: Lang, golden: Golden) -> None:
    page = tool("rules_page")
    golden(page.PAGES[lang], page.page(lang))


def test_the_vietnamese_pages_of_commands_and_terms_are_those_of_the_program(
    golden: Golden,
) -> None:
    manual = tool("manual_pages")
    golden(manual.COMMANDS_PAGE, manual.commands_page())
    golden(manual.TERMS_PAGE, manual.terms_page())
