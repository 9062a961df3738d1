"""The draft of an official letter (công văn) around a table, as a Word document.

Its parts and letters are those of Decree 30/2020/NĐ-CP, Annex I, part II, and form 1.5 of Annex
III. Who signs it, its number, place and day are left open, and it says that it is a draft.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from vtlt_cli.printing.columns import balanced_width, holdable, text_width
from vtlt_cli.printing.documents.word import (
    Style,
    blocks,
    grid,
    heading,
    indented,
    new_document,
    page_marks,
    paragraph,
    rule,
    saved,
    section,
    table_styles,
)
from vtlt_cli.printing.layouts import Layout, Letters, printable_width
from vtlt_cli.printing.table import Table


class Letter(NamedTuple):
    """What stands in an official letter; a field that nobody knows yet is printed as dots.

    `symbol` is that of the agency in the number, `subject` the whole line `V/v …`. The paragraphs
    of the `opening` stand before the table, those of the `closing` after it; the last ends with
    `./.`. The `recipients` are whole lines: `- Như trên;`, `- Lưu: VT.`
    """

    agency: str | None
    symbol: str
    subject: str
    addressees: tuple[str, ...]
    opening: tuple[str, ...]
    table: Table
    closing: tuple[str, ...]
    recipients: tuple[str, ...]


_DRAFT = "DỰ THẢO"
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_PLACE_AND_DAY = "…, ngày … tháng … năm …"
_NUMBER = "Số:      /{symbol}-…"
_TO = "Kính gửi:"
_RECIPIENTS = "Nơi nhận:"
_DOTS = "………………………"

# Part II of Annex I, in its order: sizes of 13 and 14 points where it leaves a choice, but for the
# subject, which is the longest text of the narrow side.
_STYLES = {
    "nation": Style("Quốc hiệu", Letters(13, bold=True), align="center"),
    "motto": Style("Tiêu ngữ", Letters(14, bold=True), align="center"),
    "agency": Style("Tên cơ quan", Letters(13, bold=True, capitals=True), align="center"),
    "number": Style("Số, ký hiệu", Letters(13), align="center"),
    "place": Style("Địa danh, thời gian", Letters(14, italic=True), align="center", before=4),
    "subject": Style("Trích yếu", Letters(12), align="center", before=6),
    "addressee": Style("Kính gửi", Letters(14), before=3, after=3),
    "body": Style("Nội dung", Letters(14), align="both", after=6, first_line=12.7),
    "recipients-title": Style("Nơi nhận", Letters(12, bold=True, italic=True), keeps=True),
    "recipient": Style("Tên nơi nhận", Letters(11)),
    "draft": Style("Dự thảo", Letters(14, bold=True), align="right"),
    "short-rule": Style("Nét kẻ đầu văn bản", Letters(2), exact=3, after=6),
}

# What of the width between the margins the two sides of the head take. The nation is one line.
_LEFT, _RIGHT = 0.39, 0.61

# Annex I, II.2.b: a third to a half of the line of letters above it.
_SHORT = 0.4

# Where a list of addressees begins, in millimetres.
_TO_INDENT, _LIST_INDENT = 30, 40


def letter_document(letter: Letter, layout: Layout, day: date | None) -> bytes:
    """The draft as a docx; paper, margins and page numbers are those of the layout."""
    document = new_document(layout, {**table_styles(layout), **_STYLES})
    marks = page_marks(document, layout, first=paragraph(_DRAFT, "draft"))
    parts = [
        _head(letter, printable_width(layout)),
        paragraph("", "gap"),
        *_addressed(letter.addressees),
        paragraph("", "gap"),
        *_body(letter.opening),
        # The rule under a heading is for an appendix.
        heading(letter.table, layout._replace(rule=0)),
        grid(letter.table, layout),
        paragraph("", "gap"),
        *_body(letter.closing),
        paragraph("", "gap"),
        _foot(letter.recipients, printable_width(layout)),
        paragraph("", "tail"),
        section(layout, marks),
    ]
    return saved(document, "".join(parts), letter.subject, day)


def _head(letter: Letter, width: float) -> str:
    """Agency, number and subject on the left; the nation, its motto, place and day on the right."""
    left, right = width * _LEFT, width * _RIGHT
    agency, letters = holdable(letter.agency or _DOTS).upper(), _STYLES["agency"].letters
    line = min(
        text_width(agency, letters.size, bold=True),
        balanced_width(agency, letters.size, True, left),
    )
    motto = text_width(_MOTTO, _STYLES["motto"].letters.size, bold=True)
    return blocks(
        [
            _balanced(agency, "agency", left)
            + rule(line * _SHORT, left, "short-rule")
            + paragraph(_NUMBER.format(symbol=letter.symbol or "…"), "number")
            + _balanced(letter.subject, "subject", left),
            paragraph(_NATION, "nation")
            + paragraph(_MOTTO, "motto")
            + rule(motto, right, "short-rule")
            + paragraph(_PLACE_AND_DAY, "place"),
        ],
        [left, right],
    )


def _balanced(text: str, style: str, width: float) -> str:
    letters = _STYLES[style].letters
    needed = balanced_width(holdable(text), letters.size, letters.bold, width)
    return paragraph(text, style, indented((width - needed) / 2))


def _addressed(addressees: tuple[str, ...]) -> list[str]:
    """One addressee beside the words, several below them, a dash before each.

    Annex I, II.9.a: each line ends with a semicolon, the last with a full stop.
    """
    if len(addressees) < 2:
        to = addressees[0] if addressees else _DOTS
        return [paragraph(f"{_TO} {to}", "addressee", '<w:jc w:val="center"/>')]
    named = [name.rstrip(" ;.") for name in addressees]
    ends = [";"] * (len(named) - 1) + ["."]
    return [
        paragraph(_TO, "addressee", indented(_TO_INDENT, 0)),
        *(
            paragraph(f"- {name}{end}", "addressee", indented(_LIST_INDENT, 0))
            for name, end in zip(named, ends)
        ),
    ]


def _body(texts: tuple[str, ...]) -> list[str]:
    """Paragraphs of the letter; the last stays on the page of what follows it."""
    last = len(texts) - 1
    return [paragraph(text, "body", "<w:keepNext/>" * (i == last)) for i, text in enumerate(texts)]


def _foot(recipients: tuple[str, ...], width: float) -> str:
    """The recipients on the left; the place of the signature on the right is left blank."""
    left = paragraph(_RECIPIENTS, "recipients-title") + "".join(
        paragraph(text, "recipient") for text in recipients
    )
    return blocks([left, paragraph("", "body")], [width / 2, width / 2])
