"""Table -> text or bytes in each format, and all that the program knows of a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from vtlt_cli.printing.table import Table, cells, for_people, on_paper_once
from vtlt_cli.wording import composed, one_line

if TYPE_CHECKING:
    from datetime import date

    from vtlt_cli.diagnostics import Words
    from vtlt_cli.printing.layouts import Layout
    from vtlt_cli.printing.paper import Annex, Paper


class View(NamedTuple):
    """What a format may know beside the tables.

    Where they are shown: columns of the screen (a file has a wide one), and whether in colour. How
    a document looks, and of which day it is; without a layout it is that of today's rules.
    `several` may be shown, though there is but one now.
    """

    width: int = 160
    color: bool = False
    layout: Layout | None = None
    day: date | None = None
    several: bool = False


class Extra(NamedTuple):
    """What a format needs that is no part of a plain install: a module, its package, our extra."""

    module: str
    package: str
    name: str


class Format(NamedTuple):
    """A format, and what the rest of the program must know of it.

    `data` are raw values for machines, all else is for people. One file of it holds `several`
    tables, or one. It is drawn for the width and the colours of a `screen`, or by a layout
    (`laid_out`). What is `binary` is not for a terminal, and its cells have lines. `papers` draws
    official papers in it, where it can. `remarks` are what must be said of the tables in it.
    """

    write: Callable[[Sequence[Table], View], str | bytes]
    suffixes: tuple[str, ...] = ()
    extra: Extra | None = None
    data: bool = False
    several: bool = True
    screen: bool = False
    laid_out: bool = False
    binary: bool = False
    papers: Callable[[Sequence[Paper | Annex], Layout, date | None], str | bytes] | None = None
    remarks: Callable[[Sequence[Table], Layout], Iterable[Words]] | None = None


def rendered(format_: Format, tables: Sequence[Table], view: View) -> str | bytes:
    """The tables in that format."""
    if not format_.data:
        tables = [for_people(table, lines=format_.binary) for table in tables]
    # In a sheet of Excel each row must say of which group it is, or it is lost when sorted.
    if format_.papers is not None:
        tables = [on_paper_once(table) for table in tables]
    return format_.write(tables, view)


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
        # No table is cut to it; given it, the environment is not asked for either.
        height=24,
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
        widths = _screen_widths(table, view.width)
        if widths:
            from vtlt_cli.printing.columns import on_screen, with_bars

            table = with_bars(table, widths, on_screen())
        shown = _composed_cells(table)
        for number, column in enumerate(table.columns):
            width = widths[number] if widths else None
            grid.add_column(Text(column.title), justify=column.align, overflow="fold", width=width)
        for rows, ends in _blocks(table, shown, not widths):
            columns = ("\n".join(row[i] for row in rows) for i in range(len(table.columns)))
            grid.add_row(*map(Text, columns), end_section=ends)
        console.print(grid)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _composed_cells(table: Table) -> list[list[str]]:
    return [[composed(cell) for cell in row] for row in cells(table)]


def _screen_widths(table: Table, width: int) -> list[int]:
    """The widths of the columns on a screen that the table is wider than; none where it is not."""
    from rich.cells import cell_len

    titles = [column.title for column in table.columns]
    widths = [max(map(cell_len, column)) for column in zip(titles, *_composed_cells(table))]
    if sum(widths) + _BETWEEN * (len(widths) - 1) <= width:
        return []
    from vtlt_cli.printing.columns import screen_widths

    return screen_widths(table, width - _BETWEEN * (len(widths) - 1))


# What a terminal's table leaves between two columns.
_BETWEEN = 2


def _blocks(
    table: Table, shown: Sequence[list[str]], fits: bool
) -> Iterator[tuple[list[list[str]], bool]]:
    """What is drawn as one row, and whether a section ends with it.

    It is a whole section where every cell takes one line: what a terminal's table costs goes by its
    cells, and one of many lines costs little more.
    """
    from itertools import groupby

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
            _composed_cells(table),
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
    (table,) = tables
    return _csv_text(table, ",", "\n", _flat)


def _csv_excel(tables: Sequence[Table], view: View) -> str:
    """CSV as Excel under a Vietnamese locale opens it: with a BOM, `;`, and a decimal comma."""
    (table,) = tables
    return "\ufeff" + _csv_text(table, ";", "\r\n", _for_excel)


def _csv_text(table: Table, delimiter: str, end: str, write: Callable[[Any], str]) -> str:
    import csv
    import io

    out = io.StringIO()
    rows = [[write(row[field]) for field in table.fields] for row in table.rows]
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(table.fields)
    writer.writerows(rows)
    return out.getvalue()


def _flat(value: Any) -> str:
    """A raw value in one cell: lists joined by `; `, true and false, nothing for None.

    CSV is read in terminals and logs too: a row is one line, and control characters are shown as
    code points, as in every text. Whoever wants the very characters has JSON.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "; ".join(_flat(item) for item in value)
    if isinstance(value, dict):
        return ": ".join(_flat(item) for item in value.values())
    return one_line(str(value))


