"""The tables of files and of fields in `docs/data-format.md`, from what each kind of file says."""

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
    """The page with a table of the fields behind each line `<!-- record: NAME -->`.

    Behind `<!-- files -->` stands one of all kinds of file.
    """
    text = PAGE.read_text(encoding="utf-8") if text is None else text
    known = records()

    def table(match: re.Match[str]) -> str:
        return match[1] + (_fields(known[match[2]]) if match[2] else _files())

    return re.sub(r"(<!-- (?:files|record: (.*)) -->\n)(?:\|.*\n)*", table, text)


def _files() -> str:
    lines = ["| file | what it holds | one for |", "|---|---|---|"]
    for name, subject in SUBJECTS.items():
        one = "a unit of a round" if subject.a_unit else "a round" if subject.of_a_round else "all"
        lines.append(f"| `{subject.file}` | {kind_of(name).about[0]} | {one} |")
    return "\n".join(lines) + "\n"


def _fields(record: Record) -> str:
    lines = ["| field | needed | what |", "|---|---|---|"]
    for name, field in record.fields.items():
        about = field.about[0].replace("|", "\\|")
        lines.append(f"| `{name}` | {'yes' if field.required else ''} | {about} |")
    return "\n".join(lines) + "\n"
