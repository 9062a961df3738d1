"""Tables as an Excel workbook: one sheet a table, figures as numbers, ready to be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeGuard

from vtlt_cli.diagnostics import Refusal, Words
from vtlt_cli.printing.columns import (
    MM_A_POINT,
    Ruler,
    balanced_lines,
    holdable,
    on_paper,
    shared_widths,
    text_height,
    text_width,
    with_bars,
)
from vtlt_cli.printing.layouts import Layout, Letters, printable_height, printable_width
from vtlt_cli.printing.table import Column, Table, section_starts, title_of
from vtlt_cli.wording import MINUS, points, quantity

if TYPE_CHECKING:
    from decimal import Decimal

# What a sheet of Excel holds, a cell in UTF-16 units; and a float, in significant digits.
MOST_ROWS = 1_048_576
MOST_TEXT = 32_767
MOST_DIGITS = 15
_MOST_DECIMALS = 30
_MOST_NAME = 31

_MM_AN_INCH = 25.4
_PIXELS_AN_INCH = 96
# What a cell keeps free at its sides, both together, and with the indent from the line that its
# text stands at: millimetres.
_PADDING = 1.5
_EDGES = _PADDING + 2.5
# Excel's rows, in points, and what they have beside their lines.
_HIGHEST = 409
_ROW_EDGES = 5
_BELOW_HEADING = 12
_SHORT = 20
# The papers that Excel numbers, upright, in millimetres.
_PAPERS = {(297, 420): 8, (210, 297): 9, (148, 210): 11}
_THIN, _MEDIUM = 1, 2

Style = Callable[..., Any]


def workbook(tables: Sequence[Table], layout: Layout, day: date | None) -> bytes:
    """The workbook, which bears that day and nothing else of when it was made; raises Refusal."""
    from io import BytesIO

    import xlsxwriter

    out = BytesIO()
    # Columns are as wide as so many digits of this font. xlsxwriter takes one for 7 pixels, which
    # is so at 10.5 points; its own Calibri is not on every machine.
    normal = {"font_name": layout.fonts[0], "font_size": 10.5, "font_scheme": False}
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_format_properties": normal})
    made = date(1980, 1, 1) if day is None else day
    book.set_properties(
        {
            "title": " ".join(holdable(title_of(tables)).split())[:255],
            "created": datetime(made.year, made.month, made.day, tzinfo=UTC),
        }
    )
    style = _styles(book, layout.fonts[0])
    for table, name in zip(tables, sheet_names(tables)):
        _sheet(book.add_worksheet(name), table, layout, style)
    book.close()
    return _unnumbered_first_pages(out.getvalue())


def sheet_names(tables: Iterable[Table]) -> list[str]:
    """What the sheets are called: by their label, else by the first line of their heading.

    Excel allows 31 UTF-16 units without any of `[]:*?/\\`, no apostrophe at either end, no two
    names that differ in case only, and never `History`. What is longer is cut behind a word.
    """
    names: list[str] = []
    taken = {"history"}
    for table in tables:
        label = [line.text for line in table.heading if line.role == "label"]
        written = next(iter([*label, *(line.text for line in table.heading)]), "")
        plain = holdable(written).translate(dict.fromkeys(map(ord, "[]:*?/\\")))
        plain = " ".join(plain.split()).strip(" '") or "Bảng"
        number, name = 1, _cut(plain, _MOST_NAME)
        while name.casefold() in taken:
            number += 1
            end = f" ({number})"
            name = _cut(plain, _MOST_NAME - len(end)) + end
        names.append(name)
        taken.add(name.casefold())
    return names


def _cut(text: str, most: int) -> str:
    """As many whole words as have room; the beginning of a first word that has not."""
    words = text.split()
    while len(words) > 1 and _units(" ".join(words)) > most:
        words.pop()
    cut = " ".join(words)
    if len(words) < len(text.split()):
        cut = cut.rstrip(" ,;.:–-(")
    while _units(cut) > most:
        cut = cut[:-1]
    return cut.strip(" '")


def _units(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


def _styles(book: Any, font: str) -> Style:
    """A function that gives the cell format of that look, each made once."""
    made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(**look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in made:
            made[key] = book.add_format({"font_name": font, **look})
        return made[key]

    return style


def _letters(letters: Letters) -> dict[str, Any]:
    return {"font_size": letters.size, "bold": letters.bold, "italic": letters.italic}


def _sheet(sheet: Any, table: Table, layout: Layout, style: Style) -> None:
    """One table: its heading, its rows, its end mark, and how they are printed."""
    # The heading, the row of the short rule, the titles, and the row of the end mark.
    titles = len(table.heading) + bool(table.heading)
    last = titles + len(table.rows) + bool(layout.end_mark)
    if last >= MOST_ROWS:
        raise Refusal(
            f"a sheet of Excel holds {MOST_ROWS:,} rows, and a table has {len(table.rows):,}",
            f"mỗi trang tính Excel chỉ chứa được {points(MOST_ROWS)} dòng, "
            f"còn bảng có {points(len(table.rows))} dòng",
        )
    millimetres = _widths(table, layout)
    table = with_bars(table, millimetres, _ruler(layout))
    widths = [_pixels(width) for width in millimetres]
    for column, width in enumerate(widths):
        own = style(valign="vcenter", **_letters(layout.letters["cell"]))
        sheet.set_column_pixels(column, column, width, own)
    above = _heading(sheet, table, layout, style, widths)
    letters = layout.letters["column"]
    header = style(
        align="center", valign="vcenter", text_wrap=True, border=_THIN, **_letters(letters)
    )
    height = 0.0
    for column, described in enumerate(table.columns):
        title = _shown(described.title, letters)
        _write_text(sheet, titles, column, title, header)
        height = max(height, _height(title, letters, millimetres[column] - _PADDING))
    sheet.set_row(titles, height)
    heights = _rows(sheet, table, titles + 1, layout, style, millimetres)
    least = 2
    if layout.end_mark:
        end = style(align="right", valign="vcenter", **_letters(layout.letters["end"]))
        heights.append(1.5 * layout.letters["end"].size)
        least += 1
        sheet.set_row(last, heights[-1])
        _write_across(sheet, last, len(widths), layout.end_mark, end)
    # Text of figures alone is meant: Excel need not mark it as a slip.
    sheet.ignore_errors({"number_stored_as_text": _whole(last, len(widths))})
    sheet.freeze_panes(titles + 1, 0)
    sheet.repeat_rows(titles)
    sheet.print_area(0, 0, last, len(widths) - 1)
    # As wide as a page to the pixel, a sheet is printed about a hundredth smaller.
    room = printable_height(layout) / MM_A_POINT * 1.01
    _page(sheet, layout, _pages(above, height, heights, room, least))


def _pages(above: float, titles: float, rows: Sequence[float], room: float, least: int) -> int:
    """How many pages the rows are fitted to, 0 for as many as they take; heights are in points.

    Where the last page would have fewer than the `least` rows, all are set a little smaller: Excel
    keeps no rows together.
    """
    pages, used, on_last = 1, above + titles, 0
    for height in rows:
        if used + height > room:
            pages, used, on_last = pages + 1, titles, 0
        used += height
        on_last += 1
    return pages - 1 if pages > 1 and on_last < least else 0


def _whole(last: int, columns: int) -> str:
    from xlsxwriter.utility import xl_range

    return str(xl_range(0, 0, last, columns - 1))


def _ruler(layout: Layout) -> Ruler:
    return on_paper(layout.letters["cell"].size, _EDGES)


def _widths(table: Table, layout: Layout) -> list[float]:
    """The widths of the columns in millimetres: those of the page, and room for every number.

    What is wider than the page all the same is printed smaller.
    """
    size = layout.letters["cell"].size
    widths = shared_widths(table, printable_width(layout), _ruler(layout))
    for number, column in enumerate(table.columns):
        if column.align == "right":
            shown = {column.show(row) for row in table.rows}
            least = max((text_width(text, size) for text in shown), default=0)
            widths[number] = max(widths[number], least * 1.05 + _EDGES)
    return widths


def _pixels(millimetres: float) -> int:
    return int(millimetres / _MM_AN_INCH * _PIXELS_AN_INCH)


def _heading(
    sheet: Any, table: Table, layout: Layout, style: Style, widths: Sequence[int]
) -> float:
    """The lines above the table, each over all of its columns, and the short rule below them.

    Gives their height in points.
    """
    total = sum(widths)
    height = 0.0
    for row, line in enumerate(table.heading):
        letters = layout.letters[line.role]
        # Nothing tells Excel where to end the lines of a cell but an end of line.
        room = total / _PIXELS_AN_INCH * _MM_AN_INCH - _PADDING
        parts = _shown(line.text, letters).split("\n")
        lines = [balanced_lines(part, letters.size, letters.bold, room) for part in parts]
        text = "\n".join(part for parts in lines for part in parts)
        frame = {"border": _MEDIUM} if line.role == "stamp" else {}
        look = style(align="center", valign="vcenter", text_wrap=True, **frame, **_letters(letters))
        high = _height(text, letters, room)
        sheet.set_row(row, high)
        height += high
        _write_across(sheet, row, len(widths), text, look)
    if not table.heading:
        return height
    below = len(table.heading)
    sheet.set_row(below, _BELOW_HEADING)
    if layout.rule:
        # A shape: cells have no border of a given length.
        length = min(_pixels(layout.rule), total)
        sheet.insert_textbox(
            below,
            0,
            "",
            {
                "x_offset": (total - length) // 2,
                "y_offset": 4,
                "width": length,
                "height": 1,
                "fill": {"color": "black"},
                "line": {"none": True},
                "object_position": 2,
                "decorative": True,
            },
        )
    return height + _BELOW_HEADING


def _height(text: str, letters: Letters, room: float) -> float:
    """The height in points of a row for the text, in so many millimetres of room.

    Excel finds it itself, but not for merged cells, and LibreOffice not before one edits the cell.
    """
    return min(_wanted_height(text, letters, room), _HIGHEST)


def _wanted_height(text: str, letters: Letters, room: float) -> float:
    """The height in points that the text takes."""
    high = text_height(text, letters.size, max(room, 1), letters.bold)
    return high / MM_A_POINT + _ROW_EDGES


def rows_too_high(tables: Sequence[Table], layout: Layout) -> Iterator[Words]:
    """Where rows are higher than Excel's 409 points, which shows and prints only their start."""
    letters = layout.letters["cell"]
    count = 0
    for table in tables:
        rooms = [width - _EDGES for width in _widths(table, layout)]
        for row in table.rows:
            texts = (_shown(column.show(row), letters) for column in table.columns)
            # A text as short as this is never so high: no column is narrower than a letter.
            long = ((text, room) for text, room in zip(texts, rooms) if len(text) > _SHORT)
            count += any(_wanted_height(text, letters, room) > _HIGHEST for text, room in long)
    if count:
        yield (
            f"{count} row{' is' if count == 1 else 's are'} higher than Excel shows and prints; "
            "docx and pdf print all",
            f"có {quantity(count)} dòng cao hơn mức Excel hiển thị và in được; tệp docx, pdf in đủ",
        )


