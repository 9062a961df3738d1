"""Tables as a PDF document, set by typst from `pdf.typ` beside this module."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vtlt_cli.printing.columns import MM_A_POINT, column_widths, holdable, text_width
from vtlt_cli.printing.layouts import Layout, printable_height, printable_width
from vtlt_cli.printing.table import Table, cells, section_starts, title_of

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
    """Each table on pages of its own, as the layout draws it.

    `day` is what the document says of its making; without it the document says nothing. The same
    tables give the same bytes, on a machine with the same fonts and the same typst.
    """
    import json

    import typst

    folder, families = _chosen(layout)
    given = {
        "title": " ".join(holdable(title_of(tables, "vtlt")).split()),
        "day": [day.year, day.month, day.day] if day else None,
        "fonts": families,
        "inset": [*_INSETS.get(font_of(layout), _INSET), _PADDING],
        "layout": _plain(layout),
        "tables": [_drawn(table, layout) for table in tables],
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
        "paper": layout.paper,
        "margins": {side: getattr(layout.margins, side) for side in layout.margins._fields},
        "letters": {
            role: {"size": letters.size, "bold": letters.bold, "italic": letters.italic}
            for role, letters in layout.letters.items()
        },
        "rule": layout.rule,
        "end_mark": layout.end_mark,
        "page_number": layout.page_number,
        "to_page_number": layout.to_page_number,
    }


def _drawn(table: Table, layout: Layout) -> dict[str, Any]:
    """One table as plain data: the texts, the widths of the columns in millimetres."""
    total = printable_width(layout)
    height = printable_height(layout)
    size = layout.letters["cell"].size
    widths = column_widths(table, total, size * _WIDER.get(font_of(layout), 1))
    return {
        "heading": [
            {
                "role": line.role,
                "text": _text(
                    line.text.upper() if layout.letters[line.role].capitals else line.text
                ),
            }
            for line in table.heading
        ],
        "titles": _row(
            [column.title for column in table.columns],
            widths,
            layout.letters["column"].size,
            height,
        ),
        "aligns": [column.align for column in table.columns],
        "widths": widths,
        "rows": [_row(row, widths, size, height) for row in cells(table)],
        "heavy": section_starts(table),
    }


def _text(text: str) -> str:
    """Text as typst takes it: a tab, which it would leave out, is a space."""
    return holdable(text).replace("\t", " ")


def _row(
    texts: list[str], widths: list[float], size: float, height: float
) -> list[str | dict[str, Any]]:
    """The cells of a row as typst takes them, with those marked that need care.

    `tight` is a cell with a word that may be wider than its column; `tall` a row that may be higher
    than half a page of `height` millimetres: of all rows it alone may be split. Both are guessed on
    the safe side.
    """
    texts = [_text(text) for text in texts]
    rooms = [width - 2 * _PADDING for width in widths]
    tall = any(_height(text, room, size) > height / 2 for text, room in zip(texts, rooms))
    marked: list[str | dict[str, Any]] = []
    for text, room in zip(texts, rooms):
        tight = _is_tight(text, room, size)
        plain = not tight and not tall
        marked.append(text if plain else {"text": text, "tight": tight, "tall": tall})
    return marked


def _height(text: str, room: float, size: float) -> float:
    """About how high a text stands in that room, both in millimetres."""
    letter = size * MM_A_POINT
    lines = 1 + text.count("\n") + len(text) * letter * 0.55 / max(room, letter)
    return lines * letter * 1.26


def _is_tight(text: str, room: float, size: float) -> bool:
    """Whether a word may be wider than that room in millimetres."""
    # No letter is wider than its size is high.
    if len(text) * size * MM_A_POINT <= room:
        return False
    return any(text_width(word, size, bold=True) * _WIDEST > room for word in text.split())
