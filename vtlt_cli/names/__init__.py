"""A name as people write it -> the province it means, and in which ways it departs from standard.

A name is compared by a key: NFC, case-folded, white space, dashes and apostrophes folded, the tone
mark moved to the end of its syllable, and the prefixes of office and kind removed. The standard
spellings are looked up as they are first: a file without slips never computes a key. What departs
is read in steps, each more lenient than the last; none of them makes a unit of a word that is
something else.
"""

from vtlt_cli.names.kind_words import has_short_kind, without_office, written_kinds
from vtlt_cli.names.letters import (
    bare,
    edit_distance,
    key,
    latin,
    look_alikes,
    tidy,
    without_extras,
)
from vtlt_cli.names.register import Register
from vtlt_cli.names.spellings import (
    ANY_TIME,
    UNKNOWN,
    Resolution,
    When,
    in_being_at,
    told_apart,
)

__all__ = [
    "ANY_TIME",
    "UNKNOWN",
    "Register",
    "Resolution",
    "When",
    "bare",
    "edit_distance",
    "has_short_kind",
    "in_being_at",
    "key",
    "latin",
    "look_alikes",
    "tidy",
    "told_apart",
    "without_extras",
    "without_office",
    "written_kinds",
]
