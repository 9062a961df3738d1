"""Tables as offices make them, taken in: each with the right result or the right refusal.

They are written with openpyxl, xlwt and odfpy or by hand. All figures are invented.
"""

from __future__ import annotations

import datetime
import io
import json
import os
import shutil
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
import xlsxwriter
import xlwt
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inside import DATA, inside
from odf import opendocument, table
from odf.style import Style, TextProperties
from odf.text import P, Span
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from test_workbooks import archive, encrypted, raw

from vtlt_cli.diagnostics import Refusal
from vtlt_cli.importing.years import years_in
from vtlt_cli.load import register_of
from vtlt_cli.reading.folder import Folder
from vtlt_cli.workbooks import read_workbook

HEAD = ["Stt", "Tên cơ quan", "Tổng số điểm"]
# A picture of one black point.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de000000"
    "0c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
CLUSTERS = "clusters_2009.yaml"
PLAIN = "position,province,score\n1,Bình Định,8280\n2,Quảng Nam,5350\n3,Phú Yên,4160\n"
ROWS: list[list[Any]] = [[1, "Bình Định", 8280], [2, "Quảng Nam", 5350], [3, "Phú Yên", 4160]]


class Taken(NamedTuple):
    """What came of a call: its code, what was done by kind, what stands in the folder."""

    code: int
    steps: list[dict[str, str]]
    files: dict[str, str]
    stderr: str

    def of(self, action: str) -> list[str]:
        """What was done so, as `cells: found → result`."""
        return [
            f"{s['cells']}: {s['found']}" + (f" → {s['result']}" if s["result"] else "")
            for s in self.steps
            if s["action"] == action
        ]

    def why(self, action: str = "refused") -> str:
        return " | ".join(s["reason"] for s in self.steps if s["action"] == action)

    @property
    def scores(self) -> str:
        (content,) = (text for name, text in self.files.items() if name.startswith("scores_"))
        return content


def take(path: Path, *args: str, lang: str = "en") -> Taken:
    """Take a file in, into the folder `out` beside it."""
    out = path.parent / "out"
    done = inside("import", str(path), "--to", str(out), "-f", "json", *args, lang=lang)
    assert done.code in (0, 1), done.stderr
    files = {p.name: p.read_text("utf-8") for p in out.iterdir()} if out.is_dir() else {}
    return Taken(done.code, json.loads(done.stdout), files, done.stderr)


