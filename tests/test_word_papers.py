"""Drafts of official papers: read back with python-docx, and printed by LibreOffice."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from test_word import EACH_LAYOUT, NEW, flat, printed, table_of, texts, value

from vtlt_cli.printing.columns import text_width
from vtlt_cli.printing.documents.papers import papers_in_word
from vtlt_cli.printing.layouts import Layout
from vtlt_cli.printing.paper import Content, Paper, annex_of
from vtlt_cli.printing.paper import texts as paragraphs_of
from vtlt_cli.printing.table import Line

TABLE = table_of(
    [[i, "Phụ lục 2, cụm 3", "Thừa Thiên Thuế", "Thừa Thiên Huế"] for i in range(1, 4)]
)
OPENING = ("Ngày 21 tháng 3 năm 2008, Cục ban hành Báo cáo số 241/BC-VTLTNN.", "Nay đính chính:")
CLOSING = ("Các nội dung khác không thay đổi.", "Đề nghị các cơ quan lưu ý./.")
LETTER = Paper(
    agency="Cục Văn thư và Lưu trữ nhà nước",
    symbol="VTLTNN-…",
    subject="V/v đính chính, điều chỉnh Báo cáo số 241/BC-VTLTNN",
    addressees=("Văn phòng Ủy ban nhân dân các tỉnh, thành phố",),
    content=(*paragraphs_of(OPENING), TABLE, *paragraphs_of(CLOSING)),
    recipients=("- Như trên;", "- Lưu: VT."),
)


def with_table(table: Any) -> tuple[Content, ...]:
    return (*paragraphs_of(OPENING), table, *paragraphs_of(CLOSING))


def drawn(letter: Paper = LETTER, layout: Layout = NEW) -> Document:
    return docx.Document(io.BytesIO(papers_in_word([letter], layout, None)))


def lines(paragraphs: list[Paragraph]) -> list[tuple[str, str]]:
    """The style and the text of the paragraphs that have text."""
    return [(style_of(p).style_id, spaced(p.text)) for p in paragraphs if p.text]


def spaced(text: str) -> str:
    """The text with plain spaces for those at which no line ends."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def style_of(paragraph: Paragraph) -> Any:
    return paragraph.style


def blocks(document: Document) -> list[list[Paragraph]]:
    """The paragraphs of the four places beside each other: two of the head, two of the foot."""
    head, _table, foot = document.tables
    return [
        [paragraph for row in table.rows for paragraph in row.cells[side].paragraphs]
        for table in (head, foot)
        for side in (0, 1)
    ]