def _for_excel(value: Any) -> str:
    text = _flat(value)
    if not isinstance(value, (str, list, tuple)):
        # A number: under a locale with `;` between cells Excel takes a decimal comma.
        return text.replace(".", ",") if not isinstance(value, bool) else text
    # Text that begins like a formula would be run as one; the apostrophe keeps it text.
    return "'" + text if _begins_like_a_formula(text) else text


def _begins_like_a_formula(text: str) -> bool:
    """Whether the first sign that is seen begins a formula, be it a wide or a small one: `＝`."""
    from unicodedata import normalize

    seen = text.lstrip().lstrip("\u200b\u200c\u200d\u2060\ufeff").lstrip()
    return normalize("NFKC", seen[:1]).startswith(("=", "+", "-", "@"))


def _json(tables: Sequence[Table], view: View) -> str:
    if len(tables) == 1 and not view.several:
        return to_json(_records(tables[0])) + "\n"
    whole = [
        {
            **({"appendix": table.number} if table.number is not None else {}),
            **({"table": table.name} if table.name is not None else {}),
            "heading": [line.text for line in table.heading],
            "rows": _records(table),
        }
        for table in tables
    ]
    return to_json(whole) + "\n"


def _records(table: Table) -> list[dict[str, Any]]:
    return [{field: row[field] for field in table.fields} for row in table.rows]


def to_json(value: Any, indent: str = "\n") -> str:
    """JSON with days as text and decimals as exact numbers, which `json` cannot write.

    Letters stand as they are, and control characters escaped: no terminal is spoken to.
    """
    from json import dumps

    inner = indent + "  "
    if isinstance(value, dict):
        items = [f"{_quoted(str(k))}: {to_json(v, inner)}" for k, v in value.items()]
        return "{" + inner + ("," + inner).join(items) + indent + "}" if items else "{}"
    if isinstance(value, (list, tuple)):
        items = [to_json(item, inner) for item in value]
        return "[" + inner + ("," + inner).join(items) + indent + "]" if items else "[]"
    if value is None or isinstance(value, (bool, int)):
        return dumps(value)
    return f"{value:f}" if hasattr(value, "as_tuple") else _quoted(str(value))


def _quoted(text: str) -> str:
    from json import dumps

    if text.isprintable():
        # In a log of GitHub `##[` would be the start of a command.
        return dumps(text, ensure_ascii=False).replace("##[", "##\\u005b")
    quoted = "".join(dumps(c, ensure_ascii=one_line(c) != c)[1:-1] for c in text).join('""')
    return quoted.replace("##[", "##\\u005b")


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


def _word_papers(papers: Sequence[Paper | Annex], layout: Layout, day: date | None) -> bytes:
    from vtlt_cli.printing.documents.papers import papers_in_word

    return papers_in_word(papers, layout, day)


def _pdf_papers(papers: Sequence[Paper | Annex], layout: Layout, day: date | None) -> bytes:
    from vtlt_cli.printing.documents.papers import papers_in_pdf

    return papers_in_pdf(papers, layout, day)


def _web_papers(papers: Sequence[Paper | Annex], layout: Layout, day: date | None) -> str:
    from vtlt_cli.printing.documents.papers import papers_in_web

    return papers_in_web(papers, layout, day)


def _rows_too_high(tables: Sequence[Table], layout: Layout) -> Iterable[Words]:
    from vtlt_cli.printing.documents.excel import rows_too_high

    return rows_too_high([for_people(table, lines=True) for table in tables], layout)


def _other_font(tables: Sequence[Table], layout: Layout) -> Iterable[Words]:
    from vtlt_cli.printing.documents.pdf import other_font

    return other_font(layout)


# The formats are also the choices of --format, and their suffixes what --output tells them by.
FORMATS: dict[str, Format] = {
    "table": Format(_terminal, screen=True),
    "plain": Format(_plain, (".txt",)),
    "markdown": Format(_markdown, (".md",)),
    "csv": Format(_csv, (".csv",), data=True, several=False),
    "csv-excel": Format(_csv_excel, data=True, several=False),
    "json": Format(_json, (".json",), data=True),
    "html": Format(_html, (".html", ".htm"), laid_out=True, papers=_web_papers),
    "docx": Format(
        _word,
        (".docx",),
        Extra("docx", "python-docx", "office"),
        laid_out=True,
        binary=True,
        papers=_word_papers,
    ),
    "pdf": Format(
        _pdf,
        (".pdf",),
        Extra("typst", "typst", "pdf"),
        laid_out=True,
        binary=True,
        papers=_pdf_papers,
        remarks=_other_font,
    ),
    "xlsx": Format(
        _excel,
        (".xlsx",),
        Extra("xlsxwriter", "xlsxwriter", "office"),
        laid_out=True,
        binary=True,
        remarks=_rows_too_high,
    ),
}

# Without --format: on a terminal, and into a file or a pipe.
ON_TERMINAL, ELSEWHERE = "table", "plain"


def by_suffix() -> dict[str, str]:
    """The format that each suffix of a file gives."""
    return {suffix: name for name, format_ in FORMATS.items() for suffix in format_.suffixes}


def laid_out() -> list[str]:
    """The formats that are drawn by a layout."""
    return [name for name, format_ in FORMATS.items() if format_.laid_out]