def _rows(
    sheet: Any, table: Table, first: int, layout: Layout, style: Style, widths: Sequence[float]
) -> list[float]:
    """The cells, with a heavier line where the section changes; gives the heights of the rows."""
    letters = layout.letters["cell"]
    # Away from the line beside it: Excel leaves next to nothing there.
    look = {"valign": "vcenter", "border": _THIN, "indent": 1, **_letters(letters)}
    rooms = [width - _EDGES for width in widths]
    fitting = [_is_grouped(table, column) for column in table.columns]
    starts = set(section_starts(table))
    heights: list[float] = []
    for number, row in enumerate(table.rows):
        borders = {
            "top": _MEDIUM if number in starts else _THIN,
            "bottom": _MEDIUM if number + 1 in starts else _THIN,
        }
        height = 0.0
        for place, column in enumerate(table.columns):
            shown = column.show(row)
            value = row.get(column.field)
            format_ = number_format(value, shown, fitting[place])
            whole = {**look, **borders, "align": column.align}
            if format_ is None:
                text = _shown(shown, letters)
                _write_text(sheet, first + number, place, text, style(text_wrap=True, **whole))
                height = max(height, _height(text, letters, rooms[place]))
            else:
                written = style(num_format=format_, **whole)
                # A Decimal as it is: a float of 64.99 would be written 64.98999999999999.
                sheet.write_number(first + number, place, value, written)
                height = max(height, _height("0", letters, rooms[place]))
        sheet.set_row(first + number, height)
        heights.append(height)
    return heights


