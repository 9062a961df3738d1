"""The layouts of a printed table, as data: paper, margins, letters, heading, page numbers.

A layout belongs to the rules of its time. `documents` draws a table by any of them and knows none
by name; a third layout is one more entry of `LAYOUTS`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

Role = Literal["label", "title", "reference", "note", "stamp", "column", "cell", "end", "page"]


class Letters(NamedTuple):
    """How a piece of text is set: its size in points, its weight and slant, whether in capitals."""

    size: float
    bold: bool = False
    italic: bool = False
    capitals: bool = False


class Margins(NamedTuple):
    """The blank edges of the paper, in millimetres."""

    top: float
    right: float
    bottom: float
    left: float


class Layout(NamedTuple):
    """How an appendix looks. Lengths are in millimetres, sizes of letters in points.

    `since` is the first day of documents that it fits. `label` heads one of several appendices
    (`{number}` or `{roman}`), `label_alone` the only one. `reference` ties the appendix to its
    report: `{number}`, `{day}` and `{of}` of it, or `{symbol}` where an electronic document leaves
    number and date open. `rule` is the length of the short line under the heading and `end_mark`
    what ends the content; there is none where they are 0 and empty. Each appendix is numbered from
    page 1, and its first page shows no number. `words` of the titles of columns are
    written otherwise than in the report of 2008: each with what stands in its place.
    """

    id: str
    since: date
    label: str
    label_alone: str
    reference: str
    restated: str
    electronic: str | None
    fonts: tuple[str, ...]
    letters: dict[Role, Letters]
    rule: float
    end_mark: str
    page_number: Literal["top-center", "bottom-right"]
    paper: tuple[float, float] = (210, 297)
    margins: Margins = Margins(20, 15, 20, 30)
    to_page_number: float = 10
    words: tuple[tuple[str, str], ...] = ()


# New Computer Modern comes with typst, whose other serif, Libertinus, draws a bold Ể wrongly.
_FONTS = ("Times New Roman", "Liberation Serif", "Tinos", "New Computer Modern")

_LETTERS: dict[Role, Letters] = {
    "label": Letters(14, bold=True),
    "title": Letters(14, bold=True, capitals=True),
    "reference": Letters(14, italic=True),
    "note": Letters(13),
    # As Annex I, III.2.c of Decree 30/2020/NĐ-CP has it: capitals, upright, bold, in a frame.
    "stamp": Letters(13, bold=True, capitals=True),
    "column": Letters(13, bold=True),
    "cell": Letters(13),
    "end": Letters(13),
    "page": Letters(13),
}

LAYOUTS: dict[str, Layout] = {
    layout.id: layout
    for layout in (
        # Report 241/BC-VTLTNN: its headings as they are printed.
        Layout(
            id="report-2008",
            since=date.min,
            label="PHỤ LỤC {number}",
            label_alone="PHỤ LỤC",
            reference="(Kèm theo Báo cáo số: {number} {day}{of})",
            restated="(Lập lại từ số liệu Báo cáo số {number} {day}{of})",
            electronic=None,
            fonts=_FONTS,
            letters=_LETTERS,
            rule=0,
            end_mark="",
            page_number="bottom-right",
        ),
        # Decree 30/2020/NĐ-CP, Annex I: paper, margins, fonts and page numbers of part I, section
        # I; label, title and reference of section III.1; the rule and the end mark of form 2.1.
        Layout(
            id="nd30-2020",
            since=date(2020, 3, 5),
            label="Phụ lục {roman}",
            label_alone="Phụ lục",
            reference="(Kèm theo Báo cáo số {number} {day}{of})",
            restated="(Lập lại từ số liệu Báo cáo số {number} {day}{of})",
            electronic="(Kèm theo Báo cáo số …/{symbol} ngày … tháng … năm …{of})",
            fonts=_FONTS,
            letters={**_LETTERS, "end": Letters(14), "page": Letters(14)},
            rule=40,
            end_mark="./.",
            page_number="top-center",
            # Annex II, III.1: common nouns are small, but for the one city.
            words=(
                ("Tên Cơ quan", "Tên cơ quan"),
                ("trực thuộc Trung ương", "trực thuộc trung ương"),
                ("thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
            ),
        ),
    )
}


def layout_of(day: date | None) -> Layout:
    """The layout of a document of that day; of one that has no day yet, that of today's rules."""
    fitting = [layout for layout in LAYOUTS.values() if day is None or layout.since <= day]
    return max(fitting, key=lambda layout: layout.since)


def turned(layout: Layout) -> Layout:
    """The layout with its paper across, for a table that is wider than high."""
    return layout._replace(paper=(max(layout.paper), min(layout.paper)))


def printable_width(layout: Layout) -> float:
    """The width of the paper between its margins, in millimetres."""
    return layout.paper[0] - layout.margins.left - layout.margins.right


def printable_height(layout: Layout) -> float:
    """The height of the paper between its margins, in millimetres."""
    return layout.paper[1] - layout.margins.top - layout.margins.bottom


def roman(number: int) -> str:
    """A number from 1 to 3999 in Roman numerals: 4 is `IV`; any other in figures."""
    if not 1 <= number <= 3999:
        return str(number)
    written = ""
    for value, numeral in _NUMERALS:
        written += numeral * (number // value)
        number %= value
    return written


_NUMERALS = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
