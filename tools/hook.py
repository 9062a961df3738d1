"""The pattern of the pre-commit hook in `.pre-commit-hooks.yaml`: the names of all data files."""

from __future__ import annotations

import re
from pathlib import Path

from vtlt_cli.reading.kinds import SUBJECTS

PAGE = Path(__file__).resolve().parent.parent / ".pre-commit-hooks.yaml"


def page() -> str:
    """The file of hooks with today's pattern."""
    names = [re.escape(subject.file) for subject in SUBJECTS.values()]
    # As `re.escape` writes them; a unit's file may have any name.
    names = [name.replace("YYYY", "[1-9][0-9]{3}").replace("<unit>", "[^/]+") for name in names]
    lines = "|\n".join(f"      {name}" for name in names)
    pattern = f"  files: |\n    (?x)(^|/)(\n{lines}\n    )$\n"
    text = PAGE.read_text(encoding="utf-8")
    return re.sub(r"  files: \|\n(?:    .*\n)+", lambda _match: pattern, text)
