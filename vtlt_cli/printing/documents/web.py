"""Tables as one self-contained HTML page, for the screen, the telephone and the printer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from vtlt_cli.printing.breaks import runs
from vtlt_cli.printing.columns import column_widths, holdable
from vtlt_cli.printing.layouts import Layout, Letters, printable_width
from vtlt_cli.printing.table import Column, Row, Table, kept_rows, papers, title_of

# What all layouts share. A screen of 360 pixels shows the same letters at four fifths of their
# size; what is wider than the screen all the same scrolls in its own section, never the page.
_STYLE = """
@counter-style nothing { system: cyclic; symbols: ""; suffix: ""; }
@counter-style after-first { system: extends decimal; range: 2 infinite; fallback: nothing; }
html { --point: 1pt; color-scheme: light; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 2em auto; max-width: 60em; padding: 0 1em; color: #000; background: #fff;
       line-height: 1.3; }
header { text-align: center; margin-bottom: 1em; break-after: avoid; }
header p, h1 { margin: 0 0 .3em; text-wrap: balance; }
table { border-collapse: collapse; width: 100%; }
th, td { border: .5pt solid #000; padding: .2em .4em; text-align: left; vertical-align: middle; }
th { text-align: center; }
td { font-variant-numeric: tabular-nums; }
td.right { text-align: right; white-space: nowrap; }
.kept { white-space: nowrap; }
.bar { display: block; border-top: .8em solid #000; }
tbody + tbody { border-top: 2pt solid #000; }
tr { break-inside: avoid; }
tr.next { break-after: avoid; }
.end { margin: .5em 0 0; text-align: right; break-before: avoid; }
section + section { break-before: page; }
section + section.same-paper { break-before: auto; margin-top: 2em; }
@media screen { section { overflow-x: auto; } section + section { margin-top: 3em; } }
@media screen and (max-width: 40em) {
  html { --point: .8pt; }
  body { margin: 1em auto; padding: 0 .5em; }
  th, td { padding: .2em .25em; }
}
@media print {
  body { margin: 0; max-width: none; padding: 0; }
  table { width: calc(100% - 1px); }  /* Else half of its right line is cut off. */
}
"""


def web_page(tables: Sequence[Table], layout: Layout) -> str:
    """One page that needs nothing but itself, printed as the layout says.

    Each paper is printed on pages numbered from 1, the first without its number, where the browser
    draws the margins of a page (Chrome and Edge from 131 on); others print no numbers of ours.
    Their numbers are counters of their own, since no element can set that of the pages back.
    """
    from html import escape

    title = holdable(title_of(tables, "vtlt"))
    stamped = any(line.role == "stamp" for table in tables for line in table.heading)
    sheets = papers(tables)
    rules = "".join(_rules(layout, sheets, stamped))
    parts = [
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>{_STYLE}{rules}</style>\n</head>\n<body>\n"
    ]
    number = 0
    for paper in sheets:
        for table in paper:
            number += 1
            parts += _section(table, number, layout, table is paper[0], table is paper[-1])
    parts.append("</body>\n</html>\n")
    return "".join(parts)


_FRAME = "border: 1pt solid #000; width: fit-content; margin: .3em auto; padding: .2em .6em"


def _rules(layout: Layout, sheets: Sequence[Sequence[Table]], stamped: bool) -> Iterator[str]:
    """What the layout adds to the style: letters, short rule, paper, page numbers."""
    fonts = ", ".join(f'"{font}"' for font in layout.fonts)
    yield f"body {{ font-family: {fonts}, serif; }}\n"
    selectors = {"column": "th", "cell": "td"}
    for role, letters in layout.letters.items():
        if role == "stamp":
            if stamped:
                yield f".stamp {{ {_letters(letters, 'var(--point)')}; {_FRAME} }}\n"
        elif role != "page":
            yield f"{selectors.get(role, f'.{role}')} {{ {_letters(letters, 'var(--point)')} }}\n"
    if layout.rule:
        yield (
            'header::after { content: ""; display: block; border-top: .75pt solid #000; '
            f"width: {layout.rule:g}mm; margin: .4em auto 0; }}\n"
        )
    margins = layout.margins
    width, height = layout.paper
    yield (
        f"@page {{ size: {width:g}mm {height:g}mm; margin: "
        f"{margins.top:g}mm {margins.right:g}mm {margins.bottom:g}mm {margins.left:g}mm; }}\n"
    )
    edge = "top" if layout.page_number == "top-center" else "bottom"
    look = (
        f"font-family: {fonts}, serif; {_letters(layout.letters['page'], '1pt')}; "
        f"vertical-align: {edge}; padding-{edge}: {layout.to_page_number:g}mm;"
    )
    number = 0
    for paper in sheets:
        name = f"table-{number + 1}"
        for _table in paper:
            number += 1
            yield f"#table-{number} {{ page: {name}; }}\n"
        yield (
            f"@page {name} {{ counter-increment: {name}; @{layout.page_number} "
            f"{{ content: counter({name}, after-first); {look} }} }}\n"
        )


def _letters(letters: Letters, point: str) -> str:
    """Letters in the words of CSS; `point` is what one point is there."""
    return (
        f"font-size: calc({letters.size:g} * {point}); "
        f"font-weight: {'bold' if letters.bold else 'normal'}; "
        f"font-style: {'italic' if letters.italic else 'normal'}"
        + ("; text-transform: uppercase" if letters.capitals else "")
    )


def _section(table: Table, number: int, layout: Layout, first: bool, last: bool) -> Iterator[str]:
    """One table under its heading; a body of its own for each run of rows of one section.

    Whether it is the first and the last of its paper tells where a page ends, and the end mark.
    """
    from html import escape

    named = ""
    same = "" if first else ' class="same-paper"'
    yield f'<section id="table-{number}"{same}>\n'
    if table.heading:
        named = f' aria-labelledby="heading-{number}"'
        yield f'<header id="heading-{number}">\n'
        for line in table.heading:
            tag = "h1" if line.role == "title" else "p"
            yield f'<{tag} class="{line.role}">{_kept_together(line.text, True)}</{tag}>\n'
        yield "</header>\n"
    yield f"<table{named}>\n"
    # Left to itself a browser breaks short values to keep long ones whole.
    total = printable_width(layout)
    widths = column_widths(table, total, layout.letters["cell"].size)
    cols = (f'<col style="width: {width / total:.1%}">' for width in widths)
    titles = (f'<th scope="col">{escape(holdable(c.title))}</th>' for c in table.columns)
    yield f"<colgroup>{''.join(cols)}</colgroup>\n<thead><tr>{''.join(titles)}</tr></thead>\n"
    opening = ['<td class="right">' if c.align == "right" else "<td>" for c in table.columns]
    section = table.section
    together = {row for first, count in kept_rows(table) for row in range(first, first + count - 1)}
    place = 0
    for _value, rows in groupby(table.rows, lambda row: row[section] if section else None):
        yield "<tbody>\n"
        for row in rows:
            shown = (_cell(column, row) for column in table.columns)
            cells = "".join(f"{tag}{content}</td>" for tag, content in zip(opening, shown))
            opened = '<tr class="next">' if place in together else "<tr>"
            yield f"{opened}{cells}</tr>\n"
            place += 1
        yield "</tbody>\n"
    yield "</table>\n"
    if last and layout.end_mark:
        yield f'<p class="end">{escape(layout.end_mark)}</p>\n'
    yield "</section>\n"


def _cell(column: Column, row: Row) -> str:
    """What stands in a cell; a bar is as long as its part of the column, on every screen."""
    if column.bar:
        return f'<span class="bar" style="width: {column.bar(row):.1%}"></span>'
    return _kept_together(column.show(row))


def _kept_together(text: str, heading: bool = False) -> str:
    """The text of an element, with what no line may end in marked so."""
    from html import escape

    return "".join(
        f'<span class="kept">{escape(run)}</span>' if kept else escape(run)
        for run, kept in runs(holdable(text), heading)
    )
