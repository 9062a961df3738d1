"""How wide columns and lines are on paper, and what text a document file can hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vtlt_cli.printing.columns import balanced_width, column_widths, holdable, text_width
from vtlt_cli.printing.table import Column, Table, text_of

UNTIMED = settings(deadline=None)
PADDING = 4.0


def table_of(titles: Sequence[str], rows: Sequence[Sequence[str]], right: str = "") -> Table:
    """A table whose columns show texts; those whose titles are in `right` hold numbers."""
    fields = tuple("abcdefgh"[: len(titles)])
    return Table(
        (),
        tuple(
            Column(title, text_of(field), "right" if title in right.split() else "left")
            for title, field in zip(titles, fields)
        ),
        fields,
        [dict(zip(fields, row)) for row in rows],
    )


# Lines


@pytest.mark.parametrize(
    ("text", "bold", "thousandths"),
    [
        ("0123456789", False, 5000),
        ("0123456789", True, 5000),
        ("il", False, 556),
        ("MW", True, 1944),
        ("Đắk Lắk", False, 722 + 444 + 500 + 250 + 611 + 444 + 500),
        ("ơưƠƯ", False, 529 + 542 + 722 + 778),
        ("ự", True, 600),
        ("", False, 0),
    ],
)
def test_text_is_as_wide_as_in_times_new_roman(text: str, bold: bool, thousandths: int) -> None:
    """The widths that the font file has, in letters of 10 points: 10/72 of an inch."""
    assert text_width(text, 10, bold) == pytest.approx(thousandths / 1000 * 10 * 25.4 / 72)


def test_marks_take_no_room() -> None:
    """A letter is as wide with its marks as without, composed or not."""
    name = "Bà Rịa – Vũng Tàu"
    assert text_width(name, 13) == text_width("Ba Ria – Vung Tau", 13)
    assert text_width(unicodedata.normalize("NFD", name), 13) == text_width(name, 13)


def test_balanced_lines_have_no_word_alone() -> None:
    """A year that would stand alone on the last line brings company with it."""
    text = "CÁC TỈNH, THÀNH PHỐ THAM GIA CÁC CỤM KIỂM TRA CHÉO NĂM 2009"
    whole = text_width(text, 14, bold=True)
    width = balanced_width(text, 14, True, whole * 0.97)
    assert whole * 0.5 < width < whole * 0.65


def test_one_line_has_the_whole_width() -> None:
    assert balanced_width("Phụ lục I", 14, True, 165) == 165
    assert balanced_width("", 14, True, 165) == 165


# Columns

WORDS = st.text("aáệĐW0 ", max_size=60)


@UNTIMED
@given(rows=st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=5), size=st.floats(8, 16))
def test_the_columns_take_the_whole_width(rows: list[tuple[str, ...]], size: float) -> None:
    widths = column_widths(table_of(["A", "Tổng số", "C"], rows, "A"), 165, size)
    assert sum(widths) == pytest.approx(165)
    assert all(width > 0 for width in widths)


def test_numbers_and_short_values_stay_on_one_line() -> None:
    """However long the other columns are."""
    long = "Văn phòng Ủy ban nhân dân thành phố Hồ Chí Minh " * 3
    table = table_of(["Stt", "Tên", "Điểm", "Loại"], [["1.064", long, "8.280,25", "tỉnh"]], "Stt")
    widths = column_widths(table, 165, 13)
    for i, value in ((0, "1.064"), (2, "8.280,25"), (3, "tỉnh")):
        assert widths[i] - PADDING >= text_width(value, 13)
    assert widths[1] == max(widths)


def test_what_is_left_goes_to_text_not_to_numbers() -> None:
    widths = column_widths(table_of(["Stt", "Tên"], [["1", "Huế"]], "Stt"), 165, 13)
    assert widths[0] < 15 and widths[1] > 150


def test_one_very_long_value_leaves_the_others_their_line() -> None:
    """Among many rows; the table is the lower for it."""
    text = "Bắc Ninh, Lạng Sơn, Lào Cai"
    rows = [[text, "ngắn"]] * 40 + [[text, "lời dài " * 200]]
    width = column_widths(table_of(["Tên", "Ghi chú"], rows), 165, 13)[0] - PADDING
    assert width >= text_width(text, 13)


def test_rows_of_long_values_are_as_low_as_can_be() -> None:
    """Where a row is high anyway, a short value beside the long one takes two lines too."""
    rows = [["Thừa Thiên Thuế", "Thừa Thiên Huế", "Đính chính: viết sai tên. " * 12]] * 5
    widths = column_widths(table_of(["Đã in", "Nay ghi", "Căn cứ"], rows), 165, 13)
    assert widths[2] > 100
    assert min(widths[:2]) - PADDING >= text_width("Thiên", 13)


def test_a_title_takes_two_lines_where_there_is_room() -> None:
    title = "Tổng số điểm"
    table = table_of(["Tên", title], [["dài " * 90, "1"]])
    assert column_widths(table, 165, 13)[1] - PADDING >= text_width("Tổng số", 13, bold=True)


def test_no_word_is_cut_as_long_as_there_is_room() -> None:
    word = "tuyen-quang-va-ha-giang@2025"
    table = table_of(["a", "b"], [["dài " * 90, f"{word} {word} {word}"]])
    assert column_widths(table, 165, 13)[1] - PADDING >= text_width(word, 13)


def test_columns_that_need_more_than_there_is_share_it() -> None:
    table = table_of(["a", "b"], [["W" * 99, "W" * 99]])
    assert column_widths(table, 100, 13) == pytest.approx([50, 50])


# What a file can hold


@pytest.mark.parametrize("cell", ["\0", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_no_file_can_hold_is_replaced(cell: str) -> None:
    assert holdable(f"a{cell}b") == "a\ufffdb"


@pytest.mark.parametrize("cell", ["\t", "\n", "\r", "\x85", "\U0001f600", "<&>", "Huế"])
def test_all_else_is_held(cell: str) -> None:
    assert holdable(cell) == cell
