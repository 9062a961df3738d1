"""A workbook that came back -> which form it is, and what was written in its open cells.

Columns are found by their titles, lines by their code, blanks by their label: rows may have been
inserted, columns moved, the sheet renamed or copied. No locked cell is ever read for its value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from vtlt_cli.criteria.scale import folded
from vtlt_cli.diagnostics import Words
from vtlt_cli.forms.form import SIGNS, UNIT_LABEL, Blank, Form, Kind, Line, Page
from vtlt_cli.forms.writing import CODE_LABEL, LISTS, MARKS
from vtlt_cli.names import tidy
from vtlt_cli.workbooks import Cell, Sheet, Workbook, place_of

_KINDS: dict[str, Kind] = {sign: kind for kind, sign in SIGNS.items()}
_CODE = re.compile(r"([0-9]{4})-([a-z0-9@.-]+)-(TC|TN|KH|BC)-([0-9A-F]{4})")
_CODED, _UNIT = CODE_LABEL.strip(), UNIT_LABEL.strip()
# What the heading tells of whose form it is; rows may have been put in above it.
_TELLING, _HEADING_ROWS = (_CODED, _UNIT), 20
# The visible code stands in one of these first rows and columns.
_FIRST_ROWS, _FIRST_COLUMNS = 60, 12


class Mark(NamedTuple):
    """What a workbook says that it is.

    `marks` are those of the scale or the cluster that it was made of; empty where the hidden sheet
    is gone, and the fingerprint is but its first four digits then.
    """

    kind: Kind
    year: int
    who: str
    fingerprint: str
    marks: Mapping[str, str]


class Trouble(NamedTuple):
    """Why a form is not taken in: where, about which line, what stands there, what is to be done.

    `sheet` and `cell` are "" where it is about the form as a whole.
    """

    sheet: str
    cell: str
    code: str
    found: str
    words: Words
    help: Words


class Written(NamedTuple):
    """What somebody wrote in an open cell; `formula` is whether they had it reckoned."""

    text: str
    sheet: str
    cell: str
    formula: bool = False


class Place(NamedTuple):
    """An open cell of the workbook."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        return place_of(self.row, self.column)


class Filled(NamedTuple):
    """What was written in a form: by the code of the line and the key of the column; in blanks, by
    their key, cell by cell. `places` are those of all open cells, whether anything is in them.
    """

    lines: Mapping[tuple[str, str], Written]
    blanks: Mapping[str, tuple[Written | None, ...]]
    places: Mapping[tuple[str, str], Place]


def mark_of(book: Workbook) -> Mark | None:
    """Which form it is; None where it is none of ours."""
    hidden = book.sheet(MARKS)
    if hidden is not None:
        said = {
            cells[1].text: cells[2].text
            for cells in hidden.rows.values()
            if 1 in cells and 2 in cells
        }
        kind = next((one for one in SIGNS if one == said.get("kind")), None)
        year = said.get("round", "")
        if kind and re.fullmatch("[0-9]{4}", year) and said.get("who") and said.get("fingerprint"):
            marks = {
                name.removeprefix("mark:"): mark
                for name, mark in said.items()
                if name.startswith("mark:")
            }
            return Mark(kind, int(year), said["who"], said["fingerprint"], marks)
    visible = (_visible_mark(cell.text) for _sheet, cell in _first_cells(book))
    return next((mark for mark in visible if mark is not None), None)


def _visible_mark(text: str) -> Mark | None:
    """What a text says that the sheet is, if it holds a code that people see."""
    if _CODED not in text:
        return None
    match = _CODE.fullmatch(text.partition(_CODED)[2].strip())
    return Mark(_KINDS[match[3]], int(match[1]), match[2], match[4], {}) if match else None


def _first_cells(book: Workbook) -> Iterator[tuple[Sheet, Cell]]:
    for sheet in book.sheets:
        for row, cells in sheet.rows.items():
            if row <= _FIRST_ROWS:
                yield from ((sheet, cell) for at, cell in cells.items() if at <= _FIRST_COLUMNS)