def test_the_head() -> None:
    """Agency, number and subject beside the nation, its motto, place and day; what is open."""
    left, right, _, _ = blocks(drawn(LETTER._replace(parent="Bộ Nội vụ")))
    assert lines(left) == [
        ("parent", "BỘ NỘI VỤ"),
        ("agency", "CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC"),
        ("number", "Số:      /VTLTNN-…"),
        ("subject", "V/v đính chính, điều chỉnh Báo cáo số 241/BC-VTLTNN"),
    ]
    assert lines(right) == [
        ("nation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("motto", "Độc lập - Tự do - Hạnh phúc"),
        ("place", "…, ngày … tháng … năm …"),
    ]


def test_number_and_day_stand_on_one_line() -> None:
    """Annex I, II.4.c: in a row of their own, however many lines the agency takes."""
    head = drawn().tables[0]
    below = [[style_of(p).style_id for p in cell.paragraphs] for cell in head.rows[1].cells]
    assert [styles[0] for styles in below] == ["number", "place"]


def test_a_report_has_its_name_in_the_middle() -> None:
    """Form 1.4: what it is about stands below its name, and nobody is addressed."""
    paper = LETTER._replace(
        name="Báo cáo", symbol="BC-VTLTNN", subject="Về việc thay thế Phụ lục 2", addressees=()
    )
    document = drawn(paper._replace(annexes=(annex_of(TABLE._replace(heading=(Line("Cụm"),))),)))
    assert lines(document.paragraphs)[:2] == [
        ("name", "BÁO CÁO"),
        ("about", "Về việc thay thế Phụ lục 2"),
    ]
    left, *_ = blocks(drawn(paper))
    assert lines(left)[-1] == ("number", "Số:      /BC-VTLTNN")
    assert not [p for p in document.paragraphs if style_of(p).style_id == "addressee"]
    # The appendix is a section of its own, numbered from 1 and marked as a draft too.
    assert len(document.sections) == 2
    for section in document.sections:
        assert lines(section.first_page_header.paragraphs) == [("draft", "DỰ THẢO")]


# Decree 30/2020/NĐ-CP, Annex I, part II, and the table of part V: least and greatest size in
# points, bold, italic.
LETTERS = {
    "nation": (12, 13, True, False),
    "parent": (12, 13, False, False),
    "name": (13, 14, True, False),
    "about": (13, 14, True, False),
    "signatory": (13, 14, True, False),
    "motto": (13, 14, True, False),
    "agency": (12, 13, True, False),
    "number": (13, 13, False, False),
    "place": (13, 14, False, True),
    "subject": (12, 13, False, False),
    "addressee": (13, 14, False, False),
    "body": (13, 14, False, False),
    "recipients-title": (12, 12, True, True),
    "recipient": (11, 11, False, False),
}


@pytest.mark.parametrize("id_", LETTERS)
def test_letters_of_the_decree(id_: str) -> None:
    styles: Any = {style.style_id: style for style in drawn().styles}
    font = styles[id_].font
    least, greatest, bold, italic = LETTERS[id_]
    assert Pt(least) <= font.size <= Pt(greatest)
    assert (bool(font.bold), bool(font.italic)) == (bold, italic)


def test_the_body() -> None:
    """Justified, its first line 1.27 cm in, at least 6 points between paragraphs."""
    document = drawn()
    body = [p for p in document.paragraphs if style_of(p).style_id == "body"]
    assert [spaced(p.text) for p in body] == [*OPENING, *CLOSING]
    form = style_of(body[0]).paragraph_format
    assert form.alignment == ALIGN.JUSTIFY
    assert form.first_line_indent == pytest.approx(Mm(12.7), abs=Mm(0.02))
    assert form.space_after >= Pt(6) and form.line_spacing == 1
    # What introduces the table, and what stands above the recipients, is not left behind.
    assert [bool(p.paragraph_format.keep_with_next) for p in body] == [False, True, False, True]
    assert texts(document.tables[1])[1:] == [
        [str(i), "Phụ lục 2, cụm 3", "Thừa Thiên Thuế", "Thừa Thiên Huế"] for i in range(1, 4)
    ]


def rule_of(paragraphs: list[Paragraph], width: float) -> float:
    """The length in millimetres of the line drawn in a place of that width."""
    (rule,) = [p for p in paragraphs if value(p._p, "w:pPr/w:pBdr/w:bottom") == "single"]
    left, right = rule.paragraph_format.left_indent, rule.paragraph_format.right_indent
    assert left and left == right
    return width - float(left.mm + right.mm)


def test_the_rules() -> None:
    """Under the motto one as long as it, under the agency a third to a half of its line."""
    document = drawn()
    left, right, _, _ = blocks(document)
    columns = document.tables[0]._tbl.iter(qn("w:gridCol"))
    edges = [int(column.get(qn("w:w")) or 0) * 25.4 / 1440 for column in columns]
    motto = text_width("Độc lập - Tự do - Hạnh phúc", 14, bold=True)
    assert rule_of(right, edges[1]) == pytest.approx(motto, abs=0.1)
    # In two lines: the longer of them is about half of the whole.
    agency = text_width("CỤC VĂN THƯ VÀ LƯU TRỮ NHÀ NƯỚC", 13, bold=True)
    assert agency > edges[0]
    assert agency / 2 / 3 < rule_of(left, edges[0]) < agency / 2 / 1.5


def test_the_nation_stands_on_one_line() -> None:
    document = drawn()
    _, right = document.tables[0]._tbl.iter(qn("w:gridCol"))
    width = int(right.get(qn("w:w")) or 0) * 25.4 / 1440
    assert text_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True) < width


def test_the_head_and_the_foot_have_no_lines() -> None:
    document = drawn()
    for table in (document.tables[0], document.tables[2]):
        borders = table._tbl.tblPr.find(qn("w:tblBorders"))
        assert borders is not None
        assert {side.get(qn("w:val")) for side in borders} == {"nil"}


