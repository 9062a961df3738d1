"""What all kinds of table share while they are taken in: the question, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from vtlt_cli.diagnostics import Words
from vtlt_cli.importing.book import Book
from vtlt_cli.importing.find import Table
from vtlt_cli.importing.names import Names
from vtlt_cli.importing.step import Action, Refused, Step
from vtlt_cli.names import Register
from vtlt_cli.reading.numbers import Form
from vtlt_cli.workbooks import Cell, letters_of, place_of

# More places of one kind are not named one by one.
_FEW = 5


@dataclass
class Taking:
    """One table that is being taken in, and the steps of it.

    `form` is what the round declares of its points; `decimals` and `column` are what was asked for.
    """

    book: Book
    table: Table
    register: Register
    form: Form = field(default_factory=Form)
    decimals: int | None = None
    column: str | None = None
    steps: list[Step] = field(default_factory=list)

    def quiet(self) -> Taking:
        """The same table, to be asked without telling what comes of it."""
        return replace(self, steps=[])

    def tell(
        self,
        action: Action,
        cells: str,
        reason: Words,
        found: str = "",
        result: str = "",
    ) -> None:
        """Enter a step."""
        step = Step(self.book.file, self.table.sheet.name, cells, action, found, result, reason)
        self.steps.append(step)

    def refuse(self, cells: str, reason: Words, found: str = "", result: str = "") -> Refused:
        """Tell why the table is not taken; what is returned is to be raised."""
        self.tell("refused", cells, reason, found, result)
        return Refused()

    @property
    def stale(self) -> bool:
        """Whether saved values of formulas are not to be trusted."""
        return self.book.workbook is not None and self.book.workbook.stale

    def tell_what_is_hidden(self) -> None:
        """Tell of rows and columns of the table that a reader of the sheet would not see."""
        sheet, area = self.table.sheet, self.table.area
        rows = sorted(row for row in self.table.rows if row in sheet.hidden_rows)
        if rows:
            by = (" by a filter", " do lọc") if sheet.filtered else ("", "")
            self.tell(
                "note",
                runs(rows),
                (f"hidden rows{by[0]}, read like the others", f"dòng ẩn{by[1]}, vẫn được đọc"),
            )
        columns = [
            letters_of(heading.column)
            for heading in self.table.headings
            if heading.role is not None and heading.column in sheet.hidden_columns
        ]
        if columns:
            self.tell(
                "note",
                ", ".join(columns),
                ("hidden columns, read like the others", "cột ẩn, vẫn được đọc"),
            )
        if self.table.again:
            self.tell(
                "left-out",
                ", ".join(place_of(row, area.column) for row in self.table.again),
                ("the headings once more", "tiêu đề cột lặp lại"),
            )

    def refuse_struck(self, used: Iterable[int]) -> None:
        """Refuse what a line is drawn through: to read it and to leave it out are both a guess."""
        kept = set(used)
        struck = [
            cell
            for row in self.table.rows
            for cell in self.table.cells(row)
            if cell.struck and cell.column in kept
        ]
        if struck:
            raise self.refuse(
                _some(struck),
                (
                    "struck out: whether it holds cannot be seen; clear the cell or take the line "
                    "away",
                    "ô có gạch ngang chữ: không rõ còn giá trị hay không; đề nghị xóa nội dung "
                    "hoặc bỏ gạch ngang",
                ),
                struck[0].text,
            )

    def tell_columns(self, used: Iterable[int], rows: Iterable[int]) -> None:
        """Tell which columns were not taken; `rows` are those that were.

        Raises Refused where a name of the register stands beside the columns that have a heading.
        """
        self._tell_without_heading(rows)
        kept = set(used)
        others = [h for h in self.table.headings if h.column not in kept and h.text]
        if others:
            self.tell(
                "left-out",
                ", ".join(h.place for h in others),
                ("columns that the data file has not", "cột không có trong tệp dữ liệu"),
                "; ".join(h.text for h in others),
            )

    def _tell_without_heading(self, rows: Iterable[int]) -> None:
        cells = self.table.without_heading(rows)
        if not cells:
            return
        found = [self.register.resolve(cell.text) for cell in cells]
        names = [
            cell
            for cell, one in zip(cells, found)
            if one.province is not None and "near" not in one.hows
        ]
        if names:
            raise self.refuse(
                _some(names),
                (
                    "a name in a column without a heading: give the column a heading, or clear it",
                    "tên nằm ở cột không có tiêu đề: đề nghị ghi tiêu đề cột hoặc xóa nội dung",
                ),
                names[0].text,
            )
        self.tell(
            "left-out",
            _some(cells),
            ("columns without a heading", "cột không có tiêu đề"),
            cells[0].text,
        )

    def refuse_odd_names(self, cells: Iterable[Cell]) -> None:
        """Refuse names that are no text: errors, days, numbers; raises Refused."""
        odd = [cell for cell in cells if cell.kind != "text"]
        if odd:
            raise self.refuse(
                span_of(odd),
                (
                    "no name but an error, a day or a number",
                    "không phải tên mà là lỗi, ngày hoặc số",
                ),
                odd[0].text,
            )

    def tell_names(self, names: Names, cells: Sequence[Cell]) -> None:
        """Tell that names were read by an older table, or only their blanks were changed."""
        if names.table and cells:
            odd = next((cell for cell in cells if names.text(cell) != cell.text), cells[0])
            self.tell(
                "changed",
                span_of(cells),
                (
                    f"the letters are those of {names.table} fonts",
                    f"chữ theo phông {names.table}, đã chuyển sang Unicode",
                ),
                odd.text,
                names.text(odd),
            )
            return
        odd_ones = [cell for cell in cells if names.text(cell) != cell.text.strip()]
        if odd_ones:
            self.tell(
                "changed",
                span_of(odd_ones),
                (
                    "blanks and line ends within names, or marks apart from their letters",
                    "khoảng trắng, ngắt dòng trong tên hoặc dấu tách rời chữ",
                ),
                odd_ones[0].text,
                names.text(odd_ones[0]),
            )


def span_of(cells: Sequence[Cell]) -> str:
    """The places of cells of one column: `C5:C68`, or each where they do not stand together."""
    if not cells:
        return ""
    rows = sorted({cell.row for cell in cells})
    column = letters_of(cells[0].column)
    return ", ".join(
        f"{column}{a}" if a == b else f"{column}{a}:{column}{b}" for a, b in _stretches(rows)
    )


def _some(cells: Sequence[Cell]) -> str:
    """The places of the first cells, wherever they stand."""
    return ", ".join(cell.place for cell in cells[:_FEW]) + ("…" if cells[_FEW:] else "")


def runs(rows: Sequence[int]) -> str:
    """Rows in short: `7`, `9:12`."""
    return ", ".join(str(a) if a == b else f"{a}:{b}" for a, b in _stretches(rows))


def _stretches(rows: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