def contradiction(
    book: Workbook, mark: Mark, form: Form, is_of: Callable[[str], bool]
) -> Trouble | None:
    """Where a sheet names another form or unit than the workbook is of; None where none does.

    `is_of` says whether a name may be that of the form. Whoever has lost a form may have put a name
    over that of another, and two forms may stand in one workbook: what is meant nobody can tell.
    """
    expected = {f"{CODE_LABEL}{form.code}", *(line for page in form.pages for line in page.heading)}
    telling = [
        (sheet, cell)
        for sheet in book.sheets
        for row, cells in sheet.rows.items()
        if row <= _HEADING_ROWS
        for cell in cells.values()
        if cell.text.startswith(_TELLING) and cell.text not in expected
    ]
    for sheet, cell in telling:
        other = _visible_mark(cell.text)
        if other and (other.kind, other.year, other.who) != (mark.kind, mark.year, mark.who):
            return _of_another(sheet, cell, form)
        if cell.text.startswith(_UNIT) and not is_of(cell.text.removeprefix(_UNIT).strip()):
            return _of_another(sheet, cell, form)
    return None


def _of_another(sheet: Sheet, cell: Cell, form: Form) -> Trouble:
    units = (line for page in form.pages for line in page.heading if line.startswith(UNIT_LABEL))
    whose = next(units, form.code).removeprefix(UNIT_LABEL)
    return Trouble(
        sheet.name,
        cell.place,
        "",
        cell.text,
        (
            f"the workbook is the form of {whose}, and this sheet is headed otherwise",
            f"tệp là phiếu của {whose}, nhưng đầu trang ghi nội dung khác",
        ),
        (
            "each unit fills in the form that was made for it, in a file of its own",
            "mỗi đơn vị ghi vào phiếu lập cho đơn vị mình, mỗi phiếu một tệp",
        ),
    )


def read_back(form: Form, book: Workbook) -> tuple[Filled, list[Trouble]]:
    """What was written in the open cells of the form, and why it cannot be taken in."""
    lines: dict[tuple[str, str], Written] = {}
    blanks: dict[str, tuple[Written | None, ...]] = {}
    places: dict[tuple[str, str], Place] = {}
    troubles: list[Trouble] = []
    for number, page in enumerate(form.pages):
        reader = _Page(page, book, troubles, f"{number}:" if number else "")
        if reader.find():
            reader.read(lines, blanks, places)
    return Filled(lines, blanks, places), troubles