def workbook(path: Path, rows: Sequence[Sequence[Any]], *, title: str = "Điểm") -> Any:
    """A workbook of one sheet with these rows; give it to `saved` when more was done to it."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return book


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "diem 2009.xlsx"


def test_a_plain_table_and_the_same_again(file: Path) -> None:
    workbook(file, [HEAD, *ROWS])
    done = take(file)
    assert done.code == 0 and done.files == {"scores_2009.csv": PLAIN}
    assert done.of("read") == ["A1:C4: Stt; Tên cơ quan; Tổng số điểm → scores_2009.csv"]
    again = take(file)
    assert again.code == 0 and again.of("written") == [] and again.of("unchanged") == [": "]


def test_title_merged_above_totals_and_signature_below(file: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"] = "TỔNG HỢP ĐIỂM KIỂM TRA CHÉO NĂM 2009"
    sheet.merge_cells("A1:D1")
    sheet["A2"] = "(Kèm theo Báo cáo số 12/BC-SNV ngày 21 tháng 3 năm 2010)"
    sheet.append([])
    for row in [[*HEAD, "Xếp hạng"], *ROWS, ["", "Tổng cộng", 17790], ["Bình quân", "", 5930]]:
        sheet.append(row)
    sheet.append([])
    sheet.append(["", "", "Hà Nội, ngày 05 tháng 3 năm 2010"])
    sheet.append(["", "NGƯỜI LẬP BIỂU", "CHÁNH VĂN PHÒNG"])
    sheet.append(["", "Nguyễn Văn A", "Trần Thị B"])
    book.save(file)
    done = take(file)
    assert done.code == 0 and done.scores == PLAIN
    assert done.of("left-out") == [
        "A8: Tổng cộng 17790",
        "A9: Bình quân 5930",
        "A11: Hà Nội, ngày 05 tháng 3 năm 2010",
        "A12: NGƯỜI LẬP BIỂU CHÁNH VĂN PHÒNG",
        "A13: Nguyễn Văn A Trần Thị B",
        "D4: Xếp hạng",
    ]


def test_headings_over_two_rows(file: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["TT", "Đơn vị", "Kết quả", ""])
    sheet.append(["", "", "Điểm thống nhất", "Xếp loại"])
    sheet.append(["(1)", "(2)", "(3)", "(4)"])
    for merged in ("A1:A2", "B1:B2", "C1:D1"):
        sheet.merge_cells(merged)
    for row in ROWS:
        sheet.append([*row, "Tốt"])
    book.save(file)
    done = take(file)
    assert done.code == 0 and done.scores == PLAIN


def test_headings_over_two_rows_of_a_csv(tmp_path: Path) -> None:
    path = tmp_path / "2009.csv"
    rows = "TT,Đơn vị,Điểm,\n,,Tự chấm,Thống nhất\n1,Bình Định,9000,8280\n"
    path.write_text(rows, encoding="utf-8")
    done = take(path)
    assert done.code == 1 and not done.files
    assert "Điểm Tự chấm (C2: 9000); Điểm Thống nhất (D2: 8280)" in done.of("refused")[0]
    chosen = take(path, "--column", "điểm thống nhất")
    assert chosen.code == 0 and chosen.scores == "position,province,score\n1,Bình Định,8280\n"


def test_two_columns_of_points_are_never_chosen_between(file: Path) -> None:
    workbook(file, [["Đơn vị", "Điểm năm 2007", "Điểm năm 2009"], ["Bình Định", 1, 2]])
    done = take(file)
    assert done.code == 1 and not done.files and "--column" in done.why()
    assert done.of("refused") == ["B1, C1: Điểm năm 2007 (B1: 1); Điểm năm 2009 (C1: 2)"]
    by_letter = take(file, "--column", "B")
    assert by_letter.files == {"scores_2007.csv": "province,score\nBình Định,1\n"}
    other = take(file, "--column", "B", "--round", "2009")
    assert other.code == 1 and "headed 2007" in other.why()


@pytest.mark.parametrize("head", ["Năm {}", "Kết quả năm {}", "Đợt kiểm tra năm {}"])
def test_a_column_a_round_without_the_word_for_points(head: str, file: Path) -> None:
    workbook(file, [["Đơn vị", head.format(2007), head.format(2009)], ["Bình Định", 1, 2]])
    done = take(file)
    assert done.code == 1 and not done.files and "--column" in done.why()
    chosen = take(file, "--column", head.format(2009))
    assert chosen.files == {"scores_2009.csv": "province,score\nBình Định,2\n"}


def test_another_round_than_the_title_says_is_told(tmp_path: Path) -> None:
    path = tmp_path / "diem.xlsx"
    workbook(path, [["KẾT QUẢ CHẤM ĐIỂM NĂM 2005"], HEAD, *ROWS])
    done = take(path, "--round", "2009")
    assert done.files == {"scores_2009.csv": PLAIN}
    assert "says 2005, not 2009: taken as asked for" in done.why("note")


def test_what_is_told_of_a_number_is_what_is_written(file: Path) -> None:
    rows = [["Bình Định", "8.280,0"], ["Phú Yên", "4.160,5"]]
    workbook(file, [["Đơn vị", "Tổng số điểm"], *rows])
    done = take(file)
    assert done.files == {"scores_2009.csv": "province,score\nBình Định,8280\nPhú Yên,4160.5\n"}
    assert done.of("changed") == ["B2:B3: 8.280,0 → 8280"]


@pytest.mark.parametrize(
    "words",
    ["(Danh sách này có 03 đơn vị)", "Bằng chữ: mười bảy nghìn", "Căn cứ biên bản của các Đoàn"],
)
def test_a_remark_right_below_the_last_office(words: str, file: Path) -> None:
    workbook(file, [HEAD, *ROWS, [None, words]])
    done = take(file)
    assert done.code == 0 and done.files == {"scores_2009.csv": PLAIN}
    assert done.of("left-out") == [f"A5: {words}"]


def test_self_assessment_alone_is_no_score(file: Path) -> None:
    workbook(file, [["TT", "Đơn vị", "Điểm tự chấm"], [1, "Bình Định", 8280]])
    for args in ((), ("--column", "Điểm tự chấm")):
        done = take(file, *args)
        assert done.code == 1 and not done.files and "gave themselves" in done.why()


def test_an_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "nam 2009.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("Trang 1")
    sheet.write_merge(0, 0, 0, 2, "BẢNG ĐIỂM")
    for row, cells in enumerate([HEAD, *ROWS], 1):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    book.save(str(path))
    done = take(path)
    assert done.code == 0 and done.scores == PLAIN and "cannot be seen" in done.why("note")


def test_an_open_document_with_a_hidden_row(tmp_path: Path) -> None:
    path = tmp_path / "2009.ods"
    document = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="Điểm")
    for number, cells in enumerate([HEAD, *ROWS]):
        row = table.TableRow(visibility="collapse" if number == 2 else "visible")
        for value in cells:
            is_text = isinstance(value, str)
            kind = {"valuetype": "string"} if is_text else {"valuetype": "float", "value": value}
            cell = table.TableCell(**kind)
            cell.addElement(P(text=f"{value}"))
            row.addElement(cell)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    document.save(str(path))
    done = take(path)
    assert done.code == 0 and done.scores == PLAIN
    assert done.of("note") == ["3: "] and "hidden rows" in done.why("note")


@pytest.mark.parametrize(
    ("place", "what", "refused"),
    [
        ("B3", "whole", 1),
        ("B3", "part", 1),
        ("C3", "whole", 1),
        ("D3", "whole", 0),
        ("B3", "not", 0),
    ],
)
def test_what_is_struck_out(place: str, what: str, refused: int, file: Path) -> None:
    """Whether it still holds nobody can see; of a column that is not taken it does not matter."""
    book = workbook(file, [[*HEAD, "Ghi chú"], *([*row, "x"] for row in ROWS)])
    cell = book.active[place]
    if what == "part":
        struck = TextBlock(InlineFont(strike=True), "Quảng ")
        cell.value = CellRichText(struck, TextBlock(InlineFont(), "Nam"))
    else:
        cell.font = Font(strike=what == "whole")
    book.save(file)
    done = take(file)
    assert done.code == refused and len(done.files) == 1 - refused
    assert [told.startswith(place) for told in done.of("refused")] == [True] * refused
    assert ("struck out" in done.why("refused")) == bool(refused)


@pytest.mark.parametrize("family", ["table-cell", "text", "none"])
def test_what_is_struck_out_in_an_open_document(family: str, tmp_path: Path) -> None:
    path = tmp_path / "2009.ods"
    document = opendocument.OpenDocumentSpreadsheet()
    style = Style(name="S", family=family if family != "none" else "text")
    line = "solid" if family != "none" else "none"
    style.addElement(TextProperties(textlinethroughstyle=line))
    document.automaticstyles.addElement(style)
    sheet = table.Table(name="Điểm")
    for name, points in (("Đơn vị", "Điểm"), ("Bình Định", "8280"), ("Quảng Nam", "5350")):
        row = table.TableRow()
        odd = name == "Quảng Nam"
        named = {"stylename": style} if odd and family == "table-cell" else {}
        first = table.TableCell(valuetype="string", **named)
        if odd and family != "table-cell":
            paragraph = P()
            paragraph.addElement(Span(stylename=style, text=name))
        else:
            paragraph = P(text=name)
        first.addElement(paragraph)
        second = table.TableCell(valuetype="string")
        second.addElement(P(text=points))
        row.addElement(first)
        row.addElement(second)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    document.save(str(path))
    done = take(path)
    assert done.code == int(family != "none")
    assert done.of("refused") == ([] if family == "none" else ["A3: Quảng Nam"])


def test_bytes_of_tcvn3(tmp_path: Path) -> None:
    path = tmp_path / "2009.csv"
    rows = "Stt;Tªn c¬ quan;Tæng sè ®iÓm\r\n1;B×nh §Þnh;8280\r\n2;Qu¶ng Nam;5350\r\n"
    path.write_bytes((rows + "3;Phó Yªn;4160\r\n").encode("cp1252"))
    done = take(path)
    assert done.code == 0 and done.scores == PLAIN
    assert done.of("changed")[0] == ": TCVN3 (ABC) → UTF-8"


def test_cells_in_a_font_of_tcvn3(file: Path) -> None:
    """The register tells where the font does not: no name with marks resolves as it stands."""
    workbook(
        file,
        [
            ["STT", "Tªn c¬ quan", "Tæng sè ®iÓm"],
            [1, "B×nh §Þnh", 8280],
            [2, "Qu¶ng Nam", 5350],
            [3, "Phó Yªn", 4160],
        ],
    )
    done = take(file)
    assert done.code == 0 and done.scores == PLAIN
    assert "B2:B4: B×nh §Þnh → Bình Định" in done.of("changed")


def test_capitals_of_a_font_are_small_letters_in_the_file(file: Path) -> None:
    book = workbook(file, [HEAD, [1, "b×nh ®Þnh", 8280]])
    book.active["B2"].font = Font(name=".VnTimeH")
    book.save(file)
    assert take(file).scores == "position,province,score\n1,BÌNH ĐỊNH,8280\n"


def test_cells_in_a_font_of_vni(file: Path) -> None:
    workbook(file, [HEAD, [1, "Bình Ñònh".replace("ì", "ì"), 8280], [2, "Quaûng Nam", 5350]])
    assert take(file).scores == "position,province,score\n1,Bình Định,8280\n2,Quảng Nam,5350\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_texts_in_other_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "2009.tsv"
    text = "Stt\tTên cơ quan\tĐiểm\n1\tBình Định\t8280\n2\tQuảng Nam\t5350\n3\tPhú Yên\t4160\n"
    if encoding == "cp1258":
        marks = {"ì": "i\u0300", "ị": "i\u0323", "ả": "a\u0309", "ú": "u\u0301", "ể": "ê\u0309"}
        for letter, two in marks.items():
            text = text.replace(letter, two)
    path.write_bytes(text.encode(encoding))
    done = take(path)
    assert done.code == 0 and done.scores == PLAIN


def test_thousands_kept_as_text_are_asked_for(file: Path) -> None:
    workbook(file, [HEAD, [1, "Bình Định", "8.280"], [2, "Quảng Nam", "5.350"]])
    done = take(file)
    assert done.code == 1 and not done.files
    assert done.of("refused") == ["C2:C3: 8.280 → 8280 / 8.280"]
    assert "--decimals 0" in done.why() and "--decimals 3" in done.why()
    whole = take(file, "--decimals", "0")
    assert whole.scores == "position,province,score\n1,Bình Định,8280\n2,Quảng Nam,5350\n"
    parts = take(file, "--decimals", "3", "--replace")
    assert "Bình Định,8.28\n" in parts.scores


def test_the_declared_decimals_answer_it(file: Path) -> None:
    workbook(file, [HEAD, [1, "Bình Định", "8.280"]])
    (file.parent / "out").mkdir()
    rounds = "format: 1\nrounds:\n  - year: 2009\n    scores: {decimals: 0}\n"
    (file.parent / "out" / "rounds.yaml").write_text(rounds, encoding="utf-8")
    assert take(file).scores == "position,province,score\n1,Bình Định,8280\n"


def test_a_declaration_that_cannot_be_read_is_not_taken_as_absent(file: Path) -> None:
    workbook(file, [HEAD, *ROWS])
    out = file.parent / "out"
    out.mkdir()
    for broken in (
        "rounds:\n  - year: 2009\n",
        "format: 1\nrounds:\n  - year: 2009\n    scores: 7\n",
    ):
        (out / "rounds.yaml").write_text(broken, encoding="utf-8")
        done = inside("import", str(file), "--to", str(out))
        assert done.code == 1 and "rounds.yaml could not be read" in done.stderr
    assert not (out / "scores_2009.csv").exists()


def test_a_register_that_cannot_be_read_is_not_taken_as_absent(file: Path) -> None:
    """Names would be read by another; a register may be taken in, to stand in its place."""
    out = file.parent / "out"
    out.mkdir()
    broken = "- {id: a, name: Tân Tiến, kind: xã\n"
    (out / "provinces.yaml").write_text(broken, encoding="utf-8")
    workbook(file, [HEAD, *ROWS])
    done = inside("import", str(file), "--to", str(out))
    assert done.code == 1 and "provinces.yaml could not be read" in done.stderr
    assert not (out / "scores_2009.csv").exists()
    workbook(file, [["TT", "Đơn vị", "Mã"], [1, "Xã Tân Tiến", "00001"]])
    assert inside("import", str(file), "--to", str(out), "--replace").code == 0
    assert "name: Tân Tiến" in (out / "provinces.yaml").read_text("utf-8")


def test_decimal_commas_kept_as_text(file: Path) -> None:
    workbook(file, [HEAD, [1, "Bình Định", "61,31"], [2, "Quảng Nam", "60,5"]])
    done = take(file)
    assert done.scores == "position,province,score\n1,Bình Định,61.31\n2,Quảng Nam,60.5\n"
    assert done.of("changed") == ["C2:C3: 61,31 → 61.31"]


def test_real_numbers_with_their_format(file: Path) -> None:
    book = workbook(file, [HEAD, [1, "Bình Định", 8280], [2, "Quảng Nam", 133.8 + 1e-14]])
    book.active["C2"].number_format = "#,##0"
    book.save(file)
    done = take(file)
    assert done.scores == "position,province,score\n1,Bình Định,8280\n2,Quảng Nam,133.8\n"


@pytest.mark.parametrize(
    ("value", "format_", "words"),
    [
        (8279.6, "#,##0", "--decimals 1"),
        (0.6131, "0.00%", "percentage"),
        (datetime.date(2009, 5, 8), "d.m", "spreadsheet made of a number"),
        ("#REF!", "General", "error"),
        (True, "General", "truth value"),
        ("=SUM(D2:F2)", "General", "not saved"),
        (None, "General", "no points"),
        ("-", "General", "no points"),
        ("chưa chấm", "General", "no points"),
        ("tám trăm", "General", "no number"),
    ],
)
def test_a_cell_that_is_no_plain_number_stops_the_table(
    value: Any, format_: str, words: str, file: Path
) -> None:
    book = workbook(file, [HEAD, [1, "Bình Định", value], [2, "Quảng Nam", 5350]])
    book.active["C2"].number_format = format_
    book.save(file)
    done = take(file)
    assert done.code == 1 and not done.files
    assert words in done.why() and done.of("refused")[0].startswith("C2")


def test_an_open_document_shows_what_is_rounded(tmp_path: Path) -> None:
    path = tmp_path / "2009.ods"
    document = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="Điểm")
    for name, value, shown in (("Đơn vị", None, "Điểm"), ("Bình Định", 8279.6, "8.280")):
        row = table.TableRow()
        first = table.TableCell(valuetype="string")
        first.addElement(P(text=name))
        kind = {"valuetype": "float", "value": value} if value else {"valuetype": "string"}
        second = table.TableCell(**kind)
        second.addElement(P(text=shown))
        row.addElement(first)
        row.addElement(second)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    document.save(str(path))
    done = take(path)
    assert done.code == 1 and done.of("refused") == ["B2: 8279.6 → 8279.6 / 8280"]


def test_what_lies_about_a_table_is_told(file: Path) -> None:
    """A picture, macros, a suffix that says something else."""
    with xlsxwriter.Workbook(file) as made:
        picture = made.add_worksheet("Ảnh")
        picture.write("A1", "Bảng điểm năm 2009 (ảnh chụp)")
        picture.insert_image("A3", "diem.png", {"image_data": io.BytesIO(PIXEL)})
    done = take(file)
    assert done.code == 1 and "a table that is a picture cannot be read" in done.why()

    workbook(file, [HEAD, *ROWS])
    other = file.with_suffix(".xls")
    with zipfile.ZipFile(file) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    other.write_bytes(archive(**parts, **{"xl/vbaProject.bin": b"x"}))
    done = take(other)
    assert done.code == 0 and done.scores == PLAIN
    assert "content is .xlsx" in done.why("note") and "macros" in done.why("note")


def test_what_a_cell_holds_is_taken_where_that_is_asked(file: Path) -> None:
    book = workbook(file, [HEAD, [1, "Bình Định", 8279.6]])
    book.active["C2"].number_format = "#,##0"
    book.save(file)
    assert take(file, "--decimals", "1").scores.endswith("Bình Định,8279.6\n")


def test_zeros_that_a_spreadsheet_took_away(file: Path) -> None:
    """`8.280` typed where the point is decimal is 8.28, beside 985 that is 985."""
    workbook(file, [HEAD, [1, "Bình Định", 8.28], [2, "Quảng Nam", 5.35], [3, "Phú Yên", 985]])
    done = take(file)
    assert done.code == 1 and "8280" in done.of("refused")[0]
    whole = take(file, "--decimals", "0").scores
    assert whole.endswith("1,Bình Định,8280\n2,Quảng Nam,5350\n3,Phú Yên,985\n")


def test_a_formula_with_a_saved_value_is_told(tmp_path: Path) -> None:
    path = tmp_path / "2009.xlsx"
    cells = ("Stt", "Tên cơ quan", "Điểm"), ("1", "Bình Định", None)
    rows = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row if cell)
        + ("<c><f>4*2070</f><v>8280</v></c>" if row[-1] is None else "")
        + "</row>"
        for row in cells
    )
    path.write_bytes(raw(rows))
    done = take(path)
    assert done.code == 0 and done.scores.endswith("Bình Định,8280\n")
    assert "saved values" in done.why("note")


def test_hidden_columns_and_filtered_rows_are_read_and_told(file: Path) -> None:
    book = workbook(file, [HEAD, *ROWS])
    sheet = book.active
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet.auto_filter.ref = "A1:C4"
    sheet.auto_filter.add_filter_column(1, ["Bình Định"])
    book.save(file)
    done = take(file)
    assert done.scores == PLAIN
    assert done.of("note") == ["3: ", "C: "] and "by a filter" in done.why("note")


def test_groups_within_a_table(file: Path) -> None:
    rows: list[list[Any]] = [
        HEAD,
        ["I. ĐÔNG BẮC BỘ"],
        [1, "Bình Định", 8280],
        ["Cụm 2", "", 9510],
        [2, "Quảng Nam", 5350],
        ["", "II. Khối các tỉnh miền núi"],
        [3, "Phú Yên", 4160],
    ]
    workbook(file, rows)
    done = take(file)
    assert done.code == 0 and done.scores == PLAIN
    assert [text.partition(":")[0] for text in done.of("left-out")] == ["A2", "A4", "A6"]


def test_the_heading_repeated_on_the_second_page(file: Path) -> None:
    workbook(file, [HEAD, *ROWS[:2], HEAD, ROWS[2]])
    done = take(file)
    assert done.code == 0 and done.scores == PLAIN and done.of("left-out") == ["A4: "]


def test_two_tables_on_a_sheet(file: Path) -> None:
    """Of different kinds both are taken; of one kind and round neither, until one is named."""
    clusters: list[list[Any]] = [
        ["Cụm", "Cụm trưởng", "Thành viên"],
        [1, "Bình Định", "Bình Định, Phú Yên"],
    ]
    workbook(file, [HEAD, *ROWS, [], [], *clusters])
    done = take(file)
    assert done.code == 0 and set(done.files) == {"scores_2009.csv", CLUSTERS}

    workbook(file, [HEAD, *ROWS, [], ["BẢNG 2"], HEAD, [1, "An Giang", 7]], title="Điểm")
    done = take(file, "--replace")
    assert done.code == 1 and "--sheet" in done.why() and "Điểm!A1:C4" in done.why()
    one = take(file, "--replace", "--sheet", "Điểm!A7:C8")
    assert one.code == 0 and one.scores == "position,province,score\n1,An Giang,7\n"


def test_two_halves_of_a_list_side_by_side(file: Path) -> None:
    workbook(file, [["BẢNG ĐIỂM NĂM 2009"], [*HEAD, *HEAD], [*ROWS[0], *ROWS[1]], ROWS[2]])
    done = take(file)
    assert done.code == 0
    assert done.scores.splitlines()[1:] == [
        "1,Bình Định,8280",
        "3,Phú Yên,4160",
        "2,Quảng Nam,5350",
    ]
    assert done.of("read") == [
        f"{area}: Stt; Tên cơ quan; Tổng số điểm → scores_2009.csv" for area in ("A2:C4", "D2:F4")
    ]


@pytest.mark.parametrize(
    ("over", "second"),
    [
        # Two rounds, and two versions: each has words of its own above it, or the same offices.
        (["Năm 2007", "", "", "Năm 2009"], [1, "Quảng Nam", 5350]),
        (["Tự chấm", "", "", "Thống nhất"], [1, "Quảng Nam", 5350]),
        (["BẢNG ĐIỂM"], [1, "Bình Định", 8000]),
    ],
)
def test_two_tables_side_by_side_that_are_two(
    over: list[str], second: list[Any], file: Path
) -> None:
    workbook(file, [over, [*HEAD, *HEAD], [*ROWS[0], *second]])
    done = take(file, "--round", "2009")
    assert done.code == 1 and not done.files
    assert "Điểm!A2:C3" in done.why() and "Điểm!D2:F3" in done.why()


def test_scores_in_a_table_for_each_cluster(file: Path) -> None:
    """Their numbers begin anew, so that they are not those of the rows."""
    more = [[1, "Hà Tĩnh", 900], ["", "Cộng", 900]]
    tables = [["Cụm 1"], HEAD, *ROWS, ["Cụm 2"], HEAD, *more]
    workbook(file, [["BẢNG ĐIỂM NĂM 2009"], *tables])
    wanted = "province,score\nBình Định,8280\nQuảng Nam,5350\nPhú Yên,4160\nHà Tĩnh,900\n"
    done = take(file)
    assert done.code == 0 and done.scores == wanted and "A3: Stt" in done.of("left-out")

    book = workbook(file, [HEAD, *ROWS], title="Cụm 1")
    second = book.create_sheet("Cụm 2")
    for row in [HEAD, *more]:
        second.append(row)
    book.save(file)
    assert take(file, "--replace").scores == wanted


def test_several_sheets(file: Path) -> None:
    """A sheet a round makes a file each; two of one round are asked for by their sheets."""
    book = workbook(file, [HEAD, *ROWS], title="Năm 2009")
    other = book.create_sheet("Năm 2011")
    for row in [HEAD, [1, "An Giang", 7]]:
        other.append(row)
    hidden = book.create_sheet("nháp")
    hidden.append(HEAD)
    hidden.append([1, "An Giang", 1])
    hidden.sheet_state = "hidden"
    book.save(file)
    done = take(file)
    assert done.code == 0 and set(done.files) == {"scores_2009.csv", "scores_2011.csv"}
    assert "hidden" in done.why("note")
    none = take(file, "--sheet", "Không có")
    assert none.code == 1 and "“Năm 2009”, “Năm 2011”, “nháp”" in none.why()


def test_no_table_says_which_sheets_there_are(file: Path) -> None:
    workbook(file, [["Kính gửi: Sở Nội vụ"], ["Đề nghị báo cáo."]], title="Thư")
    done = take(file)
    assert done.code == 1 and "“Thư”" in done.why() and not done.files


def test_the_round_is_asked_for_where_it_is_not_certain(tmp_path: Path) -> None:
    path = tmp_path / "bang diem.xlsx"
    workbook(path, [["Kiểm tra chéo 2 năm 2006 – 2007"], HEAD, *ROWS])
    done = take(path)
    assert done.code == 1 and "2006, 2007" in done.why() and "--round" in done.why()
    assert take(path, "--round", "2007").files == {"scores_2007.csv": PLAIN}


def test_years_within_days_are_no_rounds() -> None:
    texts = ["BẢNG ĐIỂM NĂM 2009", "(Kèm theo Báo cáo số 241/BC ngày 21 tháng 3 năm 2010)"]
    assert years_in(texts) == [2009]
    days = ["21/3/2008", "Quý III năm 2009", "từ 6/2005", "bang_diem_2010-03-05", "20100305"]
    assert years_in(days) == []


def test_a_row_without_a_name_or_points_in_the_middle(file: Path) -> None:
    workbook(file, [HEAD, ROWS[0], [2, "", 5350], [3, "Phú Yên", ""]])
    done = take(file)
    assert done.code == 1 and not done.files
    assert [text.partition(":")[0] for text in done.of("refused")] == ["B3", "C4"]


def test_an_office_without_points_is_never_passed_over(file: Path) -> None:
    """Whether the register knows it or not, and be there numbers of the rows or none."""
    rows: list[list[Any]] = [["Đơn vị", "Điểm"], ["I. KHỐI SỞ", ""], ["Sở Nội vụ", 5]]
    rows.append(["Đài Phát thanh", ""])
    workbook(file, [*rows, ["Các huyện"], ["Huyện X", 7], ["Đài Y", ""], [], ["Nguyễn Văn A"]])
    done = take(file)
    assert done.code == 1 and not done.files
    assert done.of("refused") == ["B4: Đài Phát thanh", "B7: Đài Y"]
    left = ["A2: I. KHỐI SỞ", "A5: Các huyện", "A9: Nguyễn Văn A"]
    assert done.of("left-out") == left


def test_a_name_that_begins_like_a_remark_is_a_name(file: Path) -> None:
    workbook(file, [HEAD, [1, "Xã Bằng Lang", 3], [2, "Danh sách Thượng", 2]])
    assert take(file).scores.endswith("1,Xã Bằng Lang,3\n2,Danh sách Thượng,2\n")


@pytest.mark.parametrize("name", ["#N/A", 7, datetime.date(2009, 1, 2)])
def test_a_name_that_is_no_text_stops_the_table(name: Any, file: Path) -> None:
    workbook(file, [HEAD, [1, "Bình Định", 3], [2, name, 2]])
    done = take(file)
    assert done.code == 1 and not done.files and done.of("refused")[0].startswith("B3")


def test_a_list_with_ranks_is_no_register(file: Path) -> None:
    workbook(file, [["Stt", "Đơn vị", "Xếp hạng"], [1, "Sở Nội vụ", 2]])
    done = take(file)
    assert done.code == 1 and not done.files and "list without points" in done.why()


def test_the_record_comes_back_to_the_letter(tmp_path: Path) -> None:
    """The scores of 2007 as a workbook are the file that was transcribed from the report."""
    recorded = (DATA / "scores_2007.csv").read_text("utf-8")
    rows = [line.split(",") for line in recorded.splitlines()[1:]]
    path = tmp_path / "Phụ lục 1.xlsx"
    title = ["TỔNG SỐ ĐIỂM CÁC CƠ QUAN NĂM 2007"]
    workbook(path, [["PHỤ LỤC 1"], title, HEAD, *([int(a), b, int(c)] for a, b, c in rows)])
    done = take(path)
    assert done.code == 0 and done.files == {"scores_2007.csv": recorded}


@given(st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_table_of_offices_comes_back(file: Path, data: st.DataObject) -> None:
    """Wherever it stands, with whatever lies above, below and between."""
    units = [unit.name for unit in register_of(Folder("", {})).provinces if "@" not in unit.id]
    names = data.draw(st.lists(st.sampled_from(units), min_size=1, max_size=6, unique=True))
    # Of 1.01 beside 101 a spreadsheet may have taken zeros away: that is asked for, rightly.
    parts = st.decimals(100, 999, places=2).map(float)
    numbers = data.draw(st.sampled_from([st.integers(0, 99_999), parts]))
    points = [data.draw(numbers) for _name in names]
    numbered, spaced = data.draw(st.booleans()), data.draw(st.booleans())
    left, above = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 4))
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.cell(1, 1, "BẢNG ĐIỂM NĂM 2009")
    rows: list[list[Any]] = [HEAD, *([n, *pair] for n, pair in enumerate(zip(names, points), 1))]
    if data.draw(st.booleans()):
        rows.append(["", "Tổng cộng", sum(points)])
    for number, row in enumerate(rows):
        row = row if numbered else row[1:]
        for column, value in enumerate(row):
            below = above + 2 + number + (spaced and number > 1)
            sheet.cell(below, left + 1 + column, value if value != "" else None)
    book.save(file)
    shutil.rmtree(file.parent / "out", ignore_errors=True)
    done = take(file)
    assert done.code == 0
    written = [line.split(",")[-2:] for line in done.scores.splitlines()[1:]]
    assert [(name, float(value)) for name, value in written] == [
        (name, float(value)) for name, value in zip(names, points)
    ]


def test_names_stand_as_they_are_and_validate_tells_of_them(file: Path) -> None:
    workbook(file, [HEAD, [1, "Thừa Thiên Thuế", 3], [2, "Bình\nĐịnh", 2], [3, "Thái nguyên", 1]])
    done = take(file)
    assert done.code == 0 and "1,Thừa Thiên Thuế,3\n2,Bình Định,2\n3,Thái nguyên,1" in done.scores
    assert "NAM" in done.stderr and "Thừa Thiên Thuế" in done.stderr


def test_clusters_a_row_each(file: Path) -> None:
    head = ["Stt", "Tên tỉnh, thành phố trực thuộc Trung ương", "Cụm trưởng"]
    workbook(
        file,
        [
            ["CÁC CỤM KIỂM TRA CHÉO NĂM 2009"],
            head,
            [1, "Bắc Ninh, Hưng Yên; Tuyên Quang\nQuảng Bình", "Bắc Ninh"],
            [2, "Hà Nội, Thái nguyên", "Hà Nội"],
        ],
    )
    done = take(file)
    assert done.code == 0
    assert done.files[CLUSTERS] == (
        "- number: 1\n  leader: Bắc Ninh\n"
        "  members: [Bắc Ninh, Hưng Yên, Tuyên Quang, Quảng Bình]\n\n"
        "- number: 2\n  leader: Hà Nội\n  members: [Hà Nội, Thái nguyên]\n"
    )


def test_clusters_a_row_a_member(file: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in [
        ["Cụm", "Đơn vị", "Ghi chú"],
        [1, "Bắc Ninh", "Cụm trưởng"],
        ["", "Hưng Yên", ""],
        [2, "Hà Nội", ""],
        ["", "Cao Bằng (Cụm trưởng)", ""],
    ]:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(file)
    text = take(file).files[CLUSTERS]
    assert "leader: Bắc Ninh\n  members: [Bắc Ninh, Hưng Yên]" in text
    assert "leader: Cao Bằng\n  members: [Hà Nội, Cao Bằng]" in text


def test_clusters_with_their_leader_merged_beside_the_members(file: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in [
        ["Cụm", "Cụm trưởng", "Thành viên"],
        [1, "Bắc Ninh", "Bắc Ninh"],
        [None, None, "Hưng Yên"],
        [2, "Hà Nội", "Cao Bằng"],
        [None, None, "Hà Nội"],
    ]:
        sheet.append(row)
    for merged in ("A2:A3", "B2:B3", "A4:A5", "B4:B5"):
        sheet.merge_cells(merged)
    book.save(file)
    text = take(file).files[CLUSTERS]
    assert "leader: Bắc Ninh\n  members: [Bắc Ninh, Hưng Yên]" in text
    assert "leader: Hà Nội\n  members: [Cao Bằng, Hà Nội]" in text


def test_members_without_a_leader_beside_them_are_refused(file: Path) -> None:
    head = ["Cụm", "Cụm trưởng", "Thành viên"]
    workbook(file, [head, [1, "Bắc Ninh", "Bắc Ninh, Hà Nam"], [2, "", "Hà Nội, Cao Bằng"]])
    done = take(file)
    assert done.code == 1 and not done.files and done.of("refused")[0].startswith("C3")


def test_the_clusters_of_the_record_come_back(tmp_path: Path) -> None:
    recorded = yaml.safe_load((DATA / "clusters_2009.yaml").read_text("utf-8"))
    head = ["Stt", "Tên tỉnh, thành phố trực thuộc Trung ương", "Cụm trưởng"]
    rows = [[one["number"], ", ".join(one["members"]), one["leader"]] for one in recorded]
    path = tmp_path / "Phụ lục 2.xlsx"
    workbook(path, [["CÁC CỤM KIỂM TRA CHÉO NĂM 2009"], head, *rows])
    assert yaml.safe_load(take(path).files[CLUSTERS]) == recorded


def test_clusters_under_their_own_rows(file: Path) -> None:
    workbook(
        file,
        [
            ["TT", "Đơn vị", "Cụm trưởng"],
            ["Cụm 1"],
            [1, "Bắc Ninh", "x"],
            [2, "Hưng Yên", ""],
            ["CỤM SỐ II (Cụm trưởng: Hà Nội)"],
            [1, "Hà Nội", ""],
            [2, "Cao Bằng", ""],
        ],
    )
    text = take(file).files[CLUSTERS]
    assert "number: 1\n  leader: Bắc Ninh" in text and "number: 2\n  leader: Hà Nội" in text


def test_a_cluster_without_a_leader_is_refused(file: Path) -> None:
    workbook(file, [["Cụm", "Đơn vị"], [1, "Bắc Ninh"], [1, "Hưng Yên"]])
    done = take(file)
    assert done.code == 1 and not done.files and "leads the cluster" in done.why()


def test_leaders_that_stand_apart_are_members_too(file: Path) -> None:
    head = ["Cụm", "Cụm trưởng", "Các đơn vị thành viên"]
    workbook(file, [head, [1, "Bắc Ninh", "Hưng Yên, Hà Nam"], [2, "Hà Nội", "Cao Bằng"]])
    done = take(file)
    assert "members: [Bắc Ninh, Hưng Yên, Hà Nam]" in done.files[CLUSTERS]
    assert "apart" in done.why("changed")


def test_the_cluster_table_of_a_report_under_other_words(file: Path) -> None:
    rows = [[1, "Bắc Ninh, Hưng Yên", "Bắc Ninh"], [2, "Thái Bình, Lạng Sơn", "Lạng Sơn"]]
    for head in ("Các tỉnh, thành phố", "Tên tỉnh, thành phố trực thuộc Trung ương"):
        workbook(file, [["Stt", head, "Cụm trưởng"], *rows])
        done = take(file, "--replace")
        assert done.code == 0 and "members: [Thái Bình, Lạng Sơn]" in done.files[CLUSTERS]


def test_clusters_numbered_as_romans_do(file: Path) -> None:
    rows = [[1, "Bắc Ninh", "I", "x"], [2, "Hưng Yên", "I", ""], [3, "Thái Bình", "II", "x"]]
    workbook(file, [["TT", "Tên đơn vị", "Cụm số", "Cụm trưởng"], *rows])
    made = take(file).files[CLUSTERS]
    assert made.split("\n\n")[0] == (
        "- number: 1\n  leader: Bắc Ninh\n  members: [Bắc Ninh, Hưng Yên]"
    )
    assert "- number: 2\n  leader: Thái Bình" in made and made.count("number:") == 2


def test_a_column_of_clusters_that_holds_no_number(file: Path) -> None:
    """It is never filled up with the number of the row."""
    rows = [[1, "Bắc Ninh", "Bắc", "x"], [2, "Hưng Yên", "Bắc", ""]]
    workbook(file, [["TT", "Tên đơn vị", "Cụm số", "Cụm trưởng"], *rows])
    done = take(file)
    assert done.code == 1 and not done.files
    assert done.of("refused") == ["C2: Bắc"]


FIRST = ["Bắc Ninh", "Hưng Yên", "Tuyên Quang"]
SECOND = ["Hà Nội", "Cao Bằng", "Hà Nam"]
BOTH = (
    "- number: 1\n  leader: Bắc Ninh\n  members: [Bắc Ninh, Hưng Yên, Tuyên Quang]\n\n"
    "- number: 2\n  leader: Hà Nội\n  members: [Hà Nội, Cao Bằng, Hà Nam]\n"
)


def led(members: list[str], mark: str = " (Cụm trưởng)") -> list[str]:
    """The members, the first of them marked as the leader."""
    return [members[0] + mark, *members[1:]]


def beside(*columns: Sequence[Any]) -> list[list[Any]]:
    return [list(row) for row in zip(*columns, strict=True)]


NUMBERS = [1, 2, 3]
UNIT = ["TT", "Đơn vị"]
# How offices lay out the same two clusters: the rows, and the merged cells.
LAYOUTS: dict[str, tuple[Sequence[Sequence[Any]], list[str]]] = {
    "two tables side by side": (
        [
            ["CỤM 1", "", "CỤM 2", ""],
            [*UNIT, *UNIT],
            *beside(NUMBERS, led(FIRST), NUMBERS, led(SECOND)),
        ],
        ["A1:B1", "C1:D1"],
    ),
    "a column each": ([["Cụm 1", "Cụm 2"], *beside(led(FIRST), led(SECOND))], []),
    "a column each, numbered": (
        [["CỤM SỐ I", "", "CỤM SỐ II", ""], *beside(NUMBERS, led(FIRST), NUMBERS, led(SECOND))],
        ["A1:B1", "C1:D1"],
    ),
    "a table each below another": (
        [
            ["Cụm 1 (Cụm trưởng: Bắc Ninh)"],
            UNIT,
            *beside(NUMBERS, FIRST),
            [],
            ["Cụm 2 (Cụm trưởng: Hà Nội)"],
            UNIT,
            *beside(NUMBERS, SECOND),
        ],
        [],
    ),
    "members in columns": (
        [["Cụm", "Cụm trưởng", "Thành viên 1", "Thành viên 2"], [1, *FIRST], [2, *SECOND]],
        [],
    ),
    "members under one heading": (
        [
            ["Cụm", "Các đơn vị trong cụm", "", "", "Cụm trưởng"],
            [1, *FIRST, FIRST[0]],
            [2, *SECOND, SECOND[0]],
        ],
        ["B1:D1"],
    ),
    "leaders marked in a list": (
        [
            ["Cụm", "Các đơn vị"],
            [1, "; ".join(led(FIRST))],
            [2, ", ".join(led(SECOND, ", cụm trưởng"))],
        ],
        [],
    ),
    "leaders marked by a star": (
        [
            ["Cụm", "Các đơn vị"],
            [1, ", ".join(led(FIRST, "*"))],
            [2, ", ".join(led(SECOND, " (*)"))],
            ["Ghi chú: (*) là Cụm trưởng"],
        ],
        [],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_clusters_however_they_are_laid_out(layout: str, file: Path) -> None:
    rows, merged = LAYOUTS[layout]
    book = workbook(file, rows)
    for area in merged:
        book.active.merge_cells(area)
    book.save(file)
    done = take(file, "--round", "2009")
    assert done.code == 0 and done.files[CLUSTERS] == BOTH


def test_a_cluster_in_a_sheet_each(file: Path) -> None:
    book = workbook(file, [UNIT, *beside(NUMBERS, led(FIRST))], title="Cụm 1")
    sheet = book.create_sheet("Cụm 2")
    for row in [UNIT, *beside(NUMBERS, led(SECOND))]:
        sheet.append(row)
    book.save(file)
    assert take(file).files[CLUSTERS] == BOTH


@pytest.mark.parametrize(
    "name", ["Điểm '09!", "điểm '09!", "'Điểm ''09!'", "Điểm '09!!A1:C4", "NFD"]
)
def test_a_sheet_by_its_name_however_it_is_typed(name: str, file: Path) -> None:
    workbook(file, [HEAD, *ROWS], title="Điểm '09!")
    asked = unicodedata.normalize("NFD", "Điểm '09!") if name == "NFD" else name
    assert take(file, "--sheet", asked).scores == PLAIN


def test_a_sheet_without_a_table_is_told(file: Path) -> None:
    book = workbook(file, [HEAD, *ROWS])
    book.create_sheet("Bìa").append(["Bảng điểm của các cơ quan"])
    book.create_sheet("Trống")
    book.save(file)
    done = take(file)
    assert done.code == 0 and "no table was found on this sheet" in done.why("left-out")
    assert [step["sheet"] for step in done.steps if step["action"] == "left-out"] == ["Bìa"]


def test_the_sheet_of_a_cluster_without_headings_is_not_passed_over(file: Path) -> None:
    """The others alone would be a file in which that cluster is missing."""
    book = workbook(file, [UNIT, *beside(NUMBERS, led(FIRST))], title="Cụm 1")
    sheet = book.create_sheet("Cụm 2")
    for row in beside(NUMBERS, led(SECOND)):
        sheet.append(row)
    book.save(file)
    done = take(file)
    assert done.code == 1 and not done.files and "no table was found on this sheet" in done.why()


def test_a_star_that_nobody_explains(file: Path) -> None:
    workbook(file, [["Cụm", "Các đơn vị"], [1, ", ".join(led(FIRST, "*"))]])
    done = take(file)
    assert done.code == 1 and not done.files and "leads the cluster" in done.why()


@pytest.mark.parametrize(
    ("row", "code", "told"),
    [
        ([1, "Bắc Ninh, Hưng Yên", "Bắc Ninh", "Hà Nam"], 1, ["D2: Hà Nam"]),
        ([1, "Bắc Ninh, Hưng Yên", "Bắc Ninh", "đã họp"], 0, ["D2: đã họp"]),
    ],
)
def test_what_stands_in_a_column_without_a_heading(
    row: list[Any], code: int, told: list[str], file: Path
) -> None:
    """A member there is not passed over; anything else is, and is told."""
    workbook(file, [["Cụm", "Thành viên", "Cụm trưởng"], row, [], ["", "", "", "TRƯỞNG ĐOÀN"]])
    done = take(file)
    assert done.code == code and done.of("refused" if code else "left-out")[-1:] == told


def test_a_name_over_two_lines_is_one_member(file: Path) -> None:
    rows = [[1, "Bắc\nNinh", "x"], [1, "Hưng\nYên", ""]]
    workbook(file, [["Cụm", "Đơn vị", "Cụm trưởng"], *rows])
    assert "leader: Bắc Ninh\n  members: [Bắc Ninh, Hưng Yên]" in take(file).files[CLUSTERS]


def test_numbered_rows_that_head_clusters(file: Path) -> None:
    rows: list[list[Any]] = [
        ["I", "Cụm 1 (Cụm trưởng: Bắc Ninh)"], [1, "Bắc Ninh"], [2, "Hưng Yên"],
        ["II", "Cụm 2 (Cụm trưởng: Thái Bình)"], [1, "Thái Bình"], [2, "Bắc Giang"],
    ]  # fmt: skip
    workbook(file, [["TT", "Đơn vị"], *rows])
    assert take(file).files[CLUSTERS] == (
        "- number: 1\n  leader: Bắc Ninh\n  members: [Bắc Ninh, Hưng Yên]\n\n"
        "- number: 2\n  leader: Thái Bình\n  members: [Thái Bình, Bắc Giang]\n"
    )


def test_communes_beside_their_province(file: Path) -> None:
    """The province comes again from row to row: it is where they lie, and not their name."""
    rows = [["00001", "Ba Đình", "phường", "Hà Nội"], ["00008", "Sóc Sơn", "xã", "Hà Nội"]]
    workbook(file, [["Mã", "Tên xã, phường", "Loại", "Tỉnh"], *rows])
    made = take(file).files["provinces.yaml"]
    assert 'name: Ba Đình\n  kind: phường\n  code: "00001"\n  region: Hà Nội' in made
    assert made.count("name:") == 2


@pytest.mark.parametrize("first", ["Tỉnh, thành phố", "Tên tỉnh"])
def test_communes_of_a_province_each(first: str, file: Path) -> None:
    """Where no province comes again its heading tells, and it is not taken for the unit."""
    rows = [[1, "Hà Nội", "Phường Ba Đình"], [2, "Cao Bằng", "Xã Bế Văn Đàn"]]
    workbook(file, [["TT", first, "Phường, xã"], *rows])
    assert yaml.safe_load(take(file).files["provinces.yaml"]) == [
        {"id": "ba-dinh", "name": "Ba Đình", "kind": "phường", "region": "Hà Nội"},
        {"id": "be-van-dan", "name": "Bế Văn Đàn", "kind": "xã", "region": "Cao Bằng"},
    ]


def test_a_register_of_the_units_of_a_cluster(file: Path) -> None:
    rows = [["00001", "Phường Ba Đình"], ["00008", "Xã Sóc Sơn"]]
    workbook(file, [["DANH SÁCH XÃ, PHƯỜNG CỤM 2"], ["Mã", "Tên xã, phường"], *rows])
    assert set(take(file).files) == {"provinces.yaml"}


def test_departments_with_their_addresses(file: Path) -> None:
    rows = [[1, "Sở Nội vụ", "18 phố Huế"], [2, "Sở Y tế", "4 phố Sơn Tây"]]
    workbook(file, [["TT", "Tên sở", "Địa chỉ"], *rows])
    done = take(file)
    assert done.files["provinces.yaml"].count("kind: sở") == 2
    assert done.of("left-out") == ["C1: Địa chỉ"]


def test_a_register_of_communes(tmp_path: Path) -> None:
    path = tmp_path / "xa phuong.xlsx"
    book = workbook(
        path,
        [
            ["TT", "Mã số", "Tên xã, phường", "Vùng"],
            ["I", "", "KHU VỰC MIỀN NÚI"],
            [1, 101, "Xã Tân Tiến", "Vùng cao"],
            [2, 102, "Phường Tân Tiến", "Nội thị"],
            [3, 103, "Xã Đồng Vang", ""],
        ],
    )
    for row in (3, 4, 5):
        book.active.cell(row, 2).number_format = "00000"
    book.save(path)
    done = take(path)
    assert done.code == 0
    assert done.files["provinces.yaml"] == (
        '- id: tan-tien-xa\n  name: Tân Tiến\n  kind: xã\n  code: "00101"\n  region: Vùng cao\n\n'
        '- id: tan-tien-phuong\n  name: Tân Tiến\n  kind: phường\n  code: "00102"\n'
        "  region: Nội thị\n\n"
        '- id: dong-vang\n  name: Đồng Vang\n  kind: xã\n  code: "00103"\n'
    )


def test_a_register_of_departments(tmp_path: Path) -> None:
    path = tmp_path / "so nganh.xlsx"
    workbook(path, [["Stt", "Tên cơ quan"], [1, "Sở Nội vụ"], [2, "Ban Dân tộc"]])
    text = take(path).files["provinces.yaml"]
    assert "id: so-noi-vu\n  name: Sở Nội vụ\n  kind: sở\n" in text


def test_codes_that_lost_their_noughts_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "dm.xlsx"
    workbook(path, [["Mã", "Tên đơn vị"], [1, "Xã Tân Tiến"], [12, "Xã Đồng Vang"]])
    done = take(path)
    assert done.code == 1 and not done.files and "noughts" in done.why()


# Bad files: one sentence, nothing written.


def test_bad_files_say_what_they_are_and_good_neighbours_land(tmp_path: Path) -> None:
    for name, content in (
        ("a 2009.xlsx", raw("")[:300]),
        ("b 2009.xlsx", encrypted()),
        ("c 2009.xlsx", b"Stt;Diem\n"),
        ("d 2009.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("e 2009.xlsx", archive(**{"word/document.xml": "<a/>"})),
        ("~$a 2009.xlsx", b"x"),
        ("thu.docx", b"PK"),
    ):
        (tmp_path / name).write_bytes(content)
    workbook(tmp_path / "z 2009.xlsx", [HEAD, *ROWS])
    done = take(tmp_path / "z 2009.xlsx")
    assert done.code == 0
    whole = inside("import", str(tmp_path), "--to", str(tmp_path / "out2"), "-f", "json")
    steps = json.loads(whole.stdout)
    assert whole.code == 1
    assert [s["file"].rpartition("/")[2] for s in steps if s["action"] == "refused"] == [
        "a 2009.xlsx", "b 2009.xlsx", "c 2009.xlsx", "d 2009.xls", "e 2009.xlsx",
    ]  # fmt: skip
    assert (tmp_path / "out2" / "scores_2009.csv").read_text("utf-8") == PLAIN
    assert "open in Excel" in " ".join(s["reason"] for s in steps)


def test_nothing_is_written_over_what_differs(file: Path) -> None:
    workbook(file, [HEAD, *ROWS])
    out = file.parent / "out"
    out.mkdir()
    (out / "scores_2009.csv").write_text("province,score\nHà Nội,1\n", encoding="utf-8")
    done = take(file)
    assert done.code == 1 and "--replace" in done.why() and "Hà Nội" in done.scores
    assert take(file, "--replace").scores == PLAIN


def test_a_trial_writes_nothing(file: Path) -> None:
    workbook(file, [HEAD, *ROWS])
    done = take(file, "--dry-run")
    assert done.code == 0 and not done.files and done.of("read")


def test_two_files_that_would_make_one(tmp_path: Path) -> None:
    workbook(tmp_path / "a 2009.xlsx", [HEAD, *ROWS])
    workbook(tmp_path / "b 2009.xlsx", [HEAD, ROWS[0]])
    out = tmp_path / "out"
    done = inside("import", str(tmp_path), "--to", str(out))
    assert done.code == 1 and not out.exists() and "each another" in done.stdout


def test_a_million_rows_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "2009.csv"
    path.write_text("Tên,Điểm\n" + "Hà Nội,1\n" * 1_000_000, encoding="utf-8")
    done = take(path)
    assert done.code == 1 and "50,000 rows" in done.why() and not done.files


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights are asked of nobody here")
def test_a_file_that_cannot_be_opened(file: Path) -> None:
    workbook(file, [HEAD, *ROWS])
    file.chmod(0)
    done = take(file)
    assert done.code == 1 and "close it in Excel" in done.why()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = inside("import", str(tmp_path / "no.xlsx"), "--to", str(tmp_path / "out"))
    assert done.code == 2 and "no.xlsx" in done.stderr
    assert inside("import", "--to", str(tmp_path)).code == 2


def test_without_the_extra_an_old_workbook_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "python_calamine", None)
    book, out = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("A")
    book.save(out)
    with pytest.raises(Refusal) as caught:
        read_workbook(out.getvalue())
    assert all('".[office]"' in words for words in caught.value.words)


def test_messages_are_vietnamese_where_that_is_asked(file: Path) -> None:
    workbook(file, [HEAD, [1, "Bình Định", "8.280"], [2, "Quảng Nam", ""]])
    done = take(file, lang="vi")
    assert "đề nghị bỏ dòng này khỏi bảng" in done.why()
    assert "không nhập: 01 mục" in done.stderr
