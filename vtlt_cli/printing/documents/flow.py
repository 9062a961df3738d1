"""Official papers as what stands on their pages from top to bottom, which each format draws.

Parts and letters are those of Decree 30/2020/NĐ-CP, Annex I, part II, and of the forms of Annex
III. Paper, margins, page numbers and the letters of tables are those of the layout. Number, day and
signatory are left open, and every paper says that it is a draft. Lengths are in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from vtlt_cli.printing.columns import balanced_lines, balanced_width, holdable, text_width
from vtlt_cli.printing.layouts import Layout, Letters, printable_width, turned
from vtlt_cli.printing.paper import DOTS, Annex, Content, Paper, Text, TextKind, body_above
from vtlt_cli.printing.table import Line, Table

DRAFT = "DỰ THẢO"
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_DAY = "ngày … tháng … năm …"
_NUMBER = "Số:      /{symbol}"
_SIGNED_BY = "(Họ và tên)"
_TO = "Kính gửi:"
_RECIPIENTS = "Nơi nhận:"


class Style(NamedTuple):
    """A paragraph style: what it is called in Word, its letters, and how its lines stand.

    Space before and after is in points, the indent of the first line in millimetres. `exact` is
    the height of a line in points, 0 for that of its letters. What `keeps` stays on the page of
    the next paragraph. The `outlined` are the headings by which one finds one's way in Word.
    """

    name: str
    letters: Letters
    align: Literal["left", "center", "right", "both"] = "left"
    before: float = 0
    after: float = 0
    first_line: float = 0
    exact: float = 0
    keeps: bool = False
    outlined: bool = False


# Part II of Annex I, in its order: sizes of 13 and 14 points where it leaves a choice, but for the
# subject, which is the longest text of the narrow side.
STYLES = {
    "nation": Style("Quốc hiệu", Letters(13, bold=True), align="center"),
    "motto": Style("Tiêu ngữ", Letters(14, bold=True), align="center"),
    "parent": Style("Cơ quan chủ quản", Letters(13, capitals=True), align="center"),
    "agency": Style("Tên cơ quan", Letters(13, bold=True, capitals=True), align="center"),
    "number": Style("Số, ký hiệu", Letters(13), align="center", before=4),
    "place": Style("Địa danh, thời gian", Letters(14, italic=True), align="center", before=4),
    "subject": Style("Trích yếu", Letters(12), align="center", before=6),
    "name": Style("Tên loại văn bản", Letters(14, bold=True, capitals=True), align="center"),
    "about": Style("Trích yếu văn bản", Letters(14, bold=True), align="center", keeps=True),
    "authority": Style(
        "Thẩm quyền ban hành",
        Letters(14, bold=True, capitals=True),
        align="center",
        before=6,
        after=6,
        keeps=True,
    ),
    "basis": Style(
        "Căn cứ ban hành", Letters(14, italic=True), align="both", after=6, first_line=12.7
    ),
    "addressee": Style("Kính gửi", Letters(14), before=3, after=3),
    "body": Style("Nội dung", Letters(14), align="both", after=6, first_line=12.7),
    "part": Style(
        "Phần",
        Letters(14, bold=True),
        before=6,
        after=6,
        first_line=12.7,
        keeps=True,
        outlined=True,
    ),
    "point": Style("Khoản", Letters(14, bold=True), after=6, first_line=12.7, keeps=True),
    "recipients-title": Style("Nơi nhận", Letters(12, bold=True, italic=True), keeps=True),
    "recipient": Style("Tên nơi nhận", Letters(11)),
    "signatory": Style("Chữ ký", Letters(14, bold=True), align="center", keeps=True),
    "draft": Style("Dự thảo", Letters(14, bold=True), align="right"),
    "short-rule": Style("Nét kẻ đầu văn bản", Letters(2), exact=3, after=6),
}
_OF_KIND: dict[TextKind, str] = {
    "paragraph": "body",
    "part": "part",
    "point": "point",
    "basis": "basis",
    "authority": "authority",
}

# What of the width between the margins the two sides of the head take. The nation is one line.
_LEFT, _RIGHT = 0.39, 0.61

# Annex I, II.2.b: a third to a half of the line of letters above it.
_SHORT = 0.4

# Where a list of addressees begins.
_TO_INDENT, _LIST_INDENT = 30, 40


class Para(NamedTuple):
    """A paragraph; `left` and `right` are by how much it stands in, `centered` is over its style.

    What `keeps` stays on the page of what follows. In a `heading` more words are kept together.
    """

    text: str
    style: str
    left: float = 0
    right: float = 0
    centered: bool = False
    keeps: bool = False
    heading: bool = False


class Rule(NamedTuple):
    """A short line in the middle of so wide a place."""

    length: float
    width: float
    style: str = "short-rule"


class Above(NamedTuple):
    """The lines of a heading above a table or an annex, with the rule of the layout where asked."""

    lines: tuple[Line, ...]
    ruled: bool


class Sides(NamedTuple):
    """Paragraphs side by side, row by row, in columns of these widths."""

    rows: tuple[tuple[tuple[Para | Rule, ...], ...], ...]
    widths: tuple[float, ...]


class Gap(NamedTuple):
    """A little room, which stays with what follows."""


class Grid(NamedTuple):
    """A table without its heading; its last row may keep to what follows."""

    table: Table
    keeps: bool = False


Flow = Para | Rule | Above | Sides | Gap | Grid


class Pages(NamedTuple):
    """What stands on pages of its own, numbered from 1, and how they are laid out."""

    flow: list[Flow]
    layout: Layout


def pages_of(papers: Sequence[Paper | Annex], layout: Layout) -> list[Pages]:
    """Each paper and each annex, in order, on pages of its own."""
    found = []
    for one in papers:
        if isinstance(one, Paper):
            found.append(Pages(list(_paper(one, layout)), layout))
        for annex in one.annexes if isinstance(one, Paper) else (one,):
            laid = turned(layout) if annex.across else layout
            found.append(Pages(list(_annex(annex, laid)), laid))
    return found


def title_of_papers(papers: Sequence[Paper | Annex]) -> str:
    """What a document of these is called: the subject of the first, or the title of the annex."""
    first = papers[0]
    if isinstance(first, Paper):
        return " ".join(part for part in (first.name, first.subject) if part)
    return next((line.text for line in first.heading if line.role == "title"), DRAFT)


def _paper(paper: Paper, layout: Layout) -> Iterator[Flow]:
    width = printable_width(layout)
    yield from _head(paper, width)
    yield Gap()
    if paper.name:
        yield from _named(paper, width)
    if paper.addressees or not paper.name:
        yield from _addressed(paper.addressees)
    yield Gap()
    yield from _content(paper.content, foot=True)
    yield Gap()
    yield from _foot(paper, width)


def _annex(annex: Annex, layout: Layout) -> Iterator[Flow]:
    if annex.heading:
        yield Above(annex.heading, ruled=True)
    yield from _content(annex.content, foot=bool(layout.end_mark))
    if layout.end_mark:
        yield Para(layout.end_mark, "end")


def _content(content: Sequence[Content], foot: bool) -> Iterator[Flow]:
    """The text and the tables; what introduces a table stays with it, what comes last with the
    foot, where there is one.
    """
    last = len(content) - 1
    for place, one in enumerate(content):
        keeps = foot if place == last else not isinstance(content[place + 1], Text)
        if isinstance(one, Text):
            yield Para(one.text, _OF_KIND[one.kind], keeps=keeps)
            continue
        if one.heading:
            yield Above(one.heading, ruled=False)
        yield Grid(one, keeps)
        if place < last:
            yield Gap()


def _head(paper: Paper, width: float) -> Iterator[Flow]:
    """Agency and number on the left; the nation, its motto, place and day on the right.

    Annex I, II.4.c: place and day stand on one line with the number.
    """
    left, right = width * _LEFT, width * _RIGHT
    agency, letters = holdable(paper.agency or DOTS).upper(), STYLES["agency"].letters
    line = min(
        text_width(agency, letters.size, bold=True),
        balanced_width(agency, letters.size, True, left),
    )
    motto = text_width(_MOTTO, STYLES["motto"].letters.size, bold=True)
    number = Para(_NUMBER.format(symbol=paper.symbol), "number")
    below = (number,) if paper.name else (number, balanced(paper.subject, "subject", left))
    above = body_above(paper)
    parent = (balanced(holdable(above).upper(), "parent", left),) if above else ()
    place = Para(f"{paper.place or '…'}, {_DAY}" if paper.dated else "", "place")
    yield Sides(
        (
            (
                (
                    *parent,
                    balanced(agency, "agency", left),
                    Rule(line * _SHORT, left),
                ),
                (Para(_NATION, "nation"), Para(_MOTTO, "motto"), Rule(motto, right)),
            ),
            (below, (place,)),
        ),
        (left, right),
    )


def _named(paper: Paper, width: float) -> Iterator[Flow]:
    """The name of a paper and what it is about, with the rule below them (form 1.4)."""
    letters = STYLES["about"].letters
    line = balanced_width(holdable(paper.subject), letters.size, letters.bold, width)
    yield Para(holdable(paper.name).upper(), "name")
    yield balanced(paper.subject, "about", width)
    yield Rule(line * _SHORT, width)


def balanced(text: str, style: str, width: float) -> Para:
    """A paragraph in the width in which its lines are of nearly the same length."""
    letters = STYLES[style].letters
    needed = balanced_width(holdable(text), letters.size, letters.bold, width)
    indent = (width - needed) / 2
    return Para(text, style, indent, indent, heading=True)


def _addressed(addressees: tuple[str, ...]) -> Iterator[Flow]:
    """One addressee beside the words, several below them, a dash before each.

    Annex I, II.9.a: each line ends with a semicolon, the last with a full stop.
    """
    if len(addressees) < 2:
        to = addressees[0] if addressees else DOTS
        yield Para(f"{_TO} {to}", "addressee", centered=True)
        return
    named = [name.rstrip(" ;.") for name in addressees]
    ends = [";"] * (len(named) - 1) + ["."]
    yield Para(_TO, "addressee", _TO_INDENT)
    for name, end in zip(named, ends):
        yield Para(f"- {name}{end}", "addressee", _LIST_INDENT)


def _foot(paper: Paper, width: float) -> Iterator[Flow]:
    """The recipients on the left, on the right the place of whoever will sign; of several who sign
    the places stand side by side, the recipients below the first.
    """
    recipients = (
        Para(_RECIPIENTS, "recipients-title"),
        *(Para(text, "recipient") for text in paper.recipients),
    )
    room = width / max(2, len(paper.signatures))
    letters = STYLES["signatory"].letters
    heights = [
        len(balanced_lines(title, letters.size, letters.bold, room)) for title in paper.signatures
    ]
    # The names stand side by side, whatever lines the titles take.
    places = tuple(
        _signed(title, max(heights) - height) for title, height in zip(paper.signatures, heights)
    )
    if len(places) == 1:
        yield Sides(((recipients, places[0]),), (room, room))
        return
    # In one row, so that the recipients never stand alone on a page.
    first = (*places[0], Para("", "recipient"), *recipients)
    yield Sides(((first, *places[1:]),), (room,) * len(places))


def _signed(title: str, more: int) -> tuple[Para, ...]:
    blank = (Para("", "signatory"),) * (4 + more)
    return (Para(title, "signatory"), *blank, Para(_SIGNED_BY, "signatory"))
