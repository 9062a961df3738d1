"""Write everything in the repository that is made from the code.

    python tools/generate.py

The rules pages, the Vietnamese pages of commands and terms, the JSON Schemas and the settings of
editors, the tables of files and fields, the pattern of the pre-commit hook, and at last, by running
the tests with `--update-goldens`, the expected texts. Look the difference through.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import field_tables
import hook
import manual_pages
import rules_page

import schemas

ROOT = Path(__file__).resolve().parent.parent


def pages() -> dict[Path, str]:
    """Every generated text by its place, without the expected texts of the tests."""
    return {
        **{path: rules_page.page(lang) for lang, path in rules_page.PAGES.items()},
        field_tables.PAGE: field_tables.page(),
        hook.PAGE: hook.page(),
        manual_pages.COMMANDS_PAGE: manual_pages.commands_page(),
        manual_pages.TERMS_PAGE: manual_pages.terms_page(),
        schemas.PAGE: schemas.page(),
        **{ROOT / "schemas" / name: text for name, text in schemas.texts().items()},
    }


def main() -> int:
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    tests = [sys.executable, "-m", "pytest", "-n", "auto", "--update-goldens"]
    return subprocess.run(tests, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