def _is_grouped(table: Table, column: Column) -> bool:
    """Whether the column shows points between thousands, as far as its values tell."""
    values = ((row.get(column.field), column.show(row)) for row in table.rows)
    return all(
        shown.endswith(points(value, _decimals(shown)))
        for value, shown in values
        if _is_number(value)
    )


def _decimals(shown: str) -> int:
    """How many decimals are shown; columns of points have the same number in all rows."""
    return len(shown.rpartition(",")[2]) if "," in shown else 0


def _is_number(value: object) -> TypeGuard[int | Decimal]:
    return not isinstance(value, bool) and (isinstance(value, int) or hasattr(value, "as_tuple"))


def number_format(value: Any, shown: str, grouped: bool) -> str | None:
    """The format in which Excel under a Vietnamese locale shows the value so; None: only text can.

    `grouped` numbers have points between thousands. What stands before the number is shown and no
    part of it: `=29`. A number that a float cannot hold is text.
    """
    if not _is_number(value):
        return None
    # Excel writes its own sign.
    shown = shown.replace(MINUS, "-")
    written = points(value, _decimals(shown)).replace(MINUS, "-")
    whole, _comma, fraction = written.partition(",")
    written = written if grouped else str(value)
    before = shown.removesuffix(written)
    digits = (whole + fraction).replace(".", "").lstrip("-0")
    if (
        not shown.endswith(written)
        or not whole[-1].isdigit()
        or len(digits) > MOST_DIGITS
        or len(fraction) > _MOST_DECIMALS
        or (fraction and not grouped)
        or (whole.startswith("-") and (before or not digits))
        or any(character.isdigit() or character == '"' for character in before)
    ):
        return None
    # What is marked is a rank, which has points only where it must.
    plain = not grouped or (before and shown == f"{before}{value}")
    decimals = "." + "0" * len(fraction) if fraction else ""
    return (f'"{before}"' if before else "") + ("0" if plain else "#,##0") + decimals


