"""What a form is: its pages, which cells are open, what may stand in them.

It knows no library. `writing` makes a workbook of it, `reading_back` finds its cells in one that
came back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args

from vtlt_cli.reading.numbers import Number

Kind = Literal["self", "agreed", "plan", "cluster"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# What each kind is called in the visible code and in the name of its file.
SIGNS: Mapping[Kind, str] = {"self": "TC", "agreed": "TN", "plan": "KH", "cluster": "BC"}
STEMS: Mapping[Kind, str] = {
    "self": "phieu-tu-cham",
    "agreed": "phieu-thong-nhat",
    "plan": "ke-hoach",
    "cluster": "bao-cao",
}

# Before the name of the unit, above the table.
UNIT_LABEL = "Đơn vị: "

# What stands for the sum in a formula made of it: no name of a class holds it.
THE_SUM = "\0"
# What stands where a sum cannot be told yet: it is not 0.
OPEN_SUM = "…"


class Rule(NamedTuple):
    """What an open cell takes, as a spreadsheet is told it; `{cell}` in a formula is the cell.

    `asks` says it to whoever writes something else.
    """

    options: Mapping[str, Any]
    asks: str


class Entry(NamedTuple):
    """What stands in a cell: a value or a formula, or nothing in an open one.

    A formula names other cells of its line by `{key}`; `sum_of` are the codes of the lines whose
    cells in this column are added up.
    """

    value: str | Number | None = None
    open: bool = False
    rule: Rule | None = None
    formula: str | None = None
    sum_of: tuple[str, ...] = ()


class Column(NamedTuple):
    """A column of the table; its title is what it is found by, its width in millimetres."""

    key: str
    title: str
    width: float
    align: Literal["left", "center", "right"] = "left"


class Line(NamedTuple):
    """A row of the table; its code is what it is found by."""

    code: str
    entries: Mapping[str, Entry]
    look: Literal["line", "group", "total"] = "line"


class Blank(NamedTuple):
    """Something to write in below the table: a label and one cell or several, by their columns."""

    key: str
    label: str
    cells: tuple[tuple[str, Rule | None], ...]
    needed: bool = False


class Page(NamedTuple):
    """A sheet of the workbook: lines above the table, the table, what is written below it.

    `code` and `label` are the columns by which lines and blanks are found.
    """

    name: str
    heading: tuple[str, ...]
    note: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    blanks: tuple[Blank, ...]
    code: str = "code"
    label: str = "text"


class Form(NamedTuple):
    """A form for one unit or one cluster.

    `who` is the id of the unit, or `cum-1`. `lists` are the choices of drop-downs by their name,
    each with what it is worth where it is worth something. `marks` are the pieces that the
    fingerprint is made of, by what they are called: they tell what has changed.
    """

    kind: Kind
    year: int
    who: str
    pages: tuple[Page, ...]
    lists: Mapping[str, tuple[tuple[str, Number | None], ...]]
    marks: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.marks)

    @property
    def code(self) -> str:
        """The code that people see, and by which a form is known that lost its hidden sheet."""
        return f"{self.year}-{self.who}-{SIGNS[self.kind]}-{self.fingerprint[:4]}"

    @property
    def file(self) -> str:
        return f"{STEMS[self.kind]}-{self.year}-{self.who}.xlsx"


def fingerprint_of(marks: Mapping[str, str]) -> str:
    """Sixteen letters that are others where anything of the marks is another."""
    return digest("\n".join(f"{name}={mark}" for name, mark in marks.items()))


def digest(text: str) -> str:
    """Sixteen hexadecimal digits of a text."""
    from hashlib import sha256

    return sha256(text.encode("utf-8")).hexdigest()[:16].upper()


# Rules of open cells.


def choices(name: str, asks: str) -> Rule:
    """One of the list of that name."""
    return Rule({"validate": "list", "source": f"={name}"}, asks)


def checked(formula: str, asks: str) -> Rule:
    """What the formula holds of."""
    return Rule({"validate": "custom", "value": f"={formula}"}, asks)


def whole(least: int, most: int, asks: str) -> Rule:
    """A whole number from `least` to `most`."""
    return Rule(
        {"validate": "integer", "criteria": "between", "minimum": least, "maximum": most}, asks
    )


def day_cells(year: int, columns: tuple[str, str, str]) -> tuple[tuple[str, Rule | None], ...]:
    """The three cells of a day: a spreadsheet makes what it likes of one."""
    day, month, of_year = columns
    return (
        (day, whole(1, 31, "Ghi ngày: số từ 1 đến 31.")),
        (month, whole(1, 12, "Ghi tháng: số từ 1 đến 12.")),
        (of_year, whole(year - 5, year + 5, f"Ghi năm, ví dụ: {year}.")),
    )
