"""What can be said about a data file, and where.

Lines and columns count from 1, in characters; an end column is the one after the last character.
"""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args

# A thing said in both languages: in English, and in Vietnamese.
Words = tuple[str, str]

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


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


class Source(NamedTuple):
    """The text of a file that was read, for the excerpt under a finding and for mending it.

    `file` is the path to open and `encoding` how its bytes are read; both make the same file again.
    """

    path: str
    text: str
    file: str = ""
    encoding: str = "utf-8"


# What reading may find, in plain words.
ProblemKind = Literal[
    "not-utf-8",
    "utf-16",
    "empty-file",
    "look-alike",
    "too-large",
    "too-many",
    "yaml-syntax",
    "open-quote",
    "no-colon",
    "yaml-refused",
    "yaml-character",
    "repeated-key",
    "csv-syntax",
    "ragged-row",
    "missing-column",
    "headings",
    "repeated-column",
    "repeated-header",
    "csv-comment",
    "exchanged-columns",
    "exchanged-cells",
    "merge-conflict",
    "cut-text",
    "cut-item",
    "lost-colon",
    "lost-dash",
    "odd-indent",
    "repeated-record",
    "damaged-letters",
    "outside-link",
    "delimiter",
    "missing-field",
    "unknown-field",
    "wrong-type",
    "not-a-choice",
    "padded-whole",
    "not-a-number",
    "no-number",
    "ambiguous-number",
    "grouped-number",
    "noisy-number",
    "decimal-comma",
    "bad-date",
    "not-composed",
    "name",
    "repeated-round",
    "before-register",
    "waiver-unused",
    "waiver-expired",
    "waiver-code",
    "sheet-criterion-twice",
    "sheet-criterion-unknown",
    "sheet-blank",
    "sheet-result",
    "sheet-frame",
    "sheet-worth",
    "sheet-not-arising",
    "sheet-step",
    "sheet-reason",
    "sheet-evidence",
]

# The rule that tells each, or the family whose rules share it out. A type checker refuses an
# unknown kind, and a test finds each claimed by just the rule that stands here.
TOLD_BY: Mapping[ProblemKind, str] = {
    "not-utf-8": "FIL01",
    "utf-16": "FIL02",
    "empty-file": "FIL03",
    "yaml-syntax": "FIL04",
    "open-quote": "FIL04",
    "no-colon": "FIL04",
    "csv-syntax": "FIL05",
    "repeated-key": "FIL06",
    "missing-field": "FIL07",
    "unknown-field": "FIL08",
    "wrong-type": "FIL09",
    "not-a-choice": "FIL09",
    "yaml-refused": "FIL10",
    "ragged-row": "FIL11",
    "missing-column": "FIL12",
    "repeated-column": "FIL13",
    "delimiter": "FIL14",
    "not-a-number": "FIL15",
    "ambiguous-number": "FIL16",
    "grouped-number": "FIL17",
    "no-number": "FIL15",
    "noisy-number": "FIL24",
    "padded-whole": "FIL25",
    "decimal-comma": "FIL14",
    "odd-indent": "FIL04",
    "lost-colon": "FIL30",
    "lost-dash": "FIL06",
    "merge-conflict": "FIL26",
    "csv-comment": "FIL27",
    "repeated-header": "FIL28",
    "exchanged-columns": "FIL29",
    "exchanged-cells": "FIL29",
    "cut-text": "FIL30",
    "cut-item": "FIL31",
    "headings": "FIL32",
    "repeated-record": "FIL33",
    "damaged-letters": "FIL34",
    "outside-link": "FIL35",
    "bad-date": "FIL18",
    "look-alike": "FIL19",
    "too-large": "FIL20",
    "yaml-character": "FIL21",
    "too-many": "FIL22",
    "not-composed": "FIL23",
    "name": "NAM",
    "repeated-round": "RND01",
    "before-register": "RND04",
    "waiver-unused": "WAI01",
    "waiver-expired": "WAI02",
    "waiver-code": "WAI03",
    "sheet-criterion-twice": "SHT02",
    "sheet-criterion-unknown": "SHT03",
    "sheet-blank": "SHT04",
    "sheet-result": "SHT05",
    "sheet-frame": "SHT06",
    "sheet-worth": "SHT07",
    "sheet-not-arising": "SHT08",
    "sheet-step": "SHT09",
    "sheet-reason": "SHT10",
    "sheet-evidence": "SHT11",
}


class Problem(NamedTuple):
    """Something that reading could not take as it stands.

    The rule that `TOLD_BY` names for its kind turns it into a code and a sentence.
    """

    kind: ProblemKind
    span: Span
    values: Mapping[str, Any]


class Refusal(Exception):
    """What was asked for cannot be done: wrong usage, or the system refuses. Exit code 2."""

    def __init__(self, en: str, vi: str) -> None:
        super().__init__(en)
        self.words: Words = (en, vi)


class Edit(NamedTuple):
    """Replace the text of `span`, which is `was`, by `content`.

    `content` is a value, which is quoted where its place asks for it; what is `raw` stands as it
    is.
    """

    span: Span
    was: str
    content: str
    raw: bool = False


class Fix(NamedTuple):
    """A way to mend a finding; `safe` when it changes no word of the record."""

    safe: bool
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """Another place that a finding speaks of."""

    span: Span
    message: str


class Finding(NamedTuple):
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
