"""Tables as one self-contained HTML page, for the screen, the telephone and the printer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from vtlt_cli.printing.columns import column_widths, holdable
from vtlt_cli.printing.layouts import Layout, Letters, printable_width
from vtlt_cli.printing.table import Table, title_of

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
td { white-space: pre-line; font-variant-numeric: tabular-nums; }
td.right { text-align: right; white-space: nowrap; }
tbody + tbody { border-top: 2pt solid #000; }
tr { break-inside: avoid; }
.end { margin: .5em 0 0; text-align: right; break-before: avoid; }
section + section { break-before: page; }
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

    Each table is printed on pages numbered from 1, the first without its number, where the browser
    draws the margins of a page (Chrome and Edge from 131 on); others print no numbers of ours.
    Their numbers are counters of their own, since no element can set that of the pages back.
    """
    from html import escape

    title = holdable(title_of(tables, "vtlt"))
    stamped = any(line.role == "stamp" for table in tables for line in table.heading)
    rules = "".join(_rules(layout, len(tables), stamped))
    parts = [
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f"<style>{_STYLE}{rules}</style>\n</head>\n<body>\n"
    ]
    for number, table in enumerate(tables, 1):
        parts += _section(table, number, layout)
    parts.append("</body>\n</html>\n")
    return "".join(parts)


_FRAME = "border: 1pt solid #000; width: fit-content; margin: .3em auto; padding: .2em .6em"


def _rules(layout: Layout, tables: int, stamped: bool) -> Iterator[str]:
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
    for number in range(1, tables + 1):
        name = f"table-{number}"
        yield (
            f"#{name} {{ page: {name}; }}\n"
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


def _section(table: Table, number: int, layout: Layout) -> Iterator[str]:
    """One table under its heading; a body of its own for each run of rows of one section."""
    from html import escape

    named = ""
    yield f'<section id="table-{number}">\n'
    if table.heading:
        named = f' aria-labelledby="heading-{number}"'
        yield f'<header id="heading-{number}">\n'
        for line in table.heading:
            tag = "h1" if line.role == "title" else "p"
            yield f'<{tag} class="{line.role}">{escape(holdable(line.text))}</{tag}>\n'
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
    for _value, rows in groupby(table.rows, lambda row: row[section] if section else None):
        yield "<tbody>\n"
        for row in rows:
            shown = (escape(holdable(column.show(row))) for column in table.columns)
            cells = "".join(f"{tag}{text}</td>" for tag, text in zip(opening, shown))
            yield f"<tr>{cells}</tr>\n"
        yield "</tbody>\n"
    yield "</table>\n"
    if layout.end_mark:
        yield f'<p class="end">{escape(layout.end_mark)}</p>\n'
    yield "</section>\n"
