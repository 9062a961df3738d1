"""How wide text and the columns of a table are on paper, and what text a document file can hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from math import ceil
from unicodedata import normalize

from vtlt_cli.printing.table import Table, cells
from vtlt_cli.wording import composed

MM_A_POINT = 25.4 / 72
# Other letters than Times New Roman may stand in for it, and some are wider.
_TO_SPARE = 1.05
_PADDING = 4.0
_HORN = "\N{COMBINING HORN}"

# The widths of the letters of Times New Roman in thousandths of their size, as all fonts have them
# that are made to stand in for it. A letter with marks is as wide as without, but for the horn.
_UPRIGHT = {
    180: "'",
    200: "|",
    250: " ,.\N{NO-BREAK SPACE}",
    278: "/:;\\ijlt",
    333: "!()-I[]`fr‘’",
    350: "•",
    389: "Js",
    408: '"',
    444: "?acez“”",
    469: "^",
    480: "{}",
    500: "#$*0123456789_bdghknopquvxyđ–",
    529: "ơ",
    542: "~ư",
    556: "FPS",
    564: "+<=>",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYwĐƠ",
    778: "&mƯ",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
    1000: "—…",
}
_BOLD = {
    220: "|",
    250: " ,.\N{NO-BREAK SPACE}",
    278: "'/\\il",
    333: "!()-:;[]`fjt‘’",
    350: "•",
    389: "Is",
    394: "{}",
    444: "cerz",
    500: "#$*0123456789?J_agovxy“”–",
    520: "~",
    556: 'Sbdhknpquđơ"',
    570: "+<=>",
    581: "^",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "&m",
    930: "@",
    944: "M",
    1000: "%W—…",
}


def text_width(text: str, size: float, bold: bool = False) -> float:
    """How many millimetres one line of text takes, in letters of `size` points."""
    words = composed(text).split(" ")
    spaces = (len(words) - 1) * _character_width(" ", bold)
    return (spaces + sum(_word_width(word, bold) for word in words)) * size / 1000 * MM_A_POINT


def balanced_width(text: str, size: float, bold: bool, width: float) -> float:
    """The least width, up to `width`, in which the text takes no more lines than in the whole.

    Its lines are then of nearly the same length. Text of one line has the whole width.
    """
    words = [text_width(word, size, bold) * _TO_SPARE for word in text.split()]
    space = text_width(" ", size, bold)
    lines = _lines(words, space, width)
    if lines < 2:
        return width
    narrow, wide = width / 2, width
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        if _lines(words, space, middle) <= lines:
            wide = middle
        else:
            narrow = middle
    return wide


def _lines(words: Sequence[float], space: float, width: float) -> int:
    """How many lines words of these widths take."""
    lines, used = 0, width
    for word in words:
        used += space + word
        if used > width:
            lines, used = lines + 1, word
    return lines


def column_widths(table: Table, total: float, size: float) -> list[float]:
    """The widths of the columns in millimetres, which together take `total`.

    `size` is that of the letters in points. A column of short values gets what it needs; what is
    left goes to those of long ones by their length, and no word is cut as long as there is room.
    """
    rows = cells(table)
    columns = range(len(table.columns))
    # Letters stand for themselves here, a thousandth of their size being one.
    scale = size / 1000 * MM_A_POINT * _TO_SPARE
    titles = [_extent([column.title], True) for column in table.columns]
    values = [_extent([row[i] for row in rows], False) for i in columns]
    line = [value[0] * scale + _PADDING for value in values]
    longest = [max(title[0] * scale + _PADDING, line[i]) for i, title in enumerate(titles)]
    words = [max(title[1], value[1]) * scale + _PADDING for title, value in zip(titles, values)]
    if sum(longest) <= total:
        return _grown(longest, [c.align == "left" for c in table.columns], total)
    # A title may take two lines, more if need be; a value in a column of numbers may not.
    narrow = [c.align == "right" or longest[i] <= total / 6 for i, c in enumerate(table.columns)]
    least = [max(words[i], line[i]) if narrow[i] else words[i] for i in columns]
    halves = [_half(column.title) * scale + _PADDING for column in table.columns]
    roomy = [max(width, half) for width, half in zip(least, halves)]
    least = roomy if sum(roomy) <= total else least
    rest = total - sum(least)
    if rest <= 0:
        return [width * total / sum(least) for width in least]
    wanting = [0.0 if narrow[i] else longest[i] - least[i] for i in columns]
    if not any(wanting):
        wanting = [longest[i] - least[i] for i in columns]
    tried = [_shared(least, wanting, total)]
    for lines in _LINES:
        base = [max(width, value / lines * _RAGGED) for width, value in zip(least, line)]
        base = [least[i] if narrow[i] else width for i, width in enumerate(base)]
        if sum(base) <= total:
            tried.append(_shared(base, [max(0.0, longest[i] - base[i]) for i in columns], total))
    spread = rows[:: 1 + len(rows) // _MOST_TRIED]
    sizes = [[_extent([cell], False)[0] * scale for cell in row] for row in spread]
    return min(tried, key=lambda widths: _height(sizes, widths))


# The longest values are to stand on so many lines; and lines do not end at the very edge.
_LINES = (2, 3, 4, 6, 8, 12, 16, 24)
_RAGGED = 1.1
# As many rows, evenly spread, show how high a table will be.
_MOST_TRIED = 300


def _shared(least: Sequence[float], wanting: Sequence[float], total: float) -> list[float]:
    """The least widths and what is left; more than that none can want: it would starve others."""
    rest = total - sum(least)
    if not any(wanting):
        return _grown([*least], [True] * len(least), total)
    return _grown_by([*zip(least, [min(more, rest) for more in wanting])], rest)


def _height(sizes: Sequence[Sequence[float]], widths: Sequence[float]) -> int:
    """How many lines rows of values of these widths take in columns of those."""
    rooms = [max(width - _PADDING, 1) for width in widths]
    return sum(max(ceil(size / room) for size, room in zip(row, rooms)) for row in sizes)


def _grown(widths: list[float], growing: list[bool], total: float) -> list[float]:
    """The widths made larger in the columns that may grow (all, if none may)."""
    share = sum(w for w, grows in zip(widths, growing) if grows)
    if not share:
        return [width * total / sum(widths) for width in widths]
    rest = total - sum(widths)
    return [w + rest * w / share if grows else w for w, grows in zip(widths, growing)]


def _grown_by(wanted: Sequence[tuple[float, float]], rest: float) -> list[float]:
    """Each least width and a part of the rest: all that it wants where that is but little.

    One very long value would take the room of all others otherwise, a few letters of which may be
    all that keeps them on one line.
    """
    given = [0.0] * len(wanted)
    open_ = {i for i, (_, more) in enumerate(wanted) if more > 0}
    while modest := {i for i in open_ if wanted[i][1] <= rest / len(open_)}:
        for i in modest:
            given[i] = wanted[i][1]
            rest -= given[i]
        open_ -= modest
    # Where all have what they want, they share what is left as they would if it were not enough.
    sharing = open_ or {i for i, (_, more) in enumerate(wanted) if more > 0}
    whole = sum(wanted[i][1] for i in sharing)
    for i in sharing:
        given[i] += rest * wanted[i][1] / whole
    return [least + more for (least, _), more in zip(wanted, given)]


def _extent(texts: Sequence[str], bold: bool) -> tuple[int, int]:
    """The widths of the longest line and of the longest word, in thousandths of the size."""
    space = _character_width(" ", bold)
    longest_line = longest_word = 0
    for text in dict.fromkeys(texts):
        for line in composed(text).split("\n"):
            widths = [_word_width(word, bold) for word in line.split(" ")]
            longest_line = max(longest_line, sum(widths) + (len(widths) - 1) * space)
            longest_word = max(longest_word, *widths)
    return longest_line, longest_word


def _half(title: str) -> float:
    """The width of a title broken at its best place into two lines, as `_extent` has it."""
    words = title.split()
    breaks = [(words[:i], words[i:]) for i in range(1, len(words))] or [(words, words)]
    return min(max(_extent([" ".join(part)], True)[0] for part in parts) for parts in breaks)


@cache
def _word_width(word: str, bold: bool) -> int:
    return sum(_character_width(character, bold) for character in word)


@cache
def _character_width(character: str, bold: bool) -> int:
    """That of a letter that is not known is taken from its case, that of a sign is its size."""
    parts = normalize("NFD", character)
    base = normalize("NFC", parts[0] + _HORN) if _HORN in parts[1:] else parts[0]
    for width, characters in (_BOLD if bold else _UPRIGHT).items():
        if base in characters:
            return width
    return 500 if base.islower() else 722 if base.isupper() else 1000


# What XML 1.0 cannot hold at all.
_UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def holdable(text: str) -> str:
    """Composed text, with U+FFFD for each character that no document file can hold."""
    return _UNHOLDABLE.sub("\N{REPLACEMENT CHARACTER}", composed(text))