class _Page:
    """One page of a form in the workbook that came back."""

    def __init__(self, page: Page, book: Workbook, troubles: list[Trouble], before: str) -> None:
        self.page, self.book, self.troubles = page, book, troubles
        # The lines of a second page are told from those of the first.
        self.before = before
        self.titles = {folded(column.title): column.key for column in page.columns}
        self.sheet: Sheet | None = None
        self.header = 0
        self.at: dict[str, int] = {}

    def find(self) -> bool:
        """Find the sheet with the table; what is wrong is told."""
        found = []
        for sheet in self.book.sheets:
            if sheet.name.casefold() in (MARKS, LISTS):
                continue
            for row, cells in sheet.rows.items():
                at = {
                    self.titles[text]: column
                    for column, cell in cells.items()
                    if (text := folded(cell.text)) in self.titles
                }
                if len(at) == len(self.titles):
                    found.append((sheet, row, at))
                    break
        if len(found) == 1:
            self.sheet, self.header, self.at = found[0]
            return True
        titles = ", ".join(column.title for column in self.page.columns)
        if not found:
            self._tell_form(
                "",
                (
                    f"no sheet has the table of “{self.page.name}”",
                    f"không có trang nào có bảng “{self.page.name}”",
                ),
                (
                    f"keep the row of titles ({titles}) or use the form as it was sent",
                    f"đề nghị giữ nguyên dòng tiêu đề ({titles}) hoặc dùng lại phiếu đã gửi",
                ),
            )
        else:
            names = ", ".join(sheet.name for sheet, _row, _at in found)
            self._tell_form(
                names,
                (
                    f"the table of “{self.page.name}” stands on several sheets",
                    f"bảng “{self.page.name}” có ở nhiều trang",
                ),
                (
                    "keep the one that counts",
                    "đề nghị chỉ giữ lại một trang",
                ),
            )
        return False

    def _tell_form(self, found: str, words: Words, help_: Words) -> None:
        self.troubles.append(Trouble("", "", "", found, words, help_))

    def _tell(self, cell: Cell | str, code: str, found: str, words: Words, help_: Words) -> None:
        assert self.sheet is not None
        place = cell if isinstance(cell, str) else cell.place
        self.troubles.append(Trouble(self.sheet.name, place, code, found, words, help_))

    def read(
        self,
        lines: dict[tuple[str, str], Written],
        blanks: dict[str, tuple[Written | None, ...]],
        places: dict[tuple[str, str], Place],
    ) -> None:
        assert self.sheet is not None
        wanted = {line.code: line for line in self.page.lines if line.code}
        labels = {folded(blank.label): blank for blank in self.page.blanks}
        code_at, label_at = self.at[self.page.code], self.at[self.page.label]
        rows: dict[str, int] = {}
        blank_rows: dict[str, int] = {}
        others: list[int] = []
        for row, cells in self.sheet.rows.items():
            if row <= self.header:
                continue
            code = cells[code_at].text.strip() if code_at in cells else ""
            if code in wanted:
                if code in rows:
                    self._twice(cells[code_at], code, rows[code])
                rows.setdefault(code, row)
                continue
            label = folded(cells[label_at].text) if label_at in cells else ""
            if not code and label in labels:
                blank_rows.setdefault(labels[label].key, row)
            else:
                others.append(row)
        last = max(rows.values(), default=0)
        self._strays([row for row in others if row < last])
        for code, line in wanted.items():
            if code not in rows:
                self._gone(code, line)
            else:
                self._line(line, rows[code], lines, places)
        for blank in self.page.blanks:
            self._blank(blank, blank_rows.get(blank.key), blanks)

    def _twice(self, cell: Cell, code: str, first: int) -> None:
        self._tell(
            cell,
            code,
            cell.text,
            (
                f"the line stands twice, first in row {first}",
                f"dòng này có hai lần, trước ở {first}",
            ),
            ("keep one of them", "đề nghị chỉ giữ một dòng"),
        )

    def _gone(self, code: str, line: Line) -> None:
        if not any(entry.open for entry in line.entries.values()):
            return
        name = line.entries.get(self.page.label)
        self._tell(
            "",
            code,
            str(name.value or "") if name else "",
            ("the line is not in the form", "phiếu không còn dòng này"),
            (
                "use the form as it was sent",
                "đề nghị dùng lại phiếu đã gửi, không xóa dòng",
            ),
        )

    def _strays(self, rows: Iterable[int]) -> None:
        """Tell what is written between the lines, in a row that is of none of them."""
        assert self.sheet is not None
        opened = {key for line in self.page.lines for key, e in line.entries.items() if e.open}
        for row in rows:
            for key in sorted(opened, key=lambda key: self.at[key]):
                cell = self.sheet.cell(row, self.at[key])
                if cell is not None and cell.text.strip():
                    self._tell(
                        cell,
                        self.sheet.text(row, self.at[self.page.code]),
                        cell.text,
                        (
                            "it is written in a row that has no code of the form under TT",
                            "nội dung ghi ở dòng không có ký hiệu của phiếu tại cột TT",
                        ),
                        (
                            "write it in the line that it belongs to",
                            "đề nghị ghi vào đúng dòng của chỉ tiêu",
                        ),
                    )
                    break

    def _line(
        self,
        line: Line,
        row: int,
        lines: dict[tuple[str, str], Written],
        places: dict[tuple[str, str], Place],
    ) -> None:
        assert self.sheet is not None
        cells = self.sheet.rows[row]
        code = self.before + line.code
        self._named(line, row, cells.get(self.at[self.page.label]))
        for key, entry in line.entries.items():
            if not entry.open:
                continue
            at = self.at[key]
            places[code, key] = Place(self.sheet.name, row, at)
            cell = cells.get(at)
            if cell is not None:
                written = self._written(cell, line.code)
                if written is not None:
                    lines[code, key] = written

    def _named(self, line: Line, row: int, cell: Cell | None) -> None:
        """Tell of a line beside whose code another name stands: which of them is meant?"""
        label = line.entries.get(self.page.label)
        if label is None or label.open or not isinstance(label.value, str):
            return
        text = cell.text if cell is not None else ""
        if text == label.value or folded(text) == folded(label.value):
            return
        self._tell(
            cell or place_of(row, self.at[self.page.label]),
            line.code,
            text,
            (
                f"the line is that of “{label.value}”, and something else stands there",
                f"dòng này là của “{label.value}”, nhưng tại đây ghi nội dung khác",
            ),
            ("use the form as it was sent", "đề nghị dùng lại phiếu đã gửi"),
        )

    def _blank(
        self,
        blank: Blank,
        row: int | None,
        blanks: dict[str, tuple[Written | None, ...]],
    ) -> None:
        assert self.sheet is not None
        if row is None:
            self._tell(
                "",
                "",
                blank.label,
                ("this line is not in the form", "phiếu không còn dòng này"),
                ("use the form as it was sent", "đề nghị dùng lại phiếu đã gửi, không xóa dòng"),
            )
            return
        cells = self.sheet.rows[row]
        found = [cells.get(self.at[key]) for key, _rule in blank.cells]
        written = tuple(self._written(cell, "") if cell else None for cell in found)
        if blank.needed and not any(written):
            self._tell(
                place_of(row, self.at[blank.cells[0][0]]),
                "",
                "",
                (f"“{blank.label}” is blank", f"chưa ghi “{blank.label}”"),
                ("write it", "đề nghị ghi bổ sung"),
            )
        blanks[blank.key] = written

    def _written(self, cell: Cell, code: str) -> Written | None:
        """What stands in an open cell; None where nothing does, or nothing that can be taken."""
        assert self.sheet is not None
        text = tidy(cell.text)
        if cell.kind == "nothing" or (cell.formula is not None and self.book.stale):
            self._tell(
                cell,
                code,
                f"={cell.formula}" if cell.formula else "",
                ("the formula has no saved value", "công thức chưa có kết quả được lưu"),
                (
                    "open the file in Excel, save it, or write the number",
                    "đề nghị mở bằng Excel rồi lưu lại, hoặc ghi trực tiếp số",
                ),
            )
            return None
        if cell.kind in ("error", "boolean", "day"):
            what: Words = {
                "error": ("it is an error of Excel", "ô báo lỗi của Excel"),
                "boolean": ("it is no number and no text", "ô không phải là số hoặc chữ"),
                "day": ("it is a day", "ô đang là ngày tháng"),
            }[cell.kind]
            self._tell(
                cell,
                code,
                cell.text,
                what,
                (
                    "write the number, in a cell of the format General",
                    "đề nghị ghi lại số, định dạng ô là General",
                ),
            )
            return None
        if not text:
            return None
        return Written(text, self.sheet.name, cell.place, cell.formula is not None)


def day_written(
    cells: tuple[Written | None, ...], label: str, troubles: list[Trouble]
) -> date | None:
    """The day in three cells, None where they are blank; one that is none is told."""
    if not any(cells):
        return None
    texts = [cell.text if cell else "" for cell in cells]
    in_figures = all(text.isascii() and text.isdigit() and len(text) <= 4 for text in texts)
    if in_figures and len(texts[-1]) == 4:
        day, month, year = map(int, texts)
        try:
            return date(year, month, day)
        except ValueError:
            pass
    first = next(cell for cell in cells if cell)
    troubles.append(
        Trouble(
            first.sheet,
            first.cell,
            "",
            "/".join(text or "…" for text in texts),
            (f"“{label}” is no day", f"“{label}” không phải là một ngày"),
            (
                "write day, month and year in a cell each",
                "đề nghị ghi ngày, tháng, năm, mỗi ô một số",
            ),
        )
    )
    return None
