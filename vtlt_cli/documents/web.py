"""Tables as one self-contained HTML page."""

from collections.abc import Sequence

from vtlt_cli.layouts import Layout
from vtlt_cli.table import Table, cells
from vtlt_cli.wording import composed

_STYLE = """
body { font-family: "Times New Roman", "Liberation Serif", Tinos, serif; margin: 2em auto;
       max-width: 60em; padding: 0 1em; color: #000; background: #fff; }
header { text-align: center; }
header p { margin: .3em 0; } header p:first-child, header p:nth-child(2) { font-weight: bold; }
table { border-collapse: collapse; width: 100%; margin: 1em 0 2em; }
th, td { border: 1px solid #000; padding: .25em .5em; text-align: left; vertical-align: top; }
th { text-align: center; } td.right { text-align: right; white-space: nowrap; }
thead { display: table-header-group; } tr { break-inside: avoid; }
section + section { break-before: page; }
@page { size: A4; margin: 20mm 15mm 20mm 30mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
"""


def web_page(tables: Sequence[Table], layout: Layout) -> str:
    """One self-contained page."""
    from html import escape

    title = composed(next((table.heading[0].text for table in tables if table.heading), "vtlt"))
    parts = [
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    ]
    for table in tables:
        parts.append("<section>\n")
        if table.heading:
            lines = "".join(f"<p>{escape(composed(line.text))}</p>" for line in table.heading)
            parts.append(f"<header>{lines}</header>\n")
        titles = "".join(f"<th>{escape(column.title)}</th>" for column in table.columns)
        parts.append(f"<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n")
        for row in cells(table):
            tags = [
                f'<td class="{column.align}">{escape(composed(cell))}</td>'
                for column, cell in zip(table.columns, row)
            ]
            parts.append(f"<tr>{''.join(tags)}</tr>\n")
        parts.append("</tbody>\n</table>\n</section>\n")
    parts.append("</body>\n</html>\n")
    return "".join(parts)
