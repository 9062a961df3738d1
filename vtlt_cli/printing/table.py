"""A table between computing and printing: plain values, and how each column shows them."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from vtlt_cli.wording import Lang, day, is_harmless, one_line, points

Row = Mapping[str, Any]


class Column(NamedTuple):
    """One printed column: its title and the text it shows of a row.

    A column of points has `decimals`: its figures have as many as the longest of them, and at least
    so many. A column with a `bar` draws what part of a whole the row is, from 0 to 1; what it shows
    beside that is for places where nothing is drawn.
    """

    title: str
    show: Callable[[Row], str]
    align: Literal["left", "right"] = "left"
    field: str = ""
    decimals: int | None = None
    bar: Callable[[Row], float] | None = None


class Line(NamedTuple):
    """One line above a table, and what it is there: printed layouts set each role its own way."""

    text: str
    role: Literal["label", "title", "reference", "note", "stamp"] = "title"


class Table(NamedTuple):
    """Rows of raw values by field name, and the columns that people see of them.

    `fields` are the fields in the order in which machines get them. `heading` are the lines above
    the table; a line is drawn in it wherever the value of the field `section` changes. `number` is
    that of a printed appendix, `name` tells machines one of several tables from the others.
    """

    heading: tuple[Line, ...]
    columns: tuple[Column, ...]
    fields: tuple[str, ...]
    rows: Sequence[Row]
    section: str | None = None
    number: int | None = None
    name: str | None = None


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


def for_people(table: Table, lines: bool) -> Table:
    """The table as every format for people shows it.

    The figures of a column of points have their commas below each other. What would speak to a
    terminal or forge a line of a log is shown as code points; line ends too, unless the format has
    `lines` in a cell.
    """
    return table._replace(
        heading=tuple(line._replace(text=_safe(line.text, lines)) for line in table.heading),
        columns=tuple(_for_people(column, table.rows, lines) for column in table.columns),
    )


def on_paper_once(table: Table) -> Table:
    """The table with the name of each group where it begins, and not in every row of it.

    Repeated it would take the width that the offices need.
    """
    if table.section != "group":
        return table
    firsts = {id(table.rows[row]) for row in (0, *section_starts(table)) if table.rows}

    def once(column: Column) -> Column:
        show = column.show
        return column._replace(show=lambda row: show(row) if id(row) in firsts else "")

    columns = (once(one) if one.field == "group" else one for one in table.columns)
    return table._replace(columns=tuple(columns))


def _for_people(column: Column, rows: Sequence[Row], lines: bool) -> Column:
    show = column.show
    if column.decimals is not None:
        figures = (row[column.field] for row in rows)
        most = max((decimals_of(one) for one in figures if one is not None), default=0)
        show = _aligned(column, max(most, column.decimals))

    def shown(row: Row) -> str:
        text = show(row)
        return text if is_harmless(text) else _safe(text, lines)

    return column._replace(title=_safe(column.title, lines), show=shown)


def _aligned(column: Column, decimals: int) -> Callable[[Row], str]:
    """The figures of the column with so many decimals; what it shows where there is none."""
    figure = points_of(column.field, decimals)
    return lambda row: column.show(row) if row[column.field] is None else figure(row)


def _safe(text: str, lines: bool) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return "\n".join(map(one_line, text.split("\n"))) if lines else one_line(text)


def decimals_of(value: Any) -> int:
    """How many digits a number has behind its point."""
    return max(0, -value.as_tuple().exponent) if hasattr(value, "as_tuple") else 0


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


def papers(tables: Sequence[Table]) -> list[list[Table]]:
    """The tables by the papers that they stand on: each on its own, but for the named of a set."""
    found: list[list[Table]] = []
    for table in tables:
        if found and table.name is not None and found[-1][-1].name is not None:
            found[-1].append(table)
        else:
            found.append([table])
    return found


def kept_rows(table: Table) -> list[tuple[int, int]]:
    """The runs of rows between which no page ends: (first row, how many), in order.

    No row of a section stands alone at the foot or the head of a page, and at the end of the table
    the last row brings the one before it.
    """
    edges = [0, *section_starts(table), len(table.rows)]
    found: list[tuple[int, int]] = []
    for start, end in pairwise(edges):
        if end - start in (2, 3):
            found.append((start, end - start))
        elif end - start > 3:
            found += [(start, 2), (end - 2, 2)]
    return found


def points_of(field: str, decimals: int = 0) -> Callable[[Row], str]:
    def show(row: Row) -> str:
        return "" if row[field] is None else points(row[field], decimals)

    return show


def points_column(title: str, field: str, decimals: int | None = None) -> Column:
    """A column of points, as `8.280`; with at least the decimals that its round declares."""
    return Column(title, points_of(field), "right", field, decimals or 0)


def whole_column(title: str, field: str) -> Column:
    """A column of whole numbers that count or name something, as `1000`."""
    return Column(title, text_of(field), "right", field)


def day_of(field: str, lang: Lang) -> Callable[[Row], str]:
    """Show a day as that language writes it; nothing where there is none."""
    return lambda row: "" if row[field] is None else day(row[field], lang)


def joined(field: str) -> Callable[[Row], str]:
    return lambda row: ", ".join(row[field])
