"""What was done with a place of an office's file: read, left out, changed in form, refused."""

from __future__ import annotations

from typing import Literal, NamedTuple

from vtlt_cli.diagnostics import Words

Action = Literal["read", "left-out", "changed", "note", "refused", "written", "unchanged"]


class Step(NamedTuple):
    """One thing that was done: `found` is what stands in the cells, `result` what came of it.

    `reason` says why or how many, in both languages; `file` is the path as it is shown.
    """

    file: str
    sheet: str
    cells: str
    action: Action
    found: str = ""
    result: str = ""
    reason: Words = ("", "")


class Refused(Exception):
    """A table cannot be taken in; what was wrong was told in steps."""
