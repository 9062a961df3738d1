"""A table between computing and printing: plain values, and how each column shows them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from vtlt_cli.wording import points

Row = Mapping[str, Any]


class Column(NamedTuple):
    """One printed column: its title and the text it shows of a row."""

    title: str
    show: Callable[[Row], str]
    align: Literal["left", "right"] = "left"
    field: str = ""


class Line(NamedTuple):
    """One line above a table, and what it is there: printed layouts set each role its own way."""

    text: str
    role: Literal["label", "title", "reference", "note", "stamp"] = "title"


class Table(NamedTuple):
    """Rows of raw values by field name, and the columns that people see of them.

    `fields` are the fields in the order in which machines get them. `heading` are the lines above
    the table; a line is drawn in it wherever the value of the field `section` changes. `number` is
    that of a printed appendix.
    """

    heading: tuple[Line, ...]
    columns: tuple[Column, ...]
    fields: tuple[str, ...]
    rows: Sequence[Row]
    section: str | None = None
    number: int | None = None


def with_columns(table: Table, fields: Sequence[str], columns: Sequence[Column]) -> Table:
    """The table with these fields alone, in this order, for people and for machines.

    `columns` show fields that the table itself does not; any other field is shown as it is.
    """
    shown = {column.field: column for column in (*columns, *table.columns) if column.field}
    chosen = tuple(
        shown.get(field) or Column(field, text_of(field), field=field) for field in fields
    )
    section = table.section if table.section in fields else None
    return table._replace(columns=chosen, fields=tuple(fields), section=section)


def cells(table: Table) -> list[list[str]]:
    """The text of every cell as it is printed, row by row."""
    return [[column.show(row) for column in table.columns] for row in table.rows]


def text_of(field: str) -> Callable[[Row], str]:
    """Show a field as it is; nothing where it is None."""

    def show(row: Row) -> str:
        value = row[field]
        return "" if value is None else str(value)

    return show


def title_of(tables: Sequence[Table], otherwise: str = "") -> str:
    """What a document of these tables is called: the title of the first, else its first line."""
    lines = [line for table in tables[:1] for line in table.heading]
    titles = [line.text for line in lines if line.role == "title"]
    return next(iter([*titles, *(line.text for line in lines)]), otherwise)


def section_starts(table: Table) -> list[int]:
    """The rows at which the field `section` changes, the first row not among them."""
    if table.section is None:
        return []
    values = [row[table.section] for row in table.rows]
    return [i for i in range(1, len(values)) if values[i] != values[i - 1]]


def points_of(field: str) -> Callable[[Row], str]:
    def show(row: Row) -> str:
        return "" if row[field] is None else points(row[field])

    return show


def points_column(title: str, field: str) -> Column:
    """A column of points, as `8.280`."""
    return Column(title, points_of(field), "right", field)


def whole_column(title: str, field: str) -> Column:
    """A column of whole numbers that count or name something, as `1000`."""
    return Column(title, text_of(field), "right", field)


def joined(field: str) -> Callable[[Row], str]:
    return lambda row: ", ".join(row[field])
