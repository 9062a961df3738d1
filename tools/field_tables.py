"""The tables of fields in `docs/data-format.md`, from what each kind of file says of its fields."""

from __future__ import annotations

import re
from pathlib import Path

from vtlt_cli.reading.fields import Record, records_of
from vtlt_cli.reading.kinds import SUBJECTS, kind_of

PAGE = Path(__file__).resolve().parent.parent / "docs" / "data-format.md"


def records() -> dict[str, Record]:
    """Every record of every kind of file, by its name."""
    return {record.name: record for kind in SUBJECTS for record in records_of(kind_of(kind).top)}


def page(text: str | None = None) -> str:
    """The page with a table of the fields behind each line `<!-- record: NAME -->`."""
    text = PAGE.read_text(encoding="utf-8") if text is None else text
    known = records()

    def table(match: re.Match[str]) -> str:
        return match[1] + _table(known[match[2]])

    return re.sub(r"(<!-- record: (.*) -->\n)(?:\|.*\n)*", table, text)


def _table(record: Record) -> str:
    lines = ["| field | needed | what |", "|---|---|---|"]
    for name, field in record.fields.items():
        about = field.about[0].replace("|", "\\|")
        # A choice is written as it is to be typed.
        for choice in sorted(field.choices, key=len, reverse=True):
            about = re.sub(rf"(?<![`\w-]){re.escape(choice)}(?![`\w-])", f"`{choice}`", about)
        lines.append(f"| `{name}` | {'yes' if field.required else ''} | {about} |")
    return "\n".join(lines) + "\n"
