"""Where a line may end: never within the number of a document, a day, or a range of years."""

from __future__ import annotations

import re
from functools import cache

# `241/BC-VTLTNN`, `01/8/2008`, `…/BC-VTLTNN`
_NUMBER = r"(?:\d+|…)/[\w/–-]+"
# `2006 – 2007`
_YEARS = r"(?:năm )?\b\d{4} ?[–-] ?\d{4}\b"
# `ngày 21`, `năm 2009`
_DAYS = r"\b(?:ngày|tháng|năm|quý) (?:\d+|…)(?![\w/])"
# A heading has room for more: `số 241/BC-VTLTNN`, `Phụ lục II`, a whole day, words that are one.
_ANNOUNCED = rf"\b(?:số|ngày):? {_NUMBER}"
_NUMBERED = r"\b(?:cụm|điều|khoản|mục|phụ lục) (?:\d+|[ivxl]+|…)(?!\w)"
_LONG_DAY = r"\bngày (?:\d+|…) tháng (?:\d+|…) năm (?:\d+|…)"
_ONE_WORD = r"\b(?:trung ương|thành phố)\b"


def runs(text: str, heading: bool = False) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether no line may end within it."""
    found: list[tuple[str, bool]] = []
    end = 0
    for match in _kept(heading).finditer(text):
        if match.start() > end:
            found.append((text[end : match.start()], False))
        found.append((match[0], True))
        end = match.end()
    if end < len(text) or not found:
        found.append((text[end:], False))
    return found


def words_of(line: str, heading: bool = False) -> list[str]:
    """What stands on one line in any case: the words, and what is kept together of several."""
    if not _may_keep(line, heading):
        return line.split(" ")
    joined = "".join(run.replace(" ", _GLUE) if kept else run for run, kept in runs(line, heading))
    return [word.replace(_GLUE, " ") for word in joined.split(" ")]


def is_kept(text: str) -> bool:
    """Whether anything in the text of a cell is to be kept together."""
    return _may_keep(text, False) and _kept(False).search(text) is not None


def _may_keep(text: str, heading: bool) -> bool:
    """Most cells have no figure: they are spared the search."""
    return heading or "…" in text or any(map(str.isdigit, text))


# No text has it: control characters were shown as code points before.
_GLUE = "\x00"


@cache
def _kept(heading: bool) -> re.Pattern[str]:
    parts = [_NUMBER, _YEARS, _DAYS]
    if heading:
        parts = [_LONG_DAY, _ANNOUNCED, *parts, _NUMBERED, _ONE_WORD]
    return re.compile("|".join(parts), re.IGNORECASE)
