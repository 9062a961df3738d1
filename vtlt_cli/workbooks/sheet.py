"""What a workbook holds: sheets, and cells with all that can be seen of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from vtlt_cli.diagnostics import Words

CellKind = Literal["text", "number", "day", "boolean", "error", "nothing"]


class Cell(NamedTuple):
    """One cell in which something stands; rows and columns count from 1.

    `text` is the text as it stands; of a number its plain decimal digits, the shortest that mean
    the same double (`8280`, `61.31`); of a day `2007-05-08`, with `T14:30:00` where it has a time,
    of a time alone `14:30:00`; `true` or `false`; of an error its name (`#REF!`). A formula whose
    value was not saved is of the kind "nothing", with the text "".

    `formula` is None where there is none, "" where it is that of the cell that it was copied from.
    `format` is the format of a number (`#,##0`; in an .ods `0%`, or `0.0` where fewer decimals are
    shown than there are), `font` the name of the font, `locked` whether the protection of the sheet
    would keep it, `struck` whether a line is drawn through the text or a part of it; they are "",
    True and False where they cannot be seen.
    """

    row: int
    column: int
    kind: CellKind
    text: str
    formula: str | None = None
    format: str = ""
    font: str = ""
    locked: bool = True
    struck: bool = False

    @property
    def place(self) -> str:
        """Where it stands: `B7`."""
        return place_of(self.row, self.column)


class Area(NamedTuple):
    """A rectangle of cells, both ends within it."""

    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def place(self) -> str:
        """Where it stands: `A1:E1`."""
        first = place_of(self.row, self.column)
        last = place_of(self.last_row, self.last_column)
        return first if first == last else f"{first}:{last}"


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A sheet of a workbook: its cells by row and column, empty ones left out.

    `state` is `visible`, `hidden`, or `very hidden` for one that only a program can show.
    `filtered` says that rows are hidden by a filter; `protected` that the locks are on; `pictures`
    that a picture lies on it.
    """

    name: str
    state: Literal["visible", "hidden", "very hidden"] = "visible"
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: bool = False
    protected: bool = False
    pictures: bool = False

    def cell(self, row: int, column: int) -> Cell | None:
        """What stands there, None where nothing does."""
        return self.rows.get(row, {}).get(column)

    def text(self, row: int, column: int) -> str:
        """The text that stands there, "" where nothing does."""
        cell = self.cell(row, column)
        return "" if cell is None else cell.text


class Workbook(NamedTuple):
    """A workbook that was read.

    `names` are its defined names, hidden ones too, and what each stands for
    (`'Phiếu'!$A$1:$C$9`); `properties` its own document properties and those of its core (`title`,
    `creator`). `macros` says that it holds a program, `stale` that who wrote it asks for all
    formulas to be reckoned when it is opened: their saved values may never have been reckoned.
    """

    kind: Literal["xlsx", "xls", "ods"]
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
    properties: Mapping[str, str]
    macros: bool = False
    stale: bool = False

    @property
    def sees_all(self) -> bool:
        """Whether formulas, formats, locks, hidden rows and hidden columns can be seen."""
        return self.kind != "xls"

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, in any letters as Excel has it."""
        wanted = name.casefold()
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == wanted), None)


class NoWorkbook(Exception):
    """The bytes cannot be read as a workbook; `words` say what they are, and what to do."""

    def __init__(self, en: str, vi: str) -> None:
        super().__init__(en)
        self.words: Words = (en, vi)


def letters_of(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(10_000)
def place_of(row: int, column: int) -> str:
    """A place as people write it: `B7`."""
    return f"{letters_of(column)}{row}"


# So many cells and rows with something in them no office's table has; a file with more is refused
# before it fills the memory. Excel's own limit is 1,048,576 rows.
MOST_ROWS = 50_000
MOST_CELLS = 500_000


def too_large() -> NoWorkbook:
    """What is said of a workbook beyond the limits."""
    return NoWorkbook(
        f"the workbook has more than {MOST_ROWS:,} rows in a sheet or {MOST_CELLS:,} cells, which "
        "is no table of offices; copy the table alone into a new workbook",
        f"tệp có trang trên {MOST_ROWS:,} dòng hoặc tổng số trên {MOST_CELLS:,} ô".replace(",", ".")
        + ", không phải bảng của các cơ quan; đề nghị chép riêng bảng cần nhập sang tệp mới",
    )
