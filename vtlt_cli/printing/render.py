"""Table -> text or bytes in each format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from vtlt_cli.printing.table import Table, cells
from vtlt_cli.wording import composed

if TYPE_CHECKING:
    from datetime import date

    from vtlt_cli.printing.layouts import Layout


class View(NamedTuple):
    """What a format may know beside the tables.

    Where they are shown: columns of the screen, and whether in colour. How a document looks, and
    of which day it is; without a layout it is that of today's rules.
    """

    width: int = 100
    color: bool = False
    layout: Layout | None = None
    day: date | None = None


def _terminal(tables: Sequence[Table], view: View) -> str:
    import io

    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    out = io.StringIO()
    console = Console(
        file=out,
        width=view.width,
        force_terminal=view.color,
        no_color=not view.color,
        color_system="standard" if view.color else None,
        legacy_windows=False,
        highlight=False,
    )
    for index, table in enumerate(tables):
        if index:
            console.print()
        for number, line in enumerate(table.heading):
            console.print(Text(composed(line.text), style="bold" if number == 0 else ""))
        grid = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
        for column in table.columns:
            grid.add_column(Text(column.title), justify=column.align, overflow="fold")
        for rows, ends in _blocks(table, view.width):
            columns = ("\n".join(row[i] for row in rows) for i in range(len(table.columns)))
            grid.add_row(*map(Text, columns), end_section=ends)
        console.print(grid)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _blocks(table: Table, width: int) -> Iterator[tuple[list[list[str]], bool]]:
    """What is drawn as one row, and whether a section ends with it.

    It is a whole section where every cell takes one line: what a terminal's table costs goes by its
    cells, and one of many lines costs little more.
    """
    from itertools import groupby

    from rich.cells import cell_len

    shown = [[composed(cell) for cell in row] for row in cells(table)]
    titles = [column.title for column in table.columns]
    widths = [max(map(cell_len, column)) for column in zip(titles, *shown)]
    fits = sum(widths) + len(widths) <= width
    fits = fits and all(cell.isprintable() for row in shown for cell in row)
    section = table.section
    groups = groupby(zip(table.rows, shown), lambda pair: pair[0][section] if section else None)
    for _value, pairs in groups:
        rows = [row for _values, row in pairs]
        if fits:
            yield rows, bool(section)
        else:
            yield from (([row], False) for row in rows[:-1])
            yield [rows[-1]], bool(section)


def _plain(tables: Sequence[Table], view: View) -> str:
    from tabulate import tabulate

    parts = []
    for table in tables:
        body = tabulate(
            [[composed(cell) for cell in row] for row in cells(table)],
            headers=[column.title for column in table.columns],
            colalign=[column.align for column in table.columns] if table.rows else None,
            tablefmt="simple",
            disable_numparse=True,
        )
        heading = "".join(composed(line.text) + "\n" for line in table.heading)
        body = "\n".join(line.rstrip() for line in body.split("\n"))
        parts.append(heading + ("\n" if heading else "") + body + "\n")
    return "\n".join(parts)


def _markdown(tables: Sequence[Table], view: View) -> str:
    parts = []
    for table in tables:
        lines = [f"**{_markdown_text(line.text)}**\n" for line in table.heading[:1]]
        lines += [_markdown_text(line.text) + "\n" for line in table.heading[1:]]
        marks = {"left": ":---", "right": "---:"}
        lines.append("| " + " | ".join(_markdown_text(c.title) for c in table.columns) + " |")
        lines.append("| " + " | ".join(marks[c.align] for c in table.columns) + " |")
        lines += [
            "| " + " | ".join(_markdown_text(cell) for cell in row) + " |" for row in cells(table)
        ]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _markdown_text(text: str) -> str:
    import re

    flat = " ".join(composed(text).split())
    return re.sub(r"([\\`*_{}\[\]<>|])", r"\\\1", flat)


def _csv(tables: Sequence[Table], view: View) -> str:
    return "\n".join(_csv_text(table, ",", "\n", _flat) for table in tables)


def _csv_excel(tables: Sequence[Table], view: View) -> str:
    """CSV as Excel under a Vietnamese locale opens it: with a BOM, `;`, and a decimal comma."""
    return "\ufeff" + "\r\n".join(_csv_text(table, ";", "\r\n", _for_excel) for table in tables)


def _csv_text(table: Table, delimiter: str, end: str, write: Callable[[Any], str]) -> str:
    import csv
    import io

    out = io.StringIO()
    rows = [[write(row[field]) for field in table.fields] for row in table.rows]
    # The writer leaves a bare CR without quotes, which no reader takes for part of a cell.
    bare = any("\r" in cell for row in rows for cell in row)
    writer = csv.writer(
        out,
        delimiter=delimiter,
        lineterminator=end,
        quoting=csv.QUOTE_ALL if bare else csv.QUOTE_MINIMAL,
    )
    writer.writerow(table.fields)
    writer.writerows(rows)
    return out.getvalue()


def _flat(value: Any) -> str:
    """A raw value in one cell: lists joined by `; `, true and false, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "; ".join(_flat(item) for item in value)
    if isinstance(value, dict):
        return ": ".join(_flat(item) for item in value.values())
    return str(value)


