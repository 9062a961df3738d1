"""Drafts of official papers around a table, as a Word document: letters (công văn) and reports.

Their parts and letters are those of Decree 30/2020/NĐ-CP, Annex I, part II, and forms 1.4 and 1.5
of Annex III. Who signs them, their number, place and day are left open, and they say that they are
drafts.
"""

from __future__ import annotations

from collections.abc import Sequence
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


class Paper(NamedTuple):
    """What stands in an official paper; what nobody knows yet is printed as dots.

    `parent` is the body above the `agency`. `symbol` is what stands behind the number. A letter has
    its `subject` under the number, the whole line `V/v …`; a paper of another kind has its `name`
    (`Báo cáo`) and its subject in the middle. The paragraphs of the `opening` stand before the
    table, those of the `closing` after it; the last ends with `./.`. The `recipients` are whole
    lines: `- Như trên;`. The `appendices` follow, each on pages of its own.
    """

    agency: str | None
    symbol: str
    subject: str
    addressees: tuple[str, ...]
    opening: tuple[str, ...]
    table: Table
    closing: tuple[str, ...]
    recipients: tuple[str, ...]
    parent: str | None = None
    name: str = ""
    appendices: tuple[Table, ...] = ()


_DRAFT = "DỰ THẢO"
_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_PLACE_AND_DAY = "…, ngày … tháng … năm …"
_NUMBER = "Số:      /{symbol}"
_SIGNATORY = "(QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ)"
_SIGNED_BY = "(Họ và tên)"
_TO = "Kính gửi:"
_RECIPIENTS = "Nơi nhận:"
_DOTS = "………………………"

# Part II of Annex I, in its order: sizes of 13 and 14 points where it leaves a choice, but for the
# subject, which is the longest text of the narrow side.
_STYLES = {
    "nation": Style("Quốc hiệu", Letters(13, bold=True), align="center"),
    "motto": Style("Tiêu ngữ", Letters(14, bold=True), align="center"),
    "parent": Style("Cơ quan chủ quản", Letters(13, capitals=True), align="center"),
    "agency": Style("Tên cơ quan", Letters(13, bold=True, capitals=True), align="center"),
    "number": Style("Số, ký hiệu", Letters(13), align="center", before=4),
    "place": Style("Địa danh, thời gian", Letters(14, italic=True), align="center", before=4),
    "subject": Style("Trích yếu", Letters(12), align="center", before=6),
    "name": Style("Tên loại văn bản", Letters(14, bold=True, capitals=True), align="center"),
    "about": Style("Trích yếu văn bản", Letters(14, bold=True), align="center", keeps=True),
    "addressee": Style("Kính gửi", Letters(14), before=3, after=3),
    "body": Style("Nội dung", Letters(14), align="both", after=6, first_line=12.7),
    "recipients-title": Style("Nơi nhận", Letters(12, bold=True, italic=True), keeps=True),
    "recipient": Style("Tên nơi nhận", Letters(11)),
    "signatory": Style("Chữ ký", Letters(14, bold=True), align="center", keeps=True),
    "draft": Style("Dự thảo", Letters(14, bold=True), align="right"),
    "short-rule": Style("Nét kẻ đầu văn bản", Letters(2), exact=3, after=6),
}

# What of the width between the margins the two sides of the head take. The nation is one line.
_LEFT, _RIGHT = 0.39, 0.61

# Annex I, II.2.b: a third to a half of the line of letters above it.
_SHORT = 0.4

# Where a list of addressees begins, in millimetres.
_TO_INDENT, _LIST_INDENT = 30, 40


def papers_document(papers: Sequence[Paper], layout: Layout, day: date | None) -> bytes:
    """The drafts as one docx, each paper and each of its appendices in a section of its own.

    Paper, margins and page numbers are those of the layout.
    """
    document = new_document(layout, {**table_styles(layout), **_STYLES})
    ends = section(layout, page_marks(document, layout, first=paragraph(_DRAFT, "draft")))
    sections = []
    for paper in papers:
        sections.append(_paper(paper, layout))
        for table in paper.appendices:
            sections.append(heading(table, layout) + grid(table, layout))
    # The last paragraph of a section holds its properties; the body holds those of the last.
    body = paragraph("", "tail", ends).join(sections) + paragraph("", "tail")
    return saved(document, body + ends, papers[0].subject, day)


def _paper(paper: Paper, layout: Layout) -> str:
    width = printable_width(layout)
    return "".join(
        [
            _head(paper, width),
            paragraph("", "gap"),
            *(_named(paper, width) if paper.name else ()),
            *(_addressed(paper.addressees) if paper.addressees or not paper.name else ()),
            paragraph("", "gap"),
            *_body(paper.opening),
            # The rule under a heading is for an appendix.
            heading(paper.table, layout._replace(rule=0)),
            grid(paper.table, layout),
            paragraph("", "gap"),
            *_body(paper.closing),
            paragraph("", "gap"),
            _foot(paper.recipients, width),
        ]
    )


def _head(paper: Paper, width: float) -> str:
    """Agency and number on the left; the nation, its motto, place and day on the right.

    Annex I, II.4.c: place and day stand on one line with the number.
    """
    left, right = width * _LEFT, width * _RIGHT
    agency, letters = holdable(paper.agency or _DOTS).upper(), _STYLES["agency"].letters
    line = min(
        text_width(agency, letters.size, bold=True),
        balanced_width(agency, letters.size, True, left),
    )
    motto = text_width(_MOTTO, _STYLES["motto"].letters.size, bold=True)
    subject = "" if paper.name else _balanced(paper.subject, "subject", left)
    number = paragraph(_NUMBER.format(symbol=paper.symbol), "number")
    return blocks(
        [
            [
                _balanced(holdable(paper.parent or _DOTS).upper(), "parent", left)
                + _balanced(agency, "agency", left)
                + rule(line * _SHORT, left, "short-rule"),
                paragraph(_NATION, "nation")
                + paragraph(_MOTTO, "motto")
                + rule(motto, right, "short-rule"),
            ],
            [number + subject, paragraph(_PLACE_AND_DAY, "place")],
        ],
        [left, right],
    )


def _named(paper: Paper, width: float) -> list[str]:
    """The name of a paper and what it is about, with the rule below them (form 1.4)."""
    letters = _STYLES["about"].letters
    line = balanced_width(holdable(paper.subject), letters.size, letters.bold, width)
    return [
        paragraph(holdable(paper.name).upper(), "name"),
        _balanced(paper.subject, "about", width),
        rule(line * _SHORT, width, "short-rule"),
    ]


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
    """Paragraphs of the paper; the last stays on the page of what follows it."""
    last = len(texts) - 1
    return [paragraph(text, "body", "<w:keepNext/>" * (i == last)) for i, text in enumerate(texts)]


def _foot(recipients: tuple[str, ...], width: float) -> str:
    """The recipients on the left; on the right the places of whoever will sign, in brackets."""
    left = paragraph(_RECIPIENTS, "recipients-title") + "".join(
        paragraph(text, "recipient") for text in recipients
    )
    blank = paragraph("", "signatory") * 4
    right = paragraph(_SIGNATORY, "signatory") + blank + paragraph(_SIGNED_BY, "signatory")
    return blocks([[left, right]], [width / 2, width / 2])