def test_the_foot() -> None:
    """The recipients; where somebody will sign stand the blanks of the form, and no name."""
    _, _, left, right = blocks(drawn())
    assert lines(left) == [
        ("recipients-title", "Nơi nhận:"),
        ("recipient", "- Như trên;"),
        ("recipient", "- Lưu: VT."),
    ]
    assert lines(right) == [
        ("signatory", "(QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ)"),
        ("signatory", "(Họ và tên)"),
    ]


def addressed(*addressees: str) -> list[str]:
    document = drawn(LETTER._replace(addressees=addressees))
    return [p.text for p in document.paragraphs if style_of(p).style_id == "addressee"]


def test_one_addressee_and_several() -> None:
    """One stands beside the words; of several each has a line of its own and a dash."""
    assert addressed("Bộ Nội vụ") == ["Kính gửi: Bộ Nội vụ"]
    assert addressed("Bộ Nội vụ", "Tỉnh Phú Yên;", "Tỉnh Đắk Lắk.") == [
        "Kính gửi:",
        "- Bộ Nội vụ;",
        "- Tỉnh Phú Yên;",
        "- Tỉnh Đắk Lắk.",
    ]


def test_what_nobody_knows_yet_is_left_open() -> None:
    left, _, _, _ = blocks(drawn(LETTER._replace(agency=None)))
    assert set(left[0].text + left[1].text) == {"…"}
    assert addressed() == [f"Kính gửi: {left[1].text}"]


@EACH_LAYOUT
def test_a_draft_says_so(layout: Layout) -> None:
    """On its first page, and nowhere is there anything by which it could pass for issued."""
    (section,) = drawn(layout=layout).sections
    assert section.different_first_page_header_footer
    assert lines(section.first_page_header.paragraphs) == [("draft", "DỰ THẢO")]
    numbered = section.header if layout.page_number == "top-center" else section.footer
    assert [f.get(qn("w:instr")) for f in numbered._element.iter(qn("w:fldSimple"))] == ["PAGE"]


def test_no_rule_and_no_end_mark_of_an_appendix() -> None:
    """A heading of the table is drawn, what belongs to an appendix is not."""
    table = TABLE._replace(heading=(Line("Bảng đính chính"),))
    document = drawn(LETTER._replace(content=with_table(table)))
    assert ("title", "BẢNG ĐÍNH CHÍNH") in lines(document.paragraphs)
    used = {style_of(p).style_id for p in document.paragraphs}
    assert not used & {"rule", "end"}


def test_hard_text_and_nothing() -> None:
    hard = "<w:p/>&\0 Huế\ndòng hai"
    letter = LETTER._replace(agency=hard, subject=hard, content=paragraphs_of((hard,)))
    letter = letter._replace(recipients=(hard,))
    left, _, foot, _ = blocks(drawn(letter._replace(content=(*letter.content, TABLE))))
    assert left[1].text == "<W:P/>&\ufffd HUẾ\nDÒNG HAI"
    assert foot[1].text == "<w:p/>&\ufffd Huế\ndòng hai"
    bare = LETTER._replace(content=(TABLE._replace(rows=[]),), recipients=())
    assert len(drawn(bare).tables) == 3


def test_twice_the_same_bytes() -> None:
    assert papers_in_word([LETTER], NEW, None) == papers_in_word([LETTER], NEW, None)


def test_printed_letter(tmp_path: Path) -> None:
    """All of it on paper; the second page has its number, the first says that it is a draft."""
    rows = [[i, f"Phụ lục 2, cụm {i}", "Thừa Thiên Thuế", "Thừa Thiên Huế"] for i in range(1, 41)]
    letter = LETTER._replace(content=with_table(table_of(rows)))
    content = papers_in_word([letter], NEW, None)
    ((first, second),) = printed(tmp_path, content)
    assert first[0] == "DỰ THẢO" and second[0] == "2"
    whole = flat(" ".join([*first, *second]))
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "/VTLTNN-…"):
        assert words in whole
    for text in (*OPENING, *CLOSING, *letter.recipients, *letter.addressees):
        assert text in whole
    for row in rows:
        assert " ".join(map(str, row)) in whole
