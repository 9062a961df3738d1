"""Tables as Word documents: read back with python-docx, and printed by LibreOffice."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from inside import DATA, inside

from vtlt_cli.printing.documents.word import word_document
from vtlt_cli.printing.layouts import LAYOUTS, Layout
from vtlt_cli.printing.table import Column, Line, Table, cells, text_of

EACH_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
COMMANDS = [
    ["appendix"],
    ["appendix", "1", "--restated"],
    ["appendix", "2", "--electronic", "--layout", "nd30-2020"],
    ["awards"],
    ["rank"],
    ["rank", "--by", "region"],
    ["clusters"],
]
# What an English Metric Unit of python-docx makes of lengths that Word counts in twips.
NEARLY = 700


def file_of(tmp_path: Path, *args: str, env: dict[str, str] | None = None) -> bytes:
    """The docx that the command writes."""
    path = tmp_path / "out.docx"
    assert inside(*args, "-o", str(path), env=env, lang="vi").code == 0
    return path.read_bytes()


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def laid_out(layout: Layout, *args: str) -> list[str]:
    return [*args, "--layout", layout.id]


def table_of(rows: Sequence[Sequence[Any]], heading: tuple[Line, ...] = (), **more: Any) -> Table:
    """A table whose fields are `a`, `b`, …; the first column is one of numbers."""
    fields = tuple("abcdefgh"[: len(rows[0])])
    columns = tuple(
        Column(field, text_of(field), "left" if i else "right", field)
        for i, field in enumerate(fields)
    )
    return Table(heading, columns, fields, [dict(zip(fields, row)) for row in rows], **more)


def drawn(layout: Layout, *tables: Table, day: date | None = None) -> Document:
    return opened(word_document(tables, layout, day))


NEW = LAYOUTS["nd30-2020"]
OLD = LAYOUTS["report-2008"]


def texts(table: WordTable) -> list[list[str]]:
    """The texts of the cells, row by row, without asking python-docx for each cell."""
    return [
        ["\n".join(Paragraph(p, table).text for p in tc.p_lst) for tc in tr.tc_lst]
        for tr in table._tbl.tr_lst
    ]


def spaced(text: str) -> str:
    """The text with plain spaces for those at which no line ends."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def part_texts(content: bytes) -> dict[str, str]:
    """The XML of each part by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}


def value(element: Any, path: str, attribute: str = "w:val") -> str | None:
    found = element.find(path, {"w": qn("w:p")[1:-2]})
    return None if found is None else found.get(qn(attribute))


# Pages


@EACH_LAYOUT
def test_paper_and_margins(layout: Layout, tmp_path: Path) -> None:
    """A4 along its long side, with the margins of the layout, in every section."""
    document = opened(file_of(tmp_path, *laid_out(layout, "appendix")))
    assert len(document.sections) == 2
    for section in document.sections:
        margins = layout.margins
        for found, wanted in (
            (section.page_width, 210),
            (section.page_height, 297),
            (section.top_margin, margins.top),
            (section.right_margin, margins.right),
            (section.bottom_margin, margins.bottom),
            (section.left_margin, margins.left),
            (section.header_distance, layout.to_page_number),
            (section.footer_distance, layout.to_page_number),
        ):
            assert found == pytest.approx(Mm(wanted), abs=Mm(0.02))


@EACH_LAYOUT
def test_page_numbers(layout: Layout, tmp_path: Path) -> None:
    """In their place from the second page of each section on, each section from 1."""
    document = opened(file_of(tmp_path, *laid_out(layout, "appendix")))
    top = layout.page_number == "top-center"
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert value(section._sectPr, "w:pgNumType", "w:start") == "1"
        places = {
            "header": section.header,
            "footer": section.footer,
            "first header": section.first_page_header,
            "first footer": section.first_page_footer,
        }
        assert not any(place.is_linked_to_previous for place in places.values())
        fields = {
            name: [field.get(qn("w:instr")) for field in place._element.iter(qn("w:fldSimple"))]
            for name, place in places.items()
        }
        numbered = "header" if top else "footer"
        assert fields.pop(numbered) == ["PAGE"]
        assert not any(fields.values())
        assert all(not p.text for name in fields for p in places[name].paragraphs)
        (paragraph,) = places[numbered].paragraphs
        assert paragraph.style is not None
        wanted = ALIGN.CENTER if top else ALIGN.RIGHT
        assert paragraph.style.paragraph_format.alignment == wanted
        assert paragraph.style.font.size == Pt(layout.letters["page"].size)
        assert not paragraph.style.font.bold and not paragraph.style.font.italic


# Letters


@EACH_LAYOUT
def test_one_font_everywhere(layout: Layout, tmp_path: Path) -> None:
    """Named for all scripts, black, Vietnamese; no run and no theme brings another."""
    content = file_of(tmp_path, *laid_out(layout, "appendix"))
    parts = part_texts(content)
    assert not [name for name in parts if "theme" in name.lower()]
    assert "Theme=" not in "".join(parts.values()) and "asciiTheme" not in parts["word/styles.xml"]
    document = opened(content)
    fonts = list(document.styles.element.iter(qn("w:rFonts")))
    assert len(fonts) == 2
    for font in fonts:
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            assert font.get(qn(f"w:{script}")) == layout.fonts[0] == "Times New Roman"
    for color in document.styles.element.iter(qn("w:color")):
        assert color.get(qn("w:val")) == "000000"
    (lang,) = document.styles.element.iter(qn("w:lang"))
    assert lang.get(qn("w:val")) == "vi-VN"
    for name, part in parts.items():
        if re.match(r"word/(document|header|footer)", name):
            assert "<w:rPr>" not in part


@EACH_LAYOUT
def test_each_role_has_its_letters(layout: Layout, tmp_path: Path) -> None:
    document = opened(file_of(tmp_path, *laid_out(layout, "appendix")))
    styles = {style.style_id: style for style in document.styles}
    for role, letters in layout.letters.items():
        font: Any = styles[role].font
        assert font.size == Pt(letters.size)
        assert (bool(font.bold), bool(font.italic)) == (letters.bold, letters.italic)


# Headings


def headings(document: Document) -> list[list[tuple[str, str]]]:
    """The style and the text of each paragraph outside tables, section by section."""
    found: list[list[tuple[str, str]]] = [[]]
    for paragraph in document.paragraphs:
        assert paragraph.style is not None
        found[-1].append((paragraph.style.style_id, spaced(paragraph.text)))
        if paragraph._p.pPr is not None and paragraph._p.pPr.find(qn("w:sectPr")) is not None:
            found.append([])
    return found


TITLES = (
    "KẾT QUẢ KIỂM TRA CÔNG TÁC VĂN THƯ, LƯU TRỮ 2 NĂM 2006 – 2007 CỦA CÁC TỈNH, THÀNH PHỐ TRỰC "
    "THUỘC TRUNG ƯƠNG",
    "CÁC TỈNH, THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG THAM GIA CÁC CỤM KIỂM TRA CHÉO CÔNG TÁC VĂN THƯ, "
    "LƯU TRỮ NĂM 2009",
)
OF = "ngày 21 tháng 3 năm 2008 của Cục Văn thư và Lưu trữ nhà nước)"


def test_headings_of_the_old_layout(tmp_path: Path) -> None:
    document = opened(file_of(tmp_path, *laid_out(OLD, "appendix")))
    reference = f"(Kèm theo Báo cáo số: 241/BC-VTLTNN {OF}"
    assert headings(document) == [
        [
            ("label", f"PHỤ LỤC {number}"),
            ("title", TITLES[number - 1]),
            ("reference", reference),
            ("gap", ""),
            ("tail", ""),
        ]
        for number in (1, 2)
    ]


def test_headings_of_the_new_layout(tmp_path: Path) -> None:
    """Roman numbers, a rule below, and a mark at the end."""
    document = opened(file_of(tmp_path, *laid_out(NEW, "appendix")))
    reference = f"(Kèm theo Báo cáo số 241/BC-VTLTNN {OF}"
    assert headings(document) == [
        [
            ("label", f"Phụ lục {number}"),
            ("title", title),
            ("reference", reference),
            ("rule", ""),
            ("end", "./."),
        ]
        for number, title in zip(("I", "II"), TITLES)
    ]


@pytest.mark.parametrize(
    ("args", "reference"),
    [
        (COMMANDS[1], f"(Lập lại từ số liệu Báo cáo số 241/BC-VTLTNN {OF}"),
        (
            COMMANDS[2],
            "(Kèm theo Báo cáo số …/BC-VTLTNN ngày … tháng … năm … của Cục Văn thư và Lưu trữ nhà "
            "nước)",
        ),
    ],
    ids=["restated", "electronic"],
)
def test_headings_by_what_is_asked(args: list[str], reference: str, tmp_path: Path) -> None:
    (lines,) = headings(opened(file_of(tmp_path, *args)))
    assert ("reference", reference) in lines


@EACH_LAYOUT
def test_headings_stand_in_the_middle_and_keep_to_the_table(layout: Layout) -> None:
    lines = tuple(Line(role, role) for role in ("label", "title", "reference", "note"))
    document = drawn(layout, table_of([[1, "x"]], lines))
    *above, end = document.paragraphs
    assert [p.text for p in above[:4]] == ["label", "TITLE", "reference", "note"]
    for paragraph in above:
        assert paragraph.style is not None
        assert paragraph.style.paragraph_format.keep_with_next
    for paragraph in above[:4]:
        assert paragraph.style is not None
        assert paragraph.style.paragraph_format.alignment == ALIGN.CENTER
        assert paragraph.paragraph_format.left_indent == paragraph.paragraph_format.right_indent
    styles = {style.style_id: style for style in document.styles}
    assert styles["end"].paragraph_format.alignment == ALIGN.RIGHT
    assert end.text == layout.end_mark


def test_the_title_leads_through_the_document() -> None:
    """Word lists it among the headings; of the others none is one."""
    levels = {
        style.get(qn("w:styleId")): value(style, "w:pPr/w:outlineLvl")
        for style in drawn(NEW, table_of([["x"]])).styles.element.iter(qn("w:style"))
    }
    assert {id_ for id_, level in levels.items() if level is not None} == {"title"}


def test_the_rule_is_a_line_of_its_length() -> None:
    """The lower border of a paragraph that stands in from both sides."""
    document = drawn(NEW, table_of([["x"]], (Line("Bảng"),)))
    rule = document.paragraphs[1]
    border = rule._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:bottom')}")
    assert border is not None and border.get(qn("w:val")) == "single"
    section = document.sections[0]
    assert section.page_width and section.left_margin and section.right_margin
    left, right = rule.paragraph_format.left_indent, rule.paragraph_format.right_indent
    assert left and left == right
    length = section.page_width - section.left_margin - section.right_margin - left - right
    assert length == pytest.approx(Mm(NEW.rule), abs=Mm(0.05))


def test_a_layout_without_a_rule_draws_none() -> None:
    document = drawn(OLD, table_of([["x"]], (Line("Bảng"),)))
    assert not list(document.element.iter(qn("w:pBdr")))


# Tables


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
@EACH_LAYOUT
def test_tables_are_drawn(layout: Layout, args: list[str], tmp_path: Path) -> None:
    """Lines, fixed widths that fill the page, a title row that repeats, rows that hold together."""
    args = args if "--layout" in args else laid_out(layout, *args)
    document = opened(file_of(tmp_path, *args))
    section = document.sections[0]
    assert section.page_width and section.left_margin and section.right_margin
    room = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        properties = table._tbl.tblPr
        assert value(properties, "w:tblLayout", "w:type") == "fixed"
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            assert value(properties, f"w:tblBorders/w:{side}") == "single"
            assert value(properties, f"w:tblBorders/w:{side}", "w:color") == "000000"
        grid = [column.get(qn("w:w")) for column in table._tbl.iter(qn("w:gridCol"))]
        assert sum(int(str(width)) for width in grid) * 635 == pytest.approx(room, abs=NEARLY)
        rows = table._tbl.tr_lst
        for number, row in enumerate(rows):
            assert (row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None) == (number == 0)
            assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
            assert [value(tc, "w:tcPr/w:tcW", "w:w") for tc in row.tc_lst] == grid
            assert {value(tc, "w:tcPr/w:vAlign") for tc in row.tc_lst} == {"center"}
            styles = {value(tc, "w:p/w:pPr/w:pStyle") for tc in row.tc_lst}
            assert styles == {"cell" if number else "column"}


def test_titles_are_bold_and_in_the_middle() -> None:
    styles: Any = {style.style_id: style for style in drawn(NEW, table_of([["x"]])).styles}
    assert styles["column"].font.bold
    assert styles["column"].paragraph_format.alignment == ALIGN.CENTER


def test_numbers_stand_on_the_right(tmp_path: Path) -> None:
    (table,) = opened(file_of(tmp_path, "appendix", "1")).tables
    for row in table._tbl.tr_lst[1:]:
        aligned = [value(tc, "w:p/w:pPr/w:jc") for tc in row.tc_lst]
        assert aligned == ["right", None, "right"]


@pytest.mark.parametrize("restated", [[], ["--restated"]], ids=["as published", "restated"])
def test_appendix_1_read_back(restated: list[str], tmp_path: Path) -> None:
    """Every name and every figure is that of the data, in its order."""
    (table,) = opened(file_of(tmp_path, "appendix", "1", *restated)).tables
    rows = json.loads(inside("appendix", "1", *restated, "-f", "json").stdout)
    titles, *found = texts(table)
    assert titles == ["Stt", "Tên cơ quan" if restated else "Tên Cơ quan", "Tổng số điểm"]
    assert [[int(a), b, int(c.replace(".", ""))] for a, b, c in found] == [
        [
            row["position"],
            row["office"].replace("thành phố Hồ", "Thành phố Hồ" if restated else "thành phố Hồ"),
            row["score"],
        ]
        for row in rows
    ]
    scores = (DATA / "scores_2007.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [int(line.rsplit(",", 1)[1]) for line in scores] == [row["score"] for row in rows]


def test_appendix_2_read_back(tmp_path: Path) -> None:
    """As published: “Thái nguyên” with its small letter too."""
    (table,) = opened(file_of(tmp_path, "appendix", "2")).tables
    rows = json.loads(inside("appendix", "2", "-f", "json").stdout)
    assert texts(table)[1:] == [
        [str(row["number"]), ", ".join(row["member_names"]), row["leader_name"]] for row in rows
    ]
    assert "Hà Nội, Thái nguyên, Kon Tum, Cao Bằng" in [row[1] for row in texts(table)]


def test_rank_read_back(tmp_path: Path) -> None:
    (table,) = opened(file_of(tmp_path, "rank")).tables
    rows = json.loads(inside("rank", "-f", "json").stdout)
    assert [[int(c[0]), c[2], int(c[3].replace(".", ""))] for c in texts(table)[1:]] == [
        [row["position"], row["office"], row["score"]] for row in rows
    ]


def test_awards_read_back(tmp_path: Path) -> None:
    """And a heavier line where the tier changes, nowhere else."""
    (table,) = opened(file_of(tmp_path, "awards")).tables
    rows = json.loads(inside("awards", "-f", "json").stdout)
    assert [[c[0], c[2], int(c[3].replace(".", ""))] for c in texts(table)[1:]] == [
        [row["tier_name"], row["office"], row["score"]] for row in rows
    ]
    heavy = [
        {value(tc, "w:tcPr/w:tcBorders/w:top", "w:sz") for tc in row.tc_lst} == {"12"}
        for row in table._tbl.tr_lst[1:]
    ]
    tiers = [row["tier"] for row in rows]
    assert heavy == [False, *(a != b for a, b in pairwise(tiers))]
    assert any(heavy)


@EACH_LAYOUT
def test_the_end_mark_keeps_to_the_last_row(layout: Layout) -> None:
    """Only where there is one: on all cells of the last row; the row before keeps to the last."""
    (table,) = drawn(layout, table_of([[1, "x"], [2, "y"], [3, "z"]])).tables
    kept = [
        {tc.find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:keepNext')}") is not None for tc in row.tc_lst}
        for row in table._tbl.tr_lst
    ]
    assert kept == [{False}, {True}, {True}, {bool(layout.end_mark)}]


# Hard tables


@EACH_LAYOUT
def test_a_table_without_rows_or_heading(layout: Layout) -> None:
    document = drawn(layout, table_of([[1, "x"]])._replace(rows=[]))
    (table,) = document.tables
    assert texts(table) == [["a", "b"]]
    assert document.core_properties.title == ""


def test_nothing_at_all() -> None:
    assert drawn(NEW).tables == []
    assert drawn(NEW, Table((Line("x"),), (), (), [])).tables == []


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("a\nb\r\nc\rd", "a\nb\nc\nd"),
        ("a\tb", "a\tb"),
        (" a  b ", " a  b "),
        (" ", " "),
        ("", ""),
        ("<w:p/>&amp;\"'", "<w:p/>&amp;\"'"),
        ("a\0b\x0bc\ud800", "a\ufffdb\ufffdc\ufffd"),
        ("Hue\u0302\u0301", "Huế"),
        ("{0}{x}%s", "{0}{x}%s"),
        ("\U0001f600\x85", "\U0001f600\x85"),
    ],
)
def test_hard_cells(cell: str, found: str) -> None:
    """What a file can hold comes back as it was, in heading, title and cell."""
    table = table_of([[cell]], (Line(cell, "note"),))
    table = table._replace(columns=(table.columns[0]._replace(title=cell),))
    document = drawn(NEW, table)
    assert texts(document.tables[0]) == [[found], [found]]
    assert document.paragraphs[0].text == found


def test_blanks_are_kept() -> None:
    """Word would drop those at the ends of a text that does not say so."""
    document = drawn(NEW, table_of([[" a "]], (Line(" b "),)))
    found = list(document.element.iter(qn("w:t")))
    space = "{http://www.w3.org/XML/1998/namespace}space"
    assert found and {text.get(space) for text in found} == {"preserve"}


def test_the_title_of_the_file_is_no_longer_than_allowed() -> None:
    document = drawn(NEW, table_of([["x"]], (Line("dài " * 200),)))
    assert document.core_properties.title and len(document.core_properties.title) <= 255


def test_as_many_rows_as_there_are_communes() -> None:
    table = table_of([[i, f"Xã số {i}", i * 7] for i in range(1, 3322)], (Line("Các xã"),))
    (found,) = drawn(NEW, table).tables
    assert texts(found)[1:] == cells(table)


# The file


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
def test_twice_the_same_bytes(args: list[str], tmp_path: Path) -> None:
    assert file_of(tmp_path, *args) == file_of(tmp_path, *args)


def test_no_trace_of_the_time_and_the_machine(tmp_path: Path) -> None:
    """Neither in the zip file nor in its parts, and no hand but that of the data."""
    content = file_of(tmp_path, "appendix")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in package.infolist()} == {0}
    parts = part_texts(content)
    assert set(parts) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/header1.xml",
        "word/header2.xml",
        "word/settings.xml",
        "word/styles.xml",
    }
    assert "python-docx" not in "".join(parts.values())


def test_what_the_file_says_of_itself(tmp_path: Path) -> None:
    properties = opened(file_of(tmp_path, "appendix")).core_properties
    assert properties.title.upper() == TITLES[0]
    assert properties.created is not None and properties.modified == properties.created
    assert properties.created.isoformat()[:19] == "2008-03-21T00:00:00"
    assert properties.language == "vi-VN" and properties.revision == 1
    assert properties.author == properties.last_modified_by == properties.comments == ""


def test_a_document_without_a_day_tells_none() -> None:
    properties = drawn(NEW, table_of([["x"]])).core_properties
    assert properties.created is None and properties.modified is None


def test_source_date_epoch(tmp_path: Path) -> None:
    content = file_of(tmp_path, "appendix", env={"SOURCE_DATE_EPOCH": "86400"})
    created = opened(content).core_properties.created
    assert created is not None and created.date() == date(1970, 1, 2)


# On paper


def printed(tmp_path: Path, *documents: bytes) -> list[list[list[str]]]:
    """The lines of each page of each document, as LibreOffice prints them."""
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: nothing was printed")
    paths = [tmp_path / f"printed-{number}.docx" for number in range(len(documents))]
    for path, content in zip(paths, documents):
        path.write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, *map(str, paths)], check=True, capture_output=True, timeout=240)
    found = []
    for path in paths:
        done = subprocess.run(
            ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"],
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        pages = done.stdout.removesuffix("\f").split("\f")
        found.append([[line.strip() for line in p.split("\n") if line.strip()] for p in pages])
    return found


def flat(text: str) -> str:
    return " ".join(text.split())


def test_printed_appendices(tmp_path: Path) -> None:
    """All names and figures on paper; titles and numbers on second pages, none on first ones."""
    new, old = printed(
        tmp_path, *(file_of(tmp_path, *laid_out(layout, "appendix")) for layout in (NEW, OLD))
    )
    rows = json.loads(inside("appendix", "1", "-f", "json").stdout)
    for pages in (new, old):
        assert len(pages) == 3
        lines = {flat(line) for page in pages[:2] for line in page}
        for row in rows:
            score = f"{row['score']:,}".replace(",", ".")
            assert f"{row['position']} {row['office']} {score}" in lines
        last = flat(" ".join(pages[2]))
        for row in json.loads(inside("appendix", "2", "-f", "json").stdout):
            assert f"{row['number']} {', '.join(row['member_names'])} {row['leader_name']}" in last
    first, second, third = new
    assert first[0] == "Phụ lục I" and "1" not in first
    assert second[0] == "2" and second[-1] == "./."
    assert third[0] == "Phụ lục II" and third[-1] == "./." and "1" not in third
    first, second, third = old
    assert first[0] == "PHỤ LỤC 1" and "1" not in first
    assert second[-1] == "2"
    assert third[0] == "PHỤ LỤC 2" and third[-1].endswith("Đà Nẵng")
    for (first, second, _), title in ((new, "Tên cơ quan"), (old, "Tên Cơ quan")):
        # Letters that stand in for others may be wider and break the last title.
        titles = [line for line in first[:-20] if line.startswith("Stt")]
        assert len(titles) == 1 and title in titles[0]
        assert flat(titles[0]) in map(flat, second[:3])


def test_printed_tables(tmp_path: Path) -> None:
    """Awards and a hard table: a row higher than a page loses nothing."""
    high = table_of([[1, " ".join(f"từ{i}" for i in range(3000))], [2, "cuối"]], (Line("Dài"),))
    awards, long = printed(
        tmp_path, file_of(tmp_path, "awards"), word_document([high], NEW, date(2026, 1, 2))
    )
    whole = flat(" ".join(line for page in awards for line in page))
    for row in json.loads(inside("awards", "-f", "json").stdout):
        assert row["tier_name"] in whole
        assert f"{row['score']:,}".replace(",", ".") in whole
    assert "ĐỐI CHIẾU VỚI DANH SÁCH ĐÃ QUYẾT ĐỊNH" in whole
    words = {word for page in long for line in page for word in line.split()}
    assert words >= {f"từ{i}" for i in range(3000)} | {"cuối", "./."}
