"""Tables as one self-contained HTML page, for the screen, the telephone and the printer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from vtlt_cli.printing.breaks import runs
from vtlt_cli.printing.columns import column_widths, holdable
from vtlt_cli.printing.documents.flow import Para, Style
from vtlt_cli.printing.layouts import Layout, Letters, printable_width
from vtlt_cli.printing.table import Column, Line, Row, Table, kept_rows, papers, title_of

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


# What official papers have beside their tables. On a telephone the sides stand one below the other.
_OF_PAPERS = """
section > p, .sides p { margin: 0; }
.sides { display: grid; column-gap: .5em; margin-bottom: .5em; break-inside: avoid; }
.line { border-top: .75pt solid #000; margin: .15em auto .5em; max-width: 100%; }
.gap { height: .5em; }
header.bare::after { content: none !important; }
h2 { margin: 0; }
.centered { text-align: center; }
@media screen and (max-width: 40em) {
  .sides { grid-template-columns: 1fr !important; row-gap: 1em; }
  section > p, .sides p { padding: 0 !important; }
}
"""


def web_page(tables: Sequence[Table], layout: Layout) -> str:
    """One page that needs nothing but itself, printed as the layout says.

    Each paper is printed on pages numbered from 1, the first without its number, where the browser
    draws the margins of a page (Chrome and Edge from 131 on); others print no numbers of ours.
    Their numbers are counters of their own, since no element can set that of the pages back.
    """
    stamped = any(line.role == "stamp" for table in tables for line in table.heading)
    sheets = papers(tables)
    rules = "".join([*_rules(layout, stamped), *_pages(layout, [len(one) for one in sheets])])
    parts: list[str] = []
    number = 0
    for paper in sheets:
        for table in paper:
            number += 1
            parts += _section(table, number, layout, table is paper[0], table is paper[-1])
    return _page(title_of(tables, "vtlt"), f"{_STYLE}{rules}", parts)


def page_of(
    title: str,
    sections: Sequence[tuple[Layout, str]],
    layout: Layout,
    styles: Mapping[str, Style],
) -> str:
    """The page of official papers, each a section with the layout of its paper."""
    of_styles = (
        f".{id_} {{ {_letters(style.letters, 'var(--point)')}; {_lines(style)} }}\n"
        for id_, style in styles.items()
    )
    rules = [*_rules(layout, stamped=False), _OF_PAPERS, *of_styles]
    parts = []
    for number, (laid, content) in enumerate(sections, 1):
        rules += _pages(laid, [1], number)
        parts.append(f'<section id="table-{number}">\n{content}</section>\n')
    return _page(title, f"{_STYLE}{''.join(rules)}", parts)


def _lines(style: Style) -> str:
    """How the lines of a paragraph stand, in the words of CSS."""
    align = "justify" if style.align == "both" else style.align
    keeps = "; break-after: avoid" if style.keeps else ""
    return (
        f"text-align: {align}; text-indent: {style.first_line:g}mm; "
        f"margin: {style.before:g}pt 0 {style.after:g}pt{keeps}"
    )


def text(part: Para) -> str:
    """A paragraph of an official paper."""
    centered = " centered" if part.centered else ""
    indent = ""
    if part.left or part.right:
        indent = f' style="padding: 0 {part.right:.1f}mm 0 {part.left:.1f}mm"'
    tag = "h1" if part.style == "name" else "h2" if part.style == "part" else "p"
    content = _kept_together(part.text, part.heading) or "&nbsp;"
    return f'<{tag} class="{part.style}{centered}"{indent}>{content}</{tag}>\n'


def _page(title: str, style: str, parts: Sequence[str]) -> str:
    from html import escape

    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(holdable(title))}</title>\n"
        f"<style>{style}</style>\n</head>\n<body>\n{''.join(parts)}</body>\n</html>\n"
    )


_FRAME = "border: 1pt solid #000; width: fit-content; margin: .3em auto; padding: .2em .6em"


def _fonts(layout: Layout) -> str:
    return ", ".join(f'"{font}"' for font in layout.fonts) + ", serif"


def _rules(layout: Layout, stamped: bool) -> Iterator[str]:
    """What the layout adds to the style: letters, short rule, paper."""
    yield f"body {{ font-family: {_fonts(layout)}; }}\n"
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


def _pages(layout: Layout, counts: Sequence[int], first: int = 1) -> Iterator[str]:
    """The pages of each paper, which has so many sections, with their numbers.

    `first` is the number of the first section.
    """
    edge = "top" if layout.page_number == "top-center" else "bottom"
    look = (
        f"font-family: {_fonts(layout)}; {_letters(layout.letters['page'], '1pt')}; "
        f"vertical-align: {edge}; padding-{edge}: {layout.to_page_number:g}mm;"
    )
    width, height = layout.paper
    size = f"size: {width:g}mm {height:g}mm; " if width > height else ""
    number = first - 1
    for count in counts:
        name = f"table-{number + 1}"
        for _section in range(count):
            number += 1
            yield f"#table-{number} {{ page: {name}; }}\n"
        yield (
            f"@page {name} {{ {size}counter-increment: {name}; @{layout.page_number} "
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

    named = f"heading-{number}" if table.heading else ""
    same = "" if first else ' class="same-paper"'
    yield f'<section id="table-{number}"{same}>\n'
    if table.heading:
        yield from heading(table.heading, named)
    yield from grid(table, layout, named)
    if last and layout.end_mark:
        yield f'<p class="end">{escape(layout.end_mark)}</p>\n'
    yield "</section>\n"


def heading(lines: Sequence[Line], id_: str, ruled: bool = True) -> Iterator[str]:
    """The lines above a table; the short rule of the layout stands below them unless not `ruled`"""
    bare = "" if ruled else ' class="bare"'
    yield f'<header id="{id_}"{bare}>\n'
    for line in lines:
        tag = "h1" if line.role == "title" else "p"
        yield f'<{tag} class="{line.role}">{_kept_together(line.text, True)}</{tag}>\n'
    yield "</header>\n"


def grid(table: Table, layout: Layout, named: str = "") -> Iterator[str]:
    """The table itself, which the element of the id `named` names."""
    from html import escape

    labelled = f' aria-labelledby="{named}"' if named else ""
    yield f"<table{labelled}>\n"
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
