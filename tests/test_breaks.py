"""Where lines end: never within a number, a day or a range of years; and how many there are."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from inside import inside

from vtlt_cli.printing.breaks import runs, words_of
from vtlt_cli.printing.columns import (
    balanced_lines,
    column_widths,
    lines_of,
    on_paper,
    on_screen,
    screen_widths,
    text_width,
)
from vtlt_cli.printing.table import Column, Table, kept_rows, text_of

HEADINGS = {
    "KẾT QUẢ KIỂM TRA 2 NĂM 2006 – 2007 CỦA CÁC TỈNH": "NĂM 2006 – 2007",
    "THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG": "TRUNG ƯƠNG",
    "(Kèm theo Báo cáo số: 241/BC-VTLTNN của Cục)": "số: 241/BC-VTLTNN",
    "(Kèm theo Báo cáo số …/BC-SNV của Sở)": "số …/BC-SNV",
    "(… ngày 21 tháng 3 năm 2008 của Cục)": "ngày 21 tháng 3 năm 2008",
    "CHÉO NĂM 2009": "NĂM 2009",
    "BẢNG ĐÍNH CHÍNH PHỤ LỤC 2": "PHỤ LỤC 2",
}
CELLS = {
    "Nghị quyết số 15/2008/QH12 của Quốc hội": "15/2008/QH12",
    "từ ngày 01/8/2008 (xem sau)": "01/8/2008",
    "2 năm 2010-2011": "năm 2010-2011",
    "trước tháng 6": "tháng 6",
}


@pytest.mark.parametrize("text", HEADINGS)
def test_a_heading_keeps_together(text: str) -> None:
    assert (HEADINGS[text], True) in runs(text, heading=True)
    assert "".join(run for run, _kept in runs(text, heading=True)) == text
    assert HEADINGS[text] in words_of(text, heading=True)
    for width in range(20, 160, 5):
        lines = balanced_lines(text, 14, True, width)
        assert " ".join(lines) == text
        assert any(HEADINGS[text] in line for line in lines)


@pytest.mark.parametrize("text", CELLS)
def test_a_cell_keeps_together(text: str) -> None:
    assert CELLS[text] in words_of(text)
    assert " ".join(words_of(text)) == text


def test_names_are_broken_between_their_words() -> None:
    for text in ("Bà Rịa – Vũng Tàu", "Văn phòng Ủy ban nhân dân", "8.280", "tuyen-quang@2025"):
        assert words_of(text) == text.split(" ")


def test_a_document_of_word_has_no_break_there(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    assert inside("appendix", "1", "-o", str(path)).code == 0
    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert any("NĂM\u00a02006\u00a0–\u00a02007" in text for text in texts)
    assert any("ngày\u00a021\u00a0tháng\u00a03\u00a0năm\u00a02008" in text for text in texts)
    xml = document.element.xml
    assert "BC</w:t>" in xml and "<w:noBreakHyphen/>" in xml


# How many lines


def test_the_lines_of_a_text() -> None:
    ruler = on_paper(13)
    word = ruler.word("dài", False)
    assert lines_of("", ruler, 50) == 1
    assert lines_of("dài dài dài", ruler, 50) == 1
    assert lines_of("dài dài dài", ruler, word * 1.5) == 3
    assert lines_of("dài\ndài", ruler, 50) == 2
    assert lines_of("W" * 10, ruler, ruler.word("W" * 4, False)) == 3
    screen = on_screen()
    assert lines_of("漢字 ab", screen, 4) == 2
    assert lines_of("a bb ccc", screen, 4) == 2


def table_of(titles: list[str], rows: list[list[str]]) -> Table:
    fields = tuple("abcdefgh"[: len(titles)])
    columns = tuple(Column(title, text_of(field)) for title, field in zip(titles, fields))
    return Table((), columns, fields, [dict(zip(fields, row)) for row in rows])


def test_two_lines_of_one_column_and_more_of_another() -> None:
    """One long exception among many rows does not put every office on three lines."""
    office = "Văn phòng Ủy ban nhân dân thành phố Hải Phòng"
    reason = "bổ sung: có thành tích đột xuất trong việc chỉnh lý tài liệu tồn đọng của tỉnh " * 2
    rows = [["Cờ thi đua", office, "khớp", ""] for _ in range(35)]
    rows.append(["Giấy khen", office, "khớp", reason])
    table = table_of(["Hình thức", "Tên cơ quan", "Công bố", "Trường hợp riêng"], rows)
    widths = column_widths(table, 165, 13)
    assert sum(widths) == pytest.approx(165)
    assert lines_of(office, on_paper(13), widths[1] - 4) <= 2


def test_columns_of_a_screen_take_what_there_is() -> None:
    """And no word is cut that has room."""
    rows = [["tuyen-quang@2025", "Văn phòng Ủy ban nhân dân tỉnh Tuyên Quang " * 2, "8.280"]] * 3
    table = table_of(["Mã", "Tên", "Điểm"], rows)
    for total in range(40, 120, 7):
        widths = screen_widths(table, total)
        assert sum(widths) == total and min(widths) > 0
        assert widths[0] >= len("tuyen-quang@2025")


def test_text_width_is_that_of_its_words() -> None:
    assert text_width("a b", 10) == pytest.approx(
        text_width("a", 10) + text_width(" ", 10) + text_width("b", 10)
    )


# Rows


def sectioned(*lengths: int) -> Table:
    rows = [{"a": str(n), "s": n} for n, length in enumerate(lengths) for _ in range(length)]
    return Table((), (Column("a", text_of("a")),), ("a",), rows, section="s")


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ((5,), [(0, 2), (3, 2)]),
        ((3,), [(0, 3)]),
        ((2, 4), [(0, 2), (2, 2), (4, 2)]),
        ((1, 1, 2), [(2, 2)]),
        ((), []),
    ],
)
def test_no_row_of_a_section_is_left_alone(
    lengths: tuple[int, ...], expected: list[tuple[int, int]]
) -> None:
    assert kept_rows(sectioned(*lengths)) == expected
