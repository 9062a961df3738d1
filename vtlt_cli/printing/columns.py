"""How wide and high text is, on paper and on a screen; and what text a document can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import permutations
from typing import NamedTuple
from unicodedata import normalize

from vtlt_cli.printing.breaks import words_of
from vtlt_cli.printing.table import Row, Table, cells
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
    770: "█",
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
    770: "█",
    778: "GHKOQƠ",
    796: "Ư",
    833: "&m",
    930: "@",
    944: "M",
    1000: "%W—…",
}


class Ruler(NamedTuple):
    """How wide words are: on paper in millimetres, on a screen in columns of letters.

    `word` measures one, and whether it is bold. A column keeps `padding` free beside its text.
    """

    word: Callable[[str, bool], float]
    padding: float


def on_paper(size: float, padding: float = _PADDING) -> Ruler:
    """The ruler for letters of so many points; a little more than they take, see `_TO_SPARE`."""
    scale = size / 1000 * MM_A_POINT * _TO_SPARE
    return Ruler(lambda word, bold: _word_width(word, bold) * scale, padding)


def on_screen() -> Ruler:
    """The ruler of a terminal."""
    from rich.cells import cell_len

    return Ruler(lambda word, bold: cell_len(word), 0)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """How many millimetres one line of text takes, in letters of `size` points."""
    return _word_width(composed(text), bold) * size / 1000 * MM_A_POINT


def lines_of(text: str, ruler: Ruler, room: float, bold: bool = False) -> int:
    """On how many lines a text stands in so much room.

    Lines end between words, and within one only where it is wider than the room.
    """
    return _lines(_measured(text, ruler, bold), ruler.word(" ", bold), room)


def text_height(text: str, size: float, room: float, bold: bool = False) -> float:
    """How many millimetres high the text stands in letters of `size` points in so much room."""
    return lines_of(text, on_paper(size), room, bold) * size * LINE * MM_A_POINT


def is_high(texts: Sequence[str], size: float, rooms: Sequence[float], height: float) -> bool:
    """Whether a row of these texts is higher than so many millimetres, in columns of these rooms.

    Such a row may be broken between pages, where all others are kept whole.
    """
    return any(
        # So few letters are not that high in the narrowest of columns.
        len(text) > _SHORT and text_height(text, size, max(room, 1)) > height
        for text, room in zip(texts, rooms)
    )


# A line is so many times as high as its letters.
LINE = 1.2
_SHORT = 20


def balanced_width(text: str, size: float, bold: bool, width: float) -> float:
    """The least width, up to `width`, in which the text takes no more lines than in the whole.

    Its lines are then of nearly the same length. Text of one line has the whole width.
    """
    ruler = on_paper(size)
    words = [[ruler.word(word, bold) for word in words_of(composed(text), heading=True)]]
    space = ruler.word(" ", bold)
    lines = _lines(words, space, width)
    if lines < 2:
        return width
    narrow, wide = max(width / 2, *words[0]), width
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        if _lines(words, space, middle) <= lines:
            wide = middle
        else:
            narrow = middle
    return wide


def balanced_lines(text: str, size: float, bold: bool, width: float) -> list[str]:
    """The lines of a heading, of nearly the same length, for what cannot be told a width."""
    ruler = on_paper(size)
    room = balanced_width(text, size, bold, width)
    lines: list[str] = []
    for word in words_of(composed(text), heading=True):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and ruler.word(longer, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def broken_lines(text: str, ruler: Ruler, room: float) -> list[str]:
    """The lines of a text in so much room, for what cannot break them itself.

    They end where `lines_of` counts them: between words, and within one wider than the room.
    """
    lines: list[str] = []
    for whole in composed(text).split("\n"):
        line = ""
        for word in words_of(whole):
            longer = f"{line} {word}" if line else word
            if ruler.word(longer, False) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while (fitting := _fitting(line, ruler, room)) < len(line):
                lines.append(line[:fitting])
                line = line[fitting:]
        lines.append(line)
    return lines


def _fitting(word: str, ruler: Ruler, room: float) -> int:
    """How many of the first letters of a word go into so much room: at least one."""
    count = 1
    while count < len(word) and ruler.word(word[: count + 1], False) <= room:
        count += 1
    return count


def _measured(text: str, ruler: Ruler, bold: bool) -> list[list[float]]:
    """The widths of the words, line by line."""
    lines = composed(text).split("\n")
    return [[ruler.word(word, bold) for word in words_of(line)] for line in lines]


def _lines(measured: Sequence[Sequence[float]], space: float, room: float) -> int:
    """How many lines words of these widths take, each list of which begins a line of its own."""
    count = 0
    for words in measured:
        count += 1
        used = -space
        for word in words:
            used += space + word
            if used > room:
                if used > word:
                    count += 1
                    used = word
                if used > room:
                    broken = int(used / room)
                    count += broken
                    used -= broken * room
    return count


def column_widths(table: Table, total: float, size: float) -> list[float]:
    """The widths of the columns on paper in millimetres, which together take `total`.

    `size` is that of the letters in points.
    """
    return shared_widths(table, total, on_paper(size))


def screen_widths(table: Table, total: int) -> list[int]:
    """The widths of the columns on a screen, which together take no more than `total`."""
    widths = shared_widths(table, total, on_screen())
    whole = [max(1, int(width)) for width in widths]
    by_rest = sorted(range(len(widths)), key=lambda i: whole[i] - widths[i])
    for i in by_rest[: max(0, total - sum(whole))]:
        whole[i] += 1
    return whole


def shared_widths(table: Table, total: float, ruler: Ruler) -> list[float]:
    """The widths of the columns, which together take `total`.

    A column of short values gets what it needs; what is left goes to those of long ones so that the
    table is as low as it can be, and no word is cut as long as there is room. A column with a bar
    has what the others leave.
    """
    rows = cells(table)
    columns = range(len(table.columns))
    bars = [column.bar is not None for column in table.columns]
    texts = [[] if bars[i] else list(dict.fromkeys(row[i] for row in rows)) for i in columns]
    titles = [_extent([column.title], ruler, True) for column in table.columns]
    values = [_extent(texts[i], ruler, False) for i in columns]
    line = [value[0] + ruler.padding for value in values]
    longest = [max(title[0] + ruler.padding, line[i]) for i, title in enumerate(titles)]
    words = [max(title[1], value[1]) + ruler.padding for title, value in zip(titles, values)]
    if sum(longest) <= total:
        growing = bars if any(bars) else [c.align == "left" for c in table.columns]
        return _grown(longest, growing, total)
    # A title may take two lines, more if need be; a value in a column of numbers may not.
    narrow = [c.align == "right" or longest[i] <= total / 6 for i, c in enumerate(table.columns)]
    least = [max(words[i], line[i]) if narrow[i] else words[i] for i in columns]
    halves = [_half(column.title, ruler) + ruler.padding for column in table.columns]
    roomy = [max(width, half) for width, half in zip(least, halves)]
    least = roomy if sum(roomy) <= total else least
    if sum(least) > total:
        # Then short values may be broken too, between their words; and rather a word of a title,
        # which is there once, than one in every row.
        narrow = [c.align == "right" for c in table.columns]
        if sum(words) > total:
            words = _with_titles([v[1] + ruler.padding for v in values], words, total)
        least = [max(words[i], line[i]) if narrow[i] else words[i] for i in columns]
    rest = total - sum(least)
    if rest <= 0:
        return _capped(least, total)
    wanting = [0.0 if narrow[i] else longest[i] - least[i] for i in columns]
    if not any(wanting):
        wanting = [longest[i] - least[i] for i in columns]
    height = _height_in(table, rows, ruler)
    tried = [_shared(least, wanting, total)]
    for lines in _LINES:
        base = [max(width, value / lines * _RAGGED) for width, value in zip(least, line)]
        base = [least[i] if narrow[i] else width for i, width in enumerate(base)]
        if sum(base) <= total:
            tried.append(_shared(base, [max(0.0, longest[i] - base[i]) for i in columns], total))
    # Beside rows that are high anyway a short value may stand on two lines as well.
    floor = [least[i] if c.align == "right" else words[i] for i, c in enumerate(table.columns)]
    return _lowered(min(tried, key=height), floor, longest, height)


# The longest values are to stand on so many lines; and lines do not end at the very edge.
_LINES = (2, 3, 4, 6, 8, 12, 16, 24)
_RAGGED = 1.1
# As many rows, evenly spread, show how high a table will be.
_MOST_TRIED = 300
# What a line of a cell weighs beside a line of the table: next to nothing.
_BROKEN = 0.0001
# Room moves from one column to another in these parts of the whole, from the largest on.
_PARTS = (8, 16, 32, 64)


def _with_titles(values: Sequence[float], words: Sequence[float], total: float) -> list[float]:
    """The widths of the values, and of the titles as far as there is room: the longest yield."""
    narrow, wide = 0.0, max(words)
    for _step in range(20):
        cap = (narrow + wide) / 2
        if sum(max(value, min(word, cap)) for value, word in zip(values, words)) <= total:
            narrow = cap
        else:
            wide = cap
    return [max(value, min(word, narrow)) for value, word in zip(values, words)]


def _capped(widths: Sequence[float], total: float) -> list[float]:
    """The widths, the widest of them cut to one that makes them all fit."""
    rest, cap = total, 0.0
    for left, width in zip(range(len(widths), 0, -1), sorted(widths)):
        cap = rest / left
        if width > cap:
            break
        rest -= width
    return [min(width, cap) for width in widths]


def _lowered(
    widths: Sequence[float],
    least: Sequence[float],
    longest: Sequence[float],
    height: Callable[[Sequence[float]], float],
) -> list[float]:
    """The widths after room went from column to column as long as that made the table lower.

    So the values of one column come to stand on two lines and those of another on five.
    """
    best, low = [*widths], height(widths)
    for part in _PARTS:
        step = sum(widths) / part
        moved = True
        while moved:
            moved = False
            for giver, taker in permutations(range(len(best)), 2):
                given = min(step, best[giver] - least[giver])
                if given < step / 2 or best[taker] >= longest[taker]:
                    continue
                tried = [*best]
                tried[giver] -= given
                tried[taker] += given
                if (found := height(tried)) < low:
                    best, low, moved = tried, found, True
    return best


def _height_in(
    table: Table, rows: Sequence[Sequence[str]], ruler: Ruler
) -> Callable[[Sequence[float]], float]:
    """A function that tells how many lines the table takes in columns of these widths.

    Of tables of one height the one is lower in which fewer cells are broken.
    """
    spread = rows[:: 1 + len(rows) // _MOST_TRIED]
    space = ruler.word(" ", False)
    measured: list[list[list[list[float]]]] = [
        # What is drawn as a bar is one line high in any room.
        [[[]] if column.bar else _measured(row[i], ruler, False) for row in spread]
        for i, column in enumerate(table.columns)
    ]
    known: dict[tuple[int, float], list[int]] = {}

    def lines(i: int, width: float) -> list[int]:
        at = (i, round(width, 3))
        if at not in known:
            room = max(width - ruler.padding, 1)
            known[at] = [_lines(cell, space, room) for cell in measured[i]]
        return known[at]

    def height(widths: Sequence[float]) -> float:
        found = [lines(i, width) for i, width in enumerate(widths)]
        high: float = sum(map(max, zip(*found)))
        return high + _BROKEN * sum(map(sum, found))

    return height


def _shared(least: Sequence[float], wanting: Sequence[float], total: float) -> list[float]:
    """The least widths and what is left; more than that none can want: it would starve others."""
    rest = total - sum(least)
    if not any(wanting):
        return _grown([*least], [True] * len(least), total)
    return _grown_by([*zip(least, [min(more, rest) for more in wanting])], rest)


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


def _extent(texts: Iterable[str], ruler: Ruler, bold: bool) -> tuple[float, float]:
    """The widths of the longest line and of the longest word."""
    space = ruler.word(" ", bold)
    longest_line = longest_word = 0.0
    for text in texts:
        for words in _measured(text, ruler, bold):
            longest_line = max(longest_line, sum(words) + (len(words) - 1) * space)
            longest_word = max(longest_word, *words)
    return longest_line, longest_word


def _half(title: str, ruler: Ruler) -> float:
    """The width of a title broken at its best place into two lines."""
    words = title.split()
    breaks = [(words[:i], words[i:]) for i in range(1, len(words))] or [(words, words)]
    return min(max(ruler.word(" ".join(part), True) for part in parts) for parts in breaks)


def with_bars(table: Table, widths: Sequence[float], ruler: Ruler) -> Table:
    """The table with each bar drawn in blocks, as long as a column of that width has room for."""
    block = ruler.word(_BLOCK, False)
    columns = tuple(
        column._replace(show=_bar_of(column.bar, int((width - ruler.padding) / block)))
        if column.bar
        else column
        for column, width in zip(table.columns, widths)
    )
    return table._replace(columns=columns)


def _bar_of(part: Callable[[Row], float], most: int) -> Callable[[Row], str]:
    # What is there at all has one block at least.
    return lambda row: _BLOCK * max(int(part(row) * max(1, most) + 0.5), part(row) > 0)


_BLOCK = "█"


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
