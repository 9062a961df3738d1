"""What can be said about a data file, and where.

Lines and columns count from 1, in characters; an end column is the one after the last character.
"""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from vtlt_cli.record import Record

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Span(NamedTuple):
    """A stretch of text in one file; `path` is the file as it is shown to the user."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


def whole_file(path: str) -> Span:
    """Where a finding stands that is about a file and not about a place in it: 1:1."""
    return Span(path, 1, 1, 1, 1)


class Source(Record):
    """The text of a file that was read, for the excerpt under a finding and for mending it.

    `file` is the path to open and `encoding` how its bytes are read; both make the same file again.
    """

    path: str
    text: str
    file: str = ""
    encoding: str = "utf-8"


class Problem(Record):
    """Something that `load` could not take as it stands.

    `kind` is a plain word (`not-a-number`); the rules turn it into a code and a sentence.
    """

    kind: str
    span: Span
    values: Mapping[str, Any]


class FormatTooNew(Exception):
    """The data folder says a format that this version does not know."""

    def __init__(self, path: str, found: int) -> None:
        super().__init__(path, found)
        self.path = path
        self.found = found


class Edit(Record):
    """Replace the text of `span`, which is `was`, by `content`."""

    span: Span
    was: str
    content: str


class Fix(Record):
    """A way to mend a finding; `safe` when it changes no word of the record."""

    safe: bool
    edits: tuple[Edit, ...]


class Related(Record):
    """Another place that a finding speaks of."""

    span: Span
    message: str


class Finding(Record):
    """One thing that `vtlt validate` says about one place in one file."""

    code: str
    severity: Severity
    span: Span
    message: str
    province: str | None = None
    help: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    waived: bool = False


def order(finding: Finding) -> tuple[Span, str, str]:
    """The one order in which findings are told: by path, place, code, then words."""
    return finding.span, finding.code, finding.message
