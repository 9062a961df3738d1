"""Tables as a PDF document, set by typst from `pdf.typ` beside this module."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vtlt_cli.diagnostics import Words
from vtlt_cli.printing.breaks import is_kept, runs, words_of
from vtlt_cli.printing.columns import (
    MM_A_POINT,
    Ruler,
    balanced_width,
    broken_lines,
    holdable,
    is_high,
    on_paper,
    shared_widths,
    text_height,
    with_bars,
)
from vtlt_cli.printing.documents.flow import Style
from vtlt_cli.printing.layouts import Layout, Letters, printable_height, printable_width
from vtlt_cli.printing.table import Line, Table, cells, kept_rows, papers, section_starts, title_of

if TYPE_CHECKING:
    import typst

# typst's own serif, which draws a bold Ể wrongly, is not for Vietnamese print.
_NEVER = "Libertinus Serif"

# Between a text and the lines beside it, in millimetres: what Word leaves.
_PADDING = 1.9

# How much wider a font runs than Times New Roman and its likes, by which columns are measured.
_WIDER = {"New Computer Modern": 1.12}
_WIDEST = 1.2

# Above and below the text of a cell, in millimetres: the marks of some fonts stand higher.
_INSETS = {"New Computer Modern": (1.4, 0.4)}
_INSET = (0.8, 0.8)

_LETTERS = "ĂăÂâĐđÊêĨĩÔôƠơŨũƯư" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
_PROBE = b"""
#set document(title: "letters", date: datetime(year: 2000, month: 1, day: 1))
#set text(font: sys.inputs.font, fallback: false, lang: "vi")
#let letters = sys.inputs.letters
#letters #text(weight: "bold", letters) #text(style: "italic", letters)
"""


def pdf_document(tables: Sequence[Table], layout: Layout, day: date | None) -> bytes:
    """Each paper on pages of its own, as the layout draws it.

    `day` is what the document says of its making; without it the document says nothing. The same
    tables give the same bytes, on a machine with the same fonts and the same typst.
    """
    pages = []
    for paper in papers(tables):
        parts: list[dict[str, Any]] = []
        for table in paper:
            if table.heading:
                lines = heading_lines(table.heading, layout)
                parts.append({"kind": "heading", "lines": lines, "ruled": True})
            ends = table is paper[-1] and bool(layout.end_mark)
            if len(table.rows) > LARGE:
                parts.append({"kind": "leaves", **_leaves(table, layout, ends)})
            else:
                parts.append({"kind": "table", **drawn(table, layout, ends)})
        pages.append({**paper_of(layout), "draft": "", "parts": parts})
    return compiled(title_of(tables, "vtlt"), pages, layout, day, {})


def compiled(
    title: str,
    pages: Sequence[Mapping[str, Any]],
    layout: Layout,
    day: date | None,
    styles: Mapping[str, Style],
) -> bytes:
    """The PDF of pages that are described as plain data (see `pdf.typ`)."""
    import json

    import typst

    folder, families = _chosen(layout)
    given = {
        "title": " ".join(holdable(title).split()),
        "day": [day.year, day.month, day.day] if day else None,
        "fonts": families,
        "inset": [*_INSETS.get(font_of(layout), _INSET), _PADDING],
        "layout": _plain(layout),
        "styles": {
            id_: {**style._asdict(), "letters": _plain_letters(style.letters)}
            for id_, style in styles.items()
        },
        "papers": pages,
    }
    template = Path(__file__).with_name("pdf.typ").read_bytes()
    return typst.compile(
        template,
        format="pdf",
        font_paths=_fonts(folder),
        sys_inputs={"given": json.dumps(given)},
    )


def font_of(layout: Layout) -> str:
    """The font that a PDF of this layout is set in: the first of its fonts that is here."""
    _folder, families = _chosen(layout)
    return families[0]


def other_font(layout: Layout) -> Iterator[Words]:
    """Where a PDF is not in the letters that the layout asks for."""
    found, wanted = font_of(layout), layout.fonts[0]
    if found != wanted:
        yield (
            f"{wanted} is not on this machine: the PDF is in {found}",
            f"máy này không có phông chữ {wanted}: tệp PDF dùng {found}",
        )


def _chosen(layout: Layout) -> tuple[str, list[str]]:
    """The fonts that are here, by preference; a sign is taken from the first that has it.

    Behind those of the layout stand all others, for signs that none of it has: a letter of another
    font says more than an empty box, which is drawn where no font has the sign. Where a font is
    here twice and typst takes the copy that lacks letters, the folder of a good copy comes first,
    whose fonts are then all there are; it is "" where all of the machine serve.
    """
    here = [family for family in _families() if family != _NEVER]
    wanted: list[str] = []
    for font in layout.fonts:
        if font not in here:
            continue
        if _writes_vietnamese(font):
            wanted.append(font)
        elif not wanted:
            for folder in _folders_of(font):
                if _writes_vietnamese(font, folder):
                    others = [f for f in _fonts(folder).families() if f not in (font, _NEVER)]
                    return folder, [font, *others]
    return "", wanted + [family for family in here if family not in wanted]


# Where systems keep their fonts.
_ROOTS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
)


def _folders_of(font: str) -> list[str]:
    """The folders that hold a copy of the font, where there are several."""
    begin = font.replace(" ", "").casefold()
    folders = {
        where
        for root in _ROOTS
        for where, _inner, files in os.walk(os.path.expanduser(root))
        if any(file.replace(" ", "").casefold().startswith(begin) for file in files)
    }
    return sorted(folders) if len(folders) > 1 else []


@cache
def _writes_vietnamese(font: str, folder: str = "") -> bool:
    """Whether a font has every letter of Vietnamese, upright, bold and italic.

    Liberation Serif before version 2, which Debian still has, lacks ư and all letters with two
    marks; typst would fill them in from the next font, letter by letter.
    """
    import typst

    try:
        # Nothing tells what a font holds, but PDF/A forbids the empty box of a missing letter.
        typst.compile(
            _PROBE,
            format="pdf",
            font_paths=_fonts(folder),
            sys_inputs={"font": font, "letters": _LETTERS},
            pdf_standards="a-2b",
        )
    except RuntimeError:
        return False
    return True


def _families() -> list[str]:
    return _fonts().families()


@cache
def _fonts(folder: str = "") -> typst.Fonts:
    """The fonts of this machine, of TYPST_FONT_PATHS as the typst command reads it, of typst.

    With a folder its fonts stand in place of those of the machine.
    """
    import typst

    folders = [folder, *os.environ.get("TYPST_FONT_PATHS", "").split(os.pathsep)]
    return typst.Fonts(
        include_system_fonts=not folder, font_paths=[folder for folder in folders if folder]
    )


def _plain(layout: Layout) -> dict[str, Any]:
    """What of the layout shapes a page."""
    return {
        "letters": {role: _plain_letters(letters) for role, letters in layout.letters.items()},
        "rule": layout.rule,
        "end_mark": layout.end_mark,
        "page_number": layout.page_number,
        "to_page_number": layout.to_page_number,
    }


def paper_of(layout: Layout) -> dict[str, Any]:
    """The paper of a layout and its blank edges, in millimetres."""
    return {"paper": layout.paper, "margins": layout.margins._asdict()}


def _plain_letters(letters: Letters) -> dict[str, Any]:
    return {"size": letters.size, "bold": letters.bold, "italic": letters.italic}


def drawn(table: Table, layout: Layout, ends: bool) -> dict[str, Any]:
    """One table as plain data: the texts, the widths of the columns in millimetres.

    It `ends` with the end mark where it is the last of its paper.
    """
    total = printable_width(layout)
    height = printable_height(layout)
    size = layout.letters["cell"].size
    wider = _WIDER.get(font_of(layout), 1)
    ruler = on_paper(size * wider)
    widths = shared_widths(table, total, ruler)
    shown = cells(with_bars(table, widths, ruler))
    rows = [_row(row, widths, size * wider, height) for row in shown]
    return {
        "titles": _row(
            [column.title for column in table.columns],
            widths,
            layout.letters["column"].size * wider,
            height,
            bold=True,
        ),
        "aligns": [column.align for column in table.columns],
        "widths": widths,
        "rows": rows,
        "spans": _spans(kept_rows(table), rows, ends),
        "ends": ends,
        "heavy": section_starts(table),
    }


# Of a table of more rows typst would keep 18 kB a cell until the document is done.
LARGE = 5_000


def _leaves(table: Table, layout: Layout, ends: bool) -> dict[str, Any]:
    """A large table as what stands on each page: of each column the lines, one below the other.

    Every line is as high as a row of one line, so that the lines of all columns meet; a row of
    several lines takes as many of them.
    """
    size = layout.letters["cell"].size
    wider = _WIDER.get(font_of(layout), 1)
    ruler = on_paper(size * wider)
    widths = shared_widths(table, printable_width(layout), ruler)
    rooms = [width - 2 * _PADDING for width in widths]
    above, below = _INSETS.get(font_of(layout), _INSET)
    pitch = size * _LINE * MM_A_POINT + above + below
    titles = [column.title for column in table.columns]
    highest = max(
        text_height(title, size * wider, room, True) for title, room in zip(titles, rooms)
    )
    # Below the titles, and above a line for the end mark.
    free = printable_height(layout) - highest - 3 * (above + below) - pitch
    heading = sum(
        text_height(line.text, layout.letters[line.role].size * wider, printable_width(layout))
        for line in table.heading
    )
    leaves = _Leaves(int((free - heading - _BELOW_HEADING) / pitch), int(free / pitch))
    rows = [
        [broken_lines(_text(text), ruler, room) for text, room in zip(texts, rooms)]
        for texts in cells(with_bars(table, widths, ruler))
    ]
    heavy = {*section_starts(table)}
    kept = dict(kept_rows(table))
    for row, lines in enumerate(rows):
        together = rows[row : row + kept.get(row, 1)]
        leaves.keep(sum(max(map(len, one)) for one in together))
        leaves.add(lines, row in heavy)
    return {
        "titles": titles,
        "aligns": [column.align for column in table.columns],
        "widths": widths,
        "pitch": pitch,
        "pages": leaves.pages,
        "ends": ends,
    }


class _Leaves:
    """The pages of a large table, filled one after the other; the first has room for `first`."""

    def __init__(self, first: int, others: int) -> None:
        self.pages: list[dict[str, Any]] = []
        self._others = max(1, others)
        self._turn(max(0, first))

    def keep(self, count: int) -> None:
        """Have so many lines on one page, if any page has room for them."""
        if self._left < count <= self._others:
            self._turn(self._others)

    def add(self, row: Sequence[Sequence[str]], is_heavy: bool) -> None:
        """A row of so many lines a cell; a row that no page has room for goes on on the next."""
        count = max(map(len, row))
        done = 0
        while done < count:
            if not self._left:
                self._turn(self._others)
            taken = min(count - done, self._left)
            self._part([lines[done : done + taken] for lines in row], taken, is_heavy and not done)
            done += taken

    def _part(self, row: Sequence[Sequence[str]], count: int, is_heavy: bool) -> None:
        page = self.pages[-1]
        page["columns"] = page["columns"] or [[] for _cell in row]
        if is_heavy:
            page["heavy"] += page["edges"][-1:]
        for column, lines in zip(page["columns"], row):
            column += [*lines, *[""] * (count - len(lines))]
        page["edges"].append(sum(page["edges"][-1:]) + count)
        self._left -= count

    def _turn(self, room: int) -> None:
        self.pages.append({"columns": [], "edges": [], "heavy": []})
        self._left = room


# The ascent and descent of Times New Roman, as `pdf.typ` sets them; what stands below a heading.
_LINE = 1.107
_BELOW_HEADING = 16

_Cell = str | dict[str, Any]


def _spans(
    kept: list[tuple[int, int]], rows: list[list[_Cell]], ends: bool
) -> list[tuple[int, int, bool]]:
    """The rows in runs: the first, how many, and whether a page may end within.

    None where all may part. The end mark, where there is one, is a row behind the last.
    """
    count = len(rows)
    if ends and count and (not kept or sum(kept[-1]) < count):
        kept = [*kept, (count - 1, 1)]
    spans: list[tuple[int, int, bool]] = []
    done = 0
    for first, length in kept:
        if first > done:
            spans.append((done, first - done, True))
        tall = any(
            not isinstance(cell, str) and cell["tall"]
            for row in rows[first : first + length]
            for cell in row
        )
        done = first + length
        spans.append((first, length + (ends and done == count), tall))
    if kept and done < count:
        spans.append((done, count - done, True))
    return spans


def heading_lines(lines: Sequence[Line], layout: Layout) -> list[dict[str, Any]]:
    """The lines of a heading as plain data."""
    wider = _WIDER.get(font_of(layout), 1)
    return [_heading_line(line, layout, wider) for line in lines]


def runs_of(text: str, heading: bool = False) -> list[tuple[str, bool]]:
    """The pieces of a paragraph, each with whether no line may end within it."""
    return runs(_text(text), heading)


def _heading_line(line: Line, layout: Layout, wider: float) -> dict[str, Any]:
    """A line of the heading in the width in which its lines are of nearly the same length."""
    letters = layout.letters[line.role]
    text = _text(line.text.upper() if letters.capitals else line.text)
    size = letters.size * wider
    width = balanced_width(text, size, letters.bold, printable_width(layout))
    return {"role": line.role, "runs": runs(text, heading=True), "width": width}


def _text(text: str) -> str:
    """Text as typst takes it: a tab, which it would leave out, is a space."""
    return holdable(text).replace("\t", " ")


def _row(
    texts: list[str], widths: list[float], size: float, height: float, bold: bool = False
) -> list[_Cell]:
    """The cells of a row as typst takes them, with those marked that need care.

    `tight` is a cell with a word that is wider than its column; `runs` are the pieces of one in
    which some words are kept together. `tall` is a row that may be higher than half a page of
    `height` millimetres: of all rows it alone may be split.
    """
    texts = [_text(text) for text in texts]
    rooms = [width - 2 * _PADDING for width in widths]
    tall = is_high(texts, size * _WIDEST, rooms, height / 2)
    ruler = on_paper(size)
    return [_cell(text, room, ruler, bold, tall) for text, room in zip(texts, rooms)]


def _cell(text: str, room: float, ruler: Ruler, bold: bool, tall: bool) -> _Cell:
    # What typst must measure itself takes it twice as long and twice the memory.
    tight = any(ruler.word(word, bold) > room for word in words_of(text))
    kept = not tight and is_kept(text)
    if not tight and not tall and not kept:
        return text
    pieces = runs(text) if kept else [(text, False)]
    return {"text": text, "runs": pieces, "tight": tight, "tall": tall}
