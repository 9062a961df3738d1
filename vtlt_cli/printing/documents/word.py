"""Tables as a Word document.

The text is written as WordprocessingML (ECMA-376) and read by python-docx at once: its own way of
filling a table cell by cell takes many times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from vtlt_cli.printing.breaks import is_kept, runs
from vtlt_cli.printing.columns import (
    balanced_width,
    holdable,
    is_high,
    on_paper,
    shared_widths,
    text_width,
    with_bars,
)
from vtlt_cli.printing.documents.flow import Style
from vtlt_cli.printing.layouts import Layout, Letters, Role, printable_height, printable_width
from vtlt_cli.printing.table import (
    Line,
    Table,
    cells,
    kept_rows,
    papers,
    section_starts,
    title_of,
)

if TYPE_CHECKING:
    from docx.document import Document

# WordprocessingML counts in twips: twentieths of a point.
_TWIPS_A_POINT = 20
_TWIPS_A_MM = 1440 / 25.4

# The blank edge on both sides within a cell, in millimetres.
_SIDE = 1.9


def word_document(tables: Sequence[Table], layout: Layout, day: date | None) -> bytes:
    """The tables as one docx; each paper is a section of its own with pages numbered from 1."""
    document = new_document(layout, table_styles(layout))
    end_of_section = section(layout, page_marks(document, layout))
    parts: list[str] = []
    sheets = papers(tables)
    for number, paper in enumerate(sheets, 1):
        # The last paragraph of a section holds its properties; the body holds those of the last.
        ends = end_of_section if number < len(sheets) else ""
        for table in paper:
            last = table is paper[-1]
            parts.append(heading(table.heading, layout))
            parts.append(grid(table, layout, keeps=last and bool(layout.end_mark)))
            if not last:
                parts.append(paragraph("", "cell"))
        parts.append(paragraph(layout.end_mark, "end" if layout.end_mark else "tail", ends))
    return saved(document, "".join(parts) + end_of_section, title_of(tables), day)


# Styles

_NAMES: dict[Role, str] = {
    "label": "Số phụ lục",
    "title": "Tên phụ lục",
    "reference": "Kèm theo",
    "note": "Ghi chú",
    "stamp": "Dấu chỉ phạm vi lưu hành",
    "column": "Tên cột",
    "cell": "Ô bảng",
    "end": "Dấu kết thúc",
    "page": "Số trang",
}


def table_styles(layout: Layout) -> dict[str, Style]:
    """The styles of a page with a table: one for each role of the layout, and three of our own.

    `rule` carries the short line under a heading and `tail` is the paragraph that Word must have
    behind a table; neither is to take room.
    """
    styles: dict[str, Style] = {
        role: Style(_NAMES[role], letters) for role, letters in layout.letters.items()
    }
    for role in ("label", "title", "reference", "note", "stamp"):
        styles[role] = styles[role]._replace(align="center", after=3, keeps=True)
    on_top = layout.page_number == "top-center"
    return {
        **styles,
        "title": styles["title"]._replace(outlined=True),
        "column": styles["column"]._replace(align="center", keeps=True),
        "end": styles["end"]._replace(align="right", before=6),
        "page": styles["page"]._replace(align="center" if on_top else "right"),
        "rule": Style("Nét kẻ", Letters(2), exact=3, after=12, keeps=True),
        "gap": Style("Khoảng cách", Letters(2), exact=8, keeps=True),
        "tail": Style("Cuối bảng", Letters(1), exact=1),
    }


def _styles_xml(layout: Layout, styles: Mapping[str, Style]) -> str:
    font = _attribute(layout.fonts[0])
    fonts = " ".join(f'w:{part}="{font}"' for part in ("ascii", "hAnsi", "cs", "eastAsia"))
    size = _size(layout.letters["cell"])
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:color w:val="000000"/>{size}'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="vi-VN"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240"'
        ' w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'<w:qFormat/><w:rPr><w:rFonts {fonts}/><w:color w:val="000000"/>{size}</w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/></w:style>'
        + "".join(_style_xml(id_, style) for id_, style in styles.items())
    )


def _style_xml(id_: str, style: Style) -> str:
    keeps = "<w:keepNext/>" if style.keeps else ""
    outline = '<w:outlineLvl w:val="0"/>' if style.outlined else ""
    line = (
        f'w:line="{_points(style.exact)}" w:lineRule="exact"'
        if style.exact
        else 'w:line="240" w:lineRule="auto"'
    )
    bold = "<w:b/><w:bCs/>" if style.letters.bold else ""
    italic = "<w:i/><w:iCs/>" if style.letters.italic else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id_}">'
        f'<w:name w:val="{_attribute(style.name)}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{keeps}<w:spacing w:before="{_points(style.before)}"'
        f' w:after="{_points(style.after)}" {line}/>'
        f'<w:ind w:firstLine="{_mm(style.first_line)}"/><w:jc w:val="{style.align}"/>{outline}'
        f"</w:pPr><w:rPr>{bold}{italic}{_size(style.letters)}</w:rPr></w:style>"
    )


def _size(letters: Letters) -> str:
    half_points = round(letters.size * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


# Paragraphs


def paragraph(text: str, style: str, properties: str = "", heading: bool = False) -> str:
    """One paragraph; `properties` are what it has beside its style, as WordprocessingML.

    A line end in the text begins a new line of the same paragraph. What no line should end in is
    kept together, in a `heading` more of it.
    """
    kept = heading or is_kept(text)
    run = f"<w:r>{_kept(text, heading) if kept else _text(text)}</w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run}</w:p>'


def rule(length: float, width: float, style: str = "rule") -> str:
    """A line of that length in the middle of so wide a place, both in millimetres.

    It is the lower border of an empty paragraph, indented from both sides.
    """
    border = f"<w:pBdr><w:bottom {_line(6)}/></w:pBdr>"
    return paragraph("", style, border + indented((width - length) / 2))


def indented(left: float, right: float | None = None) -> str:
    """The property of a paragraph that stands in by so many millimetres, on both sides alike."""
    return f'<w:ind w:left="{_mm(left)}" w:right="{_mm(left if right is None else right)}"/>'


def heading(lines: Sequence[Line], layout: Layout) -> str:
    """The lines above a table, each in the style of its role, and what parts them from it."""
    if not lines:
        return ""
    width = printable_width(layout)
    drawn = [_heading_line(line, layout.letters[line.role], width) for line in lines]
    return "".join(drawn) + (rule(layout.rule, width) if layout.rule else paragraph("", "gap"))


def _heading_line(line: Line, letters: Letters, width: float) -> str:
    """A line of the heading, indented so that no single word of it stands alone."""
    text = holdable(line.text).upper() if letters.capitals else line.text
    if line.role == "stamp":
        needed = text_width(text, letters.size, letters.bold) * 1.05 + 2 * _SIDE
        sides = "".join(f"<w:{side} {_line(8)}/>" for side in ("top", "left", "bottom", "right"))
        frame = f"<w:pBdr>{sides}</w:pBdr>"
        return paragraph(text, line.role, frame + indented(max(width - needed, 0) / 2))
    needed = balanced_width(text, letters.size, letters.bold, width)
    return paragraph(text, line.role, indented((width - needed) / 2), heading=True)


def _text(text: str) -> str:
    """Text as the content of a run: escaped, with breaks and tabs as elements."""
    from html import escape

    written = escape(holdable(text), quote=False)
    if "\n" in written or "\r" in written or "\t" in written:
        written = re.sub("\r\n?|\n", f"</w:t><w:br/>{_T}", written)
        written = written.replace("\t", f"</w:t><w:tab/>{_T}")
    return f"{_T}{written}</w:t>"


def _kept(text: str, heading: bool) -> str:
    """Such a content, in which some spaces and hyphens are those at which no line ends."""
    pieces = []
    for run, kept in runs(text, heading):
        written = _text(run.replace(" ", "\N{NO-BREAK SPACE}") if kept else run)
        pieces.append(written.replace("-", _HYPHEN) if kept else written)
    return "".join(pieces)


_T = '<w:t xml:space="preserve">'
_HYPHEN = f"</w:t><w:noBreakHyphen/>{_T}"


def _attribute(text: str) -> str:
    from html import escape

    return escape(" ".join(holdable(text).split()))


# Tables


def grid(table: Table, layout: Layout, keeps: bool = False) -> str:
    """The table with its lines, as wide as the page; nothing for one without columns.

    Its title row comes again on every page, and a row is broken only where half a page would not
    hold it. A heavier line is where the value of the field `section` changes; no row of a section
    stands alone on a page. The last row `keeps` to the paragraph that follows.
    """
    if not table.columns:
        return ""
    size = layout.letters["cell"].size
    ruler = on_paper(size)
    shared = shared_widths(table, printable_width(layout), ruler)
    table, widths = with_bars(table, shared, ruler), _twips(shared)
    titles = _row(
        [_cell_start(width, "column") for width in widths],
        [column.title for column in table.columns],
        "<w:cantSplit/><w:tblHeader/>",
    )
    caption = next((line.text for line in table.heading if line.role == "title"), "")
    described = f'<w:tblCaption w:val="{_attribute(caption)}"/>' if caption else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'{_borders("single")}<w:tblLayout w:type="fixed"/>{_cell_margins(top=0.5, side=_SIDE)}'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/>{described}</w:tblPr>'
        f"{_columns(widths)}{titles}{''.join(_rows(table, layout, widths, keeps))}</w:tbl>"
    )


def _rows(table: Table, layout: Layout, widths: Sequence[int], keeps: bool) -> Iterable[str]:
    aligns = [column.align for column in table.columns]
    starts = {
        (heavy, kept): [
            _cell_start(width, "cell", align, heavy, kept) for width, align in zip(widths, aligns)
        ]
        for heavy in (False, True)
        for kept in (False, True)
    }
    # Each row of a run but the last stays with the next.
    together = {row for first, count in kept_rows(table) for row in range(first, first + count - 1)}
    if keeps and table.rows:
        together.add(len(table.rows) - 1)
    sections = set(section_starts(table))
    size, half = layout.letters["cell"].size, printable_height(layout) / 2
    rooms = [width / _TWIPS_A_MM - 2 * _SIDE for width in widths]
    for number, texts in enumerate(cells(table)):
        # LibreOffice cuts off what is higher than a page and may not be broken.
        whole = "" if is_high(texts, size, rooms, half) else "<w:cantSplit/>"
        yield _row(starts[number in sections, number in together], texts, whole)


def _row(starts: Sequence[str], texts: Sequence[str], properties: str = "") -> str:
    whole = "".join(
        [
            f"{start}{_kept(text, False) if is_kept(text) else _text(text)}</w:r></w:p></w:tc>"
            for start, text in zip(starts, texts)
        ]
    )
    return f"<w:tr>{properties and f'<w:trPr>{properties}</w:trPr>'}{whole}</w:tr>"


def _cell_start(
    width: int, style: str, align: str = "left", heavy: bool = False, kept: bool = False
) -> str:
    """What comes before the text of a cell.

    A `heavy` line is drawn above it; what is `kept` stays on the page of the next row.
    """
    border = f"<w:tcBorders><w:top {_line(12)}/></w:tcBorders>" if heavy else ""
    keeps = "<w:keepNext/>" if kept else ""
    aligned = '<w:jc w:val="right"/>' if align == "right" else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{border}<w:vAlign w:val="center"/>'
        f'</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{keeps}{aligned}</w:pPr><w:r>'
    )


def blocks(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> str:
    """Paragraphs side by side in a table without lines; the widths are in millimetres."""
    twips = _twips(widths)
    written = ""
    for contents in rows:
        cells_ = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
            for content, width in zip(contents, twips)
        )
        written += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells_}</w:tr>"
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'{_borders("nil")}<w:tblLayout w:type="fixed"/>{_cell_margins(top=0, side=0)}</w:tblPr>'
        f"{_columns(twips)}{written}</w:tbl>"
    )


def _columns(widths: Sequence[int]) -> str:
    tags = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{tags}</w:tblGrid>"


def _twips(widths: Sequence[float]) -> list[int]:
    """The widths of columns, rounded so that the whole is as wide as it should be."""
    edges = [_mm(sum(widths[:i])) for i in range(len(widths) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _borders(kind: Literal["single", "nil"]) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = _line(4) if kind == "single" else 'w:val="nil"'
    return "<w:tblBorders>" + "".join(f"<w:{side} {line}/>" for side in sides) + "</w:tblBorders>"


def _line(eighths: int) -> str:
    """A single black line, its thickness in eighths of a point."""
    return f'w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"'


def _cell_margins(top: float, side: float) -> str:
    """The blank edges within a cell, in millimetres."""
    tags = [
        f'<w:{name} w:w="{_mm(margin)}" w:type="dxa"/>'
        for name, margin in (("top", top), ("left", side), ("bottom", top), ("right", side))
    ]
    return f"<w:tblCellMar>{''.join(tags)}</w:tblCellMar>"


# Pages


def page_marks(document: Document, layout: Layout, first: str = "") -> str:
    """Make headers and footers; the references to them that each section has.

    The number of the page stands in the one or the other from the second page on. `first` is the
    paragraph in the header of the first page.
    """
    number = paragraph("", "page").replace(
        "</w:p>", f'<w:fldSimple w:instr="PAGE"><w:r>{_T}2</w:t></w:r></w:fldSimple></w:p>'
    )
    empty = paragraph("", "page")
    top = layout.page_number == "top-center"
    part: Any = document.part
    makers = {"header": part.add_header_part, "footer": part.add_footer_part}
    references = []
    for where, page, content in (
        ("header", "default", number if top else empty),
        ("header", "first", first or empty),
        ("footer", "default", empty if top else number),
        ("footer", "first", empty),
    ):
        made, id_ = makers[where]()
        _fill(made.element, content)
        references.append(f'<w:{where}Reference w:type="{page}" r:id="{id_}"/>')
    return "".join(references)


def section(layout: Layout, references: str) -> str:
    """The properties of a section: its paper, its margins, and pages numbered from 1."""
    width, height = layout.paper
    margins, to_number = layout.margins, _mm(layout.to_page_number)
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{_mm(width)}" w:h="{_mm(height)}"/>'
        f'<w:pgMar w:top="{_mm(margins.top)}" w:right="{_mm(margins.right)}"'
        f' w:bottom="{_mm(margins.bottom)}" w:left="{_mm(margins.left)}"'
        f' w:header="{to_number}" w:footer="{to_number}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def _mm(millimetres: float) -> int:
    return round(millimetres * _TWIPS_A_MM)


def _points(points: float) -> int:
    return round(points * _TWIPS_A_POINT)


# The file

# Pages are laid out as since Word 2013; numbers are written the Vietnamese way.
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting'
    ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
)


def new_document(layout: Layout, styles: Mapping[str, Style]) -> Document:
    """An empty document with these styles, and nothing that python-docx would put into it."""
    from docx import Document as open_document
    from docx.opc.constants import RELATIONSHIP_TYPE

    document = open_document()
    part = document.part
    assert part.package is not None
    ours: tuple[tuple[Any, tuple[str, str]], ...] = (
        (part.rels, (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS)),
        (
            part.package.rels,
            (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES),
        ),
    )
    for relations, kept in ours:
        for id_ in [id_ for id_, one in relations.items() if one.reltype not in kept]:
            del relations[id_]
    _fill(document.styles.element, _styles_xml(layout, styles))
    _fill(document.settings.element, _SETTINGS)
    _fill(part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element, "")
    return document


def saved(document: Document, body: str, title: str, day: date | None) -> bytes:
    """The file with that body; nothing in it says when or on what machine it was made."""
    from datetime import datetime
    from io import BytesIO

    # Rows moved from one parent to another, as `_fill` does, would be looked at time and again.
    document.element.replace(document.element.body, _parsed(body))
    properties = document.core_properties
    if title:
        # No more than 255 characters are allowed.
        properties.title = " ".join(holdable(title).split())[:255]
    properties.language = "vi-VN"
    properties.revision = 1
    if day is not None:
        properties.created = properties.modified = datetime(day.year, day.month, day.day)
    out = BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _fill(element: Any, content: str) -> None:
    """Put this WordprocessingML into an element, in place of all that it has."""
    for child in list(element):
        element.remove(child)
    element.extend(list(_parsed(content)))


def _parsed(content: str) -> Any:
    """A body with this WordprocessingML in it."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(f"<w:body {nsdecls('w', 'r')}>{content}</w:body>")


def _undated(package: bytes) -> bytes:
    """The same zip file with 1980-01-01 as the time of each part, the first that it can hold."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    out = BytesIO()
    with ZipFile(BytesIO(package)) as before, ZipFile(out, "w") as after:
        for name in before.namelist():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            # Else it tells whether this is Windows.
            entry.create_system = 0
            after.writestr(entry, before.read(name))
    return out.getvalue()
