"""Drafts of official papers as a Word document, as a PDF and as a web page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from vtlt_cli.printing.documents.flow import (
    DRAFT,
    STYLES,
    Above,
    Flow,
    Gap,
    Grid,
    Pages,
    Para,
    Rule,
    pages_of,
    title_of_papers,
)
from vtlt_cli.printing.layouts import Layout
from vtlt_cli.printing.paper import Annex, Paper


def papers_in_word(papers: Sequence[Paper | Annex], layout: Layout, day: date | None) -> bytes:
    """The drafts as one docx, each paper and each of its annexes in a section of its own."""
    from vtlt_cli.printing.documents import word

    document = word.new_document(layout, {**word.table_styles(layout), **STYLES})
    marks = word.page_marks(document, layout, first=word.paragraph(DRAFT, "draft"))
    pages = pages_of(papers, layout)
    body = ""
    for number, one in enumerate(pages, 1):
        ends = word.section(one.layout, marks)
        body += "".join(_in_word(part, one.layout) for part in one.flow)
        # The last paragraph of a section holds its properties; the body holds those of the last.
        body += word.paragraph("", "tail", ends if number < len(pages) else "")
    return word.saved(document, body + ends, title_of_papers(papers), day)


def _in_word(part: Flow, layout: Layout) -> str:
    from vtlt_cli.printing.documents import word

    if isinstance(part, Para):
        centered = '<w:jc w:val="center"/>' if part.centered else ""
        indent = word.indented(part.left, part.right) if part.left or part.right else ""
        properties = "<w:keepNext/>" * part.keeps + indent + centered
        return word.paragraph(part.text, part.style, properties, part.heading)
    if isinstance(part, Rule):
        return word.rule(part.length, part.width, part.style)
    if isinstance(part, Gap):
        return word.paragraph("", "gap")
    if isinstance(part, Above):
        return word.heading(part.lines, layout if part.ruled else layout._replace(rule=0))
    if isinstance(part, Grid):
        return word.grid(part.table, layout, part.keeps)
    rows = [["".join(_in_word(one, layout) for one in place) for place in row] for row in part.rows]
    return word.blocks(rows, part.widths)


def papers_in_pdf(papers: Sequence[Paper | Annex], layout: Layout, day: date | None) -> bytes:
    """The drafts as one PDF, as the docx has them."""
    from vtlt_cli.printing.documents import pdf

    pages = [
        {
            **pdf.paper_of(one.layout),
            "draft": DRAFT,
            "parts": [_in_pdf(part, one.layout) for part in one.flow],
        }
        for one in pages_of(papers, layout)
    ]
    return pdf.compiled(title_of_papers(papers), pages, layout, day, STYLES)


def _in_pdf(part: Flow, layout: Layout) -> dict[str, Any]:
    from vtlt_cli.printing.documents import pdf

    if isinstance(part, Para):
        return {
            "kind": "text",
            "runs": pdf.runs_of(part.text, part.heading),
            "style": part.style,
            "left": part.left,
            "right": part.right,
            "centered": part.centered,
            "keeps": part.keeps,
        }
    if isinstance(part, Rule):
        return {"kind": "rule", "length": part.length}
    if isinstance(part, Gap):
        return {"kind": "gap"}
    if isinstance(part, Above):
        return {
            "kind": "heading",
            "lines": pdf.heading_lines(part.lines, layout),
            "ruled": part.ruled,
        }
    if isinstance(part, Grid):
        drawn = pdf.drawn(part.table, layout, ends=False)
        return {"kind": "table", **drawn}
    rows = [[[_in_pdf(one, layout) for one in place] for place in row] for row in part.rows]
    return {"kind": "sides", "rows": rows, "widths": part.widths}


def papers_in_web(papers: Sequence[Paper | Annex], layout: Layout, day: date | None) -> str:
    """The drafts as one page for the browser, printed as the layout says."""
    from vtlt_cli.printing.documents import web

    pages = pages_of(papers, layout)
    return web.page_of(
        title_of_papers(papers),
        [(one.layout, _in_web(one, number)) for number, one in enumerate(pages, 1)],
        layout,
        STYLES,
    )


def _in_web(pages: Pages, number: int) -> str:
    from vtlt_cli.printing.documents import web

    head = web.text(Para(DRAFT, "draft"))
    return head + "".join(_web_part(part, pages.layout, number) for part in pages.flow)


def _web_part(part: Flow, layout: Layout, number: int) -> str:
    from vtlt_cli.printing.documents import web

    if isinstance(part, Para):
        return web.text(part)
    if isinstance(part, Rule):
        return f'<div class="line" style="width: {part.length:.1f}mm"></div>\n'
    if isinstance(part, Gap):
        return '<div class="gap"></div>\n'
    if isinstance(part, Above):
        return "".join(web.heading(part.lines, f"heading-{number}", ruled=part.ruled))
    if isinstance(part, Grid):
        return "".join(web.grid(part.table, layout))
    columns = " ".join(f"{width:.1f}fr" for width in part.widths)
    places = "".join(
        f"<div>\n{''.join(_web_part(one, layout, number) for one in place)}</div>\n"
        for row in part.rows
        for place in row
    )
    return f'<div class="sides" style="grid-template-columns: {columns}">\n{places}</div>\n'