def _for_excel(value: Any) -> str:
    text = _flat(value)
    if not isinstance(value, (str, list, tuple)):
        # A number: under a locale with `;` between cells Excel takes a decimal comma.
        return text.replace(".", ",") if not isinstance(value, bool) else text
    # Text that begins like a formula would be run as one; the apostrophe keeps it text.
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _json(tables: Sequence[Table], view: View) -> str:
    if len(tables) == 1:
        return to_json(_records(tables[0])) + "\n"
    whole = [
        {
            **({"appendix": table.number} if table.number is not None else {}),
            "heading": [line.text for line in table.heading],
            "rows": _records(table),
        }
        for table in tables
    ]
    return to_json(whole) + "\n"


def _records(table: Table) -> list[dict[str, Any]]:
    return [{field: row[field] for field in table.fields} for row in table.rows]


def to_json(value: Any, indent: str = "\n") -> str:
    """JSON with days as text and decimals as exact numbers, which `json` cannot write."""
    from json import dumps

    inner = indent + "  "
    if isinstance(value, dict):
        items = [f"{dumps(str(k))}: {to_json(v, inner)}" for k, v in value.items()]
        return "{" + inner + ("," + inner).join(items) + indent + "}" if items else "{}"
    if isinstance(value, (list, tuple)):
        items = [to_json(item, inner) for item in value]
        return "[" + inner + ("," + inner).join(items) + indent + "]" if items else "[]"
    if value is None or isinstance(value, (bool, int, str)):
        return dumps(value, ensure_ascii=False)
    return f"{value:f}" if hasattr(value, "as_tuple") else dumps(str(value))


def _html(tables: Sequence[Table], view: View) -> str:
    from vtlt_cli.printing.documents.web import web_page

    return web_page(tables, _layout(view))


def _word(tables: Sequence[Table], view: View) -> bytes:
    from vtlt_cli.printing.documents.word import word_document

    return word_document(tables, _layout(view), view.day)


def _excel(tables: Sequence[Table], view: View) -> bytes:
    from vtlt_cli.printing.documents.excel import workbook

    return workbook(tables, _layout(view), view.day)


def _pdf(tables: Sequence[Table], view: View) -> bytes:
    from vtlt_cli.printing.documents.pdf import pdf_document

    return pdf_document(tables, _layout(view), view.day)


def _layout(view: View) -> Layout:
    from vtlt_cli.printing.layouts import layout_of

    return view.layout or layout_of(None)


# The formats are also the choices of --format.
FORMATS: dict[str, Callable[[Sequence[Table], View], str | bytes]] = {
    "table": _terminal,
    "plain": _plain,
    "markdown": _markdown,
    "csv": _csv,
    "csv-excel": _csv_excel,
    "json": _json,
    "html": _html,
    "docx": _word,
    "pdf": _pdf,
    "xlsx": _excel,
}

# Those of raw values, in which a row is a record and no sum stands between records.
FOR_MACHINES = ("csv", "csv-excel", "json")

# Those that are drawn by a layout.
LAID_OUT = ("html", "docx", "pdf", "xlsx")

# What a format needs that is no part of a plain install: the module, its package, our extra.
EXTRAS = {
    "docx": ("docx", "python-docx", "office"),
    "xlsx": ("xlsxwriter", "xlsxwriter", "office"),
    "pdf": ("typst", "typst", "pdf"),
}

SUFFIXES = {
    ".txt": "plain",
    ".md": "markdown",
    ".csv": "csv",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
}