def _shown(text: str, letters: Letters) -> str:
    """A text as its letters have it, with line ends as Excel knows them."""
    lines = holdable(text).replace("\r\n", "\n").replace("\r", "\n")
    return lines.upper() if letters.capitals else lines


def _write_across(sheet: Any, row: int, columns: int, text: str, look: Any) -> None:
    if columns > 1:
        sheet.merge_range(row, 0, row, columns - 1, "", look)
    _write_text(sheet, row, 0, text, look)


def _write_text(sheet: Any, row: int, column: int, text: str, look: Any) -> None:
    """Text that stays text: `=1+1` is no formula, `01` no number, an address no link."""
    if _units(text) > MOST_TEXT:
        found = _units(text)
        raise Refusal(
            f"a cell of Excel holds {MOST_TEXT:,} characters, and one of the table has {found:,}",
            f"mỗi ô Excel chỉ chứa được {points(MOST_TEXT)} ký tự, "
            f"còn một ô của bảng có {points(found)} ký tự",
        )
    if text:
        sheet.write_string(row, column, text, look)
    else:
        sheet.write_blank(row, column, None, look)


def _page(sheet: Any, layout: Layout, pages: int) -> None:
    """Paper, margins and page numbers; as wide as one page, as high as so many, 0 for any."""
    width, height = sorted(layout.paper)
    sheet.set_paper(_PAPERS[round(width), round(height)])
    if layout.paper[0] > layout.paper[1]:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    margins = layout.margins
    sheet.set_margins(
        left=margins.left / _MM_AN_INCH,
        right=margins.right / _MM_AN_INCH,
        top=margins.top / _MM_AN_INCH,
        bottom=margins.bottom / _MM_AN_INCH,
    )
    sheet.fit_to_pages(1, pages)
    sheet.center_horizontally()
    sheet.set_start_page(1)
    number = f'&"{layout.fonts[0]},Regular"&{layout.letters["page"].size:g}&P'
    options = {"margin": layout.to_page_number / _MM_AN_INCH, "scale_with_doc": False}
    if layout.page_number == "top-center":
        sheet.set_header("&C" + number, options)
    else:
        sheet.set_footer("&R" + number, options)


def _unnumbered_first_pages(content: bytes) -> bytes:
    """The workbook with a header and footer of its own, an empty one, on each first page.

    xlsxwriter cannot ask for it (its issue 454). The parts of the file keep the time that it gives
    them, which is always the same.
    """
    from io import BytesIO
    from zipfile import ZipFile

    out = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w") as after:
        for part in before.infolist():
            written = before.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                written = written.replace(b"<headerFooter", b'<headerFooter differentFirst="1"')
            after.writestr(part, written)
    return out.getvalue()
