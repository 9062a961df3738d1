"""A form -> a workbook, locked without a password, open only where something is to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from vtlt_cli.diagnostics import Refusal
from vtlt_cli.forms.form import OPEN_SUM, THE_SUM, Blank, Column, Entry, Form, Line, Page, Rule
from vtlt_cli.printing.columns import MM_A_POINT, holdable, text_height
from vtlt_cli.printing.documents.excel import MOST_TEXT

# Of the hidden sheets: what the form is, and the choices of its drop-downs.
MARKS, LISTS = "_vtlt", "_muc"
VERSION = 1
CODE_LABEL = "Mã phiếu: "
_FONT = "Times New Roman"
_SIZE, _SMALL = 12, 11
_OPEN_FILL = "#FFF8DC"
_MM_AN_INCH, _PIXELS_AN_INCH = 25.4, 96
_SIDES, _ROW_EDGES, _HIGHEST, _LOWEST = 4.5, 5.0, 409.0, 21.0
# What xlsxwriter takes of a rule; it drops the whole rule where a text is longer.
_MOST_MESSAGE, _MOST_TITLE = 255, 32
_TITLE = "Đề nghị ghi lại"
Style = Callable[..., Any]


def form_workbook(form: Form) -> bytes:
    """The workbook, which bears no day: the same form is the same bytes.

    Raises Refusal where a sheet of Excel cannot hold it.
    """
    from io import BytesIO

    import xlsxwriter

    out = BytesIO()
    normal = {"font_name": _FONT, "font_size": 10.5, "font_scheme": False}
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_format_properties": normal})
    book.set_properties({"title": form.code, "created": datetime(1980, 1, 1, tzinfo=UTC)})
    style = _styles(book)
    for page in form.pages:
        _Sheet(book.add_worksheet(page.name), form, page, style).write()
    _lists(book, form)
    _marks(book, form)
    book.close()
    return out.getvalue()


def _styles(book: Any) -> Style:
    """A function that gives the cell format of that look, each made once."""
    made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(**look: Any) -> Any:
        key = tuple(sorted(look.items()))
        if key not in made:
            whole = {"font_name": _FONT, "font_size": _SIZE, "valign": "vcenter", **look}
            made[key] = book.add_format(whole)
        return made[key]

    return style


def _lists(book: Any, form: Form) -> None:
    """The choices of the drop-downs, each under a name: a rule with a list of its own is dropped
    where that is longer than 255 letters.
    """
    if not form.lists:
        return
    sheet = book.add_worksheet(LISTS)
    sheet.hide()
    sheet.protect()
    for number, (name, choices) in enumerate(form.lists.items()):
        column, last = 2 * number, len(choices)
        for row, (text, worth) in enumerate(choices):
            sheet.write_string(row, column, holdable(text))
            if worth is not None:
                sheet.write_number(row, column + 1, worth)
        book.define_name(name, f"={LISTS}!{_range(column, last)}")
        if any(worth is not None for _text, worth in choices):
            points = name.replace("muc_", "diem_")
            book.define_name(points, f"={LISTS}!{_range(column + 1, last)}")


def _range(column: int, rows: int) -> str:
    from xlsxwriter.utility import xl_range_abs

    return str(xl_range_abs(0, column, rows - 1, column))


def _marks(book: Any, form: Form) -> None:
    """What the form is, where nobody sees it."""
    sheet = book.add_worksheet(MARKS)
    sheet.very_hidden()
    sheet.protect()
    rows = [
        ("vtlt", str(VERSION)),
        ("kind", form.kind),
        ("round", str(form.year)),
        ("who", form.who),
        ("fingerprint", form.fingerprint),
        *((f"mark:{name}", mark) for name, mark in form.marks.items()),
    ]
    for number, (name, value) in enumerate(rows):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, value)


class _Sheet:
    """One page on its sheet."""

    def __init__(self, sheet: Any, form: Form, page: Page, style: Style) -> None:
        self.sheet, self.form, self.page, self.style = sheet, form, page, style
        self.at = {column.key: number for number, column in enumerate(page.columns)}
        self.last = len(page.columns) - 1
        self.row = 0
        # The row of each line of the table, by its code.
        self.rows: dict[str, int] = {}

    def write(self) -> None:
        for number, column in enumerate(self.page.columns):
            self.sheet.set_column_pixels(number, number, _pixels(column.width))
        self._heading()
        header = self.row
        self._titles()
        for number, line in enumerate(self.page.lines):
            if line.code:
                self.rows[line.code] = self.row + number
        for line in self.page.lines:
            self._line(line)
        self._blanks()
        self.sheet.freeze_panes(header + 1, 0)
        self.sheet.repeat_rows(header)
        self.sheet.print_area(0, 0, self.row - 1, self.last)
        self._paper()
        # Rows and columns may be made higher and wider; nothing else but open cells is anyone's.
        self.sheet.protect("", {"format_columns": True, "format_rows": True})

    def _heading(self) -> None:
        room = sum(column.width for column in self.page.columns) - _SIDES
        title = True
        for text in self.page.heading:
            look = self.style(align="center", text_wrap=True, bold=title)
            self._across(text, look, _height(text, room, title))
            title = False
        note = self.style(align="left", text_wrap=True, italic=True, font_size=_SMALL)
        self._across(self.page.note, note, _height(self.page.note, room))
        # Not merged: it is found in whatever cell it stands.
        code = self.style(align="left", font_size=_SMALL)
        self.sheet.set_row(self.row, _LOWEST)
        self.sheet.write_string(self.row, 0, CODE_LABEL + self.form.code, code)
        self.row += 1

    def _across(self, text: str, look: Any, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.sheet.merge_range(self.row, 0, self.row, self.last, _text(text), look)
        self.row += 1

    def _titles(self) -> None:
        look = self.style(align="center", text_wrap=True, bold=True, border=1)
        height = 0.0
        for number, column in enumerate(self.page.columns):
            self.sheet.write_string(self.row, number, column.title, look)
            height = max(height, _height(column.title, column.width - _SIDES, True))
        self.sheet.set_row(self.row, height)
        self.row += 1

    def _line(self, line: Line) -> None:
        height = _LOWEST
        bold = line.look != "line"
        for number, column in enumerate(self.page.columns):
            entry = line.entries.get(column.key, _NOTHING)
            if column.key == self.page.code:
                entry = Entry(line.code)
            self._cell(number, column, entry, bold)
            if isinstance(entry.value, str) and entry.value:
                height = max(height, _height(entry.value, column.width - _SIDES, bold))
            if entry.open and entry.rule is not None and "list" in entry.rule.options.values():
                height = max(height, self._list_height(entry.rule, column))
        self.sheet.set_row(self.row, height)
        self.row += 1

    def _list_height(self, rule: Rule, column: Column) -> float:
        """As much as the longest of the choices takes: it will stand there."""
        choices = self.form.lists[rule.options["source"].removeprefix("=")]
        return max(_height(text, column.width - _SIDES) for text, _worth in choices)

    def _cell(self, number: int, column: Column, entry: Entry, bold: bool = False) -> None:
        indent = {"indent": 1} if column.align == "left" else {}
        look = self.style(
            border=1, text_wrap=True, align=column.align, bold=bold, **indent, **_open(entry)
        )
        row, sheet = self.row, self.sheet
        if entry.sum_of:
            sheet.write_formula(row, number, self._sum(number, entry), look, OPEN_SUM)
        elif entry.formula is not None:
            cells = {key: _name(row, at) for key, at in self.at.items()}
            sheet.write_formula(row, number, f"={entry.formula.format(**cells)}", look, "")
        elif isinstance(entry.value, str) and entry.value:
            sheet.write_string(row, number, _text(entry.value), look)
        elif entry.value is not None and not isinstance(entry.value, str):
            sheet.write_number(row, number, entry.value, look)
        else:
            sheet.write_blank(row, number, None, look)
        if entry.open and entry.rule is not None:
            self._rule(number, entry.rule)

    def _sum(self, number: int, entry: Entry) -> str:
        """The sum of the lines, `…` until each of them has a number; or what is made of it."""
        cells = ",".join(_stretches([self.rows[code] for code in entry.sum_of], number))
        whole = f"SUM({cells})"
        if entry.formula is not None:
            whole = entry.formula.replace(THE_SUM, whole)
        return f'=IF(COUNT({cells})<{len(entry.sum_of)},"{OPEN_SUM}",{whole})'

    def _rule(self, number: int, rule: Rule) -> None:
        cell = _name(self.row, number)
        filled = {
            name: value.replace("{cell}", cell) if isinstance(value, str) else value
            for name, value in rule.options.items()
        }
        assert len(_TITLE) <= _MOST_TITLE and len(rule.asks) <= _MOST_MESSAGE, rule.asks
        messages = {"error_title": _TITLE, "error_message": rule.asks}
        done = self.sheet.data_validation(self.row, number, self.row, number, filled | messages)
        assert not done, f"{cell}: a rule was dropped ({rule.asks})"

    def _blanks(self) -> None:
        if not self.page.blanks:
            return
        self.sheet.set_row(self.row, _LOWEST / 2)
        self.row += 1
        for blank in self.page.blanks:
            self._blank(blank)

    def _blank(self, blank: Blank) -> None:
        at = self.at[self.page.label]
        look = self.style(align="left", text_wrap=True, indent=1)
        self.sheet.write_string(self.row, at, blank.label, look)
        room = self.page.columns[at].width - _SIDES
        self.sheet.set_row(self.row, _height(blank.label, room))
        for key, rule in blank.cells:
            number = self.at[key]
            column = self.page.columns[number]._replace(align="center")
            self._cell(number, column, Entry(open=True, rule=rule))
        self.row += 1

    def _paper(self) -> None:
        """A4 across, one page wide; the code at the foot of every page, and its number."""
        sheet = self.sheet
        sheet.set_paper(9)
        sheet.set_landscape()
        inches = {"left": 30, "right": 15, "top": 20, "bottom": 20}
        sheet.set_margins(**{side: mm / _MM_AN_INCH for side, mm in inches.items()})
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        font = f'&"{_FONT},Regular"&{_SMALL}'
        sheet.set_footer(f"&L{font}{CODE_LABEL}{self.form.code}&R{font}Trang &P/&N")


_NOTHING = Entry()


def _open(entry: Entry) -> Mapping[str, Any]:
    return {"locked": False, "bg_color": _OPEN_FILL} if entry.open else {}


def _pixels(millimetres: float) -> int:
    return int(millimetres / _MM_AN_INCH * _PIXELS_AN_INCH)


def _name(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))


def _stretches(rows: Sequence[int], column: int) -> Iterator[str]:
    """The cells of these rows in one column, those that follow each other as one range."""
    begin = last = rows[0]
    for row in [*rows[1:], -1]:
        if row == last + 1:
            last = row
            continue
        yield f"{_name(begin, column)}:{_name(last, column)}"
        begin = last = row


@lru_cache(4096)
def _height(text: str, room: float, bold: bool = False) -> float:
    """The height in points of a row for the text in so many millimetres."""
    high = text_height(text, _SIZE, room, bold) / MM_A_POINT + _ROW_EDGES
    return min(max(high, _LOWEST), _HIGHEST)


def _text(text: str) -> str:
    shown = holdable(text)
    if len(shown.encode("utf-16-le")) // 2 > MOST_TEXT:
        raise Refusal(
            f"a cell of Excel holds {MOST_TEXT:,} characters, and a text of the form has more",
            f"mỗi ô Excel chỉ chứa được {MOST_TEXT} ký tự, một nội dung của phiếu dài hơn",
        )
    return shown
