"""How wide the columns of a table are on paper, and what text a document file can hold."""

from __future__ import annotations

import re

from vtlt_cli.table import Table, cells
from vtlt_cli.wording import composed

# Half the size of the letters, the usual width of a letter, with a little to spare: millimetres a
# point.
_MM_A_POINT = 0.19
_PADDING = 4.0


def column_widths(table: Table, total: float, size: float) -> list[float]:
    """The widths of the columns in millimetres, which together take `total`.

    `size` is that of the letters in points. A column of short values gets what it needs; what is
    left goes to those of long ones by their length, and no word is cut as long as there is room.
    """
    titles = [column.title for column in table.columns]
    rows = [titles, *cells(table)]
    letter = size * _MM_A_POINT
    columns = range(len(titles))
    longest = [max(_length(row[i]) for row in rows) * letter + _PADDING for i in columns]
    words = [max(_longest_word(row[i]) for row in rows) * letter + _PADDING for i in columns]
    if sum(longest) <= total:
        return _grown(longest, [c.align == "left" for c in table.columns], total)
    # A title may take two lines; a value in a column of numbers may not.
    narrow = [c.align == "right" or longest[i] <= total / 6 for i, c in enumerate(table.columns)]
    least = [
        max(words[i], max((_length(row[i]) for row in rows[1:]), default=0) * letter + _PADDING)
        if narrow[i]
        else words[i]
        for i in columns
    ]
    rest = total - sum(least)
    if rest <= 0:
        return [width * total / sum(least) for width in least]
    wanting = [max(longest[i] - least[i], 0) if not narrow[i] else 0.0 for i in columns]
    if not any(wanting):
        wanting = [max(longest[i] - least[i], 0) for i in columns]
    return [least[i] + rest * wanting[i] / sum(wanting) for i in columns]


def _grown(widths: list[float], growing: list[bool], total: float) -> list[float]:
    """The widths made larger in the columns that may grow (all, if none may)."""
    share = sum(w for w, grows in zip(widths, growing) if grows)
    if not share:
        return [width * total / sum(widths) for width in widths]
    rest = total - sum(widths)
    return [w + rest * w / share if grows else w for w, grows in zip(widths, growing)]


def _length(text: str) -> int:
    return max((len(line) for line in composed(text).split("\n")), default=0)


def _longest_word(text: str) -> int:
    return max((len(word) for word in composed(text).split()), default=0)


# What XML 1.0 cannot hold at all.
_UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def holdable(text: str) -> str:
    """Composed text, with U+FFFD for each character that no document file can hold."""
    return _UNHOLDABLE.sub("\N{REPLACEMENT CHARACTER}", composed(text))
